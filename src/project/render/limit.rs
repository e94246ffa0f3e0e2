//! How many findings of one rule in one file are shown to people: the first 20; a line counts the rest.

use std::borrow::Cow;
use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::base::files::Files;
use crate::base::span::FileId;
use crate::value::voice::Voice;

/// So many are shown.
const SHOWN_OF_ONE_RULE: usize = 20;

/// How many findings of each rule in each file there are, and how many of them have had their turn.
pub(crate) struct Limit(HashMap<(FileId, &'static str, Severity), (usize, usize)>);

/// What becomes of a finding when its turn comes.
pub(crate) enum Turn {
    Shown,
    Passed,
    /// It is the last of so many that are not shown.
    LastPassed(usize),
}

impl Limit {
    pub(crate) fn of(diagnostics: &Diagnostics) -> Self {
        let mut counted = HashMap::new();
        for found in diagnostics.iter() {
            counted.entry(Self::kind(found)).or_insert((0, 0)).0 += 1;
        }
        Self(counted)
    }

    fn kind(found: &Diagnostic) -> (FileId, &'static str, Severity) {
        (found.span.file, found.rule.name, found.severity)
    }

    pub(crate) fn take(&mut self, found: &Diagnostic) -> Turn {
        let (all, taken) = self.0.entry(Self::kind(found)).or_insert((1, 0));
        *taken += 1;
        match *taken {
            turn if turn <= SHOWN_OF_ONE_RULE => Turn::Shown,
            turn if turn < *all => Turn::Passed,
            _ => Turn::LastPassed(*all - SHOWN_OF_ONE_RULE),
        }
    }

    /// What a format of one line a finding says of it: its message, the number of the rest, or nothing.
    pub(crate) fn line<'d>(&mut self, source: &Files, found: &'d Diagnostic) -> Option<Cow<'d, str>> {
        match self.take(found) {
            Turn::Shown => Some(Cow::Borrowed(&found.message)),
            Turn::Passed => None,
            Turn::LastPassed(rest) => Some(Cow::Owned(rest_of(source, found, rest))),
        }
    }
}

/// What is said of the findings of a rule in a file that are not shown.
pub(crate) fn rest_of(source: &Files, last: &Diagnostic, rest: usize) -> String {
    let path = &source.file(last.span.file).path;
    format!("and {} more of these in {path}", Voice::default().number(Decimal::from(rest)))
}
