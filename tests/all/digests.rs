//! Digests of plans' data: the same for the same promises, another for any other.

use crate::assessments::data_of;
use crate::support::{PLAN, dec, load};
use std::collections::BTreeSet;
use zhibiao::{DataSet, Override, Registry, TOTAL, Verdict};

const SECTION: &str = r#"domain = 1
title = { zh = "健康", en = "Health" }
[[objective]]
item = 1
title = { zh = "目标", en = "Objective" }
lead = ["市卫生健康委"]
[[objective.indicator]]
id = "figure"
name = { zh = "数值", en = "Figure" }
unit = "percent"
applies_at = "city"
rule = { kind = "band", centre = "45", tolerance = "2" }
wording = "45%左右"
"#;

const OTHER_FIGURE: &str = r#"[[objective.indicator]]
id = "other"
name = { zh = "另一数值", en = "Other figure" }
unit = "percent"
applies_at = "city"
rule = { kind = "upper_bound", limit = "50" }
wording = "50%以下"
"#;

fn digest(plan: &str, section: &str) -> String {
    load(&[("test/plan.toml", plan), ("test/1-health.toml", section)]).unwrap().digest("test").unwrap().to_owned()
}

#[test]
fn the_layout_of_the_text_does_not_matter() {
    let digest_of = digest(PLAN, SECTION);
    assert_eq!(digest_of.len(), 64);
    assert!(digest_of.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)));
    let commented =
        SECTION.replace("[[objective]]", "# a comment\n\n[[objective]]").replace("domain = 1", "domain   =  1");
    assert_eq!(digest(PLAN, &commented), digest_of);
    // What a caller sets otherwise is named beside it.
    let registry = load(&[("test/plan.toml", PLAN), ("test/1-health.toml", SECTION)]).unwrap();
    let own = registry.with_overrides(&[("test.health.figure", Override::tolerance(dec("3")))]).unwrap();
    assert_eq!(own.digest("test"), Some(digest_of.as_str()));
    assert_eq!(registry.digest("nobody"), None);
}

#[test]
fn any_other_promise_has_another_digest() {
    let changes = [
        ("centre = \"45\"", "centre = \"45.0\""),
        ("centre = \"45\"", "centre = \"46\""),
        ("tolerance = \"2\"", "tolerance = \"3\""),
        ("tolerance = \"2\" }", "tolerance = \"2\", exceedable = true }"),
        ("市卫生健康委", "市教育体育局"),
        ("lead =", "responsible ="),
        ("item = 1", "item = 2"),
        ("domain = 1", "domain = 2"),
        ("unit = \"percent\"", "unit = \"gross_percent\""),
        ("applies_at = \"city\"", "applies_at = [\"city\", \"county\"]"),
        ("45%左右", "45%"),
        ("\"Figure\"", "\"A figure\""),
        ("id = \"figure\"", "id = \"other\""),
        ("wording =", "note = { zh = \"注\", en = \"note\" }\nwording ="),
    ];
    let mut seen = BTreeSet::from([digest(PLAN, SECTION)]);
    for (from, to) in changes {
        assert!(SECTION.contains(from), "{from}");
        assert!(seen.insert(digest(PLAN, &SECTION.replacen(from, to, 1))), "{from} → {to}");
    }
    for (from, to) in [
        ("last_year = 2025", "last_year = 2026"),
        ("letter = \"T\"", "letter = \"U\""),
        ("letter = \"T\"", "letter = \"T\"\nedition = \"2\""),
    ] {
        assert!(PLAN.contains(from), "{from}");
        assert!(seen.insert(digest(&PLAN.replacen(from, to, 1), SECTION)), "{from} → {to}");
    }
}

/// What a registry knows beside its plans is no plan's own. Relations flag figures and change no verdict.
#[test]
fn relations_and_regions_are_not_part_of_it() {
    let section = format!("{SECTION}{OTHER_FIGURE}");
    let plain = [("test/plan.toml", PLAN), ("test/1-health.toml", &section)];
    let relations = "[[order]]\nlesser = \"test.health.figure\"\ngreater = \"test.health.other\"\n";
    let regions = "[[region]]\ncode = \"371500\"\nlevel = \"city\"\nname = { zh = \"聊城市\", en = \"Liaocheng\" }\n";
    let (bare, related) =
        (load(&plain).unwrap(), load(&[&plain[..], &[("relations.toml", relations)]].concat()).unwrap());
    let placed = load(&[&plain[..], &[("regions.toml", regions)]].concat()).unwrap();
    assert_eq!((related.relations().count(), placed.regions().count()), (1, 1));
    assert_eq!(related.digest("test"), bare.digest("test"));
    assert_eq!(placed.digest("test"), bare.digest("test"));

    // 45 is more than 44, which the relation does not allow.
    let rows =
        [("test.health.figure", "371500", TOTAL, 2023, "45"), ("test.health.other", "371500", TOTAL, 2023, "44")];
    let [without, with] = [&bare, &related].map(|registry| data_of(registry, &rows));
    assert_eq!([&without, &with].map(|data| data.inconsistencies().count()), [0, 1]);
    let verdicts = |data: &DataSet<'_>| -> Vec<(String, Verdict)> {
        data.evaluations().map(|each| (each.indicator().id().to_owned(), each.verdict())).collect()
    };
    assert_eq!(verdicts(&with), verdicts(&without));
    assert_eq!(verdicts(&with).len(), 2);
}

/// A verdict can be repeated years later only if the data are the same then. A changed digest is a change of the data, which the
/// change log names, or of the way they are written down here, which has to be said as well.
#[test]
fn the_built_in_plans_are_these() {
    let registry = Registry::builtin();
    insta::assert_snapshot!("digests", ["women", "children"].map(|plan| registry.digest(plan).unwrap()).join("\n"));
}
