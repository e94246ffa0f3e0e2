//! A formula and a table → whether the figures that were typed follow from each other, at their own precision.
//!
//! Things and whole pounds are exact, any other figure may be off by half of its last place. Money is compared in pounds,
//! whatever size each figure is written in.

use rust_decimal::Decimal;

use super::interval::Interval;
use super::{Along, Formula, Outcome};
use crate::plan::model::table::addition::{Place, is_counted};
use crate::plan::model::table::totals::is_total_name;
use crate::plan::model::table::{RowKind, Table};
use crate::value::number::{Amount, Quantity, Unit};

/// A formula with what is the same in every line.
pub(crate) struct Applied<'f> {
    pub(crate) table: &'f Table,
    pub(crate) formula: &'f Formula,
    pub(crate) along: Along,
    /// What shares are shares of, and how exactly that is known.
    whole: Outcome,
    /// The row of the last total: what is below it is no share.
    last_total: Option<usize>,
}

/// How figures are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// As they are written.
    Exact,
    /// As rounded as their last places say.
    Rounded,
    /// The same, whole numbers of no unit too.
    AllRounded,
}

/// How a typed figure stands to what a formula gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verdict {
    /// It is what the formula gives.
    Right,
    /// The formula gives something else.
    Wrong {
        /// What, as exactly as it is known.
        expected: Decimal,
        /// Whether it would be right if its figures, whole numbers of no unit, were rounded.
        may_be_rounding: bool,
    },
}

impl<'f> Applied<'f> {
    pub(crate) fn new(table: &'f Table, formula: &'f Formula, along: Along) -> Self {
        let whole = match formula {
            Formula::PercentOfTotal(of) => whole(table, *of).map_or(Outcome::Nothing, |total| {
                Outcome::Number(Interval::around(total, slack(total, table.unit_of(*of), Reading::Rounded)))
            }),
            _ => Outcome::Nothing,
        };
        let is_share = matches!(formula, Formula::PercentOfTotal(_));
        let last_total = if is_share { last_total(table) } else { None };
        Self { table, formula, along, whole, last_total }
    }

    /// Whether the figure at `target` in a line is what the formula gives; nothing where there is nothing to compare.
    pub(crate) fn verdict(&self, line: usize, target: usize) -> Option<Verdict> {
        self.verdict_at(line, self.along.cell(line, target))
    }

    /// The same for a figure in another line.
    pub(crate) fn verdict_at(&self, line: usize, place: Place) -> Option<Verdict> {
        let stated = number(self.table, place)?;
        if self.is_right(stated, line, place, Reading::Rounded)? {
            return Some(Verdict::Right);
        }
        let Outcome::Number(expected) = self.outcome(line, place, Reading::Exact) else { return None };
        let expected = expected.number()?;
        Some(Verdict::Wrong { expected, may_be_rounding: self.is_right(stated, line, place, Reading::AllRounded)? })
    }

    /// Whether a figure is what the formula gives, without what it should be; nothing where there is nothing to compare.
    pub(crate) fn holds_at(&self, line: usize, place: Place) -> Option<bool> {
        self.is_right(number(self.table, place)?, line, place, Reading::Rounded)
    }

    fn is_right(&self, stated: Decimal, line: usize, place: Place, reading: Reading) -> Option<bool> {
        let Outcome::Number(expected) = self.outcome(line, place, reading) else { return None };
        Some(Interval::around(stated, self.own_slack(stated, place, reading)).meets(expected))
    }

    fn outcome(&self, line: usize, target: Place, reading: Reading) -> Outcome {
        let is_below_total = || self.last_total.is_some_and(|last| line > last);
        if matches!(self.formula, Formula::PercentOfTotal(_)) && is_below_total() {
            return Outcome::Nothing;
        }
        let target = self.table.unit_at_place(target);
        let factors = Factors { formula: self.formula, target };
        let at = |place: usize| {
            let cell = self.along.cell(line, place);
            let unit = self.table.unit_at_place(cell);
            match self.table.cells_figure(cell) {
                Some(figure) => read(figure, unit, reading, factors.of(unit)),
                None => Outcome::Nothing,
            }
        };
        let whole = match self.whole {
            Outcome::Number(whole) if reading == Reading::Exact => {
                Outcome::Number(Interval::exact((whole.low + whole.high) / Decimal::TWO))
            }
            whole => whole,
        };
        factors.result(self.formula.outcome(&at, whole))
    }

    /// How far the stated figure itself may be off: what is divided is rounded, even where it counts things.
    fn own_slack(&self, stated: Decimal, place: Place, reading: Reading) -> Decimal {
        if self.formula.is_additive() { slack(stated, self.table.unit_at_place(place), reading) } else { half(stated) }
    }
}

/// What the sizes of units do to a formula.
pub(super) struct Factors<'f> {
    pub(super) formula: &'f Formula,
    pub(super) target: Option<&'f Unit>,
}

impl Factors<'_> {
    /// What a figure of `unit` is multiplied with.
    pub(super) fn of(&self, unit: Option<&Unit>) -> Decimal {
        match (unit, self.target) {
            (Some(Unit::Money(own, _)), Some(Unit::Money(target, _))) if self.formula.is_of_one_kind() => {
                power(i64::from(own.zeros()) - i64::from(target.zeros()))
            }
            _ if self.formula.is_of_one_kind() || matches!(self.formula, Formula::PercentOfTotal(_)) => Decimal::ONE,
            (Some(Unit::Money(own, _)), _) => power(i64::from(own.zeros())),
            (Some(Unit::Percent | Unit::Points), _) => power(-2),
            _ => Decimal::ONE,
        }
    }

    /// What the formula gives, in the size of its own unit.
    pub(super) fn result(&self, outcome: Outcome) -> Outcome {
        let is_in_percent = matches!(self.formula, Formula::PercentChange(..) | Formula::PercentOfTotal(_));
        if is_in_percent || self.formula.is_of_one_kind() {
            return outcome;
        }
        let factor = match self.target {
            Some(Unit::Money(scale, _)) => power(-i64::from(scale.zeros())),
            Some(Unit::Percent | Unit::Points) => Decimal::ONE_HUNDRED,
            _ => Decimal::ONE,
        };
        outcome.and_then(|number| number.scaled(factor))
    }
}

/// Ten to the power of a small number.
fn power(exponent: i64) -> Decimal {
    let size = u32::try_from(exponent.unsigned_abs()).unwrap_or(0);
    if exponent < 0 { Decimal::new(1, size) } else { Decimal::from(10_u64.pow(size)) }
}

fn read(figure: &Quantity, unit: Option<&Unit>, reading: Reading, factor: Decimal) -> Outcome {
    if figure.hedge.is_some() {
        return Outcome::Open;
    }
    match figure.amount {
        Amount::Number(number) => {
            let slack = if reading == Reading::Exact { Decimal::ZERO } else { slack(number, unit, reading) };
            Outcome::Number(Interval::around(number, slack)).and_then(|number| number.scaled(factor))
        }
        Amount::Dash => Outcome::Number(Interval::exact(Decimal::ZERO)),
        Amount::Blank | Amount::NotApplicable => Outcome::Nothing,
        _ => Outcome::Open,
    }
}

/// How far a number may be from what was rounded to it.
fn slack(number: Decimal, unit: Option<&Unit>, reading: Reading) -> Decimal {
    let is_bare = matches!(unit, None | Some(Unit::Number)) && number.scale() == 0;
    if is_counted(unit) || is_bare && reading != Reading::AllRounded { Decimal::ZERO } else { half(number) }
}

/// How far what is meant may be from a figure that is part of a sum.
pub(crate) fn rounding(number: Decimal, unit: Option<&Unit>) -> Decimal {
    slack(number, unit, Reading::Rounded)
}

/// Half of the last place of a number.
fn half(number: Decimal) -> Decimal {
    Decimal::new(5, number.scale() + 1)
}

fn number(table: &Table, place: Place) -> Option<Decimal> {
    let figure = table.cells_figure(place).filter(|figure| figure.hedge.is_none())?;
    match figure.amount {
        Amount::Number(number) => Some(number),
        _ => None,
    }
}

/// What shares of a column are shares of: the total that it states, marked or plain, or the sum of its rows.
fn whole(table: &Table, column: usize) -> Option<Decimal> {
    let stated = last_total(table).and_then(|row| table.figure(row, column)?.number());
    stated.or_else(|| table.total_of(column))
}

/// The last total, marked or plain.
pub(crate) fn last_total(table: &Table) -> Option<usize> {
    let is_total = |row: &usize| {
        let kind = table.rows[*row].kind;
        kind.is_total() || kind == RowKind::Data && is_total_name(table.row_name(*row))
    };
    (0..table.rows.len()).rev().find(is_total)
}

impl Table {
    /// What the figure in a cell is counted in.
    pub(crate) fn unit_at_place(&self, (row, column): Place) -> Option<&Unit> {
        self.unit_at(row, column)
    }

    /// The figure in a cell, in whatever it is counted.
    pub(crate) fn cells_figure(&self, (row, column): Place) -> Option<&Quantity> {
        self.rows.get(row)?.cells.get(column)?.figure()
    }
}
