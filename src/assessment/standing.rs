//! A verdict seen together with those of the years before: met early, held, lost, slipping.

use super::track::Track;
use crate::evaluation::Evaluation;
use crate::evidence::known;
use crate::exact::Exact;
use crate::goal::{Aim, Goal, Goals};
use crate::judgement::Verdict;
use crate::keyword::keyword_enum;
use crate::language::Language;
use crate::rule::Direction;
use rust_decimal::Decimal;

keyword_enum! {
    /// Where an indicator stands in a year. The years looked at are those from the plan's baseline year on that have a verdict; a year
    /// that cannot be judged breaks nothing.
    pub enum Standing {
        /// 提前达标: met for the first time, before the plan's last year.
        MetEarly = "met_early",
        /// 按期达标: met for the first time in the plan's last year.
        Met = "met",
        /// 逾期达标: met for the first time after the plan's last year.
        MetLate = "met_late",
        /// 持续达标: met, as in every year since it first was.
        MetAndHeld = "met_and_held",
        /// 重新达标: met again after a year in which it was not.
        MetAgain = "met_again",
        /// 达标后退出: it was met in an earlier year and is not now.
        MetThenLost = "met_then_lost",
        /// 未达标: not met, in this year or before.
        NotMet = "not_met",
        /// 无法判定: the year cannot be judged.
        Undetermined = "undetermined",
    }
}

impl Standing {
    /// The standing in words: 持续达标.
    #[must_use]
    pub const fn in_words(self, language: Language) -> &'static str {
        match (self, language) {
            (Standing::MetEarly, Language::Chinese) => "提前达标",
            (Standing::MetEarly, Language::English) => "met before its time",
            (Standing::Met, Language::Chinese) => "按期达标",
            (Standing::Met, Language::English) => "met in time",
            (Standing::MetLate, Language::Chinese) => "逾期达标",
            (Standing::MetLate, Language::English) => "met after its time",
            (Standing::MetAndHeld, Language::Chinese) => "持续达标",
            (Standing::MetAndHeld, Language::English) => "met and held",
            (Standing::MetAgain, Language::Chinese) => "重新达标",
            (Standing::MetAgain, Language::English) => "met again",
            (Standing::MetThenLost, Language::Chinese) => "达标后又未达标",
            (Standing::MetThenLost, Language::English) => "met, then lost",
            (Standing::NotMet, Language::Chinese) => "未达标",
            (Standing::NotMet, Language::English) => "not met",
            (Standing::Undetermined, Language::Chinese) => "无法判定",
            (Standing::Undetermined, Language::English) => "cannot be judged",
        }
    }
}

/// The standing, and since when it is met without a break or when it was met last.
pub(super) fn of(track: &Track<'_>, evaluation: &Evaluation<'_>, year: u16) -> (Standing, Option<u16>) {
    let plan = track.indicator.plan();
    let from = plan.baseline_year().min(year);
    let earlier = || {
        let judged = (from..year).rev().map(|year| (year, track.verdict(year)));
        judged.filter(|(_, verdict)| !matches!(verdict, Verdict::Undetermined(_)))
    };
    let met_last = || earlier().find(|(_, verdict)| *verdict == Verdict::Met).map(|(year, _)| year);
    match evaluation.verdict() {
        Verdict::Undetermined(_) => (Standing::Undetermined, met_last()),
        Verdict::NotMet => match met_last() {
            Some(year) => (Standing::MetThenLost, Some(year)),
            None => (Standing::NotMet, None),
        },
        Verdict::Met => {
            let mut earlier = earlier();
            let unbroken = earlier.by_ref().take_while(|(_, verdict)| *verdict == Verdict::Met);
            let since = unbroken.last().map_or(year, |(year, _)| year);
            // After the years without a break and the one that broke them.
            let lost_before = earlier.any(|(_, verdict)| verdict == Verdict::Met);
            let standing = if lost_before {
                Standing::MetAgain
            } else if since < year {
                Standing::MetAndHeld
            } else if year < plan.last_year() {
                Standing::MetEarly
            } else if year == plan.last_year() {
                Standing::Met
            } else {
                Standing::MetLate
            };
            (standing, Some(since))
        }
    }
}

/// Whether the figure moved the wrong way since the last year known, and is not what a goal asks for, or would no longer be in the
/// target year if it went on at that pace.
pub(super) fn is_slipping(track: &Track<'_>, goals: &Goals, year: u16, target_year: u16) -> bool {
    let [.., before, now] = known(track.points(), year) else { return false };
    if now.year != year {
        return false;
    }
    let baseline = track.value(track.baseline_year());
    goals.iter().any(|goal| {
        if matches!(goal.aim(), Aim::ImproveEveryYear { .. }) {
            return goal.is_better(now.value, before.value);
        }
        // A direction asks for a value better than the baseline's.
        let reach = |value| Goal::reach(goal.direction(), value, target_year).strictly();
        let Some(goal) = goal.target().map(|_| *goal).or_else(|| baseline.map(reach)) else { return false };
        let left = target_year.saturating_sub(year);
        goal.is_better(now.value, before.value)
            && (!goal.is_met_by(now.value)
                || ends_badly(&goal, before.value, now.value, now.year.saturating_sub(before.year), left)
                    .unwrap_or(false))
    })
}

/// Whether the last change, carried on for so many years, ends where the goal is not met. None if the numbers are too large.
fn ends_badly(goal: &Goal, before: Decimal, now: Decimal, years: u16, left: u16) -> Option<bool> {
    let target = Exact::from(goal.target()?);
    // Everything times the years between the two values, so that nothing is divided.
    let change = Exact::from(now).checked_sub(before.into())?.checked_mul(left.into())?;
    let end = Exact::from(now).checked_mul(years.into())?.checked_add(change)?;
    let limit = target.checked_mul(years.into())?;
    // Where the limit itself does not do, ending on it is no better.
    let on_it = end == limit && !goal.is_met_by(goal.target()?);
    Some(match goal.direction() {
        Direction::Down => end > limit || on_it,
        Direction::Up => end < limit || on_it,
    })
}
