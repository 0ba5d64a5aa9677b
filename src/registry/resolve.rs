//! From what people write for an indicator to the indicator.

use super::Registry;
use crate::indicator::Indicator;
use crate::plan::Plan;
use crate::quote::shorten;
use crate::suggest::nearest;
use thiserror::Error;

/// Why a text does not stand for one indicator.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ResolveError {
    /// No indicator has this id or name.
    #[error("found `{found}`, expected the id or exact name of an indicator{}", did_you_mean(.nearest))]
    Unknown {
        /// What was written.
        found: String,
        /// The nearest known ids or names.
        nearest: Vec<String>,
    },
    /// Several plans have an indicator with this name.
    #[error("found `{found}`, expected the plan as well, since several have it: {}", .candidates.join(", "))]
    Ambiguous {
        /// What was written.
        found: String,
        /// The full ids it can stand for.
        candidates: Vec<String>,
    },
    /// The id belongs to another plan than the one that was named.
    #[error("found `{found}`, which belongs to the plan {plan}, expected an indicator of the plan that was named")]
    OtherPlan {
        /// What was written.
        found: String,
        /// The plan it belongs to.
        plan: String,
    },
    /// A plan was named that does not exist.
    #[error("found plan `{found}`, expected one of {}", .known.join(", "))]
    UnknownPlan {
        /// What was written.
        found: String,
        /// The plans there are.
        known: Vec<String>,
    },
}

impl ResolveError {
    pub(crate) fn in_chinese(&self) -> String {
        match self {
            ResolveError::Unknown { found, nearest } if nearest.is_empty() => {
                format!("没有名为“{found}”的指标，应为指标代码或准确的指标名称")
            }
            ResolveError::Unknown { found, nearest } => {
                format!("没有名为“{found}”的指标（相近的有：{}）", nearest.join("、"))
            }
            ResolveError::Ambiguous { found, candidates } => {
                format!("“{found}”在几个规划中都有，请注明规划（{}）", candidates.join("、"))
            }
            ResolveError::OtherPlan { found, plan } => format!("“{found}”属于规划{plan}，与注明的规划不符"),
            ResolveError::UnknownPlan { found, known } => {
                format!("没有名为“{found}”的规划，应为{}之一", known.join("、"))
            }
        }
    }
}

fn did_you_mean(nearest: &[String]) -> String {
    if nearest.is_empty() { String::new() } else { format!(" (nearest: {})", nearest.join(", ")) }
}

/// Whether two names are the same but for the form of their punctuation: 县(市、区) and 县（市、区）, women's and women’s are
/// one word to whoever types them.
fn same_name(left: &str, right: &str) -> bool {
    left.chars().map(plain).eq(right.chars().map(plain))
}

/// The ASCII character a full-width form (U+FF01 to U+FF5E) or a curly apostrophe stands for.
fn plain(character: char) -> char {
    const OFFSET: u32 = 0xff01 - 0x21;
    match character {
        '’' => '\'',
        '—' | '–' | '～' | '~' => '-',
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(character).checked_sub(OFFSET).and_then(char::from_u32).unwrap_or(character)
        }
        _ => character,
    }
}

impl Registry {
    /// The indicator a person means by a text: a full id, or an exact name in Chinese or English, or the last
    /// part of an id. Where two plans share a name, the plan has to be given, either as `plan` or in front of
    /// the name, set off by a colon or a point: `women:九年义务教育巩固率`, `妇女规划：九年义务教育巩固率`.
    ///
    /// ```
    /// use zhibiao::Registry;
    ///
    /// let registry = Registry::builtin();
    /// assert_eq!(registry.resolve("孕产妇死亡率", None)?.id(), "women.health.maternal_mortality_ratio");
    /// let message = registry.resolve("孕产妇死忘率", None).unwrap_err().to_string();
    /// assert!(message.contains("孕产妇死亡率"), "{message}");
    /// # Ok::<(), zhibiao::ResolveError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ResolveError`]: unknown, with the nearest known ones; shared by several plans; or a plan that is unknown.
    pub fn resolve(&self, text: &str, plan: Option<&str>) -> Result<Indicator<'_>, ResolveError> {
        let plan = plan.map(|plan| self.plan_called(plan).ok_or_else(|| self.unknown_plan(plan))).transpose()?;
        if let Some(indicator) = self.find(text) {
            return if plan.is_none_or(|plan| std::ptr::eq(plan, indicator.plan())) {
                Ok(indicator)
            } else {
                Err(ResolveError::OtherPlan { found: shorten(text), plan: indicator.plan().id().to_owned() })
            };
        }
        if let Some(found) = self.named_within(text, plan)? {
            return Ok(found);
        }
        for separator in [':', '\u{ff1a}', '.'] {
            let Some((front, name)) = text.split_once(separator) else { continue };
            let Some(in_front) = self.plan_called(front) else { continue };
            if plan.is_none_or(|plan| std::ptr::eq(plan, in_front))
                && let Some(found) = self.named_within(name, Some(in_front))?
            {
                return Ok(found);
            }
        }
        Err(self.unknown(text))
    }

    /// The plan with an id, a letter, a title or a short title.
    #[must_use]
    pub fn plan_called(&self, text: &str) -> Option<&Plan> {
        self.plans.iter().find(|plan| {
            let names = [plan.title.zh(), plan.title.en(), plan.short_title.zh(), plan.short_title.en()];
            plan.id == text || names.iter().any(|name| same_name(name, text)) || plan.letter == text
        })
    }

    fn named_within(&self, name: &str, plan: Option<&Plan>) -> Result<Option<Indicator<'_>>, ResolveError> {
        let mut matches = self.indicators().filter(|indicator| {
            plan.is_none_or(|plan| std::ptr::eq(plan, indicator.plan()))
                && (same_name(indicator.name().zh(), name)
                    || indicator.name().en() == name
                    || indicator.short_id() == name)
        });
        let first = matches.next();
        let others: Vec<Indicator<'_>> = matches.collect();
        if others.is_empty() {
            return Ok(first);
        }
        let candidates = first.into_iter().chain(others).map(|indicator| indicator.id().to_owned()).collect();
        Err(ResolveError::Ambiguous { found: shorten(name), candidates })
    }

    fn unknown(&self, text: &str) -> ResolveError {
        let words = self
            .indicators()
            .flat_map(|indicator| [indicator.id(), indicator.short_id(), indicator.name().zh(), indicator.name().en()]);
        ResolveError::Unknown { found: shorten(text), nearest: nearest(text, words) }
    }

    fn unknown_plan(&self, text: &str) -> ResolveError {
        ResolveError::UnknownPlan {
            found: shorten(text),
            known: self.plans.iter().map(|plan| plan.id.to_string()).collect(),
        }
    }
}
