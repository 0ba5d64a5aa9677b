//! Data sets: many observations, kept as series over the years and judged in one pass.

mod builder;
mod column;
mod consistency;
mod coverage;
mod details;
mod gaps;
mod marks;
mod miscount;
mod revision;
mod row;
mod series;
mod silence;
mod spread;
mod texts;

pub use builder::{DataSetBuilder, Place, Rejected};
pub use consistency::Inconsistency;
pub use coverage::{Coverage, Units};
pub use details::Details;
pub use gaps::GapFigures;
pub use miscount::Miscount;
pub use series::Series;
pub use silence::SilentUnits;

use crate::evaluation::Evaluation;
use crate::evidence::Point;
use crate::group::{TOTAL, canonical, group_name};
use crate::indicator::Indicator;
use crate::language::Language;
use crate::registry::Registry;
use details::Table;
use rust_decimal::Decimal;
use spread::AllSpreads;
use std::ops::Range;

/// Observations that fit together: at most one value for each indicator, region, group and year.
///
/// Build it with a [`DataSetBuilder`]. It is compact: a value takes 20 bytes, a series 12, and what came with a value 12 in most
/// cases, or 20 where numbers of cases reach hundreds of millions; texts are kept once.
#[derive(Debug, Clone)]
pub struct DataSet<'r> {
    registry: &'r Registry,
    /// Of regions and groups, in [their order](order).
    names: Vec<Box<str>>,
    /// For each indicator of the registry the number of its first series, and at the end how many series there are.
    indicators: Vec<u32>,
    /// In the order of their keys.
    series: Vec<SeriesRecord>,
    points: Vec<Point>,
    details: Table,
    /// The keys whose observations contradict each other, in order.
    contradicted: Vec<Key>,
    /// The values that were replaced, by series and year, and oldest first.
    history: Vec<Replaced>,
    repeated: usize,
    replaced: usize,
    spreads: AllSpreads,
}

/// What a series is about: positions in the registry and among the names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct SeriesKey {
    indicator: u16,
    region: u32,
    group: u32,
}

/// What an observation is about: a series and a year.
type Key = (SeriesKey, u16);

/// A series without its indicator, which stands in [`DataSet::indicators`], and where its points begin. They end where those of
/// the next one begin.
#[derive(Debug, Clone, Copy)]
struct SeriesRecord {
    region: u32,
    group: u32,
    start: u32,
}

/// A value that a later one took the place of.
#[derive(Debug, Clone, Copy)]
struct Replaced {
    value: Decimal,
    /// The number of the series.
    series: u32,
    year: u16,
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

    /// How many observations were replaced by those of a later [revision](DataSetBuilder::start_revision).
    #[must_use]
    pub fn replaced(&self) -> usize {
        self.replaced
    }

    /// Every series: in the order of the documents, then of the region codes, then of the groups with everybody first.
    pub fn series(&self) -> impl Iterator<Item = Series<'_>> {
        self.registry.indicators().flat_map(|indicator| self.series_of(indicator))
    }

    /// The series of one indicator.
    pub fn series_of<'a>(&'a self, indicator: Indicator<'a>) -> impl Iterator<Item = Series<'a>> + use<'a, 'r> {
        let position = u16::try_from(indicator.position()).ok();
        let numbers = position.and_then(|position| self.numbers_of(position)).unwrap_or_default();
        numbers.filter_map(move |number| self.open(position?, number))
    }

    /// The series of an indicator in a region and group, written as observations may write them: 聊城市 is 371500, 农村 is
    /// `rural`.
    #[must_use]
    pub fn find<'a>(&'a self, indicator: Indicator<'a>, region: &str, group: &str) -> Option<Series<'a>> {
        self.series_at(self.key(indicator, region, group)?)
    }

    /// The series of a region and group by their code and id, as series have them.
    pub(crate) fn series_in<'a>(&'a self, indicator: Indicator<'a>, region: &str, group: &str) -> Option<Series<'a>> {
        self.series_at(self.key_in(indicator, region, group)?)
    }

    /// The key of a region and group as observations may write them; nothing if none was ever observed.
    fn key(&self, indicator: Indicator<'_>, region: &str, group: &str) -> Option<SeriesKey> {
        self.key_in(indicator, self.registry.region_code(region), canonical(group))
    }

    /// The same by code and id, without a look through the names.
    fn key_in(&self, indicator: Indicator<'_>, region: &str, group: &str) -> Option<SeriesKey> {
        let indicator = u16::try_from(indicator.position()).ok()?;
        Some(SeriesKey { indicator, region: self.name(region)?, group: self.name(group)? })
    }

    /// Whether observations were refused because they contradict each other.
    fn is_contradicted(&self, key: SeriesKey, year: u16) -> bool {
        self.contradicted.binary_search(&(key, year)).is_ok()
    }

    /// The same for any year.
    fn was_ever_contradicted(&self, key: SeriesKey) -> bool {
        let place = self.contradicted.partition_point(|(other, _)| *other < key);
        self.contradicted.get(place).is_some_and(|(other, _)| *other == key)
    }

    /// Of whom observations of an indicator were refused because they contradict each other, and for which years: in the order of
    /// the [series](Self::series_of), also where nothing else was observed.
    pub(crate) fn contradicted_of<'a>(
        &'a self,
        indicator: Indicator<'_>,
    ) -> impl Iterator<Item = (&'a str, &'a str, u16)> + use<'a, 'r> {
        // They are in the order of their keys, of which the indicator is the first part.
        let position = indicator.position();
        let start = self.contradicted.partition_point(|(key, _)| usize::from(key.indicator) < position);
        let end = self.contradicted.partition_point(|(key, _)| usize::from(key.indicator) <= position);
        let of_it = self.contradicted.get(start..end).unwrap_or_default().iter();
        let name = |index: u32| self.names.get(usize::try_from(index).ok()?).map(AsRef::as_ref);
        of_it.filter_map(move |(key, year)| Some((name(key.region)?, name(key.group)?, *year)))
    }

    fn name(&self, name: &str) -> Option<u32> {
        let index = self.names.binary_search_by(|known| order(known).cmp(&order(name))).ok()?;
        u32::try_from(index).ok()
    }

    /// The numbers of the series of the indicator at a position.
    fn numbers_of(&self, indicator: u16) -> Option<Range<usize>> {
        let index = usize::from(indicator);
        let (start, end) = (self.indicators.get(index)?, self.indicators.get(index.checked_add(1)?)?);
        Some(usize::try_from(*start).ok()?..usize::try_from(*end).ok()?)
    }

    /// The number of the series of a key.
    fn series_number(&self, key: SeriesKey) -> Option<usize> {
        let numbers = self.numbers_of(key.indicator)?;
        let series = self.series.get(numbers.clone())?;
        let wanted = (key.region, key.group);
        let index = series.binary_search_by_key(&wanted, |record| (record.region, record.group)).ok()?;
        numbers.start.checked_add(index)
    }

    fn series_at(&self, key: SeriesKey) -> Option<Series<'_>> {
        self.open(key.indicator, self.series_number(key)?)
    }

    fn open(&self, indicator: u16, number: usize) -> Option<Series<'_>> {
        let SeriesRecord { region, group, start } = *self.series.get(number)?;
        let start = usize::try_from(start).ok()?;
        let end = match self.series.get(number.checked_add(1)?) {
            Some(next) => usize::try_from(next.start).ok()?,
            None => self.points.len(),
        };
        Some(Series {
            data: self,
            key: SeriesKey { indicator, region, group },
            number,
            start,
            indicator: self.registry.at(indicator.into())?,
            region: self.names.get(usize::try_from(region).ok()?)?,
            group: self.names.get(usize::try_from(group).ok()?)?,
            points: self.points.get(start..end)?,
        })
    }

    /// Judges every observation, in the order of [`series`](Self::series) and then of the years. The order in which
    /// they were added makes no difference. Allocates no more on the way than [`Indicator::judge`].
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

/// A region and group as a sentence has them: 聊城市（农村）, `Liaocheng, rural`.
pub(crate) fn place(registry: &Registry, region: &str, group: &str, language: Language) -> String {
    let region = registry.region_name(region, language);
    match language {
        _ if group == TOTAL => region.to_owned(),
        Language::Chinese => format!("{region}（{}）", group_name(group, language)),
        Language::English => format!("{region}, {}", group_name(group, language)),
    }
}

/// By the letters, with everybody before the groups.
fn order(name: &str) -> (bool, &str) {
    (name != TOTAL, name)
}
