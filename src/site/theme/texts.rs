//! A catalogue → what themes show of it: `t(key="…")` in a template, `t("…")` in a script.

use std::ops::Range;

use rustc_hash::FxHashMap;
use tera::{Error, Kwargs, State, TeraResult, Value};

use crate::base::diagnostic::Diagnostic;
use crate::base::names::nearest;
use crate::base::span::{FileId, Span};
use crate::check::TEMPLATE;
use crate::value::locale::{Argument, Catalogue};

/// The function `t` of templates. Texts without arguments are ready when a theme is loaded.
pub(super) fn function(catalogue: &'static Catalogue) -> impl Fn(Kwargs, &State) -> TeraResult<Value> + Sync + Send {
    let finished = |name: &str| Some((name.to_owned(), Value::safe_string(catalogue.finished(name)?)));
    let ready: FxHashMap<String, Value> = catalogue.names().filter_map(finished).collect();
    move |given: Kwargs, _: &State| {
        let name = given.must_get::<&str>("key")?;
        match ready.get(name) {
            Some(text) if given.iter().nth(1).is_none() => Ok(text.clone()),
            _ => filled(catalogue, name, &given),
        }
    }
}

/// A text with what a template gives it.
fn filled(catalogue: &Catalogue, name: &str, given: &Kwargs) -> TeraResult<Value> {
    let given = given.iter().filter_map(|(name, value)| Some((name.as_str()?, value)));
    let given = given.filter(|(name, _)| *name != "key").map(|(name, value)| Ok((name, argument(name, value)?)));
    let text = catalogue.try_markup(name, &given.collect::<TeraResult<Vec<_>>>()?);
    text.map(|text| Value::safe_string(&text)).map_err(|fault| Error::message(fault.to_string()))
}

/// What a template fills in. A map is a link: `{"href": …}`, or `{"href": …, "download": true}`.
fn argument<'v>(name: &str, value: &'v Value) -> TeraResult<Argument<'v>> {
    if let Some(text) = value.as_str() {
        return Ok(if value.is_safe() { Argument::Markup(text.into()) } else { Argument::Text(text.into()) });
    }
    let number = value.as_i128().and_then(|number| usize::try_from(number).ok()).map(Argument::Number);
    let is_file = value.get_from_path("download").is_some_and(Value::is_truthy);
    let link = || Some(Argument::Link(value.get_from_path("href")?.as_str()?.into(), is_file));
    let fault = || Error::message(format!("`{name}` should be a text, a whole number or a link"));
    number.or_else(link).ok_or_else(fault)
}

/// Where a template names a text.
pub(super) fn keys(template: &str) -> impl Iterator<Item = Range<usize>> {
    named(template, "t(key=\"")
}

/// Where `start` stands as a word of its own, and what follows up to the next quotation mark.
fn named<'t>(text: &'t str, start: &'static str) -> impl Iterator<Item = Range<usize>> + 't {
    let is_word = |at: usize| !text[..at].ends_with(|sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '.'));
    let starts = text.match_indices(start).filter(move |(at, _)| is_word(*at)).map(move |(at, _)| at + start.len());
    starts.filter_map(|at| Some(at..at + text[at..].find('"')?))
}

/// The texts that a file of a theme names, at `keys`, and that are in no catalogue.
pub(super) fn unknown(
    catalogue: &Catalogue,
    text: &str,
    keys: impl Iterator<Item = Range<usize>>,
    file: FileId,
) -> Vec<Diagnostic> {
    let keys = keys.filter(|key| catalogue.arguments(&text[key.clone()]).is_none());
    keys.map(|key| unknown_text(catalogue, &text[key.clone()], Span::new(file, key.start, key.end))).collect()
}

fn unknown_text(catalogue: &Catalogue, name: &str, place: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(&TEMPLATE, place, format!("there is no text `{name}`"));
    match nearest(name, catalogue.names()) {
        Some(meant) => diagnostic.did_you_mean(place, meant),
        None => diagnostic.help("The documentation of the theme says where the names of the texts are."),
    }
}

/// A script with its texts: each `t("…")` becomes the text, in quotation marks. What is filled in when the script runs is `{name}`.
pub(in crate::site) fn script(catalogue: &Catalogue, script: &str) -> String {
    let (mut filled, mut from) = (String::with_capacity(script.len()), 0);
    for key in script_keys(script) {
        let Some(text) = catalogue.pattern(&script[key.clone()]) else { continue };
        filled.push_str(&script[from..key.start - SCRIPT_CALL.len()]);
        filled.push_str(&serde_json::Value::from(text).to_string());
        from = key.end + "\")".len();
    }
    filled.push_str(&script[from..]);
    filled
}

/// How a script names a text.
const SCRIPT_CALL: &str = "t(\"";

/// Where a script names a text.
pub(super) fn script_keys(script: &str) -> impl Iterator<Item = Range<usize>> {
    named(script, SCRIPT_CALL).filter(|key| script[key.end..].starts_with("\")"))
}
