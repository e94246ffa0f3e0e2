//! The XML of an Excel workbook → what the spreadsheet crate does not tell: which rows and columns are hidden, which formulas
//! have no result, and which parts are marked as tables. What of it is the same for `OpenDocument` workbooks.
//!
//! Only this module and [`super::open`] know the XML crate and the zip crate.

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read};
use std::sync::Arc;

use calamine::Dimensions;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::areas::Areas;
use super::colour::Colours;
use super::format::Format;

/// What is known of a sheet from its markup. Rows and columns count from nothing.
#[derive(Debug, Default)]
pub(crate) struct Marked {
    pub(crate) hidden_rows: Lines,
    pub(crate) hidden_columns: Lines,
    /// Cells with a formula that has never been worked out.
    pub(crate) without_result: Vec<(u32, u32)>,
    /// The formats of the numbers and dates of an `OpenDocument` sheet.
    pub(super) formats: Areas<Arc<Format>>,
    /// Of an `OpenDocument` sheet, the colours of cells and which are merged.
    pub(crate) colours: Colours,
    pub(crate) merged: Vec<Dimensions>,
    /// The first rows of the parts that the workbook calls tables.
    pub(crate) tables: Vec<u32>,
}

/// Some rows or some columns.
#[derive(Debug, Default)]
pub(crate) struct Lines(Vec<(u32, u32)>);

/// The markup cannot be read.
#[derive(Debug)]
pub(crate) struct Unreadable;

pub(super) type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;
pub(super) type Xml<R> = Reader<BufReader<R>>;

/// No sheet has more rows than this.
pub(super) const MOST_ROWS: u32 = 1_048_576;

impl Lines {
    pub(super) fn add(&mut self, first: u32, last: u32) {
        match self.0.last_mut() {
            Some((_, end)) if first == *end + 1 => *end = last.max(*end),
            _ => self.0.push((first, last.max(first))),
        }
    }

    /// Whether a row or a column is among them.
    pub(crate) fn has(&self, line: u32) -> bool {
        let after = self.0.partition_point(|(first, _)| *first <= line);
        self.0[..after].last().is_some_and(|(_, last)| line <= *last)
    }
}

impl Marked {
    /// The format of the number or the date in a cell, if it has one.
    pub(crate) fn format_of(&self, place: (u32, u32)) -> Option<&Format> {
        self.formats.of(place).map(AsRef::as_ref)
    }

    pub(super) fn sorted(mut self) -> Self {
        self.hidden_rows.0.sort_unstable();
        self.hidden_columns.0.sort_unstable();
        self
    }
}

// --- Excel -------------------------------------------------------------------

/// The parts of an Excel workbook.
pub(crate) struct Parts<'b> {
    archive: Archive<'b>,
    /// The part of each sheet, by its name.
    sheets: HashMap<String, String>,
}

impl<'b> Parts<'b> {
    /// Finds the parts of the workbook `bytes`.
    pub(crate) fn of(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable)?;
        let is_document = |kind: &str| kind.ends_with("/officeDocument");
        let document = relations(&mut archive, "_rels/.rels")?.into_iter().find(|relation| is_document(&relation.kind));
        let document = document.map_or("xl/workbook.xml".to_owned(), |relation| relation.target);
        let document = document.trim_start_matches('/');
        let (folder, name) =
            document.rsplit_once('/').map_or((String::new(), document), |(folder, name)| (format!("{folder}/"), name));
        let parts: HashMap<String, String> = relations(&mut archive, &format!("{folder}_rels/{name}.rels"))?
            .into_iter()
            .map(|relation| {
                let part = relation
                    .target
                    .strip_prefix('/')
                    .map_or_else(|| format!("{folder}{}", relation.target), str::to_owned);
                (relation.id, part)
            })
            .collect();
        let mut sheets = HashMap::new();
        each(&mut part(&mut archive, document)?, |event| {
            if let Event::Start(tag) = event
                && tag.local_name().as_ref() == "sheet"
                && let (Some(name), Some(id)) = (value(tag, "name"), value(tag, "id"))
                && let Some(part) = parts.get(&id)
            {
                sheets.insert(name, part.clone());
            }
            true
        })?;
        Ok(Self { archive, sheets })
    }

    /// What the markup of a sheet says.
    pub(crate) fn sheet(&mut self, name: &str) -> Result<Marked, Unreadable> {
        let path = self.sheets.get(name).ok_or(Unreadable)?.clone();
        let mut xml = part(&mut self.archive, &path)?;
        let mut sheet = ExcelSheet::default();
        each(&mut xml, |event| sheet.event(event))?;
        drop(xml);
        sheet.marked.tables = self.tables(&path);
        Ok(sheet.marked.sorted())
    }

    /// The first rows of the tables of a sheet. A sheet without any has no list of relations.
    fn tables(&mut self, sheet: &str) -> Vec<u32> {
        let (folder, name) = sheet.rsplit_once('/').unwrap_or(("", sheet));
        let relations = relations(&mut self.archive, &format!("{folder}/_rels/{name}.rels")).unwrap_or_default();
        let tables = relations.into_iter().filter(|relation| relation.kind.ends_with("/table"));
        let paths = tables.filter_map(|relation| joined(folder, &relation.target));
        paths.filter_map(|path| first_row_of_table(&mut self.archive, &path)).collect()
    }
}

/// A target of a part in a folder, as a path from the top.
fn joined(folder: &str, target: &str) -> Option<String> {
    if let Some(target) = target.strip_prefix('/') {
        return Some(target.to_owned());
    }
    let mut path: Vec<&str> = folder.split('/').collect();
    for part in target.split('/') {
        if part == ".." { path.pop().map(drop)? } else { path.push(part) }
    }
    Some(path.join("/"))
}

/// The first row of a table, counted from nothing.
fn first_row_of_table(archive: &mut Archive, path: &str) -> Option<u32> {
    let mut row = None;
    let mut xml = part(archive, path).ok()?;
    each(&mut xml, |event| {
        if let Event::Start(tag) = event
            && tag.local_name().as_ref() == "table"
        {
            row = value(tag, "ref").and_then(|cells| row_of(&cells));
        }
        row.is_none()
    })
    .ok()?;
    row
}

/// The row of the first cell of `A4:C9` or `$A$4`, counted from nothing.
pub(super) fn row_of(cells: &str) -> Option<u32> {
    let first = cells.split(':').next()?.trim_start_matches(|sign: char| sign.is_ascii_alphabetic() || sign == '$');
    first.parse::<u32>().ok()?.checked_sub(1)
}

struct Relation {
    id: String,
    kind: String,
    target: String,
}

fn relations(archive: &mut Archive, path: &str) -> Result<Vec<Relation>, Unreadable> {
    let mut found = Vec::new();
    let mut xml = part(archive, path)?;
    each(&mut xml, |event| {
        if let Event::Start(tag) = event
            && tag.local_name().as_ref() == "Relationship"
        {
            let of = |name: &str| value(tag, name).unwrap_or_default();
            found.push(Relation { id: of("Id"), kind: of("Type"), target: of("Target") });
        }
        true
    })?;
    Ok(found)
}

/// A worksheet that is being read.
#[derive(Default)]
struct ExcelSheet {
    marked: Marked,
    next_row: u32,
    row: u32,
    next_column: u32,
    cell: ExcelCell,
}

#[derive(Default)]
struct ExcelCell {
    place: (u32, u32),
    is_words: bool,
    has_formula: bool,
    has_value: bool,
    /// Inside its value.
    is_in_value: bool,
}

impl ExcelSheet {
    fn event(&mut self, event: &Event) -> bool {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::Text(text) => self.cell.has_value |= self.cell.is_in_value && !text.is_empty(),
            Event::End(tag) => match tag.local_name().as_ref() {
                "c" => self.end_cell(),
                "v" | "is" => self.cell.is_in_value = false,
                // What follows is about links, merged cells and print.
                "sheetData" => return false,
                _ => {}
            },
            _ => {}
        }
        true
    }

    fn start(&mut self, tag: &BytesStart) {
        match tag.local_name().as_ref() {
            "col" => {
                let place = |name: &str| value(tag, name).and_then(|text| text.parse::<u32>().ok());
                let (Some(first), Some(last)) = (place("min"), place("max")) else { return };
                if is_on(tag, "hidden") || is_nothing(value(tag, "width")) {
                    self.marked.hidden_columns.add(first.saturating_sub(1), last.saturating_sub(1));
                }
            }
            "row" => {
                let number = value(tag, "r").and_then(|text| text.parse::<u32>().ok());
                self.row = number.map_or(self.next_row, |number| number.saturating_sub(1));
                (self.next_row, self.next_column) = (self.row.saturating_add(1), 0);
                if is_on(tag, "hidden") || is_nothing(value(tag, "ht")) {
                    self.marked.hidden_rows.add(self.row, self.row);
                }
            }
            "c" => {
                let column = value(tag, "r").and_then(|name| column_of(&name)).unwrap_or(self.next_column);
                self.next_column = column.saturating_add(1);
                let is_words = value(tag, "t").is_some_and(|kind| kind == "str");
                self.cell = ExcelCell { place: (self.row, column), is_words, ..ExcelCell::default() };
            }
            "f" => self.cell.has_formula = true,
            "v" | "is" => self.cell.is_in_value = true,
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        if self.cell.has_formula && !self.cell.has_value && !self.cell.is_words {
            self.marked.without_result.push(self.cell.place);
        }
    }
}

/// The column of a cell's name, `C5`, counted from nothing.
fn column_of(name: &str) -> Option<u32> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic);
    let column =
        letters.take(4).fold(0, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    column.checked_sub(1)
}

// --- Both ----------------------------------------------------------------------

/// A part of an archive. Some programs do not mind capitals in its name.
pub(super) fn part<'a, 'b>(
    archive: &'a mut Archive<'b>,
    path: &str,
) -> Result<Xml<ZipFile<'a, Cursor<&'b [u8]>>>, Unreadable> {
    let mut names = archive.file_names().flatten();
    let name = names.find(|name| name.eq_ignore_ascii_case(path)).map(std::borrow::Cow::into_owned);
    drop(names);
    let file = archive.by_name(&name.ok_or(Unreadable)?).map_err(|_| Unreadable)?;
    let mut xml = Reader::from_reader(BufReader::new(file));
    let config = xml.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    Ok(xml)
}

/// Gives every event to `take`, until it has enough.
pub(super) fn each<R: Read>(xml: &mut Xml<R>, mut take: impl FnMut(&Event) -> bool) -> Result<(), Unreadable> {
    let mut memory = Vec::new();
    loop {
        memory.clear();
        let event = xml.read_event_into(&mut memory).map_err(|_| Unreadable)?;
        if matches!(event, Event::Eof) || !take(&event) {
            return Ok(());
        }
    }
}

/// What an attribute says, whatever its namespace.
pub(super) fn value(tag: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    attributes.with_checks(false);
    let found = attributes.flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn is_on(tag: &BytesStart, name: &str) -> bool {
    value(tag, name).is_some_and(|value| value == "1" || value == "true")
}

/// Whether a length is nothing: `0`, `0in`.
pub(super) fn is_nothing(length: Option<String>) -> bool {
    length.is_some_and(|length| {
        length.trim_end_matches(|sign: char| sign.is_alphabetic()).parse::<f64>().is_ok_and(|length| length <= 0.0)
    })
}
