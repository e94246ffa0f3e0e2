//! A chapter's text once it is parsed: its tree, and the tables in it.

use crate::base::span::{Span, Spanned};
use crate::text::tree::{Heading, Tree};

/// A chapter's text, parsed once for every page that shows it.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// What stands in it.
    pub tree: Tree,
    /// Its pipe tables; [`Element::Table`](crate::text::tree::Element::Table) counts in this list.
    pub tables: Vec<PipeTable>,
    /// A heading of the first level, which gives a chapter without front matter its title.
    pub title: Option<Spanned<String>>,
}

impl Body {
    /// Its headings, in order.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.tree.headings().map(|(heading, _)| heading)
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
