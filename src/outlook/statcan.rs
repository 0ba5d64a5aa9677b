//! Statistics Canada's method: the growth seen since a base year over the growth required.
//!
//! Published with the Canadian Indicator Framework and used by Open SDG; the thresholds are Eurostat's. With `y` the values
//! and `t` their years, `d` = 1 when more is better and −1 when less is, and `s` = −1 if the base is negative, otherwise 1:
//!
//! - growth a year: `g = (y_now ÷ y_base)^(1 ÷ (t_now − t_base)) − 1`
//! - with a target `T` in year `t_T`: `R = s·d·g ÷ |(T ÷ y_base)^(1 ÷ (t_T − t_base)) − 1|`; substantial from 0.95, moderate from
//!   0.60, limited from 0, otherwise deterioration. A newest value that meets the target has achieved it, whatever the trend.
//! - without: `p = s·d·g`; substantial from 1.5 percent, moderate from 0.5, limited from 0. A natural limit `L` (100 percent)
//!   multiplies the two positive thresholds by `C`, with `B = |y_base|`: `1 − (B ÷ L)^4.44` up to `L`, 1 from `2L` on, between them
//!   `1 − ((2L − B) ÷ L)^4.44`. If `C` is 0, any `p` from 0 on is substantial.
//! - score, −5 to 5: with a target `min(7.1429·R − 4.2857, 5)` from `R` = 0.6 on, otherwise `max(4.1667·R − 2.5, −5)`; without,
//!   `max(125·p − 2.5, −5)` below 0, then `500·p ÷ C − 2.5`, `250·p ÷ C − 1.25` from `0.005·C`, `min(500·p ÷ C − 5, 5)` from
//!   `0.015·C`. The mean of several scores has a status of its own: [`status_of_mean`].
//!
//! A base or target of 0 counts as 0.001, also where it is asked whether the target is met. Without a value in the base year the next
//! later one is the base, never an earlier one. No verdict if every value is older than the base year; nor, unless the newest value meets
//! the target, if base and value, or base and target, have opposite signs, or if there is one year only: whether a target is achieved is
//! asked of the newest value alone, as the published program does.
//!
//! Growth rates need roots: this is binary floating point. Whether the target is met is decided exactly. A figure that is a threshold
//! but for a rounding in its sixteenth digit, as growth from 100 to 101.5 in a year is, counts as on it.
#![allow(clippy::float_arithmetic)]

use super::{Ground, Method, Progress, Status};
use crate::decimal::to_f64;
use crate::evidence::{Point, first_since, known};
use crate::goal::{Aim, Goal};
use crate::rule::Direction;
use rust_decimal::Decimal;

/// The base year where none is given, as published.
pub const BASE_YEAR: u16 = 2015;

/// What stands for a zero that would have to be divided by.
const NEARLY_ZERO: f64 = 0.001;

/// The same for comparisons.
const NEARLY_ZERO_EXACTLY: Decimal = Decimal::from_parts(1, 0, 0, false, 3);

/// How strongly a natural limit lowers the thresholds.
const LIMIT_EXPONENT: f64 = 4.44;

/// What share of a threshold rounding can take from a figure.
const ROUNDING: f64 = 1e-12;

pub(super) fn ask(points: &[Point], goal: &Goal, year: u16) -> Progress {
    let none = |year, ground| Progress::none(Method::StatCan, year, ground);
    let newest_point = known(points, year).last();
    let newest = newest_point.map(|newest| newest.year);
    let answer = |value: f64, score: f64, status, ground| Progress {
        method: Method::StatCan,
        year: newest,
        // A target equal to the base asks for no growth: the ratio is infinite then, and no number.
        value: value.is_finite().then_some(value),
        score: Some(score),
        status,
        ground,
    };
    let met = newest_point.is_some_and(|newest| is_achieved(goal, newest.value));
    let growth = match Growth::of(points, goal, year) {
        Ok(growth) => growth,
        Err((_, Ground::OneYearOnly | Ground::OppositeSigns)) if met => {
            return answer(f64::NAN, 5.0, Status::TargetAchieved, Ground::TargetMet);
        }
        Err((year, ground)) => return none(year, ground),
    };
    let Some(target) = goal.target() else {
        let progress = growth.wanted(goal);
        let (score, status) = without_target(progress, growth.base_value, goal.natural_limit());
        return answer(progress, score, status, Ground::GrowthAlone);
    };
    let ratio = match goal.aim() {
        Aim::Reach { year, .. } | Aim::Keep { until: Some(year), .. } => growth.ratio(goal, target, year),
        _ => Err(Ground::NoTargetYear),
    };
    match ratio {
        Ok(ratio) if met => answer(ratio, 5.0, Status::TargetAchieved, Ground::TargetMet),
        Ok(ratio) => {
            let (score, status) = with_target(ratio);
            answer(ratio, score, status, Ground::GrowthAgainstRequired)
        }
        Err(_) if met => answer(f64::NAN, 5.0, Status::TargetAchieved, Ground::TargetMet),
        Err(ground) => none(newest, ground),
    }
}

/// Growth a year since the base; what the UN's method begins with as well.
pub(super) struct Growth {
    pub(super) base: Point,
    pub(super) newest: Point,
    /// The base, 0.001 for 0.
    pub(super) base_value: f64,
    pub(super) rate: f64,
}

impl Growth {
    /// Without growth: the newest year, if there is one, and why.
    pub(super) fn of(points: &[Point], goal: &Goal, year: u16) -> Result<Growth, (Option<u16>, Ground)> {
        let points = known(points, year);
        let newest = *points.last().ok_or((None, Ground::NoValue))?;
        let failed = |ground| (Some(newest.year), ground);
        let base = first_since(points, goal.base_year().unwrap_or(BASE_YEAR));
        let base = base.ok_or(failed(Ground::BaseAfterNewest))?;
        let years = newest.year.saturating_sub(base.year);
        if years == 0 {
            return Err(failed(Ground::OneYearOnly));
        }
        let base_value = nonzero(base.value);
        let quotient = to_f64(newest.value) / base_value;
        if quotient < 0.0 {
            return Err(failed(Ground::OppositeSigns));
        }
        Ok(Growth { base, newest, base_value, rate: quotient.powf(1.0 / f64::from(years)) - 1.0 })
    }

    /// The rate, positive when it is wanted.
    pub(super) fn wanted(&self, goal: &Goal) -> f64 {
        let direction = match goal.direction() {
            Direction::Up => 1.0,
            Direction::Down => -1.0,
        };
        let sign = if self.base_value < 0.0 { -1.0 } else { 1.0 };
        // No growth is 0 either way, and not −0.
        sign * direction * self.rate + 0.0
    }

    /// The growth seen over the growth required.
    fn ratio(&self, goal: &Goal, target: Decimal, year: u16) -> Result<f64, Ground> {
        let years = year.checked_sub(self.base.year).filter(|years| *years > 0).ok_or(Ground::TargetYearOver)?;
        let quotient = nonzero(target) / self.base_value;
        if quotient < 0.0 {
            return Err(Ground::OppositeSigns);
        }
        let required = quotient.powf(1.0 / f64::from(years)) - 1.0;
        let ratio = self.wanted(goal) / required.abs();
        // Nothing is required and nothing was seen: the way is as long as it was.
        Ok(if ratio.is_nan() { 0.0 } else { ratio })
    }
}

/// Whether a value meets the target, exactly; a target of 0 counts as 0.001 here as well.
fn is_achieved(goal: &Goal, value: Decimal) -> bool {
    match goal.target() {
        Some(target) if target.is_zero() => match goal.direction() {
            Direction::Down => value <= NEARLY_ZERO_EXACTLY,
            Direction::Up => value >= NEARLY_ZERO_EXACTLY,
        },
        _ => goal.is_met_by(value),
    }
}

fn nonzero(value: Decimal) -> f64 {
    if value.is_zero() { NEARLY_ZERO } else { to_f64(value) }
}

/// Whether a figure is on a threshold or above it.
pub(super) fn reaches(figure: f64, threshold: f64) -> bool {
    figure >= threshold - threshold.abs() * ROUNDING
}

fn with_target(ratio: f64) -> (f64, Status) {
    let score = if reaches(ratio, 0.6) { (7.1429 * ratio - 4.2857).min(5.0) } else { (4.1667 * ratio - 2.5).max(-5.0) };
    let status = if reaches(ratio, 0.95) {
        Status::SubstantialProgress
    } else if reaches(ratio, 0.6) {
        Status::ModerateProgress
    } else if ratio >= 0.0 {
        Status::LimitedProgress
    } else {
        Status::Deterioration
    };
    (score, status)
}

fn without_target(progress: f64, base: f64, limit: Option<Decimal>) -> (f64, Status) {
    let factor = limit.map_or(1.0, |limit| limit_factor(base.abs(), to_f64(limit).abs()));
    if progress < 0.0 {
        return ((125.0 * progress - 2.5).max(-5.0), Status::Deterioration);
    }
    if factor <= 0.0 {
        return (5.0, Status::SubstantialProgress);
    }
    if reaches(progress, 0.015 * factor) {
        ((500.0 * progress / factor - 5.0).min(5.0), Status::SubstantialProgress)
    } else if reaches(progress, 0.005 * factor) {
        (250.0 * progress / factor - 1.25, Status::ModerateProgress)
    } else {
        (500.0 * progress / factor - 2.5, Status::LimitedProgress)
    }
}

fn limit_factor(base: f64, limit: f64) -> f64 {
    if base >= 2.0 * limit {
        1.0
    } else if base <= limit {
        1.0 - (base / limit).powf(LIMIT_EXPONENT)
    } else {
        1.0 - ((2.0 * limit - base) / limit).powf(LIMIT_EXPONENT)
    }
}

/// The status of the mean of several series' scores: substantial from 2.5, moderate from 0, limited from −2.5.
/// None without a score.
#[must_use]
pub fn status_of_mean(scores: &[f64]) -> Option<Status> {
    let count = u32::try_from(scores.len()).ok().filter(|count| *count > 0)?;
    let mean = scores.iter().sum::<f64>() / f64::from(count);
    Some(if reaches(mean, 2.5) {
        Status::SubstantialProgress
    } else if mean >= 0.0 {
        Status::ModerateProgress
    } else if reaches(mean, -2.5) {
        Status::LimitedProgress
    } else {
        Status::Deterioration
    })
}
