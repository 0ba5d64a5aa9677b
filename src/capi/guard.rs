//! What every entry goes through: panics end here, and errors become a status.

use super::error::{Failure, zhibiao_error};
use super::status::{ZHIBIAO_ERROR_INTERNAL, ZHIBIAO_ERROR_NULL, ZHIBIAO_OK, zhibiao_status};
use std::mem::MaybeUninit;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs the body of a call that can fail. The error, if the caller wants one, is written only on
/// failure.
///
/// Nothing that the body may have left half done is seen again: handles that never change are not
/// written to, and of those being built the library keeps each complete or as it was.
pub(super) fn call(error: *mut *mut zhibiao_error, body: impl FnOnce() -> Result<(), Failure>) -> zhibiao_status {
    let failure = match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(())) => return ZHIBIAO_OK,
        Ok(Err(failure)) => failure,
        Err(payload) => {
            // Dropping what was thrown could panic again.
            std::mem::forget(payload);
            Failure::plain(ZHIBIAO_ERROR_INTERNAL)
        }
    };
    if error.is_null() { failure.status() } else { tell(failure, error) }
}

/// Writes an error to a place that is not NULL. Returns its status: that of the failure, unless finding the words for it panics.
fn tell(failure: Failure, error: *mut *mut zhibiao_error) -> zhibiao_status {
    let status = failure.status();
    let (status, handle) = match catch_unwind(AssertUnwindSafe(|| failure.into_handle())) {
        Ok(handle) => (status, handle),
        Err(payload) => {
            std::mem::forget(payload);
            (ZHIBIAO_ERROR_INTERNAL, Failure::plain(ZHIBIAO_ERROR_INTERNAL).into_handle())
        }
    };
    // SAFETY: the caller hands in a place for a pointer. What it held is not looked at: in C it often holds nothing yet.
    unsafe { error.write(handle) }
    status
}

/// Runs the body of a getter, which has its fallback for a NULL handle, an index that is not there, and
/// a panic.
pub(super) fn get<T>(fallback: T, body: impl FnOnce() -> Option<T>) -> T {
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(found) => found.unwrap_or(fallback),
        Err(payload) => {
            std::mem::forget(payload);
            fallback
        }
    }
}

/// Frees a handle that [`Box::into_raw`] made; NULL is left alone.
///
/// # Safety
///
/// The pointer is NULL, or came from `Box::into_raw` and was not freed before.
pub(super) unsafe fn free<T>(handle: *mut T) {
    if !handle.is_null() {
        // SAFETY: as the caller promises.
        let owned = unsafe { Box::from_raw(handle) };
        get((), move || {
            drop(owned);
            None
        });
    }
}

/// What a pointer of the caller points to.
///
/// # Safety
///
/// The pointer is NULL or points to a live value that is not written to while the reference is used.
pub(super) unsafe fn read<'a, T>(pointer: *const T) -> Result<&'a T, Failure> {
    // SAFETY: as the caller promises.
    unsafe { pointer.as_ref() }.ok_or_else(|| Failure::plain(ZHIBIAO_ERROR_NULL))
}

/// A handle of the caller to change.
///
/// # Safety
///
/// The pointer is NULL or points to a live value that nobody else uses meanwhile.
pub(super) unsafe fn change<'a, T>(pointer: *mut T) -> Result<&'a mut T, Failure> {
    // SAFETY: as the caller promises.
    unsafe { pointer.as_mut() }.ok_or_else(|| Failure::plain(ZHIBIAO_ERROR_NULL))
}

/// A place of the caller for an output. In C it often holds nothing yet, so that it is written to and never looked at.
///
/// # Safety
///
/// The pointer is NULL or points to a place that nobody else uses meanwhile.
pub(super) unsafe fn output<'a, T>(pointer: *mut T) -> Result<&'a mut MaybeUninit<T>, Failure> {
    // SAFETY: as the caller promises; a place that may hold nothing has the layout of one that does.
    unsafe { pointer.cast::<MaybeUninit<T>>().as_mut() }.ok_or_else(|| Failure::plain(ZHIBIAO_ERROR_NULL))
}

#[cfg(test)]
mod tests {
    use super::super::status::{ZHIBIAO_ERROR_INDEX, ZHIBIAO_ERROR_INTERNAL, ZHIBIAO_OK};
    use super::super::zhibiao_error_status;
    use super::{Failure, call, get};
    use std::ptr::null_mut;

    #[test]
    fn a_panic_ends_at_the_border_and_the_next_call_is_a_normal_one() {
        let mut error = null_mut();
        assert_eq!(call(&raw mut error, || panic!("thrown on purpose")), ZHIBIAO_ERROR_INTERNAL);
        // SAFETY: the error was just written, and is freed once.
        unsafe {
            assert_eq!(zhibiao_error_status(error), ZHIBIAO_ERROR_INTERNAL);
            super::free(error);
        }
        assert_eq!(get(7, || panic!("thrown on purpose")), 7);
        assert_eq!(call(null_mut(), || Ok(())), ZHIBIAO_OK);
        assert_eq!(call(null_mut(), || Err(Failure::plain(ZHIBIAO_ERROR_INDEX))), ZHIBIAO_ERROR_INDEX);
    }
}
