//! What each kind of rule asks for, and what the verdict is.

use super::fraction::{Fraction, Written, whole};
use std::collections::BTreeMap;

/// A rule, whose numbers are text, so that the engine reads them its own way.
#[derive(Debug, Clone)]
pub enum Rule {
    Upper { limit: Written, strict: bool },
    Lower { limit: Written, strict: bool },
    Band { centre: Written, tolerance: Written, exceedable: bool },
    Decrease { percent: Written, baseline: u16 },
    Annual { points: Written, rises: bool, baseline: u16 },
    Trend { rises: bool, every_year: bool, baseline: u16 },
    SlowerRise { baseline: u16, years_before: u16 },
    Reference { tolerance: Option<Written> },
    Gap { baseline: u16 },
    Attested,
    Reported,
}

/// Which figures are possible in a unit.
#[derive(Debug, Clone, Copy)]
pub struct Unit {
    pub name: &'static str,
    pub greatest: u32,
    pub counts: bool,
}

#[derive(Debug, Clone)]
pub struct Case<'c> {
    pub unit: Unit,
    pub last_year: u16,
    pub year: u16,
    pub value: Option<Written>,
    /// Every figure that was given for a year: two that differ contradict each other.
    pub history: &'c BTreeMap<u16, Vec<Written>>,
    pub reference: Option<Written>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Met,
    NotMet,
    Undetermined(Reason),
}

/// Why nobody can say, and the year it is about where it is about one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    pub word: &'static str,
    pub year: Option<u16>,
}

fn because(word: &'static str) -> Reason {
    Reason { word, year: None }
}

pub fn of_year(word: &'static str, year: u16) -> Reason {
    Reason { word, year: Some(year) }
}

#[derive(Debug, Clone)]
pub struct Judged {
    pub verdict: Verdict,
    pub limit: Option<Fraction>,
    pub margin: Option<Fraction>,
    /// Whether rounding may hide the other verdict.
    pub sensitive: bool,
}

/// A yearly figure of the history: none, one, or two that differ. Of equal ones, the one with the most digits counts.
fn figure(case: &Case<'_>, year: u16) -> Result<Option<Written>, Reason> {
    let Some(all) = case.history.get(&year) else { return Ok(None) };
    if all.iter().any(|one| one.value != all[0].value) {
        return Err(of_year("conflicting_values", year));
    }
    Ok(all.iter().max_by_key(|one| super::fraction::decimals(&one.text)).cloned())
}

fn is_possible(figure: &Written, unit: Unit) -> bool {
    let inside = figure.value >= whole(0) && figure.value <= whole(unit.greatest);
    inside && (!unit.counts || figure.is_whole())
}

/// The baseline's figure; the judged year has to lie after it.
fn baseline(case: &Case<'_>, year: u16) -> Result<Written, Reason> {
    if case.year <= year {
        return Err(of_year("not_after_baseline", year));
    }
    figure(case, year)?.ok_or(of_year("no_baseline", year))
}

/// The values that are accepted: from one to another, each end with whether it is excluded.
struct Accepted {
    least: Option<(Fraction, bool)>,
    greatest: Option<(Fraction, bool)>,
}

impl Accepted {
    fn holds(&self, value: &Fraction) -> bool {
        let above =
            self.least.as_ref().is_none_or(|(least, strict)| if *strict { value > least } else { value >= least });
        let below =
            self.greatest.as_ref().is_none_or(|(most, strict)| if *strict { value < most } else { value <= most });
        above && below
    }
}

fn at_most(limit: Fraction, strict: bool) -> Accepted {
    Accepted { least: None, greatest: Some((limit, strict)) }
}

fn at_least(limit: Fraction, strict: bool) -> Accepted {
    Accepted { least: Some((limit, strict)), greatest: None }
}

/// What a rule accepts, for every way in which the figures that it looks back at may have been before they were rounded: first as they
/// are, then with each as little and as great as it may have been.
fn accepted(rule: &Rule, case: &Case<'_>) -> Result<Vec<Accepted>, Reason> {
    let hundred = whole(100);
    let either_way = |figure: &Written| {
        let (least, most) = may_have_been(figure, case.unit);
        [figure.value.clone(), least, most]
    };
    Ok(match rule {
        Rule::Upper { limit, strict } => vec![at_most(limit.value.clone(), *strict)],
        Rule::Lower { limit, strict } => vec![at_least(limit.value.clone(), *strict)],
        Rule::Band { centre, tolerance, exceedable } => vec![Accepted {
            least: Some((&centre.value - &tolerance.value, false)),
            greatest: (!exceedable).then(|| (&centre.value + &tolerance.value, false)),
        }],
        // 100 × value ≤ (100 − percent) × baseline.
        Rule::Decrease { percent, baseline: year } => {
            let kept = (&hundred - &percent.value) / &hundred;
            either_way(&baseline(case, *year)?).map(|baseline| at_most(baseline * &kept, false)).into()
        }
        // baseline − value ≥ points × years; or the other way round.
        Rule::Annual { points, rises, baseline: year } => {
            let base = baseline(case, *year)?;
            let change = &points.value * whole((case.year - *year).into());
            let limit = |baseline: Fraction| {
                if *rises { at_least(baseline + &change, false) } else { at_most(baseline - &change, false) }
            };
            either_way(&base).map(limit).into()
        }
        Rule::Trend { rises, baseline: year, .. } => {
            let limit = |baseline| if *rises { at_least(baseline, true) } else { at_most(baseline, true) };
            either_way(&baseline(case, *year)?).map(limit).into()
        }
        // (value − baseline) ÷ years < (baseline − earlier) ÷ years_before, or no rise at all.
        Rule::SlowerRise { baseline: year, years_before } => {
            let base = baseline(case, *year)?;
            let earlier = figure(case, year - years_before)?.ok_or(of_year("missing_year", year - years_before))?;
            let share = whole((case.year - *year).into()) / whole((*years_before).into());
            let mut all = Vec::new();
            for base in either_way(&base) {
                for earlier in either_way(&earlier) {
                    let rise = &base - earlier;
                    let slower = rise > whole(0);
                    let limit = if slower { &base + rise * &share } else { base.clone() };
                    all.push(at_most(limit, slower));
                }
            }
            all
        }
        Rule::Reference { tolerance } => {
            let reference = case.reference.as_ref().ok_or(because("no_reference"))?;
            // A share may be compared with gross rates, which go up to 1,000 percent.
            let widest = if case.unit.name == "percent" { Unit { greatest: 1_000, ..case.unit } } else { case.unit };
            if !is_possible(reference, widest) {
                return Err(of_year("impossible_value", case.year));
            }
            let accept = |reference: Fraction| match tolerance {
                None => at_least(reference, false),
                Some(tolerance) => Accepted {
                    least: Some((&reference - &tolerance.value, false)),
                    greatest: Some((reference + &tolerance.value, false)),
                },
            };
            either_way(reference).map(accept).into()
        }
        Rule::Gap { baseline: year } => {
            either_way(&baseline(case, *year)?).map(|baseline| at_most(baseline, true)).into()
        }
        Rule::Attested => vec![at_least(whole(1), false)],
        Rule::Reported => return Err(because("no_promise")),
    })
}

/// The years whose figures a rule looks back at, the oldest first.
fn looks_at(rule: &Rule, judged: u16) -> Vec<u16> {
    match rule {
        Rule::Trend { every_year: true, baseline, .. } => (*baseline..judged).collect(),
        Rule::Decrease { baseline, .. }
        | Rule::Annual { baseline, .. }
        | Rule::Trend { baseline, .. }
        | Rule::Gap { baseline } => vec![*baseline],
        Rule::SlowerRise { baseline, years_before } => vec![baseline - years_before, *baseline],
        _ => Vec::new(),
    }
}

pub fn judge(rule: &Rule, case: &Case<'_>) -> Judged {
    let judged = judge_or_reason(rule, case);
    judged.unwrap_or_else(|reason| Judged {
        verdict: Verdict::Undetermined(reason),
        limit: None,
        margin: None,
        sensitive: false,
    })
}

fn judge_or_reason(rule: &Rule, case: &Case<'_>) -> Result<Judged, Reason> {
    let value = case.value.as_ref().ok_or(because("no_value"))?;
    if !is_possible(value, case.unit) {
        return Err(of_year("impossible_value", case.year));
    }
    // What asks for more each year is not carried on beyond the plan.
    let asks_more =
        matches!(rule, Rule::Annual { .. } | Rule::SlowerRise { .. } | Rule::Trend { every_year: true, .. });
    if asks_more && case.year > case.last_year {
        return Err(of_year("after_period", case.last_year));
    }
    for year in looks_at(rule, case.year) {
        if case.history.get(&year).is_some_and(|all| all.iter().any(|figure| !is_possible(figure, case.unit))) {
            return Err(of_year("impossible_value", year));
        }
    }
    if let Rule::Trend { rises, every_year: true, baseline } = rule {
        return judge_every_year(*rises, *baseline, value, case);
    }
    let all = accepted(rule, case)?;
    let as_reported = &all[0];
    let met = as_reported.holds(&value.value);
    let (least, most) = may_have_been(value, case.unit);
    let sensitive =
        !case.unit.counts && if met { can_be_missed(&all, &least, &most) } else { can_be_met(&all, &least, &most) };
    let (limit, margin) = nearer(as_reported, rule, &value.value, case);
    Ok(Judged { verdict: if met { Verdict::Met } else { Verdict::NotMet }, limit, margin, sensitive })
}

/// From what to what a figure may have been before it was rounded, half a unit of its last digit either way: there is nothing outside
/// the unit's range, and counts are exact.
fn may_have_been(figure: &Written, unit: Unit) -> (Fraction, Fraction) {
    if unit.counts {
        return (figure.value.clone(), figure.value.clone());
    }
    let half = figure.half_unit();
    // A gross rate that a share is compared with goes beyond it.
    let most = if figure.value > whole(unit.greatest) { &figure.value + &half } else { whole(unit.greatest) };
    ((&figure.value - &half).max(whole(0)), (&figure.value + half).min(most))
}

/// Whether some figure from one to another is not accepted by some of them. What is accepted has no holes: if both ends are accepted,
/// everything between them is.
fn can_be_missed(all: &[Accepted], least: &Fraction, most: &Fraction) -> bool {
    all.iter().any(|accepted| !(accepted.holds(least) && accepted.holds(most)))
}

/// Whether some figure from one to another is accepted by some of them, or by one between them: what is accepted moves without a jump
/// as the figures looked back at do, so that together they accept whatever lies between their outermost ends.
fn can_be_met(all: &[Accepted], least: &Fraction, most: &Fraction) -> bool {
    // Of equal ends, one that is included reaches farther.
    let lowest = all.iter().filter_map(|accepted| accepted.least.clone()).min();
    let farther = |(end, strict): &(Fraction, bool)| (end.clone(), !strict);
    let highest = all.iter().filter_map(|accepted| accepted.greatest.clone()).max_by_key(farther);
    let high_enough = lowest.is_none_or(|(end, strict)| if strict { *most > end } else { *most >= end });
    let low_enough = highest.is_none_or(|(end, strict)| if strict { *least < end } else { *least <= end });
    high_enough && low_enough
}

/// The limit that a margin is measured to, and the margin: positive on the good side. Of two ends, the one nearer to the value, which
/// the middle tells apart.
fn nearer(accepted: &Accepted, rule: &Rule, value: &Fraction, case: &Case<'_>) -> (Option<Fraction>, Option<Fraction>) {
    if matches!(rule, Rule::Attested) {
        return (None, None);
    }
    let middle = match rule {
        Rule::Band { centre, .. } => Some(&centre.value),
        Rule::Reference { .. } => case.reference.as_ref().map(|reference| &reference.value),
        _ => None,
    };
    let upper = match (&accepted.least, &accepted.greatest) {
        (Some(_), Some(_)) => middle.is_some_and(|middle| value > middle),
        (_, greatest) => greatest.is_some(),
    };
    let end = if upper { &accepted.greatest } else { &accepted.least };
    let limit = end.as_ref().map(|(limit, _)| limit.clone());
    let margin = limit.as_ref().map(|limit| if upper { limit - value } else { value - limit });
    (limit, margin)
}

/// Each year against the one before, from the baseline on. One step the wrong way settles it; otherwise every year has to be there.
fn judge_every_year(rises: bool, baseline: u16, value: &Written, case: &Case<'_>) -> Result<Judged, Reason> {
    if case.year <= baseline {
        return Err(of_year("not_after_baseline", baseline));
    }
    let mut figures = Vec::new();
    for year in baseline..case.year {
        figures.push(figure(case, year)?);
    }
    figures.push(Some(value.clone()));
    let mut steps = Vec::new();
    for pair in figures.windows(2) {
        if let [Some(before), Some(after)] = pair {
            let change = if rises { &after.value - &before.value } else { &before.value - &after.value };
            steps.push(change);
        }
    }
    let wrong = steps.iter().any(|change| *change <= whole(0));
    if let (false, Some(missing)) = (wrong, figures.iter().position(Option::is_none)) {
        let year = baseline + u16::try_from(missing).unwrap();
        return Err(of_year(if missing == 0 { "no_baseline" } else { "missing_year" }, year));
    }
    // Met: some step may have been none. Not met: all may have been one at once, which is asked of the figures in turn, each as good as
    // those before it and its own digits allow.
    let ranges: Option<Vec<_>> =
        figures.iter().map(|figure| Some(may_have_been(figure.as_ref()?, case.unit))).collect();
    let sensitive = ranges.is_some_and(|ranges| {
        let falling = ranges.into_iter().map(|(least, most)| if rises { (-most, -least) } else { (least, most) });
        let falling: Vec<_> = falling.collect();
        if wrong { can_fall(&falling) } else { falling.windows(2).any(|pair| pair[0].0 <= pair[1].1) }
    });
    Ok(Judged {
        verdict: if wrong { Verdict::NotMet } else { Verdict::Met },
        limit: None,
        margin: steps.into_iter().min(),
        sensitive: sensitive && !case.unit.counts,
    })
}

/// Whether there are figures from each pair's first to its second, every one below the one before.
fn can_fall(ranges: &[(Fraction, Fraction)]) -> bool {
    // The greatest that a figure can be, unless the one before is as great.
    let mut below = ranges[0].1.clone();
    for (least, most) in &ranges[1..] {
        if *least >= below {
            return false;
        }
        below = below.min(most.clone());
    }
    true
}
