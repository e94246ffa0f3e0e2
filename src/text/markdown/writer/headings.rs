//! A heading → its anchor, its place among the headings of the chapter, and what is wrong with its level.

use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use super::Writer;
use crate::base::diagnostic::{Diagnostic, Fix};
use crate::base::names::slug;
use crate::base::span::Spanned;
use crate::text::insert;
use crate::text::markdown::{EMPTY_HEADING, HEADING_LEVEL};
use crate::text::tree::{Element, Heading, Node, words_of};

impl Writer<'_> {
    pub(super) fn open_heading(&mut self, level: HeadingLevel, id: Option<&str>, range: &Range<usize>) {
        let written = level as u8;
        let line = self.text[range.start..].lines().next().unwrap_or_default();
        // A heading that is underlined has no signs before it.
        let length = if line.starts_with('#') { usize::from(written) } else { line.trim_end().len() };
        let span = self.place(&(range.start..range.start + length));
        let before = self.level;
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
        self.heading = Some(Heading { level: written, id: id.unwrap_or("").to_owned(), text: String::new(), span });
        // What it is shows at its end.
        self.begin(Element::Paragraph, range);
    }

    /// `{provisional}` at the end of a heading.
    pub(super) fn words_in_braces(&self, range: &Range<usize>) -> Option<String> {
        let written = self.text[range.clone()].trim_end();
        let open = written.rfind('{')?;
        Some(format!(" {}", written[open..].trim_end_matches(['#', ' '])))
    }

    pub(super) fn close_heading(&mut self, range: &Range<usize>) {
        if let Some(words) = self.in_braces.take() {
            self.words(&words, range);
        }
        let Some(mut heading) = self.heading.take() else { return };
        let inside = self.tree.inside();
        heading.text = words_of(inside);
        if says_nothing(&heading, inside) {
            self.tree.discard();
            return self.tell_empty(&heading);
        }
        if heading.level == 1 {
            self.first_level(&mut heading);
            if heading.level == 1 {
                return self.tree.discard();
            }
        }
        heading.id = self.unique_id(&heading);
        (self.level, self.has_headings) = (heading.level, true);
        self.tree.close_as(Element::Heading(Box::new(heading)));
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
        let is_first = self.body.title.is_none() && !self.has_headings;
        if is_first {
            self.body.title = Some(Spanned::new(heading.text.trim().to_owned(), heading.span));
        } else {
            let found = Diagnostic::new(&HEADING_LEVEL, heading.span, "this chapter has a second heading with one #");
            let help = "Begin the sections of a chapter with ##. Use # only for its title.";
            self.diagnostics.add(match as_section(heading) {
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

/// What makes a section of a heading that begins with one `#`; nothing where it is underlined.
fn as_section(heading: &Heading) -> Option<Fix> {
    let has_one_sign = heading.span.end == heading.span.start + 1;
    has_one_sign.then(|| Fix::guess(heading.span, "##"))
}

/// Whether readers would find nothing in a heading: no word, no figure, no picture.
fn says_nothing(heading: &Heading, inside: &[Node]) -> bool {
    let is_shown = |node: &Node| matches!(node.element, Element::Figure(_) | Element::Picture(_));
    heading.text.trim().is_empty() && !inside.iter().any(is_shown)
}
