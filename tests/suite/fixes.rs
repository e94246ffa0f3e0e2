//! What a help shows to type is typed, and the plan is made again.
//!
//! Every fix of every broken plan in `tests/problems/` is applied by itself: its finding must be gone and no error may
//! have come instead. Below stand plans of a few lines for the helps that once led astray, each with its neighbours.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use plainplan::Files;
use plainplan::base::diagnostic::{A_DAY, Applicability, Diagnostic, Fix, Fixable, Reason, Rule, Severity};
use plainplan::check;
use plainplan::project::pipeline;
use plainplan::project::pipeline::{Made, Settings};

use crate::common::{self, Folder};
use crate::fixture::fixtures;

/// Fewer fixes than this mean that the test has become empty.
const AT_LEAST: usize = 120;

/// Errors that were in a broken plan before and could not be seen: the finding kept back what would show them.
const REVEALED: [(&str, &str); 9] = [
    ("empty-heading", "this heading has no words"),
    ("everything-at-once", "there is no measure or table called `nothing`"),
    ("lost-markup", "there is no picture called map.png"),
    ("not-last-year", "the measure `seen-in-time` has no value"),
    ("one-slip-in-the-keys", "there are not enough numbers for a chart"),
    ("unknown-chart-kind", "one measure cannot be shown as stacked bars"),
    ("unknown-column", "this is a text file, so it has no sheets"),
    ("unknown-key-split-text", "there are not enough numbers for a chart"),
    ("unsuitable-chart", "the table `staff` has no column `evening`"),
];

#[test]
fn every_fix_settles_its_finding_and_brings_no_error() {
    let mut applied = 0;
    let mut wrong = Vec::new();
    for fixture in fixtures() {
        let plan = fixture.laid_out();
        let before = made(plan.path());
        let name = &fixture.name;
        for found in before.diagnostics.iter() {
            let Some(fix) = &found.fix else { continue };
            applied += 1;
            let after = with_fix(plan.path(), &before.source, fix);
            wrong.extend(
                complaints(name, &before, found, &after)
                    .into_iter()
                    .map(|complaint| format!("{name}: {}: {complaint}", found.message)),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!("{applied} fixes were applied");
    assert!(applied >= AT_LEAST, "only {applied} fixes were applied");
}

/// What a fix left undone, or broke.
fn complaints(name: &str, before: &Made, found: &Diagnostic, after: &Made) -> Vec<String> {
    let mut complaints = Vec::new();
    let key = key_of(&before.source, found);
    let count = |made: &Made| made.diagnostics.iter().filter(|other| key_of(&made.source, other) == key).count();
    if count(after) >= count(before) {
        complaints.push("the finding is still there".to_owned());
    }
    let mut known = errors(before);
    for error in errors(after) {
        match known.iter().position(|other| *other == error) {
            Some(position) => drop(known.remove(position)),
            None if REVEALED.contains(&(name, error.2.as_str())) => {}
            None => complaints.push(format!("a new error: {error:?}")),
        }
    }
    complaints
}

type Key = (&'static str, String, String);

fn key_of(source: &Files, found: &Diagnostic) -> Key {
    (found.rule.name, source.file(found.span.file).path.clone(), found.message.clone())
}

fn errors(made: &Made) -> Vec<Key> {
    let errors = made.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    errors.map(|found| key_of(&made.source, found)).collect()
}

/// The plan in `root` as it would be with a fix. The folder stays as it was.
fn with_fix(root: &Path, source: &Files, fix: &Fix) -> Made {
    let file = source.file(fix.span.file);
    let path = root.join(&file.path);
    fs::write(&path, fixed(file.text(), fix)).expect("the fixed file can be written");
    let after = made(root);
    fs::write(&path, file.text()).expect("the file can be written back");
    after
}

/// A text with the fix in it, and words where it holds a placeholder.
pub(crate) fn fixed(text: &str, fix: &Fix) -> String {
    let mut text = text.to_owned();
    text.replace_range(fix.span.range(), &filled(fix));
    text
}

fn filled(fix: &Fix) -> String {
    if fix.applicability != Applicability::HasPlaceholder {
        return fix.text.clone();
    }
    let words =
        [("unit: …", "unit: count"), ("of: …", "of: staff"), ("paper: …, large print: …, audio: …", "paper: ask")];
    let words = words.into_iter().chain([(A_DAY, "2018-05-01"), ("…", "Words")]);
    let filled = words.fold(fix.text.clone(), |text, (placeholder, words)| text.replace(placeholder, words));
    assert_ne!(filled, fix.text, "there is nothing to fill");
    filled
}

pub(crate) fn made(root: &Path) -> Made {
    let calendar: fn() -> _ = || Some(jiff::civil::date(2018, 6, 1));
    pipeline::make(&Settings { root: root.to_path_buf(), calendar: Some(calendar), ..Settings::default() })
}

/// Follows the first help of a plan until it can be built, five times at most; gives the files as they are then.
fn followed(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let plan = Folder::small();
    for (path, text) in files {
        plan.write(path, text);
    }
    for _ in 0..5 {
        let made = made(plan.path());
        let Some(found) = made.diagnostics.iter().find(|found| found.severity == Severity::Error) else { break };
        let fix = found.fix.as_ref().unwrap_or_else(|| panic!("no fix: {}: {:?}", found.message, found.help));
        let file = made.source.file(fix.span.file);
        plan.write(&file.path, &fixed(file.text(), fix));
    }
    let made = made(plan.path());
    let left: Vec<_> = made.diagnostics.iter().map(|found| (&found.message, &found.help)).collect();
    assert!(!made.diagnostics.has_errors(), "{left:?}");
    files.iter().map(|(path, _)| ((*path).to_owned(), plan.read(path))).collect()
}

/// A chapter with one line in its front matter, once all help was followed.
fn line_followed(lines: &str) -> String {
    let chapter = format!("---\ntitle: Care\n{lines}\n---\nText.\n");
    let files = followed(&[("content/1-care.md", &chapter)]);
    let text = &files["content/1-care.md"];
    let inside = text.strip_prefix("---\ntitle: Care\n").and_then(|rest| rest.split_once("\n---\n"));
    inside.unwrap_or_else(|| panic!("{text}")).0.to_owned()
}

/// Lines in the front matter of a chapter that has the title `Care`: as typed, and as they are once help was followed.
#[test]
fn yaml_slips_are_undone_by_their_help() {
    let cases = [
        // A text that begins with a word in quotation marks, with keys behind it.
        (
            "milestones:\n  - { by: 2026-06, text: 'Start' on site, owner: Housing, status: on track }",
            "milestones:\n  - { by: 2026-06, text: \"'Start' on site\", owner: Housing, status: on track }",
        ),
        (
            "milestones:\n  - { text: \"Ready\" is what we call it, by: 2026-06 }",
            "milestones:\n  - { text: '\"Ready\" is what we call it', by: 2026-06 }",
        ),
        (
            "milestones:\n  - { text: 'It's ours', by: 2026-06, status: on track }",
            "milestones:\n  - { text: \"It's ours\", by: 2026-06, status: on track }",
        ),
        ("description: 'Start' on \"site\"", "description: \"'Start' on “site”\""),
        // A sign that means something else to YAML.
        (
            "milestones:\n  - { text: *Our* plan begins, by: 2026-06 }",
            "milestones:\n  - { text: \"*Our* plan begins\", by: 2026-06 }",
        ),
        (
            "milestones:\n  - { by: 2026-06, text: @home opens, status: on track }",
            "milestones:\n  - { by: 2026-06, text: \"@home opens\", status: on track }",
        ),
        ("description: %age of people", "description: \"%age of people\""),
        ("description: `code` first", "description: \"`code` first\""),
        ("description: > 95% of people", "description: \"> 95% of people\""),
        // A comma in a text.
        (
            "milestones:\n  - { by: 2026-06, text: Start at Mill Lane, Marlingford, status: on track }",
            "milestones:\n  - { by: 2026-06, text: \"Start at Mill Lane, Marlingford\", status: on track }",
        ),
        (
            "milestones:\n  - { by: 2026-06, text: Start at Mill Lane, Marlingford, }",
            "milestones:\n  - { by: 2026-06, text: \"Start at Mill Lane, Marlingford\", }",
        ),
        (
            "milestones:\n  - { by: 2026-06, text: red, green, blue }",
            "milestones:\n  - { by: 2026-06, text: \"red, green, blue\" }",
        ),
        // A description that goes on.
        ("description: Warm homes.\n\nAnd warmer ones.", "description: \"Warm homes. And warmer ones.\""),
        ("description: Warm homes\nand warmer ones", "description: \"Warm homes and warmer ones\""),
        (
            "description: Warm homes.\n\nIt is cold.\n\nWe act.\nowner: Housing",
            "description: \"Warm homes. It is cold. We act.\"\nowner: Housing",
        ),
        // What was right before stays right.
        ("description: Care: the plan", "description: \"Care: the plan\""),
        ("owner Housing", "owner: Housing"),
        ("ownr Housing\nextra: { a: b }", "owner: Housing\nextra: { a: b }"),
        ("milestones:\n  - { by: 2026-06 text: It opens }", "milestones:\n  - { by: 2026-06, text: It opens }"),
        (
            "milestones:\n  - { by: 2026-06, text: We will: do it }",
            "milestones:\n  - { by: 2026-06, text: \"We will: do it\" }",
        ),
        (
            "milestones:\n  • { by: 2026-06, text: A }\n  • { by: 2026-07, text: B }",
            "milestones:\n  - { by: 2026-06, text: A }\n  - { by: 2026-07, text: B }",
        ),
        ("description: “Care: the plan”", "description: \"Care: the plan\""),
        (
            "milestones:\n  - { by: 2026-06, text: Team #2 works }",
            "milestones:\n  - { by: 2026-06, text: \"Team #2 works\" }",
        ),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(typed, wanted)| {
            let found = std::panic::catch_unwind(|| line_followed(typed)).unwrap_or_else(|_| "panicked".to_owned());
            (found != *wanted).then(|| format!("{typed}\n→ {found}\nwanted {wanted}\n"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_bound_typed_with_its_sign_is_put_in_quotation_marks_alone() {
    let measure = |targets: &str| {
        format!(
            "metrics:\n  - id: homes\n    name: Homes\n    unit: percent\n    value: {{ value: 90, period: 2026-03 }}\n    targets: [{targets}]"
        )
    };
    let typed = measure("{ value: >95%, by: 2027-03 }");
    let made = common::made(&[("content/1-care.md", &format!("---\ntitle: Care\n{typed}\n---\n{{{{ metrics }}}}\n"))]);
    let found = made.diagnostics.iter().next().expect("a finding");
    assert_eq!(found.help, ["Put the whole text after the colon in quotation marks: value: \">95%\"."]);
    for (bound, quoted) in [(">95%", "\">95%\""), (">95", "\">95\"")] {
        let typed = measure(&format!("{{ value: {bound}, by: 2027-03 }}"));
        let wanted = measure(&format!("{{ value: {quoted}, by: 2027-03 }}"));
        assert_eq!(line_followed(&typed), wanted);
        let typed = measure(&format!("{{ by: 2027-03, value: {bound} }}"));
        let wanted = measure(&format!("{{ by: 2027-03, value: {quoted} }}"));
        assert_eq!(line_followed(&typed), wanted);
    }
}

#[test]
fn front_matter_after_empty_lines_is_reported_as_that() {
    for before in ["\n", "\n\n", "  \n"] {
        let chapter = format!("{before}---\ntitle: Care\n---\nText.\n");
        let made = common::made(&[("content/1-care.md", &chapter)]);
        let found = made.diagnostics.iter().next().expect("a finding");
        assert_eq!(found.message, "there is an empty line before this one");
        assert_eq!(found.help, ["Delete the empty lines above it. The first line of the file must be ---."]);
        let files = followed(&[("content/1-care.md", &chapter)]);
        assert_eq!(files["content/1-care.md"], "---\ntitle: Care\n---\nText.\n");
    }
    for line in ["—", "– – –".replace(' ', "").as_str(), "----", " ---"] {
        let files = followed(&[("content/1-care.md", &format!("{line}\ntitle: Care\n---\nText.\n"))]);
        assert_eq!(files["content/1-care.md"], "---\ntitle: Care\n---\nText.\n");
    }
}

/// Each rule says in its row whether what its helps show to type is a fix, or why that cannot be.
#[test]
fn every_rule_says_whether_it_has_a_fix() {
    let shows = |help: &&String| help.contains(['`', '“', '"', '{', '[', '*', '#']) || help.contains("Did you mean");
    let (mut with, mut without) = (BTreeSet::new(), BTreeMap::new());
    for fixture in fixtures() {
        let plan = fixture.laid_out();
        for found in made(plan.path()).diagnostics.iter() {
            if found.fix.is_some() {
                with.insert(found.rule.name);
            } else if let Some(help) = found.help.iter().find(shows) {
                without.insert(found.rule.name, help.clone());
            }
        }
    }
    let is_right = |rule: &Rule| match (rule.fix, with.contains(rule.name), without.contains_key(rule.name)) {
        (Fixable::Yes, true, false) | (Fixable::Partly(_), true, true) => true,
        (Fixable::No(reason), false, shows) => shows == (reason != Reason::Advice),
        _ => false,
    };
    let wrong: Vec<String> = check::rules()
        .filter(|rule| !is_right(rule))
        .map(|rule| {
            format!("{}: {:?}, but {} and {:?}", rule.name, rule.fix, with.contains(rule.name), without.get(rule.name))
        })
        .collect();
    assert!(wrong.is_empty(), "fix in the row, whether there is one, and a help without one:\n{}", wrong.join("\n"));
}

#[test]
fn a_row_is_reported_about_commas_only_where_commas_part_cells() {
    let table = |rows: &str| {
        format!(
            "---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n    columns: [Service, Money]\n    rows:{rows}\n---\n{{{{ table t }}}}\n"
        )
    };
    let help = |chapter: &str, more: &[(&str, &str)]| {
        let mut files = vec![("content/1-care.md", chapter)];
        files.extend(more);
        let made = common::made(&files);
        made.diagnostics.iter().next().expect("a finding").help.join(" ")
    };
    let commas = |place: &str| {
        format!("In a {place}, a comma starts a new cell. Put the number in quotation marks: \"420,610\".")
    };
    assert_eq!(help(&table("\n      - [Acute, 420,610]"), &[]), commas("list"));
    assert_eq!(help(&table(" |\n      Acute | 420 | 610"), &[]), "Remove a cell, or add a column.");
    assert_eq!(help(&table(" |\n      Acute\t420\t610"), &[]), "Remove a cell, or add a column.");
    let pipes = "# Care\n\n| Service | Money |\n|---|--:|\n| Acute | 420 | 610 |\n\nTable: T\n";
    assert_eq!(help(pipes, &[]), "Remove a cell, or add a column.");
    let file = "---\ntitle: Care\ntables:\n  - { id: t, caption: T, file: t.csv }\n---\n{{ table t }}\n";
    assert_eq!(help(file, &[("content/t.csv", "Service,Money\nAcute,420,610\n")]), commas("CSV file"));
    // And of too few cells.
    let three = |rows: &str| table(rows).replace("[Service, Money]", "[Service, Money, More]");
    assert_eq!(help(&three("\n      - [Acute, 5]"), &[]), "To leave a cell empty, write \"\".");
    assert_eq!(help(&three(" |\n      Acute | 5"), &[]), "To leave a cell empty, write nothing between two |.");
    assert_eq!(help(&three(" |\n      Acute\t5"), &[]), "To leave a cell empty, type nothing between two Tabs.");
    let fixed = followed(&[("content/1-care.md", file), ("content/t.csv", "Service,Money\nAcute,420,610\n")]);
    assert_eq!(fixed["content/t.csv"], "Service,Money\nAcute,\"420,610\"\n");
}

#[test]
fn what_is_offered_of_a_measure_is_there() {
    let chapter = |insert: &str, targets: &str| {
        format!(
            "---\ntitle: Care\nmetrics:\n  - {{ id: homes, name: Homes, unit: count, value: {{ value: 5, period: 2018 }}, targets: [{targets}] }}\n---\nWe want {insert}.\n"
        )
    };
    let one = "{ value: 9, by: 2019 }";
    let two = "{ value: 7, by: 2018-06 }, { value: 9, by: 2019 }";
    let reported = |insert: &str, targets: &str| {
        let made = common::made(&[("content/1-care.md", &chapter(insert, targets))]);
        let found = made.diagnostics.iter().find(|found| found.rule.name == "unknown-part").expect("a finding");
        (found.message.clone(), found.help.join(" "))
    };
    let which = "`targets` needs the number of a target";
    let cases = [
        ("{{ homes.targets }}", one, which, "Write {{ homes.target }}. It has only one target."),
        (
            "{{ homes.targets }}",
            two,
            which,
            "For the first target, write {{ homes.targets.1 }}. You can use any number up to 2.",
        ),
        (
            "{{ homes.targets.by }}",
            two,
            which,
            "For the first target, write {{ homes.targets.1 }}. You can use any number up to 2.",
        ),
        (
            "{{ homes.targets.5 }}",
            two,
            "`homes` has no target 5",
            "For the first target, write {{ homes.targets.1 }}. You can use any number up to 2.",
        ),
        ("{{ homes.start }}", one, "a measure has no `start`", "Choose one of: value, target, name, unit."),
        ("{{ homes.target.who }}", one, "a measure has no `who`", "Choose one of: by."),
    ];
    for (insert, targets, message, help) in cases {
        assert_eq!(reported(insert, targets), (message.to_owned(), help.to_owned()), "{insert}");
    }
}

#[test]
fn nothing_to_paste_states_a_date_or_an_offer() {
    let yaml = |more: &str| {
        format!(
            "title: Test plan\norganisation: Test council\ncontact: {{ email: a@example.org, phone: 01632 960001, post: [Street] }}\n{more}"
        )
    };
    let twin = "---\ntitle: Care\n---\n![doctor]\nWe help people.\n";
    let help = |more: &str, rule: &str| {
        let yaml = yaml(more);
        let files = [
            ("plan.yaml", yaml.as_str()),
            ("content/1-care.md", "# Care\n\nText.\n"),
            ("content/1-care.easy.md", twin),
        ];
        let made = common::made(&files);
        made.diagnostics
            .iter()
            .find(|found| found.rule.name == rule)
            .map(|found| found.help.join(" "))
            .unwrap_or_default()
    };
    let dates = [
        ("", "Add under `version:` in plan.yaml: `approved: YYYY-MM-DD`, `next-review: YYYY-MM-DD`."),
        (", approved: 2018-01-05", "Add under `version:` in plan.yaml: `next-review: YYYY-MM-DD`."),
        (", next-review: 2018-01-05", "Add under `version:` in plan.yaml: `approved: YYYY-MM-DD`."),
    ];
    for (more, wanted) in dates {
        assert_eq!(help(&format!("version: {{ status: final{more} }}\n"), "no-dates"), wanted);
    }
    assert_eq!(
        help("version: { status: final }\n", "no-other-formats"),
        "Add to plan.yaml: formats: { paper: …, large print: …, audio: … }"
    );
    // What was pasted and not filled is an error.
    for line in ["version: { approved: YYYY-MM-DD, next-review: 2019-01 }\n", "formats: { paper: … }\n"] {
        let made = common::made(&[("plan.yaml", &yaml(line))]);
        assert!(made.diagnostics.has_errors(), "{line}");
    }
}

#[test]
fn a_date_that_cannot_be_is_reported_as_it_was_probably_meant() {
    let cases = [("03/31/2027", "2027-03-31"), ("2027/8", "2027-28"), ("2207/28", "2027-28")];
    for (typed, meant) in cases {
        let wanted = format!("milestones:\n  - {{ by: {meant}, text: It opens }}");
        assert_eq!(line_followed(&format!("milestones:\n  - {{ by: {typed}, text: It opens }}")), wanted);
    }
    for typed in ["soon", "31/13/2027", "30 February 2027", "03/27"] {
        let chapter = format!("---\ntitle: Care\nmilestones:\n  - {{ by: {typed}, text: It opens }}\n---\nText.\n");
        let made = common::made(&[("content/1-care.md", &chapter)]);
        assert!(made.diagnostics.iter().next().expect("a finding").fix.is_none(), "{typed}");
    }
}

#[test]
fn easy_words_of_a_help_are_made_of_what_was_typed() {
    let help = |line: &str| {
        let twin = format!("---\ntitle: Care\n---\n![doctor]\n{line}\n");
        let yaml = "title: T\norganisation: O\neasy: { profile: strict }\n";
        let files =
            [("plan.yaml", yaml), ("content/1-care.md", "# Care\n\nText.\n"), ("content/1-care.easy.md", &twin)];
        let made = common::made(&files);
        let rules =
            ["number-in-words", "fraction", "decimal", "date-form", "roman-numeral", "vague-time", "percentage"];
        made.diagnostics.iter().find(|found| rules.contains(&found.rule.name)).map(|found| found.help.join(" "))
    };
    let cases = [
        ("We have seven beds.", "Write it in digits: 7."),
        ("We have forty-two beds.", "Write it in digits: 42."),
        ("We have two hundred beds.", "Write it in digits."),
        ("2/3 of people came.", "Write “2 out of 3”."),
        ("For 3:1 people it is good.", "Say how many out of how many."),
        ("We wait 12.4 days.", "Round it: “about 12”."),
        ("We wait 0.4 days.", "Write “less than 1”."),
        ("It opens on 05/11/2026.", "Write “5 November 2026”."),
        ("It opens on 31/31/2026.", "Write the date in full: the day, the month as a word, and the year."),
        ("It opens on 3rd May.", "Write “3”."),
        ("It opens in Q3.", "Write the months: “from … to …”."),
        ("This is part XIV.", "Write it in digits: 14."),
        ("It opens soon.", "Say when: “by …”."),
    ];
    for (line, wanted) in cases {
        assert_eq!(help(line).as_deref(), Some(wanted), "{line}");
    }
}
