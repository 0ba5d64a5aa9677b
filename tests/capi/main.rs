//! The C interface as C, C++ and Python see it: the header, the libraries, programs that use them, and that they say what Rust says.
//!
//! The libraries are built once, into a folder of their own. What takes a tool that is not there, such as a compiler, Python or
//! Valgrind, is skipped with a line on the terminal; where the environment variable `CI` is set it fails.

// Tests may stop where the library must not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::missing_panics_doc)]
// Some call the interface itself.
#![allow(unsafe_code)]
// They build and link as Unix does.
#![cfg(unix)]

mod calls;
mod conformance;
mod examples;
mod header;
mod library;
mod pipeline;
mod programs;
mod readme;
mod toolchain;
mod vectors;
