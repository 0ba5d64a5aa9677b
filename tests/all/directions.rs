//! Trends, slower rises, comparisons, gaps and attestations on their edges: one year missing, equal values, the reference
//! missing, the base above, zero. Expected verdicts are worked out by hand from what each rule says.

use crate::support::{PLAN, dec, load, point, regions, written};
use chrono::NaiveDate;
use std::fmt::Write;
use zhibiao::{
    AssessmentParameters, Attestation, DataSet, DataSetBuilder, Evidence, Indicator, Judgement, Language, Observation,
    Point, Reason, Registry, Series, Stage, Units, Verdict,
};

/// Rules by their short ids, in one plan, so that they can refer to one another.
fn registry() -> Registry {
    let rules = [
        ("up", "percent", r#"{ kind = "trend", direction = "up", baseline_year = 2020 }"#),
        ("down", "percent", r#"{ kind = "trend", direction = "down", baseline_year = 2020 }"#),
        (
            "down_yearly",
            "percent",
            r#"{ kind = "trend", direction = "down", every_year = true, baseline_year = 2020 }"#,
        ),
        (
            "cases_yearly",
            "cases_per_year",
            r#"{ kind = "trend", direction = "down", every_year = true, baseline_year = 2020 }"#,
        ),
        ("slower", "percent", r#"{ kind = "slower_rise", baseline_year = 2020, years_before = 5 }"#),
        ("quantity", "percent", r#"{ kind = "reported" }"#),
        ("at_least", "percent", r#"{ kind = "reference", indicator = "test.health.quantity" }"#),
        ("in_keeping", "percent", r#"{ kind = "reference", indicator = "test.health.quantity", tolerance = "2" }"#),
        (
            "gap",
            "percent",
            r#"{ kind = "gap", of = "test.health.quantity", between = ["urban", "rural"], baseline_year = 2020 }"#,
        ),
        (
            "regional",
            "percent",
            r#"{ kind = "gap", of = "test.health.quantity", across = "county", baseline_year = 2020 }"#,
        ),
        ("attested", "done", r#"{ kind = "attested" }"#),
        ("each", "persons", r#"{ kind = "lower_bound", limit = "1" }"#),
    ];
    let mut text = "domain = 1\ntitle = { zh = \"健康\", en = \"Health\" }\n[[objective]]\nitem = 1\ntitle = { zh = \"目\", en = \"O\" }\n".to_owned();
    for (id, unit, rule) in rules {
        write!(
            text,
            "[[objective.indicator]]\nid = \"{id}\"\nname = {{ zh = \"名{id}\", en = \"{id}\" }}\nunit = \"{unit}\"\napplies_at = \
             \"county\"\nrule = {rule}\nwording = \"若干\"\n"
        )
        .unwrap();
    }
    let regions = regions(&["371502", "371503"]);
    load(&[("test/plan.toml", PLAN), ("test/1-health.toml", &text), ("regions.toml", &regions)]).unwrap()
}

fn indicator<'r>(registry: &'r Registry, id: &str) -> Indicator<'r> {
    registry.find(&format!("test.health.{id}")).unwrap()
}

#[track_caller]
fn judge(id: &str, year: u16, value: &str, history: &[Point]) -> Judgement {
    indicator(&registry(), id).judge(&Evidence::new(year, dec(value)).with_history(history))
}

/// Verdict, limit, margin, and whether rounding could reverse it.
#[track_caller]
fn expect(judgement: Judgement, expected: (&str, &str, &str, bool)) {
    let text = |decimal: Option<rust_decimal::Decimal>| decimal.map_or_else(|| "-".to_owned(), |d| d.to_string());
    let verdict = match judgement.verdict() {
        Verdict::Undetermined(reason) => reason.as_str(),
        verdict => verdict.as_str(),
    };
    let (limit, margin) = (text(judgement.limit()), text(judgement.margin()));
    assert_eq!((verdict, &*limit, &*margin, judgement.is_rounding_sensitive()), expected);
}

#[test]
fn a_trend_needs_a_change() {
    let base = [point(2020, "50.0")];
    expect(judge("up", 2023, "50.1", &base), ("met", "50", "0.1", true));
    expect(judge("up", 2023, "50.2", &base), ("met", "50", "0.2", false));
    expect(judge("up", 2023, "50.0", &base), ("not_met", "50", "0", true));
    expect(judge("up", 2023, "49.8", &base), ("not_met", "50", "-0.2", false));
    expect(judge("down", 2023, "49.8", &base), ("met", "50", "0.2", false));
    expect(judge("down", 2023, "50", &base), ("not_met", "50", "0", true));
    // From nothing there is no way down.
    expect(judge("down", 2023, "0", &[point(2020, "0")]), ("not_met", "0", "0", true));
    expect(judge("up", 2023, "50", &[]), ("no_baseline", "-", "-", false));
    expect(judge("up", 2020, "50", &base), ("not_after_baseline", "-", "-", false));
}

#[test]
fn every_year_means_each_against_the_one_before() {
    let fell = [point(2020, "5.0"), point(2021, "4.5"), point(2022, "4.4")];
    expect(judge("down_yearly", 2023, "4.0", &fell), ("met", "-", "0.1", true));
    let clearly = [point(2020, "5.0"), point(2021, "4.5"), point(2022, "4.3")];
    expect(judge("down_yearly", 2023, "4.0", &clearly), ("met", "-", "0.2", false));
    // It rose once on the way, and is lower in the end: not every year.
    let rose = [point(2020, "5.0"), point(2021, "5.5"), point(2022, "4.4")];
    expect(judge("down_yearly", 2023, "4.0", &rose), ("not_met", "-", "-0.5", false));
    // Level is not falling.
    let level = [point(2020, "5.0"), point(2021, "4.4"), point(2022, "4.4")];
    expect(judge("down_yearly", 2023, "4.0", &level), ("not_met", "-", "0", true));
    // The judged year itself counts.
    expect(judge("down_yearly", 2023, "4.9", &clearly), ("not_met", "-", "-0.6", false));
    // In the first year there is one step.
    expect(judge("down_yearly", 2021, "4.0", &[point(2020, "5.0")]), ("met", "-", "1", false));
}

#[test]
fn a_missing_year_leaves_every_year_open_unless_a_known_step_settles_it() {
    let gap = [point(2020, "5.0"), point(2022, "4.4")];
    expect(judge("down_yearly", 2023, "4.0", &gap), ("missing_year", "-", "-", false));
    // 2023 against 2022 went the wrong way: whatever 2021 was, it did not fall every year.
    expect(judge("down_yearly", 2023, "4.6", &gap), ("not_met", "-", "-0.2", false));
    expect(
        judge("down_yearly", 2023, "4.0", &[point(2021, "5"), point(2022, "4.5")]),
        ("no_baseline", "-", "-", false),
    );
    let judgement = judge("down_yearly", 2022, "4.0", &[point(2020, "5.0")]);
    assert_eq!(judgement.verdict(), Verdict::Undetermined(Reason::MissingYear { year: 2021 }));
    let impossible = [point(2020, "5.0"), point(2021, "500"), point(2022, "4.4")];
    let judgement = judge("down_yearly", 2023, "4.0", &impossible);
    assert_eq!(judgement.verdict(), Verdict::Undetermined(Reason::ImpossibleValue { year: 2021 }));
    let two = [point(2020, "5.0"), point(2021, "4.9"), point(2021, "4.8"), point(2022, "4.4")];
    let judgement = judge("down_yearly", 2023, "4.0", &two);
    assert_eq!(judgement.verdict(), Verdict::Undetermined(Reason::ConflictingValues { year: 2021 }));
    // Counts are exact.
    expect(judge("cases_yearly", 2021, "4", &[point(2020, "5")]), ("met", "-", "1", false));
}

#[test]
fn a_slower_rise_is_no_fall() {
    // From 2015 to 2020 it rose by 1 a year; to 2023 it may rise by less than 3.
    let history = [point(2015, "10.0"), point(2020, "15.0")];
    expect(judge("slower", 2023, "17.5", &history), ("met", "18", "0.5", false));
    expect(judge("slower", 2023, "18.0", &history), ("not_met", "18", "0", true));
    expect(judge("slower", 2023, "19", &history), ("not_met", "18", "-1", false));
    expect(judge("slower", 2023, "14", &history), ("met", "18", "4", false));
    // There was no rise: it must not begin.
    let flat = [point(2015, "15.0"), point(2020, "15.0")];
    expect(judge("slower", 2023, "15.0", &flat), ("met", "15", "0", true));
    // 15 and 15 may have been 14.6 and 15.4: a rise, and at its pace 15.9 in 2023.
    expect(judge("slower", 2023, "15.6", &[point(2015, "15"), point(2020, "15")]), ("not_met", "15", "-0.6", true));
    expect(judge("slower", 2023, "15.2", &flat), ("not_met", "15", "-0.2", false));
    let fell = [point(2015, "20.0"), point(2020, "15.0")];
    expect(judge("slower", 2023, "14.8", &fell), ("met", "15", "0.2", false));
    // The earlier year missing, and the baseline missing.
    let judgement = judge("slower", 2023, "17", &[point(2020, "15")]);
    assert_eq!(judgement.verdict(), Verdict::Undetermined(Reason::MissingYear { year: 2015 }));
    expect(judge("slower", 2023, "17", &[point(2015, "10")]), ("no_baseline", "-", "-", false));
}

#[test]
fn a_comparison_needs_its_reference() {
    let registry = registry();
    let against = |id: &str, value: &str, reference: Option<&str>| {
        let evidence = Evidence::new(2024, dec(value)).with_reference(reference.map(dec));
        indicator(&registry, id).judge(&evidence)
    };
    expect(against("at_least", "30.0", Some("30.0")), ("met", "30", "0", true));
    expect(against("at_least", "29.8", Some("30.0")), ("not_met", "30", "-0.2", false));
    expect(against("at_least", "30.2", Some("30.0")), ("met", "30", "0.2", false));
    expect(against("at_least", "30", None), ("no_reference", "-", "-", false));
    expect(against("at_least", "0", Some("0")), ("met", "0", "0", true));
    expect(against("in_keeping", "32.0", Some("30.0")), ("met", "32", "0", true));
    expect(against("in_keeping", "28.0", Some("30.0")), ("met", "28", "0", true));
    expect(against("in_keeping", "32.2", Some("30.0")), ("not_met", "32", "-0.2", false));
    expect(against("in_keeping", "27.8", Some("30.0")), ("not_met", "28", "-0.2", false));
    expect(against("in_keeping", "30", None), ("no_reference", "-", "-", false));
    // Nothing is met by being no less than a share of −3 percent.
    expect(against("at_least", "0", Some("-3")), ("impossible_value", "-", "-", false));
    expect(against("in_keeping", "0", Some("-1")), ("impossible_value", "-", "-", false));
    expect(against("quantity", "30", None), ("no_promise", "-", "-", false));
}

fn data<'r>(registry: &'r Registry, rows: &[(&str, &str, &str, u16, &str)]) -> DataSet<'r> {
    let mut builder = DataSetBuilder::new(registry);
    for (id, region, group, year, value) in rows {
        let mut observation = Observation::new(format!("test.health.{id}"), *region, *year, dec(value));
        observation.group = (!group.is_empty()).then(|| (*group).to_owned());
        builder.add(&observation, None).unwrap();
    }
    let (data, rejected) = builder.build();
    assert!(rejected.is_empty());
    data
}

#[test]
fn a_data_set_finds_the_reference_in_the_same_region_group_and_year() {
    let registry = registry();
    let data = data(
        &registry,
        &[
            ("at_least", "371502", "", 2024, "30"),
            ("at_least", "371503", "", 2024, "30"),
            ("quantity", "371502", "", 2024, "29"),
            ("quantity", "371503", "", 2023, "29"),
            ("quantity", "371503", "rural", 2024, "29"),
        ],
    );
    let verdicts: Vec<_> = data
        .series_of(indicator(&registry, "at_least"))
        .map(|series| (series.region(), series.judge(2024).verdict().as_str()))
        .collect();
    assert_eq!(verdicts, [("371502", "met"), ("371503", "undetermined")]);
}

#[test]
fn a_gap_narrows_or_does_not() {
    let registry = registry();
    let told = |now: (&str, &str), then: (&str, &str)| {
        let data = data(
            &registry,
            &[
                ("quantity", "371502", "城市", 2020, then.0),
                ("quantity", "371502", "农村", 2020, then.1),
                ("quantity", "371502", "urban", 2024, now.0),
                ("quantity", "371502", "rural", 2024, now.1),
            ],
        );
        let gaps: Vec<_> = data.gaps().filter(|gap| gap.indicator().short_id() == "gap").collect();
        assert_eq!(gaps.len(), 1, "the baseline year itself is no narrowing");
        let figures = data.gap(gaps[0].indicator(), "371502", 2024).unwrap();
        assert_eq!(figures.absolute, gaps[0].value().unwrap());
        (gaps[0].judgement(), figures)
    };
    // Of 20 and 10 the gap is 10; of 20 and 14 it is 6.
    let (judgement, figures) = told(("20.0", "14.0"), ("20.0", "10.0"));
    expect(judgement, ("met", "10", "4", false));
    assert_eq!((figures.relative, figures.relative_at_baseline), (Some(dec("30")), Some(dec("50"))));
    assert!(!figures.narrowed_only_from_above);
    // The same, only because the better side came down.
    let (judgement, figures) = told(("16.0", "10.0"), ("20.0", "10.0"));
    expect(judgement, ("met", "10", "4", false));
    assert!(figures.narrowed_only_from_above);
    assert_eq!(
        figures.in_words(Language::English),
        "relative gap 50% before, 37.5% now; smaller only because the better side got worse"
    );
    // The worse side got worse too, more slowly.
    assert!(told(("15.0", "9.0"), ("20.0", "10.0")).1.narrowed_only_from_above);
    // Equal gaps have not narrowed, wherever they lie.
    expect(told(("30.0", "20.0"), ("20.0", "10.0")).0, ("not_met", "10", "0", true));
    expect(told(("31.0", "20.0"), ("20.0", "10.0")).0, ("not_met", "10", "-1", false));
    // Which side is higher makes no difference to the gap.
    expect(told(("10.0", "16.0"), ("20.0", "10.0")).0, ("met", "10", "4", false));
    // Each of the four figures is rounded: 10.0 and 0.0 may be 9.95 and 0.05.
    expect(told(("9.9", "0.0"), ("20.0", "10.0")).0, ("met", "10", "0.1", true));
    // A gap that closes has narrowed by all of it; one that was closed before cannot narrow.
    expect(told(("10.0", "10.0"), ("20.0", "16.0")).0, ("met", "4", "4", false));
    expect(told(("10.0", "10.0"), ("20.0", "20.0")).0, ("not_met", "0", "0", true));
}

#[test]
fn a_gap_needs_all_its_ends() {
    let registry = registry();
    let rows = [
        ("quantity", "371502", "urban", 2020, "20"),
        ("quantity", "371502", "urban", 2024, "20"),
        ("quantity", "371502", "rural", 2024, "15"),
        ("quantity", "371503", "urban", 2024, "15"),
    ];
    let some = data(&registry, &rows);
    let gaps: Vec<_> =
        some.gaps().map(|gap| (gap.region(), gap.year(), gap.verdict().reason().unwrap().as_str())).collect();
    assert_eq!(gaps, [("371502", 2024, "no_baseline")]);
    assert_eq!(some.gap(indicator(&registry, "gap"), "371502", 2024), None);
    // A gap that was reported itself is judged as reported, and not worked out again.
    let reported =
        data(&registry, &[&rows[..], &[("gap", "371502", "", 2020, "6"), ("gap", "371502", "", 2024, "5")]].concat());
    assert_eq!(reported.gaps().count(), 0);
    let verdicts: Vec<_> = reported.series_of(indicator(&registry, "gap")).flat_map(Series::evaluations).collect();
    assert_eq!((verdicts[1].year(), verdicts[1].verdict()), (2024, Verdict::Met));
}

#[test]
fn a_gap_across_counties_needs_every_county() {
    let registry = registry();
    let judged = |rows: &[(&str, &str, &str, u16, &str)]| -> Vec<(u16, String)> {
        let data = data(&registry, rows);
        let regional: Vec<_> = data.gaps().filter(|gap| gap.indicator().short_id() == "regional").collect();
        regional
            .iter()
            .map(|gap| {
                assert_eq!((gap.region(), gap.group()), ("371500", "total"));
                let reason = gap.verdict().reason().map_or(gap.verdict().as_str(), |reason| reason.as_str());
                (
                    gap.year(),
                    format!("{} {reason}", gap.value().map_or_else(|| "-".to_owned(), |value| value.to_string())),
                )
            })
            .collect()
    };
    let base = [("quantity", "371502", "", 2020, "20"), ("quantity", "371503", "", 2020, "12")];
    let now = [("quantity", "371502", "", 2022, "20"), ("quantity", "371503", "", 2022, "15")];
    assert_eq!(judged(&[base, now].concat()), [(2022, "5 met".to_owned())]);
    assert_eq!(judged(&[&base[..], &now[..1]].concat()), [(2022, "- missing_unit".to_owned())]);
    assert_eq!(judged(&[&base[..1], &now[..]].concat()), [(2022, "- missing_unit".to_owned())]);
    assert_eq!(judged(&now), [(2022, "5 no_baseline".to_owned())]);
    // The groups of a county are no regions.
    assert_eq!(judged(&[("quantity", "371502", "urban", 2022, "20")]), []);
}

/// What the counties of the plan's region had between them in the baseline year says nothing of a gap that a province reported.
#[test]
fn a_gap_across_counties_is_one_of_the_plans_own_region() {
    let registry = registry();
    let data = data(
        &registry,
        &[
            ("quantity", "371502", "", 2020, "20"),
            ("quantity", "371503", "", 2020, "12"),
            ("regional", "371500", "", 2023, "5"),
            ("regional", "370000", "", 2023, "5"),
        ],
    );
    let regional = indicator(&registry, "regional");
    let judged: Vec<_> =
        data.series_of(regional).map(|series| (series.region(), series.judge(2023).verdict())).collect();
    let open = Verdict::Undetermined(Reason::NoBaseline { year: 2020 });
    assert_eq!(judged, [("370000", open), ("371500", Verdict::Met)]);
    let assessment = data.assess(Stage::Annual, 2023, &AssessmentParameters::default());
    let of_gap = assessment.items().iter().filter(|item| item.evaluation.indicator() == regional);
    let assessed: Vec<_> = of_gap.map(|item| (item.evaluation.region(), item.evaluation.verdict())).collect();
    assert_eq!(assessed, judged);
}

#[test]
fn an_attestation_is_done_or_not() {
    let registry = registry();
    let attest = |done| {
        let on = NaiveDate::from_ymd_opt(2024, 12, 31).unwrap();
        let attestation =
            Attestation { done, by: "张三".to_owned(), evidence: "聊司〔2024〕1号".to_owned(), on };
        Observation::attested("test.health.attested", "371502", 2024, attestation)
    };
    let verdict = |done| registry.judge(&attest(done), &[]).unwrap().verdict();
    assert_eq!((verdict(true), verdict(false)), (Verdict::Met, Verdict::NotMet));
    let judged = attest(true);
    let evaluation = registry.judge(&judged, &[]).unwrap();
    assert_eq!((evaluation.judgement().limit(), evaluation.judgement().margin()), (None, None));
    assert_eq!(evaluation.value_as_text().as_deref(), Some("done"));
    let indicator = indicator(&registry, "attested");
    for (done, word, zh, en) in [(true, "done", "已完成", "done"), (false, "not_done", "未完成", "not done")] {
        let attested = attest(done);
        let evaluation = registry.judge(&attested, &[]).unwrap();
        assert_eq!(evaluation.value_as_text().as_deref(), Some(word));
        let value = evaluation.value().unwrap();
        assert_eq!([Language::Chinese, Language::English].map(|language| indicator.write(value, language)), [zh, en]);
    }

    // Anything else is refused.
    let refused = |observation: &Observation| registry.judge(observation, &[]).unwrap_err().to_string();
    let figure = Observation::new("test.health.attested", "371502", 2024, dec("1"));
    assert_eq!(refused(&figure), "found `1`, expected `done` or `not_done`, with `by`, `evidence` and `date`");
    let both = Observation { value: Some(dec("1")), ..attest(true) };
    assert_eq!(refused(&both), "found `1`, expected `done` or `not_done`, with `by`, `evidence` and `date`");
    let neither = Observation { attestation: None, ..attest(true) };
    assert_eq!(refused(&neither), "found nothing, expected a decimal such as 8.2");
    let mut nobody = attest(true);
    nobody.attestation.as_mut().unwrap().by.clear();
    assert_eq!(refused(&nobody), "found nothing, expected the person in charge");
    let elsewhere = Observation { indicator: "test.health.each".to_owned(), ..attest(true) };
    assert_eq!(refused(&elsewhere), "found an attestation, expected a figure (persons)");

    // With serde, the day is text.
    let json = serde_json::to_string(&attest(true)).unwrap();
    assert!(
        json.ends_with(r#""attestation":{"done":true,"by":"张三","evidence":"聊司〔2024〕1号","on":"2024-12-31"}}"#),
        "{json}"
    );
    assert_eq!(serde_json::from_str::<Observation>(&json).unwrap(), attest(true));
    let wrong = json.replace("2024-12-31", "2024-12-32");
    assert!(
        serde_json::from_str::<Observation>(&wrong)
            .unwrap_err()
            .to_string()
            .contains("expected a day such as 2024-12-31")
    );
}

#[test]
fn one_answer_for_the_whole_says_who_is_missing() {
    let registry = registry();
    let each = indicator(&registry, "each");
    let rows = [("each", "371502", "", 2024, "1"), ("each", "371503", "", 2024, "0")];
    let counties = ["371502", "371503", "371599"];
    let all = data(&registry, &rows);
    let coverage = all.coverage(each, 2024, Units::Regions(&counties));
    assert_eq!((coverage.expected(), coverage.verdict()), (3, Verdict::NotMet));
    assert_eq!(written(&coverage)["missing"], serde_json::json!(["371599"]));
    assert_eq!(
        coverage.sentence(Language::Chinese),
        "2024年名each：应报3个，达标1个；未达标：县371503；未报：371599。总体未达标。"
    );
    assert_eq!(
        coverage.sentence(Language::English),
        "2024, each: 1 of 3 units met; not met: county 371503; nothing sent: 371599. Not met as a whole."
    );
    // Whoever sent nothing is never silently met.
    let one = data(&registry, &rows[..1]);
    let coverage = one.coverage(each, 2024, Units::Regions(&["371502", "371503"]));
    assert_eq!(coverage.verdict(), Verdict::Undetermined(Reason::MissingUnit { year: 2024 }));
    assert_eq!(one.coverage(each, 2024, Units::Regions(&["371502"])).verdict(), Verdict::Met);
    assert_eq!(one.coverage(each, 2023, Units::Regions(&["371502"])).missing().count(), 1);
    assert_eq!(one.coverage(each, 2024, Units::Regions(&[])).verdict(), Verdict::Undetermined(Reason::NoValue));
    // Units can be the groups of a region: its schools, its bodies.
    let schools = data(&registry, &[("each", "371502", "一中", 2024, "1"), ("each", "371502", "二中", 2024, "2")]);
    let groups = ["一中", "二中", "三中"];
    let coverage = schools.coverage(each, 2024, Units::Groups { region: "371502", groups: &groups });
    assert_eq!(coverage.met().collect::<Vec<_>>(), ["一中", "二中"]);
    assert_eq!(coverage.missing().collect::<Vec<_>>(), ["三中"]);
}

#[test]
fn relations_flag_and_change_nothing() {
    let registry = Registry::builtin();
    let rows = [
        ("children.health.neonatal_mortality_rate", "", "2.9"),
        ("children.health.infant_mortality_rate", "", "2.9"),
        ("children.health.under5_mortality_rate", "", "2.8"),
        ("women.economy.employment_by_sex", "男", "55.3"),
        ("women.economy.employment_by_sex", "女", "44.6"),
        ("women.economy.urban_unit_employment_by_sex", "male", "60.0"),
        ("women.economy.urban_unit_employment_by_sex", "female", "40.2"),
    ];
    let mut builder = DataSetBuilder::new(registry);
    for (id, group, value) in rows {
        let mut observation = Observation::new(id, "371500", 2024, dec(value));
        observation.group = Some(group.to_owned()).filter(|group| !group.is_empty());
        builder.add(&observation, None).unwrap();
    }
    let (data, _) = builder.build();
    let told: Vec<String> = data.inconsistencies().map(|found| found.sentence(Language::Chinese)).collect();
    assert_eq!(
        told,
        [
            // Equal is fine; 55.3 and 44.6 are 100 but for rounding; 60.0 and 40.2 are not.
            "2024年聊城市婴儿死亡率2.9‰高于5岁以下儿童死亡率2.8‰，请核实。",
            "2024年聊城市城镇单位就业人员性别构成（男）60.0%与城镇单位就业人员性别构成（女）40.2%之和应为100，请核实。",
        ]
    );
    assert_eq!(data.evaluations().count(), rows.len(), "nothing is left out for it");
}

#[test]
fn the_plans_promises_about_one_quantity_are_linked() {
    let told: Vec<String> = Registry::builtin()
        .links()
        .map(|link| {
            assert_eq!((link.first.plan().id(), link.second.plan().id()), ("women", "children"));
            let words = if link.is_worded_differently() { "other words" } else { "same words" };
            format!("{} {} {words}", link.first.short_id(), if link.differs() { "differs" } else { "same" })
        })
        .collect();
    // Both ask for 98 in the retention rate, 以上 or not; the filing of plans binds the city in the women's plan alone.
    assert_eq!(
        told,
        [
            "maternal_child_health_institutions same other words",
            "preschool_gross_enrolment_ratio same same words",
            "nine_year_retention_rate same other words",
            "plan_filing_months differs same words",
            "annual_report_of_departments same same words",
            "annual_report_to_higher_committee same same words",
            "annual_monitoring same same words",
            "annual_data_submission same same words",
            "annual_monitoring_report same same words",
            "annual_statistics_published same same words",
            "annual_early_warning same same words",
        ]
    );
    // Whatever has one Chinese name in both plans is linked.
    for indicator in Registry::builtin().of_plan("women") {
        let shared = Registry::builtin().named(indicator.name().zh()).count() > 1;
        assert_eq!(
            shared,
            told.iter().any(|link| link.starts_with(&format!("{} ", indicator.short_id()))) && shared,
            "{indicator:?}"
        );
    }
}

/// What was refused because it contradicts itself is not called missing.
#[test]
fn a_contradiction_is_named_wherever_it_hurts() {
    let registry = registry();
    let contradicted = |rows: &[(&str, &str, &str, u16, &str)]| {
        let mut builder = DataSetBuilder::new(&registry);
        for (id, region, group, year, value) in rows {
            let mut observation = Observation::new(format!("test.health.{id}"), *region, *year, dec(value));
            observation.group = (!group.is_empty()).then(|| (*group).to_owned());
            builder.add(&observation, None).unwrap();
        }
        let (data, rejected) = builder.build();
        assert_eq!(rejected.len(), 2);
        data
    };
    let reference = contradicted(&[
        ("at_least", "371502", "", 2024, "30"),
        ("quantity", "371502", "", 2024, "29"),
        ("quantity", "371502", "", 2024, "31"),
    ]);
    let verdict = reference.evaluations().next().unwrap().verdict();
    assert_eq!(verdict, Verdict::Undetermined(Reason::ConflictingValues { year: 2024 }));
    let gap = contradicted(&[
        ("quantity", "371502", "urban", 2020, "20"),
        ("quantity", "371502", "urban", 2020, "21"),
        ("quantity", "371502", "rural", 2020, "15"),
        ("quantity", "371502", "urban", 2024, "20"),
        ("quantity", "371502", "rural", 2024, "15"),
    ]);
    assert_eq!(gap.gaps().next().unwrap().verdict(), Verdict::Undetermined(Reason::ConflictingValues { year: 2020 }));
    // Of the judged year itself: 2023 has its one verdict, and no year that nobody sent is judged.
    let now = contradicted(&[
        ("quantity", "371502", "urban", 2020, "20"),
        ("quantity", "371502", "rural", 2020, "15"),
        ("quantity", "371502", "urban", 2023, "20"),
        ("quantity", "371502", "rural", 2023, "15"),
        ("quantity", "371502", "rural", 2023, "16"),
    ]);
    let verdicts: Vec<_> =
        now.gaps().filter(|gap| gap.indicator().short_id() == "gap").map(|gap| (gap.year(), gap.verdict())).collect();
    assert_eq!(verdicts, [(2023, Verdict::Undetermined(Reason::ConflictingValues { year: 2023 }))]);
    // Across the two counties, of the judged year and of the baseline.
    for year in [2020, 2023] {
        let other = if year == 2020 { 2023 } else { 2020 };
        let regional = contradicted(&[
            ("quantity", "371502", "", year, "20"),
            ("quantity", "371503", "", year, "15"),
            ("quantity", "371503", "", year, "16"),
            ("quantity", "371502", "", other, "20"),
            ("quantity", "371503", "", other, "10"),
        ]);
        let verdicts: Vec<_> =
            regional.gaps().map(|gap| (gap.indicator().short_id(), gap.year(), gap.verdict())).collect();
        assert_eq!(verdicts, [("regional", 2023, Verdict::Undetermined(Reason::ConflictingValues { year }))]);
    }
    let each = contradicted(&[
        ("each", "371502", "", 2024, "1"),
        ("each", "371502", "", 2024, "0"),
        ("each", "371503", "", 2024, "1"),
    ]);
    let coverage = each.coverage(indicator(&registry, "each"), 2024, Units::Regions(&["371502", "371503", "371503"]));
    assert_eq!(coverage.undetermined().collect::<Vec<_>>(), ["371502"]);
    assert_eq!((coverage.missing().count(), coverage.expected()), (0, 2));
}

/// A gap reported for one year leaves the other years to be worked out.
#[test]
fn a_reported_gap_stands_for_its_own_year() {
    let registry = registry();
    let rows = [
        ("quantity", "371502", "urban", 2020, "20"),
        ("quantity", "371502", "rural", 2020, "10"),
        ("quantity", "371502", "urban", 2021, "20"),
        ("quantity", "371502", "rural", 2021, "12"),
        ("quantity", "371502", "urban", 2022, "20"),
        ("quantity", "371502", "rural", 2022, "14"),
        ("gap", "371502", "", 2021, "9"),
    ];
    let data = data(&registry, &rows);
    let gaps: Vec<_> = data.gaps().map(|gap| (gap.year(), gap.value().unwrap().to_string())).collect();
    assert_eq!(gaps, [(2022, "6".to_owned())]);
}

#[test]
fn units_and_groups_are_found_however_they_are_written() {
    let registry = registry();
    let data = data(&registry, &[("each", "371502", "农村地区", 2024, "1"), ("each", "371503", "FEMALE", 2024, "1")]);
    let each = indicator(&registry, "each");
    assert!(data.find(each, "县371502", "乡村").is_some());
    assert!(data.find(each, "county 371503", "妇女").is_some());
    let coverage = data.coverage(each, 2024, Units::Groups { region: "县371502", groups: &["农村", "一中"] });
    assert_eq!(
        (coverage.met().collect::<Vec<_>>(), coverage.missing().collect::<Vec<_>>()),
        (vec!["农村"], vec!["一中"])
    );
}

#[test]
fn sentences_of_directions_do_not_name_a_wrong_limit() {
    let registry = registry();
    let told = |id: &str, year: u16, value: &str, history: &[Point]| {
        let evidence = Evidence::new(year, dec(value)).with_history(history);
        let evaluation = zhibiao::Evaluation::new(indicator(&registry, id), "371502", "total", &evidence);
        let text = |language| {
            evaluation
                .sentence(language)
                .to_string()
                .split_once(['（', '('])
                .map_or(String::new(), |(_, rest)| rest.to_owned())
        };
        format!("{}\n{}", text(Language::Chinese), text(Language::English))
    };
    let rose = [point(2020, "10"), point(2021, "9"), point(2022, "9.5")];
    insta::assert_snapshot!(
        "every_year",
        [
            told("down_yearly", 2023, "5", &rose),
            told("down_yearly", 2022, "8", &rose[..2]),
            told("down_yearly", 2021, "10", &rose[..1]),
            told("slower", 2023, "10", &[point(2015, "12"), point(2020, "10")]),
            told("slower", 2023, "12", &[point(2015, "5"), point(2020, "10")]),
        ]
        .join("\n\n")
    );
}

/// What a figure was held against is told with it; without that, the sentence says what the plan asks for and no more.
#[test]
fn what_a_figure_is_compared_with_is_told() {
    let registry = registry();
    let told = |id: &str, baseline: Option<&str>, reference: Option<&str>| {
        let history: Vec<Point> = baseline.iter().map(|baseline| point(2020, baseline)).collect();
        let evidence = Evidence::new(2021, dec("4")).with_history(&history).with_reference(reference.map(dec));
        let evaluation = zhibiao::Evaluation::new(indicator(&registry, id), "371502", "total", &evidence);
        assert_eq!(evaluation.reference(), reference.map(dec));
        // Every kind that looks back tells what it looked back at.
        assert_eq!(evaluation.baseline(), baseline.map(dec));
        [Language::Chinese, Language::English].map(|language| evaluation.sentence(language).to_string())
    };
    for (id, baseline, reference, zh, en) in [
        (
            "gap",
            Some("5.5"),
            None,
            "规划提出“若干”（2020年差距为5.5个百分点），达标，",
            "asks for less than 5.5 percentage points (a gap of 5.5 percentage points in 2020). Met by 1.5 percentage points. ",
        ),
        ("gap", None, None, "规划提出“若干”，无法判定：", "asks for a smaller gap than in 2020. Cannot be judged: "),
        ("at_least", None, Some("3"), "“若干”（对照值3%），达标，", " (compared with 3%). Met by 1 percentage point. "),
        (
            "at_least",
            None,
            None,
            "规划提出“若干”，无法判定：",
            "asks for no less than the figure it is compared with. Cannot be judged: ",
        ),
        (
            "in_keeping",
            None,
            Some("3.5"),
            "“若干”（对照值3.5%，“相适应”按上下2个百分点掌握），达标，",
            " (compared with 3.5%, “in keeping” read as within 2 percentage points). Met by 1.5 percentage points. ",
        ),
        ("up", Some("3"), None, "达标，", "Met by 1 percentage point. "),
        ("up", None, None, "无法判定：", "asks for a rise since 2020. Cannot be judged: "),
        (
            "down_yearly",
            None,
            None,
            "无法判定：",
            "asks for a fall in every year since 2020 (each year since 2020 against the one before). Cannot be judged: ",
        ),
        (
            "slower",
            None,
            None,
            "规划提出“若干”，无法判定：",
            "asks for a slower rise than in 2015–2020. Cannot be judged: ",
        ),
    ] {
        let [chinese, english] = told(id, baseline, reference);
        assert!(chinese.contains(zh), "{chinese}");
        assert!(english.contains(en), "{english}");
    }
}
