//! The list of what builds have written into a folder, kept in the folder itself.
//!
//! Only what is listed is ever deleted or overwritten. Lines are added at the end, so that the cost of a change grows with
//! the change; a line that was cut off by a crash counts for nothing. A listed file carries a [`Stamp`], so that a later
//! build need not read it to know what it holds. The open list is also the lock: one build at a time.

use std::collections::BTreeMap;
use std::fs::{File, Metadata, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use same_file::Handle;

use crate::output::{Stored, is_inside};

/// Its name in the folder.
const NAME: &str = ".plainplan-files";

/// A list with more lines than this for nothing is written anew.
const WASTE: usize = 1000;

/// An address may hold any character; a line holds one address.
const ESCAPED: &AsciiSet = &CONTROLS.add(b'%');

/// What a file held when it was written, and how the system can tell that it holds that still.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Stamp {
    hash: u128,
    length: u64,
    /// Nanoseconds since 1970.
    modified: u128,
}

/// The open and locked list of one folder.
#[derive(Debug)]
pub(crate) struct Manifest {
    path: PathBuf,
    file: File,
    files: BTreeMap<String, Option<Stamp>>,
    is_worn: bool,
}

impl Stamp {
    /// The stamp of a file that was just written.
    pub(crate) fn new(hash: u128, found: &Metadata) -> Self {
        Self { hash, length: found.len(), modified: modified(found) }
    }

    /// Whether a file still holds the bytes of a hash, by its length and time alone. A file that may have been changed in the
    /// same tick of the clock in which it was written must be read.
    pub(crate) fn vouches(&self, found: &Metadata, listed: u128, hash: u128) -> bool {
        (found.len(), modified(found)) == (self.length, self.modified) && self.modified < listed && self.hash == hash
    }
}

impl From<&Stored> for Stamp {
    fn from(Stored { hash, length, modified, .. }: &Stored) -> Self {
        Self { hash: *hash, length: *length as u64, modified: nanoseconds(*modified) }
    }
}

fn modified(found: &Metadata) -> u128 {
    nanoseconds(found.modified().unwrap_or(UNIX_EPOCH))
}

fn nanoseconds(time: SystemTime) -> u128 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos())
}

impl Manifest {
    /// Opens the list of a folder and locks it until it is dropped, even by a crash.
    pub(crate) fn open(folder: &Path) -> io::Result<Self> {
        fs_err::create_dir_all(folder).map_err(|error| no_folder_there(folder).unwrap_or(error))?;
        let path = folder.join(NAME);
        loop {
            let file = fs_err::OpenOptions::new().read(true).append(true).create(true).open(&path)?.into_file();
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => return Err(busy(folder)),
                // Some network drives know no locks. Two builds at once are rare; no build at all would be worse.
                Ok(()) | Err(TryLockError::Error(_)) => {}
            }
            let mut manifest = Self { path: path.clone(), file, files: BTreeMap::new(), is_worn: false };
            // Between opening and locking, another build may have put a new list in its place.
            if manifest.is_in_place() {
                manifest.read()?;
                return Ok(manifest);
            }
        }
    }

    /// Whether anything was ever written into a folder.
    pub(crate) fn is_in(folder: &Path) -> bool {
        folder.join(NAME).exists()
    }

    /// Whether the list is still where it was: somebody may have deleted the folder.
    pub(crate) fn is_in_place(&self) -> bool {
        let ours = self.file.try_clone().and_then(Handle::from_file);
        ours.is_ok_and(|ours| Handle::from_path(&self.path).is_ok_and(|there| ours == there))
    }

    fn read(&mut self) -> io::Result<()> {
        let mut bytes = Vec::new();
        self.file.read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        let (whole, torn) = text.rsplit_once('\n').unwrap_or(("", &text));
        for line in whole.lines() {
            let mut parts = line.split('\t');
            let address = percent_decode_str(parts.next().unwrap_or("")).decode_utf8_lossy().into_owned();
            // A list that was tampered with must not lead outside the folder.
            if !is_inside(&address) {
                continue;
            }
            match (parts.next(), parts.next(), parts.next()) {
                (Some("-"), ..) => self.files.remove(&address),
                (Some(hash), Some(length), Some(modified)) => self.files.insert(address, stamp(hash, length, modified)),
                _ => self.files.insert(address, None),
            };
        }
        self.is_worn = !torn.is_empty() || whole.lines().count() > 2 * self.files.len() + WASTE;
        Ok(())
    }

    /// When the list was last written, in nanoseconds since 1970. Files of an earlier time can be reported by their stamps.
    pub(crate) fn time(&self) -> u128 {
        self.file.metadata().as_ref().map_or(0, modified)
    }

    pub(crate) fn lists(&self, address: &str) -> bool {
        self.files.contains_key(address)
    }

    pub(crate) fn stamp(&self, address: &str) -> Option<&Stamp> {
        self.files.get(address)?.as_ref()
    }

    pub(crate) fn addresses(&self) -> impl Iterator<Item = &String> {
        self.files.keys()
    }

    /// Names files that will be there, before they are, so that none is ever forgotten. A list that has become long for what
    /// it says, or that ends in half a line, is written anew by way of `spare`.
    pub(crate) fn announce(&mut self, addresses: &[&String], spare: &Path) -> io::Result<()> {
        let new: Vec<&String> = addresses.iter().copied().filter(|address| !self.lists(address)).collect();
        let lines: String = new.iter().map(|address| line(address, None)).collect();
        self.files.extend(new.into_iter().map(|address| (address.clone(), None)));
        if self.is_worn { self.rewrite(spare) } else { self.append(&lines) }
    }

    /// Notes what was written and what was deleted.
    pub(crate) fn note<'w>(
        &mut self,
        written: impl Iterator<Item = (&'w str, Stamp)>,
        deleted: &[String],
    ) -> io::Result<()> {
        let mut lines = String::new();
        for (address, stamp) in written {
            lines.push_str(&line(address, Some(&stamp)));
            match self.files.get_mut(address) {
                Some(listed) => *listed = Some(stamp),
                None => _ = self.files.insert(address.to_owned(), Some(stamp)),
            }
        }
        for address in deleted {
            lines.push_str(&format!("{}\t-\n", escaped(address)));
            self.files.remove(address);
        }
        self.append(&lines)
    }

    fn append(&mut self, lines: &str) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        self.file.write_all(lines.as_bytes()).inspect_err(|_| self.is_worn = true)
    }

    fn rewrite(&mut self, spare: &Path) -> io::Result<()> {
        let text: String = self.files.iter().map(|(address, stamp)| line(address, stamp.as_ref())).collect();
        let mut file = fs_err::OpenOptions::new().read(true).append(true).create(true).open(spare)?.into_file();
        // Locked before it takes its place; nobody else knows of it yet.
        let _ = file.try_lock();
        file.write_all(text.as_bytes())?;
        fs_err::rename(spare, &self.path)?;
        self.file = file;
        self.is_worn = false;
        Ok(())
    }

    /// Deletes the list itself.
    pub(crate) fn remove(self) -> io::Result<()> {
        fs_err::remove_file(&self.path)
    }
}

impl Drop for Manifest {
    /// Closing the file would be enough, did a program that another thread is just starting not hold it a moment longer.
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

/// What stands where a folder should be, in words; nothing where it is something else that keeps us from making it.
fn no_folder_there(folder: &Path) -> Option<io::Error> {
    let (place, found) = folder.ancestors().find_map(|place| Some((place, std::fs::symlink_metadata(place).ok()?)))?;
    let what = match std::fs::metadata(place) {
        Ok(there) if there.is_dir() => return None,
        Err(_) if found.is_symlink() => "a link to something that does not exist",
        _ => "a file",
    };
    let words = format!(
        "{} is {what}, so the website cannot be saved in {}. Move it, or choose another folder with -o.",
        place.display(),
        if place == folder { "it".to_owned() } else { folder.display().to_string() }
    );
    Some(io::Error::new(io::ErrorKind::AlreadyExists, words))
}

fn busy(folder: &Path) -> io::Error {
    let words = format!(
        "another plainplan is saving a website in {}. Wait until it is done, stop it, or choose another folder with \
         -o.",
        folder.display()
    );
    io::Error::new(io::ErrorKind::ResourceBusy, words)
}

fn stamp(hash: &str, length: &str, modified: &str) -> Option<Stamp> {
    let hash = u128::from_str_radix(hash, 16).ok()?;
    Some(Stamp { hash, length: length.parse().ok()?, modified: modified.parse().ok()? })
}

fn line(address: &str, stamp: Option<&Stamp>) -> String {
    let address = escaped(address);
    match stamp {
        Some(Stamp { hash, length, modified }) => format!("{address}\t{hash:x}\t{length}\t{modified}\n"),
        None => format!("{address}\n"),
    }
}

fn escaped(address: &str) -> impl std::fmt::Display {
    utf8_percent_encode(address, ESCAPED)
}
