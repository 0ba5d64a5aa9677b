//! Short numbers and exact ones lead to the same judgements, to the last digit of limit and margin.

use super::*;
use crate::evidence::Point;
use crate::exact::Number;
use crate::indicator::Level;
use crate::short::Short;
use crate::unit::Unit;
use proptest::prelude::*;
use proptest::sample::select;

/// Figures of every length: those that are common, those on the edges of machine words and of short numbers, and any.
fn decimal() -> impl Strategy<Value = Decimal> {
    let edges: Vec<i128> = [31, 32, 33, 53, 60, 62, 63, 64, 95, 96]
        .map(|bits| 1_i128 << bits)
        .into_iter()
        .chain((0..=28).map(|digits| 10_i128.pow(digits)))
        .flat_map(|edge| (-2..=2).map(move |away| edge + away))
        .collect();
    let size = prop_oneof![
        6 => 0_i128..2_000,
        3 => (0_i128..1 << 40, 0_u32..30).prop_map(|(number, bits)| number >> bits),
        2 => select(edges),
        2 => (0_i128..1 << 96, 0_u32..96).prop_map(|(number, bits)| number >> bits),
    ];
    let scale = prop_oneof![6 => 0_u32..=3, 2 => 0_u32..=12, 1 => 0_u32..=28];
    let sign = prop_oneof![15 => Just(1), 1 => Just(-1)];
    let fits = |(size, scale, sign): (i128, u32, i128)| Decimal::try_from_i128_with_scale(size * sign, scale).ok();
    (size, scale, sign).prop_filter_map("96 bits", fits)
}

fn direction() -> impl Strategy<Value = Direction> {
    select(Direction::ALL)
}

fn rule() -> impl Strategy<Value = Rule> {
    let strict = any::<bool>;
    prop_oneof![
        3 => (decimal(), strict()).prop_map(|(limit, strict)| Rule::UpperBound(UpperBound { limit, strict })),
        3 => (decimal(), strict()).prop_map(|(limit, strict)| Rule::LowerBound(LowerBound { limit, strict })),
        4 => (decimal(), decimal(), any::<bool>())
            .prop_map(|(centre, tolerance, exceedable)| Rule::Band(Band { centre, tolerance, exceedable })),
        4 => decimal().prop_map(|percent| Rule::RelativeDecrease(RelativeDecrease { baseline_year: 2020, percent })),
        3 => (direction(), decimal()).prop_map(|(direction, points)| {
            Rule::AverageAnnualChange(AverageAnnualChange { direction, points, baseline_year: 2020 })
        }),
        1 => direction()
            .prop_map(|direction| Rule::Trend(Trend { direction, every_year: false, baseline_year: 2020 })),
        2 => select(vec![1_u16, 2, 4, 5, 10])
            .prop_map(|years_before| Rule::SlowerRise(SlowerRise { baseline_year: 2020, years_before })),
        2 => proptest::option::of(decimal())
            .prop_map(|tolerance| Rule::Reference(Reference { indicator: "test.health.other".into(), tolerance })),
        1 => Just(Rule::Gap(Gap {
            of: "test.health.other".into(),
            between: Between::Regions(Level::County),
            baseline_year: 2020,
        })),
    ]
}

/// A judgement with every digit it has; decimals are equal whatever their scales.
fn told(judgement: &Judgement) -> (crate::judgement::Verdict, Option<String>, Option<String>, bool) {
    let text = |decimal: Option<Decimal>| decimal.map(|decimal| format!("{decimal} {:?}", decimal.unpack()));
    (judgement.verdict(), text(judgement.limit()), text(judgement.margin()), judgement.is_rounding_sensitive())
}

/// The value itself, one a last digit away, and the same with zeros behind it.
fn around(value: Decimal) -> Vec<Decimal> {
    let mut values = Vec::new();
    for zeros in [0, 1, 7, 9, 12] {
        let Some(size) = value.mantissa().checked_mul(10_i128.pow(zeros)) else { continue };
        for away in -1..=1 {
            values.extend(Decimal::try_from_i128_with_scale(size + away, value.scale() + zeros));
        }
    }
    values
}

proptest! {
    // More by hand: `PROPTEST_CASES=1000000 cargo test --release --lib agree`.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(4_000), ..ProptestConfig::default() })]

    #[test]
    fn short_and_exact_numbers_agree(
        rule in rule(), value in decimal(), baseline in decimal(), earlier in decimal(), reference in decimal(),
        year in 2019_u16..=2027, unit in select(Unit::ALL), reach in proptest::option::of((decimal(), decimal())),
    ) {
        let years_before = [2019, 2018, 2016, 2015, 2010];
        let history: Vec<Point> = std::iter::once(Point { year: 2020, value: baseline })
            .chain(years_before.map(|year| Point { year, value: earlier }))
            .collect();
        let judge = |value: Decimal, is_short: bool| {
            let evidence = Evidence::new(year, value).with_history(&history).with_reference(Some(reference));
            let evidence = match reach {
                Some((value, baseline)) => evidence.with_reach(value.abs().into(), baseline.abs().into()),
                None => evidence,
            };
            let figure = if is_short { Short::of(value) } else { None };
            rule.judge(figure, &evidence, unit, 2025)
        };
        let first = judge(value, false);
        prop_assert_eq!(told(&judge(value, true)), told(&first), "{}", value);
        for value in first.limit().map(around).unwrap_or_default() {
            prop_assert_eq!(told(&judge(value, true)), told(&judge(value, false)), "{}", value);
        }
    }

    #[test]
    fn a_unit_allows_the_same_figures_in_many_digits(figure in decimal(), unit in select(Unit::ALL)) {
        let (least, greatest) = unit.range();
        let edges = [least, greatest].into_iter().flat_map(around);
        for figure in std::iter::once(figure).chain(edges) {
            let is_inside = least <= figure && figure <= greatest;
            prop_assert_eq!(unit.allows(figure), is_inside && (!unit.is_count() || figure.is_integer()), "{}", figure);
        }
    }
}
