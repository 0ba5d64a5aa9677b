//! Time and memory in proportion to what is given, where one thing is about many others.

use crate::plan_texts::GOOD;
use crate::support::{PLAN, dec, load, regions};
use allocation_counter::measure;
use std::time::{Duration, Instant};
use zhibiao::plan_text::PlanFile;
use zhibiao::report::ReportOptions;
use zhibiao::{
    AssessmentParameters, DataSet, DataSetBuilder, Language, Observation, Registry, Stage, Verdict, WarningGround,
};

fn indicator(number: usize, applies_at: &str, rule: &str) -> String {
    format!(
        "[[objective.indicator]]\nid = \"i{number}\"\nname = {{ zh = \"名{number}\", en = \"Name {number}\" }}\nunit = \"percent\"\n\
         applies_at = \"{applies_at}\"\nrule = {rule}\nwording = \"若干\"\n"
    )
}

fn codes(counties: usize) -> Vec<String> {
    (0..counties).map(|number| format!("{}", 400_000 + number)).collect()
}

/// A registry of these indicators and so many counties, and the length of its texts.
fn registry(indicators: &str, counties: usize) -> (Registry, usize) {
    let (head, _) = GOOD.split_once("[[objective.indicator]]").unwrap();
    let codes = codes(counties);
    let regions = regions(&codes.iter().map(String::as_str).collect::<Vec<_>>());
    let section = format!("{head}{indicators}");
    let registry = load(&[("test/plan.toml", PLAN), ("test/1-health.toml", &section), ("regions.toml", &regions)]);
    (registry.unwrap(), section.len() + regions.len())
}

fn data_of<'r>(registry: &'r Registry, rows: &[(usize, &str, u16)]) -> DataSet<'r> {
    let mut builder = DataSetBuilder::new(registry);
    for (indicator, region, year) in rows {
        let value = dec("5") + dec("0.1") * dec(&(year % 7).to_string());
        builder.add(&Observation::new(format!("test.health.i{indicator}"), *region, *year, value), None).unwrap();
    }
    builder.build().0
}

/// Gaps across counties: so many promises about one indicator, and a value of each county for many years.
fn gaps(promises: usize, counties: usize, years: u16) -> Duration {
    let gap = r#"{ kind = "gap", of = "test.health.i0", across = "county", baseline_year = 2020 }"#;
    let mut text = indicator(0, "county", r#"{ kind = "reported" }"#);
    text.extend((1..=promises).map(|number| indicator(number, "city", gap)));
    let (registry, _) = registry(&text, counties);
    let codes = codes(counties);
    let rows = codes.iter().flat_map(|code| (2100 - years..=2100).map(|year| (0, code.as_str(), year)));
    let data = data_of(&registry, &rows.collect::<Vec<_>>());
    let begin = Instant::now();
    // The years after the baseline, for each promise: a gap of 0 stays one.
    assert_eq!(data.gaps().filter(|gap| gap.verdict() == Verdict::NotMet).count(), promises * 80);
    let items = data.assess(Stage::Annual, 2023, &AssessmentParameters::default()).items().len();
    assert_eq!(items, promises);
    begin.elapsed()
}

/// Four times the counties are no more than four times the work; it is done once for all the promises.
#[test]
fn gaps_across_many_regions() {
    let least = |counties| (0..5).map(|_| gaps(50, counties, 190)).min().unwrap();
    let (few, many) = (least(50), least(200));
    assert!(many < 8 * few, "{few:?}, {many:?}");
}

/// A hundred promises that each county has to keep, and a thousand counties of which one reported: the rest are counted.
#[test]
fn many_silent_units_are_counted() {
    let bound = r#"{ kind = "upper_bound", limit = "8" }"#;
    let promises: String = (0..100).map(|number| indicator(number, "county", bound)).collect();
    let (registry, length) = registry(&promises, 1_000);
    let rows: Vec<_> = (0..100).map(|number| (number, "400000", 2023)).collect();
    let data = data_of(&registry, &rows);
    let mut told = (0, 0);
    let used = measure(|| {
        let assessment = data.assess(Stage::Annual, 2023, &AssessmentParameters::default());
        let report = assessment.report(&ReportOptions::default());
        for warning in report.warnings() {
            let WarningGround::UnitSilent(silent) = &warning.ground else { continue };
            assert_eq!((silent.expected(), silent.count(), silent.codes().count()), (1_000, 999, 999));
            assert!(warning.concerns("400999") && !warning.concerns("400000"));
            told = (told.0 + 1, told.1.max(warning.sentence(Language::Chinese).len()));
            if told.0 == 1 {
                let sentence = warning.sentence(Language::Chinese);
                let begin = "2023年名0：应报1000个单位，其中999个从未报送：县400001、县400002、县400003、";
                assert!(sentence.starts_with(begin), "{sentence}");
                assert!(sentence.contains("、县400050等。（T1.1"), "{sentence}");
                let sentence = warning.sentence(Language::English);
                assert!(sentence.contains(", county 400050 and 949 more. (T1.1"), "{sentence}");
                let written = serde_json::to_value(warning).unwrap();
                let numbers = &written["numbers"];
                assert_eq!((&numbers["expected"], &numbers["count"]), (&1_000.into(), &999.into()));
                assert_eq!(numbers["silent"].as_array().unwrap().len(), 50);
            }
        }
    });
    assert_eq!(told.0, 100);
    assert!(told.1 < 1_000, "{}", told.1);
    // A hundred thousand names would be 16 bytes each, before a letter is written.
    assert!(used.bytes_max < 8 * u64::try_from(length).unwrap(), "{} for {length}", used.bytes_max);
}

/// Plans that promise the opposite of each other, about one quantity of one name.
#[test]
fn many_conflicts_are_told_in_part() {
    let plan = |number: usize| {
        let letters =
            [number / 676, number / 26 % 26, number % 26].map(|place| char::from(b'A' + u8::try_from(place).unwrap()));
        let header = PLAN.replace("letter = \"T\"", &format!("letter = \"{}\"", letters.iter().collect::<String>()));
        let kind = if number.is_multiple_of(2) { "upper_bound" } else { "lower_bound" };
        let limit = if number.is_multiple_of(2) { "\"8\"" } else { "\"9\"" };
        let section = GOOD.replace("upper_bound", kind).replace("\"8.2\" }", &format!("{limit} }}"));
        [(format!("p{number}/plan.toml"), header), (format!("p{number}/1-health.toml"), section)]
    };
    let files: Vec<(String, String)> = (0..400).flat_map(plan).collect();
    let files: Vec<PlanFile<'_>> = files.iter().map(|(name, text)| PlanFile { name, text }).collect();
    let length: usize = files.iter().map(|file| file.text.len()).sum();
    let registry = Registry::from_toml(&files).unwrap();
    let mut conflicts = Vec::new();
    let used = measure(|| conflicts = registry.conflicts());
    // Of each the sixteen next that are against it; the last have fewer behind them. All would be 40,000.
    let behind: usize = (0..400_usize).map(|number| (399 - number).div_ceil(2).min(16)).sum();
    assert_eq!(conflicts.len(), behind);
    let of_first: Vec<&str> = conflicts
        .iter()
        .filter(|each| each.first().id() == "p0.health.figure")
        .filter_map(|each| Some(each.second()?.id()))
        .collect();
    let expected: Vec<String> = (0..16).map(|place| format!("p{}.health.figure", 2 * place + 1)).collect();
    assert_eq!(of_first, expected);
    assert!(used.bytes_max < 12 * u64::try_from(length).unwrap(), "{} for {length}", used.bytes_max);
}

/// Each gap, order and sum looks at all figures of what it is about.
#[test]
fn gaps_and_relations_about_one_indicator() {
    let plan = |gaps: usize, orders: usize| {
        let gap = r#"{ kind = "gap", of = "test.health.i0", between = ["urban", "rural"], baseline_year = 2020 }"#;
        let mut text = indicator(0, "county", r#"{ kind = "reported" }"#);
        text.extend((1..=gaps).map(|number| indicator(number, "city", gap)));
        text.extend((0..orders).map(|number| indicator(1_000 + number, "city", r#"{ kind = "reported" }"#)));
        let (head, _) = GOOD.split_once("[[objective.indicator]]").unwrap();
        let order =
            |number| format!("[[order]]\nlesser = \"test.health.i{}\"\ngreater = \"test.health.i0\"\n", 1_000 + number);
        let orders = (0..orders).map(order).collect::<String>();
        load(&[("test/plan.toml", PLAN), ("test/1-health.toml", &format!("{head}{text}")), ("relations.toml", &orders)])
    };
    assert!(plan(200, 56).is_ok());
    for (gaps, orders, key) in [(259, 0, "rule.of"), (200, 59, "greater")] {
        // Once, however many more there are.
        let errors = plan(gaps, orders).unwrap_err();
        assert_eq!(errors.errors().len(), 1, "{errors}");
        let expected = format!(
            "{key}`: found `test.health.i0` in yet another gap, order or sum, expected at most 256 about one indicator"
        );
        assert!(errors.to_string().ends_with(&expected), "{errors}");
    }
}
