//! Easy read says nothing untrue: changes of the chapter that are not seen, people who checked other lines, figures in
//! words that are not so.

use std::collections::BTreeMap;

use plainplan::diagnostic::{Diagnostic, Diagnostics};
use plainplan::pipeline::{self, Settings};
use plainplan::source::Source;
use plainplan::{check, easy, theme};

const PLAN: &str =
    "title: T\norganisation: O\ncontact: { email: a@example.org, phone: 01632 960001, post: [Street] }\n";

/// A plan with one section that says `text`, its easy read, and what was confirmed.
fn files(text: &str, lock: &str) -> Source {
    let files = [
        ("plan.yaml", PLAN.to_owned()),
        ("content/index.md", "# T\n\nText.\n".to_owned()),
        ("content/1-care.md", format!("---\ntitle: Care\n---\n## Section\n\n{text}\n")),
        ("content/1-care.easy.md", "---\ntitle: T\n---\n## One\n\n![doctor]\nWe help.\n".to_owned()),
        ("easy.lock", lock.to_owned()),
    ];
    let files: BTreeMap<String, String> = files.map(|(path, text)| (path.to_owned(), text)).into();
    Source::from_texts(files, theme::built_in())
}

/// What is found of the easy read when a section that said `before` says `after`.
fn found_after(before: &str, after: &str) -> Vec<Diagnostic> {
    let read = |text, lock: &str| pipeline::read_from(files(text, lock), &Settings::default(), Diagnostics::default());
    let confirming = easy::Confirming { what: "1-care.easy.md", by: "P", because: "same" };
    let (lock, _) = easy::confirm(&read(before, "").plan, &confirming).expect("confirmed");
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
        let told = words_of(&found);
        assert_eq!(found.iter().map(|found| found.rule.name).collect::<Vec<_>>(), [rule], "{told}");
        for words in all {
            assert!(told.contains(words), "{words} is not in\n{told}");
        }
    }
}

#[test]
fn what_kinds_of_changes_there_are_is_told_first() {
    let found =
        found_after("We see 40% of people. You can come only if ill.", "We see 30% of people. You can come if ill.");
    assert_eq!(
        found[0].message,
        "a figure or a date in “Section” has changed since these lines were confirmed, and a word such as not, only, if or \
         must was added or taken out"
    );
}

#[test]
fn a_long_change_says_how_much_of_it_is_not_shown() {
    let long = |word: &str| vec![word; 300].join(" ");
    let told = words_of(&found_after(&format!("We say {}.", long("aye")), &format!("We say {}.", long("nay"))));
    assert!(told.contains("more words)"), "{told}");
}
