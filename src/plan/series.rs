//! What a chart shows: the numbers of a measure or of one column of a table.

use rust_decimal::Decimal;

use super::table::Kind;
use super::{Item, Metric, Plan, RowKind, Table};
use crate::number::{Quantity, Unit};
use crate::period::Period;
use crate::source::Spanned;

/// The numbers of a chart.
#[derive(Clone, Debug)]
pub struct Series {
    /// What is counted: the name of the measure or the caption of the table.
    pub title: String,
    /// The column, where a table has several.
    pub part: Option<String>,
    /// In what.
    pub unit: Unit,
    /// Whether they come from a table.
    pub is_of_table: bool,
    /// The numbers.
    pub shape: Shape,
}

/// Numbers over time or side by side.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A path over time, with the target it leads to.
    Line {
        /// The points, in order.
        points: Vec<LinePoint>,
        /// The target.
        target: Option<Decimal>,
    },
    /// Values side by side.
    Bars(Vec<Bar>),
}

/// A point in time.
#[derive(Clone, Debug)]
pub struct LinePoint {
    /// When, in full words.
    pub when: String,
    /// When, in short.
    pub when_short: String,
    /// What was planned.
    pub plan: Option<Quantity>,
    /// What came of it.
    pub actual: Option<Quantity>,
}

impl LinePoint {
    fn has_number(&self) -> bool {
        [&self.plan, &self.actual].into_iter().flatten().any(|quantity| quantity.number().is_some())
    }
}

/// One bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// Its length.
    pub value: Decimal,
    /// Whether it is a target, which is drawn hollow.
    pub is_target: bool,
}

impl Plan {
    /// Whether `id` is a measure or a table that could be read, so that a chart of it should have numbers.
    #[must_use]
    pub fn can_be_drawn(&self, id: &str) -> bool {
        self.metric(id).is_some() || self.table(id).is_some_and(|table| table.is_sound)
    }

    /// The numbers that `{{ chart path }}` asks for; nothing where there are fewer than two.
    #[must_use]
    pub fn chart(&self, path: &[Spanned<String>]) -> Option<Series> {
        let (id, rest) = path.split_first()?;
        match self.item(&id.value)? {
            Item::Metric(..) => self.metric(&id.value)?.series(),
            Item::Table(..) => self.table(&id.value)?.series(self, rest.first().map(|column| column.value.as_str())),
        }
    }
}

impl Metric {
    fn series(&self) -> Option<Series> {
        let target = self.final_target().and_then(|target| target.quantity.value.number());
        let points: Vec<LinePoint> = self
            .trajectory
            .iter()
            .map(|point| LinePoint {
                when: point.period.value.words(),
                when_short: point.period.value.short(),
                plan: point.plan.as_ref().map(|plan| plan.value.clone()),
                actual: point.actual.as_ref().map(|actual| actual.value.clone()),
            })
            .collect();
        let shape = if points.iter().filter(|point| point.has_number()).count() >= 2 {
            Shape::Line { points, target }
        } else {
            Shape::Bars(self.bars()?)
        };
        Some(Series { title: self.name.value.clone(), part: None, unit: self.unit.clone(), is_of_table: false, shape })
    }

    fn bars(&self) -> Option<Vec<Bar>> {
        let mut bars = Vec::new();
        let mut add = |label: String, value: Option<Decimal>, is_target| {
            bars.extend(value.map(|value| Bar { label, value, is_target }));
        };
        if let Some(baseline) = &self.baseline {
            let when = baseline.period.map_or_else(|| "Where we started".to_owned(), Period::words);
            add(when, baseline.quantity.value.number(), false);
        }
        if let Some(latest) = self.latest() {
            let when = latest.period.map_or_else(|| "Now".to_owned(), Period::words);
            add(when, latest.quantity.value.number(), false);
        }
        if let Some(compare) = &self.compare {
            add(compare.name.clone(), compare.reading.quantity.value.number(), false);
        }
        for target in &self.targets {
            let label = target.by.map_or_else(|| "Target".to_owned(), |by| format!("Target for {}", by.words()));
            add(label, target.quantity.value.number(), true);
        }
        (bars.len() >= 2).then_some(bars)
    }
}

impl Table {
    fn series(&self, plan: &Plan, column: Option<&str>) -> Option<Series> {
        let figures: Vec<usize> = (0..self.columns.len())
            .filter(|position| matches!(self.columns[*position].kind, Kind::Figures(_)))
            .collect();
        let position = match column {
            Some(key) => figures.iter().copied().find(|position| self.columns[*position].key == key)?,
            None => *figures.first()?,
        };
        let header = self.header()?;
        let Kind::Figures(unit) = &self.columns[position].kind else { return None };
        let rows = self.rows.iter().filter(|row| row.kind == RowKind::Data);
        let bars: Vec<Bar> = rows
            .filter_map(|row| {
                let label = match &row.cells.get(header)?.value {
                    super::table::CellValue::Prose(pieces) => plan.plain(pieces, false),
                    _ => row.cells[header].written.value.clone(),
                };
                Some(Bar { label, value: row.cells.get(position)?.figure()?.number()?, is_target: false })
            })
            .collect();
        let part = (figures.len() > 1).then(|| self.columns[position].name.value.clone());
        (bars.len() >= 2).then(|| Series {
            title: self.caption.value.clone(),
            part,
            unit: unit.clone(),
            is_of_table: true,
            shape: Shape::Bars(bars),
        })
    }
}
