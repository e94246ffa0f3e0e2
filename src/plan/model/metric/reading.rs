//! A value of a measure at a time, as it is written: `{ value: 84.8, period: 2017-18 }`.

use super::Reading;
use crate::base::diagnostic::Diagnostics;
use crate::base::span::Spanned;
use crate::base::yaml::Kind::{Figure, Text};
use crate::base::yaml::{Fields, Key, Kind, Node, Record};
use crate::plan::read::values::{period_field, quantity};
use crate::value::number::Unit;

/// The keys of `baseline:`.
pub(super) const BASELINE: Record = Record { name: "a baseline", doc: "Where a measure started.", keys: READING };
/// The keys of `value:`.
pub(super) const VALUE: Record = Record { name: "a value", doc: "The latest value of a measure.", keys: READING };

#[rustfmt::skip]
const READING: &[Key] = &[
    Key::new("value", Figure, "The figure.").needed().or(&["actual", "latest", "now", "current"]),
    Key::new("period", Kind::Date, "The time that the figure is for.").or(&["date", "when", "at", "year"]),
    Key::new("note", Text, "A note for readers, for example provisional.").or(&["comment", "comments", "remark", "footnote"]),
];

/// A note about a figure that is somebody else's.
pub(super) const READING_NOTE: Key =
    Key::new("note", Text, "A note for readers.").or(&["comment", "comments", "remark", "footnote"]);

/// `{ value: 84.8, period: 2017-18 }`, or the value alone.
pub(super) fn reading(
    node: &Node,
    record: &'static Record,
    unit: &Unit,
    diagnostics: &mut Diagnostics,
) -> Option<Reading> {
    if let Some(text) = node.as_text() {
        let quantity = quantity(&Spanned::new(text.to_owned(), node.span), unit, diagnostics)?;
        return Some(Reading { quantity, period: None, note: None });
    }
    let mut fields = Fields::of(node, record, diagnostics)?;
    let reading = reading_fields(&mut fields, unit, diagnostics);
    fields.finish(diagnostics);
    reading
}

pub(super) fn reading_fields(fields: &mut Fields, unit: &Unit, diagnostics: &mut Diagnostics) -> Option<Reading> {
    let value = fields.text("value", diagnostics).and_then(|text| quantity(&text, unit, diagnostics));
    let period = period_field(fields, "period", diagnostics).map(|period| period.value);
    let note = fields.text("note", diagnostics).map(|text| text.value);
    Some(Reading { quantity: value?, period, note })
}
