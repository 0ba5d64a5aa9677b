//! How examples show tables and plans to people: on a terminal or as Markdown.

use comfy_table::{ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle, presets};
use std::borrow::Cow;
use std::io::IsTerminal;
use zhibiao::escape_markdown;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Terminal,
    Markdown,
}

/// Three rules, as tables in yearbooks have.
const YEARBOOK: TableStyle = TableStyle::new()
    .top_border(LineStyle::none().fill('━').junction('━'))
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none())
    .bottom_border(LineStyle::none().fill('━').junction('━'));

impl Look {
    pub fn new_table(self) -> Table {
        let mut table = Table::new();
        match self {
            Look::Markdown => {
                table.load_style(presets::ASCII_MARKDOWN).force_no_tty();
            }
            Look::Terminal => {
                table.load_style(YEARBOOK);
                if std::io::stdout().is_terminal() {
                    // Long names wrap inside their column instead of breaking the lines of the terminal.
                    table.set_content_arrangement(ContentArrangement::Dynamic);
                }
                // https://no-color.org
                if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
                    table.force_no_tty();
                }
            }
        }
        table
    }

    /// Text as it may stand here: it cannot break out of its place in Markdown.
    pub fn escape(self, text: &str) -> Cow<'_, str> {
        match self {
            Look::Terminal => Cow::Borrowed(text),
            Look::Markdown => Cow::Owned(escape_markdown(text)),
        }
    }

    /// What stands before an item of a list.
    pub fn bullet(self) -> &'static str {
        match self {
            Look::Terminal => "",
            Look::Markdown => "- ",
        }
    }
}
