//! The two languages everything is named in.

use crate::keyword::keyword_enum;
use std::borrow::Cow;

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bilingual {
    pub(crate) zh: Text,
    pub(crate) en: Text,
}

impl Bilingual {
    /// The Chinese text.
    #[must_use]
    pub fn zh(&self) -> &str {
        &self.zh
    }

    /// The English text.
    #[must_use]
    pub fn en(&self) -> &str {
        &self.en
    }

    /// The text in a language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}
