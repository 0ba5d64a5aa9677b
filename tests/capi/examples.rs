//! The examples in C, C++ and Python, run on figures of Shandong.

use crate::library::library;
use crate::toolchain::{Linkage, Standard, compile, project, python, run, run_alone, scratch};
use insta::assert_snapshot;
use std::path::PathBuf;

const SHANDONG: [&str; 2] = ["examples/data/shandong.csv", "2022"];

/// A file in which the rows of lines 3 and 4 cannot be used.
fn broken() -> PathBuf {
    let file = scratch("examples").join("broken.csv");
    let rows = "indicator,region,year,value\n孕产妇死亡率,聊城市,2023,7.18\n孕产妇死亡率,371502,2023,\"8,2\"\n孕产妇死亡,371500,2023,8\n";
    std::fs::write(&file, rows).unwrap();
    file
}

/// Rows that must not be cut short to something that can be used, and one without an indicator; the last line has no end.
fn cut() -> PathBuf {
    let file = scratch("examples").join("cut.csv");
    let rows = "indicator,region,year,value\n孕产妇死亡率,371500,2023,8\u{0}.9\n\n,371500,2023,9\r\n孕产妇死亡率,371500,2023,8\r8.9";
    std::fs::write(&file, rows).unwrap();
    file
}

/// Nothing of them is judged, and each is told.
#[track_caller]
fn nothing_is_cut((printed, errors): (String, String)) {
    assert!(!printed.contains("2023年聊城市孕产妇死亡率"), "{printed}");
    for line in ["cut.csv:2: ", "cut.csv:4: ", "cut.csv:5: "] {
        assert!(errors.lines().any(|error| error.contains(line)), "{line} in {errors}");
    }
    assert_eq!(errors.lines().count(), 3, "{errors}");
}

#[test]
fn the_example_in_c() {
    let source = project().join("examples/c/check.c");
    for (standard, linkage) in [(Standard::C99, Linkage::Shared), (Standard::C11, Linkage::Static)] {
        let Some(program) = compile(&source, standard, linkage) else { return };
        assert_snapshot!("check", run(&program, &SHANDONG, 0).0);
        if linkage == Linkage::Static {
            continue;
        }
        assert!(run(&program, &[], 0).0.contains("2023: 7.18 met, limit 8.2, margin 1.02"));
        let file = broken();
        let (printed, errors) = run(&program, &[file.to_str().unwrap(), "2023"], 1);
        assert!(printed.contains("2023年聊城市孕产妇死亡率为7.18/10万"));
        assert!(errors.contains("broken.csv:3: value: ") && errors.contains("broken.csv:4: indicator: "), "{errors}");
        assert_eq!(errors.lines().count(), 2);
        nothing_is_cut(run(&program, &[cut().to_str().unwrap(), "2023"], 1));
        assert!(run(&program, &["nothing.csv", "2023"], 2).1.contains("nothing.csv"));
        assert!(run(&program, &[SHANDONG[0], "20x2"], 2).1.contains("1900"));
        run(&program, &[SHANDONG[0]], 2);
    }
}

/// It does the same job: what it prints is among what the example in C prints.
#[test]
fn the_example_in_cpp() {
    let source = |name: &str| project().join("examples/c").join(name);
    if let Some(program) = compile(&source("raii.cpp"), Standard::Cpp17, Linkage::Static) {
        run(&program, &SHANDONG, 0);
    }
    if let Some(program) = compile(&source("raii.cpp"), Standard::Cpp17, Linkage::Shared) {
        let printed = run(&program, &SHANDONG, 0).0;
        let (first, rest) = printed.split_once('\n').unwrap();
        assert_eq!(first, "W1.2 孕产妇死亡率: 7.18 met, limit 8.2, margin 1.02");
        if let Some(other) = compile(&source("check.c"), Standard::C11, Linkage::Shared) {
            let other = run_alone(&other, &SHANDONG, 0).0;
            assert!(rest.lines().count() > 20);
            for line in rest.lines() {
                assert!(other.lines().any(|each| each == line), "{line}");
            }
        }
        let file = broken();
        let (printed, errors) = run(&program, &[file.to_str().unwrap(), "2023"], 1);
        assert!(printed.contains("2023年聊城市孕产妇死亡率为7.18/10万"));
        assert!(errors.contains("broken.csv:3: value: ") && errors.contains("broken.csv:4: indicator: "), "{errors}");
        nothing_is_cut(run(&program, &[cut().to_str().unwrap(), "2023"], 1));
        assert!(run(&program, &["nothing.csv", "2023"], 2).1.contains("nothing.csv"));
        assert!(run(&program, &[SHANDONG[0], "20x2"], 2).1.contains("1900"));
    }
}

/// Runs the example, which has to end with this code.
#[track_caller]
fn verdicts(arguments: &[&str], code: i32) -> Option<(String, String)> {
    let mut python = python()?;
    let output = python
        .arg("examples/python/verdicts.py")
        .args(arguments)
        .env("ZHIBIAO_LIBRARY", &library().shared)
        .output()
        .unwrap();
    let [printed, errors] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    assert_eq!(output.status.code(), Some(code), "{errors}");
    Some((printed, errors))
}

#[test]
fn the_example_in_python() {
    let Some((printed, errors)) = verdicts(&["examples/data/shandong.csv", "--year", "2022"], 0) else { return };
    assert_snapshot!("verdicts", printed);
    assert_eq!(errors, "");
    // The latest year is taken, and fields may be quoted.
    let (printed, _) = verdicts(&["examples/data/china.csv", "--language", "en"], 0).unwrap();
    assert!(printed.contains("\tChina, 2025: "), "{printed}");
    assert!(verdicts(&["--help"], 0).unwrap().0.contains("--plan TOML"));
}

#[test]
fn the_example_in_python_tells_broken_rows_and_goes_on() {
    let file = broken();
    let Some((printed, errors)) = verdicts(&[file.to_str().unwrap()], 1) else { return };
    assert!(printed.starts_with("met\t2023年聊城市孕产妇死亡率为7.18/10万"), "{printed}");
    assert!(errors.contains("broken.csv:3: value: ") && errors.contains("broken.csv:4: indicator: "), "{errors}");
    for (name, rows, code) in [
        ("year", "indicator,region,year,value\n孕产妇死亡率,371500,二〇二三,8\n孕产妇死亡率,371500,2023,8\n", 1),
        ("years", "indicator,region,year,value\n孕产妇死亡率,371500,99999999999,8\n孕产妇死亡率,371500,2023,8\n", 1),
        ("few", "indicator,region,year,value\n孕产妇死亡率,371500\n孕产妇死亡率,371500,2023,8\n", 1),
        ("many", "indicator,region,year,value\n孕产妇死亡率,371500,2023,8,8\n孕产妇死亡率,371500,2023,8\n", 1),
        ("nul", "indicator,region,year,value\n孕产妇死亡率,371500,2023,8\u{0}1\n孕产妇死亡率,371500,2023,8\n", 1),
        ("header", "indicator,region,value\n孕产妇死亡率,371500,8\n", 2),
        ("empty", "", 2),
    ] {
        let file = scratch("examples").join(format!("{name}.csv"));
        std::fs::write(&file, rows).unwrap();
        let (printed, errors) = verdicts(&[file.to_str().unwrap()], code).unwrap();
        assert_eq!(printed.starts_with("met\t"), code == 1, "{name}");
        assert!(errors.contains(&format!("{name}.csv:")) && !errors.contains("Traceback"), "{name}: {errors}");
    }
    let (_, errors) = verdicts(&["nothing.csv"], 2).unwrap();
    assert!(errors.contains("nothing.csv") && !errors.contains("Traceback"), "{errors}");
}

#[test]
fn the_example_in_python_reads_plans_of_ones_own() {
    let guide = include_str!("../../docs/write-your-own-plan.md");
    let (_, rest) = guide.split_once("from_toml_text(\"example.toml\", r#\"\n").unwrap();
    let (plan, _) = rest.split_once("\"#)").unwrap();
    let (file, figures) = (scratch("examples").join("example.toml"), scratch("examples").join("figures.csv"));
    let arguments = [figures.to_str().unwrap(), "--plan", file.to_str().unwrap()];
    std::fs::write(&figures, "region,indicator,value,year\n990101,孕产妇死亡率,8.01,2023\n").unwrap();

    std::fs::write(&file, plan).unwrap();
    let Some((printed, _)) = verdicts(&arguments, 0) else { return };
    assert!(printed.starts_with("not_met\t"), "{printed}");

    std::fs::write(&file, plan.replace("limit = \"8\"", "limit = 8").replace("county\"", "contry\"")).unwrap();
    let errors = verdicts(&arguments, 2).unwrap().1;
    assert_eq!(errors.lines().count(), 2, "{errors}");
    assert!(errors.lines().all(|line| line.starts_with("example.toml: line ")), "{errors}");
}
