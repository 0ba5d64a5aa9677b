//! Tools of the system: compilers, Python, Valgrind and the like, each of which may be missing.

use crate::library::library;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// Tells that something is not tested: on the terminal, past what holds back the output of tests, or as a failure where `CI` is set.
pub fn skip(what: &str) {
    let strict = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
    assert!(!strict, "{what}; with CI set, nothing may be skipped");
    skip_anywhere(what);
}

/// The same for what may be missing in CI, too.
pub fn skip_anywhere(what: &str) {
    // Written directly: the macro's output is shown for failures only.
    let _ = writeln!(std::io::stderr(), "SKIPPED: {what}");
}

/// The command that a variable of the environment names, or the usual one. Nothing if it does not run.
fn tool(variable: &str, usual: &str) -> Option<Command> {
    let words = std::env::var(variable).unwrap_or_default();
    let mut words = words.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or(usual));
    command.args(words).current_dir(project());
    runs(again(&command).arg("--version")).then_some(command)
}

/// The same command once more.
fn again(command: &Command) -> Command {
    let mut copy = Command::new(command.get_program());
    copy.args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        copy.current_dir(folder);
    }
    copy
}

fn runs(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// A tool that is known by its name alone.
pub fn plain_tool(name: &str) -> Option<Command> {
    let found = tool("", name);
    if found.is_none() {
        skip(&format!("`{name}` is not there"));
    }
    found
}

pub fn python() -> Option<Command> {
    let found = tool("PYTHON", "python3");
    if found.is_none() {
        skip("there is no Python; PYTHON names it");
    }
    found
}

/// The folder of the project.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder for what tests make.
pub fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("capi-programs").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standard {
    C99,
    C11,
    Cpp17,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Linkage {
    Shared,
    Static,
}

/// Builds a program from a source, every warning an error. Nothing if there is no compiler.
#[track_caller]
pub fn compile(source: &Path, standard: Standard, linkage: Linkage) -> Option<PathBuf> {
    let (variable, usual, flag) = match standard {
        Standard::C99 => ("CC", "cc", "-std=c99"),
        Standard::C11 => ("CC", "cc", "-std=c11"),
        Standard::Cpp17 => ("CXX", "c++", "-std=c++17"),
    };
    let Some(mut compiler) = tool(variable, usual) else {
        skip(&format!("there is no compiler for {standard:?}; {variable} names it"));
        return None;
    };
    let name = source.file_stem().unwrap().to_str().unwrap();
    let program = scratch("built").join(format!("{name}-{standard:?}-{linkage:?}"));
    compiler.args([flag, "-g", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-pthread", "-Iinclude"]);
    if standard == Standard::Cpp17 {
        // C, too, is read as C++; libraries after it are not.
        compiler.args(["-x", "c++"]).arg(source).args(["-x", "none"]);
    } else {
        compiler.arg(source);
    }
    let library = library();
    match linkage {
        Linkage::Shared => {
            let folder = library.shared.parent().unwrap();
            compiler.arg("-L").arg(folder).arg("-lzhibiao").arg(format!("-Wl,-rpath,{}", folder.display()));
        }
        Linkage::Static => {
            compiler.arg(&library.archive).args(&library.needs);
        }
    }
    succeed(compiler.arg("-o").arg(&program));
    Some(program)
}

/// Runs a command, which has to end with 0.
#[track_caller]
pub fn succeed(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}: {}\n{}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// Runs a program, which has to end with this code, and returns what it printed: on its standard output, and as errors.
#[track_caller]
pub fn run_alone(program: &Path, arguments: &[&str], code: i32) -> (String, String) {
    let output = Command::new(program).args(arguments).current_dir(project()).output().unwrap();
    let (printed, errors) = (text(output.stdout), text(output.stderr));
    assert_eq!(output.status.code(), Some(code), "{}: {errors}", program.display());
    (printed, errors)
}

/// The same, and once more under Valgrind.
#[track_caller]
pub fn run(program: &Path, arguments: &[&str], code: i32) -> (String, String) {
    let (printed, errors) = run_alone(program, arguments, code);
    if let Some(mut valgrind) = valgrind() {
        let output = valgrind.arg(program).args(arguments).output().unwrap();
        let errors = text(output.stderr);
        assert_eq!(output.status.code(), Some(code), "{} under Valgrind: {errors}", program.display());
        assert_eq!(text(output.stdout), printed);
    }
    (printed, errors)
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// Valgrind, for which any error and any block that is not freed is a failure.
fn valgrind() -> Option<Command> {
    static THERE: OnceLock<bool> = OnceLock::new();
    let there = *THERE.get_or_init(|| plain_tool("valgrind").is_some());
    there.then(|| {
        let mut command = Command::new("valgrind");
        command.current_dir(project());
        command.args(["--quiet", "--leak-check=full", "--errors-for-leak-kinds=all", "--error-exitcode=99"]);
        command
    })
}
