//! The rows of all rules → the page `docs/reference/rules.md`.

use crate::base::diagnostic::{Fixable, Group, Policy, Reason, Rule};
use crate::check;

const HEAD: &str = "\
# Problems

Every problem has a name. You see it in brackets after `error` or `warning`. `plainplan check --explain NAME` shows what this page says of it.
This page is made from the program. See [Checking and publishing](../writing.md#checking-and-publishing) for how to accept a problem, and how
plainplan can fix some problems for you.
";

/// The page about all rules.
#[must_use]
pub fn rules() -> String {
    let mut page = HEAD.to_owned();
    for group in Group::ALL {
        page += &format!("\n## {}\n", group.title());
        check::rules().filter(|rule| rule.group == group).for_each(|rule| page += &section(rule));
    }
    page
}

fn section(rule: &Rule) -> String {
    let severity = rule.severity.words();
    let more = check::easy_words(rule).map(|words| format!("\n{words}\n")).unwrap_or_default();
    format!(
        "\n### {}\n\nThis is {}. {}{}\n\n{}\n{more}",
        rule.name,
        with_article(severity),
        fixing(rule.fix),
        accepting(rule.policy),
        escaped(rule.explain)
    )
}

fn with_article(severity: &str) -> String {
    if severity == "error" { "an error".to_owned() } else { format!("a {severity}") }
}

fn fixing(fix: Fixable) -> String {
    match fix {
        Fixable::Yes => "The message shows the exact change.".to_owned(),
        Fixable::Partly(reason) => {
            format!("The message often shows the exact change. Where it does not, {}.", reason.words())
        }
        Fixable::No(Reason::Advice) => "The message says what to do.".to_owned(),
        Fixable::No(reason) => format!("You make the change yourself: {}.", reason.words()),
    }
}

fn accepting(policy: Policy) -> &'static str {
    match policy {
        Policy::Fixed => "",
        Policy::Acceptable | Policy::Guide(_) => " You can accept it with a reason.",
    }
}

/// Words in which nothing means something else to Markdown.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    let mut is_code = false;
    for sign in words.chars() {
        is_code ^= sign == '`';
        if !is_code && matches!(sign, '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    escaped
}
