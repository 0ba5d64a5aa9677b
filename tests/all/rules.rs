//! Every kind of rule on its bound, a last digit either side, with many digits, on zero, and with evidence missing.
//! The expected verdicts, limits and margins are worked out by hand from the inequality each rule stands for.

use crate::support::{dec, point, registry_with};
use zhibiao::{Evidence, Judgement, Point, Reason, Registry, Rule, Verdict};

/// One rule, put to the test.
struct Trial(Registry);

impl Trial {
    #[track_caller]
    fn of(unit: &str, rule: &str) -> Self {
        Trial(registry_with(unit, rule))
    }

    #[track_caller]
    fn judge(&self, year: u16, value: &str, history: &[Point]) -> Judgement {
        let indicator = self.0.find("test.health.figure").unwrap();
        indicator.judge(&Evidence::new(year, dec(value)).with_history(history))
    }

    /// Verdict, limit, margin and whether rounding could reverse it, as text.
    #[track_caller]
    fn expect(&self, value: &str, history: &[Point], expected: (&str, &str, &str, bool)) {
        let judgement = self.judge(2025, value, history);
        let text = |decimal: Option<rust_decimal::Decimal>| decimal.map_or_else(|| "-".to_owned(), |d| d.to_string());
        let found = (
            judgement.verdict().as_str(),
            &*text(judgement.limit()),
            &*text(judgement.margin()),
            judgement.is_rounding_sensitive(),
        );
        assert_eq!(found, expected, "value {value}, history {history:?}");
    }

    #[track_caller]
    fn undetermined(&self, year: u16, value: &str, history: &[Point], reason: Reason) {
        let judgement = self.judge(year, value, history);
        assert_eq!(judgement.verdict(), Verdict::Undetermined(reason));
        assert_eq!((judgement.limit(), judgement.margin()), (None, None));
        assert!(!judgement.is_rounding_sensitive());
    }
}

#[test]
fn upper_bound_includes_its_limit() {
    let trial = Trial::of("per_100k_live_births", r#"{ kind = "upper_bound", limit = "8.2" }"#);
    trial.expect("8.2", &[], ("met", "8.2", "0", true));
    trial.expect("8.20", &[], ("met", "8.2", "0", true));
    trial.expect("8.1", &[], ("met", "8.2", "0.1", false));
    trial.expect("8.3", &[], ("not_met", "8.2", "-0.1", false));
    trial.expect("8.19", &[], ("met", "8.2", "0.01", false));
    trial.expect("8.21", &[], ("not_met", "8.2", "-0.01", false));
    trial.expect("8.200000000000000000000000001", &[], ("not_met", "8.2", "-0.000000000000000000000000001", false));
    trial.expect("8.199999999999999999999999999", &[], ("met", "8.2", "0.000000000000000000000000001", false));
    trial.expect("0", &[], ("met", "8.2", "8.2", false));
    // 8 stands for 7.5 to 8.5, and 8.5 is above 8.2.
    trial.expect("8", &[], ("met", "8.2", "0.2", true));
    trial.expect("9", &[], ("not_met", "8.2", "-0.8", false));
}

#[test]
fn strict_upper_bound_excludes_its_limit() {
    let trial = Trial::of("percent", r#"{ kind = "upper_bound", limit = "3", strict = true }"#);
    trial.expect("3", &[], ("not_met", "3", "0", true));
    trial.expect("3.0", &[], ("not_met", "3", "0", true));
    trial.expect("2.9", &[], ("met", "3", "0.1", false));
    // 2.95 may have been rounded up from 2.945, never from 3.
    trial.expect("2.95", &[], ("met", "3", "0.05", false));
    trial.expect("3.1", &[], ("not_met", "3", "-0.1", false));
    trial.expect("0", &[], ("met", "3", "3", false));
}

#[test]
fn lower_bound_includes_its_limit() {
    let trial = Trial::of("percent", r#"{ kind = "lower_bound", limit = "85" }"#);
    trial.expect("85", &[], ("met", "85", "0", true));
    trial.expect("84.9", &[], ("not_met", "85", "-0.1", false));
    trial.expect("85.1", &[], ("met", "85", "0.1", false));
    trial.expect("84.99999999999999999999999999", &[], ("not_met", "85", "-0.00000000000000000000000001", false));
    trial.expect("0", &[], ("not_met", "85", "-85", false));
    trial.expect("100", &[], ("met", "85", "15", false));
    // 84.95 is 85.0 to one digit: the other way round it stays below.
    trial.expect("85.0", &[], ("met", "85", "0", true));
}

#[test]
fn rounding_reaches_an_inclusive_limit_exactly_half_a_unit_away() {
    // 84.5 ≤ true value ≤ 85.5 for a reported 85: the lower end meets "at least 84.5" too.
    let trial = Trial::of("percent", r#"{ kind = "lower_bound", limit = "84.5" }"#);
    trial.expect("85", &[], ("met", "84.5", "0.5", false));
    trial.expect("84", &[], ("not_met", "84.5", "-0.5", true));
    // Excluded, the same end does not.
    let trial = Trial::of("percent", r#"{ kind = "lower_bound", limit = "84.5", strict = true }"#);
    trial.expect("85", &[], ("met", "84.5", "0.5", true));
    trial.expect("84", &[], ("not_met", "84.5", "-0.5", false));
}

#[test]
fn strict_lower_bound_excludes_its_limit() {
    let trial = Trial::of("percent", r#"{ kind = "lower_bound", limit = "90", strict = true }"#);
    trial.expect("90", &[], ("not_met", "90", "0", true));
    trial.expect("90.0", &[], ("not_met", "90", "0", true));
    trial.expect("90.1", &[], ("met", "90", "0.1", false));
    trial.expect("90.0000000000000000000000001", &[], ("met", "90", "0.0000000000000000000000001", false));
    trial.expect("89.9", &[], ("not_met", "90", "-0.1", false));
}

#[test]
fn counts_are_exact_and_never_sensitive_to_rounding() {
    let trial = Trial::of("persons", r#"{ kind = "lower_bound", limit = "1" }"#);
    trial.expect("1", &[], ("met", "1", "0", false));
    trial.expect("0", &[], ("not_met", "1", "-1", false));
    trial.expect("1.0", &[], ("met", "1", "0", false));
    trial.undetermined(2025, "0.5", &[], Reason::ImpossibleValue { year: 2025 });
}

#[test]
fn band_includes_both_ends() {
    let trial = Trial::of("percent", r#"{ kind = "band", centre = "45", tolerance = "2" }"#);
    trial.expect("45", &[], ("met", "43", "2", false));
    trial.expect("43", &[], ("met", "43", "0", true));
    trial.expect("47", &[], ("met", "47", "0", true));
    trial.expect("42.9", &[], ("not_met", "43", "-0.1", false));
    trial.expect("47.1", &[], ("not_met", "47", "-0.1", false));
    trial.expect("43.1", &[], ("met", "43", "0.1", false));
    trial.expect("46.9", &[], ("met", "47", "0.1", false));
    trial.expect("47.00000000000000000000000001", &[], ("not_met", "47", "-0.00000000000000000000000001", false));
    trial.expect("0", &[], ("not_met", "43", "-43", false));
    trial.expect("42.5", &[], ("not_met", "43", "-0.5", false));
}

#[test]
fn a_coarse_figure_can_span_a_whole_band() {
    // 3 stands for 2.5 to 3.5: both ends lie outside 3.1 to 3.3, but 3.2 does not.
    let trial = Trial::of("percent", r#"{ kind = "band", centre = "3.2", tolerance = "0.1" }"#);
    trial.expect("3", &[], ("not_met", "3.1", "-0.1", true));
    trial.expect("5", &[], ("not_met", "3.3", "-1.7", false));
}

#[test]
fn band_without_tolerance_is_one_figure() {
    let trial = Trial::of("institutions", r#"{ kind = "band", centre = "6", tolerance = "0" }"#);
    trial.expect("6", &[], ("met", "6", "0", false));
    trial.expect("5", &[], ("not_met", "6", "-1", false));
    trial.expect("7", &[], ("not_met", "6", "-1", false));
}

#[test]
fn exceedable_band_has_no_upper_end() {
    let trial = Trial::of("percent", r#"{ kind = "band", centre = "40", tolerance = "2", exceedable = true }"#);
    trial.expect("38", &[], ("met", "38", "0", true));
    trial.expect("37.9", &[], ("not_met", "38", "-0.1", false));
    trial.expect("42", &[], ("met", "38", "4", false));
    trial.expect("42.1", &[], ("met", "38", "4.1", false));
    trial.expect("100", &[], ("met", "38", "62", false));
}

#[test]
fn relative_decrease_multiplies_across() {
    let trial =
        Trial::of("per_100k_children", r#"{ kind = "relative_decrease", baseline_year = 2020, percent = "20" }"#);
    // 80 percent of 9.0 is 7.2.
    trial.expect("7.2", &[point(2020, "9.0")], ("met", "7.2", "0", true));
    trial.expect("7.3", &[point(2020, "9.0")], ("not_met", "7.2", "-0.1", false));
    trial.expect("7.1", &[point(2020, "9.0")], ("met", "7.2", "0.1", false));
    // The digits of the baseline count too. 9 may have been 9.5, and 80 percent of that is 7.6: 7.6 − 0.05 is
    // below it, 7.7 − 0.05 is not. It may have been 8.5, and 80 percent of that is 6.8: 6.8 + 0.05 is above it.
    trial.expect("7.6", &[point(2020, "9")], ("not_met", "7.2", "-0.4", true));
    trial.expect("7.7", &[point(2020, "9")], ("not_met", "7.2", "-0.5", false));
    trial.expect("6.8", &[point(2020, "9")], ("met", "7.2", "0.4", true));
    trial.expect("6.7", &[point(2020, "9")], ("met", "7.2", "0.5", false));
    trial.expect("7.2", &[point(2020, "8.9999")], ("not_met", "7.19992", "-0.00008", true));
    trial.expect("0", &[point(2020, "9.0")], ("met", "7.2", "7.2", false));
    // A third is not a decimal; 66.6 percent of 3 is.
    let third =
        Trial::of("per_100k_children", r#"{ kind = "relative_decrease", baseline_year = 2020, percent = "33.4" }"#);
    third.expect("1.998", &[point(2020, "3.000")], ("met", "1.998", "0", true));
    third.expect("1.9981", &[point(2020, "3.0000")], ("not_met", "1.998", "-0.0001", false));
}

#[test]
fn relative_decrease_from_zero_asks_for_zero() {
    let trial =
        Trial::of("per_100k_children", r#"{ kind = "relative_decrease", baseline_year = 2020, percent = "20" }"#);
    trial.expect("0", &[point(2020, "0")], ("met", "0", "0", true));
    trial.expect("1.5", &[point(2020, "0.00")], ("not_met", "0", "-1.5", false));
}

#[test]
fn relative_decrease_with_all_the_digits_there_are() {
    let trial =
        Trial::of("per_100k_children", r#"{ kind = "relative_decrease", baseline_year = 2020, percent = "20" }"#);
    // 80 percent of the baseline is 5.7037037030370370370370370400 and fits.
    let baseline = [point(2020, "7.1296296287962962962962963000")];
    trial.expect("5.7037037030370370370370370400", &baseline, ("met", "5.70370370303703703703703704", "0", true));
    trial.expect(
        "5.7037037030370370370370370401",
        &baseline,
        ("not_met", "5.70370370303703703703703704", "-0.0000000000000000000000000001", false),
    );
    // 80 percent of this baseline has 29 decimals. It cannot be shown, but the verdict is exact all the same.
    let baseline = [point(2020, "0.0000000000000000000000000001")];
    trial.expect("0.0000000000000000000000000001", &baseline, ("not_met", "-", "-", true));
    trial.expect("0", &baseline, ("met", "-", "-", true));
}

#[test]
fn average_annual_change_counts_the_years() {
    let down = r#"{ kind = "average_annual_change", direction = "down", points = "1", baseline_year = 2020 }"#;
    let trial = Trial::of("percent", down);
    // Five years, a point each.
    trial.expect("47.7", &[point(2020, "52.7")], ("met", "47.7", "0", true));
    trial.expect("47.8", &[point(2020, "52.7")], ("not_met", "47.7", "-0.1", true));
    trial.expect("47.9", &[point(2020, "52.7")], ("not_met", "47.7", "-0.2", false));
    // 47.65 with 52.65 is still five points less, and five points are enough.
    trial.expect("47.6", &[point(2020, "52.7")], ("met", "47.7", "0.1", false));
    trial.expect("0", &[point(2020, "5")], ("met", "0", "0", true));
    // In 2021 one point is enough.
    let judgement = trial.judge(2021, "51.7", &[point(2020, "52.7")]);
    assert_eq!((judgement.verdict(), judgement.limit()), (Verdict::Met, Some(dec("51.7"))));
    // More than there was to lose: nothing meets it, and a reported 0 hides nothing below zero.
    trial.expect("0", &[point(2020, "4.9")], ("not_met", "-0.1", "-0.1", false));

    let up = r#"{ kind = "average_annual_change", direction = "up", points = "0.5", baseline_year = 2020 }"#;
    let trial = Trial::of("percent", up);
    trial.expect("52.5", &[point(2020, "50.0")], ("met", "52.5", "0", true));
    trial.expect("52.4", &[point(2020, "50.0")], ("not_met", "52.5", "-0.1", true));
    trial.expect("53", &[point(2020, "50.00")], ("met", "52.5", "0.5", true));
    trial.expect("53.1", &[point(2020, "50.00")], ("met", "52.5", "0.6", false));
}

#[test]
fn what_is_missing_is_named() {
    let rules = [
        r#"{ kind = "relative_decrease", baseline_year = 2020, percent = "20" }"#,
        r#"{ kind = "average_annual_change", direction = "down", points = "1", baseline_year = 2020 }"#,
    ];
    for rule in rules {
        let trial = Trial::of("percent", rule);
        trial.undetermined(2025, "7.2", &[], Reason::NoBaseline { year: 2020 });
        trial.undetermined(2025, "7.2", &[point(2019, "9")], Reason::NoBaseline { year: 2020 });
        trial.undetermined(2020, "7.2", &[point(2020, "7.2")], Reason::NotAfterBaseline { year: 2020 });
        trial.undetermined(2019, "7.2", &[point(2020, "9")], Reason::NotAfterBaseline { year: 2020 });
        trial.undetermined(2025, "7.2", &[point(2020, "-9")], Reason::ImpossibleValue { year: 2020 });
        let two = [point(2020, "9"), point(2021, "8"), point(2020, "9.1")];
        trial.undetermined(2025, "7.2", &two, Reason::ConflictingValues { year: 2020 });
        // The same value twice is no contradiction.
        let same = [point(2020, "9"), point(2020, "9.0")];
        assert_eq!(trial.judge(2025, "1", &same).verdict(), Verdict::Met);
    }
    for rule in [r#"{ kind = "upper_bound", limit = "3" }"#, rules[0]] {
        let registry = registry_with("percent", rule);
        let indicator = registry.find("test.health.figure").unwrap();
        let judgement = indicator.judge(&Evidence::missing(2025));
        assert_eq!(judgement.verdict(), Verdict::Undetermined(Reason::NoValue));
    }
}

#[test]
fn an_impossible_figure_never_meets_anything() {
    let trial = Trial::of("percent", r#"{ kind = "upper_bound", limit = "3" }"#);
    trial.undetermined(2025, "-3", &[], Reason::ImpossibleValue { year: 2025 });
    trial.undetermined(2025, "100.1", &[], Reason::ImpossibleValue { year: 2025 });
    let trial = Trial::of("hours_per_day", r#"{ kind = "lower_bound", limit = "10" }"#);
    trial.undetermined(2025, "25", &[], Reason::ImpossibleValue { year: 2025 });
    trial.expect("24", &[], ("met", "10", "14", false));
}

#[test]
fn too_many_digits_are_named_and_never_rounded() {
    // 61.8 × 99.99…9 (28 digits each) needs more than 127 bits.
    let percent = "0.0000000000000000000000000001";
    let rule = format!(r#"{{ kind = "relative_decrease", baseline_year = 2020, percent = "{percent}" }}"#);
    let trial = Trial::of("per_100k_children", &rule);
    let baseline = [point(2020, "6.1803398874989484820458683437")];
    trial.undetermined(2025, "1", &baseline, Reason::Overflow);
    // The same rule with a figure of fewer digits: 99.9999999999999999999999999999 percent of 2.
    trial.expect("2", &[point(2020, "2")], ("not_met", "-", "-", true));
    trial.expect("1.9", &[point(2020, "2.0")], ("met", "-", "-", true));
    // Trailing zeros are no digits. Where sensitivity itself needs too many, it is not ruled out.
    trial.expect("1.80", &[point(2020, "2.0000000000000000000000000")], ("met", "-", "-", true));
}

#[test]
fn the_conditions_read_as_people_write_them() {
    let cases = [
        (r#"{ kind = "upper_bound", limit = "8.2" }"#, None, "≤ 8.2"),
        (r#"{ kind = "upper_bound", limit = "8.2", strict = true }"#, None, "< 8.2"),
        (r#"{ kind = "lower_bound", limit = "85" }"#, None, "≥ 85"),
        (r#"{ kind = "lower_bound", limit = "90", strict = true }"#, None, "> 90"),
        (r#"{ kind = "band", centre = "45", tolerance = "2" }"#, None, "43–47"),
        (r#"{ kind = "band", centre = "40", tolerance = "2", exceedable = true }"#, None, "≥ 38"),
        (r#"{ kind = "relative_decrease", baseline_year = 2020, percent = "20" }"#, None, "≤ ?"),
        (r#"{ kind = "relative_decrease", baseline_year = 2020, percent = "20" }"#, Some("7.2"), "≤ 7.2"),
    ];
    for (rule, limit, expected) in cases {
        let registry = registry_with("percent", rule);
        let indicator = registry.find("test.health.figure").unwrap();
        let condition = indicator.rule().condition(limit.map(dec));
        assert_eq!(condition.to_string(), expected, "{rule}");
        // A question mark stands for the figure that is not known.
        assert_eq!(condition.is_known(), !expected.contains('?'), "{rule}");
    }
}

#[test]
fn what_a_condition_knows_without_a_baseline() {
    for indicator in Registry::builtin().indicators() {
        let known = match indicator.rule() {
            Rule::UpperBound(_) | Rule::LowerBound(_) | Rule::Band(_) | Rule::Attested => true,
            Rule::Reference(reference) => reference.tolerance.is_some(),
            _ => false,
        };
        assert_eq!(indicator.rule().condition(None).is_known(), known, "{}", indicator.id());
    }
}
