//! Indicators: what a plan promises, and who answers for it.

use super::guard::{get, read};
use super::names::{rule_kind, zhibiao_rule_kind};
use super::text::{Lent, LentBoth, zhibiao_language};
use crate::indicator::Indicator;
use crate::rule::Condition;
use std::ffi::c_char;
use std::ptr::null;
use std::sync::OnceLock;

/// One promise of a plan.
///
/// Borrowed from its registry, never freed by the caller; it lives as long as the registry, or as any
/// observations or report made from it. It never changes and may be used by many threads at once.
pub struct zhibiao_indicator<'r> {
    pub(super) indicator: Indicator<'r>,
    texts: OnceLock<Box<Texts>>,
}

#[derive(Default)]
struct Texts {
    id: Lent,
    name: LentBoth,
    plan: Lent,
    clause: Lent,
    unit: Lent,
    condition: Lent,
    at_least: Lent,
    at_most: Lent,
    wording: Lent,
    /// The lead departments, then the others.
    departments: Vec<LentBoth>,
}

/// The departments that answer for a promise, those in the lead first.
fn departments(indicator: Indicator<'_>) -> impl Iterator<Item = &crate::Department> {
    let provision = indicator.provision();
    provision.lead().chain(provision.responsible())
}

impl<'r> zhibiao_indicator<'r> {
    pub(super) fn of(indicator: Indicator<'r>) -> Self {
        zhibiao_indicator { indicator, texts: OnceLock::new() }
    }

    fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| {
            let departments = departments(self.indicator).map(|_| LentBoth::default()).collect();
            Box::new(Texts { departments, ..Texts::default() })
        })
    }
}

/// An indicator of the caller.
fn handle(indicator: *const zhibiao_indicator<'_>) -> Option<&zhibiao_indicator<'_>> {
    // SAFETY: the caller hands in NULL or an indicator whose registry lives.
    unsafe { read(indicator) }.ok()
}

/// The id: "women.health.maternal_mortality_ratio". Borrowed from the indicator; NULL for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_indicator_id(indicator: *const zhibiao_indicator<'_>) -> *const c_char {
    get(null(), || {
        let handle = handle(indicator)?;
        Some(handle.texts().id.text(&|| handle.indicator.id().to_owned()))
    })
}

/// The name: "孕产妇死亡率". Borrowed from the indicator; NULL for NULL, and for an unknown language.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_indicator_name(
    indicator: *const zhibiao_indicator<'_>,
    language: zhibiao_language,
) -> *const c_char {
    get(null(), || {
        let handle = handle(indicator)?;
        handle.texts().name.text(language, &|language| handle.indicator.name().get(language).to_owned())
    })
}

/// The id of its plan: "women". Borrowed from the indicator; NULL for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_indicator_plan(indicator: *const zhibiao_indicator<'_>) -> *const c_char {
    get(null(), || {
        let handle = handle(indicator)?;
        Some(handle.texts().plan.text(&|| handle.indicator.plan().id().to_owned()))
    })
}

/// The clause of the plan it rests on: "W1.2". Borrowed from the indicator; NULL for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_indicator_clause(indicator: *const zhibiao_indicator<'_>) -> *const c_char {
    get(null(), || {
        let handle = handle(indicator)?;
        Some(handle.texts().clause.text(&|| handle.indicator.clause_code().to_string()))
    })
}

/// The plan's own words for what it asks, a fragment in Chinese: "控制在30%以内". Borrowed from the
/// indicator; NULL for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_indicator_wording(indicator: *const zhibiao_indicator<'_>) -> *const c_char {
    get(null(), || {
        let handle = handle(indicator)?;
        Some(handle.texts().wording.text(&|| handle.indicator.wording().to_owned()))
    })
}

/// The unit its values are in, as a word of the plan format: "per_100k_live_births". Borrowed from the
/// indicator; NULL for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_indicator_unit(indicator: *const zhibiao_indicator<'_>) -> *const c_char {
    get(null(), || {
        let handle = handle(indicator)?;
        Some(handle.texts().unit.text(&|| handle.indicator.unit().as_str().to_owned()))
    })
}

/// The kind of its rule: ZHIBIAO_RULE_UPPER_BOUND and the like; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_indicator_rule_kind(indicator: *const zhibiao_indicator<'_>) -> zhibiao_rule_kind {
    get(0, || Some(rule_kind(handle(indicator)?.indicator.rule().kind())))
}

/// What it asks for, for people: "≤ 8.2", "43–47", "≥ 85"; with "?" for what takes a baseline or
/// another figure. Borrowed from the indicator; NULL for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_indicator_condition(indicator: *const zhibiao_indicator<'_>) -> *const c_char {
    get(null(), || {
        let handle = handle(indicator)?;
        Some(handle.texts().condition.text(&|| handle.indicator.rule().condition(None).to_string()))
    })
}

/// The least value that meets it, as decimal text: the limit of a lower bound, the lower end of a band.
/// NULL where there is none, and where it takes a baseline or another figure; an evaluation has the
/// limit that applied. Borrowed from the indicator.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_indicator_at_least(indicator: *const zhibiao_indicator<'_>) -> *const c_char {
    get(null(), || {
        let handle = handle(indicator)?;
        let least = match handle.indicator.rule().condition(None) {
            Condition::AtLeast(limit) => limit?,
            Condition::Between(least, _) => least,
            _ => return None,
        };
        Some(handle.texts().at_least.text(&|| least.to_string()))
    })
}

/// The greatest value that meets it, as decimal text: the limit of an upper bound, the upper end of a
/// band. NULL as for zhibiao_indicator_at_least.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_indicator_at_most(indicator: *const zhibiao_indicator<'_>) -> *const c_char {
    get(null(), || {
        let handle = handle(indicator)?;
        let most = match handle.indicator.rule().condition(None) {
            Condition::AtMost(limit) => limit?,
            Condition::Between(_, most) => most,
            _ => return None,
        };
        Some(handle.texts().at_most.text(&|| most.to_string()))
    })
}

/// The year its rule counts from, where it does; 0 otherwise.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_indicator_baseline_year(indicator: *const zhibiao_indicator<'_>) -> i32 {
    get(0, || handle(indicator)?.indicator.rule().baseline_year().map(i32::from))
}

/// How many departments answer for it, those in the lead included; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_indicator_department_len(indicator: *const zhibiao_indicator<'_>) -> usize {
    get(0, || Some(departments(handle(indicator)?.indicator).count()))
}

/// How many of them are in the lead: the first ones.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_indicator_lead_len(indicator: *const zhibiao_indicator<'_>) -> usize {
    get(0, || Some(handle(indicator)?.indicator.provision().lead().count()))
}

/// The name of a department: "市卫生健康委". Borrowed from the indicator; NULL past the last one, and
/// for an unknown language.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_indicator_department(
    indicator: *const zhibiao_indicator<'_>,
    index: usize,
    language: zhibiao_language,
) -> *const c_char {
    get(null(), || {
        let handle = handle(indicator)?;
        let department = departments(handle.indicator).nth(index)?;
        let texts = handle.texts().departments.get(index)?;
        texts.text(language, &|language| department.name().get(language).to_owned())
    })
}
