//! Laws that hold for any data set.

use std::collections::BTreeMap;
use zhibiao::report::{Dimension, ReportOptions};
use zhibiao::{Assessment, Language, Verdict};

/// The most indicators a registry has whose reports are written out: a report names the digest of all there is to it, and that takes a fuzzer's time.
const MOST: usize = 50;

/// Every evaluation explains itself, the counts add up, and everything can be written.
pub fn hold(assessment: &Assessment<'_>) {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for item in assessment.items() {
        let evaluation = &item.evaluation;
        let indicator = evaluation.indicator();
        let judgement = evaluation.judgement();
        for language in [Language::Chinese, Language::English] {
            let sentence = evaluation.sentence(language).to_string();
            for part in [indicator.name(), indicator.plan().title()] {
                assert!(sentence.contains(part.get(language)), "{sentence} without {part:?}");
            }
        }
        let judged = !matches!(judgement.verdict(), Verdict::Undetermined(_));
        assert!(
            judged || (judgement.limit().is_none() && judgement.margin().is_none()),
            "numbers without a verdict: {judgement:?}"
        );
        assert!(judged || !judgement.is_rounding_sensitive(), "{judgement:?}");
        if let Some(margin) = judgement.margin() {
            // Zero is met or not by whether the limit itself counts.
            let kept = judgement.verdict() == Verdict::Met;
            assert!(margin.is_zero() || kept == margin.is_sign_positive(), "{judgement:?}");
        }
        for part in [item.outlook.and_then(|outlook| outlook.probability)].into_iter().flatten() {
            assert!((0.0..=1.0).contains(&part), "a probability of {part}");
        }
        if let Some(interval) = item.interval {
            assert!(interval.low <= interval.high, "{interval:?}");
        }
        *found.entry(judgement.verdict().as_str()).or_default() += 1;
        serde_json::to_string(evaluation).expect("an evaluation can be written");
    }
    let mut options = ReportOptions::default();
    options.by = vec![Dimension::Plan, Dimension::Domain, Dimension::Lead, Dimension::Responsible, Dimension::Region];
    options.groups = true;
    options.unreported = false;
    let report = assessment.report(&options);
    let total = report.total();
    assert_eq!(total.items, assessment.items().len());
    assert_eq!(total.items, total.met + total.basically_met + total.not_met + total.undetermined + total.no_data);
    assert_eq!(total.items, total.met_early + total.on_course + total.hard_to_reach + total.no_outlook);
    assert_eq!(total.met, found.get("met").copied().unwrap_or_default());
    assert_eq!(total.not_met, found.get("not_met").copied().unwrap_or_default());
    for warning in report.warnings() {
        assert!([Language::Chinese, Language::English].iter().all(|language| !warning.sentence(*language).is_empty()));
    }
    if assessment.data().registry().len() > MOST {
        return;
    }
    for language in [Language::Chinese, Language::English] {
        let rate = report.attainment().in_short();
        assert!(report.to_text(language).contains(&rate) && report.to_markdown(language).contains(&rate));
    }
    serde_json::to_string(&report).expect("a report can be written");
}
