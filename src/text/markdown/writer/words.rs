//! Words of the text → words of the tree, with the figures among them, what was cut out of them, and signs that are no emphasis.

use std::borrow::Cow;
use std::ops::Range;

use super::Writer;
use crate::base::brackets;
use crate::base::brackets::{Bracketed, Tag};
use crate::base::diagnostic::Diagnostic;
use crate::base::files::unreadable::without_escapes;
use crate::base::span::Spanned;
use crate::text::insert;
use crate::text::insert::{EMBED_IN_SENTENCE, Insert};
use crate::text::markdown::prepared::{SIGN_OF_A_CUT, What, with_signs};
use crate::text::tree::{Break, Element};

impl<'a> Writer<'a> {
    /// Text that was read, as it was typed: with what was cut out of it.
    pub(super) fn as_typed(&self, text: &str, range: &Range<usize>) -> String {
        let mut cuts = self.cuts_in(range).map(|index| &self.text[self.typed_place(index)]);
        let cut = |part: &str| format!("{part}{}", cuts.next().unwrap_or_default());
        if text.contains(SIGN_OF_A_CUT) {
            let mut parts: Vec<&str> = text.split(SIGN_OF_A_CUT).collect();
            let last = parts.pop().unwrap_or_default();
            let typed: String = parts.into_iter().map(cut).collect();
            with_signs(&(typed + last)).into_owned()
        } else {
            with_signs(text).into_owned()
        }
    }

    /// The cuts in a stretch of text for which a sign stands, by position.
    fn cuts_in(&self, range: &Range<usize>) -> impl Iterator<Item = usize> {
        let (start, end) = (range.start - self.start, range.end - self.start);
        let first = self.cuts.partition_point(|cut| cut.typed.start < start);
        let inside = self.cuts[first..].iter().take_while(move |cut| cut.typed.end <= end);
        inside.enumerate().filter(|(_, cut)| cut.has_sign()).map(move |(index, _)| first + index)
    }

    pub(super) fn typed_place(&self, cut: usize) -> Range<usize> {
        let typed = &self.cuts[cut].typed;
        typed.start + self.start..typed.end + self.start
    }

    /// Words, with the figures among them and what stands in angle brackets.
    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some((_, code)) = &self.code {
            let code = format!("{code}{}", self.as_typed(text, &range));
            if let Some((_, open)) = &mut self.code {
                *open = code;
            }
            return;
        }
        if self.cuts.is_empty() || !text.contains(SIGN_OF_A_CUT) {
            return self.typed_words(text, range);
        }
        let cuts: Vec<usize> = self.cuts_in(&range).collect();
        let mut start = range.start;
        let mut cuts = cuts.into_iter();
        for words in text.split(SIGN_OF_A_CUT) {
            let cut = cuts.next();
            let place = cut.map(|cut| self.typed_place(cut));
            let end = place.as_ref().map_or(range.end, |place| place.start);
            self.typed_words(words, start..end);
            if let (Some(cut), Some(place)) = (cut, place) {
                start = place.end;
                self.cut(cut, place);
            }
        }
    }

    /// What readers see of something that was cut out.
    fn cut(&mut self, cut: usize, place: Range<usize>) {
        let written = &self.text[place.clone()];
        match self.cuts[cut].what {
            What::Bracketed(Bracketed::ToBeConfirmed) => self.shown("TBC", &place),
            What::Bracketed(Bracketed::Gap) => {
                self.diagnostics.add(brackets::gap(written, self.place(&place)));
                self.shown(written, &place);
            }
            What::Bracketed(Bracketed::Tag) => {
                self.tags.push(cut);
                match Tag::at(written) {
                    Some(tag) if tag.name.eq_ignore_ascii_case("br") && self.image.is_none() => {
                        self.add(Element::Break(Break::Tag), &place);
                    }
                    Some(tag) => self.shown(brackets::in_its_place(tag.name), &place),
                    None => {}
                }
            }
            What::Comment | What::OpenComment | What::Sign | What::Space => {}
        }
    }

    /// Words of the text, or of the description of a picture.
    pub(super) fn shown(&mut self, words: &str, range: &Range<usize>) {
        match &mut self.image {
            Some((_, alternative)) => alternative.push_str(words),
            None => self.words(words, range),
        }
    }

    fn typed_words(&mut self, text: &str, range: Range<usize>) {
        // Only what was cut out of the text has signs of ours.
        let text = &*if self.cuts.is_empty() { Cow::Borrowed(text) } else { with_signs(text) };
        let text = &*if self.text[range.clone()].contains('&') {
            without_escapes(text, self.place(&range), self.diagnostics)
        } else {
            Cow::Borrowed(text)
        };
        if let Some((_, alternative)) = &mut self.image {
            alternative.push_str(text);
            return;
        }
        let guard = usize::from(self.is_inline && range.start == 0);
        self.check_lost_link(text, &range);
        self.check_lost_marks(&range);
        let mut rest = text.get(guard..).unwrap_or("");
        let mut from = range.start + guard;
        while let Some(found) = insert::find(rest) {
            // In the file the same insert may have other bytes: quotes and entities are not turned yet.
            let source = insert::find(&self.text[from..range.end]).unwrap_or(0..0);
            let place = from + source.start..from + source.end;
            self.words(&rest[..found.start], &(from..place.start));
            let written = &self.text[place.clone()];
            self.figure(written, &place);
            from = place.end;
            rest = &rest[found.end..];
        }
        self.words(rest, &(from..range.end));
    }

    fn figure(&mut self, written: &'a str, range: &Range<usize>) {
        let span = self.place(range);
        match insert::parse(written, span, self.diagnostics) {
            Some(Insert::Figure(reference)) => {
                self.tree.leaf(Element::Figure(Box::new(Spanned::new(reference, span))), span);
            }
            Some(Insert::Embed(_)) => self.diagnostics.add(
                Diagnostic::new(&EMBED_IN_SENTENCE, span, "this block cannot be inside a sentence")
                    .help("Put it on a line of its own, with an empty line before and after it."),
            ),
            None => {}
        }
    }

    /// Italics that begin inside a word, behind or before a figure or to end in another word, are signs as typed: `3*x and
    /// 4*y`.
    pub(super) fn open_emphasis(&mut self, element: Element, length: usize, range: &Range<usize>) {
        let follows_word = self.text[..range.start].ends_with(char::is_alphanumeric);
        let inner = self.text[range.clone()].trim_matches(['*', '_', '~']);
        let is_by_figure = self.text[..range.start].ends_with(|sign: char| sign.is_ascii_digit())
            || inner.starts_with(|sign: char| sign.is_ascii_digit());
        let are_words = follows_word && (is_by_figure || inner.contains(char::is_whitespace));
        self.are_words.push(are_words);
        if are_words { self.signs(length, range) } else { self.begin(element, range) }
    }

    pub(super) fn close_emphasis(&mut self, length: usize, range: &Range<usize>) {
        if self.are_words.pop() == Some(true) { self.signs(length, range) } else { self.tree.close() }
    }

    /// The signs of an emphasis as words: at most `length` of them.
    fn signs(&mut self, length: usize, range: &Range<usize>) {
        let written = &self.text[range.clone()];
        let sign = written.chars().next();
        let signs: String = written.chars().take(length).take_while(|next| Some(*next) == sign).collect();
        self.words(&signs, range);
    }
}
