//! The elements of a tree → their markup.

use super::{Kind, ProseRenderer};
use crate::base::html::{escape_into, escaped, escaped_attribute};
use crate::text::tree::{Alert, Break, Element, Heading, List, Node, NoteReference, Picture, Step, walk};
use crate::value::locale::{Argument, Key};

/// Markup that is being written.
struct Writing<'p> {
    html: String,
    /// The last node that says whether a new sentence begins behind it.
    last: Option<&'p Node>,
    /// Inside so many headings and links, in which no short form is explained.
    labels: usize,
    /// In a cell, where no line breaks stand between elements.
    is_cell: bool,
}

impl<'p> ProseRenderer<'p> {
    /// Prose as markup.
    pub(crate) fn set(&mut self, nodes: &'p [Node]) -> String {
        self.write(nodes, false)
    }

    /// The same in a cell of a table.
    pub(crate) fn set_cell(&mut self, nodes: &'p [Node]) -> String {
        self.write(nodes, true)
    }

    fn write(&mut self, nodes: &'p [Node], is_cell: bool) -> String {
        let html = String::with_capacity(nodes.len() * 48);
        let mut writing = Writing { html, last: None, labels: 0, is_cell };
        for step in walk(nodes) {
            match step {
                Step::Enter(node) => self.enter(node, &mut writing),
                Step::Leave(node) => self.leave(node, &mut writing),
            }
        }
        writing.html
    }

    fn enter(&mut self, node: &'p Node, writing: &mut Writing<'p>) {
        match &node.element {
            Element::Text(words) if writing.labels > 0 || self.kind == Kind::Easy => {
                escape_into(words, &mut writing.html);
            }
            Element::Text(words) => self.explain(words, &mut writing.html),
            Element::Code(code) => {
                writing.html.push_str("<code>");
                escape_into(code, &mut writing.html);
                writing.html.push_str("</code>");
            }
            Element::Figure(reference) => {
                let figure = self.figure(reference, writing.opens_sentence());
                writing.html.push_str(&figure);
            }
            Element::Heading(heading) => {
                writing.labels += 1;
                writing.add(&["<h", self.level(heading), " id=\"", &self.id(&heading.id), "\">"]);
            }
            Element::Link(address) => {
                writing.labels += 1;
                writing.add(&["<a href=\"", &escaped_attribute(&self.href(&address.value)), "\">"]);
            }
            Element::Picture(picture) => self.picture(picture, writing),
            Element::NoteReference(reference) => self.reference(*reference, writing),
            Element::Note(number) => {
                let id = self.id(&format!("note--{number}"));
                writing.add(&["<li id=\"", &id, "\">"]);
            }
            Element::List(List::Numbers(first)) if *first != 1 => {
                writing.tag(&format!("<ol start=\"{first}\">\n"));
            }
            Element::CodeBlock(block) => writing.html.push_str(block.html()),
            Element::Alert(alert) => self.alert(*alert, writing),
            Element::Notes => {
                let name = escaped_attribute(self.texts.text(Key("note-list")));
                writing.add(&["<section class=\"notes\" aria-label=\"", &name, "\">"]);
                writing.tag("\n<ol>\n");
            }
            Element::Task { is_done } => self.task(*is_done, writing),
            element => writing.tag(opening(element)),
        }
        if decides(&node.element) {
            writing.last = Some(node);
        }
    }

    fn leave(&mut self, node: &'p Node, writing: &mut Writing<'p>) {
        match &node.element {
            Element::Heading(heading) => {
                writing.labels -= 1;
                writing.add(&["</h", self.level(heading), ">\n"]);
                writing.html.push_str(&self.in_easy.remove(&heading.id).unwrap_or_default());
            }
            Element::Link(_) => {
                writing.labels -= 1;
                writing.html.push_str("</a>");
            }
            Element::Note(number) => {
                let href = self.href(&format!("#note--{number}-back"));
                let words = self.texts.markup(Key("note-back"), &[("number", Argument::number(*number))]);
                writing.add(&["<a class=\"back\" href=\"", &escaped_attribute(&href), "\">", &words, "</a></li>\n"]);
            }
            element => writing.tag(closing(element)),
        }
    }

    /// A page may set all headings one level lower.
    fn level(&self, heading: &Heading) -> &'static str {
        let lower = u8::from(matches!(self.kind, Kind::Print(..)));
        match heading.level + lower {
            0..=1 => "1",
            2 => "2",
            3 => "3",
            4 => "4",
            5 => "5",
            _ => "6",
        }
    }

    fn picture(&mut self, picture: &Picture, writing: &mut Writing) {
        let src = escaped_attribute(&self.src(&picture.file.value));
        writing.add(&["<img loading=\"lazy\" src=\"", &src, "\" alt=\"", &escaped_attribute(&picture.shows), "\">"]);
    }

    fn reference(&mut self, reference: NoteReference, writing: &mut Writing) {
        let NoteReference { number, is_first } = reference;
        writing.html.push_str("<sup><a ");
        if is_first {
            writing.add(&["id=\"", &self.id(&format!("note--{number}-back")), "\" "]);
        }
        let href = escaped_attribute(&self.href(&format!("#note--{number}")));
        let words = self.texts.markup(Key("note-mark"), &[("number", Argument::number(number))]);
        writing.add(&["href=\"", &href, "\">", &words, "</a></sup>"]);
    }

    /// The beginning of a box, with its title.
    fn alert(&self, alert: Alert, writing: &mut Writing) {
        let (kind, title) = match alert {
            Alert::Note => ("note", Key("alert-note")),
            Alert::Tip => ("tip", Key("alert-tip")),
            Alert::Important => ("important", Key("alert-important")),
            Alert::Warning => ("warning", Key("alert-warning")),
            Alert::Caution => ("caution", Key("alert-caution")),
        };
        let title = escaped(self.texts.text(title));
        writing.tag(&format!("<div class=\"callout callout-{kind}\">\n<p class=\"callout-title\">{title}</p>\n"));
    }

    fn task(&self, is_done: bool, writing: &mut Writing) {
        let (class, words) = if is_done { ("task task-done", Key("task-done")) } else { ("task", Key("task-to-do")) };
        writing.add(&["<span class=\"", class, "\">", &escaped(self.texts.text(words)), " </span>"]);
    }
}

impl Writing<'_> {
    fn add(&mut self, parts: &[&str]) {
        self.html.extend(parts.iter().copied());
    }

    fn tag(&mut self, tag: &str) {
        self.html.push_str(if self.is_cell { tag.trim_end_matches('\n') } else { tag });
    }

    /// Whether nothing but markup stands before a figure, or a sentence has just ended.
    fn opens_sentence(&self) -> bool {
        match self.last.map(|node| &node.element) {
            None | Some(Element::Paragraph | Element::Item) => true,
            Some(Element::Text(words)) => words.trim_end().ends_with(['.', '?', '!']),
            Some(_) => false,
        }
    }
}

/// Whether an element says if a new sentence begins behind it.
fn decides(element: &Element) -> bool {
    match element {
        Element::Text(words) => !words.trim().is_empty(),
        Element::Paragraph
        | Element::Item
        | Element::Heading(_)
        | Element::Code(_)
        | Element::Figure(_)
        | Element::Link(_)
        | Element::Picture(_)
        | Element::NoteReference(_) => true,
        _ => false,
    }
}

/// The markup with which an element begins that is the same wherever it stands.
fn opening(element: &Element) -> &'static str {
    match element {
        Element::Paragraph => "<p>",
        Element::Quotation => "<div class=\"inset\">\n",
        Element::List(List::Bullets) => "<ul>\n",
        Element::List(List::Numbers(_)) => "<ol>\n",
        Element::Item => "<li>",
        Element::Definitions => "<dl>\n",
        Element::Term => "<dt>",
        Element::Definition => "<dd>",
        Element::Rule => "<hr>\n",
        Element::Emphasis => "<em>",
        Element::Strong => "<strong>",
        Element::Struck => "<del>",
        Element::Break(Break::Typed) => "<br>\n",
        Element::Break(Break::Tag) => "<br>",
        _ => "",
    }
}

/// The markup with which such an element ends.
fn closing(element: &Element) -> &'static str {
    match element {
        Element::Paragraph => "</p>\n",
        Element::Quotation | Element::Alert(_) => "</div>\n",
        Element::List(List::Bullets) => "</ul>\n",
        Element::List(List::Numbers(_)) => "</ol>\n",
        Element::Item => "</li>\n",
        Element::Definitions => "</dl>\n",
        Element::Term => "</dt>\n",
        Element::Definition => "</dd>\n",
        Element::Notes => "</ol>\n</section>\n",
        Element::Emphasis => "</em>",
        Element::Strong => "</strong>",
        Element::Struck => "</del>",
        _ => "",
    }
}
