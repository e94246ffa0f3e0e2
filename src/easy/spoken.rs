//! An easy-read twin → what its readers hear: sentences as words with places, figures said, markup gone.
//!
//! Rules about words and sentences read this form, so that each of them sees a line the way a reader does and still can
//! point at the place where its author wrote it. Nothing is judged here.

use std::ops::Range;

use super::twin::{EasyBlock, Line, Twin, without_mark};
use crate::base::files::Files;
use crate::base::span::{Span, Spanned};
use crate::plan::Plan;
use crate::text::english::tokens::{key, word_ranges};
use crate::value::voice::Phrase;

/// A twin as it is heard.
#[derive(Clone, Debug)]
pub struct Spoken<'p> {
    /// The twin itself.
    pub twin: &'p Twin,
    /// Title, description, headings and lines, in order.
    pub sentences: Vec<Sentence>,
    /// The lines of each part, by position in `sentences`.
    pub parts: Vec<Range<usize>>,
    /// What stands under each heading, by position in `sentences`; first what stands before the first of them.
    pub sections: Vec<Range<usize>>,
}

/// What a sentence is in its twin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// The title.
    Title,
    /// What the twin is about.
    Description,
    /// A heading.
    Heading,
    /// A line of a part.
    Line,
    /// A line of a part that is an item of a list.
    Item,
}

/// One sentence, or more on one line if that is how it was written.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its words as they are read out.
    pub text: String,
    /// Its words one by one.
    pub words: Vec<Word>,
    /// What it is.
    pub role: Role,
    /// Where it stands.
    pub span: Span,
    /// Where the stretches of `text` come from.
    stretches: Vec<Stretch>,
}

/// A word: letters, digits, and what stands inside, as in `A&E`, `long-term`, `1,234` and `£1.5`. An address is one word.
#[derive(Clone, Debug)]
pub struct Word {
    /// Where it is in the sentence's text.
    pub range: Range<usize>,
    /// In lower case, with straight apostrophes.
    pub key: String,
    /// How it is marked.
    pub mark: Mark,
    /// Whether it comes from the plan's figures.
    pub is_figure: bool,
}

/// How words are marked.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Mark {
    /// In bold.
    pub is_bold: bool,
    /// In italics.
    pub is_italic: bool,
    /// The words of a link.
    pub is_link: bool,
}

/// A stretch of a sentence's text and where it was written. A figure was written as an insert, of another length.
#[derive(Clone, Debug)]
struct Stretch {
    text: Range<usize>,
    from: Span,
    mark: Mark,
    is_figure: bool,
}

impl Plan {
    /// A twin as it is heard.
    #[must_use]
    pub fn spoken<'p>(&self, twin: &'p Twin, source: &Files) -> Spoken<'p> {
        let mut sentences = vec![Sentence::of_key(&twin.title, Role::Title, source)];
        sentences.extend(twin.description.as_ref().map(|words| Sentence::of_key(words, Role::Description, source)));
        let (mut parts, mut sections) = (Vec::new(), Vec::new());
        let mut section = sentences.len();
        for block in &twin.blocks {
            match block {
                EasyBlock::Heading(heading) => {
                    sections.push(section..sentences.len());
                    let text = source.slice(heading.span);
                    let words = text.trim_start_matches('#').trim_start();
                    let span = heading.span.within(text.len() - words.len(), text.len());
                    sentences.push(Reader::new(words, span).read(Role::Heading, &|_| None));
                    section = sentences.len();
                }
                EasyBlock::Part(part) => {
                    let start = sentences.len();
                    sentences.extend(part.lines.iter().map(|line| self.heard(line, source)));
                    parts.push(start..sentences.len());
                }
            }
        }
        sections.push(section..sentences.len());
        Spoken { twin, sentences, parts, sections }
    }

    /// A text that stands in a file of keys, such as a meaning of the glossary.
    #[must_use]
    pub fn spoken_key(text: &Spanned<String>, source: &Files) -> Sentence {
        Sentence::of_key(text, Role::Line, source)
    }

    fn heard(&self, line: &Line, source: &Files) -> Sentence {
        let text = source.slice(line.span);
        let words = without_mark(text, line.is_item);
        let span = line.span.within(text.len() - words.len(), text.len());
        let figure = |place: Span| {
            let is_inside = |span: Span| place.start <= span.start && span.end <= place.end;
            let mut figures = line.figures();
            let named = figures.find(|figure| figure.path.first().is_some_and(|id| is_inside(id.span)))?;
            self.show(named, true).ok().map(Phrase::into_seen)
        };
        Reader::new(words, span).read(if line.is_item { Role::Item } else { Role::Line }, &figure)
    }
}

impl Spoken<'_> {
    /// The lines of parts.
    pub fn lines(&self) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().filter(|sentence| sentence.is_line())
    }

    /// The sentences of a part.
    #[must_use]
    pub fn part(&self, part: &Range<usize>) -> &[Sentence] {
        &self.sentences[part.clone()]
    }
}

impl Sentence {
    /// A value of the front matter. Where quotation marks hide its place, all of it is meant.
    fn of_key(text: &Spanned<String>, role: Role, source: &Files) -> Self {
        let written = source.slice(text.span);
        let span = match written.find(text.value.as_str()) {
            Some(start) => text.span.within(start, start + text.value.len()),
            None => text.span,
        };
        Reader::new(&text.value, span).read(role, &|_| None)
    }

    /// Whether it is a line of a part.
    #[must_use]
    pub fn is_line(&self) -> bool {
        matches!(self.role, Role::Line | Role::Item)
    }

    /// The words of one word.
    #[must_use]
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &self.text[word.range.clone()])
    }

    /// One word in lower case; nothing where there is none.
    #[must_use]
    pub fn key(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.key.as_str())
    }

    /// All words as they stand there.
    #[must_use]
    pub fn words_as_written(&self) -> Vec<&str> {
        self.words.iter().map(|word| &self.text[word.range.clone()]).collect()
    }

    /// All words in lower case.
    #[must_use]
    pub fn keys(&self) -> Vec<&str> {
        self.words.iter().map(|word| word.key.as_str()).collect()
    }

    /// Where a stretch of its text was written.
    #[must_use]
    pub fn place(&self, range: &Range<usize>) -> Span {
        let start = self.stretch(range.start).map_or(self.span, |stretch| stretch.place(range.start, false));
        let end = self.stretch(range.end.saturating_sub(1)).map_or(self.span, |stretch| stretch.place(range.end, true));
        Span { end: end.end.max(start.start), ..start }
    }

    /// Where some of its words were written.
    #[must_use]
    pub fn place_of(&self, words: &Range<usize>) -> Span {
        let ends = self.words.get(words.start).zip(self.words.get(words.end.saturating_sub(1)));
        ends.map_or(self.span, |(first, last)| self.place(&(first.range.start..last.range.end)))
    }

    /// The text of some of its words, as written.
    #[must_use]
    pub fn text_of(&self, words: &Range<usize>) -> &str {
        let ends = self.words.get(words.start).zip(self.words.get(words.end.saturating_sub(1)));
        ends.map_or("", |(first, last)| &self.text[first.range.start..last.range.end])
    }

    /// Whether the text at `at` comes from the plan's figures.
    #[must_use]
    pub fn is_figure(&self, at: usize) -> bool {
        self.stretch(at).is_some_and(|stretch| stretch.is_figure)
    }

    fn stretch(&self, at: usize) -> Option<&Stretch> {
        self.stretches.iter().find(|stretch| stretch.text.contains(&at))
    }
}

impl Stretch {
    fn place(&self, at: usize, is_end: bool) -> Span {
        if self.is_figure {
            return self.from;
        }
        let offset = at - self.text.start;
        let (start, end) = if is_end { (0, offset) } else { (offset, self.text.len()) };
        self.from.within(start, end)
    }
}

/// Reads a line with its markup.
struct Reader<'l> {
    line: &'l str,
    span: Span,
    at: usize,
    text: String,
    stretches: Vec<Stretch>,
    mark: Mark,
}

impl<'l> Reader<'l> {
    fn new(line: &'l str, span: Span) -> Self {
        Self { line, span, at: 0, text: String::new(), stretches: Vec::new(), mark: Mark::default() }
    }

    fn read(mut self, role: Role, figure: &dyn Fn(Span) -> Option<String>) -> Sentence {
        while self.at < self.line.len() {
            self.step(figure);
        }
        let words = self.words();
        Sentence { text: self.text, words, role, span: self.span, stretches: self.stretches }
    }

    fn step(&mut self, figure: &dyn Fn(Span) -> Option<String>) {
        let rest = &self.line[self.at..];
        if let Some(end) = rest.strip_prefix("{{").and_then(|inner| inner.find("}}")) {
            let length = end + 4;
            let place = self.span.within(self.at, self.at + length);
            self.say(&figure(place).unwrap_or_default(), place);
            self.at += length;
        } else if let Some(end) =
            rest.strip_prefix("<!--").map(|inner| inner.find("-->").map_or(rest.len(), |at| at + 7))
        {
            self.at += end;
        } else if rest.starts_with(['*', '_']) && self.is_between_figures(rest) {
            self.copy(rest);
        } else if rest.starts_with("**") || rest.starts_with("__") {
            self.mark.is_bold = !self.mark.is_bold;
            self.at += 2;
        } else if self.is_italic_mark(rest) {
            self.mark.is_italic = !self.mark.is_italic;
            self.at += 1;
        } else if opens_link(rest) {
            self.mark.is_link = true;
            self.at += 1;
        } else if self.mark.is_link && rest.starts_with("](") {
            self.mark.is_link = false;
            self.at += rest.find(')').map_or(rest.len(), |end| end + 1);
        } else if rest.starts_with(['`', '\\']) {
            self.at += 1;
        } else {
            self.copy(rest);
        }
    }

    /// The insert of a figure becomes its words.
    fn say(&mut self, words: &str, from: Span) {
        let start = self.text.len();
        self.text.push_str(words);
        self.stretches.push(Stretch { text: start..self.text.len(), from, mark: self.mark, is_figure: true });
    }

    /// Copies what stands before the next sign of markup.
    fn copy(&mut self, rest: &str) {
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let length = rest[first..].find(['{', '<', '*', '_', '[', ']', '`', '\\']).map_or(rest.len(), |at| first + at);
        let start = self.text.len();
        self.text.push_str(&rest[..length]);
        self.stretches.push(Stretch {
            text: start..self.text.len(),
            from: self.span.within(self.at, self.at + length),
            mark: self.mark,
            is_figure: false,
        });
        self.at += length;
    }

    /// The star of `5*3`, or both of `2**3`.
    fn is_between_figures(&self, rest: &str) -> bool {
        let before = self.line[..self.at].trim_end_matches(['*', '_']);
        let behind = rest.trim_start_matches(['*', '_']);
        let is_figure = |sign: char| sign.is_ascii_digit() || matches!(sign, '(' | '£');
        before.ends_with(|sign: char| sign.is_ascii_digit() || sign == ')') && behind.starts_with(is_figure)
    }

    /// `*` or `_` at the edge of a word, not one that stands alone or inside a word.
    fn is_italic_mark(&self, rest: &str) -> bool {
        let Some(behind) = rest.strip_prefix(['*', '_']) else { return false };
        let follows_word = self.line[..self.at].ends_with(|sign: char| !sign.is_whitespace());
        let opens_word = behind.starts_with(|sign: char| !sign.is_whitespace());
        if self.mark.is_italic {
            return follows_word;
        }
        opens_word && !(rest.starts_with('_') && follows_word)
    }

    fn words(&self) -> Vec<Word> {
        let of = |range: &Range<usize>| self.stretches.iter().find(|stretch| stretch.text.contains(&range.start));
        word_ranges(&self.text)
            .into_iter()
            .map(|range| {
                let stretch = of(&range);
                Word {
                    key: key(&self.text[range.clone()]),
                    mark: stretch.map_or(Mark::default(), |stretch| stretch.mark),
                    is_figure: stretch.is_some_and(|stretch| stretch.is_figure),
                    range,
                }
            })
            .collect()
    }
}

/// `[words](address)`.
fn opens_link(rest: &str) -> bool {
    rest.starts_with('[') && rest.find("](").is_some_and(|end| rest[end..].contains(')'))
}
