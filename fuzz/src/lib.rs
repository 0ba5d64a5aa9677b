//! What each fuzz target does with its bytes: it uses the library as a program would, and holds the outcome against laws.
//!
//! A law that does not hold is a panic, which is what a fuzzer looks for; so is a panic of the library itself.

#![allow(clippy::missing_panics_doc)]

pub mod assess;
pub mod calls;
pub mod decimal_text;
pub mod observation_rows;
pub mod plan_text;

mod laws;

/// What a target does with its bytes.
pub type Target = fn(&[u8]);

/// The targets by name: what runs the kept files goes through all of them.
pub const TARGETS: [(&str, Target); 5] = [
    ("assess", assess::run),
    ("calls", calls::run),
    ("decimal_text", decimal_text::run),
    ("observation_rows", observation_rows::run),
    ("plan_text", plan_text::run),
];
