//! Assessments as a user of the monitor runs them.

use crate::monitor::{ALL_FILES, LIAOCHENG, json, json_of, monitor, run, stdout};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Output, Stdio};
use unicode_width::UnicodeWidthStr;

const CHINA: &str = "examples/data/china.csv";

/// Runs the monitor on text instead of a file.
fn run_on(text: &str, arguments: &[&str]) -> Output {
    let mut command = monitor();
    command.arg("-").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn each_stage_has_its_year_and_annual_the_newest() {
    let of = |arguments: &[&str]| {
        let mut all = arguments.to_vec();
        all.push(CHINA);
        let document = json(&all);
        let assessment = &document["assessment"];
        (assessment["stage"].clone(), assessment["year"].clone())
    };
    assert_eq!(of(&["--assessment", "mid-term"]), (json!("mid-term"), json!(2023)));
    assert_eq!(of(&["--assessment", "final"]), (json!("final"), json!(2025)));
    assert_eq!(of(&["--assessment", "annual"]), (json!("annual"), json!(2025)));
    assert_eq!(of(&["--assessment", "annual", "--year", "2022"]), (json!("annual"), json!(2022)));
    // What only an assessment can honour is one.
    for implied in [
        ["--warnings"].as_slice(),
        &["--by", "region"],
        &["--rate", "all"],
        &["--basically-met", "0.5"],
        &["--reported-only"],
    ] {
        assert_eq!(of(implied), (json!("annual"), json!(2025)), "{implied:?}");
    }
}

#[test]
fn the_document_has_the_promised_shape() {
    let document =
        json(&["--assessment", "mid-term", "--by", "department,domain,region", "--warnings", "--sentences", CHINA]);
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&document), ["assessment", "report", "summary", "rejected", "inconsistencies", "notices"]);
    assert_eq!(keys(&document["assessment"]), ["stage", "year", "items", "unreported"]);
    let tables = document["report"]["tables"].as_array().unwrap();
    let by: Vec<&str> = tables.iter().map(|table| table["by"].as_str().unwrap()).collect();
    assert_eq!(by, ["plan", "lead", "responsible", "domain", "region"]);
    let first = &document["assessment"]["items"][0];
    // 9.1 is not the country's: 16.9 in 2020 down to 8.2, 16.9 − 8.7 × 3 ÷ 5.
    assert_eq!((&first["value"], &first["path"]), (&json!("15.1"), &json!({ "value": "11.68", "ahead": false })));
    assert!(first["sentence"].as_str().unwrap().starts_with("2023年全国孕产妇死亡率为15.1/10万"));
    assert!(!document["report"]["warnings"].as_array().unwrap().is_empty());
    // Not asked for, not there.
    let plain = json(&["--assessment", "mid-term", CHINA]);
    assert_eq!(plain["report"]["warnings"], json!([]));
    assert_eq!(plain["report"]["tables"].as_array().unwrap().len(), 1);
    assert!(plain["assessment"]["items"][0].get("sentence").is_none());
}

#[test]
fn the_rate_is_counted_as_asked_for() {
    let rate = |arguments: &[&str]| {
        let mut all = vec!["--assessment", "mid-term", "--reported-only"];
        all.extend(arguments);
        all.push(CHINA);
        let attainment = json(&all)["report"]["attainment"].clone();
        [
            attainment["counting"].clone(),
            attainment["numerator"].clone(),
            attainment["denominator"].clone(),
            attainment["percent"].clone(),
        ]
    };
    // Of 28 indicators with figures of some year 4 are met and 8 are not; tap water is on course, which stands for one of the rest.
    assert_eq!(rate(&[]), [json!("met_of_judged"), json!(4), json!(12), json!("33.3")]);
    assert_eq!(rate(&["--rate", "judged"]), rate(&[]));
    assert_eq!(rate(&["--rate", "all"]), [json!("met_of_all"), json!(4), json!(28), json!("14.3")]);
    assert_eq!(rate(&["--rate", "on-course"]), [json!("met_or_on_course_of_all"), json!(5), json!(28), json!("17.9")]);
    // Off by 5.3, 4.1 and 2.3 percent.
    assert_eq!(rate(&["--basically-met", "5.3"]), [json!("met_of_judged"), json!(7), json!(12), json!("58.3")]);
    assert_eq!(rate(&["--basically-met", "5.2"])[1], 6, "90 of 95 is off by 5.263 percent");
}

#[test]
fn wrong_usage_ends_with_2() {
    let code = |arguments: &[&str]| {
        let mut all = arguments.to_vec();
        all.push(LIAOCHENG);
        run(&all).status.code()
    };
    for wrong in ["-1", "100.1", "half", "", "1e1", "0.5%", "５"] {
        let argument = format!("--basically-met={wrong}");
        assert_eq!(code(&["--assessment", "annual", &argument]), Some(2), "{wrong:?}");
    }
    for right in ["0", "100", "0.5"] {
        assert_eq!(code(&["--assessment", "annual", "--basically-met", right]), Some(0), "{right}");
    }
    assert_eq!(code(&["--assessment", "yearly"]), Some(2));
    assert_eq!(code(&["--by", "colour"]), Some(2));
    assert_eq!(code(&["--by", "region,"]), Some(2));
    assert_eq!(code(&["--rate", "both"]), Some(2));
}

#[test]
fn every_form_in_both_languages() {
    for language in ["zh", "en"] {
        for format in ["table", "json", "csv", "markdown"] {
            for stage in ["annual", "mid-term", "final"] {
                let arguments = [
                    "--lang",
                    language,
                    "--format",
                    format,
                    "--assessment",
                    stage,
                    "--warnings",
                    "--by",
                    "domain",
                    CHINA,
                ];
                // The newest figure is of the plan's last year, in which nothing is left to foresee.
                let arguments = [&arguments[..], if stage == "annual" { &["--year", "2024"] } else { &[] }].concat();
                let output = run(&arguments);
                assert_eq!(output.status.code(), Some(0), "{arguments:?}");
                let told = text(output.stdout);
                assert!(!told.contains('\u{1b}') && !told.contains("NaN"), "{arguments:?}");
                // What is foreseen in the other stages was decided in the last one.
                let foreseen = if language == "zh" { "预期可达标" } else { "on course" };
                if format == "table" {
                    assert_eq!(told.contains(foreseen), stage == "mid-term" || stage == "annual", "{arguments:?}");
                }
            }
        }
    }
}

/// After a plan's last year, or in it, everything is decided.
#[test]
fn a_table_has_outlooks_only_where_there_are_any() {
    for format in ["table", "markdown"] {
        for (language, title) in [("zh", "展望"), ("en", "Outlook")] {
            let told = |more: &[&str]| stdout(&[&["--format", format, "--lang", language], more, &[CHINA]].concat());
            assert!(!told(&["--assessment", "final"]).contains(title), "{format} {language}");
            assert!(!told(&["--assessment", "annual", "--year", "2026"]).contains(title), "{format} {language}");
            assert!(told(&["--assessment", "mid-term"]).contains(title), "{format} {language}");
        }
    }
    // A year without figures has an outlook that says so.
    let told = stdout(&["--assessment", "mid-term", LIAOCHENG]);
    assert!(told.contains("展望") && told.contains("无数据"), "{told}");
}

#[test]
fn a_csv_has_a_line_an_item_and_its_warnings_beside_it() {
    let output = run(&["--format", "csv", "--assessment", "mid-term", "--warnings", CHINA]);
    let (out, err) = (text(output.stdout), text(output.stderr));
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|title| title == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let document = json(&["--assessment", "mid-term", CHINA]);
    assert_eq!(rows.len(), document["assessment"]["items"].as_array().unwrap().len());
    let tap =
        rows.iter().find(|row| &row[column("indicator")] == "women.environment.rural_tap_water_coverage").unwrap();
    let of = |name: &str| &tap[column(name)];
    assert_eq!([of("value"), of("standing"), of("path"), of("ahead")], ["90", "not_met", "90.2", "false"]);
    assert_eq!([of("change_on_last_year"), of("percent_on_last_year"), of("outlook")], ["3", "3.45", "on_course"]);
    assert!(err.lines().any(|line| line.starts_with("差距扩大: 全国孕产妇死亡率城乡差距")), "{err}");
}

#[test]
fn an_empty_file_and_a_single_county() {
    for format in ["table", "json", "csv", "markdown"] {
        for language in ["zh", "en"] {
            let common =
                ["--format", format, "--lang", language, "--assessment", "annual", "--warnings", "--by", "region"];
            assert_eq!(run_on("", &common).status.code(), Some(1), "nothing, not even a header");
            let output = run_on("indicator,region,year,value\n", &common);
            assert_eq!(output.status.code(), Some(0), "{common:?}");
        }
    }
    let (document, _) = json_of(b"indicator,region,year,value\n", &["--assessment", "annual"]);
    assert_eq!((&document["assessment"]["items"], &document["report"]["total"]["met"]), (&json!([]), &json!(0)));
    assert_eq!(document["report"]["attainment"]["percent"], Value::Null);

    let county = "indicator,region,year,value\nwomen.decision_making.women_in_county_governments,莘县,2023,1\n";
    let arguments = ["--assessment", "annual", "--warnings", "--by", "region", "--reported-only"];
    let (document, code) = json_of(county.as_bytes(), &arguments);
    assert_eq!((code, &document["report"]["regions"]), (Some(0), &json!(["371522"])));
    let warning = &document["report"]["warnings"][0];
    assert_eq!((&warning["kind"], warning["numbers"]["silent"].as_array().unwrap().len()), (&json!("unit_silent"), 7));
    insta::assert_snapshot!("county_zh", text(run_on(county, &arguments).stdout));
    let english = [arguments.as_slice(), &["--lang", "en", "--format", "markdown"]].concat();
    insta::assert_snapshot!("county_en", text(run_on(county, &english).stdout));
}

/// An edition that was corrected.
#[test]
fn later_files_correct_earlier_ones_only_when_they_are_said_to() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, value: &str| {
        let path = folder.path().join(name);
        let rows = format!("indicator,region,year,value\nwomen.health.maternal_mortality_ratio,371500,2023,{value}\n");
        std::fs::write(&path, rows).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (first, second) = (write("first.csv", "9"), write("second.csv", "8"));
    let common = ["--assessment", "annual", "--warnings", "--format", "json"];
    let run = |more: &[&str]| {
        let output = run(&[common.as_slice(), more].concat());
        (serde_json::from_slice::<Value>(&output.stdout).unwrap(), output.status.code())
    };
    let (document, code) = run(&["--revise", &first, &second]);
    assert_eq!(code, Some(0));
    assert_eq!((&document["summary"]["replaced"], &document["summary"]["rejected"]), (&json!(1), &json!(0)));
    let item = &document["assessment"]["items"][0];
    assert_eq!((&item["value"], &item["standing"]), (&json!("8"), &json!("met_early")));
    let (document, code) = run(&["--year", "2023", &first, &second]);
    assert_eq!(code, Some(1));
    assert_eq!((&document["summary"]["replaced"], &document["summary"]["rejected"]), (&json!(0), &json!(2)));
    let item = &document["assessment"]["items"][0];
    assert_eq!((&item["value"], &item["reason"]), (&Value::Null, &json!("conflicting_values")));
    assert_eq!(document["report"]["warnings"][0]["kind"], "inconsistent");
    for format in ["table", "csv", "markdown"] {
        let told = super::monitor::run(&["--revise", "--assessment", "annual", "--format", format, &first, &second]);
        assert_eq!(told.status.code(), Some(0));
        if format != "csv" {
            assert!(text(told.stdout).contains("已更正1行"));
        }
    }
}

#[test]
fn filters_choose_items_counts_and_warnings() {
    let of = |arguments: &[&str]| {
        let mut all = vec!["--assessment", "mid-term", "--warnings", "--reported-only"];
        all.extend(arguments);
        all.extend(ALL_FILES);
        json(&all)
    };
    let shandong = of(&["--region", "山东省"]);
    let items = shandong["assessment"]["items"].as_array().unwrap();
    assert!(items.iter().all(|item| item["region"] == "370000"));
    assert_eq!(shandong["report"]["regions"], json!(["370000"]));
    assert!(shandong["report"]["warnings"].as_array().unwrap().iter().all(|warning| warning["region"] == "370000"));
    // Two mortality rates and the eye care of 2023, and six figures of other years.
    assert_eq!((&shandong["report"]["total"]["met"], &shandong["report"]["total"]["items"]), (&json!(3), &json!(9)));
    let women = of(&["--plan", "women"]);
    let items = women["assessment"]["items"].as_array().unwrap();
    assert!(items.iter().all(|item| item["indicator"].as_str().unwrap().starts_with("women.")));
    let plans: Vec<&Value> = women["report"]["plans"].as_array().unwrap().iter().map(|plan| &plan["id"]).collect();
    assert_eq!(plans, ["women"]);
}

#[test]
fn names_from_files_cannot_break_out_of_markdown() {
    let rows = "indicator,region,year,value,group\nwomen.health.maternal_mortality_ratio,a|b*_<x>,2023,9,\nwomen.health.maternal_mortality_ratio,371500,2023,9,`c`~[d](e)\n";
    for more in [["--assessment", "annual"].as_slice(), &[]] {
        let arguments = [more, &["--format", "markdown", "--lang", "en", "--sentences"]].concat();
        let told = text(run_on(rows, &arguments).stdout);
        assert!(told.contains("a\\|b\\*\\_\\<x\\>"), "{told}");
        assert!(told.contains("\\`c\\`\\~\\[d\\](e)"), "{told}");
        for raw in ["a|b", "b*_", "_<x", " `c`", "`~[", " [d]"] {
            assert!(!told.contains(raw), "{raw} in {told}");
        }
        // Every line of a table has as many cells.
        let bars = |line: &str| line.replace("\\|", "").matches('|').count();
        for table in told.split("\n\n").filter(|part| part.starts_with('|')) {
            let counts: Vec<usize> = table.lines().map(bars).collect();
            assert!(counts.iter().all(|count| *count == counts[0]), "{table}");
        }
    }
}

#[test]
fn assessments_as_readers_see_them() {
    let arguments = ["--assessment", "mid-term", "--reported-only", "--warnings", CHINA];
    insta::assert_snapshot!("assessed_zh", stdout(&arguments));
    let english = ["--assessment", "mid-term", "--reported-only", "--by", "region", "--lang", "en"];
    let english = [english.as_slice(), &ALL_FILES].concat();
    let told = stdout(&english);
    let tables: Vec<&str> = told.split("\n\n").filter(|part| part.starts_with('━')).collect();
    assert_eq!(tables.len(), 2);
    for table in tables {
        let widths: Vec<usize> = table.lines().map(UnicodeWidthStr::width).collect();
        assert!(widths.iter().all(|width| *width == widths[0]), "{table}");
    }
    insta::assert_snapshot!("assessed_en", told);
}
