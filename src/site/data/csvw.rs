//! A sheet → its description for programs: CSV on the Web, the W3C's standard for tabular data.
//!
//! Beside `contracts.csv` stands `contracts.csv-metadata.json`, where the standard looks for it.

use std::collections::HashSet;

use serde::Serialize;

use super::as_json;
use super::sheet::{Column, Holds, Seen, Sheet};
use crate::base::names::slug;
use crate::plan::model::config::Config;
use crate::plan::model::table::{SAME_AS_ABOVE, SAME_AS_BEFORE};
use crate::value::voice::Voice;

type Context<'p> = (&'static str, Language<'p>);

/// What stands for no value.
const SIGNS: [&str; 6] = ["", "n/a", "TBC", "–", SAME_AS_ABOVE, SAME_AS_BEFORE];

const NAMESPACE: &str = "http://www.w3.org/ns/csvw";

#[derive(Serialize)]
struct Language<'p> {
    #[serde(rename = "@language")]
    language: &'p str,
}

#[derive(Serialize)]
struct Document<'p> {
    #[serde(rename = "@context")]
    context: Context<'p>,
    #[serde(flatten)]
    table: TableShape<'p>,
}

#[derive(Serialize)]
struct TableShape<'p> {
    url: &'p str,
    #[serde(rename = "dc:title")]
    title: &'p str,
    #[serde(rename = "dc:publisher")]
    publisher: &'p str,
    #[serde(rename = "dc:temporal", skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    #[serde(rename = "dc:source", skip_serializing_if = "Option::is_none")]
    source: Option<&'p str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteShape<'p>>,
    #[serde(rename = "tableSchema")]
    schema: Schema,
}

#[derive(Serialize)]
struct NoteShape<'p> {
    #[serde(rename = "type")]
    kind: &'static str,
    target: String,
    body: &'p str,
}

#[derive(Serialize)]
struct Schema {
    columns: Vec<ColumnShape>,
    #[serde(rename = "rowTitles", skip_serializing_if = "Vec::is_empty")]
    row_titles: Vec<String>,
    #[serde(rename = "primaryKey", skip_serializing_if = "Vec::is_empty")]
    primary_key: Vec<String>,
}

#[derive(Serialize)]
struct ColumnShape {
    name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    titles: String,
    datatype: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    null: Vec<&'static str>,
    #[serde(rename = "dc:description", skip_serializing_if = "String::is_empty")]
    description: String,
}

/// The description of a file, and of what was seen in it.
pub(super) fn description(sheet: &Sheet, seen: &Seen, config: &Config) -> Vec<u8> {
    as_json(&Document { context: context(config), table: table(sheet, seen, config) })
}

fn context(config: &Config) -> Context<'_> {
    (NAMESPACE, Language { language: &config.language })
}

/// First and last day, as ISO 8601 writes a stretch of time.
fn period(config: &Config) -> Option<String> {
    config.period.map(|(from, to)| format!("{}/{}", from.iso(), to.iso()))
}

fn table<'p>(sheet: &'p Sheet, seen: &Seen, config: &'p Config) -> TableShape<'p> {
    let url = sheet.name.rsplit('/').next().unwrap_or("");
    let notes = sheet.notes.iter().map(|note| NoteShape {
        kind: "Annotation",
        target: note.cell.map_or(url.to_owned(), |(row, column)| format!("{url}#cell={row},{column}")),
        body: &note.text,
    });
    let names = names(sheet);
    let schema = Schema {
        row_titles: sheet.names.iter().map(|column| names[*column].clone()).collect(),
        primary_key: seen.key.iter().flatten().map(|column| names[*column].clone()).collect(),
        columns: names.into_iter().zip(&sheet.columns).zip(&seen.columns).map(shape).collect(),
    };
    TableShape {
        url,
        title: &sheet.title,
        publisher: &config.organisation,
        period: period(config),
        source: sheet.source.as_deref(),
        notes: notes.collect(),
        schema,
    }
}

/// A name for programs for every column, each once.
fn names(sheet: &Sheet) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut name = |position: usize, title: &str| {
        let ascii: String = title.chars().filter(char::is_ascii).collect();
        let name = match slug(&ascii).replace('-', "_") {
            name if name.is_empty() => format!("column_{}", position + 1),
            name => name,
        };
        let again = (2..).map(|number| format!("{name}_{number}"));
        std::iter::once(name.clone()).chain(again).find(|name| taken.insert(name.clone())).unwrap_or(name)
    };
    sheet.columns.iter().enumerate().map(|(position, column)| name(position, &column.title)).collect()
}

fn shape(((name, column), holds): ((String, &Column), &Holds)) -> ColumnShape {
    let datatype = match (holds.numbers, holds.days, holds.others) {
        (true, false, false) => "decimal",
        (false, true, false) => "date",
        _ => "string",
    };
    let null: Vec<&str> = SIGNS.into_iter().filter(|sign| holds.signs.contains(sign)).collect();
    ColumnShape {
        name,
        titles: column.title.clone(),
        datatype,
        // An empty cell is no value without being reported.
        null: if null == [""] { Vec::new() } else { null },
        description: column.unit.as_ref().map(|unit| Voice::default().unit(unit).into_heard()).unwrap_or_default(),
    }
}
