//! Plans written in Rust: the same plans as those of TOML text, checked in the same way, without a text.
//!
//! A [`PlanBuilder`] holds [`SectionBuilder`]s, those [`ProvisionBuilder`]s, and those [`IndicatorBuilder`]s with a typed [`Rule`]. A
//! [`RegistryBuilder`] makes a registry of one plan or several, alone or beside another registry.
//!
//! ```
//! use chrono::NaiveDate;
//! use zhibiao::plan_builder::{IndicatorBuilder, PlanBuilder, ProvisionBuilder, RegistryBuilder, SectionBuilder};
//! use zhibiao::rule::UpperBound;
//! use zhibiao::{Evidence, Level, Registry, Rule, Unit, Verdict, decimal};
//!
//! let limit = decimal::parse("8")?;
//! let mortality = IndicatorBuilder::new("maternal_mortality_ratio", Rule::UpperBound(UpperBound { limit, strict: false }))
//!     .name("孕产妇死亡率", "Maternal mortality ratio")
//!     .unit(Unit::Per100kLiveBirths)
//!     .applies_at([Level::County])
//!     .wording("控制在8/10万以下");
//! let objective = ProvisionBuilder::objective(2)
//!     .title("孕产妇死亡率", "Maternal mortality")
//!     .lead("市卫生健康委")
//!     .indicator(mortality);
//! let plan = PlanBuilder::new("gaotang", 'G')
//!     .title("高唐县“十四五”妇女发展规划", "Gaotang county plan for women, 2021–2025")
//!     .short_title("高唐妇女规划", "Gaotang women's plan")
//!     .region("371526")
//!     .document("(example)", ("(example)", "(example)"), NaiveDate::from_ymd_opt(2022, 1, 31).unwrap())
//!     .period(2021, 2025)
//!     .baseline_year(2020)
//!     .midterm_year(2023)
//!     .section(SectionBuilder::domain(1, "health").title("妇女与健康", "Women and health").provision(objective));
//!
//! let registry = RegistryBuilder::beside(Registry::builtin()).plan(plan).build()?;
//! let indicator = registry.find("gaotang.health.maternal_mortality_ratio").unwrap();
//! assert_eq!(indicator.clause_code().to_string(), "G1.2");
//! assert_eq!(indicator.judge(&Evidence::new(2024, decimal::parse("7.9")?)).verdict(), Verdict::Met);
//! assert_eq!(indicator.judge(&Evidence::new(2024, decimal::parse("8.1")?)).verdict(), Verdict::NotMet);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::department::Department;
use crate::draft::{
    DepartmentDraft, Draft, Header, IndicatorDraft, Named, PlanDraft, ProvisionDraft, RegionDraft, RelationDraft,
    SectionDraft, Site, expected_of_text, in_key, quoted, tell,
};
use crate::indicator::Level;
use crate::language::{Bilingual, Text};
use crate::plan::{ProvisionKind, SectionNumber};
use crate::quote::shorten;
use crate::region::Region;
use crate::registry::Registry;
use crate::relation::Relation;
use crate::rule::{Between, Rule};
use crate::unit::Unit;
use chrono::NaiveDate;
use std::cell::{Cell, RefCell};
use std::fmt;
use thiserror::Error;

/// More mistakes than this are counted, but not told.
const MOST_ERRORS: usize = 1_000;

/// One mistake in a plan that was built in Rust.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{at}: {}found {found}, expected {expected}", in_key(.key))]
#[non_exhaustive]
pub struct PlanError {
    /// What has the mistake: a plan (`gaotang`), a section, a provision, an indicator by its full id, a department, a region, a relation.
    pub at: String,
    /// Which part of it, under the key it has in plan text, such as `rule.limit`; empty for the whole.
    pub key: String,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
}

/// All mistakes in what was built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanErrors {
    errors: Vec<PlanError>,
    omitted: usize,
}

impl PlanErrors {
    /// The mistakes; there is at least one, and there are at most a thousand.
    #[must_use]
    pub fn errors(&self) -> &[PlanError] {
        &self.errors
    }

    /// How many more mistakes were found than are told.
    #[must_use]
    pub fn omitted(&self) -> usize {
        self.omitted
    }
}

impl fmt::Display for PlanErrors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        tell(&self.errors, self.omitted, formatter)
    }
}

impl std::error::Error for PlanErrors {}

/// A name in Chinese and in English.
#[derive(Debug, Clone, Default)]
struct Name {
    zh: String,
    en: String,
}

impl Name {
    fn new(zh: &str, en: &str) -> Self {
        Name { zh: zh.to_owned(), en: en.to_owned() }
    }
}

/// A plan: what it is, and its sections.
#[derive(Debug, Clone)]
#[must_use]
pub struct PlanBuilder {
    id: String,
    letter: String,
    title: Name,
    short_title: Name,
    region: String,
    document: Option<(String, Name, NaiveDate)>,
    period: Option<(u16, u16)>,
    baseline_year: Option<u16>,
    midterm_year: Option<u16>,
    edition: Option<String>,
    sections: Vec<SectionBuilder>,
}

impl PlanBuilder {
    /// A plan whose indicators' ids begin with `id`, and whose clauses with a capital letter, or up to three: `'G'`, `"GT"`.
    pub fn new(id: &str, letter: impl Into<String>) -> Self {
        PlanBuilder {
            id: id.to_owned(),
            letter: letter.into(),
            title: Name::default(),
            short_title: Name::default(),
            region: String::new(),
            document: None,
            period: None,
            baseline_year: None,
            midterm_year: None,
            edition: None,
            sections: Vec::new(),
        }
    }

    /// The plan's title.
    pub fn title(mut self, zh: &str, en: &str) -> Self {
        self.title = Name::new(zh, en);
        self
    }

    /// What people call it.
    pub fn short_title(mut self, zh: &str, en: &str) -> Self {
        self.short_title = Name::new(zh, en);
        self
    }

    /// The code of the region it was made for.
    pub fn region(mut self, code: &str) -> Self {
        code.clone_into(&mut self.region);
        self
    }

    /// The document's number, who issued it (in Chinese and in English), and on which day.
    pub fn document(mut self, number: &str, issuer: (&str, &str), day: NaiveDate) -> Self {
        self.document = Some((number.to_owned(), Name::new(issuer.0, issuer.1), day));
        self
    }

    /// The first and the last year.
    pub fn period(mut self, first_year: u16, last_year: u16) -> Self {
        self.period = Some((first_year, last_year));
        self
    }

    /// The year changes are counted from. The year before the first, unless set.
    pub fn baseline_year(mut self, year: u16) -> Self {
        self.baseline_year = Some(year);
        self
    }

    /// Which edition of the plan's data this is; `1` unless it is set.
    pub fn edition(mut self, edition: &str) -> Self {
        self.edition = Some(edition.to_owned());
        self
    }

    /// The year of the mid-term evaluation. The middle of the period, unless set.
    pub fn midterm_year(mut self, year: u16) -> Self {
        self.midterm_year = Some(year);
        self
    }

    /// One more domain or chapter.
    pub fn section(mut self, section: SectionBuilder) -> Self {
        self.sections.push(section);
        self
    }

    fn draft<'l>(&self, ledger: &'l Ledger) -> PlanDraft<Spot<'l>> {
        let site = ledger.spot(shorten(&self.id));
        let document = self.document.as_ref();
        if document.is_none() {
            site.wrong("document", "nothing", "number, issuer and day of issue");
        }
        if self.period.is_none() {
            site.wrong("period", "nothing", "the first and the last year");
        }
        let (first_year, last_year) = self.period.unzip();
        let before = first_year.map(|first| first.saturating_sub(1));
        let middle = first_year.zip(last_year).map(|(first, last)| first.midpoint(last));
        let header = Header {
            letter: Some(self.letter.clone().into()),
            title: site.name("title", &self.title),
            short_title: site.name("short_title", &self.short_title),
            region: site.text("region", &self.region),
            number: document.and_then(|(number, ..)| site.text("document.number", number)),
            issuer: document.and_then(|(_, issuer, _)| site.name("document.issuer", issuer)),
            issued: document.map(|(.., issued)| *issued),
            first_year,
            last_year,
            baseline_year: self.baseline_year.or(before),
            midterm_year: self.midterm_year.or(middle),
            edition: self.edition.as_deref().and_then(|edition| site.text("edition", edition)),
        };
        let sections = self.sections.iter().map(|section| section.draft(&self.id, ledger)).collect();
        let id = Named { id: self.id.clone().into(), key: "id", what: "" };
        PlanDraft { site, id: Some(id), header, sections }
    }
}

/// A domain of a plan, or one of its chapters on how it is carried out and monitored.
#[derive(Debug, Clone)]
#[must_use]
pub struct SectionBuilder {
    slug: String,
    number: SectionNumber,
    title: Name,
    provisions: Vec<ProvisionBuilder>,
}

impl SectionBuilder {
    /// A domain, numbered from 1. Its slug is the second part of its indicators' ids.
    pub fn domain(number: u8, slug: &str) -> Self {
        SectionBuilder::new(SectionNumber::Domain(number), slug)
    }

    /// A chapter by its number, 5 for 五, and its slug.
    pub fn chapter(number: u8, slug: &str) -> Self {
        SectionBuilder::new(SectionNumber::Chapter(number), slug)
    }

    fn new(number: SectionNumber, slug: &str) -> Self {
        SectionBuilder { slug: slug.to_owned(), number, title: Name::default(), provisions: Vec::new() }
    }

    /// Its title.
    pub fn title(mut self, zh: &str, en: &str) -> Self {
        self.title = Name::new(zh, en);
        self
    }

    /// One more clause; the clauses of a kind in the order of their numbers.
    pub fn provision(mut self, provision: ProvisionBuilder) -> Self {
        self.provisions.push(provision);
        self
    }

    fn draft<'l>(&self, plan: &str, ledger: &'l Ledger) -> SectionDraft<Spot<'l>> {
        let path = format!("{plan}.{}", self.slug);
        let site = ledger.spot(shorten(&path));
        SectionDraft {
            slug: Some(Named { id: self.slug.clone().into(), key: "slug", what: "" }),
            number: Some(self.number),
            title: site.name("title", &self.title),
            provisions: self.provisions.iter().map(|provision| provision.draft(&path, ledger)).collect(),
            site,
        }
    }
}

/// A numbered clause: an objective, a measure or a duty.
#[derive(Debug, Clone)]
#[must_use]
pub struct ProvisionBuilder {
    kind: ProvisionKind,
    item: u8,
    title: Name,
    lead: Vec<String>,
    responsible: Vec<String>,
    indicators: Vec<IndicatorBuilder>,
}

impl ProvisionBuilder {
    /// An objective (主要目标) of a domain, by its number.
    pub fn objective(item: u8) -> Self {
        ProvisionBuilder::new(ProvisionKind::Objective, item)
    }

    /// A measure (策略措施) of a domain, by its number.
    pub fn measure(item: u8) -> Self {
        ProvisionBuilder::new(ProvisionKind::Measure, item)
    }

    /// A numbered paragraph of a chapter.
    pub fn duty(item: u8) -> Self {
        ProvisionBuilder::new(ProvisionKind::Duty, item)
    }

    fn new(kind: ProvisionKind, item: u8) -> Self {
        let (lead, responsible, indicators) = (Vec::new(), Vec::new(), Vec::new());
        ProvisionBuilder { kind, item, title: Name::default(), lead, responsible, indicators }
    }

    /// A short title in your own words.
    pub fn title(mut self, zh: &str, en: &str) -> Self {
        self.title = Name::new(zh, en);
        self
    }

    /// One more lead department (牵头单位), by any of its names.
    pub fn lead(mut self, department: &str) -> Self {
        self.lead.push(department.to_owned());
        self
    }

    /// One more responsible department (责任单位), by any of its names.
    pub fn responsible(mut self, department: &str) -> Self {
        self.responsible.push(department.to_owned());
        self
    }

    /// One more indicator.
    pub fn indicator(mut self, indicator: IndicatorBuilder) -> Self {
        self.indicators.push(indicator);
        self
    }

    fn draft<'l>(&self, path: &str, ledger: &'l Ledger) -> ProvisionDraft<Spot<'l>> {
        let site = ledger.spot(format!("{}, {} {}", shorten(path), self.kind, self.item));
        ProvisionDraft {
            kind: self.kind,
            item: Some(self.item),
            title: site.name("title", &self.title),
            lead: site.texts("lead", &self.lead),
            responsible: site.texts("responsible", &self.responsible),
            indicators: self.indicators.iter().map(|indicator| indicator.draft(path, ledger)).collect(),
            site,
        }
    }
}

/// An indicator: a name, a unit, a rule, and the words that promise it.
#[derive(Debug, Clone)]
#[must_use]
pub struct IndicatorBuilder {
    id: String,
    name: Name,
    unit: Option<Unit>,
    applies_at: Vec<Level>,
    population: Option<Name>,
    rule: Rule,
    wording: String,
    note: Option<Name>,
}

impl IndicatorBuilder {
    /// An indicator by the last part of its id, and what the plan promises of it.
    pub fn new(id: &str, rule: Rule) -> Self {
        IndicatorBuilder {
            id: id.to_owned(),
            name: Name::default(),
            // What is attested has one unit.
            unit: matches!(rule, Rule::Attested).then_some(Unit::Done),
            applies_at: Vec::new(),
            population: None,
            rule,
            wording: String::new(),
            note: None,
        }
    }

    /// Its name.
    pub fn name(mut self, zh: &str, en: &str) -> Self {
        self.name = Name::new(zh, en);
        self
    }

    /// The unit its figures are in. What is attested is in [`Unit::Done`] of itself.
    pub fn unit(mut self, unit: Unit) -> Self {
        self.unit = Some(unit);
        self
    }

    /// The levels at which the promise holds.
    pub fn applies_at(mut self, levels: impl IntoIterator<Item = Level>) -> Self {
        self.applies_at = levels.into_iter().collect();
        self
    }

    /// The people or things the figure is about.
    pub fn population(mut self, zh: &str, en: &str) -> Self {
        self.population = Some(Name::new(zh, en));
        self
    }

    /// The shortest fragment of the plan that carries the figure.
    pub fn wording(mut self, wording: &str) -> Self {
        wording.clone_into(&mut self.wording);
        self
    }

    /// What the text leaves open, and how it is read.
    pub fn note(mut self, zh: &str, en: &str) -> Self {
        self.note = Some(Name::new(zh, en));
        self
    }

    fn draft<'l>(&self, path: &str, ledger: &'l Ledger) -> IndicatorDraft<Spot<'l>> {
        let site = ledger.spot(crate::quote::quotable(&format!("{path}.{}", self.id), 200));
        if self.unit.is_none() {
            site.wrong("unit", "nothing", "a unit");
        }
        // Ids and groups of rules come from the caller, too. Without them, the rule is passed over by the other checks.
        let is_rule_clean = match &self.rule {
            Rule::Reference(rule) => site.text("rule.indicator", &rule.indicator).is_some(),
            Rule::Gap(rule) => {
                let groups = match &rule.between {
                    Between::Groups(first, second) => [Some(first), Some(second)],
                    Between::Regions(_) => [None, None],
                };
                let groups = groups.into_iter().flatten().zip(["rule.between[0]", "rule.between[1]"]);
                let is_clean = groups.map(|(group, key)| site.text(key, group).is_some()).collect::<Vec<bool>>();
                site.text("rule.of", &rule.of).is_some() && !is_clean.contains(&false)
            }
            _ => true,
        };
        IndicatorDraft {
            id: Some(self.id.clone().into()),
            name: site.name("name", &self.name),
            unit: self.unit,
            applies_at: Some(self.applies_at.clone()),
            population: self.population.as_ref().and_then(|population| site.name("population", population)),
            rule: is_rule_clean.then(|| self.rule.clone()),
            wording: site.text("wording", &self.wording),
            note: self.note.as_ref().and_then(|note| site.name("note", note)),
            site,
        }
    }
}

/// A department that plans name.
#[derive(Debug, Clone)]
#[must_use]
pub struct DepartmentBuilder {
    name: Name,
    also: Vec<String>,
    group: bool,
}

impl DepartmentBuilder {
    /// A department by its names.
    pub fn new(zh: &str, en: &str) -> Self {
        DepartmentBuilder { name: Name::new(zh, en), also: Vec::new(), group: false }
    }

    /// One more spelling of its name.
    pub fn also(mut self, spelling: &str) -> Self {
        self.also.push(spelling.to_owned());
        self
    }

    /// It is a collective that a plan names as one.
    pub fn group(mut self) -> Self {
        self.group = true;
        self
    }
}

/// Makes a registry of plans that were built.
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct RegistryBuilder<'r> {
    base: Option<&'r Registry>,
    plans: Vec<PlanBuilder>,
    departments: Vec<DepartmentBuilder>,
    regions: Vec<(String, Level, Name)>,
    relations: Vec<Relation>,
}

impl RegistryBuilder<'static> {
    /// A registry of these plans alone.
    pub fn new() -> Self {
        RegistryBuilder::default()
    }
}

impl<'r> RegistryBuilder<'r> {
    /// The plans of a registry first, and these beside them. The old ones keep their positions, departments and regions; the new
    /// ones need ids and letters of their own.
    pub fn beside(registry: &'r Registry) -> Self {
        RegistryBuilder { base: Some(registry), ..RegistryBuilder::default() }
    }

    /// One more plan.
    pub fn plan(mut self, plan: PlanBuilder) -> Self {
        self.plans.push(plan);
        self
    }

    /// One more department. As soon as there is a list of departments, one that is not on it is a mistake.
    pub fn department(mut self, department: DepartmentBuilder) -> Self {
        self.departments.push(department);
        self
    }

    /// One more region, so that reports can name it.
    pub fn region(mut self, code: &str, level: Level, zh: &str, en: &str) -> Self {
        self.regions.push((code.to_owned(), level, Name::new(zh, en)));
        self
    }

    /// One more relation between indicators, by their full ids.
    pub fn relation(mut self, relation: Relation) -> Self {
        self.relations.push(relation);
        self
    }

    /// The registry.
    ///
    /// # Errors
    ///
    /// Every mistake at once: what is checked when a plan is read from text is checked here as well, except for the text itself. No
    /// plan at all is a mistake, too.
    pub fn build(self) -> Result<Registry, PlanErrors> {
        let ledger = Ledger::default();
        let registry = {
            let draft = self.draft(&ledger);
            draft.check(self.base);
            if self.plans.is_empty() {
                ledger.report("registry", "plans", "nothing", "at least one plan");
            }
            if ledger.is_empty() { draft.finish(self.base) } else { None }
        };
        if let Some(registry) = registry {
            return Ok(registry);
        }
        if ledger.is_empty() {
            // INVARIANT: a draft in which no mistake was found is complete. If it is not, it is still no registry.
            ledger.report("registry", "", "an incomplete plan", "everything a plan needs");
        }
        let omitted = ledger.found.get().saturating_sub(MOST_ERRORS);
        Err(PlanErrors { errors: ledger.errors.into_inner(), omitted })
    }

    fn draft<'l>(&self, ledger: &'l Ledger) -> Draft<Spot<'l>> {
        let mut draft = Draft::default();
        for department in &self.departments {
            let site = ledger.spot(format!("department {}", shorten(&department.name.zh)));
            let also = site.texts("also", &department.also);
            let Some(name) = site.name("name", &department.name) else { continue };
            let department = Department { name, also: also.into(), group: department.group };
            draft.departments.push(DepartmentDraft { site, department });
        }
        for (code, level, name) in &self.regions {
            let site = ledger.spot(format!("region {}", shorten(code)));
            let (Some(code), Some(name)) = (site.text("code", code), site.name("name", name)) else { continue };
            draft.regions.push(RegionDraft { site, region: Region { code, level: *level, name } });
        }
        for (index, relation) in self.relations.iter().enumerate() {
            let site = ledger.spot(format!("relation {}", index.saturating_add(1)));
            draft.relations.push(RelationDraft { site, relation: relation.clone() });
        }
        draft.plans = self.plans.iter().map(|plan| plan.draft(ledger)).collect();
        draft
    }
}

/// Where mistakes are gathered.
#[derive(Default)]
struct Ledger {
    errors: RefCell<Vec<PlanError>>,
    found: Cell<usize>,
}

impl Ledger {
    fn is_empty(&self) -> bool {
        self.found.get() == 0
    }

    fn spot(&self, at: String) -> Spot<'_> {
        Spot { ledger: self, at }
    }

    fn report(&self, at: &str, key: &str, found: &str, expected: &str) {
        if self.found.get() < MOST_ERRORS {
            let [at, key, found, expected] = [at, key, found, expected].map(str::to_owned);
            self.errors.borrow_mut().push(PlanError { at, key, found, expected });
        }
        self.found.set(self.found.get().saturating_add(1));
    }
}

/// Something that was built.
struct Spot<'l> {
    ledger: &'l Ledger,
    at: String,
}

impl Spot<'_> {
    fn text(&self, key: &str, text: &str) -> Option<Text> {
        if let Some(expected) = expected_of_text(text) {
            self.wrong(key, &if text.is_empty() { "nothing".to_owned() } else { quoted(text) }, expected);
            return None;
        }
        Some(text.to_owned().into())
    }

    fn texts(&self, key: &str, texts: &[String]) -> Vec<Text> {
        let numbered = texts.iter().enumerate();
        numbered.filter_map(|(index, text)| self.text(&format!("{key}[{index}]"), text)).collect()
    }

    fn name(&self, key: &str, name: &Name) -> Option<Bilingual> {
        let (zh, en) = (self.text(&format!("{key}.zh"), &name.zh), self.text(&format!("{key}.en"), &name.en));
        Some(Bilingual::new(&zh?, &en?))
    }
}

impl Site for Spot<'_> {
    fn wrong(&self, key: &str, found: &str, expected: &str) {
        self.ledger.report(&self.at, key, found, expected);
    }

    fn place(&self, _key: &str) -> String {
        self.at.clone()
    }
}
