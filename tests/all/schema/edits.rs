//! Every small edit of the good files: what the schema refuses the reader refuses too, and what only the reader can see is
//! listed in a snapshot.

use super::agreement::{GOOD, SECTION, read_with};
use super::{kind_of, tree, validator};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What any value of a file is replaced by, one after the other.
fn replacements() -> Vec<Value> {
    vec![
        json!(""),
        json!("x"),
        json!(" x"),
        json!("x\u{7}"),
        json!("X-1"),
        json!("五"),
        json!("0"),
        json!("-1"),
        json!("101"),
        json!("8.20"),
        json!("1e3"),
        json!("8,2"),
        json!("2"),
        json!("city"),
        json!("percent"),
        json!("attested"),
        json!("up"),
        json!("2021-12-03"),
        json!("2021-02-30"),
        json!("test.health.upper"),
        json!("test.health.nothing"),
        json!(0),
        json!(1),
        json!(3),
        json!(255),
        json!(256),
        json!(-1),
        json!(1899),
        json!(1900),
        json!(2024),
        json!(2101),
        json!(8.2),
        json!(true),
        json!(false),
        json!([]),
        json!(["x"]),
        json!(["city"]),
        json!(["x", "x"]),
        json!(["x", "y"]),
        json!([1]),
        json!([{}]),
        json!({}),
        json!({ "zh": "x", "en": "y" }),
        json!({ "kind": "reported" }),
        json!({ "kind": "trend", "direction": "up", "baseline_year": 2020 }),
    ]
}

/// The places of all values in a value, as JSON pointers.
fn places(value: &Value, place: &str, found: &mut Vec<String>) {
    found.push(place.to_owned());
    match value {
        Value::Object(entries) => {
            entries.iter().for_each(|(key, value)| places(value, &format!("{place}/{key}"), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| places(item, &format!("{place}/{index}"), found));
        }
        _ => {}
    }
}

/// Every value with one edit: a value replaced, a key removed, a key added, a key renamed.
fn edits(good: &Value, first: bool) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    places(good, "", &mut found);
    let mut edits = Vec::new();
    // In a second file of a kind, only the rule of the first indicator is new.
    let chosen = |place: &&String| first || place.starts_with("/objective/0/indicator/0/rule");
    for place in found.iter().filter(chosen) {
        let mut add = |what: &str, edit: &dyn Fn(&mut Value)| {
            let mut edited = good.clone();
            edit(edited.pointer_mut(place).unwrap());
            edits.push((format!("{place}: {what}"), edited));
        };
        if !place.is_empty() {
            for replacement in replacements() {
                add(&replacement.to_string(), &|value| *value = replacement.clone());
            }
        }
        match good.pointer(place).unwrap() {
            Value::Object(entries) => {
                for key in entries.keys() {
                    add(&format!("without {key}"), &|value| {
                        value.as_object_mut().unwrap().remove(key);
                    });
                    add(&format!("{key} renamed"), &|value| {
                        let old = value.as_object_mut().unwrap().remove(key).unwrap();
                        value[format!("{key}s")] = old;
                    });
                }
                for key in ["x", "note", "limit", "strict", "chapter", "duty", "across", "department"] {
                    if !entries.contains_key(key) {
                        add(&format!("with {key}"), &|value| value[key] = json!("x"));
                    }
                }
            }
            Value::Array(items) if !items.is_empty() => {
                add("without the last", &|value| {
                    value.as_array_mut().unwrap().pop();
                });
                add("the first again", &|value| value.as_array_mut().unwrap().push(items[0].clone()));
            }
            _ => {}
        }
    }
    edits
}

/// A message without the figures and names of the single case.
fn kind_of_message(error: &zhibiao::plan_text::PlanTextError) -> String {
    let key: String = error.key.rsplit('.').next().unwrap().chars().filter(|c| !c.is_ascii_digit()).collect();
    let mut expected = error.expected.split(" (nearest").next().unwrap().to_owned();
    if expected.contains(", the range of") {
        "a figure in the range of the unit".clone_into(&mut expected);
    } else if expected.starts_with("a number above") {
        "a number above the one before".clone_into(&mut expected);
    } else if expected.starts_with("0 to the centre") {
        "0 to the centre".clone_into(&mut expected);
    }
    format!("{key}: {expected}")
}

/// The good files, that with the rules cut into one for each rule, since what is short is read fast.
fn short_files() -> Vec<(&'static str, Value)> {
    let mut files: Vec<(&str, Value)> = GOOD.iter().map(|(name, text)| (*name, tree::from_toml(text))).collect();
    let section = files.iter().position(|(name, _)| *name == "test/1-health.toml").unwrap();
    let indicators = files[section].1["objective"][0]["indicator"].as_array().unwrap().clone();
    let with = |indicators: &[&Value]| {
        let mut section = tree::from_toml(SECTION);
        section["objective"][0]["indicator"] = json!(indicators);
        section
    };
    // Other files name the first two.
    let [first, second, others @ ..] = indicators.as_slice() else { panic!("too few indicators") };
    files[section].1 = with(&[first, second]);
    files.extend(others.iter().map(|other| ("test/1-health.toml", with(&[other, first, second]))));
    files
}

#[test]
fn what_the_schema_refuses_the_reader_refuses_too() {
    let (mut both, mut only_reader, mut messages) = (0, 0, BTreeSet::new());
    let mut seen = BTreeSet::new();
    for (name, good) in short_files() {
        let validator = validator(kind_of(name));
        for (what, edited) in edits(&good, seen.insert(name)) {
            let fits = validator.is_valid(&edited);
            let errors = read_with(name, &tree::to_toml(&edited));
            match (fits, errors.is_empty()) {
                (false, true) => panic!("{name}{what}: the reader takes it, and the schema does not"),
                (false, false) => both += 1,
                (true, false) => {
                    only_reader += 1;
                    messages.extend(errors.iter().map(kind_of_message));
                }
                (true, true) => {}
            }
        }
    }
    assert!(both > 2_000 && only_reader > 50, "{both} {only_reader}");
    insta::assert_snapshot!(messages.into_iter().collect::<Vec<_>>().join("\n"));
}

/// Differences between the two, each with its reason.
#[test]
fn known_differences() {
    let differs = |from: &str, to: &str, fits: bool, is_read: bool| {
        for (name, text) in GOOD {
            if text.contains(from) {
                let text = text.replacen(from, to, 1);
                assert_eq!(validator(kind_of(name)).is_valid(&tree::from_toml(&text)), fits, "{to}");
                assert_eq!(read_with(name, &text).is_empty(), is_read, "{to}");
                return;
            }
        }
        panic!("{from}");
    };
    // JSON Schema calls 1.0 an integer.
    differs("domain = 1", "domain = 1.0", true, false);
    // A bare date is text to an editor.
    differs("\"2021-01-02\"", "2021-01-02", true, false);
    // The calendar: the schema knows no month's length.
    differs("\"2021-01-02\"", "\"2021-02-30\"", true, false);
    // Characters that are not seen and are no control characters.
    differs("wording = \"8.2\"", "wording = \"8.\u{200b}2\"", true, false);
    // More digits than a decimal holds, within the longest text.
    differs("limit = \"8.2\"", "limit = \"8.00000000000000000000000000000\"", true, false);
}
