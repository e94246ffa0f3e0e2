//! What the tool works out in a table: empty totals, and cells that follow from others by a formula.
//!
//! Each cell is worked out once all that it follows from is known, whichever way the formulas go.

use std::collections::{BTreeSet, HashMap};

use rust_decimal::{Decimal, RoundingStrategy};

use super::interval::Interval;
use super::verify::Factors;
use super::{Along, Formula, Outcome};
use crate::plan::model::table::addition::{Filled, Place, TooLarge, countable};
use crate::plan::model::table::columns::Totals;
use crate::plan::model::table::{CellValue, Table};
use crate::value::number::{Amount, Hedge, Quantity, Unit};

/// What an empty cell is worked out from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Origin {
    /// It is the total of the rows above it.
    Total,
    /// Its column follows from others.
    Column,
    /// Its row follows from others, by the formula of this number.
    Row(usize),
}

/// The cells that are still to be worked out, by their columns.
struct Waiting(Vec<BTreeSet<usize>>);

impl Waiting {
    fn has_any(&self, column: usize, from: usize, to: usize) -> bool {
        self.0[column].range(from..to).next().is_some()
    }
}

impl Table {
    /// Puts figures into cells, adds up what was left empty, and works out what follows from other rows and columns.
    pub(crate) fn fill(&mut self, values: Vec<Filled>) {
        for (row, column, quantity) in values {
            self.rows[row].cells[column].value = CellValue::Figure(quantity);
        }
        let mut left = self.left_empty();
        let mut waiting = Waiting(vec![BTreeSet::new(); self.columns.len()]);
        for ((row, column), _) in &left {
            waiting.0[*column].insert(*row);
        }
        let mut wholes = HashMap::new();
        while !left.is_empty() {
            let before = left.len();
            left.retain(|(place, origin)| {
                let is_ready = self.is_ready(*place, *origin, &waiting);
                if is_ready {
                    self.work_out(*place, *origin, &mut wholes);
                    waiting.0[place.1].remove(&place.0);
                }
                !is_ready
            });
            // What follows from itself has been reported, and stays empty.
            if left.len() == before {
                break;
            }
        }
    }

    /// The cells that were left empty to be worked out, in the order in which most of them can be.
    fn left_empty(&self) -> Vec<(Place, Origin)> {
        let mut found = Vec::new();
        let is_total =
            |column: usize| self.columns[column].totals == Totals::Sum && !self.columns[column].is_calculated();
        let rows = || (0..self.rows.len()).filter(|row| !self.rows[*row].kind.is_group());
        for column in (0..self.columns.len()).filter(|column| is_total(*column)) {
            let totals = rows().filter(|row| self.first_part(*row).is_some() && self.formula_of_row(*row).is_none());
            found.extend(totals.map(|row| ((row, column), Origin::Total)));
        }
        for (number, formula) in self.formulas.iter().enumerate() {
            let columns = (0..self.columns.len()).filter(|column| self.holds_in_column(formula.row, *column));
            found.extend(columns.map(|column| ((formula.row, column), Origin::Row(number))));
        }
        for column in self.in_order_of_calculation() {
            let own = rows().filter(|row| self.holds_in_row(*row, column));
            found.extend(own.map(|row| ((row, column), Origin::Column)));
        }
        found.retain(|((row, column), _)| self.is_left_empty(*row, *column));
        found
    }

    /// Whether the formula of a row is the one that a cell of a column follows from. Shares and rates of a sum are not the
    /// sum of shares and rates: where a row and a column both have a formula, the one that divides is meant.
    pub(crate) fn holds_in_column(&self, row: usize, column: usize) -> bool {
        let by_row = self.formula_of_row(row).is_some_and(|formula| !formula.formula.is_of_one_kind());
        match &self.columns[column].calculation {
            Some(calculation) => by_row && calculation.formula.is_of_one_kind(),
            None => self.unit_of(column).is_some(),
        }
    }

    /// The same for the formula of a column.
    pub(crate) fn holds_in_row(&self, row: usize, column: usize) -> bool {
        self.columns[column].is_calculated() && !self.holds_in_column(row, column)
    }

    /// The formula that a row follows from.
    pub(crate) fn formula_of_row(&self, row: usize) -> Option<&super::RowFormula> {
        self.formulas.iter().find(|formula| formula.row == row)
    }

    fn is_ready(&self, (row, column): Place, origin: Origin, waiting: &Waiting) -> bool {
        let is_known = |row: usize, column: usize| !waiting.0[column].contains(&row);
        match origin {
            Origin::Total => self.first_part(row).is_none_or(|first| !waiting.has_any(column, first, row)),
            Origin::Row(number) => self.formulas[number].formula.places().iter().all(|other| is_known(*other, column)),
            Origin::Column => match self.columns[column].calculation.as_ref().map(|found| &found.formula) {
                Some(Formula::PercentOfTotal(of)) => !waiting.has_any(*of, 0, self.rows.len()),
                Some(formula) => formula.places().iter().all(|other| is_known(row, *other)),
                None => true,
            },
        }
    }

    fn work_out(&mut self, (row, column): Place, origin: Origin, wholes: &mut HashMap<usize, Option<Decimal>>) {
        let found = match origin {
            Origin::Total => self.sum_above(row, column),
            Origin::Row(number) => {
                let formula = &self.formulas[number];
                self.result(&formula.formula, formula.decimals, (column, row), Along::Rows, None)
            }
            Origin::Column => match &self.columns[column].calculation {
                None => return,
                Some(found) => {
                    let whole = match &found.formula {
                        Formula::PercentOfTotal(of) => *wholes.entry(*of).or_insert_with(|| self.total_of(*of)),
                        _ => None,
                    };
                    self.result(&found.formula, found.decimals, (row, column), Along::Columns, whole)
                }
            },
        };
        let quantity = match found {
            Ok(Some(quantity)) => quantity,
            Ok(None) => return,
            Err(TooLarge) => {
                self.too_large = self.too_large.or(Some((row, column)));
                Quantity::of(Amount::NotApplicable)
            }
        };
        self.rows[row].cells[column].value = CellValue::Figure(quantity);
    }

    fn is_left_empty(&self, row: usize, column: usize) -> bool {
        self.cells_figure((row, column)).is_some_and(|figure| figure.amount == Amount::Blank)
    }

    /// What a formula gives in a line, for the cell at `target`, as certain as the least certain figure in it.
    fn result(
        &self,
        formula: &Formula,
        decimals: u32,
        (line, target): (usize, usize),
        along: Along,
        whole: Option<Decimal>,
    ) -> Result<Option<Quantity>, TooLarge> {
        let unit = self.unit_at_place(along.cell(line, target));
        let factors = Factors { formula, target: unit };
        let figure = |place: usize| self.cells_figure(along.cell(line, place));
        let at = |place: usize| {
            let unit = self.unit_at_place(along.cell(line, place));
            figure(place).map_or(Outcome::Nothing, |figure| given(figure, formula.is_additive(), factors.of(unit)))
        };
        let whole = whole.map_or(Outcome::Nothing, |whole| Outcome::Number(Interval::exact(whole)));
        let is_hedged = || formula.places().iter().any(|place| figure(*place).is_some_and(|own| own.hedge.is_some()));
        let hedge = || if is_hedged() { Some(Hedge::About) } else { None };
        match factors.result(formula.outcome(&at, whole)) {
            Outcome::Number(found) => {
                let [low, high] = [found.low, found.high].map(|end| ended(end, formula, decimals, unit));
                let (low, high) = (countable(low)?, countable(high)?);
                let amount = if low == high { Amount::Number(low) } else { Amount::Range(low, high) };
                Ok(Some(Quantity { hedge: hedge(), ..Quantity::of(amount) }))
            }
            Outcome::Open => Ok(Some(Quantity::of(Amount::ToBeConfirmed))),
            Outcome::TooLarge => Err(TooLarge),
            Outcome::Nothing if matches!(formula, Formula::Sum(_)) => Ok(None),
            Outcome::Nothing if matches!(formula, Formula::PercentOfTotal(_)) && whole == Outcome::Nothing => Ok(None),
            Outcome::Nothing => Ok(Some(Quantity::of(Amount::NotApplicable))),
        }
    }
}

/// A result with an end: what only adds has the decimals of its figures.
fn ended(number: Decimal, formula: &Formula, decimals: u32, unit: Option<&Unit>) -> Decimal {
    if formula.is_additive() {
        return number;
    }
    let decimals = if matches!(unit, Some(Unit::Count(_))) { 0 } else { decimals };
    let mut rounded = number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    // What is rounded to nothing has no sign.
    rounded.set_sign_positive(rounded.is_sign_positive() || rounded.is_zero());
    rounded
}

/// A figure that a result follows from. What only adds can add ranges too.
fn given(figure: &Quantity, is_additive: bool, factor: Decimal) -> Outcome {
    let scaled =
        |low: Decimal, high: Decimal| Outcome::Number(Interval { low, high }).and_then(|number| number.scaled(factor));
    match figure.amount {
        Amount::Number(number) => scaled(number, number),
        Amount::Range(low, high) if is_additive => scaled(low, high),
        Amount::Dash => Outcome::Number(Interval::exact(Decimal::ZERO)),
        Amount::Blank | Amount::NotApplicable => Outcome::Nothing,
        _ => Outcome::Open,
    }
}
