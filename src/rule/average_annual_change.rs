//! Average changes a year: 平均每年降低1个百分点以上.

use super::accepted::Course;
use super::kind::Kind;
use super::{Condition, Nature, Requirement, RuleMistake, Side, Telling};
use crate::evidence::Evidence;
use crate::exact::Number;
use crate::judgement::Reason;
use crate::keyword::keyword_enum;
use crate::language::Language;
#[cfg(feature = "toml")]
use crate::plan_text::TableReader;
use crate::unit::Unit;
use rust_decimal::Decimal;
use std::fmt;

keyword_enum! {
    /// Which way a figure is meant to go.
    pub enum Direction {
        /// Less is better.
        Down = "down",
        /// More is better.
        Up = "up",
    }
}

/// So many points a year on average since a baseline year. Down: `baseline − value ≥ points × years`; up:
/// `value − baseline ≥ points × years`, `years` being the judged year less the baseline year.
///
/// The average is asked for, not each single year: myopia that falls from 58.0 in 2020 to 55.0 in 2023 has
/// fallen 1 point a year and meets "平均每年降低1个百分点以上", whatever happened in between.
///
/// The baseline year itself, and any year before it, cannot show a change: undetermined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs)]
pub struct AverageAnnualChange {
    /// Which way the figure is meant to go.
    pub direction: Direction,
    /// By how much a year, in the indicator's unit.
    pub points: Decimal,
    /// The year the change is counted from.
    pub baseline_year: u16,
}

impl Kind for AverageAnnualChange {
    fn data(&self) -> Vec<(&'static str, String)> {
        vec![
            ("direction", self.direction.to_string()),
            ("points", self.points.to_string()),
            ("baseline_year", self.baseline_year.to_string()),
        ]
    }

    fn nature(&self) -> Nature {
        Nature::Figure
    }

    fn baseline_year(&self) -> Option<u16> {
        Some(self.baseline_year)
    }

    fn asks_more_each_year(&self) -> bool {
        true
    }

    fn course(&self) -> Option<Course> {
        // What plan text may say; a rule made by hand may say more.
        (self.points > Decimal::ZERO).then_some(Course::Points(self.direction, self.points))
    }

    fn promise(&self) -> String {
        let change = if self.direction == Direction::Down { "a fall" } else { "a rise" };
        format!("{change} of {} a year on average since {}", self.points, self.baseline_year)
    }

    fn mistakes(&self, unit: Option<Unit>) -> Vec<RuleMistake> {
        if self.points <= Decimal::ZERO {
            return vec![RuleMistake::new("points", self.points, "more than 0")];
        }
        RuleMistake::too_far("points", self.points, unit).into_iter().collect()
    }

    #[inline]
    fn requirement<N: Number>(
        &self,
        _figure: N,
        evidence: &Evidence<'_>,
        unit: Unit,
    ) -> Result<Requirement<N>, Reason> {
        let (baseline, years) = evidence.since_baseline::<N>(self.baseline_year, unit)?;
        let points = N::of(self.points).ok_or(Reason::Overflow)?;
        let change = points.times(years.into()).ok_or(Reason::Overflow)?;
        let (side, limit) = match self.direction {
            Direction::Down => (Side::AtMost, baseline.value.minus(change)),
            Direction::Up => (Side::AtLeast, baseline.value.plus(change)),
        };
        Ok(Requirement::derived(side, limit.ok_or(Reason::Overflow)?, baseline.slack))
    }

    fn condition(&self, limit: Option<Decimal>) -> Condition {
        match self.direction {
            Direction::Down => Condition::AtMost(limit),
            Direction::Up => Condition::AtLeast(limit),
        }
    }

    fn explain(&self, telling: &Telling, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Some(baseline), Some(limit)) = (telling.baseline, telling.limit) else { return Ok(()) };
        let (since, year) = (self.baseline_year, telling.year);
        match telling.language {
            Language::Chinese => {
                let bound = match self.direction {
                    Direction::Down => "不高于",
                    Direction::Up => "不低于",
                };
                let (baseline, limit) = (telling.figure(baseline), telling.figure(limit));
                write!(formatter, "（{since}年为{baseline}，到{year}年应{bound}{limit}）")
            }
            Language::English => {
                let sign = match self.direction {
                    Direction::Down => "less",
                    Direction::Up => "plus",
                };
                write!(formatter, " ({baseline} in {since}, {sign} {} for each year since)", self.points)
            }
        }
    }
}

#[cfg(feature = "toml")]
impl AverageAnnualChange {
    pub(super) fn read(table: &mut TableReader<'_>) -> Option<Self> {
        let direction = table.word("direction", Direction::ALL, Direction::as_str);
        let (points, baseline_year) = (table.decimal("points"), table.year("baseline_year"));
        Some(AverageAnnualChange { direction: direction?, points: points?, baseline_year: baseline_year? })
    }
}
