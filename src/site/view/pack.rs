//! Easy-read chapters → what a reading group is given, a part a screen.

use serde::Serialize;

/// What a reading group is given: one file that needs no other.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct PackView {
    /// Its stylesheet, with the fonts in it.
    pub style: String,
    /// Its script.
    pub script: String,
    /// The parts, one a screen.
    pub screens: Vec<ScreenView>,
}

/// A part as a reading group looks at it.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct ScreenView {
    /// The file it stands in, from the plan's folder.
    pub file: String,
    /// What the part is called in it.
    pub part: String,
    /// The title of its easy read.
    pub title: String,
    /// The heading it stands under.
    pub heading: Option<String>,
    /// The name of the picture, as it is typed.
    pub name: Option<String>,
    /// The picture itself, as an address that holds its bytes.
    pub picture: Option<String>,
    /// What it shows.
    pub shows: Option<String>,
    /// The sentences.
    pub lines: Vec<ScreenLineView>,
}

/// A sentence as a reading group looks at it.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct ScreenLineView {
    /// Finished markup.
    pub html: String,
    /// Whether it is an item of a list.
    pub is_item: bool,
    /// How it is typed in its file, by which it is found again.
    pub typed: String,
}
