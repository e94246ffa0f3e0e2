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

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use self::sheet::Sheet;
use super::view::DownloadView;
use crate::names::slug;
use crate::plan::{Plan, Table};

/// The files of a site's open data, by address.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

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

/// Everything there is to download.
pub(super) fn files(plan: &Plan) -> Files {
    if !plan.has_data() {
        return Files::new();
    }
    let tables: Vec<&Table> = plan.chapters().flat_map(|chapter| &chapter.tables).collect();
    let mut sheets: Vec<Sheet> = tables.par_iter().map(|table| tables::sheet(table, plan)).collect();
    let mut files: Files =
        tables.par_iter().map(|table| (within(&json_url(table)).to_owned(), json::table(table, plan))).collect();
    if plan.chapters().any(|chapter| !chapter.metrics.is_empty()) {
        sheets.splice(0..0, [measures::sheet(plan), measures::history_sheet(plan)]);
        files.insert(within(MEASURES_JSON).to_owned(), json::measures(plan));
    }
    for sheet in &sheets {
        files.insert(sheet.name.clone(), sheet.csv());
        files.insert(format!("{}-metadata.json", sheet.name), csvw::one(sheet, &plan.config));
    }
    files.insert(within(CSVW).to_owned(), csvw::all(&sheets, plan));
    let archive = bundle::zip(&files);
    let all = files.into_iter().map(|(name, bytes)| (format!("data/{name}"), bytes));
    all.chain([(zip_url(plan), archive)]).collect()
}

/// An address as it is below `data/`.
fn within(url: &str) -> &str {
    url.strip_prefix("data/").unwrap_or(url)
}

fn as_json(shape: &impl Serialize) -> Vec<u8> {
    // Shapes of text, numbers and lists are always written.
    let mut bytes = serde_json::to_vec_pretty(shape).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The view of a download.
pub(super) fn download(url: String, files: &Files) -> DownloadView {
    let bytes = files.get(&url).map_or(0, Vec::len);
    DownloadView { url, size: format!("{} KB", bytes.div_ceil(1024).max(1)), of: None }
}
