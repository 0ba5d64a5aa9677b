//! Reading the keys of a TOML table, and saying precisely what is wrong with them.

use super::error::PlanTextError;
use super::lines::Lines;
use super::loss::Losses;
use crate::decimal::{self, ParseDecimalError};
use crate::draft::{DAY, DECIMAL, Hints, Site, YEARS, expected_of_text, quoted, whole};
use crate::language::{Bilingual, Text};
use crate::order::in_order;
use crate::quote::{quotable, shorten};
use crate::suggest::nearest;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// More mistakes than this are counted, but not told.
pub(super) const MOST_ERRORS: usize = 1_000;

/// So many characters of a file's name are shown.
const LONGEST_NAME: usize = 200;

pub(super) fn owned(text: &str) -> Text {
    text.to_owned().into()
}

/// How many mistakes were found in all files.
#[derive(Default)]
pub(super) struct Tally {
    found: Cell<usize>,
}

impl Tally {
    /// Whether the next mistake is no longer told.
    pub(super) fn is_full(&self) -> bool {
        self.found.get() >= MOST_ERRORS
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.get() == 0
    }

    fn count(&self, more: usize) {
        self.found.set(self.found.get().saturating_add(more));
    }

    pub(super) fn omitted(&self) -> usize {
        self.found.get().saturating_sub(MOST_ERRORS)
    }
}

/// Where mistakes of one file are gathered.
pub(super) struct Findings<'f> {
    file: &'f str,
    text: &'f str,
    tally: &'f Tally,
    lines: Lines,
    /// The tables in which something was left out that is no TOML.
    pub(super) spoilt: Spoilt,
    /// What names may have stood in what could not be read.
    pub(super) losses: RefCell<Losses>,
    errors: RefCell<Vec<PlanTextError>>,
}

impl<'f> Findings<'f> {
    pub(super) fn new(file: &'f str, text: &'f str, tally: &'f Tally) -> Self {
        let (lines, spoilt) = (Lines::new(text), Spoilt::default());
        Findings { file, text, tally, lines, spoilt, losses: RefCell::default(), errors: RefCell::new(Vec::new()) }
    }

    fn place(&self, at: usize) -> (usize, usize) {
        self.lines.place(self.text, at)
    }

    pub(super) fn is_full(&self) -> bool {
        self.tally.is_full()
    }

    /// Counts mistakes that are not told.
    pub(super) fn count(&self, more: usize) {
        self.tally.count(more);
    }

    /// Notes that the value of a key could not be read, so that a name may be missing that others refer to.
    pub(super) fn lose(&self, path: &str) {
        self.losses.borrow_mut().lose(path);
    }

    pub(super) fn report(&self, span: &Range<usize>, key: String, found: String, expected: String) {
        let place = if self.tally.is_full() { (0, 0) } else { self.place(span.start) };
        self.report_at(place, key, found, expected);
    }

    /// Reports a mistake at a line and column.
    pub(super) fn report_at(&self, place: (usize, usize), key: String, found: String, expected: String) {
        if !self.tally.is_full() {
            let (line, column) = place;
            let file = quotable(self.file, LONGEST_NAME);
            self.errors.borrow_mut().push(PlanTextError { file, line, column, key, found, expected });
        }
        self.tally.count(1);
    }

    pub(super) fn into_errors(self) -> Vec<PlanTextError> {
        let place = |error: &PlanTextError| (error.line, error.column);
        in_order(self.errors.into_inner(), |left, right| place(left).cmp(&place(right)))
    }
}

/// Tables of which not everything could be read, each by the place where its header begins; none for the root.
#[derive(Default)]
pub(super) struct Spoilt {
    pub(super) everywhere: bool,
    /// Those that may lack a key only because it stood in what is no TOML: nothing is said about that.
    pub(super) tables: BTreeSet<Option<usize>>,
    /// Those with keys that may belong elsewhere: nothing is said about one that is not known.
    pub(super) unclear: BTreeSet<Option<usize>>,
}

/// A table of a text, where it stands, and how it is reached.
#[derive(Clone)]
pub(super) struct TableSite<'t> {
    findings: &'t Findings<'t>,
    path: String,
    span: Range<usize>,
    entries: &'t DeTable<'t>,
}

impl<'t> TableSite<'t> {
    /// The name of its file.
    pub(super) fn file(&self) -> &'t str {
        self.findings.file
    }

    fn key(&self, key: &str) -> String {
        match (self.path.as_str(), key) {
            ("", key) => key.to_owned(),
            (path, "") => path.to_owned(),
            (path, key) => format!("{path}.{key}"),
        }
    }

    /// Where the value of a key stands: `unit`, `rule.limit`, `lead[1]`. What is not there stands where it would be looked for.
    fn span(&self, key: &str) -> Range<usize> {
        let mut span = self.span.clone();
        let mut table = Some(self.entries);
        for part in key.split('.') {
            let (name, index) = match part.strip_suffix(']').and_then(|part| part.split_once('[')) {
                Some((name, index)) => (name, index.parse::<usize>().ok()),
                None => (part, None),
            };
            let Some(mut value) = table.and_then(|table| table.get(name)) else { break };
            let item = index.and_then(|index| value.get_ref().as_array()?.get(index));
            value = item.unwrap_or(value);
            // A table made of dotted keys has no place of its own.
            if !value.span().is_empty() {
                span = value.span();
            }
            table = value.get_ref().as_table();
        }
        span
    }
}

impl Site for TableSite<'_> {
    fn wrong(&self, key: &str, found: &str, expected: &str) {
        if self.findings.tally.is_full() {
            return self.findings.tally.count(1);
        }
        self.findings.report(&self.span(key), self.key(key), found.to_owned(), expected.to_owned());
    }

    fn place(&self, key: &str) -> String {
        if self.findings.tally.is_full() {
            return String::new();
        }
        let (line, column) = self.findings.place(self.span(key).start);
        format!("{}:{line}:{column}", quotable(self.findings.file, LONGEST_NAME))
    }
}

/// A table whose keys are taken one by one. What nobody asked for is reported as unknown by [`report_unknown`](Self::report_unknown).
///
/// Every method that takes a key reports what is wrong with it and answers `None`, so that a reader goes on
/// to find the other mistakes as well.
pub(crate) struct TableReader<'t> {
    site: TableSite<'t>,
    asked: Vec<&'static str>,
    /// Where the header begins that its keys stand under; none at the root.
    header: Option<usize>,
    is_passed_over: bool,
}

impl<'t> TableReader<'t> {
    /// The table that is the whole text.
    pub(super) fn root(findings: &'t Findings<'t>, entries: &'t DeTable<'t>) -> Self {
        let site = TableSite { findings, path: String::new(), span: 0..0, entries };
        TableReader { site, asked: Vec::new(), header: None, is_passed_over: false }
    }

    /// Where it stands, for mistakes that show only later.
    pub(super) fn site(&self) -> TableSite<'t> {
        self.site.clone()
    }

    fn ask(&mut self, key: &'static str) {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
    }

    fn get(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.ask(key);
        self.site.entries.get(key)
    }

    fn require(&mut self, key: &'static str, expected: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        let value = self.get(key);
        if value.is_none() {
            self.lose(key);
            if !self.is_spoilt() {
                self.site.wrong(key, "nothing", expected);
            }
        }
        value
    }

    /// Whether what is not there may stand in what could not be read.
    pub(super) fn is_spoilt(&self) -> bool {
        let spoilt = &self.site.findings.spoilt;
        spoilt.everywhere || spoilt.tables.contains(&self.header)
    }

    fn lose(&self, key: &str) {
        self.site.findings.lose(&self.site.key(key));
    }

    /// Reports a mistake in the value of a key, which is then not read.
    pub(crate) fn wrong(&self, key: &str, found: &str, expected: &str) {
        self.lose(key);
        self.site.wrong(key, found, expected);
    }

    fn wrong_type(&self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
        self.wrong(key, &describe(value.get_ref()), expected);
    }

    /// What would be right without its quotes looks right in a message, too, unless that says it.
    fn wrong_quotes(&self, key: &str, word: &str) {
        self.wrong(key, &format!("the text {}", quoted(word)), &format!("{} without quotes", quoted(word)));
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
        if let Some(expected) = expected_of_text(text) {
            self.wrong(key, &quoted(text), expected);
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
            let hint = Hints::new().near(text, words.iter().copied());
            self.wrong(key, &quoted(text), &format!("one of {}{hint}", words.join(", ")));
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
        if value.get_ref().as_array().is_none() {
            let text = self.as_text(key, value)?;
            return Some(vec![self.as_word(key, text, known, word)?]);
        }
        let texts = self.as_texts(key, value)?.into_iter().enumerate();
        let read = texts.map(|(index, text)| self.as_word(&format!("{key}[{index}]"), text, known, &word));
        // Every word is looked at before an unknown one spoils the whole.
        let read: Vec<Option<T>> = read.collect();
        read.into_iter().collect()
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
        let read = array.iter().enumerate().map(|(index, item)| self.as_text(&format!("{key}[{index}]"), item));
        let read: Vec<Option<&str>> = read.collect();
        read.into_iter().collect()
    }

    /// An array of two texts.
    pub(crate) fn pair(&mut self, key: &'static str, expected: &str) -> Option<(&'t str, &'t str)> {
        let value = self.require(key, expected)?;
        match (value.get_ref().as_array().map(|array| array.len()), value) {
            (Some(2), value) => match self.as_texts(key, value)?.as_slice() {
                [first, second] => Some((first, second)),
                _ => None,
            },
            (Some(length), _) => {
                self.wrong(key, &format!("an array of {length}"), expected);
                None
            }
            (None, value) => {
                self.wrong_type(key, value, expected);
                None
            }
        }
    }

    /// A decimal, written as text: a bare number would have passed through a binary float.
    pub(crate) fn decimal(&mut self, key: &'static str) -> Option<Decimal> {
        let value = self.require(key, DECIMAL)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(key, value, DECIMAL);
            return None;
        };
        let problem = match decimal::parse(text) {
            Ok(decimal) => return Some(decimal),
            Err(problem @ ParseDecimalError::TooManyDigits) => format!("{}, which {problem}", quoted(text)),
            Err(_) => quoted(text),
        };
        self.wrong(key, &problem, DECIMAL);
        None
    }

    /// A decimal, if the key is there.
    pub(crate) fn optional_decimal(&mut self, key: &'static str) -> Option<Decimal> {
        if self.has(key) { self.decimal(key) } else { None }
    }

    /// `true` or `false`; false if the key is not there.
    pub(crate) fn flag(&mut self, key: &'static str) -> bool {
        let Some(value) = self.get(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            match value.get_ref().as_str() {
                Some(word @ ("true" | "false")) => self.wrong_quotes(key, word),
                _ => self.wrong_type(key, value, "true or false"),
            }
            false
        })
    }

    /// A whole number within a range.
    pub(crate) fn number(&mut self, key: &'static str, range: std::ops::RangeInclusive<u16>) -> Option<u16> {
        let expected = whole(&range);
        let value = self.require(key, &expected)?;
        let parsed = value.get_ref().as_integer().and_then(|integer| {
            u16::from_str_radix(integer.as_str(), integer.radix()).ok().filter(|number| range.contains(number))
        });
        if parsed.is_none() {
            let quoted_number = value.get_ref().as_str().filter(|text| {
                let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
                is_plain && text.parse().is_ok_and(|number| range.contains(&number))
            });
            match quoted_number {
                Some(text) => self.wrong_quotes(key, text),
                None => self.wrong_type(key, value, &expected),
            }
        }
        parsed
    }

    /// A year.
    pub(crate) fn year(&mut self, key: &'static str) -> Option<u16> {
        self.number(key, YEARS)
    }

    /// A day, written as text.
    pub(super) fn date(&mut self, key: &'static str) -> Option<NaiveDate> {
        let value = self.require(key, DAY)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(key, value, DAY);
            return None;
        };
        // `parse` alone would take `2021-1-3`.
        let date = text.parse::<NaiveDate>().ok().filter(|date| date.to_string() == text);
        if date.is_none() {
            self.wrong(key, &quoted(text), DAY);
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
        Some(Bilingual::new(zh?, en?))
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
        let span = value.span();
        let header = match self.site.findings.text.as_bytes().get(span.start) {
            // A table in braces was read as a whole, so that nothing is known to be lost from it.
            Some(b'[' | b'{') => Some(span.start),
            // One made of dotted keys lost what the table around it lost.
            _ => self.header,
        };
        let span = if span.is_empty() { self.site.span.clone() } else { span };
        let site = TableSite { findings: self.site.findings, path: self.site.key(key), span, entries };
        Some(TableReader { site, asked: Vec::new(), header, is_passed_over: false })
    }

    /// The tables of an array of tables; none if the key is not there.
    pub(super) fn tables(&mut self, key: &'static str) -> Vec<TableReader<'t>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "an array of tables");
            // Read as the only one of its list, a table shows its own mistakes.
            let only = value.get_ref().as_table().and_then(|_| self.as_table(key, value));
            return only.into_iter().collect();
        };
        let numbered = array.iter().enumerate();
        numbered.filter_map(|(index, item)| self.as_table(&format!("{key}[{index}]"), item)).collect()
    }

    /// Whether the table has a key at all.
    pub(crate) fn has(&mut self, key: &'static str) -> bool {
        self.get(key).is_some()
    }

    /// Asks for nothing more: what the table holds is not looked at, since it is the wrong table.
    pub(super) fn pass_over(&mut self) {
        self.is_passed_over = true;
    }

    /// Reports every key that nobody asked for.
    pub(crate) fn report_unknown(&self) {
        if self.is_passed_over || self.site.findings.spoilt.unclear.contains(&self.header) {
            return;
        }
        for (key, value) in self.site.entries {
            let name = key.get_ref().as_ref();
            if self.asked.contains(&name) {
                continue;
            }
            // A list under a mistyped key.
            self.site.findings.losses.borrow_mut().lose_value(&self.site.key(name), value.get_ref());
            if self.site.findings.tally.is_full() {
                self.site.findings.tally.count(1);
                continue;
            }
            let near = nearest(name, self.asked.iter().copied());
            let expected = match near.first() {
                Some(near) => format!("a known key, perhaps `{near}`"),
                None => format!("one of {}", self.asked.join(", ")),
            };
            let path = self.site.key(&shorten(name));
            self.site.findings.report(&key.span(), path, "an unknown key".to_owned(), expected);
        }
    }
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
