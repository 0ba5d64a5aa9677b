//! Makes `builtin.rs` from the folder `indicators/`, and checks that the committed file is what that gives.
//!
//! After a change to the folder: `ZHIBIAO_BAKE=1 cargo test --lib bake`.

use super::Registry;
use crate::indicator::Level;
use crate::language::{Bilingual, Text};
use crate::plan_text::PlanFile;
use crate::relation::Relation;
use crate::rule::{Between, Rule};
use chrono::Datelike;
use rust_decimal::Decimal;
use std::fmt::Write;
use std::path::Path;

const HEAD: &str = "\
//! The built-in plans. Made from `indicators/` by `bake.rs`; do not edit, run `ZHIBIAO_BAKE=1 cargo test --lib bake`.

use super::{IdIndex, Registry};
use crate::indicator::{IndicatorRecord, Level, Levels};
use crate::language::{Bilingual, Text};
use crate::department::Department;
use crate::plan::{Document, Plan, ProvisionKind, ProvisionRecord, Section, SectionNumber};
use crate::region::Region;
use crate::relation::Relation;
use crate::rule::{
    AverageAnnualChange, Band, Between, Direction, Gap, LowerBound, Reference, RelativeDecrease, Rule, SlowerRise, Trend, UpperBound,
};
use crate::unit::Unit;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::borrow::Cow;

const fn text(text: &'static str) -> Text {
    Cow::Borrowed(text)
}

macro_rules! name {
    ($zh:literal, $en:literal) => {
        Bilingual::joined(concat!($zh, $en), $zh.len())
    };
}

const fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

const fn decimal(low: u32, middle: u32, high: u32, scale: u32) -> Decimal {
    Decimal::from_parts(low, middle, high, false, scale)
}

pub(super) static REGISTRY: Registry = Registry {
    plans: Cow::Borrowed(&PLANS),
    sections: Cow::Borrowed(&SECTIONS),
    provisions: Cow::Borrowed(&PROVISIONS),
    indicators: Cow::Borrowed(&INDICATORS),
    by_id: IdIndex { starts: Cow::Borrowed(&ID_STARTS), positions: Cow::Borrowed(&ID_POSITIONS) },
    departments: Cow::Borrowed(&DEPARTMENTS),
    regions: Cow::Borrowed(&REGIONS),
    relations: Cow::Borrowed(&RELATIONS),
    overrides: crate::overriding::NONE,
    digests: crate::digest::Digests::new(),
    single_figures: crate::columns::SingleFigures::new(),
};
";

/// Every TOML file of the folder that belongs to the registry, by its name in the folder.
fn folder() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("indicators");
    let read = |name: &str| (name.to_owned(), std::fs::read_to_string(root.join(name)).unwrap());
    let mut files = vec![read("regions.toml"), read("departments.toml"), read("relations.toml")];
    for plan in ["women", "children"] {
        let mut names: Vec<String> = std::fs::read_dir(root.join(plan))
            .unwrap()
            .map(|entry| format!("{plan}/{}", entry.unwrap().file_name().to_str().unwrap()))
            .collect();
        names.sort();
        files.extend(names.iter().map(|name| read(name)));
    }
    files
}

fn from_folder() -> Registry {
    let files = folder();
    let files: Vec<PlanFile<'_>> = files.iter().map(|(name, text)| PlanFile { name, text }).collect();
    Registry::from_toml(&files).unwrap_or_else(|errors| panic!("{errors}"))
}

fn decimal(value: Decimal) -> String {
    let parts = value.unpack();
    assert!(!parts.negative, "no figure of a plan is negative");
    format!("decimal({}, {}, {}, {})", parts.lo, parts.mid, parts.hi, parts.scale)
}

fn name(name: &Bilingual) -> String {
    format!("name!({:?}, {:?})", name.zh(), name.en())
}

fn optional(text: Option<&Bilingual>) -> String {
    text.map_or_else(|| "None".to_owned(), |text| format!("Some({})", name(text)))
}

fn texts(texts: &[Text]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| format!("text({text:?})")).collect();
    format!("Cow::Borrowed(&[{}])", texts.join(", "))
}

fn levels(levels: &[Level]) -> String {
    let levels: Vec<String> = levels.iter().map(|level| format!("Level::{level:?}")).collect();
    format!("Levels::of(&[{}])", levels.join(", "))
}

fn rule(rule: &Rule) -> String {
    match rule {
        Rule::UpperBound(rule) => {
            format!("Rule::UpperBound(UpperBound {{ limit: {}, strict: {} }})", decimal(rule.limit), rule.strict)
        }
        Rule::LowerBound(rule) => {
            format!("Rule::LowerBound(LowerBound {{ limit: {}, strict: {} }})", decimal(rule.limit), rule.strict)
        }
        Rule::Band(rule) => format!(
            "Rule::Band(Band {{ centre: {}, tolerance: {}, exceedable: {} }})",
            decimal(rule.centre),
            decimal(rule.tolerance),
            rule.exceedable
        ),
        Rule::RelativeDecrease(rule) => format!(
            "Rule::RelativeDecrease(RelativeDecrease {{ baseline_year: {}, percent: {} }})",
            rule.baseline_year,
            decimal(rule.percent)
        ),
        Rule::AverageAnnualChange(rule) => format!(
            "Rule::AverageAnnualChange(AverageAnnualChange {{ direction: Direction::{:?}, points: {}, baseline_year: {} }})",
            rule.direction,
            decimal(rule.points),
            rule.baseline_year
        ),
        Rule::Trend(rule) => format!(
            "Rule::Trend(Trend {{ direction: Direction::{:?}, every_year: {}, baseline_year: {} }})",
            rule.direction, rule.every_year, rule.baseline_year
        ),
        Rule::SlowerRise(rule) => format!(
            "Rule::SlowerRise(SlowerRise {{ baseline_year: {}, years_before: {} }})",
            rule.baseline_year, rule.years_before
        ),
        Rule::Reference(rule) => format!(
            "Rule::Reference(Reference {{ indicator: text({:?}), tolerance: {} }})",
            rule.indicator,
            rule.tolerance.map_or_else(|| "None".to_owned(), |tolerance| format!("Some({})", decimal(tolerance)))
        ),
        Rule::Gap(rule) => {
            let between = match &rule.between {
                Between::Groups(one, other) => format!("Between::Groups(text({one:?}), text({other:?}))"),
                Between::Regions(level) => format!("Between::Regions(Level::{level:?})"),
            };
            format!(
                "Rule::Gap(Gap {{ of: text({:?}), between: {between}, baseline_year: {} }})",
                rule.of, rule.baseline_year
            )
        }
        Rule::Attested => "Rule::Attested".to_owned(),
        Rule::Reported => "Rule::Reported".to_owned(),
    }
}

/// An array of constants, one record after the other.
fn table<T>(constant: &str, of: &str, records: &[T], fields: impl Fn(&T) -> Vec<(&'static str, String)>) -> String {
    let mut source = format!("\nstatic {constant}: [{of}; {}] = [\n", records.len());
    for record in records {
        writeln!(source, "    {of} {{").unwrap();
        for (field, value) in fields(record) {
            writeln!(source, "        {field}: {value},").unwrap();
        }
        source.push_str("    },\n");
    }
    source.push_str("];\n");
    source
}

fn bake(registry: &Registry) -> String {
    let mut source = HEAD.to_owned();
    source += &table("PLANS", "Plan", &registry.plans, |plan| {
        let document = &plan.document;
        let issued = document.issued;
        let issued = format!("{}, {}, {}", issued.year(), issued.month(), issued.day());
        vec![
            ("id", format!("text({:?})", plan.id)),
            ("letter", format!("text({:?})", plan.letter)),
            ("title", name(&plan.title)),
            ("short_title", name(&plan.short_title)),
            ("region", format!("text({:?})", plan.region)),
            (
                "document",
                format!(
                    "Document {{ number: text({:?}), issuer: {}, issued: date({issued}) }}",
                    document.number,
                    name(&document.issuer)
                ),
            ),
            ("first_year", plan.first_year.to_string()),
            ("last_year", plan.last_year.to_string()),
            ("baseline_year", plan.baseline_year.to_string()),
            ("midterm_year", plan.midterm_year.to_string()),
            ("edition", format!("text({:?})", plan.edition)),
        ]
    });
    source += &table("SECTIONS", "Section", &registry.sections, |section| {
        vec![
            ("plan", section.plan.to_string()),
            ("slug", format!("text({:?})", section.slug)),
            ("number", format!("SectionNumber::{:?}", section.number)),
            ("title", name(&section.title)),
        ]
    });
    source += &table("PROVISIONS", "ProvisionRecord", &registry.provisions, |provision| {
        vec![
            ("section", provision.section.to_string()),
            ("kind", format!("ProvisionKind::{:?}", provision.kind)),
            ("item", provision.item.to_string()),
            ("title", name(&provision.title)),
            ("departments", format!("Cow::Borrowed(&{:?})", provision.departments)),
            ("leads", provision.leads.to_string()),
        ]
    });
    source += &table("INDICATORS", "IndicatorRecord", &registry.indicators, |record| {
        vec![
            ("id", format!("text({:?})", record.id)),
            ("provision", record.provision.to_string()),
            ("name", name(&record.name)),
            ("unit", format!("Unit::{:?}", record.unit)),
            ("applies_at", levels(record.applies_at.as_slice())),
            ("population", optional(record.population.as_ref())),
            ("rule", rule(&record.rule)),
            ("wording", format!("text({:?})", record.wording)),
            ("note", optional(record.note.as_ref())),
        ]
    });
    source += &table("DEPARTMENTS", "Department", &registry.departments, |department| {
        vec![
            ("name", name(&department.name)),
            ("also", texts(&department.also)),
            ("group", department.group.to_string()),
        ]
    });
    source += &table("REGIONS", "Region", &registry.regions, |region| {
        vec![
            ("code", format!("text({:?})", region.code)),
            ("level", format!("Level::{:?}", region.level)),
            ("name", name(&region.name)),
        ]
    });
    writeln!(source, "\nstatic RELATIONS: [Relation; {}] = [", registry.relations.len()).unwrap();
    for relation in registry.relations() {
        let fields = match relation {
            Relation::Order { lesser, greater } => {
                format!("Order {{ lesser: text({lesser:?}), greater: text({greater:?}) }}")
            }
            Relation::Sum { indicator, groups: (one, other), total } => format!(
                "Sum {{ indicator: text({indicator:?}), groups: (text({one:?}), text({other:?})), total: {} }}",
                decimal(*total)
            ),
            Relation::Same { first, second } => format!("Same {{ first: text({first:?}), second: text({second:?}) }}"),
        };
        writeln!(source, "    Relation::{fields},").unwrap();
    }
    source.push_str("];\n");
    for (name, numbers) in [("ID_STARTS", &registry.by_id.starts), ("ID_POSITIONS", &registry.by_id.positions)] {
        writeln!(source, "\nstatic {name}: [u16; {}] = {numbers:?};", numbers.len()).unwrap();
    }
    source
}

#[test]
fn the_baked_plans_are_what_the_folder_says() {
    let from_folder = from_folder();
    let source = bake(&from_folder);
    if std::env::var_os("ZHIBIAO_BAKE").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/registry/builtin.rs");
        std::fs::write(path, &source).unwrap();
        return;
    }
    assert!(
        source == include_str!("builtin.rs"),
        "src/registry/builtin.rs is not what indicators/ gives; run `ZHIBIAO_BAKE=1 cargo test --lib bake`"
    );
    // Not only the text: what was compiled equals what was read.
    assert!(*Registry::builtin() == from_folder);
}
