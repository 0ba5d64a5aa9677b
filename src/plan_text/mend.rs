//! Broken TOML, mended so far that the rest of it can be read: one slip of the pen hides no mistake but those that hang on what was
//! lost with it.
//!
//! The text is taken apart into statements: a header, or a key with its value. One that is no TOML, or nests too deep, is told and left
//! out; a header is written as it was meant, if that can be seen, and so is `[objective]`, which is TOML but no list. Lines stay where
//! they are.

use super::lines::Lines;
use super::nesting::{DEEPEST, after_string, find, too_deep};
use super::table::MOST_ERRORS;
use crate::draft::quoted;
use crate::quote::quotable;
use std::ops::Range;
use toml::de::{DeTable, Error};

/// What the parser says of a key that is there twice. The table it leaves can be read.
pub(super) const DOUBLE_KEY: &str = "duplicate key";

/// Of a longer statement that is broken, not every mistake is gathered to find the first.
const LONGEST_STATEMENT: usize = 64 << 10;

/// Lists whose tables hold others, so that their name may be the beginning of a longer one.
const HOLDERS: [&str; 4] = ["section", "objective", "measure", "duty"];

/// A text that can be read, and what was wrong with it.
#[derive(Default)]
pub(super) struct Mended {
    pub(super) text: String,
    /// At most as many as are ever told.
    pub(super) slips: Vec<Slip>,
    /// How many more there were.
    pub(super) omitted: usize,
    /// Whether a header was lost, so that nobody knows which table lacks what stood under it.
    pub(super) lost_header: bool,
    /// Whether something was lost without a slip that says what.
    pub(super) is_unclear: bool,
}

/// A statement that is no TOML, or not what was meant.
pub(super) struct Slip {
    /// Line and column of the mistake in the text as it was written.
    pub(super) place: (usize, usize),
    pub(super) found: String,
    pub(super) expected: String,
    /// Where the statement began, in the mended text.
    pub(super) begins: usize,
    /// The key it begins with, if it is one.
    pub(super) key: String,
    pub(super) loss: Loss,
}

/// What is lost with a statement that was left out.
pub(super) enum Loss {
    /// Nothing: it was written as it was meant.
    Nothing,
    /// Its own line, which has no key, and no brackets for a list: of a single name it would have held, the key is missing.
    Words,
    /// The table of a header with this between its brackets, and those below it.
    Header(String),
    /// Its own line.
    Line,
    /// Several lines, of which nobody knows what they hold.
    Lines,
    /// As many, and a bracket is still open: what follows may belong to it.
    Open,
}

/// What is wrong with a statement, and where in it.
struct Wrong {
    span: Range<usize>,
    found: String,
    expected: String,
}

/// Mends a text in which the keys `lists` are those of lists of tables.
pub(super) fn mend(text: &str, lists: &[&str]) -> Mended {
    let lines = Lines::new(text);
    let mut mended = Mended { text: String::with_capacity(text.len()), ..Mended::default() };
    // What comes after an open bracket may only seem to be wrong, until a table begins.
    let mut is_doubtful = false;
    // After a header that is lost: how many dots it had. What has more may belong below it, and is lost as well.
    let mut lost: Option<usize> = None;
    for statement in (Statements { text, at: Some(0) }) {
        let whole = text.get(statement.range.clone()).unwrap_or_default();
        let is_header = whole.trim_start().starts_with('[');
        let mut wrong = wrong(without_line_end(whole));
        let mut meant = None;
        if is_header {
            if wrong.is_none() {
                meant = single_header(whole, lists);
                wrong = meant.as_ref().map(|meant| single_brackets(whole, meant));
            } else {
                meant = meant_header(whole, lists);
            }
            is_doubtful &= wrong.is_some();
            let dots = whole.matches('.').count();
            lost = lost.filter(|lost| dots > *lost);
            if wrong.is_some() && meant.is_none() {
                lost = Some(lost.unwrap_or(dots));
            }
        }
        mended.lost_header |= lost.is_some();
        let mut begins = mended.text.len();
        match &meant {
            _ if lost.is_some() => {}
            Some(meant) => {
                mended.text.push_str(indentation(whole));
                begins = mended.text.len();
                mended.text.push_str(meant);
            }
            None if wrong.is_none() => mended.text.push_str(whole),
            None => {}
        }
        if wrong.is_some() || lost.is_some() {
            mended.text.extend(whole.chars().filter(|character| *character == '\n'));
        }
        let Some(wrong) = wrong else { continue };
        mended.is_unclear |= is_doubtful;
        if is_doubtful {
            continue;
        }
        is_doubtful = statement.is_open;
        if mended.slips.len() >= MOST_ERRORS {
            mended.omitted = mended.omitted.saturating_add(1);
            continue;
        }
        let at = statement.range.start.saturating_add(wrong.span.start);
        let key = whole.split_once('=').map(|(key, _)| key.trim()).filter(|key| is_bare(key)).unwrap_or_default();
        mended.slips.push(Slip {
            place: lines.place(text, at),
            found: wrong.found,
            expected: wrong.expected,
            begins,
            key: key.to_owned(),
            loss: match (statement.is_long, statement.is_open) {
                _ if meant.is_some() => Loss::Nothing,
                _ if is_header => Loss::Header(header_parts(whole).1.to_owned()),
                (false, _) if key.is_empty() && !whole.contains(['[', ']', '{', '}']) => Loss::Words,
                (false, _) => Loss::Line,
                (true, false) => Loss::Lines,
                (true, true) => Loss::Open,
            },
        });
    }
    // What was counted only may have stood in any table.
    mended.lost_header |= mended.omitted > 0;
    mended.is_unclear |= mended.omitted > 0;
    mended
}

/// A statement without its line end and the spaces before it. A carriage return that ends no line stays: it is no TOML, and there may be
/// millions.
fn without_line_end(statement: &str) -> &str {
    let line = statement.strip_suffix('\n').map_or(statement, |line| line.strip_suffix('\r').unwrap_or(line));
    line.trim_end_matches([' ', '\t'])
}

/// The first thing wrong with a statement.
fn wrong(statement: &str) -> Option<Wrong> {
    if let Some(at) = too_deep(statement) {
        let found = format!("brackets and dotted keys more than {DEEPEST} deep");
        return Some(Wrong { span: at..at, found, expected: "the few levels that a plan has".to_owned() });
    }
    let error = if statement.len() > LONGEST_STATEMENT {
        DeTable::parse(statement).err().filter(|error| error.message() != DOUBLE_KEY)
    } else {
        None
    };
    let error = error.or_else(|| first_error(statement))?;
    let span = error.span().unwrap_or(0..0);
    let found = told_syntax(statement.get(span.clone()).unwrap_or_default(), error.message());
    Some(Wrong { span, found, expected: "valid TOML".to_owned() })
}

/// Of two mistakes at one place, the parser tells the cause last: a string without its end, and then the table around it.
fn first_error(statement: &str) -> Option<Error> {
    let (_, errors) = DeTable::parse_recoverable(statement);
    let slips = errors.into_iter().filter(|error| error.message() != DOUBLE_KEY);
    slips.rev().min_by_key(|error| error.span().map(|span| span.start))
}

pub(super) fn told_syntax(found: &str, message: &str) -> String {
    let found = if found.is_empty() { "broken TOML".to_owned() } else { quoted(found) };
    let message = message.lines().next().unwrap_or("broken TOML");
    format!("{found} ({})", quotable(message, 120))
}

fn single_brackets(statement: &str, meant: &str) -> Wrong {
    let begin = indentation(statement).len();
    let found = statement.split('#').next().unwrap_or_default().trim();
    Wrong { span: begin..begin, found: quoted(found), expected: format!("`{meant}`, with two brackets") }
}

fn indentation(statement: &str) -> &str {
    statement.split('[').next().unwrap_or_default()
}

/// A header between its brackets, and how many it has before and after.
fn header_parts(statement: &str) -> (usize, &str, usize) {
    let header = statement.split('#').next().unwrap_or_default().trim();
    let name = header.trim_matches(['[', ']']);
    let before = header.find(|character| character != '[').unwrap_or_default();
    let after = header.len().saturating_sub(header.trim_end_matches(']').len());
    (before, name, after)
}

/// The header of a list that is written as that of a table: `[[objective]]` for `[objective]`.
fn single_header(statement: &str, lists: &[&str]) -> Option<String> {
    let (before, name, _) = header_parts(statement);
    let name = header_name(name).filter(|name| before == 1 && is_list(name, lists))?;
    Some(format!("[[{name}]]"))
}

/// The header that a broken one was meant to be: `[[objective]]` for `[[objective]`. One that ends without a bracket may be cut off,
/// unless its name is a whole one.
fn meant_header(statement: &str, lists: &[&str]) -> Option<String> {
    let (before, name, after) = header_parts(statement);
    let name = header_name(name)?;
    let is_list = is_list(&name, lists);
    let is_whole = after > 0 || is_list && !HOLDERS.iter().any(|holder| name.ends_with(holder));
    let brackets = if is_list { 2 } else { before.min(after).max(1) };
    let is_meant = is_whole && before.max(after) <= 2;
    let header = format!("{}{name}{}", "[".repeat(brackets), "]".repeat(brackets));
    // What was refused for its depth stays so.
    (is_meant && too_deep(&header).is_none()).then_some(header)
}

fn is_list(name: &str, lists: &[&str]) -> bool {
    name.rsplit('.').next().is_some_and(|last| lists.contains(&last))
}

/// The name of a header without spaces and quotes: `objective.indicator` for `objective . "indicator"`.
fn header_name(name: &str) -> Option<String> {
    let parts = name.split('.').map(|part| {
        let part = part.trim();
        let quoted = part.strip_prefix('"').and_then(|part| part.strip_suffix('"'));
        let quoted = quoted.or_else(|| part.strip_prefix('\'').and_then(|part| part.strip_suffix('\'')));
        let part = quoted.unwrap_or(part);
        (is_bare(part) && !part.contains([' ', '.'])).then_some(part)
    });
    Some(parts.collect::<Option<Vec<&str>>>()?.join("."))
}

struct Statement {
    range: Range<usize>,
    /// Whether it ends although a bracket is open.
    is_open: bool,
    /// Whether it goes on after its first line.
    is_long: bool,
}

/// The statements of a text, one after the other: a text of megabytes may have millions.
struct Statements<'t> {
    text: &'t str,
    /// Where the next one begins; none after the last.
    at: Option<usize>,
}

impl Iterator for Statements<'_> {
    type Item = Statement;

    fn next(&mut self) -> Option<Statement> {
        let bytes = self.text.as_bytes();
        let begin = self.at.take()?;
        let mut at = begin;
        let mut open: Vec<u8> = Vec::new();
        let mut is_header = false;
        // The last byte that is neither space nor comment, and how far what begins with it goes.
        let mut last = None;
        let mut sense = begin..begin;
        let mut in_word = false;
        while let Some(byte) = bytes.get(at).copied() {
            let here = at;
            at = at.saturating_add(1);
            let was_in_word = std::mem::take(&mut in_word);
            match byte {
                b'\n' => {
                    let innermost = open.last().copied();
                    let rest = self.text.get(at..).unwrap_or_default();
                    if innermost.is_none_or(|innermost| is_header || begins_statement(rest, innermost, last)) {
                        self.at = Some(at);
                        break;
                    }
                    continue;
                }
                b' ' | b'\t' | b'\r' => continue,
                b'#' => {
                    at = find(bytes, at, |byte| byte == b'\n');
                    continue;
                }
                b'"' | b'\'' if !was_in_word => at = string_end(bytes, here, byte),
                b'[' | b'{' => {
                    is_header |= last.is_none() && byte == b'[';
                    open.push(if byte == b'[' { b']' } else { b'}' });
                }
                b']' | b'}' => {
                    open.pop_if(|closes_with| *closes_with == byte);
                }
                b'.' | b',' | b'=' => {}
                _ => in_word = true,
            }
            if last.is_none() {
                sense.start = here;
            }
            sense.end = at;
            last = Some(byte);
        }
        let is_long = self.text.get(sense).is_some_and(|sense| sense.contains('\n'));
        Some(Statement { range: begin..at, is_open: !open.is_empty() && !is_header, is_long })
    }
}

/// Where a string is over; one of several lines that is never closed, with its first line.
fn string_end(bytes: &[u8], at: usize, quote: u8) -> usize {
    let end = after_string(bytes, at, quote);
    let is_closed = bytes.get(at.saturating_add(1)..end).is_some_and(|rest| rest.ends_with(&[quote]));
    if is_closed { end } else { find(bytes, at, |byte| byte == b'\n') }
}

/// Whether a line within brackets shows that they were meant to be closed before it: it is a header, or begins with a key where none
/// can stand.
fn begins_statement(rest: &str, closes_with: u8, last: Option<u8>) -> bool {
    let line = rest.lines().next().unwrap_or_default();
    let line = line.split('#').next().unwrap_or_default().trim();
    if line.starts_with('[') {
        let (before, name, _) = header_parts(line);
        // A name in quotes alone could be an array in an array.
        let is_name = before == 2 && name.contains('.') || !name.contains(['"', '\'']);
        return line.ends_with(']') && is_name && header_name(name).is_some();
    }
    let can_stand = closes_with == b'}' && matches!(last, Some(b',' | b'{'));
    !can_stand && line.split_once('=').is_some_and(|(key, _)| is_bare(key.trim()))
}

/// Whether a text can be a key without quotes, or several with dots between.
fn is_bare(key: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' ');
    key.starts_with(|first: char| first.is_ascii_alphabetic()) && key.bytes().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The statements of a text, and of each whether it is open and whether it is long.
    fn statements(text: &str) -> Vec<(&str, bool, bool)> {
        let all = Statements { text, at: Some(0) };
        all.map(|statement| (&text[statement.range], statement.is_open, statement.is_long)).collect()
    }

    /// The first statement, with what is said of it.
    fn first(text: &str) -> (&str, bool, bool) {
        statements(text)[0]
    }

    #[test]
    fn a_statement_ends_with_its_line_or_its_last_bracket() {
        assert_eq!(
            statements("[a]\nx = 1\ny = [\n1,\n] # z\n"),
            [
                ("[a]\n", false, false),
                ("x = 1\n", false, false),
                ("y = [\n1,\n] # z\n", false, true),
                ("", false, false)
            ]
        );
        // Spaces are nothing: a header may stand behind some, and a table goes on after a comma.
        assert_eq!(first("\t [a\nx = 1\n"), ("\t [a\n", false, false));
        assert_eq!(first("x = { a = 1, \nb = 2 }\n"), ("x = { a = 1, \nb = 2 }\n", false, true));
        // Brackets count neither in a comment nor in a string, and a quote in a word begins none.
        assert_eq!(first("x = [ # [\n1]\n"), ("x = [ # [\n1]\n", false, true));
        for text in ["x = \"[\"\n", "x='['\n", "x = ['a','[']\n", "x.'['=1\n", "x = \"\"\"[\"\"\"\n"] {
            assert_eq!(first(text), (text, false, false));
        }
        assert_eq!(first("x = don't [\n1]\n"), ("x = don't [\n1]\n", false, true));
        // A string of several lines that is never closed goes no further than its first; a closed one may end the text.
        assert_eq!(first("x = \"\"\"a\ny = [\n"), ("x = \"\"\"a\n", false, false));
        assert_eq!(first("x = \"\"\"a\n[\"\"\""), ("x = \"\"\"a\n[\"\"\"", false, true));
        assert_eq!(first("x = 'a\ny = [\n"), ("x = 'a\n", false, false));
    }

    #[test]
    fn a_line_that_begins_a_statement_ends_an_open_one() {
        for (line, begins) in [
            ("y = 1", true),
            ("y.z-1 = 1", true),
            ("9y = 1", false),
            ("y\" = 1", false),
            ("y", false),
            ("[a]", true),
            ("[[a]]", true),
            ("[a.b] # c", true),
            ("[[\"a\".\"b\"]]", true),
            // An array of texts in an array.
            ("[\"a\"]", false),
            ("[\"a\".\"b\"]", false),
            ("[['a']]", false),
            ("[a", false),
            ("[a b]", false),
            ("[1]", false),
        ] {
            let text = format!("x = [\n{line}\n]\n");
            assert_eq!(first(&text) == ("x = [\n", true, false), begins, "{line}");
        }
    }

    fn mended(text: &str) -> Mended {
        mend(text, &["objective"])
    }

    #[test]
    fn what_was_lost_is_told_apart() {
        let loss = |text: &str| match &mended(text).slips.first().unwrap().loss {
            Loss::Nothing => "nothing",
            Loss::Words => "words",
            Loss::Header(_) => "header",
            Loss::Line => "line",
            Loss::Lines => "lines",
            Loss::Open => "open",
        };
        for (text, expected) in [
            ("[[objective]\n", "nothing"),
            ("[[objec tive]]\n", "header"),
            ("hello world\n", "words"),
            ("hello = world\n", "line"),
            ("{ x\n", "line"),
            ("x = [1\n 2]\n", "lines"),
            ("x = [\n 1 2\n", "open"),
        ] {
            assert_eq!(loss(text), expected, "{text}");
        }
    }

    /// After a lost header nobody knows which table lacks what; after an open bracket a mistake may only seem to be one.
    #[test]
    fn what_nobody_can_say_is_noted() {
        let noted = |text: &str| {
            let mended = mended(text);
            (mended.slips.len(), mended.omitted, mended.lost_header, mended.is_unclear)
        };
        assert_eq!(noted("x = 1\n[a]\ny = 2\n"), (0, 0, false, false));
        assert_eq!(noted("[[objec tive]]\nx = 1\n[a]\n"), (1, 0, true, false));
        assert_eq!(noted("x = [1,\ny = 2\nz = =\n"), (1, 0, false, true));
        assert_eq!(noted("x = [1,\ny = 2\nz = =\n[a]\nz = =\n"), (2, 0, false, true));
        // What is counted only may have stood anywhere.
        assert_eq!(noted(&"=\n".repeat(MOST_ERRORS)), (MOST_ERRORS, 0, false, false));
        assert_eq!(noted(&"=\n".repeat(MOST_ERRORS + 2)), (MOST_ERRORS, 2, true, true));
    }
}
