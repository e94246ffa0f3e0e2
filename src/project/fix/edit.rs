//! A text and the edits of its findings → the text with those of them that do not touch each other, and what has changed.

use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Fix};
use crate::base::files::content::is_control;

const BOM: char = '\u{feff}';

/// One edit that was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The line where it begins, in the text with all edits.
    pub line: usize,
    /// The message of the finding that it settles.
    pub message: String,
    /// The lines as they were.
    pub before: Vec<String>,
    /// The same lines now.
    pub after: Vec<String>,
    /// How many lines there are more than before.
    more: isize,
}

/// An edit, fitted to the text that it is made in.
struct Edit<'a> {
    range: Range<usize>,
    new: String,
    found: &'a Diagnostic,
}

/// The text with as many of the edits as do not touch each other, the first of two first, and what they change.
pub(crate) fn edited(text: &str, found: &[&Diagnostic]) -> (String, Vec<Change>) {
    let (mut new, mut changes) = (String::with_capacity(text.len()), Vec::new());
    let (mut at, mut line) = (0, 1);
    for edit in apart(text, found) {
        new.push_str(&text[at..edit.range.start]);
        line += newlines(&text[at..edit.range.start]);
        let change = edit.change(text, line);
        line = line.saturating_add_signed(change.more) + newlines(&text[edit.range.clone()]);
        new.push_str(&edit.new);
        at = edit.range.end;
        changes.push(change);
    }
    new.push_str(&text[at..]);
    (new, changes)
}

/// Counts lines on from changes that came before: `later` are made in the text that has the `earlier` ones.
pub(crate) fn move_lines(earlier: &mut [Change], later: &[Change]) {
    for change in later {
        for before in earlier.iter_mut().filter(|before| before.line > change.line) {
            before.line = before.line.saturating_add_signed(change.more).max(1);
        }
    }
}

/// The edits in order, without those that overlap or touch one before them.
fn apart<'a>(text: &str, found: &[&'a Diagnostic]) -> Vec<Edit<'a>> {
    let edits = found.iter().filter_map(|found| Edit::of(text, found, found.fix.as_deref()?));
    let mut edits: Vec<Edit> = edits.collect();
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut end = None;
    edits.retain(|edit| {
        let is_apart = end.is_none_or(|end| edit.range.start > end);
        if is_apart {
            end = Some(edit.range.end);
        }
        is_apart
    });
    edits
}

impl<'a> Edit<'a> {
    /// Nothing where the edit does not fit the text, or changes nothing.
    fn of(text: &str, found: &'a Diagnostic, fix: &Fix) -> Option<Self> {
        let mark = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        let Range { start, end } = fix.span.range();
        let range = before_newline(text, start.max(mark))..before_newline(text, end.max(mark));
        let new = with_newlines_of(text, &fix.text);
        let old = text.get(range.clone())?;
        (old != new).then_some(Self { range, new, found })
    }

    fn change(&self, text: &str, line: usize) -> Change {
        let lines = self.lines(text);
        let (before, behind) = (&text[lines.start..self.range.start], &text[self.range.end..lines.end]);
        let (old, new) = (&text[lines.clone()], format!("{before}{}{behind}", self.new));
        let count = |text: &str| isize::try_from(newlines(text)).unwrap_or_default();
        Change {
            line,
            message: self.found.message.clone(),
            before: shown(old),
            after: shown(&new),
            more: count(&self.new) - count(&text[self.range.clone()]),
        }
    }

    /// The whole lines that the edit is seen in.
    fn lines(&self, text: &str) -> Range<usize> {
        let Range { start, end } = self.range;
        let begins = |at: usize| at == 0 || text[..at].ends_with('\n');
        let is_whole = begins(start) && begins(end) && (self.new.is_empty() || self.new.ends_with('\n'));
        if is_whole {
            return start..end;
        }
        let first = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        first..text[end..].find('\n').map_or(text.len(), |newline| end + newline)
    }
}

/// No edit begins or ends inside a Windows line ending.
fn before_newline(text: &str, at: usize) -> usize {
    let is_inside = at > 0 && text.as_bytes().get(at - 1..=at) == Some(b"\r\n");
    at - usize::from(is_inside)
}

/// A text with the line endings of the file that it is written into.
fn with_newlines_of(file: &str, text: &str) -> String {
    let plain = text.replace("\r\n", "\n");
    let is_windows = file.find('\n').is_some_and(|first| file[..first].ends_with('\r'));
    if is_windows { plain.replace('\n', "\r\n") } else { plain }
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// The lines of a text, with what cannot be seen as an escape: it must not turn the terminal's writing round.
fn shown(text: &str) -> Vec<String> {
    let shown = |letter: char| {
        if is_control(letter) || letter == BOM { letter.escape_unicode().to_string() } else { letter.to_string() }
    };
    text.lines().map(|line| line.trim_end_matches('\r').chars().map(shown).collect()).collect()
}
