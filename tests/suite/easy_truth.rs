//! Easy read says nothing untrue: changes of the chapter that are not seen, people who checked other lines, figures in
//! words that are not so.

use plainplan::base::diagnostic::Diagnostic;
use plainplan::check;
use plainplan::easy::commands;
use plainplan::project::pipeline::{Project, Settings};
use plainplan::project::render;

use crate::common::{Folder, made, reported, said, text};

const PLAN: &str =
    "title: T\norganisation: O\ncontact: { email: a@example.org, phone: 01632 960001, post: [Street] }\n";

/// A plan with one section that says `text`, its easy read, and what was confirmed.
fn files(text: &str, lock: &str) -> Project {
    let files = [
        ("plan.yaml", PLAN.to_owned()),
        ("content/index.md", "# T\n\nText.\n".to_owned()),
        ("content/1-care.md", format!("---\ntitle: Care\n---\n## Section\n\n{text}\n")),
        ("content/1-care.easy.md", "---\ntitle: T\n---\n## One\n\n![doctor]\nWe help.\n".to_owned()),
        ("easy.lock", lock.to_owned()),
    ];
    Project::from_files(files, Settings::default())
}

/// What is found of the easy read when a section that said `before` says `after`.
fn found_after(before: &str, after: &str) -> Vec<Diagnostic> {
    let read = |text, lock: &str| files(text, lock).read();
    let confirming = commands::Confirming { what: "1-care.easy.md", by: "P", because: "same" };
    let (lock, _) = commands::confirm(&read(before, "").plan, &confirming).expect("confirmed");
    let read = read(after, &lock.written());
    let mut found = read.diagnostics;
    check::run(&read.plan, &read.source, &mut found);
    found.iter().filter(|found| ["out-of-step", "reworded"].contains(&found.rule.name)).cloned().collect()
}

#[track_caller]
fn becomes(before: &str, after: &str, rules: &[&str]) {
    let found: Vec<&str> = found_after(before, after).iter().map(|found| found.rule.name).collect();
    assert_eq!(found, rules, "{before} / {after}");
}

#[test]
fn another_word_is_never_taken_for_another_spelling() {
    for (was, is) in [
        ("north", "south"),
        ("hire", "fire"),
        ("hypertension", "hypotension"),
        ("hypoglycaemia", "hyperglycaemia"),
        ("free", "fee"),
        ("refuse", "reuse"),
        ("consent", "content"),
        ("homes", "houses"),
        ("form", "from"),
        ("county", "country"),
        ("patients", "patents"),
        ("employer", "employee"),
        ("public", "pubic"),
        ("ward", "word"),
        ("statute", "statue"),
        ("prise", "prize"),
        ("shoes", "shes"),
        ("tour", "tor"),
    ] {
        becomes(&format!("Here the {was} is meant."), &format!("Here the {is} is meant."), &["reworded"]);
        becomes(&format!("Here the {is} is meant."), &format!("Here the {was} is meant."), &["reworded"]);
    }
    // Two words become one that says something else.
    becomes("It is a part of the plan.", "It is apart of the plan.", &["reworded"]);
    becomes("They re-sign in May.", "They resign in May.", &["reworded"]);
    becomes("It is in action now.", "It is inaction now.", &["reworded"]);
    for (was, is) in [("You can come now.", "You can't come now."), ("It is now ready.", "It is not ready.")] {
        becomes(was, is, &["out-of-step"]);
    }
    for (was, is) in [("does", "doesnt"), ("can", "cant"), ("is", "isnt"), ("will", "wont")] {
        becomes(&format!("She {was} help."), &format!("She {is} help."), &["out-of-step"]);
    }
}

#[test]
fn a_name_is_never_taken_for_another_spelling() {
    for (was, is) in [
        ("Smith", "Smyth"),
        ("Hove", "Home"),
        ("Luton", "Futon"),
        ("Ouseburn", "Auseburn"),
        ("Redding", "Reading"),
        ("Brown", "Browne"),
        ("CAMHS", "CAMHX"),
    ] {
        becomes(&format!("Ask at {was} for help."), &format!("Ask at {is} for help."), &["reworded"]);
        becomes(&format!("Ask at {is} for help."), &format!("Ask at {was} for help."), &["reworded"]);
    }
    // Words that no dictionary has, such as medicines, are not near each other by chance.
    becomes("We give hydroxyzinex.", "We give hydralazinex.", &["reworded"]);
}

#[test]
fn a_corrected_slip_and_the_other_spelling_of_a_word_are_silent() {
    for (was, is) in [
        ("recieve", "receive"),
        ("teh", "the"),
        ("seperate", "separate"),
        ("accomodation", "accommodation"),
        ("medecine", "medicine"),
        ("hosptial", "hospital"),
        ("definately", "definitely"),
        ("organise", "organize"),
        ("organisation", "organization"),
        ("prioritised", "prioritized"),
        ("analysing", "analyzing"),
        ("colour", "color"),
        ("neighbourhoods", "neighborhoods"),
        ("centre", "center"),
        ("paediatric", "pediatric"),
        ("anaemia", "anemia"),
        ("travelled", "traveled"),
        ("programme", "program"),
    ] {
        becomes(&format!("Here is {was} for all."), &format!("Here is {is} for all."), &[]);
        becomes(&format!("Here is {is} for all."), &format!("Here is {was} for all."), &[]);
    }
    becomes("Teh council pays.", "The council pays.", &[]);
    becomes("The in-patient ward helps.", "The inpatient ward helps.", &[]);
    becomes("The patients rights count.", "The patients' rights count.", &[]);
}

/// All that a finding tells, as one text.
fn words_of(found: &[Diagnostic]) -> String {
    found.iter().map(|found| format!("{}\n{}\n", found.message, found.help.join("\n"))).collect()
}

#[test]
fn every_change_of_a_section_is_listed() {
    let filler = "Here are some more words that stay as they are, so that one change is far from the next one. ";
    for (before, after, rule, all) in [
        (
            format!("We see 40% of people in time. {filler}You can come only if you are ill."),
            format!("We see 30% of people in time. {filler}You can come if you are ill."),
            "out-of-step",
            vec!["40%", "30%", "come only if", "come if"],
        ),
        (
            "We see only 40% of people in time.".to_owned(),
            "We see 30% of people in time.".to_owned(),
            "out-of-step",
            vec!["only 40%", "see 30%"],
        ),
        (
            format!("We have 12 beds. {filler}We have 5 nurses. {filler}Doctors come on Monday."),
            format!("We have 15 beds. {filler}We have 7 nurses. {filler}Doctors come on Friday."),
            "out-of-step",
            vec!["12 beds", "15 beds", "5 nurses", "7 nurses", "on monday", "on friday"],
        ),
        (
            format!("You must not smoke. {filler}The north side is open. {filler}It costs £5."),
            format!("You must smoke. {filler}The south side is open. {filler}It costs £9."),
            "out-of-step",
            vec!["must not smoke", "must smoke", "north", "south", "£5", "£9"],
        ),
        (
            format!("The north side is open. {filler}We hire staff."),
            format!("The south side is open. {filler}We fire staff."),
            "reworded",
            vec!["north", "south", "hire", "fire"],
        ),
    ] {
        let found = found_after(&before, &after);
        let reported = words_of(&found);
        assert_eq!(found.iter().map(|found| found.rule.name).collect::<Vec<_>>(), [rule], "{reported}");
        for words in all {
            assert!(reported.contains(words), "{words} is not in\n{reported}");
        }
    }
}

#[test]
fn what_kinds_of_changes_there_are_is_reported_first() {
    let found =
        found_after("We see 40% of people. You can come only if ill.", "We see 30% of people. You can come if ill.");
    assert_eq!(
        found[0].message,
        "a figure or a date in “Section” has changed since these lines were confirmed, and a word such as not, only, if or \
         must was added or removed"
    );
}

#[test]
fn a_long_change_says_how_much_of_it_is_not_shown() {
    let long = |word: &str| vec![word; 300].join(" ");
    let reported = words_of(&found_after(&format!("We say {}.", long("aye")), &format!("We say {}.", long("nay"))));
    assert!(reported.contains("more words)"), "{reported}");
}

const CHAPTER: &str = "\
---
title: Care
---
## How we help

We help people who live here. The hospital has 12 beds for children.

## Who can come

You do not need a letter from your doctor. Anyone can come on every day of the week.
";

const EASY: &str = "\
---
title: Getting care
description: How you can get care.
checked:
  - { by: Northtown reading group, people: 6, on: 2018-05-02 }
---
## How do we help?

![doctor]
We help you if you live here.

## Who can come?

![letter]
You do not need a letter.
";

const CHECKED: &str =
    "6 people with a learning disability checked this on 2 May 2018. They are from Northtown reading group.";
const UNCHECKED: &str = "Draft easy read. Not checked yet.";

/// A plan whose front page links to nothing, so that chapters can be renamed.
fn signed_off() -> Folder {
    let plan = Folder::small();
    plan.write("content/index.md", "---\ntitle: Test plan\n---\nWhat we will do.\n");
    plan.write("content/1-care.md", CHAPTER);
    plan.write("content/1-care.easy.md", EASY);
    keep(&plan, &["easy", "checked", "content/1-care.easy.md"]);
    confirm(&plan, "content/1-care.easy.md");
    plan
}

fn keep(plan: &Folder, arguments: &[&str]) -> String {
    let run = plan.run(arguments);
    assert!(run.status.success(), "{}{}", reported(&run), said(&run));
    said(&run)
}

fn confirm(plan: &Folder, what: &str) {
    keep(plan, &["easy", "confirm", what, "--by", "Priya", "--because", "read side by side"]);
}

/// The rules that find something in a plan, each as often as it does.
fn rules(plan: &Folder) -> Vec<String> {
    let found: serde_json::Value =
        serde_json::from_str(&said(&plan.run(&["check", "--format", "json"]))).expect("JSON");
    let found = found.as_array().expect("a list").iter();
    found.map(|one| one["rule"].as_str().expect("a rule").to_owned()).collect()
}

fn rename(plan: &Folder, from: &str, to: &str) {
    let (from, to) = (plan.path().join("content").join(from), plan.path().join("content").join(to));
    std::fs::create_dir_all(to.parent().expect("a folder")).expect("made");
    std::fs::rename(from, to).expect("renamed");
}

/// Whether the page at `address` says who checked it, and nothing of a draft.
#[track_caller]
fn says(plan: &Folder, address: &str, words: &str, not: &str) {
    keep(plan, &["build"]);
    let page = plan.read(&format!("public/easy-read/{address}/index.html"));
    assert!(page.contains(words) && !page.contains(not), "{page}");
}

#[test]
fn a_renamed_chapter_keeps_its_confirmations_and_who_checked_it() {
    // The chapter and its easy read, under which names they were, and are.
    for (name, address) in
        [("2-care", "care"), ("1-help", "help"), ("1-Care", "care"), ("3-health/1-care", "health/care")]
    {
        let plan = signed_off();
        rename(&plan, "1-care.md", &format!("{name}.md"));
        rename(&plan, "1-care.easy.md", &format!("{name}.easy.md"));
        let (chapter, easy) = (format!("content/{name}.md"), format!("content/{name}.easy.md"));
        if name.contains('/') {
            plan.write("content/3-health/index.md", "---\ntitle: Health\n---\nText.\n");
        }
        let lock = plan.read("easy.lock");
        assert_eq!(rules(&plan), Vec::<String>::new(), "{name}");
        says(&plan, address, CHECKED, UNCHECKED);
        // What changes later is reported.
        plan.edit(&easy, "We help you if you live here.", "We help you.");
        says(&plan, address, &format!("{CHECKED} We have changed 1 line since then."), UNCHECKED);
        plan.edit(&chapter, "12 beds", "15 beds");
        assert_eq!(rules(&plan), ["out-of-step"], "{name}");
        assert_eq!(plan.read("easy.lock"), lock, "reading writes nothing");
        // What is confirmed now goes to the new path, with all that was kept.
        confirm(&plan, &format!("{easy}#how-do-we-help/1"));
        let lock = plan.read("easy.lock");
        assert!(!lock.contains("\t1-care.easy.md") && lock.lines().count() == 4, "{lock}");
        assert_eq!(rules(&plan), Vec::<String>::new(), "{name}");
        says(&plan, address, &format!("{CHECKED} We have changed 1 line since then."), UNCHECKED);
        plan.edit(&chapter, "do not need", "need");
        assert_eq!(rules(&plan), ["out-of-step"], "{name}");
    }
}

#[test]
fn a_check_that_was_recorded_again_after_a_rename_keeps_the_confirmations() {
    let plan = signed_off();
    rename(&plan, "1-care.md", "2-care.md");
    rename(&plan, "1-care.easy.md", "2-care.easy.md");
    keep(&plan, &["easy", "checked", "content/2-care.easy.md"]);
    assert_eq!(rules(&plan), Vec::<String>::new());
    plan.edit("content/2-care.md", "12 beds", "15 beds");
    assert_eq!(rules(&plan), ["out-of-step"]);
}

#[test]
fn a_renamed_folder_keeps_all_and_so_do_chapters_that_move_on_by_one() {
    let plan = signed_off();
    let homes = |text: &str| {
        text.replace("Care", "Homes")
            .replace("care", "homes")
            .replace("help", "build")
            .replace("letter", "form")
            .replace("12 beds for children", "3 streets with new flats")
    };
    for (path, text) in
        [("2-homes.md", homes(CHAPTER)), ("2-homes.easy.md", homes(EASY).replace("![form]", "![letter]"))]
    {
        plan.write(&format!("content/{path}"), &text);
    }
    keep(&plan, &["easy", "checked", "content/2-homes.easy.md"]);
    confirm(&plan, "content/2-homes.easy.md");
    assert_eq!(rules(&plan), Vec::<String>::new());
    for (from, to) in [("2-homes", "3-homes"), ("1-care", "2-care")] {
        rename(&plan, &format!("{from}.md"), &format!("{to}.md"));
        rename(&plan, &format!("{from}.easy.md"), &format!("{to}.easy.md"));
    }
    plan.write("content/1-first.md", CHAPTER.replace("Care", "First").replace("beds", "rooms").as_str());
    assert_eq!(rules(&plan), Vec::<String>::new());
    says(&plan, "care", CHECKED, UNCHECKED);
    says(&plan, "homes", CHECKED, UNCHECKED);
    // Only what is named goes to its new path.
    confirm(&plan, "content/3-homes.easy.md");
    let lock = plan.read("easy.lock");
    assert!(
        lock.contains("\t3-homes.easy.md#") && lock.contains("\t1-care.easy.md#") && !lock.contains("2-"),
        "{lock}"
    );
    assert_eq!(rules(&plan), Vec::<String>::new());
    // And all of them lie in a folder now.
    for name in ["1-first.md", "2-care.md", "2-care.easy.md", "3-homes.md", "3-homes.easy.md"] {
        rename(&plan, name, &format!("1-all/{name}"));
    }
    plan.write("content/1-all/index.md", "---\ntitle: All\n---\nText.\n");
    assert_eq!(rules(&plan), Vec::<String>::new());
    says(&plan, "all/care", CHECKED, UNCHECKED);
    plan.edit("content/1-all/3-homes.md", "3 streets", "4 streets");
    assert_eq!(rules(&plan), ["out-of-step"]);
}

#[test]
fn of_two_files_with_the_same_content_neither_is_taken_for_the_renamed_one() {
    let plan = signed_off();
    for name in ["2-help", "3-copy"] {
        plan.write(&format!("content/{name}.md"), CHAPTER);
        plan.write(&format!("content/{name}.easy.md"), EASY);
    }
    // That two chapters have one title is reported too.
    let rules = |plan: &Folder| rules(plan).into_iter().filter(|rule| rule != "same-title").collect::<Vec<_>>();
    assert_eq!(rules(&plan), ["unbound-check", "unbound-check"], "the first file is still there");
    for path in ["content/1-care.md", "content/1-care.easy.md"] {
        std::fs::remove_file(plan.path().join(path)).expect("deleted");
    }
    assert_eq!(rules(&plan), ["unbound-check", "unbound-check", "confirmed-nothing"]);
    says(&plan, "help", UNCHECKED, CHECKED);
    says(&plan, "copy", UNCHECKED, CHECKED);
}

#[test]
fn another_chapter_with_the_same_headings_is_not_taken_for_the_renamed_one() {
    let plan = signed_off();
    rename(&plan, "1-care.md", "2-buses.md");
    rename(&plan, "1-care.easy.md", "2-buses.easy.md");
    plan.write("content/2-buses.md", "---\ntitle: Buses\n---\n## How we help\n\nBuses run to every village each morning and night.\n\n## Who can come\n\nOlder travellers ride free with their pass.\n");
    plan.edit("content/2-buses.easy.md", "We help you if you live here.", "The bus stops in each village.");
    plan.edit("content/2-buses.easy.md", "You do not need a letter.", "You need a bus pass.");
    plan.edit(
        "content/2-buses.easy.md",
        "title: Getting care\ndescription: How you can get care.",
        "title: Buses\ndescription: Where buses go.",
    );
    assert_eq!(rules(&plan), ["unbound-check", "confirmed-nothing"]);
    says(&plan, "buses", UNCHECKED, CHECKED);
}

#[test]
fn a_check_of_no_lines_that_are_there_is_no_check() {
    // It was never bound.
    let plan = Folder::small();
    plan.write("content/1-care.md", CHAPTER);
    plan.write("content/1-care.easy.md", EASY);
    assert_eq!(rules(&plan), ["unbound-check"]);
    assert!(reported(&plan.run(&["check"])).contains("plainplan easy checked content/1-care.easy.md"));
    says(&plan, "care", UNCHECKED, CHECKED);
    // It is bound to another record: a group with another name.
    let plan = signed_off();
    plan.edit("content/1-care.easy.md", "Northtown", "Southtown");
    assert_eq!(rules(&plan), ["unbound-check"]);
    says(&plan, "care", UNCHECKED, "checked this");
    // All lines that were checked are gone.
    let plan = signed_off();
    plan.write(
        "content/1-care.easy.md",
        &EASY
            .replace("Getting care", "Help")
            .replace("How you can get care.", "Help for you.")
            .replace("How do we help", "Do we help")
            .replace("Who can come", "Can I come")
            .replace("We help you if you live here.", "Help is here.")
            .replace("You do not need a letter.", "Just come."),
    );
    confirm(&plan, "content/1-care.easy.md");
    assert_eq!(rules(&plan), ["unbound-check"]);
    assert!(reported(&plan.run(&["check"])).contains("all the words that these people checked have changed"));
    says(&plan, "care", UNCHECKED, CHECKED);
    // A second record that is not bound is left out beside one that is.
    let plan = signed_off();
    plan.edit(
        "content/1-care.easy.md",
        "2018-05-02 }\n",
        "2018-05-02 }\n  - { by: Southtown group, people: 3, on: 2018-06-02 }\n",
    );
    assert_eq!(rules(&plan), ["unbound-check"]);
    says(&plan, "care", CHECKED, "Southtown");
}

#[test]
fn a_page_whose_chapter_has_changed_does_not_claim_to_be_checked() {
    const BEHIND: &str = "The full plan has changed since then. We have not checked this again yet.";
    let plan = signed_off();
    says(&plan, "care", CHECKED, BEHIND);
    plan.edit("content/1-care.md", "who live here", "from this place");
    assert_eq!(rules(&plan), ["reworded"]);
    says(&plan, "care", BEHIND, "check-done");
    let whole = plan.read("public/easy-read/print/index.html");
    assert!(whole.contains(BEHIND) && !whole.contains("check-done"), "{whole}");
    confirm(&plan, "content/1-care.easy.md");
    says(&plan, "care", CHECKED, BEHIND);
}

/// The words of `insert` in the easy-read line `We say {insert}{rest}`, where the chapter has one measure with these figures.
fn said_of(unit: &str, figures: &str, insert: &str, rest: &str) -> String {
    let chapter = format!(
        "---\ntitle: Care\nmetrics:\n  - {{ id: m, name: Measure, unit: \"{unit}\", better: neither, {figures} }}\n---\n{{{{ metrics }}}}\n"
    );
    let easy = format!("---\ntitle: Care\n---\n![doctor]\nWe say {insert}{rest}\n");
    let made = made(&[("content/1-care.md", &chapter), ("content/1-care.easy.md", &easy)]);
    let reported = render::human(&made.source, &made.diagnostics, false);
    assert!(!made.diagnostics.has_errors(), "{unit} {figures} {insert}\n{reported}");
    let html = text(&made, "easy-read/care/index.html");
    let start = html.find("We say ").expect("the line") + "We say ".len();
    let line = &html[start..];
    let line = &line[..line.find("</p>").expect("its end")];
    let mut is_markup = false;
    let plain: String = line
        .chars()
        .filter(|letter| {
            let was_markup = is_markup;
            is_markup = *letter == '<' || is_markup && *letter != '>';
            !was_markup && !is_markup
        })
        .collect();
    plain.replace('\u{a0}', " ")
}

#[test]
fn a_figure_in_easy_words_is_true() {
    const MONEY: &str = "£";
    for (unit, value, wording, words) in [
        // Money keeps its pence, and small sums are not lost.
        (MONEY, "8.90", "about", "£8.90"),
        (MONEY, "8.90", "money", "£8.90"),
        (MONEY, "11.50", "about", "£11.50"),
        (MONEY, "0.45", "about", "£0.45"),
        (MONEY, "0.50", "money", "£0.50"),
        (MONEY, "0.004", "about", "£0.004"),
        (MONEY, "9", "about", "£9"),
        (MONEY, "8.905", "about", "about £8.90"),
        (MONEY, "-8.90", "money", "minus £8.90"),
        ("£ per patient", "11.50", "about", "£11.50 per patient"),
        ("£m", "0.0000089", "about", "£8.90"),
        ("£m", "1.27", "money", "about £1.3 million"),
        ("£000", "8.9", "about", "£8,900"),
        (MONEY, "1,234.50", "about", "about £1,230"),
        (MONEY, "1,200,000,000", "about", "£1.2 billion"),
        // Rates and other numbers are never rounded to nothing, or by half.
        ("per 1,000 births", "0.3", "about", "0.3 per 1,000 births"),
        ("per 1,000 births", "3.9", "about", "about 4 per 1,000 births"),
        ("per 1,000 births", "1.4", "about", "1.4 per 1,000 births"),
        ("count", "0.4", "about", "0.4"),
        ("count", "2.5", "about", "2.5"),
        ("count", "12.4", "about", "about 12"),
        ("ratio", "1.5", "about", "1.5"),
        // Times.
        ("years", "1.5", "about", "1 and a half years"),
        ("years", "1.4", "about", "about 1 and a half years"),
        ("years", "1.25", "about", "1.25 years"),
        ("days", "0.5", "about", "half a day"),
        ("days", "0.3", "about", "0.3 days"),
        ("hours a week", "0.5", "about", "half an hour a week"),
        ("hours a week", "7.5", "about", "7 and a half hours a week"),
        ("days", "1", "about", "1 day"),
        ("weeks", "5.1", "about", "about 5 weeks"),
        ("minutes", "480", "about", "8 hours"),
        ("minutes a day", "450", "about", "7 and a half hours a day"),
        ("minutes", "60", "about", "60 minutes"),
        ("minutes", "100", "about", "100 minutes"),
        // Large counts.
        ("count", "1,200,000,000", "about", "1.2 billion"),
        ("count", "1,234,567", "about", "about 1.23 million"),
        ("count", "999,400", "about", "about 1 million"),
        ("count", "430,000", "about", "430,000"),
        // From one number to another.
        ("days", "5 to 7", "about", "5 to 7 days"),
        (MONEY, "5 to 7", "money", "£5 to £7"),
        ("count of beds", "between 5 and 7", "about", "5 to 7"),
        ("percent", "5 to 7", "people", "5 to 7 out of 100 people"),
        ("percent", "60 to 80", "share", "6 to 8 out of 10"),
        ("percent", "5.2 to 7.1", "people", "about 5 to 7 out of 100 people"),
        // What a figure leaves open stays open, and true.
        ("percent", "less than 5", "people", "fewer than 5 out of 100 people"),
        ("percent", "<5%", "share", "fewer than 5 out of 100"),
        ("percent", "more than 88.1", "people", "more than 88 out of 100 people"),
        ("percent", "less than 88.1", "people", "fewer than 89 out of 100 people"),
        ("percent", "at least 78", "people", "at least 78 out of 100 people"),
        ("percent", "at least 80", "people", "at least 8 out of 10 people"),
        ("percent", "up to 4.4", "people", "up to 5 out of 100 people"),
        ("percent", "about 92", "people", "about 9 out of 10 people"),
        ("percent", "less than 100", "people", "not everyone"),
        ("percent", "at least 100", "people", "everyone"),
        ("percent", "more than 0", "share", "some"),
        ("percent", "about 100", "people", "almost everyone"),
        ("count of beds", "less than 5", "about", "fewer than 5"),
        ("days", "less than 5", "about", "less than 5 days"),
        // What is not known yet.
        (MONEY, "TBC", "about", "an amount we do not know yet"),
        ("£m", "to be confirmed", "money", "an amount we do not know yet"),
        ("percent", "TBC", "people", "a number we do not know yet"),
        ("count", "tba", "about", "a number we do not know yet"),
        ("count", "TBC", "trend", "a number we do not know yet"),
    ] {
        let said = said_of(unit, &format!("value: \"{value}\""), &format!("{{{{ m | {wording} }}}}"), ".");
        assert_eq!(said, format!("{words}."), "{value} {unit} | {wording}");
    }
    assert_eq!(said_of("£", "targets: [{ value: TBC }]", "{{ m.target }}", "."), "an amount we do not know yet.");
}

#[test]
fn a_share_that_is_nearly_all_or_nearly_nothing_is_said_as_it_is() {
    for (share, words) in [("99.6", "99.6%"), ("0.4", "0.4%"), ("88.1", "about 88%"), ("100", "100%"), ("0", "0%")] {
        let chapter = format!(
            "---\ntitle: Care\nmetrics: [{{ id: m, name: M, unit: percent, value: {share} }}]\n---\nWe say {{{{ m | about }}}}.\n"
        );
        let html = text(&made(&[("content/1-care.md", &chapter)]), "care/index.html").replace('\u{a0}', " ");
        assert!(html.contains(&format!(">{words}<")) || html.contains(&format!("We say {words}.")), "{words}: {html}");
    }
}

#[test]
fn figures_that_readers_compare_are_said_in_one_way() {
    let pair = |unit: &str, was: &str, is: &str| {
        said_of(
            unit,
            &format!("baseline: \"{was}\", value: \"{is}\""),
            "{{ m.baseline | about }}, {{ m | about }}",
            ".",
        )
    };
    assert_eq!(pair("minutes", "480", "450"), "8 hours, 7 and a half hours.");
    assert_eq!(pair("minutes", "480", "455"), "480 minutes, about 460 minutes.");
    assert_eq!(pair("£", "8.90", "8.91"), "£8.90, £8.91.");
    assert_eq!(pair("years", "1.4", "1.5"), "1.4 years, 1 and a half years.");
    assert_eq!(pair("per 1,000 births", "0.3", "0.4"), "0.3 per 1,000 births, 0.4 per 1,000 births.");
}

#[test]
fn no_one_and_everyone_agree_with_the_verb_behind_them() {
    let say = |value: &str, rest: &str| said_of("percent", &format!("value: {value}"), "{{ m | people }}", rest);
    assert_eq!(say("0", " are here."), "no people are here.");
    assert_eq!(say("0", " were here."), "no people were here.");
    assert_eq!(say("100", " have a bed."), "all people have a bed.");
    assert_eq!(say("99.97", " don't wait."), "almost all people don’t wait.");
    assert_eq!(say("0", " should wait."), "no one should wait.");
    assert_eq!(say("100", "."), "everyone.");
    assert_eq!(say("50", " are here."), "5 out of 10 people are here.");
}

/// What is found of pictures in easy read with these lines: the messages, and all that is reported to do.
fn pictures_in(lines: &str) -> (Vec<String>, Vec<String>) {
    let chapter = "---\ntitle: Care\n---\n## Homes\n\nText.\n";
    let easy = format!("---\ntitle: Care\n---\n## Homes\n\n{lines}\n");
    let made = made(&[("content/1-care.md", chapter), ("content/1-care.easy.md", &easy)]);
    let is_meant =
        |found: &&Diagnostic| found.rule.name == "picture-in-line" || found.rule.name == "part-without-picture";
    let found: Vec<&Diagnostic> = made.diagnostics.iter().filter(is_meant).collect();
    (
        found.iter().map(|found| format!("{}: {}", found.rule.name, found.message)).collect(),
        found.iter().flat_map(|found| found.help.clone()).collect(),
    )
}

#[test]
fn a_picture_in_a_line_with_words_is_an_error_whose_help_works() {
    for (line, typed, mended) in [
        ("![home] We want more homes.", "![home]", "![home]\nWe want more homes."),
        ("![home]We want more homes.", "![home]", "![home]\nWe want more homes."),
        ("![bus]: We want more buses.", "![bus]", "![bus]\nWe want more buses."),
        ("![home](#homes) We want more homes.", "![home](#homes)", "![home](#homes)\nWe want more homes."),
        ("We want more homes. ![home]", "![home]", "![home]\nWe want more homes."),
        ("- ![home] Homes", "![home]", "![home]\n- Homes"),
        ("![home] {{ x }}", "![home]", "![home]\n{{ x }}"),
        ("![home", "![home", "![home]"),
        ("[home]", "[home]", "![home]"),
        ("! [home]", "! [home]", "![home]"),
        ("!(home)", "!(home)", "![home]"),
    ] {
        let (found, help) = pictures_in(line);
        assert_eq!(found, [format!("picture-in-line: readers would see “{typed}” instead of a picture")], "{line}");
        let reported: Vec<&str> = help.iter().map(|help| help.split_once(": ").expect("what to write").1).collect();
        assert_eq!(reported.join("\n"), mended, "{line}");
        assert_eq!(pictures_in(&reported.join("\n")), (Vec::new(), Vec::new()), "{line}: what is written now");
    }
    for line in [
        "![home]\nWe want more homes.",
        "![home](#homes)\nWe want more homes.",
        "![home]\n[Read more](index.md) of it.",
    ] {
        assert_eq!(pictures_in(line), (Vec::new(), Vec::new()), "{line}");
    }
}

/// The lines of an easy-read page with this text.
fn shown(easy: &str) -> Vec<String> {
    let chapter = "---\ntitle: Care\n---\n## Homes\n\nText.\n";
    let easy = format!("---\ntitle: Care\n---\n## Homes\n\n{easy}\n");
    let html =
        text(&made(&[("content/1-care.md", chapter), ("content/1-care.easy.md", &easy)]), "easy-read/care/index.html");
    let start = html.find("<h2 id=\"homes\">").expect("the heading");
    let lines = html[start..].lines().take_while(|line| !line.contains("class=\"booklet"));
    lines.filter_map(|line| Some(line.split_once("<p>")?.1.split_once("</p>")?.0.to_owned())).collect()
}

#[test]
fn words_behind_a_comment_are_shown() {
    for easy in [
        "![home]\n<!-- ask Ann -->We want more homes.\nWe ask you.",
        "![home]\n<!-- ask\nAnn --> We want more homes.\nWe ask you.",
        "<!-- ask Ann -->![home]\nWe want more homes.\nWe ask you.",
        "![home]\n<!-- review (Our group): hard. -->We want more homes.\nWe ask you.",
        "![home]\n<!-- ask Ann -->\nWe want more homes.\n<!-- and Tom -->\nWe ask you.",
    ] {
        assert!(
            shown(easy).starts_with(&["We want more homes.".to_owned(), "We ask you.".to_owned()]),
            "{easy}: {:?}",
            shown(easy)
        );
    }
}
