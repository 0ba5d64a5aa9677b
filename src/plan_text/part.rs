//! What a file is, and which names it can hold that others refer to.

use crate::draft::Unread;
use toml::de::DeTable;

/// Files beside the plans' folders.
pub(super) const COMMON: [&str; 3] = ["regions.toml", "departments.toml", "relations.toml"];

/// What a file is, by its name; a whole plan also by what it holds.
#[derive(Clone, Copy)]
pub(super) enum Part<'f> {
    Regions,
    Departments,
    Relations,
    /// `plan.toml` in a folder.
    Header {
        folder: &'f str,
    },
    /// A domain or chapter in a folder.
    Section {
        folder: &'f str,
        slug: &'f str,
    },
    /// A whole plan, if the caller said so, or else perhaps a file whose folder was forgotten.
    Whole {
        is_sure: bool,
    },
}

impl<'f> Part<'f> {
    pub(super) fn of(name: &'f str) -> Part<'f> {
        match name.rsplit_once('/') {
            None if name == "regions.toml" => Part::Regions,
            None if name == "departments.toml" => Part::Departments,
            None if name == "relations.toml" => Part::Relations,
            None => Part::Whole { is_sure: false },
            Some((folder, file)) => {
                let folder = folder.rsplit('/').next().unwrap_or(folder);
                if file == "plan.toml" { Part::Header { folder } } else { Part::Section { folder, slug: slug(file) } }
            }
        }
    }
}

impl Part<'_> {
    /// A whole plan may stand in a folder, too: no file of a domain or chapter has sections and what a plan begins with.
    pub(super) fn or_whole(self, root: &DeTable<'_>) -> Self {
        let is_whole = root.contains_key("section") && (root.contains_key("id") || root.contains_key("letter"));
        if is_whole && matches!(self, Part::Section { .. }) { Part::Whole { is_sure: true } } else { self }
    }

    /// The keys whose values are lists of tables, at whatever depth.
    pub(super) fn lists(self) -> &'static [&'static str] {
        match self {
            Part::Regions => &["region"],
            Part::Departments => &["department"],
            Part::Relations => &["order", "sum", "same"],
            Part::Header { .. } => &[],
            Part::Section { .. } | Part::Whole { .. } => &PLAN_LISTS,
        }
    }
}

/// The lists of a whole plan, in which `region` is its own region. What a section holds is among them.
const PLAN_LISTS: [&str; 10] =
    ["section", "objective", "measure", "duty", "indicator", "department", "regions", "order", "sum", "same"];

/// Keys of plans, sections, provisions and indicators that give no name to others, and hold none. A word that is not known could have
/// been meant for one that does.
const NAMELESS: [&str; 24] = [
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

impl Unread {
    const ALL: Unread = Unread { indicators: true, departments: true, regions: true };

    /// What may be lost with the value of a key, or with the table itself if it is that of one: `objective[0].indicator[1].id`.
    pub(super) fn with(path: &str) -> Unread {
        let mut keys = path.split('.').map(|key| key.split('[').next().unwrap_or_default());
        let none = Unread::default();
        match keys.next().unwrap_or_default() {
            "order" | "sum" | "same" => none,
            "department" if keys.next() == Some("group") => none,
            "department" => Unread { departments: true, ..none },
            "region" | "regions" => Unread { regions: true, ..none },
            "id" | "slug" => Unread { indicators: true, ..none },
            "section" | "objective" | "measure" | "duty" | "indicator" => {
                Unread { indicators: !keys.any(|key| key == "name" || NAMELESS.contains(&key)), ..none }
            }
            key if NAMELESS.contains(&key) => none,
            _ => Unread::ALL,
        }
    }

    /// What of it a file could have held at all.
    pub(super) fn of_part(self, part: Part<'_>) -> Unread {
        let is_whole = matches!(part, Part::Whole { .. });
        Unread {
            indicators: self.indicators && (is_whole || matches!(part, Part::Section { .. })),
            departments: self.departments && (is_whole || matches!(part, Part::Departments)),
            regions: self.regions && (is_whole || matches!(part, Part::Regions)),
        }
    }

    pub(super) fn add(&mut self, more: Unread) {
        self.indicators |= more.indicators;
        self.departments |= more.departments;
        self.regions |= more.regions;
    }
}

/// `1-health.toml` is about `health`.
fn slug(name: &str) -> &str {
    let name = name.strip_suffix(".toml").unwrap_or(name);
    match name.split_once('-') {
        Some((number, slug)) if number.bytes().all(|byte| byte.is_ascii_digit()) => slug,
        _ => name,
    }
}
