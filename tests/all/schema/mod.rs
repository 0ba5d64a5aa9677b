//! The JSON Schema of plan files: made again from the types in `format.rs`, and held against the reader.
//!
//! After a change to the format: `ZHIBIAO_SCHEMA=1 cargo test --test all schema`.

mod agreement;
mod edits;
mod format;
pub mod tree;

use format::{DepartmentsFile, PlanFile, RegionsFile, RelationsFile, SectionFile, WholePlan};
use jsonschema::Validator;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;
use std::path::Path;

/// Draft 7 is the newest that Taplo checks.
fn schema_of<T: JsonSchema>() -> Value {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<T>().to_value()
}

/// Every kind of file: the name of its schema, and the schema.
fn schemas() -> [(&'static str, Value); 6] {
    [
        ("plan", schema_of::<PlanFile>()),
        ("section", schema_of::<SectionFile>()),
        ("departments", schema_of::<DepartmentsFile>()),
        ("regions", schema_of::<RegionsFile>()),
        ("relations", schema_of::<RelationsFile>()),
        ("whole-plan", schema_of::<WholePlan>()),
    ]
}

/// The schema that a file of a plan has to fit, by the file's name.
fn kind_of(file: &str) -> &str {
    match file.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")) {
        Some(name @ ("plan" | "departments" | "regions" | "relations")) => name,
        _ => "section",
    }
}

fn validator(name: &str) -> Validator {
    let (_, schema) = schemas().into_iter().find(|(known, _)| *known == name).unwrap();
    jsonschema::draft7::new(&schema).unwrap()
}

#[test]
fn the_committed_schemas_are_what_the_types_give() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    for (name, schema) in schemas() {
        let made = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        let path = folder.join(format!("{name}.json"));
        if std::env::var_os("ZHIBIAO_SCHEMA").is_some() {
            std::fs::write(&path, &made).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            committed == made,
            "schema/{name}.json is not what tests/all/schema/format.rs gives: \
             run `ZHIBIAO_SCHEMA=1 cargo test --test all schema`, and look at the difference"
        );
    }
}

#[test]
fn the_schemas_are_schemas() {
    for (name, schema) in schemas() {
        assert!(jsonschema::draft7::meta::is_valid(&schema), "{name}");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    }
}
