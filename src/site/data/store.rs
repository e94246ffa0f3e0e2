//! The open data of a plan, as it was last made → as it is now.
//!
//! Each chapter has its share, a product of its own. The files that hold the data of all chapters are put together from the
//! shares.

use std::hash::Hash;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::Xxh3;

use super::bundle::Packer;
use super::{Share, share, together};
use crate::base::span::FileId;
use crate::output::{Body, Output, Sink};
use crate::plan::{Derived, Inputs, Memo, OutlineEntry, Plan, Single};
use crate::site::build::resource::Resource;

/// The open data that was made.
#[derive(Default, Debug)]
pub(crate) struct Store {
    shares: Memo<FileId, Share>,
    /// A hash of all of them.
    hash_of_shares: u128,
    /// The files that hold the data of all.
    together: Single<Vec<(String, Body)>>,
    /// How large each file of open data is, by its address.
    sizes: FxHashMap<String, usize>,
}

/// What is being changed by an update.
struct Update<'u> {
    sink: &'u dyn Sink,
    output: &'u mut Output,
    derived: &'u mut Derived,
    /// Whether a file has come or gone.
    is_address_changed: bool,
}

impl Store {
    /// The address of each file.
    pub(crate) fn urls(&self) -> impl Iterator<Item = &String> {
        self.sizes.keys()
    }

    /// How large the file at an address is, if there is one.
    pub(crate) fn size(&self, url: &str) -> Option<usize> {
        self.sizes.get(url).copied()
    }

    /// Brings the files of open data among those of a site up to date. Says whether a file has come or gone.
    pub(crate) fn make(&mut self, plan: &Plan, sink: &dyn Sink, output: &mut Output, derived: &mut Derived) -> bool {
        let mut update = Update { sink, output, derived, is_address_changed: false };
        let files: Arc<[FileId]> = plan.outline().map(OutlineEntry::file).collect();
        let updated = self.shares.update(Inputs::of(plan), &files, Packer::new, |packer, wanted| {
            share(&wanted.plan, wanted.plan.summary_at(wanted.number), packer, sink)
        });
        let mut touched = FxHashSet::default();
        let mut touch = |share: &Share| touched.extend(share.files.iter().map(|(url, _)| url.clone()));
        for (number, previous) in &updated.made {
            let new = self.shares.get(&files[*number]);
            if previous.as_ref().map(|share| share.hash) != new.map(|share| share.hash) {
                previous.iter().chain(new).for_each(&mut touch);
            }
        }
        updated.removed.iter().for_each(|(_, share)| touch(share));
        if !touched.is_empty() {
            // Where two tables share an id, which is reported, one that is gone may have hidden another.
            let files = self.shares.in_order().flat_map(|share| &share.files).filter(|(url, _)| touched.contains(url));
            let files: Vec<(String, Body)> = files.cloned().collect();
            self.replace(touched.iter(), &files, &mut update);
        }
        if !updated.made.is_empty() || !updated.removed.is_empty() {
            let mut hasher = Xxh3::new();
            self.shares.in_order().for_each(|share| share.hash.hash(&mut hasher));
            self.hash_of_shares = hasher.digest128();
        }
        self.put_together(plan, &mut update);
        if sink.is_last() {
            self.shares = Memo::default();
        }
        update.is_address_changed
    }

    /// Makes the files that hold the data of all chapters.
    fn put_together(&mut self, plan: &Plan, update: &mut Update) {
        let (has_data, sink) = (plan.has_data(), update.sink);
        let inputs = Inputs::of(plan).with((has_data, self.hash_of_shares));
        let shares = || self.shares.in_order().collect::<Vec<_>>();
        let refreshed =
            self.together.refresh(inputs, |plan| if has_data { together(&shares(), &plan, sink) } else { Vec::new() });
        if refreshed.is_made {
            let new = refreshed.value.clone();
            let old = refreshed.previous.unwrap_or_default();
            self.replace(old.iter().map(|(url, _)| url), &new, update);
        }
    }

    /// Takes the files at the addresses `old` away, and puts `new` in; the last, where some have one address.
    fn replace<'u>(&mut self, old: impl Iterator<Item = &'u String>, new: &[(String, Body)], update: &mut Update) {
        let mut were = FxHashMap::default();
        for url in old {
            update.output.remove(url);
            were.extend(self.sizes.remove(url).map(|size| (url, size)));
        }
        let are: FxHashMap<&String, usize> = new.iter().map(|(url, body)| (url, body.length())).collect();
        for (url, body) in new {
            update.output.add(url.clone(), body.clone());
        }
        let gone = were.keys().filter(|url| !are.contains_key(*url)).map(|url| (*url, 0));
        for (url, size) in are.iter().map(|(url, size)| (*url, *size)).chain(gone) {
            update.derived.set(Resource::Download(url).dependency(), size as u128);
        }
        update.is_address_changed |= were.len() != are.len();
        self.sizes.extend(are.into_iter().map(|(url, size)| (url.clone(), size)));
    }
}
