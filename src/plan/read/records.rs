//! The text of a CSV file or a sheet → its rows with their numbers, and the sign between their cells.

use super::extract::TABLE_FILE;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::files::Files;
use crate::base::span::{FileId, Span, Spanned};

/// More cells than any table that people read.
const MOST_CELLS: usize = 2_000_000;

/// A row of a sheet with its number there.
pub(super) struct Record {
    pub(super) number: usize,
    pub(super) cells: Vec<Spanned<String>>,
    /// Whether it is a single cell without any separator.
    pub(super) is_alone: bool,
}

impl Record {
    /// Leaves the cells from one column to another. A heading that stands alone stays.
    pub(super) fn keep(&mut self, (first, last): (usize, usize)) {
        if !self.is_alone {
            let end = last.min(self.cells.len());
            self.cells = self.cells.get(first - 1..end).map(<[_]>::to_vec).unwrap_or_default();
        }
    }

    /// How many of its cells hold something.
    pub(super) fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.value.is_empty()).count()
    }

    /// The position of the first cell that holds something.
    pub(super) fn first_filled(&self) -> Option<usize> {
        self.cells.iter().position(|cell| !cell.value.is_empty())
    }

    /// Its cells without those in columns that are `hidden`; the first cell stands in the column `first`.
    pub(super) fn without(self, hidden: &[usize], first: usize) -> Vec<Spanned<String>> {
        if self.is_alone || hidden.is_empty() {
            return self.cells;
        }
        (first..).zip(self.cells).filter(|(column, _)| !hidden.contains(column)).map(|(_, cell)| cell).collect()
    }
}

/// Every row of a file as it stands there, empty ones too, and the sign between its cells. More cells than a table on a page
/// can have are reported.
pub(super) fn records(source: &Files, file: FileId, diagnostics: &mut Diagnostics) -> Option<(Vec<Record>, u8)> {
    let text = source.file(file).text();
    let (start, delimiter) = opening(text, source.file(file).is_sheet());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(&text.as_bytes()[start..]);
    let mut rows: Vec<Record> = Vec::new();
    let mut last = start;
    // Rows are counted as a spreadsheet does: a line break inside a cell begins no row.
    let (mut counted, mut number) = (start, 1);
    let mut left = MOST_CELLS;
    let mut record = csv::StringRecord::new();
    // Text that is UTF-8 and may have any number of cells cannot fail to be read.
    while reader.read_record(&mut record).unwrap_or(false) {
        let Some(rest) = left.checked_sub(record.len()) else {
            diagnostics.add(too_many_cells(file));
            return None;
        };
        left = rest;
        last = start + record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        // The reader passes over empty lines and gives the place before them.
        last += text[last..].len() - text[last..].trim_start_matches(['\r', '\n']).len();
        number += text[counted..last].matches('\n').count();
        counted = last;
        let end = start + usize::try_from(reader.position().byte()).unwrap_or(0);
        let written = text.get(..end).unwrap_or(text);
        rows.push(Record { number, cells: cells_of_record(&record, written, file, last), is_alone: record.len() == 1 });
        let inside: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        number = number.saturating_sub(inside);
    }
    if !text.matches('"').count().is_multiple_of(2) {
        let line = text[last..].lines().next().unwrap_or("");
        diagnostics.add(
            Diagnostic::new(
                &TABLE_FILE,
                Span::new(file, last, last + line.len()),
                "a quotation mark is not closed, on this line or above it",
            )
            .help(
                "Open the file in your spreadsheet and save it again as CSV. In the file itself, a quotation mark \
                   inside a cell is written twice: \"\".",
            ),
        );
        // The rest of the file is one cell.
        return None;
    }
    Some((rows, delimiter))
}

fn too_many_cells(file: FileId) -> Diagnostic {
    let message = "this file has more than 2,000,000 cells";
    Diagnostic::new(&TABLE_FILE, Span::new(file, 0, 0), message)
        .help("Copy only the rows and columns of this table into a new file, and use that file.")
}

/// Where the rows begin, and the sign between their cells. Excel may say in a first line of its own which it is.
fn opening(text: &str, is_sheet: bool) -> (usize, u8) {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    if is_sheet {
        return (start, b',');
    }
    let line = text[start..].split_inclusive('\n').next().unwrap_or("");
    match line.trim_end().trim_matches('"').strip_prefix("sep=") {
        Some(sign @ ("," | ";" | "\t")) => (start + line.len(), sign.as_bytes()[0]),
        // `trim_end` took the Tab.
        Some("") => (start + line.len(), b'\t'),
        _ => (start, separator(&text[start..])),
    }
}

fn cells_of_record(record: &csv::StringRecord, text: &str, file: FileId, start: usize) -> Vec<Spanned<String>> {
    let mut at = start;
    record
        .iter()
        .map(|cell| {
            let cell = cell.trim();
            // A cell with doubled quotation marks has other bytes in the file; its place is then where it begins.
            let found = text[at..].find(cell).map(|offset| at + offset..at + offset + cell.len());
            let place = found.unwrap_or(at..at);
            at = place.end;
            Spanned::new(cell.to_owned(), Span::new(file, place.start, place.end))
        })
        .collect()
}

/// The sign that stands most often in the first line that has one.
fn separator(text: &str) -> u8 {
    let signs = b",;\t";
    let count = |line: &str, sign: u8| {
        // Every second stretch between quotation marks is inside them.
        line.split('"').step_by(2).flat_map(str::bytes).filter(|byte| *byte == sign).count()
    };
    let line = text.lines().find(|line| signs.iter().any(|sign| count(line, *sign) > 0)).unwrap_or("");
    signs.iter().rev().copied().max_by_key(|sign| count(line, *sign)).unwrap_or(b',')
}
