//! Copies that drives and programs make, easy read under a wrong name, and files that are not what their names say: never
//! published without a word.

use std::fs;

use plainplan::project::pipeline::Made;

use crate::common::{Folder, made, reported};

const FINANCE: (&str, &str) = ("content/02-finance.md", "---\ntitle: Finance\n---\nWe will save £3m.\n");
const COPY: &str = "---\ntitle: Finance\n---\nWe will save £2m.\n";
const HOMES: (&str, &str) = ("content/01-homes.md", "---\ntitle: Homes\n---\nWe want more homes.\n");
const EASY: &str = "---\ntitle: Homes\n---\n![home]\nWe want more homes.\n";

/// The rules that were broken, the paths of the files at fault, and what to do.
fn found(made: &Made) -> Vec<(&'static str, String, String)> {
    let found = made.diagnostics.iter().map(|found| {
        let path = made.source.file(found.span.file).path.trim_start_matches("content/").to_owned();
        (found.rule.name, path, found.help.join(" "))
    });
    found.filter(|(rule, ..)| ["copied-file", "same-title", "misnamed-easy-read"].contains(rule)).collect()
}

#[test]
fn a_copy_of_a_chapter_is_reported_with_its_original() {
    for name in [
        "02-finance (1).md",
        "02-finance(2).md",
        "02-finance - Copy.md",
        "02-finance - Copy (2).md",
        "02-finance – Copy.md",
        "02-finance copy.md",
        "02-finance copy 2.md",
        "02-finance 2.md",
        "Copy of 02-finance.md",
        "copy-of-02-finance.md",
        "02-finance-DESKTOP-AB12.md",
        "02-finance-LAPTOP-0K9Q.md",
        "02-finance-JOS-PC.md",
        "02-finance (conflicted copy 2026-11-29).md",
        "02-finance (conflicted copy 2026-11-29 101112).md",
        "02-finance (Jo's conflicted copy 2026-11-29).md",
        "02-finance (DESKTOP-AB12's conflicted copy 2026-11-29).md",
        "02-finance.sync-conflict-20261129-101112-ABCDEFG.md",
        "02-finance_conflict-20261129-101112.md",
        "02-finance (SFConflict jo@example.org 2026-11-29-10-11-12).md",
        "02-finance_old.md",
        "02-finance-old.md",
        "02-finance.bak.md",
        "02-finance.orig.md",
        "02-finance~.md",
        "#02-finance.md",
    ] {
        let made = made(&[FINANCE, (&format!("content/{name}"), COPY)]);
        let help = "Move any text you need to 02-finance.md, then delete this file.".to_owned();
        assert_eq!(found(&made), [("copied-file", name.to_owned(), help)], "{name}");
    }
}

#[test]
fn copies_of_easy_read_of_first_pages_and_of_folders_are_reported_too() {
    let copies = [
        ("content/01-homes.easy (1).md", "01-homes.easy.md"),
        ("content/01-homes.easy - Copy.md", "01-homes.easy.md"),
        ("content/index (1).md", "index.md"),
        ("content/2-part/index - Copy.md", "index.md"),
        ("content/2-part - Copy/index.md", "2-part"),
        ("content/2-part (1)/index.md", "2-part"),
    ];
    for (path, original) in copies {
        let part = ("content/2-part/index.md", "---\ntitle: Part\n---\nText.\n");
        let made = made(&[HOMES, ("content/01-homes.easy.md", EASY), part, (path, "---\ntitle: Part\n---\nOther.\n")]);
        let found = found(&made);
        assert_eq!(found.len(), 1, "{path}: {found:?}");
        let what = if path.ends_with("/index.md") { "folder" } else { "file" };
        assert_eq!(found[0].2, format!("Move any text you need to {original}, then delete this {what}."));
    }
}

#[test]
fn a_copy_without_its_original_is_reported_where_nobody_would_choose_the_name() {
    for name in [
        "02-finance - Copy.md",
        "02-finance-DESKTOP-AB12.md",
        "02-finance (conflicted copy 2026-11-29).md",
        "02-finance.sync-conflict-20261129-101112-ABCDEFG.md",
    ] {
        let made = made(&[(&format!("content/{name}"), COPY)]);
        assert_eq!(found(&made), [("copied-file", name.to_owned(), "Rename it to 02-finance.md.".to_owned())]);
    }
}

#[test]
fn names_that_people_choose_are_no_copies() {
    let titled = |title: &str| format!("---\ntitle: {title}\n---\nText.\n");
    for (name, title) in [
        ("copying-files.md", "Copying files"),
        ("copy-of-your-records.md", "Getting a copy of your records"),
        ("02-finance-2.md", "Finance, part two"),
        ("02-finance-NHS.md", "Finance in the NHS"),
        ("02-finance-2018-19.md", "Finance in 2018-19"),
        ("02-finance 2.md", "More about finance"),
        ("02-finance-old.md", "How it was"),
        ("02-finance-copy.md", "Copy"),
        ("easy-access.md", "Easy access to GPs"),
        ("03-desktop-services.md", "Desktop services"),
        ("phase (2).md", "Phase 2"),
        ("copyright.md", "Copyright"),
        ("households.md", "Households"),
    ] {
        let made = made(&[FINANCE, (&format!("content/{name}"), &titled(title))]);
        assert_eq!(found(&made), [], "{name}");
    }
}

#[test]
fn one_title_twice_in_a_folder_is_reported_once() {
    let text = "---\ntitle: Money\n---\nText.\n";
    let reported = |files: &[(&str, &str)]| {
        found(&made(files)).into_iter().map(|(rule, path, _)| (rule, path)).collect::<Vec<_>>()
    };
    let same = |path: &str| ("same-title", path.to_owned());
    assert_eq!(reported(&[("content/1-a.md", text), ("content/2-b.md", "# Money\n\nText.\n")]), [same("2-b.md")]);
    assert_eq!(
        reported(&[("content/1-a.md", text), ("content/2-b.md", "money\n===\n\nText.\n"), ("content/3-c.md", text)]),
        [same("2-b.md"), same("3-c.md")]
    );
    // The first page of a part is listed with the chapters beside the part, and with those in it.
    assert_eq!(reported(&[("content/1-a.md", text), ("content/2-b/index.md", text)]), [same("2-b/index.md")]);
    assert_eq!(reported(&[("content/2-b/index.md", text), ("content/2-b/1-a.md", text)]).len(), 1);
    // In another folder it is another place.
    let part = ("content/3-part/index.md", "# Part\n\nText.\n");
    assert_eq!(reported(&[("content/1-a.md", text), part, ("content/3-part/a.md", text)]), []);
}

#[test]
fn easy_read_under_another_name_is_reported_with_the_name_it_should_have() {
    for name in [
        "01-homes-easy.md",
        "01-homes-Easy.md",
        "01-homes_easy.md",
        "01-homes easy.md",
        "homes easy.md",
        "01-homes-easy-read.md",
        "01-homes-easyread.md",
        "01-homes (easy read).md",
        "01-homes - Easy Read.md",
        "01-homes.easyread.md",
        "01-homes.easy-read.md",
        "01-homes.easy_read.md",
        "01-homes.EasyRead.md",
        "01-homes.Easy.md",
        "01-homes.EASY.md",
        "01-homes. easy.md",
        "easy-read-01-homes.md",
        "01-homes.easy.markdown",
        "01-homes.easy.md.txt",
        "01-homes.easy.txt",
        "01-homes.easy.MD",
        "01-homes.Easy.Md",
        "01-HOMES-EASY.md",
    ] {
        let made = made(&[HOMES, (&format!("content/{name}"), EASY)]);
        let help = "Rename it to 01-homes.easy.md.".to_owned();
        assert_eq!(found(&made), [("misnamed-easy-read", name.to_owned(), help)], "{name}");
        assert!(!made.diagnostics.iter().any(|found| found.rule.name == "unread-file"), "{name}");
    }
}

#[test]
fn easy_read_without_its_chapter_is_known_by_a_certain_name_or_by_its_lines() {
    for (name, text, wanted) in [
        ("01-homes.easyread.md", "# Homes\n\nText.\n", Some("01-homes.easy.md")),
        ("01-homes-easy.md", EASY, Some("01-homes.easy.md")),
        ("01-homes-easy.md", "# Homes\n\nText.\n", None),
        ("take-it-easy.md", "# Take it easy\n\nText.\n", None),
        ("easy.md", "# Easy\n\nText.\n", None),
    ] {
        let made = made(&[(&format!("content/{name}"), text)]);
        let help = found(&made).into_iter().map(|(_, _, help)| help).collect::<Vec<_>>();
        let wanted: Vec<String> = wanted.iter().map(|wanted| format!("Rename it to {wanted}.")).collect();
        assert_eq!(help, wanted, "{name}");
    }
}

#[test]
fn doing_what_is_said_ends_the_warning() {
    let plan = Folder::small();
    for name in ["1-care-easy.md", "1-care.Easy.md", "care (easy read).md"] {
        plan.write(&format!("content/{name}"), "---\ntitle: Care\n---\n![doctor]\nYou can see a doctor.\n");
        let said = reported(&plan.run(&["check"]));
        assert!(said.contains("[misnamed-easy-read]"), "{said}");
        let new =
            said.split("Rename it to ").nth(1).and_then(|rest| rest.split(".\n").next()).expect("a name").to_owned();
        fs::rename(plan.path().join("content").join(name), plan.path().join("content").join(&new)).expect("renamed");
        let run = plan.run(&["check"]);
        assert!(run.status.success() && !reported(&run).contains("[misnamed"), "{}", reported(&run));
        fs::remove_file(plan.path().join("content").join(new)).expect("removed");
    }
}

#[test]
fn a_site_file_under_another_name_is_named() {
    for name in ["plan.yml", "plan.yaml.txt", "Plan.yaml", "PLAN.YML", "plan.yml.txt"] {
        let plan = Folder::small();
        fs::rename(plan.path().join("plan.yaml"), plan.path().join(name)).expect("renamed");
        let said = reported(&plan.run(&["check"]));
        assert!(said.contains("there is no plan.yaml") && said.contains(&format!("{name} to plan.yaml.")), "{said}");
        let said = reported(&plan.run(&["check", "--root", "."]));
        assert!(said.contains(&format!("= help: Rename {name} to plan.yaml.")), "{said}");
        // And from a folder in it.
        fs::create_dir_all(plan.path().join("content/part")).expect("made");
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_plainplan"))
            .arg("check")
            .current_dir(plan.path().join("content/part"))
            .output()
            .expect("it runs");
        assert!(reported(&run).contains(&format!("{name} to plan.yaml.")), "{}", reported(&run));
        fs::rename(plan.path().join(name), plan.path().join("plan.yaml")).expect("renamed");
        assert!(plan.run(&["check"]).status.success());
    }
}

#[test]
fn a_document_with_the_ending_of_a_text_is_called_what_it_is() {
    let zip = |inside: &str| [b"PK\x03\x04\x14\0", inside.as_bytes(), b"\xff\xfe"].concat();
    for (bytes, what) in [
        (zip("word/document.xml"), "this is a Word document, not a text file"),
        (zip("mimetypeapplication/vnd.oasis.opendocument.text"), "this is an OpenDocument text, not a text file"),
        (zip("xl/workbook.xml"), "this is a spreadsheet, not a text file"),
        (zip("a.txt"), "this is a ZIP archive, not a text file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "this is a Word document, not a text file"),
        (b"{\\rtf1\\ansi Homes}".to_vec(), "this is a rich text document (RTF), not a text file"),
        (b"%PDF-1.7\n%\xe2\xe3".to_vec(), "this is a PDF, not a text file"),
    ] {
        let plan = Folder::small();
        fs::write(plan.path().join("content/2-homes.md"), bytes).expect("written");
        let run = plan.run(&["check"]);
        assert!(
            !run.status.success() && reported(&run).contains(&format!("error[unreadable-text]: {what}\n")),
            "{}",
            reported(&run)
        );
        assert_eq!(reported(&run).matches("error[").count(), 1, "{}", reported(&run));
    }
}
