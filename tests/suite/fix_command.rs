//! `plainplan check --fix`: what it changes on disk, what it says of that, and what it leaves alone.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use plainplan::base::diagnostic::Severity;
use plainplan::project::fix;
use plainplan::project::fix::Wanted;
use plainplan::project::pipeline::Settings;
use rayon::prelude::*;

use crate::common::{Folder, files, reported, said};
use crate::fixes::{fixed, made};
use crate::fixture::{Fixture, fixtures};

/// A chapter with one sure fix (a no-break space), one likely one (a misspelt word) and one problem without a fix.
const CHAPTER: &str = "---\ntitle: Care\nstatus: finl\n---\n##\u{a0}First\n\n{{ budget }}\n";

fn plan_of(chapter: &str) -> Folder {
    let plan = Folder::small();
    plan.write("content/1-care.md", chapter);
    plan
}

#[test]
fn sure_fixes_are_made_and_the_others_are_left_for_a_person() {
    let plan = plan_of(CHAPTER);
    let run = plan.run(&["check", "--fix"]);
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(plan.read("content/1-care.md"), CHAPTER.replace('\u{a0}', " "));
    let (words, left) = (said(&run), reported(&run));
    assert!(words.starts_with("fixed: "), "{words}");
    assert!(words.contains("\n --> content/1-care.md:5\n  - ##\u{a0}First\n  + ## First\n\n"), "{words}");
    assert!(words.contains("Fixed 1 problem in 1 file.\n1 more problem has a suggested fix. To see it, run: plainplan check --fix=all --dry-run\n"), "{words}");
    assert!(words.ends_with(": 2 errors.\n"), "{words}");
    assert!(left.contains("error[unknown-value]") && left.contains("error[unknown-id]"), "{left}");
}

#[test]
fn likely_fixes_are_made_where_they_are_asked_for() {
    let plan = plan_of(CHAPTER);
    let run = plan.run(&["check", "--fix=all"]);
    assert_eq!(plan.read("content/1-care.md"), CHAPTER.replace('\u{a0}', " ").replace("finl", "final"));
    assert!(said(&run).contains("  - status: finl\n  + status: final\n"), "{}", said(&run));
    assert_eq!(run.status.code(), Some(1), "{{ budget }} is left");
    plan.edit("content/1-care.md", "{{ budget }}", "Text.");
    let run = plan.run(&["check", "--fix=all"]);
    assert!(run.status.success(), "{}", reported(&run));
    assert!(said(&run).starts_with("Fixed nothing.\nChecked 2 chapters"), "{}", said(&run));
}

#[test]
fn a_dry_run_prints_a_diff_that_git_applies_and_writes_nothing() {
    let plan = plan_of(CHAPTER);
    plan.write("content/2-crlf.md", "\u{feff}---\r\ntitle: Two\r\nstatus: finl\r\n---\r\nText without an end");
    let before = files(plan.path());
    let run = plan.run(&["check", "--fix=all", "--dry-run"]);
    assert_eq!(run.status.code(), Some(1), "the plan on disk still has problems");
    assert_eq!(before, files(plan.path()));
    assert!(said(&run).starts_with("--- a/content/1-care.md\n+++ b/content/1-care.md\n@@ "), "{}", said(&run));
    assert_eq!(reported(&run), "Would fix 3 problems in 2 files. Nothing was written.\n");
    let copy = Folder::small();
    for (path, bytes) in &before {
        fs::write(copy.path().join(path), bytes).expect("written");
    }
    assert!(plan.run(&["check", "--fix=all"]).status.code().is_some());
    let mut git = Command::new("git")
        .args(["apply", "--whitespace=nowarn", "-"])
        .current_dir(copy.path())
        .stdin(Stdio::piped())
        .spawn()
        .expect("git runs");
    git.stdin.take().expect("its input").write_all(&run.stdout).expect("written");
    assert!(git.wait().expect("it ends").success());
    assert_eq!(files(plan.path()), files(copy.path()));
}

#[test]
fn fixes_that_follow_from_each_other_are_all_made_and_lines_are_those_of_the_new_text() {
    // The empty lines go in the first round: only then are the settings read.
    let plan = plan_of("\n\n---\ntitle: Care\nstatus: finl\n---\nText.\n");
    let run = plan.run(&["check", "--fix=all"]);
    assert!(run.status.success(), "{}", reported(&run));
    assert_eq!(plan.read("content/1-care.md"), "---\ntitle: Care\nstatus: final\n---\nText.\n");
    assert!(said(&run).contains(" --> content/1-care.md:3\n  - status: finl\n  + status: final\n"), "{}", said(&run));
}

#[test]
fn a_figure_in_a_csv_file_is_fixed_there() {
    let plan = plan_of("---\ntitle: Care\ntables:\n  - { id: t, caption: T, file: t.csv }\n---\n{{ table t }}\n");
    plan.write("content/t.csv", "Service,Money\r\nAcute,420,610\r\n");
    let run = plan.run(&["check", "--fix=all"]);
    assert!(run.status.success(), "{}", reported(&run));
    assert_eq!(plan.read("content/t.csv"), "Service,Money\r\nAcute,\"420,610\"\r\n");
    assert!(said(&run).contains(" --> content/t.csv:2\n  - Acute,420,610\n  + Acute,\"420,610\"\n"), "{}", said(&run));
}

#[test]
fn what_cannot_be_seen_is_deleted_and_shown_as_an_escape() {
    let plan = plan_of("---\ntitle: Care\n---\nOur\u{200b} \u{202e}plan\u{7} is ours.\n");
    let run = plan.run(&["check", "--fix"]);
    assert!(run.status.success(), "{}", reported(&run));
    assert_eq!(plan.read("content/1-care.md"), "---\ntitle: Care\n---\nOur plan is ours.\n");
    assert!(said(&run).contains("  - Our\\u{200b} \\u{202e}plan\\u{7} is ours.\n"), "{}", said(&run));
    assert!(said(&run).contains("Fixed 3 problems in 1 file.\n"), "{}", said(&run));
}

#[test]
fn a_file_that_changes_meanwhile_is_not_overwritten_and_neither_are_the_others() {
    let plan = plan_of(CHAPTER);
    plan.write("content/2-more.md", "---\ntitle: More\nstatus: finl\n---\nText.\n");
    let fixed = fix::run(Settings { root: plan.path().to_path_buf(), ..Settings::default() }, Wanted::All);
    assert_eq!(fixed.files(), 2);
    plan.write("content/2-more.md", "---\ntitle: Mine\n---\nText.\n");
    let before = files(plan.path());
    let error = fixed.write().expect_err("it must not be written");
    assert_eq!(
        error.to_string(),
        "content/2-more.md was changed by another program. Nothing was fixed. Run the command again."
    );
    assert_eq!(before, files(plan.path()), "and nothing waits in the folder");
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_links_and_read_only_files_are_left_alone() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let elsewhere = tempfile::tempdir().expect("a folder");
    let outside = elsewhere.path().join("linked.md");
    let text = "---\ntitle: Linked\nstatus: finl\n---\nText.\n";
    fs::write(&outside, text).expect("written");
    let plan = plan_of(CHAPTER);
    symlink(&outside, plan.path().join("content/2-linked.md")).expect("linked");
    plan.write("content/3-kept.md", &text.replace("Linked", "Kept"));
    let mode = |path: &Path, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    };
    mode(&plan.path().join("content/3-kept.md"), 0o444);
    mode(&plan.path().join("content/1-care.md"), 0o640);
    let run = plan.run(&["check", "--fix=all"]);
    assert_eq!(fs::read_to_string(&outside).expect("text"), text);
    assert!(plan.read("content/3-kept.md").contains("finl"));
    let found = fs::metadata(plan.path().join("content/1-care.md")).expect("there");
    assert_eq!(found.permissions().mode() & 0o777, 0o640);
    assert!(said(&run).contains("content/2-linked.md was not changed: it is a link to another file. Fix that file.\ncontent/3-kept.md was not changed: it is read-only.\n"), "{}", said(&run));
}

#[test]
fn a_plan_that_cannot_be_read_at_all_is_left_as_it_is() {
    let plan = plan_of("---\ntitle: Care\n---\nText.\n");
    fs::write(plan.path().join("content/2-old.md"), b"---\ntitle: \xa3\nstatus: finl\n---\n").expect("written");
    let before = files(plan.path());
    assert_eq!(plan.run(&["check", "--fix=all"]).status.code(), Some(1));
    assert_eq!(before, files(plan.path()));
}

#[test]
fn options_that_do_not_go_together_are_refused() {
    let plan = plan_of(CHAPTER);
    for arguments in [
        vec!["--dry-run"],
        vec!["--fix", "--explain", "all"],
        vec!["--fix=some"],
        vec!["--fix", "--dry-run", "--format", "json"],
    ] {
        let run = plan.run(&[vec!["check"], arguments.clone()].concat());
        assert_eq!(run.status.code(), Some(2), "{arguments:?}");
    }
    assert_eq!(plan.read("content/1-care.md"), CHAPTER);
}

/// Errors that were hidden in a broken plan until its other errors were fixed, and that have no fix.
const HIDDEN: [&str; 3] = [
    "one-slip-in-the-keys: content/2-money.md:6:10: error[nothing-to-show]: there are not enough numbers for a chart",
    "unknown-key-split-text: content/1-care.md:9:19: error[nothing-to-show]: there are not enough numbers for a chart",
    "yaml-syntax-word: content/8-tab.md:4:9: error[duplicate-id]: the id `a` is already used",
];

/// What became of a broken plan.
enum Outcome {
    NoFix,
    /// Something is left that only a person can fix.
    Fixed,
    Built,
    /// It did not build although each of its errors had a fix.
    Refused(String),
}

/// Every broken plan with a fix is fixed by the command: nothing that has a fix is left, placeholders are filled by hand, and
/// then a plan whose errors all had a fix builds. With Windows line endings the same is written.
#[test]
fn every_broken_plan_is_fixed_by_the_command_and_then_builds() {
    let outcomes: Vec<Outcome> = fixtures().par_iter().map(fixed_by_the_command).collect();
    let count = |is: fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| is(outcome)).count();
    let (built, left) = (count(|it| matches!(it, Outcome::Built)), count(|it| matches!(it, Outcome::Fixed)));
    println!("{built} plans built once they were fixed, {left} have errors for a person");
    let refused: Vec<&String> = outcomes
        .iter()
        .filter_map(|outcome| if let Outcome::Refused(why) = outcome { Some(why) } else { None })
        .filter(|why| !HIDDEN.contains(&why.as_str()))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
    assert!(built >= 25, "only {built} plans built");
}

fn fixed_by_the_command(broken: &Fixture) -> Outcome {
    let (plan, windows) = (broken.laid_out(), broken.laid_out());
    let before = made(plan.path());
    if before.diagnostics.iter().all(|found| found.fix.is_none()) {
        return Outcome::NoFix;
    }
    let log = run(plan.path(), &["check", "--fix=all", "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_slice(&log).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert!(results.iter().all(|result| result["fixes"].is_null()), "{}: {results:?}", broken.name);
    fix_with_windows_endings(windows.path());
    assert_same_but_for_endings(plan.path(), windows.path());
    let mut errors = before.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    if errors.any(|found| found.fix.is_none()) {
        return Outcome::Fixed;
    }
    fill_placeholders(plan.path());
    let words = String::from_utf8(run(plan.path(), &["build", "--format", "short"])).expect("UTF-8");
    let errors: Vec<&str> = words.lines().filter(|line| line.contains(": error[")).collect();
    if errors.is_empty() && plan.path().join("public/index.html").is_file() {
        Outcome::Built
    } else {
        Outcome::Refused(format!("{}: {}", broken.name, errors.join("; ")))
    }
}

fn run(root: &Path, arguments: &[&str]) -> Vec<u8> {
    let command = Command::new(env!("CARGO_BIN_EXE_plainplan"))
        .args(arguments)
        .current_dir(root)
        .env("SOURCE_DATE_EPOCH", "1527811200")
        .output();
    command.expect("it runs").stdout
}

/// Fills the placeholders of fixes, one after the other, and lets the command do the rest.
fn fill_placeholders(root: &Path) {
    for _ in 0..5 {
        let made = made(root);
        let Some(fix) = made.diagnostics.iter().find_map(|found| found.fix.as_ref()) else { return };
        let file = made.source.file(fix.span.file);
        fs::write(root.join(&file.path), fixed(file.text(), fix)).expect("written");
        run(root, &["check", "--fix=all"]);
    }
}

fn fix_with_windows_endings(root: &Path) {
    for (path, bytes) in files(root) {
        let is_text = path.ends_with(".md") || path.ends_with(".yaml");
        let Some(text) = String::from_utf8(bytes).ok().filter(|text| is_text && !text.contains('\r')) else { continue };
        let text = format!("\u{feff}{}", text.trim_start_matches('\u{feff}').replace('\n', "\r\n"));
        fs::write(root.join(&path), text).expect("written");
    }
    run(root, &["check", "--fix=all"]);
}

fn assert_same_but_for_endings(plain: &Path, windows: &Path) {
    let plain = files(plain);
    for (path, bytes) in files(windows) {
        let (windows, plain) = (String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&plain[&path]));
        let bare = |text: &str| text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        assert_eq!(bare(&plain), bare(&windows), "{path}");
        if (path.ends_with(".md") || path.ends_with(".yaml")) && !plain.contains('\r') && windows.contains("\r\n") {
            assert!(windows.starts_with('\u{feff}') && !windows.starts_with("\u{feff}\u{feff}"), "{path}: {windows:?}");
            assert_eq!(windows.matches('\n').count(), windows.matches("\r\n").count(), "{path}: {windows:?}");
        }
    }
}
