//! `easy.lock` and the twins of a plan → under which path a twin is now whose file was renamed or moved.
//!
//! A file is known by what it holds: the words that were checked, the names of the parts that were confirmed, and what its
//! chapter says. Nothing is guessed: where two files may be meant, neither is.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rustc_hash::FxHashSet;

use super::place::Place;
use super::section::Sections;
use crate::easy::lockfile::{Confirmation, Lock, Renamed};
use crate::easy::sync::checked_lines;
use crate::plan::{Chapter, Plan, Twin};

/// How much of what is compared must be the same, of 100.
const ALIKE: u32 = 50;

/// How much of one of the texts, the chapter or the easy read, must be the same.
const SURE: u32 = 75;

/// How far the next best file must lie behind.
const APART: u32 = 10;

/// How many files are looked at closely for each that is gone.
const CLOSELY: usize = 8;

/// What the file of confirmations holds for one path.
#[derive(Default)]
struct Entries<'l> {
    parts: Vec<(&'l str, &'l Confirmation)>,
    checks: Vec<&'l [String]>,
}

/// A twin for which nothing is kept at its own path.
struct Candidate<'p> {
    chapter: &'p Chapter,
    twin: &'p Twin,
    parts: HashSet<String>,
    lines: Vec<String>,
}

/// The twins that have another path than in the file of confirmations.
pub(crate) fn renamed(plan: &Plan) -> Vec<Renamed> {
    if plan.confirmed.is_empty() {
        return Vec::new();
    }
    let twins = || plan.chapters().filter_map(|chapter| Some((chapter, chapter.twin.as_deref()?)));
    let there: FxHashSet<&str> = twins().map(|(_, twin)| twin.path.as_str()).collect();
    let confirmed = || plan.confirmed.iter().map(String::as_str);
    let gone: BTreeSet<&str> = confirmed().filter(|path| !there.contains(path) && !may_be_there(plan, path)).collect();
    if gone.is_empty() {
        return Vec::new();
    }
    let known: FxHashSet<&str> = confirmed().collect();
    let new = twins().filter(|(_, twin)| !known.contains(twin.path.as_str()));
    let candidates: Vec<Candidate> = new.map(|(chapter, twin)| Candidate::of(chapter, twin)).collect();
    let mut likeness = Likeness::default();
    for (path, entries) in entries(&plan.written_lock, &gone) {
        for (number, alike) in near(plan, &entries, &candidates) {
            likeness.note(path, number, alike);
        }
    }
    let pairs = gone.into_iter().filter_map(|path| Some((path, likeness.match_of(path)?)));
    pairs.map(|(path, to)| Renamed { from: path.to_owned(), to: candidates[to].twin.path.clone() }).collect()
}

/// Whether a file is left out, could not be read, or has no chapter, so that it was not renamed.
fn may_be_there(plan: &Plan, path: &str) -> bool {
    let chapter = path.replace(".easy.md", ".md");
    let others = plan.left_out.iter().chain(&plan.unread);
    others.into_iter().any(|other| *other == path || *other == chapter)
        || plan.lone_twins.iter().any(|twin| twin.path == path)
}

fn entries<'l>(lock: &'l Lock, gone: &BTreeSet<&'l str>) -> BTreeMap<&'l str, Entries<'l>> {
    let mut entries: BTreeMap<&str, Entries> = gone.iter().map(|path| (*path, Entries::default())).collect();
    for (name, confirmation) in &lock.parts {
        if let Some(entries) = entries.get_mut(name.path.as_str()) {
            entries.parts.push((&name.part, confirmation));
        }
    }
    for (name, lines) in &lock.checks {
        if let Some(entries) = entries.get_mut(name.path.as_str()) {
            entries.checks.push(lines);
        }
    }
    entries
}

/// The candidates that may be meant, by their number, with how much is alike.
fn near(plan: &Plan, entries: &Entries, candidates: &[Candidate]) -> Vec<(usize, u32)> {
    let at_first_sight = |candidate: &Candidate| entries.parts_kept(candidate).max(entries.lines_kept(candidate));
    let mut near: Vec<(Option<u32>, usize)> =
        candidates.iter().enumerate().map(|(number, candidate)| (at_first_sight(candidate), number)).collect();
    near.retain(|(alike, _)| *alike >= Some(ALIKE));
    near.sort_by(|one, other| other.cmp(one));
    near.truncate(CLOSELY);
    near.into_iter().filter_map(|(_, number)| Some((number, entries.alike(plan, &candidates[number])?))).collect()
}

impl<'p> Candidate<'p> {
    fn of(chapter: &'p Chapter, twin: &'p Twin) -> Self {
        let parts = twin.named_parts().into_iter().map(|named| named.name).collect();
        Self { chapter, twin, parts, lines: checked_lines(twin) }
    }
}

impl Entries<'_> {
    /// How many of the confirmed parts are there, of 100.
    fn parts_kept(&self, candidate: &Candidate) -> Option<u32> {
        share(self.parts.iter().map(|(name, _)| u32::from(candidate.parts.contains(*name)) * 100))
    }

    /// How many of the lines that were checked are there, of 100: by the check that fits best.
    fn lines_kept(&self, candidate: &Candidate) -> Option<u32> {
        self.checks.iter().filter_map(|then| share_of_lines(then, &candidate.lines)).max()
    }

    /// How much the sections of the chapter say what they said, of 100.
    fn chapter_kept(&self, plan: &Plan, chapter: &Chapter) -> Option<u32> {
        let sections = Sections::of(plan, chapter);
        let own = |place: &Place| match place {
            Place::Chapter | Place::Beginning | Place::Section(_) => true,
            Place::Measure(id) => chapter.metrics.iter().any(|metric| metric.id.value == *id),
            Place::Table(id) => chapter.tables.iter().any(|table| table.id.value == *id),
        };
        let places: BTreeMap<_, _> = self
            .parts
            .iter()
            .flat_map(|(_, confirmation)| &confirmation.places)
            .map(|(place, text)| (place, text))
            .collect();
        share(places.into_iter().map(|(place, then)| {
            let now = Some(place).filter(|place| own(place)).and_then(|place| sections.at(place));
            now.map_or(0, |ground| u32::try_from(ground.meaning.likeness(then)).unwrap_or(0))
        }))
    }

    /// How much is alike, of 100; nothing where that is too little to say that it is the same file.
    fn alike(&self, plan: &Plan, candidate: &Candidate) -> Option<u32> {
        let texts = [self.chapter_kept(plan, candidate.chapter), self.lines_kept(candidate)];
        let is_sure = texts.iter().flatten().any(|share| *share >= SURE);
        let all = share(texts.into_iter().chain([self.parts_kept(candidate)]).flatten())?;
        (is_sure && all >= ALIKE).then_some(all)
    }
}

/// The mean of shares; nothing of none.
fn share(shares: impl Iterator<Item = u32>) -> Option<u32> {
    let (sum, count) = shares.fold((0, 0), |(sum, count), share| (sum + share, count + 1));
    (count > 0).then(|| sum / count)
}

/// How many lines two texts have in common, of 100 of the longer one.
fn share_of_lines(then: &[String], now: &[String]) -> Option<u32> {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for line in then {
        *left.entry(line).or_default() += 1;
    }
    let is_kept = |line: &&String| match left.get_mut(line.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    let kept = now.iter().filter(is_kept).count();
    u32::try_from((kept * 100).checked_div(then.len().max(now.len()))?).ok()
}

/// How much each path that is gone is like each candidate.
#[derive(Default)]
struct Likeness<'l> {
    of_gone: BTreeMap<&'l str, Vec<(u32, usize)>>,
    of_candidate: BTreeMap<usize, Vec<u32>>,
}

impl<'l> Likeness<'l> {
    fn note(&mut self, path: &'l str, candidate: usize, alike: u32) {
        self.of_gone.entry(path).or_default().push((alike, candidate));
        self.of_candidate.entry(candidate).or_default().push(alike);
    }

    /// The candidate that is most like a path, if no other is nearly as much, and it is not nearly as much like another path.
    fn match_of(&self, path: &str) -> Option<usize> {
        let near = self.of_gone.get(path)?;
        let (most, candidate) = near.iter().copied().max()?;
        let rivals = |others: &mut dyn Iterator<Item = u32>| others.filter(|other| other + APART > most).count();
        let is_only = rivals(&mut near.iter().map(|(alike, _)| *alike)) == 1
            && rivals(&mut self.of_candidate[&candidate].iter().copied()) == 1;
        is_only.then_some(candidate)
    }
}
