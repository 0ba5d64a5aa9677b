//! The README's way from a fresh machine to a running program, as it stands there.

use crate::library::library;
use crate::toolchain::{plain_tool, project, python, scratch, succeed};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

/// The blocks of code of the section on C, C++ and Python, in order: what they are written in, and their text.
fn blocks() -> Vec<(&'static str, &'static str)> {
    let readme = include_str!("../../README.md");
    let (_, section) = readme.split_once("\n## From C, C++ and Python\n").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let blocks = section.split("```").skip(1).step_by(2);
    blocks.map(|block| block.split_once('\n').unwrap()).collect()
}

/// A folder that looks as that of the project does once the library is built.
fn folder() -> &'static Path {
    static MADE: std::sync::OnceLock<std::path::PathBuf> = std::sync::OnceLock::new();
    MADE.get_or_init(|| {
        let folder = scratch("readme");
        let link = |target: &Path, name: &str| {
            let place = folder.join(name);
            let _ = std::fs::remove_file(&place);
            symlink(target, place).unwrap();
        };
        std::fs::create_dir_all(folder.join("target")).unwrap();
        link(&project().join("include"), "include");
        link(&project().join("examples"), "examples");
        link(library().shared.parent().unwrap(), "target/release");
        folder
    })
}

#[test]
fn the_program_in_c_is_built_and_run_by_its_commands() {
    let blocks = blocks();
    let [("sh", build), ("c", program), ("sh", commands), ("text", printed), ..] = blocks[..] else {
        panic!("the section has other blocks: {blocks:#?}")
    };
    assert_eq!(build, "cargo rustc --release --features capi --crate-type cdylib,staticlib\n");
    if plain_tool("cc").is_none() {
        return;
    }
    std::fs::write(folder().join("first.c"), program).unwrap();
    // Only the strictness is ours.
    let commands = commands.replace("cc ", "cc -std=c99 -Wall -Wextra -Wpedantic -Werror ");
    assert!(commands.contains("-Werror"));
    let output = succeed(Command::new("sh").args(["-ec", &commands]).current_dir(folder()));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), printed);
}

#[test]
fn the_example_in_python_runs_by_its_command() {
    let command = blocks().into_iter().find(|(_, text)| text.contains("verdicts.py")).unwrap().1;
    if python().is_none() {
        return;
    }
    let output = succeed(Command::new("sh").args(["-ec", command]).current_dir(folder()));
    assert!(String::from_utf8(output.stdout).unwrap().contains("2023年山东省"));
}
