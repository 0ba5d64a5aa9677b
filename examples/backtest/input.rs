//! Reading series from a CSV table, with a word for every row that is not used.

use csv::{ReaderBuilder, StringRecord, Trim};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use zhibiao::rule::Direction;
use zhibiao::{Point, decimal};

/// The values of one series in one region, oldest first.
pub struct Series {
    pub direction: Direction,
    /// Whether no region has a value above 100: such a series is taken for a percentage, and is not asked for more.
    pub within_hundred: bool,
    pub points: Vec<Point>,
    /// The same year by year as binary numbers, for methods that need no more.
    pub figures: Vec<(f64, f64)>,
}

pub struct Input {
    pub series: Vec<Series>,
    /// One for every row that is not used.
    pub problems: Vec<String>,
}

/// For each year the value and its line; no value if two differ.
type Years = BTreeMap<u16, (Option<Decimal>, u64)>;

/// Where the columns are. A table of one region needs none.
struct Columns {
    series: usize,
    region: Option<usize>,
    year: usize,
    value: usize,
}

struct Row<'a> {
    series: &'a str,
    region: &'a str,
    point: Point,
}

pub fn read(path: &Path, down: &[String]) -> Result<Input, String> {
    let name = path.display().to_string();
    let input: Box<dyn Read> = if path.as_os_str() == "-" {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path).map_err(|error| format!("cannot read {name}: {error}"))?)
    };
    let mut reader = ReaderBuilder::new().trim(Trim::All).flexible(true).from_reader(input);
    let header = reader.headers().map_err(|error| format!("cannot read the header of {name}: {error}"))?.clone();
    let columns = Columns::find(&header).map_err(|missing| format!("{name}: the header has no column `{missing}`"))?;

    let (mut values, mut problems) = (BTreeMap::<(String, String), Years>::new(), Vec::new());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                problems.push(format!("{name}: {error}"));
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != header.len() {
            problems.push(format!("{name}:{line}: found {} fields, expected {}", record.len(), header.len()));
            continue;
        }
        let added = columns.row(&record).and_then(|row| {
            add(values.entry((row.series.to_owned(), row.region.to_owned())).or_default(), row.point, line)
        });
        if let Err(problem) = added {
            problems.push(format!("{name}:{line}: {problem}"));
        }
    }
    let names: BTreeSet<&str> = values.keys().map(|(series, _)| series.as_str()).collect();
    let down = known(down, &names)?;
    Ok(Input { series: finish(&values, &down), problems })
}

impl Columns {
    fn find(header: &StringRecord) -> Result<Columns, &'static str> {
        let is = |text: &str, column: &str| text.trim_start_matches('\u{feff}').eq_ignore_ascii_case(column);
        let find = |column: &'static str| header.iter().position(|text| is(text, column)).ok_or(column);
        Ok(Columns { series: find("series")?, region: find("region").ok(), year: find("year")?, value: find("value")? })
    }

    fn row<'a>(&self, record: &'a StringRecord) -> Result<Row<'a>, String> {
        let field = |position: usize| record.get(position).unwrap_or_default();
        let series = field(self.series);
        if series.is_empty() {
            return Err("series: is empty".to_owned());
        }
        let point = Point { year: year(field(self.year))?, value: number(field(self.value))? };
        Ok(Row { series, region: self.region.map(field).unwrap_or_default(), point })
    }
}

/// Statistics are published as `1e-05` too; nothing is rounded either way.
fn number(text: &str) -> Result<Decimal, String> {
    match decimal::parse(text) {
        Ok(value) => Ok(value),
        Err(error) => match Decimal::from_scientific(text) {
            Ok(value) if text.contains(['e', 'E']) => Ok(value),
            _ if text.is_empty() => Err("value: is empty".to_owned()),
            _ => Err(format!("value: `{text}` {error}")),
        },
    }
}

/// `2015`, or `2015.0` as tables with holes have it.
fn year(text: &str) -> Result<u16, String> {
    let digits = text.strip_suffix(".0").unwrap_or(text);
    let year = digits.parse().ok().filter(|_| digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()));
    year.ok_or_else(|| format!("year: found `{text}`, expected four digits"))
}

fn add(years: &mut Years, point: Point, line: u64) -> Result<(), String> {
    let Point { year, value } = point;
    match years.get(&year) {
        Some((Some(known), earlier)) if *known != value => {
            let problem = format!("value: `{value}` differs from `{known}` in line {earlier}; neither is used");
            years.insert(year, (None, line));
            Err(problem)
        }
        Some((None, _)) => Err(format!("value: two values for {year} differ already; none is used")),
        Some(_) => Ok(()),
        None => {
            years.insert(year, (Some(value), line));
            Ok(())
        }
    }
}

/// The names asked for, each of which has to be one of the file. One with a comma in it cannot be told from two, unless it is given alone.
fn known<'a>(asked: &[String], names: &BTreeSet<&'a str>) -> Result<BTreeSet<&'a str>, String> {
    let mut found = BTreeSet::new();
    for text in asked {
        if let Some(name) = names.get(text.trim()) {
            found.insert(*name);
            continue;
        }
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let Some(name) = names.get(part) else {
                let nearest = names.iter().min_by_key(|name| strsim::levenshtein(name, part));
                let meant = nearest.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
                return Err(format!("--down: no series is called `{part}`{meant}"));
            };
            found.insert(*name);
        }
    }
    Ok(found)
}

fn finish(values: &BTreeMap<(String, String), Years>, down: &BTreeSet<&str>) -> Vec<Series> {
    let mut within = BTreeMap::<&str, bool>::new();
    for ((name, _), years) in values {
        let small = years.values().filter_map(|(value, _)| *value).all(|value| value <= Decimal::ONE_HUNDRED);
        *within.entry(name).or_insert(true) &= small;
    }
    let series = |((name, _), years): (&(String, String), &Years)| {
        let points: Vec<Point> =
            years.iter().filter_map(|(year, (value, _))| Some(Point { year: *year, value: (*value)? })).collect();
        Series {
            direction: if down.contains(name.as_str()) { Direction::Down } else { Direction::Up },
            within_hundred: within.get(name.as_str()).copied().unwrap_or_default(),
            figures: points.iter().map(|point| (f64::from(point.year), binary(point.value))).collect(),
            points,
        }
    };
    values.iter().map(series).collect()
}

/// The nearest binary number, which the text of a decimal leads to and its own conversion may miss.
pub fn binary(value: Decimal) -> f64 {
    value.to_string().parse().unwrap_or(f64::NAN)
}
