//! What a chart shows: the numbers of measures or of columns of a table, in the shape that its kind draws.
//!
//! Figures stay as certain as they were written: what is to be confirmed keeps its row and has no mark.

use rust_decimal::Decimal;

use crate::plan::model::metric::Target;
use crate::plan::model::table::CellValue;
use crate::plan::{Column, Metric, Plan, Row, RowKind, Table};
use crate::value::label::Label;
use crate::value::number::{Quantity, Unit};
use crate::value::period::Period;

/// What a chart shows.
#[derive(Clone, Debug)]
pub struct Graph {
    /// What is counted: the author's title, the name of the measure or the caption of the table.
    pub title: String,
    /// The column, where a table has several.
    pub part: Option<String>,
    /// In what, where that is the same for the whole chart.
    pub unit: Option<Unit>,
    /// What it says, in the author's own words.
    pub description: Option<String>,
    /// The table that the numbers come from; nothing for measures.
    pub table: Option<String>,
    /// The numbers.
    pub shape: Shape,
}

/// Numbers as a kind of chart needs them.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Paths over time.
    Lines(Lines),
    /// Values side by side.
    Bars(Vec<Bar>),
    /// Several values a row, side by side.
    Grouped(Sheet),
    /// Several values a row, end to end.
    Stacked(Sheet),
    /// Two values a row, back to back.
    Pyramid(Sheet),
    /// Steps from nothing to a total.
    Waterfall(Vec<Step>),
    /// Values with their targets.
    Bullets(Vec<Bullet>),
    /// A small chart for each measure or column.
    Multiples(Vec<Panel>),
}

/// Paths over the same times.
#[derive(Clone, Debug)]
pub struct Lines {
    /// The times, in order.
    pub times: Vec<Period>,
    /// The paths.
    pub lines: Vec<Line>,
    /// The value that they should reach.
    pub target: Option<Quantity>,
}

/// One path.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it shows.
    pub label: Label,
    /// Whether it is what was planned, rather than what came to be.
    pub is_plan: bool,
    /// A value for each time, where there is one.
    pub values: Vec<Option<Quantity>>,
}

/// One bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// The heading of the rows that begin with it.
    pub heading: Option<String>,
    /// What it stands for.
    pub label: Label,
    /// Its length.
    pub value: Quantity,
    /// What it is to what is measured.
    pub role: Role,
}

/// What a bar is to what is measured.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// A row of a table.
    Row,
    /// A value of the measure, and when it was so.
    Value(Option<Period>),
    /// The value somewhere else.
    Elsewhere,
    /// A value to be reached, and by when.
    Target(Option<Period>),
}

/// Rows with a value in each of several columns.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<SheetRow>,
}

/// A row of a [`Sheet`].
#[derive(Clone, Debug)]
pub struct SheetRow {
    /// The heading of the rows that begin with it.
    pub heading: Option<String>,
    /// Its name.
    pub name: String,
    /// Its values, one a column.
    pub values: Vec<Quantity>,
}

/// A step of a waterfall.
#[derive(Clone, Debug)]
pub struct Step {
    /// The heading of the rows that begin with it.
    pub heading: Option<String>,
    /// What it stands for.
    pub name: String,
    /// What it adds, or where it stands.
    pub value: Quantity,
    /// Whether it is a total, which stands on nothing.
    pub is_total: bool,
    /// From where to where it leads, if it is a number.
    pub way: Option<(Decimal, Decimal)>,
}

/// A value with its target.
#[derive(Clone, Debug)]
pub struct Bullet {
    /// What is measured.
    pub name: String,
    /// In what.
    pub unit: Unit,
    /// The latest value.
    pub value: Quantity,
    /// When it was so.
    pub when: Option<Period>,
    /// The value to be reached.
    pub target: Quantity,
    /// The same elsewhere: where, and the value there.
    pub compare: Option<(String, Quantity)>,
}

/// A small chart among others.
#[derive(Clone, Debug)]
pub struct Panel {
    /// What is measured.
    pub name: String,
    /// In what.
    pub unit: Unit,
    /// The numbers.
    pub shape: PanelShape,
}

/// What a small chart can be.
#[derive(Clone, Debug)]
pub enum PanelShape {
    /// Paths over time.
    Lines(Lines),
    /// Values side by side.
    Bars(Vec<Bar>),
}

impl Shape {
    /// How many numbers there are to draw.
    #[must_use]
    pub fn numbers(&self) -> usize {
        match self {
            Self::Lines(lines) => lines.numbers(),
            Self::Bars(bars) => numbers_of(bars),
            Self::Grouped(sheet) | Self::Stacked(sheet) | Self::Pyramid(sheet) => sheet.numbers().count(),
            Self::Waterfall(steps) => steps.iter().filter(|step| step.way.is_some()).count(),
            Self::Bullets(bullets) => bullets.len() * 2,
            Self::Multiples(panels) => panels.iter().map(|panel| panel.shape.numbers()).sum(),
        }
    }
}

impl PanelShape {
    /// How many numbers there are to draw.
    #[must_use]
    pub fn numbers(&self) -> usize {
        match self {
            Self::Lines(lines) => lines.numbers(),
            Self::Bars(bars) => numbers_of(bars),
        }
    }
}

fn numbers_of(bars: &[Bar]) -> usize {
    bars.iter().filter(|bar| bar.value.number().is_some()).count()
}

impl Lines {
    fn numbers(&self) -> usize {
        self.lines.iter().map(|line| line.points().count()).sum::<usize>() + usize::from(self.target.is_some())
    }
}

impl Line {
    /// The numbers, each with the position of its time.
    pub fn points(&self) -> impl Iterator<Item = (usize, Decimal)> {
        self.quantities().filter_map(|(position, quantity)| Some((position, quantity.number()?)))
    }

    /// The values that are numbers, as certain as they were written, each with the position of its time.
    pub fn quantities(&self) -> impl Iterator<Item = (usize, &Quantity)> {
        let values = self.values.iter().enumerate().filter_map(|(position, value)| Some((position, value.as_ref()?)));
        values.filter(|(_, quantity)| quantity.number().is_some())
    }
}

impl Sheet {
    /// All numbers.
    pub fn numbers(&self) -> impl Iterator<Item = Decimal> {
        self.rows.iter().flat_map(|row| &row.values).filter_map(Quantity::number)
    }
}

impl Metric {
    /// What was planned and what came of it, where the trajectory holds a number.
    #[must_use]
    pub fn lines(&self) -> Option<Lines> {
        let path = |label, is_plan, values: Vec<Option<Quantity>>| Line { label, is_plan, values };
        let actual = self.trajectory.iter().map(|point| point.actual.as_ref().map(|actual| actual.value.clone()));
        let plan = self.trajectory.iter().map(|point| point.plan.as_ref().map(|plan| plan.value.clone()));
        let lines = [path(Label::Actual, false, actual.collect()), path(Label::Plan, true, plan.collect())];
        let lines: Vec<Line> = lines.into_iter().filter(|line| line.points().next().is_some()).collect();
        let target = self.final_target().map(|target| target.quantity.value.clone());
        (!lines.is_empty()).then(|| Lines {
            times: self.trajectory.iter().map(|point| point.period.value).collect(),
            lines,
            target: target.filter(|target| target.number().is_some()),
        })
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
        let target = |target: &Target| bar(Label::Target(target.by), &target.quantity.value, Role::Target(target.by));
        let targets = self.targets.iter().map(target);
        let all = baseline.chain(latest).chain(compare).chain(targets);
        all.filter(|bar| bar.value.number().is_some()).collect()
    }

    /// The latest value with its target, if both are numbers.
    pub(crate) fn bullet(&self) -> Option<Bullet> {
        let latest = self.latest()?;
        let target = &self.final_target()?.quantity.value;
        let compare = self.compare.as_ref().filter(|compare| compare.reading.quantity.value.number().is_some());
        let is_drawn = latest.quantity.value.number().is_some() && target.number().is_some();
        is_drawn.then(|| Bullet {
            name: self.name.value.clone(),
            unit: self.unit.clone(),
            value: latest.quantity.value,
            when: latest.period,
            target: target.clone(),
            compare: compare.map(|compare| (compare.name.clone(), compare.reading.quantity.value.clone())),
        })
    }

    /// A path where there is one, bars otherwise; nothing where there are no numbers.
    pub(crate) fn panel(&self) -> Option<Panel> {
        let lines = self.lines().filter(|lines| lines.times.len() >= 2);
        let shape = lines.map_or_else(|| PanelShape::Bars(self.bars()), PanelShape::Lines);
        (shape.numbers() > 0).then(|| Panel { name: self.name.value.clone(), unit: self.unit.clone(), shape })
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

    /// The rows of data in some of its columns.
    pub(crate) fn sheet(&self, columns: &[usize], plan: &Plan) -> Sheet {
        let rows = self.drawn_rows(plan).filter(|drawn| drawn.row.kind == RowKind::Data).map(|drawn| SheetRow {
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
        let header = self.header().unwrap_or(0);
        let mut heading = None;
        self.rows.iter().filter_map(move |row| {
            if row.kind.is_group() {
                heading = Some(row.name(0, plan));
                return None;
            }
            let heading = if row.kind == RowKind::Total { None } else { heading.take() };
            Some(DrawnRow { row, heading, name: row.name(header, plan) })
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
            CellValue::Figure(_) | CellValue::SameAsAbove => cell.written.value.clone(),
        })
    }

    /// The figure in a column, or that there is none.
    fn figure(&self, column: usize) -> Quantity {
        self.cells.get(column).and_then(|cell| cell.figure()).cloned().unwrap_or_else(Quantity::none)
    }
}
