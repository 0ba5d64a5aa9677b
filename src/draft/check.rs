//! What has to hold in a plan, wherever it came from: each mistake is reported, and none hides another.

use super::names::Names;
use super::words::{Hints, ID, ITEM, LETTER, NUMBERS, YEARS, is_id, is_letter, quoted, whole};
use super::{Draft, Header, IndicatorDraft, Named, PlanDraft, ProvisionDraft, SectionDraft, Site, circles, lost_id};
use crate::group::{TOTAL, are_of_different_kinds, canonical, mistyped};
use crate::plan::{ProvisionKind, SectionNumber};
use crate::region::Region;
use crate::registry::Registry;
use crate::relation::Relation;
use crate::rule::{Between, Rule};
use crate::unit::Unit;
use chrono::Datelike;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// Places are kept in 16 bits: so many plans, sections, clauses, departments or indicators fit.
const MOST: usize = u16::MAX as usize;

/// Assumption: no plan counts a change from a year more than a generation before it begins.
const LONGEST_BACK: u16 = 30;

/// Assumption: no plan runs longer. Five years are usual, ten and fifteen occur.
const LONGEST_PERIOD: u16 = 30;

/// Assumption: a plan is issued no earlier than this many years before its first year, and no later than in its last.
const ISSUED_BEFORE: u16 = 10;

/// So many gaps, orders and sums may be about one indicator: each judges or checks every figure of it, so that otherwise a short text
/// makes much of few figures. Assumption: no plan needs more than a few; all pairs of eight groups are 28.
const MOST_ABOUT_ONE: usize = 256;

/// An indicator that others can name.
struct Known<'d, S> {
    rule: Option<&'d Rule>,
    unit: Option<Unit>,
    /// Its place in the order of the draft, and where it stands; none for an old one.
    site: Option<(usize, &'d S)>,
}

struct Checker<'d, S> {
    draft: &'d Draft<S>,
    base: Option<&'d Registry>,
    hints: Hints,
    /// Every indicator by its full id, the old ones too.
    known: Names<'d, Known<'d, S>>,
    /// Ids that may belong to what could not be read.
    lost: Names<'d, ()>,
}

impl<S: Site> Draft<S> {
    /// Reports every mistake that shows once all is known. `base` is the registry it is to stand beside.
    pub(crate) fn check(&self, base: Option<&Registry>) {
        let mut checker = Checker { draft: self, base, hints: Hints::new(), known: Names::new(), lost: self.lost() };
        checker.check_departments();
        checker.check_regions();
        checker.check_plans();
        checker.check_ids();
        checker.check_references();
        checker.check_circles();
        checker.check_relations();
        checker.check_crowds();
        checker.check_room();
    }
}

impl<S> Draft<S> {
    /// The ids that may be lost, also where only the id of a plan, section or indicator is missing.
    fn lost(&self) -> Names<'_, ()> {
        let mut lost = Names::new();
        for id in &self.unread.indicators {
            lost.insert(id.as_str(), ());
        }
        for (plan, section, indicator) in self.indicators() {
            let parts = [given(plan.id.as_ref()), given(section.slug.as_ref()), indicator.id.as_deref()];
            if parts.contains(&None) {
                lost.insert(lost_id(parts), ());
            }
        }
        lost
    }
}

impl<S: Site> Checker<'_, S> {
    fn check_departments(&self) {
        let mut taken: Names<(&S, String)> = Names::new();
        for draft in &self.draft.departments {
            let department = &draft.department;
            let old = self.base.and_then(|base| base.department(department.name.zh()));
            if old.is_some_and(|old| old == department) {
                continue;
            }
            let also = department.also.iter().enumerate();
            let mut spellings = vec![("name.zh".to_owned(), department.name.zh())];
            if department.name.en() != department.name.zh() {
                spellings.push(("name.en".to_owned(), department.name.en()));
            }
            spellings.extend(also.map(|(index, spelling)| (format!("also[{index}]"), spelling.as_ref())));
            for (key, spelling) in spellings {
                let before = match taken.get(spelling) {
                    Some((site, key)) => Some(format!("first at {}", site.place(key))),
                    None => self.base.and_then(|base| base.department(spelling)).map(|_| "known already".to_owned()),
                };
                if let Some(before) = before {
                    let found = format!("{} again ({before})", quoted(spelling));
                    draft.site.wrong(&key, &found, "each department once");
                } else {
                    taken.insert(spelling, (&draft.site, key));
                }
            }
        }
        // As with regions, an empty list is none.
        let old = self.base.is_some_and(|base| base.departments().next().is_some());
        if self.draft.departments.is_empty() && !old || self.draft.unread.departments {
            return;
        }
        let mut known: BTreeSet<&str> = BTreeSet::new();
        known.extend(taken.names());
        if let Some(base) = self.base {
            known.extend(base.departments().flat_map(|department| {
                [department.name.zh(), department.name.en()].into_iter().chain(department.also())
            }));
        }
        for plan in &self.draft.plans {
            for provision in plan.sections.iter().flat_map(|section| &section.provisions) {
                for (key, names) in [("lead", &provision.lead), ("responsible", &provision.responsible)] {
                    for (index, name) in names.iter().enumerate().filter(|(_, name)| !known.contains(name.as_ref())) {
                        let hint = self.hints.near(name, known.iter().copied());
                        let expected = format!("a department of the list of departments{hint}");
                        provision.site.wrong(&format!("{key}[{index}]"), &quoted(name), &expected);
                    }
                }
            }
        }
    }

    fn check_regions(&self) {
        let mut taken: Names<&S> = Names::new();
        self.check_plans_regions();
        for draft in &self.draft.regions {
            let code = draft.region.code();
            let old = self.base.and_then(|base| base.region(code));
            if old.is_some_and(|old| *old == draft.region) {
                continue;
            }
            let before = match (old, taken.get(code)) {
                (Some(_), _) => "known already, with another name or level".to_owned(),
                (None, Some(site)) => format!("first at {}", site.place("code")),
                (None, None) => {
                    taken.insert(code, &draft.site);
                    continue;
                }
            };
            let found = format!("the region {} again ({before})", quoted(code));
            draft.site.wrong("code", &found, "each region once");
        }
    }

    /// Where regions are listed, a plan has to be for one of them. Without a list there is nothing to hold it against: a code alone
    /// says all that judging needs.
    fn check_plans_regions(&self) {
        let old = self.base.into_iter().flat_map(Registry::regions);
        let mut known: BTreeSet<&str> = BTreeSet::new();
        known.extend(self.draft.regions.iter().map(|draft| &draft.region).chain(old).map(Region::code));
        if known.is_empty() || self.draft.unread.regions {
            return;
        }
        for plan in &self.draft.plans {
            if let Some(region) = plan.header.region.as_deref().filter(|region| !known.contains(region)) {
                let hint = self.hints.near(region, known.iter().copied());
                let expected = format!("the code of a region of the list of regions{hint}");
                plan.site.wrong("region", &quoted(region), &expected);
            }
        }
    }

    fn check_plans(&self) {
        let mut ids: Names<String> = Names::new();
        let mut letters: Names<String> = Names::new();
        for plan in self.base.iter().flat_map(|base| base.plans()) {
            ids.insert(plan.id(), "the plans there already".to_owned());
            letters.insert(plan.letter(), format!("the plan {}", quoted(plan.id())));
        }
        for plan in &self.draft.plans {
            if let Some(Named { id, key, what }) = &plan.id {
                if !is_id(id) {
                    plan.site.wrong(key, &format!("{what}{}", quoted(id)), ID);
                }
                if let Some(before) = ids.get(id.as_ref()) {
                    let found = format!("the plan {} again (first in {before})", quoted(id));
                    plan.site.wrong(key, &found, "an id of its own for each plan");
                } else {
                    ids.insert(id.as_ref(), plan.site.place(key));
                }
            }
            if let Some(letter) = plan.header.letter.as_deref() {
                if !is_letter(letter) {
                    plan.site.wrong("letter", &quoted(letter), LETTER);
                } else if let Some(before) = letters.get(letter) {
                    let found = format!("{}, which {before} has", quoted(letter));
                    let free = free_letter(letter, |free| letters.has(free));
                    let free = free.map(|free| format!(", such as `{free}`")).unwrap_or_default();
                    plan.site.wrong("letter", &found, &format!("a letter of its own{free}"));
                } else {
                    letters.insert(letter, plan.site.place("letter"));
                }
            }
            check_years(&plan.site, &plan.header);
            check_sections(plan);
        }
    }

    /// Doubles, and every indicator by itself.
    fn check_ids(&mut self) {
        for old in self.base.iter().flat_map(|base| base.indicators()) {
            self.known.insert(old.id(), Known { rule: Some(old.rule()), unit: Some(old.unit()), site: None });
        }
        let mut places: Names<&S> = Names::new();
        let mut count = 0_usize;
        for plan in &self.draft.plans {
            let mut names: Names<&IndicatorDraft<S>> = Names::new();
            for section in &plan.sections {
                for indicator in section.provisions.iter().flat_map(|provision| &provision.indicators) {
                    check_indicator(&plan.header, indicator);
                    for (key, name) in
                        indicator.name.iter().flat_map(|name| [("name.zh", name.zh()), ("name.en", name.en())])
                    {
                        let other = names.get(name).filter(|other| !std::ptr::eq(**other, indicator));
                        if let Some(other) = other {
                            let other = match &other.id {
                                Some(id) => format!("{} (at {})", quoted(id), other.site.place(key)),
                                None => format!("the indicator at {}", other.site.place(key)),
                            };
                            let found = format!("the name {}, which {other} has", quoted(name));
                            indicator.site.wrong(key, &found, "a name of its own within the plan");
                        } else {
                            names.insert(name, indicator);
                        }
                    }
                    count = count.saturating_add(1);
                    let Some(id) = plan.full_id(section, indicator) else { continue };
                    if let Some(before) = places.get(&id) {
                        let found = format!("the id {} again (first at {})", quoted(&id), before.place("id"));
                        indicator.site.wrong("id", &found, "an id of its own for each indicator");
                    } else {
                        places.insert(id.clone(), &indicator.site);
                        let (rule, unit) = (indicator.rule.as_ref(), indicator.unit);
                        if !self.known.has(&id) {
                            self.known.insert(id, Known { rule, unit, site: Some((count, &indicator.site)) });
                        }
                    }
                }
            }
        }
    }

    /// What was expected of an id that no indicator has; none if one has it, or may have it in what could not be read.
    fn unknown_id(&self, id: &str) -> Option<String> {
        if self.known.has(id) || self.is_lost(id) {
            return None;
        }
        Some(format!("the full id of an indicator{}", self.hints.near(id, self.known.names())))
    }

    /// Whether an id may be one that could not be read.
    fn is_lost(&self, id: &str) -> bool {
        let mut parts = id.rsplitn(3, '.');
        let (Some(id), Some(section), Some(plan)) = (parts.next(), parts.next(), parts.next()) else { return false };
        // What is lost leaves open some of its parts.
        let is_known = |bit: u8, part| Some(part).filter(|_| bit == 0);
        (0_u8..8).any(|open| {
            let parts = [is_known(open & 1, plan), is_known(open & 2, section), is_known(open & 4, id)];
            self.lost.has(&lost_id(parts))
        })
    }

    /// Every indicator that a rule names has to be there, and be one it can be compared with.
    fn check_references(&self) {
        for (plan, section, indicator) in self.draft.indicators() {
            let Some((key, named)) = indicator.rule.as_ref().and_then(target) else { continue };
            let own = plan.full_id(section, indicator);
            if own.as_deref() == Some(named) {
                indicator.site.wrong(key, &format!("{}, the indicator itself", quoted(named)), "another indicator");
                continue;
            }
            if let Some(expected) = self.unknown_id(named) {
                indicator.site.wrong(key, &quoted(named), &expected);
                continue;
            }
            let Some(other) = self.known.get(named) else { continue };
            if matches!(indicator.rule, Some(Rule::Gap(_))) && matches!(other.rule, Some(Rule::Gap(_))) {
                let found = format!("{}, which is a gap itself", quoted(named));
                indicator.site.wrong(key, &found, "an indicator that is no gap");
            }
            if let (Some(own), Some(other)) = (indicator.unit, other.unit)
                && own != other
            {
                let found = format!("{}, which is in {other}", quoted(named));
                indicator.site.wrong(key, &found, &format!("an indicator in the same unit, {own}"));
            }
        }
    }

    /// No indicator may hang on itself through others. A rule names at most one indicator, so that whoever follows the
    /// rules comes to an end or round again.
    fn check_circles(&self) {
        let next = |id: &str| {
            let (_, next) = target(self.known.get(id)?.rule?)?;
            // An indicator that names itself is reported already.
            Some(next).filter(|next| *next != id)
        };
        let mut done: BTreeSet<&str> = BTreeSet::new();
        for (plan, section, indicator) in self.draft.indicators() {
            let Some(id) = plan.full_id(section, indicator) else { continue };
            let mut path: Vec<&str> = Vec::new();
            let mut on_path: BTreeSet<&str> = BTreeSet::new();
            let mut here = self.known.name(&id);
            while let Some(id) = here.filter(|id| !done.contains(id)) {
                if !on_path.insert(id) {
                    let circle: Vec<&str> = path.iter().copied().skip_while(|earlier| *earlier != id).collect();
                    self.report_circle(&circle);
                    break;
                }
                path.push(id);
                here = next(id);
            }
            done.extend(path);
        }
    }

    /// Reports a circle at the first of its indicators.
    fn report_circle(&self, circle: &[&str]) {
        let site = |id: &str| self.known.get(id).and_then(|known| known.site);
        let ordered =
            circle.iter().enumerate().filter_map(|(index, id)| site(id).map(|(order, site)| (order, index, *id, site)));
        let Some((_, start, first, site)) = ordered.min_by_key(|(order, ..)| *order) else { return };
        let Some((key, _)) = self.known.get(first).and_then(|known| target(known.rule?)) else { return };
        let round = circle.iter().cycle().skip(start).take(circle.len());
        site.wrong(key, &circles::told(round.copied(), " → "), "references that come to an end");
    }

    fn check_relations(&self) {
        let old = self.base.into_iter().flat_map(Registry::relations);
        circles::of_orders(old, &self.draft.relations, |site, circle| {
            site.wrong("greater", circle, "orders that come to an end");
        });
        for draft in &self.draft.relations {
            let site = &draft.site;
            let named = |key: &str, id: &str| {
                if let Some(expected) = self.unknown_id(id) {
                    site.wrong(key, &quoted(id), &expected);
                }
            };
            let two = |keys: (&str, &str), first: &str, second: &str| {
                named(keys.0, first);
                named(keys.1, second);
                if first == second {
                    site.wrong(keys.1, &format!("{} again", quoted(second)), "two different indicators");
                }
            };
            match &draft.relation {
                Relation::Order { lesser, greater } => {
                    two(("lesser", "greater"), lesser, greater);
                    let unit = |id: &str| self.known.get(id).and_then(|known| known.unit);
                    if let (Some(less), Some(more)) = (unit(lesser), unit(greater))
                        && !less.has_scale_of(more)
                    {
                        let found = format!("{}, which is in {more}", quoted(greater));
                        site.wrong(
                            "greater",
                            &found,
                            &format!("an indicator whose figures compare with those in {less}"),
                        );
                    }
                }
                Relation::Same { first, second } => two(("indicators[0]", "indicators[1]"), first, second),
                Relation::Sum { indicator, groups: (first, second), total } => {
                    named("indicator", indicator);
                    for (key, found, expected) in groups("groups", first, second) {
                        site.wrong(&key, &found, &expected);
                    }
                    // Everybody is no part of a whole.
                    for (index, _) in [first, second].into_iter().enumerate().filter(|(_, group)| *group == TOTAL) {
                        site.wrong(
                            &format!("groups[{index}]"),
                            &format!("`{TOTAL}`"),
                            "a group that is a part of the whole",
                        );
                    }
                    if *total <= Decimal::ZERO {
                        site.wrong("total", &format!("`{total}`"), "more than 0");
                    }
                }
            }
        }
    }

    fn check_crowds(&self) {
        let mut counts: Names<usize> = Names::new();
        for old in self.base.into_iter().flat_map(Registry::indicators) {
            if let Rule::Gap(gap) = old.rule() {
                count(&mut counts, &gap.of);
            }
        }
        for (_, id) in self.base.into_iter().flat_map(Registry::relations).flat_map(figures_of) {
            count(&mut counts, id);
        }
        let gaps = self.draft.indicators().filter_map(|(_, _, indicator)| match &indicator.rule {
            Some(Rule::Gap(gap)) => Some((&indicator.site, "rule.of", gap.of.as_ref())),
            _ => None,
        });
        let relations = self
            .draft
            .relations
            .iter()
            .flat_map(|draft| figures_of(&draft.relation).into_iter().map(|(key, id)| (&draft.site, key, id)));
        for (site, key, id) in gaps.chain(relations) {
            // Told once, at the first that is too many.
            if count(&mut counts, id) == MOST_ABOUT_ONE.saturating_add(1) {
                let found = format!("{} in yet another gap, order or sum", quoted(id));
                site.wrong(key, &found, &format!("at most {MOST_ABOUT_ONE} about one indicator"));
            }
        }
    }

    /// Places are kept in 16 bits.
    fn check_room(&self) {
        let old = |count: fn(&Registry) -> usize| MOST.saturating_sub(self.base.map_or(0, count));
        let plans = || self.draft.plans.iter();
        let sections = || plans().flat_map(|plan| &plan.sections);
        let provisions = || sections().flat_map(|section| &section.provisions);
        let too_many = |site: Option<&S>, what: &str| {
            if let Some(site) = site {
                site.wrong("", &format!("more {what} than fit"), "at most 65,535");
            }
        };
        too_many(plans().nth(old(|base| base.plans.len())).map(|plan| &plan.site), "plans");
        too_many(sections().nth(old(|base| base.sections.len())).map(|section| &section.site), "domains and chapters");
        too_many(provisions().nth(old(|base| base.provisions.len())).map(|provision| &provision.site), "clauses");
        let mut indicators = provisions().flat_map(|provision| &provision.indicators);
        too_many(indicators.nth(old(Registry::len)).map(|indicator| &indicator.site), "indicators");
        let room = old(|base| base.departments.len());
        too_many(self.draft.departments.get(room).map(|department| &department.site), "departments");
        // Without a list, names of departments are taken as they come.
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for provision in provisions() {
            for name in provision.lead.iter().chain(&provision.responsible) {
                if names.insert(name) && names.len() > MOST {
                    return too_many(Some(&provision.site), "departments");
                }
            }
        }
    }
}

/// One more of a name, and how many that makes.
fn count<'d>(counts: &mut Names<'d, usize>, id: &'d str) -> usize {
    let number = counts.get(id).map_or(1, |before| before.saturating_add(1));
    counts.insert(id, number);
    number
}

/// The indicators whose figures a relation holds together, and the keys they stand under.
fn figures_of(relation: &Relation) -> Vec<(&'static str, &str)> {
    match relation {
        Relation::Order { lesser, greater } => vec![("lesser", lesser.as_ref()), ("greater", greater.as_ref())],
        Relation::Sum { indicator, .. } => vec![("indicator", indicator.as_ref())],
        // Promises about one quantity hold no figures together.
        Relation::Same { .. } => Vec::new(),
    }
}

fn given(named: Option<&Named>) -> Option<&str> {
    named.map(|named| named.id.as_ref())
}

/// A letter that is not taken: a single one or, if there is none, the one wanted with another behind it.
fn free_letter(wanted: &str, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    let single = ('A'..='Z').map(String::from);
    let longer = ('A'..='Z').map(|second| format!("{wanted}{second}"));
    single.chain(longer).find(|letter| is_letter(letter) && !is_taken(letter))
}

/// The indicator that a rule names, and the key it stands under.
fn target(rule: &Rule) -> Option<(&'static str, &str)> {
    match rule {
        Rule::Gap(rule) => Some(("rule.of", &rule.of)),
        Rule::Reference(rule) => Some(("rule.indicator", &rule.indicator)),
        _ => None,
    }
}

/// The years a plan with this period may count changes from.
fn baselines(first: u16, last: u16) -> RangeInclusive<u16> {
    first.saturating_sub(LONGEST_BACK).max(*YEARS.start())..=last.saturating_sub(1)
}

fn check_baseline<S: Site>(site: &S, key: &str, year: u16, header: &Header) {
    let (Some(first), Some(last)) = (header.first_year, header.last_year) else { return };
    let range = baselines(first, last);
    // A period that makes no sense is a mistake of its own.
    if !range.is_empty() && !range.contains(&year) {
        let expected =
            format!("{}: before the plan's last year, at most {LONGEST_BACK} before its first", whole(&range));
        site.wrong(key, &format!("`{year}`"), &expected);
    }
}

fn check_years<S: Site>(site: &S, header: &Header) {
    let years = [
        ("period.first_year", header.first_year),
        ("period.last_year", header.last_year),
        ("period.baseline_year", header.baseline_year),
        ("period.midterm_year", header.midterm_year),
    ];
    let mut is_sane = true;
    for (key, year) in years {
        if let Some(year) = year.filter(|year| !YEARS.contains(year)) {
            is_sane = false;
            site.wrong(key, &format!("`{year}`"), &whole(&YEARS));
        }
    }
    let (Some(first), Some(last)) = (header.first_year, header.last_year) else { return };
    if !is_sane {
        return;
    }
    if first > last {
        site.wrong("period.last_year", &format!("`{last}`"), &format!("a year not before `first_year`, {first}"));
        return;
    }
    if last.saturating_sub(first) >= LONGEST_PERIOD {
        let found = format!("`{last}`, {} years after the first", last.saturating_sub(first));
        site.wrong("period.last_year", &found, &format!("a period of at most {LONGEST_PERIOD} years"));
    }
    if let Some(baseline) = header.baseline_year {
        check_baseline(site, "period.baseline_year", baseline, header);
    }
    if let Some(midterm) = header.midterm_year.filter(|midterm| !(first..=last).contains(midterm)) {
        let expected = format!("a year of the period, {first} to {last}");
        site.wrong("period.midterm_year", &format!("`{midterm}`"), &expected);
    }
    if let Some(issued) = header.issued {
        let earliest = first.saturating_sub(ISSUED_BEFORE);
        if !(i32::from(earliest)..=i32::from(last)).contains(&issued.year()) {
            let expected = format!("a day in {earliest} to {last}, the plan's last year");
            site.wrong("document.issued", &format!("`{issued}`"), &expected);
        }
    }
}

fn check_sections<S: Site>(plan: &PlanDraft<S>) {
    let mut numbers: Names<String> = Names::new();
    let mut slugs: Names<String> = Names::new();
    for section in &plan.sections {
        let site = &section.site;
        if let Some(number) = section.number {
            let (key, is_possible, expected) = match number {
                SectionNumber::Domain(domain) => ("domain", NUMBERS.contains(&domain.into()), whole(&NUMBERS)),
                SectionNumber::Chapter(chapter) => ("chapter", (1..=10).contains(&chapter), whole(&(1..=10))),
            };
            if !is_possible {
                site.wrong(key, &format!("`{}`", shown(number)), &expected);
            }
            let called = format!("{key} {}", shown(number));
            if let Some(before) = numbers.get(&called) {
                let found = format!("the {key} `{}` again (first at {before})", shown(number));
                site.wrong(key, &found, "each domain or chapter once");
            } else {
                numbers.insert(called, site.place(key));
            }
        }
        if let Some(Named { id, key, what }) = &section.slug {
            if !is_id(id) {
                site.wrong(key, &format!("{what}{}", quoted(id)), ID);
            }
            if let Some(before) = slugs.get(id.as_ref()) {
                let found = format!("{what}{} again (first at {before})", quoted(id));
                site.wrong(key, &found, "a name of its own for each domain or chapter");
            } else {
                slugs.insert(id.as_ref(), site.place(key));
            }
        }
        check_provisions(section);
    }
}

fn shown(number: SectionNumber) -> String {
    match number {
        SectionNumber::Domain(domain) => domain.to_string(),
        SectionNumber::Chapter(chapter @ 1..=10) => crate::plan::numeral(chapter).to_string(),
        SectionNumber::Chapter(chapter) => chapter.to_string(),
    }
}

fn check_provisions<S: Site>(section: &SectionDraft<S>) {
    let mut previous: Names<u8> = Names::new();
    for ProvisionDraft { site, kind, item, .. } in &section.provisions {
        let fits = match section.number {
            Some(SectionNumber::Domain(_)) => matches!(kind, ProvisionKind::Objective | ProvisionKind::Measure),
            Some(SectionNumber::Chapter(_)) => matches!(kind, ProvisionKind::Duty),
            None => true,
        };
        if !fits {
            site.wrong("", &format!("{kind}"), ITEM);
        }
        let Some(item) = *item else { continue };
        if !NUMBERS.contains(&item.into()) {
            site.wrong("item", &format!("`{item}`"), &whole(&NUMBERS));
            continue;
        }
        if let Some(before) = previous.insert(kind.as_str(), item).filter(|before| item <= *before) {
            site.wrong("item", &format!("`{item}`"), &format!("a number above {before}, as in the document"));
        }
    }
}

/// What an indicator alone can have wrong.
fn check_indicator<S: Site>(header: &Header, indicator: &IndicatorDraft<S>) {
    let site = &indicator.site;
    if let Some(id) = indicator.id.as_ref().filter(|id| !is_id(id)) {
        site.wrong("id", &quoted(id), ID);
    }
    if indicator.applies_at.as_ref().is_some_and(Vec::is_empty) {
        site.wrong("applies_at", "an empty array", "at least one word");
    }
    if let Some(levels) = &indicator.applies_at {
        let mut seen = BTreeSet::new();
        for (index, level) in levels.iter().enumerate().filter(|(_, level)| !seen.insert(level.as_str())) {
            site.wrong(&format!("applies_at[{index}]"), &format!("`{level}` again"), "each level once");
        }
    }
    let Some(rule) = &indicator.rule else { return };
    for mistake in rule.mistakes(indicator.unit) {
        site.wrong(&format!("rule.{}", mistake.key), &mistake.found, &mistake.expected);
    }
    if let Rule::Gap(gap) = rule
        && let Between::Groups(first, second) = &gap.between
    {
        for (key, found, expected) in groups("rule.between", first, second) {
            site.wrong(&key, &found, &expected);
        }
    }
    if let Some(year) = rule.baseline_year() {
        if YEARS.contains(&year) {
            check_baseline(site, "rule.baseline_year", year, header);
        } else {
            site.wrong("rule.baseline_year", &format!("`{year}`"), &whole(&YEARS));
        }
    }
    if let (Rule::Attested, Some(unit)) = (rule, indicator.unit)
        && unit != Unit::Done
    {
        site.wrong("unit", &format!("`{unit}`"), "done, the unit of what is attested");
    }
}

/// What is wrong with two groups: key, found and expected. Observations carry the one id of a group, so that a rule that
/// names it otherwise would never find them.
fn groups(key: &str, first: &str, second: &str) -> Vec<(String, String, String)> {
    let mut mistakes = Vec::new();
    for (index, group) in [first, second].into_iter().enumerate() {
        let known = canonical(group);
        if known != group {
            let expected = format!("the group's id, `{known}`");
            mistakes.push((format!("{key}[{index}]"), quoted(group), expected));
        } else if !is_id(group) {
            mistakes.push((format!("{key}[{index}]"), quoted(group), format!("a group's id: {ID}")));
        } else if let Some(meant) = mistyped(group) {
            let expected = format!("a group's id that is not mistaken for another (nearest: `{meant}`)");
            mistakes.push((format!("{key}[{index}]"), quoted(group), expected));
        }
    }
    if canonical(first) == canonical(second) {
        mistakes.push((key.to_owned(), format!("{} twice", quoted(first)), "two different groups".to_owned()));
    }
    if are_of_different_kinds(first, second) {
        let found = format!("{} and {}, groups of different kinds", quoted(first), quoted(second));
        mistakes.push((key.to_owned(), found, "two groups of one kind, such as `urban` and `rural`".to_owned()));
    }
    mistakes
}
