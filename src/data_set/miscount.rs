//! Figures that are not what their own cases make of them. They are flagged and kept; no verdict changes.

use super::{DataSet, Series};
use crate::exact::Exact;
use crate::interval::{Confidence, Interval};
use crate::language::Language;
use crate::unit::Unit;
use rust_decimal::{Decimal, RoundingStrategy};

/// A value that its numerator and denominator do not give.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Miscount<'a> {
    /// The series.
    pub series: Series<'a>,
    /// The year.
    pub year: u16,
    /// What was reported.
    pub value: Decimal,
    /// The number of cases reported with it.
    pub numerator: Decimal,
    /// What they were counted against.
    pub denominator: Decimal,
    /// What they give, rounded half away from zero to the digits of the value; none if that has too many digits.
    pub expected: Option<Decimal>,
}

impl Miscount<'_> {
    /// What is wrong, in a sentence.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let indicator = self.series.indicator();
        let place = self.series.place(language);
        let (year, name) = (self.year, indicator.name().get(language));
        let (numerator, denominator) = (self.numerator, self.denominator);
        let value = indicator.write(self.value, language);
        let expected = self.expected.map(|expected| indicator.write(expected, language));
        match (language, expected) {
            (Language::Chinese, Some(expected)) => {
                format!(
                    "{year}年{place}{name}上报{value}，按分子{numerator}、分母{denominator}计算应为{expected}，请核实。"
                )
            }
            (Language::Chinese, None) => {
                format!("{year}年{place}{name}上报{value}，与分子{numerator}、分母{denominator}不符，请核实。")
            }
            (Language::English, Some(expected)) => format!(
                "{place}, {year}: {name} was reported as {value}, but {numerator} of {denominator} make {expected}; please check."
            ),
            (Language::English, None) => format!(
                "{place}, {year}: {name} was reported as {value}, which {numerator} of {denominator} do not make; please check."
            ),
        }
    }
}

/// What cases over what they are counted against is multiplied by.
fn factor(unit: Unit) -> Option<Decimal> {
    if unit == Unit::Ratio { Some(Decimal::ONE) } else { unit.rate_base().map(Decimal::from) }
}

/// Whether a value is what the cases make, to its last digit: off by no more than half a unit of it. Compared by products, so that
/// nothing is rounded. True if the products have too many digits to tell.
fn agrees(value: Decimal, numerator: Decimal, denominator: Decimal, factor: Decimal) -> bool {
    let off = || {
        let claimed = Exact::from(value).checked_mul(denominator.into())?;
        let counted = Exact::from(numerator).checked_mul(factor.into())?;
        let reach = Exact::half_unit(value).checked_mul(denominator.into())?;
        let difference = claimed.checked_sub(counted)?;
        Some(difference > reach || difference < Exact::ZERO.checked_sub(reach)?)
    };
    !off().unwrap_or(false)
}

impl<'a> Series<'a> {
    /// Whether the value of a year is not what its numerator and denominator give, to its last digit.
    #[must_use]
    pub fn miscount(&self, year: u16) -> Option<Miscount<'a>> {
        let (value, numerator, denominator) = self.cases(year)?;
        let factor = factor(self.indicator().unit())?;
        if agrees(value, numerator, denominator, factor) {
            return None;
        }
        let quotient = numerator.checked_mul(factor).and_then(|product| product.checked_div(denominator));
        let rounded =
            |quotient: Decimal| quotient.round_dp_with_strategy(value.scale(), RoundingStrategy::MidpointAwayFromZero);
        Some(Miscount { series: *self, year, value, numerator, denominator, expected: quotient.map(rounded) })
    }

    /// The interval that the cases behind the value of a year leave open.
    #[must_use]
    pub fn interval(&self, year: u16, confidence: Confidence) -> Option<Interval> {
        let (_, numerator, denominator) = self.cases(year)?;
        Interval::of(self.indicator().unit(), numerator, denominator, confidence)
    }

    fn cases(&self, year: u16) -> Option<(Decimal, Decimal, Decimal)> {
        let details = self.details(year)?;
        Some((self.value(year)?, details.numerator?, details.denominator?))
    }
}

impl DataSet<'_> {
    /// The values of a year that are not what their numerators and denominators give.
    pub fn miscounts_in(&self, year: u16) -> impl Iterator<Item = Miscount<'_>> {
        self.series().filter_map(move |series| series.miscount(year))
    }

    /// The values that are not what their numerators and denominators give.
    pub fn miscounts(&self) -> impl Iterator<Item = Miscount<'_>> {
        let all = self.series();
        all.flat_map(|series| series.points().iter().filter_map(move |point| series.miscount(point.year)))
    }
}
