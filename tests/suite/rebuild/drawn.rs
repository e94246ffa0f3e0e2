//! Plans and edits drawn from the grammar: after each edit, what is made again is what a full build makes.
//!
//! | variable | |
//! |---|---|
//! | `PLAINPLAN_EDITS` | how many edits are drawn; without it, 2,000 |
//! | `PLAINPLAN_SEED` | the seed of the first plan; without it, 1 |
//! | `PLAINPLAN_REPLAY` | a file with a case, as a failure prints it, that is done again instead |

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use plainplan::project::reference::Document;

use super::case::Case;
use super::edits::Drawing;
use super::grammar::RECORDS;

/// Edits of one plan before the next is drawn.
const EDITS_OF_A_PLAN: usize = 20;

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

/// How often sites were made again, and how often something was other then.
#[derive(Default)]
struct Tally {
    made: AtomicUsize,
    changed: AtomicUsize,
}

/// All edits of the plan with this seed.
fn draw(seed: u64, tally: &Tally) -> Result<(), (Case, String)> {
    let mut drawing = Drawing::new(seed)?;
    let result = (0..EDITS_OF_A_PLAN).try_for_each(|_| drawing.step());
    tally.made.fetch_add(drawing.desk.counts.0, Ordering::Relaxed);
    tally.changed.fetch_add(drawing.desk.counts.1, Ordering::Relaxed);
    result
}

/// A failure as it can be replayed.
fn reported(seed: u64, case: &Case) -> String {
    let short = case.shortened();
    let difference = short.difference().unwrap_or_default();
    format!(
        "The plan with the seed {seed}:\n{difference}\n\nKeep this in a file and name it in PLAINPLAN_REPLAY:\n{short}"
    )
}

#[test]
fn whatever_is_edited_the_same_is_made_as_anew() {
    if let Some(path) = std::env::var_os("PLAINPLAN_REPLAY") {
        let case = Case::parse(&std::fs::read_to_string(path).expect("a case"));
        assert_eq!(case.difference(), None, "{}", case.shortened());
        return;
    }
    let first = number("PLAINPLAN_SEED", 1);
    let plans = number("PLAINPLAN_EDITS", 2_000).div_ceil(EDITS_OF_A_PLAN as u64);
    let begun = std::time::Instant::now();
    let (next, failed, tally) = (AtomicU64::new(0), Mutex::new(BTreeMap::new()), Tally::default());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(seed) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|plan| *plan < plans) {
                    if let Err((case, _)) = draw(first + seed, &tally) {
                        failed.lock().expect("no panic").insert(first + seed, case);
                    }
                }
            });
        }
    });
    let took = begun.elapsed();
    let (made, changed) = (tally.made.into_inner(), tally.changed.into_inner());
    let failed = failed.into_inner().expect("no panic");
    println!(
        "seeds {first} to {}: {made} edits, {changed} changed something, {} failed, {took:.0?}",
        first + plans - 1,
        failed.len()
    );
    let reported: Vec<String> = failed.iter().take(3).map(|(seed, case)| reported(*seed, case)).collect();
    let seeds: Vec<&u64> = failed.keys().collect();
    assert!(reported.is_empty(), "{}\n{} plans failed: {seeds:?}", reported.join("\n\n"), failed.len());
    assert!(changed * 2 > made, "of {made} edits {changed} changed something: the grammar draws too little");
}

/// Cases that failed once.
#[test]
fn what_failed_once_does_not_fail_again() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/rebuild");
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let case = Case::parse(&std::fs::read_to_string(&path).expect("text"));
        wrong.extend(case.difference().map(|difference| format!("{}: {difference}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the grammar draws are the keys that plainplan has rows for.
#[test]
fn the_grammar_knows_every_key() {
    let names = |keys: Vec<&str>| keys.into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    let mut rows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for record in Document::ALL.iter().flat_map(|document| document.record().with_all_below()) {
        rows.insert(record.name.to_owned(), names(record.keys.iter().map(|key| key.name).collect()));
    }
    let drawn = RECORDS.iter().map(|(name, keys)| ((*name).to_owned(), names(keys.iter().map(|key| key.0).collect())));
    assert_eq!(rows, drawn.collect());
}
