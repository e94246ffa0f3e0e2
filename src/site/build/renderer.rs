//! A plan and its layout → pages and sections of pages, each a product that is laid out again when something that it reads has
//! changed, and rendered again when its view has.

use super::layout::TrackedLayout;
use super::page_cache::{Page, PageCache, Sections};
use super::routes::{Places, Subject};
use crate::base::files::Files;
use crate::base::hash::hash_of;
use crate::output::{InMemory, Sink};
use crate::plan::{Inputs, Request};
use crate::site::address;
use crate::site::data::{Sizes, Store};
use crate::site::pages::PageBuilder;
use crate::site::theme::ThemeEngine;
use crate::site::view::SiteView;

/// What pages are made from beside the plan. The site and the theme are given to all of them.
#[derive(Clone, Copy)]
pub(crate) struct Renderer<'r> {
    pub(crate) source: &'r Files,
    pub(crate) site: &'r SiteView,
    pub(crate) theme: &'r ThemeEngine,
    pub(crate) places: &'r Places,
    pub(crate) data: &'r Store,
    /// The sections that pages are put together from.
    pub(crate) sections: Sections<'r>,
    /// Where what is finished goes.
    pub(crate) sink: &'r dyn Sink,
}

impl Renderer<'_> {
    /// Makes a page.
    pub(crate) fn page(&self, wanted: &Request<String, Page>, buffer: &mut Vec<u8>) -> Page {
        let subject = self.places.routes.pages.subject(wanted.number, &wanted.plan);
        match self.sections {
            Sections::Kept(sections) => self.make(subject, sections, wanted, buffer),
            Sections::WithPage(inputs) => {
                let sections = self.sections_of(subject, inputs);
                let page = self.make(subject, &sections, wanted, buffer);
                Page {
                    sections: sections.into_products().map(|(url, section)| (url, section.without_bytes())).collect(),
                    ..page
                }
            }
        }
    }

    /// Makes the sections that a page is put together from.
    fn sections_of(&self, subject: Subject, inputs: Inputs) -> PageCache {
        let mut made = PageCache::default();
        let numbers = self.places.routes.section_numbers(subject);
        let urls = self.places.routes.sections.urls[numbers.clone()].into();
        let sections = Self { sink: &InMemory, ..*self };
        made.update(inputs, &urls, Vec::new, |buffer, wanted| {
            sections.section_at(numbers.start + wanted.number, &wanted, buffer)
        });
        made
    }

    /// Makes a section of a page.
    pub(crate) fn section(&self, wanted: &Request<String, Page>, buffer: &mut Vec<u8>) -> Page {
        self.section_at(wanted.number, wanted, buffer)
    }

    /// Makes the section with a number among all.
    fn section_at(&self, number: usize, wanted: &Request<String, Page>, buffer: &mut Vec<u8>) -> Page {
        let subject = self.places.routes.sections.subject(number, &wanted.plan);
        self.make(subject, &PageCache::default(), wanted, buffer)
    }

    /// Makes what is shown at an address, on `buffer`, which may have been used before.
    fn make(
        &self,
        subject: Subject,
        sections: &PageCache,
        wanted: &Request<String, Page>,
        buffer: &mut Vec<u8>,
    ) -> Page {
        let (plan, theme) = (&wanted.plan, self.theme.hash());
        let layout = TrackedLayout::new(&self.places.layout, plan);
        let sizes = Sizes::new(self.data, plan);
        let maker = PageBuilder {
            plan,
            texts: self.theme.catalogue(),
            site: self.site,
            layout,
            sizes,
            has_own_tables: self.theme.has_own_tables(),
            sections,
        };
        let (page, files) = subject.make(&maker, wanted.key);
        let view = hash_of(&page);
        // The same view in the same theme is the same page.
        let same = wanted.previous.filter(|previous| (previous.view, previous.theme) == (view, theme));
        let made = if let Some(previous) = same {
            previous.made.clone()
        } else {
            let rendered = self.theme.render(self.source, &page, buffer);
            rendered.map(|bytes| self.sink.take(&address::output(&page.url), bytes.into())).map_err(Box::new)
        };
        Page { view, theme, files, made, is_rendered: same.is_none(), sections: Vec::new() }
    }
}
