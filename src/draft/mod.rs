//! Plans that are not yet a registry: what plan text and the builder both make, check and finish alike.
//!
//! A draft may lack things. Whoever made it has then reported that already; what is missing is passed over here, so that the
//! other mistakes are found as well.

mod check;
mod circles;
mod finish;
mod names;
mod words;

#[cfg(feature = "toml")]
pub(crate) use names::Names;
#[cfg(feature = "toml")]
pub(crate) use words::{DAY, DECIMAL, Hints, NUMBERS, YEARS, is_id, whole};
pub(crate) use words::{expected_of_text, in_key, quoted, tell};

use crate::department::Department;
use crate::indicator::Level;
use crate::language::{Bilingual, Text};
use crate::plan::{ProvisionKind, SectionNumber};
use crate::region::Region;
use crate::relation::Relation;
use crate::rule::Rule;
use crate::unit::Unit;
use chrono::NaiveDate;

/// Where something stands: a table of a text, or a thing that a program built.
pub(crate) trait Site {
    /// Reports a mistake in the value of a key, such as `rule.limit` or `lead[1]`; without a key, in the whole.
    fn wrong(&self, key: &str, found: &str, expected: &str);

    /// Where the value of a key stands, for a message about another place.
    fn place(&self, key: &str) -> String;
}

/// An id, and where it was given.
pub(crate) struct Named {
    pub(crate) id: Text,
    /// The key; empty if it is the name of a file or folder.
    pub(crate) key: &'static str,
    /// What to call it in a message: `the folder name `, or nothing.
    pub(crate) what: &'static str,
}

/// All that is to become a registry, beside another one or alone.
pub(crate) struct Draft<S> {
    pub(crate) plans: Vec<PlanDraft<S>>,
    pub(crate) departments: Vec<DepartmentDraft<S>>,
    pub(crate) regions: Vec<RegionDraft<S>>,
    pub(crate) relations: Vec<RelationDraft<S>>,
    pub(crate) unread: Unread,
}

/// What could not be read at all, so that a name that is not known may stand there. What a draft lacks, such as the id of an indicator that
/// is there, is not among it.
#[derive(Default)]
pub(crate) struct Unread {
    pub(crate) indicators: Vec<LostId>,
    pub(crate) departments: bool,
    pub(crate) regions: bool,
}

/// An id that may be lost: `plan.section.id`, with `*` for what could be anything.
pub(crate) type LostId = String;

pub(crate) fn lost_id(parts: [Option<&str>; 3]) -> LostId {
    parts.map(|part| part.unwrap_or("*")).join(".")
}

#[cfg(feature = "toml")]
impl Unread {
    pub(crate) fn add(&mut self, more: Unread) {
        self.indicators.extend(more.indicators);
        self.departments |= more.departments;
        self.regions |= more.regions;
    }
}

impl<S> Default for Draft<S> {
    fn default() -> Self {
        Draft {
            plans: Vec::new(),
            departments: Vec::new(),
            regions: Vec::new(),
            relations: Vec::new(),
            unread: Unread::default(),
        }
    }
}

pub(crate) struct PlanDraft<S> {
    pub(crate) site: S,
    pub(crate) id: Option<Named>,
    pub(crate) header: Header,
    pub(crate) sections: Vec<SectionDraft<S>>,
}

/// What a plan says about itself.
#[derive(Default)]
pub(crate) struct Header {
    pub(crate) letter: Option<Text>,
    pub(crate) title: Option<Bilingual>,
    pub(crate) short_title: Option<Bilingual>,
    pub(crate) region: Option<Text>,
    pub(crate) number: Option<Text>,
    pub(crate) issuer: Option<Bilingual>,
    pub(crate) issued: Option<NaiveDate>,
    pub(crate) first_year: Option<u16>,
    pub(crate) last_year: Option<u16>,
    pub(crate) baseline_year: Option<u16>,
    pub(crate) midterm_year: Option<u16>,
    pub(crate) edition: Option<Text>,
}

pub(crate) struct SectionDraft<S> {
    pub(crate) site: S,
    pub(crate) slug: Option<Named>,
    pub(crate) number: Option<SectionNumber>,
    pub(crate) title: Option<Bilingual>,
    pub(crate) provisions: Vec<ProvisionDraft<S>>,
}

pub(crate) struct ProvisionDraft<S> {
    pub(crate) site: S,
    pub(crate) kind: ProvisionKind,
    pub(crate) item: Option<u8>,
    pub(crate) title: Option<Bilingual>,
    pub(crate) lead: Vec<Text>,
    pub(crate) responsible: Vec<Text>,
    pub(crate) indicators: Vec<IndicatorDraft<S>>,
}

pub(crate) struct IndicatorDraft<S> {
    pub(crate) site: S,
    pub(crate) id: Option<Text>,
    pub(crate) name: Option<Bilingual>,
    pub(crate) unit: Option<Unit>,
    pub(crate) applies_at: Option<Vec<Level>>,
    pub(crate) population: Option<Bilingual>,
    pub(crate) rule: Option<Rule>,
    pub(crate) wording: Option<Text>,
    pub(crate) note: Option<Bilingual>,
}

pub(crate) struct DepartmentDraft<S> {
    pub(crate) site: S,
    pub(crate) department: Department,
}

pub(crate) struct RegionDraft<S> {
    pub(crate) site: S,
    pub(crate) region: Region,
}

pub(crate) struct RelationDraft<S> {
    pub(crate) site: S,
    pub(crate) relation: Relation,
}

impl<S> PlanDraft<S> {
    /// The full id of an indicator of this plan: `women.health.maternal_mortality_ratio`.
    fn full_id(&self, section: &SectionDraft<S>, indicator: &IndicatorDraft<S>) -> Option<String> {
        let (plan, slug) = (self.id.as_ref()?, section.slug.as_ref()?);
        Some(format!("{}.{}.{}", plan.id, slug.id, indicator.id.as_ref()?))
    }
}

impl<S> Draft<S> {
    /// Every indicator with its plan and section, in the order they were given.
    fn indicators(&self) -> impl Iterator<Item = (&PlanDraft<S>, &SectionDraft<S>, &IndicatorDraft<S>)> {
        self.plans.iter().flat_map(|plan| {
            plan.sections.iter().flat_map(move |section| {
                let all = section.provisions.iter().flat_map(|provision| &provision.indicators);
                all.map(move |indicator| (plan, section, indicator))
            })
        })
    }
}
