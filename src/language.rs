//! The two languages everything is named in.

use crate::keyword::keyword_enum;
use std::borrow::Cow;
use std::fmt;

keyword_enum! {
    /// A language for names and sentences.
    pub enum Language {
        /// Chinese.
        Chinese = "zh",
        /// English.
        English = "en",
    }
}

/// Text that is `'static` in the baked plans and owned in those loaded at run time.
pub(crate) type Text = Cow<'static, str>;

/// One thing's name, or a note about it, in both languages.
#[derive(Clone, PartialEq, Eq)]
pub struct Bilingual {
    /// The Chinese text and right behind it the English one: one text to keep and to point at, for each of a thousand names.
    both: Text,
    /// Where the English text begins.
    english: usize,
}

impl Bilingual {
    pub(crate) fn new(zh: &str, en: &str) -> Self {
        Bilingual { both: [zh, en].concat().into(), english: zh.len() }
    }

    /// Both texts already behind each other, for constants. INVARIANT: `english` is where one ends and the other begins.
    pub(crate) const fn joined(both: &'static str, english: usize) -> Self {
        Bilingual { both: Text::Borrowed(both), english }
    }

    /// The Chinese text.
    #[must_use]
    pub fn zh(&self) -> &str {
        self.both.get(..self.english).unwrap_or_default()
    }

    /// The English text.
    #[must_use]
    pub fn en(&self) -> &str {
        self.both.get(self.english..).unwrap_or_default()
    }

    /// The text in a language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese => self.zh(),
            Language::English => self.en(),
        }
    }
}

impl fmt::Debug for Bilingual {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Bilingual").field("zh", &self.zh()).field("en", &self.en()).finish()
    }
}
