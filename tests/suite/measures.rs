//! Measures: where they stand, those that are kept in a file, last year's plan and dashboards.

use std::collections::BTreeMap;

use plainplan::diagnostic::Diagnostics;
use plainplan::pipeline::{self, Made, Settings};
use plainplan::source::Source;
use plainplan::{report, theme};

const PLAN: &str = "title: Test plan\norganisation: Test council\nperiod: { from: 2018-04-01, to: 2019-03-31 }\ncontact: { email: a@example.org, phone: 01632 960001, post: [Street] }\n";

fn made(files: &[(&str, &str)]) -> Made {
    let base = [("plan.yaml", PLAN), ("content/index.md", "# Test plan\n\nText.\n")];
    let all: BTreeMap<String, String> =
        base.iter().chain(files).map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    pipeline::make_from(Source::from_texts(all, theme::built_in()), &Settings::default(), Diagnostics::default())
}

/// A plan without problems.
fn good(files: &[(&str, &str)]) -> Made {
    let made = made(files);
    assert!(made.diagnostics.is_empty(), "{}", told(&made));
    made
}

fn told(made: &Made) -> String {
    report::human(&made.source, &made.diagnostics, false)
}

fn text(made: &Made, address: &str) -> String {
    String::from_utf8(made.output.get(address).unwrap_or_else(|| panic!("no {address}")).to_vec()).expect("UTF-8")
}

/// The words of some markup, with one space between them.
fn words(html: &str) -> String {
    let mut words = String::new();
    for part in html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)) {
        words.push_str(part);
        words.push(' ');
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ").replace(" :", ":")
}

/// Where a measure with these keys stands, on its card.
fn stands(keys: &str) -> Option<String> {
    let chapter = format!(
        "---\ntitle: Care\nmetrics:\n  - id: waits\n    name: Waits\n    unit: percent\n{}---\n{{{{ metrics }}}}\n",
        keys.lines().map(|line| format!("    {}\n", line.trim())).collect::<String>()
    );
    let html = text(&good(&[("content/1-care.md", &chapter)]), "care/index.html");
    let start = html.find("<p class=\"metric-standing\">")?;
    Some(words(&html[start..start + html[start..].find("</p>")?]))
}

#[test]
fn where_a_measure_stands_against_its_target_is_said_in_words() {
    let stands = |better: &str, value: &str, target: &str| {
        stands(&format!("better: {better}\nvalue: {value}\ntargets: [{target}]"))
    };
    let value = "{ value: 88.1, period: 2018-04 }";
    for (better, value, target, wanted) in [
        (
            "higher",
            value,
            "{ value: 95, by: 2019-03 }",
            Some("Too early to say: 6.9 percentage points from the target"),
        ),
        ("higher", value, "{ value: 95, by: 2018-04 }", Some("Target not met: 6.9 percentage points from the target")),
        ("lower", value, "{ value: 95, by: 2019-03 }", Some("On track")),
        ("lower", value, "{ value: 95, by: 2018-04 }", Some("Target met")),
        ("lower", value, "{ value: 95 }", Some("Target met")),
        ("higher", value, "{ value: 95 }", Some("Too early to say: 6.9 percentage points from the target")),
        ("higher", value, "{ value: TBC }", Some("Target to be set")),
        ("higher", value, "{ value: 80 to 90, by: 2018-04 }", Some("Target met")),
        (
            "lower",
            value,
            "{ value: 80 to 85, by: 2018-04 }",
            Some("Target not met: 3.1 percentage points from the target"),
        ),
        ("higher", "almost 95", "{ value: 95 }", None),
        ("higher", "5 to 7", "{ value: 10 }", None),
        ("higher", "TBC", "{ value: 10 }", Some("Not known")),
        ("neither", value, "{ value: 95 }", None),
        (
            "higher",
            value,
            "{ value: 85, by: 2018-04 }, { value: 95, by: 2019-03 }",
            Some("On track: 6.9 percentage points from the target"),
        ),
        (
            "higher",
            value,
            "{ value: 90, by: 2018-04 }, { value: 95, by: 2019-03 }",
            Some("Behind: 1.9 percentage points from the target for April 2018"),
        ),
    ] {
        assert_eq!(stands(better, value, target).as_deref(), wanted, "{better} {value} {target}");
    }
}

#[test]
fn a_plan_for_the_time_of_the_value_comes_before_targets() {
    let path = "trajectory:\n- { period: 2018-19 Q2, plan: 88 }\n- { period: 2018-19 Q1, plan: 85, actual: VALUE }\n- { period: 2018-19, plan: 95 }\n";
    let on = |value: &str, more: &str| stands(&format!("better: higher\n{}{more}", path.replace("VALUE", value)));
    let targets = "targets: [{ value: 95, by: 2019-03 }]";
    assert_eq!(on("86", targets).as_deref(), Some("On track: 9 percentage points from the target"));
    assert_eq!(on("84.2", targets).as_deref(), Some("Behind: 0.8 percentage points from the plan"));
    assert_eq!(on("96", targets).as_deref(), Some("On track"));
    assert_eq!(on("84.2", "").as_deref(), Some("Behind: 0.8 percentage points from the plan"));
    assert_eq!(on("TBC", "").as_deref(), None, "a card without a value says nothing");
}

#[test]
fn an_author_may_say_how_it_stands_and_why() {
    let keys = "better: higher\nvalue: { value: 84, period: 2018-06 }\ntargets: [{ value: 85, by: 2018-05 }, { value: 95, by: 2019-03 }]\nstatus: { is: on track, because: We opened two more clinics. }";
    assert_eq!(stands(keys).as_deref(), Some("On track We opened two more clinics."));
    let stopped = "value: 84\nstatus: { is: stopped, because: The service closed. }";
    assert_eq!(stands(stopped).as_deref(), Some("Stopped The service closed."));
}
