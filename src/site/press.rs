//! Pages to be → pages, as far as they have changed.
//!
//! A page is laid out again when what it is given, or an answer that it got from the plan, has changed; it is rendered again
//! when its view has changed. What is done with the pages is for [`super::Workshop`].

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::address;
use super::contents::Contents;
use super::data::{Lengths, Sizes};
use super::pages::{self, Maker, Subject};
use super::view::{PageView, SiteView};
use crate::diagnostic::Diagnostic;
use crate::fingerprint::fingerprint;
use crate::output::{Body, Sink};
use crate::plan::{Answers, Askers, Moment, Plan};
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

impl Layout {
    pub(super) fn of(shape: u128, site: &SiteView, plan: &Plan) -> Self {
        let contents = Contents::of(plan);
        let subjects = pages::subjects(site, &contents, plan).into();
        let sections = pages::sections(site, &contents, plan).into();
        Self { shape, contents, subjects, sections }
    }

    /// The same pages, with chapters as they are called now.
    pub(super) fn renamed(&self, plan: &Plan) -> Self {
        let (subjects, sections) = (Arc::clone(&self.subjects), Arc::clone(&self.sections));
        Self { shape: self.shape, contents: self.contents.renamed(plan), subjects, sections }
    }
}

/// Pages that were made, by address.
#[derive(Default, Debug)]
pub(super) struct Shelf {
    pages: FxHashMap<String, Page>,
    /// Who asked what, by number among the subjects.
    askers: Askers,
}

/// Chapters that were made for the pages that hold many of them, by the address of the page and their anchor.
#[derive(Default, Debug)]
pub(super) struct Sheets {
    pub(super) sections: Shelf,
    pub(super) editions: Editions,
}

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
    pub(super) made: Result<Body, Box<Diagnostic>>,
}

/// A page that was made just now: its number among the subjects, and whether it was rendered for that.
pub(super) struct New {
    pub(super) number: usize,
    pub(super) is_rendered: bool,
    page: Page,
}

/// Makes pages of one plan that are new or have changed.
#[derive(Clone, Copy)]
pub(super) struct Press<'p> {
    pub(super) plan: &'p Plan,
    pub(super) source: &'p Source,
    pub(super) site: &'p SiteView,
    pub(super) layout: &'p Layout,
    pub(super) dress: &'p Dress,
    pub(super) sizes: &'p Lengths,
    pub(super) sheets: &'p Sheets,
    /// Where finished pages go.
    pub(super) sink: &'p dyn Sink,
    /// When what is on the shelves was right.
    pub(super) moment: Moment,
    /// The layout that it was made in; nothing if it has another shape than this one, or if files of open data were of other
    /// sizes then.
    pub(super) earlier: Option<&'p Layout>,
}

impl Press<'_> {
    /// Those of the subjects that are not on the shelf as they must be now.
    pub(super) fn make(&self, subjects: &[(String, Subject)], shelf: &mut Shelf) -> Vec<New> {
        let worn = self.dress.print();
        let nothing = Sizes::new(self.sizes);
        let maker = self.maker(self.plan, &nothing);
        let given = |subject: Subject| fingerprint(&(maker.given(subject), self.plan.print_around()));
        let is_as_large = |(url, size): &(String, usize)| self.sizes.get(url).copied().unwrap_or(0) == *size;
        let is_right = |page: &Page, subject: Subject| {
            page.dress == worn
                && page.given == given(subject)
                && self.plan.would_answer(&page.answers)
                && (self.earlier.is_some() || page.sizes.iter().all(is_as_large))
        };
        let doubtful = self.in_doubt(subjects, shelf, given);
        let shelf = &*shelf;
        let is_wanted = |number: &usize| {
            let (url, subject) = &subjects[*number];
            shelf.get(url).is_none_or(|page| !is_right(page, *subject))
        };
        let wanted: Vec<usize> = doubtful.into_par_iter().filter(is_wanted).collect();
        let made = wanted.into_par_iter().map_init(Vec::new, |paper, number| {
            let (url, subject) = &subjects[number];
            let (plan, sizes) = (self.plan.for_another(), Sizes::new(self.sizes));
            let (view, files) = self.maker(&plan, &sizes).make(url, *subject);
            let (made, print, is_rendered) = self.render(&view, shelf, paper);
            let (given, answers, sizes) = (given(*subject), plan.answers(), sizes.asked());
            let page = Page { given, dress: worn, answers, sizes, view: print, files, made };
            New { number, is_rendered, page }
        });
        made.collect()
    }

    /// The numbers of the subjects that may not be right any more: they may be answered otherwise, or be given something else.
    fn in_doubt(
        &self,
        subjects: &[(String, Subject)],
        Shelf { pages, askers }: &mut Shelf,
        given: impl Fn(Subject) -> u128,
    ) -> Vec<usize> {
        let Some(earlier) = self.earlier else {
            askers.forget();
            return (0..subjects.len()).collect();
        };
        let known = |number: usize| pages.get(&subjects[number].0);
        let answers = |number: usize| Some(&known(number)?.answers);
        let mut doubtful = self.plan.in_doubt(self.moment, askers, subjects.len(), answers);
        // Whatever else is given to a page follows from the shape, which is the same.
        let is_given_more = |number: &usize| match subjects[*number].1 {
            Subject::Chapter(at) => earlier.contents.around[at] != self.layout.contents.around[at],
            subject if subject.is_sheet() => known(*number).is_none_or(|page| page.given != given(subject)),
            _ => false,
        };
        doubtful.extend((0..subjects.len()).filter(is_given_more));
        doubtful.sort_unstable();
        doubtful.dedup();
        let is_certain = |number: usize| known(number).is_some_and(|page| page.given == given(subjects[number].1));
        debug_assert!((0..subjects.len()).all(|number| doubtful.binary_search(&number).is_ok() || is_certain(number)));
        doubtful
    }

    fn maker<'m>(&'m self, plan: &'m Plan, sizes: &'m Sizes<'m>) -> Maker<'m> {
        Maker {
            plan,
            site: self.site,
            contents: &self.layout.contents,
            sizes,
            subjects: &self.layout.subjects,
            sheets: self.sheets,
        }
    }

    /// A page's bytes, its fingerprint, and whether it was rendered for that: the same view in the same dress is the same page.
    fn render(
        &self,
        view: &PageView,
        shelf: &Shelf,
        paper: &mut Vec<u8>,
    ) -> (Result<Body, Box<Diagnostic>>, u128, bool) {
        let print = fingerprint(view);
        match shelf.get(&view.url) {
            Some(page) if page.view == print && page.dress == self.dress.print() => (page.made.clone(), print, false),
            _ => {
                let rendered = self.dress.render(self.source, view, paper);
                let made = rendered.map(|page| self.sink.take(&address::output(&view.url), page.into()));
                (made.map_err(Box::new), print, true)
            }
        }
    }
}

impl Shelf {
    /// The page at an address.
    pub(super) fn get(&self, url: &str) -> Option<&Page> {
        self.pages.get(url)
    }

    /// The addresses of all pages.
    pub(super) fn urls(&self) -> impl Iterator<Item = &String> {
        self.pages.keys()
    }

    /// All pages.
    pub(super) fn pages(&self) -> impl Iterator<Item = &Page> {
        self.pages.values()
    }

    /// Puts new pages in their places, and takes away what is none of the subjects. Each address is told, with its page if
    /// there is one now. Whether a page has come, gone, or shows other files.
    pub(super) fn fill(
        &mut self,
        subjects: &[(String, Subject)],
        new: Vec<New>,
        mut tell: impl FnMut(&str, Option<&Page>),
    ) -> bool {
        let mut is_other = false;
        for New { number, page, .. } in new {
            let url = &subjects[number].0;
            let old = self.pages.get(url);
            is_other |= old.is_none_or(|old| old.files != page.files);
            self.askers.note(number, old.map(|old| &old.answers), &page.answers);
            tell(url, Some(&page));
            self.pages.insert(url.clone(), page);
        }
        if self.pages.len() == subjects.len() {
            return is_other;
        }
        let there: HashSet<&str> = subjects.iter().map(|(url, _)| url.as_str()).collect();
        self.pages.retain(|url, _| {
            let stays = there.contains(url.as_str());
            if !stays {
                tell(url, None);
            }
            stays
        });
        true
    }
}

impl Sheets {
    /// A number for the sections of the page at `url`: another one whenever one of them has changed.
    pub(super) fn edition(&self, url: &str) -> Option<u64> {
        self.editions.get(url).copied()
    }
}

/// The section at `url` is another one, or gone.
pub(super) fn new_edition(editions: &mut Editions, url: &str) {
    let page = url.split('#').next().unwrap_or(url);
    *editions.entry(page.to_owned()).or_default() += 1;
}
