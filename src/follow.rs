//! A plan that is being written → its site after every change, as soon as it is worth showing.
//!
//! `serve` and `build --watch` are its two callers: one shows what comes of it, the other publishes it. An error in a file
//! that has just changed is told only when the file is still so a moment later: many programs empty a file before they
//! write it.

use std::collections::BTreeSet;
use std::io;

use std::time::{Duration, Instant};

use crate::diagnostic::{Diagnostics, Severity};
use crate::output::Changes;
use crate::pipeline::{Builder, Made, Settings, Touched};
use crate::source::Source;
use crate::watch::{Change, Watch};

/// A plan and its site, which follows it.
#[derive(Debug)]
pub struct Follower {
    builder: Builder,
    watch: Watch,
    is_begun: bool,
    /// What has changed since the last news.
    changed: BTreeSet<String>,
}

/// A site that was made anew.
#[derive(Debug)]
pub struct News {
    /// The site, and what was found. It should be let go of before the next news is asked for.
    pub made: Made,
    /// The files that have changed since the last news, by their paths from the plan's folder; the first time, all of them.
    pub changed: Vec<String>,
    /// What the person at the screen should know of the watch itself.
    pub notes: Vec<String>,
    /// When the change was noticed.
    pub since: Instant,
}

impl Follower {
    /// Begins to watch the plan's folder. With `poll`, it is looked through once a second instead.
    ///
    /// # Errors
    /// When the folder is not there.
    pub fn start(settings: Settings, poll: bool) -> io::Result<Self> {
        // Watched first and read then, so that no change falls between the two.
        let watch = Watch::start(&settings.root, poll)?;
        Ok(Self { builder: Builder::new(settings), watch, is_begun: false, changed: BTreeSet::new() })
    }

    /// The site as it is; from the second time on, waits until something has changed.
    ///
    /// # Errors
    /// When the plan's folder is gone.
    pub fn news(&mut self) -> io::Result<News> {
        loop {
            let change = self.change()?;
            let since = Instant::now();
            let mut made = self.builder.make(&change.touched);
            self.changed.append(&mut std::mem::take(&mut made.changed).into_iter().collect());
            if !change.is_settled && has_errors_in(&made.diagnostics, &made.source, &self.changed) {
                self.watch.look_again(&change.touched);
                continue;
            }
            let notes = self.watch.notes();
            if !std::mem::replace(&mut self.is_begun, true) || !self.changed.is_empty() || !notes.is_empty() {
                let changed = std::mem::take(&mut self.changed).into_iter().collect();
                return Ok(News { made, changed, notes, since });
            }
        }
    }

    fn change(&mut self) -> io::Result<Change> {
        if self.is_begun { self.watch.change() } else { Ok(Change { touched: Touched::Anything, is_settled: true }) }
    }
}

fn has_errors_in(found: &Diagnostics, source: &Source, paths: &BTreeSet<String>) -> bool {
    let is_new = |path: &str| paths.contains(path);
    found.iter().any(|found| found.severity == Severity::Error && is_new(&source.file(found.span.file).path))
}

impl News {
    /// What happened, on one line: `content/1-care.md changed: 2 pages made in 8 ms.` Nothing if no file has changed.
    #[must_use]
    pub fn line(&self, changes: &Changes) -> Option<String> {
        let (first, more) = (self.changed.first()?, self.changed.len() - 1);
        let files = match more {
            0 => first.clone(),
            1 => format!("{first} and 1 more file"),
            _ => format!("{first} and {more} more files"),
        };
        Some(format!("{files} changed: {} in {}.", pages(changes), length(self.since.elapsed())))
    }
}

/// What of a site is new, and what is gone.
fn pages(changes: &Changes) -> String {
    let page = |address: &&String| address.ends_with(".html");
    let new = changes.written.iter().filter(page).count();
    let gone = changes.deleted.iter().filter(page).count();
    let other = changes.written.len() + changes.deleted.len() - new - gone;
    let counts = [(new, "page", "made"), (gone, "page", "deleted"), (other, "other file", "new")];
    let words: Vec<String> = counts
        .iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, what, how)| format!("{number} {what}{} {how}", if *number == 1 { "" } else { "s" }))
        .collect();
    if words.is_empty() { "nothing to make".to_owned() } else { words.join(", ") }
}

fn length(time: Duration) -> String {
    match time.as_millis() {
        0 => "less than 1 ms".to_owned(),
        millis @ 1..=9_999 => format!("{millis} ms"),
        millis => format!("{} s", millis / 1000),
    }
}
