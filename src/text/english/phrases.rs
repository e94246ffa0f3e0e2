//! The words of a sentence → phrases in it that easy read says otherwise, with what to write instead.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::english::lexicon::bases;

/// Why a phrase is said otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// A shorter word does it: `assistance`, `help`.
    Swap,
    /// A word of plans: `stakeholder`.
    Jargon,
    /// It does not mean what it says: `one-stop shop`.
    Idiom,
    /// A word of another language: `per annum`.
    Foreign,
    /// The short form of a word: `e.g.`
    Short,
    /// It hurts people: `the disabled`.
    Respect,
    /// It is for children: `tummy`.
    Childish,
    /// It does not tell when: `soon`.
    Vague,
    /// A form of a verb that is hard to follow: `would have`.
    Tense,
}

/// A phrase that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// Why it is said otherwise.
    pub kind: Kind,
    /// Which words of the sentence it is.
    pub words: Range<usize>,
    /// What to write instead.
    pub instead: &'static str,
    /// Whether the words are those of the list, not forms of them.
    pub is_exact: bool,
}

struct Phrase {
    kind: Kind,
    words: Vec<&'static str>,
    instead: &'static str,
}

/// Every phrase under its first word, the longest first.
static PHRASES: LazyLock<FxHashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut by_word: FxHashMap<&str, Vec<Phrase>> = FxHashMap::default();
    for line in include_str!("lists/phrases.txt").lines() {
        for phrase in phrases(line) {
            by_word.entry(phrase.words[0]).or_default().push(phrase);
        }
    }
    for phrases in by_word.values_mut() {
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    }
    by_word
});

fn phrases(line: &'static str) -> Vec<Phrase> {
    let mut cells = line.split('|').map(str::trim);
    let (Some(kind), Some(all), Some(instead)) = (cells.next().and_then(kind), cells.next(), cells.next()) else {
        return Vec::new();
    };
    all.split(", ").map(|words| Phrase { kind, words: words.split(' ').collect(), instead }).collect()
}

fn kind(word: &str) -> Option<Kind> {
    Some(match word {
        "swap" => Kind::Swap,
        "jargon" => Kind::Jargon,
        "idiom" => Kind::Idiom,
        "foreign" => Kind::Foreign,
        "short" => Kind::Short,
        "respect" => Kind::Respect,
        "childish" => Kind::Childish,
        "vague" => Kind::Vague,
        "tense" => Kind::Tense,
        _ => return None,
    })
}

/// The phrases among `words`, in lower case, in order. Of two that begin at one place, the longer is meant.
#[must_use]
pub fn find(words: &[&str]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for at in 0..words.len() {
        let is_inside = found.last().is_some_and(|last| last.words.contains(&at));
        if !is_inside {
            found.extend(longest(words, at));
        }
    }
    found
}

fn longest(words: &[&str], at: usize) -> Option<Found> {
    let forms = bases(words[at]);
    let starts = std::iter::once(words[at]).chain(forms.iter().map(String::as_str));
    let fits = |phrase: &&Phrase| {
        let rest = &phrase.words[1..];
        words
            .get(at + 1..at + phrase.words.len())
            .is_some_and(|next| next.iter().zip(rest).all(|(word, wanted)| word == wanted || is_form(word, wanted)))
    };
    starts.filter_map(|start| PHRASES.get(start)?.iter().find(fits)).max_by_key(|phrase| phrase.words.len()).map(
        |phrase| {
            let place = at..at + phrase.words.len();
            let is_exact = words[place.clone()] == phrase.words[..];
            Found { kind: phrase.kind, words: place, instead: phrase.instead, is_exact }
        },
    )
}

fn is_form(word: &str, of: &str) -> bool {
    word.len() > of.len() && word.as_bytes()[0] == of.as_bytes()[0] && bases(word).iter().any(|base| base == of)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Kind, String)> {
        let words: Vec<&str> = text.split(' ').collect();
        find(&words).into_iter().map(|found| (found.kind, words[found.words].join(" "))).collect()
    }

    #[test]
    fn phrases_are_found_in_their_forms_and_the_longest_first() {
        assert_eq!(found("we assisted them"), [(Kind::Swap, "assisted".to_owned())]);
        assert_eq!(found("deep dives into it"), [(Kind::Idiom, "deep dives".to_owned())]);
        assert_eq!(found("in order to help"), [(Kind::Swap, "in order to".to_owned())]);
        assert_eq!(found("the number of people"), []);
    }

    #[test]
    fn every_line_of_the_list_is_read() {
        let list = include_str!("lists/phrases.txt");
        let unread: Vec<&str> = list
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#') && phrases(line).is_empty())
            .collect();
        assert!(unread.is_empty(), "{unread:?}");
    }
}
