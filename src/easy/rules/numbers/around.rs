//! Figures and the words around them → where there are too many figures, nothing said about one, or a word said twice.

use std::collections::HashSet;
use std::ops::Range;

use super::kind::{is_dated, is_measured, is_phone, number};
use super::shares::shares;
use super::tell;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Fixable, Group, Guide, Policy, Reason, Rule, Severity};
use crate::base::span::Span;
use crate::easy::rules::reading::{PlanContext, Reading};
use crate::easy::rules::{COGA, NHS, OURS};
use crate::easy::spoken::Sentence;

/// Too many numbers at once.
pub(crate) const MANY_NUMBERS: Rule = Rule {
    name: "many-numbers",
    group: Group::Numbers,
    policy: Policy::Guide(Guide::of("N12", NHS, false)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Most adults find numbers hard. Use one new number in a sentence and three in a part at most. Keep the \
              one that matters most. Dates, times, ages and lengths of time do not count.",
};

pub(crate) fn many_numbers(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    let mut seen: HashSet<String> = HashSet::new();
    for part in &reading.spoken.parts {
        let mut in_part = 0;
        for sentence in reading.spoken.part(part) {
            let new: Vec<Range<usize>> =
                figures(sentence).into_iter().filter(|words| seen.insert(sentence.text_of(words).to_owned())).collect();
            in_part += new.len();
            if let [_, second, ..] = new.as_slice() {
                let message = format!("this sentence has {} new numbers", new.len());
                tell(
                    &MANY_NUMBERS,
                    sentence,
                    second,
                    message,
                    "Which number matters most? Keep that one.",
                    diagnostics,
                );
            } else if in_part > 3 && !new.is_empty() {
                let message = format!("this part has {in_part} new numbers");
                tell(
                    &MANY_NUMBERS,
                    sentence,
                    &new[0],
                    message,
                    "Which number matters most? Keep that one.",
                    diagnostics,
                );
            }
        }
    }
}

/// A figure that nobody says what to think of.
pub(crate) const BARE_FIGURE: Rule = Rule {
    name: "bare-figure",
    group: Group::Numbers,
    policy: Policy::Guide(Guide::of("N13", COGA, false)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Hint,
    explain: "A number alone does not mean much to readers. Say whether it is more or less than before, enough or \
              not. For example: \"That is more than last year\".",
};

pub(crate) fn bare_figure(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    const SAYING: &str = " more less fewer than up down better worse good bad only too enough want wanted should must target last before \
                           same most few many still even least all every need needs plan save spend ";
    for part in &reading.spoken.parts {
        let sentences = reading.spoken.part(part);
        let says = |sentence: &Sentence| sentence.words.iter().any(|word| SAYING.contains(&format!(" {} ", word.key)));
        let from_plan = sentences.iter().find_map(|sentence| {
            let words = figures(sentence).into_iter().find(|words| sentence.words[words.start].is_figure)?;
            Some((sentence, words))
        });
        if let Some((sentence, words)) = from_plan.filter(|_| !sentences.iter().any(says)) {
            let message = format!("readers cannot tell what {} means for them", sentence.text_of(&words));
            tell(&BARE_FIGURE, sentence, &words, message, "Is it good or bad? Say so.", diagnostics);
        }
    }
}

/// The numbers of a sentence that say how much or how many; `9 out of 10` is one.
fn figures(sentence: &Sentence) -> Vec<Range<usize>> {
    let shares = shares(sentence);
    let mut found = shares.clone();
    for at in 0..sentence.words.len() {
        let is_inside = shares.iter().any(|share| share.contains(&at));
        let is_figure = number(sentence.key(at)).is_some()
            && !is_inside
            && !is_dated(sentence, at)
            && !is_measured(sentence, at)
            && !is_phone(sentence, at);
        if is_figure {
            let has_size = matches!(sentence.key(at + 1), "million" | "billion" | "thousand");
            found.push(at..at + 1 + usize::from(has_size));
        }
    }
    found.sort_by_key(|words| words.start);
    found
}

/// A word that stands before a figure and in it.
pub(crate) const DOUBLED_WORD: Rule = Rule {
    name: "doubled-word",
    group: Group::Numbers,
    policy: Policy::Guide(Guide::of("N17", OURS, true)),
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "Some tags add words to the figure. {{ waits | about }} gives \"about 1,200\", and {{ waits | people }} \
              gives \"9 out of 10 people\". If you type the same word next to it, readers see it twice: \"About \
              about 1,200\". Delete the word you typed.",
};

pub(crate) fn doubled_word(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        for (first, second) in (0..sentence.words.len()).zip(1..sentence.words.len()) {
            let words = first..second + 1;
            if sentence.key(first) == sentence.key(second) && is_at_edge_of_figure(sentence, first) {
                let typed = if sentence.words[first].is_figure { second } else { first };
                let message = format!("readers see “{}”", sentence.text_of(&words));
                let help =
                    format!("Delete “{}” here. The tag next to it adds this word already.", sentence.word(typed));
                let found = Diagnostic::new(&DOUBLED_WORD, sentence.place_of(&(typed..typed + 1)), message);
                diagnostics.add(match without_word(sentence, typed, typed == first) {
                    Some(fix) => found.fix(fix, |_| help),
                    None => found.help(help),
                });
            }
        }
    }
}

/// What deletes a typed word and the space on one side of it: the one behind it, or the one before. Nothing where there is
/// markup in the word.
fn without_word(sentence: &Sentence, typed: usize, behind: bool) -> Option<Fix> {
    let place = sentence.place_of(&(typed..typed + 1));
    let is_typed = (place.end - place.start) as usize == sentence.word(typed).len();
    let place = if behind { Span { end: place.end + 1, ..place } } else { Span { start: place.start - 1, ..place } };
    is_typed.then(|| Fix::guess(place, ""))
}

/// Whether of a word and the next, with nothing but a space between them, one is typed and one comes from a figure.
fn is_at_edge_of_figure(sentence: &Sentence, first: usize) -> bool {
    let (word, next) = (&sentence.words[first], &sentence.words[first + 1]);
    word.is_figure != next.is_figure && sentence.text[word.range.end..next.range.start].trim().is_empty()
}
