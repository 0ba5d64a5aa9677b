//! The programs of this folder, each built as C99, C11 and C++17, with the shared and with the static library.

use crate::toolchain::{Linkage, Standard, compile, project, run, run_alone};

#[track_caller]
fn build_and_run(name: &str) {
    let source = project().join("tests/capi").join(name);
    for (standard, linkage) in
        [(Standard::C99, Linkage::Shared), (Standard::C11, Linkage::Static), (Standard::Cpp17, Linkage::Shared)]
    {
        if let Some(program) = compile(&source, standard, linkage) {
            // Valgrind looks at the library, which is the same in all three.
            let run = if linkage == Linkage::Shared && standard == Standard::C99 { run } else { run_alone };
            let (printed, errors) = run(&program, &[], 0);
            assert_eq!((printed.as_str(), errors.as_str()), ("", ""), "{name}");
        }
    }
}

#[test]
fn the_macros_of_the_header_are_what_the_functions_return() {
    build_and_run("versions.c");
}

#[test]
fn null_pointers_are_refused_and_outputs_left_alone() {
    build_and_run("pointers.c");
}

#[test]
fn what_is_no_number_text_index_or_constant_is_refused() {
    build_and_run("refusals.c");
}

#[test]
fn handles_are_freed_in_any_order() {
    build_and_run("order.c");
}

#[test]
fn eight_threads_read_one_registry_and_one_report() {
    build_and_run("threads.c");
}
