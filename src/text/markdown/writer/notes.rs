//! Footnotes → numbered marks in the text, and the list of notes below it.

use std::ops::Range;

use super::Writer;
use crate::base::diagnostic::Diagnostic;
use crate::base::span::Span;
use crate::text::markdown::LOST_NOTE;
use crate::text::tree::{Element, NoteReference, Tree};

/// A footnote, and its number once it has been mentioned.
pub(super) struct Note {
    label: String,
    text: Option<Tree>,
    number: Option<u32>,
    span: Span,
}

impl Writer<'_> {
    /// The mark of a footnote. Notes are numbered as they are mentioned; the way back leads to the first mention.
    pub(super) fn mention(&mut self, label: &str, range: &Range<usize>) {
        let next = self.mentioned + 1;
        let span = self.span;
        let note = self.note(label, span);
        let is_first = note.number.is_none();
        let number = *note.number.get_or_insert(next);
        self.mentioned += u32::from(is_first);
        self.add(Element::NoteReference(NoteReference { number, is_first }), range);
    }

    fn note(&mut self, label: &str, span: Span) -> &mut Note {
        let known = self.labelled.get(label).copied();
        let position = known.unwrap_or_else(|| {
            self.labelled.insert(label.to_owned(), self.notes.len());
            self.notes.push(Note { label: label.to_owned(), text: None, number: None, span });
            self.notes.len() - 1
        });
        &mut self.notes[position]
    }

    pub(super) fn open_note(&mut self, label: &str, range: &Range<usize>) {
        let first = self.text[range.clone()].lines().next().map_or(0, str::len);
        let span = self.place(&(range.start..range.start + first));
        let is_second = self.note(label, span).text.is_some();
        if is_second {
            let message = format!("readers do not see this note: there is another [^{label}] before it");
            self.diagnostics.add(
                Diagnostic::new(&LOST_NOTE, span, message)
                    .help("Give one of the two notes another mark, here and in the text."),
            );
        }
        self.outer.push(std::mem::take(&mut self.tree));
        self.open_note = Some(label.to_owned());
    }

    pub(super) fn close_note(&mut self) {
        let text = std::mem::replace(&mut self.tree, self.outer.pop().unwrap_or_default()).finish();
        let label = self.open_note.take();
        let known = label.and_then(|label| self.labelled.get(&label).copied());
        if let Some(note) = known.and_then(|position| self.notes.get_mut(position)) {
            note.text.get_or_insert(text);
        }
    }
    /// The notes that are mentioned, below the text. The others are reported.
    pub(super) fn list_notes(&mut self) {
        let mut notes = std::mem::take(&mut self.notes);
        for note in notes.iter().filter(|note| note.number.is_none()) {
            self.diagnostics.add(
                Diagnostic::new(&LOST_NOTE, note.span, format!("the text has no mark for the note [^{}]", note.label))
                    .help(format!("Write [^{}] where the note belongs, or remove the note.", note.label)),
            );
        }
        notes.retain(|note| note.number.is_some());
        notes.sort_by_key(|note| note.number);
        if !notes.is_empty() {
            self.tree.open(Element::Notes, self.span);
            for (number, note) in (1..).zip(notes) {
                self.tree.open(Element::Note(number), note.span);
                self.tree.append(note.text.unwrap_or_default());
                self.tree.close();
            }
            self.tree.close();
        }
    }
}
