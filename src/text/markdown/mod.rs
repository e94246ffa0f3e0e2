//! A chapter's Markdown → [`Body`]: blocks of prose, tables and inserts, with places.
//!
//! Prose becomes a list of [`Piece`]s: finished markup, and between it the few things that cannot be
//! known from the chapter alone (figures, addresses, ids, text in which a short form may be explained).
//! The only module that knows pulldown-cmark.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use self::prepared::{Cut, Prepared, SIGN_OF_A_CUT, What, typed, with_signs};
use crate::base::brackets;
use crate::base::brackets::{Bracketed, Tag as HtmlTag};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Rule, Severity};
use crate::base::files::unreadable::without_escapes;
use crate::base::html::{escaped, escaped_attribute};
use crate::base::names::slug;
use crate::base::span::{Span, Spanned};
use crate::text::highlight;
use crate::text::insert;
use crate::text::insert::{EMBED_IN_SENTENCE, Embed, Insert, Reference};

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
    /// Gives back what room to grow is left.
    fn shrink(&mut self) {
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
    fn as_section(&self) -> Option<Fix> {
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

/// Markup where words belong.
pub const RAW_HTML: Rule = Rule {
    name: "raw-html",
    severity: Severity::Warning,
    explain: "Tags such as <b> or <div> are left out, so that every page stays accessible whatever was pasted into it. The words \
              between them are kept. Use **bold**, a list or a table instead. A comment <!-- … --> is left out without a warning.",
};

/// Markup that says more than its words.
pub const LOST_MARKUP: Rule = Rule {
    name: "lost-markup",
    severity: Severity::Error,
    explain: "Tags of HTML are left out and their words are kept. With some of them that is not enough: without <table> nobody can \
              tell which row and column a figure belongs to, without <sup> a raised 6 makes 106 of 10⁶, without <del> words that \
              were struck out look valid, and without <img> there is no picture. Write them in Markdown.",
};

/// A heading of the wrong level.
pub const HEADING_LEVEL: Rule = Rule {
    name: "heading-level",
    severity: Severity::Warning,
    explain: "The title of a chapter is its first heading; sections begin with ##, their parts with ###, and no level is \
              left out. People who cannot see the page find their way by these levels.",
};

/// A heading that says nothing.
pub const EMPTY_HEADING: Rule = Rule {
    name: "empty-heading",
    severity: Severity::Error,
    explain: "A line of ## alone makes a heading without words: a gap on the page, and an empty place in the list of headings by \
              which people who cannot see the page find their way. It is left out. Write its words, or remove the line.",
};

/// A table that is shown as plain text.
pub const LOST_TABLE: Rule = Rule {
    name: "lost-table",
    severity: Severity::Error,
    explain: "The second line of a pipe table, |---|---|, must have as many cells as the first. Else all of it is shown as it \
              is written.",
};

/// A note that nobody can reach.
pub const LOST_NOTE: Rule = Rule {
    name: "lost-note",
    severity: Severity::Warning,
    explain: "A note [^1]: at the foot of a chapter is shown where [^1] stands in the text. Without that it is left out.",
};

/// A mark that leads to no note.
pub const LOST_MARK: Rule = Rule {
    name: "lost-mark",
    severity: Severity::Error,
    explain: "A mark [^1] in the text leads to the note `[^1]: …` at the foot of the chapter. Without that note readers see the \
              mark as it is written.",
};

/// A link that is shown as plain text.
pub const LOST_LINK: Rule = Rule {
    name: "lost-link",
    severity: Severity::Error,
    explain: "The address of a link or picture ends at its first space, so [Money](our money.md) is shown as it is written. \
              Best give files names without spaces.",
};

/// A line that is taken for the address of a link.
pub const LOST_WORDS: Rule = Rule {
    name: "lost-words",
    severity: Severity::Error,
    explain: "A line such as `[Owner]: Housing` is taken for the address of a link called Owner, which readers do not see. Write \
              Owner: Housing without the square brackets, or \\[Owner]: Housing to show them.",
};

/// A picture that nobody but those who see it can read.
pub const IMAGE_WITHOUT_TEXT: Rule = Rule {
    name: "image-without-text",
    severity: Severity::Error,
    explain: "A picture needs words that say the same for people who cannot see it: ![People at a meeting](meeting.jpg).",
};

/// Parses a chapter's body, `text[body]`. `text` is the whole file, so that every place is right.
pub fn parse(text: &str, body: Range<usize>, file_span: Span, diagnostics: &mut Diagnostics) -> Body {
    let prepared = Prepared::of(&text[body.clone()]);
    let mut writer = Writer::new(text, body.start, file_span, diagnostics);
    writer.run(prepared, options());
    writer.finish()
}

/// Parses one sentence or one cell: `text`, which stands at `span`. Block markup in it is taken as words, so that
/// `1. March` and `> 95%` stay what they are.
pub fn inline(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Vec<Piece> {
    if is_words_alone(text) { vec![Piece::Text(text.to_owned())] } else { marked(text, span, options(), diagnostics) }
}

/// The same for data, with the signs that were typed: `--` is no dash and `'` no apostrophe. Nothing where that makes no
/// difference.
#[must_use]
pub fn inline_as_typed(text: &str, span: Span) -> Option<Vec<Piece>> {
    let is_changed = text.contains(['\'', '"']) || text.contains("--") || text.contains("..");
    let options = options() - Options::ENABLE_SMART_PUNCTUATION;
    is_changed.then(|| marked(text, span, options, &mut Diagnostics::default()))
}

/// The same for words with markup, or without.
fn marked(text: &str, span: Span, options: Options, diagnostics: &mut Diagnostics) -> Vec<Piece> {
    // With a letter before it, nothing is at the beginning of a line, where block markup begins.
    let line = format!("{GUARD}{}", text.replace(['\n', '\r'], " "));
    let mut writer = Writer::new(&line, 0, span, diagnostics);
    writer.is_inline = true;
    writer.run(Prepared::of(&line), options);
    writer.report_markup();
    writer.pieces
}

/// Whether a sentence has no sign that means anything to Markdown, as most cells have none.
fn is_words_alone(text: &str) -> bool {
    let is_a_word = |sign: u8| sign.is_ascii_alphanumeric() || b" ,;.?()+-%/=@".contains(&sign) || !sign.is_ascii();
    text.bytes().all(is_a_word)
        && !text.is_empty()
        && text == text.trim()
        && !text.as_bytes().windows(2).any(|two| matches!(two, b"--" | b".."))
}

/// Parses a cell. Where it has several lines they are paragraphs, and items of a list where they begin with `-`, `*`, `•`
/// or a number.
pub fn cell(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Vec<Piece> {
    in_lines(text, |line| inline(line, span, diagnostics))
}

/// The same for data, where the typography of the page makes a difference.
#[must_use]
pub fn cell_as_typed(text: &str, span: Span) -> Option<Vec<Piece>> {
    inline_as_typed(text, span)?;
    let as_typed =
        |line: &str| inline_as_typed(line, span).unwrap_or_else(|| inline(line, span, &mut Diagnostics::default()));
    Some(in_lines(text, as_typed))
}

/// A cell of a data file: its signs mean nothing to Markdown, but `{{ … }}` shows a figure there too.
pub fn cell_of_data(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Vec<Piece> {
    in_lines(text, |line| inline(&without_markup(line), span, diagnostics))
}

/// The same for data: letter for letter.
#[must_use]
pub fn cell_of_data_as_typed(text: &str, span: Span) -> Vec<Piece> {
    if !text.contains("{{") {
        return vec![Piece::Text(text.to_owned())];
    }
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(found) = insert::find(rest) {
        pieces.push(Piece::Text(rest[..found.start].to_owned()));
        if let Some(Insert::Figure(reference)) = insert::parse(&rest[found.clone()], span, &mut Diagnostics::default())
        {
            pieces.push(Piece::Figure(Spanned::new(reference, span)));
        }
        rest = &rest[found.end..];
    }
    pieces.push(Piece::Text(rest.to_owned()));
    pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
    pieces
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
fn in_lines(text: &str, mut inline: impl FnMut(&str) -> Vec<Piece>) -> Vec<Piece> {
    if !text.contains('\n') {
        return inline(text);
    }
    let mut pieces = Vec::new();
    let mut open = None;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (list, words) = list_item(line);
        if open != list {
            let close = open.map_or(String::new(), |list| format!("</{list}>"));
            pieces.push(Piece::Html(close + &list.map_or(String::new(), |list| format!("<{list}>"))));
            open = list;
        }
        let tag = if list.is_some() { "li" } else { "p" };
        pieces.push(Piece::Html(format!("<{tag}>")));
        pieces.extend(inline(words));
        pieces.push(Piece::Html(format!("</{tag}>")));
    }
    pieces.extend(open.map(|list| Piece::Html(format!("</{list}>"))));
    pieces
}

/// The kind of list that a line is an item of, and its words.
fn list_item(line: &str) -> (Option<&'static str>, &str) {
    if let Some(words) = ["- ", "* ", "• "].iter().find_map(|mark| line.strip_prefix(mark)) {
        return (Some("ul"), words.trim_start());
    }
    let numbered = line
        .split_once(". ")
        .filter(|(number, _)| (1..=2).contains(&number.len()) && number.bytes().all(|digit| digit.is_ascii_digit()));
    numbered.map_or((None, line), |(_, words)| (Some("ol"), words.trim_start()))
}

/// Stands before a sentence while it is parsed, and is taken away again.
const GUARD: char = '.';

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

/// The events of one parse on their way into a [`Body`].
struct Writer<'a> {
    /// The text that events count in is `text[start..]`.
    text: &'a str,
    start: usize,
    span: Span,
    diagnostics: &'a mut Diagnostics,
    body: Body,
    pieces: Vec<Piece>,
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
    is_inline: bool,
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

/// A footnote, and its number once it has been mentioned.
struct Note {
    label: String,
    text: Option<Vec<Piece>>,
    number: Option<usize>,
    span: Span,
}

impl<'a> Writer<'a> {
    fn new(text: &'a str, start: usize, span: Span, diagnostics: &'a mut Diagnostics) -> Self {
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

    fn run(&mut self, prepared: Prepared, options: Options) {
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

    /// `[Owner]: Housing` says something to readers, and they would not see it.
    fn report_definitions(&mut self, definitions: Vec<Range<usize>>) {
        for place in definitions {
            let place = typed(&self.cuts, place);
            let place = place.start + self.start..place.end + self.start;
            let written = self.text[place.clone()].trim_end();
            let span = self.place(&(place.start..place.start + written.len()));
            let words = written.trim_start_matches('[').replacen("]:", ":", 1);
            self.diagnostics.add(
                Diagnostic::new(
                    &LOST_WORDS,
                    span,
                    "readers do not see this line: it is taken for the address of a link",
                )
                .fix(Fix::safe(span, words), |text| format!("Write it without the square brackets: {text}")),
            );
        }
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

    /// Italics that begin inside a word, behind or before a figure or to end in another word, are signs as typed: `3*x and
    /// 4*y`.
    fn open_emphasis(&mut self, html: &str, length: usize, range: &Range<usize>) {
        let follows_word = self.text[..range.start].ends_with(char::is_alphanumeric);
        let inner = self.text[range.clone()].trim_matches(['*', '_', '~']);
        let is_by_figure = self.text[..range.start].ends_with(|sign: char| sign.is_ascii_digit())
            || inner.starts_with(|sign: char| sign.is_ascii_digit());
        let are_words = follows_word && (is_by_figure || inner.contains(char::is_whitespace));
        self.are_words.push(are_words);
        if are_words { self.signs(length, range) } else { self.html(html) }
    }

    fn close_emphasis(&mut self, html: &str, length: usize, range: &Range<usize>) {
        if self.are_words.pop() == Some(true) { self.signs(length, range) } else { self.html(html) }
    }

    /// The signs of an emphasis as words: at most `length` of them.
    fn signs(&mut self, length: usize, range: &Range<usize>) {
        let written = &self.text[range.clone()];
        let sign = written.chars().next();
        let signs: String = written.chars().take(length).take_while(|next| Some(*next) == sign).collect();
        self.words(&signs);
    }

    /// Text that was read, as it was typed: with what was cut out of it.
    fn as_typed(&self, text: &str, range: &Range<usize>) -> String {
        let mut cuts = self.cuts_in(range).map(|index| &self.text[self.typed_place(index)]);
        let cut = |part: &str| format!("{part}{}", cuts.next().unwrap_or_default());
        if text.contains(SIGN_OF_A_CUT) {
            let mut parts: Vec<&str> = text.split(SIGN_OF_A_CUT).collect();
            let last = parts.pop().unwrap_or_default();
            let typed: String = parts.into_iter().map(cut).collect();
            with_signs(&(typed + last)).into_owned()
        } else {
            with_signs(text).into_owned()
        }
    }

    /// The cuts in a stretch of text for which a sign stands, by position.
    fn cuts_in(&self, range: &Range<usize>) -> impl Iterator<Item = usize> {
        let (start, end) = (range.start - self.start, range.end - self.start);
        let first = self.cuts.partition_point(|cut| cut.typed.start < start);
        let inside = self.cuts[first..].iter().take_while(move |cut| cut.typed.end <= end);
        inside.enumerate().filter(|(_, cut)| cut.has_sign()).map(move |(index, _)| first + index)
    }

    fn typed_place(&self, cut: usize) -> Range<usize> {
        let typed = &self.cuts[cut].typed;
        typed.start + self.start..typed.end + self.start
    }

    /// Words, with the figures among them and what stands in angle brackets.
    fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some((_, code)) = &self.code {
            let code = format!("{code}{}", self.as_typed(text, &range));
            if let Some((_, open)) = &mut self.code {
                *open = code;
            }
            return;
        }
        if self.cuts.is_empty() || !text.contains(SIGN_OF_A_CUT) {
            return self.typed_words(text, range);
        }
        let cuts: Vec<usize> = self.cuts_in(&range).collect();
        let mut start = range.start;
        let mut cuts = cuts.into_iter();
        for words in text.split(SIGN_OF_A_CUT) {
            let cut = cuts.next();
            let place = cut.map(|cut| self.typed_place(cut));
            let end = place.as_ref().map_or(range.end, |place| place.start);
            self.typed_words(words, start..end);
            if let (Some(cut), Some(place)) = (cut, place) {
                start = place.end;
                self.cut(cut, place);
            }
        }
    }

    /// What readers see of something that was cut out.
    fn cut(&mut self, cut: usize, place: Range<usize>) {
        let written = &self.text[place.clone()];
        match self.cuts[cut].what {
            What::Bracketed(Bracketed::ToBeConfirmed) => self.shown("TBC"),
            What::Bracketed(Bracketed::Gap) => {
                self.diagnostics.add(brackets::gap(written, self.place(&place)));
                self.shown(written);
            }
            What::Bracketed(Bracketed::Tag) => {
                self.tags.push(cut);
                match HtmlTag::at(written) {
                    Some(tag) if tag.name.eq_ignore_ascii_case("br") && self.image.is_none() => self.html("<br>"),
                    Some(tag) => self.shown(brackets::in_its_place(tag.name)),
                    None => {}
                }
            }
            What::Comment | What::OpenComment | What::Sign | What::Space => {}
        }
    }

    /// Words of the text, or of the description of a picture.
    fn shown(&mut self, words: &str) {
        match &mut self.image {
            Some((_, alternative)) => alternative.push_str(words),
            None => self.words(words),
        }
    }

    fn typed_words(&mut self, text: &str, range: Range<usize>) {
        // Only what was cut out of the text has signs of ours.
        let text = &*if self.cuts.is_empty() { Cow::Borrowed(text) } else { with_signs(text) };
        let text = &*if self.text[range.clone()].contains('&') {
            without_escapes(text, self.place(&range), self.diagnostics)
        } else {
            Cow::Borrowed(text)
        };
        if let Some((_, alternative)) = &mut self.image {
            alternative.push_str(text);
            return;
        }
        let guard = usize::from(self.is_inline && range.start == 0);
        self.check_lost_link(text, &range);
        self.check_lost_marks(&range);
        let mut rest = text.get(guard..).unwrap_or("");
        let mut from = range.start + guard;
        while let Some(found) = insert::find(rest) {
            self.words(&rest[..found.start]);
            // In the file the same insert may have other bytes: quotes and entities are not turned yet.
            let source = insert::find(&self.text[from..range.end]).unwrap_or(0..0);
            let place = from + source.start..from + source.end;
            let written = &self.text[place.clone()];
            self.figure(written, &place);
            from = place.end;
            rest = &rest[found.end..];
        }
        self.words(rest);
    }

    /// A pipe table whose two first lines differ in cells is read as text.
    fn check_lost_table(&mut self, written: &str, range: &Range<usize>) {
        let mut lines = written.lines();
        let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return };
        let is_rule = second.contains("--") && second.trim().chars().all(|sign| matches!(sign, '|' | '-' | ':' | ' '));
        if first.contains('|') && is_rule {
            let count = |line: &str| cells(&Spanned::new(line.trim(), self.span), '|', 0).len();
            let message =
                format!("this is not a table yet: {} headings stand over {} columns", count(first), count(second));
            self.diagnostics.add(
                Diagnostic::new(&LOST_TABLE, self.place(&(range.start..range.start + first.len())), message)
                    .help("Write as many |---| in the second line as there are headings in the first."),
            );
        }
    }

    /// `[words](a file.md)` is no link, because an address ends at its first space.
    fn check_lost_link(&mut self, text: &str, range: &Range<usize>) {
        let Some(open) = text.find("](") else { return };
        let Some(length) = text[open + 2..].find(')') else { return };
        let target = &text[open + 2..open + 2 + length];
        if target.contains(' ') {
            let at = self.text[range.clone()].find(target).map_or(range.start, |at| range.start + at);
            self.diagnostics.add(
                Diagnostic::new(
                    &LOST_LINK,
                    self.place(&(at..at + target.len())),
                    "this is not a link, because its address has a space in it",
                )
                .help(format!("Give the file a name without spaces, or write <{target}> in pointed brackets.")),
            );
        }
    }

    /// `[^2]` is words like any other where there is no note `[^2]: …`.
    fn check_lost_marks(&mut self, range: &Range<usize>) {
        let written = &self.text[range.clone()];
        for place in note_marks(written) {
            let mark = &written[place.clone()];
            let span = self.place(&(range.start + place.start..range.start + place.end));
            self.diagnostics.add(
                Diagnostic::new(
                    &LOST_MARK,
                    span,
                    format!("there is no note {mark}, so readers see this mark as it is written"),
                )
                .help(format!(
                    "Write the note at the foot of the chapter, on a line of its own: {mark}: …, or remove the mark."
                )),
            );
        }
    }

    fn figure(&mut self, written: &'a str, range: &Range<usize>) {
        let span = self.place(range);
        match insert::parse(written, span, self.diagnostics) {
            Some(Insert::Figure(reference)) => self.pieces.push(Piece::Figure(Spanned::new(reference, span))),
            Some(Insert::Embed(_)) => self.diagnostics.add(
                Diagnostic::new(&EMBED_IN_SENTENCE, span, "a block of data cannot stand inside a sentence")
                    .help("Put it on a line of its own, with an empty line before and after it."),
            ),
            None => {}
        }
    }

    /// A paragraph of nothing but inserts becomes blocks; `Table: …` below a table becomes its caption.
    fn paragraph(&mut self, range: &Range<usize>) {
        let written = &self.text[range.clone()];
        self.check_lost_table(written, range);
        let marks = written.len() - written.trim_start_matches('#').len();
        if marks > 1 {
            let no_break = written[marks..].len() - written[marks..].trim_start().len();
            self.diagnostics.add(
                Diagnostic::new(
                    &HEADING_LEVEL,
                    self.place(&(range.start..range.start + marks)),
                    "this is not a heading yet: an ordinary space is missing behind the #",
                )
                .fix(
                    Fix::safe(self.place(&(range.start..range.start + marks + no_break)), "#".repeat(marks) + " "),
                    |marks| format!("Write {marks} and a space before the words."),
                ),
            );
        }
        if self.depth == 0 {
            if written.trim_start().starts_with("{{") && self.embeds(written, range.start) {
                self.done = range.end;
                return;
            }
            if let (Some(caption), Some(Block::PipeTable(index))) =
                (written.trim().strip_prefix("Table:"), self.body.blocks.last())
                && self.pieces.is_empty()
                && self.body.tables[*index].caption.is_none()
            {
                let index = *index;
                let at = range.start + (written.len() - written.trim_start().len()) + "Table:".len();
                let (caption, id) = self.caption(caption, at);
                let table = &mut self.body.tables[index];
                (table.caption, table.id) = (Some(caption), id);
                self.done = range.end;
                return;
            }
        }
        self.html("<p>");
    }

    fn embeds(&mut self, written: &str, start: usize) -> bool {
        let mut embeds = Vec::new();
        let mut at = start;
        for line in written.split_inclusive('\n') {
            let (lead, text) = without_comments_around(line);
            let from = at + lead;
            at += line.len();
            if insert::find(text) != Some(0..text.len()) {
                return false;
            }
            let span = self.place(&(from..from + text.len()));
            // A figure alone on its line is a sentence of one figure; it is read again, and reported, as one.
            match insert::parse(text, span, &mut Diagnostics::default()) {
                Some(Insert::Embed(embed)) => embeds.push(Block::Embed(Spanned::new(embed, span))),
                _ => return false,
            }
        }
        self.end_prose();
        self.body.blocks.extend(embeds);
        true
    }

    fn end_prose(&mut self) {
        if !self.pieces.is_empty() {
            let mut pieces = std::mem::take(&mut self.pieces);
            pieces.iter_mut().for_each(Piece::shrink);
            pieces.shrink_to_fit();
            self.body.blocks.push(Block::Prose(pieces));
        }
    }

    fn open_heading(&mut self, level: HeadingLevel, id: Option<&str>, range: &Range<usize>) {
        let written = level as u8;
        let line = self.text[range.start..].lines().next().unwrap_or_default();
        // A heading that is underlined has no signs before it.
        let length = if line.starts_with('#') { usize::from(written) } else { line.trim_end().len() };
        let span = self.place(&(range.start..range.start + length));
        let before = self.body.headings.last().map_or(1, |heading| heading.level);
        if written > before + 1 {
            self.diagnostics.add(
                Diagnostic::new(
                    &HEADING_LEVEL,
                    span,
                    format!(
                        "this heading is two levels below the one before it ({} after {})",
                        "#".repeat(written.into()),
                        "#".repeat(before.into())
                    ),
                )
                .fix(Fix::guess(span, "#".repeat(usize::from(before) + 1)), |marks| format!("Write {marks} instead.")),
            );
        }
        self.heading = Some(Heading {
            level: written,
            id: id.unwrap_or("").to_owned(),
            text: String::new(),
            pieces: Vec::new(),
            span,
        });
        self.outer.push(std::mem::take(&mut self.pieces));
        self.labels += 1;
    }

    /// `{provisional}` at the end of a heading.
    fn words_in_braces(&self, range: &Range<usize>) -> Option<String> {
        let written = self.text[range.clone()].trim_end();
        let open = written.rfind('{')?;
        Some(format!(" {}", written[open..].trim_end_matches(['#', ' '])))
    }

    fn close_heading(&mut self) {
        if let Some(words) = self.in_braces.take() {
            self.words(&words);
        }
        let Some(mut heading) = self.heading.take() else { return };
        self.labels = self.labels.saturating_sub(1);
        let words = std::mem::replace(&mut self.pieces, self.outer.pop().unwrap_or_default());
        if says_nothing(&heading, &words) {
            return self.tell_empty(&heading);
        }
        if heading.level == 1 {
            self.first_level(&mut heading);
            if heading.level == 1 {
                return;
            }
        }
        heading.id = self.unique_id(&heading);
        self.pieces.push(Piece::OpenHeading(heading.level, heading.id.clone()));
        self.pieces.extend(words.iter().cloned());
        self.pieces.push(Piece::CloseHeading(heading.level));
        heading.pieces = words;
        self.body.headings.push(heading);
    }

    fn tell_empty(&mut self, heading: &Heading) {
        let line = self.text[(heading.span.start - self.span.start) as usize..].lines().next().unwrap_or_default();
        // Where a heading is no more than an insert that cannot stand here, that has been told.
        let is_told = insert::find(line).is_some();
        // Without front matter the first one is the title, which is missed by a rule of its own.
        let is_title = heading.level == 1
            && self.body.title.is_none()
            && !self.text.trim_start_matches('\u{feff}').starts_with("---");
        if !is_told && !is_title {
            self.diagnostics.add(
                Diagnostic::new(&EMPTY_HEADING, heading.span, "this heading has no words")
                    .help("Write its words behind it, or remove the line."),
            );
        }
    }

    /// The first `#` is the title of a chapter without front matter; any other is a section.
    fn first_level(&mut self, heading: &mut Heading) {
        let is_first = self.body.title.is_none() && self.body.headings.is_empty();
        if is_first {
            self.body.title = Some(Spanned::new(heading.text.trim().to_owned(), heading.span));
        } else {
            let found = Diagnostic::new(&HEADING_LEVEL, heading.span, "a second heading of the first level");
            let help = "Begin the sections of a chapter with ##; its title is the only # there is.";
            self.diagnostics.add(match heading.as_section() {
                Some(fix) => found.fix(fix, |_| help.to_owned()),
                None => found.help(help),
            });
            heading.level = 2;
        }
    }

    /// The heading as a slug; a second one alike gets a number. `main` is the page's own.
    fn unique_id(&mut self, heading: &Heading) -> String {
        let wanted = slug(if heading.id.is_empty() { &heading.text } else { &heading.id });
        let wanted = if wanted.is_empty() { "section".to_owned() } else { wanted };
        loop {
            let times = self.ids.entry(wanted.clone()).and_modify(|times| *times += 1).or_insert(1);
            let id = if *times == 1 { wanted.clone() } else { format!("{wanted}-{times}") };
            if id == wanted || !self.ids.contains_key(&id) {
                self.ids.entry(id.clone()).or_insert(1);
                return id;
            }
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

    fn open_link(&mut self, target: &str, kind: LinkType, range: &Range<usize>) {
        let target = if kind == LinkType::Email { format!("mailto:{target}") } else { target.to_owned() };
        let target = self.target(&target, range);
        self.html("<a href=\"");
        self.pieces.push(Piece::Link(target));
        self.html("\">");
        self.labels += 1;
    }

    /// The address inside a link or picture, where it is written.
    fn target(&self, target: &str, range: &Range<usize>) -> Spanned<String> {
        let written = &self.text[range.clone()];
        let bare = target.trim_start_matches("mailto:");
        let span = written
            .rfind(bare)
            .filter(|_| !bare.is_empty())
            .map_or(range.clone(), |at| range.start + at..range.start + at + bare.len());
        Spanned::new(target.to_owned(), self.place(&span))
    }

    fn close_image(&mut self) {
        let Some((target, alternative)) = self.image.take() else { return };
        if alternative.trim().is_empty() {
            self.diagnostics.add(
                Diagnostic::new(
                    &IMAGE_WITHOUT_TEXT,
                    target.span,
                    "this picture has no words for people who cannot see it",
                )
                .help("Say in the square brackets what it shows: ![what it shows](its-file)."),
            );
        }
        self.html("<img loading=\"lazy\" src=\"");
        self.pieces.push(Piece::Picture(target));
        self.html(&format!("\" alt=\"{}\">", escaped_attribute(alternative.trim())));
    }

    /// Reports the tags that are left out, and comments that are never closed.
    fn report_markup(&mut self) {
        if self.cuts.is_empty() {
            return;
        }
        self.report_open_comment();
        let is_alone = |cut: &Cut| cut.what == What::Bracketed(Bracketed::Tag) && !cut.has_sign();
        let alone = self.cuts.iter().enumerate().filter(|(_, cut)| is_alone(cut)).map(|(index, _)| index);
        let mut tags: Vec<usize> = self.tags.drain(..).chain(alone).collect();
        tags.sort_unstable();
        let places = tags.into_iter().map(|tag| self.typed_place(tag));
        for left_out in tags::left_out(self.text, places) {
            let problem = left_out.problem(self.text, |place| self.place(place));
            self.diagnostics.add(problem);
        }
    }

    fn report_open_comment(&mut self) {
        if let Some(open) = self.cuts.iter().position(|cut| cut.what == What::OpenComment) {
            let place = self.typed_place(open);
            let opening = place.start..(place.start + "<!--".len()).min(place.end);
            self.diagnostics.add(brackets::open_comment(self.place(&opening)));
        }
    }

    /// The mark of a footnote. Notes are numbered as they are mentioned; the way back leads to the first mention.
    fn mention(&mut self, label: &str) {
        let next = self.mentioned + 1;
        let span = self.span;
        let note = self.note(label, span);
        let is_first = note.number.is_none();
        let number = *note.number.get_or_insert(next);
        self.mentioned += usize::from(is_first);
        self.html("<sup><a ");
        if is_first {
            self.html("id=\"");
            self.pieces.push(Piece::Id(format!("note--{number}-back")));
            self.html("\" ");
        }
        self.html("href=\"");
        self.pieces.push(Piece::Link(Spanned::new(format!("#note--{number}"), self.span)));
        self.html(&format!("\"><span class=\"vh\">Note </span>{number}</a></sup>"));
    }

    fn note(&mut self, label: &str, span: Span) -> &mut Note {
        let known = self.labelled.get(label).copied();
        let position = known.unwrap_or_else(|| {
            self.labelled.insert(label.to_owned(), self.notes.len());
            self.notes.push(Note { label: label.to_owned(), text: None, number: None, span });
            self.notes.len() - 1
        });
        &mut self.notes[position]
    }

    fn open_note(&mut self, label: &str, range: &Range<usize>) {
        let first = self.text[range.clone()].lines().next().map_or(0, str::len);
        let span = self.place(&(range.start..range.start + first));
        self.note(label, span);
        self.outer.push(std::mem::take(&mut self.pieces));
        self.open_note = Some(label.to_owned());
    }

    fn close_note(&mut self) {
        let text = std::mem::replace(&mut self.pieces, self.outer.pop().unwrap_or_default());
        let label = self.open_note.take();
        let known = label.and_then(|label| self.labelled.get(&label).copied());
        if let Some(note) = known.and_then(|position| self.notes.get_mut(position)) {
            note.text = Some(text);
        }
    }

    fn open_table(&mut self, columns: usize, range: &Range<usize>) {
        let span = self.place(&(range.start..range.start));
        if self.depth > 0 {
            self.diagnostics.add(
                Diagnostic::new(
                    &EMBED_IN_SENTENCE,
                    self.place(range),
                    "a table cannot stand inside a list or a quotation",
                )
                .help("Put it after the list, with an empty line before it."),
            );
        } else {
            self.end_prose();
        }
        let columns = vec![Spanned::new(String::new(), span); columns];
        self.table = Some(PipeTable { caption: None, id: None, columns, rows: Vec::new(), span: self.place(range) });
    }

    /// The row is cut here and not by the parser, which drops cells that are too many without a word.
    fn row(&mut self, range: &Range<usize>, is_heading: bool) {
        let written = &self.text[range.clone()];
        let lead = written.len() - written.trim_start().len();
        let place = self.place(&(range.start + lead..range.start + lead + written.trim().len()));
        let Some(table) = &mut self.table else { return };
        let line = Spanned::new(written.trim(), place);
        let cells = cells(&line, '|', 0);
        if is_heading {
            for (column, cell) in table.columns.iter_mut().zip(cells) {
                *column = cell;
            }
        } else {
            table.rows.push(cells);
        }
    }

    fn close_table(&mut self) {
        let Some(mut table) = self.table.take().filter(|_| self.depth == 0) else { return };
        let last =
            table.rows.last().and_then(|row| row.first()).filter(|cell| cell.value.starts_with("Table:")).cloned();
        if let Some(cell) = last {
            table.rows.pop();
            let start = cell.span.start as usize - self.span.start as usize + "Table:".len();
            let (caption, id) = self.caption(&cell.value["Table:".len()..], start);
            (table.caption, table.id) = (Some(caption), id);
        }
        self.body.blocks.push(Block::PipeTable(self.body.tables.len()));
        self.body.tables.push(table);
    }

    /// `Contracts over £5 million {#contracts}`, whose first byte is `at`.
    fn caption(&mut self, typed: &str, at: usize) -> (Spanned<String>, Option<Spanned<String>>) {
        let (file, is_inline) = (self.span, self.is_inline);
        let of_file =
            |range: Range<usize>| if is_inline { file } else { file.within(at + range.start, at + range.end) };
        let written = brackets::settled(typed, of_file, self.diagnostics);
        let is_exact = written.len() == typed.len();
        let placed = |text: &str, from: usize| {
            let place = if is_exact { from..from + text.len() } else { 0..typed.trim_end().len() };
            Spanned::new(text.to_owned(), self.place(&(at + place.start..at + place.end)))
        };
        let (caption, id) = match written.rfind("{#").filter(|_| written.trim_end().ends_with('}')) {
            Some(open) => {
                let id = written[open + 2..].trim_end().trim_end_matches('}');
                (&written[..open], Some(placed(id, open + 2)))
            }
            None => (&*written, None),
        };
        let lead = caption.len() - caption.trim_start().len();
        (placed(caption.trim(), lead), id)
    }

    fn finish(mut self) -> Body {
        let mut notes = std::mem::take(&mut self.notes);
        for note in notes.iter().filter(|note| note.number.is_none()) {
            self.diagnostics.add(
                Diagnostic::new(
                    &LOST_NOTE,
                    note.span,
                    format!("nothing in the text points to the note [^{}]", note.label),
                )
                .help(format!("Write [^{}] where the note belongs, or remove it.", note.label)),
            );
        }
        notes.retain(|note| note.number.is_some());
        notes.sort_by_key(|note| note.number);
        if !notes.is_empty() {
            self.html("<section class=\"notes\" aria-label=\"Notes\">\n<ol>\n");
            for (number, note) in (1..).zip(notes) {
                self.html("<li id=\"");
                self.pieces.push(Piece::Id(format!("note--{number}")));
                self.html("\">");
                self.pieces.extend(note.text.unwrap_or_default());
                self.html("<a class=\"back\" href=\"");
                self.pieces.push(Piece::Link(Spanned::new(format!("#note--{number}-back"), self.span)));
                self.html(&format!("\">Back to the text<span class=\"vh\"> of note {number}</span></a></li>\n"));
            }
            self.html("</ol>\n</section>\n");
        }
        self.end_prose();
        self.report_markup();
        self.body
    }
}

/// Where addresses of links are defined that are words and no addresses.
fn definitions_of_words(parser: &Parser) -> Vec<Range<usize>> {
    let is_words = |address: &str| {
        let address = address.trim_end_matches(['.', ',', ';']);
        !address.contains(['/', '#', '@', ':', '.', '%']) && !address.is_empty()
    };
    let definitions = parser.reference_definitions().iter();
    let mut places: Vec<Range<usize>> = definitions
        .filter(|(_, definition)| is_words(&definition.dest))
        .map(|(_, definition)| definition.span.clone())
        .collect();
    places.sort_by_key(|place| place.start);
    places
}

/// A line without comments before and behind what it says, and how far from its beginning that is.
fn without_comments_around(line: &str) -> (usize, &str) {
    let mut words = line.trim();
    while let Some(length) = Some(words).filter(|words| words.starts_with("<!--")).and_then(brackets::end_of_comment) {
        words = words[length..].trim_start();
    }
    let lead = line.trim_end().len() - words.len();
    while let Some(start) =
        words.rfind("<!--").filter(|start| brackets::end_of_comment(&words[*start..]) == Some(words.len() - start))
    {
        words = words[..start].trim_end();
    }
    (lead, words)
}

/// Where the marks of notes stand: `[^2]`, but not `\[^2]`.
fn note_marks(text: &str) -> Vec<Range<usize>> {
    let is_of_label = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_');
    let marks = text.match_indices("[^").filter_map(|(start, opening)| {
        let label = &text[start + opening.len()..];
        let length = label.find(|sign| !is_of_label(sign))?;
        let is_mark = length > 0 && label[length..].starts_with(']') && !text[..start].ends_with('\\');
        is_mark.then_some(start..start + opening.len() + length + 1)
    });
    marks.collect()
}

/// Whether readers would find nothing in a heading: no word, no figure, no picture.
fn says_nothing(heading: &Heading, words: &[Piece]) -> bool {
    heading.text.trim().is_empty() && !words.iter().any(|piece| matches!(piece, Piece::Figure(_) | Piece::Picture(_)))
}

/// Whether a block of data inside this would tear its markup apart.
fn nests(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::DefinitionListDefinition | TagEnd::FootnoteDefinition)
}

/// Cuts a row at `sign`, a pipe or a Tab, but not inside `{{ … }}` or a comment and not at `\|`. Pipes at both ends frame the row.
/// `columns` is how many cells there should be, or 0 where pipes at the ends are always a frame.
#[must_use]
pub fn cells(line: &Spanned<&str>, sign: char, columns: usize) -> Vec<Spanned<String>> {
    let text = line.value;
    let (mut cuts, mut depth, mut before) = (Vec::new(), 0_usize, ' ');
    let mut comment = 0;
    for (at, letter) in text.char_indices() {
        match (before, letter) {
            _ if at < comment => {}
            ('<', '!') => comment = at - 1 + brackets::end_of_comment(&text[at - 1..]).unwrap_or(0),
            ('{', '{') => depth += 1,
            ('}', '}') => depth = depth.saturating_sub(1),
            (before, letter) if letter == sign && depth == 0 && before != '\\' => cuts.push(at),
            _ => {}
        }
        before = letter;
    }
    // A row of `columns` cells that are empty at both ends looks framed too, but has fewer pipes.
    let framed = text.len() > 1 && text.starts_with(sign) && text.ends_with(sign) && cuts.len() + 1 != columns;
    let (from, to) = if framed { (1, text.len() - 1) } else { (0, text.len()) };
    let inner = cuts.into_iter().filter(|cut| !framed || (*cut >= from && *cut < to));
    let mut start = from;
    inner
        .chain([to])
        .collect::<Vec<_>>()
        .into_iter()
        .map(|cut| {
            let cell = trimmed(text, start, cut, line.span);
            start = cut + 1;
            cell
        })
        .collect()
}

fn trimmed(text: &str, start: usize, end: usize, span: Span) -> Spanned<String> {
    let cell = &text[start..end];
    let lead = cell.len() - cell.trim_start().len();
    let value = cell.trim();
    Spanned::new(value.replace("\\|", "|"), span.within(start + lead, start + lead + value.len()))
}

mod prepared;
mod tags;

#[cfg(test)]
mod tests;
