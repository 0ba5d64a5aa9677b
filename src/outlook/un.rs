//! The United Nations' Progress Chart: how much of the way from the base to the target the growth seen will have covered in
//! the target year.
//!
//! With `g` the growth a year since the base, as in [`statcan`](super::statcan), `y_now` and `y_base` the values and `t` the years:
//! `v = y_now × (1 + g)^(t_T − t_now)`, `q = (v − y_base) ÷ (T − y_base)`. From 0.95 on met or on track, from 0.10 on acceleration needed,
//! otherwise stagnation or regression. A newest value that meets the target is always the first.
//!
//! Without a target: at least 2 percent a year in the wanted direction, at least 0.5, otherwise.
//!
//! The published text says nothing of a target equal to the base, which divides by zero; if it is not met, the series has
//! gone the wrong way since, and is called stagnation or regression here. A target year that is over has no verdict.
#![allow(clippy::float_arithmetic)]

use super::statcan::{Growth, nonzero};
use super::{Ground, Method, Progress, Status};
use crate::evidence::Point;
use crate::goal::{Aim, Goal};
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
    let growth = match Growth::of(points, goal, year) {
        Ok(growth) => growth,
        Err((year, ground)) => return none(year, ground),
    };
    let newest = growth.newest.year;
    let Some(target) = goal.target() else {
        let wanted = growth.wanted(goal);
        let status = if wanted >= 0.02 {
            Status::MetOrOnTrack
        } else if wanted >= 0.005 {
            Status::AccelerationNeeded
        } else {
            Status::StagnationOrRegression
        };
        return answer(newest, wanted, status, Ground::GrowthAlone);
    };
    let share = match goal.aim() {
        Aim::Reach { year, .. } | Aim::Keep { until: Some(year), .. } => covered(&growth, target, year),
        _ => Err(Ground::NoTargetYear),
    };
    if goal.is_met_by(growth.newest.value) {
        return answer(newest, share.unwrap_or(f64::NAN), Status::MetOrOnTrack, Ground::TargetMet);
    }
    match share {
        Ok(share) => {
            let status = if share >= 0.95 {
                Status::MetOrOnTrack
            } else if share >= 0.10 {
                Status::AccelerationNeeded
            } else {
                Status::StagnationOrRegression
            };
            answer(newest, share, status, Ground::Projection)
        }
        Err(ground) => none(Some(newest), ground),
    }
}

/// The share of the way that will be covered in the target year.
fn covered(growth: &Growth, target: Decimal, year: u16) -> Result<f64, Ground> {
    let left = year.checked_sub(growth.newest.year).ok_or(Ground::TargetYearOver)?;
    let expected = nonzero_only_as_base(growth) * (1.0 + growth.rate).powi(left.into());
    let way = nonzero(target) - growth.base_value;
    Ok(if way == 0.0 { f64::NAN } else { (expected - growth.base_value) / way })
}

fn nonzero_only_as_base(growth: &Growth) -> f64 {
    crate::decimal::to_f64(growth.newest.value)
}
