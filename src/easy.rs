//! The commands about easy read: a plan and what was typed → a new `easy.lock`, or a table that tells how far it is or how
//! hard it is to read.
//!
//! Nothing is confirmed but what is named, and what is not named stays as it is.

use std::collections::BTreeSet;

use crate::names::nearest;
use crate::output::Output;
use crate::plan::lock::{Lock, PartName};
use crate::plan::step::{PartStep, SinceCheck, Standing, TwinStep, check_name, checked_lines};
use crate::plan::{Chapter, Plan, Twin, spoken};
use crate::print::{Booklet, Printed, Section};
use crate::readability::Counts;
use crate::site::address;
use crate::source::Source;

/// What a person confirms, and who they are.
#[derive(Clone, Copy, Debug)]
pub struct Confirming<'a> {
    /// A twin, or one part of it: `content/1-care.easy.md#how-we-help/2`.
    pub what: &'a str,
    /// Who confirms it.
    pub by: &'a str,
    /// Why it is right.
    pub because: &'a str,
}

/// A part in words: `part 2 under #how-we-help of 1-care.easy.md`.
#[must_use]
pub fn part_words(name: &PartName) -> String {
    match name.part.rsplit_once('/') {
        Some((heading, number)) => format!("part {number} under #{heading} of {}", name.path),
        None => format!("part {} of {}", name.part, name.path),
    }
}

/// The command that confirms a part.
#[must_use]
pub fn confirm_command(name: &PartName) -> String {
    format!("plainplan easy confirm content/{} --by \"YOUR NAME\" --because \"WHY IT IS RIGHT\"", name.written())
}

/// The confirmations of a plan with those that were asked for, and what was confirmed, in a sentence.
///
/// # Errors
/// What was named and is not there, in words.
pub fn confirm(plan: &Plan, confirming: &Confirming) -> Result<(Lock, String), String> {
    let (path, part) = match confirming.what.split_once('#') {
        Some((path, part)) => (path, Some(part)),
        None => (confirming.what, None),
    };
    for (flag, words) in [("by", confirming.by), ("because", confirming.because)] {
        if words.trim().is_empty() {
            return Err(format!("nothing stands behind --{flag}"));
        }
    }
    let (chapter, twin) = find(plan, path)?;
    if let Some(anchor) = plan.unknown_anchors(chapter, twin).first() {
        return Err(format!("`{}` is not in {}; `plainplan check` says more", anchor.value, chapter.path));
    }
    let named = twin.named_parts();
    let names: Vec<&str> = named.iter().map(|named| named.name.as_str()).collect();
    if let Some(part) = part.filter(|part| !names.contains(part)) {
        let meant = nearest(part, names.iter().copied());
        let hint = meant
            .map_or_else(|| format!("its parts are {}", names.join(", ")), |meant| format!("did you mean `{meant}`?"));
        return Err(format!("there is no part `{part}` in {}; {hint}", twin.path));
    }
    let mut lock = plan.lock.clone();
    if part.is_none() {
        lock.parts.retain(|name, _| name.path != twin.path || names.contains(&name.part.as_str()));
    }
    let wanted: Vec<_> = named.iter().filter(|named| part.is_none_or(|part| part == named.name)).collect();
    for named in &wanted {
        let name = PartName { path: twin.path.clone(), part: named.name.clone() };
        let confirmation = plan.confirmation(chapter, twin, named, confirming.by, confirming.because);
        lock.parts.insert(name, confirmation);
    }
    let said = match wanted.as_slice() {
        [one] => part_words(&PartName { path: twin.path.clone(), part: one.name.clone() }),
        all => format!("{} parts of {}", all.len(), twin.path),
    };
    Ok((lock, format!("Confirmed {said}.")))
}

/// The confirmations of a plan with the records of a twin's checks bound to its words, and what was done, in a sentence.
///
/// A record that is bound already stays bound to the words it is bound to.
///
/// # Errors
/// What was named and is not there, in words.
pub fn bind_checks(plan: &Plan, path: &str) -> Result<(Lock, String), String> {
    let (_, twin) = find(plan, path)?;
    if twin.checked.is_empty() {
        return Err(format!("{} has no record of a check. Write who checked it behind `checked:` first", twin.path));
    }
    let mut lock = plan.lock.clone();
    let names: BTreeSet<_> = twin.checked.iter().map(|record| check_name(twin, record)).collect();
    lock.checks.retain(|name, _| name.path != twin.path || names.contains(name));
    let new: Vec<_> = names.into_iter().filter(|name| !lock.checks.contains_key(name)).collect();
    let records: Vec<&str> = new.iter().map(|name| name.record.as_str()).collect();
    let said = if records.is_empty() {
        "Nothing to do: every record is bound to the words that were checked.".to_owned()
    } else {
        format!("The check by {} is bound to the words and pictures of {}.", records.join("; "), twin.path)
    };
    lock.checks.extend(new.into_iter().map(|name| (name, checked_lines(twin))));
    Ok((lock, said))
}

/// How hard the easy read of one chapter is to read, in figures, beside its full chapter; of all chapters without a path.
/// They are a guide and no gate.
///
/// # Errors
/// What was named and is not there, in words.
pub fn readability(plan: &Plan, source: &Source, path: Option<&str>) -> Result<String, String> {
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
        let full =
            counts(chapter.sentences.iter().map(|sentence| (spoken::words(&sentence.value), sentence.value.as_str())));
        [row(&twin.path, easy, &longest.to_string()), row("  its chapter", full, "")]
    });
    let table = columns(&std::iter::once(head.map(str::to_owned)).chain(rows).collect::<Vec<_>>());
    let note = "These figures are a guide only. SMOG needs 30 sentences. Ask the people who will read it.\n";
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

/// The chapter at a path as people type it, which has no twin yet.
///
/// # Errors
/// What was named and is not there, or is there already, in words.
pub fn chapter_without_twin<'p>(plan: &'p Plan, path: &str) -> Result<&'p Chapter, String> {
    let wanted = below_content(path);
    let chapter = plan.chapters().find(|chapter| chapter.path == wanted).ok_or_else(|| {
        let meant = nearest(&wanted, plan.chapters().map(|chapter| chapter.path.as_str()));
        let hint = meant.map_or("`plainplan easy status` lists them all".to_owned(), |meant| {
            format!("did you mean content/{meant}?")
        });
        format!("there is no chapter {wanted}; {hint}")
    })?;
    match &chapter.twin {
        Some(twin) => Err(format!("content/{} is there already, and stays as it is", twin.path)),
        None => Ok(chapter),
    }
}

/// A path as people type it, counted from `content/`.
fn below_content(path: &str) -> String {
    let typed = path.replace('\\', "/");
    let typed = typed.trim_start_matches("./");
    typed.strip_prefix("content/").unwrap_or(typed).to_owned()
}

/// The twin at a path as people type it, with its chapter.
fn find<'p>(plan: &'p Plan, path: &str) -> Result<(&'p Chapter, &'p Twin), String> {
    let wanted = below_content(path);
    let all = || plan.chapters().filter_map(|chapter| Some((chapter, chapter.twin.as_deref()?)));
    all().find(|(chapter, twin)| twin.path == wanted || chapter.path == wanted).ok_or_else(|| {
        let meant = nearest(&wanted, all().map(|(_, twin)| twin.path.as_str()));
        let hint = meant.map_or("`plainplan easy status` lists them all".to_owned(), |meant| {
            format!("did you mean content/{meant}?")
        });
        format!("there is no easy read {wanted} with a chapter beside it; {hint}")
    })
}

/// The twins at some paths, in reading order; all of them where no path is given.
///
/// # Errors
/// What was named and is not there, in words.
pub fn twins<'p>(plan: &'p Plan, paths: &[String]) -> Result<Vec<&'p Twin>, String> {
    let named: Vec<&Twin> = paths.iter().map(|path| Ok(find(plan, path)?.1)).collect::<Result<_, String>>()?;
    let twins: Vec<&Twin> =
        plan.twins().filter(|twin| named.is_empty() || named.iter().any(|named| named.path == twin.path)).collect();
    if twins.is_empty() { Err(NO_EASY_READ.to_owned()) } else { Ok(twins) }
}

const NO_EASY_READ: &str = "this plan has no easy read yet; write one in a file such as content/1-care.easy.md";

/// The booklet of one twin, or of all of the easy read, in a site.
///
/// # Errors
/// What was named and is not there, in words.
pub fn booklet<'o>(plan: &Plan, output: &'o Output, path: Option<&str>) -> Result<Booklet<'o>, String> {
    let front = plan.chapters().next().filter(|chapter| chapter.address.is_empty());
    let one = path.map(|path| find(plan, path)).transpose()?;
    let (url, title, sections) = match one {
        Some((chapter, _)) if front.is_some_and(|front| front.path == chapter.path) => {
            return Err(
                "the front page has no booklet of its own; without a file, all of the easy read is printed".to_owned()
            );
        }
        Some((chapter, twin)) => {
            let headings = twin.headings().filter(|heading| heading.level == 2);
            let sections = headings.map(|heading| Section {
                anchor: heading.id.clone(),
                title: heading.text.clone(),
                heading: None,
            });
            (address::easy(&chapter.address), &twin.title.value, sections.collect())
        }
        None => {
            let twins = plan.chapters().filter_map(|chapter| Some((chapter, chapter.twin.as_deref()?)));
            let titles = twins.map(|(chapter, twin)| (address::section(&chapter.address), twin.title.value.clone()));
            let contact = ("contact-us".to_owned(), "How to contact us".to_owned());
            let sections =
                titles.chain([contact]).map(|(anchor, title)| Section { anchor, heading: Some(title.clone()), title });
            let sections: Vec<Section> = sections.collect();
            if plan.twins().next().is_none() {
                return Err(NO_EASY_READ.to_owned());
            }
            (address::EASY_PRINT.to_owned(), &plan.config.title, sections)
        }
    };
    if output.get(&address::output(&url)).is_none() {
        return Err("its page could not be made; `plainplan check` says why".to_owned());
    }
    Ok(Booklet { output, url, title: title.clone(), sections, address: plan.config.address.clone() })
}

/// What was printed, in words: on which page each section begins, and how many each chapter has.
#[must_use]
pub fn pages(printed: &Printed) -> String {
    if printed.begins.is_empty() {
        return String::new();
    }
    let ends =
        printed.begins.iter().skip(1).map(|(_, begin)| *begin).chain([u32::try_from(printed.pages + 1).unwrap_or(0)]);
    let head = ["page".to_owned(), "section".to_owned(), "pages".to_owned()];
    let rows = printed.begins.iter().zip(ends).map(|((section, begin), end)| {
        let length = if section.heading.is_some() { end.saturating_sub(*begin).to_string() } else { String::new() };
        [begin.to_string(), section.title.clone(), length]
    });
    columns(&std::iter::once(head).chain(rows).collect::<Vec<_>>())
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
        return format!("No picture goes with “{words}”. {meant}\n");
    }
    let rows = names.iter().filter_map(|name| {
        let picture = plan.pictures.find(name)?;
        Some([format!("![{name}]"), picture.shows.clone(), picture.words.join(", ")])
    });
    let head = ["Write", "It shows", "For"].map(str::to_owned);
    columns(&std::iter::once(head).chain(rows).collect::<Vec<_>>())
}

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
            Self::InStep => "in step",
            Self::OutOfStep => "out of step",
            Self::Checked => "checked",
        }
    }

    fn of(plan: &Plan, step: &TwinStep) -> Self {
        let is_changed = |part: &PartStep| matches!(part.standing, Standing::Changed(_)) || !part.misleading.is_empty();
        let is_as_checked = step
            .twin
            .checked
            .iter()
            .any(|record| plan.lock.since(step.twin, record) == SinceCheck::Changed { lines: 0, pictures: 0 });
        if step.parts.iter().any(is_changed) {
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
    let head = ["Chapter", "Easy read", "Confirmed", "Undecided", "New figures"].map(str::to_owned);
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
    let head = "\nSections that no easy-read part rests on, and that `leave-out:` does not name:\n";
    if lines.is_empty() { lines } else { head.to_owned() + &lines }
}

fn left_out(steps: &[TwinStep]) -> String {
    let all = steps.iter().flat_map(|step| step.twin.left_out.iter().map(|left| (&step.chapter.path, left)));
    let lines: String =
        all.map(|(path, left)| format!("  {path}: #{}: {}\n", left.section.value, left.because)).collect();
    let head = "\nSections that are left out on purpose:\n";
    if lines.is_empty() { lines } else { head.to_owned() + &lines }
}

fn updated(steps: &[TwinStep]) -> String {
    let lines: String = steps
        .iter()
        .flat_map(|step| new_figures(step).into_iter().map(|words| format!("  {}: {words}\n", step.twin.path)))
        .collect();
    let head = "\nFigures that have changed by themselves since the lines were confirmed:\n";
    if lines.is_empty() { lines } else { head.to_owned() + &lines }
}

/// The figures of a twin that have changed by themselves, each once.
fn new_figures(step: &TwinStep) -> BTreeSet<String> {
    let updated = step.parts.iter().flat_map(|part| &part.updated);
    updated.map(|figure| format!("{} was {} and is {}", figure.path, figure.was, figure.is)).collect()
}

/// Rows as lines, each column as wide as its longest words.
fn columns<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let line = |row: &[String; N]| {
        let cells: Vec<String> = (0..N).map(|column| format!("{:<1$}", row[column], width(column))).collect();
        cells.join("  ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}
