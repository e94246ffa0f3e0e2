//! Whether figures follow from others as the author says, by `formulas:` or `calculate:`, or as the rest of the table shows.

mod approximate;
mod inferred;

use rust_decimal::Decimal;

use super::totals::{TOTAL_NOT_CHECKED, place, tables};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::plan::model::table::addition::Place;
use crate::plan::model::table::relation::verify::{Applied, Verdict};
use crate::plan::model::table::relation::{Along, Formula, RowFormula};
use crate::plan::{Cell, Plan, Table};
use crate::value::number::{Quantity, Unit};
use crate::value::voice::Voice;

/// A figure that does not follow from others.
pub(crate) const CALCULATION_MISMATCH: Rule = Rule {
    name: "calculation-mismatch",
    group: Group::Tables,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Error,
    explain: "A column with `calculate:`, or a row or column with a formula in `formulas:`, has a figure that is not the \
              result. Leave the cell empty and plainplan works it out. A warning means that a row or column looks like the \
              difference, the change or the percentage of others, but one figure does not match. If you meant a formula, add \
              it to `formulas:`.",
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
        let Some((row, column)) = table.too_large else { continue };
        let (name, of) = (table.row_name(row), table.columns[column].full_name());
        let message = format!("{of} of {name} cannot be worked out, because it would have more than 18 digits");
        diagnostics.add(
            Diagnostic::new(&RESULT_TOO_LARGE, place(table, (row, column)), message)
                .help("Correct the figures that it is worked out from, or use a larger unit, such as £m."),
        );
    }
}

/// Cells that follow by a stated formula, and rows and columns that follow from others in all other places.
pub(crate) fn calculation_mismatch(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for table in tables(plan) {
        diagnostics.extend(stated_columns(table));
        diagnostics.extend(stated_rows(table));
        diagnostics.extend(inferred::mismatches(table));
    }
}

/// Figures that were typed in a column with a formula and are not what it gives.
fn stated_columns(table: &Table) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (column, calculation) in
        table.columns.iter().enumerate().filter_map(|(place, column)| Some((place, column.calculation.as_ref()?)))
    {
        let applied = Applied::new(table, &calculation.formula, Along::Columns);
        let rows = (0..table.rows.len()).filter(|row| !table.rows[*row].kind.is_group());
        for row in rows.filter(|row| table.holds_in_row(*row, column)) {
            let Some(verdict @ Verdict::Wrong { may_be_rounding, .. }) = applied.verdict(row, column) else { continue };
            let said =
                calculation.text.clone().unwrap_or_else(|| described(table, &calculation.formula, Along::Columns));
            let Some(found_one) = mismatch(table, (row, column), verdict, &said) else { continue };
            found.push(if may_be_rounding { found_one.help(ROUNDED).as_warning() } else { found_one.help(STATED) });
        }
    }
    found
}

/// The same for rows.
fn stated_rows(table: &Table) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for formula in &table.formulas {
        found.extend(not_checked(table, formula));
        let applied = Applied::new(table, &formula.formula, Along::Rows);
        for column in (0..table.columns.len()).filter(|column| table.holds_in_column(formula.row, *column)) {
            let verdict = applied.verdict(column, formula.row);
            let Some(verdict @ Verdict::Wrong { may_be_rounding, .. }) = verdict else { continue };
            let Some(found_one) = mismatch(table, (formula.row, column), verdict, &formula.text.value) else {
                continue;
            };
            found.push(if may_be_rounding { found_one.help(ROUNDED).as_warning() } else { found_one.help(STATED) });
        }
    }
    found
}

/// Columns in which the formula of a row cannot be checked, because one of its cells is no figure.
fn not_checked(table: &Table, formula: &RowFormula) -> Vec<Diagnostic> {
    let rows: Vec<usize> = std::iter::once(formula.row).chain(formula.formula.places()).collect();
    let is_open = |column: &usize| {
        let own = &table.columns[*column];
        !own.is_header && !own.is_typed() && table.unit_of(*column).is_none()
    };
    let unit = table.unit.as_ref().unwrap_or(&Unit::Number);
    let is_no_figure = |cell: &&Cell| {
        let text = cell.written.value.as_str();
        let is_figure = [unit, &Unit::Percent].iter().any(|unit| Quantity::parse(text, unit).is_ok());
        text.contains(|letter: char| letter.is_ascii_digit()) && !is_figure
    };
    let one = |column: usize| {
        let cell = rows.iter().filter_map(|row| table.rows[*row].cells.get(column)).find(is_no_figure)?;
        let (name, text) = (table.row_name(formula.row), &cell.written.value);
        let message = format!("the formula for {name} cannot be checked here, because `{text}` is not a figure");
        let help = "Write it like the other figures. To publish the column without checking it, write `type: text` on the column.";
        Some(Diagnostic::new(&TOTAL_NOT_CHECKED, cell.written.span, message).help(help))
    };
    (0..table.columns.len()).filter(is_open).filter_map(one).collect()
}

const STATED: &str =
    "Correct one of the figures or the formula. You can also leave the cell empty, and plainplan works it out.";
const ROUNDED: &str =
    "If the figures are rounded, add their unit, for example `unit: £m`. If not, correct one of them.";

/// The message for a figure that is not what follows from others.
fn mismatch(table: &Table, at: Place, verdict: Verdict, from: &str) -> Option<Diagnostic> {
    let Verdict::Wrong { expected, .. } = verdict else { return None };
    let (row, column) = at;
    let stated = table.cells_figure(at)?.number()?;
    let unit = table.unit_at(row, column).unwrap_or(&Unit::Number);
    let message = format!(
        "{} of {} says {}, but {from} is {}",
        table.columns[column].full_name(),
        table.row_name(row),
        said(stated, unit),
        said(rounded_like(expected, stated), unit)
    );
    Some(Diagnostic::new(&CALCULATION_MISMATCH, place(table, at), message))
}

/// A result with as many decimals as the figure beside it, and one more where it has some.
fn rounded_like(expected: Decimal, stated: Decimal) -> Decimal {
    expected.round_dp(stated.scale().max(expected.normalize().scale().min(1))).normalize()
}

fn said(number: Decimal, unit: &Unit) -> String {
    Voice::default().figure(&Quantity::exact(number), unit).into_seen()
}

/// A formula in words, for a message.
fn described(table: &Table, formula: &Formula, along: Along) -> String {
    let name = |place: usize| match along {
        Along::Columns => table.columns[place].full_name(),
        Along::Rows => table.row_name(place).to_owned(),
    };
    match formula {
        Formula::Sum(parts) => match parts.as_slice() {
            [Formula::At(one), Formula::Minus(other)] => match &**other {
                Formula::At(other) => format!("{} less {}", name(*one), name(*other)),
                _ => "the result".to_owned(),
            },
            _ => "the sum of the other columns".to_owned(),
        },
        Formula::Change(from, to) if along == Along::Rows => format!("{} less {}", name(*to), name(*from)),
        Formula::Change(from, to) => format!("the change from {} to {}", name(*from), name(*to)),
        Formula::PercentChange(from, to) => format!("the percentage change from {} to {}", name(*from), name(*to)),
        Formula::PercentOfTotal(of) => format!("the percentage of the total of {}", name(*of)),
        Formula::Quotient(one, other) => match (&**one, &**other) {
            (Formula::At(one), Formula::At(other)) => format!("{} as a percentage of {}", name(*one), name(*other)),
            _ => "the result".to_owned(),
        },
        Formula::Mean(_) => "the average of the others".to_owned(),
        _ => "the result".to_owned(),
    }
}
