//! Counting what an assessment found.

use crate::assessment::Assessed;
use crate::exact::Exact;
use crate::judgement::{Reason, Verdict};
use crate::outlook::Status;
use crate::rule::Rule;
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many of what. `items` is the sum of `met`, `basically_met`, `not_met`, `undetermined` and `no_data`; `met_early`, `on_course`,
/// `hard_to_reach` and `no_outlook` count the same items by their outlook.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct Counts {
    /// All of them.
    pub items: usize,
    /// 达标.
    pub met: usize,
    /// 基本达标: not met, but within the tolerance that was set. None without one.
    pub basically_met: usize,
    /// 未达标.
    pub not_met: usize,
    /// 无法判定: there is something, and it cannot be judged.
    pub undetermined: usize,
    /// 无数据: nothing for the year.
    pub no_data: usize,
    /// The undetermined ones and those without data by reason.
    pub reasons: BTreeMap<&'static str, usize>,
    /// 提前达标.
    pub met_early: usize,
    /// 预期可达标.
    pub on_course: usize,
    /// 达标困难.
    pub hard_to_reach: usize,
    /// Without an outlook.
    pub no_outlook: usize,
    /// Of those not met and not basically met, or without a verdict: how many are expected to be met in the target year.
    pub expected: usize,
    /// Met or not, with a limit inside the interval of a figure that rests on few cases.
    pub uncertain: usize,
}

/// Raises a count by one.
fn raise(count: &mut usize) {
    *count = count.saturating_add(1);
}

impl Counts {
    pub(super) fn add(&mut self, item: &Assessed<'_>, basically_met: Option<Decimal>) {
        raise(&mut self.items);
        let nearly = basically_met.is_some_and(|percent| is_basically_met(item, percent));
        let mut open = false;
        match item.evaluation.verdict() {
            Verdict::Met => raise(&mut self.met),
            Verdict::NotMet if nearly => raise(&mut self.basically_met),
            Verdict::NotMet => {
                raise(&mut self.not_met);
                open = true;
            }
            Verdict::Undetermined(reason) => {
                raise(if reason == Reason::NoValue { &mut self.no_data } else { &mut self.undetermined });
                raise(self.reasons.entry(reason.as_str()).or_default());
                open = true;
            }
        }
        match item.outlook.map(|outlook| outlook.word) {
            Some(Status::MetEarly) => raise(&mut self.met_early),
            Some(Status::OnCourse) => raise(&mut self.on_course),
            Some(Status::HardToReach) => raise(&mut self.hard_to_reach),
            _ => raise(&mut self.no_outlook),
        }
        let expected = item.outlook.is_some_and(|outlook| matches!(outlook.word, Status::MetEarly | Status::OnCourse));
        if open && expected {
            raise(&mut self.expected);
        }
        if item.uncertain {
            raise(&mut self.uncertain);
        }
    }

    /// Adds a promise of which nothing was ever observed.
    pub(super) fn add_unreported(&mut self) {
        raise(&mut self.items);
        raise(&mut self.no_data);
        raise(&mut self.no_outlook);
        raise(self.reasons.entry(Reason::NoValue.as_str()).or_default());
    }
}

/// Whether a promise that is not met is off by no more than so many percent of what was asked for: of the limit (20.1 against a
/// limit of 20 is off by half a percent), or of the change, where a change from a baseline was asked for (0.45 points a year
/// against 0.5 is off by 10 percent).
#[must_use]
pub fn is_basically_met(item: &Assessed<'_>, percent: Decimal) -> bool {
    let judgement = item.evaluation.judgement();
    let (Verdict::NotMet, Some(margin), Some(limit)) = (judgement.verdict(), judgement.margin(), judgement.limit())
    else {
        return false;
    };
    let asked = match item.evaluation.indicator().rule() {
        Rule::UpperBound(_) | Rule::LowerBound(_) | Rule::Band(_) => Some(Exact::from(limit)),
        Rule::RelativeDecrease(_) | Rule::AverageAnnualChange(_) => {
            item.evaluation.baseline().and_then(|baseline| Exact::from(baseline).checked_sub(limit.into()))
        }
        // A direction is kept or not.
        _ => None,
    };
    let within = || {
        let short = Exact::from(margin.abs()).checked_mul(Exact::HUNDRED)?;
        let allowed = asked?.magnitude()?.checked_mul(percent.into())?;
        Some(short <= allowed)
    };
    within().unwrap_or(false)
}
