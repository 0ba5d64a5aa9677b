//! The words that reports share, in both languages.

use super::{Counts, Dimension, Report};
use crate::indicator::Indicator;
use crate::language::Language;
use crate::order::in_order;
use crate::plan::Plan;
use rust_decimal::Decimal;

impl Dimension {
    /// What a table by it is headed: 按牵头单位.
    #[must_use]
    pub const fn heading(self, language: Language) -> &'static str {
        match (self, language) {
            (Dimension::Plan, Language::Chinese) => "按规划",
            (Dimension::Plan, Language::English) => "By plan",
            (Dimension::Domain, Language::Chinese) => "按领域",
            (Dimension::Domain, Language::English) => "By domain",
            (Dimension::Lead, Language::Chinese) => "按牵头单位",
            (Dimension::Lead, Language::English) => "By lead department",
            (Dimension::Responsible, Language::Chinese) => "按责任单位",
            (Dimension::Responsible, Language::English) => "By responsible department",
            (Dimension::Region, Language::Chinese) => "按地区",
            (Dimension::Region, Language::English) => "By region",
        }
    }

    /// What its rows are.
    pub(super) const fn column(self, language: Language) -> &'static str {
        match (self, language) {
            (Dimension::Plan, Language::Chinese) => "规划",
            (Dimension::Plan, Language::English) => "Plan",
            (Dimension::Domain, Language::Chinese) => "领域",
            (Dimension::Domain, Language::English) => "Domain",
            (Dimension::Lead | Dimension::Responsible, Language::Chinese) => "单位",
            (Dimension::Lead | Dimension::Responsible, Language::English) => "Department",
            (Dimension::Region, Language::Chinese) => "地区",
            (Dimension::Region, Language::English) => "Region",
        }
    }
}

/// A count and what it is called.
pub(super) struct Column {
    pub(super) title: &'static str,
    pub(super) count: fn(&Counts) -> usize,
}

/// The columns of a report: 基本达标 only where it was asked for or is set for an indicator that is so, outlooks only where there are any.
pub(super) fn columns(report: &Report<'_>, language: Language) -> Vec<Column> {
    let title = |zh, en| if language == Language::Chinese { zh } else { en };
    let column = |zh, en, count| Column { title: title(zh, en), count };
    let mut columns = vec![column("项数", "items", |counts| counts.items), column("达标", "met", |counts| counts.met)];
    if report.options.basically_met.is_some() || report.total.basically_met > 0 {
        columns.push(column("基本达标", "basically met", |counts| counts.basically_met));
    }
    columns.push(column("未达标", "not met", |counts| counts.not_met));
    columns.push(column("无法判定", "cannot be judged", |counts| counts.undetermined));
    columns.push(column("无数据", "no data", |counts| counts.no_data));
    if report.total.no_outlook < report.total.items {
        columns.push(column("提前达标", "met early", |counts| counts.met_early));
        columns.push(column("预期可达标", "on course", |counts| counts.on_course));
        columns.push(column("达标困难", "hard to reach", |counts| counts.hard_to_reach));
    }
    columns
}

/// The title: which assessment of which plans.
pub(super) fn title(report: &Report<'_>, language: Language) -> String {
    let (year, stage) = (report.year, report.stage.name(language));
    match language {
        Language::Chinese => format!("{year}年{stage}报告"),
        Language::English => {
            let mut letters = stage.chars();
            let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            format!("{capital}{} {year}", letters.as_str())
        }
    }
}

/// What a reader has to know to count it again, a sentence each.
pub(super) fn conditions(report: &Report<'_>, language: Language) -> Vec<String> {
    let mut told = Vec::new();
    for identity in report.identities() {
        let [document, period, digest] = identity.sentences(language);
        told.extend([document, period]);
        if report.is_outside_period(identity.plan()) {
            let year = report.year;
            told.push(match language {
                Language::Chinese => format!("{year}年不在规划期内，以下结果仅供对照。"),
                Language::English => format!("{year} is outside the period; what follows is for comparison only."),
            });
        }
        told.push(digest);
    }
    let names = report.region_names(language);
    match language {
        Language::Chinese if !names.is_empty() => told.push(format!("地区：{}。", names.join("、"))),
        Language::English if !names.is_empty() => told.push(format!("Regions: {}.", names.join(", "))),
        _ => {}
    }
    told.push(report.options.attainment.in_words(language));
    let shown = |plan: &Plan| report.plans.iter().any(|shown| shown.id() == plan.id());
    let overridden = || report.data.registry().overridden().filter(|indicator| shown(indicator.plan()));
    let is_own = |indicator: Indicator<'_>| indicator.overriding().is_some_and(|own| own.set.basically_met.is_some());
    let has_own = overridden().any(is_own);
    told.push(basically_met(report.options.basically_met, has_own, language));
    for indicator in overridden() {
        let Some(overriding) = indicator.overriding() else { continue };
        let (name, set) = (indicator.name().get(language), overriding.in_words(indicator.unit(), language));
        told.push(match language {
            Language::Chinese => format!("{name}有自行设定：{set}。"),
            Language::English => format!("{name} is judged with settings of the caller: {set}."),
        });
    }
    told.push(match (language, report.options.groups) {
        (Language::Chinese, false) => "分组数据（性别、城乡等）不计入项数。".to_owned(),
        (Language::Chinese, true) => "分组数据（性别、城乡等）计入项数。".to_owned(),
        (Language::English, false) => "Figures of groups (sex, residence …) are not counted.".to_owned(),
        (Language::English, true) => "Figures of groups (sex, residence …) are counted too.".to_owned(),
    });
    told.push(match (language, report.options.unreported) {
        (Language::Chinese, true) => "从未报送的指标计入项数，计为无数据。".to_owned(),
        (Language::Chinese, false) => "从未报送的指标不计入项数。".to_owned(),
        (Language::English, true) => "Indicators that were never reported are counted, as without data.".to_owned(),
        (Language::English, false) => "Indicators that were never reported are not counted.".to_owned(),
    });
    told
}

/// What counts as basically met. `has_own` says whether single indicators have a measure of their own, which is told with them.
fn basically_met(percent: Option<Decimal>, has_own: bool, language: Language) -> String {
    match (language, percent, has_own) {
        (Language::Chinese, None, false) => "未采用“基本达标”。".to_owned(),
        (Language::English, None, false) => "“Basically met” is not used.".to_owned(),
        (Language::Chinese, None, true) => "“基本达标”只用于自行设定的指标，并计为达标；规划未规定这一容差。".to_owned(),
        (Language::English, None, true) => {
            "“Basically met” is used for indicators with a setting of the caller alone, and counts as met; the plans do not set this tolerance."
                .to_owned()
        }
        (Language::Chinese, Some(percent), _) => {
            let own = if has_own { "，另有自行设定的从其设定" } else { "" };
            format!("与目标值（或应有变化）相差不超过{percent}%的按“基本达标”计为达标{own}；规划未规定这一容差。")
        }
        (Language::English, Some(percent), _) => {
            let own = if has_own { " (where the caller set another percentage, by that)" } else { "" };
            format!(
                "What is off by no more than {percent} percent of the limit, or of the change asked for{own}, counts as “basically met”, and \
                 as met; the plans do not set this tolerance."
            )
        }
    }
}

/// The undetermined by reason, most first.
pub(super) fn reasons(counts: &Counts, language: Language) -> String {
    let each = counts.reasons.iter().map(|(reason, count)| (*reason, *count)).collect();
    let each: Vec<(&str, usize)> = in_order(each, |(_, left), (_, right)| right.cmp(left));
    let told = each.into_iter().map(|(reason, count)| match language {
        Language::Chinese => format!("{}{count}项", reason_in_chinese(reason)),
        Language::English => format!("{} {count}", reason_in_english(reason)),
    });
    told.collect::<Vec<_>>().join(if language == Language::Chinese { "，" } else { ", " })
}

/// The word of a reason without its year: counts add up several.
fn reason_in_chinese(reason: &str) -> &str {
    match reason {
        "no_value" => "本年未报数据",
        "no_baseline" => "缺少基期数据",
        "not_after_baseline" => "基期年份无可比较",
        "missing_year" => "中间年份缺数",
        "no_reference" => "缺少对照指标",
        "missing_unit" => "有地区未报",
        "no_promise" => "规划未提出目标",
        "after_period" => "规划期已过",
        "impossible_value" => "数据超出可能范围",
        "conflicting_values" => "同一年有两个不同的数据",
        "overflow" => "数字位数过多",
        other => other,
    }
}

fn reason_in_english(reason: &str) -> &str {
    match reason {
        "no_value" => "no figure for the year",
        "no_baseline" => "no figure for the baseline",
        "not_after_baseline" => "nothing to compare with in the baseline year",
        "missing_year" => "a year missing on the way",
        "no_reference" => "nothing reported to compare with",
        "missing_unit" => "a region sent nothing",
        "no_promise" => "nothing promised",
        "after_period" => "after the plan's period",
        "impossible_value" => "impossible figure",
        "conflicting_values" => "two different figures for one year",
        "overflow" => "too many digits",
        other => other,
    }
}
