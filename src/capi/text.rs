//! Texts that cross the border: UTF-8 with an end inwards, borrowed outwards.

use super::error::Failure;
use super::status::{ZHIBIAO_ERROR_NULL, ZHIBIAO_ERROR_OPTION, ZHIBIAO_ERROR_UTF8};
use crate::language::Language;
use std::ffi::{CStr, CString, c_char};
use std::sync::OnceLock;

/// A language for names and sentences.
pub type zhibiao_language = i32;

/// Chinese.
pub const ZHIBIAO_CHINESE: zhibiao_language = 0;
/// English.
pub const ZHIBIAO_ENGLISH: zhibiao_language = 1;

/// The languages in the order of their numbers.
pub(super) const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

/// The language a number stands for.
pub(super) fn language(number: zhibiao_language) -> Result<Language, Failure> {
    let index = usize::try_from(number).ok();
    index.and_then(|index| LANGUAGES.get(index)).copied().ok_or_else(|| Failure::plain(ZHIBIAO_ERROR_OPTION))
}

/// A text that has to be given.
///
/// # Safety
///
/// The pointer is NULL or points to a text with its end, which stays as it is while the result is used.
pub(super) unsafe fn required<'a>(text: *const c_char) -> Result<&'a str, Failure> {
    // SAFETY: as the caller promises.
    unsafe { optional(text) }?.ok_or_else(|| Failure::plain(ZHIBIAO_ERROR_NULL))
}

/// A text that may be NULL, for none.
///
/// # Safety
///
/// As for [`required`].
pub(super) unsafe fn optional<'a>(text: *const c_char) -> Result<Option<&'a str>, Failure> {
    if text.is_null() {
        return Ok(None);
    }
    // SAFETY: as the caller promises.
    let text = unsafe { CStr::from_ptr(text) };
    text.to_str().map(Some).map_err(|_| Failure::plain(ZHIBIAO_ERROR_UTF8))
}

/// A text with its end. A NUL inside, which no text of the library has, would cut it short, and is left
/// out.
pub(super) fn ended(text: impl Into<String>) -> CString {
    let mut bytes = text.into().into_bytes();
    bytes.retain(|byte| *byte != 0);
    CString::new(bytes).unwrap_or_default()
}

/// A text that is made when it is first asked for, and then lives as long as what holds it.
#[derive(Default)]
pub(super) struct Lent(OnceLock<CString>);

impl Lent {
    // Not generic: there are dozens of callers, and each would have the waiting and the poisoning in it again.
    pub(super) fn text(&self, make: &dyn Fn() -> String) -> *const c_char {
        self.0.get_or_init(|| ended(make())).as_ptr()
    }
}

/// A text in each language.
#[derive(Default)]
pub(super) struct LentBoth([Lent; 2]);

impl LentBoth {
    pub(super) fn text(&self, number: zhibiao_language, make: &dyn Fn(Language) -> String) -> Option<*const c_char> {
        let language = language(number).ok()?;
        let index = usize::from(language == Language::English);
        Some(self.0.get(index)?.text(&|| make(language)))
    }
}
