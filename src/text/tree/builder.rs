//! What a reader of text finds, one after the other → a [`Tree`].

use super::{Element, Node, Tree};
use crate::base::span::Span;

/// A tree that grows.
#[derive(Debug, Default)]
pub struct Builder {
    nodes: Vec<Node>,
    /// The nodes that have begun and not ended, by position.
    open: Vec<usize>,
    /// Words that may go on.
    words: String,
    /// Where they are written.
    place: Option<Span>,
}

impl Builder {
    /// Begins an element; what follows is in it until [`Self::close`].
    pub fn open(&mut self, element: Element, span: Span) {
        self.end_words();
        self.open.push(self.nodes.len());
        self.nodes.push(Node { element, span, size: 0 });
    }

    /// Ends the element that was begun last.
    pub fn close(&mut self) {
        self.end_words();
        if let Some(position) = self.open.pop() {
            self.nodes[position].size = u32::try_from(self.nodes.len() - position - 1).unwrap_or(u32::MAX);
        }
    }

    /// The same, where only its end shows what it is.
    pub fn close_as(&mut self, element: Element) {
        if let Some(position) = self.open.last() {
            self.nodes[*position].element = element;
        }
        self.close();
    }

    /// Forgets the element that was begun last, with all that is in it.
    pub fn discard(&mut self) {
        self.end_words();
        if let Some(position) = self.open.pop() {
            self.nodes.truncate(position);
        }
    }

    /// Adds an element in which nothing can stand.
    pub fn leaf(&mut self, element: Element, span: Span) {
        self.end_words();
        self.nodes.push(Node { element, span, size: 0 });
    }

    /// Adds words. They are one text with words right before them.
    pub fn words(&mut self, words: &str, span: Span) {
        if words.is_empty() {
            return;
        }
        self.words.push_str(words);
        let place = self.place.get_or_insert(span);
        place.end = place.end.max(span.end);
    }

    /// Adds the nodes of another tree.
    pub fn append(&mut self, tree: Tree) {
        self.end_words();
        self.nodes.extend(tree.0);
    }

    /// What is in the element that was begun last, so far.
    pub fn inside(&mut self) -> &[Node] {
        self.end_words();
        self.open.last().map_or(&self.nodes, |position| &self.nodes[position + 1..])
    }

    /// The tree.
    #[must_use]
    pub fn finish(mut self) -> Tree {
        self.end_words();
        while !self.open.is_empty() {
            self.close();
        }
        Tree(self.nodes.into_boxed_slice())
    }

    fn end_words(&mut self) {
        if let Some(place) = self.place.take() {
            self.nodes.push(Node { element: Element::Text(self.words.as_str().into()), span: place, size: 0 });
            self.words.clear();
        }
    }
}
