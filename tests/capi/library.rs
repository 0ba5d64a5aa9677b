//! The shared and the static library, as C programs link them.

use crate::toolchain::{plain_tool, project, scratch, succeed};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The greatest size the shared library may have without symbols, in bytes. README.md says so.
const LARGEST: u64 = 1_500_000;

#[derive(Debug)]
pub struct Library {
    pub shared: PathBuf,
    pub archive: PathBuf,
    /// What programs need besides the archive, as the compiler tells.
    pub needs: Vec<String>,
}

/// The libraries, built when they are first needed, in the profile that users build. They have a build directory of their own: that of
/// the tests may be locked by the `cargo test` that waits for them.
pub fn library() -> &'static Library {
    static BUILT: OnceLock<Library> = OnceLock::new();
    BUILT.get_or_init(|| {
        let mut build = Command::new(env!("CARGO"));
        build.current_dir(project()).args(["rustc", "--locked", "--offline", "--release", "--features", "capi"]);
        build.args(["--lib", "--crate-type", "cdylib,staticlib", "--message-format", "json", "--target-dir"]);
        build.arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("capi")).args(["--", "--print", "native-static-libs"]);
        let output = String::from_utf8(succeed(&mut build).stdout).unwrap();
        let mut files = Vec::new();
        let mut needs = Vec::new();
        for message in output.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
            let is_library = message["target"]["name"] == "zhibiao";
            if message["reason"] == "compiler-artifact" && is_library {
                files.extend(
                    message["filenames"].as_array().unwrap().iter().map(|file| PathBuf::from(file.as_str().unwrap())),
                );
            }
            if let Some(list) =
                message["message"]["message"].as_str().and_then(|text| text.strip_prefix("native-static-libs:"))
            {
                needs = list.split_whitespace().map(str::to_owned).collect();
            }
        }
        let with = |extensions: &[&str]| {
            let mut files = files.iter();
            let file =
                files.find(|file| file.extension().is_some_and(|end| extensions.iter().any(|each| end == *each)));
            file.unwrap_or_else(|| panic!("no library with {extensions:?} among {files:?}")).clone()
        };
        assert!(!needs.is_empty(), "the compiler does not tell what the static library needs");
        Library { shared: with(&["so", "dylib"]), archive: with(&["a"]), needs }
    })
}

/// The size that users carry: without symbols, with all plans inside.
#[test]
fn the_shared_library_is_as_small_as_the_readme_says() {
    let Some(mut strip) = plain_tool("strip") else { return };
    let stripped = scratch("stripped").join("libzhibiao");
    succeed(strip.arg("-o").arg(&stripped).arg(&library().shared));
    let size = stripped.metadata().unwrap().len();
    assert!(size <= LARGEST, "the shared library has {size} bytes without symbols, more than {LARGEST}");
    assert!(include_str!("../../README.md").contains("under 1.5 MB"), "README.md tells another size");
}
