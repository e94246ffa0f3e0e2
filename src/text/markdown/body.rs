//! A chapter's text once it is parsed: blocks, the pieces of prose between them, headings and tables.

use crate::base::diagnostic::Fix;
use crate::base::span::{Span, Spanned};
use crate::text::insert::{Embed, Reference};

/// A chapter's text, parsed once for every page that shows it.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// What stands in it, in order.
    pub blocks: Vec<Block>,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Its pipe tables; [`Block::PipeTable`] counts in this list.
    pub tables: Vec<PipeTable>,
    /// A heading of the first level, which gives a chapter without front matter its title.
    pub title: Option<Spanned<String>>,
}

/// One stretch of a chapter.
#[derive(Clone, Debug)]
pub enum Block {
    /// Paragraphs, lists, headings: anything that reads as text.
    Prose(Vec<Piece>),
    /// `{{ table id }}` and its like.
    Embed(Spanned<Embed>),
    /// A pipe table, by its place in [`Body::tables`].
    PipeTable(usize),
}

/// The smallest part of prose.
#[derive(Clone, Hash, Debug)]
pub enum Piece {
    /// Finished markup.
    Html(String),
    /// Words of the author, not escaped yet.
    Text(String),
    /// Words of a heading or a link, in which nothing is explained.
    Label(String),
    /// The start tag of a heading: its level and its anchor. A page may set all headings one level lower.
    OpenHeading(u8, String),
    /// The end tag of a heading of this level.
    CloseHeading(u8),
    /// The value of an `id` attribute.
    Id(String),
    /// A figure.
    Figure(Spanned<Reference>),
    /// The value of an `href` attribute, as the author wrote it.
    Link(Spanned<String>),
    /// The value of an `src` attribute, as the author wrote it.
    Picture(Spanned<String>),
}

impl Piece {
    /// Gives back what module to grow is left.
    pub(super) fn shrink(&mut self) {
        if let Self::Html(text) | Self::Text(text) | Self::Label(text) = self {
            text.shrink_to_fit();
        }
    }
}

/// A heading of a chapter.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its anchor, unique in the chapter.
    pub id: String,
    /// Its words, without figures.
    pub text: String,
    /// Its words and figures.
    pub pieces: Vec<Piece>,
    /// Its place.
    pub span: Span,
}

impl Heading {
    /// What makes a section of a heading that begins with one `#`; nothing where it is underlined.
    pub(super) fn as_section(&self) -> Option<Fix> {
        let has_one_sign = self.span.end == self.span.start + 1;
        has_one_sign.then(|| Fix::guess(self.span, "##"))
    }
}

/// A table written with pipes, before it is understood.
#[derive(Clone, Debug)]
pub struct PipeTable {
    /// `Table: …` below it.
    pub caption: Option<Spanned<String>>,
    /// `{#id}` behind the caption.
    pub id: Option<Spanned<String>>,
    /// The cells of the first row.
    pub columns: Vec<Spanned<String>>,
    /// The other rows.
    pub rows: Vec<Vec<Spanned<String>>>,
    /// All of it.
    pub span: Span,
}
