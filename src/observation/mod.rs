//! Observations (监测数据): what somebody reported, and which of it cannot be right.

mod attestation;
mod error;

pub use attestation::Attestation;
pub use error::ObservationError;

use crate::decimal::{self, ParseDecimalError};
use crate::group::canonical;
use crate::indicator::Indicator;
use crate::keyword::keyword_enum;
use crate::language::Language;
use crate::quote::{is_unseen, shorten};
use crate::registry::Registry;
use crate::rule::Rule;
use attestation::read_day;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The years an observation can be about. A two-digit or five-digit year is a slip of the keyboard.
pub(crate) const YEARS: std::ops::RangeInclusive<u16> = 1900..=2100;

/// The longest region, group or source text, in bytes.
const LONGEST_TEXT: usize = 256;

/// One reported figure.
///
/// With serde, decimals are text: `{"indicator": "…", "region": "371500", "year": 2024, "value": "8.20"}`.
///
/// Every combination of fields can be written down; whether it makes sense is checked when it is judged or added
/// to a data set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::exhaustive_structs)]
pub struct Observation {
    /// The indicator's id or exact name, as [`Registry::resolve`] takes it.
    pub indicator: String,
    /// The region's code: GB/T 2260 where one exists.
    pub region: String,
    /// The year the figure stands for.
    pub year: u16,
    /// The figure, with the digits it was reported with. None for what is attested.
    #[serde(default, with = "decimal::optional_text", skip_serializing_if = "Option::is_none")]
    pub value: Option<Decimal>,
    /// The group it is about (sex, residence, age, body); none or `total` for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The number of cases behind it.
    #[serde(default, with = "decimal::optional_text", skip_serializing_if = "Option::is_none")]
    pub numerator: Option<Decimal>,
    /// What they are counted against.
    #[serde(default, with = "decimal::optional_text", skip_serializing_if = "Option::is_none")]
    pub denominator: Option<Decimal>,
    /// Where the figure was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Done or not done, for an indicator that is attested. None for figures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attestation: Option<Attestation>,
}

impl Observation {
    /// An observation with the four fields every one has.
    #[must_use]
    pub fn new(indicator: impl Into<String>, region: impl Into<String>, year: u16, value: Decimal) -> Self {
        Observation {
            indicator: indicator.into(),
            region: region.into(),
            year,
            value: Some(value),
            group: None,
            numerator: None,
            denominator: None,
            source: None,
            attestation: None,
        }
    }

    /// An observation of an indicator that is attested.
    #[must_use]
    pub fn attested(
        indicator: impl Into<String>,
        region: impl Into<String>,
        year: u16,
        attestation: Attestation,
    ) -> Self {
        let attestation = Some(attestation);
        Observation { value: None, attestation, ..Observation::new(indicator, region, year, Decimal::ZERO) }
    }

    /// The group, `total` if none is named; the common ones under one id, however they are written: 农村 and 乡村 are
    /// `rural`.
    #[must_use]
    pub fn group(&self) -> &str {
        canonical(self.group.as_deref().unwrap_or_default())
    }

    /// Finds the indicator and checks every field against it.
    pub(crate) fn check<'a>(&'a self, registry: &'a Registry) -> Result<Checked<'a>, ObservationError> {
        let indicator = registry.resolve(&self.indicator, None).map_err(ObservationError::Indicator)?;
        let region = check_region(registry, &self.region)?;
        if !YEARS.contains(&self.year) {
            return Err(ObservationError::Year { found: self.year.to_string() });
        }
        let value = self.checked_value(indicator)?;
        check_text(Field::Group, self.group())?;
        let counts = [(Field::Numerator, self.numerator, false), (Field::Denominator, self.denominator, true)];
        for (field, found, positive) in counts {
            if let Some(found) = found.filter(|count| count.is_sign_negative() || (positive && count.is_zero())) {
                return Err(ObservationError::Count { field, found });
            }
        }
        check_text(Field::Source, self.source.as_deref().unwrap_or_default())?;
        Ok(Checked { indicator, region, group: self.group(), value })
    }

    fn checked_value(&self, indicator: Indicator<'_>) -> Result<Decimal, ObservationError> {
        let Some(attestation) = &self.attestation else {
            let value = self.value.ok_or(ObservationError::Empty { field: Field::Value })?;
            if *indicator.rule() == Rule::Attested {
                return Err(ObservationError::NotAttested { found: value.to_string() });
            }
            if !indicator.unit().allows(value) {
                return Err(ObservationError::Range { found: value, unit: indicator.unit() });
            }
            return Ok(value);
        };
        if *indicator.rule() != Rule::Attested {
            return Err(ObservationError::NotAFigure { unit: indicator.unit() });
        }
        if let Some(value) = self.value {
            return Err(ObservationError::NotAttested { found: value.to_string() });
        }
        for (field, text) in [(Field::By, &attestation.by), (Field::Evidence, &attestation.evidence)] {
            check_text(field, text)?;
            if text.is_empty() {
                return Err(ObservationError::Empty { field });
            }
        }
        Ok(if attestation.done { Decimal::ONE } else { Decimal::ZERO })
    }
}

/// An observation whose fields were found to be possible.
pub(crate) struct Checked<'a> {
    pub(crate) indicator: Indicator<'a>,
    /// The region's code.
    pub(crate) region: &'a str,
    pub(crate) group: &'a str,
    /// The value to judge: the figure, or 1 for done and 0 for not done.
    pub(crate) value: Decimal,
}

/// The code of a region, given by its code or by a name that is known. Two ways to write one region must not pass each
/// other by, so that what looks like a code has to be one: 6 digits of GB/T 2260, or 9 and 12 for townships and villages.
fn check_region<'a>(registry: &'a Registry, text: &'a str) -> Result<&'a str, ObservationError> {
    if text.is_empty() {
        return Err(ObservationError::Empty { field: Field::Region });
    }
    check_text(Field::Region, text)?;
    if let Some(region) = registry.region_called(text) {
        return Ok(region.code());
    }
    let like_a_code =
        text.chars().all(|character| character.is_numeric() || matches!(character, '.' | ',' | '+' | '-'));
    let is_code = text.bytes().all(|byte| byte.is_ascii_digit()) && [6, 9, 12].contains(&text.len());
    if like_a_code && !is_code {
        return Err(ObservationError::Region { found: shorten(text) });
    }
    Ok(text)
}

fn check_text(field: Field, text: &str) -> Result<(), ObservationError> {
    if text.len() > LONGEST_TEXT || text.chars().any(is_unseen) || text.trim() != text {
        return Err(ObservationError::Text { field, found: shorten(text) });
    }
    Ok(())
}

keyword_enum! {
    /// A field of an observation.
    pub enum Field {
        /// The indicator's id or name.
        Indicator = "indicator",
        /// The plan, where a name alone does not tell.
        Plan = "plan",
        /// The region's code.
        Region = "region",
        /// The year.
        Year = "year",
        /// The group.
        Group = "group",
        /// The figure.
        Value = "value",
        /// The number of cases.
        Numerator = "numerator",
        /// What they are counted against.
        Denominator = "denominator",
        /// Where it was published.
        Source = "source",
        /// Who attests it.
        By = "by",
        /// What the attestation rests on.
        Evidence = "evidence",
        /// The day it was attested.
        Date = "date",
    }
}

impl Field {
    /// The field's name in a language: `value`, 数值.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (field, Language::English) => field.as_str(),
            (Field::Indicator, Language::Chinese) => "指标",
            (Field::Plan, Language::Chinese) => "规划",
            (Field::Region, Language::Chinese) => "地区",
            (Field::Year, Language::Chinese) => "年份",
            (Field::Group, Language::Chinese) => "分组",
            (Field::Value, Language::Chinese) => "数值",
            (Field::Numerator, Language::Chinese) => "分子",
            (Field::Denominator, Language::Chinese) => "分母",
            (Field::Source, Language::Chinese) => "来源",
            (Field::By, Language::Chinese) => "责任人",
            (Field::Evidence, Language::Chinese) => "依据",
            (Field::Date, Language::Chinese) => "日期",
        }
    }
}

/// An observation as text, the way a file or a form has it. Empty means not given.
///
/// ```
/// use zhibiao::{ObservationText, Registry};
///
/// let row = ObservationText { indicator: "孕产妇死亡率", region: "371500", year: "2020", value: "-4.78", ..Default::default() };
/// let error = row.read(Registry::builtin()).unwrap_err();
/// assert_eq!(error.field().as_str(), "value");
/// assert_eq!(error.to_string(), "found `-4.78`, expected 0 to 100000 (per_100k_live_births)");
/// ```
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::exhaustive_structs)]
pub struct ObservationText<'a> {
    /// The indicator's id or exact name.
    pub indicator: &'a str,
    /// The plan, for a name that two plans share.
    pub plan: &'a str,
    /// The region's code.
    pub region: &'a str,
    /// The year, four digits.
    pub year: &'a str,
    /// The group.
    pub group: &'a str,
    /// The figure, as [`decimal::parse`] takes it; for what is attested `done` or `not_done`, 已完成 or 未完成.
    pub value: &'a str,
    /// The number of cases.
    pub numerator: &'a str,
    /// What they are counted against.
    pub denominator: &'a str,
    /// Where it was published.
    pub source: &'a str,
    /// Who attests it. Only looked at for what is attested, like the next two.
    pub by: &'a str,
    /// What the attestation rests on.
    pub evidence: &'a str,
    /// The day it was attested: `2024-12-31`.
    pub date: &'a str,
}

impl ObservationText<'_> {
    /// Reads and checks the fields in the order of [`Field`], and puts the indicator's full id in place of
    /// whatever stood for it.
    ///
    /// # Errors
    ///
    /// The first mistake, with the field it is in, what was found and what was expected.
    pub fn read(&self, registry: &Registry) -> Result<Observation, ObservationError> {
        if self.indicator.is_empty() {
            return Err(ObservationError::Empty { field: Field::Indicator });
        }
        let plan = Some(self.plan).filter(|plan| !plan.is_empty());
        let indicator = registry.resolve(self.indicator, plan).map_err(ObservationError::Indicator)?;
        if self.region.is_empty() {
            return Err(ObservationError::Empty { field: Field::Region });
        }
        let attested = *indicator.rule() == Rule::Attested;
        let observation = Observation {
            indicator: indicator.id().to_owned(),
            region: self.region.to_owned(),
            year: read_year(self.year)?,
            value: if attested { None } else { Some(read_decimal(Field::Value, self.value)?) },
            attestation: if attested { Some(self.read_attestation()?) } else { None },
            group: given(self.group),
            numerator: read_optional(Field::Numerator, self.numerator)?,
            denominator: read_optional(Field::Denominator, self.denominator)?,
            source: given(self.source),
        };
        observation.check(registry)?;
        Ok(observation)
    }

    fn read_attestation(&self) -> Result<Attestation, ObservationError> {
        if self.value.is_empty() {
            return Err(ObservationError::Empty { field: Field::Value });
        }
        let done = Attestation::from_word(self.value);
        let done = done.ok_or_else(|| ObservationError::NotAttested { found: shorten(self.value) })?;
        if self.date.is_empty() {
            return Err(ObservationError::Empty { field: Field::Date });
        }
        let on = read_day(self.date).ok_or_else(|| ObservationError::Date { found: shorten(self.date) })?;
        Ok(Attestation { done, by: self.by.to_owned(), evidence: self.evidence.to_owned(), on })
    }
}

fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn read_year(text: &str) -> Result<u16, ObservationError> {
    if text.is_empty() {
        return Err(ObservationError::Empty { field: Field::Year });
    }
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = text.parse().ok().filter(|year| digits && YEARS.contains(year));
    year.ok_or_else(|| ObservationError::Year { found: shorten(text) })
}

fn read_decimal(field: Field, text: &str) -> Result<Decimal, ObservationError> {
    decimal::parse(text).map_err(|problem| match problem {
        ParseDecimalError::Empty => ObservationError::Empty { field },
        problem => ObservationError::Decimal { field, found: shorten(text), problem },
    })
}

fn read_optional(field: Field, text: &str) -> Result<Option<Decimal>, ObservationError> {
    if text.is_empty() { Ok(None) } else { read_decimal(field, text).map(Some) }
}
