//! Attestations: somebody in charge says that a thing is done, or that it is not.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is reported for an objective without a figure: done or not done, by whom, with what evidence, on what date.
///
/// With serde, the date is text such as `2024-12-31`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::exhaustive_structs)]
pub struct Attestation {
    /// Whether it is done.
    pub done: bool,
    /// The person in charge who says so.
    pub by: String,
    /// What it rests on: a document, a page, a count.
    pub evidence: String,
    /// The day it was said.
    #[serde(with = "day")]
    pub on: NaiveDate,
}

/// The words for done and not done in data files.
const WORDS: [(&str, bool); 4] = [("done", true), ("not_done", false), ("已完成", true), ("未完成", false)];

impl Attestation {
    /// What a word says: `done` or 已完成, `not_done` or 未完成.
    #[must_use]
    pub fn from_word(word: &str) -> Option<bool> {
        WORDS.iter().find(|(known, _)| *known == word).map(|(_, done)| *done)
    }
}

/// Serde for a day as text. chrono's own needs a feature, and this crate's dependencies stay as they are.
mod day {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(super) fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(day)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        let text = String::deserialize(deserializer)?;
        super::read_day(&text).ok_or_else(|| de::Error::custom("expected a day such as 2024-12-31"))
    }
}

/// A day: exactly four, two and two digits.
pub(super) fn read_day(text: &str) -> Option<NaiveDate> {
    let at_its_place =
        |(place, byte): (usize, u8)| if matches!(place, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    let plain = text.len() == 10 && text.bytes().enumerate().all(at_its_place);
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::read_day;

    #[test]
    fn a_day_is_four_two_and_two_digits() {
        assert_eq!(read_day("2024-12-31").unwrap().to_string(), "2024-12-31");
        for other in
            ["2023-02-29", "24-12-31", "-021-01-03", "2024-1-031", "2024--1-31", "2024/12/31", "２０２４-12-31", ""]
        {
            assert_eq!(read_day(other), None, "{other}");
        }
    }
}
