//! Style sheets of a theme in, one small file for each of its folders out.

use crate::common::Folder;

/// A folder with a chapter of words, one with a measure, and easy read.
fn plan() -> Folder {
    let plan = Folder::small();
    plan.write(
        "content/2-beds.md",
        "---\ntitle: Beds\nmetrics:\n  - { id: beds, name: Beds, unit: count, value: { value: 12, period: 2018 } }\n---\n{{ metrics }}\n",
    );
    plan
}

#[test]
fn sheets_are_joined_in_the_order_of_their_names_without_comments() {
    let plan = plan();
    assert!(plan.run(&["build"]).status.success());
    let (page, figures) = (plan.read("public/assets/plain.css"), plan.read("public/assets/figures.css"));
    assert!(page.starts_with("@layer tokens,base,frame,prose,data,easy,print"), "{}", &page[..80]);
    let place = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(place("@layer tokens{") < place("@layer base{") && place("@layer base{") < place("@layer print{"));
    for sheet in [&page, &figures] {
        assert!(!sheet.contains("/*") && !sheet.contains("  ") && !sheet.contains(";}"));
    }
    assert!(figures.contains(".metric{") && !page.contains(".metric{"));
}

#[test]
fn a_page_loads_the_sheets_that_it_needs() {
    let plan = plan();
    plan.write("content/1-care.easy.md", "---\ntitle: Care\n---\n## Care\n\n![doctor]\nA doctor helps you.\n");
    assert!(plan.run(&["build"]).status.success());
    for (page, figures, easy) in [
        ("index.html", false, false),
        ("care/index.html", false, false),
        ("contact/index.html", false, false),
        ("beds/index.html", true, false),
        ("measures/index.html", true, false),
        ("data/index.html", true, false),
        ("print/index.html", true, false),
        ("easy-read/care/index.html", false, true),
    ] {
        let html = plan.read(&format!("public/{page}"));
        assert!(html.contains("assets/plain.css\""), "{page}");
        assert_eq!(html.contains("assets/figures.css\""), figures, "{page}");
        assert_eq!(html.contains("assets/easy.css\""), easy, "{page}");
    }
}

#[test]
fn a_theme_replaces_one_sheet_adds_another_and_opens_a_folder_of_its_own() {
    let plan = plan();
    plan.edit("plan.yaml", "title:", "theme: ours\ntitle:");
    plan.write("themes/ours/styles/plain/5-frame.css", "@layer frame { .masthead { color: hotpink; } }");
    plan.write("themes/ours/styles/plain/8-ours.css", "/* Ours. */ .ours > a:hover { margin: calc(1px + 2px) -1px; }");
    plan.write("themes/ours/styles/extra/1.css", "p { color: red }");
    plan.write("themes/ours/static/easy.css", "/* whole */");
    assert!(plan.run(&["build"]).status.success());
    let page = plan.read("public/assets/plain.css");
    assert!(page.contains("hotpink") && !page.contains(".skip:focus") && page.contains("@layer base{"));
    assert!(page.trim_end().ends_with("margin:calc(1px + 2px) -1px}"), "{}", &page[page.len() - 80..]);
    assert!(plan.read("public/assets/extra.css").contains("red"));
    assert_eq!(plan.read("public/assets/easy.css"), "/* whole */");
    std::fs::remove_dir_all(plan.path().join("themes/ours/styles/extra")).expect("removed");
    std::fs::remove_file(plan.path().join("themes/ours/static/easy.css")).expect("removed");
    assert!(plan.run(&["build"]).status.success());
    assert!(!plan.has("public/assets/extra.css") && plan.read("public/assets/easy.css").contains(".part{"));
}

/// The goal is 30 KB beside fonts, pictures and what the chapter says itself.
#[test]
fn what_every_page_carries_is_light() {
    let plan = plan();
    assert!(plan.run(&["build"]).status.success());
    let size = |path: &str| plan.read(&format!("public/{path}")).len();
    let fixed = size("contact/index.html") + size("assets/plain.css");
    assert!(fixed <= 24_000, "{fixed}");
    assert!(fixed + size("assets/easy.css") + size("assets/listen.js") <= 34_000, "{fixed}");
}

#[test]
fn built_in_sheets_have_one_declaration_a_line() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/plain/styles");
    let sheets =
        walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.path().is_file());
    let mut lines = 0;
    for sheet in sheets {
        let text = std::fs::read_to_string(sheet.path()).expect("a sheet");
        for (number, line) in text.lines().enumerate() {
            assert!(line.matches(';').count() <= 1, "{}:{}: {line}", sheet.path().display(), number + 1);
            lines += 1;
        }
    }
    assert!(lines > 2_000, "{lines}");
}
