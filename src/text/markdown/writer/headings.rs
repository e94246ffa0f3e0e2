//! A heading → its anchor, its place among the headings of the chapter, and what is wrong with its level.

use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use super::Writer;
use crate::base::diagnostic::{Diagnostic, Fix};
use crate::base::names::slug;
use crate::base::span::Spanned;
use crate::text::insert;
use crate::text::markdown::{EMPTY_HEADING, HEADING_LEVEL, Heading, Piece};

impl Writer<'_> {
    pub(super) fn open_heading(&mut self, level: HeadingLevel, id: Option<&str>, range: &Range<usize>) {
        let written = level as u8;
        let line = self.text[range.start..].lines().next().unwrap_or_default();
        // A heading that is underlined has no signs before it.
        let length = if line.starts_with('#') { usize::from(written) } else { line.trim_end().len() };
        let span = self.place(&(range.start..range.start + length));
        let before = self.body.headings.last().map_or(1, |heading| heading.level);
        if written > before + 1 {
            self.diagnostics.add(
                Diagnostic::new(
                    &HEADING_LEVEL,
                    span,
                    format!(
                        "this heading is two levels below the one before it ({} after {})",
                        "#".repeat(written.into()),
                        "#".repeat(before.into())
                    ),
                )
                .fix(Fix::guess(span, "#".repeat(usize::from(before) + 1)), |marks| format!("Write {marks} instead.")),
            );
        }
        self.heading = Some(Heading {
            level: written,
            id: id.unwrap_or("").to_owned(),
            text: String::new(),
            pieces: Vec::new(),
            span,
        });
        self.outer.push(std::mem::take(&mut self.pieces));
        self.labels += 1;
    }

    /// `{provisional}` at the end of a heading.
    pub(super) fn words_in_braces(&self, range: &Range<usize>) -> Option<String> {
        let written = self.text[range.clone()].trim_end();
        let open = written.rfind('{')?;
        Some(format!(" {}", written[open..].trim_end_matches(['#', ' '])))
    }

    pub(super) fn close_heading(&mut self) {
        if let Some(words) = self.in_braces.take() {
            self.words(&words);
        }
        let Some(mut heading) = self.heading.take() else { return };
        self.labels = self.labels.saturating_sub(1);
        let words = std::mem::replace(&mut self.pieces, self.outer.pop().unwrap_or_default());
        if says_nothing(&heading, &words) {
            return self.tell_empty(&heading);
        }
        if heading.level == 1 {
            self.first_level(&mut heading);
            if heading.level == 1 {
                return;
            }
        }
        heading.id = self.unique_id(&heading);
        self.pieces.push(Piece::OpenHeading(heading.level, heading.id.clone()));
        self.pieces.extend(words.iter().cloned());
        self.pieces.push(Piece::CloseHeading(heading.level));
        heading.pieces = words;
        self.body.headings.push(heading);
    }

    fn tell_empty(&mut self, heading: &Heading) {
        let line = self.text[(heading.span.start - self.span.start) as usize..].lines().next().unwrap_or_default();
        // Where a heading is no more than an insert that cannot stand here, that has been reported.
        let is_reported = insert::find(line).is_some();
        // Without front matter the first one is the title, which is missed by a rule of its own.
        let is_title = heading.level == 1
            && self.body.title.is_none()
            && !self.text.trim_start_matches('\u{feff}').starts_with("---");
        if !is_reported && !is_title {
            self.diagnostics.add(
                Diagnostic::new(&EMPTY_HEADING, heading.span, "this heading has no words")
                    .help("Write the words of the heading after it, or remove the line."),
            );
        }
    }

    /// The first `#` is the title of a chapter without front matter; any other is a section.
    fn first_level(&mut self, heading: &mut Heading) {
        let is_first = self.body.title.is_none() && self.body.headings.is_empty();
        if is_first {
            self.body.title = Some(Spanned::new(heading.text.trim().to_owned(), heading.span));
        } else {
            let found = Diagnostic::new(&HEADING_LEVEL, heading.span, "this chapter has a second heading with one #");
            let help = "Begin the sections of a chapter with ##. Use # only for its title.";
            self.diagnostics.add(match heading.as_section() {
                Some(fix) => found.fix(fix, |_| help.to_owned()),
                None => found.help(help),
            });
            heading.level = 2;
        }
    }

    /// The heading as a slug; a second one alike gets a number. `main` is the page's own.
    fn unique_id(&mut self, heading: &Heading) -> String {
        let wanted = slug(if heading.id.is_empty() { &heading.text } else { &heading.id });
        let wanted = if wanted.is_empty() { "section".to_owned() } else { wanted };
        loop {
            let times = self.ids.entry(wanted.clone()).and_modify(|times| *times += 1).or_insert(1);
            let id = if *times == 1 { wanted.clone() } else { format!("{wanted}-{times}") };
            if id == wanted || !self.ids.contains_key(&id) {
                self.ids.entry(id.clone()).or_insert(1);
                return id;
            }
        }
    }
}

/// Whether readers would find nothing in a heading: no word, no figure, no picture.
fn says_nothing(heading: &Heading, words: &[Piece]) -> bool {
    heading.text.trim().is_empty() && !words.iter().any(|piece| matches!(piece, Piece::Figure(_) | Piece::Picture(_)))
}
