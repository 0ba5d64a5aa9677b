//! Attestations: objectives without a figure, done or not done.

use crate::judgement::{Judgement, Verdict};
use rust_decimal::Decimal;

/// Met when a person in charge says that it is done: a value of 1 in the unit `done`. There is no limit and no margin.
pub(super) fn judge(value: Decimal) -> Judgement {
    let verdict = if value == Decimal::ONE { Verdict::Met } else { Verdict::NotMet };
    Judgement::stating(verdict, None, None, false)
}
