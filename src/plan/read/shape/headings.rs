//! Headings in two or three rows, as merged cells make them → one row of headings: `2025-26 > Beds`.

use super::super::records::Record;
use super::is_words;
use crate::base::span::{Span, Spanned};
use crate::base::workbook::Merged;

/// More rows of headings than these are none.
const DEEPEST: usize = 3;

/// Joins the rows of headings at the top. `first_column` is that of the first cell.
pub(in super::super) fn join_headings(rows: &mut Vec<Record>, merged: &[Merged], first_column: usize) {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut heads: Vec<Head> = Vec::new();
    while heads.len() < DEEPEST && heads.len() + 1 < rows.len() {
        let top = Head::of(&rows[heads.len()], merged, (first_column, width));
        if !top.continues_in(&rows[heads.len() + 1]) {
            break;
        }
        heads.push(top);
    }
    if heads.is_empty() || heads.len() == DEEPEST {
        return;
    }
    let lowest = Head::of(&rows[heads.len()], merged, (first_column, width));
    rows.drain(..heads.len());
    heads.push(lowest);
    let Some(place) = rows[0].cells.last().map(|cell| cell.span) else { return };
    let nothing = || Spanned::new(String::new(), Span { start: place.end, ..place });
    rows[0].cells = (0..width).map(|column| joined(&heads, column).unwrap_or_else(nothing)).collect();
    rows[0].is_alone = false;
}

/// A row of headings.
struct Head {
    /// For each column, the heading over it.
    cells: Vec<Option<Spanned<String>>>,
    /// Whether one of them is merged over several columns.
    is_merged: bool,
}

impl Head {
    fn of(row: &Record, merged: &[Merged], (first_column, width): (usize, usize)) -> Self {
        let filled = |cell: &Spanned<String>| Some(cell.clone()).filter(|cell| !cell.value.is_empty());
        let mut cells: Vec<Option<Spanned<String>>> = row.cells.iter().map(filled).collect();
        let position = |column: usize| column.checked_sub(first_column);
        let start = merged.partition_point(|area| area.row < row.number);
        let here = merged[start..].iter().take_while(|area| area.row == row.number && !area.is_over_all(width));
        let areas: Vec<(usize, usize)> = here
            .filter_map(|area| Some((position(area.first)?, position(area.last)?.min(width.checked_sub(1)?))))
            .collect();
        if let ([area], true) = (areas.as_slice(), row.is_alone) {
            // What stands alone in its row is not in its column.
            let alone = cells.first().cloned().flatten();
            cells = vec![None; area.0];
            cells.push(alone);
        }
        cells.resize(width, None);
        for (first, last) in areas.iter().copied().filter(|(first, last)| first < last) {
            let over = cells[first].clone();
            cells[first + 1..=last].fill(over);
        }
        Self { cells, is_merged: areas.iter().any(|(first, last)| first < last) }
    }

    /// Whether the row below belongs to the headings too: this one has merged cells, or gaps over words.
    fn continues_in(&self, below: &Record) -> bool {
        let is_head =
            below.filled() > 1 && below.cells.iter().all(|cell| cell.value.is_empty() || is_words(&cell.value));
        is_head && (self.is_merged || self.has_gaps_over(below))
    }

    /// Whether headings are missing over words of the row below, as in a file that knows no merged cells.
    fn has_gaps_over(&self, below: &Record) -> bool {
        let filled = |column: usize| below.cells.get(column).is_some_and(|cell| !cell.value.is_empty());
        let is_here = |column: usize| self.cells[column].is_some();
        let all_headed = (0..self.cells.len()).all(|column| is_here(column) || filled(column));
        let has_gap = (1..self.cells.len()).any(|column| !is_here(column));
        let is_over = (1..self.cells.len()).any(|column| is_here(column) && filled(column));
        all_headed && has_gap && is_over && is_here(0) != filled(0)
    }

    /// The heading over a column; in a row without merged cells, one that goes on from the left.
    fn over(&self, column: usize, is_headed_below: bool) -> Option<&Spanned<String>> {
        let own = self.cells[column].as_ref();
        let may_go_on = !self.is_merged && is_headed_below && column > 0;
        own.or_else(|| self.cells[1..=column].iter().rev().flatten().next().filter(|_| may_go_on))
    }
}

/// The headings over a column in one cell, placed at the lowest; nothing where there are none.
fn joined(heads: &[Head], column: usize) -> Option<Spanned<String>> {
    let is_headed_below = |level: usize| heads[level + 1..].iter().any(|head| head.cells[column].is_some());
    let all = heads.iter().enumerate().filter_map(|(level, head)| head.over(column, is_headed_below(level)));
    let mut parts: Vec<&Spanned<String>> = all.collect();
    parts.dedup_by(|one, other| one.value == other.value);
    let (last, above) = parts.split_last()?;
    if above.is_empty() {
        return Some((*last).clone());
    }
    let above: Vec<&str> = above.iter().map(|part| part.value.as_str()).collect();
    Some(Spanned::new(format!("{} > {}", above.join(", "), last.value), last.span))
}
