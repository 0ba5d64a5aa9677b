//! Assertions on evaluations, which tell the sentence when they fail.

use crate::evaluation::Evaluation;
use crate::judgement::Verdict;
use crate::language::Language;
use std::fmt;

/// What a verdict is expected to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums)]
pub enum Expected<'a> {
    /// Met.
    Met,
    /// Not met.
    NotMet,
    /// Undetermined, for any reason.
    Undetermined,
    /// Undetermined, for the reason with this [word](crate::Reason::as_str).
    Because(&'a str),
}

/// Fails with a message, if there is one, and the sentence of the evaluation, at the place of the caller.
///
/// # Panics
///
/// If the verdict is another one.
#[track_caller]
pub fn expect_verdict(evaluation: &Evaluation<'_>, expected: Expected<'_>, message: &dyn fmt::Display) {
    let verdict = evaluation.verdict();
    let reason = verdict.reason().map(crate::Reason::as_str);
    let (holds, wanted) = match expected {
        Expected::Met => (verdict == Verdict::Met, "met".to_owned()),
        Expected::NotMet => (verdict == Verdict::NotMet, "not met".to_owned()),
        Expected::Undetermined => (reason.is_some(), "undetermined".to_owned()),
        Expected::Because(word) => (reason == Some(word), format!("undetermined ({word})")),
    };
    if holds {
        return;
    }
    let found = match reason {
        Some(word) => format!("undetermined ({word})"),
        None => verdict.as_str().replace('_', " "),
    };
    let limit = evaluation.judgement().limit().map(|limit| format!(", limit {limit}")).unwrap_or_default();
    let margin = evaluation.judgement().margin().map(|margin| format!(", margin {margin}")).unwrap_or_default();
    let message = message.to_string();
    let message = if message.is_empty() { message } else { format!("{message}: ") };
    panic!(
        "{message}expected {wanted}, found {found}\n  indicator: {} ({}), region {}, group {}, year {}{limit}{margin}\n  {}\n  {}",
        evaluation.indicator().id(),
        evaluation.indicator().clause_code(),
        evaluation.region(),
        evaluation.group(),
        evaluation.year(),
        evaluation.sentence(Language::English),
        evaluation.sentence(Language::Chinese),
    );
}

/// Asserts that an [`Evaluation`](crate::Evaluation) is met; if not, its sentence says why, after a message of your own:
/// `assert_met!(e, "row {line}")`.
#[macro_export]
macro_rules! assert_met {
    ($evaluation:expr $(,)?) => {
        $crate::testkit::expect_verdict(&$evaluation, $crate::testkit::Expected::Met, &"")
    };
    ($evaluation:expr, $($message:tt)+) => {
        $crate::testkit::expect_verdict(&$evaluation, $crate::testkit::Expected::Met, &format_args!($($message)+))
    };
}

/// Asserts that an [`Evaluation`](crate::Evaluation) is not met; if it is, or cannot be judged, its sentence says why, after a
/// message of your own.
#[macro_export]
macro_rules! assert_not_met {
    ($evaluation:expr $(,)?) => {
        $crate::testkit::expect_verdict(&$evaluation, $crate::testkit::Expected::NotMet, &"")
    };
    ($evaluation:expr, $($message:tt)+) => {
        $crate::testkit::expect_verdict(&$evaluation, $crate::testkit::Expected::NotMet, &format_args!($($message)+))
    };
}

/// Asserts that an [`Evaluation`](crate::Evaluation) cannot be judged, for any reason or for the one named: `assert_undetermined!(e,
/// "no_baseline")`, which a message of your own may follow.
#[macro_export]
macro_rules! assert_undetermined {
    ($evaluation:expr $(,)?) => {
        $crate::testkit::expect_verdict(&$evaluation, $crate::testkit::Expected::Undetermined, &"")
    };
    ($evaluation:expr, $reason:expr $(,)?) => {
        $crate::testkit::expect_verdict(&$evaluation, $crate::testkit::Expected::Because($reason), &"")
    };
    ($evaluation:expr, $reason:expr, $($message:tt)+) => {
        $crate::testkit::expect_verdict(
            &$evaluation,
            $crate::testkit::Expected::Because($reason),
            &format_args!($($message)+),
        )
    };
}
