//! One page → the value `page` of a template: what every page has, and the part that differs by template.

use serde::Serialize;

use super::chapter::{ChapterView, PrintView, SectionView};
use super::data::DataView;
use super::easy::{CheckView, EasyBlockView, EasyChapterView, EasyView, PicturesView};
use super::fixed::{StatementView, WordView};
use super::links::{DownloadView, LinkView, NavView};
use super::metrics::{LastPlanView, MeasuresView, MissingView};
use super::pack::PackView;
use crate::site::theme::View;

/// One page.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct PageView {
    /// Its template, without `.html`: `chapter`, `easy`, `measures` …
    pub template: &'static str,
    /// Its address; empty for the front page.
    pub url: String,
    /// The way from the page to the root of the site: `./` or `../../`.
    pub root: String,
    /// Its heading.
    pub title: String,
    /// What stands in the browser's tab; unique.
    pub full_title: String,
    /// What it is about.
    pub description: Option<String>,
    /// The pages above it, from the front page down.
    pub trail: Vec<LinkView>,
    /// On the page of a chapter, the list of chapters as finished markup: those of the first level, and those of the parts
    /// that it lies in.
    pub chapters_html: String,
    /// The page before it.
    pub previous: Option<LinkView>,
    /// The page after it.
    pub next: Option<LinkView>,
    /// The other edition: of a chapter its easy read, of an easy-read page the full chapter.
    pub switch: Option<SwitchView>,
    /// Whether this page belongs to the easy-read edition.
    pub is_easy: bool,
    /// What differs by template.
    pub body: BodyView,
}

impl View for PageView {
    fn template(&self) -> String {
        let ending = if self.url.ends_with(".xml") { "xml" } else { "html" };
        format!("{}.{ending}", self.template)
    }
}

/// The way to the other edition.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct SwitchView {
    /// Its address.
    pub url: String,
    /// Whether it is this page's own twin, not just the other edition's front page.
    pub is_twin: bool,
}

/// What differs by template. Templates see the fields of the variant directly under `page.body`.
#[derive(Clone, Serialize, Hash, Debug)]
#[serde(untagged)]
pub enum BodyView {
    /// `front`, `chapter`.
    Chapter(Box<ChapterView>),
    /// `easy`.
    Easy(Box<EasyView>),
    /// `easy-front`.
    EasyFront {
        /// The blocks of the plan's own easy read (`index.easy.md`).
        blocks: Vec<EasyBlockView>,
        /// What is said about the check.
        check: CheckView,
        /// The easy-read chapters; of a large plan, its parts.
        contents: Vec<NavView>,
    },
    /// `easy-print`.
    EasyPrint {
        /// All easy-read chapters.
        chapters: Vec<SectionView>,
        /// How to reach the organisation, in easy read.
        contact: Vec<EasyBlockView>,
        /// The pages for the parts of a large plan.
        others: Vec<LinkView>,
    },
    /// `pictures`.
    Pictures {
        /// The pictures of the easy read, by whose they are.
        groups: Vec<PicturesView>,
    },
    /// `measures`.
    Measures {
        /// Last year's plan.
        last_plan: Option<LastPlanView>,
        /// The measures, chapter by chapter.
        groups: Vec<MeasuresView>,
        /// What is said where one of them has nothing to show.
        missing: Box<MissingView>,
        /// How many there are.
        count: usize,
        /// Their download for spreadsheets.
        csv: DownloadView,
        /// Their download for programs.
        json: DownloadView,
        /// The pages for the parts of a large plan.
        others: Vec<LinkView>,
    },
    /// `data`.
    Data(Box<DataView>),
    /// `words`.
    Words {
        /// The glossary in order of the alphabet.
        words: Vec<WordView>,
    },
    /// `accessibility`.
    Accessibility(Box<StatementView>),
    /// `print-chapter`: a chapter on the page that holds the whole plan.
    PrintChapter(Box<PrintView>),
    /// `easy-print-chapter`: an easy-read chapter among the others of the booklet.
    EasyPrintChapter(Box<EasyChapterView>),
    /// `print`.
    Print {
        /// All chapters; of a large plan, those of one part.
        chapters: Vec<SectionView>,
        /// The pages for its other parts.
        others: Vec<LinkView>,
    },
    /// `review-pack`.
    Pack(Box<PackView>),
    /// `contact`, `not-found`, `sitemap`.
    Plain {
        /// Every page of the site, for the sitemap.
        urls: Vec<String>,
    },
}
