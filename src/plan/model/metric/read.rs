//! An item of `metrics:` into a measure.

use jiff::civil::Date;

use super::comparison::{COMPARISON, comparisons};
use super::reading::{BASELINE, VALUE, reading};
use super::standard::{STANDARD, Standard};
use super::{Better, Metric, Point, Target};
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::span::Spanned;
use crate::base::yaml::Kind::{Choice, Either, Figure, Id, Keys, List, Text};
use crate::base::yaml::{Fields, Key, Kind, Node, Record, words_of};
use crate::plan::model::verdict::{STATUS, Stated};
use crate::plan::read::values::{NOT_A_NUMBER, choice_field, deadline, id_field, period, quantity, unit};
use crate::value::number::{Amount, Quantity, UNITS, Unit};
use crate::value::period::Period;

/// The keys of an item of `metrics:`.
#[rustfmt::skip]
pub(in crate::plan::model) const MEASURE: Record = Record {
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
        Key::new("standard", Either(&[Keys(&STANDARD), Figure]), "A level to keep to in every period, such as a national standard.")
            .or(&["standards", "threshold", "minimum", "maximum"]),
        Key::new("targets", List(&Keys(&TARGET)), "What you aim for, and by when.").or(&["goal", "goals", "aim", "aims", "ambition"]),
        Key::new("trajectory", List(&Keys(&POINT)), "Planned and actual values over time.").or(&["points"]),
        Key::new("compare", Either(&[Keys(&COMPARISON), List(&Keys(&COMPARISON))]), "The same figure somewhere else, for example in England, or a list of them.")
            .or(&["comparison", "comparator", "benchmark"]),
        Key::new("status", Keys(&STATUS), "Your own judgement, if you know better than the figures.").or(&["rag", "rating"]),
        Key::new("owner", Text, "The person or team responsible for it.").or(&["lead", "responsible", "who"]),
        Key::new("was", Id, "Its id in last year's plan, if it had another."),
        Key::new("note", Text, "A note for readers.").or(&["comment", "comments", "remark", "footnote"]),
        Key::new("source", Text, "Where the figures come from."),
    ],
};

#[rustfmt::skip]
const TARGET: Record = Record {
    name: "a target",
    doc: "What you aim for, and by when.",
    keys: &[
        Key::new("words", Text, "A target that is not a number, in place of the value."),
        Key::new("value", Figure, "The figure that you aim for.").needed_unless("words").or(&["actual", "latest", "now", "current"]),
        Key::new("by", Either(&[Kind::Date, Choice(&["ongoing", "TBC"])]), "When you aim to reach it.").or(&["date", "deadline", "due", "when", "until"]),
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
        let direction = better.unwrap_or(Better::Neither);
        let standard = fields.take("standard").and_then(|node| Standard::parse(node, &unit, direction, diagnostics));
        let targets =
            fields.list("targets", diagnostics).iter().filter_map(|node| target(node, &unit, diagnostics)).collect();
        let trajectory =
            fields.list("trajectory", diagnostics).iter().filter_map(|node| point(node, &unit, diagnostics)).collect();
        let compare = fields.take("compare").map_or(Vec::new(), |node| comparisons(node, &unit, diagnostics));
        let status = fields.take("status").and_then(|node| Stated::parse(node, diagnostics));
        let owner = fields.text("owner", diagnostics).map(|text| text.value);
        let was = fields.text("was", diagnostics);
        let note = fields.text("note", diagnostics).map(|text| text.value);
        let source = fields.text("source", diagnostics).map(|text| text.value);
        fields.finish(diagnostics);
        let (mut targets, mut trajectory): (Vec<Target>, Vec<Point>) = (targets, trajectory);
        targets.sort_by_key(|target| target.by().map_or(Date::MAX, Period::last_day));
        trajectory.sort_by_key(|point| point.period.value.order());
        let trajectory = joined(trajectory);
        // With an id it can be asked for: what else is wrong with it is reported once, not at every place that shows it.
        let id = id?;
        Some(Self {
            name: name.unwrap_or_else(|| id.clone()),
            id,
            unit,
            better: direction,
            baseline,
            value,
            standard,
            targets,
            trajectory,
            compare,
            status,
            was,
            owner,
            note,
            source,
            is_sound: !diagnostics.has_errors_after(before),
        })
    }
}

fn target(node: &Node, unit: &Unit, diagnostics: &mut Diagnostics) -> Option<Target> {
    let mut fields = Fields::of(node, &TARGET, diagnostics)?;
    // `better than England` is a target too.
    let (words, value) = (fields.text("words", diagnostics), fields.text("value", diagnostics));
    let value = match words {
        Some(words) => Some(words.map(|words| Quantity::of(Amount::Words(words)))),
        None => value.and_then(|text| target_value(&text, unit, diagnostics)),
    };
    let due = fields.text("by", diagnostics).and_then(|text| deadline(&text, diagnostics)).map(|due| due.value);
    let source = fields.text("source", diagnostics).map(|text| text.value);
    let note = fields.text("note", diagnostics).map(|text| text.value);
    fields.finish(diagnostics);
    Some(Target { quantity: value?, due, source, note })
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
