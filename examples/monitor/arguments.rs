//! The command line.

use clap::{Parser, ValueEnum};
use std::path::PathBuf;
use zhibiao::{Coverage, Evaluation, Language, Registry};

/// Judge observed figures by Liaocheng's plans for women and children, 2021–2025.
///
/// 按聊城市“十四五”妇女、儿童发展规划判定监测数据。
///
/// Each FILE is a CSV table (UTF-8) with a header line and the columns `indicator`, `region`, `year`, `value`, and
/// optionally `group`, `numerator`, `denominator`, `source`, `plan`. Chinese headers are understood too: 指标, 地区,
/// 年份, 数值, 分组, 分子, 分母, 来源, 规划, 责任人, 依据, 日期. What a plan promises without a figure is reported as `done` or
/// `not_done` (已完成, 未完成), with the columns `by`, `evidence` and `date`. An indicator is given by its id or its exact Chinese name; where both plans
/// use the name, add the column `plan`, write `women:…` or `妇女规划：…` in front, or use --plan.
///
/// Exit status: 0 all rows were read, 1 some rows were refused (they are listed, the rest is judged), 2 wrong usage.
#[derive(Debug, Parser)]
#[command(name = "monitor", version, max_term_width = 100)]
pub struct Arguments {
    /// CSV files with observations; `-` reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Print only this year (baselines are still taken from all years)
    #[arg(long, value_parser = clap::value_parser!(u16).range(1900..=2100))]
    pub year: Option<u16>,

    /// Print only this region, by code (371500) or name (聊城市)
    #[arg(long)]
    pub region: Option<String>,

    /// Print only this plan; also settles names that both plans use
    #[arg(long)]
    pub plan: Option<PlanChoice>,

    /// Language of the output
    #[arg(long, value_enum, default_value_t = LanguageChoice::Zh)]
    pub lang: LanguageChoice,

    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,

    /// Add a sentence for each verdict that names clause, figure and verdict
    #[arg(long)]
    pub sentences: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlanChoice {
    Women,
    Children,
}

impl PlanChoice {
    pub fn id(self) -> &'static str {
        match self {
            PlanChoice::Women => "women",
            PlanChoice::Children => "children",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LanguageChoice {
    Zh,
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Json,
    Csv,
    Markdown,
}

impl Arguments {
    pub fn language(&self) -> Language {
        match self.lang {
            LanguageChoice::Zh => Language::Chinese,
            LanguageChoice::En => Language::English,
        }
    }

    /// Whether an evaluation is to be printed.
    pub fn wants(&self, evaluation: &Evaluation<'_>) -> bool {
        self.year.is_none_or(|year| evaluation.year() == year)
            && self.plan.is_none_or(|plan| evaluation.indicator().plan().id() == plan.id())
            && self.region.as_deref().is_none_or(|region| is_region(evaluation.region(), region))
    }

    /// Whether the answer for all counties is to be printed: not if a single region was asked for.
    pub fn wants_whole(&self, coverage: &Coverage<'_>) -> bool {
        self.region.is_none()
            && self.year.is_none_or(|year| coverage.year() == year)
            && self.plan.is_none_or(|plan| coverage.indicator().plan().id() == plan.id())
    }
}

/// Whether a region's code is what the user wrote, or the user wrote its name.
fn is_region(code: &str, wanted: &str) -> bool {
    code == Registry::builtin().region_called(wanted).map_or(wanted, |known| known.code())
}
