//! Figures that cannot all be right. They are flagged and kept; no verdict changes.

use super::{DataSet, Series};
use crate::exact::Exact;
use crate::group::group_name;
use crate::language::Language;
use crate::relation::Relation;
use rust_decimal::Decimal;

/// Two observations that do not keep a relation between them.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Inconsistency<'a> {
    /// The relation.
    pub relation: &'a Relation,
    /// The series of the one observation.
    pub first: Series<'a>,
    /// The series of the other.
    pub second: Series<'a>,
    /// The year of both.
    pub year: u16,
    /// The value of the one.
    pub first_value: Decimal,
    /// The value of the other.
    pub second_value: Decimal,
}

impl Inconsistency<'_> {
    /// What is wrong, in a sentence.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let told = |series: &Series<'_>, value| {
            let indicator = series.indicator();
            let name = indicator.name().get(language);
            let group = match (self.relation, language) {
                (Relation::Sum { .. }, Language::Chinese) => format!("（{}）", group_name(series.group(), language)),
                (Relation::Sum { .. }, Language::English) => format!(" ({})", series.group()),
                _ => String::new(),
            };
            (format!("{name}{group}"), indicator.write(value, language))
        };
        let ((first, first_value), (second, second_value)) =
            (told(&self.first, self.first_value), told(&self.second, self.second_value));
        let year = self.year;
        let region = match self.relation {
            Relation::Sum { .. } => {
                self.first.indicator().registry().region_name(self.first.region(), language).to_owned()
            }
            _ => self.first.place(language),
        };
        match (self.relation, language) {
            (Relation::Sum { total, .. }, Language::Chinese) => {
                format!("{year}年{region}{first}{first_value}与{second}{second_value}之和应为{total}，请核实。")
            }
            (Relation::Sum { total, .. }, Language::English) => {
                format!(
                    "{region}, {year}: {first} {first_value} and {second} {second_value} should add up to {total}; please check."
                )
            }
            (_, Language::Chinese) => {
                format!("{year}年{region}{first}{first_value}高于{second}{second_value}，请核实。")
            }
            (_, Language::English) => {
                format!("{region}, {year}: {first} {first_value} is above {second} {second_value}; please check.")
            }
        }
    }
}

impl DataSet<'_> {
    /// The observations that do not keep the registry's orders and sums. Figures are rounded, so that a sum may be off by half a
    /// unit of the last digit of each part.
    pub fn inconsistencies(&self) -> impl Iterator<Item = Inconsistency<'_>> {
        self.registry.relations().flat_map(|relation| {
            self.pairs(relation).flat_map(move |(first, second)| {
                first.points().iter().filter_map(move |point| {
                    let other = second.value(point.year)?;
                    let kept = keeps(relation, point.value, other);
                    (!kept).then_some(Inconsistency {
                        relation,
                        first,
                        second,
                        year: point.year,
                        first_value: point.value,
                        second_value: other,
                    })
                })
            })
        })
    }

    /// The series that a relation holds between.
    fn pairs<'a>(&'a self, relation: &'a Relation) -> impl Iterator<Item = (Series<'a>, Series<'a>)> {
        let (first, second, groups) = match relation {
            Relation::Order { lesser, greater } => (lesser, greater, None),
            Relation::Sum { indicator, groups, .. } => (indicator, indicator, Some(groups)),
            Relation::Same { first, second } => (first, second, None),
        };
        let found = self.registry.find(first).zip(self.registry.find(second));
        // Promises about one quantity can be kept by different figures, such as girls' and all children's.
        let found = found.filter(|_| !matches!(relation, Relation::Same { .. }));
        found.into_iter().flat_map(move |(first, second)| {
            let wanted =
                self.series_of(first).filter(move |series| groups.is_none_or(|groups| groups.0 == series.group()));
            wanted.filter_map(move |series| {
                let group = groups.map_or(series.group(), |groups| groups.1.as_ref());
                Some((series, self.series_in(second, series.region(), group)?))
            })
        })
    }
}

fn keeps(relation: &Relation, first: Decimal, second: Decimal) -> bool {
    match relation {
        Relation::Order { .. } => first <= second,
        Relation::Sum { total, .. } => {
            let off = || {
                let sum = Exact::from(first).checked_add(second.into())?;
                let reach = Exact::half_unit(first).checked_add(Exact::half_unit(second))?;
                let (low, high) = (sum.checked_sub(reach)?, sum.checked_add(reach)?);
                Some(Exact::from(*total) < low || Exact::from(*total) > high)
            };
            !off().unwrap_or(false)
        }
        Relation::Same { .. } => true,
    }
}
