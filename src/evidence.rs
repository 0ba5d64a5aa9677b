//! What a verdict is based on: the value of the year that is judged, and the years before it.

use crate::exact::{Exact, Number};
use crate::judgement::Reason;
use crate::rule::Slack;
use crate::short::Short;
use crate::unit::Unit;
use rust_decimal::Decimal;

/// The value of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs)]
pub struct Point {
    /// The value, with the digits it was reported with.
    pub value: Decimal,
    /// The year it stands for.
    pub year: u16,
}

/// The evidence for one judgement: borrowed, so that nothing is copied or allocated.
///
/// ```
/// use zhibiao::{Evidence, Point};
/// use rust_decimal::Decimal;
///
/// let history = [Point { year: 2020, value: Decimal::new(90, 1) }];
/// let evidence = Evidence::new(2023, Decimal::new(72, 1)).with_history(&history);
/// assert_eq!(evidence.year(), 2023);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    year: u16,
    value: Option<Decimal>,
    history: &'a [Point],
    reference: Option<Decimal>,
    /// How far the value and the baseline may be off, where that is not half a unit of their last digits.
    reach: Option<(Exact, Exact)>,
}

/// A reported figure as arithmetic needs it.
pub(crate) struct Figure<N> {
    pub(crate) value: N,
    /// How much less and more it may have been before it was rounded: there is nothing outside its unit's range.
    pub(crate) slack: Slack<N>,
}

impl<N: Number> Figure<N> {
    /// A figure that is possible in its unit and may be off by so much. None if the digits do not suffice.
    #[inline]
    pub(crate) fn of(value: Decimal, reach: Option<N>, unit: Unit) -> Option<Self> {
        let (value, reach) = (N::of(value)?, reach?);
        let above = N::from(unit.greatest()).minus(value)?;
        Some(Figure { value, slack: Slack { down: reach.min(value), up: reach.min(above) } })
    }

    /// The least it may have been.
    pub(crate) fn least(&self) -> Option<N> {
        self.value.minus(self.slack.down)
    }

    /// The greatest it may have been.
    pub(crate) fn greatest(&self) -> Option<N> {
        self.value.plus(self.slack.up)
    }
}

impl<'a> Evidence<'a> {
    /// A value for a year, and nothing else. That is enough for bounds and bands.
    #[must_use]
    #[inline]
    pub const fn new(year: u16, value: Decimal) -> Self {
        Evidence { year, value: Some(value), history: &[], reference: None, reach: None }
    }

    /// A year for which nothing was reported. The verdict will be undetermined, for want of a value.
    #[must_use]
    #[inline]
    pub const fn missing(year: u16) -> Self {
        Evidence { year, value: None, history: &[], reference: None, reach: None }
    }

    /// Adds the values of other years, in any order: rules that compare with a baseline look there. Points for
    /// years that no rule asks for do no harm; two different values for a year that is asked for
    /// make the verdict undetermined.
    #[must_use]
    #[inline]
    pub const fn with_history(mut self, history: &'a [Point]) -> Self {
        self.history = history;
        self
    }

    /// Adds the value of the indicator that a [`Reference`](crate::rule::Reference) compares with, for the same year.
    #[must_use]
    #[inline]
    pub const fn with_reference(self, reference: Option<Decimal>) -> Self {
        Evidence { reference, ..self }
    }

    /// Says how far the value and the baseline may be off, for figures that are worked out from several reported ones.
    #[inline]
    pub(crate) const fn with_reach(self, value: Exact, baseline: Exact) -> Self {
        Evidence { reach: Some((value, baseline)), ..self }
    }

    /// The year that is judged.
    #[must_use]
    #[inline]
    pub const fn year(&self) -> u16 {
        self.year
    }

    /// The value that is judged.
    #[must_use]
    #[inline]
    pub const fn value(&self) -> Option<Decimal> {
        self.value
    }

    #[inline]
    pub(crate) const fn value_ref(&self) -> Option<&Decimal> {
        self.value.as_ref()
    }

    /// The value to compare with.
    #[must_use]
    #[inline]
    pub const fn reference(&self) -> Option<Decimal> {
        self.reference
    }

    /// The values of other years, in any order.
    #[inline]
    pub(crate) const fn history(&self) -> &'a [Point] {
        self.history
    }

    /// Whether it is said how far figures may be off.
    #[inline]
    pub(crate) const fn has_reach(&self) -> bool {
        self.reach.is_some()
    }

    /// How far the judged value may be off because it was rounded.
    #[inline]
    pub(crate) fn reach<N: Number>(&self) -> Option<N> {
        match self.reach {
            None => N::half_unit(self.value?),
            Some((value, _)) => N::of_exact(value),
        }
    }

    /// The value of another year, if there is one.
    ///
    /// # Errors
    ///
    /// [`Reason::ConflictingValues`] if there are two that differ.
    #[inline]
    pub(crate) fn value_of(&self, year: u16) -> Result<Option<Decimal>, Reason> {
        let mut values = self.history.iter().filter(|point| point.year == year).map(|point| &point.value);
        let Some(mut kept) = values.next() else { return Ok(None) };
        for value in values {
            if kept != value {
                return Err(Reason::ConflictingValues { year });
            }
            // Of equal values, the one with the most digits says most about what was measured.
            if value.scale() > kept.scale() {
                kept = value;
            }
        }
        Ok(Some(*kept))
    }

    /// The years gone by since a baseline: at least one.
    #[inline]
    pub(crate) fn years_since(&self, baseline_year: u16) -> Result<u16, Reason> {
        let years = self.year.checked_sub(baseline_year).filter(|years| *years > 0);
        years.ok_or(Reason::NotAfterBaseline { year: baseline_year })
    }

    /// The figure of the baseline year, and the years gone by since.
    #[inline(never)]
    pub(crate) fn since_baseline<N: Number>(&self, baseline_year: u16, unit: Unit) -> Result<(Figure<N>, u16), Reason> {
        let years = self.years_since(baseline_year)?;
        let value = self.value_of(baseline_year)?.ok_or(Reason::NoBaseline { year: baseline_year })?;
        let reach = match self.reach {
            None => N::half_unit(value),
            Some((_, baseline)) => N::of_exact(baseline),
        };
        Ok((Figure::of(value, reach, unit).ok_or(Reason::Overflow)?, years))
    }

    /// The earliest year, of those a rule looks at, whose value is impossible in a unit.
    #[inline]
    pub(crate) fn impossible_year(&self, unit: Unit, looks_at: impl Fn(u16) -> bool) -> Option<u16> {
        let points = self.history.iter().filter(|point| looks_at(point.year));
        points.filter(|point| !unit.allows_figure(&point.value, Short::of(point.value))).map(|point| point.year).min()
    }
}

/// The values up to a year, of points in the order of their years: what somebody standing in that year may know.
pub(crate) fn known(points: &[Point], year: u16) -> &[Point] {
    let end = points.partition_point(|point| point.year <= year);
    points.get(..end).unwrap_or_default()
}

/// The first value in or after a year.
pub(crate) fn first_since(points: &[Point], year: u16) -> Option<Point> {
    points.iter().find(|point| point.year >= year).copied()
}
