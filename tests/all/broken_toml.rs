//! Text that is no TOML: each slip is told once, with place and key, and hides no mistake but those that hang on what was lost with it.

use crate::plan_texts::{GOOD, messages, mistakes, whole};
use crate::support::{PLAN, load};

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

/// Whose table a lost header was, nobody can say: no table is told to lack what may have stood there.
#[test]
fn a_lost_header_may_be_of_any_table() {
    let title = "title = { zh = \"目标\", en = \"Objective\" }\n";
    assert!(GOOD.contains(title));
    let text = |header: &str| format!("{}{header}\nzh = \"目标\"\nen = \"Objective\"\n", GOOD.replace(title, ""));
    assert!(load(&[("test/plan.toml", PLAN), ("test/1-health.toml", &text("[objective.title]"))]).is_ok());
    assert_eq!(
        messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", &text("[objective.tit le]"))]),
        ["test/1-health.toml:12:15: `objective[0].indicator[0]`: found broken TOML (unclosed table, expected `]`), \
             expected valid TOML"]
    );
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

/// The messages for the plan of the guide in which passages are replaced.
#[track_caller]
fn own(changes: &[(&str, &str)]) -> Vec<String> {
    let text = include_str!("../../examples/own-plan/example/1-development.toml").to_owned();
    let text = changes.iter().fold(text, |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    let plan = include_str!("../../examples/own-plan/example/plan.toml");
    let found = messages(&[("example/plan.toml", plan), ("example/1-development.toml", &text)]);
    found.iter().map(|message| message.replace("example/1-development.toml:", "")).collect()
}

/// `[objective]` for `[[objective]]` is told once, and read as what was meant.
#[test]
fn a_list_in_single_brackets_is_told_and_read() {
    // A gap further down names the indicator.
    assert_eq!(
        own(&[("[[objective.indicator]]", "[objective.indicator]")]),
        [
            "9:1: `objective[0].indicator[0]`: found `[objective.indicator]`, expected `[[objective.indicator]]`, with two brackets"
        ]
    );
    // Others of the list follow, and one of them has a mistake.
    let found = own(&[("[[objective]]", "[objective]"), ("\"institutions\"", "\"instituions\"")]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0], "4:1: `objective[0]`: found `[objective]`, expected `[[objective]]`, with two brackets");
    assert!(found[1].contains("`objective[4].indicator[0].unit`: found `instituions`"), "{found:?}");
    assert!(found[1].ends_with("(nearest: `institutions`)"), "{found:?}");
    // Where there is one of each, single brackets are good TOML.
    for (header, place) in
        [("[objective]", "3:1: `objective[0]`"), ("[objective.indicator]", "6:1: `objective[0].indicator[0]`")]
    {
        assert_eq!(
            mistakes(&format!("[{header}]"), header),
            [format!("test/1-health.toml:{place}: found `{header}`, expected `[{header}]`, with two brackets")]
        );
    }
    let department = "[department]\nname = { zh = \"县妇联\", en = \"Federation\" }\n[[department]]\nname = { zh = \"县卫健局\", en \
                      = \"Health\" }\n";
    let led = GOOD.replace("item = 1\n", "item = 1\nlead = [\"县妇联\", \"县卫健局\"]\n");
    assert_eq!(
        messages(&[("departments.toml", department), ("test/plan.toml", PLAN), ("test/1-health.toml", &led)]),
        ["departments.toml:1:1: `department[0]`: found `[department]`, expected `[[department]]`, with two brackets"]
    );
    // In braces there are no brackets to add, and its own mistakes are told as well.
    let braces = GOOD.split_once("[[objective]]").unwrap().0;
    assert_eq!(
        messages(&[
            ("test/plan.toml", PLAN),
            (
                "test/1-health.toml",
                &format!("{braces}objective = {{ item = 0, title = {{ zh = \"一\", en = \"One\" }} }}\n")
            )
        ]),
        [
            "test/1-health.toml:3:13: `objective`: found a table, expected an array of tables",
            "test/1-health.toml:3:22: `objective.item`: found `0`, expected a whole number from 1 to 255",
        ]
    );
}

/// Nothing is said of a name that may be the one that could not be read.
#[test]
fn a_name_that_was_not_read_is_not_unknown() {
    let id = "id = \"maternal_mortality_ratio\"";
    let path = "`objective[0].indicator[0].id`";
    assert_eq!(own(&[(id, "id = 5")]), [format!("10:6: {path}: found `5`, expected text")]);
    assert_eq!(
        own(&[(id, &format!("id = \"other\"\n{id}"))]),
        [format!("11:1: {path}: found the key `id` again, expected each key once")]
    );
    let missing = own(&[(id, "")]);
    assert_eq!(missing, [format!("9:1: {path}: found nothing, expected text")]);
    let regions =
        "[[region]]\ncode = \"371599\"\ncode = \"371500\"\nlevel = \"city\"\nname = { zh = \"市\", en = \"City\" }\n";
    assert_eq!(
        messages(&[("regions.toml", regions), ("test/plan.toml", PLAN), ("test/1-health.toml", GOOD)]),
        ["regions.toml:3:1: `region[0].code`: found the key `code` again, expected each key once"]
    );
}

#[test]
fn a_double_header_is_one_mistake() {
    let title = "[objective.title]\nzh = \"目标\"\nen = \"Objective\"\n";
    assert_eq!(
        mistakes("title = { zh = \"目标\", en = \"Objective\" }", &format!("{title}{title}lead = [\"x\"]")),
        ["test/1-health.toml:8:12: `objective[0].title`: found the key `title` again, expected each key once"]
    );
}

/// What a broken line cannot have held is looked for as ever.
#[test]
fn a_slip_in_a_title_hides_no_unknown_name() {
    let reference = ("example.development.maternal_mortality_ratio", "example.development.maternal_mortality_rato");
    let unknown = "22:29: `objective[0].indicator[1].rule.of`: found `example.development.maternal_mortality_rato`, expected the full id \
                   of an indicator (nearest: `example.development.maternal_mortality_ratio`)";
    assert_eq!(own(&[reference]), [unknown]);
    assert_eq!(
        own(&[reference, ("Women's employment\"", "Women's employment")]),
        [
            unknown,
            "41:50: `objective[2].title`: found broken TOML (invalid basic string, expected `\"`), expected valid TOML"
        ]
    );
    // In an id, it hides one.
    assert_eq!(
        own(&[reference, ("id = \"myopia_prevalence\"", "id = \"myopia_prevalence")]),
        [
            "66:24: `objective[3].indicator[1].id`: found broken TOML (invalid basic string, expected `\"`), expected valid TOML"
        ]
    );
    // In a whole plan, a unit says nothing about departments.
    let list = "[[department]]\nname = { zh = \"县妇联\", en = \"Federation\" }\n";
    let text = format!("{}{list}", whole().replace("item = 1\n", "item = 1\nlead = [\"县妇女\"]\n"));
    let text = text.replace("unit = \"percent\"", "unit = \"percent");
    assert_eq!(
        messages(&[("test.toml", &text)]),
        [
            "test.toml:14:9: `section[0].objective[0].lead[0]`: found `县妇女`, expected a department of the list of departments \
             (nearest: `县妇联`)",
            "test.toml:19:16: `section[0].objective[0].indicator[0].unit`: found broken TOML (invalid basic string, expected `\"`), \
             expected valid TOML",
        ]
    );
}

/// A plan that names what is nowhere: an indicator of its first section, one of its second, one of another plan, a department and a region.
const WRONG_NAMES: &str = r#"id = "test"
letter = "T"
title = { zh = "试验规划", en = "Test plan" }
short_title = { zh = "试验", en = "test" }
region = "371599"
document = { number = "试〔2021〕1号", issuer = { zh = "某市", en = "A city" }, issued = "2021-01-02" }
period = { first_year = 2021, last_year = 2025, baseline_year = 2020, midterm_year = 2023 }
[[regions]]
code = "371500"
level = "city"
name = { zh = "某市", en = "A city" }
[[department]]
name = { zh = "县妇联", en = "Federation" }
[[section]]
slug = "health"
domain = 1
title = { zh = "健康", en = "Health" }
[[section.objective]]
item = 1
title = { zh = "目标", en = "Objective" }
lead = ["县妇女"]
[[section.objective.indicator]]
id = "figure"
name = { zh = "数值", en = "Figure" }
unit = "percent"
applies_at = "city"
rule = { kind = "upper_bound", limit = "8.2" }
wording = "8.2"
[[section]]
slug = "safety"
domain = 2
title = { zh = "安全", en = "Safety" }
[[section.objective]]
item = 1
title = { zh = "其他", en = "Other" }
[[section.objective.indicator]]
id = "other"
name = { zh = "别的", en = "Another" }
unit = "percent"
applies_at = "city"
rule = { kind = "upper_bound", limit = "8.2" }
wording = "8.2"
[[same]]
indicators = ["test.health.lost", "test.safety.lost"]
[[same]]
indicators = ["city.health.figure", "lost"]
"#;

/// How many mistakes are told beside what is nowhere, and which of that is told: `h`ealth, `s`afety, another `p`lan or no id at all,
/// `d`epartment, `r`egion.
fn nowhere(changes: &[(&str, &str)]) -> (usize, String) {
    let text = changes.iter().fold(WRONG_NAMES.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    let found = messages(&[("test.toml", &text)]);
    let is_about = |letter: char, message: &String| match letter {
        'h' => message.contains("found `test.health.lost`, expected the full id"),
        's' => message.contains("found `test.safety.lost`, expected the full id"),
        'p' => message.contains("found `city.health.figure`, expected the full id"),
        'd' => message.contains("found `县妇女`, expected a department of the list"),
        _ => message.contains("found `371599`, expected the code of a region of the list"),
    };
    let told: String =
        "hspdr".chars().filter(|letter| found.iter().any(|message| is_about(*letter, message))).collect();
    // What has no three parts is no id of anything, lost or not.
    assert!(found.iter().any(|message| message.contains("found `lost`, expected the full id")), "{}", found.join("\n"));
    (found.len() - told.len() - 1, told)
}

/// A mistake keeps silent only the names that may have been lost with it.
#[test]
fn a_mistake_hides_no_name_that_it_cannot_have_lost() {
    assert_eq!(nowhere(&[]), (0, "hspdr".to_owned()));
    let id = "id = \"figure\"\n";
    let after_id = |line: &str| format!("{id}{line}\n");
    let after_title = |line: &str| format!("title = {{ zh = \"健康\", en = \"Health\" }}\n{line}\n");
    let title = "title = { zh = \"健康\", en = \"Health\" }\n";
    let header = "[[section.objective.indicator]]\n";
    let rows: &[(&str, &str, &str)] = &[
        // Keys that nobody knows, and that no list could have been meant by.
        (id, &after_id("leed = [\"x\"]"), "hspdr"),
        (id, &after_id("source = { zh = \"a\" }"), "hspdr"),
        (id, &after_id("source = [{ zh = \"a\" }]"), "hspdr"),
        (title, &after_title("tags = [\"x\"]"), "hspdr"),
        ("letter = \"T\"\n", "letter = \"T\"\ntags = [\"x\"]\n", "hspdr"),
        ("letter = \"T\"\n", "letter = \"T\"\ncontact = { zh = \"x\" }\n", "hspdr"),
        ("[[same]]", "[notes]\nzh = \"x\"\n[[same]]", "hspdr"),
        ("[[same]]", "[[history]]\nyear = 2021\n[[same]]", "hspdr"),
        ("[[section]]", "notes = [\"县妇女\"]\n[[section]]", "hspdr"),
        // Those that could, or that hold an id.
        (header, "[[section.objective.indicatr]]\n", "spdr"),
        (header, "[[section.objective.aim]]\n", "hspdr"),
        (id, &after_id("source = { id = \"lost\" }"), "spdr"),
        ("[[section.objective]]", "[[section.objectiv]]", "spr"),
        ("[[section]]", "[[secton]]", "pdr"),
        ("[[department]]\n", "[[departmnt]]\nname = { zh = \"x\", en = \"x\" }\n[[department]]\n", "hspr"),
        ("[[section]]", "alsoo = [\"县妇女\"]\n[[section]]", "hspr"),
        ("[[regions]]\n", "[[counties]]\ncode = \"371599\"\n[[regions]]\n", "hspdr"),
        ("[[regions]]\n", "[[regons]]\ncode = \"371599\"\n[[regions]]\n", "hspd"),
    ];
    let lines: &[(&str, &str, &str)] = &[
        // Lines that are no TOML, without anything in them and with something.
        (id, &after_id("@@"), "hspdr"),
        (id, &after_id("hello world"), "hspdr"),
        (id, &after_id("note = \"x"), "hspdr"),
        (id, &after_id("leed = [\"x\""), "hspdr"),
        (id, &after_id("\"x\""), "hspdr"),
        (id, "id \"figure\"\n", "spdr"),
        ("[[same]]", "[\"x\"\n[[same]]", "p"),
        ("letter = \"T\"\n", "letter = \"T\"\nhello world\n", "hspdr"),
        ("letter = \"T\"\n", "letter = \"T\"\nhello \"world\"\n", "hspdr"),
        ("[[same]]", "@@\n[[same]]", "hspdr"),
        // Headers.
        (header, "[[section.objective.indicator\n", "hspdr"),
        (header, "[[section.objec tive.indi\n", "spdr"),
        ("[[section.objective]]", "[[section.obj", "spr"),
    ];
    let names: &[(&str, &str, &str)] = &[
        (id, &after_id("id = \"lost\""), "spdr"),
        (id, "", "spdr"),
        (id, "id = \"lo\\u0000st\"\n", "spdr"),
        (id, "id = 5\n", "spdr"),
        // Of another plan's name, the rest is known: `health.figure`.
        ("id = \"test\"\n", "", "hsdr"),
        ("id = \"test\"\n", "id = \"test\"\nid = \"city\"\n", "dr"),
        ("slug = \"health\"\n", "", "hspdr"),
        ("slug = \"health\"\n", "slug = \"health\"\nslug = \"illness\"\n", "pdr"),
    ];
    let mut wrong = Vec::new();
    for (from, to, expected) in rows.iter().chain(lines).chain(names) {
        let (others, told) = nowhere(&[(from, to)]);
        if others == 0 || told != *expected {
            wrong.push(format!("{to}: {others} and {told}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is lost in one file is none of what another one holds.
#[test]
fn a_mistake_in_one_file_hides_no_name_of_another() {
    let relations = "[[same]]\nindicators = [\"test.health.lost\", \"test.safety.lost\"]\n";
    let told = "relations.toml:2:35: `same[0].indicators[1]`: found `test.safety.lost`, expected the full id of an indicator (nearest: \
                `test.safety.figure`)";
    let safety = GOOD.replace("domain = 1", "domain = 2").replace("数值", "别的").replace("Figure", "Another");
    let found = |health: &str| {
        messages(&[
            ("relations.toml", relations),
            ("test/plan.toml", PLAN),
            ("test/1-health.toml", health),
            ("test/2-safety.toml", &safety),
        ])
    };
    for (from, to) in [
        ("id = \"figure\"", "id = 5"),
        ("[[objective.indicator]]", "[[objective.indicatr]]"),
        ("[[objective]]", "[[objec tive]]"),
        ("[[objective]]", "[[obj"),
        ("domain = 1", "[\"x\""),
        ("rule = { kind = \"upper_bound\"", "rule = { kind = \"upper_bound\", x = \"\"\"y\"\"\"\nlimit"),
    ] {
        assert!(GOOD.contains(from), "{from}");
        let found = found(&GOOD.replace(from, to));
        assert!(found.len() > 1 && found[0] == told, "{to}\n{}", found.join("\n"));
        assert!(!found.iter().any(|message| message.contains("test.health.lost`")), "{}", found.join("\n"));
    }
}

/// A header without its closing brackets is known if nothing else begins like it.
#[test]
fn a_whole_name_makes_a_header() {
    assert_eq!(
        mistakes("[[objective.indicator]]\nid = \"figure\"", "[[objective.indicator\nid = \"Figure\""),
        [
            "test/1-health.toml:6:22: `objective[0].indicator[0]`: found broken TOML (unclosed array table, expected `]]`), expected \
             valid TOML",
            "test/1-health.toml:7:6: `objective[0].indicator[0].id`: found `Figure`, expected lower-case letters, digits and underscores, \
             a letter first, at most 64",
        ]
    );
    // It stays where it was, with what is missing under it.
    assert_eq!(
        mistakes("[[objective]]\nitem = 1", "  [[objective]"),
        [
            "test/1-health.toml:3:3: `objective[0].item`: found nothing, expected a whole number from 1 to 255",
            "test/1-health.toml:3:15: `objective[0]`: found broken TOML (unclosed array table, expected `]`), expected valid TOML",
        ]
    );
}

/// The same slip in every header is told for each, and not taken for brackets within brackets.
#[test]
fn a_slip_in_every_header_is_told_for_each() {
    let good = include_str!("../../indicators/women/1-health.toml").replace("\"women.", "\"test.");
    let text = good.replace("[[objective]]", "[[objective]");
    let found = messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", &text)]);
    let headers = text.lines().enumerate().filter(|(_, line)| *line == "[[objective]");
    let expected: Vec<String> = headers
        .enumerate()
        .map(|(item, (index, _))| {
            format!(
                "test/1-health.toml:{}:13: `objective[{item}]`: found broken TOML (unclosed array table, expected `]`), expected valid TOML",
                index + 1
            )
        })
        .collect();
    assert!(expected.len() > 8, "{}", expected.len());
    assert_eq!(found, expected);
    // So for brackets that are open in line after line.
    let text = good.replace("applies_at = \"city\"", "applies_at = [\"city\"");
    let found = messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", &text)]);
    let told = |message: &String| message.contains(".applies_at`: found broken TOML (unclosed array, expected `]`)");
    assert!(found.len() > 16 && found.iter().all(told), "{}", found.join("\n"));
}

/// What follows an open bracket is read again from the next header on, however it is written.
#[test]
fn an_open_bracket_hides_no_header() {
    for header in ["[[ objective . indicator ]]", "[[\"objective\".\"indicator\"]]", "  [[objective.indicator]]"] {
        assert_eq!(
            mistakes("[[objective.indicator]]", &format!("lead = [\"x\"\n{header}")),
            [
                "test/1-health.toml:6:12: `objective[0].lead`: found broken TOML (unclosed array, expected `]`), expected valid TOML"
            ],
            "{header}"
        );
    }
    // Where the rest of an open value begins, nobody knows: its keys are not those of the table around.
    let head = GOOD.split_once("[[objective]]").unwrap().0;
    let text = format!(
        "{head}objective = [\n{{ item = 1, title = {{ zh = \"目标\", en = \"Objective\" }}, indicator = [\n{{ id = \"figure\",\nunit = \
         \"percent,\nname = {{ zh = \"数值\", en = \"Figure\" }}\napplies_at = \"city\"\nwording = \"8.2\"\n}} ] }}\n]\n"
    );
    assert_eq!(
        messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", &text)]),
        [
            "test/1-health.toml:6:17: `objective`: found broken TOML (invalid basic string, expected `\"`), expected valid TOML"
        ]
    );
}

/// A list of the wrong type hides the names that would be in it.
#[test]
fn a_name_in_what_is_no_list_is_not_unknown() {
    let gap = GOOD.replace(
        "{ kind = \"upper_bound\", limit = \"8.2\" }",
        "{ kind = \"gap\", of = \"test.safety.figure\", between = [\"urban\", \"rural\"], baseline_year = 2020 }",
    );
    let safety = GOOD.replace("domain = 1", "domain = 2").replace("健康", "安全").replace("Health", "Safety");
    let safety = safety.replace("数值", "又").replace("Figure", "Other");
    let found = |safety: &str| {
        messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", &gap), ("test/2-safety.toml", safety)])
    };
    let unknown = found(&safety.replace("\"figure\"", "\"other\""));
    assert!(unknown.len() == 1 && unknown[0].contains("rule.of`: found `test.safety.figure`"), "{unknown:?}");
    let head = safety.split_once("[[objective]]").unwrap().0;
    assert_eq!(
        found(&format!("{head}objective = 5\n")),
        ["test/2-safety.toml:3:13: `objective`: found `5`, expected an array of tables"]
    );
}

/// A key with dots that is lost is not missed in the table that the dots make.
#[test]
fn a_lost_key_with_dots_is_not_missed() {
    let missing = "found broken TOML (key with no value, expected `=`), expected valid TOML";
    assert_eq!(
        mistakes("title = { zh = \"健康\", en = \"Health\" }", "title.zh \"健康\"\ntitle.en = \"Health\""),
        [format!("test/1-health.toml:2:10: {missing}")]
    );
    let lines = PLAN.lines().filter(|line| !line.starts_with("document")).map(|line| format!("{line}\n"));
    let plan = lines.collect::<Vec<_>>().concat();
    let document = "[document]\nnumber = \"1\"\nissuer.zh \"某市\"\nissuer.en = \"A city\"\nissued = \"2021-01-02\"\n";
    assert_eq!(
        messages(&[("test/plan.toml", &format!("{plan}{document}")), ("test/1-health.toml", GOOD)]),
        [format!("test/plan.toml:9:11: `document`: {missing}")]
    );
}
