//! Trends: 提高, 降低, 持续下降.

use super::accepted::Course;
use super::kind::Kind;
use super::{Condition, Direction, Nature, Requirement, Side, Telling};
use crate::evidence::{Evidence, Figure};
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

/// Figures of one year after another, and what they may have been before they were rounded.
struct Chain {
    direction: Direction,
    before: Figure<Exact>,
    /// Whether every step is in the direction, whatever the figures may have been.
    surely_good: bool,
    /// Whether they may have been such that every step is.
    possibly_good: bool,
    /// How far the figures up to here leave room for the next: it may be whatever lies beyond.
    room: Exact,
}

impl Chain {
    fn from(direction: Direction, first: Figure<Exact>) -> Option<Self> {
        let room = match direction {
            Direction::Down => first.greatest()?,
            Direction::Up => first.least()?,
        };
        Some(Chain { direction, before: first, surely_good: true, possibly_good: true, room })
    }

    /// Goes on by a year, and says by how much the figure changed: positive is good.
    fn step(&mut self, after: Figure<Exact>) -> Option<Exact> {
        let (least, greatest) = (after.least()?, after.greatest()?);
        let change = match self.direction {
            Direction::Down => {
                self.surely_good &= self.before.least()? > greatest;
                self.possibly_good &= least < self.room;
                self.room = self.room.min(greatest);
                self.before.value.checked_sub(after.value)?
            }
            Direction::Up => {
                self.surely_good &= self.before.greatest()? < least;
                self.possibly_good &= greatest > self.room;
                self.room = self.room.max(least);
                after.value.checked_sub(self.before.value)?
            }
        };
        self.before = after;
        Some(change)
    }
}

impl Trend {
    fn judge_every_year(&self, evidence: &Evidence<'_>, unit: Unit) -> Result<Judgement, Reason> {
        let value = evidence.value().ok_or(Reason::NoValue)?;
        evidence.years_since(self.baseline_year)?;
        let figure = |value: Decimal| Figure::of(value, Some(Exact::half_unit(value)), unit).ok_or(Reason::Overflow);
        let mut missing = None;
        let mut weakest: Option<Exact> = None;
        let mut chain: Option<Chain> = None;
        for year in self.baseline_year..=evidence.year() {
            let reported = if year == evidence.year() { Some(value) } else { evidence.value_of(year)? };
            let Some(reported) = reported else {
                // The next figure has none before it to be held against.
                (missing, chain) = (missing.or(Some(year)), None);
                continue;
            };
            let figure = figure(reported)?;
            match &mut chain {
                Some(chain) => {
                    let change = chain.step(figure).ok_or(Reason::Overflow)?;
                    weakest = Some(weakest.map_or(change, |weakest| weakest.min(change)));
                }
                None => chain = Some(Chain::from(self.direction, figure).ok_or(Reason::Overflow)?),
            }
        }
        let all_good = weakest.is_none_or(|weakest| weakest > Exact::ZERO);
        if let (true, Some(year)) = (all_good, missing) {
            return Err(if year == self.baseline_year {
                Reason::NoBaseline { year }
            } else {
                Reason::MissingYear { year }
            });
        }
        let verdict = if all_good { Verdict::Met } else { Verdict::NotMet };
        // Without every year it would still be missed, or open, whatever the figures may have been.
        let chain = chain.filter(|_| missing.is_none() && !unit.is_count());
        let sensitive = chain.is_some_and(|chain| if all_good { !chain.surely_good } else { chain.possibly_good });
        Ok(Judgement::stating(verdict, None, weakest.and_then(Exact::to_decimal), sensitive))
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

    fn is_decided_by_requirement(&self) -> bool {
        !self.every_year
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

    fn goals(&self, _value: Decimal, evidence: &Evidence<'_>, _unit: Unit) -> Goals {
        Goals::one(if self.every_year {
            Goal::improve_every_year(self.direction, evidence.year())
        } else {
            Goal::improve(self.direction, Some(evidence.year()))
        })
    }

    #[inline]
    fn requirement<N: Number>(
        &self,
        _figure: N,
        evidence: &Evidence<'_>,
        unit: Unit,
    ) -> Result<Requirement<N>, Reason> {
        let (baseline, _) = evidence.since_baseline::<N>(self.baseline_year, unit)?;
        let side = match self.direction {
            Direction::Down => Side::AtMost,
            Direction::Up => Side::AtLeast,
        };
        Ok(Requirement::passing(side, baseline.value, baseline.slack))
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
