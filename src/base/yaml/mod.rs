//! YAML text → a tree of [`Node`]s that know their place.
//!
//! Scalars keep the characters the author typed (`3.10`, `1,000`, `007`): what they mean is decided by
//! whoever reads them. Keys are read through [`Fields`], so that the code which takes a key is also
//! the schema that knows it: what nobody took is an unknown key.
//!
//! There are two readers. `plain` takes the YAML that people write by hand, and gives nothing where it is not certain;
//! `full` takes all of it and alone speaks of what is wrong. Where both read a text they give the same tree, to the byte.

mod full;
mod plain;
pub(crate) mod syntax_hints;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::base::brackets;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Rule, Severity};
use crate::base::names::nearest;

use crate::base::files::unreadable::without_escapes;
use crate::base::span::{FileId, Span, Spanned};

/// A value and where it stands. Its texts are those of the file wherever they stand there as they are meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node<'t> {
    /// The value.
    pub value: Value<'t>,
    /// Its characters in the file; for a list or a group of keys, its first character.
    pub span: Span,
}

/// The shapes YAML has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value<'t> {
    /// Nothing was written after the key.
    Nothing,
    /// A number, a word or a text, as typed.
    Scalar(Cow<'t, str>),
    /// A list.
    List(Vec<Node<'t>>),
    /// Keys with values, in the order of the file. Repeated keys are kept.
    Keys(Vec<Entry<'t>>),
}

/// A key and its value.
pub type Entry<'t> = (Spanned<Cow<'t, str>>, Node<'t>);

/// Text that is not YAML.
pub const YAML_SYNTAX: Rule = Rule {
    name: "yaml-syntax",
    severity: Severity::Error,
    explain: "The lines between the two --- (or a .yaml file) must be `key: value` lines. The usual slips: a text \
              that contains a colon, or begins with one of [ { & * ! | > ' \" % @ `, needs quotation marks around it; \
              a Tab was used where two spaces belong; a quotation mark or a bracket was not closed.",
};

/// `&name` and `*name`.
pub const YAML_ALIAS: Rule = Rule {
    name: "yaml-alias",
    severity: Severity::Error,
    explain: "YAML lets a value point at another one with & and *. A plan does not: a figure is written once and \
              shown with {{ … }}. If you meant an ordinary & or *, put the text in quotation marks.",
};

/// Text that is taken for a remark.
pub const HIDDEN_REMARK: Rule = Rule {
    name: "hidden-remark",
    severity: Severity::Warning,
    explain: "Behind a space and a # the rest of a line is a remark that nobody reads. If the # belongs to the text, as in \
              \"Housing #2 team\" or a colour, put the text in quotation marks. A remark of yours begins with # and a space.",
};

/// A key that is not known here.
pub const UNKNOWN_KEY: Rule = Rule {
    name: "unknown-key",
    severity: Severity::Error,
    explain: "Each part of a plan knows certain keys. One that is not known is most often a slip of the finger, \
              and what stands behind it would be lost. A key for your own theme goes under `extra:`.",
};

/// What people call things, and the keys for them. A key is only meant where it is known.
const OTHER_WORDS: &[(&[&str], &str)] = &[
    (&["title", "label", "heading", "measure", "metric", "indicator"], "name"),
    (&["name", "heading", "headline"], "title"),
    (&["title", "name", "heading", "label"], "caption"),
    (&["measures", "metrics", "tables", "table", "measure"], "of"),
    (&["measures", "indicators", "kpis"], "metrics"),
    (&["direction", "polarity", "good"], "better"),
    (&["goal", "goals", "aim", "aims", "ambition"], "targets"),
    (&["start", "before", "last-year"], "baseline"),
    (&["actual", "latest", "now", "current"], "value"),
    (&["date", "deadline", "due", "when", "until"], "by"),
    (&["date", "when", "at", "year"], "period"),
    (&["summary", "about", "intro", "lead"], "description"),
    (&["author", "lead", "contact", "responsible"], "owner"),
    (&["actions", "deadlines", "promises"], "milestones"),
    (&["headings", "headers", "header"], "columns"),
    (&["data", "lines", "cells"], "rows"),
    (&["comment", "comments", "remark", "footnote"], "note"),
    (&["comment", "comments", "remarks", "footnotes"], "notes"),
];

/// The same key twice.
pub const DUPLICATE_KEY: Rule = Rule {
    name: "duplicate-key",
    severity: Severity::Error,
    explain: "A key may stand once in each place. Of two, one would be lost without anybody noticing.",
};

/// A key that must be there and is not.
pub const MISSING_KEY: Rule = Rule {
    name: "missing-key",
    severity: Severity::Error,
    explain: "Something that readers or other pages rely on was left out: a table needs a caption, a measure needs a \
              name and a unit.",
};

/// A list where a text belongs, and the like.
pub const WRONG_TYPE: Rule = Rule {
    name: "wrong-type",
    severity: Severity::Error,
    explain: "The key is known, but what stands behind it has another shape than it needs: a list (lines that begin \
              with \"- \"), a group of keys, or one text.",
};

impl Node<'_> {
    /// The text, if this is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// Whether nothing was written.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        matches!(self.value, Value::Nothing)
    }

    /// The places of all texts in it.
    fn spans(&self, found: &mut Vec<Span>) {
        match &self.value {
            Value::Nothing => {}
            Value::Scalar(_) => found.push(self.span),
            Value::List(items) => items.iter().for_each(|item| item.spans(found)),
            Value::Keys(entries) => entries.iter().for_each(|(_, value)| value.spans(found)),
        }
    }

    /// What kind of thing this is, for messages.
    fn shape(&self) -> &'static str {
        match self.value {
            Value::Nothing => "nothing",
            Value::Scalar(_) => "a text",
            Value::List(_) => "a list",
            Value::Keys(_) => "a group of keys",
        }
    }

    /// The lines of a text, each where it stands in `source`, the whole file.
    #[must_use]
    pub fn lines<'a>(&self, source: &'a str) -> Vec<Spanned<&'a str>> {
        let raw = source.get(self.span.range()).unwrap_or("");
        let mut at = 0;
        let mut lines = Vec::new();
        for line in raw.split_inclusive('\n') {
            let text = line.trim();
            let start = at + (line.len() - line.trim_start().len());
            lines.push(Spanned::new(text, self.span.within(start, start + text.len())));
            at += line.len();
        }
        lines
    }
}

/// Reads the YAML in `text`, which begins at byte `offset` of its file. A syntax error is reported and gives nothing.
pub fn parse<'t>(file: FileId, text: &'t str, offset: usize, diagnostics: &mut Diagnostics) -> Option<Node<'t>> {
    let text = with_ordinary_spaces(text);
    let plain = match &text {
        Cow::Borrowed(text) => plain::read(file, text, offset),
        Cow::Owned(_) => None,
    };
    match plain.map_or_else(|| full::read(file, &text, offset), Ok) {
        Ok(node) => {
            report_remarks(file, &text, offset, &node, diagnostics);
            Some(node)
        }
        Err(diagnostic) => {
            diagnostics.add(diagnostic);
            None
        }
    }
}

/// A non-breaking space behind a colon or a dash, as Word makes it, is taken for an ordinary one. Two of those take as
/// many bytes, so that every place stays right.
fn with_ordinary_spaces(text: &str) -> Cow<'_, str> {
    if text.contains(":\u{a0}") || text.contains("-\u{a0}") {
        return Cow::Owned(text.replace(":\u{a0}", ":  ").replace("-\u{a0}", "-  "));
    }
    Cow::Borrowed(text)
}

/// `owner: Housing #2 team` is read as `Housing`: what stands behind ` #` is a remark. One that begins without a
/// space was hardly meant as such.
fn report_remarks(file: FileId, text: &str, offset: usize, node: &Node, diagnostics: &mut Diagnostics) {
    if !text.contains(" #") {
        return;
    }
    let mut values = Vec::new();
    node.spans(&mut values);
    values.sort_unstable_by_key(|span| span.start);
    let is_in_a_value = |at: usize| {
        let begun = values.partition_point(|span| span.start as usize <= at);
        begun.checked_sub(1).is_some_and(|last| values[last].range().contains(&at))
    };
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        start += line.len();
        (start - line.len(), line.trim_end_matches('\n'))
    });
    // What stands in a line before its first colon is behind no key.
    let places =
        lines.filter_map(|(start, line)| Some((start, line, line.find(':')?))).flat_map(|(start, line, colon)| {
            line[colon..].match_indices(" #").map(move |(at, _)| (start + colon + at, &line[colon + at + 1..]))
        });
    for (at, remark) in places {
        let is_close = remark[1..].starts_with(|letter: char| letter.is_alphanumeric());
        if is_close && !is_in_a_value(offset + at + 1) {
            let found = Diagnostic::new(
                &HIDDEN_REMARK,
                Span::new(file, offset + at + 1, offset + at + 1 + remark.trim_end().len()),
                "from the # on, this line is a remark and not part of the text",
            );
            let help = "Put the whole text behind the key in quotation marks if the # belongs to it.";
            diagnostics.add(match syntax_hints::in_quotes(text, at + 1) {
                Some(syntax_hints::Edit { place, text }) => {
                    let place = Span::new(file, offset + place.start, offset + place.end);
                    found.fix(Fix::guess(place, text), |_| help.to_owned())
                }
                None => found.help(help),
            });
        }
    }
}

/// A group of keys while it is being read.
///
/// Each `take` names a key that is known here. [`Fields::finish`] reports the keys that nobody took
/// and those that stand twice.
pub struct Fields<'n> {
    what: &'static str,
    span: Span,
    entries: &'n [Entry<'n>],
    known: Vec<&'static str>,
    /// Keys that must be there and are not.
    missing: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// Reads `node` as `what` ("a measure"); anything but a group of keys is reported.
    pub fn of(node: &'n Node<'n>, what: &'static str, diagnostics: &mut Diagnostics) -> Option<Self> {
        match &node.value {
            Value::Keys(entries) => {
                Some(Self { what, span: node.span, entries, known: Vec::new(), missing: Vec::new() })
            }
            Value::Nothing => None,
            _ => {
                diagnostics.add(
                    wrong_type(node, what, "a group of keys")
                        .help("Write `key: value` lines, or { key: value, key: value } on one line."),
                );
                None
            }
        }
    }

    /// Reads a whole file as `what`. In an empty one everything is missing.
    pub fn of_file(node: &'n Node<'n>, what: &'static str, diagnostics: &mut Diagnostics) -> Option<Self> {
        if node.is_nothing() {
            let span = Span::new(node.span.file, 0, 0);
            return Some(Self { what, span, entries: &[], known: Vec::new(), missing: Vec::new() });
        }
        Self::of(node, what, diagnostics)
    }

    /// Where the group begins; the best place for what is missing.
    #[must_use]
    pub fn span(&self) -> Span {
        self.entries.first().map_or(self.span, |(key, _)| key.span)
    }

    /// The value of `key`, unless it was left out or left empty.
    pub fn take(&mut self, key: &'static str) -> Option<&'n Node<'n>> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        let found = self.entries.iter().find(|(name, _)| name.value == key)?;
        (!found.1.is_nothing()).then_some(&found.1)
    }

    /// The text of `key`.
    pub fn text(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
        let node = self.take(key)?;
        text_of(node, key, diagnostics)
    }

    /// The text of `key`, which must be there.
    pub fn need(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
        let Some(node) = self.take(key) else {
            self.missing.push(key);
            return None;
        };
        text_of(node, key, diagnostics)
    }

    /// The items of the list behind `key`.
    pub fn list(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> &'n [Node<'n>] {
        let Some(node) = self.take(key) else { return &[] };
        list_of(node, key, diagnostics)
    }

    /// The texts of the list behind `key`. One text alone is a list of one.
    pub fn texts(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<Spanned<String>> {
        let Some(node) = self.take(key) else { return Vec::new() };
        if node.as_text().is_some() {
            return text_of(node, key, diagnostics).into_iter().collect();
        }
        let items = list_of(node, key, diagnostics);
        items.iter().filter_map(|item| text_of(item, key, diagnostics)).collect()
    }

    /// The texts of the list behind `key`, of which there must be one at least.
    pub fn need_texts(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<Spanned<String>> {
        if self.take(key).is_none() {
            self.missing.push(key);
        }
        self.texts(key, diagnostics)
    }

    /// `true` or `false`.
    pub fn switch(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> bool {
        let Some(text) = self.text(key, diagnostics) else { return false };
        if !matches!(text.value.as_str(), "true" | "false") {
            let message = format!("`{key}` is either true or false, not `{}`", text.value);
            diagnostics.add(Diagnostic::new(&WRONG_TYPE, text.span, message).help("Write true or false."));
        }
        text.value == "true"
    }

    /// Reports what is missing, what nobody took and what stands twice.
    pub fn finish(self, diagnostics: &mut Diagnostics) {
        for key in self.missing.iter().filter(|key| !self.is_misspelt(key)) {
            let message = format!("{} needs the key `{key}`", self.what);
            let found = Diagnostic::new(&MISSING_KEY, self.span(), message);
            let say = |text: &str| format!("Add a line `{}`.", text.trim_end_matches(','));
            let first = Span { end: self.span().start, ..self.span() };
            diagnostics.add(if self.is_in_braces() {
                found.fix(Fix::template(first, format!("{key}: …, ")), say)
            } else if first.start == 0 {
                found.fix(Fix::template(first, format!("{key}: …\n")), say)
            } else {
                found.help(say(&format!("{key}: …")))
            });
        }
        let (mut seen, mut run) = (FxHashMap::default(), Run::default());
        for (position, (key, node)) in self.entries.iter().enumerate() {
            if !self.known.contains(&&*key.value) {
                if !self.is_further_piece(position, &mut run) {
                    diagnostics.add(self.unknown(key, node, position));
                }
            } else if let Some(first) = seen.insert(&*key.value, key) {
                seen.insert(&*key.value, first);
                let message = format!("`{}` stands here a second time", key.value);
                diagnostics.add(
                    Diagnostic::new(&DUPLICATE_KEY, key.span, message)
                        .also(first.span, "the first one")
                        .help("Remove one of the two."),
                );
            }
            if !self.is_piece_of_text(key, node) {
                run = Run { last_other: Some(position), is_cut: None };
            }
        }
    }

    /// Whether a key that is not known was meant to be this one; it is reported as that.
    fn is_misspelt(&self, key: &str) -> bool {
        let known = || self.known.iter().copied();
        let unknown = self.entries.iter().filter(|(name, _)| !known().any(|known| known == name.value));
        unknown.into_iter().any(|(name, _)| {
            let meant = [nearest(&name.value, known()), self.run_together(name), self.by_another_word(&name.value)];
            meant.contains(&Some(key))
        })
    }

    /// The known key that begins a key such as `value 84.8` or `value:84.8`, where the colon or the space is missing.
    fn run_together(&self, key: &Spanned<Cow<str>>) -> Option<&'static str> {
        let (first, rest) = key.value.split_once([' ', ':'])?;
        self.known.iter().copied().find(|known| *known == first && !rest.is_empty())
    }

    fn unknown(&self, key: &Spanned<Cow<str>>, node: &Node, position: usize) -> Diagnostic {
        if let Some(Cut { place, whole, .. }) = self.split_number(key, node, position) {
            let message = "a comma inside { } separates two values, so this number was cut in two";
            return put_together(Diagnostic::new(&UNKNOWN_KEY, key.span, message), place, &whole, |number| {
                format!("Put the number in quotation marks: {number}.")
            });
        }
        if let Some(Cut { key: first, place, whole }) = self.split_text(position) {
            let message = "a comma inside { } separates two values, so this text was cut in two";
            return put_together(Diagnostic::new(&UNKNOWN_KEY, key.span, message), place, &whole, |text| {
                format!("Put the text in quotation marks: {first}: {text}.")
            });
        }
        if let Some(meant) = self.run_together(key).filter(|_| node.is_nothing()) {
            let value = key.value[meant.len()..].trim_start_matches([' ', ':']);
            return Diagnostic::new(
                &UNKNOWN_KEY,
                key.span,
                format!("a colon with a space behind it is missing after `{meant}`"),
            )
            .fix(Fix::guess(key.span, format!("{meant}: {value}")), |text| format!("Write `{text}`."));
        }
        let known = self.known.join(", ");
        let diagnostic = Diagnostic::new(&UNKNOWN_KEY, key.span, format!("{} has no key `{}`", self.what, key.value));
        match self.by_another_word(&key.value).or_else(|| nearest(&key.value, self.known.iter().copied())) {
            Some(meant) => diagnostic.did_you_mean(key.span, meant),
            None => diagnostic.help(format!("The keys that are known here: {known}.")),
        }
    }

    /// Whether the keys stand in { }.
    fn is_in_braces(&self) -> bool {
        self.entries.first().is_some_and(|(first, _)| self.span.start < first.span.start)
    }

    /// The key that is known here for what its author calls by another word.
    fn by_another_word(&self, word: &str) -> Option<&'static str> {
        let is_free = |key: &&str| self.known.contains(key) && self.entries.iter().all(|(own, _)| own.value != **key);
        OTHER_WORDS.iter().filter(|(others, _)| others.contains(&word)).map(|(_, key)| *key).find(is_free)
    }

    /// `{ value: 1,234,567 }` is read as `value: 1` and two keys; the whole number, if this is the first of them.
    fn split_number(&self, key: &Spanned<Cow<str>>, node: &Node, position: usize) -> Option<Cut<'_>> {
        let (name, value) = self.entries[..position].last()?;
        let is_number = value.as_text()?.ends_with(|letter: char| letter.is_ascii_digit());
        if !is_number || !is_piece_of_number(key, node) {
            return None;
        }
        let rest = self.entries[position..].iter().take_while(|(key, node)| is_piece_of_number(key, node));
        let pieces: Vec<&Spanned<Cow<str>>> = rest.map(|(key, _)| key).collect();
        let whole = pieces.iter().fold(value.as_text()?.to_owned(), |number, key| format!("{number},{}", key.value));
        Some(Cut { key: &name.value, place: cut_place(name, value, &pieces), whole })
    }

    /// `{ text: A, B and C }` is read as `text: A` and a key; the key that the whole text belongs to, and the text.
    fn split_text(&self, position: usize) -> Option<Cut<'_>> {
        let (name, value) = self.entries[..position].last()?;
        let rest = self.entries[position..].iter().take_while(|(key, node)| self.is_piece_of_text(key, node));
        let pieces: Vec<&Spanned<Cow<str>>> = rest.map(|(key, _)| key).collect();
        let is_text = pieces.iter().any(|key| self.is_no_key(&key.value));
        let starts_with_a_key = pieces.first().and_then(|key| self.run_together(key)).is_some();
        if !self.is_in_braces() || !is_text || starts_with_a_key {
            return None;
        }
        let (whole, _) = pieces.iter().fold((value.as_text()?.to_owned(), value.span.end), |(text, end), key| {
            let comma = if key.span.start <= end + 1 { "," } else { ", " };
            (format!("{text}{comma}{}", key.value), key.span.end)
        });
        Some(Cut { key: &name.value, place: cut_place(name, value, &pieces), whole })
    }

    /// Whether a word is none of the keys here, and nobody's slip for one.
    fn is_no_key(&self, word: &str) -> bool {
        let is_several = word.contains(|sign: char| sign == ' ' || sign.is_ascii_digit());
        is_several || self.by_another_word(word).is_none() && nearest(word, self.known.iter().copied()).is_none()
    }

    /// Whether a key is nothing but words, which nobody knows here.
    fn is_piece_of_text(&self, key: &Spanned<Cow<str>>, node: &Node) -> bool {
        node.is_nothing() && !self.known.contains(&&*key.value)
    }

    /// A further piece of a number or a text that was cut; the first has reported.
    fn is_further_piece(&self, position: usize, run: &mut Run) -> bool {
        if let Some(first) = run.last_other.map(|other| other + 1).filter(|first| *first < position)
            && *run.is_cut.get_or_insert_with(|| self.split_text(first).is_some())
        {
            return true;
        }
        let is_piece =
            |position: usize| self.entries.get(position).is_some_and(|(key, node)| is_piece_of_number(key, node));
        is_piece(position) && position > 0 && is_piece(position - 1)
    }
}

/// Keys one after the other that are nothing but words.
#[derive(Default)]
struct Run {
    /// The last entry before them that is something else.
    last_other: Option<usize>,
    /// Whether they are the pieces of a text that was cut, once that was looked at.
    is_cut: Option<bool>,
}

/// A value that commas have cut in pieces.
struct Cut<'k> {
    /// The key that it belongs to.
    key: &'k str,
    /// Where all of it stands, if that is certain.
    place: Option<Span>,
    whole: String,
}

/// From the beginning of a value to the end of its last piece; nothing where there may be quotation marks around one.
fn cut_place(key: &Spanned<Cow<str>>, value: &Node, pieces: &[&Spanned<Cow<str>>]) -> Option<Span> {
    let mut end = value.span.start;
    let mut is_near = value.span.start == key.span.end + 2;
    for span in std::iter::once(value.span).chain(pieces.iter().map(|piece| piece.span)) {
        is_near &= span.start <= end + 2;
        end = span.end;
    }
    is_near.then_some(Span { end, ..value.span })
}

/// The help for a value that was cut, and the edit if it is certain where all of it stands.
fn put_together(found: Diagnostic, place: Option<Span>, whole: &str, say: impl FnOnce(&str) -> String) -> Diagnostic {
    let text = syntax_hints::quoted(whole);
    match place {
        Some(place) => found.fix(Fix::guess(place, text), say),
        None => found.help(say(&text)),
    }
}

fn is_piece_of_number(key: &Spanned<Cow<str>>, node: &Node) -> bool {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    node.is_nothing() && digits(&key.value)
}

/// The text of a node; anything else is reported.
pub fn text_of(node: &Node, key: &str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
    if let Some(text) = node.as_text() {
        let text = without_escapes(text.trim(), node.span, diagnostics);
        let text = brackets::settled(&text, |_| node.span, diagnostics);
        return Some(Spanned::new(text.into_owned(), node.span));
    }
    diagnostics
        .add(wrong_type(node, &format!("`{key}`"), "one text").help(format!("Write `{key}: your text` on one line.")));
    None
}

fn list_of<'n>(node: &'n Node<'n>, key: &str, diagnostics: &mut Diagnostics) -> &'n [Node<'n>] {
    if let Value::List(items) = &node.value {
        return items;
    }
    diagnostics
        .add(wrong_type(node, &format!("`{key}`"), "a list").help("Begin each item with \"- \" on a line of its own."));
    &[]
}

fn wrong_type(node: &Node, what: &str, needed: &str) -> Diagnostic {
    Diagnostic::new(&WRONG_TYPE, node.span, format!("{what} should be {needed}, but this is {}", node.shape()))
}

/// Where a text stands within what was typed: without its quotation marks, if nothing in it is written in another
/// way; else all of it.
fn verbatim(value: &str, typed: &str) -> Range<usize> {
    // Nearly all stand at the start, or right behind a quotation mark.
    let starts_at = |start: usize| typed.get(start..).is_some_and(|rest| rest.starts_with(value));
    let start = [0, 1].into_iter().find(|start| starts_at(*start)).or_else(|| typed.find(value));
    match start.filter(|_| !value.is_empty()) {
        Some(start) => start..start + value.len(),
        None => 0..typed.trim_end().len(),
    }
}
