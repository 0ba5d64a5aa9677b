//! A whole file through C and through Rust: the same evaluations, warnings, counts and reports.

use crate::calls::{Owned, builtin, ended, lent, observe, report};
use crate::toolchain::project;
use serde_json::json;
use std::ffi::CString;
use std::ptr::{null, null_mut};
use zhibiao::capi::*;
use zhibiao::report::ReportOptions;
use zhibiao::{Assessed, AssessmentParameters, DataSetBuilder, Language, ObservationText, Registry, Stage};

/// The fields of a row that the interface takes: indicator, region, year, value and group.
type Row = [String; 5];

fn rows(file: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(project().join("examples/data").join(file)).unwrap();
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let columns = ["indicator", "region", "year", "value", "group"].map(column);
    reader.records().map(Result::unwrap).map(|record| columns.map(|column| record[column].to_owned())).collect()
}

fn through_rust(rows: &[Row]) -> DataSetBuilder<'static> {
    let registry = Registry::builtin();
    let mut builder = DataSetBuilder::new(registry);
    for [indicator, region, year, value, group] in rows {
        let text = ObservationText { indicator, region, year, value, group, ..ObservationText::default() };
        builder.add(&text.read(registry).unwrap(), None).unwrap();
    }
    builder
}

fn through_c(rows: &[Row]) -> Owned<zhibiao_observations> {
    // The registry is freed before what is made from it.
    let observations = observe(&builtin());
    for row in rows {
        let [indicator, region, year, value, group]: [CString; 5] = row.each_ref().map(|field| ended(field));
        let year = year.to_str().unwrap().parse().unwrap();
        // SAFETY: the observations live, and the texts have their ends.
        let status = unsafe {
            zhibiao_observations_add(
                observations.0,
                indicator.as_ptr(),
                region.as_ptr(),
                group.as_ptr(),
                year,
                value.as_ptr(),
                null(),
                null(),
                null_mut(),
            )
        };
        assert!(status == ZHIBIAO_OK || status == ZHIBIAO_ERROR_DUPLICATE, "{row:?}: {status}");
    }
    observations
}

const LANGUAGES: [(Language, zhibiao_language); 2] =
    [(Language::Chinese, ZHIBIAO_CHINESE), (Language::English, ZHIBIAO_ENGLISH)];

/// An evaluation's handle says what the library's own says.
///
/// # Safety
///
/// The handle's report lives.
#[track_caller]
unsafe fn compare_evaluation(handle: *const zhibiao_evaluation<'_>, item: &Assessed<'_>) {
    // SAFETY: as the caller promises; texts are looked at while the report lives.
    unsafe {
        let (evaluation, judgement) = (&item.evaluation, item.evaluation.judgement());
        let verdict = evaluation.verdict();
        let text = |number: Option<rust_decimal::Decimal>| number.map(|number| number.to_string());
        assert_eq!(lent(zhibiao_indicator_id(zhibiao_evaluation_indicator(handle))), Some(evaluation.indicator().id()));
        assert_eq!(lent(zhibiao_evaluation_region(handle)), Some(evaluation.region()));
        assert_eq!(lent(zhibiao_evaluation_group(handle)), Some(evaluation.group()));
        assert_eq!(zhibiao_evaluation_year(handle), i32::from(evaluation.year()));
        assert_eq!(lent(zhibiao_verdict_name(zhibiao_evaluation_verdict(handle))), Some(verdict.as_str()));
        let reason = verdict.reason().map_or("none", zhibiao::Reason::as_str);
        assert_eq!(lent(zhibiao_reason_name(zhibiao_evaluation_reason(handle))), Some(reason));
        assert_eq!(lent(zhibiao_evaluation_observed(handle)), evaluation.value_as_text().as_deref());
        assert_eq!(lent(zhibiao_evaluation_baseline(handle)), text(evaluation.baseline()).as_deref());
        assert_eq!(lent(zhibiao_evaluation_limit(handle)), text(judgement.limit()).as_deref());
        assert_eq!(lent(zhibiao_evaluation_margin(handle)), text(judgement.margin()).as_deref());
        let sensitive = zhibiao_evaluation_is_rounding_sensitive(handle);
        assert_eq!(sensitive, i32::from(judgement.is_rounding_sensitive()));
        assert_eq!(lent(zhibiao_evaluation_standing(handle)), Some(item.standing.as_str()));
        let outlook = item.outlook.map_or("none", |outlook| outlook.word.as_str());
        assert_eq!(lent(zhibiao_outlook_name(zhibiao_evaluation_outlook(handle))), Some(outlook));
        let probability = item.outlook.and_then(|outlook| outlook.probability).map(|number| format!("{number:.4}"));
        assert_eq!(lent(zhibiao_evaluation_probability(handle)), probability.as_deref());
        for (language, number) in LANGUAGES {
            let sentence = evaluation.sentence(language).to_string();
            assert_eq!(lent(zhibiao_evaluation_sentence(handle, number)), Some(sentence.as_str()));
        }
    }
}

#[track_caller]
fn compare(rows: &[Row], year: u16, stage: Stage, number: zhibiao_stage) {
    let (data, rejected) = through_rust(rows).build();
    let assessment = data.assess(stage, year, &AssessmentParameters::default());
    let expected = assessment.report(&ReportOptions::default());

    let observations = through_c(rows);
    let (mut options, mut found) = (null_mut(), null_mut());
    // SAFETY: handles live, places are there, and texts are asked of a report that lives to the end.
    unsafe {
        assert_eq!(zhibiao_options_new(&raw mut options), ZHIBIAO_OK);
        let options = Owned::of(options, zhibiao_options_free);
        assert_eq!(zhibiao_options_set_stage(options.0, number), ZHIBIAO_OK);
        let status = zhibiao_assess(observations.0, year.into(), options.0, &raw mut found, null_mut());
        assert_eq!(status, ZHIBIAO_OK);
        let found = report(found);
        drop((observations, options));

        assert_eq!(zhibiao_report_len(found.0), assessment.items().len());
        assert!(!assessment.items().is_empty());
        for (index, item) in assessment.items().iter().enumerate() {
            let mut handle = null();
            assert_eq!(zhibiao_report_at(found.0, index, &raw mut handle), ZHIBIAO_OK);
            compare_evaluation(handle, item);
            let evaluation = &item.evaluation;
            // It is found by what it is about, too.
            let (id, mut again) = (ended(evaluation.indicator().id()), null());
            let (region, group) = (ended(evaluation.region()), ended(evaluation.group()));
            let status = zhibiao_report_find(found.0, id.as_ptr(), region.as_ptr(), group.as_ptr(), &raw mut again);
            assert_eq!((status, again), (ZHIBIAO_OK, handle));
            for warning in 0..zhibiao_evaluation_warning_len(handle) {
                let warning = &expected.warnings()[zhibiao_evaluation_warning(handle, warning)];
                assert_eq!(warning.indicator.id(), evaluation.indicator().id());
                assert_eq!((warning.region, warning.group), (evaluation.region(), evaluation.group()));
            }
        }

        assert_eq!(zhibiao_report_warning_len(found.0), expected.warnings().len());
        for (index, warning) in expected.warnings().iter().enumerate() {
            let kind = zhibiao_warning_name(zhibiao_report_warning_kind(found.0, index));
            assert_eq!(lent(kind), Some(warning.kind().as_str()));
            let indicator = zhibiao_report_warning_indicator(found.0, index);
            assert_eq!(lent(zhibiao_indicator_id(indicator)), Some(warning.indicator.id()));
            for (language, number) in LANGUAGES {
                let sentence = warning.sentence(language);
                assert_eq!(lent(zhibiao_report_warning_sentence(found.0, index, number)), Some(sentence.as_str()));
            }
        }
        assert_eq!(zhibiao_report_refused_len(found.0), rejected.len());
        for (index, rejected) in rejected.iter().enumerate() {
            let expected = rejected.error.in_words(Language::Chinese);
            assert_eq!(lent(zhibiao_report_refused(found.0, index, ZHIBIAO_CHINESE)), Some(expected.as_str()));
        }
        let total = expected.total();
        for (count, wanted) in [
            (ZHIBIAO_COUNT_ITEMS, total.items),
            (ZHIBIAO_COUNT_MET, total.met),
            (ZHIBIAO_COUNT_BASICALLY_MET, total.basically_met),
            (ZHIBIAO_COUNT_NOT_MET, total.not_met),
            (ZHIBIAO_COUNT_UNDETERMINED, total.undetermined),
            (ZHIBIAO_COUNT_NO_DATA, total.no_data),
            (ZHIBIAO_COUNT_MET_EARLY, total.met_early),
            (ZHIBIAO_COUNT_ON_COURSE, total.on_course),
            (ZHIBIAO_COUNT_HARD_TO_REACH, total.hard_to_reach),
            (ZHIBIAO_COUNT_NO_OUTLOOK, total.no_outlook),
            (ZHIBIAO_COUNT_UNCERTAIN, total.uncertain),
        ] {
            let mut number = usize::MAX;
            assert_eq!(zhibiao_report_count(found.0, count, &raw mut number), ZHIBIAO_OK);
            assert_eq!(number, wanted, "{count}");
        }
        let whole = json!({
            "report": expected,
            "evaluations": assessment.items(),
            "rejected": rejected.iter().map(|rejected| rejected.error.to_string()).collect::<Vec<_>>(),
        });
        for (language, number) in LANGUAGES {
            for (format, wanted) in [
                (ZHIBIAO_FORMAT_TEXT, expected.to_text(language)),
                (ZHIBIAO_FORMAT_MARKDOWN, expected.to_markdown(language)),
                (ZHIBIAO_FORMAT_JSON, whole.to_string()),
            ] {
                let mut text = null();
                assert_eq!(zhibiao_report_text(found.0, format, number, &raw mut text), ZHIBIAO_OK);
                assert!(lent(text) == Some(wanted.as_str()), "the report of {year} in form {format}");
            }
        }
    }
}

#[test]
fn chinas_figures_are_assessed_alike_in_every_year_and_stage() {
    let rows = rows("china.csv");
    for year in 2015..=2024 {
        compare(&rows, year, Stage::Annual, ZHIBIAO_STAGE_ANNUAL);
    }
    compare(&rows, 2023, Stage::MidTerm, ZHIBIAO_STAGE_MID_TERM);
    compare(&rows, 2025, Stage::Final, ZHIBIAO_STAGE_FINAL);
}

#[test]
fn contradictory_rows_are_refused_alike() {
    let mut rows = rows("shandong.csv");
    let [indicator, region, year, _, group] = rows[1].clone();
    rows.push([indicator, region, year, "7.19".to_owned(), group]);
    compare(&rows, 2022, Stage::Annual, ZHIBIAO_STAGE_ANNUAL);
}
