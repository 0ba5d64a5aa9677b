//! The form's own tests: with the indicators of the plan, and with whatever other plans may hold.

use hospital_form::{Shown, look};
use proptest::prelude::*;
use zhibiao::{
    Evaluation, Evidence, Registry, Verdict, assert_met, assert_not_met, assert_undetermined, decimal, testkit,
};

const MORTALITY: &str = "women.health.maternal_mortality_ratio";

/// The plan's own words: 控制在 8.2/10 万以下 includes the figure.
#[test]
fn the_limit_itself_is_good() {
    let registry = Registry::builtin();
    let indicator = registry.find(MORTALITY).expect("a built-in indicator");
    let evaluation = |evidence: Evidence<'_>| Evaluation::new(indicator, "371500", "total", &evidence);
    let of = |text: &str| evaluation(Evidence::new(2024, decimal::parse(text).expect("a decimal")));
    assert_met!(of("8.2"));
    assert_not_met!(of("8.21"));
    assert_undetermined!(evaluation(Evidence::missing(2024)), "no_value");
    assert_eq!(look(registry, MORTALITY, "371500", 2024, "8.20"), Shown::Good);
}

/// A percentage below 2020 needs the figure of 2020, which the form does not have: it must not guess.
#[test]
fn what_cannot_be_judged_is_not_green() {
    let shown = look(Registry::builtin(), "children.safety.injury_mortality_rate", "371500", 2024, "0");
    assert!(matches!(&shown, Shown::Open(sentence) if sentence.contains("2020年")), "{shown:?}");
}

proptest! {
    /// Whatever an indicator's unit allows, the form is green only if the library says met.
    #[test]
    fn green_means_met(
        (registry, observation) in testkit::registries().prop_flat_map(|registry| {
            let observations = testkit::observations(&registry);
            (Just(registry), observations)
        }),
    ) {
        // The form has no field for what somebody attests.
        let Some(value) = observation.value else { return Ok(()) };
        let shown =
            look(&registry, &observation.indicator, &observation.region, observation.year, &value.to_string());
        let indicator = registry.find(&observation.indicator).expect("made by the test kit");
        let verdict = indicator.judge(&Evidence::new(observation.year, value)).verdict();
        prop_assert_eq!(shown == Shown::Good, verdict == Verdict::Met);
    }

    /// What is no decimal is refused with its own words, never read as something else.
    #[test]
    fn nothing_is_read_that_is_no_decimal(typed in testkit::almost_decimal_texts()) {
        let shown = look(Registry::builtin(), MORTALITY, "371500", 2024, &typed);
        prop_assert!(matches!(shown, Shown::Refused(_)), "{typed:?}: {shown:?}");
    }

    /// Nor is anything that no unit allows.
    #[test]
    fn impossible_figures_are_refused(figure in testkit::almost_figures(zhibiao::Unit::Per100kLiveBirths)) {
        let shown = look(Registry::builtin(), MORTALITY, "371500", 2024, &figure.to_string());
        prop_assert!(matches!(shown, Shown::Refused(_)), "{figure}: {shown:?}");
    }
}
