//! The whole judgement written a second time, as plainly as possible, on fractions of big integers, which know no overflow and no
//! rounding; and compared with the engine on random rules, series and data sets.
//!
//! What a rule means is taken from the documentation, not from the code: [`rule`] holds each kind's inequality and the order in which
//! reasons are given, [`data_set`] what becomes of rows. `ZHIBIAO_MODEL_CASES=20000000 cargo test --release --test model` asks for more
//! cases than the million of a usual run, and `ZHIBIAO_MODEL_SEED` for others.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, clippy::panic)]

mod compare;
mod data_set;
mod fraction;
mod random;
mod rule;
