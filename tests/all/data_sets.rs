//! Data sets: order makes no difference, judging all equals judging one by one, and contradictions are refused.

use crate::support::dec;
use proptest::prelude::*;
use zhibiao::{
    DataSet, DataSetBuilder, Language, Observation, ObservationError, Place, Point, Registry, Rejected, TOTAL,
};

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
    assert_eq!(details.source, Some("年鉴"));
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
        assert_eq!(series.details(2021).unwrap().source, Some("年鉴"));
        assert_eq!(data.repeated(), 1);
    }
    for rows in [[with_source.clone(), precise.clone()], [precise, with_source]] {
        let (data, _) = build(&rows);
        assert_eq!(data.evaluations().next().unwrap().value().unwrap().to_string(), "8.20");
    }
}

/// A row without cases agrees with both of two that differ, and must not be told that it differs from itself.
#[test]
fn what_contradicts_a_row_stands_elsewhere() {
    let of =
        |cases: Option<&str>| Observation { numerator: cases.map(dec), ..observe(MORTALITY, "371500", 2021, "8.2") };
    let (_, rejected) = build(&[of(None), of(Some("5")), of(Some("6"))]);
    let told: Vec<(Option<u64>, Option<u64>)> = rejected
        .iter()
        .map(|row| match &row.error {
            ObservationError::CasesConflict { elsewhere } => (row.place.line, elsewhere.line),
            other => panic!("{other}"),
        })
        .collect();
    assert_eq!(told, [(Some(2), Some(3)), (Some(3), Some(4)), (Some(4), Some(3))]);
}

/// Nor does a row hide them that says more, with more digits and without cases.
#[test]
fn cases_that_differ_are_refused_beside_a_value_with_more_digits() {
    let precise = observe(MORTALITY, "371500", 2021, "8.20");
    let numerator =
        |cases: &str| Observation { numerator: Some(dec(cases)), ..observe(MORTALITY, "371500", 2021, "8.2") };
    let denominator =
        |cases: &str| Observation { denominator: Some(dec(cases)), ..observe(MORTALITY, "371500", 2021, "8.2") };
    for rows in [
        vec![precise.clone(), numerator("5"), numerator("6")],
        vec![precise.clone(), numerator("5"), denominator("10"), denominator("20")],
    ] {
        let (data, rejected) = build(&rows);
        assert_eq!((data.len(), rejected.len()), (0, rows.len()));
        assert!(rejected.iter().all(|row| matches!(row.error, ObservationError::CasesConflict { .. })));
    }
    assert_eq!(build(&[precise, numerator("5"), denominator("10")]).1, []);
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

/// Observations in editions: all of one are added before a revision is started for the next.
fn build_editions(editions: &[Vec<(Observation, Option<u64>)>]) -> (DataSet<'static>, Vec<Rejected>) {
    let mut builder = DataSetBuilder::new(Registry::builtin());
    for edition in editions {
        builder.start_revision();
        for (observation, line) in edition {
            builder.add(observation, *line).unwrap();
        }
    }
    builder.build()
}

/// Values of one key, in editions: what stands, how many were repeated, replaced and rejected, and the history.
#[track_caller]
fn check_editions(editions: &[&[&str]], stands: Option<&str>, counts: [usize; 3], history: &[&str]) {
    // A year beside it, so that there is a series in any case.
    let mut rows: Vec<Vec<_>> = vec![vec![(observe(MORTALITY, "371500", 2019, "1"), None)]];
    rows.extend(editions.iter().map(|values| {
        values.iter().map(|value| (observe(MORTALITY, "371500", 2020, value), None)).collect::<Vec<_>>()
    }));
    let (data, rejected) = build_editions(&rows);
    let series = data.series().next().unwrap();
    let told: Vec<String> = series.replaced(2020).map(|value| value.to_string()).collect();
    assert_eq!(series.value(2020).map(|value| value.to_string()).as_deref(), stands);
    assert_eq!([data.repeated(), data.replaced(), rejected.len()], counts);
    assert_eq!(told, history);
    assert_eq!(series.replaced(2019).count() + series.replaced(2021).count(), 0);
    let conflict = Some(zhibiao::Reason::ConflictingValues { year: 2020 });
    assert_eq!(series.judge(2020).verdict().reason(), if stands.is_some() { None } else { conflict });
}

#[test]
fn a_revision_replaces_and_keeps_the_old_value_as_history() {
    check_editions(&[&["4.78"], &["4.87"]], Some("4.87"), [0, 1, 0], &["4.78"]);
    check_editions(&[&["5"], &["6"], &["5"]], Some("5"), [0, 2, 0], &["5", "6"]);
    // What is not mentioned stays as it was.
    check_editions(&[&["5"], &[], &["6"], &[]], Some("6"), [0, 1, 0], &["5"]);
    // To say the same is no revision; the one with more digits stays, and goes into the history.
    check_editions(&[&["8.2"], &["8.20"]], Some("8.20"), [1, 0, 0], &[]);
    check_editions(&[&["8.20"], &["8.2"]], Some("8.20"), [1, 0, 0], &[]);
    check_editions(&[&["8.2", "8.20"], &["8.2"], &["9", "9.0"]], Some("9.0"), [3, 1, 0], &["8.20"]);
}

#[test]
fn a_revision_settles_a_contradiction_or_makes_one() {
    check_editions(&[&["5", "6"], &["7"]], Some("7"), [0, 2, 0], &["5", "6"]);
    check_editions(&[&["6", "5"], &["5"]], Some("5"), [0, 2, 0], &["5", "6"]);
    check_editions(&[&["5"], &["6", "7"], &["5"], &["5.0"]], Some("5.0"), [1, 3, 0], &["5", "6", "7"]);
    // The older value does not come back: somebody has said that it is not right.
    check_editions(&[&["5", "5"], &["6", "7"]], None, [1, 1, 2], &["5"]);
    check_editions(&[&["5"], &["5", "6", "6"]], None, [0, 1, 3], &["5"]);
    check_editions(&[&["5", "6"], &["8", "7"]], None, [0, 2, 2], &["5", "6"]);
    check_editions(&[&["5", "6"]], None, [0, 0, 2], &[]);
}

#[test]
fn only_the_newest_edition_is_refused_for_a_contradiction() {
    let row = |value, line| (observe(MORTALITY, "371500", 2020, value), Some(line));
    let (data, rejected) = build_editions(&[vec![row("4.7", 2)], vec![row("4.8", 3), row("4.9", 4)]]);
    let messages: Vec<String> = rejected.iter().map(|row| format!("{}: {}", row.place, row.error)).collect();
    let expected = "expected one value for the same indicator, region, group and year, but";
    assert_eq!(
        messages,
        [
            format!("line 3: found `4.8`, {expected} line 4 has `4.9`"),
            format!("line 4: found `4.9`, {expected} line 3 has `4.8`"),
        ]
    );
    assert_eq!((data.len(), data.replaced()), (0, 1));
}

#[test]
fn a_revision_of_the_cases_is_one_too() {
    let of = |cases: Option<&str>, source: Option<&str>| Observation {
        numerator: cases.map(dec),
        source: source.map(str::to_owned),
        ..observe(MORTALITY, "371500", 2020, "8.2")
    };
    let (first, second) = (of(Some("5"), Some("年鉴")), of(Some("6"), None));
    let (data, _) = build_editions(&[vec![(first.clone(), None)], vec![(second, None)]]);
    let details = data.series().next().unwrap().details(2020).unwrap();
    assert_eq!((data.replaced(), details.numerator, details.source), (1, Some(dec("6")), None));
    // Without cases, or with the same ones, nothing new is said, and what was said stays.
    for again in [of(None, None), of(Some("5.0"), None), of(None, Some("公报"))] {
        let (data, _) = build_editions(&[vec![(first.clone(), None)], vec![(again, None)]]);
        let details = data.series().next().unwrap().details(2020).unwrap();
        assert_eq!((data.repeated(), data.replaced()), (1, 0));
        assert_eq!(details.numerator, Some(dec("5")));
    }
}

#[test]
fn a_series_knows_its_latest_value_its_baseline_and_its_gaps() {
    let (data, _) = build(&[
        observe(MORTALITY, "371500", 2020, "4.78"),
        observe(MORTALITY, "371500", 2022, "5"),
        observe(MORTALITY, "371500", 2023, "6"),
        observe(MORTALITY, "371500", 2023, "7"),
        observe(INJURY, "371500", 2021, "8"),
        observe(INJURY, "371500", 2020, "9"),
    ]);
    let [mortality, injury] =
        [MORTALITY, INJURY].map(|id| data.find(Registry::builtin().find(id).unwrap(), "聊城市", TOTAL).unwrap());
    let latest = |year| mortality.latest(year).map(|point| (point.year, point.value));
    assert_eq!(latest(2019), None);
    assert_eq!(latest(2020), Some((2020, dec("4.78"))));
    assert_eq!(latest(2021), Some((2020, dec("4.78"))));
    assert_eq!(latest(u16::MAX), Some((2022, dec("5"))));
    // The rule of the one counts from no year, so that the plan's is meant; that of the other does.
    assert_eq!((mortality.baseline(), injury.baseline()), (Some(dec("4.78")), Some(dec("9"))));
    // A contradiction leaves no value.
    assert_eq!(mortality.missing_years(2019..=2024).collect::<Vec<_>>(), [2019, 2021, 2023, 2024]);
    assert_eq!(injury.missing_years(2020..=2021).count(), 0);
    assert_eq!(injury.missing_years(u16::MAX..=u16::MAX).collect::<Vec<_>>(), [u16::MAX]);
}

/// Keys so few that editions speak of the same ones, with cases now and then.
fn editions() -> impl Strategy<Value = Vec<Vec<(Observation, Option<u64>)>>> {
    let region = prop::sample::select(vec!["371500", "371502"]);
    let value = prop::sample::select(vec!["5", "5.0", "6", "7.00"]);
    let cases = prop::option::weighted(0.3, prop::sample::select(vec!["1", "1.0", "2"]));
    let source = prop::option::weighted(0.3, prop::sample::select(vec!["年鉴", "公报"]));
    let line = prop::option::of(prop::sample::select(vec![1, 2, 3, u64::from(u32::MAX), u64::MAX]));
    let row = (region, 2019_u16..=2020, value, cases, source, line);
    let row = row.prop_map(|(region, year, value, cases, source, line)| {
        let row = observe(MORTALITY, region, year, value);
        (Observation { numerator: cases.map(dec), source: source.map(str::to_owned), ..row }, line)
    });
    prop::collection::vec(prop::collection::vec(row, 0..6), 0..5)
}

/// Everything a data set says, as text.
fn told((data, rejected): &(DataSet<'static>, Vec<Rejected>)) -> Vec<String> {
    let mut told = vec![format!("{} {} {}", data.len(), data.repeated(), data.replaced())];
    told.extend(rejected.iter().map(|row| format!("{}: {}", row.place, row.error)));
    for series in data.series() {
        for year in 2018..=2021 {
            let history: Vec<String> = series.replaced(year).map(|value| value.to_string()).collect();
            let evaluation = serde_json::to_string(&series.judge(year)).unwrap();
            told.push(format!("{evaluation} {:?} {history:?}", series.details(year)));
        }
    }
    told
}

proptest! {
    #[test]
    fn the_order_of_rows_in_an_edition_changes_nothing(editions in editions(), turn in 0_usize..6, back in any::<bool>()) {
        let mut other = editions.clone();
        for edition in &mut other {
            let turn = turn % edition.len().max(1);
            edition.rotate_left(turn);
            if back {
                edition.reverse();
            }
        }
        prop_assert_eq!(told(&build_editions(&editions)), told(&build_editions(&other)));
    }

    #[test]
    fn each_row_is_held_repeated_replaced_or_refused(editions in editions()) {
        let (data, rejected) = build_editions(&editions);
        let rows: usize = editions.iter().map(Vec::len).sum();
        prop_assert_eq!(data.len() + data.repeated() + data.replaced() + rejected.len(), rows);
        prop_assert_eq!(data.len(), data.series().map(|series| series.points().len()).sum::<usize>());
    }

    /// The same worked out step by step, from plain lists: the newest edition that speaks of a key decides.
    #[test]
    fn the_newest_edition_of_a_key_decides(editions in editions()) {
        let (data, rejected) = build_editions(&editions);
        let indicator = Registry::builtin().find(MORTALITY).unwrap();
        let mut expected_rejected = 0;
        for (region, year) in ["371500", "371502"].into_iter().flat_map(|region| [(region, 2019), (region, 2020)]) {
            let of_key = |edition: &Vec<(Observation, Option<u64>)>| -> Vec<Observation> {
                edition.iter().map(|(row, _)| row.clone()).filter(|row| row.region == region && row.year == year).collect()
            };
            let speaking: Vec<Vec<Observation>> = editions.iter().map(of_key).filter(|rows| !rows.is_empty()).collect();
            let found = data.find(indicator, region, TOTAL);
            let value = found.and_then(|series| series.value(year));
            let Some(newest) = speaking.last() else {
                prop_assert_eq!(value, None);
                continue;
            };
            let differ = |row: &Observation, other: &Observation| {
                row.value != other.value || row.numerator.zip(other.numerator).is_some_and(|(one, other)| one != other)
            };
            if newest.iter().any(|row| newest.iter().any(|other| differ(row, other))) {
                expected_rejected += newest.len();
                prop_assert_eq!(value, None);
            } else {
                prop_assert_eq!(value, newest[0].value);
                let scale = newest.iter().map(|row| row.value.unwrap().scale()).max();
                prop_assert!(value.map(|value| value.scale()) >= scale);
            }
            // Of what is not said by the newest one, nothing is forgotten.
            if let Some(series) = found {
                for row in speaking.iter().flatten().filter(|row| row.value != newest[0].value) {
                    let known = series.replaced(year).any(|replaced| Some(replaced) == row.value);
                    prop_assert!(known || newest.iter().any(|newer| newer.value == row.value));
                }
            }
        }
        prop_assert_eq!(rejected.len(), expected_rejected);
    }
}
