//! A table → the sheet that is published of it.
//!
//! Headings of rows become a column `Group`; where not every row is plain data, a column `Row` says what each is, so that
//! nobody adds a total to what it is the total of. [`crate::plan::model::table::grid`] reads both back.

use std::collections::{HashMap, HashSet};

use super::marks::Beside;
use super::sheet::{Column, Datum, Note, Sheet};
use super::words::words;
use crate::plan::model::table::{CellValue, SAME_AS_ABOVE, SAME_AS_BEFORE};
use crate::plan::read::published::{DATA, DERIVED, GROUP, HEADING, ROW, SUBTOTAL, TOTAL, says_what_a_row_is};
use crate::plan::{Cell, Plan, RowKind, Table};
use crate::text::insert::Reference;
use crate::text::tree::{Element, Step, Tree, walk};
use crate::value::number::{Quantity, Unit};
use crate::value::voice::for_data;

/// The sheet of a table.
pub(super) fn sheet(table: &Table, plan: &Plan) -> Sheet {
    let lines = Lines { table, plan }.all();
    let cells = |line: &Line| -> Vec<Datum> { line.cells.iter().map(|cell| datum(cell, plan)).collect() };
    let is_bare = |line: &Line| line.kind == DATA && cells(line).iter().skip(1).all(Datum::is_blank);
    let has_groups = lines.iter().any(|line| !line.group.is_empty());
    let has_kinds = has_groups || lines.iter().any(|line| line.kind != DATA || is_bare(line)) || says_so_itself(table);
    let headings = headings(table, has_kinds);
    let beside: Vec<Beside> = (0..table.columns.len()).map(|column| Beside::of(table, column)).collect();
    let own = (0..table.columns.len()).flat_map(|column| {
        let own = Column { unit: table.unit_of(column).cloned(), ..Column::called(&headings[column]) };
        std::iter::once(own).chain(beside[column].columns(&headings[column]))
    });
    let first = usize::from(has_groups);
    let places = places(&beside, first);
    let names = table.header().map(|header| places[header]);
    let keys = names.map_or_else(Vec::new, |names| [vec![names], vec![0, names]][..=first].to_vec());
    Sheet {
        name: format!("tables/{}.csv", table.id.value),
        title: if table.caption.value.is_empty() { table.id.value.clone() } else { table.caption.value.clone() },
        source: table.source.clone(),
        notes: notes(table, plan, &lines, &places),
        columns: (has_groups.then(|| Column::called(GROUP)).into_iter())
            .chain(own)
            .chain(has_kinds.then(|| Column::called(ROW)))
            .collect(),
        rows: lines
            .iter()
            .map(|line| {
                let group = has_groups.then(|| Datum::words(&line.group.join(" > ")));
                let own = (0..table.columns.len()).flat_map(|column| {
                    let cell = line.cells.get(column);
                    let own = cell.map_or(Datum::None(""), |cell| datum(cell, plan));
                    std::iter::once(own).chain(beside[column].cells(table, cell, plan))
                });
                group.into_iter().chain(own).chain(has_kinds.then(|| Datum::words(line.kind))).collect()
            })
            .collect(),
        names,
        keys,
    }
}

/// Where each column of a table is in its sheet, behind a column of groups and what stands beside the columns before it.
fn places(beside: &[Beside], first: usize) -> Vec<usize> {
    let place = |next: &mut usize, beside: &Beside| {
        let own = *next;
        *next += 1 + beside.count();
        Some(own)
    };
    beside.iter().scan(first, place).collect()
}

/// Whether its own last column would be taken for ours.
fn says_so_itself(table: &Table) -> bool {
    let says = |cell: &Cell| says_what_a_row_is(&cell.written.value);
    table.columns.last().is_some_and(|column| column.full_name() == ROW)
        && table.rows.iter().any(|row| row.cells.last().is_some_and(says))
}

/// The headings of its own columns, none empty and each once. Where a column says what rows are, `Group` and `Row` are taken.
fn headings(table: &Table, has_kinds: bool) -> Vec<String> {
    let own = if has_kinds { vec![GROUP.to_owned(), ROW.to_owned()] } else { Vec::new() };
    let mut taken: HashSet<String> = own.into_iter().collect();
    // The first number behind a name that may be free: those before it are taken.
    let mut next: HashMap<String, usize> = HashMap::new();
    let mut found = Vec::with_capacity(table.columns.len());
    for column in 0..table.columns.len() {
        let name = Some(heading(table, column)).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| format!("Column {}", column + 1));
        let number = next.entry(name.clone()).or_insert(1);
        let free = loop {
            let free = if *number == 1 { name.clone() } else { format!("{name} {number}") };
            *number += 1;
            if taken.insert(free.clone()) {
                break free;
            }
        };
        found.push(free);
    }
    found
}

/// `2016-17 > Value (£000)`: both headings and the unit.
fn heading(table: &Table, column: usize) -> String {
    let name = table.columns[column].full_name();
    match table.unit_of(column).filter(|_| !table.columns[column].says_its_unit()) {
        Some(unit @ Unit::Count(Some(_))) => with_unit(name, &unit.name()),
        Some(unit) => with_unit(name, &unit.symbol()),
        None => name,
    }
}

/// A name that says the unit already does not say it twice.
fn with_unit(name: String, unit: &str) -> String {
    if unit.is_empty() || name.ends_with(&format!(" ({unit})")) { name } else { format!("{name} ({unit})") }
}

pub(super) fn datum(cell: &Cell, plan: &Plan) -> Datum {
    match &cell.value {
        CellValue::Figure(quantity) => match cell.own_unit().filter(|own| !own.is_said_by_row) {
            Some(own) => Datum::words(&with_sign(quantity, &own.unit)),
            None => Datum::figure(quantity),
        },
        CellValue::Date(period) => Datum::Time(*period),
        CellValue::Prose(tree) => match only_figure(tree).and_then(|figure| plan.time_named(figure)) {
            Some(time) => Datum::Time(time),
            None => Datum::words(&words(cell.as_typed.as_ref().unwrap_or(tree), plan)),
        },
        CellValue::SameAsAbove => Datum::None(SAME_AS_ABOVE),
        CellValue::SameAsBefore => Datum::None(SAME_AS_BEFORE),
    }
}

/// The insert of a cell that holds nothing else.
fn only_figure(tree: &Tree) -> Option<&Reference> {
    let mut nodes = walk(tree).filter_map(|step| match step {
        Step::Enter(node) if !matches!(node.element, Element::Paragraph) => Some(node),
        _ => None,
    });
    let first = nodes.next()?;
    first.element.figure().filter(|_| nodes.next().is_none()).map(|figure| &figure.value)
}

/// A figure with the sign that says what it is counted in: `6%`, `£3500`.
fn with_sign(quantity: &Quantity, unit: &Unit) -> String {
    let figure = for_data(quantity);
    match unit {
        Unit::Percent => figure + "%",
        Unit::Money(..) => format!("£{figure}"),
        _ => figure,
    }
}

/// A row of the file.
struct Line<'t> {
    /// The row of the table that it comes from.
    row: usize,
    group: Vec<String>,
    kind: &'static str,
    cells: &'t [Cell],
}

/// So many headings a row can stand under, each within the one before.
const DEEPEST: usize = 3;

/// One table on its way into lines.
pub(super) struct Lines<'t> {
    pub(super) table: &'t Table,
    pub(super) plan: &'t Plan,
}

impl<'t> Lines<'t> {
    fn all(&self) -> Vec<Line<'t>> {
        let mut lines = Vec::with_capacity(self.table.rows.len());
        // The headings that whoever reads the lines so far stands under.
        let mut open = Vec::new();
        for (row, found) in self.table.rows.iter().enumerate() {
            let (group, kind, cells) = match found.kind {
                RowKind::Group(_) if self.is_said_below(row, &open) => continue,
                RowKind::Group(_) => (self.names(&self.table.headings_to(row)), HEADING, [].as_slice()),
                RowKind::Data => (self.path(row), DATA, found.cells.as_slice()),
                RowKind::Derived => (self.path(row), DERIVED, found.cells.as_slice()),
                RowKind::Subtotal => (self.path_of_total(row), SUBTOTAL, found.cells.as_slice()),
                RowKind::Total => (self.path_of_total(row), TOTAL, found.cells.as_slice()),
            };
            if !found.kind.is_total() {
                open.clone_from(&group);
            }
            lines.push(Line { row, group, kind, cells });
        }
        lines
    }

    /// Whether a heading follows from the row of data below it, and needs no line of its own.
    fn is_said_below(&self, heading: usize, open: &[String]) -> bool {
        let rows = &self.table.rows;
        let above = rows[..heading].iter().rev().take(DEEPEST).take_while(|row| row.kind.is_group()).count();
        let (first, below) = (heading - above, rows[heading..].iter().take(DEEPEST + 1));
        let below = heading + below.take_while(|row| row.kind.is_group()).count();
        // So many headings one after the other cannot all be those of one row.
        if below - first > DEEPEST {
            return false;
        }
        if rows.get(below).is_none_or(|row| !matches!(row.kind, RowKind::Data | RowKind::Derived)) {
            return false;
        }
        let path = self.path(below);
        if path.is_empty() {
            return false;
        }
        let known = path.iter().zip(open).take_while(|(part, open)| part == open).count();
        let said = (known.min(path.len() - 1)..path.len()).map(RowKind::Group);
        path != open && said.eq(rows[first..below].iter().map(|row| row.kind))
    }

    /// The headings that a row stands under, from the outermost in.
    pub(super) fn path(&self, row: usize) -> Vec<String> {
        self.names(&self.table.headings_above(row))
    }

    fn names(&self, headings: &[usize]) -> Vec<String> {
        let cell = |heading: &usize| self.table.rows[*heading].cells.first();
        let name = |cell: &Cell| datum(cell, self.plan).text().into_owned();
        headings.iter().map(|heading| cell(heading).map_or(String::new(), name)).collect()
    }

    /// The headings that all a total stands for stands under.
    pub(super) fn path_of_total(&self, row: usize) -> Vec<String> {
        self.path(self.table.first_part(row).unwrap_or(row))
    }
}

/// The notes of a table, each for every cell and heading that it belongs to.
fn notes(table: &Table, plan: &Plan, lines: &[Line], places: &[usize]) -> Vec<Note> {
    let mut notes = Vec::new();
    for note in &table.notes {
        let text = words(note.as_typed.as_ref().unwrap_or(&note.text), plan);
        let Some(mark) = &note.mark else {
            notes.push(Note { cell: None, text });
            continue;
        };
        let has_mark = |marks: &[crate::base::span::Spanned<String>]| marks.iter().any(|own| own.value == mark.value);
        let heads = table.columns.iter().enumerate().filter(|(_, column)| has_mark(&column.marks));
        let heads = heads.map(|(column, _)| (1, places[column] + 1));
        let cells = lines.iter().enumerate().flat_map(|(line, row)| {
            let marked = row.cells.iter().enumerate().filter(|(_, cell)| has_mark(&cell.marks));
            marked.map(move |(column, _)| (line + 2, places[column] + 1))
        });
        // A heading of rows stands in the column of groups, in every line below it.
        let groups = lines.iter().enumerate().filter(|(_, line)| {
            let above = table.headings_above(line.row + usize::from(line.kind == HEADING));
            above.iter().any(|heading| table.rows[*heading].cells.iter().any(|cell| has_mark(&cell.marks)))
        });
        let groups = groups.map(|(line, _)| (line + 2, 1));
        let found: Vec<(usize, usize)> = heads.chain(cells).chain(groups).collect();
        notes.extend(found.into_iter().map(|cell| Note { cell: Some(cell), text: text.clone() }));
    }
    notes
}
