//! From a text to its tables, mended if it is broken, with what was wrong reported.

use super::keys::Keys;
use super::mend::{DOUBLE_KEY, Loss, Mended, mend, told_syntax};
use super::nesting::too_deep;
use super::part::Part;
use super::table::{Findings, Tally};
use super::{LONGEST_TEXT, LONGEST_TOGETHER, PlanFile};
use crate::draft::quoted;
use std::cell::OnceCell;
use toml::de::{DeTable, DeValue, Error};

/// A file that was parsed.
pub(super) struct Parsed<'f> {
    pub(super) findings: Findings<'f>,
    pub(super) part: Part<'f>,
    /// None if it is too much.
    pub(super) root: Option<DeTable<'f>>,
}

pub(super) fn parse<'f>(
    file: PlanFile<'f>,
    part: Part<'f>,
    mended: &'f OnceCell<Mended>,
    together: &mut usize,
    tally: &'f Tally,
) -> Parsed<'f> {
    let size = file.text.len();
    *together = together.saturating_add(size);
    let most = if size > LONGEST_TEXT { Some((size, LONGEST_TEXT, "")) } else { None };
    let most = most.or((*together > LONGEST_TOGETHER).then_some((
        *together,
        LONGEST_TOGETHER,
        " together with the files before",
    )));
    if let Some((size, most, what)) = most {
        let findings = Findings::new(file.name, "", tally);
        let found = format!("{size} bytes{what}");
        findings.report(&(0..0), String::new(), found, format!("at most {most}"));
        return Parsed { findings, part, root: None };
    }
    // A byte order mark is no part of the text.
    let text = file.text.strip_prefix('\u{feff}').unwrap_or(file.text);
    let lists = part.lists();
    if too_deep(text).is_none()
        && let Ok(root) = DeTable::parse(text)
        && !has_single(root.get_ref(), lists)
    {
        let part = part.or_whole(root.get_ref());
        return Parsed { findings: Findings::new(file.name, text, tally), part, root: Some(root.into_inner()) };
    }
    // Brackets that are left open in line after line only look deep, so that depth is then judged by the statement as well.
    let mended = mended.get_or_init(|| mend(text, lists));
    // Whatever statements are left can be read one by one, so that none of them nests too deep.
    let (root, errors) = DeTable::parse_recoverable(&mended.text);
    let mut findings = Findings::new(file.name, &mended.text, tally);
    report_slips(&mut findings, mended, root.get_ref());
    report_errors(&mut findings, &mended.text, root.get_ref(), &errors);
    let part = part.or_whole(root.get_ref());
    Parsed { findings, part, root: Some(root.into_inner()) }
}

/// Whether a table stands where a list of tables is wanted, most likely `[objective]` for `[[objective]]`.
fn has_single(table: &DeTable<'_>, lists: &[&str]) -> bool {
    lists.iter().filter_map(|list| table.get(*list)).any(|value| match value.get_ref() {
        DeValue::Table(_) => true,
        DeValue::Array(array) => {
            array.iter().filter_map(|item| item.get_ref().as_table()).any(|item| has_single(item, lists))
        }
        _ => false,
    })
}

/// Reports what was mended or left out, under the key it stands in.
fn report_slips(findings: &mut Findings<'_>, mended: &Mended, root: &DeTable<'_>) {
    if mended.is_unclear {
        findings.lose("");
    }
    findings.spoilt.everywhere |= mended.lost_header;
    if mended.slips.is_empty() {
        return;
    }
    let keys = Keys::new(&mended.text, root);
    for slip in &mended.slips {
        let standing = keys.standing(slip.begins);
        let key = keys.path(&standing, &slip.key);
        match &slip.loss {
            Loss::Nothing | Loss::Words => {}
            Loss::Header(name) => findings.losses.borrow_mut().lose_header(name, &key),
            Loss::Line => findings.lose(&key),
            Loss::Lines => findings.lose(""),
            Loss::Open => {
                findings.lose("");
                findings.spoilt.unclear.insert(standing.header);
            }
        }
        if !matches!(slip.loss, Loss::Nothing) {
            findings.spoilt.tables.insert(standing.header);
        }
        findings.report_at(slip.place, key, slip.found.clone(), slip.expected.clone());
    }
    findings.count(mended.omitted);
}

/// Reports keys that are there twice, and what else the parser refused.
fn report_errors(findings: &mut Findings<'_>, text: &str, root: &DeTable<'_>, errors: &[Error]) {
    if errors.is_empty() {
        return;
    }
    let keys = Keys::new(text, root);
    for error in errors {
        if findings.is_full() {
            // What is no longer told is not looked up either, since there may be a million.
            findings.lose("");
            findings.count(1);
            continue;
        }
        let span = error.span().unwrap_or(0..0);
        if error.message() == DOUBLE_KEY {
            let header = keys.standing(span.start).header;
            if findings.spoilt.unclear.contains(&header) {
                continue;
            }
            let key = keys.path_of_key(&span);
            findings.losses.borrow_mut().lose_double(&key);
            let before = header.and_then(|header| text.get(header..span.start));
            if before.is_some_and(|before| !before.contains('\n')) {
                // The table is there twice, and so is every key of it.
                findings.spoilt.unclear.insert(header);
            }
            let found = format!("the key {} again", quoted(text.get(span.clone()).unwrap_or_default()));
            findings.report(&span, key, found, "each key once".to_owned());
        } else {
            // What could not be put in its place is missing there.
            findings.spoilt.everywhere = true;
            findings.lose("");
            let found = told_syntax(text.get(span.clone()).unwrap_or_default(), error.message());
            findings.report(&span, keys.path(&keys.standing(span.start), ""), found, "valid TOML".to_owned());
        }
    }
}
