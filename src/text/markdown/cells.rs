//! The text of a cell → a tree, for the page and for data; several lines become paragraphs and lists.

use super::{inline, inline_as_typed};
use crate::base::diagnostic::Diagnostics;
use crate::base::span::{Span, Spanned};
use crate::text::insert;
use crate::text::insert::Insert;
use crate::text::tree::{Builder, Element, List, Tree};

/// Parses a cell. Where it has several lines they are paragraphs, and items of a list where they begin with `-`, `*`, `•`
/// or a number.
pub fn cell(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Tree {
    in_lines(text, span, |line| inline(line, span, diagnostics))
}

/// The same for data, where the typography of the page makes a difference.
#[must_use]
pub fn cell_as_typed(text: &str, span: Span) -> Option<Tree> {
    inline_as_typed(text, span)?;
    let as_typed =
        |line: &str| inline_as_typed(line, span).unwrap_or_else(|| inline(line, span, &mut Diagnostics::default()));
    Some(in_lines(text, span, as_typed))
}

/// A cell of a data file: its signs mean nothing to Markdown, but `{{ … }}` shows a figure there too.
pub fn cell_of_data(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Tree {
    in_lines(text, span, |line| inline(&without_markup(line), span, diagnostics))
}

/// The same for data: letter for letter.
#[must_use]
pub fn cell_of_data_as_typed(text: &str, span: Span) -> Tree {
    if !text.contains("{{") {
        return Tree::of_words(text, span);
    }
    let mut tree = Builder::default();
    let mut rest = text;
    while let Some(found) = insert::find(rest) {
        tree.words(&rest[..found.start], span);
        if let Some(Insert::Figure(reference)) = insert::parse(&rest[found.clone()], span, &mut Diagnostics::default())
        {
            tree.leaf(Element::Figure(Box::new(Spanned::new(reference, span))), span);
        }
        rest = &rest[found.end..];
    }
    tree.words(rest, span);
    tree.finish()
}

/// The same text with a backslash before all signs of Markdown, but those inside `{{ … }}`.
fn without_markup(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let found = insert::find(rest).unwrap_or(rest.len()..rest.len());
        for sign in rest[..found.start].chars() {
            if "\\`*_[]<>#&~|!$^".contains(sign) {
                safe.push('\\');
            }
            safe.push(sign);
        }
        safe.push_str(&rest[found.clone()]);
        rest = &rest[found.end..];
        if rest.is_empty() {
            return safe;
        }
    }
}

/// Several lines as paragraphs and lists, each line as `inline` makes it.
fn in_lines(text: &str, span: Span, mut inline: impl FnMut(&str) -> Tree) -> Tree {
    if !text.contains('\n') {
        return inline(text);
    }
    let mut tree = Builder::default();
    let mut open = None;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (list, words) = list_item(line);
        if open != list {
            if open.is_some() {
                tree.close();
            }
            if let Some(list) = list {
                tree.open(Element::List(list), span);
            }
            open = list;
        }
        tree.open(if list.is_some() { Element::Item } else { Element::Paragraph }, span);
        tree.append(inline(words));
        tree.close();
    }
    tree.finish()
}

/// The kind of list that a line is an item of, and its words.
fn list_item(line: &str) -> (Option<List>, &str) {
    if let Some(words) = ["- ", "* ", "• "].iter().find_map(|mark| line.strip_prefix(mark)) {
        return (Some(List::Bullets), words.trim_start());
    }
    let numbered = line
        .split_once(". ")
        .filter(|(number, _)| (1..=2).contains(&number.len()) && number.bytes().all(|digit| digit.is_ascii_digit()));
    numbered.map_or((None, line), |(_, words)| (Some(List::Numbers(1)), words.trim_start()))
}
