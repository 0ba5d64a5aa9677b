//! A whole assessment: every figure judged, seen with those of the years before, its outlook, the warnings, and the counts of a report.
//! Sentences are made when they are asked for, and none is.
//!
//! `cargo bench --bench assessing`, with `OBSERVATIONS=10000000` in the environment for as many (about 6 GB).

// A bench may stop where the library must not.
#![allow(clippy::unwrap_used)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rust_decimal::Decimal;
use std::time::Duration;
use zhibiao::report::ReportOptions;
use zhibiao::{AssessmentParameters, DataSet, DataSetBuilder, Indicator, Nature, Observation, Registry, Stage};

/// The baseline year, and the years of the plan up to the assessed one.
const YEARS: std::ops::RangeInclusive<u16> = 2020..=2024;

/// So many observations at least: of as many regions as that takes, with all figures and years.
const SIZES: [u64; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

fn figures() -> Vec<Indicator<'static>> {
    Registry::builtin().indicators().filter(|indicator| indicator.rule().nature() == Nature::Figure).collect()
}

/// Figures that wander: some met, some not, some turning.
fn value(random: &mut fastrand::Rng, indicator: Indicator<'_>, last: &mut i64) -> Decimal {
    *last = (*last + random.i64(-30..=30)).clamp(0, 999);
    if indicator.unit().is_count() { Decimal::from(*last / 10) } else { Decimal::new(*last, 1) }
}

fn data(regions: u64) -> DataSet<'static> {
    let mut random = fastrand::Rng::with_seed(2021);
    let mut builder = DataSetBuilder::new(Registry::builtin());
    let figures = figures();
    for region in 0..regions {
        // Villages of the city.
        let region = (371_500_000_000 + region).to_string();
        for indicator in &figures {
            let hours = indicator.unit() == zhibiao::Unit::HoursPerDay;
            let mut last = if hours { 80 } else { random.i64(0..1_000) };
            for year in YEARS {
                let value = value(&mut random, *indicator, &mut last);
                let value = if hours { value.min(Decimal::from(24)) } else { value };
                builder.add(&Observation::new(indicator.id(), &region, year, value), None).unwrap();
            }
        }
    }
    let (data, rejected) = builder.build();
    assert!(rejected.is_empty(), "{:?}", rejected.first());
    data
}

fn assessments(criterion: &mut Criterion) {
    let a_region = u64::try_from(figures().len() * YEARS.count()).unwrap();
    let mut group = criterion.benchmark_group("assessing");
    group.sample_size(10).measurement_time(Duration::from_secs(2));
    let most = std::env::var("OBSERVATIONS").map_or(1_000_000, |most| most.parse().unwrap());
    let parameters = AssessmentParameters::default();
    let mut counts_only = ReportOptions::default();
    counts_only.warnings = false;
    for size in SIZES.into_iter().filter(|size| *size <= most) {
        let data = data(size.div_ceil(a_region));
        group.throughput(Throughput::Elements(data.len().try_into().unwrap()));
        group.bench_function(BenchmarkId::new("whole", size), |bencher| {
            bencher.iter(|| {
                let assessment = data.assess(Stage::Annual, 2024, &parameters);
                let report = assessment.report(&ReportOptions::default());
                (assessment.items().len(), report.total().met, report.warnings().len())
            });
        });
        group.bench_function(BenchmarkId::new("assess", size), |bencher| {
            bencher.iter(|| data.assess(Stage::Annual, 2024, &parameters).items().len());
        });
        let assessment = data.assess(Stage::Annual, 2024, &parameters);
        group.bench_function(BenchmarkId::new("warnings", size), |bencher| {
            bencher.iter(|| assessment.warnings().len());
        });
        group.bench_function(BenchmarkId::new("counts", size), |bencher| {
            bencher.iter(|| assessment.report(&counts_only).total().met);
        });
    }
    group.finish();
}

criterion_group!(benches, assessments);
criterion_main!(benches);
