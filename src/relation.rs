//! Relations between indicators: orders and sums that figures have to keep, and promises about one quantity.

use crate::indicator::Indicator;
use crate::language::Text;
use crate::registry::Registry;
use rust_decimal::Decimal;

/// How the figures of indicators hang together. Ids are full ids.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Relation {
    /// One is never more than the other, in the same region, group and year.
    Order {
        /// The one that is never more.
        lesser: Text,
        /// The one that is never less.
        greater: Text,
    },
    /// Two groups of an indicator add up to a total, in the same region and year.
    Sum {
        /// The indicator.
        indicator: Text,
        /// The two groups.
        groups: (Text, Text),
        /// What they add up to.
        total: Decimal,
    },
    /// Two promises about the same quantity.
    Same {
        /// The one.
        first: Text,
        /// The other.
        second: Text,
    },
}

/// Two promises about the same quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Link<'r> {
    /// The one.
    pub first: Indicator<'r>,
    /// The other.
    pub second: Indicator<'r>,
}

impl Link<'_> {
    /// Whether the two use different words, whatever they come to: 98%以上 and 98%.
    #[must_use]
    pub fn is_worded_differently(&self) -> bool {
        self.first.wording() != self.second.wording()
    }

    /// Whether the two promise different things: another rule, another unit or other levels.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.first.rule() != self.second.rule()
            || self.first.unit() != self.second.unit()
            || self.first.applies_at() != self.second.applies_at()
    }
}

impl Registry {
    /// How the figures of indicators hang together.
    pub fn relations(&self) -> impl Iterator<Item = &Relation> {
        self.relations.iter()
    }

    /// The promises of different plans about one quantity.
    pub fn links(&self) -> impl Iterator<Item = Link<'_>> {
        self.relations.iter().filter_map(|relation| match relation {
            Relation::Same { first, second } => Some(Link { first: self.find(first)?, second: self.find(second)? }),
            Relation::Order { .. } | Relation::Sum { .. } => None,
        })
    }
}
