//! What `docs/limits.md` says of sizes: the greatest that is taken, and the first that is not. Rows that take megabytes are shown by
//! `hostile_texts`, `memory` and `decimals`; the page names the test for each row.

use crate::plan_texts::GOOD;
use crate::support::{PLAN, dec, load, regions};
use zhibiao::decimal::{self, ParseDecimalError};
use zhibiao::{DataSetBuilder, Observation, Registry};

const PAGE: &str = include_str!("../../docs/limits.md");

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
    mistakes_of(&change("plan", PLAN), &change("section", GOOD))
}

fn mistakes_of(plan: &str, section: &str) -> Vec<String> {
    match load(&[("test/plan.toml", plan), ("test/1-health.toml", section)]) {
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
    for other in ["9figure", "_figure", "Figure", "figure-2", "率"] {
        refused("section", "id = \"figure\"", &format!("id = \"{other}\""), "a letter first");
    }
    taken("plan", "letter = \"T\"", "letter = \"ABC\"");
    refused("plan", "letter = \"T\"", "letter = \"ABCD\"", "one to three capital letters");
    taken("section", "item = 1", "item = 255");
    refused("section", "item = 1", "item = 256", "a whole number from 1 to 255");
    taken("section", "domain = 1", "domain = 255");
    refused("section", "domain = 1", "domain = 256", "a whole number from 1 to 255");
    // The clauses of a chapter are duties; a domain has objectives and measures.
    let chapter = |number: &str, item: &str| {
        let text = GOOD.replace("domain = 1", &format!("chapter = \"{number}\"")).replace("[[objective]]", "[[duty]]");
        let text = text
            .replace("[[objective.indicator]]", "[[duty.indicator]]")
            .replace("item = 1", &format!("item = {item}"));
        mistakes_of(PLAN, &text)
    };
    assert_eq!((chapter("十", "255"), chapter("一", "1")), (Vec::new(), Vec::new()));
    for (number, item, words) in
        [("十一", "1", "a numeral from 一 to 十"), ("一", "256", "a whole number from 1 to 255")]
    {
        let found = chapter(number, item);
        assert!(found.len() == 1 && found[0].contains(words), "{found:?}");
    }
    let measure = "[[measure]]\nitem = {}\ntitle = { zh = \"措施\", en = \"Measure\" }\n[[objective]]";
    taken("section", "[[objective]]", &measure.replace("{}", "255"));
    refused("section", "[[objective]]", &measure.replace("{}", "256"), "a whole number from 1 to 255");
}

#[test]
fn years_of_plans() {
    let whole = "a whole number from 1900 to 2100";
    refused("plan", "baseline_year = 2020", "baseline_year = 99999", whole);
    refused("plan", "baseline_year = 2020", "baseline_year = 1899", whole);
    taken("plan", "baseline_year = 2020", "baseline_year = 1991");
    refused("plan", "baseline_year = 2020", "baseline_year = 1990", "at most 30 before its first");
    taken("plan", "last_year = 2025", "last_year = 2050");
    refused("plan", "last_year = 2025", "last_year = 2051", "a period of at most 30 years");
    taken(
        "plan",
        "last_year = 2025, baseline_year = 2020, midterm_year = 2023",
        "last_year = 2021, baseline_year = 2020, midterm_year = 2021",
    );
    refused("plan", "last_year = 2025", "last_year = 2020", "a year not before `first_year`, 2021");
    // The baseline of a rule is held to the same.
    let rule = |year: u16| format!("kind = \"relative_decrease\", percent = \"10\", baseline_year = {year}");
    let bound = "kind = \"upper_bound\", limit = \"8.2\"";
    taken("section", bound, &rule(1991));
    refused("section", bound, &rule(1990), "at most 30 before its first");
    refused("section", bound, &rule(2025), "before the plan's last year");
}

/// Places are kept in 16 bits.
#[test]
fn as_many_departments_as_fit() {
    let lead = |count: usize| {
        let names = (0..count).map(|number| format!("\"d{number}\",")).collect::<Vec<_>>().concat();
        mistakes_of(PLAN, &GOOD.replace("item = 1\n", &format!("item = 1\nlead = [{names}]\n")))
    };
    assert_eq!(lead(65_535), Vec::<String>::new());
    assert_eq!(
        lead(65_536),
        ["test/1-health.toml:3:1: `objective[0]`: found more departments than fit, expected at most 65,535"]
    );
}

#[test]
fn texts_of_plans() {
    // Three bytes a character.
    let name = |bytes: usize| format!("zh = \"{}{}\", en = \"Figure\"", "数".repeat(bytes / 3), "x".repeat(bytes % 3));
    taken("section", r#"zh = "数值", en = "Figure""#, &name(4_096));
    refused("section", r#"zh = "数值", en = "Figure""#, &name(4_097), "expected text of at most 4096 bytes");
    refused("section", "wording = \"8.2\"", &format!("wording = \"{}\"", "x".repeat(100_000)), "at most 4096 bytes");
    let long = |bytes: usize| "x".repeat(bytes);
    let note = |bytes| format!("wording = \"8.2\"\nnote = {{ zh = \"注\", en = \"{}\" }}", long(bytes));
    taken("section", "wording = \"8.2\"", &note(4_096));
    refused("section", "wording = \"8.2\"", &note(4_097), "at most 4096 bytes");
    for (file, from) in
        [("section", "en = \"Health\""), ("plan", "en = \"Test plan\""), ("plan", "number = \"试〔2021〕1号\"")]
    {
        let (key, _) = from.split_once(" = ").unwrap();
        taken(file, from, &format!("{key} = \"{}\"", long(4_096)));
        refused(file, from, &format!("{key} = \"{}\"", long(4_097)), "at most 4096 bytes");
    }
    let region =
        |bytes| load(&[("test/plan.toml", &PLAN.replace("371500", &long(bytes))), ("test/1-health.toml", GOOD)]);
    assert!(region(4_096).is_ok());
    assert!(region(4_097).unwrap_err().to_string().contains("at most 4096 bytes"));
    let listed = |bytes| {
        load(&[("test/plan.toml", PLAN), ("test/1-health.toml", GOOD), ("regions.toml", &regions(&[&long(bytes)]))])
    };
    // Names are made of the codes there.
    assert!(listed(4_000).is_ok());
    assert!(listed(4_097).unwrap_err().to_string().contains("at most 4096 bytes"));
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

/// Every row of the page's tables ends with a test, and with none that is gone; few things cannot be tried.
#[test]
fn the_page_names_a_test_for_each_row() {
    let sources = [
        ("columns", include_str!("columns.rs")),
        ("limits", include_str!("limits.rs")),
        ("hostile_texts", include_str!("hostile_texts.rs")),
        ("memory", include_str!("memory.rs")),
        ("observations", include_str!("observations.rs")),
        ("proportion", include_str!("proportion.rs")),
        ("src/capi/judge.rs", include_str!("../../src/capi/judge.rs")),
    ];
    let is_test = |name: &str| match name.split_once("::") {
        Some((module, name)) => {
            sources.iter().any(|(source, text)| *source == module && text.contains(&format!("fn {name}(")))
        }
        None => name == "refusals.c",
    };
    let (mut rows, mut read) = (0, 0);
    for line in PAGE.lines().filter(|line| line.starts_with("| ")) {
        let last = line.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        if last == "shown by" {
            continue;
        }
        rows += 1;
        if last.starts_with("by reading: ") {
            read += 1;
            continue;
        }
        let names: Vec<&str> = last.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty() && names.iter().all(|name| is_test(name)), "{line}");
    }
    assert!(rows > 25 && read == 2, "{rows} rows, {read} by reading");
}
