//! Small products over a plan of three chapters: how often they are made, and that they are never out of date.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::{Plan, Readings, Scope};
use super::*;
use crate::base::diagnostic::Diagnostics;
use crate::base::files::Files;

/// A plan that is read again and again, and a memo of the title of each chapter's successor.
#[derive(Default)]
struct Bench {
    readings: Readings,
    memo: Memo<String, String>,
    derived: Derived,
}

const A: &str = "---\ntitle: A\n---\nText.\n";
const B: &str = "---\ntitle: B\n---\nText.\n";

impl Bench {
    fn plan(&mut self, a: &str, b: &str) -> Plan {
        let plan = "title: Our plan\norganisation: Us\n";
        let files = [("plan.yaml", plan), ("content/1-a.md", a), ("content/2-b.md", b)];
        let texts: BTreeMap<String, String> =
            files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
        let source = Files::from_texts(texts, std::iter::empty());
        self.readings.plan(&source, Scope::default(), &mut Diagnostics::default())
    }

    /// Updates a memo whose product for a path is the title there. The paths for which it was made.
    fn titles(&mut self, plan: &Plan, given: u128, paths: &[&str]) -> Vec<String> {
        let keys: Arc<[String]> = paths.iter().map(|path| (*path).to_owned()).collect();
        let inputs = Inputs::of(plan).with(given).deriving_from(&self.derived);
        let updated = self.memo.update(
            inputs,
            &keys,
            || (),
            |(), wanted| {
                let plan = &wanted.plan;
                plan.record(Dependency::derived(&wanted.key));
                plan.chapter_at(wanted.key).map_or_else(String::new, |at| plan.summary_at(at).title().value.clone())
            },
        );
        updated.made.iter().map(|(number, _)| keys[*number].clone()).collect()
    }

    fn title(&self, path: &str) -> Option<&str> {
        self.memo.get(path).map(String::as_str)
    }
}

#[test]
fn a_product_is_made_again_only_when_something_that_it_read_has_changed() {
    let mut bench = Bench::default();
    let plan = bench.plan(A, B);
    assert_eq!(bench.titles(&plan, 0, &["1-a.md", "2-b.md"]).len(), 2);
    assert!(bench.titles(&plan, 0, &["1-a.md", "2-b.md"]).is_empty());
    let with_other_text = bench.plan(A, &B.replace("Text", "Words"));
    assert!(bench.titles(&with_other_text, 0, &["1-a.md", "2-b.md"]).is_empty());
    let renamed = bench.plan(A, &B.replace("title: B", "title: C"));
    assert_eq!(bench.titles(&renamed, 0, &["1-a.md", "2-b.md"]), ["2-b.md"]);
    assert_eq!((bench.title("1-a.md"), bench.title("2-b.md")), (Some("A"), Some("C")));
}

#[test]
fn what_was_made_two_revisions_ago_is_validated_by_what_it_read() {
    let mut bench = Bench::default();
    let plan = bench.plan(A, B);
    bench.titles(&plan, 0, &["1-a.md", "2-b.md"]);
    bench.plan(A, &B.replace("title: B", "title: C"));
    let plan = bench.plan(&A.replace("Text", "Words"), &B.replace("title: B", "title: C"));
    assert_eq!(bench.titles(&plan, 0, &["1-a.md", "2-b.md"]), ["2-b.md"]);
}

#[test]
fn what_is_given_to_all_makes_all_again() {
    let mut bench = Bench::default();
    let plan = bench.plan(A, B);
    bench.titles(&plan, 0, &["1-a.md", "2-b.md"]);
    assert_eq!(bench.titles(&plan, 1, &["1-a.md", "2-b.md"]).len(), 2);
}

#[test]
fn products_follow_their_keys() {
    let mut bench = Bench::default();
    let plan = bench.plan(A, B);
    bench.titles(&plan, 0, &["1-a.md", "2-b.md"]);
    assert_eq!(bench.titles(&plan, 0, &["2-b.md", "3-c.md"]), ["3-c.md"]);
    assert_eq!((bench.title("1-a.md"), bench.title("2-b.md"), bench.title("3-c.md")), (None, Some("B"), Some("")));
    let renamed = bench.plan(A, &B.replace("title: B", "title: C"));
    assert_eq!(bench.titles(&renamed, 0, &["2-b.md", "3-c.md"]), ["2-b.md"]);
}

#[test]
fn what_is_derived_makes_its_readers_again_and_nobody_else() {
    let mut bench = Bench::default();
    let plan = bench.plan(A, B);
    bench.titles(&plan, 0, &["1-a.md", "2-b.md"]);
    bench.derived.set(Dependency::derived(&"2-b.md"), 7);
    assert_eq!(bench.titles(&plan, 0, &["1-a.md", "2-b.md"]), ["2-b.md"]);
    bench.derived.set(Dependency::derived(&"2-b.md"), 7);
    assert!(bench.titles(&plan, 0, &["1-a.md", "2-b.md"]).is_empty());
    bench.derived.set(Dependency::derived(&"2-b.md"), 0);
    assert_eq!(bench.titles(&plan, 0, &["1-a.md", "2-b.md"]), ["2-b.md"]);
}

#[test]
fn a_reader_that_reads_something_else_now_is_found_by_that() {
    let mut bench = Bench::default();
    let mut memo: Memo<(), String> = Memo::default();
    let (made, keys): (AtomicUsize, Arc<[()]>) = (AtomicUsize::new(0), Arc::new([()]));
    let mut update = |plan: &Plan| {
        memo.update(
            Inputs::of(plan),
            &keys,
            || (),
            |(), wanted| {
                made.fetch_add(1, Ordering::Relaxed);
                let plan = &wanted.plan;
                let title = |path| plan.chapter_at(path).map(|at| plan.summary_at(at).title().value.clone());
                // What is read follows from what was read.
                title("1-a.md").filter(|title| title != "See B").or_else(|| title("2-b.md")).unwrap_or_default()
            },
        );
        (made.load(Ordering::Relaxed), memo.get(&()).cloned().unwrap_or_default())
    };
    let (see, renamed) = (A.replace("title: A", "title: See B"), B.replace("title: B", "title: C"));
    assert_eq!(update(&bench.plan(A, B)), (1, "A".to_owned()));
    assert_eq!(update(&bench.plan(A, &renamed)), (1, "A".to_owned()));
    assert_eq!(update(&bench.plan(&see, &renamed)), (2, "C".to_owned()));
    assert_eq!(update(&bench.plan(&see, B)), (3, "B".to_owned()));
    assert_eq!(update(&bench.plan(A, B)), (4, "A".to_owned()));
    assert_eq!(update(&bench.plan(A, &renamed)), (4, "A".to_owned()));
}

#[test]
fn a_single_product_counts_how_often_it_was_made() {
    let mut bench = Bench::default();
    let mut count: Single<usize> = Single::default();
    let mut refresh = |plan: &Plan| {
        let refreshed = count.refresh(Inputs::of(plan), |plan| plan.summaries().count());
        (*refreshed.value, refreshed.is_made, refreshed.version)
    };
    assert_eq!(refresh(&bench.plan(A, B)), (2, true, 1));
    assert_eq!(refresh(&bench.plan(A, &B.replace("Text", "Words"))), (2, false, 1));
    assert_eq!(refresh(&bench.plan(A, &B.replace("title: B", "title: C"))), (2, true, 2));
}
