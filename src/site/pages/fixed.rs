//! The pages that a website has beside those of chapters, a row for each: where it is and when it is there, where every page
//! links to it, and what makes it.
//!
//! Navigation, footer, sitemap, addresses that chapters cannot use or can link to, and `docs/reference/pages.md` follow from the
//! rows.

use super::{Made, PageBuilder};
use crate::base::names::slug;
use crate::plan::model::config::Compliance;
use crate::plan::{FixedAddress, OutlineEntry, Plan};
use crate::site::address::{EASY, EASY_PRINT};
use crate::site::pages::words;
use crate::site::view::{BodyView, EntryView, IssueView, PageView, StatementView, WordView};
use crate::value::locale::{Catalogue, Key};
use crate::value::voice::grammar::capitalised;

/// A page, or one for each part of a large plan.
#[derive(Debug)]
pub struct FixedPage {
    /// Where it is, and when it is there.
    pub address: FixedAddress,
    /// What it shows, for the reference.
    pub doc: &'static str,
    /// Its template, without its ending.
    pub(super) template: &'static str,
    /// Its heading, where all plans have the same. The pages for the parts of a large plan have others.
    pub(super) title: Option<Key>,
    /// Its link in the navigation.
    pub navigation: Option<Entry>,
    /// Its link in the footer.
    pub footer: Option<Entry>,
    /// Whether it is only there where it is known where the website will be.
    pub needs_address: bool,
    /// What makes it.
    pub(in crate::site) make: Make,
}

/// A link to a page from every page.
#[derive(Debug)]
pub struct Entry {
    text: Key,
    edition: Edition,
    /// Its place among the others, which have other numbers.
    order: u8,
}

/// The edition whose pages have a link.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Edition {
    Full,
    Easy,
    Both,
}

/// What makes a page, and how many there are of it.
#[derive(Debug)]
pub(in crate::site) enum Make {
    /// One page.
    Once(fn(&PageBuilder, &FixedPage) -> Made),
    /// A page for each sheet: its address, and the number of the sheet.
    EachSheet(fn(&PageBuilder, &FixedPage, &str, usize) -> Made),
    /// The same, put together from chapters that are made one by one.
    FromChapters(fn(&PageBuilder, &FixedPage, &str, usize) -> Made, &'static SheetChapter),
}

/// A chapter on a page that is put together from chapters.
#[derive(Debug)]
pub(crate) struct SheetChapter {
    /// Its template, without its ending.
    pub(in crate::site) template: &'static str,
    /// Whether a chapter is on such a page.
    pub(in crate::site) is_wanted: fn(OutlineEntry) -> bool,
    /// Its address, the number of the sheet, and the position of the chapter.
    pub(in crate::site) make: fn(&PageBuilder, &str, usize, usize) -> Made,
}

/// What most of them have.
const PAGE: FixedPage = FixedPage {
    address: FixedAddress { url: "", is_there: always },
    doc: "",
    template: "",
    title: None,
    navigation: None,
    footer: None,
    needs_address: false,
    make: Make::Once(plain),
};

/// Every one of them.
#[expect(clippy::redundant_closure_for_method_calls, reason = "a method is no function for builders of every lifetime")]
pub const PAGES: &[FixedPage] = &[
    FixedPage {
        address: FixedAddress { url: EASY, is_there: Plan::has_easy },
        doc: "The first page of the easy read, if there is one.",
        template: "easy-front",
        title: Some(Key("easy-front-title")),
        navigation: Some(Entry { text: Key("frame-easy-start"), edition: Edition::Easy, order: 1 }),
        footer: Some(Entry { text: Key("frame-easy-edition"), edition: Edition::Both, order: 3 }),
        make: Make::Once(|pages, page| pages.easy_front(page)),
        ..PAGE
    },
    FixedPage {
        address: FixedAddress { url: EASY_PRINT, is_there: Plan::has_easy },
        doc: "The whole easy read on one page, as a booklet. A large plan has one for each part.",
        template: "easy-print",
        navigation: Some(Entry { text: Key("frame-print"), edition: Edition::Easy, order: 2 }),
        make: Make::FromChapters(|pages, page, url, sheet| pages.easy_print(page, url, sheet), &EASY_CHAPTER),
        ..PAGE
    },
    FixedPage {
        address: FixedAddress { url: "easy-read/pictures/", is_there: Plan::has_easy },
        doc: "All pictures of the easy read, with their owners.",
        template: "pictures",
        title: Some(Key("pictures-title")),
        footer: Some(Entry { text: Key("frame-pictures"), edition: Edition::Easy, order: 4 }),
        make: Make::Once(|pages, page| pages.pictures(page)),
        ..PAGE
    },
    FixedPage {
        address: FixedAddress { url: "measures/", is_there: Plan::has_measures },
        doc: "All measures, if there are any. A large plan has a page for each part.",
        template: "measures",
        title: Some(Key("measures-title")),
        navigation: Some(Entry { text: Key("frame-measures"), edition: Edition::Full, order: 3 }),
        make: Make::EachSheet(|pages, page, url, sheet| pages.measures(page, url, sheet)),
        ..PAGE
    },
    FixedPage {
        address: FixedAddress { url: "data/", is_there: Plan::has_data },
        doc: "The open data, if there are measures or tables. A large plan has a page for each part.",
        template: "data",
        title: Some(Key("data-title")),
        navigation: Some(Entry { text: Key("frame-data"), edition: Edition::Full, order: 4 }),
        footer: Some(Entry { text: Key("frame-download"), edition: Edition::Both, order: 5 }),
        make: Make::EachSheet(|pages, page, url, sheet| pages.data(page, url, sheet)),
        ..PAGE
    },
    FixedPage {
        address: FixedAddress { url: "print/", is_there: always },
        doc: "The whole plan on one page. A large plan has one for each part.",
        template: "print",
        title: Some(Key("print-title")),
        navigation: Some(Entry { text: Key("frame-print"), edition: Edition::Full, order: 5 }),
        footer: Some(Entry { text: Key("frame-whole-plan"), edition: Edition::Both, order: 6 }),
        make: Make::FromChapters(|pages, page, url, sheet| pages.print(page, url, sheet), &CHAPTER),
        ..PAGE
    },
    FixedPage {
        address: FixedAddress { url: "words/", is_there: Plan::has_words },
        doc: "The glossary, if there is one.",
        template: "words",
        title: Some(Key("words-title")),
        navigation: Some(Entry { text: Key("frame-words"), edition: Edition::Both, order: 6 }),
        make: Make::Once(glossary),
        ..PAGE
    },
    FixedPage {
        address: FixedAddress { url: "contact/", is_there: always },
        doc: "How people can reach you, and the formats that they can ask for.",
        template: "contact",
        title: Some(Key("contact-title")),
        navigation: Some(Entry { text: Key("frame-contact"), edition: Edition::Both, order: 7 }),
        footer: Some(Entry { text: Key("frame-contact"), edition: Edition::Both, order: 2 }),
        ..PAGE
    },
    FixedPage {
        address: FixedAddress { url: "accessibility/", is_there: always },
        doc: "The accessibility statement.",
        template: "accessibility",
        title: Some(Key("accessibility-title")),
        footer: Some(Entry { text: Key("frame-accessibility"), edition: Edition::Both, order: 1 }),
        make: Make::Once(accessibility),
        ..PAGE
    },
    FixedPage {
        address: FixedAddress { url: "404.html", is_there: always },
        doc: "What people see at an address that does not exist.",
        template: "not-found",
        title: Some(Key("not-found-title")),
        make: Make::Once(not_found),
        ..PAGE
    },
    FixedPage {
        address: FixedAddress { url: "sitemap.xml", is_there: always },
        doc: "All pages for search engines, if the plan has an `address`.",
        template: "sitemap",
        needs_address: true,
        make: Make::Once(sitemap),
        ..PAGE
    },
];

/// Where they are, for links and checks.
pub static ADDRESSES: [FixedAddress; PAGES.len()] = {
    let mut addresses = [PAGE.address; PAGES.len()];
    let mut number = 0;
    while number < PAGES.len() {
        addresses[number] = PAGES[number].address;
        number += 1;
    }
    addresses
};

/// The chapters of `print/`.
static CHAPTER: SheetChapter = SheetChapter {
    template: "print-chapter",
    is_wanted: |_| true,
    make: |pages, url, sheet, position| pages.print_chapter(url, sheet, position),
};

/// The chapters of `easy-read/print/`.
static EASY_CHAPTER: SheetChapter = SheetChapter {
    template: "easy-print-chapter",
    is_wanted: |chapter| chapter.has_twin(),
    make: |pages, url, _, position| pages.easy_print_chapter(url, position),
};

/// The pages that a plan's website has. It has an address, or none yet.
pub(in crate::site) fn fixed_pages(plan: &Plan, has_address: bool) -> Vec<&'static FixedPage> {
    let is_there = |page: &&FixedPage| (page.address.is_there)(plan) && (has_address || !page.needs_address);
    PAGES.iter().filter(is_there).collect()
}

/// The links in the navigation. The first one is the front page, which is a chapter.
pub(in crate::site) fn navigation(pages: &[&FixedPage], texts: &Catalogue) -> Vec<EntryView> {
    let front = Entry { text: Key("frame-contents"), edition: Edition::Full, order: 0 };
    let front = front.view("", "front", texts);
    std::iter::once(front).chain(entries(pages, |page| page.navigation.as_ref(), texts)).collect()
}

/// The links in the footer.
pub(in crate::site) fn footer(pages: &[&FixedPage], texts: &Catalogue) -> Vec<EntryView> {
    entries(pages, |page| page.footer.as_ref(), texts)
}

/// One kind of the links to pages, in order.
fn entries(pages: &[&FixedPage], entry: fn(&FixedPage) -> Option<&Entry>, texts: &Catalogue) -> Vec<EntryView> {
    let mut linked: Vec<_> = pages.iter().filter_map(|page| Some((entry(page)?, page))).collect();
    linked.sort_by_key(|(entry, _)| entry.order);
    linked.into_iter().map(|(entry, page)| entry.view(page.address.url, page.template, texts)).collect()
}

impl Entry {
    fn view(&self, url: &'static str, template: &'static str, texts: &Catalogue) -> EntryView {
        EntryView {
            title: texts.text(self.text).to_owned(),
            url,
            template,
            in_full: self.edition != Edition::Easy,
            in_easy: self.edition != Edition::Full,
        }
    }
}

impl FixedPage {
    /// Its heading.
    pub(super) fn heading<'t>(&self, texts: &'t Catalogue) -> &'t str {
        self.title.map_or("", |title| texts.text(title))
    }

    /// A page at its address, with its heading.
    pub(super) fn with(&self, pages: &PageBuilder, body: BodyView) -> PageView {
        pages.page(self.template, self.address.url.to_owned(), self.heading(pages.texts), body)
    }
}

fn always(_: &Plan) -> bool {
    true
}

/// A page that shows what every page knows.
fn plain(pages: &PageBuilder, page: &FixedPage) -> Made {
    (page.with(pages, BodyView::Plain { urls: Vec::new() }), Vec::new())
}

/// It can be shown at any depth, so links begin at the root of the website.
fn not_found(pages: &PageBuilder, page: &FixedPage) -> Made {
    let root = pages.site.address.as_deref().and_then(path_of).unwrap_or_else(|| "/".to_owned());
    let (view, files) = plain(pages, page);
    (PageView { root, ..view }, files)
}

/// The path of an address: `https://example.org/plan/` → `/plan/`.
fn path_of(address: &str) -> Option<String> {
    let rest = address.split_once("://")?.1;
    Some(rest.find('/').map_or_else(|| "/".to_owned(), |slash| rest[slash..].to_owned()))
}

fn sitemap(pages: &PageBuilder, page: &FixedPage) -> Made {
    let is_page = |url: &&String| url.is_empty() || url.ends_with('/');
    let mut urls: Vec<String> = pages.layout.addresses().iter().filter(is_page).cloned().collect();
    urls.sort();
    (page.with(pages, BodyView::Plain { urls }), Vec::new())
}

fn glossary(pages: &PageBuilder, page: &FixedPage) -> Made {
    let list = pages.plan.words.list.iter();
    let mut words: Vec<WordView> = list
        .map(|word| WordView {
            id: slug(&word.term.value),
            term: capitalised(&word.term.value),
            short: word.short.iter().map(|short| short.value.clone()).collect(),
            meaning: word.meaning.clone(),
            easy: words(word.easy.as_ref()),
        })
        .collect();
    words.sort_by_key(|word| word.term.to_lowercase());
    (page.with(pages, BodyView::Words { words }), Vec::new())
}

fn accessibility(pages: &PageBuilder, page: &FixedPage) -> Made {
    let (statement, voice) = (&pages.plan.config.accessibility, pages.plan.voice());
    let issues = statement.known_issues.iter().map(|issue| IssueView {
        what: issue.what.clone(),
        criterion: issue.criterion.clone(),
        fix_by: issue.fix_by.map(|by| voice.deadline(by)),
    });
    let view = StatementView {
        compliance: statement.compliance.map(|compliance| match compliance {
            Compliance::Full => "fully",
            Compliance::Partial => "partially",
            Compliance::Not => "not",
        }),
        prepared: statement.prepared.map(|time| voice.in_time(time)),
        reviewed: statement.reviewed.map(|time| voice.in_time(time)),
        is_northern_ireland: statement.is_northern_ireland,
        response_days: statement.response_days.clone(),
        tested: statement.tested.clone(),
        issues: issues.collect(),
    };
    (page.with(pages, BodyView::Accessibility(Box::new(view))), Vec::new())
}
