//! Which plan, in which edition of its data: what a reader needs to repeat a verdict years later.

use crate::plan::Plan;
use crate::registry::Registry;
use serde::Serialize;

/// A plan's document, years, edition and digest, as a report carries them.
#[derive(Serialize)]
pub(super) struct Identity<'a> {
    id: &'a str,
    title: &'a str,
    number: &'a str,
    issuer: &'a str,
    issued: String,
    first_year: u16,
    last_year: u16,
    baseline_year: u16,
    midterm_year: u16,
    /// Whether the year of the report is outside them.
    outside_period: bool,
    edition: &'a str,
    digest: Option<String>,
}

impl<'a> Identity<'a> {
    pub(super) fn of(registry: &Registry, plan: &'a Plan, year: u16) -> Self {
        let (first_year, last_year) = (plan.first_year(), plan.last_year());
        Identity {
            id: plan.id(),
            title: plan.title().zh(),
            number: plan.document().number(),
            issuer: plan.document().issuer().zh(),
            issued: plan.document().issued().to_string(),
            first_year,
            last_year,
            baseline_year: plan.baseline_year(),
            midterm_year: plan.midterm_year(),
            outside_period: !(first_year..=last_year).contains(&year),
            edition: plan.edition(),
            digest: registry.digest(plan.id()),
        }
    }
}
