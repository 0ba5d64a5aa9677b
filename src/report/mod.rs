//! Reports: what an assessment found, counted, for those responsible.
//!
//! An indicator counts once for each region, for everybody; figures of groups (sex, residence, age) are judged and warned about,
//! but a plan promises them for the whole, so that they are not counted unless asked for. An indicator of which nothing that
//! counts was ever observed counts as one without data wherever its plan, domain or departments are counted, and for the region where
//! one was asked for; otherwise nobody knows its region.

mod attainment;
mod counts;
mod markdown;
mod options;
mod plain;
mod tally;
mod words;

pub use attainment::{Attainment, AttainmentRule, CountingRule, Rounding};
pub use counts::Counts;
pub use options::{Dimension, ReportOptions};
pub use tally::{Table, Tally};

use crate::assessment::{Assessed, Assessment, Stage};
use crate::data_set::DataSet;
use crate::group::TOTAL;
use crate::identity::PlanIdentity;
use crate::indicator::{Indicator, WHOLES};
use crate::language::Language;
use crate::overriding::Override;
use crate::plan::Plan;
use crate::region::Region;
use crate::rule::Nature;
use crate::warning::Warning;
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};
use std::collections::{BTreeMap, HashSet};
use tally::{Counted, tally};

/// A report on an assessment.
///
/// Serialized, it has the keys `stage, year, plans, regions, basically_met_percent, groups_counted, unreported_counted,
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
        // The items stand in the order of their indicators.
        let is_found = |position: usize| {
            counted.binary_search_by_key(&position, |item| item.evaluation.indicator().position()).is_ok()
        };
        let unreported =
            registry.indicators().filter(|each| options.unreported && each.rule().nature() != Nature::Reported);
        let unreported = unreported.filter(wanted_plan).filter(|each| !is_found(each.position()));
        // What a plan asks of the city alone no county owes.
        let level = options.region.as_deref().and_then(|code| registry.region(code)).map(Region::level);
        let below = level.filter(|level| !WHOLES.contains(level));
        let unreported = unreported.filter(|each| below.is_none_or(|level| each.applies_at().contains(&level)));
        let unreported: Vec<Indicator<'a>> = unreported.collect();
        let plans = registry.plans().filter(|plan| options.plan.as_deref().is_none_or(|wanted| plan.id() == wanted));
        let regions: HashSet<&'a str> = counted.iter().map(|item| item.evaluation.region()).collect();
        let mut regions: Vec<&'a str> = regions.into_iter().collect();
        regions.sort_unstable();
        let by_indicator = counted
            .chunk_by(|left, right| left.evaluation.indicator().position() == right.evaluation.indicator().position());
        let by_indicator = by_indicator.filter_map(|items| {
            let mut counts = Counts::default();
            for item in items {
                counts.add(item, options.basically_met);
            }
            Some((items.first()?.evaluation.indicator(), counts))
        });
        let by_indicator = by_indicator.collect();
        let counted = Counted { items: counted, by_indicator, unreported };
        let mut total = Counts::default();
        for (_, counts) in &counted.by_indicator {
            total.add_all(counts);
        }
        for _ in &counted.unreported {
            total.add_unreported();
        }
        let table = |by: &Dimension| Table { by: *by, rows: tally(*by, registry, &counted, options) };
        let mut warnings = if options.warnings { self.warnings() } else { Vec::new() };
        warnings.retain(|warning| wanted_plan(&warning.indicator) && concerns_wanted(warning));
        Report {
            data,
            stage: self.stage(),
            year: self.year(),
            plans: plans.collect(),
            regions,
            total,
            tables: options.by.iter().map(table).collect(),
            warnings,
            unreported: counted.unreported,
            options: options.clone(),
        }
    }
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

    /// What identifies the plans it is about.
    fn identities(&self) -> impl Iterator<Item = PlanIdentity<'a>> {
        self.plans.iter().filter_map(|plan| self.data.registry().identity(plan.id()))
    }

    /// Whether the year of the report is outside a plan's period.
    fn is_outside_period(&self, plan: &Plan) -> bool {
        !(plan.first_year()..=plan.last_year()).contains(&self.year)
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

/// A plan as a report serializes it.
#[derive(Serialize)]
struct ReportedPlan<'a> {
    #[serde(flatten)]
    identity: PlanIdentity<'a>,
    /// Whether the year of the report is outside its period.
    outside_period: bool,
}

impl<'a> Serialize for Report<'a> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let plan = |identity: PlanIdentity<'a>| ReportedPlan {
            outside_period: self.is_outside_period(identity.plan()),
            identity,
        };
        let plans: Vec<ReportedPlan<'_>> = self.identities().map(plan).collect();
        let mut fields = serializer.serialize_struct("Report", 12)?;
        fields.serialize_field("stage", &self.stage)?;
        fields.serialize_field("year", &self.year)?;
        fields.serialize_field("plans", &plans)?;
        fields.serialize_field("regions", &self.regions)?;
        fields.serialize_field("basically_met_percent", &self.options.basically_met.map(crate::decimal::AsText))?;
        fields.serialize_field("groups_counted", &self.options.groups)?;
        fields.serialize_field("unreported_counted", &self.options.unreported)?;
        let overrides = self.data.registry().overridden();
        let mut by_id: BTreeMap<&str, &Override> = BTreeMap::new();
        by_id.extend(overrides.filter_map(|indicator| Some((indicator.id(), indicator.overridden()?))));
        fields.serialize_field("overrides", &by_id)?;
        fields.serialize_field("total", &self.total)?;
        fields.serialize_field("attainment", &self.attainment())?;
        fields.serialize_field("tables", &self.tables)?;
        fields.serialize_field("warnings", &self.warnings)?;
        fields.end()
    }
}
