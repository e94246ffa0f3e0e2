//! A tree of prose → plain text: without marks of notes and what pictures show, and with inserts by their path.

use super::Meaning;
use super::text::words;
use crate::text::insert::Reference;
use crate::text::tree::{Alert, Element, Node, Step};

/// Prose on its way to what it says, read step by step.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    text: String,
}

impl Reader {
    /// Reads on. Marks of notes are left out, because notes are numbered anew when one is added.
    pub fn read(&mut self, step: &Step) {
        match step {
            Step::Enter(node) => self.enter(node),
            Step::Leave(node) if node.element.is_block() => self.text.push('\n'),
            Step::Leave(_) => {}
        }
    }

    fn enter(&mut self, node: &Node) {
        match &node.element {
            Element::Text(words) | Element::Code(words) => self.text.push_str(words),
            Element::CodeBlock(block) => self.line(&block.code),
            Element::Figure(reference) => self.text.extend([" {", &path(&reference.value), "} "]),
            Element::Alert(alert) => self.line(kept(*alert)),
            Element::Task { is_done } => self.text.push_str(if *is_done { "Done: " } else { "To do: " }),
            Element::Picture(_) | Element::Break(_) => self.text.push('\n'),
            element if element.is_block() => self.text.push('\n'),
            _ => {}
        }
    }

    fn line(&mut self, words: &str) {
        self.text.extend(["\n", words, "\n"]);
    }

    /// What was read so far says this.
    #[must_use]
    pub fn meaning(&self) -> Meaning {
        Meaning(words(&self.text))
    }
}

/// The path of an insert as it is written.
fn path(reference: &Reference) -> String {
    reference.path.iter().map(|part| part.value.as_str()).collect::<Vec<_>>().join(".")
}

/// What stands for an alert in files of confirmations. A page may call it something else; what is kept stays.
fn kept(alert: Alert) -> &'static str {
    match alert {
        Alert::Note => "Note",
        Alert::Tip => "Good to know",
        Alert::Important => "Important",
        Alert::Warning => "Please note",
        Alert::Caution => "Take care",
    }
}
