//! The XML of a workbook → what the spreadsheet crate does not tell: which rows and columns are hidden, which formulas have no
//! result, and, of an `OpenDocument` sheet, which cells leave thousands out.
//!
//! The only module that knows the XML crate and the zip crate.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufReader, Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::format::{Format, Section};

/// What is known of a sheet from its markup. Rows and columns count from nothing.
#[derive(Debug, Default)]
pub(crate) struct Marked {
    pub(crate) hidden_rows: Lines,
    pub(crate) hidden_columns: Lines,
    /// Cells with a formula that has never been worked out.
    pub(crate) without_result: Vec<(u32, u32)>,
    scaled: Scaled,
}

/// Some rows or some columns.
#[derive(Debug, Default)]
pub(crate) struct Lines(Vec<(u32, u32)>);

/// Of rows and columns, first and last, the format of their cells. Rows never overlap.
type Scaled = BTreeMap<u32, (u32, Vec<((u32, u32), Format)>)>;

/// The markup cannot be read.
#[derive(Debug)]
pub(crate) struct Unreadable;

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;
type Xml<R> = Reader<BufReader<R>>;

/// No sheet has more rows than this.
const MOST_ROWS: u32 = 1_048_576;

impl Lines {
    fn add(&mut self, first: u32, last: u32) {
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
    /// The format of a cell that leaves thousands out or says a size.
    pub(crate) fn scale_of(&self, (row, column): (u32, u32)) -> Option<&Format> {
        let (_, (last, cells)) = self.scaled.range(..=row).next_back()?;
        let is_here = |area: &&((u32, u32), Format)| (area.0.0..=area.0.1).contains(&column);
        cells.iter().find(|area| row <= *last && is_here(area)).map(|(_, format)| format)
    }

    fn sorted(mut self) -> Self {
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
        Ok(sheet.marked.sorted())
    }
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

// --- OpenDocument ------------------------------------------------------------

/// What the markup of an `OpenDocument` workbook says of its sheets, by their names.
pub(crate) fn of_ods(bytes: &[u8]) -> Result<HashMap<String, Marked>, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable)?;
    let mut book = OpenBook::default();
    // Styles that people named stand in a part of their own, which need not be there.
    if let Ok(mut xml) = part(&mut archive, "styles.xml") {
        each(&mut xml, |event| book.event(event))?;
    }
    let mut xml = part(&mut archive, "content.xml")?;
    each(&mut xml, |event| book.event(event))?;
    Ok(book.sheets.into_iter().map(|(name, marked)| (name, marked.sorted())).collect())
}

/// An `OpenDocument` workbook that is being read.
#[derive(Default)]
struct OpenBook {
    styles: HashMap<String, OpenStyle>,
    formats: HashMap<String, Section>,
    /// Formats that stand in for another where a condition holds.
    others: HashMap<String, Vec<String>>,
    style: Option<String>,
    format: Option<String>,
    /// Inside the words of a format.
    is_in_words: bool,
    sheets: HashMap<String, Marked>,
    sheet: Option<OpenSheet>,
}

#[derive(Default)]
struct OpenStyle {
    parent: Option<String>,
    format: Option<String>,
    /// A column without width, or a row without height.
    is_hidden: bool,
}

/// A sheet that is being read.
#[derive(Default)]
struct OpenSheet {
    name: String,
    marked: Marked,
    /// The styles of columns, first and last.
    columns: Vec<((u32, u32), String)>,
    next_column: u32,
    next_row: u32,
    rows: (u32, u32),
    row_style: Option<String>,
    column: u32,
    /// Collapsed groups of rows and of columns around the place.
    groups: Vec<bool>,
}

impl OpenBook {
    fn event(&mut self, event: &Event) -> bool {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::Text(text) if self.is_in_words => self.words(&text.xml10_content()),
            Event::End(tag) => self.end(tag.local_name().as_ref()),
            _ => {}
        }
        true
    }

    fn start(&mut self, tag: &BytesStart) {
        match tag.local_name().as_ref() {
            "style" => self.start_style(tag),
            "table-column-properties" => self.note_size(tag, "column-width"),
            "table-row-properties" => self.note_size(tag, "row-height"),
            "number-style" | "currency-style" | "percentage-style" => {
                self.format = value(tag, "name");
                if let Some(name) = &self.format {
                    self.formats.insert(name.clone(), Section::default());
                }
            }
            "number" => self.note_number(tag),
            "text" | "currency-symbol" if self.format.is_some() => self.is_in_words = true,
            "map" => {
                if let (Some(format), Some(other)) = (&self.format, value(tag, "apply-style-name")) {
                    self.others.entry(format.clone()).or_default().push(other);
                }
            }
            "table" => {
                self.sheet = value(tag, "name").map(|name| OpenSheet { name, ..OpenSheet::default() });
            }
            "table-row-group" | "table-column-group" => {
                if let Some(sheet) = &mut self.sheet {
                    sheet.groups.push(value(tag, "display").is_some_and(|display| display == "false"));
                }
            }
            "table-column" => self.column(tag),
            "table-row" => self.row(tag),
            "table-cell" | "covered-table-cell" => self.cell(tag),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "style" => self.style = None,
            "number-style" | "currency-style" | "percentage-style" => self.format = None,
            "text" | "currency-symbol" => self.is_in_words = false,
            "table-row-group" | "table-column-group" => {
                if let Some(sheet) = &mut self.sheet {
                    sheet.groups.pop();
                }
            }
            "table" => {
                if let Some(sheet) = self.sheet.take() {
                    self.sheets.insert(sheet.name, sheet.marked);
                }
            }
            _ => {}
        }
    }

    fn start_style(&mut self, tag: &BytesStart) {
        self.style = value(tag, "name");
        if let Some(name) = &self.style {
            let style = OpenStyle {
                parent: value(tag, "parent-style-name"),
                format: value(tag, "data-style-name"),
                is_hidden: false,
            };
            self.styles.insert(name.clone(), style);
        }
    }

    fn note_size(&mut self, tag: &BytesStart, key: &str) {
        if let Some(style) = self.style.as_ref().and_then(|name| self.styles.get_mut(name)) {
            style.is_hidden |= is_nothing(value(tag, key));
        }
    }

    fn note_number(&mut self, tag: &BytesStart) {
        let Some(format) = self.format.as_ref().and_then(|name| self.formats.get_mut(name)) else { return };
        let count = |name: &str| value(tag, name).and_then(|text| text.parse::<u32>().ok());
        format.thousands = match value(tag, "display-factor").and_then(|text| text.parse::<f64>().ok()) {
            Some(factor) if factor >= 1e12 => 4,
            Some(factor) if factor >= 1e9 => 3,
            Some(factor) if factor >= 1e6 => 2,
            Some(factor) if factor >= 1e3 => 1,
            _ => 0,
        };
        let most = count("decimal-places").unwrap_or(0);
        format.decimals = Some((count("min-decimal-places").unwrap_or(most).min(most), most));
        // What was said so far stands before the number.
        format.suffix.clear();
    }

    fn words(&mut self, words: &str) {
        if let Some(format) = self.format.as_ref().and_then(|name| self.formats.get_mut(name)) {
            format.is_pounds |= words.contains('£');
            format.suffix += words;
        }
    }

    /// Whether a style hides its column or row.
    fn hides(&self, style: Option<&String>) -> bool {
        style.and_then(|name| self.styles.get(name)).is_some_and(|style| style.is_hidden)
    }

    fn column(&mut self, tag: &BytesStart) {
        let style = value(tag, "style-name");
        let is_hidden = self.hides(style.as_ref()) || is_invisible(tag);
        let Some(sheet) = &mut self.sheet else { return };
        let (first, last) =
            (sheet.next_column, sheet.next_column.saturating_add(repeated(tag, "number-columns-repeated") - 1));
        sheet.next_column = last.saturating_add(1);
        if is_hidden || sheet.groups.contains(&true) {
            sheet.marked.hidden_columns.add(first, last);
        }
        if let Some(style) = value(tag, "default-cell-style-name") {
            sheet.columns.push(((first, last), style));
        }
    }

    fn row(&mut self, tag: &BytesStart) {
        let is_hidden = self.hides(value(tag, "style-name").as_ref()) || is_invisible(tag);
        let Some(sheet) = &mut self.sheet else { return };
        let last = sheet.next_row.saturating_add(repeated(tag, "number-rows-repeated") - 1).min(MOST_ROWS);
        sheet.rows = (sheet.next_row, last);
        (sheet.next_row, sheet.column) = (last.saturating_add(1), 0);
        sheet.row_style = value(tag, "default-cell-style-name");
        if is_hidden || sheet.groups.contains(&true) {
            sheet.marked.hidden_rows.add(sheet.rows.0, last);
        }
    }

    fn cell(&mut self, tag: &BytesStart) {
        let style = value(tag, "style-name");
        let kind = value(tag, "value-type");
        let Some(sheet) = &mut self.sheet else { return };
        let (first, last) = (sheet.column, sheet.column.saturating_add(repeated(tag, "number-columns-repeated") - 1));
        sheet.column = last.saturating_add(1);
        let of_column = || sheet.columns.iter().find(|(area, _)| (area.0..=area.1).contains(&first));
        let style = style.or_else(|| sheet.row_style.clone()).or_else(|| of_column().map(|(_, style)| style.clone()));
        match kind.as_deref() {
            None if value(tag, "formula").is_some() => sheet.marked.without_result.push((sheet.rows.0, first)),
            Some("float" | "currency") => {
                let Some(format) = style.and_then(|style| scale(&style, &self.styles, &self.formats, &self.others))
                else {
                    return;
                };
                let row = sheet.marked.scaled.entry(sheet.rows.0).or_insert_with(|| (sheet.rows.1, Vec::new()));
                row.1.push(((first, last), format));
            }
            _ => {}
        }
    }
}

/// How deep styles may rest on each other.
const DEEPEST_STYLE: usize = 8;

/// The format of a style, where it leaves thousands out or says a size.
fn scale(
    style: &str,
    styles: &HashMap<String, OpenStyle>,
    formats: &HashMap<String, Section>,
    others: &HashMap<String, Vec<String>>,
) -> Option<Format> {
    let mut name = style;
    for _ in 0..DEEPEST_STYLE {
        let style = styles.get(name)?;
        let Some(format) = &style.format else {
            name = style.parent.as_ref()?;
            continue;
        };
        let others = others.get(format).into_iter().flatten();
        let mut sections = std::iter::once(format).chain(others).filter_map(|name| formats.get(name));
        let section = sections.find(|section| section.thousands > 0)?;
        let factor = 1000_u64.pow(section.thousands.min(4));
        let code = format!("÷ {factor}, \"{}\"", section.suffix);
        return Some(Format::of_section(code, section.clone()));
    }
    None
}

fn is_invisible(tag: &BytesStart) -> bool {
    value(tag, "visibility").is_some_and(|visibility| matches!(visibility.as_str(), "collapse" | "filter"))
}

/// How often a cell, a row or a column stands there: once at least.
fn repeated(tag: &BytesStart, name: &str) -> u32 {
    value(tag, name).and_then(|text| text.parse::<u32>().ok()).unwrap_or(1).max(1)
}

// --- Both ----------------------------------------------------------------------

/// A part of an archive. Some programs do not mind capitals in its name.
fn part<'a, 'b>(archive: &'a mut Archive<'b>, path: &str) -> Result<Xml<ZipFile<'a, Cursor<&'b [u8]>>>, Unreadable> {
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
fn each<R: Read>(xml: &mut Xml<R>, mut take: impl FnMut(&Event) -> bool) -> Result<(), Unreadable> {
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
fn value(tag: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    attributes.with_checks(false);
    let found = attributes.flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn is_on(tag: &BytesStart, name: &str) -> bool {
    value(tag, name).is_some_and(|value| value == "1" || value == "true")
}

/// Whether a length is nothing: `0`, `0in`.
fn is_nothing(length: Option<String>) -> bool {
    length.is_some_and(|length| {
        length.trim_end_matches(|sign: char| sign.is_alphabetic()).parse::<f64>().is_ok_and(|length| length <= 0.0)
    })
}
