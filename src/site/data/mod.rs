//! Tables and measures → open data: files for people and programs who want the figures themselves.
//!
//! Every table and all measures as CSV, as JSON and with a description in CSV on the Web; everything once more in one
//! archive. `docs/data.md` says what is in them.

mod bundle;
mod csvw;
mod json;
mod measures;
mod sheet;
mod tables;
mod words;

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use serde::Serialize;
use serde_json::value::RawValue;
use xxhash_rust::xxh3::Xxh3;

use self::sheet::{Datum, Sheet};
use super::view::DownloadView;
use crate::names::slug;
use crate::output::Bytes;
use crate::plan::{Facts, Plan, Table};

/// The address of the download of all measures.
pub(super) const MEASURES_CSV: &str = "data/measures.csv";
/// The same for programs.
pub(super) const MEASURES_JSON: &str = "data/measures.json";
/// The address of the download of every reading of every measure.
pub(super) const HISTORY_CSV: &str = "data/measures-history.csv";
/// The address of the description of all CSV files.
pub(super) const CSVW: &str = "data/csvw.json";

/// The address of a table's CSV file.
pub(super) fn csv_url(table: &Table) -> String {
    format!("data/tables/{}.csv", table.id.value)
}

/// The address of a table's JSON file.
pub(super) fn json_url(table: &Table) -> String {
    format!("data/tables/{}.json", table.id.value)
}

/// The address of the archive of everything.
pub(super) fn zip_url(plan: &Plan) -> String {
    let name = slug(&plan.config.title);
    format!("data/{}.zip", if name.is_empty() { "plan" } else { &name })
}

/// The open data of one chapter: files of its own, and its share of those that hold the data of all.
#[derive(Debug)]
pub(super) struct Share {
    /// Its tables, by address.
    pub(super) files: Vec<(String, Bytes)>,
    /// The same, packed.
    archive: Vec<u8>,
    /// The descriptions of its tables.
    descriptions: Vec<Box<RawValue>>,
    measures: Vec<Vec<Datum>>,
    history: Vec<Vec<Datum>>,
    measures_json: Vec<Box<RawValue>>,
    /// A fingerprint of all of it.
    pub(super) print: u128,
}

/// The open data of the chapter at a position.
pub(super) fn share(plan: &Plan, chapter: Facts) -> Share {
    let mut files: Vec<(String, Vec<u8>)> = Vec::with_capacity(chapter.tables().len() * 3);
    let mut descriptions = Vec::with_capacity(chapter.tables().len());
    for table in chapter.tables() {
        let sheet = tables::sheet(table, plan);
        files.push((format!("{}-metadata.json", sheet.name), csvw::one(&sheet, &plan.config)));
        files.push((within(&json_url(table)).to_owned(), json::table(table, plan)));
        files.push((sheet.name.clone(), sheet.csv()));
        descriptions.push(csvw::description(&sheet));
    }
    files.sort();
    let (measures, history) = (measures::rows(chapter), measures::history_rows(chapter));
    let measures_json = json::measures_of(chapter, plan);
    let mut print = Xxh3::new();
    files.hash(&mut print);
    for measure in &measures_json {
        measure.get().hash(&mut print);
    }
    Share {
        archive: bundle::zip(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))),
        files: files.into_iter().map(|(name, bytes)| (format!("data/{name}"), bytes.into())).collect(),
        descriptions,
        measures,
        history,
        measures_json,
        print: print.digest128(),
    }
}

/// The files that hold the data of all chapters, by address.
pub(super) fn together(shares: &[&Share], plan: &Plan) -> Vec<(String, Bytes)> {
    let mut files = Vec::new();
    let mut own = Vec::new();
    if shares.iter().any(|share| !share.measures.is_empty()) {
        let rows = |of: fn(&Share) -> &Vec<Vec<Datum>>| shares.iter().flat_map(|share| of(share)).cloned().collect();
        let (measures, history) = rayon::join(
            || described(&measures::sheet(plan, rows(|share| &share.measures)), plan),
            || described(&measures::history(plan, rows(|share| &share.history)), plan),
        );
        for (sheet, description) in [measures, history] {
            files.extend(sheet);
            own.push(description);
        }
        let measures = shares.iter().flat_map(|share| &share.measures_json).map(AsRef::as_ref).collect();
        files.push((within(MEASURES_JSON).to_owned(), json::measures(plan, measures)));
    }
    let descriptions: Vec<&RawValue> =
        own.iter().chain(shares.iter().flat_map(|share| &share.descriptions)).map(AsRef::as_ref).collect();
    files.push((within(CSVW).to_owned(), csvw::all(&descriptions, plan)));
    files.sort();
    let packed: Vec<Vec<u8>> =
        files.par_iter().map(|(name, bytes)| bundle::zip([(name.as_str(), bytes.as_slice())].into_iter())).collect();
    let archives = packed.iter().map(Vec::as_slice).chain(shares.iter().map(|share| share.archive.as_slice()));
    files.push((within(&zip_url(plan)).to_owned(), bundle::joined(archives)));
    files.into_iter().map(|(name, bytes)| (format!("data/{name}"), bytes.into())).collect()
}

/// A sheet as files, and its description as a stretch of that of all.
fn described(sheet: &Sheet, plan: &Plan) -> ([(String, Vec<u8>); 2], Box<RawValue>) {
    let metadata = (format!("{}-metadata.json", sheet.name), csvw::one(sheet, &plan.config));
    ([(sheet.name.clone(), sheet.csv()), metadata], csvw::description(sheet))
}

/// An address as it is below `data/`.
fn within(url: &str) -> &str {
    url.strip_prefix("data/").unwrap_or(url)
}

fn as_json(shape: &impl Serialize) -> Vec<u8> {
    // Shapes of text, numbers and lists are always written.
    let mut bytes = serde_json::to_vec(shape).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// A shape as a stretch of a larger one.
fn as_stretch(shape: &impl Serialize) -> Box<RawValue> {
    serde_json::value::to_raw_value(shape).unwrap_or_default()
}

/// How large the files of open data are, for those who tell it to readers; what was asked is noted.
#[derive(Debug)]
pub(super) struct Sizes<'s> {
    sizes: &'s HashMap<String, usize>,
    asked: Mutex<Vec<(String, usize)>>,
}

impl<'s> Sizes<'s> {
    pub(super) fn new(sizes: &'s HashMap<String, usize>) -> Self {
        Self { sizes, asked: Mutex::default() }
    }

    /// The view of a download.
    pub(super) fn download(&self, url: String) -> DownloadView {
        let bytes = self.sizes.get(&url).copied().unwrap_or(0);
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push((url.clone(), bytes));
        DownloadView { url, size: format!("{} KB", bytes.div_ceil(1024).max(1)), of: None }
    }

    /// What was asked, and what the answers were.
    pub(super) fn asked(self) -> Vec<(String, usize)> {
        self.asked.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
