//! Whether one rule implies another: pairs decided by hand for every kind, and random ones held against judging.

use crate::support::{PLAN, dec, load, point};
use proptest::prelude::*;
use rust_decimal::Decimal;
use zhibiao::rule::{Implication, Obstacle};
use zhibiao::{Evidence, Indicator, Level, Point, Registry, Rule, Unit, Verdict, decimal};

/// The rule alone; what it is asked about tells the unit.
#[track_caller]
fn rule(text: &str) -> Rule {
    // What is attested has a unit of its own, and what is compared or has a gap another indicator.
    let unit = if text == "done" { "done" } else { "gross_percent" };
    let indicator = |id: &str, unit: &str, rule: &str| {
        format!(
            "[[objective.indicator]]\nid = \"{id}\"\nname = {{ zh = \"数值 {id}\", en = \"Figure {id}\" }}\nunit = \"{unit}\"\n\
             applies_at = \"city\"\nrule = {rule}\nwording = \"若干\"\n"
        )
    };
    let section = "domain = 1\ntitle = { zh = \"健康\", en = \"Health\" }\n[[objective]]\nitem = 1\n\
                   title = { zh = \"目标\", en = \"Objective\" }\n"
        .to_owned()
        + &indicator("asked", unit, &toml(text))
        + &indicator("figure", unit, &toml(if unit == "done" { "done" } else { "reported" }));
    let registry = load(&[("test/plan.toml", PLAN), ("test/1-health.toml", &section)]).unwrap();
    registry.find("test.health.asked").unwrap().rule().clone()
}

/// Short for the tables of plan text: `<= 8.2`, `> 90`, `45 ± 2`, `45 ± 2 up`, `-20% 2020`, `fall 1 2020`, `down 2020`, `up every 2020`,
/// `slower 5 2020`, `ref`, `ref ± 2`, `gap urban rural 2020`, `gap county 2020`, `done`, `reported`.
fn toml(text: &str) -> String {
    const FIGURE: &str = "test.health.figure";
    let words: Vec<&str> = text.split(' ').collect();
    match words.as_slice() {
        ["<=", limit] => format!(r#"{{ kind = "upper_bound", limit = "{limit}" }}"#),
        ["<", limit] => format!(r#"{{ kind = "upper_bound", limit = "{limit}", strict = true }}"#),
        [">=", limit] => format!(r#"{{ kind = "lower_bound", limit = "{limit}" }}"#),
        [">", limit] => format!(r#"{{ kind = "lower_bound", limit = "{limit}", strict = true }}"#),
        ["ref"] => format!(r#"{{ kind = "reference", indicator = "{FIGURE}" }}"#),
        ["ref", "±", tolerance] => {
            format!(r#"{{ kind = "reference", indicator = "{FIGURE}", tolerance = "{tolerance}" }}"#)
        }
        [centre, "±", tolerance] => {
            format!(r#"{{ kind = "band", centre = "{centre}", tolerance = "{tolerance}" }}"#)
        }
        [centre, "±", tolerance, "up"] => {
            format!(r#"{{ kind = "band", centre = "{centre}", tolerance = "{tolerance}", exceedable = true }}"#)
        }
        ["slower", before, year] => {
            format!(r#"{{ kind = "slower_rise", baseline_year = {year}, years_before = {before} }}"#)
        }
        ["gap", "county", year] => {
            format!(r#"{{ kind = "gap", of = "{FIGURE}", across = "county", baseline_year = {year} }}"#)
        }
        ["gap", one, other, year] => {
            format!(r#"{{ kind = "gap", of = "{FIGURE}", between = ["{one}", "{other}"], baseline_year = {year} }}"#)
        }
        [word @ ("fall" | "rise"), points, year] => {
            let direction = if *word == "fall" { "down" } else { "up" };
            format!(
                r#"{{ kind = "average_annual_change", direction = "{direction}", points = "{points}", baseline_year = {year} }}"#
            )
        }
        [direction @ ("down" | "up"), year] => {
            format!(r#"{{ kind = "trend", direction = "{direction}", baseline_year = {year} }}"#)
        }
        [direction @ ("down" | "up"), "every", year] => {
            format!(r#"{{ kind = "trend", direction = "{direction}", every_year = true, baseline_year = {year} }}"#)
        }
        ["done"] => r#"{ kind = "attested" }"#.to_owned(),
        ["reported"] => r#"{ kind = "reported" }"#.to_owned(),
        [percent, year] => {
            let percent = percent.strip_prefix('-').unwrap().strip_suffix('%').unwrap();
            format!(r#"{{ kind = "relative_decrease", baseline_year = {year}, percent = "{percent}" }}"#)
        }
        _ => panic!("{text}"),
    }
}

fn word(implication: Implication) -> &'static str {
    implication.obstacle().map_or(implication.as_str(), Obstacle::as_str)
}

/// Unit, first, second, whether the first implies the second, and whether the second implies the first.
const DECIDED: &[(&str, &str, &str, &str, &str)] = &[
    // Bounds: the limit, whether it is included, the ends of the unit's range.
    ("percent", "<= 8", "<= 8.2", "yes", "no"),
    ("percent", "<= 8.20", "<= 8.2", "yes", "yes"),
    ("percent", "< 8.2", "<= 8.2", "yes", "no"),
    ("percent", "> 90", ">= 90", "yes", "no"),
    ("percent", ">= 95", ">= 90", "yes", "no"),
    ("percent", "<= 8", ">= 9", "no", "no"),
    ("percent", ">= 8", "<= 9", "no", "no"),
    ("percent", "<= 8", "<= 100", "yes", "no"),
    ("percent", ">= 0", "<= 100", "yes", "yes"),
    ("percent", "> 100", "<= 8", "yes", "no"),
    ("percent", "< 0", "> 100", "yes", "yes"),
    ("gross_percent", ">= 100", "<= 100", "no", "no"),
    // One value: at least 100 percent is 100 percent.
    ("percent", ">= 100", "100 ± 0", "yes", "yes"),
    // Whole numbers.
    ("persons", "> 3", ">= 4", "yes", "yes"),
    ("percent", "> 3", ">= 4", "no", "yes"),
    ("persons", ">= 3.5", ">= 4", "yes", "yes"),
    ("persons", "< 4", "<= 3.9", "yes", "yes"),
    ("persons", "<= 3", "< 3", "no", "yes"),
    ("persons", "< 4.5", "<= 4", "yes", "yes"),
    ("persons", "> 4.5", ">= 5", "yes", "yes"),
    ("done", "done", ">= 1", "yes", "yes"),
    ("done", "done", ">= 0", "yes", "no"),
    // Bands.
    ("percent", "45 ± 1", "45 ± 2", "yes", "no"),
    ("percent", "45 ± 2", "45 ± 2 up", "yes", "no"),
    ("percent", "45 ± 2 up", ">= 43", "yes", "yes"),
    ("percent", "45 ± 2", "<= 47", "yes", "no"),
    ("percent", "45 ± 2", "46 ± 2", "no", "no"),
    ("percent", "99 ± 2", ">= 97", "yes", "yes"),
    ("percent", "45 ± 2", "<= 46", "no", "no"),
    ("persons", "2 ± 0.5", "2 ± 0.9", "yes", "yes"),
    // Relative decreases.
    ("percent", "-30% 2020", "-20% 2020", "yes", "no"),
    ("percent", "-20.0% 2020", "-20% 2020", "yes", "yes"),
    ("percent", "-20% 2020", "-20% 2019", "different_baselines", "different_baselines"),
    ("percent", "-100% 2020", "<= 0", "yes", "yes"),
    ("percent", "<= 0", "-20% 2020", "yes", "baseline"),
    ("percent", "<= 8", "-20% 2020", "baseline", "baseline"),
    ("percent", "-20% 2020", "<= 80", "yes", "baseline"),
    ("percent", ">= 90", "-20% 2020", "no", "no"),
    ("persons", "-20.0000001% 2020", "-20.0000002% 2020", "digits", "yes"),
    ("percent", "-20.0000001% 2020", "-20.0000002% 2020", "no", "yes"),
    ("persons", "-30% 2020", "-20% 2020", "yes", "no"),
    // Of the most there can be, a tenth less is a whole number, and the other half a person more.
    ("times_per_year", "-9.5% 2020", "-10% 2020", "no", "yes"),
    ("times_per_year", "-9.995% 2020", "-10% 2020", "digits", "yes"),
    // Changes a year.
    ("percent", "fall 2 2020", "fall 1 2020", "yes", "no"),
    ("percent", "fall 1 2020", "rise 1 2020", "no", "no"),
    ("percent", "fall 1 2020", "fall 1 2021", "different_baselines", "different_baselines"),
    ("percent", "fall 1 2020", "-20% 2020", "baseline", "baseline"),
    ("percent", "fall 1 2020", "<= 99", "yes", "baseline"),
    ("persons", "fall 0.5 2020", "fall 0.4 2020", "yes", "no"),
    ("persons", "fall 0.000002 2020", "fall 0.000001 2020", "yes", "digits"),
    // In a hundred years the one is half a person less than the other, and rounded up to it in each.
    ("persons", "fall 1 2020", "fall 0.995 2020", "yes", "digits"),
    ("persons", "fall 1 2020", "fall 0.9 2020", "yes", "no"),
    // Trends.
    ("percent", "fall 1 2020", "down 2020", "yes", "no"),
    ("percent", "rise 1 2020", "up 2020", "yes", "no"),
    ("percent", "-20% 2020", "down 2020", "zero_baseline", "no"),
    ("percent", "down every 2020", "down 2020", "yes", "no"),
    ("percent", "down every 2020", "-20% 2020", "history", "history"),
    ("percent", "up every 2020", "rise 1 2020", "history", "history"),
    ("percent", "up 2020", "down 2020", "no", "no"),
    ("percent", "up 2020", "up 2019", "different_baselines", "different_baselines"),
    ("percent", "up 2020", "down 2019", "no", "no"),
    ("percent", "up 2020", "> 0", "yes", "baseline"),
    ("percent", "up 2020", ">= 90", "baseline", "baseline"),
    ("percent", "up 2020", "<= 90", "no", "no"),
    ("persons", "down 2020", "-0.00001% 2020", "yes", "zero_baseline"),
    ("persons", "fall 1 2020", "-0.00001% 2020", "yes", "baseline"),
    ("persons", "down 2020", "fall 1 2020", "no", "yes"),
    ("persons", "down 2020", "fall 0.001 2020", "digits", "yes"),
    // One in a hundred years is any fall; more than that is not.
    ("persons", "down 2020", "fall 0.01 2020", "digits", "yes"),
    ("persons", "down 2020", "fall 0.0101 2020", "no", "yes"),
    // Better each year since 2019 is better each year since 2020, and better than in 2020.
    ("percent", "up every 2019", "up every 2020", "yes", "no"),
    ("percent", "up every 2019", "up 2020", "yes", "no"),
    ("percent", "down every 2019", "slower 5 2020", "yes", "no"),
    ("percent", "down every 2019", "-20% 2020", "history", "different_baselines"),
    ("percent", "up every 2020", "up 2019", "different_baselines", "different_baselines"),
    // Slower rises.
    ("percent", "down 2020", "slower 5 2020", "yes", "no"),
    ("percent", "-1% 2020", "slower 5 2020", "yes", "no"),
    ("percent", "up 2020", "slower 5 2020", "history", "no"),
    ("percent", "slower 5 2020", "slower 4 2020", "history", "history"),
    ("percent", "slower 5 2020", "slower 5 2019", "different_baselines", "different_baselines"),
    ("percent", "<= 0", "slower 5 2020", "yes", "baseline"),
    // References.
    ("percent", "ref ± 1", "ref ± 2", "yes", "no"),
    ("percent", "ref ± 0", "ref", "yes", "reference"),
    ("percent", "ref ± 2", "ref", "no", "reference"),
    ("percent", "ref ± 100", "<= 100", "yes", "yes"),
    ("percent", ">= 100", "ref", "yes", "reference"),
    ("percent", "<= 8", "ref", "reference", "no"),
    ("persons", "ref ± 1.2", "ref ± 1.9", "yes", "yes"),
    ("persons", "ref ± 0.5", "ref", "yes", "reference"),
    ("percent", "ref", "up 2020", "reference", "reference"),
    // Gaps.
    ("percent", "gap urban rural 2020", "gap rural urban 2020", "yes", "yes"),
    ("percent", "gap urban rural 2020", "gap county 2020", "other_quantity", "other_quantity"),
    ("percent", "gap urban rural 2020", "gap urban rural 2019", "different_baselines", "different_baselines"),
    ("percent", "gap county 2020", "<= 5", "baseline", "baseline"),
    // What promises nothing.
    ("percent", "reported", "<= 5", "no_promise", "no_promise"),
    ("percent", "reported", "reported", "yes", "yes"),
];

#[test]
fn pairs_decided_by_hand() {
    let mut wrong = Vec::new();
    for (unit, one, other, there, back) in DECIDED {
        let (first, second) = (rule(one), rule(other));
        let unit = Unit::from_word(unit).unwrap();
        for (left, right, from, to, expected) in
            [(&first, &second, one, other, there), (&second, &first, other, one, back)]
        {
            let found = word(left.implies(right, unit));
            if found != *expected {
                wrong.push(format!("{unit}: {from} → {to}: {found}, not {expected}"));
            }
        }
        assert_eq!(first.implies(&first, unit), Implication::Yes, "{one}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_no_value_can_meet() {
    for (unit, one, unmeetable) in [
        ("percent", "> 100", true),
        ("percent", ">= 100", false),
        ("percent", "< 0", true),
        ("percent", "fall 100 2020", false),
        ("done", "done", false),
        ("percent", "reported", false),
    ] {
        assert_eq!(rule(one).is_unmeetable(Unit::from_word(unit).unwrap()), unmeetable, "{one}");
    }
    for (unit, one, other, exclude) in [
        ("percent", "<= 8", ">= 9", true),
        ("percent", "<= 8", ">= 8", false),
        ("percent", "< 8", ">= 8", true),
        ("percent", "< 8", "8 ± 0", true),
        ("percent", "> 3", "< 4", false),
        ("persons", "> 3", "< 4", true),
        ("percent", "45 ± 2", ">= 48", true),
        ("percent", "-20% 2020", ">= 81", true),
        ("percent", "-20% 2020", ">= 80", false),
        ("percent", "up 2020", "down 2020", true),
        ("percent", "up 2020", "down 2021", false),
        ("percent", "up every 2019", "down 2020", true),
        ("percent", "up every 2019", "-20% 2020", true),
        ("percent", "up every 2020", "down 2019", false),
        ("percent", "up 2020", "<= 0", true),
        ("percent", "reported", "<= 8", false),
    ] {
        let (first, second) = (rule(one), rule(other));
        let unit = Unit::from_word(unit).unwrap();
        assert_eq!(first.excludes(&second, unit), exclude, "{one}, {other}");
        assert_eq!(second.excludes(&first, unit), exclude, "{other}, {one}");
    }
}

/// What plan text refuses and a program can still make.
#[test]
fn rules_made_by_hand_with_strange_figures_imply_nothing_they_should_not() {
    use zhibiao::rule::{AverageAnnualChange, Band, Between, Direction, Gap, Reference, RelativeDecrease};
    let unit = Unit::Percent;
    let down = rule("down 2020");
    for percent in ["-20", "0", "120"] {
        let odd = Rule::RelativeDecrease(RelativeDecrease { baseline_year: 2020, percent: dec(percent) });
        assert_ne!(odd.implies(&down, unit), Implication::Yes);
        assert_eq!(down.implies(&odd, unit), Implication::CannotBeSaid(Obstacle::Baseline { year: 2020 }));
    }
    for points in ["-1", "0"] {
        let odd = AverageAnnualChange { direction: Direction::Down, points: dec(points), baseline_year: 2020 };
        assert_ne!(Rule::AverageAnnualChange(odd).implies(&down, unit), Implication::Yes, "{points}");
    }
    let near = |tolerance| Rule::Reference(Reference { indicator: "a.b.c".into(), tolerance: Some(dec(tolerance)) });
    assert_eq!(near("-1").implies(&near("-2"), unit), Implication::Yes);
    assert_eq!(near("0").implies(&near("-2"), unit), Implication::No);
    // Of another quantity nothing is known.
    let at_least = |other: &'static str| Rule::Reference(Reference { indicator: other.into(), tolerance: None });
    let narrower = |of: &'static str| {
        Rule::Gap(Gap { of: of.into(), between: Between::Regions(Level::County), baseline_year: 2020 })
    };
    let other_quantity = Implication::CannotBeSaid(Obstacle::OtherQuantity);
    assert_eq!(at_least("a.b.c").implies(&at_least("a.b.d"), unit), other_quantity);
    assert_eq!(narrower("a.b.c").implies(&narrower("a.b.d"), unit), other_quantity);
    // 9,999.2 a year are at least 10,000 times in the first year, all that there can be; so are 9,999.6, and in the second both are too many.
    let fall = |points| {
        Rule::AverageAnnualChange(AverageAnnualChange {
            direction: Direction::Down,
            points: dec(points),
            baseline_year: 2020,
        })
    };
    let fewer = fall("9999.2").implies(&fall("9999.6"), Unit::TimesPerYear);
    assert_eq!(fewer, Implication::CannotBeSaid(Obstacle::Digits));
    let (centre, tolerance) = (Decimal::MAX, Decimal::new(1, 28));
    let band = Rule::Band(Band { centre, tolerance, exceedable: false });
    assert!(matches!(band.implies(&down, unit), Implication::CannotBeSaid(_)));
    assert!(matches!(band.implies(&rule("<= 8"), unit), Implication::CannotBeSaid(Obstacle::Digits)));
    assert!(!band.is_unmeetable(unit));
}

/// Two rules on the figures of one registry, `test.health.one` and `test.health.two`.
fn both(unit: &str, one: &str, other: &str) -> Registry {
    let indicator = |id: &str, rule: &str| {
        format!(
            "[[objective.indicator]]\nid = \"{id}\"\nname = {{ zh = \"{id}\", en = \"The {id}\" }}\nunit = \"{unit}\"\n\
             applies_at = \"city\"\nrule = {}\nwording = \"若干\"\n",
            toml(rule)
        )
    };
    let section = format!(
        "domain = 1\ntitle = {{ zh = \"健康\", en = \"Health\" }}\n[[objective]]\nitem = 1\n\
         title = {{ zh = \"目标\", en = \"Objective\" }}\n{}{}{}",
        indicator("figure", "reported"),
        indicator("one", one),
        indicator("two", other)
    );
    load(&[("test/plan.toml", PLAN), ("test/1-health.toml", &section)]).unwrap()
}

/// Figures that matter: the grid limits are taken from, their neighbours, and the ends of the range.
fn values(unit: Unit) -> Vec<Decimal> {
    let steps: &[&str] = if unit.is_count() {
        &["-1", "0", "1"]
    } else {
        &["-0.5", "-0.01", "-0.000001", "0", "0.000001", "0.01", "0.5"]
    };
    let mut values: Vec<Decimal> = Vec::new();
    let (least, greatest) = unit.range();
    let grid = (0..=16)
        .map(Decimal::from)
        .chain([least, greatest, greatest / Decimal::TWO, Decimal::from(90)])
        .chain((97..=102).map(Decimal::from));
    for figure in grid {
        values.extend(steps.iter().map(|step| figure + dec(step)).filter(|value| unit.allows(*value)));
    }
    values.sort();
    values.dedup();
    values
}

/// Histories from 2015 on, by their figures of 2015, 2020 and every year after up to the judged one.
fn histories(unit: Unit) -> Vec<Vec<Point>> {
    let (_, greatest) = unit.range();
    let most = greatest.to_string();
    let figures =
        |each: &[&str]| -> Vec<Point> { (2015..).zip(each).map(|(year, value)| point(year, value)).collect() };
    let half = (greatest / Decimal::TWO).to_string();
    vec![
        figures(&["0"; 10]),
        figures(&["5"; 10]),
        figures(&["4", "4", "5", "5", "5", "10", "9", "8", "7", "6"]),
        figures(&["9", "8", "7", "6", "5", "4", "5", "6", "7", "8"]),
        figures(&["0", "0", "0", "0", "0", "8", "8", "8", "8", "8"]),
        figures(&["5", "5", "5", "9", "9", "8", "2", "2", "2", "9"]),
        figures(&["1", "1", "1", "1", "1", "1", "1", "1", "1", "1"]),
        figures(&[most.as_str(); 10]),
        figures(&["0", "0", "0", "0", "0", &half, &half, &half, &half, &half]),
        figures(&["0", "0", "0", "0", "0", "9", "10", "11", "12", "20"]),
    ]
}

fn verdict(indicator: Indicator<'_>, value: Decimal, year: u16, history: &[Point], reference: Decimal) -> Verdict {
    indicator.judge(&Evidence::new(year, value).with_history(history).with_reference(Some(reference))).verdict()
}

/// Looks for a value and data by which the first is met and the second is not.
fn witness(registry: &Registry, first: &str, second: &str, unit: Unit) -> Option<String> {
    let (first, second) = (registry.find(first).unwrap(), registry.find(second).unwrap());
    let values = values(unit);
    for history in histories(unit) {
        for year in [2021, 2022, 2024] {
            let known: Vec<Point> = history.iter().copied().filter(|point| point.year < year).collect();
            for reference in ["0", "5", "11", &unit.range().1.to_string()].map(dec) {
                for value in &values {
                    let met = verdict(first, *value, year, &known, reference) == Verdict::Met;
                    if met && verdict(second, *value, year, &known, reference) == Verdict::NotMet {
                        return Some(format!("{value} in {year} after {known:?}, beside {reference}"));
                    }
                }
            }
        }
    }
    None
}

/// Rules whose figures lie on the grid, so that they often coincide.
fn short_rule() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => ("(<=|<|>=|>)", "[0-9]|1[0-2]|[0-9]\\.5|100|90").prop_map(|(sign, limit)| format!("{sign} {limit}")),
        2 => ("[2-9]|1[0-2]|99", "[0-2]|0\\.5|1\\.5", "( up)?").prop_map(|(centre, by, up)| format!("{centre} ± {by}{up}")),
        1 => "(10|20|50|100)\\.?".prop_map(|percent| format!("-{}% 2020", percent.trim_end_matches('.'))),
        1 => ("(fall|rise)", "[12]|0\\.5").prop_map(|(way, points)| format!("{way} {points} 2020")),
        1 => ("(down|up)", "( every)?").prop_map(|(way, every)| format!("{way}{every} 2020")),
        1 => "(5|4|1)".prop_map(|before| format!("slower {before} 2020")),
        1 => Just("down 2019".to_owned()),
        1 => "ref( ± (0|1|2|0\\.5|100))?",
        1 => "gap (urban rural|rural urban) 2020",
    ]
}

/// Plan text takes no half a person for a limit.
fn fitting(rule: &str, unit: &str) -> String {
    let is_count = Unit::from_word(unit).unwrap().is_count();
    if is_count && rule.starts_with(['<', '>']) { rule.replace(".5", "") } else { rule.to_owned() }
}

const UNITS: [&str; 3] = ["percent", "persons", "skills"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, ..ProptestConfig::default() })]

    /// Yes: no figure at all shows otherwise. No: some figure shows it, and is found.
    #[test]
    fn an_implication_agrees_with_judging(one in short_rule(), other in short_rule(), unit in prop::sample::select(&UNITS)) {
        let (one, other) = (fitting(&one, unit), fitting(&other, unit));
        let registry = both(unit, &one, &other);
        let unit = Unit::from_word(unit).unwrap();
        let rule = |id| registry.find(id).unwrap().rule();
        let implication = rule("test.health.one").implies(rule("test.health.two"), unit);
        match implication {
            Implication::CannotBeSaid(_) => {}
            Implication::Yes => {
                let found = witness(&registry, "test.health.one", "test.health.two", unit);
                prop_assert_eq!(found, None);
            }
            Implication::No => {
                let found = witness(&registry, "test.health.one", "test.health.two", unit);
                prop_assert!(found.is_some(), "nothing shows that {} does not imply {}", one, other);
            }
        }
    }

    /// On figures from anywhere: what implies a rule is never met without it.
    #[test]
    fn on_random_figures_nothing_meets_the_first_alone(
        one in short_rule(), other in short_rule(), unit in prop::sample::select(&UNITS),
        figures in prop::collection::vec(0_u32..=1_300, 10), value in 0_u32..=1_300, reference in 0_u32..=1_300, year in 2021_u16..=2024,
    ) {
        let registry = both(unit, &fitting(&one, unit), &fitting(&other, unit));
        let unit = Unit::from_word(unit).unwrap();
        let figure = |number: u32| {
            let number = Decimal::from(number) / Decimal::ONE_HUNDRED;
            if unit.is_count() { number.floor() } else { number }
        };
        let history: Vec<Point> =
            (2015..year).zip(figures).map(|(year, number)| Point { year, value: figure(number) }).collect();
        let (first, second) = (registry.find("test.health.one").unwrap(), registry.find("test.health.two").unwrap());
        let judged = |one| verdict(one, figure(value), year, &history, figure(reference));
        if first.rule().implies(second.rule(), unit) == Implication::Yes && judged(first) == Verdict::Met {
            prop_assert_ne!(judged(second), Verdict::NotMet);
        }
        if first.rule().excludes(second.rule(), unit) {
            prop_assert!(judged(first) != Verdict::Met || judged(second) != Verdict::Met);
        }
    }

    #[test]
    fn implications_are_reflexive_and_can_be_chained(
        one in short_rule(), middle in short_rule(), other in short_rule(), unit in prop::sample::select(&UNITS),
    ) {
        let [one, middle, other] = [one, middle, other].map(|rule| fitting(&rule, unit));
        let (first, second) = (both(unit, &one, &middle), both(unit, &other, &other));
        let unit = Unit::from_word(unit).unwrap();
        let (one, middle) = (first.find("test.health.one").unwrap().rule(), first.find("test.health.two").unwrap().rule());
        let other = second.find("test.health.one").unwrap().rule();
        prop_assert_eq!(one.implies(one, unit), Implication::Yes);
        if one.implies(middle, unit) == Implication::Yes && middle.implies(other, unit) == Implication::Yes {
            prop_assert_eq!(one.implies(other, unit), Implication::Yes);
        }
        prop_assert_eq!(one.excludes(middle, unit), middle.excludes(one, unit));
        if one.is_unmeetable(unit) {
            prop_assert_eq!(one.implies(middle, unit), Implication::Yes);
            prop_assert!(one.excludes(middle, unit));
        }
    }

    #[test]
    fn trailing_zeros_change_nothing(
        one in "(<=|<|>=|>) [0-9]{1,2}\\.[0-9]{1,3}", other in "(<=|<|>=|>) [0-9]{1,2}\\.[0-9]{1,3}", zeros in 1_usize..=20,
        unit in prop::sample::select(&["percent", "per_1k_live_births"]),
    ) {
        let padded = format!("{one}{}", "0".repeat(zeros));
        let registry = both(unit, &one, &other);
        let with_zeros = both(unit, &padded, &other);
        let unit = Unit::from_word(unit).unwrap();
        let pair = |registry: &Registry| {
            let rule = |id| registry.find(id).unwrap().rule().clone();
            let (one, two) = (rule("test.health.one"), rule("test.health.two"));
            (one.implies(&two, unit), two.implies(&one, unit), one.excludes(&two, unit))
        };
        prop_assert_eq!(pair(&registry), pair(&with_zeros));
        prop_assert!(decimal::parse(padded.split_once(' ').unwrap().1).is_ok());
    }
}
