//! Observations, series and data sets.

use super::figures::{almost_figures, figures};
use crate::data_set::DataSetBuilder;
use crate::evidence::Point;
use crate::group::TOTAL;
use crate::observation::{Attestation, Observation};
use crate::registry::Registry;
use crate::rule::{Direction, Rule};
use crate::unit::Unit;
use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;
use std::ops::RangeInclusive;

/// The years of what is observed.
const YEARS: RangeInclusive<u16> = 2015..=2026;

const GROUPS: [&str; 5] = [TOTAL, "urban", "rural", "male", "female"];

/// Id, unit and whether it is attested, for each indicator of a registry.
fn indicators(registry: &Registry) -> Vec<(String, Unit, bool)> {
    registry
        .indicators()
        .map(|indicator| (indicator.id().to_owned(), indicator.unit(), matches!(indicator.rule(), Rule::Attested)))
        .collect()
}

/// The regions a registry knows, and those of its plans.
fn regions(registry: &Registry) -> Vec<String> {
    let plans = registry.plans().map(|plan| plan.region().to_owned());
    plans.chain(registry.regions().map(|region| region.code().to_owned())).collect()
}

fn attestation(done: bool) -> Attestation {
    let on = NaiveDate::from_ymd_opt(2024, 12, 31).unwrap_or_default();
    Attestation { done, by: "某处负责人".to_owned(), evidence: "某文件".to_owned(), on }
}

fn of_figures(
    registry: &Registry,
    figure: impl Fn(Unit) -> BoxedStrategy<Decimal> + Clone + 'static,
) -> BoxedStrategy<Observation> {
    let all = indicators(registry);
    let place = (select(regions(registry)), YEARS, select(GROUPS.to_vec()));
    (select(all), place)
        .prop_flat_map(move |((id, unit, is_attested), (region, year, group))| {
            (figure(unit), any::<bool>()).prop_map(move |(value, done)| {
                let observation = if is_attested {
                    Observation::attested(&id, &region, year, attestation(done))
                } else {
                    Observation::new(&id, &region, year, value)
                };
                Observation { group: (group != TOTAL).then(|| group.to_owned()), ..observation }
            })
        })
        .boxed()
}

/// Observations of a registry's indicators that [`DataSetBuilder::add`] takes: any region it knows, any of the years around a plan, any
/// of the common groups, and a figure that the unit allows.
///
/// # Panics
///
/// If the registry has no indicator.
pub fn observations(registry: &Registry) -> BoxedStrategy<Observation> {
    of_figures(registry, |unit| figures(unit).boxed())
}

/// Observations with one thing wrong, which [`DataSetBuilder::add`] refuses: a figure that the unit does not allow, an indicator, a region
/// or a year that is none, a figure where somebody has to attest, no denominator to speak of.
///
/// # Panics
///
/// If the registry has no indicator.
pub fn almost_observations(registry: &Registry) -> BoxedStrategy<Observation> {
    let figure = of_figures(registry, |unit| almost_figures(unit).boxed()).prop_map(|observation| Observation {
        // What is attested has no figure to be impossible: it gets one, which it may not have.
        value: observation.value.or(Some(Decimal::ONE)),
        ..observation
    });
    let unknown = (observations(registry), "[a-z]{2,9}").prop_map(|(observation, name)| Observation {
        indicator: format!("{}.{name}", observation.indicator),
        ..observation
    });
    let year = (observations(registry), select(vec![0, 24, 1899, 2101, u16::MAX]))
        .prop_map(|(observation, year)| Observation { year, ..observation });
    let denominator =
        observations(registry).prop_map(|observation| Observation { denominator: Some(Decimal::ZERO), ..observation });
    let region = (observations(registry), select(vec!["", " ", "3715", "37150012", "３７１５００"]))
        .prop_map(|(observation, region)| Observation { region: region.to_owned(), ..observation });
    prop_oneof![3 => figure, 1 => unknown, 1 => year, 1 => denominator, 1 => region].boxed()
}

/// Data sets of such observations, up to a hundred, some of which may contradict each other: a builder, and how many rows it was given.
///
/// # Panics
///
/// If the registry has no indicator.
pub fn data_sets(registry: &Registry) -> impl Strategy<Value = (DataSetBuilder<'_>, usize)> {
    proptest::collection::vec(observations(registry), 0..=100).prop_map(move |rows| {
        let mut builder = DataSetBuilder::new(registry);
        for row in &rows {
            builder.add(row, None).expect("a valid observation");
        }
        (builder, rows.len())
    })
}

/// Figures of several years in the order of these, possible in the unit; each year may be missing.
pub fn series(unit: Unit, years: RangeInclusive<u16>) -> impl Strategy<Value = Vec<Point>> {
    let each: Vec<_> = years.map(|year| (Just(year), proptest::option::weighted(0.8, figures(unit)))).collect();
    each.prop_map(|points| points.into_iter().filter_map(|(year, value)| Some(Point { year, value: value? })).collect())
}

/// Figures between 0 and 100 that get better by the same amount each year: a line, without a hole.
pub fn steady_series(direction: Direction, years: RangeInclusive<u16>) -> impl Strategy<Value = Vec<Point>> {
    let count = i64::try_from(years.clone().count()).unwrap_or(1).max(1);
    (1..=9_900 / count).prop_map(move |step| {
        let years = years.clone().zip(0..);
        years
            .map(|(year, position): (u16, i64)| {
                let value = match direction {
                    Direction::Up => step * (position + 1),
                    Direction::Down => step * (count - position),
                };
                Point { year, value: Decimal::new(value, 2) }
            })
            .collect()
    })
}

/// A series in which one year has two figures that differ: nobody can say which one is right. The year comes with it.
pub fn almost_series(unit: Unit, years: RangeInclusive<u16>) -> impl Strategy<Value = (Vec<Point>, u16)> {
    (series(unit, years.clone()), select(years.collect::<Vec<u16>>()), figures(unit)).prop_map(
        |(mut points, year, value)| {
            points.retain(|point| point.year != year);
            // Zero and one are possible in every unit.
            let other = if value == Decimal::ZERO { Decimal::ONE } else { Decimal::ZERO };
            points.extend([value, other].map(|value| Point { value, year }));
            points.sort_by_key(|point| point.year);
            (points, year)
        },
    )
}
