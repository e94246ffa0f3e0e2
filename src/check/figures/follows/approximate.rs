//! The figures of a table as floating-point numbers → whether one is far from the sum or the difference of others.
//!
//! Most guesses about how figures follow from each other are far off. Those need no exact arithmetic.

use rust_decimal::prelude::ToPrimitive;

use crate::plan::Table;
use crate::plan::model::table::addition::Place;
use crate::plan::model::table::relation::verify::rounding;
use crate::plan::model::table::relation::{Along, Formula};
use crate::value::number::{Amount, Unit};

/// The figures of a table, row by row. Money is in pounds.
pub(super) struct Approximate {
    columns: usize,
    cells: Vec<Rounded>,
}

/// A figure, and how far what is meant may be from it. Neither is a number where there is no figure, and then nothing is far.
#[derive(Clone, Copy)]
struct Rounded {
    value: f64,
    slack: f64,
}

/// Floating-point numbers may be off by such a part of themselves.
const PRECISION: f64 = 1e-9;

impl Approximate {
    pub(super) fn of(table: &Table) -> Self {
        let columns = table.columns.len();
        let places = (0..table.rows.len()).flat_map(|row| (0..columns).map(move |column| (row, column)));
        Self { columns, cells: places.map(|place| Rounded::of(table, place)).collect() }
    }

    /// Whether the figure at `target` is far from what a formula gives in a line. For what is no sum and no difference, the
    /// answer is no.
    pub(super) fn is_far(&self, formula: &Formula, along: Along, line: usize, target: Place) -> bool {
        let at = |place: usize| self.at(along.cell(line, place));
        let parts = match formula {
            Formula::Change(from, to) => at(*to).plus(at(*from).negative()),
            Formula::Sum(parts) => parts.iter().fold(Rounded::NOTHING, |sum, part| match part {
                Formula::At(place) => sum.plus(at(*place)),
                _ => Rounded::NO_FIGURE,
            }),
            _ => Rounded::NO_FIGURE,
        };
        let rest = parts.plus(self.at(target).negative());
        rest.value.abs() > rest.slack
    }

    fn at(&self, (row, column): Place) -> Rounded {
        self.cells.get(row * self.columns + column).copied().unwrap_or(Rounded::NO_FIGURE)
    }
}

impl Rounded {
    const NOTHING: Self = Self { value: 0.0, slack: 0.0 };
    const NO_FIGURE: Self = Self { value: f64::NAN, slack: f64::NAN };

    fn of(table: &Table, place: Place) -> Self {
        let Some(figure) = table.cells_figure(place).filter(|figure| figure.hedge.is_none()) else {
            return Self::NO_FIGURE;
        };
        let (Amount::Number(number), unit) = (&figure.amount, table.unit_at_place(place)) else {
            return Self::NO_FIGURE;
        };
        let pounds = match unit {
            Some(Unit::Money(scale, _)) => 10_f64.powi(scale.zeros().try_into().unwrap_or(0)),
            _ => 1.0,
        };
        let float = |number: rust_decimal::Decimal| number.to_f64().unwrap_or(f64::NAN) * pounds;
        let (value, slack) = (float(*number), float(rounding(*number, unit)));
        Self { value, slack: slack + value.abs() * PRECISION }
    }

    fn plus(self, other: Self) -> Self {
        Self { value: self.value + other.value, slack: self.slack + other.slack }
    }

    fn negative(self) -> Self {
        Self { value: -self.value, ..self }
    }
}
