//! Laws of judging, on random figures with many digits, against the inequalities written out a second time on
//! fractions of big integers, which know no overflow and no rounding.

use crate::support::{dec, registry_with};
use num_bigint::BigInt;
use num_rational::Ratio;
use proptest::prelude::*;
use rust_decimal::Decimal;
use zhibiao::{Evidence, Judgement, Point, Reason, Registry, Verdict};

type Fraction = Ratio<BigInt>;

fn fraction(text: &str) -> Fraction {
    let digits: BigInt = text.replace('.', "").parse().unwrap();
    Ratio::new(digits, BigInt::from(10).pow(decimals(text)))
}

fn decimals(text: &str) -> u32 {
    text.split_once('.').map_or(0, |(_, fraction)| u32::try_from(fraction.len()).unwrap())
}

/// Half a unit of the last digit.
fn half_unit(text: &str) -> Fraction {
    Ratio::new(BigInt::from(5), BigInt::from(10).pow(decimals(text) + 1))
}

fn whole(number: u16) -> Fraction {
    Ratio::from_integer(number.into())
}

/// A rule as text, so that the model and the engine read it each in their own way.
#[derive(Debug, Clone)]
enum Model {
    Upper { limit: String, strict: bool },
    Lower { limit: String, strict: bool },
    Band { centre: String, tolerance: String, exceedable: bool },
    Decrease { percent: String },
    Annual { points: String, up: bool },
}

impl Model {
    fn toml(&self) -> String {
        match self {
            Model::Upper { limit, strict } => {
                format!(r#"{{ kind = "upper_bound", limit = "{limit}", strict = {strict} }}"#)
            }
            Model::Lower { limit, strict } => {
                format!(r#"{{ kind = "lower_bound", limit = "{limit}", strict = {strict} }}"#)
            }
            Model::Band { centre, tolerance, exceedable } => format!(
                r#"{{ kind = "band", centre = "{centre}", tolerance = "{tolerance}", exceedable = {exceedable} }}"#
            ),
            Model::Decrease { percent } => {
                format!(r#"{{ kind = "relative_decrease", baseline_year = 2020, percent = "{percent}" }}"#)
            }
            Model::Annual { points, up } => {
                let direction = if *up { "up" } else { "down" };
                format!(
                    r#"{{ kind = "average_annual_change", direction = "{direction}", points = "{points}", baseline_year = 2020 }}"#
                )
            }
        }
    }

    /// The inequality of the rule, as the documentation gives it.
    fn met(&self, value: &Fraction, baseline: &Fraction, years: u16) -> bool {
        match self {
            Model::Upper { limit, strict: false } => *value <= fraction(limit),
            Model::Upper { limit, strict: true } => *value < fraction(limit),
            Model::Lower { limit, strict: false } => *value >= fraction(limit),
            Model::Lower { limit, strict: true } => *value > fraction(limit),
            Model::Band { centre, tolerance, exceedable } => {
                let (centre, tolerance) = (fraction(centre), fraction(tolerance));
                *value >= &centre - &tolerance && (*exceedable || *value <= centre + tolerance)
            }
            Model::Decrease { percent } => whole(100) * value <= (whole(100) - fraction(percent)) * baseline,
            Model::Annual { points, up: false } => baseline - value >= fraction(points) * whole(years),
            Model::Annual { points, up: true } => value - baseline >= fraction(points) * whole(years),
        }
    }

    /// Whether figures that round to these get the other verdict. Every rule here is monotone or a band, so the
    /// corners tell, and for a band that lies between the corners its own ends.
    fn sensitive(&self, value: &str, baseline: &str, years: u16) -> bool {
        let (exact, base) = (fraction(value), fraction(baseline));
        let met = self.met(&exact, &base, years);
        // There is nothing below zero, and nothing above 100,000 of 100,000.
        let values = [
            (&exact - half_unit(value)).max(whole(0)),
            (&exact + half_unit(value)).min(Fraction::from_integer(100_000.into())),
        ];
        let uses_baseline = matches!(self, Model::Decrease { .. } | Model::Annual { .. });
        let reach = if uses_baseline { half_unit(baseline) } else { whole(0) };
        let baselines = [&base - &reach, &base + &reach];
        let corner = values.iter().any(|v| baselines.iter().any(|b| self.met(v, b, years) != met));
        let inside = match self {
            Model::Band { centre, tolerance, .. } if !met => {
                let ends = [fraction(centre) - fraction(tolerance), fraction(centre) + fraction(tolerance)];
                ends.iter().any(|end| values[0] <= *end && *end <= values[1])
            }
            _ => false,
        };
        corner || inside
    }

    fn registry(&self) -> Registry {
        registry_with("per_100k_children", &self.toml())
    }
}

fn judge(registry: &Registry, value: &str, baseline: &str, years: u16) -> Judgement {
    let history = [Point { year: 2020, value: dec(baseline) }];
    let indicator = registry.find("test.health.figure").unwrap();
    indicator.judge(&Evidence::new(2020 + years, dec(value)).with_history(&history))
}

/// A figure of up to 16 digits, so that whatever a rule makes of it still fits a decimal; or one from a small grid, so that figures and limits often coincide.
fn figure() -> impl Strategy<Value = String> {
    prop_oneof!["[0-9]{1,4}\\.[0-9]{1,12}", "[0-9]{1,4}", "[0-9]\\.[0-9]", "[4-6]\\.[0-5]", "[0-9]{1,2}\\.[0-9]0{0,11}",]
}

fn model() -> impl Strategy<Value = Model> {
    prop_oneof![
        (figure(), any::<bool>()).prop_map(|(limit, strict)| Model::Upper { limit, strict }),
        (figure(), any::<bool>()).prop_map(|(limit, strict)| Model::Lower { limit, strict }),
        (figure(), "0\\.[0-9]{1,8}", any::<bool>()).prop_filter_map("a band within its centre", |band| {
            let (centre, tolerance, exceedable) = band;
            (fraction(&tolerance) <= fraction(&centre)).then_some(Model::Band { centre, tolerance, exceedable })
        }),
        "[1-9][0-9]?(\\.[0-9]{1,6})?".prop_map(|percent| Model::Decrease { percent }),
        ("[1-9](\\.[0-9]{1,9})?", any::<bool>()).prop_map(|(points, up)| Model::Annual { points, up }),
    ]
}

fn as_fraction(decimal: Decimal) -> Fraction {
    fraction(&decimal.to_string())
}

fn rank(verdict: Verdict) -> u8 {
    u8::from(verdict == Verdict::Met)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn verdict_margin_and_sensitivity_are_those_of_exact_fractions(
        model in model(), value in figure(), baseline in figure(), years in 1_u16..=10,
    ) {
        let registry = model.registry();
        let judgement = judge(&registry, &value, &baseline, years);
        // The plan ends in 2025. What asks for more each year is not carried on beyond it.
        if years > 5 && matches!(model, Model::Annual { .. }) {
            prop_assert_eq!(judgement.verdict(), Verdict::Undetermined(Reason::AfterPeriod { year: 2025 }));
            return Ok(());
        }
        let met = model.met(&fraction(&value), &fraction(&baseline), years);
        prop_assert_eq!(judgement.verdict(), if met { Verdict::Met } else { Verdict::NotMet });
        prop_assert_eq!(judgement.is_rounding_sensitive(), model.sensitive(&value, &baseline, years));

        // Figures of this size always have a limit and a margin that fit.
        let (limit, margin) = (judgement.limit().unwrap(), judgement.margin().unwrap());
        let distance = as_fraction(limit) - fraction(&value);
        prop_assert!(as_fraction(margin) == distance || as_fraction(margin) == -distance);
        if margin.is_zero() {
            // On the limit itself: met unless the limit is excluded.
            let strict = matches!(model, Model::Upper { strict: true, .. } | Model::Lower { strict: true, .. });
            prop_assert_eq!(met, !strict);
        } else {
            prop_assert_eq!(met, margin.is_sign_positive());
        }
    }

    #[test]
    fn trailing_zeros_change_neither_verdict_nor_margin(
        model in model(), value in "[0-9]{1,3}\\.[0-9]{1,8}", baseline in "[0-9]{1,3}\\.[0-9]{1,8}",
        zeros in 1_usize..=15, years in 1_u16..=10,
    ) {
        let registry = model.registry();
        let plain = judge(&registry, &value, &baseline, years);
        let padding = "0".repeat(zeros);
        let padded = judge(&registry, &format!("{value}{padding}"), &format!("{baseline}{padding}"), years);
        prop_assert_eq!(plain.verdict(), padded.verdict());
        prop_assert_eq!(plain.limit().map(|limit| limit.to_string()), padded.limit().map(|limit| limit.to_string()));
        prop_assert_eq!(plain.margin().map(|margin| margin.to_string()), padded.margin().map(|margin| margin.to_string()));
    }

    #[test]
    fn a_better_value_never_gets_a_worse_verdict(
        model in model(), one in figure(), other in figure(), baseline in figure(), years in 1_u16..=10,
    ) {
        let registry = model.registry();
        let (low, high) = if fraction(&one) <= fraction(&other) { (one, other) } else { (other, one) };
        // Which of the two is better depends on the kind; in a band it is the one nearer to the centre.
        let (worse, better) = match &model {
            Model::Upper { .. } | Model::Decrease { .. } | Model::Annual { up: false, .. } => (high, low),
            Model::Lower { .. } | Model::Annual { up: true, .. } | Model::Band { exceedable: true, .. } => (low, high),
            Model::Band { centre, .. } => {
                let away = |value: &str| {
                    let distance = fraction(value) - fraction(centre);
                    if distance < whole(0) { -distance } else { distance }
                };
                if away(&low) <= away(&high) { (high, low) } else { (low, high) }
            }
        };
        let verdict = |value: &str| rank(judge(&registry, value, &baseline, years).verdict());
        prop_assert!(verdict(&better) >= verdict(&worse), "{better} against {worse}");
    }

    #[test]
    fn a_verdict_with_28_decimals_is_exact_whenever_there_is_one(
        mantissas in (0_u128..1 << 96, 0_u128..1 << 96), percent in "[1-9][0-9]?(\\.[0-9]{1,20})?", near in any::<bool>(),
    ) {
        let model = Model::Decrease { percent };
        let registry = model.registry();
        // Ten decimal places and up to 18 digits before them do not fit the unit; 28 decimals do.
        let text = |mantissa: u128| format!("{}.{:028}", mantissa / 10_u128.pow(28), mantissa % 10_u128.pow(28));
        let baseline = text(mantissas.0);
        let value = if near { baseline.clone() } else { text(mantissas.1) };
        let verdict = judge(&registry, &value, &baseline, 5).verdict();
        let met = model.met(&fraction(&value), &fraction(&baseline), 5);
        match verdict {
            Verdict::Undetermined(reason) => prop_assert_eq!(reason.as_str(), "overflow"),
            decided => prop_assert_eq!(decided == Verdict::Met, met),
        }
    }
}
