//! Evaluations: a judgement together with what was judged.

use crate::decimal::AsText;
use crate::evidence::{Evidence, Point};
use crate::exact::Exact;
use crate::group::TOTAL;
use crate::indicator::{Indicator, WHOLES};
use crate::judgement::{Judgement, Reason, Verdict};
use crate::language::Language;
use crate::observation::{Observation, ObservationError};
use crate::overriding::Override;
use crate::region::Region;
use crate::registry::Registry;
use crate::rule::Rule;
use crate::sentence::Sentence;
use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// One judged figure: the indicator, where and when, the verdict, and the numbers behind it.
///
/// Serialized, it has the keys `indicator, region, group, year, value, verdict, reason, limit, margin,
/// rounding_sensitive`, decimals as text; besides, `outside_period` (true) for a year outside the plan's period, and `override` and
/// `basically_met` where a caller set something otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evaluation<'a> {
    indicator: Indicator<'a>,
    region: &'a str,
    group: &'a str,
    year: u16,
    value: Option<Decimal>,
    baseline: Option<Decimal>,
    reference: Option<Decimal>,
    judgement: Judgement,
}

impl<'a> Evaluation<'a> {
    /// Judges an indicator for a region and group. Allocates no more than [`Indicator::judge`] does.
    #[must_use]
    #[inline(never)]
    pub fn new(indicator: Indicator<'a>, region: &'a str, group: &'a str, evidence: &Evidence<'_>) -> Self {
        let baseline = indicator.rule().baseline_year().and_then(|year| evidence.value_of(year).ok().flatten());
        Evaluation {
            indicator,
            region,
            group: if group.is_empty() { TOTAL } else { group },
            year: evidence.year(),
            value: evidence.value(),
            baseline,
            reference: evidence.reference(),
            judgement: indicator.judge(evidence),
        }
    }

    /// An evaluation that has no value to judge, and why.
    pub(crate) fn undetermined(
        indicator: Indicator<'a>,
        region: &'a str,
        group: &'a str,
        year: u16,
        reason: Reason,
    ) -> Self {
        Evaluation {
            judgement: Judgement::undetermined(reason),
            ..Evaluation::new(indicator, region, group, &Evidence::missing(year))
        }
    }

    /// The same, undetermined for another reason.
    pub(crate) fn because(self, reason: Reason) -> Self {
        Evaluation { judgement: Judgement::undetermined(reason), ..self }
    }

    /// The indicator.
    #[must_use]
    pub fn indicator(&self) -> Indicator<'a> {
        self.indicator
    }

    /// The region's code.
    #[must_use]
    pub fn region(&self) -> &'a str {
        self.region
    }

    /// The group; `total` for everybody.
    #[must_use]
    pub fn group(&self) -> &'a str {
        self.group
    }

    /// The judged year.
    #[must_use]
    pub fn year(&self) -> u16 {
        self.year
    }

    /// The judged value, with the digits it was reported with.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        self.value
    }

    /// The judged value as text: the digits that were reported, or `done` and `not_done`.
    #[must_use]
    pub fn value_as_text(&self) -> Option<String> {
        let value = self.value?;
        Some(match self.indicator.rule() {
            Rule::Attested if value.is_zero() => "not_done".to_owned(),
            Rule::Attested => "done".to_owned(),
            _ => value.to_string(),
        })
    }

    /// The value of the baseline year, where the rule compares with one and it is known.
    #[must_use]
    pub fn baseline(&self) -> Option<Decimal> {
        self.baseline
    }

    /// The value of the indicator it was compared with, where there is one.
    #[must_use]
    pub fn reference(&self) -> Option<Decimal> {
        self.reference
    }

    /// The verdict with its limit and margin.
    #[must_use]
    pub fn judgement(&self) -> Judgement {
        self.judgement
    }

    /// Met, not met, or undetermined and why.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.judgement.verdict()
    }

    /// Whether the value is possible but so unusual that somebody should look at it again.
    #[must_use]
    pub fn is_implausible(&self) -> bool {
        self.value.is_some_and(|value| self.indicator.unit().is_implausible(value))
    }

    /// Whether the plan asks this of each unit (county, township, school, person …) and the figure is one for a whole that
    /// is larger: it says nothing about the single units. Only known for regions that are known.
    #[must_use]
    pub fn is_aggregate(&self) -> bool {
        let level = self.indicator.registry().region(self.region).map(Region::level);
        let asked_of_units = !self.indicator.applies_at().iter().any(|level| WHOLES.contains(level));
        self.group == TOTAL
            && asked_of_units
            && level.is_some_and(|level| !self.indicator.applies_at().contains(&level))
    }

    /// Whether the judged year is outside the plan's period, such as its baseline year or one before: the figure is held against the
    /// promise all the same, but the plan does not speak of that year.
    #[must_use]
    pub fn is_outside_period(&self) -> bool {
        let plan = self.indicator.plan();
        !(plan.first_year()..=plan.last_year()).contains(&self.year)
    }

    /// What was set otherwise than the plan's data has it, if anything.
    #[must_use]
    pub fn overridden(&self) -> Option<&'a Override> {
        self.indicator.overridden()
    }

    /// Whether the promise is not met but within the tolerance of "basically met" that a caller set for this indicator. The verdict
    /// stays: not met.
    #[must_use]
    pub fn is_basically_met(&self) -> bool {
        let percent = self.overridden().and_then(|set| set.basically_met);
        percent.is_some_and(|percent| self.is_missed_by_no_more_than(percent))
    }

    /// Whether a promise that is not met is off by no more than so many percent of what was asked for: of the limit (20.1 against a
    /// limit of 20 is off by half a percent), or of the change, where a change from a baseline was asked for (0.45 points a year
    /// against 0.5 is off by 10 percent). A direction, a comparison or a gap is kept or not.
    #[must_use]
    pub fn is_missed_by_no_more_than(&self, percent: Decimal) -> bool {
        let judgement = self.judgement;
        let (Verdict::NotMet, Some(margin), Some(limit)) = (judgement.verdict(), judgement.margin(), judgement.limit())
        else {
            return false;
        };
        let asked = match self.indicator.rule() {
            Rule::UpperBound(_) | Rule::LowerBound(_) | Rule::Band(_) => Some(Exact::from(limit)),
            Rule::RelativeDecrease(_) | Rule::AverageAnnualChange(_) => {
                self.baseline.and_then(|baseline| Exact::from(baseline).checked_sub(limit.into()))
            }
            _ => None,
        };
        let within = || {
            let short = Exact::from(margin.abs()).checked_mul(Exact::HUNDRED)?;
            let allowed = asked?.magnitude()?.checked_mul(percent.into())?;
            Some(short <= allowed)
        };
        within().unwrap_or(false)
    }

    /// What an official report would say: clause, figure and verdict. Nothing is made until it is displayed.
    #[must_use]
    pub fn sentence(&self, language: Language) -> Sentence<'a> {
        Sentence::new(*self, language)
    }
}

impl Registry {
    /// Judges one observation, with values of other years for the same indicator, region and group. A rule that compares with
    /// another indicator needs its value too: [`Indicator::judge`] with [`Evidence::with_reference`], or a data set.
    ///
    /// ```
    /// use zhibiao::{Language, Observation, Point, Registry, Verdict, decimal};
    ///
    /// let registry = Registry::builtin();
    /// let observation =
    ///     Observation::new("children.safety.injury_mortality_rate", "371500", 2025, decimal::parse("7.2")?);
    /// let history = [Point { year: 2020, value: decimal::parse("9.0")? }];
    /// let evaluation = registry.judge(&observation, &history)?;
    /// assert_eq!(evaluation.verdict(), Verdict::Met);
    /// assert!(evaluation.sentence(Language::Chinese).to_string().contains("达标"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ObservationError`] if the indicator is unknown or a field is impossible.
    pub fn judge<'a>(
        &'a self,
        observation: &'a Observation,
        history: &[Point],
    ) -> Result<Evaluation<'a>, ObservationError> {
        let checked = observation.check(self)?;
        let evidence = Evidence::new(observation.year, checked.value).with_history(history);
        Ok(Evaluation::new(checked.indicator, checked.region, checked.group, &evidence))
    }
}

impl Evaluation<'_> {
    /// The fields that it has in whatever carries it.
    pub(crate) fn serialize_fields<S: SerializeStruct>(&self, fields: &mut S) -> Result<(), S::Error> {
        let verdict = self.verdict();
        fields.serialize_field("indicator", self.indicator.id())?;
        fields.serialize_field("region", self.region)?;
        fields.serialize_field("group", self.group)?;
        fields.serialize_field("year", &self.year)?;
        fields.serialize_field("value", &self.value_as_text())?;
        fields.serialize_field("verdict", verdict.as_str())?;
        fields.serialize_field("reason", &verdict.reason().map(Reason::as_str))?;
        fields.serialize_field("limit", &self.judgement.limit().map(AsText))?;
        fields.serialize_field("margin", &self.judgement.margin().map(AsText))?;
        fields.serialize_field("rounding_sensitive", &self.judgement.is_rounding_sensitive())?;
        if self.is_outside_period() {
            fields.serialize_field("outside_period", &true)?;
        }
        if let Some(set) = self.overridden() {
            fields.serialize_field("override", set)?;
            fields.serialize_field("basically_met", &self.is_basically_met())?;
        }
        Ok(())
    }

    /// How many fields [`serialize_fields`](Self::serialize_fields) writes.
    pub(crate) fn field_count(&self) -> usize {
        let set = if self.overridden().is_some() { 2 } else { 0 };
        10_usize.saturating_add(usize::from(self.is_outside_period())).saturating_add(set)
    }
}

impl Serialize for Evaluation<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Evaluation", self.field_count())?;
        self.serialize_fields(&mut fields)?;
        fields.end()
    }
}
