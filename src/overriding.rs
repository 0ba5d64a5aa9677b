//! Overrides: what a caller sets otherwise than the plan's data, for one indicator. Every result shows it.
//!
//! 左右 ("about") has no official tolerance, "basically met" (基本达标) no official measure, and a county may hold itself to a stricter
//! limit than the city. Each of these is set for a single indicator, in a registry of its own:
//!
//! ```
//! use zhibiao::{Evidence, Language, Observation, Override, Registry, Verdict, decimal};
//!
//! let share = "women.economy.women_share_of_employment";
//! let wider = Registry::builtin().with_overrides(&[(share, Override::tolerance(decimal::parse("3")?))])?;
//! let observation = Observation::new(share, "371500", 2024, decimal::parse("42.5")?);
//! // 45 percent, give or take 2; but this office reads 左右 as 3.
//! assert_eq!(Registry::builtin().judge(&observation, &[])?.verdict(), Verdict::NotMet);
//! let evaluation = wider.judge(&observation, &[])?;
//! assert_eq!(evaluation.verdict(), Verdict::Met);
//! assert!(evaluation.sentence(Language::Chinese).to_string().contains("自行设定：容差为3个百分点，原为2个百分点"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::decimal::AsText;
use crate::indicator::Indicator;
use crate::language::Language;
use crate::registry::{Registry, ResolveError};
use crate::rule::{Band, LowerBound, Rule, UpperBound};
use crate::unit::Unit;
use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::borrow::Cow;
use thiserror::Error;

/// What is set otherwise for one indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Override {
    /// The tolerance of a band (左右), or of a reference that has one (相适应).
    pub tolerance: Option<Decimal>,
    /// The limit of an upper or lower bound, or the centre of a band.
    pub limit: Option<Decimal>,
    /// By how many percent of what was asked for the promise may be missed and still count as basically met. No verdict changes by it.
    pub basically_met: Option<Decimal>,
}

impl Override {
    /// Another tolerance.
    #[must_use]
    pub fn tolerance(tolerance: Decimal) -> Self {
        Override { tolerance: Some(tolerance), ..Override::default() }
    }

    /// Another limit.
    #[must_use]
    pub fn limit(limit: Decimal) -> Self {
        Override { limit: Some(limit), ..Override::default() }
    }

    /// "Basically met", within so many percent of what was asked for.
    #[must_use]
    pub fn basically_met(percent: Decimal) -> Self {
        Override { basically_met: Some(percent), ..Override::default() }
    }

    /// The same and another tolerance.
    #[must_use]
    pub fn and_tolerance(self, tolerance: Decimal) -> Self {
        Override { tolerance: Some(tolerance), ..self }
    }

    /// The same and another limit.
    #[must_use]
    pub fn and_limit(self, limit: Decimal) -> Self {
        Override { limit: Some(limit), ..self }
    }

    /// The same and "basically met".
    #[must_use]
    pub fn and_basically_met(self, percent: Decimal) -> Self {
        Override { basically_met: Some(percent), ..self }
    }
}

/// Why an indicator cannot be judged so.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum OverrideError {
    /// There is no such indicator.
    #[error("cannot override: {0}")]
    Indicator(ResolveError),
    /// One indicator is named twice.
    #[error("cannot override `{indicator}`: it is named twice")]
    Twice {
        /// Its id.
        indicator: String,
    },
    /// Nothing is set.
    #[error("cannot override `{indicator}`: nothing is set")]
    Nothing {
        /// Its id.
        indicator: String,
    },
    /// The rule has no such figure.
    #[error("cannot override `{indicator}`: a rule of the kind `{kind}` has no {what}")]
    NotThere {
        /// Its id.
        indicator: String,
        /// The kind of its rule.
        kind: crate::rule::RuleKind,
        /// What was to be set.
        what: &'static str,
    },
    /// The figure is impossible.
    #[error("cannot override `{indicator}`: found the {what} `{found}`, expected {expected}")]
    Impossible {
        /// Its id.
        indicator: String,
        /// What was to be set.
        what: &'static str,
        /// To what.
        found: String,
        /// What would be possible.
        expected: String,
    },
}

/// An override with what it took the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Overriding {
    /// The indicator's position.
    pub(crate) position: u16,
    pub(crate) set: Override,
    /// The rule as the plan has it.
    pub(crate) original: Rule,
}

impl Registry {
    /// The same registry with some indicators judged otherwise; every result says so. Indicators are named as
    /// [`resolve`](Self::resolve) takes them. An override takes the place of an earlier one.
    ///
    /// # Errors
    ///
    /// [`OverrideError`]: the indicator is unknown or named twice, its rule has no such figure, or the figure is impossible.
    pub fn with_overrides(&self, overrides: &[(&str, Override)]) -> Result<Registry, OverrideError> {
        let mut registry = self.clone();
        let mut named = std::collections::BTreeSet::new();
        for (name, set) in overrides {
            let indicator = self.resolve(name, None).map_err(OverrideError::Indicator)?;
            if !named.insert(indicator.position()) {
                return Err(OverrideError::Twice { indicator: indicator.id().to_owned() });
            }
            let original = indicator.original_rule().clone();
            let rule = changed(indicator, &original, *set)?;
            let position = u16::try_from(indicator.position()).unwrap_or(u16::MAX);
            if let Some(record) = registry.indicators.to_mut().get_mut(indicator.position()) {
                record.rule = rule;
            }
            let all = registry.overrides.to_mut();
            let place = all.partition_point(|other| other.position < position);
            if all.get(place).is_some_and(|other| other.position == position) {
                all.remove(place);
            }
            all.insert(place, Overriding { position, set: *set, original });
        }
        Ok(registry)
    }

    /// The indicators that are judged otherwise than the plan's data have it.
    pub fn overridden(&self) -> impl Iterator<Item = Indicator<'_>> {
        self.overrides.iter().filter_map(|overriding| self.at(overriding.position.into()))
    }

    pub(crate) fn overriding(&self, position: u16) -> Option<&Overriding> {
        let index = self.overrides.binary_search_by_key(&position, |overriding| overriding.position).ok()?;
        self.overrides.get(index)
    }
}

/// The rule with what is set put in.
fn changed(indicator: Indicator<'_>, original: &Rule, set: Override) -> Result<Rule, OverrideError> {
    let id = || indicator.id().to_owned();
    if set == Override::default() {
        return Err(OverrideError::Nothing { indicator: id() });
    }
    let impossible = |what: &'static str, found: String, expected: String| OverrideError::Impossible {
        indicator: id(),
        what,
        found,
        expected,
    };
    if let Some(percent) = set.basically_met.filter(|percent| !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(percent))
    {
        return Err(impossible("percentage", percent.to_string(), "0 to 100".to_owned()));
    }
    let mut rule = original.clone();
    let mut put = |figure: fn(&mut Rule) -> Option<&mut Decimal>, set: Option<Decimal>, what| {
        let Some(set) = set else { return Ok(()) };
        match figure(&mut rule) {
            Some(figure) => *figure = set,
            None => return Err(OverrideError::NotThere { indicator: id(), kind: original.kind(), what }),
        }
        Ok(())
    };
    put(limit_of, set.limit, "limit")?;
    put(tolerance_of, set.tolerance, "tolerance")?;
    // What no plan may have, no caller may set.
    match rule.mistakes(Some(indicator.unit())).into_iter().next() {
        Some(mistake) => Err(impossible(mistake.key, mistake.found.trim_matches('`').to_owned(), mistake.expected)),
        None => Ok(rule),
    }
}

/// The limit of a bound, or the centre of a band.
fn limit_of(rule: &mut Rule) -> Option<&mut Decimal> {
    match rule {
        Rule::UpperBound(UpperBound { limit, .. }) | Rule::LowerBound(LowerBound { limit, .. }) => Some(limit),
        Rule::Band(Band { centre, .. }) => Some(centre),
        _ => None,
    }
}

/// How far a figure may be off.
fn tolerance_of(rule: &mut Rule) -> Option<&mut Decimal> {
    match rule {
        Rule::Band(band) => Some(&mut band.tolerance),
        Rule::Reference(reference) => reference.tolerance.as_mut(),
        _ => None,
    }
}

impl Overriding {
    /// What is set otherwise, for a sentence: 容差为3个百分点，原为2个百分点.
    pub(crate) fn in_words(&self, unit: Unit, language: Language) -> String {
        let mut told = Vec::new();
        let mut original = self.original.clone();
        let (limit, tolerance) = (limit_of(&mut original).copied(), tolerance_of(&mut original).copied());
        if let (Some(now), Some(then)) = (self.set.limit, limit) {
            let (now, then) = (unit.write(now, language), unit.write(then, language));
            told.push(match language {
                Language::Chinese => format!("目标值为{now}，原为{then}"),
                Language::English => format!("limit {now} instead of {then}"),
            });
        }
        if let (Some(now), Some(then)) = (self.set.tolerance, tolerance) {
            let (now, then) = (unit.write_difference(now, language), unit.write_difference(then, language));
            told.push(match language {
                Language::Chinese => format!("容差为{now}，原为{then}"),
                Language::English => format!("tolerance {now} instead of {then}"),
            });
        }
        if let Some(percent) = self.set.basically_met {
            told.push(match language {
                Language::Chinese => format!("相差不超过应达数{percent}%的计为基本达标"),
                Language::English => {
                    format!("off by no more than {percent} percent of what was asked for counts as basically met")
                }
            });
        }
        told.join(if language == Language::Chinese { "；" } else { "; " })
    }
}

/// Serialized, it has the keys `tolerance, limit, basically_met`, decimals as text, without those that are not set.
impl Serialize for Override {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let all = [("tolerance", self.tolerance), ("limit", self.limit), ("basically_met", self.basically_met)];
        let mut fields =
            serializer.serialize_struct("Override", all.iter().filter(|(_, figure)| figure.is_some()).count())?;
        for (key, figure) in all {
            match figure {
                Some(figure) => fields.serialize_field(key, &AsText(figure))?,
                None => fields.skip_field(key)?,
            }
        }
        fields.end()
    }
}

/// No override: the constants of the built-in registry have none.
pub(crate) const NONE: Cow<'static, [Overriding]> = Cow::Borrowed(&[]);
