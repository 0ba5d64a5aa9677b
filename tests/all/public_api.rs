//! Every public item, listed in a snapshot: what a change does to those who link the crate is seen where it is reviewed.

use public_api::{Builder, MINIMUM_NIGHTLY_RUST_VERSION};
use std::io::Write;
use std::process::Command;

/// The compiler whose description of a crate is understood; other versions write another form of it.
const COMPILER: &str = "1.95.";

#[test]
fn every_public_item_is_listed() {
    let version = Command::new("rustc").arg("--version").output().unwrap().stdout;
    let version = String::from_utf8(version).unwrap();
    if !version.starts_with(&format!("rustc {COMPILER}")) {
        // Written directly: the macro's output is shown for failures only.
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: the public items are not listed: {} is not Rust {COMPILER}*, whose description of a crate is that of {MINIMUM_NIGHTLY_RUST_VERSION}",
            version.trim()
        );
        return;
    }
    // Besides the C interface, whose items are those of its header.
    let folder = concat!(env!("CARGO_TARGET_TMPDIR"), "/public-api");
    let arguments = ["rustdoc", "--locked", "--quiet", "--lib", "--features", "testkit", "--target-dir", folder];
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(arguments).args(["--", "-Zunstable-options", "--output-format", "json", "--cap-lints", "allow"]);
    // The description is not stable yet, and a stable compiler asks for this.
    cargo.env("RUSTC_BOOTSTRAP", "1").env_remove("RUSTDOCFLAGS").current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let items = |without_derived: bool| -> Vec<String> {
        let builder = Builder::from_rustdoc_json(format!("{folder}/doc/zhibiao.json"));
        let builder = builder.omit_blanket_impls(true).omit_auto_trait_impls(true);
        let items = builder.omit_auto_derived_impls(without_derived).build().unwrap();
        items.items().map(ToString::to_string).collect()
    };
    // Of what is derived, that it is, without the functions that come with it.
    let (written, mut all) = (items(true), items(false));
    all.retain(|item| item.starts_with("impl") || written.contains(item));
    insta::assert_snapshot!(all.join("\n"));
}
