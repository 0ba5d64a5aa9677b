//! Rules that need no other indicator, as plans may hold them, and rules that no plan may.

use super::figures::{almost_figures, figures};
use crate::rule::{
    AverageAnnualChange, Band, Direction, LowerBound, RelativeDecrease, Rule, SlowerRise, Trend, UpperBound,
};
use crate::unit::Unit;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

/// The years a baseline may be, for plans of [`plans`](super::plans): 2018 to 2020.
pub(super) const BASELINES: std::ops::RangeInclusive<u16> = 2018..=2020;

fn directions() -> impl Strategy<Value = Direction> {
    select(Direction::ALL)
}

/// Rules that a plan of [`plans`](super::plans) may hold for a figure in this unit: bounds, bands, relative decreases, average annual
/// changes, trends and slower rises; for [`Unit::Done`], attested. References and gaps need another indicator: [`plans`](super::plans)
/// has them.
pub fn rules(unit: Unit) -> BoxedStrategy<Rule> {
    if unit == Unit::Done {
        return Just(Rule::Attested).boxed();
    }
    let greatest = i128::from(unit.greatest());
    let upper =
        (figures(unit), any::<bool>()).prop_map(|(limit, strict)| Rule::UpperBound(UpperBound { limit, strict }));
    let lower =
        (figures(unit), any::<bool>()).prop_map(|(limit, strict)| Rule::LowerBound(LowerBound { limit, strict }));
    let band = (figures(unit), 0..=4_i64, any::<bool>()).prop_map(|(centre, quarters, exceedable)| {
        // No wider than its centre.
        let tolerance = Decimal::new(quarters * 5, 1).min(centre);
        Rule::Band(Band { centre, tolerance, exceedable })
    });
    let decrease = (BASELINES, 1..=10_000_i64, 0..=2_u32).prop_map(|(baseline_year, percent, scale)| {
        let percent = Decimal::new(percent, scale).min(Decimal::ONE_HUNDRED);
        Rule::RelativeDecrease(RelativeDecrease { baseline_year, percent })
    });
    let change = (BASELINES, directions(), 1..=greatest.min(50), 0..=1_u32).prop_map(
        |(baseline_year, direction, points, scale)| {
            let points = Decimal::from_i128_with_scale(points, scale);
            Rule::AverageAnnualChange(AverageAnnualChange { direction, points, baseline_year })
        },
    );
    let trend = (BASELINES, directions(), any::<bool>())
        .prop_map(|(baseline_year, direction, every_year)| Rule::Trend(Trend { direction, every_year, baseline_year }));
    let slower = (BASELINES, select(vec![1, 2, 4, 5, 10]))
        .prop_map(|(baseline_year, years_before)| Rule::SlowerRise(SlowerRise { baseline_year, years_before }));
    prop_oneof![upper, lower, band, decrease, change, trend, slower].boxed()
}

/// A rule with one mistake, and the key that an error has to name.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AlmostRule {
    /// The rule.
    pub rule: Rule,
    /// The key of plan text that is wrong: `limit`, `percent`, `tolerance` …
    pub key: &'static str,
}

/// Rules for a figure in this unit that no plan may hold: a limit of 850 percent, a band wider than its centre, a decrease by nothing.
pub fn almost_rules(unit: Unit) -> impl Strategy<Value = AlmostRule> {
    let wrong = |key: &'static str| move |rule: Rule| AlmostRule { rule, key };
    let upper = almost_figures(unit)
        .prop_map(|limit| Rule::UpperBound(UpperBound { limit, strict: false }))
        .prop_map(wrong("limit"));
    let lower = almost_figures(unit)
        .prop_map(|limit| Rule::LowerBound(LowerBound { limit, strict: true }))
        .prop_map(wrong("limit"));
    let wide = figures(unit)
        .prop_map(|centre| Rule::Band(Band { centre, tolerance: centre + Decimal::ONE, exceedable: false }))
        .prop_map(wrong("tolerance"));
    let percent = select(vec![0, -20, 101, 850]);
    let decrease = (BASELINES, percent)
        .prop_map(|(baseline_year, percent)| {
            Rule::RelativeDecrease(RelativeDecrease { baseline_year, percent: Decimal::new(percent, 0) })
        })
        .prop_map(wrong("percent"));
    let change = (BASELINES, directions(), select(vec![0, -1]))
        .prop_map(|(baseline_year, direction, points)| {
            Rule::AverageAnnualChange(AverageAnnualChange { direction, points: Decimal::new(points, 0), baseline_year })
        })
        .prop_map(wrong("points"));
    let slower = (BASELINES, select(vec![0, 3, 7, 11]))
        .prop_map(|(baseline_year, years_before)| Rule::SlowerRise(SlowerRise { baseline_year, years_before }))
        .prop_map(wrong("years_before"));
    let early = directions()
        .prop_map(|direction| Rule::Trend(Trend { direction, every_year: false, baseline_year: 1890 }))
        .prop_map(wrong("baseline_year"));
    prop_oneof![upper, lower, wide, decrease, change, slower, early]
}
