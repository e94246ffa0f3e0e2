//! A link or a picture → its element, with its address as it is typed; a line that is taken for an address is reported.

use std::ops::Range;

use pulldown_cmark::{LinkType, Parser};

use super::Writer;
use crate::base::diagnostic::{Diagnostic, Fix};
use crate::base::span::Spanned;
use crate::text::markdown::prepared::typed;
use crate::text::markdown::{IMAGE_WITHOUT_TEXT, LOST_WORDS};
use crate::text::tree::{Element, Picture};

impl Writer<'_> {
    pub(super) fn open_link(&mut self, target: &str, kind: LinkType, range: &Range<usize>) {
        let target = if kind == LinkType::Email { format!("mailto:{target}") } else { target.to_owned() };
        let target = self.target(&target, range);
        self.begin(Element::Link(Box::new(target)), range);
    }

    /// The address inside a link or picture, where it is written.
    pub(super) fn target(&self, target: &str, range: &Range<usize>) -> Spanned<String> {
        let written = &self.text[range.clone()];
        let bare = target.trim_start_matches("mailto:");
        let span = written
            .rfind(bare)
            .filter(|_| !bare.is_empty())
            .map_or(range.clone(), |at| range.start + at..range.start + at + bare.len());
        Spanned::new(target.to_owned(), self.place(&span))
    }

    pub(super) fn close_image(&mut self, range: &Range<usize>) {
        let Some((target, alternative)) = self.image.take() else { return };
        if alternative.trim().is_empty() {
            self.diagnostics.add(
                Diagnostic::new(&IMAGE_WITHOUT_TEXT, target.span, "this picture has no description")
                    .help("Describe the picture in the square brackets: ![what it shows](its-file)."),
            );
        }
        let picture = Picture { file: target, shows: alternative.trim().to_owned() };
        self.add(Element::Picture(Box::new(picture)), range);
    }

    /// `[Plan](plan.md "Our plan")`: no page shows the title of a link, because not everybody could read it there.
    pub(super) fn report_title(&mut self, title: &str, range: &Range<usize>) {
        if title.is_empty() {
            return;
        }
        let at = self.text[range.clone()].rfind(title).map(|at| range.start + at);
        let span = self.place(&at.map_or(range.clone(), |at| at..at + title.len()));
        self.diagnostics.add(
            Diagnostic::new(&LOST_WORDS, span, "readers do not see the title of a link or a picture")
                .help("Write these words in the text, or remove them with their quotation marks."),
        );
    }

    /// `[Owner]: Housing` says something to readers, and they would not see it.
    pub(super) fn report_definitions(&mut self, definitions: Vec<Range<usize>>) {
        for place in definitions {
            let place = typed(&self.cuts, place);
            let place = place.start + self.start..place.end + self.start;
            let written = self.text[place.clone()].trim_end();
            let span = self.place(&(place.start..place.start + written.len()));
            let words = written.trim_start_matches('[').replacen("]:", ":", 1);
            self.diagnostics.add(
                Diagnostic::new(
                    &LOST_WORDS,
                    span,
                    "readers do not see this line, because it looks like the address of a link",
                )
                .fix(Fix::safe(span, words), |text| format!("Write it without the square brackets: {text}")),
            );
        }
    }
}

/// Where addresses of links are defined that are words and no addresses.
pub(super) fn definitions_of_words(parser: &Parser) -> Vec<Range<usize>> {
    let is_words = |address: &str| {
        let address = address.trim_end_matches(['.', ',', ';']);
        !address.contains(['/', '#', '@', ':', '.', '%']) && !address.is_empty()
    };
    let definitions = parser.reference_definitions().iter();
    let mut places: Vec<Range<usize>> = definitions
        .filter(|(_, definition)| is_words(&definition.dest))
        .map(|(_, definition)| definition.span.clone())
        .collect();
    places.sort_by_key(|place| place.start);
    places
}
