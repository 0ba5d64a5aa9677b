//! What `docs/limits.md` says of sizes: the greatest that is taken, and the first that is not. Rows that take megabytes are shown by
//! `hostile_texts`, `memory` and `decimals`; the page names the test for each row.

use crate::support::{PLAN, dec, load};
use zhibiao::decimal::{self, ParseDecimalError};
use zhibiao::{DataSetBuilder, Observation, Registry};

const PAGE: &str = include_str!("../../docs/limits.md");

const SECTION: &str = r#"
domain = 1
title = { zh = "健康", en = "Health" }
[[objective]]
item = 1
title = { zh = "目标", en = "Objective" }
[[objective.indicator]]
id = "figure"
name = { zh = "数值", en = "Figure" }
unit = "percent"
applies_at = "city"
rule = { kind = "upper_bound", limit = "8.2" }
wording = "若干"
"#;

/// What is wrong with a plan in which something is replaced; nothing if it is taken.
#[track_caller]
fn with(file: &str, from: &str, to: &str) -> Vec<String> {
    let change = |name: &str, text: &str| {
        if name != file {
            return text.to_owned();
        }
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    };
    let (plan, section) = (change("plan", PLAN), change("section", SECTION));
    match load(&[("test/plan.toml", &plan), ("test/1-health.toml", &section)]) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.errors().iter().map(ToString::to_string).collect(),
    }
}

#[track_caller]
fn taken(file: &str, from: &str, to: &str) {
    assert_eq!(with(file, from, to), Vec::<String>::new());
}

/// One mistake, which says this.
#[track_caller]
fn refused(file: &str, from: &str, to: &str, words: &str) {
    let found = with(file, from, to);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains(words) && found[0].len() < 500, "{}", found[0]);
}

#[test]
fn ids_letters_and_numbers_of_plans() {
    let id = |length: usize| format!("id = \"{}\"", "a".repeat(length));
    taken("section", "id = \"figure\"", &id(64));
    refused("section", "id = \"figure\"", &id(65), "at most 64");
    taken("plan", "letter = \"T\"", "letter = \"ABC\"");
    refused("plan", "letter = \"T\"", "letter = \"ABCD\"", "one to three capital letters");
    taken("section", "item = 1", "item = 255");
    refused("section", "item = 1", "item = 256", "a whole number from 1 to 255");
    taken("section", "domain = 1", "domain = 255");
    refused("section", "domain = 1", "domain = 256", "a whole number from 1 to 255");
    refused("plan", "baseline_year = 2020", "baseline_year = 99999", "a whole number from 1900 to 2100");
}

#[test]
fn texts_of_plans() {
    // Three bytes a character.
    let name = |bytes: usize| format!("zh = \"{}{}\", en = \"Figure\"", "数".repeat(bytes / 3), "x".repeat(bytes % 3));
    taken("section", r#"zh = "数值", en = "Figure""#, &name(4_096));
    refused("section", r#"zh = "数值", en = "Figure""#, &name(4_097), "expected text of at most 4096 bytes");
    refused("section", "wording = \"若干\"", &format!("wording = \"{}\"", "x".repeat(100_000)), "at most 4096 bytes");
}

#[test]
fn digits_of_decimals() {
    let read = |text: &str| decimal::parse(text).map(|value| value.to_string());
    // 28 decimals, and whatever 96 bits hold.
    for text in ["0.0000000000000000000000000001", "79228162514264337593543950335", "-7.9228162514264337593543950335"] {
        assert_eq!(read(text).as_deref(), Ok(text));
    }
    for text in ["0.00000000000000000000000000010", "79228162514264337593543950336", "7.9228162514264337593543950336"] {
        assert_eq!(read(text), Err(ParseDecimalError::TooManyDigits), "{text}");
    }
    // Zeros in front count for nothing but length.
    assert_eq!(read(&format!("{}8.2", "0".repeat(61))).as_deref(), Ok("8.2"));
    assert_eq!(read(&format!("{}8.2", "0".repeat(62))), Err(ParseDecimalError::TooManyDigits));
    assert_eq!(read(&"9".repeat(1 << 20)), Err(ParseDecimalError::TooManyDigits));
    refused("section", "limit = \"8.2\"", &format!("limit = \"8.{}\"", "2".repeat(29)), "more digits than can be kept");
}

#[test]
fn texts_and_years_of_observations() {
    let registry = Registry::builtin();
    let observe = |change: &dyn Fn(&mut Observation)| {
        let mut observation = Observation::new("women.health.maternal_mortality_ratio", "371500", 2023, dec("8.2"));
        change(&mut observation);
        DataSetBuilder::new(registry).add(&observation, None).map_err(|error| error.to_string())
    };
    let long = |bytes: usize| "x".repeat(bytes);
    assert_eq!(observe(&|row| row.region = long(256)), Ok(()));
    assert_eq!(observe(&|row| row.group = Some(long(256))), Ok(()));
    for change in [
        &(|row: &mut Observation| row.region = long(257)) as &dyn Fn(&mut Observation),
        &|row| row.group = Some(long(257)),
        &|row| row.source = Some(long(257)),
        &|row| row.region = long(10 << 20),
    ] {
        let error = observe(change).unwrap_err();
        assert!(error.ends_with("expected at most 256 bytes of visible text without surrounding spaces"), "{error}");
        assert!(error.len() < 500, "{}", error.len());
    }
    let id = observe(&|row| row.indicator = long(10 << 20)).unwrap_err();
    assert!(id.len() < 1_000, "{}", id.len());
    for (year, good) in [(1900, true), (2100, true), (1899, false), (2101, false), (0, false), (u16::MAX, false)] {
        assert_eq!(observe(&|row| row.year = year).is_ok(), good, "{year}");
    }
}

/// The page names a test for each row, and none that is gone.
#[test]
fn the_page_names_tests_that_are_there() {
    let sources = [
        ("limits", include_str!("limits.rs")),
        ("hostile_texts", include_str!("hostile_texts.rs")),
        ("memory", include_str!("memory.rs")),
        ("plan_texts", include_str!("plan_texts.rs")),
        ("broken_toml", include_str!("broken_toml.rs")),
        ("observations", include_str!("observations.rs")),
    ];
    let mut named = 0;
    for (module, source) in sources {
        for rest in PAGE.split(&format!("`{module}::")).skip(1) {
            let name = rest.split('`').next().unwrap();
            assert!(source.contains(&format!("fn {name}(")), "{module}::{name}");
            named += 1;
        }
    }
    let rows = PAGE.lines().filter(|line| line.starts_with("| ") && line.matches('`').count() > 0).count();
    assert!(named >= 15 && rows >= 15, "{named} tests in {rows} rows");
}
