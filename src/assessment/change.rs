//! Changes against an earlier year, in points and in percent, and for how many years in a row.

use crate::decimal::AsText;
use crate::evidence::{Point, known};
use crate::exact::Exact;
use crate::indicator::Indicator;
use crate::language::Language;
use crate::rule::Direction;
use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// A change against an earlier year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// The earlier year.
    pub since: u16,
    /// Its value.
    pub from: Decimal,
    /// The difference in the indicator's unit: percentage points for percentages. Exact; positive is a rise.
    pub points: Decimal,
    /// The difference in percent of the earlier value, rounded half away from zero to two decimals; none if that value is zero.
    pub percent: Option<Decimal>,
}

impl Change {
    /// None if the difference has too many digits.
    pub(super) fn between(from: Decimal, to: Decimal, since: u16) -> Option<Change> {
        let points = Exact::from(to).checked_sub(from.into())?;
        let hundredfold = points.checked_mul(Exact::HUNDRED);
        let percent = hundredfold.and_then(|hundredfold| hundredfold.quotient(from.abs().into(), 2));
        Some(Change { since, from, points: points.to_decimal()?, percent })
    }

    /// The change as an official report puts it: 比2023年降低0.3/10万（3.57%）, 与2023年持平.
    #[must_use]
    pub fn in_words(&self, indicator: Indicator<'_>, language: Language) -> String {
        let since = self.since;
        if self.points.is_zero() {
            return match language {
                Language::Chinese => format!("与{since}年持平"),
                Language::English => format!("level with {since}"),
            };
        }
        let size = indicator.unit().write_difference(self.points, language);
        let (zh, en) = if self.points.is_sign_negative() { ("降低", "down") } else { ("提高", "up") };
        let percent = self.percent.map(|percent| percent.abs());
        match (language, percent) {
            (Language::Chinese, Some(percent)) => format!("比{since}年{zh}{size}（{percent}%）"),
            (Language::Chinese, None) => format!("比{since}年{zh}{size}"),
            (Language::English, Some(percent)) => format!("{en} {size} on {since} ({percent}%)"),
            (Language::English, None) => format!("{en} {size} on {since}"),
        }
    }
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Change", 4)?;
        fields.serialize_field("since", &self.since)?;
        fields.serialize_field("from", &AsText(self.from))?;
        fields.serialize_field("points", &AsText(self.points))?;
        fields.serialize_field("percent", &self.percent.map(AsText))?;
        fields.end()
    }
}

/// Years in a row in which a figure moved one way: 连续3年下降.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Streak {
    /// Which way.
    pub direction: Direction,
    /// How many yearly changes: two or more.
    pub years: u16,
}

impl Streak {
    /// None if the last yearly change is not known, was none, or went another way than the one before.
    pub(super) fn of(points: &[Point], year: u16) -> Option<Streak> {
        let known = known(points, year);
        let steps = known.windows(2).rev().map_while(|pair| match pair {
            [before, after] if before.year.checked_add(1) == Some(after.year) => Some(after.value.cmp(&before.value)),
            _ => None,
        });
        let mut steps = steps.peekable();
        let first = *steps.peek().filter(|_| known.last().is_some_and(|last| last.year == year))?;
        let direction = match first {
            std::cmp::Ordering::Less => Direction::Down,
            std::cmp::Ordering::Greater => Direction::Up,
            std::cmp::Ordering::Equal => return None,
        };
        let years = u16::try_from(steps.take_while(|step| *step == first).count()).ok()?;
        (years >= 2).then_some(Streak { direction, years })
    }

    /// The streak in words.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        match (language, self.direction) {
            (Language::Chinese, Direction::Down) => format!("连续{}年下降", self.years),
            (Language::Chinese, Direction::Up) => format!("连续{}年上升", self.years),
            (Language::English, Direction::Down) => format!("falling for {} years", self.years),
            (Language::English, Direction::Up) => format!("rising for {} years", self.years),
        }
    }
}

impl Serialize for Streak {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Streak", 2)?;
        fields.serialize_field("direction", &self.direction)?;
        fields.serialize_field("years", &self.years)?;
        fields.end()
    }
}
