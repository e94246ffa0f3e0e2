//! A plan as it was and as it is → what changed in its chapters and their easy read, in words.
//!
//! Changes are those of meaning: spelling and layout are silent, as they are when easy read is held against its chapter.

use std::collections::BTreeMap;

use crate::easy::meaning::{Difference, Kind, Meaning, Vocabulary, differing};
use crate::easy::place::Place;
use crate::easy::section::{Ground, Sections};
use crate::easy::sync::checked_lines;
use crate::plan::{Chapter, Plan, Twin};

/// What changed, chapter by chapter. `name` is how the earlier plan is called.
#[must_use]
pub fn since(name: &str, was: &Plan, is: &Plan) -> String {
    let vocabulary = is.vocabulary();
    let gone = was.chapters().filter(|chapter| is.chapter_at(&chapter.path).is_none());
    let gone = gone.map(|chapter| (chapter.path.as_str(), vec!["the chapter was removed".to_owned()]));
    let here = is.chapters().map(|chapter| {
        let lines = match was.chapter_at(&chapter.path).map(|at| was.chapter(at)) {
            None => vec!["new chapter".to_owned()],
            Some(before) => [of_chapter(was, before, is, chapter, vocabulary), of_twin(before, chapter)].concat(),
        };
        (chapter.path.as_str(), lines)
    });
    let reported: String = here
        .chain(gone)
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(path, lines)| {
            format!("\n{path}\n{}", lines.iter().map(|line| format!("  {line}\n")).collect::<String>())
        })
        .collect();
    if reported.is_empty() {
        format!("Nothing has changed since {name}.\n")
    } else {
        format!("Changed since {name}:\n{reported}")
    }
}

fn of_chapter(was: &Plan, before: &Chapter, is: &Plan, after: &Chapter, vocabulary: &Vocabulary) -> Vec<String> {
    let (then, now) = (Sections::of(was, before), Sections::of(is, after));
    let mut lines = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for place in then.places() {
        let Some(earlier) = then.at(&place) else { continue };
        let Some(later) = now.at(&place).or_else(|| now.most_like(&earlier.meaning)) else {
            lines.push(format!("“{}” was removed", earlier.title));
            continue;
        };
        lines.extend(differences(&earlier, &later.meaning, vocabulary));
        seen.push(later.title);
    }
    let new =
        now.places().into_iter().filter_map(|place| now.at(&place)).filter(|ground| !seen.contains(&ground.title));
    lines.extend(new.map(|ground| format!("“{}” was added", ground.title)));
    lines.extend(measures(before, after));
    lines.extend(figures(&of_all(was, before), &of_all(is, after)));
    lines
}

/// Measures that a chapter has no more, or has now.
fn measures(before: &Chapter, now: &Chapter) -> Vec<String> {
    let lacks = |chapter: &Chapter, id: &str| chapter.metrics.iter().all(|metric| metric.id.value != id);
    let reported = |from: &Chapter, other: &Chapter, what: &str| -> Vec<String> {
        let all = from.metrics.iter().filter(|metric| lacks(other, &metric.id.value));
        all.map(|metric| format!("the measure {} was {what}", metric.id.value)).collect()
    };
    [reported(before, now, "removed"), reported(now, before, "added")].concat()
}

/// Every difference of a section, in words.
fn differences(earlier: &Ground, now: &Meaning, vocabulary: &Vocabulary) -> Vec<String> {
    let title = &earlier.title;
    let words = |Difference { kinds, was, is }: Difference| {
        let what = if kinds.contains(&Kind::Figure) && kinds.contains(&Kind::Condition) {
            "a figure or a date has changed, and so has a word such as not, only, if or must, in"
        } else if kinds.contains(&Kind::Figure) {
            "a figure or a date has changed in"
        } else if kinds.contains(&Kind::Condition) {
            "a word such as not, only, if or must has changed in"
        } else {
            "new wording in"
        };
        format!("{what} “{title}”\n    before: {was}\n    now: {is}")
    };
    earlier.meaning.differences(now, || vocabulary).into_iter().map(words).collect()
}

/// The figures that a chapter shows, and those of its measures, shown or not.
fn of_all(plan: &Plan, chapter: &Chapter) -> BTreeMap<String, String> {
    let sections = Sections::of(plan, chapter);
    let own = chapter.metrics.iter().map(|metric| Place::Measure(metric.id.value.clone()));
    let all = std::iter::once(Place::Chapter).chain(own).filter_map(|place| sections.at(&place));
    all.flat_map(|ground| ground.figures).collect()
}

/// Figures that read otherwise now.
fn figures(then: &BTreeMap<String, String>, now: &BTreeMap<String, String>) -> Vec<String> {
    now.iter()
        .filter_map(|(path, words)| Some((path, then.get(path)?, words)))
        .filter(|(_, was, is)| was != is)
        .map(|(path, was, is)| format!("{path} was {was} and is now {is}"))
        .collect()
}

fn of_twin(before: &Chapter, now: &Chapter) -> Vec<String> {
    let words = match (&before.twin, &now.twin) {
        (None, None) => return Vec::new(),
        (None, Some(_)) => "easy read: new".to_owned(),
        (Some(_), None) => "easy read: removed".to_owned(),
        (Some(was), Some(is)) => return changed_lines(was, is).into_iter().collect(),
    };
    vec![words]
}

/// How many lines and pictures of a twin are others, with the lines themselves.
fn changed_lines(was: &Twin, is: &Twin) -> Option<String> {
    let (was, is) = (checked_lines(was), checked_lines(is));
    let shown =
        |sign: &str, lines: &[String]| lines.iter().map(|line| format!("\n    {sign} {line}")).collect::<String>();
    let changes: String =
        differing(&was, &is).map(|(from, to)| shown("-", &was[from]) + &shown("+", &is[to])).collect();
    (!changes.is_empty()).then(|| format!("easy read: lines changed{changes}"))
}
