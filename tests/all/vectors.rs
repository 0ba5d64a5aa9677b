//! The conformance vectors of `tests/vectors/`: expectations that a program of its own made, run through the public interface.
//!
//! `ZHIBIAO_VECTORS=substring` runs those whose file and name, `trend: to 0`, have it in them.

use crate::schema::tree;
use crate::support::{PLAN, dec, load};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use zhibiao::outlook::{Goal, Method, destatis};
use zhibiao::rule::{Direction, RuleKind};
use zhibiao::{Confidence, Evidence, Interval, Point, Reason, Registry, Unit, decimal};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<C> {
    case: Vec<C>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dated {
    year: u16,
    value: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleCase {
    name: String,
    #[serde(rename = "note")]
    _note: Option<String>,
    unit: String,
    rule: Value,
    year: u16,
    value: Option<String>,
    #[serde(default)]
    history: Vec<Dated>,
    reference: Option<String>,
    expect: Judged,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Judged {
    verdict: String,
    reason: Option<String>,
    reason_year: Option<u16>,
    /// What an engine without a limit of digits would say; this one has one.
    unlimited: Option<String>,
    limit: Option<String>,
    margin: Option<String>,
    #[serde(default)]
    sensitive: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgressCase {
    name: String,
    #[serde(rename = "source")]
    _source: Option<String>,
    points: Vec<Dated>,
    goal: Option<Asked>,
    #[serde(default)]
    goals: Vec<Asked>,
    year: u16,
    expect: Told,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    aim: String,
    direction: String,
    value: Option<String>,
    year: Option<u16>,
    base_year: Option<u16>,
    #[serde(default)]
    strict: bool,
    natural_limit: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    status: String,
    ground: String,
    year: Option<u16>,
    value: Option<String>,
    score: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IntervalCase {
    name: String,
    unit: String,
    cases: String,
    against: String,
    confidence: String,
    expect: Ends,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ends {
    method: String,
    low: Option<String>,
    high: Option<String>,
}

/// What is the same for all files.
trait Case: DeserializeOwned {
    fn name(&self) -> &str;

    /// For each case nothing, or what was found where something else is expected.
    fn run(cases: &[Self], file: &str) -> Vec<Option<String>>;
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

fn read<C: Case>(text: &str) -> Result<Vec<C>, serde_json::Error> {
    serde_json::from_value::<File<C>>(tree::from_toml(text)).map(|file| file.case)
}

/// The cases of a file, no two of which have one name.
#[track_caller]
fn cases<C: Case>(file: &str) -> Vec<C> {
    let path = folder().join(format!("{file}.toml"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let cases = read::<C>(&text).unwrap_or_else(|error| panic!("{file}.toml: {error}"));
    let mut names = BTreeSet::new();
    for case in &cases {
        assert!(names.insert(case.name()), "{file}.toml: two cases are called `{}`", case.name());
    }
    cases
}

/// Cases that ran, and those that failed.
#[derive(Default)]
struct Run {
    cases: usize,
    failures: Vec<String>,
}

impl Run {
    fn file<C: Case>(&mut self, file: &str) {
        let wanted = std::env::var("ZHIBIAO_VECTORS").unwrap_or_default();
        let cases: Vec<C> = cases(file);
        for (case, difference) in cases.iter().zip(C::run(&cases, file)) {
            let name = format!("{file}: {}", case.name());
            if !name.contains(&wanted) {
                continue;
            }
            self.cases += 1;
            self.failures.extend(difference.map(|difference| format!("{name}\n{difference}")));
        }
    }
}

fn kinds() -> impl Iterator<Item = &'static str> {
    RuleKind::ALL.iter().map(|kind| kind.as_str())
}

#[test]
fn every_vector_is_answered() {
    let mut run = Run::default();
    for kind in kinds() {
        run.file::<RuleCase>(kind);
    }
    for method in ["statcan", "destatis", "un"] {
        run.file::<ProgressCase>(method);
    }
    run.file::<IntervalCase>("intervals");
    if let Ok(wanted) = std::env::var("ZHIBIAO_VECTORS") {
        // Written directly: the macro's output is shown for failures only.
        let _ = writeln!(std::io::stderr(), "{} vectors with `{wanted}` in their names", run.cases);
        assert!(run.cases > 0, "no vector has `{wanted}` in its name");
    }
    let (failed, cases) = (run.failures.len(), run.cases);
    if std::env::var_os("ZHIBIAO_VECTORS").is_none() {
        let told = format!("{},{:03} cases", cases / 1_000, cases % 1_000);
        for page in [include_str!("../../SECURITY.md"), include_str!("../../docs/verification.md")] {
            assert!(page.contains(&told), "a page does not say that there are {told}");
        }
    }
    assert!(failed == 0, "{failed} of {cases} vectors failed:\n{}", run.failures.join("\n"));
}

#[test]
fn all_files_are_run() {
    let run: BTreeSet<String> = kinds().chain(["statcan", "destatis", "un", "intervals"]).map(str::to_owned).collect();
    let there = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let there: BTreeSet<String> = there
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(there, run);
}

#[test]
fn there_are_vectors_for_everything_that_can_be_said() {
    let mut count = 0;
    let mut reasons = BTreeSet::new();
    for kind in kinds() {
        let cases: Vec<RuleCase> = cases(kind);
        count += cases.len();
        let verdicts: BTreeSet<&str> = cases.iter().map(|case| &*case.expect.verdict).collect();
        // What promises nothing is never decided.
        let expected = if kind == "reported" { vec!["undetermined"] } else { vec!["met", "not_met", "undetermined"] };
        assert_eq!(verdicts.into_iter().collect::<Vec<_>>(), expected, "{kind}");
        assert!(
            cases.iter().all(|case| case.rule["kind"].as_str() == Some(kind)),
            "another kind of rule in {kind}.toml"
        );
        reasons.extend(cases.into_iter().filter_map(|case| case.expect.reason));
    }
    // A region that sent nothing is no matter of one rule and its evidence.
    let year = 2020;
    let all = [
        Reason::NoValue,
        Reason::NoBaseline { year },
        Reason::NotAfterBaseline { year },
        Reason::MissingYear { year },
        Reason::NoReference,
        Reason::AfterPeriod { year },
        Reason::NoPromise,
        Reason::ImpossibleValue { year },
        Reason::ConflictingValues { year },
        Reason::Overflow,
    ];
    assert_eq!(reasons, all.iter().map(|reason| reason.as_str().to_owned()).collect());

    let mut statuses = BTreeMap::new();
    for method in ["statcan", "destatis", "un"] {
        let cases: Vec<ProgressCase> = cases(method);
        count += cases.len();
        let official = cases.iter().filter(|case| case.name.starts_with("official: ")).count();
        assert!(method == "un" || official >= 30, "{official} official results of {method}");
        for case in cases {
            statuses.entry(method).or_insert_with(BTreeSet::new).insert(case.expect.status);
        }
    }
    let number: Vec<usize> = statuses.values().map(BTreeSet::len).collect();
    assert_eq!(number, [5, 6, 4], "{statuses:?}");
    count += cases::<IntervalCase>("intervals").len();
    assert!(count >= 600, "{count} vectors");
}

#[test]
fn unknown_keys_are_refused() {
    let text = std::fs::read_to_string(folder().join("upper_bound.toml")).unwrap();
    for (key, mistyped) in [("unit = ", "units = "), ("verdict = ", "verdicts = "), ("[[case]]", "[[cases]]")] {
        let broken = text.replacen(key, mistyped, 1);
        assert!(broken != text && read::<RuleCase>(&broken).is_err(), "{mistyped}");
    }
    assert!(refused_keys::<RuleCase>("trend") >= 3 && refused_keys::<ProgressCase>("destatis") >= 4);
    assert!(refused_keys::<IntervalCase>("intervals") >= 2);
}

/// Puts a key that nobody knows into every table of some cases, one at a time, and counts the tables. What a rule may hold is known to
/// the library, which refuses the plan of it.
fn refused_keys<C: Case>(file: &str) -> usize {
    let text = std::fs::read_to_string(folder().join(format!("{file}.toml"))).unwrap();
    let mut tree = tree::from_toml(&text);
    tree["case"].as_array_mut().unwrap().truncate(20);
    let is_good = |tree: &Value| serde_json::from_value::<File<C>>(tree.clone()).is_ok();
    assert!(is_good(&tree), "{file}");
    let mut open = vec![String::new()];
    let mut tables = 0;
    while let Some(path) = open.pop() {
        let inner: Vec<String> = match tree.pointer(&path).unwrap() {
            Value::Object(table) => table.keys().filter(|key| *key != "rule").cloned().collect(),
            Value::Array(list) => (0..list.len()).map(|place| place.to_string()).collect(),
            _ => continue,
        };
        open.extend(inner.iter().map(|key| format!("{path}/{key}")));
        let mut broken = tree.clone();
        if let Some(table) = broken.pointer_mut(&path).unwrap().as_object_mut() {
            table.insert("unknown".to_owned(), Value::Bool(true));
            assert!(!is_good(&broken), "{file}: {path}");
            tables += 1;
        }
    }
    tables
}

/// The vectors are what their program makes.
#[test]
fn make_py_makes_these_vectors() {
    let python = std::env::var("PYTHON").ok().filter(|name| !name.is_empty()).unwrap_or_else(|| "python3".to_owned());
    let there = Command::new(&python).arg("--version").output().is_ok_and(|output| output.status.success());
    if !there {
        let strict = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
        assert!(!strict, "there is no `{python}`; with CI set, nothing may be skipped");
        let _ =
            writeln!(std::io::stderr(), "SKIPPED: there is no `{python}` to make the vectors again; PYTHON names it");
        return;
    }
    // Nothing is left behind in the folder.
    let output = Command::new(&python).arg("-B").arg(folder().join("make.py")).arg("--check").output().unwrap();
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

fn points(dated: &[Dated]) -> Vec<Point> {
    dated.iter().map(|point| Point { year: point.year, value: dec(&point.value) }).collect()
}

/// One plan with an indicator for each case, and those that rules name: one for each unit, `vectors.other.percent`.
fn registry(cases: &[RuleCase]) -> Registry {
    fn section(domain: u8, indicators: impl Iterator<Item = (String, String, String)>) -> String {
        let mut text = format!(
            "domain = {domain}\ntitle = {{ zh = \"领域\", en = \"Domain\" }}\n\
             [[objective]]\nitem = 1\ntitle = {{ zh = \"目标\", en = \"Objective\" }}\n"
        );
        for (id, unit, rule) in indicators {
            let _ = write!(
                text,
                "[[objective.indicator]]\nid = \"{id}\"\nname = {{ zh = \"{id}\", en = \"{id}\" }}\nunit = \"{unit}\"\n\
                 applies_at = \"city\"\nrule = {rule}\nwording = \"若干\"\n"
            );
        }
        text
    }
    let units = Unit::ALL.iter().filter(|unit| **unit != Unit::Done).map(|unit| unit.as_str().to_owned());
    let other = section(1, units.map(|unit| (unit.clone(), unit, "{ kind = \"reported\" }".to_owned())));
    let cases = section(
        2,
        cases
            .iter()
            .enumerate()
            .map(|(position, case)| (format!("case_{position}"), case.unit.clone(), tree::inline(&case.rule))),
    );
    load(&[("vectors/plan.toml", PLAN), ("vectors/1-other.toml", &other), ("vectors/2-cases.toml", &cases)])
        .unwrap_or_else(|errors| panic!("{errors}"))
}

impl Case for RuleCase {
    fn name(&self) -> &str {
        &self.name
    }

    fn run(cases: &[Self], _file: &str) -> Vec<Option<String>> {
        let registry = registry(cases);
        let judge = |(position, case): (usize, &RuleCase)| {
            let indicator = registry.find(&format!("vectors.cases.case_{position}")).unwrap();
            let history = points(&case.history);
            let evidence = match &case.value {
                Some(value) => Evidence::new(case.year, dec(value)),
                None => Evidence::missing(case.year),
            };
            let reference = case.reference.as_deref().map(dec);
            let judgement = indicator.judge(&evidence.with_history(&history).with_reference(reference));
            let reason = judgement.verdict().reason();
            let text = |figure: Option<rust_decimal::Decimal>| figure.map(|figure| figure.normalize().to_string());
            let found = Judged {
                verdict: judgement.verdict().as_str().to_owned(),
                reason: reason.map(|reason| reason.as_str().to_owned()),
                reason_year: reason.and_then(year_of),
                unlimited: case.expect.unlimited.clone(),
                limit: text(judgement.limit()),
                margin: text(judgement.margin()),
                sensitive: judgement.is_rounding_sensitive(),
            };
            (found != case.expect).then(|| format!("  expected {:?}\n  found    {found:?}", case.expect))
        };
        cases.iter().enumerate().map(judge).collect()
    }
}

fn year_of(reason: Reason) -> Option<u16> {
    match reason {
        Reason::NoBaseline { year }
        | Reason::NotAfterBaseline { year }
        | Reason::MissingYear { year }
        | Reason::MissingUnit { year }
        | Reason::AfterPeriod { year }
        | Reason::ImpossibleValue { year }
        | Reason::ConflictingValues { year } => Some(year),
        _ => None,
    }
}

impl Asked {
    fn goal(&self) -> Goal {
        let direction = if self.direction == "up" { Direction::Up } else { Direction::Down };
        assert_eq!(direction.as_str(), self.direction);
        let value = self.value.as_deref().map(dec);
        let goal = match &*self.aim {
            "reach" => Goal::reach(direction, value.unwrap(), self.year.unwrap()),
            "keep" => Goal::keep(direction, value.unwrap(), self.year),
            "improve" => Goal::improve(direction, self.year),
            "improve_every_year" => Goal::improve_every_year(direction, self.year.unwrap()),
            aim => panic!("`{aim}` is no aim"),
        };
        let goal = if self.strict { goal.strictly() } else { goal };
        let goal = goal.with_natural_limit(self.natural_limit.as_deref().map(dec));
        self.base_year.map_or(goal, |year| goal.since(year))
    }
}

impl Case for ProgressCase {
    fn name(&self) -> &str {
        &self.name
    }

    fn run(cases: &[Self], file: &str) -> Vec<Option<String>> {
        let method = *Method::ALL.iter().find(|method| method.as_str() == file).unwrap();
        let ask = |case: &ProgressCase| {
            let points = points(&case.points);
            let goals: Vec<Goal> = case.goals.iter().map(Asked::goal).collect();
            let found = match &case.goal {
                Some(goal) => method.ask(&points, &goal.goal(), case.year),
                None => destatis::ask_several(&points, &goals, case.year),
            };
            let expect = &case.expect;
            let same = (found.status.as_str(), found.ground.as_str(), found.year)
                == (&expect.status, &expect.ground, expect.year)
                && agrees(found.value, expect.value.as_deref(), 1e-12)
                && agrees(found.score, expect.score.as_deref(), 1e-12);
            (!same).then(|| format!("  expected {expect:?}\n  found    {found:?}"))
        };
        cases.iter().map(ask).collect()
    }
}

impl Case for IntervalCase {
    fn name(&self) -> &str {
        &self.name
    }

    fn run(cases: &[Self], _file: &str) -> Vec<Option<String>> {
        let compare = |case: &IntervalCase| {
            let unit = *Unit::ALL.iter().find(|unit| unit.as_str() == case.unit).unwrap();
            let confidence = *Confidence::ALL.iter().find(|each| each.as_str() == case.confidence).unwrap();
            let found = Interval::of(unit, dec(&case.cases), dec(&case.against), confidence);
            let expect = &case.expect;
            let same = found.map_or("none", |found| found.method.as_str()) == expect.method
                && agrees(found.map(|found| found.low), expect.low.as_deref(), 0.0)
                && agrees(found.map(|found| found.high), expect.high.as_deref(), 0.0);
            (!same).then(|| format!("  expected {expect:?}\n  found    {found:?}"))
        };
        cases.iter().map(compare).collect()
    }
}

/// Whether a number is what is expected, but for one unit of the twelfth significant digit, or for so much where growth near none has
/// lost its first digits.
fn agrees(found: Option<f64>, expected: Option<&str>, off: f64) -> bool {
    match (found, expected) {
        (Some(found), Some(text)) => {
            assert!(decimal::parse(text).is_ok(), "`{text}` is no number");
            let expected: f64 = text.parse().unwrap();
            let unit = if expected == 0.0 { 0.0 } else { 10_f64.powf(expected.abs().log10().floor() - 11.0) };
            (found - expected).abs() <= unit.max(off)
        }
        (found, expected) => found.is_none() && expected.is_none(),
    }
}
