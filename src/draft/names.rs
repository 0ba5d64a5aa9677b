//! Things under their names.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// One thing for each name, whatever the things are: the names are numbered in one kind of map, and only the list differs.
pub(crate) struct Names<'n, T> {
    numbers: BTreeMap<Cow<'n, str>, usize>,
    things: Vec<T>,
}

impl<'n, T> Names<'n, T> {
    pub(crate) fn new() -> Self {
        Names { numbers: BTreeMap::new(), things: Vec::new() }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.numbers.contains_key(name)
    }

    pub(crate) fn get(&self, name: &str) -> Option<&T> {
        self.things.get(*self.numbers.get(name)?)
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.things.get_mut(*self.numbers.get(name)?)
    }

    /// The name itself, for as long as it is kept here.
    pub(crate) fn name(&self, name: &str) -> Option<&str> {
        self.numbers.get_key_value(name).map(|(name, _)| name.as_ref())
    }

    /// The names, in their order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.numbers.keys().map(Cow::as_ref)
    }

    /// The things, in the order they came in.
    #[cfg(feature = "toml")]
    pub(crate) fn things(&self) -> impl Iterator<Item = &T> {
        self.things.iter()
    }

    /// Puts a thing under a name, in the place of what was there.
    pub(crate) fn insert(&mut self, name: impl Into<Cow<'n, str>>, thing: T) -> Option<T> {
        let next = self.things.len();
        let number = *self.numbers.entry(name.into()).or_insert(next);
        if let Some(before) = self.things.get_mut(number) {
            return Some(std::mem::replace(before, thing));
        }
        self.things.push(thing);
        None
    }
}
