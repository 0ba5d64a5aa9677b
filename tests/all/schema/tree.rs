//! TOML text as a JSON value, as an editor hands it to a schema, and back.

use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

/// The value of a TOML text. Dates become text, as Taplo has it.
#[track_caller]
pub fn from_toml(text: &str) -> Value {
    from_table(DeTable::parse(text).unwrap().get_ref())
}

fn from_table(table: &DeTable<'_>) -> Value {
    let entries = table.iter().map(|(key, value)| (key.get_ref().to_string(), from_value(value.get_ref())));
    Value::Object(entries.collect::<Map<String, Value>>())
}

fn from_value(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => text.as_ref().into(),
        DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix()).unwrap().into(),
        DeValue::Float(float) => float.as_str().parse::<f64>().unwrap().into(),
        DeValue::Boolean(boolean) => (*boolean).into(),
        DeValue::Datetime(day) => day.to_string().into(),
        DeValue::Array(items) => items.iter().map(|item| from_value(item.get_ref())).collect(),
        DeValue::Table(table) => from_table(table),
    }
}

/// A value as TOML text: every key of the root on a line, everything below inline.
pub fn to_toml(root: &Value) -> String {
    let entries = root.as_object().unwrap().iter();
    entries.map(|(key, value)| format!("{} = {}", quoted(key), inline(value))).collect::<Vec<_>>().join("\n")
}

/// A value on one line, as it stands behind a key.
pub fn inline(value: &Value) -> String {
    match value {
        Value::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{} = {}", quoted(key), inline(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::String(text) => quoted(text),
        Value::Number(_) | Value::Bool(_) => value.to_string(),
        Value::Null => panic!("TOML has no null"),
    }
}

fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|character| match character {
        '"' | '\\' => format!("\\{character}"),
        control if control.is_control() => format!("\\U{:08x}", u32::from(control)),
        other => other.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

#[test]
fn there_and_back() {
    let text = "a = { \"b c\" = [\"\\u0000\\\"\", 1, 1.5, true, [], {}] }\n[[d]]\ne = 0x10\n";
    let value = from_toml(text);
    assert_eq!(from_toml(&to_toml(&value)), value);
    assert_eq!(from_toml("day = 2021-12-03")["day"], "2021-12-03");
}
