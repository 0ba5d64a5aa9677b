//! The rows of a builder: small, since a million of them wait until the data set is made.

use super::builder::{Place, Rejected};
use super::details::Sorted;
use super::{Key, SeriesKey};
use crate::observation::ObservationError;
use rust_decimal::Decimal;
use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

/// An observation that was checked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) value: Decimal,
    pub(super) region: u32,
    pub(super) group: u32,
    /// Which revision it came with: 0 before the first one was started.
    pub(super) edition: u32,
    /// Which of the files, counted from 1; 0 before any was named.
    pub(super) file: u32,
    /// As [`Places::line`] writes it.
    pub(super) line: u32,
    pub(super) details: u32,
    pub(super) indicator: u16,
    pub(super) year: u16,
}

impl Row {
    /// A data set holds one value for each of these.
    pub(super) fn key(&self) -> Key {
        let Row { indicator, region, group, year, .. } = *self;
        (SeriesKey { indicator, region, group }, year)
    }

    /// Whether two rows of one key cannot both be right: another value, or other cases behind it.
    pub(super) fn contradicts(&self, other: &Row, details: &Sorted) -> bool {
        let differ =
            |one: Option<Decimal>, other: Option<Decimal>| one.zip(other).is_some_and(|(one, other)| one != other);
        self.value != other.value || {
            let ((cases, against), (other_cases, other_against)) =
                (details.cases(self.details), details.cases(other.details));
            differ(cases, other_cases) || differ(against, other_against)
        }
    }

    /// Of rows that agree, the one comes first that says most: more digits, then more details.
    pub(super) fn says_more_than(&self, other: &Row, details: &Sorted) -> Ordering {
        other.value.scale().cmp(&self.value.scale()).then_with(|| {
            if self.details == other.details {
                return Ordering::Equal;
            }
            details.rank(self.details).cmp(&details.rank(other.details))
        })
    }

    /// The order in which a data set is made of rows: by key, then by edition, then what says most. Rows that it finds equal
    /// are alike in everything, so that the order in which they were added makes no difference.
    pub(super) fn order(&self, other: &Row, details: &Sorted, places: &Places) -> Ordering {
        let rest = |row: &Row| (row.value, Reverse(row.value.is_sign_negative()), places.of(row));
        let keys = self.key().cmp(&other.key()).then_with(|| self.edition.cmp(&other.edition));
        keys.then_with(|| self.says_more_than(other, details)).then_with(|| rest(self).cmp(&rest(other)))
    }
}

/// Where rows come from.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    files: Vec<Arc<str>>,
    /// The lines too far down to be written in a row.
    far_lines: Vec<u64>,
}

/// From here on, a row's line is the number of a far line.
const FAR: u32 = 1 << 31;

impl Places {
    pub(super) fn file(&mut self, name: &str) {
        self.files.push(name.into());
    }

    /// The number of the file named last. Past the greatest number, files have no name: it is only repeated in messages.
    pub(super) fn last_file(&self) -> u32 {
        u32::try_from(self.files.len()).unwrap_or(0)
    }

    /// What a row holds for a line: 0 for none, the line and 1 for most, and the number of a far line for the rest. Nothing if
    /// there are too many of those.
    pub(super) fn line(&mut self, line: Option<u64>) -> Option<u32> {
        let Some(line) = line else { return Some(0) };
        let near = u32::try_from(line).ok().and_then(|line| line.checked_add(1)).filter(|line| *line < FAR);
        if near.is_some() {
            return near;
        }
        let number = u32::try_from(self.far_lines.len()).ok()?.checked_add(FAR)?;
        self.far_lines.push(line);
        Some(number)
    }

    /// The file and the line of a row.
    pub(super) fn of(&self, row: &Row) -> (u32, Option<u64>) {
        let line = match row.line.checked_sub(FAR) {
            Some(number) => usize::try_from(number).ok().and_then(|number| self.far_lines.get(number)).copied(),
            None => row.line.checked_sub(1).map(u64::from),
        };
        (row.file, line)
    }

    /// The place of a row in words that a person knows.
    fn named(&self, row: &Row) -> Place {
        let (file, line) = self.of(row);
        let index = file.checked_sub(1).and_then(|index| usize::try_from(index).ok());
        Place { file: index.and_then(|index| self.files.get(index)).cloned(), line }
    }

    /// Why a row whose key has several values is refused.
    pub(super) fn refuse(&self, row: &Row, other: &Row) -> Rejected {
        let elsewhere = self.named(other);
        let error = if row.value == other.value {
            ObservationError::CasesConflict { elsewhere }
        } else {
            ObservationError::Conflict { found: row.value, other: other.value, elsewhere }
        };
        Rejected { place: self.named(row), error }
    }
}

#[cfg(test)]
mod tests {
    use super::{FAR, Places, Row};
    use rust_decimal::Decimal;

    #[test]
    fn a_row_is_small() {
        assert!(size_of::<Row>() <= 44);
    }

    #[test]
    fn every_line_is_remembered() {
        let mut places = Places::default();
        let near = u64::from(FAR);
        let lines = [None, Some(0), Some(1), Some(near - 2), Some(near - 1), Some(near), Some(u64::MAX), Some(7)];
        let rows = lines.map(|line| {
            let line = places.line(line).unwrap();
            Row {
                value: Decimal::ONE,
                region: 0,
                group: 0,
                edition: 0,
                file: 0,
                line,
                details: 0,
                indicator: 0,
                year: 0,
            }
        });
        assert_eq!(rows.map(|row| places.of(&row).1), lines);
    }
}
