//! Mistakes in plan text.

use crate::draft::{in_key, tell};
use std::fmt;
use thiserror::Error;

/// One mistake in a plan's text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}:{line}:{column}: {}", matter(.key, .found, .expected))]
#[non_exhaustive]
pub struct PlanTextError {
    /// The name of the file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted in characters from 1.
    pub column: usize,
    /// The key, such as `objective[2].indicator[0].unit`; empty for the whole file.
    pub key: String,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
}

impl PlanTextError {
    /// What is wrong, without the place.
    #[cfg(feature = "capi")]
    pub(crate) fn matter(&self) -> String {
        matter(&self.key, &self.found, &self.expected)
    }
}

fn matter(key: &str, found: &str, expected: &str) -> String {
    format!("{}found {found}, expected {expected}", in_key(key))
}

/// All mistakes in the text of one or more plans, in the order of the files, and of the lines in each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanTextErrors {
    pub(crate) errors: Vec<PlanTextError>,
    pub(crate) omitted: usize,
}

impl PlanTextErrors {
    /// The mistakes; there is at least one, and there are at most a thousand.
    #[must_use]
    pub fn errors(&self) -> &[PlanTextError] {
        &self.errors
    }

    /// How many more mistakes were found than are told.
    #[must_use]
    pub fn omitted(&self) -> usize {
        self.omitted
    }
}

impl fmt::Display for PlanTextErrors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        tell(&self.errors, self.omitted, formatter)
    }
}

impl std::error::Error for PlanTextErrors {}
