//! Tables, links, notes and tags that the parser takes for words or leaves out → what their author is reported.

use std::ops::Range;

use super::Writer;
use crate::base::brackets;
use crate::base::brackets::Bracketed;
use crate::base::diagnostic::Diagnostic;
use crate::base::span::Spanned;
use crate::text::markdown::prepared::{Cut, What};
use crate::text::markdown::tags;
use crate::text::markdown::{LOST_LINK, LOST_MARK, LOST_TABLE, cells};

impl Writer<'_> {
    /// A pipe table whose two first lines differ in cells is read as text.
    pub(super) fn check_lost_table(&mut self, written: &str, range: &Range<usize>) {
        let mut lines = written.lines();
        let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return };
        let is_rule = second.contains("--") && second.trim().chars().all(|sign| matches!(sign, '|' | '-' | ':' | ' '));
        if first.contains('|') && is_rule {
            let count = |line: &str| cells(&Spanned::new(line.trim(), self.span), '|', 0).len();
            let message =
                format!("this is not a table yet: it has {} headings, but {} columns", count(first), count(second));
            self.diagnostics.add(
                Diagnostic::new(&LOST_TABLE, self.place(&(range.start..range.start + first.len())), message)
                    .help("In the second line, write |---| once for each heading."),
            );
        }
    }

    /// `[words](a file.md)` is no link, because an address ends at its first space.
    pub(super) fn check_lost_link(&mut self, text: &str, range: &Range<usize>) {
        let Some(open) = text.find("](") else { return };
        let Some(length) = text[open + 2..].find(')') else { return };
        let target = &text[open + 2..open + 2 + length];
        if target.contains(' ') {
            let at = self.text[range.clone()].find(target).map_or(range.start, |at| range.start + at);
            self.diagnostics.add(
                Diagnostic::new(
                    &LOST_LINK,
                    self.place(&(at..at + target.len())),
                    "this is not a link, because its address has a space",
                )
                .help(format!("Rename the file so that it has no spaces, or write <{target}> in angle brackets.")),
            );
        }
    }

    /// `[^2]` is words like any other where there is no note `[^2]: …`.
    pub(super) fn check_lost_marks(&mut self, range: &Range<usize>) {
        let written = &self.text[range.clone()];
        for place in note_marks(written) {
            let mark = &written[place.clone()];
            let span = self.place(&(range.start + place.start..range.start + place.end));
            self.diagnostics.add(
                Diagnostic::new(
                    &LOST_MARK,
                    span,
                    format!("there is no note {mark}, so readers see the mark itself"),
                )
                .help(format!(
                    "Write the note at the end of the chapter, on a line of its own: {mark}: …. If there is no note, \
                     remove the mark."
                )),
            );
        }
    }

    /// Reports the tags that are left out, and comments that are never closed.
    pub(in crate::text::markdown) fn report_markup(&mut self) {
        if self.cuts.is_empty() {
            return;
        }
        self.report_open_comment();
        let is_alone = |cut: &Cut| cut.what == What::Bracketed(Bracketed::Tag) && !cut.has_sign();
        let alone = self.cuts.iter().enumerate().filter(|(_, cut)| is_alone(cut)).map(|(index, _)| index);
        let mut tags: Vec<usize> = self.tags.drain(..).chain(alone).collect();
        tags.sort_unstable();
        let places = tags.into_iter().map(|tag| self.typed_place(tag));
        for left_out in tags::left_out(self.text, places) {
            let problem = left_out.problem(self.text, |place| self.place(place));
            self.diagnostics.add(problem);
        }
    }

    fn report_open_comment(&mut self) {
        if let Some(open) = self.cuts.iter().position(|cut| cut.what == What::OpenComment) {
            let place = self.typed_place(open);
            let opening = place.start..(place.start + "<!--".len()).min(place.end);
            self.diagnostics.add(brackets::open_comment(self.place(&opening)));
        }
    }
}

/// Where the marks of notes stand: `[^2]`, but not `\[^2]`.
fn note_marks(text: &str) -> Vec<Range<usize>> {
    let is_of_label = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_');
    let marks = text.match_indices("[^").filter_map(|(start, opening)| {
        let label = &text[start + opening.len()..];
        let length = label.find(|sign| !is_of_label(sign))?;
        let is_mark = length > 0 && label[length..].starts_with(']') && !text[..start].ends_with('\\');
        is_mark.then_some(start..start + opening.len() + length + 1)
    });
    marks.collect()
}
