//! Several things → how they are said in a row, in the order and with the words of a language.

use super::catalogue::{Catalogue, Key};

/// With what things are joined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Joined {
    /// Commas alone: `large print, audio`.
    Comma,
    /// `2 lines and 1 picture`.
    And,
    /// `Polish or Urdu`.
    Or,
}

impl Joined {
    fn key(self) -> Key {
        match self {
            Self::Comma => Key("list-comma"),
            Self::And => Key("list-and"),
            Self::Or => Key("list-or"),
        }
    }
}

impl Catalogue {
    /// Several things in a row.
    #[must_use]
    pub fn list(&self, joined: Joined, items: &[String]) -> String {
        let mut items = items.iter().cloned();
        let first = items.next().unwrap_or_default();
        items.fold(first, |before, item| self.fill(joined.key(), &[("one", before.into()), ("two", item.into())]))
    }
}
