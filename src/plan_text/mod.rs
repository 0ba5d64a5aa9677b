//! Plans as TOML text: the format of the folder `indicators/`.
//!
//! The built-in plans are made from such text before the library is compiled; [`Registry::from_toml`] reads it at
//! run time. Both go through the same code.
//!
//! A plan is a folder: `plan.toml` says what the document is, and one file for each domain or chapter holds its
//! clauses. The folder's name begins the ids of the indicators, the file's name (without its number) goes on:
//! `women/1-health.toml` holds `women.health.…`. Names and texts are handed in by the caller; nothing is opened.

mod departments;
mod error;
mod read;
mod table;

pub use error::{PlanTextError, PlanTextErrors};
pub(crate) use table::TableReader;

use crate::registry::Registry;

/// One file of a plan: its name with the folder in front (`women/1-health.toml`), and what it holds.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::exhaustive_structs)]
pub struct PlanFile<'a> {
    /// The name, folders separated by `/`.
    pub name: &'a str,
    /// The TOML text.
    pub text: &'a str,
}

impl Registry {
    /// Reads plans from TOML text: for each plan a `plan.toml` and the files of its domains and chapters, and
    /// for all of them, if wanted, a `regions.toml`, a `departments.toml` and a `relations.toml`. With a list of departments, one
    /// that is not on it is a mistake.
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
    /// # Errors
    ///
    /// Every mistake in every file at once, each with its place, what was found and what was expected.
    pub fn from_toml(files: &[PlanFile<'_>]) -> Result<Registry, PlanTextErrors> {
        read::registry(files)
    }
}
