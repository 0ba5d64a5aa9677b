//! What is serialized, of real figures, in formats that count fields as well as in those that do not.

use crate::support::{published, published_rows, written};
use zhibiao::outlook::Method;
use zhibiao::report::{Dimension, ReportOptions};
use zhibiao::{AssessmentParameters, Override, Registry, Stage, decimal};

#[test]
fn everything_about_the_example_figures() {
    let basically = Override::basically_met(decimal::parse("1").unwrap());
    let registry = Registry::builtin().with_overrides(&[("women.health.maternal_mortality_ratio", basically)]).unwrap();
    for observation in published_rows(&registry) {
        assert_eq!(written(&observation)["region"], observation.region.as_str());
    }
    let data = published(&registry);
    let mut options = ReportOptions::default();
    options.by = Dimension::ALL.to_vec();
    options.groups = true;
    let (mut outlooks, mut warnings) = (0, 0);
    for year in 2020..=2025 {
        let assessment = data.assess(Stage::Annual, year, &AssessmentParameters::default());
        for item in assessment.items() {
            assert_eq!(written(item)["indicator"], item.evaluation.indicator().id());
            for method in Method::ALL {
                assert_eq!(written(&assessment.progress(item, *method))["method"], method.as_str());
            }
            if let Some(outlook) = &item.outlook {
                assert_eq!(written(outlook)["word"], outlook.word.as_str());
                outlooks += 1;
            }
        }
        let report = assessment.report(&options);
        assert_eq!(written(&report)["year"], year);
        for warning in report.warnings() {
            assert_eq!(written(warning)["kind"], warning.kind().as_str());
            warnings += 1;
        }
    }
    assert!(outlooks > 100 && warnings > 20, "{outlooks} outlooks, {warnings} warnings");
}
