//! Plans that are written in Rust: what comes out, and what is refused.

use crate::support::{dec, load};
use chrono::NaiveDate;
use zhibiao::plan_builder::{
    DepartmentBuilder, IndicatorBuilder, PlanBuilder, ProvisionBuilder, RegistryBuilder, SectionBuilder,
};
use zhibiao::rule::{
    AverageAnnualChange, Band, Between, Direction, Gap, Reference, RelativeDecrease, SlowerRise, Trend, UpperBound,
};
use zhibiao::{Level, Registry, Relation, Rule, Unit};

fn at_most(limit: &str) -> Rule {
    Rule::UpperBound(UpperBound { limit: dec(limit), strict: false })
}

fn reference(to: &'static str) -> Rule {
    Rule::Reference(Reference { indicator: to.into(), tolerance: None })
}

fn gap(of: &'static str, groups: (&'static str, &'static str)) -> Rule {
    Rule::Gap(Gap { of: of.into(), between: Between::Groups(groups.0.into(), groups.1.into()), baseline_year: 2020 })
}

/// An indicator with names made of its id.
fn indicator(id: &str, rule: Rule) -> IndicatorBuilder {
    IndicatorBuilder::new(id, rule)
        .name(&format!("{id}名"), id)
        .unit(Unit::Percent)
        .applies_at([Level::City])
        .wording("若干")
}

fn header() -> PlanBuilder {
    PlanBuilder::new("test", 'T')
        .title("试验规划", "Test plan")
        .short_title("试验", "test")
        .region("371500")
        .document("试〔2021〕1号", ("某市", "A city"), NaiveDate::from_ymd_opt(2021, 1, 2).unwrap())
        .period(2021, 2025)
}

fn health(provision: ProvisionBuilder) -> SectionBuilder {
    SectionBuilder::domain(1, "health").title("健康", "Health").provision(provision)
}

fn objective(indicators: Vec<IndicatorBuilder>) -> ProvisionBuilder {
    let objective = ProvisionBuilder::objective(1).title("目标", "Objective");
    indicators.into_iter().fold(objective, ProvisionBuilder::indicator)
}

fn mistakes(plan: PlanBuilder) -> Vec<String> {
    let errors = RegistryBuilder::new().plan(plan).build().unwrap_err();
    errors.errors().iter().map(ToString::to_string).collect()
}

fn mistakes_of(indicators: Vec<IndicatorBuilder>) -> Vec<String> {
    mistakes(header().section(health(objective(indicators))))
}

#[test]
fn a_built_plan_is_the_plan_of_the_text() {
    let text = r#"
id = "test"
letter = "T"
title = { zh = "试验规划", en = "Test plan" }
short_title = { zh = "试验", en = "test" }
region = "371500"
document = { number = "试〔2021〕1号", issuer = { zh = "某市", en = "A city" }, issued = "2021-01-02" }
period = { first_year = 2021, last_year = 2025, baseline_year = 2020, midterm_year = 2023 }
[[department]]
name = { zh = "甲局", en = "Bureau A" }
also = ["甲"]
[[department]]
name = { zh = "各局", en = "All bureaus" }
group = true
[[regions]]
code = "371500"
level = "city"
name = { zh = "聊城市", en = "Liaocheng" }
[[sum]]
indicator = "test.health.a"
groups = ["male", "female"]
total = "100"
[[section]]
slug = "monitoring"
chapter = "五"
title = { zh = "监测", en = "Monitoring" }
[[section.duty]]
item = 3
title = { zh = "报告", en = "Reports" }
[[section.duty.indicator]]
id = "reported"
name = { zh = "reported名", en = "reported" }
unit = "done"
applies_at = "city"
rule = { kind = "attested" }
wording = "若干"
[[section]]
slug = "health"
domain = 1
title = { zh = "健康", en = "Health" }
[[section.objective]]
item = 1
title = { zh = "目标", en = "Objective" }
lead = ["甲"]
responsible = ["各局"]
[[section.objective.indicator]]
id = "a"
name = { zh = "a名", en = "a" }
unit = "percent"
applies_at = ["city", "county"]
population = { zh = "人", en = "people" }
rule = { kind = "upper_bound", limit = "8.2" }
wording = "若干"
note = { zh = "注", en = "note" }
[[section.measure]]
item = 1
title = { zh = "措施", en = "Measure" }
"#;
    let a = indicator("a", at_most("8.2"))
        .applies_at([Level::City, Level::County])
        .population("人", "people")
        .note("注", "note");
    let reported = IndicatorBuilder::new("reported", Rule::Attested)
        .name("reported名", "reported")
        .applies_at([Level::City])
        .wording("若干");
    let duty = ProvisionBuilder::duty(3).title("报告", "Reports").indicator(reported);
    let monitoring = SectionBuilder::chapter(5, "monitoring").title("监测", "Monitoring").provision(duty);
    // Measures may come before objectives.
    let domain = SectionBuilder::domain(1, "health")
        .title("健康", "Health")
        .provision(ProvisionBuilder::measure(1).title("措施", "Measure"))
        .provision(objective(vec![a]).lead("甲").responsible("各局"));
    let built = RegistryBuilder::new()
        .plan(header().section(monitoring).section(domain))
        .department(DepartmentBuilder::new("甲局", "Bureau A").also("甲"))
        .department(DepartmentBuilder::new("各局", "All bureaus").group())
        .region("371500", Level::City, "聊城市", "Liaocheng")
        .relation(Relation::Sum {
            indicator: "test.health.a".into(),
            groups: ("male".into(), "female".into()),
            total: dec("100"),
        })
        .build()
        .unwrap();
    assert!(built == load(&[("test.toml", text)]).unwrap());
    // The baseline is the year before the first, the mid-term the middle year.
    let plan = built.plan("test").unwrap();
    assert_eq!((plan.baseline_year(), plan.midterm_year()), (2020, 2023));
}

#[test]
fn figures_and_words_are_checked_as_in_a_text() {
    let rule = |rule: Rule| mistakes_of(vec![indicator("a", rule)]);
    let year = 2020;
    let cases = [
        (at_most("850"), "limit`: found `850`, expected 0 to 100, the range of percent"),
        (
            Rule::Band(Band { centre: dec("5"), tolerance: dec("6"), exceedable: false }),
            "tolerance`: found `6`, expected 0 to the centre, 5",
        ),
        (
            Rule::RelativeDecrease(RelativeDecrease { baseline_year: year, percent: dec("120") }),
            "percent`: found `120`, expected more than 0, at most 100",
        ),
        (
            Rule::RelativeDecrease(RelativeDecrease { baseline_year: year, percent: dec("0") }),
            "percent`: found `0`, expected more than 0, at most 100",
        ),
        (
            Rule::AverageAnnualChange(AverageAnnualChange {
                direction: Direction::Down,
                points: dec("0"),
                baseline_year: year,
            }),
            "points`: found `0`, expected more than 0",
        ),
        (
            Rule::SlowerRise(SlowerRise { baseline_year: year, years_before: 0 }),
            "years_before`: found `0`, expected 1, 2, 4, 5 or 10",
        ),
        (
            Rule::Trend(Trend { direction: Direction::Up, every_year: false, baseline_year: 2025 }),
            "baseline_year`: found `2025`, expected a whole number from 1991 to 2024: before the plan's last year, at most 30 before its \
             first",
        ),
        (
            Rule::Trend(Trend { direction: Direction::Up, every_year: false, baseline_year: 20 }),
            "baseline_year`: found `20`, expected a whole number from 1900 to 2100",
        ),
        (
            reference("test.health.aa"),
            "indicator`: found `test.health.aa`, expected the full id of an indicator (nearest: `test.health.a`)",
        ),
        (
            reference("test.health.a"),
            "indicator`: found `test.health.a`, the indicator itself, expected another indicator",
        ),
        (
            reference("\u{202e}"),
            "indicator`: found `\u{fffd}`, expected text without control characters or surrounding spaces",
        ),
        (
            gap("women.health.x", ("urban", "")),
            "between[1]`: found nothing, expected text without control characters or surrounding spaces",
        ),
    ];
    for (wrong, expected) in cases {
        assert_eq!(rule(wrong), [format!("test.health.a: `rule.{expected}")]);
    }
    // What falls by all of it is zero, which can be asked for.
    let all = Rule::RelativeDecrease(RelativeDecrease { baseline_year: year, percent: dec("100") });
    let plan = header().section(health(objective(vec![indicator("a", all)])));
    assert_eq!(RegistryBuilder::new().plan(plan).build().unwrap().len(), 1);
    assert_eq!(
        mistakes_of(vec![indicator("a", reference("test.health.b")), indicator("b", reference("test.health.a"))]),
        [
            "test.health.a: `rule.indicator`: found a circle: `test.health.a` → `test.health.b` → `test.health.a`, expected references \
             that come to an end"
        ]
    );
    assert_eq!(
        mistakes_of(vec![indicator("a", at_most("1")), indicator("a", at_most("1")).name("b", "B")]),
        [
            "test.health.a: `id`: found the id `test.health.a` again (first at test.health.a), expected an id of its own for each indicator"
        ]
    );
    assert_eq!(
        mistakes_of(vec![indicator("A\u{0}", at_most("1")).name("甲", "A").wording(" x")]),
        [
            "test.health.A\u{fffd}: `wording`: found ` x`, expected text without control characters or surrounding spaces",
            "test.health.A\u{fffd}: `id`: found `A\u{fffd}`, expected lower-case letters, digits and underscores, a letter first, at most 64"
        ]
    );
}

#[test]
fn what_was_left_out_is_named() {
    let bare = PlanBuilder::new("test", 't').section(
        SectionBuilder::domain(0, "health")
            .provision(ProvisionBuilder::duty(0).indicator(IndicatorBuilder::new("a", at_most("1")))),
    );
    let text = "expected text without control characters or surrounding spaces";
    assert_eq!(
        mistakes(bare),
        [
            "test: `document`: found nothing, expected number, issuer and day of issue".to_owned(),
            "test: `period`: found nothing, expected the first and the last year".to_owned(),
            format!("test: `title.zh`: found nothing, {text}"),
            format!("test: `title.en`: found nothing, {text}"),
            format!("test: `short_title.zh`: found nothing, {text}"),
            format!("test: `short_title.en`: found nothing, {text}"),
            format!("test: `region`: found nothing, {text}"),
            format!("test.health: `title.zh`: found nothing, {text}"),
            format!("test.health: `title.en`: found nothing, {text}"),
            format!("test.health, duty 0: `title.zh`: found nothing, {text}"),
            format!("test.health, duty 0: `title.en`: found nothing, {text}"),
            "test.health.a: `unit`: found nothing, expected a unit".to_owned(),
            format!("test.health.a: `name.zh`: found nothing, {text}"),
            format!("test.health.a: `name.en`: found nothing, {text}"),
            format!("test.health.a: `wording`: found nothing, {text}"),
            "test: `letter`: found `t`, expected one to three capital letters, A to Z".to_owned(),
            "test.health: `domain`: found `0`, expected a whole number from 1 to 255".to_owned(),
            "test.health, duty 0: found duty, expected a number that fits the kind of section: objectives and measures in a domain, duties \
             in a chapter"
                .to_owned(),
            "test.health, duty 0: `item`: found `0`, expected a whole number from 1 to 255".to_owned(),
            "test.health.a: `applies_at`: found an empty array, expected at least one word".to_owned(),
        ]
    );
    assert_eq!(
        RegistryBuilder::new().build().unwrap_err().to_string(),
        "registry: `plans`: found nothing, expected at least one plan"
    );
}

#[test]
fn a_built_plan_stands_beside_another_registry() {
    let plan = |letter, lead: &str| {
        let compared = indicator("a", reference("women.health.common_disease_screening_rate"));
        let plan = PlanBuilder::new("test", letter)
            .title("试验规划", "Test plan")
            .short_title("试验", "test")
            .region("371500")
            .document("试〔2021〕1号", ("某市", "A city"), NaiveDate::from_ymd_opt(2021, 1, 2).unwrap())
            .period(2021, 2025);
        plan.section(health(objective(vec![compared]).lead(lead)))
    };
    let old = Registry::builtin();
    let both = RegistryBuilder::beside(old).plan(plan('T', "市卫生健康委")).build().unwrap();
    assert_eq!(both.len(), old.len() + 1);
    assert!(old.indicators().all(|before| both.at(before.position()).unwrap().id() == before.id()));
    let errors = RegistryBuilder::beside(old).plan(plan('C', "市卫生健委")).build().unwrap_err();
    assert_eq!(
        errors.to_string(),
        "test.health, objective 1: `lead[0]`: found `市卫生健委`, expected a department of the list of departments (nearest: `市卫生健康委`)\n\
         test: `letter`: found `C`, which the plan `children` has, expected a letter of its own, such as `A`"
    );
    // A text beside what was built, too.
    let text = crate::plan_texts::whole().replace("\"test\"", "\"more\"").replace("letter = \"T\"", "letter = \"M\"");
    let three = both.with_toml(&[zhibiao::plan_text::PlanFile { name: "more.toml", text: &text }]).unwrap();
    assert_eq!(three.len(), both.len() + 1);
}

/// What is checked in text is checked here: letters, regions and orders.
#[test]
fn letters_regions_and_orders_are_checked() {
    let plan = |letter: &str, region: &str| {
        let plan = PlanBuilder::new("test", letter)
            .title("试验规划", "Test plan")
            .short_title("试验", "test")
            .region(region)
            .document("试〔2021〕1号", ("某市", "A city"), NaiveDate::from_ymd_opt(2021, 1, 2).unwrap())
            .period(2021, 2025);
        plan.section(health(objective(vec![indicator("a", Rule::Reported), indicator("b", Rule::Reported)])))
    };
    let built = RegistryBuilder::new().plan(plan("GT", "990101")).build().unwrap();
    assert_eq!(built.provision("GT1.1").unwrap().clause_code().to_string(), "GT1.1");
    let order = |lesser: &str, greater: &str| Relation::Order {
        lesser: format!("test.health.{lesser}").into(),
        greater: format!("test.health.{greater}").into(),
    };
    let mistaken = RegistryBuilder::new()
        .plan(plan("GTXY", "990102"))
        .region("990101", Level::County, "示例县", "Example County")
        .relation(order("a", "b"))
        .relation(order("b", "a"));
    assert_eq!(
        mistaken.build().unwrap_err().to_string(),
        "test: `region`: found `990102`, expected the code of a region of the list of regions (nearest: `990101`)\n\
         test: `letter`: found `GTXY`, expected one to three capital letters, A to Z\n\
         relation 2: `greater`: found a circle: `test.health.a` ≤ `test.health.b` ≤ `test.health.a`, expected orders that come to an end"
    );
}

#[test]
fn mistakes_are_counted_and_not_all_told() {
    let many = (0..1_500).map(|number| indicator(&format!("i{number}"), at_most("101"))).collect();
    let errors = RegistryBuilder::new().plan(header().section(health(objective(many)))).build().unwrap_err();
    assert_eq!((errors.errors().len(), errors.omitted()), (1_000, 500));
    assert!(errors.to_string().ends_with("\nand 500 more"));
}

/// What a text cannot even say, a program can.
#[test]
fn years_and_names_of_sections_are_checked() {
    let one = || health(objective(vec![indicator("figure", at_most("5"))]));
    assert_eq!(
        mistakes(header().period(1800, 2025).baseline_year(2020).section(one())),
        ["test: `period.first_year`: found `1800`, expected a whole number from 1900 to 2100"]
    );
    // No more is said of a period that is none.
    assert_eq!(
        mistakes(header().period(2021, 3000).midterm_year(1999).section(one())),
        ["test: `period.last_year`: found `3000`, expected a whole number from 1900 to 2100"]
    );
    let again = SectionBuilder::domain(2, "health")
        .title("健康", "Health")
        .provision(objective(vec![indicator("other", at_most("5"))]));
    assert_eq!(
        mistakes(header().section(one()).section(again)),
        [
            "test.health: `slug`: found `health` again (first at test.health), expected a name of its own for each domain or chapter"
        ]
    );
}

/// A department that is known already may be repeated as it is, and not otherwise.
#[test]
fn a_known_department_may_be_repeated() {
    let base = Registry::builtin();
    let known = base.department("市卫生健康委").unwrap();
    let repeated = |en: &str| {
        let mut department = DepartmentBuilder::new(known.name().zh(), en);
        for spelling in known.also() {
            department = department.also(spelling);
        }
        let one = health(objective(vec![indicator("figure", at_most("5"))]).lead("市卫生健康委"));
        RegistryBuilder::beside(base).department(department).plan(header().section(one)).build()
    };
    let registry = repeated(known.name().en()).unwrap();
    assert_eq!(registry.departments().count(), base.departments().count());
    let errors = repeated("Another name").unwrap_err();
    assert!(errors.to_string().contains("known already"), "{errors}");
}
