//! The rows of a file → what keeps them from being a table: cells in which the spreadsheet found a fault, formulas without a
//! result, a title above the headings, an empty sheet, hidden rows and columns.

use super::extract::{Area, Extract, Part, TABLE_FILE};
use super::records::Record;
use crate::base::diagnostic::{Diagnostic, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::span::{Span, Spanned};
use crate::base::workbook::View;

/// A cell in which the spreadsheet itself found a fault.
pub const CELL_FAULT: Rule = Rule {
    name: "cell-fault",
    group: Group::Tables,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "A cell such as #REF! or #DIV/0! has a formula with no result. Fix the formula in the spreadsheet, or \
              write TBC or n/a in the cell, and save the file. Some programs write formulas without working them \
              out. Open the file in a spreadsheet and save it. A number format that leaves out thousands, such as \
              #,##0,\"T\", needs a word or letter that shows this, for example k or m.",
};

/// Rows and columns of a workbook that people do not see.
pub const HIDDEN_CELLS: Rule = Rule {
    name: "hidden-cells",
    group: Group::Tables,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Hidden rows, columns and sheets of a spreadsheet are never published, on the page or in the data. Rows \
              hidden by a filter count too. Unhide what readers should see and save the file. Delete the rest. If \
              you need to keep it hidden, copy this message under `accept:` and give a reason.",
};

/// Cells of a workbook whose colour alone says something.
pub const COLOUR_ALONE: Rule = Rule {
    name: "colour-alone",
    group: Group::Tables,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Fill colours of a spreadsheet are not published. Some people cannot see colours, and data files have \
              none. Write what a colour means in its cell, for example On track or Late. If the colours are only for \
              looks, copy this message under `accept:` and give a reason.",
};

/// Text that a spreadsheet would take for a formula.
pub const FORMULA_TEXT: Rule = Rule {
    name: "formula-text",
    group: Group::Tables,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "People open the CSV downloads in a spreadsheet. It works out text that starts with =, +, - or @ as a \
              formula, which can show an error or be harmful. Start the cell with another word. If it must be as it \
              is, copy this message under `accept:` and give a reason.",
};

/// What a spreadsheet shows where a formula came to nothing.
const FAULTS: [&str; 10] =
    ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#CALC!", "#DATA!"];

/// The hidden rows and columns that hold something, in the part that is meant.
pub(super) fn left_out(extract: &Extract, view: &View) -> Option<Diagnostic> {
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
        "If readers should see {it}, unhide {it} in your spreadsheet and save the file. If not, delete {it} there.",
    )))
}

/// Cells that say something in colour alone, in the part that is meant, reported once.
pub(super) fn coloured(extract: &Extract, view: &View) -> Option<Diagnostic> {
    let cells: Vec<(usize, usize)> =
        view.coloured.iter().copied().filter(|(row, column)| extract.part.has(*row, *column)).collect();
    let (row, column) = *cells.first()?;
    let name = cell_name(column, row);
    let place = extract.sheet.as_ref().unwrap_or(&extract.file);
    let message = match cells.len() {
        1 => format!("cell {name} of `{}` has a colour that means something", place.value),
        count => format!("{count} cells of `{}` have colours that mean something, the first is {name}", place.value),
    };
    Some(Diagnostic::new(&COLOUR_ALONE, place.span, message).help(
        "Readers will not see these colours. Write what they mean in the cells, for example On track, and save the \
         file.",
    ))
}

/// Text that a spreadsheet would take for a formula, reported once. The first column can have the mark of a total.
pub(super) fn formula_text(rows: &[Record], first_column: usize) -> Option<Diagnostic> {
    let cells = rows.iter().flat_map(|row| row.cells.iter().enumerate().map(move |(at, cell)| (row.number, at, cell)));
    let is_mark = |at: usize, text: &str| at == 0 && text.starts_with('=');
    let mut found = cells.filter(|(_, at, cell)| is_formula(&cell.value) && !is_mark(*at, &cell.value));
    let (row, at, cell) = found.next()?;
    let name = cell_name(first_column + at, row);
    let others = match found.count() {
        0 => String::new(),
        1 => ", and so does 1 other cell".to_owned(),
        count => format!(", and so do {count} other cells"),
    };
    let sign = cell.value.chars().next().unwrap_or('=');
    let message = format!("cell {name} starts with `{sign}`{others}, so a spreadsheet takes it for a formula");
    Some(Diagnostic::new(&FORMULA_TEXT, cell.span, message).help("Start the cell with a word."))
}

/// Whether a cell begins as a formula does, and is neither a number nor an item of a list.
fn is_formula(text: &str) -> bool {
    let Some(after) = text.strip_prefix(['=', '+', '-', '@']) else { return false };
    let is_item = after.starts_with(|sign: char| sign.is_whitespace() || sign == '-');
    let is_number = after.starts_with(|sign: char| sign.is_ascii_digit() || matches!(sign, '.' | '£'));
    let is_worked_out = text.starts_with(['=', '@']) && after.contains(['(', '+', '!', '|']);
    is_worked_out || (!is_item && !is_number && after.contains(char::is_alphabetic))
}

/// Tables on one sheet, or none if there are not several.
pub(super) fn several_tables(extract: &Extract, tables: &[Area]) -> Option<Diagnostic> {
    let ranges: Vec<String> = tables.iter().map(range_of).collect();
    let first = ranges.first().filter(|_| ranges.len() > 1)?;
    let place = match &extract.part {
        Part::Area(area) => area.span,
        Part::Whole | Part::Unclear => extract.sheet.as_ref().unwrap_or(&extract.file).span,
    };
    let (count, listed) =
        (ranges.len(), crate::base::names::listed(&ranges.iter().map(String::as_str).collect::<Vec<_>>()));
    let message = format!("there are {count} tables here: {listed}");
    Some(Diagnostic::new(&TABLE_FILE, place, message).help(format!("Choose one of them: `range: {first}`.")))
}

/// `A3:F20`.
fn range_of(area: &Area) -> String {
    format!("{}:{}", cell_name(area.columns.0, area.rows.0), cell_name(area.columns.1, area.rows.1))
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
    let reported: usize = stretches.iter().take(MOST_STRETCHES).map(|(first, last)| last - first + 1).sum();
    let rest = numbers.len() - reported;
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    let many = if numbers.len() == 1 { "" } else { "s" };
    (!numbers.is_empty()).then(|| format!("{word}{many} {}{more}", first.join(", ")))
}

/// Formulas that have never been worked out, reported once for the sheet.
pub(super) fn never_worked_out(cells: &[(usize, usize)], rows: &[Record], first_column: usize) -> Option<Diagnostic> {
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

/// Number formats that leave out thousands without a word that says so, reported once for each format.
pub(super) fn unclear_format(
    cells: Vec<&(usize, usize, String)>,
    rows: &[Record],
    first_column: usize,
) -> Vec<Diagnostic> {
    let mut reported: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for (row, column, format) in cells {
        let Some(place) = place_of(rows, *row, *column, first_column) else { continue };
        if reported.contains(&format.as_str()) {
            continue;
        }
        reported.push(format);
        let name = cell_name(*column, *row);
        let message =
            format!("cell {name} leaves out thousands, but its number format `{format}` does not show how many");
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
pub(super) fn nothing_there(extract: &Extract, rows: &[Record], first_column: usize) -> Option<Diagnostic> {
    let diagnostic = match &extract.part {
        Part::Area(area) if rows.iter().all(|row| row.is_alone && first_column > 1) => {
            Diagnostic::new(&TABLE_FILE, area.span, "these cells of the sheet are empty")
                .help("Check the first and the last cell of the table in your spreadsheet.")
        }
        Part::Whole if rows.is_empty() => {
            let place = extract.sheet.as_ref().unwrap_or(&extract.file);
            Diagnostic::new(&TABLE_FILE, place.span, format!("`{}` is empty", place.value))
                .help("Save the file again. For a spreadsheet, name the sheet with the figures: `sheet: …`.")
        }
        _ => return None,
    };
    Some(diagnostic)
}

/// The first row names the columns. One cell alone there is a title that somebody wrote above the table.
pub(super) fn title_above(rows: &[Record], first_column: usize, is_sheet: bool) -> Option<Diagnostic> {
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
        Diagnostic::new(&TABLE_FILE, cell.span, "the first row should have the column names, but it has only one cell")
            .help(format!("If the table starts further down, add its range: `range: {from}:{to}`.")),
    )
}

impl Record {
    /// The cells in which the spreadsheet found a fault; `first` is the column of the first cell.
    pub(super) fn faults(&self, first: usize, view: Option<&View>) -> impl Iterator<Item = Diagnostic> {
        let is_reported =
            move |column: usize| view.is_some_and(|view| view.without_result.contains(&(self.number, column)));
        let is_fault = move |(column, cell): &(usize, &Spanned<String>)| {
            FAULTS.contains(&cell.value.as_str()) && !is_reported(if self.is_alone { 1 } else { *column })
        };
        (first..).zip(&self.cells).filter(is_fault).map(|(column, cell)| {
            let message =
                format!("cell {} has {}, a formula with no result", cell_name(column, self.number), cell.value);
            Diagnostic::new(&CELL_FAULT, cell.span, message).help(
                "Open the file in your spreadsheet. Fix the formula, or write TBC or n/a in the cell. Then save the \
                 file.",
            )
        })
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
