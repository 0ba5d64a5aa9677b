//! Assessing a year: observations and options in, a report out.

use super::error::{Failure, zhibiao_error};
use super::evaluation::zhibiao_evaluation;
use super::guard::{call, output, read};
use super::observations::zhibiao_observations;
use super::options::zhibiao_options;
use super::registry::Plans;
use super::report::zhibiao_report;
use super::status::{ZHIBIAO_ERROR_NOT_FOUND, zhibiao_status};
use crate::data_set::DataSet;
use crate::report::Report;
use self_cell::self_cell;
use std::collections::HashMap;
use std::sync::Arc;

self_cell! {
    /// Observations in order, with the registry they were checked against.
    pub(super) struct Held {
        owner: Arc<Plans>,
        #[covariant]
        dependent: DataSet,
    }
}

self_cell! {
    /// What was found of them.
    pub(super) struct Found {
        owner: Held,
        #[covariant]
        dependent: Findings,
    }
}

pub(super) struct Findings<'a> {
    pub(super) report: Report<'a>,
    /// In the order of the documents.
    pub(super) evaluations: Vec<zhibiao_evaluation<'a>>,
}

impl<'a> Findings<'a> {
    fn of(held: &'a Held, year: u16, options: &zhibiao_options) -> Self {
        let data = held.borrow_dependent();
        let assessment = data.assess(options.stage, year, &options.parameters);
        let report = assessment.report(&options.report);
        let mut warnings: HashMap<(usize, &str, &str), Vec<usize>> = HashMap::new();
        for (index, warning) in report.warnings().iter().enumerate() {
            let key = (warning.indicator.position(), warning.region, warning.group);
            warnings.entry(key).or_default().push(index);
        }
        let (plan, region) = (options.report.plan.as_deref(), options.report.region.as_deref());
        let wanted = assessment.items().iter().filter(|item| {
            plan.is_none_or(|plan| item.evaluation.indicator().plan().id() == plan)
                && region.is_none_or(|region| item.evaluation.region() == region)
        });
        let evaluations = wanted.filter_map(|item| {
            let position = item.evaluation.indicator().position();
            let key = (position, item.evaluation.region(), item.evaluation.group());
            let warnings = warnings.remove(&key).unwrap_or_default();
            Some(zhibiao_evaluation::of(item, held.borrow_owner().indicator(position)?, warnings.into()))
        });
        let evaluations = evaluations.collect();
        Findings { report, evaluations }
    }
}

/// Assesses a year: judges every figure, sees it together with those of the years before, says where it
/// is heading, warns and counts. The observations stay as they are, and can be added to and assessed
/// again. Without options (NULL) it is the annual assessment of all plans and regions.
///
/// Fails with ZHIBIAO_ERROR_PERIOD for a year that is none, and ZHIBIAO_ERROR_NOT_FOUND for a plan in
/// the options that the registry does not have.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_assess(
    observations: *const zhibiao_observations,
    year: i32,
    options: *const zhibiao_options,
    report: *mut *mut zhibiao_report,
    error: *mut *mut zhibiao_error,
) -> zhibiao_status {
    call(error, || {
        // SAFETY: the caller hands in NULL or what the parameters stand for.
        let (observations, options, out) = unsafe { (read(observations)?, options.as_ref(), output(report)?) };
        let year = super::judge::year(year)?;
        let mut options = match options {
            Some(options) => options.clone(),
            None => zhibiao_options::default(),
        };
        let plans = observations.plans();
        let registry = plans.registry();
        if let Some(plan) = options.report.plan.as_deref().filter(|plan| registry.plan(plan).is_none()) {
            let message = format!("found plan `{}`, expected one that the registry has", crate::quote::shorten(plan));
            return Err(Failure::told(ZHIBIAO_ERROR_NOT_FOUND, "plan", message));
        }
        if let Some(region) = &mut options.report.region
            && let Some(known) = registry.region_called(region)
        {
            *region = known.code().to_owned();
        }
        let mut rejected = Vec::new();
        let held = Held::new(Arc::clone(plans), |plans| {
            let (data, refused) = observations.builder(plans.registry()).build();
            rejected = refused;
            data
        });
        let found = Found::new(held, |held| Findings::of(held, year, &options));
        out.write(Box::into_raw(Box::new(zhibiao_report::of(found, rejected))));
        Ok(())
    })
}
