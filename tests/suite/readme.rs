//! The README is true: its plan works, and its message is the one an editor sees.

use plainplan::project::pipeline::{Made, Project, Settings};
use plainplan::project::render;

/// The blocks of code of one language, in order.
fn blocks(language: &str) -> Vec<String> {
    let readme = include_str!("../../README.md");
    let opening = format!("\n```{language}\n");
    readme.split(&opening).skip(1).map(|rest| rest[..=rest.find("\n```").expect("its end")].to_owned()).collect()
}

fn made(front: &str) -> Made {
    let markdown = blocks("markdown");
    let files = [
        ("plan.yaml", &blocks("yaml")[0]),
        ("content/index.md", &front.to_owned()),
        ("content/index.easy.md", &markdown[1]),
    ];
    Project::from_files(files.map(|(path, text)| (path, text.as_str())), Settings::default()).apply([])
}

#[test]
fn the_first_plan_works_as_it_stands() {
    let made = made(&blocks("markdown")[0]);
    assert!(made.diagnostics.is_empty(), "{}", render::human(&made.source, &made.diagnostics, false));
    let page = |address: &str| String::from_utf8_lossy(made.output.get(address).expect("the page")).into_owned();
    assert!(page("index.html").contains("By March\u{a0}2027 we want 95% of people to be seen within 4 hours."));
    assert!(page("easy-read/index.html").contains("95\u{a0}out of 100\u{a0}people should be seen in 4 hours."));
}

#[test]
fn its_message_is_the_one_an_editor_sees() {
    let made = made(&blocks("markdown")[0].replace("By {{ seen-in-4-hours.", "By {{ seen-in-4-hour."));
    assert_eq!(render::human(&made.source, &made.diagnostics, false).trim_end(), blocks("text")[0].trim_end());
}
