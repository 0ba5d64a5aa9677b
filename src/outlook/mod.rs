//! Outlook: will the promise hold in the target year?
//!
//! Official statistics know several published ways to say whether a figure is on course, and they disagree. Each has a file of
//! its own here, keeps its own words, and a status always carries its [`Method`]. This library's own is a probability of missing,
//! see [`drift`].
//!
//! A verdict on a year is exact arithmetic and rests on what was reported. An outlook is not a verdict: it carries
//! past changes on, and most methods need roots, so that they compute in binary floating point.

mod progress;
mod student;

pub mod destatis;
pub mod drift;
pub mod statcan;
pub mod un;

pub use crate::goal::{Aim, Goal};
pub use drift::{Outlook, OutlookParameters};
pub use progress::{Ground, Method, Progress, Status, agree};
