//! Collecting observations into a data set: what repeats is counted, what contradicts is refused.

use super::details::{Collected, NONE, Sorted, Table};
use super::marks::Marks;
use super::revision::{LeftOut, Settled};
use super::row::{Places, Row};
use super::spread::AllSpreads;
use super::texts::Texts;
use super::{DataSet, Key, Replaced, SeriesRecord, order};
use crate::evidence::Point;
use crate::language::Language;
use crate::observation::{Checked, Observation, ObservationError};
use crate::order::in_order;
use crate::registry::Registry;
use rust_decimal::Decimal;
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
    names: Texts,
    places: Places,
    details: Collected,
    edition: u32,
    rows: Vec<Row>,
}

impl<'r> DataSetBuilder<'r> {
    /// A data set for a registry's indicators, empty for now.
    #[must_use]
    pub fn new(registry: &'r Registry) -> Self {
        DataSetBuilder {
            registry,
            names: Texts::default(),
            places: Places::default(),
            details: Collected::default(),
            edition: 0,
            rows: Vec::new(),
        }
    }

    /// The same observations, for a registry that is equal to the one they were checked against.
    #[cfg(feature = "capi")]
    pub(crate) fn for_registry<'n>(&self, registry: &'n Registry) -> DataSetBuilder<'n> {
        DataSetBuilder {
            registry,
            names: self.names.clone(),
            places: self.places.clone(),
            details: self.details.clone(),
            edition: self.edition,
            rows: self.rows.clone(),
        }
    }

    /// Names the file that the observations added from now on come from.
    pub fn file(&mut self, name: &str) {
        self.places.file(name);
    }

    /// Starts a revision: what is added from now on replaces what was added before.
    ///
    /// For a key (an indicator, region, group and year) of which nothing new is said, all stays as it was. A new value
    /// replaces the old one, which is kept as [history](super::Series::replaced). A revision that says the same (an equal value, no
    /// other cases) is a repetition and replaces nothing. It settles a contradiction among the older observations; if it
    /// contradicts itself, its own observations are refused, and the older value does not come back: somebody has said that it is
    /// not right.
    ///
    /// ```
    /// use zhibiao::{DataSetBuilder, Observation, Registry, decimal};
    ///
    /// let registry = Registry::builtin();
    /// let mortality = registry.find("women.health.maternal_mortality_ratio").unwrap();
    /// let observe = |value| Ok::<_, zhibiao::decimal::ParseDecimalError>(
    ///     Observation::new(mortality.id(), "371500", 2020, decimal::parse(value)?),
    /// );
    /// let mut builder = DataSetBuilder::new(registry);
    /// builder.add(&observe("4.78")?, None)?;
    /// builder.start_revision();
    /// builder.add(&observe("4.87")?, None)?;
    /// let (data, rejected) = builder.build();
    /// assert!(rejected.is_empty());
    /// let series = data.find(mortality, "371500", "total").unwrap();
    /// assert_eq!(series.value(2020), Some(decimal::parse("4.87")?));
    /// assert_eq!(series.replaced(2020).collect::<Vec<_>>(), [decimal::parse("4.78")?]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn start_revision(&mut self) {
        // A revision without a row is none, so that there are never more of them than rows.
        if self.rows.last().is_some_and(|row| row.edition == self.edition) {
            self.edition = self.edition.saturating_add(1);
        }
    }

    /// Checks an observation and keeps it. `line` is only repeated in what [`build`](Self::build) refuses.
    ///
    /// # Errors
    ///
    /// [`ObservationError`] if the indicator is unknown or a field is impossible, or if there are four billion observations
    /// already; the observation is not kept.
    pub fn add(&mut self, observation: &Observation, line: Option<u64>) -> Result<(), ObservationError> {
        let Checked { indicator, region, group, value } = observation.check(self.registry)?;
        // Rows are numbered with 32 bits: past that, two of them would be taken for one.
        if u32::try_from(self.rows.len()).is_ok_and(|number| number < u32::MAX) {
            let row = Row {
                value,
                region: self.names.number(region).ok_or(ObservationError::Full)?,
                group: self.names.number(group).ok_or(ObservationError::Full)?,
                edition: self.edition,
                file: self.places.last_file(),
                line: self.places.line(line).ok_or(ObservationError::Full)?,
                details: self.details.add(observation)?,
                indicator: u16::try_from(indicator.position()).map_err(|_| ObservationError::Full)?,
                year: observation.year,
            };
            self.rows.push(row);
            return Ok(());
        }
        Err(ObservationError::Full)
    }

    /// Puts the observations in order and sets aside those that contradict each other.
    ///
    /// An observation that repeats another one (the same key, an equal value, no other cases) is counted and left out;
    /// of `8.2` and `8.20` the one with more digits stays. If a key has values that differ, and no later
    /// [revision](Self::start_revision) settles it, all of them are refused: whichever was picked could be the wrong one.
    /// Each observation that was added is [held](DataSet::len), [repeated](DataSet::repeated), [replaced](DataSet::replaced)
    /// or refused.
    #[must_use]
    pub fn build(self) -> (DataSet<'r>, Vec<Rejected>) {
        let DataSetBuilder { registry, names, places, details, mut rows, .. } = self;
        let (names, ranks) = names.sorted(&|left, right| order(left).cmp(&order(right)));
        let rank = |name: u32| usize::try_from(name).ok().and_then(|name| ranks.get(name)).copied().unwrap_or(name);
        for row in &mut rows {
            (row.region, row.group) = (rank(row.region), rank(row.group));
        }
        drop(ranks);
        let details = details.sorted();
        rows.sort_unstable_by(|left, right| left.order(right, &details, &places));

        let mut left_out = LeftOut::default();
        let mut refused = Refused::default();
        for same_key in rows.chunk_by_mut(|left, right| left.key() == right.key()) {
            match left_out.settle(same_key, &details) {
                // The row that stands comes to the front, where it survives what follows.
                Some(Settled::One(row)) => same_key.iter_mut().take(1).for_each(|first| *first = row),
                Some(Settled::Several(rows)) => refused.refuse(rows, &details, &places),
                None => {}
            }
        }
        rows.dedup_by_key(|row| row.key());
        if !refused.keys.is_empty() {
            rows.retain(|row| refused.keys.binary_search(&row.key()).is_err());
        }
        let rejected = in_order(refused.rows, |(left, _), (right, _)| left.cmp(right))
            .into_iter()
            .map(|(_, rejected)| rejected)
            .collect();
        (DataSet::of(registry, names, rows, details, refused.keys, left_out), rejected)
    }
}

/// What is refused because it contradicts itself.
#[derive(Default)]
struct Refused {
    /// In order.
    keys: Vec<Key>,
    /// With their places, to be told in the order of these.
    rows: Vec<((u32, Option<u64>), Rejected)>,
}

impl Refused {
    /// Refuses the rows of a key. Each names a place that contradicts it: the earliest row, and the earliest that contradicts
    /// that one, are enough. Only a row without cases can contradict none of those that differ in theirs.
    fn refuse(&mut self, rows: &[Row], details: &Sorted, places: &Places) {
        let place = |row: &&Row| places.of(row);
        let pair = |one: &Row| {
            let differing = rows.iter().filter(|row| row.contradicts(one, details)).min_by_key(place);
            Some((*one, *differing?))
        };
        // Where all values are equal, what differs is a numerator or a denominator, and then the first one does.
        let numerator = rows.iter().find(|row| details.cases(row.details).0.is_some());
        let denominator = rows.iter().find(|row| details.cases(row.details).1.is_some());
        let mut pairs = [rows.iter().min_by_key(place), numerator, denominator].into_iter().flatten();
        let Some((one, differing)) = pairs.find_map(pair) else { return };
        let other = |row: &Row| if row.contradicts(&one, details) { one } else { differing };
        self.keys.push(one.key());
        self.rows.extend(rows.iter().map(|row| (places.of(row), places.refuse(row, &other(row)))));
    }
}

impl<'r> DataSet<'r> {
    /// A data set of rows that fit together, in the order of their keys.
    fn of(
        registry: &'r Registry,
        names: Vec<Box<str>>,
        rows: Vec<Row>,
        details: Sorted,
        contradicted: Vec<Key>,
        left_out: LeftOut,
    ) -> Self {
        // Every list is made as long as it gets, and the rows are given back before the details are written.
        let same_series = |left: &Row, right: &Row| left.key().0 == right.key().0;
        let mut series = Vec::with_capacity(rows.chunk_by(same_series).count());
        let mut indicators = Vec::with_capacity(registry.len().saturating_add(1));
        let mut start = 0_u32;
        for one_series in rows.chunk_by(same_series) {
            let Some(first) = one_series.first() else { continue };
            let number = count(series.len());
            while indicators.len() <= first.indicator.into() {
                indicators.push(number);
            }
            series.push(SeriesRecord { region: first.region, group: first.group, start });
            start = start.saturating_add(count(one_series.len()));
        }
        indicators.resize(indicators.len().max(registry.len().saturating_add(1)), count(series.len()));
        let points = rows.iter().map(|row| Point { value: row.value, year: row.year }).collect();
        let marks = Marks::of(rows.iter().map(|row| row.details != NONE));
        let mut numbers = Vec::with_capacity(rows.iter().filter(|row| row.details != NONE).count());
        numbers.extend(rows.iter().map(|row| row.details).filter(|number| *number != NONE));
        drop(rows);
        let details = Table::of(marks, &numbers, details);

        let LeftOut { repeated, replaced } = left_out;
        let mut data = DataSet {
            registry,
            names,
            indicators,
            series,
            points,
            details,
            contradicted,
            history: Vec::new(),
            repeated,
            replaced: replaced.len(),
            spreads: AllSpreads::default(),
        };
        data.keep_history(&replaced);
        data.spreads = AllSpreads::of(&data);
        data
    }

    /// Keeps the values that were replaced, which come in the order of their keys. What became of a key in no series is not
    /// kept: there is nobody to ask.
    fn keep_history(&mut self, replaced: &[(Key, Decimal)]) {
        let mut history = Vec::with_capacity(replaced.len());
        for same_series in replaced.chunk_by(|((left, _), _), ((right, _), _)| left == right) {
            let series = same_series.first().and_then(|((key, _), _)| self.series_number(*key));
            let Some(series) = series.and_then(|number| u32::try_from(number).ok()) else { continue };
            history.extend(same_series.iter().map(|((_, year), value)| Replaced {
                series,
                year: *year,
                value: *value,
            }));
        }
        history.shrink_to_fit();
        self.history = history;
    }
}

/// A number of rows, of which there are fewer than four billion.
fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
