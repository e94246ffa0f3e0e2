//! What a figure is, as a value: the latest one, that of a time, a target.

use super::period::Period;

/// What a figure, or a path of figures, stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Label {
    /// What its author calls it.
    Named(String),
    /// What came to be.
    Actual,
    /// What was planned.
    Plan,
    /// The value of a time.
    At(Period),
    /// The baseline, where nobody says of when.
    Start,
    /// The latest value, where nobody says of when.
    Now,
    /// A target, and its time where there is one.
    Target(Option<Period>),
    /// A level to keep to in every period.
    Standard,
}

/// What a value is measured against.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AimKind {
    /// What is to be reached.
    Target,
    /// What is to be kept to in every period.
    Standard,
}

impl AimKind {
    /// What it is called on its own.
    #[must_use]
    pub fn label(self) -> Label {
        match self {
            Self::Target => Label::Target(None),
            Self::Standard => Label::Standard,
        }
    }

    /// Its word among those that a text chooses from.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Standard => "standard",
        }
    }
}

/// A figure that is still to be confirmed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenFigure {
    /// The name of its measure or table.
    pub of: String,
    /// Which figure of it.
    pub which: Open,
}

/// Which figure is to be confirmed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Open {
    /// The latest value of a measure.
    Latest,
    /// A target of a measure, and its time where there is one.
    Target(Option<Period>),
    /// The standard of a measure.
    Standard,
    /// A cell of a table.
    Cell {
        /// The name of its row.
        row: String,
        /// The name of its column.
        column: String,
    },
}
