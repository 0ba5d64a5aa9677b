//! Counting what came out.

use crate::arguments::Arguments;
use crate::input::Loaded;
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};
use zhibiao::{Evaluation, Verdict};

/// The counts of a run.
#[derive(Serialize)]
pub struct Summary {
    /// Data rows in all files.
    pub rows: usize,
    /// Rows that were refused.
    pub rejected: usize,
    /// Rows that repeat another one.
    pub repeated: usize,
    /// Rows that a later file corrected.
    pub replaced: usize,
    /// Rows that were read but not asked for.
    pub filtered_out: usize,
    /// Judged figures that are printed, after the filters.
    pub evaluated: usize,
    pub met: usize,
    pub not_met: usize,
    pub undetermined: usize,
    /// The undetermined ones by reason.
    pub reasons: BTreeMap<&'static str, usize>,
    /// Verdicts that rounding could turn round.
    pub rounding_sensitive: usize,
    /// Indicators with at least one printed figure, of those the registry has.
    pub indicators_with_figures: usize,
    pub indicators: usize,
}

impl Summary {
    /// `observations` are those that were asked for.
    pub fn of(
        loaded: &Loaded<'_>,
        evaluations: &[Evaluation<'_>],
        observations: usize,
        arguments: &Arguments,
    ) -> Summary {
        let count = |wanted: fn(&Evaluation<'_>) -> bool| evaluations.iter().filter(|each| wanted(each)).count();
        let mut reasons = BTreeMap::new();
        for reason in evaluations.iter().filter_map(|evaluation| evaluation.verdict().reason()) {
            *reasons.entry(reason.as_str()).or_default() += 1;
        }
        let reported: HashSet<&str> = evaluations.iter().map(|evaluation| evaluation.indicator().id()).collect();
        Summary {
            rows: loaded.rows,
            rejected: loaded.refused,
            repeated: loaded.data.repeated(),
            replaced: loaded.data.replaced(),
            filtered_out: loaded.data.len() - observations,
            evaluated: evaluations.len(),
            met: count(|evaluation| evaluation.verdict() == Verdict::Met),
            not_met: count(|evaluation| evaluation.verdict() == Verdict::NotMet),
            undetermined: count(|evaluation| evaluation.verdict().reason().is_some()),
            reasons,
            rounding_sensitive: count(|evaluation| evaluation.judgement().is_rounding_sensitive()),
            indicators_with_figures: reported.len(),
            indicators: match arguments.plan {
                Some(plan) => loaded.data.registry().of_plan(plan.id()).count(),
                None => loaded.data.registry().len(),
            },
        }
    }
}
