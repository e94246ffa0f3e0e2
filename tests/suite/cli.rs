//! The command as people use it: what it says, what it leaves behind, how it ends.

use crate::common::{Folder, files, reported, said};

#[test]
fn build_says_in_one_line_what_it_did() {
    let plan = Folder::small();
    let run = plan.run(&["build"]);
    assert!(run.status.success(), "{}", reported(&run));
    let line = said(&run);
    assert!(line.starts_with("Published 2 chapters (0 in easy read), 0 measures and 0 tables in public/ ("), "{line}");
    assert_eq!(line.lines().count(), 1);
    assert!(plan.has("public/index.html") && plan.has("public/care/index.html"));
}

#[test]
fn a_second_build_writes_nothing() {
    let plan = Folder::sample();
    assert!(plan.run(&["build"]).status.success());
    let first = files(&plan.path().join("public"));
    let again = plan.run(&["build"]);
    assert!(said(&again).contains("files unchanged)"), "{}", said(&again));
    assert!(!said(&again).contains("written"), "{}", said(&again));
    assert_eq!(first, files(&plan.path().join("public")));
}

#[test]
fn with_errors_nothing_is_published_and_the_old_site_stays_whole() {
    let plan = Folder::small();
    assert!(plan.run(&["build"]).status.success());
    let before = files(&plan.path().join("public"));
    plan.write("content/2-money.md", "---\ntitle: Money\n---\n{{ budget }}\n");
    let run = plan.run(&["build"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(
        reported(&run).contains("error[unknown-id]: there is no measure or table called `budget`"),
        "{}",
        reported(&run)
    );
    assert_eq!(
        said(&run),
        "Not published: 1 error. The website in public/ has not changed.\nFor more about a problem: `plainplan check --explain NAME`\n"
    );
    assert_eq!(before, files(&plan.path().join("public")));
}

#[test]
fn a_chapter_that_is_gone_is_gone_from_the_site_and_nothing_else_is() {
    let plan = Folder::small();
    plan.write("content/2-old/index.md", "---\ntitle: Old\n---\nText.\n");
    assert!(plan.run(&["build"]).status.success());
    plan.write("public/notes.txt", "mine");
    std::fs::remove_dir_all(plan.path().join("content/2-old")).expect("removed");
    let run = plan.run(&["build"]);
    assert!(said(&run).contains("1 file deleted"), "{}", said(&run));
    assert!(!plan.has("public/old"));
    assert_eq!(plan.read("public/notes.txt"), "mine");
}

#[test]
fn a_file_that_the_tool_did_not_write_is_never_overwritten() {
    let plan = Folder::small();
    plan.write("public/care/index.html", "somebody's own page");
    let run = plan.run(&["build"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(reported(&run).contains("care/index.html already exists: plainplan did not make it"), "{}", reported(&run));
    assert_eq!(plan.read("public/care/index.html"), "somebody's own page");
    assert!(!plan.has("public/index.html"), "nothing is half-written");
}

#[test]
fn clean_deletes_what_was_built_and_nothing_else() {
    let plan = Folder::small();
    assert!(plan.run(&["build"]).status.success());
    plan.write("public/care/photo.jpg", "mine");
    let run = plan.run(&["clean"]);
    assert!(run.status.success());
    assert!(said(&run).starts_with("Deleted ") && said(&run).ends_with(" files from public/.\n"), "{}", said(&run));
    assert_eq!(files(&plan.path().join("public")).into_keys().collect::<Vec<_>>(), ["care/photo.jpg"]);
}

#[test]
fn check_ends_with_one_where_there_are_errors_and_says_how_many() {
    let plan = Folder::small();
    assert_eq!(
        said(&plan.run(&["check"])),
        "Checked 2 chapters (0 in easy read), 0 measures and 0 tables: no problems.\n"
    );
    plan.edit("content/1-care.md", "Text", "<b>Text</b>");
    let warned = plan.run(&["check"]);
    assert_eq!(warned.status.code(), Some(0));
    assert!(said(&warned).ends_with(": 1 warning.\nFor more about a problem: `plainplan check --explain NAME`\n"));
    assert_eq!(plan.run(&["check", "--deny", "warnings"]).status.code(), Some(1));
    assert!(!plan.has("public"));
}

#[test]
fn problems_can_be_read_by_programs() {
    let plan = Folder::small();
    plan.edit("content/1-care.md", "title: Care", "title: Care\nstatus: finl");
    let run = plan.run(&["check", "--format", "json"]);
    assert_eq!(run.status.code(), Some(1));
    let found: serde_json::Value = serde_json::from_str(&said(&run)).expect("JSON");
    assert_eq!(
        found,
        serde_json::json!([{
            "rule": "unknown-value", "severity": "error", "file": "content/1-care.md", "line": 3, "column": 9, "text": "finl",
            "message": "`status` cannot be `finl`", "help": ["Did you mean `final`?"]
        }])
    );
}

#[test]
fn drafts_are_left_out_unless_asked_for_and_say_that_they_are_drafts() {
    let plan = Folder::small();
    plan.write("content/2-new.md", "---\ntitle: New\nstatus: draft\n---\nText.\n");
    assert!(plan.run(&["build"]).status.success());
    assert!(!plan.has("public/new"));
    assert!(plan.run(&["build", "--drafts"]).status.success());
    assert!(plan.read("public/new/index.html").contains("<strong>Draft.</strong> This chapter is not final."));
}

#[test]
fn an_accepted_finding_is_listed_with_its_reason_and_void_when_figures_change() {
    let plan = Folder::small();
    let chapter = |total: &str| {
        format!(
            "---\ntitle: Money\ntables:\n  - id: money\n    caption: Money\n    unit: £m\n    columns: [{{ name: Scheme, header: true }}, {{ name: Cost, type: money }}]\n    rows: |\n      One | 1.24\n      Two | 2.54\n      Three | 3.11\n      Total | {total}\naccept:\n  - finding: the total of Cost says 6.98, but its rows add up to 6.89\n    because: The list leaves out small schemes.\n---\n{{{{ table money }}}}\n"
        )
    };
    plan.write("content/2-money.md", &chapter("6.98"));
    let run = plan.run(&["check"]);
    assert!(run.status.success(), "{}", reported(&run));
    assert!(
        said(&run).starts_with(
            "accepted: the total of Cost says 6.98, but its rows add up to 6.89\n --> content/2-money.md:12\n  = because: The list leaves out small schemes.\n"
        ),
        "{}",
        said(&run)
    );
    assert!(said(&run).trim_end().ends_with("no problems, 1 problem accepted."), "{}", said(&run));
    plan.write("content/2-money.md", &chapter("6.99"));
    let run = plan.run(&["check"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(reported(&run).contains("this accepts a problem that is not there"), "{}", reported(&run));
    assert!(
        reported(&run).contains(
            "The message is now: the total of Cost says 6.99, but its rows add up to 6.89. Check it. If the figure is right, accept the new message."
        ),
        "{}",
        reported(&run)
    );
    plan.write("content/2-money.md", &chapter("6.89"));
    assert!(reported(&plan.run(&["check"])).contains("Remove this item. The problem has been fixed"));
}

#[test]
fn a_rule_is_explained_by_name() {
    let plan = Folder::small();
    let run = plan.run(&["check", "--explain", "total-mismatch"]);
    assert!(
        said(&run).starts_with(
            "total-mismatch (error)\n  A row that begins with = must be the total of the rows it adds up."
        )
    );
    let run = plan.run(&["check", "--explain", "total-mismach"]);
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(reported(&run), "plainplan: there is no rule `total-mismach`. Did you mean `total-mismatch`?\n");
}

#[test]
fn the_plan_is_found_from_a_folder_inside_it() {
    let plan = Folder::small();
    let inside = plan.path().join("content");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_plainplan"))
        .arg("check")
        .current_dir(inside)
        .output()
        .expect("it runs");
    assert!(run.status.success());
    let empty = tempfile::tempdir().expect("a folder");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_plainplan"))
        .arg("build")
        .current_dir(empty.path())
        .output()
        .expect("it runs");
    assert_eq!(run.status.code(), Some(2));
    assert!(reported(&run).starts_with("plainplan: there is no plan.yaml in "), "{}", reported(&run));
}

#[test]
fn help_has_examples_and_a_wrong_word_ends_with_two() {
    let plan = Folder::small();
    for command in [
        vec!["--help"],
        vec!["build", "--help"],
        vec!["check", "--help"],
        vec!["serve", "--help"],
        vec!["clean", "--help"],
    ] {
        let run = plan.run(&command);
        assert!(run.status.success());
        assert!(said(&run).contains("Examples:\n  plainplan"), "{command:?}");
    }
    assert_eq!(plan.run(&["biuld"]).status.code(), Some(2));
}

#[test]
fn a_theme_of_ones_own_replaces_one_file_and_keeps_the_rest() {
    let plan = Folder::small();
    plan.edit("plan.yaml", "title:", "theme: ours\ntitle:");
    plan.write(
        "themes/ours/templates/contact.html",
        "{% extends \"base.html\" %}{% block main %}<h1>Write to us</h1>{% endblock main %}",
    );
    plan.write("themes/ours/static/plain.css", "body { color: black }");
    assert!(plan.run(&["build"]).status.success());
    assert!(plan.read("public/contact/index.html").contains("<h1>Write to us</h1>"));
    assert!(plan.read("public/care/index.html").contains("<h1>Care</h1>"));
    assert_eq!(plan.read("public/assets/plain.css"), "body { color: black }");
    assert!(plan.has("public/assets/fonts/atkinson-400.woff2"));
}

#[test]
fn a_file_that_was_there_before_stays_its_owners_even_with_the_same_bytes() {
    let plan = Folder::small();
    plan.write("static/photo.svg", "<svg/>");
    plan.write("www/photo.svg", "<svg/>");
    for _ in 0..2 {
        assert!(plan.run(&["build", "-o", "www"]).status.success());
    }
    assert!(said(&plan.run(&["clean", "-o", "www"])).starts_with("Deleted "));
    assert!(plan.has("www/photo.svg") && !plan.has("www/index.html"));
}

#[test]
fn the_website_never_goes_among_the_files_of_the_plan() {
    let plan = Folder::small();
    for folder in ["content", ".", "..", "content/web", "themes/ours", "content/../static"] {
        let run = plan.run(&["build", "-o", folder]);
        assert_eq!(run.status.code(), Some(2), "{folder}");
        assert!(
            reported(&run).contains("contains the plan. Choose another folder for the website."),
            "{}",
            reported(&run)
        );
    }
    assert!(plan.run(&["build", "-o", "web"]).status.success());
}

#[test]
fn an_address_is_an_address() {
    let plan = Folder::small();
    let run = plan.run(&["build", "-u", "not a url"]);
    assert_eq!(reported(&run), "plainplan: `not a url` is not a web address. It must begin with https:// or http://\n");
    assert!(plan.run(&["build", "-u", "https://example.org/plan"]).status.success());
    assert!(plan.read("public/sitemap.xml").contains("<loc>https://example.org/plan/care/</loc>"));
}
