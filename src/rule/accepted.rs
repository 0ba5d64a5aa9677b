//! Which values a rule accepts: whatever the data are, and for some data.

use super::kind::Kind;
use super::{Bound, Direction, Requirement, Side};
use crate::evidence::Evidence;
use crate::exact::{Exact, Number};
use crate::unit::Unit;
use rust_decimal::Decimal;

/// The values from one figure to another that a unit allows; perhaps none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Values(Option<(End, End)>);

#[derive(Debug, Clone, Copy)]
struct End {
    figure: Exact,
    /// Whether the figure itself is outside.
    strict: bool,
}

impl Values {
    pub(crate) const NONE: Values = Values(None);

    pub(crate) fn all(unit: Unit) -> Self {
        Values::within(unit, [])
    }

    /// One value, if the unit allows it.
    pub(crate) fn only(unit: Unit, figure: Exact) -> Self {
        let bound = |side| Bound { side, limit: figure, strict: false };
        Values::within(unit, [bound(Side::AtLeast), bound(Side::AtMost)])
    }

    /// What all bounds accept of what the unit allows. Counts are whole: more than 3 is at least 4.
    pub(crate) fn within(unit: Unit, bounds: impl IntoIterator<Item = Bound>) -> Self {
        let (least, greatest) = unit.range();
        let mut least = End { figure: least.into(), strict: false };
        let mut greatest = End { figure: greatest.into(), strict: false };
        for bound in bounds {
            let end = End { figure: bound.limit, strict: bound.strict };
            let end = if unit.is_count() { end.whole(bound.side) } else { end };
            match bound.side {
                Side::AtMost => greatest = greatest.lower(end),
                Side::AtLeast => least = least.higher(end),
            }
        }
        Values::between(least, greatest)
    }

    fn between(least: End, greatest: End) -> Self {
        let some =
            least.figure < greatest.figure || (least.figure == greatest.figure && !least.strict && !greatest.strict);
        Values(some.then_some((least, greatest)))
    }

    pub(crate) fn is_none(&self) -> bool {
        self.0.is_none()
    }

    /// Whether all of them are among others.
    pub(crate) fn are_within(&self, others: &Values) -> bool {
        let (Some((least, greatest)), others) = (self.0, others.0) else { return true };
        let Some((lowest, highest)) = others else { return false };
        let starts =
            lowest.figure < least.figure || (lowest.figure == least.figure && (least.strict || !lowest.strict));
        let stops = highest.figure > greatest.figure
            || (highest.figure == greatest.figure && (greatest.strict || !highest.strict));
        starts && stops
    }

    /// Whether none of them is among others.
    pub(crate) fn are_apart_from(&self, others: &Values) -> bool {
        let (Some((least, greatest)), Some((lowest, highest))) = (self.0, others.0) else { return true };
        Values::between(least.higher(lowest), greatest.lower(highest)).is_none()
    }
}

impl End {
    /// The one that leaves less below it.
    fn lower(self, other: End) -> End {
        let other_is_lower = other.figure < self.figure || (other.figure == self.figure && other.strict);
        if other_is_lower { other } else { self }
    }

    /// The one that leaves less above it.
    fn higher(self, other: End) -> End {
        let other_is_higher = other.figure > self.figure || (other.figure == self.figure && other.strict);
        if other_is_higher { other } else { self }
    }

    /// The last whole number that is inside.
    fn whole(self, side: Side) -> End {
        let one = Exact::from(1_u16);
        let whole = match side {
            Side::AtMost => self.figure.floor(),
            Side::AtLeast => self.figure.ceiling(),
        };
        let next = || match side {
            Side::AtMost => whole?.checked_sub(one),
            Side::AtLeast => whole?.checked_add(one),
        };
        // With a strict end, a whole figure is itself outside.
        let inside = if self.strict && whole == Some(self.figure) { next() } else { whole };
        inside.map_or(self, |figure| End { figure, strict: false })
    }
}

/// What a rule accepts over all data there may be: baselines, years in between, figures it is compared with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Accepted {
    /// Accepted whatever the data are.
    pub(crate) always: Values,
    /// Accepted as soon as the data leave anything to be accepted.
    pub(crate) if_any: Values,
    /// Accepted for some data.
    pub(crate) possible: Values,
}

impl Accepted {
    /// The same values whatever the data are.
    pub(crate) fn fixed(values: Values) -> Self {
        Accepted { always: values, if_any: values, possible: values }
    }

    /// Nothing is known.
    pub(crate) fn unknown(unit: Unit) -> Self {
        Accepted { always: Values::NONE, if_any: Values::NONE, possible: Values::all(unit) }
    }

    /// From the rule's own requirement, where that needs no data.
    pub(super) fn stated(rule: &impl Kind, unit: Unit) -> Self {
        match rule.requirement(Exact::ZERO, &Evidence::missing(0), unit) {
            Ok(Requirement { bound, opposite, .. }) => {
                Accepted::fixed(Values::within(unit, std::iter::once(bound).chain(opposite)))
            }
            Err(_) => Accepted::unknown(unit),
        }
    }
}

/// What a rule asks of the way from the figure of its baseline year.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Course {
    /// On this side of the baseline, however little.
    Any(Direction),
    /// The same in every year.
    EveryYear(Direction),
    /// At least so many percent below it.
    Percent(Decimal),
    /// At least so many points a year.
    Points(Direction, Decimal),
    /// No rise, or a slower one than before.
    SlowerRise,
}

impl Course {
    /// Which way it goes; a slower rise may go either.
    pub(crate) fn direction(&self) -> Option<Direction> {
        match self {
            Course::Any(direction) | Course::EveryYear(direction) | Course::Points(direction, _) => Some(*direction),
            Course::Percent(_) => Some(Direction::Down),
            Course::SlowerRise => None,
        }
    }

    /// Baselines are anything the unit allows, and a year is at least one after the baseline.
    pub(crate) fn accepted(&self, unit: Unit) -> Accepted {
        let (least, greatest) = unit.range();
        let (least, greatest) = (Exact::from(least), Exact::from(greatest));
        let best = match self.direction() {
            Some(Direction::Up) => Values::only(unit, greatest),
            Some(Direction::Down) | None => Values::only(unit, least),
        };
        let bound = match self {
            Course::Any(direction) | Course::EveryYear(direction) => Some(match direction {
                Direction::Down => Bound { side: Side::AtMost, limit: greatest, strict: true },
                Direction::Up => Bound { side: Side::AtLeast, limit: least, strict: true },
            }),
            Course::Percent(percent) => {
                kept(*percent, greatest).map(|limit| Bound { side: Side::AtMost, limit, strict: false })
            }
            Course::Points(Direction::Down, points) => {
                greatest.checked_sub((*points).into()).map(|limit| Bound { side: Side::AtMost, limit, strict: false })
            }
            Course::Points(Direction::Up, points) => {
                least.checked_add((*points).into()).map(|limit| Bound { side: Side::AtLeast, limit, strict: false })
            }
            Course::SlowerRise => None,
        };
        // Zero is 20 percent below zero, and no rise above it; it is not below it.
        let always = match self {
            Course::Percent(_) | Course::SlowerRise => best,
            Course::Any(_) | Course::EveryYear(_) | Course::Points(..) => Values::NONE,
        };
        Accepted { always, if_any: best, possible: Values::within(unit, bound) }
    }
}

/// What is left of a figure less a percentage.
#[inline]
pub(crate) fn kept<N: Number>(percent: Decimal, figure: N) -> Option<N> {
    N::from(100_u16).minus(N::of(percent)?)?.times(figure)?.hundredth()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_equal_ends_the_strict_one_leaves_less() {
        let end = |figure: u16, strict| End { figure: figure.into(), strict };
        let told = |end: End| (end.figure == Exact::from(8_u16), end.strict);
        for (one, other) in [(end(8, true), end(8, false)), (end(8, false), end(8, true))] {
            assert_eq!(told(one.lower(other)), (true, true));
            assert_eq!(told(one.higher(other)), (true, true));
        }
        for (less, more) in [(end(8, false), end(9, true)), (end(8, true), end(9, false))] {
            assert_eq!(told(less.lower(more)), (true, less.strict));
            assert_eq!(told(more.lower(less)), (true, less.strict));
        }
        for (less, more) in [(end(7, false), end(8, true)), (end(7, true), end(8, false))] {
            assert_eq!(told(less.higher(more)), (true, more.strict));
            assert_eq!(told(more.higher(less)), (true, more.strict));
        }
    }
}
