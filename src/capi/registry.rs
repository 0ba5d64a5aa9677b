//! Registries: the built-in plans, or plans from TOML text.

use super::error::{Failure, zhibiao_error};
use super::guard::{call, free, get, output, read};
use super::indicator::zhibiao_indicator;
use super::status::{
    ZHIBIAO_ERROR_INDEX, ZHIBIAO_ERROR_NULL, ZHIBIAO_ERROR_PLAN_RULE, ZHIBIAO_ERROR_PLAN_SOURCE,
    ZHIBIAO_ERROR_PLAN_SYNTAX, ZHIBIAO_ERROR_UTF8, zhibiao_status,
};
use super::text::{Lent, LentBoth, required, zhibiao_language};
use crate::plan::Plan;
use crate::plan_text::{LONGEST_TEXT, LONGEST_TOGETHER, PlanFile, is_toml};
use crate::registry::Registry;
use self_cell::self_cell;
use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::ptr::null;
use std::sync::Arc;

/// Plans with their indicators and rules.
///
/// Owned by the caller: free it with zhibiao_registry_free. It never changes and may be used by many
/// threads at once. Observations and reports made from it keep what they need of it alive by
/// themselves: it may be freed before them. Indicators taken from it live as long as it does, or as any
/// observations or report made from it.
pub struct zhibiao_registry {
    pub(super) plans: Arc<Plans>,
}

self_cell! {
    /// A registry with the handles that borrow from it.
    pub(super) struct Plans {
        owner: Registry,
        #[covariant]
        dependent: Handles,
    }
}

pub(super) struct Handles<'r> {
    pub(super) indicators: Vec<zhibiao_indicator<'r>>,
    plans: Vec<PlanTexts<'r>>,
}

struct PlanTexts<'r> {
    registry: &'r Registry,
    plan: &'r Plan,
    id: Lent,
    digest: Lent,
    sentences: LentBoth,
}

impl Plans {
    fn of(registry: Registry) -> Arc<Self> {
        Arc::new(Plans::new(registry, |registry| Handles {
            indicators: registry.indicators().map(zhibiao_indicator::of).collect(),
            plans: registry
                .plans()
                .map(|plan| PlanTexts {
                    registry,
                    plan,
                    id: Lent::default(),
                    digest: Lent::default(),
                    sentences: LentBoth::default(),
                })
                .collect(),
        }))
    }

    pub(super) fn registry(&self) -> &Registry {
        self.borrow_owner()
    }

    pub(super) fn indicator(&self, position: usize) -> Option<&zhibiao_indicator<'_>> {
        self.borrow_dependent().indicators.get(position)
    }
}

fn hand_out(registry: Registry, out: &mut MaybeUninit<*mut zhibiao_registry>) {
    out.write(Box::into_raw(Box::new(zhibiao_registry { plans: Plans::of(registry) })));
}

fn plan<'a>(registry: *const zhibiao_registry, index: usize) -> Option<&'a PlanTexts<'a>> {
    // SAFETY: the caller hands in NULL or a registry that was not freed.
    unsafe { read(registry) }.ok()?.plans.borrow_dependent().plans.get(index)
}

/// Opens the two plans that are built in: Liaocheng's for women and for children, 2021–2025.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_registry_builtin(registry: *mut *mut zhibiao_registry) -> zhibiao_status {
    call(std::ptr::null_mut(), || {
        // SAFETY: the caller hands in NULL or a place for a pointer.
        let out = unsafe { output(registry) }?;
        hand_out(Registry::builtin().clone(), out);
        Ok(())
    })
}

/// Reads plans from TOML text, in the format of the folder indicators/: either the files of plans, with
/// names such as "women/plan.toml" and "women/1-health.toml", or whole plans in one text each
/// ("gaotang.toml"). The texts need no NUL at their end: lengths are in bytes.
///
/// With a base, the new plans stand beside those of the base, and may name its indicators and
/// departments; without one (NULL) they stand alone.
///
/// All mistakes of all texts are told at once: the error has one entry for each, with the name of the
/// text as its subject, line and column. Fails with ZHIBIAO_ERROR_PLAN_SYNTAX, ZHIBIAO_ERROR_PLAN_RULE,
/// or ZHIBIAO_ERROR_PLAN_SOURCE (no text, more than 4 MiB in one, or more than 16 MiB).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_registry_from_toml(
    base: *const zhibiao_registry,
    names: *const *const c_char,
    texts: *const *const c_char,
    lengths: *const usize,
    count: usize,
    registry: *mut *mut zhibiao_registry,
    error: *mut *mut zhibiao_error,
) -> zhibiao_status {
    call(error, || {
        if count == 0 {
            return Err(Failure::plain(ZHIBIAO_ERROR_PLAN_SOURCE));
        }
        if names.is_null() || texts.is_null() || lengths.is_null() {
            return Err(Failure::plain(ZHIBIAO_ERROR_NULL));
        }
        // SAFETY: the caller hands in NULL or a place for a pointer, and arrays of so many elements.
        let (out, names, texts, lengths) = unsafe {
            (
                output(registry)?,
                std::slice::from_raw_parts(names, count),
                std::slice::from_raw_parts(texts, count),
                std::slice::from_raw_parts(lengths, count),
            )
        };
        let mut files = Vec::new();
        let mut together = 0_usize;
        for ((name, text), length) in names.iter().zip(texts).zip(lengths) {
            together = together.saturating_add(*length);
            if *length > LONGEST_TEXT || together > LONGEST_TOGETHER {
                return Err(Failure::plain(ZHIBIAO_ERROR_PLAN_SOURCE));
            }
            if text.is_null() {
                return Err(Failure::plain(ZHIBIAO_ERROR_NULL));
            }
            // SAFETY: the caller hands in so many bytes, and names with their end.
            let (name, bytes) = unsafe { (required(*name)?, std::slice::from_raw_parts(text.cast::<u8>(), *length)) };
            let text = std::str::from_utf8(bytes).map_err(|_| Failure::plain(ZHIBIAO_ERROR_UTF8))?;
            files.push(PlanFile { name, text });
        }
        let read = match unsafe { base.as_ref() } {
            Some(base) => base.plans.registry().with_toml(&files),
            None => Registry::from_toml(&files),
        };
        let read = read.map_err(|errors| {
            let syntax = files.iter().any(|file| !is_toml(file.text));
            Failure::plan(if syntax { ZHIBIAO_ERROR_PLAN_SYNTAX } else { ZHIBIAO_ERROR_PLAN_RULE }, errors)
        })?;
        hand_out(read, out);
        Ok(())
    })
}

/// How many indicators it has; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_registry_len(registry: *const zhibiao_registry) -> usize {
    // SAFETY: the caller hands in NULL or a registry that was not freed.
    get(0, || Some(unsafe { read(registry) }.ok()?.plans.registry().len()))
}

/// The indicator at a position, in the order of the documents. Fails with ZHIBIAO_ERROR_INDEX past the
/// last one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_registry_at<'a>(
    registry: *const zhibiao_registry,
    index: usize,
    indicator: *mut *const zhibiao_indicator<'a>,
) -> zhibiao_status {
    call(std::ptr::null_mut(), || {
        // SAFETY: the caller hands in NULL or a registry that was not freed, and NULL or a place for a pointer.
        let (registry, out): (&'a zhibiao_registry, _) = unsafe { (read(registry)?, output(indicator)?) };
        out.write(registry.plans.indicator(index).ok_or_else(|| Failure::plain(ZHIBIAO_ERROR_INDEX))?);
        Ok(())
    })
}

/// The indicator with an id ("women.health.maternal_mortality_ratio") or an exact name ("孕产妇死亡率",
/// "妇女规划：九年义务教育巩固率"). Fails with ZHIBIAO_ERROR_INDICATOR if there is none, or several;
/// the error names the nearest.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_registry_find<'a>(
    registry: *const zhibiao_registry,
    id_or_name: *const c_char,
    indicator: *mut *const zhibiao_indicator<'a>,
    error: *mut *mut zhibiao_error,
) -> zhibiao_status {
    call(error, || {
        // SAFETY: the caller hands in NULL or what the parameters stand for.
        let (registry, text, out): (&'a zhibiao_registry, _, _) =
            unsafe { (read(registry)?, required(id_or_name)?, output(indicator)?) };
        let found = registry.plans.registry().resolve(text, None)?;
        out.write(registry.plans.indicator(found.position()).ok_or_else(|| Failure::plain(ZHIBIAO_ERROR_INDEX))?);
        Ok(())
    })
}

/// How many plans it has; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_registry_plan_len(registry: *const zhibiao_registry) -> usize {
    // SAFETY: the caller hands in NULL or a registry that was not freed.
    get(0, || Some(unsafe { read(registry) }.ok()?.plans.borrow_dependent().plans.len()))
}

/// The id of a plan: "women". Borrowed from the registry. NULL past the last plan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_registry_plan_id(registry: *const zhibiao_registry, plan: usize) -> *const c_char {
    get(null(), || {
        let plan = self::plan(registry, plan)?;
        Some(plan.id.text(&|| plan.plan.id().to_owned()))
    })
}

/// What identifies a plan: title, number, issuer and day of its document, edition, period, baseline and
/// mid-term year, and the digest of its data. Borrowed from the registry. NULL past the last plan, and
/// for an unknown language.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_registry_plan_identity(
    registry: *const zhibiao_registry,
    plan: usize,
    language: zhibiao_language,
) -> *const c_char {
    get(null(), || {
        let plan = self::plan(registry, plan)?;
        // It takes the digest, which is worked out for who asks for it.
        let identity = plan.registry.identity(plan.plan.id())?;
        plan.sentences.text(language, &|language| identity.sentences(language).join("\n"))
    })
}

/// The digest of a plan's data, SHA-256 in 64 hexadecimal digits: two programs with the same digest
/// judge by the same promises. Borrowed from the registry. NULL past the last plan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_registry_digest(registry: *const zhibiao_registry, plan: usize) -> *const c_char {
    get(null(), || {
        let plan = self::plan(registry, plan)?;
        let digest = plan.registry.digest(plan.plan.id())?;
        Some(plan.digest.text(&|| digest.to_owned()))
    })
}

/// Frees a registry; NULL is left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_registry_free(registry: *mut zhibiao_registry) {
    // SAFETY: the caller hands in NULL or a registry that was not freed.
    unsafe { free(registry) }
}
