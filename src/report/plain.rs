//! A report as plain text.

use super::words::{columns, conditions, reasons, title};
use super::{Attainment, Counts, Report};
use crate::language::Language;
use std::fmt::{self, Write};

pub(super) fn write(text: &mut String, report: &Report<'_>, language: Language) -> fmt::Result {
    let zh = language == Language::Chinese;
    writeln!(text, "{}\n", title(report, language))?;
    for condition in conditions(report, language) {
        writeln!(text, "{condition}")?;
    }
    writeln!(
        text,
        "\n{}",
        line(report, if zh { "合计" } else { "Total" }, &report.total, &report.attainment(), language)
    )?;
    if !report.total.reasons.is_empty() {
        let label = if zh { "无法判定和无数据的原因：" } else { "Reasons why there is no verdict: " };
        writeln!(text, "{label}{}", reasons(&report.total, language))?;
    }
    for table in &report.tables {
        writeln!(text, "\n{}", table.by.heading(language))?;
        for tally in &table.rows {
            let told = line(report, tally.name(language), &tally.counts, &tally.attainment, language);
            let open = reasons(&tally.counts, language);
            match (zh, open.is_empty()) {
                (_, true) => writeln!(text, "  {told}")?,
                (true, false) => writeln!(text, "  {told}（{open}）")?,
                (false, false) => writeln!(text, "  {told} ({open})")?,
            }
        }
    }
    if !report.options.warnings {
        return Ok(());
    }
    text.push_str(if zh { "\n预警\n" } else { "\nWarnings\n" });
    if report.warnings.is_empty() {
        text.push_str(if zh { "  无。\n" } else { "  None.\n" });
    }
    for (number, warning) in (1_usize..).zip(&report.warnings) {
        let (kind, sentence) = (warning.kind().name(language), warning.sentence(language));
        let told = if zh { format!("【{kind}】{sentence}") } else { format!("[{kind}] {sentence}") };
        writeln!(text, "  {number}. {told}")?;
    }
    Ok(())
}

/// The counts of one row; what is zero is left out, but for the first two.
fn line(report: &Report<'_>, name: &str, counts: &Counts, attainment: &Attainment, language: Language) -> String {
    let zh = language == Language::Chinese;
    let all = columns(report, language);
    let told = all.iter().enumerate().filter_map(|(position, column)| {
        let count = (column.count)(counts);
        let shown = position < 2 || count > 0;
        let (title, size) = (column.title, if zh && position > 0 { "项" } else { "" });
        shown.then(|| if zh { format!("{title}{count}{size}") } else { format!("{title} {count}") })
    });
    let told: Vec<String> = told.collect();
    let rate = attainment.in_short();
    if zh {
        format!("{name}：{}，达标率{rate}", told.join("，"))
    } else {
        format!("{name}: {}, attainment rate {rate}", told.join(", "))
    }
}
