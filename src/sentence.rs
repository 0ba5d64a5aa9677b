//! Sentences: an evaluation as an official report would put it.

use crate::evaluation::Evaluation;
use crate::group::{TOTAL, group_name};
use crate::judgement::Verdict;
use crate::language::Language;
use crate::plan::{ProvisionKind, SectionNumber, numeral};
use crate::rule::{Condition, Rule, Telling};
use rust_decimal::Decimal;
use std::fmt;

/// An evaluation as a sentence. Displaying it writes the text; until then nothing is made.
#[derive(Debug, Clone, Copy)]
pub struct Sentence<'a> {
    evaluation: Evaluation<'a>,
    language: Language,
}

impl<'a> Sentence<'a> {
    pub(crate) fn new(evaluation: Evaluation<'a>, language: Language) -> Self {
        Sentence { evaluation, language }
    }

    fn region(&self) -> &'a str {
        self.evaluation.indicator().registry().region_name(self.evaluation.region(), self.language)
    }

    fn figure(&self, figure: Decimal) -> String {
        self.evaluation.indicator().write(figure, self.language)
    }

    fn difference(&self, difference: Decimal) -> String {
        self.evaluation.indicator().unit().write_difference(difference, self.language)
    }

    /// Whether the margin is the smallest of several yearly steps, not a distance to one limit.
    fn is_every_year(&self) -> bool {
        matches!(self.evaluation.indicator().rule(), Rule::Trend(rule) if rule.every_year)
    }

    fn telling(&self) -> Telling {
        Telling {
            language: self.language,
            unit: self.evaluation.indicator().unit(),
            year: self.evaluation.year(),
            baseline: self.evaluation.baseline(),
            reference: self.evaluation.reference(),
            limit: self.evaluation.judgement().limit(),
        }
    }

    fn condition(&self) -> Condition {
        self.evaluation.indicator().rule().condition(self.evaluation.judgement().limit())
    }

    fn chinese(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let evaluation = &self.evaluation;
        let indicator = evaluation.indicator();
        write!(formatter, "{}年{}", evaluation.year(), self.region())?;
        if evaluation.group() != TOTAL {
            write!(formatter, "（{}）", group_name(evaluation.group(), self.language))?;
        }
        write!(formatter, "{}", indicator.name().zh())?;
        match evaluation.value() {
            Some(value) => write!(formatter, "为{}", self.figure(value))?,
            None => formatter.write_str("没有数据")?,
        }
        // The document sets figures off with spaces here and there; a report does not.
        let wording: String = indicator.wording().chars().filter(|character| *character != ' ').collect();
        write!(formatter, "，规划提出“{wording}”")?;
        self.state_limit(&wording, formatter)?;
        indicator.rule().explain(&self.telling(), formatter)?;
        formatter.write_str("，")?;
        match evaluation.verdict() {
            Verdict::Met => formatter.write_str("达标")?,
            Verdict::NotMet => formatter.write_str("未达标")?,
            Verdict::Undetermined(reason) => {
                write!(formatter, "无法判定：{}", reason.in_words(self.language))?;
            }
        }
        if let Some(margin) = evaluation.judgement().margin() {
            let difference = self.difference(margin);
            match (evaluation.verdict(), self.condition()) {
                (Verdict::Met, _) if self.is_every_year() => write!(formatter, "，变化最小的一年为{difference}")?,
                _ if self.is_every_year() && margin.is_zero() => formatter.write_str("，有年份持平")?,
                _ if self.is_every_year() => write!(formatter, "，有年份反向变化{difference}")?,
                (Verdict::Met, Condition::Between(..)) if margin.is_zero() => formatter.write_str("，恰为区间边界")?,
                (Verdict::Met, _) if margin.is_zero() => formatter.write_str("，恰为目标值")?,
                (_, _) if margin.is_zero() => formatter.write_str("，恰为目标值，而规划要求越过该值")?,
                (Verdict::Met, Condition::Between(..)) => write!(formatter, "，距区间边界{difference}")?,
                (Verdict::Met, _) => write!(formatter, "，优于目标值{difference}")?,
                (_, Condition::Between(..)) => write!(formatter, "，偏出区间{difference}")?,
                _ => write!(formatter, "，距目标值{difference}")?,
            }
        }
        formatter.write_str("。")?;
        if evaluation.judgement().is_rounding_sensitive() {
            formatter.write_str("按上报的位数，舍入前的数值可能得出相反的结论。")?;
        }
        if evaluation.is_implausible() {
            formatter.write_str("数值异常，请核实。")?;
        }
        if evaluation.is_aggregate() {
            formatter.write_str("规划对每个单位提出要求，此数为汇总数，不能说明每个单位都达标。")?;
        }
        self.state_conditions(formatter)?;
        write!(formatter, "（依据：《{}》", indicator.plan().title().zh())?;
        let item = indicator.provision().item();
        match (indicator.section().number(), indicator.provision().kind()) {
            (SectionNumber::Chapter(chapter), _) => {
                let title = indicator.section().title().zh();
                write!(formatter, "第{}部分“{title}”第（{}）项）", numeral(chapter), numeral(item))
            }
            (SectionNumber::Domain(_), kind) => {
                let title = indicator.section().title().zh();
                let kind = if kind == ProvisionKind::Measure { "策略措施" } else { "主要目标" };
                write!(formatter, "“{title}”{kind}第（{item}）项）")
            }
        }
    }

    /// Says the limit of a bound where the plan's words do not say it, or name several figures.
    fn state_limit(&self, wording: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (words, limit) = match self.condition() {
            Condition::AtMost(Some(limit)) => ("不高于", limit),
            Condition::Below(Some(limit)) => ("低于", limit),
            Condition::AtLeast(Some(limit)) => ("不低于", limit),
            Condition::Above(Some(limit)) => ("高于", limit),
            _ => return Ok(()),
        };
        let stated = matches!(self.evaluation.indicator().rule(), Rule::UpperBound(_) | Rule::LowerBound(_));
        let clear = wording.contains(&limit.to_string()) && !wording.contains(['和', '、']);
        if stated && !clear { write!(formatter, "（即{words}{}）", self.figure(limit)) } else { Ok(()) }
    }

    /// Says what a reader has to know besides: that the plan does not speak of the year, and what a caller set otherwise.
    fn state_conditions(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let evaluation = &self.evaluation;
        let (indicator, plan) = (evaluation.indicator(), evaluation.indicator().plan());
        let (first, last) = (plan.first_year(), plan.last_year());
        match self.language {
            Language::Chinese if evaluation.is_outside_period() => {
                write!(formatter, "该年不在规划期（{first}—{last}年）内，仅供对照。")?;
            }
            Language::English if evaluation.is_outside_period() => {
                write!(formatter, "The year is outside the plan's period, {first}–{last}. ")?;
            }
            _ => {}
        }
        let Some(overriding) = indicator.overriding() else { return Ok(()) };
        let told = overriding.in_words(indicator.unit(), self.language);
        match self.language {
            Language::Chinese => write!(formatter, "本判定有自行设定：{told}。")?,
            Language::English => write!(formatter, "Judged with settings of the caller: {told}. ")?,
        }
        match self.language {
            Language::Chinese if evaluation.is_basically_met() => formatter.write_str("基本达标。"),
            Language::English if evaluation.is_basically_met() => formatter.write_str("Basically met. "),
            _ => Ok(()),
        }
    }

    fn english(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let evaluation = &self.evaluation;
        let indicator = evaluation.indicator();
        write!(formatter, "{}, {}", self.region(), evaluation.year())?;
        if evaluation.group() != TOTAL {
            write!(formatter, ", {}", evaluation.group())?;
        }
        write!(formatter, ": {} ", indicator.name().en())?;
        match evaluation.value() {
            Some(value) => write!(formatter, "{}", self.figure(value))?,
            None => formatter.write_str("not reported")?,
        }
        write!(formatter, "; the plan asks for {}", self.condition_in_english())?;
        indicator.rule().explain(&self.telling(), formatter)?;
        formatter.write_str(". ")?;
        match evaluation.verdict() {
            Verdict::Met => formatter.write_str("Met")?,
            Verdict::NotMet => formatter.write_str("Not met")?,
            Verdict::Undetermined(reason) => {
                write!(formatter, "Cannot be judged: {}", reason.in_words(self.language))?;
            }
        }
        if let Some(margin) = evaluation.judgement().margin() {
            let difference = self.difference(margin);
            match evaluation.verdict() {
                Verdict::Met if self.is_every_year() => write!(formatter, ", by {difference} in the weakest year")?,
                _ if self.is_every_year() && margin.is_zero() => formatter.write_str(", one year was level")?,
                _ if self.is_every_year() => write!(formatter, ", one year went the other way by {difference}")?,
                Verdict::Met if margin.is_zero() => formatter.write_str(", exactly on the limit")?,
                _ if margin.is_zero() => formatter.write_str(", exactly on a limit that has to be passed")?,
                Verdict::Met => write!(formatter, " by {difference}")?,
                _ => write!(formatter, ", off by {difference}")?,
            }
        }
        formatter.write_str(". ")?;
        if evaluation.judgement().is_rounding_sensitive() {
            formatter.write_str("The figure before rounding may have had the other verdict. ")?;
        }
        if evaluation.is_implausible() {
            formatter.write_str("The figure is unusual and should be checked. ")?;
        }
        if evaluation.is_aggregate() {
            formatter.write_str(
                "The plan asks this of each unit; a figure for the whole does not show that each meets it. ",
            )?;
        }
        self.state_conditions(formatter)?;
        let (plan, title) = (indicator.plan().title().en(), indicator.section().title().en());
        let (kind, item) = (indicator.provision().kind(), indicator.provision().item());
        match indicator.section().number() {
            SectionNumber::Chapter(chapter) => write!(formatter, "({plan}, chapter {chapter} “{title}”, item {item})"),
            SectionNumber::Domain(domain) => {
                write!(formatter, "({plan}, domain {domain} “{title}”, {kind} {item})")
            }
        }
    }

    fn condition_in_english(&self) -> String {
        let bound = |words: &str, limit: Option<Decimal>| match limit {
            Some(limit) => format!("{words} {}", self.figure(limit)),
            None => self.evaluation.indicator().rule().promise(),
        };
        match self.condition() {
            Condition::AtMost(limit) => bound("at most", limit),
            Condition::Below(limit) => bound("less than", limit),
            Condition::AtLeast(limit) => bound("at least", limit),
            Condition::Above(limit) => bound("more than", limit),
            Condition::Between(least, greatest) => {
                format!("{} to {}", self.figure(least), self.figure(greatest))
            }
            Condition::Near(_) => "a figure in keeping with another".to_owned(),
            Condition::Done => "this to be done".to_owned(),
            Condition::Nothing => "nothing".to_owned(),
        }
    }
}

impl fmt::Display for Sentence<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.language {
            Language::Chinese => self.chinese(formatter),
            Language::English => self.english(formatter),
        }
    }
}
