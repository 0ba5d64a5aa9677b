//! Decimal text: the one way a number enters and leaves this library.
//!
//! [`parse`] is stricter than `Decimal::from_str`, which rounds a thirtieth digit in silence and takes
//! `1e3`, `1_000` and `.5`. A figure that decides whether a promise was kept is read to its last digit or refused.

use rust_decimal::Decimal;
use thiserror::Error;

/// The longest decimal text that is looked at: a sign, a point, the 29 digits a [`Decimal`] can hold, and
/// room for leading zeros. Anything longer has too many digits, whatever they are.
const LONGEST: usize = 64;

/// Why a text is not a decimal.
///
/// | text | error |
/// |---|---|
/// | empty | [`Empty`](Self::Empty) |
/// | `1e3`, `1_000`, `.5`, `5.`, `+5`, ` 5`, `85%`, `8.2` | [`Malformed`](Self::Malformed) |
/// | `0.00000000000000000000000000001` (29 decimals), `79228162514264337593543950336` | [`TooManyDigits`](Self::TooManyDigits) |
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ParseDecimalError {
    /// There is no text.
    #[error("is empty")]
    Empty,
    /// The text is not an optional minus, digits, and optionally a point and digits.
    #[error("is not plain digits with an optional minus and decimal point")]
    Malformed,
    /// The number has more digits than 28 decimals or 96 bits hold. It is never rounded to fit.
    #[error("has more digits than can be kept exactly")]
    TooManyDigits,
}

/// Reads a decimal: an optional minus, digits, and optionally a point and more digits. Nothing else, and
/// every digit is kept, trailing zeros too.
///
/// ```
/// let value = zhibiao::decimal::parse("8.20")?;
/// assert_eq!(value.to_string(), "8.20");
/// assert!(zhibiao::decimal::parse("1e3").is_err());
/// # Ok::<(), zhibiao::decimal::ParseDecimalError>(())
/// ```
///
/// # Errors
///
/// See [`ParseDecimalError`] for what is refused and why.
pub fn parse(text: &str) -> Result<Decimal, ParseDecimalError> {
    match short(text.as_bytes()) {
        Some(value) => Ok(value),
        None => parse_any(text),
    }
}

/// Any text, short or long, right or wrong.
fn parse_any(text: &str) -> Result<Decimal, ParseDecimalError> {
    if text.is_empty() {
        return Err(ParseDecimalError::Empty);
    }
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    if !is_digits(whole) || fraction.is_some_and(|digits| !is_digits(digits)) {
        return Err(ParseDecimalError::Malformed);
    }
    if text.len() > LONGEST {
        return Err(ParseDecimalError::TooManyDigits);
    }
    let mut value = Decimal::from_str_exact(text).map_err(|_| ParseDecimalError::TooManyDigits)?;
    if value.is_zero() {
        // `-0` is the same number as `0` and is shown as such.
        value.set_sign_positive(true);
    }
    Ok(value)
}

/// The decimal that a text of at most 19 bytes is; nothing for any other text, right or wrong.
#[inline]
fn short(text: &[u8]) -> Option<Decimal> {
    // So many digits always fit 64 bits.
    if text.len() > 19 {
        return None;
    }
    let (negative, unsigned) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    let mut mantissa = 0_u64;
    let mut rest = unsigned;
    while let [byte @ b'0'..=b'9', after @ ..] = rest {
        mantissa = with_digit(mantissa, *byte);
        rest = after;
    }
    if rest.len() == unsigned.len() {
        return None;
    }
    let decimals = match rest {
        [] => rest,
        [b'.', decimals @ ..] if !decimals.is_empty() => decimals,
        _ => return None,
    };
    for byte in decimals {
        if !byte.is_ascii_digit() {
            return None;
        }
        mantissa = with_digit(mantissa, *byte);
    }
    with_scale(mantissa, negative, u32::try_from(decimals.len()).ok()?)
}

/// A number of at most 18 digits and one digit more.
#[inline]
fn with_digit(number: u64, digit: u8) -> u64 {
    number.wrapping_mul(10).wrapping_add(u64::from(digit.wrapping_sub(b'0')))
}

/// `size × 10^-scale`, or its negative, if a decimal has so many decimals. Zero has no sign.
#[inline]
pub(crate) fn with_scale(size: u64, negative: bool, scale: u32) -> Option<Decimal> {
    let (low, middle) = (u32::try_from(size & u64::from(u32::MAX)).ok()?, u32::try_from(size >> 32).ok()?);
    // More decimals would be a panic there.
    (scale <= Decimal::MAX_SCALE).then(|| Decimal::from_parts(low, middle, 0, negative, scale))
}

/// A decimal as text in any serializer.
pub(crate) struct AsText(pub(crate) Decimal);

impl serde::Serialize for AsText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        text::serialize(&self.0, serializer)
    }
}

/// The nearest binary number, for methods that need roots or powers. Verdicts never pass through one.
pub(crate) fn to_f64(value: Decimal) -> f64 {
    match nearest(value.mantissa(), value.scale()) {
        Some(nearest) => nearest,
        // Text is read to the nearest number, whatever its length; that of a decimal is always a number.
        None => value.to_string().parse().unwrap_or_default(),
    }
}

/// The nearest binary number of `mantissa × 10^-scale`, where a single division makes it.
#[allow(clippy::float_arithmetic, clippy::cast_precision_loss)]
pub(crate) fn nearest(mantissa: i128, scale: u32) -> Option<f64> {
    // Powers of ten up to 10^22 and integers up to 2^53 are exact as binary numbers, and one division of exact numbers is
    // rounded once, to the nearest.
    const EXACT: i64 = 1 << 53;
    const POWERS: [f64; 23] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ];
    let mantissa = i64::try_from(mantissa).ok().filter(|mantissa| (-EXACT..=EXACT).contains(mantissa))?;
    Some(mantissa as f64 / POWERS.get(usize::try_from(scale).ok()?)?)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Serde for a [`Decimal`] as text, for use with `#[serde(with = "zhibiao::decimal::text")]`.
///
/// It does not depend on the features of `rust_decimal`, so that no other crate in a build can turn these
/// figures into binary floats. A bare number in the input is refused for the same reason: most formats pass
/// it through a float before anyone can object.
pub mod text {
    use rust_decimal::Decimal;
    use serde::{Deserializer, Serializer, de};

    struct Visitor;

    impl de::Visitor<'_> for Visitor {
        type Value = Decimal;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("a decimal as text, such as \"8.2\"")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Decimal, E> {
            super::parse(text).map_err(|error| E::custom(format_args!("`{}` {error}", crate::quote::shorten(text))))
        }
    }

    /// Writes the decimal with exactly the digits it has.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    /// Reads a decimal from text by [`parse`](super::parse).
    ///
    /// # Errors
    ///
    /// Those of [`parse`](super::parse), and for anything that is not text.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        deserializer.deserialize_str(Visitor)
    }
}

/// The same for an optional [`Decimal`]; add `#[serde(default)]` where the field may be left out.
pub mod optional_text {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serializer};

    #[derive(Deserialize)]
    struct Text(#[serde(with = "super::text")] Decimal);

    /// Writes the decimal with exactly the digits it has, or the format's null.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    // The shape is serde's: it passes a reference to the field.
    #[allow(clippy::ref_option)]
    pub fn serialize<S: Serializer>(value: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.collect_str(value),
            None => serializer.serialize_none(),
        }
    }

    /// Reads a decimal from text, or nothing.
    ///
    /// # Errors
    ///
    /// Those of [`parse`](super::parse), and for anything that is neither text nor null.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
        Ok(Option::<Text>::deserialize(deserializer)?.map(|text| text.0))
    }
}
