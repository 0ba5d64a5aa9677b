//! Regions that come with the built-in plans, so that a report can name them.

use crate::indicator::Level;
use crate::language::{Bilingual, Text};

/// A region with a code: GB/T 2260 where one exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    pub(crate) code: Text,
    pub(crate) level: Level,
    pub(crate) name: Bilingual,
}

impl Region {
    /// The code observations use: `371500`.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What kind of region it is.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &Bilingual {
        &self.name
    }
}
