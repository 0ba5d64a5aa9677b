//! One JSON document for programs. What programs may compare, the refusals included, is in English.

use crate::Judged;
use crate::arguments::Arguments;
use crate::assessed::{Item, agreed};
use crate::input::{Loaded, RejectedRow};
use crate::summary::Summary;
use serde::Serialize;
use std::io::{self, Write};
use zhibiao::outlook::Progress;
use zhibiao::report::Report;
use zhibiao::{Assessed, Assessment, Coverage, Evaluation, Indicator, Language, PlanIdentity, Stage};

#[derive(Serialize)]
struct Document<'a> {
    plans: &'a [PlanIdentity<'a>],
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
        plans: &judged.plans,
        evaluations: judged.evaluations.iter().map(entry).collect(),
        gaps: judged.gaps.iter().map(entry).collect(),
        coverages: &judged.coverages,
        summary,
        rejected: rejected(loaded),
        inconsistencies: inconsistencies(loaded, arguments),
        notices: &loaded.notices,
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// An assessment: `assessment` with its items, `report` with counts and warnings, and what else a run has.
#[derive(Serialize)]
struct AssessmentDocument<'a> {
    assessment: Assessments<'a>,
    report: &'a Report<'a>,
    summary: &'a Summary,
    rejected: Vec<Rejected<'a>>,
    inconsistencies: Vec<String>,
    notices: &'a [String],
}

#[derive(Serialize)]
struct Assessments<'a> {
    stage: Stage,
    year: u16,
    items: Vec<JsonItem<'a>>,
    unreported: Vec<&'a str>,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    #[serde(flatten)]
    assessed: &'a Assessed<'a>,
    #[serde(skip_serializing_if = "<[Progress]>::is_empty")]
    progress: &'a [Progress],
    #[serde(skip_serializing_if = "Option::is_none")]
    methods_agree: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentence: Option<String>,
}

pub fn write_assessment(
    out: &mut impl Write,
    items: &[Item<'_>],
    assessment: &Assessment<'_>,
    report: &Report<'_>,
    summary: &Summary,
    loaded: &Loaded<'_>,
    arguments: &Arguments,
) -> io::Result<()> {
    let document = AssessmentDocument {
        assessment: Assessments {
            stage: assessment.stage(),
            year: assessment.year(),
            items: items.iter().map(|item| json_item(item, arguments)).collect(),
            unreported: report.unreported().iter().map(Indicator::id).collect(),
        },
        report,
        summary,
        rejected: rejected(loaded),
        inconsistencies: inconsistencies(loaded, arguments),
        notices: &loaded.notices,
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn json_item<'a>(item: &'a Item<'a>, arguments: &Arguments) -> JsonItem<'a> {
    JsonItem {
        assessed: item.assessed,
        progress: &item.progress,
        methods_agree: agreed(item),
        sentence: sentence(&item.assessed.evaluation, arguments),
    }
}

fn rejected<'a>(loaded: &'a Loaded<'_>) -> Vec<Rejected<'a>> {
    let row = |row: &'a RejectedRow| Rejected {
        file: &row.file,
        line: row.line,
        field: row.field(Language::English),
        message: row.message(Language::English),
    };
    loaded.rejected.iter().map(row).collect()
}

fn inconsistencies(loaded: &Loaded<'_>, arguments: &Arguments) -> Vec<String> {
    let language = arguments.language();
    let pairs = loaded.data.inconsistencies().map(|found| found.sentence(language));
    pairs.chain(loaded.data.miscounts().map(|found| found.sentence(language))).collect()
}

fn sentence(evaluation: &Evaluation<'_>, arguments: &Arguments) -> Option<String> {
    arguments.sentences.then(|| evaluation.sentence(arguments.language()).to_string())
}
