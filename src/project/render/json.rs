//! Findings → JSON for programs: all of them, in one array.

use serde::Serialize;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::files::Files;

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
pub fn json(source: &Files, diagnostics: &Diagnostics) -> String {
    let records: Vec<_> = diagnostics.iter().map(|diagnostic| record(source, diagnostic)).collect();
    serde_json::to_string_pretty(&records).unwrap_or_default()
}

fn record<'a>(source: &'a Files, diagnostic: &'a Diagnostic) -> Record<'a> {
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
