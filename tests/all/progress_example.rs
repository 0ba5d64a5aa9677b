//! The progress methods as a user runs them: `cargo run --example progress`.

use crate::support::example;
use std::fmt::Write;
use std::io::Write as _;
use std::process::{Output, Stdio};

#[track_caller]
fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = example("progress");
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

/// A line of the result without its series: method, year, target, target year, value, score, status, reason, agree.
type Line = [String; 10];

const HEADER: [&str; 10] =
    ["series", "method", "year", "target", "target_year", "value", "score", "status", "reason", "agree"];

#[track_caller]
fn lines(output: &Output) -> Vec<Line> {
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    assert_eq!(reader.headers().unwrap(), &HEADER.to_vec());
    reader.records().map(|record| std::array::from_fn(|column| record.as_ref().unwrap()[column].to_owned())).collect()
}

/// The result for a table on standard input that is read without complaint.
#[track_caller]
fn ask(arguments: &[&str], rows: &str) -> Vec<Line> {
    let output = run(&[arguments, &["-"]].concat(), rows.as_bytes());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    lines(&output)
}

/// The columns chosen, of all lines.
fn columns<const N: usize>(lines: &[Line], names: [&str; N]) -> Vec<[String; N]> {
    let position = |name: &str| HEADER.iter().position(|column| *column == name).unwrap();
    lines.iter().map(|line| names.map(|name| line[position(name)].clone())).collect()
}

#[track_caller]
fn complaints(arguments: &[&str], input: &[u8]) -> (Option<i32>, Vec<String>) {
    let output = run(arguments, input);
    let text = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), text.lines().map(str::to_owned).collect())
}

#[track_caller]
fn near(found: &str, expected: f64) {
    let found: f64 = found.parse().unwrap();
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found} is not {expected}");
}

#[test]
fn help_names_the_columns_and_the_exit_status() {
    let output = run(&["--help"], b"");
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    for column in ["series", "year", "value", "direction", "target", "target_year", "limit", "base_year"] {
        assert!(text.contains(&format!("`{column}`")), "{column}");
    }
    for method in ["statcan", "destatis", "un", "zhibiao"] {
        assert!(text.contains(method), "{method}");
    }
    assert!(text.contains("Exit status: 0 all rows were read, 1 some rows were refused"), "{text}");
}

/// Statistics Canada's 1-1-1, 1-2-1, 9-4-1 and 11-3-1 as first seen on 2025-03-14, in the spelling of its tables.
#[test]
fn statistics_canada_in_the_spelling_of_its_tables() {
    let rows = "series,year,value,direction,target,limit,target_year,base_year\n\
                1-1-1,2015.0,14.5,-1,7.25,,2030.0,2015.0\n1-1-1,2022.0,9.9,-1,7.25,,2030.0,2015.0\n\
                1-2-1,2016.0,66.6,1,,100,2030.0,2016.0\n1-2-1,2023.0,71.4,1,,100,2030.0,2016.0\n\
                9-4-1,2015.0,97.4,1,,100,2030.0,\n9-4-1,2022.0,99.7,1.0,,100,2030.0,\n\
                11-3-1,2005.0,63.0,1,85.0,,2030.0,2005.0\n11-3-1,2019.0,85.0,1,85.0,,2030.0,2005.0\n";
    let found = ask(&["--method", "statcan"], rows);
    let expected = [
        ("1-1-1", "2022", "7.25", 1.174_906_616_164_331_3, 4.106_540_468_600_203, "substantial_progress"),
        ("1-2-1", "2023", "", 0.009_991_483_690_946_268, 1.739_752_850_099_936, "moderate_progress"),
        ("9-4-1", "2022", "", 0.003_339_774_133_456_208, 5.0, "substantial_progress"),
        ("11-3-1", "2019", "85.0", 1.794_162_382_718_666_8, 5.0, "target_achieved"),
    ];
    assert_eq!(found.len(), expected.len(), "one row for each series, in the order they appear");
    for (line, (series, year, target, value, score, status)) in found.iter().zip(expected) {
        let [name, method, found_year, found_target, target_year, found_value, found_score, found_status, _, agree] =
            line;
        let text = [name, method, found_year, found_target, target_year, found_status, agree].map(String::as_str);
        assert_eq!(text, [series, "statcan", year, target, "2030", status, ""]);
        near(found_value, value);
        near(found_score, score);
    }
}

#[test]
fn what_is_said_of_a_series_may_stand_in_one_row_and_optional_columns_may_be_missing() {
    let bare = "series,year,value,direction\na,2015,100,up\na,2016,101.5,\n";
    let found = ask(&["--method", "statcan"], bare);
    let told = columns(&found, ["series", "year", "target", "target_year", "status"]);
    assert_eq!(told, [["a", "2016", "", "", "substantial_progress"].map(str::to_owned)]);
    near(&columns(&found, ["score"])[0][0], 2.5);
    let target = |rows: &str| {
        let rows = format!("series,year,value,direction,target,target_year\na,2015,100,up,,\na,2016,110,,,\n{rows}");
        columns(&ask(&["--method", "un"], &rows), ["target", "target_year", "status"])
    };
    let told = [["142", "2017", "acceleration_needed"].map(str::to_owned)];
    assert_eq!(target("a,,,,142,2017\n"), told);
    // The value in one row and its year in another, or in all of them.
    assert_eq!(target("a,,,,142,\na,,,,,2017\n"), told);
    assert_eq!(target("a,,,,,2017\na,,,,142,2017\n"), told);
    assert_eq!(target("a,,,,142,\na,,,,142,2017\n"), told);
    // A year alone is that of a direction.
    assert_eq!(target("a,,,,,2017\n"), [["", "2017", "met_or_on_track"].map(str::to_owned)]);
}

#[test]
fn files_of_spreadsheets_are_understood() {
    let plain = "series,year,value,direction\n孕产妇死亡率,2015,20,下降\n孕产妇死亡率,2016,10,下降\n毛入园率,2015,80,提高\n毛入园率,2016,90,上升\n";
    let expected = ask(&["--method", "statcan", "--lang", "zh"], plain);
    assert_eq!(
        columns(&expected, ["series", "value", "status", "reason"]),
        [
            ["孕产妇死亡率", "0.5", "substantial_progress", "无目标值，按年均增速"].map(str::to_owned),
            ["毛入园率", "0.125", "substantial_progress", "无目标值，按年均增速"].map(str::to_owned),
        ]
    );
    let marked =
        format!("\u{feff}{}", plain.replace('\n', "\r\n").replace(",2015,", ", 2015 ,").replace("series", "Series"));
    assert_eq!(ask(&["--method", "statcan", "--lang", "zh"], &marked), expected);
    let quoted = format!("\u{feff}{}", plain.replace("series", "\"series\""));
    assert_eq!(ask(&["--method", "statcan", "--lang", "zh"], &quoted), expected);
}

#[test]
fn scientific_notation_is_a_number() {
    let rows = "series,year,value,direction\na,2015,1e-05,up\na,2016,2E-5,up\nb,2015,1.0e+3,up\nb,2016,1.25e3,up\n";
    let found = columns(&ask(&["--method", "statcan"], rows), ["series", "value", "status"]);
    assert_eq!(
        found,
        [
            ["a", "1", "substantial_progress"].map(str::to_owned),
            ["b", "0.25", "substantial_progress"].map(str::to_owned)
        ]
    );
}

#[test]
fn later_years_are_not_looked_at() {
    let rows = "series,year,value,direction,base_year\na,2015,100,up,2015\na,2016,125,up,2015\na,2017,100,up,2015\n";
    let found = |year: &[&str]| {
        columns(&ask(&[&["--method", "statcan"], year].concat(), rows), ["year", "value", "status", "reason"])[0]
            .clone()
    };
    assert_eq!(found(&[]), ["2017", "0", "limited_progress", "no target: growth a year"]);
    assert_eq!(found(&["--year", "2017"]), found(&[]));
    assert_eq!(found(&["--year", "2030"]), found(&[]));
    assert_eq!(found(&["--year", "2016"]), ["2016", "0.25", "substantial_progress", "no target: growth a year"]);
    assert_eq!(found(&["--year", "2015"]), ["2015", "", "not_available", "one year only since the base year"]);
    assert_eq!(found(&["--year", "2014"]), ["", "", "not_available", "no value"]);
}

#[test]
fn a_target_can_be_one_to_keep() {
    let rows = "series,year,value,direction,target,target_year\n\
                a,2015,14,down,10,2030\na,2016,13,down,10,2030\na,2017,13,down,10,2030\na,2018,12,down,10,2030\n";
    // 12 + 12 · (−2 ÷ 3) is 4: reached. To be kept, it is not there yet, and on the way.
    let found = |keep: &[&str]| columns(&ask(&[&["--method", "destatis"], keep].concat(), rows), ["status", "reason"]);
    assert_eq!(found(&[]), [["sun", "value projected to the target year"].map(str::to_owned)]);
    assert_eq!(found(&["--keep"]), [["cloud", "newest value and trend"].map(str::to_owned)]);
    // A target without a year can only be kept.
    let bare = rows.replace(",2030", ",");
    assert_eq!(
        columns(&ask(&["--method", "destatis"], &bare), ["target", "target_year", "status"]),
        [["10", "", "cloud"].map(str::to_owned)]
    );
    // A direction, every year: it stood still in 2017, which counts where the base year is known.
    let direction = rows.replace(",10,", ",,");
    assert_eq!(columns(&ask(&["--keep"], &direction), ["reason"]), [["probability of missing".to_owned()]]);
    let since = direction.replace("target_year\n", "target_year,base_year\n").replace(",2030\n", ",2030,2015\n");
    assert_eq!(
        columns(&ask(&["--keep"], &since), ["value", "status", "reason"]),
        [["1", "hard_to_reach", "a year has already gone the wrong way"].map(str::to_owned)]
    );
}

#[test]
fn methods_stand_below_each_other_and_say_whether_they_agree() {
    let rows = "series,year,value,direction,target,target_year\n\
                good,2015,60,down,40,2025\ngood,2016,58,down,40,2025\ngood,2017,56,down,40,2025\n\
                good,2018,54,down,40,2025\ngood,2019,52,down,40,2025\ngood,2020,50,down,40,2025\n\
                bad,2015,50,down,40,2025\nbad,2016,52,down,40,2025\nbad,2017,54,down,40,2025\n\
                bad,2018,56,down,40,2025\nbad,2019,58,down,40,2025\nbad,2020,60,down,40,2025\n\
                torn,2015,60,down,40,2025\ntorn,2016,48,down,40,2025\ntorn,2017,48,down,40,2025\n\
                torn,2018,49,down,40,2025\ntorn,2019,49,down,40,2025\ntorn,2020,50,down,40,2025\n";
    let found = ask(&["--method", "statcan,destatis,un,zhibiao"], rows);
    let told = columns(&found, ["series", "method", "status", "agree"]);
    // Required of 60 to 40 in ten years: −3.97 percent a year. Seen, 60 to 50 in five: −3.58, 0.90 of it. The UN's 41.67 in 2025
    // is 0.917 of the way. The line leads to 40 exactly, and Destatis' has nothing against that.
    let methods = ["statcan", "destatis", "un", "zhibiao"];
    let names: Vec<[&str; 2]> =
        ["good", "bad", "torn"].into_iter().flat_map(|s| methods.map(|method| [s, method])).collect();
    assert_eq!(told.iter().map(|[series, method, ..]| [series.as_str(), method]).collect::<Vec<_>>(), names);
    let words: Vec<&str> = told.iter().map(|line| line[2].as_str()).collect();
    assert_eq!(words[..4], ["moderate_progress", "sun", "acceleration_needed", "on_course"]);
    assert_eq!(words[4..8], ["deterioration", "thunderstorm", "stagnation_or_regression", "hard_to_reach"]);
    assert_eq!(words[8..], ["moderate_progress", "sun", "acceleration_needed", "hard_to_reach"]);
    let agree: Vec<&str> = told.iter().map(|line| line[3].as_str()).collect();
    assert_eq!(agree, [["no"; 4], ["yes"; 4], ["no"; 4]].concat());
    let found = |methods: &str, line: usize| columns(&ask(&["--method", methods], rows), ["agree"])[line][0].clone();
    assert_eq!((found("statcan,un", 0), found("destatis,zhibiao", 0)), ("yes".to_owned(), "yes".to_owned()));
    assert_eq!((found("statcan", 0), found("statcan,destatis", 0)), (String::new(), "no".to_owned()));
    // Two methods without a word have nothing to agree about.
    let short = "series,year,value,direction,target,target_year\na,2015,60,down,40,2025\na,2016,58,down,40,2025\n";
    let found = columns(&ask(&["--method", "statcan,destatis,zhibiao"], short), ["method", "status", "agree"]);
    let words: Vec<[&str; 3]> = found.iter().map(|line| line.each_ref().map(String::as_str)).collect();
    let expected =
        [["statcan", "moderate_progress", ""], ["destatis", "not_available", ""], ["zhibiao", "no_data", ""]];
    assert_eq!(words, expected);
}

/// Early school leavers in Germany (Destatis, 4.1.a) have two targets: 10 percent by 2020, 9.5 by 2030.
#[test]
fn of_several_targets_those_due_next_are_asked_about() {
    let values = ["11.86", "11.56", "10.37", "9.81", "9.53", "9.82", "10.3", "10.11", "10.34", "10.34", "10.1"];
    let mut rows =
        "series,year,value,direction,target,target_year\n4.1.a,,,down,10,2020\n4.1.a,,,,9.5,2030\n".to_owned();
    for (year, value) in (2010..).zip(values) {
        writeln!(rows, "4.1.a,{year},{value},,,").unwrap();
    }
    let found = |options: &[&str]| {
        let found = ask(&[&["--method", "destatis"], options].concat(), &rows);
        columns(&found, ["year", "target", "target_year", "status"])
    };
    let line = |cells: [&str; 4]| cells.map(str::to_owned);
    // One row a series: the target due next.
    assert_eq!(found(&["--year", "2017"]), [line(["2017", "10", "2020", "cloud"])]);
    assert_eq!(found(&["--year", "2015"]), [line(["2015", "10", "2020", "sun"])]);
    // Without a year, it is that of the newest value.
    assert_eq!(found(&[]), [line(["2020", "10", "2020", "thunderstorm"])]);
    // Or a row for each.
    let each = found(&["--year", "2017", "--each-target"]);
    assert_eq!(each, [line(["2017", "10", "2020", "cloud"]), line(["2017", "9.5", "2030", "sun"])]);
    // In 2021 the first is over, and the other one is due next.
    let later = format!("{rows}4.1.a,2021,11.6,,,\n");
    let after = columns(&ask(&["--method", "destatis"], &later), ["year", "target", "target_year", "status"]);
    assert_eq!(after, [line(["2021", "9.5", "2030", "thunderstorm"])]);
    assert_eq!(ask(&["--method", "statcan,un"], &rows).len(), 2);
    // Of two targets of one year the worse answer counts.
    let both = rows.replace("4.1.a,,,,9.5,2030", "4.1.a,,,,5,2020");
    let both =
        columns(&ask(&["--method", "destatis", "--year", "2015"], &both), ["year", "target", "target_year", "status"]);
    // 9.82 falls by 0.408 a year to 7.78 in 2020: 10 is reached, 5 is missed by 58 percent of the way.
    assert_eq!(both, [line(["2015", "5", "2020", "cloud"])]);
}

#[test]
fn a_broken_row_is_refused_in_so_many_words_and_the_rest_is_asked_about() {
    let rows = "series,year,value,direction,target,target_year,limit,base_year\n\
                a,20x,1,up,,,,\na,2019,abc,up,,,,\na,2020,1,up,,,,\na,2020,2,up,,,,\na,2020,2,up,,,,\na,,3,up,,,,\n\
                ,2020,3,up,,,,\na,2021,1,sideways,,,,\nb,2020,1,,,,,\na,2022,1\nc,2020,1,up,,,,\nc,2021,1,down,,,,\n\
                a,2023,1e400,up,,,,\na,2023,..,up,,,,\na,2024,\"1,5\",up,,,,\na,12024,1,up,,,,\na,2025,1,up,x,,,\n\
                a,2025,1,up,,2030.5,,\na,2025,1,up,,,%,\na,2025,1,up,,,,-1\nd,2015,100,up,,,,\nd,2016,101,up,,,100,2015\n\
                d,2017,102,up,,,99,2015\nd,2018,103,up,,,100,2016\n";
    let output = run(&["--method", "statcan", "-"], rows.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8_lossy(&output.stderr);
    let malformed = "is not plain digits with an optional minus and decimal point";
    let expected = [
        "-:2: year: found `20x`, expected four digits".to_owned(),
        format!("-:3: value: `abc` {malformed}"),
        "-:5: value: `2` differs from `1` in line 4; neither is used".to_owned(),
        "-:6: value: two values for 2020 differ already; none is used".to_owned(),
        "-:7: year: is empty".to_owned(),
        "-:8: series: is empty".to_owned(),
        "-:9: direction: found `sideways`, expected `up` or `down`".to_owned(),
        "-:11: found 3 fields, expected 8".to_owned(),
        "-:13: direction: differs from an earlier row of the series".to_owned(),
        format!("-:14: value: `1e400` {malformed}"),
        format!("-:15: value: `..` {malformed}"),
        format!("-:16: value: `1,5` {malformed}"),
        "-:17: year: found `12024`, expected four digits".to_owned(),
        format!("-:18: target: `x` {malformed}"),
        "-:19: target_year: found `2030.5`, expected four digits".to_owned(),
        format!("-:20: limit: `%` {malformed}"),
        "-:21: base_year: found `-1`, expected four digits".to_owned(),
        "-:24: limit: differs from an earlier row of the series".to_owned(),
        "-:25: base_year: differs from an earlier row of the series".to_owned(),
        "-:10: direction: no row of `b` has one".to_owned(),
    ];
    assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    // Neither of the two values of 2020 is left of `a`, of `d` the two good rows.
    let found = columns(&lines(&output), ["series", "year", "status"]);
    let expected = [["a", "", "not_available"], ["c", "2020", "not_available"], ["d", "2016", "substantial_progress"]];
    assert_eq!(found, expected.map(|line| line.map(str::to_owned)));
}

#[test]
fn a_file_that_cannot_be_used_is_wrong_usage() {
    let stopped = |input: &[u8]| complaints(&["-"], input);
    let error = |message: &str| (Some(2), vec![format!("error: {message}")]);
    assert_eq!(stopped(b""), error("-: the header has no column `series`"));
    for missing in ["series", "year", "value", "direction"] {
        let header: Vec<&str> =
            ["series", "year", "value", "direction"].into_iter().filter(|name| *name != missing).collect();
        assert_eq!(stopped(header.join(",").as_bytes()), error(&format!("-: the header has no column `{missing}`")));
    }
    assert_eq!(stopped(b"series,year,value,direction,value\n"), error("-: the header has the column `value` twice"));
    assert_eq!(stopped(b"series\xff,year,value,direction\n"), error("cannot read the header of -: is not UTF-8"));
    let (code, message) = complaints(&["tests/nowhere.csv"], b"");
    assert_eq!(code, Some(2));
    assert!(message[0].starts_with("error: cannot read tests/nowhere.csv: "), "{message:?}");
    let (code, message) = complaints(&["tests"], b"");
    assert_eq!(code, Some(2));
    assert!(message[0].starts_with("error: cannot read "), "{message:?}");
    for wrong in [&["--method", "eurostat", "-"] as &[&str], &["--year", "20", "-"], &["--lang", "de", "-"], &[]] {
        assert_eq!(complaints(wrong, b"").0, Some(2), "{wrong:?}");
    }
}

/// What another program wrote in the encoding of its time: the line is refused, the others are not.
#[test]
fn a_line_that_is_not_utf8_is_refused() {
    let output = run(
        &["--method", "statcan", "-"],
        b"series,year,value,direction\n\xd4\xd0,2020,1,up\nb,2015,1,up\nb,2016,1,up\n",
    );
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "-:2: is not UTF-8\n");
    assert_eq!(columns(&lines(&output), ["series", "status"]), [["b", "limited_progress"].map(str::to_owned)]);
}

#[test]
fn a_table_without_rows_has_no_result_and_is_no_mistake() {
    assert_eq!(ask(&[], "series,year,value,direction\n"), Vec::<Line>::new());
    // A series without a value has a row that says so.
    let found = ask(&["--method", "statcan,zhibiao"], "series,year,value,direction\na,,,up\n");
    assert_eq!(
        columns(&found, ["series", "method", "year", "status", "reason"]),
        [
            ["a", "statcan", "", "not_available", "no value"].map(str::to_owned),
            ["a", "zhibiao", "", "no_data", "no value"].map(str::to_owned),
        ]
    );
}

/// A mistyped `target` would make a series one without a target.
#[test]
fn a_column_that_is_not_used_is_named() {
    let (code, text) = complaints(&["-"], "series,year,value,direction,traget,备注\n".as_bytes());
    assert_eq!((code, text), (Some(0), vec!["note: -: columns that are not used: `traget`, `备注`".to_owned()]));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut rows = "series,year,value,direction\n".to_owned();
    for series in 0..20_000 {
        writeln!(rows, "a{series},2020,1,up").unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.csv");
    std::fs::write(&path, rows).unwrap();
    let mut child = example("progress").arg(&path).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}
