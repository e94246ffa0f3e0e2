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

use super::case::Case;
use super::edits::Drawing;
use super::grammar::{RECORDS, Value, keys};
use super::spelling::{Writer, Yaml};
use crate::common::made;
use crate::dice::Dice;

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

/// A record with a key that no record has, so that plainplan lists those that it reads.
fn with_unknown_key(name: &str) -> Yaml {
    let first = |value: &Value| match value {
        Value::Text(texts) | Value::Texts(texts) => Yaml::text(texts[0]),
        Value::Group(name, _) => with_unknown_key(name),
        Value::Groups("a measure") => {
            Yaml::List(vec![with_unknown_key("a measure"), with_unknown_key("a file of measures")])
        }
        Value::Groups(name) => Yaml::List(vec![with_unknown_key(name)]),
        Value::Rows => Yaml::Lines(vec!["x | 1".to_owned()]),
        Value::Notes => Yaml::List(Vec::new()),
        Value::Anything => Yaml::Keys(Vec::new()),
    };
    // In place of its value a target may have words: then it has no key `value`.
    let is_meant = |key: &str| (name, key) != ("a target", "words");
    let keys = keys(name).iter().filter(|(key, ..)| is_meant(key));
    let mut entries: Vec<(String, Yaml)> = keys.map(|(key, _, value)| ((*key).to_owned(), first(value))).collect();
    entries.push(("zzzqx".to_owned(), Yaml::text("x")));
    Yaml::Keys(entries)
}

#[test]
fn the_grammar_knows_every_key_that_is_read() {
    let document = |value: &Yaml| Writer { dice: &mut Dice::plain() }.document(value);
    let front = |name: &str| format!("---\n{}---\nText.\n", document(&with_unknown_key(name)));
    let list = |name: &str| document(&Yaml::List(vec![with_unknown_key(name)]));
    let made = made(&[
        ("plan.yaml", &document(&with_unknown_key("plan.yaml"))),
        ("content/1-care.md", &front("a chapter")),
        ("content/1-care.easy.md", &front("an easy-read chapter")),
        ("content/words.yaml", &list("a word")),
        ("content/pictures/library.yaml", &list("a picture")),
    ]);
    let mut read: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for found in made.diagnostics.iter().filter(|found| found.rule.name == "unknown-key") {
        let Some((record, _)) = found.message.split_once(" has no key `zzzqx`") else {
            panic!("{}: the grammar has a key that is not read", found.message)
        };
        let help =
            found.help.iter().find_map(|help| help.strip_prefix("The keys that are known here: ")).expect("the keys");
        read.insert(record.to_owned(), help.trim_end_matches('.').split(", ").map(str::to_owned).collect());
    }
    let of_grammar: BTreeMap<String, BTreeSet<String>> = RECORDS
        .iter()
        .map(|(name, keys)| ((*name).to_owned(), keys.iter().map(|(key, ..)| (*key).to_owned()).collect()))
        .collect();
    assert_eq!(read, of_grammar);
}

/// What the source calls a group of keys is in the grammar, so that none is left out of the test above.
#[test]
fn the_grammar_knows_every_group_of_keys() {
    let source = walkdir::WalkDir::new(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src"));
    let mut groups = BTreeSet::new();
    for entry in
        source.into_iter().filter_map(Result::ok).filter(|entry| entry.path().extension().is_some_and(|e| e == "rs"))
    {
        let text = std::fs::read_to_string(entry.path()).expect("text");
        for (at, call) in text.match_indices("Fields::of") {
            let arguments = text[at + call.len()..].split(')').next().unwrap_or("");
            groups.extend(arguments.split('"').nth(1).map(str::to_owned));
        }
    }
    let known: BTreeSet<String> = RECORDS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert!(groups.len() > 20 && groups.is_subset(&known), "{:?}", groups.difference(&known));
}
