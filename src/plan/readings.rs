//! A source → a plan, without reading again what says what it said.
//!
//! Each chapter is read with its twin, and read again only when one of the files that it is read from has changed. The
//! first time and every other time go the same way.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use super::asked::{Asked, Question};
use super::chapter::{self, Prints as ChapterPrints};
use super::config::Config;
use super::held::Values;
use super::lock::Lock;
use super::pictures::Pictures;
use super::table::sums::Filled;
use super::twin::{self, Twin};
use super::words::Words;
use super::{Chapter, Focus, Item, Known, Plan, Prints, Register, Scope, Surroundings};
use crate::diagnostic::Diagnostics;
use crate::fingerprint::fingerprint;
use crate::source::{Content, FileId, Source};

/// What was read so far.
#[derive(Default, Debug)]
pub struct Readings {
    surroundings: Option<Remembered<Arc<Surroundings>>>,
    chapters: HashMap<FileId, Remembered<Arc<Chapter>>>,
    lone_twins: HashMap<FileId, Remembered<Arc<Twin>>>,
    register: Option<(u128, Arc<Register>)>,
    values: (u128, Arc<OnceLock<Values>>),
}

/// Something that was read, from what, and what is wrong with it.
#[derive(Debug)]
struct Remembered<T> {
    inputs: u128,
    value: T,
    found: Diagnostics,
}

/// The files of `content/` by what they are.
#[derive(Default)]
struct Files {
    /// Chapters with their twins.
    chapters: Vec<(FileId, Option<FileId>)>,
    lone_twins: Vec<FileId>,
    /// Of the data that tables may be read from.
    data: u128,
    /// Of everything but chapters, twins and data.
    around: u128,
}

impl Readings {
    /// The plan as its files are now, and what could not be understood.
    pub fn plan(&mut self, source: &Source, scope: Scope, diagnostics: &mut Diagnostics) -> Plan {
        let files = Files::of(source);
        let surroundings = self.surroundings(source, &files, scope, diagnostics);
        self.read_chapters(source, &files);
        self.read_lone_twins(source, &files);
        let mut left_out = Vec::new();
        let mut chapters = Vec::with_capacity(files.chapters.len());
        for (file, _) in &files.chapters {
            let remembered = &self.chapters[file];
            if remembered.value.is_draft && !scope.drafts {
                left_out.push(remembered.value.path.clone());
            } else {
                diagnostics.append(remembered.found.clone());
                chapters.push(Arc::clone(&remembered.value));
            }
        }
        chapters.sort_by(|a, b| a.order.cmp(&b.order));
        let twins = files.lone_twins.iter().map(|file| &self.lone_twins[file]);
        let mut lone_twins = Vec::new();
        for twin in twins.filter(|twin| !left_out.contains(&twin.value.chapter_path())) {
            diagnostics.append(twin.found.clone());
            lone_twins.push(Arc::clone(&twin.value));
        }
        let unread = unread(source, &chapters);
        let register = self.register(&chapters);
        let around = fingerprint(&(surroundings.print, &left_out, &unread, prints(&lone_twins)));
        let prints = Prints { around, ..Prints::of(&chapters) };
        if self.values.0 != prints.figures {
            self.values = (prints.figures, Arc::default());
        }
        let values = Arc::clone(&self.values.1);
        let known = Known {
            surroundings,
            lone_twins,
            left_out,
            unread,
            chapters,
            register,
            values,
            vocabulary: OnceLock::new(),
            prints,
        };
        fill_cells(known)
    }

    fn surroundings(
        &mut self,
        source: &Source,
        files: &Files,
        scope: Scope,
        diagnostics: &mut Diagnostics,
    ) -> Arc<Surroundings> {
        // Last year's measures are data.
        let inputs = |surroundings: &Surroundings| {
            let data = surroundings.config.last_plan.as_ref().map(|_| files.data);
            fingerprint(&(files.around, data, scope.today))
        };
        let known = self.surroundings.take().filter(|known| known.inputs == inputs(&known.value));
        let remembered = known.unwrap_or_else(|| {
            let mut found = Diagnostics::default();
            let mut surroundings = Surroundings::read(source, scope, &mut found);
            surroundings.print = inputs(&surroundings);
            Remembered { inputs: surroundings.print, value: Arc::new(surroundings), found }
        });
        diagnostics.append(remembered.found.clone());
        let surroundings = Arc::clone(&remembered.value);
        self.surroundings = Some(remembered);
        surroundings
    }

    /// Reads the chapters that say something else than when they were read, and forgets those that are gone.
    fn read_chapters(&mut self, source: &Source, files: &Files) {
        let known = std::mem::take(&mut self.chapters);
        let inputs = |(file, twin): (FileId, Option<FileId>)| {
            let text = source.file(file);
            let data = if text.text().contains("file:") { files.data } else { 0 };
            (text.print, twin.map(|twin| source.file(twin).print), data)
        };
        let wanted: Vec<_> = files.chapters.iter().map(|chapter| (*chapter, fingerprint(&inputs(*chapter)))).collect();
        let is_known = |file: &FileId, inputs: u128| known.get(file).is_some_and(|known| known.inputs == inputs);
        let read: Vec<_> = wanted
            .par_iter()
            .filter(|((file, _), inputs)| !is_known(file, *inputs))
            .map(|((file, twin), inputs)| (*file, read_pair(source, *file, *twin, *inputs)))
            .collect();
        let there: HashSet<FileId> = files.chapters.iter().map(|(file, _)| *file).collect();
        self.chapters = known;
        self.chapters.retain(|file, _| there.contains(file));
        self.chapters.extend(read);
    }

    fn read_lone_twins(&mut self, source: &Source, files: &Files) {
        let mut known = std::mem::take(&mut self.lone_twins);
        for file in &files.lone_twins {
            let inputs = source.file(*file).print;
            let remembered = known.remove(file).filter(|known| known.inputs == inputs).unwrap_or_else(|| {
                let mut found = Diagnostics::default();
                let value = Arc::new(Twin::parse(source, *file, &mut found));
                Remembered { inputs, value, found }
            });
            self.lone_twins.insert(*file, remembered);
        }
    }

    fn register(&mut self, chapters: &[Arc<Chapter>]) -> Arc<Register> {
        let named: Vec<_> = chapters.iter().map(|chapter| (&chapter.path, chapter.prints.facts)).collect();
        let inputs = fingerprint(&named);
        match &self.register {
            Some((known, register)) if *known == inputs => Arc::clone(register),
            _ => {
                let register = Arc::new(Register::of(chapters));
                self.register = Some((inputs, Arc::clone(&register)));
                register
            }
        }
    }
}

/// A chapter and its twin, read.
fn read_pair(source: &Source, file: FileId, twin: Option<FileId>, inputs: u128) -> Remembered<Arc<Chapter>> {
    let mut found = Diagnostics::default();
    let mut chapter = Chapter::parse(source, file, &mut found);
    chapter.twin = twin.map(|twin| Arc::new(Twin::parse(source, twin, &mut found)));
    chapter.prints = ChapterPrints::of(source, &chapter, inputs);
    if !chapter.shows_measures_in_cells() {
        chapter.tables.iter_mut().for_each(|table| table.fill(Vec::new()));
    }
    Remembered { inputs, value: Arc::new(chapter), found }
}

impl Files {
    fn of(source: &Source) -> Self {
        let mut files = Self::default();
        let (mut data, mut around) = (Xxh3::new(), Xxh3::new());
        let mut twins: HashMap<&str, FileId> = HashMap::new();
        for (path, id) in source.under("content/") {
            let file = source.file(id);
            if twin::is_twin(&file.path) && file.is_readable() {
                twins.insert(path, id);
            } else if chapter::is_chapter(&file.path) && file.is_readable() {
                files.chapters.push((id, None));
            } else if is_data(path) {
                (path, file.print).hash(&mut data);
                path.hash(&mut around);
            } else if matches!(file.content, Content::Bytes(_)) {
                path.hash(&mut around);
            } else {
                (path, file.print).hash(&mut around);
            }
        }
        for (id, twin) in &mut files.chapters {
            let path = &source.file(*id).path;
            let beside = path.strip_prefix("content/").unwrap_or(path).replace(".md", ".easy.md");
            *twin = twins.remove(beside.as_str());
        }
        files.lone_twins = twins.into_values().collect();
        files.lone_twins.sort_by_key(|id| &source.file(*id).path);
        for path in ["plan.yaml", "easy.lock"] {
            source.find(path).map(|id| source.file(id).print).hash(&mut around);
        }
        source.under("static/").for_each(|(path, _)| path.hash(&mut around));
        for (path, id) in source.under("themes/") {
            let is_library = path.ends_with(".yaml");
            (path, is_library.then(|| source.file(id).print)).hash(&mut around);
        }
        (files.data, files.around) = (data.digest128(), around.digest128());
        files
    }
}

/// Whether a table can be read from a file.
fn is_data(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    matches!(ending, "csv" | "tsv" | "txt" | "xlsx" | "xlsm" | "xls" | "ods")
}

impl Surroundings {
    fn read(source: &Source, scope: Scope, diagnostics: &mut Diagnostics) -> Self {
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
            lock,
            assets: assets.map(|(path, id)| (path.to_owned(), id)).collect(),
            statics: source.under("static/").map(|(path, _)| path.to_owned()).collect(),
            today: scope.today,
            print: 0,
        }
    }
}

/// Files that could not be read at all, and chapters whose keys could not.
fn unread(source: &Source, chapters: &[Arc<Chapter>]) -> Vec<String> {
    let files = source.under("content/").filter(|(path, id)| path.ends_with(".md") && !source.file(*id).is_readable());
    let keys = chapters.iter().filter(|chapter| chapter.has_unread_keys).map(|chapter| chapter.path.as_str());
    files.map(|(path, _)| path).chain(keys).map(str::to_owned).collect()
}

impl ChapterPrints {
    /// `inputs` is a fingerprint of every file that the chapter was read from.
    fn of(source: &Source, chapter: &Chapter, inputs: u128) -> Self {
        let text = source.file(chapter.file).text();
        let (mut facts, mut places) = (Xxh3::new(), Xxh3::new());
        (&chapter.path, &text[..chapter.text_begins], inputs_of_data(text, inputs)).hash(&mut facts);
        let mut at = chapter.text_begins;
        for line in text[chapter.text_begins..].split_inclusive('\n') {
            // Tables in the text, with their captions, what it shows, and a title that stands there.
            if line.contains('|') || ["Table:", "{{", "# "].iter().any(|begin| line.trim_start().starts_with(begin)) {
                line.hash(&mut facts);
                at.hash(&mut places);
            }
            at += line.len();
        }
        if let Some(twin) = &chapter.twin {
            let text = source.file(twin.file).text();
            text[..twin.text_begins].hash(&mut facts);
            for picture in twin.parts().filter_map(|part| part.picture.as_ref()) {
                picture.value.hash(&mut facts);
                picture.span.start.hash(&mut places);
            }
        }
        let facts = facts.digest128();
        facts.hash(&mut places);
        let figures =
            fingerprint(&(&chapter.path, measures(&text[..chapter.text_begins]), inputs_of_data(text, inputs)));
        Self { whole: fingerprint(&(&chapter.path, inputs)), facts, figures, places: places.digest128() }
    }
}

/// What stands behind `metrics:` in front matter.
fn measures(front: &str) -> Vec<&str> {
    let lines = front.lines().skip_while(|line| !line.contains("metrics"));
    let is_below = |line: &&str| !line.starts_with(|letter: char| letter.is_alphanumeric()) || line.contains("metrics");
    lines.take_while(is_below).collect()
}

/// Where a chapter names a file, its tables and measures may change with that.
fn inputs_of_data(text: &str, inputs: u128) -> Option<u128> {
    text.contains("file:").then_some(inputs)
}

fn prints(twins: &[Arc<Twin>]) -> Vec<(&str, usize)> {
    twins.iter().map(|twin| (twin.path.as_str(), twin.blocks.len())).collect()
}

impl Prints {
    fn of(chapters: &[Arc<Chapter>]) -> Self {
        let all = |print: fn(&ChapterPrints) -> u128| {
            let mut hasher = Xxh3::new();
            for chapter in chapters {
                hasher.update(&print(&chapter.prints).to_le_bytes());
            }
            hasher.digest128()
        };
        Self {
            around: 0,
            facts: all(|prints| prints.facts),
            figures: all(|prints| prints.figures),
            places: all(|prints| prints.places),
            everything: all(|prints| prints.whole),
        }
    }
}

impl Register {
    fn of(chapters: &[Arc<Chapter>]) -> Self {
        let mut register = Self::default();
        for (number, chapter) in chapters.iter().enumerate() {
            register.paths.insert(chapter.path.clone(), number);
            register.path_questions.insert(Question::path(&chapter.path), number);
            let metrics = chapter.metrics.iter().enumerate().map(|(at, metric)| (&metric.id, Item::Metric(number, at)));
            let tables = chapter.tables.iter().enumerate().map(|(at, table)| (&table.id, Item::Table(number, at)));
            let charts = chapter.charts.iter().enumerate().map(|(at, chart)| (&chart.id, Item::Chart(number, at)));
            for (id, item) in metrics.chain(tables).chain(charts) {
                register.ids.entry(id.value.clone()).or_insert(item);
                register.id_questions.entry(Question::id(&id.value)).or_insert(number);
            }
        }
        register
    }
}

/// Cells that show a measure take its value; what follows from them is worked out.
fn fill_cells(known: Known) -> Plan {
    let mut plan = Plan { known: Arc::new(known), asked: Asked::default(), focus: Focus::All };
    let shows: Vec<usize> =
        (0..plan.len()).filter(|position| plan.given(*position).shows_measures_in_cells()).collect();
    let values: Vec<Vec<Vec<Filled>>> = shows
        .iter()
        .map(|position| plan.given(*position).tables.iter().map(|table| table.shown_measures(&plan)).collect())
        .collect();
    let Some(known) = Arc::get_mut(&mut plan.known) else { return plan };
    for (position, values) in shows.into_iter().zip(values) {
        let chapter = Arc::make_mut(&mut known.chapters[position]);
        let shown = format!("{values:?}");
        for print in [&mut chapter.prints.whole, &mut chapter.prints.facts, &mut chapter.prints.places] {
            *print = fingerprint(&(*print, &shown));
        }
        chapter.tables.iter_mut().zip(values).for_each(|(table, values)| table.fill(values));
    }
    known.prints = Prints { around: known.prints.around, ..Prints::of(&known.chapters) };
    plan.asked = Asked::default();
    plan
}
