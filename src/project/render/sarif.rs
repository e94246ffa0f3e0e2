//! Findings → SARIF 2.1.0, the format that code scanning services and editors read: all of them, with their rules and fixes.
//!
//! Only the rules that found something are listed. What an author has accepted is there too, as suppressed, with the reason.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::place::{path_on_disk, region};
use crate::base::diagnostic::{Applicability, Diagnostic, Diagnostics, Fix, Rule, Severity};
use crate::base::files::Files;
use crate::base::span::{FileId, Span};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What may stand in the path of an address as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// One SARIF log with one run. `folder` is the plan's folder, counted from the root of the repository.
#[must_use]
pub fn sarif(source: &Files, diagnostics: &Diagnostics, folder: &str) -> String {
    let writer = Writer { source, folder, rules: rules(diagnostics) };
    let open = diagnostics.iter().map(|found| writer.result(found, None));
    let accepted = diagnostics.accepted().iter().map(|(found, because)| writer.result(found, Some(because)));
    let results: Vec<Value> = open.chain(accepted).collect();
    let rules: Vec<Value> = writer.rules.values().map(|rule| descriptor(rule)).collect();
    let version = env!("CARGO_PKG_VERSION");
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "plainplan", "version": version, "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

/// The rules of all findings by name.
fn rules(diagnostics: &Diagnostics) -> BTreeMap<&'static str, &'static Rule> {
    let accepted = diagnostics.accepted().iter().map(|(found, _)| found);
    diagnostics.iter().chain(accepted).map(|found| (found.rule.name, found.rule)).collect()
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.name.replace('-', " ") },
        "fullDescription": { "text": rule.explain },
        "help": { "text": rule.explain },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

struct Writer<'a> {
    source: &'a Files,
    folder: &'a str,
    rules: BTreeMap<&'static str, &'static Rule>,
}

impl Writer<'_> {
    fn result(&self, found: &Diagnostic, accepted: Option<&str>) -> Value {
        let also = found.also.iter().map(|(span, what)| self.location(*span, Some(what)));
        let message = std::iter::once(found.message.as_str()).chain(found.help.iter().map(String::as_str));
        let mut result = json!({
            "ruleId": found.rule.name,
            "ruleIndex": self.rules.keys().position(|name| *name == found.rule.name),
            "level": level(found.severity),
            "message": { "text": message.collect::<Vec<_>>().join("\n") },
            "locations": [self.location(found.span, None)],
            "relatedLocations": also.collect::<Vec<_>>(),
            "suppressions": accepted.map(suppression).into_iter().collect::<Vec<_>>(),
        });
        if let Some(fix) = found.fix.as_deref().filter(|fix| fix.applicability != Applicability::HasPlaceholder) {
            result["fixes"] = json!([self.fix(found, fix)]);
        }
        result
    }

    fn location(&self, span: Span, what: Option<&str>) -> Value {
        let place = json!({ "artifactLocation": self.artifact(span.file), "region": self.region(span) });
        match what {
            Some(what) => json!({ "physicalLocation": place, "message": { "text": what } }),
            None => json!({ "physicalLocation": place }),
        }
    }

    fn artifact(&self, file: FileId) -> Value {
        let path = path_on_disk(self.source, file, self.folder);
        json!({ "uri": utf8_percent_encode(&path, PATH).to_string() })
    }

    fn region(&self, span: Span) -> Value {
        let (start, end) = region(self.source, span);
        json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        })
    }

    /// An edit. One with a placeholder is none: it would put a gap into the plan.
    fn fix(&self, found: &Diagnostic, fix: &Fix) -> Value {
        json!({
            "description": { "text": found.help.last().unwrap_or(&found.message) },
            "artifactChanges": [{
                "artifactLocation": self.artifact(fix.span.file),
                "replacements": [{ "deletedRegion": self.region(fix.span), "insertedContent": { "text": fix.text } }],
            }],
        })
    }
}

fn suppression(because: &str) -> Value {
    json!({ "kind": "inSource", "justification": because })
}
