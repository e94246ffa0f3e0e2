//! The columns that `columns:` describes and the first row of a file → all columns of the table.

use std::collections::HashMap;

use super::super::Column;
use super::super::columns::Wanted;
use super::super::rows::TABLE_SHAPE;
use crate::base::diagnostic::Diagnostic;
use crate::base::names::slug;
use crate::base::span::Spanned;
use crate::plan::read::grid::Grid;

/// A column, and what is worked out in it.
pub(super) type Described = (Column, Option<Wanted>);

/// So many names of a file's columns are said.
const MOST_NAMES: usize = 8;

/// The columns of a file in its order, those that are described with their settings, and behind them what is worked out. Where
/// as many are described as the file has, nothing is changed: its first row may have other names, or be a row of data.
///
/// # Errors
/// The message for columns that the file does not have.
pub(super) fn among_those_of_file(columns: Vec<Described>, grid: &Grid) -> Result<Vec<Described>, Diagnostic> {
    let Some(headings) = grid.first().filter(|_| !columns.is_empty()) else { return Ok(columns) };
    let places: Vec<Option<usize>> = columns.iter().map(|(column, _)| place_of(column, headings)).collect();
    let is_in_file = |(described, place): &(&Described, &Option<usize>)| described.1.is_none() || place.is_some();
    let (in_file, worked_out): (Vec<_>, Vec<_>) = columns.iter().zip(&places).partition(is_in_file);
    if [in_file.len(), in_file.len() + worked_out.len()].contains(&headings.len()) || !is_of_one_length(grid) {
        return Ok(columns);
    }
    let unknown = in_file.iter().filter(|(_, place)| place.is_none()).map(|((column, _), _)| &column.name);
    let unknown: Vec<&Spanned<String>> = unknown.collect();
    if let Some(first) = unknown.first() {
        return Err(not_in_file(first, unknown.len() == in_file.len(), in_file.len(), headings));
    }
    Ok(in_order_of_file(columns, &places, headings))
}

/// Where a column stands in a file: by its name, or by its name without a unit of ours.
fn place_of(column: &Column, headings: &[Spanned<String>]) -> Option<usize> {
    let exact = headings.iter().position(|heading| slug(&heading.value) == column.key);
    exact.or_else(|| headings.iter().position(|heading| column.is_called(&heading.value)))
}

fn in_order_of_file(columns: Vec<Described>, places: &[Option<usize>], headings: &[Spanned<String>]) -> Vec<Described> {
    let mut described: HashMap<usize, Described> = HashMap::new();
    let mut worked_out = Vec::new();
    for (column, place) in columns.into_iter().zip(places) {
        match place {
            Some(place) => {
                described.insert(*place, column);
            }
            None => worked_out.push(column),
        }
    }
    let as_it_is = |heading: &Spanned<String>| (Column::named(heading.clone()), None);
    let of_file = headings.iter().enumerate();
    let of_file = of_file.map(|(place, heading)| described.remove(&place).unwrap_or_else(|| as_it_is(heading)));
    of_file.collect::<Vec<_>>().into_iter().chain(worked_out).collect()
}

/// Whether all rows have as many cells as the first, or one, as headings among them have.
fn is_of_one_length(grid: &Grid) -> bool {
    grid.iter().all(|row| row.len() == grid[0].len() || row.len() == 1)
}

fn not_in_file(first: &Spanned<String>, are_all: bool, described: usize, headings: &[Spanned<String>]) -> Diagnostic {
    let names: Vec<&str> = headings.iter().map(|heading| heading.value.trim()).take(MOST_NAMES).collect();
    let more = headings.len().saturating_sub(MOST_NAMES);
    let and_more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let message = if are_all {
        format!("the file has {} columns, but `columns` lists {described}", headings.len())
    } else {
        format!("the file has no column called “{}”", first.value)
    };
    let help = format!(
        "The first row of the file is {}{and_more}. Use these names, and list only the columns that you want to describe.",
        names.join(", ")
    );
    Diagnostic::new(&TABLE_SHAPE, first.span, message).help(help)
}
