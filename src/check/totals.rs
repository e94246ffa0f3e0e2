//! Whether totals are the sum of what they stand for, down the columns and across the rows.
//!
//! A total that the author has marked must be right. A row or column that is plainly a total by its name, or that is the
//! sum of the rows above it in half of its columns, is held against every stretch of figures that it could stand for; it
//! is told only where none of them, or one that the rest of the table confirms, gives what it says. Figures that were
//! rounded one by one may differ in their last digit.

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::number::{Amount, Quantity, Scale, Unit};
use crate::plan::table::columns::{Formula, Totals};
use crate::plan::{Plan, RowKind, Table};
use crate::source::{Source, Span};
use crate::wording;

/// A total that does not add up.
pub(super) const TOTAL_MISMATCH: Rule = Rule {
    name: "total-mismatch",
    severity: Severity::Error,
    explain: "A row that begins with =, and a row or column called Total, must be the sum of what it stands for. Figures that \
              were rounded one by one may differ in their last digit. Leave the cell empty in a column with `total: sum` and \
              the tool adds up; `total: none` says that a column is not to be added.",
};

/// A cell: row and column.
type Place = (usize, usize);

pub(super) fn total_mismatch(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    for table in tables(plan) {
        let mut wrong = Vec::new();
        let marked = (0..table.rows.len()).filter(|row| table.rows[*row].kind.is_total());
        for row in marked {
            wrong.extend(addable(table).filter_map(|column| marked_total(table, row, column)));
        }
        wrong.extend(plain_totals(&Axis::down(table)));
        wrong.extend(addable(table).flat_map(|column| plain_totals(&Axis::across(table, column))));
        diagnostics.extend(without_echoes(wrong).iter().map(|wrong| wrong.told(table)));
    }
}

/// The tables that could be read.
pub(super) fn tables(plan: &Plan) -> impl Iterator<Item = &Table> {
    plan.chapters.iter().flat_map(|chapter| &chapter.tables).filter(|table| table.is_sound)
}

/// The columns whose figures can be added.
pub(super) fn addable(table: &Table) -> impl Iterator<Item = usize> {
    (0..table.columns.len()).filter(|column| {
        let is_whole = matches!(table.unit_of(*column), Some(Unit::Count(_) | Unit::Money(_, None) | Unit::Number));
        match table.columns[*column].totals {
            Totals::Never => false,
            Totals::Sum => true,
            Totals::Unsaid => is_whole && !is_worked_out(table, *column),
        }
    })
}

fn is_worked_out(table: &Table, column: usize) -> bool {
    let formula = table.columns[column].calculation.as_ref().map(|calculation| &calculation.formula);
    matches!(formula, Some(Formula::PercentChange(..) | Formula::PercentOfTotal(_)))
}

/// What a figure gives to a sum.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// This much.
    Number(Decimal),
    /// Nothing: a dash, an empty cell, `n/a`.
    Nothing,
    /// Nobody knows yet, or not exactly.
    Open,
}

/// What a figure gives to a sum.
pub(super) fn part(figure: Option<&Quantity>) -> Part {
    match figure {
        None => Part::Nothing,
        Some(Quantity { hedge: Some(_), .. }) => Part::Open,
        Some(figure) => match figure.amount {
            Amount::Number(number) => Part::Number(number),
            Amount::Dash | Amount::Blank | Amount::NotApplicable => Part::Nothing,
            _ => Part::Open,
        },
    }
}

/// Figures and what they should add up to.
#[derive(Clone)]
pub(super) struct Addition {
    /// Where the total stands.
    at: Place,
    parts: Vec<(Place, Decimal)>,
    pub(super) stated: Decimal,
    is_counted: bool,
}

impl Addition {
    /// The sum of the figures at `parts`, for the total at `at`; nothing where one of them is open or there are none.
    fn of(table: &Table, parts: &[Place], at: Place) -> Option<Self> {
        let figure = |(row, column): Place| part(table.figure(row, column));
        let Part::Number(stated) = figure(at) else { return None };
        Self::to(table, parts, at, stated)
    }

    /// The same, for a total that stands nowhere.
    pub(super) fn to(table: &Table, parts: &[Place], at: Place, stated: Decimal) -> Option<Self> {
        let mut numbers = Vec::with_capacity(parts.len());
        for place in parts {
            match part(table.figure(place.0, place.1)) {
                Part::Number(number) => numbers.push((*place, number)),
                Part::Nothing => {}
                Part::Open => return None,
            }
        }
        let is_counted = is_counted(table.unit_of(at.1));
        (!numbers.is_empty()).then_some(Self { at, parts: numbers, stated, is_counted })
    }

    pub(super) fn sum(&self) -> Decimal {
        self.parts.iter().map(|(_, number)| number).sum()
    }

    /// How many figures there are.
    pub(super) fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether the total is right, as far as rounded figures can tell.
    pub(super) fn is_right(&self) -> bool {
        (self.sum() - self.stated).abs() <= self.rounding()
    }

    /// How far rounded figures and their rounded total may lie apart: half of the last printed place for each of them.
    /// Things and whole pounds are counted one by one, unless all of them end in 00.
    fn rounding(&self) -> Decimal {
        let all = || self.parts.iter().map(|(_, number)| number).chain([&self.stated]);
        let places = all().map(Decimal::scale).min().unwrap_or(0);
        let unit = if places > 0 || !self.is_counted {
            Decimal::new(1, places)
        } else if self.parts.len() > 2 && all().all(|number| (number % Decimal::ONE_HUNDRED).is_zero()) {
            Decimal::ONE_HUNDRED
        } else {
            return Decimal::ZERO;
        };
        unit * Decimal::from(self.parts.len() + 1) / Decimal::TWO
    }

    /// Whether the total is not far from the sum: what is meant as a sum seldom is.
    fn is_near(&self) -> bool {
        let (sum, stated) = (self.sum(), self.stated);
        (sum - stated).abs() * Decimal::from(4) <= stated.abs().max(sum.abs())
    }
}

/// A total that does not say what its parts add up to.
struct Wrong {
    addition: Addition,
    /// The column or the row that is added up.
    name: String,
    /// What it should be the sum of.
    what: &'static str,
    /// Another total that would be right too, if this one were.
    echo: Option<String>,
}

impl Wrong {
    fn told(&self, table: &Table) -> Diagnostic {
        let Self { addition, name, what, echo } = self;
        let message = format!(
            "the total of {name} says {}, but {what} add up to {}",
            said(addition.stated),
            said(addition.sum())
        );
        let help = if table.columns[addition.at.1].totals == Totals::Sum {
            "Correct the total or a row, or leave the cell empty so that it is added up for you."
        } else {
            "Correct the total or a figure. If the column is not to be added, write `total: none` at it."
        };
        let diagnostic = Diagnostic::new(&TOTAL_MISMATCH, place(table, addition.at), message).help(help);
        match echo {
            Some(other) => {
                diagnostic.help(format!("With {} here, the total of {other} is right too.", said(addition.sum())))
            }
            None => diagnostic,
        }
    }

    /// Whether this total would be right if the other were.
    fn follows_from(&self, other: &Self) -> bool {
        let is_part = self.addition.parts.iter().any(|(place, _)| *place == other.addition.at);
        let mended = self.addition.sum() + other.addition.sum() - other.addition.stated;
        is_part && (mended - self.addition.stated).abs() <= self.addition.rounding()
    }
}

/// The wrong totals without those that are wrong only because another is.
fn without_echoes(mut wrong: Vec<Wrong>) -> Vec<Wrong> {
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
    wrong
}

/// A number in a message.
pub(super) fn said(number: Decimal) -> String {
    wording::Style::default().figure(&Quantity::exact(number), &Unit::Number).text
}

/// Where a cell was written.
pub(super) fn place(table: &Table, (row, column): Place) -> Span {
    table.rows[row].cells[column].written.span
}

/// A marked total that is not the sum of its rows. A total of everything may also be the sum of the subtotals above it:
/// what is wrong with one of those has been told there.
fn marked_total(table: &Table, row: usize, column: usize) -> Option<Wrong> {
    let rows = (table.first_part(row)?..row).filter(|above| table.rows[*above].kind == RowKind::Data);
    let parts: Vec<Place> = rows.map(|above| (above, column)).collect();
    let addition = Addition::of(table, &parts, (row, column))?;
    let subtotals: Vec<Place> = table.subtotals_of(row).into_iter().map(|above| (above, column)).collect();
    let by_subtotals = Addition::of(table, &subtotals, (row, column)).is_some_and(|addition| addition.is_right());
    let is_wrong = !addition.is_right() && !by_subtotals;
    let name = table.columns[column].full_name();
    is_wrong.then_some(Wrong { addition, name, what: "the rows above it", echo: None })
}

/// Things and whole pounds are counted one by one.
pub(super) fn is_counted(unit: Option<&Unit>) -> bool {
    matches!(unit, Some(Unit::Count(_) | Unit::Money(Scale::One, _)))
}

/// One way to read a table: down its columns, or across its rows. A line is what is added up along; the places are its
/// figures in order.
struct Axis<'t> {
    table: &'t Table,
    /// The total column, where rows are read across.
    across: Option<usize>,
    /// Rows that are the sum of those above them.
    found: Vec<usize>,
}

impl<'t> Axis<'t> {
    fn down(table: &'t Table) -> Self {
        Self { table, across: None, found: Vec::new() }.find_subtotals()
    }

    /// Across the rows, to the total in `column`.
    fn across(table: &'t Table, column: usize) -> Self {
        Self { table, across: Some(column), found: Vec::new() }
    }

    fn lines(&self) -> Vec<usize> {
        match self.across {
            None => addable(self.table).filter(|column| self.table.columns[*column].calculation.is_none()).collect(),
            Some(_) => (0..self.table.rows.len()).filter(|row| !self.table.rows[*row].kind.is_group()).collect(),
        }
    }

    /// Where the figures of a line stand, in order.
    fn places(&self) -> Vec<usize> {
        match self.across {
            None => (0..self.table.rows.len()).collect(),
            Some(total) => {
                let unit = self.table.unit_of(total);
                addable(self.table).filter(|column| self.table.unit_of(*column) == unit).collect()
            }
        }
    }

    fn at(&self, line: usize, place: usize) -> (usize, usize) {
        if self.across.is_some() { (line, place) } else { (place, line) }
    }

    fn name(&self, place: usize) -> String {
        if self.across.is_some() {
            self.table.columns[place].full_name()
        } else {
            self.table.row_name(place).to_owned()
        }
    }

    /// Whether the figures there are plainly a total, and nobody has said so yet.
    fn is_plain_total(&self, place: usize) -> bool {
        let is_open = match self.across {
            None => self.table.rows[place].kind == RowKind::Data && self.has_parts(place),
            Some(total) => place == total && self.table.columns[place].calculation.is_none(),
        };
        is_open && is_total_name(&self.name(place))
    }

    /// Whether there are rows above, under the same heading, that a total could stand for.
    fn has_parts(&self, row: usize) -> bool {
        let above = self.table.rows[..row].iter().rev().take_while(|row| !row.kind.is_group());
        above.count() > 1
    }

    /// Whether the figures there are a total of others: marked, plain, or found to be one.
    fn is_total(&self, place: usize) -> bool {
        match self.across {
            None => self.table.rows[place].kind.is_total() || self.is_plain_total(place) || self.found.contains(&place),
            Some(_) => is_total_name(&self.name(place)),
        }
    }

    /// Looks for rows that are the sum of those above them, whatever they are called.
    fn find_subtotals(mut self) -> Self {
        for place in self.places() {
            if self.is_heading(place) || self.is_total(place) {
                continue;
            }
            let Some(parts) = self.usual_parts(place).into_iter().next().filter(|parts| parts.len() > 2) else {
                continue;
            };
            if is_confirmed_by(&self.additions(place, &parts)) {
                self.found.push(place);
            }
        }
        self
    }

    fn is_heading(&self, place: usize) -> bool {
        self.across.is_none() && self.table.rows[place].kind.is_group()
    }

    /// What a total at `total` usually stands for, the likeliest first: its section, all under its heading, everything above,
    /// the totals above, or the last total and what came after it (an opening balance, changes, a closing balance).
    fn usual_parts(&self, total: usize) -> Vec<Vec<usize>> {
        let places = self.places();
        let Some(here) = places.iter().position(|place| *place == total) else { return Vec::new() };
        let before = &places[..here];
        let is_data = |place: &usize| !self.is_heading(*place) && !self.is_total(*place);
        let section = before.iter().rposition(|place| !is_data(place)).map_or(0, |last| last + 1);
        let headed = before.iter().rposition(|place| self.is_heading(*place)).map_or(0, |last| last + 1);
        let pick = |places: &[usize], wanted: &dyn Fn(&usize) -> bool| -> Vec<usize> {
            places.iter().copied().filter(|place| wanted(place)).collect()
        };
        let mut found = vec![
            pick(&before[section..], &is_data),
            pick(&before[headed..], &is_data),
            pick(before, &is_data),
            pick(before, &|place| self.is_total(*place)),
            pick(&before[section.saturating_sub(1)..], &|place| !self.is_heading(*place)),
        ];
        found.retain(|parts| parts.len() > 1);
        found
    }

    /// What it may stand for besides: the last few figures above it, or the first few below.
    fn unusual_parts(&self, total: usize) -> Vec<Vec<usize>> {
        let places = self.places();
        let Some(here) = places.iter().position(|place| *place == total) else { return Vec::new() };
        let is_row = |place: &&usize| !self.is_heading(**place);
        let above: Vec<usize> = places[..here].iter().rev().take_while(is_row).copied().collect();
        let below: Vec<usize> = places[here + 1..].iter().take_while(is_row).copied().collect();
        let first_few = |places: Vec<usize>| (2..=places.len()).map(move |length| places[..length].to_vec());
        first_few(above).chain(first_few(below)).collect()
    }

    fn addition(&self, line: usize, total: usize, parts: &[usize]) -> Option<Addition> {
        let parts: Vec<Place> = parts.iter().map(|place| self.at(line, *place)).collect();
        Addition::of(self.table, &parts, self.at(line, total))
    }

    /// What a total adds up in all lines.
    fn additions(&self, total: usize, parts: &[usize]) -> Vec<(usize, Addition)> {
        self.lines().into_iter().filter_map(|line| Some((line, self.addition(line, total, parts)?))).collect()
    }

    fn unit(&self, line: usize) -> Option<&Unit> {
        self.table.unit_of(self.across.unwrap_or(line))
    }

    fn wrong(&self, line: usize, addition: Addition) -> Wrong {
        let (name, what) = match self.across {
            Some(_) => (self.table.row_name(line).to_owned(), "the other figures of the row"),
            None => (self.table.columns[line].full_name(), "the rows it stands for"),
        };
        Wrong { addition, name, what, echo: None }
    }
}

/// `Total`, `Grand total`, `All practices`, `Subtotal`, `North total`.
pub(super) fn is_total_name(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let first = name.split([' ', '-', ',', ':', '(']).next().unwrap_or("");
    matches!(first, "total" | "totals" | "subtotal")
        || name.starts_with("grand total")
        || name.starts_with("sub-total")
        || name == "all"
        || name.starts_with("all ")
        || name.ends_with(" total")
}

/// Plain totals that are not what they stand for.
fn plain_totals(axis: &Axis) -> Vec<Wrong> {
    let plain = axis.places().into_iter().filter(|place| axis.is_plain_total(*place) || axis.found.contains(place));
    plain.flat_map(|total| plain_total(axis, total)).collect()
}

/// The lines in which one plain total is wrong.
fn plain_total(axis: &Axis, total: usize) -> Vec<Wrong> {
    let usual: Vec<_> = axis.usual_parts(total).iter().map(|parts| axis.additions(total, parts)).collect();
    // The stretch that is right in most lines, and in half of them at least, is the one that is meant.
    let right = |position: &usize| usual[*position].iter().filter(|(_, addition)| addition.is_right()).count();
    let confirmed = (0..usual.len()).rev().filter(|position| is_confirmed_by(&usual[*position])).max_by_key(right);
    let is_right_otherwise = || {
        let unusual = axis.unusual_parts(total);
        unusual
            .iter()
            .map(|parts| axis.additions(total, parts))
            .any(|additions| !additions.is_empty() && additions.iter().all(|(_, addition)| addition.is_right()))
    };
    let meant = match confirmed {
        Some(position) => usual.into_iter().nth(position).unwrap_or_default(),
        None if is_right_otherwise() => return Vec::new(),
        None => usual.into_iter().next().unwrap_or_default(),
    };
    // A column of plain numbers may hold something that is not added, such as a mean.
    let is_sure = |line: usize, addition: &Addition| {
        confirmed.is_some() && (axis.unit(line) != Some(&Unit::Number) || addition.is_near())
            || addition.len() > 2 && addition.is_near()
    };
    let wrong = meant.into_iter().filter(|(line, addition)| !addition.is_right() && is_sure(*line, addition));
    wrong.map(|(line, addition)| axis.wrong(line, addition)).collect()
}

/// Whether additions are right in half of the lines, and not by being nothing.
fn is_confirmed_by(additions: &[(usize, Addition)]) -> bool {
    let right = additions.iter().filter(|(_, addition)| addition.is_right());
    let right: Vec<&Addition> = right.map(|(_, addition)| addition).collect();
    right.len() * 2 >= additions.len() && right.iter().any(|addition| !addition.stated.is_zero())
}
