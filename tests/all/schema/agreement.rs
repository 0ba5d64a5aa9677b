//! The schema and the reader: good files fit both, and files with one mistake fit neither.

use super::{kind_of, tree, validator};
use crate::support::load;
use serde_json::Value;
use std::path::Path;

pub const PLAN: &str = r#"letter = "T"
title = { zh = "试验规划", en = "Test plan" }
short_title = { zh = "试验", en = "test" }
region = "371500"
document = { number = "试〔2021〕1号", issuer = { zh = "某市", en = "A city" }, issued = "2021-01-02" }
period = { first_year = 2021, last_year = 2025, baseline_year = 2020, midterm_year = 2023 }
"#;

/// Every kind of rule, and every key.
pub const SECTION: &str = r#"domain = 1
title = { zh = "健康", en = "Health" }
[[objective]]
item = 1
title = { zh = "目标", en = "Objective" }
lead = ["县卫生健康局"]
responsible = ["县卫健局"]
indicator = [
{ id = "upper", name = { zh = "一", en = "1" }, unit = "percent", applies_at = "city", population = { zh = "人", en = "people" }, rule = { kind = "upper_bound", limit = "8.2", strict = true }, wording = "8.2", note = { zh = "注", en = "note" } },
{ id = "lower", name = { zh = "二", en = "2" }, unit = "percent", applies_at = ["city", "county"], rule = { kind = "lower_bound", limit = "90" }, wording = "90" },
{ id = "band", name = { zh = "三", en = "3" }, unit = "percent", applies_at = "city", rule = { kind = "band", centre = "45", tolerance = "2", exceedable = true }, wording = "45" },
{ id = "decrease", name = { zh = "四", en = "4" }, unit = "percent", applies_at = "city", rule = { kind = "relative_decrease", baseline_year = 2020, percent = "20" }, wording = "20" },
{ id = "average", name = { zh = "五", en = "5" }, unit = "percent", applies_at = "city", rule = { kind = "average_annual_change", direction = "down", points = "1", baseline_year = 2020 }, wording = "1" },
{ id = "trend", name = { zh = "六", en = "6" }, unit = "percent", applies_at = "city", rule = { kind = "trend", direction = "up", every_year = true, baseline_year = 2020 }, wording = "w" },
{ id = "slower", name = { zh = "七", en = "7" }, unit = "percent", applies_at = "city", rule = { kind = "slower_rise", baseline_year = 2020, years_before = 5 }, wording = "w" },
{ id = "reference", name = { zh = "八", en = "8" }, unit = "percent", applies_at = "city", rule = { kind = "reference", indicator = "test.health.lower", tolerance = "2" }, wording = "w" },
{ id = "gap", name = { zh = "九", en = "9" }, unit = "percent", applies_at = "city", rule = { kind = "gap", of = "test.health.upper", between = ["urban", "rural"], baseline_year = 2020 }, wording = "w" },
{ id = "regions", name = { zh = "十", en = "10" }, unit = "percent", applies_at = "city", rule = { kind = "gap", of = "test.health.upper", across = "county", baseline_year = 2020 }, wording = "w" },
]
[[measure]]
item = 1
title = { zh = "措施", en = "Measure" }
[[measure.indicator]]
id = "attested"
name = { zh = "甲", en = "A" }
unit = "done"
applies_at = "city"
rule = { kind = "attested" }
wording = "w"
"#;

pub const CHAPTER: &str = r#"chapter = "五"
title = { zh = "组织实施", en = "Carrying out" }
[[duty]]
item = 3
title = { zh = "职责", en = "Duty" }
[[duty.indicator]]
id = "reported"
name = { zh = "乙", en = "B" }
unit = "percent"
applies_at = "city"
rule = { kind = "reported" }
wording = "w"
"#;

pub const DEPARTMENTS: &str =
    "[[department]]\nname = { zh = \"县卫生健康局\", en = \"Health Bureau\" }\nalso = [\"县卫健局\"]\ngroup = false\n";

pub const REGIONS: &str =
    "[[region]]\ncode = \"371500\"\nlevel = \"city\"\nname = { zh = \"聊城市\", en = \"Liaocheng\" }\n";

pub const RELATIONS: &str = r#"[[order]]
lesser = "test.health.upper"
greater = "test.health.lower"
[[sum]]
indicator = "test.health.upper"
groups = ["male", "female"]
total = "100"
[[same]]
indicators = ["test.health.upper", "test.health.lower"]
"#;

/// One file of each kind, with every key of the format somewhere.
pub const GOOD: [(&str, &str); 6] = [
    ("departments.toml", DEPARTMENTS),
    ("test/plan.toml", PLAN),
    ("test/1-health.toml", SECTION),
    ("test/implementation.toml", CHAPTER),
    ("regions.toml", REGIONS),
    ("relations.toml", RELATIONS),
];

/// What the reader says to the good files with one replaced.
pub fn read_with(name: &str, text: &str) -> Vec<zhibiao::plan_text::PlanTextError> {
    let files = GOOD.map(|(known, good)| (known, if known == name { text } else { good }));
    load(&files).err().map(|errors| errors.errors().to_vec()).unwrap_or_default()
}

#[test]
fn every_committed_plan_file_fits() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    let mut folders = vec![root.join("indicators"), root.join("examples/own-plan")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            // A list of what is no target; no plan is read from it.
            if path.ends_with("indicators/not-targets.toml") {
                continue;
            }
            let value = tree::from_toml(&std::fs::read_to_string(&path).unwrap());
            let validator = validator(kind_of(path.to_str().unwrap()));
            let mistakes: Vec<String> =
                validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(mistakes.is_empty(), "{}: {mistakes:?}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn a_plan_in_one_text_fits() {
    let mut whole = tree::from_toml(PLAN);
    whole["id"] = "test".into();
    let section = |slug: &str, text: &str| {
        let mut section = tree::from_toml(text);
        section["slug"] = slug.into();
        section
    };
    whole["section"] = Value::Array(vec![section("health", SECTION), section("implementation", CHAPTER)]);
    let tables = [(DEPARTMENTS, "department"), (RELATIONS, "order"), (RELATIONS, "sum"), (RELATIONS, "same")];
    for (text, key) in tables {
        whole[key] = tree::from_toml(text)[key].clone();
    }
    whole["regions"] = tree::from_toml(REGIONS)["region"].clone();
    let validator = validator("whole-plan");
    validator.validate(&whole).unwrap();
    let read = |plan: &Value| zhibiao::Registry::from_toml_text("test.toml", &tree::to_toml(plan));
    let registry = read(&whole).unwrap();
    assert_eq!(registry.len(), load(&GOOD).unwrap().len());
    for (key, wrong) in [("id", Value::from("Test")), ("sections", Value::from(1)), ("period", Value::from(2021))] {
        let mut broken = whole.clone();
        broken[key] = wrong;
        assert!(!validator.is_valid(&broken), "{key}");
        assert!(read(&broken).is_err(), "{key}");
    }
    whole["section"][0].as_object_mut().unwrap().remove("slug");
    assert!(!validator.is_valid(&whole));
}

#[test]
fn the_good_files_fit_and_are_read() {
    for (name, text) in GOOD {
        validator(kind_of(name)).validate(&tree::from_toml(text)).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    load(&GOOD).unwrap();
}

/// One mistake each: the file, what is replaced, and by what.
const BROKEN: &[(&str, &str, &str)] = &[
    // Unknown keys, at every depth.
    ("test/plan.toml", "letter = ", "colour = 1\nletter = "),
    ("test/plan.toml", "number = ", "nubmer = \"1\", number = "),
    ("test/plan.toml", "first_year = 2021", "first_year = 2021, years = 5"),
    ("test/plan.toml", "en = \"Test plan\"", "en = \"Test plan\", de = \"Plan\""),
    ("test/1-health.toml", "domain = 1", "domain = 1\nslug = \"health\""),
    ("test/1-health.toml", "item = 1\ntitle = { zh = \"目标\"", "item = 1\nclause = 1\ntitle = { zh = \"目标\""),
    ("test/1-health.toml", "id = \"upper\"", "id = \"upper\", target = \"8\""),
    ("test/1-health.toml", "strict = true", "strickt = true"),
    (
        "test/1-health.toml",
        "kind = \"lower_bound\", limit = \"90\"",
        "kind = \"lower_bound\", limit = \"90\", baseline_year = 2020",
    ),
    ("test/1-health.toml", "kind = \"attested\"", "kind = \"attested\", limit = \"1\""),
    ("departments.toml", "group = false", "grup = false"),
    ("regions.toml", "level = \"city\"", "level = \"city\"\nparent = \"370000\""),
    ("relations.toml", "[[same]]", "[[equal]]"),
    ("relations.toml", "total = \"100\"", "total = \"100\"\nunit = \"percent\""),
    // Missing keys.
    ("test/plan.toml", "letter = \"T\"\n", ""),
    ("test/plan.toml", "issued = \"2021-01-02\"", ""),
    ("test/plan.toml", ", midterm_year = 2023", ""),
    ("test/1-health.toml", "domain = 1\n", ""),
    ("test/1-health.toml", "zh = \"健康\", ", ""),
    ("test/1-health.toml", "unit = \"percent\", applies_at = \"city\", population", "unit = \"percent\", population"),
    ("test/1-health.toml", "limit = \"90\"", ""),
    ("test/1-health.toml", ", percent = \"20\"", ""),
    ("test/1-health.toml", ", between = [\"urban\", \"rural\"]", ""),
    ("test/1-health.toml", "kind = \"attested\"", ""),
    ("regions.toml", "level = \"city\"\n", ""),
    ("relations.toml", "greater = \"test.health.lower\"\n", ""),
    // Wrong types, and bare numbers where a decimal has to be text.
    ("test/plan.toml", "region = \"371500\"", "region = 371500"),
    ("test/plan.toml", "title = { zh = \"试验规划\", en = \"Test plan\" }", "title = \"试验规划\""),
    ("test/plan.toml", "first_year = 2021", "first_year = \"2021\""),
    ("test/1-health.toml", "limit = \"8.2\"", "limit = 8.2"),
    ("test/1-health.toml", "limit = \"90\"", "limit = 90"),
    ("test/1-health.toml", "strict = true", "strict = \"yes\""),
    ("test/1-health.toml", "lead = [\"县卫生健康局\"]", "lead = \"县卫生健康局\""),
    ("test/1-health.toml", "rule = { kind = \"attested\" }", "rule = \"attested\""),
    ("test/1-health.toml", "[[measure]]", "[measure]"),
    ("departments.toml", "group = false", "group = 0"),
    ("relations.toml", "total = \"100\"", "total = 100"),
    // Unknown words.
    ("test/1-health.toml", "unit = \"done\"", "unit = \"percentage\""),
    ("test/1-health.toml", "[\"city\", \"county\"]", "[\"city\", \"contry\"]"),
    ("test/1-health.toml", "[\"city\", \"county\"]", "[]"),
    ("test/1-health.toml", "\"upper_bound\"", "\"at_most\""),
    ("test/1-health.toml", "direction = \"up\"", "direction = \"rise\""),
    ("test/1-health.toml", "across = \"county\"", "across = \"counties\""),
    ("test/implementation.toml", "\"五\"", "\"5\""),
    ("regions.toml", "level = \"city\"", "level = \"town\""),
    // Ids, letters, years and other numbers.
    ("test/1-health.toml", "id = \"upper\"", "id = \"Upper-1\""),
    ("test/1-health.toml", "id = \"upper\"", "id = \"1st\""),
    ("test/1-health.toml", "of = \"test.health.upper\", between", "of = \"upper\", between"),
    ("test/plan.toml", "\"T\"", "\"t\""),
    ("test/plan.toml", "\"T\"", "\"TEST\""),
    ("test/plan.toml", "\"T\"", "\"T1\""),
    ("test/plan.toml", "baseline_year = 2020", "baseline_year = 20"),
    ("test/1-health.toml", "baseline_year = 2020, percent", "baseline_year = 2200, percent"),
    ("test/1-health.toml", "domain = 1", "domain = 0"),
    ("test/1-health.toml", "years_before = 5", "years_before = 3"),
    ("test/plan.toml", "\"2021-01-02\"", "\"2021-13-02\""),
    ("test/plan.toml", "\"2021-01-02\"", "\"2 January 2021\""),
    // Decimals.
    ("test/1-health.toml", "\"8.2\", strict", "\"8,2\", strict"),
    ("test/1-health.toml", "\"8.2\", strict", "\"8.2%\", strict"),
    ("test/1-health.toml", "\"8.2\", strict", "\".5\", strict"),
    ("test/1-health.toml", "\"8.2\", strict", "\"1e1\", strict"),
    ("test/1-health.toml", "tolerance = \"2\", exceedable", "tolerance = \"２\", exceedable"),
    // Texts.
    ("test/1-health.toml", "wording = \"8.2\"", "wording = \"\""),
    ("test/1-health.toml", "wording = \"8.2\"", "wording = \" 8.2\""),
    ("test/1-health.toml", "wording = \"8.2\"", "wording = \"8.2\\u0007\""),
    // Keys that exclude each other, and pairs.
    ("test/1-health.toml", "domain = 1", "domain = 1\nchapter = \"五\""),
    ("test/implementation.toml", "[[duty", "[[objective"),
    ("test/1-health.toml", "between = [\"urban\", \"rural\"]", "between = [\"urban\", \"rural\"], across = \"county\""),
    ("test/1-health.toml", "[\"urban\", \"rural\"]", "[\"urban\", \"urban\"]"),
    ("relations.toml", "[\"male\", \"female\"]", "[\"male\"]"),
];

#[test]
fn one_mistake_is_refused_by_the_schema_and_by_the_reader() {
    for (name, from, to) in BROKEN {
        let (_, good) = GOOD.into_iter().find(|(known, _)| known == name).unwrap();
        assert!(good.contains(from), "{name}: {from}");
        let text = good.replacen(from, to, if from.starts_with("[[") { usize::MAX } else { 1 });
        // What a comma left behind makes of the table is no matter here.
        let text = text.replace("{ , ", "{ ").replace(",  }", " }").replace("{  }", "{}");
        assert!(
            !validator(kind_of(name)).is_valid(&tree::from_toml(&text)),
            "{name}: {from} → {to}: the schema takes it"
        );
        let errors = read_with(name, &text);
        assert!(
            errors.iter().any(|error| error.file == *name || error.file.starts_with("test.")),
            "{name}: {from} → {to}: {errors:?}"
        );
    }
}
