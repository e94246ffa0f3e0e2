//! Every value that a measure of the plan has or had, to be found by its number.

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::base::span::FileId;
use crate::plan::{Chapter, Metric};
use crate::text::english::stems::telling;
use crate::value::number::{Quantity, Scale, Unit};
use crate::value::period::Period;

/// A value of a measure, with how to ask for it.
#[derive(Debug)]
pub struct IndexedValue {
    /// The measure.
    pub metric: Arc<Name>,
    /// Its chapter and the easy-read twin.
    pub files: [FileId; 2],
    /// Which value of the measure it is.
    pub which: Which,
    /// The value; of money in pounds.
    pub number: Decimal,
}

/// Which value of a measure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    /// The latest.
    Latest,
    /// The value that is stated, where there is a later one.
    Earlier,
    /// The baseline.
    Baseline,
    /// The last target.
    Target,
    /// A target before the last, counted from 1.
    EarlierTarget(usize),
    /// The standard.
    Standard,
    /// That of somebody else, counted from 1.
    Compared(usize),
    /// One of its trajectory.
    At(Period),
}

/// What a measure is called, and what it is counted in.
#[derive(Debug)]
pub struct Name {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The stems of the words of its name that say something.
    pub telling: BTreeSet<String>,
    /// Its unit.
    pub unit: Unit,
    /// Whose values it is compared with.
    pub compared: Vec<String>,
}

/// All values of all measures.
#[derive(Default, Debug)]
pub struct Values {
    held: Vec<IndexedValue>,
    /// The positions of all values, by their numbers.
    by_number: Vec<(Family, Decimal, usize)>,
}

/// What kind of figure a sentence can tell apart, by its sign.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Family {
    /// With a `%`.
    Share,
    /// With a `£`.
    Money,
    /// With neither.
    Count,
}

/// The kind of figure that a unit makes.
#[must_use]
pub fn family(unit: &Unit) -> Family {
    match unit {
        Unit::Percent => Family::Share,
        Unit::Money(..) => Family::Money,
        _ => Family::Count,
    }
}

/// The number of a figure; of money in pounds.
#[must_use]
pub fn in_pounds(figure: &Quantity, unit: &Unit) -> Option<Decimal> {
    match unit {
        Unit::Money(scale, _) => figure.resized(*scale, Scale::One)?.number(),
        _ => figure.number(),
    }
}

/// Of values that are one number, so many are looked at: more of them say nothing about which is meant.
const MOST_ALIKE: usize = 200;

impl Values {
    pub(crate) fn of<'p>(chapters: impl Iterator<Item = &'p Chapter>) -> Self {
        let held: Vec<IndexedValue> = chapters.flat_map(of_chapter).collect();
        let numbers = held.iter().enumerate();
        let mut by_number: Vec<_> =
            numbers.map(|(position, held)| (family(&held.metric.unit), held.number, position)).collect();
        by_number.sort_unstable();
        Self { held, by_number }
    }

    /// The values of one family between two numbers, in the order of the plan.
    pub fn between(&self, family: Family, from: Decimal, to: Decimal) -> impl Iterator<Item = &IndexedValue> {
        let start = self.by_number.partition_point(|(kind, number, _)| (*kind, *number) < (family, from));
        let held = self.by_number[start..].iter().take_while(|(kind, number, _)| (*kind, *number) <= (family, to));
        let mut found: Vec<usize> = held.map(|(.., position)| *position).take(MOST_ALIKE).collect();
        found.sort_unstable();
        found.into_iter().map(|position| &self.held[position])
    }

    /// The values of one family that are a number, in the order of the plan.
    pub fn equal_to(&self, family: Family, number: Decimal) -> impl Iterator<Item = &IndexedValue> {
        self.between(family, number, number)
    }

    /// Whether a number is a value, or a value rounded: 596,900 for 596,907.
    #[must_use]
    pub fn tell(&self, family: Family, number: Decimal) -> bool {
        let digits = number.normalize().to_string();
        let zeros = digits.len() - digits.trim_end_matches('0').len();
        let step = Decimal::from(10_u64.pow(u32::try_from(zeros).unwrap_or(0).min(18)));
        let is_near = |held: &IndexedValue| (held.number - number).abs() < step;
        let is_rounded = || step > Decimal::ONE && self.between(family, number - step, number + step).any(is_near);
        self.equal_to(family, number).next().is_some() || is_rounded()
    }
}

impl IndexedValue {
    /// How to ask for it: `id.baseline` in `{{ id.baseline }}`; nothing where it cannot be asked for.
    #[must_use]
    pub fn path(&self) -> Option<String> {
        let id = &self.metric.id;
        Some(match self.which {
            Which::Latest => id.clone(),
            Which::Baseline => format!("{id}.baseline"),
            Which::Target => format!("{id}.target"),
            Which::EarlierTarget(number) => format!("{id}.targets.{number}"),
            Which::Standard => format!("{id}.standard"),
            Which::Compared(1) => format!("{id}.compare"),
            Which::Compared(number) => format!("{id}.compare.{number}"),
            Which::Earlier | Which::At(_) => return None,
        })
    }

    /// In the size in which the measure keeps it.
    #[must_use]
    pub fn own_number(&self) -> Decimal {
        let Unit::Money(scale, _) = self.metric.unit else { return self.number };
        let pounds = Quantity::exact(self.number);
        pounds.resized(Scale::One, scale).and_then(|quantity| quantity.number()).unwrap_or(self.number)
    }
}

fn of_chapter(chapter: &Chapter) -> impl Iterator<Item = IndexedValue> {
    let files = [chapter.file, chapter.twin.as_ref().map_or(chapter.file, |twin| twin.file)];
    chapter.metrics.iter().flat_map(move |metric| held(metric, files))
}

/// The values that a measure has or had.
fn held(metric: &Metric, files: [FileId; 2]) -> Vec<IndexedValue> {
    let (id, name) = (metric.id.value.clone(), metric.name.value.clone());
    let compared = metric.compare.iter().map(|compare| compare.name.clone()).collect();
    let telling = telling(&name).collect();
    let named = Arc::new(Name { id, name, telling, unit: metric.unit.clone(), compared });
    let mut found = Vec::new();
    let mut add = |quantity: &Quantity, which: Which| {
        if let Some(number) = in_pounds(quantity, &metric.unit).filter(|_| quantity.hedge.is_none()) {
            found.push(IndexedValue { metric: Arc::clone(&named), files, which, number });
        }
    };
    if let Some(latest) = metric.latest() {
        add(&latest.quantity.value, Which::Latest);
    }
    if let Some(stated) = &metric.value {
        add(&stated.quantity.value, Which::Earlier);
    }
    if let Some(baseline) = &metric.baseline {
        add(&baseline.quantity.value, Which::Baseline);
    }
    for (number, target) in (1..).zip(&metric.targets) {
        let is_last = number == metric.targets.len();
        add(&target.quantity.value, if is_last { Which::Target } else { Which::EarlierTarget(number) });
    }
    if let Some(standard) = &metric.standard {
        add(&standard.quantity.value, Which::Standard);
    }
    for (number, compare) in (1..).zip(&metric.compare) {
        add(&compare.reading.quantity.value, Which::Compared(number));
    }
    for point in &metric.trajectory {
        for quantity in [&point.actual, &point.plan].into_iter().flatten() {
            add(&quantity.value, Which::At(point.period.value));
        }
    }
    found
}
