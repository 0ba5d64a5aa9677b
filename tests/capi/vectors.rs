//! The conformance vectors through C and Python: what a program that is no part of the library expects, equal as text.
//!
//! `zhibiao_judge` takes one value and that of the baseline year. Vectors with other evidence are left to the tests in Rust.

use crate::library::library;
use crate::toolchain::{Linkage, Standard, compile, project, python, run, scratch, succeed};
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::PathBuf;
use zhibiao::{Unit, decimal};

#[path = "../all/schema/tree.rs"]
#[allow(dead_code)]
mod tree;

const HEAD: &str = r#"
id = "vectors"
letter = "V"
title = { zh = "试验规划", en = "Test plan" }
short_title = { zh = "试验", en = "test" }
region = "371500"
document = { number = "1", issuer = { zh = "某市", en = "A city" }, issued = "2021-01-02" }
period = { first_year = 2021, last_year = 2025, baseline_year = 2020, midterm_year = 2023 }
"#;

struct Written {
    plan: PathBuf,
    cases: PathBuf,
    expected: Vec<String>,
    names: Vec<String>,
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).map(|text| text.as_str().unwrap())
}

/// The value of the baseline year, `-` without one, if that is all that is known of other years; none if there is more.
fn baseline(case: &Value) -> Option<&str> {
    let year = case["rule"].get("baseline_year");
    match case.get("history").map_or(&[][..], |history| history.as_array().unwrap()) {
        [] => Some("-"),
        [point] if Some(&point["year"]) == year => text(point, "value"),
        _ => None,
    }
}

/// What the programs are to print. An impossible figure is a mistake of the call there, and what is attested has no figures.
fn expected(case: &Value) -> String {
    let expect = &case["expect"];
    let shown = |key| text(expect, key).unwrap_or("-").to_owned();
    match (case["rule"]["kind"].as_str().unwrap(), text(expect, "reason")) {
        ("attested", _) => "attestation".to_owned(),
        (_, Some("impossible_value")) => "unit".to_owned(),
        _ if has_impossible_baseline(case) => "unit".to_owned(),
        (_, reason) => {
            let verdict = text(expect, "verdict").unwrap();
            format!("ok\t{verdict}\t{}\t{}\t{}", reason.unwrap_or("none"), shown("limit"), shown("margin"))
        }
    }
}

/// A call is refused for an impossible baseline, whether the rule comes to look at it or not.
fn has_impossible_baseline(case: &Value) -> bool {
    let unit = Unit::from_word(text(case, "unit").unwrap()).unwrap();
    baseline(case).and_then(|baseline| decimal::parse(baseline).ok()).is_some_and(|baseline| !unit.allows(baseline))
}

fn written() -> Written {
    let mut sections: BTreeMap<&str, String> = BTreeMap::new();
    let head = |domain: u8, slug: &str| {
        format!(
            "[[section]]\nslug = \"{slug}\"\ndomain = {domain}\ntitle = {{ zh = \"领域\", en = \"Domain\" }}\n\
             [[section.objective]]\nitem = 1\ntitle = {{ zh = \"目标\", en = \"Objective\" }}\n"
        )
    };
    let indicator = |id: &str, unit: &str, rule: &str| {
        format!(
            "[[section.objective.indicator]]\nid = \"{id}\"\nname = {{ zh = \"{id}\", en = \"{id}\" }}\nunit = \"{unit}\"\n\
             applies_at = \"city\"\nrule = {rule}\nwording = \"若干\"\n"
        )
    };
    sections.insert("cases", head(1, "cases"));
    sections.insert("other", head(2, "other"));
    let mut lines = String::new();
    let (mut all, mut names, mut units) = (Vec::new(), Vec::new(), BTreeSet::new());
    let mut files: Vec<PathBuf> = std::fs::read_dir(project().join("tests/vectors"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    for file in files {
        let root = tree::from_toml(&std::fs::read_to_string(&file).unwrap());
        for case in root["case"].as_array().unwrap() {
            // Progress methods and intervals have no rule; a comparison needs the other figure, and nothing is no text.
            let Some(rule) = case.get("rule").filter(|rule| rule["kind"] != "reference") else { continue };
            let (Some(value), Some(baseline)) = (text(case, "value"), baseline(case)) else { continue };
            let unit = text(case, "unit").unwrap();
            if units.insert(unit.to_owned()) {
                let other = indicator(unit, unit, r#"{ kind = "reported" }"#);
                sections.get_mut("other").unwrap().push_str(&other);
            }
            let id = format!("v{}", all.len());
            sections.get_mut("cases").unwrap().push_str(&indicator(&id, unit, &tree::inline(rule)));
            writeln!(lines, "vectors.cases.{id}\t{}\t{value}\t{}", case["year"], baseline).unwrap();
            all.push(expected(case));
            names.push(format!("{}: {}", file.file_stem().unwrap().to_str().unwrap(), text(case, "name").unwrap()));
        }
    }
    let (plan, cases) = (scratch("vectors").join("vectors.toml"), scratch("vectors").join("cases.txt"));
    std::fs::write(&plan, format!("{HEAD}{}{}", sections["cases"], sections["other"])).unwrap();
    std::fs::write(&cases, lines).unwrap();
    Written { plan, cases, expected: all, names }
}

/// A line with its decimals written without zeros at their end, as the vectors have them.
fn plain(line: &str) -> String {
    let plain = |field: &str| match field.parse::<Decimal>() {
        Ok(number) => number.normalize().to_string(),
        Err(_) => field.to_owned(),
    };
    line.split('\t').map(plain).collect::<Vec<_>>().join("\t")
}

#[track_caller]
fn compare(written: &Written, printed: &str, program: &str) {
    let printed: Vec<String> = printed.lines().map(plain).collect();
    assert_eq!(printed.len(), written.expected.len(), "{program}");
    for ((found, expected), name) in printed.iter().zip(&written.expected).zip(&written.names) {
        assert_eq!(found, expected, "{program}, {name}");
    }
}

#[test]
fn c_and_python_answer_the_vectors() {
    let written = written();
    assert!(written.expected.len() > 700, "{}", written.expected.len());
    for (outcome, least) in [("met", 200), ("not_met", 200), ("undetermined", 20)] {
        let start = format!("ok\t{outcome}\t");
        let count = written.expected.iter().filter(|expected| expected.starts_with(&start)).count();
        assert!(count >= least, "{outcome}: {count}");
    }
    let source = project().join("tests/capi/conformance.c");
    let arguments = [written.cases.to_str().unwrap(), written.plan.to_str().unwrap()];
    if let Some(program) = compile(&source, Standard::C99, Linkage::Shared) {
        compare(&written, &run(&program, &arguments, 0).0, "C");
    }
    if let Some(mut python) = python() {
        python
            .args(["tests/capi/conformance.py", "ctypes", "include/zhibiao.h"])
            .arg(&library().shared)
            .args(arguments);
        compare(&written, &String::from_utf8(succeed(&mut python).stdout).unwrap(), "Python");
    }
}
