//! A whole site as values: addresses and bytes, and what differs between two of them.
//!
//! Nothing here touches the disk; [`crate::publish`] writes an [`Output`] into a folder.

use std::ops::Deref;
use std::path::{Component, Path};
use std::sync::Arc;

use imbl::OrdMap;
use imbl::ordmap::DiffItem;

/// A whole site: addresses and bytes.
#[derive(Clone, Default, Debug)]
pub struct Output {
    files: OrdMap<Arc<str>, Bytes>,
}

/// The bytes of a file, which a later site may share: then they are equal without being looked at.
#[derive(Clone, Eq, Debug)]
pub struct Bytes(Arc<Vec<u8>>);

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl<B: Into<Vec<u8>>> From<B> for Bytes {
    fn from(bytes: B) -> Self {
        Self(Arc::new(bytes.into()))
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
    pub fn add(&mut self, address: String, bytes: impl Into<Bytes>) {
        if is_inside(&address) {
            self.files.insert(address.into(), bytes.into());
        }
    }

    /// The bytes at an address.
    #[must_use]
    pub fn get(&self, address: &str) -> Option<&[u8]> {
        self.files.get(address).map(AsRef::as_ref)
    }

    /// The bytes at an address, to be shared.
    #[must_use]
    pub fn bytes(&self, address: &str) -> Option<&Bytes> {
        self.files.get(address)
    }

    /// All addresses with their bytes, in order.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(address, bytes)| (address.as_ref(), bytes.as_ref()))
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
