//! Counting what an assessment found.

use crate::assessment::Assessed;
use crate::judgement::{Reason, Verdict};
use crate::outlook::Status;
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
        // What is set for the one indicator goes before what is set for all.
        let own = item.evaluation.overridden().and_then(|set| set.basically_met);
        let nearly = own.or(basically_met).is_some_and(|percent| item.evaluation.is_missed_by_no_more_than(percent));
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
        let word = item.outlook.as_ref().map(|outlook| outlook.word);
        match word {
            Some(Status::MetEarly) => raise(&mut self.met_early),
            Some(Status::OnCourse) => raise(&mut self.on_course),
            Some(Status::HardToReach) => raise(&mut self.hard_to_reach),
            _ => raise(&mut self.no_outlook),
        }
        if open && matches!(word, Some(Status::MetEarly | Status::OnCourse)) {
            raise(&mut self.expected);
        }
        if item.uncertain {
            raise(&mut self.uncertain);
        }
    }

    /// Adds what was counted elsewhere.
    pub(super) fn add_all(&mut self, other: &Counts) {
        // Taken apart, so that none is forgotten.
        let Counts {
            items,
            met,
            basically_met,
            not_met,
            undetermined,
            no_data,
            reasons,
            met_early,
            on_course,
            hard_to_reach,
            no_outlook,
            expected,
            uncertain,
        } = other;
        for (count, more) in [
            (&mut self.items, items),
            (&mut self.met, met),
            (&mut self.basically_met, basically_met),
            (&mut self.not_met, not_met),
            (&mut self.undetermined, undetermined),
            (&mut self.no_data, no_data),
            (&mut self.met_early, met_early),
            (&mut self.on_course, on_course),
            (&mut self.hard_to_reach, hard_to_reach),
            (&mut self.no_outlook, no_outlook),
            (&mut self.expected, expected),
            (&mut self.uncertain, uncertain),
        ] {
            *count = count.saturating_add(*more);
        }
        for (reason, more) in reasons {
            let count = self.reasons.entry(reason).or_default();
            *count = count.saturating_add(*more);
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
