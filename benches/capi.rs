//! What a call from C costs, beside the call from Rust that it stands for.
//!
//! `cargo bench --bench capi --features capi --profile release`: the library for C is built in that profile.

// A bench may stop where the library must not.
#![allow(clippy::unwrap_used, unsafe_code)]

use criterion::{Criterion, criterion_group, criterion_main};
use std::ffi::CStr;
use std::hint::black_box;
use std::ptr::{null, null_mut};
use zhibiao::capi::{
    ZHIBIAO_DECIMAL_SIZE, ZHIBIAO_MET, ZHIBIAO_OK, zhibiao_indicator, zhibiao_judge, zhibiao_judge_scaled,
    zhibiao_registry, zhibiao_registry_builtin, zhibiao_registry_find, zhibiao_registry_free,
};
use zhibiao::{Evidence, Point, Registry, Verdict, decimal};

/// A value that meets its promise: as text, and as mantissa and scale; the baseline in the same two forms.
struct Case {
    kind: &'static str,
    id: &'static CStr,
    text: &'static CStr,
    mantissa: i64,
    scale: u32,
    baseline: Option<(&'static CStr, i64)>,
}

impl Case {
    const fn new(kind: &'static str, id: &'static CStr, text: &'static CStr, mantissa: i64, scale: u32) -> Self {
        Case { kind, id, text, mantissa, scale, baseline: None }
    }
}

fn judgements(criterion: &mut Criterion) {
    let cases = [
        Case::new("upper bound", c"women.health.maternal_mortality_ratio", c"7.18", 718, 2),
        Case::new("lower bound", c"women.health.common_disease_screening_rate", c"85.4", 854, 1),
        Case::new("band", c"women.economy.women_share_of_employment", c"43.4", 434, 1),
        Case {
            baseline: Some((c"9.0", 90)),
            ..Case::new("relative decrease", c"children.safety.injury_mortality_rate", c"7.2", 72, 1)
        },
    ];
    let mut registry: *mut zhibiao_registry = null_mut();
    // SAFETY: a place for a pointer.
    assert_eq!(unsafe { zhibiao_registry_builtin(&raw mut registry) }, ZHIBIAO_OK);
    for Case { kind, id, text, mantissa, scale, baseline } in cases {
        let mut group = criterion.benchmark_group(kind);
        let known = Registry::builtin().find(id.to_str().unwrap()).unwrap();
        let value = decimal::parse(text.to_str().unwrap()).unwrap();
        let (baseline_text, baseline_mantissa) = baseline.unzip();
        let baseline_text = baseline_text.map_or(null(), CStr::as_ptr);
        let baseline_mantissa = baseline_mantissa.as_ref().map_or(null(), std::ptr::from_ref);
        let history =
            baseline.map(|(text, _)| Point { year: 2020, value: decimal::parse(text.to_str().unwrap()).unwrap() });
        let history = history.as_slice();
        group.bench_function("Rust, decimal", |bencher| {
            bencher.iter(|| {
                let judgement = known.judge(&Evidence::new(black_box(2022), black_box(value)).with_history(history));
                assert_eq!(judgement.verdict(), Verdict::Met);
                black_box(judgement.margin())
            });
        });
        group.bench_function("Rust, decimal text", |bencher| {
            bencher.iter(|| {
                let value = decimal::parse(black_box(text).to_str().unwrap()).unwrap();
                black_box(known.judge(&Evidence::new(black_box(2022), value).with_history(history)).margin())
            });
        });
        let mut indicator: *const zhibiao_indicator<'_> = null();
        // SAFETY: a live registry, a text with its end, a place for a pointer.
        let status = unsafe { zhibiao_registry_find(registry, id.as_ptr(), &raw mut indicator, null_mut()) };
        assert_eq!(status, ZHIBIAO_OK);
        group.bench_function("C, mantissa and scale", |bencher| {
            let (mut verdict, mut reason, mut has_margin) = (0, 0, 0);
            let (mut margin, mut of) = (0_i64, 0_u32);
            bencher.iter(|| {
                // SAFETY: a live indicator, and places for the outputs.
                let status = unsafe {
                    zhibiao_judge_scaled(
                        black_box(indicator),
                        black_box(2022),
                        black_box(mantissa),
                        black_box(scale),
                        baseline_mantissa,
                        &raw mut verdict,
                        &raw mut reason,
                        &raw mut has_margin,
                        &raw mut margin,
                        &raw mut of,
                    )
                };
                assert_eq!((status, verdict), (ZHIBIAO_OK, ZHIBIAO_MET));
                black_box(margin)
            });
        });
        for (name, wants_texts) in
            [("C, decimal text, verdict", false), ("C, decimal text, verdict, limit, margin", true)]
        {
            group.bench_function(name, |bencher| {
                let (mut verdict, mut reason) = (0, 0);
                let mut texts = [[0_i8; ZHIBIAO_DECIMAL_SIZE]; 2];
                let [limit, margin] =
                    texts.each_mut().map(|text| if wants_texts { text.as_mut_ptr() } else { null_mut() });
                bencher.iter(|| {
                    // SAFETY: a live indicator, a text with its end, and places for the outputs.
                    let status = unsafe {
                        zhibiao_judge(
                            black_box(indicator),
                            black_box(2022),
                            black_box::<&CStr>(text).as_ptr(),
                            baseline_text,
                            &raw mut verdict,
                            &raw mut reason,
                            limit.cast(),
                            margin.cast(),
                            null_mut(),
                        )
                    };
                    assert_eq!((status, verdict), (ZHIBIAO_OK, ZHIBIAO_MET));
                });
            });
        }
        group.finish();
    }
    // SAFETY: the registry is freed once, and nothing of it is used any more.
    unsafe { zhibiao_registry_free(registry) };
}

criterion_group!(benches, judgements);
criterion_main!(benches);
