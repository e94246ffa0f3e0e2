//! The booklets: their pages, and what the command says where no PDF can be made. The PDF itself is looked at in
//! `tests/browser/booklets.mjs`.

use std::process::{Command, Output};

use plainplan::easy::commands;
use plainplan::output::print::{Printed, Section};
use plainplan::project::pipeline;
use plainplan::project::pipeline::{Made, Settings};
use plainplan::project::render;

use crate::common::{Folder, files, made, page, reported, text};

const CARE: &str = "---\ntitle: Care\n---\n## First\n\nText about care.\n";
const EASY: &str =
    "---\ntitle: Your care\n---\n## Who helps?\n\n![doctor]\nA doctor helps you.\n\n## When?\n\n![clock]\nEvery day.\n";

fn print(plan: &Folder, browser: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plainplan"))
        .args(["easy", "print"])
        .args(arguments)
        .env("CHROMIUM", browser)
        .current_dir(plan.path())
        .output()
        .expect("it runs")
}

fn with_easy_read() -> Folder {
    let plan = Folder::small();
    plan.write("content/1-care.easy.md", EASY);
    plan
}

#[test]
fn the_whole_easy_read_is_on_one_page() {
    let checked = "---\ntitle: Money\nchecked:\n  - { by: Northtown group, people: 6, on: 2018-05-02 }\n---\n## When?\n\n![money]\nWe have money.\n";
    let made = made(&[
        ("content/1-care.md", CARE),
        ("content/1-care.easy.md", EASY),
        ("content/2-money.md", "# Money\n\nText about money.\n"),
        ("content/2-money.easy.md", checked),
        (
            "easy.lock",
            "check\t2-money.easy.md\tNorthtown group, 6 people, 2 May 2018\tmoney\twhen\t![money]\twe have money\n",
        ),
    ]);
    let page = text(&made, "easy-read/print/index.html");
    for words in [
        "<a href=\"#care\">Your care</a>",
        "<section class=\"booklet-chapter\" id=\"care\">\n<h2>Your care</h2>",
        "<h3 id=\"care--when\">When?</h3>",
        "<h3 id=\"money--when\">When?</h3>",
        "Draft easy read. Not checked yet.",
        "6 people with a learning disability checked this on 2 May 2018.",
        "You can phone us.",
        "01632 960001",
    ] {
        assert!(page.contains(words), "{words} is not in {page}");
    }
}

#[test]
fn the_page_of_a_chapter_is_its_booklet() {
    let files = [("content/1-care.md", CARE), ("content/1-care.easy.md", EASY)];
    let page = page(&files, "easy-read/care/index.html");
    for words in ["<li><a href=\"#who-helps\">Who helps?</a></li>", "You can write to us.", "assets/listen.js"] {
        assert!(page.contains(words), "{words} is not in {page}");
    }
}

#[test]
fn where_there_is_no_browser_it_says_what_to_install() {
    let output = print(&with_easy_read(), "/no/such/browser", &[]);
    assert_eq!(output.status.code(), Some(2));
    let reported = reported(&output);
    for words in ["Edge", "sudo apt install chromium", "/no/such/browser", "print it from there"] {
        assert!(reported.contains(words), "{reported}");
    }
}

#[test]
#[cfg(unix)]
fn a_browser_that_makes_no_pdf_is_reported_of_and_leaves_nothing_behind() {
    let plan = with_easy_read();
    let output = print(&plan, "/bin/true", &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(reported(&output).contains("/bin/true did not make a PDF"), "{}", reported(&output));
    let left = std::fs::read_dir(plan.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let left: Vec<_> = left.filter(|name| name.to_string_lossy().contains("print")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn what_is_not_there_cannot_be_printed() {
    let here = std::env::current_exe().expect("a program");
    let browser = here.to_string_lossy();
    let plan = with_easy_read();
    let output = print(&plan, &browser, &["content/1-car.easy.md"]);
    assert!(reported(&output).contains("Did you mean content/1-care.easy.md?"), "{}", reported(&output));
    let output = print(&Folder::small(), &browser, &[]);
    assert!(reported(&output).contains("this plan has no easy read yet"), "{}", reported(&output));
}

#[test]
fn the_command_tells_the_pages_of_each_chapter() {
    let section = |title: &str, heading: Option<&str>| Section {
        anchor: title.to_owned(),
        title: title.to_owned(),
        heading: heading.map(str::to_owned),
    };
    let begins =
        vec![(section("Care", Some("Care")), 4), (section("Money", Some("Money")), 9), (section("Contact", None), 11)];
    let printed = Printed { bytes: Vec::new(), pages: 11, begins, is_accessible: true };
    assert_eq!(commands::pages(&printed), "page  section  pages\n4     Care     5\n9     Money    2\n11    Contact\n");
    assert_eq!(commands::pages(&Printed { begins: Vec::new(), ..printed }), "");
}

/// A plan that is printed part by part, with tables, measures, easy read, and a picture in each chapter.
fn in_parts() -> Folder {
    let plan = Folder::small();
    for part in ["2-homes", "3-roads"] {
        plan.write(&format!("content/{part}/index.md"), &format!("# {part}\n\nText.\n"));
        for number in 1..40 {
            let chapter = format!(
                "---\ntitle: Chapter {number}\nmetrics:\n  - {{ id: m-{part}-{number}, name: Homes, unit: number, better: higher, value: {{ value: {number}, period: 2018 }} }}\n---\n\
                 ## First\n\nText.\n\n![A house](house-{number}.png)\n\n| Name | Homes |\n|---|---|\n| North | 1 |\n| South | 2 |\n\nTable: Homes of {part} {number}\n"
            );
            plan.write(&format!("content/{part}/{number}-chapter.md"), &chapter);
            plan.write(&format!("content/{part}/{number}-chapter.easy.md"), EASY);
            plan.write(&format!("content/{part}/house-{number}.png"), &number.to_string());
        }
    }
    plan
}

fn settings(plan: &Folder) -> Settings {
    Settings { root: plan.path().to_path_buf(), ..Settings::default() }
}

#[test]
fn a_site_that_is_made_once_is_the_same_as_one_that_is_kept_for_the_next_edit() {
    let plan = in_parts();
    let kept = pipeline::make(&settings(&plan));
    let run = plan.run(&["build"]);
    assert!(run.status.success(), "{}", reported(&run));
    let mut built = files(&plan.path().join("public"));
    built.remove(".plainplan-files");
    assert!(built.contains_key("print/homes/index.html") && built.contains_key("easy-read/print/homes/index.html"));
    let kept: Vec<(&str, &[u8])> = kept.output.files().collect();
    let addresses =
        |files: &[(&str, &[u8])]| files.iter().map(|(address, _)| (*address).to_owned()).collect::<Vec<_>>();
    let built: Vec<(&str, &[u8])> = built.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    assert_eq!(addresses(&built), addresses(&kept));
    assert!(built == kept);
}

#[test]
fn a_fault_in_the_template_of_a_printed_chapter_is_reported_alike_whether_the_site_is_kept_or_not() {
    let plan = in_parts();
    plan.edit("plan.yaml", "title:", "theme: ours\ntitle:");
    plan.write("themes/ours/templates/print-chapter.html", "{{ page.nosuch.value }}");
    let told = |made: &Made| render::human(&made.source, &made.diagnostics, false);
    let (kept, checked) = (pipeline::make(&settings(&plan)), pipeline::check(&settings(&plan)));
    assert!(told(&kept).contains("print-chapter.html"), "{}", told(&kept));
    assert_eq!(told(&checked), told(&kept));
}
