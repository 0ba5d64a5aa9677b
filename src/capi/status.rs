//! How a call ended. The numbers are fixed for ever.

use super::names::UNKNOWN;
use std::ffi::{CStr, c_char};

/// How a call ended: ZHIBIAO_OK or what went wrong. 1 to 9 are mistakes in the call, 10 to 19 in an
/// observation, 20 to 29 in the text of a plan.
pub type zhibiao_status = i32;

/// All went well, and only then outputs were written.
pub const ZHIBIAO_OK: zhibiao_status = 0;
/// A pointer is NULL that must not be.
pub const ZHIBIAO_ERROR_NULL: zhibiao_status = 1;
/// A text is not UTF-8.
pub const ZHIBIAO_ERROR_UTF8: zhibiao_status = 2;
/// An index is not below the length.
pub const ZHIBIAO_ERROR_INDEX: zhibiao_status = 3;
/// An option or a constant is none of those that are known, or a number is outside its range.
pub const ZHIBIAO_ERROR_OPTION: zhibiao_status = 4;
/// A plan or a figure was asked for that does not exist.
pub const ZHIBIAO_ERROR_NOT_FOUND: zhibiao_status = 5;
/// A number is no plain decimal, such as "8.2": empty, "1e3", "8,2", or too many digits.
pub const ZHIBIAO_ERROR_DECIMAL: zhibiao_status = 10;
/// No indicator has this id or name, or several have it.
pub const ZHIBIAO_ERROR_INDICATOR: zhibiao_status = 11;
/// The value is impossible in the indicator's unit: -3 percent, half a person.
pub const ZHIBIAO_ERROR_UNIT: zhibiao_status = 12;
/// The year is not one from 1900 to 2100.
pub const ZHIBIAO_ERROR_PERIOD: zhibiao_status = 13;
/// Another value is known for the same indicator, region, group and year. Neither is used.
pub const ZHIBIAO_ERROR_DUPLICATE: zhibiao_status = 14;
/// The region looks like a code and is none.
pub const ZHIBIAO_ERROR_REGION: zhibiao_status = 15;
/// A region, group or other text is empty, too long, or has control or invisible characters.
pub const ZHIBIAO_ERROR_TEXT: zhibiao_status = 16;
/// A numerator below zero, or a denominator that is not above zero.
pub const ZHIBIAO_ERROR_CASES: zhibiao_status = 17;
/// A figure for what is attested, an attestation for what is a figure, or a day that is none.
pub const ZHIBIAO_ERROR_ATTESTATION: zhibiao_status = 18;
/// No more observations fit.
pub const ZHIBIAO_ERROR_FULL: zhibiao_status = 19;
/// A plan's text is not TOML.
pub const ZHIBIAO_ERROR_PLAN_SYNTAX: zhibiao_status = 20;
/// A plan's text is TOML, and says what cannot be: an unknown key, a limit of 850 percent, a reference
/// to nothing.
pub const ZHIBIAO_ERROR_PLAN_RULE: zhibiao_status = 21;
/// A plan's text is larger than is read, or no text was given.
pub const ZHIBIAO_ERROR_PLAN_SOURCE: zhibiao_status = 22;
/// The library has a mistake. It stays usable; please report what led there.
pub const ZHIBIAO_ERROR_INTERNAL: zhibiao_status = 99;

/// A status as a word, "duplicate"; "unknown" for any other number. Never NULL, never freed.
#[unsafe(no_mangle)]
pub extern "C" fn zhibiao_status_name(status: zhibiao_status) -> *const c_char {
    described(status).0.as_ptr()
}

/// The same for people, where nothing more is known.
pub(super) const fn in_words(status: zhibiao_status) -> &'static str {
    described(status).1
}

const fn described(status: zhibiao_status) -> (&'static CStr, &'static str) {
    match status {
        ZHIBIAO_OK => (c"ok", "all went well"),
        ZHIBIAO_ERROR_NULL => (c"null", "found a NULL pointer, expected one that points to something"),
        ZHIBIAO_ERROR_UTF8 => (c"utf8", "found a text that is not UTF-8"),
        ZHIBIAO_ERROR_INDEX => (c"index", "found an index that is not below the length"),
        ZHIBIAO_ERROR_OPTION => (c"option", "found an option or constant that is none of the known ones"),
        ZHIBIAO_ERROR_NOT_FOUND => (c"not_found", "found nothing of that name"),
        ZHIBIAO_ERROR_DECIMAL => (c"decimal", "found a number that is no plain decimal, expected one such as 8.2"),
        ZHIBIAO_ERROR_INDICATOR => (c"indicator", "found the name of no indicator"),
        ZHIBIAO_ERROR_UNIT => (c"unit", "found a value that is impossible in the indicator's unit"),
        ZHIBIAO_ERROR_PERIOD => (c"period", "expected a year from 1900 to 2100"),
        ZHIBIAO_ERROR_DUPLICATE => (c"duplicate", "found another value for the same indicator, region, group and year"),
        ZHIBIAO_ERROR_REGION => (c"region", "expected a region code of 6, 9 or 12 digits, such as 371500"),
        ZHIBIAO_ERROR_TEXT => (c"text", "expected at most 256 bytes of visible text"),
        ZHIBIAO_ERROR_CASES => (c"cases", "expected a numerator of zero or more and a denominator above zero"),
        ZHIBIAO_ERROR_ATTESTATION => (c"attestation", "found a figure for what is attested, or the other way round"),
        ZHIBIAO_ERROR_FULL => (c"full", "found more than a data set can hold"),
        ZHIBIAO_ERROR_PLAN_SYNTAX => (c"plan_syntax", "found text that is not TOML"),
        ZHIBIAO_ERROR_PLAN_RULE => (c"plan_rule", "found a plan that cannot be"),
        ZHIBIAO_ERROR_PLAN_SOURCE => (c"plan_source", "found no text, or more than is read"),
        ZHIBIAO_ERROR_INTERNAL => (c"internal", "the library has a mistake"),
        _ => (UNKNOWN, "unknown status"),
    }
}

#[cfg(test)]
mod tests {
    use super::{CStr, zhibiao_status_name};

    /// Any number gets a text, and one of its own if it is known.
    #[test]
    fn names_are_total() {
        // SAFETY: names are constants with their end.
        let name = |status| unsafe { CStr::from_ptr(zhibiao_status_name(status)) }.to_str().unwrap();
        let known: Vec<i32> = (0..=5).chain(10..=22).chain([99]).collect();
        let names: std::collections::BTreeSet<&str> = known.iter().map(|status| name(*status)).collect();
        assert_eq!(names.len(), known.len());
        assert!(!names.contains("unknown"));
        for unknown in [i32::MIN, -1, 6, 9, 23, 98, 100, i32::MAX] {
            assert_eq!(name(unknown), "unknown");
        }
        assert_eq!(name(14), "duplicate");
    }
}
