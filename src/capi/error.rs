//! Errors: what went wrong, where, and what was expected.

use super::guard::{free, get, read};
use super::status::{
    ZHIBIAO_ERROR_ATTESTATION, ZHIBIAO_ERROR_CASES, ZHIBIAO_ERROR_DECIMAL, ZHIBIAO_ERROR_DUPLICATE, ZHIBIAO_ERROR_FULL,
    ZHIBIAO_ERROR_INDICATOR, ZHIBIAO_ERROR_PERIOD, ZHIBIAO_ERROR_REGION, ZHIBIAO_ERROR_TEXT, ZHIBIAO_ERROR_UNIT,
    ZHIBIAO_OK, zhibiao_status,
};
use super::text::{LANGUAGES, ended, language, zhibiao_language};
use crate::observation::ObservationError;
use crate::plan_text::PlanTextErrors;
use crate::registry::ResolveError;
use std::ffi::{CString, c_char};
use std::ptr::null;

/// What went wrong in a call, in words.
///
/// Owned by the caller: free it with zhibiao_error_free. It borrows from nothing, and may outlive every
/// other handle. One thread at a time.
#[derive(Debug)]
pub struct zhibiao_error {
    status: zhibiao_status,
    details: Vec<Detail>,
}

#[derive(Debug)]
struct Detail {
    messages: [CString; 2],
    subject: CString,
    line: usize,
    column: usize,
}

/// Why a call failed, before it is known whether the caller wants to hear more than the status.
#[derive(Debug)]
pub(super) struct Failure {
    status: zhibiao_status,
    /// What more is known. In a box, as every call that goes well would carry the room for it.
    cause: Option<Box<Cause>>,
}

#[derive(Debug)]
enum Cause {
    Decimal { parameter: &'static str, found: String, error: crate::decimal::ParseDecimalError },
    Observation { parameter: Option<&'static str>, error: ObservationError },
    Plan(PlanTextErrors),
    Told { subject: String, message: String },
}

impl Failure {
    pub(super) const fn plain(status: zhibiao_status) -> Self {
        Failure { status, cause: None }
    }

    fn because(status: zhibiao_status, cause: Cause) -> Self {
        Failure { status, cause: Some(Box::new(cause)) }
    }

    pub(super) fn told(status: zhibiao_status, subject: &str, message: String) -> Self {
        Failure::because(status, Cause::Told { subject: subject.to_owned(), message })
    }

    pub(super) fn plan(status: zhibiao_status, errors: PlanTextErrors) -> Self {
        Failure::because(status, Cause::Plan(errors))
    }

    pub(super) fn decimal(parameter: &'static str, found: &str, error: crate::decimal::ParseDecimalError) -> Self {
        let found = crate::quote::shorten(found);
        Failure::because(ZHIBIAO_ERROR_DECIMAL, Cause::Decimal { parameter, found, error })
    }

    /// A mistake as observations have it, in a parameter that is no field of theirs.
    pub(super) fn in_parameter(parameter: &'static str, error: ObservationError) -> Self {
        Failure::of(Some(parameter), error)
    }

    pub(super) const fn status(&self) -> zhibiao_status {
        self.status
    }

    pub(super) fn into_handle(self) -> *mut zhibiao_error {
        let details = match self.cause.map(|cause| *cause) {
            None => vec![Detail::of("", |_| super::status::in_words(self.status).to_owned())],
            Some(Cause::Decimal { parameter, found, error }) => {
                vec![Detail::of(parameter, |_| {
                    format!("found `{found}`, which {error}; expected a decimal such as 8.2")
                })]
            }
            Some(Cause::Observation { parameter, error }) => {
                let subject = parameter.unwrap_or(error.field().as_str());
                vec![Detail::of(subject, |language| error.in_words(language))]
            }
            Some(Cause::Told { subject, message }) => vec![Detail::of(&subject, |_| message.clone())],
            Some(Cause::Plan(errors)) => errors.errors().iter().map(Detail::in_plan).collect(),
        };
        Box::into_raw(Box::new(zhibiao_error { status: self.status, details }))
    }
}

impl Detail {
    fn of(subject: &str, message: impl Fn(crate::Language) -> String) -> Self {
        Detail {
            messages: LANGUAGES.map(|language| ended(message(language))),
            subject: ended(subject),
            line: 0,
            column: 0,
        }
    }

    fn in_plan(error: &crate::plan_text::PlanTextError) -> Self {
        Detail { line: error.line, column: error.column, ..Detail::of(&error.file, |_| error.matter()) }
    }
}

impl From<ObservationError> for Failure {
    fn from(error: ObservationError) -> Self {
        Failure::of(None, error)
    }
}

impl Failure {
    fn of(parameter: Option<&'static str>, error: ObservationError) -> Self {
        let status = match &error {
            ObservationError::Indicator(_) => ZHIBIAO_ERROR_INDICATOR,
            ObservationError::Empty { .. } | ObservationError::Text { .. } => ZHIBIAO_ERROR_TEXT,
            ObservationError::Region { .. } => ZHIBIAO_ERROR_REGION,
            ObservationError::Year { .. } => ZHIBIAO_ERROR_PERIOD,
            ObservationError::Decimal { .. } => ZHIBIAO_ERROR_DECIMAL,
            ObservationError::Range { .. } => ZHIBIAO_ERROR_UNIT,
            ObservationError::NotAttested { .. }
            | ObservationError::NotAFigure { .. }
            | ObservationError::Date { .. } => ZHIBIAO_ERROR_ATTESTATION,
            ObservationError::Count { .. } => ZHIBIAO_ERROR_CASES,
            ObservationError::CasesConflict { .. } | ObservationError::Conflict { .. } => ZHIBIAO_ERROR_DUPLICATE,
            ObservationError::Full => ZHIBIAO_ERROR_FULL,
        };
        Failure::because(status, Cause::Observation { parameter, error })
    }
}

impl From<ResolveError> for Failure {
    fn from(error: ResolveError) -> Self {
        ObservationError::Indicator(error).into()
    }
}

fn detail<'a>(error: *const zhibiao_error, index: usize) -> Option<&'a Detail> {
    // SAFETY: the caller hands in NULL or an error that was not freed.
    unsafe { read(error) }.ok()?.details.get(index)
}

/// The status of the call that failed; ZHIBIAO_OK for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_error_status(error: *const zhibiao_error) -> zhibiao_status {
    // SAFETY: the caller hands in NULL or an error that was not freed.
    get(ZHIBIAO_OK, || Some(unsafe { read(error) }.ok()?.status))
}

/// How many mistakes it tells: one, or all those in the text of plans (the first thousand). 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_error_len(error: *const zhibiao_error) -> usize {
    // SAFETY: the caller hands in NULL or an error that was not freed.
    get(0, || Some(unsafe { read(error) }.ok()?.details.len()))
}

/// A mistake in words: what was found, what was expected, and the nearest valid word where there is
/// one. Mistakes in observations are told in either language, others in English. Borrowed from the
/// error. NULL past the last mistake.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_error_message(
    error: *const zhibiao_error,
    index: usize,
    language: zhibiao_language,
) -> *const c_char {
    get(null(), || {
        let number = language;
        self::language(number).ok()?;
        Some(detail(error, index)?.messages.get(usize::try_from(number).ok()?)?.as_ptr())
    })
}

/// What the mistake is in: the field of an observation ("region", "value", …), "baseline", or the name of
/// a plan's text; empty if it is in the call. Borrowed from the error. NULL past the last mistake.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_error_subject(error: *const zhibiao_error, index: usize) -> *const c_char {
    get(null(), || Some(detail(error, index)?.subject.as_ptr()))
}

/// The line of a mistake in a plan's text, counted from 1; 0 where there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_error_line(error: *const zhibiao_error, index: usize) -> usize {
    get(0, || Some(detail(error, index)?.line))
}

/// The column of a mistake in a plan's text, counted in characters from 1; 0 where there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_error_column(error: *const zhibiao_error, index: usize) -> usize {
    get(0, || Some(detail(error, index)?.column))
}

/// Frees an error; NULL is left alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_error_free(error: *mut zhibiao_error) {
    // SAFETY: the caller hands in NULL or an error that was not freed.
    unsafe { free(error) }
}
