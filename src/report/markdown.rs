//! A report as Markdown.

use super::words::{columns, conditions, reasons, title};
use super::{Report, Table};
use crate::language::Language;
use crate::quote::escape_markdown;
use std::fmt::{self, Write};

pub(super) fn write(text: &mut String, report: &Report<'_>, language: Language) -> fmt::Result {
    let zh = language == Language::Chinese;
    writeln!(text, "# {}\n", title(report, language))?;
    for condition in conditions(report, language) {
        writeln!(text, "- {}", escape_markdown(&condition))?;
    }
    let heading = if zh { "合计" } else { "Total" };
    writeln!(text, "\n## {heading}\n")?;
    let all = columns(report, language);
    row(text, all.iter().map(|column| column.title.to_owned()).chain([rate_title(zh).to_owned()]))?;
    rule(text, 0, all.len().saturating_add(1))?;
    let counts = all.iter().map(|column| (column.count)(&report.total).to_string());
    row(text, counts.chain([report.attainment().in_short()]))?;
    if !report.total.reasons.is_empty() {
        let label = if zh { "无法判定和无数据的原因：" } else { "Reasons why there is no verdict: " };
        writeln!(text, "\n{label}{}", reasons(&report.total, language))?;
    }
    for table in &report.tables {
        writeln!(text, "\n## {}\n", table.by.heading(language))?;
        write_table(text, report, table, language)?;
    }
    if !report.options.warnings {
        return Ok(());
    }
    let heading = if zh { "预警" } else { "Warnings" };
    writeln!(text, "\n## {heading}\n")?;
    if report.warnings.is_empty() {
        text.push_str(if zh { "无。\n" } else { "None.\n" });
    }
    for (number, warning) in (1_usize..).zip(&report.warnings) {
        let (kind, sentence) = (warning.kind().name(language), warning.sentence(language));
        let colon = if zh { "：" } else { ": " };
        writeln!(text, "{number}. **{kind}**{colon}{}", escape_markdown(&sentence))?;
    }
    Ok(())
}

const fn rate_title(zh: bool) -> &'static str {
    if zh { "达标率" } else { "attainment rate" }
}

fn write_table(text: &mut String, report: &Report<'_>, table: &Table<'_>, language: Language) -> fmt::Result {
    let zh = language == Language::Chinese;
    let all = columns(report, language);
    let titles = all.iter().map(|column| column.title.to_owned());
    let reasons_title = if zh { "无判定的原因" } else { "why no verdict" };
    row(
        text,
        [table.by.column(language).to_owned()]
            .into_iter()
            .chain(titles)
            .chain([rate_title(zh).to_owned(), reasons_title.to_owned()]),
    )?;
    rule(text, 1, all.len().saturating_add(2))?;
    for tally in &table.rows {
        let counts = all.iter().map(|column| (column.count)(&tally.counts).to_string());
        let cells = [escape_markdown(tally.name(language))].into_iter().chain(counts);
        row(text, cells.chain([tally.attainment.in_short(), reasons(&tally.counts, language)]))?;
    }
    Ok(())
}

fn row(text: &mut String, cells: impl Iterator<Item = String>) -> fmt::Result {
    writeln!(text, "| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// The line under a header: names to the left, numbers to the right.
fn rule(text: &mut String, names: usize, numbers: usize) -> fmt::Result {
    row(text, (0..names).map(|_| "---".to_owned()).chain((0..numbers).map(|_| "---:".to_owned())))
}
