//! Sentences and the registry as a reader sees them: snapshots that were looked at one by one.

use crate::support::{dec, point};
use std::fmt::Write;
use zhibiao::{DataSetBuilder, Evaluation, Evidence, Language, Observation, Point, Registry, TOTAL};

/// What is said about one case, in both languages.
fn told(id: &str, region: &str, group: &str, evidence: &Evidence<'_>) -> String {
    let indicator = Registry::builtin().find(id).unwrap();
    let evaluation = Evaluation::new(indicator, region, group, evidence);
    format!("{}\n{}\n", evaluation.sentence(Language::Chinese), evaluation.sentence(Language::English))
}

#[test]
fn every_kind_of_sentence() {
    let value = |year: u16, text: &str| Evidence::new(year, dec(text));
    let none: &[Point] = &[];
    let injuries = [point(2020, "9.0")];
    let myopia = [point(2020, "52.7")];
    let twice = [point(2020, "9.0"), point(2020, "9.1")];
    let impossible = [point(2020, "150")];
    let cases: Vec<(&str, &str, &str, Evidence<'_>)> = vec![
        ("women.health.maternal_mortality_ratio", "371500", TOTAL, value(2020, "4.78")),
        ("women.health.maternal_mortality_ratio", "371500", TOTAL, value(2012, "14.54")),
        ("women.health.maternal_mortality_ratio", "371500", "rural", value(2024, "8.2")),
        ("women.health.maternal_mortality_ratio", "371599", TOTAL, Evidence::missing(2024)),
        ("women.health.cervical_cancer_treatment_rate", "371500", TOTAL, value(2024, "90.0")),
        ("women.economy.women_share_of_employment", "CN", TOTAL, value(2024, "43.4")),
        ("women.economy.women_share_of_employment", "371500", TOTAL, value(2024, "47")),
        ("women.economy.women_share_of_employment", "371500", TOTAL, value(2024, "49.56")),
        ("women.economy.women_share_of_urban_unit_employment", "CN", TOTAL, value(2024, "41.7")),
        ("children.education.high_level_vocational_schools", "371500", TOTAL, value(2025, "8")),
        ("children.safety.injury_mortality_rate", "371500", TOTAL, value(2025, "7.5").with_history(&injuries)),
        ("children.safety.injury_mortality_rate", "371500", TOTAL, value(2025, "7.5").with_history(none)),
        ("children.safety.injury_mortality_rate", "371500", TOTAL, value(2025, "7.5").with_history(&twice)),
        ("children.health.myopia_prevalence", "CN", TOTAL, value(2022, "51.9").with_history(&myopia)),
        ("children.health.myopia_prevalence", "CN", TOTAL, value(2020, "52.7").with_history(&myopia)),
        ("children.health.myopia_prevalence", "CN", TOTAL, value(2022, "51.9").with_history(&impossible)),
        ("children.health.caries_at_12", "371500", TOTAL, value(2024, "-3")),
        ("children.education.preschool_gross_enrolment_ratio", "371502", TOTAL, value(2024, "131.5")),
        ("women.environment.female_to_male_toilet_ratio", "万达广场", TOTAL, value(2024, "1.4")),
        ("women.decision_making.women_in_county_governments", "371525", TOTAL, value(2024, "0")),
        ("children.implementation.plan_filing_months", "371525", TOTAL, value(2022, "1.5")),
    ];
    let mut text = String::new();
    for (id, region, group, evidence) in cases {
        writeln!(text, "{}", told(id, region, group, &evidence)).unwrap();
    }
    insta::assert_snapshot!("sentences", text);
}

/// The whole registry, a line an indicator: what a lawyer would hold against the document.
#[test]
fn the_registry_as_a_list() {
    let mut text = String::new();
    for indicator in Registry::builtin().indicators() {
        let levels: Vec<&str> = indicator.applies_at().iter().map(|level| level.as_str()).collect();
        writeln!(
            text,
            "{} {} | {} | {} | {} | {} | {} | “{}”",
            indicator.clause_code(),
            indicator.id(),
            indicator.name().zh(),
            indicator.name().en(),
            indicator.rule().condition(None),
            indicator.unit(),
            levels.join("+"),
            indicator.wording()
        )
        .unwrap();
    }
    insta::assert_snapshot!("registry", text);
}

/// A rise is told the other way round than a fall.
#[test]
fn an_average_rise_is_told_as_one() {
    let rule = r#"{ kind = "average_annual_change", direction = "up", points = "0.5", baseline_year = 2020 }"#;
    let registry = crate::support::registry_with("percent", rule);
    let indicator = registry.find("test.health.figure").unwrap();
    let history = [point(2020, "50.0")];
    let evaluation =
        Evaluation::new(indicator, "371500", TOTAL, &Evidence::new(2024, dec("51.5")).with_history(&history));
    assert_eq!(
        evaluation.sentence(Language::Chinese).to_string(),
        "2024年371500数值为51.5%，规划提出“若干”（2020年为50.0%，到2024年应不低于52%），未达标，距目标值0.5个百分点。\
         （依据：《试验规划》“健康”主要目标第（1）项）"
    );
    assert_eq!(
        evaluation.sentence(Language::English).to_string(),
        "371500, 2024: Figure 51.5%; the plan asks for at least 52% (50.0 in 2020, plus 0.5 for each year since). Not met, off by \
         0.5 percentage points. (Test plan, domain 1 “Health”, objective 1)"
    );
}

/// Without its baseline there is no limit to be told: what is asked is said as the rule has it.
#[test]
fn an_average_rise_without_its_baseline() {
    let rule = r#"{ kind = "average_annual_change", direction = "up", points = "0.5", baseline_year = 2020 }"#;
    let registry = crate::support::registry_with("percent", rule);
    let indicator = registry.find("test.health.figure").unwrap();
    let evaluation = Evaluation::new(indicator, "371500", TOTAL, &Evidence::new(2024, dec("51.5")));
    let told = evaluation.sentence(Language::English).to_string();
    assert!(told.contains("asks for a rise of 0.5 a year on average since 2020. Cannot be judged: "), "{told}");
}

#[test]
fn one_is_told_in_the_singular() {
    let written = |unit: &str, value: &str| {
        let registry = crate::support::registry_with(unit, r#"{ kind = "lower_bound", limit = "1" }"#);
        registry.find("test.health.figure").unwrap().write(dec(value), Language::English)
    };
    assert_eq!(["1", "1.0", "2"].map(|value| written("years", value)), ["1 year", "1.0 year", "2 years"]);
    assert_eq!(["1", "0.5"].map(|value| written("hours_per_day", value)), ["1 hour a day", "0.5 hours a day"]);
    assert_eq!(["1", "12"].map(|value| written("months", value)), ["1 month", "12 months"]);
}

/// A figure for the whole city, where each county is asked.
#[test]
fn a_figure_for_a_whole_says_nothing_about_its_parts() {
    let indicator = Registry::builtin().find("women.decision_making.women_in_county_governments").unwrap();
    for (region, whole) in [("371500", true), ("371525", false)] {
        let evaluation = Evaluation::new(indicator, region, TOTAL, &Evidence::new(2024, dec("2")));
        let [chinese, english] =
            [Language::Chinese, Language::English].map(|language| evaluation.sentence(language).to_string());
        assert_eq!(chinese.contains("此数为汇总数，不能说明每个单位都达标。"), whole, "{chinese}");
        let words = "The plan asks this of each unit; a figure for the whole does not show that each meets it. ";
        assert_eq!(english.contains(words), whole, "{english}");
    }
}

/// Liaocheng's published figures, in order, as a report would tell them.
#[test]
fn liaochengs_own_figures() {
    let mut builder = DataSetBuilder::new(Registry::builtin());
    // Shandong Health Commission, press conference of 2021-07-23, Liaocheng session.
    let published = [
        ("women.health.maternal_mortality_ratio", 2012, "14.54"),
        ("women.health.maternal_mortality_ratio", 2020, "4.78"),
        ("children.health.infant_mortality_rate", 2012, "3.68"),
        ("children.health.infant_mortality_rate", 2020, "1.87"),
        ("children.health.under5_mortality_rate", 2012, "4.35"),
        ("children.health.under5_mortality_rate", 2020, "3.18"),
    ];
    for (id, year, value) in published {
        builder.add(&Observation::new(id, "371500", year, dec(value)), None).unwrap();
    }
    let (data, _) = builder.build();
    let text: Vec<String> =
        data.evaluations().map(|evaluation| evaluation.sentence(Language::Chinese).to_string()).collect();
    insta::assert_snapshot!("liaocheng", text.join("\n"));
}
