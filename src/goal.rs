//! What a series is meant to become: a rule put as a question about the years to come.

use crate::rule::Direction;
use rust_decimal::Decimal;

/// What a series is meant to become.
///
/// ```
/// use zhibiao::outlook::{Aim, Goal};
/// use zhibiao::rule::Direction;
///
/// // At most 8.2 in 2025.
/// let goal = Goal::reach(Direction::Down, "8.2".parse()?, 2025).since(2020);
/// assert!(goal.is_met_by("8.2".parse()?));
/// assert_eq!(goal.aim(), Aim::Reach { value: "8.2".parse()?, year: 2025 });
/// # Ok::<(), rust_decimal::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Goal {
    direction: Direction,
    aim: Aim,
    strict: bool,
    natural_limit: Option<Decimal>,
    base_year: Option<u16>,
}

/// How far, and by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Aim {
    /// Better than in the base year, however little.
    Improve {
        /// By this year, if it is known.
        by: Option<u16>,
    },
    /// Each year better than the one before, up to this one.
    ImproveEveryYear {
        /// The last year.
        until: u16,
    },
    /// A value in a target year.
    Reach {
        /// The value.
        value: Decimal,
        /// The target year.
        year: u16,
    },
    /// A value in every year.
    Keep {
        /// The value.
        value: Decimal,
        /// The last year, if it is known.
        until: Option<u16>,
    },
}

impl Goal {
    const fn new(direction: Direction, aim: Aim) -> Self {
        Goal { direction, aim, strict: false, natural_limit: None, base_year: None }
    }

    /// Better than in the base year, however little.
    #[must_use]
    pub const fn improve(direction: Direction, by: Option<u16>) -> Self {
        Goal::new(direction, Aim::Improve { by })
    }

    /// Each year better than the one before. The steps count from [`since`](Self::since) on.
    #[must_use]
    pub const fn improve_every_year(direction: Direction, until: u16) -> Self {
        Goal::new(direction, Aim::ImproveEveryYear { until })
    }

    /// At most (down) or at least (up) this value in the target year.
    #[must_use]
    pub const fn reach(direction: Direction, value: Decimal, year: u16) -> Self {
        Goal::new(direction, Aim::Reach { value, year })
    }

    /// At most (down) or at least (up) this value in every year.
    #[must_use]
    pub const fn keep(direction: Direction, value: Decimal, until: Option<u16>) -> Self {
        Goal::new(direction, Aim::Keep { value, until })
    }

    /// The same, where the value itself does not do.
    #[must_use]
    pub const fn strictly(self) -> Self {
        Goal { strict: true, ..self }
    }

    /// Says how far the figure can go at all, such as 100 percent. Only `StatCan`'s method looks at it.
    #[must_use]
    pub const fn with_natural_limit(self, limit: Option<Decimal>) -> Self {
        Goal { natural_limit: limit, ..self }
    }

    /// The year that change is counted from.
    #[must_use]
    pub const fn since(self, base_year: u16) -> Self {
        Goal { base_year: Some(base_year), ..self }
    }

    /// Which way is better.
    #[must_use]
    pub const fn direction(&self) -> Direction {
        self.direction
    }

    /// How far, and by when.
    #[must_use]
    pub const fn aim(&self) -> Aim {
        self.aim
    }

    /// How far the figure can go at all.
    #[must_use]
    pub const fn natural_limit(&self) -> Option<Decimal> {
        self.natural_limit
    }

    /// The year that change is counted from.
    #[must_use]
    pub const fn base_year(&self) -> Option<u16> {
        self.base_year
    }

    /// Whether the value itself does not do.
    #[must_use]
    pub const fn is_strict(&self) -> bool {
        self.strict
    }

    /// The value to be reached or kept.
    #[must_use]
    pub const fn target(&self) -> Option<Decimal> {
        match self.aim {
            Aim::Reach { value, .. } | Aim::Keep { value, .. } => Some(value),
            Aim::Improve { .. } | Aim::ImproveEveryYear { .. } => None,
        }
    }

    /// The year by which, or up to which.
    #[must_use]
    pub const fn target_year(&self) -> Option<u16> {
        match self.aim {
            Aim::Reach { year, .. } | Aim::ImproveEveryYear { until: year } => Some(year),
            Aim::Keep { until: year, .. } | Aim::Improve { by: year } => year,
        }
    }

    /// Whether a value is what is asked for, decided exactly; never without a [`target`](Self::target).
    #[must_use]
    pub fn is_met_by(&self, figure: Decimal) -> bool {
        self.target().is_some_and(|target| match (self.direction, self.strict) {
            (Direction::Down, false) => figure <= target,
            (Direction::Down, true) => figure < target,
            (Direction::Up, false) => figure >= target,
            (Direction::Up, true) => figure > target,
        })
    }

    /// Whether a step from one value to another goes the right way; standing still does not.
    #[must_use]
    pub fn is_better(&self, from: Decimal, to: Decimal) -> bool {
        match self.direction {
            Direction::Down => to < from,
            Direction::Up => to > from,
        }
    }
}

/// What a rule asks of a series: a band is two goals, one for each end; most rules are one; an attestation is none.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Goals([Option<Goal>; 2]);

impl Goals {
    pub(crate) fn one(goal: Goal) -> Self {
        Goals([Some(goal), None])
    }

    pub(crate) fn of(first: Option<Goal>, second: Option<Goal>) -> Self {
        Goals([first, second])
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Goal> {
        self.0.iter().flatten()
    }

    pub(crate) fn map(self, change: impl Fn(Goal) -> Goal) -> Self {
        Goals(self.0.map(|goal| goal.map(&change)))
    }
}
