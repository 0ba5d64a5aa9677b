#![doc = include_str!("../README.md")]
#![warn(missing_docs)]
#![deny(unsafe_code)]
// A panic in the caller's process is the second worst thing this library can do. Where a lint is allowed,
// the reason stands beside it.
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::exhaustive_enums,
        clippy::exhaustive_structs,
        clippy::exit,
        clippy::float_arithmetic,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::panic_in_result_fn,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_in_result,
        clippy::unwrap_used
    )
)]

pub mod decimal;

mod assessment;
#[cfg(feature = "capi")]
pub mod capi;
pub mod columns;
mod comparison;
mod data_set;
mod department;
mod digest;
mod draft;
mod edit_distance;
mod evaluation;
mod evidence;
mod exact;
mod goal;
mod group;
mod identity;
mod indicator;
mod interval;
mod judgement;
mod keyword;
mod language;
mod multiples;
mod observation;
mod order;
pub mod outlook;
mod overriding;
mod plan;
pub mod plan_builder;
#[cfg(feature = "toml")]
pub mod plan_text;
mod provision;
mod quote;
mod region;
mod registry;
mod relation;
pub mod report;
pub mod rule;
mod sentence;
mod short;
mod suggest;
#[cfg(feature = "testkit")]
pub mod testkit;
mod unit;
mod volatility;
mod warning;

#[cfg(all(any(doc, doctest), feature = "toml"))]
#[doc = include_str!("../docs/write-your-own-plan.md")]
pub mod write_your_own_plan {}

pub use assessment::{Assessed, Assessment, AssessmentParameters, Change, PathPoint, Stage, Standing, Streak};
pub use comparison::{Compared, Comparison, Conflict, MatchedBy, PairError, PlanChange};
pub use data_set::{
    Coverage, DataSet, DataSetBuilder, Details, GapFigures, Inconsistency, Miscount, Place, Rejected, Series,
    SilentUnits, Units,
};
pub use department::Department;
pub use evaluation::Evaluation;
pub use evidence::{Evidence, Point};
pub use group::{TOTAL, group_name};
pub use identity::PlanIdentity;
pub use indicator::{Indicator, Level};
pub use interval::{Confidence, Interval, IntervalMethod};
pub use judgement::{Judgement, Reason, Verdict};
pub use language::{Bilingual, Language};
pub use observation::{Attestation, Field, Observation, ObservationError, ObservationText};
pub use overriding::{Override, OverrideError};
pub use plan::{Clause, ClauseCode, Document, Plan, ProvisionKind, Section, SectionNumber};
pub use provision::Provision;
pub use quote::{escape_markdown, quotable};
pub use region::Region;
pub use registry::{Registry, ResolveError};
pub use relation::{Link, Relation};
pub use rule::{Nature, Rule, RuleKind};
pub use sentence::Sentence;
pub use unit::Unit;
pub use volatility::{Volatility, VolatilityParameters};
pub use warning::{Warning, WarningGround, WarningKind};
