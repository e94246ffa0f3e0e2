//! Pages and files → a folder on disk.
//!
//! An [`Output`] is the whole site as values. Writing it touches only files whose bytes have changed,
//! each by a temporary file and a rename, and deletes only files that an earlier build wrote: their
//! names are kept in a manifest in the folder itself.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

/// The list of files that were written, one a line, in the output folder.
const MANIFEST: &str = ".plainplan-files";

/// A whole site: addresses and bytes.
#[derive(Clone, Default, Debug)]
pub struct Output {
    files: BTreeMap<String, Bytes>,
}

/// The bytes of a file, which a later site may share.
pub type Bytes = Arc<[u8]>;

/// What a write did.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Changes {
    /// Addresses that are new or have new bytes.
    pub written: Vec<String>,
    /// How many were as they should be.
    pub kept: usize,
    /// Addresses that are gone.
    pub deleted: Vec<String>,
}

impl Output {
    /// Adds a file; a later one at the same address wins. An address that would lead out of the folder is not taken.
    pub fn add(&mut self, address: String, bytes: impl Into<Bytes>) {
        if is_inside(&address) {
            self.files.insert(address, bytes.into());
        }
    }

    /// The bytes at an address.
    #[must_use]
    pub fn get(&self, address: &str) -> Option<&[u8]> {
        self.files.get(address).map(AsRef::as_ref)
    }

    /// All addresses with their bytes, in order.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(address, bytes)| (address.as_str(), bytes.as_ref()))
    }

    /// The addresses whose bytes differ from those in `earlier`, and those that are gone.
    #[must_use]
    pub fn changes_since(&self, earlier: &Self) -> Changes {
        let is_same = |address: &String, bytes: &Bytes| {
            earlier.files.get(address).is_some_and(|old| Arc::ptr_eq(old, bytes) || old == bytes)
        };
        let written: Vec<String> = self
            .files
            .iter()
            .filter(|(address, bytes)| !is_same(address, bytes))
            .map(|(address, _)| address.clone())
            .collect();
        let deleted = earlier.files.keys().filter(|address| !self.files.contains_key(*address)).cloned().collect();
        Changes { kept: self.files.len() - written.len(), written, deleted }
    }

    /// How many HTML pages there are.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.files.keys().filter(|address| address.ends_with(".html")).count()
    }

    /// Writes the site into `folder`.
    ///
    /// # Errors
    /// When a file cannot be read, written or deleted, or when a file that the tool did not write is in the way.
    pub fn write(&self, folder: &Path) -> io::Result<Changes> {
        let earlier = manifest(folder)?;
        self.refuse_strangers(folder, &earlier)?;
        let (ours, theirs): (Vec<&String>, Vec<&String>) =
            self.files.keys().partition(|address| is_listed(&earlier, address) || !folder.join(address).exists());
        let stale: Vec<&String> = earlier.iter().filter(|address| !self.files.contains_key(*address)).collect();
        // The list names the new files before they are there, so that none is ever forgotten.
        save_manifest(folder, ours.iter().chain(&stale))?;
        let written: Vec<Option<String>> = ours
            .par_iter()
            .map(|address| Ok(write_file(&folder.join(address), &self.files[*address])?.then(|| (*address).clone())))
            .collect::<io::Result<_>>()?;
        for address in &stale {
            delete(folder, address)?;
        }
        save_manifest(folder, ours.iter())?;
        let written: Vec<String> = written.into_iter().flatten().collect();
        let kept = ours.len() + theirs.len() - written.len();
        Ok(Changes { kept, written, deleted: stale.into_iter().cloned().collect() })
    }

    /// A file that somebody else put where a page belongs is never overwritten. One with the very same bytes may
    /// stay, but it stays theirs.
    fn refuse_strangers(&self, folder: &Path, earlier: &[String]) -> io::Result<()> {
        let stranger = self.files.iter().find(|(address, bytes)| {
            let path = folder.join(address);
            !is_listed(earlier, address) && path.exists() && !fs_err::read(&path).is_ok_and(|found| *found == ***bytes)
        });
        match stranger {
            Some((address, _)) => Err(io::Error::new(
                io::ErrorKind::AlreadyExists,
                format!(
                    "{} is in the way: plainplan did not write it and will not overwrite it. Move it away, or choose another folder with -o.",
                    folder.join(address).display()
                ),
            )),
            None => Ok(()),
        }
    }
}

/// Deletes every file that builds have written into `folder`, and the folders that are left empty. Says how many.
///
/// # Errors
/// When a file cannot be deleted.
pub fn clean(folder: &Path) -> io::Result<usize> {
    let files = manifest(folder)?;
    for address in &files {
        delete(folder, address)?;
    }
    let list = folder.join(MANIFEST);
    if list.exists() {
        fs_err::remove_file(list)?;
    }
    Ok(files.len())
}

fn is_listed(earlier: &[String], address: &String) -> bool {
    earlier.binary_search(address).is_ok()
}

fn manifest(folder: &Path) -> io::Result<Vec<String>> {
    match fs_err::read_to_string(folder.join(MANIFEST)) {
        Ok(text) => {
            let mut files: Vec<String> = text.lines().filter(|line| is_inside(line)).map(str::to_owned).collect();
            files.sort();
            files.dedup();
            Ok(files)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// A list that was tampered with must not lead outside the folder.
fn is_inside(address: &str) -> bool {
    !address.is_empty() && Path::new(address).components().all(|part| matches!(part, std::path::Component::Normal(_)))
}

fn save_manifest<'a>(folder: &Path, addresses: impl Iterator<Item = &'a &'a String>) -> io::Result<()> {
    let mut addresses: Vec<&str> = addresses.map(|address| address.as_str()).collect();
    addresses.sort_unstable();
    addresses.dedup();
    let text: String = addresses.iter().map(|address| format!("{address}\n")).collect();
    write_file(&folder.join(MANIFEST), text.as_bytes()).map(|_| ())
}

/// Writes a file whole or not at all. Says whether its bytes are new.
///
/// # Errors
/// When it cannot be read or written.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    if fs_err::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    if let Some(folder) = path.parent() {
        fs_err::create_dir_all(folder)?;
    }
    let temporary = temporary(path);
    fs_err::write(&temporary, bytes)?;
    fs_err::rename(&temporary, path).inspect_err(|_| {
        let _ = fs_err::remove_file(&temporary);
    })?;
    Ok(true)
}

/// Writes a file where there is none.
///
/// # Errors
/// When there is one, or when it cannot be written.
pub fn write_new_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs_err::OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)
}

fn temporary(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

fn delete(folder: &Path, address: &str) -> io::Result<()> {
    let path = folder.join(address);
    match fs_err::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // Folders that are empty now go too; one that is not stays, and the first that stays ends the way up.
    let mut above = path.parent();
    while let Some(empty) = above.filter(|above| *above != folder) {
        if std::fs::remove_dir(empty).is_err() {
            break;
        }
        above = empty.parent();
    }
    Ok(())
}
