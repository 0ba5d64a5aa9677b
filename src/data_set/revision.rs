//! Revisions: what becomes of the rows of one key, edition by edition.

use super::Key;
use super::details::Sorted;
use super::row::Row;
use rust_decimal::Decimal;

/// What the rows said that were looked at so far.
enum Standing<'a> {
    /// One value, by the row that says most about it.
    One(&'a Row),
    /// The newest edition contradicts itself.
    Several(&'a [Row]),
}

/// What becomes of the rows of one key.
pub(super) enum Settled<'a> {
    /// One of them stands.
    One(Row),
    /// These contradict each other, and no later edition settles it.
    Several(&'a [Row]),
}

/// What was left out of a data set.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    /// How many rows said the same as another one.
    pub(super) repeated: usize,
    /// The values that later editions replaced, by key and oldest first.
    pub(super) replaced: Vec<(Key, Decimal)>,
}

impl LeftOut {
    /// Goes through the rows of one key, which are in [their order](Row::order).
    ///
    /// In a contradiction no row counts as repeated: nobody knows which of them say the same thing rightly. All of them are
    /// refused together, or replaced together.
    pub(super) fn settle<'a>(&mut self, rows: &'a [Row], details: &Sorted) -> Option<Settled<'a>> {
        let mut editions = rows.chunk_by(|left, right| left.edition == right.edition);
        let mut standing = Standing::of(editions.next()?, self, details)?;
        for edition in editions {
            let newer = Standing::of(edition, self, details)?;
            standing = match (standing, newer) {
                (Standing::One(old), Standing::One(new)) if !new.contradicts(old, details) => {
                    self.repeated = self.repeated.saturating_add(1);
                    Standing::One(if new.says_more_than(old, details).is_lt() { new } else { old })
                }
                (Standing::One(old), newer) => {
                    self.replace(old);
                    newer
                }
                (Standing::Several(old), newer) => {
                    for row in old {
                        self.replace(row);
                    }
                    newer
                }
            };
        }
        Some(match standing {
            Standing::One(row) => Settled::One(*row),
            Standing::Several(rows) => Settled::Several(rows),
        })
    }

    fn replace(&mut self, row: &Row) {
        self.replaced.push((row.key(), row.value));
    }
}

/// Whether rows of one key cannot all be right. One without cases agrees with two that differ, so that it is not enough to hold all
/// against one of them.
fn contradict(rows: &[Row], details: &Sorted) -> bool {
    let cases = || rows.iter().map(|row| details.cases(row.details));
    differ(rows.iter().map(|row| row.value))
        || differ(cases().filter_map(|(numerator, _)| numerator))
        || differ(cases().filter_map(|(_, denominator)| denominator))
}

fn differ(mut numbers: impl Iterator<Item = Decimal>) -> bool {
    let first = numbers.next();
    first.is_some_and(|first| numbers.any(|number| number != first))
}

impl<'a> Standing<'a> {
    /// What one edition says.
    fn of(edition: &'a [Row], left_out: &mut LeftOut, details: &Sorted) -> Option<Standing<'a>> {
        let (first, others) = edition.split_first()?;
        if !others.is_empty() && contradict(edition, details) {
            return Some(Standing::Several(edition));
        }
        left_out.repeated = left_out.repeated.saturating_add(others.len());
        Some(Standing::One(first))
    }
}
