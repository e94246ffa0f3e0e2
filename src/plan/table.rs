//! Tables: one model for front matter, CSV files, workbooks and Markdown pipes.
//!
//! Rows are marked as what they are (a group heading, data, a subtotal, a grand total), columns are
//! typed, and figures are exact. A line without a pipe is a group; a line that begins with `=` a total
//! of the rows above it, with `==` of all rows.

use super::Plan;
use super::grid::{self, Extract, Grid};
use super::values::{checked_id, choice, id_field, period, quantity, unit};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::markdown::{self, Piece, PipeTable};
use crate::names::slug;
use crate::number::{Amount, Quantity, Scale, Unit};
use crate::period::Period;
use crate::source::{FileId, Source, Span, Spanned};
use crate::yaml::{Fields, MISSING_KEY, Node, text_of};

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name in `{{ … }}`, in addresses and in open data.
    pub id: Spanned<String>,
    /// What it shows. Empty only where a pipe table was given none.
    pub caption: Spanned<String>,
    /// The unit of its figures, said once.
    pub unit: Option<Unit>,
    /// The columns. One of them names the rows.
    pub columns: Vec<Column>,
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// Notes under the table.
    pub notes: Vec<Vec<Piece>>,
    /// Where the figures come from.
    pub source: Option<String>,
    /// Whether it stands in the text itself, where it need not be asked for.
    pub is_in_text: bool,
    /// Whether all of it could be read. What is missing has been told, and nothing that follows from it is.
    pub is_sound: bool,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading.
    pub name: Spanned<String>,
    /// The heading as a slug, for `{{ table.row.column }}`.
    pub key: String,
    /// Whether its cells name the rows.
    pub is_header: bool,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether the author has said what they hold.
    is_typed: bool,
    /// The unit to show in the heading, where it differs from the table's.
    pub unit: Option<Unit>,
    /// Whether total rows must be the sum of what stands above them.
    pub is_summed: bool,
}

/// What the cells of a column hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Words.
    Words,
    /// Dates.
    Dates,
    /// Figures of a unit.
    Figures(Unit),
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Its cells, one a column; a group heading has one cell.
    pub cells: Vec<Cell>,
}

/// What a row is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RowKind {
    /// A heading for the rows below it.
    Group,
    /// Data.
    Data,
    /// The total of the rows above it, since the last heading or total.
    Subtotal,
    /// The total of all rows.
    Total,
}

/// A cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// As it was written.
    pub written: Spanned<String>,
    /// What it holds.
    pub value: CellValue,
}

/// What a cell holds.
#[derive(Clone, Debug)]
pub enum CellValue {
    /// Words, perhaps with figures in them.
    Prose(Vec<Piece>),
    /// A figure.
    Figure(Quantity),
    /// A date.
    Date(Period),
}

/// A figure for a cell: row, column, value.
pub(super) type Filled = (usize, usize, Quantity);

/// A row with too many cells or too few.
pub const ROW_LENGTH: Rule = Rule {
    name: "row-length",
    severity: Severity::Error,
    explain: "Every row has as many cells as the table has columns. An empty cell is written as nothing between two \
              pipes. In a list such as [Acute, 221,961] a comma begins a new cell: write the number in quotation marks.",
};

/// A table without columns or rows, or with a header column too many.
pub const TABLE_SHAPE: Rule = Rule {
    name: "table-shape",
    severity: Severity::Error,
    explain: "A table needs columns, rows, and one column (`header: true`) whose cells name the rows, so that a screen \
              reader can say what each figure belongs to.",
};

/// A pipe table that says nothing about what it shows.
pub const TABLE_WITHOUT_CAPTION: Rule = Rule {
    name: "table-without-caption",
    severity: Severity::Warning,
    explain: "A caption tells people what a table shows before they meet its figures, and names its download. Write \
              `Table: what it shows` on the line under a pipe table.",
};

impl Table {
    /// Reads one item of `tables:` of the chapter `file`.
    pub fn parse(source: &Source, file: FileId, node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "a table", diagnostics)?;
        let span = fields.span();
        let id = id_field(&mut fields, diagnostics);
        let caption = fields.need("caption", diagnostics);
        let unit = fields.text("unit", diagnostics).and_then(|text| unit(&text, diagnostics));
        let columns: Vec<Column> = fields
            .list("columns", diagnostics)
            .iter()
            .filter_map(|node| column(node, unit.as_ref(), diagnostics))
            .collect();
        let rows = fields.take("rows");
        let extract = Extract::take(&mut fields, diagnostics);
        let notes = fields.texts("notes", diagnostics);
        let notes = notes.iter().map(|note| markdown::inline(&note.value, note.span, diagnostics)).collect();
        let origin = fields.text("source", diagnostics).map(|text| text.value);
        fields.finish(diagnostics);
        // With an id it can be asked for: what else is wrong with it is told once, not at every place that shows it.
        let id = id?;
        let caption = caption.unwrap_or_else(|| id.clone());
        let mut table = Self {
            id,
            caption,
            unit,
            columns,
            rows: Vec::new(),
            notes,
            source: origin,
            is_in_text: false,
            is_sound: true,
        };
        let Some(grid) = table.grid(source, file, (rows, extract), span, diagnostics) else {
            return Some(Self { is_sound: false, ..table });
        };
        let grid = table.in_order(grid);
        let grid = if table.columns.is_empty() || table.begins_with_headings(&grid) {
            table.take_headings(grid)
        } else {
            grid
        };
        table.settle_columns(span, diagnostics);
        table.take_rows(grid, diagnostics);
        Some(table)
    }

    /// The cells as they are written, from `rows` or, where there are none, from `file`. A fault is reported.
    fn grid(
        &self,
        source: &Source,
        file: FileId,
        written: (Option<&Node>, Option<Extract>),
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Grid> {
        if let (Some(rows), Some(_)) = &written {
            diagnostics.add(
                Diagnostic::new(&TABLE_SHAPE, rows.span, "this table has both `rows` and `file`")
                    .help("Keep the one that is right and remove the other."),
            );
        }
        match written {
            (Some(rows), _) => Some(grid::of_rows(source, file, rows, self.columns.len(), diagnostics)),
            (None, Some(extract)) => grid::of_file(source, file, &extract, diagnostics),
            (None, None) => {
                diagnostics.add(
                    Diagnostic::new(&MISSING_KEY, span, "a table needs `rows` or `file`")
                        .help("Write the rows under `rows: |`, one on a line, with a | between the cells."),
                );
                None
            }
        }
    }

    /// A table of pipes in the text. `number` counts them in the chapter `address`.
    pub fn from_pipes(pipes: &PipeTable, address: &str, number: usize, diagnostics: &mut Diagnostics) -> Self {
        if pipes.caption.is_none() {
            diagnostics.add(
                Diagnostic::new(&TABLE_WITHOUT_CAPTION, pipes.span, "this table has no caption")
                    .help("Write `Table: what it shows` on the line under it."),
            );
        }
        let id = pipes
            .id
            .clone()
            .and_then(|id| checked_id(id, diagnostics))
            .unwrap_or_else(|| Spanned::new(format!("{address}-table-{number}"), pipes.span));
        let columns = pipes.columns.iter().map(|name| Column::named(name.clone())).collect();
        let caption = pipes.caption.clone().unwrap_or_else(|| Spanned::new(String::new(), pipes.span));
        let mut table = Self {
            id,
            caption,
            unit: None,
            columns,
            rows: Vec::new(),
            notes: Vec::new(),
            source: None,
            is_in_text: true,
            is_sound: true,
        };
        table.settle_columns(pipes.span, diagnostics);
        table.take_rows(grid::of_pipes(pipes), diagnostics);
        table
    }

    /// The rows with their cells in the order of the columns, where the first row names the same columns in another.
    fn in_order(&self, grid: Grid) -> Grid {
        let Some(first) = grid.first().filter(|first| first.len() == self.columns.len()) else { return grid };
        let names: Vec<String> = first.iter().map(|cell| slug(&cell.value)).collect();
        let order: Option<Vec<usize>> =
            self.columns.iter().map(|column| names.iter().position(|name| *name == column.key)).collect();
        let Some(order) = order else { return grid };
        let sorted = |row: Vec<Spanned<String>>| -> Vec<Spanned<String>> {
            if row.len() == order.len() { order.iter().map(|position| row[*position].clone()).collect() } else { row }
        };
        grid.into_iter().map(sorted).collect()
    }

    /// Whether the first row repeats the names of the columns, as that of a spreadsheet does.
    fn begins_with_headings(&self, grid: &Grid) -> bool {
        let Some(first) = grid.first() else { return false };
        let names = first.iter().map(|cell| slug(&cell.value));
        first.len() == self.columns.len() && names.eq(self.columns.iter().map(|column| column.key.clone()))
    }

    /// The first row names the columns, unless they have names already; the rest are rows.
    fn take_headings(&mut self, mut grid: Grid) -> Grid {
        let names = if grid.is_empty() { Vec::new() } else { grid.remove(0) };
        if self.columns.is_empty() {
            self.columns = names.into_iter().map(Column::named).collect();
        }
        grid
    }

    /// Exactly one column names the rows: the one marked so, or the first.
    fn settle_columns(&mut self, span: Span, diagnostics: &mut Diagnostics) {
        let mut headers = self.columns.iter_mut().filter(|column| column.is_header);
        if headers.next().is_some() {
            for extra in headers {
                extra.is_header = false;
                diagnostics.add(
                    Diagnostic::new(&TABLE_SHAPE, extra.name.span, "a second column that names the rows")
                        .help("Leave `header: true` at one column only."),
                );
            }
        } else if let Some(first) = self.columns.first_mut() {
            first.is_header = true;
        } else {
            diagnostics.add(
                Diagnostic::new(&TABLE_SHAPE, span, "this table has no columns")
                    .help("List them under `columns:`, each as - { name: … }."),
            );
        }
    }

    fn take_rows(&mut self, grid: Grid, diagnostics: &mut Diagnostics) {
        let rows: Vec<(RowKind, Vec<Spanned<String>>)> =
            grid.into_iter().map(|cells| row_kind(cells, self.columns.len())).collect();
        self.infer_kinds(&rows);
        for (kind, cells) in rows {
            if kind != RowKind::Group && cells.len() != self.columns.len() {
                diagnostics.add(self.wrong_length(&cells));
                self.is_sound = false;
                continue;
            }
            let columns = self.columns.iter();
            let before = diagnostics.count(Severity::Error);
            let cells: Vec<Cell> = cells
                .into_iter()
                .zip(columns)
                .map(|(written, column)| Cell::parse(written, column, kind, diagnostics))
                .collect();
            self.is_sound &= diagnostics.count(Severity::Error) == before;
            self.rows.push(Row { kind, cells });
        }
    }

    /// A column of nothing but figures of one kind holds figures, if its type was not given.
    fn infer_kinds(&mut self, rows: &[(RowKind, Vec<Spanned<String>>)]) {
        for (position, column) in self.columns.iter_mut().enumerate() {
            if column.is_header || column.is_typed || column.name.value.is_empty() {
                continue;
            }
            let cells = rows.iter().filter(|(kind, _)| *kind != RowKind::Group);
            let cells: Vec<&str> = cells.filter_map(|(_, cells)| Some(cells.get(position)?.value.as_str())).collect();
            if let Some(unit) = inferred_unit(&cells, self.unit.as_ref()) {
                column.kind = Kind::Figures(unit);
            }
        }
    }

    fn wrong_length(&self, cells: &[Spanned<String>]) -> Diagnostic {
        let span =
            cells.iter().map(|cell| cell.span).reduce(|a, b| Span { end: b.end, ..a }).unwrap_or(self.caption.span);
        let count = |number: usize| if number == 1 { "1 cell".to_owned() } else { format!("{number} cells") };
        let message = format!("this row has {}, but the table has {} columns", count(cells.len()), self.columns.len());
        let diagnostic = Diagnostic::new(&ROW_LENGTH, span, message);
        match split_number(cells) {
            Some(number) if cells.len() > self.columns.len() => diagnostic
                .help(format!("In a list a comma begins a new cell. Put the number in quotation marks: \"{number}\".")),
            _ if cells.len() < self.columns.len() => diagnostic.help("Write nothing between two | for an empty cell."),
            _ => diagnostic.help("Remove a cell, or add a column."),
        }
    }

    /// How many rows are called `key`.
    #[must_use]
    pub fn rows_called(&self, key: &str) -> usize {
        self.row_keys().iter().filter(|row| *row == key).count()
    }

    /// Whether it has a total.
    #[must_use]
    pub fn has_total(&self) -> bool {
        self.rows.iter().any(|row| matches!(row.kind, RowKind::Total | RowKind::Subtotal))
    }

    /// The row called `key` (the slug of its heading); `total` is the last total.
    #[must_use]
    pub fn row(&self, key: &str) -> Option<&Row> {
        let header = self.header()?;
        let named = self.rows.iter().find(|row| {
            row.kind != RowKind::Group && row.cells.get(header).is_some_and(|cell| slug(&cell.written.value) == key)
        });
        named.or_else(|| {
            self.rows.iter().rev().find(|row| key == "total" && matches!(row.kind, RowKind::Total | RowKind::Subtotal))
        })
    }

    /// The keys of all rows that can be asked for.
    #[must_use]
    pub fn row_keys(&self) -> Vec<String> {
        let header = self.header().unwrap_or(0);
        self.rows
            .iter()
            .filter(|row| row.kind != RowKind::Group)
            .filter_map(|row| row.cells.get(header))
            .map(|cell| slug(&cell.written.value))
            .collect()
    }

    /// The position of the column that names the rows.
    #[must_use]
    pub fn header(&self) -> Option<usize> {
        self.columns.iter().position(|column| column.is_header)
    }

    /// The measures that stand in cells of figures, with their values in the unit of the column.
    pub(super) fn shown_measures(&self, plan: &Plan) -> Vec<Filled> {
        let mut found = Vec::new();
        for (row, cells) in self.rows.iter().enumerate() {
            for (column, cell) in cells.cells.iter().enumerate() {
                let Kind::Figures(unit) = &self.columns[column].kind else { continue };
                if let Some(quantity) = cell
                    .measure()
                    .and_then(|path| plan.measured(path))
                    .and_then(|(quantity, from)| rescaled(&quantity, &from, unit))
                {
                    found.push((row, column, quantity));
                }
            }
        }
        found
    }

    /// Puts figures into cells, then adds up what was left empty.
    pub(super) fn fill(&mut self, values: Vec<Filled>) {
        for (row, column, quantity) in values {
            self.rows[row].cells[column].value = CellValue::Figure(quantity);
        }
        for row in 0..self.rows.len() {
            for column in 0..self.columns.len() {
                let is_empty = self.rows[row].cells.get(column).is_some_and(|cell| {
                    matches!(&cell.value, CellValue::Figure(Quantity { amount: Amount::Blank, .. }))
                });
                let sum = if is_empty && self.columns[column].is_summed { self.sum_above(row, column) } else { None };
                if let Some(sum) = sum {
                    self.rows[row].cells[column].value = CellValue::Figure(sum);
                }
            }
        }
    }

    /// What an empty total should hold: the sum of the rows it stands for, as certain as the least certain of them.
    fn sum_above(&self, row: usize, column: usize) -> Option<Quantity> {
        let parts = self.parts_of(row, column)?;
        let is_open = |part: &&Quantity| matches!(part.amount, Amount::ToBeConfirmed | Amount::Range(..));
        if parts.iter().any(is_open) {
            return Some(Quantity { amount: Amount::ToBeConfirmed, hedge: None });
        }
        let numbers = parts.iter().filter_map(|part| part.number());
        let sum = numbers.reduce(|sum, number| sum + number)?;
        let hedge = parts.iter().any(|part| part.hedge.is_some()).then_some("about");
        Some(Quantity { amount: Amount::Number(sum), hedge })
    }

    /// The figures that a total row stands for; nothing for a row that is no total.
    #[must_use]
    pub fn parts_of(&self, row: usize, column: usize) -> Option<Vec<&Quantity>> {
        let first = match self.rows.get(row)?.kind {
            RowKind::Total => 0,
            RowKind::Subtotal => {
                self.rows[..row].iter().rposition(|above| above.kind != RowKind::Data).map_or(0, |above| above + 1)
            }
            RowKind::Group | RowKind::Data => return None,
        };
        // A total right under a subtotal, with no rows between, stands for everything.
        let first = if first == row { 0 } else { first };
        let data = self.rows[first..row].iter().filter(|above| above.kind == RowKind::Data);
        Some(data.filter_map(|above| above.cells.get(column)?.figure()).collect())
    }
}

impl Column {
    fn named(name: Spanned<String>) -> Self {
        let key = slug(&name.value);
        Self { name, key, is_header: false, kind: Kind::Words, is_typed: false, unit: None, is_summed: false }
    }
}

impl Cell {
    fn parse(written: Spanned<String>, column: &Column, row: RowKind, diagnostics: &mut Diagnostics) -> Self {
        let value = match &column.kind {
            _ if row == RowKind::Group || written.value.contains("{{") => None,
            Kind::Figures(unit) => figure(&written, unit, diagnostics).map(CellValue::Figure),
            Kind::Dates if !written.value.is_empty() => {
                period(&written, diagnostics).map(|period| CellValue::Date(period.value))
            }
            Kind::Words | Kind::Dates => None,
        };
        let value =
            value.unwrap_or_else(|| CellValue::Prose(markdown::inline(&written.value, written.span, diagnostics)));
        Self { written, value }
    }

    /// The figure, if this holds one.
    #[must_use]
    pub fn figure(&self) -> Option<&Quantity> {
        match &self.value {
            CellValue::Figure(quantity) => Some(quantity),
            _ => None,
        }
    }

    /// The path of the one figure that is all the cell holds.
    fn measure(&self) -> Option<&[Spanned<String>]> {
        match &self.value {
            CellValue::Prose(pieces) => match pieces.as_slice() {
                [Piece::Figure(reference)] if reference.value.wording.is_none() => Some(&reference.value.path),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The unit of cells that are all figures and are all written alike; nothing for words, years or a mixture, which
/// are shown as they stand.
fn inferred_unit(cells: &[&str], table: Option<&Unit>) -> Option<Unit> {
    let read =
        |unit: &Unit| -> Option<Vec<Quantity>> { cells.iter().map(|cell| Quantity::parse(cell, unit).ok()).collect() };
    let with_sign = |sign: char| cells.iter().filter(|cell| cell.contains(sign)).count();
    let is_year = |cell: &&str| {
        cell.len() == 4 && cell.starts_with(['1', '2']) && cell.bytes().all(|digit| digit.is_ascii_digit())
    };
    let unit = match (with_sign('£'), with_sign('%')) {
        (0, 0) if table.is_none() && cells.iter().all(is_year) => return None,
        (0, 0) if cells.iter().any(|cell| cell.ends_with(['k', 'm', 'n'])) => return None,
        (0, 0) => table.cloned().unwrap_or(Unit::Number),
        (_, 0) if cells.iter().any(|cell| cell.ends_with(['k', 'm', 'n'])) => return None,
        (_, 0) => Unit::Money(Scale::One, None),
        (0, _) => Unit::Percent,
        _ => return None,
    };
    let figures = read(&unit)?;
    let numbers = figures.iter().filter(|figure| figure.number().is_some()).count();
    // Where some figures carry the sign and others do not, nobody can say what the others are.
    let signs = with_sign('£') + with_sign('%');
    (numbers > 0 && (signs == 0 || signs >= numbers)).then_some(unit)
}

fn figure(written: &Spanned<String>, unit: &Unit, diagnostics: &mut Diagnostics) -> Option<Quantity> {
    if written.value.is_empty() {
        return Some(Quantity { amount: Amount::Blank, hedge: None });
    }
    quantity(written, unit, diagnostics).map(|quantity| quantity.value)
}

/// A value in the size of another unit; nothing where the two cannot be compared, so that it is shown with its own.
fn rescaled(quantity: &Quantity, from: &Unit, to: &Unit) -> Option<Quantity> {
    let (Unit::Money(from, _), Unit::Money(to, _)) = (from, to) else {
        let is_alike = std::mem::discriminant(from) == std::mem::discriminant(to) || *to == Unit::Number;
        return is_alike.then(|| quantity.clone());
    };
    quantity.resized(*from, *to)
}

fn column(node: &Node, table_unit: Option<&Unit>, diagnostics: &mut Diagnostics) -> Option<Column> {
    if node.as_text().is_some() {
        return text_of(node, "columns", diagnostics).map(Column::named);
    }
    let mut fields = Fields::of(node, "a column", diagnostics)?;
    let name = fields.need("name", diagnostics);
    let is_header = fields.switch("header", diagnostics);
    let kinds = ["text", "count", "money", "percent", "points", "rate", "number", "date"].map(|kind| (kind, kind));
    let kind = fields.text("type", diagnostics).and_then(|text| choice(&text, "type", &kinds, diagnostics));
    let unit = fields.text("unit", diagnostics).and_then(|text| unit(&text, diagnostics));
    let sums = [("sum", true), ("none", false)];
    let is_summed =
        fields.text("total", diagnostics).and_then(|text| choice(&text, "total", &sums, diagnostics)).unwrap_or(false);
    fields.finish(diagnostics);
    let money = || match unit.as_ref().or(table_unit) {
        Some(Unit::Money(scale, per)) => Unit::Money(*scale, per.clone()),
        _ => Unit::Money(Scale::One, None),
    };
    let is_typed = kind.is_some() || unit.is_some() || is_summed;
    let kind = match (kind, &unit) {
        (Some("text"), _) => Kind::Words,
        (Some("date"), _) => Kind::Dates,
        (Some("money"), _) => Kind::Figures(money()),
        (Some("percent"), _) => Kind::Figures(Unit::Percent),
        (Some("points"), _) => Kind::Figures(Unit::Points),
        (Some("count"), _) => Kind::Figures(Unit::Count(None)),
        (Some(_), _) => Kind::Figures(unit.clone().unwrap_or(Unit::Number)),
        (None, Some(Unit::Words)) => Kind::Words,
        (None, Some(unit)) => Kind::Figures(unit.clone()),
        (None, None) if is_summed => Kind::Figures(table_unit.cloned().unwrap_or(Unit::Number)),
        (None, None) => Kind::Words,
    };
    Some(Column { is_header, kind, is_typed, unit, is_summed, ..Column::named(name?) })
}

fn row_kind(mut cells: Vec<Spanned<String>>, columns: usize) -> (RowKind, Vec<Spanned<String>>) {
    let Some(first) = cells.first_mut() else { return (RowKind::Group, cells) };
    for (mark, kind) in [("==", RowKind::Total), ("=", RowKind::Subtotal)] {
        if let Some(rest) = first.value.strip_prefix(mark) {
            let lead = mark.len() + (rest.len() - rest.trim_start().len());
            *first = Spanned::new(rest.trim().to_owned(), first.span.within(lead, lead + rest.trim().len()));
            return (kind, cells);
        }
    }
    let is_group = cells.len() == 1 && columns > 1;
    (if is_group { RowKind::Group } else { RowKind::Data }, cells)
}

/// Two neighbours that look like the halves of one number: `221` and `961`.
fn split_number(cells: &[Spanned<String>]) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    cells
        .windows(2)
        .find(|pair| {
            digits(&pair[0].value) && pair[0].value.len() <= 3 && digits(&pair[1].value) && pair[1].value.len() == 3
        })
        .map(|pair| format!("{},{}", pair[0].value, pair[1].value))
}

/// A measure's value by the path that a cell names, for [`Table::shown_measures`].
impl Plan {
    fn measured(&self, path: &[Spanned<String>]) -> Option<(Quantity, Unit)> {
        let (metric, path) = self.in_its_year(self.metric(&path.first()?.value)?, &path[1..]).ok().flatten()?;
        let quantity = metric.quantity_at(path)?;
        Some((quantity, metric.unit.clone()))
    }
}
