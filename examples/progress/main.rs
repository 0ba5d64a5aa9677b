//! Asks the published progress methods, and this library's own, about any series.
//!
//! `cargo run --example progress -- --help` tells how to use it.

mod input;

use clap::{Parser, ValueEnum};
use csv::Writer;
use input::{SeriesGoal, read};
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use zhibiao::Language;
use zhibiao::outlook::{Goal, Method, Progress, agree, destatis};

/// Say of each series whether it is on course, by published methods or by this library's own.
///
/// 按公布的方法或本库的方法，判断每个序列能否达到目标。
///
/// INPUT is a CSV table (UTF-8) with a header line and the columns `series`, `year`, `value`, `direction`, and optionally `target`,
/// `target_year`, `limit` (how far the figure can go at all, such as 100 percent) and `base_year`. What is said about a series may
/// stand in all of its rows or in one; `direction` is `up` or `down` (1 or -1, 上升 or 下降). A row without a value only says something about its series. Several
/// targets of one series stand in rows of their own under the same name; Destatis' method takes the worst of the next target year, the
/// others are asked about each. Without a base year, Statistics Canada's and the UN's methods count from 2015, as published.
///
/// The result is CSV: for each series (and target) and each method the method's number, score and word, what it rests on or why there is no
/// word, and whether the methods asked agree that there is nothing to fear.
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
    let (series, problems) = match read(&arguments.input, arguments.keep) {
        Ok(read) => read,
        Err(message) => {
            eprintln!("error: {message}");
            return ExitCode::from(2);
        }
    };
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

fn ask(method: Method, series: &SeriesGoal, goal: &Goal, year: u16) -> Progress {
    match method {
        // The others know one target at a time.
        Method::Destatis if series.goals.len() > 1 => destatis::ask_several(&series.points, &series.goals, year),
        method => method.ask(&series.points, goal, year),
    }
}

fn write(all: &[SeriesGoal], arguments: &Arguments) -> io::Result<()> {
    let language = if arguments.lang == LanguageChoice::Zh { Language::Chinese } else { Language::English };
    let year = arguments.year.unwrap_or(u16::MAX);
    let mut out = Writer::from_writer(io::stdout().lock());
    out.write_record(["series", "method", "year", "target", "value", "score", "status", "reason", "agree"])?;
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    for series in all {
        let only_destatis = arguments.method.iter().all(|method| *method == MethodChoice::Destatis);
        let asked = if only_destatis { series.goals.get(..1).unwrap_or_default() } else { &series.goals };
        for goal in asked {
            let answers: Vec<Progress> =
                arguments.method.iter().map(|method| ask((*method).into(), series, goal, year)).collect();
            let agreed = match agree(&answers) {
                Some(true) => "yes",
                Some(false) => "no",
                None => "",
            };
            for answer in &answers {
                out.write_record([
                    series.name.as_str(),
                    answer.method.as_str(),
                    &answer.year.map(|year| year.to_string()).unwrap_or_default(),
                    &goal.target().map(|target| target.to_string()).unwrap_or_default(),
                    &number(answer.value),
                    &number(answer.score),
                    answer.status.as_str(),
                    answer.ground.in_words(language),
                    agreed,
                ])?;
            }
        }
    }
    out.flush()
}
