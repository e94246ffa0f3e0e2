//! A plan → where its chapters are among each other, and what pages show of others.
//!
//! A layout is made in two steps, so that a new title changes no address: the [`Order`] from where chapters stand, [`Contents`]
//! from what they are called. Pages see it through [`TrackedLayout`], which records what they read.

use std::ops::Range;
use std::sync::Arc;

use super::resource::Resource;
use crate::base::hash::hash_of;
use crate::plan::{Dependency, Derived, OutlineEntry, Plan};
use crate::site::pages::contents::{Contents, Neighbours, Order, Sheet};
use crate::site::view::LinkView;

/// Where each chapter stands and what it is called, and the addresses of all pages.
#[derive(Debug)]
pub(crate) struct Layout {
    order: Arc<Order>,
    urls: Arc<[String]>,
    contents: Contents,
}

/// A layout as a page reads it: each way to it records what is read.
#[derive(Clone, Copy)]
pub(crate) struct TrackedLayout<'p> {
    layout: &'p Layout,
    plan: &'p Plan,
}

impl Layout {
    pub(crate) fn of(order: &Arc<Order>, urls: &Arc<[String]>, plan: &Plan) -> Self {
        Self { order: Arc::clone(order), urls: Arc::clone(urls), contents: Contents::of(order, plan) }
    }

    /// Sets the hashes of all that pages read of a layout, as far as it is not as in the one before.
    pub(crate) fn set_all(&self, plan: &Plan, previous: Option<&Self>, derived: &mut Derived) {
        let previous = previous.filter(|previous| Arc::ptr_eq(&previous.order, &self.order));
        if previous.is_none() {
            self.set_order(&plan.outline().map(OutlineEntry::path).collect::<Vec<_>>(), derived);
        }
        for (position, chapter) in plan.outline().enumerate() {
            let neighbours = self.contents.neighbours(position);
            if previous.is_none_or(|previous| !neighbours.is_as_in(&previous.contents)) {
                derived.set(Resource::Neighbours(chapter.path()).dependency(), neighbours.hash());
            }
        }
        for sheet in &self.contents.sheets {
            derived.set(Resource::SheetTitle(sheet.hash).dependency(), hash_of(&sheet.title));
        }
        let sheets: Vec<_> = self.contents.sheets.iter().map(|sheet| (&sheet.address, &sheet.title)).collect();
        derived.set(Resource::Sheets.dependency(), hash_of(&sheets));
    }

    /// Sets the hashes of what follows from where chapters stand.
    fn set_order(&self, paths: &[&str], derived: &mut Derived) {
        derived.set(Resource::Addresses.dependency(), hash_of(&self.urls));
        for position in self.order.easy_pages() {
            let beside = self.order.easy_neighbours(*position).map(|twin| twin.map(|twin| paths[twin]));
            derived.set(Resource::EasyNeighbours(paths[*position]).dependency(), hash_of(&beside));
        }
        derived.set(Resource::SheetCount.dependency(), hash_of(&self.order.sheets().len()));
    }
}

impl<'p> TrackedLayout<'p> {
    pub(crate) fn new(layout: &'p Layout, plan: &'p Plan) -> Self {
        Self { layout, plan }
    }

    fn record(self, resource: Resource) {
        self.plan.record(resource.dependency());
    }

    /// The addresses of all pages.
    pub(crate) fn addresses(self) -> &'p [String] {
        self.record(Resource::Addresses);
        &self.layout.urls
    }

    /// What the page of the chapter at a position, whose path is `path`, shows of others.
    pub(crate) fn neighbours(self, position: usize, path: &str) -> Neighbours<'p> {
        self.record(Resource::Neighbours(path));
        self.layout.contents.neighbours(position)
    }

    /// The chapters with easy read before and after the one at a position, whose path is `path`.
    pub(crate) fn easy_neighbours(self, position: usize, path: &str) -> [Option<usize>; 2] {
        self.record(Resource::EasyNeighbours(path));
        self.layout.order.easy_neighbours(position)
    }

    /// Whether all of the plan is on one sheet.
    pub(crate) fn is_one_sheet(self) -> bool {
        self.record(Resource::SheetCount);
        self.layout.order.is_one_sheet()
    }

    /// The sheet with a number, and its title.
    pub(crate) fn sheet(self, number: usize) -> &'p Sheet {
        let sheet = &self.layout.contents.sheets[number];
        self.record(Resource::SheetTitle(sheet.hash));
        sheet
    }

    /// The chapters of the sheet with a number, which belong to what is shown at an address.
    pub(crate) fn sheet_chapters(self, number: usize) -> Range<usize> {
        self.layout.order.sheets()[number].chapters.clone()
    }

    /// The other sheets, as links below an address, on the first sheet of a large plan; on every other sheet, none.
    pub(crate) fn other_sheets(self, sheet: &Sheet, above: &str) -> Vec<LinkView> {
        if !sheet.address.is_empty() {
            return Vec::new();
        }
        self.record(Resource::Sheets);
        let others = self.layout.contents.sheets.iter().filter(|other| !other.address.is_empty());
        others.map(|other| LinkView { title: other.title.clone(), url: format!("{above}{}", other.address) }).collect()
    }

    /// The chapters directly in a folder.
    pub(crate) fn within(self, folder: &str) -> &'p [usize] {
        self.plan.record(Dependency::Outline);
        self.layout.order.within(folder)
    }
}
