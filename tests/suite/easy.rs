//! Easy read that stays in step: a story through the command line, and what must hold on any chapter.

use std::collections::BTreeSet;

use plainplan::check;
use plainplan::easy::commands;
use plainplan::plan::Lock;
use plainplan::project::pipeline;
use plainplan::project::pipeline::{Project, Settings};
use proptest::prelude::*;

use crate::common::{Folder, files as files_of, reported, said, sample};
use crate::properties::cases;

const CHAPTER: &str = "\
---
title: Care
metrics:
  - id: waits
    name: People seen in time
    unit: percent
    better: higher
    baseline: { value: 80, period: 2016-17 }
    value: { value: 88, period: 2017-18 }
    targets: [{ value: 95, by: 2019-03 }]
---
Everybody can ask for care.

## How we help

We help people who live here. The hospital has 12 beds for children.

{{ metrics }}

## Who can come

You do not need a letter from your doctor. Anyone can come on every day of the week.

## How we pay

The money comes from the government. It pays for nurses and medicine.
";

const EASY: &str = "\
---
title: Getting care
description: How you can get care.
checked:
  - { by: Northtown reading group, people: 6, on: 2018-05-02 }
---
![people]
Everybody can get care.

## How do we help?

![doctor]
We help you if you live here.

![nurse](#how-we-help waits)
{{ waits.target | people }} should be seen in time.

## Who can come?

![letter]
You do not need a letter.

## Who pays?

![money]
The government pays.
";

const PAGE: &str = "public/easy-read/care/index.html";

/// A plan whose easy read is confirmed and checked.
fn signed_off() -> Folder {
    let plan = Folder::small();
    plan.write("content/1-care.md", CHAPTER);
    plan.write("content/1-care.easy.md", EASY);
    keep(&plan, &["easy", "checked", "content/1-care.easy.md"]);
    keep(
        &plan,
        &["easy", "confirm", "content/1-care.easy.md", "--by", "Priya", "--because", "read against the chapter"],
    );
    plan
}

fn keep(plan: &Folder, arguments: &[&str]) -> String {
    let run = plan.run(arguments);
    assert!(run.status.success(), "{}{}", reported(&run), said(&run));
    said(&run)
}

fn confirm(plan: &Folder, part: &str) {
    let what = format!("content/1-care.easy.md#{part}");
    keep(plan, &["easy", "confirm", &what, "--by", "Priya", "--because", "the same"]);
}

/// The rule and the line of every finding.
fn found(plan: &Folder) -> Vec<(String, u64)> {
    let run = plan.run(&["check", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&said(&run)).expect("JSON");
    let all = found.as_array().expect("a list").iter();
    all.map(|one| (one["rule"].as_str().expect("a rule").to_owned(), one["line"].as_u64().expect("a line"))).collect()
}

fn finding(rule: &str, line: u64) -> (String, u64) {
    (rule.to_owned(), line)
}

fn page(plan: &Folder) -> String {
    keep(plan, &["build"]);
    plan.read(PAGE)
}

const TRUE: &str =
    "<p>6 people with a learning disability checked this on 2 May 2018. They are from Northtown reading group.</p>";

#[test]
fn five_edits_after_sign_off_name_exactly_the_lines_they_touch() {
    let plan = signed_off();
    assert_eq!(found(&plan), []);
    assert!(page(&plan).contains(TRUE));

    // 1. A typo, in a sentence and in a heading's neighbour: silent.
    plan.edit("content/1-care.md", "medicine", "medecine");
    plan.edit("content/1-care.md", "Everybody can ask", "everybody, can   *ask*");
    assert_eq!(found(&plan), []);
    assert!(page(&plan).contains(TRUE));

    // 2. A reworded sentence: a warning at the lines under “Who pays?”, and the page is as it was.
    plan.edit("content/1-care.md", "comes from the government", "is given to us by the government");
    assert_eq!(found(&plan), [finding("reworded", 26)]);
    assert!(page(&plan).contains(TRUE));
    confirm(&plan, "who-pays/1");
    assert_eq!(found(&plan), []);

    // 3. A changed digit in prose: an error at both parts that rest on the section, and nothing is published.
    plan.edit("content/1-care.md", "12 beds", "15 beds");
    assert_eq!(found(&plan), [finding("out-of-step", 13), finding("out-of-step", 16)]);
    assert_eq!(plan.run(&["build"]).status.code(), Some(1));
    assert!(plan.read(PAGE).contains(TRUE), "the website is as it was");
    confirm(&plan, "how-do-we-help/1");
    assert_eq!(found(&plan), [finding("out-of-step", 16)], "confirming one part leaves the other");
    plan.edit("content/1-care.easy.md", "We help you if you live here.", "We help you.\nWe have 15 beds for children.");
    confirm(&plan, "how-do-we-help/2");
    assert_eq!(found(&plan), []);
    let changed = TRUE.replace("</p>", " We have changed 2 lines since then.</p>");
    assert!(page(&plan).contains(&changed), "{}", page(&plan));

    // 4. A changed measure flows into the lines by itself.
    plan.edit("content/1-care.md", "value: 95", "value: 96");
    assert_eq!(found(&plan), []);
    assert!(page(&plan).contains("96\u{a0}out of 100\u{a0}people") && page(&plan).contains(&changed));
    let status = keep(&plan, &["easy", "status"]);
    assert!(status.contains("1-care.easy.md: waits.target was 95% and is now 96%"), "{status}");

    // 5. A deleted "not": an error at the one part under “Who can come?”.
    plan.edit("content/1-care.md", "do not need", "need");
    assert_eq!(found(&plan), [finding("out-of-step", 22)]);
    let run = plan.run(&["check"]);
    assert!(
        reported(&run).contains("plainplan easy confirm content/1-care.easy.md#who-can-come/1 --by"),
        "{}",
        reported(&run)
    );
    plan.edit("content/1-care.easy.md", "You do not need", "You need");
    confirm(&plan, "who-can-come/1");
    assert_eq!(found(&plan), []);
    assert!(page(&plan).contains(&TRUE.replace("</p>", " We have changed 3 lines since then.</p>")));
}

/// An edit of the chapter, the rule and the lines that it leads to, and the parts that clear it.
type Edit = ((&'static str, &'static str), &'static [(&'static str, u64)], &'static [&'static str]);

#[test]
fn edits_in_any_order_name_the_same_lines_and_nothing_else_clears_them() {
    let edits: [Edit; 5] = [
        (("medicine", "medecine"), &[], &[]),
        (("comes from", "is given by"), &[("reworded", 26)], &["who-pays/1"]),
        (
            ("12 beds", "15 beds"),
            &[("out-of-step", 13), ("out-of-step", 16)],
            &["how-do-we-help/1", "how-do-we-help/2"],
        ),
        (("value: 95", "value: 96"), &[], &[]),
        (("do not need", "need"), &[("out-of-step", 21)], &["who-can-come/1"]),
    ];
    for order in [[4, 3, 2, 1, 0], [2, 4, 0, 3, 1]] {
        let plan = signed_off();
        for at in order {
            let ((from, to), wanted, parts) = edits[at];
            plan.edit("content/1-care.md", from, to);
            let wanted: Vec<_> = wanted.iter().map(|(rule, line)| finding(rule, *line)).collect();
            assert_eq!(found(&plan), wanted, "{from} in {order:?}");
            for (done, part) in (1..).zip(parts) {
                confirm(&plan, part);
                assert_eq!(found(&plan), wanted[done..], "{part} in {order:?}");
            }
        }
        assert!(page(&plan).contains(TRUE), "no easy-read line was changed");
    }
}

/// The first lines of the parts that rest on a section.
fn lines_on(easy: &str, section: &str) -> Vec<u64> {
    let mut lines = Vec::new();
    let mut rests = false;
    for (line, text) in (1..).zip(easy.lines()) {
        if text.starts_with("![") {
            rests = text.contains(section);
        } else if rests && !text.is_empty() {
            rests = false;
            lines.push(line);
        }
    }
    lines
}

/// An edit of the sample, and the rule and the section whose parts it leads to.
type SampleEdit = (&'static str, &'static str, Option<(&'static str, &'static str)>);

#[test]
fn the_same_edits_on_a_chapter_of_the_sample_in_another_order_name_its_lines() {
    const TWIN: &str = "content/09-care/04-urgent-care.easy.md";
    const CHAPTER: &str = "content/09-care/04-urgent-care.md";
    const CENTRES: &str = "#urgent-treatment-centres";
    const HOSPITAL: &str = "#in-the-hospital";
    let plan = Folder::sample();
    let confirm = || keep(&plan, &["easy", "confirm", TWIN, "--by", "Priya", "--because", "read against the chapter"]);
    confirm();
    let before = found(&plan);
    let easy = plan.read(TWIN);
    // What is edited, and at the parts that rest on which section what is found.
    let edits: [SampleEdit; 5] = [
        (
            "problems that need care today but are not an emergency",
            "problems that need care today but are an emergency",
            Some(("out-of-step", CENTRES)),
        ),
        ("value: 95, by: 2019-03, source", "value: 96, by: 2019-03, source", None),
        ("within 15 minutes.", "within 20 minutes.", Some(("out-of-step", HOSPITAL))),
        (
            "so that people can be sent to the service that suits them",
            "so that people can be passed to whatever helps them",
            Some(("reworded", CENTRES)),
        ),
        ("Nobody should stay in hospital", "Nobody should stay in hosptial", None),
    ];
    for (from, to, wanted) in edits {
        plan.edit(CHAPTER, from, to);
        let wanted = wanted.map_or(Vec::new(), |(rule, section)| {
            lines_on(&easy, section).into_iter().map(|line| finding(rule, line)).collect()
        });
        let mut now = found(&plan);
        now.retain(|finding| !before.contains(finding));
        assert_eq!(now, wanted, "{from}");
        confirm();
        assert_eq!(found(&plan), before, "confirmed after {from}");
    }
    assert_eq!((lines_on(&easy, CENTRES).len(), lines_on(&easy, HOSPITAL).len()), (2, 3), "there were lines to name");
}

#[test]
fn a_section_that_is_gone_is_reported_and_one_with_another_heading_is_found_again() {
    let plan = signed_off();
    plan.edit("content/1-care.md", "## Who can come", "## Who can cmoe");
    assert_eq!(found(&plan), [], "a slip in a heading");
    let text = plan.read("content/1-care.md");
    let (from, to) = (text.find("## Who can").expect("there"), text.find("## How we pay").expect("there"));
    plan.write("content/1-care.md", &format!("{}{}", &text[..from], &text[to..]));
    assert_eq!(found(&plan), [finding("out-of-step", 21)]);
}

#[test]
fn a_changed_picture_is_reported_on_the_page() {
    let plan = signed_off();
    plan.edit("content/1-care.easy.md", "![doctor]", "![hospital]");
    assert!(page(&plan).contains("They are from Northtown reading group. We have changed 1 picture since then."));
    assert_eq!(
        keep(&plan, &["easy", "checked", "1-care.easy.md"]),
        "There is nothing to do. Every record already belongs to the version that was checked.\n"
    );
    assert!(page(&plan).contains("We have changed 1 picture since then."), "binding again resets nothing");
}

#[test]
fn a_figure_that_is_worded_otherwise_is_a_changed_line_and_a_new_figure_is_not() {
    let plan = signed_off();
    plan.edit("content/1-care.md", "value: 95", "value: 96");
    assert!(page(&plan).contains(TRUE));
    plan.edit("content/1-care.easy.md", "target | people }} should", "target | share }} should");
    assert!(page(&plan).contains(&TRUE.replace("</p>", " We have changed 1 line since then.</p>")));
}

#[test]
fn a_figure_that_turns_is_reported_where_words_say_which_way_it_goes_and_nowhere_else() {
    let plan = signed_off();
    plan.edit("content/1-care.easy.md", "We help you if you live here.", "We help more people than before.");
    plan.edit("content/1-care.easy.md", "should be seen in time.", "should be seen in time.\nThat is more than now.");
    keep(&plan, &["easy", "confirm", "1-care.easy.md", "--by", "Priya", "--because", "read"]);
    plan.edit("content/1-care.md", "value: 88", "value: 94");
    assert_eq!(found(&plan), [], "it still goes up");
    plan.edit("content/1-care.md", "{ value: 95, by: 2019-03 }", "{ value: 92, by: 2019-03 }");
    assert_eq!(found(&plan), [finding("misleading-figure", 17)], "“more people” under another picture is left alone");
    assert!(keep(&plan, &["easy", "status"]).contains("1-care.md  out of date"));
    assert_eq!(plan.run(&["build"]).status.code(), Some(1));
    plan.edit("content/1-care.easy.md", "That is more than now.", "That is fewer than now.");
    confirm(&plan, "how-do-we-help/2");
    assert_eq!(found(&plan), []);
}

#[test]
fn the_status_tells_of_every_chapter() {
    let plan = signed_off();
    plan.write("content/2-more.md", "---\ntitle: More\n---\nText.\n\n## One\n\nMore.\n\n## Two\n\nMore.\n");
    plan.write("content/2-more.easy.md", "---\ntitle: More\nleave-out:\n  - { section: \"#two\", because: It is only for staff. }\n---\n## One?\n\n![doctor]\nMore.\n");
    assert_eq!(
        keep(&plan, &["easy", "status"]),
        "Chapter    Easy read  Confirmed  Not covered  New figures\n\
         index.md   none\n\
         1-care.md  checked    5 of 5\n\
         2-more.md  draft      0 of 1     1\n\n\
         Sections that are not covered yet, in the easy read or under `leave-out:`:\n  2-more.md: the beginning of the chapter\n\n\
         Sections left out on purpose:\n  2-more.md: #two: It is only for staff.\n"
    );
    plan.edit("content/1-care.md", "12 beds", "15 beds");
    assert!(keep(&plan, &["easy", "status"]).contains("1-care.md  out of date  5 of 5"));
}

/// Runs git in a plan's folder, with nothing of this computer's own settings.
fn git(plan: &Folder, arguments: &[&str]) {
    let run = std::process::Command::new("git")
        .args(["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_COMMITTER_DATE", "2018-05-02T12:00:00Z")
        .current_dir(plan.path())
        .output()
        .expect("git runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn what_changed_since_a_commit_is_reported_by_meaning() {
    let plan = Folder::small();
    plan.write("deep/plan.yaml", &plan.read("plan.yaml"));
    plan.write("deep/content/index.md", "# Plan\n\nText.\n");
    plan.write("deep/content/1-care.md", CHAPTER);
    plan.write("deep/content/1-care.easy.md", EASY);
    plan.write("deep/content/2-old.md", "# Old\n\nText.\n");
    for arguments in [&["init", "--quiet"][..], &["add", "deep"], &["commit", "--quiet", "-m", "One"], &["tag", "v1"]] {
        git(&plan, arguments);
    }
    let since = |reference: &str| plan.run(&["easy", "status", "--root", "deep", "--since", reference]);
    let report = |run: &std::process::Output| {
        let all = said(run);
        all[all.find("Nothing has changed").or_else(|| all.find("Changed since")).expect("a report")..].to_owned()
    };
    assert!(report(&since("v1")).starts_with("Nothing has changed since v1 ("), "{}", report(&since("v1")));
    let file = "deep/content/1-care.md";
    plan.edit(file, "Everybody can ask", "everybody, can   *ask*");
    plan.edit(file, "12 beds", "15 beds");
    plan.edit(file, "do not need", "need");
    plan.edit(file, "value: 95", "value: 96");
    plan.edit(
        file,
        "## How we pay\n\nThe money comes from the government. It pays for nurses and medicine.\n",
        "## Next steps\n\nNothing else.\n",
    );
    plan.edit("deep/content/1-care.easy.md", "We help you if you live here.", "We help you.");
    std::fs::remove_file(plan.path().join("deep/content/2-old.md")).expect("deleted");
    plan.write("deep/content/3-new.md", "# New\n\nText.\n");
    let reported_now = report(&since("v1"));
    let (first, rest) = reported_now.split_once('\n').expect("lines");
    assert!(first.starts_with("Changed since v1 (") && first.ends_with(", 2018-05-02):"), "{first}");
    assert_eq!(
        rest,
        "
1-care.md
  a figure or a date has changed in “How we help”
    before: … live here the hospital has 12 beds for children [metrics:]
    now: … live here the hospital has 15 beds for children [metrics:]
  a word such as not, only, if or must has changed in “Who can come”
    before: who can come you do not need a letter from your …
    now: who can come you need a letter from your …
  “How we pay” was removed
  “Next steps” was added
  waits.target was 95% and is now 96%
  easy read: lines changed
    - we help you if you live here
    + we help you

3-new.md
  new chapter

2-old.md
  the chapter was removed
"
    );
    for (reference, words) in [
        ("v2", "git has no tag, branch or commit called `v2`"),
        ("--all", "git has no tag, branch or commit called `--all`"),
    ] {
        let run = plan.run(&["easy", "status", "--root", "deep", &format!("--since={reference}")]);
        assert_eq!(run.status.code(), Some(2));
        assert!(reported(&run).contains(words), "{}", reported(&run));
    }
    // The plan at the top was never given to git.
    let run = plan.run(&["easy", "status", "--since", "v1"]);
    assert!(reported(&run).contains("this plan was not in git yet at `v1`"), "{}{}", reported(&run), said(&run));
    let lonely = Folder::small();
    let run = lonely.run(&["easy", "status", "--since", "v1"]);
    assert_eq!(
        reported(&run),
        "plainplan: this plan is not kept in git, so there is no earlier version to compare with\n"
    );
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_plainplan"))
        .args(["easy", "status", "--since", "v1"])
        .env("PATH", "")
        .current_dir(lonely.path())
        .output()
        .expect("it runs");
    assert_eq!(reported(&run), "plainplan: --since needs the program git. Install it from git-scm.com\n");
}

#[test]
fn what_cannot_be_confirmed_is_said_and_nothing_is_written() {
    let plan = signed_off();
    let before = plan.read("easy.lock");
    for (what, by, words) in [
        (
            "content/1-care.easy.md#who-pay/1",
            "Priya",
            "there is no part `who-pay/1` in 1-care.easy.md. Did you mean `who-pays/1`?",
        ),
        ("content/1-cares.easy.md", "Priya", "Did you mean content/1-care.easy.md?"),
        ("content/1-care.easy.md", " ", "--by is empty"),
    ] {
        let run = plan.run(&["easy", "confirm", what, "--by", by, "--because", "same"]);
        assert_eq!(run.status.code(), Some(2));
        assert!(reported(&run).contains(words), "{}", reported(&run));
    }
    assert_eq!(plan.run(&["easy", "checked", "content/index.md"]).status.code(), Some(2));
    plan.write("easy.lock", &format!("{before}<<<<<<< ours\n"));
    assert_eq!(
        plan.run(&["easy", "confirm", "1-care.easy.md", "--by", "P", "--because", "same"]).status.code(),
        Some(1)
    );
    assert_eq!(plan.read("easy.lock"), format!("{before}<<<<<<< ours\n"));
}

#[test]
fn confirmations_of_two_people_merge_line_by_line() {
    let plan = signed_off();
    let before = plan.read("easy.lock");
    let lines: Vec<&str> = before.lines().collect();
    assert!(lines[1..].is_sorted() && lines.len() == 1 + 5 + 1, "{before}");
    plan.edit("content/1-care.md", "12 beds", "15 beds");
    confirm(&plan, "how-do-we-help/2");
    let after = plan.read("easy.lock");
    let changed = before.lines().zip(after.lines()).filter(|(a, b)| a != b).count();
    assert_eq!((changed, after.lines().count()), (1, before.lines().count()));
}

#[test]
fn a_draft_of_every_chapter_can_be_built_at_once_and_says_what_is_left_to_write() {
    let plan = Folder::sample();
    let easy: Vec<String> = files_of(plan.path())
        .into_keys()
        .filter(|path| path.starts_with("content") && path.ends_with(".easy.md"))
        .collect();
    for path in &easy {
        std::fs::remove_file(plan.path().join(path)).expect("deleted");
        let chapter = path.replace(".easy.md", ".md");
        assert_eq!(
            keep(&plan, &["easy", "new", &chapter]),
            format!("Created {path}. Open it, and replace each comment with easy words.\n")
        );
    }
    let rules: BTreeSet<String> = found(&plan).into_iter().map(|(rule, _)| rule).collect();
    assert!(rules.contains("remark-left"));
    keep(&plan, &["build"]);
    let draft = plan.read("content/09-care/04-urgent-care.easy.md");
    let holds = |words: &str| assert!(draft.contains(words), "no {words} in\n{draft}");
    holds("## What about NHS 111 online?\n");
    holds("![online]\nWe want it to be {{ nhs-111-online.target | people }} by {{ nhs-111-online.target.by }}.\n");
    holds("It should reach {{ nhs-111-online.target }} of people by");
    holds("urgent treatment centre: A GP-led centre for urgent problems");
    holds("Pictures that may fit:\n![online] A globe and a pointer\n");
    assert!(!draft.contains("(FIT)"), "a word that is spelled like a short form");
    let page = plan.read("public/easy-read/care/urgent-care/index.html");
    assert!(!page.contains("Hard words") && !page.contains("&lt;!--"), "readers never see a remark");
    assert!(page.contains("What about NHS 111 online?"));
}

#[test]
fn a_draft_keeps_the_figures_at_the_ends_of_sentences_and_offers_the_keys_to_fill_in() {
    let plan = Folder::small();
    let metrics = "metrics: [{ id: stops, name: Stops, unit: percent, value: 60 }]\n";
    plan.write(
        "content/1-care.md",
        &format!("---\ntitle: Care\n{metrics}---\n## Bus stops\n\n{{{{ stops }}}} of our stops have no step. We have {{{{ stops }}}}\n\n## How we count\n\nText.\n"),
    );
    keep(&plan, &["easy", "new", "content/1-care.md"]);
    let draft = plan.read("content/1-care.easy.md");
    assert!(
        draft.contains("The chapter says:\n{{ stops }} of our stops have no step.\nWe have {{ stops }}\n"),
        "{draft}"
    );
    let reason = "\"Why people need not know this.\"";
    assert!(
        draft.contains(&format!("\n# leave-out: [{{ section: \"#how-we-count\", because: {reason} }}]\n---\n")),
        "{draft}"
    );
    // Filled in, the keys are what a twin knows.
    plan.write("content/1-care.easy.md", &draft.replace("# leave-out", "leave-out").replace("# desc", "desc"));
    let rules: BTreeSet<String> = found(&plan).into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(rules, ["remark-left".to_owned()].into());
}

#[test]
fn a_draft_says_nothing_of_the_captions_of_tables() {
    let plan = Folder::small();
    plan.write(
        "content/1-care.md",
        "---\ntitle: Care\n---\n## Contracts\n\n| Who | Cost |\n|---|---|\n| Us | 7 |\n\nTable: Contracts over £5 million. All 3 of them. {#contracts}\n\n| Who | Cost |\n|---|---|\n| Us | 7 |\nTable: Contracts over £6 million {#more}\n\nWe have 3 contracts.\n",
    );
    keep(&plan, &["easy", "new", "content/1-care.md"]);
    let draft = plan.read("content/1-care.easy.md");
    assert!(draft.contains("The chapter says:\nWe have 3 contracts.\n"), "{draft}");
    assert!(!draft.contains("£"), "{draft}");
}

#[test]
fn a_draft_says_what_can_be_said_in_easier_words() {
    let plan = Folder::small();
    plan.write(
        "content/1-care.md",
        "---\ntitle: Care\nmetrics: [{ id: on-time, name: On time, unit: percent, baseline: 62 }]\n---\n## Why buses matter\n\nWe will procure additional buses. We will procure drivers too.\n",
    );
    keep(&plan, &["easy", "new", "content/1-care.md"]);
    let draft = plan.read("content/1-care.easy.md");
    assert!(draft.contains("\n## Why do buses matter?\n"), "{draft}");
    assert!(draft.contains("It was {{ on-time.baseline | share }}.\n"), "{draft}");
    assert!(draft.contains("<!--\nEasier words:\nprocure: buy\nadditional: more, or extra\n-->\n"), "{draft}");
}

#[test]
fn a_measure_that_no_text_shows_is_reported_when_its_figures_change() {
    let plan = Folder::small();
    let with = |metrics: &str| format!("---\ntitle: Care\nmetrics:\n{metrics}---\n## How\n\nText.\n");
    let stops = |value: &str| format!("  - {{ id: stops, name: Stops, unit: percent, value: {value} }}\n");
    let old = "  - { id: old, name: Old, unit: percent, value: 1 }\n";
    plan.write("content/1-care.md", &with(&(stops("60") + old)));
    for arguments in [&["init", "--quiet"][..], &["add", "."], &["commit", "--quiet", "-m", "One"]] {
        git(&plan, arguments);
    }
    plan.write("content/1-care.md", &with(&(stops("70") + &old.replace("old", "new"))));
    let run = plan.run(&["easy", "status", "--since", "HEAD"]);
    let changes = "\n1-care.md\n  the measure old was removed\n  the measure new was added\n  stops.value was 60% and is now 70%\n";
    assert!(said(&run).ends_with(changes), "{}", said(&run));
}

#[test]
fn a_part_that_never_had_a_picture_is_no_picture_changed() {
    let plan = signed_off();
    let easy = plan.read("content/1-care.easy.md").replace("2018-05-02", "2018-06-02");
    plan.write("content/1-care.easy.md", &format!("{easy}\n## More\n\nWe help you.\n"));
    keep(&plan, &["easy", "checked", "content/1-care.easy.md"]);
    plan.write("content/1-care.easy.md", &easy);
    keep(&plan, &["build"]);
    let page = plan.read("public/easy-read/care/index.html");
    assert!(page.contains("We have changed 2 lines since then."), "{page}");
}

#[test]
fn the_sample_tells_every_section_or_says_why_it_leaves_it_out() {
    let read = pipeline::read(&Settings { root: sample(), ..Settings::default() });
    for step in read.plan.steps() {
        assert_eq!(step.undecided, Vec::<String>::new(), "{}", step.chapter.path);
        assert!(step.parts.iter().all(|part| !part.part.rests.is_empty()), "{}", step.chapter.path);
    }
}

#[test]
fn the_beginning_of_a_chapter_is_named_and_left_out_like_a_section() {
    let plan = signed_off();
    let status = |plan: &Folder| keep(plan, &["easy", "status"]);
    plan.edit("content/1-care.easy.md", "![people]\nEverybody can get care.\n", "");
    let reported = status(&plan);
    assert!(reported.contains("1-care.md: the beginning of the chapter"), "{reported}");
    plan.edit(
        "content/1-care.easy.md",
        "checked:",
        "leave-out: [{ section: \"#beginning\", because: \"Short.\" }]\nchecked:",
    );
    let reported = status(&plan);
    assert!(!reported.contains("the beginning of the chapter"), "{reported}");
    assert!(reported.contains("\nSections left out on purpose:\n  1-care.md: #beginning: Short.\n"), "{reported}");
    plan.edit("content/1-care.easy.md", "leave-out: [{ section: \"#beginning\", because: \"Short.\" }]\n", "");
    plan.edit("content/1-care.easy.md", "![letter]", "![letter](#beginning)");
    assert!(!status(&plan).contains("the beginning"));
    confirm(&plan, "who-can-come/1");
    plan.edit("content/1-care.md", "Everybody can ask", "Not everybody can ask");
    let found: Vec<String> = found(&plan).into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(found.iter().filter(|rule| *rule == "out-of-step").count(), 1, "{found:?}");
}

#[test]
fn a_draft_never_takes_the_place_of_a_file() {
    let plan = signed_off();
    let run = plan.run(&["easy", "new", "content/1-care.md"]);
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(reported(&run), "plainplan: content/1-care.easy.md already exists. It was not changed\n");
    assert_eq!(plan.read("content/1-care.easy.md"), EASY);
    let run = plan.run(&["easy", "new", "content/1-cares.md"]);
    assert_eq!(reported(&run), "plainplan: there is no chapter 1-cares.md. Did you mean content/1-care.md?\n");
    // A file that cannot be read as easy read is one too.
    std::fs::remove_file(plan.path().join("content/1-care.easy.md")).expect("deleted");
    std::fs::write(plan.path().join("content/1-care.easy.md"), [0xff, 0xfe, 0x00]).expect("written");
    assert_ne!(plan.run(&["easy", "new", "content/1-care.md"]).status.code(), Some(0));
    assert_eq!(std::fs::read(plan.path().join("content/1-care.easy.md")).expect("read"), [0xff, 0xfe, 0x00]);
}

/// What is found when what `before` says was confirmed and the chapter is `after`.
#[track_caller]
fn becomes(before: &str, after: &str, rules: &[&str]) {
    let whole = |text: &str| format!("---\ntitle: Care\n---\n## Section\n\n{text}\n");
    assert_eq!(rules_after(&whole(before), &whole(after)), rules, "{before} / {after}");
}

#[test]
fn markup_is_no_part_of_what_a_chapter_says() {
    becomes("We **hel**p [you](index.md).", "We help you.", &[]);
    becomes("One, two.\n\nThree.", "- One\n- two\n- Three", &[]);
    becomes("We help you.", "> We help you.", &[]);
    becomes("We `help` you & us.", "We help you & us.", &[]);
    becomes("We help you.<!-- not sure -->", "We help you.", &[]);
}

#[test]
fn tables_and_notes_in_the_text_are_part_of_what_a_chapter_says() {
    let table = "| Ward | Beds |\n|---|--:|\n| East | 12 |\n\nTable: Beds";
    becomes(table, &table.replace("12", "13"), &["out-of-step"]);
    becomes("We help.[^1]\n\n[^1]: On 5 days.", "We help.[^1]\n\n[^1]: On 6 days.", &["out-of-step"]);
    becomes("We help.[^a]\n\n[^a]: On 5 days.", "We help.[^9]\n\n[^9]: On 5 days.", &[]);
    becomes("{{ timeline }}\n\nText.", "Text.", &["reworded"]);
}

/// The files of a chapter and its twin, with what was confirmed.
fn files(chapter: &str, lock: &str) -> Project {
    let easy = "---\ntitle: T\n---\n## One\n\n![doctor]\nWe help.\n";
    let files = [
        (
            "plan.yaml",
            "title: T\norganisation: O\ncontact: { email: a@example.org, phone: 01632 960001, post: [Street] }\n",
        ),
        ("content/index.md", "# T\n\nText.\n"),
        ("content/1-care.md", chapter),
        ("content/1-care.easy.md", easy),
        ("easy.lock", lock),
    ];
    Project::from_files(files, Settings::default())
}

/// What is found in a chapter after it was confirmed as it was `before`.
fn rules_after(before: &str, after: &str) -> Vec<&'static str> {
    let read = files(before, "").read();
    let confirming = commands::Confirming { what: "1-care.easy.md", by: "P", because: "same" };
    let (lock, _): (Lock, String) = commands::confirm(&read.plan, &confirming).expect("confirmed");
    let read = files(after, &lock.written()).read();
    let mut found = read.diagnostics;
    check::run(&read.plan, &read.source, &mut found);
    let rules = found.iter().map(|found| found.rule.name);
    rules.filter(|name| ["out-of-step", "reworded"].contains(name)).collect()
}

fn chapter(words: &[String]) -> String {
    format!("---\ntitle: Care\n---\n## Section\n\n{}.\n\n## Other\n\nNothing here.\n", words.join(" "))
}

/// Words that an editor types, of six letters and more, so that a slip in one is no other word.
fn sentence() -> impl Strategy<Value = Vec<String>> {
    let words = ["hospital", "community", "medicines", "children", "together", "service", "appointment", "ambulance"];
    prop::collection::vec(prop::sample::select(words.to_vec()).prop_map(str::to_owned), 3..40)
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn a_typo_never_fires(words in sentence(), at in any::<prop::sample::Index>(), letter in 1_usize..4, kind in 0..3) {
        let mut slipped = words.clone();
        let word = at.get_mut(&mut slipped);
        match kind {
            0 => { word.remove(letter); }
            1 => word.insert(letter, 'x'),
            _ => {
                let mut letters: Vec<char> = word.chars().collect();
                letters.swap(letter, letter + 1);
                *word = letters.into_iter().collect();
            }
        }
        prop_assert_eq!(rules_after(&chapter(&words), &chapter(&slipped)), Vec::<&str>::new());
        prop_assert_eq!(rules_after(&chapter(&slipped), &chapter(&words)), Vec::<&str>::new(), "mended again");
    }

    #[test]
    fn a_digit_always_fires(words in sentence(), at in any::<prop::sample::Index>(), number in 1_u32..99_999, by in 1_u32..9, shape in 0..5) {
        let shaped = |number: u32| match shape {
            0 => number.to_string(),
            1 => format!("£{number}m"),
            2 => format!("{number}%"),
            3 => format!("({number}.5)"),
            _ => format!("**{number}**"),
        };
        let with = |number: u32| {
            let mut words = words.clone();
            words.insert(at.index(words.len()), shaped(number));
            chapter(&words)
        };
        prop_assert_eq!(rules_after(&with(number), &with(number + by)), vec!["out-of-step"]);
        prop_assert_eq!(rules_after(&with(number), &chapter(&words)), vec!["out-of-step"], "taken out");
    }

    #[test]
    fn a_removed_negation_always_fires(words in sentence(), at in any::<prop::sample::Index>(), turn in prop::sample::select(vec!["not", "never", "only", "unless", "Don't", "must", "no"])) {
        let mut with = words.clone();
        with.insert(at.index(words.len()), turn.to_owned());
        prop_assert_eq!(rules_after(&chapter(&with), &chapter(&words)), vec!["out-of-step"]);
        prop_assert_eq!(rules_after(&chapter(&words), &chapter(&with)), vec!["out-of-step"], "put in");
    }

    #[test]
    fn a_file_of_confirmations_is_read_as_it_was_written(text in "([ -~\t]{0,20}\n|part\ta.easy.md#[a-c]/[1-3]\t[a-z]\t[a-z]\t(x=1)?(\t#s\t[a-z ]{0,8})?\n){0,8}") {
        let read = |text: &str| files("# Care\n", text).read().plan.lock.written();
        let written = read(&text);
        prop_assert_eq!(read(&written), written);
    }

    #[test]
    fn layout_and_punctuation_never_fire(words in sentence(), at in any::<prop::sample::Index>()) {
        let mut laid_out = words.clone();
        let word = at.get_mut(&mut laid_out);
        *word = format!("**{}**,\n", word.to_uppercase());
        prop_assert_eq!(rules_after(&chapter(&words), &chapter(&laid_out)), Vec::<&str>::new());
    }
}

#[test]
fn a_figure_that_a_line_shows_is_reported_once_when_it_has_changed() {
    let plan = signed_off();
    plan.edit("content/1-care.easy.md", "{{ waits.target | people }}", "{{ waits | people }}");
    confirm(&plan, "how-do-we-help/2");
    plan.edit("content/1-care.md", "value: 88", "value: 89");
    let status = keep(&plan, &["easy", "status"]);
    assert_eq!(status.matches("was 88%").count(), 1, "{status}");
}

#[test]
fn what_is_typed_into_tables_promises_and_risks_counts_like_what_is_typed_into_sentences() {
    let plan = Folder::small();
    let chapter = "---\ntitle: Care\nmilestones:\n  - { by: 2026-07, text: The clinic starts. }\nrisks:\n  - { risk: Too few staff, causes: [Staff are hard to find] }\ntables:\n  - id: costs\n    caption: Costs\n    columns: [Service, { name: Value, type: count }]\n    rows: |\n      Medicines | 1,500\n---\n## When\n\n{{ timeline }}\n\n## What may go wrong\n\n{{ risks }}\n\n## What it costs\n\n{{ table costs }}\n";
    let easy = "---\ntitle: Care\n---\n## When?\n\n![calendar]\nWe start in July 2026.\n\n## What may go wrong?\n\n![team]\nIt is hard to find staff.\n\n## What does it cost?\n\n![medicine]\nWe spend money on medicines.\n\n![money](costs)\nIt costs a lot.\n";
    plan.write("content/1-care.md", chapter);
    plan.write("content/1-care.easy.md", easy);
    keep(&plan, &["easy", "confirm", "content/1-care.easy.md", "--by", "Priya", "--because", "the same"]);
    let out_of_step = |plan: &Folder| -> Vec<u64> {
        found(plan).into_iter().filter(|(rule, _)| rule == "out-of-step").map(|(_, line)| line).collect()
    };
    assert_eq!(out_of_step(&plan), Vec::<u64>::new());
    for (was, is, lines) in [
        ("2026-07", "2026-12", vec![7]),
        ("clinic starts", "clinic does not start", vec![7]),
        ("Staff are hard", "Staff are not hard", vec![12]),
        ("1,500", "9,500", vec![17, 20]),
    ] {
        plan.edit("content/1-care.md", was, is);
        assert_eq!(out_of_step(&plan), lines, "{was} → {is}");
        plan.edit("content/1-care.md", is, was);
    }
}
