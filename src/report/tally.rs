//! Counting by plan, domain, department or region.

use super::{Attainment, Counts, Dimension, ReportOptions};
use crate::assessment::Assessed;
use crate::department::Department;
use crate::indicator::Indicator;
use crate::language::Language;
use crate::region::Region;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::collections::BTreeMap;

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

/// What an item counts for.
struct Heading<'a> {
    /// Where it stands among the rows.
    place: (usize, String),
    key: String,
    zh: &'a str,
    en: &'a str,
}

/// The headings that an indicator in a region counts under; the region is not known where nothing was ever observed.
fn headings<'a>(by: Dimension, indicator: Indicator<'a>, region: Option<&'a str>) -> Vec<Heading<'a>> {
    let registry = indicator.registry();
    let plan = indicator.plan();
    let first_of_plan = || registry.of_plan(plan.id()).next().map_or(0, |first| first.position());
    match by {
        Dimension::Plan => vec![Heading {
            place: (first_of_plan(), String::new()),
            key: plan.id().to_owned(),
            zh: plan.short_title().zh(),
            en: plan.short_title().en(),
        }],
        Dimension::Domain => {
            let section = indicator.section();
            let key = format!("{}.{}", plan.id(), section.slug());
            let first = registry.of_plan(plan.id()).find(|other| std::ptr::eq(other.section(), section));
            vec![Heading {
                place: (first.map_or(0, |first| first.position()), String::new()),
                key,
                zh: section.title().zh(),
                en: section.title().en(),
            }]
        }
        Dimension::Lead | Dimension::Responsible => {
            let provision = indicator.provision();
            let departments: Vec<_> = match by {
                Dimension::Lead => provision.lead().collect(),
                _ => provision.responsible().collect(),
            };
            let heading = |department: &'a Department| {
                let place = registry.departments().position(|other| std::ptr::eq(other, department));
                Heading {
                    place: (place.unwrap_or(usize::MAX), String::new()),
                    key: department.name().zh().to_owned(),
                    zh: department.name().zh(),
                    en: department.name().en(),
                }
            };
            departments.into_iter().map(heading).collect()
        }
        Dimension::Region => region.map_or_else(Vec::new, |code| {
            vec![Heading {
                place: (0, code.to_owned()),
                key: code.to_owned(),
                zh: registry.region_name(code, Language::Chinese),
                en: registry.region_name(code, Language::English),
            }]
        }),
    }
}

pub(super) fn tally<'a>(
    by: Dimension,
    counted: &[&Assessed<'a>],
    unreported: &[Indicator<'a>],
    options: &ReportOptions,
) -> Vec<Tally<'a>> {
    let mut rows: BTreeMap<(usize, String), (Heading<'a>, Counts)> = BTreeMap::new();
    let mut under = |heading: Heading<'a>, add: &dyn Fn(&mut Counts)| {
        let (_, counts) = rows.entry(heading.place.clone()).or_insert_with(|| (heading, Counts::default()));
        add(counts);
    };
    for item in counted {
        for heading in headings(by, item.evaluation.indicator(), Some(item.evaluation.region())) {
            under(heading, &|counts| counts.add(item, options.basically_met));
        }
    }
    for indicator in unreported {
        let region = options.region.as_deref().and_then(|code| indicator.registry().region(code));
        for heading in headings(by, *indicator, region.map(Region::code)) {
            under(heading, &Counts::add_unreported);
        }
    }
    let finish = |(heading, counts): (Heading<'a>, Counts)| Tally {
        key: heading.key,
        name_zh: heading.zh,
        name_en: heading.en,
        attainment: options.attainment.rate(&counts),
        counts,
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
