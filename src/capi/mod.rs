//! The C interface: what `include/zhibiao.h` declares.
//!
//! The comments of the functions are the manual, and the header is made from them. What holds for all of them is said once, at the head of the header
//! (`cbindgen.toml`).
//!
//! Each entry goes through `guard`: it catches panics, so that none unwinds into a caller that cannot hold it. Handles that borrow
//! from others (an indicator from its registry, an evaluation from its observations and their registry) are kept beside what they
//! borrow from, in cells whose owner is shared: the order in which a caller frees handles does not matter.

// Callers hand in pointers. What they have to be is said once, in the header's head, and not under each function.
#![allow(unsafe_code, clippy::missing_safety_doc)]
// The comments are for readers of a header, which has no links and no code.
#![allow(clippy::doc_markdown)]
// Handles are opaque.
#![allow(missing_debug_implementations)]
// Names are those of the header.
#![allow(non_camel_case_types)]

// In the order of the header, which the blank lines keep.
mod version;

mod status;

mod text;

mod names;

mod error;

mod registry;

mod indicator;

mod observations;

mod options;

mod judge;

mod assess;

mod report;

mod evaluation;

mod guard;

pub use assess::*;
pub use error::*;
pub use evaluation::*;
pub use indicator::*;
pub use judge::*;
pub use names::*;
pub use observations::*;
pub use options::*;
pub use registry::*;
pub use report::*;
pub use status::*;
pub use text::{ZHIBIAO_CHINESE, ZHIBIAO_ENGLISH, zhibiao_language};
pub use version::*;

/// What many threads may use at once, and what one at a time may.
const _: () = {
    const fn shared<T: Send + Sync>() {}
    const fn movable<T: Send>() {}
    shared::<zhibiao_registry>();
    shared::<zhibiao_indicator<'_>>();
    shared::<zhibiao_report>();
    shared::<zhibiao_evaluation<'_>>();
    movable::<zhibiao_observations>();
    movable::<zhibiao_options>();
    movable::<zhibiao_error>();
};
