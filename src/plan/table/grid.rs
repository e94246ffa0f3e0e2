//! Rows as they are written (lines of pipes, lists, CSV files, pipe tables in the text) → a grid of cells with places.
//!
//! Nothing here knows what a cell means: that is for [`super::read`].

use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::markdown::{self, PipeTable};
use crate::source::{FileId, Source, Span, Spanned};
use crate::yaml::{Node, Value, text_of};

/// Rows of cells. A row that is one cell long is a heading for the rows below it.
pub(super) type Grid = Vec<Vec<Spanned<String>>>;

/// A CSV file that is not there or cannot be read.
pub const TABLE_FILE: Rule = Rule {
    name: "table-file",
    severity: Severity::Error,
    explain: "`file:` names a CSV file beside the chapter. Save a spreadsheet as \"CSV UTF-8\"; comma, semicolon and Tab \
              are all understood.",
};

/// `rows:` as lines of pipes or as a list of lists.
pub(super) fn of_rows(
    source: &Source,
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
        lines.iter().filter(|line| !line.value.is_empty()).map(|line| markdown::cells(line, sign, columns)).collect()
    }
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

/// The CSV file called `name` beside the chapter `chapter`. A file that is not there or cannot be read is reported.
pub(super) fn of_csv(
    source: &Source,
    chapter: FileId,
    name: &Spanned<String>,
    diagnostics: &mut Diagnostics,
) -> Option<Grid> {
    let folder = source.file(chapter).path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = format!("{folder}/{}", name.value);
    let Some(file) = source.find(&path) else {
        diagnostics.add(
            Diagnostic::new(&TABLE_FILE, name.span, format!("there is no file `{}` beside this chapter", name.value))
                .help(format!("Save the table as {path}, or correct the name.")),
        );
        return None;
    };
    let text = source.file(file).text();
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text[start..]))
        .from_reader(&text.as_bytes()[start..]);
    let mut grid = Vec::new();
    let mut last = start;
    for record in reader.records() {
        // Text that is UTF-8 and may have any number of cells cannot fail to be read.
        let Ok(record) = record else { continue };
        last = start + record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let cells = cells_of_record(&record, text, file, last);
        // A spreadsheet writes an empty row as separators alone.
        if cells.iter().any(|cell| !cell.value.is_empty()) {
            grid.push(cells);
        }
    }
    drop_empty_columns(&mut grid);
    if !text.matches('"').count().is_multiple_of(2) {
        let line = text[last..].lines().next().unwrap_or("");
        diagnostics.add(
            Diagnostic::new(
                &TABLE_FILE,
                Span::new(file, last, last + line.len()),
                "a quotation mark is not closed, here or above",
            )
            .help("Open the file in your spreadsheet and save it again as CSV, or write two quotation marks for one."),
        );
    }
    Some(grid)
}

/// A spreadsheet keeps columns at the end that were used once and are empty now.
fn drop_empty_columns(grid: &mut [Vec<Spanned<String>>]) {
    while grid.iter().all(|row| row.len() <= 1 || row.last().is_some_and(|cell| cell.value.is_empty()))
        && grid.iter().any(|row| row.len() > 1)
    {
        grid.iter_mut().filter(|row| row.len() > 1).for_each(|row| {
            row.pop();
        });
    }
}

fn cells_of_record(record: &csv::StringRecord, text: &str, file: FileId, start: usize) -> Vec<Spanned<String>> {
    let mut at = start;
    record
        .iter()
        .map(|cell| {
            // A cell with doubled quotation marks has other bytes in the file; its place is then where it begins.
            let found = text[at..].find(cell).map(|offset| at + offset..at + offset + cell.len());
            let place = found.unwrap_or(at..at);
            at = place.end;
            Spanned::new(cell.trim().to_owned(), Span::new(file, place.start, place.end))
        })
        .collect()
}

/// The sign that stands most often in the first line.
fn separator(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or("");
    // Every second stretch between quotation marks is inside them.
    let outside: String = line.split('"').step_by(2).collect();
    *b",;\t".iter().max_by_key(|sign| outside.bytes().filter(|byte| byte == *sign).count()).unwrap_or(&b',')
}

/// The rows of a pipe table in the text.
pub(super) fn of_pipes(pipes: &PipeTable) -> Grid {
    pipes.rows.iter().map(|row| row.iter().map(strip_header_mark).collect()).collect()
}

/// `# ` at the head of a pipe table's cell says that it names its row, which the first column does anyway.
fn strip_header_mark(cell: &Spanned<String>) -> Spanned<String> {
    match cell.value.strip_prefix("# ") {
        Some(rest) => Spanned::new(rest.to_owned(), cell.span.within(2, 2 + rest.len())),
        None => cell.clone(),
    }
}
