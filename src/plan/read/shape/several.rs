//! The rows of a sheet → where its tables are, if there is more than one.

use super::super::extract::Area;
use super::super::records::Record;
use super::{is_after_a_gap, is_figure, is_words};
use crate::base::span::Spanned;

/// The tables of a sheet, next to each other and below each other. Rows and columns count from one.
pub(in super::super) fn tables(rows: &[Record], first_column: usize) -> Vec<Area> {
    let stretches = stretches(rows);
    let gaps: Vec<bool> = (0..rows.len()).map(|at| is_after_a_gap(rows, at)).collect();
    let in_stretch = |(first, last): &(usize, usize)| {
        let columns = (first_column + first, first_column + last);
        blocks(rows, &gaps, (*first, *last)).into_iter().map(move |rows| Area { rows, columns }).collect::<Vec<_>>()
    };
    stretches.iter().flat_map(in_stretch).collect()
}

/// Positions of neighbouring columns with something in them, first and last.
fn stretches(rows: &[Record]) -> Vec<(usize, usize)> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut is_filled = vec![false; width];
    // A title or a heading above a table may reach over the columns between two.
    for row in rows.iter().filter(|row| row.filled() > 1) {
        row.cells.iter().enumerate().for_each(|(column, cell)| is_filled[column] |= !cell.value.is_empty());
    }
    let starts = (0..width).filter(|at| is_filled[*at] && (*at == 0 || !is_filled[at - 1]));
    starts.map(|start| (start, start + is_filled[start..].iter().take_while(|filled| **filled).count() - 1)).collect()
}

/// The rows of each table in some columns, first and last, as the sheet counts them. `gaps` says which rows have an empty one
/// before them.
fn blocks(rows: &[Record], gaps: &[bool], columns: (usize, usize)) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    for end in 1..=rows.len() {
        if end == rows.len() || gaps[end] || is_blank(&rows[end], columns) {
            let block = &rows[start..end];
            match (table(block, columns), found.last_mut(), block.last()) {
                (Some(table), ..) => found.push(table),
                // Rows without headings of their own go on with the table above.
                (None, Some(open), Some(last)) if cells(last, columns).count() > 1 => open.1 = last.number,
                _ => {}
            }
            start = end;
        }
    }
    found
}

fn cells(row: &Record, (first, last): (usize, usize)) -> impl Iterator<Item = &Spanned<String>> {
    let own = row.cells.get(first..row.cells.len().min(last + 1)).unwrap_or_default();
    own.iter().filter(|cell| !cell.value.is_empty())
}

fn is_blank(row: &Record, columns: (usize, usize)) -> bool {
    cells(row, columns).next().is_none()
}

/// The first and the last row of a table: headings in words over two rows or more, of which the first cell is a name and
/// another a figure.
fn table(block: &[Record], columns: (usize, usize)) -> Option<(usize, usize)> {
    let head = block.iter().position(|row| cells(row, columns).nth(1).is_some())?;
    let is_headed = cells(&block[head], columns).all(|cell| is_words(&cell.value));
    let rows: Vec<&Record> = block[head + 1..].iter().filter(|row| !is_blank(row, columns)).collect();
    let is_named = |row: &&&Record| row.cells.get(columns.0).is_some_and(|cell| is_words(&cell.value));
    let has_figure = rows.iter().any(|row| cells(row, columns).skip(1).any(|cell| is_figure(&cell.value)));
    let are_named = rows.iter().filter(is_named).count() * 2 > rows.len();
    let is_table = is_headed && rows.len() > 1 && has_figure && are_named;
    is_table.then(|| (block[head].number, rows.last().map_or(block[head].number, |row| row.number)))
}
