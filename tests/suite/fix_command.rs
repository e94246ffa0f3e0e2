//! `plainplan check --fix`: what it changes on disk, what it says of that, and what it leaves alone.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use plainplan::diagnostic::{Applicability, Severity};
use plainplan::fix::{self, Wanted};
use plainplan::pipeline::Settings;

use crate::common::{Folder, files, said, told};

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
    let (words, left) = (said(&run), told(&run));
    assert!(words.starts_with("fixed: "), "{words}");
    assert!(words.contains("\n --> content/1-care.md:5\n  - ##\u{a0}First\n  + ## First\n\n"), "{words}");
    assert!(words.contains("Fixed 1 problem in 1 file.\n1 more problem has a likely fix. See it with: plainplan check --fix=all --dry-run\n"), "{words}");
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
    assert!(run.status.success(), "{}", told(&run));
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
    assert_eq!(told(&run), "Would fix 3 problems in 2 files. Nothing was written.\n");
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
    assert!(run.status.success(), "{}", told(&run));
    assert_eq!(plan.read("content/1-care.md"), "---\ntitle: Care\nstatus: final\n---\nText.\n");
    assert!(said(&run).contains(" --> content/1-care.md:3\n  - status: finl\n  + status: final\n"), "{}", said(&run));
}

#[test]
fn a_figure_in_a_csv_file_is_fixed_there() {
    let plan = plan_of("---\ntitle: Care\ntables:\n  - { id: t, caption: T, file: t.csv }\n---\n{{ table t }}\n");
    plan.write("content/t.csv", "Service,Money\r\nAcute,420,610\r\n");
    let run = plan.run(&["check", "--fix=all"]);
    assert!(run.status.success(), "{}", told(&run));
    assert_eq!(plan.read("content/t.csv"), "Service,Money\r\nAcute,\"420,610\"\r\n");
    assert!(said(&run).contains(" --> content/t.csv:2\n  - Acute,420,610\n  + Acute,\"420,610\"\n"), "{}", said(&run));
}

#[test]
fn what_cannot_be_seen_is_deleted_and_shown_as_an_escape() {
    let plan = plan_of("---\ntitle: Care\n---\nOur\u{200b} \u{202e}plan\u{7} is ours.\n");
    let run = plan.run(&["check", "--fix"]);
    assert!(run.status.success(), "{}", told(&run));
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
        "content/2-more.md has changed since it was read. Nothing was fixed. Run the command again."
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
    assert!(said(&run).contains("Did not change content/2-linked.md: it is a link to another file. Fix that file.\nDid not change content/3-kept.md: it is read-only.\n"), "{}", said(&run));
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

/// Windows line endings and a byte order mark change nothing but themselves.
#[test]
fn every_broken_plan_is_fixed_alike_with_other_line_endings() {
    let mut edited = 0;
    for folder in crate::problems::fixtures() {
        let (plain, windows) = (crate::problems::laid_out(&folder), crate::problems::laid_out(&folder));
        for (path, bytes) in files(windows.path()) {
            let is_text = path.ends_with(".md") || path.ends_with(".yaml");
            let Some(text) = String::from_utf8(bytes).ok().filter(|text| is_text && !text.contains('\r')) else {
                continue;
            };
            fs::write(windows.path().join(&path), as_windows(&text)).expect("written");
        }
        let run = |root: &Path| fix::run(Settings { root: root.to_path_buf(), ..Settings::default() }, Wanted::All);
        let (first, second) = (run(plain.path()), run(windows.path()));
        edited += first.files();
        first.write().expect("written");
        second.write().expect("written");
        let after = files(windows.path());
        for (path, bytes) in files(plain.path()) {
            let (plain, windows) = (String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&after[&path]));
            let plain = plain.replace("\r\n", "\n").trim_start_matches('\u{feff}').to_owned();
            assert_eq!(
                plain,
                windows.replace("\r\n", "\n").trim_start_matches('\u{feff}'),
                "{}: {path}",
                folder.display()
            );
            let lone = windows.matches('\n').count() - windows.matches("\r\n").count();
            assert!(lone == 0 || !windows.contains("\r\n") || !windows.starts_with('\u{feff}'), "{path}: {windows:?}");
        }
    }
    assert!(edited > 50, "only {edited} files were edited");
}

fn as_windows(text: &str) -> String {
    format!("\u{feff}{}", text.trim_start_matches('\u{feff}').replace('\n', "\r\n"))
}

/// After `--fix=all` nothing is left that has a fix, and the second run changes nothing.
#[test]
fn no_broken_plan_has_a_fix_left() {
    for folder in crate::problems::fixtures() {
        let plan = crate::problems::laid_out(&folder);
        let settings = || Settings { root: plan.path().to_path_buf(), ..Settings::default() };
        let fixed = fix::run(settings(), Wanted::All);
        let left =
            fixed.made.diagnostics.iter().filter(|found| {
                found.fix.as_ref().is_some_and(|fix| fix.applicability != Applicability::HasPlaceholder)
            });
        let left: Vec<_> = left.map(|found| (&found.message, &found.fix)).collect();
        assert!(left.is_empty(), "{}: {left:?}", folder.display());
        let errors = |found: &plainplan::diagnostic::Diagnostics| found.count(Severity::Error);
        assert!(errors(&fixed.made.diagnostics) <= errors(&fixed.before), "{}", folder.display());
        fixed.write().expect("written");
        assert_eq!(fix::run(settings(), Wanted::All).files(), 0, "{}", folder.display());
    }
}
