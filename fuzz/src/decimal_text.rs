//! One text: is it a decimal, and which? Against a second reading, made of big integers; and what is judged by it does not depend on zeros
//! behind it.

use num_bigint::BigInt;
use rust_decimal::Decimal;
use zhibiao::decimal::{self, ParseDecimalError};
use zhibiao::{Evidence, Registry};

/// What a text has to be read as, by the documentation alone: mantissa and decimals.
fn expected(text: &str) -> Result<(BigInt, u32), ParseDecimalError> {
    if text.is_empty() {
        return Err(ParseDecimalError::Empty);
    }
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let mut parts = unsigned.split('.');
    let (whole, fraction) = (parts.next().unwrap_or_default(), parts.next());
    let is_digits = |part: &str| !part.is_empty() && part.chars().all(|character| character.is_ascii_digit());
    if parts.next().is_some() || !is_digits(whole) || fraction.is_some_and(|fraction| !is_digits(fraction)) {
        return Err(ParseDecimalError::Malformed);
    }
    let decimals = fraction.unwrap_or_default().len();
    let mantissa: BigInt = format!("{whole}{}", fraction.unwrap_or_default()).parse().expect("digits");
    // 28 decimals and 96 bits; and nobody looks at more than 64 bytes.
    if decimals > 28 || mantissa.bits() > 96 || text.len() > 64 {
        return Err(ParseDecimalError::TooManyDigits);
    }
    let mantissa = if text.starts_with('-') { -mantissa } else { mantissa };
    Ok((mantissa, u32::try_from(decimals).expect("at most 28")))
}

/// The verdicts of every built-in indicator on a value, with the same value as its baseline and reference.
fn verdicts(value: Decimal, other: Decimal) -> Vec<&'static str> {
    let history: Vec<zhibiao::Point> = (2010..=2022).map(|year| zhibiao::Point { year, value: other }).collect();
    let evidence = Evidence::new(2023, value).with_history(&history).with_reference(Some(other));
    Registry::builtin().indicators().map(|indicator| indicator.judge(&evidence).verdict().as_str()).collect()
}

/// Reads the bytes as text; a second line is the value that the first is compared with.
pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (first, second) = text.split_once('\n').unwrap_or((text, "4.5"));
    let read = [first, second].map(|text| {
        let found = decimal::parse(text);
        match (&found, expected(text)) {
            (Ok(found), Ok((mantissa, scale))) => {
                assert_eq!((BigInt::from(found.mantissa()), found.scale()), (mantissa, scale), "{text:?}");
                assert_eq!(decimal::parse(&found.to_string()).map(|again| (again, again.scale())), Ok((*found, scale)));
            }
            (Err(found), Err(expected)) => assert_eq!(*found, expected, "{text:?}"),
            (found, expected) => panic!("{text:?} is read as {found:?}, expected {expected:?}"),
        }
        found
    });
    let [Ok(value), Ok(other)] = read else { return };
    let plain = verdicts(value, other);
    if let Ok(longer) = decimal::parse(&format!("{first}{}0", if first.contains('.') { "" } else { "." })) {
        let longer = verdicts(longer, other);
        for (short, long) in plain.iter().zip(longer) {
            // More digits may be too many for the exact comparison; they never make it another one.
            assert!(
                *short == long || *short == "undetermined" || long == "undetermined",
                "{first:?} {second:?}: {short} and {long}"
            );
        }
    }
}
