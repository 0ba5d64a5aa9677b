//! A rule as two straight lines: between which values it accepts, for any baseline and year.

use super::{Rule, Side};
use crate::evidence::{Evidence, Point};
use crate::exact::Exact;
use crate::judgement::Reason;
use crate::unit::Unit;
use rust_decimal::Decimal;

/// What a rule accepts that needs no more than a value and its baseline: the values from `least` to `greatest`, both moved by `slope` for each unit
/// of the baseline and by `per_year` for each year. At most 8.2 is no least and 8.2; 20 percent less than the baseline is no least, 0, and a slope of 0.8.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    /// For a baseline of zero in the year zero; none if there is no such end.
    pub(crate) least: Option<Exact>,
    pub(crate) greatest: Option<Exact>,
    /// Whether the ends themselves are not accepted.
    pub(crate) strict: bool,
    pub(crate) slope: Exact,
    pub(crate) per_year: Exact,
    pub(crate) needs_baseline: bool,
    /// The years for which that holds.
    pub(crate) first_year: u16,
    pub(crate) last_year: u16,
}

impl Line {
    /// How many decimals limits and margins have, for figures of so many.
    pub(crate) fn decimals(&self, scale: u32) -> Option<u32> {
        Some(self.decimals_of_ends()?.max(self.slope.decimals().checked_add(scale)?))
    }

    /// How many of them are those of the ends, and of what moves them with the years.
    pub(crate) fn decimals_of_ends(&self) -> Option<u32> {
        [self.least, self.greatest, Some(self.per_year)].into_iter().flatten().map(Exact::decimals).max()
    }
}

/// The ends for a baseline and a year.
struct Ends {
    least: Option<Exact>,
    greatest: Option<Exact>,
    strict: bool,
}

impl Ends {
    /// The one that is there.
    fn either(&self) -> Option<Exact> {
        self.least.or(self.greatest)
    }
}

impl Rule {
    /// The rule as lines, found by asking it: what it requires for three baselines and three years lies on them, or it has none. A rule that
    /// is not decided by what it requires, or requires something else to be known, has none.
    pub(crate) fn line(&self, unit: Unit, plan_end: u16) -> Option<Line> {
        if !self.is_decided_by_requirement() {
            return None;
        }
        let baseline_year = self.baseline_year();
        let first_year = match baseline_year {
            Some(year) => year.checked_add(1)?,
            None => 0,
        };
        let last_year = if self.asks_more_each_year() { plan_end } else { u16::MAX };
        // Whatever the plan's years are, the lines go on.
        let ends = |baseline: u16, years: u16| {
            let year = first_year.checked_add(years)?;
            let history = baseline_year.map(|year| Point { year, value: Decimal::from(baseline) });
            let evidence = Evidence::new(year, Decimal::ZERO).with_history(history.as_slice());
            self.ends(&evidence, unit).ok()
        };
        let (start, further) = (ends(0, 0)?, ends(1, 0)?);
        let (later, last) = (ends(0, 1)?, ends(2, 2)?);
        let change = |to: &Ends| to.either()?.checked_sub(start.either()?);
        let (slope, per_year) = (change(&further)?, change(&later)?);
        let twice = slope.checked_add(per_year)?.checked_mul(2_u16.into())?;
        let moved = |end: Option<Exact>, by: Exact| end.map(|end| end.checked_add(by));
        let lies_on = |ends: &Ends, by: Exact| {
            moved(start.least, by) == ends.least.map(Some)
                && moved(start.greatest, by) == ends.greatest.map(Some)
                && start.strict == ends.strict
        };
        let straight = lies_on(&further, slope) && lies_on(&later, per_year) && lies_on(&last, twice);
        let back = Exact::ZERO.checked_sub(per_year.checked_mul(first_year.into())?)?;
        let at_zero = |end: Option<Exact>| match end {
            Some(end) => end.checked_add(back).map(Some),
            None => Some(None),
        };
        straight.then_some(Line {
            least: at_zero(start.least)?,
            greatest: at_zero(start.greatest)?,
            strict: start.strict,
            slope,
            per_year,
            needs_baseline: baseline_year.is_some(),
            first_year,
            last_year,
        })
    }

    fn ends(&self, evidence: &Evidence<'_>, unit: Unit) -> Result<Ends, Reason> {
        let requirement = self.requirement(evidence, unit)?;
        let bounds = || std::iter::once(requirement.bound).chain(requirement.opposite);
        let end = |side: Side| bounds().find(|bound| bound.side == side).map(|bound| bound.limit);
        Ok(Ends { least: end(Side::AtLeast), greatest: end(Side::AtMost), strict: requirement.bound.strict })
    }
}
