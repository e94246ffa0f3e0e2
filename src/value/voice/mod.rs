//! Values → words. The only place where a value becomes text.
//!
//! A [`Voice`] knows how a plan writes its numbers. It turns figures, units, times, names of readings, statuses, distances and
//! comparisons into words: into a [`Phrase`] where what is seen and what is heard may differ. Messages to editors use the usual
//! voice, `Voice::default()`.
//!
//! `english` holds the words of the language, `grammar` its rules about words: one and several, lists, capitals. The rest is the
//! same for every language.

mod about;
mod comparison;
mod english;
mod figure;
pub mod grammar;
mod label;
mod phrase;
mod share;
mod style;
mod time;

pub use self::english::month_number;
pub use self::figure::for_data;
pub use self::phrase::Phrase;
pub use self::share::{OutOf, common_denominator, of_several};
pub use self::style::{Negative, Percent, Style, Thousands};
pub use self::time::respelt;

/// How a plan says its values.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Voice {
    style: Style,
}

impl Voice {
    /// The voice of a plan that writes its numbers like this.
    #[must_use]
    pub fn new(style: Style) -> Self {
        Self { style }
    }
}
