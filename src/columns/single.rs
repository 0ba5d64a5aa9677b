//! Figures judged one at a time by the same table: those of few digits, which is nearly all there are.

use super::table::{Entry, Table};
use crate::evidence::Evidence;
use crate::judgement::{FewDigits, Judgement};
use crate::multiples::PowerOfTen;
use crate::registry::Registry;
use crate::rule::Side;
use crate::short::Units;
use rust_decimal::Decimal;
use std::sync::OnceLock;

/// Figures of so few decimals are judged; in a column they would have this scale.
const DECIMALS: u32 = 4;

impl Table {
    /// None where more is to be asked than this table says.
    #[inline]
    fn judge_single(&self, position: u16, evidence: &Evidence<'_>) -> Option<Judgement> {
        let (entry, power) = (self.entries().get(usize::from(position))?, self.power());
        let value = Single::of(evidence.value_ref()?)?;
        let baseline_year = entry.first_year.wrapping_sub(1);
        let (baseline, is_known) = match evidence.history() {
            [] => (Single::ZERO, false),
            // Which rules ask for it nobody can guess, so that it costs less to look at what is there.
            [point] => (Single::of(&point.value)?, point.year == baseline_year),
            _ => match evidence.value_of(baseline_year).ok()? {
                Some(value) => (Single::of(&value)?, true),
                None => (Single::ZERO, false),
            },
        };
        let year = evidence.year();
        let is_judged = entry.is_judged::<true, true>(value.units, baseline.units, year, self.whole());
        // One branch, which is nearly never taken.
        #[allow(clippy::needless_bitwise_bool)]
        let is_more = evidence.has_reach() | (entry.needs_baseline & !is_known) | !is_judged;
        if is_more {
            return None;
        }
        let (above, below) = entry.distances(value.units, baseline.units, year.into(), power);
        let margin = above.min(below);
        // In the middle of a band, either end is as near.
        if above == below {
            return None;
        }
        let met = margin >= entry.first_good;
        let twice = margin.wrapping_abs().wrapping_mul(2);
        let sensitive = if twice > entry.off(&value, &baseline, power) {
            false
        } else {
            entry.is_sensitive(margin, met, &{ value }, &{ baseline }, power)?
        };
        // All of them end in zeros that nobody wrote.
        let moved = u32::from(entry.slope_decimals).wrapping_add(baseline.scale);
        let scale = moved.wrapping_mul(entry.needs_baseline.into()).max(entry.decimals.into()).max(value.scale);
        let zeros = self.margin_scale().wrapping_sub(scale);
        let zeros = PowerOfTen::of(zeros)?;
        let without = |units: i64| Units::new(zeros.divide_multiple(units));
        let figure = without(value.units.wrapping_mul(power));
        let side = if above < below { Side::AtLeast } else { Side::AtMost };
        Some(Judgement::of_few_digits(met, FewDigits { figure, margin: without(margin), side, scale }, sensitive))
    }
}

impl Entry {
    /// Whether a figure in its unit's range is the least or the greatest there.
    #[inline]
    fn is_at_an_end(&self, figure: i64) -> bool {
        figure == 0 || figure.cast_unsigned().wrapping_add(1) == self.beyond
    }

    /// Figure and limit may be off by half of this, for want of digits. Nothing here reaches 2^62.
    #[inline]
    fn off(&self, value: &Single, baseline: &Single, power: i64) -> i64 {
        let moved = self.slope.wrapping_abs().wrapping_mul(baseline.last_digit);
        value.last_digit.wrapping_mul(power).wrapping_add(moved)
    }

    /// Whether the figure and the baseline may be off by so much, for want of digits, that the verdict would be the other one. None if that is not
    /// all there is to it.
    #[inline(never)]
    fn is_sensitive(&self, margin: i64, met: bool, value: &Single, baseline: &Single, power: i64) -> Option<bool> {
        let off = self.off(value, baseline, power);
        let twice = margin.wrapping_abs().wrapping_mul(2);
        if self.is_count || twice > off {
            return Some(false);
        }
        // There is nothing beyond the ends of a unit, so that these are off to one side only.
        if self.is_at_an_end(value.units) || self.needs_baseline && self.is_at_an_end(baseline.units) {
            return None;
        }
        // Off by so much that it just reaches the limit, a figure is met where the limit itself is.
        Some(twice < off || met == (self.first_good > 0))
    }
}

/// A figure in units of `10^-DECIMALS`, and how many of them a unit of its own last digit is.
#[derive(Clone, Copy)]
struct Single {
    units: i64,
    scale: u32,
    last_digit: i64,
}

impl Single {
    const ZERO: Single = Single { units: 0, scale: 0, last_digit: 0 };

    /// None for more than 32 bits, more decimals, or less than zero.
    #[inline]
    fn of(figure: &Decimal) -> Option<Self> {
        const POWERS: [i64; 5] = [10_000, 1_000, 100, 10, 1];
        let parts = figure.unpack();
        if parts.hi != 0 || parts.mid != 0 || parts.negative {
            return None;
        }
        let last_digit = *POWERS.get(usize::try_from(parts.scale).ok()?)?;
        // 2^32 × 10^4 is less than 2^46.
        Some(Single { units: i64::from(parts.lo).wrapping_mul(last_digit), scale: parts.scale, last_digit })
    }
}

/// A table, once somebody judges by it. It follows from everything else in a registry, so that it makes no difference between two.
pub(crate) struct SingleFigures(OnceLock<Option<Table>>);

impl SingleFigures {
    pub(crate) const fn new() -> Self {
        SingleFigures(OnceLock::new())
    }

    /// The judgement of a figure of few digits, if its rule is one of lines and its baseline is known. For anything else none: then the rule
    /// itself is asked.
    #[inline]
    pub(crate) fn judge(&self, registry: &Registry, position: u16, evidence: &Evidence<'_>) -> Option<Judgement> {
        self.0.get_or_init(|| Table::of(registry, DECIMALS)).as_ref()?.judge_single(position, evidence)
    }
}

impl Clone for SingleFigures {
    fn clone(&self) -> Self {
        SingleFigures::new()
    }
}

impl PartialEq for SingleFigures {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for SingleFigures {}
