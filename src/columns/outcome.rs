//! A verdict in one byte.

use crate::judgement::{Reason, Verdict};

/// A verdict, and why there is none, in one byte. The numbers stay what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[non_exhaustive]
pub enum Outcome {
    /// 未达标.
    NotMet = 0,
    /// 达标.
    Met = 1,
    /// Undetermined: there is no value.
    NoValue = 2,
    /// Undetermined: there is no value of the baseline year.
    NoBaseline = 3,
    /// Undetermined: the year is not after the baseline year.
    NotAfterBaseline = 4,
    /// Undetermined: the rule looks at another year still.
    MissingYear = 5,
    /// Undetermined: the rule compares with another indicator.
    NoReference = 6,
    /// Undetermined: the rule asks for more each year, and the year is after the plan's last one.
    AfterPeriod = 7,
    /// Undetermined: the plan promises nothing about it.
    NoPromise = 8,
    /// Undetermined: the value, or that of the baseline year, is impossible in the unit.
    ImpossibleValue = 9,
    /// Undetermined: the exact comparison needs too many digits.
    Overflow = 10,
    /// Undetermined: the registry has no indicator at that position.
    UnknownIndicator = 11,
}

impl Outcome {
    pub(super) fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Met => Outcome::Met,
            Verdict::NotMet => Outcome::NotMet,
            Verdict::Undetermined(reason) => match reason {
                Reason::NoValue => Outcome::NoValue,
                Reason::NoBaseline { .. } => Outcome::NoBaseline,
                Reason::NotAfterBaseline { .. } => Outcome::NotAfterBaseline,
                Reason::MissingYear { .. } => Outcome::MissingYear,
                Reason::NoReference => Outcome::NoReference,
                Reason::AfterPeriod { .. } => Outcome::AfterPeriod,
                Reason::NoPromise => Outcome::NoPromise,
                // A row has one value of a year and no regions, so that these two do not come up.
                Reason::ImpossibleValue { .. } | Reason::ConflictingValues { .. } | Reason::MissingUnit { .. } => {
                    Outcome::ImpossibleValue
                }
                Reason::Overflow => Outcome::Overflow,
            },
        }
    }

    /// Whether the promise was kept; none if nobody can say.
    #[must_use]
    pub const fn is_met(self) -> Option<bool> {
        match self {
            Outcome::Met => Some(true),
            Outcome::NotMet => Some(false),
            _ => None,
        }
    }

    /// `met`, `not_met`, or the [word](Reason::as_str) for why it is undetermined.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Outcome::NotMet => "not_met",
            Outcome::Met => "met",
            Outcome::NoValue => "no_value",
            Outcome::NoBaseline => "no_baseline",
            Outcome::NotAfterBaseline => "not_after_baseline",
            Outcome::MissingYear => "missing_year",
            Outcome::NoReference => "no_reference",
            Outcome::AfterPeriod => "after_period",
            Outcome::NoPromise => "no_promise",
            Outcome::ImpossibleValue => "impossible_value",
            Outcome::Overflow => "overflow",
            Outcome::UnknownIndicator => "unknown_indicator",
        }
    }
}
