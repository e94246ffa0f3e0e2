//! A plan → everything a reader can reach: pages, files, downloads.
//!
//! [`SiteBuilder::make`] decides what pages there are, where they stand and what each one shows. A page's
//! view holds all that it shows and nothing else; what it looks like is for the theme.
//!
//! A site builder remembers what it has made (`plan/memo`). A page is laid out again when something that it reads has
//! changed; it is rendered again when its view has changed. The first site and every later one go the same way, so that a site
//! is the same whatever was made before it.

pub(crate) mod address;
pub mod blocks;
pub mod build;
mod chart;
mod data;
mod markup;
mod pages;
mod prose;
pub mod theme;
pub mod view;

use std::collections::{BTreeMap, BTreeSet, HashSet};

pub use crate::site::pages::fixed::{ADDRESSES, FixedPage, PAGES};
pub use crate::site::pages::pack::{PACK, pack};

use self::data::Store;
use self::view::SiteView;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::files::{File, Files};
use crate::base::hash::hash_of;
use crate::base::span::FileId;
use crate::output::{self, InMemory, Output, Sink};
use crate::plan::{Derived, Inputs, Plan};
use crate::site::build::page_cache::{Page, PageCache, Sections};
use crate::site::build::renderer::Renderer;
use crate::site::build::resource::Resource;
use crate::site::build::routes::{PlaceCache, Places};
use crate::site::pages::fixed;
use crate::site::theme::styles::Styles;
use crate::site::theme::{ThemeEngine, script};
use crate::value::locale::Catalogue;

/// How a site is meant to be used.
#[derive(Clone, Default, Debug)]
pub struct Purpose {
    /// Where it will stand; wins over the plan's own address.
    pub address: Option<String>,
    /// Whether pages should ask the server for changes.
    pub is_live: bool,
}

/// What a site is for, and where its files go.
#[derive(Clone, Copy)]
pub struct Target<'t> {
    /// How it is meant to be used.
    pub purpose: &'t Purpose,
    /// Takes each file as soon as it is finished.
    pub sink: &'t dyn Sink,
}

/// Makes the site of one plan, again and again.
#[derive(Default, Debug)]
pub struct SiteBuilder {
    data: Store,
    places: PlaceCache,
    sections: PageCache,
    pages: PageCache,
    /// Of the data, the layout and the sections, what pages read of them.
    derived: Derived,
    /// What is wrong with the templates of pages and sections, by address.
    faults: BTreeMap<String, Diagnostic>,
    copies: Copies,
    output: Output,
}

/// A site, and what making it took.
#[derive(Debug)]
pub struct Site {
    /// Every file, by address.
    pub output: Output,
    /// The addresses of the pages that were rendered for it.
    pub rendered: Vec<String>,
    /// Files that cannot be copied, because their address belongs to something else.
    pub taken: Vec<(String, FileId)>,
}

/// The files that are copied as they are.
#[derive(Default, Debug)]
struct Copies {
    /// The shape of the source and of the site when they were chosen.
    chosen: Option<u128>,
    /// Whether a page has come, gone, or shows other files since then.
    is_stale: bool,
    /// By address: which file, and the hash of what it held when it was copied.
    files: BTreeMap<String, (FileId, Option<u128>)>,
    taken: Vec<(String, FileId)>,
    styles: Styles,
    /// The addresses of the style sheets that were published.
    styled: BTreeSet<String>,
}

impl SiteBuilder {
    /// Makes the site of `plan` as it is now. Templates that fail are reported, and their pages left out.
    pub fn make(
        &mut self,
        plan: &Plan,
        source: &Files,
        Target { purpose, sink }: Target,
        theme: &mut ThemeEngine,
        diagnostics: &mut Diagnostics,
        lap: &mut impl FnMut(&'static str),
    ) -> Site {
        let catalogue = theme.catalogue();
        self.copies.is_stale |= self.data.make(plan, catalogue, sink, &mut self.output, &mut self.derived);
        lap("data");
        let site = site_view(plan, purpose, catalogue);
        theme.set_globals(&site);
        let pages = fixed::fixed_pages(plan, site.address.is_some());
        let places = self.places.refresh(plan, &pages, &mut self.derived);
        if !sink.is_last() {
            self.make_sections(plan, source, &site, &places, theme);
        }
        let rendered = self.make_pages(plan, source, &site, &places, theme, sink);
        diagnostics.extend(self.faults.values().cloned());
        lap("pages");
        self.copy_files(plan, source, purpose, catalogue);
        lap("files");
        let site = Site { output: self.output.clone(), rendered, taken: self.copies.taken.clone() };
        if sink.is_last() {
            *self = Self::default();
        }
        site
    }

    /// Makes the sections of pages that have changed.
    fn make_sections(&mut self, plan: &Plan, source: &Files, site: &SiteView, places: &Places, theme: &ThemeEngine) {
        let inputs = Inputs::of(plan).with(theme.hash()).deriving_from(&self.derived);
        let renderer = Renderer {
            source,
            site,
            theme,
            places,
            data: &self.data,
            sections: Sections::WithPage(inputs),
            sink: &InMemory,
        };
        let urls = &places.routes.sections.urls;
        let updated = self.sections.update(inputs, urls, Vec::new, |buffer, wanted| renderer.section(&wanted, buffer));
        for (number, previous) in &updated.made {
            let url = &urls[*number];
            let section = self.sections.get(url);
            self.copies.note(previous.as_ref(), section);
            note_fault(&mut self.faults, url, section);
            self.derived.set(Resource::Section(url).dependency(), section.map_or(0, |section| section.view));
        }
        for (url, section) in &updated.removed {
            self.copies.note(Some(section), None);
            note_fault(&mut self.faults, url, None);
            self.derived.set(Resource::Section(url).dependency(), 0);
        }
    }

    /// Makes the pages that have changed. The addresses of those that were rendered.
    fn make_pages(
        &mut self,
        plan: &Plan,
        source: &Files,
        site: &SiteView,
        places: &Places,
        theme: &ThemeEngine,
        sink: &dyn Sink,
    ) -> Vec<String> {
        let inputs = Inputs::of(plan).with(theme.hash()).deriving_from(&self.derived);
        let sections = if sink.is_last() { Sections::WithPage(inputs) } else { Sections::Kept(&self.sections) };
        let renderer = Renderer { source, site, theme, places, data: &self.data, sections, sink };
        let urls = &places.routes.pages.urls;
        let updated = self.pages.update(inputs, urls, Vec::new, |buffer, wanted| renderer.page(&wanted, buffer));
        let mut rendered = Vec::new();
        for (number, previous) in &updated.made {
            let url = &urls[*number];
            let page = self.pages.get(url);
            self.copies.note(previous.as_ref(), page);
            note_fault(&mut self.faults, url, page);
            let own_sections = page.map_or(&[][..], |page| &page.sections);
            for (url, section) in own_sections {
                note_fault(&mut self.faults, url, Some(section));
            }
            match page.and_then(|page| page.made.as_ref().ok()) {
                Some(body) => self.output.add(address::output(url), body.clone()),
                None => self.output.remove(&address::output(url)),
            }
            rendered.extend(page.filter(|page| page.is_rendered).map(|_| url.clone()));
        }
        for (url, page) in &updated.removed {
            self.copies.note(Some(page), None);
            note_fault(&mut self.faults, url, None);
            self.output.remove(&address::output(url));
        }
        rendered
    }

    /// Puts every file in its place that is copied as it is.
    fn copy_files(&mut self, plan: &Plan, source: &Files, purpose: &Purpose, catalogue: &Catalogue) {
        let shape = source.shape();
        let chosen = hash_of(&(shape, plan.shared_hash()));
        self.copies.is_stale |= self.copies.styles.refresh(source, &plan.config.theme);
        if self.copies.is_stale || self.copies.chosen != Some(chosen) {
            self.choose_copies(plan, source, purpose);
            self.copies.chosen = Some(chosen);
            self.copies.is_stale = false;
        }
        for (url, (file, hash)) in &mut self.copies.files {
            let copied = source.file(*file);
            let now = if is_script(copied) { hash_of(&(copied.hash, catalogue.tag())) } else { copied.hash };
            if *hash != Some(now) {
                let filled = is_script(copied).then(|| script(catalogue, &copied.lossy()).into_bytes().into());
                self.output.add(url.clone(), filled.unwrap_or_else(|| copied.shared()));
                *hash = Some(now);
            }
        }
    }

    /// Files whose place is taken by a page, by data or by another file are not copied, and reported.
    fn choose_copies(&mut self, plan: &Plan, source: &Files, purpose: &Purpose) {
        let is_made = |url: &str| {
            self.copies.styles.contains(url)
                || self.data.size(url).is_some()
                || self.pages.get(url).is_some()
                || url.strip_suffix("index.html").is_some_and(|url| self.pages.get(url).is_some())
        };
        let of_theme = theme_files(plan, source, purpose);
        let made = self.pages.keys().iter().chain(self.data.urls()).chain(of_theme.keys());
        let folders: HashSet<&str> = made.flat_map(|url| output::folders(url)).collect();
        let mut copies = of_theme.clone();
        let mut taken = BTreeSet::new();
        let statics = source.under("static/").map(|(path, file)| (path.to_owned(), file));
        let shown: BTreeSet<(&str, FileId)> = self
            .pages
            .values()
            .chain(self.sections.values())
            .flat_map(Page::all_files)
            .map(|(file, url)| (url.as_str(), *file))
            .collect();
        for (url, file) in statics.chain(shown.into_iter().map(|(url, file)| (url.to_owned(), file))) {
            let is_in_the_way = folders.contains(url.as_str()) || output::folders(&url).any(is_made);
            if is_made(&url) || is_in_the_way || copies.get(&url).is_some_and(|other| *other != file) {
                taken.insert((url, file));
            } else {
                copies.insert(url, file);
            }
        }
        let old = std::mem::take(&mut self.copies.files);
        for url in old.keys().filter(|url| !copies.contains_key(*url) && !is_made(url)) {
            self.output.remove(url);
        }
        let hash = |url: &str, file: FileId| old.get(url).filter(|(old, _)| *old == file).and_then(|(_, hash)| *hash);
        self.copies.files = copies.into_iter().map(|(url, file)| (url.clone(), (file, hash(&url, file)))).collect();
        self.copies.taken = taken.into_iter().collect();
        match &plan.config.colour {
            Some(colour) => self.output.add(BRAND.to_owned(), theme::brand::brand_css(colour).into_bytes()),
            None if !self.copies.files.contains_key(BRAND) => self.output.remove(BRAND),
            None => {}
        }
        self.publish_styles();
    }

    /// Puts the style sheets in their place, but for those that the theme has as a finished file.
    fn publish_styles(&mut self) {
        let Copies { styles, styled, files, .. } = &mut self.copies;
        let sheets = || styles.sheets().filter(|(url, _)| !files.contains_key(*url));
        let now: BTreeSet<String> = sheets().map(|(url, _)| url.clone()).collect();
        for url in styled.difference(&now).filter(|url| !files.contains_key(*url)) {
            self.output.remove(url);
        }
        for (url, sheet) in sheets() {
            self.output.add(url.clone(), sheet.clone().into_bytes());
        }
        *styled = now;
    }
}

impl Copies {
    /// A page has come, gone or been made again.
    fn note(&mut self, before: Option<&Page>, now: Option<&Page>) {
        self.is_stale |= before.map(|page| &page.files) != now.map(|page| &page.files);
    }
}

fn note_fault(faults: &mut BTreeMap<String, Diagnostic>, url: &str, page: Option<&Page>) {
    match page.and_then(|page| page.made.as_ref().err()) {
        Some(fault) => faults.insert(url.to_owned(), (**fault).clone()),
        None => faults.remove(url),
    };
}

/// Whether a file is a script of a theme, which shows texts of the catalogue.
fn is_script(file: &File) -> bool {
    file.path.starts_with("themes/") && file.path.ends_with(".js")
}

/// Where the plan's own colour stands.
const BRAND: &str = "assets/brand.css";

/// The theme's own files under `assets/`, one file of the plan's theme winning over one of the built-in theme.
/// The script of the preview is only for the preview.
fn theme_files(plan: &Plan, source: &Files, purpose: &Purpose) -> BTreeMap<String, FileId> {
    let own = format!("themes/{}/static/", plan.config.theme);
    let mut copies = BTreeMap::new();
    for folder in ["themes/plain/static/", own.as_str()] {
        copies.extend(source.under(folder).map(|(path, file)| (format!("assets/{path}"), file)));
    }
    if !purpose.is_live {
        copies.remove("assets/live.js");
    }
    copies
}

fn site_view(plan: &Plan, purpose: &Purpose, texts: &Catalogue) -> SiteView {
    let config = &plan.config;
    let address = purpose.address.clone().or_else(|| config.address.clone());
    let pages = fixed::fixed_pages(plan, address.is_some());
    SiteView {
        title: config.title.clone(),
        organisation: config.organisation.clone(),
        organisation_brief: config.organisation_brief().to_owned(),
        language: config.language.clone(),
        period: config.period.map(|(from, to)| plan.voice().from_to(from, to)),
        version: pages::version(&config.version, plan.voice()),
        contact: pages::contact(&config.contact),
        formats: pages::formats(&config.formats, texts),
        notice: config.notice.clone(),
        navigation: fixed::navigation(&pages, texts),
        footer: fixed::footer(&pages, texts),
        has_easy: plan.has_easy(),
        has_measures: plan.has_measures(),
        has_data: plan.has_data(),
        has_words: plan.has_words(),
        has_brand: config.colour.is_some(),
        address,
        is_live: purpose.is_live,
    }
}
