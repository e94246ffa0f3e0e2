//! The sample in the pseudo-language → the words on its pages that are neither from the catalogue nor from the author.

use std::collections::{BTreeMap, BTreeSet};

use plainplan::project::pipeline::{Made, Settings};
use plainplan::site::{PAGES, Purpose};

use crate::common::{Folder, Plan, text};

/// Values of measures in the sample that are words. They stand within sentences, where their author did not write them.
const VALUES: [&str; 2] = ["amber", "yellow"];

/// The sample, and what the test asks of it: its words in the pseudo-language, while an editor works.
fn pseudo(change: impl FnOnce(&mut Plan)) -> Made {
    let mut plan = Plan::sample();
    let settings = plan.texts().find(|(path, _)| *path == "plan.yaml").expect("the settings").1.to_owned();
    assert!(settings.contains("language: en-GB\n"), "the sample says its language");
    plan.write("plan.yaml", settings.replace("language: en-GB\n", "language: en-XA\n"));
    change(&mut plan);
    plan.project(Settings { purpose: Purpose { is_live: true, ..Purpose::default() }, ..Settings::default() }).apply([])
}

#[test]
fn every_word_of_the_sample_is_from_the_catalogue_or_from_its_author() {
    let made = pseudo(|_| {});
    assert!(!made.diagnostics.has_errors());
    let author = author(&Plan::sample());
    let (mut kinds, mut all) = (BTreeSet::new(), BTreeMap::new());
    for url in made.output.addresses().filter(|url| url.ends_with(".html")) {
        let page = text(&made, url);
        kinds.insert(
            page.split("<body class=\"page-").nth(1).expect("a body").split(['"', ' ']).next().map(str::to_owned),
        );
        all.extend(unmarked(&page).into_iter().map(|words| (words, url.to_owned())));
    }
    let found: Vec<_> = all.into_iter().filter(|(words, _)| !author.has(words)).collect();
    assert!(found.is_empty(), "{found:#?}");
    let fixed = PAGES.iter().filter(|page| !page.address.url.ends_with(".xml")).count();
    assert_eq!(kinds.len(), fixed + ["front", "chapter", "easy"].len(), "every kind of page: {kinds:?}");
}

/// The test above would see a text that is not from the catalogue.
#[test]
fn a_text_that_is_not_from_the_catalogue_is_found() {
    let made = pseudo(|plan| {
        plan.write("themes/plain/templates/not-found.html", "{% extends \"base.html\" %}{% block main %}<h1>{{ page.title }}</h1><p aria-label=\"Gone for good\">There is no such page.</p>{% endblock main %}");
    });
    let author = author(&Plan::sample());
    let found: Vec<_> = unmarked(&text(&made, "404.html")).into_iter().filter(|words| !author.has(words)).collect();
    assert_eq!(found, ["Gone for good", "There is no such page."]);
}

#[test]
fn scripts_say_what_the_catalogue_says() {
    let made = pseudo(|_| {});
    for script in ["assets/listen.js", "assets/live.js"] {
        let script = text(&made, script);
        assert!(script.contains("\"⟦"));
        assert_eq!(own_words(&script), Vec::<String>::new());
    }
    assert_eq!(
        own_words("box.title = \"Hide it\"; a = \"⟦Ĥîðé⟧\"; // \"Not this\"\nb = \" parts.\";"),
        ["Hide it", " parts."]
    );
}

#[test]
fn the_pack_for_reading_groups_says_what_the_catalogue_says() {
    let plan = Folder::sample();
    plan.edit("plan.yaml", "language: en-GB\n", "language: en-XA\n");
    let made = plan.run(&["easy", "review-pack", "-o", "pack.html"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let pack = plan.read("pack.html");
    let author = author(&Plan::sample());
    let found: Vec<_> = unmarked(&pack).into_iter().filter(|words| !author.has(words)).collect();
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(own_words(pack.split("<script>").nth(1).expect("a script")), Vec::<String>::new());
}

/// The text of a script's quotation marks that a person would read, and that is not marked.
fn own_words(script: &str) -> Vec<String> {
    let code = script.lines().map(|line| line.split("// ").next().unwrap_or(line)).collect::<Vec<_>>().join("\n");
    let is_read = |words: &&str| {
        let mut letters = words.trim_start().chars();
        let (first, second) = (letters.next(), letters.next());
        let is_name = ["Escape"].contains(words);
        let opens = first.is_some_and(char::is_uppercase) && second.is_some_and(char::is_lowercase);
        !is_name && (opens || words.starts_with(' ') && first.is_some_and(char::is_alphabetic))
    };
    code.split('"').skip(1).step_by(2).filter(is_read).map(str::to_owned).collect()
}

/// What an author has written, as words alone.
struct Author(String);

fn author(plan: &Plan) -> Author {
    let library = include_str!("../../../themes/plain/pictures/library.yaml");
    let mut words = String::new();
    for (_, text) in plan.texts() {
        text.lines().for_each(|line| words += &format!(" | {}", without_key(line)));
    }
    library.lines().for_each(|line| words += &format!(" | {}", without_key(line)));
    Author(format!(" {} ", normal(&words)))
}

/// A line of YAML without its key.
fn without_key(line: &str) -> &str {
    let trimmed = line.trim_start_matches([' ', '-']);
    match trimmed.split_once(": ") {
        Some((key, value)) if key.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'_') => value,
        _ => line,
    }
}

impl Author {
    /// Whether an author has written this, in one text or in several beside each other, but for figures.
    fn has(&self, words: &str) -> bool {
        self.wrote(&normal(words))
            || words.split(['–', '.', ',', '(', ')', '\n']).all(|part| self.has_around_figures(part))
    }

    /// Whether an author has written what is before, between and after figures. A figure may bring the name of what it counts.
    fn has_around_figures(&self, text: &str) -> bool {
        let is_digit = |letter: char| letter.is_ascii_digit();
        self.wrote(&normal(text))
            || text.split(is_digit).all(|part| self.has_beside_figure(part, text.contains(is_digit)))
    }

    fn has_beside_figure(&self, text: &str, may_be_two: bool) -> bool {
        let words = normal(text);
        let words: Vec<&str> = words.split(' ').collect();
        let wrote = |part: &[&str]| self.wrote(&part.join(" "));
        let is_two = |part: &[&str]| may_be_two && (2..part.len()).any(|at| wrote(&part[..at]) && wrote(&part[at..]));
        wrote(&words) || words.split(|word| VALUES.contains(word)).all(|part| wrote(part) || is_two(part))
    }

    fn wrote(&self, words: &str) -> bool {
        // A short form in the plural stands for its term in the plural; `audio: ask` is a key.
        let singular = words.strip_suffix('s').unwrap_or(words);
        words.is_empty()
            || words == "audio"
            || [words, singular].iter().any(|words| self.0.contains(&format!(" {words} ")))
    }
}

/// Words in small letters, one space between them.
fn normal(text: &str) -> String {
    let letters = text.replace(['*', '’', '\''], "").to_lowercase();
    let letters = letters.replace(|letter: char| !letter.is_alphabetic() && letter != '|', " ");
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Attributes that are read.
const READ: [&str; 5] = ["aria-label", "alt", "title", "data-label", "placeholder"];

/// The words of a page outside the marks of the pseudo-language, text by text.
fn unmarked(page: &str) -> Vec<String> {
    let (mut found, mut depth) = (Vec::new(), 0);
    let mut rest = page;
    while let Some((before, after)) = rest.split_once('<') {
        found.extend(outside(before, &mut depth));
        let (tag, mut next) = after.split_once('>').unwrap_or((after, ""));
        let name: String = tag.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '/').collect();
        let values = READ.iter().filter_map(|name| tag.split_once(&format!(" {name}=\""))?.1.split('"').next());
        found.extend(values.filter_map(|value| outside(value, &mut 0)));
        if name == "script" || name == "style" {
            next = next.split_once(&format!("</{name}>")).map_or("", |(_, after)| after);
        }
        rest = next;
    }
    found
}

/// What of a text is outside the marks.
fn outside(text: &str, depth: &mut usize) -> Option<String> {
    let text = text.replace("&#39;", "'");
    let text = ["&amp;", "&lt;", "&gt;", "&quot;"].iter().fold(text, |text, sign| text.replace(sign, " "));
    let mut kept = String::new();
    for letter in text.chars() {
        match letter {
            '⟦' => *depth += 1,
            '⟧' => {
                *depth = depth.saturating_sub(1);
                // A text of ours within the author's is a figure or a time.
                kept.push('0');
            }
            _ if *depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    let kept = kept.trim().to_owned();
    kept.contains(char::is_alphabetic).then_some(kept)
}
