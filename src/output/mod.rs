//! A whole site as values: addresses and the files there, and what differs between two of them.
//!
//! Nothing here touches the disk; [`crate::output::publish`] writes an [`Output`] into a folder. A file goes through a [`Sink`] as soon as
//! it is finished: it stays in memory, or goes to disk at once, so that a large site need not be held in memory.

pub(crate) mod pdf;
pub mod print;
pub mod publish;

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use imbl::OrdMap;
use imbl::ordmap::DiffItem;
use xxhash_rust::xxh3::xxh3_128;

pub use crate::base::bytes::Bytes;

/// A whole site: addresses and files.
#[derive(Clone, Default, Debug)]
pub struct Output {
    files: OrdMap<Arc<str>, Body>,
}

/// A finished file of a site, wherever its bytes are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Body {
    /// In memory.
    Bytes(Bytes),
    /// On disk.
    Stored(Arc<Stored>),
    /// Nowhere: it was made for what is wrong with it, and had this length.
    Discarded(usize),
}

/// A finished file that was written to disk as soon as it was made.
#[derive(PartialEq, Eq, Debug)]
pub struct Stored {
    /// Where it waits to be put in place; nothing where the same bytes are in place already.
    pub(crate) staged: Option<PathBuf>,
    pub(crate) length: usize,
    pub(crate) hash: u128,
    /// When it was last modified.
    pub(crate) modified: SystemTime,
}

/// Takes every finished file of a site.
pub trait Sink: Sync {
    /// Takes the file at `address` and says where its bytes are now.
    fn take(&self, address: &str, bytes: Cow<'_, [u8]>) -> Body;

    /// Whether no later site is made from this one, so that what only a later one would need can go.
    fn is_last(&self) -> bool {
        true
    }
}

/// Keeps files in memory.
#[derive(Clone, Copy, Debug)]
pub struct InMemory;

/// Keeps no files, for who wants to know only what is wrong.
#[derive(Clone, Copy, Debug)]
pub struct Discard;

impl Sink for InMemory {
    fn take(&self, _: &str, bytes: Cow<'_, [u8]>) -> Body {
        Body::Bytes(bytes.into_owned().into())
    }

    fn is_last(&self) -> bool {
        false
    }
}

impl Sink for Discard {
    fn take(&self, _: &str, bytes: Cow<'_, [u8]>) -> Body {
        Body::Discarded(bytes.len())
    }
}

impl Body {
    /// The bytes, if they are in memory.
    #[must_use]
    pub fn bytes(&self) -> Option<&Bytes> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Stored(_) | Self::Discarded(_) => None,
        }
    }

    /// How many bytes there are.
    #[must_use]
    pub fn length(&self) -> usize {
        match self {
            Self::Bytes(bytes) => bytes.len(),
            Self::Stored(stored) => stored.length,
            Self::Discarded(length) => *length,
        }
    }

    /// The hash of the bytes, as far as they are known.
    pub(crate) fn hash(&self) -> Option<u128> {
        match self {
            Self::Bytes(bytes) => Some(xxh3_128(bytes)),
            Self::Stored(stored) => Some(stored.hash),
            Self::Discarded(_) => None,
        }
    }
}

impl<B: Into<Bytes>> From<B> for Body {
    fn from(bytes: B) -> Self {
        Self::Bytes(bytes.into())
    }
}

/// What differs between two sites.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Changes {
    /// Addresses that are new or have new bytes.
    pub written: Vec<String>,
    /// How many are the same.
    pub kept: usize,
    /// Addresses that are gone.
    pub deleted: Vec<String>,
}

impl Output {
    /// Adds a file; a later one at the same address wins. An address that would lead out of the folder is not taken.
    pub fn add(&mut self, address: String, body: impl Into<Body>) {
        if is_inside(&address) {
            self.files.insert(address.into(), body.into());
        }
    }

    /// The bytes at an address, if they are in memory.
    #[must_use]
    pub fn get(&self, address: &str) -> Option<&[u8]> {
        self.bytes(address).map(AsRef::as_ref)
    }

    /// The same, to be shared.
    #[must_use]
    pub fn bytes(&self, address: &str) -> Option<&Bytes> {
        self.body(address)?.bytes()
    }

    /// The file at an address.
    #[must_use]
    pub fn body(&self, address: &str) -> Option<&Body> {
        self.files.get(address)
    }

    /// All addresses, in order.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(AsRef::as_ref)
    }

    /// All addresses with their bytes, in order, of the files that are in memory.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().filter_map(|(address, body)| Some((address.as_ref(), body.bytes()?.as_ref())))
    }

    /// Takes the file at an address away.
    pub fn remove(&mut self, address: &str) {
        self.files.remove(address);
    }

    /// The addresses whose bytes differ from those in `earlier`, and those that are gone. Where one was made from the other,
    /// what they share is not looked at.
    #[must_use]
    pub fn changes_since(&self, earlier: &Self) -> Changes {
        let mut changes = Changes::default();
        for change in earlier.files.diff(&self.files) {
            match change {
                DiffItem::Add(address, _) => changes.written.push(address.to_string()),
                DiffItem::Update { new: (address, _), .. } => changes.written.push(address.to_string()),
                DiffItem::Remove(address, _) => changes.deleted.push(address.to_string()),
            }
        }
        changes.kept = self.files.len() - changes.written.len();
        changes
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// How many HTML pages there are.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.files.keys().filter(|address| address.ends_with(".html")).count()
    }
}

/// An address that leads out of the folder is nobody's.
pub(crate) fn is_inside(address: &str) -> bool {
    !address.is_empty() && Path::new(address).components().all(|part| matches!(part, Component::Normal(_)))
}

/// The folders that a file or page lies in, the outermost first: `care` and `care/urgent` for `care/urgent/`.
pub(crate) fn folders(address: &str) -> impl Iterator<Item = &str> {
    address.match_indices('/').map(|(end, _)| &address[..end])
}
