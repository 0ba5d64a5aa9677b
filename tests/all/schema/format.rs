//! The format of plan files as types, for the JSON Schema. The library reads TOML with its own reader, for the sake of
//! its messages; these types say the same once more, and `agreement.rs` holds the two against each other.
//!
//! Words of the format come from the library's own lists. The comments are what an editor shows.

// Nothing is ever read into these types, and the format names their fields.
#![allow(dead_code, clippy::struct_field_names)]

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::marker::PhantomData;
use zhibiao::rule::Direction;
use zhibiao::{Clause, Language, Level, RuleKind, Unit};

/// What a plan is: plan.toml, one in the folder of each plan.
#[derive(JsonSchema)]
#[schemars(title = "zhibiao plan.toml", deny_unknown_fields)]
pub struct PlanFile {
    /// The capital letter that the plan's clause codes begin with, or up to three; each plan has its own.
    letter: Letter,
    /// The title of the plan (规划名称).
    title: Bilingual,
    /// What people call it, for reports (简称).
    short_title: Bilingual,
    /// The code of the region the plan is for, GB/T 2260 where one exists: "371500".
    region: Text,
    /// Which edition of the plan's data this is; "1" unless it is given. A correction is a new edition.
    #[schemars(default)]
    edition: Text,
    document: Document,
    period: Period,
}

/// One domain (领域) or chapter (章) of a plan: a file such as 1-health.toml beside plan.toml.
#[derive(JsonSchema)]
#[schemars(title = "zhibiao section", deny_unknown_fields, transform = domain_or_chapter)]
pub struct SectionFile {
    /// The number of the domain (领域): what it promises are objectives and measures.
    #[schemars(default)]
    domain: Number,
    /// The numeral of a chapter on carrying out, monitoring and evaluating the plan: what it asks for are duties. Instead of `domain`.
    #[schemars(default)]
    chapter: Numeral,
    /// The title of the domain or chapter.
    title: Bilingual,
    /// Main objectives (主要目标).
    #[schemars(default)]
    objective: Vec<Provision>,
    /// Measures (策略措施).
    #[schemars(default)]
    measure: Vec<Provision>,
    /// What a chapter asks for.
    #[schemars(default)]
    duty: Vec<Provision>,
}

/// Departments that answer for promises: departments.toml. With this list, a department that is not on it is a mistake.
#[derive(JsonSchema)]
#[schemars(title = "zhibiao departments.toml", deny_unknown_fields)]
pub struct DepartmentsFile {
    #[schemars(default)]
    department: Vec<Department>,
}

/// Regions that reports name: regions.toml.
#[derive(JsonSchema)]
#[schemars(title = "zhibiao regions.toml", deny_unknown_fields)]
pub struct RegionsFile {
    #[schemars(default)]
    region: Vec<Region>,
}

/// How figures of different indicators hang together: relations.toml.
#[derive(JsonSchema)]
#[schemars(title = "zhibiao relations.toml", deny_unknown_fields)]
pub struct RelationsFile {
    #[schemars(default)]
    order: Vec<Order>,
    #[schemars(default)]
    sum: Vec<Sum>,
    #[schemars(default)]
    same: Vec<Same>,
}

/// What a plan in one text has besides the keys of plan.toml.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Tables {
    /// The domains and chapters.
    #[schemars(default)]
    section: Vec<Section>,
    /// The departments that answer for promises; with this list, one that is not on it is a mistake.
    #[schemars(default)]
    department: Vec<Department>,
    /// The regions that reports name; `region` is the plan's own.
    #[schemars(default)]
    regions: Vec<Region>,
    #[schemars(default)]
    order: Vec<Order>,
    #[schemars(default)]
    sum: Vec<Sum>,
    #[schemars(default)]
    same: Vec<Same>,
}

/// A whole plan in one text: the keys of plan.toml with an id, and tables that are files otherwise.
pub struct WholePlan;

impl JsonSchema for WholePlan {
    fn schema_name() -> Cow<'static, str> {
        "WholePlan".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let id = described::<Id>(generator, "The first part of the ids of its indicators, instead of a folder's name.");
        let mut keys = with_first(PlanFile::json_schema(generator).to_value(), "id", id);
        let tables = Tables::json_schema(generator).to_value()["properties"].as_object().cloned().unwrap_or_default();
        keys["properties"].as_object_mut().unwrap().extend(tables);
        keys["title"] = json!("zhibiao plan in one text");
        keys["description"] = json!("What a plan is and what it promises, in one text.");
        keys.try_into().unwrap()
    }
}

/// One domain or chapter of a plan in one text: the keys of a file of its own with the name it would have.
struct Section;

impl JsonSchema for Section {
    fn schema_name() -> Cow<'static, str> {
        "Section".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let told = "The middle part of the ids of its indicators, instead of a file's name.";
        let slug = described::<Id>(generator, told);
        let mut keys = with_first(SectionFile::json_schema(generator).to_value(), "slug", slug);
        keys["title"] = json!("section");
        keys["description"] = json!("One domain (领域) or chapter (章) of the plan.");
        keys.try_into().unwrap()
    }
}

/// A type with a description of its own.
fn described<T: JsonSchema>(generator: &mut SchemaGenerator, description: &str) -> Value {
    json!({ "description": description, "allOf": [generator.subschema_for::<T>()] })
}

/// The keys of a table with a required one in front.
fn with_first(mut keys: Value, name: &str, schema: Value) -> Value {
    let properties = keys["properties"].as_object().cloned().unwrap_or_default();
    let required = keys["required"].as_array().cloned().unwrap_or_default();
    let first = std::iter::once((name.to_owned(), schema));
    keys["properties"] = first.chain(properties).collect::<Map<String, Value>>().into();
    keys["required"] = std::iter::once(json!(name)).chain(required).collect();
    keys
}

/// The document the plan was issued with.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Document {
    /// The document number (文号): "聊政发〔2021〕9号".
    number: Text,
    /// Who issued it.
    issuer: Bilingual,
    /// The day it was issued, as text: "2021-12-03".
    issued: Day,
}

/// The years of the plan.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Period {
    /// The first year.
    first_year: Year,
    /// The last year: the target year.
    last_year: Year,
    /// The year that changes are counted from (基期).
    baseline_year: Year,
    /// The year of the mid-term evaluation (中期评估).
    midterm_year: Year,
}

/// One objective, measure or duty, with what it promises.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Provision {
    /// Its number in the document; numbers rise.
    item: Number,
    /// What it is about, in few words of one's own.
    title: Bilingual,
    /// The departments in charge (牵头单位).
    #[schemars(default)]
    lead: Vec<Text>,
    /// The departments that share the work (责任单位).
    #[schemars(default)]
    responsible: Vec<Text>,
    /// What it promises, one table for each figure or statement.
    #[schemars(default)]
    indicator: Vec<Indicator>,
}

/// One figure or statement that a plan promises.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Indicator {
    /// The last part of its id, unique in the section and never changed later.
    id: Id,
    /// Its name (指标名称), unique in the plan.
    name: Bilingual,
    /// What a figure counts.
    unit: Word<Unit>,
    /// Of what each one has to meet the promise: the city as a whole, each county, each school. One word or several.
    applies_at: Levels,
    /// The people or things the figure is about, if the plan names them.
    #[schemars(default)]
    population: Bilingual,
    /// What the plan promises.
    rule: Rule,
    /// The shortest fragment of the plan that carries the figure, letter by letter.
    wording: Text,
    /// What the text leaves open, and how it is read here.
    #[schemars(default)]
    note: Bilingual,
}

/// At most a limit: 控制在…以下, 以内.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct UpperBound {
    /// The greatest value that meets the promise.
    limit: Decimal,
    /// Whether the limit itself no longer meets it: 未满, 不满.
    #[schemars(default)]
    strict: bool,
}

/// At least a limit: 达到, 保持在…以上, 至少, 不少于.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct LowerBound {
    /// The least value that meets the promise.
    limit: Decimal,
    /// Whether the limit itself does not yet meet it: 超过.
    #[schemars(default)]
    strict: bool,
}

/// About a figure: 保持在…左右.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Band {
    /// The figure the plan names.
    centre: Decimal,
    /// How far from it a value may be. 左右 has no official tolerance: it is your reading.
    tolerance: Decimal,
    /// Whether a value above is fine too: 达到…左右.
    #[schemars(default)]
    exceedable: bool,
}

/// A percentage below the baseline: 以2020年为基数下降20%.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct RelativeDecrease {
    /// The year whose figure is 100 percent.
    baseline_year: Year,
    /// How many percent below it: more than 0, at most 100.
    percent: Decimal,
}

/// So many points a year on average: 平均每年降低1个百分点以上.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct AverageAnnualChange {
    /// Which way the figure is meant to go.
    direction: Word<Direction>,
    /// By how much a year, in the indicator's unit: more than 0.
    points: Decimal,
    /// The year the change is counted from.
    baseline_year: Year,
}

/// A direction without a figure: 提高, 逐步提高, 持续下降.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Trend {
    /// Which way the figure is meant to go.
    direction: Word<Direction>,
    /// Whether each year is held against the one before: 持续, 不断.
    #[schemars(default)]
    every_year: bool,
    /// The year the change is counted from.
    baseline_year: Year,
}

/// A rise that slows: 上升趋势减缓.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SlowerRise {
    /// The year the new pace is counted from.
    baseline_year: Year,
    /// Over how many years up to it the old pace is taken.
    years_before: YearsBefore,
}

/// A comparison with another indicator of the same region and year: 不少于…比例, 与…相适应.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Reference {
    /// The full id of the other indicator.
    indicator: FullId,
    /// How far from it a value may be; without it, a value has to be at least the other's.
    #[schemars(default)]
    tolerance: Decimal,
}

/// A gap that narrows: 城乡、区域差距缩小, 男女差距缩小.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, extend("oneOf" = [{ "required": ["between"] }, { "required": ["across"] }]))]
struct Gap {
    /// The full id of the indicator whose gap it is.
    of: FullId,
    /// The two groups: urban and rural, or male and female. Or `across`.
    #[schemars(default)]
    between: Two<Text>,
    /// The level whose highest and lowest region are compared. Or `between`.
    #[schemars(default)]
    across: Word<Level>,
    /// The year the gap is compared with.
    baseline_year: Year,
}

/// Done or not done, as somebody in charge attests: what is promised without a figure.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Attested {}

/// No promise: only reported, for others to be compared with.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Reported {}

/// A kind, and exactly the keys of that kind.
pub struct Rule;

impl JsonSchema for Rule {
    fn schema_name() -> Cow<'static, str> {
        "Rule".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let kinds: Vec<Value> = RuleKind::ALL
            .iter()
            .map(|kind| {
                let keys = match kind {
                    RuleKind::UpperBound => UpperBound::json_schema(generator),
                    RuleKind::LowerBound => LowerBound::json_schema(generator),
                    RuleKind::Band => Band::json_schema(generator),
                    RuleKind::RelativeDecrease => RelativeDecrease::json_schema(generator),
                    RuleKind::AverageAnnualChange => AverageAnnualChange::json_schema(generator),
                    RuleKind::Trend => Trend::json_schema(generator),
                    RuleKind::SlowerRise => SlowerRise::json_schema(generator),
                    RuleKind::Reference => Reference::json_schema(generator),
                    RuleKind::Gap => Gap::json_schema(generator),
                    RuleKind::Attested => Attested::json_schema(generator),
                    RuleKind::Reported => Reported::json_schema(generator),
                    new => panic!("the keys of a rule of the kind `{new}` are not written down here"),
                };
                let word = json!({ "type": "string", "enum": [kind] });
                let mut keys = with_first(keys.to_value(), "kind", word);
                keys["title"] = json!(kind);
                keys
            })
            .collect();
        json_schema!({ "description": "What is promised, as a kind of rule and its figures.", "oneOf": kinds })
    }
}

/// A section is a domain with objectives and measures, or a chapter with duties.
fn domain_or_chapter(schema: &mut Schema) {
    schema.insert("if".to_owned(), json!({ "required": ["chapter"] }));
    schema
        .insert("then".to_owned(), json!({ "properties": { "domain": false, "objective": false, "measure": false } }));
    schema.insert("else".to_owned(), json!({ "required": ["domain"], "properties": { "duty": false } }));
}

/// A department, or a group of them that a plan names as one.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Department {
    /// Its name, as the document has it.
    name: Bilingual,
    /// Other spellings of the same department.
    #[schemars(default)]
    also: Vec<Text>,
    /// Whether it is a collective and not one department.
    #[schemars(default)]
    group: bool,
}

/// A region with a code.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Region {
    /// The code that observations use, GB/T 2260 where one exists.
    code: Text,
    /// What kind of region it is.
    level: Word<Level>,
    /// Its name.
    name: Bilingual,
}

/// One figure is never more than another, in the same region, group and year.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Order {
    /// The full id of the one that is never more.
    lesser: FullId,
    /// The full id of the one that is never less.
    greater: FullId,
}

/// Two groups of an indicator add up to a total, in the same region and year.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Sum {
    /// The full id of the indicator.
    indicator: FullId,
    /// The two groups: male and female.
    groups: Two<Text>,
    /// What they add up to.
    total: Decimal,
}

/// Two promises about the same quantity.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Same {
    /// The full ids of the two indicators.
    indicators: Pair<FullId>,
}

/// A text in both languages.
#[derive(Default)]
pub struct Bilingual;

impl JsonSchema for Bilingual {
    fn schema_name() -> Cow<'static, str> {
        "Bilingual".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = generator.subschema_for::<Text>();
        let languages = Language::ALL.iter().map(|language| (language.to_string(), json!(text)));
        json_schema!({
            "description": "The same in Chinese and in English: { zh = \"…\", en = \"…\" }.",
            "type": "object",
            "properties": Value::Object(languages.collect()),
            "required": Language::ALL,
            "additionalProperties": false,
        })
    }
}

/// Defines a type of the format by its schema.
macro_rules! plain {
    ($($name:ident = $schema:tt;)+) => {$(
        #[derive(Default)]
        pub struct $name;

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )+};
}

const ID: &str = "[a-z][a-z0-9_]{0,63}";

plain! {
    Text = {
        "description": "Text, without spaces around it and without control characters.",
        "type": "string",
        "pattern": r"^[^\s\u0000-\u001f\u007f-\u009f]([^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f])?$",
    };
    Decimal = {
        "description": "A decimal as text, such as \"8.2\": a bare number would have passed through a binary float.",
        "type": "string",
        "pattern": r"^-?[0-9]+(\.[0-9]+)?$",
        "maxLength": 64,
    };
    Year = { "description": "A year.", "type": "integer", "minimum": 1900, "maximum": 2100 };
    YearsBefore = {
        "description": "A number of years that divides 100, so that nothing is rounded.",
        "type": "integer",
        "enum": (1..=10).filter(|years| 100 % years == 0).collect::<Vec<u8>>(),
    };
    Number = { "description": "A number of the document, from 1.", "type": "integer", "minimum": 1, "maximum": 255 };
    Numeral = { "description": "A Chinese numeral from 一 to 十.", "type": "string", "enum": numerals() };
    Letter = { "description": "One to three capital letters, A to Z.", "type": "string", "pattern": "^[A-Z]{1,3}$" };
    Day = {
        "description": "A day as text, such as \"2021-12-03\".",
        "type": "string",
        "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    };
    Id = {
        "description": "Lower-case letters, digits and underscores, a letter first, at most 64.",
        "type": "string",
        "pattern": format!("^{ID}$"),
    };
    FullId = {
        "description": "The full id of an indicator: plan, section and short id, with points between.",
        "type": "string",
        "pattern": format!(r"^{ID}\.{ID}\.{ID}$"),
    };
}

/// The numerals of chapters, as the library writes them.
fn numerals() -> Vec<char> {
    "一二三四五六七八九十".chars().filter(|numeral| Clause::parse(&format!("{numeral}.1")).is_some()).collect()
}

/// Two of a kind, which differ.
#[derive(Default)]
pub struct Two<T>(PhantomData<T>);

impl<T: JsonSchema> JsonSchema for Two<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Two{}s", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut two = Pair::<T>::json_schema(generator);
        two.insert("uniqueItems".to_owned(), json!(true));
        two
    }
}

/// Two of a kind.
#[derive(Default)]
pub struct Pair<T>(PhantomData<T>);

impl<T: JsonSchema> JsonSchema for Pair<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("PairOf{}s", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": generator.subschema_for::<T>(), "minItems": 2, "maxItems": 2 })
    }
}

/// A word out of one of the library's lists.
pub struct Word<T>(PhantomData<T>);

impl<T> Default for Word<T> {
    fn default() -> Self {
        Word(PhantomData)
    }
}

/// One of the library's lists of words.
trait Words {
    const NAME: &'static str;
    /// Each word, and what an editor says beside it.
    fn words() -> Vec<(&'static str, Option<String>)>;
}

impl Words for Unit {
    const NAME: &'static str = "Unit";

    fn words() -> Vec<(&'static str, Option<String>)> {
        let suffix = |unit: &Unit| {
            let suffixes = Language::ALL.iter().map(|language| unit.suffix(*language).trim());
            let (least, greatest) = unit.range();
            let whole = if unit.is_count() { ", whole" } else { "" };
            let written = suffixes.filter(|suffix| !suffix.is_empty()).collect::<Vec<_>>().join(", ");
            let written = if written.is_empty() { String::new() } else { format!("{written}: ") };
            format!("{written}{least} to {greatest}{whole}")
        };
        Unit::ALL.iter().map(|unit| (unit.as_str(), Some(suffix(unit)))).collect()
    }
}

impl Words for Level {
    const NAME: &'static str = "Level";

    fn words() -> Vec<(&'static str, Option<String>)> {
        Level::ALL.iter().map(|level| (level.as_str(), None)).collect()
    }
}

impl Words for Direction {
    const NAME: &'static str = "Direction";

    fn words() -> Vec<(&'static str, Option<String>)> {
        Direction::ALL.iter().map(|direction| (direction.as_str(), None)).collect()
    }
}

impl<T: Words> JsonSchema for Word<T> {
    fn schema_name() -> Cow<'static, str> {
        T::NAME.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let (words, told): (Vec<&str>, Vec<Option<String>>) = T::words().into_iter().unzip();
        let mut schema = json_schema!({ "type": "string", "enum": words });
        if told.iter().any(Option::is_some) {
            // Taplo and Even Better TOML show these beside the words.
            schema.insert("x-taplo".to_owned(), json!({ "docs": { "enumValues": told } }));
        }
        schema
    }
}

/// One level, or several in an array.
pub struct Levels;

impl JsonSchema for Levels {
    fn schema_name() -> Cow<'static, str> {
        "Levels".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let level = generator.subschema_for::<Word<Level>>();
        json_schema!({ "anyOf": [level, { "type": "array", "items": level, "minItems": 1 }] })
    }
}
