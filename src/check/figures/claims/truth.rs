//! What a sentence speaks of → the figures that tables and measures have for it, with their times.

use rust_decimal::Decimal;

use super::sentence::Sentence;
use super::subjects::{Names, What};
use crate::base::span::Span;
use crate::check::figures::named::{period_of, without_period};
use crate::plan::Table;
use crate::plan::query::value_index::in_pounds;
use crate::text::english::claims::way;
use crate::value::number::{Quantity, Unit};
use crate::value::period::Period;
use crate::value::voice::Voice;

/// Figures of one thing that can be held against each other.
pub(super) struct Series {
    /// What they are figures of, for messages.
    pub name: String,
    /// Where they are, for messages.
    pub holder: String,
    pub unit: Unit,
    pub figures: Vec<Known>,
    /// How many words of a sentence speak for it.
    pub likeness: usize,
    /// Whether the figures are themselves changes.
    pub is_of_changes: bool,
}

/// A figure.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub period: Option<Period>,
    /// Money in pounds.
    pub number: Decimal,
    /// What its last digit is worth.
    pub worth: Decimal,
    pub place: Span,
}

impl Names<'_> {
    /// The figures of what is named, a table or a measure at a time.
    pub(super) fn series(&self, what: &What, sentence: &Sentence) -> Vec<Series> {
        match what {
            What::Rows(rows) | What::Totals(rows) => rows
                .iter()
                .flat_map(|(table, row)| {
                    let likeness = self.likeness(*table, sentence);
                    of_row(self.tables[*table], *row, likeness)
                })
                .collect(),
            What::Measure(measure, _) => vec![self.of_measure(*measure)],
        }
    }

    fn of_measure(&self, measure: usize) -> Series {
        let metric = self.measures[measure];
        let readings = metric.baseline.iter().chain(&metric.value).map(|reading| (reading.period, &reading.quantity));
        let targets = metric.targets.iter().map(|target| (target.by(), &target.quantity));
        let points = metric.trajectory.iter().flat_map(|point| {
            point.actual.iter().chain(&point.plan).map(|quantity| (Some(point.period.value), quantity))
        });
        let figures = readings
            .chain(targets)
            .chain(points)
            .filter_map(|(period, quantity)| Known::of(&quantity.value, &metric.unit, period, quantity.span));
        Series {
            name: metric.name.value.clone(),
            holder: format!("the measure `{}`", metric.id.value),
            unit: metric.unit.clone(),
            figures: figures.collect(),
            likeness: usize::MAX,
            is_of_changes: false,
        }
    }
}

impl Known {
    fn of(quantity: &Quantity, unit: &Unit, period: Option<Period>, place: Span) -> Option<Self> {
        if quantity.hedge.is_some_and(|hedge| hedge.bound() == crate::value::number::Bound::None) {
            return None;
        }
        let number = in_pounds(quantity, unit)?;
        let worth = in_pounds(&Quantity::exact(Decimal::new(1, quantity.number()?.scale())), unit)?;
        Some(Self { period, number, worth, place })
    }
}

/// The figure of a cell.
pub(super) fn known(table: &Table, row: usize, column: usize) -> Option<Known> {
    let unit = table.unit_of(column)?;
    let place = table.rows.get(row)?.cells.get(column)?.written.span;
    Known::of(table.figure(row, column)?, unit, period_of(table, column), place)
}

/// The figures of a row: those of columns that differ in nothing but their time are of one series.
fn of_row(table: &Table, row: usize, likeness: usize) -> Vec<Series> {
    let mut found: Vec<(String, Series)> = Vec::new();
    for column in 0..table.columns.len() {
        let (Some(unit), Some(known)) = (table.unit_of(column), known(table, row, column)) else { continue };
        let name = without_period(&table.columns[column].full_name());
        let same =
            found.iter_mut().find(|(other, series)| *other == name && series.unit == *unit && known.period.is_some());
        if let Some((_, series)) = same {
            series.figures.push(known);
            continue;
        }
        let words = format!("{} {}", table.caption.value, name).to_lowercase();
        let is_of_changes = known.period.is_none()
            && words.split(|sign: char| !sign.is_alphabetic()).any(|word| way(word).is_some() || word == "change");
        let series = Series {
            name: table.row_name(row).to_owned(),
            holder: format!("the table “{}”", table.caption.value),
            unit: unit.clone(),
            figures: vec![known],
            likeness,
            is_of_changes,
        };
        found.push((name, series));
    }
    found.into_iter().map(|(_, series)| series).collect()
}

/// A number of a unit, in pounds where it is money.
pub(super) fn shown(number: Decimal, unit: &Unit) -> String {
    let pounds = Unit::Money(crate::value::number::Scale::One, None);
    let unit = if matches!(unit, Unit::Money(..)) { &pounds } else { unit };
    Voice::default().figure(&Quantity::exact(number.normalize()), unit).into_seen()
}
