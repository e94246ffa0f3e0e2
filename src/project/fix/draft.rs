//! One file of a plan with its edits: opened, edited in memory, compared, and put in place whole.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use similar::TextDiff;
use tempfile::NamedTempFile;

use super::edit::{Change, edited, move_lines};
use crate::base::diagnostic::Diagnostic;
use crate::base::files::Files;
use crate::base::hash::hash_of;
use crate::base::span::FileId;

/// A file with edits.
#[derive(Debug)]
pub(crate) struct Draft {
    path: String,
    on_disk: PathBuf,
    original: String,
    text: String,
    changes: Vec<Change>,
    /// Hashes of what the text has been: edits that lead back to one of them would never end.
    seen: HashSet<u128>,
}

/// Why a file is not edited.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Refusal {
    NotText,
    Linked,
    ReadOnly,
}

impl Refusal {
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::NotText => "it is not a text file in this plan",
            Self::Linked => "it is a link to another file. Fix that file",
            Self::ReadOnly => "it is read-only",
        }
    }
}

/// A changed file that waits beside the one that it will replace.
pub(crate) struct Staged {
    file: NamedTempFile,
    path: PathBuf,
}

impl Staged {
    pub(crate) fn put_in_place(self) -> io::Result<()> {
        self.file.persist(&self.path).map(drop).map_err(|failed| failed.error)
    }
}

impl Draft {
    /// Opens a file of the plan in `root`, unless it is not to be edited.
    pub(crate) fn open(root: &Path, source: &Files, file: FileId) -> Result<Self, Refusal> {
        let path = source.file(file).path.clone();
        let on_disk = inside(root, &path)?;
        let found = fs_err::metadata(&on_disk).map_err(|_| Refusal::NotText)?;
        if found.permissions().readonly() {
            return Err(Refusal::ReadOnly);
        }
        let original = fs_err::read_to_string(&on_disk).map_err(|_| Refusal::NotText)?;
        if !source.was_read_from(file, original.as_bytes()) {
            return Err(Refusal::NotText);
        }
        let (text, seen) = (original.clone(), HashSet::from([hash_of(&original)]));
        Ok(Self { path, on_disk, original, text, changes: Vec::new(), seen })
    }

    /// Makes the edits of some findings. Gives the new text, or nothing if it has been there before.
    pub(crate) fn edit(&mut self, found: &[&Diagnostic]) -> Option<String> {
        let (text, changes) = edited(&self.text, found);
        if !self.seen.insert(hash_of(&text)) {
            return None;
        }
        move_lines(&mut self.changes, &changes);
        self.changes.extend(changes);
        self.text.clone_from(&text);
        Some(text)
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    pub(crate) fn has_changed(&self) -> bool {
        self.text != self.original
    }

    /// What was changed, from the first line to the last.
    pub(crate) fn changes(&self) -> impl Iterator<Item = &Change> {
        let mut changes: Vec<&Change> = self.changes.iter().collect();
        changes.sort_by_key(|change| change.line);
        changes.into_iter()
    }

    pub(crate) fn diff(&self) -> String {
        let diff = TextDiff::from_lines(&self.original, &self.text);
        diff.unified_diff().header(&format!("a/{}", self.path), &format!("b/{}", self.path)).to_string()
    }

    /// Writes the text beside the file, with the permissions of the file.
    pub(crate) fn stage(&self) -> io::Result<Staged> {
        let folder = self.on_disk.parent().unwrap_or(Path::new("."));
        // Who watches the folder passes by a file of such a name.
        let mut file = tempfile::Builder::new().prefix(".").suffix(".tmp").tempfile_in(folder)?;
        file.write_all(self.text.as_bytes())?;
        file.as_file().set_permissions(fs_err::metadata(&self.on_disk)?.permissions())?;
        file.as_file().sync_all()?;
        Ok(Staged { file, path: self.on_disk.clone() })
    }

    /// Fails if the file does not hold what it held when it was read.
    pub(crate) fn is_as_it_was_read(&self) -> io::Result<()> {
        if fs_err::read(&self.on_disk).is_ok_and(|bytes| bytes == self.original.as_bytes()) {
            return Ok(());
        }
        let words = format!("{} was changed by another program. Nothing was fixed. Run the command again.", self.path);
        Err(io::Error::new(io::ErrorKind::InvalidInput, words))
    }
}

/// Where a file of the plan is on disk, if no link leads there: what is behind a link may belong to somebody else.
fn inside(root: &Path, path: &str) -> Result<PathBuf, Refusal> {
    let mut whole = fs_err::canonicalize(root).map_err(|_| Refusal::NotText)?;
    path.split('/').for_each(|part| whole.push(part));
    match fs_err::canonicalize(&whole) {
        Ok(real) if real == whole => Ok(whole),
        Ok(_) => Err(Refusal::Linked),
        Err(_) => Err(Refusal::NotText),
    }
}
