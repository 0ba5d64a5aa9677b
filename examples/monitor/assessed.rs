//! Printing an assessment: each indicator with where it stands and where it is heading, the counts, and what to look at.

use crate::arguments::{Arguments, Format, PlanChoice};
use crate::input::Loaded;
use crate::json;
use crate::look::Look;
use crate::records::{COLUMNS as EVALUATION_COLUMNS, plain, record, text};
use crate::summary::Summary;
use crate::table::{cells, write_rest, write_rows};
use comfy_table::{Attribute, Cell, CellAlignment, Color, ColumnConstraint, Table, Width};
use csv::Writer;
use rust_decimal::Decimal;
use std::io::{self, Write};
use zhibiao::outlook::{Method, Outlook, Progress, Status, agree};
use zhibiao::report::Report;
use zhibiao::{Assessed, Assessment, AssessmentParameters, Language, Plan, Stage, Standing, TOTAL, Verdict};

/// An item, and what the methods that were asked for say of it.
pub struct Item<'a> {
    pub assessed: &'a Assessed<'a>,
    pub progress: Vec<Progress>,
}

fn progress<'a>(assessment: &Assessment<'a>, item: &Assessed<'a>, arguments: &Arguments) -> Vec<Progress> {
    // A method says nothing of what somebody attests.
    let foreseeable = item.outlook.is_some();
    let asked = arguments.method.iter().filter(|_| foreseeable);
    asked.map(|method| assessment.progress(item, (*method).into())).collect()
}

/// Whether the methods see an item alike, this library's among them.
pub fn agreed(item: &Item<'_>) -> Option<bool> {
    let own = item.assessed.outlook.as_ref().map(Progress::from);
    let all: Vec<Progress> = item.progress.iter().copied().chain(own).collect();
    if item.progress.is_empty() { None } else { agree(&all) }
}

/// The year of an assessment: the one asked for, that of the stage, or the newest there is.
fn year(stage: Stage, loaded: &Loaded<'_>, arguments: &Arguments) -> Option<u16> {
    let of_stage = || {
        let wanted = arguments.plan.map(PlanChoice::id);
        let mut plans = loaded.data.registry().plans();
        plans.find(|plan| wanted.is_none_or(|wanted| wanted == plan.id())).and_then(|plan| stage.year(plan))
    };
    let asked_for = || loaded.data.series().filter(|series| arguments.wants_series(series));
    let newest = || asked_for().filter_map(|series| series.points().last()).map(|point| point.year).max();
    arguments.year.or_else(of_stage).or_else(newest)
}

pub fn print(stage: Stage, loaded: &Loaded<'_>, arguments: &Arguments) -> io::Result<()> {
    // Without any data there is no year to speak of; the last year of a plan stands in.
    let last = || loaded.data.registry().plans().map(Plan::last_year).max();
    let year = year(stage, loaded, arguments).or_else(last).unwrap_or_default();
    let assessment = loaded.data.assess(stage, year, &AssessmentParameters::default());
    let report = assessment.report(&arguments.report_options());
    let wanted = assessment.items().iter().filter(|item| arguments.wants_item(item));
    let items: Vec<Item<'_>> =
        wanted.map(|assessed| Item { assessed, progress: progress(&assessment, assessed, arguments) }).collect();
    let evaluations: Vec<_> = items.iter().map(|item| item.assessed.evaluation).collect();
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
    items: &[Item<'_>],
    report: &Report<'_>,
    summary: &Summary,
    loaded: &Loaded<'_>,
    arguments: &Arguments,
    look: Look,
) -> io::Result<()> {
    let language = arguments.language();
    let text = if look == Look::Markdown { report.to_markdown(language) } else { report.to_text(language) };
    writeln!(out, "{text}")?;
    let plan_of = |item: &Item<'_>| item.assessed.evaluation.indicator().plan().id().to_owned();
    let same_plan = |left: &Item<'_>, right: &Item<'_>| plan_of(left) == plan_of(right);
    for of_plan in items.chunk_by(same_plan) {
        let Some(first) = of_plan.first() else { continue };
        let heading = if look == Look::Markdown { "## " } else { "" };
        let plan = first.assessed.evaluation.indicator().plan();
        let region = only_region(of_plan).map(|code| loaded.data.registry().region_name(code, language));
        let region = region.map(|name| look.escape(name));
        let title = plan.title().get(language);
        let colon = if language == Language::Chinese { "：" } else { ": " };
        match region {
            Some(region) => writeln!(out, "{heading}{title}{colon}{region}\n")?,
            None => writeln!(out, "{heading}{title}\n")?,
        }
        writeln!(out, "{}\n", table(of_plan, loaded, language, look))?;
        if arguments.sentences {
            for (number, item) in (1..).zip(of_plan) {
                writeln!(out, "{number}. {}", look.escape(&item.assessed.evaluation.sentence(language).to_string()))?;
            }
            writeln!(out)?;
        }
    }
    let foreseen = |item: &Item<'_>| item.assessed.outlook.is_some_and(|outlook| outlook.probability.is_some());
    if items.iter().any(foreseen) {
        let legend = match language {
            Language::Chinese => "展望后的百分数是按近年变化推算的到期不能达标的概率。",
            _ => "The percentage beside an outlook is the probability of missing the target at the recent pace.",
        };
        writeln!(out, "{legend}\n")?;
    }
    write_rows(out, summary, language)?;
    write_rest(out, &[], loaded, language, look)
}

/// The columns. The standing says what the verdict says, and more; the year is the same throughout and stands in the title.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Clause,
    Indicator,
    Region,
    Group,
    Value,
    Required,
    Margin,
    Standing,
    OnLastYear,
    Outlook,
    Methods,
    Remarks,
}

const COLUMNS: [(Column, &str, &str); 12] = [
    (Column::Clause, "条款", "Clause"),
    (Column::Indicator, "指标", "Indicator"),
    (Column::Region, "地区", "Region"),
    (Column::Group, "分组", "Group"),
    (Column::Value, "数值", "Value"),
    (Column::Required, "目标", "Required"),
    (Column::Margin, "距目标", "Margin"),
    (Column::Standing, "判定", "Verdict"),
    (Column::OnLastYear, "比上年", "On last year"),
    (Column::Outlook, "展望", "Outlook"),
    (Column::Methods, "其他方法", "Other methods"),
    (Column::Remarks, "说明", "Remarks"),
];

impl Column {
    /// Only words may be broken over several lines, and no further than this.
    const fn least_width(self) -> Option<u16> {
        match self {
            Column::Indicator => Some(14),
            Column::Group => Some(6),
            Column::Region | Column::Standing | Column::Outlook => Some(10),
            Column::Methods => Some(12),
            Column::Remarks => Some(15),
            _ => None,
        }
    }
}

/// The region of all items, if it is one and the same.
fn only_region<'a>(items: &[Item<'a>]) -> Option<&'a str> {
    let region = items.first()?.assessed.evaluation.region();
    items.iter().all(|item| item.assessed.evaluation.region() == region).then_some(region)
}

fn table(items: &[Item<'_>], loaded: &Loaded<'_>, language: Language, look: Look) -> Table {
    let rows: Vec<Vec<Cell>> = items.iter().map(|item| row(item, loaded, language, look)).collect();
    let grouped = items.iter().any(|item| item.assessed.evaluation.group() != TOTAL);
    // A column that would be empty throughout only costs width.
    let filled = |position: usize| rows.iter().any(|row| !row[position].content().is_empty());
    let shown: Vec<bool> = COLUMNS
        .iter()
        .enumerate()
        .map(|(position, (column, ..))| match column {
            // It stands above the table.
            Column::Region => only_region(items).is_none(),
            Column::Group => grouped,
            // The outlook among them: in a plan's last year nothing is left to foresee.
            Column::Value
            | Column::Margin
            | Column::OnLastYear
            | Column::Outlook
            | Column::Methods
            | Column::Remarks => filled(position),
            _ => true,
        })
        .collect();
    let mut table = look.new_table();
    let header = COLUMNS.iter().zip(&shown).filter(|(_, shown)| **shown).map(|(column, _)| column);
    let title = |zh, en| if language == Language::Chinese { zh } else { en };
    table.set_header(header.clone().map(|(_, zh, en)| Cell::new(title(zh, en)).add_attribute(Attribute::Bold)));
    for (position, (column, ..)) in header.enumerate() {
        let constraint = column.least_width().map(|width| ColumnConstraint::LowerBoundary(Width::Fixed(width)));
        if let (Look::Terminal, Some(cells)) = (look, table.column_mut(position)) {
            cells.set_padding((0, 1));
            cells.set_constraint(constraint.unwrap_or(ColumnConstraint::ContentWidth));
        }
    }
    for row in rows {
        table.add_row(row.into_iter().zip(&shown).filter(|(_, shown)| **shown).map(|(cell, _)| cell));
    }
    table
}

fn row(item: &Item<'_>, loaded: &Loaded<'_>, language: Language, look: Look) -> Vec<Cell> {
    let methods = methods_cell(item, language);
    let item = item.assessed;
    let [clause, name, region, group, _, value, required, margin, _, remarks] =
        cells(&item.evaluation, loaded, language, look);
    let colour = match item.evaluation.verdict() {
        Verdict::Met => Color::Green,
        Verdict::NotMet => Color::Red,
        Verdict::Undetermined(_) => Color::Yellow,
    };
    let on_last_year = item.on_last_year.map(|change| signed(change.points)).unwrap_or_default();
    vec![
        clause,
        name,
        region,
        group,
        value,
        required,
        margin,
        Cell::new(standing(item, language)).fg(colour),
        Cell::new(on_last_year).set_alignment(CellAlignment::Right),
        item.outlook.map_or_else(|| Cell::new(""), |outlook| outlook_cell(&outlook, language)),
        methods,
        Cell::new(with_more_remarks(remarks.content(), item, language)),
    ]
}

fn signed(decimal: Decimal) -> String {
    let sign = if decimal.is_sign_negative() || decimal.is_zero() { "" } else { "+" };
    format!("{sign}{decimal}")
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
        // What rests on an old figure is no outlook, nor is its probability.
        Some(_) if outlook.word != Status::NoData => format!("{words} {}", outlook.probability_in_words()),
        _ => words.to_owned(),
    };
    match outlook.word {
        Status::HardToReach => Cell::new(text).fg(Color::Red),
        Status::MetEarly | Status::OnCourse => Cell::new(text).fg(Color::Green),
        _ => Cell::new(text),
    }
}

fn methods_cell(item: &Item<'_>, language: Language) -> Cell {
    let zh = language == Language::Chinese;
    // A method without a verdict has nothing to tell.
    let answered = item.progress.iter().filter(|progress| progress.status.is_favourable().is_some());
    let told = answered.map(|progress| {
        let (method, words) = (progress.method.name(), progress.status.in_words(language));
        if zh { format!("{method}：{words}") } else { format!("{method}: {words}") }
    });
    let mut told: Vec<String> = told.collect();
    if agreed(item) == Some(false) {
        told.push(if zh { "看法不一" } else { "they disagree" }.to_owned());
    }
    Cell::new(told.join(if zh { "；" } else { "; " }))
}

fn with_more_remarks(remarks: String, item: &Assessed<'_>, language: Language) -> String {
    let zh = language == Language::Chinese;
    let mut all: Vec<String> = Some(remarks).filter(|remarks| !remarks.is_empty()).into_iter().collect();
    // Of what is met already no progress is due.
    if let Some(path) = item.path.filter(|_| item.evaluation.verdict() == Verdict::NotMet) {
        all.push(match (language, path.ahead) {
            (Language::Chinese, true) => format!("不落后于应达进度{}", path.value),
            (Language::Chinese, false) => format!("落后于应达进度{}", path.value),
            (_, true) => format!("not behind the straight path ({})", path.value),
            (_, false) => format!("behind the straight path ({})", path.value),
        });
    }
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

/// The columns of a record after those of every evaluation, before those of methods and sentences.
const RECORD: [&str; 18] = [
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

/// One line an item on standard output; warnings and refused rows on standard error.
fn write_records(
    out: &mut impl Write,
    items: &[Item<'_>],
    assessment: &Assessment<'_>,
    loaded: &Loaded<'_>,
    arguments: &Arguments,
) -> io::Result<()> {
    let language = arguments.language();
    let plans = arguments.plans(loaded.data.registry());
    let mut writer = Writer::from_writer(&mut *out);
    let mut header = [&["stage"][..], &EVALUATION_COLUMNS, &RECORD].concat();
    let methods: Vec<Method> = arguments.method.iter().map(|method| (*method).into()).collect();
    header.extend(methods.iter().map(|method| method.as_str()));
    if !methods.is_empty() {
        header.push("methods_agree");
    }
    if arguments.sentences {
        header.push("sentence");
    }
    writer.write_record(&header).map_err(plain)?;
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    for item in items {
        let (agreed, progress) = (agreed(item), &item.progress);
        let item = item.assessed;
        let evaluation = &item.evaluation;
        let outlook = item.outlook;
        let mut fields = vec![assessment.stage().to_string()];
        fields.extend(record(evaluation, &plans, language));
        fields.extend([
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
        ]);
        for method in &methods {
            let answer = progress.iter().find(|answer| answer.method == *method);
            fields.push(answer.map(|answer| answer.status.to_string()).unwrap_or_default());
        }
        if !methods.is_empty() {
            fields.push(agreed.map(|agreed| agreed.to_string()).unwrap_or_default());
        }
        if arguments.sentences {
            fields.push(evaluation.sentence(language).to_string());
        }
        writer.write_record(&fields).map_err(plain)?;
    }
    writer.flush()?;
    drop(writer);
    if !arguments.by.is_empty() {
        eprintln!("note: --by counts, and CSV has one line an indicator; ask for another --format");
    }
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
