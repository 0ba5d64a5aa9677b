//! Random rules and evidence, judged twice.

use super::fraction::{Fraction, Written, as_decimal_text, whole};
use super::random::{self, LAST_YEAR};
use super::rule::{Case, Judged, Reason, Rule, Unit, Verdict, judge};
use fastrand::Rng;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::fmt::Write;
use zhibiao::rule::RuleKind;
use zhibiao::{Evidence, Judgement, Point, Registry, decimal};

/// How many cases, if nothing else is asked for.
const CASES: usize = 1_000_000;

/// How many rules one registry holds, and how often each is asked.
const RULES: usize = 250;
const ASKED: usize = 200;

pub fn from_environment(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is no whole number: {text}")))
}

pub fn seed() -> u64 {
    from_environment("ZHIBIAO_MODEL_SEED").unwrap_or(20_211_203)
}

/// The rule as plan text has it.
fn written(rule: &Rule) -> String {
    let direction = |rises: &bool| if *rises { "up" } else { "down" };
    match rule {
        Rule::Upper { limit, strict } => {
            format!(r#"{{ kind = "upper_bound", limit = "{}", strict = {strict} }}"#, limit.text)
        }
        Rule::Lower { limit, strict } => {
            format!(r#"{{ kind = "lower_bound", limit = "{}", strict = {strict} }}"#, limit.text)
        }
        Rule::Band { centre, tolerance, exceedable } => format!(
            r#"{{ kind = "band", centre = "{}", tolerance = "{}", exceedable = {exceedable} }}"#,
            centre.text, tolerance.text
        ),
        Rule::Decrease { percent, baseline } => {
            format!(r#"{{ kind = "relative_decrease", percent = "{}", baseline_year = {baseline} }}"#, percent.text)
        }
        Rule::Annual { points, rises, baseline } => format!(
            r#"{{ kind = "average_annual_change", direction = "{}", points = "{}", baseline_year = {baseline} }}"#,
            direction(rises),
            points.text
        ),
        Rule::Trend { rises, every_year, baseline } => format!(
            r#"{{ kind = "trend", direction = "{}", every_year = {every_year}, baseline_year = {baseline} }}"#,
            direction(rises)
        ),
        Rule::SlowerRise { baseline, years_before } => {
            format!(r#"{{ kind = "slower_rise", baseline_year = {baseline}, years_before = {years_before} }}"#)
        }
        Rule::Reference { tolerance: None } => {
            r#"{ kind = "reference", indicator = "test.health.other_UNIT" }"#.to_owned()
        }
        Rule::Reference { tolerance: Some(tolerance) } => format!(
            r#"{{ kind = "reference", indicator = "test.health.other_UNIT", tolerance = "{}" }}"#,
            tolerance.text
        ),
        Rule::Gap { baseline } => format!(
            r#"{{ kind = "gap", of = "test.health.other_UNIT", between = ["urban", "rural"], baseline_year = {baseline} }}"#
        ),
        Rule::Attested => r#"{ kind = "attested" }"#.to_owned(),
        Rule::Reported => r#"{ kind = "reported" }"#.to_owned(),
    }
}

pub const PLAN: &str = r#"
id = "test"
letter = "T"
title = { zh = "试验规划", en = "Test plan" }
short_title = { zh = "试验", en = "test" }
region = "371500"
document = { number = "试〔2021〕1号", issuer = { zh = "某市", en = "A city" }, issued = "2021-01-02" }
period = { first_year = 2021, last_year = 2025, baseline_year = 2020, midterm_year = 2023 }
[[section]]
slug = "health"
domain = 1
title = { zh = "健康", en = "Health" }
[[section.objective]]
item = 1
title = { zh = "目标", en = "Objective" }
"#;

/// A registry of indicators: id, unit and rule as plan text has it.
/// `tail` is what the plan has besides.
pub fn registry(indicators: impl IntoIterator<Item = (String, &'static str, String)>, tail: &str) -> Registry {
    let mut text = PLAN.to_owned();
    for (id, unit, rule) in indicators {
        write!(
            text,
            "[[section.objective.indicator]]\nid = \"{id}\"\nname = {{ zh = \"名{id}\", en = \"{id}\" }}\nunit = \"{unit}\"\n\
             applies_at = \"city\"\nrule = {rule}\nwording = \"若干\"\n"
        )
        .unwrap();
    }
    text.push_str(tail);
    Registry::from_toml_text("model.toml", &text).unwrap_or_else(|errors| panic!("{errors}"))
}

/// The quantities that others are compared with, one for each unit.
pub fn others() -> impl Iterator<Item = (String, &'static str, String)> {
    random::UNITS.iter().map(|unit| (format!("other_{}", unit.name), unit.name, r#"{ kind = "reported" }"#.to_owned()))
}

pub fn registry_of(rules: &[(Rule, Unit)]) -> Registry {
    let promises = rules
        .iter()
        .enumerate()
        .map(|(number, (rule, unit))| (format!("r{number}"), unit.name, written(rule).replace("UNIT", unit.name)));
    registry(others().chain(promises), "")
}

pub fn dec(figure: &Written) -> Decimal {
    decimal::parse(&figure.text).unwrap_or_else(|error| panic!("{}: {error}", figure.text))
}

/// What came up how often.
#[derive(Default)]
struct Counted {
    outcomes: BTreeMap<&'static str, usize>,
    /// Verdicts on exactly the limit, by kinds of rules.
    on_the_limit: BTreeMap<&'static str, usize>,
    /// What the engine does not have the digits for is let pass; that has to be rare.
    short_of_digits: usize,
}

impl Counted {
    fn add(&mut self, other: Counted) {
        for (sum, counts) in [(&mut self.outcomes, other.outcomes), (&mut self.on_the_limit, other.on_the_limit)] {
            for (word, count) in counts {
                *sum.entry(word).or_default() += count;
            }
        }
        self.short_of_digits += other.short_of_digits;
    }
}

/// How many digits the figures of a case have together: what may be too many for the engine.
fn digits(rule: &Rule, case: &Case<'_>) -> usize {
    let own = match rule {
        Rule::Upper { limit: one, .. }
        | Rule::Lower { limit: one, .. }
        | Rule::Decrease { percent: one, .. }
        | Rule::Annual { points: one, .. } => one.digits(),
        Rule::Band { centre, tolerance, .. } => centre.digits().max(tolerance.digits()),
        _ => 0,
    };
    let history = case.history.values().flatten().map(Written::digits).max().unwrap_or_default();
    own + history
        .max(case.value.as_ref().map_or(0, Written::digits))
        .max(case.reference.as_ref().map_or(0, Written::digits))
}

fn year_of(reason: zhibiao::Reason) -> Option<u16> {
    use zhibiao::Reason::{
        AfterPeriod, ConflictingValues, ImpossibleValue, MissingUnit, MissingYear, NoBaseline, NotAfterBaseline,
    };
    match reason {
        NoBaseline { year }
        | NotAfterBaseline { year }
        | MissingYear { year }
        | MissingUnit { year }
        | AfterPeriod { year }
        | ImpossibleValue { year }
        | ConflictingValues { year } => Some(year),
        _ => None,
    }
}

/// Compares; the difference in words if there is one.
pub fn difference(expected: &Judged, found: &Judgement, many_digits: bool) -> Option<String> {
    let verdict = match found.verdict() {
        zhibiao::Verdict::Met => Verdict::Met,
        zhibiao::Verdict::NotMet => Verdict::NotMet,
        zhibiao::Verdict::Undetermined(reason) => {
            Verdict::Undetermined(Reason { word: reason.as_str(), year: year_of(reason) })
        }
    };
    // With too many digits the engine may refuse to answer, but never answers otherwise.
    if many_digits && verdict == Verdict::Undetermined(Reason { word: "overflow", year: None }) {
        return None;
    }
    if verdict != expected.verdict {
        return Some(format!("verdict {verdict:?}"));
    }
    let text = |number: Option<Decimal>| number.map(|number| number.normalize().to_string());
    let fits = |number: &Option<Fraction>| number.as_ref().and_then(as_decimal_text);
    // What fits a decimal is given, and nothing else.
    let same = |number: Option<Decimal>, expected: &Option<Fraction>| {
        text(number) == fits(expected) || (many_digits && number.is_none())
    };
    if !same(found.limit(), &expected.limit) {
        return Some(format!("limit {:?}", found.limit()));
    }
    // No distance to a limit that cannot be shown; where each year is held against the one before, there is none by nature.
    let is_shown = expected.limit.is_none() || fits(&expected.limit).is_some();
    let margin = expected.margin.clone().filter(|_| is_shown);
    if !same(found.margin(), &margin) {
        return Some(format!("margin {:?}", found.margin()));
    }
    let sensitive = found.is_rounding_sensitive();
    let excused = sensitive && many_digits;
    (sensitive != expected.sensitive && !excused).then(|| format!("sensitive {sensitive}"))
}

fn compare(random: &mut Rng, cases: usize) -> Counted {
    let mut counted = Counted::default();
    let mut count = 0;
    while count < cases {
        let rules: Vec<(Rule, Unit)> = (0..RULES).map(|_| random::rule(random)).collect();
        let registry = registry_of(&rules);
        for (number, (rule, unit)) in rules.iter().enumerate() {
            let indicator = registry.find(&format!("test.health.r{number}")).unwrap();
            for _ in 0..ASKED / 8 {
                let history = random::history(random, *unit);
                let mut points: Vec<Point> = history
                    .iter()
                    .flat_map(|(year, all)| all.iter().map(|figure| Point { year: *year, value: dec(figure) }))
                    .collect();
                // They may come in any order.
                if random.bool() {
                    random.shuffle(&mut points);
                }
                for _ in 0..8 {
                    let case = case(random, rule, *unit, &history);
                    let expected = judge(rule, &case);
                    let evidence = match &case.value {
                        Some(value) => Evidence::new(case.year, dec(value)),
                        None => Evidence::missing(case.year),
                    };
                    let evidence = evidence.with_history(&points).with_reference(case.reference.as_ref().map(dec));
                    let found = indicator.judge(&evidence);
                    let many = digits(rule, &case) > 30;
                    if let Some(difference) = difference(&expected, &found, many) {
                        panic!("{difference}\nexpected {expected:?}\nof {rule:?}\n{case:?}");
                    }
                    counted.short_of_digits += usize::from(many && difference(&expected, &found, false).is_some());
                    if expected.margin.as_ref().is_some_and(|margin| *margin == whole(0)) {
                        *counted.on_the_limit.entry(indicator.rule().kind().as_str()).or_default() += 1;
                    }
                    let word = match expected.verdict {
                        Verdict::Met => "met",
                        Verdict::NotMet => "not_met",
                        Verdict::Undetermined(reason) => reason.word,
                    };
                    *counted.outcomes.entry(word).or_default() += 1;
                    count += 1;
                }
            }
        }
    }
    counted
}

/// A value beside a limit or a baseline, or any.
fn case<'c>(random: &mut Rng, rule: &Rule, unit: Unit, history: &'c BTreeMap<u16, Vec<Written>>) -> Case<'c> {
    let year = random.u16(2017..=2027);
    let near = match rule {
        Rule::Upper { limit, .. } | Rule::Lower { limit, .. } => Some(limit.clone()),
        Rule::Band { centre, .. } => Some(centre.clone()),
        _ => history.get(&random.u16(2018..=2026)).map(|all| all[0].clone()),
    };
    let value = match random.u8(..20) {
        0 => None,
        1..=9 => near.map(|near| beside(random, &near)),
        _ => Some(random::reported(random, unit)),
    };
    // What a baseline makes of it, or a digit beside that, if it can be written.
    let value = match rule {
        Rule::Decrease { .. } | Rule::Annual { .. } | Rule::SlowerRise { .. } if random.u8(..3) == 0 => {
            let asked = Case { unit, last_year: LAST_YEAR, year, value: value.clone(), history, reference: None };
            let limit = judge(rule, &asked).limit.and_then(|limit| as_decimal_text(&limit)).map(Written::new);
            limit.map_or(value, |limit| Some(if random.bool() { limit } else { beside(random, &limit) }))
        }
        _ => value,
    };
    let reference = (random.u8(..10) > 0).then(|| match &value {
        Some(value) if random.bool() && !value.text.starts_with('-') && (!unit.counts || value.is_whole()) => {
            beside(random, value)
        }
        _ => random::reported(random, unit),
    });
    Case { unit, last_year: LAST_YEAR, year, value, history, reference }
}

/// The figure itself where another digit would be one too many.
fn beside(random: &mut Rng, figure: &Written) -> Written {
    if figure.text.starts_with('-') {
        return figure.clone();
    }
    let beside = random::beside(random, figure);
    if decimal::parse(&beside.text).is_ok() { beside } else { figure.clone() }
}

#[test]
fn a_million_judgements_are_those_of_the_model() {
    let cases = from_environment("ZHIBIAO_MODEL_CASES").map_or(CASES, |cases| usize::try_from(cases).unwrap());
    let half = |part: u64| move || compare(&mut Rng::with_seed(seed() + part), cases / 2);
    let mut counted = Counted::default();
    std::thread::scope(|scope| {
        let threads = [scope.spawn(half(0)), scope.spawn(half(1))];
        for thread in threads {
            counted.add(thread.join().unwrap_or_else(|failure| std::panic::resume_unwind(failure)));
        }
    });
    let Counted { outcomes, on_the_limit, short_of_digits } = counted;
    println!("{outcomes:?}, on the limit: {on_the_limit:?}, short of digits: {short_of_digits}");
    let total: usize = outcomes.values().sum();
    assert!(total >= cases, "{total}");
    assert!(short_of_digits * 100 < total, "{short_of_digits} of {total}");
    // What has a limit is asked about exactly there, a baseline's as well.
    let kinds = RuleKind::ALL.iter().filter(|kind| !matches!(kind, RuleKind::Attested | RuleKind::Reported));
    for kind in kinds.map(|kind| kind.as_str()) {
        let count = on_the_limit.get(kind).copied().unwrap_or_default();
        assert!(count * 1_000 > total, "{kind}: {count} of {total}");
    }
    // All outcomes are there, and the two that matter most often.
    for (word, least) in
        [("met", 10), ("not_met", 10), ("no_value", 50), ("impossible_value", 100), ("after_period", 100)]
    {
        assert!(outcomes[word] * least > total / 10, "{word}: {outcomes:?}");
    }
    for word in
        ["no_baseline", "not_after_baseline", "missing_year", "no_reference", "conflicting_values", "no_promise"]
    {
        assert!(outcomes[word] * 1000 > total, "{word}: {outcomes:?}");
    }
}
