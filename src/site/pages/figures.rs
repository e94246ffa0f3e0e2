//! The measures and tables of a plan → the pages that list them, with what there is to download.

use super::fixed::FixedPage;
use super::{Made, PageBuilder};
use crate::plan::{Cell, ChapterSummary, RowKind, Table};
use crate::site::address;
use crate::site::blocks::metrics::missing;
use crate::site::data;
use crate::site::pages::contents::Sheet;
use crate::site::prose::{Kind, ProseRenderer};
use crate::site::view::{
    BodyView, DataView, DownloadView, LastPlanView, LinkView, MeasuresDataView, MeasuresView, RemarkView,
    TableDataView, TablesDataView, WorkbooksView,
};
use crate::value::locale::Key;
use crate::value::voice::Voice;
use crate::value::voice::grammar::capitalised;

impl PageBuilder<'_> {
    pub(super) fn measures(&self, row: &FixedPage, url: &str, sheet: usize) -> Made {
        let sheet = self.layout.sheet(sheet);
        let mut setter = ProseRenderer::new(self.plan, self.texts, url, "index.md", Kind::Chapter);
        let with_measures = self.summaries(sheet).filter(|chapter| !chapter.metrics().is_empty());
        let groups: Vec<MeasuresView> = with_measures
            .map(|chapter| MeasuresView {
                chapter: link(chapter),
                has_baseline: chapter.metrics().iter().any(|metric| metric.baseline.is_some()),
                has_standard: chapter.metrics().iter().any(|metric| metric.standard.is_some()),
                metrics: chapter.metrics().iter().map(|metric| setter.metric(metric, self.plan)).collect(),
            })
            .collect();
        let count = groups.iter().map(|group| group.metrics.len()).sum();
        let last_plan = self.plan.config.last_plan.as_ref();
        let last_plan = last_plan.map(|last| LastPlanView { title: last.title.clone(), address: last.address.clone() });
        let [csv, json] = [data::MEASURES_CSV, data::MEASURES_JSON].map(|url| self.download(url));
        let others = self.layout.other_sheets(sheet, row.address.url);
        let body =
            BodyView::Measures { last_plan, groups, missing: Box::new(missing(self.texts)), count, csv, json, others };
        (
            self.page(row.template, url.to_owned(), &self.titled(row, Key("measures-title-part"), sheet), body),
            Vec::new(),
        )
    }

    /// What there is to download.
    pub(super) fn data(&self, row: &FixedPage, url: &str, sheet: usize) -> Made {
        let sheet = self.layout.sheet(sheet);
        let with_tables = self.summaries(sheet).filter(|chapter| !chapter.tables().is_empty());
        let groups = with_tables.map(|chapter| TablesDataView {
            chapter: link(chapter),
            tables: chapter.tables().iter().map(|table| self.table_data(table)).collect(),
        });
        let rows = || self.summaries(sheet).flat_map(|summary| summary.tables()).flat_map(|table| &table.rows);
        let view = DataView {
            everything: self.download(&data::zip_url(self.plan)),
            workbooks: self.workbooks(),
            measures: self.site.has_measures.then(|| MeasuresDataView {
                csv: self.download(data::MEASURES_CSV),
                json: self.download(data::MEASURES_JSON),
                history: self.download(data::HISTORY_CSV),
            }),
            groups: groups.collect(),
            others: self.layout.other_sheets(sheet, row.address.url),
            has_kinds: rows().any(|row| row.kind != RowKind::Data),
            has_shared: rows().flat_map(|row| &row.cells).any(Cell::is_merged),
            open: self.summaries(sheet).flat_map(|chapter| open_figures(chapter, self.plan.voice())).collect(),
            accepted: self.summaries(sheet).flat_map(accepted).collect(),
        };
        let mut page = self.page(
            row.template,
            url.to_owned(),
            &self.titled(row, Key("data-title-part"), sheet),
            BodyView::Data(Box::new(view)),
        );
        page.description = Some(self.text(Key("data-description")));
        (page, Vec::new())
    }

    /// The spreadsheets of all tables, if there are any.
    fn workbooks(&self) -> Option<WorkbooksView> {
        let there = |url: &str| self.sizes.if_there(url.to_owned());
        Some(WorkbooksView { excel: there(data::EXCEL)?, open: there(data::OPEN)? })
    }

    fn table_data(&self, table: &Table) -> TableDataView {
        let name = if table.caption.value.is_empty() { &table.id.value } else { &table.caption.value };
        TableDataView {
            caption: name.clone(),
            csv: self.download(&data::csv_url(table)),
            json: self.download(&data::json_url(table)),
        }
    }

    /// The title of a page that lists something of a sheet: of all, or of a part.
    fn titled(&self, row: &FixedPage, part: Key, sheet: &Sheet) -> String {
        if sheet.address.is_empty() {
            row.heading(self.texts).to_owned()
        } else {
            self.texts.fill(part, &[("part", (&sheet.title).into())])
        }
    }

    fn download(&self, url: &str) -> DownloadView {
        self.sizes.download(url.to_owned())
    }
}

/// A link to a chapter.
fn link(chapter: ChapterSummary) -> LinkView {
    LinkView { title: chapter.title().value.clone(), url: address::chapter(chapter.address()) }
}

/// What of the figures of a chapter is still to be confirmed.
fn open_figures(chapter: ChapterSummary, voice: Voice) -> Vec<RemarkView> {
    chapter.open_figures().iter().map(|open| remark(chapter, voice.open_figure(open), None)).collect()
}

/// What authors have been reported of the figures of a chapter, and leave as it is.
fn accepted(chapter: ChapterSummary) -> Vec<RemarkView> {
    let accepted = chapter.accepted().iter();
    accepted
        .map(|accepted| remark(chapter, capitalised(&accepted.finding.value), Some(accepted.because.clone())))
        .collect()
}

fn remark(chapter: ChapterSummary, what: String, because: Option<String>) -> RemarkView {
    RemarkView { chapter: link(chapter), what, because }
}
