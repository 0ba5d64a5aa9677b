//! Promises and their changes in words, in both languages.

use super::{Compared, PlanChange};
use crate::indicator::Indicator;
use crate::language::Language;
use crate::rule::{Condition, Direction, Rule};

/// What an indicator's rule asks for, with its unit: `≤8.2/10万`, 比2020年下降20%.
pub(super) fn promise(indicator: Indicator<'_>, language: Language) -> String {
    let unit = indicator.unit();
    let fall = |direction| direction == Direction::Down;
    match (indicator.rule(), language) {
        (Rule::RelativeDecrease(rule), Language::Chinese) => {
            format!("比{}年下降{}%", rule.baseline_year, rule.percent)
        }
        (Rule::RelativeDecrease(rule), Language::English) => {
            format!("{} percent below {}", rule.percent, rule.baseline_year)
        }
        (Rule::AverageAnnualChange(rule), Language::Chinese) => {
            let change = if fall(rule.direction) { "降低" } else { "提高" };
            let points = unit.write_difference(rule.points, language);
            format!("{}年起平均每年{change}{points}", rule.baseline_year)
        }
        (Rule::AverageAnnualChange(rule), Language::English) => {
            let change = if fall(rule.direction) { "a fall" } else { "a rise" };
            let points = unit.write_difference(rule.points, language);
            format!("{change} of {points} a year since {}", rule.baseline_year)
        }
        (Rule::Trend(rule), Language::Chinese) => {
            let change = if fall(rule.direction) { "下降" } else { "提高" };
            if rule.every_year {
                format!("{}年起逐年{change}", rule.baseline_year)
            } else {
                format!("比{}年{change}", rule.baseline_year)
            }
        }
        (Rule::Trend(rule), Language::English) => {
            let change = if fall(rule.direction) { "a fall" } else { "a rise" };
            let every = if rule.every_year { " in every year" } else { "" };
            format!("{change}{every} since {}", rule.baseline_year)
        }
        (Rule::SlowerRise(rule), Language::Chinese) => {
            format!("升速低于{}—{}年", rule.earlier_year(), rule.baseline_year)
        }
        (Rule::SlowerRise(rule), Language::English) => {
            format!("a slower rise than in {}–{}", rule.earlier_year(), rule.baseline_year)
        }
        (Rule::Reference(rule), language) => {
            let of = indicator.registry().find(&rule.indicator);
            let name = of.map_or(rule.indicator.as_ref(), |of| of.name().get(language));
            let tolerance = rule.tolerance.map(|tolerance| unit.write_difference(tolerance, language));
            match (language, tolerance) {
                (Language::Chinese, None) => format!("不低于{name}"),
                (Language::English, None) => format!("no less than “{name}”"),
                (Language::Chinese, Some(tolerance)) => format!("与{name}相差不超过{tolerance}"),
                (Language::English, Some(tolerance)) => format!("within {tolerance} of “{name}”"),
            }
        }
        (Rule::Gap(rule), Language::Chinese) => format!("差距比{}年缩小", rule.baseline_year),
        (Rule::Gap(rule), Language::English) => format!("a smaller gap than in {}", rule.baseline_year),
        (Rule::Attested, Language::Chinese) => "完成".to_owned(),
        (Rule::Attested, Language::English) => "done".to_owned(),
        (Rule::Reported, Language::Chinese) => "仅报送".to_owned(),
        (Rule::Reported, Language::English) => "only reported".to_owned(),
        (rule, language) => match rule.condition(None) {
            Condition::Between(least, greatest) => format!("{least}–{}", unit.write(greatest, language)),
            Condition::AtMost(Some(limit)) => format!("≤{}", unit.write(limit, language)),
            Condition::Below(Some(limit)) => format!("<{}", unit.write(limit, language)),
            Condition::AtLeast(Some(limit)) => format!("≥{}", unit.write(limit, language)),
            Condition::Above(Some(limit)) => format!(">{}", unit.write(limit, language)),
            condition => condition.to_string(),
        },
    }
}

pub(super) fn sentence(compared: &Compared<'_>, language: Language) -> String {
    let told = |indicator: Option<Indicator<'_>>| indicator.map(|one| promise(one, language)).unwrap_or_default();
    let (old, new) = (told(compared.in_old()), told(compared.in_new()));
    let either = compared.in_old().or(compared.in_new());
    let name = either.map(|indicator| indicator.name().get(language)).unwrap_or_default();
    let reason = compared.obstacle().map(|obstacle| obstacle.in_words(language));
    // The same figure with other zeros, or other words for it.
    let also = if old == new { None } else { Some(&new) };
    match (language, compared.change()) {
        (Language::Chinese, PlanChange::Same) => {
            let also = also.map(|new| format!("，即{new}")).unwrap_or_default();
            format!("{name}：要求相同，{old}{also}")
        }
        (Language::English, PlanChange::Same) => {
            let also = also.map(|new| format!(", which is {new}")).unwrap_or_default();
            format!("{name}: the same, {old}{also}")
        }
        (Language::Chinese, PlanChange::Tightened) => format!("{name}：由{old}收紧为{new}"),
        (Language::English, PlanChange::Tightened) => format!("{name}: tightened from {old} to {new}"),
        (Language::Chinese, PlanChange::Loosened) => format!("{name}：由{old}放宽为{new}"),
        (Language::English, PlanChange::Loosened) => format!("{name}: loosened from {old} to {new}"),
        (Language::Chinese, PlanChange::ChangedInKind) => format!("{name}：由{old}改为{new}，性质不同"),
        (Language::English, PlanChange::ChangedInKind) => {
            format!("{name}: changed from {old} to {new}, of another kind")
        }
        (Language::Chinese, PlanChange::New) => format!("{name}：新增，{new}"),
        (Language::English, PlanChange::New) => format!("{name}: new, {new}"),
        (Language::Chinese, PlanChange::Dropped) => format!("{name}：未列入，原为{old}"),
        (Language::English, PlanChange::Dropped) => format!("{name}: dropped, formerly {old}"),
        (Language::Chinese, PlanChange::CannotBeSaid) => {
            let reason = reason.map(|reason| format!("：{reason}")).unwrap_or_default();
            format!("{name}：由{old}改为{new}，无法判断宽严{reason}")
        }
        (Language::English, PlanChange::CannotBeSaid) => {
            let reason = reason.map(|reason| format!(": {reason}")).unwrap_or_default();
            format!("{name}: changed from {old} to {new}, which is stricter cannot be said{reason}")
        }
    }
}
