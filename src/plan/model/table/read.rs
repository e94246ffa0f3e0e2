//! What was written → a [`Table`]: front matter, a CSV file, a workbook or pipes in the text.
//!
//! A line without a pipe is a heading for the rows below it, `NHS > Acute` one within another; a line that begins with
//! `=` is a total of the rows above it, with `==` of all rows. `^` in a cell stands for the cell above.

use std::collections::{HashMap, HashSet};

use super::columns::{Wanted, are_dates, inferred_unit, keys_of, without_their_sign};
use super::marks::without_marks;
use super::{Cell, Column, Comparing, Headings, Judge, Kind, Note, Row, RowKind, SAME_AS_ABOVE, Table, Written};
use crate::base::brackets::settled;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Rule, Severity};
use crate::base::files::Files;
use crate::base::names::slug;
use crate::base::span::{FileId, Span, Spanned};
use crate::base::yaml::{Fields, MISSING_KEY, Node, Value};
use crate::plan::model::metric::Better;
use crate::plan::read::extract::{Extract, FileRead};
use crate::plan::read::grid;
use crate::plan::read::grid::Grid;
use crate::plan::read::published;
use crate::plan::read::published::Lines;
use crate::plan::read::values::{NOT_A_NUMBER, UNKNOWN_VALUE, checked_id, id_field, if_decimal, unit};
use crate::text::markdown;
use crate::text::markdown::PipeTable;
use crate::value::number::{Quantity, Scale, Unit};
use crate::value::period::Period;

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
    explain: "A table needs columns with headings, rows, and one column (`header: true`) whose cells name the rows, so that a screen \
              reader can say what each figure belongs to. Headings of rows stand within each other to three levels at most, \
              and ^ needs a cell above it that it can stand for.",
};

/// A mark without its note, or a note without its mark.
pub const NOTE_WITHOUT_MARK: Rule = Rule {
    name: "note-mark",
    severity: Severity::Error,
    explain: "A mark [^a] behind a cell or a heading of a table leads to the note `- a: …` in the table's `notes`, and every \
              such note needs its mark. A note about the whole table is written without a mark.",
};

/// A pipe table that says nothing about what it shows.
pub const TABLE_WITHOUT_CAPTION: Rule = Rule {
    name: "table-without-caption",
    severity: Severity::Warning,
    explain: "A caption tells people what a table shows before they meet its figures, and names its download. Write \
              `Table: what it shows` on the line under a pipe table.",
};

/// A figure without the sign that the others of its column carry.
pub const SIGN_LEFT_OUT: Rule = Rule {
    name: "sign-left-out",
    severity: Severity::Warning,
    explain: "Where some figures of a column carry a £ or a % and others do not, nobody can say what the others count, and the \
              column is neither added up nor held against its total. Write the sign at every figure or at none of them. A column \
              of figures of several kinds can have `type: text`, or `accept:` with a reason.",
};

/// How the rows of a table are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Layout {
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
/// A column of figures with decimal commas.
pub const DECIMAL_COMMA: Rule = Rule {
    name: "decimal-comma",
    severity: Severity::Warning,
    explain: "In a plan a comma separates thousands, 1,234, and a point comes before decimals, 43.5. A column whose figures have decimal \
              commas is shown as words: it is not added up and cannot be drawn. Write the figures with a point. If they are not \
              figures, for example a list such as 1,3, give the column `type: text`.",
};

/// How deep headings of rows may stand within each other.
const DEEPEST: usize = 3;

impl Table {
    /// A table that has only its names yet.
    fn called(id: Spanned<String>, caption: Spanned<String>) -> Self {
        Self {
            id,
            caption,
            unit: None,
            columns: Vec::new(),
            rows: Vec::new(),
            notes: Vec::new(),
            comparison: None,
            source: None,
            is_of_data: false,
            is_in_text: false,
            is_sound: true,
            headings: Headings::default(),
            names: super::RowNames::default(),
        }
    }

    /// Reads one item of `tables:` of the chapter `file`. A file that it is read from is added to `reads`.
    pub fn parse(
        source: &Files,
        file: FileId,
        node: &Node,
        reads: &mut Vec<FileRead>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let mut fields = Fields::of(node, "a table", diagnostics)?;
        let span = fields.span();
        let id = id_field(&mut fields, diagnostics);
        let caption = fields.need("caption", diagnostics);
        let unit = fields.text("unit", diagnostics).and_then(|text| unit(&text, diagnostics));
        let columns: Vec<(Column, Option<Wanted>)> = fields
            .list("columns", diagnostics)
            .iter()
            .filter_map(|node| Column::parse(node, unit.as_ref(), diagnostics))
            .collect();
        let rows = fields.take("rows");
        let extract = Extract::take(&mut fields, diagnostics);
        let notes = fields.list("notes", diagnostics).iter().filter_map(|node| note(node, diagnostics)).collect();
        let compare = fields.take("compare");
        let origin = fields.text("source", diagnostics).map(|text| text.value);
        fields.finish(diagnostics);
        // With an id it can be asked for: what else is wrong with it is told once, not at every place that shows it.
        let id = id?;
        let caption = caption.unwrap_or_else(|| id.clone());
        let (columns, wanted): (Vec<Column>, Vec<Option<Wanted>>) = columns.into_iter().unzip();
        let is_of_data = rows.is_none() && extract.is_some();
        let mut table = Self { unit, columns, notes, source: origin, is_of_data, ..Self::called(id, caption) };
        table.settle_calculations(&wanted, diagnostics);
        let layout = rows.map(|rows| Layout::of(rows, source));
        let Some(lines) = table.written_rows(source, file, (rows, extract), span, reads, diagnostics) else {
            return Some(Self { is_sound: false, ..table });
        };
        let layout = layout.unwrap_or_else(|| Layout::of_file(&lines.grid, source));
        let grid = table.in_order(table.with_room(lines.grid));
        let grid = if table.columns.is_empty() || table.begins_with_headings(&grid) {
            table.take_headings(grid)
        } else {
            grid
        };
        table.settle_columns(span, diagnostics);
        table.take_rows(grid, layout, diagnostics);
        table.settle_rows(lines.are_kinds_stated);
        table.comparison = compare.and_then(|node| table.comparing(node, diagnostics));
        table.match_marks(diagnostics);
        Some(table)
    }

    /// The cells as they are written, from `rows` or, where there are none, from `file`. A fault is reported.
    fn written_rows(
        &self,
        source: &Files,
        file: FileId,
        written: (Option<&Node>, Option<Extract>),
        span: Span,
        reads: &mut Vec<FileRead>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Lines> {
        if let (Some(rows), Some(_)) = &written {
            diagnostics.add(
                Diagnostic::new(&TABLE_SHAPE, rows.span, "this table has both `rows` and `file`")
                    .help("Keep the one that is right and remove the other."),
            );
        }
        match written {
            (Some(rows), _) => {
                let grid = grid::of_rows(source, file, rows, self.columns.len(), diagnostics);
                Some(Lines { grid, are_kinds_stated: false })
            }
            (None, Some(extract)) => {
                let grid = grid::of_file(source, file, &extract, reads, diagnostics)?;
                Some(published::as_lines(grid, diagnostics))
            }
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
        let mut table = Self { columns, is_in_text: true, ..Self::called(id, caption) };
        table.settle_columns(pipes.span, diagnostics);
        table.take_rows(grid::of_pipes(pipes), Layout::Pipes, diagnostics);
        table.settle_rows(false);
        table.match_marks(diagnostics);
        table
    }

    /// The rows with empty cells for the columns that are calculated, where those were left out.
    fn with_room(&self, grid: Grid) -> Grid {
        let left_out: Vec<usize> =
            (0..self.columns.len()).filter(|column| self.columns[*column].is_calculated()).collect();
        if left_out.is_empty() {
            return grid;
        }
        let names_columns = self.names_columns(&grid, self.columns.len() - left_out.len());
        let fill = |(number, mut row): (usize, Vec<Spanned<String>>)| {
            if row.len() == self.columns.len() - left_out.len() {
                let end = row.last().map_or(self.id.span, |cell| cell.span);
                for column in &left_out {
                    let name =
                        if number == 0 && names_columns { self.columns[*column].full_name() } else { String::new() };
                    row.insert((*column).min(row.len()), Spanned::new(name, end));
                }
            }
            row
        };
        grid.into_iter().enumerate().map(fill).collect()
    }

    /// Whether the first row has `length` cells, each the name of a column.
    fn names_columns(&self, grid: &Grid, length: usize) -> bool {
        let keys: HashSet<&str> = self.columns.iter().map(|column| column.key.as_str()).collect();
        let is_name = |cell: &Spanned<String>| keys_of(&cell.value).iter().any(|key| keys.contains(key.as_str()));
        grid.first().is_some_and(|first| first.len() == length && first.iter().all(is_name))
    }

    /// The rows with their cells in the order of the columns, where the first row names the same columns in another.
    fn in_order(&self, grid: Grid) -> Grid {
        let Some(first) = grid.first().filter(|first| first.len() == self.columns.len()) else { return grid };
        let (mut exact, mut called) = (HashMap::new(), HashMap::new());
        for (position, cell) in first.iter().enumerate() {
            exact.entry(slug(&cell.value)).or_insert(position);
            for key in keys_of(&cell.value) {
                called.entry(key).or_insert(position);
            }
        }
        let place = |column: &Column| exact.get(&column.key).or_else(|| called.get(&column.key)).copied();
        let order: Option<Vec<usize>> = self.columns.iter().map(place).collect();
        let Some(order) = order else { return grid };
        let sorted = |row: Vec<Spanned<String>>| -> Vec<Spanned<String>> {
            if row.len() == order.len() { order.iter().map(|position| row[*position].clone()).collect() } else { row }
        };
        grid.into_iter().map(sorted).collect()
    }

    /// Whether the first row repeats the names of the columns, as that of a spreadsheet does.
    fn begins_with_headings(&self, grid: &Grid) -> bool {
        let Some(first) = grid.first() else { return false };
        let mut named = first.iter().zip(&self.columns);
        first.len() == self.columns.len() && named.all(|(cell, column)| column.is_called(&cell.value))
    }

    /// The first row names the columns, unless they have names already; the rest are rows.
    fn take_headings(&mut self, mut grid: Grid) -> Grid {
        let names = if grid.is_empty() { Vec::new() } else { grid.remove(0) };
        if self.columns.is_empty() {
            self.columns = names.into_iter().map(Column::named).collect();
        }
        grid
    }

    /// Units that the names of columns say. They stay in the names where two columns would have one name without them.
    fn take_units_from_names(&mut self, rows: &Grid, diagnostics: &mut Diagnostics) {
        let names: Vec<String> = self.columns.iter().map(|column| slug(&column.name_without_unit())).collect();
        let mut times: HashMap<&str, usize> = HashMap::new();
        for name in &names {
            *times.entry(name).or_default() += 1;
        }
        let width = self.columns.len();
        for (position, column) in self.columns.iter_mut().enumerate() {
            if column.is_header || column.is_typed || column.is_calculated() {
                continue;
            }
            let cells = rows.iter().filter(|row| row.len() == width).map(|row| without_marks(row[position].clone()).0);
            let own = cells.filter(|cell| cell.value != SAME_AS_ABOVE && !cell.value.contains("{{"));
            let is_called_so = times[names[position].as_str()] > 1;
            let broken = column.take_unit_from_name(own, is_called_so);
            self.is_sound &= broken.is_empty();
            diagnostics.extend(broken);
        }
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

    fn take_rows(&mut self, grid: Grid, layout: Layout, diagnostics: &mut Diagnostics) {
        self.take_units_from_names(&grid, diagnostics);
        let rows: Vec<(RowKind, Vec<Written>)> = self.rows_of(grid, diagnostics);
        self.check_headings(&rows, diagnostics);
        self.infer_kinds(&rows, diagnostics);
        for (kind, cells) in rows {
            if !kind.is_group() && cells.len() != self.columns.len() {
                diagnostics.add(self.wrong_length(&cells, layout));
                self.is_sound = false;
                continue;
            }
            let before = diagnostics.len();
            let columns = self.columns.iter();
            let cells: Vec<Cell> = cells
                .into_iter()
                .zip(columns)
                .map(|(written, column)| Cell::parse(written, column, kind, self.is_of_data, diagnostics))
                .collect();
            self.check_same_as_above(kind, &cells, diagnostics);
            self.is_sound &= !diagnostics.has_errors_after(before);
            self.headings.push(kind);
            self.rows.push(Row { kind, total: None, cells });
        }
    }

    /// Each row with what it is. A heading that stands within others becomes a row for each that is new.
    fn rows_of(&self, grid: Grid, diagnostics: &mut Diagnostics) -> Vec<(RowKind, Vec<Written>)> {
        let mut rows = Vec::with_capacity(grid.len());
        let mut open: Vec<String> = Vec::new();
        for cells in grid {
            let (kind, cells) = row_kind(cells, self.columns.len());
            if !kind.is_group() {
                rows.push((kind, cells.into_iter().map(Written::of).collect()));
                continue;
            }
            let Some(heading) = cells.into_iter().next() else { continue };
            let path = path_of(&heading);
            if path.len() > DEEPEST {
                diagnostics.add(
                    Diagnostic::new(
                        &TABLE_SHAPE,
                        heading.span,
                        "headings of rows can stand within each other to three levels",
                    )
                    .help("Leave out a level, or make two tables of it."),
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
        rows
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
            let message = format!("this column has no heading, so nobody can say what `{}` is", first.value);
            diagnostics.add(
                Diagnostic::new(&TABLE_SHAPE, column.name.span, message)
                    .help("Write in the first row what its cells show, or remove the column."),
            );
            self.is_sound = false;
        }
    }

    /// `^` needs a row of the same kind right above it.
    fn check_same_as_above(&self, kind: RowKind, cells: &[Cell], diagnostics: &mut Diagnostics) {
        let can_share = kind == RowKind::Data && self.rows.last().is_some_and(|above| above.kind == RowKind::Data);
        for (cell, column) in cells.iter().zip(&self.columns).filter(|(cell, _)| cell.is_same_as_above()) {
            if column.is_header {
                diagnostics.add(
                    Diagnostic::new(&TABLE_SHAPE, cell.written.span, "every row needs a name of its own")
                        .help("Write what this row is about instead of ^."),
                );
            } else if !can_share {
                diagnostics.add(
                    Diagnostic::new(&TABLE_SHAPE, cell.written.span, "there is no cell above that ^ could stand for")
                        .help("Write the figure, or leave the cell empty."),
                );
            }
        }
    }

    /// A column of nothing but figures of one kind holds figures, one of nothing but dates holds dates, if its type was
    /// not given.
    fn infer_kinds(&mut self, rows: &[(RowKind, Vec<Written>)], diagnostics: &mut Diagnostics) {
        for (position, column) in self.columns.iter_mut().enumerate() {
            if column.is_header || column.is_typed || column.name.value.is_empty() {
                continue;
            }
            let cells = rows.iter().filter(|(kind, _)| !kind.is_group());
            let cells = cells.filter_map(|(_, cells)| Some(&cells.get(position)?.text));
            let cells: Vec<&Spanned<String>> = cells.filter(|cell| cell.value != SAME_AS_ABOVE).collect();
            let texts: Vec<&str> = cells.iter().map(|cell| cell.value.as_str()).collect();
            if let Some(unit) = inferred_unit(&texts, self.unit.as_ref()) {
                column.kind = Kind::Figures(unit);
            } else if are_dates(&texts) {
                column.kind = Kind::Dates;
            } else {
                let broken = broken_numbers(&cells);
                self.is_sound &= broken.is_empty();
                if broken.is_empty() {
                    diagnostics.extend(decimal_comma(&cells));
                }
                diagnostics.extend(broken);
                diagnostics.extend(sign_left_out(&cells));
            }
        }
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
                format!("In a {place} a comma begins a new cell. Put the number in quotation marks: {number}.")
            });
        }
        diagnostic.help(match layout {
            Layout::Csv | Layout::Sheet => {
                "Open the file in your spreadsheet, put every cell under its heading, and save it again."
            }
            _ if is_longer => "Remove a cell, or add a column.",
            Layout::Pipes => "Write nothing between two | for an empty cell.",
            Layout::Tabs => "Write nothing between two Tabs for an empty cell.",
            Layout::List => "Write \"\" for an empty cell.",
        })
    }

    /// Reads `compare:`, which holds cells against another column. A fault is reported.
    fn comparing(&self, node: &Node, diagnostics: &mut Diagnostics) -> Option<Comparing> {
        let mut fields = Fields::of(node, "a comparison of columns", diagnostics)?;
        let with = fields.need("with", diagnostics);
        let better = fields.need("better", diagnostics);
        let named = fields.texts("columns", diagnostics);
        fields.finish(diagnostics);
        let with = self.find_column(&with?, diagnostics);
        let better = self.judge(&better?, diagnostics);
        let columns: Vec<Option<usize>> = named.iter().map(|name| self.find_column(name, diagnostics)).collect();
        let (with, better, columns) = (with?, better?, columns.into_iter().collect::<Option<Vec<usize>>>()?);
        let all = (0..self.columns.len()).filter(|column| *column != with && self.unit_of(*column).is_some());
        let columns = if columns.is_empty() { all.collect() } else { columns };
        Some(Comparing { with, columns, better })
    }

    /// `higher`, `lower`, `neither`, or a column that says so for each row.
    fn judge(&self, better: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Judge> {
        if let Some(better) = Better::parse(&better.value) {
            return Some(Judge::All(better));
        }
        let column = self.find_column(better, diagnostics)?;
        let cells = self.rows.iter().filter(|row| row.kind == RowKind::Data).filter_map(|row| row.cells.get(column));
        for cell in cells.filter(|cell| Better::parse(&cell.written.value).is_none()) {
            let message = format!("`{}` does not say which way is better", cell.written.value);
            diagnostics.add(
                Diagnostic::new(&UNKNOWN_VALUE, cell.written.span, message).help("Write higher, lower or neither."),
            );
        }
        Some(Judge::Column(column))
    }

    /// Every mark leads to a note, and every note with a mark is led to.
    fn match_marks(&self, diagnostics: &mut Diagnostics) {
        let in_headings = self.columns.iter().flat_map(|column| &column.marks);
        let in_cells = self.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.marks);
        let used: Vec<&Spanned<String>> = in_headings.chain(in_cells).collect();
        let notes: Vec<&Spanned<String>> = self.notes.iter().filter_map(|note| note.mark.as_ref()).collect();
        for mark in used.iter().filter(|mark| notes.iter().all(|note| note.value != mark.value)) {
            let message = format!("there is no note for the mark [^{}]", mark.value);
            diagnostics.add(
                Diagnostic::new(&NOTE_WITHOUT_MARK, mark.span, message)
                    .help(format!("Add `- {}: …` to the `notes` of this table, or remove the mark.", mark.value)),
            );
        }
        for note in notes.iter().filter(|note| used.iter().all(|mark| mark.value != note.value)) {
            let message = format!("nothing in this table leads to the note `{}`", note.value);
            diagnostics.add(
                Diagnostic::new(&NOTE_WITHOUT_MARK, note.span, message)
                    .help(format!("Write [^{}] behind the cell that it is about.", note.value)),
            );
        }
    }
}

impl Layout {
    /// How `rows:` are written.
    fn of(rows: &Node, source: &Files) -> Self {
        match &rows.value {
            Value::List(_) => Self::List,
            _ if source.slice(rows.span).contains('|') => Self::Pipes,
            _ => Self::Tabs,
        }
    }

    /// What the rows of a file were read from.
    fn of_file(grid: &Grid, source: &Files) -> Self {
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

impl Written {
    fn of(cell: Spanned<String>) -> Self {
        let (text, marks) = without_marks(cell);
        Self { text, marks }
    }
}

/// A note: words alone, or one key, the mark, and its words.
fn note(node: &Node, diagnostics: &mut Diagnostics) -> Option<Note> {
    let (mark, words) = match &node.value {
        Value::Keys(entries) => match entries.as_slice() {
            [(mark, words)] => (Some(Spanned::new(mark.value.to_string(), mark.span)), words),
            _ => (None, node),
        },
        _ => (None, node),
    };
    let text = crate::base::yaml::text_of(words, "notes", diagnostics)?;
    let as_typed = markdown::inline_as_typed(&text.value, text.span);
    Some(Note { mark, text: markdown::inline(&text.value, text.span, diagnostics), as_typed })
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

/// Cells that are meant as numbers and are none, in a column where most are.
fn broken_numbers(cells: &[&Spanned<String>]) -> Vec<Diagnostic> {
    let (mut numbers, mut broken) = (0, Vec::new());
    for cell in cells {
        let mut units = [Unit::Money(Scale::One, None), Unit::Percent];
        if cell.value.contains('%') {
            units.reverse();
        }
        let read = units.map(|unit| Quantity::parse(&cell.value, &unit));
        match read {
            [Ok(quantity), _] | [_, Ok(quantity)] if quantity.number().is_some() => numbers += 1,
            [Err(reason), _] if is_meant_as_number(&cell.value) => {
                let message = format!("`{}` is not a number: {reason}", cell.value);
                let found = Diagnostic::new(&NOT_A_NUMBER, cell.span, message);
                broken.push(match with_decimal_point(&cell.value) {
                    Some(meant) => found.fix(Fix::guess(cell.span, meant), if_decimal),
                    None => found.help("Write it like the others, or give the column `type: text` if it is none."),
                });
            }
            _ => {}
        }
    }
    if numbers >= 2 && numbers > broken.len() * 2 { broken } else { Vec::new() }
}

/// What to write where a comma stands before decimals, whatever is counted.
fn with_decimal_point(text: &str) -> Option<String> {
    let units = [Unit::Number, Unit::Money(Scale::One, None), Unit::Percent];
    units.iter().find_map(|unit| Quantity::with_decimal_points(text, unit))
}

/// The first decimal comma of a column that would hold figures but for such, once for all of them. `0,435` can be nothing
/// else; `1,3` may be a list.
fn decimal_comma(cells: &[&Spanned<String>]) -> Option<Diagnostic> {
    let is_sure = |cell: &Spanned<String>| {
        cell.value.trim_start_matches(['-', '−', '(', '£', '+']).starts_with("0,") && is_meant_as_number(&cell.value)
    };
    let known = || cells.iter().filter(|cell| Quantity::in_place_of_a_figure(&cell.value).is_none());
    let has_comma = |cell: &&&Spanned<String>| with_decimal_point(&cell.value).is_some();
    let is_figure = |cell: &&Spanned<String>| {
        has_comma(&cell) || Quantity::parse(&cell.value, &Unit::Percent).is_ok_and(|figure| figure.is_counted())
    };
    let sure = known().filter(has_comma).find(|cell| is_sure(cell));
    let (cell, rule) = match sure {
        Some(cell) => (cell, &NOT_A_NUMBER),
        None => (known().find(has_comma).filter(|_| known().all(is_figure))?, &DECIMAL_COMMA),
    };
    let message = format!("`{}` is not read as a number, because decimals are written with a point", cell.value);
    let otherwise = if sure.is_none() { " If it is not a number, give the column `type: text`." } else { "" };
    let fix = Fix::guess(cell.span, with_decimal_point(&cell.value)?);
    Some(Diagnostic::new(rule, cell.span, message).fix(fix, |meant| if_decimal(meant) + otherwise))
}

/// Digits and the signs of numbers alone, or with a sign among them that is a slip of the finger, and no time.
fn is_meant_as_number(text: &str) -> bool {
    let is_of_numbers = |letter: &char| letter.is_ascii_digit() || " .,£%()+-−kmM".contains(*letter);
    let mut strays = text.chars().filter(|letter| !is_of_numbers(letter));
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_slip = match (strays.next(), strays.next()) {
        (None, _) => true,
        (Some(stray), None) => is_stray(stray, digits),
        (Some(_), Some(_)) => false,
    };
    digits > 0 && is_slip && Period::parse(text).is_none()
}

/// Whether a sign got among so many digits by a slip: one that looks like a digit, as in `42,66O`, the star of a note, or
/// any letter among many digits. `4a` is the name of a part.
fn is_stray(sign: char, digits: usize) -> bool {
    "OolIS*†‡#?'".contains(sign) || sign.is_alphabetic() && digits > 3
}

/// The figure that lacks the sign of its column, once for all of them.
fn sign_left_out(cells: &[&Spanned<String>]) -> Option<Diagnostic> {
    let (sign, cell) = without_their_sign(cells)?;
    let message = format!(
        "`{}` has no {sign}, but other figures of this column have one: nobody can say what it counts",
        cell.value
    );
    Some(Diagnostic::new(&SIGN_LEFT_OUT, cell.span, message).help(format!(
        "Write the {sign} at every figure of the column, or at none and the unit in its heading, as in ({sign}).",
    )))
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
