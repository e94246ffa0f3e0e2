//! The check of figures: what is right is never reported, what no longer agrees always, and what is accepted is
//! accepted as it stands.

use std::collections::BTreeSet;
use std::path::Path;

use plainplan::project::pipeline;
use plainplan::project::pipeline::Made;
use plainplan::project::render;

use crate::common::{made, text};

/// Everything that is wrong with the plan in a folder.
fn reported_of_folder(folder: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let made = pipeline::make(&pipeline::Settings { root, ..Default::default() });
    render::human(&made.source, &made.diagnostics, false)
}

#[test]
fn tables_and_sentences_that_are_right_are_never_reported() {
    assert_eq!(reported_of_folder("tests/right"), "");
}

/// A plan with one measure and one table, shown everywhere: in sentences, charts, easy read and beside typed figures.
fn plan(waits: &str, acute: &str) -> Made {
    let chapter = format!(
        "---
title: Care
metrics:
  - id: waits
    name: People seen in time
    unit: percent
    better: higher
    baseline: {{ value: 61.17, period: 2017-18 }}
    value: {{ value: {waits}, period: 2018-09 }}
    targets: [{{ value: 95, by: 2019-03 }}]
tables:
  - id: budgets
    caption: Budgets
    columns:
      - {{ name: Service, header: true }}
      - {{ name: 2017-18, type: count, total: sum }}
      - {{ name: 2018-19, type: count, total: sum }}
      - {{ name: Change, calculate: change, from: 2017-18, to: 2018-19 }}
    rows: |
      Acute | 40,111 | {acute}
      Community | 10,222 | 11,333
      Ambulance | 5,444 | 5,555
      Cars | 900 | 1,000
      == Total | | |
  - id: again
    caption: Budgets once more
    columns: [{{ name: Service, header: true }}, {{ name: 2018-19, type: count }}]
    rows: |
      Acute | 42,777
      Community | 11,333
      Ambulance | 5,555
      Cars | 1,000
      Total | 60,665
---
We see {{{{ waits }}}} in time, and spend {{{{ budgets.total.2018-19 }}}}, of it {{{{ budgets.acute.2018-19 }}}}: {{{{ budgets.acute.change }}}} more.

{{{{ metrics }}}}

{{{{ chart waits }}}}

{{{{ table budgets }}}}

{{{{ chart budgets.2018-19 }}}}

{{{{ table again }}}}
"
    );
    let typed = "# Typed\n\nIn time we see 73.28% of people.\n";
    let easy = "---\ntitle: Care\n---\n![doctor]\nWe see {{ waits | people }} in time.\nWe spend {{ budgets.total.2018-19 }} pounds.\n";
    let files =
        [("content/1-care.md", chapter.as_str()), ("content/1-care.easy.md", easy), ("content/2-typed.md", typed)];
    made(&files)
}

/// The text files that hold some words.
fn holding(made: &Made, words: &[&str]) -> BTreeSet<String> {
    let holds = |bytes: &[u8]| words.iter().any(|words| String::from_utf8_lossy(bytes).contains(words));
    let pages = made.output.files().filter(|(address, bytes)| !address.ends_with(".zip") && holds(bytes));
    pages.map(|(address, _)| address.to_owned()).collect()
}

#[test]
fn one_changed_figure_changes_all_that_follows_from_it() {
    let (before, after) = (plan("73.28", "42,777"), plan("81.46", "43,888"));
    // The measure; a cell, its column's total, its change, the change of the total: as people and as programs read them.
    let figures: [(&[&str], &[&str]); 5] = [
        (&["73.28"], &["81.46"]),
        (&["42,777", "42777"], &["43,888", "43888"]),
        (&["60,665", "60665"], &["61,776", "61776"]),
        (&["2,666", "2666"], &["3,777", "3777"]),
        (&["3,988", "3988"], &["5,099", "5099"]),
    ];
    for (position, (old, new)) in figures.into_iter().enumerate() {
        // What was typed a second time stays behind, and is reported below.
        let is_typed = |address: &String| address.starts_with("typed/") || address.contains("again");
        let (held, holding_new) = (holding(&before, old), holding(&after, new));
        let follows = |address: &&String| !is_typed(address) && !holding_new.contains(*address);
        let left: Vec<&String> = held.iter().filter(follows).collect();
        assert!(left.is_empty(), "{old:?} became no {new:?} in {left:?}");
        let wanted: &[&str] = match position {
            0 => &[
                "care/index.html",
                "print/index.html",
                "measures/index.html",
                "data/measures.csv",
                "data/measures.json",
            ],
            2 => &["care/index.html", "print/index.html", "easy-read/care/index.html", "data/tables/budgets.csv"],
            _ => &["care/index.html", "print/index.html", "data/tables/budgets.csv", "data/tables/budgets.json"],
        };
        for address in wanted {
            assert!(holding_new.contains(*address), "{new:?} is not in {address}, only in {holding_new:?}");
        }
    }
    let easy = |made: &Made| text(made, "easy-read/care/index.html");
    assert!(easy(&before).contains("about 73\u{a0}out of 100\u{a0}people"), "{}", easy(&before));
    assert!(easy(&after).contains("about 81\u{a0}out of 100\u{a0}people"), "{}", easy(&after));
}

#[test]
fn what_was_typed_twice_is_reported_when_it_no_longer_agrees() {
    let heads = |made: &Made| -> Vec<String> {
        let reported = render::human(&made.source, &made.diagnostics, false);
        reported
            .lines()
            .filter(|line| line.starts_with("error") || line.starts_with("warning"))
            // The exact total in easy read is meant: it is looked for on the page.
            .filter(|line| !line.starts_with("warning[big-number]"))
            .map(str::to_owned)
            .collect()
    };
    let typed = "warning[typed-figure]: you typed 73.28% here, which is the value of the measure `waits`";
    assert_eq!(heads(&plan("73.28", "42,777")), [typed]);
    assert_eq!(
        heads(&plan("72.38", "43,888")),
        [
            "warning[two-values]: Acute is 43,888 here, but 42,777 in the table “Budgets once more”",
            "warning[nearly-the-same]: this says 73.28%, but the value of the measure `waits` is 72.38%",
        ]
    );
}

/// A chapter with one total that is wrong, twice, and what its author accepts.
fn accepting(accepted: &str) -> String {
    let table = |id: &str| {
        format!(
            "  - id: {id}\n    caption: Beds {id}\n    columns: [{{ name: \"Ward \\\"A\\\": all\", header: true }}, {{ name: \"The \\\"beds\\\": all\", type: count }}]\n    rows: |\n      North | 12\n      South | 15\n      East | 9\n      Total | 35\n"
        )
    };
    let chapter =
        format!("---\ntitle: Care\ntables:\n{}{}accept:\n{accepted}---\n{{{{ table a b }}}}\n", table("a"), table("b"));
    let made = made(&[("content/1-care.md", &chapter)]);
    render::human(&made.source, &made.diagnostics, false)
}

#[test]
fn an_acceptance_sets_one_place_aside_however_it_is_written() {
    let quoted = "  - { finding: 'the total of The \"beds\": all says 35, but its rows add up to 36', because: So. }\n";
    let folded = "  - finding: >\n      the total of The “beds”: all says 35,\n      but its rows add up to 36\n    because: So.\n";
    for written in [quoted, folded] {
        let reported = accepting(written);
        assert_eq!(reported.matches("warning[total-mismatch]").count(), 1, "{reported}");
        assert!(reported.contains("content/1-care.md:19"), "{reported}");
    }
    assert_eq!(accepting(&format!("{quoted}{folded}")), "");
    assert_eq!(accepting(&quoted.repeat(3)).matches("accepts a problem that is not there").count(), 1);
}

#[test]
fn findings_in_files_can_be_accepted_until_their_figures_change() {
    let chapter = "---\ntitle: Care\nmetrics:\n  - { file: measures.csv }\ntables:\n  - { id: t, caption: T, file: t.csv }\naccept:\n  - { finding: \"the target of `waits`, 80%, is worse than its baseline, 90%, because `better` is higher\", because: Winter. }\n  - { finding: \"the total of Beds says 31, but its rows add up to 36\", because: One is shut. }\n---\n{{ metrics }}\n\n{{ table t }}\n";
    let reported = |target: &str, beds: &str| {
        let measures = format!("id,name,unit,better,baseline,target\nwaits,Waits,percent,higher,90,{target}\n");
        let rows = format!("Ward,Beds\nNorth,12\nSouth,15\nEast,9\nTotal,{beds}\n");
        let made =
            made(&[("content/1-care.md", chapter), ("content/measures.csv", &measures), ("content/t.csv", &rows)]);
        render::human(&made.source, &made.diagnostics, false)
    };
    assert_eq!(reported("80", "31"), "");
    assert_eq!(reported("70", "31").matches("[accepted-nothing]").count(), 1);
    assert!(reported("70", "31").contains("the target of `waits`, 70%, is worse than its baseline, 90%"));
    assert!(reported("80", "30").contains("the total of Beds says 30"));
}
