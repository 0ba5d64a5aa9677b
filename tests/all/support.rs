//! What several tests need.

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;
use zhibiao::plan_text::PlanFile;
use zhibiao::{DataSet, DataSetBuilder, Observation, ObservationText, Point, Registry, decimal};

#[track_caller]
pub fn dec(text: &str) -> Decimal {
    decimal::parse(text).unwrap()
}

/// `2020: 9.0`.
#[track_caller]
pub fn point(year: u16, value: &str) -> Point {
    Point { year, value: dec(value) }
}

pub const PLAN: &str = r#"
letter = "T"
title = { zh = "试验规划", en = "Test plan" }
short_title = { zh = "试验", en = "test" }
region = "371500"
document = { number = "试〔2021〕1号", issuer = { zh = "某市", en = "A city" }, issued = "2021-01-02" }
period = { first_year = 2021, last_year = 2025, baseline_year = 2020, midterm_year = 2023 }
"#;

/// A registry with one indicator, `test.health.figure`, that has this unit and rule.
#[track_caller]
pub fn registry_with(unit: &str, rule: &str) -> Registry {
    let section = format!(
        r#"
domain = 1
title = {{ zh = "健康", en = "Health" }}
[[objective]]
item = 1
title = {{ zh = "目标", en = "Objective" }}
[[objective.indicator]]
id = "figure"
name = {{ zh = "数值", en = "Figure" }}
unit = "{unit}"
applies_at = "city"
rule = {rule}
wording = "若干"
"#
    );
    load(&[("test/plan.toml", PLAN), ("test/1-health.toml", &section)]).unwrap()
}

/// A list of regions: the city that [`PLAN`] is for, and counties with these codes.
pub fn regions(counties: &[&str]) -> String {
    let region = |code: &str, level: &str, zh: &str, en: &str| {
        format!("[[region]]\ncode = \"{code}\"\nlevel = \"{level}\"\nname = {{ zh = \"{zh}\", en = \"{en}\" }}\n")
    };
    let counties = counties.iter().map(|code| region(code, "county", &format!("县{code}"), &format!("county {code}")));
    std::iter::once(region("371500", "city", "某市", "A city")).chain(counties).collect()
}

pub fn load(files: &[(&str, &str)]) -> Result<Registry, zhibiao::plan_text::PlanTextErrors> {
    let files: Vec<PlanFile<'_>> = files.iter().map(|(name, text)| PlanFile { name, text }).collect();
    Registry::from_toml(&files)
}

/// The published figures beside the examples, nearest first.
pub fn published_rows(registry: &Registry) -> Vec<Observation> {
    let files = ["liaocheng", "shandong", "china"].into_iter().flat_map(|file| {
        let path = format!("{}/examples/data/{file}.csv", env!("CARGO_MANIFEST_DIR"));
        let mut reader = csv::Reader::from_path(path).unwrap();
        assert_eq!(reader.headers().unwrap(), vec!["indicator", "region", "year", "value", "group", "source"]);
        reader.into_records().map(Result::unwrap)
    });
    let read = |record: csv::StringRecord| {
        let text = ObservationText {
            indicator: &record[0],
            region: &record[1],
            year: &record[2],
            value: &record[3],
            group: &record[4],
            source: &record[5],
            ..ObservationText::default()
        };
        text.read(registry).unwrap()
    };
    files.map(read).collect()
}

/// The same as a data set, nothing refused.
pub fn published(registry: &Registry) -> DataSet<'_> {
    let mut builder = DataSetBuilder::new(registry);
    for observation in published_rows(registry) {
        builder.add(&observation, None).unwrap();
    }
    let (data, rejected) = builder.build();
    assert!(rejected.is_empty());
    data
}

/// A value as JSON. Other formats write how many fields there are before them, and have to come to the same.
#[track_caller]
pub fn written(value: &impl Serialize) -> Value {
    let json = serde_json::to_value(value).unwrap();
    let packed = rmp_serde::to_vec_named(value).unwrap();
    let unpacked = rmp_serde::from_slice::<Value>(&packed);
    assert!(unpacked.as_ref().is_ok_and(|unpacked| *unpacked == json), "{json:#} is packed as {unpacked:#?}");
    json
}

/// An example program, built when it is first needed; `cargo test --test all` alone does not build examples.
pub fn example(name: &str) -> Command {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let folder = BUILT.get_or_init(|| {
        // target/debug/deps/all-… stands beside target/debug/examples, in whatever folder these tests were built into.
        let own = std::env::current_exe().unwrap();
        let profile = own.parent().unwrap().parent().unwrap();
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--examples", "--target-dir"]).arg(profile.parent().unwrap());
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        assert!(build.status().unwrap().success());
        profile.join("examples")
    });
    let mut command = Command::new(folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("NO_COLOR");
    command
}
