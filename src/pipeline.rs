//! The steps in order: read, parse, check, derive, render.
//!
//! A [`Builder`] goes them once, for `build` and `check`, or again and again, for `serve` and `build --watch`, and remembers
//! what it has read and made. What comes of it is shown or written by its callers. Disk is touched at the two ends:
//! [`Source::refresh`] and [`crate::publish`], which takes finished files through a [`Sink`] where a site is made once.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::Date;

use crate::check::{self, Checks};
use crate::diagnostic::Diagnostics;
use crate::fingerprint::fingerprint;
use crate::output::{Discard, InMemory, Output, Sink};
use crate::plan::{Plan, Readings, Scope};
use crate::site::{Purpose, Target, Workshop};
pub use crate::source::Touched;
use crate::source::{FileId, Source};
use crate::theme::{self, Dress};

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
}

impl Settings {
    /// What of the plan is wanted today.
    fn scope(&self) -> Scope {
        Scope { drafts: self.drafts, today: self.calendar.and_then(|today| today()) }
    }
}

/// What came of it.
#[derive(Debug)]
pub struct Made {
    /// The files that were read.
    pub source: Arc<Source>,
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
}

/// A plan that was read and not made into anything.
#[derive(Debug)]
pub struct Read {
    /// The files that were read.
    pub source: Source,
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

/// Makes the site of one folder, again and again, and remembers what it has read and made.
#[derive(Debug)]
pub struct Builder {
    settings: Settings,
    source: Arc<Source>,
    memory: Memory,
}

/// What was read and made before.
#[derive(Default, Debug)]
struct Memory {
    readings: Readings,
    checks: Checks,
    dress: Dress,
    workshop: Workshop,
    /// What was counted, and a fingerprint of what it was counted in.
    counts: (u128, Counts),
}

impl Builder {
    /// A builder that has made nothing yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { settings, source: Arc::new(Source::with(theme::built_in())), memory: Memory::default() }
    }

    /// One for the same folder that has made nothing yet.
    #[must_use]
    pub fn anew(&self) -> Self {
        Self::new(self.settings.clone())
    }

    /// Makes the site as the folder is now, and keeps it in memory. What `touched` does not name is taken to be as it was.
    pub fn make(&mut self, touched: &Touched) -> Made {
        self.make_into(touched, |_| &InMemory)
    }

    /// The same, with finished files going where `sink` says once the checks are done.
    pub fn make_into<'s>(&mut self, touched: &Touched, sink: impl FnOnce(&Diagnostics) -> &'s dyn Sink) -> Made {
        let start = Instant::now();
        let changed = Arc::make_mut(&mut self.source).refresh(&self.settings.root, touched);
        self.make_from_memory(changed, sink, start)
    }

    /// Makes the site as it would be with these texts in place of those on disk, which is not looked at.
    pub fn make_with(&mut self, texts: Vec<(FileId, String)>) -> Made {
        let start = Instant::now();
        let changed = texts.iter().map(|(id, _)| self.source.file(*id).path.clone()).collect();
        let source = Arc::make_mut(&mut self.source);
        for (id, text) in texts {
            source.set_text(id, text);
        }
        self.make_from_memory(changed, |_| &InMemory, start)
    }

    fn make_from_memory<'s>(
        &mut self,
        changed: Vec<String>,
        sink: impl FnOnce(&Diagnostics) -> &'s dyn Sink,
        start: Instant,
    ) -> Made {
        let mut diagnostics = Diagnostics::default();
        self.source.report(&mut diagnostics);
        let read = ("read", start.elapsed());
        let mut made = self.memory.make(&self.source, &self.settings, sink, diagnostics);
        made.timings.insert(0, read);
        Made { changed, ..made }
    }
}

impl Memory {
    fn make<'s>(
        &mut self,
        source: &Arc<Source>,
        settings: &Settings,
        sink: impl FnOnce(&Diagnostics) -> &'s dyn Sink,
        mut diagnostics: Diagnostics,
    ) -> Made {
        let mut start = Instant::now();
        let mut timings = Vec::with_capacity(6);
        let mut lap = |step| timings.push((step, std::mem::replace(&mut start, Instant::now()).elapsed()));
        let plan = self.readings.plan(source, settings.scope(), &mut diagnostics);
        lap("parse");
        self.checks.run(&plan, source, &mut diagnostics);
        lap("check");
        let (mut output, mut rendered) = (Output::default(), Vec::new());
        if self.dress.fit(source, &plan.config, &mut diagnostics) {
            let target = Target { purpose: &settings.purpose, sink: sink(&diagnostics) };
            let site = self.workshop.make(&plan, source, target, &mut self.dress, &mut diagnostics, &mut lap);
            check::report_taken(&site.taken, &mut diagnostics);
            (output, rendered) = (site.output, site.rendered);
        }
        diagnostics.sort(source);
        let print = fingerprint(&(plan.print_of_holdings(), plan.print_around()));
        if self.counts.0 != print {
            self.counts = (print, count(&plan));
        }
        let counts = self.counts.1;
        Made { counts, source: Arc::clone(source), plan, diagnostics, output, changed: Vec::new(), rendered, timings }
    }
}

/// Makes a site from the folder `settings.root`.
#[must_use]
pub fn make(settings: &Settings) -> Made {
    Builder::new(settings.clone()).make(&Touched::Anything)
}

/// Makes a site for what is wrong with it, and keeps none of its files.
#[must_use]
pub fn check(settings: &Settings) -> Made {
    Builder::new(settings.clone()).make_into(&Touched::Anything, |_| &Discard)
}

/// Reads the plan in the folder `settings.root`.
#[must_use]
pub fn read(settings: &Settings) -> Read {
    let mut diagnostics = Diagnostics::default();
    let source = Source::read(&settings.root, theme::built_in(), &mut diagnostics);
    read_from(source, settings, diagnostics)
}

/// Reads a plan from files that are already in memory.
#[must_use]
pub fn read_from(source: Source, settings: &Settings, mut diagnostics: Diagnostics) -> Read {
    let plan = Plan::parse(&source, settings.scope(), &mut diagnostics);
    diagnostics.sort(&source);
    Read { source, plan, diagnostics }
}

/// Makes a site from files that are already in memory.
#[must_use]
pub fn make_from(source: Source, settings: &Settings, diagnostics: Diagnostics) -> Made {
    Memory::default().make(&Arc::new(source), settings, |_| &InMemory, diagnostics)
}

fn count(plan: &Plan) -> Counts {
    Counts {
        chapters: plan.len(),
        twins: plan.holdings().filter(|chapter| chapter.has_twin()).count() + plan.lone_twins.len(),
        metrics: plan.holdings().map(|chapter| chapter.metrics().len()).sum(),
        tables: plan.holdings().map(|chapter| chapter.tables().len()).sum(),
        open: plan.open_figures().count(),
    }
}

/// The nearest folder from `start` upwards that holds a `plan.yaml`.
#[must_use]
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join("plan.yaml").is_file()).map(Path::to_path_buf)
}
