//! What can be read of a plan, and what was read.

use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::Revision;

/// Something that can be read and has a hash at any time. Names are kept as hashes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Dependency {
    /// What an id names.
    Id(u64),
    /// Whether a chapter stands at a path below `content/`.
    Exists(u64),
    /// What others may know of the chapter at a path.
    Summary(u64),
    /// All that the chapter at a path says.
    Chapter(u64),
    /// Which chapters there are, in their order, and which of them have easy read.
    Outline,
    /// What lists of chapters show of all of them.
    AllNames,
    /// What others may know of all chapters: their names, figures and promises.
    AllFacts,
    /// What all chapters hold besides their names.
    AllHoldings,
    /// The measures of all chapters.
    AllFigures,
    /// What others may know of all chapters, with the places where it was written.
    AllPlaces,
    /// All that all chapters say.
    Everything,
    /// Something that was derived from the plan before ([`super::Derived`]).
    Derived(u64),
}

impl Dependency {
    pub(in crate::plan) fn id(id: &str) -> Self {
        Self::Id(xxh3_64(id.as_bytes()))
    }

    pub(in crate::plan) fn exists(path: &str) -> Self {
        Self::Exists(xxh3_64(path.as_bytes()))
    }

    pub(in crate::plan) fn summary(path: &str) -> Self {
        Self::Summary(xxh3_64(path.as_bytes()))
    }

    pub(in crate::plan) fn chapter(path: &str) -> Self {
        Self::Chapter(xxh3_64(path.as_bytes()))
    }

    /// Something derived, by its name.
    pub(crate) fn derived(name: &impl Hash) -> Self {
        let mut hasher = Xxh3::new();
        name.hash(&mut hasher);
        Self::Derived(hasher.digest())
    }
}

/// What was read for a product, each dependency once, in order, with the hash that it had.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(super) struct Reads(Box<[(Dependency, u128)]>);

impl Reads {
    pub(super) fn iter(&self) -> impl Iterator<Item = &(Dependency, u128)> {
        self.0.iter()
    }
}

/// Every dependency that has another hash than at some time, in order.
#[derive(Debug)]
pub(in crate::plan) struct Changes {
    pub(in crate::plan) since: Revision,
    pub(in crate::plan) dependencies: Vec<Dependency>,
}

/// Records what is read. Clones record to the same place.
#[derive(Clone, Default, Debug)]
pub(in crate::plan) struct Recorder(Arc<Mutex<Vec<Dependency>>>);

impl Recorder {
    pub(in crate::plan) fn record(&self, dependency: Dependency) {
        let mut read = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if read.last() != Some(&dependency) {
            read.push(dependency);
        }
    }

    /// What was read so far, with its hashes.
    pub(super) fn reads(&self, hash_of: impl Fn(Dependency) -> u128) -> Reads {
        let mut read = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        read.sort_unstable();
        read.dedup();
        Reads(read.into_iter().map(|dependency| (dependency, hash_of(dependency))).collect())
    }
}
