//! The tags that are left out of a chapter → what its author is told: one problem for what has one cause.

use std::ops::Range;

use super::{LOST_MARKUP, RAW_HTML};
use crate::brackets::{self, Loss, Tag};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Tags that are one problem.
pub(super) struct LeftOut {
    /// The first of them.
    pub(super) first: Range<usize>,
    /// Where the last of them ends.
    end: usize,
    /// How many begin something.
    tags: usize,
    /// What to write instead, which is the same for all of them.
    instead: String,
}

/// Where nothing has to be written instead.
const REMOVE: &str = "Remove it.";

/// How many kinds of markup one stretch of lines may mix before a kind is told again.
const KINDS: usize = 8;

/// Tags by what is written instead, in one stretch of lines. A whole table is one problem, with all that is pasted in it.
pub(super) fn left_out(text: &str, places: impl Iterator<Item = Range<usize>>) -> Vec<LeftOut> {
    let mut problems: Vec<LeftOut> = Vec::new();
    let mut table = None;
    for place in places {
        let tag = Tag::at(&text[place.clone()]);
        let is = |name: &str| tag.is_some_and(|tag| tag.name.eq_ignore_ascii_case(name));
        let closes = tag.is_some_and(|tag| tag.closes);
        if let Some(problem) = table.and_then(|table: usize| problems.get_mut(table)) {
            problem.tags += usize::from(!closes);
            table = table.filter(|_| !(is("table") && closes));
            continue;
        }
        if closes || is("br") {
            continue;
        }
        let instead = tag.map_or_else(|| REMOVE.to_owned(), |tag| brackets::instead(&tag, None));
        let is_same = |other: &&mut LeftOut| other.instead == instead && !text[other.end..place.start].contains("\n\n");
        if let Some(same) = problems.iter_mut().rev().take(KINDS).find(is_same) {
            same.tags += 1;
            same.end = place.end;
        } else {
            table = is("table").then_some(problems.len());
            problems.push(LeftOut { end: place.end, first: place, tags: 1, instead });
        }
    }
    problems
}

impl LeftOut {
    /// What its author is told.
    pub(super) fn problem(&self, text: &str, span: Span) -> Diagnostic {
        let written = &text[self.first.clone()];
        let Some(tag) = Tag::at(written) else {
            let line = written.lines().next().unwrap_or_default();
            return Diagnostic::new(&RAW_HTML, span, format!("`{line}` is left out of the page")).help(REMOVE);
        };
        let name = tag.name;
        let (rule, message) = match brackets::loss(name) {
            Loss::Table => (&LOST_MARKUP, "a table of HTML tags loses its rows and columns on the page".to_owned()),
            Loss::Picture => {
                (&LOST_MARKUP, format!("`<{name}>` is left out of the page, and readers would miss what it shows"))
            }
            Loss::Raised => (
                &LOST_MARKUP,
                format!("without `<{name}>`, a raised or lowered sign becomes part of the word before it"),
            ),
            Loss::Struck => (&LOST_MARKUP, format!("without `<{name}>`, words that are struck out look valid")),
            Loss::Nothing if brackets::hides(name) => (&RAW_HTML, format!("`<{name}>` is left out of the page")),
            Loss::Nothing => (&RAW_HTML, format!("`<{name}>` {}", self.words_are_kept())),
        };
        Diagnostic::new(rule, span, message).help(brackets::instead(&tag, self.inner(text)))
    }

    fn words_are_kept(&self) -> String {
        match self.tags - 1 {
            0 => "is left out of the page, and its words are kept".to_owned(),
            1 => "and 1 more tag are left out of the page, and their words are kept".to_owned(),
            more => format!("and {more} more tags are left out of the page, and their words are kept"),
        }
    }

    /// What stands between the first tag and the one that closes it, where that is words alone.
    fn inner<'t>(&self, text: &'t str) -> Option<&'t str> {
        let behind = &text[self.first.end..];
        let end = behind.find(['<', '\n'])?;
        (end > 0 && behind[end..].starts_with("</")).then(|| &behind[..end])
    }
}
