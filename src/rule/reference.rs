//! Comparisons with another quantity: 不少于本地区党员总数中女性比例, 与女职工比例相适应.

use super::accepted::{Accepted, Values};
use super::kind::Kind;
use super::{Bound, Condition, Nature, Requirement, RuleMistake, Side, Telling};
use crate::evidence::{Evidence, Figure};
use crate::exact::{Exact, Number};
use crate::judgement::{Judgement, Reason};
use crate::language::{Language, Text};
#[cfg(feature = "toml")]
use crate::plan_text::TableReader;
use crate::short::Short;
use crate::unit::Unit;
use rust_decimal::Decimal;
use std::fmt;

/// Against another indicator of the same region, group and year: `value ≥ reference`, or with a tolerance
/// `|value − reference| ≤ tolerance`.
///
/// 不少于 is at least the reference. 相适应 ("in keeping with") has no official measure; a tolerance of 2 percentage points is
/// this library's reading and stands in the rule.
///
/// Exactly the reference: met. No value of the reference, or one that is impossible: undetermined.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs)]
pub struct Reference {
    /// The full id of the indicator to compare with.
    pub indicator: Text,
    /// How far from it a value may be, on either side; none if it only must not be less.
    pub tolerance: Option<Decimal>,
}

impl Kind for Reference {
    fn data(&self) -> Vec<(&'static str, String)> {
        let tolerance = self.tolerance.map(|tolerance| ("tolerance", tolerance.to_string()));
        [("indicator", self.indicator.to_string())].into_iter().chain(tolerance).collect()
    }

    fn nature(&self) -> Nature {
        Nature::Direction
    }

    fn promise(&self) -> String {
        match self.tolerance {
            None => "no less than the figure it is compared with".to_owned(),
            Some(_) => "a figure in keeping with another".to_owned(),
        }
    }

    fn accepted(&self, unit: Unit) -> Accepted {
        let (least, greatest) = unit.range();
        let (least, greatest) = (Exact::from(least), Exact::from(greatest));
        // Whatever it is compared with lies in the range as well.
        let always = match self.tolerance.map(Exact::from) {
            None => Values::only(unit, greatest),
            Some(tolerance) => match (greatest.checked_sub(tolerance), least.checked_add(tolerance)) {
                (Some(low), Some(high)) => Values::within(
                    unit,
                    [
                        Bound { side: Side::AtLeast, limit: low, strict: false },
                        Bound { side: Side::AtMost, limit: high, strict: false },
                    ],
                ),
                _ => Values::NONE,
            },
        };
        Accepted { always, if_any: always, possible: Values::all(unit) }
    }

    fn judge(&self, figure: Option<Short>, evidence: &Evidence<'_>, unit: Unit) -> Judgement {
        // Against a share of −3 percent, none at all would do.
        if evidence.reference().is_some_and(|reference| !unit.widest_of_scale().allows(reference)) {
            return Judgement::undetermined(Reason::ImpossibleValue { year: evidence.year() });
        }
        self.hold_against_requirement(figure, evidence, unit)
    }

    #[inline]
    fn requirement<N: Number>(&self, figure: N, evidence: &Evidence<'_>, unit: Unit) -> Result<Requirement<N>, Reason> {
        let reported = evidence.reference().ok_or(Reason::NoReference)?;
        // In a plan both have one unit. What a caller compares with may be a rate that goes beyond it.
        let unit = if unit.allows(reported) { unit } else { unit.widest_of_scale() };
        let Figure { value: reference, slack } =
            Figure::of(reported, N::half_unit(reported), unit).ok_or(Reason::Overflow)?;
        let Some(tolerance) = self.tolerance else {
            return Ok(Requirement::derived(Side::AtLeast, reference, slack));
        };
        let tolerance = N::of(tolerance).ok_or(Reason::Overflow)?;
        let least = reference.minus(tolerance).ok_or(Reason::Overflow)?;
        let greatest = reference.plus(tolerance).ok_or(Reason::Overflow)?;
        let lower = Bound { side: Side::AtLeast, limit: least, strict: false };
        let upper = Bound { side: Side::AtMost, limit: greatest, strict: false };
        let (nearer, farther) = if figure > reference { (upper, lower) } else { (lower, upper) };
        Ok(Requirement { bound: nearer, opposite: Some(farther), slack })
    }

    fn mistakes(&self, unit: Option<Unit>) -> Vec<RuleMistake> {
        match self.tolerance {
            Some(tolerance) if tolerance < Decimal::ZERO => {
                vec![RuleMistake::new("tolerance", tolerance, "0 or more")]
            }
            Some(tolerance) => RuleMistake::too_far("tolerance", tolerance, unit).into_iter().collect(),
            None => Vec::new(),
        }
    }

    fn condition(&self, limit: Option<Decimal>) -> Condition {
        match self.tolerance {
            None => Condition::AtLeast(limit),
            Some(tolerance) => Condition::Near(tolerance),
        }
    }

    fn explain(&self, telling: &Telling, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(reference) = telling.reference else { return Ok(()) };
        let reference = telling.figure(reference);
        match (telling.language, self.tolerance) {
            (Language::Chinese, None) => write!(formatter, "（对照值{reference}）"),
            (Language::English, None) => write!(formatter, " (compared with {reference})"),
            (Language::Chinese, Some(tolerance)) => {
                let tolerance = telling.unit.write_difference(tolerance, telling.language);
                write!(formatter, "（对照值{reference}，“相适应”按上下{tolerance}掌握）")
            }
            (Language::English, Some(tolerance)) => {
                let tolerance = telling.unit.write_difference(tolerance, telling.language);
                write!(formatter, " (compared with {reference}, “in keeping” read as within {tolerance})")
            }
        }
    }
}

#[cfg(feature = "toml")]
impl Reference {
    pub(super) fn read(table: &mut TableReader<'_>) -> Option<Self> {
        let indicator = table.text("indicator");
        let tolerance = table.optional_decimal("tolerance");
        Some(Reference { indicator: indicator?.to_owned().into(), tolerance })
    }
}
