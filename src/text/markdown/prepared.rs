//! Text as typed → text that the Markdown parser can read without losing words, and places in it back to places as typed.
//!
//! A parser takes the stars of `5*3 and 2*4` for italics, `<insert name>` for a tag, and a comment at the beginning of a
//! line for the beginning of markup that reaches to the next empty line. All of these are found before it reads: each is
//! cut out, and where something is shown or reported in its place a sign of ours stands for it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use crate::base::brackets;
use crate::base::brackets::{Bracketed, Tag, end_of_comment};

/// A text on its way to the parser.
pub(crate) struct Prepared<'t> {
    /// What the parser reads.
    pub(crate) text: Cow<'t, str>,
    /// What was cut out of the text as typed, in order.
    pub(crate) cuts: Vec<Cut>,
}

/// A stretch of the text that the parser does not see.
#[derive(Debug)]
pub(crate) struct Cut {
    /// Where it is in the text as typed.
    pub(crate) typed: Range<usize>,
    /// Where it was cut out of the text that is read, and how long the sign is that stands for it there.
    read: Range<usize>,
    /// What it is.
    pub(crate) what: What,
}

impl Cut {
    /// Whether a sign stands for it in the text that is read, and not only for one sign.
    pub(crate) fn has_sign(&self) -> bool {
        self.what != What::Sign && !self.read.is_empty()
    }
}

/// What was cut out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum What {
    /// One sign that the parser would have taken for markup.
    Sign,
    /// Spaces that set in a line of pasted markup.
    Space,
    /// A comment.
    Comment,
    /// A comment that is never closed: it reaches to the end.
    OpenComment,
    /// Something in angle brackets.
    Bracketed(Bracketed),
}

/// Stands for a cut in the text that is read. It is punctuation, as `>` is, and of a script that no plan is written in.
pub(crate) const SIGN_OF_A_CUT: char = '\u{1da87}';
/// Stands for `<`.
const LESS: char = '\u{1da88}';
/// Stand for `*`, `_` and `~` where they are no markup. Unicode keeps these for the insides of programs.
const STAR: char = '\u{fdd0}';
const UNDERSCORE: char = '\u{fdd1}';
const TILDE: char = '\u{fdd2}';

const SIGNS: [(char, &str); 4] = [(LESS, "<"), (STAR, "*"), (UNDERSCORE, "_"), (TILDE, "~")];

impl<'t> Prepared<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        if !may_have_cuts(text) {
            return Self { text: Cow::Borrowed(text), cuts: Vec::new() };
        }
        let mut cuts = Scan::of(text).cuts();
        if cuts.is_empty() {
            return Self { text: Cow::Borrowed(text), cuts: Vec::new() };
        }
        let mut read = String::with_capacity(text.len());
        let mut from = 0;
        for (cut, sign) in &mut cuts {
            read.push_str(&text[from..cut.typed.start]);
            let start = read.len();
            read.extend(*sign);
            cut.read = start..read.len();
            from = cut.typed.end;
        }
        read.push_str(&text[from..]);
        Self { text: Cow::Owned(read), cuts: cuts.into_iter().map(|(cut, _)| cut).collect() }
    }
}

/// Where a paragraph ends that goes on in `text`: at an empty line, or before one that begins with an element which breaks
/// paragraphs off. Code in a paragraph reaches no further.
fn end_of_paragraph(text: &str) -> usize {
    let is_end = |at: &usize| {
        let line = &text[at + 1..];
        line.starts_with('\n') || breaks_off(line)
    };
    text.match_indices('\n').map(|(at, _)| at).find(is_end).unwrap_or(text.len())
}

/// Whether a line begins with markup that ends a paragraph above it (`CommonMark` 0.31, HTML blocks of kinds 1 to 6).
fn breaks_off(line: &str) -> bool {
    let Some(markup) = line.trim_start_matches(' ').strip_prefix('<') else { return false };
    if line.len() - markup.len() > 4 {
        return false;
    }
    let name = markup.strip_prefix('/').unwrap_or(markup);
    let name = name.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or("").to_ascii_lowercase();
    markup.starts_with(['!', '?']) || BREAK_PARAGRAPHS.contains(&name.as_str())
}

/// The elements of the HTML blocks of kinds 1 and 6 of `CommonMark`.
const BREAK_PARAGRAPHS: [&str; 66] = [
    "address",
    "article",
    "aside",
    "base",
    "basefont",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "menuitem",
    "nav",
    "noframes",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "pre",
    "script",
    "search",
    "section",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
];

/// Whether a text has an angle bracket, or a sign between figures. Most have neither, and need not be gone over.
fn may_have_cuts(text: &str) -> bool {
    let is_sign = |sign: char| {
        text.match_indices(sign).any(|(at, _)| {
            let behind = text[at..].trim_start_matches(sign);
            is_no_markup(&text[..at], behind, text.len() - at - behind.len())
        })
    };
    text.contains('<') || ['*', '_', '~'].into_iter().any(is_sign)
}

/// A place in the text that was read as a place in the text as typed.
pub(crate) fn typed(cuts: &[Cut], read: Range<usize>) -> Range<usize> {
    if cuts.is_empty() {
        return read;
    }
    let back = |at: usize, is_before: &dyn Fn(&Cut) -> bool| {
        let behind = cuts.partition_point(is_before);
        let shifted = behind.checked_sub(1).map_or(at, |last| cuts[last].typed.end + (at - cuts[last].read.end));
        // Nothing lies between a sign of ours and the sign itself.
        cuts.get(behind).map_or(shifted, |next| shifted.min(next.typed.start))
    };
    let start = back(read.start, &|cut| cut.read.end <= read.start);
    // What was cut out right behind a stretch is no part of it.
    let end = back(read.end, &|cut| cut.read.end <= read.end && cut.read.start < read.end);
    start..end.max(start)
}

/// Text that was read, with the signs back in it that stand for themselves.
pub(crate) fn with_signs(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(SIGNS.map(|(ours, _)| ours)) else { return Cow::Borrowed(text) };
    let mut typed = text[..first].to_owned();
    for letter in text[first..].chars() {
        match SIGNS.iter().find(|(ours, _)| *ours == letter) {
            Some((_, sign)) => typed.push_str(sign),
            None => typed.push(letter),
        }
    }
    Cow::Owned(typed)
}

/// Goes once over a text. Whatever it looks for ahead it passes over, or remembers, so that it stays as quick in any text.
struct Scan<'t> {
    text: &'t str,
    at: usize,
    cuts: Vec<(Cut, Option<char>)>,
    /// Where the paragraph ends that code was last looked for in.
    paragraph: usize,
    /// Whether the lines since the last empty one began with a tag. Those are not set in as code is.
    is_markup: bool,
    /// Where the last tag of each name is: closing ones as `/name`.
    last_tags: OnceCell<HashMap<String, usize>>,
}

impl<'t> Scan<'t> {
    fn of(text: &'t str) -> Self {
        Self { text, at: 0, cuts: Vec::new(), paragraph: 0, is_markup: false, last_tags: OnceCell::new() }
    }

    fn cuts(mut self) -> Vec<(Cut, Option<char>)> {
        let bytes = self.text.as_bytes();
        self.begin_line();
        while let Some(skipped) =
            bytes.get(self.at..).and_then(|rest| rest.iter().position(|byte| is_of_interest(*byte)))
        {
            self.at += skipped;
            match bytes[self.at] {
                b'\n' => {
                    self.at += 1;
                    self.begin_line();
                }
                b'\\' => self.at += if bytes.get(self.at + 1) == Some(&b'\n') { 1 } else { 2 },
                b'`' => self.code(),
                b'{' => self.insert(),
                b']' => self.address(),
                b'<' => self.bracket(),
                sign => self.sign(sign),
            }
        }
        self.cuts
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// A fence of code is passed over whole.
    fn begin_line(&mut self) {
        if self.is_markup {
            self.set_out();
        }
        let may_be_fence = self.text.as_bytes().get(self.at).is_some_and(|byte| b" \t>-+`~".contains(byte));
        let Some((sign, length)) = Some(self.rest()).filter(|_| may_be_fence).and_then(fence) else { return };
        let mut at = self.at + line_of(self.rest()).len();
        while at < self.text.len() {
            let line = line_of(&self.text[at..]);
            at += line.len();
            let is_end = fence(line).is_some_and(|(end, run)| end == sign && run >= length);
            if is_end && line.trim().trim_start_matches(['>', ' ']).bytes().all(|byte| byte == sign) {
                break;
            }
        }
        // The line break is looked at again: the next line may be a fence too.
        self.at = if self.text[..at].ends_with('\n') { at - 1 } else { at };
    }

    /// Within pasted markup a line may be set in as far as it likes.
    fn set_out(&mut self) {
        let spaces = self.rest().bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if self.is_end_of_line(self.at + spaces) {
            self.is_markup = false;
        } else if spaces > 0 {
            self.cut(self.at..self.at + spaces, What::Space, None);
            self.at += spaces;
        }
    }

    /// Code between backticks in one paragraph is passed over.
    fn code(&mut self) {
        let run = |text: &str| text.bytes().take_while(|byte| *byte == b'`').count();
        let length = run(self.rest());
        let start = self.at + length;
        if self.paragraph < start {
            self.paragraph = start + end_of_paragraph(&self.text[start..]);
        }
        let mut at = start;
        while let Some(next) = self.text[at..self.paragraph].find('`').map(|next| at + next) {
            let found = run(&self.text[next..]);
            at = next + found;
            if found == length {
                self.at = at;
                return;
            }
        }
        self.at = start;
    }

    /// An insert, which reaches to the end of its line where it is not closed.
    fn insert(&mut self) {
        if !self.rest().starts_with("{{") {
            self.at += 1;
            return;
        }
        let line = line_of(self.rest());
        self.at += line.find("}}").map_or(line.trim_end_matches('\n').len(), |end| end + 2);
    }

    /// The address of a link.
    fn address(&mut self) {
        let rest = self.rest();
        let defined = rest.strip_prefix("]: <").filter(|_| !self.is_mark_of_note());
        let length = if let Some(inner) = rest.strip_prefix("](<").or(defined) {
            rest.len() - inner.len() + inner.find(['>', '<', '\n']).unwrap_or(0)
        } else if rest.starts_with("](") {
            rest.find([')', ' ', '\n']).unwrap_or(rest.len())
        } else {
            1
        };
        self.at += length;
    }

    /// Whether the bracket that closes here is that of a note, `[^1]`.
    fn is_mark_of_note(&self) -> bool {
        let nearby = &self.text.as_bytes()[self.at.saturating_sub(LONGEST_LABEL)..self.at];
        let opening = nearby.iter().rposition(|byte| *byte == b'[');
        opening.is_some_and(|opening| nearby.get(opening + 1) == Some(&b'^'))
    }

    /// `*`, `_` or `~`, once or more: between figures it is a sign like any other.
    fn sign(&mut self, sign: u8) {
        let length = self.rest().bytes().take_while(|byte| *byte == sign).count();
        let (before, behind) = (&self.text[..self.at], &self.text[self.at + length..]);
        if is_no_markup(before, behind, length) {
            let stand_in = match sign {
                b'*' => STAR,
                b'_' => UNDERSCORE,
                _ => TILDE,
            };
            for at in self.at..self.at + length {
                self.cut(at..at + 1, What::Sign, Some(stand_in));
            }
        }
        self.at += length;
    }

    fn bracket(&mut self) {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            return self.comment(rest);
        }
        if let Some(tag) = Tag::at(rest) {
            let kind = tag.kind(|name| self.has_partner(name, tag.closes));
            let length = self.length_hidden(&tag).unwrap_or(tag.written.len());
            return self.bracketed(length, kind);
        }
        if let Some(length) = brackets::gap_in_words(rest, &self.text[..self.at]) {
            let is_open = brackets::is_to_be_confirmed(&rest[..length]);
            return self.bracketed(length, if is_open { Bracketed::ToBeConfirmed } else { Bracketed::Gap });
        }
        if let Some(length) = instruction(rest) {
            return self.bracketed(length, Bracketed::Tag);
        }
        // Whatever else a parser may take for the beginning of markup is a sign. Addresses are for the parser.
        let begins = |sign: char| sign.is_ascii_alphabetic() || matches!(sign, '/' | '!' | '?');
        if rest[1..].starts_with(begins) && !is_address(rest) {
            self.cut(self.at..self.at + 1, What::Sign, Some(LESS));
        }
        self.at += 1;
    }

    fn bracketed(&mut self, length: usize, kind: Bracketed) {
        let (start, end) = (self.at, self.at + length);
        self.is_markup |= kind == Bracketed::Tag && self.begins_line(start);
        self.cut(start..end, What::Bracketed(kind), Some(SIGN_OF_A_CUT));
        self.at = end;
        if self.is_end_of_line(end) {
            self.clear_line();
        }
    }

    /// A line of tags and nothing else is an empty line.
    fn clear_line(&mut self) {
        let is_tag = |cut: &Cut| cut.what == What::Bracketed(Bracketed::Tag);
        let (mut first, mut start) = (self.cuts.len(), self.at);
        while let Some((cut, _)) = first.checked_sub(1).map(|last| &self.cuts[last])
            && is_tag(cut)
            && self.text[cut.typed.end..start].trim_matches([' ', '\t']).is_empty()
        {
            first -= 1;
            start = cut.typed.start;
        }
        if self.begins_line(start) {
            self.cuts[first..].iter_mut().for_each(|(_, sign)| *sign = None);
        }
    }

    /// A comment at the beginning or the end of a line is not there. Elsewhere a sign keeps the words around it apart.
    fn comment(&mut self, rest: &str) {
        let start = self.at;
        let length = end_of_comment(rest);
        let mut end = start + length.unwrap_or(rest.len());
        let begins_line = self.begins_line(start);
        let ends_line = self.is_end_of_line(end);
        if begins_line && ends_line && is_between_rows(&self.text[..start], &self.text[end..]) {
            end += line_of(&self.text[end..]).len();
        } else if begins_line && !ends_line {
            // What follows it begins the line.
            end += self.text[end..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        }
        let what = if length.is_some() { What::Comment } else { What::OpenComment };
        let is_gone = begins_line || ends_line && !is_set_in(&self.text[..start]);
        self.cut(start..end, what, (!is_gone).then_some(SIGN_OF_A_CUT));
        self.at = end;
        // Behind a comment a line begins, or goes on that has not begun yet.
        if begins_line && (!ends_line || self.text[..end].ends_with('\n')) {
            self.begin_line();
        }
    }

    /// Whether a line begins here, but for as few spaces as are not those of code.
    fn begins_line(&self, at: usize) -> bool {
        let spaces = self.text[..at].bytes().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let is_first = at == spaces || self.text.as_bytes()[at - spaces - 1] == b'\n';
        let follows_cut = self.cuts.last().is_some_and(|(cut, sign)| {
            cut.typed.end == at && sign.is_none() && matches!(cut.what, What::Space | What::Comment)
        });
        follows_cut || is_first && (spaces < 4 || self.is_markup)
    }

    /// How long an element is whose content is no text.
    fn length_hidden(&self, tag: &Tag) -> Option<usize> {
        if tag.closes || !brackets::hides(tag.name) {
            return None;
        }
        let name = tag.name.to_ascii_lowercase();
        self.last_tags().get(&format!("/{name}")).filter(|last| **last > self.at)?;
        let rest = self.rest();
        let end = rest.match_indices("</").map(|(at, _)| at).find(|at| {
            rest.get(at + 2..at + 2 + name.len()).is_some_and(|written| written.eq_ignore_ascii_case(&name))
        })?;
        rest[end..].find('>').map(|length| end + length + 1)
    }

    /// Whether the text has a tag that belongs to one of this name.
    fn has_partner(&self, name: &str, closes: bool) -> bool {
        let partner = if closes { name.to_owned() } else { format!("/{name}") };
        self.last_tags().contains_key(&partner)
    }

    fn last_tags(&self) -> &HashMap<String, usize> {
        self.last_tags.get_or_init(|| {
            let brackets = self.text.match_indices('<');
            let named = brackets.filter_map(|(at, _)| {
                let inner = &self.text[at + 1..];
                let (slash, name) = inner.strip_prefix('/').map_or(("", inner), |name| ("/", name));
                let length =
                    name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':')).count();
                (length > 0).then(|| (format!("{slash}{}", name[..length].to_ascii_lowercase()), at))
            });
            named.collect()
        })
    }

    fn is_end_of_line(&self, at: usize) -> bool {
        let bytes = &self.text.as_bytes()[at..];
        let next = bytes.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
        next.is_none_or(|byte| *byte == b'\n')
    }

    fn cut(&mut self, typed: Range<usize>, what: What, sign: Option<char>) {
        self.cuts.push((Cut { typed, read: 0..0, what }, sign));
    }
}

/// Marks of notes are not longer than this.
const LONGEST_LABEL: usize = 200;

/// Whether a byte may begin something that is cut out, or that nothing is cut out of.
const fn is_of_interest(byte: u8) -> bool {
    OF_INTEREST[byte as usize]
}

const OF_INTEREST: [bool; 256] = {
    let mut table = [false; 256];
    let signs = *b"<*_~`\\{]\n";
    let mut at = 0;
    while at < signs.len() {
        table[signs[at] as usize] = true;
        at += 1;
    }
    table
};

/// The line that begins `text`, with its line break.
fn line_of(text: &str) -> &str {
    text.find('\n').map_or(text, |end| &text[..=end])
}

/// The sign and the length of the fence that begins a line, within a quotation or a list too.
fn fence(line: &str) -> Option<(u8, usize)> {
    let line = line_of(line).trim_start_matches([' ', '\t', '>', '-', '+']);
    let sign = *line.as_bytes().first().filter(|sign| matches!(sign, b'`' | b'~'))?;
    let length = line.bytes().take_while(|byte| *byte == sign).count();
    (length >= 3 && (sign == b'~' || !line[length..].contains('`'))).then_some((sign, length))
}

/// Whether nothing but spaces stands before this place in its line.
fn is_set_in(before: &str) -> bool {
    before.trim_end_matches([' ', '\t']).is_empty() || before.trim_end_matches([' ', '\t']).ends_with('\n')
}

/// Whether a line between these two stands within a table or a list, which an empty line would tear apart.
fn is_between_rows(before: &str, behind: &str) -> bool {
    let first = |line: &str| line.trim_start().chars().next().filter(|sign| matches!(sign, '|' | '-' | '*' | '+'));
    let before = before.trim_end_matches([' ', '\t']).strip_suffix('\n').unwrap_or("");
    let before = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let next = behind.strip_prefix(line_of(behind)).map_or("", line_of);
    let is_item = |line: &str| line.trim_start()[1..].starts_with([' ', '\t']);
    first(before).is_some_and(|sign| first(next) == Some(sign) && (sign == '|' || is_item(before) && is_item(next)))
}

/// Whether a run of signs between these is no markup: between two figures, or between a figure and a bracket.
fn is_no_markup(before: &str, behind: &str, length: usize) -> bool {
    let is_digit = |sign: char| sign.is_ascii_digit();
    let begins_figure = |sign: char| is_digit(sign) || matches!(sign, '£' | '$' | '€');
    let opens = |sign: char| matches!(sign, '(' | '[');
    let closes = |sign: char| matches!(sign, ')' | ']');
    if before.ends_with(closes) {
        // Nobody begins italics right behind a bracket, and nobody ends them before one.
        return behind.starts_with(begins_figure) || behind.starts_with(opens) && length == 1;
    }
    let ends_figure = before.ends_with(is_digit) || before.ends_with('%');
    ends_figure
        && (behind.starts_with(begins_figure) || before.ends_with(is_digit) && behind.starts_with(opens) && length == 1)
}

/// `<https://example.org>`, `<a@example.org>`.
fn is_address(text: &str) -> bool {
    let inner = text[1..].split(['>', '<', ' ', '\n']).next().unwrap_or("");
    let is_closed = text[1 + inner.len()..].starts_with('>');
    let scheme = inner.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        (2..=32).contains(&scheme.len())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-'))
    };
    is_closed && (scheme.is_some_and(is_scheme) || inner.contains('@'))
}

/// How long a declaration or an instruction to a program is: `<!DOCTYPE html>`, `<?xml … ?>`, `<![if …]>`.
fn instruction(text: &str) -> Option<usize> {
    let close = match text.as_bytes().get(1..3)? {
        [b'?', _] => "?>",
        [b'!', b'['] if !text.starts_with("<![CDATA[") => "]>",
        [b'!', letter] if letter.is_ascii_alphabetic() => ">",
        _ => return None,
    };
    let end = (0..=text.len().min(LONGEST_INSTRUCTION)).rev().find(|end| text.is_char_boundary(*end))?;
    text[..end].find(close).map(|at| at + close.len())
}

/// An instruction with more bytes than this is words.
const LONGEST_INSTRUCTION: usize = 1000;
