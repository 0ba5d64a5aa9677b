//! What the library is built from: licences, sources, and the oldest compiler it is for. cargo-deny checks more where it is at hand.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::Command;

const MANIFEST: &str = include_str!("../../Cargo.toml");
const DENY: &str = include_str!("../../deny.toml");
const LOCK: &str = include_str!("../../Cargo.lock");
const README: &str = include_str!("../../README.md");

/// What cargo tells of all packages, with every feature and for every platform; none where it cannot look up those that this one does
/// not need.
fn metadata() -> Option<Value> {
    // Nothing is asked for that is here already.
    for offline in [&["--offline"][..], &[]] {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["metadata", "--locked", "--format-version", "1", "--all-features"]).args(offline);
        let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
        if output.status.success() {
            return Some(serde_json::from_slice(&output.stdout).unwrap());
        }
    }
    let strict = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
    assert!(!strict, "cargo cannot look up all packages; with CI set, nothing may be skipped");
    // Written directly: the macro's output is shown for failures only.
    let _ = writeln!(std::io::stderr(), "SKIPPED: cargo cannot look up all packages, so that they are not checked");
    None
}

fn packages(metadata: &Value) -> &[Value] {
    metadata["packages"].as_array().unwrap()
}

/// Whether an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0` can be kept with these licences. A slash is an old way to write
/// OR. AND binds more closely than OR.
fn is_allowed(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ").replace(" WITH ", "+WITH+");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let result = any(&tokens, &mut at, allowed);
    assert_eq!(at, tokens.len(), "{expression}");
    result
}

fn any(tokens: &[&str], at: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let mut result = all(tokens, at, allowed);
    while tokens.get(*at) == Some(&"OR") {
        *at += 1;
        result |= all(tokens, at, allowed);
    }
    result
}

fn all(tokens: &[&str], at: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let mut result = one(tokens, at, allowed);
    while tokens.get(*at) == Some(&"AND") {
        *at += 1;
        result &= one(tokens, at, allowed);
    }
    result
}

fn one(tokens: &[&str], at: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let token = tokens[*at];
    *at += 1;
    if token != "(" {
        return allowed.contains(token);
    }
    let result = any(tokens, at, allowed);
    assert_eq!(tokens[*at], ")");
    *at += 1;
    result
}

/// The licences of `allow = ["Apache-2.0", …]`.
fn allowed() -> BTreeSet<&'static str> {
    let (_, list) = DENY.split_once("\nallow = [").unwrap();
    let (list, _) = list.split_once(']').unwrap();
    list.split(',').map(|each| each.trim().trim_matches('"')).collect()
}

#[test]
fn licences_are_read_as_they_are_written() {
    let allowed = BTreeSet::from(["MIT", "Zlib"]);
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0/MIT", true),
        ("MIT AND GPL-3.0", false),
        ("(GPL-3.0 OR MIT) AND Zlib", true),
        ("(GPL-3.0 OR MIT) AND BSD-2-Clause", false),
        ("GPL-3.0 AND MIT OR Zlib", true),
        ("MIT WITH Some-exception", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
    }
}

#[test]
fn every_licence_is_one_that_we_allow_and_each_of_those_is_needed() {
    let Some(metadata) = metadata() else { return };
    let allowed = allowed();
    let others = || packages(&metadata).iter().filter(|package| !package["source"].is_null());
    let of = |package: &Value| package["license"].as_str().unwrap_or_default().to_owned();
    let refused: Vec<String> = others()
        .filter(|package| !is_allowed(&of(package), &allowed))
        .map(|package| format!("{}: {}", package["name"], of(package)))
        .collect();
    assert!(refused.is_empty(), "{refused:?}");
    for licence in &allowed {
        let rest: BTreeSet<&str> = allowed.iter().copied().filter(|each| each != licence).collect();
        assert!(others().any(|package| !is_allowed(&of(package), &rest)), "nothing needs {licence}");
    }
}

#[test]
fn everything_comes_from_one_registry() {
    let Some(metadata) = metadata() else { return };
    let mut count = 0;
    // What is locked names it, too.
    let locked = LOCK.lines().find_map(|line| line.strip_prefix("source = ")).unwrap().trim_matches('"');
    assert!(locked.starts_with("registry+https://"), "{locked}");
    for package in packages(&metadata) {
        if let Some(source) = package["source"].as_str() {
            assert_eq!(source, locked, "{}", package["name"]);
        } else {
            let own = ["zhibiao", "hospital-form", "zhibiao-fuzz"].contains(&package["name"].as_str().unwrap());
            assert!(own, "{} is in a folder", package["name"]);
        }
        count += 1;
    }
    assert!(count > 100, "{count}");
}

/// What users compile, with some feature or on some platform, and does not say which compiler it needs.
const SILENT: [&str; 18] = [
    "approx",
    "bytemuck",
    "cfg_aliases",
    "core_detect",
    "fnv",
    "getrandom",
    "quick-error",
    "rand",
    "rand_chacha",
    "rand_core",
    "rawpointer",
    "rusty-fork",
    "self_cell",
    "simba",
    "unarray",
    "wait-timeout",
    "wasi",
    "zerocopy-derive",
];

/// `1.89` or `1.89.0`.
fn version(text: &str) -> (u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().unwrap());
    (parts.next().unwrap(), parts.next().unwrap_or_default())
}

/// The compiler that the manifest names is the one the README names, and old enough for nothing that users compile. That the library itself
/// needs nothing newer is what Clippy's `incompatible_msrv` checks.
#[test]
fn the_minimum_of_rust_is_kept_by_all_that_users_compile() {
    let minimum = MANIFEST.lines().find_map(|line| line.strip_prefix("rust-version = ")).unwrap().trim_matches('"');
    assert!(
        README.contains(&format!("With Rust {minimum} or newer")),
        "README.md names another version than {minimum}"
    );

    let Some(metadata) = metadata() else { return };
    let by_id: BTreeMap<&str, &Value> =
        packages(&metadata).iter().map(|package| (package["id"].as_str().unwrap(), package)).collect();
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    let nodes: BTreeMap<&str, &Value> = nodes.iter().map(|node| (node["id"].as_str().unwrap(), node)).collect();
    let root = by_id.iter().find(|(_, package)| package["name"] == "zhibiao").unwrap().0;
    let (mut seen, mut open) = (BTreeSet::new(), vec![*root]);
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        for dependency in nodes[id]["deps"].as_array().unwrap() {
            let kinds = dependency["dep_kinds"].as_array().unwrap();
            if kinds.iter().any(|kind| kind["kind"] != "dev") {
                open.push(dependency["pkg"].as_str().unwrap());
            }
        }
    }
    assert!(seen.len() > 30, "{}", seen.len());
    // Some do not say. They are named, so that another one is seen.
    let silent =
        seen.iter().filter(|id| by_id[*id]["rust_version"].is_null()).map(|id| by_id[id]["name"].as_str().unwrap());
    assert_eq!(silent.collect::<BTreeSet<_>>(), BTreeSet::from(SILENT));
    let newer = seen.iter().filter_map(|id| {
        let needs = by_id[id]["rust_version"].as_str()?;
        (version(needs) > version(minimum)).then(|| format!("{} needs {needs}", by_id[id]["name"]))
    });
    assert_eq!(newer.collect::<Vec<_>>(), Vec::<String>::new());
}
