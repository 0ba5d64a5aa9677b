//! Counting by plan, domain, department or region.

use super::{Attainment, Counts, Dimension, ReportOptions};
use crate::assessment::Assessed;
use crate::department::Department;
use crate::indicator::Indicator;
use crate::language::Language;
use crate::registry::Registry;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::collections::{BTreeMap, HashMap};

/// The counts of one plan, domain, department or region.
///
/// Serialized, it has the keys `key, name_zh, name_en, counts, attainment`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally<'a> {
    /// The plan's or region's id; the domain's with its plan in front; the department's Chinese name.
    pub key: String,
    name_zh: &'a str,
    name_en: &'a str,
    /// How many of what.
    pub counts: Counts,
    /// The attainment rate.
    pub attainment: Attainment,
}

impl<'a> Tally<'a> {
    /// What it is called.
    #[must_use]
    pub fn name(&self, language: Language) -> &'a str {
        match language {
            Language::Chinese => self.name_zh,
            Language::English => self.name_en,
        }
    }
}

/// The counts by one dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Table<'a> {
    /// What is counted by.
    pub by: Dimension,
    /// In the order of the documents; regions by their codes.
    pub rows: Vec<Tally<'a>>,
}

/// What is to be counted.
pub(super) struct Counted<'s, 'a> {
    /// What was found.
    pub(super) items: Vec<&'s Assessed<'a>>,
    /// The same by indicator, counted.
    pub(super) by_indicator: Vec<(Indicator<'a>, Counts)>,
    /// What was never observed.
    pub(super) unreported: Vec<Indicator<'a>>,
}

/// A row of a table.
struct Row<'a> {
    key: String,
    zh: &'a str,
    en: &'a str,
    counts: Counts,
}

/// Where a row stands among the others: by its position, of regions by their codes.
type Place<'a> = (usize, &'a str);

/// The rows that an indicator counts under, in whatever region.
fn rows_of(by: Dimension, indicator: Indicator<'_>) -> Vec<(Place<'_>, Row<'_>)> {
    let registry = indicator.registry();
    let plan = indicator.plan();
    let row = |position: Option<usize>, key: &str, zh, en| {
        ((position.unwrap_or(usize::MAX), ""), Row { key: key.to_owned(), zh, en, counts: Counts::default() })
    };
    match by {
        Dimension::Plan => {
            let first = registry.of_plan(plan.id()).next().map(|first| first.position());
            vec![row(first, plan.id(), plan.short_title().zh(), plan.short_title().en())]
        }
        Dimension::Domain => {
            let section = indicator.section();
            let first = registry.of_plan(plan.id()).find(|other| std::ptr::eq(other.section(), section));
            let key = format!("{}.{}", plan.id(), section.slug());
            vec![row(first.map(|first| first.position()), &key, section.title().zh(), section.title().en())]
        }
        Dimension::Lead | Dimension::Responsible => {
            let provision = indicator.provision();
            let departments: Vec<&Department> = match by {
                Dimension::Lead => provision.lead().collect(),
                _ => provision.responsible().collect(),
            };
            let position = |each: &Department| registry.departments().position(|other| std::ptr::eq(other, each));
            let named = departments.into_iter().map(|each| (position(each), each.name()));
            named.map(|(position, name)| row(position, name.zh(), name.zh(), name.en())).collect()
        }
        Dimension::Region => Vec::new(),
    }
}

/// The rows by indicator, each counted once, however many regions there are.
fn by_indicator<'a>(by: Dimension, counted: &Counted<'_, 'a>) -> BTreeMap<Place<'a>, Row<'a>> {
    let mut rows: BTreeMap<Place<'a>, Row<'a>> = BTreeMap::new();
    let mut count = |indicator: Indicator<'a>, counts: &Counts| {
        for (place, row) in rows_of(by, indicator) {
            rows.entry(place).or_insert(row).counts.add_all(counts);
        }
    };
    for (indicator, counts) in &counted.by_indicator {
        count(*indicator, counts);
    }
    for indicator in &counted.unreported {
        let mut counts = Counts::default();
        counts.add_unreported();
        count(*indicator, &counts);
    }
    rows
}

/// The rows by region. Nobody knows the region of what was never observed, unless one was asked for.
fn by_region<'a>(
    registry: &'a Registry,
    counted: &Counted<'_, 'a>,
    options: &ReportOptions,
) -> BTreeMap<Place<'a>, Row<'a>> {
    let mut counts: HashMap<&'a str, Counts> = HashMap::new();
    for item in &counted.items {
        counts.entry(item.evaluation.region()).or_default().add(item, options.basically_met);
    }
    if let Some(region) = options.region.as_deref().and_then(|code| registry.region(code)) {
        for _ in &counted.unreported {
            counts.entry(region.code()).or_default().add_unreported();
        }
    }
    let row = |(code, counts): (&'a str, Counts)| {
        let name = |language| registry.region_name(code, language);
        let row = Row { key: code.to_owned(), zh: name(Language::Chinese), en: name(Language::English), counts };
        ((0, code), row)
    };
    counts.into_iter().map(row).collect()
}

pub(super) fn tally<'a>(
    by: Dimension,
    registry: &'a Registry,
    counted: &Counted<'_, 'a>,
    options: &ReportOptions,
) -> Vec<Tally<'a>> {
    let rows = match by {
        Dimension::Region => by_region(registry, counted, options),
        _ => by_indicator(by, counted),
    };
    let finish = |row: Row<'a>| Tally {
        key: row.key,
        name_zh: row.zh,
        name_en: row.en,
        attainment: options.attainment.rate(&row.counts),
        counts: row.counts,
    };
    rows.into_values().map(finish).collect()
}

impl Serialize for Tally<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Tally", 5)?;
        fields.serialize_field("key", &self.key)?;
        fields.serialize_field("name_zh", self.name_zh)?;
        fields.serialize_field("name_en", self.name_en)?;
        fields.serialize_field("counts", &self.counts)?;
        fields.serialize_field("attainment", &self.attainment)?;
        fields.end()
    }
}

impl Serialize for Table<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Table", 2)?;
        fields.serialize_field("by", &self.by)?;
        fields.serialize_field("rows", &self.rows)?;
        fields.end()
    }
}
