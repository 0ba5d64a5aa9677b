//! Assessments: standing, straight path, changes, streaks and outlook. Expected values are worked out by hand from the limits of the
//! plan and from what each rule says.

use crate::support::{PLAN, dec, load, published, regions};
use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::fmt::Write;
use zhibiao::outlook::{Ground, Method, Status};
use zhibiao::report::{Dimension, ReportOptions};
use zhibiao::rule::Direction;
use zhibiao::{
    Assessed, Assessment, AssessmentParameters, Attestation, DataSet, DataSetBuilder, Language, Observation, PathPoint,
    Reason, Registry, Stage, Standing, TOTAL, Verdict,
};

/// A registry of one plan with these rules: short id, unit, rule.
pub fn registry_of(rules: &[(&str, &str, &str)]) -> Registry {
    registry_of_years(rules, 2025)
}

/// The same for a plan that goes on until another year.
fn registry_of_years(rules: &[(&str, &str, &str)], last_year: u16) -> Registry {
    let mut text = "domain = 1\ntitle = { zh = \"健康\", en = \"Health\" }\n[[objective]]\nitem = 1\ntitle = { zh = \"目\", en = \"O\" }\n".to_owned();
    for (id, unit, rule) in rules {
        write!(
            text,
            "[[objective.indicator]]\nid = \"{id}\"\nname = {{ zh = \"名{id}\", en = \"{id}\" }}\nunit = \"{unit}\"\napplies_at = \
             \"city\"\nrule = {rule}\nwording = \"若干\"\n"
        )
        .unwrap();
    }
    let plan = PLAN.replace("last_year = 2025", &format!("last_year = {last_year}"));
    load(&[("test/plan.toml", &plan), ("test/1-health.toml", &text)]).unwrap()
}

/// A data set of rows: short id or name, region, group, year, value.
pub fn data_of<'r>(registry: &'r Registry, rows: &[(&str, &str, &str, u16, &str)]) -> DataSet<'r> {
    let mut builder = DataSetBuilder::new(registry);
    for (indicator, region, group, year, value) in rows {
        let observation = Observation {
            group: Some((*group).to_owned()),
            ..Observation::new(*indicator, *region, *year, dec(value))
        };
        builder.add(&observation, None).unwrap();
    }
    builder.build().0
}

pub fn assess<'a>(data: &'a DataSet<'_>, year: u16) -> Assessment<'a> {
    data.assess(Stage::Annual, year, &AssessmentParameters::default())
}

/// A narrow band at the end of a long line: as the figures grow, what is added to their scatter must not widen both ways of missing it.
#[test]
fn a_line_into_a_narrow_band_grows_no_likelier_to_miss_it() {
    let rule = r#"{ kind = "band", centre = "1072.8", tolerance = "4.35" }"#;
    let registry = registry_of_years(&[("figure", RATE, rule)], 2035);
    let value = |year: u16| Decimal::new(89 + 760 * i64::from(year - 2021), 1);
    let words = (2023..=2034).map(|last| {
        let points: Vec<(u16, Decimal)> = (2021..=last).map(|year| (year, value(year))).collect();
        outlook_word(&registry, &points)
    });
    let words: Vec<Status> = words.collect();
    assert!(words.is_sorted_by_key(|word| rank(*word)), "{words:?}");
    assert_eq!(words.last(), Some(&Status::OnCourse));
}

/// What becomes of one series under a rule: `2021 8.0, 2022 8.4`, assessed for a year.
fn with_item<T>(unit: &str, rule: &str, series: &str, year: u16, look: impl FnOnce(&Assessed<'_>) -> T) -> T {
    let registry = registry_of(&[("figure", unit, rule)]);
    let rows: Vec<_> = series
        .split(", ")
        .map(|point| point.split_once(' ').unwrap())
        .map(|(year, value)| ("figure", "371500", TOTAL, year.parse().unwrap(), value))
        .collect();
    let data = data_of(&registry, &rows);
    let assessment = assess(&data, year);
    assert_eq!(assessment.items().len(), 1);
    look(&assessment.items()[0])
}

const RATE: &str = "per_100k_live_births";
const AT_MOST: &str = r#"{ kind = "upper_bound", limit = "8.2" }"#;
const BAND: &str = r#"{ kind = "band", centre = "45", tolerance = "2" }"#;
const FALLING: &str = r#"{ kind = "trend", direction = "down", baseline_year = 2020 }"#;
const FALLING_EVERY_YEAR: &str = r#"{ kind = "trend", direction = "down", every_year = true, baseline_year = 2020 }"#;
const ANNUAL: &str = r#"{ kind = "average_annual_change", direction = "down", points = "1", baseline_year = 2020 }"#;

#[test]
fn a_standing_sees_the_years_since_the_baseline_together() {
    let standing = |series: &str, year| with_item(RATE, AT_MOST, series, year, |item| (item.standing, item.met_year));
    assert_eq!(standing("2020 9.1, 2021 9.0, 2022 8.2", 2022), (Standing::MetEarly, Some(2022)));
    assert_eq!(standing("2020 9.1, 2024 8.5, 2025 8.2", 2025), (Standing::Met, Some(2025)));
    assert_eq!(standing("2020 9.1, 2025 8.5, 2026 8.2", 2026), (Standing::MetLate, Some(2026)));
    assert_eq!(standing("2020 9.1, 2021 8.0, 2022 8.1", 2022), (Standing::MetAndHeld, Some(2021)));
    // A year that cannot be judged breaks nothing.
    assert_eq!(standing("2021 8.0, 2023 8.1", 2023), (Standing::MetAndHeld, Some(2021)));
    assert_eq!(standing("2020 4.78, 2025 5.0", 2025), (Standing::MetAndHeld, Some(2020)));
    assert_eq!(standing("2021 8.0, 2022 8.4, 2023 8.1", 2023), (Standing::MetAgain, Some(2023)));
    assert_eq!(standing("2021 8.0, 2022 8.4, 2023 8.1, 2025 8.1", 2025), (Standing::MetAgain, Some(2023)));
    assert_eq!(standing("2020 8.0, 2021 8.1, 2022 8.3", 2022), (Standing::MetThenLost, Some(2021)));
    assert_eq!(standing("2020 8.0, 2021 8.3, 2022 8.3", 2022), (Standing::MetThenLost, Some(2020)));
    assert_eq!(standing("2020 9.1, 2021 8.3", 2021), (Standing::NotMet, None));
    // What was before the plan is none of its business, nor what comes after the assessed year.
    assert_eq!(standing("2019 8.0, 2020 9.1, 2021 8.3, 2022 8.0", 2021), (Standing::NotMet, None));
    assert_eq!(standing("2021 8.0", 2022), (Standing::Undetermined, Some(2021)));
    assert_eq!(standing("2021 8.3", 2022), (Standing::Undetermined, None));
    assert_eq!(standing("2019 8.0", 2019), (Standing::MetEarly, Some(2019)));
}

#[test]
fn slipping_is_the_wrong_way_and_matters() {
    let slips = |unit, rule, series: &str, year| with_item(unit, rule, series, year, |item| item.slipping);
    let bound = |series| slips(RATE, AT_MOST, series, 2023);
    // Not met, and moving away, nearer, or not at all.
    assert!(bound("2022 8.5, 2023 8.6"));
    assert!(!bound("2022 8.5, 2023 8.4"));
    assert!(!bound("2022 8.5, 2023 8.5"));
    // Met; two more years at +0.2 lead to 8.4, at +0.1 to 8.1, and from 7.6 by 0.2 a year exactly to 8.2.
    assert!(bound("2022 7.8, 2023 8.0"));
    assert!(!bound("2022 7.8, 2023 7.9"));
    assert!(!bound("2022 7.6, 2023 7.8"));
    assert!(slips(RATE, r#"{ kind = "upper_bound", limit = "8.2", strict = true }"#, "2022 7.6, 2023 7.8", 2023));
    // Over two years: 0.1 a year leads to 8.2, 0.11 to 8.24.
    assert!(!bound("2021 7.8, 2023 8.0"));
    assert!(bound("2021 7.8, 2023 8.02"));
    // Worse, and far better than asked for.
    assert!(!bound("2022 4.78, 2023 5.0"));
    assert!(!bound("2023 9.0"));
    assert!(!bound("2021 8.0, 2022 9.0"), "nothing is known of 2023");
    // A band: out at the top by 2025 (47.2), inside (46.6), out at the bottom (41.5), back from above, on and on above.
    let band = |series| slips("percent", BAND, series, 2023);
    assert!(band("2022 46.0, 2023 46.4"));
    assert!(!band("2022 46.0, 2023 46.2"));
    assert!(band("2022 44.0, 2023 43.5, 2023 43.5"));
    assert!(!band("2022 44.0, 2023 43.8"));
    assert!(!band("2022 49.0, 2023 48.0"));
    assert!(band("2022 48.0, 2023 49.0"));
    // Below 10 of 2020: up to 9.3 leads to 9.9; from 8.5 to 9.0 exactly to 10, which is no fall.
    let trend = |series| slips("percent", FALLING, series, 2023);
    assert!(!trend("2020 10.0, 2022 9.0, 2023 9.3"));
    assert!(trend("2020 10.0, 2022 9.0, 2023 9.4"));
    assert!(trend("2020 10.0, 2022 8.5, 2023 9.0"));
    // A fall every year is broken by one rise, however far below the baseline.
    let yearly = |series| slips("percent", FALLING_EVERY_YEAR, series, 2022);
    assert!(yearly("2020 5.0, 2021 4.5, 2022 4.6"));
    assert!(!yearly("2020 5.0, 2021 4.5, 2022 4.4"));
}

#[test]
fn the_straight_path_by_hand() {
    let path = |unit, rule, series: &str, year| with_item(unit, rule, series, year, |item| item.path);
    let at = |path: Option<PathPoint>| path.map(|path| (path.value.to_string(), path.ahead));
    let expect = |value: &str, ahead| Some((value.to_owned(), ahead));
    // 9.1 − 0.9 × 3 ÷ 5; exactly on it is ahead.
    assert_eq!(at(path(RATE, AT_MOST, "2020 9.1, 2023 8.56", 2023)), expect("8.56", true));
    assert_eq!(at(path(RATE, AT_MOST, "2020 9.1, 2023 8.57", 2023)), expect("8.56", false));
    assert_eq!(at(path(RATE, AT_MOST, "2020 9.1, 2025 8.2", 2025)), expect("8.2", true));
    assert_eq!(at(path(RATE, AT_MOST, "2020 9.1", 2020)), expect("9.1", true));
    // 83 + 12 × 3 ÷ 5.
    let at_least = r#"{ kind = "lower_bound", limit = "95" }"#;
    assert_eq!(at(path("percent", at_least, "2020 83, 2023 90", 2023)), expect("90.2", false));
    assert_eq!(at(path("percent", at_least, "2020 83, 2023 90.2", 2023)), expect("90.2", true));
    // Down to 7.2: 9 − 1.8 × 2 ÷ 5.
    let decrease = r#"{ kind = "relative_decrease", baseline_year = 2020, percent = "20" }"#;
    assert_eq!(at(path("percent", decrease, "2020 9.0, 2022 8.3", 2022)), expect("8.28", false));
    // Down to 47.7: 52.7 − 5 × 2 ÷ 5.
    assert_eq!(at(path("percent", ANNUAL, "2020 52.7, 2022 51.9", 2022)), expect("50.7", false));
    assert_eq!(at(path("percent", ANNUAL, "2020 52.7, 2022 50.7", 2022)), expect("50.7", true));
    // Up to 43 from below, down to 47 from above, nowhere from inside.
    assert_eq!(at(path("percent", BAND, "2020 40, 2023 42", 2023)), expect("41.8", true));
    assert_eq!(at(path("percent", BAND, "2020 50, 2023 48.3", 2023)), expect("48.2", false));
    assert_eq!(at(path("percent", BAND, "2020 44, 2023 42", 2023)), None);
    // As drawn, also where the baseline was better than the limit: 4.78 + 3.42 ÷ 5.
    assert_eq!(at(path(RATE, AT_MOST, "2020 4.78, 2021 5.5", 2021)), expect("5.464", false));
    // No limit of its own, no baseline, before the baseline, after the last year, no figure.
    assert_eq!(at(path("percent", FALLING, "2020 9, 2022 8", 2022)), None);
    assert_eq!(at(path("percent", FALLING_EVERY_YEAR, "2020 9, 2021 8", 2021)), None);
    assert_eq!(at(path(RATE, AT_MOST, "2021 9.1, 2023 8.5", 2023)), None);
    assert_eq!(at(path(RATE, AT_MOST, "2019 9.2, 2020 9.1", 2019)), None);
    assert_eq!(at(path(RATE, AT_MOST, "2020 9.1, 2026 8.5", 2026)), None);
    assert_eq!(at(path(RATE, AT_MOST, "2020 9.1, 2022 8.5", 2023)), None);
}

/// Seven years from 10 to 9: after three of them 10 − 3 ÷ 7 = 9.571428571…, shown with six decimals and decided with all.
#[test]
fn a_path_that_does_not_divide_is_rounded_to_be_shown_and_exact_to_decide() {
    let rule = r#"{ kind = "relative_decrease", baseline_year = 2018, percent = "10" }"#;
    for (value, ahead) in
        [("9.571428", true), ("9.571429", false), ("9.5714285714285", true), ("9.5714285714286", false)]
    {
        let path = with_item("percent", rule, &format!("2018 10, 2021 {value}"), 2021, |item| item.path.unwrap());
        assert_eq!((path.value.to_string(), path.ahead), ("9.571429".to_owned(), ahead), "{value}");
    }
}

#[test]
fn changes_in_points_and_percent() {
    let change = |series: &str| {
        with_item("cases_per_year", r#"{ kind = "upper_bound", limit = "8" }"#, series, 2023, |item| {
            let told = item.on_last_year.unwrap();
            (told.points.to_string(), told.percent.map(|percent| percent.to_string()))
        })
    };
    let is = |points: &str, percent: &str| (points.to_owned(), Some(percent.to_owned()));
    assert_eq!(change("2022 84, 2023 81"), is("-3", "-3.57"));
    // 1 of 800 is 0.125 percent.
    assert_eq!(change("2022 800, 2023 801"), is("1", "0.13"));
    assert_eq!(change("2022 800, 2023 799"), is("-1", "-0.13"));
    assert_eq!(change("2022 3, 2023 4"), is("1", "33.33"));
    assert_eq!(change("2022 5, 2023 5"), is("0", "0"));
    assert_eq!(change("2022 0, 2023 4"), ("4".to_owned(), None));

    let changes = |series: &str, year| {
        with_item(RATE, AT_MOST, series, year, |item| {
            [item.on_last_year, item.on_last_known, item.on_baseline]
                .map(|change| change.map(|change| (change.since, change.points.to_string())))
        })
    };
    let since = |year, points: &str| Some((year, points.to_owned()));
    let series = "2019 9.5, 2020 9.1, 2021 8.0, 2023 8.1, 2024 8.10";
    assert_eq!(changes(series, 2023), [None, since(2021, "0.1"), since(2020, "-1")]);
    assert_eq!(changes(series, 2024), [since(2023, "0"), since(2023, "0"), since(2020, "-1")]);
    assert_eq!(changes(series, 2020), [since(2019, "-0.4"), since(2019, "-0.4"), None]);
    assert_eq!(changes(series, 2019), [None, None, None]);
    assert_eq!(changes(series, 2022), [None, None, None]);
}

#[test]
fn changes_in_words() {
    let told = |unit, series: &str, language| {
        with_item(unit, r#"{ kind = "upper_bound", limit = "8.2" }"#, series, 2023, |item| {
            item.on_last_year.unwrap().in_words(item.evaluation.indicator(), language)
        })
    };
    let (zh, en) = (Language::Chinese, Language::English);
    assert_eq!(told(RATE, "2022 8.4, 2023 8.1", zh), "比2022年降低0.3/10万（3.57%）");
    assert_eq!(told(RATE, "2022 8.4, 2023 8.1", en), "down 0.3 per 100,000 live births on 2022 (3.57%)");
    assert_eq!(told("percent", "2022 40, 2023 41", zh), "比2022年提高1个百分点（2.5%）");
    assert_eq!(told("percent", "2022 40, 2023 41", en), "up 1 percentage point on 2022 (2.5%)");
    assert_eq!(told("percent", "2022 0, 2023 41", zh), "比2022年提高41个百分点");
    assert_eq!(told("percent", "2022 41.0, 2023 41", zh), "与2022年持平");
    assert_eq!(told("percent", "2022 41.0, 2023 41", en), "level with 2022");
}

#[test]
fn streaks_are_broken_by_holes_by_standing_still_and_by_turning_round() {
    let streak = |series: &str| {
        with_item(RATE, AT_MOST, series, 2023, |item| item.streak.map(|streak| (streak.direction, streak.years)))
    };
    assert_eq!(streak("2020 9, 2021 8, 2022 7, 2023 6, 2024 9"), Some((Direction::Down, 3)));
    assert_eq!(streak("2019 9, 2021 8, 2022 7, 2023 6"), Some((Direction::Down, 2)));
    assert_eq!(streak("2020 5, 2021 6, 2022 7, 2023 8"), Some((Direction::Up, 3)));
    assert_eq!(streak("2020 9, 2021 8, 2022 8, 2023 7"), None);
    assert_eq!(streak("2021 9, 2022 8, 2023 8.0"), None);
    assert_eq!(streak("2021 9, 2022 8, 2023 8.5"), None);
    assert_eq!(streak("2022 9, 2023 8"), None);
    assert_eq!(streak("2020 9, 2021 8, 2023 7"), None);
    assert_eq!(streak("2020 9, 2021 8, 2022 7"), None);
    let words = with_item(RATE, AT_MOST, "2021 9, 2022 8, 2023 7", 2023, |item| {
        let streak = item.streak.unwrap();
        [streak.in_words(Language::Chinese), streak.in_words(Language::English)]
    });
    assert_eq!(words, ["连续2年下降", "falling for 2 years"]);
}

/// The reasons that are counted are told in words, in both languages; a rule that asks more each year ends with its plan.
#[test]
fn a_year_after_the_plan_is_counted_in_words() {
    let a_point_a_year =
        r#"{ kind = "average_annual_change", direction = "down", points = "1", baseline_year = 2020 }"#;
    let registry = registry_of(&[("figure", "percent", a_point_a_year)]);
    let data =
        data_of(&registry, &[("figure", "371500", TOTAL, 2020, "52.7"), ("figure", "371500", TOTAL, 2026, "46")]);
    let assessment = assess(&data, 2026);
    let report = assessment.report(&ReportOptions::default());
    assert!(report.to_text(Language::English).contains("no verdict: after the plan's period 1"));
    assert!(report.to_text(Language::Chinese).contains("规划期已过1项"));
}

#[test]
fn the_latest_value_is_the_newest_up_to_the_year() {
    let latest = |year| {
        with_item(RATE, AT_MOST, "2020 9.1, 2022 8.4, 2024 8.0", year, |item| {
            item.latest.map(|point| (point.year, point.value.to_string()))
        })
    };
    assert_eq!(latest(2019), None);
    assert_eq!(latest(2021), Some((2020, "9.1".to_owned())));
    assert_eq!(latest(2022), Some((2022, "8.4".to_owned())));
    assert_eq!(latest(2023), Some((2022, "8.4".to_owned())));
}

#[test]
fn stages_have_their_years_and_the_final_one_no_outlook() {
    let registry = Registry::builtin();
    let plan = registry.plans().next().unwrap();
    assert_eq!(Stage::ALL.iter().map(|stage| stage.year(plan)).collect::<Vec<_>>(), [None, Some(2023), Some(2025)]);
    let data = data_of(
        registry,
        &[("孕产妇死亡率", "371500", TOTAL, 2024, "8.0"), ("孕产妇死亡率", "371500", TOTAL, 2025, "8.1")],
    );
    for (stage, year, foreseen) in [
        (Stage::Annual, 2024, true),
        (Stage::MidTerm, 2024, true),
        (Stage::Final, 2024, false),
        // In the last year nothing is left to foresee, whatever the assessment is called.
        (Stage::Annual, 2025, false),
        (Stage::Final, 2025, false),
    ] {
        let assessment = data.assess(stage, year, &AssessmentParameters::default());
        assert_eq!((assessment.stage(), assessment.year()), (stage, year));
        let item = &assessment.items()[0];
        let standing = if year == 2024 { Standing::MetEarly } else { Standing::MetAndHeld };
        assert_eq!((item.outlook.is_some(), item.standing), (foreseen, standing));
    }
    let names = Stage::ALL.iter().map(|stage| stage.name(Language::Chinese));
    assert_eq!(names.collect::<Vec<_>>(), ["年度监测", "中期评估", "终期评估"]);
}

#[test]
fn what_was_never_observed_is_listed_unless_nothing_is_promised_of_it() {
    let registry = registry_of(&[
        ("one", "percent", r#"{ kind = "lower_bound", limit = "80" }"#),
        ("two", "percent", r#"{ kind = "lower_bound", limit = "80" }"#),
        ("three", "percent", r#"{ kind = "reported" }"#),
        ("four", "percent", r#"{ kind = "lower_bound", limit = "80" }"#),
    ]);
    let data = data_of(&registry, &[("three", "371500", TOTAL, 2023, "50"), ("four", "371500", "rural", 2012, "50")]);
    let assessment = assess(&data, 2023);
    let ids: Vec<&str> = assessment.unreported().iter().map(zhibiao::Indicator::short_id).collect();
    assert_eq!(ids, ["one", "two"]);
    // Quantities are no items; a figure of 2012 leaves 2023 without data, but was one.
    assert_eq!(assessment.items().len(), 1);
    assert_eq!(assessment.items()[0].evaluation.verdict(), Verdict::Undetermined(Reason::NoValue));
}

#[test]
fn nothing_favourable_rests_on_an_older_figure() {
    let outlook = |series: &str, year| {
        with_item(RATE, AT_MOST, series, year, |item| item.outlook.map(|outlook| (outlook.word, outlook.ground)))
    };
    let (good, bad) = ("2020 8.1, 2021 8.0, 2022 7.9", "2020 9.0, 2021 9.1, 2022 9.2");
    assert_eq!(outlook(good, 2022), Some((Status::MetEarly, Ground::Probability)));
    assert_eq!(outlook(good, 2023), Some((Status::NoData, Ground::StaleValue)));
    assert_eq!(outlook(bad, 2022), Some((Status::HardToReach, Ground::Probability)));
    assert_eq!(outlook(bad, 2023), Some((Status::HardToReach, Ground::Probability)));
    // 9.0 less 0.3 a year is 8.1 in 2025.
    assert_eq!(outlook("2020 9.6, 2021 9.3, 2022 9.0", 2022), Some((Status::OnCourse, Ground::Probability)));
    assert_eq!(outlook("2020 9.6, 2021 9.3, 2022 9.0", 2023), Some((Status::NoData, Ground::StaleValue)));
    assert_eq!(outlook("2022 8.0", 2023), Some((Status::NoData, Ground::StaleValue)));
    assert_eq!(outlook("2024 8.0", 2023), Some((Status::NoData, Ground::NoValue)));
}

/// What cannot be judged for want of a figure to compare with is neither on course nor met early, and counts for nothing.
#[test]
fn nothing_favourable_rests_on_what_cannot_be_judged() {
    let rise = r#"{ kind = "trend", direction = "up", baseline_year = 2020 }"#;
    let fall_every_year = r#"{ kind = "trend", direction = "down", every_year = true, baseline_year = 2020 }"#;
    let outlook = |rule: &str, series: &str| {
        with_item(RATE, rule, series, 2023, |item| item.outlook.map(|outlook| (outlook.word, outlook.ground)))
    };
    let open = Some((Status::NoData, Ground::MissingYear));
    // Without 2020 nobody knows what to be better than, whatever came before and after.
    assert_eq!(outlook(rise, "2018 79, 2019 82, 2021 79.5, 2022 80, 2023 80.5"), open);
    assert_eq!(outlook(rise, "2020 79, 2021 79.5, 2022 80, 2023 80.5"), Some((Status::MetEarly, Ground::Probability)));
    assert_eq!(outlook(rise, "2021 83, 2022 82, 2023 81"), open);
    // A year missing on the way, or the first.
    assert_eq!(outlook(fall_every_year, "2019 6.0, 2020 5.0, 2021 4.5, 2023 3.5"), open);
    assert_eq!(outlook(fall_every_year, "2018 6, 2019 5.5, 2021 4.5, 2022 4, 2023 3.5"), open);
    assert_eq!(
        outlook(fall_every_year, "2018 6, 2019 5.5, 2020 5, 2021 4.5, 2022 4, 2023 3.5"),
        Some((Status::OnCourse, Ground::Probability))
    );
    // One wrong step settles it, whatever is missing.
    assert_eq!(
        outlook(fall_every_year, "2020 5.0, 2021 5.5, 2023 3.5"),
        Some((Status::HardToReach, Ground::YearAlreadyMissed))
    );
    // And the rate that counts what is on course does not count it.
    let registry = registry_of(&[("figure", RATE, rise)]);
    let rows =
        [(2021, "79.5"), (2022, "80"), (2023, "80.5")].map(|(year, value)| ("figure", "371500", TOTAL, year, value));
    let data = data_of(&registry, &rows);
    let assessment = assess(&data, 2023);
    let report = assessment.report(&ReportOptions::default());
    let total = report.total();
    assert_eq!((total.items, total.undetermined, total.met_early, total.on_course, total.expected), (1, 1, 0, 0, 0));
    assert!(report.to_text(Language::English).contains("no figure for the baseline 1"));
}

#[test]
fn attestations_have_a_standing_and_nothing_that_needs_figures() {
    let registry = registry_of(&[("attested", "done", r#"{ kind = "attested" }"#)]);
    let on = NaiveDate::from_ymd_opt(2024, 12, 31).unwrap();
    let item = |done: &[(u16, bool)], year| {
        let mut builder = DataSetBuilder::new(&registry);
        for (year, done) in done {
            let attestation = Attestation { done: *done, by: "张三".to_owned(), evidence: "文件".to_owned(), on };
            builder.add(&Observation::attested("test.health.attested", "371500", *year, attestation), None).unwrap();
        }
        let (data, _) = builder.build();
        let assessment = assess(&data, year);
        let item = assessment.items()[0];
        assert!(!item.slipping && item.path.is_none() && item.outlook.is_none() && item.volatility.is_none());
        assert!(item.on_last_year.is_none() && item.on_last_known.is_none() && item.on_baseline.is_none());
        assert!(item.streak.is_none() && item.interval.is_none());
        (item.standing, item.met_year)
    };
    assert_eq!(item(&[(2021, true)], 2021), (Standing::MetEarly, Some(2021)));
    assert_eq!(item(&[(2021, false), (2022, false)], 2022), (Standing::NotMet, None));
    assert_eq!(item(&[(2020, true), (2021, true), (2022, true)], 2022), (Standing::MetAndHeld, Some(2020)));
    assert_eq!(item(&[(2021, true), (2022, false)], 2022), (Standing::MetThenLost, Some(2021)));
    assert_eq!(item(&[(2024, false), (2025, true)], 2025), (Standing::Met, Some(2025)));
    assert_eq!(item(&[(2021, true)], 2022), (Standing::Undetermined, Some(2021)));
}

const GAP: [(&str, &str, &str); 2] = [
    ("quantity", "percent", r#"{ kind = "reported" }"#),
    (
        "gap",
        "percent",
        r#"{ kind = "gap", of = "test.health.quantity", between = ["urban", "rural"], baseline_year = 2020 }"#,
    ),
];

/// Town and country: 4.4 apart in 2020, 4.0 in 2021, 4.8 in 2022.
#[test]
fn a_gap_worked_out_from_groups_is_assessed_like_any_other() {
    let registry = registry_of(&GAP);
    let data = data_of(
        &registry,
        &[
            ("quantity", "371500", "urban", 2020, "14.1"),
            ("quantity", "371500", "rural", 2020, "18.5"),
            ("quantity", "371500", "urban", 2021, "14.0"),
            ("quantity", "371500", "rural", 2021, "18.0"),
            ("quantity", "371500", "urban", 2022, "14.0"),
            ("quantity", "371500", "rural", 2022, "18.8"),
            ("quantity", "371500", "urban", 2023, "14.0"),
        ],
    );
    let of = |year| assess(&data, year).items()[0];
    assert_eq!((of(2021).standing, of(2021).met_year), (Standing::MetEarly, Some(2021)));
    assert_eq!(of(2021).on_baseline.unwrap().points, dec("-0.4"));
    let item = of(2022);
    assert_eq!((item.standing, item.met_year, item.slipping), (Standing::MetThenLost, Some(2021), true));
    assert_eq!(item.on_last_known.unwrap().points, dec("0.8"));
    assert_eq!((item.path, item.evaluation.judgement().limit()), (None, Some(dec("4.4"))));
    // One end is missing.
    let item = of(2023);
    assert_eq!((item.standing, item.met_year), (Standing::Undetermined, Some(2021)));
    assert_eq!(item.evaluation.verdict(), Verdict::Undetermined(Reason::NoValue));
    assert_eq!(item.latest.map(|point| (point.year, point.value)), Some((2022, dec("4.8"))));
    let assessment = assess(&data, 2022);
    let kinds: Vec<&str> = assessment.warnings().iter().map(|warning| warning.kind().as_str()).collect();
    // 4.4, 4.0, 4.8: the pace is (3 × 0.8 − 2 × 0.4) ÷ 5 = 0.32 a year, the scatter √(0.48² + 0.72²), of which a quarter fades.
    assert_eq!(kinds, ["hard_to_reach", "met_then_lost", "gap_widening", "volatile"]);
    assert!((item_pace(&assessment.items()[0]) - (0.32 - 0.7488_f64.sqrt() / 4.0)).abs() < 1e-12);
}

/// The other methods see a gap that is worked out as they see any figure.
#[test]
fn a_gap_worked_out_from_groups_is_asked_about_by_every_method() {
    let registry = registry_of(&GAP);
    // 9, 8, 7, 6 apart.
    let rows = (2020..=2023).zip(["29", "28", "27", "26"]).flat_map(|(year, town)| {
        [("quantity", "371500", "urban", year, town), ("quantity", "371500", "rural", year, "20")]
    });
    let data = data_of(&registry, &rows.collect::<Vec<_>>());
    let assessment = assess(&data, 2023);
    let item = &assessment.items()[0];
    let answer = |method| assessment.progress(item, method);
    assert_eq!(answer(Method::Zhibiao).status, item.outlook.unwrap().word);
    assert_eq!(answer(Method::Zhibiao).status, Status::MetEarly);
    // Less than 9 was reached before its year, and it goes on the right way: 6 − 2 × 1 by 2025.
    assert_eq!((answer(Method::Destatis).status, answer(Method::Destatis).value), (Status::Sun, Some(4.0)));
    assert_eq!((answer(Method::Un).status, answer(Method::Un).ground), (Status::MetOrOnTrack, Ground::TargetMet));
    assert_eq!((answer(Method::StatCan).status, answer(Method::StatCan).score), (Status::TargetAchieved, Some(5.0)));
    // Of an item that its data set does not have nothing is known, in each method's own word.
    let other_data = data_of(&registry, &[]);
    let other = assess(&other_data, 2023);
    for method in Method::ALL {
        let unknown = other.progress(item, *method);
        let word = if *method == Method::Zhibiao { Status::NoData } else { Status::NotAvailable };
        assert_eq!((unknown.status, unknown.ground, unknown.value), (word, Ground::NoValue, None), "{method:?}");
    }
}

fn item_pace(item: &Assessed<'_>) -> f64 {
    item.outlook.and_then(|outlook| outlook.pace).unwrap()
}

#[test]
fn a_gap_reported_for_one_year_and_worked_out_for_the_other_is_compared() {
    let registry = registry_of(&GAP);
    // Worked out at the baseline (18.5 − 14.1 = 4.4, up to 0.1 off), reported later (4.3, up to 0.05 off).
    let data = data_of(
        &registry,
        &[
            ("quantity", "371500", "urban", 2020, "14.1"),
            ("quantity", "371500", "rural", 2020, "18.5"),
            ("quantity", "371500", "urban", 2021, "14.0"),
            ("quantity", "371500", "rural", 2021, "18.5"),
            ("gap", "371500", TOTAL, 2022, "4.3"),
            ("gap", "371500", TOTAL, 2023, "4.2"),
        ],
    );
    let of = |year| {
        let assessment = assess(&data, year);
        assert_eq!(assessment.items().len(), 1);
        assessment.items()[0]
    };
    let judged = |year| {
        let item = of(year);
        let judgement = item.evaluation.judgement();
        (item.standing, judgement.limit(), judgement.is_rounding_sensitive())
    };
    assert_eq!(judged(2021), (Standing::NotMet, Some(dec("4.4")), true));
    assert_eq!(judged(2022), (Standing::MetEarly, Some(dec("4.4")), true));
    assert_eq!(judged(2023), (Standing::MetAndHeld, Some(dec("4.4")), false));
    assert_eq!(of(2022).on_last_year.unwrap().points, dec("-0.2"));
    // Without an assessment it is judged alike.
    let plain = data.evaluations().filter(|evaluation| evaluation.indicator().short_id() == "gap").chain(data.gaps());
    for evaluation in plain {
        assert_eq!(evaluation, of(evaluation.year()).evaluation);
    }
    // Reported at the baseline, worked out later.
    let data = data_of(
        &registry,
        &[
            ("gap", "371500", TOTAL, 2020, "4.4"),
            ("quantity", "371500", "urban", 2023, "14.1"),
            ("quantity", "371500", "rural", 2023, "18.1"),
        ],
    );
    let item = assess(&data, 2023).items()[0];
    assert_eq!((item.standing, item.evaluation.judgement().margin()), (Standing::MetEarly, Some(dec("0.4"))));
    // Reported and worked out for the same year: what was reported stands.
    let data = data_of(
        &registry,
        &[
            ("gap", "371500", TOTAL, 2020, "4.4"),
            ("gap", "371500", TOTAL, 2023, "5.0"),
            ("quantity", "371500", "urban", 2023, "14.1"),
            ("quantity", "371500", "rural", 2023, "18.1"),
        ],
    );
    let item = assess(&data, 2023).items()[0];
    assert_eq!((item.standing, item.evaluation.value()), (Standing::NotMet, Some(dec("5.0"))));
}

/// The widest distance between counties: 3 in 2020, 2 in 2021; in 2022 one of the two sent nothing.
#[test]
fn a_gap_across_counties_needs_all_of_them() {
    let gap = r#"{ kind = "gap", of = "test.health.quantity", across = "county", baseline_year = 2020 }"#;
    let mut text = "domain = 1\ntitle = { zh = \"健康\", en = \"Health\" }\n[[objective]]\nitem = 1\ntitle = { zh = \"目\", en = \"O\" }\n".to_owned();
    for (id, rule) in [("quantity", r#"{ kind = "reported" }"#), ("gap", gap)] {
        write!(
            text,
            "[[objective.indicator]]\nid = \"{id}\"\nname = {{ zh = \"名{id}\", en = \"{id}\" }}\nunit = \"percent\"\napplies_at = \
             \"city\"\nrule = {rule}\nwording = \"若干\"\n"
        )
        .unwrap();
    }
    let regions = regions(&["371502", "371503"]);
    let files = [("test/plan.toml", PLAN), ("test/1-health.toml", &text), ("regions.toml", &regions)];
    let registry = load(&files).unwrap();
    let rows = [
        ("371502", 2020, "90"),
        ("371503", 2020, "87"),
        ("371502", 2021, "91"),
        ("371503", 2021, "89"),
        ("371502", 2022, "92"),
    ];
    let data = data_of(&registry, &rows.map(|(region, year, value)| ("quantity", region, TOTAL, year, value)));
    let of = |year| {
        let item = assess(&data, year).items()[0];
        (item.evaluation.region().to_owned(), item.standing, item.met_year, item.evaluation.verdict().reason())
    };
    let city = "371500".to_owned();
    assert_eq!(of(2021), (city.clone(), Standing::MetEarly, Some(2021), None));
    assert_eq!(of(2022), (city, Standing::Undetermined, Some(2021), Some(Reason::MissingUnit { year: 2022 })));
    assert_eq!(assess(&data, 2021).items()[0].on_baseline.unwrap().points, dec("-1"));
}

/// Two different figures, and nothing else: that is not nothing.
#[test]
fn what_contradicts_itself_throughout_is_assessed_as_contradicted() {
    let registry = registry_of(&[("figure", "percent", r#"{ kind = "lower_bound", limit = "80" }"#)]);
    let data = data_of(
        &registry,
        &[
            ("figure", "371500", TOTAL, 2023, "81"),
            ("figure", "371500", TOTAL, 2023, "79"),
            ("figure", "370000", TOTAL, 2023, "81"),
        ],
    );
    let assessment = assess(&data, 2023);
    let items: Vec<_> =
        assessment.items().iter().map(|item| (item.evaluation.region(), item.evaluation.verdict().reason())).collect();
    assert_eq!(items, [("370000", None), ("371500", Some(Reason::ConflictingValues { year: 2023 }))]);
    assert!(assessment.unreported().is_empty());
    let report = assessment.report(&ReportOptions::default());
    assert_eq!((report.total().met, report.total().undetermined, report.total().no_data), (1, 1, 0));
    let told: Vec<String> = report.warnings().iter().map(|warning| warning.sentence(Language::Chinese)).collect();
    assert_eq!(told, ["371500名figure2023年有两个不同的数据，均未采用，请核实。（T1.1）"]);
    assert_eq!(assess(&data, 2022).items()[1].evaluation.verdict().reason(), Some(Reason::NoValue));
}

/// The published figures against the limits of the document, at the plan's mid-term. Pace: the last three yearly changes, weighted 3, 2
/// and 1 from the newest.
#[test]
fn published_figures_at_the_mid_term_by_hand() {
    let data = published(Registry::builtin());
    let assessment = data.assess(Stage::MidTerm, 2023, &AssessmentParameters::default());
    let find = |id: &str, region: &str| {
        let found = |item: &&Assessed<'_>| {
            let evaluation = &item.evaluation;
            evaluation.indicator().id() == id && evaluation.region() == region && evaluation.group() == TOTAL
        };
        *assessment.items().iter().find(found).unwrap_or_else(|| panic!("{id} {region}"))
    };
    let is = |id: &str, region: &str, standing: (Standing, Option<u16>), word: Status| {
        let item = find(id, region);
        assert_eq!((item.standing, item.met_year), standing, "{id} {region}");
        assert_eq!(item.outlook.unwrap().word, word, "{id} {region}");
    };
    let not_met = (Standing::NotMet, None);
    // 15.1 per 100,000 against 8.2; 0.51 less a year make 14.1 in 2025.
    is("women.health.maternal_mortality_ratio", "CN", not_met, Status::HardToReach);
    // 3.4, 3.1, 3.1, then 2.8 ≤ 3; 0.11 less a year.
    is("children.health.neonatal_mortality_rate", "CN", (Standing::MetEarly, Some(2023)), Status::MetEarly);
    // 4.5 against 3.3; 0.26 less a year make 4.0.
    is("children.health.infant_mortality_rate", "CN", not_met, Status::HardToReach);
    // 6.2 against 4; 0.43 less a year make 5.3.
    is("children.health.under5_mortality_rate", "CN", not_met, Status::HardToReach);
    // 92.9, 93.6, 94.5 ≥ 90; nothing is known of 2020.
    is("women.health.maternal_systematic_management_rate", "CN", (Standing::MetAndHeld, Some(2021)), Status::MetEarly);
    // 6.1 in 2014 and 1.3 in 2023, ≤ 3: two values do not make a pace, but the newest one does.
    is("women.health.hiv_mother_to_child_transmission_rate", "CN", (Standing::MetEarly, Some(2023)), Status::MetEarly);
    // 91.1 against 95: on the path (85.2 + 9.8 × 3 ÷ 5 = 91.08), but with 1.57 a year 94.2 in 2025.
    is("children.education.preschool_gross_enrolment_ratio", "CN", not_met, Status::HardToReach);
    let path = find("children.education.preschool_gross_enrolment_ratio", "CN").path.unwrap();
    assert_eq!((path.value, path.ahead), (dec("91.08"), true));
    // 95.7 against 98: 0.10 a year, and 1.18 behind the path (95.2 + 2.8 × 3 ÷ 5).
    is("children.education.nine_year_retention_rate", "CN", not_met, Status::HardToReach);
    let path = find("children.education.nine_year_retention_rate", "CN").path.unwrap();
    assert_eq!((path.value, path.ahead), (dec("96.88"), false));
    // 90 against 95: 0.2 behind the path, but 2.36 a year lead to 94.7, and whole percent are reported. It was 96 in the end.
    is("women.environment.rural_tap_water_coverage", "CN", not_met, Status::OnCourse);
    let path = find("women.environment.rural_tap_water_coverage", "CN").path.unwrap();
    assert_eq!((path.value, path.ahead), (dec("90.2"), false));
    // 95.5 in 2020 and better since, ≥ 90.
    is("children.health.newborn_visit_rate", "CN", (Standing::MetAndHeld, Some(2020)), Status::MetEarly);
    // 3.38 against 4.5, and two values only.
    is("children.welfare.nursery_places_per_1k", "CN", not_met, Status::NoData);
    // 40.5 in 2022 was about 40 percent; nothing for 2023.
    let undetermined = |year| (Standing::Undetermined, Some(year));
    is("women.economy.women_share_of_urban_unit_employment", "CN", undetermined(2022), Status::NoData);
    // Country less town: 4.4 in 2020, 2.3 in 2022, 4.5 in 2023.
    is(
        "women.health.maternal_mortality_urban_rural_gap",
        "CN",
        (Standing::MetThenLost, Some(2022)),
        Status::HardToReach,
    );
    // Shandong: 3.18 and 2.61 ≤ 3.3; 3.98 and 3.76 ≤ 4; 98.42 ≥ 98; 7.18 ≤ 8.2 in 2022 and nothing since.
    is("children.health.infant_mortality_rate", "370000", (Standing::MetAndHeld, Some(2022)), Status::MetEarly);
    is("children.health.under5_mortality_rate", "370000", (Standing::MetAndHeld, Some(2022)), Status::MetEarly);
    is("children.health.eye_care_coverage_under_7", "370000", (Standing::MetEarly, Some(2023)), Status::MetEarly);
    is("women.health.maternal_mortality_ratio", "370000", undetermined(2022), Status::NoData);
    // Liaocheng met all three limits in 2020 and has published nothing since.
    for id in [
        "women.health.maternal_mortality_ratio",
        "children.health.infant_mortality_rate",
        "children.health.under5_mortality_rate",
    ] {
        is(id, "371500", undetermined(2020), Status::NoData);
    }
    let in_2020 = data.assess(Stage::Annual, 2020, &AssessmentParameters::default());
    let own = in_2020.items().iter().filter(|item| item.evaluation.region() == "371500");
    assert_eq!(own.map(|item| item.standing).collect::<Vec<_>>(), [Standing::MetEarly; 3]);
}

/// Every sentence was read.
#[test]
fn published_figures_at_the_mid_term_as_a_report() {
    let data = published(Registry::builtin());
    let assessment = data.assess(Stage::MidTerm, 2023, &AssessmentParameters::default());
    let mut options = ReportOptions::default();
    options.by = vec![Dimension::Plan, Dimension::Region];
    options.unreported = false;
    options.basically_met = Some(dec("10"));
    let report = assessment.report(&options);
    insta::assert_snapshot!("report_zh", report.to_text(Language::Chinese));
    insta::assert_snapshot!("report_en", report.to_text(Language::English));
    options.warnings = false;
    options.basically_met = None;
    options.unreported = true;
    let report = assessment.report(&options);
    insta::assert_snapshot!("report_markdown_zh", report.to_markdown(Language::Chinese));
    insta::assert_snapshot!("report_markdown_en", report.to_markdown(Language::English));
}

/// A line of whole steps: where it starts in 2020, how far it moves a year, with so many decimals.
fn line(start: i64, step: i64, decimals: u32, until: u16) -> Vec<(u16, Decimal)> {
    (2020..=until).map(|year| (year, Decimal::new(start + step * i64::from(year - 2020), decimals))).collect()
}

fn outlook_word(registry: &Registry, points: &[(u16, Decimal)]) -> Status {
    let mut builder = DataSetBuilder::new(registry);
    for (year, value) in points {
        builder.add(&Observation::new("figure", "371500", *year, *value), None).unwrap();
    }
    let (data, _) = builder.build();
    assess(&data, points.last().unwrap().0).items()[0].outlook.unwrap().word
}

fn rank(word: Status) -> u8 {
    match word {
        Status::MetEarly => 3,
        Status::OnCourse => 2,
        Status::HardToReach => 1,
        _ => 0,
    }
}

/// What an assessment says of one region, with the warnings of that region.
fn told(data: &DataSet<'_>, region: &str, year: u16) -> (Vec<String>, Vec<String>) {
    let assessment = assess(data, year);
    let items = assessment.items().iter().filter(|item| item.evaluation.region() == region);
    let warnings = assessment.warnings().into_iter().filter(|warning| warning.region == region);
    (
        items.map(|item| serde_json::to_string(item).unwrap() + &format!("{:?}", item.latest)).collect(),
        warnings.map(|warning| serde_json::to_string(&warning).unwrap()).collect(),
    )
}

fn rows() -> impl Strategy<Value = Vec<Observation>> {
    let id = prop::sample::select(vec![
        "women.health.maternal_mortality_ratio",
        "children.health.neonatal_mortality_rate",
        "children.health.infant_mortality_rate",
        "children.safety.injury_mortality_rate",
        "women.economy.women_share_of_employment",
        "children.health.infant_mortality_urban_rural_gap",
    ]);
    let region = prop::sample::select(vec!["CN", "370000", "371500"]);
    let group = prop::sample::select(vec!["total", "urban", "rural"]);
    let row = (id, region, group, 2018_u16..=2025, 0_i64..500, prop::option::of(0_i64..20));
    let row = row.prop_map(|(id, region, group, year, value, cases)| Observation {
        group: Some(group.to_owned()),
        numerator: cases.map(Decimal::from),
        denominator: cases.map(|_| Decimal::from(5000)),
        ..Observation::new(id, region, year, Decimal::new(value, 1))
    });
    prop::collection::vec(row, 0..60)
}

fn build<'a>(rows: impl IntoIterator<Item = &'a Observation>) -> DataSet<'static> {
    let mut builder = DataSetBuilder::new(Registry::builtin());
    for row in rows {
        builder.add(row, None).unwrap();
    }
    builder.build().0
}

proptest! {
    /// Before the target year; in it a target that is met is on course, whether it was met early or not.
    #[test]
    fn a_year_that_continues_a_line_never_worsens_its_outlook(
        start in 1_i64..60_000, step in -900_i64..900, decimals in 1_u32..=3, limit in 1_i64..60_000, limit_decimals in 0_u32..=3,
        kind in 0_usize..9,
    ) {
        let limit = Decimal::new(limit, limit_decimals);
        let percent = Decimal::new(i64::from(limit_decimals) * 90 + 5, 1);
        let up = kind % 2 == 0;
        let direction = if up { "up" } else { "down" };
        let way = if step > 0 { "up" } else { "down" };
        let rule = match kind {
            0 => format!(r#"{{ kind = "lower_bound", limit = "{limit}" }}"#),
            1 => format!(r#"{{ kind = "upper_bound", limit = "{limit}" }}"#),
            2 | 3 => format!(r#"{{ kind = "average_annual_change", direction = "{direction}", points = "{percent}", baseline_year = 2020 }}"#),
            4 => format!(r#"{{ kind = "relative_decrease", percent = "{percent}", baseline_year = 2020 }}"#),
            5 => format!(r#"{{ kind = "band", centre = "{}", tolerance = "{percent}" }}"#, limit + percent),
            6 => format!(r#"{{ kind = "trend", direction = "{way}", every_year = true, baseline_year = 2020 }}"#),
            _ => format!(r#"{{ kind = "trend", direction = "{direction}", baseline_year = 2020 }}"#),
        };
        // Standing still is a line as well.
        let step = if kind == 8 { 0 } else { step };
        prop_assume!(start + 5 * step >= 0 && (kind != 6 || step != 0));
        let registry = registry_of(&[("figure", RATE, &rule)]);
        let words: Vec<Status> = (2022..=2024).map(|year| outlook_word(&registry, &line(start, step, decimals, year))).collect();
        for pair in words.windows(2) {
            prop_assert!(rank(pair[0]) == 0 || rank(pair[1]) >= rank(pair[0]), "{words:?}");
        }
        // And what was not hard to reach is met in the end.
        let points = line(start, step, decimals, 2025);
        let mut builder = DataSetBuilder::new(&registry);
        for (year, value) in &points {
            builder.add(&Observation::new("figure", "371500", *year, *value), None).unwrap();
        }
        let (data, _) = builder.build();
        let verdict = assess(&data, 2025).items()[0].evaluation.verdict();
        // A target between two digits counts as reached from half a digit on.
        let margin = assess(&data, 2025).items()[0].evaluation.judgement().margin();
        let nearly = kind < 6 && margin.is_some_and(|margin| margin.abs() <= Decimal::new(5, decimals + 1));
        prop_assert!(rank(words[2]) <= 1 || verdict == Verdict::Met || nearly, "{words:?} {margin:?}");
    }

    /// Nor in a longer plan, however narrow a band is.
    #[test]
    fn a_year_that_continues_a_line_never_worsens_its_outlook_in_a_long_plan(
        start in 1_i64..3_000, step in -150_i64..900, off in -80_i64..80, tolerance in 1_i64..60, kind in 0_usize..3,
    ) {
        let end = start + 15 * step;
        prop_assume!(end > 100);
        let limit = Decimal::new(end * 10 + off, 2);
        let rule = match kind {
            0 => format!(r#"{{ kind = "lower_bound", limit = "{limit}" }}"#),
            1 => format!(r#"{{ kind = "upper_bound", limit = "{limit}" }}"#),
            _ => format!(r#"{{ kind = "band", centre = "{limit}", tolerance = "{}" }}"#, Decimal::new(tolerance, 2)),
        };
        let registry = registry_of_years(&[("figure", RATE, &rule)], 2035);
        let words: Vec<Status> = (2022..=2034).map(|year| outlook_word(&registry, &line(start, step, 1, year))).collect();
        for pair in words.windows(2) {
            prop_assert!(rank(pair[0]) == 0 || rank(pair[1]) >= rank(pair[0]), "{words:?}");
        }
    }

    /// What does not move towards a goal that has to be passed is never on course: a direction, a gap.
    #[test]
    fn what_stands_still_is_not_on_its_way(value in 1_i64..9_000, decimals in 0_u32..=3, years in 3_u16..=9, up in any::<bool>()) {
        let direction = if up { "up" } else { "down" };
        let registry = registry_of(&[("figure", RATE, &format!(r#"{{ kind = "trend", direction = "{direction}", baseline_year = 2020 }}"#))]);
        let value = Decimal::new(value, decimals);
        let points: Vec<(u16, Decimal)> = (2024 - years + 1..=2024).map(|year| (year, value)).collect();
        prop_assert!(rank(outlook_word(&registry, &points)) <= 1, "{points:?}");
    }

    #[test]
    fn zeros_behind_a_number_change_no_verdict(values in prop::collection::vec(700_i64..950, 1..6), zeros in 1_u32..8, limit in 700_i64..950) {
        let registry = registry_of(&[
            ("bound", RATE, &format!(r#"{{ kind = "upper_bound", limit = "{}" }}"#, Decimal::new(limit, 2))),
            ("annual", RATE, r#"{ kind = "average_annual_change", direction = "down", points = "0.2", baseline_year = 2020 }"#),
            ("trend", RATE, FALLING),
            ("yearly", RATE, FALLING_EVERY_YEAR),
        ]);
        let told = |zeros: u32| {
            let mut builder = DataSetBuilder::new(&registry);
            for id in ["bound", "annual", "trend", "yearly"] {
                for (year, value) in (2020..).zip(&values) {
                    let mut value = Decimal::new(*value, 2);
                    value.rescale(2 + zeros);
                    builder.add(&Observation::new(id, "371500", year, value), None).unwrap();
                }
            }
            let (data, _) = builder.build();
            let year = 2019 + u16::try_from(values.len()).unwrap();
            let assessment = assess(&data, year);
            let item = |item: &Assessed<'_>| (item.evaluation.verdict(), item.standing, item.met_year, item.slipping, item.path, item.streak);
            assessment.items().iter().map(item).collect::<Vec<_>>()
        };
        prop_assert_eq!(told(0), told(zeros));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn neither_order_nor_other_regions_change_an_assessment(rows in rows(), turn in 0_usize..60, back in any::<bool>(), year in 2019_u16..=2025) {
        let mut other = rows.clone();
        let turn = turn % other.len().max(1);
        other.rotate_left(turn);
        if back {
            other.reverse();
        }
        let all = told(&build(&rows), "371500", year);
        prop_assert_eq!(&all, &told(&build(&other), "371500", year));
        let own = build(rows.iter().filter(|row| row.region == "371500"));
        prop_assert_eq!(&all, &told(&own, "371500", year));
        // Nor do they change a report on the region.
        let mut options = ReportOptions::default();
        options.region = Some("371500".to_owned());
        options.by = Dimension::ALL.to_vec();
        let report = |data: &DataSet<'_>| serde_json::to_string(&assess(data, year).report(&options)).unwrap();
        prop_assert_eq!(report(&build(&rows)), report(&own));
    }

    #[test]
    fn nothing_makes_an_assessment_panic(
        rows in prop::collection::vec(
            (any::<prop::sample::Index>(), 0_usize..6, 0_usize..4, 1900_u16..=2100, any::<i128>(), 0_u32..=28, prop::option::of((any::<u64>(), any::<u64>()))),
            0..300,
        ),
        close in any::<bool>(),
        year in 1900_u16..=2100,
        stage in prop::sample::select(Stage::ALL.to_vec()),
    ) {
        let registry = Registry::builtin();
        let mut builder = DataSetBuilder::new(registry);
        for (index, region, group, at, digits, scale, cases) in rows {
            let indicator = registry.at(index.index(registry.len())).unwrap();
            // Enough years close to each other that series come about.
            let at = if close { 2016 + at % 11 } else { at };
            let value = Decimal::from_i128_with_scale(digits % 79_228_162_514_264_337_593_543_950_335, scale);
            let (least, greatest) = indicator.unit().range();
            let value = value.abs().clamp(least, greatest);
            let value = if indicator.unit().is_count() { value.trunc() } else { value };
            let row = Observation {
                group: Some(["total", "urban", "rural", "male"][group].to_owned()),
                numerator: cases.map(|(cases, _)| Decimal::from(cases)),
                denominator: cases.map(|(_, against)| Decimal::from(against.max(1))),
                ..Observation::new(indicator.id(), ["CN", "371500", "371502", "371503", "371521", "x"][region], at, value)
            };
            let _ = builder.add(&row, None);
        }
        let (data, _) = builder.build();
        let year = if close { 2018 + year % 9 } else { year };
        let assessment = data.assess(stage, year, &AssessmentParameters::default());
        let mut options = ReportOptions::default();
        options.by = Dimension::ALL.to_vec();
        options.groups = true;
        options.basically_met = Some(dec("5"));
        let report = assessment.report(&options);
        for language in [Language::Chinese, Language::English] {
            let text = report.to_text(language) + &report.to_markdown(language);
            prop_assert!(!text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "NaN" || word == "inf"), "{text}");
        }
        prop_assert!(serde_json::to_string(&report).is_ok());
        for item in assessment.items() {
            prop_assert!(serde_json::to_string(item).is_ok());
        }
        let counts = report.total();
        prop_assert_eq!(counts.items, counts.met + counts.basically_met + counts.not_met + counts.undetermined + counts.no_data);
        prop_assert_eq!(counts.items, counts.met_early + counts.on_course + counts.hard_to_reach + counts.no_outlook);
    }
}
