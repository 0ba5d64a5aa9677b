//! Collecting observations into a data set: what repeats is counted, what contradicts is refused.

use super::{DataSet, Details, SeriesKey, SeriesRecord, order};
use crate::evidence::Point;
use crate::language::Language;
use crate::observation::{Checked, Observation, ObservationError};
use crate::registry::Registry;
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// Where an observation came from: only repeated in messages, never looked at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
#[allow(clippy::exhaustive_structs)]
pub struct Place {
    /// The file, as given to [`DataSetBuilder::file`].
    pub file: Option<Arc<str>>,
    /// The line in it.
    pub line: Option<u64>,
}

impl Place {
    /// The place in a language: `a.csv line 5`, a.csv第5行.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        let file = self.file.as_deref().unwrap_or_default();
        match (language, self.line) {
            (Language::English, None) if file.is_empty() => "another observation".to_owned(),
            (Language::Chinese, None) if file.is_empty() => "另一条数据".to_owned(),
            (_, None) => file.to_owned(),
            (Language::English, Some(line)) => format!("{file} line {line}").trim_start().to_owned(),
            (Language::Chinese, Some(line)) => format!("{file}第{line}行"),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.in_words(Language::English))
    }
}

/// An observation that was refused, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejected {
    /// Where it came from.
    pub place: Place,
    /// What is wrong with it.
    pub error: ObservationError,
}

/// Collects observations into a [`DataSet`].
///
/// ```
/// use zhibiao::{DataSetBuilder, Observation, Registry, decimal};
///
/// let mut builder = DataSetBuilder::new(Registry::builtin());
/// for (line, year, value) in [(2, 2019, "8.2"), (3, 2020, "4.78"), (4, 2020, "4.87")] {
///     let value = decimal::parse(value)?;
///     builder.add(&Observation::new("孕产妇死亡率", "371500", year, value), Some(line))?;
/// }
/// let (data, rejected) = builder.build();
/// // Two values for 2020: nobody can say which one is right, so both are refused.
/// assert_eq!(data.len(), 1);
/// assert_eq!(rejected.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct DataSetBuilder<'r> {
    registry: &'r Registry,
    names: Vec<Box<str>>,
    known_names: HashMap<Box<str>, usize>,
    files: Vec<Arc<str>>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone)]
struct Row {
    series: SeriesKey,
    year: u16,
    value: Decimal,
    /// Which of the files, counted from 1; 0 before any was named.
    file: usize,
    line: Option<u64>,
    /// Boxed: most rows of a large file have none.
    details: Option<Box<Details>>,
}

impl Row {
    /// A data set holds one value for each of these.
    fn key(&self) -> (SeriesKey, u16) {
        (self.series, self.year)
    }

    /// Whether two rows of one key cannot both be right: another value, or other cases behind it.
    fn contradicts(&self, other: &Row) -> bool {
        let differ =
            |one: Option<Decimal>, other: Option<Decimal>| one.zip(other).is_some_and(|(one, other)| one != other);
        let cases =
            |row: &Row| row.details.as_ref().map_or((None, None), |details| (details.numerator, details.denominator));
        let ((cases, against), (other_cases, other_against)) = (cases(self), cases(other));
        self.value != other.value || differ(cases, other_cases) || differ(against, other_against)
    }

    /// Within a key the row comes first that says most: more digits, then more details.
    fn says_more_than(&self, other: &Row) -> Ordering {
        other.value.scale().cmp(&self.value.scale()).then_with(|| other.details.cmp(&self.details))
    }
}

impl Details {
    fn of(observation: &Observation) -> Option<Details> {
        let Observation { numerator, denominator, source, attestation, .. } = observation.clone();
        let details = Details { numerator, denominator, source, attestation };
        (details != Details::default()).then_some(details)
    }
}

impl<'r> DataSetBuilder<'r> {
    /// A data set for a registry's indicators, empty for now.
    #[must_use]
    pub fn new(registry: &'r Registry) -> Self {
        DataSetBuilder { registry, names: Vec::new(), known_names: HashMap::new(), files: Vec::new(), rows: Vec::new() }
    }

    /// Names the file that the observations added from now on come from.
    pub fn file(&mut self, name: &str) {
        self.files.push(name.into());
    }

    /// Checks an observation and keeps it. `line` is only repeated in what [`build`](Self::build) refuses.
    ///
    /// # Errors
    ///
    /// [`ObservationError`] if the indicator is unknown or a field is impossible; the observation is not kept.
    pub fn add(&mut self, observation: &Observation, line: Option<u64>) -> Result<(), ObservationError> {
        let Checked { indicator, region, group, value } = observation.check(self.registry)?;
        let indicator = u16::try_from(indicator.position()).unwrap_or(u16::MAX);
        let row = Row {
            series: SeriesKey { indicator, region: self.name(region), group: self.name(group) },
            year: observation.year,
            value,
            file: self.files.len(),
            line,
            details: Details::of(observation).map(Box::new),
        };
        self.rows.push(row);
        Ok(())
    }

    fn name(&mut self, name: &str) -> usize {
        if let Some(number) = self.known_names.get(name) {
            return *number;
        }
        let number = self.names.len();
        self.names.push(name.into());
        self.known_names.insert(name.into(), number);
        number
    }

    /// Puts the observations in order and sets aside those that contradict each other.
    ///
    /// An observation that repeats another one (the same key, an equal value, no other cases) is counted and left out;
    /// of `8.2` and `8.20` the one with more digits stays. If a key has values that differ, all of them are refused: whichever was
    /// picked could be the wrong one.
    #[must_use]
    pub fn build(self) -> (DataSet<'r>, Vec<Rejected>) {
        let DataSetBuilder { registry, names, files, mut rows, .. } = self;
        let (names, ranks) = sorted(names);
        let rank = |name: usize| ranks.get(name).copied().unwrap_or(name);
        for row in &mut rows {
            row.series.region = rank(row.series.region);
            row.series.group = rank(row.series.group);
        }
        rows.sort_by(|left, right| left.key().cmp(&right.key()).then_with(|| left.says_more_than(right)));

        let mut data = DataSet {
            registry,
            names,
            series: Vec::new(),
            points: Vec::new(),
            details: Vec::new(),
            contradicted: Vec::new(),
            repeated: 0,
        };
        let mut rejected = Vec::new();
        for same_key in rows.chunk_by(|left, right| left.key() == right.key()) {
            let Some((first, others)) = same_key.split_first() else { continue };
            if others.iter().any(|row| row.contradicts(first)) {
                data.contradicted.push(first.key());
                // The earliest row, and the earliest that contradicts it: each row contradicts one of them.
                let place = |row: &&Row| (row.file, row.line);
                let earliest = same_key.iter().min_by_key(place).unwrap_or(first);
                let differing = same_key.iter().filter(|row| row.contradicts(earliest)).min_by_key(place);
                let other =
                    |row: &Row| if row.contradicts(earliest) { earliest } else { differing.unwrap_or(earliest) };
                rejected.extend(same_key.iter().map(|row| (row.file, row.line, refuse(row, other(row), &files))));
            } else {
                data.repeated = data.repeated.saturating_add(others.len());
                data.push(first);
            }
        }
        rejected.sort_by_key(|(file, line, _)| (*file, *line));
        (data, rejected.into_iter().map(|(_, _, rejected)| rejected).collect())
    }
}

/// Why a row whose key has several values is refused.
fn refuse(row: &Row, other: &Row, files: &[Arc<str>]) -> Rejected {
    let place =
        |row: &Row| Place { file: row.file.checked_sub(1).and_then(|index| files.get(index)).cloned(), line: row.line };
    let elsewhere = place(other);
    let error = if row.value == other.value {
        ObservationError::CasesConflict { elsewhere }
    } else {
        ObservationError::Conflict { found: row.value, other: other.value, elsewhere }
    };
    Rejected { place: place(row), error }
}

/// The names in order, and for each old number its place.
fn sorted(names: Vec<Box<str>>) -> (Vec<Box<str>>, Vec<usize>) {
    let mut numbered: Vec<(usize, Box<str>)> = names.into_iter().enumerate().collect();
    numbered.sort_unstable_by(|(_, left), (_, right)| order(left).cmp(&order(right)));
    let mut ranks = vec![0; numbered.len()];
    for (place, (number, _)) in numbered.iter().enumerate() {
        if let Some(rank) = ranks.get_mut(*number) {
            *rank = place;
        }
    }
    (numbered.into_iter().map(|(_, name)| name).collect(), ranks)
}

impl DataSet<'_> {
    /// Adds a row; rows come in the order of their keys.
    fn push(&mut self, row: &Row) {
        let end = self.points.len().saturating_add(1);
        match self.series.last_mut() {
            Some(last) if last.key == row.series => last.points.end = end,
            _ => self.series.push(SeriesRecord { key: row.series, points: self.points.len()..end }),
        }
        if let Some(details) = &row.details {
            self.details.push((self.points.len(), details.as_ref().clone()));
        }
        self.points.push(Point { value: row.value, year: row.year });
    }
}
