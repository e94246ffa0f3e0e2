//! Files of any content into a plan, and what must hold of every plan.
//!
//! Nothing panics, every place lies inside its file and between characters, every finding can be shown, and the same files
//! give the same findings. How long it may take is for the runner (`fuzz/run`).

use plainplan::project::render;
use plainplan::{Project, Settings, check};

/// The site file of a plan without problems.
pub const PLAN: &str = "title: Test plan\norganisation: Test council\ncontact: { email: a@example.org, phone: 01632 960001, post: [Street] }\n";

/// Reads a plan of a few files, twice, and looks at what was found.
pub fn holds(files: &[(&str, &str)]) {
    let (first, second) = (findings(files), findings(files));
    assert_eq!(first, second, "the same files gave other findings");
}

fn findings(files: &[(&str, &str)]) -> String {
    let base = [("plan.yaml", PLAN), ("content/index.md", "# Test plan\n\nText.\n")];
    let files = base.iter().chain(files).map(|(path, text)| (*path, *text));
    let mut read = Project::from_files(files, Settings::default()).read();
    check::run(&read.plan, &read.source, &mut read.diagnostics);
    read.diagnostics.sort(&read.source);
    for found in read.diagnostics.iter() {
        let text = read.source.file(found.span.file).text();
        assert!(text.get(found.span.range()).is_some(), "{}: {:?} is no place", found.message, found.span);
    }
    render::human(&read.source, &read.diagnostics, false)
}
