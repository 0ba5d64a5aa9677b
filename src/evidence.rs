//! What a verdict is based on: the value of the year that is judged, and the years before it.

use crate::exact::Exact;
use crate::judgement::Reason;
use rust_decimal::Decimal;

/// The value of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs)]
pub struct Point {
    /// The value, with the digits it was reported with.
    pub value: Decimal,
    /// The year it stands for.
    pub year: u16,
}

/// The evidence for one judgement: borrowed, so that nothing is copied or allocated.
///
/// ```
/// use zhibiao::{Evidence, Point};
/// use rust_decimal::Decimal;
///
/// let history = [Point { year: 2020, value: Decimal::new(90, 1) }];
/// let evidence = Evidence::new(2023, Decimal::new(72, 1)).with_history(&history);
/// assert_eq!(evidence.year(), 2023);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    year: u16,
    value: Option<Decimal>,
    history: &'a [Point],
}

/// A baseline as arithmetic needs it.
pub(crate) struct Baseline {
    pub(crate) figure: Exact,
    pub(crate) half_unit: Exact,
}

impl<'a> Evidence<'a> {
    /// A value for a year, and nothing else. That is enough for bounds and bands.
    #[must_use]
    pub const fn new(year: u16, value: Decimal) -> Self {
        Evidence { year, value: Some(value), history: &[] }
    }

    /// A year for which nothing was reported. The verdict will be undetermined, for want of a value.
    #[must_use]
    pub const fn missing(year: u16) -> Self {
        Evidence { year, value: None, history: &[] }
    }

    /// Adds the values of other years, in any order: rules that compare with a baseline look there. Points for
    /// years that no rule asks for do no harm; two different values for a year that is asked for
    /// make the verdict undetermined.
    #[must_use]
    pub const fn with_history(self, history: &'a [Point]) -> Self {
        Evidence { history, ..self }
    }

    /// The year that is judged.
    #[must_use]
    pub const fn year(&self) -> u16 {
        self.year
    }

    /// The value that is judged.
    #[must_use]
    pub const fn value(&self) -> Option<Decimal> {
        self.value
    }

    /// The value of another year.
    ///
    /// # Errors
    ///
    /// [`Reason::NoBaseline`] if there is none, [`Reason::ConflictingValues`] if there are two that differ.
    pub(crate) fn value_of(&self, year: u16) -> Result<Decimal, Reason> {
        let mut values = self.history.iter().filter(|point| point.year == year).map(|point| point.value);
        // Of equal values, the one with the most digits says most about what was measured.
        let first = values.next().ok_or(Reason::NoBaseline { year })?;
        values.try_fold(first, |kept, value| {
            if kept != value {
                Err(Reason::ConflictingValues { year })
            } else if value.scale() > kept.scale() {
                Ok(value)
            } else {
                Ok(kept)
            }
        })
    }

    /// The figure of the baseline year, and the years gone by since.
    pub(crate) fn since_baseline(&self, baseline_year: u16) -> Result<(Baseline, u16), Reason> {
        let years = self.year.checked_sub(baseline_year).filter(|years| *years > 0);
        let years = years.ok_or(Reason::NotAfterBaseline { year: baseline_year })?;
        let value = self.value_of(baseline_year)?;
        Ok((Baseline { figure: value.into(), half_unit: Exact::half_unit(value) }, years))
    }
}
