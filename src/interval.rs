//! Small numbers: between what limits the true rate lies when a figure rests on a few cases.
//!
//! A city of 60,000 births has two to six maternal deaths a year; one death moves the ratio by 1.6 per 100,000. When a limit lies
//! inside the interval of a figure, its verdict stands, but chance alone could have made it the other one.
//!
//! | figure | method |
//! |---|---|
//! | a share of a whole ([`Unit::Percent`](crate::Unit::Percent)) | Wilson's score interval |
//! | a rate with ten cases or more | Byar's approximation of the Poisson interval |
//! | a rate with fewer than ten cases | the exact Poisson interval, by the chi-squared distribution |
//!
//! These are the methods of England's public health indicators. With `z` the normal quantile of the confidence:
//!
//! - Wilson, with `x` cases of `n` and `p = x ÷ n`: `(2x + z² ∓ z·√(z² + 4x(1 − p))) ÷ (2(n + z²))`
//! - Byar: `x·(1 − 1 ÷ 9x − z ÷ 3√x)³` and, with `y = x + 1`, `y·(1 − 1 ÷ 9y + z ÷ 3√y)³` cases
//! - exact: `½·χ²(α ÷ 2; 2x)` and `½·χ²(1 − α ÷ 2; 2x + 2)` cases; the lower end is 0 for no case
//!
//! An interval is computed in binary floating point. No verdict depends on it.
#![allow(clippy::float_arithmetic)]

use crate::decimal::to_f64;
use crate::evaluation::Evaluation;
use crate::judgement::Verdict;
use crate::keyword::keyword_enum;
use crate::rule::Condition;
use crate::unit::Unit;
use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use statrs::distribution::{Continuous, ContinuousCDF, Gamma, Normal};

keyword_enum! {
    /// How sure an interval is to hold the true rate.
    #[derive(Default)]
    pub enum Confidence {
        /// 95 percent: the usual one.
        #[default]
        Percent95 = "95",
        /// 99.8 percent: three standard errors, for alarms.
        Percent998 = "99.8",
    }
}

impl Confidence {
    /// The probability left outside, both ends together.
    #[must_use]
    pub const fn alpha(self) -> f64 {
        match self {
            Confidence::Percent95 => 0.05,
            Confidence::Percent998 => 0.002,
        }
    }
}

keyword_enum! {
    /// How an interval was made.
    pub enum IntervalMethod {
        /// Wilson's score interval of a proportion.
        Wilson = "wilson",
        /// Byar's approximation of the Poisson interval.
        Byar = "byar",
        /// The exact Poisson interval.
        ExactPoisson = "exact_poisson",
    }
}

/// The least number of cases for which Byar's approximation does.
const BYAR_FROM: Decimal = Decimal::TEN;

/// Between what limits the true figure lies, in the unit of the figure.
///
/// ```
/// use zhibiao::{Confidence, Interval, IntervalMethod, Unit};
///
/// // Three maternal deaths among 62,709 births: 4.78 per 100,000, or anything from 1 to 14.
/// let interval = Interval::of(Unit::Per100kLiveBirths, 3.into(), 62_709.into(), Confidence::Percent95).unwrap();
/// assert_eq!(interval.method, IntervalMethod::ExactPoisson);
/// assert_eq!(format!("{:.2}–{:.2}", interval.low, interval.high), "0.99–13.98");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// How sure it is.
    pub confidence: Confidence,
    /// How it was made.
    pub method: IntervalMethod,
}

impl Interval {
    /// The interval of a figure with its cases and what they are counted against. None where it makes no sense: in a unit that is
    /// no rate, for cases that are no whole number, for a share with more cases than the whole, and against nothing.
    #[must_use]
    pub fn of(unit: Unit, cases: Decimal, against: Decimal, confidence: Confidence) -> Option<Interval> {
        let factor = f64::from(unit.rate_base()?);
        let countable = cases.is_integer() && !cases.is_sign_negative() && against > Decimal::ZERO;
        if !countable {
            return None;
        }
        let (method, low, high) = if unit == Unit::Percent {
            if cases > against {
                return None;
            }
            let (low, high) = wilson(to_f64(cases), to_f64(against), confidence)?;
            (IntervalMethod::Wilson, low, high)
        } else {
            let method = if cases < BYAR_FROM { IntervalMethod::ExactPoisson } else { IntervalMethod::Byar };
            let (low, high) = match method {
                IntervalMethod::Byar => byar(to_f64(cases), confidence)?,
                _ => exact_poisson(to_f64(cases), confidence)?,
            };
            let against = to_f64(against);
            (method, low / against, high / against)
        };
        Some(Interval { low: low * factor, high: high * factor, confidence, method })
    }

    /// Whether a limit lies inside: the cases alone cannot tell on which side of it the true figure is. An end is not inside: where all of a
    /// whole were reached and all are asked for, or no case where none is allowed, nothing is left open.
    #[must_use]
    pub fn holds(&self, limit: Decimal) -> bool {
        let limit = to_f64(limit);
        self.low < limit && limit < self.high
    }

    /// Whether a limit of a verdict lies inside: the verdict stands, but is uncertain. Nothing is, without a verdict.
    #[must_use]
    pub fn makes_uncertain(&self, evaluation: &Evaluation<'_>) -> bool {
        let limit = evaluation.judgement().limit();
        let decided = !matches!(evaluation.verdict(), Verdict::Undetermined(_));
        decided
            && match evaluation.indicator().rule().condition(limit) {
                Condition::Between(least, greatest) => self.holds(least) || self.holds(greatest),
                _ => limit.is_some_and(|limit| self.holds(limit)),
            }
    }
}

/// Serialized, it has the keys `low, high, confidence, method`.
impl Serialize for Interval {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Interval", 4)?;
        fields.serialize_field("low", &self.low)?;
        fields.serialize_field("high", &self.high)?;
        fields.serialize_field("confidence", &self.confidence)?;
        fields.serialize_field("method", &self.method)?;
        fields.end()
    }
}

fn normal_quantile(confidence: Confidence) -> f64 {
    Normal::standard().inverse_cdf(1.0 - confidence.alpha() / 2.0)
}

fn wilson(cases: f64, whole: f64, confidence: Confidence) -> Option<(f64, f64)> {
    let z = normal_quantile(confidence);
    let square = z * z;
    let middle = 2.0 * cases + square;
    let reach = z * (square + 4.0 * cases * (1.0 - cases / whole)).sqrt();
    let double = 2.0 * (whole + square);
    // No case, or all of them: the end is exact, and must not miss it by a rounding.
    let low = if cases == 0.0 { 0.0 } else { (middle - reach) / double };
    let high = if cases >= whole { 1.0 } else { (middle + reach) / double };
    (low.is_finite() && high.is_finite()).then_some((low, high))
}

fn byar(cases: f64, confidence: Confidence) -> Option<(f64, f64)> {
    let z = normal_quantile(confidence);
    let end = |cases: f64, z: f64| cases * (1.0 - 1.0 / (9.0 * cases) + z / (3.0 * cases.sqrt())).powi(3);
    let (low, high) = (end(cases, -z), end(cases + 1.0, z));
    (low.is_finite() && high.is_finite()).then_some((low, high))
}

/// Half a chi-squared variable with `2k` degrees of freedom is a gamma variable of shape `k`.
fn exact_poisson(cases: f64, confidence: Confidence) -> Option<(f64, f64)> {
    let half = confidence.alpha() / 2.0;
    let low = if cases == 0.0 { 0.0 } else { gamma_quantile(cases, half)? };
    Some((low, gamma_quantile(cases + 1.0, 1.0 - half)?))
}

fn gamma_quantile(shape: f64, probability: f64) -> Option<f64> {
    let gamma = Gamma::new(shape, 1.0).ok()?;
    let mut quantile = gamma.inverse_cdf(probability);
    // The crate's search stops near ten digits. Newton's steps on its distribution function reach the rest.
    for _ in 0..2 {
        let off = if probability > 0.5 {
            (1.0 - probability) - gamma.sf(quantile)
        } else {
            gamma.cdf(quantile) - probability
        };
        let density = gamma.pdf(quantile);
        if density > 0.0 {
            quantile -= off / density;
        }
    }
    quantile.is_finite().then_some(quantile)
}
