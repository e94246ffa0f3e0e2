//! Sentences about figures, true and false: which of the false ones are asked about, and that no true one is.
//!
//! Each file of `tried/` and `measured/` has the settings of a chapter and sentences, each of which is the chapter's text alone
//! with its tables and measures. Those in `tried/` were at hand while the check was written. Those in `measured/` were written before
//! it was, and say how well it does with sentences that it has not seen. `MISSED=1 cargo test --test claims -- --nocapture` lists
//! what is not found, `SAID=1` what is said of the others.

use std::fs;
use std::path::Path;

use plainplan::base::diagnostic::Severity;
use plainplan::project::render;
use plainplan::{Change, Made, Project, Settings};

/// The folders of sentences. Nothing was changed for those in `fresh/` before they were measured.
const FOLDERS: [&str; 3] = ["tried", "measured", "fresh"];

/// The settings of a chapter and what can be said in it.
struct Corpus {
    name: String,
    settings: String,
    /// Sentences that are true.
    right: Vec<String>,
    /// Sentences that are false.
    wrong: Vec<String>,
    /// Sentences that are true, with the figure of a measure typed in them.
    typed: Vec<String>,
}

fn corpora(folder: &str) -> Vec<Corpus> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims").join(folder);
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().map(|path| corpus(path)).collect()
}

fn corpus(path: &Path) -> Corpus {
    let text = fs::read_to_string(path).expect("a text");
    let section = |name: &str| {
        let start = text.find(&format!("=== {name}\n")).map_or(text.len(), |at| at + name.len() + 5);
        let end = text[start..].find("=== ").map_or(text.len(), |at| start + at);
        text[start..end].to_owned()
    };
    let sentences = |name: &str| section(name).lines().filter(|line| !line.is_empty()).map(lines_of).collect();
    let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
    Corpus {
        name,
        settings: section("settings"),
        right: sentences("right"),
        wrong: sentences("wrong"),
        typed: sentences("typed"),
    }
}

/// A list is written in one line.
fn lines_of(line: &str) -> String {
    line.replace("\\n", "\n")
}

fn project() -> Project {
    let plan = "title: Test plan\norganisation: Test council\ncontact: { email: plan@example.org, phone: 01632 960001, post: [1 Example Street] }\n";
    let index = "---\ntitle: Test plan\n---\nWhat we will do.\n";
    Project::from_files([("plan.yaml", plan), ("content/index.md", index)], Settings::default())
}

/// The plan with one chapter, which says this.
fn made(project: &mut Project, corpus: &Corpus, sentence: &str) -> Made {
    let tables = corpus.settings.lines().scan("", |part, line| {
        *part = if line.starts_with(' ') { part } else { line };
        Some((*part, line))
    });
    let tables =
        tables.filter(|(part, _)| *part == "tables:").filter_map(|(_, line)| line.trim().strip_prefix("- id: "));
    let shown: String = tables.map(|id| format!("{{{{ table {id} }}}}\n\n")).collect();
    let text = format!("---\ntitle: Our work\n{}---\n{sentence}\n\n{shown}", corpus.settings);
    project.apply([Change::put("content/1-work.md", text)])
}

fn report(made: &Made) -> String {
    render::human(&made.source, &made.diagnostics, false)
}

/// Says of which sentences nothing is said, of those in which something is wrong: found, all.
fn found(folder: &str, what: &str, sentences: fn(&Corpus) -> &[String], rule: Option<&str>) -> (usize, usize) {
    let mut project = project();
    let (mut found, mut all) = (0, 0);
    for corpus in corpora(folder) {
        for sentence in sentences(&corpus) {
            let made = made(&mut project, &corpus, sentence);
            all += 1;
            if made.diagnostics.iter().any(|found| rule.is_none_or(|rule| found.rule.name == rule)) {
                found += 1;
                if std::env::var_os("SAID").is_some() {
                    println!("{sentence}\n{}", report(&made));
                }
            } else if std::env::var_os("MISSED").is_some() {
                println!("{}: {sentence}", corpus.name);
            }
        }
    }
    println!("{folder}: {found} of {all} {what} found");
    (found, all)
}

/// What is said of sentences that are true.
fn false_alarms(folder: &str) -> Vec<String> {
    let mut project = project();
    let mut alarms = Vec::new();
    for corpus in corpora(folder) {
        for sentence in std::iter::once("We work for you.").chain(corpus.right.iter().map(String::as_str)) {
            let made = made(&mut project, &corpus, sentence);
            if !made.diagnostics.is_empty() {
                alarms.push(format!("{}: {sentence}\n{}", corpus.name, report(&made)));
            }
        }
    }
    alarms
}

#[test]
fn no_true_sentence_is_doubted() {
    for folder in FOLDERS {
        let alarms = false_alarms(folder);
        assert!(alarms.is_empty(), "{} in {folder}\n{}", alarms.len(), alarms.join("\n"));
    }
}

#[test]
fn what_is_found_can_be_published() {
    let mut project = project();
    for corpus in FOLDERS.iter().flat_map(|folder| corpora(folder)) {
        for sentence in corpus.wrong.iter().chain(&corpus.typed) {
            let made = made(&mut project, &corpus, sentence);
            assert!(
                made.diagnostics.iter().all(|found| found.severity != Severity::Error),
                "{sentence}\n{}",
                report(&made)
            );
        }
    }
}

#[test]
fn most_false_sentences_are_found() {
    let figures = [("tried", 90), ("measured", 85), ("fresh", 75)]
        .map(|(folder, least)| (folder, least, found(folder, "false sentences", |corpus| &corpus.wrong, None)));
    for (folder, least, (found, all)) in figures {
        assert!(found * 100 >= all * least, "{folder}: {found} of {all}");
    }
}

#[test]
fn most_typed_figures_are_found() {
    for folder in FOLDERS {
        let (found, all) = found(folder, "typed figures", |corpus| &corpus.typed, Some("typed-figure"));
        assert!(found * 100 >= all * 85, "{folder}: {found} of {all}");
    }
}
