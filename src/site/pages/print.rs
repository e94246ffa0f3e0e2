//! The chapters of a plan → the pages that show all of them to be read or printed as one.

use super::fixed::FixedPage;
use super::{Made, PageBuilder, depth, words};
use crate::site::address;
use crate::site::prose::{Kind, ProseRenderer};
use crate::site::view::{BodyView, PrintView};
use crate::value::locale::Key;

impl PageBuilder<'_> {
    /// All chapters of a sheet on one page. A short form is explained once for all of it.
    pub(super) fn print_chapter(&self, url: &str, sheet: usize, position: usize) -> Made {
        let chapter = self.plan.chapter(position);
        let id = address::section(&chapter.address);
        let kind = Kind::Print(id.clone(), self.layout.sheet_chapters(sheet));
        let mut setter =
            ProseRenderer::new(self.plan, self.texts, url.split('#').next().unwrap_or(url), &chapter.path, kind);
        let view = PrintView {
            title: chapter.title.value.clone(),
            description: words(chapter.description.as_ref()),
            depth: depth(&chapter.address),
            parts: self.chapters().parts(chapter, &mut setter),
            id,
        };
        (self.section("print-chapter", url, BodyView::PrintChapter(Box::new(view))), setter.files)
    }

    pub(super) fn print(&self, row: &FixedPage, url: &str, sheet: usize) -> Made {
        let (sheet, is_one_sheet) = (self.layout.sheet(sheet), self.layout.is_one_sheet());
        let chapters = self.sections_of(sheet, row.address.url);
        let chapters =
            chapters.filter_map(|(summary, section)| section.on_sheet(summary, &summary.title().value)).collect();
        let title = match (is_one_sheet, sheet.address.is_empty()) {
            (true, _) => row.heading(self.texts).to_owned(),
            (false, true) => self.text(Key("print-title-first")),
            (false, false) => self.texts.fill(Key("print-title-part"), &[("part", (&sheet.title).into())]),
        };
        let body = BodyView::Print { chapters, others: self.layout.other_sheets(sheet, row.address.url) };
        let mut page = self.page(row.template, url.to_owned(), &title, body);
        page.description = Some(self.text(if is_one_sheet { Key("print-lead") } else { Key("print-lead-part") }));
        (page, Vec::new())
    }
}
