//! What every page shows alike → the value `site` of a template: whose plan it is, of which version, and how to reach its
//! organisation.

use serde::Serialize;

use super::links::EntryView;

/// What is the same on every page.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct SiteView {
    /// The plan's title.
    pub title: String,
    /// Full name of the organisation.
    pub organisation: String,
    /// Its short name, or the full one.
    pub organisation_brief: String,
    /// Language of the text, such as `en-GB`.
    pub language: String,
    /// The period in words, such as `April 2018 to March 2019`.
    pub period: Option<String>,
    /// Version and dates of the plan.
    pub version: VersionView,
    /// How to reach the organisation.
    pub contact: ContactView,
    /// Other forms of the plan.
    pub formats: FormatsView,
    /// Something to be said on the front page.
    pub notice: Option<String>,
    /// The links in the navigation.
    pub navigation: Vec<EntryView>,
    /// The links in the footer.
    pub footer: Vec<EntryView>,
    /// Whether there is an easy-read edition.
    pub has_easy: bool,
    /// Whether there are measures.
    pub has_measures: bool,
    /// Whether there is open data: measures or tables.
    pub has_data: bool,
    /// Whether there is a glossary.
    pub has_words: bool,
    /// Whether the plan has a colour of its own, in `assets/brand.css`.
    pub has_brand: bool,
    /// Where the site will stand, with a closing `/`, or nothing.
    pub address: Option<String>,
    /// Whether pages should ask the server for changes (`serve` only).
    pub is_live: bool,
}

/// Version and dates.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct VersionView {
    /// `1.0`.
    pub number: Option<String>,
    /// Whether the whole plan is a draft.
    pub is_draft: bool,
    /// When it was approved, in words.
    pub approved: Option<String>,
    /// When it will be reviewed: `1 March 2027`, `March 2027`.
    pub next_review: Option<String>,
}

/// How to reach the organisation.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct ContactView {
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number, as written.
    pub phone: Option<String>,
    /// The number for a `tel:` link.
    pub phone_link: Option<String>,
    /// Postal address, line by line.
    pub post: Vec<String>,
    /// Whether any of the above is there.
    pub is_there: bool,
}

/// Other forms of the plan.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct FormatsView {
    /// `large print`, `audio` …
    pub kinds: Vec<String>,
    /// Other languages.
    pub languages: Vec<String>,
    /// All of them in a row: `large print, audio, or another language such as Polish`.
    pub all: Option<String>,
    /// Within how many working days.
    pub days: Option<String>,
}
