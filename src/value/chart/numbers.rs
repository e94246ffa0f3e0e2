//! The numbers of a chart, in the forms that kinds of charts draw.

use rust_decimal::Decimal;

use super::aim::Aim;
use crate::value::label::Label;
use crate::value::number::{Quantity, Unit};
use crate::value::period::Period;
use crate::value::standing::Better;

/// Numbers in one of these forms.
pub trait Numbers {
    /// All numbers that are drawn.
    fn values(&self) -> Vec<Decimal>;

    /// The value that all of them should reach.
    fn target(&self) -> Option<&Aim> {
        None
    }
}

/// Paths over the same times.
#[derive(Clone, Debug)]
pub struct Lines {
    /// The times, in order.
    pub times: Vec<Period>,
    /// The paths.
    pub lines: Vec<Line>,
    /// What they should reach.
    pub target: Option<Aim>,
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
    /// A value to be reached, by when, and which way is better.
    Target(Option<Period>, Better),
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
    /// What it should reach.
    pub target: Aim,
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

impl Lines {
    /// Whether its paths are columns of a table, rather than what was planned and what came of it.
    pub(super) fn is_of_table(&self) -> bool {
        self.lines.iter().any(|line| matches!(line.label, Label::Named(_)))
    }
}

impl Numbers for Lines {
    fn values(&self) -> Vec<Decimal> {
        let values = self.lines.iter().flat_map(|line| line.points().map(|(_, value)| value));
        values.chain(self.target.as_ref().and_then(|target| target.value.number())).collect()
    }

    fn target(&self) -> Option<&Aim> {
        self.target.as_ref()
    }
}

impl Numbers for [Bar] {
    fn values(&self) -> Vec<Decimal> {
        self.iter().filter_map(|bar| bar.value.number()).collect()
    }
}

impl Numbers for Sheet {
    fn values(&self) -> Vec<Decimal> {
        self.numbers().collect()
    }
}

impl Numbers for [Step] {
    fn values(&self) -> Vec<Decimal> {
        self.iter().filter_map(|step| step.value.number()).collect()
    }
}

impl Numbers for Bullet {
    fn values(&self) -> Vec<Decimal> {
        let compare = self.compare.as_ref().map(|(_, value)| value);
        [Some(&self.value), Some(&self.target.value), compare]
            .into_iter()
            .flatten()
            .filter_map(Quantity::number)
            .collect()
    }
}

impl Numbers for [Bullet] {
    fn values(&self) -> Vec<Decimal> {
        self.iter().flat_map(Numbers::values).collect()
    }
}

impl Numbers for Panel {
    fn values(&self) -> Vec<Decimal> {
        match &self.shape {
            PanelShape::Lines(lines) => lines.values(),
            PanelShape::Bars(bars) => bars.values(),
        }
    }
}

impl Numbers for [Panel] {
    fn values(&self) -> Vec<Decimal> {
        self.iter().flat_map(Numbers::values).collect()
    }
}

impl Panel {
    /// How many rows it has, one below the other. A line has none.
    pub(super) fn rows(&self) -> usize {
        match &self.shape {
            PanelShape::Lines(_) => 0,
            PanelShape::Bars(bars) => bars.len(),
        }
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
