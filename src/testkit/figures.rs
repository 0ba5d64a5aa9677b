//! Decimals, as numbers and as text, and figures in a unit.

use crate::exact::Exact;
use crate::unit::Unit;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

/// The greatest mantissa of a decimal: 96 bits.
const GREATEST: i128 = (1 << 96) - 1;

/// Any decimal at all, of either sign and up to 28 decimals; often a short one.
pub fn decimals() -> impl Strategy<Value = Decimal> {
    let any = (-GREATEST..=GREATEST, 0..=28_u32);
    let short = (-10_000..=10_000_i128, 0..=4_u32);
    prop_oneof![short, any].prop_map(|(mantissa, scale)| Decimal::from_i128_with_scale(mantissa, scale))
}

/// Any unit.
pub fn units() -> impl Strategy<Value = Unit> {
    select(Unit::ALL)
}

/// Figures that are possible in a unit: whole where it counts, from the least to the greatest, both of which come up often; zeros
/// behind, and many digits.
pub fn figures(unit: Unit) -> impl Strategy<Value = Decimal> {
    let greatest = i128::from(unit.greatest());
    let ends = select(vec![Decimal::ZERO, Decimal::from_i128_with_scale(greatest, 0)]);
    let whole = (0..=greatest).prop_map(|figure| Decimal::from_i128_with_scale(figure, 0));
    let few = (0..=greatest.min(200)).prop_map(|figure| Decimal::from_i128_with_scale(figure, 0));
    // A count may be written with zeros behind.
    let with_scale = move |(figure, scale, behind): (i128, u32, i128)| {
        let power = 10_i128.pow(scale);
        let figure = (figure * power + behind % power).min(greatest * power);
        let figure = if unit.is_count() { figure / power * power } else { figure };
        Decimal::from_i128_with_scale(figure, scale)
    };
    let short = (0..=greatest, 1..=4_u32, any::<u32>().prop_map(i128::from)).prop_map(with_scale);
    // The greatest has at most eight digits: twenty decimals always fit beside them.
    let long = (0..=greatest, 5..=20_u32, (0..i128::from(u64::MAX)).prop_map(|behind| behind * 5)).prop_map(with_scale);
    prop_oneof![1 => ends, 2 => few, 2 => whole, 4 => short, 1 => long]
}

/// Figures on a limit, and a unit of its last digit, or of the first or second digit behind that, on either side of it, some with zeros
/// behind: where verdicts turn. Counts are a whole one away. All are possible in the unit, if the limit is, and no digit is rounded away.
pub fn figures_near(limit: Decimal, unit: Unit) -> impl Strategy<Value = Decimal> {
    let is_count = unit.is_count();
    (0..=2_u32, -1..=1_i64, 0..=3_u32).prop_map(move |(more, step, zeros)| {
        let scale = if is_count { 0 } else { (limit.scale() + more).min(28) };
        // Digits that do not fit make no figure.
        let beside = Exact::from(limit).checked_add(Decimal::new(step, scale).into()).and_then(Exact::to_decimal);
        let mut figure = beside.filter(|figure| unit.allows(*figure)).unwrap_or(limit);
        // Fewer zeros than asked for are written where so many do not fit.
        figure.rescale((figure.scale() + zeros).min(28));
        figure
    })
}

/// Figures that somebody could report and that are impossible in the unit: below zero, above the greatest, half a person.
pub fn almost_figures(unit: Unit) -> impl Strategy<Value = Decimal> {
    let greatest = i128::from(unit.greatest());
    let below = (1..=999_i64, 0..=3_u32).prop_map(|(mantissa, scale)| Decimal::new(-mantissa, scale));
    let above = (1..=999_i128, 0..=3_u32)
        .prop_map(move |(more, scale)| Decimal::from_i128_with_scale(greatest * 10_i128.pow(scale) + more, scale));
    let half = (0..greatest, 1..=9_i128).prop_map(move |(whole, tenths)| {
        // Where fractions are possible, the half is put above the greatest.
        let whole = if unit.is_count() { whole } else { greatest };
        Decimal::from_i128_with_scale(whole * 10 + tenths, 1)
    });
    prop_oneof![below, above, half]
}

/// Texts that [`decimal::parse`](crate::decimal::parse) reads.
pub fn decimal_texts() -> impl Strategy<Value = String> {
    prop_oneof!["-?[0-9]{1,9}", "-?[0-9]{1,9}\\.[0-9]{1,9}", "-?0\\.[0-9]{1,28}", "-?0{1,5}[1-9]\\.[0-9]{1,5}0{1,9}"]
}

/// Texts that look like decimals and that [`decimal::parse`](crate::decimal::parse) refuses: exponents, separators, a bare point, signs,
/// white space, full-width digits, more digits than a decimal holds.
pub fn almost_decimal_texts() -> impl Strategy<Value = String> {
    let number = || "[1-9][0-9]{0,5}";
    prop_oneof![
        "[1-9]\\.?[0-9]e[0-9]{1,2}",
        "[1-9][0-9]{0,2},[0-9]{3}",
        "[1-9][0-9]{0,2}_[0-9]{3}",
        number().prop_map(|number| format!(".{number}")),
        number().prop_map(|number| format!("{number}.")),
        number().prop_map(|number| format!("+{number}")),
        number().prop_map(|number| format!("--{number}")),
        number().prop_map(|number| format!(" {number}")),
        number().prop_map(|number| format!("{number}\n")),
        number().prop_map(|number| format!("{number}%")),
        number().prop_map(|number| number.chars().map(full_width).collect()),
        "0\\.[0-9]{28}[1-9]",
        "[8-9][0-9]{28,40}",
        Just(String::new()),
        Just("-".to_owned()),
        Just("NaN".to_owned()),
        Just("inf".to_owned()),
    ]
}

fn full_width(digit: char) -> char {
    let shift = u32::from('０') - u32::from('0');
    char::from_u32(u32::from(digit) + shift).unwrap_or(digit)
}
