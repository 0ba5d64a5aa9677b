//! The test kit keeps its word: what it calls valid is taken, what it calls almost valid is refused for the reason it names, and its
//! assertions fail with the sentence.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use rust_decimal::Decimal;
use zhibiao::plan_builder::{PlanBuilder, ProvisionBuilder, RegistryBuilder, SectionBuilder};
use zhibiao::rule::Direction;
use zhibiao::{
    Evaluation, Evidence, Observation, Reason, Registry, Rule, Unit, Verdict, assert_met, assert_not_met,
    assert_undetermined, decimal, testkit,
};

/// What a builder says of a plan.
fn mistakes(plan: PlanBuilder) -> Vec<String> {
    match RegistryBuilder::new().plan(plan).build() {
        Ok(_) => Vec::new(),
        Err(errors) => errors.errors().iter().map(ToString::to_string).collect(),
    }
}

proptest! {
    #[test]
    fn figures_are_possible_and_almost_figures_are_not(
        (unit, figure, almost) in testkit::units()
            .prop_flat_map(|unit| (Just(unit), testkit::figures(unit), testkit::almost_figures(unit))),
    ) {
        prop_assert!(unit.allows(figure), "{unit} {figure}");
        prop_assert!(!unit.allows(almost), "{unit} {almost}");
    }

    #[test]
    fn near_a_limit_is_possible_and_no_farther_than_a_digit(
        (unit, limit, near) in testkit::units()
            .prop_flat_map(|unit| (Just(unit), testkit::figures(unit)))
            .prop_flat_map(|(unit, limit)| (Just(unit), Just(limit), testkit::figures_near(limit, unit))),
    ) {
        prop_assert!(unit.allows(near), "{unit} {limit} {near}");
        let digit = if unit.is_count() { Decimal::ONE } else { Decimal::new(1, limit.scale()) };
        prop_assert!((near - limit).abs() <= digit, "{limit} {near}");
    }

    #[test]
    fn near_any_decimal_nothing_is_rounded_away(
        (limit, near) in testkit::decimals().prop_flat_map(|limit| (Just(limit), testkit::figures_near(limit, Unit::Percent))),
    ) {
        // Whatever is not possible in the unit stays as it is; nothing panics at either end.
        prop_assert!(Unit::Percent.allows(limit) || near == limit, "{limit} {near}");
    }

    #[test]
    fn decimals_survive_as_text(number in testkit::decimals()) {
        let text = number.to_string();
        prop_assert_eq!(decimal::parse(&text).unwrap().to_string(), text);
    }

    #[test]
    fn texts_are_read_and_almost_texts_are_refused(
        text in testkit::decimal_texts(), almost in testkit::almost_decimal_texts(),
    ) {
        prop_assert!(decimal::parse(&text).is_ok(), "{text:?}");
        prop_assert!(decimal::parse(&almost).is_err(), "{almost:?}");
    }

    #[test]
    fn plans_are_valid_and_almost_plans_have_one_mistake(
        registry in testkit::registries(), almost in testkit::almost_plans(),
    ) {
        prop_assert!(registry.len() >= 2);
        let told = mistakes(almost.plan);
        prop_assert!(told.len() == 1 && told[0].contains(almost.key), "{} in {told:?}", almost.key);
    }

    #[test]
    fn an_indicator_fits_any_plan(indicator in testkit::indicators("figure")) {
        let plan = PlanBuilder::new("other", "O")
            .title("试验规划", "Test plan")
            .short_title("试验", "test")
            .region("371500")
            .document("1", ("某市", "A city"), chrono::NaiveDate::from_ymd_opt(2021, 1, 2).unwrap())
            .period(2021, 2025)
            .baseline_year(2020)
            .midterm_year(2023)
            .section(
                SectionBuilder::domain(1, "health")
                    .title("健康", "Health")
                    .provision(ProvisionBuilder::objective(1).title("目标", "Objective").indicator(indicator)),
            );
        prop_assert_eq!(mistakes(plan), Vec::<String>::new());
    }

    #[test]
    fn observations_are_taken_and_almost_observations_are_not(
        (registry, good, bad) in testkit::registries().prop_flat_map(|registry| {
            let (good, bad) = (testkit::observations(&registry), testkit::almost_observations(&registry));
            (Just(registry), good, bad)
        }),
    ) {
        let mut builder = zhibiao::DataSetBuilder::new(&registry);
        prop_assert!(builder.add(&good, None).is_ok(), "{good:?}");
        prop_assert!(builder.add(&bad, None).is_err(), "{bad:?}");
    }

    #[test]
    fn rows_of_a_data_set_are_held_repeated_or_refused((builder, rows) in testkit::data_sets(Registry::builtin())) {
        let (data, refused) = builder.build();
        prop_assert_eq!(data.len() + data.repeated() + refused.len(), rows);
    }

    #[test]
    fn series_are_in_order_and_possible(points in testkit::series(Unit::Percent, 2015..=2025)) {
        prop_assert!(points.is_sorted_by(|one, next| one.year < next.year));
        prop_assert!(points.iter().all(|point| Unit::Percent.allows(point.value)));
    }

    #[test]
    fn a_steady_series_gets_better_every_year(up in any::<bool>()) {
        let direction = if up { Direction::Up } else { Direction::Down };
        proptest!(|(points in testkit::steady_series(direction, 2020..=2025))| {
            prop_assert_eq!(points.len(), 6);
            prop_assert!(points.windows(2).all(|pair| (pair[1].value > pair[0].value) == up && pair[1].value != pair[0].value));
            prop_assert!(points.iter().all(|point| Unit::Percent.allows(point.value)));
        });
    }

    #[test]
    fn an_almost_series_contradicts_itself_in_the_year_it_names(
        (points, year) in testkit::almost_series(Unit::Percent, 2020..=2020), value in testkit::figures(Unit::Percent),
    ) {
        prop_assert_eq!(year, 2020);
        // The indicator compares with 2020.
        let myopia = Registry::builtin().find("children.health.myopia_prevalence").unwrap();
        prop_assert_eq!(myopia.rule().baseline_year(), Some(2020));
        let verdict = myopia.judge(&Evidence::new(2023, value).with_history(&points)).verdict();
        prop_assert_eq!(verdict, Verdict::Undetermined(Reason::ConflictingValues { year: 2020 }));
    }
}

/// Every kind of rule comes up, and every verdict: a strategy that makes only easy cases tests nothing.
#[test]
fn what_is_made_is_of_every_kind() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let (mut kinds, mut verdicts) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    for _ in 0..200 {
        let registry = testkit::registries().new_tree(&mut runner).unwrap().current();
        for indicator in registry.indicators() {
            kinds.insert(indicator.rule().kind());
            let value = testkit::figures(indicator.unit()).new_tree(&mut runner).unwrap().current();
            let history = testkit::series(indicator.unit(), 2010..=2022).new_tree(&mut runner).unwrap().current();
            let verdict = indicator.judge(&Evidence::new(2023, value).with_history(&history)).verdict();
            verdicts.insert(verdict.reason().map_or(verdict.as_str(), Reason::as_str));
        }
    }
    assert_eq!(kinds.len(), 11, "{kinds:?}");
    for verdict in ["met", "not_met", "no_baseline", "missing_year", "no_reference", "no_promise"] {
        assert!(verdicts.contains(verdict), "{verdict}: {verdicts:?}");
    }
}

fn mortality(value: &str) -> (Observation, &'static str) {
    let id = "women.health.maternal_mortality_ratio";
    (Observation::new(id, "371500", 2024, decimal::parse(value).unwrap()), id)
}

/// What an assertion says when it fails.
fn message(assertion: impl FnOnce() + std::panic::UnwindSafe) -> String {
    let failure = std::panic::catch_unwind(assertion).unwrap_err();
    failure.downcast_ref::<String>().unwrap().clone()
}

#[test]
fn assertions_hold_or_tell_the_sentence() {
    let registry = Registry::builtin();
    let (met, _) = mortality("8.2");
    let (missed, id) = mortality("8.21");
    assert_met!(registry.judge(&met, &[]).unwrap());
    assert_not_met!(registry.judge(&missed, &[]).unwrap());
    let missing = Evaluation::new(registry.find(id).unwrap(), "371500", "total", &Evidence::missing(2024));
    assert_undetermined!(missing);
    assert_undetermined!(missing, "no_value");

    assert_eq!(
        message(|| assert_met!(Registry::builtin().judge(&missed, &[]).unwrap())),
        "expected met, found not met\n  indicator: women.health.maternal_mortality_ratio (W1.2), region 371500, group total, year 2024, \
         limit 8.2, margin -0.01\n  Liaocheng, 2024: Maternal mortality ratio 8.21 per 100,000 live births; the plan asks for at most 8.2 per \
         100,000 live births. Not met, off by 0.01 per 100,000 live births. (Liaocheng Plan for the Development of Women, 2021–2025, \
         domain 1 “Women and health”, objective 2)\n  2024年聊城市孕产妇死亡率为8.21/10万，规划提出“控制在8.2/10万以下”，未达标，\
         距目标值0.01/10万。（依据：《聊城市“十四五”妇女发展规划》“妇女与健康”主要目标第（2）项）"
    );
    let told = message(move || assert_not_met!(missing));
    assert!(told.starts_with("expected not met, found undetermined (no_value)\n"), "{told}");
    let told = message(move || assert_undetermined!(missing, "no_baseline"));
    assert!(told.starts_with("expected undetermined (no_baseline), found undetermined (no_value)\n"), "{told}");
    let told = message(|| {
        let (met, _) = mortality("8.2");
        assert_undetermined!(Registry::builtin().judge(&met, &[]).unwrap());
    });
    assert!(told.starts_with("expected undetermined, found met\n"), "{told}");

    // After a message of one's own.
    let line = 7;
    let told = message(move || assert_met!(missing, "row {line}"));
    assert!(told.starts_with("row 7: expected met, found undetermined (no_value)\n"), "{told}");
    let told = message(move || assert_not_met!(missing, "row {}", line + 1));
    assert!(told.starts_with("row 8: expected not met, found"), "{told}");
    let told = message(move || assert_undetermined!(missing, "no_baseline", "row {line}"));
    assert!(told.starts_with("row 7: expected undetermined (no_baseline), found"), "{told}");
}

#[test]
fn near_a_limit_every_side_comes_up() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut near = |limit: &str, unit| -> std::collections::BTreeSet<String> {
        let strategy = testkit::figures_near(decimal::parse(limit).unwrap(), unit);
        (0..300).map(|_| strategy.new_tree(&mut runner).unwrap().current().normalize().to_string()).collect()
    };
    let set = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<std::collections::BTreeSet<_>>();
    let around = set(&["8.1", "8.19", "8.199", "8.2", "8.201", "8.21", "8.3"]);
    assert_eq!(near("8.2", Unit::Per100kLiveBirths), around);
    assert_eq!(near("12", Unit::CasesPerYear), set(&["11", "12", "13"]));
    assert_eq!(near("0", Unit::Persons), set(&["0", "1"]));
    assert_eq!(near("100", Unit::Percent), set(&["99", "99.9", "99.99", "100"]));
    // As many digits as there are.
    let most = "0.0000000000000000000000000001";
    assert_eq!(near(most, Unit::Percent), set(&["0", most, "0.0000000000000000000000000002"]));
    let greatest = Decimal::MAX.to_string();
    assert_eq!(near(&greatest, Unit::Percent), set(&[&greatest]));
}

#[test]
fn rules_of_done_are_attested() {
    proptest!(|(rule in testkit::rules(Unit::Done))| {
        prop_assert_eq!(rule, Rule::Attested);
    });
}
