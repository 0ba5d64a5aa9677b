//! From a draft without mistakes to a registry.

use super::names::Names;
use super::{Draft, Header, IndicatorDraft, Named, ProvisionDraft, SectionDraft};
use crate::department::Department;
use crate::indicator::{IndicatorRecord, Levels};
use crate::language::{Bilingual, Text};
use crate::order::in_order;
use crate::plan::{Document, Plan, ProvisionRecord, Section};
use crate::region::Region;
use crate::registry::{IdIndex, Registry};

impl<S> Draft<S> {
    /// The registry: that of `base` first, if there is one, and then what is new. The positions of the old plans,
    /// clauses and indicators stay what they are.
    ///
    /// None if something is missing, or more is there than fits; a draft that was checked lacks nothing.
    pub(crate) fn finish(self, base: Option<&Registry>) -> Option<Registry> {
        let mut new = New::beside(base);
        for draft in self.departments {
            new.add_department(draft.department)?;
        }
        for draft in self.regions {
            new.add_region(draft.region);
        }
        new.registry.relations.to_mut().extend(self.relations.into_iter().map(|draft| draft.relation));
        for plan in self.plans {
            let index = u16::try_from(new.registry.plans.len()).ok()?;
            let id = plan.id?.id;
            // Sections come in the order of their numbers, whatever the order of the files.
            let sections = in_order(plan.sections, |left, right| left.number.cmp(&right.number));
            new.registry.plans.to_mut().push(header(id.clone(), plan.header)?);
            for section in sections {
                new.add_section(index, &id, section)?;
            }
        }
        new.finish()
    }
}

/// What an edition is called that has no name.
const FIRST_EDITION: Text = Text::Borrowed("1");

fn header(id: Text, header: Header) -> Option<Plan> {
    Some(Plan {
        id,
        letter: header.letter?,
        title: header.title?,
        short_title: header.short_title?,
        region: header.region?,
        document: Document { number: header.number?, issuer: header.issuer?, issued: header.issued? },
        first_year: header.first_year?,
        last_year: header.last_year?,
        baseline_year: header.baseline_year?,
        midterm_year: header.midterm_year?,
        edition: header.edition.unwrap_or(FIRST_EDITION),
    })
}

/// A registry that grows.
struct New {
    registry: Registry,
    /// The positions of the departments by all their spellings.
    departments: Names<'static, u16>,
}

impl New {
    fn beside(base: Option<&Registry>) -> New {
        let registry = base.cloned().unwrap_or_else(|| Registry {
            plans: Vec::new().into(),
            sections: Vec::new().into(),
            provisions: Vec::new().into(),
            indicators: Vec::new().into(),
            by_id: IdIndex::default(),
            departments: Vec::new().into(),
            regions: Vec::new().into(),
            relations: Vec::new().into(),
            overrides: crate::overriding::NONE,
            digests: crate::digest::Digests::new(),
            single_figures: crate::columns::SingleFigures::new(),
        });
        let mut departments = Names::new();
        for (position, department) in (0..=u16::MAX).zip(registry.departments.iter()) {
            spell(&mut departments, department, position);
        }
        New { registry, departments }
    }

    /// A department that is known already is not added again.
    fn add_department(&mut self, department: Department) -> Option<()> {
        if !self.departments.has(department.name.zh()) {
            let position = u16::try_from(self.registry.departments.len()).ok()?;
            spell(&mut self.departments, &department, position);
            self.registry.departments.to_mut().push(department);
        }
        Some(())
    }

    /// The position of a department by its name. A name that is not known was allowed to be new.
    fn position(&mut self, name: &str) -> Option<u16> {
        if !self.departments.has(name) {
            let both = Bilingual::new(name, name);
            self.add_department(Department { name: both, also: Vec::new().into(), group: false })?;
        }
        self.departments.get(name).copied()
    }

    fn add_region(&mut self, region: Region) {
        self.registry.regions.to_mut().push(region);
    }

    fn add_section<S>(&mut self, plan: u16, plan_id: &str, draft: SectionDraft<S>) -> Option<()> {
        let section = u16::try_from(self.registry.sections.len()).ok()?;
        let Named { id: slug, .. } = draft.slug?;
        let prefix = format!("{plan_id}.{slug}");
        self.registry.sections.to_mut().push(Section { plan, slug, number: draft.number?, title: draft.title? });
        for provision in in_order(draft.provisions, |left, right| left.kind.cmp(&right.kind)) {
            self.add_provision(section, &prefix, provision)?;
        }
        Some(())
    }

    fn add_provision<S>(&mut self, section: u16, prefix: &str, draft: ProvisionDraft<S>) -> Option<()> {
        let place = u16::try_from(self.registry.provisions.len()).ok()?;
        let leads = draft.lead.len();
        let departments = draft.lead.into_iter().chain(draft.responsible);
        let departments = departments.map(|name| self.position(&name)).collect::<Option<Vec<u16>>>()?;
        self.registry.provisions.to_mut().push(ProvisionRecord {
            section,
            kind: draft.kind,
            item: draft.item?,
            title: draft.title?,
            departments: departments.into(),
            leads,
        });
        for indicator in draft.indicators {
            self.registry.indicators.to_mut().push(record(place, prefix, indicator)?);
        }
        Some(())
    }

    fn finish(mut self) -> Option<Registry> {
        u16::try_from(self.registry.indicators.len()).ok()?;
        let mut regions = in_order(self.registry.regions.into_owned(), |left, right| left.code.cmp(&right.code));
        regions.dedup_by(|later, earlier| later.code == earlier.code);
        self.registry.regions = regions.into();
        self.registry.by_id = IdIndex::of(self.registry.indicators.iter().map(|record| record.id.as_ref()));
        Some(self.registry)
    }
}

fn spell(departments: &mut Names<'static, u16>, department: &Department, position: u16) {
    let names = [department.name.zh(), department.name.en()];
    for spelling in names.into_iter().chain(department.also()) {
        if !departments.has(spelling) {
            departments.insert(spelling.to_owned(), position);
        }
    }
}

fn record<S>(provision: u16, prefix: &str, draft: IndicatorDraft<S>) -> Option<IndicatorRecord> {
    Some(IndicatorRecord {
        id: format!("{prefix}.{}", draft.id?).into(),
        provision,
        name: draft.name?,
        unit: draft.unit?,
        applies_at: Levels::of(&draft.applies_at?),
        population: draft.population,
        rule: draft.rule?,
        wording: draft.wording?,
        note: draft.note,
    })
}
