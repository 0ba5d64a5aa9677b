//! Which promise of one plan is about the same quantity as which one of another.

use super::after_plan;
use crate::indicator::Indicator;
use crate::keyword::keyword_enum;
use crate::quote::shorten;
use std::collections::BTreeMap;
use thiserror::Error;

keyword_enum! {
    /// How two promises were found to be about one quantity.
    pub enum MatchedBy {
        /// The caller said so.
        Given = "given",
        /// Their ids are the same but for the plan.
        Id = "id",
        /// The last parts of their ids are the same.
        ShortId = "short_id",
        /// Their Chinese names are the same.
        Name = "name",
    }
}

/// Why a pair of ids cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PairError {
    /// No such indicator is among those that are compared.
    #[error("found `{id}`, expected the full id of an indicator of the {side} plan")]
    Unknown {
        /// The id.
        id: String,
        /// `old` or `new`.
        side: &'static str,
    },
    /// An indicator stands in two pairs.
    #[error("found `{id}` a second time, expected each indicator in one pair")]
    Twice {
        /// The id.
        id: String,
    },
}

/// Promises about one quantity; one of them may be missing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) old: Option<Indicator<'a>>,
    pub(super) new: Option<Indicator<'a>>,
    pub(super) by: Option<MatchedBy>,
}

/// Places in the old plan's list and in the new one's.
pub(super) type Given = Vec<(usize, usize)>;

/// The places of pairs of ids.
pub(super) fn given(old: &[Indicator<'_>], new: &[Indicator<'_>], pairs: &[(&str, &str)]) -> Result<Given, PairError> {
    let place = |indicators: &[Indicator<'_>], id: &str, side| {
        let place = indicators.iter().position(|indicator| indicator.id() == id);
        place.ok_or_else(|| PairError::Unknown { id: shorten(id), side })
    };
    let mut places = Given::new();
    for (left, right) in pairs {
        let (first, second) = (place(old, left, "old")?, place(new, right, "new")?);
        for (taken, other) in &places {
            if *taken == first || *other == second {
                let id = if *taken == first { left } else { right };
                return Err(PairError::Twice { id: shorten(id) });
            }
        }
        places.push((first, second));
    }
    Ok(places)
}

/// The ways to find what is the same, the surest first.
type Key = for<'a> fn(&Indicator<'a>) -> &'a str;
const KEYS: [(MatchedBy, Key); 3] = [
    (MatchedBy::Id, |indicator| after_plan(indicator.id())),
    (MatchedBy::ShortId, |indicator| indicator.short_id()),
    (MatchedBy::Name, |indicator| indicator.name().zh()),
];

pub(super) fn match_all<'a>(old: &[Indicator<'a>], new: &[Indicator<'a>], given: Given) -> Vec<Pair<'a>> {
    let mut partners: BTreeMap<usize, (usize, MatchedBy)> = BTreeMap::new();
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    for (left, right) in given {
        partners.insert(left, (right, MatchedBy::Given));
        taken.insert(right, left);
    }
    for (by, key) in KEYS {
        let left = free(old, key, |place| partners.contains_key(&place));
        let right = free(new, key, |place| taken.contains_key(&place));
        for (word, places) in &left {
            // Only where nobody else could be meant.
            if let ([one], Some([other])) = (places.as_slice(), right.get(word).map(Vec::as_slice)) {
                partners.insert(*one, (*other, by));
                taken.insert(*other, *one);
            }
        }
    }
    let of_old = old.iter().enumerate().map(|(place, indicator)| {
        let partner = partners.get(&place);
        let new = partner.and_then(|(place, _)| new.get(*place)).copied();
        Pair { old: Some(*indicator), new, by: partner.map(|(_, by)| *by) }
    });
    let only_new = new.iter().enumerate().filter(|(place, _)| !taken.contains_key(place));
    of_old.chain(only_new.map(|(_, indicator)| Pair { old: None, new: Some(*indicator), by: None })).collect()
}

/// The places of those not yet matched, by what they would be matched by.
fn free<'a>(
    indicators: &[Indicator<'a>],
    key: Key,
    is_matched: impl Fn(usize) -> bool,
) -> BTreeMap<&'a str, Vec<usize>> {
    let mut places: BTreeMap<&'a str, Vec<usize>> = BTreeMap::new();
    for (place, indicator) in indicators.iter().enumerate().filter(|(place, _)| !is_matched(*place)) {
        places.entry(key(indicator)).or_default().push(place);
    }
    places
}
