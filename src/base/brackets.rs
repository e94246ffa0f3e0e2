//! What stands in angle brackets → what it is: a tag of HTML, a gap that somebody has still to fill, or words.
//!
//! [`crate::text::markdown`] asks this of chapters; for values that are not Markdown, [`settled`] takes out comments and finds gaps.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::span::Span;

/// A gap in angle brackets.
pub const UNFILLED_GAP: Rule = Rule {
    name: "unfilled-gap",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "Words in angle brackets, such as <insert name>, are a gap for someone to fill. On a website they look \
              like a tag, so readers would not see them. Write the words that belong there. If you do not know them \
              yet, write TBC or <TBC>. To show angle brackets to readers, put the words in `backticks`.",
};

/// A comment that goes on to the end of the text.
pub const COMMENT_NOT_CLOSED: Rule = Rule {
    name: "comment-not-closed",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "A comment begins with <!-- and ends with -->. Readers never see it. If it has no end, all the text \
              after it is part of the comment.",
};

/// What a stretch of text in angle brackets is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Bracketed {
    /// A tag of HTML, or of a word processor. It is left out and the words around it stay.
    Tag,
    /// `<TBC>`, which is what `TBC` is.
    ToBeConfirmed,
    /// `<insert name>`: somebody has still to write what belongs there.
    Gap,
}

/// A tag as it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag<'t> {
    /// Its name as written.
    pub(crate) name: &'t str,
    /// Whether it begins with `</`.
    pub(crate) closes: bool,
    /// What stands between the name and `>`.
    pub(crate) attributes: &'t str,
    /// All of it.
    pub(crate) written: &'t str,
}

/// Every element of HTML that people paste, the old ones too.
const ELEMENTS: [&str; 141] = [
    "a",
    "abbr",
    "acronym",
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "basefont",
    "bdi",
    "bdo",
    "bgsound",
    "big",
    "blink",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "circle",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "line",
    "link",
    "main",
    "map",
    "mark",
    "marquee",
    "math",
    "menu",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "path",
    "picture",
    "polygon",
    "pre",
    "progress",
    "q",
    "rect",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "slot",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "text",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tspan",
    "tt",
    "u",
    "ul",
    "use",
    "var",
    "video",
    "wbr",
    "xml",
];

/// Elements whose names are words that a gap may ask for too: `<address>`, `<time>`. As markup they have a closing tag or
/// an attribute.
const WORDS: [&str; 49] = [
    "address", "area", "article", "audio", "base", "body", "button", "caption", "cite", "code", "data", "details",
    "dialog", "dir", "figure", "footer", "form", "frame", "head", "header", "input", "label", "legend", "line", "link",
    "main", "map", "mark", "menu", "meter", "object", "option", "output", "path", "picture", "progress", "search",
    "section", "select", "slot", "source", "summary", "table", "template", "text", "time", "title", "track", "video",
];

/// Attributes that stand without a value.
const SWITCHES: [&str; 22] = [
    "allowfullscreen",
    "async",
    "autofocus",
    "autoplay",
    "checked",
    "compact",
    "controls",
    "default",
    "defer",
    "disabled",
    "hidden",
    "ismap",
    "loop",
    "multiple",
    "muted",
    "noshade",
    "nowrap",
    "open",
    "playsinline",
    "readonly",
    "required",
    "selected",
];

impl<'t> Tag<'t> {
    /// The tag at the head of `text`, by the grammar of `CommonMark`.
    pub(crate) fn at(text: &'t str) -> Option<Self> {
        let bytes = text.as_bytes();
        let closes = bytes.get(1) == Some(&b'/');
        let start = if closes { 2 } else { 1 };
        let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':');
        let length = bytes.get(start..)?.iter().take_while(|byte| is_of_name(byte)).count();
        if !bytes.get(start)?.is_ascii_alphabetic() {
            return None;
        }
        let name = &text[start..start + length];
        // Word processors write <o:p> and <st1:place>; any other colon is one of an address.
        if name.contains(':') && !is_of_word_processor(name) {
            return None;
        }
        let end = end_of_attributes(bytes, start + length)?;
        let attributes = text[start + length..end].trim_matches(|sign: char| sign.is_whitespace() || sign == '/');
        Some(Self { name, closes, attributes, written: &text[..=end] })
    }

    /// What it is. `has_partner` says whether the tag of this name that it belongs to, closing or opening, stands in the text.
    pub(crate) fn kind(&self, has_partner: impl Fn(&str) -> bool) -> Bracketed {
        if is_to_be_confirmed(self.written) {
            return Bracketed::ToBeConfirmed;
        }
        let name = self.name.to_ascii_lowercase();
        let is_element = ELEMENTS.binary_search(&name.as_str()).is_ok() || is_of_word_processor(&name);
        let has_value = self.attributes.contains('=');
        let mut words = self.attributes.split_whitespace();
        let is_sentence = !has_value && words.any(|word| !SWITCHES.contains(&word.to_ascii_lowercase().as_str()));
        let is_word =
            !self.closes && self.attributes.is_empty() && WORDS.contains(&name.as_str()) && !has_partner(&name);
        let is_tag = is_element && (self.closes || !is_sentence && !is_word) || self.closes && has_partner(&name);
        if is_tag { Bracketed::Tag } else { Bracketed::Gap }
    }

    /// The value of an attribute.
    pub(crate) fn value(&self, attribute: &str) -> Option<&'t str> {
        let lower = self.attributes.to_ascii_lowercase();
        let at = lower.match_indices(attribute).map(|(at, _)| at).find(|at| {
            let is_whole = *at == 0 || lower.as_bytes()[at - 1].is_ascii_whitespace();
            is_whole && lower[at + attribute.len()..].trim_start().starts_with('=')
        })?;
        let value = self.attributes[at + attribute.len()..].trim_start().strip_prefix('=')?.trim_start();
        match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split(quote).next(),
            _ => value.split(|sign: char| sign.is_whitespace()).next(),
        }
    }
}

fn is_of_word_processor(name: &str) -> bool {
    name.split_once(':').is_some_and(|(space, _)| {
        matches!(space.to_ascii_lowercase().as_str(), "o" | "w" | "v" | "m" | "x" | "st1" | "st2" | "xml")
    })
}

/// Words that say that something is still to be confirmed.
const TO_BE_CONFIRMED: [&str; 3] = ["tbc", "tba", "to be confirmed"];

/// `TBC`, `tba`, `<to be confirmed>`: with angle brackets or without.
#[must_use]
pub fn is_to_be_confirmed(written: &str) -> bool {
    let inner = written.strip_prefix('<').and_then(|words| words.strip_suffix('>')).unwrap_or(written);
    TO_BE_CONFIRMED.iter().any(|words| inner.trim().eq_ignore_ascii_case(words))
}

/// That a gap is left in a text.
#[must_use]
pub fn gap(written: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&UNFILLED_GAP, span, format!("`{written}` has not been filled in"))
        .help("Replace it with the right words. If you do not know them yet, write TBC.")
}

/// That a comment is not closed.
#[must_use]
pub fn open_comment(span: Span) -> Diagnostic {
    Diagnostic::new(
        &COMMENT_NOT_CLOSED,
        span,
        "this comment has no end, so readers would not see the rest of the \
                                                text",
    )
    .help("Write --> where the comment ends.")
}

/// A value that is not read as Markdown, without its comments and with `TBC` for `<TBC>`. Gaps are reported, each once.
pub fn settled<'t>(text: &'t str, place: impl Fn(Range<usize>) -> Span, diagnostics: &mut Diagnostics) -> Cow<'t, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut settled = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(length) = text[at..].find(['<', '`']) {
        settled.push_str(&text[at..at + length]);
        at += length;
        let rest = &text[at..];
        let (length, words) = match stretch(rest, &text[..at]) {
            Stretch::Words(length) => (length, &rest[..length]),
            Stretch::Comment(Some(length)) => (length, ""),
            Stretch::Comment(None) => {
                diagnostics.add(open_comment(place(at..at + "<!--".len())));
                (rest.len(), "")
            }
            Stretch::Open(length) => (length, "TBC"),
            Stretch::Gap(length) => {
                diagnostics.add(gap(&rest[..length], place(at..at + length)));
                // Without its brackets it is not reported again by who reads the value as Markdown.
                (length, rest[1..length - 1].trim_start_matches('/'))
            }
        };
        settled.push_str(words);
        at += length;
    }
    settled.push_str(&text[at..]);
    Cow::Owned(settled.trim().to_owned())
}

/// What stands at a bracket or a backtick.
enum Stretch {
    Words(usize),
    Comment(Option<usize>),
    Open(usize),
    Gap(usize),
}

fn stretch(rest: &str, before: &str) -> Stretch {
    if let Some(code) = rest.strip_prefix('`') {
        return Stretch::Words(code.find('`').map_or(1, |end| end + 2));
    }
    if rest.starts_with("<!--") {
        return Stretch::Comment(end_of_comment(rest));
    }
    let tag = Tag::at(rest);
    let is_tag =
        |tag: &Tag| tag.kind(|name| rest.to_ascii_lowercase().contains(&format!("</{name}"))) == Bracketed::Tag;
    match tag.map(|tag| (tag.written.len(), is_tag(&tag))).or_else(|| Some((gap_in_words(rest, before)?, false))) {
        Some((length, false)) if is_to_be_confirmed(&rest[..length]) => Stretch::Open(length),
        Some((length, false)) if !before.ends_with('\\') => Stretch::Gap(length),
        Some((length, _)) => Stretch::Words(length),
        None => Stretch::Words(1),
    }
}

/// A text without its comments. One that is not closed is left, to be reported.
#[must_use]
pub fn without_comments(text: &str) -> Cow<'_, str> {
    if !text.contains("<!--") {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("<!--") {
        let Some(length) = end_of_comment(&rest[start..]) else { break };
        kept.push_str(&rest[..start]);
        rest = &rest[start + length..];
    }
    kept.push_str(rest);
    Cow::Owned(kept.trim().to_owned())
}

/// How long the comment is that begins `text`; nothing where none does or it is not closed.
#[must_use]
pub fn end_of_comment(text: &str) -> Option<usize> {
    text.get(2..).filter(|_| text.starts_with("<!--"))?.find("-->").map(|at| at + 5)
}

/// Where the `>` of a tag is, whose attributes begin at `at`. A tag does not reach over an empty line.
fn end_of_attributes(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let before = at;
        at = after_spaces(bytes, at)?;
        match bytes.get(at)? {
            b'>' => return Some(at),
            b'/' if bytes.get(at + 1) == Some(&b'>') => return Some(at + 1),
            _ if at == before => return None,
            _ => at = after_attribute(bytes, at)?,
        }
    }
}

fn after_attribute(bytes: &[u8], at: usize) -> Option<usize> {
    let is_first = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':');
    let is_of_name = |byte: &&u8| is_first(**byte) || byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
    if !is_first(*bytes.get(at)?) {
        return None;
    }
    let end = at + bytes[at..].iter().take_while(is_of_name).count();
    let sign = after_spaces(bytes, end)?;
    if bytes.get(sign) != Some(&b'=') {
        return Some(end);
    }
    let value = after_spaces(bytes, sign + 1)?;
    let first = bytes.get(value)?;
    if matches!(first, b'"' | b'\'') {
        let length = bytes[value + 1..].iter().position(|byte| byte == first)?;
        return Some(value + length + 2);
    }
    let is_bare = |byte: &&u8| !byte.is_ascii_whitespace() && !b"\"'=<>`".contains(byte);
    let length = bytes[value..].iter().take_while(is_bare).count();
    (length > 0).then_some(value + length)
}

/// The first byte that is no space; nothing behind an empty line.
fn after_spaces(bytes: &[u8], at: usize) -> Option<usize> {
    let spaces = bytes.get(at..)?.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let mut lines = bytes[at..at + spaces].iter().filter(|byte| **byte == b'\n');
    lines.nth(1).is_none().then_some(at + spaces)
}

/// The longest gap that is taken for one.
const LONGEST_GAP: usize = 80;

/// How long the words in angle brackets at the head of `text` are that no parser takes for a tag, as `<lead's name>` and
/// `<£ figure>`. An address is none, and neither is `a <b`.
pub(crate) fn gap_in_words(text: &str, before: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    let length =
        inner.find(['>', '<', '\n', '|']).filter(|end| *end <= LONGEST_GAP && inner[*end..].starts_with('>'))?;
    let words = &inner[..length];
    let is_address =
        words.contains('@') || words.contains("://") || !words.contains(' ') && words.contains(['.', '/', ':']);
    let begins = words.starts_with(|sign: char| sign.is_alphabetic() || matches!(sign, '£' | '$' | '€' | '['));
    let is_loose = words.ends_with(' ') || before.ends_with(char::is_alphanumeric);
    let is_closed = words.chars().any(char::is_alphabetic) && begins && !is_address && !is_loose;
    is_closed.then_some(length + 2)
}

/// Elements whose content is no text for readers.
pub(crate) fn hides(name: &str) -> bool {
    matches!(name.to_ascii_lowercase().as_str(), "script" | "style")
}

/// What is put in the place of a tag, so that words on both sides of it stay apart.
pub(crate) fn in_its_place(name: &str) -> &'static str {
    match name.to_ascii_lowercase().as_str() {
        "td" | "th" | "p" | "div" | "li" | "tr" | "dt" | "dd" | "table" | "ul" | "ol" | "dl" | "caption" | "option"
        | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "section" | "article" | "center" | "blockquote" | "header"
        | "footer" | "figcaption" | "summary" | "details" | "address" | "pre" | "hr" | "thead" | "tbody" | "tfoot"
        | "label" | "button" | "legend" | "text" => " ",
        _ => "",
    }
}

/// Of what readers would miss too much, or read something else, if a tag were left out and its words kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Loss {
    /// Nothing: the words say the same.
    Nothing,
    /// Which figure belongs to which row and column.
    Table,
    /// A picture or a film.
    Picture,
    /// That a sign is raised or lowered: `10<sup>6</sup>` is not 106.
    Raised,
    /// That words are struck out.
    Struck,
}

/// What is lost with a tag.
pub(crate) fn loss(name: &str) -> Loss {
    match name.to_ascii_lowercase().as_str() {
        "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "colgroup" | "col" => Loss::Table,
        "img" | "picture" | "video" | "audio" | "iframe" | "object" | "embed" | "svg" | "canvas" | "applet" | "map" => {
            Loss::Picture
        }
        "sup" | "sub" => Loss::Raised,
        "del" | "s" | "strike" => Loss::Struck,
        _ => Loss::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order() {
        assert!(ELEMENTS.is_sorted());
        assert!(WORDS.iter().all(|word| ELEMENTS.contains(word)));
    }

    #[test]
    fn tags_and_gaps_are_distinguished() {
        let kind = |text: &str| Tag::at(text).map(|tag| tag.kind(|_| false));
        for tag in
            ["<b>", "</b>", "<br/>", "<a href=\"x\" target=_blank>", "<DIV class='a'>", "<o:p>", "<time datetime=x>"]
        {
            assert_eq!(kind(tag), Some(Bracketed::Tag), "{tag}");
        }
        for gap in ["<insert name>", "<name>", "<address>", "<link to the report>", "<a date>", "<X>", "<my-name>"] {
            assert_eq!(kind(gap), Some(Bracketed::Gap), "{gap}");
        }
        for text in ["<5>", "< b>", "<b", "<https://example.org>", "<a@example.org>", "<a\n\nb>"] {
            assert_eq!(kind(text), None, "{text}");
        }
        assert_eq!(kind("<TBC>"), Some(Bracketed::ToBeConfirmed));
        assert_eq!(kind("<to be confirmed>"), Some(Bracketed::ToBeConfirmed));
    }
}
