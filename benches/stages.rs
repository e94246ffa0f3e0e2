//! How long the stages of a build take, each alone: `cargo bench`.
//!
//! Measured on the plan that `benches/corpus.py` writes. Threads are left to the stage.

use std::process::Command;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use plainplan::diagnostic::Diagnostics;
use plainplan::plan::{Plan, Scope};
use plainplan::source::{FileId, Source};
use plainplan::{theme, yaml};

/// So large that no stage fits into the caches.
const CHAPTERS: &str = "200";

fn main() {
    divan::main();
}

static SOURCE: LazyLock<Source> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for the plan");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/corpus.py");
    let made = Command::new("python3").arg(script).arg(CHAPTERS).arg(folder.path()).status();
    assert!(made.expect("Python is there").success());
    Source::read(folder.path(), theme::built_in(), &mut Diagnostics::default())
});

/// The front matter of all chapters.
static FRONT_MATTER: LazyLock<Vec<(FileId, &str)>> = LazyLock::new(|| {
    let chapters = SOURCE.files().filter(|(_, file)| file.path.starts_with("content/"));
    let front = |text: &'static str| text.strip_prefix("---\n")?.split_once("---\n");
    chapters.filter_map(|(id, file)| Some((id, front(file.text())?.0))).collect()
});

/// YAML → nodes, on one thread.
#[divan::bench]
fn yaml(bencher: Bencher) {
    let bytes: usize = FRONT_MATTER.iter().map(|(_, text)| text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for (file, text) in &*FRONT_MATTER {
            black_box(yaml::parse(*file, text, 4, &mut Diagnostics::default()));
        }
    });
}

/// Files → plan.
#[divan::bench]
fn parse(bencher: Bencher) {
    let source = &*SOURCE;
    bencher.bench(|| Plan::parse(source, Scope::default(), &mut Diagnostics::default()));
}
