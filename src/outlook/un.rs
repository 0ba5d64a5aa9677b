//! The United Nations' Progress Chart: how much of the way from the base to the target the growth seen will have covered in
//! the target year.
//!
//! With `g` the growth a year since the base, as in [`statcan`](super::statcan), `y_now` and `y_base` the values and `t` the years:
//! `v = y_now × (1 + g)^(t_T − t_now)`, `q = (v − y_base) ÷ (T − y_base)`. From 0.95 on met or on track, from 0.10 on acceleration needed,
//! otherwise stagnation or regression. A newest value that meets the target is always the first, whether there is growth to go by or not.
//!
//! Without a target: at least 2 percent a year in the wanted direction, at least 0.5, otherwise.
//!
//! The published text says nothing of a base that meets the target already: no way is left then, or the formula counts the wrong way
//! as progress. If the newest value does not meet it, the series has gone the wrong way since, and is called stagnation or regression
//! here; either way there is no share. A target year that is over has no verdict. Nothing is divided by the target, so that a target of
//! 0 is 0.
#![allow(clippy::float_arithmetic)]

use super::statcan::{Growth, reaches};
use super::{Ground, Method, Progress, Status};
use crate::decimal::to_f64;
use crate::evidence::{Point, known};
use crate::goal::{Aim, Goal};
use crate::rule::Direction;
use rust_decimal::Decimal;

pub(super) fn ask(points: &[Point], goal: &Goal, year: u16) -> Progress {
    let none = |year, ground| Progress::none(Method::Un, year, ground);
    let answer = |newest, value: f64, status, ground| Progress {
        method: Method::Un,
        year: Some(newest),
        value: value.is_finite().then_some(value),
        score: None,
        status,
        ground,
    };
    let met = known(points, year).last().is_some_and(|newest| goal.is_met_by(newest.value));
    let growth = match Growth::of(points, goal, year) {
        Ok(growth) => growth,
        // A value that meets the target needs no growth.
        Err((Some(newest), _)) if met => return answer(newest, f64::NAN, Status::MetOrOnTrack, Ground::TargetMet),
        Err((year, ground)) => return none(year, ground),
    };
    let newest = growth.newest.year;
    let Some(target) = goal.target() else {
        let wanted = growth.wanted(goal);
        let status = if reaches(wanted, 0.02) {
            Status::MetOrOnTrack
        } else if reaches(wanted, 0.005) {
            Status::AccelerationNeeded
        } else {
            Status::StagnationOrRegression
        };
        return answer(newest, wanted, status, Ground::GrowthAlone);
    };
    let share = match goal.aim() {
        Aim::Reach { year, .. } | Aim::Keep { until: Some(year), .. } => covered(&growth, goal, target, year),
        _ => Err(Ground::NoTargetYear),
    };
    if met {
        return answer(newest, share.unwrap_or(f64::NAN), Status::MetOrOnTrack, Ground::TargetMet);
    }
    match share {
        Ok(share) => {
            let status = if reaches(share, 0.95) {
                Status::MetOrOnTrack
            } else if reaches(share, 0.10) {
                Status::AccelerationNeeded
            } else {
                Status::StagnationOrRegression
            };
            answer(newest, share, status, Ground::Projection)
        }
        Err(ground) => none(Some(newest), ground),
    }
}

/// The share of the way that will be covered in the target year; not a number if the base meets the target already.
fn covered(growth: &Growth, goal: &Goal, target: Decimal, year: u16) -> Result<f64, Ground> {
    let left = year.checked_sub(growth.newest.year).ok_or(Ground::TargetYearOver)?;
    let expected = to_f64(growth.newest.value) * (1.0 + growth.rate).powi(left.into());
    let way = to_f64(target) - growth.base_value;
    let ahead = match goal.direction() {
        Direction::Up => way > 0.0,
        Direction::Down => way < 0.0,
    };
    Ok(if ahead { (expected - growth.base_value) / way } else { f64::NAN })
}
