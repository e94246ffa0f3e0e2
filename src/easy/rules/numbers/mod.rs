//! Sentences → findings about how numbers, dates, times and money are said, with the words to write instead where they are known.
//!
//! Each file holds a few rules that belong together; [`kind`] tells them what a word is.

mod around;
mod dates;
mod joined;
mod kind;
mod numerals;
mod shares;
mod size;

use std::ops::Range;

pub(crate) use self::around::{BARE_FIGURE, DOUBLED_WORD, MANY_NUMBERS, bare_figure, doubled_word, many_numbers};
pub(crate) use self::dates::{DATE_FORM, TIME_FORM, date_form, time_form};
pub(crate) use self::joined::{PHONE_NUMBER, RANGE_DASH, phone_number, range_dash};
pub(crate) use self::numerals::{NUMBER_IN_WORDS, ROMAN_NUMERAL, is_number_in_words, number_in_words, roman_numeral};
pub(crate) use self::shares::{FRACTION, MIXED_SHARES, PERCENTAGE, TYPED_SHARE};
pub(crate) use self::shares::{fraction, mixed_shares, percentage, typed_share};
pub(crate) use self::size::{BIG_NUMBER, DECIMAL, MILLION, big_number, decimal, million};
use super::reading::replaced;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::easy::spoken::Sentence;

/// Reports words of a sentence.
fn tell(
    rule: &'static Rule,
    sentence: &Sentence,
    words: &Range<usize>,
    message: String,
    help: impl Into<String>,
    diagnostics: &mut Diagnostics,
) {
    diagnostics.add(Diagnostic::new(rule, sentence.place_of(words), message).help(help));
}

/// Reports words of a sentence with what is to stand in their place, and the help that says so.
fn correct(
    rule: &'static Rule,
    sentence: &Sentence,
    words: &Range<usize>,
    message: String,
    (text, say): (&str, impl FnOnce(&str) -> String),
    diagnostics: &mut Diagnostics,
) {
    diagnostics.add(replaced(Diagnostic::new(rule, sentence.place_of(words), message), sentence, words, text, say));
}
