//! Mistakes in plan text: every one is found at once, each with its place and the exact words.

use crate::support::{PLAN, load};
use zhibiao::plan_text::PlanFile;
use zhibiao::{Evidence, Registry};

/// A section with one indicator.
pub const GOOD: &str = r#"domain = 1
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
pub fn mistakes(from: &str, to: &str) -> Vec<String> {
    assert!(GOOD.contains(from), "{from}");
    messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", &GOOD.replace(from, to))])
}

#[track_caller]
pub fn messages(files: &[(&str, &str)]) -> Vec<String> {
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
            "test/1-health.toml:11:40: `objective[0].indicator[0].rule.limit`: found `850`, expected 0 to 100, the range of percent",
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
            "test/1-health.toml:10:23: `objective[0].indicator[0].applies_at[1]`: found `contry`, expected one of nation, \
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
        (
            "domain = 1",
            "domain = 1\ndomain = 2",
            "test/1-health.toml:2:1: `domain`: found the key `domain` again, expected each key once",
        ),
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
            "test/1-health.toml:14:6: `objective[0].indicator[1].id`: found the id `test.health.figure` again (first at \
             test/1-health.toml:7:6), expected an id of its own for each indicator",
            "test/1-health.toml:15:15: `objective[0].indicator[1].name.zh`: found the name `数值`, which `figure` (at \
             test/1-health.toml:8:15) has, expected a name of its own within the plan",
            "test/1-health.toml:15:26: `objective[0].indicator[1].name.en`: found the name `Figure`, which `figure` (at \
             test/1-health.toml:8:26) has, expected a name of its own within the plan",
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
        [
            "plan.toml:1:1: found no plan, expected a file `plan.toml` in a folder named after the plan, or a whole plan in one text"
        ]
    );
    assert_eq!(
        messages(&[("test/plan.toml", PLAN), ("other/plan.toml", PLAN)]),
        [
            "other/plan.toml:2:10: `letter`: found `T`, which test/plan.toml:2:10 has, expected a letter of its own, such as `A`"
        ]
    );
}

#[test]
fn items_come_in_the_order_of_the_document() {
    let second = "[[objective]]\nitem = 1\ntitle = { zh = \"又\", en = \"Again\" }\n";
    let found = messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", &format!("{GOOD}{second}"))]);
    assert_eq!(
        found,
        ["test/1-health.toml:14:8: `objective[1].item`: found `1`, expected a number above 1, as in the document"]
    );
    let again = GOOD.replace("数值", "又一").replace("Figure", "Again");
    let again = [("test/plan.toml", PLAN), ("test/1-health.toml", GOOD), ("test/2-again.toml", &again)];
    assert_eq!(
        messages(&again),
        [
            "test/2-again.toml:1:10: `domain`: found the domain `1` again (first at test/1-health.toml:1:10), expected each domain or \
             chapter once"
        ]
    );
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
        "test/1-health.toml:5:9: `objective[0].lead[0]`: found `县卫生局`, expected a department of the list of departments \
         (nearest: `县卫健局`)"
    );
    assert_eq!(
        load_with("县卫健局", &format!("{list}{list}")).unwrap_err().to_string(),
        "departments.toml:5:15: `department[1].name.zh`: found `县卫生健康局` again (first at departments.toml:2:15), expected each \
         department once\n\
         departments.toml:5:30: `department[1].name.en`: found `County Health Bureau` again (first at departments.toml:2:30), expected \
         each department once\n\
         departments.toml:6:9: `department[1].also[0]`: found `县卫健局` again (first at departments.toml:3:9), expected each \
         department once"
    );
    // Without a list, and with an empty one, a name is taken as it is.
    let registry = load(&[("test/plan.toml", PLAN), ("test/1-health.toml", &with("县妇联"))]).unwrap();
    assert!(registry.department("县妇联").is_some());
    assert!(load_with("县妇联", "# none\n").unwrap() == registry);
}

#[test]
fn nothing_is_taken_in_silence() {
    let messages_of = |files: &[(&str, &str)]| messages(files).join("\n");
    let good = [("test/plan.toml", PLAN), ("test/1-health.toml", GOOD)];
    let with = |more: (&'static str, &'static str)| messages_of(&[good[0], good[1], more]);
    assert_eq!(
        with(("2-other.toml", GOOD)),
        "2-other.toml:1:1: found a file outside a plan's folder, expected a folder in front, the name of a common file, or a whole \
         plan with `id` and `section`"
    );
    assert_eq!(
        with(("x/test/plan.toml", PLAN)),
        "x/test/plan.toml:1:1: found a second plan of this name, expected one folder for each plan"
    );
    let region = "[[region]]\ncode = \"371500\"\nlevel = \"city\"\nname = { zh = \"甲\", en = \"A\" }\n";
    let twice = region.repeat(2);
    assert_eq!(
        messages_of(&[good[0], good[1], ("regions.toml", &twice)]),
        "regions.toml:6:8: `region[1].code`: found the region `371500` again (first at regions.toml:2:8), expected each region once"
    );
    let gap = GOOD.replace(
        "kind = \"upper_bound\", limit = \"8.2\"",
        "kind = \"gap\", of = \"test.health.figur\", between = [\"a\", \"b\"], baseline_year = 2020",
    );
    assert_eq!(
        messages_of(&[good[0], ("test/1-health.toml", &gap)]),
        "test/1-health.toml:11:29: `objective[0].indicator[0].rule.of`: found `test.health.figur`, expected the full id of an indicator (nearest: `test.health.figure`)"
    );
    // Half a person cannot be a limit.
    let half = GOOD.replace("\"percent\"", "\"persons\"");
    assert!(
        messages_of(&[good[0], ("test/1-health.toml", &half)])
            .ends_with("found `8.2`, expected a whole number from 0 to 10000000, the range of persons")
    );
}

#[test]
fn a_period_has_to_make_sense() {
    let with = |from: &str, to: &str| {
        assert!(PLAN.contains(from), "{from}");
        messages(&[("test/plan.toml", &PLAN.replace(from, to)), ("test/1-health.toml", GOOD)])
    };
    let found = |from: &str, to: &str| -> Vec<String> {
        with(from, to).iter().map(|m| m.split_once("`period.").unwrap().1.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        found("last_year = 2025", "last_year = 2020"),
        ["last_year`: found `2020`, expected a year not before `first_year`, 2021"]
    );
    assert_eq!(
        found("midterm_year = 2023", "midterm_year = 2026"),
        ["midterm_year`: found `2026`, expected a year of the period, 2021 to 2025"]
    );
    let range = "expected a whole number from 1991 to 2024: before the plan's last year, at most 30 before its first";
    for year in ["2025", "2030", "1990"] {
        assert_eq!(
            found("baseline_year = 2020", &format!("baseline_year = {year}")),
            [format!("baseline_year`: found `{year}`, {range}")]
        );
    }
    assert_eq!(
        found("last_year = 2025", "last_year = 2051"),
        ["last_year`: found `2051`, 30 years after the first, expected a period of at most 30 years"]
    );
    assert_eq!(
        found("2021, last", "1899, last")[0],
        "first_year`: found `1899`, expected a whole number from 1900 to 2100"
    );
    let day = |day: &str| with("2021-01-02", day)[0].split_once("`document.issued`: ").unwrap().1.to_owned();
    assert_eq!(day("2026-01-01"), "found `2026-01-01`, expected a day in 2011 to 2025, the plan's last year");
    assert_eq!(day("2010-12-31"), "found `2010-12-31`, expected a day in 2011 to 2025, the plan's last year");
    for wrong in ["2021-02-30", "2021-2-3", "2021-01-02T00:00:00", "+2021-01-02"] {
        assert_eq!(day(wrong), format!("found `{wrong}`, expected a day as text, such as \"2021-12-03\""));
    }
}

#[test]
fn sections_come_in_the_order_of_their_numbers() {
    let second = GOOD.replace("domain = 1", "domain = 2").replace("数值", "又一").replace("Figure", "Again");
    let files = [("test/2-later.toml", second.as_str()), ("test/plan.toml", PLAN), ("test/1-health.toml", GOOD)];
    let registry = load(&files).unwrap();
    let ids: Vec<_> = registry.indicators().map(|indicator| indicator.id().to_owned()).collect();
    assert_eq!(ids, ["test.health.figure", "test.later.figure"]);
    for (name, expected) in [
        ("test/1-Health.toml", "test/1-Health.toml:1:1: found the file name `Health`, expected lower-case letters"),
        ("Test/1-health.toml", "Test/plan.toml:1:1: found the folder name `Test`, expected lower-case letters"),
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

/// A rule in the place of the good one gives exactly this mistake, at this column of line 11.
#[track_caller]
fn rule_mistake(rule: &str, expected: &str) {
    let found = mistakes("{ kind = \"upper_bound\", limit = \"8.2\" }", rule);
    let expected = if expected.is_empty() { vec![] } else { expected.split('\n').collect() };
    let found: Vec<_> =
        found.iter().map(|line| line.strip_prefix("test/1-health.toml:11:").unwrap_or(line)).collect::<Vec<_>>();
    assert_eq!(found, expected, "{rule}");
}

#[test]
fn figures_of_rules_make_sense() {
    let rule = "`objective[0].indicator[0].rule";
    let cases = [
        (
            r#"{ kind = "lower_bound", limit = "-1" }"#,
            "40",
            "limit`: found `-1`, expected 0 to 100, the range of percent",
        ),
        (
            r#"{ kind = "band", centre = "101", tolerance = "2" }"#,
            "34",
            "centre`: found `101`, expected 0 to 100, the range of percent",
        ),
        (
            r#"{ kind = "band", centre = "45", tolerance = "46" }"#,
            "52",
            "tolerance`: found `46`, expected 0 to the centre, 45",
        ),
        (
            r#"{ kind = "relative_decrease", percent = "100.1", baseline_year = 2020 }"#,
            "48",
            "percent`: found `100.1`, expected more than 0, at most 100",
        ),
        (
            r#"{ kind = "average_annual_change", direction = "up", points = "101", baseline_year = 2020 }"#,
            "69",
            "points`: found `101`, expected at most 100, the range of percent",
        ),
        (
            r#"{ kind = "average_annual_change", direction = "upp", points = "1", baseline_year = 2020 }"#,
            "54",
            "direction`: found `upp`, expected one of down, up (nearest: `up`)",
        ),
        (
            r#"{ kind = "slower_rise", years_before = 3, baseline_year = 2020 }"#,
            "47",
            "years_before`: found `3`, expected 1, 2, 4, 5 or 10",
        ),
        (
            r#"{ kind = "trend", direction = "up", baseline_year = 2025 }"#,
            "60",
            "baseline_year`: found `2025`, expected a whole number from 1991 to 2024: before the plan's last year, at most 30 \
             before its first",
        ),
        (
            r#"{ kind = "trend", direction = "up", baseline_year = 1990 }"#,
            "60",
            "baseline_year`: found `1990`, expected a whole number from 1991 to 2024: before the plan's last year, at most 30 \
             before its first",
        ),
        (
            r#"{ kind = "trend", direction = "up", baseline_year = 2022, evry_year = true }"#,
            "66",
            "evry_year`: found an unknown key, expected a known key, perhaps `every_year`",
        ),
        (
            r#"{ kind = "reference", indicator = "test.health.figure" }"#,
            "42",
            "indicator`: found `test.health.figure`, the indicator itself, expected another indicator",
        ),
        (
            r#"{ kind = "reference", indicator = "test.health.fgure", tolerance = "-1" }"#,
            "42",
            "indicator`: found `test.health.fgure`, expected the full id of an indicator (nearest: `test.health.figure`)",
        ),
    ];
    for (text, column, expected) in cases {
        let expected = if text.contains("tolerance = \"-1\"") {
            format!("{column}: {rule}.{expected}\n75: {rule}.tolerance`: found `-1`, expected 0 or more")
        } else {
            format!("{column}: {rule}.{expected}")
        };
        rule_mistake(text, &expected);
    }
    // A baseline of its own is a rule's right, as long as it leaves time for change.
    for year in [1991, 2015, 2024] {
        let trend = format!("{{ kind = \"trend\", direction = \"up\", baseline_year = {year} }}");
        let text = GOOD.replace("{ kind = \"upper_bound\", limit = \"8.2\" }", &trend);
        load(&[("test/plan.toml", PLAN), ("test/1-health.toml", &text)]).unwrap();
    }
    // What is attested has a unit of its own.
    rule_mistake(
        "{ kind = \"attested\" }",
        "test/1-health.toml:9:8: `objective[0].indicator[0].unit`: found `percent`, expected done, the unit of what is attested",
    );
}

/// A good text with more indicators: their ids and rules.
fn with_indicators(more: &[(&str, &str)]) -> String {
    let one = |(id, rule): &(&str, &str)| {
        format!(
            "[[objective.indicator]]\nid = \"{id}\"\nname = {{ zh = \"{id}名\", en = \"{id}\" }}\nunit = \"percent\"\napplies_at = \
             \"city\"\nrule = {rule}\nwording = \"w\"\n"
        )
    };
    format!("{GOOD}{}", more.iter().map(one).collect::<Vec<_>>().concat())
}

#[test]
fn groups_of_a_gap_are_two_ids() {
    let with = |between: &str| {
        let rule = format!("{{ kind = \"gap\", of = \"test.health.figure\", baseline_year = 2020, {between} }}");
        let found = load(&[("test/plan.toml", PLAN), ("test/1-health.toml", &with_indicators(&[("gap", &rule)]))]);
        match found {
            Ok(_) => String::new(),
            Err(errors) => errors
                .to_string()
                .replace("test/1-health.toml:18:", "")
                .replace("`objective[0].indicator[1].rule.", "`"),
        }
    };
    assert_eq!(with("between = [\"urban\", \"rural\"]"), "");
    for (first, second) in
        [("my_group", "other"), ("age_0_3", "age_3_6"), ("primary1", "primary2"), ("total", "migrant")]
    {
        assert_eq!(with(&format!("between = [\"{first}\", \"{second}\"]")), "");
    }
    // What is one slip away from a known group was meant to be that.
    let meant = "a group's id that is not mistaken for another";
    for (slip, group) in [("urbna", "urban"), ("urbn", "urban"), ("rurall", "rural"), ("femele", "female")] {
        assert_eq!(
            with(&format!("between = [\"{slip}\", \"other\"]")),
            format!("84: `between[0]`: found `{slip}`, expected {meant} (nearest: `{group}`)")
        );
    }
    assert_eq!(
        with("between = [\"total\", \" rural\"]"),
        "93: `between[1]`: found ` rural`, expected text without control characters or surrounding spaces"
    );
    for (first, second) in [("urban", "female"), ("male", "rural"), ("primary", "female")] {
        assert_eq!(
            with(&format!("between = [\"{first}\", \"{second}\"]")),
            format!(
                "83: `between`: found `{first}` and `{second}`, groups of different kinds, expected two groups of one kind, such as \
                 `urban` and `rural`"
            )
        );
    }
    for (first, second) in [("total", "female"), ("kindergarten", "university"), ("migrant", "rural")] {
        assert_eq!(with(&format!("between = [\"{first}\", \"{second}\"]")), "");
    }
    assert_eq!(with("across = \"county\""), "");
    assert_eq!(
        with("between = [\"城镇\", \"rural\"]"),
        "84: `between[0]`: found `城镇`, expected the group's id, `urban`"
    );
    assert_eq!(
        with("between = [\"men\", \"female\"]"),
        "84: `between[0]`: found `men`, expected the group's id, `male`"
    );
    assert_eq!(
        with("between = [\"\", \"rural\"]"),
        "84: `between[0]`: found ``, expected text without control characters or surrounding spaces"
    );
    assert_eq!(
        with("between = [\"a\", \"乙\"]"),
        "89: `between[1]`: found `乙`, expected a group's id: lower-case letters, digits and underscores, a letter first, at most 64"
    );
    assert_eq!(
        with("between = [\"urban\", \"urban\"]"),
        "83: `between`: found `urban` twice, expected two different groups"
    );
    let expected = "expected two different groups, or `across` with a level";
    assert_eq!(with("between = [\"urban\"]"), format!("83: `between`: found an array of 1, {expected}"));
    assert_eq!(with("between = \"urban\""), format!("83: `between`: found `urban`, {expected}"));
    assert_eq!(
        with("strict = false"),
        format!(
            "8: `between`: found nothing, {expected}\n73: `strict`: found an unknown key, expected one of kind, of, across, between, baseline_year"
        )
    );
    assert_eq!(
        with("across = \"conty\""),
        "82: `across`: found `conty`, expected one of nation, province, city, county, zone, township, village, community, school, \
         kindergarten, body, employer, place, person (nearest: `county`)"
    );
}

#[test]
fn references_come_to_an_end() {
    let reference = |of: &str| format!("{{ kind = \"reference\", indicator = \"test.health.{of}\" }}");
    let gap = |of: &str| {
        format!(
            "{{ kind = \"gap\", of = \"test.health.{of}\", between = [\"urban\", \"rural\"], baseline_year = 2020 }}"
        )
    };
    let found = |more: &[(&str, String)]| {
        let more: Vec<(&str, &str)> = more.iter().map(|(id, rule)| (*id, rule.as_str())).collect();
        match load(&[("test/plan.toml", PLAN), ("test/1-health.toml", &with_indicators(&more))]) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.errors().iter().map(ToString::to_string).collect(),
        }
    };
    // A chain that ends is fine.
    assert_eq!(found(&[("a", reference("b")), ("b", reference("figure")), ("c", gap("figure"))]), Vec::<String>::new());
    assert_eq!(
        found(&[("a", reference("b")), ("b", reference("a"))]),
        [
            "test/1-health.toml:18:42: `objective[0].indicator[1].rule.indicator`: found a circle: `test.health.a` → `test.health.b` → \
             `test.health.a`, expected references that come to an end"
        ]
    );
    // Through a gap, with a tail that leads in and is itself no part.
    assert_eq!(
        found(&[("tail", reference("b")), ("a", gap("b")), ("b", reference("c")), ("c", reference("a"))]),
        [
            "test/1-health.toml:25:29: `objective[0].indicator[2].rule.of`: found a circle: `test.health.a` → `test.health.b` → \
             `test.health.c` → `test.health.a`, expected references that come to an end"
        ]
    );
    assert_eq!(
        found(&[("a", gap("figure")), ("b", gap("a"))]),
        [
            "test/1-health.toml:25:29: `objective[0].indicator[2].rule.of`: found `test.health.a`, which is a gap itself, expected an \
             indicator that is no gap"
        ]
    );
    assert_eq!(
        found(&[("a", gap("a"))]),
        [
            "test/1-health.toml:18:29: `objective[0].indicator[1].rule.of`: found `test.health.a`, the indicator itself, expected \
             another indicator"
        ]
    );
    let text = with_indicators(&[("a", &reference("figure"))]).replacen("\"percent\"", "\"gross_percent\"", 1);
    assert_eq!(
        messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", &text)]),
        [
            "test/1-health.toml:18:42: `objective[0].indicator[1].rule.indicator`: found `test.health.figure`, which is in \
             gross_percent, expected an indicator in the same unit, percent"
        ]
    );
}

#[test]
fn relations_name_indicators() {
    let relations = "[[order]]\nlesser = \"test.health.figur\"\ngreater = \"test.health.figure\"\n[[sum]]\nindicator = \
                     \"test.health.figure\"\ngroups = [\"male\", \"women\"]\ntotal = \"0\"\n[[same]]\nindicators = [\"test.health.figure\", \
                     \"test.health.figure\"]\n[[same]]\nindicators = \"x\"\n[[odrer]]\n";
    let good = [("test/plan.toml", PLAN), ("test/1-health.toml", GOOD)];
    let found = messages(&[good[0], good[1], ("relations.toml", relations)]);
    assert_eq!(
        found,
        [
            "relations.toml:2:10: `order[0].lesser`: found `test.health.figur`, expected the full id of an indicator (nearest: \
             `test.health.figure`)",
            "relations.toml:6:19: `sum[0].groups[1]`: found `women`, expected the group's id, `female`",
            "relations.toml:7:9: `sum[0].total`: found `0`, expected more than 0",
            "relations.toml:9:37: `same[0].indicators[1]`: found `test.health.figure` again, expected two different indicators",
            "relations.toml:11:14: `same[1].indicators`: found `x`, expected the full ids of two indicators",
            "relations.toml:12:3: `odrer`: found an unknown key, expected a known key, perhaps `order`",
        ]
    );
}

/// Figures that are not measured alike have no order, and everybody is no part of a whole.
#[test]
fn relations_are_between_what_compares() {
    let section = with_indicators(&[("a", "{ kind = \"reported\" }")]);
    let with = |unit: &str, relation: &str| {
        let section = section.replacen("unit = \"percent\"", &format!("unit = \"{unit}\""), 1);
        let files = [("test/plan.toml", PLAN), ("test/1-health.toml", &section), ("relations.toml", relation)];
        load(&files).map(|_| ()).map_err(|errors| errors.to_string())
    };
    let order = "[[order]]\nlesser = \"test.health.figure\"\ngreater = \"test.health.a\"\n";
    assert_eq!(with("percent", order), Ok(()));
    assert_eq!(with("gross_percent", order), Ok(()));
    assert_eq!(
        with("per_100k_children", order),
        Err("relations.toml:3:11: `order[0].greater`: found `test.health.a`, which is in percent, expected an indicator whose figures \
             compare with those in per_100k_children"
            .to_owned())
    );
    let sum = |groups: &str| format!("[[sum]]\nindicator = \"test.health.a\"\ngroups = [{groups}]\ntotal = \"100\"\n");
    assert_eq!(with("percent", &sum("\"male\", \"female\"")), Ok(()));
    assert_eq!(
        with("percent", &sum("\"male\", \"total\"")),
        Err("relations.toml:3:19: `sum[0].groups[1]`: found `total`, expected a group that is a part of the whole"
            .to_owned())
    );
}

/// The messages for these orders beside the indicators `a` to `d`, a relation each, three lines long.
fn messages_of_orders(orders: &[(&str, &str)]) -> Vec<String> {
    let rule = "{ kind = \"reported\" }";
    let section = with_indicators(&[("a", rule), ("b", rule), ("c", rule), ("d", rule)]);
    let order = |(lesser, greater): &(&str, &str)| {
        format!("[[order]]\nlesser = \"test.health.{lesser}\"\ngreater = \"test.health.{greater}\"\n")
    };
    let relations = orders.iter().map(order).collect::<Vec<_>>().concat();
    match load(&[("test/plan.toml", PLAN), ("test/1-health.toml", &section), ("relations.toml", &relations)]) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.errors().iter().map(|error| error.to_string().replace("test.health.", "")).collect(),
    }
}

#[test]
fn orders_come_to_an_end() {
    // Chains, forks that meet again and an order said twice lead nowhere back.
    let fine: [&[(&str, &str)]; 3] = [
        &[("a", "b"), ("b", "c"), ("c", "d")],
        &[("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")],
        &[("a", "b"), ("a", "b")],
    ];
    for orders in fine {
        assert_eq!(messages_of_orders(orders), Vec::<String>::new(), "{orders:?}");
    }
    assert_eq!(
        messages_of_orders(&[("a", "b"), ("b", "a")]),
        [
            "relations.toml:6:11: `order[1].greater`: found a circle: `a` ≤ `b` ≤ `a`, expected orders that come to an end"
        ]
    );
    // What leads into a circle or out of it is no part of it.
    assert_eq!(
        messages_of_orders(&[("d", "a"), ("a", "b"), ("b", "c"), ("c", "d"), ("figure", "a")]),
        [
            "relations.toml:12:11: `order[3].greater`: found a circle: `d` ≤ `a` ≤ `b` ≤ `c` ≤ `d`, expected orders that come to an end"
        ]
    );
    // Each circle is told, even where two have an indicator in common.
    assert_eq!(
        messages_of_orders(&[("a", "b"), ("b", "a"), ("b", "c"), ("c", "b"), ("d", "d")]),
        [
            "relations.toml:6:11: `order[1].greater`: found a circle: `a` ≤ `b` ≤ `a`, expected orders that come to an end",
            "relations.toml:12:11: `order[3].greater`: found a circle: `b` ≤ `c` ≤ `b`, expected orders that come to an end",
            "relations.toml:15:11: `order[4].greater`: found `d` again, expected two different indicators",
        ]
    );
}

/// An order of a new plan can close a circle with those of the built-in ones.
#[test]
fn new_orders_do_not_turn_old_ones_round() {
    let with = |relations: &str| {
        let text = format!("{}{relations}", whole());
        let files = [PlanFile { name: "test.toml", text: &text }];
        Registry::builtin().with_toml(&files).map(|_| ()).map_err(|errors| errors.to_string())
    };
    let order = |lesser: &str, greater: &str| format!("[[order]]\nlesser = \"{lesser}\"\ngreater = \"{greater}\"\n");
    let (newborns, under5) = ("children.health.neonatal_mortality_rate", "children.health.under5_mortality_rate");
    assert_eq!(with(&order(newborns, under5)), Ok(()));
    assert_eq!(
        with(&order(under5, newborns)),
        Err("test.toml:24:11: `order[0].greater`: found a circle: `children.health.neonatal_mortality_rate` ≤ \
             `children.health.infant_mortality_rate` ≤ `children.health.under5_mortality_rate` ≤ \
             `children.health.neonatal_mortality_rate`, expected orders that come to an end"
            .to_owned())
    );
    // The search begins with `b` here and comes round by the old order `a` ≤ `b`; told is the new one before it.
    let rule = "{ kind = \"reported\" }";
    let section = with_indicators(&[("a", rule), ("b", rule), ("c", rule)]);
    let orders = format!("{}{}", order("test.health.b", "test.health.c"), order("test.health.a", "test.health.b"));
    let old = load(&[("test/plan.toml", PLAN), ("test/1-health.toml", &section), ("relations.toml", &orders)]).unwrap();
    let new = whole().replace("\"test\"", "\"second\"").replace("letter = \"T\"", "letter = \"S\"");
    let new = format!("{new}{}", order("test.health.c", "test.health.a"));
    assert_eq!(
        old.with_toml(&[PlanFile { name: "second.toml", text: &new }]).unwrap_err().to_string(),
        "second.toml:24:11: `order[0].greater`: found a circle: `test.health.b` ≤ `test.health.c` ≤ `test.health.a` ≤ \
         `test.health.b`, expected orders that come to an end"
    );
}

/// Where regions are listed, a plan's region is one of them.
#[test]
fn a_plan_is_for_a_region_that_is_listed() {
    let region = "[[region]]\ncode = \"371500\"\nlevel = \"city\"\nname = { zh = \"聊城市\", en = \"Liaocheng\" }\n";
    let with = |code: &str, regions: &[(&'static str, &'static str)]| {
        let plan = PLAN.replace("371500", code);
        let mut files = vec![("test/plan.toml", plan.as_str()), ("test/1-health.toml", GOOD)];
        files.extend(regions);
        load(&files).map(|_| ()).map_err(|errors| errors.to_string())
    };
    let region: &'static str = region.to_owned().leak();
    assert_eq!(with("371500", &[("regions.toml", region)]), Ok(()));
    // Without a list, and with an empty one, a code is taken as it is.
    assert_eq!(with("371599", &[]), Ok(()));
    assert_eq!(with("371599", &[("regions.toml", "# none\n")]), Ok(()));
    let mistake = "test/plan.toml:5:10: `region`: found `371599`, expected the code of a region of the list of regions (nearest: `371500`)";
    assert_eq!(with("371599", &[("regions.toml", region)]), Err(mistake.to_owned()));
    // A region that could not be read may be the one.
    let broken: &'static str = region.replace("\"city\"", "\"ctiy\"").leak();
    let errors = with("371599", &[("regions.toml", broken)]).unwrap_err();
    assert!(errors.starts_with("regions.toml:3:9: ") && !errors.contains('\n'), "{errors}");
    // Beside another registry, its regions count.
    let beside = |text: &str| {
        let files = [PlanFile { name: "test.toml", text }];
        Registry::builtin().with_toml(&files).map(|_| ()).map_err(|errors| errors.to_string())
    };
    assert_eq!(beside(&whole().replace("371500", "371526")), Ok(()));
    assert_eq!(
        beside(&whole().replace("371500", "37152")),
        Err("test.toml:5:10: `region`: found `37152`, expected the code of a region of the list of regions (nearest: `371502`)".to_owned())
    );
    let own =
        "[[regions]]\ncode = \"990101\"\nlevel = \"county\"\nname = { zh = \"示例县\", en = \"Example County\" }\n";
    assert_eq!(beside(&format!("{}{own}", whole().replace("371500", "990101"))), Ok(()));
}

/// What is right but for its quotes is told as that.
#[test]
fn quotes_too_many_are_told() {
    for (from, to, expected) in [
        (
            "limit = \"8.2\" }",
            "limit = \"8.2\", strict = \"true\" }",
            "test/1-health.toml:11:56: `objective[0].indicator[0].rule.strict`: found the text `true`, expected `true` without quotes",
        ),
        (
            "item = 1",
            "item = \"12\"",
            "test/1-health.toml:4:8: `objective[0].item`: found the text `12`, expected `12` without quotes",
        ),
        (
            "item = 1",
            "item = \"999\"",
            "test/1-health.toml:4:8: `objective[0].item`: found `999`, expected a whole number from 1 to 255",
        ),
        (
            "\"upper_bound\"",
            "\"upper\"",
            "test/1-health.toml:11:17: `objective[0].indicator[0].rule.kind`: found `upper`, expected one of upper_bound, \
             lower_bound, band, relative_decrease, average_annual_change, trend, slower_rise, reference, gap, attested, \
             reported (nearest: `upper_bound`)",
        ),
    ] {
        assert_eq!(mistakes(from, to), [expected]);
    }
}

/// The good plan as one text.
pub fn whole() -> String {
    let section = GOOD.replace("[[objective", "[[section.objective");
    format!("id = \"test\"{PLAN}[[section]]\nslug = \"health\"\n{section}")
}

#[test]
fn a_whole_plan_can_be_one_text() {
    let folder = load(&[("test/plan.toml", PLAN), ("test/1-health.toml", GOOD)]).unwrap();
    let one = Registry::from_toml_text("any name", &whole()).unwrap();
    assert!(one == folder);
    assert!(load(&[("test.toml", &whole())]).unwrap() == folder);
    // With a byte order mark and line ends of other systems.
    let other = format!("\u{feff}{}", whole().replace('\n', "\r\n"));
    assert!(Registry::from_toml_text("any name", &other).unwrap() == folder);

    let mistaken = |from: &str, to: &str| {
        assert!(whole().contains(from), "{from}");
        Registry::from_toml_text("one.toml", &whole().replace(from, to)).unwrap_err().to_string()
    };
    assert_eq!(
        mistaken("id = \"test\"", "id = \"Test\""),
        "one.toml:1:6: `id`: found `Test`, expected lower-case letters, digits and underscores, a letter first, at most 64"
    );
    assert_eq!(mistaken("id = \"test\"", ""), "one.toml:1:1: `id`: found nothing, expected text");
    assert_eq!(mistaken("slug = \"health\"", ""), "one.toml:8:1: `section[0].slug`: found nothing, expected text");
    assert_eq!(
        mistaken("slug", "slugg"),
        "one.toml:8:1: `section[0].slug`: found nothing, expected text\none.toml:9:1: `section[0].slugg`: found an unknown key, expected \
         a known key, perhaps `slug`"
    );
    assert_eq!(
        mistaken("8.2\" }", "820\" }"),
        "one.toml:20:40: `section[0].objective[0].indicator[0].rule.limit`: found `820`, expected 0 to 100, the range of percent"
    );
    // Departments, regions and relations in the same text.
    let more = "[[department]]\nname = { zh = \"县妇联\", en = \"Women's federation\" }\n[[regions]]\ncode = \"371526\"\nlevel = \
                \"county\"\nname = { zh = \"高唐县\", en = \"Gaotang\" }\n[[sum]]\nindicator = \"test.health.figure\"\ngroups = [\"male\", \
                \"female\"]\ntotal = \"100\"\n";
    let county = whole().replace("region = \"371500\"", "region = \"371526\"");
    let text = format!("{}{more}", county.replace("item = 1\n", "item = 1\nlead = [\"县妇联\"]\n"));
    let registry = Registry::from_toml_text("one.toml", &text).unwrap();
    assert_eq!(registry.region_called("高唐县").unwrap().code(), "371526");
    assert_eq!(registry.relations().count(), 1);
    assert_eq!(
        Registry::from_toml_text("one.toml", &text.replace("lead = [\"县妇联\"]", "lead = [\"县妇連\"]"))
            .unwrap_err()
            .to_string(),
        "one.toml:14:9: `section[0].objective[0].lead[0]`: found `县妇連`, expected a department of the list of departments \
         (nearest: `县妇联`)"
    );
    // Several plans in texts of their own.
    let second = whole().replace("\"test\"", "\"second\"").replace("letter = \"T\"", "letter = \"S\"");
    let both = load(&[("a.toml", &whole()), ("b.toml", &second)]).unwrap();
    assert_eq!(both.plans().map(|plan| plan.id().to_owned()).collect::<Vec<_>>(), ["test", "second"]);
    assert_eq!(
        messages(&[("a.toml", &whole()), ("b.toml", &whole())])[..2],
        [
            "b.toml:1:6: `id`: found the plan `test` again (first in a.toml:1:6), expected an id of its own for each plan",
            "b.toml:2:10: `letter`: found `T`, which a.toml:2:10 has, expected a letter of its own, such as `A`",
        ]
    );
    assert_eq!(
        messages(&[("department.toml", "x = 1"), ("a.toml", &whole())]),
        [
            "department.toml:1:1: found a file outside a plan's folder, expected a folder in front, the name of a common file, or a whole \
             plan with `id` and `section` (nearest: `departments.toml`)"
        ]
    );
}

/// A whole plan may stand under any name that is not one of the common files or a folder's `plan.toml`.
#[test]
fn a_whole_plan_is_known_by_what_it_holds() {
    let folder = load(&[("test/plan.toml", PLAN), ("test/1-health.toml", GOOD)]).unwrap();
    for name in ["plans/test.toml", "a/b/1-test.toml", "plan.toml", "test"] {
        assert!(load(&[(name, &whole())]).unwrap() == folder, "{name}");
    }
    // Beside the folder of another plan, and beside a second one in the same folder.
    let second = whole().replace("\"test\"", "\"second\"").replace("letter = \"T\"", "letter = \"S\"");
    let files = [("test/plan.toml", PLAN), ("test/1-health.toml", GOOD), ("test/second.toml", &second)];
    assert_eq!(load(&files).unwrap().plans().count(), 2);
    let both = load(&[("plans/a.toml", &whole()), ("plans/b.toml", &second)]).unwrap();
    assert_eq!(both.plans().map(|plan| plan.id().to_owned()).collect::<Vec<_>>(), ["test", "second"]);
    // Its mistakes are those of a whole plan.
    assert_eq!(
        messages(&[("plans/a.toml", &whole().replace("id = \"test\"", ""))]),
        ["plans/a.toml:1:1: `id`: found nothing, expected text"]
    );
    assert_eq!(
        messages(&[("plans/a.toml", &whole().replace("slug = \"health\"", "slug = \"Health\""))]),
        [
            "plans/a.toml:9:8: `section[0].slug`: found `Health`, expected lower-case letters, digits and underscores, a letter first, at most 64"
        ]
    );
    // A folder's `plan.toml` is the beginning of a folder, whatever it holds.
    assert_eq!(
        messages(&[("test/plan.toml", &whole())]),
        [
            "test/plan.toml:1:1: `id`: found an unknown key, expected one of letter, title, short_title, region, edition, document, period",
            "test/plan.toml:8:3: `section`: found an unknown key, expected a known key, perhaps `edition`",
        ]
    );
}

/// One to three capital letters, so that a registry has room for more than 26 plans.
#[test]
fn a_plan_has_up_to_three_letters() {
    let lettered = |letter: &str, id: &str| {
        whole().replace("\"T\"", &format!("\"{letter}\"")).replacen("\"test\"", &format!("\"{id}\""), 1)
    };
    let registry = load(&[
        ("t.toml", &lettered("G", "one")),
        ("u.toml", &lettered("GT", "two")),
        ("v.toml", &lettered("GTX", "three")),
    ]);
    let registry = registry.unwrap();
    for (code, plan) in [("G1.1", "one"), ("GT1.1", "two"), ("GTX1.1", "three")] {
        let provision = registry.provision(code).unwrap();
        assert_eq!((provision.plan().id(), provision.clause_code().to_string().as_str()), (plan, code));
    }
    for code in ["1.1", "T1.1", "GTXY1.1", "gt1.1", "GT", "GT 1.1", "ＧT1.1", ""] {
        assert!(registry.provision(code).is_none(), "{code}");
    }
    assert_eq!(registry.plan_called("GT").unwrap().id(), "two");
    assert_eq!(registry.resolve("数值", Some("GTX")).unwrap().id(), "three.health.figure");
    assert_eq!(registry.resolve("GT:数值", None).unwrap().id(), "two.health.figure");
    for wrong in ["TEST", "t", "Tt", "T1", "Т", "T T"] {
        assert_eq!(
            messages(&[("t.toml", &lettered(wrong, "test"))]),
            [format!("t.toml:2:10: `letter`: found `{wrong}`, expected one to three capital letters, A to Z")]
        );
    }
    // When all single letters are taken, a longer one is free.
    let texts: Vec<(String, String)> = ('A'..='Z')
        .map(|letter| {
            (format!("{letter}.toml"), lettered(&letter.to_string(), &format!("p{}", letter.to_ascii_lowercase())))
        })
        .collect();
    let mut files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let last = lettered("K", "last");
    files.push(("last.toml", &last));
    assert_eq!(
        messages(&files),
        ["last.toml:2:10: `letter`: found `K`, which K.toml:2:10 has, expected a letter of its own, such as `KA`"]
    );
    let last = lettered("KA", "last");
    files.pop();
    files.push(("last.toml", &last));
    assert_eq!(load(&files).unwrap().plans().count(), 27);
}

#[test]
fn new_plans_stand_beside_the_old_ones() {
    let old = Registry::builtin();
    let county = with_indicators(&[
        ("screening", "{ kind = \"reference\", indicator = \"women.health.common_disease_screening_rate\" }"),
        (
            "screening_gap",
            "{ kind = \"gap\", of = \"women.health.common_disease_screening_rate\", across = \"county\", baseline_year = 2020 }",
        ),
    ])
    .replace("item = 1\n", "item = 1\nlead = [\"市卫生健康委\", \"县妇联\"]\n");
    let departments = "[[department]]\nname = { zh = \"县妇联\", en = \"County women's federation\" }\n";
    let region = "[[region]]\ncode = \"371526\"\nlevel = \"county\"\nname = { zh = \"高唐县\", en = \"Gaotang County\" }\n[[region]]\ncode = \
                  \"371527\"\nlevel = \"county\"\nname = { zh = \"新县\", en = \"New County\" }\n";
    let relations =
        "[[same]]\nindicators = [\"women.health.common_disease_screening_rate\", \"test.health.screening\"]\n";
    let files = |changes: &[(&str, String)]| {
        let mut files = vec![
            ("departments.toml", departments.to_owned()),
            ("regions.toml", region.to_owned()),
            ("relations.toml", relations.to_owned()),
            ("test/plan.toml", PLAN.to_owned()),
            ("test/1-health.toml", county.clone()),
        ];
        for (name, text) in changes {
            files.iter_mut().find(|file| file.0 == *name).unwrap().1.clone_from(text);
        }
        files
    };
    let with = |changes: &[(&str, String)]| {
        let files = files(changes);
        let files: Vec<PlanFile<'_>> = files.iter().map(|(name, text)| PlanFile { name, text }).collect();
        old.with_toml(&files)
    };
    let both = with(&[]).unwrap();
    assert_eq!(both.plans().map(|plan| plan.id().to_owned()).collect::<Vec<_>>(), ["women", "children", "test"]);
    assert_eq!(both.len(), old.len() + 3);
    for before in old.indicators() {
        let after = both.at(before.position()).unwrap();
        assert_eq!((after.id(), after.clause_code(), after.rule()), (before.id(), before.clause_code(), before.rule()));
        assert_eq!(both.find(before.id()).unwrap().position(), before.position());
        let evidence = Evidence::new(2025, rust_decimal::Decimal::ONE);
        assert_eq!(after.judge(&evidence), before.judge(&evidence));
    }
    let lead: Vec<_> =
        both.provision("T1.1").unwrap().lead().map(|department| department.name().zh().to_owned()).collect();
    assert_eq!(lead, ["市卫生健康委", "县妇联"]);
    assert_eq!(both.regions().count(), old.regions().count() + 1);
    assert_eq!(both.region_called("新县").unwrap().code(), "371527");
    assert_eq!(both.departments().count(), old.departments().count() + 1);
    assert_eq!(both.links().count(), old.links().count() + 1);
    // And once more on top of that.
    let third = whole().replace("\"test\"", "\"third\"").replace("letter = \"T\"", "letter = \"S\"");
    assert_eq!(both.with_toml(&[PlanFile { name: "third.toml", text: &third }]).unwrap().len(), both.len() + 1);

    let found = |changes: &[(&str, String)]| with(changes).unwrap_err().to_string();
    assert_eq!(
        found(&[("test/plan.toml", PLAN.replace("\"T\"", "\"W\""))]),
        "test/plan.toml:2:10: `letter`: found `W`, which the plan `women` has, expected a letter of its own, such as `A`"
    );
    assert_eq!(
        found(&[("test/1-health.toml", county.replace("市卫生健康委", "市卫生健康局"))]),
        "test/1-health.toml:5:9: `objective[0].lead[0]`: found `市卫生健康局`, expected a department of the list of departments \
         (nearest: `市卫生健康委`)"
    );
    assert_eq!(
        found(&[(
            "departments.toml",
            format!("{departments}{}", departments.replace("县妇联", "市妇联").replace("County", "The"))
        )]),
        "departments.toml:4:15: `department[1].name.zh`: found `市妇联` again (known already), expected each department once"
    );
    assert_eq!(
        found(&[("regions.toml", region.replace("高唐县", "高塘县"))]),
        "regions.toml:2:8: `region[0].code`: found the region `371526` again (known already, with another name or level), expected \
         each region once"
    );
    assert_eq!(
        found(&[(
            "test/1-health.toml",
            county.replace("common_disease_screening_rate\" }", "comon_disease_screening_rate\" }")
        )]),
        "test/1-health.toml:19:42: `objective[0].indicator[1].rule.indicator`: found `women.health.comon_disease_screening_rate`, \
         expected the full id of an indicator (nearest: `women.health.common_disease_screening_rate`)"
    );
    let women = whole().replace("id = \"test\"", "id = \"women\"");
    assert_eq!(
        old.with_toml(&[PlanFile { name: "w.toml", text: &women }]).unwrap_err().to_string(),
        "w.toml:1:6: `id`: found the plan `women` again (first in the plans there already), expected an id of its own for each plan"
    );
}

/// What cannot be read may hold what is named elsewhere, so that nothing is said about that.
#[test]
fn one_broken_file_is_one_mistake() {
    let first = with_indicators(&[("a", "{ kind = \"reference\", indicator = \"test.other.figure\" }")]);
    let second = GOOD.replace("domain = 1", "domain = 2").replace("数值", "又").replace("\"Figure\"", "\"Again\"");
    let files = |second: &str| {
        messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", &first), ("test/2-other.toml", second)])
    };
    assert_eq!(
        files(&format!("{second}]")),
        [
            "test/2-other.toml:13:1: `objective[0].indicator[0]`: found broken TOML (missing table open, expected `[`), expected valid TOML"
        ]
    );
    load(&[("test/plan.toml", PLAN), ("test/1-health.toml", &first), ("test/2-other.toml", &second)]).unwrap();
}

/// A key that is there twice leaves the rest to be read.
#[test]
fn a_double_key_hides_no_other_mistake() {
    let text = GOOD
        .replace("item = 1", "item = 1\nitem = 1")
        .replace("percent", "prcent")
        .replace("upper_bound", "uper_bound");
    let found = messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", &text)]);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(
        found[0].starts_with("test/1-health.toml:5:1: `objective[0].item`") && found[0].contains("again"),
        "{found:?}"
    );
    assert!(found[1].ends_with("(nearest: `percent`)") && found[2].ends_with("(nearest: `upper_bound`)"), "{found:?}");
}

/// A number in quotes is told as that only if it would do without them.
#[test]
fn a_number_in_quotes_has_to_fit() {
    let item = |item: &str| mistakes("item = 1", &format!("item = \"{item}\""));
    for (number, told) in [
        ("1", "found the text `1`, expected `1` without quotes"),
        ("300", "found `300`, expected a whole number from 1 to 255"),
        ("01", "found `01`, expected a whole number from 1 to 255"),
        ("x", "found `x`, expected a whole number from 1 to 255"),
    ] {
        assert_eq!(item(number), [format!("test/1-health.toml:4:8: `objective[0].item`: {told}")]);
    }
}

/// A file of a domain is one of a domain even if it says what plans begin with, and one of a chapter even if its number is lost.
#[test]
fn a_file_is_known_by_what_stands_in_it() {
    assert_eq!(
        mistakes("domain = 1", "id = \"x\"\ndomain = 1"),
        [
            "test/1-health.toml:1:1: `id`: found an unknown key, expected one of title, chapter, domain, objective, measure"
        ]
    );
    let chapter = GOOD.replace("domain = 1", "chapter \"一\"").replace("objective", "duty");
    assert_eq!(
        messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", &chapter)]),
        ["test/1-health.toml:1:9: found broken TOML (key with no value, expected `=`), expected valid TOML"]
    );
}

/// A code that was not taken may be the one that a plan names.
#[test]
fn a_wrong_code_hides_the_code_that_is_not_there() {
    let regions = crate::support::regions(&[]).replace("371500", " 371500");
    assert_eq!(
        messages(&[("test/plan.toml", PLAN), ("test/1-health.toml", GOOD), ("regions.toml", &regions)]),
        [
            "regions.toml:2:8: `region[0].code`: found ` 371500`, expected text without control characters or surrounding spaces"
        ]
    );
}
