//! Printing an assessment: each indicator with where it stands and where it is heading, the counts, and what to look at.

use crate::arguments::{Arguments, Format, PlanChoice};
use crate::input::Loaded;
use crate::json;
use crate::records::plain;
use crate::summary::Summary;
use crate::table::{BREAKABLE, Look, cells, escape, new_table, write_rest, write_summary};
use comfy_table::{Attribute, Cell, CellAlignment, Color, ColumnConstraint, Table};
use csv::Writer;
use rust_decimal::Decimal;
use std::io::{self, Write};
use zhibiao::outlook::{Outlook, Status};
use zhibiao::report::Report;
use zhibiao::{Assessed, Assessment, AssessmentParameters, Language, Plan, Stage, Standing, TOTAL};

/// The year of an assessment: the one asked for, that of the stage, or the newest there is.
fn year(stage: Stage, loaded: &Loaded<'_>, arguments: &Arguments) -> Option<u16> {
    let of_stage = || {
        let wanted = arguments.plan.map(PlanChoice::id);
        let mut plans = loaded.data.registry().plans();
        plans.find(|plan| wanted.is_none_or(|wanted| wanted == plan.id())).and_then(|plan| stage.year(plan))
    };
    let newest = || loaded.data.series().filter_map(|series| series.points().last()).map(|point| point.year).max();
    arguments.year.or_else(of_stage).or_else(newest)
}

pub fn print(stage: Stage, loaded: &Loaded<'_>, arguments: &Arguments) -> io::Result<()> {
    // Without any data there is no year to speak of; the last year of a plan stands in.
    let last = || loaded.data.registry().plans().map(Plan::last_year).max();
    let year = year(stage, loaded, arguments).or_else(last).unwrap_or_default();
    let assessment = loaded.data.assess(stage, year, &AssessmentParameters::default());
    let report = assessment.report(&arguments.report_options());
    let items: Vec<&Assessed<'_>> = assessment.items().iter().filter(|item| arguments.wants_item(item)).collect();
    let evaluations: Vec<_> = items.iter().map(|item| item.evaluation).collect();
    let asked_for = loaded.data.series().filter(|series| arguments.wants_series(series));
    let observations = asked_for.map(|series| series.points().len()).sum();
    let summary = Summary::of(loaded, &evaluations, observations, arguments);
    let mut out = io::BufWriter::new(io::stdout().lock());
    match arguments.format {
        Format::Table => write(&mut out, &items, &report, &summary, loaded, arguments, Look::Terminal)?,
        Format::Markdown => write(&mut out, &items, &report, &summary, loaded, arguments, Look::Markdown)?,
        Format::Json => json::write_assessment(&mut out, &items, &assessment, &report, &summary, loaded, arguments)?,
        Format::Csv => write_records(&mut out, &items, &assessment, loaded, arguments)?,
    }
    out.flush()
}

fn write(
    out: &mut impl Write,
    items: &[&Assessed<'_>],
    report: &Report<'_>,
    summary: &Summary,
    loaded: &Loaded<'_>,
    arguments: &Arguments,
    look: Look,
) -> io::Result<()> {
    let language = arguments.language();
    let text = if look == Look::Markdown { report.to_markdown(language) } else { report.to_text(language) };
    writeln!(out, "{text}")?;
    let same_plan = |left: &&Assessed<'_>, right: &&Assessed<'_>| {
        std::ptr::eq(left.evaluation.indicator().plan(), right.evaluation.indicator().plan())
    };
    for of_plan in items.chunk_by(same_plan) {
        let Some(first) = of_plan.first() else { continue };
        let heading = if look == Look::Markdown { "## " } else { "" };
        let plan = first.evaluation.indicator().plan();
        writeln!(out, "{heading}{}\n", plan.title().get(language))?;
        writeln!(out, "{}\n", table(of_plan, loaded, language, look))?;
        if arguments.sentences {
            for (number, item) in (1..).zip(of_plan) {
                writeln!(out, "{number}. {}", escape(&item.evaluation.sentence(language).to_string(), look))?;
            }
            writeln!(out)?;
        }
    }
    write_summary(out, summary, language)?;
    write_rest(out, &[], loaded, language, look)
}

/// The columns, and where among those of the verdict tables they stand.
struct Columns {
    titles: [&'static str; 13],
}

const CHINESE: Columns = Columns {
    titles: [
        "条款",
        "指标",
        "地区",
        "分组",
        "年份",
        "数值",
        "目标",
        "与目标之差",
        "判定",
        "历年",
        "应达进度",
        "比上年",
        "展望",
    ],
};

const ENGLISH: Columns = Columns {
    titles: [
        "Clause",
        "Indicator",
        "Region",
        "Group",
        "Year",
        "Value",
        "Required",
        "Margin",
        "Verdict",
        "Standing",
        "On the path",
        "On last year",
        "Outlook",
    ],
};

fn table(items: &[&Assessed<'_>], loaded: &Loaded<'_>, language: Language, look: Look) -> Table {
    let titles = if language == Language::Chinese { &CHINESE } else { &ENGLISH }.titles;
    let remarks_title = if language == Language::Chinese { "说明" } else { "Remarks" };
    let rows: Vec<Vec<Cell>> = items.iter().map(|item| row(item, loaded, language, look)).collect();
    let grouped = items.iter().any(|item| item.evaluation.group() != TOTAL);
    // A column that would be empty throughout only costs width; the year is the same throughout.
    let filled: Vec<bool> = (0..=titles.len())
        .map(|column| rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.content().is_empty())))
        .collect();
    let shown = |column: usize| column != 4 && (column != 3 || grouped) && (column < 7 || filled[column]);
    let mut table = new_table(look);
    let header = titles.iter().copied().chain([remarks_title]);
    let header = header.enumerate().filter(|(column, _)| shown(*column));
    table.set_header(header.map(|(_, title)| Cell::new(title).add_attribute(Attribute::Bold)));
    for (position, column) in (0..=titles.len()).filter(|column| shown(*column)).enumerate() {
        if !BREAKABLE.contains(&column)
            && column != titles.len()
            && let Some(column) = table.column_mut(position)
        {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    for row in rows {
        table.add_row(row.into_iter().enumerate().filter(|(column, _)| shown(*column)).map(|(_, cell)| cell));
    }
    table
}

fn row(item: &Assessed<'_>, loaded: &Loaded<'_>, language: Language, look: Look) -> Vec<Cell> {
    let mut cells = cells(&item.evaluation, loaded, language, look).to_vec();
    let remarks = cells.pop().map(|cell| cell.content()).unwrap_or_default();
    let signed = |decimal: Decimal| {
        let sign = if decimal.is_sign_negative() || decimal.is_zero() { "" } else { "+" };
        format!("{sign}{decimal}")
    };
    let right = |text: Option<String>| Cell::new(text.unwrap_or_default()).set_alignment(CellAlignment::Right);
    cells.push(Cell::new(standing(item, language)));
    cells.push(right(item.path.map(|path| {
        let mark = match (language, path.ahead) {
            (Language::Chinese, true) => "不落后",
            (Language::Chinese, false) => "落后",
            (_, true) => "ahead",
            (_, false) => "behind",
        };
        format!("{} {mark}", path.value)
    })));
    cells.push(right(item.on_last_year.map(|change| match change.percent {
        Some(percent) => format!("{} ({}%)", signed(change.points), signed(percent)),
        None => signed(change.points),
    })));
    cells.push(item.outlook.map_or_else(|| Cell::new(""), |outlook| outlook_cell(&outlook, language)));
    cells.push(Cell::new(with_more_remarks(remarks, item, language)));
    cells
}

fn standing(item: &Assessed<'_>, language: Language) -> String {
    let words = item.standing.in_words(language);
    let Some(year) = item.met_year else { return words.to_owned() };
    let zh = language == Language::Chinese;
    match item.standing {
        Standing::MetAndHeld | Standing::MetAgain if zh => format!("{words}（{year}年起）"),
        Standing::MetAndHeld | Standing::MetAgain => format!("{words} (since {year})"),
        Standing::MetThenLost | Standing::Undetermined if zh => format!("{words}（{year}年曾达标）"),
        Standing::MetThenLost | Standing::Undetermined => format!("{words} (met in {year})"),
        _ => words.to_owned(),
    }
}

fn outlook_cell(outlook: &Outlook, language: Language) -> Cell {
    let words = outlook.word.in_words(language);
    let text = match outlook.probability {
        Some(_) => format!("{words} {}", outlook.probability_in_words()),
        None => words.to_owned(),
    };
    match outlook.word {
        Status::HardToReach => Cell::new(text).fg(Color::Red),
        Status::MetEarly | Status::OnCourse => Cell::new(text).fg(Color::Green),
        _ => Cell::new(text),
    }
}

fn with_more_remarks(remarks: String, item: &Assessed<'_>, language: Language) -> String {
    let zh = language == Language::Chinese;
    let mut all: Vec<String> = Some(remarks).filter(|remarks| !remarks.is_empty()).into_iter().collect();
    if item.slipping {
        all.push(if zh { "正在退步" } else { "slipping" }.to_owned());
    }
    if let Some(streak) = item.streak {
        all.push(streak.in_words(language));
    }
    if item.volatility.is_some_and(|volatility| volatility.is_volatile()) {
        all.push(if zh { "波动较大" } else { "volatile" }.to_owned());
    }
    all.join(if zh { "；" } else { "; " })
}

/// One line an item on standard output; warnings and refused rows on standard error.
fn write_records(
    out: &mut impl Write,
    items: &[&Assessed<'_>],
    assessment: &Assessment<'_>,
    loaded: &Loaded<'_>,
    arguments: &Arguments,
) -> io::Result<()> {
    let language = arguments.language();
    let mut writer = Writer::from_writer(&mut *out);
    let mut header = vec![
        "stage",
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
        "standing",
        "met_year",
        "slipping",
        "path",
        "ahead",
        "change_on_last_year",
        "percent_on_last_year",
        "change_on_baseline",
        "percent_on_baseline",
        "outlook",
        "probability_of_missing",
        "projected",
        "low",
        "high",
        "volatile",
        "interval_low",
        "interval_high",
        "uncertain",
    ];
    if arguments.sentences {
        header.push("sentence");
    }
    writer.write_record(&header).map_err(plain)?;
    let text = |decimal: Option<Decimal>| decimal.map(|decimal| decimal.to_string()).unwrap_or_default();
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    for item in items {
        let evaluation = &item.evaluation;
        let (indicator, judgement, verdict) = (evaluation.indicator(), evaluation.judgement(), evaluation.verdict());
        let outlook = item.outlook;
        let mut record = vec![
            assessment.stage().to_string(),
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
            item.standing.to_string(),
            item.met_year.map(|year| year.to_string()).unwrap_or_default(),
            item.slipping.to_string(),
            text(item.path.map(|path| path.value)),
            item.path.map(|path| path.ahead.to_string()).unwrap_or_default(),
            text(item.on_last_year.map(|change| change.points)),
            text(item.on_last_year.and_then(|change| change.percent)),
            text(item.on_baseline.map(|change| change.points)),
            text(item.on_baseline.and_then(|change| change.percent)),
            outlook.map(|outlook| outlook.word.to_string()).unwrap_or_default(),
            number(outlook.and_then(|outlook| outlook.probability)),
            number(outlook.and_then(|outlook| outlook.projected)),
            number(outlook.and_then(|outlook| outlook.low)),
            number(outlook.and_then(|outlook| outlook.high)),
            item.volatility.map(|volatility| volatility.is_volatile().to_string()).unwrap_or_default(),
            number(item.interval.map(|interval| interval.low)),
            number(item.interval.map(|interval| interval.high)),
            item.uncertain.to_string(),
        ];
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
    if arguments.warnings {
        for warning in assessment.warnings().iter().filter(|warning| arguments.wants_warning(warning)) {
            eprintln!("{}: {}", warning.kind().name(language), warning.sentence(language));
        }
    }
    Ok(())
}
