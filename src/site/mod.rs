//! A plan → everything a reader can reach: pages, files, downloads.
//!
//! [`Site::derive`] decides what pages there are, where they stand and what each one shows. A page's
//! view holds all that it shows and nothing else; what it looks like is for the theme.

pub(crate) mod address;
mod blocks;
mod brand;
mod chapters;
mod chart;
mod dashboard;
mod data;
mod pack;
mod pages;
mod prose;
mod tables;
pub mod view;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use self::pack::PACK;
use self::view::{NavView, PageView, SiteView};
use crate::plan::{Chapter, Plan};
use crate::source::{FileId, Source};

/// Everything a reader can reach.
#[derive(Debug)]
pub struct Site {
    /// What is the same on every page.
    pub view: SiteView,
    /// The pages.
    pub pages: Vec<PageView>,
    /// Files that are copied, by address.
    pub copies: BTreeMap<String, FileId>,
    /// Files that are made from the plan, by address.
    pub data: BTreeMap<String, Vec<u8>>,
    /// Files that cannot be copied, because their address belongs to something else.
    pub taken: Vec<(String, FileId)>,
}

/// How a site is meant to be used.
#[derive(Clone, Default, Debug)]
pub struct Purpose {
    /// Where it will stand; wins over the plan's own address.
    pub address: Option<String>,
    /// Whether pages should ask the server for changes.
    pub is_live: bool,
}

impl Site {
    /// Lays out a plan.
    #[must_use]
    pub fn derive(plan: &Plan, source: &Source, purpose: &Purpose) -> Self {
        let data = downloads(plan);
        let view = site_view(plan, purpose);
        let maker = pages::Maker { plan, site: &view, data: &data };
        let chapters: Vec<_> =
            (0..plan.chapters.len()).into_par_iter().map(|position| maker.chapter(position)).collect();
        let twins: Vec<_> = maker.twins().into_par_iter().map(|position| maker.easy(position)).collect();
        let mut pages = Vec::with_capacity(chapters.len() + twins.len() + 8);
        let mut shown = Vec::new();
        for (page, files) in chapters.into_iter().chain(twins).chain(maker.standing()) {
            pages.push(page);
            shown.extend(files.into_iter().map(|(file, url)| (url, file)));
        }
        if let Some(sitemap) = maker.sitemap(&pages) {
            pages.push(sitemap);
        }
        let mut copies = theme_files(plan, source, purpose);
        let mut taken = Vec::new();
        let is_page = |address: &String| {
            pages.iter().any(|page| address::output(&page.url) == *address) || data.contains_key(address)
        };
        let statics =
            source.files().filter_map(|(file, found)| Some((found.path.strip_prefix("static/")?.to_owned(), file)));
        for (address, file) in statics.chain(shown) {
            if is_page(&address) || copies.get(&address).is_some_and(|other| *other != file) {
                taken.push((address, file));
            } else {
                copies.insert(address, file);
            }
        }
        taken.sort();
        taken.dedup();
        Self { view, pages, copies, data, taken }
    }
}

/// The theme's own files under `assets/`, one file of the plan's theme winning over one of the built-in theme.
/// The script of the preview is only for the preview.
fn theme_files(plan: &Plan, source: &Source, purpose: &Purpose) -> BTreeMap<String, FileId> {
    let own = format!("themes/{}/static/", plan.config.theme);
    let mut copies = BTreeMap::new();
    for folder in ["themes/plain/static/", own.as_str()] {
        for (file, found) in source.files() {
            if let Some(path) = found.path.strip_prefix(folder) {
                copies.insert(format!("assets/{path}"), file);
            }
        }
    }
    if !purpose.is_live {
        copies.remove("assets/live.js");
    }
    copies
}

fn downloads(plan: &Plan) -> BTreeMap<String, Vec<u8>> {
    let mut data = data::files(plan);
    if let Some(colour) = &plan.config.colour {
        data.insert("assets/brand.css".to_owned(), brand::brand_css(colour).into_bytes());
    }
    data
}

fn site_view(plan: &Plan, purpose: &Purpose) -> SiteView {
    let config = &plan.config;
    SiteView {
        title: config.title.clone(),
        organisation: config.organisation.clone(),
        organisation_brief: config.organisation_brief().to_owned(),
        language: config.language.clone(),
        period: config.period.map(|(from, to)| format!("{} to {}", from.words(), to.words())),
        version: pages::version(&config.version),
        contact: pages::contact(&config.contact),
        formats: view::FormatsView {
            kinds: config.formats.kinds.clone(),
            languages: config.formats.languages.clone(),
            days: config.formats.days.clone(),
        },
        notice: config.notice.clone(),
        nav: nav(plan, 1, &[], &|chapter| Some(chapter_entry(chapter))),
        easy_nav: nav(plan, 1, &[], &|chapter| easy_entry(plan, chapter)),
        has_easy: plan.chapters.iter().any(|chapter| chapter.twin.is_some()),
        has_measures: plan.chapters.iter().any(|chapter| !chapter.metrics.is_empty()),
        has_data: plan.has_data(),
        has_words: !plan.words.list.is_empty(),
        has_brand: config.colour.is_some(),
        address: purpose.address.clone().or_else(|| config.address.clone()),
        is_live: purpose.is_live,
    }
}

/// The contents below `above`, `depth` folders down. A part that is left out by `entry` hands its chapters up.
fn nav(plan: &Plan, depth: usize, above: &[String], entry: &dyn Fn(&Chapter) -> Option<NavView>) -> Vec<NavView> {
    let here =
        plan.chapters.iter().filter(|chapter| chapter.address.len() == depth && chapter.address.starts_with(above));
    let mut list = Vec::new();
    for chapter in here {
        let children = if chapter.is_index { nav(plan, depth + 1, &chapter.address, entry) } else { Vec::new() };
        match entry(chapter) {
            Some(view) => list.push(NavView { children, ..view }),
            None => list.extend(children),
        }
    }
    list
}

fn chapter_entry(chapter: &Chapter) -> NavView {
    NavView {
        title: chapter.title.value.clone(),
        url: address::chapter(&chapter.address),
        description: pages::words(chapter.description.as_ref()),
        picture: None,
        children: Vec::new(),
    }
}

fn easy_entry(plan: &Plan, chapter: &Chapter) -> Option<NavView> {
    let twin = chapter.twin.as_ref()?;
    let picture =
        twin.parts().find_map(|part| part.picture.as_ref()).and_then(|picture| plan.pictures.find(&picture.value));
    Some(NavView {
        title: twin.title.value.clone(),
        url: address::easy(&chapter.address),
        description: pages::words(twin.description.as_ref()),
        picture: picture.map(|picture| pages::picture_url(&picture.name)),
        children: Vec::new(),
    })
}
