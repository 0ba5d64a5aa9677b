//! Slower rises: 上升趋势减缓, 上升趋势得到有效控制.

use super::accepted::Course;
use super::kind::Kind;
use super::{Condition, Nature, Requirement, RuleMistake, Side, Telling};
use crate::evidence::Evidence;
use crate::exact::Number;
use crate::judgement::Reason;
use crate::language::Language;
#[cfg(feature = "toml")]
use crate::plan_text::TableReader;
use crate::unit::Unit;
use rust_decimal::Decimal;
use std::fmt;

/// A rise that slows, not a fall: `(value − baseline) ÷ years < (baseline − earlier) ÷ years_before`, where `earlier` is
/// the value `years_before` years before the baseline; or no rise at all, `value ≤ baseline`.
///
/// 上升趋势减缓 ("the rising trend slows") promises that much and no more. The plan does not say slower than when; the
/// years before the baseline are this library's reading, and stand in the rule.
///
/// A rise at exactly the old pace has not slowed: not met. Without the earlier value, or in the baseline year:
/// undetermined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs)]
pub struct SlowerRise {
    /// The year the new pace is counted from.
    pub baseline_year: u16,
    /// Over how many years up to it the old pace is taken: 1, 2, 4, 5 or 10, so that nothing is rounded.
    pub years_before: u16,
}

impl SlowerRise {
    /// The year the old pace is counted from.
    #[must_use]
    pub const fn earlier_year(&self) -> u16 {
        self.baseline_year.saturating_sub(self.years_before)
    }
}

impl Kind for SlowerRise {
    fn data(&self) -> Vec<(&'static str, String)> {
        vec![("baseline_year", self.baseline_year.to_string()), ("years_before", self.years_before.to_string())]
    }

    fn nature(&self) -> Nature {
        Nature::Direction
    }

    fn baseline_year(&self) -> Option<u16> {
        Some(self.baseline_year)
    }

    fn looks_at(&self, year: u16, _judged: u16) -> bool {
        [self.baseline_year, self.earlier_year()].contains(&year)
    }

    fn asks_more_each_year(&self) -> bool {
        true
    }

    fn course(&self) -> Option<Course> {
        Some(Course::SlowerRise)
    }

    fn promise(&self) -> String {
        format!("a slower rise than in {}–{}", self.earlier_year(), self.baseline_year)
    }

    #[inline]
    fn requirement<N: Number>(&self, _figure: N, evidence: &Evidence<'_>) -> Result<Requirement<N>, Reason> {
        let (baseline, years) = evidence.since_baseline::<N>(self.baseline_year)?;
        let year = self.earlier_year();
        let earlier = evidence.value_of(year)?.ok_or(Reason::MissingYear { year })?;
        let limit = || {
            let old_rise = baseline.figure.minus(N::of(earlier)?)?;
            // 100 ÷ years_before is whole, so that the old pace is taken in hundredths and nothing is divided.
            let share = N::from(100_u16.checked_div(self.years_before)?.checked_mul(years)?);
            // Both figures are rounded, and the old pace carries their digits forward.
            let reach = baseline.half_unit.plus(N::half_unit(earlier)?)?;
            if old_rise <= N::ZERO {
                // There was no rise to slow down: it must not begin. But rounding may hide a small one.
                let hidden = old_rise.plus(reach)?.max(N::ZERO).times(share)?.hundredth()?;
                let slack = hidden.plus(baseline.half_unit)?;
                return Some(Requirement::derived(Side::AtMost, baseline.figure, slack));
            }
            let allowed = old_rise.times(share)?.hundredth()?;
            let slack = reach.times(share)?.hundredth()?.plus(baseline.half_unit)?;
            Some(Requirement::passing(Side::AtMost, baseline.figure.plus(allowed)?, slack))
        };
        limit().ok_or(Reason::Overflow)
    }

    fn mistakes(&self, _unit: Option<Unit>) -> Vec<RuleMistake> {
        if [1, 2, 4, 5, 10].contains(&self.years_before) {
            return Vec::new();
        }
        vec![RuleMistake::new("years_before", self.years_before, "1, 2, 4, 5 or 10")]
    }

    fn condition(&self, limit: Option<Decimal>) -> Condition {
        Condition::Below(limit)
    }

    fn explain(&self, telling: &Telling, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (earlier, since, year) = (self.earlier_year(), self.baseline_year, telling.year);
        if telling.limit.is_some() && telling.limit == telling.baseline.map(|baseline| baseline.normalize()) {
            // No rise before: the limit is the baseline itself, and reaching it is not rising.
            return match telling.language {
                Language::Chinese => write!(formatter, "（{earlier}—{since}年未上升，不高于{since}年即可）"),
                Language::English => {
                    write!(formatter, " (it did not rise in {earlier}–{since}; no rise above {since} will do)")
                }
            };
        }
        match (telling.language, telling.limit) {
            (Language::Chinese, Some(limit)) => {
                write!(formatter, "（按{earlier}—{since}年的升速，到{year}年为{}，应低于此值）", telling.figure(limit))
            }
            (Language::English, Some(limit)) => {
                write!(formatter, " (at the pace of {earlier}–{since} it would be {limit} in {year})")
            }
            (_, None) => Ok(()),
        }
    }
}

#[cfg(feature = "toml")]
impl SlowerRise {
    pub(super) fn read(table: &mut TableReader<'_>) -> Option<Self> {
        let baseline_year = table.year("baseline_year");
        let years_before = table.number("years_before", 1..=u16::MAX);
        Some(SlowerRise { baseline_year: baseline_year?, years_before: years_before? })
    }
}
