//! The years of one indicator, region and group, however they came about: reported, or a gap worked out from groups or regions.

use crate::data_set::{DataSet, Series};
use crate::evaluation::Evaluation;
use crate::evidence::{Evidence, Point, known};
use crate::goal::{Goal, Goals};
use crate::group::TOTAL;
use crate::indicator::Indicator;
use crate::interval::{Confidence, Interval};
use crate::judgement::{Reason, Verdict};
use crate::outlook::drift::Walk;
use crate::outlook::{Ground, Method, Outlook, OutlookParameters, Progress, destatis};
use crate::rule::{Direction, Rule};
use crate::unit::Unit;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The years of one indicator, region and group.
#[derive(Debug, Clone)]
pub(super) struct Track<'a> {
    pub(super) indicator: Indicator<'a>,
    region: &'a str,
    group: &'a str,
    points: Cow<'a, [Point]>,
    series: Option<Series<'a>>,
    /// Years that the series does not judge: of a gap that was worked out, and where all that was sent contradicts itself.
    worked_out: Vec<Evaluation<'a>>,
}

/// By region, with everybody before the groups.
pub(super) type Order<'a> = (&'a str, bool, &'a str);

impl<'a> Track<'a> {
    /// Every track of an indicator, in the order of the regions and groups.
    pub(super) fn all(data: &'a DataSet<'a>, indicator: Indicator<'a>) -> Vec<Track<'a>> {
        let reported = data.series_of(indicator).map(Track::reported);
        let is_gap = matches!(indicator.rule(), Rule::Gap(_));
        if !is_gap && data.contradicted_of(indicator).next().is_none() {
            return reported.collect();
        }
        let mut tracks: BTreeMap<Order<'a>, Track<'a>> = BTreeMap::new();
        tracks.extend(reported.map(|track| (track.order(), track)));
        // Who sent nothing but contradictions has no series, but did send something.
        for (region, group, year) in data.contradicted_of(indicator) {
            let track = Track::empty(indicator, region, group);
            let track = tracks.entry(track.order()).or_insert(track);
            if track.series.is_none() {
                let reason = Reason::ConflictingValues { year };
                track.worked_out.push(Evaluation::undetermined(indicator, region, group, year, reason));
            }
        }
        let mut by_region: BTreeMap<&'a str, Vec<Evaluation<'a>>> = BTreeMap::new();
        for evaluation in data.gaps_of(indicator) {
            by_region.entry(evaluation.region()).or_default().push(evaluation);
        }
        // A gap that was reported for every later year may still have to be worked out for the baseline.
        for track in tracks.values().filter(|track| is_gap && track.group == TOTAL) {
            by_region.entry(track.region).or_default();
        }
        for (region, worked_out) in by_region {
            let track = Track::empty(indicator, region, TOTAL);
            let track = tracks.entry(track.order()).or_insert(track);
            let mut points: BTreeMap<u16, Decimal> = BTreeMap::new();
            points.extend(data.gap_points(indicator, region).map(|point| (point.year, point.value)));
            // What was reported itself stands.
            points.extend(track.points.iter().map(|point| (point.year, point.value)));
            track.points = points.into_iter().map(|(year, value)| Point { value, year }).collect();
            track.worked_out.retain(|own| worked_out.iter().all(|evaluation| evaluation.year() != own.year()));
            track.worked_out.extend(worked_out);
        }
        tracks.into_values().collect()
    }

    pub(super) fn reported(series: Series<'a>) -> Self {
        Track {
            indicator: series.indicator(),
            region: series.region(),
            group: series.group(),
            points: Cow::Borrowed(series.points()),
            series: Some(series),
            worked_out: Vec::new(),
        }
    }

    /// A track of which no year is known yet.
    fn empty(indicator: Indicator<'a>, region: &'a str, group: &'a str) -> Self {
        Track { indicator, region, group, points: Cow::default(), series: None, worked_out: Vec::new() }
    }

    /// Where it stands among those of its indicator.
    pub(super) fn order(&self) -> Order<'a> {
        (self.region, self.group != TOTAL, self.group)
    }

    /// Whether it is not just a series as it was reported.
    pub(super) fn is_worked_out(&self) -> bool {
        matches!(self.points, Cow::Owned(_))
    }

    /// The values of all years, oldest first.
    pub(super) fn points(&self) -> &[Point] {
        &self.points
    }

    /// The value of a year.
    pub(super) fn value(&self, year: u16) -> Option<Decimal> {
        let index = self.points.binary_search_by_key(&year, |point| point.year).ok()?;
        self.points.get(index).map(|point| point.value)
    }

    /// The newest value up to a year.
    pub(super) fn latest(&self, year: u16) -> Option<Point> {
        known(&self.points, year).last().copied()
    }

    /// Judges a year, whether or not there is a value for it.
    pub(super) fn judge(&self, year: u16) -> Evaluation<'a> {
        if let Some(evaluation) = self.worked_out.iter().find(|evaluation| evaluation.year() == year) {
            return *evaluation;
        }
        match &self.series {
            Some(series) => series.judge(year),
            None => Evaluation::undetermined(self.indicator, self.region, self.group, year, Reason::NoValue),
        }
    }

    /// What [`judge`](Self::judge) comes to.
    pub(super) fn verdict(&self, year: u16) -> Verdict {
        match &self.series {
            Some(series) if self.worked_out.is_empty() => series.verdict(year),
            _ => self.judge(year).verdict(),
        }
    }

    /// The year that changes are counted from: the rule's, otherwise the plan's.
    pub(super) fn baseline_year(&self) -> u16 {
        self.indicator.rule().baseline_year().unwrap_or_else(|| self.indicator.plan().baseline_year())
    }

    /// What the rule asks of the series in the plan's last year, as far as it is known in a year. The figure that another one is
    /// compared with is taken to stay as it is.
    pub(super) fn goals(&self, year: u16) -> Goals {
        let known = known(&self.points, year);
        let Some(newest) = known.last() else { return Goals::default() };
        let last_year = self.indicator.plan().last_year();
        let reference = self.series.as_ref().and_then(|series| series.reference(newest.year));
        let evidence = Evidence::new(last_year, newest.value).with_history(known).with_reference(reference);
        let goals = self.indicator.rule().goals(newest.value, &evidence, self.indicator.unit());
        let full = Some(Decimal::ONE_HUNDRED).filter(|_| self.indicator.unit() == Unit::Percent);
        goals.map(|goal| {
            let limit = full.filter(|_| goal.direction() == Direction::Up);
            goal.since(self.baseline_year()).with_natural_limit(limit)
        })
    }

    /// Why the newest value known in a year cannot be judged, if a value it is to be compared with is missing. Before the year after
    /// the baseline there is nothing to be judged yet; the baseline itself has to be there.
    pub(super) fn open(&self, year: u16) -> Option<Reason> {
        let newest = self.latest(year)?;
        match self.verdict(newest.year).reason()? {
            Reason::NotAfterBaseline { year } if newest.year == year => None,
            reason @ (Reason::NotAfterBaseline { .. } | Reason::NoBaseline { .. } | Reason::MissingYear { .. }) => {
                Some(reason)
            }
            _ => None,
        }
    }

    /// What a method says of it, standing in a year.
    pub(super) fn progress(&self, method: Method, year: u16, parameters: &OutlookParameters) -> Progress {
        let goals = self.goals(year);
        match method {
            Method::Zhibiao => {
                let walk = Walk::of(known(&self.points, year));
                Progress::from(&self.outlook(walk.as_ref(), &goals, year, parameters))
            }
            Method::Destatis => {
                let goals: Vec<Goal> = goals.iter().copied().collect();
                destatis::ask_several(&self.points, &goals, year)
            }
            method => {
                let answers = goals.iter().map(|goal| method.ask(&self.points, goal, year));
                // What the method fears at one end outweighs what it hopes at the other.
                let worst = answers.min_by_key(|answer| answer.status.is_favourable().unwrap_or(true));
                worst.unwrap_or_else(|| Progress::none(method, None, Ground::NoValue))
            }
        }
    }

    /// Where it is heading, standing in a year, with the walk of its values up to that year.
    pub(super) fn outlook(
        &self,
        walk: Option<&Walk>,
        goals: &Goals,
        year: u16,
        parameters: &OutlookParameters,
    ) -> Outlook {
        Outlook::of(&self.points, walk, goals, year, parameters).unless(self.open(year)).as_of(year)
    }

    /// The interval that the cases behind a year's value leave open.
    pub(super) fn interval(&self, year: u16, confidence: Confidence) -> Option<Interval> {
        self.series?.interval(year, confidence)
    }
}
