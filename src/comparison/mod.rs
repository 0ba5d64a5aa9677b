//! Comparisons of plans: what a plan asks beside another one, a county's beside its city's, the next beside the last.

mod conflict;
mod matching;
mod words;

pub use conflict::Conflict;
pub use matching::{MatchedBy, PairError};

use crate::indicator::{Indicator, Level, WHOLES};
use crate::keyword::keyword_enum;
use crate::language::{Bilingual, Language};
use crate::rule::{Implication, Obstacle};
use matching::{Pair, match_all};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::collections::{BTreeMap, BTreeSet};

keyword_enum! {
    /// What becomes of a promise from one plan to another.
    pub enum PlanChange {
        /// Both ask for the same.
        Same = "same",
        /// What meets the new promise meets the old one, and not the other way round.
        Tightened = "tightened",
        /// What meets the old promise meets the new one, and not the other way round.
        Loosened = "loosened",
        /// Neither asks for all that the other asks for, or they ask for it in another unit, of other people or of other units (each
        /// township, each county), or one for a figure and the other for a direction.
        ChangedInKind = "changed_in_kind",
        /// Only the new plan has it.
        New = "new",
        /// Only the old plan has it.
        Dropped = "dropped",
        /// Which one asks for more depends on data that the plans do not state.
        CannotBeSaid = "cannot_be_said",
    }
}

impl PlanChange {
    /// What it is called: 收紧, tightened.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (PlanChange::Same, Language::Chinese) => "相同",
            (PlanChange::Same, Language::English) => "same",
            (PlanChange::Tightened, Language::Chinese) => "收紧",
            (PlanChange::Tightened, Language::English) => "tightened",
            (PlanChange::Loosened, Language::Chinese) => "放宽",
            (PlanChange::Loosened, Language::English) => "loosened",
            (PlanChange::ChangedInKind, Language::Chinese) => "性质改变",
            (PlanChange::ChangedInKind, Language::English) => "changed in kind",
            (PlanChange::New, Language::Chinese) => "新增",
            (PlanChange::New, Language::English) => "new",
            (PlanChange::Dropped, Language::Chinese) => "未列入",
            (PlanChange::Dropped, Language::English) => "dropped",
            (PlanChange::CannotBeSaid, Language::Chinese) => "无法判断",
            (PlanChange::CannotBeSaid, Language::English) => "cannot be said",
        }
    }
}

/// Two plans side by side, promise by promise.
///
/// Decided from the rules they are judged by, alone and without any figure: a promise is tightened if every value that keeps the new one keeps the old one
/// ([`Rule::implies`](crate::Rule::implies)). The target years may be different; baseline years may not. Counts are looked at over a century: 1.99
/// people a year and 2 come to the same in five years and not in a hundred, and so one is the looser promise. People whom only one of two plans
/// names ([`Indicator::population`]) are taken to be those of the other.
///
/// ```
/// use zhibiao::{Comparison, PlanChange, Registry};
///
/// let registry = Registry::builtin();
/// let comparison = Comparison::of(registry.of_plan("women"), registry.of_plan("children"));
/// let retention = comparison.find("women.education.nine_year_retention_rate").unwrap();
/// assert_eq!(retention.in_new().unwrap().id(), "children.education.nine_year_retention_rate");
/// assert_eq!(retention.change(), PlanChange::Same);
/// ```
///
/// Serialized, it is a list of [`Compared`].
#[derive(Debug, Clone)]
pub struct Comparison<'a> {
    entries: Vec<Compared<'a>>,
}

/// One promise in two plans, or in one of them.
///
/// Serialized, it has the keys `change, old, new, matched_by, reason`; `old` and `new` are null or have the keys `id, name, clause, wording,
/// unit, kind`.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    pair: Pair<'a>,
    change: PlanChange,
    obstacle: Option<Obstacle>,
}

impl<'a> Comparison<'a> {
    /// Compares the indicators of an old plan with those of a new one, of one registry or of two. Each is matched with at most one: by
    /// what follows the plan in its id (`health.maternal_mortality_ratio`), else by the last part of it, else by its Chinese name; never where several
    /// could be meant.
    ///
    /// They come in the order of the old plan, then what is new in the order of the new one.
    pub fn of(old: impl IntoIterator<Item = Indicator<'a>>, new: impl IntoIterator<Item = Indicator<'a>>) -> Self {
        let (old, new): (Vec<_>, Vec<_>) = (old.into_iter().collect(), new.into_iter().collect());
        Comparison::matched(&match_all(&old, &new, Vec::new()))
    }

    /// The same, with pairs of full ids, the old one first, that are known to be one quantity.
    ///
    /// # Errors
    ///
    /// [`PairError`] if an id is not among the indicators, or stands in two pairs.
    pub fn with_pairs(
        old: impl IntoIterator<Item = Indicator<'a>>,
        new: impl IntoIterator<Item = Indicator<'a>>,
        pairs: &[(&str, &str)],
    ) -> Result<Self, PairError> {
        let (old, new): (Vec<_>, Vec<_>) = (old.into_iter().collect(), new.into_iter().collect());
        let given = matching::given(&old, &new, pairs)?;
        Ok(Comparison::matched(&match_all(&old, &new, given)))
    }

    fn matched(pairs: &[Pair<'a>]) -> Self {
        let both = pairs.iter().filter_map(|pair| Some((pair.old?.id(), pair.new?.id())));
        let counterparts: BTreeMap<&str, &str> = both.collect();
        // A gap, or a reference, is to an indicator of its own plan.
        let same = |old: &str, new: &str| match counterparts.get(old) {
            Some(counterpart) => *counterpart == new,
            None => after_plan(old) == after_plan(new),
        };
        let entries = pairs.iter().map(|pair| Compared::between(*pair, &same)).collect();
        Comparison { entries }
    }

    /// Every promise of either plan.
    pub fn iter(&self) -> impl Iterator<Item = &Compared<'a>> {
        self.entries.iter()
    }

    /// How many of them have changed in a way.
    #[must_use]
    pub fn count(&self, change: PlanChange) -> usize {
        self.entries.iter().filter(|entry| entry.change == change).count()
    }

    /// The promise that has this full id in the old or in the new plan.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Compared<'a>> {
        let has = |indicator: Option<Indicator<'_>>| indicator.is_some_and(|indicator| indicator.id() == id);
        self.entries.iter().find(|entry| has(entry.in_old()) || has(entry.in_new()))
    }
}

impl Serialize for Comparison<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.entries)
    }
}

/// What follows the plan in a full id: `health.maternal_mortality_ratio`.
fn after_plan(id: &str) -> &str {
    id.split_once('.').map_or(id, |(_, rest)| rest)
}

impl<'a> Compared<'a> {
    fn between(pair: Pair<'a>, same: &dyn Fn(&str, &str) -> bool) -> Self {
        let (change, obstacle) = match (pair.old, pair.new) {
            (Some(old), Some(new)) => compare(old, new, same),
            (None, _) => (PlanChange::New, None),
            (_, None) => (PlanChange::Dropped, None),
        };
        Compared { pair, change, obstacle }
    }

    /// What the old plan has.
    #[must_use]
    pub fn in_old(&self) -> Option<Indicator<'a>> {
        self.pair.old
    }

    /// What the new plan has.
    #[must_use]
    pub fn in_new(&self) -> Option<Indicator<'a>> {
        self.pair.new
    }

    /// How the two were found to be one quantity.
    #[must_use]
    pub fn matched_by(&self) -> Option<MatchedBy> {
        self.pair.by
    }

    /// What became of it.
    #[must_use]
    pub fn change(&self) -> PlanChange {
        self.change
    }

    /// What it depends on which of the two asks for more, where the rules do not settle it.
    #[must_use]
    pub fn obstacle(&self) -> Option<Obstacle> {
        self.obstacle
    }

    /// What the old and the new promise ask for, in words and with the unit: `≤8.2/10万`; none for a plan that has no such promise.
    #[must_use]
    pub fn promises(&self, language: Language) -> (Option<String>, Option<String>) {
        let told = |indicator: Option<Indicator<'_>>| indicator.map(|indicator| words::promise(indicator, language));
        (told(self.in_old()), told(self.in_new()))
    }

    /// A sentence without a full stop: `孕产妇死亡率：由≤8.2/10万收紧为≤8/10万`.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        words::sentence(self, language)
    }
}

/// What became of a promise, and what it depends on where that cannot be said.
fn compare(
    old: Indicator<'_>,
    new: Indicator<'_>,
    same: &dyn Fn(&str, &str) -> bool,
) -> (PlanChange, Option<Obstacle>) {
    let unit = old.unit();
    if unit != new.unit() || asked_of_others(old, new) {
        return (PlanChange::ChangedInKind, None);
    }
    let tightened = new.rule().implies_where(old.rule(), unit, &|one, other| same(other, one));
    let loosened = old.rule().implies_where(new.rule(), unit, same);
    let change = match (tightened, loosened) {
        (Implication::Yes, Implication::Yes) => PlanChange::Same,
        (Implication::Yes, Implication::No) => PlanChange::Tightened,
        (Implication::No, Implication::Yes) => PlanChange::Loosened,
        (Implication::No, Implication::No) => PlanChange::ChangedInKind,
        _ if old.rule().nature() != new.rule().nature() => PlanChange::ChangedInKind,
        _ => PlanChange::CannotBeSaid,
    };
    (change, loosened.obstacle().or(tightened.obstacle()))
}

/// Whether two promises are made of other people or other units: of women of other ages, of each township instead of each county. A
/// city's plan and a county's are each made of the whole, so that nation, province, city and county are not told apart.
fn asked_of_others(old: Indicator<'_>, new: Indicator<'_>) -> bool {
    let units = |indicator: Indicator<'_>| {
        let levels = indicator.applies_at().iter().copied();
        levels.filter(|level| !WHOLES.contains(level) && *level != Level::County).collect::<BTreeSet<Level>>()
    };
    let populations = old.population().zip(new.population());
    units(old) != units(new) || populations.is_some_and(|(old, new)| old.zh() != new.zh())
}

/// One side of a comparison, serialized.
struct Promise<'a>(Indicator<'a>);

impl Serialize for Promise<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Promise", 8)?;
        fields.serialize_field("id", self.0.id())?;
        fields.serialize_field("name", self.0.name().zh())?;
        fields.serialize_field("clause", &self.0.clause_code().to_string())?;
        fields.serialize_field("wording", self.0.wording())?;
        fields.serialize_field("unit", &self.0.unit())?;
        fields.serialize_field("kind", &self.0.rule().kind())?;
        fields.serialize_field("applies_at", self.0.applies_at())?;
        fields.serialize_field("population", &self.0.population().map(Bilingual::zh))?;
        fields.end()
    }
}

impl Serialize for Compared<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Compared", 5)?;
        fields.serialize_field("change", &self.change)?;
        fields.serialize_field("old", &self.in_old().map(Promise))?;
        fields.serialize_field("new", &self.in_new().map(Promise))?;
        fields.serialize_field("matched_by", &self.matched_by())?;
        fields.serialize_field("reason", &self.obstacle.map(Obstacle::as_str))?;
        fields.end()
    }
}
