//! The attainment rate (达标率), with the rule it was counted by.

use super::Counts;
use crate::decimal::AsText;
use crate::keyword::keyword_enum;
use crate::language::Language;
use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeStruct, Serializer};

keyword_enum! {
    /// What is counted against what. Offices do it differently, so that a rate always carries its rule.
    pub enum CountingRule {
        /// met ÷ (met + not met): what has no data or cannot be judged is left out.
        MetOfJudged = "met_of_judged",
        /// met ÷ all, with what has no data or cannot be judged among all.
        MetOfAll = "met_of_all",
        /// (met + on course) ÷ all: what is not met yet counts where it is expected to be.
        MetOrOnCourseOfAll = "met_or_on_course_of_all",
    }
}

keyword_enum! {
    /// How a rate is brought to its digits.
    pub enum Rounding {
        /// 四舍五入: a half goes away from zero.
        HalfAwayFromZero = "half_away_from_zero",
        /// 舍去: what follows is cut off.
        Truncated = "truncated",
    }
}

/// How an attainment rate is counted, and to how many digits it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct AttainmentRule {
    /// What is counted against what.
    pub counting: CountingRule,
    /// How many decimals the percentage has, at most 10.
    pub decimals: u32,
    /// How it is brought to them.
    pub rounding: Rounding,
}

impl Default for AttainmentRule {
    /// met ÷ (met + not met), one decimal, half away from zero.
    fn default() -> Self {
        AttainmentRule::new(CountingRule::MetOfJudged, 1, Rounding::HalfAwayFromZero)
    }
}

impl AttainmentRule {
    /// A rule of counting. More than 10 decimals are taken as 10.
    #[must_use]
    pub const fn new(counting: CountingRule, decimals: u32, rounding: Rounding) -> Self {
        AttainmentRule { counting, decimals: if decimals > 10 { 10 } else { decimals }, rounding }
    }

    /// The rate of counts.
    ///
    /// ```
    /// use zhibiao::report::{AttainmentRule, Counts, CountingRule, Rounding};
    ///
    /// let mut counts = Counts::default();
    /// (counts.items, counts.met, counts.not_met, counts.no_data) = (54, 44, 7, 3);
    /// let of_all = AttainmentRule::new(CountingRule::MetOfAll, 1, Rounding::HalfAwayFromZero).rate(&counts);
    /// assert_eq!((of_all.numerator, of_all.denominator), (44, 54));
    /// assert_eq!(of_all.percent.unwrap().to_string(), "81.5");
    /// ```
    #[must_use]
    pub fn rate(self, counts: &Counts) -> Attainment {
        let met = counts.met.saturating_add(counts.basically_met);
        let (numerator, denominator) = match self.counting {
            CountingRule::MetOfJudged => (met, met.saturating_add(counts.not_met)),
            CountingRule::MetOfAll => (met, counts.items),
            CountingRule::MetOrOnCourseOfAll => (met.saturating_add(counts.expected), counts.items),
        };
        Attainment { rule: self, numerator, denominator, percent: self.percent(numerator, denominator) }
    }

    /// In whole numbers, so that no half is lost.
    fn percent(self, numerator: usize, denominator: usize) -> Option<Decimal> {
        let (numerator, denominator) = (i128::try_from(numerator).ok()?, i128::try_from(denominator).ok()?);
        let decimals = self.decimals.min(10);
        let scaled = numerator.checked_mul(100)?.checked_mul(10_i128.checked_pow(decimals)?)?;
        let (quotient, rest) = (scaled.checked_div(denominator)?, scaled.checked_rem(denominator)?);
        let up = self.rounding == Rounding::HalfAwayFromZero && rest.checked_mul(2)? >= denominator;
        Decimal::try_from_i128_with_scale(quotient.checked_add(up.into())?, decimals).ok()
    }
}

/// An attainment rate with everything that is needed to count it again.
///
/// Serialized, it has the keys `percent, numerator, denominator, counting, decimals, rounding`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attainment {
    /// How it was counted.
    pub rule: AttainmentRule,
    /// What was counted.
    pub numerator: usize,
    /// Against what.
    pub denominator: usize,
    /// The rate in percent; none of nothing.
    pub percent: Option<Decimal>,
}

impl Attainment {
    /// The rate with its counts: `98.0% (48/49)`, or a dash of nothing.
    #[must_use]
    pub fn in_short(&self) -> String {
        let Attainment { numerator, denominator, .. } = self;
        match self.percent {
            Some(percent) => format!("{percent}% ({numerator}/{denominator})"),
            None => "—".to_owned(),
        }
    }
}

impl AttainmentRule {
    /// The rule in words, as a report states it.
    #[must_use]
    pub fn in_words(self, language: Language) -> String {
        let decimals = self.decimals;
        match language {
            Language::Chinese => {
                let counting = match self.counting {
                    CountingRule::MetOfJudged => "达标÷（达标＋未达标），无数据和无法判定的不计",
                    CountingRule::MetOfAll => "达标÷全部，无数据和无法判定的计入全部",
                    CountingRule::MetOrOnCourseOfAll => "（达标＋预期可达标）÷全部",
                };
                let rounding = match self.rounding {
                    Rounding::HalfAwayFromZero => "四舍五入",
                    Rounding::Truncated => "其后舍去",
                };
                format!("达标率＝{counting}；保留{decimals}位小数，{rounding}。")
            }
            Language::English => {
                let counting = match self.counting {
                    CountingRule::MetOfJudged => {
                        "met ÷ (met + not met), leaving out what has no data or cannot be judged"
                    }
                    CountingRule::MetOfAll => "met ÷ all, with what has no data or cannot be judged among all",
                    CountingRule::MetOrOnCourseOfAll => "(met + on course) ÷ all",
                };
                let rounding = match self.rounding {
                    Rounding::HalfAwayFromZero => "half away from zero",
                    Rounding::Truncated => "truncated",
                };
                let digits = if decimals == 1 { "decimal" } else { "decimals" };
                format!("Attainment rate = {counting}; {decimals} {digits}, {rounding}.")
            }
        }
    }
}

impl Serialize for Attainment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Attainment", 6)?;
        fields.serialize_field("percent", &self.percent.map(AsText))?;
        fields.serialize_field("numerator", &self.numerator)?;
        fields.serialize_field("denominator", &self.denominator)?;
        fields.serialize_field("counting", &self.rule.counting)?;
        fields.serialize_field("decimals", &self.rule.decimals)?;
        fields.serialize_field("rounding", &self.rule.rounding)?;
        fields.end()
    }
}
