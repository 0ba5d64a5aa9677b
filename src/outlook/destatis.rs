//! The Federal Statistical Office of Germany's method for its sustainability strategy: weather symbols.
//!
//! With `v` the newest value, of year `t`, and `m` the mean change a year over the last six points (the difference of the last and
//! the first, by the years between them; with fewer than six points over those of consecutive years at the end, of which there have
//! to be four):
//!
//! - **a value by a year**: `P = v + m × (T_year − t)`. Of the distance `|T − v|`, `P` misses the target by a share: reached or less than
//!   5 percent: sun; up to 20 percent: light cloud; more, but moving the right way: cloud; otherwise thunderstorm.
//! - **a value to be kept every year**, or one **already reached before its year** (in any year known, or since the base year
//!   where the goal has one): reached and the trend not adverse: sun; reached but adverse: light cloud; not reached, moving
//!   towards it: cloud; otherwise thunderstorm.
//! - **a direction**: average and last change right: sun; only the average: light cloud; only the last: cloud; otherwise
//!   thunderstorm.
//! - **an interval**: its weaker end. **Several targets**: those of the next target year, and of these the worst. See [`ask_several`].
//!
//! Only sums and products are needed, so that a status is decided exactly; the projected value is for reading.

use super::{Ground, Method, Progress, Status};
use crate::decimal::to_f64;
use crate::evidence::{Point, known};
use crate::exact::Exact;
use crate::goal::{Aim, Goal};
use crate::rule::Direction;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// How many points the trend is taken over.
const POINTS: usize = 6;

/// How many consecutive years do instead.
const FEWEST: usize = 4;

pub(super) fn ask(points: &[Point], goal: &Goal, year: u16) -> Progress {
    let points = known(points, year);
    let Some(newest) = points.last() else { return Progress::none(Method::Destatis, None, Ground::NoValue) };
    let none = |ground| Progress::none(Method::Destatis, Some(newest.year), ground);
    if goal.target_year().is_some_and(|target| target < year.min(newest.year)) {
        return none(Ground::TargetYearOver);
    }
    let Some(trend) = Trend::of(points, goal.direction()) else { return none(Ground::TooFewYears) };
    let answer = |value, status, ground| Progress {
        method: Method::Destatis,
        year: Some(newest.year),
        value,
        score: None,
        status,
        ground,
    };
    match goal.aim() {
        Aim::Improve { .. } | Aim::ImproveEveryYear { .. } => {
            let status = of_changes(trend.way(), trend.last);
            answer(Some(trend.a_year()), status, Ground::AverageAndLastChange)
        }
        Aim::Keep { .. } => {
            let status = of_level(goal.is_met_by(newest.value), trend.way());
            answer(Some(to_f64(newest.value)), status, Ground::LevelAndTrend)
        }
        Aim::Reach { year: target_year, .. } if was_met(points, goal) => {
            let status = of_level(goal.is_met_by(newest.value), trend.way());
            let left = target_year.saturating_sub(newest.year);
            answer(Some(trend.projected(newest.value, left)), status, Ground::LevelAndTrend)
        }
        Aim::Reach { value: target, year: target_year } => {
            let left = target_year.saturating_sub(newest.year);
            match of_projection(newest.value, target, left, &trend) {
                Some(status) => answer(Some(trend.projected(newest.value, left)), status, Ground::Projection),
                None => none(Ground::Overflow),
            }
        }
    }
}

/// Asks about several goals of one series at once: an interval is two, one for each end. Those of the next target year count (a
/// goal that is kept every year always does), and the worst of them is the answer.
#[must_use]
pub fn ask_several(points: &[Point], goals: &[Goal], year: u16) -> Progress {
    let every_year = |goal: &Goal| matches!(goal.aim(), Aim::Keep { .. } | Aim::ImproveEveryYear { .. });
    let dated = goals.iter().filter(|goal| !every_year(goal)).filter_map(Goal::target_year);
    let next = dated.filter(|target| *target >= year).min();
    let counts = |goal: &&Goal| every_year(goal) || goal.target_year().is_none() || goal.target_year() == next;
    let answers = goals.iter().filter(counts).map(|goal| ask(points, goal, year));
    let worst = answers.max_by_key(|progress| severity(progress.status));
    worst.unwrap_or_else(|| Progress::none(Method::Destatis, None, Ground::TargetYearOver))
}

const fn severity(status: Status) -> u8 {
    match status {
        Status::Thunderstorm => 4,
        Status::Cloud => 3,
        Status::LightCloud => 2,
        Status::Sun => 1,
        _ => 0,
    }
}

fn was_met(points: &[Point], goal: &Goal) -> bool {
    let since = goal.base_year().unwrap_or_default();
    // What is reached now is reached before its year, whenever the goal was set.
    points.last().is_some_and(|newest| goal.is_met_by(newest.value))
        || points.iter().any(|point| point.year >= since && goal.is_met_by(point.value))
}

/// Changes, turned so that positive is the right way.
struct Trend {
    direction: Direction,
    /// Over all the years.
    change: Exact,
    years: u16,
    /// The way of the last change.
    last: Ordering,
}

impl Trend {
    fn of(points: &[Point], direction: Direction) -> Option<Trend> {
        let points = if points.len() >= POINTS {
            points.get(points.len().checked_sub(POINTS)?..)?
        } else {
            let consecutive =
                |pair: &[Point]| matches!(pair, [left, right] if left.year.checked_add(1) == Some(right.year));
            let run = points.windows(2).rev().take_while(|pair| consecutive(pair)).count().checked_add(1)?;
            points.get(points.len().checked_sub(run.max(FEWEST))?..).filter(|_| run >= FEWEST)?
        };
        let (first, [.., before, newest]) = (points.first()?, points) else { return None };
        let turned = |from: Decimal, to: Decimal| match direction {
            Direction::Up => Exact::from(to).checked_sub(from.into()),
            Direction::Down => Exact::from(from).checked_sub(to.into()),
        };
        Some(Trend {
            direction,
            change: turned(first.value, newest.value)?,
            years: newest.year.checked_sub(first.year).filter(|years| *years > 0)?,
            last: turned(before.value, newest.value)?.cmp(&Exact::ZERO),
        })
    }

    /// Greater: the right way. Less: adverse.
    fn way(&self) -> Ordering {
        self.change.cmp(&Exact::ZERO)
    }

    /// The mean change a year as the figure has it, for reading.
    #[allow(clippy::float_arithmetic)]
    fn a_year(&self) -> f64 {
        let sign = if self.direction == Direction::Down { -1.0 } else { 1.0 };
        sign * self.change.to_f64() / f64::from(self.years)
    }

    #[allow(clippy::float_arithmetic)]
    fn projected(&self, newest: Decimal, years: u16) -> f64 {
        to_f64(newest) + self.a_year() * f64::from(years)
    }
}

fn of_changes(average: Ordering, last: Ordering) -> Status {
    match (average, last) {
        (Ordering::Greater, Ordering::Greater) => Status::Sun,
        (Ordering::Greater, _) => Status::LightCloud,
        (_, Ordering::Greater) => Status::Cloud,
        _ => Status::Thunderstorm,
    }
}

fn of_level(met: bool, trend: Ordering) -> Status {
    match (met, trend) {
        (true, Ordering::Less) => Status::LightCloud,
        (true, _) => Status::Sun,
        (false, Ordering::Greater) => Status::Cloud,
        (false, _) => Status::Thunderstorm,
    }
}

/// The status of a target that was never reached; none if the numbers are too large.
fn of_projection(newest: Decimal, target: Decimal, left: u16, trend: &Trend) -> Option<Status> {
    let distance = match trend.direction {
        Direction::Down => Exact::from(newest).checked_sub(target.into())?,
        Direction::Up => Exact::from(target).checked_sub(newest.into())?,
    };
    // Everything is multiplied by the years of the trend, so that nothing is divided.
    let distance = distance.checked_mul(trend.years.into())?;
    let shortfall = distance.checked_sub(trend.change.checked_mul(left.into())?)?;
    let share = |percent: u16| Some(distance.checked_mul(percent.into())?.hundredth());
    // There is no distance on a target that has to be passed: only passing it will do.
    Some(if shortfall < share(5)? {
        Status::Sun
    } else if distance > Exact::ZERO && shortfall <= share(20)? {
        Status::LightCloud
    } else if trend.way() == Ordering::Greater {
        Status::Cloud
    } else {
        Status::Thunderstorm
    })
}
