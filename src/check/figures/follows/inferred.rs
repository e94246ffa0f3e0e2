//! Rows and columns that follow from others in nearly all places → the figures that do not.
//!
//! Nobody has stated these relations: a finding is a warning. Where a name says that it is a change, a balance or a share, half
//! of its figures are evidence enough. Without a name it takes three of four, with so many digits that it cannot be chance.

use rust_decimal::Decimal;

use super::approximate::Approximate;
use super::{CALCULATION_MISMATCH, described, mismatch};
use crate::base::diagnostic::Diagnostic;
use crate::check::figures::totals::{place, said as said_bare};
use crate::plan::model::table::addition::{Addition, Part, Place, Tally};
use crate::plan::model::table::relation::verify::{Applied, Verdict};
use crate::plan::model::table::relation::{Along, Formula};
use crate::plan::model::table::totals::is_total_name;
use crate::plan::{RowKind, Table};
use crate::value::number::Unit;

/// So many neighbours are looked at in pairs.
const NEIGHBOURS: usize = 6;

/// More columns are not added up to one that is not called a total.
const LONGEST_SUM: usize = 16;

/// Totals are looked for so many rows further up.
const FURTHEST: usize = 400;

/// In longer tables only rows whose names say so are looked at.
const LONGEST: usize = 400;

/// Figures with so many digits do not follow from each other by chance.
const DIGITS_BEYOND_CHANCE: u32 = 6;

/// A table with what all guesses about it need.
struct Layout<'t> {
    table: &'t Table,
    /// The columns of figures.
    columns: Vec<usize>,
    /// The rows that are no headings.
    rows: Vec<usize>,
    /// For each column, whether it is called a total.
    is_total: Vec<bool>,
    approximate: Approximate,
}

impl<'t> Layout<'t> {
    fn of(table: &'t Table) -> Self {
        Self {
            table,
            columns: (0..table.columns.len()).filter(|column| table.unit_of(*column).is_some()).collect(),
            rows: (0..table.rows.len()).filter(|row| !table.rows[*row].kind.is_group()).collect(),
            is_total: table.columns.iter().map(|column| is_total_name(&column.full_name())).collect(),
            approximate: Approximate::of(table),
        }
    }

    /// What a relation along columns or rows may go between, and in which lines it may hold.
    fn places_and_lines(&self, along: Along) -> (&[usize], &[usize]) {
        match along {
            Along::Columns => (&self.columns, &self.rows),
            Along::Rows => (&self.rows, &self.columns),
        }
    }
}

pub(super) fn mismatches(table: &Table) -> Vec<Diagnostic> {
    let layout = Layout::of(table);
    let (columns, rows) = (&layout.columns, &layout.rows);
    let mut found = Vec::new();
    for column in columns.iter().filter(|column| table.columns[**column].calculation.is_none()) {
        let name = Hint::of(&table.columns[*column].full_name());
        found.extend(report(&layout, guesses(&layout, Along::Columns, *column, name), name));
    }
    found.extend(wholes(table, Along::Columns, columns, rows));
    found.extend(wholes(table, Along::Rows, rows, columns));
    if columns.len() > 1 {
        let data = rows.iter().filter(|row| table.rows[**row].kind == RowKind::Data);
        let hints = data.map(|row| (*row, Hint::of(table.row_name(*row))));
        for (row, name) in hints.filter(|(_, name)| *name != Hint::None || rows.len() <= LONGEST) {
            found.extend(report(&layout, guesses(&layout, Along::Rows, row, name), name));
        }
    }
    found
}

/// What a name says about how its figures follow from others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Hint {
    None,
    /// `Change`, `Surplus`, `Vacancies`.
    Difference,
    /// `% of budget`, `Share`.
    Share,
    /// `Average`.
    Mean,
}

/// Words of names that are the difference of two others.
const DIFFERENCES: [&str; 20] = [
    "change",
    "difference",
    "varian",
    "movement",
    "growth",
    "increase",
    "decrease",
    "gap",
    "vacanc",
    "+/-",
    "surplus",
    "deficit",
    "shortfall",
    "balance",
    "net ",
    "underspend",
    "overspend",
    "margin",
    "remaining",
    "headroom",
];

impl Hint {
    fn of(name: &str) -> Self {
        let name = name.to_lowercase();
        let is = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if is(&["average", "mean"]) && !is(&["means"]) {
            Self::Mean
        } else if is(&DIFFERENCES) {
            Self::Difference
        } else if is(&["share", "% of", "percentage of", "proportion", "per cent of"]) {
            Self::Share
        } else {
            Self::None
        }
    }
}

/// A relation that may hold.
struct Guess {
    along: Along,
    relation: Relation,
    target: usize,
}

enum Relation {
    /// It follows from other places of the same line.
    Formula(Formula),
    /// It is how another place changes from the line before to this one.
    Growth { of: usize, is_percent: bool },
}

/// Relations that a row or a column may have to its neighbours, the nearest first.
fn guesses(layout: &Layout, along: Along, target: usize, hint: Hint) -> Vec<Guess> {
    let (table, (places, lines)) = (layout.table, layout.places_and_lines(along));
    let Some(first) = lines.iter().find(|line| number(table, along.cell(**line, target)).is_some()) else {
        return Vec::new();
    };
    let unit = |place: usize| {
        let (row, column) = along.cell(*first, place);
        table.unit_at(row, column)
    };
    let is_percent = unit(target) == Some(&Unit::Percent);
    let others = neighbours(layout, along, target, hint);
    let mut relations: Vec<Relation> = Vec::new();
    for (one, other) in pairs(&others) {
        if unit(one) != unit(other) {
            continue;
        }
        let are_percent = unit(one) == Some(&Unit::Percent);
        if is_percent && !are_percent {
            relations.push(Relation::Formula(Formula::PercentChange(one, other)));
            if hint != Hint::Difference {
                let quotient = Formula::Quotient(Box::new(Formula::At(one)), Box::new(Formula::At(other)));
                relations.push(Relation::Formula(quotient));
            }
        } else if are_alike(unit(target), unit(one), hint) {
            relations.push(Relation::Formula(Formula::Change(one, other)));
        }
    }
    if along == Along::Columns && is_percent {
        let plain = others.iter().filter(|of| unit(**of) != Some(&Unit::Percent));
        relations.extend(plain.map(|of| Relation::Formula(Formula::PercentOfTotal(*of))));
    }
    if along == Along::Columns && hint == Hint::None {
        let is_part = |column: &usize| unit(*column) == unit(target) && !is_percent;
        let (before, _) = around(places, target);
        let block: Vec<usize> = before.iter().copied().rev().take_while(is_part).take(LONGEST_SUM).collect();
        let lengths = if layout.is_total[target] { 0..0 } else { 2..block.len() + 1 };
        relations.extend(lengths.map(|length| Relation::Formula(Formula::sum_of(block[..length].iter().copied()))));
    }
    if hint == Hint::Mean {
        let parts: Vec<Formula> = places
            .iter()
            .filter(|place| **place != target && unit(**place) == unit(target))
            .map(|place| Formula::At(*place))
            .collect();
        relations.extend((parts.len() > 1).then_some(Relation::Formula(Formula::Mean(parts))));
    }
    if hint == Hint::Difference {
        let of = others.iter().filter(|of| is_percent || are_alike(unit(target), unit(**of), hint));
        relations.extend(
            of.map(|of| Relation::Growth { of: *of, is_percent: is_percent && unit(*of) != Some(&Unit::Percent) }),
        );
    }
    relations.into_iter().map(|relation| Guess { along, relation, target }).collect()
}

/// Whether one figure may be the difference of two others. A change of percentages often stands without a sign.
fn are_alike(one: Option<&Unit>, other: Option<&Unit>, hint: Hint) -> bool {
    one == other
        || hint == Hint::Difference && one == Some(&Unit::Number)
        || matches!((one, other), (Some(Unit::Points | Unit::Percent), Some(Unit::Percent)))
        || matches!((one, other), (Some(Unit::Money(..)), Some(Unit::Money(..))))
}

/// The places that one may follow from, the nearest first. One whose name says so may follow from those behind it too.
fn neighbours(layout: &Layout, along: Along, target: usize, hint: Hint) -> Vec<usize> {
    let (rows, (places, _)) = (&layout.table.rows, layout.places_and_lines(along));
    let may_be_part = |place: &usize| match along {
        Along::Columns => hint != Hint::None || !layout.is_total[*place],
        Along::Rows => hint != Hint::None || rows[*place].kind == RowKind::Data,
    };
    let (before, behind) = around(places, target);
    let mut found: Vec<usize> = before.iter().copied().rev().filter(may_be_part).take(NEIGHBOURS).collect();
    // Two totals further up have a balance below them.
    if along == Along::Rows && hint == Hint::Difference {
        let above = before.iter().rev().take(FURTHEST);
        let totals: Vec<usize> = above.copied().filter(|row| rows[*row].kind.is_total()).take(4).collect();
        let new: Vec<usize> = totals.into_iter().filter(|total| !found.contains(total)).collect();
        found.extend(new);
    }
    found.extend(behind.iter().filter(|_| hint != Hint::None).take(2));
    found
}

/// The places before one, and those behind it.
fn around(places: &[usize], target: usize) -> (&[usize], &[usize]) {
    let (before, rest) = places.split_at(places.partition_point(|place| *place < target));
    (before, rest.strip_prefix(&[target]).unwrap_or(rest))
}

/// All pairs in both orders, the nearest first.
fn pairs(places: &[usize]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (at, near) in places.iter().enumerate() {
        for far in &places[..at] {
            let (one, other) = if near < far { (*near, *far) } else { (*far, *near) };
            found.extend([(one, other), (other, one)]);
        }
    }
    found
}

impl Guess {
    /// Whether the figure of a line is what it should follow from. `before` is the line before.
    fn holds(&self, applied: &Applied, before: Option<usize>, line: usize) -> Option<bool> {
        let at = self.along.cell(line, self.target);
        match &self.relation {
            Relation::Formula(formula) => {
                let own = applied.holds_at(line, at)?;
                let turned = self.turned(applied.table, formula).filter(|_| !own);
                let other = turned.map(|turned| Applied::new(applied.table, &turned, self.along).holds_at(line, at));
                Some(own || other == Some(Some(true)))
            }
            Relation::Growth { of, .. } => {
                Applied::new(applied.table, &self.growth(before?, line)?, self.across()).holds_at(*of, at)
            }
        }
    }

    /// Whether the figures of more than `most` lines are far from what they should follow from.
    fn fails_at_first_sight(&self, layout: &Layout, most: usize) -> bool {
        let (_, lines) = layout.places_and_lines(self.along);
        let Relation::Formula(formula) = &self.relation else { return false };
        let is_far = |line: &&usize| {
            layout.approximate.is_far(formula, self.along, **line, self.along.cell(**line, self.target))
        };
        lines.iter().filter(is_far).nth(most).is_some() && self.turned(layout.table, formula).is_none()
    }

    /// How a wrong figure stands to what it should follow from.
    fn verdict(&self, table: &Table, before: Option<usize>, line: usize) -> Option<Verdict> {
        let at = self.along.cell(line, self.target);
        match &self.relation {
            Relation::Formula(formula) => Applied::new(table, formula, self.along).verdict_at(line, at),
            Relation::Growth { of, .. } => {
                Applied::new(table, &self.growth(before?, line)?, self.across()).verdict_at(*of, at)
            }
        }
    }

    /// The change of another place between two lines.
    fn growth(&self, before: usize, line: usize) -> Option<Formula> {
        match self.relation {
            Relation::Growth { is_percent: true, .. } => Some(Formula::PercentChange(before, line)),
            Relation::Growth { is_percent: false, .. } => Some(Formula::Change(before, line)),
            Relation::Formula(_) => None,
        }
    }

    fn across(&self) -> Along {
        if self.along == Along::Columns { Along::Rows } else { Along::Columns }
    }

    /// A variance is good or bad news: less income and more spending stand there with one sign.
    fn turned(&self, table: &Table, formula: &Formula) -> Option<Formula> {
        let name = match self.along {
            Along::Columns => table.columns[self.target].full_name(),
            Along::Rows => table.row_name(self.target).to_owned(),
        };
        let name = name.to_lowercase();
        let is_variance = ["varian", "favourable", "adverse"].iter().any(|word| name.contains(word));
        match formula {
            Formula::Change(from, to) if is_variance => Some(Formula::Change(*to, *from)),
            Formula::PercentChange(from, to) if is_variance => Some(Formula::PercentChange(*to, *from)),
            _ => None,
        }
    }

    fn described(&self, table: &Table) -> String {
        let name = |place: usize| match self.along {
            Along::Columns => table.columns[place].full_name(),
            Along::Rows => table.row_name(place).to_owned(),
        };
        match &self.relation {
            Relation::Formula(formula) => described(table, formula, self.along),
            Relation::Growth { of, is_percent: true } => format!("the percentage change of {}", name(*of)),
            Relation::Growth { of, is_percent: false } => format!("the change of {}", name(*of)),
        }
    }
}

/// What speaks for a guess.
#[derive(Default)]
struct Evidence {
    right: usize,
    /// The lines in which it does not hold, each with the line before.
    wrong: Vec<(usize, Option<usize>)>,
    digits: u32,
}

impl Evidence {
    /// Gathers it; nothing where too much speaks against the guess.
    fn of(layout: &Layout, guess: &Guess, hint: Hint) -> Option<Self> {
        let (table, (_, lines)) = (layout.table, layout.places_and_lines(guess.along));
        let none = Formula::Sum(Vec::new());
        let formula = if let Relation::Formula(formula) = &guess.relation { formula } else { &none };
        let applied = Applied::new(table, formula, guess.along);
        let most = if hint == Hint::None { lines.len() / 4 } else { lines.len() / 2 };
        if guess.fails_at_first_sight(layout, most) {
            return None;
        }
        let mut found = Self::default();
        for (at, line) in lines.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| lines[before]);
            match guess.holds(&applied, before, *line) {
                Some(true) => found.count(number(table, guess.along.cell(*line, guess.target))),
                Some(false) => found.wrong.push((*line, before)),
                None => {}
            }
            if found.wrong.len() > most {
                return None;
            }
        }
        Some(found)
    }

    /// Nothing follows from nothing: that is no evidence.
    fn count(&mut self, stated: Option<Decimal>) {
        if let Some(stated) = stated.filter(|stated| !stated.is_zero()) {
            self.right += 1;
            self.digits += stated.mantissa().unsigned_abs().ilog10() + 1;
        }
    }

    fn is_enough(&self, hint: Hint) -> bool {
        let (right, wrong) = (self.right, self.wrong.len());
        match hint {
            Hint::None => right >= 3 && right >= wrong * 3 && self.digits >= DIGITS_BEYOND_CHANCE,
            // A share may be one of something that the table does not show.
            Hint::Share => right >= 2 && right >= wrong * 2,
            Hint::Difference | Hint::Mean => right >= wrong.max(1) && (right > 1 || self.digits > 2),
        }
    }
}

/// The figures that are not what the likeliest guess gives.
fn report(layout: &Layout, guesses: Vec<Guess>, hint: Hint) -> Vec<Diagnostic> {
    let table = layout.table;
    let mut best: Option<(Guess, Evidence)> = None;
    for guess in guesses {
        let Some(evidence) = Evidence::of(layout, &guess, hint).filter(|evidence| evidence.is_enough(hint)) else {
            continue;
        };
        if evidence.wrong.is_empty() {
            return Vec::new();
        }
        if best.as_ref().is_none_or(|(_, best)| best.right < evidence.right) {
            best = Some((guess, evidence));
        }
    }
    let Some((guess, evidence)) = best else { return Vec::new() };
    let said = guess.described(table);
    let help =
        "Correct one of the figures. If it should always be so, add a formula to `formulas:`, and plainplan checks it.";
    let one = |(line, before): &(usize, Option<usize>)| {
        let (at, verdict) = (guess.along.cell(*line, guess.target), guess.verdict(table, *before, *line)?);
        Some(mismatch(table, at, verdict, &said)?.help(help).as_warning())
    };
    evidence.wrong.iter().filter_map(one).collect()
}

/// Percentages that are parts of a whole in nearly all lines, and in some are not.
fn wholes(table: &Table, along: Along, places: &[usize], lines: &[usize]) -> Vec<Diagnostic> {
    let is_data = |row: &usize| table.rows[*row].kind == RowKind::Data && !is_total_name(table.row_name(*row));
    let (rows, columns) = if along == Along::Columns { (lines, places) } else { (places, lines) };
    let rows: Vec<usize> = rows.iter().copied().filter(is_data).collect();
    let columns: Vec<usize> =
        columns.iter().copied().filter(|column| table.unit_of(*column) == Some(&Unit::Percent)).collect();
    // A column that repeats the whole is no part of it.
    let is_whole = |column: &usize| is_total_name(&table.columns[*column].full_name());
    let columns: Vec<usize> = columns.into_iter().filter(|column| along == Along::Rows || !is_whole(column)).collect();
    let (lines, places) = if along == Along::Columns { (rows, columns) } else { (columns, rows) };
    if places.len() < 2 || lines.len() < 4 {
        return Vec::new();
    }
    let sums: Vec<(usize, Addition)> =
        lines.iter().filter_map(|line| Some((*line, whole(table, along, *line, &places)?))).collect();
    let (right, wrong): (Vec<_>, Vec<_>) = sums.into_iter().partition(|(_, sum)| sum.is_right());
    if right.len() < 3 || right.len() < wrong.len() * 3 {
        return Vec::new();
    }
    let name = |line: usize| match along {
        Along::Columns => table.row_name(line).to_owned(),
        Along::Rows => table.columns[line].full_name(),
    };
    let others = if along == Along::Columns { "rows" } else { "columns" };
    let one = |(line, sum): (usize, Addition)| {
        let message = format!(
            "the percentages of {} add up to {}%, but the other {others} add up to 100%",
            name(line),
            said_bare(sum.sum().normalize())
        );
        let at = place(table, along.cell(line, places[0]));
        let help =
            "Correct one of the figures. If they are not parts of a whole, accept this message and give a reason.";
        Diagnostic::new(&CALCULATION_MISMATCH, at, message).help(help).as_warning()
    };
    wrong.into_iter().map(one).collect()
}

/// The percentages of a line, held against the whole; nothing where one of them is not known.
fn whole(table: &Table, along: Along, line: usize, places: &[usize]) -> Option<Addition> {
    let figure = |place: &usize| table.cells_figure(along.cell(line, *place));
    let tally = Tally::of(places.iter().map(|place| Part::of(figure(place))));
    Addition::new(tally, along.cell(line, places[0]), Decimal::ONE_HUNDRED, Some(&Unit::Percent))
}

fn number(table: &Table, at: Place) -> Option<Decimal> {
    table.cells_figure(at)?.number()
}
