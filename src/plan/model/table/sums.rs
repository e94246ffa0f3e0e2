//! What the tool works out in a table: measures shown in cells, empty totals, and columns that follow from others.
//!
//! The same sums are asked for by the check, which holds what an author typed against them.

use std::collections::{HashSet, VecDeque};
use std::ops::Range;

use rust_decimal::{Decimal, RoundingStrategy};

use super::columns::{Formula, Totals};
use super::{CellValue, Kind, RowKind, Table, TotalOf};
use crate::base::names::slug;
use crate::base::span::Spanned;
use crate::plan::Plan;
use crate::value::number::{Amount, Hedge, Quantity, Unit, is_countable};

/// A figure for a cell: row, column, value.
pub(crate) type Filled = (usize, usize, Quantity);

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

    /// Puts figures into cells, adds up what was left empty, and works out what follows from other columns.
    pub(crate) fn fill(&mut self, values: Vec<Filled>) {
        for (row, column, quantity) in values {
            self.rows[row].cells[column].value = CellValue::Figure(quantity);
        }
        self.fill_totals();
        for column in self.in_order_of_calculation() {
            self.fill_calculated(column);
        }
    }

    fn fill_totals(&mut self) {
        for row in 0..self.rows.len() {
            for column in 0..self.columns.len() {
                let is_wanted = self.columns[column].totals == Totals::Sum && !self.columns[column].is_calculated();
                if is_wanted
                    && self.is_left_empty(row, column)
                    && let Some(sum) = if_computable(self.sum_above(row, column))
                {
                    self.rows[row].cells[column].value = CellValue::Figure(sum);
                }
            }
        }
    }

    fn fill_calculated(&mut self, column: usize) {
        let total = self.total_wanted(column);
        for row in 0..self.rows.len() {
            if self.is_left_empty(row, column)
                && let Some(quantity) = if_computable(self.calculated(row, column, total))
            {
                self.rows[row].cells[column].value = CellValue::Figure(quantity);
            }
        }
    }

    /// The calculated columns, each behind those that it follows from. Those that follow from themselves are left out.
    pub(crate) fn in_order_of_calculation(&self) -> Vec<usize> {
        let mut order = Vec::new();
        let mut followers: Vec<Vec<usize>> = vec![Vec::new(); self.columns.len()];
        let mut waits_for: Vec<usize> = vec![0; self.columns.len()];
        let calculated = || (0..self.columns.len()).filter(|column| self.columns[*column].is_calculated());
        for column in calculated() {
            for other in self.follows_from(column) {
                followers[other].push(column);
                waits_for[column] += 1;
            }
        }
        let mut ready: VecDeque<usize> = calculated().filter(|column| waits_for[*column] == 0).collect();
        while let Some(column) = ready.pop_front() {
            order.push(column);
            for follower in &followers[column] {
                waits_for[*follower] -= 1;
                if waits_for[*follower] == 0 {
                    ready.push_back(*follower);
                }
            }
        }
        order
    }

    /// Columns that follow from each other in a circle, each from the next; nothing where there are none.
    pub(crate) fn circle(&self) -> Vec<usize> {
        let sound: HashSet<usize> = self.in_order_of_calculation().into_iter().collect();
        let is_open = |column: &usize| self.columns[*column].is_calculated() && !sound.contains(column);
        let Some(mut column) = (0..self.columns.len()).find(is_open) else { return Vec::new() };
        let mut path = Vec::new();
        // Each that is in no order follows from another such.
        while !path.contains(&column) {
            path.push(column);
            let Some(next) = self.follows_from(column).find(is_open) else { return Vec::new() };
            column = next;
        }
        path.into_iter().skip_while(|known| *known != column).collect()
    }

    /// The calculated columns that a calculated column follows from.
    fn follows_from(&self, column: usize) -> impl Iterator<Item = usize> {
        let of = match self.columns[column].calculation.as_ref().map(|calculation| &calculation.formula) {
            Some(Formula::Sum(of)) => of.clone(),
            Some(Formula::Change(from, to) | Formula::PercentChange(from, to)) => vec![*from, *to],
            Some(Formula::PercentOfTotal(of)) => vec![*of],
            None => Vec::new(),
        };
        of.into_iter().filter(|other| self.columns[*other].is_calculated())
    }

    /// The first cell that was left empty and cannot be worked out, because the result has too many digits: row and column.
    #[must_use]
    pub fn too_large(&self) -> Option<(usize, usize)> {
        let is_not_there = |row: usize, column: usize| {
            self.figure(row, column).is_some_and(|figure| figure.amount == Amount::NotApplicable)
        };
        let sums = (0..self.columns.len())
            .filter(|column| self.columns[*column].totals == Totals::Sum && !self.columns[*column].is_calculated());
        let in_totals = sums.flat_map(|column| (0..self.rows.len()).map(move |row| (row, column)));
        let mut in_totals =
            in_totals.filter(|(row, column)| is_not_there(*row, *column) && self.sum_above(*row, *column).is_err());
        in_totals.next().or_else(|| {
            self.in_order_of_calculation().into_iter().find_map(|column| {
                let total = self.total_wanted(column);
                let is_found =
                    |row: &usize| is_not_there(*row, column) && self.calculated(*row, column, total).is_err();
                (0..self.rows.len()).find(is_found).map(|row| (row, column))
            })
        })
    }

    fn is_left_empty(&self, row: usize, column: usize) -> bool {
        self.figure(row, column).is_some_and(|figure| figure.amount == Amount::Blank)
    }

    /// What an empty total should hold: the sum of the rows it stands for, as certain as the least certain of them.
    fn sum_above(&self, row: usize, column: usize) -> Result<Option<Quantity>, TooLarge> {
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

    /// The total of the column that a calculated column shows the shares of.
    fn total_wanted(&self, column: usize) -> Option<Decimal> {
        match self.columns[column].calculation.as_ref()?.formula {
            Formula::PercentOfTotal(of) => self.total_of(of),
            _ => None,
        }
    }

    /// What the calculation of a column gives in a row; nothing where the column has none. `total` is what shares are of.
    fn calculated(&self, row: usize, column: usize, total: Option<Decimal>) -> Result<Option<Quantity>, TooLarge> {
        let Some(calculation) = &self.columns[column].calculation else { return Ok(None) };
        if self.rows[row].kind.is_group() {
            return Ok(None);
        }
        // Of nothing there is no share.
        let share = |of: Decimal, whole: Decimal| {
            if whole.is_zero() { Ok(None) } else { share(of, whole, calculation.decimals).map(Some).ok_or(TooLarge) }
        };
        match &calculation.formula {
            Formula::Sum(of) => {
                sum(&of.iter().filter_map(|column| self.figure(row, *column).cloned()).collect::<Vec<_>>())
            }
            Formula::Change(from, to) => {
                self.worked_out(row, [*from, *to], |from, to| to.checked_sub(from).map(Some).ok_or(TooLarge))
            }
            Formula::PercentChange(from, to) => {
                self.worked_out(row, [*from, *to], |from, to| share(to.checked_sub(from).ok_or(TooLarge)?, from.abs()))
            }
            Formula::PercentOfTotal(of) => match total {
                Some(total) => self.worked_out(row, [*of, *of], |part, _| share(part, total)),
                None => Ok(None),
            },
        }
    }

    /// Two figures of a row → a third, as certain as the less certain of them.
    fn worked_out(
        &self,
        row: usize,
        from: [usize; 2],
        work: impl Fn(Decimal, Decimal) -> Result<Option<Decimal>, TooLarge>,
    ) -> Result<Option<Quantity>, TooLarge> {
        let [Some(first), Some(second)] = from.map(|column| self.figure(row, column)) else { return Ok(None) };
        let is_open =
            |figure: &Quantity| matches!(figure.amount, Amount::ToBeConfirmed | Amount::Range(..) | Amount::Words(_));
        if is_open(first) || is_open(second) {
            return Ok(Some(Quantity::of(Amount::ToBeConfirmed)));
        }
        let hedge = first.hedge.or(second.hedge).map(|_| Hedge::About);
        let found = match counted(first).zip(counted(second)) {
            Some((first, second)) => work(first, second)?,
            None => None,
        };
        Ok(Some(match found {
            Some(number) => Quantity { hedge, ..Quantity::exact(countable(number)?) },
            None => Quantity::of(Amount::NotApplicable),
        }))
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
            RowKind::Data => {}
        }
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
            RowKind::Data => self.after_last,
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

/// Words behind `less` that compare, and take nothing off.
const COMPARED: [&str; 22] = [
    "than",
    "urgent",
    "severe",
    "serious",
    "complex",
    "common",
    "likely",
    "favourable",
    "frequent",
    "important",
    "intensive",
    "acute",
    "critical",
    "deprived",
    "experienced",
    "dependent",
    "able",
    "satisfied",
    "active",
    "well",
    "used",
    "often",
];

/// What the name of a row or a column says about how it is added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// It is a part of the total.
    Added,
    /// `Less: fees and charges`, `Less fees`: it is taken off. `Less urgent` and `Less than a week` are not.
    TakenOff,
    /// `of which emergency stays`: it is part of another figure.
    Within,
}

impl Role {
    /// Reads a name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let is_said = name.split_once(':').is_some_and(|(before, _)| before.trim().eq_ignore_ascii_case("less"));
        let mut words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let is = |word: &str, any: &[&str]| any.iter().any(|known| word.eq_ignore_ascii_case(known));
        if is(first, &["less"]) && (is_said || !is(second, &COMPARED)) {
            Self::TakenOff
        } else if is(first, &["including", "includes"]) || is(first, &["of"]) && is(second, &["which", "these", "whom"])
        {
            Self::Within
        } else {
            Self::Added
        }
    }
}

/// A result has more digits than can be counted with.
struct TooLarge;

/// What is put into a cell: where the result is too large, that there is none.
fn if_computable(result: Result<Option<Quantity>, TooLarge>) -> Option<Quantity> {
    result.unwrap_or(Some(Quantity::of(Amount::NotApplicable)))
}

/// A result that can be counted with, as every figure that is written can: so adding up figures never runs out of digits.
fn countable(number: Decimal) -> Result<Decimal, TooLarge> {
    if is_countable(number) { Ok(number) } else { Err(TooLarge) }
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

/// The number to work with: a dash stands for nothing at all.
fn counted(figure: &Quantity) -> Option<Decimal> {
    match figure.amount {
        Amount::Number(number) => Some(number),
        Amount::Dash => Some(Decimal::ZERO),
        _ => None,
    }
}

/// One number in percent of another; nothing where the other is nothing.
#[must_use]
pub fn share(of: Decimal, whole: Decimal, decimals: u32) -> Option<Decimal> {
    let share = of.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    let mut share = share.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    share.rescale(decimals);
    // What is rounded to nothing has no sign.
    share.set_sign_positive(share.is_sign_positive() || share.is_zero());
    Some(share)
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
