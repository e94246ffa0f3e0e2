//! Pieces of prose → markup for one page.
//!
//! Here the last unknowns are filled in: figures from the plan, addresses from where the page stands,
//! and the meaning of a short form where a page uses it first.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::address;
use crate::base::html::{as_address, escape_into, escaped, escaped_attribute};
use crate::base::span::FileId;
use crate::plan::query::links::Target;
use crate::plan::{Chapter, Plan};
use crate::text::english::plural::plural;
use crate::text::markdown::{Heading, Piece};
use crate::value::locale::{Argument, Catalogue, Key};
use crate::value::wording::capitalised;

/// Sets the prose of one page, from its first line to its last.
pub(super) struct ProseRenderer<'p> {
    plan: &'p Plan,
    /// The built-in texts.
    pub(super) texts: &'p Catalogue,
    /// The way from the page to the site's root.
    pub(super) root: String,
    /// The file the prose comes from, below `content/`, from which links count.
    path: &'p str,
    kind: Kind,
    /// Short forms that this page has explained.
    explained: HashSet<&'p str>,
    /// Ids that this page has used.
    ids: HashSet<String>,
    /// Behind which headings stands a link to the easy read of their section, and the link.
    in_easy: BTreeMap<String, String>,
    /// Files that the page shows or links to.
    pub(super) files: Vec<(FileId, String)>,
}

/// What kind of page prose is set for.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A chapter's own page.
    Chapter,
    /// A section of a page that holds the chapters of a range; ids begin with the chapter's.
    Print(String, Range<usize>),
    /// An easy-read page.
    Easy,
}

impl<'p> ProseRenderer<'p> {
    pub(super) fn new(plan: &'p Plan, texts: &'p Catalogue, url: &str, path: &'p str, kind: Kind) -> Self {
        Self {
            plan,
            texts,
            root: address::root(url),
            path,
            kind,
            explained: HashSet::new(),
            ids: HashSet::new(),
            in_easy: BTreeMap::new(),
            files: Vec::new(),
        }
    }

    /// Puts a link to the easy read behind the heading of each section that is reported in it.
    pub(super) fn link_to_easy(&mut self, chapter: &Chapter) {
        let Some(twin) = &chapter.twin else { return };
        let url = address::link(&self.root, &address::easy(&chapter.address));
        let link = |heading: &Heading| {
            let (id, words) = (escaped_attribute(&heading.id), escaped(heading.text.trim()));
            let heading = Argument::Markup(words.into());
            let words = self.texts.markup(Key("chapter-section-in-easy"), &[("heading", heading)]);
            format!("<p class=\"in-easy\"><a href=\"{url}#{id}\">{words}</a></p>\n")
        };
        let reported = self.plan.reported_in_easy(chapter, twin);
        self.in_easy = reported.into_iter().map(|(section, heading)| (section, link(heading))).collect();
    }

    /// Sets something that was written in another file, from whose folder its links count.
    pub(super) fn written_in<T>(&mut self, path: &'p str, set: impl FnOnce(&mut Self) -> T) -> T {
        let here = std::mem::replace(&mut self.path, path);
        let made = set(self);
        self.path = here;
        made
    }

    /// An id that this page has not used yet.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        let wanted = self.id(wanted);
        let mut id = wanted.clone();
        let mut number = 1;
        while !self.ids.insert(id.clone()) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        id
    }

    /// Prose as markup.
    pub(super) fn set(&mut self, pieces: &'p [Piece]) -> String {
        let mut html = String::with_capacity(pieces.len() * 64);
        let mut open = None;
        for (position, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Html(markup) => html.push_str(markup),
                Piece::Label(text) => escape_into(text, &mut html),
                Piece::Text(text) if self.kind == Kind::Easy => escape_into(text, &mut html),
                Piece::Text(text) => self.explain(text, &mut html),
                Piece::OpenHeading(level, id) => {
                    open = Some(id);
                    html.push_str(&format!("<h{} id=\"{}\">", self.level(*level), self.id(id)));
                }
                Piece::CloseHeading(level) => {
                    html.push_str(&format!("</h{}>\n", self.level(*level)));
                    html.push_str(&open.take().and_then(|id| self.in_easy.remove(id)).unwrap_or_default());
                }
                Piece::Id(id) => html.push_str(&self.id(id)),
                Piece::Figure(reference) => html.push_str(&self.figure(reference, opens_sentence(&pieces[..position]))),
                Piece::Link(link) => {
                    let href = self.href(&link.value);
                    html.push_str(&escaped_attribute(&href));
                }
                Piece::Picture(picture) => {
                    let src = self.src(&picture.value);
                    html.push_str(&escaped_attribute(&src));
                }
            }
        }
        html
    }

    fn level(&self, level: u8) -> u8 {
        match self.kind {
            Kind::Print(..) => (level + 1).min(6),
            Kind::Chapter | Kind::Easy => level,
        }
    }

    fn id(&self, id: &str) -> String {
        match &self.kind {
            Kind::Print(chapter, _) => format!("{chapter}---{id}"),
            Kind::Chapter | Kind::Easy => id.to_owned(),
        }
    }

    fn figure(&self, reference: &crate::base::span::Spanned<crate::text::insert::Reference>, opens: bool) -> String {
        let is_easy = self.kind == Kind::Easy;
        match self.plan.show(&reference.value, is_easy) {
            Ok(words) => {
                let capital = |text: &str| if opens { capitalised(text) } else { text.to_owned() };
                match words.spoken {
                    Some(spoken) => aloud(&unbroken(&words.text), &capital(&spoken)),
                    None => escaped(&unbroken(&capital(&words.text))),
                }
            }
            // The check tells what is wrong; while an editor works, the page shows where.
            Err(fault) => format!("<mark class=\"fault\">{}</mark>", escaped(&fault.message)),
        }
    }

    /// Where a picture is, from this page. One of another website is an error, and is not fetched from there.
    fn src(&mut self, picture: &str) -> String {
        match self.plan.resolve(self.path, picture) {
            Target::Outside => "#".to_owned(),
            _ => self.href(picture),
        }
    }

    /// Where a link leads, from this page.
    fn href(&mut self, link: &str) -> String {
        match self.plan.resolve(self.path, link) {
            Target::Outside => link.to_owned(),
            // The check has reported; a preview must not lead there either.
            Target::Missing { .. } | Target::Refused => "#".to_owned(),
            Target::Standing(page) => address::link(&self.root, &page),
            Target::File(file, path) => {
                let url = address::file(&path);
                let href = address::link(&self.root, &as_address(&url));
                self.files.push((file, url));
                href
            }
            Target::Page { chapter, easy, anchor } => {
                self.page(chapter, easy, anchor.as_deref(), link.starts_with('#'))
            }
        }
    }

    fn page(&self, chapter: usize, easy: bool, anchor: Option<&str>, is_here: bool) -> String {
        let target = self.plan.address_at(chapter);
        if let (Kind::Print(_, chapters), false) = (&self.kind, easy)
            && chapters.contains(&chapter)
        {
            let section = address::section(target);
            return anchor.map_or_else(|| format!("#{section}"), |anchor| format!("#{section}---{anchor}"));
        }
        let fragment = anchor.map_or(String::new(), |anchor| format!("#{anchor}"));
        if is_here {
            return fragment;
        }
        let url = if easy { address::easy(target) } else { address::chapter(target) };
        format!("{}{fragment}", address::link(&self.root, &url))
    }

    /// Escapes text; the first use of a short form on a page is followed by what it stands for.
    fn explain(&mut self, text: &'p str, html: &mut String) {
        let mut from = 0;
        for (start, end) in capitals(text) {
            let written = &text[start..end];
            let Some((form, term)) = self.term(written) else { continue };
            if !self.explained.insert(form) || is_explained(text, start, end) {
                continue;
            }
            escape_into(&text[from..end], html);
            let term = if written.len() > form.len() { plural(term) } else { term.to_owned() };
            let term = format!("<span class=\"term\">{}</span>", escaped(&term));
            html.push_str(&beside(&term, &text[..start], &text[end..]));
            from = end;
        }
        escape_into(&text[from..], html);
    }

    /// The short form and its term, for a word or its plural. One that everybody knows is not spelled out.
    fn term(&self, written: &'p str) -> Option<(&'p str, &'p str)> {
        let singular = written.strip_suffix('s').unwrap_or(written);
        let forms = [written, singular];
        let (form, word) =
            forms.into_iter().find_map(|form| self.plan.words.for_short(form).map(|word| (form, word)))?;
        (!word.is_known).then_some((form, word.term.value.as_str()))
    }
}

/// A figure of more letters than this may break into two lines.
const LONGEST_UNBROKEN: usize = 14;

/// A number stays with its unit, on one line: `£421 million`. A short figure is not broken anywhere.
fn unbroken(figure: &str) -> String {
    let is_short = figure.chars().count() <= LONGEST_UNBROKEN;
    let mut before = ' ';
    let stays = |sign: char| {
        let is_held = sign == ' ' && (is_short || before.is_ascii_digit());
        before = sign;
        if is_held { '\u{a0}' } else { sign }
    };
    figure.chars().map(stays).collect()
}

/// A figure that is seen in one way and read out in another.
pub(super) fn aloud(text: &str, spoken: &str) -> String {
    format!("<span aria-hidden=\"true\">{}</span><span class=\"vh\">{}</span>", escaped(text), escaped(spoken))
}

/// Words with at least two capitals, or one and a digit: what a short form looks like. Byte ranges.
fn capitals(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let is_inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '&' | '-');
    let counts = |letter: char| letter.is_uppercase() || letter.is_ascii_digit();
    // Most words have neither capital nor digit, and are passed over byte by byte.
    let may_count = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || !byte.is_ascii();
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(found) = text.as_bytes()[at..].iter().position(may_count).map(|found| at + found) {
        let before = text[at..found].char_indices().rev().take_while(|(_, letter)| is_inside(*letter)).last();
        let start = before.map_or(found, |(start, _)| at + start);
        let length = text[found..].find(|letter| !is_inside(letter)).unwrap_or(text.len() - found);
        let word = text[start..found + length].trim_end_matches(['-', '&']);
        if word.chars().filter(|letter| counts(*letter)).count() >= 2 {
            words.push((start, start + word.len()));
        }
        // What stands behind the word is no part of one.
        at = found + length + text[found + length..].chars().next().map_or(0, char::len_utf8);
    }
    words.into_iter()
}

/// `(CCG)` right after its term, or `CCG (its term)`: the author has explained it.
fn is_explained(text: &str, start: usize, end: usize) -> bool {
    let in_brackets = text[..start].ends_with('(') && text[end..].starts_with(')');
    in_brackets || text[end..].starts_with(" (")
}

/// A term behind its short form: in brackets, or between dashes where the short form stands in brackets already.
fn beside(term: &str, before: &str, after: &str) -> String {
    let is_in_brackets = before.matches('(').count() > before.matches(')').count();
    match (is_in_brackets, after.starts_with([' ', '-', '/'])) {
        (false, _) => format!(" ({term})"),
        (true, true) => format!(" – {term} –"),
        (true, false) => format!(" – {term}"),
    }
}

/// Whether nothing but markup stands before a figure, or a sentence has just ended.
fn opens_sentence(before: &[Piece]) -> bool {
    for piece in before.iter().rev() {
        match piece {
            Piece::Html(html) if html.trim_end().ends_with("<p>") || html.trim_end().ends_with("<li>") => return true,
            Piece::Html(_) => {}
            Piece::Text(text) | Piece::Label(text) if text.trim().is_empty() => {}
            Piece::Text(text) | Piece::Label(text) => return text.trim_end().ends_with(['.', '?', '!']),
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_found_as_whole_words() {
        let found = |text: &'static str| capitals(text).map(|(start, end)| &text[start..end]).collect::<Vec<_>>();
        assert_eq!(
            found("The CCG and A&E, the STPs (QIPP), CORE24 and MBRRACE-UK."),
            ["CCG", "A&E", "STPs", "QIPP", "CORE24", "MBRRACE-UK"]
        );
        assert_eq!(found("We will help. England in 2018."), ["2018"]);
    }
}
