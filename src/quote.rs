//! Text from elsewhere, made fit to be quoted in a message or a document.

/// A text as a message can quote it: at most so many characters, and `\u{fffd}` for every control or invisible character.
/// Those would let a data file rearrange the message that quotes it, or the terminal that shows it.
///
/// ```
/// assert_eq!(zhibiao::quotable("聊城市\u{202e}\n东昌府区", 6), "聊城市\u{fffd}\u{fffd}东…");
/// ```
#[must_use]
pub fn quotable(text: &str, most: usize) -> String {
    let mut shown: String = text.chars().take(most).map(|c| if is_unseen(c) { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(most).is_some() {
        shown.push('…');
    }
    shown
}

/// A text for the middle of a sentence or a cell of a table in Markdown, which it cannot break out of. It escapes what marks up there; a text of several lines,
/// or one that begins a line, is not made safe.
///
/// ```
/// assert_eq!(zhibiao::escape_markdown("a|b*_<x>"), r"a\|b\*\_\<x\>");
/// ```
#[must_use]
pub fn escape_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '#' | '~' | '&') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// A text cut to the length of a word or two.
pub(crate) fn shorten(text: &str) -> String {
    quotable(text, 60)
}

/// Control and format characters (Unicode categories Cc and Cf).
pub(crate) fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{600}'..='\u{605}'
                | '\u{61c}'
                | '\u{6dd}'
                | '\u{70f}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}
