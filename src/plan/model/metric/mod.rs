//! Measures: a value with its unit, its baseline, its targets by date and its path between them.

mod comparison;
mod read;
mod reading;
mod standard;

use rust_decimal::Decimal;

pub use self::comparison::{Comparison, Judge};
pub(crate) use self::comparison::{compared, difference};
pub(super) use self::read::MEASURE;
pub use self::standard::Standard;
use super::verdict::Stated;
use crate::base::span::Spanned;
use crate::value::number::{Quantity, Unit};
use crate::value::period::{Deadline, Period};
use crate::value::standing::Better;
use crate::value::voice::{OutOf, common_denominator};

/// A measure.
#[derive(Clone, Hash, Debug)]
pub struct Metric {
    /// Its name in `{{ … }}` and in addresses.
    pub id: Spanned<String>,
    /// What is counted, for readers.
    pub name: Spanned<String>,
    /// In what.
    pub unit: Unit,
    /// Which way is better.
    pub better: Better,
    /// Where it started.
    pub baseline: Option<Reading>,
    /// The latest value.
    pub value: Option<Reading>,
    /// A level to keep to in every period.
    pub standard: Option<Standard>,
    /// Where it should go, in order of date.
    pub targets: Vec<Target>,
    /// Planned and actual values over time.
    pub trajectory: Vec<Point>,
    /// The same for others.
    pub compare: Vec<Comparison>,
    /// Where it stands, if its author says so.
    pub status: Option<Stated>,
    /// Its id in last year's plan, if that was another.
    pub was: Option<Spanned<String>>,
    /// Who is responsible for it.
    pub owner: Option<String>,
    /// For readers.
    pub note: Option<String>,
    /// Where the figures come from.
    pub source: Option<String>,
    /// Whether all of it could be read. What is missing has been reported, and nothing that follows from it is.
    pub is_sound: bool,
}

/// A value at a time.
#[derive(Clone, Hash, Debug)]
pub struct Reading {
    /// The value, where it was written.
    pub quantity: Spanned<Quantity>,
    /// When it was so.
    pub period: Option<Period>,
    /// For readers: `provisional`.
    pub note: Option<String>,
}

/// A value to be reached.
#[derive(Clone, Hash, Debug)]
pub struct Target {
    /// The value, where it was written.
    pub quantity: Spanned<Quantity>,
    /// By when.
    pub due: Option<Deadline>,
    /// Who set it.
    pub source: Option<String>,
    /// For readers.
    pub note: Option<String>,
}

impl Target {
    /// The time by which it is to be reached, where there is one.
    #[must_use]
    pub fn by(&self) -> Option<Period> {
        self.due.and_then(Deadline::time)
    }
}

/// A point of a trajectory.
#[derive(Clone, Hash, Debug)]
pub struct Point {
    /// When.
    pub period: Spanned<Period>,
    /// What was planned.
    pub plan: Option<Spanned<Quantity>>,
    /// What came of it.
    pub actual: Option<Spanned<Quantity>>,
}

impl Metric {
    /// The target that counts in the end.
    #[must_use]
    pub fn final_target(&self) -> Option<&Target> {
        self.targets.last()
    }

    /// The latest value: the one that is stated, or an actual point of the trajectory that is later.
    #[must_use]
    pub fn latest(&self) -> Option<Reading> {
        let last = self
            .trajectory
            .iter()
            .rev()
            .find(|point| point.actual.as_ref().is_some_and(|actual| actual.value.is_known()));
        let last = last.and_then(|point| {
            Some(Reading { quantity: point.actual.clone()?, period: Some(point.period.value), note: None })
        });
        let end = |reading: &Reading| reading.period.map(Period::last_day);
        match (&self.value, last) {
            (Some(stated), Some(last)) if end(stated).is_some() && end(&last) > end(stated) => Some(last),
            (Some(stated), _) => Some(stated.clone()),
            (None, last) => last,
        }
    }

    /// Every figure that was written for it.
    pub fn figures(&self) -> impl Iterator<Item = &Spanned<Quantity>> {
        let readings = [&self.baseline, &self.value].into_iter().flatten();
        let readings = readings.chain(self.compare.iter().map(|compare| &compare.reading));
        let targets = self.targets.iter().map(|target| &target.quantity);
        let targets = targets.chain(self.standard.iter().map(|standard| &standard.quantity));
        let points = self.trajectory.iter().flat_map(|point| [&point.plan, &point.actual].into_iter().flatten());
        readings.map(|reading| &reading.quantity).chain(targets).chain(points)
    }

    /// The one denominator for all shares of this measure, or nothing where none keeps them apart.
    #[must_use]
    pub fn out_of(&self) -> Option<OutOf> {
        common_denominator(&self.compared())
    }

    /// The numbers that a reader compares: baseline, latest value, standard, targets and comparisons.
    pub(crate) fn compared(&self) -> Vec<Decimal> {
        let elsewhere = self.compare.iter().map(|compare| compare.reading.clone());
        let readings = [self.baseline.clone(), self.latest()].into_iter().flatten().chain(elsewhere);
        let readings = readings.filter_map(|reading| reading.quantity.value.number());
        let standard = self.standard.iter().filter_map(|standard| standard.quantity.value.number());
        readings
            .chain(standard)
            .chain(self.targets.iter().filter_map(|target| target.quantity.value.number()))
            .collect()
    }
}
