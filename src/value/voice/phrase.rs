//! Words for eyes and ears: what is seen, and what is heard where that differs.

use std::borrow::Cow;

use serde::Serialize;

use super::grammar::capitalised;

/// A value in words.
///
/// This is the one form in which a figure reaches a page: wherever it is shown there is room for what is heard. Where both are
/// the same, nothing is kept twice, and words that are always the same are not copied.
#[derive(Clone, PartialEq, Eq, Hash, Default, Serialize, Debug)]
pub struct Phrase {
    seen: Cow<'static, str>,
    /// Nothing where it is heard as it is seen.
    heard: Option<Cow<'static, str>>,
}

impl Phrase {
    /// Words that are heard as they are seen.
    #[must_use]
    pub fn same(words: impl Into<Cow<'static, str>>) -> Self {
        Self { seen: words.into(), heard: None }
    }

    /// Words that are seen in one way and heard in another.
    #[must_use]
    pub fn apart(seen: impl Into<Cow<'static, str>>, heard: impl Into<Cow<'static, str>>) -> Self {
        Self { seen: seen.into(), heard: Some(heard.into()) }
    }

    /// What is seen.
    #[must_use]
    pub fn seen(&self) -> &str {
        &self.seen
    }

    /// What is heard.
    #[must_use]
    pub fn heard(&self) -> &str {
        self.heard.as_deref().unwrap_or(&self.seen)
    }

    /// What is heard, where that is not what is seen.
    #[must_use]
    pub fn heard_apart(&self) -> Option<&str> {
        self.heard.as_deref()
    }

    /// What is seen, for a text that has no ears, such as a message or a file.
    #[must_use]
    pub fn into_seen(self) -> String {
        self.seen.into_owned()
    }

    /// What is heard, for a sentence that is the same for eyes and ears.
    #[must_use]
    pub fn into_heard(self) -> String {
        self.heard.unwrap_or(self.seen).into_owned()
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty() && self.heard().is_empty()
    }

    /// The words within other words, as they are seen and as they are heard.
    #[must_use]
    pub fn map(&self, put: impl Fn(&str) -> String) -> Self {
        Self { seen: put(&self.seen).into(), heard: self.heard.as_deref().map(|heard| put(heard).into()) }
    }

    /// The same with another look, such as spaces at which no line breaks.
    #[must_use]
    pub fn looking(self, look: impl Fn(&str) -> String) -> Self {
        Self { seen: look(&self.seen).into(), heard: self.heard }
    }

    /// The same at the beginning of a sentence. `n/a` stays as it is.
    #[must_use]
    pub fn opening(self) -> Self {
        self.map(|words| if words.chars().nth(1) == Some('/') { words.to_owned() } else { capitalised(words) })
    }

    /// Two phrases within other words.
    #[must_use]
    pub fn with(&self, other: &Self, put: impl Fn(&str, &str) -> String) -> Self {
        let is_apart = self.heard.is_some() || other.heard.is_some();
        let heard = is_apart.then(|| put(self.heard(), other.heard()).into());
        Self { seen: put(&self.seen, &other.seen).into(), heard }
    }
}
