//! This library's own method: the recent pace carried on, and the probability that it misses the target.
//!
//! A change from one value to the next, by the years between them, is a yearly rate `r`. The last five, of values no older than ten years
//! (or of the last three), say how fast a series moves and how
//! unsteadily:
//!
//! - the **pace** a year is the mean of the last three rates with weights 3, 2 and 1, the newest first (3 and 2 of two);
//! - the **scatter** is how far the last `n ≤ 5` rates strayed from the pace: `s² = Σ k·(r − pace)² ÷ (n − 1)`, `k` being the years a rate
//!   spans. It counts as 0.2 percent of the newest value more (`s² + (0.002·y)²`): a series without scatter is short or was smoothed. With a
//!   band it is 0.2 percent of the projection, since a line that rises towards a narrow band must not grow likelier to miss one end or the other;
//! - the **pace carried on** is the pace less a quarter of the scatter, towards zero and not past it: what cannot be told from scatter
//!   fades, and a series that moves evenly keeps its pace;
//! - the **projection** to the target year, `h` years on, is `y + h·(pace carried on)`, and `h` scatters wide;
//! - the **probability of missing** the target: Student's `t` with `n − 1` degrees of freedom of the distance by which the projection
//!   misses it, in units of `h·s`. Figures are rounded: the distance counts from half a unit of the last digit that the values and the
//!   target have, on the far side of the target, or on the near side where it has to be passed (a direction, a gap): what stands still does not
//!   improve. Above ½, the projection is on the wrong side of that. A band is missed at either end, so that the
//!   two probabilities add up, and a narrow band can be likely to be missed with a projection inside.
//!
//! Weights, window, fading, width and floor were chosen on years up to 2008 and judged on later ones: `docs/outlook.md` has the figures, beside
//! those of the published methods, and how to make them again.
//!
//! **Each year better than the one before** has to go well `h` times more. Two answers to how likely one more good year is are taken:
//! by the pace, `g`, Student's `t` of the pace carried on (less half a unit) in scatters; and by the record, how often in the whole series a good year was
//! followed by another, `r = (good + ½) ÷ (cases + 1)`. The probability of missing is `1 − (gʰ + rʰ) ÷ 2`. One year that went wrong
//! already cannot be made good: 1.
//!
//! **A value to be kept every year** is missed with the greatest of the probabilities of the years to come, which is no more than that of
//! missing any of them; and for certain, if the newest value misses it.
//!
//! The words: **hard to reach** above a probability of ½; otherwise **met early** if the newest value meets the target before its
//! year, and **on course** if not. Three values are needed; with fewer, a value that meets the target and
//! did not get worse is met early all the same, and anything else is no data.
#![allow(clippy::float_arithmetic)]

use super::student::Student;
use super::{Ground, Method, Progress, Status};
use crate::decimal::{AsText, to_f64};
use crate::evidence::{Point, first_since, known};
use crate::exact::Exact;
use crate::goal::{Aim, Goal, Goals};
use crate::judgement::Reason;
use crate::rule::Direction;
use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// The weights of the newest changes in the pace.
const WEIGHTS: [u16; 3] = [3, 2, 1];

/// How many changes the scatter is taken over.
const CHANGES: usize = 5;

/// How far back a change may begin.
const YEARS: u16 = 10;

/// The share of the scatter by which the pace fades.
const FADING: f64 = 0.25;

/// The share of the pace up to which scatter is none.
const EVEN: f64 = 1e-12;

/// The scatter that is added, as a share of the newest value (with a band, of the projection).
const LEAST_SCATTER: f64 = 0.002;

/// When an outlook is called what.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct OutlookParameters {
    /// The probability of missing above which a target is hard to reach. With more than ½, a year that continues a series could
    /// worsen its outlook.
    pub threshold: f64,
}

impl Default for OutlookParameters {
    fn default() -> Self {
        OutlookParameters { threshold: 0.5 }
    }
}

/// Where a series is heading.
///
/// Serialized, it has the keys `word, ground, year, target_year, at_least, at_most, strict, probability, projected, low, high, pace,
/// scatter`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Outlook {
    /// One of four: met early, on course, hard to reach, no data.
    pub word: Status,
    /// What it rests on.
    pub ground: Ground,
    /// The year of the newest value.
    pub year: Option<u16>,
    /// The year looked forward to.
    pub target_year: Option<u16>,
    /// The least value that is asked for by then, as far as it is known: a lower bound, or the lower end of a band.
    pub at_least: Option<Decimal>,
    /// The greatest.
    pub at_most: Option<Decimal>,
    /// Whether that value itself does not do: it has to be passed.
    pub strict: bool,
    /// The probability of missing the target, 0 to 1.
    pub probability: Option<f64>,
    /// The value that pace leads to in the target year.
    pub projected: Option<f64>,
    /// The lower end of an 80 percent interval around it.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// The pace a year that is carried on.
    pub pace: Option<f64>,
    /// The scatter of the yearly changes about the pace.
    pub scatter: Option<f64>,
}

pub(super) fn ask(points: &[Point], goal: &Goal, year: u16) -> Progress {
    let walk = Walk::of(known(points, year));
    Progress::from(&Outlook::of(points, walk.as_ref(), &Goals::one(*goal), year, &OutlookParameters::default()))
}

impl From<&Outlook> for Progress {
    fn from(outlook: &Outlook) -> Progress {
        Progress {
            method: Method::Zhibiao,
            year: outlook.year,
            value: outlook.probability,
            score: None,
            status: outlook.word,
            ground: outlook.ground,
        }
    }
}

impl Outlook {
    fn none(year: Option<u16>, target_year: Option<u16>, ground: Ground) -> Self {
        Outlook {
            word: Status::NoData,
            ground,
            year,
            target_year,
            at_least: None,
            at_most: None,
            strict: false,
            probability: None,
            projected: None,
            low: None,
            high: None,
            pace: None,
            scatter: None,
        }
    }

    /// The outlook of a series, standing in a year, with the walk of its values up to that year. Several goals are to be met together, as
    /// the ends of a band are.
    pub(crate) fn of(
        points: &[Point],
        walk: Option<&Walk>,
        goals: &Goals,
        year: u16,
        parameters: &OutlookParameters,
    ) -> Outlook {
        let points = known(points, year);
        let Some(newest) = points.last().copied() else { return Outlook::none(None, None, Ground::NoValue) };
        let Some(first) = goals.iter().next() else {
            return Outlook::none(Some(newest.year), None, Ground::TooFewYears);
        };
        let target_year = first.target_year().or(match first.aim() {
            // What is kept for ever is kept next year.
            Aim::Keep { .. } => newest.year.checked_add(1),
            _ => None,
        });
        let Some(target_year) = target_year else {
            return Outlook::none(Some(newest.year), None, Ground::NoTargetYear);
        };
        let goals = goals.map(|goal| settled(goal, points, target_year));
        let target = |direction| goals.iter().find(|goal| goal.direction() == direction).and_then(Goal::target);
        let (at_least, at_most) = (target(Direction::Up), target(Direction::Down));
        let strict = goals.iter().any(Goal::is_strict);
        let none = |ground| Outlook {
            at_least,
            at_most,
            strict,
            ..Outlook::none(Some(newest.year), Some(target_year), ground)
        };
        let met = goals.iter().all(|goal| goal.is_met_by(newest.value));
        let every_year = matches!(first.aim(), Aim::ImproveEveryYear { .. });
        let word = |probability: f64| match probability > parameters.threshold {
            true => Status::HardToReach,
            false if met && !every_year && newest.year < target_year => Status::MetEarly,
            false => Status::OnCourse,
        };
        let outlook = |ground, probability: f64| Outlook {
            word: word(probability),
            probability: Some(probability),
            ..none(ground)
        };
        // A direction that has found no value to be better than, or steps of which none is left to be taken.
        if goals.iter().any(|goal| matches!(goal.aim(), Aim::Improve { .. })) {
            return none(Ground::BaseAfterNewest);
        }
        if every_year && first.base_year().is_some_and(|base| base >= target_year) {
            return none(Ground::TargetYearOver);
        }
        if let Some(ground) = goals.iter().find_map(|goal| already_missed(goal, points)) {
            return outlook(ground, 1.0);
        }
        if newest.year >= target_year {
            let own = points.iter().find(|point| point.year == target_year);
            let Some(own) = own else { return none(Ground::TargetYearOver) };
            if every_year && !first.base_year().is_some_and(|base| is_complete(points, base, target_year)) {
                return none(Ground::MissingYear);
            }
            let met = every_year || goals.iter().all(|goal| goal.is_met_by(own.value));
            return outlook(Ground::TargetYearItself, if met { 0.0 } else { 1.0 });
        }
        let Some(walk) = walk else {
            let too_few = none(Ground::TooFewYears);
            let adverse = points
                .iter()
                .rev()
                .nth(1)
                .is_some_and(|before| goals.iter().any(|goal| goal.is_better(newest.value, before.value)));
            let early = met && !every_year && !adverse;
            return if early { Outlook { word: Status::MetEarly, ..too_few } } else { too_few };
        };
        let left = target_year.saturating_sub(newest.year);
        let Some((projected, reach)) = walk.project(left) else { return none(Ground::Overflow) };
        let has_two_ends = goals.iter().count() > 1;
        let least_scatter = if has_two_ends { LEAST_SCATTER * projected } else { walk.least_scatter() };
        let missing = |goal: &Goal| match goal.aim() {
            // The steps count from the base year on, even where nothing is known of it yet.
            Aim::ImproveEveryYear { .. } => {
                let start = newest.year.max(goal.base_year().unwrap_or_default());
                walk.misses_a_step(goal, points, target_year.saturating_sub(start))
            }
            Aim::Keep { .. } => walk.misses_a_year(goal, left),
            Aim::Improve { .. } | Aim::Reach { .. } => walk.misses(goal, left, least_scatter),
        };
        let Some(probability) = goals.iter().map(missing).sum::<Option<f64>>() else { return none(Ground::Overflow) };
        Outlook {
            projected: Some(projected),
            low: Some(projected - reach),
            high: Some(projected + reach),
            pace: Some(walk.pace_carried_on()),
            scatter: Some(walk.scatter),
            ..outlook(Ground::Probability, probability.min(1.0))
        }
    }

    /// The probability of missing as people read it: whole percent, `<1%` and `>99%` at the ends; empty without one.
    #[must_use]
    pub fn probability_in_words(&self) -> String {
        let Some(probability) = self.probability else { return String::new() };
        let percent = probability * 100.0;
        if percent > 99.0 && probability < 1.0 {
            ">99%".to_owned()
        } else if percent < 1.0 && probability > 0.0 {
            "<1%".to_owned()
        } else {
            format!("{percent:.0}%")
        }
    }

    /// The same, unless its newest value cannot be judged because one to compare with is missing: what cannot be judged is neither on
    /// course nor hard to reach.
    pub(crate) fn unless(self, open: Option<Reason>) -> Outlook {
        match open {
            Some(_) => Outlook::none(self.year, self.target_year, Ground::MissingYear),
            None => self,
        }
    }

    /// The same for an assessment of a year. A figure of an earlier year can warn, but nothing favourable rests on it: without a figure for
    /// the year itself nobody is silently on course.
    pub(crate) fn as_of(self, year: u16) -> Outlook {
        let stale = self.year.is_some_and(|newest| newest < year);
        if stale && self.word.is_favourable() == Some(true) {
            Outlook { word: Status::NoData, ground: Ground::StaleValue, ..self }
        } else {
            self
        }
    }

    /// The same, with a projection that stays among the values that are possible.
    pub(crate) fn within(self, (least, greatest): (Decimal, Decimal)) -> Outlook {
        let clamp = |value: Option<f64>| value.map(|value| value.clamp(to_f64(least), to_f64(greatest)));
        Outlook { projected: clamp(self.projected), low: clamp(self.low), high: clamp(self.high), ..self }
    }
}

/// A direction as a target: better than in the base year. Without a value there is nothing to be better than, and the goal stays.
fn settled(goal: Goal, points: &[Point], target_year: u16) -> Goal {
    let Aim::Improve { .. } = goal.aim() else { return goal };
    match first_since(points, goal.base_year().unwrap_or_default()) {
        Some(base) => Goal::reach(goal.direction(), base.value, target_year).strictly(),
        None => goal,
    }
}

/// Whether every year from one to another has a value.
fn is_complete(points: &[Point], from: u16, to: u16) -> bool {
    (from..=to).all(|year| points.binary_search_by_key(&year, |point| point.year).is_ok())
}

/// Whether a year since the base was missed of those that all had to go well, and what is to be said of it.
fn already_missed(goal: &Goal, points: &[Point]) -> Option<Ground> {
    match goal.aim() {
        Aim::ImproveEveryYear { until } => has_wrong_step(goal, points, until).then_some(Ground::YearAlreadyMissed),
        Aim::Keep { .. } => {
            let missed = points.last().is_some_and(|newest| !goal.is_met_by(newest.value));
            missed.then_some(Ground::KeptValueMissed)
        }
        Aim::Improve { .. } | Aim::Reach { .. } => None,
    }
}

/// Whether a step since the base year, up to the last one that counts, did not go the right way.
fn has_wrong_step(goal: &Goal, points: &[Point], until: u16) -> bool {
    let since = goal.base_year().unwrap_or_default();
    points.windows(2).any(|pair| match pair {
        [before, after] => {
            let counted = before.year >= since && after.year <= until;
            // Without a base year only the newest step is known to count.
            let counted = counted && (goal.base_year().is_some() || Some(after) == points.last());
            // Over several years as well: if each were better than the one before, the last would be better than the first.
            counted && !goal.is_better(before.value, after.value)
        }
        _ => false,
    })
}

/// The last changes of a series, and what they come to.
pub(crate) struct Walk {
    newest: Decimal,
    /// The pace times [`unit`](Self::unit), exactly: a projection that falls on a target must not miss it by a rounding.
    pace: Exact,
    unit: Exact,
    /// How far the yearly rates strayed from the pace.
    scatter: f64,
    /// What the pace loses when it is carried on; of the same sign.
    fading: f64,
    student: Student,
    /// The most decimals a known value has.
    decimals: u32,
}

impl Walk {
    /// None with fewer than two changes, or if the numbers are too large.
    pub(crate) fn of(points: &[Point]) -> Option<Walk> {
        let newest = points.last()?;
        let decimals = points.iter().map(|point| point.value.scale()).max().unwrap_or_default();
        let points = recent(points);
        let mut rates = [Rate::default(); CHANGES];
        let mut count: usize = 0;
        for (rate, pair) in rates.iter_mut().zip(points.windows(2).rev()) {
            let [before, after] = pair else { continue };
            *rate = Rate {
                change: Exact::from(after.value).checked_sub(before.value.into())?,
                years: after.year.checked_sub(before.year).filter(|years| *years > 0)?,
            };
            count = count.checked_add(1)?;
        }
        let rates = rates.get(..count).filter(|rates| rates.len() >= 2)?;
        let weighted = || rates.iter().zip(WEIGHTS);
        // Over the product of the years they span, the weighted rates have a sum without a fraction.
        let product = weighted().try_fold(1_u64, |product, (rate, _)| product.checked_mul(rate.years.into()))?;
        let mut pace = Exact::ZERO;
        for (rate, weight) in weighted() {
            let share = product.checked_div(rate.years.into())?.checked_mul(weight.into())?;
            pace = pace.checked_add(rate.change.checked_mul(share.into())?)?;
        }
        let weights: u64 = weighted().map(|(_, weight)| u64::from(weight)).sum();
        let unit = Exact::from(product.checked_mul(weights)?);
        let mean = pace.to_f64() / unit.to_f64();
        let strayed = rates.iter().map(|rate| {
            let years = f64::from(rate.years);
            years * (rate.change.to_f64() / years - mean).powi(2)
        });
        let degrees = u16::try_from(count.checked_sub(1)?).ok()?;
        let scatter = (strayed.sum::<f64>() / f64::from(degrees)).sqrt();
        // Equal rates differ by what binary numbers cannot hold, and by no more.
        let scatter = if scatter > EVEN * mean.abs() { scatter } else { 0.0 };
        let fading = (FADING * scatter).min(mean.abs()).copysign(mean);
        Some(Walk {
            newest: newest.value,
            pace,
            unit,
            scatter,
            fading,
            student: Student::of(degrees).filter(|_| scatter.is_finite())?,
            decimals,
        })
    }

    fn pace_carried_on(&self) -> f64 {
        self.pace.to_f64() / self.unit.to_f64() - self.fading
    }

    /// What the projection loses by fading, so many years on.
    fn faded(&self, years: u16) -> f64 {
        f64::from(years) * self.fading
    }

    pub(crate) fn scatter(&self) -> f64 {
        self.scatter
    }

    /// The scatter that is added where there is one end to be missed.
    fn least_scatter(&self) -> f64 {
        LEAST_SCATTER * to_f64(self.newest)
    }

    /// How uncertain the projection is, so many years on.
    fn sigma(&self, years: u16, least_scatter: f64) -> f64 {
        f64::from(years) * self.scatter.hypot(least_scatter)
    }

    /// The projection times the unit, exactly, before the pace fades.
    fn projection(&self, years: u16) -> Option<Exact> {
        let newest = Exact::from(self.newest).checked_mul(self.unit)?;
        newest.checked_add(self.pace.checked_mul(years.into())?)
    }

    /// The projection, and how far an 80 percent interval reaches on either side.
    fn project(&self, years: u16) -> Option<(f64, f64)> {
        let value = self.projection(years)?.to_f64() / self.unit.to_f64() - self.faded(years);
        Some((value, self.sigma(years, self.least_scatter()) * self.student.ninth_decile()))
    }

    /// The probability of missing a target so many years on; none if the numbers are too large.
    fn misses(&self, goal: &Goal, years: u16, least_scatter: f64) -> Option<f64> {
        let target = goal.target()?;
        // Half a unit of the last digit that any of the figures has.
        let half = Exact::half_unit(if target.scale() > self.decimals { target } else { self.last_digit() });
        let target = Exact::from(target).checked_mul(self.unit)?;
        let projection = self.projection(years)?;
        let beyond = match goal.direction() {
            Direction::Down => target.checked_sub(projection)?,
            Direction::Up => projection.checked_sub(target)?,
        };
        // Where reaching the target is not enough, a projection within half a unit of it has not passed it.
        let half = half.checked_mul(self.unit)?;
        let beyond = if goal.is_strict() { beyond.checked_sub(half)? } else { beyond.checked_add(half)? };
        let beyond = beyond.to_f64() / self.unit.to_f64() - signed(self.faded(years), goal.direction());
        let sigma = self.sigma(years, least_scatter);
        Some(if sigma > 0.0 {
            self.student.cdf(-beyond / sigma)
        } else if beyond < 0.0 {
            1.0
        } else {
            0.0
        })
    }

    /// A number with as many decimals as the values.
    fn last_digit(&self) -> Decimal {
        Decimal::new(0, self.decimals)
    }

    /// The probability that one of the years to come is not better than the one before.
    fn misses_a_step(&self, goal: &Goal, points: &[Point], left: u16) -> Option<f64> {
        let pace = match goal.direction() {
            Direction::Up => self.pace,
            Direction::Down => Exact::ZERO.checked_sub(self.pace)?,
        };
        // A rise that rounding hides is none.
        let pace = pace.checked_sub(Exact::half_unit(self.last_digit()).checked_mul(self.unit)?)?;
        let pace = pace.to_f64() / self.unit.to_f64() - signed(self.fading, goal.direction());
        let by_pace = if self.scatter > 0.0 {
            self.student.cdf(pace / self.scatter)
        } else if pace > 0.0 {
            1.0
        } else {
            0.0
        };
        let (good, cases) = good_after_good(goal, points);
        let by_record = (good + 0.5) / (cases + 1.0);
        let left = i32::from(left);
        Some(1.0 - f64::midpoint(by_pace.powi(left), by_record.powi(left)))
    }

    /// The probability of missing a value that is to be kept, in the year where that is greatest.
    fn misses_a_year(&self, goal: &Goal, left: u16) -> Option<f64> {
        let mut each = (1..=left).map(|years| self.misses(goal, years, self.least_scatter()));
        each.try_fold(0.0, |greatest: f64, probability| Some(greatest.max(probability?)))
    }
}

/// The values of the last ten years, but at least the last three: what was measured a generation ago says nothing of how steadily a
/// series moves.
fn recent(points: &[Point]) -> &[Point] {
    let newest = points.last().map_or(0, |newest| newest.year);
    let since = points.partition_point(|point| point.year < newest.saturating_sub(YEARS));
    let start = since.min(points.len().saturating_sub(3));
    points.get(start..).unwrap_or_default()
}

/// An amount in a direction: more of it is better.
fn signed(amount: f64, direction: Direction) -> f64 {
    match direction {
        Direction::Up => amount,
        Direction::Down => -amount,
    }
}

/// A change and the years it took.
#[derive(Debug, Clone, Copy)]
struct Rate {
    change: Exact,
    years: u16,
}

impl Default for Rate {
    fn default() -> Self {
        Rate { change: Exact::ZERO, years: 1 }
    }
}

/// How often a good year was followed by a good one, of how many times it was followed by any: changes from one year to the next only.
fn good_after_good(goal: &Goal, points: &[Point]) -> (f64, f64) {
    let good = |before: &Point, after: &Point| {
        (before.year.checked_add(1) == Some(after.year)).then(|| goal.is_better(before.value, after.value))
    };
    points.windows(3).fold((0.0, 0.0), |(followed, cases), three| match three {
        [first, second, third] => match (good(first, second), good(second, third)) {
            (Some(true), Some(true)) => (followed + 1.0, cases + 1.0),
            (Some(true), Some(false)) => (followed, cases + 1.0),
            _ => (followed, cases),
        },
        _ => (followed, cases),
    })
}

impl Serialize for Outlook {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Outlook", 13)?;
        fields.serialize_field("word", &self.word)?;
        fields.serialize_field("ground", &self.ground)?;
        fields.serialize_field("year", &self.year)?;
        fields.serialize_field("target_year", &self.target_year)?;
        fields.serialize_field("at_least", &self.at_least.map(AsText))?;
        fields.serialize_field("at_most", &self.at_most.map(AsText))?;
        fields.serialize_field("strict", &self.strict)?;
        fields.serialize_field("probability", &self.probability)?;
        fields.serialize_field("projected", &self.projected)?;
        fields.serialize_field("low", &self.low)?;
        fields.serialize_field("high", &self.high)?;
        fields.serialize_field("pace", &self.pace)?;
        fields.serialize_field("scatter", &self.scatter)?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use super::{Ground, Outlook};

    /// Nobody reads a certainty where there is none.
    #[test]
    fn a_probability_is_certain_only_where_it_is() {
        let told = |probability: Option<f64>| {
            let none = Outlook::none(None, None, Ground::Probability);
            Outlook { probability, ..none }.probability_in_words()
        };
        for (probability, words) in [
            (None, ""),
            (Some(0.0), "0%"),
            (Some(0.004), "<1%"),
            (Some(0.01), "1%"),
            (Some(0.25), "25%"),
            (Some(0.99), "99%"),
            (Some(0.995), ">99%"),
            (Some(1.0), "100%"),
        ] {
            assert_eq!(told(probability), words);
        }
    }
}
