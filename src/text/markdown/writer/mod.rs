//! The events of the Markdown parser, one by one → a [`Body`]. What belongs to one kind of markup stands in a file of its own.

mod headings;
mod links;
mod lost;
mod notes;
mod paragraphs;
mod tables;
mod words;

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use self::links::definitions_of_words;
use self::notes::Note;
use crate::base::diagnostic::Diagnostics;
use crate::base::span::{Span, Spanned};
use crate::text::highlight::CodeBlock;
use crate::text::markdown::prepared::{Cut, Prepared, typed, with_signs};
use crate::text::markdown::{Body, PipeTable};
use crate::text::tree::{Alert, Break, Builder, Element, Heading, List};

/// Stands before a sentence while it is parsed, and is taken away again.
pub(super) const GUARD: char = '.';

/// The events of one parse on their way into a [`Body`].
pub(super) struct Writer<'a> {
    /// The text that events count in is `text[start..]`.
    text: &'a str,
    start: usize,
    span: Span,
    diagnostics: &'a mut Diagnostics,
    body: Body,
    pub(super) tree: Builder,
    /// Prose that waits while a footnote is read.
    outer: Vec<Builder>,
    notes: Vec<Note>,
    /// Where the note with a label is among them.
    labelled: HashMap<String, usize>,
    /// How many notes have been mentioned.
    mentioned: u32,
    heading: Option<Heading>,
    /// The level of the last heading; 1 before the first.
    level: u8,
    has_headings: bool,
    code: Option<(String, String)>,
    image: Option<(Spanned<String>, String)>,
    table: Option<PipeTable>,
    /// Inside lists, quotes and footnotes, where no block of data can stand.
    depth: usize,
    /// The footnote being read.
    open_note: Option<String>,
    /// Bytes of the chapter that are already dealt with, such as a block of inserts.
    done: usize,
    pub(super) is_inline: bool,
    /// What the parser has not seen.
    cuts: Vec<Cut>,
    /// Those of the cuts that are tags among words, by position.
    tags: Vec<usize>,
    /// Of each emphasis that is open, whether its signs are words.
    are_words: Vec<bool>,
    /// Words in braces at the end of the heading that is open, which are no anchor.
    in_braces: Option<String>,
    /// How often each anchor has been wanted.
    ids: HashMap<String, usize>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(text: &'a str, start: usize, span: Span, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            text,
            start,
            span,
            diagnostics,
            body: Body::default(),
            tree: Builder::default(),
            outer: Vec::new(),
            notes: Vec::new(),
            labelled: HashMap::new(),
            mentioned: 0,
            heading: None,
            level: 1,
            has_headings: false,
            code: None,
            image: None,
            table: None,
            depth: 0,
            open_note: None,
            done: 0,
            is_inline: false,
            cuts: Vec::new(),
            tags: Vec::new(),
            are_words: Vec::new(),
            in_braces: None,
            ids: HashMap::from([("main".to_owned(), 1)]),
        }
    }

    pub(super) fn run(&mut self, prepared: Prepared, options: Options) {
        self.cuts = prepared.cuts;
        let parser = Parser::new_ext(&prepared.text, options);
        let definitions = definitions_of_words(&parser);
        for (event, range) in TextMergeWithOffset::new(parser.into_offset_iter()) {
            let range = typed(&self.cuts, range);
            let range = range.start + self.start..range.end + self.start;
            if range.end > self.done {
                self.event(event, range);
            }
        }
        self.report_definitions(definitions);
    }

    fn place(&self, range: &Range<usize>) -> Span {
        if !self.is_inline {
            return self.span.within(range.start, range.end);
        }
        // A value in quotation marks or over several lines has other bytes in the file: then all of it is the place.
        let length = (self.span.end - self.span.start) as usize;
        if length + GUARD.len_utf8() != self.text.len() {
            return self.span;
        }
        self.span.within(range.start.saturating_sub(1), range.end.saturating_sub(1))
    }

    /// An element that goes on until [`Builder::close`].
    fn begin(&mut self, element: Element, range: &Range<usize>) {
        let span = self.place(range);
        self.tree.open(element, span);
    }

    /// An element in which nothing can stand.
    fn add(&mut self, element: Element, range: &Range<usize>) {
        let span = self.place(range);
        self.tree.leaf(element, span);
    }

    fn words(&mut self, text: &str, range: &Range<usize>) {
        let span = self.place(range);
        self.tree.words(text, span);
    }

    fn event(&mut self, event: Event, range: Range<usize>) {
        if self.table.is_some()
            && !matches!(event, Event::Start(Tag::TableHead | Tag::TableRow) | Event::End(TagEnd::Table))
        {
            return;
        }
        match event {
            Event::Start(tag) => self.open(tag, range),
            Event::End(tag) => self.close(tag, &range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => {
                let code = self.as_typed(&code, &range);
                match &mut self.image {
                    Some((_, alternative)) => alternative.push_str(&code),
                    None => self.add(Element::Code(code.into()), &range),
                }
            }
            // Tags were cut out. Whatever else the parser takes for one is words.
            Event::InlineHtml(html) | Event::Html(html) => self.words(&with_signs(&html), &range),
            Event::SoftBreak | Event::HardBreak if self.image.is_some() => self.shown(" ", &range),
            Event::SoftBreak => self.words("\n", &range),
            Event::HardBreak => self.add(Element::Break(Break::Typed), &range),
            Event::Rule => self.add(Element::Rule, &range),
            Event::FootnoteReference(label) => self.mention(&with_signs(&label), &range),
            Event::TaskListMarker(is_done) => self.add(Element::Task { is_done }, &range),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.words(&text, &range),
        }
    }

    fn open(&mut self, tag: Tag, range: Range<usize>) {
        self.depth += usize::from(nests(tag.to_end()));
        match tag {
            _ if self.image.is_some() => {}
            Tag::Paragraph if self.is_inline => {}
            Tag::Paragraph => self.paragraph(&range),
            Tag::Heading { level, id, attrs, .. } => {
                self.open_heading(level, id.as_deref(), &range);
                self.in_braces = if attrs.is_empty() { None } else { self.words_in_braces(&range) };
            }
            Tag::BlockQuote(kind) => self.begin(kind.map_or(Element::Quotation, alert), &range),
            Tag::CodeBlock(kind) => {
                let language = if let CodeBlockKind::Fenced(info) = kind {
                    info.split(' ').next().unwrap_or("").to_owned()
                } else {
                    String::new()
                };
                self.code = Some((language, String::new()));
            }
            Tag::List(first) => self.begin(Element::List(first.map_or(List::Bullets, List::Numbers)), &range),
            Tag::Item => self.begin(Element::Item, &range),
            Tag::DefinitionList => self.begin(Element::Definitions, &range),
            Tag::DefinitionListTitle => self.begin(Element::Term, &range),
            Tag::DefinitionListDefinition => self.begin(Element::Definition, &range),
            Tag::FootnoteDefinition(label) => self.open_note(&with_signs(&label), &range),
            Tag::Emphasis => self.open_emphasis(Element::Emphasis, 1, &range),
            Tag::Strong => self.open_emphasis(Element::Strong, 2, &range),
            Tag::Strikethrough => self.open_emphasis(Element::Struck, 2, &range),
            Tag::Link { dest_url, link_type, title, .. } => {
                self.report_title(&title, &range);
                self.open_link(&dest_url, link_type, &range);
            }
            Tag::Image { dest_url, title, .. } => {
                self.report_title(&title, &range);
                let target = self.target(&dest_url, &range);
                self.image = Some((target, String::new()));
            }
            Tag::Table(alignments) => self.open_table(alignments.len(), &range),
            Tag::TableRow => self.row(&range, false),
            Tag::TableHead => self.row(&range, true),
            Tag::HtmlBlock | Tag::TableCell | Tag::MetadataBlock(_) | Tag::Superscript | Tag::Subscript => {}
        }
    }

    fn close(&mut self, tag: TagEnd, range: &Range<usize>) {
        self.depth -= usize::from(nests(tag));
        match tag {
            TagEnd::Image => self.close_image(range),
            _ if self.image.is_some() => {}
            TagEnd::Paragraph if self.is_inline => {}
            TagEnd::Paragraph
            | TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Link => self.tree.close(),
            TagEnd::Heading(_) => self.close_heading(range),
            TagEnd::CodeBlock => self.close_code(range),
            TagEnd::FootnoteDefinition => self.close_note(),
            TagEnd::Emphasis => self.close_emphasis(1, range),
            TagEnd::Strong | TagEnd::Strikethrough => self.close_emphasis(2, range),
            TagEnd::Table => self.close_table(range),
            _ => {}
        }
    }

    fn close_code(&mut self, range: &Range<usize>) {
        if let Some((language, code)) = self.code.take() {
            self.add(Element::CodeBlock(Box::new(CodeBlock::new(language, code))), range);
        }
    }

    pub(super) fn finish(mut self) -> Body {
        self.list_notes();
        self.report_markup();
        Body { tree: self.tree.finish(), ..self.body }
    }
}

/// Words that are set apart and say why.
fn alert(kind: BlockQuoteKind) -> Element {
    Element::Alert(match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    })
}

/// Whether a block of data inside this would tear it apart.
fn nests(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::DefinitionListDefinition | TagEnd::FootnoteDefinition)
}
