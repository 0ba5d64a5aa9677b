//! Volatility (波动): is a series so unsteady that its outlook is worth little?
//!
//! "Volatile" (波动较大) has no official definition. Here a series is volatile when its yearly changes stray from their pace by more than 5
//! percent of its newest value: `s ÷ |y| > 0.05`, with the pace and the scatter `s` of the [outlook](crate::outlook::drift), and
//! `s > 0` where `y` is zero. Of what was tried this told best where a projection would be far off: of the series it calls volatile 54 percent
//! ended more than 10 percent of their level away from the projection two years later, of the others 5 percent; `docs/outlook.md`.
//!
//! Beside it stands how unusual the newest change is, as DHIS2 and Iglewicz and Hoaglin measure outliers: the modified z-score of its yearly rate
//! among up to ten before it, `0.6745·|x − median| ÷ MAD`, of which there have to be four. A `MAD` of zero does not mean that any other value is
//! infinitely unusual, as public code has it, nor that none is: the mean absolute deviation times 1.2533 stands in for `MAD ÷ 0.6745`, and if that is
//! zero as well the score is zero for no deviation, and infinite otherwise. A change is unusual above 3.5, and if it strays from the
//! median by more than 1 percent of the newest value; it is said with a warning, and is none by itself.
#![allow(clippy::float_arithmetic)]

use crate::decimal::to_f64;
use crate::evidence::Point;
use crate::language::Language;
use crate::order::in_order;
use crate::outlook::drift::Walk;
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// When a series is called volatile, and its newest change unusual.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct VolatilityParameters {
    /// The scatter above which it is volatile, as a share of the newest value.
    pub scatter: f64,
    /// The modified z-score above which the newest change is unusual.
    pub z_score: f64,
    /// How far, as a share of the newest value, it has to stray from the median besides.
    pub deviation: f64,
}

impl Default for VolatilityParameters {
    /// 5 percent; 3.5 and 1 percent.
    fn default() -> Self {
        VolatilityParameters { scatter: 0.05, z_score: 3.5, deviation: 0.01 }
    }
}

/// How many rates before the newest one it is compared with.
const COMPARED: usize = 10;

/// How many there have to be.
const FEWEST: usize = 4;

/// What makes a mean absolute deviation a standard deviation, where figures are normal: √(π ÷ 2).
const MEAN_DEVIATION: f64 = 1.253_314_137_315_500_3;

/// What makes a MAD one: the normal quantile of ¾.
const MEDIAN_DEVIATION: f64 = 0.6745;

/// How unsteady a series is.
///
/// Serialized, it has the keys `year, volatile, scatter, share, z_score, unusual`; numbers that are infinite are null.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Volatility {
    /// The year of the newest value.
    pub year: u16,
    /// How far the yearly changes stray from their pace, in the indicator's unit.
    pub scatter: f64,
    /// The same as a share of the newest value; infinite if that is zero and the scatter is not.
    pub share: f64,
    /// The modified z-score of the newest change; none with too few years.
    pub z_score: Option<f64>,
    volatile: bool,
    unusual: bool,
}

impl Volatility {
    /// Of the values up to a year and their walk, which takes three of them.
    pub(crate) fn of(points: &[Point], walk: &Walk, parameters: &VolatilityParameters) -> Option<Volatility> {
        let scatter = walk.scatter();
        let newest = to_f64(points.last()?.value).abs();
        let share = if scatter > 0.0 { scatter / newest } else { 0.0 };
        let strayed = Strayed::of(points);
        Some(Volatility {
            year: points.last()?.year,
            scatter,
            share,
            z_score: strayed.map(|strayed| strayed.z_score),
            volatile: share > parameters.scatter,
            unusual: strayed.is_some_and(|strayed| {
                strayed.z_score > parameters.z_score && strayed.deviation > parameters.deviation * newest
            }),
        })
    }

    /// Whether it is volatile.
    #[must_use]
    pub const fn is_volatile(&self) -> bool {
        self.volatile
    }

    /// Whether the newest change is unusual among those before it.
    #[must_use]
    pub const fn is_unusual(&self) -> bool {
        self.unusual
    }

    /// What makes it volatile, for a sentence.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        let share = self.share.is_finite().then(|| format!("{:.1}%", self.share * 100.0));
        let mut told = match (language, share) {
            (Language::Chinese, Some(share)) => format!("近年变化偏离平均步伐的幅度约为现值的{share}"),
            (Language::Chinese, None) => "近年变化偏离平均步伐，而现值为0".to_owned(),
            (Language::English, Some(share)) => {
                format!("its yearly changes stray from their pace by about {share} of its value")
            }
            (Language::English, None) => "its yearly changes stray from their pace, and its value is 0".to_owned(),
        };
        if self.unusual {
            told.push_str(match language {
                Language::Chinese => "，最近一年的变化异常",
                Language::English => ", and the newest change is unusual",
            });
        }
        told
    }
}

/// How far the newest rate strays from those before it.
#[derive(Clone, Copy)]
struct Strayed {
    deviation: f64,
    z_score: f64,
}

impl Strayed {
    fn of(points: &[Point]) -> Option<Strayed> {
        // The newest rate, those before it, and a point more than there are rates; few series have as many, and they cost the most.
        if points.len() < FEWEST.saturating_add(2) {
            return None;
        }
        let mut rates = points.windows(2).rev().filter_map(|pair| match pair {
            [before, after] => {
                let years = after.year.checked_sub(before.year).filter(|years| *years > 0)?;
                Some((to_f64(after.value) - to_f64(before.value)) / f64::from(years))
            }
            _ => None,
        });
        let newest = rates.next()?;
        let earlier: Vec<f64> = rates.take(COMPARED).collect();
        if earlier.len() < FEWEST {
            return None;
        }
        let middle = median(earlier.iter().copied())?;
        let deviations = || earlier.iter().map(|rate| (rate - middle).abs());
        let deviation = (newest - middle).abs();
        let mad = median(deviations())?;
        let mean = deviations().sum::<f64>() / f64::from(u16::try_from(earlier.len()).ok()?);
        let scale = if mad > 0.0 { mad / MEDIAN_DEVIATION } else { mean * MEAN_DEVIATION };
        let z_score = if deviation > 0.0 { deviation / scale } else { 0.0 };
        Some(Strayed { deviation, z_score })
    }
}

fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let values = in_order(values.collect(), f64::total_cmp);
    let half = values.len().checked_div(2)?;
    let upper = *values.get(half)?;
    match values.len().checked_rem(2)? {
        0 => Some(f64::midpoint(*values.get(half.checked_sub(1)?)?, upper)),
        _ => Some(upper),
    }
}

impl Volatility {
    /// The more the worse.
    pub(crate) const fn strength(&self) -> f64 {
        self.share
    }
}

impl Serialize for Volatility {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let finite = |value: f64| value.is_finite().then_some(value);
        let mut fields = serializer.serialize_struct("Volatility", 6)?;
        fields.serialize_field("year", &self.year)?;
        fields.serialize_field("volatile", &self.volatile)?;
        fields.serialize_field("scatter", &self.scatter)?;
        fields.serialize_field("share", &finite(self.share))?;
        fields.serialize_field("z_score", &self.z_score.and_then(finite))?;
        fields.serialize_field("unusual", &self.unusual)?;
        fields.end()
    }
}
