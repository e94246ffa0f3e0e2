//! Tables and measures → CSV files for people who want the figures themselves.
//!
//! One row of headings, numbers without commas or signs, every value kept. Nothing here is for the eye.

use super::address;
use crate::number::Unit;
use crate::period::Period;
use crate::plan::table::{CellValue, Kind, SAME_AS_ABOVE};
use crate::plan::{Better, Cell, Column, Plan, Reading, RowKind, Table};
use crate::wording::for_data;

/// The address of the download of all measures.
pub(super) const MEASURES_CSV: &str = "data/measures.csv";

/// The address of a table's CSV file.
pub(super) fn csv_url(table: &Table) -> String {
    format!("data/tables/{}.csv", table.id.value)
}

/// A size in words: `1 KB` for anything smaller.
pub(super) fn size(bytes: usize) -> String {
    format!("{} KB", bytes.div_ceil(1024).max(1))
}

/// A table as CSV: one row of headings, then the rows; a first column for groups where there are any. Numbers stand bare.
pub(super) fn csv(table: &Table, plan: &Plan) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let has_groups = table.rows.iter().any(|row| row.kind.is_group());
    let group_heading = has_groups.then(|| "Group".to_owned());
    // Writing to memory does not fail.
    let _ = writer.write_record(group_heading.into_iter().chain(table.columns.iter().map(column_heading)));
    let mut group = String::new();
    for row in &table.rows {
        if row.kind.is_group() {
            group = row.cells.first().map_or(String::new(), |cell| bare(cell, plan));
            continue;
        }
        let first = has_groups.then(|| if row.kind == RowKind::Total { String::new() } else { group.clone() });
        let _ = writer.write_record(first.into_iter().chain(row.cells.iter().map(|cell| bare(cell, plan))));
    }
    writer.into_inner().unwrap_or_default()
}

fn column_heading(column: &Column) -> String {
    let unit = match (&column.unit, &column.kind) {
        (Some(unit), _) => Some(unit),
        (None, Kind::Figures(unit)) => Some(unit),
        (None, _) => None,
    };
    match unit.map(Unit::symbol).filter(|symbol| !symbol.is_empty()) {
        Some(symbol) => format!("{} ({symbol})", column.name.value),
        None => column.name.value.clone(),
    }
}

fn bare(cell: &Cell, plan: &Plan) -> String {
    match &cell.value {
        CellValue::Figure(quantity) => for_data(quantity),
        CellValue::Date(period) => period.iso(),
        CellValue::Prose(pieces) => plan.plain(pieces, false),
        CellValue::SameAsAbove => SAME_AS_ABOVE.to_owned(),
    }
}

/// All measures as CSV, one a row.
pub(super) fn measures_csv(plan: &Plan) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let headings = [
        "id",
        "measure",
        "unit",
        "better",
        "baseline",
        "baseline_period",
        "value",
        "value_period",
        "target",
        "target_by",
        "chapter",
    ];
    // Writing to memory does not fail.
    let _ = writer.write_record(headings);
    for chapter in &plan.chapters {
        for metric in &chapter.metrics {
            let better = match metric.better {
                Better::Higher => "higher",
                Better::Lower => "lower",
                Better::Neither => "neither",
            };
            let reading = |reading: Option<Reading>| {
                let value = reading.as_ref().map(|reading| for_data(&reading.quantity.value)).unwrap_or_default();
                [value, reading.and_then(|reading| reading.period).map(Period::iso).unwrap_or_default()]
            };
            let target = metric.final_target();
            let target = [
                target.map(|target| for_data(&target.quantity.value)).unwrap_or_default(),
                target.and_then(|target| target.by).map(Period::iso).unwrap_or_default(),
            ];
            let name = [metric.id.value.clone(), metric.name.value.clone(), metric.unit.written(), better.to_owned()];
            let row = name
                .into_iter()
                .chain(reading(metric.baseline.clone()))
                .chain(reading(metric.latest()))
                .chain(target)
                .chain([address::chapter(&chapter.address)]);
            let _ = writer.write_record(row);
        }
    }
    writer.into_inner().unwrap_or_default()
}
