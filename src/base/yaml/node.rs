//! The tree that YAML is read into: values that know their place.

use std::borrow::Cow;

use crate::base::span::{Span, Spanned};

/// A value and where it stands. Its texts are those of the file wherever they stand there as they are meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node<'t> {
    /// The value.
    pub value: Value<'t>,
    /// Its characters in the file; for a list or a group of keys, its first character.
    pub span: Span,
}

/// The shapes YAML has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value<'t> {
    /// Nothing was written after the key.
    Nothing,
    /// A number, a word or a text, as typed.
    Scalar(Cow<'t, str>),
    /// A list.
    List(Vec<Node<'t>>),
    /// Keys with values, in the order of the file. Repeated keys are kept.
    Keys(Vec<Entry<'t>>),
}

/// A key and its value.
pub type Entry<'t> = (Spanned<Cow<'t, str>>, Node<'t>);

impl Node<'_> {
    /// The text, if this is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// Whether nothing was written.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        matches!(self.value, Value::Nothing)
    }

    /// The places of all texts in it.
    pub(super) fn spans(&self, found: &mut Vec<Span>) {
        match &self.value {
            Value::Nothing => {}
            Value::Scalar(_) => found.push(self.span),
            Value::List(items) => items.iter().for_each(|item| item.spans(found)),
            Value::Keys(entries) => entries.iter().for_each(|(_, value)| value.spans(found)),
        }
    }

    /// What kind of thing this is, for messages.
    pub(super) fn shape(&self) -> &'static str {
        match self.value {
            Value::Nothing => "nothing",
            Value::Scalar(_) => "a text",
            Value::List(_) => "a list",
            Value::Keys(_) => "a group of settings",
        }
    }

    /// The lines of a text, each where it stands in `source`, the whole file.
    #[must_use]
    pub fn lines<'a>(&self, source: &'a str) -> Vec<Spanned<&'a str>> {
        let raw = source.get(self.span.range()).unwrap_or("");
        let mut at = 0;
        let mut lines = Vec::new();
        for line in raw.split_inclusive('\n') {
            let text = line.trim();
            let start = at + (line.len() - line.trim_start().len());
            lines.push(Spanned::new(text, self.span.within(start, start + text.len())));
            at += line.len();
        }
        lines
    }
}
