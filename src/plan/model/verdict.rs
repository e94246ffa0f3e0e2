//! `status:` of a measure into how it stands, as its author says.

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::span::Spanned;
use crate::base::yaml::{Fields, Node, WRONG_TYPE};
use crate::plan::read::values::choice;
pub use crate::value::standing::Verdict;

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
            diagnostics.add(Diagnostic::new(&WRONG_TYPE, node.span, "a status needs its reason").help(format!(
                "Write `status: {{ is: {word}, because: … }}`, or leave it out and it is worked out for you."
            )));
            return None;
        }
        let mut fields = Fields::of(node, "a status", diagnostics)?;
        let known = [
            ("met", Verdict::Met),
            ("on track", Verdict::OnTrack),
            ("behind", Verdict::Behind),
            ("too early to say", Verdict::TooEarly),
            ("not known", Verdict::NotKnown),
            ("stopped", Verdict::Stopped),
        ];
        let verdict = fields.need("is", diagnostics).and_then(|text| {
            let verdict = choice(&text, "status", &known, diagnostics)?;
            Some(Spanned::new(verdict, text.span))
        });
        let because = fields.need("because", diagnostics);
        fields.finish(diagnostics);
        Some(Self { verdict: verdict?, because: because?.value })
    }
}
