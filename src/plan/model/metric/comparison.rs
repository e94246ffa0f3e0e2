//! `compare:` of a measure into the same figure elsewhere, and how the latest value compares with each.
//!
//! Whether a difference means anything is for its author to say: by a tolerance, or in a word. Nothing is inferred.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::reading::{READING_NOTE, reading_fields};
use super::{Better, Metric, Reading};
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::names::slug;
use crate::base::span::Spanned;
use crate::base::yaml::Kind::{Choice, Date, Figure, Text};
use crate::base::yaml::{DUPLICATE_KEY, Fields, Key, Node, Record, Value, words_of};
use crate::plan::read::values::{NOT_A_NUMBER, choice_field};
use crate::value::number::{Quantity, Unit};
use crate::value::standing::Compared;

/// The same measure elsewhere.
#[derive(Clone, Hash, Debug)]
pub struct Comparison {
    /// Where: `England`.
    pub name: String,
    /// The value there.
    pub reading: Reading,
    /// Who says how the two compare; nothing where no one does.
    pub judge: Option<Judge>,
}

/// Who says how two figures compare.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Judge {
    /// The author.
    Stated(Compared),
    /// The figures: up to this difference they are similar.
    Within(Decimal),
}

/// The keys of `compare:`.
#[rustfmt::skip]
pub(super) const COMPARISON: Record = Record {
    name: "a comparison",
    doc: "The same figure somewhere else.",
    keys: &[
        Key::new("name", Text, "Whose figure it is, for example England.").needed()
            .or(&["title", "label", "heading", "measure", "metric", "indicator"]),
        Key::new("value", Figure, "The figure.").needed().or(&["actual", "latest", "now", "current"]),
        Key::new("period", Date, "The time that the figure is for.").or(&["date", "when", "at", "year"]),
        Key::new("verdict", Choice(&words_of(&Compared::WRITTEN)), "How the latest value compares with it, if you say so yourself.")
            .or(&["result", "is", "significance"]),
        Key::new("tolerance", Figure, "Up to this difference, the latest value and this figure are similar.").or(&["within", "margin"]),
        READING_NOTE,
    ],
};

/// Reads one comparison, or a list of them.
pub(super) fn comparisons(node: &Node, unit: &Unit, diagnostics: &mut Diagnostics) -> Vec<Comparison> {
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let mut found: Vec<Comparison> = Vec::new();
    for item in items {
        let Some(comparison) = comparison(item, unit, diagnostics) else { continue };
        if found.iter().any(|other| other.key() == comparison.key()) {
            let message = format!("there are two comparisons called `{}`", comparison.name);
            diagnostics.add(
                Diagnostic::new(&DUPLICATE_KEY, item.span, message).help("Give each a name of its own, or remove one."),
            );
        }
        found.push(comparison);
    }
    found
}

fn comparison(node: &Node, unit: &Unit, diagnostics: &mut Diagnostics) -> Option<Comparison> {
    let mut fields = Fields::of(node, &COMPARISON, diagnostics)?;
    let name = fields.text("name", diagnostics);
    let verdict = choice_field(&mut fields, "verdict", &Compared::WRITTEN, diagnostics);
    let tolerance = fields.text("tolerance", diagnostics);
    let reading = reading_fields(&mut fields, unit, diagnostics);
    fields.finish(diagnostics);
    if let (Some(_), Some(tolerance)) = (verdict, &tolerance) {
        diagnostics.add(
            Diagnostic::new(&DUPLICATE_KEY, tolerance.span, "this comparison has a verdict and a tolerance")
                .help("Keep one of the two."),
        );
    }
    let within = tolerance.and_then(|text| difference(&text, unit, diagnostics)).map(Judge::Within);
    Some(Comparison { name: name?.value, reading: reading?, judge: verdict.map(Judge::Stated).or(within) })
}

/// How far two figures may be apart: a number that is not negative.
pub(crate) fn difference(text: &Spanned<String>, unit: &Unit, diagnostics: &mut Diagnostics) -> Option<Decimal> {
    let parsed = Quantity::parse(&text.value, unit).ok();
    let number = parsed.filter(|found| found.hedge.is_none()).and_then(|found| found.number());
    let number = number.filter(|number| !number.is_sign_negative());
    if number.is_none() {
        let message = format!("the tolerance `{}` is not a number", text.value);
        diagnostics.add(
            Diagnostic::new(&NOT_A_NUMBER, text.span, message)
                .help("Write the largest difference that is still similar, for example 0.5."),
        );
    }
    number
}

impl Comparison {
    /// How it is asked for, after `compare.` in `{{ … }}`.
    #[must_use]
    pub fn key(&self) -> String {
        slug(&self.name)
    }
}

impl Metric {
    /// How the latest value compares with that of somebody else. Nothing where no one says so.
    #[must_use]
    pub fn compared_with(&self, comparison: &Comparison) -> Option<Compared> {
        let tolerance = match comparison.judge? {
            Judge::Stated(compared) => return Some(compared),
            Judge::Within(tolerance) => tolerance,
        };
        let exact = |quantity: &Quantity| quantity.number().filter(|_| quantity.hedge.is_none());
        let own = self.latest().and_then(|latest| exact(&latest.quantity.value));
        let both = own.zip(exact(&comparison.reading.quantity.value));
        Some(both.map_or(Compared::Unjudged, |(own, other)| compared(own, other, self.better, Some(tolerance))))
    }

    /// Whether its author says how it compares, or compares it with several.
    #[must_use]
    pub fn is_compared(&self) -> bool {
        self.compare.len() > 1 || self.compare.iter().any(|comparison| comparison.judge.is_some())
    }
}

/// How a figure compares with another. Within the tolerance, the two are similar.
pub(crate) fn compared(own: Decimal, other: Decimal, better: Better, tolerance: Option<Decimal>) -> Compared {
    if tolerance.is_some_and(|tolerance| own.saturating_sub(other).abs() <= tolerance) {
        return Compared::Similar;
    }
    match (own.cmp(&other), better) {
        (Ordering::Equal, _) => Compared::Same,
        (Ordering::Greater, Better::Higher) | (Ordering::Less, Better::Lower) => Compared::Better,
        (Ordering::Greater, Better::Lower) | (Ordering::Less, Better::Higher) => Compared::Worse,
        (Ordering::Greater, Better::Neither) => Compared::Higher,
        (Ordering::Less, Better::Neither) => Compared::Lower,
    }
}
