//! The built-in registry: what it holds, in which order, and how it is looked up.

use crate::support::{PLAN, load};
use std::collections::{BTreeMap, HashSet};
use zhibiao::{
    Clause, Department, Indicator, Level, Nature, ProvisionKind, Registry, ResolveError, Rule, RuleKind, SectionNumber,
};

fn registry() -> &'static Registry {
    Registry::builtin()
}

#[test]
fn both_plans_say_what_document_they_are() {
    let plans: Vec<_> = registry().plans().collect();
    assert_eq!(plans.len(), 2);
    assert_eq!(plans.iter().map(|plan| plan.id()).collect::<Vec<_>>(), ["women", "children"]);
    for plan in plans {
        assert_eq!(plan.document().number(), "聊政发〔2021〕9号");
        assert_eq!(plan.document().issued().to_string(), "2021-12-03");
        assert_eq!((plan.first_year(), plan.last_year()), (2021, 2025));
        assert_eq!((plan.baseline_year(), plan.midterm_year()), (2020, 2023));
    }
}

/// Figures read from the document by hand, clause by clause: id, clause, condition, wording.
#[test]
fn figures_a_reader_would_look_up_first() {
    let cases = [
        ("women.health.maternal_mortality_ratio", "W1.2", "≤ 8.2"),
        ("women.health.common_disease_screening_rate", "W1.3", "≥ 85"),
        ("women.health.cervical_cancer_screening_coverage", "W1.3", "≥ 80"),
        ("women.health.hiv_mother_to_child_transmission_rate", "W1.4", "≤ 3"),
        ("women.health.cervical_cancer_treatment_rate", "W1.M6", "> 90"),
        ("women.health.hepatitis_b_early_testing_rate", "W1.M7", "≥ 70"),
        ("women.education.nine_year_retention_rate", "W2.5", "≥ 98"),
        ("women.economy.women_share_of_employment", "W3.2", "43–47"),
        ("women.economy.women_share_of_urban_unit_employment", "W3.3", "≥ 38"),
        ("women.economy.women_share_of_senior_professionals", "W3.5", "≥ 45"),
        ("women.decision_making.women_department_heads", "W4.6", "≥ 3"),
        ("women.decision_making.women_share_of_village_committee_heads", "W4.9", "≥ 10"),
        ("women.decision_making.women_share_of_community_committees", "W4.10", "≥ 48"),
        ("women.decision_making.women_share_of_community_committee_heads", "W4.10", "≥ 33"),
        ("women.social_security.women_pension_insurance_rate", "W5.4", "≥ 95"),
        ("women.environment.urban_water_source_quality", "W8.7", "≥ 95"),
        ("women.environment.female_to_male_toilet_ratio", "W8.M9", "≥ 1.5"),
        ("women.implementation.plan_filing_months", "W五.3", "≤ 1"),
        ("women.monitoring.annual_early_warning", "W六.5", "≥ 1"),
        ("children.health.neonatal_mortality_rate", "C1.3", "≤ 3"),
        ("children.health.infant_mortality_rate", "C1.3", "≤ 3.3"),
        ("children.health.under5_mortality_rate", "C1.3", "≤ 4"),
        ("children.health.under5_anaemia_prevalence", "C1.7", "≤ 4"),
        ("children.health.under5_stunting_prevalence", "C1.7", "≤ 1.8"),
        ("children.health.caries_at_12", "C1.9", "≤ 30"),
        ("children.health.fitness_good_or_excellent_rate", "C1.10", "≥ 52"),
        ("children.health.paediatricians_per_1k_children", "C1.M1", "≥ 0.85"),
        ("children.health.paediatric_beds_per_1k_children", "C1.M1", "≥ 2.2"),
        ("children.health.sleep_hours_primary", "C1.M11", "≥ 10"),
        ("children.health.sleep_hours_junior_secondary", "C1.M11", "≥ 9"),
        ("children.health.sleep_hours_senior_secondary", "C1.M11", "≥ 8"),
        ("children.safety.infant_formula_inspection_coverage", "C2.M6", "≥ 100"),
        ("children.education.public_and_inclusive_kindergarten_share", "C3.2", "≥ 85"),
        ("children.education.public_kindergarten_share", "C3.2", "≥ 50"),
        ("children.education.senior_secondary_gross_enrolment_ratio", "C3.4", "≥ 98"),
        ("children.education.free_education_years_disabled", "C3.5", "≥ 15"),
        ("children.education.kindergarten_parent_child_activities", "C3.M4", "≥ 2"),
        ("children.education.preschool_standard_counties_share", "C3.M7", "≥ 50"),
        ("children.education.balanced_education_counties_share", "C3.M8", "≥ 30"),
        ("children.education.high_level_vocational_schools", "C3.M9", "5–7"),
        ("children.welfare.nursery_places_per_1k", "C4.4", "≥ 4.5"),
        ("children.family.urban_family_education_sites_share", "C6.6", "≥ 90"),
        ("children.family.rural_family_education_sites_share", "C6.6", "≥ 80"),
    ];
    for (id, clause, condition) in cases {
        let indicator = registry().find(id).unwrap_or_else(|| panic!("{id} is not there"));
        assert_eq!(indicator.clause_code().to_string(), clause, "{id}");
        assert_eq!(indicator.rule().condition(None).to_string(), condition, "{id}");
    }
    let rule = registry().find("children.safety.injury_mortality_rate").unwrap().rule();
    assert!(matches!(rule, Rule::RelativeDecrease(rule) if rule.baseline_year == 2020 && rule.percent == 20.into()));
    let rule = registry().find("children.health.myopia_prevalence").unwrap().rule();
    assert!(matches!(rule, Rule::AverageAnnualChange(rule) if rule.baseline_year == 2020 && rule.points == 1.into()));
}

#[test]
fn ids_are_unique_short_and_well_formed() {
    let mut seen = HashSet::new();
    for indicator in registry().indicators() {
        let id = indicator.id();
        assert!(seen.insert(id), "{id} twice");
        assert!(id.len() <= 80, "{id} is long");
        let parts: Vec<&str> = id.split('.').collect();
        assert_eq!(parts.len(), 3, "{id}");
        assert_eq!(parts[0], indicator.plan().id());
        assert_eq!(parts[1], indicator.section().slug());
        assert_eq!(parts[2], indicator.short_id());
        let well_formed = |part: &&str| part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        assert!(parts.iter().all(well_formed), "{id}");
    }
}

#[test]
fn names_are_given_in_both_languages_and_unique_within_a_plan() {
    let mut seen = HashSet::new();
    for indicator in registry().indicators() {
        let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(chinese(indicator.name().zh()), "{}", indicator.id());
        assert!(!chinese(indicator.name().en()) && !indicator.name().en().is_empty(), "{}", indicator.id());
        for name in [indicator.name().zh(), indicator.name().en()] {
            assert!(seen.insert((indicator.plan().id(), name)), "{name} twice in one plan");
        }
    }
}

#[test]
fn indicators_come_in_the_order_of_the_document() {
    let places: Vec<_> = registry()
        .indicators()
        .map(|indicator| {
            let plan = registry().plans().position(|plan| plan == indicator.plan()).unwrap();
            (plan, indicator.clause().section, indicator.clause().kind, indicator.clause().item)
        })
        .collect();
    assert!(places.is_sorted());
    for (position, indicator) in registry().indicators().enumerate() {
        assert_eq!(indicator.position(), position);
        assert_eq!(registry().at(position), Some(indicator));
    }
    assert_eq!(registry().at(registry().len()), None);
    assert_eq!(registry().at(usize::MAX), None);
}

/// Counted in the document by hand; a figure that is added or lost shows here.
#[test]
fn so_many_figures_by_section_and_kind() {
    let mut by_section = BTreeMap::new();
    let mut by_kind = BTreeMap::new();
    for indicator in registry().indicators().filter(|indicator| indicator.rule().nature() == Nature::Figure) {
        let code = indicator.clause_code();
        *by_section.entry(code.to_string().split_once('.').unwrap().0.to_owned()).or_insert(0) += 1;
        *by_kind.entry(indicator.rule().kind()).or_insert(0) += 1;
    }
    let sections: Vec<(&str, i32)> = by_section.iter().map(|(section, count)| (section.as_str(), *count)).collect();
    let expected = [
        ("C1", 30),
        ("C2", 3),
        ("C3", 14),
        ("C4", 7),
        ("C6", 4),
        ("C五", 3),
        ("C六", 5),
        ("W1", 19),
        ("W2", 3),
        ("W3", 6),
        ("W4", 14),
        ("W5", 4),
        ("W8", 5),
        ("W五", 3),
        ("W六", 5),
    ];
    assert_eq!(sections, expected);
    assert_eq!(by_section.values().sum::<i32>(), 125);
    assert_eq!(by_kind[&RuleKind::RelativeDecrease], 1);
    assert_eq!(by_kind[&RuleKind::AverageAnnualChange], 1);
    assert_eq!(by_kind[&RuleKind::Band], 5);
}

#[test]
fn every_indicator_is_found_by_id_name_plan_and_clause() {
    for indicator in registry().indicators() {
        assert_eq!(registry().find(indicator.id()), Some(indicator));
        assert!(registry().named(indicator.name().zh()).any(|found| found == indicator));
        assert!(registry().named(indicator.name().en()).any(|found| found == indicator));
        assert!(registry().of_plan(indicator.plan().id()).any(|found| found == indicator));
        let code = indicator.clause_code().to_string();
        let provision = registry().provision(&code).unwrap();
        assert_eq!((provision.plan(), provision), (indicator.plan(), indicator.provision()));
        assert!(provision.indicators().any(|found| found == indicator), "{code}");
        let clause = provision.clause();
        assert!(registry().of_clause(provision.plan().id(), clause).any(|found| found == indicator), "{code}");
        assert_eq!(Clause::parse(&clause.to_string()), Some(clause));
        let in_plan = registry().resolve(indicator.name().zh(), Some(indicator.plan().id()));
        assert_eq!(in_plan, Ok(indicator));
    }
    assert_eq!(registry().of_plan("women").count() + registry().of_plan("children").count(), registry().len());
}

#[test]
fn what_is_not_there_is_not_found() {
    for id in ["", "women", "women.health.", "women.health.maternal_mortality_rati", "WOMEN.health.caries_at_12"] {
        assert_eq!(registry().find(id), None, "{id}");
    }
    for code in ["", "W", "W1", "W1.", "W1.0", "W1.99", "X1.2", "W1.M99", "W五", "W五.9", "W11.1", "w1.2", "W1.+2"] {
        assert_eq!(registry().provision(code), None, "{code}");
    }
    assert_eq!(registry().of_plan("men").count(), 0);
    assert_eq!(registry().region("000000"), None);
    assert_eq!(registry().region("371500").unwrap().name().zh(), "聊城市");
}

fn id(found: Result<Indicator<'static>, ResolveError>) -> String {
    found.unwrap().id().to_owned()
}

#[test]
fn a_name_that_both_plans_use_needs_its_plan() {
    let name = "九年义务教育巩固率";
    let error = registry().resolve(name, None).unwrap_err();
    assert_eq!(
        error.to_string(),
        "found `九年义务教育巩固率`, expected the plan as well, since several have it: \
         women.education.nine_year_retention_rate, children.education.nine_year_retention_rate"
    );
    for plan in ["children", "C", "儿童规划", "聊城市“十四五”儿童发展规划", "children's plan"] {
        assert_eq!(id(registry().resolve(name, Some(plan))), "children.education.nine_year_retention_rate");
    }
    for text in ["women:九年义务教育巩固率", "妇女规划：九年义务教育巩固率", "women.九年义务教育巩固率"]
    {
        assert_eq!(id(registry().resolve(text, None)), "women.education.nine_year_retention_rate");
    }
    assert_eq!(
        registry().resolve(name, Some("men")).unwrap_err().to_string(),
        "found plan `men`, expected one of women, children"
    );
    // An id of one plan together with the other plan is a contradiction.
    assert!(registry().resolve("women.health.maternal_mortality_ratio", Some("children")).is_err());
    assert!(registry().resolve("women:孕产妇死亡率", Some("children")).is_err());
}

#[test]
fn names_are_exact_but_for_the_width_of_punctuation() {
    let heads = "women.decision_making.women_county_heads";
    assert_eq!(id(registry().resolve("县（市、区）党政正职中女干部人数", None)), heads);
    assert_eq!(id(registry().resolve("县(市、区)党政正职中女干部人数", None)), heads);
    assert_eq!(id(registry().resolve("caries_at_12", None)), "children.health.caries_at_12");
    assert_eq!(id(registry().resolve("Maternal mortality ratio", None)), "women.health.maternal_mortality_ratio");
    assert_eq!(
        registry().resolve("孕产妇死亡", None).unwrap_err().to_string(),
        "found `孕产妇死亡`, expected the id or exact name of an indicator (nearest: 孕产妇死亡率)"
    );
    assert_eq!(
        registry().resolve("\u{7}?", None).unwrap_err().to_string(),
        "found `\u{fffd}?`, expected the id or exact name of an indicator"
    );
}

#[test]
fn a_county_plan_stands_beside_the_text_it_was_loaded_from() {
    let registry = load(&[("gaotang/plan.toml", PLAN)]).unwrap();
    assert!(registry.is_empty());
    assert_eq!(registry.plan("gaotang").unwrap().title().zh(), "试验规划");
}

/// The document's own structure: objectives and measures in each domain of each plan, counted by hand.
#[test]
fn every_objective_and_measure_is_there() {
    let objectives = [[9, 12, 10, 12, 8, 10, 9, 9].as_slice(), &[12, 8, 7, 8, 11, 9, 7]];
    let measures = [[13, 13, 13, 10, 11, 13, 10, 10].as_slice(), &[14, 11, 12, 11, 14, 9, 9]];
    for (plan, (objectives, measures)) in ["women", "children"].into_iter().zip(objectives.into_iter().zip(measures)) {
        for (domain, (objectives, measures)) in (1..).zip(objectives.iter().zip(measures)) {
            let items = |kind: ProvisionKind| -> Vec<u8> {
                registry()
                    .provisions()
                    .filter(|provision| provision.plan().id() == plan && provision.kind() == kind)
                    .filter(|provision| provision.section().number() == SectionNumber::Domain(domain))
                    .map(|provision| provision.item())
                    .collect()
            };
            assert_eq!(items(ProvisionKind::Objective), (1..=*objectives).collect::<Vec<u8>>(), "{plan} {domain}");
            assert_eq!(items(ProvisionKind::Measure), (1..=*measures).collect::<Vec<u8>>(), "{plan} {domain}");
        }
    }
    let count = |kind| registry().provisions().filter(|provision| provision.kind() == kind).count();
    assert_eq!((count(ProvisionKind::Objective), count(ProvisionKind::Measure)), (79 + 62, 93 + 80));
}

#[test]
fn somebody_answers_for_every_objective() {
    for provision in registry().provisions() {
        let answering = provision.lead().chain(provision.responsible()).count();
        assert_eq!(answering > 0, provision.kind() == ProvisionKind::Objective, "{provision:?}");
        for name in [provision.title().zh(), provision.title().en()] {
            assert!(!name.is_empty() && name.len() < 80, "{name}");
        }
    }
    // Some clauses name only one kind: W6.1 has no lead, W1.2 nobody but the lead.
    let names = |departments: Vec<&Department>| -> Vec<String> {
        departments.iter().map(|department| department.name().zh().to_owned()).collect()
    };
    let clause = registry().provision("W6.1").unwrap();
    assert_eq!(clause.lead().count(), 0);
    assert_eq!(names(clause.responsible().collect()), ["市妇女儿童工作委员会各成员单位、特邀单位"]);
    let clause = registry().provision("W1.2").unwrap();
    assert_eq!((names(clause.lead().collect()), clause.responsible().count()), (vec!["市卫生健康委".to_owned()], 0));
    // A page break tears C5.11 apart in the middle of a court.
    let clause = registry().provision("C5.11").unwrap();
    assert_eq!(
        names(clause.responsible().collect()),
        [
            "市教育体育局",
            "市工业和信息化局",
            "市公安局",
            "市文化和旅游局",
            "市检察院",
            "市中级人民法院",
            "市司法局",
            "共青团聊城市委",
            "市妇女儿童工作委员会有关成员单位、特邀单位",
        ]
    );
}

#[test]
fn departments_are_listed_once_with_their_other_spellings() {
    let departments: Vec<_> = registry().departments().collect();
    assert_eq!(departments.iter().filter(|department| !department.is_group()).count(), 43);
    assert_eq!(departments.iter().filter(|department| department.is_group()).count(), 7);
    let culture = registry().department("市文化旅游局").unwrap();
    assert_eq!(culture, registry().department("市文化和旅游局").unwrap());
    assert_eq!(culture, registry().department("Municipal Culture and Tourism Bureau").unwrap());
    // The one clause that uses the other spelling: C1.2.
    assert!(registry().provision("C1.2").unwrap().responsible().any(|department| department == culture));
    // Nobody is listed who answers for nothing.
    for department in departments {
        let busy =
            registry().provisions().any(|clause| clause.lead().chain(clause.responsible()).any(|d| d == department));
        assert!(busy, "{}", department.name().zh());
    }
    assert_eq!(registry().department("市某局"), None);
}

/// Every objective can be reached by something that can be reported for it.
#[test]
fn every_objective_is_reachable_by_an_indicator() {
    let mut natures = BTreeMap::new();
    for provision in registry().provisions().filter(|provision| provision.kind() == ProvisionKind::Objective) {
        let of_it: Vec<Nature> = provision.indicators().map(|indicator| indicator.rule().nature()).collect();
        assert!(of_it.iter().any(|nature| *nature != Nature::Reported), "{provision:?}");
        for nature in of_it {
            *natures.entry(nature).or_insert(0) += 1;
        }
    }
    // Directions in the objectives, counted in the document by hand: 4 rises that slow down, 11 gaps, 2 comparisons, and
    // the rest trends.
    let kinds = |kind: RuleKind| registry().indicators().filter(|indicator| indicator.rule().kind() == kind).count();
    assert_eq!(kinds(RuleKind::SlowerRise), 4);
    assert_eq!(kinds(RuleKind::Gap), 11);
    assert_eq!(kinds(RuleKind::Reference), 2);
    assert_eq!(natures[&Nature::Direction], kinds(RuleKind::Trend) + 4 + 11 + 2);
    // 持续下降 and 持续增加: drowning, road traffic, nurseries and their places.
    let every_year = |id: &str| match registry().find(id).unwrap().rule() {
        Rule::Trend(rule) => rule.every_year,
        rule => panic!("{rule:?}"),
    };
    for id in [
        "children.safety.drowning_mortality_rate",
        "children.safety.road_traffic_mortality_rate",
        "children.welfare.affordable_nurseries",
        "children.welfare.nursery_places",
    ] {
        assert!(every_year(id), "{id}");
    }
    // 逐步提高 is not.
    assert!(!every_year("women.economy.women_share_of_highly_skilled"));
    // A slower rise is promised for these, not a fall.
    for id in ["women.health.women_anxiety_prevalence", "children.health.child_obesity_prevalence"] {
        assert_eq!(registry().find(id).unwrap().rule().kind(), RuleKind::SlowerRise);
    }
}

#[test]
fn liaochengs_counties_and_zones_are_known() {
    let codes = |level| registry().regions_at(level).map(|region| region.code().to_owned()).collect::<Vec<_>>();
    assert_eq!(codes(Level::County), ["371502", "371503", "371521", "371522", "371524", "371525", "371526", "371581"]);
    assert_eq!(codes(Level::Zone).len(), 3);
    assert_eq!(codes(Level::City), ["371500"]);
}
