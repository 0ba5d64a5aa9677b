//! What several tests need.

use rust_decimal::Decimal;
use zhibiao::plan_text::PlanFile;
use zhibiao::{Point, Registry, decimal};

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

pub fn load(files: &[(&str, &str)]) -> Result<Registry, zhibiao::plan_text::PlanTextErrors> {
    let files: Vec<PlanFile<'_>> = files.iter().map(|(name, text)| PlanFile { name, text }).collect();
    Registry::from_toml(&files)
}
