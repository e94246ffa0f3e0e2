//! The rows of a file → rows as an author would write them: a heading alone, a total behind `=`.
//!
//! A file that we published says in its columns `Group` and `Row` what every row is, so that it opens again as the same
//! table.

pub mod beside;

use super::extract::TABLE_FILE;
use super::grid::Grid;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::span::{Span, Spanned};

/// The first column of a published CSV file where rows stand under headings: `NHS > Acute`.
pub const GROUP: &str = "Group";
/// Its last column where not every row is plain data: what each row is.
pub const ROW: &str = "Row";
/// In the column [`ROW`]: data.
pub const DATA: &str = "data";
/// Data that follows from other rows, and is added to no total.
pub const DERIVED: &str = "derived";
/// The total of the rows above it, since the last heading or total.
pub const SUBTOTAL: &str = "subtotal";
/// The total of all rows.
pub const TOTAL: &str = "total";
/// A heading that no row of data stands right under, or one that begins again.
pub const HEADING: &str = "heading";

/// The rows of a table as an author would write them.
pub(crate) struct Lines {
    pub(crate) grid: Grid,
    /// The notes that explain signs, each with its sign.
    pub(crate) notes: Vec<(String, Spanned<String>)>,
    /// Where the names of those rows are that follow from others, as the file says.
    pub(crate) derived: Vec<Span>,
    /// Whether the file says of every row whether it is a total, so that nothing is left to find out.
    pub(crate) are_kinds_stated: bool,
}

/// The rows of a file as they would stand in lines of pipes: a heading alone, a total behind `=`.
///
/// A file that we published says in its columns `Group` and `Row` what every row is. In any other, a row of which only the
/// first cell is filled is a heading: a spreadsheet cannot write a row without separators.
pub(crate) fn as_lines(mut grid: Grid, diagnostics: &mut Diagnostics) -> Lines {
    let notes = beside::join(&mut grid);
    if says_what_rows_are(&grid) {
        let derived = derived(&grid);
        return Lines { grid: published(grid, diagnostics), notes, derived, are_kinds_stated: true };
    }
    for row in grid.iter_mut().skip(1) {
        let is_named = row.first().is_some_and(|first| !first.value.is_empty() && !first.value.starts_with('='));
        if is_named && row.iter().skip(1).all(|cell| cell.value.is_empty()) {
            row.truncate(1);
        }
    }
    Lines { grid, notes, derived: Vec::new(), are_kinds_stated: false }
}

fn says_what_rows_are(grid: &Grid) -> bool {
    let Some((first, rows)) = grid.split_first() else { return false };
    let says = |row: &Vec<Spanned<String>>| row.last().is_some_and(|last| says_what_a_row_is(&last.value));
    first.len() > 1 && first.last().is_some_and(|last| last.value == ROW) && rows.iter().any(says)
}

/// Whether a word in the column [`ROW`] is one of ours.
#[must_use]
pub fn says_what_a_row_is(word: &str) -> bool {
    [DATA, DERIVED, SUBTOTAL, TOTAL, HEADING].contains(&word)
}

/// Where the names of the derived rows are.
fn derived(grid: &Grid) -> Vec<Span> {
    let has_groups = grid.first().is_some_and(|heads| heads.len() > 2 && heads[0].value == GROUP);
    let is_derived = |row: &&Vec<Spanned<String>>| row.last().is_some_and(|kind| kind.value == DERIVED);
    grid.iter().filter(is_derived).filter_map(|row| row.get(usize::from(has_groups))).map(|name| name.span).collect()
}

fn published(mut grid: Grid, diagnostics: &mut Diagnostics) -> Grid {
    let mut heads = if grid.is_empty() { Vec::new() } else { grid.remove(0) };
    heads.pop();
    let has_groups = heads.len() > 1 && heads[0].value == GROUP;
    let mut lines = vec![heads.split_off(usize::from(has_groups))];
    let mut open = String::new();
    for mut cells in grid {
        let Some(kind) = cells.pop() else { continue };
        let group = (has_groups && !cells.is_empty()).then(|| cells.remove(0));
        match (kind.value.as_str(), group) {
            (HEADING, Some(group)) => {
                open.clone_from(&group.value);
                cells = vec![group];
            }
            (HEADING, None) => cells.truncate(1),
            (SUBTOTAL, _) => mark("= ", &mut cells),
            (TOTAL, _) => mark("== ", &mut cells),
            // It stands under no heading.
            (DATA | DERIVED | "", Some(group)) if group.value.is_empty() && !open.is_empty() => {
                open.clear();
                lines.push(Vec::new());
            }
            (DATA | DERIVED | "", Some(group)) if group.value != open => {
                open.clone_from(&group.value);
                lines.push(vec![group]);
            }
            (DATA | DERIVED | "", _) => {}
            (word, _) => diagnostics.add(
                Diagnostic::new(&TABLE_FILE, kind.span, format!("`{word}` does not say what this row is")).help(
                    "Write data, derived, subtotal, total or heading. If this column means something else, rename it.",
                ),
            ),
        }
        lines.push(cells);
    }
    lines
}

/// Puts the mark of a total before the name of its row. The mark is not in the file: the words behind it keep their place.
fn mark(mark: &str, cells: &mut [Spanned<String>]) {
    if let Some(first) = cells.first_mut() {
        let start = first.span.start.saturating_sub(u32::try_from(mark.len()).unwrap_or(0));
        *first = Spanned::new(format!("{mark}{}", first.value), Span { start, ..first.span });
    }
}
