//! A word → what is compared of it, and whether it is a figure, sets a condition, or turns another word round.

use crate::text::english::numbers::value_of;
use crate::value::voice::month_number;

/// Words that turn a sentence round or set a condition.
const CONDITIONS: [&str; 22] = [
    "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "only", "unless", "except",
    "until", "if", "may", "might", "must", "shall", "should", "could", "cannot", "provided",
];

/// Words that make a promise hold only sometimes: whoever reads the sentence without them is misled.
pub(super) const LIMITS: [&str; 5] = ["unless", "except", "only if", "only when", "provided that"];

/// Words that count, beside the plain numbers.
const AMOUNTS: [&str; 10] =
    ["hundred", "thousand", "million", "billion", "half", "third", "thirds", "quarter", "twice", "double"];

/// The days of the week, two of which are as near each other as a slip of the finger.
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Months that are other words without their capital.
const AMBIGUOUS: [&str; 2] = ["May", "March"];

/// Beginnings that turn a word into its opposite.
const NEGATING: [&str; 8] = ["un", "in", "im", "il", "ir", "dis", "non", "mis"];

/// Words that say *not* with two letters more, whoever forgets the apostrophe: *does* and *doesnt*.
const AUXILIARY: [&str; 16] = [
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "could", "would", "should", "must", "need",
    "might",
];

/// A word in lower case; months that are other words as well keep their capital, and inserts are as they are.
#[must_use]
pub fn without_capital(word: &str) -> String {
    if AMBIGUOUS.contains(&word) || word.starts_with('{') { word.to_owned() } else { word.to_lowercase() }
}

/// What is compared of a word: capitals and the commas of thousands do not matter.
pub(super) fn key(word: &str) -> String {
    let word = without_capital(word);
    if word.starts_with(['{', '[']) || !word.contains(|letter: char| letter.is_ascii_digit()) {
        word
    } else {
        word.replace(',', "")
    }
}

pub(super) fn is_figure(word: &str) -> bool {
    if word.starts_with('[') {
        return false;
    }
    let is_month = AMBIGUOUS.contains(&word) || month_number(word).is_some() && !matches!(word, "may" | "march");
    word.starts_with('{')
        || word.contains(|letter: char| letter.is_numeric())
        || is_month
        // “One” is seldom meant as a number.
        || value_of(word).is_some_and(|number| number != 1)
        || AMOUNTS.contains(&word)
        || DAYS.contains(&word)
}

pub(super) fn is_condition(word: &str) -> bool {
    CONDITIONS.contains(&word)
}

/// Whether one word is the other with a beginning that turns it round: `safe` and `unsafe`.
pub(super) fn are_negated(word: &str, other: &str) -> bool {
    let is_turned = |word: &str, other: &str| {
        let is_without_apostrophe = |turned: &str| turned.strip_suffix("nt") == Some(word) && AUXILIARY.contains(&word);
        NEGATING.iter().any(|turn| other.strip_prefix(turn) == Some(word))
            || is_without_apostrophe(other)
            || (word, other) == ("can", "cant")
            || (word, other) == ("will", "wont")
    };
    is_turned(word, other) || is_turned(other, word)
}
