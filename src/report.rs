//! Diagnostics made readable: with the line itself for people, as JSON for programs.
//!
//! Line and column are computed here and nowhere else. The drawing is left to annotate-snippets,
//! which counts the width of characters as a terminal does.

use std::collections::HashMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::{FileId, Source, Span};
use crate::wording::Style;

/// So many findings of one rule in one file are shown to people; a line counts the rest.
const SHOWN_OF_ONE_RULE: usize = 20;

/// For people: the findings, each with its line. Of a rule that finds very much in one file, the first are shown and the rest is
/// counted: programs get all of them ([`json`]).
#[must_use]
pub fn human(source: &Source, diagnostics: &Diagnostics, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(120);
    let mut text = String::new();
    let mut left = Left::of(diagnostics);
    for diagnostic in diagnostics.iter() {
        let said = match left.take(diagnostic) {
            Turn::Shown => snippet(&renderer, source, diagnostic),
            Turn::Passed => continue,
            Turn::LastPassed(rest) => rest_of(&renderer, source, diagnostic, rest),
        };
        text.push_str(&said);
        text.push_str("\n\n");
    }
    text
}

/// How many findings of each rule in each file there are, and how many of them have had their turn.
struct Left(HashMap<(FileId, &'static str, Severity), (usize, usize)>);

/// What becomes of a finding when its turn comes.
enum Turn {
    Shown,
    Passed,
    /// It is the last of so many that are not shown.
    LastPassed(usize),
}

impl Left {
    fn of(diagnostics: &Diagnostics) -> Self {
        let mut counted = HashMap::new();
        for found in diagnostics.iter() {
            counted.entry(Self::kind(found)).or_insert((0, 0)).0 += 1;
        }
        Self(counted)
    }

    fn kind(found: &Diagnostic) -> (FileId, &'static str, Severity) {
        (found.span.file, found.rule.name, found.severity)
    }

    fn take(&mut self, found: &Diagnostic) -> Turn {
        let (all, taken) = self.0.entry(Self::kind(found)).or_insert((1, 0));
        *taken += 1;
        match *taken {
            turn if turn <= SHOWN_OF_ONE_RULE => Turn::Shown,
            turn if turn < *all => Turn::Passed,
            _ => Turn::LastPassed(*all - SHOWN_OF_ONE_RULE),
        }
    }
}

/// The line for the findings of a rule in a file that are not shown.
fn rest_of(renderer: &Renderer, source: &Source, last: &Diagnostic, rest: usize) -> String {
    let path = &source.file(last.span.file).path;
    let title = format!("and {} more of these in {path}", Style::default().grouped(Decimal::from(rest)));
    let help = "Fix the ones above, then check again.";
    renderer.render(&[level(last.severity).primary_title(title).id(last.rule.name).element(Level::HELP.message(help))])
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO.with_name("hint"),
    }
}

/// The findings that the author has accepted, one a paragraph: where, what, and why.
#[must_use]
pub fn accepted(source: &Source, diagnostics: &Diagnostics) -> String {
    let lines = diagnostics.accepted().iter().map(|(finding, because)| {
        let line = source.place(finding.span).line;
        let path = &source.file(finding.span.file).path;
        format!("accepted: {}\n --> {path}:{line}\n  = because: {because}\n\n", finding.message)
    });
    lines.collect()
}

/// The closing line: `2 errors and 1 warning`.
#[must_use]
pub fn count(diagnostics: &Diagnostics) -> String {
    let plural = |number: usize, one: &str| match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {one}s"),
    };
    let errors = diagnostics.count(Severity::Error);
    let warnings = diagnostics.count(Severity::Warning);
    match (errors, warnings) {
        (0, 0) => "no problems".to_owned(),
        (_, 0) => plural(errors, "error"),
        (0, _) => plural(warnings, "warning"),
        _ => format!("{} and {}", plural(errors, "error"), plural(warnings, "warning")),
    }
}

fn snippet(renderer: &Renderer, source: &Source, diagnostic: &Diagnostic) -> String {
    let mut group = level(diagnostic.severity)
        .primary_title(&diagnostic.message)
        .id(diagnostic.rule.name)
        .elements(lines_of(source, diagnostic));
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group])
}

/// The marked lines, one snippet a file: the words at fault first.
fn lines_of<'a>(source: &'a Source, diagnostic: &'a Diagnostic) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let mut snippets = vec![excerpt(source, diagnostic.span, AnnotationKind::Primary, &diagnostic.label)];
    snippets.extend(diagnostic.also.iter().map(|(span, what)| excerpt(source, *span, AnnotationKind::Context, what)));
    snippets
}

/// Only the lines that a span touches are handed on, so that a large file costs nothing.
fn excerpt<'a>(
    source: &'a Source,
    span: Span,
    kind: AnnotationKind,
    label: &'a str,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let file = source.file(span.file);
    let text = file.text();
    let range = span.range();
    let start = text[..range.start.min(text.len())].rfind('\n').map_or(0, |newline| newline + 1);
    let start = if text[start..].starts_with('\u{feff}') { start + '\u{feff}'.len_utf8() } else { start };
    let first_end =
        text[range.start.max(start)..].find('\n').map_or(text.len(), |length| range.start.max(start) + length);
    // A value over many lines is marked on its first.
    let end = range.end.clamp(range.start, first_end.max(range.start));
    let line = text[start..first_end].trim_end_matches('\r');
    let marked = floor(line, range.start.max(start) - start)..floor(line, end.max(start) - start);
    let mut annotation = kind.span(marked);
    if !label.is_empty() {
        annotation = annotation.label(label);
    }
    Snippet::source(line).path(file.path.as_str()).line_start(source.place(span).line).annotation(annotation)
}

/// The nearest place at or before `at` where a letter begins.
fn floor(line: &str, at: usize) -> usize {
    (0..=at.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0)
}

/// A finding as programs read it. Lines and columns count from one, columns in characters.
#[derive(Serialize)]
struct Record<'a> {
    rule: &'a str,
    severity: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    text: &'a str,
    message: &'a str,
    help: &'a [String],
}

/// For programs: one JSON array of findings.
#[must_use]
pub fn json(source: &Source, diagnostics: &Diagnostics) -> String {
    let records: Vec<_> = diagnostics.iter().map(|diagnostic| record(source, diagnostic)).collect();
    serde_json::to_string_pretty(&records).unwrap_or_default()
}

fn record<'a>(source: &'a Source, diagnostic: &'a Diagnostic) -> Record<'a> {
    let place = source.place(diagnostic.span);
    Record {
        rule: diagnostic.rule.name,
        severity: diagnostic.severity.words(),
        file: &source.file(diagnostic.span.file).path,
        line: place.line,
        column: place.column,
        text: source.slice(diagnostic.span),
        message: &diagnostic.message,
        help: &diagnostic.help,
    }
}
