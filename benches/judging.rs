//! What users wait for: reading a decimal, opening the registry, finding an indicator, one judgement of each kind, a data set.
//!
//! `cargo bench --bench judging`

// A bench may stop where the library must not.
#![allow(clippy::unwrap_used)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use zhibiao::{DataSetBuilder, Evidence, Language, Nature, Observation, Point, Registry, decimal};

fn registry(criterion: &mut Criterion) {
    criterion.bench_function("open the built-in registry", |bencher| bencher.iter(|| black_box(Registry::builtin())));
    let ids: Vec<&str> = Registry::builtin().indicators().map(|indicator| indicator.id()).collect();
    let mut group = criterion.benchmark_group("find");
    group.throughput(Throughput::Elements(ids.len() as u64));
    group.bench_function("every indicator by id", |bencher| {
        bencher.iter(|| ids.iter().filter(|id| Registry::builtin().find(black_box(id)).is_some()).count());
    });
    group.throughput(Throughput::Elements(1));
    for (name, id) in [
        ("one by id", "women.health.maternal_mortality_ratio"),
        ("one that is not there", "women.health.maternal_mortality_rate"),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| Registry::builtin().find(black_box(id)).map(|indicator| indicator.position()));
        });
    }
    group.finish();
}

fn decimals(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("parse");
    for text in ["8.2", "103.75", "7.1234567890123456789"] {
        group.bench_function(text, |bencher| bencher.iter(|| decimal::parse(black_box(text))));
    }
    group.finish();
}

fn judgements(criterion: &mut Criterion) {
    let point = |year, value| Point { year, value: decimal::parse(value).unwrap() };
    let baseline = [point(2020, "52.7")];
    let rise = [point(2015, "9.1"), point(2020, "11.4")];
    let series = [point(2020, "41"), point(2021, "43")];
    // Those that whole numbers worked out beforehand decide, and those that the rule itself is asked.
    let cases: [(&str, &str, &str, &[Point]); 9] = [
        ("upper bound", "women.health.maternal_mortality_ratio", "7.18", &[]),
        ("lower bound", "women.health.common_disease_screening_rate", "85.4", &[]),
        ("band", "women.economy.women_share_of_employment", "43.4", &[]),
        ("relative decrease", "children.safety.injury_mortality_rate", "41.3", &baseline),
        ("average annual change", "children.health.myopia_prevalence", "51.9", &baseline),
        ("gap", "children.health.neonatal_mortality_urban_rural_gap", "1.2", &baseline),
        ("slower rise", "children.health.child_overweight_prevalence", "12.1", &rise),
        ("reference", "women.decision_making.women_share_of_party_congress_delegates", "31.25", &[]),
        ("rise every year", "children.welfare.affordable_nurseries", "44", &series),
    ];
    let mut group = criterion.benchmark_group("judge, verdict and margin");
    for (kind, id, value, history) in cases {
        let indicator = Registry::builtin().find(id).unwrap();
        let reference = (kind == "reference").then(|| decimal::parse("28.3").unwrap());
        let evidence = |value| Evidence::new(2022, value).with_history(history).with_reference(reference);
        let value = decimal::parse(value).unwrap();
        assert!(indicator.judge(&evidence(value)).margin().is_some(), "{kind}");
        group.bench_function(kind, |bencher| {
            bencher.iter(|| {
                // Passed by reference: a decimal handed over by value is written in other pieces than it is read.
                let judgement = indicator.judge(&evidence(*black_box(&value)));
                (judgement.verdict(), judgement.margin())
            });
        });
    }
    group.finish();
}

fn data_sets(criterion: &mut Criterion) {
    let rows: Vec<Observation> = Registry::builtin()
        .indicators()
        .filter(|indicator| indicator.rule().nature() == Nature::Figure)
        .flat_map(|indicator| (2016..2026).map(move |year| (indicator.id(), year)))
        .map(|(id, year)| Observation::new(id, "371500", year, decimal::parse("1").unwrap()))
        .collect();
    let build = || {
        let mut builder = DataSetBuilder::new(Registry::builtin());
        for row in &rows {
            builder.add(row, None).unwrap();
        }
        builder.build().0
    };
    let mut group = criterion.benchmark_group("all figures over ten years");
    group.throughput(Throughput::Elements(rows.len() as u64));
    group.bench_function("build the data set", |bencher| bencher.iter(build));
    let data = build();
    group.bench_function("judge it", |bencher| {
        bencher.iter(|| data.evaluations().filter(|evaluation| evaluation.verdict().reason().is_none()).count());
    });
    group.bench_function("write a sentence for each", |bencher| {
        bencher.iter(|| {
            data.evaluations().map(|evaluation| evaluation.sentence(Language::Chinese).to_string().len()).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, decimals, registry, judgements, data_sets);
criterion_main!(benches);
