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
    /// Several things in a row: `a, b and c`.
    #[must_use]
    pub fn list(&self, joined: Joined, items: &[String]) -> String {
        let Some((last, before)) = items.split_last() else { return String::new() };
        let join = |joined: Joined, one: String, two: &String| {
            self.fill(joined.key(), &[("one", one.into()), ("two", two.into())])
        };
        let before = before.iter().cloned().reduce(|one, two| join(Joined::Comma, one, &two));
        before.map_or_else(|| last.clone(), |before| join(joined, before, last))
    }
}
