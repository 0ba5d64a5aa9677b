//! Which names may have been lost with what could not be read: nothing is said about them where others refer to them, and about them
//! alone.

use super::part::Part;
use crate::draft::{LostId, Names, Unread, is_id, lost_id};
use crate::suggest::nearest;
use toml::de::{DeTable, DeValue};

/// Lists that hold indicators, at whatever depth.
const HOLDERS: [&str; 5] = ["section", "objective", "measure", "duty", "indicator"];

/// Lists at the root that hold names, whichever part it is the root of.
const ROOT_LISTS: [&str; 8] =
    ["section", "objective", "measure", "duty", "indicator", "department", "region", "regions"];

/// Keys whose values hold no indicators, although they may be tables or arrays.
const NAMELESS: [&str; 25] = [
    "applies_at",
    "baseline_year",
    "chapter",
    "document",
    "domain",
    "edition",
    "first_year",
    "issued",
    "issuer",
    "item",
    "last_year",
    "lead",
    "letter",
    "midterm_year",
    "name",
    "note",
    "number",
    "period",
    "population",
    "responsible",
    "rule",
    "short_title",
    "title",
    "unit",
    "wording",
];

/// The name of a header that is shorter than this says nothing about what it was meant to be.
const SHORTEST_NAME: usize = 4;

/// Indicators that may be lost from a file. Sections are numbered as the file that was read has them.
enum Lost {
    /// Any of any plan, since it is the plan's id that nobody knows.
    Anything,
    /// Any of the file's plan.
    Plan,
    /// Any of one section.
    Section(usize),
    /// One whose id stands in the wrong place.
    Id { section: Option<usize>, id: String },
}

impl Lost {
    /// What tells it from others.
    fn name(&self) -> String {
        match self {
            Lost::Anything => "anything".to_owned(),
            Lost::Plan => "plan".to_owned(),
            Lost::Section(number) => number.to_string(),
            Lost::Id { section, id } => {
                format!("{} {id}", section.map_or(String::new(), |section| section.to_string()))
            }
        }
    }
}

/// What may be lost from a file.
pub(super) struct Losses {
    /// Each once.
    indicators: Names<'static, Lost>,
    departments: bool,
    regions: bool,
}

impl Default for Losses {
    fn default() -> Self {
        Losses { indicators: Names::new(), departments: false, regions: false }
    }
}

impl Losses {
    fn lose_indicators(&mut self, lost: Lost) {
        self.indicators.insert(lost.name(), lost);
    }

    /// Whatever a file can hold.
    pub(super) fn everything() -> Self {
        let mut losses = Losses::default();
        losses.lose("");
        losses
    }

    /// Notes what may be lost with the value of a key, or with the table itself if it is that of one: `objective[0].indicator[1]`. The id of
    /// a plan, section or indicator is missing there, and need not be noted.
    pub(super) fn lose(&mut self, path: &str) {
        let mut keys = path.split('.').map(|key| parts(key).0);
        let first = keys.next().unwrap_or_default();
        let below: Vec<&str> = keys.collect();
        match first {
            "" => {
                self.lose_indicators(Lost::Plan);
                (self.departments, self.regions) = (true, true);
            }
            "department" => {
                let key = below.first();
                // A department without a name is told, so that only other names can hide under a key that is not known.
                self.departments |= key.is_none_or(|key| *key == "name" || is_near(key, &["also"]));
            }
            "region" | "regions" => {
                self.regions |= below.first().is_none_or(|key| ["code", "level", "name"].contains(key));
            }
            _ if HOLDERS.contains(&first) => {
                if hold_indicators(&below) {
                    self.lose_indicators(section(path).map_or(Lost::Plan, Lost::Section));
                }
            }
            _ if NAMELESS.contains(&first) || first == "id" => {}
            unknown => self.lose_unknown(unknown),
        }
    }

    /// A key at the root that is not known loses what the lists hold that it could have been meant for.
    fn lose_unknown(&mut self, key: &str) {
        for meant in nearest(key, ROOT_LISTS) {
            self.lose(&meant);
        }
    }

    /// Notes what may be lost with a key that is there twice, since either value could be the one that was meant.
    pub(super) fn lose_double(&mut self, path: &str) {
        match path.rsplit_once('.') {
            Some((table, "id")) => self.lose(table),
            // What one section is called in other places may be any other name.
            Some((_, "slug")) => self.lose_indicators(Lost::Plan),
            None if path == "id" => self.lose_indicators(Lost::Anything),
            _ => self.lose(path),
        }
    }

    /// Notes what may be lost with a header of which nobody knows what it was meant to be: its own table and those below it. `around` is
    /// the path of the table before.
    pub(super) fn lose_header(&mut self, name: &str, around: &str) {
        let first = name.split('.').next().unwrap_or_default().trim();
        if first == "section" && name.contains('.') {
            self.lose_indicators(section(around).map_or(Lost::Plan, Lost::Section));
        } else if first.len() < SHORTEST_NAME || !first.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b' ') {
            self.lose("");
        } else {
            self.lose(first);
        }
    }

    /// Notes what may be lost with the value of a key that is not known: what its list would hold, if it was meant for one, and every id
    /// that stands in it.
    pub(super) fn lose_value(&mut self, path: &str, value: &DeValue<'_>) {
        match value {
            DeValue::Table(_) => self.lose(path),
            DeValue::Array(array) if array.iter().any(|item| item.get_ref().is_table()) => self.lose(path),
            DeValue::Array(_) => {
                // No text is an indicator.
                let mut lost = Losses::default();
                lost.lose(path);
                self.departments |= lost.departments;
                self.regions |= lost.regions;
            }
            _ => return,
        }
        self.lose_ids(section(path), value);
    }

    // Texts nest at most sixteen deep.
    fn lose_ids(&mut self, section: Option<usize>, value: &DeValue<'_>) {
        match value {
            DeValue::Table(table) => {
                let id = table.get("id").and_then(|id| id.get_ref().as_str()).filter(|id| is_id(id));
                if let Some(id) = id {
                    self.lose_indicators(Lost::Id { section, id: id.to_owned() });
                }
                table.values().for_each(|value| self.lose_ids(section, value.get_ref()));
            }
            DeValue::Array(array) => array.iter().for_each(|value| self.lose_ids(section, value.get_ref())),
            _ => {}
        }
    }

    /// What a file could have held of it at all, with the ids of its plan and sections as far as they are known.
    pub(super) fn unread(&self, part: Part<'_>, root: Option<&DeTable<'_>>) -> Unread {
        let is_whole = matches!(part, Part::Whole { .. });
        let indicators = match part {
            Part::Section { folder, slug } => self.ids(|_| [Some(folder), Some(slug)]),
            Part::Whole { .. } => {
                let plan = root.and_then(|root| text(root, "id"));
                self.ids(|section| [plan, root.zip(section).and_then(|(root, section)| slug(root, section))])
            }
            _ => Vec::new(),
        };
        Unread {
            indicators,
            departments: self.departments && (is_whole || matches!(part, Part::Departments)),
            regions: self.regions && (is_whole || matches!(part, Part::Regions)),
        }
    }

    /// The ids that may be lost. `place` tells plan and section by the number of the section.
    fn ids<'t>(&self, place: impl Fn(Option<usize>) -> [Option<&'t str>; 2]) -> Vec<LostId> {
        let lost = |lost: &Lost| {
            let ([plan, section], id) = match lost {
                Lost::Anything => ([None; 2], None),
                Lost::Plan => (place(None), None),
                Lost::Section(section) => (place(Some(*section)), None),
                Lost::Id { section, id } => (place(*section), Some(id.as_str())),
            };
            lost_id([plan, section, id])
        };
        self.indicators.things().map(lost).collect()
    }
}

/// A key and the number behind it: `section` and 2 of `section[2]`.
fn parts(key: &str) -> (&str, Option<usize>) {
    match key.split_once('[') {
        Some((name, number)) => (name, number.strip_suffix(']').and_then(|number| number.parse().ok())),
        None => (key, None),
    }
}

/// The number of the section that a path leads into.
fn section(path: &str) -> Option<usize> {
    match parts(path.split('.').next().unwrap_or_default()) {
        ("section", number) => number,
        _ => None,
    }
}

fn text<'t>(table: &'t DeTable<'t>, key: &str) -> Option<&'t str> {
    table.get(key).and_then(|value| value.get_ref().as_str())
}

fn slug<'t>(root: &'t DeTable<'t>, section: usize) -> Option<&'t str> {
    let sections = root.get("section")?.get_ref().as_array()?;
    text(sections.get(section)?.get_ref().as_table()?, "slug")
}

fn is_near(key: &str, known: &[&str]) -> bool {
    !nearest(key, known.iter().copied()).is_empty()
}

/// Whether there can be indicators under keys below a list that holds some.
fn hold_indicators(keys: &[&str]) -> bool {
    let is_nameless = |key: &&str| NAMELESS.contains(key);
    // What an indicator or section is called is missing in its table, which tells as much.
    let is_own = |key: &&str| matches!(*key, "id" | "slug");
    !keys.iter().any(|key| is_nameless(key) || is_own(key)) && keys.last().is_none_or(|key| is_near(key, &HOLDERS))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What may be lost: `any`, `plan`, a section's number or an id, and `d` and `r` for departments and regions.
    fn told(lose: impl Fn(&mut Losses)) -> String {
        let mut losses = Losses::default();
        lose(&mut losses);
        let names = losses.indicators.things().map(Lost::name);
        let lists = [(losses.departments, "d"), (losses.regions, "r")];
        let lists = lists.iter().filter(|(lost, _)| *lost).map(|(_, letter)| (*letter).to_owned());
        names.chain(lists).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_key_loses_what_its_value_can_hold() {
        for (path, expected) in [
            ("", "plan d r"),
            ("id", ""),
            ("title", ""),
            ("department[0]", "d"),
            ("department[0].name", "d"),
            ("department[0].name.zh", "d"),
            ("department[0].colour", ""),
            ("regions[0].code", "r"),
            ("regions[0].colour", ""),
            ("objective", "plan"),
            ("section[1]", "1"),
            ("section[1].objective[0].indicator[2]", "1"),
            ("section[1].slug", ""),
            ("section[1].objective[0].title", ""),
            ("section[1].objective[0].title.duty", ""),
            ("section[1].slug.duty", ""),
            ("section[1].objective[0].indicator[2].id", ""),
            ("section[1].objective[0].indicator[2].rule.kind", ""),
            ("section[1].objectiv", "1"),
            // Not known, and near a list or not.
            ("secton", "plan"),
            ("departmnt", "d"),
            ("regons", "r"),
            ("history", ""),
        ] {
            assert_eq!(told(|losses| losses.lose(path)), expected, "{path}");
        }
        assert_eq!(told(|losses| *losses = Losses::everything()), "plan d r");
    }

    #[test]
    fn a_lost_header_loses_what_it_may_have_been_meant_for() {
        for (name, around, expected) in [
            ("objective", "section[1].objective[0]", "plan"),
            ("objec tive", "", "plan"),
            ("departm", "", "d"),
            ("section.obj", "section[1].objective[0]", "1"),
            ("section.obj", "", "plan"),
            ("section", "section[1]", "plan"),
            ("notes.section", "section[1]", ""),
            // Four letters are the least that say something.
            ("not", "", "plan d r"),
            ("note", "", ""),
            ("notes", "", ""),
            ("n0tes", "", "plan d r"),
        ] {
            assert_eq!(told(|losses| losses.lose_header(name, around)), expected, "{name} after {around}");
        }
    }

    #[test]
    fn the_value_of_an_unknown_key_may_be_that_of_a_list() {
        for (path, value, expected) in [
            ("objectiv", "1", ""),
            ("objectiv", "{ item = 1 }", "plan"),
            ("objectiv", "[{ item = 1 }]", "plan"),
            // No text is an indicator; it may be a department or a region.
            ("objectiv", "[\"x\"]", ""),
            ("departmnt", "[\"x\"]", "d"),
            ("regons", "[\"x\"]", "r"),
            ("history", "[\"x\"]", ""),
            // What has an id in it may be an indicator wherever it stands.
            ("section[1].history", "{ id = \"lost\" }", "1 lost"),
            ("section[1].history", "[[{ x = { id = \"lost\" } }]]", "1 lost"),
            ("history", "[{ id = \"lost\" }, { id = \"NO ID\" }]", " lost"),
        ] {
            let text = format!("x = {value}");
            let table = DeTable::parse(&text).unwrap();
            let value = table.get_ref().get("x").unwrap().get_ref();
            assert_eq!(told(|losses| losses.lose_value(path, value)), expected, "{path} = {text}");
        }
    }
}
