//! Poses targets of a plan's kinds to the past, lets each method say in time whether they will be missed, and counts who was right.
//!
//! `cargo run --release --example backtest -- --help` tells how to use it; `docs/outlook.md` has what came out.

mod cases;
mod forecasts;
mod input;
mod scores;
mod trends;

use cases::{Kind, pose};
use clap::Parser;
use csv::Writer;
use forecasts::{Method, ask};
use input::{Series, read};
use scores::{Outcome, measure, tenths};
use std::io;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::process::ExitCode;

/// How many problems are told one by one.
const TOLD: usize = 10;

/// Pose targets to series of the past, and see which method foretells best which of them were missed.
///
/// 用历史序列检验各方法：事先能否看出哪些目标达不到。
///
/// SERIES is a CSV table (UTF-8) with a header line and the columns `series`, `year`, `value` and, if there are several, `region`; other
/// columns are ignored. Every year of every series is a base year once, if the values of the base, of the standing year and of the fifth year
/// are known. Targets for the fifth year: `level`, 10 percent better than the base (not if that were above 100 and the series never is);
/// `relative`, 20 percent less (only where less is better); `yearly`, each of the five years better than the one before. A base of zero or less has
/// no `level` and no `relative`.
///
/// Standing some years before the target year (--horizon), each method sees the values up to then and warns or not: Statistics Canada's
/// below substantial, Destatis' with cloud or thunderstorm, the UN's below on track, zhibiao with "hard to reach", a random walk above a probability of one half,
/// the others if the value they project misses the target (`yearly`: if their trend does not go the right way). A method that has no verdict
/// has not warned, ranks the case last, and counts as having said one half. A `yearly` that has failed already is a sure miss to every method.
///
/// The result is CSV: for each kind of target and method the number of cases, the share missed, the area under the ROC curve, precision,
/// recall, F1 and, for methods that give a probability, the Brier score. What is empty has nothing to be divided by.
///
/// Exit status: 0 all rows were read, 1 some rows were refused (they are listed on standard error), 2 wrong usage.
#[derive(Debug, Parser)]
#[command(name = "backtest", version, max_term_width = 100)]
struct Arguments {
    /// A CSV file with series; `-` reads standard input
    #[arg(value_name = "SERIES")]
    input: PathBuf,

    /// Series where less is better, separated by commas; in all others more is
    #[arg(long, value_name = "NAME,…")]
    down: Vec<String>,

    /// How many years before the target year to stand, separated by commas
    #[arg(long, value_name = "YEARS", value_delimiter = ',', default_value = "2",
          value_parser = clap::value_parser!(u16).range(1..=4))]
    horizon: Vec<u16>,

    /// Only targets for this year or later. What was chosen by looking at some years has to be judged by others: choose with --to, judge
    /// with --from
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(u16).range(1000..=9999))]
    from: Option<u16>,

    /// Only targets for this year or earlier
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(u16).range(1000..=9999))]
    to: Option<u16>,

    /// Leave out targets that had failed before the standing year was over
    #[arg(long)]
    open: bool,

    /// Print instead, for the methods that give a probability and each tenth of it, what was said and what happened
    #[arg(long)]
    reliability: bool,
}

impl Arguments {
    fn target_years(&self) -> RangeInclusive<u16> {
        self.from.unwrap_or(u16::MIN)..=self.to.unwrap_or(u16::MAX)
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let input = match read(&arguments.input, &arguments.down) {
        Ok(input) => input,
        Err(message) => {
            eprintln!("error: {message}");
            return ExitCode::from(2);
        }
    };
    if arguments.down.is_empty() {
        eprintln!("note: no --down: more is taken to be better in every series");
    }
    for problem in input.problems.iter().take(TOLD) {
        eprintln!("{problem}");
    }
    if let Some(more) = input.problems.len().checked_sub(TOLD).filter(|more| *more > 0) {
        eprintln!("and {more} more rows that are not used");
    }
    if let Err(error) = write(&input.series, &arguments)
        // Whoever reads the output may have read enough, as `head` does.
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        eprintln!("error: cannot write the result: {error}");
        return ExitCode::from(2);
    }
    if input.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn write(all: &[Series], arguments: &Arguments) -> io::Result<()> {
    let mut out = Writer::from_writer(io::stdout().lock());
    if arguments.reliability {
        out.write_record(["target", "method", "horizon", "from", "to", "n", "said", "missed"])?;
    } else {
        out.write_record(["target", "method", "horizon", "n", "missed", "auc", "precision", "recall", "f1", "brier"])?;
    }
    for horizon in &arguments.horizon {
        for kind in Kind::ALL {
            for (method, outcomes) in Method::ALL.iter().zip(run(all, kind, *horizon, arguments)) {
                let named = [kind.as_str(), method.as_str(), &horizon.to_string()].map(str::to_owned);
                if !arguments.reliability {
                    out.write_record(named.into_iter().chain(measured(&outcomes, *method)))?;
                } else if method.is_probabilistic() {
                    for tenth in tenths(&outcomes) {
                        let numbers = [tenth.from.to_string(), tenth.to.to_string(), tenth.n.to_string()];
                        let shares = [tenth.said, tenth.missed].map(digits);
                        out.write_record(named.iter().chain(&numbers).chain(&shares))?;
                    }
                }
            }
        }
    }
    out.flush()
}

/// What each method said of the same cases.
fn run(all: &[Series], kind: Kind, horizon: u16, arguments: &Arguments) -> [Vec<Outcome>; Method::ALL.len()] {
    let mut outcomes = [const { Vec::new() }; Method::ALL.len()];
    let target_years = arguments.target_years();
    for series in all {
        let cases = pose(series, kind, horizon, &target_years).filter(|case| !(arguments.open && case.settled));
        for case in cases {
            for (outcomes, method) in outcomes.iter_mut().zip(Method::ALL) {
                outcomes.push(Outcome { forecast: ask(method, &case), missed: case.missed });
            }
        }
    }
    outcomes
}

fn measured(outcomes: &[Outcome], method: Method) -> Vec<String> {
    let measures = measure(outcomes, method.is_probabilistic());
    let numbers =
        [measures.missed, measures.auc, measures.precision, measures.recall, measures.f1, measures.brier].map(digits);
    [measures.n.to_string()].into_iter().chain(numbers).collect()
}

fn digits(number: Option<f64>) -> String {
    number.map(|number| format!("{number:.4}")).unwrap_or_default()
}
