//! The published progress methods: official results with their inputs, then every edge of each method worked out by hand.
//!
//! Official results, as facts with their source:
//!
//! - Statistics Canada, Canadian Indicator Framework for the Sustainable Development Goals, progress measures; the last column of the
//!   table is the date on which a result was first published so;
//! - Federal Statistical Office of Germany (Destatis), indicators of the German Sustainable Development Strategy 3.1.a (premature
//!   mortality of women), 4.1.a (early school leavers) and 5.1.a (gender pay gap): published series and weather symbols.
//!
//! Where whole files of them are at hand (`ZHIBIAO_DATA` names the folder that has `progress/statcan-cif.csv`), all of it is compared;
//! elsewhere that comparison says that it is skipped.

use crate::support::{dec, point};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use zhibiao::outlook::{Goal, Ground, Method, Progress, Status, agree, destatis, statcan};
use zhibiao::rule::Direction::{Down, Up};
use zhibiao::{Language, Point};

fn points(values: &[(u16, &str)]) -> Vec<Point> {
    values.iter().map(|(year, value)| point(*year, value)).collect()
}

/// Consecutive years.
fn years(first: u16, values: &[&str]) -> Vec<Point> {
    (first..).zip(values).map(|(year, value)| point(year, value)).collect()
}

fn reach_down(value: &str, year: u16) -> Goal {
    Goal::reach(Down, dec(value), year)
}

fn reach_up(value: &str, year: u16) -> Goal {
    Goal::reach(Up, dec(value), year)
}

fn keep_down(value: &str) -> Goal {
    Goal::keep(Down, dec(value), None)
}

#[track_caller]
fn near(found: Option<f64>, expected: f64) {
    let found = found.unwrap();
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found} is not {expected}");
}

/// Series, base year, its value, newest year, its value, direction, target, target year, natural limit, progress value, score,
/// status, first seen. Empty where there is none.
type CanadianRow = (
    &'static str,
    u16,
    &'static str,
    u16,
    &'static str,
    i8,
    &'static str,
    u16,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const STATISTICS_CANADA: [CanadianRow; 57] = [
    ("1-1-1", 2015, "14.5", 2022, "9.9", -1, "7.25", 2030, "", "1.1749066161643313", "4.106540468600203", "substantial_progress", "2025-03-14"),
    ("1-1-1", 2015, "14.5", 2023, "10.2", -1, "7.25", 2030, "", "0.9525901792032172", "2.5185563910306596", "substantial_progress", "2025-05-06"),
    ("1-2-1", 2016, "66.6", 2023, "71.4", 1, "", 2030, "100", "0.009991483690946268", "1.739752850099936", "moderate_progress", "2025-03-14"),
    ("1-3-1", 2015, "178.2", 2023, "175.0", -1, "", 2030, "", "0.0022625043091815122", "-1.3687478454092439", "limited_progress", "2025-03-14"),
    ("1-3-1", 2015, "178.2", 2024, "169.7", -1, "", 2030, "", "0.005415764117429278", "0.10394102935731953", "moderate_progress", "2025-04-15"),
    ("1-4-1", 2015, "66700.0", 2022, "70500.0", 1, "", 2030, "", "0.007946803390505908", "0.7367008476264769", "moderate_progress", "2025-03-14"),
    ("1-4-1", 2015, "69300.0", 2023, "74200.0", 1, "", 2030, "", "0.008576474514661259", "0.8941186286653147", "moderate_progress", "2025-05-06"),
    ("10-2-1", 2015, "3.8", 2023, "12.0", -1, "", 2030, "", "-0.15458179699383456", "-5.0", "deterioration", "2025-03-14"),
    ("11-1-1 / Number of shelter users experiencing chronic homelessness / Number", 2016, "26866.0", 2023, "32660.0", -1, "13433.0", 2028, "", "-0.5040706834395121", "-4.600311316687415", "deterioration", "2025-03-14"),
    ("11-3-1", 2005, "63.0", 2019, "85.0", 1, "85.0", 2030, "", "1.7941623827186668", "5.0", "target_achieved", "2025-03-14"),
    ("11-3-1", 2005, "63.0", 2020, "74.0", 1, "85.0", 2030, "", "0.8949392974311927", "2.106761907621266", "moderate_progress", "2025-05-13"),
    ("11-4-1", 2023, "75.2", 2024, "74.6", 1, "", 2030, "100", "-0.007978723404255428", "-3.4973404255319283", "deterioration", "2025-03-14"),
    ("11-5-1", 2016, "19.3", 2021, "13.9", 1, "22.0", 2030, "", "-6.76154243963871", "-5.0", "deterioration", "2025-03-14"),
    ("11-6-1", 2014, "699.0", 2022, "683.6", -1, "490.0", 2030, "", "0.12664309817090735", "-1.9723162028512804", "limited_progress", "2025-03-14"),
    ("12-1-1", 2015, "0.37", 2024, "13.47", 1, "60.0", 2030, "", "1.2155822776424685", "4.397082650972388", "substantial_progress", "2025-03-14"),
    ("12-3-1", 2018, "257.635662113981", 2022, "254.235123780516", 1, "", 2030, "", "-0.003316214553588437", "-2.9145268191985547", "deterioration", "2025-03-14"),
    ("12-4-1", 2015, "0.83", 2021, "0.81", -1, "", 2030, "", "0.004056990276131822", "-0.4715048619340889", "limited_progress", "2025-03-18"),
    ("13-3-1 / Canada / Active transportation assets / All municipalities", 2022, "18.41", 2022, "18.41", 1, "", 2030, "100", "", "", "not_available", "2025-03-14"),
    ("13-3-1 / Canada / Bridges and tunnels / All municipalities", 2016, "28.45", 2022, "41.03", 1, "", 2030, "100", "0.06292643403829179", "5.0", "substantial_progress", "2025-03-14"),
    ("13-3-1 / Canada / Public transit assets / All municipalities", 2016, "17.12", 2022, "30.98", 1, "", 2030, "100", "0.10389968355278034", "5.0", "substantial_progress", "2025-03-14"),
    ("13-3-1 / Canada / Shelters and homeless services assets / All municipalities", 2015, "", 0, "", 1, "", 2030, "100", "", "", "not_available", "2025-03-14"),
    ("13-3-1 / Canada / Social and affordable housing / All municipalities", 2016, "13.7", 2016, "13.7", 1, "", 2030, "100", "", "", "not_available", "2025-03-14"),
    ("13-4-1", 2018, "895.7", 2023, "2089.3", 1, "", 2030, "", "0.18458886501215588", "5.0", "substantial_progress", "2025-03-14"),
    ("15-1-1", 2015, "79.82", 2020, "80.0", 1, "", 2030, "100", "0.0004506085041826591", "-2.1437311547039553", "limited_progress", "2025-03-14"),
    ("15-4-1", 2015, "10.2", 2023, "13.7", 1, "30.0", 2030, "", "0.5037459518252861", "-0.40104174252958025", "limited_progress", "2025-03-14"),
    ("15-4-1", 2015, "10.1", 2023, "13.7", 1, "30.0", 2030, "", "0.5160064971944834", "-0.34995572813974585", "limited_progress", "2025-05-13"),
    ("15-5-1", 2015, "70.0", 2021, "68.0", -1, "100.0", 2030, "", "0.20028868698657923", "5.0", "target_achieved", "2025-03-14"),
    ("16-1-1", 2021, "79.0", 2022, "79.0", 1, "", 2030, "100", "0.0", "-2.5", "limited_progress", "2025-03-14"),
    ("16-4-1 / Canada / Total cases / Less than or equal to 3 months", 2015, "71.32", 2022, "62.94", 1, "", 2030, "", "-0.01769793341396486", "-4.712241676745608", "deterioration", "2025-03-14"),
    ("16-6-1", 2015, "87.93", 2022, "71.59", -1, "", 2030, "", "0.02894228886245387", "5.0", "substantial_progress", "2025-03-14"),
    ("16-7-1", 2019, "41.0", 2019, "41.0", 1, "", 2030, "100", "", "", "not_available", "2025-03-14"),
    ("17-1-1", 2016, "86.2795833333333", 2023, "93.4616666666667", 1, "", 2030, "100", "0.011488112691155239", "5.0", "substantial_progress", "2025-03-14"),
    ("17-3-1", 2015, "1035.264", 2022, "1252.392", 1, "", 2030, "", "0.02757312894653552", "5.0", "substantial_progress", "2025-03-14"),
    ("2-2-1", 2016, "67.0", 2021, "65.0", 1, "71.0", 2030, "", "-1.4558933257648066", "-5.0", "deterioration", "2025-03-14"),
    ("3-10-1 / Creutzfeldt-Jakob", 2015, "0.15", 2022, "0.23", -1, "", 2030, "", "-0.06296633673656449", "-5.0", "deterioration", "2025-03-14"),
    ("3-11-1 / All ages / Both sexes / Cerebrovascular diseases", 2015, "38.5", 2023, "34.5", -1, "", 2030, "", "0.01361877843596182", "2.154694608990455", "moderate_progress", "2025-03-14"),
    ("3-11-1 / All ages / Both sexes / Influenza and pneumonia", 2015, "21.3", 2023, "15.9", -1, "", 2030, "", "0.03588866223721754", "5.0", "substantial_progress", "2025-03-14"),
    ("3-12-1", 2015, "184.4", 2023, "231.9", -1, "0.001", 2030, "", "-0.052425039109707985", "-2.71843941045842", "deterioration", "2025-03-14"),
    ("3-13-1", 2016, "7.8", 2023, "21.5", -1, "10.0", 2028, "", "-7.450079179117276", "-5.0", "deterioration", "2025-03-14"),
    ("3-14-1", 2015, "18.8", 2023, "11.4", -1, "5.0", 2035, "", "0.9459950698479411", "2.4714481844168583", "moderate_progress", "2025-03-14"),
    ("3-2-1", 2019, "13.2", 2019, "13.2", -1, "10.0", 2025, "", "", "", "not_available", "2025-03-14"),
    ("3-4-1", 2015, "8.1", 2023, "7.3", -1, "8.0", 2025, "", "10.402574542255982", "5.0", "target_achieved", "2025-03-14"),
    ("3-6-1", 2015, "92.8", 2023, "85.0", 1, "", 2030, "100", "-0.010914423620047464", "-3.864302952505933", "deterioration", "2025-03-14"),
    ("4-1-1", 2016, "79.3", 2021, "81.954805055328", 1, "", 2030, "100", "0.006607696899221471", "1.3194330745388791", "moderate_progress", "2025-03-14"),
    ("4-2-1", 2015, "55.0", 2023, "63.0", 1, "", 2030, "100", "0.017120089952999518", "4.207728495813422", "substantial_progress", "2025-03-14"),
    ("5-1-1 / Intimate partner / Women", 2018, "1.2", 2018, "1.2", -1, "", 2030, "", "", "", "not_available", "2025-03-14"),
    ("5-2-1", 2018, "12.1", 2018, "12.1", -1, "11.495", 2026, "", "", "", "not_available", "2025-03-14"),
    ("5-3-1 / All management occupations", 2015, "34.8", 2024, "36.4", 1, "", 2030, "100", "0.005007092451051687", "0.013418639125135412", "moderate_progress", "2025-03-14"),
    ("5-4-1 / Canada / Total, unpaid work activities / Total, 15 years and over / Total, all persons", 2015, "1.5", 2022, "1.42592592592593", -1, "1.0", 2030, "", "0.27030361471600933", "-1.373725928562804", "limited_progress", "2025-06-16"),
    ("6-1-1", 2015, "103.0", 2023, "29.0", -1, "0.001", 2030, "", "0.27296736308206737", "-1.36262688824595", "limited_progress", "2025-03-14"),
    ("6-6-1", 2016, "77.0", 2022, "76.8", 1, "100.0", 2040, "", "-0.03957817910533357", "-2.6649103988781935", "deterioration", "2025-03-14"),
    ("8-5-1", 2015, "57591.0", 2023, "59512.0", 1, "", 2030, "", "0.004109880915937003", "-0.44505954203149845", "limited_progress", "2025-03-14"),
    ("8-6-1", 2015, "195772.0", 2023, "224030.0", 1, "244715.0", 2026, "", "0.8293825796883452", "1.6384968284558807", "moderate_progress", "2025-03-14"),
    ("9-2-1", 2015, "1.7", 2022, "1.7", 1, "", 2030, "", "0.0", "-2.5", "limited_progress", "2025-03-14"),
    ("9-4-1", 2015, "97.4", 2022, "99.7", 1, "", 2030, "100", "0.003339774133456208", "5.0", "substantial_progress", "2025-03-14"),
    ("9-6-1", 2015, "695.0", 2025, "15256.0", 1, "37929.0", 2030, "", "1.1843600928205076", "4.174065707007603", "substantial_progress", "2025-04-23"),
    ("9-7-1", 2015, "58.0", 2023, "59.4", 1, "50.0", 2030, "", "0.3032590318192592", "5.0", "target_achieved", "2025-03-14"),
];

#[track_caller]
fn hold_against_canada(
    series: &str,
    [base, newest]: [Option<Point>; 2],
    goal: &Goal,
    (value, score, status): (&str, &str, &str),
) {
    let mut points: Vec<Point> = base.into_iter().chain(newest).collect();
    points.dedup();
    let found = Method::StatCan.ask(&points, goal, 2026);
    assert_eq!(found.status.as_str(), status, "{series}");
    for (found, expected) in [(found.value, value), (found.score, score)] {
        let expected: Option<f64> = (!expected.is_empty()).then(|| expected.parse().unwrap());
        match (found, expected) {
            (Some(_), Some(expected)) => near(found, expected),
            (found, expected) => assert_eq!(found, expected, "{series}"),
        }
    }
}

#[track_caller]
fn canadian_goal(direction: &str, target: &str, target_year: u16, limit: &str, base_year: u16) -> Goal {
    let direction = if direction == "1" { Up } else { Down };
    let goal = match target {
        "" => Goal::improve(direction, Some(target_year)),
        target => Goal::reach(direction, dec(target), target_year),
    };
    goal.with_natural_limit((!limit.is_empty()).then(|| dec(limit))).since(base_year)
}

#[test]
fn statistics_canada_gives_the_same_numbers_and_words() {
    for (series, base_year, base, year, value, direction, target, target_year, limit, progress, score, status, _) in
        STATISTICS_CANADA
    {
        let some = |year, value: &str| (!value.is_empty()).then(|| point(year, value));
        let goal = canadian_goal(&direction.to_string(), target, target_year, limit, base_year);
        hold_against_canada(series, [some(base_year, base), some(year, value)], &goal, (progress, score, status));
    }
}

#[test]
fn the_canadian_table_has_every_status_with_and_without_a_target() {
    let has = |status: &str, target: bool, limit: bool| {
        STATISTICS_CANADA.iter().any(|row| row.11 == status && row.6.is_empty() != target && row.8.is_empty() != limit)
    };
    for status in ["substantial_progress", "moderate_progress", "limited_progress", "deterioration", "not_available"] {
        assert!(has(status, true, false) && has(status, false, false) && has(status, false, true), "{status}");
    }
    assert!(has("target_achieved", true, false));
    assert!(STATISTICS_CANADA.iter().any(|row| row.9 == "0.0"));
}

const PREMATURE_MORTALITY: [&str; 31] = [
    "234.6", "225.0", "222.9", "216.4", "212.2", "208.2", "199.6", "193.3", "188.8", "184.3", "179.0", "177.0",
    "173.2", "166.4", "164.7", "159.2", "157.9", "158.8", "157.4", "155.4", "157.1", "152.9", "155.8", "149.1",
    "153.0", "151.6", "148.7", "151.1", "145.9", "145.4", "151.8",
];

const EARLY_SCHOOL_LEAVERS: [&str; 23] = [
    "14.9", "14.9", "12.5", "12.6", "12.8", "12.1", "13.83", "14.09", "12.73", "11.8", "11.1", "11.86", "11.56",
    "10.37", "9.81", "9.53", "9.82", "10.3", "10.11", "10.34", "10.34", "10.1", "11.6",
];

const PAY_GAP: [&str; 17] = [
    "23.0", "23.0", "23.0", "23.0", "22.0", "22.0", "23.0", "22.0", "22.0", "22.0", "21.0", "20.0", "20.0", "19.0",
    "18.0", "18.0", "18.0",
];

/// The German goals by indicator and number.
fn german_goal(indicator: &str, number: &str) -> Goal {
    match (indicator, number) {
        ("3.1.a", "1") => reach_down("100", 2030),
        ("4.1.a", "1") => reach_down("9.5", 2030),
        ("4.1.a", "2") | ("5.1.a", "1") => reach_down("10", 2020),
        ("5.1.a", "2") => Goal::keep(Down, dec("10"), Some(2030)),
        _ => panic!("{indicator} has no target {number}"),
    }
}

/// Series, indicator, number of the target, first year, symbols.
type Cells<'a> = (&'a [Point], &'static str, &'static str, u16, [Status; 7]);

#[test]
fn destatis_has_the_same_weather() {
    use Status::{Cloud, NotAvailable, Sun, Thunderstorm};
    let mortality = years(1991, &PREMATURE_MORTALITY);
    let leavers = years(1999, &EARLY_SCHOOL_LEAVERS);
    let gap = years(2006, &PAY_GAP);
    // No symbol where the assessment had ended.
    let cells: [Cells<'_>; 5] = [
        (&mortality, "3.1.a", "1", 2014, [Cloud; 7]),
        (&leavers, "4.1.a", "1", 2015, [Sun, Sun, Sun, Thunderstorm, Thunderstorm, Thunderstorm, Thunderstorm]),
        (&leavers, "4.1.a", "2", 2015, [Sun, Cloud, Cloud, Thunderstorm, Thunderstorm, Thunderstorm, NotAvailable]),
        (&gap, "5.1.a", "1", 2015, [Thunderstorm, Cloud, Cloud, Cloud, Cloud, Cloud, NotAvailable]),
        (&gap, "5.1.a", "2", 2015, [Thunderstorm, Cloud, Cloud, Cloud, Cloud, Cloud, Cloud]),
    ];
    let mut compared = 0;
    for (points, indicator, number, first, symbols) in cells {
        let goal = german_goal(indicator, number);
        for (year, symbol) in (first..).zip(symbols) {
            let found = Method::Destatis.ask(points, &goal, year);
            assert_eq!(found.status, symbol, "{indicator} target {number}, {year}");
            if symbol == NotAvailable {
                assert_eq!(found.ground, Ground::TargetYearOver);
            } else {
                assert_eq!(found.year, Some(year));
            }
            compared += 1;
        }
    }
    assert_eq!(compared, 35);
    // A target to be kept needs no last year.
    assert_eq!(Method::Destatis.ask(&gap, &keep_down("10"), 2021).status, Cloud);
}

fn data(name: &str) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("ZHIBIAO_DATA") else {
        // Straight to the terminal: what a passing test prints is hidden.
        let _ = writeln!(std::io::stderr(), "SKIPPED: ZHIBIAO_DATA does not name the folder of progress/{name}");
        return None;
    };
    Some(Path::new(&folder).join("progress").join(name))
}

fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// `2015`, or `2015.0` as the files have it.
#[track_caller]
fn year_of(text: &str) -> u16 {
    text.trim_end_matches(".0").parse().unwrap()
}

#[test]
fn all_of_the_canadian_file() {
    let Some(path) = data("statcan-cif.csv") else { return };
    let rows = table(&path);
    for row in &rows {
        let pair = |year: &str, value: &str| (!row[value].is_empty()).then(|| point(year_of(&row[year]), &row[value]));
        let limit = if row["target"].is_empty() { &row["limit"] } else { "" };
        let (base_year, target_year) = (year_of(&row["base_year"]), year_of(&row["target_year"]));
        let goal = canadian_goal(&row["direction"], &row["target"], target_year, limit, base_year);
        let ends = [pair("base_year", "base_value"), pair("current_year", "current_value")];
        hold_against_canada(&row["series"], ends, &goal, (&row["progress_value"], &row["score"], &row["status"]));
    }
    assert!(rows.len() >= 158, "{} rows", rows.len());
}

#[test]
fn all_of_the_german_files() {
    let (Some(series), Some(verdicts)) = (data("destatis-series.csv"), data("destatis-verdicts.csv")) else { return };
    let mut all: BTreeMap<String, Vec<Point>> = BTreeMap::new();
    for row in table(&series) {
        all.entry(row["indicator"].clone()).or_default().push(point(year_of(&row["year"]), &row["value"]));
    }
    let rows = table(&verdicts);
    for row in &rows {
        let goal = german_goal(&row["indicator"], &row["target_no"]);
        let found = Method::Destatis.ask(&all[&row["indicator"]], &goal, year_of(&row["year"]));
        let symbol = if row["symbol"].is_empty() { "not_available" } else { &row["symbol"] };
        assert_eq!(found.status.as_str(), symbol, "{row:?}");
    }
    assert!(rows.len() >= 35, "{} rows", rows.len());
}

mod canada {
    use super::*;

    fn ask(points: &[Point], goal: &Goal) -> Progress {
        Method::StatCan.ask(points, goal, 2024)
    }

    /// Status, ground, value and score.
    #[track_caller]
    fn expect(found: &Progress, status: Status, ground: Ground, value: f64, score: f64) {
        assert_eq!((found.status, found.ground), (status, ground), "{found:?}");
        near(found.value, value);
        near(found.score, score);
    }

    #[track_caller]
    fn nothing(found: &Progress, year: Option<u16>, ground: Ground) {
        let found = (found.status, found.ground, found.year, found.value, found.score);
        assert_eq!(found, (Status::NotAvailable, ground, year, None, None));
    }

    /// One year of growth from 100, and a doubling asked for in that year: the ratio is the growth.
    fn ratio(newest: &str) -> Progress {
        ask(&points(&[(2020, "100"), (2021, newest)]), &reach_up("200", 2021).since(2020))
    }

    #[test]
    fn thresholds_with_a_target_belong_to_the_better_word() {
        use Status::{Deterioration, LimitedProgress, ModerateProgress, SubstantialProgress};
        // R, and 7.1429 R − 4.2857 from 0.6 on, 4.1667 R − 2.5 below.
        let cases = [
            ("195", SubstantialProgress, 0.95, 2.500_055),
            ("194.999999", ModerateProgress, 0.949_999_99, 2.500_054_928_571),
            ("160", ModerateProgress, 0.6, 0.000_04),
            ("159.9999", LimitedProgress, 0.599_999, 0.000_015_833_3),
            ("100", LimitedProgress, 0.0, -2.5),
            ("99.9999", Deterioration, -0.000_001, -2.500_004_166_7),
            // Below R = −0.6 the score stays at −5: 4.1667 · 0.599 is 2.4958533.
            ("40.1", Deterioration, -0.599, -4.995_853_3),
            ("39.9", Deterioration, -0.601, -5.0),
            ("10", Deterioration, -0.9, -5.0),
        ];
        for (newest, status, value, score) in cases {
            expect(&ratio(newest), status, Ground::GrowthAgainstRequired, value, score);
        }
        // 1.29 · 7.1429 − 4.2857; 1.3 gives 5.00007, which is 5. The target is 300, so that it is not met: R = g ÷ 2.
        let above = |newest| ask(&points(&[(2020, "100"), (2021, newest)]), &reach_up("900", 2022).since(2020));
        expect(&above("358"), SubstantialProgress, Ground::GrowthAgainstRequired, 1.29, 4.928_641);
        expect(&above("360"), SubstantialProgress, Ground::GrowthAgainstRequired, 1.3, 5.0);
        // Where less is better: halving in two years was asked for, a fall to a quarter a year is 0.5 of (1 − 0.5).
        let down = ask(&points(&[(2020, "100"), (2021, "75")]), &reach_down("25", 2022).since(2020));
        expect(&down, LimitedProgress, Ground::GrowthAgainstRequired, 0.5, -0.416_65);
        let up = ask(&points(&[(2020, "100"), (2021, "125")]), &reach_down("25", 2022).since(2020));
        expect(&up, Deterioration, Ground::GrowthAgainstRequired, -0.5, -4.583_35);
    }

    #[test]
    fn a_newest_value_that_meets_the_target_has_achieved_it_whatever_the_trend() {
        let met = ratio("200");
        expect(&met, Status::TargetAchieved, Ground::TargetMet, 1.0, 5.0);
        // It was 50, is 90, and 100 at most is asked for: 0.8 against a required 1 in one year, the wrong way.
        let worse = ask(&points(&[(2020, "50"), (2021, "90")]), &reach_down("100", 2021).since(2020));
        expect(&worse, Status::TargetAchieved, Ground::TargetMet, -0.8, 5.0);
        // Only where the target itself does not do is a value on it not there yet.
        let strict = ask(&points(&[(2020, "100"), (2021, "200")]), &reach_up("200", 2021).strictly().since(2020));
        expect(&strict, Status::SubstantialProgress, Ground::GrowthAgainstRequired, 1.0, 2.8572);
    }

    #[test]
    fn a_target_on_the_wrong_side_of_the_base_is_no_progress() {
        // At most 10 was asked for, it was 8 and is 12: growth of a half where a quarter leads to the target.
        let found = ask(&points(&[(2020, "8"), (2021, "12")]), &reach_down("10", 2021).since(2020));
        expect(&found, Status::Deterioration, Ground::GrowthAgainstRequired, -2.0, -5.0);
        // The base is the target: any growth is infinitely much of none.
        let found = ask(&points(&[(2020, "10"), (2021, "12")]), &reach_down("10", 2022).since(2020));
        assert_eq!((found.status, found.value, found.score), (Status::Deterioration, None, Some(-5.0)));
    }

    /// One year of growth from 1000 without a target.
    fn alone(newest: &str) -> Progress {
        ask(&points(&[(2020, "1000"), (2021, newest)]), &Goal::improve(Up, None).since(2020))
    }

    #[test]
    fn thresholds_without_a_target_belong_to_the_better_word() {
        use Status::{Deterioration, LimitedProgress, ModerateProgress, SubstantialProgress};
        // 500 p − 5 from 1.5 percent, 250 p − 1.25 from 0.5, 500 p − 2.5 from 0, 125 p − 2.5 below.
        let cases = [
            ("1015", SubstantialProgress, 0.015, 2.5),
            ("1014.9999", ModerateProgress, 0.014_999_9, 2.499_975),
            ("1005", ModerateProgress, 0.005, 0.0),
            ("1004.9999", LimitedProgress, 0.004_999_9, -0.000_05),
            ("1000", LimitedProgress, 0.0, -2.5),
            ("999.9999", Deterioration, -0.000_000_1, -2.500_012_5),
            ("1019", SubstantialProgress, 0.019, 4.5),
            ("1020", SubstantialProgress, 0.02, 5.0),
            ("1030", SubstantialProgress, 0.03, 5.0),
            ("984", Deterioration, -0.016, -4.5),
            ("980", Deterioration, -0.02, -5.0),
            ("500", Deterioration, -0.5, -5.0),
        ];
        for (newest, status, value, score) in cases {
            expect(&alone(newest), status, Ground::GrowthAlone, value, score);
        }
        // Over several years: 1.015² = 1.030225, 1.005³ = 1.015075125.
        let over = |year, newest| ask(&points(&[(2020, "1000"), (year, newest)]), &Goal::improve(Up, None).since(2020));
        expect(&over(2022, "1030.225"), SubstantialProgress, Ground::GrowthAlone, 0.015, 2.5);
        expect(&over(2023, "1015.075125"), ModerateProgress, Ground::GrowthAlone, 0.005, 0.0);
        // 0.985 of it where less is better.
        let found = ask(&points(&[(2020, "1000"), (2021, "985")]), &Goal::improve(Down, None).since(2020));
        expect(&found, SubstantialProgress, Ground::GrowthAlone, 0.015, 2.5);
    }

    #[test]
    fn no_growth_is_zero_whichever_way_is_better() {
        for direction in [Up, Down] {
            let found = ask(&points(&[(2020, "5"), (2021, "5")]), &Goal::improve(direction, None).since(2020));
            assert_eq!(found.value.unwrap().to_string(), "0", "{direction:?}");
            assert_eq!((found.status, found.score), (Status::LimitedProgress, Some(-2.5)));
        }
    }

    /// Base, newest a year later, natural limit: p is 0.01 in all of them.
    fn limited(base: &str, newest: &str, limit: &str) -> Progress {
        let goal = Goal::improve(Up, None).since(2020).with_natural_limit(Some(dec(limit)));
        ask(&points(&[(2020, base), (2021, newest)]), &goal)
    }

    #[test]
    fn a_natural_limit_lowers_the_thresholds() {
        use Status::{Deterioration, LimitedProgress, ModerateProgress, SubstantialProgress};
        // B = L ÷ 2: C = 1 − 0.5^4.44 = 0.9539290…; 0.01 is between 0.005 C and 0.015 C: 2.5 ÷ C − 1.25.
        expect(&limited("50", "50.5", "100"), ModerateProgress, Ground::GrowthAlone, 0.01, 1.370_739_879_070);
        // B = 0.9 L: C = 1 − 0.9^4.44 = 0.3736216…; 0.01 is above 0.015 C: 5 ÷ C − 5 is above 5.
        expect(&limited("90", "90.9", "100"), SubstantialProgress, Ground::GrowthAlone, 0.01, 5.0);
        // B = L: C = 0, and whatever is not below zero is substantial.
        expect(&limited("100", "101", "100"), SubstantialProgress, Ground::GrowthAlone, 0.01, 5.0);
        expect(&limited("100", "100", "100"), SubstantialProgress, Ground::GrowthAlone, 0.0, 5.0);
        expect(&limited("100", "99", "100"), Deterioration, Ground::GrowthAlone, -0.01, -3.75);
        // L < B < 2L, here B = 1.5 L: (2L − B) ÷ L = 0.5, the same C as half of L.
        expect(&limited("150", "151.5", "100"), ModerateProgress, Ground::GrowthAlone, 0.01, 1.370_739_879_070);
        // B = 1.1 L: as 0.9 L.
        expect(&limited("110", "111.1", "100"), SubstantialProgress, Ground::GrowthAlone, 0.01, 5.0);
        // B = 1.9 L: C = 1 − 0.1^4.44, still not 1.
        expect(&limited("190", "191.9", "100"), ModerateProgress, Ground::GrowthAlone, 0.01, 1.250_090_772_809);
        // B ≥ 2L: C = 1.
        expect(&limited("200", "202", "100"), ModerateProgress, Ground::GrowthAlone, 0.01, 1.25);
        expect(&limited("300", "303", "100"), ModerateProgress, Ground::GrowthAlone, 0.01, 1.25);
        // Signs of base and limit do not count: |−50| against |100|, and −50 to −49.5 is better by 0.01.
        expect(&limited("-50", "-49.5", "100"), ModerateProgress, Ground::GrowthAlone, 0.01, 1.370_739_879_070);
        // Negative growth: the limit changes nothing. Growth of 0.001 below 0.005 C: 0.5 ÷ C − 2.5.
        expect(&limited("50", "49.5", "100"), Deterioration, Ground::GrowthAlone, -0.01, -3.75);
        expect(&limited("50", "50.05", "100"), LimitedProgress, Ground::GrowthAlone, 0.001, -1.975_852_024_186);
        // With a target the limit is not looked at.
        let goal = reach_up("200", 2021).since(2020);
        let series = points(&[(2020, "100"), (2021, "195")]);
        assert_eq!(ask(&series, &goal), ask(&series, &goal.with_natural_limit(Some(dec("100")))));
    }

    #[test]
    fn a_base_or_target_of_zero_is_a_thousandth() {
        // 0 → 0.001; 0.002 a year later is growth of 1. Asked for: 0.003, growth of 2.
        let series = points(&[(2020, "0"), (2021, "0.002")]);
        let found = ask(&series, &reach_up("0.003", 2021).since(2020));
        expect(&found, Status::LimitedProgress, Ground::GrowthAgainstRequired, 0.5, -0.416_65);
        expect(
            &ask(&series, &Goal::improve(Up, None).since(2020)),
            Status::SubstantialProgress,
            Ground::GrowthAlone,
            1.0,
            5.0,
        );
        // 0.1 to 0 in two years: (0.001 ÷ 0.1)^½ = 0.1, −0.9 a year; seen: to 0.055 in one, −0.45.
        let found = ask(&points(&[(2020, "0.1"), (2021, "0.055")]), &reach_down("0", 2022).since(2020));
        expect(&found, Status::LimitedProgress, Ground::GrowthAgainstRequired, 0.5, -0.416_65);
        // A newest value of 0 is 0: everything is gone, growth of −1, and that meets a target of 0.
        let found = ask(&points(&[(2020, "0.1"), (2021, "0")]), &reach_down("0", 2022).since(2020));
        expect(&found, Status::TargetAchieved, Ground::TargetMet, 1.0 / 0.9, 5.0);
        let found = ask(&points(&[(2020, "5"), (2021, "0")]), &Goal::improve(Down, None).since(2020));
        expect(&found, Status::SubstantialProgress, Ground::GrowthAlone, 1.0, 5.0);
    }

    #[test]
    fn opposite_signs_have_no_growth_rate() {
        let goal = reach_up("10", 2022).since(2020);
        nothing(&ask(&points(&[(2020, "-5"), (2021, "5")]), &goal), Some(2021), Ground::OppositeSigns);
        nothing(&ask(&points(&[(2020, "5"), (2021, "-5")]), &goal), Some(2021), Ground::OppositeSigns);
        nothing(&ask(&points(&[(2020, "0"), (2021, "-5")]), &goal), Some(2021), Ground::OppositeSigns);
        // Base and target.
        nothing(&ask(&points(&[(2020, "-5"), (2021, "-4")]), &goal), Some(2021), Ground::OppositeSigns);
        nothing(
            &ask(&points(&[(2020, "5"), (2021, "4")]), &reach_down("-1", 2022).since(2020)),
            Some(2021),
            Ground::OppositeSigns,
        );
        let improve = Goal::improve(Up, None).since(2020);
        nothing(&ask(&points(&[(2020, "-5"), (2021, "5")]), &improve), Some(2021), Ground::OppositeSigns);
    }

    #[test]
    fn a_negative_base_turns_the_sign() {
        // −100 to −50 is better where more is: ratio 0.5, growth −0.5, turned 0.5. Asked for: −25 in two years, the same pace.
        let series = points(&[(2020, "-100"), (2021, "-50")]);
        let found = ask(&series, &reach_up("-25", 2022).since(2020));
        expect(&found, Status::SubstantialProgress, Ground::GrowthAgainstRequired, 1.0, 2.8572);
        expect(
            &ask(&series, &Goal::improve(Up, None).since(2020)),
            Status::SubstantialProgress,
            Ground::GrowthAlone,
            0.5,
            5.0,
        );
        expect(
            &ask(&series, &Goal::improve(Down, None).since(2020)),
            Status::Deterioration,
            Ground::GrowthAlone,
            -0.5,
            -5.0,
        );
    }

    #[test]
    fn without_the_base_year_the_next_later_one_is_the_base() {
        let goal = Goal::improve(Up, None).since(2018);
        // 2016 is closer to nothing: 2019 is the base, 1.21 in two years is 0.1.
        let found = ask(&points(&[(2016, "50"), (2017, "999"), (2019, "100"), (2021, "121")]), &goal);
        expect(&found, Status::SubstantialProgress, Ground::GrowthAlone, 0.1, 5.0);
        // Without a base year it is 2015, as published.
        assert_eq!(statcan::BASE_YEAR, 2015);
        let found = ask(&points(&[(2014, "1"), (2015, "100"), (2017, "121")]), &Goal::improve(Up, None));
        expect(&found, Status::SubstantialProgress, Ground::GrowthAlone, 0.1, 5.0);
        // The target's pace counts from that base too: 100 in 2019 to 146.41 in 2023 is 0.1 a year.
        let series = points(&[(2016, "50"), (2019, "100"), (2021, "121")]);
        let found = ask(&series, &reach_up("146.41", 2023).since(2018));
        expect(&found, Status::SubstantialProgress, Ground::GrowthAgainstRequired, 1.0, 2.8572);
    }

    #[test]
    fn too_few_years_have_no_verdict() {
        let goal = Goal::improve(Up, None).since(2020);
        nothing(&ask(&[], &goal), None, Ground::NoValue);
        nothing(&ask(&points(&[(2020, "5")]), &goal), Some(2020), Ground::OneYearOnly);
        nothing(&ask(&points(&[(2018, "4"), (2019, "4"), (2021, "5")]), &goal), Some(2021), Ground::OneYearOnly);
        nothing(&ask(&points(&[(2018, "4"), (2019, "5")]), &goal), Some(2019), Ground::BaseAfterNewest);
        nothing(&ask(&points(&[(2020, "5")]), &reach_up("6", 2025).since(2020)), Some(2020), Ground::OneYearOnly);
        nothing(&ask(&points(&[(2019, "5")]), &reach_up("4", 2025).since(2020)), Some(2019), Ground::BaseAfterNewest);
        // What is later than the year is not known.
        nothing(
            &Method::StatCan.ask(&points(&[(2020, "5"), (2021, "6")]), &goal, 2020),
            Some(2020),
            Ground::OneYearOnly,
        );
        nothing(&Method::StatCan.ask(&points(&[(2020, "5"), (2021, "6")]), &goal, 2019), None, Ground::NoValue);
    }

    /// The published program asks the newest value whether the target is achieved, before and apart from any growth.
    #[test]
    fn an_achieved_target_needs_no_growth() {
        let achieved = |values: &[(u16, &str)], goal: Goal| {
            let found = ask(&points(values), &goal.since(2015));
            (found.status, found.value, found.score) == (Status::TargetAchieved, None, Some(5.0))
        };
        assert!(achieved(&[(2020, "5")], reach_down("8", 2025)));
        assert!(!achieved(&[(2020, "9")], reach_down("8", 2025)));
        assert!(achieved(&[(2015, "5"), (2020, "-1")], reach_down("8", 2025)));
        assert!(!achieved(&[(2015, "5"), (2020, "-1")], reach_down("-2", 2025)));
    }

    /// On a limit that has to be passed, no growth is required and none was seen: the way is as long as it was.
    #[test]
    fn standing_on_a_limit_to_be_passed_is_no_progress() {
        let goal = reach_down("8.2", 2025).strictly().since(2015);
        let found = ask(&points(&[(2015, "8.2"), (2020, "8.2")]), &goal);
        assert_eq!((found.status, found.value), (Status::LimitedProgress, Some(0.0)));
    }

    /// A target of 0 is 0.001, also where it is asked whether it is met.
    #[test]
    fn a_target_of_zero_is_met_from_a_thousandth_on() {
        let status = |newest: &str, goal: Goal| ask(&points(&[(2015, "5"), (2020, newest)]), &goal.since(2015)).status;
        for (newest, expected) in [
            ("0.0005", Status::TargetAchieved),
            ("0.001", Status::TargetAchieved),
            // (0.00100001 ÷ 5)^(1÷5) − 1 against (0.001 ÷ 5)^(1÷10) − 1: more than was asked for.
            ("0.00100001", Status::SubstantialProgress),
        ] {
            assert_eq!(status(newest, reach_down("0", 2025)), expected, "{newest}");
        }
        let up = |newest: &str| ask(&points(&[(2015, "-5"), (2020, newest)]), &reach_up("0", 2025).since(2015)).status;
        assert_eq!([up("0.001"), up("0.0005")], [Status::TargetAchieved, Status::NotAvailable]);
    }

    #[test]
    fn a_target_needs_a_year_after_the_base() {
        let series = points(&[(2020, "100"), (2021, "110")]);
        nothing(&ask(&series, &Goal::keep(Up, dec("120"), None).since(2020)), Some(2021), Ground::NoTargetYear);
        nothing(&ask(&series, &reach_up("120", 2020).since(2020)), Some(2021), Ground::TargetYearOver);
        // A target that is kept until a year is asked about like one for that year.
        let kept = ask(&series, &Goal::keep(Up, dec("144"), Some(2022)).since(2020));
        expect(&kept, Status::LimitedProgress, Ground::GrowthAgainstRequired, 0.5, -0.416_65);
        // Met is met, even so.
        let found = ask(&series, &Goal::keep(Up, dec("110"), None).since(2020));
        assert_eq!((found.status, found.value, found.score), (Status::TargetAchieved, None, Some(5.0)));
    }

    #[test]
    fn the_mean_of_scores_has_a_status_of_its_own() {
        use Status::{Deterioration, LimitedProgress, ModerateProgress, SubstantialProgress};
        let cases: [(&[f64], Option<Status>); 9] = [
            (&[], None),
            (&[5.0, 0.0], Some(SubstantialProgress)),
            (&[2.49], Some(ModerateProgress)),
            (&[2.5, -2.5], Some(ModerateProgress)),
            (&[-0.01], Some(LimitedProgress)),
            (&[-5.0, 0.0], Some(LimitedProgress)),
            (&[-2.51], Some(Deterioration)),
            (&[-5.0, -5.0, 2.0], Some(Deterioration)),
            (&[5.0, 5.0, -2.0], Some(SubstantialProgress)),
        ];
        for (scores, expected) in cases {
            assert_eq!(statcan::status_of_mean(scores), expected, "{scores:?}");
        }
    }
}

mod germany {
    use super::*;
    use Status::{Cloud, LightCloud, NotAvailable, Sun, Thunderstorm};

    #[track_caller]
    fn ask(points: &[Point], goal: &Goal) -> (Status, Ground) {
        let found = Method::Destatis.ask(points, goal, 2020);
        assert_eq!(found.score, None);
        (found.status, found.ground)
    }

    /// 2015 to 2020, at most 40 in 2025, 50 in 2020: the fall of five years is carried on for five.
    fn falling(first: &str) -> Progress {
        let series = years(2015, &[first, "90", "10", "44", "70", "50"]);
        // 10 would have met the target; the base year leaves it out.
        Method::Destatis.ask(&series, &reach_down("40", 2025).since(2018), 2020)
    }

    #[test]
    fn a_miss_of_5_and_of_20_percent_belongs_to_the_cloud_before_it() {
        // From 59.5 to 50 leads to 40.5: 0.5 of 10 are missing, 5 percent, which is not less than 5.
        let cases = [
            ("60", Sun, 40.0),
            ("70", Sun, 30.0),
            ("59.501", Sun, 40.499),
            ("59.5", LightCloud, 40.5),
            ("58", LightCloud, 42.0),
            ("57.999", Cloud, 42.001),
            ("50.001", Cloud, 49.999),
            ("50", Thunderstorm, 50.0),
            ("49", Thunderstorm, 51.0),
        ];
        for (first, status, projected) in cases {
            let found = falling(first);
            assert_eq!((found.status, found.ground, found.year), (status, Ground::Projection, Some(2020)), "{first}");
            near(found.value, projected);
        }
        // The same where more is better, with decimals that binary numbers do not have.
        for (first, status) in [("0.0405", LightCloud), ("0.0404999", Sun), ("0.042", LightCloud), ("0.0420001", Cloud)]
        {
            let series = years(2015, &[first, "0", "0", "0", "0", "0.05"]);
            assert_eq!(ask(&series, &reach_up("0.06", 2025)), (status, Ground::Projection), "{first}");
        }
    }

    #[test]
    fn in_the_target_year_only_the_value_itself_counts() {
        let series = years(2015, &["60", "58", "56", "54", "52", "50"]);
        assert_eq!(ask(&series, &reach_down("40", 2020)), (Cloud, Ground::Projection));
        assert_eq!(ask(&series, &reach_down("50", 2020)), (Sun, Ground::LevelAndTrend));
        // The target year is over.
        let over = Method::Destatis.ask(&series, &reach_down("40", 2019), 2020);
        assert_eq!(
            (over.status, over.ground, over.year, over.value),
            (NotAvailable, Ground::TargetYearOver, Some(2020), None)
        );
        // Not yet, while the newest value is that of the target year.
        assert_eq!(Method::Destatis.ask(&series, &reach_down("40", 2020), 2021).status, Cloud);
    }

    #[test]
    fn a_target_that_has_to_be_passed_is_not_reached_on_it() {
        let flat = years(2015, &["50"; 6]);
        assert_eq!(ask(&flat, &reach_down("50", 2025).strictly()), (Thunderstorm, Ground::Projection));
        assert_eq!(ask(&flat, &reach_down("50", 2025)), (Sun, Ground::LevelAndTrend));
        let falling = years(2015, &["51", "51", "51", "51", "51", "50"]);
        assert_eq!(ask(&falling, &reach_down("50", 2025).strictly()), (Sun, Ground::Projection));
        assert_eq!(ask(&falling, &reach_down("50", 2020).strictly()), (Cloud, Ground::Projection));
    }

    #[test]
    fn six_points_are_taken_whatever_the_holes_between_them() {
        // 2010 to 2020: 10 down in ten years, 1 a year, 5 more until 2025.
        let series =
            points(&[(2009, "1"), (2010, "60"), (2012, "90"), (2014, "90"), (2016, "90"), (2018, "90"), (2020, "50")]);
        let found = Method::Destatis.ask(&series, &reach_down("40", 2025).since(2010), 2020);
        assert_eq!((found.status, found.value), (Cloud, Some(45.0)));
        // A seventh point does not count: the trend is that of the last six.
        let longer = years(2014, &["0", "60", "90", "90", "90", "90", "50"]);
        let found = Method::Destatis.ask(&longer, &reach_down("40", 2025).since(2015), 2020);
        assert_eq!((found.status, found.value), (Sun, Some(40.0)));
    }

    #[test]
    fn with_fewer_points_four_consecutive_years_at_the_end_will_do() {
        let goal = reach_down("40", 2023);
        // 2 a year, three years on: 44, 40 percent missing.
        let four = years(2017, &["56", "54", "52", "50"]);
        let found = Method::Destatis.ask(&four, &goal, 2020);
        assert_eq!((found.status, found.value), (Cloud, Some(44.0)));
        // Five consecutive: over four years, 4 a year.
        let five = years(2016, &["66", "54", "54", "52", "50"]);
        let found = Method::Destatis.ask(&five, &goal, 2020);
        assert_eq!((found.status, found.value), (Sun, Some(38.0)));
        // A fifth beyond a hole does not count.
        let hole = points(&[(2015, "99"), (2017, "56"), (2018, "54"), (2019, "52"), (2020, "50")]);
        assert_eq!(Method::Destatis.ask(&hole, &goal, 2020).value, Some(44.0));
        let few = [
            points(&[(2020, "50")]),
            years(2019, &["52", "50"]),
            years(2018, &["54", "52", "50"]),
            points(&[(2016, "58"), (2018, "54"), (2019, "52"), (2020, "50")]),
            points(&[(2015, "58"), (2016, "56"), (2018, "54"), (2019, "52"), (2020, "50")]),
            points(&[(2015, "58"), (2016, "56"), (2017, "54"), (2018, "52"), (2020, "50")]),
        ];
        for series in few {
            let found = Method::Destatis.ask(&series, &goal, 2020);
            assert_eq!(
                (found.status, found.ground, found.year),
                (NotAvailable, Ground::TooFewYears, Some(2020)),
                "{series:?}"
            );
        }
        assert_eq!(ask(&[], &goal), (NotAvailable, Ground::NoValue));
    }

    #[test]
    fn a_value_to_be_kept_is_judged_by_level_and_trend() {
        let cases: [([&str; 4], Status); 7] = [
            (["12", "11", "10", "9"], Sun),
            (["9", "9", "9", "9"], Sun),
            (["10", "10", "10", "10"], Sun),
            (["8", "8", "8", "9"], LightCloud),
            (["14", "13", "13", "12"], Cloud),
            (["12", "11", "11", "12"], Thunderstorm),
            (["11", "11", "11", "12"], Thunderstorm),
        ];
        for (values, status) in cases {
            let series = years(2017, &values);
            for goal in [keep_down("10"), Goal::keep(Down, dec("10"), Some(2030))] {
                assert_eq!(ask(&series, &goal), (status, Ground::LevelAndTrend), "{values:?}");
            }
            // A target already reached before its year is judged alike, if it was reached at all.
            if values.iter().any(|value| dec(value) <= dec("10")) {
                assert_eq!(ask(&series, &reach_down("10", 2030)), (status, Ground::LevelAndTrend), "{values:?}");
            }
        }
        let over = Goal::keep(Down, dec("10"), Some(2019));
        assert_eq!(ask(&years(2017, &["9"; 4]), &over), (NotAvailable, Ground::TargetYearOver));
    }

    #[test]
    fn a_target_reached_earlier_and_lost_again_is_judged_by_its_trend() {
        let goal = reach_down("10", 2030);
        // 9 in 2016 met it; 11 does not, and is on the way there.
        let back = years(2014, &["15", "12", "9", "12", "12", "12", "11"]);
        assert_eq!(ask(&back, &goal), (Cloud, Ground::LevelAndTrend));
        // Over the last six, 2015 to 2020, 12 became 13.
        let away = years(2014, &["15", "12", "9", "12", "12", "12", "13"]);
        assert_eq!(ask(&away, &goal), (Thunderstorm, Ground::LevelAndTrend));
        // Counted from 2017, it never was.
        assert_eq!(ask(&back, &goal.since(2017)).1, Ground::Projection);
    }

    #[test]
    fn a_direction_has_four_combinations() {
        let goal = Goal::improve(Down, None);
        let cases: [([&str; 6], Status); 9] = [
            (["20", "19", "18", "17", "16", "15"], Sun),
            (["20", "19", "18", "17", "15", "16"], LightCloud),
            (["20", "19", "18", "17", "16", "16"], LightCloud),
            (["15", "16", "18", "17", "20", "19"], Cloud),
            (["19", "16", "18", "17", "20", "19"], Cloud),
            (["15", "16", "17", "18", "19", "20"], Thunderstorm),
            (["15", "16", "17", "18", "20", "20"], Thunderstorm),
            (["15", "15", "15", "15", "15", "15"], Thunderstorm),
            (["15", "15", "15", "15", "14", "15"], Thunderstorm),
        ];
        for (values, status) in cases {
            let series = years(2015, &values);
            assert_eq!(ask(&series, &goal), (status, Ground::AverageAndLastChange), "{values:?}");
            let every_year = Goal::improve_every_year(Down, 2025);
            assert_eq!(ask(&series, &every_year), (status, Ground::AverageAndLastChange), "{values:?}");
            // Turned over, up is what down was.
            let turned: Vec<Point> = series.iter().map(|point| Point { value: -point.value, ..*point }).collect();
            assert_eq!(ask(&turned, &Goal::improve(Up, None)).0, status, "{values:?}");
        }
        // The number told is the change a year, as the figure has it.
        let found = Method::Destatis.ask(&years(2015, &["20", "19", "18", "17", "16", "15"]), &goal, 2020);
        assert_eq!(found.value, Some(-1.0));
    }

    #[test]
    fn of_several_targets_the_next_years_counts_and_of_those_the_worst() {
        let series = years(2015, &["60", "58", "56", "54", "52", "50"]);
        let several = |goals: &[Goal], year| destatis::ask_several(&series, goals, year).status;
        // By 2025 it will be 40, by 2030 it will be 30.
        assert_eq!(several(&[reach_down("40", 2025), reach_down("10", 2030)], 2020), Sun);
        assert_eq!(several(&[reach_down("10", 2030), reach_down("40", 2025)], 2020), Sun);
        assert_eq!(several(&[reach_down("30", 2030), reach_down("10", 2025)], 2020), Cloud);
        // The first is over.
        assert_eq!(several(&[reach_down("51", 2019), reach_down("30", 2030)], 2020), Sun);
        assert_eq!(several(&[reach_down("51", 2018), reach_down("51", 2019)], 2020), NotAvailable);
        // Both in the same year: 42 or less is missed by 0 of 8, 38 by 2 of 12.
        assert_eq!(several(&[reach_down("42", 2025), reach_down("38", 2025)], 2020), LightCloud);
        assert_eq!(several(&[], 2020), NotAvailable);
        // What is kept every year always counts, whichever year it is kept until.
        let kept = [Goal::keep(Down, dec("45"), Some(2030)), keep_down("45")];
        for keep in kept {
            assert_eq!(several(&[reach_down("40", 2025), keep], 2020), Cloud, "{keep:?}");
            assert_eq!(several(&[keep, reach_down("40", 2025)], 2020), Cloud, "{keep:?}");
        }
        // One that has no answer hides none that has, whichever comes first: a distance of 37 digits cannot be worked with.
        let long = years(2015, &["999999990", "999999980", "999999970", "999999960", "999999950", "999999940"]);
        let (kept, endless) = (keep_down("999999999"), reach_down("0.0000000000000000000000000001", 2025));
        let of_long = |goals: &[Goal]| destatis::ask_several(&long, goals, 2020);
        assert_eq!(of_long(&[endless]).ground, Ground::Overflow);
        assert_eq!([of_long(&[kept, endless]), of_long(&[endless, kept])].map(|found| found.status), [Sun, Sun]);
        // And it hides no later target by its own year.
        assert_eq!(several(&[Goal::keep(Down, dec("55"), Some(2022)), reach_down("10", 2025)], 2020), Cloud);
        assert_eq!(several(&[Goal::keep(Down, dec("1"), Some(2019)), reach_down("40", 2025)], 2020), Sun);
    }

    #[test]
    fn an_interval_is_as_good_as_its_weaker_end() {
        let series = years(2015, &["35", "34", "33", "32", "31", "30"]);
        let interval = |low: &str, high: &str| {
            destatis::ask_several(&series, &[reach_up(low, 2025), reach_down(high, 2025)], 2020).status
        };
        // 30 is at least 20 and was so all along, though it falls; at most 25 will be reached in 2025.
        assert_eq!(interval("20", "25"), LightCloud);
        // At most 22 is missed by 3 of 8.
        assert_eq!(interval("20", "22"), Cloud);
        // At most 30 is reached and getting better, at least 28 is reached and getting worse.
        assert_eq!(interval("28", "30"), LightCloud);
        // At least 31 was reached, is lost, and goes away.
        assert_eq!(interval("31", "32"), Thunderstorm);
    }

    #[test]
    fn numbers_too_large_to_work_with_have_no_verdict() {
        let huge = "79228162514264337593543950335";
        let series = years(2015, &["0.0000000000000000000000000001", "1", "1", "1", "1", huge]);
        let found =
            Method::Destatis.ask(&series, &reach_down("0.0000000000000000000000000001", 2025).since(2016), 2020);
        assert!(matches!(found.ground, Ground::Overflow | Ground::TooFewYears | Ground::Projection), "{found:?}");
        for method in [Method::StatCan, Method::Un] {
            let found = method.ask(&series, &reach_down("1", 9999).since(2015), 2020);
            assert!(found.value.is_none_or(f64::is_finite), "{found:?}");
        }
    }
}

mod united_nations {
    use super::*;
    use Status::{AccelerationNeeded, MetOrOnTrack, NotAvailable, StagnationOrRegression};

    fn ask(points: &[Point], goal: &Goal) -> Progress {
        Method::Un.ask(points, goal, 2024)
    }

    #[track_caller]
    fn expect(found: &Progress, status: Status, ground: Ground, value: f64) {
        assert_eq!((found.status, found.ground, found.score), (status, ground, None), "{found:?}");
        near(found.value, value);
    }

    #[test]
    fn thresholds_belong_to_the_better_word() {
        // The target year is here: v_e is the value itself, and q = (v − 100) ÷ 100.
        let here = |newest| ask(&points(&[(2020, "100"), (2021, newest)]), &reach_up("200", 2021).since(2020));
        expect(&here("195"), MetOrOnTrack, Ground::Projection, 0.95);
        expect(&here("194.9999"), AccelerationNeeded, Ground::Projection, 0.949_999);
        expect(&here("110"), AccelerationNeeded, Ground::Projection, 0.1);
        expect(&here("109.9999"), StagnationOrRegression, Ground::Projection, 0.099_999);
        expect(&here("100"), StagnationOrRegression, Ground::Projection, 0.0);
        expect(&here("50"), StagnationOrRegression, Ground::Projection, -0.5);
        // With decimals that binary numbers do not have: 0.195 is 0.95 of the way from 0.1 to 0.2, 0.71 is 0.1 of that from 0.7 to 0.8.
        let small = |base, newest, target| {
            ask(&points(&[(2020, base), (2021, newest)]), &reach_up(target, 2021).since(2020)).status
        };
        assert_eq!(small("0.1", "0.195", "0.2"), MetOrOnTrack);
        assert_eq!(small("0.7", "0.71", "0.8"), AccelerationNeeded);
        assert_eq!(small("1.1", "1.12", "1.3"), AccelerationNeeded);
        assert_eq!(small("4.2", "4.39", "4.4"), MetOrOnTrack);
    }

    #[test]
    fn the_growth_seen_is_carried_on() {
        // 100 to 110 in a year, one more year: 121. Of 100 to 142: a half.
        let found = ask(&points(&[(2020, "100"), (2021, "110")]), &reach_up("142", 2022).since(2020));
        expect(&found, AccelerationNeeded, Ground::Projection, 0.5);
        // 100 to 81 in two years is 0.9 a year: 65.61 in two more, 34.39 of 50.
        let found = ask(&points(&[(2020, "100"), (2022, "81")]), &reach_down("50", 2024).since(2020));
        expect(&found, AccelerationNeeded, Ground::Projection, 0.687_8);
        let found = ask(&points(&[(2020, "100"), (2022, "81")]), &reach_down("65.61", 2024).since(2020));
        expect(&found, MetOrOnTrack, Ground::Projection, 1.0);
        // 10 to 5 in five years, 2.5 in five more: 7.5 of the 10 down to 0.
        let found = ask(&points(&[(2015, "10"), (2020, "5")]), &reach_down("0", 2025));
        expect(&found, AccelerationNeeded, Ground::Projection, 0.75);
        // −100 to −50 in a year, −25 in the next: all of the way to −25.
        let found = ask(&points(&[(2020, "-100"), (2021, "-50")]), &reach_up("-25", 2022).since(2020));
        expect(&found, MetOrOnTrack, Ground::Projection, 1.0);
    }

    #[test]
    fn a_newest_value_that_meets_the_target_is_always_met() {
        // Getting worse, and still below 100.
        let found = ask(&points(&[(2020, "50"), (2021, "90")]), &reach_down("100", 2025).since(2020));
        assert_eq!((found.status, found.ground, found.value), (MetOrOnTrack, Ground::TargetMet, None));
        let found = ask(&points(&[(2020, "200"), (2021, "100")]), &reach_down("100", 2021).since(2020));
        expect(&found, MetOrOnTrack, Ground::TargetMet, 1.0);
        // Whether growth is known or not: one year, opposite signs, base after newest, no target year, target year over.
        let met = [
            ask(&points(&[(2020, "90")]), &reach_down("100", 2025).since(2020)),
            ask(&points(&[(2020, "-5"), (2021, "5")]), &reach_up("4", 2025).since(2020)),
            ask(&points(&[(2018, "90"), (2019, "90")]), &reach_down("100", 2025).since(2020)),
            ask(&points(&[(2020, "200"), (2021, "90")]), &keep_down("100").since(2020)),
            ask(&points(&[(2020, "200"), (2022, "90")]), &reach_down("100", 2021).since(2020)),
        ];
        for found in met {
            assert_eq!((found.status, found.ground, found.value), (MetOrOnTrack, Ground::TargetMet, None), "{found:?}");
        }
    }

    #[test]
    fn a_base_that_met_the_target_is_no_way_to_go() {
        // At most 10 was asked for, it was 8 and is 12: the formula would count the rise as progress.
        for base in ["8", "10"] {
            let found = ask(&points(&[(2020, base), (2021, "12")]), &reach_down("10", 2025).since(2020));
            assert_eq!(
                (found.status, found.ground, found.value),
                (StagnationOrRegression, Ground::Projection, None),
                "{base}"
            );
            let found = ask(&points(&[(2020, "12"), (2021, base)]), &reach_up("11", 2025).since(2020));
            assert_eq!(
                (found.status, found.ground, found.value),
                (StagnationOrRegression, Ground::Projection, None),
                "{base}"
            );
        }
    }

    #[test]
    fn growth_decides_where_there_is_no_target() {
        let alone = |newest, direction| {
            ask(&points(&[(2020, "1000"), (2021, newest)]), &Goal::improve(direction, None).since(2020))
        };
        expect(&alone("1020", Up), MetOrOnTrack, Ground::GrowthAlone, 0.02);
        expect(&alone("1019.999", Up), AccelerationNeeded, Ground::GrowthAlone, 0.019_999);
        expect(&alone("1005", Up), AccelerationNeeded, Ground::GrowthAlone, 0.005);
        expect(&alone("1004.999", Up), StagnationOrRegression, Ground::GrowthAlone, 0.004_999);
        expect(&alone("1000", Up), StagnationOrRegression, Ground::GrowthAlone, 0.0);
        expect(&alone("980", Up), StagnationOrRegression, Ground::GrowthAlone, -0.02);
        expect(&alone("980", Down), MetOrOnTrack, Ground::GrowthAlone, 0.02);
        expect(&alone("995", Down), AccelerationNeeded, Ground::GrowthAlone, 0.005);
        expect(&alone("1020", Down), StagnationOrRegression, Ground::GrowthAlone, -0.02);
        // A negative base, getting closer to zero.
        let found = ask(&points(&[(2020, "-1000"), (2021, "-980")]), &Goal::improve(Up, None).since(2020));
        expect(&found, MetOrOnTrack, Ground::GrowthAlone, 0.02);
    }

    /// Years and values, the newest year, and why there is no verdict.
    type Edge = (&'static [(u16, &'static str)], Option<u16>, Ground);

    #[test]
    fn the_edges_of_growth_are_the_same() {
        let goal = reach_up("10", 2025).since(2020);
        let cases: [Edge; 6] = [
            (&[], None, Ground::NoValue),
            (&[(2020, "5")], Some(2020), Ground::OneYearOnly),
            (&[(2019, "4"), (2021, "5")], Some(2021), Ground::OneYearOnly),
            (&[(2018, "4"), (2019, "5")], Some(2019), Ground::BaseAfterNewest),
            (&[(2020, "-5"), (2021, "5")], Some(2021), Ground::OppositeSigns),
            (&[(2020, "0"), (2021, "-5")], Some(2021), Ground::OppositeSigns),
        ];
        for (values, year, ground) in cases {
            let found = ask(&points(values), &goal);
            assert_eq!((found.status, found.year, found.ground), (NotAvailable, year, ground), "{values:?}");
        }
        let series = points(&[(2020, "5"), (2022, "6")]);
        assert_eq!(ask(&series, &reach_up("10", 2021).since(2020)).ground, Ground::TargetYearOver);
        assert_eq!(ask(&series, &Goal::keep(Up, dec("10"), None).since(2020)).ground, Ground::NoTargetYear);
        // Without the base year the next later one: 2019 is not looked at.
        let found = ask(&points(&[(2019, "1"), (2021, "100"), (2022, "110")]), &reach_up("121", 2023).since(2020));
        expect(&found, MetOrOnTrack, Ground::Projection, 1.0);
        // A base of 0 grows from 0.001: to 0.002 in a year, 0.004 in the next, 3 of 9 thousandths.
        let found = ask(&points(&[(2020, "0"), (2021, "0.002")]), &reach_up("0.01", 2022).since(2020));
        expect(&found, AccelerationNeeded, Ground::Projection, 1.0 / 3.0);
    }
}

/// In the target year and after it there is nothing left to foresee: the year's own value decides, whatever came later.
#[test]
fn the_own_outlook_of_a_target_year_is_its_value() {
    let ask = |values: &[(u16, &str)], goal: Goal, year: u16| {
        let found = Method::Zhibiao.ask(&points(values), &goal, year);
        (found.status, found.ground, found.value)
    };
    let sure = (Status::OnCourse, Ground::TargetYearItself, Some(0.0));
    let missed = (Status::HardToReach, Ground::TargetYearItself, Some(1.0));
    let to_target = [(2020, "9"), (2021, "8.5"), (2022, "8.3"), (2023, "8.2")];
    assert_eq!(ask(&to_target, reach_down("8.2", 2023), 2023), sure);
    assert_eq!(ask(&to_target, reach_down("8.1", 2023), 2023), missed);
    let beyond = [&to_target[..], &[(2024, "9.9")]].concat();
    assert_eq!(ask(&beyond, reach_down("8.2", 2023), 2024), sure);
    // A later value does not stand for that of the year.
    let without = [&to_target[..3], &[(2024, "8.0")]].concat();
    let over = (Status::NoData, Ground::TargetYearOver, None);
    assert_eq!(ask(&without, reach_down("8.2", 2023), 2024), over);
    // Every step was taken, and one that is missing leaves it open.
    let every_year = Goal::improve_every_year(Down, 2023).since(2020);
    assert_eq!(ask(&to_target, every_year, 2023), sure);
    let gap = [(2020, "9"), (2022, "8.3"), (2023, "8.2")];
    assert_eq!(ask(&gap, every_year, 2023), (Status::NoData, Ground::MissingYear, None));
}

/// What the library's own method says where there is nothing to foresee, and why.
#[test]
fn the_own_outlook_names_what_it_lacks() {
    let ask = |values: &[(u16, &str)], goal: Goal| {
        let found = Method::Zhibiao.ask(&points(values), &goal, 2014);
        (found.status, found.ground, found.value)
    };
    // Every value is older than the base year: nothing to be better than.
    let old = [(2008, "89"), (2009, "86"), (2010, "78")];
    let improve = Goal::improve(Up, Some(2025)).since(2015);
    assert_eq!(ask(&old, improve), (Status::NoData, Ground::BaseAfterNewest, None));
    // Steps that count from a year after the last one.
    let rising = [(2008, "0"), (2009, "4"), (2011, "6"), (2012, "9"), (2013, "11")];
    for base in [2014, 2018] {
        let goal = Goal::improve_every_year(Down, 2014).since(base);
        assert_eq!(ask(&rising, goal), (Status::NoData, Ground::TargetYearOver, None), "{base}");
    }
    let goal = Goal::improve_every_year(Down, 2015).since(2012);
    assert_eq!(ask(&rising, goal), (Status::HardToReach, Ground::YearAlreadyMissed, Some(1.0)));
    // No year went the wrong way, but 4 is not what was to be kept.
    let falling = [(2011, "5"), (2012, "4.5"), (2013, "4")];
    assert_eq!(ask(&falling, keep_down("3")), (Status::HardToReach, Ground::KeptValueMissed, Some(1.0)));
}

/// In English a status reads as its keyword does; in Chinese each has a word of its own.
#[test]
fn every_status_and_method_has_its_words() {
    let mut chinese = BTreeSet::new();
    for status in Status::ALL {
        assert_eq!(status.in_words(Language::English), status.as_str().replace('_', " "));
        let word = status.in_words(Language::Chinese);
        assert!(word.chars().all(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter)), "{word}");
        assert!(chinese.insert(word), "{word} again");
    }
    // Those of the plans' own vocabulary.
    for word in ["提前达标", "预期可达标", "达标困难", "无数据"] {
        assert!(chinese.contains(word), "{word}");
    }
    assert_eq!(
        Method::ALL.iter().map(|method| method.name()).collect::<Vec<_>>(),
        ["StatCan", "Destatis", "UN", "zhibiao"]
    );
}

#[test]
fn methods_agree_when_all_or_none_of_them_fear() {
    let any = Method::Un.ask(&[], &Goal::improve(Up, None), 2024);
    let all = |statuses: &[Status]| {
        let with = |status: &Status| {
            let mut answer = any;
            answer.status = *status;
            answer
        };
        agree(&statuses.iter().map(with).collect::<Vec<_>>())
    };
    assert_eq!(all(&[]), None);
    assert_eq!(all(&[Status::Sun]), None);
    assert_eq!(all(&[Status::Sun, Status::NotAvailable, Status::NoData]), None);
    assert_eq!(all(&[Status::Sun, Status::OnCourse]), Some(true));
    assert_eq!(all(&[Status::LightCloud, Status::NoData, Status::TargetAchieved, Status::MetEarly]), Some(true));
    assert_eq!(all(&[Status::Cloud, Status::ModerateProgress, Status::AccelerationNeeded]), Some(true));
    assert_eq!(all(&[Status::Sun, Status::ModerateProgress]), Some(false));
    assert_eq!(all(&[Status::Sun, Status::NotAvailable, Status::HardToReach]), Some(false));
    assert_eq!(all(&[Status::Sun, Status::MetOrOnTrack, Status::Deterioration]), Some(false));
}
