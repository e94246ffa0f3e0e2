//! Workbooks of a spreadsheet program (.xlsx, .xlsm, .ods) → their sheets as CSV text.
//!
//! Line 5 of the text is row 5 of the sheet, so that a message about it names the row that the editor sees. Cells hold
//! what the program shows: the result of a formula, the decimals of the number format, dates as 2018-03-31. The
//! only module that knows the spreadsheet crate.

mod areas;
mod colour;
mod format;
pub(crate) mod limits;
mod markup;
mod open;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Cursor;
use std::sync::Arc;

use calamine::{
    Data, Dimensions, ExcelDateTime, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError,
    open_workbook_from_rs,
};
use rust_decimal::Decimal;

use self::colour::Colours;
use self::format::{Format, TimeShown};
use self::markup::{Lines, Marked, Parts, Unreadable};

use crate::base::workbook::limits::{Excess, MOST_CELLS};

/// One sheet of a workbook.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What stands on its tab.
    pub name: String,
    /// Whether it is hidden from people who open the workbook. Then nothing of it is read.
    pub is_hidden: bool,
    /// What people see on it.
    pub view: View,
}

/// What people see on a sheet, and what they do not. Rows and columns count from one, as the spreadsheet does.
#[derive(Clone, Default, PartialEq, Eq, Hash, Debug)]
pub struct View {
    /// Its cells as CSV text with commas, one line a row, from A1. Hidden cells are empty.
    pub text: String,
    /// The columns that are hidden.
    pub hidden_columns: Vec<usize>,
    /// Of the hidden rows and columns, those that hold something.
    pub left_out: LeftOut,
    /// Cells with a formula that has never been worked out: row, column.
    pub without_result: Vec<(usize, usize)>,
    /// Words that are merged over several columns, row by row.
    pub merged: Vec<Merged>,
    /// Cells in which a colour alone says something: row, column.
    pub coloured: Vec<(usize, usize)>,
    /// The row of headings of the part that the workbook itself calls a table, if there is exactly one.
    pub table: Option<usize>,
    /// Cells with a number format that does not say how much their number is: row, column, format.
    pub unclear: Vec<(usize, usize, String)>,
}

/// Words that are merged over several columns.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Merged {
    /// Their row.
    pub row: usize,
    /// The first column.
    pub first: usize,
    /// The last column.
    pub last: usize,
}

impl Merged {
    /// Whether they are merged over all columns of a table that has `width` columns, as a title is.
    #[must_use]
    pub fn is_over_all(&self, width: usize) -> bool {
        self.last + 1 - self.first >= width
    }
}

/// Hidden rows and columns with something in them.
#[derive(Clone, Default, PartialEq, Eq, Hash, Debug)]
pub struct LeftOut {
    /// The rows.
    pub rows: BTreeSet<usize>,
    /// The columns.
    pub columns: BTreeSet<usize>,
}

/// Why a workbook cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reason {
    /// In words that continue "this workbook cannot be read: ".
    pub words: &'static str,
    /// What to do about it.
    pub help: &'static str,
}

impl Reason {
    const fn new(words: &'static str) -> Self {
        let help = "Open it in your spreadsheet and save it as an .xlsx or .ods file without a password. You can \
                    also save the sheet as \"CSV UTF-8\" and use that file.";
        Self { words, help }
    }

    const fn too_much(words: &'static str) -> Self {
        Self { words, help: "Copy only the cells of this table into a new spreadsheet, save it, and use that file." }
    }
}

const DAMAGED: Reason = Reason::new("it is damaged, or its name has the wrong ending");
const PASSWORD: Reason = Reason::new("it is protected by a password");
const OLD: Reason = Reason::new("it is an old .xls file, which cannot be read safely");
const PASSWORD_OR_OLD: Reason =
    Reason::new("it is protected by a password, or it is an old .xls file with another name");
const TOO_LARGE: Reason = Reason::too_much("the file is larger than 32 MB");
const TOO_MUCH_INSIDE: Reason = Reason::too_much("it is larger than 256 MB when unpacked");
const TOO_MANY_CELLS: Reason =
    Reason::too_much("a sheet has more than 2,000,000 cells, including the empty ones in between");

/// How a file begins that holds other files in the way of Excel before 2007, and of an .xlsx file with a password.
const COMPOUND: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// What stands in a cell whose formula has no result.
const NO_RESULT: &str = "#CALC!";

/// A workbook larger than this is for keeping, not for a page.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// No sheet has more columns than this.
const MOST_MERGED: usize = 16_384;

/// No heading is merged over more rows below its first.
const DEEPEST_HEADING: u32 = 3;

/// Row and column, both counted from nothing.
type Place = (u32, u32);

/// The cells of a sheet.
#[derive(Default)]
struct Cells {
    shown: BTreeMap<Place, Shown>,
    /// Those whose number format does not say how much their number is.
    unclear: BTreeMap<Place, String>,
}

/// A cell as the spreadsheet program shows it.
struct Shown {
    text: String,
    is_words: bool,
}

/// Whether a file is a workbook, by its name.
#[must_use]
pub fn is_workbook(path: &str) -> bool {
    matches!(ending(path).as_str(), "xlsx" | "xlsm" | "xls" | "ods")
}

fn ending(path: &str) -> String {
    path.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase())
}

/// The sheets of the workbook `bytes`, called `path`, in the order of their tabs.
///
/// # Errors
/// Why it cannot be read.
pub fn read(path: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Reason> {
    let ending = ending(path);
    if ending == "xls" {
        return Err(OLD);
    }
    if bytes.len() > MOST_BYTES {
        return Err(TOO_LARGE);
    }
    // The reader of such files trusts what they say of themselves, and a damaged one would bring it down.
    if bytes.starts_with(&COMPOUND) {
        return Err(PASSWORD_OR_OLD);
    }
    match limits::excess(bytes, ending == "ods") {
        Some(Excess::Bytes) => return Err(TOO_MUCH_INSIDE),
        Some(Excess::Cells) => return Err(TOO_MANY_CELLS),
        Some(Excess::Unclear) => return Err(DAMAGED),
        None => {}
    }
    // The reader can stumble over a damaged file; that must not bring the tool down.
    std::panic::catch_unwind(|| {
        let bytes = Cursor::new(bytes);
        match ending.as_str() {
            "ods" => {
                of_ods(open_workbook_from_rs(bytes.clone()).map_err(|error| of_ods_error(&error))?, bytes.get_ref())
            }
            _ => of_xlsx(open_workbook_from_rs(bytes.clone()).map_err(|error| of_xlsx_error(&error))?, bytes.get_ref()),
        }
    })
    .unwrap_or(Err(DAMAGED))
}

fn of_xlsx_error(error: &XlsxError) -> Reason {
    if matches!(error, XlsxError::Password) { PASSWORD } else { DAMAGED }
}

fn of_ods_error(error: &OdsError) -> Reason {
    match error {
        OdsError::Password => PASSWORD,
        OdsError::CellLimitExceeded { .. } => TOO_MANY_CELLS,
        _ => DAMAGED,
    }
}

/// The names of the tabs that hold cells, and whether each is hidden.
fn tabs<'b>(workbook: &impl Reader<Cursor<&'b [u8]>>) -> Vec<(String, bool)> {
    let tabs = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    tabs.map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible)).collect()
}

type ExcelWorkbook<'b> = Xlsx<Cursor<&'b [u8]>>;

impl From<Unreadable> for Reason {
    fn from(_: Unreadable) -> Self {
        DAMAGED
    }
}

fn of_xlsx(mut workbook: ExcelWorkbook, bytes: &[u8]) -> Result<Vec<Sheet>, Reason> {
    let mut parts = Parts::of(bytes)?;
    let mut sheets = Vec::new();
    for (name, is_hidden) in tabs(&workbook) {
        let view = if is_hidden { View::default() } else { view_of_xlsx(&mut workbook, &mut parts, &name)? };
        sheets.push(Sheet { name, is_hidden, view });
    }
    Ok(sheets)
}

fn view_of_xlsx(workbook: &mut ExcelWorkbook, parts: &mut Parts, name: &str) -> Result<View, Reason> {
    let damaged = |error| of_xlsx_error(&error);
    let mut cells = Cells::default();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    let format = |style: &Style| style.number_format.as_ref().map(|format| Format::of(&format.format_code));
    let colour = |style: &Style| style.fill.as_ref().and_then(colour::of_fill);
    let colours_of_styles: Vec<Option<Arc<str>>> = reader.styles().iter().map(colour).collect();
    let mut colours = Colours::default();
    let formats: Vec<Format> = reader.styles().iter().map(|style| format(style).unwrap_or_default()).collect();
    let plain = Format::default();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(damaged)? {
        let format = formats.get(style).unwrap_or(&plain);
        let (row, column) = cell.get_position();
        if let Some(colour) = colours_of_styles.get(style).and_then(Option::as_ref) {
            colours.add((row, row), (column, column), Arc::clone(colour));
        }
        cells.put(cell.get_position(), &Data::from(cell.get_value().clone()), format);
        if cells.shown.len() as u64 > MOST_CELLS {
            return Err(TOO_MANY_CELLS);
        }
    }
    drop(reader);
    let marked = parts.sheet(name)?;
    view(cells, &workbook.merge_cells_by_sheet_name(name).map_err(damaged)?, &colours, &marked)
}

fn of_ods(mut workbook: Ods<Cursor<&[u8]>>, bytes: &[u8]) -> Result<Vec<Sheet>, Reason> {
    let marked: HashMap<String, Marked> = open::of_ods(bytes)?;
    let mut sheets = Vec::new();
    for (name, is_hidden) in tabs(&workbook) {
        let view = if is_hidden {
            View::default()
        } else {
            let range = workbook.worksheet_range(&name).map_err(|error| of_ods_error(&error))?;
            let marked = marked.get(&name).ok_or(DAMAGED)?;
            view(cells_of(&range, marked), &marked.merged, &marked.colours, marked)?
        };
        sheets.push(Sheet { name, is_hidden, view });
    }
    Ok(sheets)
}

fn cells_of(range: &Range<Data>, marked: &Marked) -> Cells {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let plain = Format::default();
    let mut cells = Cells::default();
    for (row, values) in (first_row..).zip(range.rows()) {
        for (column, value) in (first_column..).zip(values) {
            cells.put((row, column), value, marked.format_of((row, column)).unwrap_or(&plain));
        }
    }
    cells
}

impl Cells {
    fn put(&mut self, place: Place, value: &Data, format: &Format) {
        let text = shown(value, format).unwrap_or_else(|unclear| {
            self.unclear.insert(place, format.code.clone());
            unclear
        });
        if !text.is_empty() {
            self.shown.insert(place, Shown { text, is_words: matches!(value, Data::String(_)) });
        }
    }

    /// Words that were merged downwards belong to each of their rows, and words that were merged over hidden columns stand in
    /// the first that is not.
    fn spread(&mut self, merged: &[Dimensions], hidden: &Lines) {
        for area in merged {
            let (row, column) = area.start;
            let Some(first) = (column..=area.end.1).take(MOST_MERGED).find(|column| !hidden.has(*column)) else {
                continue;
            };
            if first != column
                && let Some(words) = self.shown.remove(&area.start)
            {
                self.shown.insert((row, first), words);
            }
            let words = self.shown.get(&(row, first)).filter(|cell| cell.is_words).map(|cell| cell.text.clone());
            if let Some(words) = words.filter(|_| u64::from(area.end.0.saturating_sub(row)) < MOST_CELLS) {
                for below in row + 1..=area.end.0 {
                    let shown = || Shown { text: words.clone(), is_words: true };
                    self.shown.entry((below, first)).or_insert_with(shown);
                }
            }
        }
    }

    /// Takes away what stands in hidden rows and columns.
    fn hide(&mut self, marked: &Marked) -> LeftOut {
        let mut left_out = LeftOut::default();
        self.shown.retain(|(row, column), _| {
            let (in_row, in_column) = (marked.hidden_rows.has(*row), marked.hidden_columns.has(*column));
            if in_row {
                left_out.rows.insert(from_one(*row));
            }
            if in_column {
                left_out.columns.insert(from_one(*column));
            }
            !in_row && !in_column
        });
        left_out
    }

    /// The words that are merged over several columns.
    fn over_columns(&self, merged: &[Dimensions]) -> Vec<Merged> {
        let is_filled = |row: u32, area: &Dimensions| {
            self.shown.range((row, area.start.1)..=(row, area.end.1.max(area.start.1))).next().is_some()
        };
        let wide = merged.iter().filter(|area| area.end.1 > area.start.1);
        let rows = wide.flat_map(|area| {
            (area.start.0..=area.end.0.min(area.start.0 + DEEPEST_HEADING)).map(move |row| (row, area))
        });
        let filled = rows.filter(|(row, area)| is_filled(*row, area));
        let mut found: Vec<Merged> = filled
            .map(|(row, area)| Merged { row: from_one(row), first: from_one(area.start.1), last: from_one(area.end.1) })
            .collect();
        found.sort_unstable_by_key(|area| (area.row, area.first));
        found
    }

    /// The rows in which nothing stands but a heading that was merged over others.
    fn headings(&self, merged: &[Dimensions]) -> BTreeSet<u32> {
        let is_heading = |area: &&Dimensions| {
            let ((row, column), end) = (area.start, area.end);
            let mut in_row = self.shown.range((row, 0)..(row + 1, 0));
            let only = in_row.next().map(|((_, column), _)| *column).filter(|_| in_row.next().is_none());
            end.0 == row && end.1 > column && only.is_some_and(|only| (column..=end.1).contains(&only))
        };
        merged.iter().filter(is_heading).map(|area| area.start.0).collect()
    }
}

/// The number that a spreadsheet shows for a row or a column.
fn from_one(line: u32) -> usize {
    line as usize + 1
}

/// The rows as lines of CSV, all of one width. A heading that was merged over the whole of its row stands alone on its
/// line, as the heading of the rows below it.
fn view(mut cells: Cells, merged: &[Dimensions], colours: &Colours, marked: &Marked) -> Result<View, Reason> {
    for place in &marked.without_result {
        cells.shown.insert(*place, Shown { text: NO_RESULT.to_owned(), is_words: false });
    }
    if cells_with(&cells.shown, merged) > MOST_CELLS {
        return Err(TOO_MANY_CELLS);
    }
    let coloured = colour::alone(&cells, colours, merged);
    cells.spread(merged, &marked.hidden_columns);
    let left_out = cells.hide(marked);
    let over_columns = cells.over_columns(merged);
    let headings = cells.headings(merged);
    let cells_shown = &cells.shown;
    let (height, width) = size(cells_shown.keys());
    let mut text = String::new();
    for row in 0..height {
        let in_row = |column: u32| cells_shown.get(&(row, column)).map(|cell| quoted(&cell.text)).unwrap_or_default();
        let line: Vec<String> = if headings.contains(&row) {
            (0..width).map(in_row).filter(|cell| !cell.is_empty()).collect()
        } else {
            (0..width).map(in_row).collect()
        };
        text.push_str(&line.join(","));
        text.push('\n');
    }
    let is_shown = |place: &Place| cells_shown.contains_key(place);
    let without_result = marked.without_result.iter().filter(|place| is_shown(place));
    let unclear = cells.unclear.iter().filter(|(place, _)| is_shown(place));
    Ok(View {
        hidden_columns: (0..width).filter(|column| marked.hidden_columns.has(*column)).map(from_one).collect(),
        left_out,
        merged: over_columns,
        coloured: coloured.into_iter().map(|(row, column)| (from_one(row), from_one(column))).collect(),
        table: marked.tables.first().filter(|_| marked.tables.len() == 1).copied().map(from_one),
        without_result: without_result.map(|(row, column)| (from_one(*row), from_one(*column))).collect(),
        unclear: unclear.map(|((row, column), code)| (from_one(*row), from_one(*column), code.clone())).collect(),
        text,
    })
}

/// How many rows and columns there are up to the last of some cells.
fn size<'c>(cells: impl Iterator<Item = &'c (u32, u32)>) -> (u32, u32) {
    cells.fold((0, 0), |(height, width), (row, column)| {
        (height.max(row.saturating_add(1)), width.max(column.saturating_add(1)))
    })
}

/// How many cells there are, empty ones too, once words stand in every row that they were merged over. Areas that lie over each
/// other count each.
fn cells_with(cells: &BTreeMap<Place, Shown>, merged: &[Dimensions]) -> u64 {
    let filled = merged.iter().filter(|area| cells.get(&area.start).is_some_and(|cell| cell.is_words));
    let below = filled.clone().map(|area| u64::from(area.end.0.saturating_sub(area.start.0))).sum();
    let ends: Vec<(u32, u32)> = filled.map(|area| (area.end.0.max(area.start.0), area.start.1)).collect();
    let (height, width) = size(cells.keys().chain(&ends));
    (u64::from(height) * u64::from(width)).max(below)
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', ';', '\t']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// A value as the program shows it; as an error, a number whose format does not say how much it is.
fn shown(value: &Data, format: &Format) -> Result<String, String> {
    Ok(match value {
        Data::Empty => String::new(),
        Data::String(_) if format.hides_words() => String::new(),
        // The shorthand of statistics for what does not apply.
        Data::String(words) if words.trim() == "[z]" => "n/a".to_owned(),
        Data::String(words) => on_one_line(words),
        Data::Int(number) => return number_text(Decimal::from(*number), format),
        Data::Float(number) => return number_of(*number, format),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::DateTime(time) => time_text(*time, format.span),
        Data::DateTimeIso(time) => iso_text(time.trim_end_matches("T00:00:00"), format.span).replace('T', " "),
        Data::DurationIso(duration) => duration_text(duration),
        Data::Error(error) => error.to_string(),
    })
}

/// A row is a line, so a line break inside a cell becomes a space; so does what no keyboard types.
fn on_one_line(words: &str) -> String {
    words.replace("\r\n", " ").replace(|letter: char| letter.is_control(), " ").trim().to_owned()
}

/// Spreadsheets count in binary, with 15 figures that mean something: 0.1 + 0.2 is 0.3.
fn number_of(number: f64, format: &Format) -> Result<String, String> {
    match Decimal::from_scientific(&format!("{number:.14e}")) {
        Ok(number) => number_text(number, format),
        Err(_) => Ok(number.to_string()),
    }
}

fn number_text(number: Decimal, format: &Format) -> Result<String, String> {
    format.shown(number).map_err(|_| number.to_string())
}

/// A day, or a month or a year where that is all the cell shows; a time of day; a length of time.
fn time_text(time: ExcelDateTime, span: TimeShown) -> String {
    if time.is_duration() {
        let minutes = (time.as_f64() * 24.0 * 60.0).round();
        let (hours, rest) = ((minutes / 60.0).floor(), minutes % 60.0);
        return format!("{hours}:{rest:02}");
    }
    let (year, month, day, hour, minute, ..) = time.to_ymd_hms_milli();
    let clock = format!("{hour:02}:{minute:02}");
    if time.as_f64() < 1.0 {
        return clock;
    }
    // December 2011 as 2011-12 would be taken for the financial year.
    let is_month = (year + 1) % 100 != u16::from(month);
    match span {
        TimeShown::Month if is_month => format!("{year}-{month:02}"),
        TimeShown::Year => year.to_string(),
        _ if (hour, minute) == (0, 0) => format!("{year}-{month:02}-{day:02}"),
        _ => format!("{year}-{month:02}-{day:02} {clock}"),
    }
}

/// The part of `2026-04-01` that is shown.
fn iso_text(time: &str, span: TimeShown) -> &str {
    let (year, month) = (time.get(2..4), time.get(5..7));
    let is_month = |year: &str, month: &str| Some((year.parse::<u32>().ok()? + 1) % 100 != month.parse::<u32>().ok()?);
    match span {
        TimeShown::Month if year.zip(month).and_then(|(year, month)| is_month(year, month)) == Some(true) => {
            time.get(..7).unwrap_or(time)
        }
        TimeShown::Year => time.get(..4).unwrap_or(time),
        _ => time,
    }
}

/// `PT09H30M00S` as `9:30`.
fn duration_text(duration: &str) -> String {
    let parts = duration.strip_prefix("PT").and_then(|rest| rest.split_once('H'));
    let parts = parts.and_then(|(hours, rest)| Some((hours.parse::<u32>().ok()?, rest.split_once('M')?.0)));
    parts.map_or_else(|| duration.to_owned(), |(hours, minutes)| format!("{hours}:{minutes}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_without_a_format_have_the_figures_that_mean_something() {
        for (number, text) in [
            (0.1 + 0.2, "0.3"),
            (1e21, "1000000000000000000000"),
            (1.0 / 3.0, "0.333333333"),
            (1e-12, "0"),
            (-0.0, "0"),
        ] {
            assert_eq!(number_of(number, &Format::default()).as_deref(), Ok(text), "{number}");
        }
    }
}
