//! One JSON document for programs. What programs may compare, the refusals included, is in English.

use crate::Judged;
use crate::arguments::Arguments;
use crate::input::Loaded;
use crate::summary::Summary;
use serde::Serialize;
use std::io::{self, Write};
use zhibiao::{Coverage, Evaluation, Language};

#[derive(Serialize)]
struct Document<'a> {
    evaluations: Vec<Entry<'a>>,
    gaps: Vec<Entry<'a>>,
    coverages: &'a [Coverage<'a>],
    summary: &'a Summary,
    rejected: Vec<Rejected<'a>>,
    inconsistencies: Vec<String>,
    notices: &'a [String],
}

#[derive(Serialize)]
struct Entry<'a> {
    #[serde(flatten)]
    evaluation: &'a Evaluation<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentence: Option<String>,
}

#[derive(Serialize)]
struct Rejected<'a> {
    file: &'a str,
    line: u64,
    field: &'a str,
    message: String,
}

pub fn write(
    out: &mut impl Write,
    judged: &Judged<'_>,
    summary: &Summary,
    loaded: &Loaded<'_>,
    arguments: &Arguments,
) -> io::Result<()> {
    let entry = |evaluation| Entry { evaluation, sentence: sentence(evaluation, arguments) };
    let document = Document {
        evaluations: judged.evaluations.iter().map(entry).collect(),
        gaps: judged.gaps.iter().map(entry).collect(),
        coverages: &judged.coverages,
        summary,
        rejected: loaded
            .rejected
            .iter()
            .map(|row| Rejected {
                file: &row.file,
                line: row.line,
                field: row.field(Language::English),
                message: row.message(Language::English),
            })
            .collect(),
        inconsistencies: loaded.data.inconsistencies().map(|found| found.sentence(arguments.language())).collect(),
        notices: &loaded.notices,
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn sentence(evaluation: &Evaluation<'_>, arguments: &Arguments) -> Option<String> {
    arguments.sentences.then(|| evaluation.sentence(arguments.language()).to_string())
}
