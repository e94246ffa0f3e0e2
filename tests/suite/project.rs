//! A project without a disk, and one whose folder has unsaved changes over it.

use std::collections::{BTreeMap, BTreeSet};

use plainplan::project::render;
use plainplan::{Change, Made, Project, Settings, Touched};
use proptest::prelude::*;

use crate::common::{Folder, Plan};

/// Everything that a caller can see of a plan: its pages and other files, and what was found.
fn seen(made: &Made) -> (BTreeMap<String, Vec<u8>>, String) {
    let files = made.output.files().map(|(address, bytes)| (address.to_owned(), bytes.to_vec()));
    (files.collect(), findings(made))
}

fn findings(made: &Made) -> String {
    render::human(&made.source, &made.diagnostics, false)
}

fn settings(plan: &Folder) -> Settings {
    Settings { root: plan.path().to_path_buf(), ..Settings::default() }
}

fn touched(plan: &Folder, path: &str) -> Touched {
    Touched::Paths(BTreeSet::from([plan.path().join(path)]))
}

fn page(made: &Made) -> String {
    String::from_utf8_lossy(made.output.get("care/index.html").expect("a page")).into_owned()
}

#[test]
fn a_plan_is_the_same_from_memory_and_from_a_folder() {
    let folder = Folder::sample();
    let from_folder = Project::open(settings(&folder)).make(&Touched::Anything);
    let from_memory = Plan::sample().made();
    assert!(seen(&from_memory) == seen(&from_folder));
    assert!(from_memory.output.len() > 100);
}

#[test]
fn what_is_wrong_with_a_file_as_such_is_found_without_a_disk() {
    let mut plan = Plan::small();
    let large = vec![b'a'; 9 * 1024 * 1024];
    let all: [(&str, &[u8], &str); 4] = [
        ("content/2-latin.md", b"# Caf\xe9\n", "not saved as UTF-8"),
        ("content/3-word.md", b"PK\x03\x04 word/document", "this is a Word document"),
        ("content/4-hidden.md", "# A\u{200b}B\n".as_bytes(), "invisible character"),
        ("content/5-large.md", &large, "larger than 8 MB"),
    ];
    for (path, bytes, _) in all {
        plan.write(path, bytes);
    }
    let mut project = plan.project(Settings::default());
    let found = findings(&project.apply([]));
    for (path, _, words) in all {
        assert!(found.contains(words) && found.contains(path), "{words}: {found}");
    }
    // Under another name they hold what they held.
    let renamed =
        findings(&project.apply(all.map(|(path, ..)| Change::rename(path, path.replace("content/", "content/9-")))));
    assert_eq!(renamed, found.replace("content/", "content/9-"));
    let copied =
        project.apply(all.map(|(path, ..)| {
            Change::rename(path.replace("content/", "content/9-"), path.replace("content/", "static/"))
        }));
    assert_eq!(findings(&copied), "");
    for (path, bytes, _) in all {
        assert_eq!(copied.output.get(&path.replace("content/", "")), Some(bytes), "{path}");
    }
}

#[test]
fn the_site_file_under_another_name_is_found_without_a_disk() {
    let plan = Plan::of([("plan.yml", "title: T\n"), ("content/index.md", "# T\n")]);
    let found = findings(&plan.made());
    assert!(found.contains("plan.yml"), "{found}");
}

#[test]
fn what_is_not_of_a_plan_is_passed_over() {
    let mut project = Plan::small().project(Settings::default());
    let before = seen(&project.apply([]));
    let odd = ["", "content", "content/.a.md.swp", "../b.md", "public/c.md", "content//d.md", "plan.yaml/e.md"];
    let made = project.apply(odd.map(|path| Change::put(path, "# Text\n")));
    assert_eq!(made.changed, Vec::<String>::new());
    assert!(seen(&made) == before);
}

#[test]
fn unsaved_text_counts_in_place_of_the_file_until_it_is_discarded() {
    let plan = Folder::small();
    let mut project = Project::open(settings(&plan));
    let unsaved = project.apply([Change::put("content/1-care.md", "# Care\n\nUnsaved words.\n")]);
    assert!(page(&unsaved).contains("Unsaved words."));
    assert!(plan.read("content/1-care.md").contains("Text about care."));
    drop(unsaved);
    // Somebody else saves meanwhile.
    plan.edit("content/1-care.md", "Text about care.", "Saved words.");
    let made = project.make(&touched(&plan, "content/1-care.md"));
    assert_eq!(made.changed, Vec::<String>::new());
    assert!(page(&made).contains("Unsaved words."));
    drop(made);
    let made = project.apply([Change::discard("content")]);
    assert_eq!(made.changed, ["content/1-care.md"]);
    assert!(page(&made).contains("Saved words."));
    assert!(seen(&made) == seen(&Project::open(settings(&plan)).make(&Touched::Anything)));
}

#[test]
fn a_file_that_only_an_editor_has_is_gone_when_it_is_discarded() {
    let plan = Folder::small();
    let mut project = Project::open(settings(&plan));
    let before = seen(&project.make(&Touched::Anything));
    let made = project.apply([
        Change::put("content/2-new.md", "# New\n"),
        Change::rename("content/1-care.md", "content/3-moved.md"),
        Change::remove("content/index.md"),
    ]);
    assert!(made.output.get("new/index.html").is_some() && made.output.get("moved/index.html").is_some());
    assert!(made.output.get("care/index.html").is_none());
    assert!(seen(&made) != before);
    drop(made);
    assert!(seen(&project.apply([Change::discard("content")])) == before);
}

#[test]
fn a_file_that_is_gone_from_the_folder_stays_as_long_as_it_is_unsaved() {
    let plan = Folder::small();
    let mut project = Project::open(settings(&plan));
    drop(project.apply([Change::put("content/1-care.md", "# Care\n\nUnsaved words.\n")]));
    std::fs::remove_file(plan.path().join("content/1-care.md")).expect("removed");
    assert!(page(&project.make(&touched(&plan, "content/1-care.md"))).contains("Unsaved words."));
    let made = project.apply([Change::discard("content/1-care.md")]);
    assert!(made.output.get("care/index.html").is_none());
}

#[test]
fn a_project_that_is_made_anew_keeps_unsaved_changes() {
    let plan = Folder::small();
    let mut project = Project::open(settings(&plan));
    let changes = [Change::put("content/2-new.md", "# New\n"), Change::remove("content/1-care.md")];
    let before = seen(&project.apply(changes));
    assert!(seen(&project.anew().make(&Touched::Anything)) == before);
    let mut project = Plan::small().project(Settings::default());
    let before = seen(&project.apply([Change::remove("content/1-care.md")]));
    assert!(seen(&project.anew().apply([])) == before);
}

/// What a file may hold, of each kind.
const TEXTS: [&str; 7] = [
    "---\ntitle: Care\nmetrics:\n  - { id: beds, name: Beds, unit: count, value: { value: 12, period: 2018-05 } }\n---\nThere are {{ beds }} beds.\n",
    "---\ntitle: Care\nmetrics:\n  - { id: beds, name: Beds, unit: count, value: { value: 13, period: 2018-05 } }\n---\nThere are {{ beds }} beds.\n",
    "---\ntitle: Money\ntables:\n  - { id: t, caption: Budgets, file: t.csv }\n---\n{{ table t }}\n\nSee [care](1-care.md) and {{ beds }}.\n",
    "# Homes\n\nMore of them. [Away](gone.md)\n",
    "Name,2018-19\nActive,12\nTotal,12\n",
    "Name,2018-19\nActive,12\nTotal,13\n",
    "---\ntitle: [\n---\n",
];

const PATHS: [&str; 7] = [
    "content/1-care.md",
    "content/2-money.md",
    "content/part/3-homes.md",
    "content/t.csv",
    "content/1-care.easy.md",
    "content/index.md",
    "static/t.csv",
];

/// A change, and the same to a list of files.
fn changed(files: &mut BTreeMap<String, Vec<u8>>, (kind, path, other, text): (u8, usize, usize, usize)) -> Change {
    let (path, other) = (PATHS[path].to_owned(), PATHS[other].to_owned());
    match kind {
        0 => {
            files.remove(&path);
            Change::Remove { path }
        }
        1 => {
            if let Some(bytes) = files.remove(&path) {
                files.insert(other.clone(), bytes);
            }
            Change::Rename { from: path, to: other }
        }
        2 => {
            files.retain(|path, _| !path.starts_with("content/part/"));
            Change::remove("content/part")
        }
        _ => {
            files.insert(path.clone(), TEXTS[text].into());
            Change::Put { path, bytes: TEXTS[text].into() }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is changed, the site and the findings are those of a project that was never another.
    #[test]
    fn changes_lead_to_what_a_new_project_of_the_same_files_has(
        rounds in prop::collection::vec(
            prop::collection::vec((0_u8..9, 0..PATHS.len(), 0..PATHS.len(), 0..TEXTS.len()), 1..4),
            1..7,
        )
    ) {
        let mut files: BTreeMap<String, Vec<u8>> =
            BTreeMap::from([("plan.yaml".to_owned(), b"title: T\norganisation: O\n".to_vec())]);
        let mut project = Project::from_files(files.clone(), Settings::default());
        for round in rounds {
            let changes: Vec<Change> = round.into_iter().map(|change| changed(&mut files, change)).collect();
            let (files_now, findings_now) = seen(&project.apply(changes.clone()));
            let (files_new, findings_new) = seen(&Project::from_files(files.clone(), Settings::default()).apply([]));
            prop_assert_eq!(findings_now, findings_new, "{:?}", changes);
            prop_assert!(files_now == files_new, "{changes:?}");
        }
    }
}
