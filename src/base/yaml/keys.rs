//! What a group of keys may hold: a row for each key, with the kind of its value, what it means for editors, and what people
//! call it instead.
//!
//! A reader looks each key up in its row ([`super::Fields`]). The help for a key that is not known, the schemas for editors
//! and the reference follow from the rows.

/// A group of keys.
#[derive(PartialEq, Eq, Debug)]
pub struct Record {
    /// What messages call it: "a measure".
    pub name: &'static str,
    /// What it is, in a sentence.
    pub doc: &'static str,
    /// Its keys, in the order in which they are read and listed.
    pub keys: &'static [Key],
}

/// A key.
#[derive(PartialEq, Eq, Debug)]
pub struct Key {
    /// How it is written.
    pub name: &'static str,
    /// What may stand at it.
    pub kind: Kind,
    /// Whether it must be there.
    pub need: Need,
    /// What it means, in a sentence.
    pub doc: &'static str,
    /// The version of plainplan that first read it.
    pub since: &'static str,
    /// What people call it instead. A word is taken for this key only where the key itself is not there.
    pub others: &'static [&'static str],
}

/// Whether a key must be there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// It may be left out.
    Optional,
    /// It must be there.
    Needed,
    /// It must be there, unless the key named here takes its place. There cannot be both.
    Unless(&'static str),
}

/// The kind of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// One text.
    Text,
    /// A text that matches a regular expression.
    Form(&'static str),
    /// The name of a measure, a table, a chart or a picture.
    Id,
    /// A day, a month, a year, a financial year or a quarter of one.
    Date,
    /// A figure as people write it.
    Figure,
    /// What figures are counted in: one of these, or another that is made of them.
    Unit(&'static [&'static str]),
    /// A whole number, from the first to the second.
    Whole(u32, u32),
    /// `true` or `false`.
    Switch,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// A list.
    List(&'static Kind),
    /// A group of keys.
    Keys(&'static Record),
    /// A group of keys that the author chooses, with texts.
    Map,
    /// Any of these.
    Either(&'static [Kind]),
}

/// A list of texts, or one text alone.
pub const TEXTS: Kind = Kind::Either(&[Kind::List(&Kind::Text), Kind::Text]);

impl Kind {
    /// Whether one text is a value of this kind.
    pub(super) fn takes_text(&self) -> bool {
        match self {
            Self::List(_) | Self::Keys(_) | Self::Map => false,
            Self::Either(kinds) => kinds.iter().any(Self::takes_text),
            _ => true,
        }
    }

    /// Whether a list is a value of this kind.
    pub(super) fn takes_list(&self) -> bool {
        match self {
            Self::List(_) => true,
            Self::Either(kinds) => kinds.iter().any(Self::takes_list),
            _ => false,
        }
    }

    /// The groups of keys that may stand here.
    #[must_use]
    pub fn records(&self) -> Vec<&'static Record> {
        match self {
            Self::Keys(record) => vec![record],
            Self::List(kind) => kind.records(),
            Self::Either(kinds) => kinds.iter().flat_map(Self::records).collect(),
            _ => Vec::new(),
        }
    }
}

impl Key {
    /// A key that may be left out.
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind, doc: &'static str) -> Self {
        Self { name, kind, need: Need::Optional, doc, since: "0.1.0", others: &[] }
    }

    /// The key, which must be there.
    #[must_use]
    pub const fn needed(self) -> Self {
        Self { need: Need::Needed, ..self }
    }

    /// The key, which must be there unless another takes its place.
    #[must_use]
    pub const fn needed_unless(self, other: &'static str) -> Self {
        Self { need: Need::Unless(other), ..self }
    }

    /// The key, with what people call it instead.
    #[must_use]
    pub const fn or(self, others: &'static [&'static str]) -> Self {
        Self { others, ..self }
    }
}

impl Record {
    /// The position of a key among its keys.
    pub(super) fn position(&self, key: &str) -> Option<usize> {
        self.keys.iter().position(|row| row.name == key)
    }

    /// It and all groups of keys in it, each once, in the order in which they are met.
    #[must_use]
    pub fn with_all_below(&'static self) -> Vec<&'static Self> {
        let mut found = vec![self];
        let mut next = 0;
        while let Some(record) = found.get(next).copied() {
            for below in record.keys.iter().flat_map(|key| key.kind.records()) {
                if found.iter().all(|known| known.name != below.name) {
                    found.push(below);
                }
            }
            next += 1;
        }
        found
    }
}

/// The words of a few choices, for [`Kind::Choice`].
#[must_use]
pub const fn words_of<T, const N: usize>(choices: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = choices[at].0;
        at += 1;
    }
    words
}
