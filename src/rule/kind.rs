//! What every kind of rule says about itself, in its own file.

use super::accepted::{Accepted, Course};
use super::{Bound, Condition, Direction, Nature, Requirement, RuleMistake, Side, Telling, hidden};
use crate::evidence::Evidence;
use crate::exact::{Exact, Number};
use crate::goal::{Goal, Goals};
use crate::judgement::{Judgement, Reason};
use crate::short::Short;
use crate::unit::Unit;
use rust_decimal::Decimal;
use std::fmt;

/// A kind of rule. What is the same for most kinds has a default here; what is its own a kind says itself.
pub(super) trait Kind: Sized {
    /// Whether it is a figure, a direction or an attestation.
    fn nature(&self) -> Nature;

    /// Which values it accepts, or what is missing to say so.
    fn requirement<N: Number>(&self, figure: N, evidence: &Evidence<'_>, unit: Unit) -> Result<Requirement<N>, Reason>;

    /// What it asks for, in figures. `limit` is the limit of a judgement.
    fn condition(&self, limit: Option<Decimal>) -> Condition;

    /// What it holds, under the keys of plan text.
    fn data(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// What it asks of the way from the figure of its baseline year, where it compares with one.
    fn course(&self) -> Option<Course> {
        None
    }

    /// Which values in a unit it accepts whatever the data are, and which for some. Most kinds have said so already, by their course or
    /// by a requirement that needs no data.
    fn accepted(&self, unit: Unit) -> Accepted {
        match self.course() {
            Some(course) => course.accepted(unit),
            None => Accepted::stated(self, unit),
        }
    }

    /// The year it counts from.
    #[inline]
    fn baseline_year(&self) -> Option<u16> {
        None
    }

    /// Whether it asks for more with every year that goes by, so that it asks for nothing known after the plan's last year.
    #[inline]
    fn asks_more_each_year(&self) -> bool {
        false
    }

    /// Whether a value is judged by [`requirement`](Self::requirement) alone, so that many can be at once.
    fn is_decided_by_requirement(&self) -> bool {
        true
    }

    /// Whether, to judge a year, it looks at the value of another one.
    #[inline]
    fn looks_at(&self, year: u16, judged: u16) -> bool {
        let _ = judged;
        self.baseline_year() == Some(year)
    }

    /// What it asks of a series: the question an outlook answers. `value` and `evidence` are those of the target year as far as they are
    /// known, the newest value standing for one that is not. Most kinds ask for what their requirement will be then.
    fn goals(&self, value: Decimal, evidence: &Evidence<'_>, unit: Unit) -> Goals {
        let Ok(requirement) = self.requirement(Exact::from(value), evidence, unit) else { return Goals::default() };
        let goal = |bound: Bound| {
            let direction = match bound.side {
                Side::AtMost => Direction::Down,
                Side::AtLeast => Direction::Up,
            };
            let goal = Goal::reach(direction, bound.limit.to_decimal()?, evidence.year());
            Some(if bound.strict { goal.strictly() } else { goal })
        };
        Goals::of(goal(requirement.bound), requirement.opposite.and_then(goal))
    }

    /// Judges a value that is possible in the unit, of a year that can be judged, where those that it [looks at](Self::looks_at) can be,
    /// too. `figure` is the value, if it is short. Most kinds hold it against their requirement.
    #[inline]
    fn judge(&self, figure: Option<Short>, evidence: &Evidence<'_>, unit: Unit) -> Judgement {
        self.hold_against_requirement(figure, evidence, unit)
    }

    #[inline]
    fn hold_against_requirement(&self, figure: Option<Short>, evidence: &Evidence<'_>, unit: Unit) -> Judgement {
        let Some(figure) = figure else { return self.judge_many_digits(evidence, unit) };
        let requirement = match self.requirement(figure, evidence, unit) {
            Ok(requirement) => requirement,
            Err(Reason::Overflow) => return self.judge_many_digits(evidence, unit),
            Err(reason) => return Judgement::undetermined(reason),
        };
        match judge_few_digits(figure, &requirement, evidence, unit) {
            Some(judgement) => judgement,
            None => self.judge_many_digits(evidence, unit),
        }
    }

    /// The same where short numbers do not suffice. It starts anew, so that nothing is kept for it where they do.
    #[cold]
    #[inline(never)]
    fn judge_many_digits(&self, evidence: &Evidence<'_>, unit: Unit) -> Judgement {
        let judged = || {
            let figure = Exact::from(evidence.value().ok_or(Reason::NoValue)?);
            let requirement = self.requirement(figure, evidence, unit)?;
            Ok(Judgement::of(figure, &requirement, hidden(evidence, unit)?.as_ref()))
        };
        judged().unwrap_or_else(Judgement::undetermined)
    }

    /// What a sentence has to add to the plan's words, so that a reader can work out the limit that applied.
    fn explain(&self, telling: &Telling, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let _ = (telling, formatter);
        Ok(())
    }

    /// The promise in English words, for a sentence that has no limit to name.
    fn promise(&self) -> String {
        "what the plan says".to_owned()
    }

    /// What is wrong with its figures: those that make no sense by themselves, and those that no value in the unit could
    /// ever be, such as a limit of 850 percent. The unit is none where it is not known.
    fn mistakes(&self, unit: Option<Unit>) -> Vec<RuleMistake> {
        let _ = unit;
        Vec::new()
    }
}

/// Holds a short figure against what is required of it; none where short numbers do not suffice.
// Once for all kinds of rules: most of what is asked for is judged before it comes to this.
#[inline(never)]
fn judge_few_digits(
    figure: Short,
    requirement: &Requirement<Short>,
    evidence: &Evidence<'_>,
    unit: Unit,
) -> Option<Judgement> {
    let hidden = hidden(evidence, unit).ok()?;
    Judgement::of_short(figure, requirement, hidden.as_ref())
}
