//! A plan → tables for people: how far its easy read is, how hard it is to read, which pictures it can show.

use std::collections::BTreeSet;

use super::find;
use crate::base::files::Files;
use crate::base::names::nearest;
use crate::easy::sync::{PartStep, SinceCheck, Standing, TwinStep};
use crate::plan::Plan;
use crate::text::english::readability::Counts;
use crate::text::english::tokens;

/// How far the easy read of a chapter is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    None,
    Draft,
    InStep,
    OutOfStep,
    Checked,
}

impl State {
    fn words(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Draft => "draft",
            Self::InStep => "up to date",
            Self::OutOfStep => "out of date",
            Self::Checked => "checked",
        }
    }

    fn of(plan: &Plan, step: &TwinStep) -> Self {
        let is_as_checked = step
            .twin
            .checked
            .iter()
            .any(|record| plan.lock.since(step.twin, record) == SinceCheck::Changed { lines: 0, pictures: 0 });
        if step.parts.iter().any(PartStep::is_behind) {
            Self::OutOfStep
        } else if is_as_checked {
            Self::Checked
        } else if !step.parts.is_empty() && step.parts.iter().all(|part| part.standing == Standing::InStep) {
            Self::InStep
        } else {
            Self::Draft
        }
    }
}

/// How far the easy read of every chapter is, as a table for people, with the sections nobody has decided about, those
/// that are left out, and the figures that have changed by themselves below it.
#[must_use]
pub fn status(plan: &Plan) -> String {
    let steps = plan.steps();
    let head = ["Chapter", "Easy read", "Confirmed", "Not covered", "New figures"].map(str::to_owned);
    let rows = plan.chapters().map(|chapter| match steps.iter().find(|step| step.chapter.path == chapter.path) {
        None => [chapter.path.as_str(), State::None.words(), "", "", ""].map(str::to_owned),
        Some(step) => {
            let confirmed = step.parts.iter().filter(|part| part.standing != Standing::Unconfirmed).count();
            [
                chapter.path.clone(),
                State::of(plan, step).words().to_owned(),
                format!("{confirmed} of {}", step.parts.len()),
                count(step.undecided.len()),
                count(new_figures(step).len()),
            ]
        }
    });
    let table = columns(&std::iter::once(head).chain(rows).collect::<Vec<_>>());
    table + &undecided(&steps) + &left_out(&steps) + &updated(&steps)
}

fn count(number: usize) -> String {
    if number == 0 { String::new() } else { number.to_string() }
}

fn undecided(steps: &[TwinStep]) -> String {
    let lines: String = steps
        .iter()
        .flat_map(|step| step.undecided.iter().map(|title| format!("  {}: {title}\n", step.chapter.path)))
        .collect();
    let head = "\nSections that are not covered yet, in the easy read or under `leave-out:`:\n";
    if lines.is_empty() { lines } else { head.to_owned() + &lines }
}

fn left_out(steps: &[TwinStep]) -> String {
    let all = steps.iter().flat_map(|step| step.twin.left_out.iter().map(|left| (&step.chapter.path, left)));
    let lines: String =
        all.map(|(path, left)| format!("  {path}: #{}: {}\n", left.section.value, left.because)).collect();
    let head = "\nSections left out on purpose:\n";
    if lines.is_empty() { lines } else { head.to_owned() + &lines }
}

fn updated(steps: &[TwinStep]) -> String {
    let lines: String = steps
        .iter()
        .flat_map(|step| new_figures(step).into_iter().map(|words| format!("  {}: {words}\n", step.twin.path)))
        .collect();
    let head = "\nFigures that were updated after the lines were confirmed:\n";
    if lines.is_empty() { lines } else { head.to_owned() + &lines }
}

/// The figures of a twin that have changed by themselves, each once.
fn new_figures(step: &TwinStep) -> BTreeSet<String> {
    let updated = step.parts.iter().flat_map(|part| &part.updated);
    updated.map(|figure| format!("{} was {} and is now {}", figure.path, figure.was, figure.is)).collect()
}

/// How hard the easy read of one chapter is to read, in figures, beside its full chapter; of all chapters without a path.
/// They are a guide and no gate.
///
/// # Errors
/// What was named and is not there, in words.
pub fn readability(plan: &Plan, source: &Files, path: Option<&str>) -> Result<String, String> {
    let chosen = match path {
        Some(path) => vec![find(plan, path)?],
        None => plan.chapters().filter_map(|chapter| Some((chapter, chapter.twin.as_deref()?))).collect(),
    };
    let head =
        ["Easy read", "Sentences", "Words each", "Longest", "Flesch-Kincaid", "SMOG", "LIX", "Flesch", "ARI", "RIX"];
    let rows = chosen.iter().flat_map(|(chapter, twin)| {
        let sentences = plan.spoken(twin, source).sentences;
        let easy = counts(sentences.iter().map(|sentence| (sentence.words_as_written(), sentence.text.as_str())));
        let longest = sentences.iter().map(|sentence| sentence.words.len()).max().unwrap_or(0);
        let typed = chapter.sentences(source);
        let full = counts(typed.iter().map(|sentence| (tokens::words(&sentence.value), sentence.value.as_str())));
        [row(&twin.path, easy, &longest.to_string()), row("  its chapter", full, "")]
    });
    let table = columns(&std::iter::once(head.map(str::to_owned)).chain(rows).collect::<Vec<_>>());
    let note = "These scores are only a guide. SMOG needs 30 sentences. Ask the people who will read it.\n";
    Ok(format!("{table}\n{note}"))
}

fn counts<'t>(sentences: impl Iterator<Item = (Vec<&'t str>, &'t str)>) -> Counts {
    let mut counts = Counts::default();
    for (words, text) in sentences.filter(|(words, _)| !words.is_empty()) {
        counts.add_sentence(words, text.chars().filter(|sign| !sign.is_whitespace()).count());
    }
    counts
}

fn row(name: &str, counts: Counts, longest: &str) -> [String; 10] {
    let figure = |figure: Option<f64>| figure.map_or("-".to_owned(), |figure| format!("{figure:.1}"));
    [
        name.to_owned(),
        counts.sentences.to_string(),
        figure(counts.mean_words()),
        longest.to_owned(),
        figure(counts.flesch_kincaid()),
        figure(counts.smog()),
        figure(counts.lix()),
        figure(counts.flesch_reading_ease()),
        figure(counts.automated_readability_index()),
        figure(counts.rix()),
    ]
}

/// The pictures that go with some words, the one that fits best first, as a table; without words, all of them.
#[must_use]
pub fn pictures(plan: &Plan, words: &str) -> String {
    let names: Vec<&str> = if words.is_empty() {
        plan.pictures.by_name.keys().map(String::as_str).collect()
    } else {
        plan.pictures.matching(words)
    };
    if names.is_empty() {
        let known = plan.pictures.by_name.values().flat_map(|picture| &picture.words).map(String::as_str);
        let meant = nearest(words, known)
            .map_or("Try another word, or add a picture of your own.".to_owned(), |meant| {
                format!("Did you mean “{meant}”?")
            });
        return format!("There is no picture for “{words}”. {meant}\n");
    }
    let rows = names.iter().filter_map(|name| {
        let picture = plan.pictures.find(name)?;
        Some([format!("![{name}]"), picture.shows.clone(), picture.words.join(", ")])
    });
    let head = ["Write", "It shows", "For"].map(str::to_owned);
    columns(&std::iter::once(head).chain(rows).collect::<Vec<_>>())
}

/// Rows as lines, each column as wide as its longest words.
pub(crate) fn columns<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let line = |row: &[String; N]| {
        let cells: Vec<String> = (0..N).map(|column| format!("{:<1$}", row[column], width(column))).collect();
        cells.join("  ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}
