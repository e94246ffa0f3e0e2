//! The catalogue of a language → the texts for values, ready to be filled in thousands of times.

use std::fmt;

use super::comparison::ComparisonWords;
use super::figure::FigureWords;
use super::label::LabelWords;
use super::share::ShareWords;
use super::time::TimeWords;
use crate::value::locale::{Catalogue, PerLanguage};

/// The texts for values in one language, by subject.
pub(super) struct Words {
    pub(super) texts: &'static Catalogue,
    pub(super) figure: FigureWords,
    pub(super) share: ShareWords,
    pub(super) time: TimeWords,
    pub(super) label: LabelWords,
    pub(super) comparison: ComparisonWords,
}

impl Words {
    /// Those of the language of a tag, which are read once.
    pub(super) fn of(tag: &str) -> &'static Self {
        static READ: PerLanguage<Words> = PerLanguage::new();
        READ.of(tag, |tag| {
            let texts = Catalogue::of(tag);
            Self {
                texts,
                figure: FigureWords::read(texts),
                share: ShareWords::read(texts),
                time: TimeWords::read(texts),
                label: LabelWords::read(texts),
                comparison: ComparisonWords::read(texts),
            }
        })
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.texts.fmt(formatter)
    }
}
