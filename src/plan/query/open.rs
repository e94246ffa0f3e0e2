//! The figures of a plan that are still to be confirmed.
//!
//! `TBC` is a value that an author may write. It is allowed, and it is counted and listed, so that nobody forgets it.

use crate::plan::{ChapterData, Metric, Table};
use crate::value::label::{Open, OpenFigure};
use crate::value::number::{Amount, Quantity};

impl ChapterData<'_> {
    /// What of the chapter is to be confirmed.
    #[must_use]
    pub fn open_figures(self) -> Vec<OpenFigure> {
        let measures = self.metrics().iter().flat_map(Metric::open);
        let tables = self.tables().iter().flat_map(Table::open);
        measures.chain(tables).collect()
    }
}

fn is_open(quantity: &Quantity) -> bool {
    quantity.amount == Amount::ToBeConfirmed
}

impl Metric {
    /// What of it is to be confirmed.
    fn open(&self) -> Vec<OpenFigure> {
        let is_value_open = self.value.as_ref().is_some_and(|value| is_open(&value.quantity.value));
        let targets = self.targets.iter().filter(|target| is_open(&target.quantity.value));
        let standard = self.standard.iter().filter(|standard| is_open(&standard.quantity.value));
        let open =
            is_value_open.then_some(Open::Latest).into_iter().chain(targets.map(|target| Open::Target(target.by())));
        let open = open.chain(standard.map(|_| Open::Standard));
        open.map(|which| OpenFigure { of: self.name.value.clone(), which }).collect()
    }
}

impl Table {
    /// What of it its author has still to confirm. What follows from that is not repeated.
    fn open(&self) -> Vec<OpenFigure> {
        let mut found = Vec::new();
        for (row, cells) in self.rows.iter().enumerate().filter(|(_, row)| !row.kind.is_group()) {
            for (cell, column) in cells.cells.iter().zip(&self.columns) {
                let is_typed = !cell.written.value.is_empty() && !cell.written.value.contains("{{");
                if is_typed && cell.figure().is_some_and(is_open) {
                    let which = Open::Cell { row: self.row_name(row).to_owned(), column: column.full_name() };
                    found.push(OpenFigure { of: self.caption.value.clone(), which });
                }
            }
        }
        found
    }
}
