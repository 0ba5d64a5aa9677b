//! Assessments (评估): what became of every promise in a year, and where it is heading.

mod change;
mod path;
mod standing;
mod track;

pub use change::{Change, Streak};
pub use path::PathPoint;
pub use standing::Standing;

use crate::data_set::DataSet;
use crate::decimal::AsText;
use crate::evaluation::Evaluation;
use crate::evidence::{Point, known};
use crate::group::TOTAL;
use crate::indicator::Indicator;
use crate::interval::{Confidence, Interval};
use crate::keyword::keyword_enum;
use crate::language::Language;
use crate::outlook::drift::Walk;
use crate::outlook::{Ground, Method, Outlook, OutlookParameters, Progress};
use crate::plan::Plan;
use crate::rule::{Nature, Rule};
use crate::volatility::{Volatility, VolatilityParameters};
use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use track::Track;

keyword_enum! {
    /// Which of the assessments that a plan asks for.
    pub enum Stage {
        /// 年度监测: every year.
        Annual = "annual",
        /// 中期评估: in the plan's mid-term year.
        MidTerm = "mid-term",
        /// 终期评估: in its last year.
        Final = "final",
    }
}

impl Stage {
    /// What it is called: 中期评估.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Stage::Annual, Language::Chinese) => "年度监测",
            (Stage::Annual, Language::English) => "annual monitoring",
            (Stage::MidTerm, Language::Chinese) => "中期评估",
            (Stage::MidTerm, Language::English) => "mid-term evaluation",
            (Stage::Final, Language::Chinese) => "终期评估",
            (Stage::Final, Language::English) => "final evaluation",
        }
    }

    /// The year it is made for: the mid-term or the last year of a plan; none for annual monitoring, which can be any.
    #[must_use]
    pub fn year(self, plan: &Plan) -> Option<u16> {
        match self {
            Stage::Annual => None,
            Stage::MidTerm => Some(plan.midterm_year()),
            Stage::Final => Some(plan.last_year()),
        }
    }
}

/// What an assessment may be asked to do differently. The default is what its documentation says.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct AssessmentParameters {
    /// By how much a gap has to grow to be called widening, in the indicator's unit: more than 0 unless it is set.
    pub gap_tolerance: Decimal,
    /// When an outlook is called hard to reach.
    pub outlook: OutlookParameters,
    /// When a series is called volatile.
    pub volatility: VolatilityParameters,
    /// How sure the intervals of small numbers are to be.
    pub confidence: Confidence,
}

/// What became of one indicator in one region and group.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Assessed<'a> {
    /// The verdict on the year, with the numbers behind it.
    pub evaluation: Evaluation<'a>,
    /// The verdict seen together with those of the years before.
    pub standing: Standing,
    /// The first of the years in which it was met without a break up to the assessed one; the last year in which it was met, if it is
    /// no longer.
    pub met_year: Option<u16>,
    /// Whether the figure moved the wrong way since the last year known, and is not met, or would no longer be in the target year if it
    /// went on at that pace.
    pub slipping: bool,
    /// Where the straight path from the baseline to the limit is in this year.
    pub path: Option<PathPoint>,
    /// The newest value up to the year.
    pub latest: Option<Point>,
    /// The change against the year before.
    pub on_last_year: Option<Change>,
    /// The change against the last year known before, which is the year before unless that is missing.
    pub on_last_known: Option<Change>,
    /// The change against the baseline year.
    pub on_baseline: Option<Change>,
    /// For how many years in a row the figure has been moving one way.
    pub streak: Option<Streak>,
    /// Where it is heading; none at the final evaluation, from the plan's last year on, and for attestations. A figure of an earlier year can make a target hard to
    /// reach, but nothing favourable rests on one: without a figure for the year itself the word is no data.
    pub outlook: Option<Outlook>,
    /// How unsteady the series is; none with too few years.
    pub volatility: Option<Volatility>,
    /// What the cases behind the value leave open, where they were given.
    pub interval: Option<Interval>,
    /// Whether a limit lies inside that interval: the verdict stands, but chance alone could have made it the other one.
    pub uncertain: bool,
}

/// The assessment of a data set for a year.
///
/// ```
/// use zhibiao::{AssessmentParameters, DataSetBuilder, Observation, Registry, Stage, Standing, decimal};
///
/// let registry = Registry::builtin();
/// let mut builder = DataSetBuilder::new(registry);
/// for (year, value) in [(2020, "9.1"), (2021, "8.0"), (2022, "8.4"), (2023, "8.1")] {
///     let value = decimal::parse(value)?;
///     builder.add(&Observation::new("women.health.maternal_mortality_ratio", "371500", year, value), None)?;
/// }
/// let (data, _) = builder.build();
/// let assessment = data.assess(Stage::MidTerm, 2023, &AssessmentParameters::default());
/// let item = &assessment.items()[0];
/// // Met in 2021, lost in 2022, and met again.
/// assert_eq!(item.standing, Standing::MetAgain);
/// // On the way from 9.1 in 2020 to 8.2 in 2025, 2023 is at 8.56; 8.1 is ahead of it.
/// assert_eq!(item.path.unwrap().value.to_string(), "8.56");
/// assert!(item.path.unwrap().ahead);
/// assert_eq!(item.on_last_year.unwrap().points.to_string(), "-0.3");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Assessment<'a> {
    data: &'a DataSet<'a>,
    stage: Stage,
    year: u16,
    parameters: AssessmentParameters,
    items: Vec<Assessed<'a>>,
    unreported: Vec<Indicator<'a>>,
    /// The tracks that are not a series as it was reported, in the order of the items.
    worked_out: Vec<Track<'a>>,
}

impl<'a> Assessment<'a> {
    /// The observations it is about.
    #[must_use]
    pub fn data(&self) -> &'a DataSet<'a> {
        self.data
    }

    /// Which assessment it is.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// The year.
    #[must_use]
    pub fn year(&self) -> u16 {
        self.year
    }

    /// What it was made with.
    #[must_use]
    pub fn parameters(&self) -> &AssessmentParameters {
        &self.parameters
    }

    /// Every indicator, region and group of which anything was ever observed, in the order of
    /// [`DataSet::series`]; gaps that were worked out stand with their own indicators.
    #[must_use]
    pub fn items(&self) -> &[Assessed<'a>] {
        &self.items
    }

    /// The indicators that promise something and of which nothing was observed, anywhere and ever.
    #[must_use]
    pub fn unreported(&self) -> &[Indicator<'a>] {
        &self.unreported
    }
}

impl<'a> Assessment<'a> {
    /// What a method says of an item, standing in the year of the assessment. Changes are counted from the baseline year of the rule or
    /// the plan. A band is asked about at both ends, and the worse answer counts.
    ///
    /// ```
    /// use zhibiao::outlook::{Method, Status, agree};
    /// use zhibiao::{AssessmentParameters, DataSetBuilder, Observation, Registry, Stage, decimal};
    ///
    /// let mut builder = DataSetBuilder::new(Registry::builtin());
    /// for (year, value) in [(2018, "18.3"), (2019, "17.8"), (2020, "16.9"), (2021, "16.1"), (2022, "15.7"), (2023, "15.1")] {
    ///     builder.add(&Observation::new("孕产妇死亡率", "CN", year, decimal::parse(value)?), None)?;
    /// }
    /// let (data, _) = builder.build();
    /// let assessment = data.assess(Stage::MidTerm, 2023, &AssessmentParameters::default());
    /// let item = &assessment.items()[0];
    /// let answers = [Method::StatCan, Method::Destatis, Method::Zhibiao].map(|method| assessment.progress(item, method));
    /// assert_eq!(answers.map(|answer| answer.status), [Status::LimitedProgress, Status::Cloud, Status::HardToReach]);
    /// assert_eq!(agree(&answers), Some(true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn progress(&self, item: &Assessed<'a>, method: Method) -> Progress {
        let evaluation = &item.evaluation;
        let (indicator, region, group) = (evaluation.indicator(), evaluation.region(), evaluation.group());
        let wanted = (indicator.position(), (region, group != TOTAL, group));
        let place = self.worked_out.binary_search_by_key(&wanted, |track| (track.indicator.position(), track.order()));
        if let Some(track) = place.ok().and_then(|place| self.worked_out.get(place)) {
            return track.progress(method, self.year, &self.parameters.outlook);
        }
        match self.data.series_in(indicator, region, group) {
            Some(series) => Track::reported(series).progress(method, self.year, &self.parameters.outlook),
            None => Progress::none(method, None, Ground::NoValue),
        }
    }
}

impl DataSet<'_> {
    /// Assesses every indicator, region and group for a year. Quantities that the plan promises nothing about are left out.
    #[must_use]
    pub fn assess(&self, stage: Stage, year: u16, parameters: &AssessmentParameters) -> Assessment<'_> {
        let (mut items, mut unreported, mut worked_out) = (Vec::new(), Vec::new(), Vec::new());
        items.reserve(self.series().count());
        let promised = self.registry().indicators().filter(|each| each.rule().nature() != Nature::Reported);
        for indicator in promised {
            let before = items.len();
            for track in Track::all(self, indicator) {
                items.push(assess(&track, stage, year, parameters));
                if track.is_worked_out() {
                    worked_out.push(track);
                }
            }
            if items.len() == before {
                unreported.push(indicator);
            }
        }
        Assessment { data: self, stage, year, parameters: *parameters, items, unreported, worked_out }
    }
}

fn assess<'a>(track: &Track<'a>, stage: Stage, year: u16, parameters: &AssessmentParameters) -> Assessed<'a> {
    let evaluation = track.judge(year);
    let plan = track.indicator.plan();
    let (standing, met_year) = standing::of(track, &evaluation, year);
    let goals = track.goals(year);
    let figures = !matches!(track.indicator.rule(), Rule::Attested);
    let newest = evaluation.value().filter(|_| figures);
    let change = |since: u16| Change::between(track.value(since)?, newest?, since);
    let latest = track.latest(year);
    let last_year = year.checked_sub(1);
    let on_last_known = last_year.and_then(|last_year| change(track.latest(last_year)?.year));
    let baseline_year = track.baseline_year();
    // In the last year there is nothing left to foresee.
    let foreseeable = figures && stage != Stage::Final && year < plan.last_year();
    let interval = track.interval(year, parameters.confidence);
    let points = known(track.points(), year);
    let walk = if figures { Walk::of(points) } else { None };
    Assessed {
        evaluation,
        standing,
        met_year,
        slipping: figures && standing::is_slipping(track, &goals, year, plan.last_year()),
        path: newest.and_then(|value| PathPoint::of(track, &goals, value, year)),
        latest,
        on_last_known,
        // What is known of the year before is the last that is known.
        on_last_year: on_last_known.filter(|change| Some(change.since) == last_year),
        on_baseline: Some(baseline_year).filter(|baseline| *baseline < year).and_then(change),
        streak: newest.and_then(|_| Streak::of(track.points(), year)),
        outlook: foreseeable.then(|| {
            let outlook = track.outlook(walk.as_ref(), &goals, year, &parameters.outlook);
            outlook.within(track.indicator.unit().range())
        }),
        volatility: walk.and_then(|walk| Volatility::of(points, &walk, &parameters.volatility)),
        interval,
        uncertain: interval.is_some_and(|interval| interval.makes_uncertain(&evaluation)),
    }
}

/// Serialized, it has the keys of its [`Evaluation`] and `standing, met_year, slipping, path, latest_year, latest, on_last_known, on_last_year, on_baseline, streak,
/// outlook, volatility, interval, uncertain`.
impl Serialize for Assessed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Assessed", self.evaluation.field_count().saturating_add(14))?;
        self.evaluation.serialize_fields(&mut fields)?;
        fields.serialize_field("standing", &self.standing)?;
        fields.serialize_field("met_year", &self.met_year)?;
        fields.serialize_field("slipping", &self.slipping)?;
        fields.serialize_field("path", &self.path)?;
        fields.serialize_field("latest_year", &self.latest.map(|latest| latest.year))?;
        fields.serialize_field("latest", &self.latest.map(|latest| AsText(latest.value)))?;
        fields.serialize_field("on_last_known", &self.on_last_known)?;
        fields.serialize_field("on_last_year", &self.on_last_year)?;
        fields.serialize_field("on_baseline", &self.on_baseline)?;
        fields.serialize_field("streak", &self.streak)?;
        fields.serialize_field("outlook", &self.outlook)?;
        fields.serialize_field("volatility", &self.volatility)?;
        fields.serialize_field("interval", &self.interval)?;
        fields.serialize_field("uncertain", &self.uncertain)?;
        fields.end()
    }
}
