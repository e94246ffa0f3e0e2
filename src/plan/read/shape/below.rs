//! Lines below the rows of a table → its source and its notes.

use super::super::records::Record;
use super::{is_after_a_gap, is_figure, is_words};
use crate::base::span::{Span, Spanned};

/// What is written below a table.
#[derive(Default)]
pub(crate) struct Below {
    /// What is written after `Source:`.
    pub(crate) source: Option<Spanned<String>>,
    /// The other lines.
    pub(crate) notes: Vec<Spanned<String>>,
}

/// How a line begins that says where figures come from.
const SOURCES: [&str; 4] = ["source", "sources", "data source", "data sources"];
/// How a note begins.
const NOTES: [&str; 4] = ["note", "notes", "footnote", "footnotes"];

/// Takes the lines below the table away from some rows.
pub(in super::super) fn take_below(rows: &mut Vec<Record>) -> Below {
    let mut below = Below::default();
    let Some(start) = start_of_lines(rows) else { return below };
    for line in rows.split_off(start).iter().filter_map(line_of) {
        match after_word(&line.value, &SOURCES) {
            Some(source) if below.source.is_none() && !source.is_empty() => {
                below.source = Some(Spanned::new(source.to_owned(), line.span));
            }
            _ if after_word(&line.value, &NOTES) == Some("") => {}
            _ => below.notes.push(line),
        }
    }
    below
}

impl Below {
    /// Takes the source from lines above what the spreadsheet itself calls a table.
    pub(in super::super) fn take_above(&mut self, rows: impl Iterator<Item = Record>) {
        for line in rows.filter_map(|row| line_of(&row)) {
            if let Some(source) = after_word(&line.value, &SOURCES).filter(|source| !source.is_empty()) {
                self.source.get_or_insert_with(|| Spanned::new(source.to_owned(), line.span));
            }
        }
    }
}

/// The first row below the table. A line without an empty row before it must say what it is.
fn start_of_lines(rows: &[Record]) -> Option<usize> {
    let last = rows.iter().rposition(|row| row.filled() > 0 && !is_line(row))?;
    let is_table = rows[..=last].iter().filter(|row| row.filled() > 1).nth(1).is_some();
    let filled = (last + 1..rows.len()).filter(|at| rows[*at].filled() > 0);
    let mut starts = filled.filter(|at| is_after_a_gap(rows, *at) || says_what_it_is(&rows[*at]));
    starts.next().filter(|_| is_table)
}

/// Whether a row is a line of words: in its first cell alone, or parted by commas after a word such as `Source:`.
fn is_line(row: &Record) -> bool {
    let mut cells = row.cells.iter().map(|cell| cell.value.as_str()).filter(|cell| !cell.is_empty());
    match (cells.next(), row.filled()) {
        (Some(first), 1) => is_words(first) && !first.starts_with('='),
        (Some(_), _) => says_what_it_is(row) && !cells.any(is_figure),
        (None, _) => true,
    }
}

/// Whether a row begins with `Source:`, `Note 1:` or the like.
fn says_what_it_is(row: &Record) -> bool {
    let first = row.cells.iter().find(|cell| !cell.value.is_empty());
    first.is_some_and(|first| after_word(&first.value, &SOURCES).or(after_word(&first.value, &NOTES)).is_some())
}

/// What is written after one of some words, their number and a colon.
fn after_word<'l>(line: &'l str, words: &[&str]) -> Option<&'l str> {
    let is_word = |word: &&&str| line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let rest =
        words.iter().filter(is_word).map(|word| line[word.len()..].trim_start()).min_by_key(|rest| rest.len())?;
    let rest = rest.trim_start_matches(|sign: char| sign.is_ascii_digit()).trim_start();
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix([':', '.', '-', '–']).map(str::trim_start) }
}

/// The words of a row on one line.
fn line_of(row: &Record) -> Option<Spanned<String>> {
    let filled: Vec<&Spanned<String>> = row.cells.iter().filter(|cell| !cell.value.is_empty()).collect();
    let (first, last) = (filled.first()?, filled.last()?);
    let words: Vec<&str> = filled.iter().map(|cell| cell.value.as_str()).collect();
    let line = words.join(", ").replace(":, ", ": ");
    Some(Spanned::new(line, Span { end: last.span.end, ..first.span }))
}
