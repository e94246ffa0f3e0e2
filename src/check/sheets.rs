//! Rules about figures that come from a workbook.

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::span::Span;
use crate::plan::model::table::Kind;
use crate::plan::{Plan, Table};
use crate::value::number::{Quantity, Unit};
use rust_decimal::Decimal;

/// Shares that a workbook keeps as parts of one.
pub(super) const SHARE_OR_PERCENT: Rule = Rule {
    name: "share-or-percent",
    group: Group::Tables,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "A spreadsheet stores 88% as 0.88 and shows a percentage only if the cells have that format. If all the \
              percentages are between -1 and 1 and none has a % sign, 0.88 could mean 88% or 0.88%. In an .xlsx \
              file, format the cells as a percentage. plainplan cannot read percentage formats in .ods files, so \
              write 88 in the cell, or 0.88% as text.",
};

pub(super) fn share_or_percent(plan: &Plan, source: &Files, diagnostics: &mut Diagnostics) {
    for table in plan.chapters().flat_map(|chapter| &chapter.tables) {
        for column in 0..table.columns.len() {
            report(source, &percents(table, column), diagnostics);
        }
    }
    let metrics = plan.chapters().flat_map(|chapter| &chapter.metrics);
    for metric in metrics.filter(|metric| metric.unit == Unit::Percent) {
        let figures: Vec<(Span, &Quantity)> = metric.figures().map(|figure| (figure.span, &figure.value)).collect();
        report(source, &figures, diagnostics);
    }
}

/// The figures of a column in percent.
fn percents(table: &Table, column: usize) -> Vec<(Span, &Quantity)> {
    if table.columns[column].kind != Kind::Figures(Unit::Percent) {
        return Vec::new();
    }
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    cells.filter_map(|cell| Some((cell.written.span, cell.figure()?))).collect()
}

/// Tells the first of some figures in percent that were all written as parts of one in a workbook.
fn report(source: &Files, percents: &[(Span, &Quantity)], diagnostics: &mut Diagnostics) {
    let numbers = percents.iter().filter_map(|(span, quantity)| Some((*span, quantity.number()?)));
    let is_open = |(span, number): &(Span, Decimal)| {
        source.file(span.file).is_sheet() && !source.slice(*span).contains('%') && number.abs() <= Decimal::ONE
    };
    let (open, clear): (Vec<_>, Vec<_>) = numbers.partition(is_open);
    let Some((span, number)) = open.iter().find(|(_, number)| !number.is_zero()) else { return };
    if clear.is_empty() {
        let percent = (number * Decimal::ONE_HUNDRED).normalize();
        diagnostics.add(
            Diagnostic::new(&SHARE_OR_PERCENT, *span, format!("this could mean {percent}% or {number}%")).help(
                format!(
                    "Format the cells as a percentage and save the file as .xlsx. You can also write {percent} in \
                     the cell, or {number}% as text."
                ),
            ),
        );
    }
}
