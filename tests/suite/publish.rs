//! What is in the folder that a site is written into: at the end, after a crash, and at every instant between.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use plainplan::output::publish;
use plainplan::output::publish::{Publication, Staging};
use plainplan::output::{Changes, Output, Sink};
use proptest::prelude::*;

use crate::common::{Folder, files, reported, said};

fn site(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    for (address, text) in files {
        output.add((*address).to_owned(), text.as_bytes().to_vec());
    }
    output
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

/// What a folder holds, without the list.
fn holds(folder: &Path) -> BTreeMap<String, String> {
    let texts = files(folder).into_iter().filter(|(path, _)| path != ".plainplan-files");
    texts.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("text"))).collect()
}

fn is(folder: &Path, expected: &[(&str, &str)]) {
    let expected = expected.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    assert_eq!(holds(folder), expected);
}

/// When each file was last written, and which file it is.
fn times(folder: &Path) -> BTreeMap<String, (SystemTime, u64)> {
    let stamp = |path: &String| {
        let found = fs::metadata(folder.join(path)).expect("there");
        (found.modified().expect("a time"), number(&found))
    };
    files(folder).into_keys().map(|path| (path.clone(), stamp(&path))).collect()
}

/// Which file of the disk it is.
#[cfg(unix)]
fn number(found: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(found)
}

/// Where the system does not say which file it is, the time must do.
#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> u64 {
    0
}

fn written(changes: &Changes) -> Vec<&str> {
    changes.written.iter().map(String::as_str).collect()
}

#[test]
fn a_build_that_finds_nothing_changed_writes_nothing_not_even_its_list() {
    let plan = Folder::small();
    assert!(plan.run(&["build"]).status.success());
    let public = plan.path().join("public");
    let (before, folder_before) = (times(&public), fs::metadata(&public).expect("there").modified().expect("a time"));
    std::thread::sleep(Duration::from_millis(20));
    assert!(plan.run(&["build"]).status.success());
    assert_eq!(times(&public), before);
    assert_eq!(fs::metadata(&public).expect("there").modified().expect("a time"), folder_before);
}

#[test]
fn an_edit_writes_the_page_that_shows_it_and_touches_no_other() {
    let folder = folder();
    let mut publication = Publication::open(folder.path()).expect("open");
    publication.publish(&site(&[("a/index.html", "1"), ("b/index.html", "1"), ("x.css", "1")])).expect("published");
    let before = times(folder.path());
    let changes =
        publication.publish(&site(&[("a/index.html", "2"), ("b/index.html", "1"), ("x.css", "1")])).expect("published");
    assert_eq!((written(&changes), changes.kept, changes.deleted.len()), (vec!["a/index.html"], 2, 0));
    let after = times(folder.path());
    let touched: Vec<&String> = before.keys().filter(|path| before[*path] != after[*path]).collect();
    assert_eq!(touched, [".plainplan-files", "a/index.html"]);
}

#[test]
fn a_later_build_knows_what_the_files_hold_without_trusting_a_changed_one() {
    let folder = folder();
    let output = site(&[("a.html", "one"), ("b.html", "two")]);
    publish::write(&output, folder.path()).expect("published");
    // In the same tick of the clock, with the same length.
    fs::write(folder.path().join("a.html"), "eno").expect("written");
    let changes = publish::write(&output, folder.path()).expect("published");
    assert_eq!(written(&changes), ["a.html"]);
    std::thread::sleep(Duration::from_millis(20));
    fs::write(folder.path().join("b.html"), "owt").expect("written");
    let changes = publish::write(&output, folder.path()).expect("published");
    assert_eq!(written(&changes), ["b.html"]);
    is(folder.path(), &[("a.html", "one"), ("b.html", "two")]);
    // A copy of the folder has other times; it is read, and it is right.
    let copy = tempfile::tempdir().expect("a folder");
    for (path, bytes) in files(folder.path()) {
        fs::write(copy.path().join(path), bytes).expect("copied");
    }
    assert_eq!(publish::write(&output, copy.path()).expect("published").kept, 2);
}

#[test]
fn a_folder_that_somebody_deleted_is_written_again_by_the_same_process() {
    let folder = folder();
    let public = folder.path().join("public");
    let output = site(&[("a/index.html", "1"), ("x.css", "1")]);
    let mut publication = Publication::open(&public).expect("open");
    publication.publish(&output).expect("published");
    fs::remove_dir_all(&public).expect("deleted");
    let changes = publication.publish(&output).expect("published");
    assert_eq!(written(&changes), ["a/index.html", "x.css"]);
    is(&public, &[("a/index.html", "1"), ("x.css", "1")]);
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let folder = folder();
    let mut publication = Publication::open(folder.path()).expect("open");
    let one = [("map", "file"), ("care/a/b.png", "deep"), ("index.html", "1")];
    let other = [("map/here/a.png", "deep"), ("care", "file"), ("index.html", "2")];
    for _ in 0..2 {
        publication.publish(&site(&one)).expect("published");
        is(folder.path(), &one);
        publication.publish(&site(&other)).expect("published");
        is(folder.path(), &other);
    }
    drop(publication);
    publish::write(&site(&one), folder.path()).expect("published");
    is(folder.path(), &one);
    fs::create_dir_all(folder.path().join("new/empty/folders")).expect("made");
    publish::write(&site(&[("new", "a file")]), folder.path()).expect("published");
    is(folder.path(), &[("new", "a file")]);
}

#[test]
fn what_is_in_the_way_is_reported_at_once_and_nothing_is_changed() {
    let plan = Folder::small();
    assert!(plan.run(&["build", "-o", "www"]).status.success());
    plan.write("www/new/index.html", "mine");
    plan.write("www/other/index.html/mine.txt", "mine");
    plan.write("www/third", "mine");
    for chapter in ["new", "other", "third"] {
        plan.write(&format!("content/{chapter}.md"), &format!("---\ntitle: {chapter}\n---\nText.\n"));
    }
    let before = files(&plan.path().join("www"));
    let run = plan.run(&["build", "-o", "www"]);
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(
        reported(&run),
        "plainplan: www/new/index.html already exists: plainplan did not make it, so it will not replace it.\n\
         www/other/index.html already exists: it is a folder, but the website needs a file with that name.\n\
         www/third already exists: it is a file, but the website needs a folder with that name.\n\
         Nothing was published. Move these files, or choose another folder with -o.\n"
    );
    assert_eq!(files(&plan.path().join("www")), before);
}

#[test]
#[cfg(unix)]
fn what_lies_behind_a_link_in_the_folder_is_neither_overwritten_nor_deleted() {
    let (plan, other) = (Folder::small(), folder());
    assert!(plan.run(&["build", "-o", "www"]).status.success());
    fs::remove_dir_all(plan.path().join("www/care")).expect("removed");
    fs::write(other.path().join("index.html"), "another website").expect("written");
    std::os::unix::fs::symlink(other.path(), plan.path().join("www/care")).expect("linked");
    plan.edit("content/1-care.md", "Text about care.", "Other words.");
    let run = plan.run(&["build", "-o", "www"]);
    assert_eq!(
        reported(&run),
        "plainplan: www/care already exists: it is a link to another folder, but the website needs a folder with that name.\n\
         Nothing was published. Move these files, or choose another folder with -o.\n"
    );
    fs::remove_file(plan.path().join("content/1-care.md")).expect("removed");
    plan.edit("content/index.md", " See [care](1-care.md).", "");
    assert!(plan.run(&["build", "-o", "www"]).status.success());
    assert!(plan.run(&["clean", "-o", "www"]).status.success());
    is(other.path(), &[("index.html", "another website")]);
}

#[test]
fn clean_counts_what_was_there() {
    let plan = Folder::small();
    assert!(plan.run(&["build"]).status.success());
    fs::remove_file(plan.path().join("public/index.html")).expect("removed");
    let there = files(&plan.path().join("public")).keys().filter(|name| !name.starts_with('.')).count();
    let run = plan.run(&["clean"]);
    assert_eq!(String::from_utf8_lossy(&run.stdout), format!("Deleted {there} files from public/.\n"));
}

#[test]
fn long_titles_give_names_that_a_disk_can_hold() {
    for title in ["Long words ".repeat(26), "計画".repeat(90)] {
        let plan = Folder::small();
        plan.edit("plan.yaml", "Test plan", title.trim());
        plan.edit("content/1-care.md", "Text about care.", "| Ward | Beds |\n|---|---|\n| North | 3 |\n\nTable: Beds");
        let run = plan.run(&["build"]);
        assert!(run.status.success(), "{}", reported(&run));
    }
}

#[cfg(unix)]
#[test]
fn what_stands_where_the_folder_should_be_is_reported() {
    let plan = Folder::small();
    plan.write("public", "mine");
    std::os::unix::fs::symlink("gone", plan.path().join("link")).expect("a link");
    let advice = "Move it, or choose another folder with -o.";
    for (typed, words) in [
        ("public", format!("public is a file, so the website cannot be saved in it. {advice}")),
        ("./plan.yaml", format!("./plan.yaml is a file, so the website cannot be saved in it. {advice}")),
        ("plan.yaml/www", format!("plan.yaml is a file, so the website cannot be saved in plan.yaml/www. {advice}")),
        (
            "link",
            format!("link is a link to something that does not exist, so the website cannot be saved in it. {advice}"),
        ),
    ] {
        let run = plan.run(&["build", "-o", typed]);
        assert_eq!((run.status.code(), reported(&run)), (Some(2), format!("plainplan: {words}\n")));
    }
    assert_eq!(plan.read("public"), "mine");
    for typed in [".", &plan.path().display().to_string()] {
        let run = plan.run(&["build", "-o", typed]);
        assert_eq!(
            reported(&run),
            format!("plainplan: {typed}/ contains the plan. Choose another folder for the website.\n")
        );
    }
}

#[test]
fn files_that_are_right_are_taken_into_a_list_that_was_lost() {
    let plan = Folder::small();
    assert!(plan.run(&["build"]).status.success());
    let list = plan.path().join("public/.plainplan-files");
    let whole = plan.read("public/.plainplan-files");
    let half = &whole[..whole.len() / 2];
    for left in [None, Some(""), Some(half), Some("\u{0}\u{1}\n\tno list at all")] {
        match left {
            None => fs::remove_file(&list).expect("removed"),
            Some(text) => fs::write(&list, text).expect("written"),
        }
        let mut before = times(&plan.path().join("public"));
        let reported = said(&plan.run(&["build"]));
        assert!(reported.contains(" files unchanged") && !reported.contains(" written"), "{left:?}: {reported}");
        let mut after = times(&plan.path().join("public"));
        before.remove(".plainplan-files");
        let list_after = after.remove(".plainplan-files").expect("a list");
        assert_eq!(before, after, "{left:?}");
        // From then on it is a list like any other.
        assert!(plan.run(&["build"]).status.success());
        assert_eq!(times(&plan.path().join("public"))[".plainplan-files"], list_after);
        plan.edit("content/1-care.md", "Text", "Text again. Text");
        assert!(plan.run(&["build"]).status.success());
    }
    assert!(said(&plan.run(&["clean"])).starts_with("Deleted "));
    assert!(!plan.has("public/index.html"));
}

#[test]
fn two_builds_at_once_are_refused_in_plain_words() {
    let plan = Folder::small();
    let held = Publication::open(&plan.path().join("www")).expect("open");
    let run = plan.run(&["build", "-o", "www"]);
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(
        reported(&run),
        "plainplan: another plainplan is saving a website in www. Wait until it is done, stop it, or choose another folder with -o.\n"
    );
    assert_eq!(plan.run(&["clean", "-o", "www"]).status.code(), Some(2));
    drop(held);
    assert!(plan.run(&["build", "-o", "www"]).status.success());
}

#[test]
fn a_disk_that_is_full_leaves_the_site_as_it_was() {
    let plan = Folder::small();
    assert!(plan.run(&["build"]).status.success());
    let before = files(&plan.path().join("public"));
    plan.edit("content/1-care.md", "Text", "Other text");
    plan.write("static/photo.png", &"x".repeat(1 << 20));
    // No file may grow beyond 512 KiB; writing more fails as it does on a full disk.
    let run = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 1024; exec \"$0\" build", env!("CARGO_BIN_EXE_plainplan")])
        .current_dir(plan.path())
        .output()
        .expect("it runs");
    assert_eq!(run.status.code(), Some(2));
    assert!(
        reported(&run).starts_with(
            "plainplan: the disk is full. The published website still works. Free some space and try again.\n("
        ),
        "{}",
        reported(&run)
    );
    assert_eq!(files(&plan.path().join("public")), before);
    assert!(plan.run(&["build"]).status.success());
    assert!(plan.has("public/photo.png") && plan.read("public/care/index.html").contains("Other text"));
}

/// A site whose files go to disk as they are made.
fn staged(staging: &Staging, files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    for (address, text) in files {
        output.add((*address).to_owned(), staging.take(address, text.as_bytes().into()));
    }
    output
}

#[test]
fn what_is_staged_while_it_is_made_is_published_at_the_end_and_only_what_differs() {
    let folder = folder();
    let old = [("a.html", "1"), ("b.html", "1"), ("d/gone.html", "1")];
    publish::write(&site(&old), folder.path()).expect("published");
    let before = times(folder.path());
    std::thread::sleep(Duration::from_millis(20));
    let staging = Staging::open(folder.path()).expect("open");
    let output = staged(&staging, &[("a.html", "1"), ("b.html", "2"), ("c/new.html", "1")]);
    let published = holds(folder.path()).into_iter().filter(|(path, _)| !path.starts_with(".plainplan-new/"));
    assert_eq!(
        published.collect::<BTreeMap<_, _>>(),
        old.map(|(path, text)| (path.to_owned(), text.to_owned())).into()
    );
    let changes = staging.publish(&output).expect("published");
    assert_eq!((written(&changes), changes.kept), (vec!["b.html", "c/new.html"], 1));
    assert_eq!(changes.deleted, ["d/gone.html"]);
    is(folder.path(), &[("a.html", "1"), ("b.html", "2"), ("c/new.html", "1")]);
    assert_eq!(times(folder.path())["a.html"], before["a.html"]);
    assert!(!folder.path().join(".plainplan-new").exists());
}

#[test]
fn a_folder_that_somebody_deletes_while_the_site_is_made_is_reported() {
    let outer = folder();
    let folder = outer.path().join("www");
    publish::write(&site(&[("a.html", "1")]), &folder).expect("published");
    let staging = Staging::open(&folder).expect("open");
    let output = staged(&staging, &[("a.html", "1"), ("b.html", "1")]);
    fs::remove_dir_all(&folder).expect("deleted");
    let error = staging.publish(&output).expect_err("nothing to publish into").to_string();
    assert_eq!(error, format!("{} was deleted while plainplan was building the website. Try again.", folder.display()));
}

#[test]
fn a_fault_that_shows_when_pages_are_made_leaves_everything_as_it_was() {
    let plan = Folder::small();
    assert!(plan.run(&["build"]).status.success());
    let before = times(&plan.path().join("public"));
    plan.edit("plan.yaml", "title:", "theme: ours\ntitle:");
    plan.edit("content/1-care.md", "Text", "Other text");
    plan.write("themes/ours/templates/contact.html", "{{ page.nosuch.value }}");
    fs::create_dir(plan.path().join("empty")).expect("made");
    for folder in ["public", "empty", "www/deep"] {
        let run = plan.run(&["build", "-o", folder]);
        assert_eq!(run.status.code(), Some(1), "{}", reported(&run));
        assert!(said(&run).starts_with("Not published: 1 error."), "{}", said(&run));
        assert_eq!(reported(&run), reported(&plan.run(&["check"])));
    }
    assert_eq!(times(&plan.path().join("public")), before);
    assert!(plan.has("empty") && files(&plan.path().join("empty")).is_empty() && !plan.has("www"));
}

#[test]
fn a_file_that_may_not_be_written_is_replaced() {
    let folder = folder();
    publish::write(&site(&[("a.html", "1")]), folder.path()).expect("published");
    let mut permissions = fs::metadata(folder.path().join("a.html")).expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.path().join("a.html"), permissions).expect("set");
    publish::write(&site(&[("a.html", "2")]), folder.path()).expect("published");
    is(folder.path(), &[("a.html", "2")]);
}

#[test]
fn what_a_killed_build_has_left_is_cleared_away() {
    let folder = folder();
    let output = site(&[("a.html", "1")]);
    publish::write(&output, folder.path()).expect("published");
    fs::create_dir(folder.path().join(".plainplan-new")).expect("made");
    fs::write(folder.path().join(".plainplan-new/new-7"), "half a pa").expect("written");
    assert_eq!(publish::write(&output, folder.path()).expect("published").kept, 1);
    is(folder.path(), &[("a.html", "1")]);
    assert!(!folder.path().join(".plainplan-new").exists());
}

#[test]
fn half_a_line_of_the_list_names_nothing() {
    let folder = folder();
    publish::write(&site(&[("a.html", "1"), ("b.html", "1")]), folder.path()).expect("published");
    let list = folder.path().join(".plainplan-files");
    let text = fs::read_to_string(&list).expect("a list");
    fs::write(&list, format!("{text}notes.txt")).expect("written");
    fs::write(folder.path().join("notes.txt"), "mine").expect("written");
    publish::write(&site(&[("a.html", "2")]), folder.path()).expect("published");
    is(folder.path(), &[("a.html", "2"), ("notes.txt", "mine")]);
    let text = fs::read_to_string(&list).expect("a list");
    assert!(text.ends_with('\n') && !text.contains("notes"), "{text}");
    // A list of bare names is what the first version wrote.
    fs::write(&list, "a.html\n../../etc/passwd\n/etc/passwd\n").expect("written");
    publish::write(&site(&[("b.html", "1")]), folder.path()).expect("published");
    is(folder.path(), &[("b.html", "1"), ("notes.txt", "mine")]);
}

#[test]
fn the_list_does_not_grow_for_ever() {
    let folder = folder();
    for round in 0..2200 {
        let text = round.to_string();
        publish::write(&site(&[("a.html", &text)]), folder.path()).expect("published");
    }
    let lines = fs::read_to_string(folder.path().join(".plainplan-files")).expect("a list").lines().count();
    assert!(lines < 1100, "{lines} lines for one file");
}

#[test]
fn a_name_may_hold_any_character() {
    let folder = folder();
    let odd = site(&[("a\tb\n%41%.png", "1"), ("ü - ✓.png", "1"), (" ", "1")]);
    publish::write(&odd, folder.path()).expect("published");
    assert_eq!(publish::write(&odd, folder.path()).expect("published").kept, 3);
    publish::write(&site(&[("a.html", "1")]), folder.path()).expect("published");
    is(folder.path(), &[("a.html", "1")]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever site follows whatever site, in one process or in two, staged or not, the folder holds the last one and what is not ours.
    #[test]
    fn the_folder_holds_the_last_site_and_nothing_that_is_not_ours_is_touched(
        sites in prop::collection::vec((prop::collection::btree_map("[ab](/[ab]){0,2}(\\.html)?", "[xy]{1,2}", 0..8), 0..3), 1..8)
    ) {
        let folder = folder();
        fs::write(folder.path().join("mine.txt"), "mine").expect("written");
        fs::create_dir(folder.path().join("m")).expect("made");
        fs::write(folder.path().join("m/mine.txt"), "mine").expect("written");
        let mut publication = None;
        for (files, process) in sites {
            // A name cannot be a file and a folder at once.
            let taken: BTreeSet<String> = files.keys().cloned().collect();
            let is_folder = |name: &String| taken.iter().any(|other| other.starts_with(&format!("{name}/")));
            let files: Vec<(&str, &str)> =
                files.iter().filter(|(name, _)| !is_folder(name)).map(|(name, text)| (name.as_str(), text.as_str())).collect();
            let same = publication.take().filter(|_| process == 0);
            if process == 2 {
                let staging = Staging::open(folder.path()).expect("open");
                let output = staged(&staging, &files);
                staging.publish(&output).expect("published");
            } else {
                let opened = same.unwrap_or_else(|| Publication::open(folder.path()).expect("open"));
                publication.insert(opened).publish(&site(&files)).expect("published");
            }
            let mut expected = files.clone();
            expected.extend([("mine.txt", "mine"), ("m/mine.txt", "mine")]);
            is(folder.path(), &expected);
        }
    }
}

/// Reads every page again and again, as visitors do, until reported to stop; says how many it read.
fn visit(public: &Path, stop: &AtomicBool, read: &AtomicUsize) {
    while !stop.load(Ordering::Relaxed) {
        for entry in walkdir::WalkDir::new(public).into_iter().flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|ending| ending == "html") && !path.to_string_lossy().contains(".plainplan")
            {
                if let Some(fault) = fault(public, path) {
                    panic!("{}: {fault}", path.display());
                }
                read.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}

/// Sends visitors home, also when a test fails.
struct Closing<'a>(&'a AtomicBool);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// What a visitor would find broken about a page. A page that was replaced while it was looked at is looked at again.
fn fault(public: &Path, path: &Path) -> Option<String> {
    loop {
        let text = fs::read_to_string(path).ok()?;
        let found = look(public, path, &text);
        if found.is_none() || fs::read_to_string(path).is_ok_and(|again| again == text) {
            return found;
        }
    }
}

fn look(public: &Path, path: &Path, text: &str) -> Option<String> {
    if !text.ends_with("</html>\n") && !text.ends_with("</html>") {
        return Some("the page is cut off".to_owned());
    }
    let links = ["href=\"", "src=\""].into_iter().flat_map(|mark| text.split(mark).skip(1));
    for link in links.filter_map(|rest| rest.split(['"', '#']).next()) {
        let is_ours = !link.is_empty() && !link.contains(':');
        let to = link.strip_prefix('/').map_or_else(|| path.with_file_name(link), |link| public.join(link));
        // A page that no page of the new site leads to is on its way out, and so may be those that it leads to.
        if is_ours && !to.exists() && !(link.ends_with('/') && is_leaving(public, path)) {
            return Some(format!("{link} leads nowhere"));
        }
    }
    None
}

/// Whether a chapter is no longer in the list of chapters. All pages that lead to it have been written anew by then.
fn is_leaving(public: &Path, path: &Path) -> bool {
    let address = path.strip_prefix(public).expect("inside").to_string_lossy().replace("index.html", "");
    let front = fs::read_to_string(public.join("index.html")).expect("a front page");
    !address.is_empty() && !front.contains(&format!("href=\"{address}\""))
}

/// Two plans in turn: chapters are renamed, deleted and added, a picture changes its name, the look changes.
fn turn(plan: &Folder, round: usize) {
    let is_odd = round % 2 == 1;
    let (here, gone) = if is_odd { ("one", "two") } else { ("two", "one") };
    for number in 0..CHAPTERS {
        let _ = fs::remove_file(plan.path().join(format!("content/{number}-{gone}-{number}.md")));
        let text = format!(
            "---\ntitle: Chapter {here} {number}\n---\n## Part\n\nRound {round}. See [the next]({}-{here}-{}.md).\n",
            (number + 1) % CHAPTERS,
            (number + 1) % CHAPTERS
        );
        plan.write(&format!("content/{number}-{here}-{number}.md"), &text);
    }
    plan.write("content/index.md", &format!("---\ntitle: Test plan\n---\nRound {round}. ![A map]({here}.svg)\n"));
    let _ = fs::remove_file(plan.path().join(format!("content/{gone}.svg")));
    plan.write(&format!("content/{here}.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    plan.write("static/shape.txt", &"shape ".repeat(round * 1000));
    plan.write("themes/plain/static/own.css", &format!("/* {round} */"));
}

#[test]
fn visitors_never_meet_a_page_that_leads_nowhere() {
    let folder = folder();
    let sites: Vec<Output> = ["one", "two"]
        .map(|version| {
            let pages: Vec<String> = (0..300).map(|number| format!("{version}-{number}/index.html")).collect();
            let links: String = pages.iter().map(|page| format!("<a href=\"{page}\">")).collect();
            let front = format!("{links}<img src=\"{version}.svg\"></html>");
            let picture = format!("{version}.svg");
            let mut files = vec![("index.html", front.as_str()), (&picture, "picture"), ("same.html", &front)];
            files.extend(pages.iter().map(|page| (page.as_str(), "<link href=\"../index.html\"></html>")));
            site(&files)
        })
        .into();
    publish::write(&sites[0], folder.path()).expect("published");
    let (stop, read) = (AtomicBool::new(false), AtomicUsize::new(0));
    let (mut first, mut last) = (0, 0);
    std::thread::scope(|threads| {
        let visitor = threads.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                for page in ["index.html", "same.html"] {
                    assert_eq!(fault(folder.path(), &folder.path().join(page)), None);
                    read.fetch_add(1, Ordering::Relaxed);
                }
            }
        });
        let _closing = Closing(&stop);
        for round in 1..30 {
            publish::write(&sites[round % 2], folder.path()).expect("published");
            last = read.load(Ordering::Relaxed);
            first = if round == 1 { last } else { first };
            assert!(!visitor.is_finished(), "the visitor has found a broken page");
        }
    });
    assert!(last > first, "nobody looked while it was written");
}

/// About as long as it takes to write the files of the small plan, and to put them in place.
const WRITING: Duration = Duration::from_millis(20);
const MOVING: Duration = Duration::from_millis(3);

const CHAPTERS: usize = 40;

/// What somebody else has put among the files of the website.
const MINE: [&str; 3] = ["mine.txt", "two-1/mine.txt", ".hidden"];

/// How often to kill.
fn kills(otherwise: usize) -> usize {
    std::env::var("KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(otherwise)
}

/// A plan whose website is there, with files of somebody else in it.
fn published() -> Folder {
    let plan = Folder::small();
    fs::remove_file(plan.path().join("content/1-care.md")).expect("removed");
    turn(&plan, 0);
    assert!(plan.run(&["build", "--quiet"]).status.success());
    for path in MINE {
        plan.write(&format!("public/{path}"), "mine");
    }
    plan
}

/// The next build leaves what a build into an empty folder makes, and what is somebody else's.
fn is_healed(plan: &Folder) {
    let run = plan.run(&["build"]);
    assert!(run.status.success(), "{}", reported(&run));
    assert!(said(&run).starts_with("Published 41 chapters"), "{}", said(&run));
    for path in MINE.map(|path| format!("public/{path}")) {
        assert_eq!(plan.read(&path), "mine");
        fs::remove_file(plan.path().join(path)).expect("removed");
    }
    assert!(plan.run(&["build", "-o", "clean"]).status.success());
    let without_list = |folder: &str| {
        let mut files = files(&plan.path().join(folder));
        files.remove(".plainplan-files");
        files
    };
    assert_eq!(without_list("public"), without_list("clean"));
}

#[test]
fn a_build_that_is_killed_breaks_no_page_and_the_next_one_heals() {
    let kills = kills(12);
    let plan = published();
    let public = plan.path().join("public");
    let (stop, read, mut ended, mut mixed) = (AtomicBool::new(false), AtomicUsize::new(0), 0, 0);
    std::thread::scope(|threads| {
        let visitor = threads.spawn(|| visit(&public, &stop, &read));
        let closing = Closing(&stop);
        let mut length = Duration::from_millis(100);
        for round in 1..=kills {
            turn(&plan, round);
            let first = if round % 2 == 1 { "one-0/index.html" } else { "two-0/index.html" };
            let listed = fs::metadata(public.join(".plainplan-files")).expect("a list").len();
            let before = files(&public);
            let start = std::time::Instant::now();
            let mut build = Command::new(env!("CARGO_BIN_EXE_plainplan"))
                .args(["build", "--quiet"])
                .current_dir(plan.path())
                .stderr(Stdio::null())
                .spawn()
                .expect("it runs");
            // A multiplier without a pattern spreads the moments: in turn over the whole build, over the time in which
            // files are written, over that in which they are put in place, and over its end.
            let share = u32::try_from((round * 7919) % 1000).expect("small");
            let is_at = |stage: usize| match stage {
                0 => true,
                1 => public.join(".plainplan-new").exists(),
                2 => fs::metadata(public.join(".plainplan-files")).is_ok_and(|list| list.len() != listed),
                _ => public.join(first).exists(),
            };
            while !is_at(round % 4) && build.try_wait().expect("asked").is_none() {}
            std::thread::sleep([length, WRITING, MOVING, MOVING / 4][round % 4] * share / 1000);
            build.kill().expect("killed or ended");
            if build.wait().expect("ended").success() {
                ended += 1;
                length = start.elapsed().min(length);
            } else {
                let after = files(&public);
                mixed += usize::from(
                    before.iter().any(|(path, bytes)| path.ends_with(".html") && after.get(path) != Some(bytes)),
                );
                for path in after.keys().filter(|path| path.ends_with(".html")) {
                    assert_eq!(fault(&public, &public.join(path)), None, "{path}");
                }
            }
            assert!(!visitor.is_finished(), "the visitor has found a broken page");
        }
        drop(closing);
        visitor.join().expect("no broken page");
    });
    is_healed(&plan);
    println!(
        "{kills} builds: {ended} ended first, {mixed} killed while pages were put in place; {} pages read",
        read.into_inner()
    );
}

/// The same under a watch: it is killed while it publishes what somebody is editing, and started again.
#[test]
fn a_watch_that_is_killed_breaks_no_page_and_the_next_one_heals() {
    let kills = kills(8);
    let plan = published();
    let public = plan.path().join("public");
    let (stop, read, mut published, mut writing) = (AtomicBool::new(false), AtomicUsize::new(0), 0, 0);
    std::thread::scope(|threads| {
        let visitor = threads.spawn(|| visit(&public, &stop, &read));
        let closing = Closing(&stop);
        for round in 1..=kills {
            let mut watch = Command::new(env!("CARGO_BIN_EXE_plainplan"))
                .args(["build", "--quiet", "--watch"])
                .current_dir(plan.path())
                .stderr(Stdio::null())
                .spawn()
                .expect("it runs");
            let share = u32::try_from((round * 7919) % 1000).expect("small");
            // While it starts, and while it watches.
            std::thread::sleep([Duration::from_millis(30), Duration::from_millis(400)][round % 2] * share / 1000);
            let before = fs::read(public.join("index.html")).expect("a front page");
            turn(&plan, round);
            let is_at = |stage: usize| match stage {
                0 => true,
                1 => public.join(".plainplan-new").exists(),
                _ => fs::read(public.join("index.html")).is_ok_and(|front| front != before),
            };
            let end = std::time::Instant::now() + Duration::from_secs(30);
            while !is_at(round % 3) && std::time::Instant::now() < end {
                assert!(watch.try_wait().expect("asked").is_none(), "the watch has ended by itself");
            }
            std::thread::sleep([Duration::from_millis(600), WRITING, MOVING][round % 3] * share / 1000);
            writing += usize::from(public.join(".plainplan-new").exists());
            watch.kill().expect("killed");
            watch.wait().expect("ended");
            published += usize::from(fs::read(public.join("index.html")).expect("a front page") != before);
            for path in files(&public).keys().filter(|path| path.ends_with(".html")) {
                assert_eq!(fault(&public, &public.join(path)), None, "{path}");
            }
            assert!(!visitor.is_finished(), "the visitor has found a broken page");
        }
        drop(closing);
        visitor.join().expect("no broken page");
    });
    is_healed(&plan);
    println!(
        "{kills} watches killed, {writing} while they wrote; {published} had published the last edit; {} pages read",
        read.into_inner()
    );
}
