//! Plans as TOML text: the format of the folder `indicators/`.
//!
//! The built-in plans are made from such text before the library is compiled; [`Registry::from_toml`] reads it at
//! run time. Both go through the same code.
//!
//! A plan is a folder: `plan.toml` says what the document is, and one file for each domain or chapter holds its
//! clauses. The folder's name begins the ids of the indicators, the file's name (without its number) goes on:
//! `women/1-health.toml` holds `women.health.…`. Names and texts are handed in by the caller; nothing is opened. A whole plan can also
//! be one text, see [`Registry::from_toml_text`], and be written in Rust, see [`plan_builder`](crate::plan_builder).
//!
//! # What is checked
//!
//! Everything is checked at load, and every mistake is reported in one go, with file, line, column and key, what was found
//! and what was expected, and the nearest valid word where a word is unknown:
//!
//! - what is no TOML: each slip, and the other mistakes of the file with it, while a key that stood there is not missed, and a name that may
//!   have stood there is not unknown elsewhere: what is lost from a section can only be an id of that section; `[objective]` for
//!   `[[objective]]`;
//! - unknown keys, keys twice, values of another type; decimals, days (`2021-02-30`), ids, texts with control characters;
//! - words: units, levels, kinds of rules, directions; departments that are not on the list, if there is one;
//! - figures against their units (a limit of 850 percent, half a person), a band wider than its centre, a decrease of more than 100 percent;
//! - years: those of the period against each other, a plan of more than 30 years, a baseline not before the last year or more than 30 years before
//!   the first, a day of issue more than 10 years before the first year or after the last;
//! - ids, names, letters, regions, departments, domains and chapters that are taken twice; items out of order;
//! - references: to nothing, to the indicator itself, in circles, from a gap to a gap, to another unit; orders in circles, `a` ≤ `b` ≤ `a`,
//!   also with those of an older registry, and between units that do not compare; a plan's region that is not on the list of regions, if there is one;
//! - groups: what is no id, one group twice, two of different kinds (`urban` and `female`), and what is a slip of the pen away
//!   from a known group, `urbna`; in a sum, `total`. Every other id can be a group.
//!
//! A broken text is mended as far as can be seen what was meant:
//!
//! ```
//! use zhibiao::Registry;
//!
//! let broken = "id = \"gaotang\nletter = \"g\"\nletter = \"G\"\n[period]\nfirst_year = 20210\n";
//! let errors = Registry::from_toml_text("gaotang.toml", broken).unwrap_err().to_string();
//! let told: Vec<&str> = errors.lines().filter(|line| !line.contains("found nothing")).collect();
//! assert_eq!(
//!     told,
//!     [
//!         "gaotang.toml:1:14: `id`: found broken TOML (invalid basic string, expected `\"`), expected valid TOML",
//!         "gaotang.toml:2:10: `letter`: found `g`, expected one to three capital letters, A to Z",
//!         "gaotang.toml:3:1: `letter`: found the key `letter` again, expected each key once",
//!         "gaotang.toml:5:14: `period.first_year`: found `20210`, expected a whole number from 1900 to 2100",
//!     ]
//! );
//! ```
//!
//! # Limits
//!
//! A text is at most [`LONGEST_TEXT`] bytes long, and all texts of a call at most [`LONGEST_TOGETHER`]; brackets and dotted keys nest at
//! most 16 deep, and a registry holds at most 65,535 plans, domains, clauses, departments or indicators. What goes beyond is a mistake like
//! others. At most a thousand mistakes are told, the rest is [counted](PlanTextErrors::omitted); what a message quotes is
//! cut short, and control characters in it are replaced. Time and memory grow with the length of the texts.

mod error;
mod keys;
mod lines;
mod loss;
mod mend;
mod nesting;
mod parse;
mod part;
mod read;
mod table;

pub use error::{PlanTextError, PlanTextErrors};
pub(crate) use table::TableReader;

use crate::registry::Registry;

/// The most bytes of one text: twenty times the two built-in plans together.
pub const LONGEST_TEXT: usize = 4 << 20;

/// The most bytes of all texts that are read together.
pub const LONGEST_TOGETHER: usize = 16 << 20;

/// One file of a plan: its name with the folder in front (`women/1-health.toml`), and what it holds.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::exhaustive_structs)]
pub struct PlanFile<'a> {
    /// The name, folders separated by `/`.
    pub name: &'a str,
    /// The TOML text.
    pub text: &'a str,
}

/// Whether a text is TOML that is read, whatever it says.
#[cfg(feature = "capi")]
pub(crate) fn is_toml(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    nesting::too_deep(text).is_none() && toml::de::DeTable::parse(text).is_ok()
}

impl Registry {
    /// Reads plans from TOML text: for each plan a `plan.toml` and the files of its domains and chapters, and
    /// for all of them, if wanted, a `regions.toml`, a `departments.toml` and a `relations.toml`. With a list of departments, one
    /// that is not on it is a mistake, and so is a plan's region that is not on the list of regions. Without a list, departments and regions
    /// are taken as they are.
    ///
    /// ```
    /// use zhibiao::{Registry, plan_text::PlanFile};
    ///
    /// let plan = r#"
    ///     letter = "G"
    ///     title = { zh = "高唐县“十四五”妇女发展规划", en = "Gaotang county plan for women, 2021–2025" }
    ///     short_title = { zh = "高唐妇女规划", en = "Gaotang women's plan" }
    ///     region = "371526"
    ///     document = { number = "(example)", issuer = { zh = "(example)", en = "(example)" }, issued = "2022-01-31" }
    ///     period = { first_year = 2021, last_year = 2025, baseline_year = 2020, midterm_year = 2023 }
    /// "#;
    /// let health = r#"
    ///     domain = 1
    ///     title = { zh = "妇女与健康", en = "Women and health" }
    ///     [[objective]]
    ///     item = 2
    ///     title = { zh = "孕产妇死亡率", en = "Maternal mortality" }
    ///     [[objective.indicator]]
    ///     id = "maternal_mortality_ratio"
    ///     name = { zh = "孕产妇死亡率", en = "Maternal mortality ratio" }
    ///     unit = "per_100k_live_births"
    ///     applies_at = "county"
    ///     rule = { kind = "upper_bound", limit = "8" }
    ///     wording = "控制在8/10万以下"
    /// "#;
    /// let registry = Registry::from_toml(&[
    ///     PlanFile { name: "gaotang/plan.toml", text: plan },
    ///     PlanFile { name: "gaotang/1-health.toml", text: health },
    /// ])?;
    /// assert!(registry.find("gaotang.health.maternal_mortality_ratio").is_some());
    /// # Ok::<(), zhibiao::plan_text::PlanTextErrors>(())
    /// ```
    ///
    /// One text can hold a whole plan, too, as [`from_toml_text`](Self::from_toml_text) reads it, under any name but those of the common
    /// files and a folder's `plan.toml`: it is known by its `[[section]]`s and its `id`.
    ///
    /// # Errors
    ///
    /// Every mistake in every file at once, each with its place, what was found and what was expected. See the
    /// [module](crate::plan_text) for what is checked.
    pub fn from_toml(files: &[PlanFile<'_>]) -> Result<Registry, PlanTextErrors> {
        read::registry(files, None)
    }

    /// Reads a whole plan from one TOML text: the keys of `plan.toml` and an `id`, which a folder's name gives otherwise;
    /// `[[section]]` tables, each with a `slug` (which the file's name gives otherwise) and what a file of a domain or chapter holds; and,
    /// if wanted, `[[department]]`, `[[regions]]` (since `region` is the plan's own), `[[order]]`, `[[sum]]` and `[[same]]` tables. The name is
    /// for messages only.
    ///
    /// ```
    /// use zhibiao::Registry;
    ///
    /// let text = r#"
    ///     id = "gaotang"
    ///     letter = "G"
    ///     title = { zh = "高唐县“十四五”妇女发展规划", en = "Gaotang county plan for women, 2021–2025" }
    ///     short_title = { zh = "高唐妇女规划", en = "Gaotang women's plan" }
    ///     region = "371526"
    ///     document = { number = "(example)", issuer = { zh = "(example)", en = "(example)" }, issued = "2022-01-31" }
    ///     period = { first_year = 2021, last_year = 2025, baseline_year = 2020, midterm_year = 2023 }
    ///
    ///     [[section]]
    ///     slug = "health"
    ///     domain = 1
    ///     title = { zh = "妇女与健康", en = "Women and health" }
    ///     [[section.objective]]
    ///     item = 2
    ///     title = { zh = "孕产妇死亡率", en = "Maternal mortality" }
    ///     [[section.objective.indicator]]
    ///     id = "maternal_mortality_ratio"
    ///     name = { zh = "孕产妇死亡率", en = "Maternal mortality ratio" }
    ///     unit = "per_100k_live_births"
    ///     applies_at = "county"
    ///     rule = { kind = "upper_bound", limit = "8" }
    ///     wording = "控制在8/10万以下"
    /// "#;
    /// let registry = Registry::from_toml_text("gaotang.toml", text)?;
    /// assert!(registry.find("gaotang.health.maternal_mortality_ratio").is_some());
    ///
    /// let mistaken = text.replace("upper_bound", "uper_bound");
    /// let errors = Registry::from_toml_text("gaotang.toml", &mistaken).unwrap_err();
    /// assert_eq!((errors.errors()[0].line, errors.errors()[0].column), (22, 21));
    /// assert!(errors.to_string().ends_with("(nearest: `upper_bound`)"));
    /// # Ok::<(), zhibiao::plan_text::PlanTextErrors>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`from_toml`](Self::from_toml).
    pub fn from_toml_text(name: &str, text: &str) -> Result<Registry, PlanTextErrors> {
        read::whole_plan(PlanFile { name, text })
    }

    /// This registry with more plans beside its own, read as [`from_toml`](Self::from_toml) reads them. Its own plans come first, and
    /// keep their positions, departments and regions. The new ones need ids and letters of their own; they can name
    /// the old indicators in rules and relations, and the old departments and regions without repeating them.
    ///
    /// ```
    /// use zhibiao::{Registry, plan_text::PlanFile};
    ///
    /// let text = r#"
    ///     id = "gaotang"
    ///     letter = "G"
    ///     title = { zh = "高唐县“十四五”妇女发展规划", en = "Gaotang county plan for women, 2021–2025" }
    ///     short_title = { zh = "高唐妇女规划", en = "Gaotang women's plan" }
    ///     region = "371526"
    ///     document = { number = "(example)", issuer = { zh = "(example)", en = "(example)" }, issued = "2022-01-31" }
    ///     period = { first_year = 2021, last_year = 2025, baseline_year = 2020, midterm_year = 2023 }
    ///
    ///     [[section]]
    ///     slug = "health"
    ///     domain = 1
    ///     title = { zh = "妇女与健康", en = "Women and health" }
    ///     [[section.objective]]
    ///     item = 1
    ///     title = { zh = "不高于全市", en = "No worse than the city" }
    ///     lead = ["市卫生健康委"]
    ///     [[section.objective.indicator]]
    ///     id = "screening"
    ///     name = { zh = "妇女常见病筛查率", en = "Screening rate" }
    ///     unit = "percent"
    ///     applies_at = "county"
    ///     rule = { kind = "reference", indicator = "women.health.common_disease_screening_rate" }
    ///     wording = "不低于全市水平"
    /// "#;
    /// let registry = Registry::builtin().with_toml(&[PlanFile { name: "gaotang.toml", text }])?;
    /// assert_eq!(registry.plans().map(|plan| plan.id()).collect::<Vec<_>>(), ["women", "children", "gaotang"]);
    /// assert_eq!(registry.len(), Registry::builtin().len() + 1);
    /// # Ok::<(), zhibiao::plan_text::PlanTextErrors>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`from_toml`](Self::from_toml), and an id, letter, department or region that this registry has otherwise.
    pub fn with_toml(&self, files: &[PlanFile<'_>]) -> Result<Registry, PlanTextErrors> {
        read::registry(files, Some(self))
    }
}
