//! Reading CSV files into a data set. A row that cannot be read is set aside with its reason; the others go on.

use crate::arguments::{Arguments, PlanChoice};
use crate::lines::{lines, record};
use crate::problem::{Problem, shown};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use zhibiao::{Confidence, DataSet, DataSetBuilder, Evaluation, Field, Interval, Language, ObservationText, Registry};

/// What the files held.
pub struct Loaded<'r> {
    pub data: DataSet<'r>,
    pub rejected: Vec<RejectedRow>,
    /// Data rows in all files, good and bad.
    pub rows: usize,
    /// Of these, the refused ones. A file whose header cannot be used has many rows and few reasons.
    pub refused: usize,
    /// Things a user should know that are no mistakes.
    pub notices: Vec<String>,
}

impl Loaded<'_> {
    /// What the cases behind a judged value leave open.
    pub fn interval(&self, evaluation: &Evaluation<'_>) -> Option<Interval> {
        let series = self.data.find(evaluation.indicator(), evaluation.region(), evaluation.group())?;
        series.interval(evaluation.year(), Confidence::default())
    }
}

/// A row that was refused.
pub struct RejectedRow {
    pub file: String,
    pub line: u64,
    /// The field, or nothing for the row as a whole.
    pub field: Option<Field>,
    pub problem: Problem,
}

const REQUIRED: [Field; 4] = [Field::Indicator, Field::Region, Field::Year, Field::Value];

pub fn load<'r>(registry: &'r Registry, arguments: &Arguments) -> Result<Loaded<'r>, String> {
    let mut loader = Loader {
        registry,
        plan: arguments.plan.map(PlanChoice::id),
        builder: DataSetBuilder::new(registry),
        rejected: Vec::new(),
        rows: 0,
        refused: 0,
        notices: Vec::new(),
    };
    let mut names = Vec::new();
    for path in &arguments.files {
        let name = path.display().to_string();
        let text = open(path).map_err(|error| format!("cannot read {name}: {error}"))?;
        if arguments.revise {
            loader.builder.start_revision();
        }
        loader.read_file(&name, &text);
        names.push(name);
    }
    let Loader { builder, mut rejected, rows, mut refused, notices, .. } = loader;
    let (data, conflicting) = builder.build();
    refused += conflicting.len();
    rejected.extend(conflicting.into_iter().map(|conflict| RejectedRow {
        file: conflict.place.file.as_deref().unwrap_or_default().to_owned(),
        line: conflict.place.line.unwrap_or_default(),
        field: Some(conflict.error.field()),
        problem: Problem::Observation(conflict.error),
    }));
    rejected.sort_by_key(|row| (names.iter().position(|name| *name == row.file), row.line));
    Ok(Loaded { data, rejected, rows, refused, notices })
}

fn open(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        io::stdin().lock().read_to_end(&mut bytes)?;
    } else {
        File::open(path)?.read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

struct Loader<'r> {
    registry: &'r Registry,
    plan: Option<&'static str>,
    builder: DataSetBuilder<'r>,
    rejected: Vec<RejectedRow>,
    rows: usize,
    refused: usize,
    notices: Vec<String>,
}

/// Which column of a file holds which field.
struct Header {
    columns: Vec<Option<Field>>,
    /// Columns that have no name.
    nameless: Vec<usize>,
}

impl Header {
    fn field(&self, column: usize) -> Option<Field> {
        self.columns.get(column).copied().flatten()
    }

    fn position(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| *column == Some(field))
    }
}

impl Loader<'_> {
    fn read_file(&mut self, name: &str, bytes: &[u8]) {
        self.builder.file(name);
        let mut lines = lines(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
        let Some((line, first)) = lines.next() else {
            return self.reject(name, 1, None, Problem::Empty);
        };
        let header = match record(first) {
            Ok(record) => self.read_header(name, line, &record.iter().collect::<Vec<_>>()),
            Err((_, problem)) => {
                self.reject(name, line, None, problem);
                None
            }
        };
        let Some(header) = header else {
            // Without a header nobody knows what the rows mean.
            let unread = lines.count();
            self.rows += unread;
            self.refused += unread;
            return;
        };
        for (line, bytes) in lines {
            self.rows += 1;
            let rejected = self.rejected.len();
            match record(bytes) {
                Ok(record) => self.read_row(name, line, &header, &record.iter().collect::<Vec<_>>()),
                Err((column, problem)) => {
                    let field = column.and_then(|column| header.field(column));
                    self.reject(name, line, field, problem);
                }
            }
            self.refused += usize::from(self.rejected.len() > rejected);
        }
    }

    fn read_header(&mut self, file: &str, line: u64, fields: &[&str]) -> Option<Header> {
        let mut columns: Vec<Option<Field>> = Vec::new();
        for text in fields {
            let is_name =
                |field: &Field| text.eq_ignore_ascii_case(field.as_str()) || *text == field.name(Language::Chinese);
            let field = Field::ALL.iter().copied().find(is_name);
            if field.is_some() && columns.contains(&field) {
                self.reject(file, line, field, Problem::ColumnTwice((*text).to_owned()));
                return None;
            }
            if field.is_none() && !text.is_empty() {
                // A mistyped `group` would turn the figures of a group into those of everybody.
                if let Some(meant) = meant(text) {
                    let problem = Problem::ColumnMistyped { found: (*text).to_owned(), meant };
                    self.reject(file, line, Some(meant), problem);
                    return None;
                }
                self.notices.push(format!(
                    "{file}: the column `{}` is not one of an observation's and is not used",
                    shown(text)
                ));
            }
            columns.push(field);
        }
        let nameless =
            fields.iter().enumerate().filter(|(_, text)| text.is_empty()).map(|(column, _)| column).collect();
        let header = Header { columns, nameless };
        let missing: Vec<Field> = REQUIRED.into_iter().filter(|field| header.position(*field).is_none()).collect();
        for field in &missing {
            let problem = Problem::ColumnMissing { found: fields.join(", "), missing: *field };
            self.reject(file, line, Some(*field), problem);
        }
        missing.is_empty().then_some(header)
    }

    fn read_row(&mut self, file: &str, line: u64, header: &Header, fields: &[&str]) {
        if fields.len() != header.columns.len() {
            let problem = Problem::FieldCount { found: fields.len(), expected: header.columns.len() };
            return self.reject(file, line, None, problem);
        }
        if let Some(text) =
            header.nameless.iter().find_map(|column| fields.get(*column).filter(|text| !text.is_empty()))
        {
            return self.reject(file, line, None, Problem::NamelessColumn((*text).to_owned()));
        }
        let field =
            |field| header.position(field).and_then(|position| fields.get(position)).copied().unwrap_or_default();
        let plan = field(Field::Plan);
        let indicator = field(Field::Indicator);
        let mut row = ObservationText {
            indicator,
            plan,
            region: field(Field::Region),
            year: field(Field::Year),
            group: field(Field::Group),
            value: field(Field::Value),
            numerator: field(Field::Numerator),
            denominator: field(Field::Denominator),
            source: field(Field::Source),
            by: field(Field::By),
            evidence: field(Field::Evidence),
            date: field(Field::Date),
        };
        // --plan settles a name that both plans use, and only that: a row of the other plan stays what it is.
        if let (true, Some(plan)) = (plan.is_empty(), self.plan)
            && self.registry.named(indicator).count() > 1
        {
            row.plan = plan;
        }
        let added = row.read(self.registry).and_then(|observation| self.builder.add(&observation, Some(line)));
        if let Err(error) = added {
            self.reject(file, line, Some(error.field()), Problem::Observation(error));
        }
    }

    fn reject(&mut self, file: &str, line: u64, field: Option<Field>, problem: Problem) {
        self.rejected.push(RejectedRow { file: file.to_owned(), line, field, problem });
    }
}

/// The field whose name somebody mistyped by one letter.
fn meant(text: &str) -> Option<Field> {
    let near = |name: &str| strsim::levenshtein(&text.to_ascii_lowercase(), name) <= 1;
    let figures = [Field::Group, Field::Numerator, Field::Denominator, Field::Source, Field::Plan, Field::Value];
    figures.into_iter().find(|field| near(field.as_str()))
}
