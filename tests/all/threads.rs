//! What may cross threads.

use zhibiao::{DataSet, DataSetBuilder, Evaluation, Indicator, Registry, Sentence};

#[test]
fn everything_is_send_and_sync() {
    fn shared<T: Send + Sync>() {}
    shared::<Registry>();
    shared::<Indicator<'static>>();
    shared::<Evaluation<'static>>();
    shared::<Sentence<'static>>();
    shared::<DataSet<'static>>();
    shared::<DataSetBuilder<'static>>();
    shared::<zhibiao::plan_text::PlanTextErrors>();
}

#[test]
fn many_threads_judge_by_one_registry() {
    let judged: Vec<usize> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    let all = Registry::builtin().indicators();
                    let evidence = zhibiao::Evidence::new(2025, rust_decimal::Decimal::ONE);
                    all.filter(|indicator| indicator.judge(&evidence).verdict() == zhibiao::Verdict::Met).count()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(judged[0] > 0);
    assert!(judged.iter().all(|count| *count == judged[0]));
}
