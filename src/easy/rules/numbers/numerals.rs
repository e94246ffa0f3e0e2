//! Numbers in words and in Roman numerals → the digits to write in their place.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::kind::number;
use super::{correct, tell};
use crate::base::diagnostic::{Diagnostics, Fixable, Group, Guide, Policy, Rule, Severity};
use crate::easy::rules::reading::{PlanContext, Reading};
use crate::easy::rules::{IE, NHS};
use crate::easy::spoken::Sentence;
use crate::text::english::numbers::{is_roman, roman, value_of};

/// A number in words.
pub(crate) const NUMBER_IN_WORDS: Rule = Rule {
    name: "number-in-words",
    group: Group::Numbers,
    policy: Policy::Guide(Guide::of("N1", NHS, false)),
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "Digits are easier to read than words: 3, not three. You can write \"one\", \"first\" and \"second\" as \
              words.",
};

static NUMBER_WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let words = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen \
                 nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands dozen \
                 fourth fifth sixth seventh eighth ninth tenth";
    words.split_whitespace().collect()
});

/// Whether a word, in lower case, is a number.
pub(crate) fn is_number_in_words(key: &str) -> bool {
    key.split('-').next().is_some_and(|first| NUMBER_WORDS.contains(first))
}

pub(crate) fn number_in_words(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for (position, sentence) in reading.spoken.sentences.iter().enumerate() {
        let is_meant = |at: usize| {
            let follows_digits = at > 0 && number(sentence.key(at - 1)).is_some();
            is_number_in_words(sentence.key(at))
                && !reading.is_settled(position, at)
                && !follows_digits
                && !is_part(sentence, at)
        };
        if let Some(at) = (0..sentence.words.len()).find(|at| is_meant(*at)) {
            let message = format!("“{}” is a number written as a word", sentence.word(at));
            let words = at..at + 1;
            match in_digits(sentence, at) {
                Some(digits) => {
                    let say = |digits: &str| format!("Write it in digits: {digits}.");
                    correct(&NUMBER_IN_WORDS, sentence, &words, message, (&digits, say), diagnostics);
                }
                None => tell(&NUMBER_IN_WORDS, sentence, &words, message, "Write it in digits.", diagnostics),
            }
        }
    }
}

/// A number that is one word, or two with a hyphen: `three` → `3`, `twenty-five` → `25`.
fn in_digits(sentence: &Sentence, at: usize) -> Option<String> {
    let is_several = is_number_in_words(sentence.key(at + 1)) || sentence.key(at + 1) == "and";
    let key = sentence.key(at);
    let value = match key.split_once('-') {
        Some((tens, one)) => {
            let (tens, one) = (value_of(tens)?, value_of(one)?);
            (tens >= 20 && tens % 10 == 0 && one < 10).then_some(tens + one)?
        }
        None => value_of(key)?,
    };
    (!is_several).then(|| value.to_string())
}

/// `two-thirds`, `three quarters`: a fraction.
fn is_part(sentence: &Sentence, at: usize) -> bool {
    let parts = ["third", "thirds", "quarters", "fifths", "tenths", "fifth", "tenth"];
    sentence.key(at).split_once('-').is_some_and(|(_, part)| parts.contains(&part))
        || parts.contains(&sentence.key(at + 1))
}

/// A Roman numeral.
pub(crate) const ROMAN_NUMERAL: Rule = Rule {
    name: "roman-numeral",
    group: Group::Numbers,
    policy: Policy::Guide(Guide::of("N11", IE, false)),
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "Write 2, not II. Many people do not know Roman numerals, and a screen reader reads them as letters.",
};

pub(crate) fn roman_numeral(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        for at in (0..sentence.words.len()).filter(|at| is_roman(sentence.word(*at))) {
            let message = format!("{} is a Roman numeral", sentence.word(at));
            let digits = roman(sentence.word(at)).to_string();
            let say = |digits: &str| format!("Write it in digits: {digits}.");
            correct(&ROMAN_NUMERAL, sentence, &(at..at + 1), message, (&digits, say), diagnostics);
        }
    }
}
