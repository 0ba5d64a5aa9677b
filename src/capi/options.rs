//! What an assessment is asked to do.

use super::error::{Failure, zhibiao_error};
use super::guard::{call, change, free, output};
use super::status::{ZHIBIAO_ERROR_OPTION, zhibiao_status};
use super::text::{optional, required};
use crate::assessment::{AssessmentParameters, Stage};
use crate::decimal;
use crate::interval::Confidence;
use crate::report::{Dimension, ReportOptions};
use rust_decimal::Decimal;
use std::ffi::c_char;

/// What an assessment is asked to do otherwise than it does with no options.
///
/// Owned by the caller: free it with zhibiao_options_free; it borrows from nothing. One thread at a
/// time may set it, and many may assess with it.
#[derive(Clone)]
pub struct zhibiao_options {
    pub(super) stage: Stage,
    pub(super) parameters: AssessmentParameters,
    pub(super) report: ReportOptions,
}

impl Default for zhibiao_options {
    fn default() -> Self {
        zhibiao_options {
            stage: Stage::Annual,
            parameters: AssessmentParameters::default(),
            report: ReportOptions::default(),
        }
    }
}

/// Which of the assessments that a plan asks for.
pub type zhibiao_stage = i32;

/// 年度监测: every year. It is what is made unless it is set.
pub const ZHIBIAO_STAGE_ANNUAL: zhibiao_stage = 0;
/// 中期评估: in the plan's mid-term year.
pub const ZHIBIAO_STAGE_MID_TERM: zhibiao_stage = 1;
/// 终期评估: in its last year.
pub const ZHIBIAO_STAGE_FINAL: zhibiao_stage = 2;

/// Something that is on or off.
pub type zhibiao_flag = i32;

/// Figures of groups count beside those for everybody. Off.
pub const ZHIBIAO_FLAG_GROUPS: zhibiao_flag = 0;
/// Indicators of which nothing was ever observed count as without data. On.
pub const ZHIBIAO_FLAG_UNREPORTED: zhibiao_flag = 1;
/// Warnings are made. On.
pub const ZHIBIAO_FLAG_WARNINGS: zhibiao_flag = 2;

/// Makes options that change nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_options_new(options: *mut *mut zhibiao_options) -> zhibiao_status {
    call(std::ptr::null_mut(), || {
        // SAFETY: the caller hands in NULL or a place for a pointer.
        unsafe { output(options) }?.write(Box::into_raw(Box::default()));
        Ok(())
    })
}

/// Which assessment it is: ZHIBIAO_STAGE_ANNUAL and the like.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_options_set_stage(
    options: *mut zhibiao_options,
    stage: zhibiao_stage,
) -> zhibiao_status {
    call(std::ptr::null_mut(), || {
        // SAFETY: the caller hands in NULL or options that were not freed.
        let options = unsafe { change(options) }?;
        options.stage = match stage {
            ZHIBIAO_STAGE_ANNUAL => Stage::Annual,
            ZHIBIAO_STAGE_MID_TERM => Stage::MidTerm,
            ZHIBIAO_STAGE_FINAL => Stage::Final,
            _ => return Err(Failure::plain(ZHIBIAO_ERROR_OPTION)),
        };
        Ok(())
    })
}

/// Only this plan, by its id: "women"; NULL for all. An id that the registry does not have makes
/// zhibiao_assess fail.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_options_set_plan(
    options: *mut zhibiao_options,
    plan: *const c_char,
) -> zhibiao_status {
    call(std::ptr::null_mut(), || {
        // SAFETY: the caller hands in NULL or what the parameters stand for.
        let (options, plan) = unsafe { (change(options)?, optional(plan)?) };
        options.report.plan = plan.map(str::to_owned);
        Ok(())
    })
}

/// Only this region, by its code: "371502"; NULL for all.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_options_set_region(
    options: *mut zhibiao_options,
    region: *const c_char,
) -> zhibiao_status {
    call(std::ptr::null_mut(), || {
        // SAFETY: the caller hands in NULL or what the parameters stand for.
        let (options, region) = unsafe { (change(options)?, optional(region)?) };
        options.report.region = region.map(str::to_owned);
        Ok(())
    })
}

/// Switches something on (any number but 0) or off (0): ZHIBIAO_FLAG_GROUPS and the like.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_options_set_flag(
    options: *mut zhibiao_options,
    flag: zhibiao_flag,
    on: i32,
) -> zhibiao_status {
    call(std::ptr::null_mut(), || {
        // SAFETY: the caller hands in NULL or options that were not freed.
        let report = &mut unsafe { change(options) }?.report;
        *match flag {
            ZHIBIAO_FLAG_GROUPS => &mut report.groups,
            ZHIBIAO_FLAG_UNREPORTED => &mut report.unreported,
            ZHIBIAO_FLAG_WARNINGS => &mut report.warnings,
            _ => return Err(Failure::plain(ZHIBIAO_ERROR_OPTION)),
        } = on != 0;
        Ok(())
    })
}

/// What the rendered report counts by, besides the total: words separated by commas, of "plan",
/// "domain", "lead", "responsible" and "region"; an empty text for nothing. By plan unless it is set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_options_set_by(
    options: *mut zhibiao_options,
    dimensions: *const c_char,
) -> zhibiao_status {
    call(std::ptr::null_mut(), || {
        // SAFETY: the caller hands in NULL or what the parameters stand for.
        let (options, words) = unsafe { (change(options)?, required(dimensions)?) };
        let words = words.split(',').filter(|_| !words.is_empty());
        let read = |word: &str| Dimension::from_word(word).ok_or_else(|| Failure::plain(ZHIBIAO_ERROR_OPTION));
        options.report.by = words.map(read).collect::<Result<_, _>>()?;
        Ok(())
    })
}

/// 基本达标: by how many percent of what was asked for a promise may be missed and still count as
/// basically met, as decimal text from "0" to "100"; NULL for none, as it is unless it is set. No
/// verdict changes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_options_set_basically_met(
    options: *mut zhibiao_options,
    percent: *const c_char,
    error: *mut *mut zhibiao_error,
) -> zhibiao_status {
    call(error, || {
        // SAFETY: the caller hands in NULL or what the parameters stand for.
        let (options, percent) = unsafe { (change(options)?, optional(percent)?) };
        let read = |text: &str| {
            let percent = decimal::parse(text).map_err(|error| Failure::decimal("percent", text, error))?;
            let possible = (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&percent);
            possible.then_some(percent).ok_or_else(|| Failure::plain(ZHIBIAO_ERROR_OPTION))
        };
        options.report.basically_met = percent.map(read).transpose()?;
        Ok(())
    })
}

/// How sure the intervals of small numbers are to be, in percent: "95", as they are unless it is set,
/// or "99.8".
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_options_set_confidence(
    options: *mut zhibiao_options,
    percent: *const c_char,
) -> zhibiao_status {
    call(std::ptr::null_mut(), || {
        // SAFETY: the caller hands in NULL or what the parameters stand for.
        let (options, percent) = unsafe { (change(options)?, required(percent)?) };
        let confidence = Confidence::from_word(percent).ok_or_else(|| Failure::plain(ZHIBIAO_ERROR_OPTION))?;
        options.parameters.confidence = confidence;
        Ok(())
    })
}

/// Frees options; NULL is left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_options_free(options: *mut zhibiao_options) {
    // SAFETY: the caller hands in NULL or options that were not freed.
    unsafe { free(options) }
}
