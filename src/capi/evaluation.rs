//! Evaluations: what became of one indicator in one region and group.

use super::guard::{get, read};
use super::indicator::zhibiao_indicator;
use super::names::{outlook, reason, verdict, zhibiao_outlook, zhibiao_reason, zhibiao_verdict};
use super::text::{Lent, LentBoth, zhibiao_language};
use crate::assessment::Assessed;
use std::ffi::c_char;
use std::ptr::null;
use std::sync::OnceLock;

/// What became of one indicator in one region and group, in the year of the report.
///
/// Borrowed from its report, never freed by the caller; it lives as long as the report. It never
/// changes and may be used by many threads at once.
pub struct zhibiao_evaluation<'a> {
    item: Assessed<'a>,
    indicator: &'a zhibiao_indicator<'a>,
    /// Positions among the warnings of the report.
    warnings: Box<[usize]>,
    texts: OnceLock<Box<Texts>>,
}

#[derive(Default)]
struct Texts {
    region: Lent,
    group: Lent,
    observed: Lent,
    baseline: Lent,
    limit: Lent,
    margin: Lent,
    standing: Lent,
    probability: Lent,
    projected: Lent,
    sentence: LentBoth,
}

impl<'a> zhibiao_evaluation<'a> {
    pub(super) fn of(item: &Assessed<'a>, indicator: &'a zhibiao_indicator<'a>, warnings: Box<[usize]>) -> Self {
        zhibiao_evaluation { item: *item, indicator, warnings, texts: OnceLock::new() }
    }

    pub(super) fn item(&self) -> &Assessed<'a> {
        &self.item
    }

    fn texts(&self) -> &Texts {
        self.texts.get_or_init(Box::default)
    }
}

/// An evaluation of the caller.
fn handle(evaluation: *const zhibiao_evaluation<'_>) -> Option<&zhibiao_evaluation<'_>> {
    // SAFETY: the caller hands in NULL or an evaluation whose report lives.
    unsafe { read(evaluation) }.ok()
}

/// The indicator; NULL for NULL. It lives as long as the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_indicator(
    evaluation: *const zhibiao_evaluation<'_>,
) -> *const zhibiao_indicator<'_> {
    get(null(), || Some(std::ptr::from_ref(handle(evaluation)?.indicator)))
}

/// The region's code. Borrowed from the evaluation; NULL for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_region(evaluation: *const zhibiao_evaluation<'_>) -> *const c_char {
    get(null(), || {
        let handle = handle(evaluation)?;
        Some(handle.texts().region.text(&|| handle.item.evaluation.region().to_owned()))
    })
}

/// The group; "total" for everybody. Borrowed from the evaluation; NULL for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_group(evaluation: *const zhibiao_evaluation<'_>) -> *const c_char {
    get(null(), || {
        let handle = handle(evaluation)?;
        Some(handle.texts().group.text(&|| handle.item.evaluation.group().to_owned()))
    })
}

/// The year; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_year(evaluation: *const zhibiao_evaluation<'_>) -> i32 {
    get(0, || Some(i32::from(handle(evaluation)?.item.evaluation.year())))
}

/// The verdict; ZHIBIAO_UNDETERMINED for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_verdict(evaluation: *const zhibiao_evaluation<'_>) -> zhibiao_verdict {
    get(0, || Some(verdict(handle(evaluation)?.item.evaluation.verdict())))
}

/// Why the verdict is undetermined; ZHIBIAO_REASON_NONE if it is not.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_reason(evaluation: *const zhibiao_evaluation<'_>) -> zhibiao_reason {
    get(0, || Some(reason(handle(evaluation)?.item.evaluation.verdict())))
}

/// The value that was judged, as it was reported; "done" or "not_done" for what is attested. NULL if
/// there is none. Borrowed from the evaluation.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_observed(evaluation: *const zhibiao_evaluation<'_>) -> *const c_char {
    get(null(), || {
        let handle = handle(evaluation)?;
        let observed = handle.item.evaluation.value_as_text()?;
        Some(handle.texts().observed.text(&|| observed.clone()))
    })
}

/// The value of the baseline year it was compared with, as decimal text. NULL if there is none.
/// Borrowed from the evaluation.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_baseline(evaluation: *const zhibiao_evaluation<'_>) -> *const c_char {
    get(null(), || {
        let handle = handle(evaluation)?;
        let baseline = handle.item.evaluation.baseline()?;
        Some(handle.texts().baseline.text(&|| baseline.to_string()))
    })
}

/// The limit that applied, as decimal text: the plan's, the nearer end of a band, or what a baseline
/// makes of it. NULL without a verdict, where it has more digits than a decimal holds (the verdict is
/// exact even then), and where there is none: for what is attested, and for a rule that looks at every
/// year. Borrowed from the evaluation.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_limit(evaluation: *const zhibiao_evaluation<'_>) -> *const c_char {
    get(null(), || {
        let handle = handle(evaluation)?;
        let limit = handle.item.evaluation.judgement().limit()?;
        Some(handle.texts().limit.text(&|| limit.to_string()))
    })
}

/// The distance to the limit in the indicator's unit, as decimal text: positive on the good side, zero
/// on the limit. NULL where the limit is, or where it has more digits than a decimal holds itself; but a
/// rule that looks at every year has a margin, the smallest step from one year to the next. Borrowed from
/// the evaluation.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_margin(evaluation: *const zhibiao_evaluation<'_>) -> *const c_char {
    get(null(), || {
        let handle = handle(evaluation)?;
        let margin = handle.item.evaluation.judgement().margin()?;
        Some(handle.texts().margin.text(&|| margin.to_string()))
    })
}

/// 1 if the verdict could have been the other one before the figures were rounded to the digits they
/// were reported with, 0 if not.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_is_rounding_sensitive(evaluation: *const zhibiao_evaluation<'_>) -> i32 {
    get(0, || Some(i32::from(handle(evaluation)?.item.evaluation.judgement().is_rounding_sensitive())))
}

/// 1 if the figure rests on so few cases that the limit lies inside its interval, 0 if not, or if no
/// cases were given.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_is_uncertain(evaluation: *const zhibiao_evaluation<'_>) -> i32 {
    get(0, || Some(i32::from(handle(evaluation)?.item.uncertain)))
}

/// The verdict seen together with those of earlier years: "met_early", "met", "met_late",
/// "met_and_held", "met_again", "met_then_lost", "not_met", "undetermined". Borrowed from the
/// evaluation; NULL for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_standing(evaluation: *const zhibiao_evaluation<'_>) -> *const c_char {
    get(null(), || {
        let handle = handle(evaluation)?;
        Some(handle.texts().standing.text(&|| handle.item.standing.as_str().to_owned()))
    })
}

/// Where the figure is heading; ZHIBIAO_OUTLOOK_NONE for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_outlook(evaluation: *const zhibiao_evaluation<'_>) -> zhibiao_outlook {
    get(0, || Some(outlook(handle(evaluation)?.item.outlook.map(|outlook| outlook.word))))
}

/// The probability of missing the target, 0 to 1 with four decimals: "0.3781". NULL if there is none.
/// Borrowed from the evaluation.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_probability(evaluation: *const zhibiao_evaluation<'_>) -> *const c_char {
    get(null(), || {
        let handle = handle(evaluation)?;
        let probability = handle.item.outlook?.probability?;
        Some(handle.texts().probability.text(&|| format!("{probability:.4}")))
    })
}

/// The value that the recent pace leads to in the target year, with the digits the indicator is written
/// with. NULL if there is none. Borrowed from the evaluation.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_projected(evaluation: *const zhibiao_evaluation<'_>) -> *const c_char {
    get(null(), || {
        let handle = handle(evaluation)?;
        let projected = handle.item.outlook?.projected?;
        Some(handle.texts().projected.text(&|| handle.item.evaluation.indicator().estimate(projected)))
    })
}

/// How many warnings of the report are about it; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_warning_len(evaluation: *const zhibiao_evaluation<'_>) -> usize {
    get(0, || Some(handle(evaluation)?.warnings.len()))
}

/// The position of one of them among the warnings of the report; SIZE_MAX past the last one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_warning(evaluation: *const zhibiao_evaluation<'_>, index: usize) -> usize {
    get(usize::MAX, || handle(evaluation)?.warnings.get(index).copied())
}

/// What an official report would say: the figure, the clause and the verdict. Borrowed from the
/// evaluation; NULL for NULL, and for an unknown language.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_evaluation_sentence(
    evaluation: *const zhibiao_evaluation<'_>,
    language: zhibiao_language,
) -> *const c_char {
    get(null(), || {
        let handle = handle(evaluation)?;
        handle.texts().sentence.text(language, &|language| handle.item.evaluation.sentence(language).to_string())
    })
}
