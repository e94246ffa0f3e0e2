//! How a figure follows from others: a formula over the columns of a table, in every row, or over its rows, in every column.
//!
//! `formulas:`, `calculate:` and what is inferred all lead to a [`Formula`]. [`fill`] works out what was left empty,
//! [`verify`] holds what was typed against it, at the precision of the figures.

pub(crate) mod compared;
pub(crate) mod fill;
pub(crate) mod formulas;
mod interval;
pub(crate) mod order;
mod parse;
pub(crate) mod verify;

use rust_decimal::Decimal;

use self::interval::{Interval, NoNumber};
use super::addition::Place;
use crate::base::span::Spanned;
use crate::value::number::Unit;

/// What a figure follows from. Places are columns, or rows.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Formula {
    /// The figure at a place.
    At(usize),
    /// A number of the formula itself.
    Number(Decimal),
    /// All of them together.
    Sum(Vec<Self>),
    /// What is taken off.
    Minus(Box<Self>),
    /// The first times the second.
    Product(Box<Self>, Box<Self>),
    /// The first divided by the second.
    Quotient(Box<Self>, Box<Self>),
    /// The mean of all of them.
    Mean(Vec<Self>),
    /// How much more the second is than the first.
    Change(usize, usize),
    /// The same in percent of the first.
    PercentChange(usize, usize),
    /// In percent of the total of a column.
    PercentOfTotal(usize),
}

/// Along what a formula goes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Along {
    /// Its places are columns, and it holds in every row.
    Columns,
    /// Its places are rows, and it holds in every column.
    Rows,
}

/// A formula between rows, as its author has stated it.
#[derive(Clone, Hash, Debug)]
pub struct RowFormula {
    /// What is on the right side, as it was written.
    pub text: Spanned<String>,
    /// The row that follows from others.
    pub row: usize,
    /// From which, and how.
    pub formula: Formula,
    /// To how many decimal places a result is rounded that has no end of its own.
    pub decimals: u32,
}

/// What a formula gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    /// A number.
    Number(Interval),
    /// Nothing: what it follows from is not there.
    Nothing,
    /// Not known: what it follows from is not known yet, or not exactly.
    Open,
    /// A number with more digits than can be counted with.
    TooLarge,
}

impl Along {
    /// The cell at a place of a line.
    pub(crate) fn cell(self, line: usize, place: usize) -> Place {
        match self {
            Self::Columns => (line, place),
            Self::Rows => (place, line),
        }
    }
}

impl Outcome {
    fn of(result: Result<Interval, NoNumber>) -> Self {
        match result {
            Ok(number) => Self::Number(number),
            Err(NoNumber::TooLarge) => Self::TooLarge,
            Err(NoNumber::OfNothing) => Self::Nothing,
        }
    }

    fn and_then(self, work: impl FnOnce(Interval) -> Result<Interval, NoNumber>) -> Self {
        match self {
            Self::Number(number) => Self::of(work(number)),
            other => other,
        }
    }

    fn with(self, other: Self, work: impl FnOnce(Interval, Interval) -> Result<Interval, NoNumber>) -> Self {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => Self::of(work(one, other)),
            (Self::TooLarge, _) | (_, Self::TooLarge) => Self::TooLarge,
            (Self::Open, _) | (_, Self::Open) => Self::Open,
            _ => Self::Nothing,
        }
    }

    /// Both together, where what is not there adds nothing.
    fn added_to(self, sum: Self) -> Self {
        match (sum, self) {
            (Self::Nothing, other) | (other, Self::Nothing) => other,
            (sum, other) => sum.with(other, Interval::plus),
        }
    }
}

impl Formula {
    /// The sum of the figures at some places.
    pub(crate) fn sum_of(places: impl IntoIterator<Item = usize>) -> Self {
        Self::Sum(places.into_iter().map(Self::At).collect())
    }

    /// The places that it follows from.
    pub(crate) fn places(&self) -> Vec<usize> {
        match self {
            Self::At(place) | Self::PercentOfTotal(place) => vec![*place],
            Self::Number(_) => Vec::new(),
            Self::Sum(parts) | Self::Mean(parts) => parts.iter().flat_map(Self::places).collect(),
            Self::Minus(part) => part.places(),
            Self::Product(one, other) | Self::Quotient(one, other) => {
                one.places().into_iter().chain(other.places()).collect()
            }
            Self::Change(from, to) | Self::PercentChange(from, to) => vec![*from, *to],
        }
    }

    /// Whether it only adds and takes off, so that its result has as many decimals as its figures.
    pub(crate) fn is_additive(&self) -> bool {
        match self {
            Self::At(_) | Self::Change(..) => true,
            Self::Sum(parts) => parts.iter().all(Self::is_additive),
            Self::Minus(part) => part.is_additive(),
            Self::Number(_) | Self::Product(..) | Self::Quotient(..) | Self::Mean(_) => false,
            Self::PercentChange(..) | Self::PercentOfTotal(_) => false,
        }
    }

    /// Whether its result is of the kind of the figures that it follows from.
    pub(crate) fn is_of_one_kind(&self) -> bool {
        matches!(self, Self::Mean(parts) if parts.iter().all(Self::is_additive)) || self.is_additive()
    }

    /// What it gives: `at` says what is at a place, `whole` what shares are shares of.
    pub(crate) fn outcome(&self, at: &impl Fn(usize) -> Outcome, whole: Outcome) -> Outcome {
        let own = |part: &Self| part.outcome(at, whole);
        match self {
            Self::At(place) => at(*place),
            Self::Number(number) => Outcome::Number(Interval::exact(*number)),
            Self::Sum(parts) => parts.iter().map(own).fold(Outcome::Nothing, |sum, part| part.added_to(sum)),
            Self::Minus(part) => own(part).and_then(|number| Ok(number.negative())),
            Self::Product(one, other) => own(one).with(own(other), Interval::times),
            Self::Quotient(one, other) => own(one).with(own(other), Interval::over),
            Self::Mean(parts) => mean(parts.iter().map(own)),
            Self::Change(from, to) => at(*to).with(at(*from), Interval::minus),
            Self::PercentChange(from, to) => at(*from).with(at(*to), |from, to| {
                to.minus(from)?.over(from.absolute())?.times(Interval::exact(Decimal::ONE_HUNDRED))
            }),
            Self::PercentOfTotal(of) => {
                at(*of).with(whole, |part, whole| part.times(Interval::exact(Decimal::ONE_HUNDRED))?.over(whole))
            }
        }
    }

    /// In what its result is counted, if what it follows from is counted in `unit_of` each place.
    pub(crate) fn unit(&self, unit_of: &impl Fn(usize) -> Unit) -> Unit {
        match self {
            Self::At(place) => unit_of(*place),
            Self::Number(_) => Unit::Number,
            Self::Sum(parts) | Self::Mean(parts) => parts
                .iter()
                .find(|part| !matches!(part, Self::Number(_)))
                .map_or(Unit::Number, |part| part.unit(unit_of)),
            Self::Minus(part) => part.unit(unit_of),
            Self::Product(one, other) => product(one.unit(unit_of), other.unit(unit_of)),
            Self::Quotient(one, other) => quotient(one.unit(unit_of), other.unit(unit_of)),
            Self::Change(_, to) => match unit_of(*to) {
                Unit::Percent => Unit::Points,
                unit => unit,
            },
            Self::PercentChange(..) | Self::PercentOfTotal(_) => Unit::Percent,
        }
    }
}

/// The mean of what is there.
fn mean(parts: impl Iterator<Item = Outcome>) -> Outcome {
    let parts: Vec<Outcome> = parts.filter(|part| *part != Outcome::Nothing).collect();
    let count = Interval::exact(Decimal::from(parts.len()));
    parts.into_iter().fold(Outcome::Nothing, |sum, part| part.added_to(sum)).and_then(|sum| sum.over(count))
}

/// So much percent of something is of its kind, and so many of a thing are too.
fn product(one: Unit, other: Unit) -> Unit {
    match (one, other) {
        (Unit::Percent | Unit::Number | Unit::Count(_), unit @ Unit::Money(..)) => unit,
        (Unit::Percent | Unit::Number, unit) => unit,
        (unit, _) => unit,
    }
}

/// Of two figures of one kind, one is a share of the other.
fn quotient(one: Unit, other: Unit) -> Unit {
    match (one, other) {
        (Unit::Money(..), Unit::Money(..)) | (Unit::Count(_), Unit::Count(_)) => Unit::Percent,
        (unit, Unit::Percent | Unit::Number) => unit,
        (one, other) if one == other => Unit::Percent,
        (Unit::Money(_, per), _) => Unit::Money(crate::value::number::Scale::One, per),
        _ => Unit::Number,
    }
}
