//! Rows of the table into the files of a plan.

use crate::row::{Kind, Row};

/// Last year's plan has at least one measure.
pub const LAST_YEAR: &str = "id,name,unit,better,value,target,target_by\nnone,None,percent,lower,5,4,2017-03\n";

/// What a chapter shows of a row.
struct Chapter {
    /// Its keys.
    front: String,
    /// Its text.
    body: String,
    /// What its easy read shows.
    inserts: Vec<String>,
}

/// The settings that a row needs.
pub fn plan_yaml(row: &Row) -> String {
    let numbers = if row.style.is_empty() { String::new() } else { format!("numbers: {{ {} }}\n", row.style) };
    let time = if row.kind == Kind::Time { settings_with(&row.typed) } else { String::new() };
    format!(
        "title: Plan\norganisation: Council\ncontact: {{ email: a@example.org, phone: 01632 960001, post: [Street] }}\n\
         last-plan: {{ title: Last, measures: last.csv }}\n{numbers}{time}"
    )
}

fn settings_with(time: &str) -> String {
    format!(
        "version: {{ number: 1.0, approved: 2018-01, next-review: {time} }}\n\
         accessibility: {{ compliance: partial, prepared: {time}, reviewed: {time}, known-issues: [{{ what: Maps, fix-by: {time} }}] }}\n"
    )
}

/// The row of a measure in last year's plan: `last year 83, target 90 by 2018-03` behind its keys.
pub fn last_year(row: &Row, at: usize) -> Option<String> {
    let Kind::Measure(unit) = &row.kind else { return None };
    let (_, last) = row.typed.split_once("; last year ")?;
    let (value, target) = last.split_once(", target ")?;
    let (target, by) = target.split_once(" by ")?;
    Some(format!("m{at},Measure,{unit},neither,{value},{target},{by}\n"))
}

/// The chapter of a row and its easy read, by their paths.
pub fn chapter(row: &Row, at: usize) -> Vec<(String, String)> {
    let path = format!("content/{}-m{at}", at + 1);
    let chapter = match &row.kind {
        Kind::Figure(unit) => of_figure(unit, &row.typed, at),
        Kind::Time => of_time(&row.typed, at),
        Kind::Measure(unit) => of_measure(unit, &row.typed, at),
        Kind::Chart(kind, unit) => return vec![(path + ".md", chart(kind, unit, &row.typed, at))],
    };
    let Chapter { front, body, inserts } = chapter;
    let lines: String = inserts.iter().map(|insert| format!("![doctor]\nWe say {{{{ {insert} }}}}.\n")).collect();
    let text = format!("---\ntitle: M{at}\n{front}---\n{{{{ metrics }}}}\n\n{{{{ dashboard }}}}\n\n{body}");
    vec![(format!("{path}.md"), text), (format!("{path}.easy.md"), format!("---\ntitle: M{at}\n---\n{lines}"))]
}

fn measure(unit: &str, keys: &str, at: usize) -> String {
    format!("metrics:\n  - {{ id: m{at}, name: Measure, unit: \"{unit}\", {keys} }}\n")
}

fn of_figure(unit: &str, typed: &str, at: usize) -> Chapter {
    let keys = format!(
        "better: neither, value: {{ value: \"{typed}\", period: 2018-03 }}, targets: [{{ value: \"{typed}\", by: 2019-03 }}]"
    );
    let table = format!(
        "tables:\n  - id: t{at}\n    caption: Table\n    columns: [Name, {{ name: Figure, {} }}]\n    \
         rows:\n      - [A, \"{typed}\"]\n      - [B, \"1\"]\n      - [C, \"2\"]\n",
        column(unit)
    );
    let charts = format!("{{{{ chart m{at} }}}}\n\n{{{{ table t{at} }}}}\n\n{{{{ chart t{at} as bars }}}}\n\n");
    Chapter {
        front: measure(unit, &keys, at) + &table,
        body: charts + &sentences(&[format!("m{at}")]),
        inserts: ["", " | people", " | share", " | about"].map(|wording| format!("m{at}{wording}")).into(),
    }
}

fn of_time(typed: &str, at: usize) -> Chapter {
    let keys = format!(
        "better: neither, baseline: {{ value: 5, period: {typed} }}, value: {{ value: 6, period: {typed} }}, \
         targets: [{{ value: 7, by: {typed} }}], trajectory: [{{ period: {typed}, actual: 6 }}, {{ period: 2030, plan: 7 }}]"
    );
    let rest = format!(
        "milestones: [{{ by: {typed}, text: It starts }}]\ntables:\n  - id: t{at}\n    caption: Table\n    \
         columns: [Name, {{ name: When, type: period }}]\n    rows:\n      - [A, \"{typed}\"]\n"
    );
    let blocks = format!("{{{{ chart m{at} }}}}\n\n{{{{ table t{at} }}}}\n\n{{{{ timeline }}}}\n\n");
    let times = ["value.period", "target.by"].map(|part| format!("m{at}.{part}"));
    Chapter {
        front: measure("percent", &keys, at) + &rest,
        body: blocks + &sentences(&times),
        inserts: times.iter().cloned().chain(times.iter().map(|time| format!("{time} | date"))).collect(),
    }
}

fn of_measure(unit: &str, typed: &str, at: usize) -> Chapter {
    let keys = typed.split("; last year ").next().unwrap_or_default();
    let inserts = vec![format!("m{at} | trend"), format!("m{at}.target | trend")];
    Chapter { front: measure(unit, keys, at), body: String::new(), inserts }
}

fn sentences(inserts: &[String]) -> String {
    inserts.iter().map(|insert| format!("We say {{{{ {insert} }}}}.\n\n")).collect()
}

/// A chapter with a chart of a measure with these keys, or of a table with these rows below its columns.
fn chart(kind: &str, unit: &str, typed: &str, at: usize) -> String {
    let front = match kind {
        "measure" | "bullet" => format!("metrics:\n  - {{ id: c{at}, name: Measure, unit: \"{unit}\", {typed} }}\n"),
        _ => table(unit, typed, at),
    };
    let kind = if kind == "measure" { String::new() } else { format!(" as {kind}") };
    format!("---\ntitle: M{at}\n{front}---\n{{{{ chart c{at}{kind} }}}}\n")
}

fn table(unit: &str, typed: &str, at: usize) -> String {
    let mut rows = typed.split("; ");
    let columns = rows.next().unwrap_or_default().split(", ");
    let columns: String = columns.map(|name| format!(", {{ name: {name}, {} }}", column(unit))).collect();
    let rows: String = rows.map(|row| format!("      {}\n", row.replace(", ", " | "))).collect();
    format!(
        "tables:\n  - id: c{at}\n    caption: Table\n    columns: [{{ name: Name, header: true }}{columns}]\n    rows: |\n{rows}"
    )
}

fn column(unit: &str) -> String {
    match unit {
        "rank" | "count" | "percent" | "number" | "text" => format!("type: {unit}"),
        "percentage points" => "type: points".to_owned(),
        unit => format!("unit: \"{unit}\""),
    }
}
