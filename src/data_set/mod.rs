//! Data sets: many observations, kept as series over the years and judged in one pass.

mod builder;
mod consistency;
mod coverage;
mod gaps;

pub use builder::{DataSetBuilder, Place, Rejected};
pub use consistency::Inconsistency;
pub use coverage::{Coverage, Units};
pub use gaps::GapFigures;

use crate::evaluation::Evaluation;
use crate::evidence::{Evidence, Point};
use crate::group::{TOTAL, canonical};
use crate::indicator::Indicator;
use crate::judgement::Reason;
use crate::observation::Attestation;
use crate::registry::Registry;
use crate::rule::Rule;
use rust_decimal::Decimal;
use std::ops::Range;

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
    contradicted: Vec<(SeriesKey, u16)>,
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

/// What a series is about: positions in the registry and among the names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct SeriesKey {
    indicator: u16,
    region: usize,
    group: usize,
}

/// Which of the points are a series.
#[derive(Debug, Clone)]
struct SeriesRecord {
    key: SeriesKey,
    points: Range<usize>,
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
        let own = self.record.key;
        let (missing, key) = match evaluation.verdict().reason() {
            Some(Reason::NoBaseline { year } | Reason::MissingYear { year }) => (year, own),
            Some(Reason::NoValue) => (year, own),
            Some(Reason::NoReference) => (year, self.reference_key().unwrap_or(own)),
            _ => return evaluation,
        };
        if self.data.is_contradicted(key, missing) {
            return evaluation.because(Reason::ConflictingValues { year: missing });
        }
        evaluation
    }

    /// Judges every year there is a value for, oldest first.
    pub fn evaluations(self) -> impl Iterator<Item = Evaluation<'a>> {
        self.points.iter().map(move |point| self.judge(point.year))
    }

    /// The value of the indicator that this one is compared with.
    fn reference(&self, year: u16) -> Option<Decimal> {
        self.data.series_at(self.reference_key()?)?.value(year)
    }

    /// The indicator that this one is compared with, in the same region and group.
    fn reference_key(&self) -> Option<SeriesKey> {
        let Rule::Reference(rule) = self.indicator.rule() else { return None };
        let indicator = u16::try_from(self.data.registry.find(&rule.indicator)?.position()).ok()?;
        Some(SeriesKey { indicator, ..self.record.key })
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
        let start = self.series.partition_point(|record| usize::from(record.key.indicator) < position);
        let end = self.series.partition_point(|record| usize::from(record.key.indicator) <= position);
        self.series.get(start..end).unwrap_or_default().iter().filter_map(|record| self.open(record))
    }

    /// The series of an indicator in a region and group, written as observations may write them: 聊城市 is 371500, 农村 is
    /// `rural`.
    #[must_use]
    pub fn find<'a>(&'a self, indicator: Indicator<'a>, region: &str, group: &str) -> Option<Series<'a>> {
        self.series_at(self.key(indicator, region, group)?)
    }

    /// The key of a region and group as observations may write them; nothing if none was ever observed.
    fn key(&self, indicator: Indicator<'_>, region: &str, group: &str) -> Option<SeriesKey> {
        let region = self.registry.region_called(region).map_or(region, |known| known.code());
        let indicator = u16::try_from(indicator.position()).ok()?;
        Some(SeriesKey { indicator, region: self.name(region)?, group: self.name(canonical(group))? })
    }

    /// Whether observations were refused because they contradict each other.
    fn is_contradicted(&self, key: SeriesKey, year: u16) -> bool {
        self.contradicted.binary_search(&(key, year)).is_ok()
    }

    fn name(&self, name: &str) -> Option<usize> {
        self.names.binary_search_by(|known| order(known).cmp(&order(name))).ok()
    }

    fn series_at(&self, key: SeriesKey) -> Option<Series<'_>> {
        let index = self.series.binary_search_by_key(&key, |record| record.key).ok()?;
        self.open(self.series.get(index)?)
    }

    fn open<'a>(&'a self, record: &'a SeriesRecord) -> Option<Series<'a>> {
        Some(Series {
            data: self,
            record,
            indicator: self.registry.at(record.key.indicator.into())?,
            region: self.names.get(record.key.region)?,
            group: self.names.get(record.key.group)?,
            points: self.points.get(record.points.clone())?,
        })
    }

    /// Judges every observation, in the order of [`series`](Self::series) and then of the years. The order in which
    /// they were added makes no difference. Allocates nothing on the way.
    pub fn evaluations(&self) -> impl Iterator<Item = Evaluation<'_>> {
        self.series().flat_map(Series::evaluations)
    }

    /// Judges every gap that can be worked out from observations of the indicator it is about, for each year after the
    /// baseline in which both ends are known; undetermined where an end was contradicted. A gap that was reported itself is
    /// among the [`evaluations`](Self::evaluations).
    pub fn gaps(&self) -> impl Iterator<Item = Evaluation<'_>> {
        self.registry.indicators().flat_map(|indicator| self.gaps_of(indicator))
    }
}

/// By the letters, with everybody before the groups.
fn order(name: &str) -> (bool, &str) {
    (name != TOTAL, name)
}
