//! Upper and lower bounds: 控制在…以下, 达到…以上, 不少于, 超过.

use super::kind::Kind;
use super::{Condition, Nature, Requirement, RuleMistake, Side};
use crate::evidence::Evidence;
use crate::exact::Number;
use crate::judgement::Reason;
#[cfg(feature = "toml")]
use crate::plan_text::TableReader;
use crate::unit::Unit;
use rust_decimal::Decimal;

/// At most: `value ≤ limit`, or `value < limit` when strict.
///
/// The words 以上, 以下 and 以内 include the figure, 超过, 未满 and 不满 exclude it. That is the Civil Code's
/// rule (art. 1259) for civil law; applying it to a plan is this library's stated convention.
///
/// Exactly on the limit: met, unless strict. Maternal mortality of 8.2 meets "控制在 8.2/10 万以下".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs)]
pub struct UpperBound {
    /// The greatest value that meets the promise.
    pub limit: Decimal,
    /// Whether the limit itself no longer meets it.
    pub strict: bool,
}

/// At least: `value ≥ limit`, or `value > limit` when strict.
///
/// 达到, 保持在 and 总体为 with a bare figure, 至少 and 不少于 are lower bounds; 全覆盖 and 全部 are a lower
/// bound of 100 percent; 超过 is strict. For 以上 see [`UpperBound`].
///
/// Exactly on the limit: met, unless strict. A treatment rate of 90 does not meet "超过90%".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs)]
pub struct LowerBound {
    /// The least value that meets the promise.
    pub limit: Decimal,
    /// Whether the limit itself does not yet meet it.
    pub strict: bool,
}

impl Kind for UpperBound {
    fn data(&self) -> Vec<(&'static str, String)> {
        vec![("limit", self.limit.to_string()), ("strict", self.strict.to_string())]
    }

    fn nature(&self) -> Nature {
        Nature::Figure
    }

    #[inline]
    fn requirement<N: Number>(
        &self,
        _figure: N,
        _evidence: &Evidence<'_>,
        _unit: Unit,
    ) -> Result<Requirement<N>, Reason> {
        let limit = N::of(self.limit).ok_or(Reason::Overflow)?;
        Ok(Requirement::stated(Side::AtMost, limit, self.strict))
    }

    fn condition(&self, _limit: Option<Decimal>) -> Condition {
        if self.strict { Condition::Below(Some(self.limit)) } else { Condition::AtMost(Some(self.limit)) }
    }

    fn mistakes(&self, unit: Option<Unit>) -> Vec<RuleMistake> {
        RuleMistake::outside("limit", self.limit, unit).into_iter().collect()
    }
}

impl Kind for LowerBound {
    fn data(&self) -> Vec<(&'static str, String)> {
        vec![("limit", self.limit.to_string()), ("strict", self.strict.to_string())]
    }

    fn nature(&self) -> Nature {
        Nature::Figure
    }

    #[inline]
    fn requirement<N: Number>(
        &self,
        _figure: N,
        _evidence: &Evidence<'_>,
        _unit: Unit,
    ) -> Result<Requirement<N>, Reason> {
        let limit = N::of(self.limit).ok_or(Reason::Overflow)?;
        Ok(Requirement::stated(Side::AtLeast, limit, self.strict))
    }

    fn condition(&self, _limit: Option<Decimal>) -> Condition {
        if self.strict { Condition::Above(Some(self.limit)) } else { Condition::AtLeast(Some(self.limit)) }
    }

    fn mistakes(&self, unit: Option<Unit>) -> Vec<RuleMistake> {
        RuleMistake::outside("limit", self.limit, unit).into_iter().collect()
    }
}

#[cfg(feature = "toml")]
impl UpperBound {
    pub(super) fn read(table: &mut TableReader<'_>) -> Option<Self> {
        let (limit, strict) = (table.decimal("limit"), table.flag("strict"));
        Some(UpperBound { limit: limit?, strict })
    }
}

#[cfg(feature = "toml")]
impl LowerBound {
    pub(super) fn read(table: &mut TableReader<'_>) -> Option<Self> {
        let (limit, strict) = (table.decimal("limit"), table.flag("strict"));
        Some(LowerBound { limit: limit?, strict })
    }
}
