//! Figures of all kinds, assessed in any year by a random plan or the built-in ones: the laws of every data set, a better figure that
//! gets no worse verdict, and zeros behind that change nothing.

use arbitrary::{Result, Unstructured};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use zhibiao::outlook::Method;
use zhibiao::plan_builder::{IndicatorBuilder, PlanBuilder, ProvisionBuilder, RegistryBuilder, SectionBuilder};
use zhibiao::rule::{
    AverageAnnualChange, Band, Between, Direction, Gap, LowerBound, Reference, RelativeDecrease, SlowerRise, Trend,
    UpperBound,
};
use zhibiao::{
    AssessmentParameters, Confidence, DataSetBuilder, Evidence, Indicator, Level, Observation, Point, Registry, Rule,
    Stage, Unit, Verdict,
};

const REGIONS: [&str; 8] = ["371500", "371502", "371503", "371521", "370000", "CN", "聊城市", "371502001"];
const GROUPS: [&str; 7] = ["total", "urban", "rural", "male", "female", "小学", "elsewhere"];

/// Any decimal; often a short one.
fn decimal(bytes: &mut Unstructured<'_>) -> Result<Decimal> {
    let scale = if bytes.ratio(1, 6)? { bytes.int_in_range(0..=28)? } else { bytes.int_in_range(0..=3)? };
    let mantissa: i128 = match bytes.int_in_range(0..=7_u8)? {
        0 => i128::from(bytes.arbitrary::<i64>()?),
        1 => {
            bytes.int_in_range(-79_228_162_514_264_337_593_543_950_335..=79_228_162_514_264_337_593_543_950_335_i128)?
        }
        2 => -i128::from(bytes.arbitrary::<u8>()?),
        3 | 4 => i128::from(bytes.arbitrary::<u16>()?),
        _ => i128::from(bytes.arbitrary::<u8>()?),
    };
    Ok(Decimal::from_i128_with_scale(mantissa, scale))
}

/// A figure that is possible in most units, and whole where that is asked for; now and then any decimal.
fn figure(bytes: &mut Unstructured<'_>, whole: bool) -> Result<Decimal> {
    if bytes.ratio(1, 12)? {
        return decimal(bytes);
    }
    let scale = if whole { 0 } else { bytes.int_in_range(0..=2)? };
    Ok(Decimal::new(bytes.int_in_range(0..=24 * 10_i64.pow(scale))?, scale))
}

fn rule(bytes: &mut Unstructured<'_>, whole: bool) -> Result<Rule> {
    let year = |bytes: &mut Unstructured<'_>| bytes.int_in_range(2015..=2022_u16);
    let direction = |bytes: &mut Unstructured<'_>| Ok(if bytes.arbitrary()? { Direction::Up } else { Direction::Down });
    Ok(match bytes.int_in_range(0..=10_u8)? {
        0 => Rule::UpperBound(UpperBound { limit: figure(bytes, whole)?, strict: bytes.arbitrary()? }),
        1 => Rule::LowerBound(LowerBound { limit: figure(bytes, whole)?, strict: bytes.arbitrary()? }),
        2 => Rule::Band(Band {
            centre: figure(bytes, whole)?,
            tolerance: figure(bytes, whole)?,
            exceedable: bytes.arbitrary()?,
        }),
        3 => Rule::RelativeDecrease(RelativeDecrease { baseline_year: year(bytes)?, percent: figure(bytes, whole)? }),
        4 => Rule::AverageAnnualChange(AverageAnnualChange {
            direction: direction(bytes)?,
            points: figure(bytes, whole)?,
            baseline_year: year(bytes)?,
        }),
        5 => Rule::Trend(Trend {
            direction: direction(bytes)?,
            every_year: bytes.arbitrary()?,
            baseline_year: year(bytes)?,
        }),
        6 => Rule::SlowerRise(SlowerRise {
            baseline_year: year(bytes)?,
            years_before: *bytes.choose(&[1, 2, 4, 5, 10, 3])?,
        }),
        7 => Rule::Reference(Reference {
            indicator: "fuzz.health.i0".into(),
            tolerance: if bytes.arbitrary()? { Some(figure(bytes, whole)?) } else { None },
        }),
        8 => Rule::Gap(Gap {
            of: "fuzz.health.i0".into(),
            between: if bytes.arbitrary()? {
                Between::Groups("urban".into(), "rural".into())
            } else {
                Between::Regions(Level::County)
            },
            baseline_year: year(bytes)?,
        }),
        9 => Rule::Attested,
        _ => Rule::Reported,
    })
}

/// A plan of a few random indicators, if it makes sense.
fn plan(bytes: &mut Unstructured<'_>) -> Result<Option<Registry>> {
    let mut objective = ProvisionBuilder::objective(1).title("目标", "Objective");
    let unit = *bytes.choose(&[Unit::Percent, Unit::Per100kLiveBirths, Unit::Persons, Unit::HoursPerDay])?;
    for number in 0..bytes.int_in_range(1..=5_u8)? {
        // One unit in a plan, so that its indicators can be compared.
        let rule = if number == 0 { Rule::Reported } else { rule(bytes, unit == Unit::Persons)? };
        let unit = if rule == Rule::Attested { Unit::Done } else { unit };
        let indicator = IndicatorBuilder::new(&format!("i{number}"), rule)
            .name(&format!("指标{number}"), &format!("Indicator {number}"))
            .unit(unit)
            .applies_at([Level::City, Level::County])
            .wording("若干");
        objective = objective.indicator(indicator);
    }
    let first = bytes.int_in_range(2020..=2022)?;
    // A plan that was issued outside its years is refused as a whole.
    let issued = NaiveDate::from_ymd_opt(first.into(), 1, 2).expect("a day");
    let last = bytes.int_in_range(first..=2030)?;
    let plan = PlanBuilder::new("fuzz", "F")
        .title("试验规划", "Test plan")
        .short_title("试验", "test")
        .region("371500")
        .document("试〔2021〕1号", ("某市", "A city"), issued)
        .period(first, last)
        .baseline_year(first - 1)
        .midterm_year(bytes.int_in_range(first..=last)?)
        .section(SectionBuilder::domain(1, "health").title("健康", "Health").provision(objective));
    let mut registry = RegistryBuilder::new().plan(plan);
    for (code, level) in [("371500", Level::City), ("371502", Level::County), ("371503", Level::County)] {
        registry = registry.region(code, level, &format!("地{code}"), &format!("Region {code}"));
    }
    Ok(registry.build().ok())
}

/// The plan that the first decisions are for, if they are for one of its own.
fn own_plan(bytes: &mut Unstructured<'_>) -> Result<Option<Registry>> {
    if bytes.ratio(2, 3)? { plan(bytes) } else { Ok(None) }
}

/// From the worse to the better of two figures, for the rules whose good side is told by themselves.
fn in_order(rule: &Rule, one: Decimal, other: Decimal) -> Option<[Decimal; 2]> {
    let (least, most) = (one.min(other), one.max(other));
    match rule {
        Rule::UpperBound(_) | Rule::RelativeDecrease(_) | Rule::SlowerRise(_) | Rule::Gap(_) => Some([most, least]),
        Rule::LowerBound(_) | Rule::Reference(Reference { tolerance: None, .. }) => Some([least, most]),
        Rule::AverageAnnualChange(AverageAnnualChange { direction, .. }) | Rule::Trend(Trend { direction, .. }) => {
            Some(if *direction == Direction::Up { [least, most] } else { [most, least] })
        }
        _ => None,
    }
}

fn judged_alike(indicator: Indicator<'_>, bytes: &mut Unstructured<'_>) -> Result<()> {
    let whole = indicator.unit() == Unit::Persons;
    let (one, other) = (figure(bytes, whole)?, figure(bytes, whole)?);
    let year = bytes.int_in_range(2015..=2031)?;
    let mut history = Vec::new();
    for year in 2005..year {
        if !bytes.ratio(1, 5)? {
            history.push(Point { year, value: figure(bytes, whole)? });
        }
    }
    let reference = if bytes.arbitrary()? { Some(figure(bytes, whole)?) } else { None };
    let verdict = |value: Decimal| {
        let evidence = Evidence::new(year, value).with_history(&history).with_reference(reference);
        indicator.judge(&evidence).verdict()
    };
    if let Some([worse, better]) = in_order(indicator.rule(), one, other) {
        let verdicts = (verdict(worse), verdict(better));
        assert_ne!(
            verdicts,
            (Verdict::Met, Verdict::NotMet),
            "{:?}: {worse} is met and {better} is not",
            indicator.rule()
        );
    }
    let mut longer = one;
    longer.rescale((one.scale() + bytes.int_in_range(1..=6)?).min(28));
    let opposite =
        matches!((verdict(one), verdict(longer)), (Verdict::Met, Verdict::NotMet) | (Verdict::NotMet, Verdict::Met));
    assert!(!opposite || one != longer, "{:?}: {one} and {longer}", indicator.rule());
    Ok(())
}

fn assess(bytes: &mut Unstructured<'_>) -> Result<()> {
    let own = own_plan(bytes)?;
    let registry = own.as_ref().unwrap_or(Registry::builtin());
    let promises: Vec<Indicator<'_>> = match &own {
        Some(registry) => registry.of_plan("fuzz").collect(),
        None => registry.indicators().collect(),
    };
    judged_alike(*bytes.choose(&promises)?, bytes)?;
    let mut builder = DataSetBuilder::new(registry);
    // Few indicators, so that their figures meet.
    let few = bytes.int_in_range(1..=promises.len().min(4))?;
    let start = bytes.choose_index(promises.len())?;
    let (mut taken, mut year) = (0, 2015_u16);
    for number in 0..400 {
        if bytes.is_empty() {
            break;
        }
        let place = (start + number % few) % promises.len();
        year = if bytes.ratio(1, 8)? { bytes.int_in_range(1899..=2101)? } else { 2015 + (year % 2015 + 1) % 15 };
        let mut observation = Observation::new(
            promises[place].id(),
            *bytes.choose(&REGIONS)?,
            year,
            figure(bytes, promises[place].unit() == Unit::Persons)?,
        );
        if bytes.arbitrary()? {
            observation.group = Some((*bytes.choose(&GROUPS)?).to_owned());
        }
        if bytes.ratio(1, 4)? {
            (observation.numerator, observation.denominator) = (Some(decimal(bytes)?), Some(decimal(bytes)?));
        }
        if bytes.ratio(1, 30)? {
            builder.start_revision();
        }
        taken += usize::from(builder.add(&observation, None).is_ok());
    }
    let (data, rejected) = builder.build();
    assert_eq!(taken, data.len() + data.repeated() + data.replaced() + rejected.len());
    let mut parameters = AssessmentParameters::default();
    if bytes.arbitrary()? {
        parameters.gap_tolerance = decimal(bytes)?;
        parameters.confidence = *bytes.choose(Confidence::ALL)?;
    }
    let assessment = data.assess(*bytes.choose(Stage::ALL)?, bytes.int_in_range(2014..=2032)?, &parameters);
    crate::laws::hold(&assessment);
    for item in assessment.items() {
        for method in Method::ALL {
            let progress = assessment.progress(item, *method);
            assert!(progress.value.is_none_or(f64::is_finite), "{progress:?}");
        }
    }
    Ok(())
}

/// Whether the bytes decide for a plan of their own, of several indicators.
#[must_use]
pub fn has_a_plan(data: &[u8]) -> bool {
    own_plan(&mut Unstructured::new(data)).is_ok_and(|plan| plan.is_some_and(|plan| plan.len() > 1))
}

/// Takes the bytes for decisions, until they are used up.
pub fn run(data: &[u8]) {
    // Whatever decisions are left without bytes are not made.
    let _ = assess(&mut Unstructured::new(data));
}
