//! Attestations, done or not done, and quantities that are only reported.

use super::accepted::{Accepted, Values};
use super::kind::Kind;
use super::{Condition, Nature, Requirement};
use crate::evidence::Evidence;
use crate::exact::Number;
use crate::judgement::{Judgement, Reason, Verdict};
use crate::short::Short;
use crate::unit::Unit;
use rust_decimal::Decimal;

/// Met when a person in charge says that it is done: a value of 1 in the unit `done`. There is no limit and no margin.
pub(super) struct Attested;

impl Kind for Attested {
    fn nature(&self) -> Nature {
        Nature::Attestation
    }

    #[inline]
    fn requirement<N: Number>(
        &self,
        _figure: N,
        _evidence: &Evidence<'_>,
        _unit: Unit,
    ) -> Result<Requirement<N>, Reason> {
        Err(Reason::NoPromise)
    }

    fn accepted(&self, unit: Unit) -> Accepted {
        Accepted::fixed(Values::only(unit, Decimal::ONE.into()))
    }

    fn condition(&self, _limit: Option<Decimal>) -> Condition {
        Condition::Done
    }

    fn judge(&self, _figure: Option<Short>, evidence: &Evidence<'_>, _unit: Unit) -> Judgement {
        let verdict = if evidence.value() == Some(Decimal::ONE) { Verdict::Met } else { Verdict::NotMet };
        Judgement::stating(verdict, None, None, false)
    }
}

/// Never met: the plan promises nothing about it.
pub(super) struct Reported;

impl Kind for Reported {
    fn nature(&self) -> Nature {
        Nature::Reported
    }

    #[inline]
    fn requirement<N: Number>(
        &self,
        _figure: N,
        _evidence: &Evidence<'_>,
        _unit: Unit,
    ) -> Result<Requirement<N>, Reason> {
        Err(Reason::NoPromise)
    }

    fn accepted(&self, _unit: Unit) -> Accepted {
        Accepted::fixed(Values::NONE)
    }

    fn condition(&self, _limit: Option<Decimal>) -> Condition {
        Condition::Nothing
    }
}
