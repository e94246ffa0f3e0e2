//! What was derived from a plan and is read by other products, as hashes: what a page's neighbours are called, the size of a
//! download, a section of a page.
//!
//! Whoever derives something sets its hash here; whoever reads it records the dependency with [`Plan::record`](super::Plan::record).

use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Unbounded};

use rustc_hash::FxHashMap;

use super::Dependency;

/// The hashes of derived things, and when each of them changed.
#[derive(Default, Debug)]
pub(crate) struct Derived {
    revision: u64,
    hashes: FxHashMap<Dependency, Stamped>,
    /// What changed last at each revision.
    changed: BTreeMap<u64, Dependency>,
}

/// A hash, and the revision since which it is the same.
#[derive(Clone, Copy, Default, Debug)]
struct Stamped {
    hash: u128,
    changed_at: u64,
}

impl Derived {
    /// Sets what something is now; 0 for what is not there.
    pub(crate) fn set(&mut self, dependency: Dependency, hash: u128) {
        let known = self.hashes.entry(dependency).or_default();
        if known.hash != hash {
            self.changed.remove(&known.changed_at);
            self.revision += 1;
            self.changed.insert(self.revision, dependency);
            *known = Stamped { hash, changed_at: self.revision };
        }
    }

    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    pub(super) fn hash_of(&self, dependency: Dependency) -> u128 {
        self.hashes.get(&dependency).map_or(0, |known| known.hash)
    }

    /// What has another hash than at a revision.
    pub(super) fn changed_since(&self, revision: u64) -> impl Iterator<Item = Dependency> {
        self.changed.range((Excluded(revision), Unbounded)).map(|(_, dependency)| *dependency)
    }
}
