//! Decimal text: what is read, what is refused, and that not one digit changes on the way through serde.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use zhibiao::decimal::{self, ParseDecimalError, parse};

#[test]
fn every_digit_is_kept() {
    let cases = [
        "0",
        "8.2",
        "8.20",
        "-3",
        "0.0",
        "00.5",
        "0.0000000000000000000000000001",
        "79228162514264337593543950335",
        "7.9228162514264337593543950335",
        "-79228162514264337593543950335",
    ];
    for text in cases {
        let value = parse(text).unwrap();
        let expected = if text == "00.5" { "0.5" } else { text };
        assert_eq!(value.to_string(), expected);
    }
    assert_eq!(parse("-0").unwrap().to_string(), "0");
    assert_eq!(parse("-0.00").unwrap().to_string(), "0.00");
}

#[test]
fn what_is_no_plain_decimal_is_refused() {
    use ParseDecimalError::{Empty, Malformed, TooManyDigits};
    let long = "1".repeat(1_000_000);
    let zeros = "0".repeat(100);
    let cases: &[(&str, ParseDecimalError)] = &[
        ("", Empty),
        ("-", Malformed),
        (".", Malformed),
        (".5", Malformed),
        ("5.", Malformed),
        ("-.5", Malformed),
        ("+5", Malformed),
        ("--5", Malformed),
        ("1e3", Malformed),
        ("1E3", Malformed),
        ("1_000", Malformed),
        ("1,000", Malformed),
        ("1.2.3", Malformed),
        (" 5", Malformed),
        ("5 ", Malformed),
        ("85%", Malformed),
        ("８.２", Malformed),
        ("٣", Malformed),
        ("NaN", Malformed),
        ("inf", Malformed),
        ("0x10", Malformed),
        ("0.00000000000000000000000000001", TooManyDigits),
        ("1.00000000000000000000000000000", TooManyDigits),
        ("79228162514264337593543950336", TooManyDigits),
        (&long, TooManyDigits),
        (&zeros, TooManyDigits),
    ];
    for (text, expected) in cases {
        assert_eq!(parse(text), Err(*expected), "{}", &text[..text.len().min(40)]);
    }
}

/// Short texts are read another way than long ones; with zeros in front, every text is long.
#[test]
fn short_and_long_texts_are_read_alike() {
    let signs = ["", "-"];
    let wholes = ["0", "00", "7", "007", "10", "999999999999999999", "1844674407370955161", "18446744073709551616"];
    let fractions = ["", ".0", ".5", ".50", ".000000000000000001", ".999999999999999", ".1234567890123456789"];
    for (sign, whole, fraction) in signs
        .into_iter()
        .flat_map(|sign| wholes.map(|whole| (sign, whole)))
        .flat_map(|(sign, whole)| fractions.map(|fraction| (sign, whole, fraction)))
    {
        let (text, long) = (format!("{sign}{whole}{fraction}"), format!("{sign}{whole:0>40}{fraction}"));
        let (short, long) = (parse(&text), parse(&long));
        assert_eq!(short.map(|value| value.unpack()), long.map(|value| value.unpack()), "{text}");
    }
    for text in ["5.", ".", "-.", "1-", "1.2.", "1.-2", "1:", "1/", "1.:", "1./2", "--1", "1.2-"] {
        assert_eq!(parse(text), Err(ParseDecimalError::Malformed), "{text}");
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Holder {
    #[serde(with = "decimal::text")]
    one: Decimal,
    #[serde(default, with = "decimal::optional_text")]
    other: Option<Decimal>,
}

#[test]
fn serde_keeps_the_text() {
    let holder = Holder { one: parse("8.20").unwrap(), other: Some(parse("-0.10").unwrap()) };
    let json = serde_json::to_string(&holder).unwrap();
    assert_eq!(json, r#"{"one":"8.20","other":"-0.10"}"#);
    let back: Holder = serde_json::from_str(&json).unwrap();
    assert_eq!(back.one.to_string(), "8.20");
    assert_eq!(back, holder);
    let empty: Holder = serde_json::from_str(r#"{"one":"1"}"#).unwrap();
    assert_eq!(serde_json::to_string(&empty).unwrap(), r#"{"one":"1","other":null}"#);
}

#[test]
fn serde_refuses_bare_numbers_and_says_why() {
    let message = |json: &str| serde_json::from_str::<Holder>(json).unwrap_err().to_string();
    assert_eq!(
        message(r#"{"one":8.2}"#),
        "invalid type: floating point `8.2`, expected a decimal as text, such as \"8.2\" at line 1 column 10"
    );
    assert_eq!(
        message(r#"{"one":"1e3"}"#),
        "`1e3` is not plain digits with an optional minus and decimal point at line 1 column 12"
    );
}
