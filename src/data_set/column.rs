//! Decimals in few bytes: numbers of cases are whole and mostly small, and a column of them takes 4 or 8 bytes a row.

use rust_decimal::Decimal;

/// How a decimal is written as a code. The codes fall in two halves: the lower one holds a mantissa and its scale, the upper
/// one numbers the decimals that are too wide for that and stand in a list of their own. The last code is none.
#[derive(Debug, Clone, Copy)]
struct Layout {
    /// How many scales there are: a decimal with as many digits after the point is wide.
    scales: u64,
    /// The first code of the upper half.
    half: u64,
    /// The last code.
    none: u64,
}

/// In 4 bytes: up to three digits after the point, mantissas below 2^29.
const NARROW: Layout = Layout { scales: 4, half: 1 << 31, none: u32::MAX as u64 };

/// In 8 bytes: every scale a decimal can have, mantissas below 2^58.
const BROAD: Layout = Layout { scales: 32, half: 1 << 63, none: u64::MAX };

impl Layout {
    /// The code of a decimal that fits the lower half. Its digits stay as they were written: 5 and 5.0 differ.
    fn pack(self, value: Decimal) -> Option<u64> {
        let scale = u64::from(value.scale());
        let mantissa = u64::try_from(value.mantissa()).ok()?;
        let code = mantissa.checked_mul(self.scales)?.checked_add(scale)?;
        // A zero can have a sign, which a mantissa does not show.
        (scale < self.scales && code < self.half && value.is_sign_positive()).then_some(code)
    }

    fn pack_or_keep(self, value: Option<Decimal>, wide: &mut Vec<Decimal>) -> Option<u64> {
        let Some(value) = value else { return Some(self.none) };
        if let Some(code) = self.pack(value) {
            return Some(code);
        }
        let code = u64::try_from(wide.len()).ok()?.checked_add(self.half).filter(|code| *code < self.none)?;
        wide.push(value);
        Some(code)
    }

    fn unpack(self, code: u64, wide: &[Decimal]) -> Option<Decimal> {
        if code == self.none {
            return None;
        }
        if let Some(index) = code.checked_sub(self.half) {
            return wide.get(usize::try_from(index).ok()?).copied();
        }
        let (mantissa, scale) = (code.checked_div(self.scales)?, code.checked_rem(self.scales)?);
        Decimal::try_from_i128_with_scale(mantissa.into(), u32::try_from(scale).ok()?).ok()
    }
}

/// Decimals that may be missing, one after the other, while they are collected.
#[derive(Debug, Clone, Default)]
pub(super) struct Packer {
    wide: Vec<Decimal>,
}

impl Packer {
    /// The code of a decimal; nothing once there is no code left.
    pub(super) fn pack(&mut self, value: Option<Decimal>) -> Option<u64> {
        BROAD.pack_or_keep(value, &mut self.wide)
    }

    pub(super) fn unpack(&self, code: u64) -> Option<Decimal> {
        BROAD.unpack(code, &self.wide)
    }
}

/// Decimals that may be missing, by their places.
#[derive(Debug, Clone)]
pub(super) struct Column {
    codes: Codes,
    wide: Vec<Decimal>,
}

#[derive(Debug, Clone)]
enum Codes {
    /// Not one decimal is there.
    None,
    Narrow(Vec<u32>),
    Broad(Vec<u64>),
}

impl Column {
    /// A column of decimals, in the layout that takes fewer bytes.
    pub(super) fn of(values: impl ExactSizeIterator<Item = Option<Decimal>> + Clone) -> Column {
        let wide_in = |layout: Layout| values.clone().flatten().filter(|value| layout.pack(*value).is_none()).count();
        if values.clone().flatten().next().is_none() {
            return Column { codes: Codes::None, wide: Vec::new() };
        }
        let bytes = |each: usize, wide: usize| {
            values.len().saturating_mul(each).saturating_add(wide.saturating_mul(size_of::<Decimal>()))
        };
        let (narrow, broad) = (wide_in(NARROW), wide_in(BROAD));
        let fits = u64::try_from(narrow).is_ok_and(|count| count < NARROW.half);
        // Lists are made as long as they get: growing would leave room that nobody needs.
        if fits && bytes(size_of::<u32>(), narrow) <= bytes(size_of::<u64>(), broad) {
            let mut wide = Vec::with_capacity(narrow);
            let pack = |value| NARROW.pack_or_keep(value, &mut wide).and_then(|code| u32::try_from(code).ok());
            let codes = values.map(pack).map(|code| code.unwrap_or(u32::MAX)).collect();
            Column { codes: Codes::Narrow(codes), wide }
        } else {
            let mut wide = Vec::with_capacity(broad);
            let codes = values.map(|value| BROAD.pack_or_keep(value, &mut wide).unwrap_or(u64::MAX)).collect();
            Column { codes: Codes::Broad(codes), wide }
        }
    }

    pub(super) fn get(&self, place: usize) -> Option<Decimal> {
        match &self.codes {
            Codes::None => None,
            Codes::Narrow(codes) => NARROW.unpack((*codes.get(place)?).into(), &self.wide),
            Codes::Broad(codes) => BROAD.unpack(*codes.get(place)?, &self.wide),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Codes, Column, Packer};
    use rust_decimal::Decimal;

    /// At the edges of every layout.
    const EDGES: [&str; 16] = [
        "0",
        "0.000",
        "0.0000",
        "5.0",
        "536870911",
        "536870912",
        "536870.911",
        "536870.912",
        "4294967296",
        "288230376151711743",
        "288230376151711744",
        "18446744073709551615",
        "18446744073709551616",
        "79228162514264337593543950335",
        "0.0000000000000000000000000001",
        "-3",
    ];

    fn edges() -> Vec<Option<Decimal>> {
        let values = EDGES.iter().map(|text| Some(Decimal::from_str_exact(text).unwrap()));
        let mut values: Vec<_> = values.chain([None]).collect();
        let mut negative_zero = Decimal::ZERO;
        negative_zero.set_sign_negative(true);
        values.push(Some(negative_zero));
        values
    }

    fn text(value: Option<Decimal>) -> Option<String> {
        value.map(|value| value.to_string())
    }

    #[test]
    fn what_goes_in_comes_out_digit_by_digit() {
        let values = edges();
        let mut packer = Packer::default();
        for value in &values {
            let code = packer.pack(*value).unwrap();
            assert_eq!(text(packer.unpack(code)), text(*value));
        }
        // Few wide numbers among many small ones, and the other way round.
        for filling in ["1", "1000000000"] {
            let filling = vec![Some(Decimal::from_str_exact(filling).unwrap()); 1000];
            let values = [values.clone(), filling].concat();
            let column = Column::of(values.iter().copied());
            for (place, value) in values.iter().enumerate() {
                assert_eq!(text(column.get(place)), text(*value));
            }
            assert_eq!(column.get(values.len()), None);
        }
    }

    #[test]
    fn a_column_takes_the_fewest_bytes() {
        let column = |text: &str| Column::of(vec![Some(Decimal::from_str_exact(text).unwrap()); 100].into_iter());
        assert!(matches!(column("60976").codes, Codes::Narrow(codes) if codes.len() == 100));
        assert!(matches!(column("1411778724").codes, Codes::Broad(codes) if codes.len() == 100));
        assert!(matches!(Column::of([None, None].into_iter()).codes, Codes::None));
    }
}
