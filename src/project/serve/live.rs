//! What has changed → the words in which open pages are reported.
//!
//! Every open page is reported the same, and its script knows what it shows: its own file, and the stylesheets, scripts and
//! pictures that it has loaded.

use std::sync::Arc;

use serde::Serialize;

use crate::output::Changes;
use crate::project::follow::News;
use crate::site::address;

/// More changes than this are reported as: anything.
const MANY: usize = 200;

/// What open pages are reported after a change.
#[derive(Serialize, Default, Debug)]
pub(crate) struct EventPayload<'a> {
    /// Where files are new or other, as addresses stand in a browser. Nothing: it may be anywhere.
    changed: Option<Vec<String>>,
    /// Where there is nothing any more.
    gone: Vec<String>,
    /// The page of the chapter that was edited, if it was just one and its page is other now.
    edited: Option<String>,
    /// What is wrong with the plan; empty if it can be published.
    problems: &'a str,
}

impl<'a> EventPayload<'a> {
    pub(crate) fn of(news: &News, changes: &Changes, problems: &'a str) -> Self {
        let is_many = changes.written.len() + changes.deleted.len() > MANY;
        let places = |addresses: &[String]| addresses.iter().map(|address| place(address)).collect();
        Self {
            changed: (!is_many).then(|| places(&changes.written)),
            gone: if is_many { Vec::new() } else { places(&changes.deleted) },
            edited: edited(&news.changed, &changes.written).map(|address| place(&address)),
            problems,
        }
    }

    /// For a page that has missed what was reported.
    pub(crate) fn anything(problems: &'a str) -> Self {
        Self { problems, ..Self::default() }
    }
}

impl From<EventPayload<'_>> for Arc<str> {
    fn from(reported: EventPayload) -> Self {
        // Strings and lists of them always are JSON.
        serde_json::to_string(&reported).unwrap_or_default().into()
    }
}

/// What a page is reported when it begins to listen: which state of it is shown now, and what is wrong with the plan.
pub(crate) fn hello(hash: &str, problems: &str) -> String {
    serde_json::json!({ "print": hash, "problems": problems }).to_string()
}

/// The file of the page that was edited. A chapter that got another name is gone in one place and new in another.
fn edited(files: &[String], written: &[String]) -> Option<String> {
    let pages = files.iter().filter_map(|path| address::of_file(path)).map(|url| address::output(&url));
    let mut pages = pages.filter(|page| written.contains(page));
    pages.next().filter(|_| pages.next().is_none())
}

/// An address as a browser has it: a folder instead of the page in it.
fn place(address: &str) -> String {
    let folder = address.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("/{}", folder.unwrap_or(address))
}
