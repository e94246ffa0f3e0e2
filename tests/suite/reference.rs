//! What follows from the rows of settings, blocks, pages and rules: schemas for editors, and the pages of `docs/reference/`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use jsonschema::Validator;
use plainplan::base::diagnostic::{Group, Severity};
use plainplan::project::pipeline::{Made, Settings, make};
use plainplan::project::reference;
use plainplan::project::reference::Document;
use serde_json::Value;

use crate::common;
use crate::fixture::fixtures;

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

static SCHEMAS: LazyLock<Vec<Validator>> = LazyLock::new(|| {
    let schemas = Document::ALL.iter().map(|document| reference::schema(*document));
    schemas.map(|schema| jsonschema::validator_for(&schema).expect("a schema")).collect()
});

fn is_valid(document: Document, value: &Value) -> bool {
    SCHEMAS[document as usize].is_valid(value)
}

/// YAML as editors read it.
fn yaml(text: &str) -> Option<Value> {
    let options = serde_yaml::options! { strict_booleans: true };
    serde_yaml::from_str_with_options(text, options).ok()
}

/// The settings of a file of a plan: which they are, and their text.
fn settings<'t>(path: &str, text: &'t str) -> Option<(Document, &'t str)> {
    let front = || {
        let inside = text.strip_prefix("---\n")?;
        inside.split_once("\n---\n").or_else(|| inside.split_once("\n---")).map(|(front, _)| front)
    };
    match path {
        "plan.yaml" => Some((Document::Plan, text)),
        "content/words.yaml" => Some((Document::Words, text)),
        "content/pictures/library.yaml" => Some((Document::Pictures, text)),
        _ if !path.starts_with("content/") => None,
        _ if path.ends_with(".easy.md") => Some((Document::Easy, front()?)),
        _ if path.ends_with(".md") => Some((Document::Chapter, front()?)),
        _ => None,
    }
}

/// Every file of a plan with settings: its path, and whether its schema takes them.
fn judged(made: &Made) -> Vec<(String, bool)> {
    let files = made.source.files().map(|(_, file)| file).filter(|file| file.is_readable());
    let settings = files.filter_map(|file| Some((file.path.clone(), settings(&file.path, file.text())?)));
    settings
        .map(|(path, (document, text))| (path, yaml(text).is_some_and(|value| is_valid(document, &value))))
        .collect()
}

fn made(root: &Path) -> Made {
    let calendar: fn() -> _ = || Some(jiff::civil::date(2018, 6, 1));
    make(&Settings { root: root.to_path_buf(), calendar: Some(calendar), drafts: true, ..Settings::default() })
}

#[test]
fn schemas_take_the_sample() {
    let judged = judged(&made(project()));
    assert!(judged.len() > 20, "{judged:?}");
    let refused: Vec<_> = judged.iter().filter(|(_, is_taken)| !is_taken).collect();
    assert!(refused.is_empty(), "{refused:?}");
}

#[test]
fn schemas_take_and_refuse_what_plainplan_does() {
    let (mut refused, mut wrong) = (0, Vec::new());
    for fixture in fixtures() {
        let plan = fixture.laid_out();
        let made = made(plan.path());
        for (path, is_taken) in judged(&made) {
            let found = made.diagnostics.iter().filter(|found| made.source.file(found.span.file).path == path);
            let errors: Vec<_> = found.filter(|found| found.severity == Severity::Error).collect();
            let of_keys =
                errors.iter().any(|found| ["unknown-key", "missing-key", "wrong-type"].contains(&found.rule.name));
            let of_settings = errors.iter().any(|found| {
                matches!(found.rule.group, Group::Settings | Group::PlanFile) || found.rule.name == "unknown-chart-kind"
            });
            let name = fixture.name.as_str();
            if of_keys && is_taken {
                let said: Vec<_> = errors.iter().map(|found| &found.message).collect();
                wrong.push(format!("taken: {name}: {path}: {said:?}"));
            }
            if !of_settings && !is_taken {
                wrong.push(format!("refused: {name}: {path}"));
            }
            refused += usize::from(of_keys && !is_taken);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(refused >= 10, "only {refused} were refused");
}

/// One slip each, in what is otherwise right.
#[test]
fn schemas_refuse_slips() {
    let measure = |more: &str| format!("metrics: [{{ id: homes, name: Homes, unit: count, {more} }}]");
    let taken = [
        (Document::Chapter, measure("targets: [{ value: 5, by: 2019 }, { words: better, by: 2018-19 Q2 }]")),
        (Document::Chapter, measure("baseline: 5, value: { value: \"1,234\", period: 2018-03 }")),
        (
            Document::Chapter,
            "title: Care\nmilestones: [{ by: 2018-04-01, text: It opens, status: on track }]".to_owned(),
        ),
        (Document::Plan, "title: Plan\norganisation: Council\nformats: { audio: ask, BSL: no, days: 10 }".to_owned()),
        (Document::Words, "- { term: frailty, meaning: Being weak., known: true }".to_owned()),
    ];
    for (document, text) in taken {
        assert!(is_valid(document, &yaml(&text).expect("YAML")), "refused: {text}");
    }
    let refused = [
        (Document::Chapter, measure("bettter: higher")),
        (Document::Chapter, measure("better: up")),
        (Document::Chapter, measure("targets: { value: 5, by: 2019 }")),
        (Document::Chapter, measure("targets: [{ by: 2019 }]")),
        (Document::Chapter, measure("targets: [{ value: 5, words: better }]")),
        (Document::Chapter, measure("targets: [{ value: 5, by: spring }]")),
        (Document::Chapter, "metrics: [{ id: homes, name: Homes }]".to_owned()),
        (Document::Chapter, "metrics: [{ id: My homes, name: Homes, unit: count }]".to_owned()),
        (Document::Chapter, "milestones: [{ by: 2018, text: It opens, status: green }]".to_owned()),
        (Document::Chapter, "risks: [{ risk: Money, likelihood: 6 }]".to_owned()),
        (Document::Chapter, "title: [Care]".to_owned()),
        (Document::Plan, "title: Plan".to_owned()),
        (Document::Plan, "title: Plan\norganisation: Council\nbrand: { colour: blue }".to_owned()),
        (Document::Words, "- { term: frailty, meaning: Being weak., known: perhaps }".to_owned()),
        (Document::Words, "term: frailty".to_owned()),
        (Document::Pictures, "- { id: bus, file: bus.svg }".to_owned()),
        (Document::Easy, "checked: [{ people: 6 }]".to_owned()),
    ];
    for (document, text) in refused {
        assert!(!is_valid(document, &yaml(&text).expect("YAML")), "taken: {text}");
    }
}

#[test]
fn the_form_of_dates_is_that_of_the_reader() {
    let years = ["1", "12", "1999", "2018", "2999", "3000"];
    let rest = [
        "",
        "-3",
        "-03",
        "-13",
        "-19",
        "/19",
        "-2019",
        "-18",
        " Q2",
        "-19 Q2",
        "-19 Q5",
        "-03-31",
        "–03–31",
        "-3-1",
        " ",
    ];
    let mut texts: BTreeSet<String> = ["spring", "", "TBC"].map(str::to_owned).into();
    texts.extend(years.iter().flat_map(|year| rest.iter().map(move |rest| format!("{year}{rest}"))));
    for text in texts {
        let chapter = format!("---\ntitle: Care\nupdated: \"{text}\"\n---\nText.\n");
        let found = common::made(&[("content/1-care.md", &chapter)]).diagnostics;
        let is_date = found.iter().all(|found| found.rule.name != "not-a-date");
        let is_taken = is_valid(Document::Chapter, &serde_json::json!({ "title": "Care", "updated": text }));
        // The form is about letters: which days a month has is for the reader.
        assert!(is_taken || !is_date || text != text.trim(), "{text} is refused");
        let is_no_form = !text.starts_with(['1', '2']) && !text.contains("31") || text.len() < 4 || text.contains("Q5");
        assert!(!is_taken || !is_no_form, "{text} is taken");
    }
}

#[test]
fn every_row_says_what_it_means() {
    for record in Document::ALL.iter().flat_map(|document| document.record().with_all_below()) {
        for key in record.keys {
            let at = format!("{}: {}", record.name, key.name);
            assert!(key.doc.ends_with('.') && key.doc.split(' ').count() <= 25, "{at}: {}", key.doc);
            assert!(key.since.split('.').count() == 3, "{at}");
            let is_key = |word: &&&str| record.keys.iter().any(|key| key.name == **word);
            assert_eq!(key.others.iter().find(is_key), None, "{at} is called like another key");
        }
    }
}

#[test]
fn the_command_prints_the_schema() {
    for (name, document) in ["plan", "chapter", "words", "pictures", "easy"].iter().zip(Document::ALL) {
        let done = Command::new(env!("CARGO_BIN_EXE_plainplan")).args(["schema", name]).output().expect("it runs");
        let printed: Value = serde_json::from_slice(&done.stdout).expect("JSON");
        assert_eq!(printed, reference::schema(document), "{name}");
        assert!(jsonschema::meta::is_valid(&printed), "{name}");
    }
}

/// Run with `UPDATE=1` to write the pages anew, then read them.
#[test]
fn the_reference_is_that_of_the_program() {
    let (blocks, keys) = (("blocks", reference::blocks()), ("keys", reference::keys()));
    for (name, page) in [blocks, keys, ("pages", reference::pages()), ("rules", reference::rules())] {
        let path: PathBuf = project().join(format!("docs/reference/{name}.md"));
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(&path, &page).expect("written");
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == page,
            "docs/reference/{name}.md is not that of the program: UPDATE=1 cargo test --test suite reference"
        );
    }
}
