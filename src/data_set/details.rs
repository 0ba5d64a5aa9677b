//! What observations say besides their values. Every text is kept once, and numbers of cases as codes: of a million
//! observations most have the same few sources, and a person in charge attests many things at once.

use super::column::{Column, Packer};
use super::marks::Marks;
use super::texts::{Texts, placed};
use crate::observation::{Attestation, Observation, ObservationError};
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What an observation says about its value besides the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
#[non_exhaustive]
pub struct Details<'a> {
    /// The number of cases behind it.
    pub numerator: Option<Decimal>,
    /// What they are counted against.
    pub denominator: Option<Decimal>,
    /// Where it was published.
    pub source: Option<&'a str>,
    /// By whom, with what evidence and when it was attested.
    pub attestation: Option<&'a Attestation>,
}

/// A number that stands for nothing: no details, no source, no attestation.
pub(super) const NONE: u32 = u32::MAX;

/// The details of the rows of a builder.
#[derive(Debug, Clone, Default)]
pub(super) struct Collected {
    rows: Vec<Packed>,
    packer: Packer,
    sources: Texts,
    attestations: BTreeMap<Attestation, u32>,
}

/// The details of a row: codes and numbers.
#[derive(Debug, Clone, Copy)]
struct Packed {
    numerator: u64,
    denominator: u64,
    source: u32,
    attestation: u32,
}

impl Collected {
    /// Keeps the details of an observation and gives their number; [`NONE`] if it has none.
    pub(super) fn add(&mut self, observation: &Observation) -> Result<u32, ObservationError> {
        let Observation { numerator, denominator, source, attestation, .. } = observation;
        if numerator.is_none() && denominator.is_none() && source.is_none() && attestation.is_none() {
            return Ok(NONE);
        }
        self.pack(*numerator, *denominator, source.as_deref(), attestation.as_ref()).ok_or(ObservationError::Full)
    }

    fn pack(
        &mut self,
        numerator: Option<Decimal>,
        denominator: Option<Decimal>,
        source: Option<&str>,
        attestation: Option<&Attestation>,
    ) -> Option<u32> {
        let number = u32::try_from(self.rows.len()).ok().filter(|number| *number < NONE)?;
        let source = source.map_or(Some(NONE), |source| self.sources.number(source))?;
        let attestation = attestation.map_or(Some(NONE), |attestation| self.attestation(attestation))?;
        let (numerator, denominator) = (self.packer.pack(numerator)?, self.packer.pack(denominator)?);
        self.rows.push(Packed { numerator, denominator, source, attestation });
        Some(number)
    }

    fn attestation(&mut self, attestation: &Attestation) -> Option<u32> {
        if let Some(number) = self.attestations.get(attestation) {
            return Some(*number);
        }
        let number = u32::try_from(self.attestations.len()).ok().filter(|number| *number < NONE)?;
        self.attestations.insert(attestation.clone(), number);
        Some(number)
    }

    /// Puts texts and attestations in order, so that their numbers compare as they do.
    pub(super) fn sorted(self) -> Sorted {
        let Collected { mut rows, packer, sources, attestations } = self;
        let (sources, source_places) = sources.sorted(&str::cmp);
        let (attestations, attestation_places) = placed(attestations);
        let place = |places: &[u32], number: u32| at(places, number).copied().unwrap_or(NONE);
        for row in &mut rows {
            row.source = place(&source_places, row.source);
            row.attestation = place(&attestation_places, row.attestation);
        }
        Sorted { rows, packer, sources, attestations }
    }
}

/// The details of the rows of a builder, comparable by their numbers.
#[derive(Debug)]
pub(super) struct Sorted {
    rows: Vec<Packed>,
    packer: Packer,
    sources: Vec<Box<str>>,
    attestations: Vec<Attestation>,
}

impl Sorted {
    /// The numbers of cases of a row, and what they are counted against.
    pub(super) fn cases(&self, number: u32) -> (Option<Decimal>, Option<Decimal>) {
        let unpack = |row: &Packed| (self.packer.unpack(row.numerator), self.packer.unpack(row.denominator));
        at(&self.rows, number).map_or((None, None), unpack)
    }

    /// By this the row comes first that says most. Equal cases can be written with more or fewer digits.
    pub(super) fn rank(&self, number: u32) -> impl Ord + use<> {
        let (numerator, denominator) = self.cases(number);
        let given = |number: u32| Some(number).filter(|number| *number != NONE);
        let texts = at(&self.rows, number).map(|row| (given(row.source), given(row.attestation)));
        let digits = |value: Option<Decimal>| value.map(|value| value.scale());
        Reverse((numerator, denominator, texts, digits(numerator), digits(denominator)))
    }
}

/// The details of the points of a data set.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// The points that have any. What follows is in their order.
    marks: Marks,
    numerators: Column,
    denominators: Column,
    /// Numbers of texts; empty if there is none.
    sources: Vec<u32>,
    texts: Vec<Box<str>>,
    /// For the few that have one: which of the points with details, and which of the attestations.
    attested: Vec<(u32, u32)>,
    attestations: Vec<Attestation>,
}

impl Table {
    /// The details of points: where there are any, and their numbers.
    pub(super) fn of(marks: Marks, numbers: &[u32], details: Sorted) -> Table {
        let rows = numbers.iter().map(|number| at(&details.rows, *number));
        let numerators = Column::of(rows.clone().map(|row| details.packer.unpack(row?.numerator)));
        let denominators = Column::of(rows.clone().map(|row| details.packer.unpack(row?.denominator)));
        let sources = rows.clone().map(|row| row.map_or(NONE, |row| row.source));
        let has_sources = sources.clone().any(|source| source != NONE);
        let attested = (0..).zip(rows).filter_map(|(place, row)| Some((place, row?.attestation)));
        let mut attested: Vec<(u32, u32)> = attested.filter(|(_, attestation)| *attestation != NONE).collect();
        attested.shrink_to_fit();
        Table {
            marks,
            numerators,
            denominators,
            sources: if has_sources { sources.collect() } else { Vec::new() },
            texts: details.sources,
            attested,
            attestations: details.attestations,
        }
    }

    /// The details of a point, if it has any.
    pub(super) fn get(&self, point: usize) -> Option<Details<'_>> {
        let place = self.marks.rank(point)?;
        let attested = self.attested.binary_search_by(|(attested, _)| (*attested as usize).cmp(&place)).ok();
        let attestation = attested.and_then(|index| self.attested.get(index));
        Some(Details {
            numerator: self.numerators.get(place),
            denominator: self.denominators.get(place),
            source: self.sources.get(place).and_then(|source| at(&self.texts, *source)).map(AsRef::as_ref),
            attestation: attestation.and_then(|(_, number)| at(&self.attestations, *number)),
        })
    }
}

fn at<T>(list: &[T], number: u32) -> Option<&T> {
    list.get(usize::try_from(number).ok()?)
}
