//! Words of a plan and of a dictionary → whether two words are one word, spelt otherwise.

use std::collections::HashMap;

use super::Meaning;
use super::word::{is_condition, is_figure, key};
use crate::base::names::letters_apart;
use crate::text::english::words::Dictionary;

/// The words that are known: those of a plan, with how often each is used in it, and those of a dictionary.
#[derive(Default, Debug)]
pub struct Vocabulary {
    uses: HashMap<String, usize>,
    dictionary: Dictionary,
}

impl Vocabulary {
    /// Takes the words of a text.
    pub fn add(&mut self, text: &Meaning) {
        for word in text.words() {
            *self.uses.entry(key(word)).or_default() += 1;
        }
    }

    /// Whether `now` is the word `was`, spelt otherwise: in the British way and the American, or with a slip in one of them.
    /// A slip makes a word that there is not of one that there is, and no name. `added` is how often the text says `now` more
    /// than it did.
    pub(super) fn are_one_word(&self, was: &str, now: &str, added: usize) -> bool {
        let (old, new) = (key(was), key(now));
        if [&old, &new].into_iter().any(|word| is_figure(word) || is_condition(word)) {
            return false;
        }
        if self.dictionary.are_spellings(&old, &new) {
            return true;
        }
        let has_capital = |word: &str| word.contains(char::is_uppercase);
        let is_unknown = |word: &str, uses: usize| {
            !self.dictionary.is_word(word)
                && !self.dictionary.is_name(word)
                && self.uses.get(word).is_none_or(|all| *all <= uses)
        };
        let is_corrected = is_unknown(&old, 0)
            && self.dictionary.is_word(&new)
            && has_capital(was) == has_capital(now)
            && !(has_capital(now) && self.dictionary.is_name(&new));
        let is_slip = self.dictionary.is_word(&old) && is_unknown(&new, added) && !has_capital(now);
        (is_corrected || is_slip) && are_near(&old, &new)
    }
}

/// Beginnings of words that are opposites of each other, or other things.
const OPPOSITE: [(&str, &str); 12] = [
    ("in", "de"),
    ("in", "ex"),
    ("im", "ex"),
    ("in", "out"),
    ("hyper", "hypo"),
    ("inter", "intra"),
    ("ante", "anti"),
    ("micro", "macro"),
    ("pre", "pro"),
    ("pre", "post"),
    ("ad", "ab"),
    ("under", "over"),
];

/// Whether two words may be one word with a slip of the finger in one of them.
fn are_near(word: &str, other: &str) -> bool {
    let shorter = word.chars().count().min(other.chars().count());
    let limit = if shorter < 7 { 1 } else { 2 };
    let swaps = |(one, two): &(&str, &str)| {
        let rest = |word: &str, begin: &str| word.strip_prefix(begin).map(str::to_owned);
        let is_pair = |a: Option<String>, b: Option<String>| a.is_some() && a == b;
        is_pair(rest(word, one), rest(other, two)) || is_pair(rest(word, two), rest(other, one))
    };
    letters_apart(word, other) <= limit && !OPPOSITE.iter().any(swaps)
}
