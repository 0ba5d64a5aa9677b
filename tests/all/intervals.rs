//! Figures of few cases: their intervals against an independent calculation, which verdicts they make uncertain, and values that
//! their own cases do not give.
//!
//! `tests/intervals/reference.py` makes the table and says how; it knows nothing of the library.

use crate::support::{dec, example, registry_with};
use serde_json::Value;
use std::io::Write as _;
use std::process::Stdio;
use zhibiao::{Confidence, DataSetBuilder, Interval, IntervalMethod, Language, Observation, Registry, Unit};

/// Unit, cases, what they are counted against, confidence, method, both ends.
type Row = (Unit, &'static str, &'static str, Confidence, IntervalMethod, &'static str, &'static str);

#[rustfmt::skip]
const REFERENCE: [Row; 46] = [
    (Unit::Percent, "0", "10", Confidence::Percent95, IntervalMethod::Wilson, "0.0", "27.7532799862889"),
    (Unit::Percent, "0", "10", Confidence::Percent998, IntervalMethod::Wilson, "0.0", "48.8478900453462"),
    (Unit::Percent, "1", "10", Confidence::Percent95, IntervalMethod::Wilson, "1.78762130950729", "40.4150026795238"),
    (Unit::Percent, "1", "10", Confidence::Percent998, IntervalMethod::Wilson, "0.878911282454993", "58.199400753822"),
    (Unit::Percent, "9", "10", Confidence::Percent95, IntervalMethod::Wilson, "59.5849973204762", "98.2123786904927"),
    (Unit::Percent, "9", "10", Confidence::Percent998, IntervalMethod::Wilson, "41.800599246178", "99.121088717545"),
    (Unit::Percent, "10", "10", Confidence::Percent95, IntervalMethod::Wilson, "72.2467200137111", "100.0"),
    (Unit::Percent, "10", "10", Confidence::Percent998, IntervalMethod::Wilson, "51.1521099546538", "100.0"),
    (Unit::Percent, "100", "100", Confidence::Percent95, IntervalMethod::Wilson, "96.3006501793014", "100.0"),
    (Unit::Percent, "100", "100", Confidence::Percent998, IntervalMethod::Wilson, "91.2829062720044", "100.0"),
    (Unit::Percent, "2", "3", Confidence::Percent95, IntervalMethod::Wilson, "20.7659600802048", "93.8508055279604"),
    (Unit::Percent, "2", "3", Confidence::Percent998, IntervalMethod::Wilson, "10.9512151059444", "97.0172071801109"),
    (Unit::Percent, "81", "263", Confidence::Percent95, IntervalMethod::Wilson, "25.5288519878274", "36.62095769828"),
    (Unit::Percent, "81", "263", Confidence::Percent998, IntervalMethod::Wilson, "22.8035740242005", "40.138942190937"),
    (Unit::Percent, "1", "1400000000", Confidence::Percent95, IntervalMethod::Wilson, "0.0000000126088967821951", "0.00000040463816069393"),
    (Unit::Percent, "1", "1400000000", Confidence::Percent998, IntervalMethod::Wilson, "0.00000000623161270025909", "0.000000818735217821365"),
    (Unit::Percent, "700000000", "1400000000", Confidence::Percent95, IntervalMethod::Wilson, "49.9973808879605", "50.0026191120395"),
    (Unit::Percent, "700000000", "1400000000", Confidence::Percent998, IntervalMethod::Wilson, "49.9958705033944", "50.0041294966056"),
    (Unit::Percent, "1399999999", "1400000000", Confidence::Percent95, IntervalMethod::Wilson, "99.9999995953618", "99.9999999873911"),
    (Unit::Percent, "1399999999", "1400000000", Confidence::Percent998, IntervalMethod::Wilson, "99.9999991812648", "99.9999999937684"),
    (Unit::Per100kLiveBirths, "0", "62709", Confidence::Percent95, IntervalMethod::ExactPoisson, "0.0", "5.88253592644427"),
    (Unit::Per100kLiveBirths, "0", "62709", Confidence::Percent998, IntervalMethod::ExactPoisson, "0.0", "11.0155723723583"),
    (Unit::Per100kLiveBirths, "1", "62709", Confidence::Percent95, IntervalMethod::ExactPoisson, "0.0403734838448865", "8.88491825884466"),
    (Unit::Per100kLiveBirths, "1", "62709", Confidence::Percent998, IntervalMethod::ExactPoisson, "0.00159546529777788", "14.7242237580755"),
    (Unit::Per100kLiveBirths, "3", "62709", Confidence::Percent95, IntervalMethod::ExactPoisson, "0.986576285534136", "13.9808848327071"),
    (Unit::Per100kLiveBirths, "3", "62709", Confidence::Percent998, IntervalMethod::ExactPoisson, "0.303837371937685", "20.8299299609116"),
    (Unit::Per100kLiveBirths, "9", "62709", Confidence::Percent95, IntervalMethod::ExactPoisson, "6.56265144935868", "27.244579647928"),
    (Unit::Per100kLiveBirths, "9", "62709", Confidence::Percent998, IntervalMethod::ExactPoisson, "3.9108013273434", "36.1309753130538"),
    (Unit::Per100kLiveBirths, "10", "62709", Confidence::Percent95, IntervalMethod::Byar, "7.63439046064769", "29.3282600675445"),
    (Unit::Per100kLiveBirths, "10", "62709", Confidence::Percent998, IntervalMethod::Byar, "4.65055793378253", "38.5809452038472"),
    (Unit::Per100kLiveBirths, "100", "62709", Confidence::Percent95, IntervalMethod::Byar, "129.745499833402", "193.956110891908"),
    (Unit::Per100kLiveBirths, "100", "62709", Confidence::Percent998, IntervalMethod::Byar, "114.662475677492", "215.190198794851"),
    (Unit::Per100kWorkers, "20000", "1400000000", Confidence::Percent95, IntervalMethod::Byar, "1.40884053505529", "1.44850955243164"),
    (Unit::Per100kWorkers, "20000", "1400000000", Confidence::Percent998, IntervalMethod::Byar, "1.39755872235035", "1.46006346223674"),
    (Unit::Per1kLiveBirths, "0", "4000", Confidence::Percent95, IntervalMethod::ExactPoisson, "0.0", "0.922219863528484"),
    (Unit::Per1kLiveBirths, "0", "4000", Confidence::Percent998, IntervalMethod::ExactPoisson, "0.0", "1.72693881974553"),
    (Unit::Per1kLiveBirths, "9", "4000", Confidence::Percent95, IntervalMethod::ExactPoisson, "1.02884327434458", "4.27120086285479"),
    (Unit::Per1kLiveBirths, "9", "4000", Confidence::Percent998, IntervalMethod::ExactPoisson, "0.613106101090944", "5.66434332726573"),
    (Unit::Per1kLiveBirths, "10", "4000", Confidence::Percent95, IntervalMethod::Byar, "1.19686247849189", "4.59786465143912"),
    (Unit::Per1kLiveBirths, "10", "4000", Confidence::Percent998, IntervalMethod::Byar, "0.729079593673921", "6.04843123197013"),
    (Unit::Per1kLiveBirths, "117", "62709", Confidence::Percent95, IntervalMethod::Byar, "1.54300767697237", "2.23608276004845"),
    (Unit::Per1kLiveBirths, "117", "62709", Confidence::Percent998, IntervalMethod::Byar, "1.37753077197508", "2.46301337064524"),
    (Unit::GrossPercent, "5", "4", Confidence::Percent95, IntervalMethod::ExactPoisson, "40.5871597529605", "291.708301983067"),
    (Unit::GrossPercent, "5", "4", Confidence::Percent998, IntervalMethod::ExactPoisson, "18.4842932979458", "411.368630092003"),
    (Unit::GrossPercent, "4123", "4000", Confidence::Percent95, IntervalMethod::Byar, "99.9524780439026", "106.270259861259"),
    (Unit::GrossPercent, "4123", "4000", Confidence::Percent998, IntervalMethod::Byar, "98.185444964574", "108.132644983469"),
];

#[test]
fn every_interval_is_the_independent_one_to_twelve_digits() {
    for (unit, cases, against, confidence, method, low, high) in REFERENCE {
        let interval = Interval::of(unit, dec(cases), dec(against), confidence).unwrap();
        assert_eq!((interval.method, interval.confidence), (method, confidence), "{cases} of {against}");
        for (found, text) in [(interval.low, low), (interval.high, high)] {
            let expected: f64 = text.parse().unwrap();
            let off = (found - expected).abs();
            // 0 and 100 are exact, since a limit may stand on them.
            let reach = if ["0.0", "100.0"].contains(&text) { 0.0 } else { 1e-12 * expected };
            assert!(off <= reach, "{unit}: {cases} of {against}, {confidence:?}: {found} is not {expected}");
        }
    }
}

#[test]
fn cases_may_be_written_with_a_point_as_long_as_they_are_whole() {
    let of = |cases: &str, against: &str| {
        Interval::of(Unit::Percent, dec(cases), dec(against), Confidence::Percent95).map(|interval| interval.high)
    };
    assert!(of("81", "263").is_some());
    assert_eq!(of("81.00", "263.0"), of("81", "263"));
    // The denominator of a rate may be an average over a year.
    assert!(of("81", "263.5").is_some());
}

#[test]
fn where_it_makes_no_sense_there_is_none() {
    let senseless = [
        (Unit::Percent, "2.5", "10"),
        (Unit::Per100kLiveBirths, "2.5", "10"),
        (Unit::Percent, "-1", "10"),
        (Unit::Per100kLiveBirths, "-1", "10"),
        (Unit::Percent, "11", "10"),
        (Unit::Percent, "1", "0.5"),
        (Unit::Percent, "0", "0"),
        (Unit::Percent, "1", "0"),
        (Unit::Per1kLiveBirths, "0", "0"),
        (Unit::GrossPercent, "1", "0"),
        (Unit::Percent, "1", "-10"),
        (Unit::Per100kLiveBirths, "1", "-10"),
        (Unit::Persons, "1", "10"),
        (Unit::Institutions, "1", "10"),
        (Unit::CasesPerYear, "1", "10"),
        (Unit::HoursPerDay, "1", "10"),
        (Unit::Months, "1", "10"),
        (Unit::Years, "1", "10"),
        (Unit::YuanPerMonth, "1", "10"),
        (Unit::Done, "1", "10"),
        (Unit::Ratio, "1", "10"),
    ];
    for (unit, cases, against) in senseless {
        for confidence in Confidence::ALL {
            assert_eq!(Interval::of(unit, dec(cases), dec(against), *confidence), None, "{unit}: {cases} of {against}");
        }
    }
    // More cases than what they are counted against is no mistake of a rate.
    for unit in [Unit::GrossPercent, Unit::Per1kLiveBirths, Unit::Per1kPopulation, Unit::Per100kChildren] {
        assert!(Interval::of(unit, dec("11"), dec("10"), Confidence::Percent95).is_some(), "{unit}");
    }
}

#[test]
fn the_largest_numbers_do_not_panic_and_give_no_nonsense() {
    let large = ["0", "1", "9", "10", "79228162514264337593543950335", "7922816251426433759354395033"];
    let against = [large.as_slice(), &["0.0000000000000000000000000001"]].concat();
    for unit in Unit::ALL {
        for cases in large {
            for whole in &against {
                for confidence in Confidence::ALL {
                    let Some(interval) = Interval::of(*unit, dec(cases), dec(whole), *confidence) else { continue };
                    let Interval { low, high, .. } = interval;
                    assert!(low.is_finite() && high.is_finite() && 0.0 <= low && low <= high, "{unit} {cases} {whole}");
                }
            }
        }
    }
}

/// Whether the verdict on a value with its cases is uncertain; none without an interval.
#[track_caller]
fn judged(unit: &str, rule: &str, (value, numerator, denominator): (&str, &str, &str)) -> (&'static str, Option<bool>) {
    let registry = registry_with(unit, rule);
    let mut builder = DataSetBuilder::new(&registry);
    builder.add(&with_cases("test.health.figure", value, numerator, denominator), None).unwrap();
    let (data, _) = builder.build();
    let series = data.series().next().unwrap();
    let evaluation = series.judge(2025);
    let interval = series.interval(2025, Confidence::Percent95);
    (evaluation.verdict().as_str(), interval.map(|interval| interval.makes_uncertain(&evaluation)))
}

fn with_cases(id: &str, value: &str, numerator: &str, denominator: &str) -> Observation {
    Observation {
        numerator: Some(dec(numerator)),
        denominator: Some(dec(denominator)),
        ..Observation::new(id, "371500", 2025, dec(value))
    }
}

/// Three deaths among 62,709 births leave 0.99 to 13.98 per 100,000 open.
#[test]
fn a_limit_inside_the_interval_makes_a_verdict_uncertain_and_does_not_change_it() {
    let unit = "per_100k_live_births";
    let three = ("4.78", "3", "62709");
    let upper = |limit: &str| judged(unit, &format!(r#"{{ kind = "upper_bound", limit = "{limit}" }}"#), three);
    assert_eq!(upper("8.2"), ("met", Some(true)));
    assert_eq!(upper("1"), ("not_met", Some(true)));
    assert_eq!(upper("0.9"), ("not_met", Some(false)));
    assert_eq!(upper("13.98"), ("met", Some(true)));
    assert_eq!(upper("13.99"), ("met", Some(false)));
    // A value without cases, or in a unit that has no cases, has no interval.
    let hours = r#"{ kind = "lower_bound", limit = "9" }"#;
    assert_eq!(judged("hours_per_day", hours, ("9.1", "91", "10")), ("met", None));
    assert_eq!(judged("persons", hours, ("9", "9", "10")), ("met", None));
    // Half a case is none to count with.
    assert_eq!(judged(unit, r#"{ kind = "upper_bound", limit = "8.2" }"#, ("4.78", "2.9976", "62709")), ("met", None));
}

/// 81 of 263 leave 25.53 to 36.62 percent open.
#[test]
fn either_end_of_a_band_makes_a_verdict_uncertain() {
    let band = |centre: &str, tolerance: &str| {
        let rule = format!(r#"{{ kind = "band", centre = "{centre}", tolerance = "{tolerance}" }}"#);
        judged("percent", &rule, ("30.80", "81", "263"))
    };
    // 20–60: neither end. 26–60, 20–36: one end each. 28–32: both. 31–33: both, and missed. 10–20: missed by far.
    assert_eq!(band("40", "20"), ("met", Some(false)));
    assert_eq!(band("43", "17"), ("met", Some(true)));
    assert_eq!(band("28", "8"), ("met", Some(true)));
    assert_eq!(band("30", "2"), ("met", Some(true)));
    assert_eq!(band("32", "1"), ("not_met", Some(true)));
    assert_eq!(band("15", "5"), ("not_met", Some(false)));
}

/// No death, and all of a whole: these ends are exact, and full coverage is not in doubt where full coverage is asked for.
#[test]
fn a_limit_exactly_on_an_end_is_not_inside() {
    let none = ("0", "0", "4000");
    assert_eq!(judged("per_1k_live_births", r#"{ kind = "upper_bound", limit = "0" }"#, none), ("met", Some(false)));
    let all = ("100", "50", "50");
    assert_eq!(judged("percent", r#"{ kind = "lower_bound", limit = "100" }"#, all), ("met", Some(false)));
    let interval = Interval::of(Unit::Percent, dec("50"), dec("50"), Confidence::Percent95).unwrap();
    assert!(!interval.holds(dec("100")) && interval.holds(dec("99.9999999999")));
    let interval = Interval::of(Unit::Percent, dec("0"), dec("50"), Confidence::Percent95).unwrap();
    assert!(!interval.holds(dec("0")) && interval.holds(dec("0.0000000001")));
}

#[test]
fn without_a_verdict_nothing_is_uncertain() {
    let three = ("4.78", "3", "62709");
    let trend = r#"{ kind = "trend", direction = "down", baseline_year = 2020 }"#;
    assert_eq!(judged("per_100k_live_births", trend, three), ("undetermined", Some(false)));
    assert_eq!(judged("per_100k_live_births", r#"{ kind = "reported" }"#, three), ("undetermined", Some(false)));
}

/// The limit of a direction is the figure of the base year.
#[test]
fn a_direction_is_uncertain_when_the_base_is_inside() {
    let registry = registry_with("percent", r#"{ kind = "trend", direction = "down", baseline_year = 2020 }"#);
    for (base, expected) in
        [("36", ("met", true)), ("37", ("met", false)), ("26", ("not_met", true)), ("25", ("not_met", false))]
    {
        let mut builder = DataSetBuilder::new(&registry);
        builder.add(&Observation::new("test.health.figure", "371500", 2020, dec(base)), None).unwrap();
        builder.add(&with_cases("test.health.figure", "30.8", "81", "263"), None).unwrap();
        let (data, _) = builder.build();
        let series = data.series().next().unwrap();
        let evaluation = series.judge(2025);
        let interval = series.interval(2025, Confidence::Percent95).unwrap();
        assert_eq!((evaluation.verdict().as_str(), interval.makes_uncertain(&evaluation)), expected, "{base}");
    }
}

/// A gross ratio counts pupils of any age: it is a rate, and may pass 100.
#[test]
fn a_gross_percentage_is_a_rate() {
    let rule = r#"{ kind = "lower_bound", limit = "98" }"#;
    // 4123 of 4000, by Byar: 99.95 to 106.27.
    assert_eq!(judged("gross_percent", rule, ("103.08", "4123", "4000")), ("met", Some(false)));
    let rule = r#"{ kind = "lower_bound", limit = "100" }"#;
    assert_eq!(judged("gross_percent", rule, ("103.08", "4123", "4000")), ("met", Some(true)));
    let interval = Interval::of(Unit::GrossPercent, dec("50"), dec("50"), Confidence::Percent95).unwrap();
    assert_eq!(interval.method, IntervalMethod::Byar);
    assert!(interval.high > 100.0);
}

/// What a value ought to be by its cases, `?` if that has too many digits; none if it is right.
#[track_caller]
fn flagged(unit: &str, value: &str, numerator: &str, denominator: &str) -> Option<String> {
    let registry = registry_with(unit, r#"{ kind = "upper_bound", limit = "20" }"#);
    let mut builder = DataSetBuilder::new(&registry);
    builder.add(&with_cases("test.health.figure", value, numerator, denominator), None).unwrap();
    let (data, rejected) = builder.build();
    assert!(rejected.is_empty(), "a value is flagged, never refused");
    let series = data.series().next().unwrap();
    assert_eq!(series.value(2025), Some(dec(value)), "a value is flagged, never changed");
    let found = series.miscount(2025);
    assert_eq!(data.miscounts().count(), usize::from(found.is_some()));
    assert_eq!((data.miscounts_in(2025).count(), data.miscounts_in(2024).count()), (usize::from(found.is_some()), 0));
    found.map(|found| found.expected.map_or_else(|| "?".to_owned(), |expected| expected.to_string()))
}

#[test]
fn a_value_is_held_against_its_cases_to_its_last_digit() {
    let right = [
        // 2 of 3 make 66.666… percent.
        ("percent", "66.7", "2", "3"),
        ("percent", "67", "2", "3"),
        ("percent", "66.67", "2", "3"),
        ("percent", "66.66666666666666666666666667", "2", "3"),
        // 1 of 8 make 12.5, half a unit from both.
        ("percent", "12", "1", "8"),
        ("percent", "13", "1", "8"),
        ("percent", "12.5", "1", "8"),
        ("percent", "12.50", "1", "8"),
        // 1 of 16 make 6.25.
        ("percent", "6.2", "1", "16"),
        ("percent", "6.3", "1", "16"),
        ("percent", "0", "0", "16"),
        ("percent", "0.000", "0", "16"),
        ("percent", "100", "16", "16"),
        ("percent", "100.0", "16", "16"),
        // 3 of 62,709 make 4.78400…
        ("per_100k_live_births", "4.78", "3", "62709"),
        ("per_100k_live_births", "4.8", "3", "62709"),
        ("per_100k_live_births", "5", "3", "62709"),
        ("per_1k_live_births", "1.87", "117", "62709"),
        ("gross_percent", "103.08", "4123", "4000"),
        ("gross_percent", "103.07", "4123", "4000"),
        ("ratio", "1.92", "48", "25"),
        // A unit that is no quotient of its cases says nothing of them.
        ("hours_per_day", "9.1", "1", "3"),
        ("persons", "9", "1", "3"),
        ("cases_per_year", "9", "1", "3"),
    ];
    for (unit, value, numerator, denominator) in right {
        assert_eq!(flagged(unit, value, numerator, denominator), None, "{value} {unit}: {numerator} of {denominator}");
    }
    let wrong = [
        ("percent", "66.6", "2", "3", "66.7"),
        ("percent", "66.8", "2", "3", "66.7"),
        ("percent", "66.66", "2", "3", "66.67"),
        ("percent", "66.70", "2", "3", "66.67"),
        ("percent", "66.66666666666666666666666666", "2", "3", "66.66666666666666666666666667"),
        ("percent", "66", "2", "3", "67"),
        ("percent", "68", "2", "3", "67"),
        ("percent", "11", "1", "8", "13"),
        ("percent", "14", "1", "8", "13"),
        ("percent", "6.1", "1", "16", "6.3"),
        ("percent", "6.4", "1", "16", "6.3"),
        ("percent", "12.51", "1", "8", "12.50"),
        ("percent", "0", "1", "2", "50"),
        ("percent", "0", "1", "199", "1"),
        ("percent", "99", "2", "2", "100"),
        ("per_100k_live_births", "4.79", "3", "62709", "4.78"),
        ("per_100k_live_births", "478", "3", "62709", "5"),
        ("per_1k_live_births", "1.86", "117", "62709", "1.87"),
        // A value ten times or a hundred times too small.
        ("percent", "0.67", "2", "3", "66.67"),
        ("gross_percent", "103.09", "4123", "4000", "103.08"),
        ("ratio", "1.93", "48", "25", "1.92"),
    ];
    for (unit, value, numerator, denominator, expected) in wrong {
        let found = flagged(unit, value, numerator, denominator);
        assert_eq!(found, Some(expected.to_owned()), "{value} {unit}: {numerator} of {denominator}");
    }
}

#[test]
fn very_large_cases_never_panic() {
    let huge = "79228162514264337593543950335";
    // The quotient is right, and so is the value: 100 percent.
    assert_eq!(flagged("percent", "100", huge, huge), None);
    // 10^27 of 3·10^27 make a third.
    let (third, whole) = ("1000000000000000000000000000", "3000000000000000000000000000");
    assert_eq!(flagged("percent", "33.3", third, whole), None);
    assert!(flagged("percent", "33.4", third, whole).is_some());
    for value in ["0", "33.333333333333333333333333333", "100"] {
        for numerator in ["0", "1", huge] {
            for denominator in ["0.0000000000000000000000000001", "1", huge] {
                let _ = flagged("percent", value, numerator, denominator);
                let _ = flagged("per_100k_live_births", value, numerator, denominator);
            }
        }
    }
}

#[test]
fn what_is_wrong_is_said_in_both_languages() {
    let mut builder = DataSetBuilder::new(Registry::builtin());
    let id = "women.health.maternal_mortality_ratio";
    builder.add(&with_cases(id, "5.78", "3", "62709"), None).unwrap();
    let (data, _) = builder.build();
    let found = data.miscounts().next().unwrap();
    assert_eq!((found.year, found.value, found.expected), (2025, dec("5.78"), Some(dec("4.78"))));
    assert_eq!(
        found.sentence(Language::Chinese),
        "2025年聊城市孕产妇死亡率上报5.78/10万，按分子3、分母62709计算应为4.78/10万，请核实。"
    );
    assert_eq!(
        found.sentence(Language::English),
        "Liaocheng, 2025: Maternal mortality ratio was reported as 5.78 per 100,000 live births, but 3 of 62709 make 4.78 per 100,000 \
         live births; please check."
    );
}

/// Runs the monitor on a table with cases.
fn monitor(rows: &str, arguments: &[&str]) -> (String, Option<i32>) {
    let mut command = example("monitor");
    let mut child = command.args(arguments).arg("-").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(rows.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

#[test]
fn the_monitor_keeps_judges_and_flags() {
    let rows =
        "指标,地区,年份,数值,分子,分母\n孕产妇死亡率,371500,2024,5.78,3,62709\n婴儿死亡率,371500,2024,1.87,117,62709\n";
    let (text, code) = monitor(rows, &["--format", "json", "--lang", "en"]);
    let document: Value = serde_json::from_str(&text).unwrap();
    let judged: Vec<_> = document["evaluations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|each| (each["value"].as_str().unwrap(), each["verdict"].as_str().unwrap()))
        .collect();
    assert_eq!((judged, code), (vec![("5.78", "met"), ("1.87", "met")], Some(0)));
    assert_eq!(document["rejected"], serde_json::json!([]));
    assert_eq!(
        document["inconsistencies"],
        serde_json::json!([
            "Liaocheng, 2024: Maternal mortality ratio was reported as 5.78 per 100,000 live births, but 3 of 62709 make 4.78 per \
             100,000 live births; please check."
        ])
    );
    let (text, _) = monitor(rows, &[]);
    assert!(
        text.contains("- 2024年聊城市孕产妇死亡率上报5.78/10万，按分子3、分母62709计算应为4.78/10万，请核实。"),
        "{text}"
    );
}

/// One of three deaths more or less decides nothing: the verdict says so, and 117 infant deaths are enough to be sure.
#[test]
fn the_monitor_remarks_on_few_cases() {
    let rows = "indicator,region,year,value,numerator,denominator\nwomen.health.maternal_mortality_ratio,371500,2024,4.78,3,62709\n\
                infant_mortality_rate,371500,2024,1.87,117,62709\n";
    let (text, _) = monitor(rows, &["--lang", "en"]);
    assert_eq!(text.matches("few cases").count(), 1, "{text}");
    let (markdown, _) = monitor(rows, &["--format", "markdown", "--lang", "en"]);
    let line = markdown.lines().find(|line| line.contains("Maternal mortality ratio")).unwrap();
    assert!(line.contains("few cases: the 95% interval 0.99 to 14.0 holds the limit"), "{line}");
    assert!(line.contains("met") && !line.contains("not met"), "{line}");
    let line = markdown.lines().find(|line| line.contains("Infant mortality rate")).unwrap();
    assert!(!line.contains("few cases"), "{line}");
    let (markdown, _) = monitor(rows, &["--format", "markdown"]);
    assert!(markdown.contains("例数少，95%区间0.99至14.0含目标值"), "{markdown}");
}
