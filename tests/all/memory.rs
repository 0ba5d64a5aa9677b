//! A data set takes at most 48 bytes an observation at a million.

use crate::support::dec;
use allocation_counter::measure;
use zhibiao::{DataSet, DataSetBuilder, Nature, Observation, Registry};

/// The indicators that are figures or can be reported as such.
const INDICATORS: usize = 200;

const REGIONS: usize = 1000;

/// Adds an observation for each of the indicators, a thousand regions, and so many groups and years.
fn add_all(builder: &mut DataSetBuilder<'_>, groups: usize, years: u16, fill: impl Fn(usize, &mut Observation)) {
    let indicators = Registry::builtin().indicators().filter(|other| other.rule().nature() != Nature::Attestation);
    let mut added = 0;
    for indicator in indicators.take(INDICATORS) {
        for region in 0..REGIONS {
            let mut observation = Observation::new(indicator.id(), (400_000 + region).to_string(), 0, dec("1"));
            for group in 0..groups {
                observation.group = (group > 0).then(|| format!("group {group}"));
                for year in 2020..2020 + years {
                    observation.year = year;
                    fill(added, &mut observation);
                    builder.add(&observation, Some(added as u64)).unwrap();
                    added += 1;
                }
            }
        }
    }
    assert_eq!(added, INDICATORS * REGIONS * groups * usize::from(years));
}

/// Builds a data set of a million observations, and says how many bytes an observation takes: in the data set and, all told, at
/// most on the way to it. Growing a list counts as having the old and the new one.
#[track_caller]
fn build(name: &str, add: impl FnOnce(&mut DataSetBuilder<'static>)) -> DataSet<'static> {
    let mut built = None;
    let used = measure(|| {
        let mut builder = DataSetBuilder::new(Registry::builtin());
        add(&mut builder);
        let (data, rejected) = builder.build();
        assert!(rejected.is_empty());
        built = Some(data);
    });
    let data = built.unwrap();
    assert_eq!(data.len(), 1_000_000);
    let bytes = |bytes: u64| format!("{}.{:02}", bytes / 1_000_000, bytes / 10_000 % 100);
    let held = u64::try_from(used.bytes_current).unwrap();
    println!("{name}: {} bytes an observation, at most {} on the way", bytes(held), bytes(used.bytes_max));
    assert!(held <= 48 * 1_000_000, "{name}: {held} bytes");
    data
}

/// Whole numbers of cases, and one of a few sources.
fn with_cases(number: usize, observation: &mut Observation) {
    observation.numerator = Some((number % 5000).into());
    observation.denominator = Some((60_976 + number).into());
    observation.source = Some(format!("yearbook {}", number % 4));
}

#[test]
fn of_series_over_five_years() {
    build("five years", |builder| add_all(builder, 1, 5, |_, _| {}));
}

#[test]
fn of_one_observation_a_series() {
    build("one a series", |builder| add_all(builder, 5, 1, |_, _| {}));
}

#[test]
fn with_cases_and_sources() {
    let data = build("five years with cases", |builder| add_all(builder, 1, 5, with_cases));
    let last = data.series().last().unwrap();
    let details = last.details(2024).unwrap();
    assert_eq!((details.numerator, details.denominator), (Some(dec("4999")), Some(dec("1060975"))));
    assert_eq!(details.source, Some("yearbook 3"));
}

#[test]
fn with_cases_and_sources_of_one_observation_a_series() {
    build("one a series with cases", |builder| add_all(builder, 5, 1, with_cases));
}
