//! A word of a sentence → what kind of number it is, if any: a plain one, a year, a date, a length of time or a phone number.

use crate::easy::spoken::Sentence;
use crate::value::voice::month_number;

/// The digits at the head of a word as a number, if the word is one: `1,234`, `£5.5`, `30`.
pub(super) fn number(word: &str) -> Option<f64> {
    let digits = word.trim_start_matches('£');
    let is_number = digits.starts_with(|sign: char| sign.is_ascii_digit())
        && digits.chars().all(|sign| sign.is_ascii_digit() || ",.".contains(sign));
    is_number.then(|| digits.replace(',', "").parse().ok()).flatten()
}

pub(super) fn all_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|digit| digit.is_ascii_digit())
}

pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && all_digits(word) && (word.starts_with("19") || word.starts_with("20"))
}

/// What stands right behind a word.
pub(super) fn behind(sentence: &Sentence, at: usize) -> &str {
    sentence.words.get(at).map_or("", |word| &sentence.text[word.range.end..])
}

/// Whether a number is a year or the day of a month.
pub(super) fn is_dated(sentence: &Sentence, at: usize) -> bool {
    is_year(sentence.key(at))
        || month_number(sentence.key(at + 1)).is_some()
        || at > 0 && month_number(sentence.key(at - 1)).is_some()
}

/// Whether a number counts hours or days, or is of an age.
pub(super) fn is_measured(sentence: &Sentence, at: usize) -> bool {
    const UNITS: &str = " minute minutes hour hours day days week weeks month months year years night nights o'clock am pm mile miles \
                          metre metres page pages ";
    let aged =
        at > 0 && matches!(sentence.key(at - 1), "aged" | "age" | "over" | "under") && sentence.key(at + 1) != "people";
    UNITS.contains(&format!(" {} ", sentence.key(at + 1))) || aged
}

/// Whether a number is to be called, or part of one: `111`, `01707 000 000`.
pub(super) fn is_phone(sentence: &Sentence, at: usize) -> bool {
    let is_emergency = |word: &str| matches!(word, "111" | "999" | "112" | "119" | "101" | "105");
    let starts =
        |at: usize| sentence.key(at).starts_with('0') && all_digits(sentence.key(at)) && sentence.key(at).len() > 2;
    let is_after_phone = (at.saturating_sub(2)..at).any(&starts) && all_digits(sentence.key(at));
    is_emergency(sentence.key(at)) || starts(at) || is_after_phone
}
