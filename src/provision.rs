//! Provisions: the numbered clauses of a plan, with who answers for them and what they promise.

use crate::department::Department;
use crate::indicator::Indicator;
use crate::language::Bilingual;
use crate::plan::{Clause, ClauseCode, Plan, ProvisionKind, ProvisionRecord, Section};
use crate::registry::Registry;

/// An objective, a measure or a duty: one numbered clause of a plan in a registry.
///
/// It is a reference, small and free to copy.
#[derive(Clone, Copy)]
pub struct Provision<'r> {
    registry: &'r Registry,
    record: &'r ProvisionRecord,
    section: &'r Section,
    plan: &'r Plan,
    position: u16,
}

impl<'r> Provision<'r> {
    /// INVARIANT: as for [`Indicator::at`].
    #[inline]
    pub(crate) fn at(registry: &'r Registry, position: u16) -> Option<Self> {
        let record = registry.provisions.get(usize::from(position))?;
        let section = registry.sections.get(usize::from(record.section))?;
        let plan = registry.plans.get(usize::from(section.plan))?;
        Some(Provision { registry, record, section, plan, position })
    }

    /// Objective, measure or duty.
    #[must_use]
    pub fn kind(&self) -> ProvisionKind {
        self.record.kind
    }

    /// Its number within the section and kind.
    #[must_use]
    pub fn item(&self) -> u8 {
        self.record.item
    }

    /// A short title in the library's own words.
    #[must_use]
    pub fn title(&self) -> &'r Bilingual {
        &self.record.title
    }

    /// The domain or chapter it belongs to.
    #[must_use]
    pub fn section(&self) -> &'r Section {
        self.section
    }

    /// The plan it belongs to.
    #[must_use]
    pub fn plan(&self) -> &'r Plan {
        self.plan
    }

    /// Its address within the plan.
    #[must_use]
    pub fn clause(&self) -> Clause {
        Clause { section: self.section.number, kind: self.record.kind, item: self.record.item }
    }

    /// The address with the plan's letter in front, written `W1.2`.
    #[must_use]
    pub fn clause_code(&self) -> ClauseCode<'r> {
        ClauseCode { letter: &self.plan.letter, clause: self.clause() }
    }

    /// The lead departments (牵头单位), in the order of the document.
    pub fn lead(&self) -> impl Iterator<Item = &'r Department> + use<'r> {
        self.departments(self.record.departments.get(..self.record.leads))
    }

    /// The responsible departments (责任单位), in the order of the document.
    pub fn responsible(&self) -> impl Iterator<Item = &'r Department> + use<'r> {
        self.departments(self.record.departments.get(self.record.leads..))
    }

    fn departments(&self, positions: Option<&'r [u16]>) -> impl Iterator<Item = &'r Department> + use<'r> {
        let registry = self.registry;
        positions
            .unwrap_or_default()
            .iter()
            .filter_map(move |position| registry.departments.get(usize::from(*position)))
    }

    /// What it promises something about, in the order of the document.
    pub fn indicators(&self) -> impl Iterator<Item = Indicator<'r>> + use<'r> {
        let position = self.position;
        self.registry.indicators().filter(move |indicator| indicator.provision_position() == position)
    }
}

impl PartialEq for Provision<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.registry, other.registry) && self.position == other.position
    }
}

impl Eq for Provision<'_> {}

impl std::fmt::Debug for Provision<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Provision").field(&self.clause_code().to_string()).finish()
    }
}
