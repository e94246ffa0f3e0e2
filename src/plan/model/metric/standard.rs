//! `standard:` of a measure into a level to keep to in every period, unlike a target, which is to be reached by a date.

use super::Better;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::span::Spanned;
use crate::base::yaml::Kind::{Figure, Text};
use crate::base::yaml::{Fields, Key, MISSING_KEY, Node, Record};
use crate::plan::read::values::quantity;
use crate::value::number::{Amount, Bound, Quantity, Unit};

/// A level to keep to in every period.
#[derive(Clone, Hash, Debug)]
pub struct Standard {
    /// The level, where it was written.
    pub quantity: Spanned<Quantity>,
    /// Who set it.
    pub source: Option<String>,
    /// For readers.
    pub note: Option<String>,
}

/// The keys of `standard:`.
#[rustfmt::skip]
pub(super) const STANDARD: Record = Record {
    name: "a standard",
    doc: "A level to keep to in every period, such as a national standard.",
    keys: &[
        Key::new("value", Figure, "The level: 93, at least 93 or at most 5.").needed().or(&["level", "is"]),
        Key::new("source", Text, "The organisation that set the standard."),
        Key::new("note", Text, "A note for readers.").or(&["comment", "comments", "remark", "footnote"]),
    ],
};

impl Standard {
    /// Reads `{ value: at least 93, source: … }`, or the level alone.
    pub(super) fn parse(node: &Node, unit: &Unit, better: Better, diagnostics: &mut Diagnostics) -> Option<Self> {
        let standard = match node.as_text() {
            Some(text) => {
                let quantity = quantity(&Spanned::new(text.to_owned(), node.span), unit, diagnostics)?;
                Self { quantity, source: None, note: None }
            }
            None => Self::of_keys(node, unit, diagnostics)?,
        };
        if standard.quantity.value.number().is_some() && standard.side(better) == Better::Neither {
            diagnostics.add(standard.without_side());
        }
        Some(standard)
    }

    fn of_keys(node: &Node, unit: &Unit, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, &STANDARD, diagnostics)?;
        let value = fields.text("value", diagnostics).and_then(|text| quantity(&text, unit, diagnostics));
        let source = fields.text("source", diagnostics).map(|text| text.value);
        let note = fields.text("note", diagnostics).map(|text| text.value);
        fields.finish(diagnostics);
        Some(Self { quantity: value?, source, note })
    }

    /// On which side of the level values should be: as the standard says, or as the measure does.
    pub(crate) fn side(&self, better: Better) -> Better {
        match self.quantity.value.bound() {
            Bound::Least | Bound::Above => Better::Higher,
            Bound::Most | Bound::Below => Better::Lower,
            Bound::None => better,
        }
    }

    fn without_side(&self) -> Diagnostic {
        let level = match self.quantity.value.amount {
            Amount::Number(number) => number.to_string(),
            _ => "…".to_owned(),
        };
        Diagnostic::new(&MISSING_KEY, self.quantity.span, "this standard does not say which values meet it")
            .help(format!("Write `at least {level}` or `at most {level}`, or say which way is better with `better:`."))
    }
}
