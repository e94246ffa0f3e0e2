//! How long it takes from an edit to the last byte written, for a plan that `corpus.py` wrote.
//!
//! `cargo bench --bench edits -- PLAN [OUTPUT]` edits a paragraph, then a title, fifty times each, and prints the median, the
//! slowest, and how many pages were rendered and files written.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use plainplan::output::publish::Publication;
use plainplan::project::pipeline::{Project, Settings, Touched};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TIMES: usize = 51;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let Some(root) = arguments.next().map(PathBuf::from) else {
        eprintln!("name a plan that benches/corpus.py has written");
        return;
    };
    let folder = arguments.next().map_or_else(|| root.join("public"), PathBuf::from);
    let mut project = Project::open(Settings { root: root.clone(), ..Settings::default() });
    let start = Instant::now();
    let made = project.make(&Touched::Anything);
    let mut publication = Publication::open(&folder).expect("a folder");
    publication.publish(&made.output).expect("written");
    println!("first build {:.0} ms, {} files", start.elapsed().as_secs_f64() * 1000.0, made.output.len());
    let chapter = root.join("content/part-0000/chapter-00007.md");
    let original = std::fs::read_to_string(&chapter).expect("a chapter");
    for (what, was) in [("paragraph", "\n## "), ("title", "\ntitle: ")] {
        let mut runs: Vec<Edited> = (0..TIMES)
            .map(|time| {
                let is = match what {
                    "title" => format!("{was}Edit {time} "),
                    _ => format!("\nEdited {time}.\n{was}"),
                };
                std::fs::write(&chapter, original.replacen(was, &is, 1)).expect("written");
                edit(&mut project, &chapter, &mut publication)
            })
            .collect();
        runs.sort_by_key(|(took, ..)| *took);
        let (median, rendered, written, steps) = &runs[TIMES / 2];
        let slowest = runs[TIMES - 1].0;
        println!(
            "{what}: median {} slowest {}, {rendered} pages rendered, {written} files written",
            ms(*median),
            ms(slowest)
        );
        for (step, took) in steps {
            println!("  {step:>6} {}", ms(*took));
        }
    }
    std::fs::write(&chapter, original).expect("written");
}

/// How long an edit took, the pages rendered, the files written, and the steps.
type Edited = (Duration, usize, usize, Vec<(&'static str, Duration)>);

fn ms(took: Duration) -> String {
    format!("{:.2} ms", took.as_secs_f64() * 1000.0)
}

fn edit(project: &mut Project, chapter: &Path, publication: &mut Publication) -> Edited {
    let touched = Touched::Paths(BTreeSet::from([chapter.to_path_buf()]));
    let start = Instant::now();
    let made = project.make(&touched);
    let made_by = Instant::now();
    let changes = publication.publish(&made.output).expect("written");
    let took = start.elapsed();
    let mut steps = made.timings.clone();
    steps.push(("made", made_by - start));
    steps.push(("write", made_by.elapsed()));
    (took, made.rendered.len(), changes.written.len(), steps)
}
