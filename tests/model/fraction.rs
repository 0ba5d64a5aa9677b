//! Numbers as they are written, without limits.

use num_bigint::BigInt;
use num_rational::Ratio;
use rust_decimal::Decimal;
use std::fmt;

pub type Fraction = Ratio<BigInt>;

/// A number with the digits it was written with.
#[derive(Clone, PartialEq, Eq)]
pub struct Written {
    pub text: String,
    pub value: Fraction,
}

impl fmt::Debug for Written {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl Written {
    pub fn new(text: String) -> Self {
        let digits: BigInt = text.replace('.', "").parse().unwrap();
        let value = Ratio::new(digits, power_of_ten(decimals(&text)));
        Written { text, value }
    }

    /// Half a unit of the last digit: anything so near may have been rounded to it.
    pub fn half_unit(&self) -> Fraction {
        Ratio::new(BigInt::from(5), power_of_ten(decimals(&self.text) + 1))
    }

    pub fn is_whole(&self) -> bool {
        self.value.is_integer()
    }

    pub fn digits(&self) -> usize {
        self.text.bytes().filter(u8::is_ascii_digit).count()
    }
}

pub fn decimals(text: &str) -> u32 {
    text.split_once('.').map_or(0, |(_, behind)| u32::try_from(behind.len()).unwrap())
}

pub fn power_of_ten(exponent: u32) -> BigInt {
    BigInt::from(10).pow(exponent)
}

pub fn whole(number: u32) -> Fraction {
    Ratio::from_integer(number.into())
}

/// The number as `Decimal` would write it without trailing zeros; none if it has more than 28 decimals or does not fit 96 bits.
pub fn as_decimal_text(number: &Fraction) -> Option<String> {
    let decimals = (0..=28).find(|decimals| (number * power_of_ten(*decimals)).is_integer())?;
    let mantissa = (number * power_of_ten(decimals)).to_integer();
    let fits = mantissa.magnitude().bits() <= 96;
    let mantissa = i128::try_from(mantissa).ok().filter(|_| fits)?;
    Some(Decimal::try_from_i128_with_scale(mantissa, decimals).unwrap().to_string())
}
