//! Warnings (预警): what somebody in charge should look at now, and why.
//!
//! | kind | when |
//! |---|---|
//! | hard to reach 预计达标困难 | the [outlook](crate::outlook::drift) gives a probability of missing above its threshold (½) |
//! | met then lost 达标后退出 | not met in the year, and met in an earlier year since the baseline |
//! | gap widening 差距扩大 | a gap grew since the last year known by more than a tolerance (0) |
//! | unit that sent nothing 单位未报 | a promise holds for each county, or is a gap across them, one has reported for the year, and this one never has |
//! | no figure 本年缺数 | there are figures of earlier years and none for this one |
//! | inconsistent 数据矛盾 | figures break an order or a sum, are not what their cases make, or were reported twice with different values |
//! | volatile 波动较大 | see [`Volatility`] |
//! | uncertain 判定不确定 | a limit lies inside the [interval](Interval) of a figure that rests on few cases |
//!
//! "Hard to reach" and "volatile" have no official definition. These were chosen by measuring how often a warning was right on
//! real series; `docs/outlook.md` has the figures.

use crate::assessment::{Assessed, Assessment, Standing};
use crate::data_set::{Inconsistency, Miscount, SilentUnits, place};
use crate::decimal::AsText;
use crate::group::TOTAL;
use crate::indicator::{Indicator, Level};
use crate::interval::Interval;
use crate::judgement::Reason;
use crate::keyword::keyword_enum;
use crate::language::Language;
use crate::outlook::{Ground, Outlook, Status};
use crate::rule::{Between, Condition, Gap, Rule};
use crate::volatility::Volatility;
use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::cmp::Reverse;

/// So many units that sent nothing are named, in a sentence and serialized; the others are counted.
const NAMED: usize = 50;

keyword_enum! {
    /// The kind of a warning, worst first.
    pub enum WarningKind {
        /// 预计达标困难.
        HardToReach = "hard_to_reach",
        /// 达标后退出.
        MetThenLost = "met_then_lost",
        /// 差距扩大.
        GapWidening = "gap_widening",
        /// 单位未报.
        UnitSilent = "unit_silent",
        /// 本年缺数.
        NoFigure = "no_figure",
        /// 数据矛盾.
        Inconsistent = "inconsistent",
        /// 波动较大.
        Volatile = "volatile",
        /// 判定不确定.
        Uncertain = "uncertain",
    }
}

impl WarningKind {
    /// What it is called.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (WarningKind::HardToReach, Language::Chinese) => "预计达标困难",
            (WarningKind::HardToReach, Language::English) => "hard to reach",
            (WarningKind::MetThenLost, Language::Chinese) => "达标后又未达标",
            (WarningKind::MetThenLost, Language::English) => "met, then lost",
            (WarningKind::GapWidening, Language::Chinese) => "差距扩大",
            (WarningKind::GapWidening, Language::English) => "gap widening",
            (WarningKind::UnitSilent, Language::Chinese) => "单位未报",
            (WarningKind::UnitSilent, Language::English) => "unit sent nothing",
            (WarningKind::NoFigure, Language::Chinese) => "本年缺数",
            (WarningKind::NoFigure, Language::English) => "no figure for the year",
            (WarningKind::Inconsistent, Language::Chinese) => "数据矛盾",
            (WarningKind::Inconsistent, Language::English) => "inconsistent figures",
            (WarningKind::Volatile, Language::Chinese) => "波动较大",
            (WarningKind::Volatile, Language::English) => "volatile",
            (WarningKind::Uncertain, Language::Chinese) => "判定不确定",
            (WarningKind::Uncertain, Language::English) => "verdict uncertain",
        }
    }
}

/// The numbers behind a warning.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum WarningGround<'a> {
    /// The outlook, and the figure it starts from.
    HardToReach {
        /// The newest figure.
        value: Option<Decimal>,
        /// Where it is heading.
        outlook: Outlook,
    },
    /// When it was met last, and what it is now.
    MetThenLost {
        /// The last year in which it was met.
        met_year: u16,
        /// The figure.
        value: Option<Decimal>,
        /// The limit.
        limit: Option<Decimal>,
    },
    /// The gap then and now.
    GapWidening {
        /// The last year known before.
        since: u16,
        /// The gap then.
        from: Decimal,
        /// The gap now.
        to: Decimal,
    },
    /// The units that are expected to report, and never did.
    UnitSilent(SilentUnits<'a>),
    /// The newest figure there is.
    NoFigure {
        /// Its year.
        latest_year: u16,
        /// The figure.
        latest: Decimal,
    },
    /// Figures that break an order or a sum.
    Inconsistent(Inconsistency<'a>),
    /// A figure that is not what its cases make.
    Miscounted(Miscount<'a>),
    /// Two different figures for one year, both refused.
    Contradicted {
        /// The year.
        year: u16,
    },
    /// How unsteady it is.
    Volatile(Volatility),
    /// What the cases leave open.
    Uncertain {
        /// The figure.
        value: Option<Decimal>,
        /// The limit.
        limit: Option<Decimal>,
        /// The interval that the limit lies in.
        interval: Interval,
    },
}

/// Something that somebody in charge should look at.
///
/// Serialized, it has the keys `kind, indicator, region, group, year, lead, sentence_zh, sentence_en` and, as `numbers`, those
/// behind it. Of units that sent nothing, the first 50 are named there and in the sentence, and all are counted.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Warning<'a> {
    /// The indicator.
    pub indicator: Indicator<'a>,
    /// The region's code; for units that sent nothing, the region of the plan.
    pub region: &'a str,
    /// The group.
    pub group: &'a str,
    /// The year.
    pub year: u16,
    /// What it is, and the numbers behind it.
    pub ground: WarningGround<'a>,
}

impl Warning<'_> {
    /// The kind.
    #[must_use]
    pub const fn kind(&self) -> WarningKind {
        match self.ground {
            WarningGround::HardToReach { .. } => WarningKind::HardToReach,
            WarningGround::MetThenLost { .. } => WarningKind::MetThenLost,
            WarningGround::GapWidening { .. } => WarningKind::GapWidening,
            WarningGround::UnitSilent(_) => WarningKind::UnitSilent,
            WarningGround::NoFigure { .. } => WarningKind::NoFigure,
            WarningGround::Inconsistent(_) | WarningGround::Miscounted(_) | WarningGround::Contradicted { .. } => {
                WarningKind::Inconsistent
            }
            WarningGround::Volatile(_) => WarningKind::Volatile,
            WarningGround::Uncertain { .. } => WarningKind::Uncertain,
        }
    }

    /// Whether it is about a region, or about one of several units that is this region.
    #[must_use]
    pub fn concerns(&self, region: &str) -> bool {
        match &self.ground {
            WarningGround::UnitSilent(silent) => self.region == region || silent.contains(region),
            _ => self.region == region,
        }
    }

    /// Within a kind, how bad it is: the more the worse. Kinds that know no more or less are all alike.
    fn badness(&self) -> f64 {
        match &self.ground {
            WarningGround::HardToReach { outlook, .. } => outlook.probability.unwrap_or_default(),
            WarningGround::UnitSilent(silent) => u32::try_from(silent.count()).unwrap_or(u32::MAX).into(),
            WarningGround::Volatile(volatility) => volatility.strength(),
            _ => 0.0,
        }
    }

    /// Worst first; what is as bad as another stays in the order of the documents.
    fn rank(&self) -> (WarningKind, Reverse<u64>) {
        // Floats that are not negative are in the order of their bits.
        (self.kind(), Reverse(self.badness().abs().to_bits()))
    }

    /// What is the matter, in a sentence, with the department that answers for it.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let mut text = self.matter(language);
        let lead: Vec<&str> = self.indicator.provision().lead().map(|each| each.name().get(language)).collect();
        let code = self.indicator.clause_code();
        let tail = match language {
            Language::Chinese if lead.is_empty() => format!("（{code}）"),
            Language::Chinese => format!("（{code}，牵头单位：{}）", lead.join("、")),
            Language::English if lead.is_empty() => format!(" ({code})"),
            Language::English => format!(" ({code}; lead: {})", lead.join(", ")),
        };
        text.push_str(&tail);
        text
    }

    fn matter(&self, language: Language) -> String {
        let indicator = self.indicator;
        let place = place(indicator.registry(), self.region, self.group, language);
        let (year, name) = (self.year, indicator.name().get(language));
        let figure = |value: Decimal| indicator.write(value, language);
        let shown = |value: Option<Decimal>| value.map(figure).unwrap_or_default();
        let estimate = |value: f64| indicator.write_estimate(value, language);
        match (&self.ground, language) {
            (WarningGround::HardToReach { value, outlook }, _) => {
                hard_to_reach(self, &place, *value, outlook, language)
            }
            (WarningGround::MetThenLost { met_year, value, limit }, Language::Chinese) => {
                let asked = asked(indicator, *limit, language).map(|asked| format!("（要求{asked}）"));
                let asked = asked.unwrap_or_default();
                format!("{place}{name}{met_year}年曾达标，{year}年为{}，未达标{asked}。", shown(*value))
            }
            (WarningGround::MetThenLost { met_year, value, limit }, Language::English) => {
                let asked = asked(indicator, *limit, language).map(|asked| format!(" instead of {asked}"));
                let asked = asked.unwrap_or_default();
                format!("{place}: {name} was met in {met_year} and is not in {year}, at {}{asked}.", shown(*value))
            }
            (WarningGround::GapWidening { since, from, to }, Language::Chinese) => {
                format!("{place}{name}由{since}年的{}扩大到{year}年的{}。", figure(*from), figure(*to))
            }
            (WarningGround::GapWidening { since, from, to }, Language::English) => {
                format!("{place}: {name} widened from {} in {since} to {} in {year}.", figure(*from), figure(*to))
            }
            (WarningGround::UnitSilent(silent), _) => {
                let (expected, count) = (silent.expected(), silent.count());
                let named = silent.codes().take(NAMED).map(|code| indicator.registry().region_name(code, language));
                let named: Vec<&str> = named.collect();
                let further = count.saturating_sub(named.len());
                match (language, further) {
                    (Language::Chinese, 0) => {
                        format!("{year}年{name}：应报{expected}个单位，其中{count}个从未报送：{}。", named.join("、"))
                    }
                    (Language::Chinese, _) => {
                        format!("{year}年{name}：应报{expected}个单位，其中{count}个从未报送：{}等。", named.join("、"))
                    }
                    (Language::English, 0) => {
                        format!(
                            "{year}, {name}: of {expected} units {count} never sent anything: {}.",
                            named.join(", ")
                        )
                    }
                    (Language::English, _) => format!(
                        "{year}, {name}: of {expected} units {count} never sent anything: {} and {further} more.",
                        named.join(", ")
                    ),
                }
            }
            (WarningGround::NoFigure { latest_year, latest }, _) if matches!(indicator.rule(), Rule::Attested) => {
                let told = figure(*latest);
                match language {
                    Language::Chinese => {
                        format!("{place}“{name}”{year}年没有报告，最近一次是{latest_year}年：{told}。")
                    }
                    Language::English => {
                        format!("{place}: {name}: nothing was reported for {year}; last in {latest_year}: {told}.")
                    }
                }
            }
            (WarningGround::NoFigure { latest_year, latest }, Language::Chinese) => {
                format!("{place}{name}没有{year}年数据，最近的是{latest_year}年的{}。", figure(*latest))
            }
            (WarningGround::NoFigure { latest_year, latest }, Language::English) => {
                format!("{place}: {name} has no figure for {year}; the newest is {} in {latest_year}.", figure(*latest))
            }
            (WarningGround::Inconsistent(found), _) => found.sentence(language),
            (WarningGround::Miscounted(found), _) => found.sentence(language),
            (WarningGround::Contradicted { year }, Language::Chinese) => {
                format!("{place}{name}{year}年有两个不同的数据，均未采用，请核实。")
            }
            (WarningGround::Contradicted { year }, Language::English) => {
                format!("{place}: {name} has two different figures for {year}; neither is used, please check.")
            }
            (WarningGround::Volatile(volatility), Language::Chinese) => {
                format!("{place}{name}波动较大（至{}年）：{}。", volatility.year, volatility.in_words(language))
            }
            (WarningGround::Volatile(volatility), Language::English) => {
                format!("{place}: {name} is volatile (up to {}): {}.", volatility.year, volatility.in_words(language))
            }
            (WarningGround::Uncertain { value, limit, interval }, Language::Chinese) => format!(
                "{year}年{place}{name}为{}，病例（样本）少，{}%置信区间为{}至{}，目标值{}在区间之内，判定不确定，不宜仅凭此数预警。",
                shown(*value),
                interval.confidence,
                estimate(interval.low),
                estimate(interval.high),
                shown(*limit)
            ),
            (WarningGround::Uncertain { value, limit, interval }, Language::English) => format!(
                "{place}, {year}: {name} is {}, but so few cases leave anything from {} to {} open ({} percent), and the limit {} lies \
                 inside; the verdict is uncertain, and this figure alone is no alarm.",
                shown(*value),
                indicator.estimate(interval.low),
                estimate(interval.high),
                interval.confidence,
                shown(*limit)
            ),
        }
    }
}

/// What is asked for, in figures, where they are known: 不高于8.2/10万.
fn asked(indicator: Indicator<'_>, limit: Option<Decimal>, language: Language) -> Option<String> {
    let words = |zh, en, limit: Decimal| match language {
        Language::Chinese => format!("{zh}{}", indicator.write(limit, language)),
        Language::English => format!("{en} {}", indicator.write(limit, language)),
    };
    match indicator.rule().condition(limit) {
        Condition::AtMost(limit) => Some(words("不高于", "at most", limit?)),
        Condition::Below(limit) => Some(words("低于", "less than", limit?)),
        Condition::AtLeast(limit) => Some(words("不低于", "at least", limit?)),
        Condition::Above(limit) => Some(words("高于", "more than", limit?)),
        Condition::Between(least, greatest) => {
            let (least, greatest) = (least, indicator.write(greatest, language));
            Some(match language {
                Language::Chinese => format!("{least}至{greatest}"),
                Language::English => format!("{least} to {greatest}"),
            })
        }
        Condition::Near(_) | Condition::Done | Condition::Nothing => None,
    }
}

fn hard_to_reach(
    warning: &Warning<'_>,
    place: &str,
    value: Option<Decimal>,
    outlook: &Outlook,
    language: Language,
) -> String {
    let indicator = warning.indicator;
    let (year, name) = (outlook.year.unwrap_or(warning.year), indicator.name().get(language));
    let value = value.map(|value| indicator.write(value, language)).unwrap_or_default();
    let target_year = outlook.target_year.unwrap_or_else(|| indicator.plan().last_year());
    let passing = |reached: &'static str, passed: &'static str| if outlook.strict { passed } else { reached };
    // What is asked for by then: a limit that a baseline makes as well.
    let written = |value: Decimal| indicator.write(value, language);
    let asked = match (outlook.at_least, outlook.at_most, language) {
        (Some(least), Some(most), Language::Chinese) => {
            format!("（{target_year}年要求{}至{}）", written(least), written(most))
        }
        (Some(least), Some(most), Language::English) => {
            format!(" (asked for in {target_year}: {} to {})", written(least), written(most))
        }
        (Some(least), None, Language::Chinese) => {
            format!("（{target_year}年要求{}{}）", passing("不低于", "高于"), written(least))
        }
        (Some(least), None, Language::English) => {
            format!(" (asked for in {target_year}: {} {})", passing("at least", "more than"), written(least))
        }
        (None, Some(most), Language::Chinese) => {
            format!("（{target_year}年要求{}{}）", passing("不高于", "低于"), written(most))
        }
        (None, Some(most), Language::English) => {
            format!(" (asked for in {target_year}: {} {})", passing("at most", "less than"), written(most))
        }
        (None, None, _) => String::new(),
    };
    let value = value + &asked;
    let estimate =
        |value: Option<f64>| value.map(|value| indicator.write_estimate(value, language)).unwrap_or_default();
    let percent = outlook.probability_in_words();
    // "About more than 99%" is no number.
    let about = match (language, percent.strip_prefix('>')) {
        (Language::Chinese, None) => "约",
        (Language::Chinese, Some(_)) => "超过",
        (Language::English, None) => "about ",
        (Language::English, Some(_)) => "more than ",
    };
    let percent = percent.trim_start_matches('>');
    // A unit in words is said once.
    let low = outlook.low.map(|low| indicator.estimate(low)).unwrap_or_default();
    match (language, outlook.projected) {
        (Language::Chinese, Some(_)) => format!(
            "{place}{name}{year}年为{value}，按近年变化推算{target_year}年为{}（80%区间{}至{}），不能达标的概率{about}{percent}。",
            estimate(outlook.projected),
            estimate(outlook.low),
            estimate(outlook.high),
        ),
        (Language::English, Some(_)) => format!(
            "{place}, {year}: {name} was {value}; at the recent pace it would be {} in {target_year} (80 percent interval {low} to {}), \
             and miss the target with a probability of {about}{percent}.",
            estimate(outlook.projected),
            estimate(outlook.high),
        ),
        (_, None) => {
            let why = match (outlook.ground, language) {
                (Ground::TargetYearItself, Language::Chinese) => "目标年份已到",
                (Ground::TargetYearItself, Language::English) => "this is the target year",
                (ground, language) => ground.in_words(language),
            };
            match language {
                Language::Chinese => format!("{place}{name}{year}年为{value}，{why}，不能达标。"),
                Language::English => {
                    format!("{place}, {year}: {name} was {value}; {why}, so that the target is missed.")
                }
            }
        }
    }
}

impl<'a> Assessment<'a> {
    /// Everything that somebody in charge should look at, worst first.
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning<'a>> {
        let mut warnings = Vec::new();
        for item in self.items() {
            self.warn_of(item, &mut |warning| warnings.push(warning));
        }
        warnings.extend(self.silent_units());
        warnings.extend(self.contradictory_figures());
        // Each rank is worked out once. With a comparison of warnings, compilers look at the numbers of kinds that have none before they
        // look at the kind; that does no harm, but Valgrind reports it.
        warnings.sort_by_cached_key(Warning::rank);
        warnings
    }

    fn warn_of(&self, item: &Assessed<'a>, warn: &mut dyn FnMut(Warning<'a>)) {
        let evaluation = &item.evaluation;
        let (indicator, region, group) = (evaluation.indicator(), evaluation.region(), evaluation.group());
        let (value, limit) = (evaluation.value(), evaluation.judgement().limit());
        let year = self.year();
        let mut warn = |ground| warn(Warning { indicator, region, group, year, ground });
        if let Some(outlook) = item.outlook.filter(|outlook| outlook.word == Status::HardToReach) {
            warn(WarningGround::HardToReach { value: item.latest.map(|point| point.value), outlook });
        }
        if let Some(met_year) = item.met_year.filter(|_| item.standing == Standing::MetThenLost) {
            warn(WarningGround::MetThenLost { met_year, value, limit });
        }
        let wider = item.on_last_known.filter(|change| change.points > self.parameters().gap_tolerance);
        if let (Rule::Gap(_), Some(change), Some(to)) = (indicator.rule(), wider, value) {
            warn(WarningGround::GapWidening { since: change.since, from: change.from, to });
        }
        match (evaluation.verdict().reason(), item.latest) {
            (Some(Reason::NoValue), Some(latest)) => {
                warn(WarningGround::NoFigure { latest_year: latest.year, latest: latest.value });
            }
            (Some(Reason::ConflictingValues { year }), _) => warn(WarningGround::Contradicted { year }),
            _ => {}
        }
        if let Some(volatility) = item.volatility.filter(Volatility::is_volatile) {
            warn(WarningGround::Volatile(volatility));
        }
        if let Some(interval) = item.interval.filter(|_| item.uncertain) {
            warn(WarningGround::Uncertain { value, limit, interval });
        }
    }

    /// Of the promises that hold for each county, and of the gaps across regions, those for which one has reported and another never
    /// has.
    fn silent_units(&self) -> impl Iterator<Item = Warning<'a>> {
        let (data, year) = (self.data(), self.year());
        let for_each_county = |indicator: &Indicator<'_>| indicator.applies_at().contains(&Level::County);
        let of_each = data
            .registry()
            .indicators()
            .filter(for_each_county)
            .filter_map(move |indicator| Some((indicator, data.silent_units(indicator, Level::County, year)?)));
        let of_gaps = data.registry().indicators().filter_map(move |indicator| {
            let Rule::Gap(Gap { of, between: Between::Regions(level), .. }) = indicator.rule() else { return None };
            Some((indicator, data.silent_units(data.registry().find(of)?, *level, year)?))
        });
        of_each.chain(of_gaps).map(move |(indicator, silent)| Warning {
            indicator,
            region: indicator.plan().region(),
            group: TOTAL,
            year,
            ground: WarningGround::UnitSilent(silent),
        })
    }

    fn contradictory_figures(&self) -> impl Iterator<Item = Warning<'a>> {
        let (data, year) = (self.data(), self.year());
        let inconsistent = data.inconsistencies().filter(move |found| found.year == year);
        let inconsistent = inconsistent.map(|found| (found.first, WarningGround::Inconsistent(found)));
        let miscounted = data.miscounts_in(year).map(|found| (found.series, WarningGround::Miscounted(found)));
        inconsistent.chain(miscounted).map(move |(series, ground)| Warning {
            indicator: series.indicator(),
            region: series.region(),
            group: series.group(),
            year,
            ground,
        })
    }
}

impl Serialize for Warning<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let lead: Vec<&str> = self.indicator.provision().lead().map(|department| department.name().zh()).collect();
        let mut fields = serializer.serialize_struct("Warning", 9)?;
        fields.serialize_field("kind", &self.kind())?;
        fields.serialize_field("indicator", self.indicator.id())?;
        fields.serialize_field("region", self.region)?;
        fields.serialize_field("group", self.group)?;
        fields.serialize_field("year", &self.year)?;
        fields.serialize_field("lead", &lead)?;
        fields.serialize_field("numbers", &self.ground)?;
        fields.serialize_field("sentence_zh", &self.sentence(Language::Chinese))?;
        fields.serialize_field("sentence_en", &self.sentence(Language::English))?;
        fields.end()
    }
}

impl Serialize for WarningGround<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = |value: &Option<Decimal>| value.map(AsText);
        match self {
            WarningGround::HardToReach { value, outlook } => {
                let mut fields = serializer.serialize_struct("HardToReach", 2)?;
                fields.serialize_field("value", &text(value))?;
                fields.serialize_field("outlook", outlook)?;
                fields.end()
            }
            WarningGround::MetThenLost { met_year, value, limit } => {
                let mut fields = serializer.serialize_struct("MetThenLost", 3)?;
                fields.serialize_field("met_year", met_year)?;
                fields.serialize_field("value", &text(value))?;
                fields.serialize_field("limit", &text(limit))?;
                fields.end()
            }
            WarningGround::GapWidening { since, from, to } => {
                let mut fields = serializer.serialize_struct("GapWidening", 3)?;
                fields.serialize_field("since", since)?;
                fields.serialize_field("from", &AsText(*from))?;
                fields.serialize_field("to", &AsText(*to))?;
                fields.end()
            }
            WarningGround::UnitSilent(silent) => {
                let mut fields = serializer.serialize_struct("UnitSilent", 3)?;
                fields.serialize_field("expected", &silent.expected())?;
                fields.serialize_field("count", &silent.count())?;
                fields.serialize_field("silent", &silent.codes().take(NAMED).collect::<Vec<_>>())?;
                fields.end()
            }
            WarningGround::NoFigure { latest_year, latest } => {
                let mut fields = serializer.serialize_struct("NoFigure", 2)?;
                fields.serialize_field("latest_year", latest_year)?;
                fields.serialize_field("latest", &AsText(*latest))?;
                fields.end()
            }
            WarningGround::Inconsistent(found) => {
                let mut fields = serializer.serialize_struct("Inconsistent", 3)?;
                fields.serialize_field("first_value", &AsText(found.first_value))?;
                fields.serialize_field("second", found.second.indicator().id())?;
                fields.serialize_field("second_value", &AsText(found.second_value))?;
                fields.end()
            }
            WarningGround::Miscounted(found) => {
                let mut fields = serializer.serialize_struct("Miscounted", 4)?;
                fields.serialize_field("value", &AsText(found.value))?;
                fields.serialize_field("numerator", &AsText(found.numerator))?;
                fields.serialize_field("denominator", &AsText(found.denominator))?;
                fields.serialize_field("expected", &text(&found.expected))?;
                fields.end()
            }
            WarningGround::Contradicted { year } => {
                let mut fields = serializer.serialize_struct("Contradicted", 1)?;
                fields.serialize_field("year", year)?;
                fields.end()
            }
            WarningGround::Volatile(volatility) => volatility.serialize(serializer),
            WarningGround::Uncertain { value, limit, interval } => {
                let mut fields = serializer.serialize_struct("Uncertain", 3)?;
                fields.serialize_field("value", &text(value))?;
                fields.serialize_field("limit", &text(limit))?;
                fields.serialize_field("interval", interval)?;
                fields.end()
            }
        }
    }
}
