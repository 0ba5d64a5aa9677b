//! Whether one rule asks for all that another one asks for, decided from the rules themselves.
//!
//! What a rule accepts is said by its kind (`accepted.rs` and `kind.rs`). Two rules that compare with the same baseline are held against
//! each other here; all others by what they accept whatever the data are, and for some data.

use super::accepted::{Course, kept};
use super::{Reference, Rule};
use crate::exact::Exact;
use crate::language::Language;
use crate::unit::Unit;
use rust_decimal::Decimal;

/// Whether every value that meets one rule meets another.
///
/// Data are what the rules look at besides the value: baselines, the years in between, the figure they are compared with. All are taken to be known,
/// possible in the unit, and of a year after the baselines; values may have any number of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(clippy::exhaustive_enums)]
pub enum Implication {
    /// Whatever the data are, every value that meets the first meets the second.
    Yes,
    /// There are data, and a value that meets the first and not the second; and data do not turn it round: unless a baseline or reference
    /// is at the very end of the unit's range, the first is never the stricter one.
    No,
    /// It depends on what the rules do not say.
    CannotBeSaid(Obstacle),
}

/// What it depends on whether one rule implies another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Obstacle {
    /// The figure of a baseline year.
    Baseline {
        /// The year.
        year: u16,
    },
    /// Only whether the figure of a baseline year is zero: zero is 20 percent below zero, and yet no fall.
    ZeroBaseline {
        /// The year.
        year: u16,
    },
    /// The two rules count from different years.
    Baselines {
        /// The first rule's baseline year.
        first: u16,
        /// The second rule's.
        second: u16,
    },
    /// The figures of several years.
    History,
    /// The figure of the indicator that a rule compares with.
    Reference,
    /// The two compare with different indicators, or are gaps of different ones.
    OtherQuantity,
    /// A rule that promises nothing is neither met nor missed.
    NoPromise,
    /// The difference is in digits too far behind the point.
    Digits,
}

impl Implication {
    /// `yes`, `no` or `cannot_be_said`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Implication::Yes => "yes",
            Implication::No => "no",
            Implication::CannotBeSaid(_) => "cannot_be_said",
        }
    }

    /// What it depends on, if it cannot be said.
    #[must_use]
    pub const fn obstacle(self) -> Option<Obstacle> {
        match self {
            Implication::CannotBeSaid(obstacle) => Some(obstacle),
            Implication::Yes | Implication::No => None,
        }
    }
}

impl Obstacle {
    /// The word for it in output, such as `baseline`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Obstacle::Baseline { .. } => "baseline",
            Obstacle::ZeroBaseline { .. } => "zero_baseline",
            Obstacle::Baselines { .. } => "different_baselines",
            Obstacle::History => "history",
            Obstacle::Reference => "reference",
            Obstacle::OtherQuantity => "other_quantity",
            Obstacle::NoPromise => "no_promise",
            Obstacle::Digits => "digits",
        }
    }

    /// What it depends on in words, without a full stop: 取决于2020年的数据.
    #[must_use]
    pub fn in_words(self, language: Language) -> String {
        match (self, language) {
            (Obstacle::Baseline { year }, Language::Chinese) => format!("取决于{year}年的数据"),
            (Obstacle::Baseline { year }, Language::English) => format!("it depends on the figure of {year}"),
            (Obstacle::ZeroBaseline { year }, Language::Chinese) => format!("取决于{year}年的数据是否为零"),
            (Obstacle::ZeroBaseline { year }, Language::English) => {
                format!("it depends on whether the figure of {year} is zero")
            }
            (Obstacle::Baselines { first, second }, Language::Chinese) => {
                format!("基期不同（{first}年、{second}年）")
            }
            (Obstacle::Baselines { first, second }, Language::English) => {
                format!("they count from different years, {first} and {second}")
            }
            (Obstacle::History, Language::Chinese) => "取决于历年数据".to_owned(),
            (Obstacle::History, Language::English) => "it depends on the figures of several years".to_owned(),
            (Obstacle::Reference, Language::Chinese) => "取决于对照指标的数据".to_owned(),
            (Obstacle::Reference, Language::English) => "it depends on the figure compared with".to_owned(),
            (Obstacle::OtherQuantity, Language::Chinese) => "所比较的对象不同".to_owned(),
            (Obstacle::OtherQuantity, Language::English) => "they compare different things".to_owned(),
            (Obstacle::NoPromise, Language::Chinese) => "仅供对照，未提出目标".to_owned(),
            (Obstacle::NoPromise, Language::English) => "one of them promises nothing".to_owned(),
            (Obstacle::Digits, Language::Chinese) => "差别所在的位数超出可判断的范围".to_owned(),
            (Obstacle::Digits, Language::English) => "they differ in digits too far behind the point".to_owned(),
        }
    }
}

/// Whether two full ids, one of each rule, stand for one indicator.
type SameIndicator<'a> = &'a dyn Fn(&str, &str) -> bool;

impl Rule {
    /// Whether every value that meets this rule meets another one, both about the same quantity in the same unit.
    ///
    /// Decided from the rules and the unit alone, exactly: at most 8 implies at most 8.2; for people, more than 3 is at least 4; at most
    /// 100 percent is met by everything; more than 100 percent by nothing, and implies everything.
    ///
    /// ```
    /// use zhibiao::rule::{Implication, LowerBound, RelativeDecrease, UpperBound};
    /// use zhibiao::{Rule, Unit, decimal::parse};
    ///
    /// let at_most = |limit| Ok::<_, zhibiao::decimal::ParseDecimalError>(Rule::UpperBound(UpperBound { limit: parse(limit)?, strict: false }));
    /// let unit = Unit::Per100kLiveBirths;
    /// assert_eq!(at_most("8")?.implies(&at_most("8.2")?, unit), Implication::Yes);
    /// assert_eq!(at_most("8.2")?.implies(&at_most("8")?, unit), Implication::No);
    ///
    /// let decrease = Rule::RelativeDecrease(RelativeDecrease { baseline_year: 2020, percent: parse("20")? });
    /// assert_eq!(at_most("8.2")?.implies(&decrease, unit).as_str(), "cannot_be_said");
    /// # Ok::<(), zhibiao::decimal::ParseDecimalError>(())
    /// ```
    #[must_use]
    pub fn implies(&self, other: &Rule, unit: Unit) -> Implication {
        self.implies_where(other, unit, &|one, other| one == other)
    }

    /// The same, where indicators of two plans are one though their ids differ.
    pub(crate) fn implies_where(&self, other: &Rule, unit: Unit, same: SameIndicator<'_>) -> Implication {
        if self == other {
            return Implication::Yes;
        }
        if [self, other].contains(&&Rule::Reported) {
            return Implication::CannotBeSaid(Obstacle::NoPromise);
        }
        if let (Rule::Gap(one), Rule::Gap(other)) = (self, other)
            && !(same(&one.of, &other.of) && one.lies_like(other))
        {
            return Implication::CannotBeSaid(Obstacle::OtherQuantity);
        }
        let (first, second) = (self.accepted(unit), other.accepted(unit));
        if first.possible.are_within(&second.always) {
            return Implication::Yes;
        }
        if !first.if_any.are_within(&second.possible) {
            return Implication::No;
        }
        if let (Rule::Reference(one), Rule::Reference(other)) = (self, other)
            && same(&one.indicator, &other.indicator)
        {
            return reference_implies(one, other, unit);
        }
        match (self.course(), other.course()) {
            (Some(one), Some(two)) if self.baseline_year() == other.baseline_year() => {
                let year = self.baseline_year().unwrap_or_default();
                course_implies(one, two, year, unit)
            }
            (Some(one), Some(two)) if self.reaches_every_year_from(other) => {
                course_implies(one, two, other.baseline_year().unwrap_or_default(), unit)
            }
            // What holds from an earlier year on asks for a step more.
            (Some(one), Some(two))
                if other.reaches_every_year_from(self)
                    && course_implies(two, one, self.baseline_year().unwrap_or_default(), unit) == Implication::Yes =>
            {
                Implication::No
            }
            _ => Implication::CannotBeSaid(self.obstacle(other)),
        }
    }

    /// Whether the rule holds each year against the one before since an earlier year than the other's baseline. Then it does so since
    /// that one as well.
    fn reaches_every_year_from(&self, other: &Rule) -> bool {
        let is_every_year = matches!(self.course(), Some(Course::EveryYear(_)));
        is_every_year && self.baseline_year().zip(other.baseline_year()).is_some_and(|(own, other)| own < other)
    }

    /// What it depends on, where the data of one rule do not settle the other.
    fn obstacle(&self, other: &Rule) -> Obstacle {
        match (self, other) {
            // Two that are compared with the same figure were decided before.
            (Rule::Reference(_), Rule::Reference(_)) => Obstacle::OtherQuantity,
            (Rule::Reference(_), _) | (_, Rule::Reference(_)) => Obstacle::Reference,
            _ => match (self.baseline_year(), other.baseline_year()) {
                (Some(first), Some(second)) if first != second => Obstacle::Baselines { first, second },
                (Some(year), _) | (_, Some(year)) => Obstacle::Baseline { year },
                (None, None) => Obstacle::Digits,
            },
        }
    }

    /// Whether no value in the unit can meet the rule, whatever the data are: more than 100 percent. A rule that promises nothing is none of these.
    #[must_use]
    pub fn is_unmeetable(&self, unit: Unit) -> bool {
        *self != Rule::Reported && self.accepted(unit).possible.is_none()
    }

    /// Whether no value in the unit can meet this rule and another one about the same quantity, whatever the data are: at most 8 and at least 9,
    /// or above the baseline and below it. Where data could bring them together, it is `false`.
    #[must_use]
    pub fn excludes(&self, other: &Rule, unit: Unit) -> bool {
        if [self, other].contains(&&Rule::Reported) {
            return false;
        }
        if self.accepted(unit).possible.are_apart_from(&other.accepted(unit).possible) {
            return true;
        }
        let direction = |rule: &Rule| rule.course().and_then(|course| course.direction());
        let is_one_year = self.baseline_year() == other.baseline_year();
        (is_one_year || self.reaches_every_year_from(other) || other.reaches_every_year_from(self))
            && direction(self).zip(direction(other)).is_some_and(|(one, other)| one != other)
    }
}

/// Two comparisons with one and the same indicator.
fn reference_implies(one: &Reference, other: &Reference, unit: Unit) -> Implication {
    // Counts differ by whole numbers.
    let reach = |tolerance: Decimal| if unit.is_count() { tolerance.floor() } else { tolerance };
    match (one.tolerance.map(reach), other.tolerance.map(reach)) {
        (None, None) => Implication::Yes,
        // A tolerance below zero is met by nothing.
        (Some(one), _) if one < Decimal::ZERO => Implication::Yes,
        (Some(one), Some(other)) => yes_or_no(one <= other),
        // Within nothing of it is the figure itself.
        (Some(tolerance), None) => yes_or_no(tolerance.is_zero()),
        // Near the end of the range, all that is above is within reach.
        (None, Some(_)) => Implication::CannotBeSaid(Obstacle::Reference),
    }
}

/// Two rules that count from the figure of one and the same year. Each can be met for some data, or would have been decided before.
fn course_implies(one: Course, other: Course, year: u16, unit: Unit) -> Implication {
    use Course::{Any, EveryYear, Percent, Points, SlowerRise};
    let history = Implication::CannotBeSaid(Obstacle::History);
    match (one, other) {
        // The same pace of the same years is the same rule, which was decided before.
        (SlowerRise, SlowerRise) => return history,
        (_, SlowerRise) => {
            return if one.direction() == Some(super::Direction::Down) { Implication::Yes } else { history };
        }
        // Of all courses only a slower rise has no direction: standing still is no rise, and no change either.
        _ if one.direction() != other.direction() => return Implication::No,
        _ => {}
    }
    match (one, other) {
        (Percent(_), Any(_)) => Implication::CannotBeSaid(Obstacle::ZeroBaseline { year }),
        (_, Any(_)) | (EveryYear(_), EveryYear(_)) => Implication::Yes,
        (Any(_), EveryYear(_)) => Implication::No,
        (Any(_), Percent(percent)) => yes_or_no(is_any_fall(percent, unit)),
        (EveryYear(_) | Points(..), Percent(percent)) if is_any_fall(percent, unit) => Implication::Yes,
        (EveryYear(_), _) | (_, EveryYear(_)) => history,
        (Any(_), Points(_, points)) => no_if(!unit.is_count() || is_more_than_one(points)),
        (Percent(one), Percent(other)) if one >= other => Implication::Yes,
        (Percent(one), Percent(other)) => no_if(!unit.is_count() || percents_differ(one, other, unit)),
        (Points(_, one), Points(_, other)) if one >= other => Implication::Yes,
        (Points(_, one), Points(_, other)) => no_if(!unit.is_count() || points_differ(one, other, unit)),
        _ => Implication::CannotBeSaid(Obstacle::Baseline { year }),
    }
}

fn yes_or_no(holds: bool) -> Implication {
    if holds { Implication::Yes } else { Implication::No }
}

/// No, if a value is found that shows it.
fn no_if(shown: bool) -> Implication {
    if shown { Implication::No } else { Implication::CannotBeSaid(Obstacle::Digits) }
}

/// Whether of a count, one less is always as many percent less: a percentage so small that it is never more than one.
fn is_any_fall(percent: Decimal, unit: Unit) -> bool {
    let most = Exact::from(percent).checked_mul(unit.range().1.into()).map(Exact::hundredth);
    unit.is_count() && most.is_some_and(|most| most <= Exact::from(1_u16))
}

/// Years within which a difference of counts has to show.
const CENTURY: u16 = 100;

/// Whether so many points a year come to more than one within a century.
fn is_more_than_one(points: Decimal) -> bool {
    Exact::from(points).checked_mul(CENTURY.into()).is_some_and(|change| change > Exact::from(1_u16))
}

/// Whether some count is a smaller percentage below the largest baseline, and not a larger one.
fn percents_differ(smaller: Decimal, larger: Decimal, unit: Unit) -> bool {
    let greatest = Exact::from(unit.range().1);
    let shown = || Some(kept(smaller, greatest)?.floor()? > kept(larger, greatest)?);
    shown().unwrap_or(false)
}

/// Whether some number of years makes fewer points a year a smaller change of a count than more points.
fn points_differ(fewer: Decimal, more: Decimal, unit: Unit) -> bool {
    let greatest = Exact::from(unit.range().1);
    let shown = |years: u16| {
        let least = Exact::from(fewer).checked_mul(years.into())?.ceiling()?;
        Some(least <= greatest && least < Exact::from(more).checked_mul(years.into())?)
    };
    (1..=CENTURY).any(|years| shown(years).unwrap_or(false))
}

#[cfg(test)]
mod tests {
    use super::{Implication, course_implies};
    use crate::rule::Direction;
    use crate::rule::accepted::Course;
    use crate::unit::Unit;
    use rust_decimal::Decimal;

    /// Whatever a unit's ends decide before it comes to this.
    #[test]
    fn one_way_is_never_the_other() {
        let (up, down) = (Direction::Up, Direction::Down);
        let rising = [Course::Any(up), Course::EveryYear(up), Course::Points(up, Decimal::ONE)];
        let falling = [
            Course::Any(down),
            Course::EveryYear(down),
            Course::Points(down, Decimal::ONE),
            Course::Percent(Decimal::TEN),
        ];
        for one in rising {
            for other in falling {
                assert_eq!(course_implies(one, other, 2020, Unit::Percent), Implication::No, "{one:?}, {other:?}");
                assert_eq!(course_implies(other, one, 2020, Unit::Percent), Implication::No, "{other:?}, {one:?}");
            }
        }
    }
}
