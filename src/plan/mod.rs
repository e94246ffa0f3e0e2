//! The model: what a plan says, read from its files.
//!
//! [`Plan::parse`] turns a [`Source`] into chapters with their measures, tables and easy-read twins, the
//! glossary and the picture libraries. It never fails: what cannot be understood becomes a diagnostic
//! and is left out. Whether the parts agree with each other is for [`crate::check`].

pub mod chapter;
pub mod chart;
pub mod config;
pub mod dashboard;
pub mod figures;
pub mod grid;
pub mod last;
pub mod links;
pub mod lock;
pub mod meaning;
pub mod metric;
pub mod open;
pub mod pictures;
pub mod published;
pub mod section;
pub mod series;
pub mod standing;
pub mod step;
pub mod table;
pub mod trend;
pub mod twin;
pub mod values;
pub mod words;

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use rayon::prelude::*;

pub use self::chapter::{Chapter, Milestone, Risk};
pub use self::chart::Chart;
pub use self::config::Config;
pub use self::lock::Lock;
pub use self::metric::{Better, Metric, Reading};
pub use self::pictures::{Picture, Pictures};
pub use self::table::{Cell, Column, Row, RowKind, Table};
pub use self::twin::{EasyBlock, Line, Part, Twin};
pub use self::words::{Word, Words};

use crate::diagnostic::Diagnostics;
use crate::markdown::Piece;
use crate::source::{FileId, Source, Spanned};

/// A whole plan.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The site file.
    pub config: Config,
    /// The glossary.
    pub words: Words,
    /// All pictures that easy read can use.
    pub pictures: Pictures,
    /// The chapters in reading order; the front page first.
    pub chapters: Vec<Chapter>,
    /// Twins whose chapter is not there.
    pub lone_twins: Vec<Twin>,
    /// Drafts that were left out, by path.
    pub left_out: Vec<String>,
    /// Every other file of `content/`, by path.
    pub assets: HashMap<String, FileId>,
    /// Every file of `static/`, by address.
    pub statics: HashSet<String>,
    /// Chapters and twins that could not be read, by path, in whole or in their keys. What they hold is not known.
    pub unread: Vec<String>,
    /// What was confirmed of its easy read, and against which words.
    pub lock: Lock,
    /// The day of today, as far as that is known.
    pub today: Option<Date>,
    /// What each id names.
    ids: HashMap<String, Item>,
    /// Chapters by path below `content/`.
    paths: HashMap<String, usize>,
}

/// What an id names, by position.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
}

impl Plan {
    /// Reads everything a source holds.
    #[must_use]
    pub fn parse(source: &Source, scope: Scope, diagnostics: &mut Diagnostics) -> Self {
        let config = Config::parse(source, diagnostics);
        let words = Words::parse(source, diagnostics);
        let pictures = Pictures::parse(source, &config, diagnostics);
        let lock = Lock::parse(source, diagnostics);
        let (chapters, left_out) = read_chapters(source, scope, diagnostics);
        let twins = read_twins(source, diagnostics);
        let mut plan = Self {
            config,
            words,
            pictures,
            lock,
            chapters,
            lone_twins: Vec::new(),
            left_out,
            assets: assets(source),
            statics: under(source, "static/").map(|(path, _)| path.to_owned()).collect(),
            unread: Vec::new(),
            today: scope.today,
            ids: HashMap::new(),
            paths: HashMap::new(),
        };
        plan.paths =
            plan.chapters.iter().enumerate().map(|(position, chapter)| (chapter.path.clone(), position)).collect();
        plan.unread = plan.find_unread(source);
        plan.pair(twins);
        plan.ids = plan.name_items();
        plan.fill_cells();
        plan
    }

    /// What `id` names, the first where two share it.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<Item> {
        self.ids.get(id).copied()
    }

    /// Every id of the plan.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.keys().map(String::as_str)
    }

    /// The chapter that a measure, table or chart belongs to.
    #[must_use]
    pub fn owner(&self, id: &str) -> Option<&Chapter> {
        let (Item::Metric(chapter, _) | Item::Table(chapter, _) | Item::Chart(chapter, _)) = self.item(id)?;
        self.chapters.get(chapter)
    }

    /// The measure called `id`.
    #[must_use]
    pub fn metric(&self, id: &str) -> Option<&Metric> {
        match self.item(id)? {
            Item::Metric(chapter, position) => self.chapters.get(chapter)?.metrics.get(position),
            Item::Table(..) | Item::Chart(..) => None,
        }
    }

    /// The table called `id`.
    #[must_use]
    pub fn table(&self, id: &str) -> Option<&Table> {
        match self.item(id)? {
            Item::Table(chapter, position) => self.chapters.get(chapter)?.tables.get(position),
            Item::Metric(..) | Item::Chart(..) => None,
        }
    }

    /// The chart called `id`.
    #[must_use]
    pub fn chart(&self, id: &str) -> Option<&Chart> {
        match self.item(id)? {
            Item::Chart(chapter, position) => self.chapters.get(chapter)?.charts.get(position),
            Item::Metric(..) | Item::Table(..) => None,
        }
    }

    /// All charts of the front matter.
    pub fn charts(&self) -> impl Iterator<Item = &Chart> {
        self.chapters.iter().flat_map(|chapter| &chapter.charts)
    }

    /// Whether there are figures that can be downloaded: measures or tables.
    #[must_use]
    pub fn has_data(&self) -> bool {
        self.chapters.iter().any(|chapter| !chapter.tables.is_empty() || !chapter.metrics.is_empty())
    }

    /// All twins, with or without a chapter.
    pub fn twins(&self) -> impl Iterator<Item = &Twin> {
        self.chapters.iter().filter_map(|chapter| chapter.twin.as_ref()).chain(&self.lone_twins)
    }

    /// The sentences of chapters and of easy read, as they were typed.
    pub fn sentences(&self) -> impl Iterator<Item = &Spanned<String>> {
        let chapters = self.chapters.iter().flat_map(|chapter| &chapter.sentences);
        chapters.chain(self.twins().flat_map(|twin| &twin.sentences))
    }

    /// All prose of authors, wherever it stands: the path of its file below `content/`, and its pieces.
    pub fn prose(&self) -> impl Iterator<Item = (&str, &[Piece])> {
        let chapters =
            self.chapters.iter().flat_map(|chapter| chapter.prose().map(|pieces| (chapter.path.as_str(), pieces)));
        let twins = self.twins().flat_map(|twin| twin.parts().map(move |part| (twin, part)));
        chapters.chain(
            twins.flat_map(|(twin, part)| part.lines.iter().map(|line| (twin.path.as_str(), line.pieces.as_slice()))),
        )
    }

    fn find_unread(&self, source: &Source) -> Vec<String> {
        let files =
            under(source, "content/").filter(|(path, id)| path.ends_with(".md") && !source.file(*id).is_readable());
        let keys = self.chapters.iter().filter(|chapter| chapter.has_unread_keys).map(|chapter| chapter.path.as_str());
        files.map(|(path, _)| path).chain(keys).map(str::to_owned).collect()
    }

    fn pair(&mut self, twins: Vec<Twin>) {
        for twin in twins {
            match self.paths.get(&twin.chapter_path()) {
                Some(&chapter) => self.chapters[chapter].twin = Some(twin),
                None if self.left_out.contains(&twin.chapter_path()) => {}
                None => self.lone_twins.push(twin),
            }
        }
    }

    fn name_items(&self) -> HashMap<String, Item> {
        let mut ids = HashMap::new();
        for (number, chapter) in self.chapters.iter().enumerate() {
            for (position, metric) in chapter.metrics.iter().enumerate() {
                ids.entry(metric.id.value.clone()).or_insert(Item::Metric(number, position));
            }
            for (position, table) in chapter.tables.iter().enumerate() {
                ids.entry(table.id.value.clone()).or_insert(Item::Table(number, position));
            }
            for (position, chart) in chapter.charts.iter().enumerate() {
                ids.entry(chart.id.value.clone()).or_insert(Item::Chart(number, position));
            }
        }
        ids
    }

    /// Cells that show a measure take its value; empty totals are added up.
    fn fill_cells(&mut self) {
        let values: Vec<Vec<Vec<table::sums::Filled>>> = self
            .chapters
            .iter()
            .map(|chapter| chapter.tables.iter().map(|table| table.shown_measures(self)).collect())
            .collect();
        for (chapter, values) in self.chapters.iter_mut().zip(values) {
            for (table, values) in chapter.tables.iter_mut().zip(values) {
                table.fill(values);
            }
        }
    }
}

fn read_chapters(source: &Source, scope: Scope, diagnostics: &mut Diagnostics) -> (Vec<Chapter>, Vec<String>) {
    let files: Vec<FileId> = source
        .files()
        .filter(|(_, file)| file.is_readable() && chapter::is_chapter(&file.path))
        .map(|(id, _)| id)
        .collect();
    let parsed: Vec<_> = files
        .into_par_iter()
        .map(|file| {
            let mut found = Diagnostics::default();
            (Chapter::parse(source, file, &mut found), found)
        })
        .collect();
    let (mut chapters, mut left_out) = (Vec::new(), Vec::new());
    for (chapter, found) in parsed {
        if chapter.is_draft && !scope.drafts {
            left_out.push(chapter.path);
        } else {
            diagnostics.append(found);
            chapters.push(chapter);
        }
    }
    chapters.sort_by_cached_key(|chapter| chapter::reading_order(&chapter.path));
    (chapters, left_out)
}

fn read_twins(source: &Source, diagnostics: &mut Diagnostics) -> Vec<Twin> {
    let files: Vec<FileId> =
        source.files().filter(|(_, file)| file.is_readable() && twin::is_twin(&file.path)).map(|(id, _)| id).collect();
    let parsed: Vec<_> = files
        .into_par_iter()
        .map(|file| {
            let mut found = Diagnostics::default();
            (Twin::parse(source, file, &mut found), found)
        })
        .collect();
    parsed
        .into_iter()
        .map(|(twin, found)| {
            diagnostics.append(found);
            twin
        })
        .collect()
}

fn assets(source: &Source) -> HashMap<String, FileId> {
    under(source, "content/")
        .filter(|(path, _)| !path.ends_with(".md") && !path.ends_with(".yaml"))
        .map(|(path, id)| (path.to_owned(), id))
        .collect()
}

/// The files of a folder, by their path in it.
fn under<'s>(source: &'s Source, folder: &'s str) -> impl Iterator<Item = (&'s str, FileId)> {
    source.files().filter_map(move |(id, file)| Some((file.path.strip_prefix(folder)?, id)))
}
