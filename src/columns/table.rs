//! What each promise asks for, in whole numbers of one scale.

use super::MISSING;
use crate::exact::Exact;
use crate::indicator::Indicator;
use crate::multiples::PowerOfTen;
use crate::registry::Registry;
use crate::rule::Line;
use rust_decimal::Decimal;

/// Limits and margins have at most so many decimals, if the figures have no more: with ten, the greatest figure of any unit leaves six bits.
const MOST_DECIMALS: u32 = 10;

/// Figures have at most so many.
const MOST_DECIMALS_OF_FIGURES: u32 = 18;

/// Products and limits stay below this, so that a sum of three of them fits 64 bits.
const WITHIN: i64 = 1 << 60;

/// A table for columns has at least so many entries, of which the last judge nothing.
pub(super) const FEW: usize = 512;

/// What [`Entry::against`] says of a row that is judged.
pub(super) const ALL_WELL: i64 = -1;

/// An end that no figure comes near.
const FAR: i64 = 1 << 62;

/// What a row has to know of its indicator, on one line of a cache. Ends and steps are in units of the last digit of margins.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct Entry {
    /// The accepted values go from one to the other, for a baseline of zero in the year zero.
    least: i64,
    greatest: i64,
    /// How far a unit of the baseline's last digit moves both.
    pub(super) slope: i64,
    /// How far a year moves both.
    per_year: i64,
    /// The first margin that is good: 0, or 1 where the limit itself is not.
    pub(super) first_good: i64,
    /// The first value, in units of its last digit, that is beyond the unit's range; 0 where this table does not judge at all.
    pub(super) beyond: u64,
    /// The greatest baseline; any where none is asked for.
    most_baseline: u64,
    pub(super) first_year: u16,
    /// How many more years there are.
    years_after_first: u16,
    /// Whether figures, and the baseline if one is asked for, have to be whole.
    pub(super) is_count: bool,
    pub(super) needs_baseline: bool,
    /// How many decimals the ends and steps have.
    pub(super) decimals: u8,
    /// How many the slope has.
    pub(super) slope_decimals: u8,
}

impl Entry {
    /// Judges nothing.
    pub(super) const NONE: Entry = Entry {
        least: 0,
        greatest: 0,
        slope: 0,
        per_year: 0,
        first_good: 0,
        beyond: 0,
        most_baseline: 0,
        first_year: 0,
        years_after_first: 0,
        is_count: false,
        needs_baseline: false,
        decimals: 0,
        slope_decimals: 0,
    };

    /// The margin, and whether it is good, of a figure that [`is_judged`](Self::is_judged).
    // One multiplication after another, for every row.
    #[allow(clippy::inline_always)]
    #[inline(always)]
    pub(super) fn judge(&self, value: i64, baseline: i64, year: i64, power: i64) -> (i64, bool) {
        let (above, below) = self.distances(value, baseline, year, power);
        let margin = above.min(below);
        (margin, margin >= self.first_good)
    }

    /// How far a figure is above the least and below the greatest that is accepted.
    #[allow(clippy::inline_always)]
    #[inline(always)]
    pub(super) fn distances(&self, value: i64, baseline: i64, year: i64, power: i64) -> (i64, i64) {
        // Whatever is judged stays below 2^63; what is not is thrown away.
        let value = value.wrapping_mul(power);
        let moved = self.slope.wrapping_mul(baseline).wrapping_add(self.per_year.wrapping_mul(year));
        let figure = value.wrapping_sub(moved);
        (figure.wrapping_sub(self.least), self.greatest.wrapping_sub(figure))
    }

    /// Whether a value, a baseline and a year are such that this is all there is to it.
    #[allow(clippy::inline_always)]
    #[inline(always)]
    pub(super) fn is_judged<const YEARS: bool, const COUNTS: bool>(
        &self,
        value: i64,
        baseline: i64,
        year: u16,
        whole: &PowerOfTen,
    ) -> bool {
        self.against::<YEARS, COUNTS>(value, baseline, year, whole) == ALL_WELL
    }

    /// What there is against [`is_judged`](Self::is_judged): [`ALL_WELL`], or more. Most rows are judged, so that adding up costs less than
    /// branching; and a carry is added or subtracted at once, where a product of conditions takes a register for each.
    #[allow(clippy::inline_always)]
    #[inline(always)]
    pub(super) fn against<const YEARS: bool, const COUNTS: bool>(
        &self,
        value: i64,
        baseline: i64,
        year: u16,
        whole: &PowerOfTen,
    ) -> i64 {
        let mut against = i64::from(baseline.cast_unsigned() > self.most_baseline);
        if YEARS {
            // A year before the first wraps around to a late one.
            let is_late = year.wrapping_sub(self.first_year) > self.years_after_first;
            against = against.wrapping_add(is_late.into());
        }
        if COUNTS {
            let is_whole = !self.is_count
                || (whole.divides(value.cast_unsigned())
                    && (!self.needs_baseline || whole.divides(baseline.cast_unsigned())));
            against = against.wrapping_add((!is_whole).into());
        }
        against.wrapping_sub((value.cast_unsigned() < self.beyond).into())
    }
}

/// The entries of a registry's indicators, by their positions.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    entries: Vec<Entry>,
    margin_scale: u32,
    /// What a value is multiplied by to be in units of margins.
    power: i64,
    whole: PowerOfTen,
    /// Whether there are counts whose figures have decimals.
    counts: bool,
    /// The year that the entries are for, if they are for one.
    year: Option<u16>,
}

impl Table {
    /// None if figures of so many decimals do not fit.
    pub(super) fn of(registry: &Registry, scale: u32) -> Option<Self> {
        if scale > MOST_DECIMALS_OF_FIGURES {
            return None;
        }
        let lines: Vec<Option<Line>> =
            registry.indicators().map(|each| each.rule().line(each.unit(), each.plan().last_year())).collect();
        let needed = lines.iter().flatten().filter_map(|line| line.decimals(scale));
        let margin_scale = needed.filter(|needed| *needed <= MOST_DECIMALS).max().unwrap_or(0).max(scale);
        let power = 10_i64.checked_pow(margin_scale.checked_sub(scale)?)?;
        let whole = *PowerOfTen::of(scale)?;
        let entry =
            |(indicator, line): (Indicator<'_>, Option<Line>)| entry(indicator, &line?, scale, margin_scale, power);
        let entries: Vec<Entry> =
            registry.indicators().zip(lines).map(|each| entry(each).unwrap_or(Entry::NONE)).collect();
        let counts = scale > 0 && registry.indicators().any(|indicator| indicator.unit().is_count());
        Some(Table { entries, margin_scale, power, whole, counts, year: None })
    }

    /// The same with at least [`FEW`] entries.
    pub(super) fn padded(mut self) -> Table {
        self.entries.resize(self.entries.len().max(FEW), Entry::NONE);
        self
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn margin_scale(&self) -> u32 {
        self.margin_scale
    }

    pub(super) fn power(&self) -> i64 {
        self.power
    }

    pub(super) fn whole(&self) -> &PowerOfTen {
        &self.whole
    }

    pub(super) fn counts(&self) -> bool {
        self.counts
    }

    pub(super) fn is_of_one_year(&self) -> bool {
        self.year.is_some()
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The same for one year, which nothing has to look at then.
    pub(super) fn in_year(&self, year: u16) -> Table {
        let in_year = |entry: &Entry| {
            if year.wrapping_sub(entry.first_year) > entry.years_after_first {
                return Entry::NONE;
            }
            let moved = entry.per_year.wrapping_mul(year.into());
            Entry {
                least: entry.least.wrapping_add(moved),
                greatest: entry.greatest.wrapping_add(moved),
                per_year: 0,
                ..*entry
            }
        };
        Table { entries: self.entries.iter().map(in_year).collect(), year: Some(year), ..*self }
    }

    /// A margin in units of its last digit, if it fits and has no more digits.
    pub(super) fn in_units(&self, margin: Decimal) -> Option<i64> {
        Exact::from(margin).in_units(self.margin_scale).filter(|units| *units != MISSING)
    }
}

/// None where these numbers do not suffice.
fn entry(indicator: Indicator<'_>, line: &Line, scale: u32, margin_scale: u32, power: i64) -> Option<Entry> {
    let within = |units: i64| (-WITHIN..=WITHIN).contains(&units).then_some(units);
    let greatest_figure = Exact::from(indicator.unit().greatest()).in_units(scale)?;
    within(greatest_figure.checked_mul(power)?)?;
    let end = |end: Option<Exact>, far: i64| match end {
        Some(end) => within(end.in_units(margin_scale)?),
        None => Some(far),
    };
    // A unit of the baseline's last digit is `power` units of the margin's.
    let slope = line.slope.checked_mul(power.cast_unsigned().into())?.in_units(0)?;
    within(slope.checked_mul(greatest_figure)?)?;
    let per_year = line.per_year.in_units(margin_scale)?;
    within(per_year.checked_mul(u16::MAX.into())?)?;
    let needs_baseline = line.needs_baseline;
    Some(Entry {
        least: end(line.least, -FAR)?,
        greatest: end(line.greatest, FAR)?,
        slope,
        per_year,
        first_good: i64::from(line.strict),
        beyond: greatest_figure.cast_unsigned().checked_add(1)?,
        most_baseline: if needs_baseline { greatest_figure.cast_unsigned() } else { u64::MAX },
        first_year: line.first_year,
        years_after_first: line.last_year.checked_sub(line.first_year)?,
        is_count: indicator.unit().is_count(),
        needs_baseline,
        decimals: u8::try_from(line.decimals_of_ends()?).ok()?,
        slope_decimals: u8::try_from(line.slope.decimals()).ok()?,
    })
}
