//! The rows of a document's keys → a JSON Schema, with which an editor completes, explains and checks what is typed.
//!
//! The schemas are of draft 7, which the YAML support of editors reads best. They see a value as YAML reads it, `2018` as a
//! number, and hold what can be said of one value alone; the rest is for `plainplan check`.

use serde_json::{Map, Value, json};

use super::Document;
use crate::base::names::{LONGEST_ID, slug};
use crate::base::yaml::{Key, Kind, Need, Record};
use crate::value::period::Period;

/// How dates are written.
const DATES: &str =
    "Write a day as YYYY-MM-DD, a month as YYYY-MM, a financial year as YYYY-YY, a quarter as YYYY-YY Q2.";

/// The schema of a document.
#[must_use]
pub fn schema(document: Document) -> Value {
    let record = document.record();
    let below = record.with_all_below().into_iter().skip(usize::from(!document.is_list()));
    let definitions: Map<String, Value> = below.map(|record| (slug(record.name), object(record))).collect();
    let root = if document.is_list() { json!({ "type": "array", "items": reference(record) }) } else { object(record) };
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": format!("plainplan: {}", document.place()),
        "definitions": definitions,
    });
    if let (Value::Object(schema), Value::Object(root)) = (&mut schema, root) {
        schema.extend(root);
    }
    schema
}

fn reference(record: &Record) -> Value {
    json!({ "$ref": format!("#/definitions/{}", slug(record.name)) })
}

/// A group of keys.
fn object(record: &Record) -> Value {
    let properties: Map<String, Value> = record.keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    let needed: Vec<&str> = record.keys.iter().filter(|key| key.need == Need::Needed).map(|key| key.name).collect();
    let mut object = json!({
        "type": "object",
        "description": record.doc,
        "properties": properties,
        "required": needed,
        "additionalProperties": false,
    });
    // One of two keys, and not both.
    for key in record.keys {
        if let Need::Unless(other) = key.need {
            object["oneOf"] = json!([{ "required": [key.name] }, { "required": [other] }]);
        }
    }
    object
}

fn property(key: &Key) -> Value {
    let mut property = value(key.kind);
    property["description"] = json!(key.doc);
    // What an editor says in place of the regular expression.
    if property["pattern"].is_string() {
        property["patternErrorMessage"] = json!(if key.kind == Kind::Date { DATES } else { key.doc });
    }
    property
}

/// What a kind of value is to YAML.
fn value(kind: Kind) -> Value {
    match kind {
        Kind::Text => json!({ "type": ["string", "number", "boolean"] }),
        Kind::Form(form) => json!({ "type": "string", "pattern": form }),
        Kind::Id => {
            json!({ "type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": LONGEST_ID })
        }
        Kind::Date => {
            json!({ "type": ["string", "integer"], "pattern": Period::FORM, "minimum": 1000, "maximum": 2999 })
        }
        Kind::Figure => json!({ "type": ["string", "number"] }),
        Kind::Unit(units) => json!({ "anyOf": [{ "enum": units }, { "type": "string" }] }),
        Kind::Whole(least, most) => {
            json!({ "type": ["integer", "string"], "minimum": least, "maximum": most, "pattern": "^[0-9]+$" })
        }
        Kind::Switch => json!({ "type": "boolean" }),
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::List(kind) => json!({ "type": "array", "items": value(*kind) }),
        Kind::Keys(record) => reference(record),
        Kind::Map => json!({ "type": "object" }),
        Kind::Either(kinds) => json!({ "anyOf": kinds.iter().copied().map(value).collect::<Vec<_>>() }),
    }
}
