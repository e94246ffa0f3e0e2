//! Whether a plan says the same thing in all places: tables that share rows.

use std::collections::{BTreeMap, HashMap, HashSet};

use rust_decimal::Decimal;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::names::slug;
use crate::base::span::Span;
use crate::plan::query::value_index::in_pounds;
use crate::plan::{ChapterData, Plan, Table};
use crate::value::number::{Quantity, Unit};
use crate::value::voice::Voice;

/// One figure in two tables, with two values.
pub(crate) const TWO_VALUES: Rule = Rule {
    name: "two-values",
    group: Group::Figures,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Two tables have the same rows and agree on most of them, but not on this one. Perhaps one table was \
              updated and the other was not. Make the figure a measure and show it in both with {{ its-id }}. If \
              both figures are right, accept the message and give a reason.",
};

/// A label stands in so many tables that it says nothing about which figure is meant.
const TOO_COMMON: usize = 20;

/// A column of figures of one table.
#[derive(Clone, Copy)]
struct Figures<'p> {
    table: &'p Table,
    column: usize,
}

pub(crate) fn two_values(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let tables: Vec<&Table> =
        plan.chapter_data().flat_map(ChapterData::tables).filter(|table| table.is_sound).collect();
    let labels: Vec<BTreeMap<String, usize>> = tables.iter().map(|table| labels(table)).collect();
    let mut owners: HashMap<&str, Vec<usize>> = HashMap::new();
    for (table, labels) in labels.iter().enumerate() {
        for label in labels.keys() {
            owners.entry(label).or_default().push(table);
        }
    }
    let mut shared: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
    for (label, owners) in owners.iter().filter(|(_, owners)| owners.len() <= TOO_COMMON) {
        for (position, first) in owners.iter().enumerate() {
            owners[position + 1..].iter().for_each(|second| shared.entry((*first, *second)).or_default().push(label));
        }
    }
    for ((first, second), mut names) in shared.into_iter().filter(|(_, names)| names.len() >= 4) {
        names.sort_unstable();
        for (one, other) in pairs(tables[first], tables[second]) {
            let rows: Vec<(usize, usize)> =
                names.iter().map(|name| (labels[first][*name], labels[second][*name])).collect();
            diagnostics.extend(disagreements(one, other, &rows));
        }
    }
}

/// The rows of a table by what they are about. A name that stands twice is about nothing in particular.
fn labels(table: &Table) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let mut twice = HashSet::new();
    for row in (0..table.rows.len()).filter(|row| !table.rows[*row].kind.is_group()) {
        let label = label(table.row_name(row));
        if !label.is_empty() && found.insert(label.clone(), row).is_some() {
            twice.insert(label);
        }
    }
    found.retain(|label, _| !twice.contains(label));
    found
}

/// What a row is about: its name without what stands in brackets and without `total`.
pub(super) fn label(name: &str) -> String {
    let outside: String = name
        .split('(')
        .enumerate()
        .map(|(position, text)| match position {
            0 => text,
            _ => text.split_once(')').map_or("", |(_, rest)| rest),
        })
        .collect();
    let slug = slug(&outside);
    let bare = slug.strip_prefix("total-").unwrap_or(&slug);
    if matches!(bare, "total" | "all" | "other" | "others" | "subtotal" | "grand-total") {
        String::new()
    } else {
        bare.to_owned()
    }
}

/// The columns of two tables that hold the same kind of figure for the same time.
fn pairs<'p>(first: &'p Table, second: &'p Table) -> Vec<(Figures<'p>, Figures<'p>)> {
    let figures = |table: &'p Table| -> Vec<Figures<'p>> {
        (0..table.columns.len())
            .filter(|column| table.unit_of(*column).is_some())
            .map(|column| Figures { table, column })
            .collect()
    };
    let (ours, theirs) = (figures(first), figures(second));
    let is_alone = ours.len() == 1 && theirs.len() == 1;
    if is_alone {
        return ours.into_iter().zip(theirs).filter(|(one, other)| one.is_like(*other)).collect();
    }
    let theirs = by_key(theirs);
    let pairs = by_key(ours).into_values().flatten().filter_map(|one| Some((one, (*theirs.get(one.key())?)?)));
    let mut pairs: Vec<_> = pairs.filter(|(one, other)| one.is_like(*other)).collect();
    pairs.sort_unstable_by_key(|(one, _)| one.column);
    pairs
}

/// Columns by their keys. Where two have one key, nobody can say which is meant.
fn by_key(columns: Vec<Figures<'_>>) -> HashMap<&str, Option<Figures<'_>>> {
    let mut found = HashMap::new();
    for column in columns {
        found.entry(column.key()).and_modify(|known| *known = None).or_insert(Some(column));
    }
    found
}

impl<'p> Figures<'p> {
    fn unit(&self) -> Option<&Unit> {
        self.table.unit_of(self.column)
    }

    fn key(&self) -> &'p str {
        &self.table.columns[self.column].key
    }

    fn is_like(&self, other: Self) -> bool {
        match (self.unit(), other.unit()) {
            (Some(Unit::Money(_, ours)), Some(Unit::Money(_, theirs))) => ours == theirs,
            (ours, theirs) => ours == theirs,
        }
    }

    /// The figure of a row, money in pounds.
    fn number(&self, row: usize) -> Option<Decimal> {
        let figure = self.table.figure(row, self.column).filter(|figure| figure.hedge.is_none())?;
        in_pounds(figure, self.unit()?)
    }

    /// The figure of a row with its unit.
    fn shown(&self, row: usize) -> String {
        let figure = self.table.figure(row, self.column).zip(self.unit());
        figure.map_or(String::new(), |(figure, unit)| Voice::default().figure(figure, unit).into_seen())
    }

    /// One in the last place to which the figure of a row was printed, money in pounds.
    fn last_place(&self, row: usize) -> Option<Decimal> {
        let number = self.table.figure(row, self.column)?.number()?;
        in_pounds(&Quantity::exact(Decimal::new(1, number.scale())), self.unit()?)
    }

    /// Whether two figures say the same at the precision of the coarser of them.
    fn agrees(&self, row: usize, other: Self, theirs: usize) -> Option<bool> {
        let off = self.number(row)?.saturating_sub(other.number(theirs)?).abs();
        let (own, others) = (self.last_place(row)?, other.last_place(theirs)?);
        Some(off.is_zero() || own != others && off <= own.max(others) / Decimal::TWO)
    }

    fn place(&self, row: usize) -> Span {
        self.table.rows[row].cells[self.column].written.span
    }
}

/// Rows in which two columns differ, if they agree in most.
fn disagreements(one: Figures, other: Figures, rows: &[(usize, usize)]) -> Vec<Diagnostic> {
    let known: Vec<(usize, usize, bool)> =
        rows.iter().filter_map(|(ours, theirs)| Some((*ours, *theirs, one.agrees(*ours, other, *theirs)?))).collect();
    let equal = || known.iter().filter(|(.., agree)| *agree);
    let telling = equal().filter(|(ours, ..)| one.number(*ours).is_some_and(|number| !number.is_zero())).count();
    if telling < 3 || equal().count() * 2 < known.len() {
        return Vec::new();
    }
    known
        .iter()
        .filter(|(.., agree)| !agree)
        .map(|(ours, theirs, _)| {
            let message = format!(
                "{} is {} here, but {} in the table “{}”",
                one.table.row_name(*ours),
                one.shown(*ours),
                other.shown(*theirs),
                other.table.caption.value
            );
            Diagnostic::new(&TWO_VALUES, one.place(*ours), message)
                .also(other.place(*theirs), "the other figure")
                .help("Correct the wrong figure. If both are right, rename one row to show how they differ.")
        })
        .collect()
}
