//! The comparison as a table, Markdown, CSV or JSON.

use crate::input::Loaded;
use crate::{Arguments, Format};
use comfy_table::{Attribute, Cell, Color, ColumnConstraint, ContentArrangement, Table, presets};
use comfy_table::{ContentLineStyle, LineStyle, TableStyle};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use zhibiao::rule::Obstacle;
use zhibiao::{Compared, Comparison, Conflict, Language, MatchedBy, Plan, PlanChange};

/// Three rules, as tables in yearbooks have.
const YEARBOOK: TableStyle = TableStyle::new()
    .top_border(LineStyle::none().fill('━').junction('━'))
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none())
    .bottom_border(LineStyle::none().fill('━').junction('━'));

pub fn write(
    out: &mut impl Write,
    old: &Loaded,
    new: &Loaded,
    comparison: &Comparison<'_>,
    arguments: &Arguments,
) -> io::Result<()> {
    let conflicts = conflicts(old, new);
    match arguments.format {
        Format::Table | Format::Markdown => write_table(out, old, new, comparison, &conflicts, arguments),
        Format::Csv => write_csv(out, comparison, arguments),
        Format::Json => write_json(out, old, new, comparison, &conflicts, arguments),
    }
}

/// The conflicts that either plan has part in.
fn conflicts<'a>(old: &'a Loaded, new: &'a Loaded) -> Vec<Conflict<'a>> {
    let mut found: Vec<Conflict<'a>> = [old, new].into_iter().flat_map(of_plan).collect();
    // A plan and itself, or two plans of one registry, have them in common.
    let mut told = BTreeSet::new();
    found.retain(|conflict| {
        let ids = (conflict.first().id(), conflict.second().map(|second| second.id()));
        told.insert((ids, conflict.sentence(Language::Chinese)))
    });
    found
}

/// The conflicts that a plan has part in.
fn of_plan(loaded: &Loaded) -> Vec<Conflict<'_>> {
    let mut conflicts = loaded.registry().conflicts();
    let is_of_it = |conflict: &Conflict<'_>| {
        [Some(conflict.first()), conflict.second()].iter().flatten().any(|one| one.plan().id() == loaded.id())
    };
    conflicts.retain(is_of_it);
    conflicts
}

fn shown<'c, 'a>(
    comparison: &'c Comparison<'a>,
    arguments: &'c Arguments,
) -> impl Iterator<Item = &'c Compared<'a>> + use<'c, 'a> {
    comparison.iter().filter(|compared| arguments.shows(compared.change()))
}

fn write_table(
    out: &mut impl Write,
    old: &Loaded,
    new: &Loaded,
    comparison: &Comparison<'_>,
    conflicts: &[Conflict<'_>],
    arguments: &Arguments,
) -> io::Result<()> {
    let (language, markdown) = (arguments.language(), arguments.format == Format::Markdown);
    let chinese = language == Language::Chinese;
    let title = |plan: Option<&Plan>| {
        plan.map(|plan| {
            let (title, number) = (escape(plan.title().get(language), markdown), plan.document().number());
            if chinese { format!("{title}（{number}）") } else { format!("{title} ({number})") }
        })
        .unwrap_or_default()
    };
    let (before, after) = (title(old.plan()), title(new.plan()));
    let item = if markdown { "- " } else { "" };
    let (one, other) = if chinese { ("原规划：", "新规划：") } else { ("Old plan: ", "New plan: ") };
    writeln!(out, "{item}{one}{before}\n{item}{other}{after}\n")?;

    let titles = if chinese {
        ["条款", "新条款", "指标", "原规划", "新规划", "变化", "说明"]
    } else {
        ["Clause", "New clause", "Indicator", "Old plan", "New plan", "Change", "Remarks"]
    };
    let mut table = new_table(markdown);
    table.set_header(titles.map(|title| Cell::new(title).add_attribute(Attribute::Bold)));
    for column in [0, 1, 5] {
        if let Some(column) = table.column_mut(column) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    for compared in shown(comparison, arguments) {
        table.add_row(row(compared, language, markdown));
    }
    if table.is_empty() {
        writeln!(out, "{}", if chinese { "没有符合条件的指标。" } else { "Nothing matches." })?;
    } else {
        writeln!(out, "{table}")?;
    }

    let counts: Vec<String> = PlanChange::ALL
        .iter()
        .map(|change| (change.name(language), comparison.count(*change)))
        .map(|(name, count)| if chinese { format!("{name}{count}项") } else { format!("{name} {count}") })
        .collect();
    let total = comparison.iter().count();
    if chinese {
        writeln!(out, "\n共{total}项：{}。", counts.join("，"))?;
    } else {
        writeln!(out, "\n{total} in all: {}.", counts.join(", "))?;
    }
    for conflict in conflicts {
        let sentence = escape(&conflict.sentence(language), markdown);
        if chinese {
            writeln!(out, "{item}【自相矛盾】{sentence}。")?;
        } else {
            writeln!(out, "{item}Conflict: {sentence}.")?;
        }
    }
    Ok(())
}

fn new_table(markdown: bool) -> Table {
    let mut table = Table::new();
    if markdown {
        table.load_style(presets::ASCII_MARKDOWN).force_no_tty();
        return table;
    }
    table.load_style(YEARBOOK);
    if io::stdout().is_terminal() {
        table.set_content_arrangement(ContentArrangement::Dynamic);
    }
    // https://no-color.org
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        table.force_no_tty();
    }
    table
}

fn row(compared: &Compared<'_>, language: Language, markdown: bool) -> Vec<Cell> {
    let clause = |indicator: Option<zhibiao::Indicator<'_>>| {
        indicator.map(|indicator| indicator.clause_code().to_string()).unwrap_or_default()
    };
    let either = compared.in_old().or(compared.in_new());
    let name = either.map(|indicator| indicator.name().get(language)).unwrap_or_default();
    let (old, new) = compared.promises(language);
    let colour = match compared.change() {
        PlanChange::Tightened => Some(Color::Green),
        PlanChange::Loosened | PlanChange::Dropped => Some(Color::Red),
        PlanChange::ChangedInKind | PlanChange::CannotBeSaid => Some(Color::Yellow),
        _ => None,
    };
    let change = Cell::new(compared.change().name(language));
    // What has changed in kind is said to have; which one would be stricter is not the question then.
    let obstacle = compared.obstacle().filter(|_| compared.change() == PlanChange::CannotBeSaid);
    let reason = obstacle.map(|obstacle| obstacle.in_words(language)).unwrap_or_default();
    vec![
        Cell::new(clause(compared.in_old())),
        Cell::new(clause(compared.in_new())),
        Cell::new(escape(name, markdown)),
        Cell::new(escape(&old.unwrap_or_default(), markdown)),
        Cell::new(escape(&new.unwrap_or_default(), markdown)),
        match colour {
            Some(colour) => change.fg(colour),
            None => change,
        },
        Cell::new(reason),
    ]
}

fn write_csv(out: &mut impl Write, comparison: &Comparison<'_>, arguments: &Arguments) -> io::Result<()> {
    let language = arguments.language();
    let mut writer = csv::Writer::from_writer(out);
    let plain = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    };
    let header = ["change", "old", "new", "name", "old_promise", "new_promise", "matched_by", "reason"];
    writer.write_record(header).map_err(plain)?;
    for compared in shown(comparison, arguments) {
        let (old, new) = compared.promises(language);
        let either = compared.in_old().or(compared.in_new());
        let record = [
            compared.change().as_str(),
            compared.in_old().map(|indicator| indicator.id()).unwrap_or_default(),
            compared.in_new().map(|indicator| indicator.id()).unwrap_or_default(),
            either.map(|indicator| indicator.name().get(language)).unwrap_or_default(),
            old.as_deref().unwrap_or_default(),
            new.as_deref().unwrap_or_default(),
            compared.matched_by().map(MatchedBy::as_str).unwrap_or_default(),
            compared.obstacle().map(Obstacle::as_str).unwrap_or_default(),
        ];
        writer.write_record(record).map_err(plain)?;
    }
    writer.flush()
}

fn write_json(
    out: &mut impl Write,
    old: &Loaded,
    new: &Loaded,
    comparison: &Comparison<'_>,
    conflicts: &[Conflict<'_>],
    arguments: &Arguments,
) -> io::Result<()> {
    let plan = |loaded: &Loaded| {
        loaded.plan().map(|plan| {
            json!({
                "id": plan.id(),
                "title": plan.title().get(arguments.language()),
                "document": plan.document().number(),
                "first_year": plan.first_year(),
                "last_year": plan.last_year(),
            })
        })
    };
    let counts: serde_json::Map<String, serde_json::Value> =
        PlanChange::ALL.iter().map(|change| (change.as_str().to_owned(), comparison.count(*change).into())).collect();
    let promises: Vec<serde_json::Value> = shown(comparison, arguments)
        .map(|compared| {
            let mut value = json!(compared);
            if let Some(fields) = value.as_object_mut() {
                fields.insert("sentence".to_owned(), compared.sentence(arguments.language()).into());
            }
            value
        })
        .collect();
    let whole = json!({
        "old": plan(old),
        "new": plan(new),
        "counts": counts,
        "promises": promises,
        "conflicts": conflicts,
    });
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}

/// Text that cannot break out of its place in Markdown.
fn escape(text: &str, markdown: bool) -> String {
    if !markdown {
        return text.to_owned();
    }
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '#' | '~' | '&') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
