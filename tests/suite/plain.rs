//! The rules for easy read: bad lines that each must find, and how often they speak up where nothing is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use plainplan::Files;
use plainplan::base::diagnostic::{Diagnostics, Severity};
use plainplan::check;
use plainplan::project::pipeline;
use plainplan::project::pipeline::{Project, Settings};
use plainplan::project::render;

use crate::common::{Folder, said, sample};

const BAD: &str = include_str!("../easy/bad-lines.md");

/// Rules about the whole easy read, which no line alone breaks.
const OF_A_PLAN: [&str; 8] = [
    "million",
    "hard-meaning",
    "no-beginning",
    "no-other-formats",
    "no-dates",
    "no-next-step",
    "long-booklet",
    "lost-condition",
];

const WORDS: &str = "\
- { term: reablement, meaning: Help after an illness., easy: Reablement is help to do things by yourself again. }
- { term: bursary, meaning: Money for students., easy: A bursary is money to help you learn. }
- { term: care and treatment review, short: [CETR], meaning: A meeting. }
";

/// A picture of another style than the built-in ones.
const LIBRARY: &str =
    "- { id: drawn-house, file: house.svg, shows: A house, words: [house], kind: drawing, licence: own }\n";

const CHAPTER: &str = "\
---
title: Care
metrics:
  - { id: waits, name: Waits, unit: percent, better: higher, value: 88 }
  - { id: beds, name: Beds, unit: count, value: 57 }
---
Text.
";

/// The parts under each rule's name.
fn bad_parts() -> BTreeMap<&'static str, Vec<String>> {
    let is_rule = |line: &str| check::rules().any(|rule| line.strip_prefix("## ") == Some(rule.name));
    let mut parts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut rule = "";
    for block in BAD.split("\n\n").map(str::trim) {
        if is_rule(block) {
            rule = &block[3..];
        } else if !rule.is_empty() {
            parts.entry(rule).or_default().push(block.to_owned());
        }
    }
    parts
}

fn found(files: BTreeMap<String, String>) -> (Arc<Files>, Diagnostics) {
    let settings = Settings { drafts: true, ..Settings::default() };
    let read = Project::from_files(files, settings).read();
    let mut found = Diagnostics::default();
    check::run(&read.plan, &read.source, &mut found);
    check::hints(&read.plan, &read.source, &mut found);
    (read.source, found)
}

fn plan(extra: &str) -> BTreeMap<String, String> {
    let texts = [
        ("plan.yaml", format!("title: Test plan\norganisation: Test council\n{extra}")),
        ("content/words.yaml", WORDS.to_owned()),
        ("content/index.md", "# Test plan\n\nText.\n".to_owned()),
        ("content/1-care.md", CHAPTER.to_owned()),
        ("content/pictures/library.yaml", LIBRARY.to_owned()),
        ("content/pictures/house.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_owned()),
    ];
    texts.into_iter().map(|(path, text)| (path.to_owned(), text)).collect()
}

#[test]
fn every_rule_finds_its_bad_lines() {
    let parts = bad_parts();
    let easy: Vec<&str> =
        check::rules().filter(|rule| check::easy_words(rule).is_some()).map(|rule| rule.name).collect();
    let few: Vec<&&str> = easy
        .iter()
        .filter(|name| !OF_A_PLAN.contains(name) && parts.get(*name).is_none_or(|parts| parts.len() < 3))
        .collect();
    assert!(few.is_empty(), "fewer than three bad parts for {few:?}");

    let mut files = plan("");
    for (rule, parts) in &parts {
        for (number, part) in parts.iter().enumerate() {
            let name = format!("content/{rule}-{number}");
            let head = if part.starts_with("![") || part.starts_with("## ") { "" } else { "![people]\n" };
            files.insert(format!("{name}.md"), "---\ntitle: Care\n---\nText.\n".to_owned());
            files.insert(format!("{name}.easy.md"), format!("---\ntitle: Care\n---\n{head}{part}\n"));
        }
    }
    let (source, found) = found(files);
    let reported: BTreeSet<(&str, &str)> =
        found.iter().map(|found| (source.file(found.span.file).path.as_str(), found.rule.name)).collect();
    let mut missed = Vec::new();
    for (rule, parts) in &parts {
        for (number, part) in parts.iter().enumerate() {
            if !reported.contains(&(format!("content/{rule}-{number}.easy.md").as_str(), *rule)) {
                missed.push(format!("{rule}: {part}"));
            }
        }
    }
    assert!(missed.is_empty(), "not found:\n{}", missed.join("\n"));
}

/// The lines of all easy read of the sample plan, which were read one by one and are meant as they are.
#[test]
fn good_lines_are_left_alone() {
    let settings = Settings { root: sample(), drafts: true, ..Settings::default() };
    let read = pipeline::read(&settings);
    let mut found = Diagnostics::default();
    check::run(&read.plan, &read.source, &mut found);
    check::hints(&read.plan, &read.source, &mut found);
    let lines: usize = read.plan.twins().flat_map(|twin| twin.parts().map(|part| part.lines.len())).sum();
    let of = |severity| {
        let in_twins = found
            .iter()
            .filter(|found| found.severity == severity && read.source.file(found.span.file).path.ends_with(".easy.md"));
        in_twins.map(|found| (found.span.file, read.source.place(found.span).line)).collect::<BTreeSet<_>>().len()
    };
    let (errors, warnings, hints) = (of(Severity::Error), of(Severity::Warning), of(Severity::Hint));
    println!("{lines} lines: errors on {errors}, warnings on {warnings}, hints on {hints}");
    assert!(lines > 400, "{lines}");
    let reported = || render::human(&read.source, &found, false);
    assert!(errors * 20 <= lines, "errors on {errors} of {lines} lines\n{}", reported());
    assert!(warnings <= 10, "{warnings} warnings\n{}", reported());
    assert!(hints * 20 <= lines, "hints on {hints} of {lines} lines");
}

#[test]
fn the_profile_decides_how_long_a_sentence_may_be_and_what_a_hint_is() {
    let line = "We want to help you in your own home when you are ill or hurt.";
    let reported = |profile: &str| {
        let mut files = plan(&format!("easy: {{ profile: {profile} }}\n"));
        let easy = format!(
            "---\ntitle: Care\n---\n![home]\n{line}\n\n![people]\nYou don't have to wait.\n\n![money]\nIt costs 20%.\n"
        );
        files.insert("content/1-care.easy.md".to_owned(), easy);
        let (_, found) = found(files);
        let of = |name: &str| found.iter().find(|found| found.rule.name == name).map(|found| found.severity);
        [of("long-sentence"), of("too-long-sentence"), of("contraction"), of("percentage")]
    };
    let (error, warning, hint) = (Some(Severity::Error), Some(Severity::Warning), Some(Severity::Hint));
    assert_eq!(reported("uk"), [None, None, hint, error]);
    assert_eq!(reported("strict"), [warning, None, warning, error]);
    assert_eq!(reported("ers26"), [None, None, hint, hint]);
}

#[test]
fn million_is_reported_once_a_plan_until_the_glossary_says_how_much_it_is() {
    let reported = |words: &str, lines: [&str; 2]| {
        let mut files = plan("");
        files.insert("content/words.yaml".to_owned(), words.to_owned());
        for (number, line) in lines.iter().enumerate() {
            files.insert(format!("content/m{number}.md"), "---\ntitle: Money\n---\nText.\n".to_owned());
            files.insert(format!("content/m{number}.easy.md"), format!("---\ntitle: Money\n---\n![money]\n{line}\n"));
        }
        found(files).1.iter().filter(|found| found.rule.name == "million").count()
    };
    assert_eq!(reported("[]", ["We have £5 million.", "We need £3 million."]), 1);
    assert_eq!(reported("[]", ["The plan costs £2 billion.", "There are 3 million people."]), 2);
    assert_eq!(reported("[]", ["A **million** is a thousand thousand.", "We need £3."]), 0);
    assert_eq!(reported("- { term: million, meaning: Much. }\n", ["We have £5 million.", "We have £5 million."]), 0);
}

#[test]
fn words_that_people_here_know_and_names_are_left_alone() {
    let mut files = plan("easy: { words: [podiatry] }\npartners: [Wexcombe Alliance]\n");
    let easy = "---\ntitle: Care\n---\n![people]\nWexcombe Alliance has podiatry in Barchester.\nIt has a **falafel** shop.\nA falafel is a kind of food.\n";
    files.insert("content/1-care.easy.md".to_owned(), easy.to_owned());
    let (source, found) = found(files);
    let reported: Vec<&str> = found.iter().map(|found| source.slice(found.span)).collect();
    assert!(!found.iter().any(|found| found.rule.name == "hard-word"), "{reported:?}");
}

#[test]
fn a_finding_about_words_is_accepted_in_the_twin_with_a_reason() {
    let plan = Folder::small();
    let twin = |accept: &str| format!("---\ntitle: Care\n{accept}---\n![people]\nThe clinic is in the vicinity.\n");
    plan.write("content/1-care.easy.md", &twin(""));
    assert!(said(&plan.run(&["check", "--format", "json"])).contains("`vicinity` is a hard word"));
    plan.write(
        "content/1-care.easy.md",
        &twin("accept:\n  - { finding: \"`vicinity` is a hard word\", because: Our reading group knows it. }\n"),
    );
    let run = said(&plan.run(&["check"]));
    assert!(run.contains("accepted: `vicinity` is a hard word") && run.contains("1 finding accepted"), "{run}");
}

#[test]
fn easy_check_tells_hints_and_figures() {
    let plan = Folder::small();
    plan.write("content/1-care.easy.md", "---\ntitle: Care\n---\n![people]\nYou don't have to wait.\n");
    let run = plan.run(&["easy", "check", "content/1-care.easy.md"]);
    let reported = said(&run);
    assert!(run.status.success(), "{reported}");
    assert!(
        reported.contains("hint[contraction]") && reported.contains("Checked easy read: no problems, 2 hints."),
        "{reported}"
    );
    assert!(reported.contains("1-care.easy.md  2          3.0         5"), "{reported}");
    let chapter = "---\ntitle: Care\n---\nWe care. We listen. We saw 5 people.\n";
    plan.write("content/1-care.md", chapter);
    let of_chapter = said(&plan.run(&["easy", "check", "content/1-care.md"]));
    assert!(of_chapter.contains("hint[contraction]"), "a chapter stands for its easy read: {of_chapter}");
    assert!(of_chapter.contains("its chapter   3          2.7"), "all sentences count: {of_chapter}");
    let run =
        said(&plan.run(&["check", "--explain", "long-sentence"])).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        run.contains("Profiles: uk warning over 15 words, strict warning over 10 words, ers26 warning over 20"),
        "{run}"
    );
}

/// The hints that a chapter and its easy read give about conditions.
fn lost(chapter: &str, easy: &str) -> usize {
    let mut files = plan("");
    files.insert("content/2-steps.md".to_owned(), format!("---\ntitle: Steps\n---\n## Steps\n\n{chapter}\n"));
    files.insert("content/2-steps.easy.md".to_owned(), format!("---\ntitle: Steps\n---\n## Steps\n\n![bus]\n{easy}\n"));
    found(files).1.iter().filter(|found| found.rule.name == "lost-condition").count()
}

#[test]
fn a_condition_of_the_chapter_that_easy_read_does_not_have_is_reported() {
    let taken = "We will take the step away.";
    assert_eq!(lost("We remove a step only if the pavement is wide.", taken), 1);
    assert_eq!(lost("We remove every step, unless it is too dear.", taken), 1);
    assert_eq!(lost("We remove every step except in the market.", taken), 1);
    assert_eq!(lost("We remove a step only when people ask.", taken), 1);
    // The easy read says so too, in its own words.
    assert_eq!(lost("We remove a step only if the pavement is wide.", "We can do it if there is room."), 0);
    assert_eq!(lost("We remove every step, unless it is too dear.", "We do this.\nSome steps will not go."), 0);
    assert_eq!(lost("We remove every step except in the market.", "We do this.\nBut the market keeps its step."), 0);
    assert_eq!(lost("We remove every step.", taken), 0);
}

#[test]
fn a_percentage_is_said_in_people_by_its_own_figure() {
    for (line, people) in [
        ("25% of people came.", "Write “25 out of 100 people”."),
        ("About 20 per cent of people came.", "Write “2 out of 10 people”."),
        ("62 percent of people came.", "Write “about 6 out of 10 people”."),
        ("100% of people came.", "Write “everyone”."),
        ("We want to help {{ waits }} of people.", "Readers then see something like “about 9 out of 10 people”."),
        ("It grew by 150%.", "Say how many people out of how many."),
        ("The percentage is low.", "Say how many people out of how many."),
    ] {
        let mut files = plan("");
        files.insert("content/1-care.easy.md".to_owned(), format!("---\ntitle: Care\n---\n![people]\n{line}\n"));
        let (_, found) = found(files);
        let reported = found.iter().find(|found| found.rule.name == "percentage").expect("told");
        assert!(reported.help[0].contains(people), "{line}: {}", reported.help[0]);
    }
}

#[test]
fn a_word_that_a_figure_says_too_is_reported_where_it_was_typed() {
    let reported = |line: &str| {
        let mut files = plan("");
        files.insert("content/1-care.easy.md".to_owned(), format!("---\ntitle: Care\n---\n![people]\n{line}\n"));
        let (source, found) = found(files);
        let found = found.iter().find(|found| found.rule.name == "doubled-word").cloned();
        found.map(|found| (found.message.clone(), source.slice(found.span).to_owned()))
    };
    assert_eq!(reported("{{ waits | people }} came."), None);
    assert_eq!(reported("We asked people. {{ waits | people }} came."), None);
    let (message, place) = reported("We helped About {{ waits | people }} here.").expect("told");
    assert_eq!((message.as_str(), place.as_str()), ("readers see “About about”", "About"));
    let (message, place) = reported("We helped {{ waits | people }} people.").expect("told");
    assert_eq!((message.as_str(), place.as_str()), ("readers see “people people”", "people"));
}

#[test]
fn a_contraction_or_a_percentage_is_reported_once() {
    let mut files = plan("");
    let easy = "---\ntitle: Care\n---\n![people]\nYou can't come.\nIt costs 5 per cent.\nThe percentage is low.\n";
    files.insert("content/1-care.easy.md".to_owned(), easy.to_owned());
    let (_, found) = found(files);
    let rules: Vec<&str> = found.iter().map(|found| found.rule.name).collect();
    assert!(!rules.contains(&"hard-word"), "{rules:?}");
    assert_eq!(rules.iter().filter(|rule| ["contraction", "percentage"].contains(rule)).count(), 3, "{rules:?}");
}
