//! One answer for the whole: a promise that holds for each county, township or school, judged unit by unit.

use super::DataSet;
use crate::evaluation::Evaluation;
use crate::group::TOTAL;
use crate::indicator::Indicator;
use crate::judgement::{Reason, Verdict};
use crate::language::Language;

/// The units that are expected to report.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::exhaustive_enums)]
pub enum Units<'a> {
    /// Regions, by their codes.
    Regions(&'a [&'a str]),
    /// Groups of one region, such as its schools or bodies.
    Groups {
        /// The region.
        region: &'a str,
        /// The groups.
        groups: &'a [&'a str],
    },
}

/// What became of a promise in every unit that it holds for.
///
/// ```
/// use zhibiao::{DataSetBuilder, Observation, Registry, Units, Verdict, decimal};
///
/// let registry = Registry::builtin();
/// let mut builder = DataSetBuilder::new(registry);
/// for (county, women) in [("371502", "2"), ("371503", "1"), ("371521", "0")] {
///     let id = "women.decision_making.women_in_county_governments";
///     builder.add(&Observation::new(id, county, 2024, decimal::parse(women)?), None)?;
/// }
/// let (data, _) = builder.build();
/// let indicator = registry.find("women.decision_making.women_in_county_governments").unwrap();
/// let coverage = data.coverage(indicator, 2024, Units::Regions(&["371502", "371503", "371521", "371522"]));
/// assert_eq!(coverage.verdict(), Verdict::NotMet);
/// assert_eq!(coverage.met().collect::<Vec<_>>(), ["371502", "371503"]);
/// assert_eq!(coverage.not_met().collect::<Vec<_>>(), ["371521"]);
/// assert_eq!(coverage.missing().collect::<Vec<_>>(), ["371522"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Coverage<'a> {
    indicator: Indicator<'a>,
    year: u16,
    units: Vec<(&'a str, Evaluation<'a>)>,
}

impl<'a> Coverage<'a> {
    /// The indicator.
    #[must_use]
    pub fn indicator(&self) -> Indicator<'a> {
        self.indicator
    }

    /// The judged year.
    #[must_use]
    pub fn year(&self) -> u16 {
        self.year
    }

    /// How many units are expected.
    #[must_use]
    pub fn expected(&self) -> usize {
        self.units.len()
    }

    /// Every unit with its evaluation, in the order they were expected.
    pub fn units(&self) -> impl Iterator<Item = (&'a str, &Evaluation<'a>)> {
        self.units.iter().map(|(unit, evaluation)| (*unit, evaluation))
    }

    /// The units that meet the promise.
    pub fn met(&self) -> impl Iterator<Item = &'a str> {
        self.with(|verdict| verdict == Verdict::Met)
    }

    /// The units that do not.
    pub fn not_met(&self) -> impl Iterator<Item = &'a str> {
        self.with(|verdict| verdict == Verdict::NotMet)
    }

    /// The units that sent nothing for the year.
    pub fn missing(&self) -> impl Iterator<Item = &'a str> {
        self.with(|verdict| verdict == Verdict::Undetermined(Reason::NoValue))
    }

    /// The units that sent something which cannot be judged.
    pub fn undetermined(&self) -> impl Iterator<Item = &'a str> {
        self.with(|verdict| verdict.reason().is_some_and(|reason| reason != Reason::NoValue))
    }

    fn with(&self, wanted: impl Fn(Verdict) -> bool) -> impl Iterator<Item = &'a str> {
        self.units.iter().filter(move |(_, evaluation)| wanted(evaluation.verdict())).map(|(unit, _)| *unit)
    }

    /// The verdict on the whole: met if every unit meets the promise, not met if one does not, otherwise undetermined. A
    /// unit that sent nothing is never silently met, and without any unit there is nothing to be met.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if self.not_met().next().is_some() {
            return Verdict::NotMet;
        }
        let open = self.units.iter().find_map(|(_, evaluation)| evaluation.verdict().reason());
        match open {
            Some(Reason::NoValue) => Verdict::Undetermined(Reason::MissingUnit { year: self.year }),
            Some(reason) => Verdict::Undetermined(reason),
            None if self.units.is_empty() => Verdict::Undetermined(Reason::NoValue),
            None => Verdict::Met,
        }
    }

    /// The answer in a sentence: how many units there are, how many meet the promise, which do not, which sent nothing.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let registry = self.indicator.registry();
        let names = |units: &mut dyn Iterator<Item = &'a str>, separator: &str| -> String {
            let name = |unit: &'a str| registry.region(unit).map_or(unit, |region| region.name().get(language));
            units.map(name).collect::<Vec<_>>().join(separator)
        };
        let (expected, met) = (self.expected(), self.met().count());
        let name = self.indicator.name().get(language);
        let verdict = self.verdict();
        let mut text = match language {
            Language::Chinese => format!("{}年{name}：应报{expected}个，达标{met}个", self.year),
            Language::English => format!("{}, {name}: {met} of {expected} units met", self.year),
        };
        let lists: [(&mut dyn Iterator<Item = &'a str>, &str, &str); 3] = [
            (&mut self.not_met(), "未达标", "not met"),
            (&mut self.missing(), "未报", "nothing sent"),
            (&mut self.undetermined(), "无法判定", "cannot be judged"),
        ];
        for (units, zh, en) in lists {
            let list = names(units, if language == Language::Chinese { "、" } else { ", " });
            if !list.is_empty() {
                let told = match language {
                    Language::Chinese => format!("；{zh}：{list}"),
                    Language::English => format!("; {en}: {list}"),
                };
                text.push_str(&told);
            }
        }
        text.push_str(match (language, verdict) {
            (Language::Chinese, Verdict::Met) => "。总体达标。",
            (Language::Chinese, Verdict::NotMet) => "。总体未达标。",
            (Language::Chinese, Verdict::Undetermined(_)) => "。总体无法判定。",
            (Language::English, Verdict::Met) => ". Met as a whole.",
            (Language::English, Verdict::NotMet) => ". Not met as a whole.",
            (Language::English, Verdict::Undetermined(_)) => ". Cannot be judged as a whole.",
        });
        text
    }
}

impl DataSet<'_> {
    /// Judges an indicator in every unit that is expected to report.
    #[must_use]
    pub fn coverage<'a>(&'a self, indicator: Indicator<'a>, year: u16, units: Units<'a>) -> Coverage<'a> {
        let judge = |region: &'a str, group: &'a str| match self.find(indicator, region, group) {
            Some(series) => series.judge(year),
            None => Evaluation::undetermined(indicator, region, group, year, Reason::NoValue),
        };
        let units = match units {
            Units::Regions(codes) => codes.iter().map(|code| (*code, judge(code, TOTAL))).collect(),
            Units::Groups { region, groups } => groups.iter().map(|group| (*group, judge(region, group))).collect(),
        };
        Coverage { indicator, year, units }
    }
}
