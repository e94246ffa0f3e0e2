//! One function a kind of page: what stands on it and where it leads, and the small views that every page has.
//!
//! `fixed` has a row for every page that is not the page of a chapter.

pub(crate) mod chapter;
pub(crate) mod contents;
mod easy;
mod figures;
pub mod fixed;
pub(crate) mod pack;
mod print;

use super::address;
use super::data::Sizes;
use super::prose::{Kind, ProseRenderer};
use super::view::{
    BodyView, ChapterView, ContactView, ContentsView, FormatsView, LinkView, NavView, PageView, SectionView, SiteView,
    SwitchView, VersionView,
};
use crate::base::span::{FileId, Spanned};
use crate::plan::model::config::{Contact, Formats, Version};
use crate::plan::{Chapter, ChapterSummary, Name, Plan};
use crate::site::build::layout::TrackedLayout;
use crate::site::build::page_cache::{Page, PageCache};
use crate::site::build::resource::Resource;
use crate::site::pages::chapter::{Chapters, contents};
use crate::site::pages::contents::Sheet;
use crate::value::locale::{Catalogue, Joined, Key};
use crate::value::voice::Voice;

/// A page and the files that it shows or links to.
pub(super) type Made = (PageView, Vec<(FileId, String)>);

/// Makes pages of a plan.
pub(super) struct PageBuilder<'p> {
    pub(super) plan: &'p Plan,
    /// The built-in texts.
    pub(super) texts: &'p Catalogue,
    pub(super) site: &'p SiteView,
    pub(super) layout: TrackedLayout<'p>,
    pub(super) sizes: Sizes<'p>,
    /// Whether the theme makes tables from their views.
    pub(super) has_own_tables: bool,
    /// The chapters of sheets that have been made.
    pub(super) sections: &'p PageCache,
}

impl Page {
    /// A chapter that was made for a sheet; nothing where its template has failed.
    fn on_sheet(&self, chapter: ChapterSummary, title: &str) -> Option<SectionView> {
        let html = std::str::from_utf8(self.made.as_ref().ok()?.bytes()?).ok()?.to_owned();
        let id = address::section(chapter.address());
        Some(SectionView { id, title: title.to_owned(), depth: depth(chapter.address()), html })
    }
}

/// How deep a chapter with an address lies: 1 for a part or a chapter at the top.
fn depth(address: &[String]) -> usize {
    address.len().max(1)
}

impl<'p> PageBuilder<'p> {
    /// A chapter's own page; the front page is the first chapter.
    pub(super) fn chapter(&self, position: usize) -> Made {
        let chapter = self.plan.chapter(position);
        let neighbours = self.layout.neighbours(position, &chapter.path);
        let url = address::chapter(&chapter.address);
        let mut setter = ProseRenderer::new(self.plan, self.texts, &url, &chapter.path, Kind::Chapter);
        setter.link_to_easy(chapter);
        let parts = self.chapters().parts(chapter, &mut setter);
        let template = if chapter.address.is_empty() { "front" } else { "chapter" };
        let view = ChapterView {
            has_figures: parts.iter().any(|part| !matches!(part.contents, ContentsView::Prose { .. })),
            parts,
            contents: contents(chapter, self.plan),
            is_draft: chapter.is_draft,
            updated: chapter.updated.map(|day| self.plan.voice().time(day)),
            owner: chapter.owner.clone(),
            children: neighbours.below().into_iter().map(|(name, below)| entry(name, below)).collect(),
            extra: chapter.extra.iter().cloned().collect(),
        };
        let mut page = self.page(template, url, &chapter.title.value, BodyView::Chapter(Box::new(view)));
        page.description = words(chapter.description.as_ref());
        page.trail = neighbours.above().map(link_to).collect();
        page.chapters_html = neighbours.list(self.plan.voice(), self.texts, &page.root);
        page.previous = neighbours.before().map(link_to);
        page.next = neighbours.after().map(link_to);
        page.switch = self.to_easy(chapter);
        (page, setter.files)
    }

    /// What the bodies of chapters are made from.
    fn chapters(&self) -> Chapters<'p> {
        Chapters { plan: self.plan, sizes: self.sizes, has_own_tables: self.has_own_tables }
    }

    /// The chapters of a sheet that were made for it, with what others may know of them.
    fn sections_of(&self, sheet: &'p Sheet, above: &str) -> impl Iterator<Item = (ChapterSummary<'p>, &'p Page)> {
        let url = format!("{above}{}", sheet.address);
        self.summaries(sheet).filter_map(move |summary| {
            Some((summary, self.section_at(&address::section_url(&url, summary.address()))?))
        })
    }

    /// The section at an address.
    fn section_at(&self, url: &str) -> Option<&'p Page> {
        self.plan.record(Resource::Section(url).dependency());
        self.sections.get(url)
    }

    /// A part of a page, under an anchor of it.
    fn section(&self, template: &'static str, url: &str, body: BodyView) -> PageView {
        let sheet = url.split('#').next().unwrap_or(url);
        PageView { root: address::root(sheet), ..self.page(template, url.to_owned(), "", body) }
    }

    /// What others may know of the chapters on a sheet.
    fn summaries(&self, sheet: &Sheet) -> impl Iterator<Item = ChapterSummary<'p>> + Clone {
        let plan = self.plan;
        sheet.chapters.clone().map(move |position| plan.summary_at(position))
    }

    /// A built-in text.
    fn text(&self, key: Key) -> String {
        self.texts.text(key).to_owned()
    }

    fn page(&self, template: &'static str, url: String, title: &str, body: BodyView) -> PageView {
        page(self.site, template, url, title, body)
    }

    fn to_easy(&self, chapter: &Chapter) -> Option<SwitchView> {
        if !self.site.has_easy {
            return None;
        }
        Some(match &chapter.twin {
            Some(_) => SwitchView { url: address::easy(&chapter.address), is_twin: true },
            None => SwitchView { url: address::EASY.to_owned(), is_twin: false },
        })
    }
}

/// A page with what every page has.
pub(super) fn page(site: &SiteView, template: &'static str, url: String, title: &str, body: BodyView) -> PageView {
    let is_front = url.is_empty();
    let full_title = if is_front {
        format!("{} – {}", site.title, site.organisation)
    } else {
        format!("{title} – {} – {}", site.title, site.organisation_brief)
    };
    PageView {
        template,
        root: address::root(&url),
        title: title.to_owned(),
        full_title,
        description: None,
        trail: Vec::new(),
        chapters_html: String::new(),
        url,
        previous: None,
        next: None,
        switch: site.has_easy.then(|| SwitchView { url: address::EASY.to_owned(), is_twin: false }),
        is_easy: false,
        body,
    }
}

/// A chapter among those in a folder, with those in the folder at its address.
fn entry(name: &Name, below: Vec<&Name>) -> NavView {
    NavView {
        title: name.title().to_owned(),
        description: name.description().map(str::to_owned),
        picture: None,
        children: below.into_iter().map(|name| entry(name, Vec::new())).collect(),
        url: name.url().to_owned(),
    }
}

/// A link to a chapter by what lists show of it.
fn link_to(name: &Name) -> LinkView {
    LinkView { title: name.title().to_owned(), url: name.url().to_owned() }
}

pub(super) fn version(version: &Version, voice: Voice) -> VersionView {
    VersionView {
        number: version.number.clone(),
        is_draft: version.is_draft,
        approved: version.approved.map(|time| voice.time(time)),
        next_review: version.next_review.map(|time| voice.time(time)),
    }
}

/// The other forms of a plan, and all of them in a row.
pub(super) fn formats(formats: &Formats, texts: &Catalogue) -> FormatsView {
    let Formats { kinds, languages, days } = formats;
    let list = |joined, items: &[String]| (!items.is_empty()).then(|| texts.list(joined, items));
    let language = list(Joined::Or, languages)
        .map(|languages| texts.fill(Key("formats-language"), &[("languages", languages.into())]));
    let of_kinds = if language.is_some() { Joined::Comma } else { Joined::Or };
    let all = match (list(of_kinds, kinds), language) {
        (Some(kinds), Some(language)) => {
            Some(texts.fill(Key("formats-or-language"), &[("kinds", kinds.into()), ("language", language.into())]))
        }
        (kinds, language) => kinds.or(language),
    };
    FormatsView { kinds: kinds.clone(), languages: languages.clone(), all, days: days.clone() }
}

pub(super) fn contact(contact: &Contact) -> ContactView {
    ContactView {
        email: contact.email.clone(),
        phone: contact.phone.clone(),
        phone_link: contact
            .phone
            .as_ref()
            .map(|phone| phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect()),
        post: contact.post.clone(),
        is_there: contact.email.is_some() || contact.phone.is_some() || !contact.post.is_empty(),
    }
}

/// A text without its place.
pub(super) fn words(text: Option<&Spanned<String>>) -> Option<String> {
    text.map(|text| text.value.clone())
}
