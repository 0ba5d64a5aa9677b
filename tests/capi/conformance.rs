//! The same cases judged through Rust, through C and through Python: equal as text.

use crate::calls::{builtin, ended, find, lent};
use crate::library::library;
use crate::toolchain::{Linkage, Standard, compile, project, python, run, scratch, skip_anywhere, succeed};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::c_char;
use std::fmt::Write;
use std::path::PathBuf;
use std::ptr::{from_ref, null, null_mut};
use std::sync::OnceLock;
use zhibiao::capi::{
    ZHIBIAO_DECIMAL_SIZE, ZHIBIAO_ERROR_ATTESTATION, ZHIBIAO_ERROR_UNIT, ZHIBIAO_OK, zhibiao_judge,
    zhibiao_judge_scaled, zhibiao_reason_name, zhibiao_status, zhibiao_status_name, zhibiao_verdict_name,
};
use zhibiao::{Evidence, Indicator, Judgement, Point, Registry, Rule, decimal};

struct Case {
    indicator: Indicator<'static>,
    year: u16,
    value: Decimal,
    baseline: Option<Decimal>,
}

impl Case {
    /// What Rust says.
    fn judged(&self) -> Result<Judgement, zhibiao_status> {
        if *self.indicator.rule() == Rule::Attested {
            return Err(ZHIBIAO_ERROR_ATTESTATION);
        }
        let unit = self.indicator.unit();
        if !unit.allows(self.value) || !self.baseline.is_none_or(|baseline| unit.allows(baseline)) {
            return Err(ZHIBIAO_ERROR_UNIT);
        }
        let point = self.baseline.zip(self.indicator.rule().baseline_year());
        let history = point.map(|(value, year)| Point { value, year });
        Ok(self.indicator.judge(&Evidence::new(self.year, self.value).with_history(history.as_slice())))
    }

    /// The same as the programs print it.
    fn expected(&self) -> String {
        let text = |number: Option<Decimal>| number.map_or("-".to_owned(), |number| number.to_string());
        match self.judged() {
            Err(status) => lent(zhibiao_status_name(status)).unwrap().to_owned(),
            Ok(judgement) => {
                let verdict = judgement.verdict();
                let reason = verdict.reason().map_or("none", zhibiao::Reason::as_str);
                format!("ok\t{}\t{reason}\t{}\t{}", verdict.as_str(), text(judgement.limit()), text(judgement.margin()))
            }
        }
    }
}

/// For each indicator: values on the bound, a digit either side and far off, in and after the plan's period, with and without a
/// baseline.
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for indicator in Registry::builtin().indicators() {
        let baselines = match indicator.rule().baseline_year() {
            None => vec![None, Some("-1")],
            Some(_) => vec![None, Some("45.1"), Some("9"), Some("33.333"), Some("-1")],
        };
        for baseline in baselines.into_iter().map(|text| text.map(|text| decimal::parse(text).unwrap())) {
            let bound = |value: &str| {
                let value = decimal::parse(value).unwrap();
                Case { indicator, year: 2023, value, baseline }.judged().ok().and_then(|judgement| judgement.limit())
            };
            let mut values: BTreeSet<(Decimal, u32)> = BTreeSet::new();
            // A band has a bound below and one above.
            for bound in ["0", "12.5", "100"].into_iter().filter_map(bound) {
                let digit = Decimal::new(1, bound.scale());
                let small = Decimal::new(1, (bound.scale() + 3).min(28));
                let near = [digit, -digit, small, -small].map(|step| bound.checked_add(step));
                values.extend(near.into_iter().flatten().chain([bound]).map(|value| (value, value.scale())));
            }
            values.extend(
                [Decimal::new(5000, 2), Decimal::ZERO, Decimal::new(-1, 1)].map(|value| (value, value.scale())),
            );
            for (value, _) in values {
                cases.extend([2023, 2026].map(|year| Case { indicator, year, value, baseline }));
            }
            let value = Decimal::ONE;
            cases.extend([2015, 2020].map(|year| Case { indicator, year, value, baseline }));
        }
    }
    cases
}

/// The cases in a file, as the programs read them, and what they are to print.
fn written() -> &'static (PathBuf, String) {
    static WRITTEN: OnceLock<(PathBuf, String)> = OnceLock::new();
    WRITTEN.get_or_init(|| {
        let (mut lines, mut expected) = (String::new(), String::new());
        for case in cases() {
            let baseline = case.baseline.map_or("-".to_owned(), |baseline| baseline.to_string());
            writeln!(lines, "{}\t{}\t{}\t{baseline}", case.indicator.id(), case.year, case.value).unwrap();
            writeln!(expected, "{}", case.expected()).unwrap();
        }
        let file = scratch("conformance").join("cases.txt");
        std::fs::write(&file, lines).unwrap();
        (file, expected)
    })
}

/// The cases are many, and of every kind of rule and outcome.
#[test]
fn the_cases_are_of_all_kinds() {
    let mut kinds = BTreeSet::new();
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    for case in cases() {
        kinds.insert(case.indicator.rule().kind().as_str());
        let outcome = case.expected().split('\t').take(3).collect::<Vec<_>>().join(" ");
        *outcomes.entry(outcome).or_default() += 1;
    }
    assert_eq!(kinds.len(), 11, "{kinds:?}");
    assert!(outcomes["ok met none"] > 300 && outcomes["ok not_met none"] > 300, "{outcomes:?}");
    for outcome in ["ok undetermined no_baseline", "ok undetermined not_after_baseline", "unit", "attestation"] {
        assert!(outcomes[outcome] > 10, "{outcomes:?}");
    }
}

#[test]
fn c_functions_say_what_rust_says() {
    let registry = builtin();
    for case in cases() {
        let handle = find(&registry, case.indicator.id());
        let (value, baseline) = (ended(&case.value.to_string()), case.baseline.map(|value| ended(&value.to_string())));
        let (mut verdict, mut reason) = (77, 77);
        let (mut limit, mut margin) = ([1 as c_char; ZHIBIAO_DECIMAL_SIZE], [1 as c_char; ZHIBIAO_DECIMAL_SIZE]);
        // SAFETY: the indicator's registry lives, and the places are there.
        let status = unsafe {
            zhibiao_judge(
                handle,
                case.year.into(),
                value.as_ptr(),
                baseline.as_ref().map_or(null(), |baseline| baseline.as_ptr()),
                &raw mut verdict,
                &raw mut reason,
                limit.as_mut_ptr(),
                margin.as_mut_ptr(),
                null_mut(),
            )
        };
        let found = if status == ZHIBIAO_OK {
            let shown = |text: &[c_char]| lent(text.as_ptr()).filter(|text| !text.is_empty()).unwrap_or("-").to_owned();
            let (verdict, reason) = (lent(zhibiao_verdict_name(verdict)), lent(zhibiao_reason_name(reason)));
            format!("ok\t{}\t{}\t{}\t{}", verdict.unwrap(), reason.unwrap(), shown(&limit), shown(&margin))
        } else {
            assert_eq!((verdict, reason, limit[0], margin[0]), (77, 77, 1, 1));
            lent(zhibiao_status_name(status)).unwrap().to_owned()
        };
        assert_eq!(found, case.expected(), "{} {} {}", case.indicator.id(), case.year, case.value);
    }
}

/// With integers: the verdict, and the margin digit by digit.
#[test]
fn integers_say_what_rust_says() {
    let registry = builtin();
    let integer = |value: Decimal| i64::try_from(value.mantissa()).ok();
    let mut compared = 0;
    for mut case in cases() {
        // Value and baseline have one scale.
        let scale = case.baseline.map_or(0, |baseline| baseline.scale()).max(case.value.scale());
        case.value.rescale(scale);
        if let Some(baseline) = &mut case.baseline {
            baseline.rescale(scale);
        }
        let Some(mantissa) = integer(case.value) else { continue };
        let baseline = case.baseline.map(|baseline| integer(baseline).unwrap());
        let (mut verdict, mut reason, mut has_margin, mut margin, mut margin_scale) = (77, 77, 77, 77_i64, 77_u32);
        // SAFETY: the indicator's registry lives, and the places are there.
        let status = unsafe {
            zhibiao_judge_scaled(
                find(&registry, case.indicator.id()),
                case.year.into(),
                mantissa,
                scale,
                baseline.as_ref().map_or(null(), from_ref),
                &raw mut verdict,
                &raw mut reason,
                &raw mut has_margin,
                &raw mut margin,
                &raw mut margin_scale,
            )
        };
        let name = format!("{} {} {}", case.indicator.id(), case.year, case.value);
        match case.judged() {
            Err(expected) => assert_eq!((status, verdict, has_margin, margin), (expected, 77, 77, 77), "{name}"),
            Ok(judgement) => {
                assert_eq!(status, ZHIBIAO_OK, "{name}");
                assert_eq!(lent(zhibiao_verdict_name(verdict)), Some(judgement.verdict().as_str()), "{name}");
                let whole = judgement.margin().and_then(|margin| Some((integer(margin)?, margin.scale())));
                assert_eq!(has_margin, i32::from(whole.is_some()), "{name}");
                assert_eq!((margin, margin_scale), whole.unwrap_or((77, 77)), "{name}");
            }
        }
        compared += 1;
    }
    assert!(compared > 1000, "{compared}");
}

#[test]
fn a_c_program_prints_what_rust_says() {
    let source = project().join("tests/capi/conformance.c");
    let (file, expected) = written();
    for (standard, linkage) in [(Standard::C99, Linkage::Static), (Standard::C11, Linkage::Shared)] {
        if let Some(program) = compile(&source, standard, linkage) {
            assert!(run(&program, &[file.to_str().unwrap()], 0).0 == *expected, "{standard:?} {linkage:?}");
        }
    }
}

#[test]
fn python_prints_what_rust_says() {
    let (file, expected) = written();
    for bridge in ["ctypes", "cffi"] {
        let Some(mut python) = python() else { return };
        if bridge == "cffi" {
            let there = crate::toolchain::python().unwrap().args(["-c", "import cffi"]).output().unwrap();
            if !there.status.success() {
                // It comes from a package registry, which may be out of reach.
                skip_anywhere("Python has no cffi: the header is not read by it");
                continue;
            }
        }
        python.args(["tests/capi/conformance.py", bridge, "include/zhibiao.h"]).arg(&library().shared).arg(file);
        assert!(succeed(&mut python).stdout == expected.as_bytes(), "{bridge}");
    }
}
