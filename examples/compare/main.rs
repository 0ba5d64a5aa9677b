//! Compares two plans, promise by promise: a county's with its city's, the next with the last.
//!
//! `cargo run --example compare -- --help` tells how to use it.

mod input;
#[path = "../common/look.rs"]
mod look;
mod output;

use clap::{Parser, ValueEnum};
use input::Problem;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use zhibiao::{Comparison, Language, PlanChange};

/// Say of each promise of two plans whether it is the same, tightened, loosened, changed in kind, new or dropped.
///
/// 逐项比较两个规划：相同、收紧、放宽、性质改变、新增、未列入或无法判断。
///
/// A plan is `women` or `children` (Liaocheng's plans for 2021–2025), or a folder with a `plan.toml` and one file for each domain or
/// chapter, or the path of that `plan.toml`, or a file with a whole plan in one text (its `id` and `[[section]]` tables in it). Beside them may lie `departments.toml`, `regions.toml` and `relations.toml`, as in
/// `indicators/`. Promises are matched by what follows the plan in their ids, by the last part of it, or by their Chinese names.
///
/// Which promise is stricter is decided from the rules alone: one is tightened if every value that keeps the new one keeps the old one.
/// Promises within a plan that no value can keep are told as well.
///
/// Exit status: 0 compared, 1 a plan's text has mistakes (all of them are listed on standard error), 2 wrong usage.
#[derive(Debug, Parser)]
#[command(name = "compare", version, max_term_width = 100)]
struct Arguments {
    /// The plan to compare with: `women`, `children`, or a folder
    #[arg(value_name = "CITY")]
    old: PathBuf,

    /// The plan that is compared with it
    #[arg(value_name = "COUNTY.toml")]
    new: PathBuf,

    /// Leave out what is the same
    #[arg(long, conflicts_with = "only")]
    changes_only: bool,

    /// Print only these, separated by commas
    #[arg(long, value_delimiter = ',', value_parser = change)]
    only: Option<Vec<PlanChange>>,

    /// Language of the output
    #[arg(long, value_enum, default_value_t = LanguageChoice::Zh)]
    lang: LanguageChoice,

    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LanguageChoice {
    Zh,
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
    Markdown,
    Csv,
}

fn change(word: &str) -> Result<PlanChange, String> {
    let words: Vec<&str> = PlanChange::ALL.iter().map(|change| change.as_str()).collect();
    PlanChange::from_word(word).ok_or_else(|| format!("expected one of {}", words.join(", ")))
}

impl Arguments {
    fn language(&self) -> Language {
        if self.lang == LanguageChoice::En { Language::English } else { Language::Chinese }
    }

    fn shows(&self, change: PlanChange) -> bool {
        let asked_for = self.only.as_ref().is_none_or(|only| only.contains(&change));
        asked_for && !(self.changes_only && change == PlanChange::Same)
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let (old, new) = match (input::plan(&arguments.old), input::plan(&arguments.new)) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            let problems: Vec<Problem> = [old.err(), new.err()].into_iter().flatten().collect();
            for problem in &problems {
                eprintln!("{problem}");
            }
            let misused = problems.iter().any(|problem| matches!(problem, Problem::Usage(_)));
            return if misused { ExitCode::from(2) } else { ExitCode::FAILURE };
        }
    };
    let comparison = Comparison::of(old.registry().of_plan(old.id()), new.registry().of_plan(new.id()));
    match output::write(&mut io::stdout().lock(), &old, &new, &comparison, &arguments) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("error: cannot write the result: {error}");
            ExitCode::from(2)
        }
        _ => ExitCode::SUCCESS,
    }
}
