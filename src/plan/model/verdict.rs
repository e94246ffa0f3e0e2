//! `status:` of a measure into how it stands, as its author says.

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::span::Spanned;
use crate::base::yaml::{Fields, Key, Kind, Node, Record, WRONG_TYPE, words_of};
use crate::plan::read::values::choice;
pub use crate::value::standing::Verdict;

/// The keys of `status:` of a measure.
#[rustfmt::skip]
pub(super) const STATUS: Record = Record {
    name: "a status",
    doc: "Your own judgement of a measure, where you know better than its figures.",
    keys: &[
        Key::new("is", Kind::Choice(&words_of(&Verdict::WRITTEN)), "How the measure is doing.").needed().or(&["status"]),
        Key::new("because", Kind::Text, "Why you say so.").needed().or(&["reason"]),
    ],
};

/// Where a measure stands, as its author says.
#[derive(Clone, Hash, Debug)]
pub struct Stated {
    /// How it stands.
    pub verdict: Spanned<Verdict>,
    /// Why.
    pub because: String,
}

impl Stated {
    /// Reads `status: { is, because }`.
    pub(crate) fn parse(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        if let Some(word) = node.as_text() {
            diagnostics.add(Diagnostic::new(&WRONG_TYPE, node.span, "a status needs a reason").help(format!(
                "Write `status: {{ is: {word}, because: … }}`. If you leave out the status, plainplan works it out."
            )));
            return None;
        }
        let mut fields = Fields::of(node, &STATUS, diagnostics)?;
        let verdict = fields.text("is", diagnostics).and_then(|text| {
            let verdict = choice(&text, "status", &Verdict::WRITTEN, diagnostics)?;
            Some(Spanned::new(verdict, text.span))
        });
        let because = fields.text("because", diagnostics);
        fields.finish(diagnostics);
        Some(Self { verdict: verdict?, because: because?.value })
    }
}
