//! Whether totals are the sum of what they stand for, down the columns and across the rows.
//!
//! A total that the author has marked must be right. A row or column that is plainly a total by its name, or that is the
//! sum of the rows above it beyond chance, is held against every stretch of figures that it could stand for; it
//! is told only where none of them, or one that the rest of the table confirms, gives what it says. Figures that were
//! rounded one by one may differ in their last digit. A row called `Less …` is taken off, one called `of which …` is part
//! of another, and a total may be what one total leaves of another: income less spending.

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::names::{letters_apart, slug};
use crate::number::{Amount, Quantity, Scale, Unit};
use crate::plan::table::columns::{Formula, Totals};
use crate::plan::table::sums::{Role, is_bare_total};
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
            wrong.extend(typed(table).filter_map(|column| marked_total(table, row, column)));
        }
        wrong.extend(plain_totals(&Axis::down(table)));
        wrong.extend(addable(table).flat_map(|column| plain_totals(&Axis::across(table, column))));
        diagnostics.extend(without_echoes(wrong).iter().map(|wrong| wrong.told(table)));
    }
}

/// The tables that could be read.
pub(super) fn tables(plan: &Plan) -> impl Iterator<Item = &Table> {
    plan.chapters().flat_map(|chapter| &chapter.tables).filter(|table| table.is_sound)
}

/// The columns whose figures can be added.
pub(super) fn addable(table: &Table) -> impl Iterator<Item = usize> {
    (0..table.columns.len()).filter(|column| {
        let is_whole = matches!(table.unit_of(*column), Some(Unit::Count(_) | Unit::Money(_, None) | Unit::Number));
        match table.columns[*column].totals {
            Totals::Never => false,
            Totals::Sum => true,
            Totals::Unsaid => {
                is_whole && !is_worked_out(table, *column) && !is_rate(&table.columns[*column].full_name())
            }
        }
    })
}

/// The same without those that are worked out. The change of a total is no sum where a row has no change.
fn typed(table: &Table) -> impl Iterator<Item = usize> {
    addable(table).filter(|column| table.columns[*column].calculation.is_none())
}

/// Whether a name says that its figures are rates or means, whose total is no sum: `Cost per case`, `Average stay`.
fn is_rate(name: &str) -> bool {
    slug(name).split('-').any(|word| {
        matches!(word, "rate" | "rates" | "ratio" | "average" | "mean" | "median" | "per" | "percent" | "percentage")
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
    /// Whether its figures have no unit.
    is_bare: bool,
    /// Whether it is what one of two totals leaves of the other.
    is_balance: bool,
}

impl Addition {
    /// The sum of the figures at `parts`, for the total at `at`; nothing where one of them is open or there are none.
    /// Where the names of the figures say how they are added, that is done, unless the total is right without it.
    fn of(table: &Table, parts: &[Place], at: Place) -> Option<Self> {
        let figure = |(row, column): Place| part(table.figure(row, column));
        let Part::Number(stated) = figure(at) else { return None };
        let written = Self::to(table, parts, at, stated)?;
        if written.is_right() {
            return Some(written);
        }
        let named = written.as_named(table);
        Some(if named.parts.is_empty() { written } else { named })
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
        let unit = table.unit_of(at.1);
        let (is_counted, is_bare) = (is_counted(unit), unit == Some(&Unit::Number));
        (!numbers.is_empty()).then_some(Self { at, parts: numbers, stated, is_counted, is_bare, is_balance: false })
    }

    /// With what is called `less` taken off, and without what is called a part of another figure.
    fn as_named(&self, table: &Table) -> Self {
        let added = |(place, number): &(Place, Decimal)| match Role::of(name_of(table, *place, self.at)) {
            Role::Added => Some((*place, *number)),
            Role::TakenOff => Some((*place, -number.abs())),
            Role::Within => None,
        };
        Self { parts: self.parts.iter().filter_map(added).collect(), ..*self }
    }

    /// What one of two figures leaves of the other, whichever is nearer to what the total says.
    fn as_balance(&self) -> Option<Self> {
        let [(first, income), (second, spending)] = self.parts[..] else { return None };
        let ways = [[(first, income), (second, -spending)], [(first, -income), (second, spending)]];
        let ways = ways.map(|parts| Self { parts: parts.to_vec(), is_balance: true, ..*self });
        ways.into_iter().min_by_key(|way| (way.sum() - way.stated).abs())
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
        self.is_right_at(self.sum())
    }

    fn is_right_at(&self, sum: Decimal) -> bool {
        (sum - self.stated).abs() <= self.rounding()
    }

    /// Whether the total is the sum to the last digit, and not by being nothing.
    fn is_exact(&self) -> bool {
        self.sum() == self.stated && !self.stated.is_zero()
    }

    /// Whether its figures are whole numbers that are not said to be thousands or millions of something.
    fn is_whole(&self) -> bool {
        (self.is_counted || self.is_bare) && self.figures().all(|number| number.scale() == 0)
    }

    /// How far rounded figures and their rounded total may lie apart: half of the last printed place for each of them.
    /// Things and whole pounds are counted one by one, unless all of them are plainly rounded.
    fn rounding(&self) -> Decimal {
        let step = match self.rounded_to() {
            Some(step) if self.figures().all(|number| number.scale() == 0) => step,
            _ if self.is_counted => Decimal::ZERO,
            _ => Decimal::ONE,
        };
        let steps = self.figures().map(|number| match number.scale() {
            0 => step,
            places => Decimal::new(1, places),
        });
        steps.sum::<Decimal>() / Decimal::TWO
    }

    /// The parts and the total.
    fn figures(&self) -> impl Iterator<Item = Decimal> {
        self.parts.iter().map(|(_, number)| *number).chain([self.stated])
    }

    /// The step to which whole figures were rounded, if all of them were. Where the largest has fewer than three digits
    /// to say, 20 and 30 thousand, they were set like this and are exact.
    fn rounded_to(&self) -> Option<Decimal> {
        let largest = self.figures().map(|number| number.abs()).max()?;
        let steps = [1_000_000, 100_000, 10_000, 1_000, 100, 10].into_iter().map(Decimal::from);
        let steps = steps.filter(|step| self.is_counted || *step >= Decimal::ONE_HUNDRED);
        let mut fitting = steps.filter(|step| {
            *step * Decimal::ONE_HUNDRED <= largest && self.figures().all(|number| (number % *step).is_zero())
        });
        let telling = self.parts.iter().filter(|(_, number)| !number.is_zero()).count();
        fitting.next().filter(|_| telling > 2)
    }

    /// Whether the total is not far from the sum, or has one digit too many, too few or wrong: what is meant as a sum seldom
    /// is anything else.
    fn is_near(&self) -> bool {
        let (sum, stated) = (self.sum(), self.stated);
        (sum - stated).abs() * Decimal::from(4) <= stated.abs().max(sum.abs()) || self.is_a_slip_away()
    }

    /// Whether a slip of the finger makes the sum what the total says: 26,962 for 269,623. Short numbers are like each other
    /// by chance.
    fn is_a_slip_away(&self) -> bool {
        let [sum, stated] = [self.sum(), self.stated].map(|number| number.abs().to_string());
        sum.len().max(stated.len()) > 4 && letters_apart(&sum, &stated) == 1
    }

    /// Whether the total lies between its parts, as a mean or a rate does.
    fn is_like_a_mean(&self) -> bool {
        let parts = || self.parts.iter().map(|(_, number)| *number);
        parts().min() <= Some(self.stated) && Some(self.stated) <= parts().max()
    }

    /// Whether the total says what the first or the last of its parts says, as that of a balance over a year does.
    fn repeats_an_end(&self) -> bool {
        let ends = [self.parts.first(), self.parts.last()];
        ends.into_iter().flatten().any(|(_, number)| *number == self.stated)
    }

    /// The one part, or the last few, without which the total would be right.
    fn left_out(&self) -> &[(Place, Decimal)] {
        let parts = &self.parts;
        let one = (0..parts.len()).map(|part| &parts[part..=part]);
        let last_few = (1..parts.len()).rev().map(|first| &parts[first..]);
        let gives = |parts: &[(Place, Decimal)]| parts.iter().map(|(_, number)| number).sum::<Decimal>();
        let missing = self.sum() - self.stated;
        one.chain(last_few).find(|parts| gives(parts) == missing && !missing.is_zero()).unwrap_or(&[])
    }
}

/// What a figure is called that is added up to the one at `total`: by its row in the same column, else by its column.
fn name_of(table: &Table, (row, column): Place, total: Place) -> &str {
    if column == total.1 { table.row_name(row) } else { &table.columns[column].name.value }
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
    /// Whether nothing else speaks for it but another total that would be right too.
    is_doubtful: bool,
}

impl Wrong {
    fn told(&self, table: &Table) -> Diagnostic {
        let Self { addition, name, what, echo, .. } = self;
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
        let left_out: Vec<String> =
            addition.left_out().iter().map(|(place, _)| format!("“{}”", name_of(table, *place, addition.at))).collect();
        let left_out = (!left_out.is_empty()).then(|| {
            format!(
                "The total is right without {}. What is part of another figure begins with “of which”.",
                left_out.join(" and ")
            )
        });
        let echo = echo
            .as_ref()
            .map(|other| format!("With {} here, the total of {other} is right too.", said(addition.sum())));
        let diagnostic = Diagnostic::new(&TOTAL_MISMATCH, place(table, addition.at), message).help(help);
        left_out.into_iter().chain(echo).fold(diagnostic, Diagnostic::help)
    }

    /// Whether this total would be right if the other were.
    fn follows_from(&self, other: &Self) -> bool {
        let is_part = self.addition.parts.iter().any(|(place, _)| *place == other.addition.at);
        is_part && self.addition.is_right_at(self.addition.sum() + other.addition.sum() - other.addition.stated)
    }
}

/// The wrong totals without those that are wrong only because another is, and without doubtful ones that mend no other.
fn without_echoes(mut wrong: Vec<Wrong>) -> Vec<Wrong> {
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

/// A marked total that is not the sum of its rows. A total of everything may also be the sum of the subtotals above it, or
/// what one of two leaves of the other: what is wrong with one of those has been told there.
fn marked_total(table: &Table, row: usize, column: usize) -> Option<Wrong> {
    let rows = (table.first_part(row)?..row).filter(|above| table.rows[*above].kind == RowKind::Data);
    let parts: Vec<Place> = rows.map(|above| (above, column)).collect();
    let addition = Addition::of(table, &parts, (row, column))?;
    let subtotals: Vec<Place> = table.subtotals_of(row).into_iter().map(|above| (above, column)).collect();
    let by_subtotals = Addition::of(table, &subtotals, (row, column));
    let balance = by_subtotals.as_ref().and_then(Addition::as_balance);
    let is_right =
        [Some(&addition), by_subtotals.as_ref(), balance.as_ref()].into_iter().flatten().any(Addition::is_right);
    // In a column of plain numbers, what lies among its parts and far from their sum is a mean or a rate.
    let may_be_mean = table.unit_of(column) == Some(&Unit::Number) && table.columns[column].totals == Totals::Unsaid;
    if is_right || may_be_mean && addition.is_like_a_mean() && !addition.is_near() {
        return None;
    }
    let name = table.columns[column].full_name();
    Some(match balance.filter(|balance| balance.is_near() && !addition.is_near()) {
        Some(balance) => Wrong { addition: balance, name, what: LEFT, echo: None, is_doubtful: false },
        None => Wrong { addition, name, what: "the rows above it", echo: None, is_doubtful: false },
    })
}

/// What a balance should be.
const LEFT: &str = "the two totals above it, one less the other,";

/// Things and whole pounds are counted one by one.
pub(super) fn is_counted(unit: Option<&Unit>) -> bool {
    matches!(unit, Some(Unit::Count(_) | Unit::Money(Scale::One, _)))
}

/// More rows are no longer the parts of the one above them.
const MOST_DETAILS: usize = 8;

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
            None => typed(self.table).collect(),
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

    /// Looks for rows that are totals of others: called so and followed by their parts; or, whatever they are called, the
    /// sum of those above them, or what one total leaves of another.
    fn find_subtotals(mut self) -> Self {
        for place in self.places() {
            if self.is_heading(place) || self.is_total(place) {
                continue;
            }
            let is_named = is_total_name(&self.name(place));
            let is_result = slug(&self.name(place)).starts_with("closing-");
            let sums = if is_named {
                self.parts_below(place)
            } else {
                self.parts_above(place)
                    .into_iter()
                    .next()
                    .filter(|parts| parts.len() > 2 || self.is_long_sum(place, parts))
            };
            let is_meant = |additions: &[(usize, Addition)]| {
                is_confirmed_by(additions)
                    && (is_named || is_result || is_beyond_chance(additions) || self.carries_a_total(place))
            };
            if sums.is_some_and(|parts| is_meant(&self.additions(place, &parts))) || is_meant(&self.balances(place)) {
                self.found.push(place);
            }
        }
        self
    }

    /// Whether the next row that is called a total is, in all lines, the sum of the totals above this row and of this row.
    fn carries_a_total(&self, place: usize) -> bool {
        let mut after = self.places().into_iter().skip_while(|other| *other != place).skip(1);
        let Some(named) = after.find(|other| is_total_name(&self.name(*other))) else { return false };
        let above = self.places().into_iter().take_while(|other| *other != place).filter(|other| self.is_total(*other));
        let totals: Vec<usize> = above.chain([place]).collect();
        let additions = self.additions(named, &totals);
        totals.len() > 1 && right(&additions) == additions.len() && is_confirmed_by(&additions)
    }

    /// Whether figures of four digits and more add up exactly in all lines, which two of them do not by chance.
    fn is_long_sum(&self, total: usize, parts: &[usize]) -> bool {
        let is_long =
            |addition: &Addition| addition.stated.abs() >= Decimal::ONE_THOUSAND && addition.sum() == addition.stated;
        let additions = self.additions(total, parts);
        !additions.is_empty() && additions.iter().all(|(_, addition)| is_long(addition))
    }

    /// Whether a row says nothing but that it is a sum: `Total`, or `Total acute` under the heading `Acute`.
    fn is_bare_total(&self, row: usize) -> bool {
        let name = slug(self.table.row_name(row));
        let headings =
            self.table.headings_above(row).into_iter().filter_map(|above| self.table.rows[above].cells.first());
        let mut totals = headings.map(|heading| slug(&heading.written.value));
        is_bare_total(&name)
            || matches!(name.as_str(), "subtotal" | "sub-total")
            || totals.any(|heading| name == format!("total-{heading}") || name == format!("{heading}-total"))
    }

    fn is_heading(&self, place: usize) -> bool {
        self.across.is_none() && self.table.rows[place].kind.is_group()
    }

    /// What a total at `total` usually stands for, the likeliest first.
    fn usual_parts(&self, total: usize) -> Vec<Vec<usize>> {
        self.parts_above(total).into_iter().chain(self.parts_below(total)).collect()
    }

    /// Of what stands above a total: its section, all under its heading, everything, the totals, or the last total and what
    /// came after it (an opening balance, changes, a closing balance).
    fn parts_above(&self, total: usize) -> Vec<Vec<usize>> {
        let before: Vec<usize> = self.places().into_iter().take_while(|place| *place != total).collect();
        let section = before.iter().rposition(|place| !self.is_data(*place)).map_or(0, |last| last + 1);
        let headed = before.iter().rposition(|place| self.is_heading(*place)).map_or(0, |last| last + 1);
        let pick = |places: &[usize], wanted: &dyn Fn(usize) -> bool| -> Vec<usize> {
            places.iter().copied().filter(|place| wanted(*place)).collect()
        };
        let in_section = pick(&before[section..], &|place| self.is_data(place));
        let under_heading = pick(&before[headed..], &|place| self.is_data(place));
        let everything = pick(&before, &|place| self.is_data(place));
        let totals = pick(&before, &|place| self.is_total(place));
        let since_last = pick(&before[section.saturating_sub(1)..], &|place| !self.is_heading(place));
        // A grand total is first of all the total of the others.
        let is_grand = self.across.is_none() && slug(self.table.row_name(total)).starts_with("grand-");
        let mut found = if is_grand {
            vec![totals, everything, since_last, in_section, under_heading]
        } else {
            vec![in_section, under_heading, everything, totals, since_last]
        };
        found.retain(|parts| parts.len() > 1);
        found.dedup();
        found
    }

    /// The rows of a section without those that are the parts of the row right above them.
    fn without_details(&self, section: &[usize]) -> Vec<usize> {
        let mut kept = Vec::new();
        let mut at = 0;
        while at < section.len() {
            kept.push(section[at]);
            let below = &section[at + 1..];
            let is_whole = |length: &usize| {
                let additions = self.additions(section[at], &below[..*length]);
                is_confirmed_by(&additions) && right(&additions) == additions.len()
            };
            at += 1 + (2..=below.len().min(MOST_DETAILS)).find(is_whole).unwrap_or(0);
        }
        kept
    }

    /// The figures below a total, to the next heading or total.
    fn parts_below(&self, total: usize) -> Option<Vec<usize>> {
        let after = self.places().into_iter().skip_while(|place| *place != total).skip(1);
        let below: Vec<usize> =
            after.take_while(|place| self.is_data(*place) && !is_total_name(&self.name(*place))).collect();
        (below.len() > 1).then_some(below)
    }

    fn is_data(&self, place: usize) -> bool {
        !self.is_heading(place) && !self.is_total(place)
    }

    /// What it may stand for besides: the last few figures above it, or the first few below.
    fn unusual_parts(&self, total: usize) -> Vec<Vec<usize>> {
        let places = self.places();
        let Some(here) = places.iter().position(|place| *place == total) else { return Vec::new() };
        let is_row = |place: &&usize| !self.is_heading(**place);
        let above: Vec<usize> = places[..here].iter().rev().take_while(is_row).copied().collect();
        let below: Vec<usize> = places[here + 1..].iter().take_while(is_row).copied().collect();
        let first_few = |places: Vec<usize>| (2..=places.len()).map(move |length| places[..length].to_vec());
        first_few(above).chain(first_few(below)).filter(|parts| !self.counts_twice(parts)).collect()
    }

    /// Whether there is a subtotal among some rows, and the last of what it stands for too.
    fn counts_twice(&self, parts: &[usize]) -> bool {
        let is_subtotal = |row: usize| self.table.rows[row].kind.is_total() || is_total_name(self.table.row_name(row));
        let has_its_last = |row: usize| row.checked_sub(1).is_some_and(|last| parts.contains(&last));
        self.across.is_none() && parts.iter().any(|row| is_subtotal(*row) && has_its_last(*row))
    }

    fn addition(&self, line: usize, total: usize, parts: &[usize]) -> Option<Addition> {
        let parts: Vec<Place> = parts.iter().map(|place| self.at(line, *place)).collect();
        Addition::of(self.table, &parts, self.at(line, total))
    }

    /// What a total adds up in all lines.
    fn additions(&self, total: usize, parts: &[usize]) -> Vec<(usize, Addition)> {
        self.lines().into_iter().filter_map(|line| Some((line, self.addition(line, total, parts)?))).collect()
    }

    /// What a total is in all lines if it is what one of the last two totals above it leaves of the other.
    fn balances(&self, total: usize) -> Vec<(usize, Addition)> {
        let totals =
            self.places().into_iter().take_while(|place| *place != total).filter(|place| self.is_total(*place));
        let totals: Vec<usize> = totals.collect();
        let Some(last) = totals.last_chunk::<2>() else { return Vec::new() };
        let balance = |(line, addition): (usize, Addition)| Some((line, addition.as_balance()?));
        self.additions(total, last).into_iter().filter_map(balance).collect()
    }

    /// What a total adds up to in all lines, each way that it is usually meant, the likeliest first.
    fn readings(&self, total: usize) -> Vec<Vec<(usize, Addition)>> {
        let stretches = self.usual_parts(total);
        let mut readings: Vec<_> = stretches.iter().map(|parts| self.additions(total, parts)).collect();
        if self.across.is_none()
            && let Some(section) = stretches.first()
        {
            readings.push(self.additions(total, &self.without_details(section)));
        }
        readings.push(self.balances(total));
        readings
    }

    /// Whether a total is right in all lines if it is read in a way that is not usual.
    fn is_right_otherwise(&self, total: usize, usual: &[Vec<(usize, Addition)>]) -> bool {
        // Rows and their subtotals, all of them data, count everything twice.
        let is_twice = |(_, addition): &(usize, Addition)| addition.is_right_at(addition.sum() / Decimal::TWO);
        let lines = self.lines();
        // The first line that is wrong says enough: there are many stretches.
        let is_right_in_all = |parts: &Vec<usize>| {
            let mut additions = lines.iter().filter_map(|line| self.addition(*line, total, parts)).peekable();
            additions.peek().is_some() && additions.all(|addition| addition.is_right())
        };
        usual.first().is_some_and(|additions| additions.iter().all(is_twice))
            || self.unusual_parts(total).iter().any(is_right_in_all)
    }

    /// Whether a figure lies among its parts, far from their sum, as a mean or a rate does. Large money is no mean.
    fn may_be_mean(&self, line: usize, addition: &Addition) -> bool {
        let is_large_money = matches!(self.unit(line), Some(Unit::Money(scale, _)) if *scale != Scale::One);
        addition.is_like_a_mean() && !addition.is_near() && (!is_large_money || addition.repeats_an_end())
    }

    fn unit(&self, line: usize) -> Option<&Unit> {
        self.table.unit_of(self.across.unwrap_or(line))
    }

    fn wrong(&self, line: usize, addition: Addition) -> Wrong {
        let (name, what) = match self.across {
            Some(_) => (self.table.row_name(line).to_owned(), "the other figures of the row"),
            None if addition.is_balance => (self.table.columns[line].full_name(), LEFT),
            None => (self.table.columns[line].full_name(), "the rows it stands for"),
        };
        Wrong { addition, name, what, echo: None, is_doubtful: false }
    }
}

/// `Total`, `Grand total`, `All practices`, `Subtotal`, `North total`; not `Mean of all wards`.
pub(super) fn is_total_name(name: &str) -> bool {
    let lower = name.trim_matches(['*', '_', ' ']).to_lowercase();
    let first = lower.split([' ', '-', ',', ':', '(']).next().unwrap_or("");
    let is_named = matches!(first, "total" | "totals" | "subtotal" | "all")
        || lower.starts_with("grand total")
        || lower.starts_with("sub-total")
        || lower.ends_with(" total");
    is_named && !is_rate(&lower)
}

/// Plain totals that are not what they stand for.
fn plain_totals(axis: &Axis) -> Vec<Wrong> {
    let plain = axis.places().into_iter().filter(|place| axis.is_plain_total(*place) || axis.found.contains(place));
    plain.flat_map(|total| plain_total(axis, total)).collect()
}

/// The lines in which one plain total is wrong.
fn plain_total(axis: &Axis, total: usize) -> Vec<Wrong> {
    let mut readings = axis.readings(total);
    // The one that is right in most lines, and in half of them at least, is the one that is meant.
    let confirmed = (0..readings.len())
        .rev()
        .filter(|position| is_confirmed_by(&readings[*position]))
        .max_by_key(|position| right(&readings[*position]));
    // What stands below a total is often only some of its parts.
    if confirmed.is_none() && (axis.parts_above(total).is_empty() || axis.is_right_otherwise(total, &readings)) {
        return Vec::new();
    }
    let meant = readings.swap_remove(confirmed.unwrap_or(0));
    let is_firm = right(&meant) >= 3 && right(&meant) * 3 >= meant.len() * 2;
    let is_bare = axis.across.is_none() && axis.is_bare_total(total);
    let is_sure = |line: usize, addition: &Addition| {
        let is_plain = is_bare && axis.unit(line) != Some(&Unit::Number) && !axis.may_be_mean(line, addition);
        confirmed.is_some() || addition.len() > 2 && addition.is_near() || is_plain && addition.len() > 1
    };
    let wrong = meant.into_iter().filter(|(line, addition)| !addition.is_right() && is_sure(*line, addition));
    wrong
        .map(|(line, addition)| {
            // Where nearly all lines are sums, what looks like a mean is one too, but for a balance over a year.
            let is_sum = is_firm && axis.unit(line) != Some(&Unit::Number) && !addition.repeats_an_end();
            Wrong { is_doubtful: axis.may_be_mean(line, &addition) && !is_sum, ..axis.wrong(line, addition) }
        })
        .collect()
}

/// In how many lines an addition is right.
fn right(additions: &[(usize, Addition)]) -> usize {
    additions.iter().filter(|(_, addition)| addition.is_right()).count()
}

/// Figures with this many digits to say, over two lines and more, do not add up by chance.
const DIGITS_BEYOND_CHANCE: u32 = 6;

/// Whether a row that is not called a total is one all the same. One of its figures may be the sum of those above it by
/// chance, so all of them must be, or two of them exactly and with many digits. Bare whole numbers are not rounded here.
fn is_beyond_chance(additions: &[(usize, Addition)]) -> bool {
    let exact = || additions.iter().map(|(_, addition)| addition).filter(|addition| addition.is_exact());
    let digits: u32 = exact().map(|addition| telling_digits(addition.stated)).sum();
    let are_all_right = additions
        .iter()
        .all(|(_, addition)| if addition.is_whole() { addition.sum() == addition.stated } else { addition.is_right() });
    are_all_right || exact().count() > 1 && digits >= DIGITS_BEYOND_CHANCE
}

/// The digits of a number without the zeros at its end: 2 in 12,000.
fn telling_digits(number: Decimal) -> u32 {
    let mut digits = number.mantissa().unsigned_abs();
    while digits != 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    digits.checked_ilog10().map_or(0, |places| places + 1)
}

/// Whether additions are right in half of the lines, and not by being nothing, or less than what rounding allows.
fn is_confirmed_by(additions: &[(usize, Addition)]) -> bool {
    let is_telling = |(_, addition): &(usize, Addition)| {
        addition.is_right() && !addition.stated.is_zero() && addition.rounding() * Decimal::TEN <= addition.stated.abs()
    };
    right(additions) * 2 >= additions.len() && additions.iter().any(is_telling)
}
