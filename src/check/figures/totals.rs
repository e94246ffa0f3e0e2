//! Whether totals are the sum of what they stand for, down the columns and across the rows.
//!
//! A total that the author has marked must be right. A row or column that is a total by its name and its figures is held
//! against every stretch of figures that it could stand for, and is a warning only where none of them, or one that the rest
//! of the table confirms, gives what it says. Figures that were rounded one by one may differ in their last digit. A row
//! called `Less …` is taken off, one called `of which …` is part of another, and a total may be what one total leaves of
//! another: income less spending.

use rust_decimal::Decimal;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::span::Span;
use crate::plan::model::table::addition::Role;
use crate::plan::model::table::addition::{Addition, Part, Place, Stretch, Tally};
use crate::plan::model::table::columns::{Kind, Totals};
use crate::plan::model::table::sums::is_bare_total;
use crate::plan::model::table::totals::{Axis, WrongTotal, wrong_column, wrong_rows};
use crate::plan::{Plan, RowKind, Table};
use crate::value::number::{Quantity, Scale, Unit};
use crate::value::voice::Voice;

/// A total that does not add up.
pub(crate) const TOTAL_MISMATCH: Rule = Rule {
    name: "total-mismatch",
    group: Group::Tables,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Error,
    explain: "A row that begins with = must be the total of the rows it adds up. If figures were rounded one by one, \
              the last digit may differ. In a column with `total: sum` you can leave the cell empty, and plainplan \
              adds it up. A warning means that a row or column is called Total but is not marked as one. If it is a \
              total, write = before the row name. If the figures cannot be added up, write `total: none` on the \
              column.",
};

/// A total over a column whose figures could not be read.
pub(crate) const TOTAL_NOT_CHECKED: Rule = Rule {
    name: "total-not-checked",
    group: Group::Tables,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Error,
    explain: "plainplan can only check a total if every cell of the column has the same kind of figure. One cell \
              such as 6% among millions of pounds, or a word, makes the whole column text. A text column is not \
              added up, not drawn in charts and not in the data. Put other kinds of figure in another column or \
              table. To publish the column without checking it, write `type: text` on the column.",
};

/// So many wrong totals of a table are looked into. More are reported without what would make them right.
const LOOKED_INTO: usize = 200;

pub(crate) fn total_mismatch(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for table in tables(plan).filter(|table| table.rows.len() > 1) {
        let mut wrong = marked_totals(table);
        if table.typed().next().is_some() {
            wrong.extend(inferred_totals(table));
        }
        diagnostics.extend(without_echoes(wrong).iter().map(|wrong| wrong.reported(table)));
    }
}

/// The totals that nobody has marked, down the columns and across the rows.
fn inferred_totals(table: &Table) -> Vec<Wrong> {
    let down = Axis::down(table);
    let mut wrong: Vec<Wrong> = wrong_rows(&down).iter().map(|total| Wrong::inferred(&down, total)).collect();
    for across in Axis::across(table) {
        wrong.extend(wrong_column(&across).iter().map(|total| Wrong::inferred(&across, total)));
    }
    wrong
}

/// The tables that could be read.
pub(crate) fn tables(plan: &Plan) -> impl Iterator<Item = &Table> {
    plan.chapters().flat_map(|chapter| &chapter.tables).filter(|table| table.is_sound)
}

/// Who says that a figure is a total.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Basis {
    /// The author, with a mark or with `total: sum`.
    Stated,
    /// The name of its row or column.
    Named,
    /// Nothing but the figures.
    Figures,
}

/// A total that does not say what its parts add up to.
struct Wrong {
    addition: Addition,
    /// The column or the row that is added up.
    name: String,
    /// What it should be the sum of.
    what: &'static str,
    /// Its parts, if there are not too many wrong totals to look into.
    parts: Vec<(Place, Decimal)>,
    basis: Basis,
    /// Another total that would be right too, if this one were.
    echo: Option<String>,
    /// Whether nothing else speaks for it but another total that would be right too.
    is_doubtful: bool,
}

/// What a balance should be.
const LEFT: &str = "the difference between the two totals above it is";

impl Wrong {
    fn inferred(axis: &Axis, wrong: &WrongTotal) -> Self {
        let (table, addition) = (axis.table, wrong.addition);
        let (row, column) = addition.at;
        let (name, what) = match axis.is_across() {
            true => (table.row_name(wrong.line).to_owned(), "the other figures of the row add up to"),
            false if addition.is_balance => (table.columns[wrong.line].full_name(), LEFT),
            false => (table.columns[wrong.line].full_name(), "its rows add up to"),
        };
        let is_called_total = axis.is_across() || table.rows[row].kind.is_total();
        let is_stated = !axis.is_across()
            && table.columns[column].totals == Totals::Sum
            && is_bare_total(table.row_name(row).trim_matches(['*', '_']));
        let basis = match (is_called_total, is_stated) {
            (false, _) => Basis::Figures,
            (true, true) => Basis::Stated,
            (true, false) => Basis::Named,
        };
        let what = if basis == Basis::Figures && what != LEFT { ABOVE } else { what };
        let parts = axis.parts_of(wrong.line, &wrong.parts);
        Self { addition, name, what, parts, basis, echo: None, is_doubtful: wrong.is_doubtful }
    }

    fn reported(&self, table: &Table) -> Diagnostic {
        let Self { addition, name, what, echo, .. } = self;
        let (stated, sum) = (said(addition.stated), said(addition.sum()));
        let message = match self.basis {
            Basis::Stated | Basis::Named => format!("the total of {name} says {stated}, but {what} {sum}"),
            Basis::Figures => {
                format!("{} says {stated} in {name}, but {what} {sum}", table.row_name(addition.at.0))
            }
        };
        let diagnostic = Diagnostic::new(&TOTAL_MISMATCH, place(table, addition.at), message).help(self.help(table));
        let diagnostic = if self.may_block() { diagnostic } else { diagnostic.as_warning() };
        let echo = echo.as_ref().map(|other| format!("If you write {sum} here, the total of {other} is right too."));
        self.without_one(table).into_iter().chain(echo).fold(diagnostic, Diagnostic::help)
    }

    /// Whether it breaks what the author has stated.
    fn may_block(&self) -> bool {
        self.basis == Basis::Stated && !self.addition.may_be_rounding()
    }

    fn help(&self, table: &Table) -> &'static str {
        let (_, column) = self.addition.at;
        let is_of_file = place(table, self.addition.at).file != table.id.span.file;
        let is_across = self.what == "the other figures of the row add up to";
        match self.basis {
            Basis::Stated if self.addition.may_be_rounding() => {
                "If the figures are rounded, add their unit, for example `unit: £m`. If not, correct the total or a \
                 figure."
            }
            Basis::Stated if table.columns[column].totals == Totals::Sum => {
                "Correct the total or a row. You can also leave the cell empty, and plainplan adds it up."
            }
            Basis::Stated => {
                "Correct the total or a figure. If you cannot add up this column, write `total: none` on the column."
            }
            _ if is_across => {
                "Correct the total or a figure. If this column is not the total of the others, write `total: none` \
                 on the column."
            }
            _ if is_of_file => {
                "Correct the total or a figure. If it is a total, write `total: sum` on the column. If it is not, \
                 write `total: none`."
            }
            _ => {
                "Correct the total or a figure. If it is a total, write = before the row name. If it is not, write \
                 `total: none` on the column."
            }
        }
    }

    /// What is said of the one part, or of the last few, without which the total would be right.
    fn without_one(&self, table: &Table) -> Option<String> {
        let left_out: Vec<String> = self
            .left_out()
            .iter()
            .map(|(place, _)| format!("“{}”", name_of(table, *place, self.addition.at)))
            .collect();
        (!left_out.is_empty()).then(|| {
            format!(
                "The total is right without {}. If that is part of another figure, begin its name with “of which”.",
                left_out.join(" and ")
            )
        })
    }

    fn left_out(&self) -> &[(Place, Decimal)] {
        let missing = self.addition.sum().saturating_sub(self.addition.stated);
        if missing.is_zero() {
            return &[];
        }
        if let Some(one) = self.parts.iter().position(|(_, number)| *number == missing) {
            return &self.parts[one..=one];
        }
        let mut sum = Decimal::ZERO;
        let last_few = (1..self.parts.len()).rev().find(|first| {
            sum = sum.saturating_add(self.parts[*first].1);
            sum == missing
        });
        last_few.map_or(&[], |first| &self.parts[first..])
    }

    /// Whether this total would be right if the other were.
    fn follows_from(&self, other: &Self) -> bool {
        let off = other.addition.sum().saturating_sub(other.addition.stated);
        self.addition.is_right_at(self.addition.sum().saturating_add(off))
            && self.parts.iter().any(|(place, _)| *place == other.addition.at)
    }
}

/// What a figure is called that is added up to the one at `total`: by its row in the same column, else by its column.
fn name_of(table: &Table, (row, column): Place, total: Place) -> &str {
    if column == total.1 { table.row_name(row) } else { &table.columns[column].name.value }
}

/// The wrong totals without those that are wrong only because another is, and without doubtful ones that mend no other.
fn without_echoes(mut wrong: Vec<Wrong>) -> Vec<Wrong> {
    let rest = wrong.split_off(wrong.len().min(LOOKED_INTO));
    let mends = |one: &Wrong| wrong.iter().any(|other| !other.is_doubtful && other.follows_from(one));
    let is_kept: Vec<bool> = wrong.iter().map(|one| !one.is_doubtful || mends(one)).collect();
    let mut is_kept = is_kept.into_iter();
    wrong.retain(|_| is_kept.next() == Some(true));
    let mut at = 0;
    while at < wrong.len() {
        let same = wrong[..at].iter().any(|other| {
            other.addition.at == wrong[at].addition.at && other.addition.sum() == wrong[at].addition.sum()
        });
        let cause = (0..wrong.len()).find(|other| *other != at && wrong[at].follows_from(&wrong[*other]));
        if let Some(cause) = cause {
            wrong[cause].echo = Some(wrong[at].name.clone());
        }
        if same || cause.is_some() {
            wrong.remove(at);
        } else {
            at += 1;
        }
    }
    wrong.extend(rest.into_iter().filter(|wrong| !wrong.is_doubtful));
    wrong
}

/// A number in a message.
pub(crate) fn said(number: Decimal) -> String {
    Voice::default().figure(&Quantity::exact(number), &Unit::Number).into_seen()
}

/// Where a cell was written.
pub(crate) fn place(table: &Table, (row, column): Place) -> Span {
    table.rows[row].cells[column].written.span
}

/// The marked totals that are not the sum of their rows.
fn marked_totals(table: &Table) -> Vec<Wrong> {
    let is_marked = |row: usize| table.rows[row].total.is_some_and(|total| total.is_stated);
    if !(0..table.rows.len()).any(is_marked) {
        return Vec::new();
    }
    let columns: Vec<usize> = table.typed().chain(table.means()).collect();
    let mut running: Vec<Running> = columns.iter().map(|_| Running::default()).collect();
    let mut wrong = Vec::new();
    for row in 0..table.rows.len() {
        for (column, running) in columns.iter().zip(&running).filter(|_| is_marked(row)) {
            wrong.extend(marked_total(table, row, *column, running, wrong.len() < LOOKED_INTO));
        }
        let role = match table.rows[row].kind {
            RowKind::Group(_) => Role::Added,
            _ => Role::of(table.row_name(row)),
        };
        for (column, running) in columns.iter().zip(&mut running) {
            running.pass(table, row, *column, role);
        }
    }
    wrong
}

/// The sums of the data in a column, from each row that a total may stand for.
struct Running {
    /// From the first row, from each open heading and from the last heading or total, with the row that each begins at.
    sums: Vec<(usize, Stretch)>,
    /// How deep the open headings are.
    depths: Vec<usize>,
}

impl Default for Running {
    fn default() -> Self {
        Self { sums: vec![(0, Stretch::default()), (0, Stretch::default())], depths: Vec::new() }
    }
}

impl Running {
    fn pass(&mut self, table: &Table, row: usize, column: usize, role: Role) {
        match table.rows[row].kind {
            RowKind::Data => {
                let part = Part::of(table.figure(row, column));
                for (_, sum) in &mut self.sums {
                    sum.push(part, role);
                }
            }
            RowKind::Group(depth) => {
                self.depths.retain(|outer| *outer < depth);
                self.depths.push(depth);
                self.sums.truncate(self.depths.len());
                self.begin(row);
                self.begin(row);
            }
            RowKind::Derived => {}
            RowKind::Subtotal | RowKind::Total => {
                self.sums.pop();
                self.begin(row);
            }
        }
    }

    fn begin(&mut self, after: usize) {
        self.sums.push((after + 1, Stretch::default()));
    }

    fn from(&self, first: usize) -> Option<&Stretch> {
        self.sums.iter().rev().find(|(from, _)| *from == first).map(|(_, sum)| sum)
    }
}

/// A marked total that is not the sum of its rows. A total of everything may also be the sum of the subtotals above it, or
/// what one of two leaves of the other: what is wrong with one of those has been reported there. Rows that are called totals
/// and not marked may be meant as parts.
fn marked_total(table: &Table, row: usize, column: usize, running: &Running, is_looked_into: bool) -> Option<Wrong> {
    let at = (row, column);
    let stated = Part::of(table.figure(row, column)).number()?;
    let unit = table.unit_of(column);
    let first = table.first_part(row)?;
    let scanned = || stretch(table, column, (first..row).filter(|above| table.rows[*above].kind == RowKind::Data));
    let data = running.from(first).copied().unwrap_or_else(scanned);
    let addition = Addition::of(&data, at, stated, unit)?;
    // Of a column that cannot be added up, the total is a mean: it is among its parts.
    if addition.is_right() || addition.is_like_a_mean() && table.means().any(|mean| mean == column) {
        return None;
    }
    let name = table.columns[column].full_name();
    let wrong = |addition: Addition, what: &'static str| Wrong {
        addition,
        name: name.clone(),
        what,
        parts: Vec::new(),
        basis: Basis::Stated,
        echo: None,
        is_doubtful: false,
    };
    if !is_looked_into {
        return Some(wrong(addition, ABOVE));
    }
    let is_unmarked = |above: &usize| {
        let row = &table.rows[*above];
        row.kind == RowKind::Data || row.total.is_some_and(|total| !total.is_stated)
    };
    let unmarked = Addition::of(&stretch(table, column, (first..row).filter(is_unmarked)), at, stated, unit);
    let subtotals = table.subtotals_of(row);
    let by_subtotals = Addition::of(&stretch(table, column, subtotals.iter().copied()), at, stated, unit);
    let numbers: Vec<Decimal> =
        subtotals.iter().filter_map(|above| Part::of(table.figure(*above, column)).number()).collect();
    let balance = <[Decimal; 2]>::try_from(numbers).ok().and_then(|two| Addition::balance(two, at, stated, unit));
    if [unmarked, by_subtotals, balance].iter().flatten().any(Addition::is_right) {
        return None;
    }
    if let Some(balance) = balance.filter(|balance| balance.is_near() && !addition.is_near()) {
        return Some(Wrong { parts: numbered(table, column, subtotals.into_iter()), ..wrong(balance, LEFT) });
    }
    let data = (first..row).filter(|above| table.rows[*above].kind == RowKind::Data);
    Some(Wrong { parts: numbered(table, column, data), ..wrong(addition, ABOVE) })
}

const ABOVE: &str = "the rows above it add up to";

fn stretch(table: &Table, column: usize, rows: impl Iterator<Item = usize>) -> Stretch {
    let mut stretch = Stretch::default();
    for row in rows {
        stretch.push(Part::of(table.figure(row, column)), Role::of(table.row_name(row)));
    }
    stretch
}

/// The cells of some rows that hold a number, with it.
fn numbered(table: &Table, column: usize, rows: impl Iterator<Item = usize>) -> Vec<(Place, Decimal)> {
    rows.filter_map(|row| Some(((row, column), Part::of(table.figure(row, column)).number()?))).collect()
}

/// Totals over columns that could not be read as figures.
pub(crate) fn total_not_checked(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for table in tables(plan) {
        let stated = |row: &usize| table.rows[*row].total.is_some_and(|total| total.is_stated);
        let named = |row: &usize| !table.rows[*row].kind.is_group() && is_bare_total(table.row_name(*row));
        let rows = || (0..table.rows.len()).rev();
        let (total, is_stated) = match (rows().find(stated), rows().find(named)) {
            (Some(total), _) => (total, true),
            (None, Some(total)) => (total, false),
            (None, None) => continue,
        };
        let columns = (0..table.columns.len()).filter(|column| is_read_as_text(table, *column));
        for unread in columns.filter_map(|column| Unread::of(table, total, column)) {
            if is_stated {
                diagnostics.add(unread.reported(table));
            } else if !unread.is_asked(table) {
                diagnostics.add(unread.reported(table).as_warning());
            }
        }
    }
}

/// Whether a column holds text and its author has not said so.
fn is_read_as_text(table: &Table, column: usize) -> bool {
    let column = &table.columns[column];
    column.kind == Kind::Words
        && !column.is_header
        && !column.is_typed()
        && column.totals == Totals::Unsaid
        && !column.is_rate()
}

/// A column of figures that is read as text, and the cells that are in the way.
struct Unread {
    /// The row of the total.
    total: usize,
    column: usize,
    /// What most of its cells are counted in.
    unit: Unit,
    /// The rows whose cells are something else.
    others: Vec<usize>,
}

impl Unread {
    /// Nothing where the total is no figure, or where more cells are words than figures.
    fn of(table: &Table, total: usize, column: usize) -> Option<Self> {
        // Of two in which as many cells can be read, the later one is meant.
        let units = [Unit::Percent, Unit::Money(Scale::One, None), Unit::Number].into_iter();
        let units: Vec<Unit> = units.chain(table.unit.clone()).collect();
        let text = |row: usize| table.rows[row].cells.get(column).map_or("", |cell| cell.written.value.as_str());
        let read =
            |row: usize, unit: &Unit| Quantity::parse(text(row), unit).is_ok_and(|figure| figure.number().is_some());
        if !units.iter().any(|unit| read(total, unit)) {
            return None;
        }
        let rows: Vec<usize> =
            (0..table.rows.len()).filter(|row| *row != total && !table.rows[*row].kind.is_group()).collect();
        // Where few of the figures carry a sign, it is not what the others are counted in.
        let has_sign = |row: usize, unit: &Unit| match unit {
            Unit::Percent => text(row).contains('%'),
            Unit::Money(..) => text(row).contains('£') || table.unit.as_ref() == Some(unit),
            _ => true,
        };
        let figures = |unit: &Unit| {
            let read = rows.iter().filter(|row| read(**row, unit));
            let (count, signs) =
                read.fold((0, 0), |(count, signs), row| (count + 1, signs + usize::from(has_sign(*row, unit))));
            if signs * 2 < count { 0 } else { count }
        };
        let unit = units.into_iter().max_by_key(figures)?;
        let is_other = |row: &usize| {
            !text(*row).is_empty() && !read(*row, &unit) && Quantity::in_place_of_a_figure(text(*row)).is_none()
        };
        let others: Vec<usize> = rows.iter().copied().filter(is_other).collect();
        let figures = figures(&unit);
        let unread = Self { total, column, unit, others };
        let is_meant = !unread.others.is_empty() || unread.has_signs(table) || unread.is_nearly_right(table);
        (figures > 1 && figures >= unread.others.len() && is_meant).then_some(unread)
    }

    /// Whether its figures carry a sign, so that they are no years and no codes.
    fn has_signs(&self, table: &Table) -> bool {
        let mut cells = table.rows.iter().filter_map(|row| row.cells.get(self.column));
        cells.any(|cell| cell.written.value.contains(['£', '%']))
    }

    /// Whether its figures, which may be years or codes, give the total or nearly so.
    fn is_nearly_right(&self, table: &Table) -> bool {
        let part = |row: usize| {
            let text = &table.rows[row].cells[self.column].written.value;
            Part::of(Quantity::parse(text, &self.unit).ok().as_ref())
        };
        let data = (0..table.rows.len()).filter(|row| *row != self.total && table.rows[*row].kind == RowKind::Data);
        let Part::Number(stated) = part(self.total) else { return false };
        let addition = Addition::new(Tally::of(data.map(part)), (self.total, self.column), stated, Some(&self.unit));
        addition.is_some_and(|addition| addition.is_near())
    }

    /// Whether it has been asked already what those of its figures count that lack the sign of the others.
    fn is_asked(&self, table: &Table) -> bool {
        self.others.is_empty() && self.has_signs(table)
    }

    fn reported(&self, table: &Table) -> Diagnostic {
        let name = table.columns[self.column].full_name();
        let text = |row: &usize| format!("`{}`", table.rows[*row].cells[self.column].written.value);
        let message = match self.others.as_slice() {
            [] => format!("the total of {name} cannot be checked, because this column is read as text"),
            [one] => {
                format!("the total of {name} cannot be checked, because {} is not a figure of the same kind", text(one))
            }
            [first, second] => format!(
                "the total of {name} cannot be checked, because {} and {} are not figures of the same kind",
                text(first),
                text(second)
            ),
            [first, second, rest @ ..] => format!(
                "the total of {name} cannot be checked, because {}, {} and {} more cells are not figures of \
                 the same kind",
                text(first),
                text(second),
                rest.len(),
            ),
        };
        let found = Diagnostic::new(&TOTAL_NOT_CHECKED, place(table, (self.total, self.column)), message);
        let found = self
            .others
            .iter()
            .take(3)
            .fold(found, |found, row| found.also(place(table, (*row, self.column)), "this cell"));
        found.help(self.help())
    }

    fn help(&self) -> String {
        let kind = match self.unit {
            _ if !self.others.is_empty() => {
                return "Use the same kind of figure in the whole column. To publish it without checking, write \
                        `type: text` on the column."
                    .to_owned();
            }
            Unit::Money(..) => "money",
            Unit::Percent => "percent",
            _ => "number",
        };
        format!("Write `type: {kind}` on the column.")
    }
}
