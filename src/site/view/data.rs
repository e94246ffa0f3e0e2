//! The figures of a plan → what the page of open data offers to download and says of them.

use serde::Serialize;

use super::links::{DownloadView, LinkView};

/// What can be downloaded, for everybody who wants the figures themselves.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct DataView {
    /// Everything in one archive.
    pub everything: DownloadView,
    /// All tables as one spreadsheet, where there are any.
    pub workbooks: Option<WorkbooksView>,
    /// All measures, where there are any.
    pub measures: Option<MeasuresDataView>,
    /// The tables, chapter by chapter.
    pub groups: Vec<TablesDataView>,
    /// The pages for the parts of a large plan.
    pub others: Vec<LinkView>,
    /// Whether a table has totals or headings of rows, and with them a column that says what a row is.
    pub has_kinds: bool,
    /// Whether a cell of a table stands for the one below it too.
    pub has_shared: bool,
    /// Figures that are still to be confirmed.
    pub open: Vec<RemarkView>,
    /// What does not agree in this plan, and why its authors leave it so.
    pub accepted: Vec<RemarkView>,
}

/// The downloads of all tables as one spreadsheet.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct WorkbooksView {
    /// For Excel.
    pub excel: DownloadView,
    /// `OpenDocument`.
    pub open: DownloadView,
}

/// Something to be said about the figures of a chapter.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct RemarkView {
    /// The chapter.
    pub chapter: LinkView,
    /// What is said, as a sentence without its end.
    pub what: String,
    /// Why it is so.
    pub because: Option<String>,
}

/// The downloads of all measures.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct MeasuresDataView {
    /// One row a measure, for spreadsheets.
    pub csv: DownloadView,
    /// All that is known of each, for programs.
    pub json: DownloadView,
    /// Every value there is of each, for spreadsheets.
    pub history: DownloadView,
}

/// The downloads of the tables of a chapter.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct TablesDataView {
    /// The chapter.
    pub chapter: LinkView,
    /// Its tables.
    pub tables: Vec<TableDataView>,
}

/// The downloads of a table.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct TableDataView {
    /// What it shows; its id where it has no caption.
    pub caption: String,
    /// For spreadsheets.
    pub csv: DownloadView,
    /// For programs.
    pub json: DownloadView,
}
