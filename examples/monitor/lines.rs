//! Lines of a CSV file. An observation stands on one line, so that a quote which is never closed spoils its own line and
//! no other.

use crate::problem::Problem;
use csv::{ReaderBuilder, StringRecord};

/// The lines that are not blank, with their numbers as an editor counts them; ends as of Unix, Windows or old Macs.
pub fn lines(text: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let mut rest = Some(text);
    let all = std::iter::from_fn(move || {
        let text = rest?;
        let end = text.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let Some(end) = end else {
            rest = None;
            return Some(text);
        };
        let width = if text[end..].starts_with(b"\r\n") { 2 } else { 1 };
        rest = Some(&text[end + width..]);
        Some(&text[..end])
    });
    (1..).zip(all).filter(|(_, line)| !line.iter().all(u8::is_ascii_whitespace))
}

/// The fields of a line without the spaces around them, or what is wrong with the line and in which column.
pub fn record(line: &[u8]) -> Result<StringRecord, (Option<usize>, Problem)> {
    let text = std::str::from_utf8(line).map_err(|error| {
        let column = line[..error.valid_up_to()].split(|byte| *byte == b',').count() - 1;
        (Some(column), Problem::NotUtf8)
    })?;
    if let Err(column) = check_quotes(text) {
        return Err((Some(column), Problem::Quotes));
    }
    if !text.contains('"') {
        // Most lines have no quotes; without them a comma is a comma.
        return Ok(text.split(',').map(str::trim).collect());
    }
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    // A line with text, correct quotes and no line break is always one record.
    let read = reader.read_record(&mut record).unwrap_or(false);
    record.trim();
    if read { Ok(record) } else { Err((None, Problem::Empty)) }
}

/// The csv crate takes `"5"1` for 51 and lets an open quote run on. In a figure that is no small thing: a quoted field has
/// to begin with its quote and end with it, without a space beside it, and other fields have none.
fn check_quotes(line: &str) -> Result<(), usize> {
    let mut rest = line;
    let mut column = 0;
    loop {
        let after = if let Some(quoted) = rest.strip_prefix('"') {
            // Quotes within are doubled.
            let mut inside = quoted;
            loop {
                let end = inside.find('"').ok_or(column)?;
                inside = &inside[end + 1..];
                match inside.strip_prefix('"') {
                    Some(more) => inside = more,
                    None => break inside,
                }
            }
        } else {
            let end = rest.find(',').unwrap_or(rest.len());
            if rest[..end].contains('"') {
                return Err(column);
            }
            &rest[end..]
        };
        match after.strip_prefix(',') {
            Some(next) => rest = next,
            None if after.is_empty() => return Ok(()),
            None => return Err(column),
        }
        column += 1;
    }
}
