//! The open data of a plan, as it was last made → as it is now.
//!
//! What each chapter adds is a product of its own. The files that hold the data of all chapters are put together from those, the
//! measures before there are tables: where no later site is made, one is let go of before the other takes memory.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::bundle::Packer;
use super::measures::{Needed, extras, needed};
use super::{Finished, MeasureShare, TableFiles, archive, joined, measure_share, table_files, workbooks};
use crate::base::hash::hash_of;
use crate::base::span::FileId;
use crate::output::{Body, Output, Sink};
use crate::plan::{Derived, Inputs, Memo, OutlineEntry, Plan, Request, Single};
use crate::site::build::resource::Resource;
use crate::value::locale::Catalogue;

/// The open data that was made.
#[derive(Default, Debug)]
pub(crate) struct Store {
    /// For which columns about measures each chapter has something.
    needed: Memo<FileId, Needed>,
    measures: Memo<FileId, MeasureShare>,
    /// A hash of all of them.
    hash_of_measures: u128,
    /// The files that hold the measures of all chapters.
    joined: Single<Vec<Finished>>,
    tables: Memo<FileId, TableFiles>,
    /// A hash of all of them.
    hash_of_tables: u128,
    /// The workbooks of all tables.
    workbooks: Single<Vec<(String, Body)>>,
    archive: Single<Option<(String, Body)>>,
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
    pub(crate) fn make(
        &mut self,
        plan: &Plan,
        texts: &Catalogue,
        sink: &dyn Sink,
        output: &mut Output,
        derived: &mut Derived,
    ) -> bool {
        let mut update = Update { sink, output, derived, is_address_changed: false };
        let chapters: Arc<[FileId]> = plan.outline().map(OutlineEntry::file).collect();
        self.make_measures(plan, &chapters, &mut update);
        self.make_tables(plan, &chapters, &mut update);
        self.make_workbooks(plan, texts, &mut update);
        self.make_archive(plan, &mut update);
        update.is_address_changed
    }

    /// Makes the files that hold the measures of all chapters.
    fn make_measures(&mut self, plan: &Plan, chapters: &Arc<[FileId]>, update: &mut Update) {
        let own = |(): &mut (), wanted: Request<FileId, Needed>| needed(wanted.plan.summary_at(wanted.number));
        self.needed.update(Inputs::of(plan), chapters, || (), own);
        let extras = extras(self.needed.in_order());
        let (inputs, sink) = (Inputs::of(plan).with(&extras), update.sink);
        let share = |(): &mut (), wanted: Request<FileId, MeasureShare>| {
            measure_share(&wanted.plan, wanted.plan.summary_at(wanted.number), &extras)
        };
        if !self.measures.update(inputs, chapters, || (), share).is_empty() {
            self.hash_of_measures = hash_of(&self.measures.in_order().map(|share| share.hash).collect::<Vec<_>>());
        }
        let shares = || self.measures.in_order().collect::<Vec<_>>();
        let joined =
            self.joined.refresh(inputs.with(self.hash_of_measures), |plan| joined(&shares(), &extras, &plan, sink));
        if joined.is_made {
            let files = |finished: &[Finished]| finished.iter().flat_map(|finished| finished.files.clone()).collect();
            let (old, new): (Vec<_>, Vec<_>) =
                (joined.previous.as_deref().map_or_else(Vec::new, files), files(joined.value));
            self.replace(old.iter().map(|(url, _)| url), &new, update);
        }
        if sink.is_last() {
            (self.measures, self.needed) = (Memo::default(), Memo::default());
        }
    }

    /// Makes the files of each table.
    fn make_tables(&mut self, plan: &Plan, chapters: &Arc<[FileId]>, update: &mut Update) {
        let sink = update.sink;
        let updated = self.tables.update(Inputs::of(plan), chapters, Packer::new, |packer, wanted| {
            table_files(&wanted.plan, wanted.plan.summary_at(wanted.number), packer, sink)
        });
        let mut touched = FxHashSet::default();
        let mut touch = |tables: &TableFiles| touched.extend(tables.finished.files.iter().map(|(url, _)| url.clone()));
        for (number, previous) in &updated.made {
            let new = self.tables.get(&chapters[*number]);
            if previous.as_ref().map(|tables| tables.hash) != new.map(|tables| tables.hash) {
                previous.iter().chain(new).for_each(&mut touch);
            }
        }
        updated.removed.iter().for_each(|(_, tables)| touch(tables));
        if !touched.is_empty() {
            // Where two tables share an id, which is reported, one that is gone may have hidden another.
            let files = self.tables.in_order().flat_map(|tables| &tables.finished.files);
            let files: Vec<(String, Body)> = files.filter(|(url, _)| touched.contains(url)).cloned().collect();
            self.replace(touched.iter(), &files, update);
        }
        if !updated.is_empty() {
            self.hash_of_tables = hash_of(&self.tables.in_order().map(|tables| tables.hash).collect::<Vec<_>>());
        }
    }

    /// Makes the workbooks of all tables.
    fn make_workbooks(&mut self, plan: &Plan, texts: &Catalogue, update: &mut Update) {
        let (inputs, sink) = (Inputs::of(plan).with((texts.tag(), self.hash_of_tables)), update.sink);
        let tables = || self.tables.in_order().collect::<Vec<_>>();
        let made = self.workbooks.refresh(inputs, |plan| workbooks(&tables(), &plan, texts, sink));
        if made.is_made {
            let (old, new) = (made.previous.unwrap_or_default(), made.value.clone());
            self.replace(old.iter().map(|(url, _)| url), &new, update);
        }
    }

    /// Makes the archive of all of them.
    fn make_archive(&mut self, plan: &Plan, update: &mut Update) {
        let (has_data, sink) = (plan.has_data(), update.sink);
        let inputs = Inputs::of(plan).with((has_data, self.hash_of_measures, self.hash_of_tables));
        let joined = || self.joined.get().into_iter().flatten();
        let files = || joined().chain(self.tables.in_order().map(|tables| &tables.finished)).collect::<Vec<_>>();
        let archive = self.archive.refresh(inputs, |plan| has_data.then(|| archive(&files(), &plan, sink)));
        if archive.is_made {
            let (old, new) = (archive.previous.flatten(), archive.value.clone());
            self.replace(old.iter().map(|(url, _)| url), new.as_slice(), update);
        }
        if sink.is_last() {
            (self.tables, self.joined) = (Memo::default(), Single::default());
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
