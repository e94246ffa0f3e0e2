//! Rows as they are written (lines of pipes, lists, CSV files and workbooks, pipe tables in the text) → a grid of cells with
//! places.
//!
//! Nothing here knows what a cell means: that is for [`crate::plan::model::table::read`].

use super::{commas, path};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Help, Rule, Severity};
use crate::base::files::{Files, Tab};
use crate::base::names::{listed, nearest};
use crate::base::span::{FileId, Span, Spanned};
use crate::base::workbook::View;
use crate::base::yaml::{Fields, Node, Value, text_of};
use crate::text::markdown;
use crate::text::markdown::PipeTable;

/// Rows of cells. A row that is one cell long is a heading for the rows below it.
pub(crate) type Grid = Vec<Vec<Spanned<String>>>;

/// A file of figures that is not there or cannot be read.
pub const TABLE_FILE: Rule = Rule {
    name: "table-file",
    severity: Severity::Error,
    explain: "`file:` names a workbook (.xlsx, .xlsm or .ods) or a CSV file beside the chapter, or the way to one in another \
              folder of content/, such as ../budgets.xlsx; `sheet:` names a sheet of \
              the workbook, and `range: A3:F20` the part of it that holds the table, headings first. Save a CSV file as \
              \"CSV UTF-8\"; comma, semicolon and Tab are all understood. A file that we published opens again: its columns \
              Group and Row say what its rows are.",
};

/// A cell in which the spreadsheet itself found a fault.
pub const CELL_FAULT: Rule = Rule {
    name: "cell-fault",
    severity: Severity::Error,
    explain: "A cell such as #REF! or #DIV/0! holds a formula that came to nothing. Mend the formula in the spreadsheet, or write \
              TBC or n/a in the cell, and save the file again. Formulas that a program wrote but never worked out have no result until the \
              file is opened in a spreadsheet and saved. A number format that leaves out thousands, such as #,##0,\"T\", needs a \
              word that says so, for example k or m.",
};

/// Rows and columns of a workbook that people do not see.
pub const HIDDEN_CELLS: Rule = Rule {
    name: "hidden-cells",
    severity: Severity::Warning,
    explain: "Hidden rows, columns and sheets of a workbook are never published: not on the page and not in the open data. Rows \
              that a filter leaves out are hidden too. Unhide what readers should see and save the workbook. Delete the rest, or keep it \
              hidden and repeat this message under `accept:` with the reason.",
};

/// More cells than any table that people read.
const MOST_CELLS: usize = 2_000_000;

/// What a spreadsheet shows where a formula came to nothing.
const FAULTS: [&str; 10] =
    ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#CALC!", "#DATA!"];

/// `file`, `sheet` and `range`: where rows stand in a CSV file or a workbook.
pub(crate) struct Extract {
    file: Spanned<String>,
    sheet: Option<Spanned<String>>,
    part: Part,
}

/// A file that figures were looked for in, as it was then.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FileRead {
    path: String,
    /// A fingerprint of what it held; nothing where there was no such file.
    print: Option<u128>,
}

impl FileRead {
    fn of(source: &Files, path: String) -> Self {
        Self { print: print(source, &path), path }
    }

    /// A fingerprint of what the file holds now.
    pub(crate) fn print_now(&self, source: &Files) -> Option<u128> {
        print(source, &self.path)
    }

    /// Whether the file is as it was when it was read.
    pub(crate) fn is_as_it_was(&self, source: &Files) -> bool {
        self.print == self.print_now(source)
    }
}

fn print(source: &Files, path: &str) -> Option<u128> {
    source.find(path).map(|file| source.file(file).print)
}

/// How much of a sheet is meant.
enum Part {
    /// All of it.
    Whole,
    /// What lies between two cells.
    Area(Spanned<Area>),
    /// Something that could not be understood.
    Unclear,
}

/// A part of a sheet, both ends included. Rows and columns count from one.
#[derive(Clone, Copy)]
struct Area {
    rows: (usize, usize),
    columns: (usize, usize),
}

impl Extract {
    /// Reads the keys, if a file is named.
    pub(crate) fn take(fields: &mut Fields, diagnostics: &mut Diagnostics) -> Option<Self> {
        let file = fields.text("file", diagnostics);
        let sheet = fields.text("sheet", diagnostics);
        let range = fields.text("range", diagnostics);
        let Some(file) = file else {
            for lost in [sheet, range].into_iter().flatten() {
                diagnostics.add(
                    Diagnostic::new(&TABLE_FILE, lost.span, "this says where in a file to look, but no file is named")
                        .help("Name the file: `file: budgets.xlsx`."),
                );
            }
            return None;
        };
        let part = match range {
            Some(text) => area(&text, diagnostics).map_or(Part::Unclear, Part::Area),
            None => Part::Whole,
        };
        Some(Self { file, sheet, part })
    }

    /// All of the file called `file`.
    pub(crate) fn whole(file: Spanned<String>) -> Self {
        Self { file, sheet: None, part: Part::Whole }
    }

    /// Where the file is named.
    pub(crate) fn span(&self) -> Span {
        self.file.span
    }

    /// The file or the sheet that is meant, counted from the folder of the file `beside`. That it was looked for is noted.
    fn find(
        &self,
        source: &Files,
        beside: &str,
        reads: &mut Vec<FileRead>,
        diagnostics: &mut Diagnostics,
    ) -> Option<FileId> {
        let name = &self.file.value;
        let problem = |message: String| Diagnostic::new(&TABLE_FILE, self.file.span, message);
        let beside = beside.strip_prefix("content/").unwrap_or_default();
        let Some(path) = path::joined(beside, name).map(|path| format!("content/{path}")) else {
            diagnostics.add(problem(format!("`{name}` leads out of the folder content/")).help(
                "Put the file into content/ or a folder in it, and name the way to it from the folder of this file.",
            ));
            return None;
        };
        reads.push(FileRead::of(source, path.clone()));
        let Some(file) = source.find(&path) else {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("content", name));
            diagnostics.add(
                problem(format!("there is no file `{name}` in {folder}/"))
                    .help(format!("Save the table as {path}, or correct the name.")),
            );
            return None;
        };
        match source.workbook(&path) {
            Some(Ok(tabs)) => self.find_sheet(source, &path, tabs, diagnostics),
            Some(Err(reason)) => {
                let message = format!("this workbook cannot be read: {}", reason.words);
                diagnostics.add(problem(message).help(reason.help));
                None
            }
            None if !name.ends_with(".csv") && !name.ends_with(".txt") => {
                diagnostics.add(
                    problem(format!("figures cannot be read from `{name}`"))
                        .help("Name a workbook (.xlsx, .xlsm or .ods) or a .csv file."),
                );
                None
            }
            None => {
                if let Some(sheet) = &self.sheet {
                    diagnostics.add(
                        Diagnostic::new(&TABLE_FILE, sheet.span, "only a workbook has sheets, and this is a text file")
                            .help("Remove `sheet`, or name the workbook."),
                    );
                }
                // What cannot be read has been told.
                Some(file).filter(|file| source.file(*file).is_readable())
            }
        }
    }

    /// The sheet that is named, or the first that people see.
    fn find_sheet(
        &self,
        source: &Files,
        workbook: &str,
        tabs: &[Tab],
        diagnostics: &mut Diagnostics,
    ) -> Option<FileId> {
        let mut seen = |tab: &Tab, place: Span| {
            if tab.is_hidden {
                let message = format!("the sheet `{}` is hidden, so it is not published", tab.name);
                diagnostics.add(Diagnostic::new(&TABLE_FILE, place, message).help(
                    "Unhide it in your spreadsheet, or copy what readers should see to a sheet that is not hidden, and save the \
                     workbook.",
                ));
                return None;
            }
            source.find(&format!("{workbook}/{}", tab.name))
        };
        let Some(sheet) = &self.sheet else {
            return seen(tabs.iter().find(|tab| !tab.is_hidden).or(tabs.first())?, self.file.span);
        };
        let same = |tab: &&Tab| tab.name.trim().to_lowercase() == sheet.value.trim().to_lowercase();
        if let Some(tab) = tabs.iter().find(same) {
            return seen(tab, sheet.span);
        }
        let names: Vec<&str> = tabs.iter().filter(|tab| !tab.is_hidden).map(|tab| tab.name.as_str()).collect();
        let message = format!("there is no sheet `{}` in {}", sheet.value, self.file.value);
        let help = match nearest(&sheet.value, names.iter().copied()) {
            Some(meant) => Help::Meant(meant.to_owned()),
            None => format!("Its sheets: {}.", listed(&names)).into(),
        };
        diagnostics.add(Diagnostic::new(&TABLE_FILE, sheet.span, message).advise(help));
        None
    }
}

/// Reads `A3:F20`, or `A:F` for all rows of some columns.
fn area(text: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Spanned<Area>> {
    let found = text.value.split_once(':').and_then(|(from, to)| {
        let ((first_column, first_row), (last_column, last_row)) = (corner(from)?, corner(to)?);
        let rows = (first_row.unwrap_or(1), last_row.unwrap_or(usize::MAX));
        (first_column <= last_column && rows.0 <= rows.1).then_some(Area { rows, columns: (first_column, last_column) })
    });
    if found.is_none() {
        diagnostics.add(
            Diagnostic::new(&TABLE_FILE, text.span, format!("`{}` is not a part of a sheet", text.value))
                .help("Write its first and its last cell with a colon between them: A3:F20."),
        );
    }
    found.map(|area| Spanned::new(area, text.span))
}

/// Column and, where there is one, row of a cell's name, both from one.
fn corner(name: &str) -> Option<(usize, Option<usize>)> {
    let name = name.trim().replace('$', "").to_uppercase();
    let (letters, digits) =
        name.split_at(name.len() - name.trim_start_matches(|sign: char| sign.is_ascii_uppercase()).len());
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    let row = if digits.is_empty() { None } else { Some(digits.parse().ok().filter(|row| *row > 0)?) };
    Some((column, row))
}

impl Part {
    fn has(&self, row: usize, column: usize) -> bool {
        self.has_row(row) && self.has_column(column)
    }

    fn has_row(&self, row: usize) -> bool {
        match self {
            Self::Area(area) => (area.value.rows.0..=area.value.rows.1).contains(&row),
            Self::Whole | Self::Unclear => true,
        }
    }

    fn has_column(&self, column: usize) -> bool {
        match self {
            Self::Area(area) => (area.value.columns.0..=area.value.columns.1).contains(&column),
            Self::Whole | Self::Unclear => true,
        }
    }
}

/// `C5`, both counted from one.
fn cell_name(column: usize, row: usize) -> String {
    format!("{}{row}", column_name(column))
}

/// `C`, counted from one.
fn column_name(mut column: usize) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        letters.push(char::from(b'A' + u8::try_from((column - 1) % 26).unwrap_or(0)));
        column = (column - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// `rows:` as lines of pipes or as a list of lists.
pub(crate) fn of_rows(
    source: &Files,
    file: FileId,
    rows: &Node,
    columns: usize,
    diagnostics: &mut Diagnostics,
) -> Grid {
    if let Value::List(items) = &rows.value {
        items.iter().map(|item| cells_of(item, diagnostics)).collect()
    } else {
        let lines = rows.lines(source.file(file).text());
        // Cells that were copied from a spreadsheet come with Tabs between them.
        let sign = if lines.iter().any(|line| line.value.contains('|')) { '|' } else { '\t' };
        let written = lines.iter().filter(|line| !line.value.is_empty() && !is_ruled_line(line.value));
        written.map(|line| markdown::cells(line, sign, columns)).collect()
    }
}

/// The line under the headings of a pipe table that was copied from a text: `|---|--:|`.
fn is_ruled_line(line: &str) -> bool {
    line.contains('|') && line.contains("--") && line.chars().all(|sign| matches!(sign, '|' | '-' | ':' | ' '))
}

fn cells_of(item: &Node, diagnostics: &mut Diagnostics) -> Vec<Spanned<String>> {
    match &item.value {
        Value::List(cells) => cells
            .iter()
            .filter_map(|cell| {
                if cell.is_nothing() {
                    Some(Spanned::new(String::new(), cell.span))
                } else {
                    text_of(cell, "rows", diagnostics)
                }
            })
            .collect(),
        _ => text_of(item, "rows", diagnostics).into_iter().collect(),
    }
}

/// The rows of a CSV file or a workbook in the folder of the file `beside`. What is not there or cannot be read is
/// reported. Each file that was looked at is added to `reads`.
pub(crate) fn of_file(
    source: &Files,
    beside: FileId,
    extract: &Extract,
    reads: &mut Vec<FileRead>,
    diagnostics: &mut Diagnostics,
) -> Option<Grid> {
    let file = extract.find(source, &source.file(beside).path, reads, diagnostics)?;
    let (mut rows, delimiter) = records(source, file, diagnostics)?;
    let first_column = match &extract.part {
        Part::Unclear => return None,
        Part::Whole => 1,
        Part::Area(area) => {
            let Area { rows: (first, last), columns } = area.value;
            rows.retain(|row| (first..=last).contains(&row.number));
            for row in &mut rows {
                row.keep(columns);
            }
            columns.0
        }
    };
    let view = source.file(file).view();
    diagnostics.extend(view.and_then(|view| left_out(extract, view)));
    // A spreadsheet writes an empty row as separators alone.
    rows.retain(|row| row.filled() > 0);
    if let Some(nothing) = nothing_there(extract, &rows, first_column) {
        diagnostics.add(nothing);
        return None;
    }
    let mut faults: Vec<Diagnostic> = rows.iter().flat_map(|row| row.faults(first_column, view)).collect();
    if let Some(view) = view {
        let is_meant = |(row, column)| extract.part.has(row, column);
        let without_result: Vec<_> = view.without_result.iter().copied().filter(|cell| is_meant(*cell)).collect();
        faults.extend(never_worked_out(&without_result, &rows, first_column));
        let unclear = view.unclear.iter().filter(|(row, column, _)| is_meant((*row, *column)));
        faults.extend(unclear_format(unclear.collect(), &rows, first_column));
    }
    faults.extend(title_above(&rows, first_column, source.file(file).is_sheet()));
    if delimiter != b',' {
        let cells = rows.iter_mut().map(|row| row.cells.as_mut_slice()).collect();
        faults.extend(commas::settle(cells, delimiter == b';'));
    }
    let is_sound = faults.is_empty();
    diagnostics.extend(faults);
    let hidden = view.map_or(&[][..], |view| &view.hidden_columns);
    let mut grid: Grid = rows.into_iter().map(|row| row.without(hidden, first_column)).collect();
    drop_empty_columns(&mut grid);
    is_sound.then_some(grid)
}

/// The hidden rows and columns that hold something, in the part that is meant.
fn left_out(extract: &Extract, view: &View) -> Option<Diagnostic> {
    let rows = view.left_out.rows.iter().copied().filter(|row| extract.part.has_row(*row));
    let columns = view.left_out.columns.iter().copied().filter(|column| extract.part.has_column(*column));
    let (rows, columns): (Vec<usize>, Vec<usize>) = (rows.collect(), columns.collect());
    let count = rows.len() + columns.len();
    let parts = [lines("row", &rows, |row| row.to_string()), lines("column", &columns, column_name)];
    let what = parts.into_iter().flatten().reduce(|rows, columns| format!("{rows} and {columns}"))?;
    let place = extract.sheet.as_ref().unwrap_or(&extract.file);
    let (is, it) = if count == 1 { ("is", "it") } else { ("are", "them") };
    let message = format!("{what} of `{}` {is} hidden, so readers will not see {it}", place.value);
    Some(Diagnostic::new(&HIDDEN_CELLS, place.span, message).help(format!(
        "If readers should see {it}, unhide {it} in your spreadsheet and save the workbook. If not, delete {it} there.",
    )))
}

/// More stretches of rows than this are counted.
const MOST_STRETCHES: usize = 5;

/// `rows 3, 5 to 9`; nothing where there are none.
fn lines(word: &str, numbers: &[usize], name: impl Fn(usize) -> String) -> Option<String> {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match stretches.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => stretches.push((*number, *number)),
        }
    }
    let said = |(first, last): &(usize, usize)| match last - first {
        0 => name(*first),
        1 => format!("{}, {}", name(*first), name(*last)),
        _ => format!("{} to {}", name(*first), name(*last)),
    };
    let first: Vec<String> = stretches.iter().take(MOST_STRETCHES).map(said).collect();
    let told: usize = stretches.iter().take(MOST_STRETCHES).map(|(first, last)| last - first + 1).sum();
    let rest = numbers.len() - told;
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    let many = if numbers.len() == 1 { "" } else { "s" };
    (!numbers.is_empty()).then(|| format!("{word}{many} {}{more}", first.join(", ")))
}

/// Formulas that have never been worked out, told once for the sheet.
fn never_worked_out(cells: &[(usize, usize)], rows: &[Record], first_column: usize) -> Option<Diagnostic> {
    let (row, column) = *cells.first()?;
    let message = match cells.len() {
        1 => format!("the formula in cell {} has no result yet", cell_name(column, row)),
        count => {
            format!("{count} formulas of this sheet have no result yet, the first in cell {}", cell_name(column, row))
        }
    };
    Some(
        Diagnostic::new(&CELL_FAULT, place_of(rows, row, column, first_column)?, message)
            .help("Open the file in your spreadsheet and save it."),
    )
}

/// Number formats that leave out thousands without a word that says so, told once for each format.
fn unclear_format(cells: Vec<&(usize, usize, String)>, rows: &[Record], first_column: usize) -> Vec<Diagnostic> {
    let mut told: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for (row, column, format) in cells {
        let Some(place) = place_of(rows, *row, *column, first_column) else { continue };
        if told.contains(&format.as_str()) {
            continue;
        }
        told.push(format);
        let name = cell_name(*column, *row);
        let message =
            format!("cell {name} leaves out thousands, and its number format `{format}` does not say how many");
        found.push(
            Diagnostic::new(&CELL_FAULT, place, message)
                .help("Give such cells the number format #,##0 in your spreadsheet, and save the file."),
        );
    }
    found
}

/// Where a cell of the sheet stands in its text.
fn place_of(rows: &[Record], row: usize, column: usize, first_column: usize) -> Option<Span> {
    let record = rows.iter().find(|record| record.number == row)?;
    let position = if record.is_alone { 0 } else { column.checked_sub(first_column)? };
    record.cells.get(position).map(|cell| cell.span)
}

/// A sheet or a part of it in which there is nothing. A heading that stands alone belongs to the first column.
fn nothing_there(extract: &Extract, rows: &[Record], first_column: usize) -> Option<Diagnostic> {
    let diagnostic = match &extract.part {
        Part::Area(area) if rows.iter().all(|row| row.is_alone && first_column > 1) => {
            Diagnostic::new(&TABLE_FILE, area.span, "there is nothing in this part of the sheet")
                .help("Look up the first and the last cell of the table in your spreadsheet.")
        }
        Part::Whole if rows.is_empty() => {
            let place = extract.sheet.as_ref().unwrap_or(&extract.file);
            Diagnostic::new(&TABLE_FILE, place.span, format!("there is nothing in `{}`", place.value))
                .help("Save the file again; of a workbook, name the sheet that holds the figures: `sheet: …`.")
        }
        _ => return None,
    };
    Some(diagnostic)
}

/// The first row names the columns. One cell alone there is a title that somebody wrote above the table.
fn title_above(rows: &[Record], first_column: usize, is_sheet: bool) -> Option<Diagnostic> {
    let title = rows.first().filter(|row| row.filled() == 1 && (is_sheet || !row.is_alone))?;
    // A first column without a heading is no title.
    if title.first_filled() > rows.iter().filter_map(Record::first_filled).min() {
        return None;
    }
    let start = rows.iter().find(|row| row.filled() > 1)?;
    let last_column = first_column + rows.iter().map(|row| row.cells.len()).max().unwrap_or(1) - 1;
    let (from, to) = (cell_name(first_column, start.number), cell_name(last_column, rows.last()?.number));
    let cell = title.cells.iter().find(|cell| !cell.value.is_empty())?;
    Some(
        Diagnostic::new(&TABLE_FILE, cell.span, "the first row should name the columns, but it has only one cell")
            .help(format!("If the table begins further down, add which part it is: `range: {from}:{to}`.")),
    )
}

/// A row of a sheet with its number there.
struct Record {
    number: usize,
    cells: Vec<Spanned<String>>,
    /// Whether it is a single cell without any separator.
    is_alone: bool,
}

impl Record {
    /// Leaves the cells from one column to another. A heading that stands alone stays.
    fn keep(&mut self, (first, last): (usize, usize)) {
        if !self.is_alone {
            let end = last.min(self.cells.len());
            self.cells = self.cells.get(first - 1..end).map(<[_]>::to_vec).unwrap_or_default();
        }
    }

    /// How many of its cells hold something.
    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.value.is_empty()).count()
    }

    /// The position of the first cell that holds something.
    fn first_filled(&self) -> Option<usize> {
        self.cells.iter().position(|cell| !cell.value.is_empty())
    }

    /// Its cells without those in columns that are `hidden`; the first cell stands in the column `first`.
    fn without(self, hidden: &[usize], first: usize) -> Vec<Spanned<String>> {
        if self.is_alone || hidden.is_empty() {
            return self.cells;
        }
        (first..).zip(self.cells).filter(|(column, _)| !hidden.contains(column)).map(|(_, cell)| cell).collect()
    }

    /// The cells in which the spreadsheet found a fault; `first` is the column of the first cell.
    fn faults(&self, first: usize, view: Option<&View>) -> impl Iterator<Item = Diagnostic> {
        let is_told =
            move |column: usize| view.is_some_and(|view| view.without_result.contains(&(self.number, column)));
        let is_fault = move |(column, cell): &(usize, &Spanned<String>)| {
            FAULTS.contains(&cell.value.as_str()) && !is_told(if self.is_alone { 1 } else { *column })
        };
        (first..).zip(&self.cells).filter(is_fault).map(|(column, cell)| {
            let message =
                format!("cell {} holds {}, a formula that came to nothing", cell_name(column, self.number), cell.value);
            Diagnostic::new(&CELL_FAULT, cell.span, message).help(
                "Open the file in your spreadsheet, mend the formula or write TBC or n/a there, and save it again.",
            )
        })
    }
}

/// Every row of a file as it stands there, empty ones too, and the sign between its cells. More cells than a table on a page
/// can have are reported.
fn records(source: &Files, file: FileId, diagnostics: &mut Diagnostics) -> Option<(Vec<Record>, u8)> {
    let text = source.file(file).text();
    let (start, delimiter) = opening(text, source.file(file).is_sheet());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(&text.as_bytes()[start..]);
    let mut rows: Vec<Record> = Vec::new();
    let mut last = start;
    // Rows are counted as a spreadsheet does: a line break inside a cell begins no row.
    let (mut counted, mut number) = (start, 1);
    let mut left = MOST_CELLS;
    let mut record = csv::StringRecord::new();
    // Text that is UTF-8 and may have any number of cells cannot fail to be read.
    while reader.read_record(&mut record).unwrap_or(false) {
        let Some(rest) = left.checked_sub(record.len()) else {
            diagnostics.add(too_many_cells(file));
            return None;
        };
        left = rest;
        last = start + record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        // The reader passes over empty lines and gives the place before them.
        last += text[last..].len() - text[last..].trim_start_matches(['\r', '\n']).len();
        number += text[counted..last].matches('\n').count();
        counted = last;
        let end = start + usize::try_from(reader.position().byte()).unwrap_or(0);
        let written = text.get(..end).unwrap_or(text);
        rows.push(Record { number, cells: cells_of_record(&record, written, file, last), is_alone: record.len() == 1 });
        let inside: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        number = number.saturating_sub(inside);
    }
    if !text.matches('"').count().is_multiple_of(2) {
        let line = text[last..].lines().next().unwrap_or("");
        diagnostics.add(
            Diagnostic::new(
                &TABLE_FILE,
                Span::new(file, last, last + line.len()),
                "a quotation mark is not closed, here or above",
            )
            .help("Open the file in your spreadsheet and save it again as CSV, or write two quotation marks for one."),
        );
    }
    Some((rows, delimiter))
}

fn too_many_cells(file: FileId) -> Diagnostic {
    let message = "this file has more than 2,000,000 cells";
    Diagnostic::new(&TABLE_FILE, Span::new(file, 0, 0), message)
        .help("Copy only the rows and columns of this table into a new file, and name that.")
}

/// Where the rows begin, and the sign between their cells. Excel may say in a first line of its own which it is.
fn opening(text: &str, is_sheet: bool) -> (usize, u8) {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    if is_sheet {
        return (start, b',');
    }
    let line = text[start..].split_inclusive('\n').next().unwrap_or("");
    match line.trim_end().trim_matches('"').strip_prefix("sep=") {
        Some(sign @ ("," | ";" | "\t")) => (start + line.len(), sign.as_bytes()[0]),
        // `trim_end` took the Tab.
        Some("") => (start + line.len(), b'\t'),
        _ => (start, separator(&text[start..])),
    }
}

/// A spreadsheet keeps columns at the end that were used once and are empty now.
fn drop_empty_columns(grid: &mut [Vec<Spanned<String>>]) {
    let empty = |row: &[Spanned<String>]| row.iter().rev().take_while(|cell| cell.value.is_empty()).count();
    // A row of empty cells is cut down to one and keeps nothing from being cut.
    let filled = grid.iter().filter(|row| empty(row) + 1 < row.len());
    let most = filled.map(|row| empty(row)).min().unwrap_or(usize::MAX);
    for row in grid {
        row.truncate(row.len().saturating_sub(most).max(1));
    }
}

fn cells_of_record(record: &csv::StringRecord, text: &str, file: FileId, start: usize) -> Vec<Spanned<String>> {
    let mut at = start;
    record
        .iter()
        .map(|cell| {
            let cell = cell.trim();
            // A cell with doubled quotation marks has other bytes in the file; its place is then where it begins.
            let found = text[at..].find(cell).map(|offset| at + offset..at + offset + cell.len());
            let place = found.unwrap_or(at..at);
            at = place.end;
            Spanned::new(cell.to_owned(), Span::new(file, place.start, place.end))
        })
        .collect()
}

/// The sign that stands most often in the first line that has one.
fn separator(text: &str) -> u8 {
    let signs = b",;\t";
    let count = |line: &str, sign: u8| {
        // Every second stretch between quotation marks is inside them.
        line.split('"').step_by(2).flat_map(str::bytes).filter(|byte| *byte == sign).count()
    };
    let line = text.lines().find(|line| signs.iter().any(|sign| count(line, *sign) > 0)).unwrap_or("");
    signs.iter().rev().copied().max_by_key(|sign| count(line, *sign)).unwrap_or(b',')
}

/// The rows of a pipe table in the text.
pub(crate) fn of_pipes(pipes: &PipeTable) -> Grid {
    pipes.rows.iter().map(|row| row.iter().map(strip_header_mark).collect()).collect()
}

/// `# ` at the head of a pipe table's cell says that it names its row, which the first column does anyway.
fn strip_header_mark(cell: &Spanned<String>) -> Spanned<String> {
    match cell.value.strip_prefix("# ") {
        Some(rest) => Spanned::new(rest.to_owned(), cell.span.within(2, 2 + rest.len())),
        None => cell.clone(),
    }
}
