//! Pages to be → pages, as far as they have changed.
//!
//! A page is laid out again when what it is given, or an answer that it got from the plan, has changed; it is rendered again
//! when its view has changed. What is done with the pages is for [`super::Workshop`].

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::contents::Contents;
use super::data::Sizes;
use super::pages::{Maker, Subject};
use super::view::{PageView, SiteView};
use crate::diagnostic::Diagnostic;
use crate::fingerprint::fingerprint;
use crate::output::Bytes;
use crate::plan::{Answers, Moment, Plan};
use crate::source::{FileId, Source};
use crate::theme::Dress;

/// What pages there are, and where each chapter stands.
#[derive(Debug)]
pub(super) struct Layout {
    /// A fingerprint of what decides which pages there are.
    pub(super) shape: u128,
    pub(super) contents: Contents,
    pub(super) subjects: Arc<[(String, Subject)]>,
    pub(super) sections: Arc<[(String, Subject)]>,
}

/// Pages that were made, by address.
pub(super) type Shelf = FxHashMap<String, Page>;

/// How often the sections of a page have changed, by its address.
pub(super) type Editions = FxHashMap<String, u64>;

/// A page that was made, and what it was made from.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) given: u128,
    pub(super) dress: u128,
    pub(super) answers: Answers,
    pub(super) sizes: Vec<(String, usize)>,
    /// A fingerprint of its view.
    pub(super) view: u128,
    /// The files that it shows or links to.
    pub(super) files: Vec<(FileId, String)>,
    pub(super) made: Result<Bytes, Box<Diagnostic>>,
}

/// Makes pages of one plan that are new or have changed.
#[derive(Clone, Copy)]
pub(super) struct Press<'p> {
    pub(super) plan: &'p Plan,
    pub(super) source: &'p Source,
    pub(super) site: &'p SiteView,
    pub(super) layout: &'p Layout,
    pub(super) dress: &'p Dress,
    pub(super) sizes: &'p HashMap<String, usize>,
    pub(super) sections: &'p Shelf,
    pub(super) editions: &'p Editions,
    /// When what is on the shelves was right.
    pub(super) moment: Moment,
    /// Whether the files of open data are as large as they were then.
    pub(super) are_sizes_right: bool,
}

impl Press<'_> {
    /// Those of the subjects that are not on the shelf as they must be now, and whether each was rendered.
    pub(super) fn make<'s>(&self, subjects: &'s [(String, Subject)], shelf: &Shelf) -> Vec<(&'s str, Page, bool)> {
        let urls: Vec<&str> = self.layout.subjects.iter().map(|(url, _)| url.as_str()).collect();
        let worn = self.dress.print();
        let nothing = Sizes::new(self.sizes);
        let maker = self.maker(self.plan, &nothing, &urls);
        let given = |subject: Subject| fingerprint(&(maker.given(subject), self.plan.print_around()));
        let is_as_large = |(url, size): &(String, usize)| self.sizes.get(url).copied().unwrap_or(0) == *size;
        let is_right = |page: &Page, subject: Subject| {
            page.dress == worn
                && page.given == given(subject)
                && self.plan.would_answer(&page.answers, self.moment)
                && (self.are_sizes_right || page.sizes.iter().all(is_as_large))
        };
        let is_wanted =
            |(url, subject): &&(String, Subject)| shelf.get(url).is_none_or(|page| !is_right(page, *subject));
        let wanted: Vec<_> = subjects.par_iter().filter(is_wanted).collect();
        let made = wanted.into_par_iter().map(|(url, subject)| {
            let (plan, sizes) = (self.plan.for_another(), Sizes::new(self.sizes));
            let (view, files) = self.maker(&plan, &sizes, &urls).make(url, *subject);
            let (made, print, is_new) = self.render(&view, shelf);
            let (given, answers, sizes) = (given(*subject), plan.answers(), sizes.asked());
            (url.as_str(), Page { given, dress: worn, answers, sizes, view: print, files, made }, is_new)
        });
        made.collect()
    }

    fn maker<'m>(&'m self, plan: &'m Plan, sizes: &'m Sizes<'m>, urls: &'m [&'m str]) -> Maker<'m> {
        Maker {
            plan,
            site: self.site,
            contents: &self.layout.contents,
            sizes,
            urls,
            sections: self.sections,
            editions: self.editions,
        }
    }

    /// A page's bytes, its fingerprint, and whether it was rendered for that: the same view in the same dress is the same page.
    fn render(&self, view: &PageView, shelf: &Shelf) -> (Result<Bytes, Box<Diagnostic>>, u128, bool) {
        let print = fingerprint(view);
        match shelf.get(&view.url) {
            Some(page) if page.view == print && page.dress == self.dress.print() => (page.made.clone(), print, false),
            _ => (self.dress.render(self.source, view).map(Bytes::from).map_err(Box::new), print, true),
        }
    }
}

/// A section of the page at `url` has changed.
pub(super) fn new_edition(editions: &mut Editions, url: &str) {
    let page = url.split('#').next().unwrap_or(url);
    *editions.entry(page.to_owned()).or_default() += 1;
}

/// Takes everything from a shelf that is none of the subjects. Whether there was anything.
pub(super) fn forget(shelf: &mut Shelf, subjects: &[(String, Subject)], mut gone: impl FnMut(&str)) -> bool {
    if shelf.len() == subjects.len() {
        return false;
    }
    let there: HashSet<&str> = subjects.iter().map(|(url, _)| url.as_str()).collect();
    shelf.retain(|url, _| {
        let stays = there.contains(url.as_str());
        if !stays {
            gone(url);
        }
        stays
    });
    true
}
