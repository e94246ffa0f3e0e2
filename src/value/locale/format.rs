//! A text that is filled in often → its pieces, with what is filled in by position.

use super::catalogue::{Catalogue, Key};
use super::message::Piece;

/// A text with `N` arguments. Its name and theirs are looked up once, when a language is read.
#[derive(Debug)]
pub struct Format<const N: usize>(Vec<Part>);

#[derive(Debug)]
enum Part {
    Words(String),
    Argument(usize),
}

impl Catalogue {
    /// A text in one form, with these arguments in this order.
    #[must_use]
    pub fn format<const N: usize>(&self, key: Key, arguments: [&str; N]) -> Format<N> {
        let part = |piece: &Piece| match piece {
            Piece::Words(words, _) => Some(Part::Words(words.clone())),
            Piece::Argument(name) => arguments.iter().position(|argument| argument == name).map(Part::Argument),
            Piece::Element(_) | Piece::Open(_) | Piece::Close => None,
        };
        Format(self.pieces_in_one_form(key).iter().filter_map(part).collect())
    }
}

impl<const N: usize> Format<N> {
    /// The text with its arguments.
    #[must_use]
    pub fn fill(&self, arguments: [&str; N]) -> String {
        let length = |part: &Part| part.of(&arguments).len();
        let mut text = String::with_capacity(self.0.iter().map(length).sum());
        text.extend(self.0.iter().map(|part| part.of(&arguments)));
        text
    }
}

impl Part {
    fn of<'t>(&'t self, arguments: &[&'t str]) -> &'t str {
        match self {
            Self::Words(words) => words,
            Self::Argument(position) => arguments[*position],
        }
    }
}
