//! Units that are expected to report and never sent anything.

use super::DataSet;
use crate::group::TOTAL;
use crate::indicator::{Indicator, Level};
use crate::region::Region;

/// The regions of a level that never sent anything for an indicator. What was refused because it contradicts itself was sent.
///
/// They are counted, and named only for who asks: of a hundred promises and a thousand counties each may be silent about each.
#[derive(Debug, Clone, Copy)]
pub struct SilentUnits<'a> {
    data: &'a DataSet<'a>,
    indicator: Indicator<'a>,
    level: Level,
    expected: usize,
    sent: usize,
}

impl<'a> SilentUnits<'a> {
    /// How many units are expected: the regions of the level that the registry knows.
    #[must_use]
    pub fn expected(&self) -> usize {
        self.expected
    }

    /// How many of them were silent.
    #[must_use]
    pub fn count(&self) -> usize {
        self.expected.saturating_sub(self.sent)
    }

    /// Their codes, in order.
    pub fn codes(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let silent = *self;
        let all = silent.data.registry().regions_at(silent.level).map(Region::code);
        all.filter(move |code| silent.never_sent(code))
    }

    /// Whether the region with a code is one of them.
    #[must_use]
    pub fn contains(&self, code: &str) -> bool {
        self.data.is_at(code, self.level) && self.never_sent(code)
    }

    fn never_sent(&self, code: &str) -> bool {
        let key = self.data.key_in(self.indicator, code, TOTAL);
        key.is_none_or(|key| self.data.series_number(key).is_none() && !self.data.was_ever_contradicted(key))
    }
}

impl DataSet<'_> {
    /// Who of a level never sent anything for an indicator; none if no one of it has a figure for the year, or if nobody was silent.
    pub(crate) fn silent_units<'a>(
        &'a self,
        indicator: Indicator<'a>,
        level: Level,
        year: u16,
    ) -> Option<SilentUnits<'a>> {
        let (mut sent, mut for_the_year) = (0_usize, false);
        for series in self.series_across(indicator, level) {
            sent = sent.saturating_add(1);
            for_the_year |= series.value(year).is_some();
        }
        if !for_the_year {
            return None;
        }
        // Those of one region follow each other.
        let mut before = None;
        for (region, group, _) in self.contradicted_of(indicator) {
            let has_series = || self.series_in(indicator, region, TOTAL).is_some();
            if group == TOTAL && before != Some(region) && self.is_at(region, level) && !has_series() {
                sent = sent.saturating_add(1);
            }
            before = Some(region).filter(|_| group == TOTAL);
        }
        let expected = self.registry.regions_at(level).count();
        Some(SilentUnits { data: self, indicator, level, expected, sent }).filter(|silent| silent.count() > 0)
    }
}
