//! How many findings of one rule in one file are shown to people: the first 20; a line counts the rest.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::FileId;

/// So many are shown.
const SHOWN_OF_ONE_RULE: usize = 20;

/// How many findings of each rule in each file there are, and how many of them have had their turn.
pub(super) struct Limit(HashMap<(FileId, &'static str, Severity), (usize, usize)>);

/// What becomes of a finding when its turn comes.
pub(super) enum Turn {
    Shown,
    Passed,
    /// It is the last of so many that are not shown.
    LastPassed(usize),
}

impl Limit {
    pub(super) fn of(diagnostics: &Diagnostics) -> Self {
        let mut counted = HashMap::new();
        for found in diagnostics.iter() {
            counted.entry(Self::kind(found)).or_insert((0, 0)).0 += 1;
        }
        Self(counted)
    }

    fn kind(found: &Diagnostic) -> (FileId, &'static str, Severity) {
        (found.span.file, found.rule.name, found.severity)
    }

    pub(super) fn take(&mut self, found: &Diagnostic) -> Turn {
        let (all, taken) = self.0.entry(Self::kind(found)).or_insert((1, 0));
        *taken += 1;
        match *taken {
            turn if turn <= SHOWN_OF_ONE_RULE => Turn::Shown,
            turn if turn < *all => Turn::Passed,
            _ => Turn::LastPassed(*all - SHOWN_OF_ONE_RULE),
        }
    }
}
