//! Whether tables add up: totals down and across, differences, shares, weights, and labels that name a share.
//!
//! A total that the author has marked must be right. A row or column that is plainly a total by its name is held
//! against every stretch of figures that it could stand for; it is told only where none of them, or one that the rest of
//! the table confirms, gives what it says. Figures that were rounded one by one may differ in their last digit.

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::number::{Amount, Quantity, Scale, Unit};
use crate::plan::table::columns::{Formula, Totals};
use crate::plan::table::sums::share;
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

/// A difference or a share that does not follow from its neighbours.
pub(super) const CALCULATION_MISMATCH: Rule = Rule {
    name: "calculation-mismatch",
    severity: Severity::Error,
    explain: "A column with `calculate:`, or one that is the change or the share of its neighbours in all other rows, says \
              something else in this row. Leave the cell empty in a column with `calculate:` and it is worked out for you.",
};

/// Weights that are not the whole.
pub(super) const WEIGHTS: Rule = Rule {
    name: "weights",
    severity: Severity::Warning,
    explain: "Weights and shares of a whole add up to 100%. If these are not meant to, call the column something else.",
};

/// A label that names a share which the figure is not.
pub(super) const LABEL_MISMATCH: Rule = Rule {
    name: "label-mismatch",
    severity: Severity::Warning,
    explain: "The name of a row says a percentage in brackets, as in Contingency (0.5%), but its figure is another share of \
              the column's total.",
};

/// The figures of one table.
pub(super) fn total_mismatch(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    for table in tables(plan) {
        let marked = table.rows.iter().enumerate().filter(|(_, row)| row.kind.is_total()).map(|(row, _)| row);
        for row in marked {
            for column in addable(table) {
                diagnostics.extend(marked_total(table, row, column));
            }
        }
        diagnostics.extend(plain_totals(&Axis::down(table)));
        for column in addable(table) {
            diagnostics.extend(plain_totals(&Axis::across(table, column)));
        }
    }
}

fn tables(plan: &Plan) -> impl Iterator<Item = &Table> {
    plan.chapters.iter().flat_map(|chapter| &chapter.tables).filter(|table| table.is_sound)
}

/// The columns whose figures can be added.
fn addable(table: &Table) -> impl Iterator<Item = usize> {
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
enum Part {
    /// This much.
    Number(Decimal),
    /// Nothing: a dash, an empty cell, `n/a`.
    Nothing,
    /// Nobody knows yet, or not exactly.
    Open,
}

fn part(figure: Option<&Quantity>) -> Part {
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

/// Parts and what they should add up to; nothing where one of them is open or there are none.
struct Addition {
    parts: Vec<Decimal>,
    stated: Decimal,
    is_counted: bool,
}

impl Addition {
    fn of(parts: &[Part], stated: Part, unit: Option<&Unit>) -> Option<Self> {
        let Part::Number(stated) = stated else { return None };
        if parts.contains(&Part::Open) {
            return None;
        }
        let parts: Vec<Decimal> = parts
            .iter()
            .filter_map(|part| match part {
                Part::Number(number) => Some(*number),
                Part::Nothing | Part::Open => None,
            })
            .collect();
        (!parts.is_empty()).then_some(Self { parts, stated, is_counted: is_counted(unit) })
    }

    fn sum(&self) -> Decimal {
        self.parts.iter().sum()
    }

    /// Whether the total is right, as far as rounded figures can tell.
    fn is_right(&self) -> bool {
        (self.sum() - self.stated).abs() <= self.rounding()
    }

    /// How far rounded figures and their rounded total may lie apart: half of the last printed place for each of them.
    /// Things and whole pounds are counted one by one, unless all of them end in 00.
    fn rounding(&self) -> Decimal {
        let all = || self.parts.iter().chain([&self.stated]);
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
}

fn is_counted(unit: Option<&Unit>) -> bool {
    matches!(unit, Some(Unit::Count(_) | Unit::Money(Scale::One, _)))
}

/// A marked total that is not the sum of its rows. A total of everything may also be the sum of the subtotals above it:
/// what is wrong with one of those has been told there.
fn marked_total(table: &Table, row: usize, column: usize) -> Option<Diagnostic> {
    let stated = part(table.figure(row, column));
    let parts: Vec<Part> = table.parts_of(row, column)?.into_iter().map(|figure| part(Some(figure))).collect();
    let addition = Addition::of(&parts, stated, table.unit_of(column))?;
    let outer: Vec<Part> = table.subtotals_of(row).into_iter().map(|above| part(table.figure(above, column))).collect();
    let by_subtotals = Addition::of(&outer, stated, table.unit_of(column)).is_some_and(|addition| addition.is_right());
    if addition.is_right() || by_subtotals {
        return None;
    }
    let name = table.columns[column].full_name();
    Some(wrong_total(table, (row, column), &name, "the rows above it", &addition))
}

fn wrong_total(table: &Table, at: (usize, usize), name: &str, what: &str, addition: &Addition) -> Diagnostic {
    let message = format!(
        "the total of {name} says {}, but {what} add up to {}",
        wording::grouped(addition.stated),
        wording::grouped(addition.sum())
    );
    let help = if table.columns[at.1].totals == Totals::Sum {
        "Correct the total or a row, or leave the cell empty so that it is added up for you."
    } else {
        "Correct the total or a figure. If the column is not to be added, write `total: none` at it."
    };
    Diagnostic::new(&TOTAL_MISMATCH, place(table, at), message).help(help)
}

fn place(table: &Table, (row, column): (usize, usize)) -> Span {
    table.rows[row].cells[column].written.span
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

    fn part(&self, line: usize, place: usize) -> Part {
        let (row, column) = self.at(line, place);
        part(self.table.figure(row, column))
    }

    fn unit(&self, line: usize) -> Option<&Unit> {
        self.table.unit_of(self.across.unwrap_or(line))
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
        let lines = self.lines();
        for place in self.places() {
            if self.is_heading(place) || self.is_total(place) {
                continue;
            }
            let Some(parts) = self.usual_parts(place).into_iter().next().filter(|parts| parts.len() > 2) else {
                continue;
            };
            let additions: Vec<(usize, Addition)> =
                lines.iter().filter_map(|line| Some((*line, self.addition(*line, place, &parts)?))).collect();
            if is_confirmed_by(&additions) {
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

    /// The total in this line does not say what its parts add up to.
    fn wrong(&self, line: usize, total: usize, addition: &Addition) -> Diagnostic {
        let (name, what) = match self.across {
            Some(_) => (self.table.row_name(line).to_owned(), "the other figures of the row"),
            None => (self.table.columns[line].full_name(), "the rows it stands for"),
        };
        wrong_total(self.table, self.at(line, total), &name, what, addition)
    }

    fn addition(&self, line: usize, total: usize, parts: &[usize]) -> Option<Addition> {
        let parts: Vec<Part> = parts.iter().map(|place| self.part(line, *place)).collect();
        Addition::of(&parts, self.part(line, total), self.unit(line))
    }
}

/// `Total`, `Grand total`, `All practices`, `Subtotal`, `North total`.
fn is_total_name(name: &str) -> bool {
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
fn plain_totals(axis: &Axis) -> Vec<Diagnostic> {
    let plain = axis.places().into_iter().filter(|place| axis.is_plain_total(*place) || axis.found.contains(place));
    plain.flat_map(|total| plain_total(axis, total)).collect()
}

/// The lines in which one plain total is wrong.
fn plain_total(axis: &Axis, total: usize) -> Vec<Diagnostic> {
    let lines = axis.lines();
    let additions = |parts: &[usize]| -> Vec<(usize, Addition)> {
        lines.iter().filter_map(|line| Some((*line, axis.addition(*line, total, parts)?))).collect()
    };
    let usual: Vec<Vec<(usize, Addition)>> = axis.usual_parts(total).iter().map(|parts| additions(parts)).collect();
    // The stretch that is right in most lines, and in half of them at least, is the one that is meant.
    let right = |position: &usize| usual[*position].iter().filter(|(_, addition)| addition.is_right()).count();
    let confirmed = (0..usual.len())
        .rev()
        .filter(|position| is_confirmed_by(&usual[*position]))
        .max_by_key(|position| right(position));
    let is_right_otherwise = || {
        axis.unusual_parts(total)
            .iter()
            .map(|parts| additions(parts))
            .any(|additions| !additions.is_empty() && additions.iter().all(|(_, addition)| addition.is_right()))
    };
    let meant = match confirmed {
        Some(position) => usual.into_iter().nth(position).unwrap_or_default(),
        None if is_right_otherwise() => return Vec::new(),
        None => usual.into_iter().next().unwrap_or_default(),
    };
    meant
        .iter()
        .filter(|(_, addition)| !addition.is_right() && (confirmed.is_some() || is_likely(addition)))
        .map(|(line, addition)| axis.wrong(*line, total, addition))
        .collect()
}

/// Whether additions are right in half of the lines, and not by being nothing.
fn is_confirmed_by(additions: &[(usize, Addition)]) -> bool {
    let right = additions.iter().filter(|(_, addition)| addition.is_right());
    let right: Vec<&Addition> = right.map(|(_, addition)| addition).collect();
    right.len() * 2 >= additions.len() && right.iter().any(|addition| !addition.stated.is_zero())
}

/// Whether a total that no other line confirms is still meant as this sum: more than two parts, and not far from it.
fn is_likely(addition: &Addition) -> bool {
    let (sum, stated) = (addition.sum(), addition.stated);
    addition.parts.len() > 2 && (sum - stated).abs() * Decimal::from(4) <= stated.abs().max(sum.abs())
}

/// Cells of calculated columns, and of columns that are the change or the share of their neighbours in all other rows.
pub(super) fn calculation_mismatch(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    for table in tables(plan) {
        for column in 0..table.columns.len() {
            match &table.columns[column].calculation {
                Some(_) => diagnostics.extend(typed_over(table, column)),
                None => diagnostics.extend(plain_calculation(table, column)),
            }
        }
    }
}

/// Figures that were typed in a calculated column and are not what the calculation gives.
fn typed_over(table: &Table, column: usize) -> Vec<Diagnostic> {
    let Some(calculation) = &table.columns[column].calculation else { return Vec::new() };
    let formula = match &calculation.formula {
        Formula::Sum(of) => Plain::Sum(of.clone()),
        Formula::Change(from, to) => Plain::Change(*from, *to),
        Formula::PercentChange(from, to) => Plain::PercentChange(*from, *to),
        Formula::PercentOfTotal(of) => Plain::Share(*of),
    };
    (0..table.rows.len()).filter_map(|row| formula.fault(table, row, column)).collect()
}

/// What an untold column may follow from.
enum Plain {
    Sum(Vec<usize>),
    Change(usize, usize),
    PercentChange(usize, usize),
    Share(usize),
}

impl Plain {
    /// What the cell should say, and how far rounding may lead from it.
    fn expected(&self, table: &Table, row: usize) -> Option<(Decimal, Decimal)> {
        let number = |column: usize| match part(table.figure(row, column)) {
            Part::Number(number) => Some(number),
            Part::Nothing | Part::Open => None,
        };
        let slack = |column: usize, number: Decimal| {
            if is_counted(table.unit_of(column)) { Decimal::ZERO } else { Decimal::new(5, number.scale() + 1) }
        };
        match self {
            Self::Sum(of) => {
                let numbers: Option<Vec<Decimal>> = of.iter().map(|column| number(*column)).collect();
                let numbers = numbers?;
                let off = of.iter().zip(&numbers).map(|(column, number)| slack(*column, *number)).sum();
                Some((numbers.iter().sum(), off))
            }
            Self::Change(from, to) => {
                let (first, second) = (number(*from)?, number(*to)?);
                Some((second - first, slack(*from, first) + slack(*to, second)))
            }
            Self::PercentChange(from, to) => {
                let (first, second) = (number(*from)?, number(*to)?);
                let change = share(second - first, first.abs(), 6)?;
                let off = share(slack(*from, first) + slack(*to, second), first.abs(), 6)?;
                Some((change, off * (Decimal::ONE + (change / Decimal::ONE_HUNDRED).abs())))
            }
            Self::Share(of) => {
                let (part, total) = (number(*of)?, table.total_of(*of)?);
                Some((share(part, total, 6)?, share(slack(*of, part) * Decimal::TWO, total.abs(), 6)?))
            }
        }
    }

    fn is_right(&self, table: &Table, row: usize, column: usize) -> Option<bool> {
        let Part::Number(stated) = part(table.figure(row, column)) else { return None };
        let (expected, off) = self.expected(table, row)?;
        let own = if is_counted(table.unit_of(column)) { Decimal::ZERO } else { Decimal::new(5, stated.scale() + 1) };
        Some((expected - stated).abs() <= off + own)
    }

    fn fault(&self, table: &Table, row: usize, column: usize) -> Option<Diagnostic> {
        if table.rows[row].kind.is_group() || self.is_right(table, row, column)? {
            return None;
        }
        let (expected, _) = self.expected(table, row)?;
        let stated = table.figure(row, column)?.number()?;
        let expected = expected.round_dp(stated.scale().max(expected.normalize().scale().min(1)));
        let name = |column: usize| table.columns[column].full_name();
        let from = match self {
            Self::Sum(_) => "the sum of the others".to_owned(),
            Self::Change(from, to) => format!("the change from {} to {}", name(*from), name(*to)),
            Self::PercentChange(from, to) => format!("the change from {} to {} in percent", name(*from), name(*to)),
            Self::Share(of) => format!("the share of all {} in percent", name(*of)),
        };
        let message = format!(
            "{} of {} says {}, but {from} is {}",
            name(column),
            table.row_name(row),
            wording::grouped(stated),
            wording::grouped(expected.normalize())
        );
        Some(Diagnostic::new(&CALCULATION_MISMATCH, place(table, (row, column)), message).help(
            "Correct the figure or those it follows from, or give the column a `calculate:` and leave its cells empty.",
        ))
    }
}

/// A column that follows from the two before it, or from the one before it, in most rows.
fn plain_calculation(table: &Table, column: usize) -> Vec<Diagnostic> {
    let Some(unit) = table.unit_of(column) else { return Vec::new() };
    let before: Vec<usize> = (0..column).rev().filter(|other| table.unit_of(*other).is_some()).collect();
    let same_unit = |other: &usize| table.unit_of(*other) == table.unit_of(before[0]);
    let mut plain = Vec::new();
    if let [second, first, ..] = before[..]
        && same_unit(&first)
    {
        let changes = if *unit == Unit::Percent && table.unit_of(second) != Some(&Unit::Percent) {
            vec![Plain::PercentChange(first, second), Plain::PercentChange(second, first)]
        } else {
            vec![Plain::Change(first, second), Plain::Change(second, first)]
        };
        plain.extend(changes);
    }
    if let [of, ..] = before[..]
        && *unit == Unit::Percent
        && table.unit_of(of) != Some(&Unit::Percent)
    {
        plain.push(Plain::Share(of));
    }
    let rows: Vec<usize> = (0..table.rows.len()).filter(|row| table.rows[*row].kind == RowKind::Data).collect();
    let Some(meant) = plain.iter().find(|plain| is_confirmed(plain, table, column, &rows)) else { return Vec::new() };
    (0..table.rows.len()).filter_map(|row| meant.fault(table, row, column)).collect()
}

/// Whether a calculation holds in three rows at least, and in three of four.
fn is_confirmed(plain: &Plain, table: &Table, column: usize, rows: &[usize]) -> bool {
    let is_telling =
        |row: &&usize| table.figure(**row, column).and_then(Quantity::number).is_some_and(|number| !number.is_zero());
    let verdicts: Vec<bool> =
        rows.iter().filter(is_telling).filter_map(|row| plain.is_right(table, *row, column)).collect();
    let right = verdicts.iter().filter(|right| **right).count();
    right >= 3 && right * 4 >= verdicts.len() * 3
}

pub(super) fn weights(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    for table in tables(plan) {
        for column in (0..table.columns.len()).filter(|column| is_weight(table, *column)) {
            diagnostics.extend(wrong_weights(table, column));
        }
    }
}

fn is_weight(table: &Table, column: usize) -> bool {
    let name = table.columns[column].name.value.to_lowercase();
    let is_named = ["weight", "weights", "weighting", "share of the total", "% of total"]
        .iter()
        .any(|word| name.starts_with(word));
    is_named && table.unit_of(column) == Some(&Unit::Percent) && table.columns[column].calculation.is_none()
}

/// Weights of data rows that add up to nearly, but not quite, the whole.
fn wrong_weights(table: &Table, column: usize) -> Option<Diagnostic> {
    let rows = (0..table.rows.len()).filter(|row| table.rows[*row].kind == RowKind::Data);
    let rows = rows.filter(|row| !is_total_name(table.row_name(*row)));
    let parts: Vec<Part> = rows.map(|row| part(table.figure(row, column))).collect();
    // Less than nothing is a penalty, not a weight.
    let is_penalty = |part: &&Part| matches!(part, Part::Number(number) if number.is_sign_negative());
    let parts: Vec<Part> = parts.iter().filter(|part| !is_penalty(part)).copied().collect();
    let addition = Addition::of(&parts, Part::Number(Decimal::ONE_HUNDRED), Some(&Unit::Percent))?;
    let off = (addition.sum() - addition.stated).abs();
    if addition.parts.len() < 3 || addition.is_right() || off > Decimal::from(25) {
        return None;
    }
    let message = format!(
        "the weights of {} add up to {}%, not to 100%",
        table.columns[column].full_name(),
        wording::grouped(addition.sum().normalize())
    );
    let help = "Correct a weight, or call the column something else if it is no share of a whole.";
    Some(Diagnostic::new(&WEIGHTS, table.columns[column].name.span, message).help(help))
}

pub(super) fn label_mismatch(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    for table in tables(plan).filter(|table| table.rows.len() > 2) {
        for row in (0..table.rows.len()).filter(|row| table.rows[*row].kind == RowKind::Data) {
            let Some(named) = share_in_name(table.row_name(row)) else { continue };
            for column in addable(table) {
                diagnostics.extend(label_fault(table, row, column, named));
            }
        }
    }
}

/// `Contingency (0.5%)` → 0.5.
fn share_in_name(name: &str) -> Option<Decimal> {
    let (_, rest) = name.rsplit_once('(')?;
    rest.trim_end().strip_suffix("%)")?.trim().parse().ok()
}

fn label_fault(table: &Table, row: usize, column: usize, named: Decimal) -> Option<Diagnostic> {
    let Part::Number(number) = part(table.figure(row, column)) else { return None };
    let total = plain_total_of(table, column)?;
    let found = share(number, total, 2)?;
    let rounded = share(number, total, named.scale())?;
    let off = Decimal::new(1, named.scale());
    if (rounded - named).abs() < off || number.is_zero() {
        return None;
    }
    let message = format!(
        "{} says {}%, but {} is {}% of the total of {}",
        table.row_name(row),
        named,
        wording::grouped(number),
        found.normalize(),
        table.columns[column].full_name()
    );
    let help = "Correct the name or the figure, or leave the percentage out of the name.";
    Some(Diagnostic::new(&LABEL_MISMATCH, place(table, (row, column)), message).help(help))
}

/// The total that a column states, marked or plain; nothing where it has none.
fn plain_total_of(table: &Table, column: usize) -> Option<Decimal> {
    let is_total = |row: &usize| {
        table.rows[*row].kind.is_total()
            || table.rows[*row].kind == RowKind::Data && is_total_name(table.row_name(*row))
    };
    let last = (0..table.rows.len()).rev().find(is_total)?;
    table.figure(last, column)?.number()
}
