//! Asking every method about a case, and putting their answers in one form.

use crate::cases::Case;
use crate::input::binary;
use crate::trends::{RandomWalk, Trend};
use std::cmp::Ordering;
use zhibiao::outlook::{Aim, Method as Published, Status};
use zhibiao::rule::Direction;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// A least-squares line through all points.
    LinearAll,
    /// A least-squares line through the last five points.
    LinearFive,
    /// Holt's damped trend.
    Damped,
    /// The newest value stays.
    Persistence,
    /// A random walk with the drift of all changes.
    RandomWalk,
    /// One that the library has.
    Library(Published),
}

impl Method {
    pub const ALL: [Method; 9] = [
        Method::LinearAll,
        Method::LinearFive,
        Method::Damped,
        Method::Persistence,
        Method::RandomWalk,
        Method::Library(Published::StatCan),
        Method::Library(Published::Destatis),
        Method::Library(Published::Un),
        Method::Library(Published::Zhibiao),
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Method::LinearAll => "linear_all",
            Method::LinearFive => "linear_5",
            Method::Damped => "damped_trend",
            Method::Persistence => "persistence",
            Method::RandomWalk => "random_walk",
            Method::Library(published) => published.as_str(),
        }
    }

    /// Whether it answers with a probability.
    pub const fn is_probabilistic(self) -> bool {
        matches!(self, Method::RandomWalk | Method::Library(Published::Zhibiao))
    }
}

/// How much a method fears for a target: by its word first, so that whoever it warns of comes before whoever it does not, then by its number.
#[derive(Debug, Clone, Copy)]
pub struct Score {
    severity: u8,
    number: f64,
}

impl Score {
    const NO_VERDICT: Score = Score { severity: 0, number: 0.0 };
    const SURE: Score = Score { severity: u8::MAX, number: 0.0 };

    pub fn cmp(&self, other: &Score) -> Ordering {
        self.severity.cmp(&other.severity).then(self.number.total_cmp(&other.number))
    }
}

/// What a method says of a case.
#[derive(Debug, Clone, Copy)]
pub struct Forecast {
    pub score: Score,
    pub warned: bool,
    /// Of missing; none if the method does not give one, or has no verdict.
    pub probability: Option<f64>,
}

impl Forecast {
    /// No warning either.
    const NO_VERDICT: Forecast = Forecast { score: Score::NO_VERDICT, warned: false, probability: None };

    fn of_word(severity: u8, number: f64, warned: bool) -> Forecast {
        // Negative zero is no less than zero.
        Forecast { score: Score { severity, number: number + 0.0 }, warned, probability: None }
    }

    fn of_probability(probability: f64, warned: bool) -> Forecast {
        Forecast { probability: Some(probability), ..Forecast::of_word(1, probability, warned) }
    }
}

pub fn ask(method: Method, case: &Case<'_>) -> Forecast {
    if case.settled {
        // Whoever can read a table knows this.
        let probability = method.is_probabilistic().then_some(1.0);
        return Forecast { score: Score::SURE, warned: true, probability };
    }
    match method {
        Method::LinearAll => by_trend(case, Trend::linear(case.figures, usize::MAX)),
        Method::LinearFive => by_trend(case, Trend::linear(case.figures, 5)),
        Method::Damped => by_trend(case, Trend::damped(case.figures)),
        Method::Persistence => by_newest(case),
        Method::RandomWalk => by_random_walk(case),
        Method::Library(published) => by_library(case, published),
    }
}

impl Case<'_> {
    fn sign(&self) -> f64 {
        if self.goal.direction() == Direction::Down { -1.0 } else { 1.0 }
    }

    fn newest(&self) -> f64 {
        self.figures.last().map_or(f64::NAN, |(_, value)| *value)
    }

    fn left(&self) -> u16 {
        self.target_year.saturating_sub(self.standing_year)
    }

    /// By how much of the base a value misses the target, so that series of all sizes compare; none if every year is to be better.
    fn shortfall(&self, value: f64) -> Option<f64> {
        let Aim::Reach { value: target, .. } = self.goal.aim() else { return None };
        let target = binary(target);
        let shortfall = self.sign() * (target - value);
        // A line that ends on the target must not miss it by a rounding.
        let shortfall = if shortfall.abs() <= 1e-9 * target.abs() { 0.0 } else { shortfall };
        Some(shortfall / binary(self.base).abs())
    }

    /// How far a change goes the wrong way, as a share of the newest value; nothing is wrong enough.
    fn wrong_way(&self, change: f64) -> f64 {
        let size = self.newest().abs();
        let wrong = -self.sign() * change;
        if wrong.abs() <= 1e-9 * size {
            0.0
        } else if size > 0.0 {
            wrong / size
        } else {
            wrong.signum() * f64::INFINITY
        }
    }
}

fn by_trend(case: &Case<'_>, trend: Option<Trend>) -> Forecast {
    let Some(trend) = trend else { return Forecast::NO_VERDICT };
    if let Some(shortfall) = case.shortfall(trend.after(case.left())) {
        return Forecast::of_word(1, shortfall, shortfall > 0.0);
    }
    let wrong = case.wrong_way(trend.step);
    // Standing still is not better.
    Forecast::of_word(1, wrong, wrong >= 0.0)
}

fn by_newest(case: &Case<'_>) -> Forecast {
    match (case.points.last(), case.shortfall(case.newest())) {
        (Some(newest), Some(shortfall)) => Forecast::of_word(1, shortfall, !case.goal.is_met_by(newest.value)),
        _ => Forecast::of_word(1, 0.0, true),
    }
}

fn by_random_walk(case: &Case<'_>) -> Forecast {
    let Some(walk) = RandomWalk::of(case.figures) else { return Forecast::NO_VERDICT };
    let probability = match case.goal.aim() {
        Aim::Reach { value, .. } => walk.misses(case.sign(), binary(value), case.left()),
        _ => walk.misses_a_step(case.sign(), case.left()),
    };
    Forecast::of_probability(probability, probability > 0.5)
}

fn by_library(case: &Case<'_>, published: Published) -> Forecast {
    let progress = published.ask(case.points, &case.goal, case.standing_year);
    let Some(favourable) = progress.status.is_favourable() else { return Forecast::NO_VERDICT };
    let number = match (published, progress.value) {
        (Published::Zhibiao, Some(probability)) => return Forecast::of_probability(probability, !favourable),
        // A value that meets the target, and too few to say more.
        (Published::Zhibiao, None) => return Forecast::NO_VERDICT,
        // Its number is the projected value, or the change a year.
        (Published::Destatis, Some(value)) => case.shortfall(value).unwrap_or_else(|| case.wrong_way(value)),
        // A ratio, a growth or a share of the way: the more the better.
        (_, Some(value)) => -value,
        // More than any ratio, as nothing was required.
        (_, None) => f64::NEG_INFINITY,
    };
    Forecast::of_word(severity(progress.status), number, !favourable)
}

/// The words of each method, from the best.
const fn severity(status: Status) -> u8 {
    match status {
        Status::TargetAchieved | Status::Sun | Status::MetOrOnTrack => 1,
        Status::SubstantialProgress | Status::LightCloud | Status::AccelerationNeeded => 2,
        Status::ModerateProgress | Status::Cloud | Status::StagnationOrRegression => 3,
        Status::LimitedProgress | Status::Thunderstorm => 4,
        Status::Deterioration => 5,
        _ => 0,
    }
}
