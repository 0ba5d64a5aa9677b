//! Which library this is.

use std::ffi::{CStr, c_char};

/// The version of this header: the first of its three numbers.
pub const ZHIBIAO_VERSION_MAJOR: u32 = 0;
/// The second.
pub const ZHIBIAO_VERSION_MINOR: u32 = 1;
/// The third.
pub const ZHIBIAO_VERSION_PATCH: u32 = 0;
/// All three in one: 1000000 × major + 1000 × minor + patch.
pub const ZHIBIAO_VERSION_NUMBER: u32 = 1000;

/// The number of the binary interface. It rises when a program built against an older header would no
/// longer run; inside one number, functions and constants are only added.
pub const ZHIBIAO_ABI_VERSION: u32 = 1;

/// The version of the library as text, "0.1.0", with its end.
const TEXT: &CStr = match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
    Ok(text) => text,
    Err(_) => c"",
};

/// A part of the package's version as a number.
const fn number(digits: &str) -> u32 {
    match u32::from_str_radix(digits, 10) {
        Ok(number) => number,
        Err(_) => u32::MAX,
    }
}

/// The package's version as one number.
const NUMBER: u32 = number(env!("CARGO_PKG_VERSION_MAJOR"))
    .saturating_mul(1_000_000)
    .saturating_add(number(env!("CARGO_PKG_VERSION_MINOR")).saturating_mul(1000))
    .saturating_add(number(env!("CARGO_PKG_VERSION_PATCH")));

/// The numbers above are literals, for the header; they are those of the package, or this does not
/// compile.
const _: () = assert!(
    ZHIBIAO_VERSION_MAJOR == number(env!("CARGO_PKG_VERSION_MAJOR"))
        && ZHIBIAO_VERSION_MINOR == number(env!("CARGO_PKG_VERSION_MINOR"))
        && ZHIBIAO_VERSION_PATCH == number(env!("CARGO_PKG_VERSION_PATCH"))
        && ZHIBIAO_VERSION_NUMBER == NUMBER
);

/// The version of the library as one number. Compare with ZHIBIAO_VERSION_NUMBER, which is the
/// header's.
#[unsafe(no_mangle)]
pub extern "C" fn zhibiao_version_number() -> u32 {
    NUMBER
}

/// The version as text, "0.1.0"; never freed.
#[unsafe(no_mangle)]
pub extern "C" fn zhibiao_version_text() -> *const c_char {
    TEXT.as_ptr()
}

/// ZHIBIAO_ABI_VERSION as the library was built. A program should refuse to go on if it is not the
/// header's.
#[unsafe(no_mangle)]
pub extern "C" fn zhibiao_abi_version() -> u32 {
    ZHIBIAO_ABI_VERSION
}
