//! From a place in a text to the key it belongs to: `objective[1].indicator[0]`.

use crate::quote::shorten;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// How a value is reached from the one around it.
enum Name<'t> {
    Root,
    Key(&'t str),
    Item(usize),
}

/// How far a value reaches in the text.
#[derive(Clone, Copy)]
enum Reach {
    /// To the next header.
    Header,
    /// To its bracket.
    Bracket(usize),
    /// It has no place of its own: dotted keys made it, or several headers.
    None,
}

struct Node<'t> {
    around: usize,
    name: Name<'t>,
    reach: Reach,
    begins: usize,
}

/// The tables and arrays of a text, in which the one around a place can be looked up.
pub(super) struct Keys<'t> {
    text: &'t str,
    root: &'t DeTable<'t>,
    nodes: Vec<Node<'t>>,
    /// Those with a place, in the order of the text: where they begin, and which they are.
    in_order: Vec<(usize, usize)>,
}

/// Where a place stands.
pub(super) struct Standing {
    node: usize,
    /// Where the header of its table begins; none for the root.
    pub(super) header: Option<usize>,
}

impl<'t> Keys<'t> {
    pub(super) fn new(text: &'t str, root: &'t DeTable<'t>) -> Self {
        let first = Node { around: 0, name: Name::Root, reach: Reach::Header, begins: 0 };
        let mut keys = Keys { text, root, nodes: vec![first], in_order: Vec::new() };
        keys.add_entries(0, root);
        let numbered = keys.nodes.iter().enumerate().filter(|(_, node)| !matches!(node.reach, Reach::None));
        keys.in_order = numbered.map(|(index, node)| (node.begins, index)).collect();
        keys.in_order.sort_unstable();
        keys
    }

    // Texts nest at most sixteen deep.
    fn add_entries(&mut self, around: usize, table: &'t DeTable<'t>) {
        for (key, value) in table {
            self.add(around, Name::Key(key.get_ref()), value);
        }
    }

    fn add(&mut self, around: usize, name: Name<'t>, value: &'t Spanned<DeValue<'t>>) {
        let span = value.span();
        let is_bracket = matches!(self.text.as_bytes().get(span.start), Some(b'[' | b'{'));
        let bracket = if is_bracket { Reach::Bracket(span.end) } else { Reach::None };
        let index = self.nodes.len();
        let push = |reach| self.nodes.push(Node { around, name, reach, begins: span.start });
        match value.get_ref() {
            DeValue::Table(table) => {
                let is_header = self.text.as_bytes().get(span.start) == Some(&b'[');
                push(if is_header { Reach::Header } else { bracket });
                self.add_entries(index, table);
            }
            DeValue::Array(array) => {
                // An array made of headers begins where its first table does.
                let is_of_headers = array.iter().next().is_some_and(|item| item.span().start == span.start);
                push(if is_of_headers { Reach::None } else { bracket });
                for (item, value) in array.iter().enumerate() {
                    self.add(index, Name::Item(item), value);
                }
            }
            _ => {}
        }
    }

    /// The innermost table or array around a place.
    pub(super) fn standing(&self, at: usize) -> Standing {
        let last = self.in_order.partition_point(|(begins, _)| *begins <= at).checked_sub(1);
        let mut node = last.and_then(|last| self.in_order.get(last)).map_or(0, |(_, index)| *index);
        let mut innermost = None;
        // Ends at the root, which everything is in.
        while let Some(here) = self.nodes.get(node) {
            match here.reach {
                Reach::Header => {
                    let header = (node != 0).then_some(here.begins);
                    return Standing { node: innermost.unwrap_or(node), header };
                }
                Reach::Bracket(end) if at < end => {
                    innermost.get_or_insert(node);
                }
                _ => {}
            }
            node = here.around;
        }
        Standing { node: 0, header: None }
    }

    /// The key of a table or array, with one more key below it, unless that is empty.
    pub(super) fn path(&self, standing: &Standing, key: &str) -> String {
        let mut path = if key.is_empty() { String::new() } else { format!(".{}", shorten(key)) };
        let mut node = self.nodes.get(standing.node);
        while let Some(here) = node {
            path = match here.name {
                Name::Root => break,
                Name::Key(key) => format!(".{}{path}", shorten(key)),
                Name::Item(item) => format!("[{item}]{path}"),
            };
            node = self.nodes.get(here.around);
        }
        path.strip_prefix('.').unwrap_or(&path).to_owned()
    }

    /// The whole key of a key that the parser refused: `rule.kind` in `rule.kind = "band"`, below the table it stands in.
    pub(super) fn path_of_key(&self, span: &Range<usize>) -> String {
        let before = self.text.get(..span.start).unwrap_or_default();
        let begin = before.rfind(['\n', '{', ',', '[']).map_or(0, |at| at.saturating_add(1));
        let written = self.text.get(begin..span.end).unwrap_or_default();
        let parts: Vec<&str> = written.split('.').map(|part| part.trim().trim_matches(['"', '\''])).collect();
        // Only the key of a header follows such a bracket, and it begins at the root.
        if before.get(..begin).is_some_and(|before| before.ends_with('[')) {
            return self.path_of_header(&parts, span.start);
        }
        self.path(&self.standing(span.start), &parts.join("."))
    }

    fn path_of_header(&self, parts: &[&str], at: usize) -> String {
        let mut path = String::new();
        let mut table = Some(self.root);
        for (index, part) in parts.iter().enumerate() {
            let dot = if index == 0 { "" } else { "." };
            path = format!("{path}{dot}{}", shorten(part));
            let value = table.and_then(|table| table.get(*part)).map(Spanned::get_ref);
            let is_last = index.saturating_add(1) == parts.len();
            table = value.and_then(DeValue::as_table);
            if let Some(array) = value.and_then(DeValue::as_array).filter(|_| !is_last) {
                let items: Vec<&Spanned<DeValue<'_>>> = array.iter().collect();
                let last = items.partition_point(|item| item.span().start <= at).saturating_sub(1);
                path = format!("{path}[{last}]");
                table = items.get(last).and_then(|item| item.get_ref().as_table());
            }
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a = 1
b = { c = 1 }  # behind
[[objective]]
item = 1
[[objective.indicator]]
id = 2
x = [ { y = 1 }, { z = 1 } ]
[[objective.indicator]]
[[objective]]
last = 1
";

    #[test]
    fn a_place_belongs_to_the_innermost_table_around_it() {
        let table = DeTable::parse(TEXT).unwrap();
        let keys = Keys::new(TEXT, table.get_ref());
        for (at, path, header) in [
            ("a = 1", "", None),
            ("c = 1", "b", None),
            ("}  # behind", "b", None),
            // Where a bracket has closed, its table is over.
            ("  # behind", "", None),
            ("item", "objective[0]", Some("[[objective]]")),
            ("id", "objective[0].indicator[0]", Some("[[objective.indicator]]")),
            ("y = 1", "objective[0].indicator[0].x[0]", Some("[[objective.indicator]]")),
            (", { z", "objective[0].indicator[0].x", Some("[[objective.indicator]]")),
            ("z = 1", "objective[0].indicator[0].x[1]", Some("[[objective.indicator]]")),
            ("last", "objective[1]", Some("[[objective]]\nlast")),
        ] {
            let standing = keys.standing(TEXT.find(at).unwrap());
            assert_eq!(keys.path(&standing, ""), path, "{at}");
            assert_eq!(standing.header, header.map(|header| TEXT.find(header).unwrap()), "{at}");
        }
    }

    /// A header goes on from the last table of each list before it.
    #[test]
    fn a_header_belongs_to_the_lists_before_it() {
        let table = DeTable::parse(TEXT).unwrap();
        let keys = Keys::new(TEXT, table.get_ref());
        for (before, path) in [("id = 2", "objective[0].indicator[0].t"), ("last", "objective[1].indicator.t")] {
            let at = TEXT.find(before).unwrap();
            assert_eq!(keys.path_of_header(&["objective", "indicator", "t"], at), path);
        }
    }
}
