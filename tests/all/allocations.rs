//! Nothing allocates on the way to a verdict.

use crate::support::{dec, point};
use allocation_counter::measure;
use std::hint::black_box;
use zhibiao::{DataSetBuilder, Evaluation, Evidence, Observation, Registry};

#[test]
fn a_judgement_allocates_nothing() {
    let registry = Registry::builtin();
    let history = [point(2020, "9.0")];
    let values: Vec<_> = ["0", "1", "7.2", "45.0", "85", "100", "-3", "1000000"].map(dec).into();
    let judge = || {
        for indicator in registry.indicators() {
            for value in &values {
                let evidence = Evidence::new(2025, *value).with_history(&history);
                black_box(indicator.judge(&evidence));
                black_box(Evaluation::new(indicator, "371500", "total", &evidence));
            }
        }
        black_box(registry.find("women.health.maternal_mortality_ratio"));
    };
    // What a registry keeps for all of them is worked out at the first, in other tests perhaps.
    judge();
    assert_eq!(measure(judge).count_total, 0);
}

#[test]
fn judging_a_data_set_allocates_nothing() {
    let mut builder = DataSetBuilder::new(Registry::builtin());
    for year in 2000..2025 {
        for region in ["371500", "371502", "CN"] {
            let id = "children.safety.injury_mortality_rate";
            builder.add(&Observation::new(id, region, year, dec("7.2")), None).unwrap();
        }
    }
    let (data, rejected) = builder.build();
    assert!(rejected.is_empty());
    for evaluation in data.evaluations() {
        black_box(evaluation.verdict());
    }
    let mut judged = 0;
    let allocations = measure(|| {
        for evaluation in data.evaluations() {
            black_box(evaluation.verdict());
            judged += 1;
        }
    });
    assert_eq!((allocations.count_total, judged), (0, 75));
}
