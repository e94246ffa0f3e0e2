//! `easy.lock` → what was confirmed of the easy read, and back.
//!
//! One line a part, sorted, its columns apart by tabs, so that two people's confirmations merge. A line holds what the
//! chapter said when the part was confirmed: the words themselves, so that both texts can be shown when they differ.
//! Lines of the other kind hold the easy-read words that a reading group checked.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::meaning::Meaning;
use super::place::Place;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::span::Span;

/// A twin that was at another path when it was confirmed or checked.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Renamed {
    /// Its path below `content/` then.
    pub from: String,
    /// Its path now.
    pub to: String,
}

/// Where it stands in the plan's folder.
pub const FILE: &str = "easy.lock";

/// What was confirmed of the easy read of a plan.
#[derive(Clone, Default, Debug)]
pub struct Lock {
    /// The confirmations of parts.
    pub parts: BTreeMap<PartName, Confirmation>,
    /// The words that were checked.
    pub checks: BTreeMap<CheckName, Vec<String>>,
    /// Whether the file is there and could not be read, which has been reported: nobody knows what was confirmed.
    pub is_unread: bool,
    /// Where each part stands in the file.
    spans: HashMap<PartName, Span>,
}

/// A part of a twin.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PartName {
    /// The path of the twin below `content/`.
    pub path: String,
    /// The name of the part in it.
    pub part: String,
}

/// A record of a check in a twin.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct CheckName {
    /// The path of the twin below `content/`.
    pub path: String,
    /// The record in words.
    pub record: String,
}

/// That somebody looked at a part and found it right.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Confirmation {
    /// Who.
    pub by: String,
    /// Why it is right.
    pub because: String,
    /// The figures that flowed into what it rests on, as they read then.
    pub figures: Vec<(String, String)>,
    /// What it rested on, and what that said.
    pub places: Vec<(Place, Meaning)>,
}

/// A file of confirmations that was tampered with.
pub const UNREADABLE_CONFIRMATION: Rule = Rule {
    name: "unreadable-confirmation",
    group: Group::Sync,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "plainplan writes the file easy.lock when you run `plainplan easy confirm` or `plainplan easy checked`. \
              It has one line for each part of the easy read. A line that does not fit comes from a merge, or was \
              edited by hand.",
};

const HEAD: &str = "# What people confirmed in the easy read. `plainplan easy confirm` and `plainplan easy checked` write this \
     file.\n";

impl PartName {
    /// `1-care.easy.md#how-we-help/2`
    #[must_use]
    pub fn written(&self) -> String {
        format!("{}#{}", self.path, self.part)
    }

    /// `part 2 under #how-we-help of 1-care.easy.md`
    #[must_use]
    pub fn words(&self) -> String {
        match self.part.rsplit_once('/') {
            Some((heading, number)) => format!("part {number} under #{heading} of {}", self.path),
            None => format!("part {} of {}", self.part, self.path),
        }
    }
}

impl Lock {
    /// Reads `easy.lock`, if there is one.
    #[must_use]
    pub fn parse(source: &Files, diagnostics: &mut Diagnostics) -> Self {
        let mut lock = Self::default();
        let Some(file) = source.find(FILE) else { return lock };
        lock.is_unread = !source.file(file).is_readable();
        let mut at = 0;
        for raw in source.file(file).text().split_inclusive('\n') {
            let line = raw.trim_end_matches(['\n', '\r']);
            let start = at;
            let span = Span::new(file, start, start + line.len());
            at += raw.len();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Err(reason) = lock.take(line, span) {
                let first = line.chars().next().map_or(0, char::len_utf8);
                let place = Span::new(file, start, start + first);
                diagnostics.add(
                    Diagnostic::new(&UNREADABLE_CONFIRMATION, place, reason)
                        .help("Restore the line, or delete it and confirm its part again."),
                );
            }
        }
        lock
    }

    /// Takes one line, or says why it cannot.
    fn take(&mut self, line: &str, span: Span) -> Result<(), &'static str> {
        const STRANGE: &str = "this line cannot be read";
        const TWICE: &str = "another line confirms this too";
        let columns: Vec<&str> = line.split('\t').collect();
        let is_new = match columns.as_slice() {
            ["part", name, by, because, figures, places @ ..] => {
                let (path, part) = name.split_once('#').ok_or(STRANGE)?;
                let name = PartName { path: path.to_owned(), part: part.to_owned() };
                let confirmation = Confirmation {
                    by: (*by).to_owned(),
                    because: (*because).to_owned(),
                    figures: read_figures(figures),
                    places: read_places(places).ok_or(STRANGE)?,
                };
                self.spans.entry(name.clone()).or_insert(span);
                self.parts.insert(name, confirmation).is_none()
            }
            ["check", path, record, lines @ ..] => {
                let name = CheckName { path: (*path).to_owned(), record: (*record).to_owned() };
                self.checks.insert(name, lines.iter().map(|line| (*line).to_owned()).collect()).is_none()
            }
            _ => return Err(STRANGE),
        };
        if is_new { Ok(()) } else { Err(TWICE) }
    }

    /// The confirmed parts of a twin.
    #[must_use]
    pub fn parts_of(&self, twin: &str) -> Vec<&PartName> {
        let first = PartName { path: twin.to_owned(), part: String::new() };
        self.parts.range(&first..).map(|(name, _)| name).take_while(|name| name.path == twin).collect()
    }

    /// The paths of the twins of which something is kept, each once, in order.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        let parts = self.parts.keys().map(|name| &name.path);
        let paths: BTreeSet<&String> = parts.chain(self.checks.keys().map(|name| &name.path)).collect();
        paths.into_iter().cloned().collect()
    }

    /// The same, with all that is kept of the twin at `from` kept of the twin at `to`.
    #[must_use]
    pub fn moved(mut self, from: &str, to: &str) -> Self {
        let parts: Vec<PartName> = self.parts_of(from).into_iter().cloned().collect();
        for name in parts {
            let new = PartName { path: to.to_owned(), ..name.clone() };
            if let Some(span) = self.spans.remove(&name) {
                self.spans.insert(new.clone(), span);
            }
            if let Some(confirmation) = self.parts.remove(&name) {
                self.parts.insert(new, confirmation);
            }
        }
        let checks: Vec<CheckName> = self.checks.keys().filter(|name| name.path == from).cloned().collect();
        for name in checks {
            if let Some(lines) = self.checks.remove(&name) {
                self.checks.insert(CheckName { path: to.to_owned(), ..name }, lines);
            }
        }
        self
    }

    /// The line of a part in the file.
    #[must_use]
    pub fn span(&self, name: &PartName) -> Option<Span> {
        self.spans.get(name).copied()
    }

    /// The whole file.
    #[must_use]
    pub fn written(&self) -> String {
        let parts = self.parts.iter().map(|(name, confirmation)| {
            let Confirmation { by, because, figures, places } = confirmation;
            let figures: Vec<String> = figures.iter().map(|(path, words)| format!("{path}={words}")).collect();
            let places: String =
                places.iter().map(|(place, text)| format!("\t{}\t{}", place.written(), text.as_str())).collect();
            let columns = [&name.written(), by, because, &figures.join("; ")].map(|text| on_one_line(text));
            format!("part\t{}{places}\n", columns.join("\t"))
        });
        let checks = self.checks.iter().map(|(CheckName { path, record }, lines)| {
            let columns: Vec<String> = [path, record].into_iter().chain(lines).map(|text| on_one_line(text)).collect();
            format!("check\t{}\n", columns.join("\t"))
        });
        let mut lines: Vec<String> = parts.chain(checks).collect();
        lines.sort();
        format!("{HEAD}{}", lines.concat())
    }
}

/// A text without what would end its column or its line.
#[must_use]
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn read_figures(text: &str) -> Vec<(String, String)> {
    let figures = text.split("; ").filter_map(|figure| figure.split_once('='));
    figures.map(|(path, words)| (path.to_owned(), words.to_owned())).collect()
}

fn read_places(columns: &[&str]) -> Option<Vec<(Place, Meaning)>> {
    let pair = |pair: &[&str]| match pair {
        [place, text] => Some((Place::read(place)?, Meaning::read(text))),
        _ => None,
    };
    columns.chunks(2).map(pair).collect()
}
