//! Reports: attainment as officials count it, "basically met", counts by plan, domain, department and region, filters, and the shape of
//! what is serialized.

use crate::assessments::{assess, data_of, registry_of};
use crate::support::{dec, written};
use serde_json::{Value, json};
use zhibiao::report::{Attainment, AttainmentRule, CountingRule, Counts, Dimension, Report, ReportOptions, Rounding};
use zhibiao::{AssessmentParameters, DataSet, Language, Level, Nature, Registry, Stage, TOTAL, Verdict};

fn counts(met: usize, not_met: usize, no_data: usize) -> Counts {
    let mut counts = Counts::default();
    (counts.items, counts.met, counts.not_met, counts.no_data) = (met + not_met + no_data, met, not_met, no_data);
    counts
}

fn rate(counting: CountingRule, decimals: u32, rounding: Rounding, counts: &Counts) -> Attainment {
    AttainmentRule::new(counting, decimals, rounding).rate(counts)
}

#[test]
fn attainment_as_officials_count_it() {
    let half_up = |counting, counts: &Counts| rate(counting, 1, Rounding::HalfAwayFromZero, counts).in_short();
    // 52 indicators, 3 of them without data, 48 met: 98 percent of those with data.
    assert_eq!(half_up(CountingRule::MetOfJudged, &counts(48, 1, 3)), "98.0% (48/49)");
    assert_eq!(half_up(CountingRule::MetOfAll, &counts(48, 1, 3)), "92.3% (48/52)");
    // 44 of 54: 81.481…
    assert_eq!(half_up(CountingRule::MetOfAll, &counts(44, 7, 3)), "81.5% (44/54)");
    let mut expected = counts(44, 7, 3);
    expected.expected = 4;
    assert_eq!(half_up(CountingRule::MetOrOnCourseOfAll, &expected), "88.9% (48/54)");
    assert_eq!(AttainmentRule::default().rate(&counts(48, 1, 3)).in_short(), "98.0% (48/49)");
}

#[test]
fn rates_are_rounded_or_cut_off_as_the_rule_says() {
    let shown = |decimals, rounding, met, not_met| {
        rate(CountingRule::MetOfJudged, decimals, rounding, &counts(met, not_met, 0))
            .percent
            .map(|rate| rate.to_string())
    };
    let (half, cut) = (Rounding::HalfAwayFromZero, Rounding::Truncated);
    let is = |text: &str| Some(text.to_owned());
    assert_eq!(shown(1, half, 2, 1), is("66.7"));
    assert_eq!(shown(1, cut, 2, 1), is("66.6"));
    assert_eq!(shown(0, half, 1, 7), is("13"));
    assert_eq!(shown(0, cut, 1, 7), is("12"));
    assert_eq!(shown(1, half, 1, 7), is("12.5"));
    assert_eq!(shown(2, half, 1, 2), is("33.33"));
    assert_eq!(shown(1, cut, 5, 0), is("100.0"));
    assert_eq!(shown(0, half, 0, 5), is("0"));
    // 199 of 200 are no 100 percent, unless rounded to whole ones.
    assert_eq!(shown(0, half, 199, 1), is("100"));
    assert_eq!(shown(0, cut, 199, 1), is("99"));
    assert_eq!(shown(99, cut, 1, 2), is("33.3333333333"));
    // Nothing to count is no rate, and not zero.
    assert_eq!(shown(1, half, 0, 0), None);
    assert_eq!(rate(CountingRule::MetOfJudged, 1, half, &counts(0, 0, 5)).in_short(), "—");
    assert_eq!(rate(CountingRule::MetOfAll, 1, half, &counts(0, 0, 5)).in_short(), "0.0% (0/5)");
}

#[test]
fn a_rate_serialized_can_be_counted_again() {
    let rate = rate(CountingRule::MetOfJudged, 1, Rounding::Truncated, &counts(2, 1, 4));
    assert_eq!(
        written(&rate),
        json!({
            "percent": "66.6", "numerator": 2, "denominator": 3, "counting": "met_of_judged", "decimals": 1, "rounding": "truncated"
        })
    );
    assert_eq!(
        rate.rule.in_words(Language::Chinese),
        "达标率＝达标÷（达标＋未达标），无数据和无法判定的不计；保留1位小数，其后舍去。"
    );
    assert_eq!(
        rate.rule.in_words(Language::English),
        "Attainment rate = met ÷ (met + not met), leaving out what has no data or cannot be judged; 1 decimal, truncated."
    );
}

/// Whether the newest value of a series is off by no more than so many percent.
fn nearly(rule: &str, points: &[(u16, &'static str)], percent: &str) -> bool {
    let registry = registry_of(&[("figure", "percent", rule)]);
    let rows: Vec<_> = points.iter().map(|(year, value)| ("figure", "371500", TOTAL, *year, *value)).collect();
    let data = data_of(&registry, &rows);
    let assessment = assess(&data, points.last().unwrap().0);
    assessment.items()[0].evaluation.is_missed_by_no_more_than(dec(percent))
}

#[test]
fn basically_met_is_off_by_a_share_of_what_was_asked_for() {
    let at_most = r#"{ kind = "upper_bound", limit = "20" }"#;
    // Half a percent of 20 is 0.1.
    assert!(nearly(at_most, &[(2023, "20.1")], "0.5"));
    assert!(!nearly(at_most, &[(2023, "20.2")], "0.5"));
    assert!(!nearly(at_most, &[(2023, "20.1000000000000000000000001")], "0.5"));
    assert!(!nearly(at_most, &[(2023, "20.1")], "0"));
    // What is met is met.
    assert!(!nearly(at_most, &[(2023, "19.9")], "0.5"));
    // 0.5 points a year were asked for, which is 1 in two years; 0.45 and 0.4 were achieved.
    let annual = r#"{ kind = "average_annual_change", direction = "down", points = "0.5", baseline_year = 2020 }"#;
    assert!(nearly(annual, &[(2020, "50.0"), (2022, "49.1")], "10"));
    assert!(!nearly(annual, &[(2020, "50.0"), (2022, "49.2")], "10"));
    assert!(!nearly(annual, &[(2022, "49.1")], "10"), "without a baseline nobody can tell");
    // Down by 20 percent from 10 are 2; a tenth of that is 0.2.
    let decrease = r#"{ kind = "relative_decrease", percent = "20", baseline_year = 2020 }"#;
    assert!(nearly(decrease, &[(2020, "10"), (2022, "8.2")], "10"));
    assert!(!nearly(decrease, &[(2020, "10"), (2022, "8.3")], "10"));
    // Below the band of 43 to 47 by 1 percent of 43.
    let band = r#"{ kind = "band", centre = "45", tolerance = "2" }"#;
    assert!(nearly(band, &[(2023, "42.57")], "1"));
    assert!(!nearly(band, &[(2023, "42.56")], "1"));
    // A direction is kept or not.
    let trend = r#"{ kind = "trend", direction = "down", baseline_year = 2020 }"#;
    assert!(!nearly(trend, &[(2020, "10"), (2022, "10.001")], "100"));
}

const MORTALITY: &str = "women.health.maternal_mortality_ratio";
const INFANT: &str = "children.health.infant_mortality_rate";
const EMPLOYMENT: &str = "women.economy.women_share_of_employment";

/// Liaocheng: 8.21 (not met by 0.12 percent), 3.0 (met), 45 (met), and a group; Shandong: 8.0 (met) and 3.4 (not met).
fn two_regions() -> DataSet<'static> {
    data_of(
        Registry::builtin(),
        &[
            (MORTALITY, "371500", TOTAL, 2023, "8.21"),
            (MORTALITY, "371500", "rural", 2023, "9"),
            (INFANT, "371500", TOTAL, 2023, "3.0"),
            (EMPLOYMENT, "371500", TOTAL, 2023, "45"),
            (MORTALITY, "370000", TOTAL, 2023, "8.0"),
            (INFANT, "370000", TOTAL, 2023, "3.4"),
            ("women.health.healthy_life_expectancy", "371500", TOTAL, 2022, "70"),
            ("women.health.life_expectancy", "371500", TOTAL, 2023, "80"),
            ("women.health.syphilis_testing_rate", "371500", "rural", 2023, "99"),
        ],
    )
}

/// How many indicators promise something.
fn promised() -> usize {
    Registry::builtin().indicators().filter(|each| each.rule().nature() != Nature::Reported).count()
}

fn options(change: impl FnOnce(&mut ReportOptions)) -> ReportOptions {
    let mut options = ReportOptions::default();
    change(&mut options);
    options
}

#[test]
fn counts_by_each_dimension_add_up() {
    let data = two_regions();
    let assessment = assess(&data, 2023);
    let report = assessment.report(&options(|options| options.by = Dimension::ALL.to_vec()));
    let total = report.total();
    // Six regional figures and one that is missing this year; of the others one was reported of a group only.
    assert_eq!(total.items, 7 + promised() - 5);
    assert_eq!((total.met, total.not_met, total.undetermined), (3, 2, 1));
    // One has no baseline, the others no figure.
    assert_eq!((total.reasons["no_baseline"], total.reasons["no_value"]), (1, promised() - 4));
    assert_eq!(report.attainment().in_short(), "60.0% (3/5)");
    let sum = |by: Dimension, count: fn(&Counts) -> usize| {
        let table = report.tables().iter().find(|table| table.by == by).unwrap();
        table.rows.iter().map(|row| count(&row.counts)).sum::<usize>()
    };
    let each: [fn(&Counts) -> usize; 5] = [|c| c.items, |c| c.met, |c| c.not_met, |c| c.undetermined, |c| c.no_data];
    for count in each {
        assert_eq!(sum(Dimension::Plan, count), count(total));
        assert_eq!(sum(Dimension::Domain, count), count(total));
    }
    // Of what was never reported nobody knows the region.
    assert_eq!(sum(Dimension::Region, |counts| counts.items), 7);
    // With its departments an indicator counts as often as it has some.
    let of = |counting: fn(&zhibiao::Indicator<'_>) -> usize| {
        let again: usize = [MORTALITY, INFANT].iter().map(|id| counting(&Registry::builtin().find(id).unwrap())).sum();
        let promised = Registry::builtin().indicators().filter(|each| each.rule().nature() != Nature::Reported);
        promised.map(|indicator| counting(&indicator)).sum::<usize>() + again
    };
    assert_eq!(sum(Dimension::Lead, |counts| counts.items), of(|indicator| indicator.provision().lead().count()));
    assert_eq!(
        sum(Dimension::Responsible, |counts| counts.items),
        of(|indicator| indicator.provision().responsible().count())
    );
    // Three departments lead on women's share in employment; each has it once.
    let leads = report.tables().iter().find(|table| table.by == Dimension::Lead).unwrap();
    let met = |name: &str| leads.rows.iter().find(|row| row.key == name).unwrap().counts.met;
    assert_eq!(["市人力资源社会保障局", "市委组织部", "市国资委"].map(met), [1, 1, 1]);
    assert_eq!(met("市卫生健康委"), 2);
    let regions = report.tables().iter().find(|table| table.by == Dimension::Region).unwrap();
    let told: Vec<_> = regions
        .rows
        .iter()
        .map(|row| (row.name(Language::Chinese), row.counts.items, row.attainment.in_short()))
        .collect();
    assert_eq!(told, [("山东省", 2, "50.0% (1/2)".to_owned()), ("聊城市", 5, "66.7% (2/3)".to_owned())]);
    assert_eq!(report.regions(), ["370000", "371500"]);
}

#[test]
fn groups_and_what_was_never_reported_count_only_when_asked_to() {
    let data = two_regions();
    let assessment = assess(&data, 2023);
    let items = |change: fn(&mut ReportOptions)| {
        let total = assessment.report(&options(change)).total().clone();
        (total.items, total.met, total.not_met, total.no_data)
    };
    assert_eq!(items(|options| options.unreported = false), (7, 3, 2, 1));
    let with_groups = |options: &mut ReportOptions| (options.unreported, options.groups) = (false, true);
    assert_eq!(items(with_groups), (9, 4, 3, 1));
    assert_eq!(items(|options| options.groups = true), (9 + promised() - 6, 4, 3, 1 + promised() - 6));
    assert_eq!(items(|_| {}), (7 + promised() - 5, 3, 2, 1 + promised() - 5));
}

#[test]
fn a_report_on_a_plan_or_a_region_knows_nothing_of_the_others() {
    let data = two_regions();
    let assessment = assess(&data, 2023);
    let women = assessment.report(&options(|options| options.plan = Some("women".to_owned())));
    assert_eq!(women.plans().iter().map(|plan| plan.id()).collect::<Vec<_>>(), ["women"]);
    assert_eq!((women.total().met, women.total().not_met), (2, 1));
    assert!(women.warnings().iter().all(|warning| warning.indicator.plan().id() == "women"));
    let promised_to_women =
        Registry::builtin().of_plan("women").filter(|each| each.rule().nature() != Nature::Reported).count();
    assert_eq!(women.total().items, promised_to_women + 1, "one of them in two regions");

    // For one region each promise counts once, whatever others sent.
    let shandong = options(|options| {
        options.region = Some("370000".to_owned());
        options.by = vec![Dimension::Region, Dimension::Plan];
    });
    let report = assessment.report(&shandong);
    assert_eq!((report.total().items, report.total().met, report.total().not_met), (promised(), 1, 1));
    assert_eq!(report.total().no_data, promised() - 2);
    assert_eq!((report.regions(), report.tables()[0].rows.len()), (["370000"].as_slice(), 1));
    assert_eq!(&report.tables()[0].rows[0].counts, report.total());
    assert!(report.warnings().iter().all(|warning| warning.region == "370000"));
    // A county that sent nothing at all owes what is asked of each county, and not what is asked of the city.
    let nowhere = assessment.report(&options(|options| options.region = Some("371502".to_owned())));
    let of_counties = Registry::builtin().indicators().filter(|each| each.applies_at().contains(&Level::County));
    let of_counties = of_counties.filter(|each| each.rule().nature() != Nature::Reported).count();
    assert!(of_counties > 0 && of_counties < promised());
    assert_eq!((nowhere.total().items, nowhere.total().no_data), (of_counties, of_counties));
    let nothing = assessment.report(&options(|options| options.plan = Some("men".to_owned())));
    assert_eq!((nothing.total().items, nothing.plans().len(), nothing.warnings().len()), (0, 0, 0));
    assert!(nothing.to_text(Language::Chinese).contains("项数0，达标0项，达标率—"));
}

#[test]
fn basically_met_is_off_by_default_changes_no_verdict_and_is_shown_wherever_it_is_used() {
    let data = two_regions();
    let assessment = assess(&data, 2023);
    let set = |percent: Option<&str>| {
        let percent = percent.map(dec);
        assessment.report(&options(|options| (options.basically_met, options.unreported) = (percent, false)))
    };
    let rendered = |report: &Report<'_>| {
        let both = [Language::Chinese, Language::English];
        both.map(|language| [report.to_text(language), report.to_markdown(language)])
    };
    let off = set(None);
    assert_eq!((off.total().basically_met, off.attainment().in_short()), (0, "60.0% (3/5)".to_owned()));
    let [zh, en] = rendered(&off);
    assert!(zh.iter().all(|text| text.contains("未采用“基本达标”。") && !text.contains("容差")));
    assert!(en.iter().all(|text| text.contains("“Basically met” is not used.")));
    // 0.01 of 8.2 are 0.122 percent; 0.1 of 3.3 are 3.03.
    let on = set(Some("0.13"));
    assert_eq!((on.total().met, on.total().basically_met, on.total().not_met), (3, 1, 1));
    assert_eq!(on.attainment().in_short(), "80.0% (4/5)");
    let [zh, en] = rendered(&on);
    assert!(zh.iter().all(|text| text.contains("相差不超过0.13%的按“基本达标”计为达标") && text.contains("基本达标")));
    assert!(en.iter().all(|text| text.contains("no more than 0.13 percent") && text.contains("basically met")));
    assert_eq!(written(&on)["basically_met_percent"], "0.13");
    assert_eq!(written(&off)["basically_met_percent"], Value::Null);
    assert_eq!((set(Some("0.12")).total().basically_met, set(Some("3.04")).total().basically_met), (0, 2));
    let verdicts = || assessment.items().iter().filter(|item| item.evaluation.verdict() == Verdict::Met).count();
    assert_eq!(verdicts(), 4, "three for everybody and one of a group");
}

/// What is basically met already is not counted a second time as on course.
#[test]
fn on_course_counts_what_is_not_met_yet() {
    let registry = registry_of(&[("figure", "percent", r#"{ kind = "upper_bound", limit = "20" }"#)]);
    let rows = [(2021, "20.3"), (2022, "20.2"), (2023, "20.1")];
    let rows = rows.map(|(year, value)| ("figure", "371500", TOTAL, year, value));
    let data = data_of(&registry, &rows);
    let assessment = assess(&data, 2023);
    let of = |basically_met: Option<&str>| {
        let report = assessment.report(&options(|options| {
            options.basically_met = basically_met.map(dec);
            options.attainment = AttainmentRule::new(CountingRule::MetOrOnCourseOfAll, 0, Rounding::HalfAwayFromZero);
        }));
        (report.total().expected, report.total().on_course, report.attainment().in_short())
    };
    assert_eq!(of(None), (1, 1, "100% (1/1)".to_owned()));
    assert_eq!(of(Some("0.5")), (0, 1, "100% (1/1)".to_owned()));
}

#[test]
fn the_serialized_report_has_the_promised_keys() {
    let data = two_regions();
    let assessment = data.assess(Stage::MidTerm, 2023, &AssessmentParameters::default());
    let report = written(&assessment.report(&ReportOptions::default()));
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(
        keys(&report),
        [
            "stage",
            "year",
            "plans",
            "regions",
            "basically_met_percent",
            "groups_counted",
            "unreported_counted",
            "overrides",
            "total",
            "attainment",
            "tables",
            "warnings"
        ]
    );
    assert_eq!((&report["stage"], &report["year"]), (&json!("mid-term"), &json!(2023)));
    for (plan, id) in report["plans"].as_array().unwrap().iter().zip(["women", "children"]) {
        let digest = Registry::builtin().digest(id).unwrap();
        let title = Registry::builtin().plan(id).unwrap().title().zh();
        let expected = json!({
            "id": id,
            "title": title,
            "number": "聊政发〔2021〕9号",
            "issuer": "聊城市人民政府",
            "issued": "2021-12-03",
            "first_year": 2021,
            "last_year": 2025,
            "baseline_year": 2020,
            "midterm_year": 2023,
            "outside_period": false,
            "edition": "1",
            "digest": digest,
        });
        assert_eq!(plan, &expected);
    }
    assert_eq!(report["plans"].as_array().unwrap().len(), 2);
    assert_eq!((&report["groups_counted"], &report["unreported_counted"]), (&json!(false), &json!(true)));
    assert_eq!(
        keys(&report["total"]),
        [
            "items",
            "met",
            "basically_met",
            "not_met",
            "undetermined",
            "no_data",
            "reasons",
            "met_early",
            "on_course",
            "hard_to_reach",
            "no_outlook",
            "expected",
            "uncertain"
        ]
    );
    assert_eq!(keys(&report["tables"][0]), ["by", "rows"]);
    let row = &report["tables"][0]["rows"][0];
    assert_eq!(keys(row), ["key", "name_zh", "name_en", "counts", "attainment"]);
    assert_eq!((&row["key"], &row["name_zh"]), (&json!("women"), &json!("妇女规划")));
    let item = written(&assessment.items()[0]);
    assert_eq!(
        keys(&item),
        [
            "indicator",
            "region",
            "group",
            "year",
            "value",
            "verdict",
            "reason",
            "limit",
            "margin",
            "rounding_sensitive",
            "standing",
            "met_year",
            "slipping",
            "path",
            "latest_year",
            "latest",
            "on_last_known",
            "on_last_year",
            "on_baseline",
            "streak",
            "outlook",
            "volatility",
            "interval",
            "uncertain"
        ]
    );
}

/// A region and a group that try to be a table, emphasis and a tag.
#[test]
fn names_from_data_cannot_break_out_of_markdown() {
    let data = data_of(
        Registry::builtin(),
        &[(MORTALITY, "a|b*_<x>", TOTAL, 2022, "8.0"), (MORTALITY, "a|b*_<x>", "[g](http://h)`&amp;~", 2022, "8.0")],
    );
    let assessment = assess(&data, 2023);
    let report = assessment.report(&options(|options| options.by = vec![Dimension::Region]));
    let text = report.to_markdown(Language::English);
    let mut rest = text.replace("\\\\", "");
    for character in ['|', '*', '_', '<', '>', '[', ']', '`', '&', '~'] {
        rest = rest.replace(&format!("\\{character}"), "");
    }
    assert!(!rest.contains(['<', '[', '`', '&', '~']), "{rest}");
    assert!(text.contains("| a\\|b\\*\\_\\<x\\> | 1 |"), "{text}");
    assert!(text.contains("- Regions: a\\|b\\*\\_\\<x\\>."), "{text}");
    assert!(text.contains("\\[g\\](http://h)\\`\\&amp;\\~: "), "{text}");
    assert!(report.to_text(Language::English).contains("Regions: a|b*_<x>."));
}
