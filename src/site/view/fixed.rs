//! The accessibility statement and the glossary → what their pages say.

use serde::Serialize;

/// What the accessibility statement says.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct StatementView {
    /// `fully`, `partially` or `not`; nothing where the author has not said.
    pub compliance: Option<&'static str>,
    /// When it was prepared, in a sentence: `on 1 March 2027`, `in March 2027`.
    pub prepared: Option<String>,
    /// When it was last looked at, in a sentence.
    pub reviewed: Option<String>,
    /// Whether Northern Ireland's commission enforces it.
    pub is_northern_ireland: bool,
    /// Within how many days people get an answer.
    pub response_days: Option<String>,
    /// How it was tested.
    pub tested: Option<String>,
    /// What is known not to work yet.
    pub issues: Vec<IssueView>,
}

/// Something that is known not to work yet.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct IssueView {
    /// What, and whom it stops.
    pub what: String,
    /// Which criterion.
    pub criterion: Option<String>,
    /// By when it will be mended, in words.
    pub fix_by: Option<String>,
}

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
