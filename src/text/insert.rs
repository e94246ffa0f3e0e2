//! `{{ … }}` → what it asks for.
//!
//! An insert names data and nothing else: no loops, no conditions, no functions. Inside a sentence it
//! is a [`Reference`] to a figure, alone on a line an [`Embed`]. Whether the data is there is for
//! [`crate::plan`] to find out.

use std::fmt;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::names::nearest;
use crate::base::span::{Span, Spanned};
use crate::value::chart::ChartKind;

/// A figure asked for by name, for example `ae-4-hours.target.by | people`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Reference {
    /// The id and what is wanted of it, as written between the dots.
    pub path: Vec<Spanned<String>>,
    /// How it should be worded, if not as it stands.
    pub wording: Option<Spanned<Wording>>,
    /// Whether a verb follows that needs several people or things: *are*, not *is*.
    pub is_plural: bool,
}

/// A way to word a figure.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Wording {
    /// `95 out of 100 people`.
    People,
    /// `95 out of 100`, where the sentence names what is counted.
    Share,
    /// `about £746 million`, or `about 600,000`.
    About,
    /// The same of money alone.
    Money,
    /// `the end of March 2027`, or `April 2026 to March 2027`.
    Date,
    /// `more than the year before`.
    Trend,
}

impl Wording {
    /// All of them, by the words that ask for them.
    pub const ALL: [(&'static str, Self); 6] = [
        ("people", Self::People),
        ("share", Self::Share),
        ("about", Self::About),
        ("money", Self::Money),
        ("date", Self::Date),
        ("trend", Self::Trend),
    ];

    /// The word that asks for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, wording)| *wording == self).map_or("", |(word, _)| word)
    }
}

/// A chart asked for in the text: `id`, `id.column`, either of them `as bars`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ChartInsert {
    /// The id and, of a table, a column.
    pub path: Vec<Spanned<String>>,
    /// As what it should be drawn, if that was said.
    pub kind: Option<Spanned<ChartKind>>,
}

/// A block of data on a line of its own.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Embed {
    /// Its type.
    pub block: &'static Block,
    /// What it asks the plan for.
    pub asks: Asked,
}

/// What a block asks a plan for.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Asked {
    /// All measures of the chapter, or those that are named.
    Measures(Vec<Spanned<String>>),
    /// Tables, by their ids.
    Tables(Vec<Spanned<String>>),
    /// A chart.
    Chart(ChartInsert),
    /// The milestones of the chapter, or of all chapters of a part.
    Milestones,
    /// The risks of the chapter.
    Risks,
}

/// A type of block.
#[derive(PartialEq, Eq, Hash)]
pub struct Block {
    /// The word that asks for it.
    pub name: &'static str,
    /// What it shows, which is also what follows the word.
    pub shows: Shows,
    /// What it looks like.
    pub look: Look,
    /// What readers see, for the reference.
    pub doc: &'static str,
}

impl fmt::Debug for Block {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

/// What a type of block shows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Shows {
    /// Measures. Their ids may follow.
    Measures,
    /// Tables. One id or several follow.
    Tables,
    /// A chart. An id follows, and a kind of chart after `as`.
    Chart,
    /// Milestones. Nothing follows.
    Milestones,
    /// Risks. Nothing follows.
    Risks,
}

/// What a block looks like.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Look {
    /// The theme has a component for it, which has its name.
    Component,
    /// A table, or several side by side.
    Table,
}

/// Every type of block.
pub const BLOCKS: &[Block] = &[
    Block {
        name: "metrics",
        shows: Shows::Measures,
        look: Look::Component,
        doc: "The measures of the chapter, or the measures that you name. Each is a card.",
    },
    Block {
        name: "dashboard",
        shows: Shows::Measures,
        look: Look::Table,
        doc: "The same measures as one table, with a row for each and a column for each time.",
    },
    Block {
        name: "table",
        shows: Shows::Tables,
        look: Look::Table,
        doc: "A table. If you name several, they are side by side.",
    },
    Block {
        name: "chart",
        shows: Shows::Chart,
        look: Look::Component,
        doc: "A chart of a measure, of a table or of one of its columns.",
    },
    Block {
        name: "timeline",
        shows: Shows::Milestones,
        look: Look::Component,
        doc: "The milestones of the chapter in order of date. On the first page of a part, the milestones of all its chapters.",
    },
    Block { name: "risks", shows: Shows::Risks, look: Look::Component, doc: "The risks of the chapter." },
];

/// The type of block that a word asks for.
fn block(name: &str) -> Option<&'static Block> {
    BLOCKS.iter().find(|block| block.name == name)
}

/// What stands between the braces.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Insert {
    /// A figure.
    Figure(Reference),
    /// A block.
    Embed(Embed),
}

/// Braces that cannot be read.
pub const INSERT_SYNTAX: Rule = Rule {
    name: "insert-syntax",
    group: Group::Tags,
    policy: Policy::Fixed,
    fix: Fixable::Partly(Reason::Words),
    severity: Severity::Error,
    explain: "To show data, write {{ id }}, {{ id.target }} or {{ table id }}, with two braces on each side. To show \
              braces themselves, put them in `code`.",
};

/// A wording that does not exist.
pub const UNKNOWN_WORDING: Rule = Rule {
    name: "unknown-wording",
    group: Group::Tags,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "After |, say how the figure is shown: people (\"9 out of 10 people\"), share (\"9 out of 10\"), about \
              (\"about 600\"), money (\"about £13 million\"), date (\"the end of March 2019\") or trend (\"more than \
              the year before\").",
};

/// A table or chart in the middle of a sentence.
pub const EMBED_IN_SENTENCE: Rule = Rule {
    name: "embed-in-sentence",
    group: Group::Tags,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "Tables, charts and other blocks cannot be part of a sentence. Write {{ table id }} on a line of its \
              own, with an empty line before and after it.",
};

/// Whether a measure or table may not have this name, because `{{ name }}` means something else.
#[must_use]
pub fn is_reserved(id: &str) -> bool {
    block(id).is_some()
}

/// The first insert in `text`: where its braces open and one past where they close. An insert that is not
/// closed on its line reaches to the end of the line.
#[must_use]
pub fn find(text: &str) -> Option<std::ops::Range<usize>> {
    let open = text.find("{{")?;
    let rest = &text[open..];
    let line = rest.find('\n').map_or(rest, |end| &rest[..end]);
    let length = line.find("}}").map_or(line.len(), |close| close + 2);
    Some(open..open + length)
}

/// Reads one insert, braces included, that stands at `span`; or somewhere in it, where the file has other bytes.
pub fn parse(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<Insert> {
    let Some(inner) = text.strip_prefix("{{").and_then(|text| text.strip_suffix("}}")) else {
        diagnostics.add(
            Diagnostic::new(&INSERT_SYNTAX, span, "these braces are not closed")
                .help("Close them with }} on the same line. To show the braces themselves, write `{{` as code."),
        );
        return None;
    };
    let is_exact = (span.end - span.start) as usize == text.len();
    let words = words(inner, span, is_exact);
    let Some((first, rest)) = words.split_first() else {
        diagnostics.add(
            Diagnostic::new(&INSERT_SYNTAX, span, "these braces are empty")
                .help("Write the id of a measure or a table between them."),
        );
        return None;
    };
    match block(&first.value).filter(|_| rest.first().is_none_or(|next| next.value != "|")) {
        Some(block) => asked(block, first, rest, diagnostics).map(|asks| Insert::Embed(Embed { block, asks })),
        None => figure(&words, span, diagnostics),
    }
}

/// The words between the braces, each with its place. A `|` is a word of its own; a comma is a space.
fn words(inner: &str, span: Span, is_exact: bool) -> Vec<Spanned<String>> {
    let place = |from: usize, to: usize| if is_exact { span.within(from + 2, to + 2) } else { span };
    let mut words: Vec<Spanned<String>> = Vec::new();
    let mut start = None;
    for (at, letter) in inner.char_indices().chain([(inner.len(), ' ')]) {
        let ends = letter.is_whitespace() || matches!(letter, '|' | ',');
        if !ends {
            start = start.or(Some(at));
        } else if let Some(from) = start.take() {
            words.push(Spanned::new(inner[from..at].to_owned(), place(from, at)));
        }
        if letter == '|' {
            words.push(Spanned::new("|".to_owned(), place(at, at + 1)));
        }
    }
    words
}

/// What a block asks for with the words after its name.
fn asked(
    block: &Block,
    keyword: &Spanned<String>,
    rest: &[Spanned<String>],
    diagnostics: &mut Diagnostics,
) -> Option<Asked> {
    let name = block.name;
    let chart = |id, kind| Some(Asked::Chart(ChartInsert { path: split_path(id), kind }));
    let fault = match (block.shows, rest) {
        (Shows::Measures, ids) => return Some(Asked::Measures(ids.to_vec())),
        (Shows::Tables, ids @ [_, ..]) => return Some(Asked::Tables(ids.to_vec())),
        (Shows::Chart, [id]) => return chart(id, None),
        (Shows::Chart, [id, word, kind @ ..]) if word.value == "as" => {
            return chart(id, Some(chart_kind(word, kind, diagnostics)?));
        }
        (Shows::Milestones, []) => return Some(Asked::Milestones),
        (Shows::Risks, []) => return Some(Asked::Risks),
        (Shows::Tables | Shows::Chart, []) => {
            Diagnostic::new(&INSERT_SYNTAX, keyword.span, format!("`{name}` needs an id"))
                .help(format!("Write the id of the {name} after `{name}`: {{{{ {name} its-id }}}}."))
        }
        (_, [.., last]) => Diagnostic::new(&INSERT_SYNTAX, last.span, format!("there is an extra word after `{name}`"))
            .help("Remove the extra word, or write a second `{{ … }}` tag on a line of its own."),
    };
    diagnostics.add(fault);
    None
}

/// The words behind `as`.
fn chart_kind(
    word: &Spanned<String>,
    kind: &[Spanned<String>],
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<ChartKind>> {
    let Some((first, last)) = kind.first().zip(kind.last()) else {
        diagnostics.add(
            Diagnostic::new(&INSERT_SYNTAX, word.span, "choose a chart type after `as`, for example `as bars`")
                .help("Write the chart type after `as`: {{ chart its-id as bars }}."),
        );
        return None;
    };
    let words: Vec<&str> = kind.iter().map(|word| word.value.as_str()).collect();
    ChartKind::read(&Spanned::new(words.join(" "), Span { end: last.span.end, ..first.span }), diagnostics)
}

fn figure(words: &[Spanned<String>], span: Span, diagnostics: &mut Diagnostics) -> Option<Insert> {
    let (path, wording) = match words {
        [path] => (path, None),
        [path, bar, wording] if bar.value == "|" => (path, Some(wording_of(wording, diagnostics)?)),
        _ => {
            diagnostics.add(neither_figure_nor_block(words, span));
            return None;
        }
    };
    Some(Insert::Figure(Reference { path: split_path(path), wording, is_plural: false }))
}

/// Several words that begin with no name of a block, though perhaps with something like one.
fn neither_figure_nor_block(words: &[Spanned<String>], span: Span) -> Diagnostic {
    let found = Diagnostic::new(&INSERT_SYNTAX, span, "this `{{ … }}` tag is not written correctly");
    match words.split_first().and_then(|(first, rest)| Some((first.span, meant(first, rest)?.name))) {
        Some((place, meant)) => found.did_you_mean(place, meant),
        None => found.help("Write one id, then a dot and the part you want: {{ its-id.target }}."),
    }
}

/// The block whose name is like a word, if it can have the rest of the words.
fn meant(first: &Spanned<String>, rest: &[Spanned<String>]) -> Option<&'static Block> {
    let like = block(nearest(&first.value, BLOCKS.iter().map(|block| block.name))?)?;
    asked(like, first, rest, &mut Diagnostics::default()).map(|_| like)
}

fn wording_of(word: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Spanned<Wording>> {
    if let Some((_, wording)) = Wording::ALL.iter().find(|(name, _)| *name == word.value) {
        return Some(Spanned::new(*wording, word.span));
    }
    let diagnostic = Diagnostic::new(&UNKNOWN_WORDING, word.span, format!("`{}` cannot be used after |", word.value));
    diagnostics.add(match nearest(&word.value, Wording::ALL.map(|(name, _)| name)) {
        Some(meant) => diagnostic.did_you_mean(word.span, meant),
        None => diagnostic.help("Use people, share, about, money, date or trend."),
    });
    None
}

fn split_path(word: &Spanned<String>) -> Vec<Spanned<String>> {
    let is_exact = (word.span.end - word.span.start) as usize == word.value.len();
    let mut at = 0;
    let mut path = Vec::new();
    for part in word.value.split('.') {
        let span = if is_exact { word.span.within(at, at + part.len()) } else { word.span };
        path.push(Spanned::new(part.to_owned(), span));
        at += part.len() + 1;
    }
    path
}
