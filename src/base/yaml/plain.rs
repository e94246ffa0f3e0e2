//! The YAML that people write by hand → the tree, in one pass over the text, eight times as fast as [`super::full`].
//!
//! It knows groups of keys, lists, `{ … }` and `[ … ]` on one line, texts on one line with or without quotation marks, text
//! behind `|`, and remarks. It gives a tree only where it is certain that the full reader gives the same one, with the same
//! places. Everything else, what is rare and what is wrong alike, it leaves to the full reader by giving nothing: it has no
//! messages of its own, and no option to be lenient. That both agree is tested on texts drawn at random and on damaged
//! copies of real ones.

use std::borrow::Cow;

use super::{Entry, Node, Value, verbatim};
use crate::base::span::{FileId, Span, Spanned};

/// A longer text is left to the full reader, which counts what it meets.
const LONGEST: usize = 1_000_000;

/// As is one with more groups in each other.
pub(crate) const DEEPEST: usize = 30;

/// And one with a longer key.
pub(crate) const LONGEST_KEY: usize = 1_000;

/// Reads the YAML in `text`, which begins at byte `offset` of its file, if it is as plain as that.
pub(crate) fn read(file: FileId, text: &str, offset: usize) -> Option<Node<'_>> {
    if !is_ordinary(text) {
        return None;
    }
    let mut reader = Reader { file, offset, text, at: 0, column: None, depth: 0 };
    reader.find_line();
    let node = reader.block(reader.column?)?;
    reader.column.is_none().then_some(node)
}

/// Whether every line is ended, and nothing stands in the text that is not seen on paper.
fn is_ordinary(text: &str) -> bool {
    let is_letter = |byte: u8| byte >= b' ' && byte != 0x7f || matches!(byte, b'\n' | b'\r');
    let is_odd = |letter: char| matches!(letter, '\u{80}'..='\u{9f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    text.len() <= LONGEST
        && text.ends_with('\n')
        && text.bytes().all(is_letter)
        && (text.is_ascii() || !text.contains(is_odd))
        && text.match_indices('\r').all(|(at, _)| text.as_bytes()[at + 1] == b'\n')
}

/// Stands at a byte of the text. Each function reads what its name says from there on and gives nothing where it finds
/// anything else.
struct Reader<'t> {
    file: FileId,
    /// Where the text begins in its file.
    offset: usize,
    text: &'t str,
    at: usize,
    /// How far the line is set in on whose first character the reader stands; nothing at the end of the text.
    column: Option<usize>,
    depth: usize,
}

/// A text on one line as it was typed, with its quotation marks.
struct Typed<'t> {
    value: Cow<'t, str>,
    start: usize,
    end: usize,
    is_quoted: bool,
}

impl<'t> Reader<'t> {
    /// What begins at `column` of this line, and goes on in the lines below it that are set in as far.
    fn block(&mut self, column: usize) -> Option<Node<'t>> {
        if self.is_item() {
            return self.list(column);
        }
        if matches!(self.next(), b'[' | b'{') {
            return self.rest_of_line(Self::flow);
        }
        let text = self.typed(is_end_of_text)?;
        if self.is_colon() {
            return self.group(column, text);
        }
        let node = self.scalar(text)?;
        self.end_line()?;
        Some(node)
    }

    /// Lines that begin with a dash.
    fn list(&mut self, column: usize) -> Option<Node<'t>> {
        let start = self.at;
        let mut items = Vec::new();
        self.deeper()?;
        while self.column == Some(column) && self.is_item() {
            items.push(self.item(column)?);
        }
        self.depth -= 1;
        Some(self.node(Value::List(items), start, start))
    }

    /// The lines of a list that are not set in below its key. The full reader says that it stands where its first item
    /// does.
    fn list_below_key(&mut self, column: usize) -> Option<Node<'t>> {
        let start = self.behind_dash();
        let list = self.list(column)?;
        match &list.value {
            Value::List(items) if items.first()?.is_nothing() => None,
            _ => Some(self.node(list.value, start, start)),
        }
    }

    /// A dash at `column` and what belongs to it.
    fn item(&mut self, column: usize) -> Option<Node<'t>> {
        let (dash, behind) = (self.at, self.behind_dash());
        self.at += 1;
        self.skip_spaces();
        if self.is_empty_to_end_of_line() {
            self.end_line()?;
            return match self.column {
                Some(inner) if inner > column => self.block(inner),
                _ => Some(self.node(Value::Nothing, behind, behind)),
            };
        }
        if self.next() == b'|' {
            return self.literal(column);
        }
        // The rest of the line may itself be a list or the first key of a group.
        let inner = column + (self.at - dash);
        self.column = Some(inner);
        self.block(inner)
    }

    /// Lines of `key: value`; the first key was read.
    fn group(&mut self, column: usize, first: Typed<'t>) -> Option<Node<'t>> {
        let start = first.start;
        let mut entries = Vec::new();
        let mut key = first;
        self.deeper()?;
        loop {
            let key_here = self.key(key)?;
            let value = self.value_of_key(column)?;
            entries.push((key_here, value));
            if self.column != Some(column) || self.is_item() {
                break;
            }
            key = self.typed(is_end_of_text)?;
        }
        self.depth -= 1;
        Some(self.node(Value::Keys(entries), start, start))
    }

    /// What stands behind the colon of a key at `column`.
    fn value_of_key(&mut self, column: usize) -> Option<Node<'t>> {
        let colon = self.at - 1;
        self.skip_spaces();
        if self.is_empty_to_end_of_line() {
            self.end_line()?;
            return match self.column {
                Some(inner) if inner > column => self.block(inner),
                Some(inner) if inner == column && self.is_item() => self.list_below_key(column),
                _ => Some(self.node(Value::Nothing, colon, colon)),
            };
        }
        match self.next() {
            b'|' => self.literal(column),
            b'[' | b'{' => self.rest_of_line(Self::flow),
            _ => self.rest_of_line(|reader| {
                let text = reader.typed(is_end_of_text)?;
                reader.scalar(text)
            }),
        }
    }

    /// Text behind `|`, line by line, below a key or dash at `column`.
    fn literal(&mut self, column: usize) -> Option<Node<'t>> {
        self.at += 1;
        let ending = self.next();
        self.at += usize::from(matches!(ending, b'-' | b'+'));
        self.skip_spaces();
        self.line_break()?;
        let mut value = String::new();
        // Line breaks that belong to the text only if more of it follows.
        let mut breaks = String::new();
        while self.line_break().is_some() {
            breaks.push('\n');
        }
        let indent = self.spaces();
        let start = self.at + indent;
        let mut end = start;
        if indent <= column || is_line_break(self.byte(start)) {
            return None;
        }
        while self.at < self.text.len() {
            let lead = self.spaces().min(indent);
            let line = self.at + lead;
            if is_line_break(self.byte(line)) {
                self.at = line;
                self.line_break()?;
            } else if lead < indent {
                break;
            } else {
                end = self.end_of_line(line);
                value.push_str(&breaks);
                value.push_str(&self.text[line..end]);
                breaks.clear();
                self.at = end;
                self.line_break()?;
            }
            breaks.push('\n');
        }
        match ending {
            b'+' => value.push_str(&breaks),
            b'-' => {}
            _ => value.push('\n'),
        }
        if value.trim().is_empty() {
            return None;
        }
        self.find_line();
        self.text_node(Cow::Owned(value), start, end)
    }

    /// A list or a group in brackets.
    fn flow(&mut self) -> Option<Node<'t>> {
        let start = self.at;
        self.deeper()?;
        let value = if self.next() == b'[' {
            Value::List(self.between(b']', Self::flow_value)?)
        } else {
            Value::Keys(self.between(b'}', Self::flow_entry)?)
        };
        self.depth -= 1;
        Some(self.node(value, start, start + 1))
    }

    /// What stands between a bracket and the `close` that belongs to it, with commas in between.
    fn between<T>(&mut self, close: u8, part: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.at += 1;
        let mut parts = Vec::new();
        loop {
            self.skip_spaces();
            if self.next() == close {
                break;
            }
            parts.push(part(self)?);
            self.skip_spaces();
            match self.next() {
                b',' => self.at += 1,
                next if next == close => break,
                _ => return None,
            }
        }
        self.at += 1;
        Some(parts)
    }

    fn flow_value(&mut self) -> Option<Node<'t>> {
        if matches!(self.next(), b'[' | b'{') {
            return self.flow();
        }
        let text = self.typed(is_end_of_flow_text)?;
        self.scalar(text)
    }

    fn flow_entry(&mut self) -> Option<Entry<'t>> {
        let key = self.typed(is_end_of_flow_text)?;
        let key = self.key(key)?;
        self.skip_spaces();
        Some((key, self.flow_value()?))
    }

    /// A text on this line, in quotation marks or as far as `is_end` lets it go.
    fn typed(&mut self, is_end: impl Fn(u8, u8, u8) -> bool) -> Option<Typed<'t>> {
        match self.next() {
            b'"' => self.quoted(b'"', b'\\'),
            b'\'' => self.quoted(b'\'', b'\''),
            _ => self.unquoted(is_end),
        }
    }

    /// A text without quotation marks.
    fn unquoted(&mut self, is_end: impl Fn(u8, u8, u8) -> bool) -> Option<Typed<'t>> {
        let start = self.at;
        if !may_begin(self.next(), self.byte(start + 1)) {
            return None;
        }
        let mut end = start + 1;
        while !is_line_break(self.byte(end)) && !is_end(self.byte(end - 1), self.byte(end), self.byte(end + 1)) {
            end += 1;
        }
        let value = self.text[start..end].trim_end_matches(' ');
        self.at = start + value.len();
        Some(Typed { value: Cow::Borrowed(value), start, end: self.at, is_quoted: false })
    }

    /// A text in quotation marks, in which `escape` may stand before a mark and before itself.
    fn quoted(&mut self, mark: u8, escape: u8) -> Option<Typed<'t>> {
        let start = self.at;
        let mut end = start + 1;
        let mut has_escapes = false;
        loop {
            let (here, next) = (self.byte(end), self.byte(end + 1));
            if here == escape && (next == mark || next == escape) {
                has_escapes = true;
                end += 2;
            } else if here == mark {
                break;
            } else if here == escape || is_line_break(here) {
                return None;
            } else {
                end += 1;
            }
        }
        let inner = &self.text[start + 1..end];
        let value =
            if has_escapes { Cow::Owned(without_escapes(inner, char::from(escape))) } else { Cow::Borrowed(inner) };
        self.at = end + 1;
        Some(Typed { value, start, end: self.at, is_quoted: true })
    }

    /// A text that is a value.
    fn scalar(&self, text: Typed<'t>) -> Option<Node<'t>> {
        if !text.is_quoted && is_nothing(&text.value) {
            return Some(self.node(Value::Nothing, text.start, text.end));
        }
        if !text.is_quoted && may_be_infinite(&text.value) {
            return None;
        }
        self.text_node(text.value, text.start, text.end)
    }

    /// A text that is a key, and the colon behind it.
    fn key(&mut self, text: Typed<'t>) -> Option<Spanned<Cow<'t, str>>> {
        let is_rare = text.end - text.start > LONGEST_KEY || text.value == "<<" || is_nothing(&text.value);
        if is_rare || !self.is_colon() {
            return None;
        }
        self.at += 1;
        let node = self.scalar(text)?;
        let Value::Scalar(name) = node.value else { return None };
        Some(Spanned::new(name, node.span))
    }

    fn text_node(&self, value: Cow<'t, str>, start: usize, end: usize) -> Option<Node<'t>> {
        let place = verbatim(value.trim(), self.text.get(start..end)?);
        Some(self.node(Value::Scalar(value), start + place.start, start + place.end))
    }

    fn node(&self, value: Value<'t>, start: usize, end: usize) -> Node<'t> {
        Node { value, span: Span::new(self.file, self.offset + start, self.offset + end) }
    }

    /// Takes note of one more group or list in another.
    fn deeper(&mut self) -> Option<()> {
        self.depth += 1;
        (self.depth <= DEEPEST).then_some(())
    }

    /// A part of this line behind which nothing stands but a remark.
    fn rest_of_line(&mut self, part: impl Fn(&mut Self) -> Option<Node<'t>>) -> Option<Node<'t>> {
        let node = part(self)?;
        self.end_line()?;
        Some(node)
    }

    /// The end of this line, with a remark or without.
    fn end_line(&mut self) -> Option<()> {
        self.skip_spaces();
        if !self.is_empty_to_end_of_line() {
            return None;
        }
        self.at = self.end_of_line(self.at);
        self.line_break()?;
        self.find_line();
        Some(())
    }

    /// Goes to the first character of the next line that has something on it besides a remark.
    fn find_line(&mut self) {
        self.column = None;
        while self.at < self.text.len() {
            let column = self.spaces();
            self.at += column;
            if !is_line_break(self.next()) && self.next() != b'#' {
                self.column = Some(column);
                return;
            }
            self.at = self.end_of_line(self.at);
            self.at += self.text[self.at..].find('\n').map_or(0, |newline| newline + 1);
        }
    }

    fn line_break(&mut self) -> Option<()> {
        self.at += match &self.text.as_bytes()[self.at..] {
            [b'\n', ..] => 1,
            [b'\r', b'\n', ..] => 2,
            _ => return None,
        };
        Some(())
    }

    /// Whether nothing stands here but the end of the line or a remark, which needs a space before it.
    fn is_empty_to_end_of_line(&self) -> bool {
        is_line_break(self.next()) || self.next() == b'#' && self.text.as_bytes()[..self.at].ends_with(b" ")
    }

    /// Where that stands which a dash here belongs to; the end of the line if nothing does.
    fn behind_dash(&self) -> usize {
        let dash_end = self.at + 1;
        let behind = dash_end + self.spaces_at(dash_end);
        if self.byte(behind) == b'#' { self.end_of_line(behind) } else { behind }
    }

    fn is_item(&self) -> bool {
        self.next() == b'-' && is_blank(self.byte(self.at + 1))
    }

    fn is_colon(&self) -> bool {
        self.next() == b':' && is_blank(self.byte(self.at + 1))
    }

    fn skip_spaces(&mut self) {
        self.at += self.spaces();
    }

    fn spaces(&self) -> usize {
        self.spaces_at(self.at)
    }

    fn spaces_at(&self, at: usize) -> usize {
        self.text.as_bytes()[at..].iter().take_while(|&&byte| byte == b' ').count()
    }

    /// Where the line ends in which byte `at` stands.
    fn end_of_line(&self, at: usize) -> usize {
        let line = self.text[at..].split('\n').next().unwrap_or("");
        at + line.strip_suffix('\r').unwrap_or(line).len()
    }

    fn next(&self) -> u8 {
        self.byte(self.at)
    }

    /// The byte at a place; behind the end of the text there are line breaks.
    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(b'\n')
    }
}

fn is_line_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn is_blank(byte: u8) -> bool {
    byte == b' ' || is_line_break(byte)
}

/// Whether a text without quotation marks ends before `here`: a colon behind a key, or a remark.
fn is_end_of_text(before: u8, here: u8, next: u8) -> bool {
    here == b':' && is_blank(next) || here == b'#' && before == b' '
}

/// The same in brackets, where commas and further brackets end a text too.
fn is_end_of_flow_text(before: u8, here: u8, next: u8) -> bool {
    let is_sign = |byte: u8| matches!(byte, b',' | b'[' | b']' | b'{' | b'}');
    is_sign(here) || here == b':' && is_sign(next) || is_end_of_text(before, here, next)
}

/// Whether a text may begin so. Every sign that means something to YAML is left to the full reader, but for the minus of a
/// number.
fn may_begin(first: u8, next: u8) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    is_letter(first)
        || first == b'-' && is_letter(next)
        || matches!(first, b'(' | b'+' | b'$' | b'/' | b'_' | b'~' | b'<' | b'=')
}

/// The text with what stands behind each `escape` in its place.
fn without_escapes(text: &str, escape: char) -> String {
    let mut letters = text.chars();
    let meant = || letters.next().and_then(|letter| if letter == escape { letters.next() } else { Some(letter) });
    std::iter::from_fn(meant).collect()
}

/// The words for nothing.
fn is_nothing(text: &str) -> bool {
    matches!(text, "~" | "null" | "Null" | "NULL")
}

/// Whether a number is too large to be one, perhaps. The full reader refuses it.
fn may_be_infinite(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']);
    let is_number = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E');
    digits.starts_with('.')
        || digits.starts_with(|first: char| first.is_ascii_digit())
            && (text.len() > 300 || text.contains(['e', 'E']))
            && text.bytes().all(is_number)
}
