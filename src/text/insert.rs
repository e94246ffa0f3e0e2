//! `{{ … }}` → what it asks for.
//!
//! An insert names data and nothing else: no loops, no conditions, no functions. Inside a sentence it
//! is a [`Reference`] to a figure, alone on a line an [`Embed`]. Whether the data is there is for
//! [`crate::plan`] to find out.

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
pub enum Embed {
    /// `metrics`: all measures of the chapter, or those that are named.
    Metrics(Vec<Spanned<String>>),
    /// `dashboard`: the same as one table.
    Dashboard(Vec<Spanned<String>>),
    /// `table id`; with several ids they stand side by side.
    Tables(Vec<Spanned<String>>),
    /// `chart id`, `chart id.column`, `chart id as bars`.
    Chart(ChartInsert),
    /// `timeline`: dated promises.
    Timeline,
    /// `risks`.
    Risks,
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
    fix: Fixable::No(Reason::Words),
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
    explain: "A table, a chart, measures, a timeline and risks are blocks. Write {{ table id }} on a line of its \
              own, with an empty line before and after it.",
};

const BLOCKS: [&str; 6] = ["metrics", "dashboard", "table", "chart", "timeline", "risks"];

/// Whether a measure or table may not have this name, because `{{ name }}` means something else.
#[must_use]
pub fn is_reserved(id: &str) -> bool {
    BLOCKS.contains(&id)
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
    match words.split_first() {
        Some((first, rest)) if is_reserved(&first.value) && rest.first().is_none_or(|next| next.value != "|") => {
            embed(first, rest, diagnostics)
        }
        Some(_) => figure(&words, span, diagnostics),
        None => {
            diagnostics.add(
                Diagnostic::new(&INSERT_SYNTAX, span, "these braces are empty")
                    .help("Write the id of a measure or a table between them."),
            );
            None
        }
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

fn embed(keyword: &Spanned<String>, rest: &[Spanned<String>], diagnostics: &mut Diagnostics) -> Option<Insert> {
    let embed = match (keyword.value.as_str(), rest) {
        ("metrics", ids) => Embed::Metrics(ids.to_vec()),
        ("dashboard", ids) => Embed::Dashboard(ids.to_vec()),
        ("timeline", []) => Embed::Timeline,
        ("risks", []) => Embed::Risks,
        ("table", ids @ [_, ..]) => Embed::Tables(ids.to_vec()),
        ("chart", [id]) => Embed::Chart(ChartInsert { path: split_path(id), kind: None }),
        ("chart", [id, word, kind @ ..]) if word.value == "as" => {
            Embed::Chart(ChartInsert { path: split_path(id), kind: Some(chart_kind(word, kind, diagnostics)?) })
        }
        (kind @ ("table" | "chart"), []) => {
            diagnostics.add(
                Diagnostic::new(&INSERT_SYNTAX, keyword.span, format!("`{kind}` needs an id"))
                    .help(format!("Write the id of the {kind} after `{kind}`: {{{{ {kind} its-id }}}}.")),
            );
            return None;
        }
        (kind, [.., last]) => {
            diagnostics.add(
                Diagnostic::new(&INSERT_SYNTAX, last.span, format!("there is an extra word after `{kind}`"))
                    .help("Remove the extra word, or write a second `{{ … }}` tag on a line of its own."),
            );
            return None;
        }
        (_, []) => return None,
    };
    Some(Insert::Embed(embed))
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
            diagnostics.add(
                Diagnostic::new(&INSERT_SYNTAX, span, "this `{{ … }}` tag is not written correctly")
                    .help("Write one id, then a dot and the part you want: {{ its-id.target }}."),
            );
            return None;
        }
    };
    Some(Insert::Figure(Reference { path: split_path(path), wording, is_plural: false }))
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
