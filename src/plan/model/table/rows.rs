//! A grid of cells → the rows of a table, each with what it is, and the kinds and units of the columns that they stand in.

use std::collections::HashSet;

use super::cell::Place;
use super::kinds::Rows;
use super::marks::Written;
use super::totals::is_total_name;
use super::{Cell, Column, Kind, Row, RowKind, Table};
use crate::base::brackets::settled;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::span::{Span, Spanned};
use crate::base::yaml::{Node, Value};
use crate::plan::read::grid::Grid;

/// A row with too many cells or too few.
pub const ROW_LENGTH: Rule = Rule {
    name: "row-length",
    group: Group::Tables,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "Every row needs as many cells as the table has columns. For an empty cell, leave the space between two \
              pipes empty. In a list such as [Acute, 221,961], a comma starts a new cell, so put the number in \
              quotation marks.",
};

/// A table without columns or rows, or with a header column too many.
pub const TABLE_SHAPE: Rule = Rule {
    name: "table-shape",
    group: Group::Tables,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Error,
    explain: "A table needs rows, columns with headings, and one column (`header: true`) that names the rows. A \
              screen reader can then say what each figure belongs to. Row headings can have three levels at most. A \
              ^ repeats the cell above it, and a < the cell before it, so there must be one.",
};

/// How the rows of a table are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Layout {
    /// `[Acute, 1,200]`.
    List,
    /// `Acute | 1,200`.
    Pipes,
    /// Pasted from a spreadsheet.
    Tabs,
    /// A file with commas.
    Csv,
    /// A sheet of a workbook.
    Sheet,
}

/// How deep headings of rows may stand within each other.
const DEEPEST: usize = 3;

impl Table {
    pub(super) fn take_rows(&mut self, grid: Grid, layout: Layout, diagnostics: &mut Diagnostics) {
        let (rows, ends) = self.rows_of(grid, diagnostics);
        let said = self.said_by_rows(&rows);
        let known = Rows { rows: &rows, said: &said };
        self.take_units_from_names(&known, diagnostics);
        self.check_headings(&rows, diagnostics);
        self.infer_kinds(&known, diagnostics);
        self.settle_units_of_formulas();
        let ends = ends.into_iter().filter(|row| rows.get(*row).is_some_and(is_plain));
        let ends: HashSet<usize> = ends.collect();
        for (position, ((kind, cells), said)) in rows.into_iter().zip(said).enumerate() {
            if !kind.is_group() && cells.len() != self.columns.len() {
                diagnostics.add(self.wrong_length(&cells, layout));
                self.is_sound = false;
                continue;
            }
            let before = diagnostics.len();
            let columns = self.columns.iter();
            let wide: Vec<bool> = cells.iter().skip(1).map(Written::is_same_as_before).chain([false]).collect();
            let cells: Vec<Cell> = (cells.into_iter().zip(wide).zip(columns))
                .map(|((written, is_wide), column)| {
                    let place = Place { is_of_data: self.is_of_data, is_wide };
                    Cell::parse(written, column, &said, place, diagnostics)
                })
                .collect();
            self.check_merged(kind, &cells, diagnostics);
            self.is_sound &= !diagnostics.has_errors_after(before);
            if ends.contains(&position) {
                self.headings.end();
            }
            self.headings.push(kind);
            self.rows.push(Row { kind, total: None, cells });
        }
    }

    /// Each row with what it is, and the rows before which the headings end. A heading that stands within others becomes a
    /// row for each that is new.
    fn rows_of(&self, grid: Grid, diagnostics: &mut Diagnostics) -> (Vec<(RowKind, Vec<Written>)>, Vec<usize>) {
        let (mut rows, mut ends) = (Vec::with_capacity(grid.len()), Vec::new());
        let mut open: Vec<String> = Vec::new();
        for cells in grid {
            if cells.is_empty() {
                ends.push(rows.len());
                continue;
            }
            let (kind, cells) = row_kind(cells, self.columns.len());
            if !kind.is_group() {
                rows.push((kind, cells.into_iter().map(Written::of).collect()));
                continue;
            }
            let Some(heading) = cells.into_iter().next() else { continue };
            let path = path_of(&heading);
            if path.len() > DEEPEST {
                diagnostics.add(
                    Diagnostic::new(&TABLE_SHAPE, heading.span, "row headings can have three levels at most")
                        .help("Remove a level, or make two tables."),
                );
            }
            let path = &path[..path.len().min(DEEPEST)];
            let known = path.iter().zip(&open).take_while(|(part, open)| part.value == **open).count();
            // The same heading again begins again.
            let known = known.min(path.len() - 1);
            open = path.iter().map(|part| part.value.clone()).collect();
            for (depth, part) in path.iter().enumerate().skip(known) {
                rows.push((RowKind::Group(depth), vec![Written::of(part.clone())]));
            }
        }
        (rows, ends)
    }

    /// Every column with something in it has a heading, but the one that names the rows: what those are, people see.
    fn check_headings(&mut self, rows: &[(RowKind, Vec<Written>)], diagnostics: &mut Diagnostics) {
        for name in self.columns.iter_mut().map(|column| &mut column.name).filter(|name| name.value.contains('<')) {
            name.value = settled(&name.value, |_| name.span, diagnostics).into_owned();
        }
        let is_bare = |column: &Column| !column.is_header && column.name.value.is_empty() && column.under.is_none();
        for (position, column) in self.columns.iter().enumerate().filter(|(_, column)| is_bare(column)) {
            let cells = rows.iter().filter(|(kind, _)| !kind.is_group()).filter_map(|(_, cells)| cells.get(position));
            let Some(first) = cells.map(|cell| &cell.text).find(|cell| !cell.value.is_empty()) else { continue };
            let message = format!("this column has no heading, so readers cannot tell what `{}` means", first.value);
            diagnostics.add(
                Diagnostic::new(&TABLE_SHAPE, column.name.span, message)
                    .help("In the first row, write what this column shows. If you do not need the column, remove it."),
            );
            self.is_sound = false;
        }
    }

    /// `^` needs a cell right above it that is as wide, and `<` one before it that is no name of a row.
    fn check_merged(&self, kind: RowKind, cells: &[Cell], diagnostics: &mut Diagnostics) {
        let row = self.rows.last().filter(|above| kind == RowKind::Data && above.kind == RowKind::Data);
        for (position, cell) in cells.iter().enumerate().filter(|(_, cell)| cell.is_merged()) {
            let before =
                position.checked_sub(1).filter(|before| kind == RowKind::Data && !self.columns[*before].is_header);
            let above = row.and_then(|row| row.cells.get(position)).filter(|above| !above.is_same_as_before());
            let fault = if cell.is_same_as_before() {
                let is_fine = before.is_some() && !self.columns[position].is_header;
                (!is_fine).then_some(("there is no cell before this <", "Write the figure, or leave the cell empty."))
            } else if self.columns[position].is_header && !self.has_words_after(position) {
                Some(("every row needs its own name", "Write what this row is about instead of ^."))
            } else if above.is_none() {
                Some(("there is no cell above this ^", "Write the figure, or leave the cell empty."))
            } else {
                let width = 1 + cells[position + 1..].iter().take_while(|cell| cell.is_same_as_before()).count();
                (width != self.width_of(self.rows.len() - 1, position)).then_some((
                    "this ^ is not as wide as the cell above it",
                    "Write ^ under the first of its columns, and < under each of the others.",
                ))
            };
            if let Some((message, help)) = fault {
                diagnostics.add(Diagnostic::new(&TABLE_SHAPE, cell.written.span, message).help(help));
            }
        }
    }

    /// Whether a column of words behind the one that names the rows can tell rows of one name apart.
    fn has_words_after(&self, header: usize) -> bool {
        self.columns[header + 1..].iter().any(|column| column.kind == Kind::Words)
    }

    fn wrong_length(&self, cells: &[Written], layout: Layout) -> Diagnostic {
        let cells: Vec<&Spanned<String>> = cells.iter().map(|cell| &cell.text).collect();
        let span =
            cells.iter().map(|cell| cell.span).reduce(|a, b| Span { end: b.end, ..a }).unwrap_or(self.caption.span);
        let count = |number: usize| if number == 1 { "1 cell".to_owned() } else { format!("{number} cells") };
        let message = format!("this row has {}, but the table has {} columns", count(cells.len()), self.columns.len());
        let diagnostic = Diagnostic::new(&ROW_LENGTH, span, message);
        let is_longer = cells.len() > self.columns.len();
        if let (true, Some(fix), Some(place)) = (is_longer, split_number(&cells), layout.where_commas_part_cells()) {
            return diagnostic.fix(fix, |number| {
                format!("In a {place}, a comma starts a new cell. Put the number in quotation marks: {number}.")
            });
        }
        diagnostic.help(match layout {
            Layout::Csv | Layout::Sheet => {
                "Open the file in your spreadsheet, put every cell under its heading, and save the file."
            }
            _ if is_longer => "Remove a cell, or add a column.",
            Layout::Pipes => "To leave a cell empty, write nothing between two |.",
            Layout::Tabs => "To leave a cell empty, type nothing between two Tabs.",
            Layout::List => "To leave a cell empty, write \"\".",
        })
    }
}

impl Layout {
    /// How `rows:` are written.
    pub(super) fn of(rows: &Node, source: &Files) -> Self {
        match &rows.value {
            Value::List(_) => Self::List,
            _ if source.slice(rows.span).contains('|') => Self::Pipes,
            _ => Self::Tabs,
        }
    }

    /// What the rows of a file were read from.
    pub(super) fn of_file(grid: &Grid, source: &Files) -> Self {
        let file = grid.iter().flatten().map(|cell| cell.span.file).next();
        if file.is_some_and(|file| source.file(file).is_sheet()) { Self::Sheet } else { Self::Csv }
    }

    /// What it is called, where a comma in a number makes two cells of it.
    fn where_commas_part_cells(self) -> Option<&'static str> {
        match self {
            Self::List => Some("list"),
            Self::Csv => Some("CSV file"),
            Self::Pipes | Self::Tabs | Self::Sheet => None,
        }
    }
}

fn row_kind(mut cells: Vec<Spanned<String>>, columns: usize) -> (RowKind, Vec<Spanned<String>>) {
    let Some(first) = cells.first_mut() else { return (RowKind::Group(0), cells) };
    for (mark, kind) in [("==", RowKind::Total), ("=", RowKind::Subtotal)] {
        if let Some(rest) = first.value.strip_prefix(mark) {
            let lead = mark.len() + (rest.len() - rest.trim_start().len());
            *first = Spanned::new(rest.trim().to_owned(), first.span.within(lead, lead + rest.trim().len()));
            return (kind, cells);
        }
    }
    let is_group = cells.len() == 1 && columns > 1;
    (if is_group { RowKind::Group(0) } else { RowKind::Data }, cells)
}

/// Whether a row is data that is not called a total: an empty line before a total only sets it apart.
fn is_plain((kind, cells): &(RowKind, Vec<Written>)) -> bool {
    *kind == RowKind::Data && cells.first().is_some_and(|name| !is_total_name(&name.text.value))
}

/// `NHS > Acute` → `NHS`, `Acute`.
fn path_of(heading: &Spanned<String>) -> Vec<Spanned<String>> {
    let mut at = 0;
    heading
        .value
        .split(" > ")
        .map(|part| {
            let start = at + (part.len() - part.trim_start().len());
            at += part.len() + 3;
            Spanned::new(part.trim().to_owned(), heading.span.within(start, start + part.trim().len()))
        })
        .collect()
}

/// Two neighbours that look like the halves of one number: `221` and `961`.
fn split_number(cells: &[&Spanned<String>]) -> Option<Fix> {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    cells
        .windows(2)
        .find(|pair| {
            digits(&pair[0].value) && pair[0].value.len() <= 3 && digits(&pair[1].value) && pair[1].value.len() == 3
        })
        .map(|pair| {
            let place = Span { end: pair[1].span.end, ..pair[0].span };
            Fix::guess(place, format!("\"{},{}\"", pair[0].value, pair[1].value))
        })
}
