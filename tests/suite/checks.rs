//! The check of figures: what is right and must never be told.

use std::path::Path;

use plainplan::{pipeline, report};

/// Everything that is wrong with the plan in a folder.
fn told_of_folder(folder: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let made = pipeline::make(&pipeline::Settings { root, ..Default::default() });
    report::human(&made.source, &made.diagnostics, false)
}

#[test]
fn tables_and_sentences_that_are_right_are_never_told() {
    assert_eq!(told_of_folder("tests/right"), "");
}
