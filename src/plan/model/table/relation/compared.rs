//! A figure and the one that it is compared with → whether it is better, worse or similar, by the figures or as its author says.

use rust_decimal::Decimal;

use crate::plan::model::metric::compared;
use crate::plan::model::table::columns::inferred_unit;
use crate::plan::model::table::{RowKind, Table};
use crate::value::number::{Amount, Quantity, Scale, Unit};
use crate::value::standing::{Better, Compared};

/// Every figure of some columns is held against the figure of another column in the same row: a heat map in words.
#[derive(Clone, Hash, Debug)]
pub struct Comparing {
    /// The column that the others are compared with.
    pub with: usize,
    /// The columns that are compared.
    pub columns: Vec<usize>,
    /// Which way is better.
    pub better: Judge,
    /// Up to which difference two figures are similar, if their author says so.
    pub tolerance: Option<Tolerance>,
}

/// Up to which difference two figures are similar.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Tolerance {
    /// One difference for the whole table.
    All(Decimal),
    /// A column with the difference for each row.
    Column(usize),
}

/// Who says which way is better.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Judge {
    /// One direction for the whole table.
    All(Better),
    /// A column, whose cells say `higher`, `lower` or `neither`.
    Column(usize),
    /// No one needs to: a column says of each row how its figures compare.
    Stated(usize),
}

impl Table {
    /// How a cell compares with the one it is held against. Nothing where it has no figure.
    #[must_use]
    pub fn verdict(&self, row: usize, column: usize) -> Option<Compared> {
        let comparing = self.comparison.as_ref()?;
        if !comparing.columns.contains(&column) || self.rows[row].kind != RowKind::Data {
            return None;
        }
        let own = self.figure_with_unit(row, column)?;
        let better = match comparing.better {
            Judge::Stated(words) => return Some(self.stated_verdict(row, words).unwrap_or(Compared::Unjudged)),
            Judge::All(better) => better,
            Judge::Column(judge) => Better::parse(&self.rows[row].cells.get(judge)?.written.value)?,
        };
        Some(self.worked_out(comparing, row, &own, better).unwrap_or(Compared::Unjudged))
    }

    /// The figure of a cell with its unit, in a column of words too: `14.2%`, `£3.1m`.
    pub(in crate::plan) fn figure_with_unit(&self, row: usize, column: usize) -> Option<(Quantity, Unit)> {
        let cell = self.rows[row].cells.get(column)?;
        let found = if let Some(figure) = cell.figure() {
            (figure.clone(), self.unit_at(row, column)?.clone())
        } else {
            let text = cell.written.value.as_str();
            let pounds = text.contains('£').then_some(Unit::Money(Scale::One, None));
            let unit = pounds.or_else(|| inferred_unit(&[text], self.unit.as_ref()))?;
            (Quantity::parse(text, &unit).ok()?, unit)
        };
        matches!(found.0.amount, Amount::Number(_) | Amount::Range(..) | Amount::Place(..)).then_some(found)
    }

    /// What a column says of a row.
    fn stated_verdict(&self, row: usize, column: usize) -> Option<Compared> {
        let word = self.cell(row, column)?.written.value.to_lowercase();
        Compared::WRITTEN.iter().find(|(written, _)| *written == word).map(|(_, compared)| *compared)
    }

    /// What the figures say. Nothing where they are not exact, or not counted in the same unit.
    fn worked_out(
        &self,
        comparing: &Comparing,
        row: usize,
        own: &(Quantity, Unit),
        better: Better,
    ) -> Option<Compared> {
        let ((own, unit), (other, unit_of_other)) = (own, self.figure_with_unit(row, comparing.with)?);
        if own.hedge.is_some() || other.hedge.is_some() {
            return None;
        }
        let other = match (unit, &unit_of_other) {
            (Unit::Money(size, of), Unit::Money(other_size, other_of)) if of == other_of => {
                other.resized(*other_size, *size)?
            }
            _ => Some(other).filter(|_| *unit == unit_of_other)?,
        };
        let tolerance = match comparing.tolerance {
            Some(Tolerance::All(tolerance)) => Some(tolerance),
            Some(Tolerance::Column(column)) => self.rows[row].cells.get(column)?.figure()?.number(),
            None => None,
        };
        Some(compared(own.number()?, other.number()?, better, tolerance))
    }
}
