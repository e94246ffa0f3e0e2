//! What was written → a [`Table`]: front matter, a CSV file, a workbook or pipes in the text.
//!
//! A line without a pipe is a heading for the rows below it, `NHS > Acute` one within another; a line that begins with
//! `=` is a total of the rows above it, with `==` of all rows. `^` in a cell stands for the cell above.

mod described;

use std::collections::{HashMap, HashSet};

use self::described::{Described, among_those_of_file};
use super::columns::{COLUMN, Wanted, keys_of};
use super::marks::sign_of_note;
use super::relation::formulas::{FORMULAS, Stated};
use super::rows::{Layout, TABLE_SHAPE};
use super::{Column, Comparing, Headings, Judge, Note, RowKind, Table, Tolerance};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::names::{listed, slug};
use crate::base::span::{FileId, Span, Spanned};
use crate::base::yaml::Kind::{self, Either, Id, Keys, List, Map, Text};
use crate::base::yaml::{Fields, Key, MISSING_KEY, Node, Record, TEXTS, Value};
use crate::plan::model::metric::difference;
use crate::plan::read::extract::{Extract, FILE, FileRead, RANGE, SHEET};
use crate::plan::read::grid;
use crate::plan::read::grid::Grid;
use crate::plan::read::published;
use crate::plan::read::published::Lines;
use crate::plan::read::shape::below::Below;
use crate::plan::read::values::{UNKNOWN_VALUE, checked_id, id_field, unit};
use crate::text::markdown;
use crate::text::markdown::PipeTable;
use crate::value::number::{UNITS, Unit};
use crate::value::standing::{Better, Compared};

/// A mark without its note, or a note without its mark.
pub const NOTE_WITHOUT_MARK: Rule = Rule {
    name: "note-mark",
    group: Group::Tables,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Words),
    severity: Severity::Error,
    explain: "A mark [^a] after a cell or a heading of a table links to the note `- a: …` in the table's `notes`, \
              and each of these notes needs a mark. A note about the whole table has no mark.",
};

/// A pipe table that says nothing about what it shows.
pub const TABLE_WITHOUT_CAPTION: Rule = Rule {
    name: "table-without-caption",
    group: Group::Tables,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Words),
    severity: Severity::Warning,
    explain: "A caption says what a table shows before people read its figures. It is also the name of the download. \
              Under a pipe table, write `Table: what it shows` on the next line.",
};

/// The keys of an item of `tables:`.
#[rustfmt::skip]
pub(crate) const TABLE: Record = Record {
    name: "a table",
    doc: "A table, with its rows here or in a file.",
    keys: &[
        Key::new("id", Id, "A short name in lower case letters, digits and hyphens, used once in the whole plan.").needed(),
        Key::new("caption", Text, "What the table shows.").needed().or(&["title", "name", "heading", "label"]),
        Key::new("unit", Kind::Unit(&UNITS), "What its figures are counted in, if it is the same for all columns.").or(&["units"]),
        Key::new("columns", List(&Either(&[Text, Keys(&COLUMN)])), "The columns, each by its name or with its settings.")
            .or(&["headings", "headers", "header"]),
        Key::new("rows", Either(&[Text, List(&Either(&[List(&Text), Text]))]), "The rows, one on each line with a | between the cells.")
            .or(&["data", "lines", "cells"]),
        FILE,
        SHEET,
        RANGE,
        Key::new("notes", List(&Either(&[Text, Map])), "Notes under the table. Start a note with its mark, a:, if it is about one cell.")
            .or(&["comment", "comments", "remarks", "footnotes"]),
        Key::new("formulas", FORMULAS, "How rows or columns follow from each other: Surplus = Income - Spending. plainplan works out empty cells and checks the others.")
            .or(&["formula", "relations"]),
        Key::new("compare", Keys(&COMPARED), "Compares columns with another column, cell by cell.").or(&["comparison"]),
        Key::new("source", Text, "Where the figures come from."),
    ],
};

#[rustfmt::skip]
const COMPARED: Record = Record {
    name: "a comparison of columns",
    doc: "Compares columns with another column, cell by cell.",
    keys: &[
        Key::new("with", Text, "The column to compare with.").needed().or(&["to", "column"]),
        Key::new("better", Text, "Which direction is better: higher, lower, neither, or the name of a column that says so.").needed_unless("verdict")
            .or(&["direction", "polarity", "good"]),
        Key::new("tolerance", Text, "Up to this difference, two figures are similar. A number, or the name of a column with a number for each row.")
            .or(&["within", "margin"]),
        Key::new("verdict", Text, "The name of a column that says how each row compares: better, worse or similar, for example.").or(&["result", "verdicts"]),
        Key::new("columns", TEXTS, "The columns to compare, if not all with figures.").or(&["headings", "headers", "header"]),
    ],
};

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
            formulas: Vec::new(),
            too_large: None,
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
        let mut fields = Fields::of(node, &TABLE, diagnostics)?;
        let span = fields.span();
        let id = id_field(&mut fields, diagnostics);
        let caption = fields.text("caption", diagnostics);
        let unit = fields.text("unit", diagnostics).and_then(|text| unit(&text, diagnostics));
        let columns: Vec<Described> = fields
            .list("columns", diagnostics)
            .iter()
            .filter_map(|node| Column::parse(node, unit.as_ref(), diagnostics))
            .collect();
        let rows = fields.take("rows");
        let extract = Extract::take(&mut fields, diagnostics);
        let notes = fields.list("notes", diagnostics).iter().filter_map(|node| note(node, diagnostics)).collect();
        let formulas = Stated::take(&mut fields, diagnostics);
        let compare = fields.take("compare");
        let origin = fields.text("source", diagnostics).map(|text| text.value);
        fields.finish(diagnostics);
        // With an id it can be asked for: what else is wrong with it is reported once, not at every place that shows it.
        let id = id?;
        let caption = caption.unwrap_or_else(|| id.clone());
        let is_of_data = rows.is_none() && extract.is_some();
        let mut table = Self { unit, notes, source: origin, is_of_data, ..Self::called(id, caption) };
        let layout = rows.map(|rows| Layout::of(rows, source));
        let written = written_rows(source, file, (rows, extract), (span, columns.len()), reads, diagnostics);
        let is_described = table.take_columns(columns, written.as_ref().map(|(lines, _)| &lines.grid), diagnostics);
        let formulas = table.take_formulas_of_columns(formulas, diagnostics);
        let Some((lines, below)) = written.filter(|_| is_described) else {
            return Some(Self { is_sound: false, ..table });
        };
        table.take_below(below, diagnostics);
        let layout = layout.unwrap_or_else(|| Layout::of_file(&lines.grid, source));
        table.take_lines(lines, layout, (span, formulas), diagnostics);
        table.comparison = compare.and_then(|node| table.comparing(node, diagnostics));
        table.explain_signs(diagnostics);
        table.match_marks(diagnostics);
        Some(table)
    }

    /// Takes the columns, with those of a file that `columns:` does not describe. Says whether the file has all of them.
    fn take_columns(&mut self, columns: Vec<Described>, grid: Option<&Grid>, diagnostics: &mut Diagnostics) -> bool {
        let all = match grid.filter(|_| self.is_of_data) {
            Some(grid) => among_those_of_file(columns, grid),
            None => Ok(columns),
        };
        let columns = match all {
            Ok(columns) => columns,
            Err(missing) => {
                diagnostics.add(missing);
                return false;
            }
        };
        let (columns, wanted): (Vec<Column>, Vec<Option<Wanted>>) = columns.into_iter().unzip();
        self.columns = columns;
        self.settle_calculations(&wanted, diagnostics);
        true
    }

    /// Makes rows of what was written.
    fn take_lines(
        &mut self,
        lines: Lines,
        layout: Layout,
        (span, formulas): (Span, Vec<Stated>),
        diagnostics: &mut Diagnostics,
    ) {
        self.notes.extend(lines.notes.iter().map(|(mark, text)| Note::of_file(mark, text)));
        let grid = self.in_order(self.with_room(lines.grid));
        let has_headings = self.columns.is_empty() || self.begins_with_headings(&grid);
        let grid = if has_headings { self.take_headings(grid) } else { grid };
        self.settle_columns(span, diagnostics);
        let formulas = self.take_formulas_of_columns(formulas, diagnostics);
        self.take_rows(grid, layout, diagnostics);
        self.take_derived(&lines.derived);
        self.take_formulas_of_rows(formulas, diagnostics);
        self.settle_rows(lines.are_kinds_stated);
        if self.is_of_data && !lines.are_kinds_stated {
            self.end_at_totals();
            self.settle_marked();
        }
    }

    /// What is written below the rows of a file becomes the source, if there is none yet, and notes.
    fn take_below(&mut self, below: Below, diagnostics: &mut Diagnostics) {
        let own = self.source.clone();
        let source = below.source.filter(|source| own.as_ref() != Some(&source.value));
        let (source, more) = if own.is_none() { (source, None) } else { (None, source) };
        self.source = own.or(source.map(|source| source.value));
        for line in more.into_iter().chain(below.notes) {
            let text = markdown::cell_of_data(&line.value, line.span, diagnostics);
            let as_typed = Some(markdown::cell_of_data_as_typed(&line.value, line.span));
            let of_sign = sign_of_note(&line).map(Box::new);
            self.notes.push(Note { mark: None, text, as_typed, of_sign });
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
        table.explain_signs(diagnostics);
        table.match_marks(diagnostics);
        table
    }

    /// Takes those rows for derived ones whose names stand at `places`.
    fn take_derived(&mut self, places: &[Span]) {
        for row in self.rows.iter_mut().filter(|row| row.kind == RowKind::Data && !places.is_empty()) {
            if row.cells.first().is_some_and(|cell| places.contains(&cell.written.span)) {
                row.kind = RowKind::Derived;
            }
        }
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

    /// Exactly one column names the rows: the one marked so, or the first.
    fn settle_columns(&mut self, span: Span, diagnostics: &mut Diagnostics) {
        let mut headers = self.columns.iter_mut().filter(|column| column.is_header);
        if headers.next().is_some() {
            for extra in headers {
                extra.is_header = false;
                diagnostics.add(
                    Diagnostic::new(&TABLE_SHAPE, extra.name.span, "a second column that names the rows")
                        .help("Use `header: true` on one column only."),
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

    /// Reads `compare:`, which holds cells against another column. A fault is reported.
    fn comparing(&self, node: &Node, diagnostics: &mut Diagnostics) -> Option<Comparing> {
        let mut fields = Fields::of(node, &COMPARED, diagnostics)?;
        let with = fields.text("with", diagnostics);
        let verdict = fields.text("verdict", diagnostics);
        let better = fields.text("better", diagnostics);
        let tolerance = fields.text("tolerance", diagnostics);
        let named = fields.texts("columns", diagnostics);
        fields.finish(diagnostics);
        let with = self.find_column(&with?, diagnostics);
        let better = match verdict {
            Some(verdict) => self.stated(&verdict, diagnostics),
            None => self.judge(&better?, diagnostics),
        };
        let tolerance = tolerance.map(|tolerance| self.tolerance(&tolerance, diagnostics));
        let columns: Vec<Option<usize>> = named.iter().map(|name| self.find_column(name, diagnostics)).collect();
        let (with, better, columns) = (with?, better?, columns.into_iter().collect::<Option<Vec<usize>>>()?);
        let all = (0..self.columns.len()).filter(|column| *column != with && self.unit_of(*column).is_some());
        let is_part = |column: &usize| tolerance != Some(Some(Tolerance::Column(*column)));
        let all: Vec<usize> = all.filter(is_part).collect();
        let columns = if !columns.is_empty() {
            columns
        } else if all.is_empty() {
            self.mixed_columns(with)
        } else {
            all
        };
        if matches!(better, Judge::Stated(_)) && columns.len() > 1 {
            diagnostics.add(self.several_for_one_verdict(node.span, &columns));
        }
        Some(Comparing { with, columns, better, tolerance: tolerance.flatten() })
    }

    /// The columns of words that have figures in their own units.
    fn mixed_columns(&self, with: usize) -> Vec<usize> {
        let data = || (0..self.rows.len()).filter(|row| self.rows[*row].kind == RowKind::Data);
        let has_figures = |column: usize| data().any(|row| self.figure_with_unit(row, column).is_some());
        let others = (0..self.columns.len()).filter(|column| *column != with && !self.columns[*column].is_header);
        others.filter(|column| has_figures(*column)).collect()
    }

    /// One column of verdicts is about one column of figures.
    fn several_for_one_verdict(&self, span: Span, columns: &[usize]) -> Diagnostic {
        let names: Vec<&str> = columns.iter().map(|column| self.columns[*column].name.value.as_str()).collect();
        let message = format!("the verdicts of this comparison could be about {}", listed(&names));
        let help = format!("Say which column they are about, for example `columns: [{}]`.", names[0]);
        Diagnostic::new(&MISSING_KEY, span, message).help(help)
    }

    /// A column whose cells say how the figures of their row compare.
    fn stated(&self, name: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Judge> {
        let column = self.find_column(name, diagnostics)?;
        let cells = self.rows.iter().filter(|row| row.kind == RowKind::Data).filter_map(|row| row.cells.get(column));
        let is_known = |word: &str| Compared::WRITTEN.iter().any(|(written, _)| *written == word.to_lowercase());
        for cell in cells
            .filter(|cell| !cell.written.value.is_empty() && !cell.is_same_as_above() && !is_known(&cell.written.value))
        {
            let message = format!("`{}` does not say how two figures compare", cell.written.value);
            let words = listed(&Compared::WRITTEN.map(|(word, _)| word));
            diagnostics.add(
                Diagnostic::new(&UNKNOWN_VALUE, cell.written.span, message).help(format!("Choose one of: {words}.")),
            );
        }
        Some(Judge::Stated(column))
    }

    /// A number, or a column with one for each row.
    fn tolerance(&self, text: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Tolerance> {
        if text.value.starts_with(|letter: char| letter.is_ascii_digit()) || text.value.starts_with(['-', '.']) {
            return difference(text, &Unit::Number, diagnostics).map(Tolerance::All);
        }
        self.find_column(text, diagnostics).map(Tolerance::Column)
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
            let message = format!("no cell of this table has a mark for the note `{}`", note.value);
            diagnostics.add(
                Diagnostic::new(&NOTE_WITHOUT_MARK, note.span, message)
                    .help(format!("Write [^{}] after the cell that the note is about.", note.value)),
            );
        }
    }
}

impl Note {
    /// A note that a file of ours has for a sign.
    fn of_file(mark: &str, text: &Spanned<String>) -> Self {
        let words = markdown::cell_of_data(&text.value, text.span, &mut Diagnostics::default());
        let as_typed = markdown::cell_of_data_as_typed(&text.value, text.span);
        Self {
            mark: Some(Spanned::new(mark.to_owned(), text.span)),
            text: words,
            as_typed: Some(as_typed),
            of_sign: None,
        }
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
    let of_sign = if mark.is_none() { sign_of_note(&text).map(Box::new) } else { None };
    Some(Note { mark, text: markdown::inline(&text.value, text.span, diagnostics), as_typed, of_sign })
}

/// The cells as they are written, from `rows` or, where there are none, from `file`, and what is written below them. A
/// fault is reported.
fn written_rows(
    source: &Files,
    file: FileId,
    written: (Option<&Node>, Option<Extract>),
    (span, columns): (Span, usize),
    reads: &mut Vec<FileRead>,
    diagnostics: &mut Diagnostics,
) -> Option<(Lines, Below)> {
    if let (Some(rows), Some(_)) = &written {
        diagnostics.add(
            Diagnostic::new(&TABLE_SHAPE, rows.span, "this table has both `rows` and `file`")
                .help("Keep the right one and remove the other."),
        );
    }
    match written {
        (Some(rows), _) => {
            let grid = grid::of_rows(source, file, rows, columns, diagnostics);
            Some((Lines { grid, notes: Vec::new(), derived: Vec::new(), are_kinds_stated: false }, Below::default()))
        }
        (None, Some(extract)) => {
            let read = grid::of_file(source, file, &extract, reads, diagnostics)?;
            Some((published::as_lines(read.grid, diagnostics), read.below))
        }
        (None, None) => {
            diagnostics.add(
                Diagnostic::new(&MISSING_KEY, span, "a table needs `rows` or `file`")
                    .help("Write the rows under `rows: |`, one on each line, with | between the cells."),
            );
            None
        }
    }
}
