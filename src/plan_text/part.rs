//! What a file is, and which names it can hold that others refer to.

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

/// `1-health.toml` is about `health`.
fn slug(name: &str) -> &str {
    let name = name.strip_suffix(".toml").unwrap_or(name);
    match name.split_once('-') {
        Some((number, slug)) if number.bytes().all(|byte| byte.is_ascii_digit()) => slug,
        _ => name,
    }
}
