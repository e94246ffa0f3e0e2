//! The columns of a table → those whose figures can be added, and those whose total may be a mean.

use super::names::is_word_of_rates;
use crate::plan::model::table::Table;
use crate::plan::model::table::columns::{Column, Totals};
use crate::value::number::Unit;

impl Table {
    /// The columns whose figures can be added.
    pub(crate) fn addable(&self) -> impl Iterator<Item = usize> {
        (0..self.columns.len()).filter(|column| self.is_addable(*column))
    }

    fn is_addable(&self, column: usize) -> bool {
        match self.columns[column].totals {
            Totals::Never => false,
            Totals::Sum => true,
            Totals::Unsaid => {
                let unit = self.unit_of(column);
                let is_whole = matches!(unit, Some(Unit::Count(_) | Unit::Money(_, None) | Unit::Number));
                is_whole && !self.is_share_or_growth(column) && !self.columns[column].is_rate()
            }
        }
    }

    /// The columns whose figures can be added and were typed. The change of a total is no sum where a row has no change.
    pub(crate) fn typed(&self) -> impl Iterator<Item = usize> {
        self.addable().filter(|column| self.columns[*column].calculation.is_none())
    }

    /// The columns of lengths of time, rates and averages: their total is a sum, or it is a mean and lies among its parts.
    pub(crate) fn means(&self) -> impl Iterator<Item = usize> {
        let is_mean = |column: &usize| {
            let own = &self.columns[*column];
            let unit = own.figures().filter(|unit| !matches!(unit, Unit::Percent | Unit::Points | Unit::Rank));
            own.totals == Totals::Unsaid && own.calculation.is_none() && unit.is_some() && !self.is_addable(*column)
        };
        (0..self.columns.len()).filter(is_mean)
    }

    fn is_share_or_growth(&self, column: usize) -> bool {
        let formula = self.columns[column].calculation.as_ref().map(|calculation| &calculation.formula);
        formula.is_some_and(|formula| !formula.is_of_one_kind())
    }
}

impl Column {
    /// Whether its name says that its figures are rates or means, whose total is no sum: `Cost per case`, `Average stay`.
    pub(crate) fn is_rate(&self) -> bool {
        self.key.split('-').any(is_word_of_rates)
    }
}
