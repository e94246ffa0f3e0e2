//! The glossary → an entry for each word.

use serde::Serialize;

/// An entry of the glossary.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct WordView {
    /// Its anchor.
    pub id: String,
    /// The term, with a capital.
    pub term: String,
    /// Its short forms.
    pub short: Vec<String>,
    /// What it means.
    pub meaning: String,
    /// What it means, in easy words.
    pub easy: Option<String>,
}
