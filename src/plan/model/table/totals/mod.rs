//! Rows with names and figures → which of them are totals, and of what.
//!
//! What the author marks is a total. What is called one may be: `Total` is, a `System control total` is where its figures
//! are the sum of others. [`Table::settle_rows`] decides this once, for pages, charts, data and checks alike. A row is
//! read top to bottom with running sums of every stretch that a total could be meant for: its section, all under its
//! heading, everything, the totals above it, the last total and what came after it (an opening balance, changes, a closing
//! balance), the rows below it, or what one total leaves of another (income less spending).
//!
//! [`axis`] gives one direction to read a table in, [`reading`] the candidates that a total is compared with, [`sweep`] the
//! running sums at each place, [`weight`] how well a candidate fits, [`judgement`] which one is meant and where it is wrong,
//! [`inference`] the rows that are totals.

mod addable;
mod axis;
mod inference;
mod judgement;
mod names;
mod reading;
mod sweep;
mod weight;

pub(crate) use self::axis::Axis;
pub(crate) use self::judgement::{WrongTotal, wrong_column, wrong_rows};
pub(crate) use self::names::is_total_name;

use self::inference::Inference;
use super::{RowKind, Table, TotalOf};

impl Table {
    /// Decides which rows that are not marked are totals, by their names and figures, and where the rows begin that each
    /// total stands for.
    pub(crate) fn settle_rows(&mut self, are_kinds_stated: bool) {
        self.settle_marked();
        let may_be_total = |row: usize| self.rows[row].kind == RowKind::Data && is_total_name(self.row_name(row));
        if !self.is_sound || are_kinds_stated || !(0..self.rows.len()).any(may_be_total) {
            return;
        }
        let inferred = Inference::new(self).totals();
        for (row, (kind, from)) in inferred {
            self.rows[row].kind = kind;
            self.rows[row].total = Some(TotalOf { from, is_stated: false });
        }
        self.settle_marked();
    }
}
