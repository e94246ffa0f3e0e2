//! Where chapters stand → every page and every section of a page, each with its address.

use std::collections::HashSet;
use std::mem::{Discriminant, discriminant};

use crate::plan::{OutlineEntry, Plan};
use crate::site::address;
use crate::site::pages::contents::Order;
use crate::site::view::SiteView;

/// A page to be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Subject {
    /// The page of the chapter at a position.
    Chapter(usize),
    /// Its easy read.
    Easy(usize),
    /// Contents of the easy read.
    EasyFront,
    /// The pictures of the easy read, with whose they are.
    Pictures,
    /// Easy read to be printed.
    EasyPrint(usize),
    /// Chapters to be printed.
    Print(usize),
    /// A chapter among those of a sheet, no page of its own: the sheet, and the chapter's position.
    PrintChapter(usize, usize),
    /// The same of its easy read.
    EasyPrintChapter(usize, usize),
    /// The measures of some chapters.
    Measures(usize),
    /// The downloads of some chapters.
    Data(usize),
    /// The glossary.
    Words,
    Contact,
    Accessibility,
    NotFound,
    /// A list of all pages for search engines.
    Sitemap,
}

impl Subject {
    /// What kind of page it is.
    pub(crate) fn kind(self) -> Discriminant<Self> {
        discriminant(&self)
    }

    /// The position of the chapter that it shows, if it shows one.
    pub(crate) fn chapter(self) -> Option<usize> {
        match self {
            Self::Chapter(at) | Self::Easy(at) | Self::PrintChapter(_, at) | Self::EasyPrintChapter(_, at) => Some(at),
            _ => None,
        }
    }

    /// Whether what it shows is put together from a section.
    pub(crate) fn is_made_from(self, section: Self) -> bool {
        match (self, section) {
            (Self::Print(page), Self::PrintChapter(sheet, _)) => page == sheet,
            (Self::EasyPrint(page), Self::EasyPrintChapter(sheet, _)) => page == sheet,
            _ => false,
        }
    }

    /// The number of the sheet that it shows or belongs to.
    pub(crate) fn sheet(self) -> Option<usize> {
        match self {
            Self::Print(sheet) | Self::EasyPrint(sheet) | Self::Measures(sheet) | Self::Data(sheet) => Some(sheet),
            Self::PrintChapter(sheet, _) | Self::EasyPrintChapter(sheet, _) => Some(sheet),
            _ => None,
        }
    }
}

/// Every page of a site, with its address.
pub(crate) fn subjects(site: &SiteView, order: &Order, plan: &Plan) -> Vec<(String, Subject)> {
    let outline: Vec<OutlineEntry> = plan.outline().collect();
    let mut subjects: Vec<(String, Subject)> = Vec::with_capacity(outline.len() * 2 + 8);
    let chapters = outline.iter().enumerate();
    subjects.extend(chapters.map(|(at, chapter)| (chapter.url().to_owned(), Subject::Chapter(at))));
    let twins = order.easy_pages().iter();
    subjects.extend(twins.map(|at| (address::easy(outline[*at].address()), Subject::Easy(*at))));
    let plain =
        [("contact/", Subject::Contact), ("accessibility/", Subject::Accessibility), ("404.html", Subject::NotFound)];
    subjects.extend(plain.map(|(url, subject)| (url.to_owned(), subject)));
    let mut each_sheet = |is_wanted: bool, above: &str, subject: fn(usize) -> Subject| {
        let sheets = order.sheets().iter().enumerate().filter(|_| is_wanted);
        subjects.extend(sheets.map(|(at, sheet)| (format!("{above}{}", sheet.address), subject(at))));
    };
    each_sheet(true, "print/", Subject::Print);
    each_sheet(site.has_measures, "measures/", Subject::Measures);
    each_sheet(site.has_data, "data/", Subject::Data);
    each_sheet(site.has_easy, address::EASY_PRINT, Subject::EasyPrint);
    if site.has_words {
        subjects.push(("words/".to_owned(), Subject::Words));
    }
    if site.has_easy {
        subjects.push(("easy-read/".to_owned(), Subject::EasyFront));
        subjects.push(("easy-read/pictures/".to_owned(), Subject::Pictures));
    }
    if site.address.is_some() {
        subjects.push(("sitemap.xml".to_owned(), Subject::Sitemap));
    }
    first_of_each(subjects)
}

/// Where two chapters share an address, which is reported, the first one has it.
fn first_of_each(mut subjects: Vec<(String, Subject)>) -> Vec<(String, Subject)> {
    let mut seen = HashSet::new();
    subjects.retain(|(url, _)| seen.insert(url.clone()));
    subjects
}

/// Every chapter of every sheet, by the sheet's address and its own anchor.
pub(crate) fn sections(site: &SiteView, order: &Order, plan: &Plan) -> Vec<(String, Subject)> {
    let outline: Vec<OutlineEntry> = plan.outline().collect();
    let mut sections = Vec::with_capacity(outline.len() * 2);
    let mut each_chapter = |above: &str, is_wanted: fn(&OutlineEntry) -> bool, subject: fn(usize, usize) -> Subject| {
        for (number, sheet) in order.sheets().iter().enumerate() {
            let url = format!("{above}{}", sheet.address);
            let chapters = sheet.chapters.clone().filter(|at| is_wanted(&outline[*at]));
            sections.extend(chapters.map(|at| (section_url(&url, outline[at].address()), subject(number, at))));
        }
    };
    each_chapter("print/", |_| true, Subject::PrintChapter);
    if site.has_easy {
        each_chapter(address::EASY_PRINT, |chapter| chapter.has_twin(), Subject::EasyPrintChapter);
    }
    first_of_each(sections)
}

/// Where the chapter with an address stands on the page of its sheet.
pub(crate) fn section_url(sheet: &str, address: &[String]) -> String {
    format!("{sheet}#{}", address::section(address))
}
