//! Every value that a measure of the plan has or had, to be found by its number.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Chapter, Metric};
use crate::number::{Quantity, Scale, Unit};
use crate::source::FileId;

/// A value of a measure, with how to ask for it.
#[derive(Debug)]
pub struct Held {
    /// The measure.
    pub metric: Arc<Name>,
    /// Its chapter and the easy-read twin.
    pub files: [FileId; 2],
    /// `{{ id.baseline }}`; nothing where it cannot be asked for.
    pub path: Option<String>,
    /// What it is: `the value`, `the target`.
    pub what: String,
    /// The value; of money in pounds.
    pub number: Decimal,
}

/// What a measure is called, and what it is counted in.
#[derive(Debug)]
pub struct Name {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: Unit,
}

/// All values of all measures.
#[derive(Default, Debug)]
pub struct Values {
    held: Vec<Held>,
    by_number: BTreeMap<(Family, Decimal), Vec<usize>>,
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
    pub(super) fn of<'p>(chapters: impl Iterator<Item = &'p Chapter>) -> Self {
        let held: Vec<Held> = chapters.flat_map(of_chapter).collect();
        let mut by_number: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (position, held) in held.iter().enumerate() {
            by_number.entry((family(&held.metric.unit), held.number)).or_default().push(position);
        }
        Self { held, by_number }
    }

    /// The values of one family between two numbers, in the order of the plan.
    pub fn between(&self, family: Family, from: Decimal, to: Decimal) -> impl Iterator<Item = &Held> {
        let held = self.by_number.range((family, from)..=(family, to)).flat_map(|(_, held)| held);
        let mut found: Vec<usize> = held.copied().take(MOST_ALIKE).collect();
        found.sort_unstable();
        found.into_iter().map(|position| &self.held[position])
    }

    /// The values of one family that are a number, in the order of the plan.
    pub fn equal_to(&self, family: Family, number: Decimal) -> impl Iterator<Item = &Held> {
        self.between(family, number, number)
    }

    /// Whether a number is a value, or a value rounded: 596,900 for 596,907.
    #[must_use]
    pub fn tell(&self, family: Family, number: Decimal) -> bool {
        let digits = number.normalize().to_string();
        let zeros = digits.len() - digits.trim_end_matches('0').len();
        let step = Decimal::from(10_u64.pow(u32::try_from(zeros).unwrap_or(0).min(18)));
        let is_near = |held: &Held| (held.number - number).abs() < step;
        let is_rounded = || step > Decimal::ONE && self.between(family, number - step, number + step).any(is_near);
        self.equal_to(family, number).next().is_some() || is_rounded()
    }
}

impl Held {
    /// In the size in which the measure keeps it.
    #[must_use]
    pub fn own_number(&self) -> Decimal {
        let Unit::Money(scale, _) = self.metric.unit else { return self.number };
        let pounds = Quantity::exact(self.number);
        pounds.resized(Scale::One, scale).and_then(|quantity| quantity.number()).unwrap_or(self.number)
    }
}

fn of_chapter(chapter: &Chapter) -> impl Iterator<Item = Held> {
    let files = [chapter.file, chapter.twin.as_ref().map_or(chapter.file, |twin| twin.file)];
    chapter.metrics.iter().flat_map(move |metric| held(metric, files))
}

/// The values that a measure has or had.
fn held(metric: &Metric, files: [FileId; 2]) -> Vec<Held> {
    let (id, name) = (metric.id.value.clone(), metric.name.value.clone());
    let named = Arc::new(Name { id: id.clone(), name, unit: metric.unit.clone() });
    let mut found = Vec::new();
    let mut add = |quantity: &Quantity, path: Option<String>, what: String| {
        if let Some(number) = in_pounds(quantity, &metric.unit).filter(|_| quantity.hedge.is_none()) {
            found.push(Held { metric: Arc::clone(&named), files, path, what, number });
        }
    };
    if let Some(latest) = metric.latest() {
        add(&latest.quantity.value, Some(id.clone()), "the value".to_owned());
    }
    if let Some(stated) = &metric.value {
        add(&stated.quantity.value, None, "an earlier value".to_owned());
    }
    if let Some(baseline) = &metric.baseline {
        add(&baseline.quantity.value, Some(format!("{id}.baseline")), "the baseline".to_owned());
    }
    for (number, target) in (1..).zip(&metric.targets) {
        let part = if number == metric.targets.len() { "target".to_owned() } else { format!("targets.{number}") };
        add(&target.quantity.value, Some(format!("{id}.{part}")), "a target".to_owned());
    }
    if let Some(compare) = &metric.compare {
        add(&compare.reading.quantity.value, Some(format!("{id}.compare")), format!("the value for {}", compare.name));
    }
    for point in &metric.trajectory {
        for quantity in [&point.actual, &point.plan].into_iter().flatten() {
            add(&quantity.value, None, format!("the figure for {}", point.period.value.words()));
        }
    }
    found
}
