//! All tables of a plan → one workbook, as Excel and as `OpenDocument`: a cover, the contents, the notes, then a sheet for each table.
//!
//! It follows the guidance of the UK Government Analysis Function on releasing statistics in spreadsheets: a title in A1, one
//! marked table a sheet, no merged cells, and shorthand in place of figures. The rows of a table are packed once, when its
//! files are made. A workbook is those put one after the other, with what is said around them.

mod excel;
mod open;

use rust_decimal::Decimal;

use super::bundle::{Fragment, Packer};
use super::sheet::{Column, Datum, Note, Sheet};
use crate::plan::Plan;
use crate::value::locale::{Catalogue, Key};
use crate::value::number::Unit;

/// The address of the workbook for Excel.
pub(in crate::site) const EXCEL: &str = "data/tables.xlsx";
/// The address of the `OpenDocument` workbook.
pub(in crate::site) const OPEN: &str = "data/tables.ods";

/// A table on its way into the workbooks.
#[derive(Debug)]
pub(super) struct BookTable {
    id: String,
    title: String,
    source: Option<String>,
    notes: Vec<Note>,
    headings: Vec<String>,
    /// For each column, how many letters its longest cell has.
    widths: Vec<usize>,
    /// How many rows it has below its headings.
    rows: usize,
    /// Its headings and rows, for Excel and for `OpenDocument`.
    excel: Fragment,
    open: Fragment,
}

/// A cell around the tables.
enum Cell {
    Title(String),
    Heading(String),
    Words(String),
    /// A link to another sheet, by its name.
    Link(String),
}

/// A sheet of a workbook.
struct Page<'t> {
    name: String,
    /// The rows above its table, or all rows.
    lines: Vec<Vec<Cell>>,
    table: Option<Marked>,
    /// The rows of a table of the plan.
    body: Option<&'t BookTable>,
    widths: Vec<usize>,
}

/// What is marked as a table. Rows count from one.
struct Marked {
    /// The row of its headings.
    first: usize,
    last: usize,
    headings: Vec<String>,
}

/// So many rows are made and packed at a time, so that those of a long table are not all in memory.
const STRETCH: usize = 1_000;
/// No name of a sheet is longer in Excel.
const LONGEST_NAME: usize = 31;
/// Columns are as wide as their cells, within reason.
const WIDTHS: std::ops::RangeInclusive<usize> = 8..=50;

impl BookTable {
    pub(super) fn of(id: &str, sheet: Sheet, packer: &mut Packer) -> Self {
        let headings: Vec<String> = sheet.columns.iter().map(|column| on_one_line(&column.title)).collect();
        let length = |text: &str| text.chars().count();
        let longest = |(column, heading): (usize, &String)| {
            let cells = sheet.rows.iter().filter_map(|row| row.get(column)).map(|datum| length(&datum.text()));
            // A heading of several words may be broken.
            cells.chain([length(heading).div_ceil(2)]).max().unwrap_or(0)
        };
        let widths = headings.iter().enumerate().map(longest).collect();
        let mut packed = |first: String, rows: &dyn Fn(&[Vec<Datum>]) -> String| {
            let mut stretches = sheet.rows.chunks(STRETCH);
            let mut all = packer.fragment((first + &rows(stretches.next().unwrap_or_default())).as_bytes());
            stretches.for_each(|stretch| all.append(&packer.fragment(rows(stretch).as_bytes())));
            all
        };
        let excel = packed(excel::headings(&headings), &|rows| excel::rows(rows, &sheet.columns));
        let open = packed(open::headings(&headings), &|rows| open::rows(rows, &sheet.columns));
        let (title, source) = (on_one_line(&sheet.title), sheet.source.as_deref().map(on_one_line));
        Self {
            id: id.to_owned(),
            title,
            source,
            notes: sheet.notes,
            headings,
            widths,
            rows: sheet.rows.len(),
            excel,
            open,
        }
    }
}

/// The workbooks of some tables, with their addresses.
pub(super) fn workbooks(tables: &[&BookTable], plan: &Plan, texts: &Catalogue) -> [(&'static str, Vec<u8>); 2] {
    let names = names(tables, texts);
    let mut pages = vec![cover(tables, plan, texts, &names), contents(tables, texts, &names)];
    pages.extend(notes(tables, texts, &names));
    pages.extend(tables.iter().zip(&names.of_tables).map(|(table, name)| page(table, name, texts, &names)));
    [(OPEN, open::workbook(&pages, plan)), (EXCEL, excel::workbook(&pages, plan))]
}

/// The names of all sheets, none twice.
struct Names {
    cover: String,
    contents: String,
    notes: String,
    of_tables: Vec<String>,
}

fn names(tables: &[&BookTable], texts: &Catalogue) -> Names {
    let mut taken = std::collections::HashSet::new();
    let mut free = |wanted: &str| {
        let cut = |length: usize| wanted.chars().take(length).collect::<String>();
        let numbered = (2..).map(|number| format!("{}-{number}", cut(LONGEST_NAME - 6)));
        let mut all = std::iter::once(cut(LONGEST_NAME)).chain(numbered);
        // There is always another number.
        all.find(|name| taken.insert(name.to_lowercase())).unwrap_or_default()
    };
    Names {
        cover: free(texts.text(Key("book-cover"))),
        contents: free(texts.text(Key("book-contents"))),
        notes: free(texts.text(Key("book-notes"))),
        of_tables: tables.iter().map(|table| free(&table.id)).collect(),
    }
}

fn words(text: impl Into<String>) -> Vec<Cell> {
    vec![Cell::Words(text.into())]
}

fn cover<'t>(tables: &[&BookTable], plan: &Plan, texts: &Catalogue, names: &Names) -> Page<'t> {
    let config = &plan.config;
    let said = |key: Key| words(texts.text(key));
    let mut lines = vec![vec![Cell::Title(config.title.clone())], words(&config.organisation)];
    lines.extend(config.period.map(|(from, to)| {
        let (from, to) = (plan.voice().time(from), plan.voice().time(to));
        words(texts.fill(Key("book-period"), &[("from", from.into()), ("to", to.into())]))
    }));
    lines.push(words(texts.fill(Key("book-lead"), &[("count", tables.len().into())])));
    lines.push(vec![Cell::Link(names.contents.clone())]);
    lines.extend([
        said(Key("book-blank")),
        said(Key("book-not-applicable")),
        said(Key("book-to-be-confirmed")),
        said(Key("book-nothing")),
        said(Key("book-same")),
        said(Key("book-rows")),
    ]);
    lines.extend(
        config
            .contact
            .email
            .as_ref()
            .map(|email| words(texts.fill(Key("book-contact"), &[("email", email.as_str().into())]))),
    );
    Page { name: names.cover.clone(), lines, table: None, body: None, widths: vec![90] }
}

fn contents<'t>(tables: &[&BookTable], texts: &Catalogue, names: &Names) -> Page<'t> {
    let rows = tables.iter().zip(&names.of_tables);
    let rows = rows.map(|(table, name)| vec![Cell::Link(name.clone()), Cell::Words(table.title.clone())]);
    let headings = [Key("book-sheet"), Key("book-table")].map(|key| texts.text(key).to_owned());
    listed(&names.contents, &headings, rows.collect(), &[LONGEST_NAME, 90], texts)
}

/// The sheet of notes, if there are any.
fn notes<'t>(tables: &[&BookTable], texts: &Catalogue, names: &Names) -> Option<Page<'t>> {
    let all = tables
        .iter()
        .zip(&names.of_tables)
        .flat_map(|(table, name)| table.notes.iter().map(move |note| (note, name, lines_above(table))));
    let rows: Vec<Vec<Cell>> = all
        .map(|(note, name, above)| {
            let cell = note.cell.map_or_else(
                || texts.text(Key("book-whole")).to_owned(),
                |(row, column)| format!("{}{}", column_name(column), row + above),
            );
            vec![Cell::Link(name.clone()), Cell::Words(cell), Cell::Words(on_one_line(&note.text))]
        })
        .collect();
    let headings = [Key("book-sheet"), Key("book-cell"), Key("book-note")].map(|key| texts.text(key).to_owned());
    (!rows.is_empty()).then(|| listed(&names.notes, &headings, rows, &[LONGEST_NAME, 14, 90], texts))
}

/// A sheet with one table of words.
fn listed<'t>(name: &str, headings: &[String], rows: Vec<Vec<Cell>>, widths: &[usize], texts: &Catalogue) -> Page<'t> {
    let mut lines = vec![vec![Cell::Title(name.to_owned())], words(texts.text(Key("book-one-table")))];
    let first = lines.len() + 1;
    let table = Marked { first, last: first + rows.len(), headings: headings.to_vec() };
    lines.push(headings.iter().cloned().map(Cell::Heading).collect());
    lines.extend(rows);
    Page { name: name.to_owned(), lines, table: Some(table), body: None, widths: widths.to_vec() }
}

/// How many lines there are above the headings of a table.
fn lines_above(table: &BookTable) -> usize {
    2 + usize::from(table.source.is_some())
}

/// The sheet of a table.
fn page<'t>(table: &'t BookTable, name: &str, texts: &Catalogue, names: &Names) -> Page<'t> {
    let about = if table.notes.is_empty() {
        texts.text(Key("book-one-table")).to_owned()
    } else {
        texts.fill(Key("book-one-table-notes"), &[("notes", names.notes.as_str().into())])
    };
    let source =
        table.source.as_ref().map(|source| texts.fill(Key("book-source"), &[("source", source.as_str().into())]));
    let lines = [vec![Cell::Title(table.title.clone())], words(about)].into_iter().chain(source.map(words)).collect();
    let first = lines_above(table) + 1;
    let marked = Marked { first, last: first + table.rows, headings: table.headings.clone() };
    Page { name: name.to_owned(), lines, table: Some(marked), body: Some(table), widths: table.widths.clone() }
}

impl Page<'_> {
    /// The width of each column, in letters.
    fn widths(&self) -> impl Iterator<Item = usize> {
        let limit = |width: &usize| {
            if self.body.is_some() { (*width + 2).clamp(*WIDTHS.start(), *WIDTHS.end()) } else { *width }
        };
        self.widths.iter().map(limit)
    }
}

impl Marked {
    /// Whether a spreadsheet takes it for a table: it has rows, and each heading once.
    fn is_proper(&self) -> bool {
        let mut known = std::collections::HashSet::new();
        self.last > self.first && self.headings.iter().all(|heading| known.insert(heading.to_lowercase()))
    }

    /// `A4:D20`.
    fn range(&self) -> String {
        format!("A{}:{}{}", self.first, column_name(self.headings.len()), self.last)
    }
}

/// What a cell shows where there is no figure, in the shorthand of statistics.
fn shown(datum: &Datum) -> String {
    match datum {
        Datum::None("n/a") => "[z]".to_owned(),
        other => on_one_line(&other.text()),
    }
}

/// A number as a spreadsheet keeps it.
struct Number {
    /// Of a percentage, the hundredth of what is shown.
    value: Decimal,
    decimals: u32,
    is_percent: bool,
}

impl Number {
    /// Nothing for what is no number, or a number with more digits than the 15 that a spreadsheet keeps.
    fn of(datum: &Datum, column: &Column) -> Option<Self> {
        let Datum::Number(number) = datum else { return None };
        let is_short = number.scale() <= MOST_DECIMALS && number.mantissa().unsigned_abs() < 10_u128.pow(15);
        let is_percent = column.unit == Some(Unit::Percent);
        let value = if is_percent { number.checked_mul(Decimal::new(1, 2))? } else { *number };
        is_short.then_some(Self { value, decimals: number.scale(), is_percent })
    }
}

/// More decimals than these are kept as words.
const MOST_DECIMALS: u32 = 9;

/// Words without line breaks and what no keyboard types.
fn on_one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(|letter: char| letter.is_control(), " ")
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
