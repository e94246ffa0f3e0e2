//! A source → a plan, without reading again what says what it said.
//!
//! Each chapter is read with its twin, and read again only when one of the files that it is read from has changed. The
//! first time and every other time go the same way.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use crate::base::diagnostic::Diagnostics;
use crate::base::files::Files;
use crate::base::files::paths::TOPS;
use crate::base::hash::{Cached, Hashes, hash_of};
use crate::base::span::FileId;
use crate::easy::lockfile::Lock;
use crate::easy::renamed::renamed;
use crate::easy::twin;
use crate::easy::twin::Twin;
use crate::plan::memo::{Changes, Dependency, Recorder, Revision};
use crate::plan::model::chapter;
use crate::plan::model::chapter::ChapterHashes;
use crate::plan::model::config::Config;
use crate::plan::model::pictures::Pictures;
use crate::plan::model::table::addition::Filled;
use crate::plan::model::words::Words;
use crate::plan::query::summary::{ChapterData, Names};
use crate::plan::query::value_index::Values;
use crate::plan::{Chapter, Focus, Item, Plan, PlanData, PlanHashes, Register, Scope, SharedInputs};

/// What was read so far.
#[derive(Default, Debug)]
pub struct Readings {
    shared: Option<Remembered<u128, Arc<SharedInputs>>>,
    chapters: FxHashMap<FileId, Remembered<Inputs, Arc<Chapter>>>,
    lone_twins: HashMap<FileId, Remembered<u128, Arc<Twin>>>,
    files: Entries,
    /// The chapters as they are read one after the other, by their position among the files.
    order: Cached<Vec<usize>>,
    register: Cached<Arc<Register>>,
    values: Cached<Arc<OnceLock<Values>>>,
    last: Last,
}

/// The chapters as they were last.
#[derive(Default, Debug)]
struct Last {
    hashes: PlanHashes,
    chapters: Arc<Vec<Arc<Chapter>>>,
}

/// Something that was read, from what, and what is wrong with it.
#[derive(Debug)]
struct Remembered<I, T> {
    /// What tells everything that it was read from.
    inputs: I,
    value: T,
    found: Diagnostics,
}

/// Hashes of the texts that a chapter is read from. Which files of figures it reads is noted while it is read
/// ([`Chapter::reads`]).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Inputs {
    text: u128,
    twin: Option<u128>,
}

/// The files of a plan by what they are.
#[derive(Default, Debug)]
struct Entries {
    /// The shape of the source when they were listed.
    shape: Option<u64>,
    /// Chapters with their twins.
    chapters: Vec<(FileId, Option<FileId>)>,
    lone_twins: Vec<FileId>,
    /// Chapters and twins in folders that lie too deep. They are not read.
    too_deep: Vec<FileId>,
    /// Everything else, and what it is.
    others: Vec<(FileId, Other)>,
    /// Chapters that could not be read at all, by path below `content/`.
    unread: Vec<String>,
    /// Of everything but chapters, twins and files that are only read or copied where something names them.
    around: u128,
}

impl Readings {
    /// The plan as its files are now, and what could not be understood.
    pub fn plan(&mut self, source: &Files, scope: Scope, diagnostics: &mut Diagnostics) -> Plan {
        let mut files = std::mem::take(&mut self.files);
        files.refresh(source);
        chapter::tell_too_deep(source, &files.too_deep, diagnostics);
        let shared = self.shared(source, files.around, scope, diagnostics);
        self.read_chapters(source, &files);
        self.read_lone_twins(source, &files);
        let (chapters, left_out) = self.in_order(&files, scope, diagnostics);
        let twins = files.lone_twins.iter().map(|file| &self.lone_twins[file]);
        let mut lone_twins = Vec::new();
        for twin in twins.filter(|twin| !left_out.contains(&twin.value.chapter_path())) {
            diagnostics.append(twin.found.clone());
            lone_twins.push(Arc::clone(&twin.value));
        }
        let keys = chapters.iter().filter(|chapter| chapter.has_unread_keys).map(|chapter| chapter.path.clone());
        let unread: Vec<String> = files.unread.iter().cloned().chain(keys).collect();
        let around = hash_of(&(shared.hash, &left_out, &unread, twin_hashes(source, &lone_twins)));
        let hashes = PlanHashes { around, ..PlanHashes::of(&chapters) };
        let register = Arc::clone(self.register.get(hashes.names, || Arc::new(Register::of(&chapters))));
        let values = Arc::clone(self.values.get(hashes.figures, Arc::default));
        self.files = files;
        let known = PlanData {
            lock: Arc::clone(&shared.written_lock),
            renamed: Vec::new(),
            shared,
            lone_twins,
            left_out,
            unread,
            chapters: Arc::new(chapters),
            register,
            values,
            vocabulary: OnceLock::new(),
            hashes,
            changes: None,
        };
        let mut plan = with_renamed_twins(fill_cells(known));
        if let Some(known) = Arc::get_mut(&mut plan.known) {
            known.changes = self.last.changes(&known.hashes, &known.chapters);
            self.last = Last { hashes: known.hashes, chapters: Arc::clone(&known.chapters) };
        }
        plan
    }

    /// The chapters in reading order, and the paths of those that are left out.
    fn in_order(
        &mut self,
        files: &Entries,
        scope: Scope,
        diagnostics: &mut Diagnostics,
    ) -> (Vec<Arc<Chapter>>, Vec<String>) {
        let mut left_out = Vec::new();
        let mut chapters = Vec::with_capacity(files.chapters.len());
        let mut wanted = Xxh3::new();
        for (file, _) in &files.chapters {
            let remembered = &self.chapters[file];
            if remembered.value.is_draft && !scope.drafts {
                left_out.push(remembered.value.path.clone());
            } else {
                diagnostics.append(remembered.found.clone());
                file.hash(&mut wanted);
                chapters.push(Arc::clone(&remembered.value));
            }
        }
        let order = self.order.get(wanted.digest128(), || {
            let mut order: Vec<usize> = (0..chapters.len()).collect();
            order.sort_by_cached_key(|position| chapter::reading_order(&chapters[*position].path));
            order
        });
        (order.iter().map(|position| Arc::clone(&chapters[*position])).collect(), left_out)
    }

    fn shared(
        &mut self,
        source: &Files,
        around: u128,
        scope: Scope,
        diagnostics: &mut Diagnostics,
    ) -> Arc<SharedInputs> {
        // Last year's measures are data.
        let inputs = |shared: &SharedInputs| {
            let reads = shared.config.last_plan.iter().flat_map(|last| &last.reads);
            let data: Vec<_> = reads.map(|read| read.hash_now(source)).collect();
            hash_of(&(around, data, scope.today))
        };
        let known = self.shared.take().filter(|known| known.inputs == inputs(&known.value));
        let remembered = known.unwrap_or_else(|| {
            let mut found = Diagnostics::default();
            let mut shared = SharedInputs::read(source, scope, &mut found);
            shared.hash = inputs(&shared);
            Remembered { inputs: shared.hash, value: Arc::new(shared), found }
        });
        diagnostics.append(remembered.found.clone());
        let shared = Arc::clone(&remembered.value);
        self.shared = Some(remembered);
        shared
    }

    /// Reads the chapters that say something else than when they were read, and forgets those that are gone.
    fn read_chapters(&mut self, source: &Files, files: &Entries) {
        let known = &self.chapters;
        let inputs = |(file, twin): (FileId, Option<FileId>)| {
            let twin = twin.map(|twin| source.file(twin).hash);
            Inputs { text: source.file(file).hash, twin }
        };
        let is_right = |known: &Remembered<Inputs, Arc<Chapter>>, inputs: Inputs| {
            known.inputs == inputs && known.value.reads.iter().all(|read| read.is_as_it_was(source))
        };
        let is_known = |file: &FileId, inputs: Inputs| known.get(file).is_some_and(|known| is_right(known, inputs));
        let read: Vec<_> = files
            .chapters
            .par_iter()
            .map(|chapter| (*chapter, inputs(*chapter)))
            .filter(|((file, _), inputs)| !is_known(file, *inputs))
            .map(|((file, twin), inputs)| (file, read_pair(source, file, twin, inputs)))
            .collect();
        self.chapters.extend(read);
        if self.chapters.len() > files.chapters.len() {
            let there: HashSet<FileId> = files.chapters.iter().map(|(file, _)| *file).collect();
            self.chapters.retain(|file, _| there.contains(file));
        }
    }

    fn read_lone_twins(&mut self, source: &Files, files: &Entries) {
        let mut known = std::mem::take(&mut self.lone_twins);
        for file in &files.lone_twins {
            let inputs = source.file(*file).hash;
            let remembered = known.remove(file).filter(|known| known.inputs == inputs).unwrap_or_else(|| {
                let mut found = Diagnostics::default();
                let value = Arc::new(Twin::parse(source, *file, &mut found));
                Remembered { inputs, value, found }
            });
            self.lone_twins.insert(*file, remembered);
        }
    }
}

impl Last {
    /// What has changed since, if there are the same chapters in the same shared inputs.
    fn changes(&self, hashes: &PlanHashes, chapters: &[Arc<Chapter>]) -> Option<Changes> {
        let are_paths_same = || self.pairs(chapters).all(|(was, is)| Arc::ptr_eq(was, is) || was.path == is.path);
        if self.hashes.around != hashes.around || self.chapters.len() != chapters.len() || !are_paths_same() {
            return None;
        }
        let mut dependencies: Vec<Dependency> = Vec::new();
        for (was, is) in self.pairs(chapters).filter(|(was, is)| !Arc::ptr_eq(was, is)) {
            if was.hashes.whole != is.hashes.whole {
                dependencies.push(Dependency::chapter(&is.path));
            }
            if was.hashes.summary != is.hashes.summary {
                dependencies.extend(was.dependencies().chain(is.dependencies()));
            }
        }
        dependencies.extend(hashes.others_than(&self.hashes));
        dependencies.sort_unstable();
        dependencies.dedup();
        Some(Changes { since: self.hashes.revision(), dependencies })
    }

    fn pairs<'c>(&'c self, chapters: &'c [Arc<Chapter>]) -> impl Iterator<Item = (&'c Arc<Chapter>, &'c Arc<Chapter>)> {
        self.chapters.iter().zip(chapters)
    }
}

impl Chapter {
    /// Every dependency on one thing that stands for what others may know of the chapter.
    fn dependencies(&self) -> impl Iterator<Item = Dependency> {
        std::iter::once(Dependency::summary(&self.path)).chain(self.items(0).map(|(id, _)| Dependency::id(id)))
    }

    /// What it gives an id to, as the chapter with this number.
    fn items(&self, number: usize) -> impl Iterator<Item = (&str, Item)> {
        let metrics = self.metrics.iter().enumerate().map(move |(at, metric)| (&metric.id, Item::Metric(number, at)));
        let tables = self.tables.iter().enumerate().map(move |(at, table)| (&table.id, Item::Table(number, at)));
        let charts = self.charts.iter().enumerate().map(move |(at, chart)| (&chart.id, Item::Chart(number, at)));
        metrics.chain(tables).chain(charts).map(|(id, item)| (id.value.as_str(), item))
    }
}

/// A chapter and its twin, read.
fn read_pair(source: &Files, file: FileId, twin: Option<FileId>, inputs: Inputs) -> Remembered<Inputs, Arc<Chapter>> {
    let mut found = Diagnostics::default();
    let mut chapter = Chapter::parse(source, file, &mut found);
    chapter.twin = twin.map(|twin| Arc::new(Twin::parse(source, twin, &mut found)));
    chapter.hashes = ChapterHashes::of(&chapter, inputs);
    chapter.shows_measures_in_cells = chapter.has_cells_of_measures();
    if !chapter.shows_measures_in_cells {
        chapter.tables.iter_mut().for_each(|table| table.fill(Vec::new()));
    }
    Remembered { inputs, value: Arc::new(chapter), found }
}

/// What a file is that is neither a chapter nor a twin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Other {
    /// What it holds is no concern of the plan, unless something names it: a picture, a file of figures, a template.
    Bytes,
    /// It says something for the whole plan.
    Text,
}

impl Entries {
    /// Brings the hashes up to date, and the lists where a file has come or gone.
    fn refresh(&mut self, source: &Files) {
        if self.shape != Some(source.shape()) {
            *self = Self::listed(source);
        }
        let mut around = Xxh3::new();
        source.nearly_plan_file().hash(&mut around);
        for (id, other) in &self.others {
            let file = source.file(*id);
            file.path.hash(&mut around);
            if *other == Other::Text {
                file.hash.hash(&mut around);
            }
        }
        self.around = around.digest128();
    }

    fn listed(source: &Files) -> Self {
        let mut files = Self { shape: Some(source.shape()), ..Self::default() };
        let mut twins: HashMap<&str, FileId> = HashMap::new();
        for (path, id) in source.under("content/") {
            let file = source.file(id);
            let is_text = path.ends_with(".md");
            if is_text && chapter::is_too_deep(path) {
                files.too_deep.push(id);
            } else if !file.is_readable() && (is_text || file.is_closed()) {
                files.unread.push(path.to_owned());
                files.others.push((id, Other::Bytes));
            } else if twin::is_twin(&file.path) {
                twins.insert(path, id);
            } else if is_text {
                files.chapters.push((id, None));
            } else {
                files.others.push((id, other(path)));
            }
        }
        for (id, twin) in &mut files.chapters {
            let path = &source.file(*id).path;
            let beside = path.strip_prefix("content/").unwrap_or(path).replace(".md", ".easy.md");
            *twin = twins.remove(beside.as_str());
        }
        files.lone_twins = twins.into_values().collect();
        files.lone_twins.sort_by_key(|id| &source.file(*id).path);
        // A folder that cannot be opened stands under its own name.
        files.others.extend(TOPS.iter().filter_map(|path| Some((source.find(path)?, Other::Text))));
        files.others.extend(source.under("static/").map(|(_, id)| (id, Other::Bytes)));
        let themes = source.under("themes/");
        files
            .others
            .extend(themes.map(|(path, id)| (id, if path.ends_with(".yaml") { Other::Text } else { Other::Bytes })));
        files
    }
}

fn other(path: &str) -> Other {
    if path.ends_with(".yaml") || path.ends_with(".yml") { Other::Text } else { Other::Bytes }
}

impl SharedInputs {
    fn read(source: &Files, scope: Scope, diagnostics: &mut Diagnostics) -> Self {
        let config = Config::parse(source, diagnostics);
        let words = Words::parse(source, diagnostics);
        let pictures = Pictures::parse(source, &config, diagnostics);
        let lock = Lock::parse(source, diagnostics);
        let is_asset = |path: &str| !path.ends_with(".md") && !path.ends_with(".yaml");
        let assets = source.under("content/").filter(|(path, _)| is_asset(path));
        Self {
            config,
            words,
            pictures,
            confirmed: lock.paths(),
            written_lock: Arc::new(lock),
            assets: assets.map(|(path, id)| (path.to_owned(), id)).collect(),
            statics: source.under("static/").map(|(path, _)| path.to_owned()).collect(),
            pages: scope.pages,
            today: scope.today,
            hash: 0,
        }
    }
}

impl ChapterHashes {
    fn of(chapter: &Chapter, inputs: Inputs) -> Self {
        let (names, held) = (Hashes::of(&Names(chapter)), Hashes::of(&ChapterData(chapter)));
        let summary = hash_of(&(names.values, held.values));
        let ids: Vec<(&str, Item)> = chapter.items(0).collect();
        let description = chapter.description.as_ref().map(|description| &description.value);
        let twin = chapter.twin.as_ref().map(|twin| twin.file);
        Self {
            whole: hash_of(&(&chapter.path, inputs, &chapter.reads)),
            summary,
            names: hash_of(&(&chapter.path, ids)),
            outline: hash_of(&(&chapter.path, chapter.twin.is_some())),
            listed: hash_of(&(&chapter.title.value, &chapter.address, chapter.is_index, description)),
            chapter_data: held.values,
            figures: hash_of(&(chapter.file, twin, Hashes::of(&chapter.metrics).values)),
            places: hash_of(&(summary, names.places, held.places)),
        }
    }
}

fn twin_hashes<'t>(source: &Files, twins: &'t [Arc<Twin>]) -> Vec<(&'t str, u128)> {
    twins.iter().map(|twin| (twin.path.as_str(), source.file(twin.file).hash)).collect()
}

impl PlanHashes {
    fn of(chapters: &[Arc<Chapter>]) -> Self {
        let each: Vec<ChapterHashes> = chapters.iter().map(|chapter| chapter.hashes).collect();
        let all = |hash: fn(&ChapterHashes) -> u128| {
            let mut hasher = Xxh3::new();
            for hashes in &each {
                hasher.update(&hash(hashes).to_le_bytes());
            }
            hasher.digest128()
        };
        Self {
            around: 0,
            names: all(|hashes| hashes.names),
            outline: all(|hashes| hashes.outline),
            listed: all(|hashes| hashes.listed),
            chapter_data: all(|hashes| hashes.chapter_data),
            summary: all(|hashes| hashes.summary),
            figures: all(|hashes| hashes.figures),
            places: all(|hashes| hashes.places),
            everything: all(|hashes| hashes.whole),
        }
    }

    pub(crate) fn revision(&self) -> Revision {
        Revision(hash_of(&(self.around, self.everything)))
    }

    /// The dependencies on all chapters that are other than at another time.
    fn others_than(&self, then: &Self) -> impl Iterator<Item = Dependency> {
        let all = [
            (self.outline, then.outline, Dependency::Outline),
            (self.listed, then.listed, Dependency::AllNames),
            (self.summary, then.summary, Dependency::AllFacts),
            (self.chapter_data, then.chapter_data, Dependency::AllHoldings),
            (self.figures, then.figures, Dependency::AllFigures),
            (self.places, then.places, Dependency::AllPlaces),
            (self.everything, then.everything, Dependency::Everything),
        ];
        all.into_iter().filter(|(is, was, _)| is != was).map(|(.., dependency)| dependency)
    }
}

impl Register {
    fn of(chapters: &[Arc<Chapter>]) -> Self {
        let mut register = Self::default();
        for (number, chapter) in chapters.iter().enumerate() {
            register.paths.insert(chapter.path.clone(), number);
            register.by_path.insert(Dependency::summary(&chapter.path), number);
            for (id, item) in chapter.items(number) {
                register.ids.entry(id.to_owned()).or_insert(item);
                register.by_id.entry(Dependency::id(id)).or_insert(number);
            }
        }
        register
    }
}

/// What was confirmed of a twin that was renamed since is found under its new path.
fn with_renamed_twins(mut plan: Plan) -> Plan {
    let renamed = renamed(&plan);
    plan.recorder = Recorder::default();
    if let Some(known) = Arc::get_mut(&mut plan.known).filter(|_| !renamed.is_empty()) {
        let lock = Lock::clone(&known.shared.written_lock);
        let moved = renamed.iter().fold(lock, |lock, renamed| lock.moved(&renamed.from, &renamed.to));
        known.hashes.around = hash_of(&(known.hashes.around, &renamed));
        known.lock = Arc::new(moved);
        known.renamed = renamed;
    }
    plan
}

/// Cells that show a measure take its value; what follows from them is worked out.
fn fill_cells(known: PlanData) -> Plan {
    let mut plan = Plan { known: Arc::new(known), recorder: Recorder::default(), focus: Focus::All };
    let chapters = &plan.known.chapters;
    let shows: Vec<usize> = (0..chapters.len()).filter(|at| chapters[*at].shows_measures_in_cells).collect();
    let values: Vec<Vec<Vec<Filled>>> = shows
        .iter()
        .map(|position| chapters[*position].tables.iter().map(|table| table.shown_measures(&plan)).collect())
        .collect();
    let Some(known) = Arc::get_mut(&mut plan.known) else { return plan };
    for (position, values) in shows.into_iter().zip(values) {
        let chapter = Arc::make_mut(&mut Arc::make_mut(&mut known.chapters)[position]);
        let shown = hash_of(&values);
        let hashes = &mut chapter.hashes;
        for hash in [&mut hashes.whole, &mut hashes.summary, &mut hashes.chapter_data, &mut hashes.places] {
            *hash = hash_of(&(*hash, shown));
        }
        chapter.tables.iter_mut().zip(values).for_each(|(table, values)| table.fill(values));
    }
    known.hashes = PlanHashes { around: known.hashes.around, ..PlanHashes::of(&known.chapters) };
    plan.recorder = Recorder::default();
    plan
}
