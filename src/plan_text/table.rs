//! Reading the keys of a TOML table, and saying precisely what is wrong with them.

use super::error::PlanTextError;
use crate::decimal::{self, ParseDecimalError};
use crate::language::{Bilingual, Text};
use crate::quote::{is_unseen, shorten};
use crate::suggest::nearest;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::cell::RefCell;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// More mistakes in one file than this are not reported.
const MOST_ERRORS: usize = 1_000;

pub(super) fn owned(text: &str) -> Text {
    text.to_owned().into()
}

/// What to add to a message about `found`: ` (nearest: ...)`, or nothing if nothing is near.
pub(super) fn hint<'a>(found: &str, known: impl Iterator<Item = &'a str>) -> String {
    nearest(found, known).first().map(|near| format!(" (nearest: `{near}`)")).unwrap_or_default()
}

/// Where mistakes of one file are gathered.
pub(super) struct Findings<'f> {
    file: &'f str,
    text: &'f str,
    /// Where each line begins, so that a place is found without reading the text again for every mistake.
    lines: Vec<usize>,
    errors: RefCell<Vec<PlanTextError>>,
}

impl<'f> Findings<'f> {
    pub(super) fn new(file: &'f str, text: &'f str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at.saturating_add(1));
        let lines = std::iter::once(0).chain(breaks).collect();
        Findings { file, text, lines, errors: RefCell::new(Vec::new()) }
    }

    pub(super) fn report(&self, span: &Range<usize>, key: String, found: String, expected: String) {
        if self.errors.borrow().len() >= MOST_ERRORS {
            return;
        }
        let line = self.lines.partition_point(|begin| *begin <= span.start);
        let begin = line.checked_sub(1).and_then(|index| self.lines.get(index)).copied().unwrap_or_default();
        let before = self.text.get(begin..span.start).unwrap_or_default();
        let column = before.chars().count().saturating_add(1);
        let error = PlanTextError { file: self.file.to_owned(), line, column, key, found, expected };
        self.errors.borrow_mut().push(error);
    }

    pub(super) fn into_errors(self) -> Vec<PlanTextError> {
        let mut errors = self.errors.into_inner();
        errors.sort_by_key(|error| (error.line, error.column));
        errors
    }
}

/// A table whose keys are taken one by one. What nobody asked for is reported as unknown by [`report_unknown`](Self::report_unknown).
///
/// Every method that takes a key reports what is wrong with it and answers `None`, so that a reader goes on
/// to find the other mistakes as well.
pub(crate) struct TableReader<'t> {
    findings: &'t Findings<'t>,
    path: String,
    span: Range<usize>,
    entries: &'t DeTable<'t>,
    asked: Vec<&'static str>,
}

impl<'t> TableReader<'t> {
    pub(super) fn new(findings: &'t Findings<'t>, path: String, span: Range<usize>, entries: &'t DeTable<'t>) -> Self {
        TableReader { findings, path, span, entries, asked: Vec::new() }
    }

    fn key(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn get(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.push(key);
        self.entries.get(key)
    }

    fn require(&mut self, key: &'static str, expected: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        let value = self.get(key);
        if value.is_none() {
            self.findings.report(&self.span, self.key(key), "nothing".to_owned(), expected.to_owned());
        }
        value
    }

    /// Reports a mistake in the value of a key.
    pub(crate) fn wrong(&self, key: &str, found: &str, expected: impl Into<String>) {
        let span = self.entries.get(key).map_or_else(|| self.span.clone(), Spanned::span);
        self.findings.report(&span, self.key(key), found.to_owned(), expected.into());
    }

    fn wrong_type(&self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
        self.findings.report(&value.span(), self.key(key), describe(value.get_ref()), expected.to_owned());
    }

    /// Non-empty text without control characters.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<&'t str> {
        let value = self.require(key, "text")?;
        self.as_text(key, value)
    }

    fn as_text(&self, key: &str, value: &'t Spanned<DeValue<'t>>) -> Option<&'t str> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(key, value, "text");
            return None;
        };
        if text.is_empty() || text.trim() != text || text.chars().any(is_unseen) {
            self.wrong(key, &quoted(text), "text without control characters or surrounding spaces");
            return None;
        }
        Some(text)
    }

    /// One word out of a list.
    pub(crate) fn word<T: Copy>(
        &mut self,
        key: &'static str,
        known: &[T],
        word: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let text = self.text(key)?;
        self.as_word(key, text, known, word)
    }

    fn as_word<T: Copy>(&self, key: &str, text: &str, known: &[T], word: impl Fn(T) -> &'static str) -> Option<T> {
        let found = known.iter().copied().find(|candidate| word(*candidate) == text);
        if found.is_none() {
            let words: Vec<&str> = known.iter().map(|candidate| word(*candidate)).collect();
            let hint = hint(text, words.iter().copied());
            self.wrong(key, &quoted(text), format!("one of {}{hint}", words.join(", ")));
        }
        found
    }

    /// One word out of a list, or several in an array.
    pub(super) fn words<T: Copy>(
        &mut self,
        key: &'static str,
        known: &[T],
        word: impl Fn(T) -> &'static str,
    ) -> Option<Vec<T>> {
        let value = self.require(key, "a word or an array of words")?;
        let texts = match value.get_ref() {
            DeValue::Array(_) => self.as_texts(key, value)?,
            _ => vec![self.as_text(key, value)?],
        };
        if texts.is_empty() {
            self.wrong(key, "an empty array", "at least one word");
            return None;
        }
        texts.into_iter().map(|text| self.as_word(key, text, known, &word)).collect()
    }

    /// An array of texts; empty if the key is not there.
    pub(crate) fn texts(&mut self, key: &'static str) -> Vec<&'t str> {
        self.get(key).and_then(|value| self.as_texts(key, value)).unwrap_or_default()
    }

    fn as_texts(&self, key: &str, value: &'t Spanned<DeValue<'t>>) -> Option<Vec<&'t str>> {
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "an array of texts");
            return None;
        };
        array.iter().map(|item| self.as_text(key, item)).collect()
    }

    /// A decimal, written as text: a bare number would have passed through a binary float.
    pub(crate) fn decimal(&mut self, key: &'static str) -> Option<Decimal> {
        const EXPECTED: &str = "a decimal as text, such as \"8.2\"";
        let value = self.require(key, EXPECTED)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(key, value, EXPECTED);
            return None;
        };
        let problem = match decimal::parse(text) {
            Ok(decimal) => return Some(decimal),
            Err(problem @ ParseDecimalError::TooManyDigits) => format!("{}, which {problem}", quoted(text)),
            Err(_) => quoted(text),
        };
        self.wrong(key, &problem, EXPECTED);
        None
    }

    /// A decimal, if the key is there.
    pub(crate) fn optional_decimal(&mut self, key: &'static str) -> Option<Decimal> {
        if self.has(key) {
            self.decimal(key)
        } else {
            self.asked.push(key);
            None
        }
    }

    /// `true` or `false`; false if the key is not there.
    pub(crate) fn flag(&mut self, key: &'static str) -> bool {
        let Some(value) = self.get(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type(key, value, "true or false");
            false
        })
    }

    /// A whole number within a range.
    pub(crate) fn number(&mut self, key: &'static str, range: std::ops::RangeInclusive<u16>) -> Option<u16> {
        let expected = format!("a whole number from {} to {}", range.start(), range.end());
        let value = self.require(key, &expected)?;
        let parsed = value.get_ref().as_integer().and_then(|integer| {
            u16::from_str_radix(integer.as_str(), integer.radix()).ok().filter(|number| range.contains(number))
        });
        if parsed.is_none() {
            self.wrong_type(key, value, &expected);
        }
        parsed
    }

    /// A year.
    pub(crate) fn year(&mut self, key: &'static str) -> Option<u16> {
        self.number(key, 1900..=2100)
    }

    /// A day, written as text.
    pub(super) fn date(&mut self, key: &'static str) -> Option<NaiveDate> {
        let text = self.text(key)?;
        let date = text.parse().ok();
        if date.is_none() {
            self.wrong(key, &quoted(text), "a day such as \"2021-12-03\"");
        }
        date
    }

    /// A text in both languages.
    pub(super) fn bilingual(&mut self, key: &'static str) -> Option<Bilingual> {
        let value = self.require(key, "{ zh = \"…\", en = \"…\" }")?;
        self.as_bilingual(key, value)
    }

    pub(super) fn optional_bilingual(&mut self, key: &'static str) -> Option<Bilingual> {
        let value = self.get(key)?;
        self.as_bilingual(key, value)
    }

    fn as_bilingual(&self, key: &str, value: &'t Spanned<DeValue<'t>>) -> Option<Bilingual> {
        let mut table = self.as_table(key, value)?;
        let (zh, en) = (table.text("zh"), table.text("en"));
        table.report_unknown();
        Some(Bilingual { zh: owned(zh?), en: owned(en?) })
    }

    /// A table in this table.
    pub(super) fn table(&mut self, key: &'static str) -> Option<TableReader<'t>> {
        let value = self.require(key, "a table")?;
        self.as_table(key, value)
    }

    fn as_table(&self, key: &str, value: &'t Spanned<DeValue<'t>>) -> Option<TableReader<'t>> {
        let Some(entries) = value.get_ref().as_table() else {
            self.wrong_type(key, value, "a table");
            return None;
        };
        Some(TableReader::new(self.findings, self.key(key), value.span(), entries))
    }

    /// The tables of an array of tables; none if the key is not there.
    pub(super) fn tables(&mut self, key: &'static str) -> Vec<TableReader<'t>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "an array of tables");
            return Vec::new();
        };
        let numbered = array.iter().enumerate();
        numbered.filter_map(|(index, item)| self.as_table(&format!("{key}[{index}]"), item)).collect()
    }

    /// Whether the table has a key at all.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Reports every key that nobody asked for.
    pub(crate) fn report_unknown(&self) {
        for (key, _) in self.entries {
            if self.asked.iter().all(|asked| asked != key.get_ref()) {
                let near = nearest(key.get_ref(), self.asked.iter().copied());
                let expected = match near.first() {
                    Some(near) => format!("a known key, perhaps `{near}`"),
                    None => format!("one of {}", self.asked.join(", ")),
                };
                self.findings.report(
                    &key.span(),
                    self.key(&shorten(key.get_ref())),
                    "an unknown key".to_owned(),
                    expected,
                );
            }
        }
    }
}

fn quoted(text: &str) -> String {
    format!("`{}`", shorten(text))
}

fn describe(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => quoted(text),
        DeValue::Integer(integer) => quoted(integer.as_str()),
        DeValue::Float(float) => format!("the bare number `{}`", shorten(float.as_str())),
        DeValue::Boolean(boolean) => format!("`{boolean}`"),
        DeValue::Datetime(_) => "a date".to_owned(),
        DeValue::Array(_) => "an array".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}
