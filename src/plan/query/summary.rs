//! What others may know of a chapter: its name, its place, its figures and its promises, but not its text.
//!
//! A page that lists chapters or measures is made from facts. So it need not be made again when a sentence somewhere changes.
//! What holds figures against each other knows no names at all ([`ChapterData`]), and need not be done again when a title does.
//!
//! Both are hashed as they were parsed. Whatever they give to others is part of their hash; what follows from the path of the
//! chapter (its file, its address) is there with the path.

use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use crate::base::span::{FileId, Spanned};
use crate::plan::model::front::Accepted;
use crate::plan::read::file_name::FileName;
use crate::plan::{Chapter, Chart, Metric, Milestone, Table, Twin};
use crate::text::insert::Embed;

/// A chapter without its text: what it holds, and its names.
#[derive(Clone, Copy, Debug)]
pub struct ChapterSummary<'p>(ChapterData<'p>);

impl<'p> Deref for ChapterSummary<'p> {
    type Target = ChapterData<'p>;

    fn deref(&self) -> &ChapterData<'p> {
        &self.0
    }
}

impl<'p> ChapterSummary<'p> {
    pub(crate) fn of(chapter: &'p Chapter) -> Self {
        Self(ChapterData(chapter))
    }

    /// Its title.
    #[must_use]
    pub fn title(self) -> &'p Spanned<String> {
        &self.0.0.title
    }

    /// Its title as a slug, by which two titles are the same to readers.
    #[must_use]
    pub fn title_slug(self) -> &'p str {
        &self.0.0.title_slug
    }

    /// What it is about.
    #[must_use]
    pub fn description(self) -> Option<&'p Spanned<String>> {
        self.0.0.description.as_ref()
    }

    /// Its dated promises.
    #[must_use]
    pub fn milestones(self) -> &'p [Milestone] {
        &self.0.0.milestones
    }

    /// Findings that its author leaves as they are.
    #[must_use]
    pub fn accepted(self) -> &'p [Accepted] {
        &self.0.0.accepted
    }

    /// What others may know of its easy-read twin.
    #[must_use]
    pub fn twin(self) -> Option<TwinSummary<'p>> {
        self.0.0.twin.as_deref().map(TwinSummary)
    }
}

/// What [`ChapterSummary`] know besides [`ChapterData`].
pub(crate) struct Names<'p>(pub(crate) &'p Chapter);

impl Hash for Names<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Chapter { path, title, description, milestones, accepted, twin, .. } = self.0;
        (path, title, description, milestones, accepted).hash(state);
        twin.as_ref().map(|twin| (&twin.title, &twin.description)).hash(state);
    }
}

impl Hash for ChapterData<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Chapter { path, metrics, tables, charts, .. } = self.0;
        (path, metrics, tables, charts, self.has_twin(), self.invites()).hash(state);
        self.embeds().collect::<Vec<_>>().hash(state);
        self.pictures().collect::<Vec<_>>().hash(state);
    }
}

/// What a chapter holds besides its names: its figures, tables, charts and pictures.
#[derive(Clone, Copy, Debug)]
pub struct ChapterData<'p>(pub(crate) &'p Chapter);

impl<'p> ChapterData<'p> {
    /// Its file.
    #[must_use]
    pub fn file(self) -> FileId {
        self.0.file
    }

    /// Its path below `content/`.
    #[must_use]
    pub fn path(self) -> &'p str {
        &self.0.path
    }

    /// What the name of its file says of it.
    #[must_use]
    pub fn file_name(self) -> &'p FileName {
        &self.0.file_name
    }

    /// Its address.
    #[must_use]
    pub fn address(self) -> &'p [String] {
        &self.0.address
    }

    /// Whether it is the first page of its folder.
    #[must_use]
    pub fn is_index(self) -> bool {
        self.0.is_index
    }

    /// Its measures.
    #[must_use]
    pub fn metrics(self) -> &'p [Metric] {
        &self.0.metrics
    }

    /// Its tables.
    #[must_use]
    pub fn tables(self) -> &'p [Table] {
        &self.0.tables
    }

    /// Its charts.
    #[must_use]
    pub fn charts(self) -> &'p [Chart] {
        &self.0.charts
    }

    /// What its text shows on lines of their own: tables, charts, cards.
    pub fn embeds(self) -> impl Iterator<Item = &'p Spanned<Embed>> {
        self.0.embeds()
    }

    /// Whether it has an easy-read twin.
    #[must_use]
    pub fn has_twin(self) -> bool {
        self.0.twin.is_some()
    }

    /// Whether its twin says what readers can do: ask, come, say what they think.
    #[must_use]
    pub fn invites(self) -> bool {
        self.0.twin.as_ref().is_some_and(|twin| twin.invites)
    }

    /// The names of the pictures of its twin, in order.
    pub fn pictures(self) -> impl Iterator<Item = &'p Spanned<String>> {
        self.0.twin.iter().flat_map(|twin| twin.parts()).filter_map(|part| part.picture.as_ref())
    }
}

/// Where a chapter stands: its path, all that follows from it, and whether it has easy read.
#[derive(Clone, Copy, Debug)]
pub struct OutlineEntry<'p>(&'p Chapter);

impl<'p> OutlineEntry<'p> {
    pub(crate) fn of(chapter: &'p Chapter) -> Self {
        Self(chapter)
    }

    /// Its file.
    #[must_use]
    pub fn file(self) -> FileId {
        self.0.file
    }

    /// Its path below `content/`.
    #[must_use]
    pub fn path(self) -> &'p str {
        &self.0.path
    }

    /// Its address.
    #[must_use]
    pub fn address(self) -> &'p [String] {
        &self.0.address
    }

    /// Its address as it is written: `homes/new/`.
    #[must_use]
    pub fn url(self) -> &'p str {
        &self.0.url
    }

    /// Whether it is the first page of its folder.
    #[must_use]
    pub fn is_index(self) -> bool {
        self.0.is_index
    }

    /// Whether it has an easy-read twin.
    #[must_use]
    pub fn has_twin(self) -> bool {
        self.0.twin.is_some()
    }
}

/// What lists of chapters show of one, kept for those who made a list of it.
#[derive(Clone, Debug)]
pub(crate) struct Name(Arc<Chapter>);

impl Name {
    pub(crate) fn of(chapter: Arc<Chapter>) -> Self {
        Self(chapter)
    }

    /// A hash of all of it.
    pub(crate) fn hash(&self) -> u128 {
        self.0.hashes.listed
    }

    /// Its title.
    pub(crate) fn title(&self) -> &str {
        &self.0.title.value
    }

    /// What it is about.
    pub(crate) fn description(&self) -> Option<&str> {
        self.0.description.as_ref().map(|description| description.value.as_str())
    }

    /// Its address as it is written: `homes/new/`.
    pub(crate) fn url(&self) -> &str {
        &self.0.url
    }

    /// Whether it is the first page of its folder.
    pub(crate) fn is_index(&self) -> bool {
        self.0.is_index
    }
}

/// An easy-read twin without its text.
#[derive(Clone, Copy, Debug)]
pub struct TwinSummary<'p>(&'p Twin);

impl<'p> TwinSummary<'p> {
    /// Its title.
    #[must_use]
    pub fn title(self) -> &'p Spanned<String> {
        &self.0.title
    }

    /// What it is about.
    #[must_use]
    pub fn description(self) -> Option<&'p Spanned<String>> {
        self.0.description.as_ref()
    }

    /// The name of its first picture, which stands for it in lists.
    #[must_use]
    pub fn picture(self) -> Option<&'p Spanned<String>> {
        self.pictures().next()
    }

    /// The names of all its pictures, in order.
    pub fn pictures(self) -> impl Iterator<Item = &'p Spanned<String>> {
        self.0.parts().filter_map(|part| part.picture.as_ref())
    }
}
