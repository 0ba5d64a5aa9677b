//! Rows of a file: each is taken or refused by name, and what is judged does not depend on their order.

use std::collections::BTreeMap;
use zhibiao::{AssessmentParameters, DataSet, DataSetBuilder, Observation, ObservationText, Registry, Stage};

/// The verdicts by indicator, region, group and year.
fn verdicts(data: &DataSet<'_>) -> BTreeMap<(String, String, String, u16), String> {
    data.evaluations()
        .chain(data.gaps())
        .map(|found| {
            let key =
                (found.indicator().id().to_owned(), found.region().to_owned(), found.group().to_owned(), found.year());
            (key, format!("{:?}", found.verdict()))
        })
        .collect()
}

/// Reads the bytes as a file of values separated by commas, without a header; a row that begins with `revision` starts one.
pub fn run(data: &[u8]) {
    let registry = Registry::builtin();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(data);
    let mut builder = DataSetBuilder::new(registry);
    let mut taken: Vec<Observation> = Vec::new();
    let mut revised = false;
    for (line, record) in (1..).zip(reader.records().take(2_000)) {
        let Ok(record) = record else { continue };
        let field = |place: usize| record.get(place).unwrap_or_default();
        if field(0) == "revision" {
            builder.start_revision();
            revised = true;
            continue;
        }
        let text = ObservationText {
            indicator: field(0),
            region: field(1),
            year: field(2),
            value: field(3),
            group: field(4),
            numerator: field(5),
            denominator: field(6),
            source: field(7),
            plan: field(8),
            by: field(9),
            evidence: field(10),
            date: field(11),
        };
        match text.read(registry) {
            Ok(observation) => {
                let written = serde_json::to_string(&observation).expect("an observation can be written");
                let read: Observation = serde_json::from_str(&written).expect("and read");
                assert_eq!(read, observation);
                builder.add(&observation, Some(line)).expect("what was read can be added");
                taken.push(observation);
            }
            Err(error) => {
                let shown = error.to_string();
                assert!(!shown.is_empty() && shown.len() < 5_000 && !shown.contains(char::is_control), "{shown:?}");
            }
        }
    }
    let (data, rejected) = builder.build();
    assert_eq!(taken.len(), data.len() + data.repeated() + data.replaced() + rejected.len());
    for year in [2021, 2023, 2025] {
        crate::laws::hold(&data.assess(Stage::Annual, year, &AssessmentParameters::default()));
    }
    if !revised {
        let mut builder = DataSetBuilder::new(registry);
        for observation in taken.iter().rev() {
            builder.add(observation, None).expect("what was added once can be added again");
        }
        assert_eq!(verdicts(&builder.build().0), verdicts(&data));
    }
}
