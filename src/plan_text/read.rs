//! From plan text to a registry.

use super::PlanFile;
use super::departments::Departments;
use super::error::{PlanTextError, PlanTextErrors};
use super::table::{Findings, TableReader, hint, owned};
use crate::indicator::{IndicatorRecord, Level};
use crate::language::Text;
use crate::plan::{Document, Plan, ProvisionKind, ProvisionRecord, Section, SectionNumber, chapter_of};
use crate::quote::shorten;
use crate::region::Region;
use crate::registry::Registry;
use crate::relation::Relation;
use crate::rule::Rule;
use crate::unit::Unit;
use std::collections::BTreeMap;
use toml::de::DeTable;

/// More mistakes than this are not reported.
const MOST_ERRORS: usize = 1_000;

/// Places are kept in 16 bits: so many plans, sections, clauses, departments or indicators fit.
const MOST: usize = u16::MAX as usize;

/// Files beside the plans' folders.
const COMMON: [&str; 3] = ["regions.toml", "departments.toml", "relations.toml"];

/// Items, domains and chapters are numbered from 1.
const NUMBERS: std::ops::RangeInclusive<u16> = 1..=255;

/// What the files have said so far.
#[derive(Default)]
struct Draft {
    plans: Vec<Plan>,
    sections: Vec<Section>,
    provisions: Vec<ProvisionRecord>,
    indicators: Vec<IndicatorRecord>,
    regions: Vec<Region>,
    relations: Vec<Relation>,
    departments: Departments,
    /// Where each id was first taken.
    ids: BTreeMap<String, String>,
}

pub(super) fn registry(files: &[PlanFile<'_>]) -> Result<Registry, PlanTextErrors> {
    let mut draft = Draft::default();
    let mut errors = Vec::new();
    for file in files.iter().filter(|file| file.name == "departments.toml") {
        read_file(file, &mut errors, |table| draft.departments.read(table));
    }
    for file in files.iter().filter(|file| !file.name.contains('/') && !COMMON.contains(&file.name)) {
        errors.push(missing(
            file.name,
            "a file outside a plan's folder",
            "a folder in front, or one of the common files",
        ));
    }
    for plan in plans_of(files, &mut errors) {
        draft.read_plan(&plan, &mut errors);
    }
    for file in files.iter().filter(|file| file.name == "regions.toml") {
        read_file(file, &mut errors, |table| draft.read_regions(table));
    }
    for file in files.iter().filter(|file| file.name == "relations.toml") {
        read_file(file, &mut errors, |table| draft.read_relations(table));
    }
    draft.check_references(&mut errors);
    draft.check_whole(&mut errors);
    errors.truncate(MOST_ERRORS);
    if draft.plans.is_empty() && errors.is_empty() {
        errors.push(missing("plan.toml", "no plan", "a file `plan.toml` in a folder named after the plan"));
    }
    if !errors.is_empty() {
        return Err(PlanTextErrors { errors });
    }
    Ok(draft.finish())
}

fn missing(file: &str, found: &str, expected: &str) -> PlanTextError {
    PlanTextError {
        file: file.to_owned(),
        line: 1,
        column: 1,
        key: String::new(),
        found: found.to_owned(),
        expected: expected.to_owned(),
    }
}

/// The files of one plan.
struct PlanFiles<'f> {
    id: &'f str,
    header: Option<PlanFile<'f>>,
    sections: Vec<PlanFile<'f>>,
}

/// The files by their folders, in the order the folders first appear.
fn plans_of<'f>(files: &[PlanFile<'f>], errors: &mut Vec<PlanTextError>) -> Vec<PlanFiles<'f>> {
    let mut plans: Vec<PlanFiles<'f>> = Vec::new();
    for file in files {
        let Some((folder, name)) = file.name.rsplit_once('/') else { continue };
        let id = folder.rsplit('/').next().unwrap_or(folder);
        if plans.iter().all(|plan| plan.id != id) {
            plans.push(PlanFiles { id, header: None, sections: Vec::new() });
        }
        let Some(plan) = plans.iter_mut().find(|plan| plan.id == id) else { continue };
        if name == "plan.toml" {
            if plan.header.replace(*file).is_some() {
                errors.push(missing(file.name, "a second plan of this name", "one folder for each plan"));
            }
        } else {
            plan.sections.push(*file);
        }
    }
    plans
}

/// Parses a file and hands its root table on.
fn read_file(file: &PlanFile<'_>, errors: &mut Vec<PlanTextError>, read: impl FnOnce(&mut TableReader<'_>)) {
    let findings = Findings::new(file.name, file.text);
    let (root, syntax) = DeTable::parse_recoverable(file.text);
    for error in &syntax {
        let found = error.message().lines().next().unwrap_or("broken TOML").to_owned();
        findings.report(&error.span().unwrap_or(0..0), String::new(), found, "valid TOML".to_owned());
    }
    if syntax.is_empty() {
        let mut table = TableReader::new(&findings, String::new(), 0..0, root.get_ref());
        read(&mut table);
        table.report_unknown();
    }
    errors.append(&mut findings.into_errors());
}

/// `1-health.toml` is about `health`.
fn slug(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    let name = name.strip_suffix(".toml").unwrap_or(name);
    match name.split_once('-') {
        Some((number, slug)) if number.bytes().all(|byte| byte.is_ascii_digit()) => slug,
        _ => name,
    }
}

/// Ids are stable and travel through files, URLs and other languages: lower-case letters, digits, underscores.
fn is_id(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

const ID: &str = "lower-case letters, digits and underscores, a letter first, at most 64";

impl Draft {
    fn read_plan(&mut self, files: &PlanFiles<'_>, errors: &mut Vec<PlanTextError>) {
        let id = files.id;
        if !is_id(id) {
            errors.push(missing(id, "this folder name", ID));
        }
        let Some(header) = &files.header else {
            errors.push(missing(&format!("{id}/plan.toml"), "nothing", "a file that says what the plan is"));
            return;
        };
        let mut plan = None;
        read_file(header, errors, |table| plan = read_header(table, id));
        let index = u16::try_from(self.plans.len()).unwrap_or(u16::MAX);
        if let Some(plan) = plan {
            if self.plans.iter().any(|other| other.letter == plan.letter) {
                errors.push(missing(header.name, "a letter that another plan has", "a letter of its own"));
            }
            self.plans.push(plan);
        }
        // Sections come in the order of their numbers, whatever the order of the files.
        let mut sections = Vec::new();
        for file in &files.sections {
            let departments = &mut self.departments;
            read_file(file, errors, |table| {
                sections.extend(SectionDraft::read(table, index, slug(file.name), departments));
            });
        }
        sections.sort_by_key(|draft| draft.section.number);
        let mut sections = sections.into_iter().peekable();
        while let Some(draft) = sections.next() {
            if sections.peek().is_some_and(|next| next.section.number == draft.section.number) {
                errors.push(missing(id, "two files for one domain or chapter", "one file for each"));
            }
            self.add_section(draft, id, errors);
        }
    }

    fn add_section(&mut self, draft: SectionDraft, plan: &str, errors: &mut Vec<PlanTextError>) {
        let section = u16::try_from(self.sections.len()).unwrap_or(u16::MAX);
        let slug = draft.section.slug.clone();
        self.sections.push(draft.section);
        for (mut provision, indicators) in draft.provisions {
            let place = u16::try_from(self.provisions.len()).unwrap_or(u16::MAX);
            provision.section = section;
            self.provisions.push(provision);
            for mut indicator in indicators {
                indicator.provision = place;
                indicator.id = format!("{plan}.{slug}.{}", indicator.id).into();
                let name = format!("{plan}/{slug}");
                if let Some(other) = self.ids.insert(indicator.id.to_string(), name.clone()) {
                    let found = format!("the id `{}` again (first in {other})", indicator.id);
                    errors.push(missing(&name, &found, "an id of its own for each indicator"));
                }
                self.indicators.push(indicator);
            }
        }
    }

    /// What only shows when all is read: doubles, and more than there is room for.
    fn check_whole(&self, errors: &mut Vec<PlanTextError>) {
        let most = [self.plans.len(), self.sections.len(), self.provisions.len(), self.indicators.len()];
        if most.iter().any(|count| *count > MOST) || self.departments.len() > MOST {
            errors.push(missing(
                "plan.toml",
                "more indicators, clauses or departments than fit",
                "at most 65,535 of each",
            ));
        }
        let mut names: BTreeMap<(&str, &str), &str> = BTreeMap::new();
        for record in &self.indicators {
            let plan = record.id.split('.').next().unwrap_or_default();
            for name in [record.name.zh(), record.name.en()] {
                if let Some(other) = names.insert((plan, name), &record.id).filter(|other| **other != *record.id) {
                    let found = format!("the name `{}`, which {other} has", shorten(name));
                    errors.push(missing(&record.id, &found, "a name of its own within the plan"));
                }
            }
        }
        let mut codes = std::collections::BTreeSet::new();
        for region in &self.regions {
            if !codes.insert(region.code.as_ref()) {
                let found = format!("the region `{}` again", shorten(&region.code));
                errors.push(missing("regions.toml", &found, "each region once"));
            }
        }
    }

    /// Every indicator that a rule names has to be there.
    fn check_references(&self, errors: &mut Vec<PlanTextError>) {
        for record in &self.indicators {
            let named = match &record.rule {
                Rule::Gap(rule) => &rule.of,
                Rule::Reference(rule) => &rule.indicator,
                _ => continue,
            };
            if let Err(expected) = self.check_id(named) {
                errors.push(missing(&record.id, &format!("`{named}`"), &expected));
            }
        }
    }

    fn read_relations(&mut self, table: &mut TableReader<'_>) {
        for mut entry in table.tables("order") {
            let (lesser, greater) = (self.known_id(&mut entry, "lesser"), self.known_id(&mut entry, "greater"));
            entry.report_unknown();
            if let (Some(lesser), Some(greater)) = (lesser, greater) {
                self.relations.push(Relation::Order { lesser, greater });
            }
        }
        for mut entry in table.tables("sum") {
            let indicator = self.known_id(&mut entry, "indicator");
            let groups = match entry.texts("groups").as_slice() {
                [first, second] if first != second => Some((owned(first), owned(second))),
                _ => {
                    entry.wrong("groups", "something else", "two different groups");
                    None
                }
            };
            let total = entry.decimal("total");
            entry.report_unknown();
            if let (Some(indicator), Some(groups), Some(total)) = (indicator, groups, total) {
                self.relations.push(Relation::Sum { indicator, groups, total });
            }
        }
        for mut entry in table.tables("same") {
            match entry.texts("indicators").as_slice() {
                [first, second] if self.ids.contains_key(*first) && self.ids.contains_key(*second) => {
                    self.relations.push(Relation::Same { first: owned(first), second: owned(second) });
                }
                _ => entry.wrong("indicators", "something else", "the full ids of two indicators"),
            }
            entry.report_unknown();
        }
    }

    fn known_id(&self, table: &mut TableReader<'_>, key: &'static str) -> Option<Text> {
        let id = table.text(key)?;
        match self.check_id(id) {
            Ok(()) => Some(owned(id)),
            Err(expected) => {
                table.wrong(key, &format!("`{id}`"), expected);
                None
            }
        }
    }

    /// Whether an indicator has this full id; if not, what was expected.
    fn check_id(&self, id: &str) -> Result<(), String> {
        if self.ids.contains_key(id) {
            return Ok(());
        }
        Err(format!("the full id of an indicator{}", hint(id, self.ids.keys().map(String::as_str))))
    }

    fn read_regions(&mut self, table: &mut TableReader<'_>) {
        for mut entry in table.tables("region") {
            let code = entry.text("code");
            let level = entry.word("level", Level::ALL, Level::as_str);
            let name = entry.bilingual("name");
            entry.report_unknown();
            if let (Some(code), Some(level), Some(name)) = (code, level, name) {
                self.regions.push(Region { code: owned(code), level, name });
            }
        }
    }

    fn finish(mut self) -> Registry {
        self.regions.sort_by(|left, right| left.code.cmp(&right.code));
        let mut by_id: Vec<(&str, u16)> =
            (0..=u16::MAX).zip(&self.indicators).map(|(position, record)| (record.id.as_ref(), position)).collect();
        by_id.sort_unstable();
        let by_id: Vec<u16> = by_id.into_iter().map(|(_, position)| position).collect();
        Registry {
            plans: self.plans.into(),
            sections: self.sections.into(),
            provisions: self.provisions.into(),
            indicators: self.indicators.into(),
            by_id: by_id.into(),
            departments: self.departments.into_list().into(),
            regions: self.regions.into(),
            relations: self.relations.into(),
            overrides: crate::overriding::NONE,
        }
    }
}

fn read_header(table: &mut TableReader<'_>, id: &str) -> Option<Plan> {
    let letter = table.text("letter");
    let letter = letter.and_then(|text| {
        let mut characters = text.chars();
        let only = characters.next().filter(|first| first.is_ascii_uppercase() && characters.next().is_none());
        if only.is_none() {
            table.wrong("letter", &format!("`{}`", shorten(text)), "one capital letter");
        }
        only
    });
    let title = table.bilingual("title");
    let short_title = table.bilingual("short_title");
    let region = table.text("region");
    let document = table.table("document").and_then(|mut document| {
        let (number, issuer, day) = (document.text("number"), document.bilingual("issuer"), document.date("issued"));
        document.report_unknown();
        Some(Document { number: owned(number?), issuer: issuer?, issued: day? })
    });
    let period = table.table("period").and_then(|mut period| {
        let (first, last) = (period.year("first_year"), period.year("last_year"));
        let (baseline, midterm) = (period.year("baseline_year"), period.year("midterm_year"));
        let years = (first?, last?, baseline?, midterm?);
        if years.0 > years.1 {
            period.wrong("last_year", "a year before the first", "a year not before `first_year`");
        }
        if years.2 >= years.1 {
            period.wrong("baseline_year", "a year that leaves no time for change", "a year before `last_year`");
        }
        if !(years.0..=years.1).contains(&years.3) {
            period.wrong("midterm_year", "a year outside the period", "a year of the period");
        }
        period.report_unknown();
        Some(years)
    });
    let (first_year, last_year, baseline_year, midterm_year) = period?;
    Some(Plan {
        id: owned(id),
        letter: letter?,
        title: title?,
        short_title: short_title?,
        region: owned(region?),
        document: document?,
        first_year,
        last_year,
        baseline_year,
        midterm_year,
    })
}

/// A section with its clauses, not yet placed in a registry.
struct SectionDraft {
    section: Section,
    provisions: Vec<(ProvisionRecord, Vec<IndicatorRecord>)>,
}

impl SectionDraft {
    fn read(table: &mut TableReader<'_>, plan: u16, slug: &str, departments: &mut Departments) -> Option<SectionDraft> {
        if !is_id(slug) {
            table.wrong("", "this file name", ID);
        }
        let title = table.bilingual("title");
        let (number, kinds): (_, &[ProvisionKind]) = if table.has("chapter") {
            let chapter = table.text("chapter").and_then(|text| {
                let chapter = chapter_of(text);
                if chapter.is_none() {
                    table.wrong("chapter", &format!("`{}`", shorten(text)), "a numeral from 一 to 十");
                }
                chapter
            });
            (chapter.map(SectionNumber::Chapter), &[ProvisionKind::Duty])
        } else {
            let domain = table.number("domain", NUMBERS).and_then(|number| u8::try_from(number).ok());
            (domain.map(SectionNumber::Domain), &[ProvisionKind::Objective, ProvisionKind::Measure])
        };
        let mut provisions = Vec::new();
        for kind in kinds {
            let mut previous = 0;
            for mut entry in table.tables(kind.as_str()) {
                let Some(read) = read_provision(&mut entry, *kind, departments) else { continue };
                if read.0.item <= previous {
                    entry.wrong(
                        "item",
                        &read.0.item.to_string(),
                        format!("a number above {previous}, as in the document"),
                    );
                }
                previous = read.0.item;
                provisions.push(read);
            }
        }
        let section = Section { plan, slug: owned(slug), number: number?, title: title? };
        Some(SectionDraft { section, provisions })
    }
}

fn read_provision(
    table: &mut TableReader<'_>,
    kind: ProvisionKind,
    departments: &mut Departments,
) -> Option<(ProvisionRecord, Vec<IndicatorRecord>)> {
    let item = table.number("item", NUMBERS).and_then(|number| u8::try_from(number).ok());
    let title = table.bilingual("title");
    let lead = departments.positions(table, "lead");
    let responsible = departments.positions(table, "responsible");
    let indicators = table.tables("indicator").into_iter().filter_map(read_indicator).collect();
    table.report_unknown();
    let provision = ProvisionRecord {
        section: 0,
        kind,
        item: item?,
        title: title?,
        lead: lead.into(),
        responsible: responsible.into(),
    };
    Some((provision, indicators))
}

fn read_indicator(mut table: TableReader<'_>) -> Option<IndicatorRecord> {
    let id = table.text("id");
    if let Some(id) = id
        && !is_id(id)
    {
        table.wrong("id", &format!("`{}`", shorten(id)), ID);
    }
    let name = table.bilingual("name");
    let unit = table.word("unit", Unit::ALL, Unit::as_str);
    let applies_at = table.words("applies_at", Level::ALL, Level::as_str);
    let population = table.optional_bilingual("population");
    let rule = table.table("rule").and_then(Rule::read);
    let wording = table.text("wording");
    let note = table.optional_bilingual("note");
    if let (Some(rule), Some(unit)) = (&rule, unit)
        && let Some(figure) = rule.impossible_figure(unit)
    {
        let (least, greatest) = unit.range();
        table.wrong("rule", &format!("the figure {figure}"), format!("{least} to {greatest}, the range of {unit}"));
    }
    table.report_unknown();
    Some(IndicatorRecord {
        id: owned(id?),
        provision: 0,
        name: name?,
        unit: unit?,
        applies_at: applies_at?.into(),
        population,
        rule: rule?,
        wording: owned(wording?),
        note,
    })
}
