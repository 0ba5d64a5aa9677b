//! Reading series and their targets.

use csv::{ReaderBuilder, StringRecord, Trim};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use zhibiao::outlook::Goal;
use zhibiao::rule::Direction;
use zhibiao::{Point, decimal};

/// A series and what it is meant to become.
pub struct SeriesGoal {
    pub name: String,
    pub points: Vec<Point>,
    /// At least one.
    pub goals: Vec<Goal>,
}

/// What a table holds.
pub struct Input {
    /// The series in the order they first appear.
    pub series: Vec<SeriesGoal>,
    /// A message for every row that was refused.
    pub problems: Vec<String>,
    /// Columns that mean nothing here, a mistyped one perhaps.
    pub unused: Vec<String>,
}

/// What the rows of a series say about it.
#[derive(Default)]
struct Draft {
    /// For each year the value and its line, or nothing if two values differ.
    values: BTreeMap<u16, (Option<Decimal>, u64)>,
    direction: Option<Direction>,
    limit: Option<Decimal>,
    base_year: Option<u16>,
    targets: Vec<(Option<Decimal>, Option<u16>)>,
    line: u64,
}

struct Row {
    series: String,
    point: Option<Point>,
    direction: Option<Direction>,
    target: Option<Decimal>,
    target_year: Option<u16>,
    limit: Option<Decimal>,
    base_year: Option<u16>,
}

const COLUMNS: [&str; 8] = ["series", "year", "value", "direction", "target", "target_year", "limit", "base_year"];
const REQUIRED: usize = 4;

pub fn read(path: &Path, keep: bool) -> Result<Input, String> {
    let name = path.display().to_string();
    let input: Box<dyn Read> = if path.as_os_str() == "-" {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path).map_err(|error| format!("cannot read {name}: {error}"))?)
    };
    let mut reader = ReaderBuilder::new().trim(Trim::All).flexible(true).from_reader(input);
    let header =
        reader.headers().map_err(|error| format!("cannot read the header of {name}: {}", plain(&error)))?.clone();
    let is = |text: &str, column: &str| text.trim_start_matches('\u{feff}').eq_ignore_ascii_case(column);
    let columns = COLUMNS.map(|column| header.iter().position(|text| is(text, column)));
    if let Some(missing) = COLUMNS.iter().zip(columns).take(REQUIRED).find(|(_, position)| position.is_none()) {
        return Err(format!("{name}: the header has no column `{}`", missing.0));
    }
    if let Some(twice) = COLUMNS.iter().find(|column| header.iter().filter(|text| is(text, column)).count() > 1) {
        return Err(format!("{name}: the header has the column `{twice}` twice"));
    }
    let unused = header.iter().filter(|text| !COLUMNS.iter().any(|column| is(text, column)));
    let unused = unused.map(|text| format!("`{}`", text.escape_debug())).collect();

    let (mut order, mut drafts, mut problems) = (Vec::new(), HashMap::<String, Draft>::new(), Vec::new());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                problems.push(format!("{name}:{line}: {}", plain(&error)));
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != header.len() {
            problems.push(format!("{name}:{line}: found {} fields, expected {}", record.len(), header.len()));
            continue;
        }
        let added = row(&record, &columns).and_then(|row| {
            let draft = drafts.entry(row.series.clone()).or_insert_with(|| {
                order.push(row.series.clone());
                Draft { line, ..Draft::default() }
            });
            draft.add(&row, line)
        });
        if let Err(problem) = added {
            problems.push(format!("{name}:{line}: {problem}"));
        }
    }
    let mut all = Vec::new();
    for series in order {
        let Some(draft) = drafts.remove(&series) else { continue };
        let line = draft.line;
        match draft.finish(&series, keep) {
            Ok(goal) => all.push(goal),
            Err(problem) => problems.push(format!("{name}:{line}: {problem}")),
        }
    }
    Ok(Input { series: all, problems, unused })
}

/// What went wrong with a line, without the library's own words.
fn plain(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "is not UTF-8".to_owned(),
        _ => error.to_string(),
    }
}

fn row(record: &StringRecord, columns: &[Option<usize>; 8]) -> Result<Row, String> {
    let [series, year, value, direction, target, target_year, limit, base_year] =
        columns.map(|position| position.and_then(|position| record.get(position)).unwrap_or_default());
    if series.is_empty() {
        return Err("series: is empty".to_owned());
    }
    let value = number("value", value)?;
    let year = whole_year("year", year)?;
    let point = match (year, value) {
        (Some(year), Some(value)) => Some(Point { year, value }),
        (None, Some(_)) => return Err("year: is empty".to_owned()),
        (_, None) => None,
    };
    Ok(Row {
        series: series.to_owned(),
        point,
        direction: way(direction)?,
        target: number("target", target)?,
        target_year: whole_year("target_year", target_year)?,
        limit: number("limit", limit)?,
        base_year: whole_year("base_year", base_year)?,
    })
}

/// Statistics are published as `1e-05` too; nothing is rounded either way.
fn number(column: &str, text: &str) -> Result<Option<Decimal>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    match decimal::parse(text) {
        Ok(value) => Ok(Some(value)),
        Err(error) => match Decimal::from_scientific(text) {
            Ok(value) if text.contains(['e', 'E']) => Ok(Some(value)),
            _ => Err(format!("{column}: `{text}` {error}")),
        },
    }
}

/// `2015`, or `2015.0` as tables with holes have it.
fn whole_year(column: &str, text: &str) -> Result<Option<u16>, String> {
    let digits = text.strip_suffix(".0").unwrap_or(text);
    if digits.is_empty() {
        return Ok(None);
    }
    let year = digits.parse().ok().filter(|_| digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()));
    year.map(Some).ok_or_else(|| format!("{column}: found `{text}`, expected four digits"))
}

fn way(text: &str) -> Result<Option<Direction>, String> {
    match text.to_ascii_lowercase().as_str() {
        "" => Ok(None),
        "up" | "1" | "+1" | "1.0" | "positive" | "higher" | "increase" | "上升" | "提高" => Ok(Some(Direction::Up)),
        "down" | "-1" | "-1.0" | "negative" | "lower" | "decrease" | "下降" | "降低" => Ok(Some(Direction::Down)),
        _ => Err(format!("direction: found `{text}`, expected `up` or `down`")),
    }
}

/// Takes what a row says, unless another row said something else.
fn settle<T: PartialEq + Copy>(known: &mut Option<T>, said: Option<T>, column: &str) -> Result<(), String> {
    match (*known, said) {
        (Some(known), Some(said)) if known != said => {
            Err(format!("{column}: differs from an earlier row of the series"))
        }
        (None, Some(said)) => {
            *known = Some(said);
            Ok(())
        }
        _ => Ok(()),
    }
}

impl Draft {
    fn add(&mut self, row: &Row, line: u64) -> Result<(), String> {
        settle(&mut self.direction, row.direction, "direction")?;
        settle(&mut self.limit, row.limit, "limit")?;
        settle(&mut self.base_year, row.base_year, "base_year")?;
        let target = (row.target, row.target_year);
        if target != (None, None) && !self.targets.contains(&target) {
            self.targets.push(target);
        }
        let Some(Point { year, value }) = row.point else { return Ok(()) };
        match self.values.get(&year) {
            Some((Some(known), earlier)) if *known != value => {
                let problem = format!("value: `{value}` differs from `{known}` in line {earlier}; neither is used");
                self.values.insert(year, (None, line));
                Err(problem)
            }
            Some((None, _)) => Err(format!("value: two values for {year} differ already; none is used")),
            _ => {
                self.values.insert(year, (Some(value), line));
                Ok(())
            }
        }
    }

    fn finish(self, name: &str, keep: bool) -> Result<SeriesGoal, String> {
        let direction = self.direction.ok_or_else(|| format!("direction: no row of `{name}` has one"))?;
        let mut targets = self.targets;
        if targets.is_empty() {
            targets.push((None, None));
        }
        // The year may stand in another row than the value. A year alone, beside a target that has its own, says nothing.
        let years: Vec<Option<u16>> =
            targets.iter().filter(|(value, _)| value.is_none()).map(|(_, year)| *year).collect();
        if years.len() < targets.len() {
            targets.retain(|(value, _)| value.is_some());
            if let (&[only], true) = (years.as_slice(), targets.iter().all(|(_, year)| year.is_none())) {
                for (_, year) in &mut targets {
                    *year = only;
                }
            }
        }
        // A target without a year beside one with a year says the same, only less.
        let twins = targets.clone();
        targets.retain(|(value, year)| {
            year.is_some() || !twins.iter().any(|(other, other_year)| other == value && other_year.is_some())
        });
        let goal = |(value, year): (Option<Decimal>, Option<u16>)| {
            let goal = match (value, year, keep) {
                (Some(value), year, true) => Goal::keep(direction, value, year),
                (Some(value), Some(year), false) => Goal::reach(direction, value, year),
                // A target that has no year can only be kept.
                (Some(value), None, false) => Goal::keep(direction, value, None),
                (None, Some(year), true) => Goal::improve_every_year(direction, year),
                (None, year, _) => Goal::improve(direction, year),
            };
            let goal = goal.with_natural_limit(self.limit);
            self.base_year.map_or(goal, |year| goal.since(year))
        };
        let known = |(year, (value, _)): (u16, (Option<Decimal>, u64))| value.map(|value| Point { value, year });
        Ok(SeriesGoal {
            name: name.to_owned(),
            points: self.values.into_iter().filter_map(known).collect(),
            goals: targets.into_iter().map(goal).collect(),
        })
    }
}
