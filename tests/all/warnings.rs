//! Warnings: each kind once triggered and once just not, with its numbers and both sentences. Every sentence was read.

use crate::assessments::{assess, data_of, registry_of};
use crate::support::{dec, written};
use serde_json::{Value, json};
use zhibiao::{
    Assessment, AssessmentParameters, DataSet, DataSetBuilder, Language, Observation, Registry, Stage, TOTAL, Warning,
    WarningKind,
};

const RATE: &str = "per_100k_live_births";
const AT_MOST: &str = r#"{ kind = "upper_bound", limit = "8.2" }"#;
const MORTALITY: &str = "women.health.maternal_mortality_ratio";

fn kinds(assessment: &Assessment<'_>) -> Vec<&'static str> {
    assessment.warnings().iter().map(|warning| warning.kind().as_str()).collect()
}

fn sentences(warning: &Warning<'_>) -> [String; 2] {
    [warning.sentence(Language::Chinese), warning.sentence(Language::English)]
}

/// The only warning of a kind.
fn only<'a>(assessment: &Assessment<'a>, kind: WarningKind) -> Warning<'a> {
    let mut found: Vec<Warning<'a>> = assessment.warnings().into_iter().filter(|each| each.kind() == kind).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn numbers(warning: &Warning<'_>) -> Value {
    written(&warning)["numbers"].clone()
}

fn mortality(values: &[(u16, &str)]) -> DataSet<'static> {
    let rows: Vec<_> = values.iter().map(|(year, value)| (MORTALITY, "371500", TOTAL, *year, *value)).collect();
    data_of(Registry::builtin(), &rows)
}

/// 9.1, 9.0, 8.9, 8.8: 0.1 less a year make 8.6 in 2025. From 10.0 by 0.4 a year exactly 8.0.
#[test]
fn hard_to_reach_is_a_pace_that_misses() {
    let data = mortality(&[(2020, "9.1"), (2021, "9.0"), (2022, "8.9"), (2023, "8.8")]);
    let assessment = assess(&data, 2023);
    assert_eq!(kinds(&assessment), ["hard_to_reach"]);
    let warning = only(&assessment, WarningKind::HardToReach);
    let told = numbers(&warning);
    assert_eq!(told["value"], "8.8");
    let number = |key: &str| told["outlook"][key].as_f64().unwrap();
    // No scatter but the least: 0.2 percent of 8.8, two years on.
    assert!((number("projected") - 8.6).abs() < 1e-9 && (number("pace") + 0.1).abs() < 1e-9);
    // Student's t with 2 degrees of freedom: t = (8.6 − 8.25) ÷ 0.0352, probability ½ + t ÷ 2√(2 + t²) = 0.99505; 90 percent at 1.8856.
    assert!((number("probability") - 0.995_05).abs() < 1e-4, "{told}");
    assert!((number("high") - (8.6 + 1.8856 * 0.0352)).abs() < 1e-4, "{told}");
    assert_eq!(
        sentences(&warning),
        [
            "聊城市孕产妇死亡率2023年为8.8/10万（2025年要求不高于8.2/10万），按近年变化推算2025年为8.60/10万（80%区间8.53/10万至8.67/10万），\
             不能达标的概率超过99%。（W1.2，牵头单位：市卫生健康委）",
            "Liaocheng, 2023: Maternal mortality ratio was 8.8 per 100,000 live births (asked for in 2025: at most 8.2 per 100,000 live births); at \
             the recent pace it would be 8.60 per 100,000 live births in 2025 (80 percent interval 8.53 to 8.67 per 100,000 live births), \
             and miss the target with a probability of more than 99%. (W1.2; lead: Municipal Health Commission)",
        ]
    );
    let on_course = mortality(&[(2020, "10.0"), (2021, "9.6"), (2022, "9.2"), (2023, "8.8")]);
    assert!(kinds(&assess(&on_course, 2023)).is_empty());
}

/// What is decided already needs no pace.
#[test]
fn what_can_no_longer_be_reached_is_told_without_a_projection() {
    let yearly = r#"{ kind = "trend", direction = "down", every_year = true, baseline_year = 2020 }"#;
    let registry = registry_of(&[("figure", "percent", yearly)]);
    let rows = [(2020, "5.0"), (2021, "4.5"), (2022, "4.6"), (2023, "4.0")];
    let data = data_of(&registry, &rows.map(|(year, value)| ("figure", "371500", TOTAL, year, value)));
    let warning = only(&assess(&data, 2023), WarningKind::HardToReach);
    assert_eq!(
        (&numbers(&warning)["outlook"]["probability"], numbers(&warning)["value"].as_str()),
        (&json!(1.0), Some("4.0"))
    );
    assert_eq!(
        sentences(&warning),
        [
            "371500名figure2023年为4.0%，已有年份反向变化，无法补救，不能达标。（T1.1）",
            "371500, 2023: figure was 4.0%; a year has already gone the wrong way, so that the target is missed. (T1.1)"
        ]
    );
    // In the target year it is decided, and there is nothing to warn of.
    let data = mortality(&[(2023, "8.2"), (2024, "8.4"), (2025, "8.3")]);
    assert!(assess(&data, 2025).warnings().iter().all(|warning| warning.kind() != WarningKind::HardToReach));
}

/// Ten years at about −1, then +5: unusual among those before it, which alone is no warning but is told with one.
#[test]
fn an_unusual_change_is_told_with_a_volatile_series() {
    let registry = registry_of(&[("figure", "percent", r#"{ kind = "upper_bound", limit = "80" }"#)]);
    let values = ["60", "59", "58.1", "57", "56.2", "55.1", "60.1"];
    let rows: Vec<_> = (2017..).zip(values).map(|(year, value)| ("figure", "371500", TOTAL, year, value)).collect();
    let data = data_of(&registry, &rows);
    let warning = only(&assess(&data, 2023), WarningKind::Volatile);
    let told = numbers(&warning);
    // −1, −0.9, −1.1, −0.8, −1.1: median −1, deviations 0, 0.1, 0.1, 0.2, 0.1, MAD 0.1; 0.6745 × 6 ÷ 0.1 = 40.47.
    assert!((told["z_score"].as_f64().unwrap() - 40.47).abs() < 1e-6, "{told}");
    assert_eq!(told["unusual"], json!(true));
    let [zh, en] = sentences(&warning);
    assert!(zh.contains("，最近一年的变化异常。") && en.contains(", and the newest change is unusual."), "{zh} {en}");
}

/// A threshold above the probability silences it.
#[test]
fn the_threshold_of_hard_to_reach_is_a_parameter() {
    let data = mortality(&[(2020, "9.1"), (2021, "9.0"), (2022, "8.9"), (2023, "8.8")]);
    let mut parameters = AssessmentParameters::default();
    parameters.outlook.threshold = 0.996;
    assert!(data.assess(Stage::Annual, 2023, &parameters).warnings().is_empty());
    parameters.outlook.threshold = 0.995;
    assert_eq!(kinds(&data.assess(Stage::Annual, 2023, &parameters)), ["hard_to_reach"]);
    // At the end nothing is foreseen.
    assert!(data.assess(Stage::Final, 2023, &AssessmentParameters::default()).warnings().is_empty());
}

#[test]
fn met_then_lost() {
    let data = mortality(&[(2021, "8.2"), (2022, "8.3")]);
    let warning = only(&assess(&data, 2022), WarningKind::MetThenLost);
    assert_eq!(numbers(&warning), json!({ "met_year": 2021, "value": "8.3", "limit": "8.2" }));
    assert_eq!(
        sentences(&warning),
        [
            "聊城市孕产妇死亡率2021年曾达标，2022年为8.3/10万，未达标（要求不高于8.2/10万）。（W1.2，牵头单位：市卫生健康委）",
            "Liaocheng: Maternal mortality ratio was met in 2021 and is not in 2022, at 8.3 per 100,000 live births instead of at most \
             8.2 per 100,000 live births. (W1.2; lead: Municipal Health Commission)",
        ]
    );
    assert!(kinds(&assess(&mortality(&[(2021, "8.1"), (2022, "8.2")]), 2022)).is_empty());
    assert!(kinds(&assess(&mortality(&[(2019, "8.1"), (2021, "8.3"), (2022, "8.3")]), 2021)).is_empty());
}

#[test]
fn a_gap_that_widens_by_more_than_the_tolerance() {
    let id = "women.health.maternal_mortality_urban_rural_gap";
    let ends = |year, urban: &'static str, rural: &'static str| {
        [(MORTALITY, "371500", "urban", year, urban), (MORTALITY, "371500", "rural", year, rural)]
    };
    let rows = [ends(2020, "5.0", "8.0"), ends(2021, "5.0", "7.0"), ends(2023, "5.0", "7.5")].concat();
    let data = data_of(Registry::builtin(), &rows);
    let assessment = assess(&data, 2023);
    let warning = only(&assessment, WarningKind::GapWidening);
    assert_eq!((warning.indicator.id(), warning.group), (id, TOTAL));
    assert_eq!(numbers(&warning), json!({ "since": 2021, "from": "2", "to": "2.5" }));
    assert_eq!(
        sentences(&warning),
        [
            "聊城市孕产妇死亡率城乡差距由2021年的2/10万扩大到2023年的2.5/10万。（W1.2，牵头单位：市卫生健康委）",
            "Liaocheng: Urban-rural gap in the maternal mortality ratio widened from 2 per 100,000 live births in 2021 to 2.5 per 100,000 \
             live births in 2023. (W1.2; lead: Municipal Health Commission)",
        ]
    );
    let mut parameters = AssessmentParameters::default();
    let widening = |parameters: &AssessmentParameters| {
        let warnings = data.assess(Stage::Annual, 2023, parameters).warnings();
        warnings.iter().filter(|warning| warning.kind() == WarningKind::GapWidening).count()
    };
    parameters.gap_tolerance = dec("0.5");
    assert_eq!(widening(&parameters), 0, "by no more than half a point");
    parameters.gap_tolerance = dec("0.49");
    assert_eq!(widening(&parameters), 1);
    // Level, and narrower.
    assert!(!kinds(&assess(&data, 2021)).contains(&"gap_widening"));
    let level = [ends(2020, "5.0", "8.0"), ends(2021, "5.0", "7.0"), ends(2023, "5.5", "7.5")].concat();
    assert!(!kinds(&assess(&data_of(Registry::builtin(), &level), 2023)).contains(&"gap_widening"));
}

/// Eight counties have to have a woman in their government.
#[test]
fn a_county_that_never_sent_anything() {
    let id = "women.decision_making.women_in_county_governments";
    let all = ["371502", "371503", "371521", "371522", "371524", "371525", "371526", "371581"];
    let row = |county, year| (id, county, TOTAL, year, "2");
    let mut rows: Vec<_> = all[2..].iter().map(|county| row(*county, 2023)).collect();
    // This one sent something once, and that one two different figures.
    rows.push(row("371502", 2021));
    rows.retain(|(_, county, ..)| !["371524", "371581"].contains(county));
    rows.extend([("371581", "1"), ("371581", "2")].map(|(county, value)| (id, county, TOTAL, 2023, value)));
    let data = data_of(Registry::builtin(), &rows);
    let assessment = assess(&data, 2023);
    let warning = only(&assessment, WarningKind::UnitSilent);
    assert_eq!(
        (warning.region, numbers(&warning)),
        ("371500", json!({ "expected": 8, "count": 2, "silent": ["371503", "371524"] }))
    );
    assert_eq!(
        sentences(&warning),
        [
            "2023年县级政府领导班子女干部人数：应报8个单位，其中2个从未报送：茌平区、东阿县。（W4.4，牵头单位：市委组织部）",
            "2023, Women in the leadership of the county government: of 8 units 2 never sent anything: Chiping District, Dong'e County. \
             (W4.4; lead: Organization Department of the Municipal Party Committee)",
        ]
    );
    assert_eq!(kinds(&assessment), ["unit_silent", "no_figure", "inconsistent"]);
    // It concerns the city and those that were silent.
    assert_eq!(
        ["371500", "371503", "371524", "371502"].map(|region| warning.concerns(region)),
        [true, true, true, false]
    );
    // Nobody reported for 2022, and all of them for 2023.
    assert!(!kinds(&assess(&data, 2022)).contains(&"unit_silent"));
    let rows: Vec<_> = all.iter().map(|county| row(*county, 2023)).collect();
    assert!(kinds(&assess(&data_of(Registry::builtin(), &rows), 2023)).is_empty());
}

/// A gap across counties cannot be judged for want of those that sent nothing: they are named.
#[test]
fn counties_that_leave_a_gap_open() {
    let mortality = "women.health.maternal_mortality_ratio";
    let all = ["371502", "371503", "371521", "371522", "371524", "371525", "371526", "371581"];
    let rows = |counties: &[&'static str]| {
        let rows = counties.iter().flat_map(|county| [2020, 2023].map(|year| (mortality, *county, TOTAL, year, "7.5")));
        data_of(Registry::builtin(), &rows.collect::<Vec<_>>())
    };
    let two = rows(&all[..2]);
    let warning = only(&assess(&two, 2023), WarningKind::UnitSilent);
    assert_eq!(numbers(&warning), json!({ "expected": 8, "count": 6, "silent": all[2..] }));
    assert_eq!(
        sentences(&warning)[0],
        "2023年孕产妇死亡率区域差距：应报8个单位，其中6个从未报送：阳谷县、莘县、东阿县、冠县、高唐县、临清市。（W1.2，牵头单位：市卫生健康委）"
    );
    // Nobody has a figure for 2022, and with all of them nothing is missing.
    assert!(!kinds(&assess(&two, 2022)).contains(&"unit_silent"));
    assert!(!kinds(&assess(&rows(&all), 2023)).contains(&"unit_silent"));
}

#[test]
fn no_figure_for_the_year_after_one_for_another() {
    let data = mortality(&[(2021, "8.10")]);
    let assessment = assess(&data, 2023);
    assert_eq!(kinds(&assessment), ["no_figure"]);
    let warning = only(&assessment, WarningKind::NoFigure);
    assert_eq!(numbers(&warning), json!({ "latest_year": 2021, "latest": "8.10" }));
    assert_eq!(
        sentences(&warning),
        [
            "聊城市孕产妇死亡率没有2023年数据，最近的是2021年的8.10/10万。（W1.2，牵头单位：市卫生健康委）",
            "Liaocheng: Maternal mortality ratio has no figure for 2023; the newest is 8.10 per 100,000 live births in 2021. (W1.2; lead: \
             Municipal Health Commission)",
        ]
    );
    // Before the first figure there was none to miss.
    assert!(kinds(&assess(&data, 2020)).is_empty());
    assert!(kinds(&assess(&data, 2021)).is_empty());
}

#[test]
fn an_attestation_that_is_not_renewed_is_told_without_figures() {
    let registry = registry_of(&[("done", "done", r#"{ kind = "attested" }"#)]);
    let on = chrono::NaiveDate::from_ymd_opt(2021, 12, 31).unwrap();
    let attestation = zhibiao::Attestation { done: true, by: "张三".to_owned(), evidence: "文件".to_owned(), on };
    let mut builder = DataSetBuilder::new(&registry);
    builder.add(&Observation::attested("test.health.done", "371500", 2021, attestation), None).unwrap();
    let (data, _) = builder.build();
    assert_eq!(
        sentences(&only(&assess(&data, 2023), WarningKind::NoFigure)),
        [
            "371500“名done”2023年没有报告，最近一次是2021年：已完成。（T1.1）",
            "371500: done: nothing was reported for 2023; last in 2021: done. (T1.1)"
        ]
    );
}

/// Whoever dies in the first four weeks dies in the first year.
#[test]
fn figures_that_break_an_order_contradict_their_cases_or_each_other() {
    let (neonatal, infant) = ("children.health.neonatal_mortality_rate", "children.health.infant_mortality_rate");
    let data = data_of(
        Registry::builtin(),
        &[
            (neonatal, "371500", "rural", 2023, "2.9"),
            (infant, "371500", "rural", 2023, "2.8"),
            (neonatal, "371500", TOTAL, 2023, "2.9"),
            (infant, "371500", TOTAL, 2023, "2.9"),
            (neonatal, "371500", "rural", 2022, "2.9"),
            (infant, "371500", "rural", 2022, "2.8"),
        ],
    );
    let warning = only(&assess(&data, 2023), WarningKind::Inconsistent);
    assert_eq!(numbers(&warning), json!({ "first_value": "2.9", "second": infant, "second_value": "2.8" }));
    assert_eq!(
        sentences(&warning),
        [
            "2023年聊城市（农村）新生儿死亡率2.9‰高于婴儿死亡率2.8‰，请核实。（C1.3，牵头单位：市卫生健康委）",
            "Liaocheng, rural, 2023: Neonatal mortality rate 2.9 per 1,000 live births is above Infant mortality rate 2.8 per 1,000 live \
             births; please check. (C1.3; lead: Municipal Health Commission)",
        ]
    );

    // 3 of 62,709 make 4.784…: 4.78 and 4.8 are right, 4.79 is not.
    let counted = |value: &str| {
        let mut builder = DataSetBuilder::new(Registry::builtin());
        let row = Observation {
            numerator: Some(dec("3")),
            denominator: Some(dec("62709")),
            ..Observation::new(MORTALITY, "371500", 2023, dec(value))
        };
        builder.add(&row, None).unwrap();
        builder.build().0
    };
    let (wrong, right, rough) = (counted("4.79"), counted("4.78"), counted("4.8"));
    let warning = only(&assess(&wrong, 2023), WarningKind::Inconsistent);
    assert_eq!(
        numbers(&warning),
        json!({ "value": "4.79", "numerator": "3", "denominator": "62709", "expected": "4.78" })
    );
    assert_eq!(
        sentences(&warning),
        [
            "2023年聊城市孕产妇死亡率上报4.79/10万，按分子3、分母62709计算应为4.78/10万，请核实。（W1.2，牵头单位：市卫生健康委）",
            "Liaocheng, 2023: Maternal mortality ratio was reported as 4.79 per 100,000 live births, but 3 of 62709 make 4.78 per 100,000 \
             live births; please check. (W1.2; lead: Municipal Health Commission)",
        ]
    );
    for data in [right, rough] {
        assert!(!kinds(&assess(&data, 2023)).contains(&"inconsistent"));
    }

    let data = mortality(&[(2022, "8.0"), (2023, "8.0"), (2023, "8.1")]);
    let warning = only(&assess(&data, 2023), WarningKind::Inconsistent);
    assert_eq!(numbers(&warning), json!({ "year": 2023 }));
    assert_eq!(
        sentences(&warning),
        [
            "聊城市孕产妇死亡率2023年有两个不同的数据，均未采用，请核实。（W1.2，牵头单位：市卫生健康委）",
            "Liaocheng: Maternal mortality ratio has two different figures for 2023; neither is used, please check. (W1.2; lead: Municipal \
             Health Commission)",
        ]
    );
    assert_eq!(kinds(&assess(&data, 2023)), ["inconsistent"]);
    assert!(kinds(&assess(&data, 2022)).is_empty());
}

/// Two changes of −a and +b from the older: the pace is (3b − 2a) ÷ 5, and the scatter √((b − pace)² + (a + pace)²).
#[test]
fn volatile_is_a_scatter_above_a_share_of_the_value() {
    let rule = r#"{ kind = "lower_bound", limit = "50" }"#;
    let registry = registry_of(&[("figure", "percent", rule)]);
    let of = |values: [&'static str; 3]| {
        let rows: Vec<_> = (2021..).zip(values).map(|(year, value)| ("figure", "371500", TOTAL, year, value)).collect();
        data_of(&registry, &rows)
    };
    // +10, then 0: pace 4, scatter √(16 + 36) = 7.2111, of 90: 8.0123 percent.
    let data = of(["80", "90", "90"]);
    let assessment = assess(&data, 2023);
    assert_eq!(kinds(&assessment), ["volatile"]);
    let warning = only(&assessment, WarningKind::Volatile);
    let told = numbers(&warning);
    assert!((told["scatter"].as_f64().unwrap() - 52_f64.sqrt()).abs() < 1e-9, "{told}");
    assert_eq!((&told["volatile"], &told["z_score"], &told["unusual"]), (&json!(true), &Value::Null, &json!(false)));
    assert_eq!(
        sentences(&warning),
        [
            "371500名figure波动较大（至2023年）：近年变化偏离平均步伐的幅度约为现值的8.0%。（T1.1）",
            "371500: figure is volatile (up to 2023): its yearly changes stray from their pace by about 8.0% of its value. (T1.1)"
        ]
    );
    let mut parameters = AssessmentParameters::default();
    parameters.volatility.scatter = 0.081;
    assert!(data.assess(Stage::Annual, 2023, &parameters).warnings().is_empty());
    // +6, then 0: scatter √(2.4² + 3.6²) = 4.327, of 86: 5.03 percent; of 87: 4.97.
    assert_eq!(kinds(&assess(&of(["80", "86", "86"]), 2023)), ["volatile"]);
    assert!(kinds(&assess(&of(["81", "87", "87"]), 2023)).is_empty());
}

/// Five deaths among 60,976 births are 8.2; by the exact Poisson interval 1.62 to 11.67 deaths, hence 2.66 to 19.1.
#[test]
fn uncertain_is_a_limit_inside_the_interval() {
    let of = |value: &str, cases: &str, births: &str| {
        let mut builder = DataSetBuilder::new(Registry::builtin());
        let row = Observation {
            numerator: Some(dec(cases)),
            denominator: Some(dec(births)),
            ..Observation::new(MORTALITY, "371500", 2023, dec(value))
        };
        builder.add(&row, None).unwrap();
        builder.build().0
    };
    let data = of("8.2", "5", "60976");
    let assessment = assess(&data, 2023);
    assert_eq!(kinds(&assessment), ["uncertain"]);
    let warning = only(&assessment, WarningKind::Uncertain);
    let told = numbers(&warning);
    assert!((told["interval"]["low"].as_f64().unwrap() - 1.6235 / 0.60976).abs() < 1e-3, "{told}");
    assert!((told["interval"]["high"].as_f64().unwrap() - 11.6683 / 0.60976).abs() < 1e-3, "{told}");
    assert_eq!(
        sentences(&warning),
        [
            "2023年聊城市孕产妇死亡率为8.2/10万，病例（样本）少，95%置信区间为2.66/10万至19.1/10万，目标值8.2/10万在区间之内，判定不确定，\
             不宜仅凭此数预警。（W1.2，牵头单位：市卫生健康委）",
            "Liaocheng, 2023: Maternal mortality ratio is 8.2 per 100,000 live births, but so few cases leave anything from 2.66 to 19.1 \
             per 100,000 live births open (95 percent), and the limit 8.2 per 100,000 live births lies inside; the verdict is uncertain, \
             and this figure alone is no alarm. (W1.2; lead: Municipal Health Commission)",
        ]
    );
    // No death among 60,000: up to 3.69 of them, 6.15 per 100,000. Without births nobody can tell.
    assert!(kinds(&assess(&of("0", "0", "60000"), 2023)).is_empty());
    assert!(kinds(&assess(&mortality(&[(2023, "8.2")]), 2023)).is_empty());
    let mut parameters = AssessmentParameters::default();
    // With 99.8 percent: −ln 0.001 = 6.91 deaths, 11.5 per 100,000.
    parameters.confidence = zhibiao::Confidence::Percent998;
    assert_eq!(kinds(&of("0", "0", "60000").assess(Stage::Annual, 2023, &parameters)), ["uncertain"]);
}

#[test]
fn the_worst_comes_first_and_equals_in_the_order_of_the_documents() {
    let registry = registry_of(&[
        ("lost", RATE, AT_MOST),
        ("mild", RATE, AT_MOST),
        ("grave", RATE, AT_MOST),
        ("old", RATE, AT_MOST),
        ("older", RATE, AT_MOST),
    ]);
    let rows = [
        ("lost", [(2021, "8.1"), (2023, "8.3")].as_slice()),
        // Where the one ends up more than twice as far off as the other.
        ("mild", &[(2021, "9.30"), (2022, "9.1"), (2023, "8.7")]),
        ("grave", &[(2021, "12.0"), (2022, "12.1"), (2023, "12.2")]),
        ("old", &[(2021, "8.1")]),
        ("older", &[(2020, "8.1")]),
    ];
    let rows: Vec<_> = rows
        .iter()
        .flat_map(|(id, points)| points.iter().map(|(year, value)| (*id, "371500", TOTAL, *year, *value)))
        .collect();
    let data = data_of(&registry, &rows);
    let assessment = assess(&data, 2023);
    let told: Vec<(&str, &str)> =
        assessment.warnings().iter().map(|warning| (warning.kind().as_str(), warning.indicator.short_id())).collect();
    assert_eq!(
        told,
        [("hard_to_reach", "grave"), ("met_then_lost", "lost"), ("no_figure", "old"), ("no_figure", "older"),]
    );
    let mut sorted = WarningKind::ALL.to_vec();
    sorted.sort();
    assert_eq!(sorted, WarningKind::ALL);
}

#[test]
fn a_warning_serialized_has_the_promised_keys() {
    let data = mortality(&[(2021, "8.2"), (2022, "8.3")]);
    let warning = written(&only(&assess(&data, 2022), WarningKind::MetThenLost));
    let keys: Vec<&String> = warning.as_object().unwrap().keys().collect();
    let expected = ["kind", "indicator", "region", "group", "year", "lead", "numbers", "sentence_zh", "sentence_en"];
    assert_eq!(keys, expected);
    assert_eq!((&warning["lead"], &warning["kind"]), (&json!(["市卫生健康委"]), &json!("met_then_lost")));
}
