//! The pass over the rows.

use super::table::{ALL_WELL, Entry, FEW, Table};
use super::{Columns, MISSING, Outcome, Years};

/// So many rows are judged before it is looked whether one of them has to be asked about by itself.
const BLOCK: usize = 256;

/// The baselines of rows that have none.
static NO_BASELINES: [i64; BLOCK] = [MISSING; BLOCK];

/// One row.
pub(super) struct Row {
    pub(super) indicator: u16,
    pub(super) year: u16,
    pub(super) value: i64,
    pub(super) baseline: i64,
}

/// Judges all rows; those that the table cannot judge by `slow`.
pub(super) fn over(
    table: &Table,
    columns: &Columns<'_>,
    outcomes: &mut [Outcome],
    margins: &mut [i64],
    slow: &dyn Fn(&Row) -> (Outcome, i64),
) {
    let mut start = 0_usize;
    for (outcomes, margins) in outcomes.chunks_mut(BLOCK).zip(margins.chunks_mut(BLOCK)) {
        let end = start.saturating_add(outcomes.len());
        let mut part = columns.part(start..end);
        if part.baselines.is_empty() {
            part.baselines = NO_BASELINES.get(..outcomes.len()).unwrap_or_default();
        }
        let one = match part.years {
            Years::All(year) => [year; BLOCK],
            Years::Each(_) => [0; BLOCK],
        };
        let years = match part.years {
            Years::All(_) => one.get(..outcomes.len()).unwrap_or_default(),
            Years::Each(years) => years,
        };
        let block = Block { table, part, years };
        match (table.is_of_one_year(), table.counts()) {
            (true, false) => block.judge::<false, false>(outcomes, margins, slow),
            (true, true) => block.judge::<false, true>(outcomes, margins, slow),
            (false, false) => block.judge::<true, false>(outcomes, margins, slow),
            (false, true) => block.judge::<true, true>(outcomes, margins, slow),
        }
        start = end;
    }
}

struct Block<'a> {
    table: &'a Table,
    part: Columns<'a>,
    years: &'a [u16],
}

impl Block<'_> {
    fn judge<const YEARS: bool, const COUNTS: bool>(
        &self,
        outcomes: &mut [Outcome],
        margins: &mut [i64],
        slow: &dyn Fn(&Row) -> (Outcome, i64),
    ) {
        let entries = self.table.entries();
        let most = || self.part.indicators.iter().fold(0, |most: u16, one| most.max(*one));
        let judged = match entries.first_chunk::<FEW>() {
            Some(few) if usize::from(most()) < FEW => {
                // The compiler sees that there are so many.
                #[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
                let entry = |indicator: u16| &few[usize::from(indicator) % FEW];
                self.judge_all::<YEARS, COUNTS>(&entry, outcomes, margins)
            }
            _ => {
                let entry = |indicator: u16| entries.get(usize::from(indicator)).unwrap_or(&Entry::NONE);
                self.judge_all::<YEARS, COUNTS>(&entry, outcomes, margins)
            }
        };
        if !judged {
            self.judge_again::<YEARS, COUNTS>(outcomes, margins, slow);
        }
    }

    /// Judges every row as if there were nothing more to it, and says whether that is so.
    #[inline(never)]
    fn judge_all<'t, const YEARS: bool, const COUNTS: bool>(
        &self,
        entry: &impl Fn(u16) -> &'t Entry,
        outcomes: &mut [Outcome],
        margins: &mut [i64],
    ) -> bool {
        let Columns { indicators, values, baselines, .. } = self.part;
        // Where the compiler knows how many rows there are, everything in the loop is in registers.
        let full = (
            indicators.first_chunk::<BLOCK>(),
            values.first_chunk::<BLOCK>(),
            baselines.first_chunk::<BLOCK>(),
            self.years.first_chunk::<BLOCK>(),
            outcomes.first_chunk_mut::<BLOCK>(),
            margins.first_chunk_mut::<BLOCK>(),
        );
        if let (Some(indicators), Some(values), Some(baselines), Some(years), Some(outcomes), Some(margins)) = full {
            let rows = Rows { indicators, years, values, baselines };
            return rows.judge::<YEARS, COUNTS>(self.table, entry, outcomes, margins);
        }
        let rows = Rows { indicators, years: self.years, values, baselines };
        rows.judge::<YEARS, COUNTS>(self.table, entry, outcomes, margins)
    }

    /// Judges those rows by themselves that take more.
    #[inline(never)]
    fn judge_again<const YEARS: bool, const COUNTS: bool>(
        &self,
        outcomes: &mut [Outcome],
        margins: &mut [i64],
        slow: &dyn Fn(&Row) -> (Outcome, i64),
    ) {
        let (entries, whole) = (self.table.entries(), *self.table.whole());
        let Columns { indicators, values, baselines, .. } = self.part;
        let rows = indicators.iter().zip(values).zip(baselines).zip(self.years);
        for ((((indicator, value), baseline), year), (outcome, margin)) in
            rows.zip(outcomes.iter_mut().zip(margins.iter_mut()))
        {
            let entry = entries.get(usize::from(*indicator)).unwrap_or(&Entry::NONE);
            if !entry.is_judged::<YEARS, COUNTS>(*value, *baseline, *year, &whole) {
                let row = Row { indicator: *indicator, year: *year, value: *value, baseline: *baseline };
                (*outcome, *margin) = slow(&row);
            }
        }
    }
}

struct Rows<'a> {
    indicators: &'a [u16],
    years: &'a [u16],
    values: &'a [i64],
    baselines: &'a [i64],
}

impl Rows<'_> {
    /// Nothing branches: most rows have nothing more to them.
    #[allow(clippy::inline_always)]
    #[inline(always)]
    fn judge<'t, const YEARS: bool, const COUNTS: bool>(
        &self,
        table: &Table,
        entry: &impl Fn(u16) -> &'t Entry,
        outcomes: &mut [Outcome],
        margins: &mut [i64],
    ) -> bool {
        let (power, whole) = (table.power(), *table.whole());
        let (mut against, mut all_well) = (0_i64, 0_i64);
        let rows = self.indicators.iter().zip(self.values).zip(self.baselines).zip(self.years);
        let rows = rows.zip(outcomes.iter_mut().zip(margins.iter_mut()));
        for ((((indicator, value), baseline), year), (outcome, margin)) in rows {
            let entry = entry(*indicator);
            let (distance, is_met) = entry.judge(*value, *baseline, if YEARS { (*year).into() } else { 0 }, power);
            against = against.wrapping_add(entry.against::<YEARS, COUNTS>(*value, *baseline, *year, &whole));
            *outcome = if is_met { Outcome::Met } else { Outcome::NotMet };
            *margin = distance;
            all_well = all_well.wrapping_add(ALL_WELL);
        }
        against == all_well
    }
}
