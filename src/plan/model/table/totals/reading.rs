//! A step through a line → the running sums of every stretch that a total may be meant for.

use crate::plan::model::table::addition::Role;
use crate::plan::model::table::addition::{Part, Stretch};

/// What a total may be meant for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reading {
    /// The data since the last heading or total.
    Section,
    /// All data under its heading.
    Heading,
    /// All data above it.
    Everything,
    /// All totals above it.
    Totals,
    /// The last total and the data after it.
    SinceTotal,
    /// The data below it, to the next heading or total.
    Below,
    /// The data of its section without rows that are parts of the one above them.
    WithoutDetails,
    /// What one of the last two totals leaves of the other.
    Balance,
}

pub(super) const ALL_READINGS: [Reading; 8] = [
    Reading::Section,
    Reading::Heading,
    Reading::Everything,
    Reading::Totals,
    Reading::SinceTotal,
    Reading::Below,
    Reading::WithoutDetails,
    Reading::Balance,
];

/// A grand total is first of all the total of the others.
pub(super) const GRAND_READINGS: [Reading; 8] = [
    Reading::Totals,
    Reading::Everything,
    Reading::SinceTotal,
    Reading::Section,
    Reading::Heading,
    Reading::Below,
    Reading::WithoutDetails,
    Reading::Balance,
];

/// The rows or columns that a total is held against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts {
    pub(crate) reading: Reading,
    /// The position of the first of them.
    pub(crate) from: usize,
    /// The position of the total.
    pub(crate) to: usize,
}

/// The running sums of one line.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) section: Stretch,
    pub(super) heading: Stretch,
    pub(super) everything: Stretch,
    pub(super) totals: Stretch,
    pub(super) since_total: Stretch,
    pub(super) last_totals: [Option<Part>; 2],
    pub(super) below: Stretch,
    pub(super) without_details: Stretch,
}

/// What a place is on the way through a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Heading,
    Total,
    Data,
}

impl Sums {
    pub(super) fn pass(&mut self, step: Step, part: Part, role: Role) {
        match step {
            Step::Heading => {
                (self.section, self.heading, self.since_total) = Default::default();
            }
            Step::Total => {
                self.totals.push(part, role);
                self.section = Stretch::default();
                self.since_total = Stretch::default();
                self.since_total.push(part, role);
                self.last_totals = [self.last_totals[1], Some(part)];
            }
            Step::Data => {
                let stretches = [&mut self.section, &mut self.heading, &mut self.everything, &mut self.since_total];
                for stretch in stretches {
                    stretch.push(part, role);
                }
            }
        }
    }

    /// The figures of a reading, if there is more than one cell.
    pub(super) fn stretch(&self, reading: Reading) -> Option<&Stretch> {
        let stretch = match reading {
            Reading::Section => &self.section,
            Reading::Heading => &self.heading,
            Reading::Everything => &self.everything,
            Reading::Totals => &self.totals,
            Reading::SinceTotal => &self.since_total,
            Reading::Below => &self.below,
            Reading::WithoutDetails => &self.without_details,
            Reading::Balance => return None,
        };
        (stretch.cells() > 1).then_some(stretch)
    }
}
