//! Exact arithmetic on few digits: what nearly every verdict takes, in a machine word.
//!
//! Like [`Exact`], a [`Short`] never rounds. It gives no answer where ten digits do not suffice; then [`Exact`] is asked.

use crate::decimal::with_scale;
use crate::exact::{Comparable, Exact, Number};
use crate::multiples::PowerOfTen;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// The greatest mantissa of a [`Short`]: 10^10.
const GREATEST: i64 = 10_000_000_000;

/// 10^0 to 10^8. With any of them, a mantissa of ten digits makes less than 2^60.
const POWERS: [i64; 9] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/// `mantissa × 10^-scale`, held exactly; the mantissa is −10^10 to 10^10.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Short {
    mantissa: i64,
    scale: u32,
}

impl From<u16> for Short {
    #[inline]
    fn from(value: u16) -> Self {
        Short { mantissa: value.into(), scale: 0 }
    }
}

impl From<u32> for Short {
    #[inline]
    fn from(value: u32) -> Self {
        Short { mantissa: value.into(), scale: 0 }
    }
}

impl Short {
    #[inline]
    fn new(mantissa: i64, scale: u32) -> Option<Self> {
        (-GREATEST..=GREATEST).contains(&mantissa).then_some(Short { mantissa, scale })
    }

    /// How many digits it has behind the point, trailing zeros among them.
    #[inline]
    pub(crate) const fn scale(self) -> u32 {
        self.scale
    }

    /// How many units of `10^-scale` it is, if `scale` is at most 8 more than its own.
    #[inline]
    pub(crate) fn in_units(self, scale: u32) -> Option<Units> {
        let power = POWERS.get(usize::try_from(scale.checked_sub(self.scale)?).ok()?)?;
        // 10^10 × 10^8 is less than 2^60.
        Some(Units(self.mantissa.wrapping_mul(*power)))
    }

    /// Both in units of the last digit of either.
    #[inline]
    fn align(self, other: Short) -> Option<(Units, Units, u32)> {
        if self.scale == other.scale {
            return Some((Units(self.mantissa), Units(other.mantissa), self.scale));
        }
        let scale = self.scale.max(other.scale);
        Some((self.in_units(scale)?, other.in_units(scale)?, scale))
    }

    #[cfg(test)]
    fn to_decimal(self) -> Option<Decimal> {
        Units(self.mantissa).to_decimal(self.scale)
    }
}

impl Number for Short {
    const ZERO: Short = Short { mantissa: 0, scale: 0 };

    #[inline]
    fn of(value: Decimal) -> Option<Self> {
        let parts = value.unpack();
        if parts.hi != 0 {
            return None;
        }
        let size = i64::from(i32::try_from(parts.mid).ok()?) << 32 | i64::from(parts.lo);
        Short::new(if parts.negative { size.checked_neg()? } else { size }, parts.scale)
    }

    #[inline]
    fn of_exact(value: Exact) -> Option<Self> {
        let (mantissa, scale) = value.to_parts()?;
        Short::new(mantissa, scale)
    }

    #[inline]
    fn half_unit(value: Decimal) -> Option<Self> {
        Short::new(5, value.scale().checked_add(1)?)
    }

    #[inline]
    fn times(self, other: Self) -> Option<Self> {
        Short::new(self.mantissa.checked_mul(other.mantissa)?, self.scale.checked_add(other.scale)?)
    }

    #[inline]
    fn hundredth(self) -> Option<Self> {
        Short::new(self.mantissa, self.scale.checked_add(2)?)
    }
}

impl Comparable for Short {
    #[inline]
    fn plus(self, other: Self) -> Option<Self> {
        let (left, right, scale) = self.align(other)?;
        Short::new(left.plus(right)?.0, scale)
    }

    #[inline]
    fn minus(self, other: Self) -> Option<Self> {
        let (left, right, scale) = self.align(other)?;
        Short::new(left.minus(right)?.0, scale)
    }
}

impl Ord for Short {
    #[inline]
    fn cmp(&self, other: &Short) -> Ordering {
        match self.align(*other) {
            Some((left, right, _)) => left.cmp(&right),
            None => Exact::new(self.mantissa.into(), self.scale).cmp(&Exact::new(other.mantissa.into(), other.scale)),
        }
    }
}

impl PartialOrd for Short {
    #[inline]
    fn partial_cmp(&self, other: &Short) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Short {
    #[inline]
    fn eq(&self, other: &Short) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Short {}

/// A number of units, the same unit for all numbers it meets. A [`Short`] is less than 2^60 of them, so that a sum of a few always fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Units(i64);

impl Units {
    pub(crate) const ZERO: Units = Units(0);

    #[inline]
    pub(crate) const fn new(number: i64) -> Self {
        Units(number)
    }

    /// The number of units of `10^-scale` as a decimal without trailing zeros, if a decimal can have so many decimals.
    #[inline]
    pub(crate) fn to_decimal(self, scale: u32) -> Option<Decimal> {
        if self.0 == 0 {
            return Some(Decimal::ZERO);
        }
        let (mut size, mut scale) = (self.0.unsigned_abs(), scale);
        // One zero is frequent, and where, nobody can guess, so that nothing branches; more are not.
        #[allow(clippy::needless_bitwise_bool)]
        let one = {
            let (tenth, is_multiple) = PowerOfTen::TEN.divide(size);
            let one = u32::from(is_multiple & (scale > 0));
            size = size.wrapping_add(u64::from(one).wrapping_neg() & tenth.wrapping_sub(size));
            one
        };
        scale = scale.wrapping_sub(one);
        while scale > 0 {
            let (tenth, is_multiple) = PowerOfTen::TEN.divide(size);
            if !is_multiple {
                break;
            }
            (size, scale) = (tenth, scale.saturating_sub(1));
        }
        with_scale(size, self.0 < 0, scale)
    }
}

impl Comparable for Units {
    #[inline]
    fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Units)
    }

    #[inline]
    fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Units)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        crate::decimal::parse(text).unwrap()
    }

    /// Where this gives no answer the verdict is the same, and takes several times as long.
    #[test]
    fn few_digits_suffice_for_a_whole_judgement() {
        let short = |text| Short::of(decimal(text)).unwrap();
        let is = |number: Option<Short>, text: &str| {
            let number = number.unwrap();
            assert_eq!(number.to_decimal(), Some(decimal(text)), "{number:?}");
        };
        is(Short::of(decimal("-8.20")), "-8.2");
        is(Short::of(decimal("10000000000")), "10000000000");
        is(Short::of_exact(Exact::new(820, 2)), "8.2");
        is(Short::half_unit(decimal("8.20")), "0.005");
        is(short("9.0").times(short("80")), "720");
        is(short("9.0").hundredth(), "0.09");
        is(short("9").plus(short("0.00000001")), "9.00000001");
        is(short("9").minus(short("9.5")), "-0.5");
        assert_eq!(short("8.20").scale(), 2);
        assert_eq!(short("8.2").in_units(9).and_then(|units| units.to_decimal(9)), Some(decimal("8.2")));
        assert_eq!(short("8.20"), short("8.2"));
    }

    /// Too many digits are left to others, not cut off: 2^64 + 82 ends, in its lower bits, like 82.
    #[test]
    fn more_than_ten_digits_are_not_short() {
        for text in ["10000000001", "-10000000001", "18446744073709551698", "4294967296.82"] {
            assert!(Short::of(decimal(text)).is_none(), "{text}");
        }
        assert!(Short::of(Decimal::from_parts(82, 0, 1, false, 1)).is_none());
        assert!(Short::of_exact(Exact::new((1 << 64) + 82, 1)).is_none());
        let short = Short::of(decimal("9")).unwrap();
        assert!(short.in_units(9).is_none() && short.in_units(8).is_some());
    }
}
