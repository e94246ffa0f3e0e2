//! Files of a site that is published once, as they are made → files that wait beside it to be put in place.
//!
//! So a build need not hold the whole site in memory. A file that lies in its place already with the same bytes is not written.
//! Nothing of the published site changes before [`Staging::publish`].

use std::borrow::Cow;
use std::fs::symlink_metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use xxhash_rust::xxh3::xxh3_128;

use super::manifest::Manifest;
use super::{Publication, remove_all, write_waiting};
use crate::output::{Body, Changes, Output, Sink, Stored};

/// Files wait in so many folders: only one file at a time can come into a folder, or leave it.
const FOLDERS: usize = 64;

/// Takes the files of one site and publishes them together.
#[derive(Debug)]
pub struct Staging {
    publication: Publication,
    /// When the list of files was last written.
    listed: u128,
    /// How many files were staged.
    count: AtomicUsize,
    /// Why a file could not be staged, the first time.
    failed: Mutex<Option<io::Error>>,
    /// Whether nothing was ever published into the folder.
    is_first: bool,
    /// The folders that were made for it, the inner before the outer.
    made: Vec<PathBuf>,
}

impl Staging {
    /// Opens a folder to publish a site into.
    ///
    /// # Errors
    /// As [`Publication::open`].
    pub fn open(folder: &Path) -> io::Result<Self> {
        let made = folder.ancestors().take_while(|folder| !folder.exists()).map(Path::to_path_buf).collect();
        let is_first = !Manifest::is_in(folder);
        let publication = Publication::open(folder)?;
        let listed = publication.manifest.time();
        Ok(Self { publication, listed, count: AtomicUsize::new(0), failed: Mutex::default(), is_first, made })
    }

    /// Makes the folder hold the site, whose files went through here.
    ///
    /// # Errors
    /// When a file could not be staged, or the folder is gone; and as [`Publication::publish`].
    pub fn publish(mut self, output: &Output) -> io::Result<Changes> {
        let failed = self.failed.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        let done = failed.map_or_else(|| self.publication.publish_staged(output), Err);
        let cleared = remove_all(&self.publication.waiting());
        done.and_then(|changes| cleared.map(|()| changes))
    }

    /// Leaves the folder as it was when it was opened.
    ///
    /// # Errors
    /// When what was staged cannot be deleted.
    pub fn abandon(self) -> io::Result<()> {
        remove_all(&self.publication.waiting())?;
        if self.is_first {
            self.publication.manifest.remove()?;
        }
        // A folder that somebody has put something into meanwhile stays.
        self.made.iter().for_each(|folder| _ = std::fs::remove_dir(folder));
        Ok(())
    }

    /// The file at an address, if it holds the same bytes already.
    fn in_place(&self, address: &str, hash: u128, length: usize) -> Option<Stored> {
        let Publication { manifest, folder, .. } = &self.publication;
        let found = manifest.lists(address).then(|| symlink_metadata(folder.join(address)).ok()).flatten()?;
        let is_there = found.is_file() && self.publication.is_there(address, &found, self.listed, hash, length);
        is_there.then(|| Stored { staged: None, length, hash, modified: found.modified().unwrap_or(UNIX_EPOCH) })
    }

    fn stage(&self, bytes: &[u8], hash: u128) -> io::Result<Stored> {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let folder = self.publication.waiting().join(format!("staged-{}", number % FOLDERS));
        let (path, found) = write_waiting(&folder, &(number / FOLDERS).to_string(), bytes)?;
        let modified = found.modified().unwrap_or(UNIX_EPOCH);
        Ok(Stored { staged: Some(path), length: bytes.len(), hash, modified })
    }
}

impl Sink for Staging {
    fn take(&self, address: &str, bytes: Cow<'_, [u8]>) -> Body {
        let hash = xxh3_128(&bytes);
        let in_place = self.in_place(address, hash, bytes.len());
        match in_place.map_or_else(|| self.stage(&bytes, hash), Ok) {
            Ok(stored) => Body::Stored(Arc::new(stored)),
            Err(error) => {
                self.failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                Body::Discarded(bytes.len())
            }
        }
    }
}
