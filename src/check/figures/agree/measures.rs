//! Measures → where a table that has a row of their name, or last year's plan, says something else for the same time.

use std::collections::HashMap;

use super::{Exact, TWO_VALUES, is_alike, shown};
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::names::slug;
use crate::base::span::Spanned;
use crate::check::figures::named::{label, period_of};
use crate::plan::{ChapterData, Metric, Plan, RowKind, Table};
use crate::value::number::Quantity;
use crate::value::period::Period;
use crate::value::voice::Voice;

pub(super) fn compare(plan: &Plan, diagnostics: &mut Diagnostics) {
    let metrics: Vec<&Metric> =
        plan.chapter_data().flat_map(ChapterData::metrics).filter(|metric| metric.is_sound).collect();
    let mut by_name: HashMap<String, Vec<&Metric>> = HashMap::new();
    for metric in &metrics {
        by_name.entry(label(&metric.name.value)).or_default().push(metric);
    }
    for table in plan.chapter_data().flat_map(ChapterData::tables).filter(|table| table.is_sound) {
        in_table(table, &by_name, diagnostics);
    }
    for metric in metrics {
        diagnostics.extend(plan.last_year(metric).and_then(|last| since_last_year(metric, last)));
    }
}

/// A figure of a measure.
struct Held<'p> {
    figure: &'p Spanned<Quantity>,
    period: Option<Period>,
    what: &'static str,
    /// How to ask for it, behind the id.
    path: Option<&'static str>,
}

/// The figures that a measure has had. What was planned is not among them.
fn held(metric: &Metric) -> Vec<Held<'_>> {
    let baseline = metric.baseline.iter().map(|reading| (reading, "the baseline", ".baseline"));
    let value = metric.value.iter().map(|reading| (reading, "the value", ""));
    let readings = baseline.chain(value).map(|(reading, what, path)| Held {
        figure: &reading.quantity,
        period: reading.period,
        what,
        path: Some(path),
    });
    let points = metric.trajectory.iter().filter_map(|point| {
        Some(Held { figure: point.actual.as_ref()?, period: Some(point.period.value), what: "the figure", path: None })
    });
    readings.chain(points).collect()
}

fn in_table(table: &Table, by_name: &HashMap<String, Vec<&Metric>>, diagnostics: &mut Diagnostics) {
    for row in (0..table.rows.len()).filter(|row| table.rows[*row].kind == RowKind::Data) {
        let named = by_name.get(&label(table.row_name(row))).filter(|named| named.len() == 1);
        let Some([metric]) = named.map(Vec::as_slice) else { continue };
        for column in 0..table.columns.len() {
            diagnostics.extend(in_cell(table, row, column, metric));
        }
    }
}

/// What is to be said of a cell that should hold a figure of a measure.
fn in_cell(table: &Table, row: usize, column: usize, metric: &Metric) -> Option<Diagnostic> {
    let unit = table.unit_of(column).filter(|unit| is_alike(unit, &metric.unit))?;
    let figure = table.figure(row, column)?;
    let cell = Exact::of(figure, unit)?;
    let meant: Vec<Held> = held(metric).into_iter().filter(|held| is_meant(table, column, held)).collect();
    let known = |held: &Held| Exact::of(&held.figure.value, &metric.unit);
    if meant.iter().filter_map(known).any(|held| held.agrees(cell)) {
        return None;
    }
    let held = meant.iter().find(|held| known(held).is_some())?;
    let id = &metric.id.value;
    let message = format!(
        "{} is {} here, but {} of the measure `{id}` is {}",
        table.row_name(row),
        shown(figure, unit),
        held.what,
        shown(&held.figure.value, &metric.unit)
    );
    let help = match held.path {
        Some(path) => {
            format!("If it is the same figure, write {{{{ {id}{path} }}}} in the cell. If not, rename the row.")
        }
        None => "Correct the wrong figure. If both are right, rename the row.".to_owned(),
    };
    let place = table.rows[row].cells[column].written.span;
    Some(Diagnostic::new(&TWO_VALUES, place, message).also(held.figure.span, "the measure").help(help))
}

/// Whether a column is about the figure: it has its time, or is called what it is.
fn is_meant(table: &Table, column: usize, held: &Held) -> bool {
    let name = slug(&table.columns[column].name.value);
    let plans = ["plan", "target", "forecast", "budget", "trajectory"];
    let is_planned = name.split('-').any(|word| plans.iter().any(|plan| word.starts_with(plan)));
    let is_of_time = period_of(table, column).is_some_and(|time| held.period == Some(time));
    !is_planned && is_of_time || name == "baseline" && held.what == "the baseline"
}

/// Where this plan and last year's say something else of the same time.
fn since_last_year<'p>(metric: &'p Metric, last: &'p Metric) -> Option<Diagnostic> {
    let earlier = held(last);
    held(metric).into_iter().find_map(|now| {
        let period = now.period?;
        let exact = Exact::of(&now.figure.value, &metric.unit)?;
        let mut then = earlier.iter().filter(|held| held.period == Some(period)).peekable();
        then.peek()?;
        let others: Vec<(&Held, Exact)> =
            then.filter_map(|held| Some((held, Exact::of(&held.figure.value, &last.unit)?))).collect();
        let differs = is_alike(&metric.unit, &last.unit) && others.iter().all(|(_, other)| !other.agrees(exact));
        let (other, _) = others.first().filter(|_| differs)?;
        let message = format!(
            "{} of `{}` for {} is {} here, but {} in last year's plan",
            now.what,
            metric.id.value,
            Voice::default().time(period),
            shown(&now.figure.value, &metric.unit),
            shown(&other.figure.value, &last.unit)
        );
        Some(
            Diagnostic::new(&TWO_VALUES, now.figure.span, message)
                .also(other.figure.span, "last year")
                .help("Correct the figure. If it was revised since then, accept this message and give the reason."),
        )
    })
}
