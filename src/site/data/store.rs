//! The open data of a plan, as it was last made → as it is now.
//!
//! Each chapter has its share, which is made again when an answer that it got from the plan has changed. The files that hold
//! the data of all chapters are put together from the shares.

use std::hash::Hash;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::Xxh3;

use super::bundle::Packer;
use super::{Share, share, together};
use crate::output::{Body, Output, Sink};
use crate::plan::{Answers, Askers, Moment, Plan};
use crate::source::FileId;

/// How large each file of open data is, by its address.
pub(in crate::site) type Lengths = FxHashMap<String, usize>;

/// The open data that was made.
#[derive(Default, Debug)]
pub(in crate::site) struct Store {
    shares: FxHashMap<FileId, Made>,
    askers: Askers,
    /// When all of it was right.
    moment: Moment,
    /// The files that hold the data of all, and a fingerprint of what they were put together from.
    together: Option<(u128, Vec<(String, Body)>)>,
    sizes: Lengths,
}

/// The share of a chapter, and what it was made from.
#[derive(Debug)]
struct Made {
    given: u128,
    answers: Answers,
    share: Share,
}

/// What has changed of the files of open data.
#[derive(Default, Debug)]
pub(in crate::site) struct Changed {
    /// Whether a file has come or gone.
    pub(in crate::site) addresses: bool,
    /// Whether one has another size.
    pub(in crate::site) sizes: bool,
}

impl Store {
    /// How large each file is.
    pub(in crate::site) fn sizes(&self) -> &Lengths {
        &self.sizes
    }

    /// Brings the files of open data among those of a site up to date.
    pub(in crate::site) fn make(&mut self, plan: &Plan, sink: &dyn Sink, output: &mut Output) -> Changed {
        let new = self.new_shares(plan, sink);
        let mut changed = Changed::default();
        let mut is_news = self.together.is_none();
        let mut touched = FxHashSet::default();
        let mut touch = |made: &Made| touched.extend(made.share.files.iter().map(|(url, _)| url.clone()));
        for (position, new) in new {
            let file = plan.given(position).file;
            let old = self.shares.get(&file);
            self.askers.note(position, old.map(|old| &old.answers), &new.answers);
            if old.is_none_or(|old| old.given != new.given || old.share.print != new.share.print) {
                is_news = true;
                old.into_iter().chain([&new]).for_each(&mut touch);
            }
            self.shares.insert(file, new);
        }
        if self.shares.len() > plan.len() {
            is_news = true;
            let there: FxHashSet<FileId> = (0..plan.len()).map(|position| plan.given(position).file).collect();
            self.shares.extract_if(|file, _| !there.contains(file)).for_each(|(_, gone)| touch(&gone));
        }
        self.moment = plan.moment();
        if !touched.is_empty() {
            // Where two tables share an id, which is told, one that is gone may have hidden another.
            let files = self.in_order(plan).flat_map(|share| &share.files).filter(|(url, _)| touched.contains(url));
            let files: Vec<(String, Body)> = files.cloned().collect();
            self.replace(touched.iter(), &files, output, &mut changed);
        }
        if is_news {
            self.put_together(plan, sink, output, &mut changed);
        }
        if sink.is_last() {
            self.shares.clear();
        }
        changed
    }

    /// The shares that may not be right any more, made again, by the position of their chapters.
    fn new_shares(&mut self, plan: &Plan, sink: &dyn Sink) -> Vec<(usize, Made)> {
        let given = plan.print_around();
        let known = |at: usize| self.shares.get(&plan.given(at).file);
        let answers = |at: usize| Some(&known(at)?.answers);
        let doubtful = plan.in_doubt(self.moment, &mut self.askers, plan.len(), answers);
        let is_right = |made: &Made| made.given == given && plan.would_answer(&made.answers);
        let wanted: Vec<usize> = doubtful.into_iter().filter(|at| !known(*at).is_some_and(is_right)).collect();
        let make = |packer: &mut Packer, position: usize| {
            let plan = plan.for_another();
            let share = share(&plan, plan.facts_at(position), packer, sink);
            (position, Made { given, answers: plan.answers(), share })
        };
        wanted.into_par_iter().map_init(Packer::new, make).collect()
    }

    /// Makes the files that hold the data of all chapters.
    fn put_together(&mut self, plan: &Plan, sink: &dyn Sink, output: &mut Output, changed: &mut Changed) {
        let mut print = Xxh3::new();
        (plan.print_around(), plan.has_data()).hash(&mut print);
        self.in_order(plan).for_each(|share| share.print.hash(&mut print));
        let print = print.digest128();
        if self.together.as_ref().is_some_and(|(known, _)| *known == print) {
            return;
        }
        let shares: Vec<&Share> = self.in_order(plan).collect();
        let files = if plan.has_data() { together(&shares, plan, sink) } else { Vec::new() };
        let old = self.together.replace((print, files.clone())).map_or_else(Vec::new, |(_, files)| files);
        self.replace(old.iter().map(|(url, _)| url), &files, output, changed);
    }

    fn in_order<'s>(&'s self, plan: &'s Plan) -> impl Iterator<Item = &'s Share> {
        (0..plan.len()).map(|position| &self.shares[&plan.given(position).file].share)
    }

    /// Takes the files at the addresses `old` away, and puts `new` in; the last, where some have one address.
    fn replace<'u>(
        &mut self,
        old: impl Iterator<Item = &'u String>,
        new: &[(String, Body)],
        output: &mut Output,
        changed: &mut Changed,
    ) {
        let mut were = FxHashMap::default();
        for url in old {
            output.remove(url);
            were.extend(self.sizes.remove(url).map(|size| (url, size)));
        }
        let are: FxHashMap<&String, usize> = new.iter().map(|(url, body)| (url, body.length())).collect();
        for (url, body) in new {
            output.add(url.clone(), body.clone());
        }
        changed.sizes |= were != are;
        changed.addresses |= were.len() != are.len();
        self.sizes.extend(are.into_iter().map(|(url, size)| (url.clone(), size)));
    }
}
