//! Every file that is kept, through its target, without a fuzzer: the corpus, and what once went wrong.

use std::fs;
use std::path::Path;
use zhibiao_fuzz::TARGETS;

/// The files of a folder, in order.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(Result::unwrap);
    let mut files: Vec<_> =
        entries.map(|entry| (entry.path().display().to_string(), fs::read(entry.path()).unwrap())).collect();
    files.sort();
    files
}

/// A target that never does what it is for finds nothing, and looks as if all were well.
#[test]
fn many_of_the_assessments_are_of_random_plans() {
    let files = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/assess"));
    let own = files.iter().filter(|(_, data)| zhibiao_fuzz::assess::has_a_plan(data)).count();
    println!("{own} of {}", files.len());
    assert!(own * 4 > files.len(), "{own} of {} have a plan of several indicators", files.len());
}

#[test]
fn the_laws_hold_for_every_file_that_is_kept() {
    for (name, run) in TARGETS {
        let folder = |of: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(of).join(name);
        let corpus = files(&folder("corpus"));
        assert!(corpus.len() >= 20, "{name}: {} files", corpus.len());
        let found = files(&folder("regressions"));
        println!("{name}: {} and {} files", corpus.len(), found.len());
        for (path, data) in corpus.iter().chain(&found) {
            if let Err(failure) = std::panic::catch_unwind(|| run(data)) {
                eprintln!("in {path}");
                std::panic::resume_unwind(failure);
            }
        }
    }
}
