//! What a plan can promise about a figure, and what each promise asks of it.
//!
//! Every kind of rule has a file of its own. There it says which values it accepts, given the evidence, and how it is
//! told and read. How a value is held against what is accepted is the same for all kinds and stands in one place, the file
//! `judgement.rs`. A new kind is a new file, a variant of [`Rule`] and [`RuleKind`], and a line where these are matched.

mod accepted;
mod attested;
mod average_annual_change;
mod band;
mod bound;
mod gap;
mod implication;
mod kind;
mod line;
mod reference;
mod relative_decrease;
mod slower_rise;
#[cfg(test)]
mod tests;
mod trend;

pub use average_annual_change::{AverageAnnualChange, Direction};
pub use band::Band;
pub use bound::{LowerBound, UpperBound};
pub use gap::{Between, Gap};
pub use implication::{Implication, Obstacle};
pub(crate) use line::Line;
pub use reference::Reference;
pub use relative_decrease::RelativeDecrease;
pub use slower_rise::SlowerRise;
pub use trend::Trend;

use crate::evidence::Evidence;
use crate::exact::{Exact, Number};
use crate::goal::Goals;
use crate::judgement::{Hidden, Judgement, Reason};
use crate::keyword::keyword_enum;
use crate::language::Language;
#[cfg(feature = "toml")]
use crate::plan_text::TableReader;
use crate::short::Short;
use crate::unit::Unit;
use accepted::{Accepted, Course};
use kind::Kind;
use rust_decimal::Decimal;
use std::fmt;

/// A typed rule: what an indicator's value has to be for the promise to be met.
///
/// | kind | met when |
/// |---|---|
/// | [`UpperBound`] | `value ≤ limit`, strict: `value < limit` |
/// | [`LowerBound`] | `value ≥ limit`, strict: `value > limit` |
/// | [`Band`] | `centre − tolerance ≤ value ≤ centre + tolerance`, exceedable: no upper end |
/// | [`RelativeDecrease`] | `100 × value ≤ (100 − percent) × baseline` |
/// | [`AverageAnnualChange`] | down: `baseline − value ≥ points × years since the baseline`, up: the other way round |
/// | [`Trend`] | up: `value > baseline`, down: `value < baseline`; every year: each against the one before |
/// | [`SlowerRise`] | the yearly rise since the baseline is smaller than before it |
/// | [`Reference`] | `value ≥ reference`, or within a tolerance of it |
/// | [`Gap`] | the gap between two groups, or across regions, is smaller than at the baseline |
/// | attested | a person in charge says that it is done |
/// | reported | never: the plan promises nothing, the figure is there for others to be compared with |
///
/// All of it in exact decimal arithmetic: nothing is rounded before a comparison, and no tolerance applies
/// that is not in the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// At most a limit.
    UpperBound(UpperBound),
    /// At least a limit.
    LowerBound(LowerBound),
    /// About a figure.
    Band(Band),
    /// A percentage below the figure of a baseline year.
    RelativeDecrease(RelativeDecrease),
    /// So many points a year on average since a baseline year.
    AverageAnnualChange(AverageAnnualChange),
    /// A direction without a figure.
    Trend(Trend),
    /// A rise that slows down.
    SlowerRise(SlowerRise),
    /// A comparison with another indicator.
    Reference(Reference),
    /// A gap that narrows.
    Gap(Gap),
    /// Done or not done, as somebody in charge attests.
    Attested,
    /// No promise: reported for others to be compared with.
    Reported,
}

/// Does something with what a rule's kind says about it, compiled for each kind by itself.
macro_rules! with_its_kind {
    ($rule:expr, $said:ident => $done:expr) => {
        match $rule {
            Rule::UpperBound($said) => $done,
            Rule::LowerBound($said) => $done,
            Rule::Band($said) => $done,
            Rule::RelativeDecrease($said) => $done,
            Rule::AverageAnnualChange($said) => $done,
            Rule::Trend($said) => $done,
            Rule::SlowerRise($said) => $done,
            Rule::Reference($said) => $done,
            Rule::Gap($said) => $done,
            Rule::Attested => {
                let $said = &attested::Attested;
                $done
            }
            Rule::Reported => {
                let $said = &attested::Reported;
                $done
            }
        }
    };
}

keyword_enum! {
    /// What an indicator's promise can be held against.
    pub enum Nature {
        /// A figure the plan states.
        Figure = "figure",
        /// A direction, a comparison or a gap, without a figure.
        Direction = "direction",
        /// Somebody's word that it is done.
        Attestation = "attestation",
        /// Nothing: it is only reported.
        Reported = "reported",
    }
}

keyword_enum! {
    /// The kind of a rule, without its figures.
    pub enum RuleKind {
        /// [`Rule::UpperBound`].
        UpperBound = "upper_bound",
        /// [`Rule::LowerBound`].
        LowerBound = "lower_bound",
        /// [`Rule::Band`].
        Band = "band",
        /// [`Rule::RelativeDecrease`].
        RelativeDecrease = "relative_decrease",
        /// [`Rule::AverageAnnualChange`].
        AverageAnnualChange = "average_annual_change",
        /// [`Rule::Trend`].
        Trend = "trend",
        /// [`Rule::SlowerRise`].
        SlowerRise = "slower_rise",
        /// [`Rule::Reference`].
        Reference = "reference",
        /// [`Rule::Gap`].
        Gap = "gap",
        /// [`Rule::Attested`].
        Attested = "attested",
        /// [`Rule::Reported`].
        Reported = "reported",
    }
}

impl Rule {
    /// The kind of the rule.
    #[must_use]
    pub const fn kind(&self) -> RuleKind {
        match self {
            Rule::UpperBound(_) => RuleKind::UpperBound,
            Rule::LowerBound(_) => RuleKind::LowerBound,
            Rule::Band(_) => RuleKind::Band,
            Rule::RelativeDecrease(_) => RuleKind::RelativeDecrease,
            Rule::AverageAnnualChange(_) => RuleKind::AverageAnnualChange,
            Rule::Trend(_) => RuleKind::Trend,
            Rule::SlowerRise(_) => RuleKind::SlowerRise,
            Rule::Reference(_) => RuleKind::Reference,
            Rule::Gap(_) => RuleKind::Gap,
            Rule::Attested => RuleKind::Attested,
            Rule::Reported => RuleKind::Reported,
        }
    }

    /// Whether it is a figure, a direction or an attestation.
    #[must_use]
    pub fn nature(&self) -> Nature {
        with_its_kind!(self, rule => rule.nature())
    }

    /// The year the rule counts from, where it does.
    #[must_use]
    pub fn baseline_year(&self) -> Option<u16> {
        with_its_kind!(self, rule => rule.baseline_year())
    }

    /// What the rule asks for, as a person writes it: `≤ 8.2`, `43–47`. `limit` is the limit of a judgement,
    /// needed where the rule does not state it itself.
    #[must_use]
    pub fn condition(&self, limit: Option<Decimal>) -> Condition {
        with_its_kind!(self, rule => rule.condition(limit))
    }

    /// What it holds, under the keys of plan text: `kind` first.
    pub(crate) fn data(&self) -> Vec<(&'static str, String)> {
        let kind = ("kind", self.kind().to_string());
        std::iter::once(kind).chain(with_its_kind!(self, rule => rule.data())).collect()
    }

    /// Judges a value that is possible in the unit. `figure` is the value, if it is short; `last_year` is that of the plan.
    #[inline]
    pub(crate) fn judge(
        &self,
        figure: Option<Short>,
        evidence: &Evidence<'_>,
        unit: Unit,
        last_year: u16,
    ) -> Judgement {
        if evidence.year() > last_year && self.asks_more_each_year() {
            return Judgement::undetermined(Reason::AfterPeriod { year: last_year });
        }
        if let Some(year) = evidence.impossible_year(unit, |year| self.looks_at(year, evidence.year())) {
            return Judgement::undetermined(Reason::ImpossibleValue { year });
        }
        with_its_kind!(self, rule => rule.judge(figure, evidence, unit))
    }

    pub(crate) fn goals(&self, value: Decimal, evidence: &Evidence<'_>, unit: Unit) -> Goals {
        with_its_kind!(self, rule => rule.goals(value, evidence, unit))
    }

    /// Whether to judge a value is to hold it against what is required for its baseline and year.
    fn is_decided_by_requirement(&self) -> bool {
        with_its_kind!(self, rule => rule.is_decided_by_requirement())
    }

    fn asks_more_each_year(&self) -> bool {
        with_its_kind!(self, rule => rule.asks_more_each_year())
    }

    /// Whether, to judge a year, it looks at the value of another one.
    fn looks_at(&self, year: u16, judged: u16) -> bool {
        with_its_kind!(self, rule => rule.looks_at(year, judged))
    }

    /// What is required of a value of zero, which of two ends is nearer aside.
    fn requirement(&self, evidence: &Evidence<'_>, unit: Unit) -> Result<Requirement, Reason> {
        with_its_kind!(self, rule => rule.requirement(Exact::ZERO, evidence, unit))
    }

    pub(crate) fn promise(&self) -> String {
        with_its_kind!(self, rule => rule.promise())
    }

    pub(crate) fn explain(&self, telling: &Telling, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        with_its_kind!(self, rule => rule.explain(telling, formatter))
    }

    fn course(&self) -> Option<Course> {
        with_its_kind!(self, rule => rule.course())
    }

    fn accepted(&self, unit: Unit) -> Accepted {
        with_its_kind!(self, rule => rule.accepted(unit))
    }

    /// What is wrong with the rule's own figures, such as a limit of 850 percent.
    pub(crate) fn mistakes(&self, unit: Option<Unit>) -> Vec<RuleMistake> {
        with_its_kind!(self, rule => rule.mistakes(unit))
    }
}

/// A figure of a rule that makes no sense.
pub(crate) struct RuleMistake {
    /// The key it has in plan text.
    pub(crate) key: &'static str,
    pub(crate) found: String,
    pub(crate) expected: String,
}

impl RuleMistake {
    fn new(key: &'static str, figure: impl fmt::Display, expected: impl Into<String>) -> Self {
        RuleMistake { key, found: format!("`{figure}`"), expected: expected.into() }
    }

    /// A figure that has to be possible in the unit.
    fn outside(key: &'static str, figure: Decimal, unit: Option<Unit>) -> Option<Self> {
        let unit = unit.filter(|unit| !unit.allows(figure))?;
        let (least, greatest) = unit.range();
        let number = if unit.is_count() { "a whole number from " } else { "" };
        Some(RuleMistake::new(key, figure, format!("{number}{least} to {greatest}, the range of {unit}")))
    }

    /// A difference of two figures, which can be no greater than the unit's range.
    fn too_far(key: &'static str, difference: Decimal, unit: Option<Unit>) -> Option<Self> {
        let (_, greatest) = unit?.range();
        (difference > greatest).then(|| {
            RuleMistake::new(
                key,
                difference,
                format!("at most {greatest}, the range of {}", unit.map_or("", Unit::as_str)),
            )
        })
    }
}

/// What a value may have been before it was rounded. Counts are exact.
#[inline]
fn hidden<N: Number>(evidence: &Evidence<'_>, unit: Unit) -> Result<Option<Hidden<N>>, Reason> {
    if unit.is_count() {
        return Ok(None);
    }
    let reach = evidence.reach().ok_or(Reason::Overflow)?;
    Ok(Some(Hidden { reach, least: N::ZERO, greatest: unit.greatest().into() }))
}

#[cfg(feature = "toml")]
impl Rule {
    /// Reads the table of a rule: `kind`, and what that kind has besides.
    pub(crate) fn read(mut table: TableReader<'_>) -> Option<Rule> {
        let kind = table.word("kind", RuleKind::ALL, RuleKind::as_str)?;
        let rule = match kind {
            RuleKind::UpperBound => UpperBound::read(&mut table).map(Rule::UpperBound),
            RuleKind::LowerBound => LowerBound::read(&mut table).map(Rule::LowerBound),
            RuleKind::Band => Band::read(&mut table).map(Rule::Band),
            RuleKind::RelativeDecrease => RelativeDecrease::read(&mut table).map(Rule::RelativeDecrease),
            RuleKind::AverageAnnualChange => AverageAnnualChange::read(&mut table).map(Rule::AverageAnnualChange),
            RuleKind::Trend => Trend::read(&mut table).map(Rule::Trend),
            RuleKind::SlowerRise => SlowerRise::read(&mut table).map(Rule::SlowerRise),
            RuleKind::Reference => Reference::read(&mut table).map(Rule::Reference),
            RuleKind::Gap => Gap::read(&mut table).map(Rule::Gap),
            RuleKind::Attested => Some(Rule::Attested),
            RuleKind::Reported => Some(Rule::Reported),
        };
        table.report_unknown();
        rule
    }
}

/// What a rule asks for, in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Condition {
    /// At most the limit. The limit is none where it depends on a baseline that is not known; here and below.
    AtMost(Option<Decimal>),
    /// Less than the limit.
    Below(Option<Decimal>),
    /// At least the limit.
    AtLeast(Option<Decimal>),
    /// More than the limit.
    Above(Option<Decimal>),
    /// From one figure to another, both included.
    Between(Decimal, Decimal),
    /// No farther than this from the value of another indicator.
    Near(Decimal),
    /// Done.
    Done,
    /// Nothing is asked for.
    Nothing,
}

impl Condition {
    /// Whether the figures are known.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        match self {
            Condition::AtMost(limit)
            | Condition::Below(limit)
            | Condition::AtLeast(limit)
            | Condition::Above(limit) => limit.is_some(),
            Condition::Between(..) | Condition::Near(_) | Condition::Done => true,
            Condition::Nothing => false,
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, limit) = match self {
            Condition::AtMost(limit) => ("≤", limit),
            Condition::Below(limit) => ("<", limit),
            Condition::AtLeast(limit) => ("≥", limit),
            Condition::Above(limit) => (">", limit),
            Condition::Between(least, greatest) => return write!(formatter, "{least}–{greatest}"),
            Condition::Near(tolerance) => return write!(formatter, "±{tolerance}"),
            Condition::Done => return formatter.write_str("✓"),
            Condition::Nothing => return formatter.write_str("—"),
        };
        match limit {
            Some(limit) => write!(formatter, "{sign} {limit}"),
            None => write!(formatter, "{sign} ?"),
        }
    }
}

/// What a rule needs to know to explain itself.
pub(crate) struct Telling {
    pub(crate) language: Language,
    pub(crate) unit: Unit,
    pub(crate) year: u16,
    pub(crate) baseline: Option<Decimal>,
    pub(crate) reference: Option<Decimal>,
    pub(crate) limit: Option<Decimal>,
}

impl Telling {
    /// A figure with its unit.
    fn figure(&self, figure: Decimal) -> String {
        self.unit.write(figure, self.language)
    }
}

/// The values a rule accepts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Requirement<N = Exact> {
    /// The bound that decides, and that the margin is measured to.
    pub(crate) bound: Bound<N>,
    /// A second bound on the other side, where the rule has one.
    pub(crate) opposite: Option<Bound<N>>,
    pub(crate) slack: Slack<N>,
}

/// How far the bounds themselves may be off, both the same way, because they were worked out from a reported, hence rounded, figure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slack<N = Exact> {
    /// How much lower they may be.
    pub(crate) down: N,
    /// How much higher.
    pub(crate) up: N,
}

impl<N: Number> Slack<N> {
    pub(crate) const NONE: Slack<N> = Slack { down: N::ZERO, up: N::ZERO };
}

/// One end of the accepted values.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bound<N = Exact> {
    pub(crate) side: Side,
    pub(crate) limit: N,
    /// Whether the limit itself is outside.
    pub(crate) strict: bool,
}

/// Which side of the limit is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    AtMost,
    AtLeast,
}

impl<N: Number> Requirement<N> {
    /// A single bound that the plan itself states, so that nothing about it is rounded.
    #[inline]
    fn stated(side: Side, limit: N, strict: bool) -> Self {
        Requirement { bound: Bound { side, limit, strict }, opposite: None, slack: Slack::NONE }
    }

    /// A single bound worked out from a reported figure.
    #[inline]
    fn derived(side: Side, limit: N, slack: Slack<N>) -> Self {
        Requirement { bound: Bound { side, limit, strict: false }, opposite: None, slack }
    }

    /// The same, where the bound itself does not do: it has to be passed.
    #[inline]
    fn passing(side: Side, limit: N, slack: Slack<N>) -> Self {
        Requirement { bound: Bound { side, limit, strict: true }, opposite: None, slack }
    }
}
