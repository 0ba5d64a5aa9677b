//! Overrides and the plan's period: what a caller sets otherwise, and what a plan does not speak of, is shown by every result.

use crate::support::{dec, written};
use zhibiao::report::ReportOptions;
use zhibiao::{
    AssessmentParameters, DataSetBuilder, Evaluation, Evidence, Language, Observation, Override, Point, Reason,
    Registry, Stage, Verdict,
};

const SHARE: &str = "women.economy.women_share_of_employment";
const MORTALITY: &str = "women.health.maternal_mortality_ratio";

fn judge<'r>(registry: &'r Registry, id: &str, year: u16, value: &str) -> Evaluation<'r> {
    let indicator = registry.find(id).unwrap();
    Evaluation::new(indicator, "371500", "", &Evidence::new(year, dec(value)))
}

fn with(overrides: &[(&str, Override)]) -> Registry {
    Registry::builtin().with_overrides(overrides).unwrap()
}

/// 45 give or take 2 is 43 to 47; give or take 3, 42 to 48.
#[test]
fn a_tolerance_of_the_callers_own() {
    let wider = with(&[(SHARE, Override::tolerance(dec("3")))]);
    for (value, plan, own) in
        [("42", false, true), ("41.9", false, false), ("43", true, true), ("48", false, true), ("48.1", false, false)]
    {
        assert_eq!(judge(Registry::builtin(), SHARE, 2024, value).verdict() == Verdict::Met, plan, "{value}");
        assert_eq!(judge(&wider, SHARE, 2024, value).verdict() == Verdict::Met, own, "{value}");
    }
    let told = judge(&wider, SHARE, 2024, "42").sentence(Language::Chinese).to_string();
    assert!(told.contains("本判定有自行设定：容差为3个百分点，原为2个百分点。"), "{told}");
    let told = judge(&wider, SHARE, 2024, "42").sentence(Language::English).to_string();
    assert!(told.contains("tolerance 3 percentage points instead of 2 percentage points"), "{told}");
    let json = written(&judge(&wider, SHARE, 2024, "42"));
    assert_eq!(json["override"], serde_json::json!({"tolerance": "3"}));
    // Everything else is judged and told as before.
    assert_eq!(wider.overridden().map(|indicator| indicator.id()).collect::<Vec<_>>(), [SHARE]);
    let same = judge(&wider, MORTALITY, 2024, "8.2");
    assert_eq!(same.judgement(), judge(Registry::builtin(), MORTALITY, 2024, "8.2").judgement());
    assert!(same.overridden().is_none() && !same.sentence(Language::Chinese).to_string().contains("自行设定"));
    assert!(written(&same).get("override").is_none());
}

#[test]
fn a_limit_of_the_callers_own_takes_the_place_of_an_earlier_one() {
    let stricter = with(&[(MORTALITY, Override::limit(dec("8")))]);
    assert_eq!(judge(&stricter, MORTALITY, 2024, "8.1").verdict(), Verdict::NotMet);
    assert_eq!(judge(&stricter, MORTALITY, 2024, "8.0").verdict(), Verdict::Met);
    let again = stricter.with_overrides(&[(MORTALITY, Override::limit(dec("7")))]).unwrap();
    assert_eq!(judge(&again, MORTALITY, 2024, "7.5").verdict(), Verdict::NotMet);
    // What it is told against is the plan's own limit, not the override before.
    let told = judge(&again, MORTALITY, 2024, "7.5").sentence(Language::Chinese).to_string();
    assert!(told.contains("目标值为7/10万，原为8.2/10万"), "{told}");
    // Only "basically met" remains of an override that only sets that.
    let back = again.with_overrides(&[(MORTALITY, Override::basically_met(dec("1")))]).unwrap();
    assert_eq!(judge(&back, MORTALITY, 2024, "8.2").verdict(), Verdict::Met);
}

/// 8.2 and half a percent of it is 8.241.
#[test]
fn basically_met_changes_no_verdict() {
    let registry = with(&[(MORTALITY, Override::basically_met(dec("0.5")))]);
    for (value, verdict, basically) in
        [("8.2", Verdict::Met, false), ("8.241", Verdict::NotMet, true), ("8.242", Verdict::NotMet, false)]
    {
        let evaluation = judge(&registry, MORTALITY, 2024, value);
        assert_eq!((evaluation.verdict(), evaluation.is_basically_met()), (verdict, basically), "{value}");
        let told = evaluation.sentence(Language::Chinese).to_string();
        assert_eq!(told.contains("。基本达标。"), basically, "{told}");
        assert!(told.contains("相差不超过应达数0.5%的计为基本达标"), "{told}");
        let told = evaluation.sentence(Language::English).to_string();
        assert_eq!(told.contains(" Basically met. "), basically, "{told}");
    }
    // It counts in a report, for this indicator only, and the report says so.
    let mut builder = DataSetBuilder::new(&registry);
    for (id, value) in [(MORTALITY, "8.24"), ("children.health.infant_mortality_rate", "3.31")] {
        builder.add(&Observation::new(id, "371500", 2023, dec(value)), None).unwrap();
    }
    let (data, _) = builder.build();
    let mut options = ReportOptions::default();
    options.unreported = false;
    let report = data.assess(Stage::MidTerm, 2023, &AssessmentParameters::default()).report(&options);
    assert_eq!((report.total().basically_met, report.total().not_met), (1, 1));
    assert_eq!(report.attainment().in_short(), "50.0% (1/2)");
    assert!(report.to_text(Language::Chinese).contains("孕产妇死亡率有自行设定：相差不超过应达数0.5%的计为基本达标。"));
    assert!(report.to_markdown(Language::English).contains("is judged with settings of the caller"));
    assert_eq!(written(&report)["overrides"][MORTALITY]["basically_met"], "0.5");
}

/// What counts as basically met by an indicator's own measure has its column, and nothing says that it is not used.
#[test]
fn a_report_shows_what_is_basically_met_by_an_own_measure() {
    let registry = with(&[(MORTALITY, Override::basically_met(dec("0.5")))]);
    let mut builder = DataSetBuilder::new(&registry);
    builder.add(&Observation::new(MORTALITY, "371500", 2023, dec("8.24")), None).unwrap();
    let (data, _) = builder.build();
    let assessment = data.assess(Stage::MidTerm, 2023, &AssessmentParameters::default());
    let mut options = ReportOptions::default();
    options.unreported = false;
    let report = assessment.report(&options);
    let (zh, en) = (report.to_text(Language::Chinese), report.to_text(Language::English));
    assert!(zh.contains("合计：项数1，达标0项，基本达标1项，"), "{zh}");
    assert!(zh.contains("达标率100.0% (1/1)") && !zh.contains("未采用"), "{zh}");
    assert!(zh.contains("“基本达标”只用于自行设定的指标，并计为达标；规划未规定这一容差。"), "{zh}");
    assert!(en.contains("Total: items 1, met 0, basically met 1, "), "{en}");
    assert!(
        en.contains("“Basically met” is used for indicators with a setting of the caller alone, and counts as met;"),
        "{en}"
    );
    assert!(!en.contains("is not used"), "{en}");
    assert!(report.to_markdown(Language::English).contains("| basically met |"));
    // Beside a measure for all, it goes first.
    options.basically_met = Some(dec("0.1"));
    let report = assessment.report(&options);
    let (zh, en) = (report.to_text(Language::Chinese), report.to_text(Language::English));
    assert!(zh.contains("相差不超过0.1%的按“基本达标”计为达标，另有自行设定的从其设定；"), "{zh}");
    assert!(en.contains("asked for (where the caller set another percentage, by that), counts as"), "{en}");
    // Where the indicator's plan is not shown, it is not used.
    options.basically_met = None;
    options.plan = Some("children".to_owned());
    assert!(assessment.report(&options).to_text(Language::Chinese).contains("未采用“基本达标”。"));
}

#[test]
fn what_cannot_be_set_is_refused_with_its_reason() {
    let message = |id: &str, set| Registry::builtin().with_overrides(&[(id, set)]).unwrap_err().to_string();
    assert_eq!(
        message(MORTALITY, Override::tolerance(dec("1"))),
        "cannot override `women.health.maternal_mortality_ratio`: a rule of the kind `upper_bound` has no tolerance"
    );
    assert_eq!(
        message("children.safety.injury_mortality_rate", Override::limit(dec("1"))),
        "cannot override `children.safety.injury_mortality_rate`: a rule of the kind `relative_decrease` has no limit"
    );
    assert_eq!(
        message(SHARE, Override::limit(dec("450"))),
        "cannot override `women.economy.women_share_of_employment`: found the centre `450`, expected 0 to 100, the range of percent"
    );
    assert_eq!(
        message(SHARE, Override::tolerance(dec("46"))),
        "cannot override `women.economy.women_share_of_employment`: found the tolerance `46`, expected 0 to the centre, 45"
    );
    // Half a person, which no plan may ask for either.
    let half = message("women.decision_making.women_in_county_governments", Override::limit(dec("0.5")));
    assert!(half.contains("found the limit `0.5`, expected a whole number"), "{half}");
    assert_eq!(
        message(SHARE, Override::basically_met(dec("-1"))),
        "cannot override `women.economy.women_share_of_employment`: found the percentage `-1`, expected 0 to 100"
    );
    assert_eq!(
        message(SHARE, Override::default()),
        "cannot override `women.economy.women_share_of_employment`: nothing is set"
    );
    assert!(message("women.health.maternal_mortality", Override::limit(dec("1"))).contains(MORTALITY));
    let twice = Registry::builtin()
        .with_overrides(&[(SHARE, Override::tolerance(dec("1"))), (SHARE, Override::tolerance(dec("2")))]);
    assert_eq!(
        twice.unwrap_err().to_string(),
        "cannot override `women.economy.women_share_of_employment`: it is named twice"
    );
}

/// The plan is for 2021 to 2025.
#[test]
fn a_year_outside_the_period_is_told_and_nothing_is_carried_on() {
    let registry = Registry::builtin();
    for (year, outside) in [(2020, true), (2021, false), (2025, false), (2026, true)] {
        let evaluation = judge(registry, MORTALITY, year, "8.0");
        assert_eq!((evaluation.is_outside_period(), evaluation.verdict()), (outside, Verdict::Met), "{year}");
        let told = evaluation.sentence(Language::Chinese).to_string();
        assert_eq!(told.contains("该年不在规划期（2021—2025年）内，仅供对照。"), outside, "{told}");
        let told = evaluation.sentence(Language::English).to_string();
        assert_eq!(told.contains("The year is outside the plan's period, 2021–2025. "), outside, "{told}");
    }
    // Myopia is to fall a point a year: 5 points by 2025. What it would have to be in 2026 the plan does not say.
    let myopia = registry.find("children.health.myopia_prevalence").unwrap();
    let history = [Point { year: 2020, value: dec("58") }];
    let verdict = |year, value| myopia.judge(&Evidence::new(year, dec(value)).with_history(&history)).verdict();
    assert_eq!(verdict(2025, "53"), Verdict::Met);
    assert_eq!(verdict(2026, "40"), Verdict::Undetermined(Reason::AfterPeriod { year: 2025 }));
    // A direction every year ends with the plan as well; a bound and a relative decrease stay what they are.
    let drowning = registry
        .indicators()
        .find(|each| matches!(each.rule(), zhibiao::Rule::Trend(rule) if rule.every_year))
        .unwrap();
    let fall: Vec<Point> = (2020..=2026)
        .zip(["9", "8", "7", "6", "5", "4", "3"])
        .map(|(year, value)| Point { year, value: dec(value) })
        .collect();
    let verdict = |year: u16| {
        let value = fall.iter().find(|point| point.year == year).unwrap().value;
        drowning.judge(&Evidence::new(year, value).with_history(&fall)).verdict()
    };
    assert_ne!(verdict(2025), Verdict::Undetermined(Reason::AfterPeriod { year: 2025 }));
    assert_eq!(verdict(2026), Verdict::Undetermined(Reason::AfterPeriod { year: 2025 }));
}

#[test]
fn a_report_on_a_year_outside_the_period_says_so_first() {
    let mut builder = DataSetBuilder::new(Registry::builtin());
    builder.add(&Observation::new(MORTALITY, "371500", 2027, dec("7.0")), None).unwrap();
    let (data, _) = builder.build();
    let report =
        |year| data.assess(Stage::Annual, year, &AssessmentParameters::default()).report(&ReportOptions::default());
    let told = report(2027).to_text(Language::Chinese);
    assert!(
        told.contains("规划期2021—2025年，基期2020年，中期2023年。\n2027年不在规划期内，以下结果仅供对照。"),
        "{told}"
    );
    assert!(
        report(2027)
            .to_markdown(Language::English)
            .contains("2027 is outside the period; what follows is for comparison only.")
    );
    assert!(!report(2025).to_text(Language::Chinese).contains("不在规划期内"));
    let json = written(&report(2027));
    assert_eq!((&json["plans"][0]["outside_period"], &json["plans"][0]["last_year"]), (&true.into(), &2025.into()));
}
