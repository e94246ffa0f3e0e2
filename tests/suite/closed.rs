//! What is there and cannot be opened is an error, and never taken for something that is empty: nothing is deleted from the
//! website, once or while people work.
//!
//! The tests may run as a user who may read everything, so what cannot be opened is a link, a pipe or the wrong kind of thing.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use plainplan::project::pipeline;
use plainplan::project::pipeline::{Made, Project, Settings, Touched};
use plainplan::project::render;

use crate::common::{Folder, files, reported};

/// A plan that has something in every folder.
fn plan() -> Folder {
    let plan = Folder::small();
    plan.edit("plan.yaml", "title: Test plan", "title: Test plan\ntheme: own");
    plan.write("themes/own/static/own.css", "body { color: black }\n");
    plan.write("static/leaflet.pdf", "%PDF");
    plan.write("static/old/leaflet.pdf", "%PDF-1");
    plan.write("content/2-money/index.md", "---\ntitle: Money\n---\n![Map](map.svg) See [more](more.md).\n");
    plan.write("content/2-money/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
    plan.write(
        "content/2-money/more.md",
        "---\ntitle: More\nmetrics: [{ id: waits, name: Waits, unit: percent, value: 94 }]\n---\n{{ metrics }}\n",
    );
    plan.write(
        "content/1-care.md",
        "---\ntitle: Care\n---\n[Money](2-money/more.md), {{ waits }}.\n\n![Map](2-money/map.svg)\n",
    );
    plan.write(
        "content/1-care.easy.md",
        "---\ntitle: Care\nchecked: [{ by: A group, people: 3, on: 2018-05 }]\n---\n![bus]\nYou can come by bus.\n",
    );
    let run = plan.run(&["easy", "checked", "content/1-care.easy.md"]);
    assert!(run.status.success(), "{}", reported(&run));
    plan
}

/// Puts something else in the place of a file or a folder.
type Close = fn(&Path);

fn link_to_nothing(path: &Path) {
    symlink("/nowhere/on/a/share", path).expect("linked");
}

fn link_to_itself(path: &Path) {
    symlink(path, path).expect("linked");
}

fn link_through_a_file(path: &Path) {
    fs::write(path.with_file_name(".a-file"), "").expect("written");
    symlink(".a-file/below", path).expect("linked");
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("it runs").success());
}

fn link_to_a_pipe(path: &Path) {
    let pipe_path = path.with_file_name(".pipe");
    let _ = fs::remove_file(&pipe_path);
    pipe(&pipe_path);
    symlink(pipe_path, path).expect("linked");
}

fn file(path: &Path) {
    fs::write(path, "text").expect("written");
}

fn folder(path: &Path) {
    fs::create_dir(path).expect("made");
    fs::write(path.join("a.txt"), "text").expect("written");
}

/// Moves what is at a path out of the way, and something that cannot be opened there.
fn close(plan: &Folder, path: &str, how: Close) {
    let aside = plan.path().join("aside");
    if plan.has(path) {
        fs::rename(plan.path().join(path), aside).expect("moved");
    }
    how(&plan.path().join(path));
}

/// The other way round.
fn open(plan: &Folder, path: &str) {
    let here = plan.path().join(path);
    let _ = fs::remove_file(&here).or_else(|_| fs::remove_dir_all(&here));
    if plan.has("aside") {
        fs::rename(plan.path().join("aside"), here).expect("moved");
    }
}

/// Links that lead nowhere, and what no file or folder is.
const ANYWHERE: [Close; 5] = [link_to_nothing, link_to_itself, link_through_a_file, pipe, link_to_a_pipe];

fn each(ways: &[Close], test: impl Fn(&str, Close)) {
    for path in
        ["content", "static", "themes", "content/2-money", "static/old", "themes/own", "easy.lock", "content/1-care.md"]
    {
        for how in ways {
            test(path, *how);
        }
    }
    for path in ["content", "static", "themes"] {
        test(path, file);
    }
    test("easy.lock", folder);
}

fn only_error(path: &str, made: &Made) {
    let errors: Vec<_> = made.diagnostics.iter().collect();
    let words = render::human(&made.source, &made.diagnostics, false);
    assert_eq!(errors.len(), 1, "{path}: {words}");
    assert_eq!(errors[0].rule.name, "unreadable-file", "{words}");
    assert_eq!(made.source.file(errors[0].span.file).path, path, "{words}");
}

fn settings(plan: &Folder) -> Settings {
    Settings { root: plan.path().to_path_buf(), ..Settings::default() }
}

#[test]
fn nothing_is_published_while_something_cannot_be_opened() {
    let plan = plan();
    let run = plan.run(&["build"]);
    assert!(run.status.success(), "{}", reported(&run));
    let published = files(&plan.path().join("public"));
    each(&ANYWHERE, |path, how| {
        close(&plan, path, how);
        let run = plan.run(&["build"]);
        assert!(!run.status.success(), "{path}");
        assert!(files(&plan.path().join("public")) == published, "{path}");
        only_error(path, &pipeline::make(&settings(&plan)));
        open(&plan, path);
    });
    assert!(plan.run(&["build"]).status.success());
}

#[test]
fn a_builder_that_remembers_sees_it_close_and_open_by_any_event() {
    let plan = plan();
    let mut project = Project::open(settings(&plan));
    let first = project.make(&Touched::Anything);
    assert!(!first.diagnostics.has_errors());
    let reported = |made: &Made| render::human(&made.source, &made.diagnostics, false);
    each(&[link_to_nothing, pipe], |path, how| {
        // The event may name the thing itself, or what lies in it and went with it, or nothing.
        let below = [
            "content/index.md",
            "content/1-care.md",
            "content/2-money/more.md",
            "static/old/leaflet.pdf",
            "themes/own/static/own.css",
            "easy.lock",
        ];
        let below = below.iter().find(|below| below.starts_with(path)).expect("a file");
        let touched = |path: &str| Touched::Paths(BTreeSet::from([plan.path().join(path)]));
        for (closing, opening) in [(touched(path), Touched::Anything), (touched(below), touched(below))] {
            let mut project = Project::open(settings(&plan));
            project.make(&Touched::Anything);
            close(&plan, path, how);
            let made = project.make(&closing);
            assert!(made.diagnostics.has_errors(), "{path}, {closing:?}");
            // What lies in it is not there; what is reported is what a clean build tells.
            only_error(path, &project.make(&Touched::Anything));
            open(&plan, path);
            let made = project.make(&opening);
            assert_eq!(reported(&made), reported(&first), "{path}, {opening:?}");
            let addresses =
                |made: &Made| made.output.files().map(|(address, _)| address.to_owned()).collect::<Vec<_>>();
            assert_eq!(addresses(&made), addresses(&first), "{path}, {opening:?}");
            assert!(made.output.files().eq(first.output.files()), "{path}, {opening:?}");
        }
    });
}

#[test]
fn what_is_really_not_there_is_empty() {
    let plan = plan();
    assert!(plan.run(&["build"]).status.success());
    assert!(plan.has("public/leaflet.pdf"));
    fs::remove_dir_all(plan.path().join("static")).expect("removed");
    let run = plan.run(&["build"]);
    assert!(run.status.success() && !plan.has("public/leaflet.pdf"), "{}", reported(&run));
}

#[test]
fn a_folder_may_be_a_link_to_another() {
    let plan = plan();
    assert!(plan.run(&["build"]).status.success());
    let published = files(&plan.path().join("public"));
    for path in ["content", "static", "themes", "static/old"] {
        fs::rename(plan.path().join(path), plan.path().join("elsewhere")).expect("moved");
        symlink(plan.path().join("elsewhere"), plan.path().join(path)).expect("linked");
        let run = plan.run(&["build"]);
        assert!(run.status.success() && files(&plan.path().join("public")) == published, "{path}: {}", reported(&run));
        // The share goes offline.
        fs::rename(plan.path().join("elsewhere"), plan.path().join("offline")).expect("moved");
        let run = plan.run(&["build"]);
        assert!(!run.status.success() && files(&plan.path().join("public")) == published, "{path}: {}", reported(&run));
        fs::remove_file(plan.path().join(path)).expect("removed");
        fs::rename(plan.path().join("offline"), plan.path().join(path)).expect("moved");
    }
}

#[test]
fn a_site_file_that_cannot_be_opened_is_not_reported_to_be_missing() {
    for how in ANYWHERE.into_iter().chain([folder as Close]) {
        let plan = plan();
        close(&plan, "plan.yaml", how);
        let made = pipeline::make(&settings(&plan));
        let words = render::human(&made.source, &made.diagnostics, false);
        assert!(words.contains("error[unreadable-file]") && !words.contains("there is no plan.yaml"), "{words}");
    }
}

#[test]
fn the_message_says_what_to_do() {
    let plan = plan();
    close(&plan, "static", link_to_nothing);
    let run = plan.run(&["build"]);
    assert_eq!(
        reported(&run),
        "error[unreadable-file]: this folder cannot be opened: it is a link to something that does not exist\n --> static:1:1\n  |\n\
         1 |\n  | ^\n  |\n  = help: Connect the drive that the link leads to, or correct the link.\n\n"
    );
}
