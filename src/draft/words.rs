//! What single words, numbers and days of a plan have to be, and how a message names what was expected.

use crate::quote::{is_unseen, shorten};
use crate::suggest::nearest;
use std::cell::Cell;
use std::fmt;
use std::ops::RangeInclusive;

/// Items and domains are numbered from 1.
pub(crate) const NUMBERS: RangeInclusive<u16> = 1..=255;

/// Years that a plan may speak of. Assumption: whatever lies outside is a slip of the pen; statistics that a plan can
/// build on begin long after 1900.
pub(crate) const YEARS: RangeInclusive<u16> = 1900..=2100;

pub(crate) const ID: &str = "lower-case letters, digits and underscores, a letter first, at most 64";
pub(crate) const LETTER: &str = "one to three capital letters, A to Z";
#[cfg(feature = "toml")]
pub(crate) const DECIMAL: &str = "a decimal as text, such as \"8.2\"";
#[cfg(feature = "toml")]
pub(crate) const DAY: &str = "a day as text, such as \"2021-12-03\"";
pub(crate) const ITEM: &str =
    "a number that fits the kind of section: objectives and measures in a domain, duties in a chapter";

/// Ids are stable and travel through files, URLs and other languages: lower-case letters, digits, underscores.
pub(crate) fn is_id(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// What the codes of a plan's clauses begin with. More letters would look like words.
pub(crate) fn is_letter(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The longest text of a plan, in bytes. A name stands in every sentence about an indicator, so that a long one would take memory for
/// each row.
const LONGEST_TEXT: usize = 4_096;

/// What was expected of a text that is not as texts of plans are: empty, with control characters or surrounding spaces, or too long.
pub(crate) fn expected_of_text(text: &str) -> Option<&'static str> {
    if text.len() > LONGEST_TEXT {
        return Some("text of at most 4096 bytes");
    }
    let is_clean = !text.is_empty() && text.trim() == text && !text.chars().any(is_unseen);
    (!is_clean).then_some("text without control characters or surrounding spaces")
}

pub(crate) fn quoted(text: &str) -> String {
    format!("`{}`", shorten(text))
}

/// What was expected of a number.
pub(crate) fn whole(range: &RangeInclusive<u16>) -> String {
    format!("a whole number from {} to {}", range.start(), range.end())
}

/// The nearest valid words, within a bounded effort: comparing each of a thousand mistakes with each of 65,535 ids would
/// take hours, and nobody reads the thousandth.
pub(crate) struct Hints {
    left: Cell<usize>,
}

impl Hints {
    /// So many pairs of letters are compared in all; among the ids of the built-in plans that is enough for the first
    /// seventy unknown ones.
    const EFFORT: usize = 40_000_000;

    pub(crate) fn new() -> Self {
        Hints { left: Cell::new(Self::EFFORT) }
    }

    /// What to add to a message about `found`: ` (nearest: ...)`, or nothing if nothing is near.
    pub(crate) fn near<'a>(&self, found: &str, mut known: impl Iterator<Item = &'a str>) -> String {
        self.near_of(found, &mut known)
    }

    fn near_of(&self, found: &str, known: &mut dyn Iterator<Item = &str>) -> String {
        let affordable = known.take_while(|word| {
            let left = self.left.get().checked_sub(found.len().saturating_mul(word.len()));
            self.left.set(left.unwrap_or_default());
            left.is_some()
        });
        let near = nearest(found, affordable);
        // When the effort ran out among the words, the nearest of those seen may not be the nearest of all.
        let near = near.first().filter(|_| self.left.get() > 0);
        near.map(|near| format!(" (nearest: `{}`)", shorten(near))).unwrap_or_default()
    }
}

/// The key of a mistake, as its message begins.
pub(crate) fn in_key(key: &str) -> String {
    if key.is_empty() { String::new() } else { format!("`{key}`: ") }
}

/// Mistakes, a line each, and how many more there are.
pub(crate) fn tell(errors: &[impl fmt::Display], omitted: usize, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, error) in errors.iter().enumerate() {
        if index > 0 {
            formatter.write_str("\n")?;
        }
        write!(formatter, "{error}")?;
    }
    match omitted {
        0 => Ok(()),
        omitted => write!(formatter, "\nand {omitted} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of the words that could not be looked at any more one might be nearer.
    #[test]
    fn nothing_is_called_the_nearest_of_a_part_of_the_words() {
        let near = |effort: usize, known: &[&str]| Hints { left: Cell::new(effort) }.near("abc", known.iter().copied());
        let long = "x".repeat(30);
        assert_eq!(near(1_000, &["abd", &long]), " (nearest: `abd`)");
        assert_eq!(near(20, &["abd", &long]), "");
        assert_eq!(near(20, &["abd"]), " (nearest: `abd`)");
    }
}
