//! Prose as a tree: headings, paragraphs, lists and what stands in them, each with its place in the file.
//!
//! The nodes lie flat, each before what is in it, so that a tree is one piece of memory and every subtree is a slice of it.
//! Whatever reads or shows prose (pages, data, easy read, checks) [walks](walk()) it. What a node looks like on a page is for
//! [`crate::site`]; nothing here is markup.

mod builder;
mod walk;

use std::hash::{Hash, Hasher};
use std::ops::Deref;

pub use self::builder::Builder;
pub use self::walk::{Step, each, walk};
use crate::base::span::{Span, Spanned};
use crate::text::highlight::CodeBlock;
use crate::text::insert::{Embed, Reference};

/// A stretch of prose: a chapter's text, a cell, a line of easy read. It is the slice of its nodes, in reading order.
#[derive(Clone, Default, Hash, Debug)]
pub struct Tree(Box<[Node]>);

/// An element of prose at its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub element: Element,
    /// Where it is written.
    pub span: Span,
    /// How many of the nodes behind it are in it.
    size: u32,
}

/// What a node is.
#[derive(Clone, Hash, Debug)]
pub enum Element {
    /// A paragraph.
    Paragraph,
    /// A heading.
    Heading(Box<Heading>),
    /// Words that are set apart.
    Quotation,
    /// Words that are set apart and say why.
    Alert(Alert),
    /// A list of items.
    List(List),
    /// An item of a list.
    Item,
    /// A list of terms and what they mean.
    Definitions,
    /// A term of such a list.
    Term,
    /// What a term means.
    Definition,
    /// Lines of code.
    CodeBlock(Box<CodeBlock>),
    /// A line across the page.
    Rule,
    /// A pipe table, by its position among the tables of the text.
    Table(u32),
    /// An insert on a line of its own: `{{ table id }}` and its like.
    Insert(Box<Spanned<Embed>>),
    /// The notes at the foot of a text.
    Notes,
    /// A note, by its number.
    Note(u32),
    /// Words as readers see them.
    Text(Box<str>),
    /// Code among words.
    Code(Box<str>),
    /// Italics.
    Emphasis,
    /// Bold words.
    Strong,
    /// Words that are struck out.
    Struck,
    /// A link, with its address as the author wrote it.
    Link(Box<Spanned<String>>),
    /// A picture.
    Picture(Box<Picture>),
    /// A figure.
    Figure(Box<Spanned<Reference>>),
    /// The mark of a note.
    NoteReference(NoteReference),
    /// The box of a task.
    Task {
        /// Whether it is ticked.
        is_done: bool,
    },
    /// The end of a line within a paragraph.
    Break(Break),
}

/// A heading.
#[derive(Clone, Hash, Debug)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its anchor, unique in the chapter.
    pub id: String,
    /// Its words, without figures.
    pub text: String,
    /// The place of the signs that make it a heading.
    pub span: Span,
}

/// Why words are set apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Alert {
    /// `[!NOTE]`.
    Note,
    /// `[!TIP]`.
    Tip,
    /// `[!IMPORTANT]`.
    Important,
    /// `[!WARNING]`.
    Warning,
    /// `[!CAUTION]`.
    Caution,
}

/// A kind of list.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum List {
    /// Its items have bullets.
    Bullets,
    /// Its items are numbered from here on.
    Numbers(u64),
}

/// A picture among words.
#[derive(Clone, Hash, Debug)]
pub struct Picture {
    /// Its file, as the author wrote it.
    pub file: Spanned<String>,
    /// What it shows, for people who cannot see it.
    pub shows: String,
}

/// The mark of a note.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NoteReference {
    /// The note's number.
    pub number: u32,
    /// Whether it is the note's first mark, to which the note leads back.
    pub is_first: bool,
}

/// How a line within a paragraph was ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Break {
    /// With two spaces or a backslash.
    Typed,
    /// With `<br>`.
    Tag,
}

/// A part of a text: prose, or a block of data between prose.
#[derive(Clone, Copy, Debug)]
pub enum Stretch<'t> {
    /// Nodes of prose.
    Prose(&'t [Node]),
    /// A pipe table, by its position among the tables of the text.
    Table(usize),
    /// An insert on a line of its own.
    Insert(&'t Spanned<Embed>),
}

impl Element {
    /// Whether nothing can stand in it.
    fn is_leaf(&self) -> bool {
        matches!(
            self,
            Self::Text(_)
                | Self::Code(_)
                | Self::Figure(_)
                | Self::Picture(_)
                | Self::NoteReference(_)
                | Self::Task { .. }
                | Self::Break(_)
                | Self::Rule
                | Self::CodeBlock(_)
                | Self::Table(_)
                | Self::Insert(_)
        )
    }

    /// Whether it stands on lines of its own, not among words.
    #[must_use]
    pub fn is_block(&self) -> bool {
        matches!(
            self,
            Self::Paragraph
                | Self::Heading(_)
                | Self::Quotation
                | Self::Alert(_)
                | Self::List(_)
                | Self::Item
                | Self::Definitions
                | Self::Term
                | Self::Definition
                | Self::CodeBlock(_)
                | Self::Rule
                | Self::Table(_)
                | Self::Insert(_)
                | Self::Notes
                | Self::Note(_)
        )
    }

    /// What it says without markup, where that is known without the plan.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Text(words) | Self::Code(words) => Some(words),
            Self::Picture(picture) => Some(&picture.shows),
            // Words on two lines are two words.
            Self::Break(_) => Some(" "),
            _ => None,
        }
    }

    /// The figure that it asks for.
    #[must_use]
    pub fn figure(&self) -> Option<&Spanned<Reference>> {
        match self {
            Self::Figure(reference) => Some(reference),
            _ => None,
        }
    }
}

impl Hash for Node {
    /// Its place is no part of it. Places that findings need are kept in elements, with their values.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.element.hash(state);
        self.size.hash(state);
    }
}

impl Deref for Tree {
    type Target = [Node];

    fn deref(&self) -> &[Node] {
        &self.0
    }
}

impl Tree {
    /// Words without markup; nothing where there are none.
    #[must_use]
    pub fn of_words(words: &str, span: Span) -> Self {
        let mut builder = Builder::default();
        builder.words(words, span);
        builder.finish()
    }

    /// Its nodes, to be changed in place.
    pub fn nodes_mut(&mut self) -> &mut [Node] {
        &mut self.0
    }

    /// Its headings, each with the nodes of its words.
    pub fn headings(&self) -> impl Iterator<Item = (&Heading, &[Node])> {
        each(self).filter_map(|(node, inside)| match &node.element {
            Element::Heading(heading) => Some((&**heading, inside)),
            _ => None,
        })
    }

    /// Its prose and the blocks of data between it, in order.
    pub fn stretches(&self) -> impl Iterator<Item = Stretch<'_>> {
        let is_data = |node: &Node| matches!(node.element, Element::Table(_) | Element::Insert(_));
        let stretches = self.0.chunk_by(move |one, next| !is_data(one) && !is_data(next));
        stretches.map(|nodes| match nodes {
            [Node { element: Element::Table(position), .. }] => Stretch::Table(*position as usize),
            [Node { element: Element::Insert(embed), .. }] => Stretch::Insert(embed),
            prose => Stretch::Prose(prose),
        })
    }
}

/// The words among some nodes, without figures.
#[must_use]
pub fn words_of(nodes: &[Node]) -> String {
    nodes.iter().filter_map(|node| node.element.words()).collect()
}
