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
use crate::base::html::escaped;
use crate::base::span::{Span, Spanned};
use crate::text::highlight;
use crate::text::markdown::prepared::{Cut, Prepared, typed, with_signs};
use crate::text::markdown::{Block, Body, Heading, Piece, PipeTable};

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
    pub(super) pieces: Vec<Piece>,
    /// Prose that waits while a footnote is read.
    outer: Vec<Vec<Piece>>,
    notes: Vec<Note>,
    /// Where the note with a label is among them.
    labelled: HashMap<String, usize>,
    /// How many notes have been mentioned.
    mentioned: usize,
    heading: Option<Heading>,
    code: Option<(String, String)>,
    image: Option<(Spanned<String>, String)>,
    table: Option<PipeTable>,
    /// Inside a heading or a link, where no short form is explained.
    labels: usize,
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
            pieces: Vec::new(),
            outer: Vec::new(),
            notes: Vec::new(),
            labelled: HashMap::new(),
            mentioned: 0,
            heading: None,
            code: None,
            image: None,
            table: None,
            labels: 0,
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

    fn html(&mut self, html: &str) {
        if let Some(Piece::Html(last)) = self.pieces.last_mut() {
            last.push_str(html);
        } else {
            self.pieces.push(Piece::Html(html.to_owned()));
        }
    }

    fn words(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
        let labels = self.labels > 0;
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) if !labels => last.push_str(text),
            Some(Piece::Label(last)) if labels => last.push_str(text),
            _ => self.pieces.push(if labels { Piece::Label(text.to_owned()) } else { Piece::Text(text.to_owned()) }),
        }
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
                let html = format!("<code>{}</code>", escaped(&code));
                if let Some(heading) = &mut self.heading {
                    heading.text.push_str(&code);
                }
                self.html(&html);
            }
            // Tags were cut out. Whatever else the parser takes for one is words.
            Event::InlineHtml(html) | Event::Html(html) => self.words(&with_signs(&html)),
            Event::SoftBreak => match &mut self.image {
                Some((_, alternative)) => alternative.push(' '),
                None => self.words("\n"),
            },
            Event::HardBreak => self.html("<br>\n"),
            Event::Rule => self.html("<hr>\n"),
            Event::FootnoteReference(label) => self.mention(&with_signs(&label)),
            Event::TaskListMarker(done) => self.html(if done {
                "<span class=\"task task-done\">Done: </span>"
            } else {
                "<span class=\"task\">To do: </span>"
            }),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.words(&text),
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
            Tag::BlockQuote(kind) => self.open_quote(kind),
            Tag::CodeBlock(kind) => {
                let language = if let CodeBlockKind::Fenced(info) = kind {
                    info.split(' ').next().unwrap_or("").to_owned()
                } else {
                    String::new()
                };
                self.code = Some((language, String::new()));
            }
            Tag::List(None) => self.html("<ul>\n"),
            Tag::List(Some(1)) => self.html("<ol>\n"),
            Tag::List(Some(first)) => self.html(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.html("<li>"),
            Tag::DefinitionList => self.html("<dl>\n"),
            Tag::DefinitionListTitle => self.html("<dt>"),
            Tag::DefinitionListDefinition => self.html("<dd>"),
            Tag::FootnoteDefinition(label) => self.open_note(&with_signs(&label), &range),
            Tag::Emphasis => self.open_emphasis("<em>", 1, &range),
            Tag::Strong => self.open_emphasis("<strong>", 2, &range),
            Tag::Strikethrough => self.open_emphasis("<del>", 2, &range),
            Tag::Link { dest_url, link_type, .. } => self.open_link(&dest_url, link_type, &range),
            Tag::Image { dest_url, .. } => {
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
            TagEnd::Image => self.close_image(),
            _ if self.image.is_some() => {}
            TagEnd::Paragraph if self.is_inline => {}
            TagEnd::Paragraph => self.html("</p>\n"),
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::BlockQuote(_) => self.html("</div>\n"),
            TagEnd::CodeBlock => self.close_code(),
            TagEnd::List(ordered) => self.html(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.html("</li>\n"),
            TagEnd::DefinitionList => self.html("</dl>\n"),
            TagEnd::DefinitionListTitle => self.html("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.html("</dd>\n"),
            TagEnd::FootnoteDefinition => self.close_note(),
            TagEnd::Emphasis => self.close_emphasis("</em>", 1, range),
            TagEnd::Strong => self.close_emphasis("</strong>", 2, range),
            TagEnd::Strikethrough => self.close_emphasis("</del>", 2, range),
            TagEnd::Link => {
                self.labels = self.labels.saturating_sub(1);
                self.html("</a>");
            }
            TagEnd::Table => self.close_table(),
            _ => {}
        }
    }

    fn open_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let (class, title) = match kind {
            None => return self.html("<div class=\"inset\">\n"),
            Some(BlockQuoteKind::Note) => ("note", "Note"),
            Some(BlockQuoteKind::Tip) => ("tip", "Good to know"),
            Some(BlockQuoteKind::Important) => ("important", "Important"),
            Some(BlockQuoteKind::Warning) => ("warning", "Please note"),
            Some(BlockQuoteKind::Caution) => ("caution", "Take care"),
        };
        self.html(&format!("<div class=\"callout callout-{class}\">\n<p class=\"callout-title\">{title}</p>\n"));
    }

    fn close_code(&mut self) {
        if let Some((language, code)) = self.code.take() {
            let html = highlight::block(&language, &code);
            self.html(&html);
        }
    }

    fn end_prose(&mut self) {
        if !self.pieces.is_empty() {
            let mut pieces = std::mem::take(&mut self.pieces);
            pieces.iter_mut().for_each(Piece::shrink);
            pieces.shrink_to_fit();
            self.body.blocks.push(Block::Prose(pieces));
        }
    }

    pub(super) fn finish(mut self) -> Body {
        self.list_notes();
        self.end_prose();
        self.report_markup();
        self.body
    }
}

/// Whether a block of data inside this would tear its markup apart.
fn nests(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::DefinitionListDefinition | TagEnd::FootnoteDefinition)
}
