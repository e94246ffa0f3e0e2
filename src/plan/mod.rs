//! The model: what a plan says, read from its files.
//!
//! [`Plan::parse`] turns a [`Files`] into chapters with their measures, tables and easy-read twins, the
//! glossary and the picture libraries. It never fails: what cannot be understood becomes a diagnostic
//! and is left out. Whether the parts agree with each other is for [`crate::check`].

mod memo;
pub mod model;
pub mod query;
pub mod read;

use std::collections::{HashMap, HashSet};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use self::memo::{Changes, Recorder, Revision};
pub(crate) use self::memo::{Dependency, Derived, Inputs, Memo, Request, Single};
pub use crate::easy::lockfile::Lock;
use crate::easy::lockfile::Renamed;
use crate::easy::meaning::Vocabulary;
pub use crate::easy::twin::{EasyBlock, Line, Part, Twin};
pub use crate::plan::model::chapter::{Chapter, Milestone, Risk};
pub use crate::plan::model::chart::Chart;
pub use crate::plan::model::config::Config;
pub use crate::plan::model::metric::{Metric, Reading};
pub use crate::plan::model::pictures::{Picture, Pictures};
pub use crate::plan::model::table::{Cell, Column, Row, RowKind, Table};
pub use crate::plan::model::words::{Word, Words};
pub use crate::plan::query::links::FixedAddress;
pub(crate) use crate::plan::query::summary::Name;
pub use crate::plan::query::summary::{ChapterData, ChapterSummary, OutlineEntry};
use crate::plan::query::value_index::Values;
pub use crate::plan::read::readings::Readings;

use crate::base::diagnostic::Diagnostics;
use crate::base::files::Files;
use crate::base::span::{FileId, Spanned};
use crate::text::tree::Node;
use crate::value::voice::Voice;

/// A whole plan, as a tracked handle: each way to what chapters say records what is read (`plan/memo`).
///
/// What is said once for the whole plan ([`SharedInputs`]) is read without being recorded: whatever is made from a plan is made
/// again when that changes.
#[derive(Debug)]
pub struct Plan {
    known: Arc<PlanData>,
    recorder: Recorder,
    focus: Focus,
}

/// Which chapters somebody looks at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Focus {
    All,
    One(usize),
    None,
}

/// Everything that a plan's files say.
#[derive(Debug)]
pub struct PlanData {
    shared: Arc<SharedInputs>,
    /// Twins whose chapter is not there.
    pub lone_twins: Vec<Arc<Twin>>,
    /// Drafts that were left out, by path.
    pub left_out: Vec<String>,
    /// Chapters and twins that could not be read, by path, in whole or in their keys. What they hold is not known.
    pub unread: Vec<String>,
    /// What was confirmed of its easy read, and against which words, under the paths that the twins have now.
    pub lock: Arc<Lock>,
    /// The twins that have another path in the file of confirmations.
    renamed: Vec<Renamed>,
    /// The chapters in reading order; the front page first.
    chapters: Arc<Vec<Arc<Chapter>>>,
    /// Where they stand and what their ids name.
    register: Arc<Register>,
    /// Every value of every measure, worked out when it is asked for.
    values: Arc<OnceLock<Values>>,
    /// How often each word is used, worked out when it is asked for.
    vocabulary: OnceLock<Vocabulary>,
    hashes: PlanHashes,
    /// What has changed since the plan was read before, if it still has the same chapters and shared inputs.
    changes: Option<Changes>,
}

/// What is said once for the whole plan.
#[derive(Debug)]
pub struct SharedInputs {
    /// The site file.
    pub config: Config,
    /// The glossary.
    pub words: Words,
    /// All pictures that easy read can use.
    pub pictures: Pictures,
    /// Every other file of `content/`, by path.
    pub assets: HashMap<String, FileId>,
    /// Every file of `static/`, by address.
    pub statics: HashSet<String>,
    /// The pages that its website has beside those of chapters.
    pub pages: &'static [FixedAddress],
    /// The day of today, as far as that is known.
    pub today: Option<Date>,
    /// What was confirmed of its easy read, as its file says.
    pub(crate) written_lock: Arc<Lock>,
    /// The paths of the twins of which it says something.
    pub(crate) confirmed: Vec<String>,
    hash: u128,
}

impl SharedInputs {
    /// How the plan says its values.
    #[must_use]
    pub fn voice(&self) -> Voice {
        Voice::new(self.config.numbers, &self.config.language)
    }
}

/// Where to find what.
#[derive(Default, Debug)]
struct Register {
    /// What each id names.
    ids: HashMap<String, Item>,
    /// The chapter of each id, by what is recorded when it is read.
    by_id: FxHashMap<Dependency, usize>,
    /// Chapters by path below `content/`.
    paths: HashMap<String, usize>,
    /// The same by what is recorded when what others may know of it is read.
    by_path: FxHashMap<Dependency, usize>,
}

/// Hashes of what all chapters say together.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
struct PlanHashes {
    /// Of what surrounds them, and of what is not among them.
    around: u128,
    names: u128,
    outline: u128,
    listed: u128,
    chapter_data: u128,
    summary: u128,
    figures: u128,
    places: u128,
    everything: u128,
}

impl Deref for Plan {
    type Target = PlanData;

    fn deref(&self) -> &PlanData {
        &self.known
    }
}

impl Deref for PlanData {
    type Target = SharedInputs;

    fn deref(&self) -> &SharedInputs {
        &self.shared
    }
}

/// What an id names, by position.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Item {
    /// A measure: chapter and position in it.
    Metric(usize, usize),
    /// A table: chapter and position in it.
    Table(usize, usize),
    /// A chart: chapter and position in it.
    Chart(usize, usize),
}

/// What of a plan is wanted.
#[derive(Clone, Copy, Default, Debug)]
pub struct Scope {
    /// Whether chapters with `status: draft` belong to it.
    pub drafts: bool,
    /// The day of today. Without it nothing is ever out of date.
    pub today: Option<Date>,
    /// The pages that its website has beside those of chapters.
    pub pages: &'static [FixedAddress],
}

impl Plan {
    /// Reads everything a source holds.
    #[must_use]
    pub fn parse(source: &Files, scope: Scope, diagnostics: &mut Diagnostics) -> Self {
        Readings::default().plan(source, scope, diagnostics)
    }

    /// The words of all chapters, counted once by `count`.
    pub(crate) fn vocabulary_from(&self, count: impl FnOnce(&Self) -> Vocabulary) -> &Vocabulary {
        let (everybody, _) = self.tracked();
        self.record(Dependency::Everything);
        self.known.vocabulary.get_or_init(|| count(&everybody))
    }

    /// The same plan, all of it, with what is read recorded apart.
    #[must_use]
    fn tracked(&self) -> (Self, Recorder) {
        let recorder = Recorder::default();
        (Self { known: Arc::clone(&self.known), recorder: recorder.clone(), focus: Focus::All }, recorder)
    }

    /// The same plan as if there were only one chapter and its twin, but for what that chapter reads of others.
    #[must_use]
    pub(crate) fn focused(self, position: usize) -> Self {
        self.record(Dependency::chapter(&self.known.chapters[position].path));
        Self { focus: Focus::One(position), ..self }
    }

    /// The same plan as if there were no chapters: what is said outside of them.
    #[must_use]
    pub(crate) fn without_chapters(self) -> Self {
        Self { focus: Focus::None, ..self }
    }

    /// All that it says now, as a hash.
    fn revision(&self) -> Revision {
        self.hashes.revision()
    }

    /// The dependencies that have changed since a revision; nothing if any may have.
    fn changed_since(&self, revision: Revision) -> Option<&[Dependency]> {
        if revision == self.revision() {
            return Some(&[]);
        }
        let changes = self.changes.as_ref().filter(|changes| changes.since == revision);
        changes.map(|changes| changes.dependencies.as_slice())
    }

    /// What a dependency is now.
    fn hash_of(&self, dependency: Dependency) -> u128 {
        let summary = |position: Option<&usize>| position.map_or(0, |position| self.chapters[*position].hashes.summary);
        let register = &self.register;
        match dependency {
            Dependency::Id(_) => summary(register.by_id.get(&dependency)),
            Dependency::Summary(_) => summary(register.by_path.get(&dependency)),
            Dependency::Exists(path) => u128::from(register.by_path.contains_key(&Dependency::Summary(path))),
            Dependency::Chapter(path) => {
                let position = register.by_path.get(&Dependency::Summary(path));
                position.map_or(0, |position| self.chapters[*position].hashes.whole)
            }
            Dependency::Outline => self.hashes.outline,
            Dependency::AllNames => self.hashes.listed,
            Dependency::AllFacts => self.hashes.summary,
            Dependency::AllHoldings => self.hashes.chapter_data,
            Dependency::AllFigures => self.hashes.figures,
            Dependency::AllPlaces => self.hashes.places,
            Dependency::Everything => self.hashes.everything,
            Dependency::Derived(_) => 0,
        }
    }

    /// A hash of what is read without being recorded.
    #[must_use]
    pub(crate) fn shared_hash(&self) -> u128 {
        self.hashes.around
    }

    /// Records that something was read.
    pub(crate) fn record(&self, dependency: Dependency) {
        self.recorder.record(dependency);
    }

    /// What was confirmed as its file says, but for the twin at `path`, which is called by that path.
    #[must_use]
    pub fn lock_to_write(&self, path: &str) -> Lock {
        let lock = Lock::clone(&self.written_lock);
        match self.renamed.iter().find(|renamed| renamed.to == path) {
            Some(renamed) => lock.moved(&renamed.from, &renamed.to),
            None => lock,
        }
    }

    /// All chapters in reading order, and all that they say; or the one that is looked at.
    #[must_use]
    pub fn chapters(&self) -> impl DoubleEndedIterator<Item = &Chapter> + ExactSizeIterator + Clone {
        let chapters = match self.focus {
            Focus::One(position) => &self.known.chapters[position..=position],
            Focus::None => &[],
            Focus::All => {
                self.record(Dependency::Everything);
                self.known.chapters.as_slice()
            }
        };
        chapters.iter().map(AsRef::as_ref)
    }

    /// Whether a file of `content/` could not be read: it itself in whole or in its keys, or a folder that it lies in.
    #[must_use]
    pub fn is_unread(&self, path: &str) -> bool {
        let is_in =
            |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.unread.iter().any(|unread| is_in(unread))
    }

    /// Where each chapter stands, in reading order.
    #[must_use]
    pub fn outline(&self) -> impl DoubleEndedIterator<Item = OutlineEntry<'_>> + ExactSizeIterator + Clone {
        self.record(Dependency::Outline);
        self.known.chapters.iter().map(|chapter| OutlineEntry::of(chapter))
    }

    /// What lists of chapters show of each, in reading order.
    pub(crate) fn names(&self) -> impl ExactSizeIterator<Item = Name> {
        self.record(Dependency::AllNames);
        self.known.chapters.iter().map(|chapter| Name::of(Arc::clone(chapter)))
    }

    /// How many chapters there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.record(Dependency::Outline);
        self.known.chapters.len()
    }

    /// Whether there is no chapter.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.record(Dependency::Outline);
        self.known.chapters.is_empty()
    }

    /// A chapter by its position, and all that it says.
    #[must_use]
    pub fn chapter(&self, position: usize) -> &Chapter {
        let chapter = &self.known.chapters[position];
        self.record(Dependency::chapter(&chapter.path));
        chapter
    }

    /// The text of a file, which may be that of a chapter, as it was typed.
    #[must_use]
    pub(crate) fn text_of<'s>(&self, source: &'s Files, file: FileId) -> &'s str {
        if let Some(chapter) = self.known.chapters.iter().find(|chapter| chapter.file == file) {
            self.record(Dependency::chapter(&chapter.path));
        }
        source.file(file).text()
    }

    /// What others may know of all chapters, in reading order.
    #[must_use]
    pub fn summaries(&self) -> impl DoubleEndedIterator<Item = ChapterSummary<'_>> + ExactSizeIterator {
        self.record(Dependency::AllFacts);
        self.known.chapters.iter().map(|chapter| ChapterSummary::of(chapter))
    }

    /// What all chapters hold besides their names, in reading order.
    #[must_use]
    pub fn chapter_data(&self) -> impl DoubleEndedIterator<Item = ChapterData<'_>> + ExactSizeIterator {
        self.record(Dependency::AllHoldings);
        self.known.chapters.iter().map(|chapter| ChapterData(chapter))
    }

    /// Records that places in the chapters that were read are reported.
    pub(crate) fn record_places(&self) {
        if self.focus == Focus::All {
            self.record(Dependency::AllPlaces);
        }
    }

    /// The same as [`Plan::summaries`], for products that report the places where it was written.
    #[must_use]
    pub fn placed_summaries(&self) -> impl DoubleEndedIterator<Item = ChapterSummary<'_>> + ExactSizeIterator {
        self.record(Dependency::AllPlaces);
        self.known.chapters.iter().map(|chapter| ChapterSummary::of(chapter))
    }

    /// What others may know of the chapter at a position.
    #[must_use]
    pub fn summary_at(&self, position: usize) -> ChapterSummary<'_> {
        let chapter = &self.known.chapters[position];
        self.record(Dependency::summary(&chapter.path));
        ChapterSummary::of(chapter)
    }

    /// The address of the chapter at a position, which follows from its path.
    #[must_use]
    pub fn address_at(&self, position: usize) -> &[String] {
        let chapter = &self.known.chapters[position];
        self.record(Dependency::exists(&chapter.path));
        &chapter.address
    }

    /// The position of the chapter with this path below `content/`.
    #[must_use]
    pub fn chapter_at(&self, path: &str) -> Option<usize> {
        self.record(Dependency::exists(path));
        self.register.paths.get(path).copied()
    }

    /// What `id` names, the first where two share it.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<Item> {
        self.record(Dependency::id(id));
        self.register.ids.get(id).copied()
    }

    /// Every id of the plan, with what it names.
    pub fn ids(&self) -> impl Iterator<Item = (&str, Item)> {
        self.record(Dependency::AllFacts);
        self.register.ids.iter().map(|(id, item)| (id.as_str(), *item))
    }

    /// The chapter that a measure, table or chart belongs to.
    #[must_use]
    pub fn owner(&self, id: &str) -> Option<ChapterSummary<'_>> {
        let (Item::Metric(chapter, _) | Item::Table(chapter, _) | Item::Chart(chapter, _)) = self.item(id)?;
        self.known.chapters.get(chapter).map(|chapter| ChapterSummary::of(chapter))
    }

    /// The measure called `id`.
    #[must_use]
    pub fn metric(&self, id: &str) -> Option<&Metric> {
        match self.item(id)? {
            Item::Metric(chapter, position) => self.known.chapters.get(chapter)?.metrics.get(position),
            Item::Table(..) | Item::Chart(..) => None,
        }
    }

    /// The table called `id`.
    #[must_use]
    pub fn table(&self, id: &str) -> Option<&Table> {
        match self.item(id)? {
            Item::Table(chapter, position) => self.known.chapters.get(chapter)?.tables.get(position),
            Item::Metric(..) | Item::Chart(..) => None,
        }
    }

    /// The chart called `id`.
    #[must_use]
    pub fn chart(&self, id: &str) -> Option<&Chart> {
        match self.item(id)? {
            Item::Chart(chapter, position) => self.known.chapters.get(chapter)?.charts.get(position),
            Item::Metric(..) | Item::Table(..) => None,
        }
    }

    /// Every value that a measure of the plan has or had.
    #[must_use]
    pub fn values(&self) -> &Values {
        self.record(Dependency::AllFigures);
        self.known.values.get_or_init(|| Values::of(self.known.chapters.iter().map(AsRef::as_ref)))
    }

    /// Drops what was worked out of all chapters for who asks in the checks. It is worked out again when it is asked for.
    pub(crate) fn forget_indexes(&mut self) {
        if let Some(known) = Arc::get_mut(&mut self.known) {
            (known.values, known.vocabulary) = (Arc::default(), OnceLock::new());
        }
    }

    /// Whether there are figures that can be downloaded: measures or tables.
    #[must_use]
    pub fn has_data(&self) -> bool {
        self.chapter_data().any(|held| !held.tables().is_empty() || !held.metrics().is_empty())
    }

    /// Whether there are measures.
    #[must_use]
    pub fn has_measures(&self) -> bool {
        self.chapter_data().any(|held| !held.metrics().is_empty())
    }

    /// Whether there is easy read.
    #[must_use]
    pub fn has_easy(&self) -> bool {
        self.chapter_data().any(ChapterData::has_twin)
    }

    /// Whether there is a glossary.
    #[must_use]
    pub fn has_words(&self) -> bool {
        !self.words.list.is_empty()
    }

    /// All twins, with or without a chapter.
    pub fn twins(&self) -> impl Iterator<Item = &Twin> {
        let twins = self.chapters().filter_map(|chapter| chapter.twin.as_deref());
        let alone = matches!(self.focus, Focus::All | Focus::None).then(|| self.lone_twins.iter().map(AsRef::as_ref));
        twins.chain(alone.into_iter().flatten())
    }

    /// The sentences of chapters and of easy read that have figures in them, as they were typed.
    pub fn sentences_with_figures(&self) -> impl Iterator<Item = &Spanned<String>> {
        let chapters = self.chapters().flat_map(|chapter| &chapter.sentences_with_figures);
        chapters.chain(self.twins().flat_map(|twin| &twin.sentences_with_figures))
    }

    /// All prose of authors, wherever it stands: the path of its file below `content/`, and its nodes.
    pub fn prose(&self) -> impl Iterator<Item = (&str, &[Node])> {
        let chapters = self.chapters().flat_map(|chapter| chapter.prose().map(|nodes| (chapter.path.as_str(), nodes)));
        let twins = self.twins().flat_map(|twin| twin.parts().map(move |part| (twin, part)));
        chapters.chain(twins.flat_map(|(twin, part)| part.lines.iter().map(|line| (twin.path.as_str(), &*line.words))))
    }
}
