//! Reads observations from CSV files, judges them by the built-in plans, and prints what came out.
//!
//! `cargo run --release --example monitor -- --help` tells how to use it.

mod arguments;
mod assessed;
mod input;
mod json;
mod lines;
#[path = "../common/look.rs"]
mod look;
mod problem;
mod records;
mod summary;
mod table;

use arguments::{Arguments, Format};
use clap::Parser;
use input::Loaded;
use look::Look;
use std::io::{self, Write};
use std::process::ExitCode;
use summary::Summary;
use zhibiao::{Coverage, Evaluation, Level, PlanIdentity, Registry};

/// All was read.
const COMPLETE: u8 = 0;
/// Rows were refused.
const REFUSED: u8 = 1;
/// The command line is wrong, or a file cannot be opened. clap ends with the same number.
const USAGE: u8 = 2;

/// What is printed.
struct Judged<'a> {
    /// The plans that were judged by.
    plans: Vec<PlanIdentity<'a>>,
    /// One for each observation.
    evaluations: Vec<Evaluation<'a>>,
    /// Gaps worked out from the observations.
    gaps: Vec<Evaluation<'a>>,
    /// Answers for all counties, where a promise holds for each and one has reported.
    coverages: Vec<Coverage<'a>>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let registry = match registry(&arguments) {
        Ok(registry) => registry,
        Err(message) => {
            eprintln!("error: {message}");
            return USAGE.into();
        }
    };
    let loaded = match input::load(registry, &arguments) {
        Ok(loaded) => loaded,
        Err(message) => {
            eprintln!("error: {message}");
            return USAGE.into();
        }
    };
    for notice in &loaded.notices {
        eprintln!("note: {notice}");
    }
    if let Err(error) = print(&loaded, &arguments)
        // Whoever reads the output may have read enough, as `head` does.
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        eprintln!("error: cannot write the result: {error}");
        return USAGE.into();
    }
    if loaded.rejected.is_empty() { COMPLETE.into() } else { REFUSED.into() }
}

/// The built-in plans, with what is to be judged otherwise.
fn registry(arguments: &Arguments) -> Result<&'static Registry, String> {
    let overrides = arguments.overrides();
    if overrides.is_empty() {
        return Ok(Registry::builtin());
    }
    let registry = Registry::builtin().with_overrides(&overrides).map_err(|error| error.to_string())?;
    // It is needed until the end.
    Ok(Box::leak(Box::new(registry)))
}

fn print(loaded: &Loaded<'_>, arguments: &Arguments) -> io::Result<()> {
    if let Some(stage) = arguments.stage() {
        return assessed::print(stage, loaded, arguments);
    }
    let wanted = |evaluation: &Evaluation<'_>| arguments.wants(evaluation);
    let judged = Judged {
        plans: arguments.plans(loaded.data.registry()),
        evaluations: loaded.data.evaluations().filter(wanted).collect(),
        gaps: loaded.data.gaps().filter(wanted).collect(),
        coverages: loaded.data.coverages(Level::County).filter(|coverage| arguments.wants_whole(coverage)).collect(),
    };
    let summary = Summary::of(loaded, &judged.evaluations, judged.evaluations.len(), arguments);
    let mut out = io::BufWriter::new(io::stdout().lock());
    match arguments.format {
        Format::Table => table::write(&mut out, &judged, &summary, loaded, arguments, Look::Terminal)?,
        Format::Markdown => table::write(&mut out, &judged, &summary, loaded, arguments, Look::Markdown)?,
        Format::Json => json::write(&mut out, &judged, &summary, loaded, arguments)?,
        Format::Csv => records::write(&mut out, &judged, loaded, arguments)?,
    }
    out.flush()
}
