//! One answer for the whole: a promise that holds for each county, township or school, judged unit by unit.

use super::DataSet;
use crate::evaluation::Evaluation;
use crate::group::TOTAL;
use crate::indicator::{Indicator, Level};
use crate::judgement::{Reason, Verdict};
use crate::language::Language;
use crate::region::Region;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::collections::BTreeSet;

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
            units.map(|unit| registry.region_name(unit, language)).collect::<Vec<_>>().join(separator)
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

/// Serialized, it has the keys `indicator, year, expected, met, not_met, undetermined, missing, verdict`; the units are listed
/// by their codes.
impl Serialize for Coverage<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Coverage", 8)?;
        fields.serialize_field("indicator", self.indicator.id())?;
        fields.serialize_field("year", &self.year)?;
        fields.serialize_field("expected", &self.expected())?;
        fields.serialize_field("met", &self.met().collect::<Vec<_>>())?;
        fields.serialize_field("not_met", &self.not_met().collect::<Vec<_>>())?;
        fields.serialize_field("undetermined", &self.undetermined().collect::<Vec<_>>())?;
        fields.serialize_field("missing", &self.missing().collect::<Vec<_>>())?;
        fields.serialize_field("verdict", self.verdict().as_str())?;
        fields.end()
    }
}

impl DataSet<'_> {
    /// The answers for the whole wherever a promise holds for each region of a level and one of these has reported: every
    /// region of the level that the registry knows is expected, in every year for which there is a figure.
    pub fn coverages(&self, level: Level) -> impl Iterator<Item = Coverage<'_>> {
        let holds = move |indicator: &Indicator<'_>| indicator.applies_at().contains(&level);
        self.registry.indicators().filter(holds).flat_map(move |indicator| {
            let mut years: BTreeSet<u16> = BTreeSet::new();
            years.extend(
                self.series_across(indicator, level).flat_map(|series| series.points()).map(|point| point.year),
            );
            let codes: Vec<&str> = self.registry.regions_at(level).map(Region::code).collect();
            years.into_iter().map(move |year| self.coverage_of_regions(indicator, year, &codes))
        })
    }

    fn coverage_of_regions<'a>(&'a self, indicator: Indicator<'a>, year: u16, codes: &[&'a str]) -> Coverage<'a> {
        let judge = |code: &'a str| (code, self.judge_unit(indicator, year, code, TOTAL));
        let units = once(codes).into_iter().map(judge).collect();
        Coverage { indicator, year, units }
    }

    fn judge_unit<'a>(
        &'a self,
        indicator: Indicator<'a>,
        year: u16,
        region: &'a str,
        group: &'a str,
    ) -> Evaluation<'a> {
        let key = self.key(indicator, region, group);
        match key.and_then(|key| self.series_at(key)) {
            Some(series) => series.judge(year),
            None if key.is_some_and(|key| self.is_contradicted(key, year)) => {
                Evaluation::undetermined(indicator, region, group, year, Reason::ConflictingValues { year })
            }
            None => Evaluation::undetermined(indicator, region, group, year, Reason::NoValue),
        }
    }

    /// Judges an indicator in every unit that is expected to report. A unit that is named twice is one unit.
    #[must_use]
    pub fn coverage<'a>(&'a self, indicator: Indicator<'a>, year: u16, units: Units<'a>) -> Coverage<'a> {
        match units {
            Units::Regions(codes) => self.coverage_of_regions(indicator, year, codes),
            Units::Groups { region, groups } => {
                let judge = |group: &'a str| (group, self.judge_unit(indicator, year, region, group));
                Coverage { indicator, year, units: once(groups).into_iter().map(judge).collect() }
            }
        }
    }
}

/// Each name once, in the order they first appear.
fn once<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    names.iter().copied().filter(|name| seen.insert(*name)).collect()
}
