//! A sheet → its description for programs: CSV on the Web, the W3C's standard for tabular data.
//!
//! Beside `contracts.csv` stands `contracts.csv-metadata.json`, where the standard looks for it; `csvw.json` describes
//! all files together.

use std::collections::HashSet;

use serde::Serialize;
use serde_json::value::RawValue;

use super::sheet::{Datum, Sheet};
use super::{as_json, as_stretch};
use crate::names::slug;
use crate::period::Period;
use crate::plan::Plan;
use crate::plan::config::Config;

type Context<'p> = (&'static str, Language<'p>);

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
struct Group<'p> {
    #[serde(rename = "@context")]
    context: Context<'p>,
    #[serde(rename = "dc:title")]
    title: &'p str,
    #[serde(rename = "dc:publisher")]
    publisher: &'p str,
    #[serde(rename = "dc:language")]
    language: &'p str,
    #[serde(rename = "dc:temporal", skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    tables: Vec<&'p RawValue>,
}

#[derive(Serialize)]
struct TableShape<'p> {
    url: &'p str,
    #[serde(rename = "dc:title")]
    title: &'p str,
    #[serde(rename = "dc:publisher", skip_serializing_if = "Option::is_none")]
    publisher: Option<&'p str>,
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

/// The description of one file.
pub(super) fn one(sheet: &Sheet, config: &Config) -> Vec<u8> {
    let url = sheet.name.rsplit('/').next().unwrap_or("");
    let about = TableShape { publisher: Some(&config.organisation), period: period(config), ..table(sheet, url) };
    as_json(&Document { context: context(config), table: about })
}

/// The description of all files together.
pub(super) fn all(descriptions: &[&RawValue], plan: &Plan) -> Vec<u8> {
    let config = &plan.config;
    as_json(&Group {
        context: context(config),
        title: &config.title,
        publisher: &config.organisation,
        language: &config.language,
        period: period(config),
        tables: descriptions.to_vec(),
    })
}

/// The description of one file among those of all.
pub(super) fn description(sheet: &Sheet) -> Box<RawValue> {
    as_stretch(&table(sheet, &sheet.name))
}

fn context(config: &Config) -> Context<'_> {
    (NAMESPACE, Language { language: &config.language })
}

/// First and last day, as ISO 8601 writes a stretch of time.
fn period(config: &Config) -> Option<String> {
    config.period.map(|(from, to)| format!("{}/{}", from.iso(), to.iso()))
}

fn table<'p>(sheet: &'p Sheet, url: &'p str) -> TableShape<'p> {
    let notes = sheet.notes.iter().map(|note| NoteShape {
        kind: "Annotation",
        target: note.cell.map_or(url.to_owned(), |(row, column)| format!("{url}#cell={row},{column}")),
        body: &note.text,
    });
    let names = names(sheet);
    let schema = Schema {
        row_titles: sheet.names.iter().map(|column| names[*column].clone()).collect(),
        primary_key: sheet.key().unwrap_or_default().iter().map(|column| names[*column].clone()).collect(),
        columns: names.into_iter().enumerate().map(|(position, name)| column(sheet, position, name)).collect(),
    };
    TableShape {
        url,
        title: &sheet.title,
        publisher: None,
        period: None,
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

fn column(sheet: &Sheet, position: usize, name: String) -> ColumnShape {
    let cells = || sheet.rows.iter().map(|row| &row[position]);
    let is_all = |is_one: fn(&Datum) -> bool| {
        let mut values = cells().filter(|cell| !matches!(cell, Datum::None(_))).peekable();
        values.peek().is_some() && values.all(is_one)
    };
    let datatype = if is_all(|cell| matches!(cell, Datum::Number(_))) {
        "decimal"
    } else if is_all(|cell| matches!(cell, Datum::Time(Period::Day(_)))) {
        "date"
    } else {
        "string"
    };
    let signs = ["", "n/a", "TBC", "–", "^"];
    let null: Vec<&str> = signs.into_iter().filter(|sign| cells().any(|cell| *cell == Datum::None(sign))).collect();
    ColumnShape {
        name,
        titles: sheet.columns[position].title.clone(),
        datatype,
        // An empty cell is no value without being told.
        null: if null == [""] { Vec::new() } else { null },
        description: sheet.columns[position].unit.as_ref().map(crate::number::Unit::spoken).unwrap_or_default(),
    }
}
