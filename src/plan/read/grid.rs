//! Rows as they are written (lines of pipes, lists, CSV files and workbooks, pipe tables in the text) → a grid of cells with
//! places.
//!
//! Nothing here knows what a cell means: that is for [`crate::plan::model::table::read`].

use super::commas;
use super::extract::{Area, Extract, FileRead, Part};
use super::faults::{
    coloured, formula_text, left_out, never_worked_out, nothing_there, several_tables, title_above, unclear_format,
};
use super::records::{Record, records};
use super::shape::below::{Below, take_below};
use super::shape::headings::join_headings;
use super::shape::several::tables;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::files::Files;
use crate::base::span::{FileId, Spanned};
use crate::base::workbook::View;
use crate::base::yaml::{Node, Value, text_of};
use crate::text::markdown;
use crate::text::markdown::PipeTable;

/// Rows of cells. A row that is one cell long is a heading for the rows below it, and one without cells ends the headings
/// above it.
pub(crate) type Grid = Vec<Vec<Spanned<String>>>;

/// What a file has of a table.
pub(crate) struct Read {
    pub(crate) grid: Grid,
    pub(crate) below: Below,
}

/// `rows:` as lines of pipes or as a list of lists.
pub(crate) fn of_rows(
    source: &Files,
    file: FileId,
    rows: &Node,
    columns: usize,
    diagnostics: &mut Diagnostics,
) -> Grid {
    if let Value::List(items) = &rows.value {
        items.iter().map(|item| cells_of(item, diagnostics)).collect()
    } else {
        let lines = rows.lines(source.file(file).text());
        // Cells that were copied from a spreadsheet come with Tabs between them.
        let sign = if lines.iter().any(|line| line.value.contains('|')) { '|' } else { '\t' };
        let written = lines.iter().skip_while(|line| line.value.is_empty()).filter(|line| !is_ruled_line(line.value));
        let cells = |line: &Spanned<&str>| {
            if line.value.is_empty() { Vec::new() } else { markdown::cells(line, sign, columns) }
        };
        written.map(cells).collect()
    }
}

/// The line under the headings of a pipe table that was copied from a text: `|---|--:|`.
fn is_ruled_line(line: &str) -> bool {
    line.contains('|') && line.contains("--") && line.chars().all(|sign| matches!(sign, '|' | '-' | ':' | ' '))
}

fn cells_of(item: &Node, diagnostics: &mut Diagnostics) -> Vec<Spanned<String>> {
    match &item.value {
        Value::List(cells) => cells
            .iter()
            .filter_map(|cell| {
                if cell.is_nothing() {
                    Some(Spanned::new(String::new(), cell.span))
                } else {
                    text_of(cell, "rows", diagnostics)
                }
            })
            .collect(),
        _ => text_of(item, "rows", diagnostics).into_iter().collect(),
    }
}

/// The rows of a CSV file or a workbook in the folder of the file `beside`. What is not there or cannot be read is
/// reported. Each file that was looked at is added to `reads`.
pub(crate) fn of_file(
    source: &Files,
    beside: FileId,
    extract: &Extract,
    reads: &mut Vec<FileRead>,
    diagnostics: &mut Diagnostics,
) -> Option<Read> {
    let file = extract.find(source, &source.file(beside).path, reads, diagnostics)?;
    let (mut rows, delimiter) = records(source, file, diagnostics)?;
    let first_column = match &extract.part {
        Part::Unclear => return None,
        Part::Whole => 1,
        Part::Area(area) => {
            let Area { rows: (first, last), columns } = area.value;
            rows.retain(|row| (first..=last).contains(&row.number));
            for row in &mut rows {
                row.keep(columns);
            }
            columns.0
        }
    };
    let view = source.file(file).view();
    diagnostics.extend(view.and_then(|view| left_out(extract, view)));
    diagnostics.extend(view.and_then(|view| coloured(extract, view)));
    let mut below = take_below(&mut rows);
    let has_lines_above = |start: usize| rows.iter().take_while(|row| row.number < start).all(|row| row.filled() < 2);
    let start = view.and_then(|view| view.table).filter(|start| has_lines_above(*start));
    if let (Part::Whole, Some(start)) = (&extract.part, start) {
        below.take_above(rows.extract_if(.., |row| row.number < start));
    }
    if let Some(several) = several_tables(extract, &tables(&rows, first_column)) {
        diagnostics.add(several);
        return None;
    }
    // A spreadsheet writes an empty row as separators alone.
    rows.retain(|row| row.filled() > 0);
    if let Some(nothing) = nothing_there(extract, &rows, first_column) {
        diagnostics.add(nothing);
        return None;
    }
    diagnostics.extend(formula_text(&rows, first_column));
    let mut faults = faults_of(extract, &rows, first_column, view);
    join_headings(&mut rows, view.map_or(&[], |view| &view.merged), first_column);
    faults.extend(title_above(&rows, first_column, source.file(file).is_sheet()));
    if delimiter != b',' {
        let cells = rows.iter_mut().map(|row| row.cells.as_mut_slice()).collect();
        faults.extend(commas::settle(cells, delimiter == b';'));
    }
    let is_sound = faults.is_empty();
    diagnostics.extend(faults);
    let hidden = view.map_or(&[][..], |view| &view.hidden_columns);
    let mut grid: Grid = rows.into_iter().map(|row| row.without(hidden, first_column)).collect();
    drop_empty_columns(&mut grid);
    is_sound.then_some(Read { grid, below })
}

/// Cells in which the spreadsheet found something wrong.
fn faults_of(extract: &Extract, rows: &[Record], first_column: usize, view: Option<&View>) -> Vec<Diagnostic> {
    let mut faults: Vec<Diagnostic> = rows.iter().flat_map(|row| row.faults(first_column, view)).collect();
    if let Some(view) = view {
        let is_meant = |(row, column)| extract.part.has(row, column);
        let without_result: Vec<_> = view.without_result.iter().copied().filter(|cell| is_meant(*cell)).collect();
        faults.extend(never_worked_out(&without_result, rows, first_column));
        let unclear = view.unclear.iter().filter(|(row, column, _)| is_meant((*row, *column)));
        faults.extend(unclear_format(unclear.collect(), rows, first_column));
    }
    faults
}

/// A spreadsheet keeps columns at the end that were used once and are empty now.
fn drop_empty_columns(grid: &mut [Vec<Spanned<String>>]) {
    let empty = |row: &[Spanned<String>]| row.iter().rev().take_while(|cell| cell.value.is_empty()).count();
    // A row of empty cells is cut down to one and keeps nothing from being cut.
    let filled = grid.iter().filter(|row| empty(row) + 1 < row.len());
    let most = filled.map(|row| empty(row)).min().unwrap_or(usize::MAX);
    for row in grid {
        row.truncate(row.len().saturating_sub(most).max(1));
    }
}

/// The rows of a pipe table in the text.
pub(crate) fn of_pipes(pipes: &PipeTable) -> Grid {
    pipes.rows.iter().map(|row| row.iter().map(strip_header_mark).collect()).collect()
}

/// `# ` at the head of a pipe table's cell says that it names its row, which the first column does anyway.
fn strip_header_mark(cell: &Spanned<String>) -> Spanned<String> {
    match cell.value.strip_prefix("# ") {
        Some(rest) => Spanned::new(rest.to_owned(), cell.span.within(2, 2 + rest.len())),
        None => cell.clone(),
    }
}
