//! Observations: what is read, what is refused, and the exact words it is refused with.

use crate::support::{dec, point};
use zhibiao::{Field, Language, Observation, ObservationText, Registry, TOTAL, Verdict};

fn row<'a>() -> ObservationText<'a> {
    ObservationText {
        indicator: "women.health.maternal_mortality_ratio",
        region: "371500",
        year: "2024",
        value: "7.90",
        ..Default::default()
    }
}

#[test]
fn a_good_row_is_kept_to_the_last_digit() {
    let text = ObservationText { group: "rural", numerator: "5", denominator: "63291", source: "年鉴", ..row() };
    let observation = text.read(Registry::builtin()).unwrap();
    let expected = Observation {
        group: Some("rural".to_owned()),
        numerator: Some(dec("5")),
        denominator: Some(dec("63291")),
        source: Some("年鉴".to_owned()),
        ..Observation::new("women.health.maternal_mortality_ratio", "371500", 2024, dec("7.90"))
    };
    assert_eq!(observation, expected);
    assert_eq!(observation.value.unwrap().to_string(), "7.90");
    // A name becomes the id.
    let named = ObservationText { indicator: "孕产妇死亡率", ..row() }.read(Registry::builtin()).unwrap();
    assert_eq!(named.indicator, "women.health.maternal_mortality_ratio");
    assert_eq!(named.group(), TOTAL);
}

// A table of cases is as long as there are cases.
#[allow(clippy::too_many_lines)]
#[test]
fn every_mistake_names_its_field_what_was_found_and_what_was_expected() {
    let persons = "women.decision_making.women_county_heads";
    let hours = "children.health.sleep_hours_primary";
    let percent = "children.health.caries_at_12";
    let long = "x".repeat(257);
    let long_text = "found `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…`, expected at most 256 bytes of visible \
                     text without surrounding spaces";
    let cases: Vec<(ObservationText<'_>, Field, &str)> = vec![
        (
            ObservationText { indicator: "", ..row() },
            Field::Indicator,
            "found nothing, expected the id or exact name of an indicator",
        ),
        (
            ObservationText { indicator: "women.health.maternal_mortality", ..row() },
            Field::Indicator,
            "found `women.health.maternal_mortality`, expected the id or exact name of an indicator (nearest: \
             women.health.maternal_mortality_ratio)",
        ),
        (
            ObservationText { indicator: "九年义务教育巩固率", ..row() },
            Field::Indicator,
            "found `九年义务教育巩固率`, expected the plan as well, since several have it: \
             women.education.nine_year_retention_rate, children.education.nine_year_retention_rate",
        ),
        (ObservationText { plan: "man", ..row() }, Field::Plan, "found plan `man`, expected one of women, children"),
        (
            ObservationText { region: "", ..row() },
            Field::Region,
            "found nothing, expected a region code such as 371500",
        ),
        (ObservationText { region: &long, ..row() }, Field::Region, long_text),
        (
            ObservationText { region: "3715\u{0}00", ..row() },
            Field::Region,
            "found `3715\u{fffd}00`, expected at most 256 bytes of visible text without surrounding spaces",
        ),
        (ObservationText { year: "", ..row() }, Field::Year, "found nothing, expected a year such as 2024"),
        (ObservationText { year: "24", ..row() }, Field::Year, "found `24`, expected a year from 1900 to 2100"),
        (ObservationText { year: "2024.0", ..row() }, Field::Year, "found `2024.0`, expected a year from 1900 to 2100"),
        (ObservationText { year: "2024年", ..row() }, Field::Year, "found `2024年`, expected a year from 1900 to 2100"),
        (ObservationText { year: "+204", ..row() }, Field::Year, "found `+204`, expected a year from 1900 to 2100"),
        (ObservationText { year: "1899", ..row() }, Field::Year, "found `1899`, expected a year from 1900 to 2100"),
        (
            ObservationText { group: " rural", ..row() },
            Field::Group,
            "found ` rural`, expected at most 256 bytes of visible text without surrounding spaces",
        ),
        (ObservationText { value: "", ..row() }, Field::Value, "found nothing, expected a decimal such as 8.2"),
        (
            ObservationText { value: "8,2", ..row() },
            Field::Value,
            "found `8,2`, which is not plain digits with an optional minus and decimal point; expected a decimal such as 8.2",
        ),
        (
            ObservationText { value: "1e3", ..row() },
            Field::Value,
            "found `1e3`, which is not plain digits with an optional minus and decimal point; expected a decimal such as 8.2",
        ),
        (
            ObservationText { value: "8.20000000000000000000000000001", ..row() },
            Field::Value,
            "found `8.20000000000000000000000000001`, which has more digits than can be kept exactly; expected a decimal \
             such as 8.2",
        ),
        (
            ObservationText { value: "-0.1", ..row() },
            Field::Value,
            "found `-0.1`, expected 0 to 100000 (per_100k_live_births)",
        ),
        (
            ObservationText { indicator: percent, value: "-3", ..row() },
            Field::Value,
            "found `-3`, expected 0 to 100 (percent)",
        ),
        (
            ObservationText { indicator: percent, value: "100.01", ..row() },
            Field::Value,
            "found `100.01`, expected 0 to 100 (percent)",
        ),
        (
            ObservationText { indicator: hours, value: "25", ..row() },
            Field::Value,
            "found `25`, expected 0 to 24 (hours_per_day)",
        ),
        (
            ObservationText { indicator: persons, value: "0.5", ..row() },
            Field::Value,
            "found `0.5`, expected a whole number from 0 to 10000000 (persons)",
        ),
        (
            ObservationText { numerator: "-1", ..row() },
            Field::Numerator,
            "found `-1`, expected a number of cases, zero or more",
        ),
        (
            ObservationText { numerator: "five", ..row() },
            Field::Numerator,
            "found `five`, which is not plain digits with an optional minus and decimal point; expected a decimal such as 8.2",
        ),
        (ObservationText { denominator: "0", ..row() }, Field::Denominator, "found `0`, expected a number above zero"),
        (ObservationText { source: &long, ..row() }, Field::Source, long_text),
    ];
    for (text, field, message) in cases {
        let error = text.read(Registry::builtin()).unwrap_err();
        assert_eq!((error.field(), error.to_string().as_str()), (field, message), "{text:?}");
    }
}

#[test]
fn the_ends_of_a_range_are_possible() {
    let cases = [
        ("children.health.caries_at_12", ["0", "100"]),
        ("children.health.sleep_hours_primary", ["0", "24"]),
        ("women.decision_making.women_county_heads", ["0", "10000000"]),
        // Gross ratios pass 100: pupils of any age count.
        ("children.education.preschool_gross_enrolment_ratio", ["100.33", "1000"]),
    ];
    for (indicator, values) in cases {
        for value in values {
            let read = ObservationText { indicator, value, ..row() }.read(Registry::builtin());
            assert_eq!(read.unwrap().value, Some(dec(value)));
        }
    }
}

#[test]
fn unusual_figures_are_kept_and_flagged() {
    let registry = Registry::builtin();
    let id = "children.education.preschool_gross_enrolment_ratio";
    let flagged = |value: &str| {
        let observation = Observation::new(id, "371500", 2024, dec(value));
        let evaluation = registry.judge(&observation, &[]).unwrap();
        assert_eq!(evaluation.verdict(), Verdict::Met);
        evaluation.is_implausible()
    };
    assert!(!flagged("130"));
    assert!(flagged("130.1"));
}

#[test]
fn serde_reads_and_writes_decimals_as_text() {
    let json = r#"{"indicator":"孕产妇死亡率","region":"371500","year":2024,"value":"8.20","numerator":"5","denominator":"60976"}"#;
    let observation: Observation = serde_json::from_str(json).unwrap();
    assert_eq!(observation.value.unwrap().to_string(), "8.20");
    assert_eq!(serde_json::to_string(&observation).unwrap(), json);
    let refused = |json: &str| serde_json::from_str::<Observation>(json).unwrap_err().to_string();
    assert_eq!(
        refused(r#"{"indicator":"a","region":"b","year":2024,"value":8.2}"#),
        "invalid type: floating point `8.2`, expected a decimal as text, such as \"8.2\" at line 1 column 53"
    );
    assert_eq!(
        refused(r#"{"indicator":"a","region":"b","year":2024,"value":"8.2","valeu":"8.3"}"#),
        "unknown field `valeu`, expected one of `indicator`, `region`, `year`, `value`, `group`, `numerator`, \
         `denominator`, `source`, `attestation` at line 1 column 63"
    );
}

#[test]
fn an_evaluation_is_written_with_the_keys_it_promises() {
    let registry = Registry::builtin();
    let met = Observation::new("孕产妇死亡率", "371500", 2021, dec("4.78"));
    assert_eq!(
        serde_json::to_string(&registry.judge(&met, &[]).unwrap()).unwrap(),
        r#"{"indicator":"women.health.maternal_mortality_ratio","region":"371500","group":"total","year":2021,"value":"4.78","verdict":"met","reason":null,"limit":"8.2","margin":"3.42","rounding_sensitive":false}"#
    );
    let open = Observation::new("儿童总体近视率", "371500", 2023, dec("50.0"));
    assert_eq!(
        serde_json::to_string(&registry.judge(&open, &[point(2019, "60")]).unwrap()).unwrap(),
        r#"{"indicator":"children.health.myopia_prevalence","region":"371500","group":"total","year":2023,"value":"50.0","verdict":"undetermined","reason":"no_baseline","limit":null,"margin":null,"rounding_sensitive":false}"#
    );
    assert!(registry.judge(&open, &[]).unwrap().sentence(Language::English).to_string().contains("Cannot be judged"));
}

/// Every message has a Chinese form, which says what was found and is not the English one.
#[test]
fn every_mistake_can_be_told_in_chinese() {
    let cases = [
        (
            ObservationText { indicator: "孕产妇死忘率", ..row() },
            "没有名为“孕产妇死忘率”的指标（相近的有：孕产妇死亡率）",
        ),
        (
            ObservationText { indicator: "九年义务教育巩固率", ..row() },
            "“九年义务教育巩固率”在几个规划中都有，请注明规划（women.education.nine_year_retention_rate、\
             children.education.nine_year_retention_rate）",
        ),
        (ObservationText { plan: "men", ..row() }, "没有名为“men”的规划，应为women、children之一"),
        (ObservationText { region: "", ..row() }, "为空，应为地区代码，如371500"),
        (ObservationText { year: "24", ..row() }, "“24”应为1900至2100之间的四位年份"),
        (ObservationText { value: "8,2", ..row() }, "“8,2”应为普通小数，如8.2（不带单位、千分位符或指数）"),
        (ObservationText { value: "-1", ..row() }, "“-1”应为0至100000之间的数（单位：per_100k_live_births）"),
        (ObservationText { denominator: "0", ..row() }, "“0”应为大于零的数"),
        (ObservationText { group: " a", ..row() }, "“ a”应为不超过256字节的可见文字，首尾无空格"),
    ];
    for (text, message) in cases {
        let error = text.read(Registry::builtin()).unwrap_err();
        assert_eq!(error.in_words(Language::Chinese), message);
        assert_eq!(error.in_words(Language::English), error.to_string());
    }
}

/// The greatest figure of every unit, one beyond it, and whether half a one is possible: written down here a second time.
#[test]
fn every_unit_has_its_range() {
    use zhibiao::Unit;
    let greatest = |unit| match unit {
        Unit::Done => "1",
        Unit::HoursPerDay => "24",
        Unit::Percent | Unit::Years => "100",
        Unit::GrossPercent | Unit::Per1kLiveBirths | Unit::Per1kChildren | Unit::Per1kPopulation => "1000",
        Unit::Months => "1200",
        Unit::Skills | Unit::TimesPerYear | Unit::TimesPerTerm | Unit::Ratio => "10000",
        Unit::Per100kLiveBirths | Unit::Per100kChildren | Unit::Per100kWorkers => "100000",
        _ => "10000000",
    };
    let counted = [
        "done",
        "persons",
        "places",
        "institutions",
        "organisations",
        "skills",
        "times_per_year",
        "times_per_term",
        "cases_per_year",
    ];
    for unit in Unit::ALL {
        let most = dec(greatest(*unit));
        assert!(unit.allows(dec("0")) && unit.allows(most), "{unit}");
        assert!(!unit.allows(most + dec("1")) && !unit.allows(dec("-1")), "{unit}");
        assert_eq!(unit.allows(dec("0.5")), !counted.contains(&unit.as_str()), "{unit}");
        assert_eq!(Unit::from_word(unit.as_str()), Some(*unit));
    }
}
