//! A paragraph → text, a block of inserts or the caption of the table above it.

use std::ops::Range;

use super::Writer;
use crate::base::brackets;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix};
use crate::base::span::Spanned;
use crate::text::insert;
use crate::text::insert::Insert;
use crate::text::markdown::HEADING_LEVEL;
use crate::text::tree::Element;

impl Writer<'_> {
    /// A paragraph of nothing but inserts becomes blocks; `Table: …` below a table becomes its caption.
    pub(super) fn paragraph(&mut self, range: &Range<usize>) {
        let written = &self.text[range.clone()];
        self.check_lost_table(written, range);
        let marks = written.len() - written.trim_start_matches('#').len();
        if marks > 1 {
            let no_break = written[marks..].len() - written[marks..].trim_start().len();
            self.diagnostics.add(
                Diagnostic::new(
                    &HEADING_LEVEL,
                    self.place(&(range.start..range.start + marks)),
                    "this is not a heading yet, because there is no ordinary space after the #",
                )
                .fix(
                    Fix::safe(self.place(&(range.start..range.start + marks + no_break)), "#".repeat(marks) + " "),
                    |marks| format!("Write {marks} and a space before the words."),
                ),
            );
        }
        if self.depth == 0 {
            if written.trim_start().starts_with("{{") && self.embeds(written, range.start) {
                self.done = range.end;
                return;
            }
            if let (Some(caption), Some(Element::Table(index))) =
                (written.trim().strip_prefix("Table:"), self.tree.inside().last().map(|node| &node.element))
                && let index = *index as usize
                && self.body.tables[index].caption.is_none()
            {
                let at = range.start + (written.len() - written.trim_start().len()) + "Table:".len();
                let (caption, id) = self.caption(caption, at);
                let table = &mut self.body.tables[index];
                (table.caption, table.id) = (Some(caption), id);
                self.done = range.end;
                return;
            }
        }
        self.begin(Element::Paragraph, range);
    }

    fn embeds(&mut self, written: &str, start: usize) -> bool {
        let mut embeds = Vec::new();
        let mut at = start;
        for line in written.split_inclusive('\n') {
            let (lead, text) = without_comments_around(line);
            let from = at + lead;
            at += line.len();
            if insert::find(text) != Some(0..text.len()) {
                return false;
            }
            let span = self.place(&(from..from + text.len()));
            // A figure alone on its line is a sentence of one figure; it is read again, and reported, as one.
            match insert::parse(text, span, &mut Diagnostics::default()) {
                Some(Insert::Embed(embed)) => embeds.push(Spanned::new(embed, span)),
                _ => return false,
            }
        }
        for embed in embeds {
            let span = embed.span;
            self.tree.leaf(Element::Insert(Box::new(embed)), span);
        }
        true
    }
}

/// A line without comments before and behind what it says, and how far from its beginning that is.
fn without_comments_around(line: &str) -> (usize, &str) {
    let mut words = line.trim();
    while let Some(length) = Some(words).filter(|words| words.starts_with("<!--")).and_then(brackets::end_of_comment) {
        words = words[length..].trim_start();
    }
    let lead = line.trim_end().len() - words.len();
    while let Some(start) =
        words.rfind("<!--").filter(|start| brackets::end_of_comment(&words[*start..]) == Some(words.len() - start))
    {
        words = words[..start].trim_end();
    }
    (lead, words)
}
