//! Data sets: many observations, kept as series over the years and judged in one pass.

mod consistency;
mod coverage;
mod gaps;

pub use consistency::Inconsistency;
pub use coverage::{Coverage, Units};
pub use gaps::GapFigures;

use crate::evaluation::Evaluation;
use crate::evidence::{Evidence, Point};
use crate::group::{TOTAL, canonical};
use crate::indicator::Indicator;
use crate::judgement::Reason;
use crate::language::Language;
use crate::observation::{Attestation, Checked, Observation, ObservationError};
use crate::registry::Registry;
use crate::rule::Rule;
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// Observations that fit together: at most one value for each indicator, region, group and year.
///
/// Build it with a [`DataSetBuilder`].
#[derive(Debug, Clone)]
pub struct DataSet<'r> {
    registry: &'r Registry,
    names: Vec<Box<str>>,
    series: Vec<SeriesRecord>,
    points: Vec<Point>,
    /// For the points that have any, in the order of the points.
    details: Vec<(usize, Details)>,
    /// The keys whose observations contradict each other, in order.
    contradicted: Vec<(u16, usize, usize, u16)>,
    repeated: usize,
}

/// What an observation says about its value besides the value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
#[non_exhaustive]
pub struct Details {
    /// The number of cases behind it.
    pub numerator: Option<Decimal>,
    /// What they are counted against.
    pub denominator: Option<Decimal>,
    /// Where it was published.
    pub source: Option<String>,
    /// By whom, with what evidence and when it was attested.
    pub attestation: Option<Attestation>,
}

/// The values of one indicator in one region and group, year by year.
#[derive(Debug, Clone)]
struct SeriesRecord {
    indicator: u16,
    region: usize,
    group: usize,
    points: Range<usize>,
}

impl SeriesRecord {
    fn key(&self) -> (u16, usize, usize) {
        (self.indicator, self.region, self.group)
    }
}

/// The values of one indicator in one region and group, in the order of their years.
#[derive(Debug, Clone, Copy)]
pub struct Series<'a> {
    data: &'a DataSet<'a>,
    record: &'a SeriesRecord,
    indicator: Indicator<'a>,
    region: &'a str,
    group: &'a str,
    points: &'a [Point],
}

impl<'a> Series<'a> {
    /// The indicator.
    #[must_use]
    pub fn indicator(&self) -> Indicator<'a> {
        self.indicator
    }

    /// The region's code.
    #[must_use]
    pub fn region(&self) -> &'a str {
        self.region
    }

    /// The group; `total` for everybody.
    #[must_use]
    pub fn group(&self) -> &'a str {
        self.group
    }

    /// The values, oldest first.
    #[must_use]
    pub fn points(&self) -> &'a [Point] {
        self.points
    }

    /// The value of a year.
    #[must_use]
    pub fn value(&self, year: u16) -> Option<Decimal> {
        self.points.get(self.position(year)?).map(|point| point.value)
    }

    /// What came with the value of a year: cases, what they are counted against, publication, attestation.
    #[must_use]
    pub fn details(&self, year: u16) -> Option<&'a Details> {
        let point = self.record.points.start.checked_add(self.position(year)?)?;
        let index = self.data.details.binary_search_by_key(&point, |(point, _)| *point).ok()?;
        self.data.details.get(index).map(|(_, details)| details)
    }

    /// Judges a year, whether or not there is a value for it.
    #[must_use]
    pub fn judge(&self, year: u16) -> Evaluation<'a> {
        let evidence = match self.value(year) {
            Some(value) => Evidence::new(year, value),
            None => Evidence::missing(year),
        };
        let evidence = evidence.with_history(self.points).with_reference(self.reference(year));
        let evaluation = Evaluation::new(self.indicator, self.region, self.group, &evidence);
        // What is missing may have been there twice, and refused because the two differ.
        let own = self.record.key();
        let (missing, (indicator, region, group)) = match (evaluation.verdict().reason(), self.indicator.rule()) {
            (Some(Reason::NoBaseline { year } | Reason::MissingYear { year }), _) => (year, own),
            (Some(Reason::NoValue), _) => (year, own),
            (Some(Reason::NoReference), Rule::Reference(rule)) => {
                let position = self.data.registry.find(&rule.indicator).map(|found| found.position());
                let position = position.and_then(|position| u16::try_from(position).ok());
                (year, (position.unwrap_or(own.0), own.1, own.2))
            }
            _ => return evaluation,
        };
        if self.data.contradicted.binary_search(&(indicator, region, group, missing)).is_ok() {
            return evaluation.because(Reason::ConflictingValues { year: missing });
        }
        evaluation
    }

    /// Judges every year there is a value for, oldest first.
    pub fn evaluations(self) -> impl Iterator<Item = Evaluation<'a>> {
        self.points.iter().map(move |point| self.judge(point.year))
    }

    /// The value of the indicator that this one is compared with, same region, group and year.
    fn reference(&self, year: u16) -> Option<Decimal> {
        let Rule::Reference(rule) = self.indicator.rule() else { return None };
        let indicator = self.data.registry.find(&rule.indicator)?;
        self.data.series_at(indicator, self.record.region, self.record.group)?.value(year)
    }

    fn position(&self, year: u16) -> Option<usize> {
        self.points.binary_search_by_key(&year, |point| point.year).ok()
    }
}

impl<'r> DataSet<'r> {
    /// The registry its observations were checked against.
    #[must_use]
    pub fn registry(&self) -> &'r Registry {
        self.registry
    }

    /// How many observations it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// How many observations were left out because they said the same as another one.
    #[must_use]
    pub fn repeated(&self) -> usize {
        self.repeated
    }

    /// Every series: in the order of the documents, then of the region codes, then of the groups with everybody first.
    pub fn series(&self) -> impl Iterator<Item = Series<'_>> {
        self.series.iter().filter_map(|record| self.open(record))
    }

    /// The series of one indicator.
    pub fn series_of<'a>(&'a self, indicator: Indicator<'a>) -> impl Iterator<Item = Series<'a>> + use<'a, 'r> {
        let position = indicator.position();
        let start = self.series.partition_point(|record| usize::from(record.indicator) < position);
        let end = self.series.partition_point(|record| usize::from(record.indicator) <= position);
        self.series.get(start..end).unwrap_or_default().iter().filter_map(|record| self.open(record))
    }

    /// The series of an indicator in a region and group, written as observations may write them: 聊城市 is 371500, 农村 is
    /// `rural`.
    #[must_use]
    pub fn find<'a>(&'a self, indicator: Indicator<'a>, region: &str, group: &str) -> Option<Series<'a>> {
        let region = self.registry.region_called(region).map_or(region, |known| known.code());
        self.series_at(indicator, self.name(region)?, self.name(canonical(group))?)
    }

    /// Whether observations for a key were refused because they contradict each other.
    fn is_contradicted(&self, indicator: Indicator<'_>, region: &str, group: &str, year: u16) -> bool {
        let key = || {
            let region = self.registry.region_called(region).map_or(region, |known| known.code());
            let position = u16::try_from(indicator.position()).ok()?;
            Some((position, self.name(region)?, self.name(canonical(group))?, year))
        };
        key().is_some_and(|key| self.contradicted.binary_search(&key).is_ok())
    }

    fn name(&self, name: &str) -> Option<usize> {
        self.names.binary_search_by(|known| order(known).cmp(&order(name))).ok()
    }

    fn series_at<'a>(&'a self, indicator: Indicator<'a>, region: usize, group: usize) -> Option<Series<'a>> {
        let key = (u16::try_from(indicator.position()).ok()?, region, group);
        let index = self.series.binary_search_by_key(&key, SeriesRecord::key).ok()?;
        self.open(self.series.get(index)?)
    }

    fn open<'a>(&'a self, record: &'a SeriesRecord) -> Option<Series<'a>> {
        Some(Series {
            data: self,
            record,
            indicator: self.registry.at(record.indicator.into())?,
            region: self.names.get(record.region)?,
            group: self.names.get(record.group)?,
            points: self.points.get(record.points.clone())?,
        })
    }

    /// Judges every observation, in the order of [`series`](Self::series) and then of the years. The order in which
    /// they were added makes no difference. Allocates nothing on the way.
    pub fn evaluations(&self) -> impl Iterator<Item = Evaluation<'_>> {
        self.series().flat_map(Series::evaluations)
    }

    /// Judges every gap that can be worked out from observations of the indicator it is about, for each year after the
    /// baseline in which both ends are known. A gap that was reported itself is among the [`evaluations`](Self::evaluations).
    pub fn gaps(&self) -> impl Iterator<Item = Evaluation<'_>> {
        self.registry.indicators().flat_map(|indicator| self.gaps_of(indicator))
    }
}

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
    indicator: u16,
    year: u16,
    region: usize,
    group: usize,
    value: Decimal,
    /// Which of the files, counted from 1; 0 before any was named.
    file: usize,
    line: Option<u64>,
    /// Boxed: most rows of a large file have none.
    details: Option<Box<Details>>,
}

impl Row {
    fn series(&self) -> (u16, usize, usize) {
        (self.indicator, self.region, self.group)
    }

    fn key(&self) -> (u16, usize, usize, u16) {
        (self.indicator, self.region, self.group, self.year)
    }
}

impl Row {
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
        let (region, group) = (self.name(region), self.name(group));
        let row = Row {
            indicator: u16::try_from(indicator.position()).unwrap_or(u16::MAX),
            year: observation.year,
            region,
            group,
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
            row.region = rank(row.region);
            row.group = rank(row.group);
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
                let (indicator, region, group, year) = first.key();
                data.contradicted.push((indicator, region, group, year));
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

/// By the letters, with everybody before the groups.
fn order(name: &str) -> (bool, &str) {
    (name != TOTAL, name)
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
            Some(last) if (last.indicator, last.region, last.group) == row.series() => last.points.end = end,
            _ => {
                let points = self.points.len()..end;
                let (indicator, region, group) = row.series();
                self.series.push(SeriesRecord { indicator, region, group, points });
            }
        }
        if let Some(details) = &row.details {
            self.details.push((self.points.len(), details.as_ref().clone()));
        }
        self.points.push(Point { value: row.value, year: row.year });
    }
}
