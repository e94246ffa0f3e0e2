//! Easy-read twins: one source line is one sentence, a picture line starts a part.

use std::collections::HashMap;

use crate::base::brackets::{end_of_comment, open_comment, settled};
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::files::Files;
use crate::base::names::slug;
use crate::base::span::{FileId, Span, Spanned};
use crate::base::yaml::Kind::{Date, Keys, List, Text, Whole};
use crate::base::yaml::{Fields, Key, Node, Record};
use crate::plan::model::front::{ACCEPTED, Accepted, Front, MISSING_TITLE, accepted};
use crate::plan::read::path::address;
use crate::plan::read::values::{period_field, whole_number};
use crate::text::english::tokens::words;
use crate::text::insert::Reference;
use crate::text::markdown;
use crate::text::sentence;
use crate::text::tree;
use crate::text::tree::{Element, Heading, Tree};
use crate::value::period::Period;

/// An easy-read chapter.
#[derive(Clone, Debug)]
pub struct Twin {
    /// Its file.
    pub file: FileId,
    /// Its path below `content/`.
    pub path: String,
    /// The address of its chapter.
    pub address: Vec<String>,
    /// Its title.
    pub title: Spanned<String>,
    /// What it is about.
    pub description: Option<Spanned<String>>,
    /// Who checked it. Empty: nobody has.
    pub checked: Vec<Checked>,
    /// Sections of the chapter that it leaves out on purpose.
    pub left_out: Vec<LeftOut>,
    /// Findings about it that its author leaves as they are.
    pub accepted: Vec<Accepted>,
    /// The sentences of its text that have figures in them, as they were typed, for the checks.
    pub sentences_with_figures: Vec<Spanned<String>>,
    /// Remarks for those who write, which readers never see.
    pub remarks: Vec<Span>,
    /// What a reading group said of it and nobody has dealt with yet.
    pub reviews: Vec<Spanned<String>>,
    /// What stands in it.
    pub blocks: Vec<EasyBlock>,
    /// Whether one of its lines says what readers can do.
    pub invites: bool,
    /// Where its text begins, behind its front matter.
    pub text_begins: usize,
}

/// A record that people with a learning disability checked the words and pictures.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The reading group.
    pub by: String,
    /// How many people.
    pub people: Option<u32>,
    /// When.
    pub on: Option<Period>,
    /// Its place.
    pub span: Span,
}

/// A section of the chapter that easy read leaves out on purpose.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// Its anchor, without `#`.
    pub section: Spanned<String>,
    /// Why.
    pub because: String,
}

/// One stretch of easy read.
#[derive(Clone, Debug)]
pub enum EasyBlock {
    /// A heading.
    Heading(Heading),
    /// A part: one picture and the sentences that belong to it.
    Part(Part),
}

/// One picture and the sentences that belong to it.
#[derive(Clone, Debug)]
pub struct Part {
    /// The name of the picture. Nothing where the author has not chosen one yet.
    pub picture: Option<Spanned<String>>,
    /// What of the chapter it rests on, where its author says so: anchors of headings, measures and tables, without `#`.
    pub rests: Vec<Spanned<String>>,
    /// The sentences, one a source line.
    pub lines: Vec<Line>,
}

/// One sentence.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its words and figures.
    pub words: Tree,
    /// Whether it is an item of a list.
    pub is_item: bool,
    /// Its place.
    pub span: Span,
}

/// The front matter of an easy-read chapter.
#[rustfmt::skip]
pub const EASY_CHAPTER: Record = Record {
    name: "an easy-read chapter",
    doc: "The settings at the top of an easy-read chapter.",
    keys: &[
        Key::new("title", Text, "The title, in easy words.").or(&["name", "heading", "headline"]),
        Key::new("description", Text, "What the chapter is about, in one easy sentence.").or(&["summary", "about", "intro", "lead"]),
        Key::new("checked", List(&Keys(&CHECK)), "Which people with a learning disability have checked this version.").or(&["checks", "reviewed"]),
        Key::new("leave-out", List(&Keys(&LEFT_OUT)), "Sections of the chapter that easy read leaves out, and why."),
        Key::new("accept", List(&Keys(&ACCEPTED)), "Problems that you have looked at and leave as they are."),
    ],
};

#[rustfmt::skip]
const CHECK: Record = Record {
    name: "a record of a check",
    doc: "A check of this version by people with a learning disability.",
    keys: &[
        Key::new("by", Text, "The reading group.").needed().or(&["group", "who", "name"]),
        Key::new("people", Whole(0, u32::MAX), "How many people took part.").or(&["number"]),
        Key::new("on", Date, "When they checked it.").or(&["date", "when"]),
    ],
};

#[rustfmt::skip]
const LEFT_OUT: Record = Record {
    name: "a section that is left out",
    doc: "A section of the chapter that easy read leaves out.",
    keys: &[
        Key::new("section", Text, "The section, as in a link to it: #how-we-pay.").needed().or(&["heading", "anchor"]),
        Key::new("because", Text, "Why it is left out.").needed().or(&["reason"]),
    ],
};

/// Whether a path is an easy-read twin.
#[must_use]
pub fn is_twin(path: &str) -> bool {
    path.starts_with("content/") && path.ends_with(".easy.md")
}

/// How a line begins that holds what a reading group said.
pub const REVIEW: &str = "<!-- review ";

impl Twin {
    /// Whether it is still being written: remarks for those who write are left in it.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        !self.remarks.is_empty()
    }

    /// Reads one `*.easy.md`.
    #[must_use]
    pub fn parse(source: &Files, file: FileId, diagnostics: &mut Diagnostics) -> Self {
        let (path, text) = (source.file(file).path.as_str(), source.file(file).text());
        let path = path.strip_prefix("content/").unwrap_or(path);
        let front = Front::parse(source, file, &EASY_CHAPTER, diagnostics);
        let (blocks, remarks) = blocks(file, text, front.body, diagnostics);
        let mut twin = Self {
            file,
            path: path.to_owned(),
            address: address(path),
            title: Spanned::new(String::new(), Span::new(file, 0, 0)),
            description: None,
            checked: Vec::new(),
            left_out: Vec::new(),
            accepted: Vec::new(),
            sentences_with_figures: sentence::with_figures(file, text, front.body),
            remarks,
            invites: invites(source, &blocks),
            blocks,
            text_begins: front.body,
            reviews: reviews(file, text, front.body),
        };
        if let Some(mut fields) = front.node.as_ref().and_then(|node| Fields::of(node, &EASY_CHAPTER, diagnostics)) {
            twin.title = fields.text("title", diagnostics).unwrap_or(twin.title);
            twin.description = fields.text("description", diagnostics);
            twin.checked =
                fields.list("checked", diagnostics).iter().filter_map(|node| checked(node, diagnostics)).collect();
            twin.left_out =
                fields.list("leave-out", diagnostics).iter().filter_map(|node| left_out(node, diagnostics)).collect();
            twin.accepted =
                fields.list("accept", diagnostics).iter().filter_map(|node| accepted(node, diagnostics)).collect();
            fields.finish(diagnostics);
        }
        if twin.title.value.is_empty() {
            if front.lacks("title") {
                diagnostics.add(
                    Diagnostic::new(&MISSING_TITLE, Span::new(file, 0, 0), "this easy-read chapter has no title")
                        .help("Write `title: …` between two --- lines at the top of the file."),
                );
            }
            path.clone_into(&mut twin.title.value);
        }
        twin
    }

    /// The path of the chapter it belongs to.
    #[must_use]
    pub fn chapter_path(&self) -> String {
        self.path.replace(".easy.md", ".md")
    }

    /// Its headings, in order.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.blocks.iter().filter_map(|block| match block {
            EasyBlock::Heading(heading) => Some(heading),
            EasyBlock::Part(_) => None,
        })
    }

    /// Its parts, in order.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.blocks.iter().filter_map(|block| match block {
            EasyBlock::Part(part) => Some(part),
            EasyBlock::Heading(_) => None,
        })
    }

    /// Its parts with their names, in order.
    #[must_use]
    pub fn named_parts(&self) -> Vec<NamedPart<'_>> {
        let (mut heading, mut section, mut number) = (None, 0, 0);
        let mut named = Vec::new();
        for block in &self.blocks {
            match block {
                EasyBlock::Heading(next) => {
                    section += usize::from(next.level == 2);
                    (heading, number) = (Some(next), 0);
                }
                EasyBlock::Part(part) => {
                    number += 1;
                    let name = heading.map_or(number.to_string(), |heading| format!("{}/{number}", heading.id));
                    named.push(NamedPart { name, heading, section, part });
                }
            }
        }
        named
    }
}

/// A part, called by its heading and its number under it.
#[derive(Clone, Debug)]
pub struct NamedPart<'t> {
    /// `how-fast-will-help-come/2`; before the first heading the number alone.
    pub name: String,
    /// The heading under which it stands.
    pub heading: Option<&'t Heading>,
    /// How many headings of the second level stand before it.
    pub section: usize,
    /// The part itself.
    pub part: &'t Part,
}

impl Part {
    /// The lines of it, from first to last; its picture where it has none yet.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        let picture = self.picture.as_ref().map(|picture| picture.span);
        let (first, last) = (self.lines.first(), self.lines.last());
        first.zip(last).map(|(first, last)| Span { end: last.span.end, ..first.span }).or(picture)
    }

    /// The figures that its lines show.
    pub fn figures(&self) -> impl Iterator<Item = &Reference> {
        self.lines.iter().flat_map(Line::figures)
    }
}

impl Line {
    /// The figures that it shows.
    pub fn figures(&self) -> impl Iterator<Item = &Reference> {
        self.words.iter().filter_map(|node| node.element.figure()).map(|reference| &reference.value)
    }
}

fn left_out(node: &Node, diagnostics: &mut Diagnostics) -> Option<LeftOut> {
    let mut fields = Fields::of(node, &LEFT_OUT, diagnostics)?;
    let section = fields.text("section", diagnostics);
    let because = fields.text("because", diagnostics);
    fields.finish(diagnostics);
    let section = section?.map(|anchor| anchor.trim_start_matches('#').to_owned());
    Some(LeftOut { section, because: because?.value })
}

fn checked(node: &Node, diagnostics: &mut Diagnostics) -> Option<Checked> {
    let mut fields = Fields::of(node, &CHECK, diagnostics)?;
    let by = fields.text("by", diagnostics);
    let people =
        whole_number(&mut fields, "people", "is how many, as a whole number,", "Write it in digits.", diagnostics);
    let on = period_field(&mut fields, "on", diagnostics).map(|on| on.value);
    // What was said of a record that cannot be read whole has been reported.
    let is_whole = fields.take("people").is_some() == people.is_some() && fields.take("on").is_some() == on.is_some();
    fields.finish(diagnostics);
    if !is_whole {
        return None;
    }
    Some(Checked { by: by?.value, people, on, span: node.span })
}

/// Whether one of the lines says what readers can do.
fn invites(source: &Files, blocks: &[EasyBlock]) -> bool {
    let parts = blocks.iter().filter_map(|block| match block {
        EasyBlock::Part(part) => Some(part),
        EasyBlock::Heading(_) => None,
    });
    parts.flat_map(|part| &part.lines).any(|line| is_invitation(without_mark(source.slice(line.span), line.is_item)))
}

/// Whether a line says what readers can do: ask, come, say what they think.
fn is_invitation(line: &str) -> bool {
    const FIRST: [&str; 14] = [
        "tell", "ask", "call", "phone", "write", "come", "email", "join", "visit", "go", "fill", "send", "contact",
        "please",
    ];
    let words = words(line);
    let is = |word: &str, wanted: &str| word.eq_ignore_ascii_case(wanted);
    words.first().is_some_and(|first| FIRST.iter().any(|wanted| is(first, wanted)))
        || words
            .windows(2)
            .any(|pair| is(pair[0], "you") && is(pair[1], "can") || is(pair[0], "contact") && is(pair[1], "page"))
}

/// A line without the mark of a list, `- ` or `1. `.
pub(crate) fn without_mark(text: &str, is_item: bool) -> &str {
    let text = if is_item { text[1..].trim_start() } else { text };
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text[digits..].strip_prefix(". ") {
        Some(words) if digits > 0 => words.trim_start(),
        _ => text,
    }
}

/// The blocks of a twin's text, and the first line of each remark in it.
fn blocks(file: FileId, text: &str, body: usize, diagnostics: &mut Diagnostics) -> (Vec<EasyBlock>, Vec<Span>) {
    let mut blocks = Vec::new();
    let mut remarks = Vec::new();
    let mut part = None;
    let mut at = body;
    // Where the remark begins that is being read.
    let mut remark: Option<Span> = None;
    let mut named = HashMap::new();
    for raw in text[body..].split_inclusive('\n') {
        let mut line = Spanned::new(raw, Span::new(file, at, at + raw.len()));
        at += raw.len();
        // A remark <!-- … -->, over one line or several, is for those who write. The words around it are for readers.
        let has_remark = remark.is_some() || raw.contains("<!--");
        if remark.is_some() {
            let Some(end) = raw.find("-->") else { continue };
            line = part_of(&line, end + 3, raw.len());
            remark = None;
        }
        while let Some(start) = line.value.find("<!--").filter(|start| line.value[..*start].trim().is_empty()) {
            let end = end_of_comment(&line.value[start..]);
            let whole = part_of(&line, start, line.value.len());
            let whole = part_of(&whole, 0, whole.value.trim_end().len());
            // What a reading group said is reported as such.
            remarks.extend((!whole.value.starts_with(REVIEW)).then_some(whole.span));
            remark = end.is_none().then_some(whole.span);
            line = part_of(&line, end.map_or(line.value.len(), |end| start + end), line.value.len());
        }
        let line = without_remarks_behind(&line, &mut remarks, &mut remark);
        if has_remark && line.value.is_empty() {
            // A line of remarks alone is no empty line.
        } else if let Some(heading) = heading(&line, &mut named, diagnostics) {
            blocks.extend(part.take().map(EasyBlock::Part));
            blocks.push(EasyBlock::Heading(heading));
        } else if let Some((picture, rests)) = picture(&line) {
            blocks.extend(part.take().map(EasyBlock::Part));
            part = Some(Part { picture: Some(picture), rests, lines: Vec::new() });
        } else if line.value.is_empty() {
            // A part without words yet waits for them; any other ends here.
            if part.as_ref().is_some_and(|part: &Part| !part.lines.is_empty()) {
                blocks.extend(part.take().map(EasyBlock::Part));
            }
        } else {
            let sentence = sentence(&line, diagnostics);
            part.get_or_insert_with(|| Part { picture: None, rests: Vec::new(), lines: Vec::new() })
                .lines
                .push(sentence);
        }
    }
    blocks.extend(part.map(EasyBlock::Part));
    if let Some(open) = remark {
        remarks.retain(|left| *left != open);
        diagnostics.add(open_comment(open.within(0, "<!--".len())));
    }
    (blocks, remarks)
}

/// A part of a line.
fn part_of<'t>(line: &Spanned<&'t str>, start: usize, end: usize) -> Spanned<&'t str> {
    Spanned::new(&line.value[start..end], line.span.within(start, end))
}

/// A line without the spaces around it and without remarks at its end. One that is not closed goes on in the next line.
fn without_remarks_behind<'t>(
    line: &Spanned<&'t str>,
    remarks: &mut Vec<Span>,
    open: &mut Option<Span>,
) -> Spanned<&'t str> {
    let trimmed = |line: &Spanned<&'t str>| {
        let lead = line.value.len() - line.value.trim_start().len();
        part_of(line, lead, lead + line.value.trim().len())
    };
    let mut line = trimmed(line);
    while let Some(start) = line.value.rfind("<!--") {
        let end = end_of_comment(&line.value[start..]);
        if end.is_some_and(|end| start + end < line.value.len()) {
            break;
        }
        let remark = line.span.within(start, line.value.len());
        remarks.push(remark);
        if end.is_none() {
            *open = Some(remark);
        }
        line = trimmed(&part_of(&line, 0, start));
    }
    line
}

/// A heading. `named` counts how often each has been there.
fn heading(line: &Spanned<&str>, named: &mut HashMap<String, usize>, diagnostics: &mut Diagnostics) -> Option<Heading> {
    let words = line.value.trim_start_matches('#');
    let level = line.value.len() - words.len();
    if level == 0 || !words.starts_with(' ') {
        return None;
    }
    let start = line.value.len() - words.len();
    let text = settled(words, |range| line.span.within(start + range.start, start + range.end), diagnostics);
    let text = text.trim().to_owned();
    let wanted = slug(&text);
    let times = named.entry(wanted.clone()).or_insert(0);
    *times += 1;
    let id = if *times == 1 { wanted } else { format!("{wanted}-{times}") };
    Some(Heading { level: u8::try_from(level.clamp(2, 3)).unwrap_or(2), id, text, span: line.span })
}

/// `![name]` alone on a line, with what the part rests on behind it: `![name](#how-we-pay ae-4-hours)`.
fn picture(line: &Spanned<&str>) -> Option<(Spanned<String>, Vec<Spanned<String>>)> {
    let inner = line.value.strip_prefix("![")?;
    let (name, behind) = inner.split_once(']')?;
    let rests = match behind {
        "" => Vec::new(),
        _ => anchors(line, behind.strip_prefix('(')?.strip_suffix(')')?)?,
    };
    Some((Spanned::new(name.trim().to_owned(), line.span.within(2, 2 + name.len())), rests))
}

/// The anchors in `inner`, which ends one sign before the line does. The name of a file is none.
fn anchors(line: &Spanned<&str>, inner: &str) -> Option<Vec<Spanned<String>>> {
    let from = line.value.len() - 1 - inner.len();
    let mut anchors = Vec::new();
    let mut at = 0;
    for word in inner.split(' ') {
        let anchor = word.trim_start_matches('#');
        if anchor.contains(['.', '/', ':']) {
            return None;
        }
        if !anchor.is_empty() {
            let start = from + at;
            anchors.push(Spanned::new(anchor.to_owned(), line.span.within(start, start + word.len())));
        }
        at += word.len() + 1;
    }
    (!anchors.is_empty()).then_some(anchors)
}

fn sentence(line: &Spanned<&str>, diagnostics: &mut Diagnostics) -> Line {
    let (words, is_item) = line
        .value
        .strip_prefix("- ")
        .or_else(|| line.value.strip_prefix("* "))
        .map_or((line.value, false), |words| (words, true));
    let lead = line.value.len() - words.len();
    let span = line.span.within(lead, line.value.len());
    let mut words = markdown::inline(words, span, diagnostics);
    note_plurals(words.nodes_mut());
    Line { words, is_item, span: line.span }
}

/// Verbs that follow several people or things, and no single one.
const PLURAL_VERBS: [&str; 26] = [
    "are", "aren't", "were", "weren't", "have", "haven't", "do", "don't", "come", "feel", "get", "go", "know", "like",
    "live", "need", "pay", "say", "see", "take", "think", "use", "wait", "want", "work", "agree",
];

/// Notes which figures stand before such a verb: no people *are*, and nobody *is*.
fn note_plurals(nodes: &mut [tree::Node]) {
    for at in 1..nodes.len() {
        let (before, behind) = nodes.split_at_mut(at);
        let pair = (before.last_mut().map(|node| &mut node.element), behind.first().map(|node| &node.element));
        if let (Some(Element::Figure(reference)), Some(Element::Text(text))) = pair {
            let verb = text.strip_prefix(' ').and_then(|rest| rest.split(' ').next()).unwrap_or("");
            let verb = verb.trim_end_matches(|sign: char| !sign.is_alphanumeric()).replace('’', "'");
            reference.value.is_plural = PLURAL_VERBS.contains(&verb.as_str());
        }
    }
}

fn reviews(file: FileId, text: &str, body: usize) -> Vec<Spanned<String>> {
    let lines = text[body..].split_inclusive('\n').scan(body, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let reviews = lines.filter_map(|(start, line)| {
        let words = line.trim().strip_prefix(REVIEW)?.trim_end_matches("-->").trim();
        let start = start + line.len() - line.trim_start().len();
        Some(Spanned::new(words.to_owned(), Span::new(file, start, start + line.trim().len())))
    });
    reviews.collect()
}
