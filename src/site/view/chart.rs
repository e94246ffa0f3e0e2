//! A chart → its drawing, and its numbers for everybody who cannot see it.

use serde::Serialize;

use super::links::DownloadView;
use crate::value::voice::Phrase;

/// A chart.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct ChartView {
    /// Its id; unique on the page.
    pub id: String,
    /// What kind of chart it is, for people who cannot see it: `Bar chart`.
    pub kind: String,
    /// What is counted.
    pub title: String,
    /// Column and unit.
    pub subtitle: Option<String>,
    /// What the chart says, in a sentence or two: the author's, or made from the numbers.
    pub description: String,
    /// The drawing, finished: marks in SVG and, beside them, their names and figures as text. It stands within one
    /// element with `role="img"`.
    pub drawing_html: String,
    /// The value that its lines should reach, for the caption of its numbers.
    pub target: Option<String>,
    /// Whether that is a standard.
    pub is_standard: bool,
    /// Whether the plan has these numbers in a table too, so that paper need not repeat them.
    pub is_of_table: bool,
    /// The headings of its numbers.
    pub headings: Vec<String>,
    /// Its numbers, row by row.
    pub rows: Vec<ChartRowView>,
    /// The download that holds them.
    pub csv: DownloadView,
}

/// A row of a chart's numbers.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct ChartRowView {
    /// The heading of the rows that begin with it.
    pub heading: Option<String>,
    /// Its name.
    pub name: String,
    /// A figure for each heading but the first.
    pub figures: Vec<Phrase>,
}
