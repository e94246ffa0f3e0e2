//! A chapter's Markdown → [`Body`]: a tree of prose, tables and inserts, with places.
//!
//! The only module that knows pulldown-cmark.

mod body;
mod cells;
mod prepared;
mod rows;
mod rules;
mod tags;
#[cfg(test)]
mod tests;
mod writer;

use std::ops::Range;

use pulldown_cmark::Options;

pub use self::body::{Body, PipeTable};
pub use self::cells::{cell, cell_as_typed, cell_of_data, cell_of_data_as_typed};
pub use self::rows::cells;
pub use self::rules::{
    EMPTY_HEADING, HEADING_LEVEL, IMAGE_WITHOUT_TEXT, LOST_LINK, LOST_MARK, LOST_MARKUP, LOST_NOTE, LOST_TABLE,
    LOST_WORDS, RAW_HTML,
};

use self::prepared::Prepared;
use self::writer::{GUARD, Writer};
use crate::base::diagnostic::Diagnostics;
use crate::base::span::Span;
use crate::text::tree::Tree;

/// Parses a chapter's body, `text[body]`. `text` is the whole file, so that every place is right.
pub fn parse(text: &str, body: Range<usize>, file_span: Span, diagnostics: &mut Diagnostics) -> Body {
    let prepared = Prepared::of(&text[body.clone()]);
    let mut writer = Writer::new(text, body.start, file_span, diagnostics);
    writer.run(prepared, options());
    writer.finish()
}

/// Parses one sentence or one cell: `text`, which stands at `span`. Block markup in it is taken as words, so that
/// `1. March` and `> 95%` stay what they are.
pub fn inline(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Tree {
    if is_words_alone(text) { Tree::of_words(text, span) } else { marked(text, span, options(), diagnostics) }
}

/// The same for data, with the signs that were typed: `--` is no dash and `'` no apostrophe. Nothing where that makes no
/// difference.
#[must_use]
pub fn inline_as_typed(text: &str, span: Span) -> Option<Tree> {
    let is_changed = text.contains(['\'', '"']) || text.contains("--") || text.contains("..");
    let options = options() - Options::ENABLE_SMART_PUNCTUATION;
    is_changed.then(|| marked(text, span, options, &mut Diagnostics::default()))
}

/// The same for words with markup, or without.
fn marked(text: &str, span: Span, options: Options, diagnostics: &mut Diagnostics) -> Tree {
    // With a letter before it, nothing is at the beginning of a line, where block markup begins.
    let line = format!("{GUARD}{}", text.replace(['\n', '\r'], " "));
    let mut writer = Writer::new(&line, 0, span, diagnostics);
    writer.is_inline = true;
    writer.run(Prepared::of(&line), options);
    writer.report_markup();
    writer.tree.finish()
}

/// Whether a sentence has no sign that means anything to Markdown, as most cells have none.
fn is_words_alone(text: &str) -> bool {
    let is_a_word = |sign: u8| sign.is_ascii_alphanumeric() || b" ,;.?()+-%/=@".contains(&sign) || !sign.is_ascii();
    text.bytes().all(is_a_word)
        && !text.is_empty()
        && text == text.trim()
        && !text.as_bytes().windows(2).any(|two| matches!(two, b"--" | b".."))
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SMART_PUNCTUATION
}
