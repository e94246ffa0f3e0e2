//! What holds for all rules, and plans that no file of `tests/problems/` can hold: those with links and very large files.

use std::fs;
use std::path::Path;

use plainplan::check;
use plainplan::project::pipeline;
use plainplan::project::render;

use crate::fixture::{fixture, fixtures};

#[test]
fn every_rule_has_a_broken_plan() {
    let all: String = fixtures().into_iter().map(|fixture| fixture.expected).collect();
    // These two need a file that version control does not keep; they have tests of their own below.
    let elsewhere = ["file-too-large", "unreadable-file"];
    let missing: Vec<_> = check::rules()
        .map(|rule| rule.name)
        .filter(|name| !elsewhere.contains(name) && !all.contains(&format!("[{name}]")))
        .collect();
    assert!(missing.is_empty(), "no fixture for {missing:?}");
}

#[test]
fn rules_have_names_of_their_own_and_an_explanation() {
    let mut names = std::collections::BTreeSet::new();
    for rule in check::rules() {
        assert!(names.insert(rule.name), "{} is there twice", rule.name);
        assert!(rule.explain.len() > 60 && rule.explain.ends_with('.'), "{}", rule.name);
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_to_itself_is_reported() {
    let plan = fixture("base").laid_out();
    std::os::unix::fs::symlink(plan.path().join("content"), plan.path().join("content/loop"))
        .expect("a link can be made");
    assert_eq!(
        reported(plan.path()),
        "error[unreadable-file]: this file cannot be opened: this link leads back to a folder that contains it\n \
         --> content/loop:1:1\n  |\n1 |\n  | ^\n  |\n  = help: Remove it from the folder, or replace it with the real file.\n\n"
    );
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_reported() {
    let plan = fixture("base").laid_out();
    std::os::unix::fs::symlink("gone.md", plan.path().join("content/2-link.md")).expect("a link can be made");
    let reported = reported(plan.path());
    let wanted = "error[unreadable-file]: this file cannot be opened: it is a link to something that does not exist\n --> content/2-link.md:1:1\n";
    assert!(reported.starts_with(wanted), "{reported}");
}

#[test]
fn a_file_of_fifty_megabytes_is_reported_and_not_read() {
    let plan = fixture("base").laid_out();
    fs::write(plan.path().join("content/2-huge.md"), vec![b'a'; 50 * 1024 * 1024])
        .expect("a large file can be written");
    assert!(reported(plan.path()).starts_with("error[file-too-large]: this file is larger than 8 MB, which is too large for a chapter or a table\n --> content/2-huge.md:1:1\n"));
}

#[test]
fn a_hundred_thousand_brackets_do_no_harm() {
    let plan = fixture("base").laid_out();
    let brackets = "[".repeat(100_000);
    let quotes = ">".repeat(100_000);
    fs::write(plan.path().join("content/2-text.md"), format!("---\ntitle: Brackets\n---\n{brackets}\n\n{quotes} a\n"))
        .expect("written");
    fs::write(plan.path().join("content/3-front.md"), format!("---\ntitle: {brackets}\n---\n")).expect("written");
    let reported = reported(plan.path());
    assert!(
        reported.starts_with("error[yaml-syntax]: there are too many levels here\n --> content/3-front.md:2:"),
        "{}",
        &reported[..200.min(reported.len())]
    );
    assert_eq!(reported.matches("error[").count(), 1);
}

/// What an editor sees, with nothing of the machine in it.
fn reported(root: &Path) -> String {
    let calendar: fn() -> _ = || Some(jiff::civil::date(2018, 6, 1));
    let made = pipeline::make(&pipeline::Settings {
        root: root.to_path_buf(),
        calendar: Some(calendar),
        ..Default::default()
    });
    render::human(&made.source, &made.diagnostics, false)
}
