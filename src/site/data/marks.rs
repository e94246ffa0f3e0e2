//! What stands beside the figures of a table → columns of their own: what the signs mean, and second figures.

use super::sheet::{Column, Datum};
use super::words::words;
use crate::plan::read::published::beside::{IN_BRACKETS, MARKS};
use crate::plan::{Cell, Plan, Table};
use crate::value::number::Sign;
use crate::value::voice::for_data;

/// What the signs behind a figure mean, in words; a sign that nothing explains is itself.
pub(super) fn meanings(table: &Table, cell: &Cell, plan: &Plan) -> Vec<String> {
    let note = |name: &str| {
        let note = table.notes.iter().find(|note| note.mark.as_ref().is_some_and(|mark| mark.value == name))?;
        Some(words(note.as_typed.as_ref().unwrap_or(&note.text), plan))
    };
    let meaning = |sign: &Sign| match sign {
        _ if note(sign.name()).is_some() => note(sign.name()).unwrap_or_default(),
        Sign::Shorthand(sign) => sign.word().to_owned(),
        Sign::Own(name) => name.clone(),
    };
    cell.signs().iter().map(meaning).collect()
}

/// What a table has beside the figures of one of its columns.
#[derive(Clone, Copy)]
pub(super) struct Beside {
    marks: bool,
    seconds: bool,
}

impl Beside {
    /// What there is beside the figures of a column.
    pub(super) fn of(table: &Table, column: usize) -> Self {
        let cells = || table.rows.iter().filter_map(|row| row.cells.get(column)?.beside.as_ref());
        let marks = cells().any(|beside| !beside.signs.is_empty());
        Self { marks, seconds: cells().any(|beside| beside.second.is_some()) }
    }

    /// How many columns that makes.
    pub(super) fn count(self) -> usize {
        usize::from(self.marks) + usize::from(self.seconds)
    }

    /// The columns behind a column called `heading`.
    pub(super) fn columns(self, heading: &str) -> impl Iterator<Item = Column> {
        let second = self.seconds.then(|| Column::called(format!("{heading}{IN_BRACKETS}")));
        second.into_iter().chain(self.marks.then(|| Column::called(format!("{heading}{MARKS}"))))
    }

    /// What stands in them for one cell.
    pub(super) fn cells(self, table: &Table, cell: Option<&Cell>, plan: &Plan) -> impl Iterator<Item = Datum> {
        let second = cell.and_then(|cell| cell.beside.as_ref()?.second.as_ref());
        let second = second.map_or(Datum::None(""), |(quantity, unit)| match unit {
            unit if unit.symbol() == "%" => Datum::words(&format!("{}%", for_data(quantity))),
            _ => Datum::figure(quantity),
        });
        let marks = cell.map_or(Datum::None(""), |cell| Datum::words(&meanings(table, cell, plan).join("; ")));
        self.seconds.then_some(second).into_iter().chain(self.marks.then_some(marks))
    }
}
