//! Indicators and whole plans.

use super::figures::units;
use super::rules::{BASELINES, almost_rules, rules};
use crate::indicator::Level;
use crate::plan_builder::{IndicatorBuilder, PlanBuilder, ProvisionBuilder, RegistryBuilder, SectionBuilder};
use crate::registry::Registry;
use crate::rule::{Between, Gap, Reference, Rule};
use crate::unit::Unit;
use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

/// The id of every plan made here.
const PLAN: &str = "testkit";

/// An indicator with names made of its id.
fn named(id: &str, unit: Unit, rule: Rule) -> IndicatorBuilder {
    IndicatorBuilder::new(id, rule)
        .name(&format!("指标{id}"), &format!("Indicator {id}"))
        .unit(unit)
        .applies_at([Level::City])
        .wording("若干")
}

/// An indicator of its own, under an id: any unit, and a rule that fits it.
pub fn indicators(id: &'static str) -> impl Strategy<Value = IndicatorBuilder> {
    units().prop_flat_map(move |unit| rules(unit).prop_map(move |rule| named(id, unit, rule)))
}

/// What one place of a plan holds: an indicator by itself, or one that is compared with the plan's own quantity.
#[derive(Debug, Clone)]
enum Held {
    Alone(Unit, Rule),
    Reference(Option<Decimal>),
    Gap(u16),
}

fn held() -> impl Strategy<Value = Held> {
    let alone = units().prop_flat_map(|unit| rules(unit).prop_map(move |rule| Held::Alone(unit, rule)));
    let tolerance = select(vec![None, Some(Decimal::ZERO), Some(Decimal::new(5, 1)), Some(Decimal::TWO)]);
    prop_oneof![6 => alone, 1 => tolerance.prop_map(Held::Reference), 1 => BASELINES.prop_map(Held::Gap)]
}

impl Held {
    fn indicator(self, id: &str) -> IndicatorBuilder {
        let quantity = || format!("{PLAN}.section1.quantity").into();
        match self {
            Held::Alone(unit, rule) => named(id, unit, rule),
            Held::Reference(tolerance) => {
                named(id, Unit::Percent, Rule::Reference(Reference { indicator: quantity(), tolerance }))
            }
            Held::Gap(baseline_year) => {
                let between = Between::Groups("urban".into(), "rural".into());
                named(id, Unit::Percent, Rule::Gap(Gap { of: quantity(), between, baseline_year }))
            }
        }
    }
}

fn header() -> PlanBuilder {
    PlanBuilder::new(PLAN, "TK")
        .title("试验规划", "Test plan")
        .short_title("试验", "test")
        .region("371500")
        .document("试〔2021〕1号", ("某市", "A city"), NaiveDate::from_ymd_opt(2021, 1, 2).unwrap_or_default())
        .period(2021, 2025)
        .baseline_year(2020)
        .midterm_year(2023)
}

fn plan_of(sections: Vec<Vec<Vec<IndicatorBuilder>>>) -> PlanBuilder {
    let mut plan = header();
    for (number, objectives) in (1_u8..).zip(sections) {
        let mut section = SectionBuilder::domain(number, &format!("section{number}"))
            .title(&format!("领域{number}"), &format!("Domain {number}"));
        for (item, indicators) in (1_u8..).zip(objectives) {
            let objective =
                ProvisionBuilder::objective(item).title(&format!("目标{item}"), &format!("Objective {item}"));
            section = section.provision(indicators.into_iter().fold(objective, ProvisionBuilder::indicator));
        }
        plan = plan.section(section);
    }
    plan
}

/// Plans for 2021–2025 with up to three domains, up to two objectives in each and up to three indicators in each of those, beside a
/// quantity that references and gaps look at. All of them are valid.
pub fn plans() -> impl Strategy<Value = PlanBuilder> {
    let objectives = proptest::collection::vec(proptest::collection::vec(held(), 1..=3), 1..=2);
    proptest::collection::vec(objectives, 1..=3).prop_map(|sections| {
        let mut count = 0_usize;
        let mut sections: Vec<Vec<Vec<IndicatorBuilder>>> = sections
            .into_iter()
            .map(|objectives| {
                let indicators = |held: Vec<Held>| {
                    let built = held.into_iter().map(|held| {
                        count += 1;
                        held.indicator(&format!("figure{count}"))
                    });
                    built.collect()
                };
                objectives.into_iter().map(indicators).collect()
            })
            .collect();
        sections[0][0].insert(0, named("quantity", Unit::Percent, Rule::Reported));
        plan_of(sections)
    })
}

/// Registries of such a plan.
///
/// # Panics
///
/// Never: plans made here are valid; a test of this library holds it to that.
pub fn registries() -> impl Strategy<Value = Registry> {
    plans().prop_map(|plan| RegistryBuilder::new().plan(plan).build().expect("a valid plan"))
}

/// A plan with one mistake, and what an error has to name.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct AlmostPlan {
    /// The plan.
    pub plan: PlanBuilder,
    /// The last part of the key that the error is about: `limit`, `id`, `indicator` …
    pub key: &'static str,
}

/// Plans that [`RegistryBuilder`] refuses, for one thing each: a rule that makes no sense, an id taken twice, a reference to nobody, a
/// period that ends before it begins, a letter that is none.
pub fn almost_plans() -> impl Strategy<Value = AlmostPlan> {
    let good = || named("figure", Unit::Percent, Rule::Attested).unit(Unit::Done);
    let with = move |indicators: Vec<IndicatorBuilder>| plan_of(vec![vec![indicators]]);
    let ruled = units().prop_filter("figures", |unit| *unit != Unit::Done).prop_flat_map(almost_rules_of);
    let rule =
        ruled.prop_map(move |(unit, rule, key)| AlmostPlan { plan: with(vec![named("figure", unit, rule)]), key });
    let twice = Just(()).prop_map(move |()| AlmostPlan {
        plan: with(vec![good(), named("figure", Unit::Done, Rule::Attested).name("另一", "Another")]),
        key: "id",
    });
    let nobody = "[a-z]{3,8}".prop_map(move |name| {
        let indicator = format!("{PLAN}.section1.{name}_nobody").into();
        let rule = Rule::Reference(Reference { indicator, tolerance: None });
        AlmostPlan { plan: with(vec![named("figure", Unit::Percent, rule)]), key: "indicator" }
    });
    let backwards =
        Just(()).prop_map(move |()| AlmostPlan { plan: with(vec![good()]).period(2025, 2021), key: "last_year" });
    let id = "[A-Z]{1,3}|[a-z]{1,3} [a-z]|[0-9]{1,3}x"
        .prop_map(move |id| AlmostPlan { plan: with(vec![named(&id, Unit::Done, Rule::Attested)]), key: "id" });
    prop_oneof![4 => rule, 1 => twice, 1 => nobody, 1 => backwards, 1 => id]
}

fn almost_rules_of(unit: Unit) -> impl Strategy<Value = (Unit, Rule, &'static str)> {
    almost_rules(unit).prop_map(move |almost| (unit, almost.rule, almost.key))
}
