//! What was written in a cell → what it holds, in its column and its row.

use super::kinds::RowSaid;
use super::marks::Written;
use super::{Cell, CellValue, Column, Kind, SAME_AS_ABOVE};
use crate::base::brackets::settled;
use crate::base::diagnostic::Diagnostics;
use crate::base::span::Spanned;
use crate::plan::read::values::{period, quantity};
use crate::text::markdown;
use crate::value::number::{Amount, Quantity, Unit};
use crate::value::period::Period;

impl Cell {
    pub(super) fn parse(
        written: Written,
        column: &Column,
        row: &RowSaid,
        is_of_data: bool,
        diagnostics: &mut Diagnostics,
    ) -> Self {
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
            Kind::Figures(_) if column.may_hold_words => None,
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
        let (words, span) = (text.value.as_str(), text.span);
        let (value, as_typed) = match value {
            Some(value) => (value, None),
            None if is_of_data => {
                // Signs of data are what they are, but a gap is one everywhere.
                settled(words, |_| span, diagnostics);
                let tree = markdown::cell_of_data(words, span, diagnostics);
                (CellValue::Prose(tree), Some(markdown::cell_of_data_as_typed(words, span)))
            }
            None => {
                let tree = markdown::cell(words, span, diagnostics);
                (CellValue::Prose(tree), markdown::cell_as_typed(words, span))
            }
        };
        Self { written: text, value, as_typed, marks: marks.into(), beside: None }
    }
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
