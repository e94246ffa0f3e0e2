//! A plan's folder on disk → which files are in it, and what of them is other than when it was last looked at.
//!
//! The disk is walked and files are stamped, so that what looks as it did when it was read is not read again. What is there
//! and cannot be opened is an error, never empty. Nothing here keeps what files hold: that is for [`crate::base::files`].

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::base::files::content;
use crate::base::files::content::{Closed, Loaded, ReadError};
use crate::base::files::file_id;
use crate::base::files::file_id::{Identity, Touch};
use crate::base::files::paths::{FILES, TOPS, is_at, is_nearly_plan_file, is_of_plan, is_passing};

/// What of a plan's folder may have changed since it was last read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Touched {
    /// Anything: the folder is looked through.
    Anything,
    /// These files and folders, and what lies in them.
    Paths(BTreeSet<PathBuf>),
}

/// A plan's folder, and how its files were when they were last read.
#[derive(Debug)]
pub(crate) struct Disk {
    root: PathBuf,
    /// Every file that was found, by its path.
    known: BTreeMap<String, KnownFile>,
}

/// How a file was when it was read.
#[derive(Clone, Copy, Debug)]
enum KnownFile {
    /// It could not be opened.
    Closed,
    /// It was read, with its stamp if the system gave one.
    Read(Option<Stamp>),
}

/// What is other in a folder.
#[derive(Default, Debug)]
pub(crate) struct News {
    /// The paths of files that are gone.
    pub(crate) gone: Vec<String>,
    /// Files that were read anew. They may hold what they held before.
    pub(crate) read: Vec<(String, Loaded)>,
    /// Where there is no `plan.yaml`, the names of files that are probably meant to be it.
    pub(crate) nearly_plan_files: BTreeSet<String>,
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

/// Where the walk found something: a path on disk, or why that cannot be opened.
type Found = Result<PathBuf, Closed>;

impl Disk {
    /// A folder that nothing was read of yet.
    pub(crate) fn open(root: &Path) -> Self {
        Self { root: root.to_path_buf(), known: BTreeMap::new() }
    }

    /// The same folder, with nothing read of it yet.
    pub(crate) fn anew(&self) -> Self {
        Self::open(&self.root)
    }

    /// Looks at what was touched. A file that is not named itself and looks as it did when it was read is not read again.
    pub(crate) fn look(&mut self, touched: &Touched) -> News {
        let touched = &self.with_closed_folders(touched);
        let found = self.list(touched);
        let there: BTreeSet<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
        let gone: Vec<String> =
            self.known_in(touched).into_iter().filter(|path| !there.contains(path.as_str())).collect();
        let named = self.named(touched);
        let is_to_be_read = |path: &String, found: &Found| named.contains(path) || self.changed(path, found);
        let read: Vec<(String, KnownFile, Loaded)> = found
            .into_par_iter()
            .filter(|(path, found)| is_to_be_read(path, found))
            .map(|(path, found)| {
                let (known, loaded) = load(&path, found);
                (path, known, loaded)
            })
            .collect();
        let read = self.keep(&gone, read);
        News { gone, read, nearly_plan_files: self.nearly_plan_files() }
    }

    /// Reads these files, whatever they look like.
    pub(crate) fn read_again(&mut self, paths: &BTreeSet<String>) -> News {
        self.look(&Touched::Paths(paths.iter().map(|path| self.root.join(path)).collect()))
    }

    /// Keeps how files were when they were read.
    fn keep(&mut self, gone: &[String], read: Vec<(String, KnownFile, Loaded)>) -> Vec<(String, Loaded)> {
        for path in gone {
            self.known.remove(path);
        }
        let mut keep = |(path, known, loaded): (String, KnownFile, Loaded)| {
            self.known.insert(path.clone(), known);
            (path, loaded)
        };
        read.into_iter().map(&mut keep).collect()
    }

    /// The same, with each folder in the place of what lies in it that could not be opened when it was looked at last: all in it
    /// is to be read, whatever was named.
    fn with_closed_folders(&self, touched: &Touched) -> Touched {
        let Touched::Paths(paths) = touched else { return Touched::Anything };
        // The plan's folder itself, or one that it is in.
        if paths.iter().any(|path| self.root.starts_with(path)) {
            return Touched::Anything;
        }
        let is_closed = |path: &&Path| matches!(self.known.get(&relative(&self.root, path)), Some(KnownFile::Closed));
        let outermost = |path: &Path| path.ancestors().skip(1).filter(is_closed).last().map(Path::to_path_buf);
        Touched::Paths(paths.iter().map(|path| outermost(path).unwrap_or_else(|| path.clone())).collect())
    }

    /// What is there now of what was touched.
    fn list(&self, touched: &Touched) -> Vec<(String, Found)> {
        match touched {
            Touched::Anything => list(&self.root),
            Touched::Paths(paths) => paths.iter().flat_map(|path| list_at(&self.root, path)).collect(),
        }
    }

    /// What was there before of what was touched.
    fn known_in(&self, touched: &Touched) -> Vec<String> {
        match touched {
            Touched::Anything => self.known.keys().cloned().collect(),
            Touched::Paths(paths) => paths.iter().flat_map(|path| self.known_at(&relative(&self.root, path))).collect(),
        }
    }

    fn known_at(&self, place: &str) -> Vec<String> {
        let below = self.known.range(place.to_owned()..).map(|(path, _)| path);
        let below = below.take_while(|path| path.starts_with(place));
        below.filter(|path| place.is_empty() || is_at(path, place)).cloned().collect()
    }

    /// The files and folders that are named themselves.
    fn named(&self, touched: &Touched) -> BTreeSet<String> {
        match touched {
            Touched::Anything => BTreeSet::new(),
            Touched::Paths(paths) => paths.iter().map(|path| relative(&self.root, path)).collect(),
        }
    }

    /// Whether a file may hold something else than when it was read.
    fn changed(&self, path: &str, found: &Found) -> bool {
        let Some(KnownFile::Read(Some(known))) = self.known.get(path) else { return true };
        let now = found.as_ref().ok().and_then(|on_disk| Stamp::of(on_disk));
        !now.is_some_and(|now| known.is_sure() && known.is_same_as(&now))
    }

    fn nearly_plan_files(&self) -> BTreeSet<String> {
        if self.known.contains_key("plan.yaml") { BTreeSet::new() } else { nearly_plan_files(&self.root) }
    }
}

/// Reads a file that was found.
fn load(path: &str, found: Found) -> (KnownFile, Loaded) {
    // Stamped before it is read: what changes while it is read is read again.
    let stamp = found.as_ref().ok().and_then(|on_disk| Stamp::of(on_disk));
    let loaded = found.and_then(|on_disk| read(path, &on_disk)).unwrap_or_else(closed_file);
    (if loaded.is_closed() { KnownFile::Closed } else { KnownFile::Read(stamp) }, loaded)
}

fn closed_file(closed: Closed) -> Loaded {
    Loaded::unreadable(ReadError::Closed(closed))
}

fn read(path: &str, on_disk: &Path) -> Result<Loaded, Closed> {
    if fs_err::metadata(on_disk).is_ok_and(|found| content::is_too_large(path, found.len())) {
        return Ok(Loaded::unreadable(ReadError::TooLarge));
    }
    let bytes = fs_err::read(on_disk).map_err(|error| Closed::of(&error, on_disk, on_disk.is_symlink()))?;
    Ok(Loaded::read(path, bytes))
}

/// The name of a file in a folder that has nearly the name of `plan.yaml`: `plan.yml`, `Plan.yaml`, `plan.yaml.txt`.
#[must_use]
pub fn nearly_plan_file(folder: &Path) -> Option<String> {
    nearly_plan_files(folder).pop_first()
}

fn nearly_plan_files(folder: &Path) -> BTreeSet<String> {
    let Ok(entries) = fs_err::read_dir(folder) else { return BTreeSet::new() };
    let names = entries.filter_map(Result::ok).filter(|entry| entry.path().is_file());
    names
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| is_nearly_plan_file(name))
        .collect()
}

fn list(root: &Path) -> Vec<(String, Found)> {
    let mut paths: Vec<(String, Found)> = TOPS.iter().flat_map(|top| walk(root, &root.join(top))).collect();
    paths.sort_by(|a, b| a.0.cmp(&b.0));
    paths
}

/// What of a plan is at `path` and below it now.
fn list_at(root: &Path, path: &Path) -> Vec<(String, Found)> {
    let path = file_on_the_way(root, path).unwrap_or(path);
    if is_of_plan(&relative(root, path)) { walk(root, path) } else { Vec::new() }
}

/// A file where the way to a path would need a folder: there is nothing below it, and it may be new itself.
fn file_on_the_way<'p>(root: &Path, path: &'p Path) -> Option<&'p Path> {
    path.ancestors().skip(1).take_while(|place| *place != root).find(|place| place.is_file())
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

fn relative(root: &Path, path: &Path) -> String {
    let parts: Vec<_> =
        path.strip_prefix(root).unwrap_or(path).components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

impl Closed {
    const LOOP: Self = Self {
        what: "file",
        reason: "this link leads back to a folder that contains it",
        help: "Remove it from the folder, or replace it with the real file.",
    };
    const STRANGE: Self = Self {
        what: "file",
        reason: "it is neither a file nor a folder",
        help: "Remove it from the folder, or replace it with the real file.",
    };
    const FOLDER: Self = Self {
        what: "file",
        reason: "it is a folder",
        help: "Move the folder somewhere else, because a file belongs \
                                                              here.",
    };
    const FILE: Self = Self {
        what: "folder",
        reason: "it is a file",
        help: "Move the file somewhere else, because a folder belongs \
                                                              here.",
    };

    /// Why the system did not open what lies at a path.
    fn of(error: &std::io::Error, path: &Path, is_link: bool) -> Self {
        let is_folder = path
            .file_name()
            .is_some_and(|name| TOPS.iter().any(|top| *top == name) && !FILES.iter().any(|file| *file == name));
        let what = if is_folder { "folder" } else { "file" };
        let (reason, help) = match error.kind() {
            ErrorKind::NotFound if is_link => (
                "it is a link to something that does not exist",
                "Connect the drive that the link leads to, or correct the link.",
            ),
            ErrorKind::PermissionDenied => {
                ("you do not have permission to read it", "Ask IT for permission to read it.")
            }
            _ if is_link => (
                "it is a link to something that cannot be read",
                "Connect the drive that the link leads to, or correct the link.",
            ),
            _ => ("it could not be read", "Check that the drive it is on is connected, then try again."),
        };
        Self { what, reason, help }
    }
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let found = fs_err::metadata(path).ok()?;
        let (length, changed) = (found.len(), found.modified().ok()?);
        Some(Self { length, changed, known: file_id::of(&found), seen: SystemTime::now() })
    }

    /// Whether any change after it was seen would show: not while the disk's clock may still say the same.
    fn is_sure(&self) -> bool {
        self.changed.checked_add(TICK).is_some_and(|after| after < self.seen)
    }

    fn is_same_as(&self, other: &Self) -> bool {
        (self.length, self.changed, self.known) == (other.length, other.changed, other.known)
    }
}
