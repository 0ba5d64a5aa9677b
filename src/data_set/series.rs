//! Series: what one indicator was in one region and group over the years.

use super::{DataSet, Details, Replaced, SeriesKey, place};
use crate::evaluation::Evaluation;
use crate::evidence::{Evidence, Point, known};
use crate::exact::Exact;
use crate::group::TOTAL;
use crate::indicator::Indicator;
use crate::judgement::{Reason, Verdict};
use crate::language::Language;
use crate::rule::Rule;
use rust_decimal::Decimal;
use std::ops::RangeInclusive;

/// The values of one indicator in one region and group, in the order of their years.
#[derive(Debug, Clone, Copy)]
pub struct Series<'a> {
    pub(super) data: &'a DataSet<'a>,
    pub(super) key: SeriesKey,
    /// Which of the data set's series it is.
    pub(super) number: usize,
    /// Where its points begin among those of the data set.
    pub(super) start: usize,
    pub(super) indicator: Indicator<'a>,
    pub(super) region: &'a str,
    pub(super) group: &'a str,
    pub(super) points: &'a [Point],
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

    /// Where and for whom, as a sentence has it: 聊城市（农村）.
    pub(crate) fn place(&self, language: Language) -> String {
        place(self.indicator.registry(), self.region, self.group, language)
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
    pub fn details(&self, year: u16) -> Option<Details<'a>> {
        self.data.details.get(self.start.checked_add(self.position(year)?)?)
    }

    /// The newest value that is not after a year.
    ///
    /// ```
    /// use zhibiao::{DataSetBuilder, Observation, Registry, decimal};
    ///
    /// let registry = Registry::builtin();
    /// let injuries = registry.find("children.safety.injury_mortality_rate").unwrap();
    /// let mut builder = DataSetBuilder::new(registry);
    /// for (year, value) in [(2020, "9.0"), (2021, "8.8"), (2023, "8.1")] {
    ///     builder.add(&Observation::new(injuries.id(), "371500", year, decimal::parse(value)?), None)?;
    /// }
    /// let (data, _) = builder.build();
    /// let series = data.find(injuries, "371500", "total").unwrap();
    /// assert_eq!(series.latest(2022).map(|point| point.year), Some(2021));
    /// assert_eq!(series.latest(2019), None);
    /// assert_eq!(series.baseline(), Some(decimal::parse("9.0")?));
    /// assert_eq!(series.missing_years(2020..=2025).collect::<Vec<_>>(), [2022, 2024, 2025]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn latest(&self, year: u16) -> Option<Point> {
        known(self.points, year).last().copied()
    }

    /// The value of the baseline year: the year that the indicator's rule counts from, and where it counts from none, the plan's.
    #[must_use]
    pub fn baseline(&self) -> Option<Decimal> {
        let year = self.indicator.rule().baseline_year();
        self.value(year.unwrap_or_else(|| self.indicator.plan().baseline_year()))
    }

    /// The years of a range without a value, in order. A year whose observations contradict each other has none.
    pub fn missing_years(&self, years: RangeInclusive<u16>) -> impl Iterator<Item = u16> + use<'a> {
        let series = *self;
        years.filter(move |year| series.position(*year).is_none())
    }

    /// The values of a year that were replaced, oldest first: one for each observation that a
    /// [revision](super::DataSetBuilder::start_revision) replaced, so that all values of a contradiction are there that a later
    /// one settled. Also for a year without a value, where the newest revision contradicts itself.
    pub fn replaced(&self, year: u16) -> impl Iterator<Item = Decimal> + use<'a> {
        let history = self.data.history.as_slice();
        let place = |replaced: &Replaced| (usize::try_from(replaced.series).unwrap_or(usize::MAX), replaced.year);
        let start = history.partition_point(|replaced| place(replaced) < (self.number, year));
        let end = history.partition_point(|replaced| place(replaced) <= (self.number, year));
        history.get(start..end).unwrap_or_default().iter().map(|replaced| replaced.value)
    }

    fn evidence(&self, year: u16) -> Evidence<'a> {
        let evidence = match self.value(year) {
            Some(value) => Evidence::new(year, value),
            None => Evidence::missing(year),
        };
        evidence.with_history(self.points).with_reference(self.reference(year))
    }

    /// What [`judge`](Self::judge) comes to.
    pub(crate) fn verdict(&self, year: u16) -> Verdict {
        match self.indicator.judge(&self.evidence(year)).verdict() {
            // What is missing may be told otherwise, or worked out.
            Verdict::Undetermined(_) => self.judge(year).verdict(),
            verdict => verdict,
        }
    }

    /// Judges a year, whether or not there is a value for it.
    #[must_use]
    pub fn judge(&self, year: u16) -> Evaluation<'a> {
        let evidence = self.evidence(year);
        let evaluation = Evaluation::new(self.indicator, self.region, self.group, &evidence);
        if let Some(evaluation) = self.judge_by_gap_worked_out(&evaluation) {
            return evaluation;
        }
        // What is missing may have been there twice, and refused because the two differ.
        let own = self.key;
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

    /// Judges a gap that was reported for a year but not for the baseline, where that one can be worked out. None for anything else.
    fn judge_by_gap_worked_out(&self, evaluation: &Evaluation<'a>) -> Option<Evaluation<'a>> {
        let Some(Reason::NoBaseline { year: baseline_year }) = evaluation.verdict().reason() else { return None };
        let contradicted = self.data.is_contradicted(self.key, baseline_year);
        let value = evaluation.value().filter(|_| self.group == TOTAL && !contradicted)?;
        let then = self.data.gap_at(self.indicator, self.region, baseline_year)?;
        let history = [Point { year: baseline_year, value: then.value }];
        let evidence = Evidence::new(evaluation.year(), value).with_history(&history);
        let evidence = evidence.with_reach(Exact::half_unit(value), then.reach);
        Some(Evaluation::new(self.indicator, self.region, self.group, &evidence))
    }

    /// Judges every year there is a value for, oldest first.
    pub fn evaluations(self) -> impl Iterator<Item = Evaluation<'a>> {
        self.points.iter().map(move |point| self.judge(point.year))
    }

    /// The value of the indicator that this one is compared with.
    pub(crate) fn reference(&self, year: u16) -> Option<Decimal> {
        self.data.series_at(self.reference_key()?)?.value(year)
    }

    /// The indicator that this one is compared with, in the same region and group.
    fn reference_key(&self) -> Option<SeriesKey> {
        let Rule::Reference(rule) = self.indicator.rule() else { return None };
        let indicator = u16::try_from(self.data.registry.find(&rule.indicator)?.position()).ok()?;
        Some(SeriesKey { indicator, ..self.key })
    }

    fn position(&self, year: u16) -> Option<usize> {
        self.points.binary_search_by_key(&year, |point| point.year).ok()
    }
}
