//! The XML of an `OpenDocument` workbook → what the spreadsheet crate does not tell: which rows and columns are hidden, which cells
//! are merged, the formats of numbers and dates, colours, formulas without a result, and which parts are marked as tables.

use std::collections::HashMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::Dimensions;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::format::{Format, Section};
use super::markup::{MOST_ROWS, Marked, Unreadable, each, is_nothing, part, row_of, value};

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
    formats: HashMap<String, OpenFormat>,
    /// The formats of styles, once they are known.
    known: HashMap<String, Option<Arc<Format>>>,
    /// Formats that stand in for another where a condition holds.
    others: HashMap<String, Vec<String>>,
    style: Option<String>,
    format: Option<String>,
    /// Inside the words of a format.
    is_in_words: bool,
    sheets: HashMap<String, Marked>,
    sheet: Option<OpenSheet>,
}

/// What a format makes of numbers, or of dates.
#[derive(Default)]
struct OpenFormat {
    section: Section,
    /// The parts of a date that are shown, by their first letters.
    parts: String,
}

#[derive(Default)]
struct OpenStyle {
    parent: Option<String>,
    format: Option<String>,
    colour: Option<String>,
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
            "table-cell-properties" => self.note_colour(tag),
            kind @ ("number-style" | "currency-style" | "percentage-style" | "date-style") => {
                self.format = value(tag, "name");
                if let Some(name) = &self.format {
                    let section = Section::of_kind(kind == "percentage-style");
                    self.formats.insert(name.clone(), OpenFormat { section, ..OpenFormat::default() });
                }
            }
            part @ ("day" | "month" | "year" | "hours") => self.note_part_of_date(part),
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
            "database-range" => self.note_table(tag),
            _ => {}
        }
    }

    /// `'Sheet 1'.A4:'Sheet 1'.C9`
    fn note_table(&mut self, tag: &BytesStart) {
        let area = value(tag, "target-range-address");
        let Some((sheet, cell)) = area.as_ref().and_then(|area| area.split(':').next()?.rsplit_once('.')) else {
            return;
        };
        let name = sheet.trim_start_matches('$').trim_matches('\'').replace("''", "'");
        if let (Some(marked), Some(row)) = (self.sheets.get_mut(&name), row_of(cell)) {
            marked.tables.push(row);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "style" => self.style = None,
            "number-style" | "currency-style" | "percentage-style" | "date-style" => self.format = None,
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
                colour: None,
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

    fn note_colour(&mut self, tag: &BytesStart) {
        if let Some(style) = self.style.as_ref().and_then(|name| self.styles.get_mut(name)) {
            style.colour = value(tag, "background-color");
        }
    }

    fn section(&mut self) -> Option<&mut Section> {
        let format = self.formats.get_mut(self.format.as_ref()?)?;
        Some(&mut format.section)
    }

    fn note_number(&mut self, tag: &BytesStart) {
        let Some(section) = self.section() else { return };
        let count = |name: &str| value(tag, name).and_then(|text| text.parse::<u32>().ok());
        section.thousands = match value(tag, "display-factor").and_then(|text| text.parse::<f64>().ok()) {
            Some(factor) if factor >= 1e12 => 4,
            Some(factor) if factor >= 1e9 => 3,
            Some(factor) if factor >= 1e6 => 2,
            Some(factor) if factor >= 1e3 => 1,
            _ => 0,
        };
        let least = |most: u32| count("min-decimal-places").unwrap_or(most).min(most);
        section.decimals = count("decimal-places").map(|most| (least(most), most));
        section.has_digits = true;
        // What was said so far stands before the number.
        section.suffix.clear();
    }

    fn note_part_of_date(&mut self, part: &str) {
        let format = self.format.as_ref().and_then(|name| self.formats.get_mut(name));
        if let Some(format) = format {
            format.parts += &part[..1];
        }
    }

    fn words(&mut self, words: &str) {
        if let Some(section) = self.section() {
            section.is_pounds |= words.contains('£');
            section.suffix += words;
        }
    }

    /// The format of a style; nothing if it shows numbers and days whole.
    fn format_of(&mut self, style: &str) -> Option<Arc<Format>> {
        if let Some(known) = self.known.get(style) {
            return known.clone();
        }
        let found = format_of(style, &self.styles, &self.formats, &self.others).map(Arc::new);
        self.known.insert(style.to_owned(), found.clone());
        found
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
        let Some(sheet) = &self.sheet else { return };
        let first = sheet.column;
        let of_column = || sheet.columns.iter().find(|(area, _)| (area.0..=area.1).contains(&first));
        let style = style.or_else(|| sheet.row_style.clone()).or_else(|| of_column().map(|(_, style)| style.clone()));
        let format = style.as_ref().filter(|_| kind.is_some()).and_then(|style| self.format_of(style));
        let colour = style.as_ref().and_then(|style| colour_of(style, &self.styles));
        let Some(sheet) = &mut self.sheet else { return };
        let (first, last) = (sheet.column, sheet.column.saturating_add(repeated(tag, "number-columns-repeated") - 1));
        sheet.column = last.saturating_add(1);
        if let Some(colour) = colour {
            sheet.marked.colours.add(sheet.rows, (first, last), colour);
        }
        let spanned = (repeated(tag, "number-rows-spanned") - 1, repeated(tag, "number-columns-spanned") - 1);
        if spanned != (0, 0) && tag.local_name().as_ref() == "table-cell" {
            let end = (sheet.rows.0.saturating_add(spanned.0), first.saturating_add(spanned.1));
            sheet.marked.merged.push(Dimensions::new((sheet.rows.0, first), end));
        }
        match kind.as_deref() {
            None if value(tag, "formula").is_some() => sheet.marked.without_result.push((sheet.rows.0, first)),
            Some("float" | "currency" | "percentage" | "date") => {
                if let Some(format) = format {
                    sheet.marked.formats.add(sheet.rows, (first, last), format);
                }
            }
            _ => {}
        }
    }
}

/// How deep styles may rest on each other.
const DEEPEST_STYLE: usize = 8;

/// The format of a style; nothing if it shows numbers and days whole.
fn format_of(
    style: &str,
    styles: &HashMap<String, OpenStyle>,
    formats: &HashMap<String, OpenFormat>,
    others: &HashMap<String, Vec<String>>,
) -> Option<Format> {
    let mut all =
        std::iter::successors(styles.get(style), |style| styles.get(style.parent.as_ref()?)).take(DEEPEST_STYLE);
    let name = all.find_map(|style| style.format.as_ref())?;
    let format = formats.get(name)?;
    if !format.parts.is_empty() {
        return Format::of_date(&format.parts);
    }
    let sections = || {
        let others = others.get(name).into_iter().flatten();
        std::iter::once(name).chain(others).filter_map(|name| formats.get(name)).map(|format| &format.section)
    };
    let section =
        sections().find(|section| section.thousands > 0).or_else(|| sections().find(|section| section.has_digits))?;
    let factor = 1000_u64.pow(section.thousands.min(4));
    let code = format!("÷ {factor}, \"{}\"", section.suffix);
    let is_plain = section.thousands == 0 && section.decimals.is_none() && !section.is_percent && !section.is_pounds;
    (!is_plain).then(|| Format::of_section(code, section.clone()))
}

/// The colour of a style, its own or that of the style it rests on.
fn colour_of(style: &str, styles: &HashMap<String, OpenStyle>) -> Option<Arc<str>> {
    let all = std::iter::successors(styles.get(style), |style| styles.get(style.parent.as_ref()?));
    all.take(DEEPEST_STYLE).find_map(|style| style.colour.as_deref()).and_then(super::colour::of_name)
}

fn is_invisible(tag: &BytesStart) -> bool {
    value(tag, "visibility").is_some_and(|visibility| matches!(visibility.as_str(), "collapse" | "filter"))
}

/// How often a cell, a row or a column stands there: once at least.
fn repeated(tag: &BytesStart, name: &str) -> u32 {
    value(tag, name).and_then(|text| text.parse::<u32>().ok()).unwrap_or(1).max(1)
}
