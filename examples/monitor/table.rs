//! Tables for people, on a terminal or as Markdown.

use crate::Judged;
use crate::arguments::Arguments;
use crate::input::Loaded;
use crate::look::Look;
use crate::summary::Summary;
use comfy_table::{Attribute, Cell, CellAlignment, Color, ColumnConstraint, Table};
use std::io::{self, Write};
use zhibiao::{Coverage, Evaluation, Language, Nature, Plan, Registry, TOTAL, Verdict, group_name};

/// The words of a table in one language.
struct Words {
    columns: [&'static str; 10],
    met: &'static str,
    not_met: &'static str,
    undetermined: &'static str,
    rounding: &'static str,
    after_period: &'static str,
    overridden: &'static str,
    basically_met: &'static str,
    implausible: &'static str,
    aggregate: &'static str,
    uncertain: &'static str,
    coverages: &'static str,
    inconsistent: &'static str,
    nothing: &'static str,
    refused: &'static str,
    refused_columns: [&'static str; 4],
    gaps: &'static str,
}

const CHINESE: Words = Words {
    columns: ["条款", "指标", "地区", "分组", "年份", "数值", "目标", "与目标之差", "判定", "说明"],
    met: "达标",
    not_met: "未达标",
    undetermined: "无法判定",
    rounding: "舍入前可能相反",
    after_period: "规划期已过，仅供对照",
    overridden: "按自行设定",
    basically_met: "按自行设定：基本达标",
    implausible: "数值异常，请核实",
    aggregate: "汇总数，目标按每个单位要求",
    uncertain: "例数少，95%区间LOW至HIGH含目标值",
    coverages: "各县（市、区）总体情况",
    inconsistent: "相互矛盾的数据",
    nothing: "没有符合条件的数据。",
    refused: "未采用的行",
    refused_columns: ["文件", "行", "字段", "原因"],
    gaps: "：由分组或分地区数据算出的差距",
};

const ENGLISH: Words = Words {
    columns: ["Clause", "Indicator", "Region", "Group", "Year", "Value", "Required", "Margin", "Verdict", "Remarks"],
    met: "met",
    not_met: "not met",
    undetermined: "cannot be judged",
    rounding: "rounding could reverse it",
    after_period: "after the plan's period",
    overridden: "by settings of the caller",
    basically_met: "by settings of the caller: basically met",
    implausible: "unusual figure, please check",
    aggregate: "a whole; the plan asks it of each unit",
    uncertain: "few cases: the 95% interval LOW to HIGH holds the limit",
    coverages: "All counties together",
    inconsistent: "Figures that cannot all be right",
    nothing: "No data match.",
    refused: "Rows not used",
    refused_columns: ["File", "Line", "Field", "Reason"],
    gaps: ": gaps worked out from groups and regions",
};

fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        _ => &CHINESE,
    }
}

pub fn write(
    out: &mut impl Write,
    printed: &Judged<'_>,
    summary: &Summary,
    loaded: &Loaded<'_>,
    arguments: &Arguments,
    look: Look,
) -> io::Result<()> {
    let language = arguments.language();
    let words = words(language);
    for sentence in printed.plans.iter().flat_map(|plan| plan.sentences(language)) {
        writeln!(out, "{}{}", look.bullet(), look.escape(&sentence))?;
    }
    writeln!(out)?;
    if printed.evaluations.is_empty() {
        writeln!(out, "{}\n", words.nothing)?;
    }
    let of_one_plan =
        |left: &Evaluation<'_>, right: &Evaluation<'_>| std::ptr::eq(left.indicator().plan(), right.indicator().plan());
    for (kind, evaluations) in [("", &printed.evaluations), (words.gaps, &printed.gaps)] {
        for of_plan in evaluations.chunk_by(of_one_plan) {
            let Some(first) = of_plan.first() else { continue };
            write_title(out, first.indicator().plan(), kind, language, look)?;
            writeln!(out, "{}\n", judged(of_plan, loaded, language, look))?;
            if arguments.sentences {
                for (number, evaluation) in (1..).zip(of_plan) {
                    writeln!(out, "{number}. {}", look.escape(&evaluation.sentence(language).to_string()))?;
                }
                writeln!(out)?;
            }
        }
    }
    write_summary(out, summary, language)?;
    write_rest(out, &printed.coverages, loaded, language, look)
}

/// What stands below the verdicts: answers for all counties, figures that cannot all be right, and rows that were refused.
pub fn write_rest(
    out: &mut impl Write,
    coverages: &[Coverage<'_>],
    loaded: &Loaded<'_>,
    language: Language,
    look: Look,
) -> io::Result<()> {
    let words = words(language);
    let heading = if look == Look::Markdown { "## " } else { "" };
    if !coverages.is_empty() {
        writeln!(out, "\n{heading}{}\n", words.coverages)?;
        for coverage in coverages {
            let code = coverage.indicator().clause_code();
            writeln!(out, "- {code} {}", look.escape(&coverage.sentence(language)))?;
        }
    }
    let inconsistencies = loaded.data.inconsistencies().map(|found| found.sentence(language));
    let miscounts = loaded.data.miscounts().map(|found| found.sentence(language));
    let inconsistencies: Vec<String> = inconsistencies.chain(miscounts).collect();
    if !inconsistencies.is_empty() {
        writeln!(out, "\n{heading}{}\n", words.inconsistent)?;
        for sentence in inconsistencies {
            writeln!(out, "- {}", look.escape(&sentence))?;
        }
    }
    if !loaded.rejected.is_empty() {
        writeln!(out, "\n{heading}{}\n", words.refused)?;
        writeln!(out, "{}", refused(loaded, language, look))?;
    }
    Ok(())
}

fn write_title(out: &mut impl Write, plan: &Plan, kind: &str, language: Language, look: Look) -> io::Result<()> {
    let heading = if look == Look::Markdown { "## " } else { "" };
    writeln!(out, "{heading}{}{kind}\n", plan.title().get(language))
}

/// The columns of the indicator, the region and the remarks.
const BREAKABLE: [usize; 3] = [1, 2, 9];

fn judged(evaluations: &[Evaluation<'_>], loaded: &Loaded<'_>, language: Language, look: Look) -> Table {
    let words = words(language);
    let grouped = evaluations.iter().any(|evaluation| evaluation.group() != TOTAL);
    let remarked = evaluations.iter().any(|evaluation| !remarks(evaluation, loaded, words, language).is_empty());
    // A column that would be empty throughout only costs width.
    let shown = |column: usize| (column != 3 || grouped) && (column != 9 || remarked);
    let mut table = look.new_table();
    let header = words.columns.iter().enumerate().filter(|(column, _)| shown(*column));
    table.set_header(header.map(|(_, title)| Cell::new(title).add_attribute(Attribute::Bold)));
    // Only names and remarks may be broken over several lines.
    for (position, column) in (0..words.columns.len()).filter(|column| shown(*column)).enumerate() {
        if !BREAKABLE.contains(&column)
            && let Some(column) = table.column_mut(position)
        {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    for evaluation in evaluations {
        let cells = cells(evaluation, loaded, language, look);
        table.add_row(cells.into_iter().enumerate().filter(|(column, _)| shown(*column)).map(|(_, cell)| cell));
    }
    table
}

pub fn cells(evaluation: &Evaluation<'_>, loaded: &Loaded<'_>, language: Language, look: Look) -> [Cell; 10] {
    let words = words(language);
    let (indicator, judgement) = (evaluation.indicator(), evaluation.judgement());
    let unit = indicator.unit();
    let right = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
    // A unit that is words stands with the name, where it does not repeat itself at every figure.
    let suffix = unit.suffix(language);
    let (beside_name, beside_figure) = if suffix.starts_with(' ') { (suffix, "") } else { ("", suffix) };
    let name = match beside_name.trim() {
        "" => indicator.name().get(language).to_owned(),
        unit => format!("{} ({unit})", indicator.name().get(language)),
    };
    let value = evaluation.value().map(|value| match indicator.rule().nature() {
        Nature::Attestation => indicator.write(value, language),
        _ => format!("{value}{beside_figure}"),
    });
    let margin = judgement.margin().map(|margin| {
        let sign = if margin.is_sign_negative() || margin.is_zero() { "" } else { "+" };
        format!("{sign}{margin}")
    });
    let condition = indicator.rule().condition(judgement.limit());
    // Without a baseline there is no figure to require.
    let required = if condition.is_known() { condition.to_string() } else { "—".to_owned() };
    let (verdict, colour) = match evaluation.verdict() {
        Verdict::Met => (words.met, Color::Green),
        Verdict::NotMet => (words.not_met, Color::Red),
        Verdict::Undetermined(_) => (words.undetermined, Color::Yellow),
    };
    let region = Registry::builtin().region_name(evaluation.region(), language);
    let group = group_name(evaluation.group(), language);
    [
        Cell::new(indicator.clause_code()),
        Cell::new(look.escape(&name)),
        Cell::new(look.escape(region)),
        Cell::new(look.escape(group)),
        right(evaluation.year().to_string()),
        right(value.unwrap_or_default()),
        right(required),
        right(margin.unwrap_or_default()),
        Cell::new(verdict).fg(colour),
        Cell::new(remarks(evaluation, loaded, words, language)),
    ]
}

fn remarks(evaluation: &Evaluation<'_>, loaded: &Loaded<'_>, words: &Words, language: Language) -> String {
    let mut remarks = Vec::new();
    if let Some(reason) = evaluation.verdict().reason() {
        remarks.push(reason.in_words(language));
    }
    if evaluation.judgement().is_rounding_sensitive() {
        remarks.push(words.rounding.to_owned());
    }
    // Figures of the baseline and before are there to be compared with; after the last year a verdict could be taken for one.
    if evaluation.year() > evaluation.indicator().plan().last_year() {
        remarks.push(words.after_period.to_owned());
    }
    if evaluation.overridden().is_some() {
        let basically = evaluation.is_basically_met();
        remarks.push(if basically { words.basically_met } else { words.overridden }.to_owned());
    }
    if evaluation.is_implausible() {
        remarks.push(words.implausible.to_owned());
    }
    if let Some(interval) = loaded.interval(evaluation).filter(|interval| interval.makes_uncertain(evaluation)) {
        let (low, high) =
            (evaluation.indicator().estimate(interval.low), evaluation.indicator().estimate(interval.high));
        remarks.push(words.uncertain.replace("LOW", &low).replace("HIGH", &high));
    }
    let gap = loaded.data.gap(evaluation.indicator(), evaluation.region(), evaluation.year());
    if let Some(told) = gap.map(|gap| gap.in_words(language)).filter(|told| !told.is_empty()) {
        remarks.push(told);
    }
    if evaluation.is_aggregate() {
        remarks.push(words.aggregate.to_owned());
    }
    remarks.join(if language == Language::English { "; " } else { "；" })
}

pub fn refused(loaded: &Loaded<'_>, language: Language, look: Look) -> Table {
    let words = words(language);
    let mut table = look.new_table();
    table.set_header(words.refused_columns.map(|title| Cell::new(title).add_attribute(Attribute::Bold)));
    for row in &loaded.rejected {
        table.add_row([
            Cell::new(look.escape(&row.file)),
            Cell::new(row.line).set_alignment(CellAlignment::Right),
            Cell::new(row.field(language)),
            Cell::new(look.escape(&row.message(language))),
        ]);
    }
    table
}

/// What became of the rows.
pub fn write_rows(out: &mut impl Write, summary: &Summary, language: Language) -> io::Result<()> {
    let Summary { rows, rejected, repeated, filtered_out, .. } = summary;
    // Only whoever corrects anything has to know how much.
    let corrected = |words: &str| {
        if summary.replaced > 0 { words.replace('#', &summary.replaced.to_string()) } else { String::new() }
    };
    if language == Language::English {
        let corrected = corrected("corrected #, ");
        writeln!(out, "Rows {rows}: refused {rejected}, repeated {repeated}, {corrected}not asked for {filtered_out}.")
    } else {
        let corrected = corrected("已更正#行，");
        writeln!(out, "共{rows}行：未采用{rejected}行，重复{repeated}行，{corrected}未选中{filtered_out}行。")
    }
}

fn write_summary(out: &mut impl Write, summary: &Summary, language: Language) -> io::Result<()> {
    write_rows(out, summary, language)?;
    let Summary { evaluated, met, not_met, undetermined, .. } = summary;
    let Summary { rounding_sensitive, indicators_with_figures, indicators, .. } = summary;
    let lines = match language {
        Language::English => [
            format!("Judged {evaluated}: met {met}, not met {not_met}, cannot be judged {undetermined}."),
            format!("Verdicts that rounding could reverse: {rounding_sensitive}."),
            format!("Indicators with figures: {indicators_with_figures} of {indicators}."),
        ],
        _ => [
            format!("判定{evaluated}项：达标{met}项，未达标{not_met}项，无法判定{undetermined}项。"),
            format!("舍入前可能得出相反结论的{rounding_sensitive}项。"),
            format!("有数据的指标{indicators_with_figures}个，共{indicators}个。"),
        ],
    };
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}
