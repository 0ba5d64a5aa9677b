//! CSV for spreadsheets: one line an evaluation on standard output, refused rows on standard error. Every line names its plan, so that it can
//! be repeated wherever it is copied to.

use crate::Judged;
use crate::arguments::Arguments;
use crate::input::Loaded;
use csv::Writer;
use rust_decimal::Decimal;
use std::io::{self, Write};
use zhibiao::{Evaluation, Language, PlanIdentity};

/// What every line has. The number of the document says where title, issuer and years are to be found; the digest holds for them all.
pub const COLUMNS: [&str; 20] = [
    "indicator",
    "name",
    "clause",
    "region",
    "group",
    "year",
    "value",
    "unit",
    "verdict",
    "reason",
    "limit",
    "margin",
    "rounding_sensitive",
    "outside_period",
    "overridden",
    "basically_met",
    "plan",
    "plan_number",
    "plan_edition",
    "plan_digest",
];

/// The fields of an evaluation, a field a column.
pub fn record(evaluation: &Evaluation<'_>, plans: &[PlanIdentity<'_>], language: Language) -> Vec<String> {
    let (indicator, judgement, verdict) = (evaluation.indicator(), evaluation.judgement(), evaluation.verdict());
    let plan = indicator.plan();
    let digest =
        plans.iter().find(|identity| identity.plan().id() == plan.id()).map(PlanIdentity::digest).unwrap_or_default();
    vec![
        indicator.id().to_owned(),
        indicator.name().get(language).to_owned(),
        indicator.clause_code().to_string(),
        evaluation.region().to_owned(),
        evaluation.group().to_owned(),
        evaluation.year().to_string(),
        evaluation.value_as_text().unwrap_or_default(),
        indicator.unit().to_string(),
        verdict.as_str().to_owned(),
        verdict.reason().map(|reason| reason.as_str().to_owned()).unwrap_or_default(),
        text(judgement.limit()),
        text(judgement.margin()),
        judgement.is_rounding_sensitive().to_string(),
        evaluation.is_outside_period().to_string(),
        evaluation.overridden().is_some().to_string(),
        evaluation.is_basically_met().to_string(),
        plan.id().to_owned(),
        plan.document().number().to_owned(),
        plan.edition().to_owned(),
        digest.to_owned(),
    ]
}

/// A decimal with the digits it has; nothing for none.
pub fn text(decimal: Option<Decimal>) -> String {
    decimal.map(|decimal| decimal.to_string()).unwrap_or_default()
}

pub fn write(out: &mut impl Write, judged: &Judged<'_>, loaded: &Loaded<'_>, arguments: &Arguments) -> io::Result<()> {
    let mut header = COLUMNS.to_vec();
    if arguments.sentences {
        header.push("sentence");
    }
    let language = arguments.language();
    let mut writer = Writer::from_writer(&mut *out);
    writer.write_record(&header).map_err(plain)?;
    for evaluation in judged.evaluations.iter().chain(&judged.gaps) {
        let mut record = record(evaluation, &judged.plans, language);
        if arguments.sentences {
            record.push(evaluation.sentence(language).to_string());
        }
        writer.write_record(&record).map_err(plain)?;
    }
    writer.flush()?;
    drop(writer);
    for row in &loaded.rejected {
        eprintln!("{}:{}: {}: {}", row.file, row.line, row.field(language), row.message(language));
    }
    Ok(())
}

/// What went wrong with a file, and not with CSV.
pub fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        // The kind tells a closed pipe from a full disk.
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
