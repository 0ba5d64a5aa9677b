//! Reports: what an assessment found.

use super::assess::{Findings, Found};
use super::error::Failure;
use super::evaluation::zhibiao_evaluation;
use super::guard::{call, free, get, output, read};
use super::indicator::zhibiao_indicator;
use super::names::{warning_kind, zhibiao_warning_kind};
use super::status::{
    ZHIBIAO_ERROR_INDEX, ZHIBIAO_ERROR_INTERNAL, ZHIBIAO_ERROR_NOT_FOUND, ZHIBIAO_ERROR_OPTION, zhibiao_status,
};
use super::text::{LentBoth, ZHIBIAO_CHINESE, language, optional, required, zhibiao_language};
use crate::assessment::Assessed;
use crate::data_set::Rejected;
use crate::group::canonical;
use crate::report::{Counts, Report};
use serde::Serialize;
use std::ffi::c_char;
use std::ptr::null;

/// What an assessment found: evaluations, warnings and counts.
///
/// Owned by the caller: free it with zhibiao_report_free. It never changes and may be used by many
/// threads at once. It keeps what it needs of its registry alive by itself, and may outlive registry,
/// observations and options.
pub struct zhibiao_report {
    found: Found,
    rejected: Vec<(Rejected, LentBoth)>,
    warnings: Vec<LentBoth>,
    attainment: LentBoth,
    texts: [LentBoth; 3],
}

/// A form of a report.
pub type zhibiao_format = i32;

/// Plain text: sentences and lists.
pub const ZHIBIAO_FORMAT_TEXT: zhibiao_format = 0;
/// Markdown.
pub const ZHIBIAO_FORMAT_MARKDOWN: zhibiao_format = 1;
/// JSON with the keys report, evaluations and rejected; decimals are text. The same in either language.
pub const ZHIBIAO_FORMAT_JSON: zhibiao_format = 2;

/// What a report counts.
pub type zhibiao_count = i32;

/// Everything. It is the sum of met, basically met, not met, undetermined and no data.
pub const ZHIBIAO_COUNT_ITEMS: zhibiao_count = 0;
/// 达标.
pub const ZHIBIAO_COUNT_MET: zhibiao_count = 1;
/// 基本达标; 0 unless it was switched on.
pub const ZHIBIAO_COUNT_BASICALLY_MET: zhibiao_count = 2;
/// 未达标.
pub const ZHIBIAO_COUNT_NOT_MET: zhibiao_count = 3;
/// 无法判定: there is something, and it cannot be judged.
pub const ZHIBIAO_COUNT_UNDETERMINED: zhibiao_count = 4;
/// 无数据: nothing for the year.
pub const ZHIBIAO_COUNT_NO_DATA: zhibiao_count = 5;
/// Of all, those with the outlook 提前达标.
pub const ZHIBIAO_COUNT_MET_EARLY: zhibiao_count = 6;
/// Of all, those with the outlook 预期可达标.
pub const ZHIBIAO_COUNT_ON_COURSE: zhibiao_count = 7;
/// Of all, those with the outlook 达标困难.
pub const ZHIBIAO_COUNT_HARD_TO_REACH: zhibiao_count = 8;
/// Of all, those without an outlook.
pub const ZHIBIAO_COUNT_NO_OUTLOOK: zhibiao_count = 9;
/// Of the verdicts, those that are uncertain because the figure rests on few cases.
pub const ZHIBIAO_COUNT_UNCERTAIN: zhibiao_count = 10;

/// The report as JSON.
#[derive(Serialize)]
struct Whole<'a> {
    report: &'a Report<'a>,
    evaluations: Vec<&'a Assessed<'a>>,
    rejected: Vec<String>,
}

impl zhibiao_report {
    pub(super) fn of(found: Found, rejected: Vec<Rejected>) -> Self {
        let warnings = found.borrow_dependent().report.warnings().iter().map(|_| LentBoth::default()).collect();
        zhibiao_report {
            found,
            rejected: rejected.into_iter().map(|rejected| (rejected, LentBoth::default())).collect(),
            warnings,
            attainment: LentBoth::default(),
            texts: Default::default(),
        }
    }

    fn findings(&self) -> &Findings<'_> {
        self.found.borrow_dependent()
    }

    fn json(&self) -> String {
        let findings = self.findings();
        let whole = Whole {
            report: &findings.report,
            evaluations: findings.evaluations.iter().map(zhibiao_evaluation::item).collect(),
            rejected: self.rejected.iter().map(|(rejected, _)| rejected.error.to_string()).collect(),
        };
        // Writing to a string fails for nothing that a report holds.
        serde_json::to_string(&whole).unwrap_or_default()
    }
}

/// A report of the caller.
fn handle<'a>(report: *const zhibiao_report) -> Option<&'a zhibiao_report> {
    // SAFETY: the caller hands in NULL or a report that was not freed.
    unsafe { read(report) }.ok()
}

/// How many evaluations it has: one for each indicator, region and group of which anything was ever
/// observed; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_report_len(report: *const zhibiao_report) -> usize {
    get(0, || Some(handle(report)?.findings().evaluations.len()))
}

/// The evaluation at a position, in the order of the documents, then of regions and groups. Fails with
/// ZHIBIAO_ERROR_INDEX past the last one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_report_at<'a>(
    report: *const zhibiao_report,
    index: usize,
    evaluation: *mut *const zhibiao_evaluation<'a>,
) -> zhibiao_status {
    call(std::ptr::null_mut(), || {
        // SAFETY: the caller hands in NULL or what the parameters stand for.
        let (report, out): (&'a zhibiao_report, _) = unsafe { (read(report)?, output(evaluation)?) };
        out.write(report.findings().evaluations.get(index).ok_or_else(|| Failure::plain(ZHIBIAO_ERROR_INDEX))?);
        Ok(())
    })
}

/// The evaluation of an indicator, by its id or exact name, in a region and group (NULL for everybody),
/// written as observations write them. Fails with ZHIBIAO_ERROR_INDICATOR if there is no such
/// indicator, and ZHIBIAO_ERROR_NOT_FOUND if nothing of it was ever observed there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_report_find<'a>(
    report: *const zhibiao_report,
    indicator: *const c_char,
    region: *const c_char,
    group: *const c_char,
    evaluation: *mut *const zhibiao_evaluation<'a>,
) -> zhibiao_status {
    call(std::ptr::null_mut(), || {
        // SAFETY: the caller hands in NULL or what the parameters stand for.
        let (report, indicator, region, group, out): (&'a zhibiao_report, _, _, _, _) =
            unsafe { (read(report)?, required(indicator)?, required(region)?, optional(group)?, output(evaluation)?) };
        let registry = report.found.borrow_owner().borrow_owner().registry();
        let position = registry.resolve(indicator, None)?.position();
        let region = registry.region_called(region).map_or(region, |known| known.code());
        let group = canonical(group.unwrap_or_default());
        // They are in the order of the indicators.
        let evaluations = &report.findings().evaluations;
        let of = |evaluation: &zhibiao_evaluation<'_>| evaluation.item().evaluation.indicator().position();
        let start = evaluations.partition_point(|evaluation| of(evaluation) < position);
        let mut those = evaluations.get(start..).unwrap_or_default().iter().take_while(|each| of(each) == position);
        let found = those.find(|each| {
            let evaluation = each.item().evaluation;
            evaluation.region() == region && evaluation.group() == group
        });
        out.write(found.ok_or_else(|| Failure::plain(ZHIBIAO_ERROR_NOT_FOUND))?);
        Ok(())
    })
}

/// Counts something: ZHIBIAO_COUNT_MET and the like. What is counted, and that indicators of which
/// nothing was ever observed count as without data, is set by the options.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_report_count(
    report: *const zhibiao_report,
    count: zhibiao_count,
    number: *mut usize,
) -> zhibiao_status {
    call(std::ptr::null_mut(), || {
        // SAFETY: the caller hands in NULL or what the parameters stand for.
        let (report, out) = unsafe { (read(report)?, output(number)?) };
        let total: &Counts = report.findings().report.total();
        out.write(match count {
            ZHIBIAO_COUNT_ITEMS => total.items,
            ZHIBIAO_COUNT_MET => total.met,
            ZHIBIAO_COUNT_BASICALLY_MET => total.basically_met,
            ZHIBIAO_COUNT_NOT_MET => total.not_met,
            ZHIBIAO_COUNT_UNDETERMINED => total.undetermined,
            ZHIBIAO_COUNT_NO_DATA => total.no_data,
            ZHIBIAO_COUNT_MET_EARLY => total.met_early,
            ZHIBIAO_COUNT_ON_COURSE => total.on_course,
            ZHIBIAO_COUNT_HARD_TO_REACH => total.hard_to_reach,
            ZHIBIAO_COUNT_NO_OUTLOOK => total.no_outlook,
            ZHIBIAO_COUNT_UNCERTAIN => total.uncertain,
            _ => return Err(Failure::plain(ZHIBIAO_ERROR_OPTION)),
        });
        Ok(())
    })
}

/// The attainment rate (达标率) with the numbers behind it: "40.0% (2/5)"; the same in either language
/// but for a rate of nothing. The report's text names the rule it is counted by. Borrowed from the
/// report; NULL for NULL, and for an unknown language.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_report_attainment(
    report: *const zhibiao_report,
    language: zhibiao_language,
) -> *const c_char {
    get(null(), || {
        let report = handle(report)?;
        report.attainment.text(language, &|_| report.findings().report.attainment().in_short())
    })
}

/// How many warnings it has; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_report_warning_len(report: *const zhibiao_report) -> usize {
    get(0, || Some(handle(report)?.warnings.len()))
}

/// What a warning is about: ZHIBIAO_WARNING_HARD_TO_REACH and the like. Worst first. 0 past the last
/// one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_report_warning_kind(
    report: *const zhibiao_report,
    index: usize,
) -> zhibiao_warning_kind {
    get(0, || Some(warning_kind(handle(report)?.findings().report.warnings().get(index)?.kind())))
}

/// The indicator a warning is about; NULL past the last one. It lives as long as the report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_report_warning_indicator<'a>(
    report: *const zhibiao_report,
    index: usize,
) -> *const zhibiao_indicator<'a> {
    get(null(), || {
        let report: &'a zhibiao_report = handle(report)?;
        let position = report.findings().report.warnings().get(index)?.indicator.position();
        let indicator: &'a zhibiao_indicator<'a> = report.found.borrow_owner().borrow_owner().indicator(position)?;
        Some(std::ptr::from_ref(indicator))
    })
}

/// A warning in a sentence, with its numbers. Borrowed from the report; NULL past the last one, and for
/// an unknown language.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_report_warning_sentence(
    report: *const zhibiao_report,
    index: usize,
    language: zhibiao_language,
) -> *const c_char {
    get(null(), || {
        let report = handle(report)?;
        let warning = report.findings().report.warnings().get(index)?;
        report.warnings.get(index)?.text(language, &|language| warning.sentence(language))
    })
}

/// How many observations were refused because they contradict each other; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_report_refused_len(report: *const zhibiao_report) -> usize {
    get(0, || Some(handle(report)?.rejected.len()))
}

/// Why an observation was refused. Borrowed from the report; NULL past the last one, and for an unknown
/// language.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_report_refused(
    report: *const zhibiao_report,
    index: usize,
    language: zhibiao_language,
) -> *const c_char {
    get(null(), || {
        let (rejected, texts) = handle(report)?.rejected.get(index)?;
        texts.text(language, &|language| rejected.error.in_words(language))
    })
}

/// The whole report in a form: ZHIBIAO_FORMAT_TEXT and the like. It names the plans it judged by, with
/// edition and digest. Made when it is first asked for, and borrowed from the report. Fails with
/// ZHIBIAO_ERROR_OPTION for an unknown form or language.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_report_text(
    report: *const zhibiao_report,
    format: zhibiao_format,
    language: zhibiao_language,
    text: *mut *const c_char,
) -> zhibiao_status {
    call(std::ptr::null_mut(), || {
        // SAFETY: the caller hands in NULL or what the parameters stand for.
        let (report, out) = unsafe { (read(report)?, output(text)?) };
        self::language(language)?;
        let unknown = Failure::plain(ZHIBIAO_ERROR_OPTION);
        let texts = usize::try_from(format).ok().and_then(|format| report.texts.get(format)).ok_or(unknown)?;
        let findings = &report.findings().report;
        let lent = match format {
            ZHIBIAO_FORMAT_TEXT => texts.text(language, &|language| findings.to_text(language)),
            ZHIBIAO_FORMAT_MARKDOWN => texts.text(language, &|language| findings.to_markdown(language)),
            _ => {
                // The same in either language, and kept once.
                texts.text(ZHIBIAO_CHINESE, &|_| report.json())
            }
        };
        out.write(lent.ok_or_else(|| Failure::plain(ZHIBIAO_ERROR_INTERNAL))?);
        Ok(())
    })
}

/// Frees a report; NULL is left alone. Evaluations and texts borrowed from it are gone with it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_report_free(report: *mut zhibiao_report) {
    // SAFETY: the caller hands in NULL or a report that was not freed.
    unsafe { free(report) }
}
