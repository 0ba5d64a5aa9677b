//! The straight path from the baseline to the limit.

use super::track::Track;
use crate::exact::Exact;
use crate::goal::{Aim, Goals};
use crate::rule::{Direction, RuleKind};
use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// Where the straight path is in a year: `baseline + (limit − baseline) × years gone ÷ years in all`.
///
/// It is taken as drawn, also where the baseline was already better than the limit: then it leads down to the limit, and a value may be
/// behind it and meet the promise all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PathPoint {
    /// The value on the path, rounded half away from zero to six decimals where it has more.
    pub value: Decimal,
    /// Whether the figure is on the path or on its good side. Decided exactly, not by the rounded value.
    pub ahead: bool,
}

/// The digits of a value that the years do not divide.
const DECIMALS: u32 = 6;

impl PathPoint {
    /// None without a baseline, before it or after the target year, for a promise without a limit of its own, and for a band whose
    /// baseline lies inside.
    pub(super) fn of(track: &Track<'_>, goals: &Goals, value: Decimal, year: u16) -> Option<PathPoint> {
        let kind = track.indicator.rule().kind();
        if matches!(kind, RuleKind::Reference | RuleKind::Gap | RuleKind::Trend) {
            return None;
        }
        let start = track.baseline_year();
        let baseline = track.value(start)?;
        // Of a band, the end that is still to be reached.
        let goal = if kind == RuleKind::Band {
            goals.iter().find(|goal| !goal.is_met_by(baseline))?
        } else {
            goals.iter().next()?
        };
        let Aim::Reach { value: limit, year: target_year } = goal.aim() else { return None };
        let gone = year.checked_sub(start)?;
        let all = target_year.checked_sub(start).filter(|all| *all > 0 && gone <= *all)?;
        // Times all years, so that nothing is divided.
        let way = Exact::from(limit).checked_sub(baseline.into())?.checked_mul(gone.into())?;
        let path = Exact::from(baseline).checked_mul(all.into())?.checked_add(way)?;
        let figure = Exact::from(value).checked_mul(all.into())?;
        let ahead = match goal.direction() {
            Direction::Down => figure <= path,
            Direction::Up => figure >= path,
        };
        Some(PathPoint { value: path.quotient(all.into(), DECIMALS)?, ahead })
    }
}

impl Serialize for PathPoint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("PathPoint", 2)?;
        fields.serialize_field("value", &crate::decimal::AsText(self.value))?;
        fields.serialize_field("ahead", &self.ahead)?;
        fields.end()
    }
}
