//! Findings → text for people, each with the line itself.
//!
//! The drawing is left to annotate-snippets, which counts the width of characters as a terminal does.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::limit::{self, Limit, Turn};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::base::files::Files;
use crate::base::span::Span;

/// For people: the findings, each with its line. Of a rule that finds very much in one file, the first are shown and the rest is
/// counted: programs get all of them ([`super::json`]).
#[must_use]
pub fn human(source: &Files, diagnostics: &Diagnostics, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(120);
    let mut text = String::new();
    let mut limit = Limit::of(diagnostics);
    for diagnostic in diagnostics.iter() {
        let said = match limit.take(diagnostic) {
            Turn::Shown => snippet(&renderer, source, diagnostic),
            Turn::Passed => continue,
            Turn::LastPassed(rest) => rest_of(&renderer, source, diagnostic, rest),
        };
        text.push_str(&said);
        text.push_str("\n\n");
    }
    text
}

/// The line for the findings of a rule in a file that are not shown.
fn rest_of(renderer: &Renderer, source: &Files, last: &Diagnostic, rest: usize) -> String {
    let title = limit::rest_of(source, last, rest);
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
pub fn accepted(source: &Files, diagnostics: &Diagnostics) -> String {
    let lines = diagnostics.accepted().iter().map(|(finding, because)| {
        let line = source.place(finding.span).line;
        let path = &source.file(finding.span.file).path;
        format!("accepted: {}\n --> {path}:{line}\n  = because: {because}\n\n", finding.message)
    });
    lines.collect()
}

fn snippet(renderer: &Renderer, source: &Files, diagnostic: &Diagnostic) -> String {
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
fn lines_of<'a>(source: &'a Files, diagnostic: &'a Diagnostic) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let mut snippets = vec![excerpt(source, diagnostic.span, AnnotationKind::Primary, &diagnostic.label)];
    snippets.extend(diagnostic.also.iter().map(|(span, what)| excerpt(source, *span, AnnotationKind::Context, what)));
    snippets
}

/// Only the lines that a span touches are handed on, so that a large file costs nothing.
fn excerpt<'a>(
    source: &'a Files,
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
