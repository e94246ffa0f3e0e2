//! What sentences claim in words → whether the figures of their chapter bear it out.
//!
//! Only a claim whose whole part of the sentence is understood is looked at: every word in it names a row, a measure or what a
//! table is about, or is one that any sentence about figures may have. All that is found is a question, since it is inferred.

mod change;
mod count;
mod level;
mod rank;
mod sentence;
mod share;
mod subjects;
mod truth;

use std::ops::Range;

use self::sentence::Sentence;
use self::subjects::{Names, Subject, What, clause};
use crate::base::diagnostic::{Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::span::Spanned;
use crate::plan::{Chapter, Plan};
use crate::text::english::claims::is_elsewhere;

/// A change reported in a sentence that the figures do not show.
pub(crate) const CLAIMED_CHANGE: Rule = Rule {
    name: "claimed-change",
    group: Group::Figures,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "A sentence says how a row of a table or a measure changes: by how much, by what percentage or to what \
              figure, or that it doubles or halves. The figures in the same chapter show a different change.",
};

/// A part of a whole that a sentence claims and the figures do not show.
pub(crate) const CLAIMED_SHARE: Rule = Rule {
    name: "claimed-share",
    group: Group::Figures,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "A sentence says what part of a total a row of a table is: a third, 40% or most of it. The table in the \
              same chapter shows a different part.",
};

/// A place among others that a sentence claims and the figures do not show.
pub(crate) const CLAIMED_RANK: Rule = Rule {
    name: "claimed-rank",
    group: Group::Figures,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "A sentence says that a row of a table is the largest or the smallest, or so many times another row. The \
              table in the same chapter shows something different.",
};

/// So many things in a sentence, and another number of them in the list or the table.
pub(crate) const CLAIMED_COUNT: Rule = Rule {
    name: "claimed-count",
    group: Group::Figures,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "A sentence says how many items a list or a table has, and it has another number of them. Perhaps an item \
              was added or taken out.",
};

/// A figure that a sentence states for a row or a measure, which has another.
pub(crate) const CLAIMED_FIGURE: Rule = Rule {
    name: "claimed-figure",
    group: Group::Figures,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Warning,
    explain: "A sentence states a figure for a measure or for a row of a table. None of the figures that the chapter \
              has for it is the same.",
};

/// A longer sentence is a list of figures. What it says of each is not followed.
const LONGEST_SENTENCE: usize = 2_000;

/// Claims of sentences that the figures of their chapter do not bear out.
pub(crate) fn claims(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for chapter in plan.chapters() {
        claims_of(chapter, diagnostics);
    }
}

fn claims_of(chapter: &Chapter, diagnostics: &mut Diagnostics) {
    let names = Names::of(chapter);
    let lists = count::Lists::of(chapter);
    let of_charts = words_of_charts(chapter);
    let in_text = chapter.sentences_with_figures.iter().map(|written| (written, true));
    let all = in_text.chain(of_charts.iter().map(|written| (written, false)));
    for (written, can_show) in all.filter(|(written, _)| written.value.len() <= LONGEST_SENTENCE) {
        let sentence = Sentence::of(written, can_show);
        diagnostics.extend(count::counted(&names, &lists, &sentence));
        if names.is_empty() || sentence.has(is_elsewhere) || sentence.written.value.ends_with('?') {
            continue;
        }
        let subjects = names.in_sentence(&sentence);
        let found = change::changed(&names, &sentence, &subjects)
            .or_else(|| share::shared(&names, &sentence, &subjects))
            .or_else(|| rank::ranked(&names, &sentence, &subjects))
            .or_else(|| level::stated(&names, &sentence, &subjects));
        diagnostics.extend(found);
    }
}

/// The sentences of what charts are said to show.
fn words_of_charts(chapter: &Chapter) -> Vec<Spanned<String>> {
    let texts = chapter.charts.iter().flat_map(|chart| chart.title.iter().chain(&chart.description));
    texts.flat_map(sentences).collect()
}

fn sentences(text: &Spanned<String>) -> Vec<Spanned<String>> {
    let mut at = 0;
    let sentences = text.value.split_inclusive(". ").map(|sentence| {
        at += sentence.len();
        Spanned::new(sentence.trim().to_owned(), text.span.within(at - sentence.len(), at))
    });
    sentences.collect()
}

/// What a claim is about: the last that is named before it in its part of the sentence, or else the first behind it. Nothing
/// where that part speaks of something that is not known.
fn bound<'s>(names: &Names, sentence: &Sentence, subjects: &'s [Subject], claim: &Range<usize>) -> Option<&'s Subject> {
    let clause = part_with_subject(names, sentence, subjects, claim)?;
    let own: Vec<&Subject> = subjects.iter().filter(|subject| is_in(subject, &clause)).collect();
    let before = own.iter().rev().find(|subject| subject.tokens.end <= claim.start);
    before.or(own.first()).copied()
}

/// The part of a sentence around a claim and before it that names a subject, if all of it is understood.
fn part_with_subject(
    names: &Names,
    sentence: &Sentence,
    subjects: &[Subject],
    claim: &Range<usize>,
) -> Option<Range<usize>> {
    let mut part = clause(sentence, claim, subjects);
    loop {
        if !names.explain(sentence, part.clone(), subjects) {
            return None;
        }
        if subjects.iter().any(|subject| is_in(subject, &part)) {
            return Some(part);
        }
        let start = part.start.checked_sub(1)?;
        part = clause(sentence, &(start..start + 1), subjects).start..part.end;
    }
}

/// Whether a part of a sentence names a subject.
fn is_in(subject: &Subject, clause: &Range<usize>) -> bool {
    match &subject.what {
        What::Measure(_, positions) => positions.iter().filter(|at| clause.contains(at)).count() * 2 >= positions.len(),
        What::Rows(_) | What::Totals(_) => clause.contains(&subject.tokens.start),
    }
}
