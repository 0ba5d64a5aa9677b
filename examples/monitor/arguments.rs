//! The command line.

use clap::{Parser, ValueEnum};
use rust_decimal::Decimal;
use std::path::PathBuf;
use zhibiao::outlook::Method;
use zhibiao::report::{CountingRule, Dimension, ReportOptions, Rounding};
use zhibiao::{
    Assessed, Coverage, Evaluation, Language, Override, PlanIdentity, Registry, Series, Stage, Warning, decimal,
};

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
// Each is a switch of its own.
#[allow(clippy::struct_excessive_bools)]
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

    /// Later files correct earlier ones: their values replace those for the same indicator, region, group and year
    #[arg(long)]
    pub revise: bool,

    /// Judge an indicator otherwise than the plan's data has it: `ID:tolerance=3`, `ID:limit=8`, `ID:basically_met=1` (percent); may be
    /// repeated, and every result says so
    #[arg(long = "set", value_name = "ID:KEY=VALUE", value_parser = setting)]
    pub settings: Vec<Setting>,

    /// Assess a year: what was met when, where it is heading, how many were met. Annual takes --year or the newest year there is
    #[arg(long, value_name = "STAGE")]
    pub assessment: Option<StageChoice>,

    /// Count by this as well (may be repeated or separated by commas); includes --assessment annual
    #[arg(long, value_delimiter = ',')]
    pub by: Vec<ByChoice>,

    /// List what somebody in charge should look at, worst first; includes --assessment annual
    #[arg(long)]
    pub warnings: bool,

    /// How the attainment rate is counted: judged if nothing is said; includes --assessment annual
    #[arg(long, value_enum)]
    pub rate: Option<CountingChoice>,

    /// Decimals of the attainment rate: 1 if nothing is said; includes --assessment annual
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=10))]
    pub decimals: Option<u32>,

    /// Cut the attainment rate off after them instead of rounding half away from zero; includes --assessment annual
    #[arg(long)]
    pub truncate: bool,

    /// What published methods say of each series, separated by commas, and whether they agree; includes --assessment annual
    #[arg(long, value_enum, value_delimiter = ',')]
    pub method: Vec<MethodChoice>,

    /// Count as "basically met" (基本达标) what is off by no more than PERCENT of the limit or of the change asked for; includes
    /// --assessment annual
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub basically_met: Option<Decimal>,

    /// Do not count indicators of which nothing was ever reported as without data; includes --assessment annual
    #[arg(long)]
    pub reported_only: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StageChoice {
    Annual,
    MidTerm,
    Final,
}

impl From<StageChoice> for Stage {
    fn from(choice: StageChoice) -> Stage {
        match choice {
            StageChoice::Annual => Stage::Annual,
            StageChoice::MidTerm => Stage::MidTerm,
            StageChoice::Final => Stage::Final,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ByChoice {
    /// By lead and by responsible department
    Department,
    /// By domain of each plan
    Domain,
    /// By region
    Region,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CountingChoice {
    /// met ÷ (met + not met)
    Judged,
    /// met ÷ all
    All,
    /// (met + on course) ÷ all
    OnCourse,
}

impl From<CountingChoice> for CountingRule {
    fn from(choice: CountingChoice) -> CountingRule {
        match choice {
            CountingChoice::Judged => CountingRule::MetOfJudged,
            CountingChoice::All => CountingRule::MetOfAll,
            CountingChoice::OnCourse => CountingRule::MetOrOnCourseOfAll,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MethodChoice {
    /// Statistics Canada's
    #[value(name = "statcan")]
    StatCan,
    /// The Federal Statistical Office of Germany's
    Destatis,
    /// The UN Progress Chart's
    Un,
}

impl From<MethodChoice> for Method {
    fn from(choice: MethodChoice) -> Method {
        match choice {
            MethodChoice::StatCan => Method::StatCan,
            MethodChoice::Destatis => Method::Destatis,
            MethodChoice::Un => Method::Un,
        }
    }
}

/// What is to be judged otherwise.
#[derive(Debug, Clone)]
pub struct Setting {
    pub indicator: String,
    pub key: String,
    pub value: Decimal,
}

fn setting(text: &str) -> Result<Setting, String> {
    let parts = text.rsplit_once('=').and_then(|(left, value)| {
        let (indicator, key) = left.rsplit_once([':', '：'])?;
        Some((indicator.to_owned(), key.to_owned(), value))
    });
    let (indicator, key, value) = parts.ok_or("expected ID:KEY=VALUE")?;
    if !["tolerance", "limit", "basically_met"].contains(&key.as_str()) {
        return Err(format!("found the key `{key}`, expected tolerance, limit or basically_met"));
    }
    let value = decimal::parse(value).map_err(|error| format!("`{value}` {error}"))?;
    Ok(Setting { indicator, key, value })
}

fn percent(text: &str) -> Result<Decimal, String> {
    let percent = decimal::parse(text).map_err(|error| error.to_string())?;
    if (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&percent) {
        Ok(percent)
    } else {
        Err("expected 0 to 100".to_owned())
    }
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
    /// What was asked to be judged otherwise, for each indicator once.
    pub fn overrides(&self) -> Vec<(&str, Override)> {
        let mut overrides: Vec<(&str, Override)> = Vec::new();
        for Setting { indicator, key, value } in &self.settings {
            let position = overrides.iter().position(|(other, _)| other == indicator).unwrap_or_else(|| {
                overrides.push((indicator, Override::default()));
                overrides.len() - 1
            });
            let set = &mut overrides[position].1;
            match key.as_str() {
                "tolerance" => set.tolerance = Some(*value),
                "limit" => set.limit = Some(*value),
                _ => set.basically_met = Some(*value),
            }
        }
        overrides
    }

    /// The assessment that was asked for, by itself or by what belongs to one.
    pub fn stage(&self) -> Option<Stage> {
        // What only an assessment can honour is never passed over in silence.
        let rated = self.rate.is_some() || self.decimals.is_some() || self.truncate || self.basically_met.is_some();
        let counted = !self.by.is_empty() || rated || self.reported_only;
        let implied = self.warnings || counted || !self.method.is_empty();
        self.assessment.map(Stage::from).or(implied.then_some(Stage::Annual))
    }

    /// What its report is to count.
    pub fn report_options(&self) -> ReportOptions {
        let mut options = ReportOptions::default();
        options.by.extend(self.by.iter().flat_map(|by| match by {
            ByChoice::Department => vec![Dimension::Lead, Dimension::Responsible],
            ByChoice::Domain => vec![Dimension::Domain],
            ByChoice::Region => vec![Dimension::Region],
        }));
        options.attainment.counting = self.rate.unwrap_or(CountingChoice::Judged).into();
        options.attainment.decimals = self.decimals.unwrap_or(options.attainment.decimals);
        if self.truncate {
            options.attainment.rounding = Rounding::Truncated;
        }
        options.basically_met = self.basically_met;
        options.unreported = !self.reported_only;
        options.warnings = self.warnings;
        options.plan = self.plan.map(|plan| plan.id().to_owned());
        options.region = self.region.as_deref().map(|region| code_of(region).to_owned());
        options
    }

    pub fn language(&self) -> Language {
        match self.lang {
            LanguageChoice::Zh => Language::Chinese,
            LanguageChoice::En => Language::English,
        }
    }

    /// The plans that are judged by, as every output names them.
    pub fn plans<'r>(&self, registry: &'r Registry) -> Vec<PlanIdentity<'r>> {
        let wanted = registry.plans().filter(|plan| self.plan.is_none_or(|wanted| plan.id() == wanted.id()));
        wanted.filter_map(|plan| registry.identity(plan.id())).collect()
    }

    /// Whether an evaluation is to be printed.
    pub fn wants(&self, evaluation: &Evaluation<'_>) -> bool {
        self.year.is_none_or(|year| evaluation.year() == year)
            && self.plan.is_none_or(|plan| evaluation.indicator().plan().id() == plan.id())
            && self.region.as_deref().is_none_or(|region| is_region(evaluation.region(), region))
    }

    /// Whether an item of an assessment is to be printed.
    pub fn wants_item(&self, item: &Assessed<'_>) -> bool {
        let evaluation = &item.evaluation;
        self.plan.is_none_or(|plan| evaluation.indicator().plan().id() == plan.id())
            && self.region.as_deref().is_none_or(|region| is_region(evaluation.region(), region))
    }

    /// Whether a series is one of those asked for.
    pub fn wants_series(&self, series: &Series<'_>) -> bool {
        self.plan.is_none_or(|plan| series.indicator().plan().id() == plan.id())
            && self.region.as_deref().is_none_or(|region| is_region(series.region(), region))
    }

    /// Whether a warning is to be printed.
    pub fn wants_warning(&self, warning: &Warning<'_>) -> bool {
        self.plan.is_none_or(|plan| warning.indicator.plan().id() == plan.id())
            && self.region.as_deref().is_none_or(|region| warning.concerns(code_of(region)))
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
    code == code_of(wanted)
}

fn code_of(region: &str) -> &str {
    Registry::builtin().region_called(region).map_or(region, |known| known.code())
}
