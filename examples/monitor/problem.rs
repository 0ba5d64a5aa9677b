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
    ColumnMistyped { found: String, meant: Field },
    NamelessColumn(String),
    Quotes,
    Observation(ObservationError),
}

/// Text from a file as it may be shown: a header can be long.
pub fn shown(text: &str) -> String {
    zhibiao::quotable(text, 200)
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
            Problem::ColumnTwice(column) => format!("found the column `{}` twice, expected it once", shown(column)),
            Problem::ColumnMissing { found, missing } => {
                format!("found the columns {}, expected `{missing}` among them", shown(found))
            }
            Problem::FieldCount { found, expected } => format!("found {found} fields, expected {expected}"),
            Problem::ColumnMistyped { found, meant } => {
                format!("found the column `{}`, expected `{meant}` or another name", shown(found))
            }
            Problem::NamelessColumn(text) => {
                format!("found `{}` in a column without a name, expected nothing there", shown(text))
            }
            Problem::Quotes => {
                "found a quote that is not closed, or text beside it, expected quotes around a whole field".to_owned()
            }
            Problem::Observation(error) => error.in_words(Language::English),
        }
    }

    fn in_chinese(&self) -> String {
        match self {
            Problem::NotUtf8 => "不是UTF-8编码，请将文件另存为“CSV UTF-8”".to_owned(),
            Problem::Empty => "文件为空，应有表头".to_owned(),
            Problem::ColumnTwice(column) => format!("“{}”列重复", shown(column)),
            Problem::ColumnMissing { found, missing } => {
                format!("缺少“{}”列（现有：{}）", missing.name(Language::Chinese), shown(found))
            }
            Problem::FieldCount { found, expected } => format!("有{found}列，应为{expected}列"),
            Problem::ColumnMistyped { found, meant } => {
                format!("“{}”列应为“{}”或其他名称", shown(found), meant.name(Language::Chinese))
            }
            Problem::NamelessColumn(text) => format!("“{}”所在的列没有名称，应为空", shown(text)),
            Problem::Quotes => "引号未闭合或引号外另有文字，引号应包住整个字段".to_owned(),
            Problem::Observation(error) => error.in_words(Language::Chinese),
        }
    }
}
