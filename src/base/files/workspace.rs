//! Changes → the files of a project, and the paths of those that are other than before.
//!
//! A project has the files of a folder, or none of a disk at all. What an editor has not saved yet is laid over them: until it
//! is discarded, it counts in place of what the folder has at its path, whatever becomes of that.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::base::files::disk::{Disk, News, Touched};
use crate::base::files::paths;
use crate::base::files::{Content, Files};

/// A change to the files of a project that its folder knows nothing of. Paths are counted from the plan's folder, with `/`
/// between their parts. What is not at a place for files of a plan is passed over, as it is in a folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// The file at `path` holds `bytes`.
    Put {
        /// Where it is.
        path: String,
        /// What it holds.
        bytes: Vec<u8>,
    },
    /// There is no file at `path`, and no folder.
    Remove {
        /// Where it was.
        path: String,
    },
    /// A file, or a folder with all that is in it, is at `to`.
    Rename {
        /// Where it was.
        from: String,
        /// Where it is now.
        to: String,
    },
    /// What the folder has at `path` and below it counts again, as after a save or when an editor is closed without one.
    Discard {
        /// Where the changes are.
        path: String,
    },
}

impl Change {
    /// The file at `path` holds `bytes`, or a text.
    pub fn put(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self::Put { path: path.into(), bytes: bytes.into() }
    }

    /// There is no file and no folder at `path`.
    pub fn remove(path: impl Into<String>) -> Self {
        Self::Remove { path: path.into() }
    }

    /// What is at `from` is at `to`.
    pub fn rename(from: impl Into<String>, to: impl Into<String>) -> Self {
        Self::Rename { from: from.into(), to: to.into() }
    }

    /// What the folder has at `path` counts again.
    pub fn discard(path: impl Into<String>) -> Self {
        Self::Discard { path: path.into() }
    }
}

/// The files of a project.
#[derive(Debug)]
pub(crate) struct Workspace {
    files: Arc<Files>,
    disk: Option<Disk>,
    /// Whether the folder has been looked through.
    is_read: bool,
    /// The paths at which a change counts, and not the folder.
    changed: BTreeSet<String>,
}

impl Workspace {
    /// The files of a folder, which is first read when they are asked for, beside those that are part of the program.
    pub(crate) fn open(folder: &Path, built_in: impl Iterator<Item = (String, Content)>) -> Self {
        Self { disk: Some(Disk::open(folder)), ..Self::in_memory(built_in) }
    }

    /// No files but those that are part of the program.
    pub(crate) fn in_memory(built_in: impl Iterator<Item = (String, Content)>) -> Self {
        Self { files: Arc::new(Files::with(built_in)), disk: None, is_read: false, changed: BTreeSet::new() }
    }

    /// The same with nothing read yet; what was changed stays so.
    pub(crate) fn anew(&self, built_in: impl Iterator<Item = (String, Content)>) -> Self {
        let mut files = Files::with(built_in);
        files.take_from(&self.files, &self.changed);
        let disk = self.disk.as_ref().map(Disk::anew);
        Self { files: Arc::new(files), disk, is_read: false, changed: self.changed.clone() }
    }

    /// The files. While somebody holds them, a change is made to a copy.
    pub(crate) fn files(&self) -> &Arc<Files> {
        &self.files
    }

    /// Reads what may have changed in the folder; all of it the first time. The paths of files that are other than before.
    pub(crate) fn refresh(&mut self, touched: &Touched) -> Vec<String> {
        let is_first = !std::mem::replace(&mut self.is_read, true);
        let touched = if is_first { &Touched::Anything } else { touched };
        let news = self.disk.as_mut().map(|disk| disk.look(touched));
        news.map_or_else(Vec::new, |news| self.take(news))
    }

    /// Makes changes, one after the other. The paths of files that are other than before.
    pub(crate) fn apply(&mut self, changes: impl IntoIterator<Item = Change>) -> Vec<String> {
        let mut paths = if self.is_read { Vec::new() } else { self.refresh(&Touched::Anything) };
        for change in changes {
            paths.append(&mut match change {
                Change::Put { path, bytes } => self.put(path, bytes),
                Change::Remove { path } => self.remove(&path),
                Change::Rename { from, to } => self.rename(&from, &to),
                Change::Discard { path } => self.discard(&path),
            });
        }
        paths
    }

    fn put(&mut self, path: String, bytes: Vec<u8>) -> Vec<String> {
        let files = Arc::make_mut(&mut self.files);
        if !paths::is_file_of_plan(&path) {
            files.misnamed.extend(Some(path).filter(|path| paths::is_nearly_plan_file(path)));
            return Vec::new();
        }
        let is_other = files.put(&path, bytes);
        self.changed.insert(path.clone());
        if is_other { vec![path] } else { Vec::new() }
    }

    fn remove(&mut self, path: &str) -> Vec<String> {
        let files = Arc::make_mut(&mut self.files);
        files.misnamed.remove(path);
        let gone = files.at(path);
        for path in &gone {
            files.remove(path);
        }
        self.changed.extend(gone.iter().cloned());
        gone
    }

    /// What would no longer be a file of the plan under its new name is gone.
    fn rename(&mut self, from: &str, to: &str) -> Vec<String> {
        let files = Arc::make_mut(&mut self.files);
        let mut paths = Vec::new();
        for path in files.at(from).into_iter().filter(|_| from != to) {
            let new = format!("{to}{}", &path[from.len()..]);
            if paths::is_file_of_plan(&new) {
                files.rename(&path, &new);
                paths.push(new);
            } else {
                files.remove(&path);
            }
            paths.push(path);
        }
        self.changed.extend(paths.iter().cloned());
        paths
    }

    /// Without a folder there is nothing below a change.
    fn discard(&mut self, place: &str) -> Vec<String> {
        let changed = std::mem::take(&mut self.changed).into_iter();
        let (discarded, kept): (BTreeSet<String>, _) = changed.partition(|path| paths::is_at(path, place));
        self.changed = kept;
        let nothing = News { nearly_plan_files: self.files.misnamed.clone(), ..News::default() };
        let mut news = self.disk.as_mut().map_or(nothing, |disk| disk.read_again(&discarded));
        let found: BTreeSet<&String> = news.read.iter().map(|(path, _)| path).collect();
        let is_gone = |path: &&String| !found.contains(path) && self.files.has(path);
        news.gone = discarded.iter().filter(is_gone).cloned().collect();
        self.take(news)
    }

    /// Takes what was read from the folder, but where a change counts. The paths of files that are other than before.
    fn take(&mut self, news: News) -> Vec<String> {
        let News { mut gone, read, nearly_plan_files } = news;
        let is_other = |path: &str| !self.changed.contains(path);
        gone.retain(|path| is_other(path));
        let read: Vec<_> = read.into_iter().filter(|(path, _)| is_other(path)).collect();
        if gone.is_empty() && read.is_empty() && nearly_plan_files == self.files.misnamed {
            return gone;
        }
        let files = Arc::make_mut(&mut self.files);
        for path in &gone {
            files.remove(path);
        }
        gone.extend(read.into_iter().filter_map(|(path, loaded)| files.take(&path, loaded).then_some(path)));
        files.misnamed = nearly_plan_files;
        gone
    }
}
