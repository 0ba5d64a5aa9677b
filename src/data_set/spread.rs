//! The greatest and the least value across the regions of a level, year by year: what gaps across regions are made of.

use super::gaps::Ends;
use super::{DataSet, Series};
use crate::group::TOTAL;
use crate::indicator::{Indicator, Level};
use crate::region::Region;
use crate::rule::{Between, Gap, Rule};
use std::collections::btree_map::{BTreeMap, Entry};

/// What the regions of a level say for a year in which at least one has a value.
#[derive(Debug, Clone, Copy)]
pub(super) enum Spread {
    /// Not every region has a value.
    Incomplete {
        /// Whether one sent two that contradict each other.
        contradicted: bool,
    },
    /// Every region that the registry knows has one.
    Of(Ends),
}

/// By year.
pub(super) type Spreads = BTreeMap<u16, Spread>;

/// Of every indicator and level that a gap of the registry asks about. They are worked out once, when a data set is built: many
/// promises and many reported gaps can be about the same ones.
#[derive(Debug, Clone, Default)]
pub(super) struct AllSpreads(BTreeMap<(usize, Level), Spreads>);

impl AllSpreads {
    /// Looks at each series once for every level that is asked about.
    pub(super) fn of(data: &DataSet<'_>) -> Self {
        let mut all = BTreeMap::new();
        for indicator in data.registry.indicators() {
            let Rule::Gap(Gap { of, between: Between::Regions(level), .. }) = indicator.rule() else { continue };
            let Some(of) = data.registry.find(of) else { continue };
            if let Entry::Vacant(entry) = all.entry((of.position(), *level)) {
                entry.insert(data.spreads_across(of, *level));
            }
        }
        AllSpreads(all)
    }

    pub(super) fn across(&self, of: Indicator<'_>, level: Level) -> Option<&Spreads> {
        self.0.get(&(of.position(), level))
    }
}

impl DataSet<'_> {
    fn spreads_across(&self, of: Indicator<'_>, level: Level) -> Spreads {
        let expected = self.registry.regions_at(level).count();
        let mut ends: BTreeMap<u16, (usize, Ends)> = BTreeMap::new();
        for point in self.series_across(of, level).flat_map(|series| series.points()) {
            let one = Ends { first: point.value, other: point.value };
            let (known, ends) = ends.entry(point.year).or_insert((0, one));
            *known = known.saturating_add(1);
            *ends = Ends { first: ends.first.max(point.value), other: ends.other.min(point.value) };
        }
        let mut spreads: Spreads = BTreeMap::new();
        spreads.extend(ends.into_iter().map(|(year, (known, ends))| {
            (year, if known == expected { Spread::Of(ends) } else { Spread::Incomplete { contradicted: false } })
        }));
        for (region, group, year) in self.contradicted_of(of) {
            if let Some(Spread::Incomplete { contradicted }) = spreads.get_mut(&year) {
                *contradicted |= group == TOTAL && self.is_at(region, level);
            }
        }
        spreads
    }

    /// The series of an indicator for everybody in the regions of a level that are known.
    pub(super) fn series_across<'a>(
        &'a self,
        indicator: Indicator<'a>,
        level: Level,
    ) -> impl Iterator<Item = Series<'a>> {
        self.series_of(indicator).filter(move |series| series.group() == TOTAL && self.is_at(series.region(), level))
    }

    pub(super) fn is_at(&self, region: &str, level: Level) -> bool {
        self.registry.region(region).map(Region::level) == Some(level)
    }
}
