//! Relative decreases: 以2020年为基数下降20%.

use super::accepted::{Course, kept};
use super::kind::Kind;
use super::{Condition, Nature, Requirement, RuleMistake, Side, Slack, Telling};
use crate::evidence::Evidence;
use crate::exact::Number;
use crate::judgement::Reason;
use crate::language::Language;
#[cfg(feature = "toml")]
use crate::plan_text::TableReader;
use crate::unit::Unit;
use rust_decimal::Decimal;
use std::fmt;

/// A percentage below the figure of a baseline year: `100 × value ≤ (100 − percent) × baseline`.
///
/// Written with products on both sides, nothing is divided and nothing rounded: 7.2 is exactly 20 percent
/// below 9.0 and meets the promise, 7.2000000001 does not. A baseline of zero asks for zero.
///
/// The baseline year itself, and any year before it, cannot show a decrease: undetermined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs)]
pub struct RelativeDecrease {
    /// The year whose figure is 100 percent.
    pub baseline_year: u16,
    /// How many percent below it the value has to be.
    pub percent: Decimal,
}

impl Kind for RelativeDecrease {
    fn data(&self) -> Vec<(&'static str, String)> {
        vec![("baseline_year", self.baseline_year.to_string()), ("percent", self.percent.to_string())]
    }

    fn nature(&self) -> Nature {
        Nature::Figure
    }

    fn baseline_year(&self) -> Option<u16> {
        Some(self.baseline_year)
    }

    fn mistakes(&self, _unit: Option<Unit>) -> Vec<RuleMistake> {
        if self.percent > Decimal::ZERO && self.percent <= Decimal::ONE_HUNDRED {
            return Vec::new();
        }
        vec![RuleMistake::new("percent", self.percent, "more than 0, at most 100")]
    }

    fn condition(&self, limit: Option<Decimal>) -> Condition {
        Condition::AtMost(limit)
    }

    fn course(&self) -> Option<Course> {
        // What plan text may say; a rule made by hand may say more.
        let is_decrease = self.percent > Decimal::ZERO && self.percent <= Decimal::ONE_HUNDRED;
        is_decrease.then_some(Course::Percent(self.percent))
    }

    fn promise(&self) -> String {
        format!("a figure at least {} percent below that of {}", self.percent, self.baseline_year)
    }

    #[inline]
    fn requirement<N: Number>(
        &self,
        _figure: N,
        evidence: &Evidence<'_>,
        unit: Unit,
    ) -> Result<Requirement<N>, Reason> {
        let (baseline, _) = evidence.since_baseline::<N>(self.baseline_year, unit)?;
        let share = |figure: N| kept(self.percent, figure).ok_or(Reason::Overflow);
        let slack = Slack { down: share(baseline.slack.down)?, up: share(baseline.slack.up)? };
        Ok(Requirement::derived(Side::AtMost, share(baseline.value)?, slack))
    }

    fn explain(&self, telling: &Telling, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Some(baseline), Some(limit)) = (telling.baseline, telling.limit) else { return Ok(()) };
        let year = self.baseline_year;
        match telling.language {
            Language::Chinese => write!(
                formatter,
                "（{year}年为{}，下降{}%即{}）",
                telling.figure(baseline),
                self.percent,
                telling.figure(limit)
            ),
            Language::English => write!(formatter, " ({baseline} in {year}, less {} percent)", self.percent),
        }
    }
}

#[cfg(feature = "toml")]
impl RelativeDecrease {
    pub(super) fn read(table: &mut TableReader<'_>) -> Option<Self> {
        let (baseline_year, percent) = (table.year("baseline_year"), table.decimal("percent"));
        Some(RelativeDecrease { baseline_year: baseline_year?, percent: percent? })
    }
}
