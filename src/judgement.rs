//! Verdicts: how a value is held against what a rule requires.

use crate::exact::{Comparable, Exact};
use crate::language::Language;
use crate::rule::{Bound, Requirement, Side, Slack};
use crate::short::{Short, Units};
use rust_decimal::Decimal;
use std::fmt;

/// Whether a promise was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(clippy::exhaustive_enums)]
pub enum Verdict {
    /// 达标: the value meets the promise.
    Met,
    /// 未达标: it does not.
    NotMet,
    /// 无法判定: nobody can say, for this reason.
    Undetermined(Reason),
}

/// Why there is no verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// No value was reported for the year.
    NoValue,
    /// The rule compares with a baseline, and there is no value for that year.
    NoBaseline {
        /// The baseline year.
        year: u16,
    },
    /// The judged year is the baseline year or before it: there is nothing yet to compare.
    NotAfterBaseline {
        /// The baseline year.
        year: u16,
    },
    /// A rule looks at every year, and there is no value for this one.
    MissingYear {
        /// The year.
        year: u16,
    },
    /// The rule compares with another indicator, and there is no value of it for the year.
    NoReference,
    /// A gap across regions, and not every region has a value for this year.
    MissingUnit {
        /// The year.
        year: u16,
    },
    /// The rule asks for more with every year, and the judged year is after the plan's last one: what it would ask for then is not in
    /// the plan, and is not extrapolated.
    AfterPeriod {
        /// The plan's last year.
        year: u16,
    },
    /// The plan promises nothing about the figure; it is reported for others to be compared with.
    NoPromise,
    /// A value cannot be right in the indicator's unit: a share of −3 percent, half a person.
    ImpossibleValue {
        /// The year it stands for.
        year: u16,
    },
    /// Two different values are given for one year.
    ConflictingValues {
        /// The year they stand for.
        year: u16,
    },
    /// The exact comparison needs more digits than there are: never decided by rounding.
    Overflow,
}

impl Verdict {
    /// `met`, `not_met` or `undetermined`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Verdict::Met => "met",
            Verdict::NotMet => "not_met",
            Verdict::Undetermined(_) => "undetermined",
        }
    }

    /// Why it is undetermined, if it is.
    #[must_use]
    pub const fn reason(self) -> Option<Reason> {
        match self {
            Verdict::Undetermined(reason) => Some(reason),
            Verdict::Met | Verdict::NotMet => None,
        }
    }
}

impl Reason {
    /// The word for it in output, such as `no_baseline`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Reason::NoValue => "no_value",
            Reason::NoBaseline { .. } => "no_baseline",
            Reason::NotAfterBaseline { .. } => "not_after_baseline",
            Reason::MissingYear { .. } => "missing_year",
            Reason::NoReference => "no_reference",
            Reason::MissingUnit { .. } => "missing_unit",
            Reason::AfterPeriod { .. } => "after_period",
            Reason::NoPromise => "no_promise",
            Reason::ImpossibleValue { .. } => "impossible_value",
            Reason::ConflictingValues { .. } => "conflicting_values",
            Reason::Overflow => "overflow",
        }
    }
}

impl Reason {
    /// The reason in words, without a full stop: 缺少2020年基期数据.
    #[must_use]
    pub fn in_words(self, language: Language) -> String {
        match (self, language) {
            (Reason::NoValue, Language::Chinese) => "本年未报数据".to_owned(),
            (Reason::NoValue, Language::English) => "no figure for the year".to_owned(),
            (Reason::NoBaseline { year }, Language::Chinese) => format!("缺少{year}年基期数据"),
            (Reason::NoBaseline { year }, Language::English) => format!("no figure for the baseline year {year}"),
            (Reason::NotAfterBaseline { year }, Language::Chinese) => format!("{year}年为基期，其后年份方可比较"),
            (Reason::NotAfterBaseline { year }, Language::English) => {
                format!("only years after the baseline {year} can be compared with it")
            }
            (Reason::MissingYear { year }, Language::Chinese) => format!("缺少{year}年数据"),
            (Reason::MissingYear { year }, Language::English) => format!("no figure for {year}"),
            (Reason::NoReference, Language::Chinese) => "缺少对照指标的数据".to_owned(),
            (Reason::NoReference, Language::English) => "no figure to compare with".to_owned(),
            (Reason::MissingUnit { year }, Language::Chinese) => format!("{year}年有地区未报数据"),
            (Reason::MissingUnit { year }, Language::English) => format!("a region sent nothing for {year}"),
            (Reason::AfterPeriod { year }, Language::Chinese) => {
                format!("规划只到{year}年，其后每年应达多少规划没有规定")
            }
            (Reason::AfterPeriod { year }, Language::English) => {
                format!("the plan ends in {year} and does not say what it would ask for later")
            }
            (Reason::NoPromise, Language::Chinese) => "规划未提出目标，仅供对照".to_owned(),
            (Reason::NoPromise, Language::English) => "the plan promises nothing about it".to_owned(),
            (Reason::ImpossibleValue { year }, Language::Chinese) => format!("{year}年数据超出该单位的可能范围"),
            (Reason::ImpossibleValue { year }, Language::English) => {
                format!("the figure for {year} is impossible in this unit")
            }
            (Reason::ConflictingValues { year }, Language::Chinese) => format!("{year}年有两个不同的数据"),
            (Reason::ConflictingValues { year }, Language::English) => format!("two different figures for {year}"),
            (Reason::Overflow, Language::Chinese) => "数字位数超出精确计算的范围".to_owned(),
            (Reason::Overflow, Language::English) => "too many digits for an exact comparison".to_owned(),
        }
    }
}

/// A verdict with the numbers behind it.
#[derive(Clone, Copy)]
pub struct Judgement {
    verdict: Verdict,
    numbers: Numbers,
    rounding_sensitive: bool,
}

/// Limit and margin. A decimal takes time to be written, which those who want the verdict alone need not spend.
#[derive(Clone, Copy)]
enum Numbers {
    Decimals {
        limit: Option<Decimal>,
        margin: Option<Decimal>,
    },
    /// Of so few digits that there is a decimal for each.
    Few(FewDigits),
}

/// A figure and its margin in units of one digit, and on which side of its limit it should be.
#[derive(Clone, Copy)]
pub(crate) struct FewDigits {
    pub(crate) figure: Units,
    pub(crate) margin: Units,
    pub(crate) side: Side,
    /// The unit is `10^-scale`, with at most 28.
    pub(crate) scale: u32,
}

impl FewDigits {
    // Asked for less often than the margin, in many places.
    #[inline(never)]
    fn limit(&self) -> Option<Decimal> {
        let limit = match self.side {
            Side::AtMost => self.figure.plus(self.margin),
            Side::AtLeast => self.figure.minus(self.margin),
        };
        limit?.to_decimal(self.scale)
    }

    #[inline]
    fn margin(&self) -> Option<Decimal> {
        self.margin.to_decimal(self.scale)
    }
}

// The fields as a caller sees them.
#[allow(clippy::missing_fields_in_debug)]
impl fmt::Debug for Judgement {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = formatter.debug_struct("Judgement");
        fields.field("verdict", &self.verdict).field("limit", &self.limit()).field("margin", &self.margin());
        fields.field("rounding_sensitive", &self.rounding_sensitive).finish()
    }
}

impl PartialEq for Judgement {
    fn eq(&self, other: &Self) -> bool {
        let all = |judgement: &Judgement| {
            (judgement.verdict, judgement.limit(), judgement.margin(), judgement.rounding_sensitive)
        };
        all(self) == all(other)
    }
}

impl Eq for Judgement {}

impl Judgement {
    /// Met, not met, or undetermined and why.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The limit that applied: the plan's figure, the nearer end of a band, or what a baseline makes of a
    /// relative rule. None if the verdict is undetermined, or if the limit has more digits than a decimal
    /// holds (the verdict is exact even then).
    #[must_use]
    #[inline]
    pub fn limit(&self) -> Option<Decimal> {
        match self.numbers {
            Numbers::Decimals { limit, .. } => limit,
            Numbers::Few(few) => few.limit(),
        }
    }

    /// The distance from the value to the limit in the indicator's unit, positive on the good side, zero on the
    /// limit. None where [`limit`](Self::limit) is, or if the difference itself has too many digits. Where each year is held against the
    /// one before there is no single limit, and this is the smallest step.
    #[must_use]
    #[inline]
    pub fn margin(&self) -> Option<Decimal> {
        match self.numbers {
            Numbers::Decimals { margin, .. } => margin,
            Numbers::Few(few) => few.margin(),
        }
    }

    /// Whether the verdict could have been the other one before the figures were rounded to the digits they
    /// were reported with. A value with `d` decimals stands for anything within half a unit of its last digit:
    /// 8.2 against "at most 8.2" may have been 8.249, 8.1 may not. The digits of a baseline count as well.
    /// Counts of people and things are exact and never sensitive. If the figures have too many digits to tell, it
    /// is not ruled out.
    ///
    /// No figure is taken for one that its unit does not have: 100 percent was no 100.4. Where each year is held against the one before,
    /// a figure that two steps share is one figure.
    #[must_use]
    pub const fn is_rounding_sensitive(&self) -> bool {
        self.rounding_sensitive
    }

    #[inline]
    pub(crate) const fn undetermined(reason: Reason) -> Self {
        Judgement::stating(Verdict::Undetermined(reason), None, None, false)
    }

    /// A judgement worked out by a rule of its own.
    pub(crate) const fn stating(
        verdict: Verdict,
        limit: Option<Decimal>,
        margin: Option<Decimal>,
        rounding_sensitive: bool,
    ) -> Self {
        Judgement { verdict, numbers: Numbers::Decimals { limit, margin }, rounding_sensitive }
    }

    /// A judgement worked out in whole numbers.
    #[inline]
    pub(crate) const fn of_few_digits(met: bool, numbers: FewDigits, rounding_sensitive: bool) -> Self {
        let verdict = if met { Verdict::Met } else { Verdict::NotMet };
        Judgement { verdict, numbers: Numbers::Few(numbers), rounding_sensitive }
    }

    /// The same, where it is known otherwise whether rounding could have turned it.
    pub(crate) const fn sensitive(self, rounding_sensitive: bool) -> Self {
        Judgement { rounding_sensitive, ..self }
    }

    /// Holds a value against a requirement. `hidden` is what the value may have been before it was rounded; none for
    /// counts, which are exact.
    pub(crate) fn of(figure: Exact, requirement: &Requirement, hidden: Option<&Hidden>) -> Self {
        let limit = requirement.bound.limit.to_decimal();
        // A distance to what cannot be shown would be no use.
        let margin = limit.and_then(|_| requirement.bound.margin(figure)).and_then(Exact::to_decimal);
        Judgement::decide(figure, requirement, hidden, Numbers::Decimals { limit, margin })
    }

    /// The same judgement from few digits: all numbers in units of the last digit there is. None if 64 bits do not suffice.
    #[inline]
    pub(crate) fn of_short(
        figure: Short,
        requirement: &Requirement<Short>,
        hidden: Option<&Hidden<Short>>,
    ) -> Option<Self> {
        let scale = figure.scale().max(requirement.scale()).max(hidden.map_or(0, |hidden| hidden.reach.scale()));
        let hidden = match hidden {
            Some(hidden) => Some(hidden.in_units(scale)?),
            None => None,
        };
        let (figure, requirement) = (figure.in_units(scale)?, requirement.in_units(scale)?);
        let Bound { side, limit, .. } = requirement.bound;
        let few = FewDigits { figure, margin: requirement.bound.margin(figure)?, side, scale };
        let numbers = if scale <= Decimal::MAX_SCALE {
            Numbers::Few(few)
        } else {
            let limit = limit.to_decimal(scale);
            // A distance to what cannot be shown would be no use.
            Numbers::Decimals { limit, margin: limit.and_then(|_| few.margin()) }
        };
        Some(Judgement::decide(figure, &requirement, hidden.as_ref(), numbers))
    }

    fn decide<N: Comparable>(
        figure: N,
        requirement: &Requirement<N>,
        hidden: Option<&Hidden<N>>,
        numbers: Numbers,
    ) -> Self {
        let met = requirement.accepts(figure);
        Judgement {
            verdict: if met { Verdict::Met } else { Verdict::NotMet },
            numbers,
            rounding_sensitive: hidden.is_some_and(|hidden| requirement.could_flip(figure, hidden, met)),
        }
    }
}

/// What a reported value may have been: anything within reach of it that the unit allows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hidden<N = Exact> {
    pub(crate) reach: N,
    pub(crate) least: N,
    pub(crate) greatest: N,
}

impl Hidden<Short> {
    #[inline]
    fn in_units(&self, scale: u32) -> Option<Hidden<Units>> {
        Some(Hidden {
            reach: self.reach.in_units(scale)?,
            least: self.least.in_units(scale)?,
            greatest: self.greatest.in_units(scale)?,
        })
    }
}

impl Requirement<Short> {
    /// The most digits that a number of it has behind the point.
    #[inline]
    fn scale(&self) -> u32 {
        let opposite = self.opposite.as_ref().map_or(0, |opposite| opposite.limit.scale());
        let slack = self.slack.down.scale().max(self.slack.up.scale());
        self.bound.limit.scale().max(slack).max(opposite)
    }

    #[inline]
    fn in_units(&self, scale: u32) -> Option<Requirement<Units>> {
        let bound = self.bound.in_units(scale)?;
        let opposite = match &self.opposite {
            Some(opposite) => Some(opposite.in_units(scale)?),
            None => None,
        };
        let slack = Slack { down: self.slack.down.in_units(scale)?, up: self.slack.up.in_units(scale)? };
        Some(Requirement { bound, opposite, slack })
    }
}

impl Bound<Short> {
    #[inline]
    fn in_units(&self, scale: u32) -> Option<Bound<Units>> {
        Some(Bound { side: self.side, limit: self.limit.in_units(scale)?, strict: self.strict })
    }
}

impl<N: Comparable> Requirement<N> {
    #[inline]
    pub(crate) fn accepts(&self, figure: N) -> bool {
        self.bound.accepts(figure) && self.opposite.as_ref().is_none_or(|opposite| opposite.accepts(figure))
    }

    /// Whether something the figure may have been gets the other verdict.
    #[inline]
    fn could_flip(&self, figure: N, hidden: &Hidden<N>, met: bool) -> bool {
        let ends = || {
            let least = figure.minus(hidden.reach)?.max(hidden.least);
            let greatest = figure.plus(hidden.reach)?.min(hidden.greatest);
            // A limit that may be higher is as good as a figure that may be lower, and the other way round.
            Some((least.minus(self.slack.up)?, greatest.plus(self.slack.down)?))
        };
        // Too many digits to rule it out.
        let Some((least, greatest)) = ends() else { return true };
        if met {
            // Met throughout only if both ends of the possible figures are accepted.
            !(self.accepts(least) && self.accepts(greatest))
        } else {
            // Some possible figure is accepted if each bound accepts its best one: what is accepted is an interval.
            let best = |bound: &Bound<N>| match bound.side {
                Side::AtMost => least,
                Side::AtLeast => greatest,
            };
            self.bound.accepts(best(&self.bound))
                && self.opposite.as_ref().is_none_or(|opposite| opposite.accepts(best(opposite)))
        }
    }
}

impl<N: Comparable> Bound<N> {
    #[inline]
    fn accepts(&self, figure: N) -> bool {
        match (self.side, self.strict) {
            (Side::AtMost, false) => figure <= self.limit,
            (Side::AtMost, true) => figure < self.limit,
            (Side::AtLeast, false) => figure >= self.limit,
            (Side::AtLeast, true) => figure > self.limit,
        }
    }

    #[inline]
    fn margin(&self, figure: N) -> Option<N> {
        match self.side {
            Side::AtMost => self.limit.minus(figure),
            Side::AtLeast => figure.minus(self.limit),
        }
    }
}
