//! The folder while people work in it: whatever editors and programs do there, the website is soon what a clean build makes.
//!
//! Every test does real things to real files under a running watch, and waits for what must come of it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant, SystemTime};

use plainplan::output::publish::Publication;
use plainplan::project::follow::{Follower, NoNews};
use plainplan::project::pipeline;
use plainplan::project::pipeline::{Made, Project, Settings, Touched};
use plainplan::project::verify::Difference;

use crate::common::{Folder, files};
use crate::dice::Dice;
use crate::rebuild::{FILES, STRETCHES, county};

/// Far longer than anything takes, even on a machine that is busy with other things: `WATCH_PATIENCE` seconds.
fn long() -> Duration {
    Duration::from_secs(number("WATCH_PATIENCE", 60))
}

/// A plan that is watched and published into its `public/`.
struct Desk {
    plan: Folder,
    news: Receiver<PendingEvents>,
}

/// What was reported after a change.
#[derive(Debug)]
struct PendingEvents {
    changed: Vec<String>,
    // Only read by tests that need links.
    #[cfg_attr(not(unix), allow(dead_code))]
    notes: Vec<String>,
    has_errors: bool,
    /// How the watch has ended.
    end: Option<String>,
}

/// What is published when there are errors.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Errors {
    KeepTheLast,
    PublishAllTheSame,
}

impl Desk {
    fn new(plan: Folder) -> Self {
        Self::with(plan, false, Errors::KeepTheLast)
    }

    fn with(plan: Folder, poll: bool, errors: Errors) -> Self {
        let (tell, news) = mpsc::channel();
        let (settings, public) = (settings(&plan), plan.path().join("public"));
        std::thread::spawn(move || {
            let mut publication = Publication::open(&public).expect("open");
            let mut follower = Follower::start(settings, poll).expect("watched");
            loop {
                let heard = match follower.news() {
                    Ok(news) => {
                        let has_errors = news.made.diagnostics.has_errors();
                        if !has_errors || errors == Errors::PublishAllTheSame {
                            publication.publish(&news.made.output).expect("published");
                        }
                        PendingEvents { changed: news.changed, notes: news.notes, has_errors, end: None }
                    }
                    Err(error) => {
                        PendingEvents { changed: vec![], notes: vec![], has_errors: true, end: Some(error.to_string()) }
                    }
                };
                let is_end = heard.end.is_some();
                if tell.send(heard).is_err() || is_end {
                    return;
                }
            }
        });
        let desk = Self { plan, news };
        desk.hear();
        desk.is_as_new();
        desk
    }

    /// The next news.
    fn hear(&self) -> PendingEvents {
        self.news.recv_timeout(long()).expect("news")
    }

    /// Whatever has been reported by now and not been heard.
    fn heard(&self) -> Vec<PendingEvents> {
        self.news.try_iter().collect()
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.plan.path().join(path)).expect("removed");
    }

    fn rename(&self, from: &str, to: &str) {
        fs::rename(self.plan.path().join(from), self.plan.path().join(to)).expect("renamed");
    }

    fn page(&self, address: &str) -> String {
        fs::read_to_string(self.plan.path().join("public").join(address).join("index.html")).unwrap_or_default()
    }

    /// Waits until the website is, byte for byte, what a clean build makes of the plan as it is now.
    fn is_as_new(&self) {
        if let Err(fault) = self.becomes_new() {
            panic!("{fault}");
        }
    }

    fn becomes_new(&self) -> Result<(), String> {
        is_soon(&self.plan.path().join("public"), &pipeline::make(&settings(&self.plan)))
    }
}

/// Waits until something is so.
fn until(what: &str, is_so: impl Fn() -> bool) {
    let end = Instant::now() + long();
    while !is_so() {
        assert!(Instant::now() < end, "{what} does not come about");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn settings(plan: &Folder) -> Settings {
    Settings { root: plan.path().to_path_buf(), ..Settings::default() }
}

/// Waits until a folder holds what was made; says what is other if it never does.
fn is_soon(public: &Path, made: &Made) -> Result<(), String> {
    let new: BTreeMap<String, Vec<u8>> =
        made.output.files().map(|(address, bytes)| (address.to_owned(), bytes.to_vec())).collect();
    let end = Instant::now() + long();
    loop {
        let there = there(public);
        if there == new {
            return Ok(());
        }
        if Instant::now() > end {
            let other = |(path, bytes): &(&String, &Vec<u8>)| there.get(*path) != Some(bytes);
            let other: Vec<&String> = new.iter().filter(other).map(|(path, _)| path).collect();
            let more: Vec<&String> = there.keys().filter(|path| !new.contains_key(*path)).collect();
            return Err(format!(
                "the website is not what a clean build makes: missing or other {other:?}, too many {more:?}"
            ));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// What is published in a folder. Files come and go while they are read.
fn there(public: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(public).into_iter().filter_map(Result::ok);
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(public).expect("inside").to_string_lossy().into_owned())
        .filter(|path| !path.starts_with(".plainplan"))
        .map(|path| (path.clone(), fs::read(public.join(path)).unwrap_or_default()))
        .collect()
}

/// Writes a chapter, and then a first page in each folder above it that has none.
fn put(plan: &Folder, path: &str, text: &str) {
    plan.write(path, text);
    for (at, _) in path.match_indices('/').skip(1) {
        let index = format!("{}/index.md", &path[..at]);
        if !plan.has(&index) {
            plan.write(&index, &chapter("Part", "Text."));
        }
    }
}

fn chapter(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\n---\n{text}\n")
}

// How editors save.

#[test]
fn a_file_that_is_written_in_place() {
    let desk = Desk::new(Folder::small());
    desk.plan.edit("content/1-care.md", "Text about care.", "Other words.");
    assert_eq!(desk.hear().changed, ["content/1-care.md"]);
    assert!(desk.page("care").contains("Other words."));
    desk.is_as_new();
}

#[test]
fn a_file_that_is_replaced_by_another_again_and_again() {
    let desk = Desk::new(Folder::small());
    for (number, beside) in
        ["content/.1-care.md.x7Yz", "content/1-care.md.tmp", "beside"].into_iter().cycle().take(9).enumerate()
    {
        // The watch on a file itself would go with the file.
        let text = chapter("Care", &format!("Save {number}."));
        desk.plan.write(beside, &text);
        desk.rename(beside, "content/1-care.md");
        until("the save", || desk.page("care").contains(&format!("Save {number}.")));
    }
    let other: Vec<_> =
        desk.heard().into_iter().flat_map(|heard| heard.changed).filter(|path| path != "content/1-care.md").collect();
    assert_eq!(other, [""; 0]);
    desk.is_as_new();
}

#[test]
fn vim_moves_the_old_file_aside_and_writes_a_new_one() {
    let desk = Desk::new(Folder::small());
    for number in 0..5 {
        desk.plan.write("content/.1-care.md.swp", "b0VIM");
        desk.plan.write("content/4913", "");
        desk.remove("content/4913");
        desk.rename("content/1-care.md", "content/1-care.md~");
        desk.plan.write("content/1-care.md", &chapter("Care", &format!("Save {number}.")));
        desk.remove("content/1-care.md~");
        desk.remove("content/.1-care.md.swp");
        until("the save", || desk.page("care").contains(&format!("Save {number}.")));
    }
    let heard = desk.heard();
    assert!(heard.iter().all(|heard| !heard.has_errors && heard.changed == ["content/1-care.md"]), "{heard:?}");
    desk.is_as_new();
}

#[test]
fn lock_and_temporary_files_of_editors_are_nothing_to_speak_of() {
    let desk = Desk::new(Folder::small());
    for name in [
        ".care.md.swp",
        "4913",
        "care.md~",
        "#care.md#",
        ".#care.md",
        "~$care.docx",
        ".~lock.care.odt#",
        "~WRL0001.tmp",
        "care.md___jb_tmp___",
        "care.md___jb_old___",
        ".goutputstream-X1",
        "care.md.sb-12ab-34",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "care.pdf.crdownload",
        "care.bck",
        "care.swx",
    ] {
        desk.plan.write(&format!("content/{name}"), "---\ntitle: x");
        desk.plan.write(&format!("static/{name}"), "x");
        desk.plan.write(name, "x");
    }
    desk.plan.edit("content/1-care.md", "Text about care.", "Other words.");
    // What follows the temporary files is the first that is reported.
    assert_eq!(desk.hear().changed, ["content/1-care.md"]);
    desk.is_as_new();
    assert!(
        !files(&desk.plan.path().join("public")).keys().any(|path| path.contains("4913") || path.contains("Thumbs"))
    );
}

#[test]
fn a_file_that_is_emptied_and_then_written_is_reported_once_and_whole() {
    let desk = Desk::new(Folder::small());
    for number in 0..5 {
        let start = Instant::now();
        let mut file = fs::File::create(desk.plan.path().join("content/1-care.md")).expect("emptied");
        std::thread::sleep(Duration::from_millis(10));
        file.write_all(b"---\ntitle: Care\n").expect("half");
        std::thread::sleep(Duration::from_millis(10));
        file.write_all(format!("---\nSave {number}.\n").as_bytes()).expect("whole");
        drop(file);
        // On a machine that is busy with other things even a program may save too slowly for that.
        let is_quick = start.elapsed() < Duration::from_millis(60);
        let heard = desk.hear();
        assert!(!is_quick || (!heard.has_errors && heard.changed == ["content/1-care.md"]), "{heard:?}");
        until("the save", || desk.page("care").contains(&format!("Save {number}.")));
        while !is_quick && desk.news.recv_timeout(Duration::from_millis(300)).is_ok() {}
    }
    desk.is_as_new();
}

#[test]
fn a_file_that_stays_empty_or_half_is_reported_after_a_moment() {
    let desk = Desk::new(Folder::small());
    desk.plan.write("content/1-care.md", "---\ntitle: Care\n");
    assert!(desk.hear().has_errors);
    assert!(desk.page("care").contains("Text about care."), "the last good page stays");
    desk.plan.write("content/1-care.md", &chapter("Care", "Whole."));
    assert!(!desk.hear().has_errors);
    desk.is_as_new();
}

#[test]
fn a_save_that_changes_nothing_is_not_reported() {
    let desk = Desk::new(Folder::small());
    let path = desk.plan.path().join("content/1-care.md");
    let text = desk.plan.read("content/1-care.md");
    // Written again, touched, its rights changed, read.
    fs::write(&path, &text).expect("written");
    let file = fs::File::options().write(true).open(&path).expect("open");
    file.set_modified(std::time::SystemTime::now()).expect("touched");
    let rights = fs::metadata(&path).expect("there").permissions();
    fs::set_permissions(&path, rights).expect("set");
    fs::read(&path).expect("read");
    desk.plan.edit("content/index.md", "What we will do.", "What we do.");
    assert_eq!(desk.hear().changed, ["content/index.md"]);
    desk.is_as_new();
}

#[test]
fn other_words_of_the_same_length_with_the_same_time_are_reported() {
    let desk = Desk::new(Folder::small());
    is_reported_of_other_words(&desk);
}

/// Where anything may have changed, files are reported by what the system says of them, if they have not changed just now.
#[test]
#[cfg(unix)]
fn other_words_of_the_same_length_with_the_same_time_are_reported_where_the_folder_is_looked_through() {
    let plan = Folder::small();
    set_time(&plan.path().join("content/1-care.md"), SystemTime::UNIX_EPOCH);
    is_reported_of_other_words(&Desk::with(plan, true, Errors::KeepTheLast));
    let (plan, out) = (Folder::small(), tempfile::tempdir().expect("a folder"));
    std::os::unix::fs::symlink(out.path(), plan.path().join("content/linked")).expect("linked");
    set_time(&plan.path().join("content/1-care.md"), SystemTime::UNIX_EPOCH);
    is_reported_of_other_words(&Desk::new(plan));
}

fn is_reported_of_other_words(desk: &Desk) {
    let path = desk.plan.path().join("content/1-care.md");
    let time = fs::metadata(&path).expect("there").modified().expect("a time");
    desk.plan.write("beside.md", &desk.plan.read("content/1-care.md").replace("about care", "about dogs"));
    let beside = desk.plan.path().join("beside.md");
    set_time(&beside, time);
    fs::rename(beside, path).expect("put in its place");
    until("the change", || desk.page("care").contains("Text about dogs."));
    desk.is_as_new();
}

fn set_time(path: &Path, time: SystemTime) {
    fs::File::options().write(true).open(path).expect("open").set_modified(time).expect("set back");
}

// Files and folders that come, go and move.

#[test]
fn what_is_deleted_is_gone_and_what_comes_back_is_back() {
    let desk = Desk::new(Folder::small());
    let text = chapter("More", "Text.");
    for _ in 0..3 {
        desk.plan.write("content/2-more/index.md", &text);
        put(&desk.plan, "content/2-more/deep/down.md", &chapter("Down", "Text."));
        until("the chapter", || desk.page("more/deep/down").contains("Down"));
        desk.remove("content/2-more/deep/down.md");
        until("the end of the chapter", || desk.page("more/deep/down").is_empty());
        fs::remove_dir_all(desk.plan.path().join("content/2-more")).expect("removed");
        until("the end of the folder", || desk.page("more").is_empty());
        desk.is_as_new();
    }
}

#[test]
fn files_and_folders_are_renamed_and_moved_in_and_out() {
    let desk = Desk::new(Folder::small());
    desk.plan.write("content/2-more/index.md", &chapter("More", "Text."));
    put(&desk.plan, "content/2-more/deep/down.md", &chapter("Down", "Text."));
    until("the chapters", || desk.page("more/deep/down").contains("Down"));
    desk.rename("content/2-more/deep/down.md", "content/2-more/deep/up.md");
    until("the other name", || desk.page("more/deep/up").contains("Down") && desk.page("more/deep/down").is_empty());
    desk.rename("content/2-more", "content/3-less");
    until("the other folder", || desk.page("less/deep/up").contains("Down") && desk.page("more").is_empty());
    // What is written into a folder after it was renamed.
    desk.plan.write("content/3-less/deep/up.md", &chapter("Up", "Text."));
    until("the other title", || desk.page("less/deep/up").contains("<h1>Up</h1>"));
    desk.rename("content/3-less", "elsewhere");
    until("the end of the folder", || desk.page("less").is_empty());
    desk.plan.write("elsewhere/deep/up.md", &chapter("Back", "Text."));
    desk.rename("elsewhere", "content/4-back");
    until("the folder", || desk.page("back/deep/up").contains("<h1>Back</h1>"));
    desk.is_as_new();
}

#[test]
fn folders_that_are_made_and_filled_at_once() {
    let desk = Desk::new(Folder::small());
    for round in 0..20 {
        let folder = format!("content/r{round}/a/b/c");
        fs::create_dir_all(desk.plan.path().join(&folder)).expect("made");
        for number in 0..5 {
            put(&desk.plan, &format!("{folder}/{number}.md"), &chapter(&format!("N{number}"), "Text."));
        }
        if round % 5 == 4 {
            desk.is_as_new();
        }
    }
    assert!(desk.page("r19/a/b/c/4").contains("N4"));
    // And the newest of the new folders is watched.
    desk.plan.write("content/r19/a/b/c/4.md", &chapter("N4", "Other."));
    until("the change", || desk.page("r19/a/b/c/4").contains("Other."));
}

#[test]
fn an_archive_that_is_unpacked() {
    let desk = Desk::new(Folder::small());
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let mut add = |name: String, title: &str| {
        archive.start_file(name, options).expect("begun");
        archive.write_all(chapter(title, "Text.").as_bytes()).expect("written");
    };
    for number in 0..200 {
        add(format!("unpacked/part-{}/sub/{number}.md", number % 20), &format!("N{number}"));
    }
    for part in 0..20 {
        add(format!("unpacked/part-{part}/sub/index.md"), "Sub");
        add(format!("unpacked/part-{part}/index.md"), "Part");
    }
    add("unpacked/index.md".to_owned(), "Unpacked");
    let bytes = archive.finish().expect("whole").into_inner();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    archive.extract(desk.plan.path().join("content")).expect("unpacked");
    desk.is_as_new();
    assert!(desk.page("unpacked/part-19/sub/199").contains("N199"));
}

#[test]
fn git_goes_to_another_branch_with_a_thousand_changed_files_and_back() {
    let plan = Folder::small();
    let git = |arguments: &[&str]| {
        let run = Command::new("git")
            .args(["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"])
            .args(arguments)
            .current_dir(plan.path())
            .output()
            .expect("git runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    };
    let fill = |word: &str| {
        for number in 0..1000 {
            match number % 10 {
                0 => put(&plan, &format!("content/p{}/{number}.md", number % 7), &chapter(word, "Text.")),
                _ => plan.write(&format!("static/f{}/{number}.txt", number % 7), word),
            }
        }
    };
    plan.write(".gitignore", "public/\n");
    git(&["init", "-q", "-b", "one"]);
    fill("one");
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "one"]);
    git(&["checkout", "-q", "-b", "two"]);
    fill("two");
    put(&plan, "content/only-two/here.md", &chapter("Here", "Text."));
    fs::remove_dir_all(plan.path().join("content/p3")).expect("removed");
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "two"]);
    git(&["checkout", "-q", "one"]);
    let desk = Desk::new(plan);
    let git = |branch: &str| {
        let run = Command::new("git").args(["checkout", "-q", branch]).current_dir(desk.plan.path()).output();
        assert!(run.expect("git runs").status.success());
    };
    for branch in ["two", "one", "two"] {
        git(branch);
        desk.is_as_new();
        assert_eq!(desk.page("only-two/here").contains("Here"), branch == "two");
    }
}

#[test]
fn folders_that_were_not_there_at_the_start() {
    let plan = Folder::small();
    plan.write("elsewhere/own.css", "body { color: green }");
    let desk = Desk::new(plan);
    desk.plan.write("static/a/robots.txt", "User-agent: *\n");
    until("the file", || desk.plan.has("public/a/robots.txt"));
    desk.plan.write("themes/plain/static/own.css", "body { color: red }");
    until("the theme", || desk.plan.has("public/assets/own.css"));
    fs::remove_dir_all(desk.plan.path().join("static")).expect("removed");
    until("the end of the file", || !desk.plan.has("public/a/robots.txt"));
    // Once more, and as one that was moved there.
    desk.plan.write("static/robots.txt", "Allow: /\n");
    until("the file again", || desk.plan.has("public/robots.txt"));
    fs::remove_dir_all(desk.plan.path().join("themes")).expect("removed");
    fs::create_dir_all(desk.plan.path().join("beside/plain/static")).expect("made");
    desk.rename("elsewhere/own.css", "beside/plain/static/own.css");
    desk.rename("beside", "themes");
    until("the other theme", || desk.plan.read_if_there("public/assets/own.css").contains("green"));
    desk.plan.write("themes/plain/static/own.css", "body { color: blue }");
    until("the change in it", || desk.plan.read_if_there("public/assets/own.css").contains("blue"));
    desk.is_as_new();
}

#[test]
fn all_of_the_content_goes_and_comes_back() {
    let desk = Desk::new(Folder::small());
    desk.rename("content", "aside");
    assert!(desk.hear().has_errors);
    assert!(desk.page("care").contains("Text about care."), "nothing is published while it is gone");
    desk.plan.write("aside/1-care.md", &chapter("Care", "While it was away."));
    desk.rename("aside", "content");
    until("the content", || desk.page("care").contains("While it was away."));
    desk.plan.write("content/1-care.md", &chapter("Care", "Afterwards."));
    until("the change", || desk.page("care").contains("Afterwards."));
    desk.is_as_new();
}

// Where a plan lies, and what lies in it.

#[test]
fn the_website_in_the_plans_folder_is_no_change_of_the_plan() {
    let desk = Desk::new(Folder::small());
    desk.plan.write("public/mine.txt", "mine");
    desk.plan.write("public/content/index.md", "mine");
    desk.plan.write("notes.txt", "mine");
    fs::remove_file(desk.plan.path().join("public/care/index.html")).expect("removed");
    desk.plan.edit("content/1-care.md", "Text about care.", "Other words.");
    assert_eq!(desk.hear().changed, ["content/1-care.md"]);
    // It has written many files, and has not been woken by any of them.
    desk.plan.edit("content/1-care.md", "Other words.", "More words.");
    assert_eq!(desk.hear().changed, ["content/1-care.md"]);
    until("the page", || desk.page("care").contains("More words."));
}

#[test]
#[cfg(unix)]
fn a_website_among_the_content_is_refused_even_by_way_of_a_link() {
    let plan = Folder::small();
    std::os::unix::fs::symlink(plan.path().join("content"), plan.path().join("www")).expect("linked");
    std::os::unix::fs::symlink("elsewhere", plan.path().join("themes")).expect("linked");
    fs::create_dir(plan.path().join("elsewhere")).expect("made");
    for folder in
        ["content", "content/site", ".", "..", "static/x", "themes", "www", "www/site", "elsewhere", "easy.lock"]
    {
        let run = plan.run(&["build", "--watch", "-o", folder]);
        assert_eq!(run.status.code(), Some(2), "{folder}");
        let reported = crate::common::reported(&run);
        assert!(reported.contains("contains the plan. Choose another folder for the website."), "{reported}");
    }
}

#[test]
#[cfg(unix)]
fn links_are_followed_and_those_that_lead_out_are_reported() {
    let (plan, out) = (Folder::small(), tempfile::tempdir().expect("a folder"));
    let link = |to: &Path, path: &str| std::os::unix::fs::symlink(to, plan.path().join(path)).expect("linked");
    fs::create_dir(out.path().join("shared")).expect("made");
    fs::write(out.path().join("shared/index.md"), chapter("Part", "Text.")).expect("written");
    fs::write(out.path().join("shared/words.md"), chapter("Shared", "One.")).expect("written");
    fs::write(out.path().join("single.md"), chapter("Single", "One.")).expect("written");
    link(&out.path().join("shared"), "content/8-shared");
    link(&out.path().join("single.md"), "content/9-single.md");
    put(&plan, "content/3-real/page.md", &chapter("Real", "One."));
    link(&plan.path().join("content/3-real"), "content/4-twice");
    let (tell, notes) = mpsc::channel();
    let mut follower = Follower::start(settings(&plan), false).expect("watched");
    let first = follower.news().expect("news");
    tell.send(first.notes).expect("heard");
    drop(follower);
    let mut reported = notes.recv().expect("notes");
    reported.sort();
    let real = out.path().canonicalize().expect("there");
    assert_eq!(
        reported,
        [
            format!(
                "content/8-shared is a link to a place outside the plan's folder: {}/shared. plainplan watches it too.",
                real.display()
            ),
            format!(
                "content/9-single.md is a link to a place outside the plan's folder: {}/single.md. plainplan watches it too.",
                real.display()
            ),
        ]
    );
    let desk = Desk::new(plan);
    fs::write(out.path().join("shared/words.md"), chapter("Shared", "Two.")).expect("written");
    until("the change in the folder", || desk.page("shared/words").contains("Two."));
    fs::write(out.path().join("single.md"), chapter("Single", "Two.")).expect("written");
    until("the change of the file", || desk.page("single").contains("Two."));
    // As an editor saves.
    fs::write(out.path().join("beside"), chapter("Single", "Three.")).expect("written");
    fs::rename(out.path().join("beside"), out.path().join("single.md")).expect("renamed");
    until("the replaced file", || desk.page("single").contains("Three."));
    // One file with two names in the plan is two pages.
    for (path, word) in [("content/3-real/page.md", "Two."), ("content/4-twice/page.md", "Three.")] {
        desk.plan.write(path, &chapter("Real", word));
        until("both pages", || desk.page("real/page").contains(word) && desk.page("twice/page").contains(word));
    }
    // A link that is made while the watch runs.
    // What a link leads to is exchanged for another folder of that name.
    fs::create_dir(out.path().join("shared2")).expect("made");
    fs::write(out.path().join("shared2/index.md"), chapter("Part", "Text.")).expect("written");
    fs::write(out.path().join("shared2/words.md"), chapter("Shared", "Exchanged.")).expect("written");
    fs::rename(out.path().join("shared"), out.path().join("shared.old")).expect("renamed");
    fs::rename(out.path().join("shared2"), out.path().join("shared")).expect("renamed");
    until("the other folder", || desk.page("shared/words").contains("Exchanged."));
    fs::write(out.path().join("shared/words.md"), chapter("Shared", "In the other folder.")).expect("written");
    until("the change in the other folder", || desk.page("shared/words").contains("In the other folder."));
    fs::create_dir(out.path().join("late")).expect("made");
    fs::write(out.path().join("late/index.md"), chapter("Part", "Text.")).expect("written");
    fs::write(out.path().join("late/page.md"), chapter("Late", "One.")).expect("written");
    std::os::unix::fs::symlink(out.path().join("late"), desk.plan.path().join("content/7-late")).expect("linked");
    until("the new folder", || desk.page("late/page").contains("One."));
    fs::write(out.path().join("late/page.md"), chapter("Late", "Two.")).expect("written");
    until("the change in it", || desk.page("late/page").contains("Two."));
    assert!(
        desk.heard()
            .iter()
            .flat_map(|heard| &heard.notes)
            .any(|note| note.starts_with("content/7-late is a link to a place outside"))
    );
    desk.is_as_new();
}

#[test]
#[cfg(unix)]
fn another_plan_in_the_place_of_the_first_is_followed() {
    let (first, second) = (Folder::small(), Folder::small());
    second.edit("content/1-care.md", "Text about care.", "The other plan.");
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path().join("current");
    std::os::unix::fs::symlink(first.path(), &root).expect("linked");
    let (tell, pages) = mpsc::channel();
    let settings = Settings { root: root.clone(), ..Settings::default() };
    std::thread::spawn(move || {
        let mut follower = Follower::start(settings, false).expect("watched");
        while let Ok(news) = follower.news() {
            let page = news.made.output.get("care/index.html").unwrap_or_default().to_vec();
            if tell.send(String::from_utf8_lossy(&page).into_owned()).is_err() {
                return;
            }
        }
    });
    assert!(pages.recv_timeout(long()).expect("a page").contains("Text about care."));
    std::os::unix::fs::symlink(second.path(), place.path().join("next")).expect("linked");
    fs::rename(place.path().join("next"), &root).expect("exchanged");
    assert!(pages.recv_timeout(long()).expect("a page").contains("The other plan."));
    second.edit("content/1-care.md", "The other plan.", "Other words there.");
    assert!(pages.recv_timeout(long()).expect("a page").contains("Other words there."));
}

#[test]
fn the_folder_is_removed_or_renamed() {
    for way in ["removed", "renamed", "renamed from above"] {
        let above = tempfile::tempdir().expect("a folder");
        let root = above.path().join("county/plan");
        fs::create_dir_all(root.join("content")).expect("made");
        fs::write(root.join("plan.yaml"), "title: T\norganisation: O\ncontact: { email: a@example.org }\n")
            .expect("written");
        fs::write(root.join("content/index.md"), chapter("T", "Text.")).expect("written");
        let mut follower =
            Follower::start(Settings { root: root.clone(), ..Settings::default() }, false).expect("watched");
        assert_eq!(follower.news().expect("news").made.output.get("care/index.html"), None);
        match way {
            "removed" => fs::remove_dir_all(&root).expect("removed"),
            "renamed" => fs::rename(&root, above.path().join("other")).expect("renamed"),
            _ => fs::rename(above.path().join("county"), above.path().join("shire")).expect("renamed"),
        }
        // What goes on the way is no news that matters; the end is.
        let end = (0..50).find_map(|_| follower.news().err()).expect("an end").to_string();
        assert_eq!(
            end,
            format!(
                "the plan's folder {} is no longer there. It was moved, renamed or deleted, or its drive was disconnected. \
                 Start again when it is back.",
                root.display()
            )
        );
    }
}

#[test]
fn looking_once_a_second_finds_all_of_it_too() {
    let desk = Desk::with(Folder::small(), true, Errors::KeepTheLast);
    desk.plan.edit("content/1-care.md", "Text about care.", "Text about dogs.");
    until("the change", || desk.page("care").contains("Text about dogs."));
    // Within the same second, with the same length.
    desk.plan.edit("content/1-care.md", "Text about dogs.", "Text about cats.");
    until("the change", || desk.page("care").contains("Text about cats."));
    put(&desk.plan, "content/2-more/deep.md", &chapter("Deep", "Text."));
    until("the folder", || desk.page("more/deep").contains("Deep"));
    fs::remove_dir_all(desk.plan.path().join("content/2-more")).expect("removed");
    until("its end", || desk.page("more/deep").is_empty());
    desk.is_as_new();
}

#[test]
fn the_real_command_publishes_after_every_change() {
    use std::io::{BufRead, BufReader};
    let plan = Folder::small();
    let mut process = Command::new(env!("CARGO_BIN_EXE_plainplan"))
        .args(["build", "--watch", "-o", "www"])
        .current_dir(plan.path())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut said = BufReader::new(process.stdout.take().expect("its words")).lines().map_while(Result::ok);
    let first = said.next().expect("a line");
    assert!(first.starts_with("Published 2 chapters (0 in easy read)"), "{first}");
    assert_eq!(said.next().expect("a line"), "plainplan updates the website when you save. Press Ctrl+C to stop.");
    plan.edit("content/1-care.md", "Text about care.", "Other words.");
    let line = said.next().expect("a line");
    let without_time = line.split(" in ").next().expect("words");
    assert_eq!(without_time, "content/1-care.md changed: 2 pages made");
    assert!(plan.read("www/care/index.html").contains("Other words."));
    plan.edit("content/1-care.md", "Other words.", "{{ nothing }}");
    assert_eq!(said.next().expect("a line"), "Not published: 1 error. The website in www/ has not changed.");
    assert!(plan.read("www/care/index.html").contains("Other words."));
    plan.edit("content/1-care.md", "{{ nothing }}", "Good words.");
    let line = said.next().expect("a line");
    assert!(line.starts_with("content/1-care.md changed: 2 pages made in "), "{line}");
    // Another build of the same folder is refused, one of another is not.
    assert!(
        crate::common::reported(&plan.run(&["build", "-o", "www"]))
            .contains("another plainplan is saving a website in www")
    );
    assert!(plan.run(&["build"]).status.success());
    // Something in the way is reported, and does not end it.
    plan.write("www/new/index.html", "mine");
    plan.write("content/new.md", &chapter("New", "Text."));
    let mut reported = BufReader::new(process.stderr.take().expect("its words")).lines().map_while(Result::ok);
    assert!(reported.any(|line| line.contains("www/new/index.html already exists")));
    assert!(reported.any(|line| line == "plainplan tries again when you save a file."));
    fs::remove_file(plan.path().join("www/new/index.html")).expect("removed");
    // The same once more, as when it is saved without a change.
    plan.write("content/new.md", &chapter("New", "Text."));
    let line = said.next().expect("a line");
    assert!(line.starts_with("Published 3 chapters (0 in easy read)"), "{line}");
    plan.edit("content/new.md", "Text.", "More text.");
    assert!(said.next().expect("a line").starts_with("content/new.md changed: "));
    assert!(plan.read("www/new/index.html").contains("More text."));
    // Somebody clears the website out, but for hidden files.
    for entry in fs::read_dir(plan.path().join("www")).expect("there").flatten() {
        match entry.file_name().to_string_lossy() {
            name if name.starts_with('.') => {}
            _ if entry.path().is_dir() => fs::remove_dir_all(entry.path()).expect("removed"),
            _ => fs::remove_file(entry.path()).expect("removed"),
        }
    }
    plan.edit("content/new.md", "More text.", "Still more.");
    assert!(said.next().expect("a line").starts_with("content/new.md changed: "));
    assert!(plan.read("www/index.html").contains("Test plan") && plan.read("www/assets/plain.css").contains("body"));
    // An editor empties the plan's own file before it writes it: no website without a name is published.
    plan.write("plan.yaml", "");
    assert_eq!(
        said.next().expect("a line"),
        "Not published: 2 errors and 1 warning. The website in www/ has not changed."
    );
    // The folder goes; so does the command, with a word about it.
    let root = plan.path().to_path_buf();
    fs::remove_dir_all(&root).expect("removed");
    assert!(reported.any(|line| line.contains("is no longer there")));
    assert_eq!(process.wait().expect("ended").code(), Some(2));
}

#[test]
fn a_warning_is_reported_once_while_it_is_there_and_an_error_each_time() {
    let plan = Folder::small();
    let lost = |about: &str| {
        let table = "tables:\n  - { id: lost, caption: Lost, columns: [A, B], rows: [[x, 1]] }";
        format!("---\ntitle: Plan\ndescription: {about}\n{table}\n---\nText.\n")
    };
    put(&plan, "content/index.md", &lost("Short."));
    let mut follower = Follower::start(settings(&plan), false).expect("watched");
    let mut after = |path: &str, text: &str| {
        if !path.is_empty() {
            put(&plan, path, text);
        }
        let news = follower.news().expect("news");
        let reported: Vec<String> = news.found.iter().map(|found| found.rule.name.to_owned()).collect();
        (reported, news.count())
    };
    let one = |name: &str| vec![name.to_owned()];
    assert_eq!(after("", ""), (one("not-shown"), "1 warning".to_owned()));
    // Another file, and a line above it: it is the same warning.
    assert_eq!(
        after("content/1-care.md", &chapter("Care", "Other words.")),
        (vec![], "1 warning, already shown".to_owned())
    );
    assert_eq!(
        after("content/index.md", &lost("It moves what stands below it.")),
        (vec![], "1 warning, already shown".to_owned())
    );
    let wrong = chapter("Care", "{{ nothing }}");
    assert_eq!(
        after("content/1-care.md", &wrong),
        (one("unknown-id"), "1 error and 1 warning, 1 of them already shown".to_owned())
    );
    assert_eq!(
        after("content/1-care.md", &(wrong + "More.\n")),
        (one("unknown-id"), "1 error and 1 warning, 1 of them already shown".to_owned())
    );
    // What was mended and comes back is reported again.
    assert_eq!(after("content/index.md", &chapter("Plan", "Text.")).0, one("unknown-id"));
    let again = after("content/index.md", &lost("Short.")).0;
    assert_eq!(again, ["unknown-id", "not-shown"]);
}

// Anything at all.

/// The files and folders that a plan is made of.
fn parts(root: &Path) -> (Vec<String>, Vec<String>) {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for top in ["plan.yaml", "content", "static", "themes"] {
        for entry in walkdir::WalkDir::new(root.join(top)).sort_by_file_name().into_iter().filter_map(Result::ok) {
            let path = entry.path().strip_prefix(root).expect("inside").to_string_lossy().into_owned();
            if entry.file_type().is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    (files, folders)
}

const CONFIGS: [&str; 3] = [
    "title: Test plan\norganisation: Test council\n",
    "title: Our plan\norganisation: { name: Test council, short: TC }\ncontact: { email: b@example.org }\nversion: { number: 2, date: 2018-04-01 }\n",
    "title: Our plan\norganisation: Test council\ntheme: own\naddress: https://plan.example.org/\n",
];

/// Does something that people, editors and programs do to a plan. What is not possible is not done.
fn act(root: &Path, dice: &mut Dice, number: usize) {
    let (files, folders) = parts(root);
    if files.len() < 5 || folders.len() < 2 {
        let fresh = county();
        let _ = copy(fresh.path().join("content"), &root.join("content"));
        let _ = fs::copy(fresh.path().join("plan.yaml"), root.join("plan.yaml"));
        return;
    }
    let at = |path: &str| -> PathBuf { root.join(path) };
    let file = at(dice.any::<String>(&files));
    let folder = at(dice.any::<String>(&folders));
    let read = |path: &Path| String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned();
    let ending = file.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    let stretch = *dice.any(STRETCHES);
    let mut lines: Vec<String> = read(&file).split_inclusive('\n').map(str::to_owned).collect();
    let line = dice.throw(lines.len() + 1);
    if let Some(line) = lines.get_mut(line) {
        stretch.clone_into(line);
    }
    let _ = match dice.throw(20) {
        0..=3 => fs::write(&file, lines.concat()),
        4..=5 => fs::write(&file, read(&file) + stretch),
        // As most editors save.
        6..=7 => {
            let beside = file.with_file_name(format!(".{number}.tmp"));
            fs::write(&beside, lines.concat()).and_then(|()| fs::rename(&beside, &file))
        }
        8 => fs::write(&file, "").and_then(|()| {
            std::thread::sleep(Duration::from_millis(dice.throw(30) as u64));
            fs::write(&file, lines.concat())
        }),
        9 => fs::remove_file(&file),
        10 => fs::rename(&file, folder.join(format!("{}-moved.{ending}", dice.throw(9)))),
        11..=12 => {
            let (path, text) = dice.any(FILES);
            let path = at(path);
            fs::create_dir_all(path.parent().expect("a parent")).and_then(|()| fs::write(path, text))
        }
        13 => fs::rename(&folder, at(&format!("content/{}-part", dice.throw(5)))),
        14 if folder != at("content") => fs::remove_dir_all(&folder),
        14 => Ok(()),
        15 => {
            let deep = folder.join(format!("{}/deep", dice.throw(3)));
            fs::create_dir_all(&deep).and_then(|()| {
                fs::write(deep.join("page.md"), chapter("Deep", stretch))?;
                fs::write(deep.join("index.md"), chapter("Index", stretch))?;
                fs::write(deep.with_file_name("index.md"), chapter("Above", stretch))
            })
        }
        16 => copy(folder, &at(&format!("content/{}-copy", dice.throw(3)))),
        // Two files change places.
        17 => {
            let (other, aside) = (at(dice.any::<String>(&files)), root.join("content/~$aside"));
            fs::rename(&file, &aside).and_then(|()| fs::rename(&other, &file)).and_then(|()| fs::rename(&aside, &other))
        }
        18 => fs::write(folder.join("~$lock.md"), "x").and_then(|()| fs::remove_file(folder.join("~$lock.md"))),
        _ => fs::write(at("plan.yaml"), dice.any(&CONFIGS)),
    };
}

fn copy(from: impl AsRef<Path>, to: &Path) -> std::io::Result<()> {
    let files: Vec<_> = walkdir::WalkDir::new(from.as_ref()).into_iter().filter_map(Result::ok).collect();
    for entry in files.into_iter().filter(|entry| entry.file_type().is_file()) {
        let to = to.join(entry.path().strip_prefix(from.as_ref()).expect("inside"));
        fs::create_dir_all(to.parent().expect("a parent"))?;
        fs::copy(entry.path(), to)?;
    }
    Ok(())
}

/// Two hundred edits, some in a burst and some with a pause, and four times between them the question: is the website what a
/// clean build makes?
fn two_hundred_edits(seed: u64) -> Result<(), String> {
    let desk = Desk::with(county(), false, Errors::PublishAllTheSame);
    let mut dice = Dice::new(seed);
    for number in 1..=200 {
        act(desk.plan.path(), &mut dice, number);
        let pause = match dice.throw(20) {
            0..=9 => 0,
            10..=15 => dice.throw(5),
            16..=18 => dice.throw(40),
            _ => 90 + dice.throw(60),
        };
        std::thread::sleep(Duration::from_millis(pause as u64));
        if number % 50 == 0 {
            desk.becomes_new().map_err(|fault| format!("seed {seed}, after {number} edits: {fault}"))?;
        }
    }
    Ok(())
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(otherwise)
}

/// `WATCH_SEEDS` sequences, from `WATCH_FIRST` on, `WATCH_JOBS` at a time.
#[test]
fn after_any_edits_the_website_is_what_a_clean_build_makes() {
    let first = number("WATCH_FIRST", 0);
    let seeds = std::sync::Mutex::new(first..first + number("WATCH_SEEDS", 2));
    let faults = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|threads| {
        for _ in 0..number("WATCH_JOBS", 2) {
            threads.spawn(|| {
                while let Some(seed) = { seeds.lock().expect("whole").next() } {
                    match two_hundred_edits(seed) {
                        Ok(()) => println!("seed {seed} is right"),
                        Err(fault) => {
                            println!("{fault}");
                            faults.lock().expect("whole").push(fault);
                        }
                    }
                }
            });
        }
    });
    let faults = faults.into_inner().expect("whole");
    assert!(faults.is_empty(), "{} faults, the first: {}", faults.len(), faults[0]);
}

/// The memory of a process in KiB.
#[cfg(target_os = "linux")]
fn memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).expect("it runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a line");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

/// `REBUILDS=10000 cargo test --release ten_thousand -- --ignored --nocapture`
#[test]
#[ignore = "it takes a quarter of an hour"]
#[cfg(target_os = "linux")]
fn ten_thousand_rebuilds_need_no_more_memory_than_a_thousand() {
    use std::io::{BufRead, BufReader};
    let rebuilds = number("REBUILDS", 10_000);
    let plan = county();
    let mut process = Command::new(env!("CARGO_BIN_EXE_plainplan"))
        .args(["serve", "--port", "0"])
        .current_dir(plan.path())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("it runs");
    let mut said = BufReader::new(process.stdout.take().expect("its words")).lines().map_while(Result::ok);
    let address =
        said.find_map(|line| Some(line.split("http://").nth(1)?.split('/').next()?.to_owned())).expect("an address");
    let mut listening = std::net::TcpStream::connect(&address).expect("it listens");
    write!(listening, "GET /-/changes?page=/ HTTP/1.1\r\nHost: {address}\r\n\r\n").expect("asked");
    std::thread::spawn(move || BufReader::new(listening).lines().for_each(drop));
    let mut seen = BTreeMap::new();
    for number in 1..=rebuilds {
        let text = format!("Rebuild {number}. {{{{ waits.target }}}}");
        match number % 20 {
            10 => put(&plan, "content/1-care/3-more.md", &chapter(&format!("More {number}"), &text)),
            0 => fs::remove_file(plan.path().join("content/1-care/3-more.md")).expect("removed"),
            5 => plan.write("content/2-money/beds.csv", &format!("Ward,Cost\nNorth,{number}\nSouth,80\n=All,\n")),
            _ => plan.write("content/2-money/savings.md", &chapter("Savings", &text)),
        }
        assert!(said.next().expect("a line").contains(" changed: "));
        if number % (rebuilds / 10) == 0 {
            seen.insert(number, memory(process.id()));
        }
    }
    process.kill().expect("it runs");
    process.wait().expect("ended");
    println!("memory in KiB after so many rebuilds: {seen:?}");
    assert!(seen[&rebuilds] < seen[&(rebuilds / 10)] * 11 / 10 + 4096, "{seen:?}");
}

#[cfg(unix)]
#[test]
fn a_folder_whose_drive_goes_offline_deletes_nothing() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let (share, offline) = (elsewhere.path().join("share"), elsewhere.path().join("offline"));
    fs::create_dir(&share).expect("made");
    fs::write(share.join("leaflet.pdf"), "%PDF").expect("written");
    let plan = Folder::small();
    std::os::unix::fs::symlink(&share, plan.path().join("static")).expect("linked");
    let desk = Desk::new(plan);
    let public = desk.plan.path().join("public/leaflet.pdf");
    assert!(public.exists());
    fs::rename(&share, &offline).expect("moved");
    // A save while it is offline publishes nothing.
    desk.plan.write("content/1-care.md", &chapter("Care", "Other words."));
    until("an error is told", || desk.heard().iter().any(|heard| heard.has_errors));
    assert!(public.exists());
    fs::rename(&offline, &share).expect("moved");
    desk.is_as_new();
    assert!(public.exists() && desk.page("care").contains("Other words."));
}

/// A maker with a mistake in it, which a chapter can set off.
fn with_a_mistake(project: &mut Project, touched: &Touched) -> Made {
    let made = project.make(touched);
    let is_set_off = made.source.files().any(|(_, file)| file.text().contains("Set it off."));
    assert!(!is_set_off, "an overflow");
    made
}

#[test]
fn a_panic_does_not_end_the_watch() {
    for begins_well in [true, false] {
        let plan = Folder::small();
        let words = |text: &str| chapter("Care", text);
        plan.write("content/1-care.md", &words(if begins_well { "Before." } else { "Set it off." }));
        let mut follower = Follower::making(settings(&plan), false, with_a_mistake).expect("watched");
        if begins_well {
            assert!(follower.news().expect("news").is_first);
            plan.write("content/1-care.md", &words("Set it off."));
        }
        for _ in 0..2 {
            let error = follower.news().expect_err("a panic");
            assert_eq!(
                error.to_string(),
                "plainplan could not make the website because of a bug in plainplan (an overflow). Your files and the website \
                 have not changed. Undo your last change, or make another one. plainplan tries again when you save."
            );
            assert!(matches!(error, NoNews::Panicked(_)));
            // Another chapter is saved: nothing is remembered of what made it panic, and it does so again.
            plan.write("content/2-more.md", &chapter("More", &format!("{:?}", Instant::now())));
        }
        plan.write("content/1-care.md", &words("After."));
        let news = std::iter::repeat_with(|| follower.news()).find_map(Result::ok).expect("news");
        let new = pipeline::make(&settings(&plan));
        assert!(news.is_first && news.made.output.files().eq(new.output.files()));
        drop((news, new));
        plan.write("content/2-more.md", &chapter("More", "And on."));
        let news = std::iter::repeat_with(|| follower.news().expect("news"))
            .find(|news| news.changed == ["content/2-more.md"]);
        let new = pipeline::make(&settings(&plan));
        assert!(news.is_some_and(|news| !news.is_first && news.made.output.files().eq(new.output.files())));
    }
}

/// A maker that says of one chapter that it was not updated.
fn with_a_stale_cache(project: &mut Project, touched: &Touched) -> Made {
    let mut made = project.make(touched);
    if made.source.files().any(|(_, file)| file.text().contains("Stale.")) {
        made.differences.push(Difference::Missing("care/index.html".to_owned()));
    }
    made
}

#[test]
fn a_difference_from_a_full_build_is_reported_and_everything_is_made_anew() {
    let plan = Folder::small();
    let verified = Settings { verify: true, ..settings(&plan) };
    let mut follower = Follower::making(verified, false, with_a_stale_cache).expect("watched");
    assert!(follower.news().expect("news").is_first);
    plan.write("content/1-care.md", &chapter("Care", "Stale."));
    let error = follower.news().expect_err("a difference");
    assert!(matches!(error, NoNews::Stale(_)));
    assert_eq!(
        error.to_string(),
        "plainplan did not update everything after your last change. This is a bug in plainplan, not a mistake in your plan. \
         A full build gives a different result:\n- care/index.html: this file is missing"
    );
    plan.write("content/1-care.md", &chapter("Care", "Fresh."));
    let news = std::iter::repeat_with(|| follower.news()).find_map(Result::ok).expect("news");
    let new = pipeline::make(&settings(&plan));
    assert!(news.is_first && news.made.output.files().eq(new.output.files()));
}

#[test]
fn the_real_command_verifies_when_it_is_asked_to() {
    use std::io::{BufRead, BufReader};
    let plan = Folder::small();
    let mut process = Command::new(env!("CARGO_BIN_EXE_plainplan"))
        .args(["build", "--watch", "-o", "www"])
        .env("PLAINPLAN_VERIFY", "1")
        .current_dir(plan.path())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut said = BufReader::new(process.stdout.take().expect("its words")).lines().map_while(Result::ok);
    assert!(said.next().is_some_and(|line| line.starts_with("Published 2 chapters")));
    said.next();
    plan.edit("content/1-care.md", "Text about care.", "Other words.");
    assert!(said.next().is_some_and(|line| line.starts_with("content/1-care.md changed: 2 pages made in ")));
    assert!(process.try_wait().expect("asked").is_none(), "it has ended by itself");
    process.kill().expect("killed");
    process.wait().expect("ended");
}
