//! The rows of a file → the one table among them: what is written below it, headings of several rows in one, and whether
//! there are more tables.

pub(crate) mod below;
pub(super) mod headings;
pub(super) mod several;

use super::records::Record;
use crate::value::number::Quantity;
use crate::value::period::Period;

/// Whether a cell is a number. A year or another time is none.
fn is_figure(cell: &str) -> bool {
    let digits =
        cell.trim_end_matches('%').trim_start_matches(['£', '$', '€', '-', '−', '+', '(']).trim_end_matches(')');
    let is_number = digits.starts_with(|sign: char| sign.is_ascii_digit() || sign == '.')
        && digits.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ',' | ' '));
    is_number && Period::parse(cell).is_none()
}

/// Whether a cell says something in words: it is neither empty nor a number, nor stands in place of one.
fn is_words(cell: &str) -> bool {
    !is_figure(cell) && Quantity::in_place_of_a_figure(cell).is_none() && !cell.is_empty()
}

/// Whether there is an empty row right before the row at `at`.
fn is_after_a_gap(rows: &[Record], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| rows.get(before));
    before.is_some_and(|before| before.filled() == 0 || before.number + 1 < rows[at].number)
}
