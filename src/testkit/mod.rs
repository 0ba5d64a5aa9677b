//! For test suites: random decimals, rules, plans, observations and series, and assertions that say why.
//!
//! Behind the feature `testkit`, which brings [`proptest`]; meant for `[dev-dependencies]`:
//!
//! ```toml
//! [dev-dependencies]
//! zhibiao = { version = "0.1", features = ["testkit"] }
//! proptest = "1"
//! ```
//!
//! Each kind of strategy comes twice: what is valid, and what is **almost** valid (`almost_…`): one thing wrong, as people get things
//! wrong, so that a test can show that its program refuses it. The valid ones prefer what tests are about: figures on a limit and a digit
//! beside it, zeros behind, zero, the ends of a unit's range, many digits.
//!
//! ```
//! use proptest::prelude::*;
//! use zhibiao::{Evidence, Registry, Verdict, testkit};
//!
//! let indicator = Registry::builtin().find("women.health.common_disease_screening_rate").expect("a built-in indicator");
//! // A law of judging: the digits that a figure is written with do not matter.
//! proptest!(|(figure in testkit::figures(indicator.unit()))| {
//!     let verdict = |value| indicator.judge(&Evidence::new(2024, value)).verdict();
//!     prop_assert_eq!(verdict(figure), verdict(figure.normalize()));
//! });
//! ```
//!
//! The assertions take an [`Evaluation`](crate::Evaluation) and print its sentence if they fail, after a message of your own if you
//! give one (`assert_met!(evaluation, "row {line}")`):
//!
//! ```
//! use zhibiao::{Observation, Registry, assert_met, decimal};
//!
//! let observed = Observation::new("women.health.maternal_mortality_ratio", "371500", 2024, decimal::parse("8.1")?);
//! let evaluation = Registry::builtin().judge(&observed, &[])?;
//! assert_met!(evaluation);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! ```should_panic
//! # use zhibiao::{Observation, Registry, assert_met, decimal};
//! let observed = Observation::new("women.health.maternal_mortality_ratio", "371500", 2024, decimal::parse("8.21")?);
//! let evaluation = Registry::builtin().judge(&observed, &[])?;
//! // expected met, found not met
//! //   indicator: women.health.maternal_mortality_ratio (W1.2), region 371500, group total, year 2024, limit 8.2, margin -0.01
//! //   Liaocheng, 2024: Maternal mortality ratio 8.21 per 100,000 live births; the plan asks for at most 8.2 per 100,000 live births. …
//! assert_met!(evaluation);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// Nothing of this is in a caller's process but under test, where a panic is how a test fails.
#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod assertions;
mod figures;
mod observations;
mod plans;
mod rules;

pub use assertions::Expected;
#[doc(hidden)]
pub use assertions::expect_verdict;
pub use figures::{almost_decimal_texts, almost_figures, decimal_texts, decimals, figures, figures_near, units};
pub use observations::{almost_observations, almost_series, data_sets, observations, series, steady_series};
pub use plans::{AlmostPlan, almost_plans, indicators, plans, registries};
pub use rules::{AlmostRule, almost_rules, rules};
