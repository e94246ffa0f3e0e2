//! The rows of all keys → the page `docs/reference/keys.md`.

use super::Document;
use crate::base::names::slug;
use crate::base::yaml::{Key, Kind, Need, Record, TEXTS};

/// Every key first read by this version, which is not said of each.
const FIRST: &str = "0.1.0";

const HEAD: &str = "\
# Settings

All settings that plainplan reads, and what you can write for each. [Writing a plan](../writing.md) shows them in use.
This page is made from the program, and so are the [schemas for your editor](../writing.md#help-while-you-type).

You must give the settings marked with *. Dates are days (`2018-03-31`), months (`2018-03`), years (`2018`), financial years (`2018-19`) or
quarters (`2018-19 Q2`). Figures are numbers as people write them, `TBC` or `n/a`.
";

/// The page about all keys.
#[must_use]
pub fn keys() -> String {
    let mut page = HEAD.to_owned();
    let mut known: Vec<&str> = Vec::new();
    for document in Document::ALL {
        page += &format!("\n## {}\n", capitalised(document.place()));
        for (number, record) in document.record().with_all_below().into_iter().enumerate() {
            if number > 0 && known.contains(&record.name) {
                continue;
            }
            known.push(record.name);
            page += &section(record, number > 0);
        }
    }
    page
}

fn section(record: &Record, has_heading: bool) -> String {
    let heading = if has_heading { format!("\n### {}\n", capitalised(record.name)) } else { String::new() };
    let rows: String = record.keys.iter().map(row).collect();
    format!("{heading}\n{}\n\n| setting | what you can write | what it means |\n|---|---|---|\n{rows}", record.doc)
}

fn row(key: &Key) -> String {
    let star = if key.need == Need::Needed { "*" } else { "" };
    let unless = if let Need::Unless(other) = key.need {
        format!(" You must give it unless you give `{other}`.")
    } else {
        String::new()
    };
    let since = if key.since == FIRST { String::new() } else { format!(" Since plainplan {}.", key.since) };
    format!("| `{}`{star} | {} | {}{unless}{since} |\n", key.name, words(key.kind), key.doc.replace('|', "\\|"))
}

/// What can be written for a kind of value.
fn words(kind: Kind) -> String {
    match kind {
        TEXTS => "text, or a list of texts".to_owned(),
        Kind::List(Kind::Text) => "a list of texts".to_owned(),
        Kind::Text | Kind::Form(_) => "text".to_owned(),
        Kind::Id => "an id".to_owned(),
        Kind::Date => "a date".to_owned(),
        Kind::Figure => "a figure".to_owned(),
        Kind::Unit(units) => format!("{}, `count of …` or `… per …`", listed(units)),
        Kind::Whole(least, u32::MAX) => format!("a whole number from {least}"),
        Kind::Whole(least, most) => format!("a whole number from {least} to {most}"),
        Kind::Switch => "`true` or `false`".to_owned(),
        Kind::Choice([rest @ .., last]) if !rest.is_empty() => format!("{} or `{last}`", listed(rest)),
        Kind::Choice(words) => listed(words),
        Kind::List(kind) => format!("a list of these: {}", words(*kind)),
        Kind::Keys(record) => format!("[{}](#{})", record.name, slug(record.name)),
        Kind::Map => "settings of your own".to_owned(),
        Kind::Either(kinds) => kinds.iter().copied().map(words).collect::<Vec<_>>().join(", or "),
    }
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn capitalised(words: &str) -> String {
    match words.strip_prefix(|first: char| first.is_lowercase()) {
        Some(rest) if !words.contains(".yaml") => words[..words.len() - rest.len()].to_uppercase() + rest,
        _ => words.to_owned(),
    }
}
