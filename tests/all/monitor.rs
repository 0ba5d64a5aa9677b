//! The main job, as a user runs it: `cargo run --example monitor`.

use crate::support::example;
use serde_json::{Value, json};
use std::fmt::Write;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use unicode_width::UnicodeWidthStr;
use zhibiao::Registry;

pub fn monitor() -> Command {
    example("monitor")
}

#[track_caller]
pub fn run(arguments: &[&str]) -> Output {
    monitor().args(arguments).output().unwrap()
}

#[track_caller]
pub fn stdout(arguments: &[&str]) -> String {
    String::from_utf8(run(arguments).stdout).unwrap()
}

#[track_caller]
pub fn json(arguments: &[&str]) -> Value {
    let mut all = vec!["--format", "json"];
    all.extend(arguments);
    serde_json::from_slice(&run(&all).stdout).unwrap()
}

/// Runs the monitor on text instead of a file.
pub fn json_of(text: &[u8], arguments: &[&str]) -> (Value, Option<i32>) {
    let mut command = monitor();
    command.args(["--format", "json", "-"]).args(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text).unwrap();
    let output = child.wait_with_output().unwrap();
    (serde_json::from_slice(&output.stdout).unwrap(), output.status.code())
}

pub const LIAOCHENG: &str = "examples/data/liaocheng.csv";
pub const ALL_FILES: [&str; 3] = [LIAOCHENG, "examples/data/shandong.csv", "examples/data/china.csv"];

#[test]
fn every_broken_file_is_refused_in_so_many_words_and_the_rest_is_judged() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "csv"))
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 30, "the broken files are gone");
    for name in names {
        let expected = std::fs::read_to_string(folder.join(name.replace(".csv", ".txt"))).unwrap();
        let file = format!("tests/broken/{name}");
        let output = run(&["--format", "json", &file]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut found = format!("judged {}\n", document["evaluations"].as_array().unwrap().len());
        for row in document["rejected"].as_array().unwrap() {
            assert_eq!(row["file"], file.as_str());
            let (field, message) = (row["field"].as_str().unwrap(), row["message"].as_str().unwrap());
            writeln!(found, "{} {field}: {message}", row["line"]).unwrap();
        }
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn the_json_document_has_the_promised_shape() {
    let document = json(&[LIAOCHENG]);
    let keys: Vec<&String> = document.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        ["plans", "evaluations", "gaps", "coverages", "summary", "rejected", "inconsistencies", "notices"]
    );
    let first = document["evaluations"][0].as_object().unwrap();
    let keys: Vec<&String> = first.keys().collect();
    let expected =
        ["indicator", "region", "group", "year", "value", "verdict", "reason", "limit", "margin", "rounding_sensitive"];
    // The figure is of 2012, and the plan begins in 2021.
    assert_eq!(keys, [&expected[..], &["outside_period"]].concat());
    assert_eq!(first["value"], "14.54");
    assert_eq!(first["limit"], "8.2");
    assert_eq!(first["margin"], "-6.34");
    assert_eq!(first["verdict"], "not_met");
    assert_eq!(first["year"], 2012);
    let told = json(&["--sentences", "--lang", "en", LIAOCHENG]);
    let sentence = told["evaluations"][1]["sentence"].as_str().unwrap();
    assert!(
        sentence.starts_with("Liaocheng, 2020: Maternal mortality ratio 4.78 per 100,000 live births;"),
        "{sentence}"
    );
}

/// What a reader needs to repeat a verdict years later.
#[test]
fn every_output_names_the_plans_it_judges_by() {
    let digest = |plan: &str| Registry::builtin().digest(plan).unwrap();
    let document = json(&[LIAOCHENG]);
    let plans = document["plans"].as_array().unwrap();
    assert_eq!(plans.len(), 2);
    assert_eq!(
        plans[0],
        json!({
            "id": "women",
            "title": "聊城市“十四五”妇女发展规划",
            "number": "聊政发〔2021〕9号",
            "issuer": "聊城市人民政府",
            "issued": "2021-12-03",
            "first_year": 2021,
            "last_year": 2025,
            "baseline_year": 2020,
            "midterm_year": 2023,
            "edition": "1",
            "digest": digest("women"),
        })
    );
    assert_eq!((&plans[1]["id"], &plans[1]["digest"]), (&json!("children"), &json!(digest("children"))));
    let of_one = json(&["--plan", "children", LIAOCHENG]);
    assert_eq!(of_one["plans"], json!([plans[1]]));
    // An assessment's report has them, too.
    for more in [["--assessment", "mid-term"].as_slice(), &["--warnings"], &["--by", "domain"]] {
        let document = json(&[more, &[LIAOCHENG]].concat());
        let named = document["report"]["plans"].as_array().unwrap().iter().map(|plan| plan["digest"].as_str().unwrap());
        assert_eq!(named.collect::<Vec<_>>(), ["women", "children"].map(digest), "{more:?}");
    }

    let sentences = [
        "《聊城市“十四五”儿童发展规划》（聊政发〔2021〕9号，聊城市人民政府，2021-12-03；数据第1版）。",
        "规划期2021—2025年，基期2020年，中期2023年。",
        &format!("儿童规划的数据摘要（SHA-256）：{}。", digest("children")),
    ];
    for (format, bullet) in [("table", ""), ("markdown", "- ")] {
        let expected = sentences.map(|sentence| format!("{bullet}{sentence}\n")).concat();
        // Even where nothing was judged.
        for year in ["2020", "1999"] {
            let told = stdout(&["--plan", "children", "--format", format, "--year", year, LIAOCHENG]);
            assert!(told.starts_with(&expected), "{told}");
        }
        let told = stdout(&["--plan", "children", "--format", format, "--assessment", "mid-term", LIAOCHENG]);
        assert!(told.contains(&expected), "{told}");
    }

    for more in [[].as_slice(), &["--assessment", "mid-term"]] {
        let told = stdout(&[more, &["--format", "csv", LIAOCHENG]].concat());
        let mut reader = csv::Reader::from_reader(told.as_bytes());
        let header = reader.headers().unwrap().clone();
        let column = |name: &str| header.iter().position(|title| title == name).unwrap();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert!(!rows.is_empty());
        for row in rows {
            let plan = row[column("indicator")].split('.').next().unwrap().to_owned();
            let named = ["plan", "plan_number", "plan_edition", "plan_digest"].map(|name| &row[column(name)]);
            assert_eq!(named, [plan.as_str(), "聊政发〔2021〕9号", "1", digest(&plan)]);
        }
    }
}

/// What is published for Liaocheng, held against the document by hand: 14.54 > 8.2 ≥ 4.78 per 100,000,
/// 3.68 > 3.3 ≥ 1.87 and 4.35 > 4 ≥ 3.18 per 1,000.
#[test]
fn liaocheng_missed_in_2012_what_it_met_in_2020() {
    let document = json(&[LIAOCHENG]);
    let verdicts: Vec<(i64, &str)> = document["evaluations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|each| (each["year"].as_i64().unwrap(), each["verdict"].as_str().unwrap()))
        .collect();
    let twice = [(2012, "not_met"), (2020, "met")];
    assert_eq!(verdicts, [twice, twice, twice].concat());
}

#[test]
fn the_summary_adds_up() {
    let document = json(&ALL_FILES);
    let count = |key: &str| document["summary"][key].as_u64().unwrap();
    let evaluated = u64::try_from(document["evaluations"].as_array().unwrap().len()).unwrap();
    assert_eq!(count("evaluated"), evaluated);
    assert_eq!(count("met") + count("not_met") + count("undetermined"), evaluated);
    assert_eq!(count("rows"), evaluated + count("rejected") + count("repeated"));
    assert_eq!(count("rejected"), 0);
    // Every line of the three files but their headers.
    let lines =
        |file: &str| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap().lines().count();
    assert_eq!(count("rows"), u64::try_from(ALL_FILES.map(lines).iter().sum::<usize>() - 3).unwrap());
    let reasons: u64 = document["summary"]["reasons"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
    assert_eq!(reasons, count("undetermined"));
}

#[test]
fn filters_choose_what_is_printed_and_keep_the_baselines() {
    let with = |arguments: &[&str]| {
        let mut all = arguments.to_vec();
        all.extend(ALL_FILES);
        json(&all)["evaluations"].as_array().unwrap().clone()
    };
    let everything = with(&[]);
    let counted = |wanted: &dyn Fn(&Value) -> bool| everything.iter().filter(|each| wanted(each)).count();
    let in_2022 = with(&["--year", "2022"]);
    assert!(in_2022.iter().all(|each| each["year"] == 2022));
    assert_eq!(in_2022.len(), counted(&|each| each["year"] == 2022));
    // Myopia in 2022 is judged by the figure of 2020, which is not printed.
    let myopia = in_2022.iter().find(|each| each["indicator"] == "children.health.myopia_prevalence").unwrap();
    assert_eq!((myopia["verdict"].as_str(), myopia["limit"].as_str()), (Some("not_met"), Some("50.7")));
    for region in ["371500", "聊城市", "Liaocheng"] {
        assert_eq!(with(&["--region", region]).len(), 6);
    }
    let women = with(&["--plan", "women"]);
    assert!(women.iter().all(|each| each["indicator"].as_str().unwrap().starts_with("women.")));
    assert_eq!(women.len(), counted(&|each| each["indicator"].as_str().unwrap().starts_with("women.")));
    assert_eq!(with(&["--plan", "women", "--year", "2020", "--region", "371500"]).len(), 1);
}

#[test]
fn names_headers_and_marks_of_other_programs_are_understood() {
    let rows = "指标,地区,年份,数值,规划\n九年义务教育巩固率,371500,2024,98.0,儿童规划\n九年义务教育巩固率,371500,2024,97.9,women\n";
    let (document, code) = json_of(rows.as_bytes(), &[]);
    let judged = |document: &Value| -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        document["evaluations"]
            .as_array()
            .unwrap()
            .iter()
            .map(|each| (text(&each["indicator"]), text(&each["verdict"])))
            .collect()
    };
    let expected = [
        ("women.education.nine_year_retention_rate".to_owned(), "not_met".to_owned()),
        ("children.education.nine_year_retention_rate".to_owned(), "met".to_owned()),
    ];
    assert_eq!((judged(&document), code), (expected.to_vec(), Some(0)));
    // The mark that spreadsheets put before UTF-8, line ends of Windows, spaces around cells.
    let marked = b"\xef\xbb\xbfindicator, region ,year,value\r\nchildren.health.caries_at_12,371500, 2024 , 30 \r\n";
    let (document, code) = json_of(marked, &[]);
    assert_eq!(code, Some(0));
    assert_eq!(document["evaluations"][0]["value"], "30");
    // The plan in front of the name, or settled by --plan.
    let (document, _) =
        json_of("indicator,region,year,value\nwomen:九年义务教育巩固率,371500,2024,98\n".as_bytes(), &[]);
    assert_eq!(document["evaluations"][0]["indicator"], "women.education.nine_year_retention_rate");
    let shared = "indicator,region,year,value\n九年义务教育巩固率,371500,2024,98\n孕产妇死亡率,371500,2024,8\n";
    let (document, code) = json_of(shared.as_bytes(), &["--plan", "children"]);
    assert_eq!(judged(&document), [("children.education.nine_year_retention_rate".to_owned(), "met".to_owned())]);
    assert_eq!(code, Some(0), "a row of the other plan is left out, not refused");
}

#[test]
fn a_file_given_twice_changes_nothing() {
    let (once, twice) = (json(&[LIAOCHENG]), json(&[LIAOCHENG, LIAOCHENG]));
    assert_eq!(once["evaluations"], twice["evaluations"]);
    assert_eq!((once["summary"]["repeated"].as_u64(), twice["summary"]["repeated"].as_u64()), (Some(0), Some(6)));
}

#[test]
fn the_exit_status_tells_what_happened() {
    let code = |arguments: &[&str]| run(arguments).status.code();
    assert_eq!(code(&[LIAOCHENG]), Some(0));
    assert_eq!(code(&["tests/broken/no-value.csv"]), Some(1));
    assert_eq!(code(&[]), Some(2));
    assert_eq!(code(&["--format", "xml", LIAOCHENG]), Some(2));
    assert_eq!(code(&["--year", "24", LIAOCHENG]), Some(2));
    assert_eq!(code(&["--plan", "men", LIAOCHENG]), Some(2));
    assert_eq!(code(&["--help"]), Some(0));
    let missing = run(&["examples/data/nowhere.csv"]);
    assert_eq!(missing.status.code(), Some(2));
    let message = String::from_utf8(missing.stderr).unwrap();
    assert!(message.starts_with("error: cannot read examples/data/nowhere.csv: "), "{message}");
}

#[test]
fn a_column_that_is_not_used_is_named() {
    let mut command = monitor();
    let mut child =
        command.arg("-").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let rows = "indicator,region,year,value,remark\nchildren.health.caries_at_12,371500,2024,30,good\n";
    child.stdin.take().unwrap().write_all(rows.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "note: -: the column `remark` is not one of an observation's and is not used\n"
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn tables_are_aligned_and_without_colour_in_a_pipe() {
    for language in ["zh", "en"] {
        let mut arguments = vec!["--lang", language];
        arguments.extend(ALL_FILES);
        let text = stdout(&arguments);
        assert!(!text.contains('\u{1b}'), "no escape codes in a pipe");
        let tables: Vec<&str> = text.split("\n\n").filter(|part| part.starts_with('━')).collect();
        assert_eq!(tables.len(), 4, "a table for each plan, and one for its gaps");
        for table in tables {
            let widths: Vec<usize> = table.lines().map(UnicodeWidthStr::width).collect();
            assert!(widths.iter().all(|width| *width == widths[0]), "{table}");
        }
    }
}

#[test]
fn tables_as_readers_see_them() {
    insta::assert_snapshot!("table_zh", stdout(&[LIAOCHENG]));
    insta::assert_snapshot!("table_en", stdout(&["--lang", "en", "--sentences", LIAOCHENG]));
    insta::assert_snapshot!(
        "markdown_zh",
        stdout(&["--format", "markdown", "--year", "2022", ALL_FILES[1], ALL_FILES[2]])
    );
    insta::assert_snapshot!("refused_zh", stdout(&["tests/broken/two-values.csv", "tests/broken/half-a-person.csv"]));
    insta::assert_snapshot!("csv_en", stdout(&["--format", "csv", "--lang", "en", LIAOCHENG]));
    insta::assert_snapshot!("help", stdout(&["--help"]));
}

/// A cell that tries to break out of the Markdown table or to colour the terminal.
#[test]
fn text_from_a_file_cannot_rearrange_the_output() {
    let rows = "indicator,region,year,value,\u{1b}[31mred\nchildren.health.caries_at_12,a|b\\c,2024,30,\nchildren.health.caries_at_12,\u{1b}[31m,2024,30,\n";
    let mut command = monitor();
    command.args(["--format", "markdown", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(rows.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(!output.stderr.contains(&0x1b));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("a\\|b\\\\c"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
}

/// The README shows what the tool prints, to the letter.
#[test]
fn the_readme_is_true() {
    let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    let readme = trimmed(include_str!("../../README.md"));
    assert!(readme.contains(trimmed(&stdout(&[LIAOCHENG])).trim_end()), "the table for Liaocheng");
    let summary = stdout(&ALL_FILES);
    let lines: Vec<&str> = summary.lines().filter(|line| line.starts_with('共') || line.starts_with("判定")).collect();
    assert_eq!(lines.len(), 2);
    assert!(readme.contains(&lines.join("\n")), "the summary for all files: {lines:?}");
    let assessed = stdout(&["examples/data/china.csv", "--assessment", "mid-term", "--warnings", "--reported-only"]);
    let from = assessed.find("合计：").unwrap();
    let to = assessed.find("\n  2. 【").unwrap();
    assert!(readme.contains(&trimmed(&assessed[from..to])), "the assessment of China's figures");
    let of = |nature| Registry::builtin().indicators().filter(|each| each.rule().nature() == nature).count();
    let counts = format!(
        "{} typed rules: {} figures, {} directions\nand gaps, {} attestations, and {} quantities",
        Registry::builtin().len(),
        of(zhibiao::Nature::Figure),
        of(zhibiao::Nature::Direction),
        of(zhibiao::Nature::Attestation),
        of(zhibiao::Nature::Reported)
    );
    assert!(readme.contains(&counts), "{counts}");
}

/// Whoever reads the output may stop reading; that a row was refused is still told.
#[test]
fn a_closed_pipe_is_no_error() {
    for format in ["table", "json", "csv", "markdown"] {
        for (file, code) in [("examples/data/china.csv", 0), ("tests/broken/no-value.csv", 1)] {
            let mut child = monitor()
                .args(["--format", format, file])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            drop(child.stdout.take());
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(code), "{format} {file}");
            assert!(!String::from_utf8(output.stderr).unwrap().contains("error"), "{format} {file}");
        }
    }
}

#[test]
fn figures_that_cannot_all_be_right_are_flagged_and_judged_all_the_same() {
    let rows =
        "indicator,region,year,value\nneonatal_mortality_rate,371500,2024,2.9\ninfant_mortality_rate,371500,2024,1.2\n";
    let (document, code) = json_of(rows.as_bytes(), &["--lang", "en"]);
    let verdicts: Vec<&str> =
        document["evaluations"].as_array().unwrap().iter().map(|each| each["verdict"].as_str().unwrap()).collect();
    assert_eq!((verdicts, code), (vec!["met", "met"], Some(0)));
    assert_eq!(
        document["inconsistencies"],
        serde_json::json!([
            "Liaocheng, 2024: Neonatal mortality rate 2.9 per 1,000 live births is above Infant mortality rate \
                            1.2 per 1,000 live births; please check."
        ])
    );
}

#[test]
fn what_is_attested_is_told_in_words() {
    let rows = "指标,地区,年份,数值,责任人,依据,日期\n依法为妇女提供公共法律服务,371500,2024,已完成,张三,聊司〔2024〕1号,2024-12-31\n";
    let (document, code) = json_of(rows.as_bytes(), &["--sentences", "--lang", "en"]);
    let evaluation = &document["evaluations"][0];
    assert_eq!(
        (evaluation["value"].as_str(), evaluation["verdict"].as_str(), code),
        (Some("done"), Some("met"), Some(0))
    );
    assert_eq!(
        evaluation["sentence"],
        "Liaocheng, 2024: Public legal services for women done; the plan asks for this to be done. Met. (Liaocheng Plan for the \
         Development of Women, 2021–2025, domain 6 “Women and the law”, objective 10)"
    );
}

/// Each county has to have a woman in its government: two have, one has not, five sent nothing.
#[test]
fn one_answer_for_all_counties() {
    let id = "women.decision_making.women_in_county_governments";
    let rows = format!("indicator,region,year,value\n{id},371502,2024,2\n{id},371503,2024,1\n{id},冠县,2024,0\n");
    let (document, _) = json_of(rows.as_bytes(), &[]);
    assert_eq!(
        document["coverages"],
        serde_json::json!([{
            "indicator": id,
            "year": 2024,
            "expected": 8,
            "met": ["371502", "371503"],
            "not_met": ["371525"],
            "undetermined": [],
            "missing": ["371521", "371522", "371524", "371526", "371581"],
            "verdict": "not_met",
        }])
    );
    let mut child = monitor().arg("-").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(rows.as_bytes()).unwrap();
    let text = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    let told = "- W4.4 2024年县级政府领导班子女干部人数：应报8个，达标2个；未达标：冠县；未报：阳谷县、莘县、东阿县、高唐县、临清市。总体未达标。";
    assert!(text.contains(told), "{text}");
    // A sum over the whole city says nothing about its counties.
    let sum = format!("indicator,region,year,value\n{id},371500,2024,5\n");
    let (document, _) = json_of(sum.as_bytes(), &["--sentences"]);
    let sentence = document["evaluations"][0]["sentence"].as_str().unwrap().to_owned();
    assert!(sentence.contains("此数为汇总数，不能说明每个单位都达标"), "{sentence}");
}
