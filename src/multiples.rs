//! Multiples of powers of ten, told and divided without a division: a multiple of 5^n becomes what it is a multiple by when it is multiplied by the
//! inverse of 5^n, and one of 2^n has n last bits that are zero (T. Granlund and P. L. Montgomery, *Division by invariant integers using
//! multiplication*, 1994, section 9).

/// 10^0 to 10^18.
static POWERS: [PowerOfTen; 19] = {
    let mut powers = [PowerOfTen::of_fives(0, 1); 19];
    let mut digits = 1;
    let mut fives = 1;
    // All that follows is worked out when this is compiled, and would not compile if it were too much.
    #[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]
    while digits < powers.len() {
        fives *= 5;
        powers[digits] = PowerOfTen::of_fives(digits as u32, fives);
        digits += 1;
    }
    powers
};

/// 10^n, to divide by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PowerOfTen {
    digits: u32,
    /// Of 5^n, modulo 2^64.
    inverse: u64,
    /// The greatest quotient of a number below 2^64.
    greatest: u64,
}

impl PowerOfTen {
    pub(crate) const TEN: PowerOfTen = PowerOfTen::of_fives(1, 5);

    /// None for more than 10^18.
    #[inline]
    pub(crate) fn of(digits: u32) -> Option<&'static Self> {
        POWERS.get(usize::try_from(digits).ok()?)
    }

    const fn of_fives(digits: u32, fives: u64) -> Self {
        // Each step doubles the number of bits that are right; three are its own.
        let mut inverse = fives;
        let mut bits = 3;
        while bits < u64::BITS {
            inverse = inverse.wrapping_mul(2_u64.wrapping_sub(fives.wrapping_mul(inverse)));
            bits = bits.wrapping_mul(2);
        }
        // All of this is worked out when it is compiled.
        #[allow(clippy::arithmetic_side_effects)]
        let greatest = (u64::MAX >> digits) / fives;
        PowerOfTen { digits, inverse, greatest }
    }

    /// The quotient, and whether the number is a multiple; if it is not, more than any quotient.
    #[inline]
    pub(crate) const fn divide(&self, number: u64) -> (u64, bool) {
        let quotient = number.wrapping_mul(self.inverse).rotate_right(self.digits);
        (quotient, quotient <= self.greatest)
    }

    /// Whether a number is a multiple.
    #[inline]
    pub(crate) const fn divides(&self, number: u64) -> bool {
        self.divide(number).1
    }

    /// The quotient of a number that is known to be a multiple.
    #[inline]
    pub(crate) const fn divide_multiple(&self, multiple: i64) -> i64 {
        (multiple >> self.digits).wrapping_mul(self.inverse.cast_signed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_of_powers_of_ten_are_told_and_divided() {
        let mut random = fastrand::Rng::with_seed(1);
        for digits in 0..=18 {
            let divisor = PowerOfTen::of(digits).unwrap();
            let power = 10_u64.pow(digits);
            for _ in 0..2_000 {
                let number = random.u64(..) >> random.u32(0..64);
                for number in [number, number / power * power, power, power - 1, 0, u64::MAX, u64::MAX / power * power]
                {
                    let is_multiple = number % power == 0;
                    assert_eq!(divisor.divides(number), is_multiple, "{number}, {digits}");
                    if is_multiple {
                        assert_eq!(divisor.divide(number), (number / power, true), "{number}, {digits}");
                        let signed = number.cast_signed() / power.cast_signed();
                        for quotient in [signed, -signed] {
                            let multiple = quotient * power.cast_signed();
                            assert_eq!(divisor.divide_multiple(multiple), quotient, "{multiple}, {digits}");
                        }
                    }
                }
            }
        }
        assert!(PowerOfTen::of(19).is_none());
        assert_eq!(PowerOfTen::TEN.divide(820), (82, true));
        assert!(!PowerOfTen::TEN.divides(825));
    }
}
