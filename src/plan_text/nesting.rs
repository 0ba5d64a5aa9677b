//! How deep a text nests, before it is parsed: a parsed value is a tree, and a tree of a hundred thousand levels would
//! overflow the stack of whoever lets go of it.

/// Brackets and dots of keys together. Plans need six.
pub(super) const DEEPEST: usize = 16;

/// A bracket that is open, and how many dots the key in front of what it holds has.
struct Open {
    closes_with: u8,
    dots: usize,
}

/// Where a text first nests deeper than [`DEEPEST`], if it does.
///
/// Strings and comments are told apart from the rest as the TOML grammar tells them, an unclosed string ends with its line.
/// A bracket that closes nothing is passed over, so that a broken text counts as deeper than it is, not as flatter.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut open: Vec<Open> = Vec::new();
    let mut dots = 0_usize;
    let mut outer_dots = 0_usize;
    let mut at = 0_usize;
    let mut in_word = false;
    while let Some(byte) = bytes.get(at).copied() {
        let here = at;
        at = at.saturating_add(1);
        let was_in_word = std::mem::take(&mut in_word);
        match byte {
            b'"' | b'\'' if !was_in_word => at = after_string(bytes, here, byte),
            b'#' => at = find(bytes, at, |byte| byte == b'\n' || byte == b'\r'),
            b'[' | b'{' => {
                let closes_with = if byte == b'[' { b']' } else { b'}' };
                open.push(Open { closes_with, dots });
                outer_dots = outer_dots.saturating_add(dots);
                dots = 0;
            }
            b']' | b'}' => {
                if let Some(last) = open.pop_if(|last| last.closes_with == byte) {
                    dots = last.dots;
                    outer_dots = outer_dots.saturating_sub(dots);
                }
            }
            b'.' => dots = dots.saturating_add(1),
            b',' | b'\n' => dots = 0,
            b' ' | b'\t' | b'\r' | b'=' => {}
            _ => in_word = true,
        }
        if open.len().saturating_add(outer_dots).saturating_add(dots) > DEEPEST {
            return Some(here);
        }
    }
    None
}

/// The first place from `at` on that holds such a byte, or the end.
pub(super) fn find(bytes: &[u8], at: usize, is_it: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().position(|byte| is_it(*byte)).map_or(bytes.len(), |found| at.saturating_add(found))
}

/// Where the string that begins at `at` is over.
pub(super) fn after_string(bytes: &[u8], at: usize, quote: u8) -> usize {
    let is_at = |at: usize, what: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(what));
    let thrice = [quote; 3];
    let is_long = is_at(at, &thrice);
    let mut at = at.saturating_add(if is_long { 3 } else { 1 });
    loop {
        at = find(bytes, at, |byte| byte == quote || byte == b'\\' || byte == b'\n');
        let Some(byte) = bytes.get(at).copied() else { return bytes.len() };
        if byte == b'\\' && quote == b'"' {
            // Only what could end the string needs its backslash seen.
            let next = at.saturating_add(1);
            at = if is_at(next, b"\\") || is_at(next, b"\"") { next.saturating_add(1) } else { next };
        } else if byte == quote && (!is_long || is_at(at, &thrice)) {
            let mut end = at.saturating_add(if is_long { 3 } else { 1 });
            // Up to two quotes may stand directly before the three that close.
            for _ in 0..2 {
                if is_long && bytes.get(end) == Some(&quote) {
                    end = end.saturating_add(1);
                }
            }
            return end;
        } else if byte == b'\n' && !is_long {
            return at;
        } else {
            at = at.saturating_add(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_dots_count_outside_strings_and_comments() {
        let deep = "[".repeat(17);
        assert_eq!(too_deep(&format!("x = {deep}")), Some(20));
        assert_eq!(too_deep(&format!("x = {}", "[".repeat(16))), None);
        for flat in [
            format!("x = \"{deep}\""),
            format!("x = '{deep}'"),
            format!("# {deep}"),
            format!("x = \"\"\"\n{deep}\n\\\"\"\"{deep}\"\"\"\"\""),
            format!("x = '''\n{deep}'{deep}'''''\ny = 1"),
            format!("x = \"\\\"{deep}\""),
            format!("x = 'a\\{deep}'"),
            format!("x = \"\"\" \" {deep} \"\"\""),
            format!("x = \"\\\\\" # {deep}"),
            "[a.b]\n".repeat(100),
            "x = [1.5, 2.5]\n".repeat(100),
            format!("x = [{}]", "1.5, ".repeat(100)),
        ] {
            assert_eq!(too_deep(&flat), None, "{flat}");
        }
        // A comment ends with its line.
        assert!(too_deep(&format!("# c\nx = {deep}")).is_some());
        assert!(too_deep(&format!("# c\rx = {deep}")).is_some());
        // An unclosed string ends with its line, a quote in a word begins none, and what closes nothing is passed over.
        assert!(too_deep(&format!("x = \"\n{deep}")).is_some());
        assert!(too_deep(&format!("don't {deep}")).is_some());
        assert!(too_deep(&"{]".repeat(17)).is_some());
        assert!(too_deep(&format!("x = {}", "{a.b.c.d.e = ".repeat(4))).is_some());
        assert!(too_deep(&"a.".repeat(17)).is_some());
    }
}
