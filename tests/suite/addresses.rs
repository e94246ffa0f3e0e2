//! Names of files with signs that mean something in an address: what a page says is what a browser asks for and a server has.

use std::fs;

use crate::common::{Folder, reported, said};

/// Names that an editor gives to files, with how a page must write them.
const NAMES: [(&str, &str); 12] = [
    ("Our Plan #1.pdf", "Our%20Plan%20%231.pdf"),
    ("what now?.pdf", "what%20now%3F.pdf"),
    ("100% sure.pdf", "100%25%20sure.pdf"),
    ("50%20off.pdf", "50%2520off.pdf"),
    ("a;b.pdf", "a;b.pdf"),
    ("a&b.pdf", "a&amp;b.pdf"),
    ("a+b.pdf", "a+b.pdf"),
    ("a\"b.pdf", "a%22b.pdf"),
    ("a[1].pdf", "a%5B1%5D.pdf"),
    ("a|b.pdf", "a%7Cb.pdf"),
    ("a^b`c{d}.pdf", "a%5Eb%60c%7Bd%7D.pdf"),
    ("café é.pdf", "café%20é.pdf"),
];

/// A name as an author encodes it.
fn encoded(name: &str) -> String {
    name.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || byte == b'.' {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

#[test]
fn links_to_files_lead_to_them_whatever_they_are_called() {
    let plan = Folder::small();
    let mut chapter = "---\ntitle: Care\n---\n".to_owned();
    for (name, _) in NAMES {
        plan.write(&format!("content/{name}"), "bytes");
        plan.write(&format!("content/files #2/{name}"), "bytes");
        plan.write(&format!("static/of {name}"), "bytes");
        let name = encoded(name);
        chapter += &format!(
            "[File]({name}), [in a folder](files%20%232/{name}) and [static](/of%20{name}).\n\n![Picture]({name})\n\n"
        );
    }
    plan.write("content/1-care.md", &chapter);
    let output = plan.run(&["build"]);
    assert!(output.status.success(), "{}", reported(&output));
    for page in ["public/care/index.html", "public/print/index.html"] {
        let page = plan.read(page);
        for (name, written) in NAMES {
            for place in [
                format!("href=\"../{written}\""),
                format!("href=\"../files-2/{written}\""),
                format!("src=\"../{written}\""),
                format!("href=\"../of%20{written}\""),
            ] {
                assert!(page.contains(&place), "{name}: {place}\n{page}");
            }
            assert!(fs::exists(plan.path().join("public").join(name)).expect("a path"), "{name}");
        }
    }
}

#[test]
fn a_sign_that_must_be_encoded_is_named() {
    let plan = Folder::small();
    for (file, link, wanted) in [
        ("Our Plan #1.pdf", "[Plan](<Our Plan #1.pdf>)", "Write Our%20Plan%20%231.pdf instead."),
        ("Our Plan #1.pdf", "[Plan](Our%20Plan%20#1.pdf)", "Write Our%20Plan%20%231.pdf instead."),
        ("map#2.png", "![Map of wards](map#2.png)", "Write map%232.png instead."),
        ("50%20off.pdf", "[Prices](50%20off.pdf)", "Write 50%2520off.pdf instead."),
        ("part #2/a.pdf", "[A](<part #2/a.pdf>)", "Write part%20%232/a.pdf instead."),
    ] {
        plan.write(&format!("content/{file}"), "bytes");
        plan.write("content/1-care.md", &format!("---\ntitle: Care\n---\n{link}\n"));
        let output = plan.run(&["check"]);
        let words = format!("{}{}", said(&output), reported(&output));
        assert!(!output.status.success() && words.contains(wanted), "{link}\n{words}");
        assert!(words.contains("in this file name as %2"), "{words}");
        // What the message says to write works.
        let (before, _) = link.split_once('(').expect("a link");
        let name = wanted.trim_start_matches("Write ").trim_end_matches(" instead.");
        plan.write("content/1-care.md", &format!("---\ntitle: Care\n---\n{before}({name})\n"));
        let output = plan.run(&["check"]);
        assert!(output.status.success(), "{name}\n{}{}", said(&output), reported(&output));
        fs::remove_file(plan.path().join("content").join(file)).expect("removed");
    }
}

#[test]
fn a_picture_of_another_website_is_an_error() {
    let plan = Folder::small();
    for address in [
        "https://example.org/maps/map.png",
        "http://example.org/map.png",
        "//example.org/map.png",
        "HTTPS://example.org/map.png?size=2",
        "data:image/png;base64,AAAA",
        "file:///C:/map.png",
    ] {
        let picture = format!("![Map]({address})");
        for chapter in [
            format!("{picture}\n"),
            format!("[{picture}](https://example.org)\n"),
            format!("| A | B |\n|---|---|\n| C | {picture} |\n\nTable: T {{#t}}\n"),
            format!("Text[^1].\n\n[^1]: {picture}\n"),
        ] {
            plan.write("content/1-care.md", &format!("---\ntitle: Care\n---\n{chapter}"));
            let output = plan.run(&["check"]);
            let words = format!("{}{}", said(&output), reported(&output));
            assert!(!output.status.success() && words.contains("error[outside-picture]"), "{chapter}\n{words}");
            assert_eq!(words.matches("error[").count(), 1, "{words}");
            if address.ends_with("maps/map.png") {
                assert!(words.contains("![what it shows](map.png)"), "{words}");
            }
        }
    }
    plan.write("content/1-care.md", "---\ntitle: Care\n---\n![Map](map.png)\n");
    plan.write("content/map.png", "bytes");
    assert!(plan.run(&["check"]).status.success());
}

#[test]
fn a_picture_of_another_website_is_an_error_in_easy_read_too() {
    let address = "https://example.org/map.png";
    for (file, text) in [
        ("content/1-care.easy.md", format!("---\ntitle: Care\n---\n![home]({address})\nWe care for you.\n")),
        ("content/1-care.easy.md", format!("---\ntitle: Care\n---\n![{address}]\nWe care for you.\n")),
        ("content/words.yaml", format!("- {{ term: care, meaning: What we do., picture: \"{address}\" }}\n")),
        (
            "content/pictures/library.yaml",
            format!("- {{ id: bus, file: \"{address}\", shows: A bus, licence: own }}\n"),
        ),
    ] {
        let plan = Folder::small();
        plan.write(file, &text);
        let output = plan.run(&["check"]);
        assert!(!output.status.success(), "{text}\n{}{}", said(&output), reported(&output));
    }
}
