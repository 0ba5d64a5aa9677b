//! The example that judges the methods: `cargo run --example backtest`.

use crate::support::example;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Output, Stdio};

#[track_caller]
fn run(table: &str, arguments: &[&str]) -> Output {
    let mut command = example("backtest");
    command.arg("-").args(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A wrong command line may end it before it has read.
    let _ = child.stdin.take().unwrap().write_all(table.as_bytes());
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// The rows by kind of target, method and horizon; the numbers as they are printed.
fn rows(output: &Output) -> BTreeMap<(String, String, String), Vec<String>> {
    let mut lines = text(&output.stdout).lines();
    assert_eq!(lines.next().unwrap(), "target,method,horizon,n,missed,auc,precision,recall,f1,brier");
    let row = |line: &str| {
        let mut fields = line.split(',').map(str::to_owned);
        let mut next = || fields.next().unwrap();
        ((next(), next(), next()), fields.collect())
    };
    let rows: Vec<_> = lines.map(row).collect();
    let count = rows.len();
    let rows = BTreeMap::from_iter(rows);
    assert_eq!(rows.len(), count, "a kind and method stands there twice");
    rows
}

#[track_caller]
fn row<'a>(rows: &'a BTreeMap<(String, String, String), Vec<String>>, kind: &str, method: &str) -> Vec<&'a str> {
    rows[&(kind.to_owned(), method.to_owned(), "2".to_owned())].iter().map(String::as_str).collect()
}

/// Six regions with the years 2010 to 2015 each: one base year, 2010, and one standing year, 2013.
fn six_regions() -> String {
    let regions = [
        ("A", ["100", "97", "94", "91", "88", "85"]),
        ("B", ["100", "99", "98", "97", "92", "88"]),
        ("C", ["100", "95", "90", "85", "88", "91"]),
        ("D", ["100", "98", "96", "94", "93", "92"]),
        ("E", ["100", "100", "101", "102", "103", "104"]),
        ("F", ["100", "90", "85", "80", "75", "70"]),
    ];
    let mut table = "region,year,series,value,note\n".to_owned();
    for (region, values) in regions {
        for (year, value) in (2010..).zip(values) {
            writeln!(table, "{region},{year},deaths,{value},x").unwrap();
        }
    }
    table
}

/// By hand. The level is at most 90 in 2015: A 85, B 88 and F 70 meet it, C 91, D 92 and E 104 miss it.
///
/// **Persistence** warns where the value of 2013 is above 90: A 91, B 97, D 94, E 102; not of C 85 and F 80. Two of four warnings come true
/// (precision ½), two of three missed targets were warned of (recall ⅔), F1 = 2·2 ÷ (4 + 3) = 4⁄7. Ranked by 2013: F 80, C 85, A 91, D 94, B 97,
/// E 102. Of the nine pairs of a missed and a kept target, C wins against F, D against F and A, E against all three: 6 ⁄ 9.
///
/// **A line through all points** to 2015: A 100 − 5·3 = 85; B 95; C 75; D 90, on the target, which is no miss; E slope 0.7 from a mean of 100.75 at
/// 2011.5: 103.2; F slope −6.5 from 88.75: 66. It warns of B and E: precision ½, recall ⅓, F1 = 2 ÷ 5. Ranked F, C, A, D, B, E again: 6 ⁄ 9.
///
/// **Statistics Canada**'s ratio asks for `(v ÷ 100)^(1⁄3)` against `0.9^(1⁄5)`, which is as persistence ranks; it is satisfied by A (91: ratio 1.48),
/// C and F (met) and D (94: ratio 0.98), not by B (97: 0.48) and E: precision ½, recall ⅓.
#[test]
fn measures_are_those_worked_out_by_hand() {
    let output = run(&six_regions(), &["--down", "deaths"]);
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    let rows = rows(&output);
    assert_eq!(rows.len(), 3 * 9, "a row for each kind and method");
    assert_eq!(row(&rows, "level", "persistence"), ["6", "0.5000", "0.6667", "0.5000", "0.6667", "0.5714", ""]);
    assert_eq!(row(&rows, "level", "linear_all"), ["6", "0.5000", "0.6667", "0.5000", "0.3333", "0.4000", ""]);
    assert_eq!(row(&rows, "level", "statcan"), ["6", "0.5000", "0.6667", "0.5000", "0.3333", "0.4000", ""]);
    // At most 80: only F is there, and F was there in 2013. Everyone else is warned of and misses it.
    assert_eq!(row(&rows, "relative", "persistence"), ["6", "0.8333", "1.0000", "1.0000", "1.0000", "1.0000", ""]);
    // Every year better: C fails after 2013; E had failed before, which all know.
    assert_eq!(row(&rows, "yearly", "persistence"), ["6", "0.3333", "0.7500", "0.3333", "1.0000", "0.5000", ""]);
    assert_eq!(row(&rows, "yearly", "destatis")[4..6], ["0.5000", "0.6667"]);
    // Destatis has four values and sees C, like the rest, fall.
    assert_eq!(row(&rows, "yearly", "destatis")[0..2], ["6", "0.3333"]);
}

/// Where a drift is as certain as here, a probability is 0 or 1 and a Brier score can be counted.
///
/// Five regions fall by 3, one by one, without scatter to 2013: a random walk with drift is certain of 85 in 2015, and that 90 is met. It is wrong
/// about two, which stop at 91: (2 · 1²) ÷ 5 = 0.4. A sixth region has but two values up to 2013: no verdict, no warning, ½, a miss:
/// (2 + ¼) ÷ 6 = 0.375. Among the missed, two rank with the three kept ones, and the one without verdict below: 2·3·½ ÷ 9.
#[test]
fn a_method_without_a_verdict_says_one_half() {
    let mut table = "series,region,year,value\n".to_owned();
    for (region, last) in [("A", 85), ("B", 85), ("C", 85), ("D", 91), ("E", 91)] {
        for (year, value) in [(2010, 100), (2011, 97), (2012, 94), (2013, 91), (2015, last)] {
            writeln!(table, "deaths,{region},{year},{value}").unwrap();
        }
    }
    table.push_str("deaths,F,2010,100\ndeaths,F,2013,91\ndeaths,F,2015,91\n");
    let all = rows(&run(&table, &["--down", "deaths"]));
    assert_eq!(row(&all, "level", "random_walk"), ["6", "0.5000", "0.3333", "", "0.0000", "0.0000", "0.3750"]);
    assert_eq!(row(&all, "yearly", "random_walk"), ["0", "", "", "", "", "", ""], "2014 is not known");

    let output = run(&table, &["--down", "deaths", "--reliability"]);
    let lines: Vec<&str> = text(&output.stdout).lines().collect();
    assert_eq!(lines[0], "target,method,horizon,from,to,n,said,missed");
    assert_eq!(lines.len(), 1 + 3 * 2 * 10);
    // The one without a verdict has said nothing.
    assert_eq!(lines[1], "level,random_walk,2,0,0.1,5,0.0000,0.4000");
    assert_eq!(lines[10], "level,random_walk,2,0.9,1,0,,");
}

/// The same definitions, put down once more without sorting: every pair is looked at.
#[test]
fn probabilities_are_scored_as_they_are_defined() {
    // Region by region, a seed of its own for a series that wanders.
    let mut table = "series,region,year,value\n".to_owned();
    let mut cases = Vec::new();
    for region in 0..40_u32 {
        let mut state = region.wrapping_mul(2_654_435_761).wrapping_add(12_345);
        let mut values = vec![500_i64];
        for _ in 2001..=2012 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            values.push(values.last().unwrap() - 22 + i64::from(state >> 24) % 25);
        }
        for (year, value) in (2000..).zip(&values) {
            writeln!(table, "deaths,{region},{year},{value}").unwrap();
        }
        let points: Vec<_> =
            (2000..).zip(&values).map(|(year, value)| zhibiao::Point { year, value: (*value).into() }).collect();
        for base in 2000..=2007_u16 {
            let value = |year: u16| values[usize::from(year - 2000)];
            let target = rust_decimal::Decimal::new(value(base) * 9, 1);
            let goal = zhibiao::outlook::Goal::reach(zhibiao::rule::Direction::Down, target, base + 5);
            let probability = zhibiao::outlook::Method::Zhibiao.ask(&points, &goal, base + 3).value.unwrap();
            cases.push((probability, !goal.is_met_by(value(base + 5).into())));
        }
    }
    let missed: Vec<f64> = cases.iter().filter(|case| case.1).map(|case| case.0).collect();
    let kept: Vec<f64> = cases.iter().filter(|case| !case.1).map(|case| case.0).collect();
    assert!(missed.len() > 50 && kept.len() > 50);
    let number = |count: usize| f64::from(u32::try_from(count).unwrap());
    let against = |miss: f64, keep: f64| match miss.total_cmp(&keep) {
        Ordering::Greater => 1.0,
        Ordering::Equal => 0.5,
        Ordering::Less => 0.0,
    };
    let won: f64 = missed.iter().flat_map(|miss| kept.iter().map(|keep| against(*miss, *keep))).sum();
    let auc = won / number(missed.len() * kept.len());
    let right = number(missed.iter().filter(|miss| **miss > 0.5).count());
    let warned = number(cases.iter().filter(|case| case.0 > 0.5).count());
    let (precision, recall) = (right / warned, right / number(missed.len()));
    let f1 = 2.0 * precision * recall / (precision + recall);
    let squares: f64 = cases.iter().map(|(said, missed)| (said - f64::from(*missed)).powi(2)).sum();
    let expected =
        [number(missed.len()) / number(cases.len()), auc, precision, recall, f1, squares / number(cases.len())];
    let found = rows(&run(&table, &["--down", "deaths"]));
    let found = row(&found, "level", "zhibiao");
    assert_eq!(found[0], cases.len().to_string());
    assert_eq!(found[1..], expected.map(|number| format!("{number:.4}")));
}

#[test]
fn more_is_better_unless_told_and_a_percentage_is_not_asked_for_more_than_all() {
    let mut table = "series,year,value\n".to_owned();
    for (year, value) in (2010..).zip(["50", "52", "54", "56", "58", "6e1"]) {
        writeln!(table, "small,{year},{value}").unwrap();
    }
    for (year, value) in (2010..).zip(["95", "96", "96", "97", "98", "99"]) {
        writeln!(table, "full,{year},{value}").unwrap();
    }
    let output = run(&table, &[]);
    assert_eq!(text(&output.stderr), "note: no --down: more is taken to be better in every series\n");
    assert_eq!(output.status.code(), Some(0));
    let all = rows(&output);
    assert_eq!(row(&all, "level", "persistence")[0..2], ["1", "0.0000"], "55 is met, 104.5 not asked for");
    assert_eq!(row(&all, "relative", "persistence")[0], "0");
    assert_eq!(row(&all, "yearly", "persistence")[0..2], ["2", "0.5000"]);
    let open = rows(&run(&table, &["--open"]));
    assert_eq!(row(&open, "yearly", "persistence")[0..2], ["1", "0.0000"], "the other failed in 2012");
    let none = rows(&run(&table, &["--from", "2016"]));
    assert_eq!(row(&none, "level", "zhibiao"), ["0", "", "", "", "", "", ""]);
    assert_eq!(rows(&run(&table, &["--from", "2015", "--to", "2015"])), all);
    assert_eq!(rows(&run(&table, &["--horizon", "1,4"])).len(), 2 * 3 * 9);
}

#[test]
fn an_unknown_series_is_an_error_with_the_nearest_name() {
    let output = run(&six_regions(), &["--down", "deaths,deahts"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stdout), "");
    assert_eq!(text(&output.stderr), "error: --down: no series is called `deahts`; did you mean `deaths`?\n");
    // A name with a comma in it, given alone.
    let table = six_regions().replace(",deaths,", ",\"deaths, all\",");
    assert_eq!(run(&table, &["--down", "deaths, all"]).status.code(), Some(0));
    for arguments in [["--horizon", "0"], ["--horizon", "5"], ["--from", "99"]] {
        assert_eq!(run(&six_regions(), &arguments).status.code(), Some(2), "{arguments:?}");
    }
    let output = run("series,year\n", &[]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stderr), "error: -: the header has no column `value`\n");
}

#[test]
fn rows_that_are_not_used_are_told_the_first_ten_and_then_counted() {
    let mut table = six_regions();
    table.push_str("A,2009,deaths,,\nA,2008,deaths,1.2.3,\nA,95,deaths,3,\nA,2007,,3,\nA,2007\nA,2014,deaths,87,x\n");
    let output = run(&table, &["--down", "deaths"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        text(&output.stderr),
        "-:38: value: is empty\n\
         -:39: value: `1.2.3` is not plain digits with an optional minus and decimal point\n\
         -:40: year: found `95`, expected four digits\n\
         -:41: series: is empty\n\
         -:42: found 2 fields, expected 5\n\
         -:43: value: `87` differs from `88` in line 6; neither is used\n"
    );
    let all = rows(&output);
    assert_eq!(row(&all, "level", "persistence")[0], "6", "2014 is not needed for a level");
    assert_eq!(row(&all, "yearly", "persistence")[0], "5", "but for a fall in every year");

    // The same value twice is no contradiction.
    table = six_regions();
    table.push_str("A,2014,deaths,88.0,x\n");
    assert_eq!(run(&table, &["--down", "deaths"]).status.code(), Some(0));

    for year in 1900..1913 {
        writeln!(table, "A,{year},deaths,,").unwrap();
    }
    let output = run(&table, &["--down", "deaths"]);
    let told: Vec<&str> = text(&output.stderr).lines().collect();
    assert_eq!(told.len(), 11);
    assert_eq!(told[10], "and 3 more rows that are not used");
}
