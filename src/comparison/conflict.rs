//! Conflicts within a registry: promises that nothing can keep, alone or together.

use super::words::promise;
use crate::indicator::Indicator;
use crate::language::{Bilingual, Language};
use crate::order::in_order;
use crate::registry::Registry;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::collections::BTreeMap;

/// Of the promises that come after one and have its name, so many in conflict with it are told.
const TOLD: usize = 16;

/// A promise that no value can keep, or two about one quantity that no value can keep together.
///
/// Serialized, it has the keys `first, second, sentence_zh, sentence_en`: full ids, the second null for a promise of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict<'r> {
    first: Indicator<'r>,
    second: Option<Indicator<'r>>,
}

impl<'r> Conflict<'r> {
    /// The promise.
    #[must_use]
    pub fn first(&self) -> Indicator<'r> {
        self.first
    }

    /// The one it cannot be kept together with; none if it cannot be kept at all.
    #[must_use]
    pub fn second(&self) -> Option<Indicator<'r>> {
        self.second
    }

    /// A sentence without a full stop.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let told = |indicator: Indicator<'_>| {
            let (code, promise) = (indicator.clause_code(), promise(indicator, language));
            match language {
                Language::Chinese => format!("{code}“{promise}”"),
                Language::English => format!("{code} “{promise}”"),
            }
        };
        let (name, first) = (self.first.name().get(language), told(self.first));
        match (language, self.second.map(told)) {
            (Language::Chinese, None) => format!("{name}：{first}，任何数值都无法满足"),
            (Language::English, None) => format!("{name}: {first} cannot be met by any figure"),
            (Language::Chinese, Some(second)) => format!("{name}：{first}与{second}，任何数值都无法同时满足"),
            (Language::English, Some(second)) => {
                format!("{name}: {first} and {second} cannot both be met by any figure")
            }
        }
    }
}

impl Serialize for Conflict<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Conflict", 4)?;
        fields.serialize_field("first", self.first.id())?;
        fields.serialize_field("second", &self.second.map(|second| second.id()))?;
        fields.serialize_field("sentence_zh", &self.sentence(Language::Chinese))?;
        fields.serialize_field("sentence_en", &self.sentence(Language::English))?;
        fields.end()
    }
}

impl Registry {
    /// Promises that nothing can keep: more than 100 percent; or two about one quantity, at most 8 and at least 9.
    ///
    /// About one quantity are those that the registry's relations say are, and those of one region with the same name, unit and population.
    /// Only what asks the same levels in a common year can be in conflict, and only what is in conflict whatever the data are is told.
    /// Of many promises with one name each is told with at most 16 of those behind it: plans that contradict each other by the hundred
    /// are no longer than that to list.
    ///
    /// ```
    /// assert!(zhibiao::Registry::builtin().conflicts().is_empty());
    /// ```
    #[must_use]
    pub fn conflicts(&self) -> Vec<Conflict<'_>> {
        let alone = self.indicators().filter(is_unmeetable).map(|first| Conflict { first, second: None });
        let mut by_name: BTreeMap<_, Vec<Indicator<'_>>> = BTreeMap::new();
        for indicator in self.indicators() {
            let population = indicator.population().map(Bilingual::zh);
            let key = (indicator.plan().region(), indicator.name().zh(), indicator.unit(), population);
            by_name.entry(key).or_default().push(indicator);
        }
        let linked = self.links().map(|link| (link.first, link.second));
        let named = by_name.values().flat_map(|all| {
            all.iter().enumerate().flat_map(move |(place, one)| {
                let behind = all.iter().skip(place.saturating_add(1)).map(move |other| (*one, *other));
                behind.filter(|(one, other)| are_in_conflict(*one, *other)).take(TOLD)
            })
        });
        let linked = linked.filter(|(one, other)| are_in_conflict(*one, *other));
        let together = linked.chain(named).map(|(one, other)| {
            let (first, second) = if one.position() <= other.position() { (one, other) } else { (other, one) };
            Conflict { first, second: Some(second) }
        });
        let place =
            |conflict: &Conflict<'_>| (conflict.first.position(), conflict.second.map(|second| second.position()));
        let mut together = in_order(together.collect(), |left, right| place(left).cmp(&place(right)));
        together.dedup();
        alone.chain(together).collect()
    }
}

/// Whether nothing keeps a promise.
fn is_unmeetable(indicator: &Indicator<'_>) -> bool {
    indicator.rule().is_unmeetable(indicator.unit())
}

/// Whether two promises that can be kept, about one quantity, ask the same of somebody in a common year, and no value keeps both.
fn are_in_conflict(one: Indicator<'_>, other: Indicator<'_>) -> bool {
    let (plan, other_plan) = (one.plan(), other.plan());
    one.unit() == other.unit()
        && plan.first_year() <= other_plan.last_year()
        && other_plan.first_year() <= plan.last_year()
        && one.applies_at().iter().any(|level| other.applies_at().contains(level))
        && one.rule().excludes(other.rule(), one.unit())
        && !is_unmeetable(&one)
        && !is_unmeetable(&other)
}
