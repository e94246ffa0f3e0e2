//! Broken plans in, the exact messages out.
//!
//! Every folder of `tests/problems/` is a plan with something wrong in it, laid over `base/`, and the messages that an
//! editor should see, in `expected.txt`. A file `without` names files of the base that the plan lacks. Run with
//! `UPDATE=1` to write the messages anew, then read every one of them before you keep it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use plainplan::{check, pipeline, report};

#[test]
fn every_broken_plan_gives_its_messages() {
    let mut wrong = Vec::new();
    for folder in fixtures() {
        let expected = folder.join("expected.txt");
        let found = messages(&folder);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &found).expect("the expectation can be written");
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        if wanted != found {
            wrong.push(format!("{}:\n--- expected\n{wanted}\n--- found\n{found}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_rule_has_a_broken_plan() {
    let all: String =
        fixtures().iter().filter_map(|folder| fs::read_to_string(folder.join("expected.txt")).ok()).collect();
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

#[test]
fn a_link_that_leads_back_to_itself_is_told() {
    let plan = laid_out(&problems().join("base"));
    std::os::unix::fs::symlink(plan.path().join("content"), plan.path().join("content/loop"))
        .expect("a link can be made");
    assert_eq!(
        told(plan.path()),
        "error[unreadable-file]: this file cannot be opened: this link leads back to a folder that it lies in\n \
         --> content/loop:1:1\n  |\n1 |\n  | ^\n  |\n  = help: Remove it from the folder, or put the real file in its place.\n\n"
    );
}

#[test]
fn a_link_to_nothing_is_told() {
    let plan = laid_out(&problems().join("base"));
    std::os::unix::fs::symlink("gone.md", plan.path().join("content/2-link.md")).expect("a link can be made");
    let told = told(plan.path());
    let wanted = "error[unreadable-file]: this file cannot be opened: it is a link to something that is not there\n --> content/2-link.md:1:1\n";
    assert!(told.starts_with(wanted), "{told}");
}

#[test]
fn a_file_of_fifty_megabytes_is_told_and_not_read() {
    let plan = laid_out(&problems().join("base"));
    fs::write(plan.path().join("content/2-huge.md"), vec![b'a'; 50 * 1024 * 1024])
        .expect("a large file can be written");
    assert!(told(plan.path()).starts_with("error[file-too-large]: this file is larger than 8 MB, too large for a chapter or a table\n --> content/2-huge.md:1:1\n"));
}

#[test]
fn a_hundred_thousand_brackets_do_no_harm() {
    let plan = laid_out(&problems().join("base"));
    let brackets = "[".repeat(100_000);
    let quotes = ">".repeat(100_000);
    fs::write(plan.path().join("content/2-text.md"), format!("---\ntitle: Brackets\n---\n{brackets}\n\n{quotes} a\n"))
        .expect("written");
    fs::write(plan.path().join("content/3-front.md"), format!("---\ntitle: {brackets}\n---\n")).expect("written");
    let told = told(plan.path());
    assert!(
        told.starts_with("error[yaml-syntax]: the values are nested too deeply\n --> content/3-front.md:2:"),
        "{}",
        &told[..200.min(told.len())]
    );
    assert_eq!(told.matches("error[").count(), 1);
}

fn problems() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems")
}

pub(crate) fn fixtures() -> Vec<PathBuf> {
    let entries = fs::read_dir(problems()).expect("the fixtures are there");
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn messages(folder: &Path) -> String {
    told(laid_out(folder).path())
}

/// What an editor sees, with nothing of the machine in it.
fn told(root: &Path) -> String {
    let calendar: fn() -> _ = || Some(jiff::civil::date(2018, 6, 1));
    let made = pipeline::make(&pipeline::Settings {
        root: root.to_path_buf(),
        calendar: Some(calendar),
        ..Default::default()
    });
    report::human(&made.source, &made.diagnostics, false)
}

/// A folder with the base and, over it, the files of a fixture.
pub(crate) fn laid_out(folder: &Path) -> tempfile::TempDir {
    let plan = tempfile::tempdir().expect("a folder");
    let without = fs::read_to_string(folder.join("without")).unwrap_or_default();
    let mut files = files_of(&problems().join("base"));
    files.retain(|path, _| !without.lines().any(|line| line == path));
    files.extend(files_of(folder));
    for (path, bytes) in files {
        let path = plan.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    plan
}

fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry"));
    walk.filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("inside").to_string_lossy().replace('\\', "/");
            (path, fs::read(entry.path()).expect("readable"))
        })
        .filter(|(path, _)| path != "expected.txt" && path != "without")
        .collect()
}
