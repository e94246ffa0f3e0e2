//! Findings → one line each: `path:line:column: severity[rule]: message`, as editors and `grep` expect it.

use super::limit::Limit;
use crate::base::diagnostic::Diagnostics;
use crate::base::files::Files;

/// One line a finding. Of a rule that finds very much in one file, the first are shown and the rest is counted.
#[must_use]
pub fn short(source: &Files, diagnostics: &Diagnostics) -> String {
    let mut limit = Limit::of(diagnostics);
    let line = |found| {
        let message = limit.line(source, found)?.replace('\n', " ");
        let (path, place) = (&source.file(found.span.file).path, source.place(found.span));
        let (severity, rule) = (found.severity.words(), found.rule.name);
        Some(format!("{path}:{}:{}: {severity}[{rule}]: {message}\n", place.line, place.column))
    };
    diagnostics.iter().filter_map(line).collect()
}
