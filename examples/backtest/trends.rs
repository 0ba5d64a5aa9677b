//! The baselines: what anyone would draw through a series with a ruler.

use statrs::distribution::{ContinuousCDF, Normal};

/// How much of its trend a damped one keeps from year to year.
const DAMPING: f64 = 0.9;

/// A straight line, or what stands for one at the end of a series.
#[derive(Debug, Clone, Copy)]
pub struct Trend {
    /// The value the line has in the newest year.
    pub level: f64,
    /// The change to the next year.
    pub step: f64,
    /// What is left of a change a year later.
    damping: f64,
}

impl Trend {
    /// So many years on.
    pub fn after(&self, years: u16) -> f64 {
        self.level + self.step * kept(self.damping, years)
    }

    /// The least-squares line through all the points, or the newest so many.
    pub fn linear(figures: &[(f64, f64)], newest: usize) -> Option<Trend> {
        let figures = figures.get(figures.len().saturating_sub(newest)..)?;
        let (last_year, _) = *figures.last()?;
        let mean = |of: &dyn Fn(&(f64, f64)) -> f64| figures.iter().map(of).sum::<f64>() / count(figures);
        let (year, value) = (mean(&|(year, _)| year - last_year), mean(&|(_, value)| *value));
        let across = mean(&|(at, is)| (at - last_year - year) * (is - value));
        let spread = mean(&|(at, _)| (at - last_year - year).powi(2));
        // One point has no slope.
        let step = (spread > 0.0).then_some(across / spread)?;
        Some(Trend { level: value - year * step, step, damping: 1.0 })
    }

    /// Holt's damped trend with a damping of 0.9, started with the first change. The two weights are those, among tenths, that would have
    /// foretold each known value best from those before it.
    pub fn damped(figures: &[(f64, f64)]) -> Option<Trend> {
        let tenths = || (1..=10).map(|tenth: u8| f64::from(tenth) / 10.0);
        let tried = tenths().flat_map(|level| tenths().map(move |step| smooth(figures, level, step)));
        let best = tried.flatten().min_by(|left, right| left.1.total_cmp(&right.1));
        best.map(|(trend, _)| trend)
    }
}

/// How often a change counts so many years on: as often as there are years, or less if it is damped.
fn kept(damping: f64, years: u16) -> f64 {
    (0..years).map(|year| damping.powi(i32::from(year))).sum()
}

/// The trend at the end, and the sum of the squared errors on the way.
fn smooth(figures: &[(f64, f64)], level_weight: f64, step_weight: f64) -> Option<(Trend, f64)> {
    let (first, rest) = figures.split_first()?;
    let (second, rest) = rest.split_first()?;
    let begun = (second.1 - first.1) / (second.0 - first.0);
    let mut trend = Trend { level: second.1, step: DAMPING * begun, damping: DAMPING };
    let (mut year, mut errors) = (second.0, 0.0);
    for (next, value) in rest {
        let years = next - year;
        // Years without a value damp the trend as others do. The step is what the coming year is to bring: damped already.
        let left = trend.damping.powf(years);
        let expected = trend.level + trend.step * (1.0 - left) / (1.0 - trend.damping);
        let level = level_weight * value + (1.0 - level_weight) * expected;
        let seen = (level - trend.level) / years;
        trend.step = step_weight * seen * trend.damping + (1.0 - step_weight) * left * trend.step;
        trend.level = level;
        errors += (value - expected).powi(2);
        year = *next;
    }
    Some((trend, errors))
}

/// A random walk with drift: the mean of all changes, and normal scatter about it.
#[derive(Debug, Clone, Copy)]
pub struct RandomWalk {
    newest: f64,
    drift: f64,
    /// The standard deviation of one year's change.
    scatter: f64,
    /// How many years the drift was seen for.
    years: f64,
}

impl RandomWalk {
    /// None with fewer than two changes: one has no scatter.
    pub fn of(figures: &[(f64, f64)]) -> Option<RandomWalk> {
        let ([first, .., last], true) = (figures, figures.len() >= 3) else { return None };
        let years = last.0 - first.0;
        let drift = (last.1 - first.1) / years;
        let strayed = figures.windows(2).map(|pair| match pair {
            [before, after] => {
                let span = after.0 - before.0;
                (after.1 - before.1 - span * drift).powi(2) / span
            }
            _ => 0.0,
        });
        let scatter = (strayed.sum::<f64>() / (count(figures) - 2.0)).sqrt();
        Some(RandomWalk { newest: last.1, drift, scatter, years })
    }

    /// The probability of not being at least so far up (`sign` 1) or down (−1), with the scatter of the years to come and that of the drift.
    pub fn misses(&self, sign: f64, target: f64, years: u16) -> f64 {
        let ahead = f64::from(years);
        let wide = self.scatter * (ahead + ahead * ahead / self.years).sqrt();
        below(sign * (target - self.newest - ahead * self.drift), wide)
    }

    /// The probability that one of so many changes does not go up, or down.
    pub fn misses_a_step(&self, sign: f64, years: u16) -> f64 {
        1.0 - below(sign * self.drift, self.scatter).powi(i32::from(years))
    }
}

/// How much of a normal distribution lies below a distance from its middle.
fn below(distance: f64, wide: f64) -> f64 {
    match Normal::new(0.0, wide) {
        Ok(normal) if wide > 0.0 => normal.cdf(distance),
        // Without scatter the line is certain; on it, the target is reached, and standing still is no step.
        _ if distance > 0.0 => 1.0,
        _ => 0.0,
    }
}

#[allow(clippy::cast_precision_loss)]
fn count(figures: &[(f64, f64)]) -> f64 {
    figures.len() as f64
}
