//! Text that is no TOML: each slip is told once, with place and key, and hides no other mistake.

use crate::plan_texts::{GOOD, messages, mistakes};
use crate::support::PLAN;

#[test]
fn a_double_key_is_told_by_its_whole_path() {
    let again = |place: &str, path: &str, key: &str| {
        format!("test/1-health.toml:{place}: `{path}`: found the key `{key}` again, expected each key once")
    };
    let second = "[[objective]]\nitem = 2\ntitle = { zh = \"二\", en = \"Two\" }\n";
    for (from, to, expected) in [
        (
            "unit = \"percent\"",
            "unit = \"percent\"\nunit = \"persons\"",
            ("10:1", "objective[0].indicator[0].unit", "unit"),
        ),
        ("item = 1", "item = 1\nitem = 1", ("5:1", "objective[0].item", "item")),
        ("en = \"Figure\"", "en = \"Figure\", en = \"Number\"", ("8:36", "objective[0].indicator[0].name.en", "en")),
        (
            "rule = { kind = \"upper_bound\", limit = \"8.2\" }",
            "rule.kind = \"upper_bound\"\nrule . kind = \"band\"\nrule.limit = \"8\"",
            ("12:8", "objective[0].indicator[0].rule.kind", "kind"),
        ),
        ("wording = \"8.2\"", "wording = \"8.2\"\n[objective.title]", ("13:12", "objective[0].title", "title")),
        (
            "wording = \"8.2\"\n",
            &format!("wording = \"8.2\"\n{second}item = 3\n"),
            ("16:1", "objective[1].item", "item"),
        ),
    ] {
        let (place, path, key) = expected;
        assert_eq!(mistakes(from, to)[..1], [again(place, path, key)], "{to}");
    }
}

/// What is no TOML is told with its place and key, and the other mistakes of the file with it; what stood there is not missed.
#[test]
fn broken_toml_hides_no_other_mistake() {
    let broken = |changes: &[(&str, &str)]| {
        let text = changes.iter().fold(GOOD.replace("\"8.2\" }", "\"820\" }"), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        });
        messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", &text)])
    };
    let range = "test/1-health.toml:11:40: `objective[0].indicator[0].rule.limit`: found `820`, expected 0 to 100, the range of percent";
    let cases = [
        (
            "unit = \"percent\"",
            "unit = \"percent",
            "9:16: `objective[0].indicator[0].unit`: found broken TOML (invalid basic string, expected `\"`), expected valid TOML",
        ),
        (
            "applies_at = \"city\"",
            "applies_at \"city\"",
            "10:12: `objective[0].indicator[0]`: found broken TOML (key with no value, expected `=`), expected valid TOML",
        ),
        (
            "applies_at = \"city\"",
            "applies_at = city",
            "10:14: `objective[0].indicator[0].applies_at`: found `city` (string values must be quoted, expected literal string), \
             expected valid TOML",
        ),
        (
            "name = { zh = \"数值\", en",
            "name = { zh = \"数值\" en",
            "8:20: `objective[0].indicator[0].name`: found broken TOML (missing comma between key-value pairs, expected `,`), \
             expected valid TOML",
        ),
        (
            "en = \"Figure\" }",
            "en = \"Figure\"",
            "8:34: `objective[0].indicator[0].name`: found broken TOML (unclosed inline table, expected `}`), expected valid TOML",
        ),
        (
            "applies_at = \"city\"",
            "applies_at = [\"city\", \"county\"",
            "10:31: `objective[0].indicator[0].applies_at`: found broken TOML (unclosed array, expected `]`), expected valid TOML",
        ),
        (
            "id = \"figure\"",
            "id = \"\"\"figure",
            "7:15: `objective[0].indicator[0].id`: found broken TOML (invalid multi-line basic string, expected `\"`), expected valid \
             TOML",
        ),
        (
            "id = \"figure\"",
            "id = “figure”",
            "7:6: `objective[0].indicator[0].id`: found `“figure”` (string values must be quoted, expected literal string), expected \
             valid TOML",
        ),
        (
            "[[objective.indicator]]",
            "[[objective.indicator]",
            "6:23: `objective[0].indicator[0]`: found broken TOML (unclosed array table, expected `]`), expected valid TOML",
        ),
        (
            "[[objective]]",
            "[objective]]",
            "3:12: `objective[0]`: found broken TOML (unexpected key or value, expected newline, `#`), expected valid TOML",
        ),
        (
            "domain = 1",
            "domain =",
            "1:9: `domain`: found broken TOML (string values must be quoted, expected literal string), expected valid TOML",
        ),
        (
            "domain = 1",
            "domain = 1 # 卫生\u{7}",
            "1:16: `domain`: found broken TOML (invalid comment character, expected printable characters), expected valid TOML",
        ),
    ];
    let mut wrong = Vec::new();
    for (from, to, expected) in cases {
        let mut expected = vec![format!("test/1-health.toml:{expected}"), range.to_owned()];
        // Where the unit is lost, no figure is out of its range.
        if from.starts_with("unit") {
            expected.pop();
        }
        let found = broken(&[(from, to)]);
        if found != expected {
            wrong.push(format!("{to}\nexpected\n{}\nfound\n{}", expected.join("\n"), found.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Several slips in one file, and one in its neighbour.
#[test]
fn every_slip_of_a_file_is_told() {
    let text = GOOD
        .replace("item = 1", "item 1")
        .replace("[[objective.indicator]]", "[[objective.indicator]")
        .replace("unit = \"percent\"", "unit = \"prcent\"")
        .replace("limit = \"8.2\" }", "limit = \"8.2\"")
        .replace("wording = \"8.2\"", "wording = \"8.2\"\nwording = \"8.2\"\ncolour = 1");
    let plan = PLAN.replace("letter = \"T\"", "letter = T").replace("2021-01-02", "2021-13-02");
    assert_eq!(
        messages(&[("test/plan.toml", &plan), ("test/1-health.toml", &text)]),
        [
            "test/plan.toml:2:10: `letter`: found `T` (invalid boolean, expected `true`), expected valid TOML",
            "test/plan.toml:6:84: `document.issued`: found `2021-13-02`, expected a day as text, such as \"2021-12-03\"",
            "test/1-health.toml:4:6: `objective[0]`: found broken TOML (key with no value, expected `=`), expected valid TOML",
            "test/1-health.toml:6:23: `objective[0].indicator[0]`: found broken TOML (unclosed array table, expected `]`), expected \
             valid TOML",
            "test/1-health.toml:9:8: `objective[0].indicator[0].unit`: found `prcent`, expected one of percent, \
             gross_percent, per_1k_live_births, per_100k_live_births, per_100k_children, per_100k_workers, per_1k_children, \
             per_1k_population, persons, institutions, places, organisations, skills, times_per_year, times_per_term, hours_per_day, \
             months, years, yuan_per_month, cases_per_year, done, ratio (nearest: `percent`)",
            "test/1-health.toml:11:45: `objective[0].indicator[0].rule`: found broken TOML (unclosed inline table, expected `}`), expected \
             valid TOML",
            "test/1-health.toml:13:1: `objective[0].indicator[0].wording`: found the key `wording` again, expected each key once",
            "test/1-health.toml:14:1: `objective[0].indicator[0].colour`: found an unknown key, expected one of id, name, unit, \
             applies_at, population, rule, wording, note",
        ]
    );
}

/// A header of which nobody can say what it was meant to be takes what stands under it along, and nothing else.
#[test]
fn a_lost_header_hides_only_its_own_table() {
    let second =
        GOOD.split_once("[[objective]]").unwrap().1.replace("item = 1", "item = 2").replace("figure", "second");
    let second = second.replace("数值", "又").replace("Figure", "Second").replace("percent", "prcent");
    let third = second
        .replace("item = 2", "item = 3")
        .replace("second", "third")
        .replace("又", "三")
        .replace("Second", "Third");
    let text = |header: &str| format!("{GOOD}{header}{second}[[objective]]{third}");
    let found = |header: &str| messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", &text(header))]);
    let unit = |line: usize, objective: usize| {
        let place = format!(
            "test/1-health.toml:{line}:8: `objective[{objective}].indicator[0].unit`: found `prcent`, expected one of "
        );
        move |message: &String| message.starts_with(&place)
    };
    let whole = found("[[objective]]");
    assert!(whole.len() == 2 && unit(19, 1)(&whole[0]) && unit(29, 2)(&whole[1]), "{whole:?}");
    for (header, column, message) in [
        ("[[obj", 6, "unclosed array table, expected `]]`"),
        ("[[objec tive]]", 8, "unclosed array table, expected `]]`"),
    ] {
        let found = found(header);
        // The key is that of the table before: the one that was lost has none.
        let slip = format!(
            "test/1-health.toml:13:{column}: `objective[0].indicator[0]`: found broken TOML ({message}), expected valid TOML"
        );
        assert!(found.len() == 2 && found[0] == slip && unit(29, 1)(&found[1]), "{found:?}");
    }
}

/// One character too few, anywhere, is one mistake: nothing is told that only follows from it.
#[test]
fn one_slip_is_one_mistake() {
    let good = include_str!("../../indicators/women/8-environment.toml");
    let departments = include_str!("../../indicators/departments.toml");
    let lines: Vec<&str> = good.lines().collect();
    let mut count = 0;
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let half = line.chars().take(line.chars().count() / 2).collect::<String>();
        let without = ['"', '=', '{', '}', '[', ']', ','].map(|character| line.replacen(character, "", 1));
        let last = line.strip_suffix(|_: char| true).unwrap_or_default().to_owned();
        for broken in without.into_iter().chain([half, last]).filter(|broken| broken != line && !broken.is_empty()) {
            let mut text = lines.clone();
            text[index] = &broken;
            let files = [
                ("departments.toml", departments),
                ("test/plan.toml", PLAN),
                ("test/8-environment.toml", &text.join("\n")),
            ];
            let found = messages(&files);
            // After a comma, a table may go on in the next line, so that only that one shows the slip.
            let places = [1, 2].map(|after| format!("test/8-environment.toml:{}:", index + after));
            let is_there = found.iter().all(|message| places.iter().any(|place| message.starts_with(place)));
            assert!(found.len() == 1 && is_there, "{broken}\n{}", found.join("\n"));
            count += 1;
        }
    }
    assert!(count > 500, "{count}");
}
