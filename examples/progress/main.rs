//! Asks the published progress methods, and this library's own, about any series.
//!
//! `cargo run --example progress -- --help` tells how to use it.

mod input;

use clap::{Parser, ValueEnum};
use csv::Writer;
use input::{Input, SeriesGoal, read};
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use zhibiao::Language;
use zhibiao::outlook::{Goal, Method, Progress, Status, agree};

/// Say of each series whether it is on course, by published methods or by this library's own.
///
/// 按公布的方法或本库的方法，判断每个序列能否达到目标。
///
/// INPUT is a CSV table (UTF-8) with a header line and the columns `series`, `year`, `value`, `direction`, and optionally `target`,
/// `target_year`, `limit` (how far the figure can go at all, such as 100 percent) and `base_year`. What is said about a series may
/// stand in all of its rows or in one; `direction` is `up` or `down` (1 or -1, 上升 or 下降). A row without a value only says
/// something about its series. A target without a year is to be kept every year. Several targets of one series stand in rows of
/// their own under the same name; those due next are asked about, and the worst answer counts. Without a base year, Statistics Canada's and the UN's methods count from
/// 2015, as published.
///
/// The result is CSV, one row a series and method: the target, the year of the newest value looked at, the method's number, score and word,
/// what it rests on or why there is no word, and whether the methods asked see it alike: all without fear for the target, or all
/// with.
///
/// Exit status: 0 all rows were read, 1 some rows were refused (they are listed on standard error), 2 wrong usage.
#[derive(Debug, Parser)]
#[command(name = "progress", version, max_term_width = 100)]
struct Arguments {
    /// A CSV file with series; `-` reads standard input
    #[arg(value_name = "INPUT")]
    input: PathBuf,

    /// Methods, separated by commas
    #[arg(long, value_enum, value_delimiter = ',', default_value = "zhibiao")]
    method: Vec<MethodChoice>,

    /// Judge as of this year: later values are not looked at
    #[arg(long, value_parser = clap::value_parser!(u16).range(1000..=9999))]
    year: Option<u16>,

    /// Targets are to be kept every year, and directions every year
    #[arg(long)]
    keep: bool,

    /// Several targets of a series: a row for each of them
    #[arg(long)]
    each_target: bool,

    /// Language of the reasons; words of a method stay as they are
    #[arg(long, value_enum, default_value_t = LanguageChoice::En)]
    lang: LanguageChoice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MethodChoice {
    #[value(name = "statcan")]
    StatCan,
    Destatis,
    Un,
    Zhibiao,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LanguageChoice {
    Zh,
    En,
}

impl From<MethodChoice> for Method {
    fn from(choice: MethodChoice) -> Method {
        match choice {
            MethodChoice::StatCan => Method::StatCan,
            MethodChoice::Destatis => Method::Destatis,
            MethodChoice::Un => Method::Un,
            MethodChoice::Zhibiao => Method::Zhibiao,
        }
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let Input { series, problems, unused } = match read(&arguments.input, arguments.keep) {
        Ok(input) => input,
        Err(message) => {
            eprintln!("error: {message}");
            return ExitCode::from(2);
        }
    };
    if !unused.is_empty() {
        eprintln!("note: {}: columns that are not used: {}", arguments.input.display(), unused.join(", "));
    }
    for problem in &problems {
        eprintln!("{problem}");
    }
    if let Err(error) = write(&series, &arguments)
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        eprintln!("error: cannot write the result: {error}");
        return ExitCode::from(2);
    }
    if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

const HEADER: [&str; 10] =
    ["series", "method", "year", "target", "target_year", "value", "score", "status", "reason", "agree"];

/// What went wrong with the output: the kind tells a closed pipe from a full disk.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The goals of the next target year, and those that are to be kept at all times; all of them if every target year is over.
fn due(series: &SeriesGoal, year: u16) -> Vec<&Goal> {
    let next = series.goals.iter().filter_map(Goal::target_year).filter(|target| *target >= year).min();
    let due = |goal: &&Goal| goal.target_year().is_none() || goal.target_year() == next;
    let goals: Vec<&Goal> = series.goals.iter().filter(due).collect();
    if goals.is_empty() { series.goals.iter().collect() } else { goals }
}

/// The worst answer of a method, and the goal it is about.
fn worst<'a>(method: Method, series: &SeriesGoal, goals: &[&'a Goal], year: u16) -> Option<(&'a Goal, Progress)> {
    let answers = goals.iter().map(|goal| (*goal, method.ask(&series.points, goal, year)));
    // Within a method the words stand in the order from best to worst; no word is no answer.
    let badness = |answer: &Progress| {
        let place = Status::ALL.iter().position(|status| *status == answer.status);
        (answer.status.is_favourable().is_some(), place)
    };
    answers.max_by_key(|(_, answer)| badness(answer))
}

fn write(all: &[SeriesGoal], arguments: &Arguments) -> io::Result<()> {
    let language = if arguments.lang == LanguageChoice::Zh { Language::Chinese } else { Language::English };
    let mut out = Writer::from_writer(io::stdout().lock());
    out.write_record(HEADER).map_err(plain)?;
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let whole = |year: Option<u16>| year.map(|year| year.to_string()).unwrap_or_default();
    let mut row = |series: &SeriesGoal, goal: &Goal, answer: &Progress, agreed: &str| {
        let written = out.write_record([
            series.name.as_str(),
            answer.method.as_str(),
            &whole(answer.year),
            &goal.target().map(|target| target.to_string()).unwrap_or_default(),
            &whole(goal.target_year()),
            &number(answer.value),
            &number(answer.score),
            answer.status.as_str(),
            answer.ground.in_words(language),
            agreed,
        ]);
        written.map_err(plain)
    };
    for series in all {
        // Without a year, the methods stand in that of the newest value.
        let newest = series.points.last().map(|point| point.year);
        let year = arguments.year.or(newest).unwrap_or(u16::MAX);
        let asked: Vec<&Goal> = if arguments.each_target { series.goals.iter().collect() } else { due(series, year) };
        // Without --each-target one row a series and method: the worst answer for the targets that are due next.
        let groups: Vec<&[&Goal]> = if arguments.each_target { asked.chunks(1).collect() } else { vec![&asked] };
        for goals in groups {
            let answers: Vec<(&Goal, Progress)> =
                arguments.method.iter().filter_map(|method| worst((*method).into(), series, goals, year)).collect();
            let agreed = match agree(&answers.iter().map(|(_, answer)| *answer).collect::<Vec<_>>()) {
                Some(true) => "yes",
                Some(false) => "no",
                None => "",
            };
            for (goal, answer) in &answers {
                row(series, goal, answer, agreed)?;
            }
        }
    }
    out.flush()
}
