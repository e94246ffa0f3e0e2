//! How long the stages of a build take, each alone, and what memory they ask for: `cargo bench --bench stages`.
//!
//! Measured on the plan that `benches/corpus.py` writes, on one thread, so that all that is allocated is counted. Counting costs
//! time: the times say which stage is dear, not how long a build takes.

use std::process::Command;
use std::sync::{Arc, LazyLock};

use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher, Divan, black_box};
use plainplan::Files;
use plainplan::base::diagnostic::Diagnostics;
use plainplan::base::span::FileId;
use plainplan::base::yaml;
use plainplan::check;
use plainplan::output::publish;
use plainplan::plan::model::chapter::CHAPTER;
use plainplan::plan::{Plan, Scope};
use plainplan::project::pipeline::{Project, Settings};
use rayon::ThreadPoolBuilder;
use tempfile::TempDir;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

/// So large that no stage fits into the caches.
const CHAPTERS: &str = "200";

fn main() {
    let one = ThreadPoolBuilder::new().num_threads(1).use_current_thread();
    one.build_global().expect("no threads yet");
    Divan::from_args().sample_count(10).main();
}

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for the plan");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/corpus.py");
    let made = Command::new("python3").arg(script).arg(CHAPTERS).arg(folder.path()).status();
    assert!(made.expect("Python is there").success());
    folder
});

static SOURCE: LazyLock<Arc<Files>> = LazyLock::new(|| project().files());

/// The plan with its files read.
fn project() -> Project {
    let mut project = Project::open(Settings { root: FOLDER.path().to_path_buf(), ..Settings::default() });
    project.files();
    project
}

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
            black_box(yaml::parse(*file, text, 4, &CHAPTER, &mut Diagnostics::default()));
        }
    });
}

/// Files → plan.
#[divan::bench]
fn parse(bencher: Bencher) {
    let source = &*SOURCE;
    bencher.bench(|| Plan::parse(source, Scope::default(), &mut Diagnostics::default()));
}

/// Plan → what is wrong with it.
#[divan::bench]
fn check(bencher: Bencher) {
    let source = &*SOURCE;
    let plan = Plan::parse(source, Scope::default(), &mut Diagnostics::default());
    bencher.bench(|| check::run(&plan, source, &mut Diagnostics::default()));
}

/// Files → site, all stages but reading and writing.
#[divan::bench]
fn make(bencher: Bencher) {
    bencher.with_inputs(project).bench_refs(|project| project.apply([]));
}

/// Site → an empty folder.
#[divan::bench]
fn write(bencher: Bencher) {
    let made = project().apply([]);
    let folder = || tempfile::tempdir().expect("a folder for the site");
    bencher.with_inputs(folder).bench_refs(|folder| publish::write(&made.output, folder.path()).expect("written"));
}
