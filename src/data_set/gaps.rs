//! Gaps between groups and across regions, worked out from the observations of the indicator they are about.

use super::DataSet;
use super::spread::Spread;
use crate::evaluation::Evaluation;
use crate::evidence::{Evidence, Point};
use crate::exact::Exact;
use crate::group::TOTAL;
use crate::indicator::Indicator;
use crate::judgement::Reason;
use crate::language::Language;
use crate::rule::{Between, Gap, Rule};
use rust_decimal::Decimal;

/// Two values of one year that a gap lies between.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    /// Of the side that is expected to be better off; across regions the greatest.
    pub(super) first: Decimal,
    pub(super) other: Decimal,
}

impl Ends {
    fn size(self) -> Option<Decimal> {
        let difference = Exact::from(self.first).checked_sub(self.other.into())?.to_decimal()?;
        Some(difference.abs())
    }

    /// Both ends are rounded.
    fn reach(self) -> Option<Exact> {
        Exact::half_unit(self.first).checked_add(Exact::half_unit(self.other))
    }
}

/// How large a gap is, and how far that may be off.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    pub(super) value: Decimal,
    pub(super) reach: Exact,
}

impl Ends {
    fn measured(self) -> Option<Size> {
        Some(Size { value: self.size()?, reach: self.reach()? })
    }
}

/// The figures behind a gap's verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct GapFigures {
    /// The difference in the judged year.
    pub absolute: Decimal,
    /// The difference in the baseline year.
    pub absolute_at_baseline: Decimal,
    /// The difference in percent of the first side's value, rounded to two decimals; none if that is zero.
    pub relative: Option<Decimal>,
    /// The same for the baseline year.
    pub relative_at_baseline: Option<Decimal>,
    /// Whether the gap is smaller only because the better side came down to the other, which did not get nearer by itself:
    /// met, but nothing to celebrate. Across regions, the better side is not known and this is false.
    pub narrowed_only_from_above: bool,
}

impl GapFigures {
    /// What the verdict alone does not tell, for a remark beside it: the relative gap then and now, and whether the gap is
    /// smaller only because the better side came down.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        let mut told = match (self.relative_at_baseline, self.relative, language) {
            (Some(then), Some(now), Language::Chinese) => format!("相对差距由{then}%变为{now}%"),
            (Some(then), Some(now), Language::English) => format!("relative gap {then}% before, {now}% now"),
            _ => String::new(),
        };
        if self.narrowed_only_from_above {
            told.push_str(match (language, told.is_empty()) {
                (Language::Chinese, true) => "差距缩小仅因较好一方变差",
                (Language::Chinese, false) => "；差距缩小仅因较好一方变差",
                (Language::English, true) => "smaller only because the better side got worse",
                (Language::English, false) => "; smaller only because the better side got worse",
            });
        }
        told
    }
}

impl DataSet<'_> {
    /// The gaps of an indicator, if it is one, for every year in which both ends are known. A gap that was reported
    /// itself for a region and year is taken as reported.
    pub(crate) fn gaps_of<'a>(&'a self, indicator: Indicator<'a>) -> impl Iterator<Item = Evaluation<'a>> {
        let rule = match indicator.rule() {
            Rule::Gap(rule) => Some(rule),
            _ => None,
        };
        let of = rule.and_then(|rule| Some((rule, self.registry.find(&rule.of)?)));
        let between_groups = of.into_iter().flat_map(move |(rule, of)| self.gaps_between_groups(indicator, rule, of));
        let across_regions = of.into_iter().flat_map(move |(rule, of)| self.gaps_across_regions(indicator, rule, of));
        between_groups.chain(across_regions)
    }

    fn is_reported(&self, indicator: Indicator<'_>, region: &str, year: u16) -> bool {
        self.series_in(indicator, region, TOTAL).is_some_and(|series| series.value(year).is_some())
    }

    fn gaps_between_groups<'a>(
        &'a self,
        indicator: Indicator<'a>,
        rule: &'a Gap,
        of: Indicator<'a>,
    ) -> impl Iterator<Item = Evaluation<'a>> {
        let groups = match &rule.between {
            Between::Groups(first, other) => Some((first.as_ref(), other.as_ref())),
            Between::Regions(_) => None,
        };
        groups.into_iter().flat_map(move |(first, other)| {
            let pairs = self
                .series_of(of)
                .filter(move |series| series.group() == first)
                .filter_map(move |series| Some((series, self.series_in(of, series.region(), other)?)));
            pairs.flat_map(move |(first, other)| {
                let region = first.region();
                let observed = [first, other].into_iter().filter_map(|series| series.points().last());
                let last = observed.map(|point| point.year).fold(indicator.plan().last_year(), u16::max);
                let later = rule.baseline_year.saturating_add(1)..=last;
                later.filter(move |year| !self.is_reported(indicator, region, *year)).filter_map(move |year| {
                    let ends = |year| Some(Ends { first: first.value(year)?, other: other.value(year)? });
                    // An end may be missing because there were two of it, and both were refused.
                    let contradicted =
                        |year| [first, other].into_iter().any(|series| self.is_contradicted(series.key, year));
                    let conflict = |year| Reason::ConflictingValues { year };
                    let Some(now) = ends(year) else {
                        return contradicted(year)
                            .then(|| Evaluation::undetermined(indicator, region, TOTAL, year, conflict(year)));
                    };
                    let then = rule.baseline_year;
                    let evaluation = evaluate(indicator, rule, region, year, now, self.gap_at(indicator, region, then));
                    Some(if contradicted(then) { evaluation.because(conflict(then)) } else { evaluation })
                })
            })
        })
    }

    fn gaps_across_regions<'a>(
        &'a self,
        indicator: Indicator<'a>,
        rule: &'a Gap,
        of: Indicator<'a>,
    ) -> impl Iterator<Item = Evaluation<'a>> {
        let spreads = match rule.between {
            Between::Groups(..) => None,
            Between::Regions(level) => self.spreads.across(of, level),
        };
        let region = indicator.plan().region();
        spreads.into_iter().flat_map(move |spreads| {
            let then = spreads.get(&rule.baseline_year).copied();
            let later = spreads.iter().filter(|(year, _)| **year > rule.baseline_year);
            let later = later.filter(move |(year, _)| !self.is_reported(indicator, region, **year));
            later.map(move |(year, now)| {
                let incomplete = |year, contradicted| {
                    if contradicted { Reason::ConflictingValues { year } } else { Reason::MissingUnit { year } }
                };
                let open = |reason| Evaluation::undetermined(indicator, region, TOTAL, *year, reason);
                match (*now, then) {
                    (Spread::Incomplete { contradicted }, _) => open(incomplete(*year, contradicted)),
                    (Spread::Of(_), Some(Spread::Incomplete { contradicted })) => {
                        open(incomplete(rule.baseline_year, contradicted))
                    }
                    (Spread::Of(now), None | Some(Spread::Of(_))) => {
                        let then = self.gap_at(indicator, region, rule.baseline_year);
                        evaluate(indicator, rule, region, *year, now, then)
                    }
                }
            })
        })
    }

    /// The gap of an indicator in a region for every year in which both ends are known, oldest first.
    pub(crate) fn gap_points(&self, indicator: Indicator<'_>, region: &str) -> impl Iterator<Item = Point> {
        let rule = match indicator.rule() {
            Rule::Gap(rule) => Some(rule),
            _ => None,
        };
        let of = rule.and_then(|rule| Some((rule, self.registry.find(&rule.of)?)));
        let years: Vec<u16> = match of {
            Some((Gap { between: Between::Groups(first, _), .. }, of)) => {
                let points = self.series_in(of, region, first).map(|series| series.points());
                points.unwrap_or_default().iter().map(|point| point.year).collect()
            }
            Some((Gap { between: Between::Regions(level), .. }, of)) => {
                self.spreads.across(of, *level).into_iter().flatten().map(|(year, _)| *year).collect()
            }
            None => Vec::new(),
        };
        years.into_iter().filter_map(move |year| {
            let (rule, of) = of?;
            Some(Point { value: self.ends(indicator, rule, of, region, year)?.size()?, year })
        })
    }

    /// The gap of an indicator in a region and year: as it was reported, and otherwise worked out. A gap may be reported for one year
    /// and have to be worked out for another; the two can be compared all the same.
    pub(super) fn gap_at(&self, indicator: Indicator<'_>, region: &str, year: u16) -> Option<Size> {
        let Rule::Gap(rule) = indicator.rule() else { return None };
        let reported = self.series_in(indicator, region, TOTAL).and_then(|series| series.value(year));
        match reported {
            Some(value) => Some(Size { value, reach: Exact::half_unit(value) }),
            None => self.ends(indicator, rule, self.registry.find(&rule.of)?, region, year)?.measured(),
        }
    }

    /// What a gap lies between in a year. Across regions it is one of the plan's own region: what counties of another city, or of the
    /// whole province, have between them nobody can tell from these.
    fn ends(&self, indicator: Indicator<'_>, rule: &Gap, of: Indicator<'_>, region: &str, year: u16) -> Option<Ends> {
        match &rule.between {
            Between::Groups(first, other) => Some(Ends {
                first: self.series_in(of, region, first)?.value(year)?,
                other: self.series_in(of, region, other)?.value(year)?,
            }),
            Between::Regions(_) if region != indicator.plan().region() => None,
            Between::Regions(level) => match self.spreads.across(of, *level)?.get(&year)? {
                Spread::Of(ends) => Some(*ends),
                Spread::Incomplete { .. } => None,
            },
        }
    }

    /// The figures behind the gap of an indicator between two groups, or across regions, in a year; none if it is no gap,
    /// or if an end is not known in the year or at the baseline.
    #[must_use]
    pub fn gap(&self, indicator: Indicator<'_>, region: &str, year: u16) -> Option<GapFigures> {
        let Rule::Gap(rule) = indicator.rule() else { return None };
        let (of, region) = (self.registry.find(&rule.of)?, self.registry.region_code(region));
        let ends = |year| self.ends(indicator, rule, of, region, year);
        let (now, then) = (ends(year)?, ends(rule.baseline_year)?);
        let (absolute, absolute_at_baseline) = (now.size()?, then.size()?);
        // Seen from the baseline, "nearer" is towards the other side.
        let nearer = |from: Decimal, to: Decimal, towards: Decimal| if towards < from { to < from } else { to > from };
        let first_came_nearer = nearer(then.first, now.first, then.other);
        let other_came_nearer = nearer(then.other, now.other, then.first);
        Some(GapFigures {
            absolute,
            absolute_at_baseline,
            relative: relative(absolute, now.first),
            relative_at_baseline: relative(absolute_at_baseline, then.first),
            narrowed_only_from_above: matches!(rule.between, Between::Groups(..))
                && absolute < absolute_at_baseline
                && first_came_nearer
                && !other_came_nearer,
        })
    }
}

fn evaluate<'a>(
    indicator: Indicator<'a>,
    rule: &Gap,
    region: &'a str,
    year: u16,
    now: Ends,
    then: Option<Size>,
) -> Evaluation<'a> {
    let Some(now) = now.measured() else {
        return Evaluation::undetermined(indicator, region, TOTAL, year, Reason::Overflow);
    };
    let evidence = Evidence::new(year, now.value);
    let Some(then) = then else {
        return Evaluation::new(indicator, region, TOTAL, &evidence);
    };
    let history = [Point { year: rule.baseline_year, value: then.value }];
    Evaluation::new(indicator, region, TOTAL, &evidence.with_history(&history).with_reach(now.reach, then.reach))
}

/// A difference in percent of a value. It is shown, never compared, and so it may be rounded.
fn relative(difference: Decimal, of: Decimal) -> Option<Decimal> {
    let share = difference.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(of)?;
    Some(share.round_dp(2).normalize())
}
