//! Why a row was refused, in words.

use crate::input::RejectedRow;
use zhibiao::{Field, Language, ObservationError};

/// What is wrong with a row: something only a CSV file can get wrong, or something about the observation.
pub enum Problem {
    NotUtf8,
    Empty,
    ColumnTwice(String),
    ColumnMissing { found: String, missing: Field },
    FieldCount { found: usize, expected: usize },
    LineBreak,
    Observation(ObservationError),
}

impl RejectedRow {
    pub fn field(&self, language: Language) -> &'static str {
        match (self.field, language) {
            (Some(field), language) => field.name(language),
            (None, Language::English) => "row",
            (None, _) => "整行",
        }
    }

    pub fn message(&self, language: Language) -> String {
        if language == Language::English { self.problem.in_english() } else { self.problem.in_chinese() }
    }
}

impl Problem {
    fn in_english(&self) -> String {
        match self {
            Problem::NotUtf8 => "found bytes that are not UTF-8, expected a CSV file saved as UTF-8".to_owned(),
            Problem::Empty => "found an empty file, expected a header line".to_owned(),
            Problem::ColumnTwice(column) => format!("found the column `{column}` twice, expected it once"),
            Problem::ColumnMissing { found, missing } => {
                format!("found the columns {found}, expected `{missing}` among them")
            }
            Problem::FieldCount { found, expected } => format!("found {found} fields, expected {expected}"),
            Problem::LineBreak => "found a line break inside quotes, expected one line".to_owned(),
            Problem::Observation(error) => error.in_words(Language::English),
        }
    }

    fn in_chinese(&self) -> String {
        match self {
            Problem::NotUtf8 => "不是UTF-8编码，请将文件另存为“CSV UTF-8”".to_owned(),
            Problem::Empty => "文件为空，应有表头".to_owned(),
            Problem::ColumnTwice(column) => format!("“{column}”列重复"),
            Problem::ColumnMissing { found, missing } => {
                format!("缺少“{}”列（现有：{found}）", missing.name(Language::Chinese))
            }
            Problem::FieldCount { found, expected } => format!("有{found}列，应为{expected}列"),
            Problem::LineBreak => "引号内有换行，可能缺少右引号".to_owned(),
            Problem::Observation(error) => error.in_words(Language::Chinese),
        }
    }
}
