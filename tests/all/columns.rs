//! Columns: every row is judged as it is alone, whatever the rule, the unit, the year and the digits.

use crate::support::registry_with;
use allocation_counter::measure;
use fastrand::Rng;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use zhibiao::columns::{ColumnError, ColumnJudge, Columns, MISSING, Outcome, Years};
use zhibiao::{Evidence, Indicator, Judgement, Point, Registry, Unit, Verdict};

/// What a row says alone.
fn alone(indicator: Indicator<'_>, year: u16, value: Option<Decimal>, baseline: Option<Decimal>) -> Judgement {
    let point = |value| Some(Point { year: indicator.rule().baseline_year()?, value });
    let history = baseline.and_then(point);
    let evidence = value.map_or(Evidence::missing(year), |value| Evidence::new(year, value));
    indicator.judge(&evidence.with_history(history.as_slice()))
}

fn decimal(mantissa: i64, scale: u32) -> Option<Decimal> {
    (mantissa != MISSING).then(|| Decimal::from_i128_with_scale(mantissa.into(), scale))
}

/// Judges the rows in columns and alone; counts the outcomes.
#[track_caller]
fn compare(registry: &Registry, scale: u32, columns: &Columns<'_>) -> BTreeMap<&'static str, usize> {
    let judge = ColumnJudge::new(registry, scale).unwrap();
    let rows = columns.values.len();
    let (mut outcomes, mut margins) = (vec![Outcome::UnknownIndicator; rows], vec![77; rows]);
    judge.judge(columns, &mut outcomes, &mut margins).unwrap();
    let mut counts = BTreeMap::new();
    for row in 0..rows {
        let indicator = registry.at(columns.indicators[row].into()).unwrap();
        let year = match columns.years {
            Years::All(year) => year,
            Years::Each(years) => years[row],
        };
        let (value, baseline) =
            (decimal(columns.values[row], scale), columns.baselines.get(row).and_then(|all| decimal(*all, scale)));
        let expected = alone(indicator, year, value, baseline);
        let word = expected.verdict().reason().map_or(expected.verdict().as_str(), |reason| reason.as_str());
        let told = format!("{} {:?}: {value:?} in {year} after {baseline:?}", indicator.id(), indicator.rule());
        assert_eq!(outcomes[row].as_str(), word, "{told}");
        let is_met = (expected.verdict().reason().is_none()).then_some(expected.verdict() == Verdict::Met);
        assert_eq!(outcomes[row].is_met(), is_met, "{told}");
        // A margin that fits is given to the last digit, and none otherwise.
        let fits = expected.margin().and_then(|margin| {
            let mut scaled = margin;
            scaled.rescale(judge.margin_scale());
            (scaled == margin).then(|| i64::try_from(scaled.mantissa()).ok()).flatten()
        });
        assert_eq!(margins[row], fits.unwrap_or(MISSING), "{told}: {expected:?}");
        *counts.entry(word).or_default() += 1;
    }
    counts
}

/// A registry's indicators at random, with figures that are often on a limit or a digit beside it.
struct Rows {
    indicators: Vec<u16>,
    years: Vec<u16>,
    values: Vec<i64>,
    baselines: Vec<i64>,
}

fn rows(registry: &Registry, scale: u32, count: usize, random: &mut Rng) -> Rows {
    let mut rows = Rows { indicators: Vec::new(), years: Vec::new(), values: Vec::new(), baselines: Vec::new() };
    let figure = |unit: Unit, random: &mut Rng| {
        let whole = unit.is_count() && random.u8(..8) > 0;
        let power = 10_i64.pow(scale);
        match random.u8(..20) {
            0 => MISSING,
            1 => -random.i64(0..1_000),
            2 => random.i64(..),
            3 => 0,
            // The greatest there is, and the first that is not.
            4 => (1..=9)
                .map(|digits| 10_i64.pow(digits))
                .chain([24, 1_200])
                .filter(|greatest| unit.allows(Decimal::from(*greatest)))
                .max()
                .map_or(power, |greatest| greatest.saturating_mul(power).saturating_add(random.i64(0..2))),
            _ if whole => random.i64(0..60).saturating_mul(power),
            _ => random.i64(0..100_i64.saturating_mul(power).max(60)),
        }
    };
    for _ in 0..count {
        let indicator = registry.at(random.usize(..registry.len())).unwrap();
        let year = if random.u8(..10) == 0 { random.u16(..) } else { random.u16(2018..=2027) };
        let baseline = figure(indicator.unit(), random);
        let mut value = figure(indicator.unit(), random);
        let limit = alone(indicator, year, Some(Decimal::ZERO), decimal(baseline, scale)).limit();
        if let Some(mut limit) = limit.filter(|_| random.bool()) {
            limit.rescale(scale);
            value = i64::try_from(limit.mantissa()).unwrap_or(MISSING).saturating_add(random.i64(-1..=1));
        }
        rows.indicators.push(u16::try_from(indicator.position()).unwrap());
        rows.years.push(year);
        rows.values.push(value);
        rows.baselines.push(baseline);
    }
    rows
}

fn compare_at_random(registry: &Registry, count: usize, seed: u64) -> BTreeMap<&'static str, usize> {
    let mut random = Rng::with_seed(seed);
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for scale in [0, 1, 2, 3, 7, 10, 12, 18] {
        let Rows { indicators, years, values, baselines } = rows(registry, scale, count, &mut random);
        let columns =
            Columns { indicators: &indicators, years: Years::Each(&years), values: &values, baselines: &baselines };
        for columns in [
            columns,
            Columns { years: Years::All(random.u16(2019..=2026)), ..columns },
            Columns { baselines: &[], ..columns },
        ] {
            for (word, number) in compare(registry, scale, &columns) {
                *counts.entry(word).or_default() += number;
            }
        }
    }
    counts
}

#[test]
fn the_built_in_plans_are_judged_in_columns_as_alone() {
    let counts = compare_at_random(Registry::builtin(), 4_000, 1);
    for (word, least) in [
        ("met", 5_000),
        ("not_met", 5_000),
        ("no_value", 1_000),
        ("no_baseline", 1_000),
        ("not_after_baseline", 1_000),
        ("missing_year", 100),
        ("no_reference", 100),
        ("after_period", 100),
        ("no_promise", 100),
        ("impossible_value", 1_000),
    ] {
        assert!(counts.get(word).is_some_and(|count| *count >= least), "{word}: {counts:?}");
    }
}

/// What plans may ask for besides: strict bounds, bands with fine ends, percentages and points of many digits.
#[test]
fn every_kind_of_rule_is_judged_in_columns_as_alone() {
    for (unit, rule) in [
        ("percent", r#"{ kind = "upper_bound", limit = "8.2", strict = true }"#),
        ("percent", r#"{ kind = "lower_bound", limit = "8.25", strict = true }"#),
        ("percent", r#"{ kind = "upper_bound", limit = "8.2000000000001" }"#),
        ("percent", r#"{ kind = "band", centre = "45", tolerance = "0.125" }"#),
        ("percent", r#"{ kind = "band", centre = "45", tolerance = "2", exceedable = true }"#),
        ("persons", r#"{ kind = "lower_bound", limit = "3", strict = true }"#),
        ("per_100k_children", r#"{ kind = "relative_decrease", percent = "12.5", baseline_year = 2020 }"#),
        ("percent", r#"{ kind = "relative_decrease", percent = "33.333333333333", baseline_year = 2020 }"#),
        ("cases_per_year", r#"{ kind = "relative_decrease", percent = "10", baseline_year = 2019 }"#),
        (
            "percent",
            r#"{ kind = "average_annual_change", direction = "up", points = "0.123456789", baseline_year = 2020 }"#,
        ),
        ("percent", r#"{ kind = "average_annual_change", direction = "down", points = "1", baseline_year = 2020 }"#),
        ("persons", r#"{ kind = "average_annual_change", direction = "down", points = "0.5", baseline_year = 2020 }"#),
        ("percent", r#"{ kind = "trend", direction = "up", baseline_year = 2020 }"#),
        ("percent", r#"{ kind = "trend", direction = "down", every_year = true, baseline_year = 2020 }"#),
        ("percent", r#"{ kind = "slower_rise", baseline_year = 2020, years_before = 5 }"#),
        ("done", r#"{ kind = "attested" }"#),
        ("percent", r#"{ kind = "reported" }"#),
    ] {
        let counts = compare_at_random(&registry_with(unit, rule), 600, 2);
        assert!(counts.values().sum::<usize>() == 8 * 3 * 600, "{rule}");
    }
}

fn bounds() -> (Registry, Vec<u16>, Vec<i64>) {
    let registry = registry_with("percent", r#"{ kind = "upper_bound", limit = "8.2" }"#);
    (registry, vec![0; 5_000], (0..5_000).map(|row| 800 + row % 41).collect())
}

#[test]
fn nothing_is_allocated_for_a_row() {
    let (registry, indicators, values) = bounds();
    let judge = ColumnJudge::new(&registry, 2).unwrap();
    let (mut outcomes, mut margins) = (vec![Outcome::NoValue; 5_000], vec![0; 5_000]);
    let mut allocations = |rows: usize| {
        let columns = Columns {
            indicators: &indicators[..rows],
            years: Years::All(2024),
            values: &values[..rows],
            baselines: &[],
        };
        measure(|| judge.judge(&columns, &mut outcomes[..rows], &mut margins[..rows]).unwrap()).count_total
    };
    // From 512 rows on, a table of the year, and that is all.
    assert_eq!((allocations(1), allocations(600), allocations(5_000)), (0, 1, 1));
}

#[test]
fn columns_have_one_length_and_known_indicators() {
    let (registry, indicators, values) = bounds();
    let judge = ColumnJudge::new(&registry, 2).unwrap();
    let columns = Columns { indicators: &indicators, years: Years::All(2024), values: &values, baselines: &[] };
    let (mut outcomes, mut margins) = (vec![Outcome::NoValue; 5_000], vec![5; 5_000]);
    let short = [0; 3];
    let years = [2024; 7];
    for (columns, column, found) in [
        (Columns { values: &short, ..columns }, "values", 3),
        (Columns { baselines: &short, ..columns }, "baselines", 3),
        (Columns { years: Years::Each(&years), ..columns }, "years", 7),
    ] {
        let error = judge.judge(&columns, &mut outcomes, &mut margins).unwrap_err();
        assert_eq!(error, ColumnError::Length { column, found, expected: 5_000 });
        assert_eq!(error.to_string(), format!("found {found} {column}, expected 5000, one for each indicator"));
    }
    let error = judge.judge(&columns, &mut outcomes[1..], &mut margins).unwrap_err();
    assert_eq!(error.to_string(), "found 4999 outcomes, expected 5000, one for each indicator");
    let error = judge.judge(&columns, &mut outcomes, &mut margins[2..]).unwrap_err();
    assert_eq!(error.to_string(), "found 4998 margins, expected 5000, one for each indicator");
    // Nothing was written.
    assert!(outcomes.iter().all(|outcome| *outcome == Outcome::NoValue) && margins.iter().all(|margin| *margin == 5));

    let mut some = indicators.clone();
    some[2_000] = 1;
    some[4_999] = u16::MAX;
    judge.judge(&Columns { indicators: &some, ..columns }, &mut outcomes, &mut margins).unwrap();
    for (row, outcome) in outcomes.iter().enumerate() {
        let expected = match row {
            2_000 | 4_999 => Outcome::UnknownIndicator,
            _ if values[row] <= 820 => Outcome::Met,
            _ => Outcome::NotMet,
        };
        assert_eq!(*outcome, expected, "{row}");
        let margin = if expected == Outcome::UnknownIndicator { MISSING } else { 820 - values[row] };
        assert_eq!(margins[row], margin, "{row}");
    }
    assert!(ColumnJudge::new(&registry, 19).is_none());
    assert_eq!((judge.scale(), judge.margin_scale()), (2, 2));
}

#[cfg(feature = "rayon")]
#[test]
fn many_threads_come_to_the_same() {
    let registry = Registry::builtin();
    let mut random = Rng::with_seed(3);
    let Rows { indicators, years, values, baselines } = rows(registry, 2, 100_000, &mut random);
    let judge = ColumnJudge::new(registry, 2).unwrap();
    for years in [Years::Each(&years), Years::All(2024)] {
        let columns = Columns { indicators: &indicators, years, values: &values, baselines: &baselines };
        let (mut one, mut many) = (vec![(Outcome::NoValue, 0); 2], vec![(Outcome::NoValue, 0); 2]);
        for (parallel, result) in [(false, &mut one), (true, &mut many)] {
            let (mut outcomes, mut margins) = (vec![Outcome::NoValue; 100_000], vec![0; 100_000]);
            if parallel {
                judge.judge_parallel(&columns, &mut outcomes, &mut margins).unwrap();
            } else {
                judge.judge(&columns, &mut outcomes, &mut margins).unwrap();
            }
            *result = outcomes.into_iter().zip(margins).collect();
        }
        assert_eq!(one, many);
        assert!(judge.judge_parallel(&columns, &mut [], &mut []).is_err());
    }
}
