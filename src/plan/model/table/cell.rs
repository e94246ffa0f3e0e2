//! What was written in a cell → what it holds, in its column and its row.

use super::kinds::RowSaid;
use super::marks::Written;
use super::{Cell, CellValue, Column, Kind, SAME_AS_ABOVE, SAME_AS_BEFORE};
use crate::base::brackets::settled;
use crate::base::diagnostic::Diagnostics;
use crate::base::span::Spanned;
use crate::plan::read::values::{period, quantity};
use crate::text::markdown;
use crate::text::tree::Tree;
use crate::value::number::{Amount, Quantity, Unit};
use crate::value::period::Period;

/// Where a cell stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Whether it comes from a file of data.
    pub(super) is_of_data: bool,
    /// Whether it stands for the next column too, where words are no mistake among figures.
    pub(super) is_wide: bool,
}

impl Cell {
    pub(super) fn parse(
        written: Written,
        column: &Column,
        row: &RowSaid,
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let Place { is_of_data, is_wide } = place;
        if let Kind::Figures(unit) = &column.kind
            && let Some((quantity, beside)) = written.as_figure(unit, column, row)
        {
            let (value, beside) = (CellValue::Figure(quantity), beside.map(Box::new));
            return Self { written: written.text, value, as_typed: None, marks: written.marks.into(), beside };
        }
        let Written { text, marks, .. } = written;
        let value = match &column.kind {
            _ if row.kind.is_group() || text.value.contains("{{") => None,
            _ if text.value == SAME_AS_ABOVE => Some(CellValue::SameAsAbove),
            _ if text.value == SAME_AS_BEFORE => Some(CellValue::SameAsBefore),
            Kind::Figures(_) if column.may_hold_words || is_wide => None,
            Kind::Dates if is_wide => None,
            Kind::Figures(unit) => figure(&text, unit, diagnostics).map(CellValue::Figure),
            Kind::Dates if !text.value.is_empty() => Quantity::in_place_of_a_figure(&text.value)
                .map(CellValue::Figure)
                .or_else(|| period(&text, diagnostics).map(|period| CellValue::Date(period.value))),
            Kind::Words if !column.is_typed && time_of_data(&text.value).is_some() => {
                time_of_data(&text.value).map(CellValue::Date)
            }
            // A dash among words says the same as one among figures, and so does TBC.
            Kind::Words if !column.is_header => Quantity::in_place_of_a_figure(&text.value)
                .filter(|quantity| matches!(quantity.amount, Amount::Dash | Amount::ToBeConfirmed))
                .map(CellValue::Figure),
            Kind::Words | Kind::Dates => None,
        };
        let (value, as_typed) = match value {
            Some(value) => (value, None),
            None => prose(&text, is_of_data, diagnostics),
        };
        Self { written: text, value, as_typed, marks: marks.into(), beside: None }
    }
}

impl Cell {
    /// The same cell with other words, and one more mark behind them.
    pub(super) fn rename(&mut self, words: Spanned<String>, mark: Spanned<String>, is_of_data: bool) {
        (self.value, self.as_typed) = prose(&words, is_of_data, &mut Diagnostics::default());
        self.written = words;
        self.marks = self.marks.iter().cloned().chain([mark]).collect();
    }
}

/// Words, and the same for data where typography makes something else of them.
fn prose(text: &Spanned<String>, is_of_data: bool, diagnostics: &mut Diagnostics) -> (CellValue, Option<Tree>) {
    let (words, span) = (text.value.as_str(), text.span);
    if is_of_data {
        // Signs of data are what they are, but a gap is one everywhere.
        settled(words, |_| span, diagnostics);
        let tree = markdown::cell_of_data(words, span, diagnostics);
        return (CellValue::Prose(tree), Some(markdown::cell_of_data_as_typed(words, span)));
    }
    let tree = markdown::cell(words, span, diagnostics);
    (CellValue::Prose(tree), markdown::cell_as_typed(words, span))
}

/// A month or a day as spreadsheets have it, `2026-04`, that is all there is in a cell of words.
fn time_of_data(text: &str) -> Option<Period> {
    Period::of_data(text).filter(|time| matches!(time, Period::Day(_) | Period::Month(..)) && time.iso() == text)
}

fn figure(written: &Spanned<String>, unit: &Unit, diagnostics: &mut Diagnostics) -> Option<Quantity> {
    if written.value.is_empty() {
        return Some(Quantity::of(Amount::Blank));
    }
    quantity(written, unit, diagnostics).map(|quantity| quantity.value)
}
