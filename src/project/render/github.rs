//! Findings → workflow commands, which GitHub Actions shows beside the changed lines of a pull request.
//!
//! `::error file=content/1-care.md,line=3,col=9,title=unknown-value::message`. What would end a command or one of its
//! properties is escaped as GitHub asks.

use super::limit::Limit;
use super::place::path_on_disk;
use crate::base::diagnostic::{Diagnostics, Severity};
use crate::base::files::Files;

/// One workflow command a finding. `folder` is the plan's folder, counted from the root of the repository. Of a rule that finds
/// very much in one file, the first are shown and the rest is counted.
#[must_use]
pub fn github(source: &Files, diagnostics: &Diagnostics, folder: &str) -> String {
    let mut limit = Limit::of(diagnostics);
    let command = |found| {
        let message = limit.line(source, found)?;
        let lines: Vec<&str> = std::iter::once(&*message).chain(found.help.iter().map(String::as_str)).collect();
        let (path, place) = (path_on_disk(source, found.span.file, folder), source.place(found.span));
        let (level, path, rule) = (level(found.severity), property(&path), property(found.rule.name));
        let (line, column, message) = (place.line, place.column, data(&lines.join("\n")));
        Some(format!("::{level} file={path},line={line},col={column},title={rule}::{message}\n"))
    };
    diagnostics.iter().filter_map(command).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    }
}

/// The message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("50%: a,\r\nb"), "50%25: a,%0D%0Ab");
        assert_eq!(property("50%: a,\nb"), "50%25%3A a%2C%0Ab");
    }
}
