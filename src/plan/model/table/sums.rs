//! What the tool works out in a table: measures shown in cells, empty totals, and columns that follow from others.
//!
//! The same sums are asked for by the check, which holds what an author typed against them.

use std::ops::Range;

use rust_decimal::Decimal;

use super::addition::{Filled, Role, TooLarge, countable};
use super::{Kind, RowKind, Table, TotalOf};
use crate::base::names::slug;
use crate::base::span::Spanned;
use crate::plan::Plan;
use crate::value::number::{Amount, Hedge, Quantity, Unit};

impl Table {
    /// The measures that stand in cells of figures, with their values in the unit of the column.
    pub(crate) fn shown_measures(&self, plan: &Plan) -> Vec<Filled> {
        let mut found = Vec::new();
        for (row, cells) in self.rows.iter().enumerate() {
            for (column, cell) in cells.cells.iter().enumerate() {
                let Kind::Figures(unit) = &self.columns[column].kind else { continue };
                if let Some(quantity) = cell
                    .measure()
                    .and_then(|path| plan.measured(path))
                    .and_then(|(quantity, from)| rescaled(&quantity, &from, unit))
                {
                    found.push((row, column, quantity));
                }
            }
        }
        found
    }

    /// What an empty total should hold: the sum of the rows it stands for, as certain as the least certain of them.
    pub(super) fn sum_above(&self, row: usize, column: usize) -> Result<Option<Quantity>, TooLarge> {
        self.first_part(row).map_or(Ok(None), |first| sum(&self.parts_of(first..row, column)))
    }

    /// The figures of some rows of data, as their names say they are added.
    fn parts_of(&self, rows: Range<usize>, column: usize) -> Vec<Quantity> {
        let data = rows.filter(|row| self.rows[*row].kind == RowKind::Data);
        let part = |row: usize| {
            let figure = self.figure(row, column)?.clone();
            match Role::of(self.row_name(row)) {
                Role::Within => None,
                Role::TakenOff => Some(taken_off(figure)),
                Role::Added => Some(figure),
            }
        };
        data.filter_map(part).collect()
    }

    /// The first row that a total row stands for.
    #[must_use]
    pub fn first_part(&self, row: usize) -> Option<usize> {
        Some(self.rows.get(row)?.total?.from)
    }

    /// Finds the first row that each marked total stands for. A subtotal that is called like a heading above it stands for
    /// all under that heading; one that is called nothing but `Total`, below subtotals that are called otherwise, for all of
    /// its section; any other for the data right above it, or, right under another subtotal, for the whole heading around
    /// that, or for everything.
    pub(crate) fn settle_marked(&mut self) {
        let mut above = Above::default();
        for row in 0..self.rows.len() {
            let kind = self.rows[row].kind;
            if self.ends_headings(row) {
                above.end(row);
            }
            if kind.is_total() {
                let is_inferred = self.rows[row].total.is_some_and(|total| !total.is_stated);
                if !is_inferred {
                    let from = above.first_part(self, row);
                    self.rows[row].total = Some(TotalOf { from, is_stated: true });
                }
                above.has_bare |= is_bare_total(self.row_name(row));
            }
            above.pass(self, row);
        }
    }

    /// The subtotals that a total row holds and that no other subtotal in it holds.
    #[must_use]
    pub fn subtotals_of(&self, row: usize) -> Vec<usize> {
        let Some(first) = self.first_part(row) else { return Vec::new() };
        let mut found = Vec::new();
        let mut end = row;
        while let Some(above) = (first..end).rev().find(|above| self.rows[*above].kind == RowKind::Subtotal) {
            found.push(above);
            end = self.first_part(above).unwrap_or(above).min(above);
        }
        found
    }

    /// The total of a column: its last total row, or the sum of its data where there is none.
    #[must_use]
    pub fn total_of(&self, column: usize) -> Option<Decimal> {
        let last = (0..self.rows.len()).rev().find(|row| self.rows[*row].kind == RowKind::Total);
        let last = last.or_else(|| {
            (0..self.rows.len()).rev().find(|row| self.first_part(*row) == Some(0) && self.rows[*row].kind.is_total())
        });
        if let Some(row) = last {
            return self.figure(row, column)?.number();
        }
        sum(&self.parts_of(0..self.rows.len(), column)).ok()??.number()
    }
}

/// What is above a row, for finding what a total stands for.
#[derive(Default)]
struct Above {
    /// The headings that the next row is under: how deep each is, its row and its name as a slug.
    headings: Vec<(usize, usize, String)>,
    /// The row after the last heading or total.
    after_last: usize,
    /// The row after the last heading.
    section: usize,
    /// Whether a subtotal of the section is called nothing but `Total`.
    has_bare: bool,
}

impl Above {
    fn pass(&mut self, table: &Table, row: usize) {
        match table.rows[row].kind {
            RowKind::Group(depth) => {
                let name = table.rows[row].cells.first().map_or(String::new(), |cell| slug(&cell.written.value));
                self.headings.retain(|(outer, ..)| *outer < depth);
                self.headings.push((depth, row, name));
                (self.after_last, self.section, self.has_bare) = (row + 1, row + 1, false);
            }
            RowKind::Subtotal | RowKind::Total => self.after_last = row + 1,
            RowKind::Data | RowKind::Derived => {}
        }
    }

    /// All headings end before the row at `row`: what follows stands beside them.
    fn end(&mut self, row: usize) {
        self.headings.clear();
        (self.after_last, self.section, self.has_bare) = (row, 0, false);
    }

    /// The first row that the marked total at `row` stands for.
    fn first_part(&self, table: &Table, row: usize) -> usize {
        if table.rows[row].kind == RowKind::Total {
            return 0;
        }
        let name = table.row_name(row);
        if let Some((_, heading, _)) = self.headings.iter().find(|(.., heading)| *heading == slug(name)) {
            return heading + 1;
        }
        let Some(above) = row.checked_sub(1) else { return 0 };
        match table.rows[above].kind {
            RowKind::Data if is_bare_total(name) && !self.has_bare => self.section,
            RowKind::Data | RowKind::Derived => self.after_last,
            RowKind::Subtotal | RowKind::Total => self.around(table.rows[above].total.map_or(0, |total| total.from)),
            RowKind::Group(_) => 0,
        }
    }

    /// The first row under the heading that holds the heading right above `first`; the first row of all where none does.
    fn around(&self, first: usize) -> usize {
        let at = self.headings.iter().position(|(_, row, _)| row + 1 == first);
        let outer = at.and_then(|at| at.checked_sub(1)).map(|outer| self.headings[outer].1 + 1);
        outer.unwrap_or(0)
    }
}

/// Whether a name says nothing but that its figures are the total.
#[must_use]
pub fn is_bare_total(name: &str) -> bool {
    matches!(slug(name).as_str(), "total" | "totals" | "grand-total" | "overall-total")
}

/// All figures together, as certain as the least certain of them. What is not there or does not apply adds nothing.
fn sum(parts: &[Quantity]) -> Result<Option<Quantity>, TooLarge> {
    if parts.iter().any(|part| part.amount == Amount::ToBeConfirmed) {
        return Ok(Some(Quantity::of(Amount::ToBeConfirmed)));
    }
    let mut bounds = parts.iter().filter_map(bounds);
    let Some(mut sum) = bounds.next() else { return Ok(None) };
    for part in bounds {
        let add = |sum: Decimal, part: Decimal| sum.checked_add(part).ok_or(TooLarge);
        sum = (add(sum.0, part.0)?, add(sum.1, part.1)?);
    }
    let (low, high) = (countable(sum.0)?, countable(sum.1)?);
    let hedge = parts.iter().any(|part| part.hedge.is_some()).then_some(Hedge::About);
    let amount = if low == high { Amount::Number(low) } else { Amount::Range(low, high) };
    Ok(Some(Quantity { hedge, ..Quantity::of(amount) }))
}

/// The least and the most that a figure may be.
fn bounds(figure: &Quantity) -> Option<(Decimal, Decimal)> {
    match figure.amount {
        Amount::Range(low, high) => Some((low, high)),
        _ => figure.number().map(|number| (number, number)),
    }
}

/// A figure as it counts in a sum that it is taken off from, whichever way it was written.
fn taken_off(figure: Quantity) -> Quantity {
    let amount = match figure.amount {
        // Of nothing, nothing is taken off: less than nothing by nothing has a sign.
        Amount::Number(number) => Amount::Number(Decimal::ZERO - number.abs()),
        Amount::Range(low, high) if !low.is_sign_negative() => Amount::Range(-high, -low),
        other => other,
    };
    Quantity { amount, ..figure }
}

/// A value in the size of another unit; nothing where the two cannot be compared, so that it is shown with its own.
fn rescaled(quantity: &Quantity, from: &Unit, to: &Unit) -> Option<Quantity> {
    let (Unit::Money(from, _), Unit::Money(to, _)) = (from, to) else {
        let is_alike = std::mem::discriminant(from) == std::mem::discriminant(to) || *to == Unit::Number;
        return is_alike.then(|| quantity.clone());
    };
    quantity.resized(*from, *to)
}

/// A measure's value by the path that a cell names, for [`Table::shown_measures`].
impl Plan {
    fn measured(&self, path: &[Spanned<String>]) -> Option<(Quantity, Unit)> {
        let (metric, path) = self.in_its_year(self.metric(&path.first()?.value)?, &path[1..]).ok().flatten()?;
        let quantity = metric.quantity_at(path)?;
        Some((quantity, metric.unit.clone()))
    }
}
