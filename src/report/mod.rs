//! Reports: what an assessment found, counted, for those responsible.
//!
//! An indicator counts once for each region, for everybody; figures of groups (sex, residence, age) are judged and warned about,
//! but a plan promises them for the whole, so that they are not counted unless asked for. An indicator of which nothing that
//! counts was ever observed counts as one without data wherever its plan, domain or departments are counted, and for the region where
//! one was asked for; otherwise nobody knows its region.

mod attainment;
mod counts;
mod markdown;
mod plain;
mod words;

pub use attainment::{Attainment, AttainmentRule, CountingRule, Rounding};
pub use counts::Counts;

use crate::assessment::{Assessed, Assessment, Stage};
use crate::data_set::DataSet;
use crate::group::TOTAL;
use crate::indicator::{Indicator, WHOLES};
use crate::keyword::keyword_enum;
use crate::language::Language;
use crate::overriding::Override;
use crate::plan::Plan;
use crate::region::Region;
use crate::rule::Nature;
use crate::warning::Warning;
use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::collections::{BTreeMap, BTreeSet};

keyword_enum! {
    /// What a report counts by.
    pub enum Dimension {
        /// 规划.
        Plan = "plan",
        /// 领域.
        Domain = "domain",
        /// 牵头单位.
        Lead = "lead",
        /// 责任单位.
        Responsible = "responsible",
        /// 地区.
        Region = "region",
    }
}

/// What a report is to count, and how.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ReportOptions {
    /// What to count by.
    pub by: Vec<Dimension>,
    /// How the attainment rate is counted.
    pub attainment: AttainmentRule,
    /// 基本达标: by how many percent of what was asked for a promise may be missed and still count as met. None, as it is unless it is
    /// set, switches it off. No verdict changes, and every report that uses it says so.
    pub basically_met: Option<Decimal>,
    /// Whether figures of groups count beside those for everybody.
    pub groups: bool,
    /// Whether indicators of which nothing that counts was ever observed count, as without data.
    pub unreported: bool,
    /// Whether what to look at is listed.
    pub warnings: bool,
    /// Only this plan, by its id.
    pub plan: Option<String>,
    /// Only this region, by its code.
    pub region: Option<String>,
}

impl Default for ReportOptions {
    /// By plan; everybody, every plan and region; no tolerance; what was never reported counts as without data; with warnings.
    fn default() -> Self {
        ReportOptions {
            by: vec![Dimension::Plan],
            attainment: AttainmentRule::default(),
            basically_met: None,
            groups: false,
            unreported: true,
            warnings: true,
            plan: None,
            region: None,
        }
    }
}

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

/// A report on an assessment.
///
/// Serialized, it has the keys `stage, year, plans, documents, editions, digests, periods, regions, basically_met_percent, groups_counted, unreported_counted,
/// overrides, total, attainment, tables, warnings`.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    data: &'a DataSet<'a>,
    stage: Stage,
    year: u16,
    options: ReportOptions,
    plans: Vec<&'a Plan>,
    regions: Vec<&'a str>,
    total: Counts,
    tables: Vec<Table<'a>>,
    warnings: Vec<Warning<'a>>,
    unreported: Vec<Indicator<'a>>,
}

impl<'a> Assessment<'a> {
    /// Counts what was found and lists what to look at.
    ///
    /// ```
    /// use zhibiao::report::{Dimension, ReportOptions};
    /// use zhibiao::{AssessmentParameters, DataSetBuilder, Language, Observation, Registry, Stage, decimal};
    ///
    /// let mut builder = DataSetBuilder::new(Registry::builtin());
    /// for (name, value) in [("孕产妇死亡率", "4.78"), ("婴儿死亡率", "3.68")] {
    ///     builder.add(&Observation::new(name, "371500", 2023, decimal::parse(value)?), None)?;
    /// }
    /// let (data, _) = builder.build();
    /// let assessment = data.assess(Stage::MidTerm, 2023, &AssessmentParameters::default());
    /// let mut options = ReportOptions::default();
    /// options.by = vec![Dimension::Lead];
    /// options.unreported = false;
    /// let report = assessment.report(&options);
    /// assert_eq!((report.total().items, report.total().met, report.total().not_met), (2, 1, 1));
    /// assert_eq!(report.tables()[0].rows[0].name(Language::Chinese), "市卫生健康委");
    /// assert!(report.to_markdown(Language::English).contains("50.0% (1/2)"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn report(&self, options: &ReportOptions) -> Report<'a> {
        let wanted_plan =
            |indicator: &Indicator<'a>| options.plan.as_deref().is_none_or(|plan| indicator.plan().id() == plan);
        let wanted_region = |code: &str| options.region.as_deref().is_none_or(|region| region == code);
        let concerns_wanted =
            |warning: &Warning<'a>| options.region.as_deref().is_none_or(|region| warning.concerns(region));
        let counted: Vec<&Assessed<'a>> = self
            .items()
            .iter()
            .filter(|item| {
                let evaluation = &item.evaluation;
                wanted_plan(&evaluation.indicator())
                    && wanted_region(evaluation.region())
                    && (options.groups || evaluation.group() == TOTAL)
            })
            .collect();
        // What was observed elsewhere, or of groups alone, has no data here.
        let data = self.data();
        let registry = data.registry();
        let found: BTreeSet<usize> = counted.iter().map(|item| item.evaluation.indicator().position()).collect();
        let unreported =
            registry.indicators().filter(|each| options.unreported && each.rule().nature() != Nature::Reported);
        let unreported = unreported.filter(wanted_plan).filter(|each| !found.contains(&each.position()));
        // What a plan asks of the city alone no county owes.
        let level = options.region.as_deref().and_then(|code| registry.region(code)).map(Region::level);
        let below = level.filter(|level| !WHOLES.contains(level));
        let unreported = unreported.filter(|each| below.is_none_or(|level| each.applies_at().contains(&level)));
        let unreported: Vec<Indicator<'a>> = unreported.collect();
        let plans = registry.plans().filter(|plan| options.plan.as_deref().is_none_or(|wanted| plan.id() == wanted));
        let mut regions: Vec<&'a str> = counted.iter().map(|item| item.evaluation.region()).collect();
        regions.sort_unstable();
        regions.dedup();
        let mut total = Counts::default();
        for item in &counted {
            total.add(item, options.basically_met);
        }
        for _ in &unreported {
            total.add_unreported();
        }
        let table = |by: &Dimension| Table { by: *by, rows: tally(*by, &counted, &unreported, options) };
        let warnings = if options.warnings { self.warnings() } else { Vec::new() };
        let warnings =
            warnings.into_iter().filter(|warning| wanted_plan(&warning.indicator) && concerns_wanted(warning));
        Report {
            data,
            stage: self.stage(),
            year: self.year(),
            plans: plans.collect(),
            regions,
            total,
            tables: options.by.iter().map(table).collect(),
            warnings: warnings.collect(),
            unreported,
            options: options.clone(),
        }
    }
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
            let heading = |department: &'a crate::department::Department| {
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

fn tally<'a>(
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

impl<'a> Report<'a> {
    /// Which assessment it is on.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// The year.
    #[must_use]
    pub fn year(&self) -> u16 {
        self.year
    }

    /// What was asked for.
    #[must_use]
    pub fn options(&self) -> &ReportOptions {
        &self.options
    }

    /// The plans it is about.
    #[must_use]
    pub fn plans(&self) -> &[&'a Plan] {
        &self.plans
    }

    /// The codes of the regions that are counted, in order.
    #[must_use]
    pub fn regions(&self) -> &[&'a str] {
        &self.regions
    }

    /// Everything that is counted, once.
    #[must_use]
    pub fn total(&self) -> &Counts {
        &self.total
    }

    /// The attainment rate of everything.
    #[must_use]
    pub fn attainment(&self) -> Attainment {
        self.options.attainment.rate(&self.total)
    }

    /// The counts by each dimension that was asked for. An item with several departments counts with each of them, so that their
    /// rows may add up to more than the total.
    #[must_use]
    pub fn tables(&self) -> &[Table<'a>] {
        &self.tables
    }

    /// The indicators that are counted as without data because nothing that counts was ever observed.
    #[must_use]
    pub fn unreported(&self) -> &[Indicator<'a>] {
        &self.unreported
    }

    /// What to look at, worst first.
    #[must_use]
    pub fn warnings(&self) -> &[Warning<'a>] {
        &self.warnings
    }

    /// The report as Markdown.
    #[must_use]
    pub fn to_markdown(&self, language: Language) -> String {
        written(|text| markdown::write(text, self, language))
    }

    /// The report as plain text: sentences and lists, no table to be broken by a narrow window.
    #[must_use]
    pub fn to_text(&self, language: Language) -> String {
        written(|text| plain::write(text, self, language))
    }

    fn region_names(&self, language: Language) -> Vec<&str> {
        self.regions.iter().map(|code| self.data.registry().region_name(code, language)).collect()
    }
}

fn written(write: impl FnOnce(&mut String) -> std::fmt::Result) -> String {
    let mut text = String::new();
    let result = write(&mut text);
    debug_assert!(result.is_ok(), "a string takes everything");
    text
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

/// A plan's document and years, as a report carries them.
#[derive(serde::Serialize)]
struct Identity<'a> {
    plan: &'a str,
    title: &'a str,
    issuer: &'a str,
    issued: String,
    first_year: u16,
    last_year: u16,
    baseline_year: u16,
    midterm_year: u16,
    outside_period: bool,
}

impl<'a> Identity<'a> {
    fn of(plan: &'a Plan, year: u16) -> Self {
        let (first_year, last_year) = (plan.first_year(), plan.last_year());
        Identity {
            plan: plan.id(),
            title: plan.title().zh(),
            issuer: plan.document().issuer().zh(),
            issued: plan.document().issued().to_string(),
            first_year,
            last_year,
            baseline_year: plan.baseline_year(),
            midterm_year: plan.midterm_year(),
            outside_period: !(first_year..=last_year).contains(&year),
        }
    }
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ids: Vec<&str> = self.plans.iter().map(|plan| plan.id()).collect();
        let documents: Vec<&str> = self.plans.iter().map(|plan| plan.document().number()).collect();
        let mut fields = serializer.serialize_struct("Report", 16)?;
        fields.serialize_field("stage", &self.stage)?;
        fields.serialize_field("year", &self.year)?;
        fields.serialize_field("plans", &ids)?;
        fields.serialize_field("documents", &documents)?;
        let registry = self.data.registry();
        let digests: Vec<Option<String>> = ids.iter().map(|id| registry.digest(id)).collect();
        let editions: Vec<&str> = self.plans.iter().map(|plan| plan.edition()).collect();
        fields.serialize_field("editions", &editions)?;
        fields.serialize_field("digests", &digests)?;
        let periods: Vec<Identity> = self.plans.iter().map(|plan| Identity::of(plan, self.year)).collect();
        fields.serialize_field("periods", &periods)?;
        fields.serialize_field("regions", &self.regions)?;
        fields.serialize_field("basically_met_percent", &self.options.basically_met.map(crate::decimal::AsText))?;
        fields.serialize_field("groups_counted", &self.options.groups)?;
        fields.serialize_field("unreported_counted", &self.options.unreported)?;
        let overrides: BTreeMap<&str, &Override> = self
            .data
            .registry()
            .overridden()
            .filter_map(|indicator| Some((indicator.id(), indicator.overridden()?)))
            .collect();
        fields.serialize_field("overrides", &overrides)?;
        fields.serialize_field("total", &self.total)?;
        fields.serialize_field("attainment", &self.attainment())?;
        fields.serialize_field("tables", &self.tables)?;
        fields.serialize_field("warnings", &self.warnings)?;
        fields.end()
    }
}
