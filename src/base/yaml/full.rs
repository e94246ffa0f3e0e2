//! Any YAML → the tree, by way of the YAML crate: slower than [`super::plain`], and the one that knows what is wrong.
//!
//! The crate hands over numbers as numbers; [`Raw::placed`] turns them back into what was typed. The only module that
//! knows the crate.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, MergeKeyPolicy};

use super::{Entry, Node, Record, Value, YAML_ALIAS, YAML_SYNTAX, verbatim};
use crate::base::diagnostic::{Diagnostic, Fix};
use crate::base::span::{FileId, Span, Spanned};
use crate::base::yaml::syntax_hints;

/// Reads the YAML in `text`, which begins at byte `offset` of its file, or says what is wrong with it.
pub(crate) fn read(
    file: FileId,
    text: &str,
    offset: usize,
    record: &'static Record,
) -> Result<Node<'static>, Diagnostic> {
    let options = serde_yaml::options! {
        strict_booleans: true,
        with_snippet: false,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        budget: serde_yaml::budget! { max_aliases: 0, max_nodes: 2_000_000, max_events: 4_000_000, max_depth: 64 },
    };
    match serde_yaml::from_str_with_options::<Raw>(text, options) {
        Ok(node) => Ok(node.placed(file, text, offset)),
        Err(error) => Err(syntax_error(file, text, offset, record, &error)),
    }
}

fn syntax_error(
    file: FileId,
    text: &str,
    offset: usize,
    record: &'static Record,
    error: &serde_yaml::Error,
) -> Diagnostic {
    let characters = error.location().map_or(0, |location| usize::try_from(location.span().offset()).unwrap_or(0));
    let at = text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    // An error at the very end is easier to find on the last line that has something on it.
    let at = at.min(text.trim_end().len());
    let letter = text[at..].chars().next().map_or(0, char::len_utf8);
    let span = Span::new(file, offset + at, offset + at + letter);
    let words = error.to_string();
    if words.contains("Aliases") {
        let found = "a value cannot start with `*`";
        let found = Diagnostic::new(&YAML_ALIAS, span, found);
        let help = "If the `*` is part of the text, put the text in quotation marks. To show a figure again, write \
                    {{ its-id }}.";
        let is_value = text[..at].ends_with(": ");
        return match syntax_hints::in_quotes(text, at).filter(|_| is_value) {
            Some(edit) => {
                let place = Span::new(file, offset + edit.place.start, offset + edit.place.end);
                found.fix(Fix::guess(place, edit.text), |_| help.to_owned())
            }
            None => found.help(help),
        };
    }
    let is_nested = ["Depth", "recursion", "Nodes"].iter().any(|part| words.contains(part));
    if let Some(slip) = Some(()).filter(|()| !is_nested).and_then(|()| syntax_hints::find(text, at, &words, record)) {
        let place = |range: &Range<usize>| Span::new(file, offset + range.start, offset + range.end);
        let found = Diagnostic::new(&YAML_SYNTAX, place(&slip.place), slip.message);
        return match slip.edit {
            Some(edit) => found.fix(Fix::guess(place(&edit.place), edit.text), |_| slip.help),
            None => found.help(slip.help),
        };
    }
    explain_syntax(&words, Diagnostic::new(&YAML_SYNTAX, span, what_is_wrong(&words)))
}

/// The parser's words in an editor's words.
fn what_is_wrong(words: &str) -> &'static str {
    let known = [
        ("mapping values are not allowed", "there is a second colon in this line"),
        ("illegal placement of ':'", "a bracket before this line was not closed"),
        ("quoted scalar", "a quotation mark was not closed"),
        ("unexpected end", "a bracket or a quotation mark was not closed"),
        ("Depth", "there are too many levels here"),
        ("recursion limit", "there are too many levels here"),
        ("Nodes", "there are too many values here"),
        ("tab", "there is a Tab here"),
        ("unexpected character", "a value cannot start with this character"),
        ("simple key", "there is no colon in this line"),
        ("could not find expected ':'", "there is no colon in this line"),
        ("did not find expected", "this line does not match the lines around it"),
    ];
    known.iter().find(|(part, _)| words.contains(part)).map_or("this line is not written correctly", |(_, plain)| plain)
}

fn explain_syntax(words: &str, diagnostic: Diagnostic) -> Diagnostic {
    let help = if words.contains("mapping values") || words.contains("unexpected character") {
        "Put the whole text after the colon in quotation marks: key: \"your text\"."
    } else if words.contains("nested") || words.contains("Depth") || words.contains("recursion") {
        "Remove the brackets that do not belong here, or put the text in quotation marks."
    } else if words.contains("quoted") || words.contains("placement") {
        "Close the quotation mark or bracket on the line where it was opened."
    } else {
        "Write each line as `key: value`. Indent the lines below a setting by two spaces, never with a Tab."
    };
    diagnostic.help(help)
}

/// The tree as the crate hands it over.
struct Raw {
    kind: Kind,
    start: usize,
    length: usize,
}

enum Kind {
    Nothing,
    /// Quoted or block text, unescaped.
    Text(String),
    /// A plain scalar that looks like a number or a boolean: its characters are in the file.
    Typed,
    List(Vec<Raw>),
    Keys(Vec<(Raw, Raw)>),
}

impl Raw {
    fn placed(self, file: FileId, text: &str, offset: usize) -> Node<'static> {
        let typed = text.get(self.start..self.start + self.length).unwrap_or("");
        let place = match &self.kind {
            Kind::Text(value) => verbatim(value.trim(), typed),
            _ => 0..self.length,
        };
        let span = Span::new(file, offset + self.start + place.start, offset + self.start + place.end);
        let value = match self.kind {
            Kind::Nothing => Value::Nothing,
            Kind::Text(text) => Value::Scalar(Cow::Owned(text)),
            Kind::Typed => Value::Scalar(Cow::Owned(typed.trim().to_owned())),
            Kind::List(items) => Value::List(items.into_iter().map(|item| item.placed(file, text, offset)).collect()),
            Kind::Keys(entries) => {
                let entry = |(key, value): (Self, Self)| -> Entry<'static> {
                    (as_key(key.placed(file, text, offset)), value.placed(file, text, offset))
                };
                Value::Keys(entries.into_iter().map(entry).collect())
            }
        };
        Node { value, span }
    }
}

fn as_key(node: Node) -> Spanned<Cow<str>> {
    let name = match node.value {
        Value::Scalar(name) => name,
        _ => Cow::Borrowed(""),
    };
    Spanned::new(name, node.span)
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let found = serde_yaml::Spanned::<Kind>::deserialize(deserializer)?;
        let span = found.referenced.span();
        let number = |value: Option<u64>| value.and_then(|value| usize::try_from(value).ok()).unwrap_or(0);
        Ok(Self { kind: found.value, start: number(span.byte_offset()), length: number(span.byte_len()) })
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyShape)
    }
}

struct AnyShape;

impl<'de> Visitor<'de> for AnyShape {
    type Value = Kind;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Kind, E> {
        Ok(Kind::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Kind, E> {
        Ok(Kind::Text(text))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Kind, E> {
        Ok(Kind::Typed)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Kind, E> {
        Ok(Kind::Typed)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Kind, E> {
        Ok(Kind::Typed)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Kind, E> {
        Ok(Kind::Typed)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Kind, E> {
        Ok(Kind::Typed)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Kind, E> {
        Ok(Kind::Typed)
    }

    fn visit_unit<E>(self) -> Result<Kind, E> {
        Ok(Kind::Nothing)
    }

    fn visit_none<E>(self) -> Result<Kind, E> {
        Ok(Kind::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Kind, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Kind::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Kind, A::Error> {
        let mut keys = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            keys.push(entry);
        }
        Ok(Kind::Keys(keys))
    }
}
