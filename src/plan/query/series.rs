//! The rows of a table and the readings of a measure → the numbers of a chart, in each form that a kind may draw.
//!
//! Figures stay as certain as they were written: what is to be confirmed keeps its row and has no mark.

use rust_decimal::Decimal;

use crate::plan::model::metric::Target;
use crate::plan::model::table::CellValue;
use crate::plan::{Column, Metric, Plan, Row, RowKind, Table};
use crate::value::chart::aim::Aim;
use crate::value::chart::numbers::{Bar, Bullet, Line, Lines, Numbers, Panel, PanelShape, Role, Sheet, SheetRow, Step};
pub use crate::value::chart::shape::Graph;
use crate::value::label::{AimKind, Label};
use crate::value::number::Quantity;
use crate::value::period::Period;

impl Metric {
    /// What was planned and what came of it, where the trajectory holds a number.
    #[must_use]
    pub fn lines(&self) -> Option<Lines> {
        let path = |label, is_plan, values: Vec<Option<Quantity>>| Line { label, is_plan, values };
        let actual = self.trajectory.iter().map(|point| point.actual.as_ref().map(|actual| actual.value.clone()));
        let plan = self.trajectory.iter().map(|point| point.plan.as_ref().map(|plan| plan.value.clone()));
        let lines = [path(Label::Actual, false, actual.collect()), path(Label::Plan, true, plan.collect())];
        let lines: Vec<Line> = lines.into_iter().filter(|line| line.points().next().is_some()).collect();
        (!lines.is_empty()).then(|| Lines {
            times: self.trajectory.iter().map(|point| point.period.value).collect(),
            lines,
            target: self.aim().filter(|aim| aim.value.number().is_some()),
        })
    }

    /// What its values are measured against: its last target, or else its standard.
    fn aim(&self) -> Option<Aim> {
        let target = self.final_target().map(|target| Aim {
            value: target.quantity.value.clone(),
            by: target.by(),
            better: self.better,
            kind: AimKind::Target,
        });
        let standard = || {
            self.standard.as_ref().map(|standard| Aim {
                value: standard.quantity.value.clone(),
                by: None,
                better: standard.side(self.better),
                kind: AimKind::Standard,
            })
        };
        target.or_else(standard)
    }

    /// Where it started, where it is, where it is elsewhere, and where it should go.
    pub(crate) fn bars(&self) -> Vec<Bar> {
        let bar = |label, value: &Quantity, role| Bar { heading: None, label, value: value.clone(), role };
        let when = |period: Option<Period>, otherwise| period.map_or(otherwise, Label::At);
        let baseline = self.baseline.iter().map(|baseline| {
            let role = Role::Value(baseline.period);
            bar(when(baseline.period, Label::Start), &baseline.quantity.value, role)
        });
        let latest = self.latest();
        let latest = latest
            .iter()
            .map(|latest| bar(when(latest.period, Label::Now), &latest.quantity.value, Role::Value(latest.period)));
        let compare = self
            .compare
            .iter()
            .map(|compare| bar(Label::Named(compare.name.clone()), &compare.reading.quantity.value, Role::Elsewhere));
        let role = |target: &Target| Role::Target(target.by(), self.better);
        let target = |target: &Target| bar(Label::Target(target.by()), &target.quantity.value, role(target));
        let targets = self.targets.iter().map(target);
        let standard = self.standard.iter();
        let standard = standard.map(|level| bar(Label::Standard, &level.quantity.value, Role::Elsewhere));
        let all = baseline.chain(latest).chain(compare).chain(standard).chain(targets);
        all.filter(|bar| bar.value.number().is_some()).collect()
    }

    /// The latest value with its target, if both are numbers.
    pub(crate) fn bullet(&self) -> Option<Bullet> {
        let latest = self.latest()?;
        let target = self.aim()?;
        let compare = self.compare.iter().find(|compare| compare.reading.quantity.value.number().is_some());
        let is_drawn = latest.quantity.value.number().is_some() && target.value.number().is_some();
        is_drawn.then(|| Bullet {
            name: self.name.value.clone(),
            unit: self.unit.clone(),
            value: latest.quantity.value,
            when: latest.period,
            target,
            compare: compare.map(|compare| (compare.name.clone(), compare.reading.quantity.value.clone())),
        })
    }

    /// A path where there is one, bars otherwise; nothing where there are no numbers.
    pub(crate) fn panel(&self) -> Option<Panel> {
        let lines = self.lines().filter(|lines| lines.times.len() >= 2);
        let shape = lines.map_or_else(|| PanelShape::Bars(self.bars()), PanelShape::Lines);
        let panel = Panel { name: self.name.value.clone(), unit: self.unit.clone(), shape };
        (!panel.values().is_empty()).then_some(panel)
    }
}

impl Table {
    /// A bar for each row of data.
    pub(crate) fn bars(&self, column: usize, plan: &Plan) -> Vec<Bar> {
        let bar = |row: SheetRow| {
            let value = row.values.into_iter().next()?;
            Some(Bar { heading: row.heading, label: Label::Named(row.name), value, role: Role::Row })
        };
        self.sheet(&[column], plan).rows.into_iter().filter_map(bar).collect()
    }

    /// The rows of data in some of its columns. A row in another unit, such as `% of budget`, is none of them.
    pub(crate) fn sheet(&self, columns: &[usize], plan: &Plan) -> Sheet {
        let rows = self.drawn_rows(plan).filter(|drawn| drawn.row.kind == RowKind::Data);
        let rows = rows.filter(|drawn| !drawn.row.has_other_units(columns)).map(|drawn| SheetRow {
            values: columns.iter().map(|column| drawn.row.figure(*column)).collect(),
            heading: drawn.heading,
            name: drawn.name,
        });
        let shown = |heading: &str| Column::shown(heading, plan.voice());
        Sheet {
            columns: columns.iter().map(|column| shown(&self.columns[*column].name.value)).collect(),
            rows: rows.collect(),
        }
    }

    /// Its rows as times and some of its columns as paths; nothing where a row is no time.
    pub(crate) fn lines(&self, columns: &[usize]) -> Option<Lines> {
        let header = self.header()?;
        let data = self.rows.iter().filter(|row| row.kind == RowKind::Data);
        let dated: Option<Vec<(Period, &Row)>> = data
            .map(|row| {
                let cell = row.cells.get(header)?;
                let period = match cell.value {
                    CellValue::Date(period) => Some(period),
                    _ => Period::parse(&cell.written.value),
                };
                Some((period?, row))
            })
            .collect();
        let mut dated = dated?;
        dated.sort_by_key(|(period, _)| period.last_day());
        let lines = columns.iter().map(|column| Line {
            label: Label::Named(self.columns[*column].name.value.clone()),
            is_plan: false,
            values: dated.iter().map(|(_, row)| Some(row.figure(*column))).collect(),
        });
        Some(Lines { lines: lines.collect(), times: dated.iter().map(|(period, _)| *period).collect(), target: None })
    }

    /// Every row as a step from where the one before it led. Totals stand on nothing, and one that comes first opens
    /// the path. The total of one group alone, which is not where the path has led, is left out.
    pub(crate) fn steps(&self, column: usize, plan: &Plan) -> Vec<Step> {
        let mut level = Decimal::ZERO;
        let mut has_begun = false;
        self.drawn_rows(plan)
            .filter_map(|drawn| {
                let value = drawn.row.figure(column);
                let is_total = drawn.row.kind != RowKind::Data;
                let is_aside = value.number().is_some_and(|number| !is_close(number, level));
                if drawn.row.kind == RowKind::Subtotal && has_begun && is_aside {
                    return None;
                }
                let way = value.number().map(|number| {
                    let from = if is_total { Decimal::ZERO } else { level };
                    let to = from.saturating_add(number);
                    if !is_total || !has_begun {
                        level = to;
                    }
                    has_begun = true;
                    (from, to)
                });
                Some(Step { heading: drawn.heading, name: drawn.name, value, is_total, way })
            })
            .collect()
    }

    /// The rows with figures, each with its name and, if it is the first under one, its heading.
    fn drawn_rows<'t>(&'t self, plan: &'t Plan) -> impl Iterator<Item = DrawnRow<'t>> {
        let (header, second_header) = (self.header().unwrap_or(0), self.second_header());
        let mut heading = None;
        self.rows.iter().enumerate().filter_map(move |(position, row)| {
            if row.kind.is_group() {
                heading = Some(row.name(0, plan));
                return None;
            }
            let heading = if row.kind == RowKind::Total { None } else { heading.take() };
            let second = second_header.and_then(|second| self.cell(position, second));
            let second = second.map(|cell| format!(", {}", cell.written.value)).unwrap_or_default();
            let name = self.rows[self.named_by(position)].name(header, plan) + &second;
            Some(DrawnRow { row, heading, name })
        })
    }
}

/// Whether a total is the sum of what stands above it, but for two of its last places, as rounding makes them.
fn is_close(total: Decimal, sum: Decimal) -> bool {
    total.saturating_sub(sum).abs() <= Decimal::new(2, total.scale())
}

/// A row with figures.
struct DrawnRow<'t> {
    row: &'t Row,
    heading: Option<String>,
    name: String,
}

impl Row {
    /// The words of a cell, plain.
    fn name(&self, column: usize, plan: &Plan) -> String {
        self.cells.get(column).map_or(String::new(), |cell| match &cell.value {
            CellValue::Prose(tree) => plan.plain(tree, false),
            CellValue::Date(period) => plan.voice().time(*period),
            CellValue::Figure(_) | CellValue::SameAsAbove | CellValue::SameAsBefore => cell.written.value.clone(),
        })
    }

    /// Whether none of its figures in some columns is counted like the others there.
    fn has_other_units(&self, columns: &[usize]) -> bool {
        let cells = || columns.iter().filter_map(|column| self.cells.get(*column));
        cells().any(|cell| cell.own_unit().is_some()) && cells().all(|cell| cell.figure_of_column().is_none())
    }

    /// The figure in a column, or that there is none that is counted like the others.
    fn figure(&self, column: usize) -> Quantity {
        self.cells.get(column).and_then(|cell| cell.figure_of_column()).cloned().unwrap_or_else(Quantity::none)
    }
}
