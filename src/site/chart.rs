//! A chart → its view.

use super::view::{ChartRowView, ChartView, DownloadView};
use crate::plan::Metric;
use crate::plan::query::series::Graph;
use crate::value::chart;
use crate::value::label::AimKind;
use crate::value::voice::Voice;

/// Draws a chart. `id` is unique on the page.
pub(super) fn draw(graph: &Graph, id: &str, csv: DownloadView, voice: Voice) -> ChartView {
    let chart = graph.chart(voice);
    let row = |row: chart::shape::Row| ChartRowView { heading: row.heading, name: row.name, figures: row.figures };
    ChartView {
        id: id.to_owned(),
        kind: chart.called,
        title: graph.title.clone(),
        subtitle: chart.subtitle,
        description: chart.description,
        drawing_html: chart.drawing_html,
        is_standard: chart.target.as_ref().is_some_and(|(_, aim)| *aim == AimKind::Standard),
        target: chart.target.map(|(target, _)| target),
        is_of_table: graph.table.is_some(),
        headings: chart.figures.headings,
        rows: chart.figures.rows.into_iter().map(row).collect(),
        csv,
    }
}

/// The course of a measure behind its figure on a card.
pub(super) fn spark(metric: &Metric) -> Option<String> {
    chart::spark(metric.lines()?)
}
