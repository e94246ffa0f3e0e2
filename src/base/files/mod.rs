//! The files of a plan in memory: path → text or bytes, with hash, line index and what is wrong with it.
//!
//! Files are put, removed and renamed by their paths; where they come from is not known here (`disk` finds
//! them in a folder, `workspace` puts unsaved text over them). Each sheet of a workbook in `content/` is a text of
//! its own, below the path of the workbook, which is itself kept as it is. A file keeps its id while its `Files` live, so that
//! a span that is remembered still leads to it.

pub(crate) mod content;
pub(crate) mod disk;
pub(crate) mod file_id;
pub(crate) mod paths;
pub(crate) mod unreadable;
pub(crate) mod workspace;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

pub use self::disk::{Touched, nearly_plan_file};
pub use self::paths::TOPS;
use crate::base::bytes::Bytes;
pub use crate::base::files::content::Content;
use crate::base::files::content::{Loaded, ReadError};
use crate::base::lines::Lines;
pub use crate::base::lines::Place;

use crate::base::span::{FileId, Span};
use crate::base::workbook::{Reason, Sheet, View};

/// One file of the plan.
#[derive(Clone, Debug)]
pub struct File {
    /// Path from the plan's folder, with `/` between the parts.
    pub path: String,
    /// What the file holds.
    pub content: Content,
    /// The hash of what it holds.
    pub hash: u128,
    /// What is wrong with it.
    error: Option<ReadError>,
    /// Its bytes, where something is wrong with them.
    faulty: Option<Bytes>,
    /// Whether it is part of the program, and nothing of the plan is at its path.
    is_built_in: bool,
    /// Where its lines begin, once it was asked for.
    lines: OnceLock<Lines>,
}

/// All files of a plan, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// Every file there has been, by its id.
    all: Vec<File>,
    /// The id of every path there has been.
    ids: HashMap<String, FileId>,
    /// The files that are there, in order of path.
    there: BTreeMap<String, FileId>,
    /// The files that are part of the program, for when those at their paths are removed.
    built_in: BTreeMap<String, Content>,
    workbooks: BTreeMap<String, Workbook>,
    /// Counts how often a file came or went.
    shape: u64,
    /// Files that are not of the plan and have nearly the name of `plan.yaml`.
    pub(crate) misnamed: BTreeSet<String>,
}

/// The tabs of a workbook in order, or why it cannot be read.
pub type Workbook = Result<Vec<Tab>, Reason>;

/// A sheet of a workbook. Its text is the file called `name` below the path of the workbook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tab {
    /// What stands on it.
    pub name: String,
    /// Whether it is hidden.
    pub is_hidden: bool,
}

impl File {
    /// Whether it is there and could not be opened at all.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        matches!(self.error, Some(ReadError::Closed(_)))
    }

    /// Whether the file could be read.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        !matches!(self.content, Content::Unreadable(_))
    }

    /// Whether something is wrong with it, which has been reported.
    #[must_use]
    pub fn has_trouble(&self) -> bool {
        self.error.is_some()
    }

    /// Whether this is a sheet of a workbook.
    #[must_use]
    pub fn is_sheet(&self) -> bool {
        matches!(self.content, Content::Sheet(_))
    }

    /// What people see on a sheet of a workbook; nothing where this is none.
    #[must_use]
    pub fn view(&self) -> Option<&View> {
        match &self.content {
            Content::Sheet(view) => Some(view),
            _ => None,
        }
    }

    /// The text, or nothing for bytes.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Text(text) | Content::Unreadable(text) => text,
            Content::Sheet(view) => &view.text,
            Content::Bytes(_) => "",
        }
    }

    /// The content as bytes that others may share.
    #[must_use]
    pub fn shared(&self) -> Bytes {
        match &self.content {
            Content::Bytes(bytes) => bytes.clone(),
            _ => Bytes::from(self.bytes()),
        }
    }

    /// The same file, read at another path. One that could not be opened cannot be there either.
    fn loaded_as(&self, path: &str) -> Loaded {
        match (&self.error, &self.faulty) {
            (Some(error), None) => Loaded::unreadable(error.clone()),
            (_, faulty) => Loaded::read(path, faulty.as_deref().unwrap_or(self.bytes()).to_vec()),
        }
    }

    /// The content as text, whatever it is.
    #[must_use]
    pub fn lossy(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.bytes())
    }

    /// The content as bytes, whatever it is.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match &self.content {
            Content::Text(text) => text.as_bytes(),
            Content::Sheet(view) => view.text.as_bytes(),
            Content::Bytes(bytes) => bytes,
            Content::Unreadable(_) => &[],
        }
    }
}

impl Files {
    /// Only what is part of the program, and something to point at where there is no site file.
    #[must_use]
    pub fn with(built_in: impl Iterator<Item = (String, Content)>) -> Self {
        let mut files = Self { built_in: built_in.collect(), ..Self::default() };
        files.built_in.insert("plan.yaml".to_owned(), Content::Unreadable(String::new()));
        for (path, content) in files.built_in.clone() {
            files.insert(path, content.into(), true);
        }
        files
    }

    /// These texts, by their paths, beside what is part of the program.
    #[must_use]
    pub fn from_texts(texts: BTreeMap<String, String>, built_in: impl Iterator<Item = (String, Content)>) -> Self {
        let mut files = Self::with(built_in);
        for (path, text) in texts {
            files.put(&path, text.into_bytes());
        }
        files
    }

    /// The file at `path` holds `bytes` from now on. Whether it is another than before.
    pub fn put(&mut self, path: &str, bytes: Vec<u8>) -> bool {
        self.take(path, Loaded::read(path, bytes))
    }

    /// Removes a file; one that is part of the program comes back in its place.
    pub fn remove(&mut self, path: &str) {
        if !self.has(path) {
            return;
        }
        self.remove_sheets(path);
        self.forget(path);
        if let Some(content) = self.built_in.get(path).cloned() {
            self.insert(path.to_owned(), content.into(), true);
        }
    }

    /// Moves a file to another path, in the place of what is there.
    pub fn rename(&mut self, from: &str, to: &str) {
        if let Some(id) = self.find(from).filter(|_| self.has(from)) {
            let loaded = self.file(id).loaded_as(to);
            self.remove(from);
            self.take(to, loaded);
        }
    }

    /// Takes those of other files that are at these paths.
    pub(crate) fn take_from(&mut self, others: &Self, paths: &BTreeSet<String>) {
        let there = paths.iter().filter(|path| others.has(path)).filter_map(|path| others.find(path));
        for file in there.map(|id| others.file(id)) {
            self.take(&file.path, file.loaded_as(&file.path));
        }
        self.misnamed.clone_from(&others.misnamed);
    }

    /// Puts a file that was read in its place. Whether it is another than before.
    pub(crate) fn take(&mut self, path: &str, loaded: Loaded) -> bool {
        let known = self.find(path).map(|id| self.file(id));
        let is_same = known.is_some_and(|known| known.hash == loaded.hash && known.error == loaded.error);
        if !is_same || known.is_some_and(|known| known.is_built_in) {
            self.remove_sheets(path);
            self.insert(path.to_owned(), loaded, false);
        }
        !is_same
    }

    /// Puts a file in its place, under the id that its path has always had.
    fn insert(&mut self, path: String, loaded: Loaded, is_built_in: bool) {
        let Loaded { content, hash, error, faulty, sheets } = loaded;
        if let Some(sheets) = sheets {
            let tabs = sheets.map(|sheets| self.insert_sheets(&path, sheets));
            self.workbooks.insert(path.clone(), tabs);
        }
        let file = File { path: path.clone(), content, hash, error, faulty, is_built_in, lines: OnceLock::new() };
        let id = *self.ids.entry(path.clone()).or_insert_with(|| FileId::of(self.all.len()));
        match self.all.get_mut(id.index()) {
            Some(place) => {
                if place.is_readable() != file.is_readable() {
                    self.shape += 1;
                }
                *place = file;
            }
            None => self.all.push(file),
        }
        if self.there.insert(path, id).is_none() {
            self.shape += 1;
        }
    }

    fn insert_sheets(&mut self, path: &str, sheets: Vec<Sheet>) -> Vec<Tab> {
        let tab = |Sheet { name, is_hidden, view }: Sheet| {
            self.insert(format!("{path}/{name}"), Content::Sheet(view).into(), false);
            Tab { name, is_hidden }
        };
        sheets.into_iter().map(tab).collect()
    }

    fn remove_sheets(&mut self, path: &str) {
        if let Some(Ok(tabs)) = self.workbooks.remove(path) {
            for tab in tabs {
                self.forget(&format!("{path}/{}", tab.name));
            }
        }
    }

    /// What is not there any more keeps its id, but not its text.
    fn forget(&mut self, path: &str) {
        if let Some(id) = self.there.remove(path) {
            let file = &mut self.all[id.index()];
            file.content = Content::Text(String::new());
            file.faulty = None;
            file.lines = OnceLock::new();
        }
        self.shape += 1;
    }

    /// Whether there is a file of the plan at a path, and not one of the program alone.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.find(path).is_some_and(|id| !self.file(id).is_built_in && !self.file(id).is_sheet())
    }

    /// The paths of the files of the plan at `place` and below it.
    pub(crate) fn at(&self, place: &str) -> Vec<String> {
        let below =
            self.there.range(place.to_owned()..).map(|(path, _)| path).take_while(|path| path.starts_with(place));
        below.filter(|path| paths::is_at(path, place) && self.has(path)).cloned().collect()
    }

    /// Where there is no `plan.yaml`, the name of a file in its place that is probably meant to be it.
    #[must_use]
    pub fn nearly_plan_file(&self) -> Option<&str> {
        self.misnamed.first().filter(|_| !self.has("plan.yaml")).map(String::as_str)
    }

    /// The files with something wrong in them.
    pub(crate) fn errors(&self) -> impl Iterator<Item = (FileId, &ReadError)> {
        self.there.values().filter_map(|id| Some((*id, self.file(*id).error.as_ref()?)))
    }

    /// A number that is another whenever a file has come, gone, or become readable or unreadable.
    #[must_use]
    pub fn shape(&self) -> u64 {
        self.shape
    }

    /// The file behind an id.
    #[must_use]
    pub fn file(&self, id: FileId) -> &File {
        &self.all[id.index()]
    }

    /// Every file of the folder with its id, in order of path.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &File)> {
        self.there.values().map(|id| (*id, self.file(*id))).filter(|(_, file)| !file.is_sheet())
    }

    /// The files below a folder with their ids, in order of path, each with its path in that folder.
    pub fn under<'s>(&'s self, folder: &'s str) -> impl Iterator<Item = (&'s str, FileId)> {
        let from =
            self.there.range(folder.to_owned()..).map_while(move |(path, id)| Some((path.strip_prefix(folder)?, *id)));
        from.filter(move |(_, id)| !self.file(*id).is_sheet())
    }

    /// The workbook at a path; nothing where the file there is none.
    #[must_use]
    pub fn workbook(&self, path: &str) -> Option<&Workbook> {
        self.workbooks.get(path)
    }

    /// Looks a file up by its path from the plan's folder.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.there.get(path).copied()
    }

    /// A file to point at where there is no better place.
    #[must_use]
    pub fn anything(&self) -> FileId {
        FileId::of(0)
    }

    /// Whether a text file holds what these bytes would be read as.
    pub(crate) fn was_read_from(&self, id: FileId, bytes: &[u8]) -> bool {
        let file = self.file(id);
        matches!(file.content, Content::Text(_)) && Loaded::read(&file.path, bytes.to_vec()).hash == file.hash
    }

    /// The text that a span covers.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file).text().get(span.range()).unwrap_or("")
    }

    /// Line and column of the first character of a span.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        let file = self.file(span.file);
        file.lines.get_or_init(|| Lines::of(file.text())).place(file.text(), span.start as usize)
    }
}
