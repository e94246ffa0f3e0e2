//! Tables: one model for front matter, CSV files, workbooks and Markdown pipes.
//!
//! Rows are marked as what they are (a group heading, data, a subtotal, a grand total), columns are typed, and figures
//! are exact. [`read`] makes a table from what was written, [`rows`] its rows, `totals` decides which rows are totals, [`sums`] adds up and
//! works out what was left to the tool.

pub(crate) mod addition;
mod cell;
pub mod columns;
pub mod kinds;
pub mod marks;
pub mod read;
pub(crate) mod relation;
pub mod rows;
pub mod slips;
pub mod sums;
pub(crate) mod totals;

pub use self::columns::{Calculation, Column, Kind};
pub use self::relation::compared::{Comparing, Judge, Tolerance};

use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::base::names::slug;
use crate::base::span::Spanned;
use crate::text::tree::{Element, Node, Tree};
use crate::value::number::{Quantity, Sign, Unit};
use crate::value::period::Period;

/// A table.
#[derive(Clone, Hash, Debug)]
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
    pub notes: Vec<Note>,
    /// How its rows follow from each other, as its author has stated it.
    pub formulas: Vec<relation::RowFormula>,
    /// The first cell that was left empty and has too many digits to be worked out: row and column.
    pub too_large: Option<(usize, usize)>,
    /// What its figures are held against, cell by cell.
    pub comparison: Option<Comparing>,
    /// Where the figures come from.
    pub source: Option<String>,
    /// Whether its cells come from a file of data, where the signs of Markdown mean nothing.
    pub is_of_data: bool,
    /// Whether it stands in the text itself, where it need not be asked for.
    pub is_in_text: bool,
    /// Whether all of it could be read. What is missing has been reported, and nothing that follows from it is.
    pub is_sound: bool,
    /// Under which headings its rows stand.
    headings: Headings,
    /// The rows by their names, once somebody has asked.
    names: RowNames,
}

/// The rows of a table by their names, worked out when they are first asked for.
#[derive(Clone, Default, Debug)]
struct RowNames(OnceLock<FxHashMap<String, Named>>);

/// What follows from the rows adds nothing to the hash of a table.
impl Hash for RowNames {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// The rows of one name: the first of them, and how many there are.
#[derive(Clone, Copy, Debug)]
struct Named {
    first: usize,
    count: usize,
}

/// For every row, the headings that it stands under, without looking at all rows above it.
#[derive(Clone, Default, Hash, Debug)]
struct Headings {
    /// For each row, and for the end of the table, the last row before it that is a heading.
    before: Vec<Option<usize>>,
    /// For each row, the heading that it stands under, if it is a heading itself.
    outer: Vec<Option<usize>>,
    depths: Vec<usize>,
    /// The last heading that has not ended.
    open: Option<usize>,
    /// The rows before which all headings end.
    ends: Vec<usize>,
}

/// A note under a table.
#[derive(Clone, Hash, Debug)]
pub struct Note {
    /// The mark that ties it to cells and headings, `[^a]`; nothing where it is about the whole table.
    pub mark: Option<Spanned<String>>,
    /// What it says.
    pub text: Tree,
    /// The same for data, where the typography of the page makes a difference.
    pub as_typed: Option<Tree>,
    /// Where it begins with a sign, the note of that sign: `* provisional`.
    of_sign: Option<Box<NoteOfSign>>,
}

/// What a note says of a sign that stands behind figures.
#[derive(Clone, Hash, Debug)]
struct NoteOfSign {
    mark: Spanned<String>,
    text: Tree,
    as_typed: Option<Tree>,
}

/// A row.
#[derive(Clone, Hash, Debug)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Of a total: what it stands for.
    pub total: Option<TotalOf>,
    /// Its cells, one a column; a group heading has one cell.
    pub cells: Vec<Cell>,
}

/// What a total stands for, and who says that it is one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TotalOf {
    /// The first row that it stands for.
    pub from: usize,
    /// Whether the author has marked it. Otherwise its name and its figures say so.
    pub is_stated: bool,
}

/// What a row is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RowKind {
    /// A heading for the rows below it: 0 for one that stands under none, 1 and 2 for those within it.
    Group(usize),
    /// Data.
    Data,
    /// Data that follows from other rows by a formula: it is added to no total.
    Derived,
    /// The total of the rows above it, since the last heading or total.
    Subtotal,
    /// The total of all rows.
    Total,
}

/// A cell.
#[derive(Clone, Hash, Debug)]
pub struct Cell {
    /// As it was written, without the marks of its notes.
    pub written: Spanned<String>,
    /// What it holds.
    pub value: CellValue,
    /// Its words for data, where the page's typography or Markdown makes something else of them.
    pub as_typed: Option<Tree>,
    /// The notes that it refers to.
    pub marks: Box<[Spanned<String>]>,
    /// What stands beside its figure.
    pub beside: Option<Box<Beside>>,
}

/// What stands beside the figure of a cell.
#[derive(Clone, Default, PartialEq, Eq, Hash, Debug)]
pub struct Beside {
    /// What it is counted in, where that is not what its column is counted in.
    pub unit: Option<OwnUnit>,
    /// The signs behind it.
    pub signs: Vec<Sign>,
    /// A second figure in brackets, with what it says that it is counted in.
    pub second: Option<(Quantity, Unit)>,
}

/// The unit of a cell that has one of its own.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct OwnUnit {
    /// What is counted.
    pub unit: Unit,
    /// Whether the name of the row says so. Otherwise a sign in the cell does.
    pub is_said_by_row: bool,
}

/// What a cell holds.
#[derive(Clone, Hash, Debug)]
pub enum CellValue {
    /// Words, perhaps with figures in them.
    Prose(Tree),
    /// A figure; in a column of dates what stands where there is none: `TBC`, `n/a`, a dash; among words a dash.
    Figure(Quantity),
    /// A date.
    Date(Period),
    /// The cell above stands for this row too (`^`).
    SameAsAbove,
    /// The cell before it stands for this column too (`<`).
    SameAsBefore,
}

impl RowKind {
    /// Whether it is a heading.
    #[must_use]
    pub fn is_group(self) -> bool {
        matches!(self, Self::Group(_))
    }

    /// Whether it is a total of any kind.
    #[must_use]
    pub fn is_total(self) -> bool {
        matches!(self, Self::Subtotal | Self::Total)
    }
}

impl Table {
    /// How many rows are called `key`.
    #[must_use]
    pub fn rows_called(&self, key: &str) -> usize {
        self.by_name().get(key).map_or(0, |rows| rows.count)
    }

    /// Whether it has a total.
    #[must_use]
    pub fn has_total(&self) -> bool {
        self.rows.iter().any(|row| row.kind.is_total())
    }

    /// The position of the row called `key` (the slug of its heading); `total` is the last total.
    #[must_use]
    pub fn row(&self, key: &str) -> Option<usize> {
        self.header()?;
        let named = self.by_name().get(key).map(|rows| rows.first);
        named.or_else(|| self.rows.iter().rposition(|row| key == "total" && row.kind.is_total()))
    }

    /// The cell that holds what is said of a row in a column: its own, or the one above or before it that stands for it too.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        let (row, column) = self.place_of(row, column)?;
        self.rows[row].cells.get(column)
    }

    /// The row and the column of that cell.
    fn place_of(&self, mut row: usize, mut column: usize) -> Option<(usize, usize)> {
        loop {
            match self.rows.get(row)?.cells.get(column)?.value {
                CellValue::SameAsAbove => row = row.checked_sub(1)?,
                CellValue::SameAsBefore => column = column.checked_sub(1)?,
                _ => return Some((row, column)),
            }
        }
    }

    /// The row whose name stands for a row: its own, or one above that stands for it too.
    #[must_use]
    pub fn named_by(&self, row: usize) -> usize {
        self.header().and_then(|header| self.place_of(row, header)).map_or(row, |(row, _)| row)
    }

    /// The column that names rows within a row that has one name for several: the first column of words behind the names.
    #[must_use]
    pub fn second_header(&self) -> Option<usize> {
        let header = self.header()?;
        let is_shared = |row: &Row| row.cells.get(header).is_some_and(Cell::is_same_as_above);
        let is_words = |column: &usize| self.columns[*column].kind == Kind::Words;
        self.rows.iter().any(is_shared).then(|| (header + 1..self.columns.len()).find(is_words))?
    }

    /// The rows that can be asked for, by their keys.
    fn by_name(&self) -> &FxHashMap<String, Named> {
        self.names.0.get_or_init(|| {
            let (header, second) = (self.header().unwrap_or(0), self.second_header());
            let mut named = FxHashMap::default();
            for (position, row) in self.rows.iter().enumerate().filter(|(_, row)| !row.kind.is_group()) {
                if row.cells.get(header).is_some() {
                    let name = self.key_of(position, second);
                    named.entry(name).or_insert(Named { first: position, count: 0 }).count += 1;
                }
            }
            named
        })
    }

    /// What a row is called in `{{ … }}`: its name as it is written, and, where one name stands for several rows, what the
    /// column `second` says of it.
    fn key_of(&self, row: usize, second: Option<usize>) -> String {
        let own = |column: usize| self.cell(row, column).map_or("", |cell| cell.written.value.as_str());
        let name = self.header().map_or("", own);
        slug(&second.map_or_else(|| name.to_owned(), |second| format!("{name} {}", own(second))))
    }

    /// The keys of all rows that can be asked for.
    #[must_use]
    pub fn row_keys(&self) -> Vec<String> {
        let rows = self.rows.iter().enumerate().filter(|(_, row)| !row.kind.is_group());
        let second = self.second_header();
        rows.map(|(row, _)| self.key_of(row, second)).collect()
    }

    /// The position of the column that names the rows.
    #[must_use]
    pub fn header(&self) -> Option<usize> {
        self.columns.iter().position(|column| column.is_header)
    }

    /// The words that name a row, without what makes all of them bold.
    #[must_use]
    pub fn row_name(&self, row: usize) -> &str {
        let cells = &self.rows[self.named_by(row)].cells;
        let name = self.header().and_then(|header| cells.get(header)).map_or("", |cell| cell.written.value.as_str());
        if self.is_of_data { name } else { without_bold(name) }
    }

    /// The figure in a cell, if it holds one that is counted like its column.
    #[must_use]
    pub fn figure(&self, row: usize, column: usize) -> Option<&Quantity> {
        self.rows.get(row)?.cells.get(column)?.figure_of_column()
    }

    /// What the figure in a cell is counted in: what the cell or its row says, or else the unit of its column.
    #[must_use]
    pub fn unit_at(&self, row: usize, column: usize) -> Option<&Unit> {
        let own = self.rows.get(row).and_then(|row| row.cells.get(column)).and_then(Cell::own_unit);
        own.map(|own| &own.unit).or_else(|| self.unit_of(column))
    }

    /// The unit of a column's figures.
    #[must_use]
    pub fn unit_of(&self, column: usize) -> Option<&Unit> {
        self.columns.get(column)?.figures()
    }

    /// The rows of the headings that the row at `row` stands under, from the outermost in.
    #[must_use]
    pub fn headings_above(&self, row: usize) -> Vec<usize> {
        self.headings.chain_to(self.headings.before(row))
    }

    /// The rows of the headings that the heading at `row` stands under, from the outermost in, and itself.
    #[must_use]
    pub fn headings_to(&self, row: usize) -> Vec<usize> {
        self.headings.chain_to(Some(row))
    }

    /// Whether the headings above end before the row at `row`, which stands under none.
    #[must_use]
    pub fn ends_headings(&self, row: usize) -> bool {
        self.headings.end_before(row)
    }

    /// Ends the headings above the row below each total that is called like its heading, as files have it.
    fn end_at_totals(&mut self) {
        let mut headings = Headings::default();
        for (position, row) in self.rows.iter().enumerate() {
            let above = position.checked_sub(1).filter(|_| row.kind == RowKind::Data);
            if self.headings.end_before(position) || above.is_some_and(|above| self.closes(above)) {
                headings.end();
            }
            headings.push(row.kind);
        }
        self.headings = headings;
    }

    /// Whether a row is the total that is called like the outermost heading above it.
    fn closes(&self, row: usize) -> bool {
        let Some(heading) = self.headings_above(row).first().copied().filter(|_| self.rows[row].kind.is_total()) else {
            return false;
        };
        let heading = self.rows[heading].cells.first().map_or(String::new(), |cell| slug(&cell.written.value));
        let name = slug(self.row_name(row));
        name == heading
            || ["total", "all"].iter().any(|word| name == format!("{word}-{heading}"))
            || name == format!("{heading}-total")
    }

    /// In how many rows a cell stands: itself and those below that say it is the same.
    #[must_use]
    pub fn span_of(&self, row: usize, column: usize) -> usize {
        let below = self.rows[row + 1..].iter();
        1 + below.take_while(|row| row.cells.get(column).is_some_and(Cell::is_same_as_above)).count()
    }

    /// In how many columns a cell stands: its own and those behind it that say it is the same.
    #[must_use]
    pub fn width_of(&self, row: usize, column: usize) -> usize {
        let behind = self.rows[row].cells.get(column + 1..).unwrap_or_default();
        1 + behind.iter().take_while(|cell| cell.is_same_as_before()).count()
    }

    /// Whether a cell stands for others too.
    #[must_use]
    pub fn has_merged(&self) -> bool {
        self.rows.iter().flat_map(|row| &row.cells).any(Cell::is_merged)
    }

    /// All its prose: cells and notes.
    pub fn prose(&self) -> impl Iterator<Item = &[Node]> {
        let cells = self.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| match &cell.value {
            CellValue::Prose(tree) => Some(&**tree),
            _ => None,
        });
        cells.chain(self.notes.iter().map(|note| &*note.text))
    }
}

impl Headings {
    /// Takes the next row.
    fn push(&mut self, kind: RowKind) {
        let before = self.open;
        let depth = if let RowKind::Group(depth) = kind { Some(depth) } else { None };
        let is_outer = |heading: &usize| depth.is_some_and(|depth| self.depths[*heading] < depth);
        let outer = depth.and_then(|_| std::iter::successors(before, |heading| self.outer[*heading]).find(is_outer));
        self.before.push(before);
        self.outer.push(outer);
        self.open = if depth.is_some() { Some(self.depths.len()) } else { before };
        self.depths.push(depth.unwrap_or(usize::MAX));
    }

    /// Ends all headings before the next row.
    fn end(&mut self) {
        if self.open.take().is_some() {
            self.ends.push(self.depths.len());
        }
    }

    /// A heading and those that it stands under, from the outermost in.
    fn chain_to(&self, heading: Option<usize>) -> Vec<usize> {
        let mut found: Vec<usize> = std::iter::successors(heading, |heading| self.outer[*heading]).collect();
        found.reverse();
        found
    }

    /// The last heading before the row at `row`, or before the end.
    fn before(&self, row: usize) -> Option<usize> {
        self.before.get(row).copied().unwrap_or(self.open)
    }

    /// Whether all headings end before the row at `row`.
    fn end_before(&self, row: usize) -> bool {
        self.ends.binary_search(&row).is_ok()
    }
}

/// Words without the signs that make all of them bold. The star of `A*` is one of its letters.
fn without_bold(name: &str) -> &str {
    let inner = ["**", "__", "*", "_"].iter().find_map(|sign| name.strip_prefix(sign)?.strip_suffix(sign));
    inner.filter(|inner| !inner.is_empty()).map_or(name, without_bold)
}

impl Cell {
    /// The figure, if this holds one, in whatever it is counted.
    #[must_use]
    pub fn figure(&self) -> Option<&Quantity> {
        match &self.value {
            CellValue::Figure(quantity) => Some(quantity),
            _ => None,
        }
    }

    /// The figure, if it is counted like the other figures of its column.
    #[must_use]
    pub fn figure_of_column(&self) -> Option<&Quantity> {
        self.figure().filter(|_| self.own_unit().is_none())
    }

    /// What its figure is counted in, where that is not what its column is counted in.
    #[must_use]
    pub fn own_unit(&self) -> Option<&OwnUnit> {
        self.beside.as_ref()?.unit.as_ref()
    }

    /// The signs behind its figure.
    #[must_use]
    pub fn signs(&self) -> &[Sign] {
        self.beside.as_ref().map_or(&[], |beside| &beside.signs)
    }

    /// Whether it holds words.
    pub(super) fn is_prose(&self) -> bool {
        matches!(self.value, CellValue::Prose(_))
    }

    /// Whether the cell above stands for this row too.
    #[must_use]
    pub fn is_same_as_above(&self) -> bool {
        matches!(self.value, CellValue::SameAsAbove)
    }

    /// Whether the cell before it stands for this column too.
    #[must_use]
    pub fn is_same_as_before(&self) -> bool {
        matches!(self.value, CellValue::SameAsBefore)
    }

    /// Whether another cell stands for it.
    #[must_use]
    pub fn is_merged(&self) -> bool {
        self.is_same_as_above() || self.is_same_as_before()
    }

    /// The path of the one figure that is all the cell holds.
    pub(crate) fn measure(&self) -> Option<&[Spanned<String>]> {
        match &self.value {
            CellValue::Prose(tree) => match &**tree {
                [Node { element: Element::Figure(reference), .. }] if reference.value.wording.is_none() => {
                    Some(&reference.value.path)
                }
                _ => None,
            },
            _ => None,
        }
    }
}

/// What stands in a cell that belongs to the one above it.
pub const SAME_AS_ABOVE: &str = "^";

/// What stands in a cell that belongs to the one before it.
pub const SAME_AS_BEFORE: &str = "<";
