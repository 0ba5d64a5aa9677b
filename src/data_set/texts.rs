//! Texts that are kept once, however often they are said.

use std::cmp::Ordering;
use std::collections::HashMap;

/// Texts and their numbers, in the order they first came.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    numbers: HashMap<Box<str>, u32>,
}

impl Texts {
    /// The number of a text; nothing once there are more texts than numbers.
    pub(super) fn number(&mut self, text: &str) -> Option<u32> {
        if let Some(number) = self.numbers.get(text) {
            return Some(*number);
        }
        // The last number is left out: it stands for no text at all.
        let number = u32::try_from(self.numbers.len()).ok().filter(|number| *number < u32::MAX)?;
        self.numbers.insert(text.into(), number);
        Some(number)
    }

    /// The texts in an order, and for each old number its place in it.
    pub(super) fn sorted(self, compare: &dyn Fn(&str, &str) -> Ordering) -> (Vec<Box<str>>, Vec<u32>) {
        let mut numbered: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        numbered.sort_unstable_by(|(left, _), (right, _)| compare(left, right));
        placed(numbered)
    }
}

/// Numbered things that come in order, and for each number its place in it.
pub(super) fn placed<T>(numbered: impl IntoIterator<Item = (T, u32)>) -> (Vec<T>, Vec<u32>) {
    let numbered: Vec<(T, u32)> = numbered.into_iter().collect();
    let mut places = vec![0; numbered.len()];
    for (place, (_, number)) in (0..).zip(&numbered) {
        if let Some(old) = usize::try_from(*number).ok().and_then(|number| places.get_mut(number)) {
            *old = place;
        }
    }
    let mut things: Vec<T> = numbered.into_iter().map(|(thing, _)| thing).collect();
    // The list may have been made in the room of the longer entries.
    things.shrink_to_fit();
    (things, places)
}
