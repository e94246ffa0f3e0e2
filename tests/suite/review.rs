//! Reading groups: the file that they are given, and what they said, put at its lines.

use crate::common::{Folder, reported, said};

const EASY: &str = "---\ntitle: Your care\n---\n## Who helps?\n\n![doctor]\nA specialist helps you.\nHe knows a lot about one thing.\n\n![clock]\nYou can come every day.\n";

/// What `plan` holds after a review, and what the command said.
fn imported(plan: &Folder, parts: &str) -> String {
    plan.write("review.json", &review(parts));
    let output = plan.run(&["easy", "review-import", "review.json"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", said(&output), reported(&output));
    said(&output)
}

fn review(parts: &str) -> String {
    format!(
        r#"{{"review": 1, "plan": "Test plan", "group": "Northtown group", "people": 6, "on": "2018-05-02", "parts": [{parts}]}}"#
    )
}

const SPECIALIST: &str = r#"{"file": "content/1-care.easy.md", "part": "who-helps/1", "picture": "doctor", "lines": ["A specialist helps you.", "He knows a lot about one thing."],
    "face": "hard", "misfit": true, "words": [{"line": 0, "word": "specialist"}], "note": "Who is he?"}"#;
const CLOCK: &str = r#"{"file": "content/1-care.easy.md", "part": "who-helps/2", "picture": "clock", "lines": ["You can come every day."],
    "face": "good", "misfit": false, "words": [], "note": ""}"#;

const FROM: &str = "<!-- review (Northtown group, 2 May 2018): ";

fn with(easy: &str) -> Folder {
    let plan = Folder::small();
    plan.write("content/1-care.easy.md", easy);
    plan
}

#[test]
fn each_comment_stands_below_its_line() {
    let plan = with(EASY);
    let said = imported(&plan, &format!("{SPECIALIST}, {CLOCK}"));
    assert_eq!(
        said,
        "Northtown group, 2 May 2018, 6 people: 2 parts checked, 1 good, 0 not sure, 1 hard.\n  content/1-care.easy.md: 3 comments added\n"
    );
    assert_eq!(
        plan.read("content/1-care.easy.md"),
        format!(
            "---\ntitle: Your care\n---\n## Who helps?\n\n![doctor]\n{FROM}the picture does not fit. -->\nA specialist helps you.\n\
             {FROM}the word “specialist” is hard. -->\nHe knows a lot about one thing.\n{FROM}hard. Who is he? -->\n\n![clock]\nYou can come every day.\n"
        )
    );
    // The page is as it was, and `check` names each comment until it is deleted.
    let check = plan.run(&["check"]);
    assert_eq!(reported(&check).matches("[open-review]").count(), 3, "{}", reported(&check));
    plan.run(&["build"]);
    let page = plan.read("public/easy-read/care/index.html");
    assert!(page.contains("He knows a lot") && !page.contains("Who is he?") && !page.contains("review"), "{page}");
}

#[test]
fn the_same_review_again_changes_nothing() {
    let plan = with(EASY);
    imported(&plan, &format!("{SPECIALIST}, {CLOCK}"));
    let once = plan.read("content/1-care.easy.md");
    let said = imported(&plan, &format!("{SPECIALIST}, {CLOCK}"));
    assert_eq!(plan.read("content/1-care.easy.md"), once);
    assert!(said.ends_with("  3 comments were already there\n"), "{said}");
    // Another group's comments come beside them.
    let other = review(SPECIALIST).replace("Northtown", "Southtown");
    plan.write("review.json", &other);
    plan.run(&["easy", "review-import", "review.json"]);
    let both = plan.read("content/1-care.easy.md");
    assert_eq!((both.matches("Northtown").count(), both.matches("Southtown").count()), (3, 3), "{both}");
    imported(&plan, &format!("{SPECIALIST}, {CLOCK}"));
    assert_eq!(plan.read("content/1-care.easy.md"), both);
}

#[test]
fn lines_are_found_where_they_stand_now() {
    // The part has moved under another heading, a line was reworded, and another file has come.
    let moved = "---\ntitle: Your care\n---\n## When?\n\n![clock]\nYou can come every day.\n\n## Who?\n\n![doctor]\nA specialist will help you.\nHe knows a lot about one thing.\n";
    let plan = with(moved);
    imported(&plan, SPECIALIST);
    assert!(
        plan.read("content/1-care.easy.md").ends_with(&format!(
            "![doctor]\n{FROM}the picture does not fit. -->\nA specialist will help you.\n\
             {FROM}the word “specialist” is hard. It was about: A specialist helps you. -->\nHe knows a lot about one thing.\n\
             {FROM}hard. Who is he? It was about: A specialist helps you. He knows a lot about one thing. -->\n"
        )),
        "{}",
        plan.read("content/1-care.easy.md")
    );
    // Another picture has been chosen, or none.
    let plan = with(&EASY.replace("doctor", "nurse"));
    imported(&plan, SPECIALIST);
    let comment = format!("{FROM}the picture does not fit. It was about: ![doctor] -->");
    assert!(plan.read("content/1-care.easy.md").contains(&format!("![nurse]\n{comment}")));
    let plan = with(&EASY.replace("![doctor]\n", ""));
    imported(&plan, SPECIALIST);
    assert!(plan.read("content/1-care.easy.md").contains(&comment));
    // The file was renamed.
    let plan = with(EASY);
    imported(&plan, &SPECIALIST.replace("1-care", "3-help"));
    assert!(plan.read("content/1-care.easy.md").contains("Who is he?"));
}

#[test]
fn what_was_said_of_lines_that_are_gone_is_reported_and_put_nowhere() {
    let plan = with("---\ntitle: Your care\n---\n![clock]\nYou can come every day.\n");
    let before = plan.read("content/1-care.easy.md");
    let said = imported(&plan, SPECIALIST);
    assert_eq!(plan.read("content/1-care.easy.md"), before);
    assert!(
        said.contains("These comments could not be added, because their lines are no longer in the easy read:\n  A specialist helps you. He knows a lot about one thing.\n    the word “specialist” is hard.\n"),
        "{said}"
    );
}

#[test]
fn nothing_that_was_said_can_leave_its_comment() {
    let plan = with(EASY);
    imported(&plan, &CLOCK.replace(r#""note": """#, r#""note": "--> <b>x</b>\n\n# Head --->""#));
    let text = plan.read("content/1-care.easy.md");
    assert!(text.ends_with(&format!("day.\n{FROM}good. –> <b>x</b> # Head –-> -->\n")), "{text}");
    plan.run(&["build"]);
    let page = plan.read("public/easy-read/care/index.html");
    assert!(!page.contains("Head") && !page.contains("<b>x"), "{page}");
}

#[test]
fn files_keep_their_line_endings() {
    let plan = with(&EASY.replace('\n', "\r\n"));
    imported(&plan, SPECIALIST);
    let text = plan.read("content/1-care.easy.md");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert_eq!(text.lines().count(), EASY.lines().count() + 3);
    let plan = with(EASY.trim_end());
    imported(&plan, &CLOCK.replace("good", "hard"));
    assert!(plan.read("content/1-care.easy.md").ends_with(&format!("every day.\n{FROM}hard. -->")));
}

#[test]
fn what_is_no_review_is_refused() {
    let plan = with(EASY);
    for (text, words) in [
        ("{}", "review.json: this is not a file of answers from the review pack"),
        ("not json", "this is not a file of answers from the review pack"),
        (&review(CLOCK).replace("\"review\": 1", "\"review\": 2"), "version 2"),
    ] {
        plan.write("review.json", text);
        let output = plan.run(&["easy", "review-import", "review.json"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(reported(&output).contains(words), "{}", reported(&output));
    }
    std::fs::write(plan.path().join("review.json"), [0xff, 0xfe]).expect("written");
    for (file, words) in [
        (
            "review.json",
            "plainplan: review.json: this is not a file of answers from the review pack. Choose a file with a name like",
        ),
        ("nope.json", "plainplan: there is no file nope.json. Give the path of the file that the review pack saved.\n"),
        ("content", "plainplan: content is a folder. Name the file in it that the review pack saved.\n"),
    ] {
        let reported = reported(&plan.run(&["easy", "review-import", file]));
        assert!(reported.starts_with(words), "{reported}");
    }
    assert_eq!(plan.read("content/1-care.easy.md"), EASY);
}

#[test]
fn the_pack_is_one_file_that_needs_no_other() {
    let plan = with(EASY);
    let output = plan.run(&["easy", "review-pack", "content/1-care.easy.md", "-o", "out/pack.html"]);
    assert_eq!(
        said(&output),
        "out/pack.html has 2 parts of easy read. Open it in a browser, or send it to the group.\n"
    );
    let pack = plan.read("out/pack.html");
    for words in [
        "default-src 'none'",
        "data-part=\"who-helps/2\"",
        "data-typed=\"A specialist helps you.\"",
        "data:image/svg+xml;base64,",
        "data:font/woff2;base64,",
    ] {
        assert!(pack.contains(words), "{words}");
    }
    let outside: Vec<&str> = ["src=\"", "href=\"", "url(\""]
        .iter()
        .flat_map(|lead| pack.split(lead).skip(1))
        .filter(|rest| !rest.starts_with("data:"))
        .map(|rest| &rest[..rest.len().min(40)])
        .collect();
    assert!(outside.is_empty(), "{outside:?}");
    plan.run(&["easy", "review-pack", "-o", "again.html"]);
    assert_eq!(plan.read("again.html"), pack);
    let output = plan.run(&["easy", "review-pack", "content/1-cart.easy.md"]);
    assert!(reported(&output).contains("Did you mean content/1-care.easy.md?"), "{}", reported(&output));
}
