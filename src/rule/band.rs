//! Bands: 保持在…左右, 达到…左右.

use super::kind::Kind;
use super::{Bound, Condition, Nature, Requirement, RuleMistake, Side, Slack, Telling};
use crate::evidence::Evidence;
use crate::exact::{Exact, Number};
use crate::judgement::Reason;
use crate::language::Language;
#[cfg(feature = "toml")]
use crate::plan_text::TableReader;
use crate::unit::Unit;
use rust_decimal::Decimal;
use std::fmt;

/// About: `centre − tolerance ≤ value ≤ centre + tolerance`; exceedable: only the lower end counts.
///
/// 左右 ("about") has no official tolerance. It is a parameter that stands in the data and in every
/// explanation: 2 percentage points for the built-in plans' percentages, 1 for their counts.
///
/// 保持在…左右 is a band with two ends; 达到…左右 is exceedable, since a plan that wants a share to reach about
/// 40 percent is not broken by 44.
///
/// Exactly on an end: met. Women's share in employment of 43.0 meets "保持在45%左右" with a tolerance of 2.
///
/// The limit of a judgement is the end nearer to the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs)]
pub struct Band {
    /// The figure the plan names.
    pub centre: Decimal,
    /// How far from it a value may be.
    pub tolerance: Decimal,
    /// Whether a value above the band meets the promise too.
    pub exceedable: bool,
}

impl Band {
    #[inline]
    fn ends<N: Number>(&self) -> Option<(N, N)> {
        let (centre, tolerance) = (N::of(self.centre)?, N::of(self.tolerance)?);
        Some((centre.minus(tolerance)?, centre.plus(tolerance)?))
    }
}

impl Kind for Band {
    fn data(&self) -> Vec<(&'static str, String)> {
        vec![
            ("centre", self.centre.to_string()),
            ("tolerance", self.tolerance.to_string()),
            ("exceedable", self.exceedable.to_string()),
        ]
    }

    fn nature(&self) -> Nature {
        Nature::Figure
    }

    #[inline]
    fn requirement<N: Number>(
        &self,
        figure: N,
        _evidence: &Evidence<'_>,
        _unit: Unit,
    ) -> Result<Requirement<N>, Reason> {
        let (least, greatest) = self.ends().ok_or(Reason::Overflow)?;
        let lower = Bound { side: Side::AtLeast, limit: least, strict: false };
        let upper = Bound { side: Side::AtMost, limit: greatest, strict: false };
        if self.exceedable {
            return Ok(Requirement { bound: lower, opposite: None, slack: Slack::NONE });
        }
        let centre = N::of(self.centre).ok_or(Reason::Overflow)?;
        let (nearer, farther) = if figure > centre { (upper, lower) } else { (lower, upper) };
        Ok(Requirement { bound: nearer, opposite: Some(farther), slack: Slack::NONE })
    }

    fn condition(&self, _limit: Option<Decimal>) -> Condition {
        let ends =
            self.ends().and_then(|(least, greatest)| Some((Exact::to_decimal(least)?, Exact::to_decimal(greatest)?)));
        match ends {
            Some((least, greatest)) if !self.exceedable => Condition::Between(least, greatest),
            ends => Condition::AtLeast(ends.map(|(least, _)| least)),
        }
    }

    fn mistakes(&self, unit: Option<Unit>) -> Vec<RuleMistake> {
        let mut mistakes = Vec::from_iter(RuleMistake::outside("centre", self.centre, unit));
        if self.tolerance < Decimal::ZERO || self.tolerance > self.centre {
            mistakes.push(RuleMistake::new("tolerance", self.tolerance, format!("0 to the centre, {}", self.centre)));
        }
        mistakes
    }

    fn explain(&self, telling: &Telling, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tolerance = telling.unit.write_difference(self.tolerance, telling.language);
        match (telling.language, self.condition(None)) {
            (Language::Chinese, Condition::Between(least, greatest)) => write!(
                formatter,
                "（“左右”按上下{tolerance}掌握，即{}至{}）",
                telling.figure(least),
                telling.figure(greatest)
            ),
            (Language::Chinese, Condition::AtLeast(Some(least))) => {
                write!(formatter, "（“左右”按下浮{tolerance}掌握，即不低于{}，超过亦可）", telling.figure(least))
            }
            (Language::English, Condition::Between(..)) => {
                write!(formatter, " (“about {}” read as within {tolerance})", telling.figure(self.centre))
            }
            (Language::English, Condition::AtLeast(Some(_))) => write!(
                formatter,
                " (“about {}” read as no more than {tolerance} below; above is fine)",
                telling.figure(self.centre)
            ),
            _ => Ok(()),
        }
    }
}

#[cfg(feature = "toml")]
impl Band {
    pub(super) fn read(table: &mut TableReader<'_>) -> Option<Self> {
        let (centre, tolerance) = (table.decimal("centre"), table.decimal("tolerance"));
        let exceedable = table.flag("exceedable");
        Some(Band { centre: centre?, tolerance: tolerance?, exceedable })
    }
}
