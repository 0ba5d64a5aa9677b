//! The comparison as a table, Markdown, CSV or JSON.

use crate::input::Loaded;
use crate::look::Look;
use crate::{Arguments, Format};
use comfy_table::{Attribute, Cell, Color, ColumnConstraint};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::{self, Write};
use zhibiao::rule::Obstacle;
use zhibiao::{Compared, Comparison, Conflict, Language, MatchedBy, PlanChange, PlanIdentity};

pub fn write(
    out: &mut impl Write,
    old: &Loaded,
    new: &Loaded,
    comparison: &Comparison<'_>,
    arguments: &Arguments,
) -> io::Result<()> {
    match arguments.format {
        Format::Table => write_table(out, old, new, comparison, arguments, Look::Terminal),
        Format::Markdown => write_table(out, old, new, comparison, arguments, Look::Markdown),
        Format::Csv => write_csv(out, old, new, comparison, arguments),
        Format::Json => write_json(out, old, new, comparison, arguments),
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
    arguments: &Arguments,
    look: Look,
) -> io::Result<()> {
    let language = arguments.language();
    let chinese = language == Language::Chinese;
    let bullet = look.bullet();
    let (one, other) = if chinese { ("原规划：", "新规划：") } else { ("Old plan:", "New plan:") };
    for (side, loaded) in [(one, old), (other, new)] {
        writeln!(out, "{bullet}{side}")?;
        for sentence in loaded.identity().iter().flat_map(|identity| identity.sentences(language)) {
            writeln!(out, "  {bullet}{}", look.escape(&sentence))?;
        }
    }
    writeln!(out)?;

    let titles = if chinese {
        ["条款", "新条款", "指标", "原规划", "新规划", "变化", "说明"]
    } else {
        ["Clause", "New clause", "Indicator", "Old plan", "New plan", "Change", "Remarks"]
    };
    let mut table = look.new_table();
    table.set_header(titles.map(|title| Cell::new(title).add_attribute(Attribute::Bold)));
    for column in [0, 1, 5] {
        if let Some(column) = table.column_mut(column) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    for compared in shown(comparison, arguments) {
        table.add_row(row(compared, language, look));
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
    for conflict in conflicts(old, new) {
        let sentence = conflict.sentence(language);
        let sentence = look.escape(&sentence);
        if chinese {
            writeln!(out, "{bullet}【自相矛盾】{sentence}。")?;
        } else {
            writeln!(out, "{bullet}Conflict: {sentence}.")?;
        }
    }
    Ok(())
}

fn row(compared: &Compared<'_>, language: Language, look: Look) -> Vec<Cell> {
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
        Cell::new(look.escape(name)),
        Cell::new(look.escape(&old.unwrap_or_default())),
        Cell::new(look.escape(&new.unwrap_or_default())),
        match colour {
            Some(colour) => change.fg(colour),
            None => change,
        },
        Cell::new(reason),
    ]
}

/// What is compared stands on every line, so that one can be repeated wherever it is copied to. The number of a document says where title,
/// issuer and years are to be found; the digest holds for them all.
fn write_csv(
    out: &mut impl Write,
    old: &Loaded,
    new: &Loaded,
    comparison: &Comparison<'_>,
    arguments: &Arguments,
) -> io::Result<()> {
    let language = arguments.language();
    let mut writer = csv::Writer::from_writer(out);
    let plain = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    };
    let header = ["change", "old", "new", "name", "old_promise", "new_promise", "matched_by", "reason"];
    let of_plans = ["plan", "plan_number", "plan_edition", "plan_digest"];
    let of_plans = ["old", "new"].into_iter().flat_map(|side| of_plans.map(|column| format!("{side}_{column}")));
    writer.write_record(header.map(str::to_owned).into_iter().chain(of_plans)).map_err(plain)?;
    let (old_plan, new_plan) = (old.identity(), new.identity());
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
        let of_plans = [&old_plan, &new_plan].into_iter().flatten().flat_map(columns);
        writer.write_record(record.into_iter().chain(of_plans)).map_err(plain)?;
    }
    writer.flush()
}

fn columns<'a>(identity: &'a PlanIdentity<'_>) -> [&'a str; 4] {
    let plan = identity.plan();
    [plan.id(), plan.document().number(), plan.edition(), identity.digest()]
}

fn write_json(
    out: &mut impl Write,
    old: &Loaded,
    new: &Loaded,
    comparison: &Comparison<'_>,
    arguments: &Arguments,
) -> io::Result<()> {
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
        "old": old.identity(),
        "new": new.identity(),
        "counts": counts,
        "promises": promises,
        "conflicts": conflicts(old, new),
    });
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}
