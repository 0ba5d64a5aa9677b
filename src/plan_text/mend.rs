//! Broken TOML, mended so far that the rest of it can be read: one slip of the pen hides no other mistake.
//!
//! The text is taken apart into statements: a header, or a key with its value. One that is no TOML is told and left out; a header is
//! written as it was meant, if that can be seen. Lines stay where they are.

use super::lines::Lines;
use super::nesting::{after_string, find};
use std::ops::Range;
use toml::de::{DeTable, Error};

/// What the parser says of a key that is there twice. The table it leaves can be read.
pub(super) const DOUBLE_KEY: &str = "duplicate key";

/// A text that can be read, and what was wrong with it.
pub(super) struct Mended {
    pub(super) text: String,
    pub(super) slips: Vec<Slip>,
    /// Whether a header was lost, so that nobody knows which table lacks what stood under it.
    pub(super) lost_header: bool,
}

/// A statement that is no TOML.
pub(super) struct Slip {
    /// Line and column of the mistake in the text as it was written.
    pub(super) place: (usize, usize),
    /// What stands there; empty if something is missing.
    pub(super) found: String,
    /// What the parser says.
    pub(super) message: String,
    /// Where the statement began, in the mended text.
    pub(super) begins: usize,
    /// The key it begins with, if it is one.
    pub(super) key: String,
}

/// Whether the parser could read nothing sensible somewhere.
pub(super) fn is_broken(errors: &[Error]) -> bool {
    errors.iter().any(|error| error.message() != DOUBLE_KEY)
}

pub(super) fn mend(text: &str) -> Mended {
    let lines = Lines::new(text);
    let mut mended = Mended { text: String::with_capacity(text.len()), slips: Vec::new(), lost_header: false };
    // What comes after an open bracket may only seem to be wrong, until a table begins.
    let mut is_doubtful = false;
    // After a header that is lost: how many dots it had. What has more may belong below it, and is lost as well.
    let mut lost: Option<usize> = None;
    for statement in statements(text) {
        let whole = text.get(statement.range.clone()).unwrap_or_default();
        let is_header = whole.trim_start().starts_with('[');
        let slip = slip(whole.trim_end());
        let begins = mended.text.len();
        let mut header = None;
        if is_header {
            is_doubtful &= slip.is_some();
            header = slip.as_ref().and_then(|_| meant_header(whole));
            let dots = whole.matches('.').count();
            lost = lost.filter(|lost| dots > *lost);
            if slip.is_some() && header.is_none() {
                lost = Some(lost.unwrap_or(dots));
            }
        }
        mended.lost_header |= lost.is_some();
        match &header {
            _ if slip.is_none() && lost.is_none() => mended.text.push_str(whole),
            Some(header) if lost.is_none() => mended.text.push_str(header),
            _ => {}
        }
        if slip.is_some() || lost.is_some() {
            mended.text.extend(whole.chars().filter(|character| *character == '\n'));
        }
        if let Some((span, message)) = slip.filter(|_| !is_doubtful) {
            let at = statement.range.start.saturating_add(span.start);
            let found = whole.get(span).unwrap_or_default().to_owned();
            let key = whole.split_once('=').map(|(key, _)| key.trim()).filter(|key| is_bare(key)).unwrap_or_default();
            mended.slips.push(Slip { place: lines.place(text, at), found, message, begins, key: key.to_owned() });
            is_doubtful = statement.is_open;
        }
    }
    mended
}

/// The first thing wrong with a statement: where in it, and what the parser says.
fn slip(statement: &str) -> Option<(Range<usize>, String)> {
    let (_, errors) = DeTable::parse_recoverable(statement);
    let slips = errors.iter().filter(|error| error.message() != DOUBLE_KEY);
    // Of two at one place, the parser tells the cause last: a string without its end, and then the table around it.
    let first = slips.rev().min_by_key(|error| error.span().map(|span| span.start))?;
    let message = first.message().lines().next().unwrap_or("broken TOML");
    Some((first.span().unwrap_or(0..0), message.to_owned()))
}

/// The header that a broken one was meant to be: `[[objective]]` for `[[objective]`. One that ends without a bracket may be cut off.
fn meant_header(statement: &str) -> Option<String> {
    let header = statement.split('#').next().unwrap_or_default().trim();
    let name = header.trim_matches(['[', ']']).trim();
    let before = header.find(|character| character != '[').unwrap_or_default();
    let after = header.len().saturating_sub(header.trim_end_matches(']').len());
    let brackets = before.max(after);
    let is_meant = is_bare(name) && name.split('.').all(|part| !part.trim().is_empty()) && !name.contains(' ');
    (is_meant && after > 0 && brackets <= 2).then(|| format!("{}{name}{}", "[".repeat(brackets), "]".repeat(brackets)))
}

struct Statement {
    range: Range<usize>,
    /// Whether it ends although a bracket is open.
    is_open: bool,
}

fn statements(text: &str) -> Vec<Statement> {
    let bytes = text.as_bytes();
    let mut all = Vec::new();
    let mut begin = 0_usize;
    let mut at = 0_usize;
    let mut open: Vec<u8> = Vec::new();
    let mut is_header = false;
    // The last byte of the statement that is neither space nor comment.
    let mut last = None;
    let mut in_word = false;
    while let Some(byte) = bytes.get(at).copied() {
        let here = at;
        at = at.saturating_add(1);
        let was_in_word = std::mem::take(&mut in_word);
        match byte {
            b'\n' => {
                let innermost = open.last().copied();
                let rest = text.get(at..).unwrap_or_default();
                if innermost.is_none_or(|innermost| is_header || begins_statement(rest, innermost, last)) {
                    all.push(Statement { range: begin..at, is_open: !open.is_empty() && !is_header });
                    (begin, last, is_header) = (at, None, false);
                    open.clear();
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
        last = Some(byte);
    }
    all.push(Statement { range: begin..bytes.len(), is_open: !open.is_empty() && !is_header });
    all
}

/// Where a string is over; one of several lines that is never closed, with its first line.
fn string_end(bytes: &[u8], at: usize, quote: u8) -> usize {
    let end = after_string(bytes, at, quote);
    let is_closed = bytes.get(at.saturating_add(1)..end).is_some_and(|rest| rest.ends_with(&[quote]));
    if end < bytes.len() || is_closed { end } else { find(bytes, at, |byte| byte == b'\n') }
}

/// Whether a line within brackets shows that they were meant to be closed before it: it is a header, or begins with a key where none
/// can stand.
fn begins_statement(rest: &str, closes_with: u8, last: Option<u8>) -> bool {
    let line = rest.lines().next().unwrap_or_default();
    let line = line.split('#').next().unwrap_or_default().trim();
    if line.starts_with('[') {
        return line.ends_with(']') && is_bare(line.trim_matches(['[', ']']));
    }
    let can_stand = closes_with == b'}' && matches!(last, Some(b',' | b'{'));
    !can_stand && line.split_once('=').is_some_and(|(key, _)| is_bare(key.trim()))
}

/// Whether a text can be a key without quotes, or several with dots between.
fn is_bare(key: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' ');
    key.starts_with(|first: char| first.is_ascii_alphabetic()) && key.bytes().all(is_part)
}
