//! A plan → what pages there are, where each stands and what it shows of others.
//!
//! A layout is made in two steps, so that a new title changes no address: [`Routes`] from where chapters stand, [`Contents`] from
//! what they are called. Pages see it through [`TrackedLayout`], which records what they read.

use std::ops::Range;
use std::sync::Arc;

use super::resource::Resource;
use super::routes::{self, Subject};
use crate::base::hash::hash_of;
use crate::plan::{Dependency, Derived, Inputs, OutlineEntry, Plan, Single};
use crate::site::pages::contents::{Contents, Neighbours, Order, Sheet};
use crate::site::view::{LinkView, SiteView};

/// What pages there are, where each chapter stands and what it is called.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) routes: Arc<Routes>,
    contents: Contents,
}

/// Every page and every section of a page.
#[derive(Debug)]
pub(crate) struct Routes {
    order: Arc<Order>,
    pub(crate) pages: Addresses,
    /// The chapters of pages that hold many of them, by the address of the page and their anchor.
    pub(crate) sections: Addresses,
}

/// What is shown at each of some addresses.
#[derive(Debug)]
pub(crate) struct Addresses {
    pub(crate) urls: Arc<[String]>,
    pub(crate) subjects: Vec<Subject>,
}

/// A layout that is kept up to date.
#[derive(Default, Debug)]
pub(crate) struct LayoutCache {
    routes: Single<Arc<Routes>>,
    layout: Single<Arc<Layout>>,
}

/// A layout as a page reads it: each way to it records what is read.
#[derive(Clone, Copy)]
pub(crate) struct TrackedLayout<'p> {
    layout: &'p Layout,
    plan: &'p Plan,
}

impl LayoutCache {
    /// The layout as it is now. What pages read of it is set among what is derived.
    pub(crate) fn refresh(&mut self, plan: &Plan, site: &SiteView, derived: &mut Derived) -> Arc<Layout> {
        let routes = self.routes.refresh(Inputs::of(plan).with(site), |plan| Arc::new(Routes::of(site, &plan)));
        let refreshed = self.layout.refresh(Inputs::of(plan).with(routes.version), |plan| {
            let contents = Contents::of(&routes.value.order, &plan);
            Arc::new(Layout { routes: Arc::clone(routes.value), contents })
        });
        let layout = Arc::clone(refreshed.value);
        if refreshed.is_made {
            layout.set_all(plan, refreshed.previous.as_deref(), derived);
        }
        layout
    }
}

impl Routes {
    fn of(site: &SiteView, plan: &Plan) -> Self {
        let order = Arc::new(Order::of(plan));
        let pages = Addresses::of(routes::subjects(site, &order, plan));
        let sections = Addresses::of(routes::sections(site, &order, plan));
        Self { order, pages, sections }
    }

    /// The numbers of the sections that a page is put together from, which follow each other.
    pub(crate) fn section_numbers(&self, page: Subject) -> Range<usize> {
        let is_part = |section: &Subject| page.is_made_from(*section);
        let start = self.sections.subjects.iter().position(is_part).unwrap_or(0);
        start..start + self.sections.subjects[start..].iter().take_while(|section| is_part(section)).count()
    }
}

impl Addresses {
    fn of(subjects: Vec<(String, Subject)>) -> Self {
        let (urls, subjects): (Vec<String>, Vec<Subject>) = subjects.into_iter().unzip();
        Self { urls: urls.into(), subjects }
    }

    fn iter(&self) -> impl Iterator<Item = (&String, Subject)> {
        self.urls.iter().zip(self.subjects.iter().copied())
    }
}

impl Layout {
    /// Sets the hashes of all that pages read of a layout, as far as it is not as in the one before.
    fn set_all(&self, plan: &Plan, previous: Option<&Self>, derived: &mut Derived) {
        let previous = previous.filter(|previous| Arc::ptr_eq(&previous.routes, &self.routes));
        if previous.is_none() {
            self.set_routes(&plan.outline().map(OutlineEntry::path).collect::<Vec<_>>(), derived);
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
    fn set_routes(&self, paths: &[&str], derived: &mut Derived) {
        let Routes { order, pages, sections } = &*self.routes;
        for (url, subject) in pages.iter().chain(sections.iter()) {
            let chapter = subject.chapter().map(|position| paths[position]);
            let sheet = subject.sheet().map(|number| order.sheets()[number].hash);
            derived.set(Resource::Route(url).dependency(), hash_of(&(subject.kind(), chapter, sheet)));
        }
        derived.set(Resource::Addresses.dependency(), hash_of(&pages.urls));
        for position in order.easy_pages() {
            let beside = order.easy_neighbours(*position).map(|twin| twin.map(|twin| paths[twin]));
            derived.set(Resource::EasyNeighbours(paths[*position]).dependency(), hash_of(&beside));
        }
        derived.set(Resource::SheetCount.dependency(), hash_of(&order.sheets().len()));
    }
}

impl<'p> TrackedLayout<'p> {
    pub(crate) fn new(layout: &'p Layout, plan: &'p Plan) -> Self {
        Self { layout, plan }
    }

    fn record(self, resource: Resource) {
        self.plan.record(resource.dependency());
    }

    /// What is shown at the address of a page with a number.
    pub(crate) fn page(self, number: usize) -> Subject {
        self.record(Resource::Route(&self.layout.routes.pages.urls[number]));
        self.layout.routes.pages.subjects[number]
    }

    /// What is shown at the address of a section with a number.
    pub(crate) fn section(self, number: usize) -> Subject {
        self.record(Resource::Route(&self.layout.routes.sections.urls[number]));
        self.layout.routes.sections.subjects[number]
    }

    /// The addresses of all pages.
    pub(crate) fn addresses(self) -> &'p [String] {
        self.record(Resource::Addresses);
        &self.layout.routes.pages.urls
    }

    /// What the page of the chapter at a position, whose path is `path`, shows of others.
    pub(crate) fn neighbours(self, position: usize, path: &str) -> Neighbours<'p> {
        self.record(Resource::Neighbours(path));
        self.layout.contents.neighbours(position)
    }

    /// The chapters with easy read before and after the one at a position, whose path is `path`.
    pub(crate) fn easy_neighbours(self, position: usize, path: &str) -> [Option<usize>; 2] {
        self.record(Resource::EasyNeighbours(path));
        self.layout.routes.order.easy_neighbours(position)
    }

    /// Whether all of the plan is on one sheet.
    pub(crate) fn is_one_sheet(self) -> bool {
        self.record(Resource::SheetCount);
        self.layout.routes.order.is_one_sheet()
    }

    /// The sheet with a number, and its title.
    pub(crate) fn sheet(self, number: usize) -> &'p Sheet {
        let sheet = &self.layout.contents.sheets[number];
        self.record(Resource::SheetTitle(sheet.hash));
        sheet
    }

    /// The chapters of the sheet with a number, which belong to what is shown at an address.
    pub(crate) fn sheet_chapters(self, number: usize) -> Range<usize> {
        self.layout.routes.order.sheets()[number].chapters.clone()
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
        self.layout.routes.order.within(folder)
    }
}
