//! YAML text → a tree of [`Node`]s that know their place.
//!
//! Scalars keep the characters the author typed (`3.10`, `1,000`, `007`): what they mean is decided by
//! whoever reads them. Keys are read through [`Fields`], which looks each up in its [`Record`]: a key that has no
//! row is an unknown key.
//!
//! There are two readers. `plain` takes the YAML that people write by hand, and gives nothing where it is not certain;
//! `full` takes all of it and alone speaks of what is wrong. Where both read a text they give the same tree, to the byte.

mod full;
mod keys;
mod node;
mod plain;
pub(crate) mod syntax_hints;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

pub use self::keys::{Key, Kind, Need, Record, TEXTS, words_of};
pub use self::node::{Entry, Node, Value};
use rustc_hash::FxHashMap;

use crate::base::brackets;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::names::nearest;

use crate::base::files::unreadable::without_escapes;
use crate::base::span::{FileId, Span, Spanned};

/// Text that is not YAML.
pub const YAML_SYNTAX: Rule = Rule {
    name: "yaml-syntax",
    group: Group::Settings,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "In a .yaml file, or between the two --- lines of a chapter, each line must read `key: value`. There \
              are three common mistakes. A text has a colon, or starts with one of [ { & * ! | > ' \" % @ `, and \
              needs quotation marks around it. There is a Tab, not two spaces. A quotation mark or a bracket is not \
              closed.",
};

/// `&name` and `*name`.
pub const YAML_ALIAS: Rule = Rule {
    name: "yaml-alias",
    group: Group::Settings,
    policy: Policy::Fixed,
    fix: Fixable::Partly(Reason::Choice),
    severity: Severity::Error,
    explain: "In YAML, & and * repeat a value from another place. In a plan, write a figure once and show it with {{ \
              … }}. If you meant an ordinary & or *, put the text in quotation marks.",
};

/// Text that is taken for a remark.
pub const HIDDEN_REMARK: Rule = Rule {
    name: "hidden-remark",
    group: Group::Settings,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "Everything on a line after a space and a # is a comment and will not appear. If the # is part of the \
              text, as in \"Housing #2 team\" or a colour, put the text in quotation marks. To write a comment, \
              begin it with # and a space.",
};

/// A key that is not known here.
pub const UNKNOWN_KEY: Rule = Rule {
    name: "unknown-key",
    group: Group::Settings,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "Each part of a plan has certain settings. If a setting has another name, it is usually a typing \
              mistake, and plainplan cannot use it. Put a setting for your own theme under `extra:`.",
};

/// The same key twice.
pub const DUPLICATE_KEY: Rule = Rule {
    name: "duplicate-key",
    group: Group::Settings,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "Use each setting only once in the same place. If it is there twice, readers would see only one of the \
              two.",
};

/// A key that must be there and is not.
pub const MISSING_KEY: Rule = Rule {
    name: "missing-key",
    group: Group::Settings,
    policy: Policy::Fixed,
    fix: Fixable::Partly(Reason::Words),
    severity: Severity::Error,
    explain: "Something that readers or other pages need is missing. For example, a table needs a caption, and a \
              measure needs a name and a unit.",
};

/// A list where a text belongs, and the like.
pub const WRONG_TYPE: Rule = Rule {
    name: "wrong-type",
    group: Group::Settings,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Words),
    severity: Severity::Error,
    explain: "This setting needs another type of value: a list (lines that begin with \"- \"), a group of settings, \
              or one text.",
};

/// Reads the YAML in `text`, which begins at byte `offset` of its file and should be a `record`, or a list of those. A syntax
/// error is reported and gives nothing.
pub fn parse<'t>(
    file: FileId,
    text: &'t str,
    offset: usize,
    record: &'static Record,
    diagnostics: &mut Diagnostics,
) -> Option<Node<'t>> {
    let text = with_ordinary_spaces(text);
    let plain = match &text {
        Cow::Borrowed(text) => plain::read(file, text, offset),
        Cow::Owned(_) => None,
    };
    match plain.map_or_else(|| full::read(file, &text, offset, record), Ok) {
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
                "everything after the # is a comment and will not appear",
            );
            let help = "If the # is part of the text, put the whole text after the colon in quotation marks.";
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
/// Each `take` names a key that has a row. [`Fields::finish`] reports the keys that have none, those that stand twice and
/// those that are missing.
pub struct Fields<'n> {
    record: &'static Record,
    span: Span,
    entries: &'n [Entry<'n>],
    /// The keys that were read, each a bit by the position of its row.
    read: u64,
}

impl<'n> Fields<'n> {
    /// Reads `node` as a `record`; anything but a group of keys is reported.
    pub fn of(node: &'n Node<'n>, record: &'static Record, diagnostics: &mut Diagnostics) -> Option<Self> {
        match &node.value {
            Value::Keys(entries) => Some(Self { record, span: node.span, entries, read: 0 }),
            Value::Nothing => None,
            _ => {
                diagnostics.add(
                    wrong_type(node, record.name, "a group of settings")
                        .help("Write `key: value` lines, or { key: value, key: value } on one line."),
                );
                None
            }
        }
    }

    /// Reads a whole file as a `record`. In an empty one everything is missing.
    pub fn of_file(node: &'n Node<'n>, record: &'static Record, diagnostics: &mut Diagnostics) -> Option<Self> {
        if node.is_nothing() {
            let span = Span::new(node.span.file, 0, 0);
            return Some(Self { record, span, entries: &[], read: 0 });
        }
        Self::of(node, record, diagnostics)
    }

    /// Where the group begins; the best place for what is missing.
    #[must_use]
    pub fn span(&self) -> Span {
        self.entries.first().map_or(self.span, |(key, _)| key.span)
    }

    /// The row of `key`, which is read now.
    ///
    /// # Panics
    /// While testing, where there is no such row.
    pub fn row(&mut self, key: &'static str) -> &'static Key {
        let position = self.record.position(key);
        debug_assert!(position.is_some(), "{} has no row for the key `{key}`", self.record.name);
        let position = position.unwrap_or_default();
        self.read |= 1 << position;
        &self.record.keys[position]
    }

    /// The value of `key`, unless it was left out or left empty.
    pub fn take(&mut self, key: &'static str) -> Option<&'n Node<'n>> {
        self.row(key);
        self.value_of(key)
    }

    fn value_of(&self, key: &str) -> Option<&'n Node<'n>> {
        let found = self.entries.iter().find(|(name, _)| name.value == key)?;
        (!found.1.is_nothing()).then_some(&found.1)
    }

    /// The text of `key`.
    pub fn text(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
        debug_assert!(self.row(key).kind.takes_text(), "`{key}` is no text by its row");
        let node = self.take(key)?;
        text_of(node, key, diagnostics)
    }

    /// The items of the list behind `key`.
    pub fn list(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> &'n [Node<'n>] {
        debug_assert!(self.row(key).kind.takes_list(), "`{key}` is no list by its row");
        let Some(node) = self.take(key) else { return &[] };
        list_of(node, key, diagnostics)
    }

    /// The texts of the list behind `key`. One text alone is a list of one.
    pub fn texts(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<Spanned<String>> {
        debug_assert!(self.row(key).kind == TEXTS, "`{key}` is no list of texts by its row");
        let Some(node) = self.take(key) else { return Vec::new() };
        if node.as_text().is_some() {
            return text_of(node, key, diagnostics).into_iter().collect();
        }
        let items = list_of(node, key, diagnostics);
        items.iter().filter_map(|item| text_of(item, key, diagnostics)).collect()
    }

    /// `true` or `false`.
    pub fn switch(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> bool {
        debug_assert!(self.row(key).kind == Kind::Switch, "`{key}` is not true or false by its row");
        let Some(text) = self.text(key, diagnostics) else { return false };
        if !matches!(text.value.as_str(), "true" | "false") {
            let message = format!("`{key}` must be true or false, not `{}`", text.value);
            diagnostics.add(Diagnostic::new(&WRONG_TYPE, text.span, message).help("Write true or false."));
        }
        text.value == "true"
    }

    /// Reports what is missing, what has no row and what stands twice.
    ///
    /// # Panics
    /// While testing, where a key has a row and was not read.
    pub fn finish(self, diagnostics: &mut Diagnostics) {
        debug_assert!(self.unread().next().is_none(), "{} never reads {:?}", self.record.name, self.unread().next());
        for key in self.missing().filter(|key| !self.is_misspelt(key)) {
            let message = format!("{} needs the setting `{key}`", self.record.name);
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
            if !self.is_known(&key.value) {
                if !self.is_further_piece(position, &mut run) {
                    diagnostics.add(self.unknown(key, node, position));
                }
            } else if let Some(first) = seen.insert(&*key.value, key) {
                seen.insert(&*key.value, first);
                let message = format!("`{}` is here twice", key.value);
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

    /// The keys that have a row and were not read.
    fn unread(&self) -> impl Iterator<Item = &'static str> {
        let rows = self.record.keys.iter().enumerate();
        rows.filter(|(position, _)| self.read & 1 << position == 0).map(|(_, key)| key.name)
    }

    /// The keys that must be there and are not.
    fn missing(&self) -> impl Iterator<Item = &'static str> {
        let is_needed = |key: &Key| key.need != Need::Optional && !self.is_replaced(key);
        let needed = self.record.keys.iter().filter(move |key| is_needed(key)).map(|key| key.name);
        needed.filter(|key| self.value_of(key).is_none())
    }

    /// Whether another key takes the place of this one.
    fn is_replaced(&self, key: &Key) -> bool {
        matches!(key.need, Need::Unless(other) if self.value_of(other).is_some())
    }

    /// The keys that may be here.
    fn rows(&self) -> impl Iterator<Item = &'static Key> {
        self.record.keys.iter().filter(|key| !self.is_replaced(key))
    }

    /// The names of the keys that may be here.
    fn known(&self) -> impl Iterator<Item = &'static str> {
        self.rows().map(|key| key.name)
    }

    fn is_known(&self, key: &str) -> bool {
        self.known().any(|known| known == key)
    }

    /// Whether a key that is not known was meant to be this one; it is reported as that.
    fn is_misspelt(&self, key: &str) -> bool {
        let unknown = self.entries.iter().filter(|(name, _)| !self.is_known(&name.value));
        unknown.into_iter().any(|(name, _)| {
            let meant =
                [nearest(&name.value, self.known()), self.run_together(name), self.by_another_word(&name.value)];
            meant.contains(&Some(key))
        })
    }

    /// The known key that begins a key such as `value 84.8` or `value:84.8`, where the colon or the space is missing.
    fn run_together(&self, key: &Spanned<Cow<str>>) -> Option<&'static str> {
        let (first, rest) = key.value.split_once([' ', ':'])?;
        self.known().find(|known| *known == first && !rest.is_empty())
    }

    fn unknown(&self, key: &Spanned<Cow<str>>, node: &Node, position: usize) -> Diagnostic {
        if let Some(Cut { place, whole, .. }) = self.split_number(key, node, position) {
            let message = "there is a comma in this number, so it was read as two values";
            return put_together(Diagnostic::new(&UNKNOWN_KEY, key.span, message), place, &whole, |number| {
                format!("Put the number in quotation marks: {number}.")
            });
        }
        if let Some(Cut { key: first, place, whole }) = self.split_text(position) {
            let message = "there is a comma in this text, so it was read as two values";
            return put_together(Diagnostic::new(&UNKNOWN_KEY, key.span, message), place, &whole, |text| {
                format!("Put the text in quotation marks: {first}: {text}.")
            });
        }
        if let Some(meant) = self.run_together(key).filter(|_| node.is_nothing()) {
            let value = key.value[meant.len()..].trim_start_matches([' ', ':']);
            return Diagnostic::new(&UNKNOWN_KEY, key.span, format!("there is no colon and space after `{meant}`"))
                .fix(Fix::guess(key.span, format!("{meant}: {value}")), |text| format!("Write `{text}`."));
        }
        let known: Vec<&str> = self.known().collect();
        let message = format!("{} has no setting `{}`", self.record.name, key.value);
        let diagnostic = Diagnostic::new(&UNKNOWN_KEY, key.span, message);
        match self.by_another_word(&key.value).or_else(|| nearest(&key.value, self.known())) {
            Some(meant) => diagnostic.did_you_mean(key.span, meant),
            None => diagnostic.help(format!("Use one of these settings: {}.", known.join(", "))),
        }
    }

    /// Whether the keys stand in { }.
    fn is_in_braces(&self) -> bool {
        self.entries.first().is_some_and(|(first, _)| self.span.start < first.span.start)
    }

    /// The key that is known here for what its author calls by another word.
    fn by_another_word(&self, word: &str) -> Option<&'static str> {
        let is_free = |key: &&str| self.entries.iter().all(|(own, _)| own.value != **key);
        self.rows().filter(|key| key.others.contains(&word)).map(|key| key.name).find(is_free)
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
        is_several || self.by_another_word(word).is_none() && nearest(word, self.known()).is_none()
    }

    /// Whether a key is nothing but words, which nobody knows here.
    fn is_piece_of_text(&self, key: &Spanned<Cow<str>>, node: &Node) -> bool {
        node.is_nothing() && !self.is_known(&key.value)
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
