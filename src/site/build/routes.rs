//! The pages of a website and where chapters stand → every page and every section of a page, each with its address and with what
//! makes it.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::layout::Layout;
use super::resource::Resource;
use crate::base::hash::hash_of;
use crate::plan::{Derived, Inputs, OutlineEntry, Plan, Single};
use crate::site::address;
use crate::site::pages::contents::{Order, Sheet};
use crate::site::pages::fixed::{FixedPage, Make, SheetChapter};
use crate::site::pages::{Made, PageBuilder};

/// A page or a section of a page to be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Subject {
    /// The page of the chapter at a position.
    Chapter(usize),
    /// Its easy read.
    Easy(usize),
    /// One of the other pages, for the sheet with a number.
    Page(&'static FixedPage, usize),
    /// A chapter on such a page: the number of the sheet, and the chapter's position.
    Section(&'static SheetChapter, usize, usize),
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
    subjects: Vec<Subject>,
}

/// What pages there are, and where chapters are among them.
#[derive(Debug)]
pub(crate) struct Places {
    pub(crate) routes: Arc<Routes>,
    pub(crate) layout: Arc<Layout>,
}

/// Places that are kept up to date.
#[derive(Default, Debug)]
pub(crate) struct PlaceCache {
    routes: Single<Arc<Routes>>,
    layout: Single<Arc<Layout>>,
}

impl PlaceCache {
    /// The places of a website with some fixed pages as they are now. What pages read of them is set among what is derived.
    pub(crate) fn refresh(&mut self, plan: &Plan, pages: &[&'static FixedPage], derived: &mut Derived) -> Places {
        let urls: Vec<&str> = pages.iter().map(|page| page.address.url).collect();
        let routes = self.routes.refresh(Inputs::of(plan).with(urls), |plan| Arc::new(Routes::of(pages, &plan)));
        let refreshed = self.layout.refresh(Inputs::of(plan).with(routes.version), |plan| {
            Arc::new(Layout::of(&routes.value.order, &routes.value.pages.urls, &plan))
        });
        if routes.is_made {
            routes.value.set_all(plan, derived);
        }
        if refreshed.is_made {
            refreshed.value.set_all(plan, refreshed.previous.as_deref(), derived);
        }
        Places { routes: Arc::clone(routes.value), layout: Arc::clone(refreshed.value) }
    }
}

impl Routes {
    fn of(fixed: &[&'static FixedPage], plan: &Plan) -> Self {
        let order = Arc::new(Order::of(plan));
        let outline: Vec<OutlineEntry> = plan.outline().collect();
        let pages = Addresses::of(pages(fixed, &order, &outline));
        let sections = Addresses::of(fixed.iter().flat_map(|page| sections(page, &order, &outline)).collect());
        Self { order, pages, sections }
    }

    /// The numbers of the sections that a page is put together from, which follow each other.
    pub(crate) fn section_numbers(&self, page: Subject) -> Range<usize> {
        let is_part = |section: &Subject| page.is_made_from(*section);
        let start = self.sections.subjects.iter().position(is_part).unwrap_or(0);
        start..start + self.sections.subjects[start..].iter().take_while(|section| is_part(section)).count()
    }

    /// Sets the hashes of what is shown at each address.
    fn set_all(&self, plan: &Plan, derived: &mut Derived) {
        let paths: Vec<&str> = plan.outline().map(OutlineEntry::path).collect();
        for (url, subject) in self.pages.iter().chain(self.sections.iter()) {
            let chapter = subject.chapter().map(|position| paths[position]);
            let sheet = subject.sheet().map(|number| self.order.sheets()[number].hash);
            derived.set(Resource::Route(url).dependency(), hash_of(&(subject.kind(), chapter, sheet)));
        }
    }
}

impl Addresses {
    /// Where two chapters share an address, which is reported, the first one has it.
    fn of(mut subjects: Vec<(String, Subject)>) -> Self {
        let mut seen = HashSet::new();
        subjects.retain(|(url, _)| seen.insert(url.clone()));
        let (urls, subjects): (Vec<String>, Vec<Subject>) = subjects.into_iter().unzip();
        Self { urls: urls.into(), subjects }
    }

    fn iter(&self) -> impl Iterator<Item = (&String, Subject)> {
        self.urls.iter().zip(self.subjects.iter().copied())
    }

    /// What is shown at the address with a number. That it was read is recorded.
    pub(crate) fn subject(&self, number: usize, plan: &Plan) -> Subject {
        plan.record(Resource::Route(&self.urls[number]).dependency());
        self.subjects[number]
    }
}

impl Subject {
    /// The page, or the section of a page, and the files that it shows or links to.
    pub(in crate::site) fn make(self, pages: &PageBuilder, url: &str) -> Made {
        match self {
            Self::Chapter(position) => pages.chapter(position),
            Self::Easy(position) => pages.easy(position),
            Self::Page(page, sheet) => match page.make {
                Make::Once(make) => make(pages, page),
                Make::EachSheet(make) | Make::FromChapters(make, _) => make(pages, page, url, sheet),
            },
            Self::Section(chapter, sheet, position) => (chapter.make)(pages, url, sheet, position),
        }
    }

    /// What kind of page it is.
    fn kind(self) -> &'static str {
        match self {
            Self::Chapter(_) => "chapter",
            Self::Easy(_) => "easy",
            Self::Page(page, _) => page.address.url,
            Self::Section(chapter, ..) => chapter.template,
        }
    }

    /// The position of the chapter that it shows, if it shows one.
    fn chapter(self) -> Option<usize> {
        match self {
            Self::Chapter(position) | Self::Easy(position) | Self::Section(_, _, position) => Some(position),
            Self::Page(..) => None,
        }
    }

    /// Whether what it shows is put together from a section.
    fn is_made_from(self, section: Self) -> bool {
        match (self, section) {
            (Self::Page(page, sheet), Self::Section(chapter, of, _)) => sheet == of && page.is_made_from(chapter),
            _ => false,
        }
    }

    /// The number of the sheet that it shows or belongs to.
    fn sheet(self) -> Option<usize> {
        match self {
            Self::Page(_, sheet) | Self::Section(_, sheet, _) => Some(sheet),
            Self::Chapter(_) | Self::Easy(_) => None,
        }
    }
}

impl FixedPage {
    fn is_made_from(&self, chapter: &SheetChapter) -> bool {
        matches!(self.make, Make::FromChapters(_, own) if own.template == chapter.template)
    }

    /// The sheets that have such a page.
    fn sheets<'o>(&self, order: &'o Order) -> impl Iterator<Item = (usize, &'o Sheet)> {
        let most = if matches!(self.make, Make::Once(_)) { 1 } else { usize::MAX };
        order.sheets().iter().enumerate().take(most)
    }
}

/// Every page, with its address.
fn pages(fixed: &[&'static FixedPage], order: &Order, outline: &[OutlineEntry]) -> Vec<(String, Subject)> {
    let chapters = outline.iter().enumerate().map(|(at, chapter)| (chapter.url().to_owned(), Subject::Chapter(at)));
    let twins = order.easy_pages().iter().map(|at| (address::easy(outline[*at].address()), Subject::Easy(*at)));
    let fixed = fixed.iter().flat_map(|page| {
        let sheets = page.sheets(order);
        sheets.map(|(number, sheet)| (format!("{}{}", page.address.url, sheet.address), Subject::Page(page, number)))
    });
    chapters.chain(twins).chain(fixed).collect()
}

/// Every chapter of every sheet of a page, by the sheet's address and its own anchor.
fn sections(page: &'static FixedPage, order: &Order, outline: &[OutlineEntry]) -> Vec<(String, Subject)> {
    let Make::FromChapters(_, chapter) = page.make else { return Vec::new() };
    let mut sections = Vec::with_capacity(outline.len());
    for (number, sheet) in page.sheets(order) {
        let url = format!("{}{}", page.address.url, sheet.address);
        let chapters = sheet.chapters.clone().filter(|at| (chapter.is_wanted)(outline[*at]));
        let section =
            |at: usize| (address::section_url(&url, outline[at].address()), Subject::Section(chapter, number, at));
        sections.extend(chapters.map(section));
    }
    sections
}
