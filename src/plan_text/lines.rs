//! Lines and columns of a text.

/// Where each line begins, so that a place is found without reading the text again for every mistake.
pub(super) struct Lines {
    begins: Vec<usize>,
}

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at.saturating_add(1));
        Lines { begins: std::iter::once(0).chain(breaks).collect() }
    }

    /// Line and column of a place in the text, counted from 1.
    pub(super) fn place(&self, text: &str, at: usize) -> (usize, usize) {
        let line = self.begins.partition_point(|begin| *begin <= at);
        let begin = line.checked_sub(1).and_then(|index| self.begins.get(index)).copied().unwrap_or_default();
        let before = text.get(begin..at).unwrap_or_default();
        (line, before.chars().count().saturating_add(1))
    }
}
