//! The steps in order: read, parse, check, derive, render.
//!
//! `build`, `check` and `serve` are three callers of [`make`]; only `build` and `serve` write or show
//! what comes of it. Disk is touched at the two ends: [`Source::read`] and
//! [`crate::publish::write`].

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::check;
use crate::diagnostic::Diagnostics;
use crate::output::Output;
use crate::plan::{Plan, Scope};
use crate::site::{Purpose, Site};
use crate::source::Source;
use crate::theme::{self, Theme};

/// What to make.
#[derive(Clone, Default, Debug)]
pub struct Settings {
    /// The plan's folder: the one that holds `plan.yaml`.
    pub root: PathBuf,
    /// What of the plan is wanted.
    pub scope: Scope,
    /// How the site is meant to be used.
    pub purpose: Purpose,
}

/// What came of it.
#[derive(Debug)]
pub struct Made {
    /// The files that were read.
    pub source: Source,
    /// What they say.
    pub plan: Plan,
    /// Everything that was found, in reading order.
    pub diagnostics: Diagnostics,
    /// The site, as far as it could be made. With errors it is for looking at, not for publishing.
    pub output: Output,
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

/// Makes the site of one folder, again and again.
#[derive(Debug)]
pub struct Builder {
    settings: Settings,
}

/// What of a plan's folder may have changed since it was last read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Touched {
    /// Anything: the folder is looked through.
    Anything,
    /// These files and folders, and what lies in them.
    Paths(BTreeSet<PathBuf>),
}

impl Builder {
    /// A builder that has made nothing yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }

    /// Makes the site as the folder is now. What `touched` does not name is taken to be as it was.
    pub fn make(&mut self, touched: &Touched) -> Made {
        let _ = touched;
        make(&self.settings)
    }
}

/// Makes a site from the folder `settings.root`.
#[must_use]
pub fn make(settings: &Settings) -> Made {
    let mut diagnostics = Diagnostics::default();
    let source = Source::read(&settings.root, theme::built_in(), &mut diagnostics);
    make_from(source, settings, diagnostics)
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
    let plan = Plan::parse(&source, settings.scope, &mut diagnostics);
    diagnostics.sort(&source);
    Read { source, plan, diagnostics }
}

/// Makes a site from files that are already in memory.
#[must_use]
pub fn make_from(source: Source, settings: &Settings, mut diagnostics: Diagnostics) -> Made {
    let plan = Plan::parse(&source, settings.scope, &mut diagnostics);
    check::run(&plan, &source, &mut diagnostics);
    let output = match Theme::load(&source, &plan.config, &mut diagnostics) {
        Some(theme) => {
            let site = Site::derive(&plan, &source, &settings.purpose);
            check::report_taken(&site.taken, &mut diagnostics);
            theme.render(&source, &plan.config, &site, &mut diagnostics)
        }
        None => Output::default(),
    };
    diagnostics.sort(&source);
    Made { counts: count(&plan), source, plan, diagnostics, output }
}

fn count(plan: &Plan) -> Counts {
    Counts {
        chapters: plan.chapters.len(),
        twins: plan.twins().count(),
        metrics: plan.chapters.iter().map(|chapter| chapter.metrics.len()).sum(),
        tables: plan.chapters.iter().map(|chapter| chapter.tables.len()).sum(),
        open: plan.open_figures().count(),
    }
}

/// The nearest folder from `start` upwards that holds a `plan.yaml`.
#[must_use]
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join("plan.yaml").is_file()).map(Path::to_path_buf)
}
