//! A table → what a theme that has its own `table.html` may show of it: headings, groups of rows, cells, notes and downloads.

use std::borrow::Cow;

use serde::Serialize;

use super::links::DownloadView;
use super::metrics::StandingView;
use crate::value::voice::Phrase;

/// A table.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct TableView {
    /// Its id; unique on the page.
    pub id: String,
    /// What it shows.
    pub caption: String,
    /// The unit of its figures: `£000`, heard as `in thousands of pounds`.
    pub unit: Option<Phrase>,
    /// What its figures are compared with, where they are.
    pub compared_with: Option<String>,
    /// How many columns it has.
    pub columns: usize,
    /// Its rows of headings, one or two.
    pub heads: Vec<Vec<HeadView>>,
    /// Its rows, group by group.
    pub groups: Vec<GroupView>,
    /// Notes under it.
    pub notes: Vec<NoteView>,
    /// Where the figures come from.
    pub source: Option<String>,
    /// Its download for spreadsheets.
    pub csv: DownloadView,
    /// Its download for programs.
    pub json: DownloadView,
    /// Whether it is likely to be wider than a phone.
    pub is_wide: bool,
    /// How it is shown where its columns have no room.
    pub narrow: Narrow,
}

/// How a table is shown where its columns have no room.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Hash, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Narrow {
    /// As a strip that is moved sideways.
    Strip,
    /// As one block a row, in which every cell says its column.
    Blocks,
}

/// A heading of a column or of several.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct HeadView {
    /// Its id, where cells name it.
    pub id: Option<String>,
    /// Its words, as finished markup.
    pub name_html: String,
    /// Its unit, where it differs from the table's.
    pub unit: Option<Phrase>,
    /// The notes that it refers to.
    pub marks: Vec<MarkView>,
    /// How its column is set, as classes: those of its cells, or `over` where it stands over several columns.
    pub set: &'static str,
    /// Over how many columns it stands.
    pub columns: usize,
    /// Over how many rows of headings it stands.
    pub rows: usize,
}

/// Rows under one heading, or under one within another.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct GroupView {
    /// The headings that begin here, from the outermost in; none for rows that stand under none.
    pub headings: Vec<GroupHeadView>,
    /// The rows.
    pub rows: Vec<RowView>,
}

/// A heading of rows.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct GroupHeadView {
    /// Its id, where cells name it.
    pub id: Option<String>,
    /// What is seen and read.
    pub html: String,
    /// The notes that it refers to.
    pub marks: Vec<MarkView>,
    /// 0 for a heading that stands under none, 1 and 2 for those within it.
    pub depth: usize,
}

/// A row.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct RowView {
    /// `data`, `subtotal` or `total`.
    pub kind: &'static str,
    /// Its cells. Those that the cell above stands for are left out.
    pub cells: Vec<CellView>,
}

/// A cell.
#[derive(Clone, Default, Serialize, Hash, Debug)]
pub struct CellView {
    /// What is seen and read.
    pub html: String,
    /// The notes that it refers to.
    pub marks: Vec<MarkView>,
    /// Its id, where it is a heading that cells name.
    pub id: Option<String>,
    /// The ids of the headings it belongs to, where `scope` alone cannot say so.
    pub headers: Option<String>,
    /// Where a measure stands, in a cell that shows that and nothing else.
    pub standing: Option<StandingView>,
    /// Whether it names the row.
    pub is_header: bool,
    /// How it is set, as classes: `n` for a figure, `words` for one that is reported in words and may take several lines,
    /// `hang-1` to `hang-3` where marks of notes hang beside the figures of its column, `long` in a column of sentences, `whole`
    /// in a last column of totals.
    pub set: Cow<'static, str>,
    /// The heading of its column, where a narrow screen shows rows as blocks.
    pub label: Option<String>,
    /// Over how many rows it stands.
    pub rows: usize,
    /// Over how many columns it stands; 0 and 1 are its own alone.
    pub columns: usize,
    /// How it compares, where figures are compared.
    pub verdict: Option<VerdictView>,
}

/// How a figure compares with another.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct VerdictView {
    /// `better`, `worse`, `same`, `higher` or `lower`, for a class.
    pub kind: &'static str,
    /// In a word.
    pub word: String,
}

/// A mark that leads to a note.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct MarkView {
    /// What is seen.
    pub mark: String,
    /// The id of the note.
    pub note: String,
    /// The id of the mark itself, if it is the first that leads to its note.
    pub id: Option<String>,
}

/// A note under a table.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct NoteView {
    /// Its mark, where it has one, with the ids of the note and of the first mark that leads to it.
    pub mark: Option<MarkView>,
    /// What it says.
    pub html: String,
}
