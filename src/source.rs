//! Bytes on disk, with places in them.
//!
//! [`Source::read`] turns a plan's folder into a list of [`File`]s: text or plain bytes. A [`Span`] names a
//! stretch of one of them, and every later stage carries spans along, so that a message can always say
//! where. Nothing here knows what the files mean. Each sheet of a workbook in `content/` is a text of its own, below
//! the path of the workbook, which is itself kept as it is.
//!
//! A source can be brought up to date ([`Source::refresh`]) without reading again what is as it was. A file keeps its id
//! while the source lives, so that a span that somebody remembers still leads to it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{Hash, Hasher};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};
use xxhash_rust::xxh3::xxh3_128;

use crate::diagnostic::{Diagnostic, Diagnostics, Fix, Rule, Severity};
use crate::fingerprint::fingerprint;
use crate::identity::{self, Identity, Touch};
use crate::lines::Lines;
use crate::output::Bytes;
use crate::sheet::{self, Reason, Sheet, View};

/// A chapter larger than this is refused: an 80-page plan is about 0.2 MB.
const LARGEST_TEXT: u64 = 8 * 1024 * 1024;

/// A file of the plan, for as long as its [`Source`] lives.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(u32);

/// A byte range in one file. Meaningless without its [`Source`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// The file it lies in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A value and the place it was written.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

/// A place in the words of an editor: both counted from one, columns in characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Line number.
    pub line: usize,
    /// Column in characters.
    pub column: usize,
}

/// One file of the plan.
#[derive(Clone, Debug)]
pub struct File {
    /// Path from the plan's folder, with `/` between the parts.
    pub path: String,
    /// What the file holds.
    pub content: Content,
    /// A fingerprint of what it holds.
    pub print: u128,
    /// What is wrong with it.
    trouble: Option<Trouble>,
    /// How it stood on disk when it was read; nothing for what is part of the program.
    stamp: Option<Stamp>,
    /// Where its lines begin, once somebody has asked.
    lines: OnceLock<Lines>,
}

/// What the disk says of a file without its being read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Stamp {
    length: u64,
    changed: SystemTime,
    /// Which file it was, and when it was touched, where the system tells.
    known: (Identity, Touch),
    /// When it was looked at: a file that changes twice within one tick of the disk's clock looks the same.
    seen: SystemTime,
}

/// The coarsest clock that a disk keeps (FAT counts in steps of two seconds).
const TICK: Duration = Duration::from_secs(2);

/// What of a plan's folder may have changed since it was last read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Touched {
    /// Anything: the folder is looked through.
    Anything,
    /// These files and folders, and what lies in them.
    Paths(BTreeSet<PathBuf>),
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// Text that the tool reads: chapters, data and templates.
    Text(String),
    /// Anything else, copied as it is: the site shares these bytes.
    Bytes(Bytes),
    /// A sheet of a workbook, as CSV text.
    Sheet(View),
    /// As much of a file as could be read, for messages alone: that it cannot be used has been told.
    Unreadable(String),
}

/// All files of a plan, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Every file there has been, by its id.
    files: Vec<File>,
    /// The id of every path there has been.
    ids: HashMap<String, FileId>,
    /// The files that are there, in order of path.
    there: BTreeMap<String, FileId>,
    /// The files that are part of the program, for when those that stand in their place are gone.
    built_in: BTreeMap<String, Content>,
    workbooks: BTreeMap<String, Workbook>,
    /// Counts how often a file came or went.
    shape: u64,
    /// Where there is no `plan.yaml`, the name of a file that is probably meant to be it.
    nearly_plan_file: Option<String>,
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

/// A file that is not text in UTF-8.
pub const UNREADABLE_TEXT: Rule = Rule {
    name: "unreadable-text",
    severity: Severity::Error,
    explain: "A chapter or data file must be saved as UTF-8 text. A file saved by an old program, or a Word \
              document with its ending changed to .md, is not. Open it in its own program and save it as \"UTF-8\".",
};

/// A character that no keyboard types.
pub const CONTROL_CHARACTER: Rule = Rule {
    name: "control-character",
    severity: Severity::Error,
    explain: "The text holds an invisible character that no keyboard types, most often left by a copy from a PDF. Some hide \
              in words, some turn letters round, so that readers see another figure than the one that is written. \
              Delete it: place the cursor at the column that the message names and press Delete.",
};

/// A text file that is far larger than any chapter.
pub const FILE_TOO_LARGE: Rule = Rule {
    name: "file-too-large",
    severity: Severity::Error,
    explain: "A text file of more than 8 MB is not a chapter. Often a picture was pasted into the text; \
              save the picture as a file of its own and link to it.",
};

/// A file that the system would not give us.
pub const UNREADABLE_FILE: Rule = Rule {
    name: "unreadable-file",
    severity: Severity::Error,
    explain: "The file or folder is there but could not be opened: a link that leads back to itself, a link to \
              something that is gone, a drive that is not connected, or something that you do not have permission to read. \
              Nothing is published until it can be opened, because what it holds would be missing from the website.",
};

impl Hash for Span {
    /// A place is handed over as one `i128`, which nothing else is, so that [`crate::fingerprint::Hashes`] can keep the
    /// places of a value apart from what it says.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { file, start, end } = *self;
        state.write_i128(i128::from(file.0) << 64 | i128::from(start) << 32 | i128::from(end));
    }
}

impl Span {
    /// The range `start..end` of `file`.
    #[must_use]
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { file, start: narrow(start), end: narrow(end.max(start)) }
    }

    /// A stretch of this span, counted from its start. Words that are shorter in the file than what they stand for never
    /// lead beyond it.
    #[must_use]
    pub fn within(self, start: usize, end: usize) -> Self {
        let (first, last) = (self.start as usize, self.end as usize);
        Self::new(self.file, (first + start).min(last), (first + end).min(last))
    }

    /// The range as the standard library writes ranges.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl<T> Spanned<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: make(self.value), span: self.span }
    }
}

impl File {
    /// Whether it is there and could not be opened at all.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        matches!(self.trouble, Some(Trouble::Closed(_)))
    }

    /// Whether the file could be read.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        !matches!(self.content, Content::Unreadable(_))
    }

    /// Whether something is wrong with it, which has been told.
    #[must_use]
    pub fn has_trouble(&self) -> bool {
        self.trouble.is_some()
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

impl Source {
    /// Reads a plan's folder: `plan.yaml`, `easy.lock`, `content/`, `static/` and `themes/`. A file of `built_in` is there unless
    /// the folder has one at the same path.
    ///
    /// Files that cannot be read become diagnostics. Hidden files, editors' temporary files and
    /// everything else in the folder are passed over.
    #[must_use]
    pub fn read(root: &Path, built_in: impl Iterator<Item = (String, Content)>, diagnostics: &mut Diagnostics) -> Self {
        let mut source = Self::with(built_in);
        source.refresh(root, &Touched::Anything);
        source.report(diagnostics);
        source
    }

    /// A source held in memory, for tests and for callers without a disk.
    #[must_use]
    pub fn from_texts(texts: BTreeMap<String, String>, built_in: impl Iterator<Item = (String, Content)>) -> Self {
        let mut source = Self::with(built_in);
        for (path, text) in texts {
            source.put(path, Content::Text(text), None, None);
        }
        source
    }

    /// Only what is part of the program, and something to point at where there is no site file.
    #[must_use]
    pub fn with(built_in: impl Iterator<Item = (String, Content)>) -> Self {
        let mut source = Self { built_in: built_in.collect(), ..Self::default() };
        source.built_in.insert("plan.yaml".to_owned(), Content::Unreadable(String::new()));
        for (path, content) in source.built_in.clone() {
            source.put(path, content, None, None);
        }
        source
    }

    /// Reads again what may have changed below `root`, and gives the paths of the files that are other than they were. A file
    /// that is not named itself and looks as it did when it was read is not read again.
    pub fn refresh(&mut self, root: &Path, touched: &Touched) -> Vec<String> {
        let touched = &self.with_closed_folders(root, touched);
        let found = match touched {
            Touched::Anything => list(root),
            Touched::Paths(paths) => paths.iter().flat_map(|path| list_at(root, path)).collect(),
        };
        let there: BTreeSet<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
        let known: Vec<&str> = match touched {
            Touched::Anything => self.at("").collect(),
            Touched::Paths(paths) => {
                paths.iter().flat_map(|path| self.at(&relative(root, path)).collect::<Vec<_>>()).collect()
            }
        };
        let gone: Vec<String> = known.into_iter().filter(|path| !there.contains(path)).map(str::to_owned).collect();
        for path in &gone {
            self.remove(path);
        }
        let named: BTreeSet<String> = match touched {
            Touched::Anything => BTreeSet::new(),
            Touched::Paths(paths) => paths.iter().map(|path| relative(root, path)).collect(),
        };
        let may_differ = |path: &String, found: &Found| named.contains(path) || self.changed(path, found);
        let loaded: Vec<Loaded> = found
            .into_par_iter()
            .filter_map(|(path, found)| may_differ(&path, &found).then(|| Loaded::read(path, found)))
            .collect();
        let mut changed = gone;
        for Loaded { path, content, trouble, stamp, sheets } in loaded {
            if !self.holds(&path, &content, trouble.as_ref()) {
                changed.push(path.clone());
            }
            self.remove_sheets(&path);
            if let Some(sheets) = sheets {
                let tabs = sheets.map(|sheets| self.put_sheets(&path, sheets));
                self.workbooks.insert(path.clone(), tabs);
            }
            self.put(path, content, trouble, stamp);
        }
        let has_plan_file = self.at("plan.yaml").next().is_some();
        self.nearly_plan_file = if has_plan_file { None } else { nearly_plan_file(root) };
        changed
    }

    /// Where there is no `plan.yaml`, the name of a file in its place that is probably meant to be it.
    #[must_use]
    pub fn nearly_plan_file(&self) -> Option<&str> {
        self.nearly_plan_file.as_deref()
    }

    /// The same, with each folder in the place of what lies in it that could not be opened when it was looked at last: all in it
    /// is to be read, whatever was named.
    fn with_closed_folders(&self, root: &Path, touched: &Touched) -> Touched {
        let Touched::Paths(paths) = touched else { return Touched::Anything };
        // The plan's folder itself, or one that it is in.
        if paths.iter().any(|path| root.starts_with(path)) {
            return Touched::Anything;
        }
        let is_closed = |path: &&Path| self.find(&relative(root, path)).is_some_and(|id| self.file(id).is_closed());
        let outermost = |path: &Path| path.ancestors().skip(1).filter(is_closed).last().map(Path::to_path_buf);
        Touched::Paths(paths.iter().map(|path| outermost(path).unwrap_or_else(|| path.clone())).collect())
    }

    /// Whether a file was there already, just like this.
    fn holds(&self, path: &str, content: &Content, trouble: Option<&Trouble>) -> bool {
        let known = self.find(path).map(|id| self.file(id));
        known.is_some_and(|known| known.print == content.print() && known.trouble.as_ref() == trouble)
    }

    /// Reports every file that could not be read, or not as it should be.
    pub fn report(&self, diagnostics: &mut Diagnostics) {
        for id in self.there.values() {
            if let Some(trouble) = &self.file(*id).trouble {
                diagnostics.add(trouble.told(*id));
            }
        }
    }

    /// The paths, at `place` and below it, of the files that were found on disk.
    fn at<'s>(&'s self, place: &str) -> impl Iterator<Item = &'s str> {
        let is_here = move |path: &str| place.is_empty() || is_at(path, place);
        let below = self.there.range(place.to_owned()..).take_while(move |(path, _)| path.starts_with(place));
        let on_disk = below.filter(move |(path, id)| {
            let file = self.file(**id);
            is_here(path) && (file.stamp.is_some() || file.is_closed())
        });
        on_disk.map(|(path, _)| path.as_str())
    }

    /// Whether a file may hold something else than when it was read.
    fn changed(&self, path: &str, found: &Found) -> bool {
        let known = self.find(path).and_then(|id| self.file(id).stamp);
        let now = found.as_ref().ok().and_then(|on_disk| Stamp::of(on_disk));
        !matches!((known, now), (Some(known), Some(now)) if known.is_sure() && known.is_same_as(&now))
    }

    /// Puts a file in its place, under the id that its path has always had.
    fn put(&mut self, path: String, content: Content, trouble: Option<Trouble>, stamp: Option<Stamp>) -> FileId {
        let print = content.print();
        let file = File { path: path.clone(), content, print, trouble, stamp, lines: OnceLock::new() };
        let id = *self
            .ids
            .entry(path.clone())
            .or_insert_with(|| FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX)));
        match self.files.get_mut(id.0 as usize) {
            Some(place) => {
                if place.is_readable() != file.is_readable() {
                    self.shape += 1;
                }
                *place = file;
            }
            None => self.files.push(file),
        }
        if self.there.insert(path, id).is_none() {
            self.shape += 1;
        }
        id
    }

    /// Takes a file away; one that is part of the program comes back in its place.
    fn remove(&mut self, path: &str) {
        self.remove_sheets(path);
        self.forget(path);
        if let Some(content) = self.built_in.get(path).cloned() {
            self.put(path.to_owned(), content, None, None);
        }
    }

    fn put_sheets(&mut self, path: &str, sheets: Vec<Sheet>) -> Vec<Tab> {
        let tab = |Sheet { name, is_hidden, view }: Sheet| {
            self.put(format!("{path}/{name}"), Content::Sheet(view), None, None);
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
            let file = &mut self.files[id.0 as usize];
            file.content = Content::Text(String::new());
            file.lines = OnceLock::new();
        }
        self.shape += 1;
    }

    /// A number that is another whenever a file has come, gone, or become readable or unreadable.
    #[must_use]
    pub fn shape(&self) -> u64 {
        self.shape
    }

    /// The file behind an id of this source.
    #[must_use]
    pub fn file(&self, id: FileId) -> &File {
        &self.files[id.0 as usize]
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
        FileId(0)
    }

    /// Puts a text in the place of what a file holds, here and not on disk.
    pub fn set_text(&mut self, id: FileId, text: String) {
        let path = self.file(id).path.clone();
        let (content, trouble) = as_text(text.into_bytes(), not_utf8_help(&path));
        self.put(path, content, trouble, None);
    }

    /// Whether a file was read from this text.
    #[must_use]
    pub fn was_read_from(&self, id: FileId, text: &str) -> bool {
        let file = self.file(id);
        matches!(file.content, Content::Text(_)) && as_text(text.into(), "").0.print() == file.print
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

/// Where the walk found something: a path on disk, or why that cannot be opened.
type Found = Result<PathBuf, Closed>;

/// Why a file or a folder cannot be opened, and what to do about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Closed {
    what: &'static str,
    reason: &'static str,
    help: &'static str,
}

/// What is wrong with a file.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Trouble {
    /// It is there and cannot be opened.
    Closed(Closed),
    TooLarge,
    /// At this byte, so many bytes long.
    ControlCharacter(usize, usize),
    /// From this byte on, with what to do about it.
    NotUtf8(usize, &'static str),
    /// It is of another kind than its name says.
    OtherKind(Kind),
}

/// What a plan is made of, in its folder.
pub const TOPS: [&str; 5] = ["plan.yaml", "easy.lock", "content", "static", "themes"];

/// Those of it that are files. The others are folders.
const FILES: [&str; 2] = ["plan.yaml", "easy.lock"];

/// The name of a file in a folder that has nearly the name of `plan.yaml`: `plan.yml`, `Plan.yaml`, `plan.yaml.txt`.
#[must_use]
pub fn nearly_plan_file(folder: &Path) -> Option<String> {
    let is_nearly = |name: &String| {
        let lower = name.to_lowercase();
        let bare = lower.strip_suffix(".txt").unwrap_or(&lower);
        bare.strip_prefix("plan")
            .is_some_and(|ending| matches!(ending, ".yaml" | ".yml" | ".yaml.yaml" | ".yaml.yml" | ".yam"))
    };
    let entries = fs_err::read_dir(folder).ok()?.filter_map(Result::ok).filter(|entry| entry.path().is_file());
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).filter(is_nearly).min()
}

fn list(root: &Path) -> Vec<(String, Found)> {
    let mut paths: Vec<(String, Found)> = TOPS.iter().flat_map(|top| walk(root, &root.join(top))).collect();
    paths.sort_by(|a, b| a.0.cmp(&b.0));
    paths
}

/// What of a plan is at `path` and below it now.
fn list_at(root: &Path, path: &Path) -> Vec<(String, Found)> {
    if is_of_plan(&relative(root, path)) { walk(root, path) } else { Vec::new() }
}

/// Whether a plan is made of what is at a path, counted from its folder.
pub(crate) fn is_of_plan(path: &str) -> bool {
    let mut parts = path.split('/');
    parts.next().is_some_and(|top| TOPS.contains(&top)) && !parts.any(is_passing)
}

fn walk(root: &Path, from: &Path) -> Vec<(String, Found)> {
    let mut paths = Vec::new();
    let walk = WalkDir::new(from).follow_links(true).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|entry| !is_passing(&entry.file_name().to_string_lossy())) {
        let (path, found) = match entry {
            Ok(entry) if entry.depth() == 0 && misplaced(root, &entry).is_some() => {
                let closed = misplaced(root, &entry);
                paths.extend(closed.map(|closed| (relative(root, from), Err(closed))));
                break;
            }
            Ok(entry) if entry.file_type().is_dir() => continue,
            Ok(entry) if entry.file_type().is_file() => (entry.path().to_path_buf(), Ok(entry.into_path())),
            // To open a pipe is to wait for ever.
            Ok(entry) => (entry.path().to_path_buf(), Err(Closed::STRANGE)),
            Err(error) if error.loop_ancestor().is_some() => {
                (error.path().unwrap_or(from).to_path_buf(), Err(Closed::LOOP))
            }
            Err(error) => match closed(root, error.path().unwrap_or(from)) {
                Some((path, closed)) => (path, Err(closed)),
                None => continue,
            },
        };
        paths.push((relative(root, &path), found));
    }
    paths
}

/// Why something cannot be what its name says: `static` is a folder, `easy.lock` a file.
fn misplaced(root: &Path, entry: &DirEntry) -> Option<Closed> {
    let path = relative(root, entry.path());
    let (is_file, is_folder) = (FILES.contains(&path.as_str()), TOPS.contains(&path.as_str()));
    match entry.file_type() {
        kind if is_file && kind.is_dir() => Some(Closed::FOLDER),
        kind if is_folder && !is_file && !kind.is_dir() => Some(Closed::FILE),
        _ => None,
    }
}

/// The first on the way to a path that is there and cannot be opened, and why. Nothing where the path is not there: only what
/// is found neither itself nor as a link is gone.
fn closed(root: &Path, path: &Path) -> Option<(PathBuf, Closed)> {
    let mut way: Vec<&Path> = path.ancestors().take_while(|place| *place != root).collect();
    way.reverse();
    for place in way {
        let is_link = match fs_err::symlink_metadata(place) {
            Ok(found) => found.is_symlink(),
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            Err(error) => return Some((place.to_path_buf(), Closed::of(&error, place, false))),
        };
        match fs_err::metadata(place) {
            Err(error) => return Some((place.to_path_buf(), Closed::of(&error, place, is_link))),
            Ok(found) if place != path && !found.is_dir() => return Some((place.to_path_buf(), Closed::FILE)),
            Ok(found) if found.is_dir() => {
                if let Err(error) = fs_err::read_dir(place) {
                    return Some((place.to_path_buf(), Closed { what: "folder", ..Closed::of(&error, place, false) }));
                }
            }
            Ok(_) => {}
        }
    }
    None
}

/// Whether a path is `place` or lies below it.
fn is_at(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Hidden files, and what editors, office programs and systems leave beside a file while they work on it, are not part of
/// a plan: `.report.md.swp`, `~$report.docx`, `.~lock.report.odt#`, `#report.md#`, `report.md~`, `report.md___jb_tmp___`.
/// What servers of websites look for under a hidden name is.
fn is_passing(name: &str) -> bool {
    const FOR_SERVERS: [&str; 3] = [".well-known", ".htaccess", ".nojekyll"];
    const BEGINNINGS: [&str; 3] = [".", "~$", "~WRL"];
    const ENDINGS: [&str; 8] = ["~", ".tmp", ".TMP", ".swp", ".swx", ".bck", ".crdownload", ".part"];
    // Vim tries whether it may write into a folder with a file of the first name.
    const NAMES: [&str; 3] = ["4913", "Thumbs.db", "desktop.ini"];
    if FOR_SERVERS.contains(&name) {
        return false;
    }
    NAMES.contains(&name)
        || BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
        || ENDINGS.iter().any(|ending| name.ends_with(ending))
        || (name.starts_with('#') && name.ends_with('#'))
        || ["___jb_tmp___", "___jb_old___", ".sb-"].iter().any(|mark| name.contains(mark))
}

fn relative(root: &Path, path: &Path) -> String {
    let parts: Vec<_> =
        path.strip_prefix(root).unwrap_or(path).components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

impl Closed {
    const LOOP: Self = Self {
        what: "file",
        reason: "this link leads back to a folder that it lies in",
        help: "Remove it from the folder, or put the real file in its place.",
    };
    const STRANGE: Self = Self {
        what: "file",
        reason: "it is neither a file nor a folder",
        help: "Remove it from the folder, or put the real file in its place.",
    };
    const FOLDER: Self =
        Self { what: "file", reason: "it is a folder", help: "Move the folder to another place: a file belongs here." };
    const FILE: Self =
        Self { what: "folder", reason: "it is a file", help: "Move the file to another place: a folder belongs here." };

    /// Why the system did not open what lies at a path.
    fn of(error: &std::io::Error, path: &Path, is_link: bool) -> Self {
        let is_folder = path
            .file_name()
            .is_some_and(|name| TOPS.iter().any(|top| *top == name) && !FILES.iter().any(|file| *file == name));
        let what = if is_folder { "folder" } else { "file" };
        let (reason, help) = match error.kind() {
            ErrorKind::NotFound if is_link => (
                "it is a link to something that is not there",
                "Connect the drive that it leads to, or correct the link.",
            ),
            ErrorKind::PermissionDenied => {
                ("you do not have permission to read it", "Ask IT for permission to read it.")
            }
            _ if is_link => (
                "it is a link, and what it leads to cannot be read",
                "Connect the drive that it leads to, or correct the link.",
            ),
            _ => ("it could not be read", "Check that the drive it is on is connected, then try again."),
        };
        Self { what, reason, help }
    }
}

/// A file as it was read, and the sheets that a workbook among the chapters holds; in `static/` it is only copied.
struct Loaded {
    path: String,
    content: Content,
    trouble: Option<Trouble>,
    stamp: Option<Stamp>,
    sheets: Option<Result<Vec<Sheet>, Reason>>,
}

impl Loaded {
    fn read(path: String, found: Found) -> Self {
        // Looked at before it is read: what changes while it is read is read again.
        let stamp = found.as_ref().ok().and_then(|on_disk| Stamp::of(on_disk));
        let (content, trouble) = load(&path, found);
        let sheets = match &content {
            Content::Bytes(bytes) if path.starts_with("content/") && sheet::is_workbook(&path) => {
                Some(sheet::read(&path, bytes))
            }
            _ => None,
        };
        Self { path, content, trouble, stamp, sheets }
    }
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let found = fs_err::metadata(path).ok()?;
        let (length, changed) = (found.len(), found.modified().ok()?);
        Some(Self { length, changed, known: identity::of(&found), seen: SystemTime::now() })
    }

    /// Whether any change after it was seen would show: not while the disk's clock may still say the same.
    fn is_sure(&self) -> bool {
        self.changed.checked_add(TICK).is_some_and(|after| after < self.seen)
    }

    fn is_same_as(&self, other: &Self) -> bool {
        (self.length, self.changed, self.known) == (other.length, other.changed, other.known)
    }
}

impl Content {
    fn print(&self) -> u128 {
        match self {
            Self::Text(text) => xxh3_128(text.as_bytes()),
            Self::Sheet(view) => fingerprint(view),
            Self::Bytes(bytes) => xxh3_128(bytes),
            Self::Unreadable(text) => !xxh3_128(text.as_bytes()),
        }
    }
}

fn load(path: &str, found: Found) -> (Content, Option<Trouble>) {
    let on_disk = match found {
        Ok(on_disk) => on_disk,
        Err(closed) => return (Content::Unreadable(String::new()), Some(Trouble::Closed(closed))),
    };
    if is_text(path) && fs_err::metadata(&on_disk).is_ok_and(|found| found.len() > LARGEST_TEXT) {
        return (Content::Unreadable(String::new()), Some(Trouble::TooLarge));
    }
    match fs_err::read(&on_disk) {
        Err(error) => {
            let closed = Closed::of(&error, &on_disk, on_disk.is_symlink());
            (Content::Unreadable(String::new()), Some(Trouble::Closed(closed)))
        }
        Ok(bytes) if is_text(path) => match Kind::of(&bytes) {
            Some(kind) => (Content::Unreadable(String::new()), Some(Trouble::OtherKind(kind))),
            None => as_text(bytes, not_utf8_help(path)),
        },
        Ok(bytes) => (Content::Bytes(bytes.into()), None),
    }
}

/// A kind of file that is sometimes given the name of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Word,
    Writer,
    RichText,
    Workbook,
    Pdf,
    Archive,
}

impl Kind {
    /// The kind of a file that is no text, by how its bytes begin. Documents of office programs are archives that say in
    /// their first entries what they are.
    fn of(bytes: &[u8]) -> Option<Self> {
        let holds = |words: &str| bytes.windows(words.len()).any(|window| window == words.as_bytes());
        match bytes {
            [b'P', b'K', 3, 4, ..] if holds("word/document") => Some(Self::Word),
            [b'P', b'K', 3, 4, ..] if holds("application/vnd.oasis.opendocument.text") => Some(Self::Writer),
            [b'P', b'K', 3, 4, ..] if holds("xl/workbook") || holds("opendocument.spreadsheet") => Some(Self::Workbook),
            [b'P', b'K', 3, 4, ..] => Some(Self::Archive),
            // The programs of 1997 to 2003, whose spreadsheets hold a stream of this name.
            [0xd0, 0xcf, 0x11, 0xe0, ..] if holds("W\0o\0r\0k\0b\0o\0o\0k\0") => Some(Self::Workbook),
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(Self::Word),
            [b'{', b'\\', b'r', b't', b'f', ..] => Some(Self::RichText),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            _ => None,
        }
    }

    /// What it is, and what to do.
    fn words(self) -> (&'static str, &'static str) {
        const SAVE: &str = "Open it in the program that made it and save it as plain text with the encoding \"UTF-8\". Give that file \
                            this name.";
        match self {
            Self::Word => (
                "this is a Word document, not a text file",
                "Open it in Word and save it as \"Plain Text\" with the encoding \"UTF-8\". Give that file this name.",
            ),
            Self::Writer => ("this is an OpenDocument text, not a text file", SAVE),
            Self::RichText => ("this is a rich text document (RTF), not a text file", SAVE),
            Self::Workbook => (
                "this is a spreadsheet, not a text file",
                "Give it its own ending again (.xlsx or .ods), and use that name in `file:`.",
            ),
            Self::Pdf => ("this is a PDF, not a text file", "Give it its own ending again (.pdf)."),
            Self::Archive => ("this is a ZIP archive, not a text file", "Open it and put the text file in it here."),
        }
    }
}

/// The endings of the files that the tool reads. A file in `static/` with one of them is copied all the same.
fn is_text(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    path == "easy.lock"
        || !path.starts_with("static/") && matches!(ending, "md" | "yaml" | "yml" | "csv" | "html" | "xml" | "txt")
}

/// What to do about a file that is not UTF-8. A spreadsheet has a name of its own for it.
fn not_utf8_help(path: &str) -> &'static str {
    if path.ends_with(".csv") {
        "Open it in your spreadsheet and save it as \"CSV UTF-8\"; or put the workbook itself (.xlsx or .ods) beside the \
         chapter and name that."
    } else {
        "Open the file in the program that made it and save it again with the encoding \"UTF-8\"."
    }
}

fn as_text(bytes: Vec<u8>, help: &'static str) -> (Content, Option<Trouble>) {
    match String::from_utf8(bytes) {
        Ok(text) => {
            let trouble = text
                .char_indices()
                .find(|(_, letter)| is_control(*letter))
                .map(|(at, letter)| Trouble::ControlCharacter(at, letter.len_utf8()));
            // Later stages must never meet the character; its place in the message stays right.
            let text = if trouble.is_some() { blanked(&text) } else { text };
            (Content::Text(text), trouble)
        }
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let mut bytes = error.into_bytes();
            bytes.truncate(valid);
            (Content::Unreadable(String::from_utf8_lossy(&bytes).into_owned()), Some(Trouble::NotUtf8(valid, help)))
        }
    }
}

/// The text with as many spaces as bytes for each control character, so that every place stays right.
fn blanked(text: &str) -> String {
    text.chars()
        .map(|letter| if is_control(letter) { " ".repeat(letter.len_utf8()) } else { letter.to_string() })
        .collect()
}

pub(crate) fn is_control(letter: char) -> bool {
    // Zero-width characters hide in words that then look like others; those that turn the direction of writing round make
    // words look like others without a letter that is hidden.
    (letter.is_ascii_control() && !matches!(letter, '\n' | '\r' | '\t'))
        || matches!(letter, '\u{200b}' | '\u{2060}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A value without control characters that were written as an escape, `\u202e` or `&#x202e;`: those that are typed as they
/// are have been taken out of the file before. They are reported at `place`.
#[must_use]
pub fn without_escapes<'t>(value: &'t str, place: Span, diagnostics: &mut Diagnostics) -> Cow<'t, str> {
    if !value.contains(is_control) {
        return Cow::Borrowed(value);
    }
    diagnostics.add(
        Diagnostic::new(
            &CONTROL_CHARACTER,
            place,
            "there is an invisible control character here, written as an escape",
        )
        .help("Delete the escape: a \\ or & with the letters and digits after it."),
    );
    Cow::Owned(value.replace(is_control, " "))
}

impl Trouble {
    /// What is wrong with `file`, for its editor.
    fn told(&self, file: FileId) -> Diagnostic {
        match self {
            Self::Closed(Closed { what, reason, help }) => {
                let message = format!("this {what} cannot be opened: {reason}");
                Diagnostic::new(&UNREADABLE_FILE, Span::new(file, 0, 0), message).help(*help)
            }
            Self::TooLarge => {
                let message = "this file is larger than 8 MB, too large for a chapter or a table";
                Diagnostic::new(&FILE_TOO_LARGE, Span::new(file, 0, 0), message)
                    .help("If a picture was pasted into the text, save it as a file of its own and link to it.")
            }
            Self::ControlCharacter(at, length) => {
                let message = "there is an invisible control character here";
                let place = Span::new(file, *at, at + 1);
                Diagnostic::new(&CONTROL_CHARACTER, place, message)
                    .label("this character cannot be seen")
                    .fix(Fix::safe(Span::new(file, *at, at + length), ""), |_| {
                        "Delete it. It was probably copied from a PDF or another program.".to_owned()
                    })
            }
            Self::OtherKind(kind) => {
                let (message, help) = kind.words();
                Diagnostic::new(&UNREADABLE_TEXT, Span::new(file, 0, 0), message).help(help)
            }
            Self::NotUtf8(at, help) => {
                Diagnostic::new(&UNREADABLE_TEXT, Span::new(file, *at, *at), "this file is not saved as UTF-8 text")
                    .label("the first character that cannot be read")
                    .help(*help)
            }
        }
    }
}
