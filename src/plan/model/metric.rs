//! Measures: a value with its unit, its baseline, its targets by date and its path between them.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::verdict::{STATUS, Stated};
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::span::Spanned;
use crate::base::yaml::Kind::{Choice, Either, Figure, Id, Keys, List, Text};
use crate::base::yaml::{Fields, Key, Kind, Node, Record, words_of};
use crate::plan::read::values::{NOT_A_NUMBER, choice_field, id_field, period, period_field, quantity, unit};
use crate::value::number::{Amount, Quantity, UNITS, Unit};
use crate::value::period::Period;
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
    /// Where it should go, in order of date.
    pub targets: Vec<Target>,
    /// Planned and actual values over time.
    pub trajectory: Vec<Point>,
    /// The same for somebody else.
    pub compare: Option<Comparison>,
    /// Where it stands, if its author says so.
    pub status: Option<Stated>,
    /// Its id in last year's plan, if that was another.
    pub was: Option<Spanned<String>>,
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
    pub by: Option<Period>,
    /// Who set it.
    pub source: Option<String>,
    /// For readers.
    pub note: Option<String>,
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

/// The same measure elsewhere.
#[derive(Clone, Hash, Debug)]
pub struct Comparison {
    /// Where: `England`.
    pub name: String,
    /// The value there.
    pub reading: Reading,
}

/// The keys of an item of `metrics:`.
#[rustfmt::skip]
pub(super) const MEASURE: Record = Record {
    name: "a measure",
    doc: "Something that you count, with its baseline, values and targets.",
    keys: &[
        Key::new("id", Id, "A short name in lower case letters, digits and hyphens, used once in the whole plan.").needed(),
        Key::new("name", Text, "What is counted, for readers.").needed()
            .or(&["title", "label", "heading", "measure", "metric", "indicator"]),
        Key::new("unit", Kind::Unit(&UNITS), "What it is counted in, such as percent, count of beds or £m.").needed().or(&["units"]),
        Key::new("better", Choice(&words_of(&Better::WORDS)), "Which direction is better.").or(&["direction", "polarity", "good"]),
        Key::new("baseline", Either(&[Keys(&BASELINE), Figure]), "Where it started.").or(&["start", "before", "last-year"]),
        Key::new("value", Either(&[Keys(&VALUE), Figure]), "The latest value.").or(&["actual", "latest", "now", "current"]),
        Key::new("targets", List(&Keys(&TARGET)), "What you aim for, and by when.").or(&["goal", "goals", "aim", "aims", "ambition"]),
        Key::new("trajectory", List(&Keys(&POINT)), "Planned and actual values over time.").or(&["points"]),
        Key::new("compare", Keys(&COMPARISON), "The same figure somewhere else, for example in England.")
            .or(&["comparison", "comparator", "benchmark"]),
        Key::new("status", Keys(&STATUS), "Your own judgement, if you know better than the figures.").or(&["rag", "rating"]),
        Key::new("was", Id, "Its id in last year's plan, if it had another."),
        Key::new("note", Text, "A note for readers.").or(&["comment", "comments", "remark", "footnote"]),
        Key::new("source", Text, "Where the figures come from."),
    ],
};

const BASELINE: Record = Record { name: "a baseline", doc: "Where a measure started.", keys: READING };
const VALUE: Record = Record { name: "a value", doc: "The latest value of a measure.", keys: READING };

#[rustfmt::skip]
const READING: &[Key] = &[
    Key::new("value", Figure, "The figure.").needed().or(&["actual", "latest", "now", "current"]),
    Key::new("period", Kind::Date, "The time that the figure is for.").or(&["date", "when", "at", "year"]),
    Key::new("note", Text, "A note for readers, for example provisional.").or(&["comment", "comments", "remark", "footnote"]),
];

#[rustfmt::skip]
const TARGET: Record = Record {
    name: "a target",
    doc: "What you aim for, and by when.",
    keys: &[
        Key::new("words", Text, "A target that is not a number, in place of the value."),
        Key::new("value", Figure, "The figure that you aim for.").needed_unless("words").or(&["actual", "latest", "now", "current"]),
        Key::new("by", Kind::Date, "When you aim to reach it.").or(&["date", "deadline", "due", "when", "until"]),
        Key::new("source", Text, "The organisation that set the target."),
        Key::new("note", Text, "A note for readers.").or(&["comment", "comments", "remark", "footnote"]),
    ],
};

#[rustfmt::skip]
const POINT: Record = Record {
    name: "a point of a trajectory",
    doc: "What was planned for a time, and what happened.",
    keys: &[
        Key::new("period", Kind::Date, "The time.").needed().or(&["date", "when", "at", "year"]),
        Key::new("plan", Figure, "The planned value.").or(&["planned", "target", "expected"]),
        Key::new("actual", Figure, "The actual value.").or(&["value", "latest", "now", "current"]),
    ],
};

#[rustfmt::skip]
const COMPARISON: Record = Record {
    name: "a comparison",
    doc: "The same figure somewhere else.",
    keys: &[
        Key::new("name", Text, "Whose figure it is, for example England.").needed()
            .or(&["title", "label", "heading", "measure", "metric", "indicator"]),
        Key::new("value", Figure, "The figure.").needed().or(&["actual", "latest", "now", "current"]),
        Key::new("period", Kind::Date, "The time that the figure is for.").or(&["date", "when", "at", "year"]),
        Key::new("note", Text, "A note for readers.").or(&["comment", "comments", "remark", "footnote"]),
    ],
};

impl Point {
    /// Whether it has nothing of what another has.
    fn lacks(&self, other: &Self) -> bool {
        (self.plan.is_none() || other.plan.is_none()) && (self.actual.is_none() || other.actual.is_none())
    }
}

impl Metric {
    /// Reads one item of `metrics:`.
    pub fn parse(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let before = diagnostics.len();
        let mut fields = Fields::of(node, &MEASURE, diagnostics)?;
        let id = id_field(&mut fields, diagnostics);
        let name = fields.text("name", diagnostics);
        // Figures are read even where the unit cannot be, so that every fault is reported at once.
        let unit = fields.text("unit", diagnostics).and_then(|text| unit(&text, diagnostics)).unwrap_or(Unit::Number);
        let better = choice_field(&mut fields, "better", &Better::WORDS, diagnostics);
        let baseline = fields.take("baseline").and_then(|node| reading(node, &BASELINE, &unit, diagnostics));
        let value = fields.take("value").and_then(|node| reading(node, &VALUE, &unit, diagnostics));
        let targets =
            fields.list("targets", diagnostics).iter().filter_map(|node| target(node, &unit, diagnostics)).collect();
        let trajectory =
            fields.list("trajectory", diagnostics).iter().filter_map(|node| point(node, &unit, diagnostics)).collect();
        let compare = fields.take("compare").and_then(|node| comparison(node, &unit, diagnostics));
        let status = fields.take("status").and_then(|node| Stated::parse(node, diagnostics));
        let was = fields.text("was", diagnostics);
        let note = fields.text("note", diagnostics).map(|text| text.value);
        let source = fields.text("source", diagnostics).map(|text| text.value);
        fields.finish(diagnostics);
        let (mut targets, mut trajectory): (Vec<Target>, Vec<Point>) = (targets, trajectory);
        targets.sort_by_key(|target| target.by.map_or(Date::MAX, Period::last_day));
        trajectory.sort_by_key(|point| point.period.value.order());
        let trajectory = joined(trajectory);
        // With an id it can be asked for: what else is wrong with it is reported once, not at every place that shows it.
        let id = id?;
        Some(Self {
            name: name.unwrap_or_else(|| id.clone()),
            id,
            unit,
            better: better.unwrap_or(Better::Neither),
            baseline,
            value,
            targets,
            trajectory,
            compare,
            status,
            was,
            note,
            source,
            is_sound: !diagnostics.has_errors_after(before),
        })
    }

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
        let readings = readings.chain(self.compare.as_ref().map(|compare| &compare.reading));
        let targets = self.targets.iter().map(|target| &target.quantity);
        let points = self.trajectory.iter().flat_map(|point| [&point.plan, &point.actual].into_iter().flatten());
        readings.map(|reading| &reading.quantity).chain(targets).chain(points)
    }

    /// The one denominator for all shares of this measure, or nothing where none keeps them apart.
    #[must_use]
    pub fn out_of(&self) -> Option<OutOf> {
        common_denominator(&self.compared())
    }

    /// The numbers that a reader compares: baseline, latest value, targets and comparison.
    pub(crate) fn compared(&self) -> Vec<Decimal> {
        let readings =
            [self.baseline.clone(), self.latest(), self.compare.as_ref().map(|compare| compare.reading.clone())];
        let readings = readings.into_iter().flatten().filter_map(|reading| reading.quantity.value.number());
        readings.chain(self.targets.iter().filter_map(|target| target.quantity.value.number())).collect()
    }
}

/// `{ value: 84.8, period: 2017-18 }`, or the value alone.
fn reading(node: &Node, record: &'static Record, unit: &Unit, diagnostics: &mut Diagnostics) -> Option<Reading> {
    if let Some(text) = node.as_text() {
        let quantity = quantity(&Spanned::new(text.to_owned(), node.span), unit, diagnostics)?;
        return Some(Reading { quantity, period: None, note: None });
    }
    let mut fields = Fields::of(node, record, diagnostics)?;
    let reading = reading_fields(&mut fields, unit, diagnostics);
    fields.finish(diagnostics);
    reading
}

fn reading_fields(fields: &mut Fields, unit: &Unit, diagnostics: &mut Diagnostics) -> Option<Reading> {
    let value = fields.text("value", diagnostics).and_then(|text| quantity(&text, unit, diagnostics));
    let period = period_field(fields, "period", diagnostics).map(|period| period.value);
    let note = fields.text("note", diagnostics).map(|text| text.value);
    Some(Reading { quantity: value?, period, note })
}

fn target(node: &Node, unit: &Unit, diagnostics: &mut Diagnostics) -> Option<Target> {
    let mut fields = Fields::of(node, &TARGET, diagnostics)?;
    // `better than England` is a target too.
    let (words, value) = (fields.text("words", diagnostics), fields.text("value", diagnostics));
    let value = match words {
        Some(words) => Some(words.map(|words| Quantity::of(Amount::Words(words)))),
        None => value.and_then(|text| target_value(&text, unit, diagnostics)),
    };
    let by = period_field(&mut fields, "by", diagnostics).map(|by| by.value);
    let source = fields.text("source", diagnostics).map(|text| text.value);
    let note = fields.text("note", diagnostics).map(|text| text.value);
    fields.finish(diagnostics);
    Some(Target { quantity: value?, by, source, note })
}

/// Words in place of a number are reported where they belong.
fn target_value(text: &Spanned<String>, unit: &Unit, diagnostics: &mut Diagnostics) -> Option<Spanned<Quantity>> {
    let has_digits = text.value.contains(|letter: char| letter.is_ascii_digit());
    if has_digits || Quantity::parse(&text.value, unit).is_ok() {
        return quantity(text, unit, diagnostics);
    }
    diagnostics.add(Diagnostic::new(&NOT_A_NUMBER, text.span, format!("`{}` is not a number", text.value)).help(
        "If the target is not a number, write it as `words: …`, without `value:`. In a file of measures, use the \
         column target_words. If you do not know the target yet, write TBC.",
    ));
    None
}

fn point(node: &Node, unit: &Unit, diagnostics: &mut Diagnostics) -> Option<Point> {
    let mut fields = Fields::of(node, &POINT, diagnostics)?;
    let when = fields.text("period", diagnostics).and_then(|text| period(&text, diagnostics));
    let plan = fields.text("plan", diagnostics).and_then(|text| quantity(&text, unit, diagnostics));
    let actual = fields.text("actual", diagnostics).and_then(|text| quantity(&text, unit, diagnostics));
    fields.finish(diagnostics);
    Some(Point { period: when?, plan, actual })
}

/// A planned and an actual value that were written apart for one time are one point.
fn joined(points: Vec<Point>) -> Vec<Point> {
    let mut joined: Vec<Point> = Vec::new();
    for point in points {
        match joined.last_mut().filter(|last| last.period.value == point.period.value && last.lacks(&point)) {
            Some(last) => {
                last.plan = last.plan.take().or(point.plan);
                last.actual = last.actual.take().or(point.actual);
            }
            None => joined.push(point),
        }
    }
    joined
}

fn comparison(node: &Node, unit: &Unit, diagnostics: &mut Diagnostics) -> Option<Comparison> {
    let mut fields = Fields::of(node, &COMPARISON, diagnostics)?;
    let name = fields.text("name", diagnostics);
    let reading = reading_fields(&mut fields, unit, diagnostics);
    fields.finish(diagnostics);
    Some(Comparison { name: name?.value, reading: reading? })
}
