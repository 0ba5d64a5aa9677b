//! The registry: every indicator of one or more plans, in the order of their documents.

#[cfg(all(test, feature = "toml"))]
mod bake;
#[rustfmt::skip]
mod builtin;
mod index;
mod resolve;

pub(crate) use index::IdIndex;
pub use resolve::ResolveError;

use crate::columns::SingleFigures;
use crate::department::Department;
use crate::digest::Digests;
use crate::indicator::{Indicator, IndicatorRecord, Level};
use crate::language::Language;
use crate::overriding::Overriding;
use crate::plan::{Clause, Plan, ProvisionRecord, Section};
use crate::provision::Provision;
use crate::region::Region;
use crate::relation::Relation;
use std::borrow::Cow;
use std::fmt;

/// Plans, their clauses and their indicators, ready to be looked up and judged by.
///
/// A registry never changes once it is built, and is shared freely between threads.
///
/// ```
/// use zhibiao::Registry;
///
/// let registry = Registry::builtin();
/// let indicator = registry.find("children.health.caries_at_12").unwrap();
/// assert_eq!(indicator.name().zh(), "12岁儿童龋齿患病率");
/// assert_eq!(indicator.wording(), "控制在30%以内");
/// assert_eq!(indicator.clause_code().to_string(), "C1.9");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Registry {
    pub(crate) plans: Cow<'static, [Plan]>,
    pub(crate) sections: Cow<'static, [Section]>,
    pub(crate) provisions: Cow<'static, [ProvisionRecord]>,
    pub(crate) indicators: Cow<'static, [IndicatorRecord]>,
    pub(crate) by_id: IdIndex,
    pub(crate) departments: Cow<'static, [Department]>,
    /// In the order of their codes.
    pub(crate) regions: Cow<'static, [Region]>,
    pub(crate) relations: Cow<'static, [Relation]>,
    /// What a caller judges otherwise, in the order of the positions.
    pub(crate) overrides: Cow<'static, [Overriding]>,
    /// The digest of each plan, once somebody asked.
    pub(crate) digests: Digests,
    /// What each promise asks for, as single figures of few digits are judged by it, once somebody asked.
    pub(crate) single_figures: SingleFigures,
}

impl Registry {
    /// The two plans of Liaocheng for 2021–2025, women's and children's. They are constants of the program:
    /// nothing is read or parsed, and it cannot fail.
    #[must_use]
    pub fn builtin() -> &'static Registry {
        &builtin::REGISTRY
    }

    /// The plans, in the order they were given.
    pub fn plans(&self) -> impl Iterator<Item = &Plan> {
        self.plans.iter()
    }

    /// The plan with an id: `women`.
    #[must_use]
    pub fn plan(&self, id: &str) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.id == id)
    }

    /// Every indicator, in the order of the documents.
    pub fn indicators(&self) -> impl Iterator<Item = Indicator<'_>> {
        (0..self.len()).filter_map(|position| self.at(position))
    }

    /// How many indicators there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.indicators.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.indicators.is_empty()
    }

    /// The indicator at a place in the order of the documents.
    #[must_use]
    pub fn at(&self, position: usize) -> Option<Indicator<'_>> {
        Indicator::at(self, u16::try_from(position).ok()?)
    }

    /// The indicator with a full id: `women.health.maternal_mortality_ratio`.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Indicator<'_>> {
        Indicator::at(self, self.by_id.find(id, |position| self.id_at(position))?)
    }

    /// The indicators of a plan, in the order of the document.
    pub fn of_plan<'r>(&'r self, id: &str) -> impl Iterator<Item = Indicator<'r>> {
        let plan = self.plan(id);
        self.indicators().filter(move |indicator| plan.is_some_and(|plan| std::ptr::eq(plan, indicator.plan())))
    }

    /// The indicators a clause of a plan promises something about, in its own order.
    pub fn of_clause<'r>(&'r self, plan: &str, clause: Clause) -> impl Iterator<Item = Indicator<'r>> {
        self.of_plan(plan).filter(move |indicator| indicator.clause() == clause)
    }

    /// The indicators with exactly this name, in Chinese or in English. Two plans can use the same name.
    pub fn named<'r>(&'r self, name: &str) -> impl Iterator<Item = Indicator<'r>> {
        self.indicators().filter(move |indicator| indicator.name().zh() == name || indicator.name().en() == name)
    }

    /// Every objective, measure and duty, in the order of the documents.
    pub fn provisions(&self) -> impl Iterator<Item = Provision<'_>> {
        (0..self.provisions.len()).filter_map(|position| Provision::at(self, u16::try_from(position).ok()?))
    }

    /// The objective, measure or duty that a code stands for: `W1.2`, `C1.M4`, `W五.3`, `GT4.8`.
    #[must_use]
    pub fn provision(&self, code: &str) -> Option<Provision<'_>> {
        // A clause begins with a digit or a numeral, so that nothing of it is taken for a letter.
        let letters = code.bytes().take_while(u8::is_ascii_uppercase).count();
        let (letter, clause) = code.split_at_checked(letters)?;
        let clause = Clause::parse(clause)?;
        self.provisions().find(|provision| provision.plan().letter == letter && provision.clause() == clause)
    }

    /// The departments that answer for objectives, in the order they are listed.
    pub fn departments(&self) -> impl Iterator<Item = &Department> {
        self.departments.iter()
    }

    /// The department that is called this, in Chinese or English or by another spelling.
    #[must_use]
    pub fn department(&self, name: &str) -> Option<&Department> {
        self.departments.iter().find(|department| department.is_called(name))
    }

    /// The region with a code, if its name is known here. A code that is not known is no mistake.
    #[must_use]
    pub fn region(&self, code: &str) -> Option<&Region> {
        let index = self.regions.binary_search_by(|region| region.code.as_ref().cmp(code)).ok()?;
        self.regions.get(index)
    }

    /// The region with a code or a name, if it is known here.
    #[must_use]
    pub fn region_called(&self, text: &str) -> Option<&Region> {
        let by_name = || self.regions.iter().find(|region| region.name.zh() == text || region.name.en() == text);
        self.region(text).or_else(by_name)
    }

    /// The code of the region that a text stands for; the text itself if no region is known by it.
    pub(crate) fn region_code<'a>(&'a self, text: &'a str) -> &'a str {
        self.region_called(text).map_or(text, Region::code)
    }

    /// The name of the region with a code; the code itself if its name is not known here.
    #[must_use]
    pub fn region_name<'a>(&'a self, code: &'a str, language: Language) -> &'a str {
        self.region(code).map_or(code, |region| region.name().get(language))
    }

    /// The regions whose names are known, in the order of their codes.
    pub fn regions(&self) -> impl Iterator<Item = &Region> {
        self.regions.iter()
    }

    /// The regions of a level whose names are known: the counties of the city, for one.
    pub fn regions_at(&self, level: Level) -> impl Iterator<Item = &Region> {
        self.regions.iter().filter(move |region| region.level() == level)
    }

    #[inline]
    fn id_at(&self, position: u16) -> &str {
        self.indicators.get(usize::from(position)).map_or("", |record| &record.id)
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plans: Vec<&str> = self.plans().map(Plan::id).collect();
        formatter.debug_struct("Registry").field("plans", &plans).field("indicators", &self.len()).finish()
    }
}
