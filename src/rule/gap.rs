//! Gaps that narrow: 城乡、区域差距缩小, 男女差距缩小.

use super::accepted::Course;
use super::kind::Kind;
use super::{Condition, Direction, Nature, Requirement, Side, Telling};
use crate::evidence::Evidence;
use crate::exact::Number;
use crate::indicator::Level;
use crate::judgement::Reason;
use crate::language::{Language, Text};
#[cfg(feature = "toml")]
use crate::plan_text::TableReader;
use crate::unit::Unit;
use rust_decimal::Decimal;
use std::fmt;

/// A gap that is smaller than at the baseline: `gap < baseline gap`.
///
/// The gap is the absolute difference of another indicator between two groups, or between its greatest and its least
/// value across the regions of a level. It is worked out from that indicator's observations, or reported itself.
///
/// An equal gap has not narrowed: not met, and neither has one that was zero before. The baseline year itself, and any year before it: undetermined.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs)]
pub struct Gap {
    /// The full id of the indicator whose gap it is.
    pub of: Text,
    /// Between what.
    pub between: Between,
    /// The year the gap is compared with.
    pub baseline_year: u16,
}

impl Gap {
    /// Whether another gap lies between the same; which of two groups comes first makes no difference.
    pub(super) fn lies_like(&self, other: &Gap) -> bool {
        match (&self.between, &other.between) {
            (Between::Groups(one, two), Between::Groups(first, second)) => {
                (one, two) == (first, second) || (one, two) == (second, first)
            }
            (one, other) => one == other,
        }
    }
}

/// What a gap lies between.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums)]
pub enum Between {
    /// Two groups of one region: the first is the one that is expected to be better off.
    Groups(Text, Text),
    /// The regions of a level.
    Regions(Level),
}

impl Kind for Gap {
    fn data(&self) -> Vec<(&'static str, String)> {
        let between = match &self.between {
            Between::Groups(first, other) => ("between", format!("{first}, {other}")),
            Between::Regions(level) => ("across", level.to_string()),
        };
        vec![("of", self.of.to_string()), between, ("baseline_year", self.baseline_year.to_string())]
    }

    fn nature(&self) -> Nature {
        Nature::Direction
    }

    fn baseline_year(&self) -> Option<u16> {
        Some(self.baseline_year)
    }

    fn course(&self) -> Option<Course> {
        Some(Course::Any(Direction::Down))
    }

    fn promise(&self) -> String {
        format!("a smaller gap than in {}", self.baseline_year)
    }

    #[inline]
    fn requirement<N: Number>(
        &self,
        _figure: N,
        evidence: &Evidence<'_>,
        unit: Unit,
    ) -> Result<Requirement<N>, Reason> {
        let (baseline, _) = evidence.since_baseline::<N>(self.baseline_year, unit)?;
        Ok(Requirement::passing(Side::AtMost, baseline.value, baseline.slack))
    }

    fn condition(&self, limit: Option<Decimal>) -> Condition {
        Condition::Below(limit)
    }

    fn explain(&self, telling: &Telling, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(baseline) = telling.baseline else { return Ok(()) };
        let gap = telling.unit.write_difference(baseline, telling.language);
        match telling.language {
            Language::Chinese => write!(formatter, "（{}年差距为{gap}）", self.baseline_year),
            Language::English => write!(formatter, " (a gap of {gap} in {})", self.baseline_year),
        }
    }
}

#[cfg(feature = "toml")]
impl Gap {
    pub(super) fn read(table: &mut TableReader<'_>) -> Option<Self> {
        let of = table.text("of");
        let between = if table.has("across") {
            table.word("across", Level::ALL, Level::as_str).map(Between::Regions)
        } else {
            let pair = table.pair("between", "two different groups, or `across` with a level");
            pair.map(|(first, second)| Between::Groups(first.to_owned().into(), second.to_owned().into()))
        };
        let baseline_year = table.year("baseline_year");
        Some(Gap { of: of?.to_owned().into(), between: between?, baseline_year: baseline_year? })
    }
}
