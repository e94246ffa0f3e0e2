//! Whether figures follow from their neighbours: changes, shares, weights, and names of rows that say a share.

use std::cell::LazyCell;

use rust_decimal::Decimal;

use super::totals::{place, said, tables};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::plan::model::table::addition::{Addition, Part, Tally, is_counted};
use crate::plan::model::table::columns::Formula;
use crate::plan::model::table::sums::share;
use crate::plan::model::table::totals::is_total_name;
use crate::plan::{Plan, RowKind, Table};
use crate::value::number::{Quantity, Unit};

/// A difference or a share that does not follow from its neighbours.
pub(crate) const CALCULATION_MISMATCH: Rule = Rule {
    name: "calculation-mismatch",
    group: Group::Tables,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Error,
    explain: "A column has `calculate:`, but the figure in this row is not the result. Leave the cell empty and \
              plainplan works it out. A warning means that a column looks like the change or the percentage of other \
              columns, but one row does not match. If you meant a calculation, add `calculate:` to the column.",
};

/// A sum or a share that is left to the tool and has too many digits.
pub(crate) const RESULT_TOO_LARGE: Rule = Rule {
    name: "result-too-large",
    group: Group::Tables,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "plainplan cannot work out a result with more than 18 digits. One of the figures is probably wrong, or \
              its unit is too small.",
};

/// The first figure of a table that was left to the tool and has too many digits.
pub(crate) fn result_too_large(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for table in tables(plan) {
        let Some((row, column)) = table.too_large() else { continue };
        let (name, of) = (table.row_name(row), table.columns[column].full_name());
        let message = format!("{of} of {name} cannot be worked out, because it would have more than 18 digits");
        diagnostics.add(
            Diagnostic::new(&RESULT_TOO_LARGE, place(table, (row, column)), message)
                .help("Correct the figures that it is worked out from, or use a larger unit, such as £m."),
        );
    }
}

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

/// Cells of calculated columns, and of columns that are the change or the share of their neighbours in all other rows.
pub(crate) fn calculation_mismatch(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for table in tables(plan) {
        for column in 0..table.columns.len() {
            match &table.columns[column].calculation {
                Some(_) => diagnostics.extend(typed_over(table, column)),
                None => diagnostics.extend(plain_calculation(table, column)),
            }
        }
    }
}

/// Figures that were typed in a calculated column and are not what the calculation gives.
fn typed_over(table: &Table, column: usize) -> Vec<Diagnostic> {
    let Some(calculation) = &table.columns[column].calculation else { return Vec::new() };
    faults(&calculation.formula, table, column)
}

/// Every cell of a column that is not what a formula gives.
fn faults(formula: &Formula, table: &Table, column: usize) -> Vec<Diagnostic> {
    let formula = &FormulaUse::of(formula, table);
    (0..table.rows.len()).filter_map(|row| fault(formula, table, row, column)).collect()
}

/// A formula with what is the same in every row.
struct FormulaUse<'f> {
    formula: &'f Formula,
    /// The row of the last total.
    last: Option<usize>,
    /// What shares are shares of.
    whole: Option<Decimal>,
}

impl<'f> FormulaUse<'f> {
    fn of(formula: &'f Formula, table: &Table) -> Self {
        let last = last_total(table);
        let whole = match formula {
            Formula::PercentOfTotal(of) => plain_total_of(table, *of).or_else(|| table.total_of(*of)),
            Formula::Sum(_) | Formula::Change(..) | Formula::PercentChange(..) => None,
        };
        Self { formula, last, whole }
    }
}

/// What the cell should say, and how far rounding may lead from it.
fn expected(known: &FormulaUse, table: &Table, row: usize) -> Option<(Decimal, Decimal)> {
    let number = |column: usize| match Part::of(table.figure(row, column)) {
        Part::Number(number) => Some(number),
        Part::Nothing | Part::Open => None,
    };
    let slack = |column: usize, number: Decimal| {
        if is_counted(table.unit_of(column)) { Decimal::ZERO } else { Decimal::new(5, number.scale() + 1) }
    };
    match known.formula {
        Formula::Sum(of) => {
            let numbers: Option<Vec<Decimal>> = of.iter().map(|column| number(*column)).collect();
            let numbers = numbers?;
            let off = of.iter().zip(&numbers).map(|(column, number)| slack(*column, *number)).sum();
            Some((numbers.iter().sum(), off))
        }
        Formula::Change(from, to) => {
            let (first, second) = (number(*from)?, number(*to)?);
            Some((second - first, slack(*from, first) + slack(*to, second)))
        }
        Formula::PercentChange(from, to) => {
            let (first, second) = (number(*from)?, number(*to)?);
            let change = share(second - first, first.abs(), 6)?;
            let off = share(slack(*from, first) + slack(*to, second), first.abs(), 6)?;
            Some((change, off.checked_mul(Decimal::ONE + (change / Decimal::ONE_HUNDRED).abs())?))
        }
        Formula::PercentOfTotal(of) => {
            // What stands below the total, such as the turnout, is no part of it.
            if known.last.is_some_and(|last| row > last) {
                return None;
            }
            let (part, total) = (number(*of)?, known.whole?);
            Some((share(part, total, 6)?, share(slack(*of, part) * Decimal::TWO, total.abs(), 6)?))
        }
    }
}

fn is_right(known: &FormulaUse, table: &Table, row: usize, column: usize) -> Option<bool> {
    let Part::Number(stated) = Part::of(table.figure(row, column)) else { return None };
    let (expected, off) = expected(known, table, row)?;
    let own = if is_counted(table.unit_of(column)) { Decimal::ZERO } else { Decimal::new(5, stated.scale() + 1) };
    let is_right = |stated: Decimal| (expected - stated).abs() <= off + own;
    Some(is_right(stated) || is_right(-stated) && has_either_sign(known.formula, table, column))
}

/// A variance is good or bad news: less income and more spending stand there with one sign.
fn has_either_sign(formula: &Formula, table: &Table, column: usize) -> bool {
    let name = table.columns[column].full_name().to_lowercase();
    matches!(formula, Formula::Change(..) | Formula::PercentChange(..))
        && table.columns[column].calculation.is_none()
        && ["varian", "favourable", "adverse"].iter().any(|word| name.contains(word))
}

fn fault(known: &FormulaUse, table: &Table, row: usize, column: usize) -> Option<Diagnostic> {
    if table.rows[row].kind.is_group() || is_right(known, table, row, column)? {
        return None;
    }
    let (expected, _) = expected(known, table, row)?;
    let stated = table.figure(row, column)?.number()?;
    let expected = expected.round_dp(stated.scale().max(expected.normalize().scale().min(1)));
    let name = |column: usize| table.columns[column].full_name();
    let from = match known.formula {
        Formula::Sum(_) => "the sum of the other columns".to_owned(),
        Formula::Change(from, to) => format!("the change from {} to {}", name(*from), name(*to)),
        Formula::PercentChange(from, to) => format!("the percentage change from {} to {}", name(*from), name(*to)),
        Formula::PercentOfTotal(of) => format!("the percentage of the total of {}", name(*of)),
    };
    let message = format!(
        "{} of {} says {}, but {from} is {}",
        name(column),
        table.row_name(row),
        said(stated),
        said(expected.normalize())
    );
    Some(
        Diagnostic::new(&CALCULATION_MISMATCH, place(table, (row, column)), message)
            .help("Correct the figures. You can also give the column a `calculate:` and leave its cells empty."),
    )
}

/// A column that follows from two neighbours before it, or from one of them, in most rows.
fn plain_calculation(table: &Table, column: usize) -> Vec<Diagnostic> {
    let rows: Vec<usize> = (0..table.rows.len()).filter(|row| table.rows[*row].kind == RowKind::Data).collect();
    let plain = calculations(table, column);
    let Some(meant) = plain.iter().find(|plain| is_confirmed(plain, table, column, &rows)) else { return Vec::new() };
    faults(meant, table, column).into_iter().map(Diagnostic::as_warning).collect()
}

/// What a column may follow from, the nearest first: `2017-18 | 2018-19 | Change | Growth`.
fn calculations(table: &Table, column: usize) -> Vec<Formula> {
    let Some(unit) = table.unit_of(column) else { return Vec::new() };
    let before: Vec<usize> = (0..column).rev().filter(|other| table.unit_of(*other).is_some()).take(4).collect();
    let is_percent = |column: usize| table.unit_of(column) == Some(&Unit::Percent);
    let pairs = before.windows(2).filter(|pair| table.unit_of(pair[0]) == table.unit_of(pair[1]));
    let changes = pairs.flat_map(|pair| {
        let (from, to) = (pair[1], pair[0]);
        if *unit == Unit::Percent && !is_percent(to) {
            [Formula::PercentChange(from, to), Formula::PercentChange(to, from)]
        } else {
            [Formula::Change(from, to), Formula::Change(to, from)]
        }
    });
    let shares =
        before.iter().filter(|of| *unit == Unit::Percent && !is_percent(**of)).map(|of| Formula::PercentOfTotal(*of));
    changes.chain(shares).collect()
}

/// Whether a calculation holds in three rows at least, and in three of four, and so many digits cannot hold by chance,
/// unless the column is called a change.
fn is_confirmed(formula: &Formula, table: &Table, column: usize, rows: &[usize]) -> bool {
    let known = &FormulaUse::of(formula, table);
    let (mut right, mut wrong, mut digits) = (0, 0, 0);
    for row in rows {
        let stated = table.figure(*row, column).and_then(Quantity::number).filter(|stated| !stated.is_zero());
        let Some(stated) = stated else { continue };
        match is_right(known, table, *row, column) {
            Some(true) => (right, digits) = (right + 1, digits + stated.mantissa().unsigned_abs().ilog10() + 1),
            Some(false) => wrong += 1,
            None => {}
        }
        // The rows that are left cannot make up for that any more.
        if wrong * 4 > rows.len() {
            return false;
        }
    }
    let is_telling = digits >= 6 || is_change(&table.columns[column].name.value);
    right >= 3 && right >= wrong * 3 && is_telling
}

/// `Change`, `Difference`, `Variance`, `Movement`.
fn is_change(name: &str) -> bool {
    let words =
        ["change", "difference", "varian", "movement", "growth", "increase", "decrease", "gap", "vacanc", "+/-"];
    let name = name.to_lowercase();
    words.iter().any(|word| name.contains(word))
}

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
    let found = share(number, total, 2)?;
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
    Some((share(number, total, named.scale())? - named).abs() < Decimal::new(1, named.scale()))
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

/// The last total, marked or plain.
fn last_total(table: &Table) -> Option<usize> {
    let is_total = |row: &usize| {
        let kind = table.rows[*row].kind;
        kind.is_total() || kind == RowKind::Data && is_total_name(table.row_name(*row))
    };
    (0..table.rows.len()).rev().find(is_total)
}
