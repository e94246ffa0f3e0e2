//! `formulas:` of a table, `Surplus = Income - Spending` → what its columns and rows follow from.
//!
//! The names are looked for among the columns first and then among the rows. Where several groups of rows have rows of the same
//! names, a formula holds in each of them.

use std::collections::HashMap;

use super::order::Dependencies;
use super::parse::{Names, Unreadable, formula};
use super::{Formula, RowFormula};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Help, Policy, Rule, Severity};
use crate::base::names::{listed, nearest_of_its_year, slug};
use crate::base::span::Spanned;
use crate::base::yaml::Kind::{Either, Keys, List, Text, Whole};
use crate::base::yaml::{Fields, Key, Kind as Value, Node, Record, text_of};
use crate::plan::model::table::columns::{CALCULATION_CIRCLE, Calculation};
use crate::plan::model::table::{Kind, OwnUnit, RowKind, Table};
use crate::plan::read::values::whole_number;
use crate::value::number::{Amount, Unit};

/// A formula that cannot be read.
pub const FORMULA: Rule = Rule {
    name: "formula",
    group: Group::Tables,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "A formula has the name of a row or a column, an equals sign, and what it follows from, for example \
              Surplus = Income - Spending. Use the names of rows, or the names of columns, but not both. You can use \
              +, -, *, /, brackets, and sum( ), average( ), change( ), percent change( ) and percent of total( ).",
};

/// The keys of an item of `formulas:`.
#[rustfmt::skip]
const STATED: Record = Record {
    name: "a formula",
    doc: "What a row or a column follows from.",
    keys: &[
        Key::new("formula", Text, "A name, an equals sign, and what it follows from: Surplus = Income - Spending.").needed(),
        Key::new("decimals", Whole(0, 4), "How many digits to show after the point.").or(&["digits", "places"]),
    ],
};

/// What an item of `formulas:` may be.
pub(crate) const FORMULAS: Value = List(&Either(&[Text, Keys(&STATED)]));

/// A formula as it is written, before the rows and columns that it names are known.
#[derive(Debug)]
pub(crate) struct Stated {
    left: Spanned<String>,
    right: Spanned<String>,
    decimals: u32,
}

impl Stated {
    /// Reads `formulas:`. What is no formula is reported.
    pub(crate) fn take(fields: &mut Fields, diagnostics: &mut Diagnostics) -> Vec<Self> {
        let items = fields.list("formulas", diagnostics);
        items.iter().filter_map(|node| Self::parse(node, diagnostics)).collect()
    }

    fn parse(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        if node.as_text().is_some() {
            return Self::split(&text_of(node, "formulas", diagnostics)?, 1, diagnostics);
        }
        let mut fields = Fields::of(node, &STATED, diagnostics)?;
        let text = fields.text("formula", diagnostics);
        let help = "Write the number of digits after the decimal point.";
        let decimals = whole_number(&mut fields, "decimals", "must be a whole number from 0 to 4,", help, diagnostics);
        fields.finish(diagnostics);
        Self::split(&text?, decimals.unwrap_or(1), diagnostics)
    }

    fn split(text: &Spanned<String>, decimals: u32, diagnostics: &mut Diagnostics) -> Option<Self> {
        let sides = text.value.split_once('=').map(|(left, right)| (left.trim(), right.trim()));
        let Some((left, right)) = sides.filter(|(left, right)| !left.is_empty() && !right.is_empty()) else {
            diagnostics.add(
                Diagnostic::new(&FORMULA, text.span, format!("`{}` is not a formula", text.value))
                    .help("Write a name, an equals sign, and what it follows from: Surplus = Income - Spending."),
            );
            return None;
        };
        let left = unquoted(left);
        let part = |part: &str| {
            let start = part.as_ptr() as usize - text.value.as_ptr() as usize;
            Spanned::new(part.to_owned(), text.span.within(start, start + part.len()))
        };
        Some(Self { left: part(left), right: part(right), decimals })
    }

    /// Says what is wrong with the right side.
    fn reported(&self, unreadable: &Unreadable, names: &Names, is_twice: impl Fn(&str) -> bool) -> Diagnostic {
        let text = &self.right;
        match *unreadable {
            Unreadable::Unknown(from, to) => {
                let (name, span) = (&text.value[from..to], text.span.within(from, to));
                if is_twice(name) {
                    let message = format!("more than one row is called `{name}`");
                    return Diagnostic::new(&FORMULA, span, message)
                        .help("Write the heading above the row too, as in NHS > Income.");
                }
                let known: Vec<&str> = names.known().collect();
                let help = nearest_of_its_year(name, known.iter().copied()).map_or_else(
                    || format!("Use the names of this table: {}.", listed(&known)).into(),
                    |meant| Help::Meant(meant.to_owned()),
                );
                Diagnostic::new(&FORMULA, span, format!("this table has no row or column `{name}`")).advise(help)
            }
            Unreadable::Needs(at, what) => {
                let end = text.value[at..].chars().next().map_or(at, |next| at + next.len_utf8());
                Diagnostic::new(&FORMULA, text.span.within(at.min(end), end), format!("the formula needs {what}"))
                    .help("Write it like this: Surplus = Income - Spending.")
            }
        }
    }
}

impl Table {
    /// Takes the formulas whose names are all names of columns. Those that are left may be about rows.
    pub(crate) fn take_formulas_of_columns(
        &mut self,
        stated: Vec<Stated>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Stated> {
        let names = self.names_of_columns();
        let mut left = Vec::new();
        for stated in stated {
            match (names.place(&stated.left.value), formula(&stated.right.value, &names)) {
                (Some(column), Ok(formula)) => self.state_column(column, formula, &stated, diagnostics),
                _ => left.push(stated),
            }
        }
        left
    }

    fn names_of_columns(&self) -> Names {
        let mut names = Vec::new();
        for (position, column) in self.columns.iter().enumerate().filter(|(_, column)| !column.is_header) {
            let is_alone = self.columns.iter().filter(|other| other.name.value == column.name.value).count() == 1;
            names.extend(is_alone.then(|| (column.name.value.clone(), position)));
            names.push((column.full_name(), position));
            names.push((column.name_without_unit(), position));
        }
        Names::new(names)
    }

    fn state_column(&mut self, column: usize, formula: Formula, stated: &Stated, diagnostics: &mut Diagnostics) {
        if self.columns[column].calculation.is_some() {
            diagnostics.add(second_formula(&stated.left));
            return;
        }
        let is_settled = self.columns[column].is_typed();
        let place = stated.left.span;
        let text = Some(stated.right.value.clone());
        let calculation = Calculation { formula, decimals: stated.decimals, place, text, is_unit_open: !is_settled };
        self.columns[column].calculation = Some(calculation);
        self.columns[column].is_typed = true;
        if !is_settled {
            self.columns[column].kind = Kind::Figures(self.unit.clone().unwrap_or(Unit::Number));
        }
        self.break_circles(diagnostics);
    }

    /// Says in what each column is counted whose formula says so, once the units of all others are known.
    pub(crate) fn settle_units_of_formulas(&mut self) {
        for column in self.in_order_of_calculation() {
            let Some(calculation) = &self.columns[column].calculation else { continue };
            if calculation.text.is_none() {
                continue;
            }
            let unit = match &self.columns[column].kind {
                Kind::Figures(unit) if !calculation.is_unit_open => unit.clone(),
                _ if self.columns[column].full_name().contains('%') => Unit::Percent,
                _ => self.unit_of_formula(&calculation.formula),
            };
            let unit_of = |place: usize| self.unit_of(place).cloned().unwrap_or(Unit::Number);
            let formula = in_unit(calculation.formula.clone(), &unit, unit_of);
            let column = &mut self.columns[column];
            column.kind = Kind::Figures(unit);
            if let Some(calculation) = &mut column.calculation {
                calculation.formula = formula;
            }
        }
    }

    /// Takes the formulas that are left: each is about rows, or is reported.
    pub(crate) fn take_formulas_of_rows(&mut self, stated: Vec<Stated>, diagnostics: &mut Diagnostics) {
        if stated.is_empty() {
            return;
        }
        let rows = RowNames::of(self);
        for stated in stated {
            let targets = rows.called(&stated.left.value);
            if targets.is_empty() {
                self.report_left(&stated, &rows, diagnostics);
                continue;
            }
            let read: Vec<_> =
                targets.iter().map(|row| (*row, formula(&stated.right.value, &rows.seen_from(*row)))).collect();
            if let [(row, Err(unreadable)), ..] = read.as_slice()
                && read.iter().all(|(_, read)| read.is_err())
            {
                let names = rows.seen_from(*row);
                diagnostics.add(stated.reported(unreadable, &names, |name| rows.called(name).len() > 1));
                self.is_sound = false;
                continue;
            }
            let found: Vec<(usize, Formula)> =
                read.into_iter().filter_map(|(row, read)| Some((row, read.ok()?))).collect();
            for (row, formula) in found {
                self.state_row(row, formula, &stated, diagnostics);
            }
        }
        self.break_circles_of_rows(diagnostics);
        self.settle_formulas_of_rows();
    }

    /// The left side is no row. It may be a column, whose right side could not be read.
    fn report_left(&mut self, stated: &Stated, rows: &RowNames, diagnostics: &mut Diagnostics) {
        self.is_sound = false;
        let columns = self.names_of_columns();
        if columns.place(&stated.left.value).is_some() {
            if let Err(unreadable) = formula(&stated.right.value, &columns) {
                diagnostics.add(stated.reported(&unreadable, &columns, |_| false));
            }
            return;
        }
        let known: Vec<&str> = columns.known().chain(rows.0.iter().map(|row| row.name.as_str())).collect();
        let help = nearest_of_its_year(&stated.left.value, known.iter().copied()).map_or_else(
            || "Begin with the name of a row or a column of this table.".into(),
            |meant| Help::Meant(meant.to_owned()),
        );
        let message = format!("this table has no row or column `{}`", stated.left.value);
        diagnostics.add(Diagnostic::new(&FORMULA, stated.left.span, message).advise(help));
    }

    fn state_row(&mut self, row: usize, formula: Formula, stated: &Stated, diagnostics: &mut Diagnostics) {
        if self.formula_of_row(row).is_some() {
            diagnostics.add(second_formula(&stated.left));
            return;
        }
        let text = Spanned::new(stated.right.value.clone(), stated.left.span);
        self.formulas.push(RowFormula { text, row, formula, decimals: stated.decimals });
        if self.rows[row].kind == RowKind::Data {
            self.rows[row].kind = RowKind::Derived;
        }
    }

    /// Reports rows that follow from each other in a circle; then they follow from nothing.
    fn break_circles_of_rows(&mut self, diagnostics: &mut Diagnostics) {
        let by_row: HashMap<usize, usize> =
            self.formulas.iter().enumerate().map(|(number, formula)| (formula.row, number)).collect();
        let follows = |formula: &RowFormula| -> Vec<usize> {
            formula.formula.places().iter().filter_map(|row| by_row.get(row).copied()).collect()
        };
        let circle = Dependencies(self.formulas.iter().map(follows).collect()).circle();
        let [first, ..] = circle.as_slice() else { return };
        let names: Vec<String> =
            circle.iter().map(|number| format!("`{}`", self.row_name(self.formulas[*number].row))).collect();
        let message = match names.as_slice() {
            [name] => format!("the row {name} is worked out from itself"),
            names => format!("these rows are worked out from each other: {}", names.join(", ")),
        };
        let help = format!("Write the figures of {} in the table, and remove its formula.", names[0]);
        diagnostics.add(Diagnostic::new(&CALCULATION_CIRCLE, self.formulas[*first].text.span, message).help(help));
        self.is_sound = false;
        self.formulas.clear();
    }

    /// Says in what the cells of each row are counted that follow by a formula: a share is a percentage in any column.
    fn settle_formulas_of_rows(&mut self) {
        for number in 0..self.formulas.len() {
            let row = self.formulas[number].row;
            let says_percent = self.row_name(row).contains('%');
            let columns: Vec<usize> =
                (0..self.columns.len()).filter(|column| self.unit_of(*column).is_some()).collect();
            for column in columns {
                let unit_of = |place: usize| self.unit_at(place, column).cloned().unwrap_or(Unit::Number);
                let own = self.unit_at(row, column).cloned().unwrap_or(Unit::Number);
                let meant = self.formulas[number].formula.unit(&unit_of);
                let unit = if says_percent || own == Unit::Percent { Unit::Percent } else { meant };
                let is_blank = self.cells_figure((row, column)).is_some_and(|figure| figure.amount == Amount::Blank);
                let is_of_column = match (&unit, &own) {
                    (Unit::Money(..), Unit::Money(..)) | (Unit::Points, Unit::Percent) => true,
                    (unit, own) => unit == own,
                };
                if is_blank && !is_of_column {
                    let beside = self.rows[row].cells[column].beside.get_or_insert_default();
                    beside.unit = Some(OwnUnit { unit, is_said_by_row: false });
                }
            }
            self.settle_change_of_row(number);
        }
    }

    /// A change that is counted in percent is a change in percent.
    fn settle_change_of_row(&mut self, number: usize) {
        let row = self.formulas[number].row;
        let mut columns = (0..self.columns.len()).filter(|column| self.unit_of(*column).is_some());
        let Some(column) = columns.find(|column| self.cells_figure((row, *column)).is_some()) else { return };
        let unit = self.unit_at(row, column).cloned().unwrap_or(Unit::Number);
        let unit_of = |place: usize| self.unit_at(place, column).cloned().unwrap_or(Unit::Number);
        let formula = in_unit(self.formulas[number].formula.clone(), &unit, unit_of);
        self.formulas[number].formula = formula;
    }
}

/// A name without quotation marks around it.
fn unquoted(name: &str) -> &str {
    let inner = name.strip_prefix(['"', '“']).and_then(|rest| rest.strip_suffix(['"', '”']));
    inner.map_or(name, str::trim)
}

/// A formula for a result in `unit`: a change of other figures in percent is a percentage of them, and a share in percent
/// need not be multiplied by a hundred.
fn in_unit(formula: Formula, unit: &Unit, unit_of: impl Fn(usize) -> Unit) -> Formula {
    let hundred = Formula::Number(rust_decimal::Decimal::ONE_HUNDRED);
    match formula {
        Formula::Change(from, to) if *unit == Unit::Percent && unit_of(to) != Unit::Percent => {
            Formula::PercentChange(from, to)
        }
        Formula::Product(one, other) if *unit == Unit::Percent && *other == hundred => *one,
        Formula::Product(one, other) if *unit == Unit::Percent && *one == hundred => *other,
        formula => formula,
    }
}

fn second_formula(left: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` has two formulas", left.value);
    Diagnostic::new(&FORMULA, left.span, message).help("Keep the right one and remove the other.")
}

/// The rows of a table by their names, each with the headings that it stands under.
struct RowNames(Vec<NamedRow>);

struct NamedRow {
    row: usize,
    name: String,
    /// The headings above it, as rows and in words.
    under: Vec<usize>,
    path: String,
}

impl RowNames {
    fn of(table: &Table) -> Self {
        let heading = |row: &usize| table.rows[*row].cells.first().map_or("", |cell| cell.written.value.as_str());
        let named = |row: usize| {
            let under = table.headings_above(row);
            let path: Vec<&str> = under.iter().map(heading).collect();
            NamedRow { row, name: table.row_name(row).to_owned(), path: path.join(" > "), under }
        };
        Self((0..table.rows.len()).filter(|row| !table.rows[*row].kind.is_group()).map(named).collect())
    }

    /// The rows that are called so.
    fn called(&self, name: &str) -> Vec<usize> {
        let is_called = |row: &&NamedRow| slug(&row.name) == slug(name) || slug(&row.full_name()) == slug(name);
        self.0.iter().filter(is_called).map(|row| row.row).collect()
    }

    /// The names as they are meant in the formula of a row: of two rows that are called so, the one in its own group.
    fn seen_from(&self, from: usize) -> Names {
        let own = self.0.iter().find(|row| row.row == from).map_or(&[][..], |row| &row.under);
        let mut times: HashMap<&str, (usize, usize)> = HashMap::new();
        for row in &self.0 {
            let (all, near) = times.entry(&row.name).or_default();
            *all += 1;
            *near += usize::from(row.under == own);
        }
        let is_meant = |row: &&NamedRow| match times[row.name.as_str()] {
            (1, _) => true,
            (_, 1) => row.under == own,
            _ => false,
        };
        let short = self.0.iter().filter(is_meant).map(|row| (row.name.clone(), row.row));
        let full = self.0.iter().filter(|row| !row.path.is_empty()).map(|row| (row.full_name(), row.row));
        Names::new(short.chain(full).collect())
    }
}

impl NamedRow {
    fn full_name(&self) -> String {
        if self.path.is_empty() { self.name.clone() } else { format!("{} > {}", self.path, self.name) }
    }
}
