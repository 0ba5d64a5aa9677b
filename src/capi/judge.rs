//! One value, judged by its handle: nothing is kept, nothing is allocated.

use super::error::{Failure, zhibiao_error};
use super::guard::{call, read};
use super::indicator::zhibiao_indicator;
use super::names::{reason, verdict, zhibiao_reason, zhibiao_verdict};
use super::status::{ZHIBIAO_ERROR_ATTESTATION, ZHIBIAO_ERROR_DECIMAL, ZHIBIAO_ERROR_UNIT, zhibiao_status};
use super::text::{optional, required};
use crate::decimal;
use crate::evidence::{Evidence, Point};
use crate::indicator::Indicator;
use crate::judgement::{Judgement, Reason};
use crate::observation::{ObservationError, YEARS};
use crate::rule::Rule;
use rust_decimal::Decimal;
use std::ffi::c_char;

/// The bytes that any decimal text of the library fits in, with its end.
pub const ZHIBIAO_DECIMAL_SIZE: usize = 40;

/// A verdict with its numbers, in places of the caller. Zeroed memory reads as undetermined.
#[derive(Clone, Copy)]
struct Outputs {
    verdict: *mut zhibiao_verdict,
    reason: *mut zhibiao_reason,
}

impl Outputs {
    /// Writes the outputs that are wanted.
    ///
    /// # Safety
    ///
    /// The pointers are NULL or places that nobody else uses meanwhile.
    unsafe fn write(self, judgement: &Judgement) {
        let (of_verdict, of_reason) = (verdict(judgement.verdict()), reason(judgement.verdict()));
        // SAFETY: as the caller promises.
        unsafe {
            set(self.verdict, of_verdict);
            set(self.reason, of_reason);
        }
    }
}

/// Writes to a place of the caller, if it is wanted.
///
/// # Safety
///
/// The pointer is NULL or a place that nobody else uses meanwhile.
unsafe fn set<T>(place: *mut T, value: T) {
    if !place.is_null() {
        // SAFETY: as the caller promises. What the place held, which may be nothing yet, is not looked at.
        unsafe { place.write(value) }
    }
}

/// The year of a call.
pub(super) fn year(year: i32) -> Result<u16, Failure> {
    let known = u16::try_from(year).ok().filter(|year| YEARS.contains(year));
    known.ok_or_else(|| ObservationError::Year { found: year.to_string() }.into())
}

/// A number of the caller's.
fn number(parameter: &'static str, text: &str) -> Result<Decimal, Failure> {
    decimal::parse(text).map_err(|error| Failure::decimal(parameter, text, error))
}

/// A number of the caller's, by its digits.
#[inline]
pub(super) fn scaled(mantissa: i64, scale: u32) -> Result<Decimal, Failure> {
    decimal::with_scale(mantissa.unsigned_abs(), mantissa < 0, scale)
        .ok_or_else(|| Failure::plain(ZHIBIAO_ERROR_DECIMAL))
}

/// What is wrong with a value or baseline that was refused, for those who want to hear more than the status.
#[cold]
fn matter(failure: Failure, indicator: Indicator<'_>, value: Decimal, baseline: Option<Decimal>) -> Failure {
    let unit = indicator.unit();
    match failure.status() {
        ZHIBIAO_ERROR_UNIT if !unit.allows(value) => ObservationError::Range { found: value, unit }.into(),
        ZHIBIAO_ERROR_UNIT => match baseline {
            Some(baseline) => Failure::in_parameter("baseline", ObservationError::Range { found: baseline, unit }),
            None => failure,
        },
        ZHIBIAO_ERROR_ATTESTATION => ObservationError::NotAttested { found: value.to_string() }.into(),
        _ => failure,
    }
}

/// Judges a value. What an observation would be refused for is no verdict here either.
// Nothing it makes is copied, which only works in one piece.
#[allow(clippy::inline_always)]
#[inline(always)]
fn judged(
    indicator: Indicator<'_>,
    year: u16,
    value: Decimal,
    baseline: Option<Decimal>,
) -> Result<Judgement, Failure> {
    if matches!(indicator.rule(), Rule::Attested) {
        return Err(Failure::plain(ZHIBIAO_ERROR_ATTESTATION));
    }
    let baseline_year = || indicator.rule().baseline_year();
    let point = baseline.and_then(|value| Some(Point { value, year: baseline_year()? }));
    let judgement = indicator.judge(&Evidence::new(year, value).with_history(point.as_slice()));
    let reason = judgement.verdict().reason();
    // A rule that comes to a verdict has looked at its baseline; one that does not may have stopped before, and others have none.
    let is_seen = point.is_some() && reason.is_none();
    if matches!(reason, Some(Reason::ImpossibleValue { .. }))
        || !is_seen && baseline.is_some_and(|baseline| !indicator.unit().allows(baseline))
    {
        return Err(Failure::plain(ZHIBIAO_ERROR_UNIT));
    }
    Ok(judgement)
}

/// Writes a decimal where the caller wants it; an empty text for none.
///
/// # Safety
///
/// The pointer is NULL, or points to `ZHIBIAO_DECIMAL_SIZE` bytes.
unsafe fn write_text(place: *mut c_char, value: Option<Decimal>) {
    if place.is_null() {
        return;
    }
    let digits = value.map(Digits::of).unwrap_or_default();
    let text = digits.as_bytes();
    // SAFETY: as the caller promises; there is room for the end behind the text.
    unsafe {
        std::ptr::copy_nonoverlapping(text.as_ptr(), place.cast(), text.len());
        place.add(text.len()).write(0);
    }
}

/// The text of a decimal, without its end. What `Display` takes for it would be most of a call.
struct Digits {
    bytes: [u8; LONGEST],
    start: usize,
}

const LONGEST: usize = ZHIBIAO_DECIMAL_SIZE.saturating_sub(1);

impl Default for Digits {
    fn default() -> Self {
        Digits { bytes: [0; LONGEST], start: LONGEST }
    }
}

impl Digits {
    fn of(value: Decimal) -> Self {
        let mut digits = Digits::default();
        let Ok(mut rest) = u64::try_from(value.mantissa().unsigned_abs()) else {
            // 29 digits with a sign, a point and a zero before it fit.
            value.to_string().bytes().rev().for_each(|byte| digits.push_front(byte));
            return digits;
        };
        let mut next = |digits: &mut Digits| {
            // The remainder of a division by ten is a digit.
            digits.push_front(b'0' | u8::try_from(rest % 10).unwrap_or_default());
            rest /= 10;
            rest > 0
        };
        for _ in 0..value.scale() {
            next(&mut digits);
        }
        if value.scale() > 0 {
            digits.push_front(b'.');
        }
        while next(&mut digits) {}
        if value.is_sign_negative() {
            digits.push_front(b'-');
        }
        digits
    }

    fn push_front(&mut self, byte: u8) {
        self.start = self.start.saturating_sub(1);
        if let Some(place) = self.bytes.get_mut(self.start) {
            *place = byte;
        }
    }

    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }
}

/// Judges one value, as decimal text with the digits it was reported with. "baseline" is the value of
/// the rule's baseline year (zhibiao_indicator_baseline_year), for rules that compare with one; NULL if
/// it is not known or not needed. A rule that compares with another indicator is undetermined here, and
/// so is one that looks at every year, but for the year after its baseline: collect observations for
/// them. The value of a gap is the gap itself, and its baseline the gap of that year.
///
/// Verdict and reason are written where their pointers are not NULL; limit and margin, as decimal text,
/// where those point to ZHIBIAO_DECIMAL_SIZE bytes and not to NULL. The limit is the one that applied:
/// the plan's, the nearer end of a band, or what the baseline makes of it. The margin is the distance
/// to it in the indicator's unit, positive on the good side. Both are empty where there is no verdict,
/// or where the limit has more digits than a decimal holds (the verdict is exact even then), and the
/// margin also where it has. A rule that looks at every year has no limit; its margin is the smallest
/// step from one year to the next.
///
/// Fails as adding an observation fails: ZHIBIAO_ERROR_DECIMAL, ZHIBIAO_ERROR_UNIT,
/// ZHIBIAO_ERROR_PERIOD, ZHIBIAO_ERROR_ATTESTATION. A mistake is no verdict: nothing is written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_judge(
    indicator: *const zhibiao_indicator<'_>,
    year: i32,
    value: *const c_char,
    baseline: *const c_char,
    verdict: *mut zhibiao_verdict,
    reason: *mut zhibiao_reason,
    limit: *mut c_char,
    margin: *mut c_char,
    error: *mut *mut zhibiao_error,
) -> zhibiao_status {
    call(error, || {
        // SAFETY: the caller hands in NULL or what the parameters stand for.
        let (indicator, value, baseline) =
            unsafe { (read(indicator)?.indicator, required(value)?, optional(baseline)?) };
        let year = self::year(year)?;
        let value = number("value", value)?;
        let baseline = baseline.map(|baseline| number("baseline", baseline)).transpose()?;
        let judgement =
            judged(indicator, year, value, baseline).map_err(|failure| matter(failure, indicator, value, baseline))?;
        // SAFETY: as above.
        unsafe {
            Outputs { verdict, reason }.write(&judgement);
            write_text(limit, judgement.limit());
            write_text(margin, judgement.margin());
        }
        Ok(())
    })
}

/// The same for callers with integers: a value is mantissa ÷ 10^scale, with a scale from 0 to 28: 8.20
/// is 820 and 2. "baseline" points to a mantissa, of the same scale, or is NULL. The margin is written
/// as a mantissa, with its scale, where their pointers are not NULL; a call whose margin has no 64-bit
/// mantissa or none at all leaves both untouched, and writes 0 to has_margin.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_judge_scaled(
    indicator: *const zhibiao_indicator<'_>,
    year: i32,
    mantissa: i64,
    scale: u32,
    baseline: *const i64,
    verdict: *mut zhibiao_verdict,
    reason: *mut zhibiao_reason,
    has_margin: *mut i32,
    margin_mantissa: *mut i64,
    margin_scale: *mut u32,
) -> zhibiao_status {
    call(std::ptr::null_mut(), || {
        // SAFETY: the caller hands in NULL or what the parameters stand for.
        let (indicator, baseline) = unsafe { (read(indicator)?.indicator, baseline.as_ref()) };
        let value = scaled(mantissa, scale)?;
        let baseline = baseline.map(|mantissa| scaled(*mantissa, scale)).transpose()?;
        let judgement = judged(indicator, self::year(year)?, value, baseline)?;
        let margin =
            judgement.margin().and_then(|margin| Some((i64::try_from(margin.mantissa()).ok()?, margin.scale())));
        // SAFETY: as above.
        unsafe {
            Outputs { verdict, reason }.write(&judgement);
            set(has_margin, i32::from(margin.is_some()));
            if let Some((mantissa, scale)) = margin {
                set(margin_mantissa, mantissa);
                set(margin_scale, scale);
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::Digits;
    use rust_decimal::Decimal;

    #[test]
    fn digits_are_those_of_the_decimal() {
        let mantissas = [
            0,
            1,
            -1,
            9,
            10,
            -10,
            820,
            99_999,
            i128::from(u64::MAX),
            i128::from(u64::MAX) + 1,
            -Decimal::MAX.mantissa(),
        ];
        for mantissa in mantissas {
            for scale in 0..=28 {
                let value = Decimal::from_i128_with_scale(mantissa, scale);
                let digits = Digits::of(value);
                assert_eq!(std::str::from_utf8(digits.as_bytes()).unwrap(), value.to_string());
            }
        }
    }
}
