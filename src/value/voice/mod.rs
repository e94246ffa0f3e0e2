//! Values → words. The only place where a value becomes text.
//!
//! A [`Voice`] knows how a plan writes its numbers, and the words of its language. It turns figures, units, times, names of
//! readings, statuses, distances and comparisons into words: into a [`Phrase`] where what is seen and what is heard may differ.
//! Messages to editors use the usual voice, `Voice::default()`.
//!
//! The words are in the catalogue (`locales/`). The file of each subject says which it needs, and reads them once for a language
//! (`words`). `grammar` has the rules about the author's words: one and several, lists, capitals.

mod about;
mod comparison;
mod data;
mod figure;
pub mod grammar;
mod label;
mod phrase;
mod share;
mod style;
mod time;
mod words;

use self::words::Words;
use super::locale::{Catalogue, LANGUAGES};

pub use self::data::for_data;
pub use self::phrase::Phrase;
pub use self::share::{Noun, OutOf, common_denominator};
pub use self::style::{Negative, Percent, Style, Thousands};
pub use self::time::{month_number, respelt};

/// How a plan says its values.
#[derive(Clone, Copy, Debug)]
pub struct Voice {
    style: Style,
    words: &'static Words,
}

impl Default for Voice {
    fn default() -> Self {
        Self::new(Style::default(), LANGUAGES[0].code)
    }
}

impl Voice {
    /// The voice of a plan that writes its numbers like this, in the language of a tag.
    #[must_use]
    pub fn new(style: Style, language: &str) -> Self {
        Self { style, words: Words::of(language) }
    }

    /// The same for a sentence: what is heard of a number below zero says `minus`.
    #[must_use]
    pub fn in_sentence(self) -> Self {
        Self { style: Style { negative: Negative::Brackets, ..self.style }, ..self }
    }

    /// The texts of its language.
    #[must_use]
    pub fn texts(self) -> &'static Catalogue {
        self.words.texts
    }
}
