//! The Fluent files of a language → every built-in text that the public, or an editor in a browser, sees.
//!
//! The files are in `locales/`, a folder a language, and are part of the program. [`Catalogue::of`] loads them once; texts in
//! one form are ready from then on, and plural forms follow the rules of CLDR. Code that fills in a text thousands of times keeps
//! it as a [`Format`]. Nothing here uses a plan. Figures and times in words are in `value/voice`; how things are listed is here,
//! in [`Joined`].

mod catalogue;
mod format;
mod list;
mod message;
mod pseudo;

use std::sync::OnceLock;

use include_dir::{Dir, include_dir};

pub use self::catalogue::{Catalogue, Key};
pub use self::format::Format;
pub use self::list::Joined;
pub use self::message::{Argument, Fault};

static FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/locales");

/// A language that the website's own words are in.
#[derive(Debug)]
pub struct Language {
    /// How its tags begin, and what its folder in `locales/` is called.
    pub code: &'static str,
    /// Its name, for a message.
    pub name: &'static str,
    /// The tag that most plans in it have.
    pub tag: &'static str,
    /// All that `language:` can be for it, for a message.
    pub tags: &'static str,
}

/// The languages. Where another has no text, it is taken from the first.
pub const LANGUAGES: &[Language] = &[Language {
    code: "en",
    name: "English",
    tag: "en-GB",
    tags: "en-GB, en, or another kind of English such as en-IE",
}];

/// Something that each language has, and the pseudo-language, made when it is first asked for.
#[derive(Debug)]
pub struct PerLanguage<T>([OnceLock<T>; LANGUAGES.len() + 1]);

/// The tag of the pseudo-language: English with accents and in brackets, which shows text that is in no catalogue.
pub const PSEUDO: &str = "en-XA";

impl<T> PerLanguage<T> {
    /// Nothing is made yet.
    #[must_use]
    pub const fn new() -> Self {
        Self([const { OnceLock::new() }; LANGUAGES.len() + 1])
    }

    /// What the language of a tag has.
    pub fn of(&self, tag: &str, make: impl FnOnce(&str) -> T) -> &T {
        if tag == PSEUDO {
            return self.0[LANGUAGES.len()].get_or_init(|| make(PSEUDO));
        }
        let own = LANGUAGES.iter().position(|language| language.has(tag)).unwrap_or(0);
        self.0[own].get_or_init(|| make(LANGUAGES[own].code))
    }
}

impl<T> Default for PerLanguage<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl Language {
    /// The language of a tag such as `en-GB`.
    #[must_use]
    pub fn of(tag: &str) -> Option<&'static Self> {
        LANGUAGES.iter().find(|language| language.has(tag))
    }

    fn has(&self, tag: &str) -> bool {
        tag.split('-').next().is_some_and(|code| self.code.eq_ignore_ascii_case(code))
    }

    /// Its files: name and text.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let files = FILES.get_dir(self.code).into_iter().flat_map(Dir::files);
        files.filter_map(|file| Some((file.path().file_name()?.to_str()?, file.contents_utf8()?)))
    }
}
