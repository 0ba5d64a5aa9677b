//! Why an observation is refused, in words a person can act on.

use super::{Field, YEARS};
use crate::data_set::Place;
use crate::decimal::ParseDecimalError;
use crate::language::Language;
use crate::registry::ResolveError;
use crate::unit::Unit;
use rust_decimal::Decimal;
use thiserror::Error;

/// Why an observation is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ObservationError {
    /// The indicator is not known, or two plans share its name.
    #[error(transparent)]
    Indicator(ResolveError),
    /// A field that every observation has is empty.
    #[error("found nothing, expected {}", expected(*.field))]
    Empty {
        /// The field.
        field: Field,
    },
    /// The region looks like a code and is none.
    #[error("found `{found}`, expected a region code of 6, 9 or 12 digits, such as 371500")]
    Region {
        /// What was found.
        found: String,
    },
    /// The year is not one.
    #[error("found `{found}`, expected a year from {} to {}", YEARS.start(), YEARS.end())]
    Year {
        /// What was found.
        found: String,
    },
    /// A number is not a plain decimal.
    #[error("found `{found}`, which {problem}; expected a decimal such as 8.2")]
    Decimal {
        /// The field.
        field: Field,
        /// What was found.
        found: String,
        /// What is wrong with it.
        problem: ParseDecimalError,
    },
    /// The figure is impossible in the indicator's unit.
    #[error("found `{found}`, expected {}", expected_in(*.unit))]
    Range {
        /// What was found.
        found: Decimal,
        /// The indicator's unit.
        unit: Unit,
    },
    /// The indicator is attested, and something else was reported.
    #[error("found `{found}`, expected `done` or `not_done`, with `by`, `evidence` and `date`")]
    NotAttested {
        /// What was found.
        found: String,
    },
    /// The indicator is a figure, and an attestation was reported.
    #[error("found an attestation, expected a figure ({unit})")]
    NotAFigure {
        /// The indicator's unit.
        unit: Unit,
    },
    /// The day of an attestation is not one.
    #[error("found `{found}`, expected a day such as 2024-12-31")]
    Date {
        /// What was found.
        found: String,
    },
    /// A numerator below zero, or a denominator that is not above zero.
    #[error("found `{found}`, expected {}", expected(*.field))]
    Count {
        /// The field.
        field: Field,
        /// What was found.
        found: Decimal,
    },
    /// A region, group or source with control or invisible characters, or surrounding spaces, or over 256 bytes long.
    #[error("found `{found}`, expected at most 256 bytes of visible text without surrounding spaces")]
    Text {
        /// The field.
        field: Field,
        /// What was found, control characters replaced.
        found: String,
    },
    /// The same value for the same indicator, region, group and year comes with other cases, or another number they are counted
    /// against. Neither is used.
    #[error("found other cases for the same indicator, region, group and year than {elsewhere} has, expected the same")]
    CasesConflict {
        /// Where the other cases are.
        elsewhere: Place,
    },
    /// The same indicator, region, group and year has another value elsewhere. Neither is used: nobody can
    /// tell which one is right.
    #[error(
        "found `{found}`, expected one value for the same indicator, region, group and year, but {elsewhere} has `{other}`"
    )]
    Conflict {
        /// The value of this observation.
        found: Decimal,
        /// A value that differs from it.
        other: Decimal,
        /// Where that one is.
        elsewhere: Place,
    },
    /// A data set cannot hold more observations, or more different texts: it numbers them with 32 bits.
    #[error("found more than a data set can hold, expected at most four billion observations")]
    Full,
}

impl ObservationError {
    /// The message in a language; in English it is what `Display` writes.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        match language {
            Language::English => self.to_string(),
            Language::Chinese => self.in_chinese(),
        }
    }

    fn in_chinese(&self) -> String {
        match self {
            ObservationError::Indicator(error) => error.in_chinese(),
            ObservationError::Empty { field } => format!("为空，应为{}", expected_in_chinese(*field)),
            ObservationError::Region { found } => format!("“{found}”应为6位、9位或12位地区代码，如371500"),
            ObservationError::Year { found } => {
                format!("“{found}”应为{}至{}之间的四位年份", YEARS.start(), YEARS.end())
            }
            ObservationError::Decimal { found, problem: ParseDecimalError::TooManyDigits, .. } => {
                format!("“{found}”位数过多，无法精确保存")
            }
            ObservationError::Decimal { found, .. } => {
                format!("“{found}”应为普通小数，如8.2（不带单位、千分位符或指数）")
            }
            ObservationError::Range { found, unit } => {
                let (least, greatest) = unit.range();
                let number = if unit.is_count() { "整数" } else { "数" };
                format!("“{found}”应为{least}至{greatest}之间的{number}（单位：{unit}）")
            }
            ObservationError::NotAttested { found } => {
                format!("“{found}”应为“已完成”或“未完成”，并注明责任人、依据和日期")
            }
            ObservationError::NotAFigure { unit } => format!("应为数值（单位：{unit}），不是完成情况"),
            ObservationError::Date { found } => format!("“{found}”应为日期，如2024-12-31"),
            ObservationError::Count { field, found } => format!("“{found}”应为{}", expected_in_chinese(*field)),
            ObservationError::Text { found, .. } => {
                format!("“{found}”应为不超过256字节的可见文字，首尾无空格")
            }
            ObservationError::CasesConflict { elsewhere } => {
                let place = elsewhere.in_words(Language::Chinese);
                format!("分子、分母与{place}不一致，同一指标、地区、分组和年份应相同")
            }
            ObservationError::Full => "超出数据集的容量，最多约40亿条".to_owned(),
            ObservationError::Conflict { found, other, elsewhere } => {
                let place = elsewhere.in_words(Language::Chinese);
                format!("“{found}”与{place}的“{other}”不一致，同一指标、地区、分组和年份只能有一个数值")
            }
        }
    }

    /// The field the mistake is in.
    #[must_use]
    pub const fn field(&self) -> Field {
        match self {
            ObservationError::Indicator(ResolveError::UnknownPlan { .. }) => Field::Plan,
            ObservationError::Indicator(_) | ObservationError::Full => Field::Indicator,
            ObservationError::Region { .. } => Field::Region,
            ObservationError::Year { .. } => Field::Year,
            ObservationError::Date { .. } => Field::Date,
            ObservationError::CasesConflict { .. } => Field::Numerator,
            ObservationError::Range { .. }
            | ObservationError::NotAttested { .. }
            | ObservationError::NotAFigure { .. }
            | ObservationError::Conflict { .. } => Field::Value,
            ObservationError::Empty { field }
            | ObservationError::Decimal { field, .. }
            | ObservationError::Count { field, .. }
            | ObservationError::Text { field, .. } => *field,
        }
    }
}

fn expected(field: Field) -> &'static str {
    match field {
        Field::Indicator => "the id or exact name of an indicator",
        Field::Plan => "a plan",
        Field::Region => "a region code such as 371500",
        Field::Year => "a year such as 2024",
        Field::Group => "a group",
        Field::Value => "a decimal such as 8.2",
        Field::Numerator => "a number of cases, zero or more",
        Field::Denominator => "a number above zero",
        Field::Source => "a publication",
        Field::By => "the person in charge",
        Field::Evidence => "what the attestation rests on",
        Field::Date => "a day such as 2024-12-31",
    }
}

fn expected_in_chinese(field: Field) -> &'static str {
    match field {
        Field::Indicator => "指标代码或准确的指标名称",
        Field::Plan => "规划",
        Field::Region => "地区代码，如371500",
        Field::Year => "年份，如2024",
        Field::Group => "分组",
        Field::Value => "小数，如8.2",
        Field::Numerator => "不小于零的数",
        Field::Denominator => "大于零的数",
        Field::Source => "出处",
        Field::By => "责任人",
        Field::Evidence => "完成情况的依据",
        Field::Date => "日期，如2024-12-31",
    }
}

fn expected_in(unit: Unit) -> String {
    let (least, greatest) = unit.range();
    let whole = if unit.is_count() { "a whole number from " } else { "" };
    format!("{whole}{least} to {greatest} ({unit})")
}
