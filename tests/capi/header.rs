//! The header: it is made from the source, it declares what the library exports, and nothing that programs use goes away.

use crate::library::library;
use crate::toolchain::{plain_tool, project, scratch, skip_anywhere, succeed};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::process::Command;

const HEADER: &str = include_str!("../../include/zhibiao.h");
const SYMBOLS: &str = include_str!("symbols.txt");
const POINTERS: &str = include_str!("pointers.c");

/// C without its comments.
fn without_comments(text: &str) -> String {
    let mut parts = text.split("/*");
    let mut code = parts.next().unwrap_or_default().to_owned();
    code.extend(parts.filter_map(|part| part.split_once("*/")).map(|(_, code)| code));
    code
}

/// The functions that are declared or called, each with its arguments.
fn calls(code: &str) -> Vec<(String, Vec<String>)> {
    let mut calls = Vec::new();
    for (start, _) in code.match_indices("zhibiao_") {
        let rest = &code[start..];
        let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(rest.len());
        let (name, rest) = rest.split_at(end);
        let Some(rest) = rest.strip_prefix('(') else { continue };
        let (mut depth, mut arguments) = (0, vec![String::new()]);
        for letter in rest.chars() {
            match letter {
                ')' if depth == 0 => break,
                ',' if depth == 0 => {
                    arguments.push(String::new());
                    continue;
                }
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            arguments.last_mut().unwrap().push(letter);
        }
        calls.push((name.to_owned(), arguments.iter().map(|argument| argument.trim().to_owned()).collect()));
    }
    calls
}

/// The functions of the header, with the positions of their arguments that are pointers.
fn declared() -> BTreeMap<String, Vec<usize>> {
    let pointers =
        |arguments: &[String]| (0..arguments.len()).filter(|index| arguments[*index].contains('*')).collect();
    calls(&without_comments(HEADER)).iter().map(|(name, arguments)| (name.clone(), pointers(arguments))).collect()
}

/// The constants of the header, but for the version, which changes.
fn constants() -> BTreeSet<String> {
    let lines = HEADER.lines().filter_map(|line| line.strip_prefix("#define ZHIBIAO_"));
    let lines = lines.filter(|line| line.contains(' ') && !line.starts_with("VERSION_"));
    lines.map(|line| format!("ZHIBIAO_{line}")).collect()
}

/// The functions that the source offers.
fn offered() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(project().join("src/capi")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let mut parts = text.split("#[unsafe(no_mangle)]");
        parts.next();
        for part in parts {
            let (_, rest) = part.split_once(" fn ").unwrap();
            names.insert(rest.split(['(', '<']).next().unwrap().to_owned());
        }
    }
    names
}

#[test]
fn it_declares_the_functions_of_the_source() {
    let declared: BTreeSet<String> = declared().into_keys().collect();
    assert!(declared.len() > 70);
    assert_eq!(declared, offered());
}

#[test]
fn the_library_exports_what_it_declares_and_nothing_else() {
    let Some(mut nm) = plain_tool("nm") else { return };
    // macOS has no second table of symbols, and puts an underscore before names.
    let flags: &[&str] = if cfg!(target_os = "macos") { &["-gU"] } else { &["-D", "--defined-only"] };
    let output = String::from_utf8(succeed(nm.args(flags).arg(&library().shared)).stdout).unwrap();
    let names = output.lines().filter_map(|line| line.rsplit(' ').next());
    let exported: BTreeSet<String> = names.map(|name| name.trim_start_matches('_').to_owned()).collect();
    assert_eq!(exported, declared().into_keys().collect());
}

/// Functions that are gone and numbers that changed break programs that were built before. `symbols.txt` is what they may rely on.
#[test]
fn nothing_that_programs_use_is_gone() {
    let mut now = String::new();
    for name in declared().keys() {
        writeln!(now, "{name}").unwrap();
    }
    for constant in constants() {
        writeln!(now, "{constant}").unwrap();
    }
    let (before, after): (BTreeSet<&str>, BTreeSet<&str>) = (SYMBOLS.lines().collect(), now.lines().collect());
    let gone: Vec<&&str> = before.difference(&after).collect();
    assert!(gone.is_empty(), "programs may use {gone:?}; without it, ZHIBIAO_ABI_VERSION has to rise");
    let new = scratch("symbols").join("symbols.txt");
    std::fs::write(&new, &now).unwrap();
    assert!(SYMBOLS == now, "take what is new into tests/capi/symbols.txt: it stands in {}", new.display());
}

/// `pointers.c` calls each function with each of its pointers as NULL.
#[test]
fn no_pointer_is_left_out_of_the_test_of_null_pointers() {
    let called = calls(&without_comments(POINTERS));
    let mut left_out = Vec::new();
    for (name, pointers) in declared() {
        for index in pointers {
            let mut those = called.iter().filter(|(called, _)| *called == name);
            if !those.any(|(_, arguments)| arguments.get(index).is_some_and(|argument| argument == "NULL")) {
                left_out.push(format!("{name}, argument {index}"));
            }
        }
    }
    assert!(left_out.is_empty(), "not called with NULL: {left_out:#?}");
}

/// Made again it is the same. cbindgen is not needed to build or use the library, and its absence no failure anywhere.
#[test]
fn it_is_what_cbindgen_makes_of_the_source() {
    const VERSION: &str = "cbindgen 0.29.4";
    let found = Command::new("cbindgen").arg("--version").output().ok();
    let found = found.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    if found.as_deref() != Some(VERSION) {
        return skip_anywhere(&format!("the header is not made again: {VERSION} is not there"));
    }
    let made = scratch("header").join("zhibiao.h");
    let mut cbindgen = Command::new("cbindgen");
    cbindgen.current_dir(project()).args(["--config", "cbindgen.toml", "--quiet", "--output"]).arg(&made);
    succeed(cbindgen.arg("src/capi/mod.rs"));
    assert!(std::fs::read_to_string(&made).unwrap() == HEADER, "include/zhibiao.h is not what cbindgen.toml makes");
}
