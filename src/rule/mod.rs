//! What a plan can promise about a figure, and what each promise asks of it.
//!
//! Every kind of rule has a file of its own. There it says one thing: which values it accepts, given the
//! evidence, as a requirement. How a value is held against a requirement is the same for all
//! kinds and stands in one place, the file `judgement.rs`.

mod average_annual_change;
mod band;
mod bound;
mod relative_decrease;

pub use average_annual_change::{AverageAnnualChange, Direction};
pub use band::Band;
pub use bound::{LowerBound, UpperBound};
pub use relative_decrease::RelativeDecrease;

use crate::evidence::Evidence;
use crate::exact::Exact;
use crate::judgement::Reason;
use crate::keyword::keyword_enum;
use crate::language::Language;
#[cfg(feature = "toml")]
use crate::plan_text::TableReader;
use crate::unit::Unit;
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
///
/// All of it in exact decimal arithmetic: nothing is rounded before a comparison, and no tolerance applies
/// that is not in the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
        }
    }

    /// The year whose value the rule needs besides the judged one.
    #[must_use]
    pub const fn baseline_year(&self) -> Option<u16> {
        match self {
            Rule::UpperBound(_) | Rule::LowerBound(_) | Rule::Band(_) => None,
            Rule::RelativeDecrease(rule) => Some(rule.baseline_year),
            Rule::AverageAnnualChange(rule) => Some(rule.baseline_year),
        }
    }

    /// Which values the rule accepts, or what is missing to say so.
    pub(crate) fn requirement(&self, evidence: &Evidence<'_>) -> Result<Requirement, Reason> {
        match self {
            Rule::UpperBound(rule) => Ok(rule.requirement()),
            Rule::LowerBound(rule) => Ok(rule.requirement()),
            Rule::Band(rule) => rule.requirement(evidence.value()),
            Rule::RelativeDecrease(rule) => rule.requirement(evidence),
            Rule::AverageAnnualChange(rule) => rule.requirement(evidence),
        }
    }
}

impl Rule {
    /// What the rule asks for, as a person writes it: `≤ 8.2`, `43–47`. `limit` is the limit of a judgement,
    /// needed where the rule does not state it itself.
    #[must_use]
    pub fn condition(&self, limit: Option<Decimal>) -> Condition {
        match self {
            Rule::UpperBound(rule) => rule.condition(),
            Rule::LowerBound(rule) => rule.condition(),
            Rule::Band(rule) => rule.condition(),
            Rule::RelativeDecrease(_) => Condition::AtMost(limit),
            Rule::AverageAnnualChange(rule) => rule.condition(limit),
        }
    }

    /// What a sentence has to add to the plan's words, so that a reader can work out the limit that applied.
    pub(crate) fn explain(&self, telling: &Telling, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::UpperBound(_) | Rule::LowerBound(_) => Ok(()),
            Rule::Band(rule) => rule.explain(telling, formatter),
            Rule::RelativeDecrease(rule) => rule.explain(telling, formatter),
            Rule::AverageAnnualChange(rule) => rule.explain(telling, formatter),
        }
    }
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
        };
        table.report_unknown();
        rule
    }

    /// A figure of the rule that no value in the unit could ever be, such as a limit of 850 percent.
    pub(crate) fn impossible_figure(&self, unit: Unit) -> Option<Decimal> {
        let stated = match self {
            Rule::UpperBound(rule) => rule.limit,
            Rule::LowerBound(rule) => rule.limit,
            Rule::Band(rule) => rule.centre,
            Rule::RelativeDecrease(_) => return None,
            Rule::AverageAnnualChange(rule) => rule.points,
        };
        let (least, greatest) = unit.range();
        (stated < least || stated > greatest).then_some(stated)
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
            Condition::Between(..) => true,
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
pub(crate) struct Requirement {
    /// The bound that decides, and that the margin is measured to.
    pub(crate) bound: Bound,
    /// A second bound on the other side, where the rule has one.
    pub(crate) opposite: Option<Bound>,
    /// How far the bound itself may be off because it was worked out from a reported, hence rounded, figure.
    pub(crate) slack: Exact,
}

/// One end of the accepted values.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bound {
    pub(crate) side: Side,
    pub(crate) limit: Exact,
    /// Whether the limit itself is outside.
    pub(crate) strict: bool,
}

/// Which side of the limit is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    AtMost,
    AtLeast,
}

impl Requirement {
    /// A single bound that the plan itself states, so that nothing about it is rounded.
    fn stated(side: Side, limit: Exact, strict: bool) -> Self {
        Requirement { bound: Bound { side, limit, strict }, opposite: None, slack: Exact::ZERO }
    }

    /// A single bound worked out from a reported figure.
    fn derived(side: Side, limit: Exact, slack: Exact) -> Self {
        Requirement { bound: Bound { side, limit, strict: false }, opposite: None, slack }
    }
}
