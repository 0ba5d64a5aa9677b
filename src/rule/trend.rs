//! Trends: 提高, 降低, 持续下降.

use super::accepted::Course;
use super::kind::Kind;
use super::{Condition, Direction, Nature, Requirement, Side, Telling};
use crate::evidence::Evidence;
use crate::exact::{Exact, Number};
use crate::goal::{Goal, Goals};
use crate::judgement::{Judgement, Reason, Verdict};
use crate::language::Language;
#[cfg(feature = "toml")]
use crate::plan_text::TableReader;
use crate::short::Short;
use crate::unit::Unit;
use rust_decimal::Decimal;
use std::fmt;

/// A direction without a figure. Up: `value > baseline`; down: `value < baseline`; every year: each value against
/// that of the year before, from the baseline to the judged year.
///
/// 提高, 逐步提高 and 降低 look at the baseline alone; 持续 and 不断 ("continually") are every year.
///
/// An equal value is no change: not met, even where nothing is left to fall. The baseline year itself, and any year
/// before it, cannot show a change: undetermined. For every year, one known step the wrong way settles it: not met; otherwise a missing
/// year leaves it undetermined. There is no single limit then, and the margin is the smallest step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs)]
pub struct Trend {
    /// Which way the figure is meant to go.
    pub direction: Direction,
    /// Whether each year is held against the one before.
    pub every_year: bool,
    /// The year the change is counted from.
    pub baseline_year: u16,
}

/// One year's change, as a sum: positive is good.
struct Step {
    change: Exact,
    /// How far rounding can move the change.
    reach: Exact,
}

impl Trend {
    fn step(&self, before: Decimal, after: Decimal) -> Option<Step> {
        let (lower, higher) = match self.direction {
            Direction::Down => (after, before),
            Direction::Up => (before, after),
        };
        Some(Step {
            change: Exact::from(higher).checked_sub(lower.into())?,
            reach: Exact::half_unit(before).checked_add(Exact::half_unit(after))?,
        })
    }

    fn judge_every_year(&self, evidence: &Evidence<'_>, unit: Unit) -> Result<Judgement, Reason> {
        let value = evidence.value().ok_or(Reason::NoValue)?;
        evidence.years_since(self.baseline_year)?;
        let mut missing = None;
        let mut weakest: Option<Step> = None;
        let (mut all_good, mut surely_good, mut possibly_good) = (true, true, true);
        for year in self.baseline_year.saturating_add(1)..=evidence.year() {
            let before = evidence.value_of(year.saturating_sub(1))?;
            let after = if year == evidence.year() { Some(value) } else { evidence.value_of(year)? };
            let (Some(before), Some(after)) = (before, after) else {
                missing = missing.or(Some(if before.is_none() { year.saturating_sub(1) } else { year }));
                continue;
            };
            let step = self.step(before, after).ok_or(Reason::Overflow)?;
            all_good &= step.change > Exact::ZERO;
            surely_good &= step.change > step.reach;
            possibly_good &= step.change.checked_add(step.reach).ok_or(Reason::Overflow)? > Exact::ZERO;
            if weakest.as_ref().is_none_or(|weakest| step.change < weakest.change) {
                weakest = Some(step);
            }
        }
        if let (true, Some(year)) = (all_good, missing) {
            return Err(if year == self.baseline_year {
                Reason::NoBaseline { year }
            } else {
                Reason::MissingYear { year }
            });
        }
        let verdict = if all_good { Verdict::Met } else { Verdict::NotMet };
        let sensitive = !unit.is_count() && if all_good { !surely_good } else { missing.is_none() && possibly_good };
        let margin = weakest.and_then(|step| step.change.to_decimal());
        Ok(Judgement::stating(verdict, None, margin, sensitive))
    }
}

impl Kind for Trend {
    fn data(&self) -> Vec<(&'static str, String)> {
        vec![
            ("direction", self.direction.to_string()),
            ("every_year", self.every_year.to_string()),
            ("baseline_year", self.baseline_year.to_string()),
        ]
    }

    fn nature(&self) -> Nature {
        Nature::Direction
    }

    fn baseline_year(&self) -> Option<u16> {
        Some(self.baseline_year)
    }

    fn looks_at(&self, year: u16, judged: u16) -> bool {
        if self.every_year { (self.baseline_year..judged).contains(&year) } else { year == self.baseline_year }
    }

    fn asks_more_each_year(&self) -> bool {
        self.every_year
    }

    fn course(&self) -> Option<Course> {
        Some(if self.every_year { Course::EveryYear(self.direction) } else { Course::Any(self.direction) })
    }

    fn promise(&self) -> String {
        let change = if self.direction == Direction::Down { "a fall" } else { "a rise" };
        let every = if self.every_year { " in every year" } else { "" };
        format!("{change}{every} since {}", self.baseline_year)
    }

    fn judge(&self, figure: Option<Short>, evidence: &Evidence<'_>, unit: Unit) -> Judgement {
        if self.every_year {
            self.judge_every_year(evidence, unit).unwrap_or_else(Judgement::undetermined)
        } else {
            self.hold_against_requirement(figure, evidence, unit)
        }
    }

    fn goals(&self, _value: Decimal, evidence: &Evidence<'_>) -> Goals {
        Goals::one(if self.every_year {
            Goal::improve_every_year(self.direction, evidence.year())
        } else {
            Goal::improve(self.direction, Some(evidence.year()))
        })
    }

    #[inline]
    fn requirement<N: Number>(&self, _figure: N, evidence: &Evidence<'_>) -> Result<Requirement<N>, Reason> {
        let (baseline, _) = evidence.since_baseline(self.baseline_year)?;
        let side = match self.direction {
            Direction::Down => Side::AtMost,
            Direction::Up => Side::AtLeast,
        };
        Ok(Requirement::passing(side, baseline.figure, baseline.half_unit))
    }

    fn condition(&self, limit: Option<Decimal>) -> Condition {
        match self.direction {
            Direction::Down => Condition::Below(limit),
            Direction::Up => Condition::Above(limit),
        }
    }

    fn explain(&self, telling: &Telling, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.baseline_year;
        match (telling.language, self.every_year, telling.baseline) {
            (Language::Chinese, true, _) => write!(formatter, "（自{year}年起逐年比较）"),
            (Language::English, true, _) => write!(formatter, " (each year since {year} against the one before)"),
            (Language::Chinese, false, Some(baseline)) => {
                write!(formatter, "（{year}年为{}）", telling.figure(baseline))
            }
            (Language::English, false, Some(baseline)) => write!(formatter, " ({baseline} in {year})"),
            (_, false, None) => Ok(()),
        }
    }
}

#[cfg(feature = "toml")]
impl Trend {
    pub(super) fn read(table: &mut TableReader<'_>) -> Option<Self> {
        let direction = table.word("direction", Direction::ALL, Direction::as_str);
        let every_year = table.flag("every_year");
        let baseline_year = table.year("baseline_year");
        Some(Trend { direction: direction?, every_year, baseline_year: baseline_year? })
    }
}
