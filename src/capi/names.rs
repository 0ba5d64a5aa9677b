//! Verdicts, reasons and other words as numbers, fixed for ever, and the words they stand for.

use crate::judgement::{Reason, Verdict};
use crate::outlook::Status;
use crate::rule::RuleKind;
use crate::warning::WarningKind;
use std::ffi::{CStr, c_char};

/// Whether a promise was kept. 0 is undetermined, so that zeroed memory never reads as met.
pub type zhibiao_verdict = i32;

/// 无法判定: nobody can say; the reason tells why.
pub const ZHIBIAO_UNDETERMINED: zhibiao_verdict = 0;
/// 达标: the value meets the promise.
pub const ZHIBIAO_MET: zhibiao_verdict = 1;
/// 未达标: it does not.
pub const ZHIBIAO_NOT_MET: zhibiao_verdict = 2;

/// Why a verdict is undetermined.
pub type zhibiao_reason = i32;

/// There is a verdict.
pub const ZHIBIAO_REASON_NONE: zhibiao_reason = 0;
/// No value was reported for the year.
pub const ZHIBIAO_REASON_NO_VALUE: zhibiao_reason = 1;
/// The rule compares with a baseline, and there is no value for that year.
pub const ZHIBIAO_REASON_NO_BASELINE: zhibiao_reason = 2;
/// The year is the baseline year or before it.
pub const ZHIBIAO_REASON_NOT_AFTER_BASELINE: zhibiao_reason = 3;
/// The rule looks at every year, and one has no value.
pub const ZHIBIAO_REASON_MISSING_YEAR: zhibiao_reason = 4;
/// The rule compares with another indicator, and there is no value of it.
pub const ZHIBIAO_REASON_NO_REFERENCE: zhibiao_reason = 5;
/// A gap across regions, and not every region has a value.
pub const ZHIBIAO_REASON_MISSING_UNIT: zhibiao_reason = 6;
/// What the rule asks for rises every year, and the year is after the plan's last one.
pub const ZHIBIAO_REASON_AFTER_PERIOD: zhibiao_reason = 7;
/// The plan promises nothing about the figure.
pub const ZHIBIAO_REASON_NO_PROMISE: zhibiao_reason = 8;
/// A value cannot be right in the indicator's unit.
pub const ZHIBIAO_REASON_IMPOSSIBLE_VALUE: zhibiao_reason = 9;
/// Two different values are given for one year.
pub const ZHIBIAO_REASON_CONFLICTING_VALUES: zhibiao_reason = 10;
/// The exact comparison needs more digits than there are.
pub const ZHIBIAO_REASON_OVERFLOW: zhibiao_reason = 11;

/// A kind of rule.
pub type zhibiao_rule_kind = i32;

/// At most a limit.
pub const ZHIBIAO_RULE_UPPER_BOUND: zhibiao_rule_kind = 1;
/// At least a limit.
pub const ZHIBIAO_RULE_LOWER_BOUND: zhibiao_rule_kind = 2;
/// Between two ends: 45% 左右.
pub const ZHIBIAO_RULE_BAND: zhibiao_rule_kind = 3;
/// So many percent below a baseline.
pub const ZHIBIAO_RULE_RELATIVE_DECREASE: zhibiao_rule_kind = 4;
/// So many points a year from a baseline.
pub const ZHIBIAO_RULE_AVERAGE_ANNUAL_CHANGE: zhibiao_rule_kind = 5;
/// Better every year, or better than in a baseline year.
pub const ZHIBIAO_RULE_TREND: zhibiao_rule_kind = 6;
/// Rising more slowly than before.
pub const ZHIBIAO_RULE_SLOWER_RISE: zhibiao_rule_kind = 7;
/// No worse than another indicator.
pub const ZHIBIAO_RULE_REFERENCE: zhibiao_rule_kind = 8;
/// A gap between groups or regions that narrows.
pub const ZHIBIAO_RULE_GAP: zhibiao_rule_kind = 9;
/// Done or not done.
pub const ZHIBIAO_RULE_ATTESTED: zhibiao_rule_kind = 10;
/// A quantity that is reported and promised nothing about.
pub const ZHIBIAO_RULE_REPORTED: zhibiao_rule_kind = 11;

/// Where a figure is heading.
pub type zhibiao_outlook = i32;

/// No outlook is given: the final evaluation, the plan's last year and later, and what is attested.
pub const ZHIBIAO_OUTLOOK_NONE: zhibiao_outlook = 0;
/// 无数据: there is too little to say, or nothing for the year.
pub const ZHIBIAO_OUTLOOK_NO_DATA: zhibiao_outlook = 1;
/// 提前达标: met before its time.
pub const ZHIBIAO_OUTLOOK_MET_EARLY: zhibiao_outlook = 2;
/// 预期可达标: on course.
pub const ZHIBIAO_OUTLOOK_ON_COURSE: zhibiao_outlook = 3;
/// 达标困难: hard to reach.
pub const ZHIBIAO_OUTLOOK_HARD_TO_REACH: zhibiao_outlook = 4;

/// What somebody should look at.
pub type zhibiao_warning_kind = i32;

/// The target will probably be missed.
pub const ZHIBIAO_WARNING_HARD_TO_REACH: zhibiao_warning_kind = 1;
/// It was met in an earlier year and is not now.
pub const ZHIBIAO_WARNING_MET_THEN_LOST: zhibiao_warning_kind = 2;
/// A gap grew.
pub const ZHIBIAO_WARNING_GAP_WIDENING: zhibiao_warning_kind = 3;
/// Units have never sent anything where others have.
pub const ZHIBIAO_WARNING_UNIT_SILENT: zhibiao_warning_kind = 4;
/// There is no figure for the year.
pub const ZHIBIAO_WARNING_NO_FIGURE: zhibiao_warning_kind = 5;
/// Figures that cannot all be right.
pub const ZHIBIAO_WARNING_INCONSISTENT: zhibiao_warning_kind = 6;
/// The figure moves unsteadily.
pub const ZHIBIAO_WARNING_VOLATILE: zhibiao_warning_kind = 7;
/// The figure rests on so few cases that the verdict is uncertain.
pub const ZHIBIAO_WARNING_UNCERTAIN: zhibiao_warning_kind = 8;

pub(super) const fn verdict(verdict: Verdict) -> zhibiao_verdict {
    match verdict {
        Verdict::Undetermined(_) => ZHIBIAO_UNDETERMINED,
        Verdict::Met => ZHIBIAO_MET,
        Verdict::NotMet => ZHIBIAO_NOT_MET,
    }
}

pub(super) const fn reason(verdict: Verdict) -> zhibiao_reason {
    match verdict.reason() {
        None => ZHIBIAO_REASON_NONE,
        Some(Reason::NoValue) => ZHIBIAO_REASON_NO_VALUE,
        Some(Reason::NoBaseline { .. }) => ZHIBIAO_REASON_NO_BASELINE,
        Some(Reason::NotAfterBaseline { .. }) => ZHIBIAO_REASON_NOT_AFTER_BASELINE,
        Some(Reason::MissingYear { .. }) => ZHIBIAO_REASON_MISSING_YEAR,
        Some(Reason::NoReference) => ZHIBIAO_REASON_NO_REFERENCE,
        Some(Reason::MissingUnit { .. }) => ZHIBIAO_REASON_MISSING_UNIT,
        Some(Reason::AfterPeriod { .. }) => ZHIBIAO_REASON_AFTER_PERIOD,
        Some(Reason::NoPromise) => ZHIBIAO_REASON_NO_PROMISE,
        Some(Reason::ImpossibleValue { .. }) => ZHIBIAO_REASON_IMPOSSIBLE_VALUE,
        Some(Reason::ConflictingValues { .. }) => ZHIBIAO_REASON_CONFLICTING_VALUES,
        Some(Reason::Overflow) => ZHIBIAO_REASON_OVERFLOW,
    }
}

pub(super) const fn rule_kind(kind: RuleKind) -> zhibiao_rule_kind {
    match kind {
        RuleKind::UpperBound => ZHIBIAO_RULE_UPPER_BOUND,
        RuleKind::LowerBound => ZHIBIAO_RULE_LOWER_BOUND,
        RuleKind::Band => ZHIBIAO_RULE_BAND,
        RuleKind::RelativeDecrease => ZHIBIAO_RULE_RELATIVE_DECREASE,
        RuleKind::AverageAnnualChange => ZHIBIAO_RULE_AVERAGE_ANNUAL_CHANGE,
        RuleKind::Trend => ZHIBIAO_RULE_TREND,
        RuleKind::SlowerRise => ZHIBIAO_RULE_SLOWER_RISE,
        RuleKind::Reference => ZHIBIAO_RULE_REFERENCE,
        RuleKind::Gap => ZHIBIAO_RULE_GAP,
        RuleKind::Attested => ZHIBIAO_RULE_ATTESTED,
        RuleKind::Reported => ZHIBIAO_RULE_REPORTED,
    }
}

/// The library's own outlook has four words; those of published methods do not occur.
pub(super) const fn outlook(word: Option<Status>) -> zhibiao_outlook {
    match word {
        None => ZHIBIAO_OUTLOOK_NONE,
        Some(Status::MetEarly) => ZHIBIAO_OUTLOOK_MET_EARLY,
        Some(Status::OnCourse) => ZHIBIAO_OUTLOOK_ON_COURSE,
        Some(Status::HardToReach) => ZHIBIAO_OUTLOOK_HARD_TO_REACH,
        Some(_) => ZHIBIAO_OUTLOOK_NO_DATA,
    }
}

pub(super) const fn warning_kind(kind: WarningKind) -> zhibiao_warning_kind {
    match kind {
        WarningKind::HardToReach => ZHIBIAO_WARNING_HARD_TO_REACH,
        WarningKind::MetThenLost => ZHIBIAO_WARNING_MET_THEN_LOST,
        WarningKind::GapWidening => ZHIBIAO_WARNING_GAP_WIDENING,
        WarningKind::UnitSilent => ZHIBIAO_WARNING_UNIT_SILENT,
        WarningKind::NoFigure => ZHIBIAO_WARNING_NO_FIGURE,
        WarningKind::Inconsistent => ZHIBIAO_WARNING_INCONSISTENT,
        WarningKind::Volatile => ZHIBIAO_WARNING_VOLATILE,
        WarningKind::Uncertain => ZHIBIAO_WARNING_UNCERTAIN,
    }
}

pub(super) const UNKNOWN: &CStr = c"unknown";

/// The word at the place of a number.
fn word(words: &[&'static CStr], number: i32) -> *const c_char {
    let index = usize::try_from(number).ok();
    index.and_then(|index| words.get(index)).copied().unwrap_or(UNKNOWN).as_ptr()
}

const VERDICTS: [&CStr; 3] = [c"undetermined", c"met", c"not_met"];

/// A verdict as a word: "undetermined", "met", "not_met"; "unknown" for any other number. Never NULL,
/// never freed.
#[unsafe(no_mangle)]
pub extern "C" fn zhibiao_verdict_name(verdict: zhibiao_verdict) -> *const c_char {
    word(&VERDICTS, verdict)
}

const REASONS: [&CStr; 12] = [
    c"none",
    c"no_value",
    c"no_baseline",
    c"not_after_baseline",
    c"missing_year",
    c"no_reference",
    c"missing_unit",
    c"after_period",
    c"no_promise",
    c"impossible_value",
    c"conflicting_values",
    c"overflow",
];

/// A reason as a word: "no_value"; "none" for ZHIBIAO_REASON_NONE, "unknown" for any other number.
/// Never NULL, never freed.
#[unsafe(no_mangle)]
pub extern "C" fn zhibiao_reason_name(reason: zhibiao_reason) -> *const c_char {
    word(&REASONS, reason)
}

const RULE_KINDS: [&CStr; 12] = [
    UNKNOWN,
    c"upper_bound",
    c"lower_bound",
    c"band",
    c"relative_decrease",
    c"average_annual_change",
    c"trend",
    c"slower_rise",
    c"reference",
    c"gap",
    c"attested",
    c"reported",
];

/// A kind of rule as a word: "upper_bound"; "unknown" for any other number. Never NULL, never freed.
#[unsafe(no_mangle)]
pub extern "C" fn zhibiao_rule_kind_name(kind: zhibiao_rule_kind) -> *const c_char {
    word(&RULE_KINDS, kind)
}

const OUTLOOKS: [&CStr; 5] = [c"none", c"no_data", c"met_early", c"on_course", c"hard_to_reach"];

/// An outlook as a word: "on_course"; "none" for ZHIBIAO_OUTLOOK_NONE, "unknown" for any other number.
/// Never NULL, never freed.
#[unsafe(no_mangle)]
pub extern "C" fn zhibiao_outlook_name(outlook: zhibiao_outlook) -> *const c_char {
    word(&OUTLOOKS, outlook)
}

const WARNING_KINDS: [&CStr; 9] = [
    UNKNOWN,
    c"hard_to_reach",
    c"met_then_lost",
    c"gap_widening",
    c"unit_silent",
    c"no_figure",
    c"inconsistent",
    c"volatile",
    c"uncertain",
];

/// A kind of warning as a word: "hard_to_reach"; "unknown" for any other number. Never NULL, never
/// freed.
#[unsafe(no_mangle)]
pub extern "C" fn zhibiao_warning_name(kind: zhibiao_warning_kind) -> *const c_char {
    word(&WARNING_KINDS, kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(word: *const c_char) -> &'static str {
        // SAFETY: names are constants with their end.
        unsafe { CStr::from_ptr(word) }.to_str().unwrap()
    }

    /// The words are those of the library's own output.
    #[test]
    fn words_are_the_librarys() {
        let reasons = [
            Reason::NoValue,
            Reason::NoBaseline { year: 2020 },
            Reason::NotAfterBaseline { year: 2020 },
            Reason::MissingYear { year: 2021 },
            Reason::NoReference,
            Reason::MissingUnit { year: 2021 },
            Reason::AfterPeriod { year: 2025 },
            Reason::NoPromise,
            Reason::ImpossibleValue { year: 2021 },
            Reason::ConflictingValues { year: 2021 },
            Reason::Overflow,
        ];
        assert_eq!(reasons.len() + 1, REASONS.len());
        for each in reasons {
            assert_eq!(told(zhibiao_reason_name(reason(Verdict::Undetermined(each)))), each.as_str());
            assert_eq!(told(zhibiao_verdict_name(verdict(Verdict::Undetermined(each)))), "undetermined");
        }
        for each in [Verdict::Met, Verdict::NotMet] {
            assert_eq!(told(zhibiao_verdict_name(verdict(each))), each.as_str());
            assert_eq!(told(zhibiao_reason_name(reason(each))), "none");
        }
        for kind in RuleKind::ALL {
            assert_eq!(told(zhibiao_rule_kind_name(rule_kind(*kind))), kind.as_str());
        }
        for kind in WarningKind::ALL {
            assert_eq!(told(zhibiao_warning_name(warning_kind(*kind))), kind.as_str());
        }
        for status in [Status::MetEarly, Status::OnCourse, Status::HardToReach, Status::NoData] {
            assert_eq!(told(zhibiao_outlook_name(outlook(Some(status)))), status.as_str());
        }
        assert_eq!(told(zhibiao_outlook_name(outlook(None))), "none");
    }

    /// Any number gets a text.
    #[test]
    fn names_are_total() {
        for number in [i32::MIN, -1, 0, 1, 12, 13, 30, 99, 100, i32::MAX] {
            for name in [
                zhibiao_verdict_name,
                zhibiao_reason_name,
                zhibiao_rule_kind_name,
                zhibiao_outlook_name,
                zhibiao_warning_name,
            ] {
                assert!(!told(name(number)).is_empty());
            }
        }
        assert_eq!(told(zhibiao_verdict_name(3)), "unknown");
    }
}
