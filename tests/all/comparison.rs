//! Comparisons of two plans, and conflicts within a registry.

use crate::support::{PLAN, load, written};
use serde_json::{Value, json};
use std::fmt::Write;
use zhibiao::rule::Obstacle;
use zhibiao::{Comparison, Language, MatchedBy, PairError, PlanChange, Registry};

/// An indicator in one line: id, Chinese name, unit, rule.
type Line<'a> = (&'a str, &'a str, &'a str, &'a str);

fn section(lines: &[Line<'_>]) -> String {
    let mut text = "domain = 1\ntitle = { zh = \"健康\", en = \"Health\" }\n[[objective]]\nitem = 1\n\
                    title = { zh = \"目标\", en = \"Objective\" }\n"
        .to_owned();
    for (id, name, unit, rule) in lines {
        write!(
            text,
            "[[objective.indicator]]\nid = \"{id}\"\nname = {{ zh = \"{name}\", en = \"The {name}\" }}\nunit = \"{unit}\"\n\
             applies_at = [\"city\", \"county\"]\nrule = {{ {rule} }}\nwording = \"若干\"\n"
        )
        .unwrap();
    }
    text
}

/// A registry with one plan of this name.
#[track_caller]
fn plan(id: &str, lines: &[Line<'_>]) -> Registry {
    let (header, body) = (format!("{id}/plan.toml"), format!("{id}/1-health.toml"));
    load(&[(&header, PLAN), (&body, &section(lines))]).unwrap()
}

/// A registry with plans `one` and `two`, the second of other years perhaps, and `relations.toml`.
#[track_caller]
fn plans(one: &[Line<'_>], two: &[Line<'_>], header: &str, relations: &str) -> Registry {
    let files = [
        ("one/plan.toml", PLAN.to_owned()),
        ("one/1-health.toml", section(one)),
        ("two/plan.toml", header.replace("letter = \"T\"", "letter = \"U\"")),
        ("two/1-health.toml", section(two)),
        ("relations.toml", relations.to_owned()),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    load(&files).unwrap()
}

const UP: &str = r#"kind = "trend", direction = "up", baseline_year = 2020"#;
const MOST_8_2: &str = r#"kind = "upper_bound", limit = "8.2""#;
const MOST_8: &str = r#"kind = "upper_bound", limit = "8.0""#;
const LEAST_9: &str = r#"kind = "lower_bound", limit = "9""#;
const MORTALITY: &str = "per_100k_live_births";

#[test]
fn every_change_by_its_name() {
    let old = plan(
        "city",
        &[
            ("same", "相同", "percent", r#"kind = "upper_bound", limit = "100""#),
            ("tighter", "收紧", MORTALITY, MOST_8_2),
            ("looser", "放宽", MORTALITY, MOST_8),
            ("kind", "改向", MORTALITY, MOST_8),
            ("unit", "改单位", MORTALITY, MOST_8),
            ("nature", "改方向", "percent", UP),
            ("unsaid", "无法判断", "percent", UP),
            ("bound", "比基期", "percent", MOST_8),
            ("gone", "未列入", "done", r#"kind = "attested""#),
            ("watched", "报送", "percent", r#"kind = "reported""#),
        ],
    );
    let new = plan(
        "county",
        &[
            ("same", "相同", "percent", r#"kind = "lower_bound", limit = "0""#),
            ("tighter", "收紧", MORTALITY, MOST_8),
            ("looser", "放宽", MORTALITY, MOST_8_2),
            ("kind", "改向", MORTALITY, LEAST_9),
            ("unit", "改单位", "per_1k_live_births", MOST_8),
            ("nature", "改方向", "percent", LEAST_9),
            ("unsaid", "无法判断", "percent", r#"kind = "trend", direction = "up", baseline_year = 2019"#),
            ("bound", "比基期", "percent", r#"kind = "relative_decrease", baseline_year = 2020, percent = "20""#),
            ("fresh", "新增", "done", r#"kind = "attested""#),
            ("watched", "报送", "percent", LEAST_9),
        ],
    );
    let comparison = Comparison::of(old.of_plan("city"), new.of_plan("county"));
    let found: Vec<(String, &str, Option<&str>)> = comparison
        .iter()
        .map(|one| {
            let either = one.in_old().or(one.in_new()).unwrap();
            (either.short_id().to_owned(), one.change().as_str(), one.obstacle().map(Obstacle::as_str))
        })
        .collect();
    let expected = [
        ("same", "same", None),
        ("tighter", "tightened", None),
        ("looser", "loosened", None),
        ("kind", "changed_in_kind", None),
        ("unit", "changed_in_kind", None),
        ("nature", "changed_in_kind", Some("baseline")),
        ("unsaid", "cannot_be_said", Some("different_baselines")),
        ("bound", "cannot_be_said", Some("baseline")),
        ("gone", "dropped", None),
        ("watched", "changed_in_kind", Some("no_promise")),
        ("fresh", "new", None),
    ];
    assert_eq!(found, expected.map(|(id, change, reason)| (id.to_owned(), change, reason)));
    let sentences: Vec<String> = [Language::Chinese, Language::English]
        .into_iter()
        .flat_map(|language| comparison.iter().map(move |one| one.sentence(language)))
        .collect();
    insta::assert_snapshot!("sentences", sentences.join("\n"));
    let counted: usize = PlanChange::ALL.iter().map(|change| comparison.count(*change)).sum();
    assert_eq!(counted, expected.len());
    assert_eq!(comparison.find("county.health.fresh").unwrap().change(), PlanChange::New);
    assert_eq!(comparison.find("city.health.gone").unwrap().change(), PlanChange::Dropped);
    assert!(comparison.find("city.health.fresh").is_none());
}

/// The other way round, what was tightened is loosened, and what is new was dropped.
#[test]
fn comparing_the_other_way_round_turns_every_change_round() {
    let registry = Registry::builtin();
    let there = Comparison::of(registry.of_plan("women"), registry.of_plan("children"));
    let back = Comparison::of(registry.of_plan("children"), registry.of_plan("women"));
    let turned = |change| match change {
        PlanChange::Tightened => PlanChange::Loosened,
        PlanChange::Loosened => PlanChange::Tightened,
        PlanChange::New => PlanChange::Dropped,
        PlanChange::Dropped => PlanChange::New,
        other => other,
    };
    for one in there.iter() {
        let id = one.in_old().or(one.in_new()).unwrap().id();
        assert_eq!(back.find(id).unwrap().change(), turned(one.change()), "{id}");
    }
    assert_eq!(there.iter().count(), back.iter().count());
    // What the registry says is one quantity is found to be one, by ids alone.
    let linked = registry.links().filter(|link| link.first.plan().id() != link.second.plan().id());
    for link in linked.filter(|link| link.first.short_id() == link.second.short_id()) {
        assert_eq!(there.find(link.first.id()).unwrap().in_new(), Some(link.second));
    }
}

#[test]
fn a_plan_is_the_same_as_itself() {
    let registry = Registry::builtin();
    let comparison = Comparison::of(registry.indicators(), registry.indicators());
    // Both plans use some ids; what they could be matched with twice is told apart by name, or not matched at all.
    for one in comparison.iter().filter(|one| one.in_old().is_some() && one.in_new().is_some()) {
        assert_eq!(one.change(), PlanChange::Same, "{:?}", one.in_old());
        assert_eq!(one.obstacle(), None);
    }
    for id in ["women", "children"] {
        let comparison = Comparison::of(registry.of_plan(id), registry.of_plan(id));
        assert_eq!(comparison.count(PlanChange::Same), registry.of_plan(id).count());
        assert!(comparison.iter().all(|one| one.matched_by() == Some(MatchedBy::Id)));
    }
}

#[test]
fn by_id_then_by_its_last_part_then_by_name_and_never_by_guess() {
    let old = load(&[
        ("city/plan.toml", PLAN),
        ("city/1-health.toml", &section(&[("one", "甲", "percent", UP), ("three", "丙", "percent", UP)])),
        (
            "city/2-safety.toml",
            &section(&[("two", "乙", "percent", UP), ("four", "丁", "percent", UP)])
                .replace("domain = 1", "domain = 2"),
        ),
        ("city/3-law.toml", &section(&[("four", "戊", "percent", UP)]).replace("domain = 1", "domain = 3")),
    ])
    .unwrap();
    let new = plan(
        "county",
        &[
            ("one", "丙", "percent", UP),
            ("two", "二", "percent", UP),
            ("drei", "丙丙", "percent", UP),
            ("four", "四", "percent", UP),
            ("other", "戊", "percent", UP),
        ],
    );
    let comparison = Comparison::of(old.indicators(), new.indicators());
    let by = |id: &str| {
        let one = comparison.find(id).unwrap();
        (one.in_new().map(|new| new.short_id()), one.matched_by())
    };
    assert_eq!(by("city.health.one"), (Some("one"), Some(MatchedBy::Id)));
    assert_eq!(by("city.safety.two"), (Some("two"), Some(MatchedBy::ShortId)));
    // 丙 is the name of one that its id has matched already.
    assert_eq!(by("city.health.three"), (None, None));
    // Two could be meant by `four`; one of them has gone by its name.
    assert_eq!(by("city.safety.four"), (None, None));
    assert_eq!(by("city.law.four"), (Some("other"), Some(MatchedBy::Name)));
    assert_eq!(comparison.find("county.health.four").unwrap().change(), PlanChange::New);

    let given = |pairs: &[(&str, &str)]| Comparison::with_pairs(old.indicators(), new.indicators(), pairs);
    let comparison = given(&[("city.health.three", "county.health.one")]).unwrap();
    let three = comparison.find("city.health.three").unwrap();
    assert_eq!((three.in_new().unwrap().short_id(), three.matched_by()), ("one", Some(MatchedBy::Given)));
    assert_eq!(comparison.find("city.health.one").unwrap().change(), PlanChange::Dropped);

    let unknown = given(&[("city.health.three", "county.health.eins")]).unwrap_err();
    assert_eq!(unknown.to_string(), "found `county.health.eins`, expected the full id of an indicator of the new plan");
    let twice = given(&[("city.health.one", "county.health.one"), ("city.health.one", "county.health.two")]);
    assert!(matches!(twice.unwrap_err(), PairError::Twice { id } if id == "city.health.one"));
    let twice = given(&[("city.health.one", "county.health.one"), ("city.safety.two", "county.health.one")]);
    assert!(matches!(twice.unwrap_err(), PairError::Twice { id } if id == "county.health.one"));
}

/// A gap and a reference name an indicator of their own plan; it is the same one if the two were matched.
#[test]
fn what_a_rule_compares_with_is_matched_too() {
    let gap = |of: &str| format!(r#"kind = "gap", of = "{of}", across = "county", baseline_year = 2020"#);
    let near = |of: &str, by: &str| format!(r#"kind = "reference", indicator = "{of}", tolerance = "{by}""#);
    let old = plan(
        "city",
        &[
            ("rate", "死亡率", "percent", MOST_8),
            ("gap", "差距", "percent", &gap("city.health.rate")),
            ("share", "比例", "percent", &near("city.health.rate", "2")),
        ],
    );
    let new = plan(
        "county",
        &[
            ("quote", "死亡率", "percent", MOST_8),
            ("third", "第三", "percent", MOST_8),
            ("gap", "差距", "percent", &gap("county.health.quote")),
            ("share", "比例", "percent", &near("county.health.third", "2")),
        ],
    );
    let comparison = Comparison::of(old.indicators(), new.indicators());
    assert_eq!(comparison.find("city.health.gap").unwrap().change(), PlanChange::Same);
    let share = comparison.find("city.health.share").unwrap();
    assert_eq!((share.change().as_str(), share.obstacle().unwrap().as_str()), ("cannot_be_said", "other_quantity"));
}

#[test]
fn a_comparison_as_json() {
    let old = plan("city", &[("rate", "死亡率", MORTALITY, MOST_8_2)]);
    let new =
        plan("county", &[("rate", "死亡率", MORTALITY, MOST_8), ("fresh", "新增", "done", "kind = \"attested\"")]);
    let comparison = Comparison::of(old.indicators(), new.indicators());
    let side = |id: &str, name: &str, unit: &str, kind: &str| json!({"id": id, "name": name, "clause": "T1.1", "wording": "若干", "unit": unit, "kind": kind, "applies_at": ["city", "county"], "population": null});
    assert_eq!(
        written(&comparison),
        json!([
            {
                "change": "tightened",
                "old": side("city.health.rate", "死亡率", MORTALITY, "upper_bound"),
                "new": side("county.health.rate", "死亡率", MORTALITY, "upper_bound"),
                "matched_by": "id",
                "reason": null,
            },
            {
                "change": "new",
                "old": null,
                "new": side("county.health.fresh", "新增", "done", "attested"),
                "matched_by": null,
                "reason": null,
            },
        ])
    );
}

#[test]
fn promises_that_cannot_be_kept_together() {
    let one = [
        ("rate", "死亡率", MORTALITY, MOST_8),
        ("over", "超额", "percent", r#"kind = "lower_bound", limit = "100", strict = true"#),
    ];
    let two = [("rate", "死亡率", MORTALITY, LEAST_9)];
    let sentences = |registry: &Registry, language| -> Vec<String> {
        registry.conflicts().iter().map(|conflict| conflict.sentence(language)).collect()
    };
    let registry = plans(&one, &two, PLAN, "");
    assert_eq!(
        sentences(&registry, Language::Chinese),
        ["超额：T1.1“>100%”，任何数值都无法满足", "死亡率：T1.1“≤8.0/10万”与U1.1“≥9/10万”，任何数值都无法同时满足"]
    );
    assert_eq!(
        sentences(&registry, Language::English),
        [
            "The 超额: T1.1 “>100%” cannot be met by any figure",
            "The 死亡率: T1.1 “≤8.0 per 100,000 live births” and U1.1 “≥9 per 100,000 live births” cannot both be met by any figure"
        ]
    );
    let first = &written(&registry.conflicts())[0];
    assert_eq!(first["first"], "one.health.over");
    assert_eq!(first["second"], Value::Null);

    // Not in another unit, at another level, or of another time.
    let none = |two: &[Line<'_>], header: &str| plans(&one[..1], two, header, "").conflicts().len();
    assert_eq!(none(&two, PLAN), 1);
    assert_eq!(none(&[("rate", "死亡率", "per_1k_live_births", LEAST_9)], PLAN), 0);
    assert_eq!(none(&two, &PLAN.replace("371500", "371526")), 0);
    let next = "first_year = 2026, last_year = 2030, baseline_year = 2025, midterm_year = 2028";
    let now = "first_year = 2021, last_year = 2025, baseline_year = 2020, midterm_year = 2023";
    assert_eq!(none(&two, &PLAN.replace(now, next)), 0);
    // By what depends on data, nothing is said.
    let decrease = r#"kind = "relative_decrease", baseline_year = 2020, percent = "20""#;
    assert_eq!(none(&[("rate", "死亡率", MORTALITY, decrease)], PLAN), 0);

    // Under other names, the relations tell; under the same one as well, it is told once.
    let same = "[[same]]\nindicators = [\"two.health.rate\", \"one.health.rate\"]\n";
    let other = [("rate", "比率", MORTALITY, LEAST_9)];
    assert_eq!(plans(&one[..1], &other, PLAN, "").conflicts().len(), 0);
    let registry = plans(&one[..1], &other, PLAN, same);
    assert_eq!(registry.conflicts()[0].first().id(), "one.health.rate");
    assert_eq!(registry.conflicts()[0].second().unwrap().id(), "two.health.rate");
    assert_eq!(plans(&one[..1], &two, PLAN, same).conflicts().len(), 1);
}

/// The same figure of other people, or of other units, is no less and no more.
#[test]
fn whom_a_promise_is_asked_of_is_part_of_it() {
    let city = |from: &str, to: &str| {
        let text = section(&[("rate", "比例", "percent", MOST_8)]);
        assert!(text.contains(from), "{from}");
        load(&[("city/plan.toml", PLAN), ("city/1-health.toml", &text.replace(from, to))]).unwrap()
    };
    let change = |old: &Registry, new: &Registry| {
        Comparison::of(old.indicators(), new.indicators()).iter().next().unwrap().change()
    };
    let same = city("rate", "rate");
    assert_eq!(change(&same, &same), PlanChange::Same);
    let levels = |levels: &str| city(r#"["city", "county"]"#, levels);
    // A city's plan and a county's are each made of the whole.
    assert_eq!(change(&levels(r#""city""#), &levels(r#""county""#)), PlanChange::Same);
    assert_eq!(change(&levels(r#""county""#), &levels(r#""township""#)), PlanChange::ChangedInKind);
    let people = |zh: &str| city("wording =", &format!("population = {{ zh = \"{zh}\", en = \"women\" }}\nwording ="));
    assert_eq!(change(&people("35至64岁妇女"), &people("35至45岁妇女")), PlanChange::ChangedInKind);
    assert_eq!(change(&people("35至64岁妇女"), &same), PlanChange::Same);
}
