//! Tables and measures → open data: files for people and programs who want the figures themselves.
//!
//! Every table and all measures as CSV, as JSON and with a description in CSV on the Web; everything once more in one
//! archive. `docs/data.md` says what is in them.

mod book;
mod bundle;
mod csvw;
mod json;
mod marks;
mod measures;
mod sheet;
mod store;
mod tables;
mod words;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::value::RawValue;

use self::book::BookTable;
pub(super) use self::book::{EXCEL, OPEN};
use self::bundle::{Packed, Packer};
use self::measures::Extra;
use self::sheet::{Seen, Sheet, Stretch};
pub(super) use self::store::Store;
use super::view::DownloadView;
use crate::base::hash::hash_of;
use crate::base::names::slug;
use crate::output::{Body, Sink};
use crate::plan::{ChapterSummary, Plan, Table};
use crate::site::build::resource::Resource;
use crate::value::locale::Catalogue;

/// The address of the download of all measures.
pub(super) const MEASURES_CSV: &str = "data/measures.csv";
/// The same for programs.
pub(super) const MEASURES_JSON: &str = "data/measures.json";
/// The address of the download of every reading of every measure.
pub(super) const HISTORY_CSV: &str = "data/measures-history.csv";

/// The address of a table's CSV file.
pub(super) fn csv_url(table: &Table) -> String {
    format!("data/tables/{}.csv", table.id.value)
}

/// The address of a table's JSON file.
pub(super) fn json_url(table: &Table) -> String {
    format!("data/tables/{}.json", table.id.value)
}

/// The name of a file may have 255 bytes on most disks; a long title is cut well before.
const LONGEST_NAME: usize = 100;

/// The address of the archive of everything.
pub(super) fn zip_url(plan: &Plan) -> String {
    let name = slug(&plan.config.title);
    let end =
        name.char_indices().map(|(at, letter)| at + letter.len_utf8()).take_while(|end| *end <= LONGEST_NAME).last();
    let name = name[..end.unwrap_or(0)].trim_end_matches('-');
    format!("data/{}.zip", if name.is_empty() { "plan" } else { name })
}

/// What makes files: their addresses and contents.
type Maker<'m> = dyn Fn() -> Vec<(String, Vec<u8>)> + Sync + 'm;

/// Finished files of open data.
#[derive(Default, Debug)]
struct Finished {
    /// Where each of them is, by address.
    files: Vec<(String, Body)>,
    /// The same, packed.
    packed: Vec<Packed>,
}

/// The tables of one chapter.
#[derive(Debug)]
struct TableFiles {
    finished: Finished,
    /// The same tables on their way into the workbooks.
    book: Vec<BookTable>,
    /// The hash of all of it.
    hash: u128,
}

/// What one chapter adds to the files that hold the measures of all.
#[derive(Debug)]
struct MeasureShare {
    measures: Stretch,
    history: Stretch,
    json: Vec<Box<RawValue>>,
    /// The hash of all of it.
    hash: u128,
}

impl Finished {
    fn of(files: Vec<(String, Vec<u8>)>, packer: &mut Packer, sink: &dyn Sink) -> Self {
        let packed = files.iter().map(|(name, bytes)| packer.pack(name, bytes)).collect();
        Self { packed, files: delivered(files, sink) }
    }
}

/// The tables of a chapter.
fn table_files(plan: &Plan, chapter: ChapterSummary, packer: &mut Packer, sink: &dyn Sink) -> TableFiles {
    let mut files: Vec<(String, Vec<u8>)> = Vec::with_capacity(chapter.tables().len() * 3);
    let mut book = Vec::with_capacity(chapter.tables().len());
    for table in chapter.tables() {
        let sheet = tables::sheet(table, plan);
        files.extend(described(&sheet, &sheet.seen(), sheet.csv(), plan));
        files.push((within(&json_url(table)).to_owned(), json::table(table, plan)));
        book.push(BookTable::of(&table.id.value, sheet, packer));
    }
    files.sort();
    TableFiles { hash: hash_of(&files), finished: Finished::of(files, packer, sink), book }
}

/// What a chapter adds to the files that hold the measures of all.
fn measure_share(plan: &Plan, chapter: ChapterSummary, extras: &[Extra]) -> MeasureShare {
    let own = || std::iter::once(chapter);
    let measures = measures::sheet(plan, own(), extras).stretch();
    let history = measures::history(plan, own()).stretch();
    let json = json::measures_of(chapter, plan);
    let texts: Vec<&str> = json.iter().map(|measure| measure.get()).collect();
    let hash = hash_of(&(&measures.text, &history.text, texts));
    MeasureShare { measures, history, json, hash }
}

/// The files that hold the measures of all chapters. Each is finished before many more are made, since they are large.
fn joined(shares: &[&MeasureShare], extras: &[Extra], plan: &Plan, sink: &dyn Sink) -> Vec<Finished> {
    if shares.iter().all(|share| share.json.is_empty()) {
        return Vec::new();
    }
    let sheet = |sheet: Sheet, stretch: fn(&MeasureShare) -> &Stretch| {
        let (csv, seen) = sheet.joined(shares.iter().map(|share| stretch(share)));
        Vec::from(described(&sheet, &seen, csv, plan))
    };
    let history = || sheet(measures::history(plan, std::iter::empty()), |share| &share.history);
    let measures = || sheet(measures::sheet(plan, std::iter::empty(), extras), |share| &share.measures);
    let json = || {
        let measures = shares.iter().flat_map(|share| &share.json).map(AsRef::as_ref).collect();
        vec![(within(MEASURES_JSON).to_owned(), json::measures(plan, measures))]
    };
    // In the order of their addresses.
    let makers: [&Maker<'_>; 3] = [&history, &measures, &json];
    makers.par_iter().map(|make| Finished::of(make(), &mut Packer::new(), sink)).collect()
}

/// The archive of all files of open data.
fn archive(files: &[&Finished], plan: &Plan, sink: &dyn Sink) -> (String, Body) {
    let archive = bundle::archive(files.iter().flat_map(|finished| &finished.packed));
    let url = zip_url(plan);
    let body = sink.take(&url, archive.into());
    (url, body)
}

/// The workbooks of all tables.
fn workbooks(tables: &[&TableFiles], plan: &Plan, texts: &Catalogue, sink: &dyn Sink) -> Vec<(String, Body)> {
    let tables: Vec<&BookTable> = tables.iter().flat_map(|tables| &tables.book).collect();
    if tables.is_empty() {
        return Vec::new();
    }
    let files = book::workbooks(&tables, plan, texts);
    let deliver = |(url, bytes): (&str, Vec<u8>)| (url.to_owned(), sink.take(url, bytes.into()));
    files.into_iter().map(deliver).collect()
}

/// Files at their addresses, with their bytes where they go.
fn delivered(files: Vec<(String, Vec<u8>)>, sink: &dyn Sink) -> Vec<(String, Body)> {
    let deliver = |(name, bytes): (String, Vec<u8>)| {
        let url = format!("data/{name}");
        let body = sink.take(&url, bytes.into());
        (url, body)
    };
    files.into_iter().map(deliver).collect()
}

/// A CSV file and its description.
fn described(sheet: &Sheet, seen: &Seen, csv: Vec<u8>, plan: &Plan) -> [(String, Vec<u8>); 2] {
    let description = csvw::description(sheet, seen, &plan.config);
    [(sheet.name.clone(), csv), (format!("{}-metadata.json", sheet.name), description)]
}

/// An address as it is below `data/`.
fn within(url: &str) -> &str {
    url.strip_prefix("data/").unwrap_or(url)
}

fn as_json(shape: &impl Serialize) -> Vec<u8> {
    as_json_into(Vec::new(), shape)
}

/// The same in memory that may have been made ready for it.
fn as_json_into(mut bytes: Vec<u8>, shape: &impl Serialize) -> Vec<u8> {
    // Shapes of text, numbers and lists are always written.
    let _ = serde_json::to_writer(&mut bytes, shape);
    bytes.push(b'\n');
    bytes
}

/// A shape as a stretch of a larger one.
fn as_stretch(shape: &impl Serialize) -> Box<RawValue> {
    serde_json::value::to_raw_value(shape).unwrap_or_default()
}

/// How large the files of open data are: whoever tells it to readers is recorded as a reader of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes<'s> {
    store: &'s Store,
    plan: &'s Plan,
}

impl<'s> Sizes<'s> {
    pub(super) fn new(store: &'s Store, plan: &'s Plan) -> Self {
        Self { store, plan }
    }

    /// The view of a download.
    pub(super) fn download(self, url: String) -> DownloadView {
        self.plan.record(Resource::Download(&url).dependency());
        let bytes = self.store.size(&url).unwrap_or(0);
        Self::view(url, bytes)
    }

    /// The view of a download that need not be there.
    pub(super) fn if_there(self, url: String) -> Option<DownloadView> {
        self.plan.record(Resource::Download(&url).dependency());
        self.store.size(&url).map(|bytes| Self::view(url, bytes))
    }

    fn view(url: String, bytes: usize) -> DownloadView {
        DownloadView { url, size: format!("{} KB", bytes.div_ceil(1024).max(1)), of: None }
    }
}
