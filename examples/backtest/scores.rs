//! How well warnings and probabilities fit what happened.

use crate::forecasts::Forecast;

/// A forecast, and whether the target was missed.
#[derive(Debug, Clone, Copy)]
pub struct Outcome {
    pub forecast: Forecast,
    pub missed: bool,
}

/// Each is none where it would be a division by nothing.
#[derive(Debug, Clone, Copy)]
pub struct Measures {
    pub n: usize,
    /// The share of targets that were missed.
    pub missed: Option<f64>,
    /// The probability that a target that was missed was feared for more than one that was not; a tie is half of it.
    pub auc: Option<f64>,
    /// Of the warnings, the share that came true.
    pub precision: Option<f64>,
    /// Of the missed targets, the share that was warned of.
    pub recall: Option<f64>,
    /// The harmonic mean of the two.
    pub f1: Option<f64>,
    /// The mean squared difference of what was said and what happened (0 or 1).
    pub brier: Option<f64>,
}

/// A tenth of the probabilities.
#[derive(Debug, Clone, Copy)]
pub struct Tenth {
    pub from: f64,
    pub to: f64,
    pub n: usize,
    /// The mean probability said.
    pub said: Option<f64>,
    /// The share that was missed.
    pub missed: Option<f64>,
}

pub fn measure(outcomes: &[Outcome], is_probabilistic: bool) -> Measures {
    let count = |wanted: &dyn Fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| wanted(outcome)).count();
    let missed = count(&|outcome| outcome.missed);
    let warned = count(&|outcome| outcome.forecast.warned);
    let both = count(&|outcome| outcome.forecast.warned && outcome.missed);
    // Who says nothing could as well have said one half.
    let squared = |outcome: &Outcome| (outcome.forecast.probability.unwrap_or(0.5) - happened(outcome)).powi(2);
    Measures {
        n: outcomes.len(),
        missed: share(real(missed), outcomes.len()),
        auc: auc(outcomes, missed),
        precision: share(real(both), warned),
        recall: share(real(both), missed),
        f1: share(2.0 * real(both), warned + missed),
        brier: share(outcomes.iter().map(squared).sum(), outcomes.len()).filter(|_| is_probabilistic),
    }
}

/// By counting, for each score, how many missed targets have it and how many others have less.
fn auc(outcomes: &[Outcome], missed: usize) -> Option<f64> {
    let mut sorted = outcomes.to_vec();
    sorted.sort_by(|left, right| left.forecast.score.cmp(&right.forecast.score));
    let (mut lower, mut won) = (0, 0.0);
    for tied in sorted.chunk_by(|left, right| left.forecast.score.cmp(&right.forecast.score).is_eq()) {
        let missed = tied.iter().filter(|outcome| outcome.missed).count();
        let kept = tied.len() - missed;
        won += real(missed) * (real(lower) + real(kept) / 2.0);
        lower += kept;
    }
    share(won, missed * (outcomes.len() - missed))
}

/// Ten tenths of the probability, a probability of 1 in the last. Cases without one are left out.
pub fn tenths(outcomes: &[Outcome]) -> Vec<Tenth> {
    let tenth = |number: u8| {
        let (from, to) = (f64::from(number) / 10.0, f64::from(number + 1) / 10.0);
        let inside = |probability: f64| probability >= from && (probability < to || number == 9);
        let said = |outcome: &Outcome| outcome.forecast.probability.filter(|probability| inside(*probability));
        let those: Vec<(f64, f64)> =
            outcomes.iter().filter_map(|outcome| Some((said(outcome)?, happened(outcome)))).collect();
        Tenth {
            from,
            to,
            n: those.len(),
            said: share(those.iter().map(|(said, _)| said).sum(), those.len()),
            missed: share(those.iter().map(|(_, happened)| happened).sum(), those.len()),
        }
    };
    (0..10).map(tenth).collect()
}

fn happened(outcome: &Outcome) -> f64 {
    if outcome.missed { 1.0 } else { 0.0 }
}

fn share(part: f64, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part / real(whole))
}

#[allow(clippy::cast_precision_loss)]
fn real(count: usize) -> f64 {
    count as f64
}
