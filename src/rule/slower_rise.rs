//! Slower rises: 上升趋势减缓, 上升趋势得到有效控制.

use super::accepted::Course;
use super::kind::Kind;
use super::{Condition, Nature, Requirement, RuleMistake, Side, Telling};
use crate::evidence::{Evidence, Figure};
use crate::exact::{Exact, Number};
use crate::judgement::{Judgement, Reason, Verdict};
use crate::language::Language;
#[cfg(feature = "toml")]
use crate::plan_text::TableReader;
use crate::short::Short;
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

/// The figures that the old pace is taken from.
struct Looked<N> {
    baseline: Figure<N>,
    earlier: Figure<N>,
    /// Since the baseline.
    years: u16,
}

impl SlowerRise {
    #[inline]
    fn look<N: Number>(&self, evidence: &Evidence<'_>, unit: Unit) -> Result<Looked<N>, Reason> {
        let (baseline, years) = evidence.since_baseline(self.baseline_year, unit)?;
        let year = self.earlier_year();
        let earlier = evidence.value_of(year)?.ok_or(Reason::MissingYear { year })?;
        let earlier = Figure::of(earlier, N::half_unit(earlier), unit).ok_or(Reason::Overflow)?;
        Ok(Looked { baseline, earlier, years })
    }

    /// What is accepted after a rise from one figure to another. What either may have been is not a matter of moving the limit: a rise
    /// may have been none.
    #[inline]
    fn allowed<N: Number>(&self, baseline: N, earlier: N, years: u16) -> Option<Requirement<N>> {
        let old_rise = baseline.minus(earlier)?;
        if old_rise <= N::ZERO {
            // There was no rise to slow down: it must not begin.
            return Some(Requirement::stated(Side::AtMost, baseline, false));
        }
        // 100 ÷ years_before is whole, so that the old pace is taken in hundredths and nothing is divided.
        let share = N::from(100_u16.checked_div(self.years_before)?.checked_mul(years)?);
        let allowed = baseline.plus(old_rise.times(share)?.hundredth()?)?;
        Some(Requirement::stated(Side::AtMost, allowed, true))
    }

    /// Whether the greatest that the value may have been is not accepted after the smallest rise there may have been.
    fn could_be_missed(&self, evidence: &Evidence<'_>, unit: Unit) -> Option<bool> {
        let Looked { baseline, earlier, years } = self.look(evidence, unit).ok()?;
        let greatest: Exact = Figure::of(evidence.value()?, evidence.reach(), unit)?.greatest()?;
        Some(!self.allowed(baseline.least()?, earlier.greatest()?, years)?.accepts(greatest))
    }

    /// Whether the least that it may have been is accepted after the greatest.
    fn could_be_met(&self, evidence: &Evidence<'_>, unit: Unit) -> Option<bool> {
        let Looked { baseline, earlier, years } = self.look(evidence, unit).ok()?;
        let least: Exact = Figure::of(evidence.value()?, evidence.reach(), unit)?.least()?;
        Some(self.allowed(baseline.greatest()?, earlier.least()?, years)?.accepts(least))
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
    fn requirement<N: Number>(
        &self,
        _figure: N,
        evidence: &Evidence<'_>,
        unit: Unit,
    ) -> Result<Requirement<N>, Reason> {
        let Looked { baseline, earlier, years } = self.look(evidence, unit)?;
        self.allowed(baseline.value, earlier.value, years).ok_or(Reason::Overflow)
    }

    fn judge(&self, figure: Option<Short>, evidence: &Evidence<'_>, unit: Unit) -> Judgement {
        let judgement = self.hold_against_requirement(figure, evidence, unit);
        if unit.is_count() {
            return judgement;
        }
        let could_flip = match judgement.verdict() {
            Verdict::Met => self.could_be_missed(evidence, unit),
            Verdict::NotMet => self.could_be_met(evidence, unit),
            Verdict::Undetermined(_) => return judgement,
        };
        // Too many digits to rule it out.
        judgement.sensitive(could_flip.unwrap_or(true))
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
