//! Exact arithmetic behind every verdict.
//!
//! `Decimal`'s operators panic on overflow, and its `checked_` forms round in silence when a result needs
//! more digits than 96 bits hold. [`Exact`] has 127 bits, never rounds, and its comparison always has an answer.
//!
//! Nearly every figure has few digits. A machine word holds it, and is much faster: [`Short`](crate::short::Short). What a rule
//! requires is written for any [`Number`], and worked out with [`Exact`] ones where short ones do not suffice.

use crate::decimal::{nearest, to_f64};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// `mantissa × 10^-scale`, held exactly.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exact {
    mantissa: i128,
    scale: u32,
}

impl From<Decimal> for Exact {
    #[inline]
    fn from(value: Decimal) -> Self {
        Exact { mantissa: value.mantissa(), scale: value.scale() }
    }
}

impl From<u16> for Exact {
    #[inline]
    fn from(value: u16) -> Self {
        Exact { mantissa: value.into(), scale: 0 }
    }
}

impl From<u32> for Exact {
    #[inline]
    fn from(value: u32) -> Self {
        Exact { mantissa: value.into(), scale: 0 }
    }
}

impl From<u64> for Exact {
    fn from(value: u64) -> Self {
        Exact { mantissa: value.into(), scale: 0 }
    }
}

impl Exact {
    pub(crate) const ZERO: Exact = Exact { mantissa: 0, scale: 0 };
    pub(crate) const HUNDRED: Exact = Exact { mantissa: 100, scale: 0 };

    pub(crate) const fn new(mantissa: i128, scale: u32) -> Exact {
        Exact { mantissa, scale }
    }

    /// Half a unit of the last digit a value was reported with: 0.05 for `8.2`.
    #[inline]
    pub(crate) const fn half_unit(value: Decimal) -> Exact {
        // A decimal's scale is at most 28.
        Exact { mantissa: 5, scale: value.scale().saturating_add(1) }
    }

    #[inline]
    pub(crate) fn checked_add(self, other: Exact) -> Option<Exact> {
        let (left, right, scale) = align(self, other).or_else(|| align_reduced(self, other))?;
        Some(Exact { mantissa: left.checked_add(right)?, scale })
    }

    #[inline]
    pub(crate) fn checked_sub(self, other: Exact) -> Option<Exact> {
        self.checked_add(Exact { mantissa: other.mantissa.checked_neg()?, scale: other.scale })
    }

    #[inline]
    pub(crate) fn checked_mul(self, other: Exact) -> Option<Exact> {
        let plain = |left: Exact, right: Exact| {
            Some(Exact {
                mantissa: product(left.mantissa, right.mantissa)?,
                scale: left.scale.checked_add(right.scale)?,
            })
        };
        // Trailing zeros must never turn a verdict into an overflow.
        plain(self, other).or_else(|| plain(self.reduced(), other.reduced()))
    }

    /// The number without its sign.
    pub(crate) fn magnitude(self) -> Option<Exact> {
        Some(Exact { mantissa: self.mantissa.checked_abs()?, scale: self.scale })
    }

    /// A hundredth of the number: only the point moves.
    #[inline]
    pub(crate) fn hundredth(self) -> Exact {
        Exact { mantissa: self.mantissa, scale: self.scale.saturating_add(2) }
    }

    /// The greatest whole number that is not above it.
    pub(crate) fn floor(self) -> Option<Exact> {
        let reduced = self.reduced();
        let whole = match usize::try_from(reduced.scale).ok().and_then(|scale| POWERS.get(scale)) {
            Some(power) => reduced.mantissa.checked_div_euclid(*power)?,
            // So far behind the point, only the sign is left.
            None if reduced.mantissa < 0 => -1,
            None => 0,
        };
        Some(Exact { mantissa: whole, scale: 0 })
    }

    /// The least whole number that is not below it.
    pub(crate) fn ceiling(self) -> Option<Exact> {
        let floor = Exact::ZERO.checked_sub(self)?.floor()?;
        Exact::ZERO.checked_sub(floor)
    }

    /// The quotient of two numbers, rounded half away from zero to so many decimals and without trailing zeros. None of nothing, or if it
    /// takes too many digits.
    pub(crate) fn quotient(self, divisor: Exact, decimals: u32) -> Option<Decimal> {
        let rounded = |dividend: Exact, divisor: Exact| {
            let up = decimals.checked_add(divisor.scale)?;
            let dividend_raised = raise(dividend.mantissa, up.saturating_sub(dividend.scale))?;
            let divisor_raised = raise(divisor.mantissa, dividend.scale.saturating_sub(up))?;
            rounded_quotient(dividend_raised, divisor_raised)
        };
        let mantissa = rounded(self, divisor).or_else(|| rounded(self.reduced(), divisor.reduced()))?;
        Exact { mantissa, scale: decimals }.to_decimal()
    }

    /// How many decimals it takes to write it.
    pub(crate) fn decimals(self) -> u32 {
        self.reduced().scale
    }

    /// How many units of `10^-scale` it is, if that is a whole number of 64 bits.
    pub(crate) fn in_units(self, scale: u32) -> Option<i64> {
        let reduced = self.reduced();
        i64::try_from(raise(reduced.mantissa, scale.checked_sub(reduced.scale)?)?).ok()
    }

    /// The same number without trailing zeros.
    fn reduced(self) -> Exact {
        let Exact { mut mantissa, mut scale } = self;
        if let Ok(mut short) = i64::try_from(mantissa) {
            // As nearly always, and many times faster.
            while scale > 0 && short % 10 == 0 {
                short /= 10;
                scale = scale.saturating_sub(1);
            }
            return Exact { mantissa: short.into(), scale };
        }
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale = scale.saturating_sub(1);
        }
        Exact { mantissa, scale }
    }

    /// The nearest binary number, or one next to it: for reading, not for verdicts.
    #[allow(clippy::float_arithmetic, clippy::cast_precision_loss)]
    pub(crate) fn to_f64(self) -> f64 {
        if let Some(nearest) = nearest(self.mantissa, self.scale) {
            return nearest;
        }
        match self.to_decimal() {
            Some(decimal) => to_f64(decimal),
            None => self.mantissa as f64 / 10_f64.powi(i32::try_from(self.scale).unwrap_or(i32::MAX)),
        }
    }

    /// Mantissa and scale, if the mantissa has no more than 64 bits.
    #[inline]
    pub(crate) fn to_parts(self) -> Option<(i64, u32)> {
        Some((i64::try_from(self.mantissa).ok()?, self.scale))
    }

    /// The number as a decimal without trailing zeros, if a decimal can hold every digit of it.
    pub(crate) fn to_decimal(self) -> Option<Decimal> {
        let reduced = self.reduced();
        Decimal::try_from_i128_with_scale(reduced.mantissa, reduced.scale).ok()
    }
}

/// Both mantissas at the larger of the two scales.
#[inline]
fn align(left: Exact, right: Exact) -> Option<(i128, i128, u32)> {
    match left.scale.cmp(&right.scale) {
        Ordering::Equal => Some((left.mantissa, right.mantissa, left.scale)),
        Ordering::Less => Some((raise(left.mantissa, right.scale.abs_diff(left.scale))?, right.mantissa, right.scale)),
        Ordering::Greater => {
            Some((left.mantissa, raise(right.mantissa, left.scale.abs_diff(right.scale))?, left.scale))
        }
    }
}

/// The same without trailing zeros, which may fit where they do not.
#[cold]
fn align_reduced(left: Exact, right: Exact) -> Option<(i128, i128, u32)> {
    align(left.reduced(), right.reduced())
}

/// The powers of ten that fit: 10^0 to 10^38.
// Made by the compiler: an index or a product out of range would not build.
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
const POWERS: [i128; 39] = {
    let mut powers = [1; 39];
    let mut exponent: usize = 1;
    while exponent < powers.len() {
        powers[exponent] = powers[exponent - 1] * 10;
        exponent += 1;
    }
    powers
};

/// `mantissa × 10^digits`.
// What is in a hurry has few digits and does not come here.
#[inline(never)]
fn raise(mantissa: i128, digits: u32) -> Option<i128> {
    if mantissa == 0 {
        return Some(0);
    }
    product(mantissa, *POWERS.get(usize::try_from(digits).ok()?)?)
}

/// The quotient as a whole number, rounded half away from zero.
fn rounded_quotient(dividend: i128, divisor: i128) -> Option<i128> {
    let (of, by) = (dividend.unsigned_abs(), divisor.unsigned_abs());
    let (quotient, rest) = if let (Ok(of), Ok(by)) = (u64::try_from(of), u64::try_from(by)) {
        // As nearly always, and many times faster.
        (of.checked_div(by)?.into(), of.checked_rem(by)?.into())
    } else {
        (of.checked_div(by)?, of.checked_rem(by)?)
    };
    // What is left is less than the divisor, which has 127 bits.
    let up = rest.checked_mul(2)? >= by;
    let size = i128::try_from(quotient.checked_add(up.into())?).ok()?;
    if dividend.is_negative() == divisor.is_negative() { Some(size) } else { size.checked_neg() }
}

fn product(left: i128, right: i128) -> Option<i128> {
    match (i64::try_from(left), i64::try_from(right)) {
        // Two factors of 64 bits cannot overflow 128, and multiply much faster.
        (Ok(left), Ok(right)) => Some(i128::from(left).wrapping_mul(i128::from(right))),
        _ => left.checked_mul(right),
    }
}

impl Ord for Exact {
    #[inline]
    fn cmp(&self, other: &Exact) -> Ordering {
        if let Some((left, right, _)) = align(*self, *other) {
            return left.cmp(&right);
        }
        // One mantissa does not fit at the other's scale, so its number is beyond whatever the other can
        // be (|other| ≤ 2^127): its sign alone decides.
        let (beyond, ordering) =
            if self.scale < other.scale { (self, Ordering::Greater) } else { (other, Ordering::Less) };
        if beyond.mantissa > 0 { ordering } else { ordering.reverse() }
    }
}

impl PartialOrd for Exact {
    #[inline]
    fn partial_cmp(&self, other: &Exact) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Exact {
    #[inline]
    fn eq(&self, other: &Exact) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

/// What it takes to hold one number against another.
pub(crate) trait Comparable: Copy + Ord {
    fn plus(self, other: Self) -> Option<Self>;
    fn minus(self, other: Self) -> Option<Self>;
}

/// What it takes to say what a rule requires. Every kind of number gives the same answers, or none where its digits do not suffice:
/// [`Short`](crate::short::Short) ones soon, [`Exact`] ones hardly ever.
pub(crate) trait Number: Comparable + From<u16> + From<u32> {
    const ZERO: Self;

    fn of(value: Decimal) -> Option<Self>;
    fn of_exact(value: Exact) -> Option<Self>;

    /// Half a unit of the last digit a value was reported with: 0.05 for `8.2`.
    fn half_unit(value: Decimal) -> Option<Self>;

    fn times(self, other: Self) -> Option<Self>;

    /// A hundredth of the number: only the point moves.
    fn hundredth(self) -> Option<Self>;
}

impl Comparable for Exact {
    fn plus(self, other: Self) -> Option<Self> {
        self.checked_add(other)
    }

    fn minus(self, other: Self) -> Option<Self> {
        self.checked_sub(other)
    }
}

impl Number for Exact {
    const ZERO: Exact = Exact::ZERO;

    fn of(value: Decimal) -> Option<Self> {
        Some(value.into())
    }

    fn of_exact(value: Exact) -> Option<Self> {
        Some(value)
    }

    fn half_unit(value: Decimal) -> Option<Self> {
        Some(Exact::half_unit(value))
    }

    fn times(self, other: Self) -> Option<Self> {
        self.checked_mul(other)
    }

    fn hundredth(self) -> Option<Self> {
        Some(Exact::hundredth(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(mantissa: i128, scale: u32) -> Exact {
        Exact { mantissa, scale }
    }

    /// Where the scales are so far apart that the mantissas cannot be aligned, the sign of the larger one decides.
    #[test]
    fn comparison_has_an_answer_when_alignment_does_not() {
        let huge = 10_i128.pow(38);
        assert!(align(exact(huge, 0), exact(1, 28)).is_none());
        assert!(exact(huge, 0) > exact(1, 28));
        assert!(exact(-huge, 0) < exact(1, 28));
        assert!(exact(1, 28) < exact(huge, 0));
        assert!(exact(1, 28) > exact(-huge, 0));
        assert!(exact(-huge, 0) < exact(-1, 28));
        assert!(exact(1, 90) < exact(1, 0));
        assert!(exact(0, 90) < exact(1, 0));
        assert_eq!(exact(0, 90), exact(0, 0));
        assert_eq!(exact(8200, 3), exact(82, 1));
    }

    /// Halves go away from zero, whatever the signs and the scales.
    #[test]
    fn quotients_are_rounded_half_away_from_zero() {
        let text = |dividend: Exact, divisor: Exact, decimals| {
            dividend.quotient(divisor, decimals).map(|quotient| quotient.to_string())
        };
        for (dividend, divisor, decimals, told) in [
            (exact(1, 0), exact(8, 0), 2, "0.13"),
            (exact(-1, 0), exact(8, 0), 2, "-0.13"),
            (exact(1, 0), exact(-8, 0), 2, "-0.13"),
            (exact(-1, 0), exact(-8, 0), 2, "0.13"),
            (exact(1, 0), exact(3, 0), 2, "0.33"),
            (exact(2, 0), exact(3, 0), 6, "0.666667"),
            (exact(-30, 0), exact(84, 1), 2, "-3.57"),
            (exact(45, 1), exact(9, 0), 2, "0.5"),
            (exact(12_345_678, 10), exact(1, 0), 2, "0"),
            (exact(1, 0), exact(1, 10), 2, "10000000000"),
            // 124.99999… is not a half, however many nines there are.
            (exact(124_999_999_999_999_999_999_999_999_999, 30), exact(1, 0), 2, "0.12"),
            // Of more than 64 bits, and with zeros that have to go first.
            (exact(10_i128.pow(37), 30), exact(3, 0), 2, "3333333.33"),
            (exact(10_i128.pow(30), 30), exact(8 * 10_i128.pow(28), 28), 2, "0.13"),
        ] {
            assert_eq!(text(dividend, divisor, decimals).as_deref(), Some(told), "{dividend:?} {divisor:?}");
        }
        assert_eq!(text(exact(1, 0), Exact::ZERO, 2), None);
        assert_eq!(text(exact(i128::MAX, 0), exact(1, 0), 2), None);
        assert_eq!(text(exact(10_i128.pow(28), 0), exact(1, 10), 2), None);
    }

    /// Trailing zeros are dropped before anything is called too large.
    #[test]
    fn sums_and_products_drop_zeros_before_they_give_up() {
        // 1 with 30 zeros behind the point, and 10^30.
        let padded = exact(10_i128.pow(30), 30);
        let large = exact(10_i128.pow(30), 0);
        assert!(align(padded, large).is_none());
        let sum = padded.checked_add(large).unwrap();
        assert_eq!(sum, exact(10_i128.pow(30) + 1, 0));
        assert_eq!(padded.checked_mul(large).unwrap(), large);
        // What really has too many digits is refused.
        assert!(exact(1, 28).checked_add(exact(10_i128.pow(20), 0)).is_none());
        assert!(exact(i128::MAX, 0).checked_mul(exact(3, 0)).is_none());
        assert!(Exact::ZERO.checked_sub(exact(i128::MIN, 0)).is_none());
    }

    #[test]
    fn whole_numbers_below_and_above() {
        for (number, below, above) in [
            (exact(82, 1), 8, 9),
            (exact(-82, 1), -9, -8),
            (exact(80, 1), 8, 8),
            (exact(-80, 1), -8, -8),
            (exact(1, 90), 0, 1),
            (exact(-1, 90), -1, 0),
            (exact(0, 90), 0, 0),
        ] {
            assert_eq!(number.floor().unwrap(), exact(below, 0), "{number:?}");
            assert_eq!(number.ceiling().unwrap(), exact(above, 0), "{number:?}");
        }
    }

    /// What a decimal cannot hold is read as a binary number all the same.
    #[test]
    fn what_is_too_large_for_a_decimal_can_be_read() {
        // 2^100 is 1267650600228229401496703205376.
        assert!(exact(1 << 100, 2).to_decimal().is_none());
        let relative = exact(1 << 100, 2).to_f64() / 12_676_506_002_282_294_014_967_032_053.76 - 1.0;
        assert!(relative.abs() < 1e-14, "{relative}");
    }

    #[test]
    fn a_decimal_comes_back_only_with_every_digit() {
        assert_eq!(exact(8_200, 3).to_decimal().unwrap().to_string(), "8.2");
        assert!(exact(1, 29).to_decimal().is_none());
        assert_eq!(exact(10, 29).to_decimal().unwrap().scale(), 28);
        assert!(exact(1 << 96, 0).to_decimal().is_none());
        assert!(exact((1 << 96) - 1, 0).to_decimal().is_some());
    }
}
