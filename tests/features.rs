//! A feature never changes a verdict: this file is run with and without `toml` and holds one snapshot for both.

#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use zhibiao::{Evidence, Point, Registry, decimal};

#[test]
fn verdicts_are_the_same_with_every_feature() {
    let point = |year, text: &str| Point { year, value: decimal::parse(text).unwrap() };
    let history = [point(2015, "40"), point(2020, "45.0"), point(2021, "44.5"), point(2022, "44"), point(2023, "43.9")];
    let mut text = String::new();
    for indicator in Registry::builtin().indicators() {
        write!(text, "{}:", indicator.id()).unwrap();
        for value in ["0", "1", "3.3", "8.20", "40.0", "45", "95", "98.5", "100"] {
            let reference = Some(decimal::parse("42").unwrap());
            let evidence = Evidence::new(2024, decimal::parse(value).unwrap()).with_history(&history);
            let verdict = indicator.judge(&evidence.with_reference(reference)).verdict();
            let word = verdict.reason().map_or(verdict.as_str(), |reason| reason.as_str());
            write!(text, " {word}").unwrap();
        }
        text.push('\n');
    }
    insta::assert_snapshot!(text);
}
