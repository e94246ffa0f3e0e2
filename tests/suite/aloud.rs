//! What is heard: figures below nothing, percentages and times, everywhere a page puts them.

use crate::common::{Folder, made, text};

/// Two measures below nothing, with everything a measure can have, in brackets.
const CHAPTER: &str = "---
title: Care
metrics:
  - id: gap
    name: The gap
    unit: percent
    better: lower
    baseline: { value: -4.1, period: 2016-17 }
    value: { value: -3.5, period: 2017-18 }
    targets:
      - { value: -2.9, by: 2018-03 }
      - { value: at most -1.7, by: 2019-03 }
    compare: { name: England, value: -5.5 }
  - id: money
    name: Deficit
    unit: £m
    better: lower
    targets: [{ value: -6.2, by: 2019-03 }]
  - id: course
    name: Course
    unit: £m
    better: higher
    trajectory:
      - { period: 2016-17, actual: -8.1, plan: -8.2 }
      - { period: 2017-18, actual: -7.3, plan: -7.4 }
      - { period: 2018-19, plan: -6.6 }
tables:
  - id: budgets
    caption: Budgets
    columns: [{ name: Service, header: true }, { name: Change, type: percent }, { name: Other, type: percent }]
    rows: |
      Acute | -1.1 | -1.2
      Community | -1.3 | -1.4
---
{{ metrics }}

{{ dashboard }}

{{ table budgets }}

{{ chart gap }}

{{ chart gap as bullet }}

{{ chart course }}

{{ chart budgets as grouped bars }}

The target is {{ gap.target }}, now {{ gap }}, {{ money.target | about }}.
";

const LAST: &str = "id,name,unit,better,value,target,target_by\ngap,The gap,percent,lower,-5.9,-4.8,2017-03\n";

fn plan_yaml(more: &str) -> String {
    format!(
        "title: Test plan\\norganisation: Test council\\ncontact: {{ email: a@example.org, phone: 01632 960001, post: [Street] }}\\n{more}\\n"
    )
    .replace("\\n", "\n")
}

const PAGES: [&str; 3] = ["care/index.html", "measures/index.html", "print/index.html"];

/// What a page says aloud: without what is hidden from screen readers, and without markup.
fn heard(html: &str) -> String {
    let main = html.split("<main").nth(1).unwrap_or(html);
    let mut text = String::new();
    let mut rest = main;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let tag = &rest[open..=open + rest[open..].find('>').expect("a closed tag")];
        let name = tag[1..].split([' ', '>', '/']).next().unwrap_or("");
        let is_hidden = tag.contains("aria-hidden=\"true\"") || tag.contains("role=\"img\"");
        rest = &rest[open + tag.len()..];
        if is_hidden && !tag.ends_with("/>") {
            rest = behind(rest, name);
        }
        text.push(' ');
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What follows the end of an element of this name that has just begun.
fn behind<'h>(html: &'h str, name: &str) -> &'h str {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut depth = 1;
    let mut at = 0;
    loop {
        let end = at + html[at..].find(&close).expect("an end");
        depth += html[at..end].matches(&open).count();
        depth -= 1;
        at = end + close.len();
        if depth == 0 {
            return &html[at..];
        }
    }
}

#[test]
fn a_figure_in_brackets_keeps_its_minus_wherever_it_is_heard() {
    let yaml = plan_yaml("numbers: { negative: brackets }\nlast-plan: { title: Last, measures: last.csv }");
    let made =
        made(&[("plan.yaml", &yaml), ("content/1-care.md", CHAPTER), ("content/last.csv", LAST), ("last.csv", LAST)]);
    let errors: Vec<_> = made.diagnostics.iter().map(|found| &found.message).collect();
    assert!(!made.diagnostics.has_errors(), "{errors:?}");
    let figures = ["4.1", "3.5", "2.9", "1.7", "5.5", "6.2", "8.1", "7.3", "6.6", "1.1", "1.4", "5.9", "4.8"];
    for page in PAGES {
        let heard = heard(&text(&made, page));
        for figure in figures {
            for (at, _) in heard.match_indices(figure) {
                let before = heard[..at].trim_end_matches('£');
                assert!(before.ends_with("minus "), "{page}: …{}…", &heard[at.saturating_sub(60)..at + 10]);
            }
        }
        let count = figures.iter().filter(|figure| heard.contains(**figure)).count();
        assert!(count >= 6, "{page}: only {count} of the figures are there");
    }
}

#[test]
fn the_name_of_who_is_compared_is_heard_with_its_figure() {
    let yaml = plan_yaml("numbers: { negative: brackets }");
    let chapter = CHAPTER.replace("{{ chart gap }}\n", "");
    let made = made(&[("plan.yaml", &yaml), ("content/1-care.md", &chapter)]);
    let heard = heard(&text(&made, "care/index.html"));
    assert!(heard.contains("England: minus 5.5%"), "{heard}");
}

#[test]
fn percentages_in_words_are_words_in_everything_that_is_a_sentence() {
    let chapter = "---
title: Care
metrics:
  - id: seen
    name: Seen
    unit: percent
    better: higher
    baseline: { value: 51.3, period: 2016-17 }
    value: { value: 57, period: 2017-18 }
    targets: [{ value: 95, by: 2019-03 }]
    compare: { name: England, value: 61.5 }
    trajectory:
      - { period: 2016-17, actual: 51.3 }
      - { period: 2017-18, actual: 57 }
tables:
  - id: parts
    caption: Parts
    columns: [{ name: Place, header: true }, { name: A, type: count }, { name: B, type: count }]
    rows: |
      North | 57 | 43
      South | 20 | 13
---
We see {{ seen }}.

{{ metrics }}

{{ dashboard }}

{{ chart seen }}

{{ chart seen as bullet }}

{{ chart parts as stacked bars }}
";
    for (style, share, about) in [("words", "57 per cent", "about 61 per cent"), ("sign", "57%", "about 61%")] {
        let yaml = plan_yaml(&format!("numbers: {{ percent: {style} }}"));
        let made = made(&[("plan.yaml", &yaml), ("content/1-care.md", chapter)]);
        let html = text(&made, "care/index.html");
        let says: Vec<&str> =
            html.split("chart-says\"").skip(1).map(|rest| rest.split("</p>").next().expect("an end")).collect();
        assert_eq!(says.len(), 3);
        assert!(says[0].contains(share) && says[1].contains(share), "{says:?}");
        assert!(says[2].contains(about), "{says:?}");
        let other = if style == "words" { "%" } else { "per cent" };
        assert!(says.iter().all(|says| !says.contains(other)), "{says:?}");
        // The name of a chart's table is a sentence too; the figures in a column carry the sign.
        let caption = html.split("target ").find(|rest| rest.starts_with("95")).expect("a target");
        assert!(!caption[..20].contains(other), "{}", &caption[..20]);
    }
}

#[test]
fn a_time_in_a_sentence_has_the_preposition_that_suits_it() {
    let times = [
        ("2019-03-01", "on 1 March 2019", "1 March 2019"),
        ("2019-03", "in March 2019", "the end of March 2019"),
        ("2019", "in 2019", "the end of 2019"),
        ("2018-19", "in 2018-19", "the end of 2018-19"),
        ("2018-19 Q4", "in January to March 2019", "the end of March 2019"),
    ];
    for (time, when, by) in times {
        let yaml = plan_yaml(&format!(
            "version: {{ number: 1.0, approved: 2018-01, next-review: {time} }}\naccessibility: {{ compliance: partial, prepared: {time}, reviewed: {time}, known-issues: [{{ what: Maps, fix-by: {time} }}] }}\nlast-plan: {{ title: Last, measures: last.csv }}"
        ));
        let chapter = "---\ntitle: Care\nmetrics:\n  - { id: gap, name: Gap, unit: percent, better: lower, value: { value: 3, period: 2018 } }\n---\n{{ metrics }}\n";
        let easy = format!(
            "---\ntitle: Care\nchecked: [{{ by: a group, people: 6, on: {time} }}]\n---\n![doctor]\nWe help people.\n"
        );
        let last = LAST.replace("2017-03", time).replace("-5.9", "5.9").replace("-4.8", "4.8");
        let made = made(&[
            ("plan.yaml", &yaml),
            ("content/1-care.md", chapter),
            ("content/1-care.easy.md", &easy),
            ("content/last.csv", &last),
            ("last.csv", &last),
        ]);
        let errors: Vec<_> = made.diagnostics.iter().map(|found| &found.message).collect();
        let page = |address: &str| heard(&text(&made, address)) + &text(&made, address);
        let care = page("care/index.html");
        let date = when.split_once(' ').map_or(when, |(_, date)| date);
        assert!(care.contains(&format!("Next review: {date}.")), "{errors:?}");
        let statement = page("accessibility/index.html");
        assert!(statement.contains(&format!("prepared {when}.")), "{statement}");
        assert!(statement.contains(&format!("reviewed {when}.")), "{statement}");
        assert!(statement.contains(&format!("by {by}.")), "{statement}");
        assert!(care.contains(&format!("by {by}")), "{care}");
        let checked = Folder::small();
        checked.write("content/1-care.easy.md", &easy);
        assert!(checked.run(&["easy", "checked", "content/1-care.easy.md"]).status.success());
        checked.run(&["build"]);
        let easy = checked.read("public/easy-read/care/index.html");
        assert!(easy.contains(&format!("checked this {when}")), "{easy}");
    }
}

#[test]
fn a_language_that_the_website_has_no_words_in_is_refused() {
    for language in ["cy", "cy-GB", "Welsh", "Cymraeg", "pl", "fr-FR", "gd"] {
        let made = made(&[("plan.yaml", &plan_yaml(&format!("language: {language}")))]);
        let found: Vec<_> = made.diagnostics.iter().map(|found| (found.rule.name, found.message.as_str())).collect();
        let message = format!("`{language}` is not available yet. plainplan's own words are only in English");
        assert_eq!(found, [("unknown-value", message.as_str())]);
        assert!(made.diagnostics.has_errors());
        let help = &made.diagnostics.iter().next().expect("a finding").help;
        assert_eq!(*help, ["You can use en-GB, en, or another kind of English such as en-IE."]);
    }
}

#[test]
fn every_kind_of_english_is_the_language_of_the_page() {
    for language in ["en", "en-GB", "en-IE", "en-US", "en-GB-oxendict"] {
        let made = made(&[("plan.yaml", &plan_yaml(&format!("language: {language}")))]);
        assert!(made.diagnostics.is_empty());
        assert!(text(&made, "index.html").contains(&format!("<html lang=\"{language}\"")));
    }
    for (typed, meant) in [("English", "en-GB"), ("en_GB", "en-GB")] {
        let made = made(&[("plan.yaml", &plan_yaml(&format!("language: {typed}")))]);
        let found = made.diagnostics.iter().next().expect("a finding");
        assert_eq!(found.help, [format!("Write `language: {meant}`.")]);
    }
}
