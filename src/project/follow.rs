//! A plan that is being written → its site after every change, as soon as it is worth showing.
//!
//! `serve` and `build --watch` are its two callers: one shows what comes of it, the other publishes it. An error in a file
//! that has just changed is reported only when the file is still so a moment later: many programs empty a file before they
//! write it. A panic while the site is made does not end the watch: all that was remembered is forgotten, and the site is made
//! from nothing after the next change.

use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::time::{Duration, Instant};

use crate::base::diagnostic::{Diagnostics, Severity};
use crate::base::files::Files;
use crate::base::hash::hash_of;
use crate::output::Changes;
use crate::project::pipeline::{Made, Project, Settings, Touched};
use crate::project::render;
use crate::project::verify;
use crate::project::watch::{Change, Watch};
use crate::value::voice::grammar::number_of;

/// A plan and its site, which follows it.
#[derive(Debug)]
pub struct Follower {
    project: Project,
    make: Make,
    /// Whether the project has been asked to make the site since it was new. What a new one makes, it makes of all files.
    has_made: bool,
    watch: Watch,
    is_begun: bool,
    /// Whether the last news must be reported again, even if nothing has changed since.
    is_owed: bool,
    /// Whether it knows what the first edit will want to know.
    is_warm: bool,
    /// What has changed since the last news.
    changed: BTreeSet<String>,
    /// Hashes of the warnings that were there at the last news.
    warned: HashSet<u128>,
}

/// What makes the site of what has changed: [`Project::make`].
pub type Make = fn(&mut Project, &Touched) -> Made;

/// Why there is no news.
#[derive(Debug)]
pub enum NoNews {
    /// The watch has ended: the plan's folder is gone.
    Ended(io::Error),
    /// A panic: a mistake in the program, with what it said. The site is as it was, and is made again after the next change.
    Panicked(String),
    /// With [`Settings::verify`]: the site is not as a full build makes it, and how. Another mistake in the program. It is made
    /// from nothing after the next change.
    Stale(String),
}

impl fmt::Display for NoNews {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ended(error) => error.fmt(formatter),
            Self::Panicked(said) => write!(
                formatter,
                "plainplan could not make the website because of a bug in plainplan ({said}). Your files and the \
                 website have not changed. Undo your last change, or make another one. plainplan tries again when \
                 you save."
            ),
            Self::Stale(differences) => write!(
                formatter,
                "plainplan did not update everything after your last change. This is a bug in plainplan, not a \
                 mistake in your plan. A full build gives a different result:\n{differences}"
            ),
        }
    }
}

impl From<io::Error> for NoNews {
    fn from(error: io::Error) -> Self {
        Self::Ended(error)
    }
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
    /// What is to be reported of what was found: errors each time, a warning only once while it is there.
    pub found: Diagnostics,
    /// How many warnings were reported before.
    pub reported_before: usize,
    /// Whether this is the first that is made of the plan, or is reported as if it were.
    pub is_first: bool,
    /// When the change was noticed.
    pub since: Instant,
}

impl Follower {
    /// Begins to watch the plan's folder. With `poll`, it is looked through once a second instead.
    ///
    /// # Errors
    /// When the folder is not there.
    pub fn start(settings: Settings, poll: bool) -> io::Result<Self> {
        Self::making(settings, poll, Project::make)
    }

    /// The same with another function that makes the site.
    ///
    /// # Errors
    /// When the folder is not there.
    pub fn making(settings: Settings, poll: bool, make: Make) -> io::Result<Self> {
        // Watched first and read then, so that no change falls between the two.
        let watch = Watch::start(&settings.root, poll)?;
        let (changed, warned) = (BTreeSet::new(), HashSet::new());
        Ok(Self {
            project: Project::open(settings),
            make,
            has_made: false,
            watch,
            is_begun: false,
            is_owed: false,
            is_warm: false,
            changed,
            warned,
        })
    }

    /// The site as it is; from the second time on, waits until something has changed.
    ///
    /// # Errors
    /// When the plan's folder is gone, which ends the watch, or when making the site has panicked, which does not.
    pub fn news(&mut self) -> Result<News, NoNews> {
        if self.is_begun && !std::mem::replace(&mut self.is_warm, true) {
            // Nothing has changed yet: what the first edit will want to know is found out before it comes.
            self.make(&Touched::Paths(BTreeSet::new()))?;
        }
        loop {
            let change = self.change()?;
            let since = Instant::now();
            let mut made = self.make(&change.touched)?;
            self.changed.append(&mut std::mem::take(&mut made.changed).into_iter().collect());
            if !change.is_settled && has_errors_in(&made.diagnostics, &made.source, &self.changed) {
                self.watch.look_again(&change.touched);
                continue;
            }
            let notes = self.watch.notes();
            let is_first = !std::mem::replace(&mut self.is_begun, true);
            if is_first || self.is_owed || !self.changed.is_empty() || !notes.is_empty() {
                let is_owed = std::mem::take(&mut self.is_owed);
                let changed: Vec<String> = std::mem::take(&mut self.changed).into_iter().collect();
                let (found, reported_before) = self.sift(&made);
                let is_first = is_first || is_owed && changed.is_empty();
                return Ok(News { made, changed, notes, found, reported_before, is_first, since });
            }
        }
    }

    /// What was reported last could not be put to use: it is reported again at the next sign of life, as if it were the first.
    pub fn tell_again(&mut self) {
        self.is_owed = true;
    }

    /// Sets apart what is to be reported, and counts the warnings that were reported before.
    fn sift(&mut self, made: &Made) -> (Diagnostics, usize) {
        let mut found = Diagnostics::default();
        let mut warned = HashSet::new();
        for finding in made.diagnostics.iter() {
            // Not by its place: what is written above it moves it.
            let path = &made.source.file(finding.span.file).path;
            let hash = hash_of(&(path, finding.rule.name, &finding.message));
            if finding.severity == Severity::Error || !self.warned.contains(&hash) {
                found.add(finding.clone());
            }
            if finding.severity != Severity::Error {
                warned.insert(hash);
            }
        }
        self.warned = warned;
        let reported_before = made.diagnostics.iter().count() - found.iter().count();
        (found, reported_before)
    }

    /// Makes the site. After a panic nothing that was remembered can be trusted: the next site is made from nothing, and is reported
    /// as if it were the first.
    fn make(&mut self, touched: &Touched) -> Result<Made, NoNews> {
        let is_new = !std::mem::replace(&mut self.has_made, true);
        let touched = if is_new { &Touched::Anything } else { touched };
        match panic::catch_unwind(AssertUnwindSafe(|| (self.make)(&mut self.project, touched))) {
            Ok(made) if !made.differences.is_empty() => {
                self.forget();
                Err(NoNews::Stale(verify::report(&made.differences)))
            }
            Ok(made) if is_new && self.is_begun => {
                self.changed.clear();
                self.is_owed = true;
                Ok(Made { changed: Vec::new(), ..made })
            }
            Ok(made) => Ok(made),
            Err(panic) => {
                self.forget();
                let said = panic.downcast_ref::<String>().map(String::as_str);
                let said = said.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason was given");
                Err(NoNews::Panicked(said.to_owned()))
            }
        }
    }

    /// Forgets all that was cached. The next change is waited for, even if nothing has been made yet.
    fn forget(&mut self) {
        (self.project, self.has_made, self.is_begun) = (self.project.anew(), false, true);
    }

    fn change(&mut self) -> io::Result<Change> {
        if self.is_begun { self.watch.change() } else { Ok(Change { touched: Touched::Anything, is_settled: true }) }
    }
}

fn has_errors_in(found: &Diagnostics, source: &Files, paths: &BTreeSet<String>) -> bool {
    let is_new = |path: &str| paths.contains(path);
    found.iter().any(|found| found.severity == Severity::Error && is_new(&source.file(found.span.file).path))
}

impl News {
    /// Whether the site is the one before.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.changed.is_empty() && !self.is_first
    }

    /// How much was found: `1 error and 3 warnings, 2 of them reported before`; `3 warnings, reported before`.
    #[must_use]
    pub fn count(&self) -> String {
        let count = render::count(&self.made.diagnostics);
        match self.reported_before {
            0 => count,
            _ if self.found.is_empty() => format!("{count}, already shown"),
            before => format!("{count}, {before} of them already shown"),
        }
    }

    /// What happened, on one line: `content/1-care.md changed: 2 pages made in 8 ms.` Nothing the first time.
    #[must_use]
    pub fn line(&self, changes: &Changes) -> Option<String> {
        let (first, more) = (self.changed.first().filter(|_| !self.is_first)?, self.changed.len() - 1);
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
        .map(|(number, what, how)| format!("{} {how}", number_of(*number, what)))
        .collect();
    if words.is_empty() { "no pages changed".to_owned() } else { words.join(", ") }
}

fn length(time: Duration) -> String {
    match time.as_millis() {
        0 => "less than 1 ms".to_owned(),
        millis @ 1..=9_999 => format!("{millis} ms"),
        millis => format!("{} s", millis / 1000),
    }
}
