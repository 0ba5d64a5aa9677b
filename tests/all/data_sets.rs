//! Data sets: order makes no difference, judging all equals judging one by one, and contradictions are refused.

use crate::support::dec;
use proptest::prelude::*;
use zhibiao::{DataSet, DataSetBuilder, Language, Observation, Place, Point, Registry, Rejected, TOTAL};

const MORTALITY: &str = "women.health.maternal_mortality_ratio";
const INJURY: &str = "children.safety.injury_mortality_rate";
const MYOPIA: &str = "children.health.myopia_prevalence";
const EMPLOYMENT: &str = "women.economy.women_share_of_employment";

fn build(observations: &[Observation]) -> (DataSet<'static>, Vec<Rejected>) {
    let mut builder = DataSetBuilder::new(Registry::builtin());
    for (line, observation) in (2..).zip(observations) {
        builder.add(observation, Some(line)).unwrap();
    }
    builder.build()
}

fn observe(indicator: &str, region: &str, year: u16, value: &str) -> Observation {
    Observation::new(indicator, region, year, dec(value))
}

#[test]
fn series_come_in_the_order_of_the_documents_with_everybody_before_the_groups() {
    let mut rural = observe(MORTALITY, "371500", 2022, "9");
    rural.group = Some("rural".to_owned());
    let mut total = observe(MORTALITY, "371500", 2021, "7");
    total.group = Some(TOTAL.to_owned());
    let (data, rejected) = build(&[
        observe(INJURY, "371500", 2020, "9"),
        rural,
        observe(MORTALITY, "371500", 2022, "8"),
        total,
        observe(MORTALITY, "370000", 2022, "8"),
    ]);
    assert!(rejected.is_empty());
    let series: Vec<_> = data
        .series()
        .map(|series| (series.indicator().id(), series.region(), series.group(), series.points().len()))
        .collect();
    let expected = [
        (MORTALITY, "370000", "total", 1),
        (MORTALITY, "371500", "total", 2),
        (MORTALITY, "371500", "rural", 1),
        (INJURY, "371500", "total", 1),
    ];
    assert_eq!(series, expected);
    let years: Vec<u16> = data.series().nth(1).unwrap().points().iter().map(|point| point.year).collect();
    assert_eq!(years, [2021, 2022]);
}

#[test]
fn two_values_for_one_key_are_both_refused() {
    let mut builder = DataSetBuilder::new(Registry::builtin());
    builder.file("一.csv");
    builder.add(&observe(MORTALITY, "371500", 2020, "4.78"), Some(2)).unwrap();
    builder.add(&observe(MORTALITY, "371500", 2021, "5.00"), Some(3)).unwrap();
    builder.file("二.csv");
    builder.add(&observe(MORTALITY, "371500", 2020, "4.87"), Some(2)).unwrap();
    builder.add(&observe(MORTALITY, "371500", 2021, "5"), Some(3)).unwrap();
    let (data, rejected) = builder.build();
    let messages: Vec<String> = rejected.iter().map(|row| format!("{}: {}", row.place, row.error)).collect();
    assert_eq!(
        messages,
        [
            "一.csv line 2: found `4.78`, expected one value for the same indicator, region, group and year, but 二.csv \
             line 2 has `4.87`",
            "二.csv line 2: found `4.87`, expected one value for the same indicator, region, group and year, but 一.csv \
             line 2 has `4.78`",
        ]
    );
    assert_eq!(
        rejected[0].error.in_words(Language::Chinese),
        "“4.78”与二.csv第2行的“4.87”不一致，同一指标、地区、分组和年份只能有一个数值"
    );
    assert_eq!(Place::default().to_string(), "another observation");
    // 5 and 5.00 are one value; the one with more digits stays.
    assert_eq!((data.len(), data.repeated()), (1, 1));
    let evaluation = data.evaluations().next().unwrap();
    assert_eq!((evaluation.year(), evaluation.value().unwrap().to_string()), (2021, "5.00".to_owned()));
}

#[test]
fn a_contradicted_baseline_leaves_the_later_years_undetermined() {
    let (data, rejected) = build(&[
        observe(INJURY, "371500", 2020, "9.0"),
        observe(INJURY, "371500", 2020, "9.9"),
        observe(INJURY, "371500", 2025, "7.5"),
    ]);
    assert_eq!(rejected.len(), 2);
    let verdicts: Vec<_> = data.evaluations().map(|evaluation| evaluation.verdict().reason()).collect();
    assert_eq!(verdicts, [Some(zhibiao::Reason::ConflictingValues { year: 2020 })]);
}

#[test]
fn another_region_or_group_is_no_baseline() {
    let mut rural = observe(INJURY, "371500", 2020, "9.0");
    rural.group = Some("rural".to_owned());
    let (data, _) = build(&[rural, observe(INJURY, "370000", 2020, "9.0"), observe(INJURY, "371500", 2025, "7.0")]);
    let in_2025 = data.evaluations().find(|evaluation| evaluation.year() == 2025).unwrap();
    assert_eq!(in_2025.verdict().as_str(), "undetermined");
}

#[test]
fn a_year_without_a_value_is_judged_as_missing() {
    let (data, _) = build(&[observe(MORTALITY, "371500", 2020, "4.78")]);
    let series = data.series().next().unwrap();
    assert_eq!(series.judge(2020).verdict().as_str(), "met");
    assert_eq!(series.judge(2021).verdict().reason().unwrap().as_str(), "no_value");
}

#[test]
fn nothing_that_came_with_a_value_is_lost() {
    let mut full = observe(MORTALITY, "371500", 2021, "8.2");
    full.numerator = Some(dec("5"));
    full.denominator = Some(dec("60976"));
    full.source = Some("年鉴".to_owned());
    let (data, _) = build(&[observe(MORTALITY, "371500", 2020, "4.78"), full]);
    let series = data.series().next().unwrap();
    assert_eq!(series.details(2020), None);
    let details = series.details(2021).unwrap();
    assert_eq!((details.numerator, details.denominator), (Some(dec("5")), Some(dec("60976"))));
    assert_eq!(details.source.as_deref(), Some("年鉴"));
    assert_eq!(series.details(2022), None);
}

fn observation() -> impl Strategy<Value = Observation> {
    let indicator = prop::sample::select(vec![MORTALITY, INJURY, MYOPIA, EMPLOYMENT]);
    let region = prop::sample::select(vec!["371500", "371502", "CN", "370000"]);
    let group = prop::sample::select(vec![None, Some("rural"), Some("total")]);
    let value = "[0-9]{1,2}(\\.[0-9]{1,2})?";
    (indicator, region, 2018_u16..=2025, group, value).prop_map(|(indicator, region, year, group, value)| Observation {
        group: group.map(str::to_owned),
        ..observe(indicator, region, year, &value)
    })
}

proptest! {
    #[test]
    fn the_order_of_rows_changes_nothing(rows in prop::collection::vec(observation(), 0..80), seed in any::<u64>()) {
        let mut shuffled = rows.clone();
        // A different order for each seed.
        shuffled.sort_by_key(|row| {
            use std::hash::{DefaultHasher, Hash, Hasher};
            let mut hasher = DefaultHasher::new();
            (seed, &row.indicator, &row.region, row.year, row.value.map(|value| value.to_string()), &row.group).hash(&mut hasher);
            hasher.finish()
        });
        let ((one, refused_one), (other, refused_other)) = (build(&rows), build(&shuffled));
        let text = |data: &DataSet<'static>| -> Vec<String> {
            data.evaluations().map(|evaluation| serde_json::to_string(&evaluation).unwrap()).collect()
        };
        prop_assert_eq!(text(&one), text(&other));
        prop_assert_eq!(one.repeated(), other.repeated());
        prop_assert_eq!(refused_one.len(), refused_other.len());
        // Nothing is lost: every row is judged, repeated or refused.
        prop_assert_eq!(one.len() + one.repeated() + refused_one.len(), rows.len());
    }

    #[test]
    fn judging_a_data_set_equals_judging_one_by_one(rows in prop::collection::vec(observation(), 0..80)) {
        let (data, _) = build(&rows);
        let all: Vec<Observation> = data.series().flat_map(|series| {
            series.points().iter().map(move |point| Observation {
                group: Some(series.group().to_owned()),
                ..Observation::new(series.indicator().id(), series.region(), point.year, point.value)
            })
        }).collect();
        let together: Vec<String> =
            data.evaluations().map(|evaluation| serde_json::to_string(&evaluation).unwrap()).collect();
        let one_by_one: Vec<String> = all.iter().map(|observation| {
            // The history is gathered here from the plain list, contradictions included, not from the data set.
            let history: Vec<Point> = rows.iter()
                .filter(|other| other.indicator == observation.indicator && other.region == observation.region)
                .filter(|other| other.group() == observation.group())
                .map(|other| Point { year: other.year, value: other.value.unwrap() })
                .collect();
            serde_json::to_string(&Registry::builtin().judge(observation, &history).unwrap()).unwrap()
        }).collect();
        prop_assert_eq!(together, one_by_one);
    }
}

/// Of rows that say the same, the one that says most stays, whichever came first.
#[test]
fn of_equal_values_the_one_that_says_most_stays() {
    let plain = observe(MORTALITY, "371500", 2021, "8.2");
    let with_source = Observation { source: Some("年鉴".to_owned()), ..plain.clone() };
    let precise = Observation { value: Some(dec("8.20")), ..plain.clone() };
    for rows in [[plain.clone(), with_source.clone()], [with_source.clone(), plain.clone()]] {
        let (data, _) = build(&rows);
        let series = data.series().next().unwrap();
        assert_eq!(series.details(2021).unwrap().source.as_deref(), Some("年鉴"));
        assert_eq!(data.repeated(), 1);
    }
    for rows in [[with_source.clone(), precise.clone()], [precise, with_source]] {
        let (data, _) = build(&rows);
        assert_eq!(data.evaluations().next().unwrap().value().unwrap().to_string(), "8.20");
    }
}

/// Thousands of rows that contradict each other are refused in the time it takes to look at each.
#[test]
fn many_contradictions_are_refused_quickly() {
    let begin = std::time::Instant::now();
    let rows: Vec<Observation> =
        (0..20_000).map(|number| observe(MORTALITY, "371500", 2021, &format!("{}.{number}", number % 7))).collect();
    let (data, rejected) = build(&rows);
    assert_eq!((data.len(), rejected.len()), (0, 20_000));
    assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
}
