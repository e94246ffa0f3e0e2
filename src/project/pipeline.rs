//! The steps in order: read, parse, check, derive, render.
//!
//! A [`Project`] goes them once, for `build` and `check`, or again and again, for `serve`, `build --watch` and an editor, and
//! remembers what it has read and made. What comes of it is shown or written by its callers. Disk is touched at the two ends:
//! `disk` and [`crate::output::publish`], which takes finished files through a [`Sink`] where a site is made once.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::Date;

use crate::base::diagnostic::Diagnostics;
use crate::base::files::Files;
pub use crate::base::files::disk::Touched;
use crate::base::files::unreadable;
pub use crate::base::files::workspace::Change;
use crate::base::files::workspace::Workspace;
use crate::check::{self, Checks};
use crate::output::{Discard, InMemory, Output, Sink};
use crate::plan::{Inputs, Plan, Readings, Scope, Single};
use crate::project::verify;
use crate::project::verify::{Compared, Difference};
use crate::site::theme::ThemeEngine;
use crate::site::{self, theme};
use crate::site::{Purpose, SiteBuilder, Target};

/// What to make.
#[derive(Clone, Default, Debug)]
pub struct Settings {
    /// The plan's folder: the one that holds `plan.yaml`.
    pub root: PathBuf,
    /// Whether chapters with `status: draft` belong to it.
    pub drafts: bool,
    /// How the site is meant to be used.
    pub purpose: Purpose,
    /// Tells the day of today whenever something is made. Without it, nothing is ever out of date.
    pub calendar: Option<fn() -> Option<Date>>,
    /// Whether everything is made without a cache too after each change, and compared ([`Made::differences`]).
    pub verify: bool,
}

impl Settings {
    /// What of the plan is wanted today.
    fn scope(&self) -> Scope {
        Scope { drafts: self.drafts, today: self.calendar.and_then(|today| today()), pages: &site::ADDRESSES }
    }
}

/// What came of it.
#[derive(Debug)]
pub struct Made {
    /// The files that were read.
    pub source: Arc<Files>,
    /// What they say.
    pub plan: Plan,
    /// Everything that was found, in reading order.
    pub diagnostics: Diagnostics,
    /// The site, as far as it could be made. With errors it is for looking at, not for publishing.
    pub output: Output,
    /// The files of the plan that are other than the last time, by their paths from its folder. The first time, all of them.
    pub changed: Vec<String>,
    /// The addresses of the pages that were rendered for it. The others are as they were made before.
    pub rendered: Vec<String>,
    /// How long each step took, in their order.
    pub timings: Vec<(&'static str, Duration)>,
    /// How many chapters, easy-read chapters, measures and tables there are.
    pub counts: Counts,
    /// With [`Settings::verify`]: where it is not as a full build of the same files makes it. There should be none.
    pub differences: Vec<Difference>,
}

impl Made {
    /// Where it is not as a full build of the same files has made it.
    #[must_use]
    pub fn differences_from(&self, full: &Self) -> Vec<Difference> {
        verify::compare(self.compared(), full.compared())
    }

    fn compared(&self) -> Compared<'_> {
        Compared { source: &self.source, diagnostics: &self.diagnostics, output: &self.output }
    }
}

/// A plan that was read and not made into anything.
#[derive(Debug)]
pub struct Read {
    /// The files that were read.
    pub source: Arc<Files>,
    /// What they say.
    pub plan: Plan,
    /// What could not be understood, in reading order.
    pub diagnostics: Diagnostics,
}

/// How much a plan holds.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Counts {
    /// Chapters, with the front page.
    pub chapters: usize,
    /// Easy-read chapters.
    pub twins: usize,
    /// Measures.
    pub metrics: usize,
    /// Tables.
    pub tables: usize,
    /// Figures that are still to be confirmed.
    pub open: usize,
}

/// A plan and the site that is made of it, again and again, after every change. What was read and made before is remembered, so
/// that a change costs what it changes.
#[derive(Debug)]
pub struct Project {
    settings: Settings,
    workspace: Workspace,
    memory: Memory,
}

/// What was read and made before.
#[derive(Default, Debug)]
struct Memory {
    readings: Readings,
    checks: Checks,
    theme: ThemeEngine,
    site_builder: SiteBuilder,
    counts: Single<Counts>,
}

impl Project {
    /// The plan in the folder `settings.root`. Nothing is read yet.
    #[must_use]
    pub fn open(settings: Settings) -> Self {
        let workspace = Workspace::open(&settings.root, theme::built_in());
        Self { settings, workspace, memory: Memory::default() }
    }

    /// A plan of these files, by their paths from its folder. No disk is looked at.
    pub fn from_files<P, B>(files: impl IntoIterator<Item = (P, B)>, settings: Settings) -> Self
    where
        P: Into<String>,
        B: Into<Vec<u8>>,
    {
        let mut workspace = Workspace::in_memory(theme::built_in());
        workspace.apply(files.into_iter().map(|(path, bytes)| Change::put(path, bytes)));
        Self { settings, workspace, memory: Memory::default() }
    }

    /// The same project with nothing made yet, and nothing read from its folder. Changes that the folder knows nothing of stay.
    #[must_use]
    pub fn anew(&self) -> Self {
        let workspace = self.workspace.anew(theme::built_in());
        Self { settings: self.settings.clone(), workspace, memory: Memory::default() }
    }

    /// Makes the site as the folder is now, and keeps it in memory. What `touched` does not name is taken to be as it was.
    pub fn make(&mut self, touched: &Touched) -> Made {
        self.make_into(touched, |_| &InMemory)
    }

    /// The same, with finished files going where `sink` says once the checks are done.
    pub fn make_into<'s>(&mut self, touched: &Touched, sink: impl FnOnce(&Diagnostics) -> &'s dyn Sink) -> Made {
        let start = Instant::now();
        let changed = self.workspace.refresh(touched);
        self.made(changed, sink, start)
    }

    /// Makes changes that the folder knows nothing of, and the site that comes of them. What was made before should be let go of
    /// first: its files are copied while it is held.
    pub fn apply(&mut self, changes: impl IntoIterator<Item = Change>) -> Made {
        let start = Instant::now();
        let changed = self.workspace.apply(changes);
        self.made(changed, |_| &InMemory, start)
    }

    /// The files as they were last read, or as they are if they have not been read yet.
    pub fn files(&mut self) -> Arc<Files> {
        self.workspace.apply([]);
        Arc::clone(self.workspace.files())
    }

    /// Reads the plan in these files, and makes nothing of it.
    pub fn read(&mut self) -> Read {
        let source = self.files();
        let mut diagnostics = Diagnostics::default();
        unreadable::report(&source, &mut diagnostics);
        let plan = Plan::parse(&source, self.settings.scope(), &mut diagnostics);
        diagnostics.sort(&source);
        Read { source, plan, diagnostics }
    }

    fn made<'s>(
        &mut self,
        changed: Vec<String>,
        sink: impl FnOnce(&Diagnostics) -> &'s dyn Sink,
        start: Instant,
    ) -> Made {
        let source = self.workspace.files();
        let mut diagnostics = Diagnostics::default();
        unreadable::report(source, &mut diagnostics);
        let read = ("read", start.elapsed());
        let scope = self.settings.scope();
        let mut made = self.memory.make(source, &self.settings, scope, sink, diagnostics);
        made.timings.insert(0, read);
        if self.settings.verify {
            made.differences = made.differences_from(&self.made_without_cache(scope));
        }
        Made { changed, ..made }
    }

    /// The site of the same day, made from files that are read anew. When somebody has saved one in between, which the next
    /// change will tell, it is made of the files that are known.
    fn made_without_cache(&self, scope: Scope) -> Made {
        let known = self.workspace.files();
        let mut anew = self.workspace.anew(theme::built_in());
        anew.refresh(&Touched::Anything);
        let files = if has_same_files(anew.files(), known) { anew.files() } else { known };
        let mut diagnostics = Diagnostics::default();
        unreadable::report(files, &mut diagnostics);
        Memory::default().make(files, &self.settings, scope, |_| &InMemory, diagnostics)
    }
}

impl Memory {
    fn make<'s>(
        &mut self,
        source: &Arc<Files>,
        settings: &Settings,
        scope: Scope,
        sink: impl FnOnce(&Diagnostics) -> &'s dyn Sink,
        mut diagnostics: Diagnostics,
    ) -> Made {
        let mut start = Instant::now();
        let mut timings = Vec::with_capacity(6);
        let mut lap = |step| timings.push((step, std::mem::replace(&mut start, Instant::now()).elapsed()));
        let mut plan = self.readings.plan(source, scope, &mut diagnostics);
        lap("parse");
        self.checks.run(&plan, source, &mut diagnostics);
        lap("check");
        let (mut output, mut rendered) = (Output::default(), Vec::new());
        if self.theme.load(source, &plan.config, &mut diagnostics) {
            let target = Target { purpose: &settings.purpose, sink: sink(&diagnostics) };
            if target.sink.is_last() {
                // Nothing will be read or checked again.
                (self.readings, self.checks) = (Readings::default(), Checks::default());
                plan.forget_indexes();
            }
            let site = self.site_builder.make(&plan, source, target, &mut self.theme, &mut diagnostics, &mut lap);
            check::report_taken(&site.taken, &mut diagnostics);
            (output, rendered) = (site.output, site.rendered);
        }
        diagnostics.sort(source);
        let counts = *self.counts.refresh(Inputs::of(&plan), |plan| count(&plan)).value;
        let source = Arc::clone(source);
        let (changed, differences) = (Vec::new(), Vec::new());
        Made { source, plan, diagnostics, output, changed, rendered, timings, counts, differences }
    }
}

/// Makes a site from the folder `settings.root`.
#[must_use]
pub fn make(settings: &Settings) -> Made {
    Project::open(settings.clone()).make(&Touched::Anything)
}

/// Makes a site for what is wrong with it, and keeps none of its files.
#[must_use]
pub fn check(settings: &Settings) -> Made {
    Project::open(settings.clone()).make_into(&Touched::Anything, |_| &Discard)
}

/// Reads the plan in the folder `settings.root`.
#[must_use]
pub fn read(settings: &Settings) -> Read {
    Project::open(settings.clone()).read()
}

/// Whether two lists of files hold the same with the same bytes.
fn has_same_files(one: &Files, other: &Files) -> bool {
    let files = |source: &Files| -> Vec<(String, u128)> {
        source.files().map(|(_, file)| (file.path.clone(), file.hash)).collect()
    };
    files(one) == files(other)
}

fn count(plan: &Plan) -> Counts {
    Counts {
        chapters: plan.len(),
        twins: plan.chapter_data().filter(|chapter| chapter.has_twin()).count() + plan.lone_twins.len(),
        metrics: plan.chapter_data().map(|chapter| chapter.metrics().len()).sum(),
        tables: plan.chapter_data().map(|chapter| chapter.tables().len()).sum(),
        open: plan.chapter_data().map(|chapter| chapter.open_figures().len()).sum(),
    }
}

/// The nearest folder from `start` upwards that holds a `plan.yaml`.
#[must_use]
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join("plan.yaml").is_file()).map(Path::to_path_buf)
}
