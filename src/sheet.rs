//! Workbooks of a spreadsheet program (.xlsx, .xlsm, .ods) → their sheets as CSV text.
//!
//! Line 5 of the text is row 5 of the sheet, so that a message about it names the row that the editor sees. Cells hold
//! what the program shows: the result of a formula, the decimals of the number format, dates as 2018-03-31. The
//! only module that knows the spreadsheet crate.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{
    Data, Dimensions, ExcelDateTime, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError,
    open_workbook_from_rs,
};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::unpacked::{self, Excess, MOST_CELLS};

/// One sheet of a workbook.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What stands on its tab.
    pub name: String,
    /// Whether it is hidden from people who open the workbook.
    pub is_hidden: bool,
    /// Its cells as CSV text with commas, one line a row, from A1.
    pub text: String,
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
        let help = "Open it in your spreadsheet and save it as an .xlsx or .ods file without a password, or save the sheet \
                    as \"CSV UTF-8\" and name that file.";
        Self { words, help }
    }

    const fn too_much(words: &'static str) -> Self {
        Self { words, help: "Copy only the cells of this table into a new workbook, save it, and name that file." }
    }
}

const DAMAGED: Reason = Reason::new("it is damaged, or it is no spreadsheet of the kind that its name says");
const PASSWORD: Reason = Reason::new("it is protected by a password");
const OLD: Reason = Reason::new("it is a workbook of the old kind, .xls, which cannot be read safely");
const PASSWORD_OR_OLD: Reason =
    Reason::new("it is protected by a password, or it is an old .xls workbook under another name");
const TOO_LARGE: Reason = Reason::too_much("its file is larger than 32 MB");
const TOO_MUCH_INSIDE: Reason = Reason::too_much("it unpacks to more than 256 MB");
const TOO_MANY_CELLS: Reason =
    Reason::too_much("a sheet has more than 2,000,000 cells, including the empty ones in between");

/// How a file begins that holds other files in the way of Excel before 2007, and of an .xlsx file with a password.
const COMPOUND: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// What stands in a cell whose formula has no result, as spreadsheets show it.
const NO_RESULT: &str = "#CALC!";

/// A workbook larger than this is for keeping, not for a page.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// A value stands at its row and column, both counted from nothing.
type Cells = BTreeMap<(u32, u32), Shown>;

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
    match unpacked::excess(bytes, ending == "ods") {
        Some(Excess::Bytes) => return Err(TOO_MUCH_INSIDE),
        Some(Excess::Cells) => return Err(TOO_MANY_CELLS),
        Some(Excess::Unclear) => return Err(DAMAGED),
        None => {}
    }
    // The reader can stumble over a damaged file; that must not bring the tool down.
    std::panic::catch_unwind(|| {
        let bytes = Cursor::new(bytes);
        match ending.as_str() {
            "ods" => of_ods(open_workbook_from_rs(bytes).map_err(|error| of_ods_error(&error))?),
            _ => of_xlsx(open_workbook_from_rs(bytes).map_err(|error| of_xlsx_error(&error))?),
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

fn of_xlsx(mut workbook: ExcelWorkbook) -> Result<Vec<Sheet>, Reason> {
    let mut sheets = Vec::new();
    for (name, is_hidden) in tabs(&workbook) {
        let text = text_of_xlsx(&mut workbook, &name)?;
        sheets.push(Sheet { name, is_hidden, text });
    }
    Ok(sheets)
}

fn text_of_xlsx(workbook: &mut ExcelWorkbook, name: &str) -> Result<String, Reason> {
    let damaged = |error| of_xlsx_error(&error);
    let mut cells = Cells::new();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    let format = |style: &Style| style.number_format.as_ref().map(|format| Format::of(&format.format_code));
    let formats: Vec<Format> = reader.styles().iter().map(|style| format(style).unwrap_or_default()).collect();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(damaged)? {
        let format = formats.get(style).copied().unwrap_or_default();
        put(&mut cells, cell.get_position(), &Data::from(cell.get_value().clone()), format);
        if cells.len() as u64 > MOST_CELLS {
            return Err(TOO_MANY_CELLS);
        }
    }
    drop(reader);
    // A program that writes formulas but cannot work them out leaves them without a result.
    let mut reader = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
        if cell.formula.is_some() && Data::from(cell.value) == Data::Empty {
            cells.insert(cell.pos, Shown { text: NO_RESULT.to_owned(), is_words: false });
        }
    }
    drop(reader);
    text(cells, &workbook.merge_cells_by_sheet_name(name).map_err(damaged)?)
}

fn of_ods(mut workbook: Ods<Cursor<&[u8]>>) -> Result<Vec<Sheet>, Reason> {
    let mut sheets = Vec::new();
    for (name, is_hidden) in tabs(&workbook) {
        let range = workbook.worksheet_range(&name).map_err(|error| of_ods_error(&error))?;
        sheets.push(Sheet { text: text(cells_of(&range), &[])?, name, is_hidden });
    }
    Ok(sheets)
}

fn cells_of(range: &Range<Data>) -> Cells {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut cells = Cells::new();
    for (row, values) in (first_row..).zip(range.rows()) {
        for (column, value) in (first_column..).zip(values) {
            put(&mut cells, (row, column), value, Format::default());
        }
    }
    cells
}

fn put(cells: &mut Cells, place: (u32, u32), value: &Data, format: Format) {
    let text = shown(value, format);
    if !text.is_empty() {
        cells.insert(place, Shown { text, is_words: matches!(value, Data::String(_)) });
    }
}

/// The rows as lines of CSV, all of one width. A heading that was merged over the whole of its row stands alone on its
/// line, as the heading of the rows below it; words that were merged downwards belong to each of their rows.
fn text(mut cells: Cells, merged: &[Dimensions]) -> Result<String, Reason> {
    if cells_with(&cells, merged) > MOST_CELLS {
        return Err(TOO_MANY_CELLS);
    }
    let mut headings = BTreeSet::new();
    for area in merged {
        let (row, column) = area.start;
        let is_alone = cells.range((row, 0)..(row + 1, 0)).take(2).count() == 1;
        if area.end.0 == row && area.end.1 > column && is_alone && cells.contains_key(&area.start) {
            headings.insert(row);
        }
        let words = cells.get(&area.start).filter(|cell| cell.is_words).map(|cell| cell.text.clone());
        if let Some(words) = words {
            for below in row + 1..=area.end.0 {
                cells.entry((below, column)).or_insert_with(|| Shown { text: words.clone(), is_words: true });
            }
        }
    }
    let (height, width) = size(cells.keys());
    let mut text = String::new();
    for row in 0..height {
        let in_row = |column: u32| cells.get(&(row, column)).map(|cell| quoted(&cell.text)).unwrap_or_default();
        let line: Vec<String> = if headings.contains(&row) {
            (0..width).map(in_row).filter(|cell| !cell.is_empty()).collect()
        } else {
            (0..width).map(in_row).collect()
        };
        text.push_str(&line.join(","));
        text.push('\n');
    }
    Ok(text)
}

/// How many rows and columns there are up to the last of some cells.
fn size<'c>(cells: impl Iterator<Item = &'c (u32, u32)>) -> (u32, u32) {
    cells.fold((0, 0), |(height, width), (row, column)| {
        (height.max(row.saturating_add(1)), width.max(column.saturating_add(1)))
    })
}

/// How many cells there are, empty ones too, once words stand in every row that they were merged over. Areas that lie over each
/// other count each.
fn cells_with(cells: &Cells, merged: &[Dimensions]) -> u64 {
    let filled = merged.iter().filter(|area| cells.get(&area.start).is_some_and(|cell| cell.is_words));
    let below = filled.clone().map(|area| u64::from(area.end.0.saturating_sub(area.start.0))).sum();
    let ends: Vec<(u32, u32)> = filled.map(|area| (area.end.0.max(area.start.0), area.start.1)).collect();
    let (height, width) = size(cells.keys().chain(&ends));
    (u64::from(height) * u64::from(width)).max(below)
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', ';', '\t']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

fn shown(value: &Data, format: Format) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(words) => on_one_line(words),
        Data::Int(number) => number_text(Decimal::from(*number), format),
        Data::Float(number) => number_of(*number, format),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::DateTime(time) => time_text(*time, format),
        Data::DateTimeIso(time) => time.trim_end_matches("T00:00:00").replace('T', " "),
        Data::DurationIso(duration) => duration_text(duration),
        Data::Error(error) => error.to_string(),
    }
}

/// A row is a line, so a line break inside a cell becomes a space; so does what no keyboard types.
fn on_one_line(words: &str) -> String {
    words.replace("\r\n", " ").replace(|letter: char| letter.is_control(), " ").trim().to_owned()
}

/// Spreadsheets count in binary, with 15 figures that mean something: 0.1 + 0.2 is 0.3.
fn number_of(number: f64, format: Format) -> String {
    match Decimal::from_scientific(&format!("{number:.14e}")) {
        Ok(number) => number_text(number, format),
        Err(_) => number.to_string(),
    }
}

fn number_text(number: Decimal, format: Format) -> String {
    let (number, sign) =
        if format.is_percent { (number.saturating_mul(Decimal::ONE_HUNDRED), "%") } else { (number, "") };
    let round = |places: u32| number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize();
    let rounded = match format.decimals {
        Some((least, most)) => {
            let mut rounded = round(most);
            rounded.rescale(rounded.scale().max(least));
            rounded
        }
        // A third has no end; nobody reads more than this of it.
        None => round(9),
    };
    let (minus, size) =
        if rounded.is_sign_negative() && !rounded.is_zero() { ("-", rounded.abs()) } else { ("", rounded.abs()) };
    let pounds = if format.is_pounds { "£" } else { "" };
    format!("{minus}{pounds}{size}{sign}")
}

/// A day, or a month or a year where that is all the cell shows; a time of day; a length of time.
fn time_text(time: ExcelDateTime, format: Format) -> String {
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
    match format.span {
        TimeShown::Month if is_month => format!("{year}-{month:02}"),
        TimeShown::Year => year.to_string(),
        _ if (hour, minute) == (0, 0) => format!("{year}-{month:02}-{day:02}"),
        _ => format!("{year}-{month:02}-{day:02} {clock}"),
    }
}

/// `PT09H30M00S` as `9:30`.
fn duration_text(duration: &str) -> String {
    let parts = duration.strip_prefix("PT").and_then(|rest| rest.split_once('H'));
    let parts = parts.and_then(|(hours, rest)| Some((hours.parse::<u32>().ok()?, rest.split_once('M')?.0)));
    parts.map_or_else(|| duration.to_owned(), |(hours, minutes)| format!("{hours}:{minutes}"))
}

/// What a number format makes of a value, as far as readers can see it.
#[derive(Clone, Copy, Default)]
struct Format {
    /// 0.88 is shown as 88%.
    is_percent: bool,
    /// A pound sign stands before it.
    is_pounds: bool,
    /// The least and the most decimals; nothing where all are shown.
    decimals: Option<(u32, u32)>,
    /// How much of a date.
    span: TimeShown,
}

/// How much of a date is shown.
#[derive(Clone, Copy, Default)]
enum TimeShown {
    #[default]
    Day,
    Month,
    Year,
}

impl Format {
    /// Reads a format such as `#,##0.0`, `0%`, `"£"#,##0` or `mmm-yy`.
    fn of(code: &str) -> Self {
        let (signs, is_pounds) = signs_of(code);
        let span = match ['d', 'h', 's', 'm'].map(|part| signs.contains(part)) {
            [false, false, false, true] if signs.contains('y') => TimeShown::Month,
            [false, false, false, false] if signs.contains('y') => TimeShown::Year,
            _ => TimeShown::Day,
        };
        let (whole, after) = signs.split_once('.').unwrap_or((&signs, ""));
        let has_digits = signs.contains(['0', '#']);
        // A comma at the end of the digits leaves thousands out; fractions and powers of ten are no plain numbers.
        let is_other = signs.contains(['e', '/', '?', '@']) || whole.trim_end_matches('%').ends_with(',');
        let count = |signs: &str, sign: char| u32::try_from(signs.matches(sign).count()).unwrap_or(0);
        let least = count(after, '0');
        let decimals = (has_digits && !is_other).then_some((least, least + count(after, '#')));
        Self { is_percent: signs.contains('%'), is_pounds, decimals, span }
    }
}

/// The signs of the first part of a format, in small letters, without what is printed as it stands; and whether that
/// has a pound sign in it.
fn signs_of(code: &str) -> (String, bool) {
    let (mut signs, mut is_pounds) = (String::new(), false);
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ';' => break,
            '"' | '[' => {
                let end = if letter == '[' { ']' } else { '"' };
                let inside: String = letters.by_ref().take_while(|letter| *letter != end).collect();
                is_pounds |= inside.contains('£');
            }
            '\\' => is_pounds |= letters.next() == Some('£'),
            '_' | '*' => _ = letters.next(),
            '£' => is_pounds = true,
            letter => signs.extend(letter.to_lowercase()),
        }
    }
    // "General" is no format at all.
    if signs == "general" { (String::new(), is_pounds) } else { (signs, is_pounds) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_the_spreadsheet_shows_them() {
        for (number, code, text) in [
            (0.1 + 0.2, "General", "0.3"),
            (1e21, "General", "1000000000000000000000"),
            (1.0 / 3.0, "General", "0.333333333"),
            (1e-12, "General", "0"),
            (-0.0, "General", "0"),
            (221_961.0, "#,##0", "221961"),
            (88.25, "0.0", "88.3"),
            (88.0, "0.0", "88.0"),
            (88.5, "0.##", "88.5"),
            (0.88, "0%", "88%"),
            (0.0705, "0.0%", "7.1%"),
            (0.07, "General", "0.07"),
            (-1234.5, "\"£\"#,##0.00;[Red]-\"£\"#,##0.00", "-£1234.50"),
            (12.0, "[$£-809]#,##0", "£12"),
            (12.0, "_-£* #,##0_-", "£12"),
            (1_234_567.0, "#,##0,", "1234567"),
            (1234.0, "0.00E+00", "1234"),
        ] {
            assert_eq!(number_of(number, Format::of(code)), text, "{number} as {code}");
        }
    }
}
