//! A figure of a table in another size than its neighbours: £3,100,000 in a column of £m.

use rust_decimal::Decimal;

use super::measures::{THOUSAND_FOLD, slip_of_unit, values_in_another_size};
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::files::Files;
use crate::plan::{Plan, RowKind, Table};
use crate::value::number::{Scale, Unit};
use crate::value::voice::Voice;

/// A figure with its place.
#[derive(Clone, Copy)]
struct Figure {
    row: usize,
    column: usize,
    number: Decimal,
}

/// Figures that were probably typed in another size, of measures and of tables.
pub(crate) fn thousand_fold(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    values_in_another_size(plan, diagnostics);
    for table in plan.chapters().flat_map(|chapter| &chapter.tables) {
        in_another_size(table, diagnostics);
    }
}

/// The figures of a table that were probably typed in another size, one for each column.
fn in_another_size(table: &Table, diagnostics: &mut Diagnostics) {
    let columns: Vec<usize> = (0..table.columns.len()).filter(|column| is_sized(table.unit_of(*column))).collect();
    for column in &columns {
        let figures = figures_of(table, *column);
        let Some((odd, factor)) = odd_one(table, &figures, &columns) else { continue };
        diagnostics.add(reported(table, odd, factor));
    }
}

fn is_sized(unit: Option<&Unit>) -> bool {
    matches!(unit, Some(Unit::Money(..) | Unit::Count(_) | Unit::Number))
}

/// The data of a column, but what is nothing.
fn figures_of(table: &Table, column: usize) -> Vec<Figure> {
    let rows = (0..table.rows.len()).filter(|row| table.rows[*row].kind == RowKind::Data);
    let figure = |row: usize| {
        let number = table.figure(row, column)?.number().filter(|number| !number.is_zero())?;
        Some(Figure { row, column, number })
    };
    rows.filter_map(figure).collect()
}

/// The figure that is far larger than all others of its column, and how many times too large it is.
fn odd_one(table: &Table, figures: &[Figure], columns: &[usize]) -> Option<(Figure, Decimal)> {
    if figures.len() < 3 {
        return None;
    }
    let mut sorted = figures.to_vec();
    sorted.sort_by_key(|figure| figure.number.abs());
    let [.., second, odd] = sorted.as_slice() else { return None };
    let unit = table.unit_of(odd.column)?;
    let times = odd.number.checked_div(second.number)?.abs();
    let others = &sorted[..sorted.len() - 1];
    beside(table, *odd, times, unit, columns).or_else(|| alone(*odd, others, times, unit))
}

/// A figure that is 1,000 times the others of its column and as many times those of its row.
fn beside(table: &Table, odd: Figure, times: Decimal, unit: &Unit, columns: &[usize]) -> Option<(Figure, Decimal)> {
    let mut neighbours =
        columns.iter().filter(|column| **column != odd.column && table.unit_of(**column) == Some(unit));
    let other =
        neighbours.find_map(|column| table.figure(odd.row, *column)?.number().filter(|number| !number.is_zero()))?;
    let factor = slip_of_unit(unit, odd.number.checked_div(other)?.abs(), [odd.number, other])?;
    (times >= Decimal::from(50)).then_some((odd, factor))
}

/// A figure in a column of thousands or millions that has no neighbours: the others have decimals and it has none.
fn alone(odd: Figure, others: &[Figure], times: Decimal, unit: &Unit) -> Option<(Figure, Decimal)> {
    let Unit::Money(scale, _) = unit else { return None };
    let have_decimals = others.iter().all(|figure| figure.number.scale() > 0) && odd.number.scale() == 0;
    let is_far = times >= Decimal::from(50_000) || have_decimals && times >= Decimal::from(500);
    let factor = Decimal::from(10_u64.pow(scale.zeros()));
    (*scale != Scale::One && is_far && times * Decimal::TEN >= factor).then_some((odd, factor))
}

fn reported(table: &Table, odd: Figure, factor: Decimal) -> Diagnostic {
    let voice = Voice::default();
    let unit = table.unit_of(odd.column).unwrap_or(&Unit::Number);
    let written = &table.rows[odd.row].cells[odd.column].written;
    let message = format!("`{}` is about {} times the figures around it", written.value, voice.number(factor));
    let meant = odd.number.checked_div(factor).unwrap_or(odd.number).normalize();
    let help = match unit {
        Unit::Number | Unit::Count(None) => format!("If you typed this figure in another unit, write {meant}."),
        unit => format!(
            "The unit of this column is {}. If you typed this figure in another unit, write {meant}.",
            unit.name()
        ),
    };
    Diagnostic::new(&THOUSAND_FOLD, written.span, message).help(help)
}
