//! The functions as Rust calls them: handles that free themselves, and texts.

use std::ffi::{CStr, CString, c_char};
use std::ptr::{null, null_mut};
use zhibiao::capi::{
    ZHIBIAO_OK, zhibiao_indicator, zhibiao_observations, zhibiao_observations_free, zhibiao_observations_new,
    zhibiao_registry, zhibiao_registry_builtin, zhibiao_registry_find, zhibiao_registry_free, zhibiao_report,
    zhibiao_report_free,
};

/// A handle, freed at its end.
pub struct Owned<T>(pub *mut T, unsafe extern "C" fn(*mut T));

impl<T> Owned<T> {
    pub fn of(handle: *mut T, free: unsafe extern "C" fn(*mut T)) -> Self {
        Owned(handle, free)
    }
}

impl<T> Drop for Owned<T> {
    fn drop(&mut self) {
        // SAFETY: the handle is one that its function frees, and is not used any more.
        unsafe { (self.1)(self.0) }
    }
}

pub fn builtin() -> Owned<zhibiao_registry> {
    let mut registry = null_mut();
    // SAFETY: the place is there.
    assert_eq!(unsafe { zhibiao_registry_builtin(&raw mut registry) }, ZHIBIAO_OK);
    Owned(registry, zhibiao_registry_free)
}

pub fn observe(registry: &Owned<zhibiao_registry>) -> Owned<zhibiao_observations> {
    let mut observations = null_mut();
    // SAFETY: the registry lives, and the place is there.
    assert_eq!(unsafe { zhibiao_observations_new(registry.0, &raw mut observations) }, ZHIBIAO_OK);
    Owned(observations, zhibiao_observations_free)
}

pub fn report(report: *mut zhibiao_report) -> Owned<zhibiao_report> {
    Owned(report, zhibiao_report_free)
}

pub fn find<'a>(registry: &'a Owned<zhibiao_registry>, id: &str) -> *const zhibiao_indicator<'a> {
    let (id, mut indicator) = (ended(id), null());
    // SAFETY: the registry lives, and the places are there.
    let status = unsafe { zhibiao_registry_find(registry.0, id.as_ptr(), &raw mut indicator, null_mut()) };
    assert_eq!(status, ZHIBIAO_OK);
    indicator
}

pub fn ended(text: &str) -> CString {
    CString::new(text).unwrap()
}

/// A text that the library lends, as long as the caller knows its owner to live.
pub fn lent<'a>(text: *const c_char) -> Option<&'a str> {
    // SAFETY: texts of the library have their end, and the callers keep their owners.
    (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) }.to_str().unwrap())
}
