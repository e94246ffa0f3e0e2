//! A whole site as values: addresses and bytes, and what differs between two of them.
//!
//! Nothing here touches the disk; [`crate::publish`] writes an [`Output`] into a folder.

use std::collections::BTreeMap;
use std::path::{Component, Path};
use std::sync::Arc;

/// A whole site: addresses and bytes.
#[derive(Clone, Default, Debug)]
pub struct Output {
    files: BTreeMap<String, Bytes>,
}

/// The bytes of a file, which a later site may share.
pub type Bytes = Arc<[u8]>;

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
            self.files.insert(address, bytes.into());
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
}

/// An address that leads out of the folder is nobody's.
pub(crate) fn is_inside(address: &str) -> bool {
    !address.is_empty() && Path::new(address).components().all(|part| matches!(part, Component::Normal(_)))
}
