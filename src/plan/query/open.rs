//! The figures of a plan that are still to be confirmed.
//!
//! `TBC` is a value that an author may write. It is allowed, and it is counted and listed, so that nobody forgets it.

use crate::plan::{ChapterData, Metric, Table};
use crate::value::number::{Amount, Quantity};

impl ChapterData<'_> {
    /// What of the chapter is to be confirmed: each figure in words.
    #[must_use]
    pub fn open_figures(self) -> Vec<String> {
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
    fn open(&self) -> Vec<String> {
        let name = &self.name.value;
        let is_value_open = self.value.as_ref().is_some_and(|value| is_open(&value.quantity.value));
        let mut found: Vec<String> = is_value_open.then(|| format!("{name}: the latest value")).into_iter().collect();
        for target in self.targets.iter().filter(|target| is_open(&target.quantity.value)) {
            let by = target.by.map_or(String::new(), |by| format!(" for {}", by.words()));
            found.push(format!("{name}: the target{by}"));
        }
        found
    }
}

impl Table {
    /// What of it its author has still to confirm. What follows from that is not repeated.
    fn open(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (row, cells) in self.rows.iter().enumerate().filter(|(_, row)| !row.kind.is_group()) {
            for (cell, column) in cells.cells.iter().zip(&self.columns) {
                let is_typed = !cell.written.value.is_empty() && !cell.written.value.contains("{{");
                if is_typed && cell.figure().is_some_and(is_open) {
                    found.push(format!("{}: {}, {}", self.caption.value, self.row_name(row), column.full_name()));
                }
            }
        }
        found
    }
}
