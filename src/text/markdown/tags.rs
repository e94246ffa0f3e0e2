//! The tags that are left out of a chapter → what its author is reported: one problem for what has one cause.

use std::ops::Range;

use super::{LOST_MARKUP, RAW_HTML};
use crate::base::brackets;
use crate::base::brackets::{Loss, Tag};
use crate::base::diagnostic::{Diagnostic, Fix};
use crate::base::span::Span;

/// Tags that are one problem.
pub(crate) struct LeftOut {
    /// The first of them.
    pub(crate) first: Range<usize>,
    /// Where the last of them ends.
    end: usize,
    /// How many begin something.
    tags: usize,
    /// What to write instead, which is the same for all of them.
    instead: String,
}

/// Where nothing has to be written instead.
const REMOVE: &str = "Remove it.";

/// How many kinds of markup one stretch of lines may mix before a kind is reported again.
const KINDS: usize = 8;

/// Tags by what is written instead, in one stretch of lines. A whole table is one problem, with all that is pasted in it.
pub(crate) fn left_out(text: &str, places: impl Iterator<Item = Range<usize>>) -> Vec<LeftOut> {
    let mut problems: Vec<LeftOut> = Vec::new();
    let mut table = None;
    for place in places {
        let tag = Tag::at(&text[place.clone()]);
        let is = |name: &str| tag.is_some_and(|tag| tag.name.eq_ignore_ascii_case(name));
        let closes = tag.is_some_and(|tag| tag.closes);
        if let Some(problem) = table.and_then(|table: usize| problems.get_mut(table)) {
            problem.tags += usize::from(!closes);
            table = table.filter(|_| !(is("table") && closes));
            continue;
        }
        if closes || is("br") {
            continue;
        }
        let instead = tag.map_or_else(|| REMOVE.to_owned(), |tag| instead(&tag, None));
        let is_same = |other: &&mut LeftOut| other.instead == instead && !text[other.end..place.start].contains("\n\n");
        if let Some(same) = problems.iter_mut().rev().take(KINDS).find(is_same) {
            same.tags += 1;
            same.end = place.end;
        } else {
            table = is("table").then_some(problems.len());
            problems.push(LeftOut { end: place.end, first: place, tags: 1, instead });
        }
    }
    problems
}

impl LeftOut {
    /// What its author is reported.
    pub(crate) fn problem(&self, text: &str, place: impl Fn(&Range<usize>) -> Span) -> Diagnostic {
        let span = place(&self.first);
        let written = &text[self.first.clone()];
        let Some(tag) = Tag::at(written) else {
            let line = written.lines().next().unwrap_or_default();
            return Diagnostic::new(&RAW_HTML, span, format!("`{line}` is removed from the page")).help(REMOVE);
        };
        let name = tag.name;
        let (rule, message) = match brackets::loss(name) {
            Loss::Table => (&LOST_MARKUP, "an HTML table loses its rows and columns on the page".to_owned()),
            Loss::Picture => {
                (&LOST_MARKUP, format!("`<{name}>` is removed from the page, so readers would not see its content"))
            }
            Loss::Raised => (
                &LOST_MARKUP,
                format!("without `<{name}>`, a raised or lowered character becomes part of the word before it"),
            ),
            Loss::Struck => (&LOST_MARKUP, format!("without `<{name}>`, words that are struck out look valid")),
            Loss::Nothing if brackets::hides(name) => (&RAW_HTML, format!("`<{name}>` is removed from the page")),
            Loss::Nothing => (&RAW_HTML, format!("`<{name}>` {}", self.words_are_kept())),
        };
        let (found, help) = (Diagnostic::new(rule, span, message), instead(&tag, self.inner(text)));
        match self.replacement(text, &tag) {
            Some((element, markdown)) => found.fix(Fix::guess(place(&element), markdown), |_| help),
            None => found.help(help),
        }
    }

    /// The whole of the first element, and what says the same without a tag.
    fn replacement(&self, text: &str, tag: &Tag) -> Option<(Range<usize>, String)> {
        if tag.name.eq_ignore_ascii_case("img") {
            return Some((self.first.clone(), as_markdown(tag, "")?));
        }
        let words = self.inner(text).filter(|words| words.trim() == *words)?;
        let closing = self.first.end + words.len();
        let length = text[closing..].find('>')? + 1;
        let closes = Tag::at(&text[closing..closing + length])?;
        let is_its_own = closes.closes && closes.name.eq_ignore_ascii_case(tag.name);
        is_its_own.then_some((self.first.start..closing + length, as_markdown(tag, words)?))
    }

    fn words_are_kept(&self) -> String {
        match self.tags - 1 {
            0 => "is removed from the page, and its words are kept".to_owned(),
            1 => "and 1 more tag are removed from the page, and their words are kept".to_owned(),
            more => format!("and {more} more tags are removed from the page, and their words are kept"),
        }
    }

    /// What stands between the first tag and the one that closes it, where that is words alone.
    fn inner<'t>(&self, text: &'t str) -> Option<&'t str> {
        let behind = &text[self.first.end..];
        let end = behind.find(['<', '\n'])?;
        (end > 0 && behind[end..].starts_with("</")).then(|| &behind[..end])
    }
}

/// What an author writes instead of a tag, given the words in it where they are plain: one sentence.
fn instead(tag: &Tag, inner: Option<&str>) -> String {
    let words = inner.unwrap_or("words");
    let markdown = as_markdown(tag, words);
    match tag.name.to_ascii_lowercase().as_str() {
        "b" | "strong" => format!("Write {} for bold.", markdown.unwrap_or_default()),
        "i" | "em" | "cite" | "dfn" | "var" => format!("Write {} for italics.", markdown.unwrap_or_default()),
        "a" => match markdown {
            Some(link) => format!("Write {link}."),
            None => "Remove the tag. You can already link to every heading.".to_owned(),
        },
        "img" => {
            let what = tag.value("alt").filter(|words| !words.is_empty()).unwrap_or("what it shows");
            format!("Write {}.", picture(what, tag.value("src").unwrap_or("its-file")))
        }
        "li" | "ul" | "ol" | "menu" | "dir" => {
            format!("Begin each item with \"- \" on a line of its own: - {}", inner.unwrap_or("words"))
        }
        "p" | "div" | "section" | "article" | "br" => {
            "Remove the tags, and leave an empty line between two paragraphs.".to_owned()
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level = tag.name.as_bytes()[1].clamp(b'2', b'6') - b'0';
            format!("Write {} {words} on a line of its own.", "#".repeat(level.into()))
        }
        "hr" => "Write --- on a line of its own, with an empty line before and after it.".to_owned(),
        "blockquote" | "q" => format!("Begin the line with \"> \": > {words}"),
        "code" | "pre" | "kbd" | "samp" | "tt" => format!("Write `{words}` between backticks."),
        "del" | "s" | "strike" => {
            format!("Write {} for words that are struck out.", markdown.unwrap_or_default())
        }
        "sup" | "sub" => match inner.and(markdown) {
            Some(signs) => format!("Write {signs} itself. For the mark of a note, write [^1]."),
            None => "Write the words without the tag. For the mark of a note, write [^1].".to_owned(),
        },
        "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "colgroup" | "col" => {
            "Write it as a table with | between the cells. Start with the headings, | Place | Homes |. Then write \
             |---|---|, and one line for each row."
                .to_owned()
        }
        "script" | "style" => "Remove it. The theme sets how pages look.".to_owned(),
        "video" | "audio" | "iframe" | "object" | "embed" => {
            "Write a link to it instead: [what it shows](its address).".to_owned()
        }
        "picture" | "svg" | "canvas" => {
            "Save the picture as a file next to the chapter and write ![what it shows](its-file).".to_owned()
        }
        _ => "Remove the tags and keep the words. For bold write **words**.".to_owned(),
    }
}

/// The Markdown that says the same as an element of HTML with plain words in it; nothing where only the author knows it.
fn as_markdown(tag: &Tag, words: &str) -> Option<String> {
    match tag.name.to_ascii_lowercase().as_str() {
        "b" | "strong" => Some(format!("**{words}**")),
        "i" | "em" | "cite" | "dfn" | "var" => Some(format!("*{words}*")),
        "a" => Some(format!("[{words}]({})", tag.value("href")?.replace(' ', "%20"))),
        "img" => Some(picture(tag.value("alt").filter(|words| !words.is_empty())?, tag.value("src")?)),
        "del" | "s" | "strike" => Some(format!("~~{words}~~")),
        "sup" | "sub" => raised(tag.name, words),
        _ => None,
    }
}

fn picture(what: &str, file: &str) -> String {
    format!("![{what}]({})", file.replace(' ', "%20"))
}

/// Raised and lowered digits have signs of their own.
fn raised(name: &str, digits: &str) -> Option<String> {
    let signs: [char; 10] = if name.eq_ignore_ascii_case("sup") {
        ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']
    } else {
        ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉']
    };
    let sign = |digit: char| digit.to_digit(10).and_then(|digit| signs.get(digit as usize)).copied();
    digits.chars().map(sign).collect::<Option<String>>().filter(|text| !text.is_empty())
}
