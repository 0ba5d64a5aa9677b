//! The example that compares two plans, as a user runs it.

use crate::support::{example, load};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use zhibiao::Registry;

#[track_caller]
fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = example("compare").args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const COUNTY: &str = "examples/data/gaotang";
const MATCHED: &str = "same,tightened,loosened,changed_in_kind,new,cannot_be_said";

#[test]
fn what_a_person_sees() {
    for (name, arguments) in [
        ("table_zh", vec!["women", COUNTY, "--only", MATCHED]),
        ("table_en", vec!["women", "examples/data/gaotang/plan.toml", "--only", MATCHED, "--lang", "en"]),
        ("markdown", vec!["women", COUNTY, "--only", "tightened,loosened", "--format", "markdown"]),
        ("csv", vec!["women", COUNTY, "--only", MATCHED, "--format", "csv", "--lang", "en"]),
    ] {
        let (code, text, errors) = run(&arguments);
        assert_eq!((code, errors.as_str()), (Some(0), ""), "{name}");
        // Every line of the made-up plan says so.
        assert!(text.contains("虚构") || text.contains("made up") || name == "csv", "{text}");
        insta::assert_snapshot!(name, text);
    }
}

#[test]
fn the_table_as_json() {
    let (code, text, _) = run(&["women", COUNTY, "--format", "json", "--changes-only"]);
    assert_eq!(code, Some(0));
    let whole: Value = serde_json::from_str(&text).unwrap();
    let women = Registry::builtin().of_plan("women").count();
    let counts = whole["counts"].as_object().unwrap();
    let keys: Vec<&str> = counts.keys().map(String::as_str).collect();
    assert_eq!(keys, ["same", "tightened", "loosened", "changed_in_kind", "new", "dropped", "cannot_be_said"]);
    let total: u64 = counts.values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(total, women as u64 + counts["new"].as_u64().unwrap());
    let promises = whole["promises"].as_array().unwrap();
    assert_eq!(promises.len() as u64, total - counts["same"].as_u64().unwrap());
    let mortality = promises.iter().find(|one| one["old"]["id"] == "women.health.maternal_mortality_ratio").unwrap();
    assert_eq!(mortality["sentence"], "孕产妇死亡率：由≤8.2/10万收紧为≤8/10万");
    assert_eq!(whole["conflicts"], json!([]));
}

/// What a reader needs to repeat it years later.
#[test]
fn both_plans_are_named_in_every_form() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(COUNTY);
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let names = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let texts: Vec<(String, String)> = names.map(|name| (format!("gaotang/{name}"), read(&name))).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let registry = load(&files).unwrap();
    let digest = registry.digest("gaotang").unwrap();
    let women = Registry::builtin().digest("women").unwrap();

    let (_, text, _) = run(&["women", COUNTY, "--format", "json"]);
    let whole: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        whole["new"],
        json!({
            "id": "gaotang",
            "title": "高唐县妇女发展规划（示例，虚构）",
            "number": "示例，非公文 / made up, no document",
            "issuer": "示例",
            "issued": "2022-01-01",
            "first_year": 2021,
            "last_year": 2025,
            "baseline_year": 2020,
            "midterm_year": 2023,
            "edition": "1",
            "digest": digest,
        })
    );
    assert_eq!((&whole["old"]["number"], &whole["old"]["digest"]), (&json!("聊政发〔2021〕9号"), &json!(women)));

    let old = [
        "《聊城市“十四五”妇女发展规划》（聊政发〔2021〕9号，聊城市人民政府，2021-12-03；数据第1版）。",
        "规划期2021—2025年，基期2020年，中期2023年。",
        &format!("妇女规划的数据摘要（SHA-256）：{women}。"),
    ];
    let new = [
        "《高唐县妇女发展规划（示例，虚构）》（示例，非公文 / made up, no document，示例，2022-01-01；数据第1版）。",
        "规划期2021—2025年，基期2020年，中期2023年。",
        &format!("县妇女规划（示例）的数据摘要（SHA-256）：{digest}。"),
    ];
    for (format, bullet) in [("table", ""), ("markdown", "- ")] {
        let lines = |plan: [&str; 3]| plan.map(|line| format!("  {bullet}{line}\n")).concat();
        let expected = format!("{bullet}原规划：\n{}{bullet}新规划：\n{}\n", lines(old), lines(new));
        let (_, text, _) = run(&["women", COUNTY, "--format", format]);
        assert!(text.starts_with(&expected), "{text}");
    }

    let (_, text, _) = run(&["women", COUNTY, "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().skip(8).map(str::to_owned).collect();
    let [old, new] = ["old", "new"]
        .map(|side| ["plan", "plan_number", "plan_edition", "plan_digest"].map(|column| format!("{side}_{column}")));
    assert_eq!(header, [old, new].concat());
    for row in reader.records() {
        let row: Vec<String> = row.unwrap().iter().skip(8).map(str::to_owned).collect();
        let number = "示例，非公文 / made up, no document";
        assert_eq!(row, ["women", "聊政发〔2021〕9号", "1", women, "gaotang", number, "1", digest]);
    }
}

/// The folder that the built-in plan was made from is the same plan.
#[test]
fn a_folder_beside_a_built_in_plan() {
    let (code, text, errors) = run(&["women", "indicators/women", "--changes-only", "--lang", "en"]);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(text.contains("Nothing matches.\n"), "{text}");
    let count = Registry::builtin().of_plan("women").count();
    assert!(text.contains(&format!("{count} in all: same {count}, tightened 0")), "{text}");
}

fn copy(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    for entry in fs::read_dir(COUNTY).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
}

#[test]
fn mistakes_in_the_countys_text_are_all_told() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("gaotang");
    copy(&folder);
    let change = |from: &str, to: &str| {
        let file = folder.join("1-health.toml");
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(from));
        fs::write(&file, text.replacen(from, to, 1)).unwrap();
    };
    // What contradicts itself is told below the table, and is no mistake in the text.
    change(r#"limit = "80", strict"#, r#"limit = "100", strict"#);
    let given = folder.to_str().unwrap();
    let (code, text, _) = run(&["women", given]);
    assert_eq!(code, Some(0));
    assert!(text.contains("【自相矛盾】农村适龄妇女乳腺癌人群检查率：G1.3“>100%”，任何数值都无法满足。"), "{text}");

    change("unit = \"years\"", "unit = \"year\"");
    change("limit = \"80.0\"", "limit = 80.0");
    let (code, text, errors) = run(&["women", given]);
    assert_eq!((code, text.as_str()), (Some(1), ""));
    let lines: Vec<&str> = errors.lines().collect();
    assert_eq!(lines.len(), 2, "{errors}");
    let file = folder.join("1-health.toml");
    let file = file.to_str().unwrap();
    assert!(lines[0].starts_with(&format!("{file}:13:8: `objective[0].indicator[0].unit`")), "{errors}");
    assert!(lines[1].starts_with(&format!("{file}:59:")), "{errors}");
}

#[test]
fn mistakes_are_told_at_the_path_that_was_given() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("gaotang");
    copy(&folder);
    fs::write(folder.join("regions.toml"), "[[region]]\ncode = 1\n").unwrap();
    fs::write(folder.join("2-education.toml"), "domain = \"two\"\n").unwrap();
    // By the folder, by the file in it, from within, and on either side.
    for (given, beside, inside) in [
        (folder.clone(), folder.clone(), false),
        (folder.join("plan.toml"), folder.clone(), false),
        ("gaotang".into(), "gaotang".into(), false),
        ("plan.toml".into(), ".".into(), true),
        (".".into(), ".".into(), true),
    ] {
        let from = if inside { folder.as_path() } else { place.path() };
        for sides in [["women", given.to_str().unwrap()], [given.to_str().unwrap(), "women"]] {
            let output = example("compare").args(sides).current_dir(from).output().unwrap();
            let errors = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{errors}");
            for name in ["regions.toml", "2-education.toml"] {
                let start = format!("{}:", beside.join(name).display());
                assert!(errors.lines().any(|line| line.starts_with(&start)), "{start} in {errors}");
            }
            assert!(
                !errors.lines().any(|line| line.starts_with("gaotang/")) || beside == Path::new("gaotang"),
                "{errors}"
            );
        }
    }
}

#[test]
fn a_conflict_that_both_plans_have_is_told_once() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("gaotang");
    copy(&folder);
    let file = folder.join("1-health.toml");
    let text = fs::read_to_string(&file).unwrap().replacen(r#"limit = "80", strict"#, r#"limit = "100", strict"#, 1);
    fs::write(&file, text).unwrap();
    let given = folder.to_str().unwrap();
    let (_, text, _) = run(&[given, given]);
    assert_eq!(text.matches("【自相矛盾】").count(), 1, "{text}");
    let (_, text, _) = run(&[given, given, "--format", "json"]);
    let whole: Value = serde_json::from_str(&text).unwrap();
    let conflicts = whole["conflicts"].as_array().unwrap();
    assert_eq!((conflicts.len(), &conflicts[0]["first"]), (1, &json!("gaotang.health.breast_screening")));
    // Other words, in another edition, are no repetition.
    let other = place.path().join("other/gaotang");
    copy(&other);
    let text = fs::read_to_string(&file).unwrap().replacen(r#"limit = "100", strict"#, r#"limit = "100.0", strict"#, 1);
    fs::write(other.join("1-health.toml"), text).unwrap();
    let (_, text, errors) = run(&[given, other.to_str().unwrap()]);
    assert_eq!(text.matches("【自相矛盾】").count(), 2, "{text}{errors}");
}

#[test]
fn wrong_usage_is_told_apart() {
    for (arguments, expected) in [
        (vec!["women", "nowhere/plan.toml"], "nowhere/plan.toml: cannot be read"),
        (vec!["women", "examples/data"], "examples/data: found no `plan.toml`, expected a plan's folder"),
        (vec!["women", COUNTY, "--only", "worse"], "expected one of same, tightened"),
        (vec!["women"], "COUNTY.toml"),
    ] {
        let (code, text, errors) = run(&arguments);
        assert_eq!((code, text.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(errors.contains(expected), "{errors}");
    }
    let (code, text, _) = run(&["--help"]);
    assert_eq!(code, Some(0));
    assert!(text.contains("Exit status: 0 compared, 1 a plan's text has mistakes"), "{text}");
}
