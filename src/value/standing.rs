//! Figures held against each other, as values: how a measure stands, how far it is from what it was measured against, and which
//! way it goes.

use std::cmp::Ordering;

use super::number::Quantity;
use super::period::Period;

/// How a measure stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Verdict {
    /// The time of the target has come, and the value is as good or better.
    Met,
    /// It is as good as was to be reached by then.
    OnTrack,
    /// It is not as good as was to be reached by then.
    Behind,
    /// Nothing was to be reached by then, and it is not as good as the last target.
    TooEarly,
    /// There is no value.
    NotKnown,
    /// The time of the target has come, and the value is not as good.
    Missed,
    /// There is no target yet.
    ToBeSet,
    /// It was given up, as its author says.
    Stopped,
}

/// What a measure is measured against.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Goal {
    /// The last target.
    Target,
    /// An earlier target, which was for this time.
    TargetFor(Period),
    /// What was planned for the time of the value.
    Plan,
}

/// How far a value is short of a goal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Distance {
    /// So much, in the unit of the measure; more than nothing.
    pub short: Quantity,
    /// Of this.
    pub of: Goal,
}

/// Which way a figure goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Trend {
    /// What it is to the earlier one.
    pub way: Ordering,
    /// The earlier one.
    pub than: Than,
}

/// What a figure is compared with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Than {
    /// The same a year earlier.
    TheYearBefore,
    /// The baseline.
    Before,
    /// The latest value.
    Now,
}
