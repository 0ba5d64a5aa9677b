//! From plan text to a draft, and from there to a registry.

use super::PlanFile;
use super::error::{PlanTextError, PlanTextErrors};
use super::loss::Losses;
use super::mend::Mended;
use super::parse::{Parsed, parse};
use super::part::{COMMON, Part};
use super::table::{TableReader, TableSite, Tally, owned};
use crate::department::Department;
use crate::draft::{
    DepartmentDraft, Draft, Header, Hints, IndicatorDraft, NUMBERS, Named, Names, PlanDraft, ProvisionDraft,
    RegionDraft, RelationDraft, SectionDraft, quoted,
};
use crate::indicator::Level;
use crate::language::Text;
use crate::plan::{ProvisionKind, SectionNumber, chapter_of};
use crate::quote::quotable;
use crate::region::Region;
use crate::registry::Registry;
use crate::relation::Relation;
use crate::rule::Rule;
use crate::unit::Unit;
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// Reads files by their names.
pub(super) fn registry(files: &[PlanFile<'_>], base: Option<&Registry>) -> Result<Registry, PlanTextErrors> {
    let parts: Vec<Part<'_>> = files.iter().map(|file| Part::of(file.name)).collect();
    read(files, &parts, base)
}

/// Reads one text that is a whole plan, whatever its name.
pub(super) fn whole_plan(file: PlanFile<'_>) -> Result<Registry, PlanTextErrors> {
    read(&[file], &[Part::Whole { is_sure: true }], None)
}

fn read(files: &[PlanFile<'_>], parts: &[Part<'_>], base: Option<&Registry>) -> Result<Registry, PlanTextErrors> {
    let tally = Tally::default();
    let mut together = 0_usize;
    // Texts that were mended live as long as what is read from them.
    let mended: Vec<OnceCell<Mended>> = files.iter().map(|_| OnceCell::new()).collect();
    let parsed = files.iter().zip(parts).zip(&mended);
    let parsed: Vec<Parsed<'_>> =
        parsed.map(|((file, part), mended)| parse(*file, *part, mended, &mut together, &tally)).collect();
    let mut unplaced = Vec::new();
    let registry = {
        let draft = draft(&parsed, &mut unplaced);
        draft.check(base);
        if draft.plans.is_empty() && unplaced.is_empty() && tally.is_empty() {
            let expected = "a file `plan.toml` in a folder named after the plan, or a whole plan in one text";
            unplaced.push(nowhere("plan.toml", "no plan", expected));
        }
        let is_good = unplaced.is_empty() && tally.is_empty();
        let registry = if is_good { draft.finish(base) } else { None };
        if is_good && registry.is_none() {
            // INVARIANT: a draft in which no mistake was found is complete. If it is not, it is still no registry.
            unplaced.push(nowhere("plan.toml", "an incomplete plan", "everything a plan needs"));
        }
        registry
    };
    if let Some(registry) = registry {
        return Ok(registry);
    }
    let omitted = tally.omitted();
    let errors =
        unplaced.into_iter().chain(parsed.into_iter().flat_map(|parsed| parsed.findings.into_errors())).collect();
    Err(PlanTextErrors { errors, omitted })
}

/// A mistake about a file that is not there.
fn nowhere(file: &str, found: &str, expected: &str) -> PlanTextError {
    PlanTextError {
        file: quotable(file, 200),
        line: 1,
        column: 1,
        key: String::new(),
        found: found.to_owned(),
        expected: expected.to_owned(),
    }
}

/// Reads all files. Plans come in the order in which their folders or texts first appear.
fn draft<'t>(parsed: &'t [Parsed<'_>], unplaced: &mut Vec<PlanTextError>) -> Draft<TableSite<'t>> {
    let mut draft = Draft::default();
    let mut folders: Names<usize> = Names::new();
    let mut headers: BTreeSet<&str> = BTreeSet::new();
    for file in parsed {
        let Some(root) = &file.root else {
            draft.unread.add(Losses::everything().unread(file.part, None));
            if let Part::Header { folder } = file.part {
                headers.insert(folder);
            }
            continue;
        };
        let mut table = TableReader::root(&file.findings, root);
        match file.part {
            Part::Regions => read_regions(&mut table, "region", &mut draft),
            Part::Departments => read_departments(&mut table, &mut draft),
            Part::Relations => read_relations(&mut table, &mut draft),
            Part::Header { folder } => {
                let id = Named { id: owned(folder), key: "", what: "the folder name " };
                if !headers.insert(folder) {
                    table.wrong("", "a second plan of this name", "one folder for each plan");
                }
                let header = read_header(&mut table);
                let plan = folder_plan(&mut draft, &mut folders, folder, &table);
                (plan.site, plan.id, plan.header) = (table.site(), Some(id), header);
            }
            Part::Section { folder, slug } => {
                let slug = Named { id: owned(slug), key: "", what: "the file name " };
                let section = read_section(&mut table, Some(slug));
                folder_plan(&mut draft, &mut folders, folder, &table).sections.push(section);
            }
            Part::Whole { is_sure } => read_whole(&mut table, is_sure, &mut draft),
        }
        table.report_unknown();
        draft.unread.add(file.findings.losses.borrow().unread(file.part, Some(root)));
    }
    for folder in folders.names().filter(|folder| !headers.contains(folder)) {
        unplaced.push(nowhere(&format!("{folder}/plan.toml"), "nothing", "a file that says what the plan is"));
    }
    draft
}

/// The plan of a folder, made when its first file is seen.
fn folder_plan<'d, 'f, 't>(
    draft: &'d mut Draft<TableSite<'t>>,
    folders: &mut Names<'f, usize>,
    folder: &'f str,
    table: &TableReader<'t>,
) -> &'d mut PlanDraft<TableSite<'t>> {
    let next = draft.plans.len();
    let index = folders.get(folder).copied().unwrap_or(next);
    if index >= next {
        folders.insert(folder, index);
        let id = Named { id: owned(folder), key: "", what: "the folder name " };
        draft.plans.push(PlanDraft {
            site: table.site(),
            id: Some(id),
            header: Header::default(),
            sections: Vec::new(),
        });
    }
    // INVARIANT: `index` is below `next`, or that of the plan pushed just now.
    #[allow(clippy::indexing_slicing)]
    &mut draft.plans[index]
}

/// A whole plan in one text: the keys of `plan.toml`, its id, its sections, and what the common files hold.
fn read_whole<'t>(table: &mut TableReader<'t>, is_sure: bool, draft: &mut Draft<TableSite<'t>>) {
    if !is_sure && !table.has("id") && !table.has("section") {
        let name = table.site().file();
        let hint = Hints::new().near(name, COMMON.into_iter());
        let expected =
            format!("a folder in front, the name of a common file, or a whole plan with `id` and `section`{hint}");
        table.wrong("", "a file outside a plan's folder", &expected);
        table.pass_over();
        return;
    }
    let id = table.text("id").map(|id| Named { id: owned(id), key: "id", what: "" });
    let header = read_header(table);
    read_departments(table, draft);
    // `region` is the plan's own region.
    read_regions(table, "regions", draft);
    read_relations(table, draft);
    let mut sections = Vec::new();
    for mut entry in table.tables("section") {
        let slug = entry.text("slug").map(|slug| Named { id: owned(slug), key: "slug", what: "" });
        sections.push(read_section(&mut entry, slug));
        entry.report_unknown();
    }
    draft.plans.push(PlanDraft { site: table.site(), id, header, sections });
}

fn read_departments<'t>(table: &mut TableReader<'t>, draft: &mut Draft<TableSite<'t>>) {
    for mut entry in table.tables("department") {
        let name = entry.bilingual("name");
        let also: Vec<Text> = entry.texts("also").into_iter().map(owned).collect();
        let group = entry.flag("group");
        entry.report_unknown();
        if let Some(name) = name {
            let department = Department { name, also: also.into(), group };
            draft.departments.push(DepartmentDraft { site: entry.site(), department });
        }
    }
}

fn read_regions<'t>(table: &mut TableReader<'t>, key: &'static str, draft: &mut Draft<TableSite<'t>>) {
    for mut entry in table.tables(key) {
        let code = entry.text("code");
        let level = entry.word("level", Level::ALL, Level::as_str);
        let name = entry.bilingual("name");
        entry.report_unknown();
        if let (Some(code), Some(level), Some(name)) = (code, level, name) {
            let region = Region { code: owned(code), level, name };
            draft.regions.push(RegionDraft { site: entry.site(), region });
        }
    }
}

fn read_relations<'t>(table: &mut TableReader<'t>, draft: &mut Draft<TableSite<'t>>) {
    let mut push = |entry: TableReader<'t>, relation: Option<Relation>| {
        entry.report_unknown();
        draft.relations.extend(relation.map(|relation| RelationDraft { site: entry.site(), relation }));
    };
    for mut entry in table.tables("order") {
        let ids = (entry.text("lesser"), entry.text("greater"));
        let order = |(lesser, greater)| Relation::Order { lesser: owned(lesser), greater: owned(greater) };
        let relation = ids.0.zip(ids.1).map(order);
        push(entry, relation);
    }
    for mut entry in table.tables("sum") {
        let indicator = entry.text("indicator");
        let groups = entry.pair("groups", "two different groups");
        let groups = groups.map(|(first, second)| (owned(first), owned(second)));
        let total = entry.decimal("total");
        let sum = |((indicator, groups), total)| Relation::Sum { indicator: owned(indicator), groups, total };
        let relation = indicator.zip(groups).zip(total).map(sum);
        push(entry, relation);
    }
    for mut entry in table.tables("same") {
        let ids = entry.pair("indicators", "the full ids of two indicators");
        let relation = ids.map(|(first, second)| Relation::Same { first: owned(first), second: owned(second) });
        push(entry, relation);
    }
}

fn read_header(table: &mut TableReader<'_>) -> Header {
    let mut header = Header {
        letter: table.text("letter").map(owned),
        title: table.bilingual("title"),
        short_title: table.bilingual("short_title"),
        region: table.text("region").map(owned),
        edition: if table.has("edition") { table.text("edition").map(owned) } else { None },
        ..Header::default()
    };
    if let Some(mut document) = table.table("document") {
        header.number = document.text("number").map(owned);
        header.issuer = document.bilingual("issuer");
        header.issued = document.date("issued");
        document.report_unknown();
    }
    if let Some(mut period) = table.table("period") {
        header.first_year = period.year("first_year");
        header.last_year = period.year("last_year");
        header.baseline_year = period.year("baseline_year");
        header.midterm_year = period.year("midterm_year");
        period.report_unknown();
    }
    header
}

fn read_section<'t>(table: &mut TableReader<'t>, slug: Option<Named>) -> SectionDraft<TableSite<'t>> {
    let title = table.bilingual("title");
    // The number of a chapter may have been lost.
    let is_chapter = table.has("chapter") || table.is_spoilt() && !table.has("domain") && table.has("duty");
    let (number, kinds): (_, &[ProvisionKind]) = if is_chapter {
        let chapter = table.text("chapter").and_then(|text| {
            let chapter = chapter_of(text);
            if chapter.is_none() {
                table.wrong("chapter", &quoted(text), "a numeral from 一 to 十");
            }
            chapter
        });
        (chapter.map(SectionNumber::Chapter), &[ProvisionKind::Duty])
    } else {
        let domain = table.number("domain", NUMBERS).and_then(|number| u8::try_from(number).ok());
        (domain.map(SectionNumber::Domain), &[ProvisionKind::Objective, ProvisionKind::Measure])
    };
    let provisions = kinds.iter().flat_map(|kind| {
        let entries = table.tables(kind.as_str());
        entries.into_iter().map(|mut entry| read_provision(&mut entry, *kind)).collect::<Vec<_>>()
    });
    let provisions = provisions.collect();
    SectionDraft { site: table.site(), slug, number, title, provisions }
}

fn read_provision<'t>(table: &mut TableReader<'t>, kind: ProvisionKind) -> ProvisionDraft<TableSite<'t>> {
    let draft = ProvisionDraft {
        kind,
        item: table.number("item", NUMBERS).and_then(|number| u8::try_from(number).ok()),
        title: table.bilingual("title"),
        lead: table.texts("lead").into_iter().map(owned).collect(),
        responsible: table.texts("responsible").into_iter().map(owned).collect(),
        indicators: table.tables("indicator").into_iter().map(read_indicator).collect(),
        site: table.site(),
    };
    table.report_unknown();
    draft
}

fn read_indicator(mut table: TableReader<'_>) -> IndicatorDraft<TableSite<'_>> {
    let draft = IndicatorDraft {
        id: table.text("id").map(owned),
        name: table.bilingual("name"),
        unit: table.word("unit", Unit::ALL, Unit::as_str),
        applies_at: table.words("applies_at", Level::ALL, Level::as_str),
        population: table.optional_bilingual("population"),
        rule: table.table("rule").and_then(Rule::read),
        wording: table.text("wording").map(owned),
        note: table.optional_bilingual("note"),
        site: table.site(),
    };
    table.report_unknown();
    draft
}
