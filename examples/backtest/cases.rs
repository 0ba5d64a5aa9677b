//! Posing targets to the past, and looking up how they ended.

use crate::input::Series;
use rust_decimal::Decimal;
use std::ops::RangeInclusive;
use zhibiao::Point;
use zhibiao::outlook::Goal;
use zhibiao::rule::Direction;

/// How many years after its base a target is due.
const YEARS: u16 = 5;

/// The kinds of targets that plans have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A level: 10 percent better than the base value.
    Level,
    /// 20 percent less than the base value.
    Relative,
    /// Each year better than the one before.
    Yearly,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Level, Kind::Relative, Kind::Yearly];

    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Level => "level",
            Kind::Relative => "relative",
            Kind::Yearly => "yearly",
        }
    }
}

/// A target, what is known of it in the standing year, and what became of it.
pub struct Case<'a> {
    /// The values up to the standing year: methods see no more.
    pub points: &'a [Point],
    /// The same as binary numbers.
    pub figures: &'a [(f64, f64)],
    pub goal: Goal,
    pub base: Decimal,
    pub standing_year: u16,
    pub target_year: u16,
    pub missed: bool,
    /// Whether it was missed before the standing year was over: one year that went wrong cannot be made good.
    pub settled: bool,
}

/// The cases of a kind, so many years before the target year.
pub fn pose<'a>(
    series: &'a Series,
    kind: Kind,
    horizon: u16,
    target_years: &RangeInclusive<u16>,
) -> impl Iterator<Item = Case<'a>> {
    series.points.iter().filter_map(move |base| {
        let target_year = base.year.checked_add(YEARS).filter(|year| target_years.contains(year))?;
        case(series, kind, *base, target_year.checked_sub(horizon)?, target_year)
    })
}

fn case(series: &Series, kind: Kind, base: Point, standing_year: u16, target_year: u16) -> Option<Case<'_>> {
    let standing = series.points.binary_search_by_key(&standing_year, |point| point.year).ok()?;
    let end = series.points.binary_search_by_key(&target_year, |point| point.year).ok()?;
    let goal = goal(series, kind, base, target_year)?.since(base.year);
    let last = series.points.get(end)?.value;
    let (missed, settled) = if kind == Kind::Yearly {
        let start = end.checked_sub(usize::from(YEARS))?;
        let years = series.points.get(start..=end).filter(|years| years.first() == Some(&base))?;
        let wrong = |points: &[Point]| {
            points.windows(2).any(|pair| matches!(pair, [from, to] if !goal.is_better(from.value, to.value)))
        };
        (wrong(years), wrong(series.points.get(start..=standing)?))
    } else {
        (!goal.is_met_by(last), false)
    };
    Some(Case {
        points: series.points.get(..=standing)?,
        figures: series.figures.get(..=standing)?,
        goal,
        base: base.value,
        standing_year,
        target_year,
        missed,
        settled,
    })
}

fn goal(series: &Series, kind: Kind, base: Point, target_year: u16) -> Option<Goal> {
    let direction = series.direction;
    let down = direction == Direction::Down;
    let tenths = match kind {
        Kind::Yearly => return Some(Goal::improve_every_year(direction, target_year)),
        Kind::Level if down => 9,
        Kind::Level => 11,
        Kind::Relative if down => 8,
        Kind::Relative => return None,
    };
    // A share of zero asks for nothing, and one of a loss for the wrong thing.
    let target = Some(base.value).filter(|base| *base > Decimal::ZERO).and_then(|base| of_ten(base, tenths))?;
    let beyond = !down && series.within_hundred && target > Decimal::ONE_HUNDRED;
    (!beyond).then_some(Goal::reach(direction, target, target_year))
}

/// So many tenths of a value, exactly; none if a decimal cannot hold all digits.
fn of_ten(value: Decimal, tenths: i128) -> Option<Decimal> {
    let scale = value.scale().checked_add(1)?;
    Decimal::try_from_i128_with_scale(value.mantissa().checked_mul(tenths)?, scale).ok()
}
