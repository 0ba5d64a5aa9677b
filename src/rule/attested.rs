//! Attestations, done or not done, and quantities that are only reported.

use super::accepted::{Accepted, Values};
use super::kind::Kind;
use super::{Condition, Nature, Requirement};
use crate::evidence::Evidence;
use crate::judgement::{Judgement, Reason, Verdict};
use crate::unit::Unit;
use rust_decimal::Decimal;

/// Met when a person in charge says that it is done: a value of 1 in the unit `done`. There is no limit and no margin.
pub(super) struct Attested;

impl Kind for Attested {
    fn nature(&self) -> Nature {
        Nature::Attestation
    }

    fn requirement(&self, _value: Decimal, _evidence: &Evidence<'_>) -> Result<Requirement, Reason> {
        Err(Reason::NoPromise)
    }

    fn accepted(&self, unit: Unit) -> Accepted {
        Accepted::fixed(Values::only(unit, Decimal::ONE.into()))
    }

    fn condition(&self, _limit: Option<Decimal>) -> Condition {
        Condition::Done
    }

    fn judge(&self, value: Decimal, _evidence: &Evidence<'_>, _unit: Unit) -> Result<Judgement, Reason> {
        let verdict = if value == Decimal::ONE { Verdict::Met } else { Verdict::NotMet };
        Ok(Judgement::stating(verdict, None, None, false))
    }
}

/// Never met: the plan promises nothing about it.
pub(super) struct Reported;

impl Kind for Reported {
    fn nature(&self) -> Nature {
        Nature::Reported
    }

    fn requirement(&self, _value: Decimal, _evidence: &Evidence<'_>) -> Result<Requirement, Reason> {
        Err(Reason::NoPromise)
    }

    fn accepted(&self, _unit: Unit) -> Accepted {
        Accepted::fixed(Values::NONE)
    }

    fn condition(&self, _limit: Option<Decimal>) -> Condition {
        Condition::Nothing
    }
}
