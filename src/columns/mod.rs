//! Columns: many figures judged in one pass, as tables and data frames have them.
//!
//! A figure is a mantissa, and the whole column has one scale: 8.20 is 820 in a column of two decimals. What a promise asks for is brought to
//! that scale once; then a row is a few multiplications and comparisons of whole numbers, and its verdict is the one that
//! [`Indicator::judge`](crate::Indicator::judge) gives, with the same margin.
//!
//! ```
//! use zhibiao::Registry;
//! use zhibiao::columns::{ColumnJudge, Columns, MISSING, Outcome, Years};
//!
//! let registry = Registry::builtin();
//! let position = |id| registry.find(id).map(|found| u16::try_from(found.position()).unwrap()).unwrap();
//! let (mortality, injuries) = (position("women.health.maternal_mortality_ratio"), position("children.safety.injury_mortality_rate"));
//!
//! // Figures with two decimals: 8.20 and 8.21 of at most 8.2; 7.20 after 9.00, which has to be 20 percent less; and one that is not there.
//! let judge = ColumnJudge::new(registry, 2).unwrap();
//! let columns = Columns {
//!     indicators: &[mortality, mortality, injuries, injuries],
//!     years: Years::All(2024),
//!     values: &[8_20, 8_21, 7_20, MISSING],
//!     baselines: &[MISSING, MISSING, 9_00, 9_00],
//! };
//! let (mut outcomes, mut margins) = ([Outcome::NoValue; 4], [0; 4]);
//! judge.judge(&columns, &mut outcomes, &mut margins)?;
//! assert_eq!(outcomes, [Outcome::Met, Outcome::NotMet, Outcome::Met, Outcome::NoValue]);
//! // Margins have a scale of their own, here a decimal more than the figures: −0.010, and 0 for a figure on the limit.
//! assert_eq!(judge.margin_scale(), 3);
//! assert_eq!(margins, [0, -10, 0, MISSING]);
//! # Ok::<(), zhibiao::columns::ColumnError>(())
//! ```

mod outcome;
mod pass;
mod single;
mod table;

pub use outcome::Outcome;

use crate::evidence::{Evidence, Point};
use crate::registry::Registry;
use pass::Row;
use rust_decimal::Decimal;
pub(crate) use single::SingleFigures;
use std::ops::Range;
use table::Table;
use thiserror::Error;

/// A figure that is not there, among values and baselines, and a margin that there is none of.
pub const MISSING: i64 = i64::MIN;

/// Figures column by column. A row stands at one place in all of them.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::exhaustive_structs)]
pub struct Columns<'a> {
    /// The [positions](crate::Indicator::position) of the indicators in the registry.
    pub indicators: &'a [u16],
    /// The years that are judged.
    pub years: Years<'a>,
    /// The mantissas of the values; [`MISSING`] where there is none.
    pub values: &'a [i64],
    /// The mantissas of the values of each rule's [baseline year](crate::Rule::baseline_year); [`MISSING`] where there is none, and anything where the
    /// rule compares with none. Empty if there are none at all.
    pub baselines: &'a [i64],
}

/// The years of rows.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::exhaustive_enums)]
pub enum Years<'a> {
    /// All of one year, which is a little faster.
    All(u16),
    /// Each of its own.
    Each(&'a [u16]),
}

/// Why columns cannot be judged.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ColumnError {
    /// A column is longer or shorter than the one of the indicators.
    #[error("found {found} {column}, expected {expected}, one for each indicator")]
    Length {
        /// Which.
        column: &'static str,
        /// How long it is.
        found: usize,
        /// How many rows there are.
        expected: usize,
    },
}

/// Judges columns of figures with one scale by the promises of a registry.
///
/// Every kind of rule that needs no more than a value and its baseline is judged on the fast way: bounds, bands, relative decreases, average annual
/// changes, trends and gaps. What cannot be (a rule that looks at other years or another quantity, a limit of very many digits, a figure that
/// is missing or impossible) is asked about one by one, as [`Indicator::judge`](crate::Indicator::judge) answers with that value and baseline alone.
///
/// Nothing is allocated for a row, and it can be used by many threads at once.
#[derive(Debug, Clone)]
pub struct ColumnJudge<'r> {
    registry: &'r Registry,
    scale: u32,
    table: Table,
}

impl<'r> ColumnJudge<'r> {
    /// For figures with so many decimals; none for more than 18, which leave a mantissa of 64 bits no room for a figure.
    #[must_use]
    pub fn new(registry: &'r Registry, scale: u32) -> Option<Self> {
        let table = Table::of(registry, scale)?.padded();
        Some(ColumnJudge { registry, scale, table })
    }

    /// How many decimals the figures have.
    #[must_use]
    pub fn scale(&self) -> u32 {
        self.scale
    }

    /// How many decimals the margins have: those of the figures, and what the limits take beyond them. The limits of a few promises can
    /// have so many that they are left out of this; their margins are given where they fit.
    #[must_use]
    pub fn margin_scale(&self) -> u32 {
        self.table.margin_scale()
    }

    /// Judges every row: the verdict, and the distance to the limit, positive on the good side. A margin is [`MISSING`] where the verdict is undetermined and
    /// where it does not fit.
    ///
    /// # Errors
    ///
    /// [`ColumnError`] if the columns, or the places for what comes out, are not of one length: `found 3 values, expected 4, one for each
    /// indicator`. Nothing is written then.
    pub fn judge(
        &self,
        columns: &Columns<'_>,
        outcomes: &mut [Outcome],
        margins: &mut [i64],
    ) -> Result<(), ColumnError> {
        columns.check(outcomes.len(), margins.len())?;
        match columns.years {
            // Worked out for the year once, if there are enough rows to be worth it.
            Years::All(year) if columns.indicators.len() >= self.table.len() => {
                let table = self.table.in_year(year);
                self.judge_with(&table, columns, outcomes, margins);
            }
            _ => self.judge_with(&self.table, columns, outcomes, margins),
        }
        Ok(())
    }

    /// The same on as many threads as there are processors.
    ///
    /// # Errors
    ///
    /// As for [`judge`](Self::judge).
    #[cfg(feature = "rayon")]
    pub fn judge_parallel(
        &self,
        columns: &Columns<'_>,
        outcomes: &mut [Outcome],
        margins: &mut [i64],
    ) -> Result<(), ColumnError> {
        use rayon::prelude::*;
        columns.check(outcomes.len(), margins.len())?;
        let table = match columns.years {
            Years::All(year) => &self.table.in_year(year),
            Years::Each(_) => &self.table,
        };
        let parts = outcomes.par_chunks_mut(CHUNK).zip(margins.par_chunks_mut(CHUNK)).enumerate();
        parts.for_each(|(number, (outcomes, margins))| {
            let start = number.saturating_mul(CHUNK);
            let part = columns.part(start..start.saturating_add(outcomes.len()));
            self.judge_with(table, &part, outcomes, margins);
        });
        Ok(())
    }

    fn judge_with(&self, table: &Table, columns: &Columns<'_>, outcomes: &mut [Outcome], margins: &mut [i64]) {
        let slow = |row: &Row| self.judge_one(table, row);
        pass::over(table, columns, outcomes, margins, &slow);
    }

    /// One row as it is judged without columns.
    #[cold]
    #[inline(never)]
    fn judge_one(&self, table: &Table, row: &Row) -> (Outcome, i64) {
        let Some(indicator) = self.registry.at(row.indicator.into()) else {
            return (Outcome::UnknownIndicator, MISSING);
        };
        let decimal = |mantissa: i64| {
            Some(mantissa).filter(|mantissa| *mantissa != MISSING).map(|mantissa| {
                // A scale of a column fits a decimal.
                Decimal::try_from_i128_with_scale(mantissa.into(), self.scale).unwrap_or_default()
            })
        };
        let baseline = indicator.rule().baseline_year().zip(decimal(row.baseline));
        let history = baseline.map(|(year, value)| Point { value, year });
        let evidence = match decimal(row.value) {
            Some(value) => Evidence::new(row.year, value),
            None => Evidence::missing(row.year),
        };
        let judgement = indicator.judge_by_rule(&evidence.with_history(history.as_slice()));
        let margin = judgement.margin().and_then(|margin| table.in_units(margin));
        (Outcome::of(judgement.verdict()), margin.unwrap_or(MISSING))
    }
}

/// So many rows are a piece of work for a thread: half a megabyte, which stays near it.
#[cfg(feature = "rayon")]
const CHUNK: usize = 1 << 14;

impl<'a> Columns<'a> {
    fn check(&self, outcomes: usize, margins: usize) -> Result<(), ColumnError> {
        let expected = self.indicators.len();
        let years = match self.years {
            Years::All(_) => expected,
            Years::Each(years) => years.len(),
        };
        let baselines = if self.baselines.is_empty() { expected } else { self.baselines.len() };
        for (column, found) in [
            ("values", self.values.len()),
            ("years", years),
            ("baselines", baselines),
            ("outcomes", outcomes),
            ("margins", margins),
        ] {
            if found != expected {
                return Err(ColumnError::Length { column, found, expected });
            }
        }
        Ok(())
    }

    /// Some of the rows.
    fn part(&self, rows: Range<usize>) -> Columns<'a> {
        let years = match self.years {
            Years::All(year) => Years::All(year),
            Years::Each(years) => Years::Each(years.get(rows.clone()).unwrap_or_default()),
        };
        Columns {
            indicators: self.indicators.get(rows.clone()).unwrap_or_default(),
            years,
            values: self.values.get(rows.clone()).unwrap_or_default(),
            baselines: self.baselines.get(rows).unwrap_or_default(),
        }
    }
}
