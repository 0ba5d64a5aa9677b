//! Mistakes in plan text: every one is found at once, each with its place and the exact words.

use crate::support::{PLAN, load};

const GOOD: &str = r#"domain = 1
title = { zh = "健康", en = "Health" }
[[objective]]
item = 1
title = { zh = "目标", en = "Objective" }
[[objective.indicator]]
id = "figure"
name = { zh = "数值", en = "Figure" }
unit = "percent"
applies_at = "city"
rule = { kind = "upper_bound", limit = "8.2" }
wording = "8.2"
"#;

/// The messages for a section in which one passage is replaced.
#[track_caller]
fn mistakes(from: &str, to: &str) -> Vec<String> {
    assert!(GOOD.contains(from), "{from}");
    messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", &GOOD.replace(from, to))])
}

#[track_caller]
fn messages(files: &[(&str, &str)]) -> Vec<String> {
    load(files).unwrap_err().errors().iter().map(ToString::to_string).collect()
}

#[test]
fn the_text_that_the_mistakes_are_made_in_is_good() {
    let registry = load(&[("test/plan.toml", PLAN), ("test/1-health.toml", GOOD)]).unwrap();
    assert_eq!(
        registry.indicators().map(|indicator| indicator.id().to_owned()).collect::<Vec<_>>(),
        ["test.health.figure"]
    );
}

#[test]
fn each_mistake_says_where_what_was_found_and_what_was_expected() {
    let cases = [
        ("unit", "unti", "test/1-health.toml:6:1: `objective[0].indicator[0].unit`: found nothing, expected text"),
        (
            "limit = \"8.2\"",
            "limit = 8.2",
            "test/1-health.toml:11:40: `objective[0].indicator[0].rule.limit`: found the bare number `8.2`, expected a decimal \
             as text, such as \"8.2\"",
        ),
        (
            "limit = \"8.2\"",
            "limit = \"8,2\"",
            "test/1-health.toml:11:40: `objective[0].indicator[0].rule.limit`: found `8,2`, expected a decimal as text, such \
             as \"8.2\"",
        ),
        (
            "limit = \"8.2\"",
            "limit = \"850\"",
            "test/1-health.toml:11:8: `objective[0].indicator[0].rule`: found the figure 850, expected 0 to 100, the range \
             of percent",
        ),
        (
            "\"upper_bound\"",
            "\"uper_bound\"",
            "test/1-health.toml:11:17: `objective[0].indicator[0].rule.kind`: found `uper_bound`, expected one of upper_bound, \
             lower_bound, band, relative_decrease, average_annual_change, trend, slower_rise, reference, gap, attested, \
             reported (nearest: `upper_bound`)",
        ),
        (
            "limit = \"8.2\"",
            "limit = \"8.2\", strickt = true",
            "test/1-health.toml:11:47: `objective[0].indicator[0].rule.strickt`: found an unknown key, expected a known key, \
             perhaps `strict`",
        ),
        (
            "limit = \"8.2\"",
            "limit = \"8.2\", strict = \"yes\"",
            "test/1-health.toml:11:56: `objective[0].indicator[0].rule.strict`: found `yes`, expected true or false",
        ),
        (
            "kind = \"upper_bound\", limit = \"8.2\"",
            "kind = \"band\", centre = \"5\", tolerance = \"6\"",
            "test/1-health.toml:11:51: `objective[0].indicator[0].rule.tolerance`: found `6`, expected 0 to the centre, 5",
        ),
        (
            "kind = \"upper_bound\", limit = \"8.2\"",
            "kind = \"relative_decrease\", baseline_year = 2020, percent = \"120\"",
            "test/1-health.toml:11:70: `objective[0].indicator[0].rule.percent`: found `120`, expected more than 0, at most 100",
        ),
        (
            "kind = \"upper_bound\", limit = \"8.2\"",
            "kind = \"average_annual_change\", direction = \"down\", points = \"0\", baseline_year = 2020",
            "test/1-health.toml:11:71: `objective[0].indicator[0].rule.points`: found `0`, expected more than 0",
        ),
        (
            "kind = \"upper_bound\", limit = \"8.2\"",
            "kind = \"relative_decrease\", baseline_year = 20, percent = \"20\"",
            "test/1-health.toml:11:54: `objective[0].indicator[0].rule.baseline_year`: found `20`, expected a whole number from \
             1900 to 2100",
        ),
        (
            "id = \"figure\"",
            "id = \"Figure-1\"",
            "test/1-health.toml:7:6: `objective[0].indicator[0].id`: found `Figure-1`, expected lower-case letters, digits and \
             underscores, a letter first, at most 64",
        ),
        (
            "applies_at = \"city\"",
            "applies_at = [\"city\", \"contry\"]",
            "test/1-health.toml:10:14: `objective[0].indicator[0].applies_at`: found `contry`, expected one of nation, \
             province, city, county, zone, township, village, community, school, kindergarten, body, employer, place, person \
             (nearest: `county`)",
        ),
        (
            "name = { zh = \"数值\", en = \"Figure\" }",
            "name = { zh = \"数值\" }",
            "test/1-health.toml:8:8: `objective[0].indicator[0].name.en`: found nothing, expected text",
        ),
        (
            "wording = \"8.2\"",
            "wording = \"8.2\\u0000\"",
            "test/1-health.toml:12:11: `objective[0].indicator[0].wording`: found `8.2\u{fffd}`, expected text without control \
             characters or surrounding spaces",
        ),
        (
            "item = 1",
            "item = 0",
            "test/1-health.toml:4:8: `objective[0].item`: found `0`, expected a whole number from 1 to 255",
        ),
        ("domain = 1", "domain = 1\ndomain = 2", "test/1-health.toml:2:1: found duplicate key, expected valid TOML"),
    ];
    for (from, to, expected) in cases {
        let found = mistakes(from, to);
        assert!(found.iter().any(|message| message == expected), "expected\n{expected}\nfound\n{}", found.join("\n"));
    }
}

#[test]
fn all_mistakes_are_reported_at_once() {
    let text =
        GOOD.replace("\"percent\"", "\"precent\"").replace("\"8.2\" }", "8.2 }").replace("item = 1", "item = \"1\"");
    let found =
        messages(&[("test/plan.toml", &PLAN.replace("2021-01-02", "2021-13-02")), ("test/1-health.toml", &text)]);
    let places: Vec<&str> = found.iter().map(|message| message.split(": ").next().unwrap()).collect();
    assert_eq!(
        places,
        ["test/plan.toml:6:84", "test/1-health.toml:4:8", "test/1-health.toml:9:8", "test/1-health.toml:11:40"]
    );
}

#[test]
fn an_id_is_taken_once() {
    let twice = format!(
        "{GOOD}{}",
        GOOD.split_once("[[objective.indicator]]").map(|(_, rest)| format!("[[objective.indicator]]{rest}")).unwrap()
    );
    let found = messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", &twice)]);
    assert_eq!(
        found,
        [
            "test/health:1:1: found the id `test.health.figure` again (first in test/health), expected an id of its own for each \
          indicator"
        ]
    );
}

#[test]
fn a_plan_needs_its_header() {
    assert_eq!(
        messages(&[("test/1-health.toml", GOOD)]),
        ["test/plan.toml:1:1: found nothing, expected a file that says what the plan is"]
    );
    assert_eq!(
        messages(&[]),
        ["plan.toml:1:1: found no plan, expected a file `plan.toml` in a folder named after the plan"]
    );
    assert_eq!(
        messages(&[("test/plan.toml", PLAN), ("other/plan.toml", PLAN)]),
        ["other/plan.toml:1:1: found a letter that another plan has, expected a letter of its own"]
    );
}

#[test]
fn items_come_in_the_order_of_the_document() {
    let second = "[[objective]]\nitem = 1\ntitle = { zh = \"又\", en = \"Again\" }\n";
    let found = messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", &format!("{GOOD}{second}"))]);
    assert_eq!(
        found,
        ["test/1-health.toml:14:8: `objective[1].item`: found 1, expected a number above 1, as in the document"]
    );
    let again = GOOD.replace("数值", "又一").replace("Figure", "Again");
    let again = [("test/plan.toml", PLAN), ("test/1-health.toml", GOOD), ("test/2-again.toml", &again)];
    assert_eq!(messages(&again), ["test:1:1: found two files for one domain or chapter, expected one file for each"]);
}

#[test]
fn a_department_has_to_be_on_the_list_if_there_is_one() {
    let list =
        "[[department]]\nname = { zh = \"县卫生健康局\", en = \"County Health Bureau\" }\nalso = [\"县卫健局\"]\n";
    let with = |name: &str| GOOD.replace("item = 1\n", &format!("item = 1\nlead = [\"{name}\"]\n"));
    let load_with = |name: &str, list: &str| {
        load(&[("departments.toml", list), ("test/plan.toml", PLAN), ("test/1-health.toml", &with(name))])
    };
    let registry = load_with("县卫健局", list).unwrap();
    let lead: Vec<_> =
        registry.provision("T1.1").unwrap().lead().map(|department| department.name().zh().to_owned()).collect();
    assert_eq!(lead, ["县卫生健康局"]);
    assert_eq!(
        load_with("县卫生局", list).unwrap_err().to_string(),
        "test/1-health.toml:5:8: `objective[0].lead`: found `县卫生局`, expected a department of departments.toml (nearest: \
         `县卫生健康局`)"
    );
    assert_eq!(
        load_with("县卫健局", &format!("{list}{list}")).unwrap_err().to_string(),
        "departments.toml:5:8: `department[1].name`: found `县卫生健康局` again, expected each department once"
    );
    // Without a list, a name is taken as it is.
    let registry = load(&[("test/plan.toml", PLAN), ("test/1-health.toml", &with("县妇联"))]).unwrap();
    assert!(registry.department("县妇联").is_some());
}

#[test]
fn nothing_is_taken_in_silence() {
    let messages_of = |files: &[(&str, &str)]| messages(files).join("\n");
    let good = [("test/plan.toml", PLAN), ("test/1-health.toml", GOOD)];
    let with = |more: (&'static str, &'static str)| messages_of(&[good[0], good[1], more]);
    assert_eq!(
        with(("2-other.toml", GOOD)),
        "2-other.toml:1:1: found a file outside a plan's folder, expected a folder in front, or one of the common files"
    );
    assert_eq!(
        with(("x/test/plan.toml", PLAN)),
        "x/test/plan.toml:1:1: found a second plan of this name, expected one folder for each plan"
    );
    let region = "[[region]]\ncode = \"1\"\nlevel = \"city\"\nname = { zh = \"甲\", en = \"A\" }\n";
    let twice = region.repeat(2);
    assert_eq!(
        messages_of(&[good[0], good[1], ("regions.toml", &twice)]),
        "regions.toml:1:1: found the region `1` again, expected each region once"
    );
    let gap = GOOD.replace(
        "kind = \"upper_bound\", limit = \"8.2\"",
        "kind = \"gap\", of = \"test.health.figur\", between = [\"a\", \"b\"], baseline_year = 2020",
    );
    assert_eq!(
        messages_of(&[good[0], ("test/1-health.toml", &gap)]),
        "test.health.figure:1:1: found `test.health.figur`, expected the full id of an indicator (nearest: `test.health.figure`)"
    );
    // Half a person cannot be a limit.
    let half = GOOD.replace("\"percent\"", "\"persons\"");
    assert!(messages_of(&[good[0], ("test/1-health.toml", &half)]).contains("found the figure 8.2"));
}

/// Text that is made to hurt is refused in bounded time, with a bounded number of messages.
#[test]
fn hostile_text_is_refused_quickly() {
    let begin = std::time::Instant::now();
    let deep = format!("x = {}{}", "[".repeat(50_000), "]".repeat(50_000));
    let keys = (0..50_000).map(|number| format!("key{number} = 1\n")).collect::<Vec<_>>().concat();
    let broken = "=\n".repeat(50_000);
    let escape = "\u{1b}[31m = 1\n\u{202e} = 2\n".to_owned();
    for text in [&deep, &keys, &broken, &escape] {
        let errors = load(&[("test/plan.toml", PLAN), ("test/1-health.toml", text)]).unwrap_err();
        assert!(!errors.errors().is_empty() && errors.errors().len() <= 1_001);
        let shown = errors.to_string();
        assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{}", &shown[..200]);
    }
    let many = (0..66_000)
        .map(|number| {
            format!(
                "[[objective.indicator]]\nid = \"i{number}\"\nname = {{ zh = \"名{number}\", en = \"n{number}\" }}\nunit = \
                 \"percent\"\napplies_at = \"city\"\nrule = {{ kind = \"attested\" }}\nwording = \"w\"\n"
            )
        })
        .collect::<Vec<String>>()
        .concat();
    let head = GOOD.split_once("[[objective.indicator]]").unwrap().0;
    let errors = messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", &format!("{head}{many}"))]);
    assert!(errors[0].contains("at most 65,535"), "{}", errors[0]);
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}

#[test]
fn a_period_has_to_make_sense() {
    let with = |from: &str, to: &str| {
        assert!(PLAN.contains(from), "{from}");
        messages(&[("test/plan.toml", &PLAN.replace(from, to)), ("test/1-health.toml", GOOD)])
    };
    let found =
        |from, to| with(from, to).iter().map(|m| m.split_once("`period.").unwrap().1.to_owned()).collect::<Vec<_>>();
    let all = found("last_year = 2025", "last_year = 2020");
    assert_eq!(all.len(), 3, "{all:?}");
    assert!(
        all.contains(&"last_year`: found a year before the first, expected a year not before `first_year`".to_owned())
    );
    assert_eq!(
        found("midterm_year = 2023", "midterm_year = 2026"),
        ["midterm_year`: found a year outside the period, expected a year of the period"]
    );
    assert_eq!(
        found("baseline_year = 2020", "baseline_year = 2025"),
        ["baseline_year`: found a year that leaves no time for change, expected a year before `last_year`"]
    );
}

#[test]
fn sections_come_in_the_order_of_their_numbers() {
    let second = GOOD.replace("domain = 1", "domain = 2").replace("数值", "又一").replace("Figure", "Again");
    let files = [("test/2-later.toml", second.as_str()), ("test/plan.toml", PLAN), ("test/1-health.toml", GOOD)];
    let registry = load(&files).unwrap();
    let ids: Vec<_> = registry.indicators().map(|indicator| indicator.id().to_owned()).collect();
    assert_eq!(ids, ["test.health.figure", "test.later.figure"]);
    for (name, expected) in [
        ("test/1-Health.toml", "test/1-Health.toml:1:1: found this file name, expected lower-case letters"),
        ("Test/1-health.toml", "Test:1:1: found this folder name, expected lower-case letters"),
    ] {
        let folder = name.split_once('/').unwrap().0;
        let plan = format!("{folder}/plan.toml");
        let found = messages(&[(&plan, PLAN), (name, GOOD)]);
        assert!(found[0].starts_with(expected), "{found:?}");
    }
    let nowhere = GOOD.replace("applies_at = \"city\"", "applies_at = []");
    let found = messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", &nowhere)]);
    assert_eq!(
        found,
        [
            "test/1-health.toml:10:14: `objective[0].indicator[0].applies_at`: found an empty array, expected at least one word"
        ]
    );
}
