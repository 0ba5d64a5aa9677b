//! What becomes of rows: which stand, which contradict each other, and what is judged by them; gaps that are worked out.

use super::compare::{difference, from_environment, registry, seed};
use super::fraction::{Fraction, Written, decimals, whole};
use super::random::{LAST_YEAR, UNITS};
use super::rule::{Case, Judged, Reason, Rule, Unit, Verdict, judge, of_year};
use fastrand::Rng;
use std::collections::BTreeMap;
use zhibiao::{DataSet, DataSetBuilder, Judgement, Observation, Registry, decimal};

const PERCENT: Unit = UNITS[1];
const CITY: &str = "371500";
const COUNTIES: [&str; 2] = ["371502", "371503"];
const GROUPS: [&str; 3] = ["total", "urban", "rural"];
const BASELINE: u16 = 2020;
const SETS: usize = 400;

/// Indicator, region, group and year.
type Key = (&'static str, &'static str, &'static str, u16);

/// What rows leave: one figure for a key, or the years in which they contradict each other.
struct Kept {
    figures: BTreeMap<Key, Written>,
    contradicted: Vec<Key>,
}

/// Rows of one key with equal figures are one, with the most digits; with different ones, none of them stands.
fn kept(rows: &[(Key, Written)]) -> Kept {
    let mut by_key: BTreeMap<Key, Vec<&Written>> = BTreeMap::new();
    for (key, figure) in rows {
        by_key.entry(*key).or_default().push(figure);
    }
    let mut kept = Kept { figures: BTreeMap::new(), contradicted: Vec::new() };
    for (key, all) in by_key {
        if all.iter().all(|figure| figure.value == all[0].value) {
            let longest = all.iter().max_by_key(|figure| decimals(&figure.text)).unwrap();
            kept.figures.insert(key, (*longest).clone());
        } else {
            kept.contradicted.push(key);
        }
    }
    kept
}

fn number(text: &str) -> Written {
    Written::new(text.to_owned())
}

/// The indicators, each with the rule of the model.
fn rules() -> Vec<(&'static str, Option<Rule>)> {
    vec![
        ("other", Some(Rule::Reported)),
        ("bound", Some(Rule::Upper { limit: number("4.5"), strict: false })),
        ("rise", Some(Rule::Trend { rises: true, every_year: false, baseline: BASELINE })),
        ("fall", Some(Rule::Trend { rises: false, every_year: true, baseline: BASELINE })),
        ("less", Some(Rule::Decrease { percent: number("20"), baseline: BASELINE })),
        ("least", Some(Rule::Reference { tolerance: None })),
        ("gap", None),
        ("spread", None),
    ]
}

fn plan() -> Registry {
    let texts = [
        ("other", r#"{ kind = "reported" }"#),
        ("bound", r#"{ kind = "upper_bound", limit = "4.5" }"#),
        ("rise", r#"{ kind = "trend", direction = "up", baseline_year = 2020 }"#),
        ("fall", r#"{ kind = "trend", direction = "down", every_year = true, baseline_year = 2020 }"#),
        ("less", r#"{ kind = "relative_decrease", percent = "20", baseline_year = 2020 }"#),
        ("least", r#"{ kind = "reference", indicator = "test.health.other" }"#),
        ("gap", r#"{ kind = "gap", of = "test.health.bound", between = ["urban", "rural"], baseline_year = 2020 }"#),
        ("spread", r#"{ kind = "gap", of = "test.health.bound", across = "county", baseline_year = 2020 }"#),
    ];
    let regions = [CITY].into_iter().chain(COUNTIES).map(|code| {
        let level = if code == CITY { "city" } else { "county" };
        format!(
            "[[regions]]\ncode = \"{code}\"\nlevel = \"{level}\"\nname = {{ zh = \"地{code}\", en = \"{code}\" }}\n"
        )
    });
    registry(texts.map(|(id, rule)| (id.to_owned(), "percent", rule.to_owned())), &regions.collect::<String>())
}

fn rows(random: &mut Rng) -> Vec<(Key, Written)> {
    let count = random.usize(40..400);
    let rises = random.u8(..4) == 0;
    let ids = ["other", "bound", "bound", "bound", "rise", "fall", "less", "least"];
    (0..count)
        .map(|_| {
            let region = if random.u8(..3) == 0 { CITY } else { COUNTIES[random.usize(..2)] };
            let key = (ids[random.usize(..ids.len())], region, GROUPS[random.usize(..3)], random.u16(2019..=2024));
            // Mostly falling or rising with the years, and seldom two different ones for a key.
            let step = if rises { key.3 - 2010 } else { 2030 - key.3 };
            let grid = u32::from(step) + u32::from(random.u8(..12) == 0);
            let zeros = if random.u8(..5) == 0 { "0" } else { "" };
            (key, Written::new(format!("{}.{}{zeros}", grid / 2, grid % 2 * 5)))
        })
        .collect()
}

/// The evidence for one series and year, without what contradicts itself; and if that is what is missing, the verdict says so.
fn judged(kept: &Kept, rule: &Rule, key: Key) -> Judged {
    let (id, region, group, year) = key;
    let history: BTreeMap<u16, Vec<Written>> = kept
        .figures
        .iter()
        .filter(|((other, at, of, _), _)| (*other, *at, *of) == (id, region, group))
        .map(|((.., year), figure)| (*year, vec![figure.clone()]))
        .collect();
    let case = Case {
        unit: PERCENT,
        last_year: LAST_YEAR,
        year,
        value: kept.figures.get(&key).cloned(),
        history: &history,
        reference: kept.figures.get(&("other", region, group, year)).cloned(),
    };
    let mut judged = judge(rule, &case);
    if let Verdict::Undetermined(reason) = judged.verdict {
        let missing = match reason {
            Reason { word: "no_value", .. } => Some(key),
            Reason { word: "no_baseline" | "missing_year", year: Some(year) } => Some((id, region, group, year)),
            Reason { word: "no_reference", .. } => Some(("other", region, group, year)),
            _ => None,
        };
        if let Some(missing) = missing.filter(|missing| kept.contradicted.contains(missing)) {
            judged.verdict = Verdict::Undetermined(of_year("conflicting_values", missing.3));
        }
    }
    judged
}

fn undetermined(reason: Reason) -> Judged {
    Judged { verdict: Verdict::Undetermined(reason), limit: None, margin: None, sensitive: false }
}

/// A gap: how wide, and how far rounding can move that.
type Width = (Fraction, Fraction);

fn width(one: &Written, other: &Written) -> Width {
    let size = &one.value - &other.value;
    (if size < whole(0) { -size } else { size }, one.half_unit() + other.half_unit())
}

/// `gap < baseline gap`; equal is no change.
fn narrowed(now: &Width, then: &Width) -> Judged {
    let margin = &then.0 - &now.0;
    let reach = &now.1 + &then.1;
    let met = margin > whole(0);
    // A gap cannot be less than none.
    let least = (&now.0 - &now.1).max(whole(0));
    let could = if met { margin <= reach } else { least < &then.0 + &then.1 };
    Judged {
        verdict: if met { Verdict::Met } else { Verdict::NotMet },
        limit: Some(then.0.clone()),
        margin: Some(margin),
        sensitive: could,
    }
}

/// Between town and country of one region: judged for each year after the baseline in which both are known, or in which one is not
/// because it contradicts itself.
fn gap(kept: &Kept, region: &'static str, year: u16) -> Option<Judged> {
    let key = |group, year| ("bound", region, group, year);
    let end = |group, year| kept.figures.get(&key(group, year));
    let contradicted = |year| ["urban", "rural"].iter().any(|group| kept.contradicted.contains(&key(group, year)));
    let ends = |year| Some(width(end("urban", year)?, end("rural", year)?));
    // Without a single figure of one side there is no gap to speak of.
    let has_series = |group| kept.figures.keys().any(|(id, at, of, _)| (*id, *at, *of) == ("bound", region, group));
    if !has_series("urban") || !has_series("rural") {
        return None;
    }
    let Some(now) = ends(year) else {
        return contradicted(year).then(|| undetermined(of_year("conflicting_values", year)));
    };
    Some(match ends(BASELINE) {
        Some(then) => narrowed(&now, &then),
        None if contradicted(BASELINE) => undetermined(of_year("conflicting_values", BASELINE)),
        None => undetermined(of_year("no_baseline", BASELINE)),
    })
}

/// What the counties say for a year.
enum Counties {
    Nobody,
    Open(Reason),
    All(Width),
}

fn counties(kept: &Kept, year: u16) -> Counties {
    let figures: Vec<Option<&Written>> =
        COUNTIES.iter().map(|county| kept.figures.get(&("bound", *county, "total", year))).collect();
    let known: Vec<&Written> = figures.iter().copied().flatten().collect();
    if known.is_empty() {
        return Counties::Nobody;
    }
    if known.len() < COUNTIES.len() {
        let contradicted = |county: &&str| kept.contradicted.contains(&("bound", *county, "total", year));
        let word = if COUNTIES.iter().any(contradicted) { "conflicting_values" } else { "missing_unit" };
        return Counties::Open(of_year(word, year));
    }
    Counties::All(width(known[0], known[1]))
}

fn spread(kept: &Kept, year: u16) -> Option<Judged> {
    let now = match counties(kept, year) {
        Counties::Nobody => return None,
        Counties::Open(reason) => return Some(undetermined(reason)),
        Counties::All(now) => now,
    };
    Some(match counties(kept, BASELINE) {
        Counties::Nobody => undetermined(of_year("no_baseline", BASELINE)),
        Counties::Open(reason) => undetermined(reason),
        Counties::All(then) => narrowed(&now, &then),
    })
}

/// Everything the engine says, by indicator, region, group and year.
fn said(data: &DataSet<'_>) -> BTreeMap<(String, String, String, u16), Judgement> {
    let mut said = BTreeMap::new();
    let named = |indicator: &str, region: &str, group: &str, year| {
        (indicator.rsplit('.').next().unwrap().to_owned(), region.to_owned(), group.to_owned(), year)
    };
    for series in data.series() {
        for year in 2018..=2026 {
            let evaluation = series.judge(year);
            said.insert(named(series.indicator().id(), series.region(), series.group(), year), evaluation.judgement());
        }
    }
    for evaluation in data.gaps() {
        let key = named(evaluation.indicator().id(), evaluation.region(), evaluation.group(), evaluation.year());
        assert!(said.insert(key, evaluation.judgement()).is_none());
    }
    said
}

fn expected(kept: &Kept) -> BTreeMap<(String, String, String, u16), Judged> {
    let mut expected = BTreeMap::new();
    let mut put = |(id, region, group, year): Key, judged: Judged| {
        expected.insert((id.to_owned(), region.to_owned(), group.to_owned(), year), judged);
    };
    for (id, rule) in rules().into_iter().filter_map(|(id, rule)| Some((id, rule?))) {
        for region in [CITY].into_iter().chain(COUNTIES) {
            for group in GROUPS {
                if kept.figures.keys().any(|(other, at, of, _)| (*other, *at, *of) == (id, region, group)) {
                    for year in 2018..=2026 {
                        put((id, region, group, year), judged(kept, &rule, (id, region, group, year)));
                    }
                }
            }
        }
    }
    for year in BASELINE + 1..=LAST_YEAR {
        for region in [CITY].into_iter().chain(COUNTIES) {
            if let Some(judged) = gap(kept, region, year) {
                put(("gap", region, "total", year), judged);
            }
        }
        if let Some(judged) = spread(kept, year) {
            put(("spread", CITY, "total", year), judged);
        }
    }
    expected
}

#[test]
fn random_data_sets_are_judged_as_the_model_says() {
    let sets =
        from_environment("ZHIBIAO_MODEL_CASES").map_or(SETS, |cases| usize::try_from(cases / 2_500).unwrap().max(80));
    let registry = plan();
    let mut random = Rng::with_seed(seed());
    let mut compared = 0;
    let mut outcomes: BTreeMap<(String, String), usize> = BTreeMap::new();
    for _ in 0..sets {
        let rows = rows(&mut random);
        let mut builder = DataSetBuilder::new(&registry);
        for ((id, region, group, year), figure) in &rows {
            let observation = Observation {
                group: Some((*group).to_owned()),
                ..Observation::new(format!("test.health.{id}"), *region, *year, decimal::parse(&figure.text).unwrap())
            };
            builder.add(&observation, None).unwrap();
        }
        let (data, rejected) = builder.build();
        let kept = kept(&rows);
        let refused = rows.iter().filter(|(key, _)| kept.contradicted.contains(key)).count();
        assert_eq!((data.len(), rejected.len()), (kept.figures.len(), refused));
        assert_eq!(data.repeated(), rows.len() - data.len() - refused);
        let (said, expected) = (said(&data), expected(&kept));
        assert_eq!(said.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
        for (key, expected) in expected {
            if let Some(difference) = difference(&expected, &said[&key], false) {
                panic!("{difference}\nexpected {expected:?}\nfor {key:?} in {rows:?}");
            }
            let word = match expected.verdict {
                Verdict::Met => "met",
                Verdict::NotMet => "not_met",
                Verdict::Undetermined(reason) => reason.word,
            };
            *outcomes.entry((key.0, word.to_owned())).or_default() += 1;
            compared += 1;
        }
    }
    println!("{compared}: {outcomes:?}");
    for id in ["bound", "rise", "fall", "less", "least", "gap", "spread"] {
        for word in ["met", "not_met", "conflicting_values"] {
            assert!(outcomes.contains_key(&(id.to_owned(), word.to_owned())), "{id} {word}: {outcomes:?}");
        }
    }
}
