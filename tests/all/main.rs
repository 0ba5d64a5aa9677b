//! Everything that is tested from outside, in one program, so that it links once.

// Tests may stop where the library must not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::missing_panics_doc)]

mod allocations;
mod assessments;
mod backtest;
mod broken_toml;
mod columns;
mod compare_example;
mod comparison;
mod data_sets;
mod decimals;
mod dependencies;
mod digests;
mod directions;
mod document;
mod guide;
mod hostile_texts;
mod implication;
mod intervals;
mod laws;
mod limits;
mod lookups;
mod memory;
mod monitor;
mod monitor_assessed;
mod observations;
mod outlook_reference;
mod overrides;
mod plan_builder;
mod plan_texts;
mod progress_example;
mod progress_methods;
mod proportion;
mod public_api;
mod registry;
mod reports;
mod rules;
mod schema;
mod sentences;
mod serialized;
mod support;
mod threads;
mod vectors;
mod warnings;
