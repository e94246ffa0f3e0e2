//! What can be followed → an address and its words: a page, an entry of the contents, a file to download.

use serde::Serialize;

/// A link.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct LinkView {
    /// Its words.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// An entry of the contents.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct NavView {
    /// Title of the page.
    pub title: String,
    /// Its address.
    pub url: String,
    /// What it is about.
    pub description: Option<String>,
    /// The picture of its first easy-read part; only in the easy-read contents.
    pub picture: Option<String>,
    /// The pages below it.
    pub children: Vec<NavView>,
}

/// A link in the navigation or in the footer, which are the same on every page.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct EntryView {
    /// Its words.
    pub title: String,
    /// Its address.
    pub url: &'static str,
    /// The template of the page, or of the pages for the parts of a large plan.
    pub template: &'static str,
    /// Whether the pages of the full plan have it.
    pub in_full: bool,
    /// Whether the pages of the easy read have it.
    pub in_easy: bool,
}

/// A file to download.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct DownloadView {
    /// Its address.
    pub url: String,
    /// Its size in words: `2 KB`.
    pub size: String,
    /// What it holds, where that is more than what it stands under.
    pub of: Option<String>,
}
