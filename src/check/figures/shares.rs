//! Whether shares are shares of a whole: weights, and names of rows that say a share.

use std::cell::LazyCell;

use rust_decimal::{Decimal, RoundingStrategy};

use super::totals::{place, said, tables};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::plan::model::table::addition::{Addition, Part, Tally};
use crate::plan::model::table::relation::verify::last_total;
use crate::plan::model::table::totals::is_total_name;
use crate::plan::{Plan, RowKind, Table};
use crate::value::number::{Quantity, Unit};

/// Weights that are not the whole.
pub(crate) const WEIGHTS: Rule = Rule {
    name: "weights",
    group: Group::Tables,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Weights must add up to 100%. Percentages must too, if their total row shows 100%. If these are not \
              weights, rename the column.",
};

/// A label that names a share which the figure is not.
pub(crate) const LABEL_MISMATCH: Rule = Rule {
    name: "label-mismatch",
    group: Group::Tables,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "The name of a row has a percentage in brackets, such as Contingency (0.5%), but its figure is a \
              different percentage of the column total.",
};

pub(crate) fn weights(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for table in tables(plan) {
        for column in (0..table.columns.len()).filter(|column| is_weight(table, *column)) {
            diagnostics.extend(wrong_weights(table, column));
        }
    }
}

fn is_weight(table: &Table, column: usize) -> bool {
    let name = table.columns[column].name.value.to_lowercase();
    let is_named = ["weight", "weights", "weighting", "share of the total", "% of total"]
        .iter()
        .any(|word| name.starts_with(word));
    let is_share = is_named || says_whole(table, column);
    is_share && table.unit_of(column) == Some(&Unit::Percent) && table.columns[column].calculation.is_none()
}

/// Whether a marked total of a column says 100.
fn says_whole(table: &Table, column: usize) -> bool {
    let totals = (0..table.rows.len()).filter(|row| table.rows[*row].kind.is_total());
    totals.filter_map(|row| table.figure(row, column)).any(|total| total.number() == Some(Decimal::ONE_HUNDRED))
}

/// Weights of data rows that add up to nearly, but not quite, the whole.
fn wrong_weights(table: &Table, column: usize) -> Option<Diagnostic> {
    // Less than nothing is a penalty, not a weight.
    let is_weight = |row: &usize| {
        let is_row = table.rows[*row].kind == RowKind::Data && !is_total_name(table.row_name(*row));
        is_row && !matches!(Part::of(table.figure(*row, column)), Part::Number(number) if number.is_sign_negative())
    };
    let parts = (0..table.rows.len()).filter(is_weight).map(|row| Part::of(table.figure(row, column)));
    let at = (0, column);
    let addition = Addition::new(Tally::of(parts), at, Decimal::ONE_HUNDRED, table.unit_of(column))?;
    if addition.len() < 3 || addition.is_right() || addition.off() > Decimal::from(25) {
        return None;
    }
    let name = table.columns[column].full_name();
    let message = format!("the figures of {name} add up to {}%, not 100%", said(addition.sum().normalize()));
    let help = "Correct a figure. If these are not parts of a whole, rename the column.";
    Some(Diagnostic::new(&WEIGHTS, table.columns[column].name.span, message).help(help))
}

pub(crate) fn label_mismatch(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for table in tables(plan).filter(|table| table.rows.len() > 2) {
        let totals: Vec<(usize, Decimal)> =
            table.addable().filter_map(|column| Some((column, plain_total_of(table, column)?))).collect();
        for row in (0..table.rows.len()).filter(|row| table.rows[*row].kind == RowKind::Data) {
            let Some(named) = share_in_name(table.row_name(row)) else { continue };
            let is_elsewhere = LazyCell::new(|| is_share_in_any(table, row, named, &totals));
            for total in &totals {
                diagnostics.extend(label_fault(table, row, *total, named, || *is_elsewhere));
            }
        }
    }
}

/// `Contingency (0.5%)` → 0.5.
fn share_in_name(name: &str) -> Option<Decimal> {
    let (_, rest) = name.rsplit_once('(')?;
    rest.trim_end().strip_suffix("%)")?.trim().parse().ok()
}

/// A row whose name says another share than its figure is of the total of its column. `is_elsewhere` says whether it is that share
/// in some column.
fn label_fault(
    table: &Table,
    row: usize,
    (column, total): (usize, Decimal),
    named: Decimal,
    is_elsewhere: impl FnOnce() -> bool,
) -> Option<Diagnostic> {
    let Part::Number(number) = Part::of(table.figure(row, column)) else { return None };
    let found = percent_of(number, total, 2)?;
    if number.is_zero() || is_share_of(number, total, named)? || !(is_elsewhere() || is_near(named, found)) {
        return None;
    }
    let message = format!(
        "{} says {}%, but {} is {}% of the total of {}",
        table.row_name(row),
        named,
        said(number),
        found.normalize(),
        table.columns[column].full_name()
    );
    let help = "Correct the name or the figure, or take the percentage out of the name.";
    Some(Diagnostic::new(&LABEL_MISMATCH, place(table, (row, column)), message).help(help))
}

/// Whether one number is so many percent of another, in the decimals of the name.
fn is_share_of(number: Decimal, total: Decimal, named: Decimal) -> Option<bool> {
    Some((percent_of(number, total, named.scale())? - named).abs() < Decimal::new(1, named.scale()))
}

/// A percentage in a name is meant as a share of the total, and not as growth or a target, if it is so in some column …
fn is_share_in_any(table: &Table, row: usize, named: Decimal, totals: &[(usize, Decimal)]) -> bool {
    totals.iter().any(|(column, total)| {
        let number = table.figure(row, *column).and_then(Quantity::number);
        number.and_then(|number| is_share_of(number, *total, named)) == Some(true)
    })
}

/// … or if the figure is half or twice as much at most.
fn is_near(named: Decimal, found: Decimal) -> bool {
    found <= named * Decimal::TWO && named <= found * Decimal::TWO
}

/// The total that a column states, marked or plain; nothing where it has none.
fn plain_total_of(table: &Table, column: usize) -> Option<Decimal> {
    table.figure(last_total(table)?, column)?.number()
}

/// One number in percent of another; nothing where the other is nothing.
fn percent_of(number: Decimal, whole: Decimal, decimals: u32) -> Option<Decimal> {
    let share = number.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    Some(share.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero))
}
