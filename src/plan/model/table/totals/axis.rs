//! A table and a direction → its figures in order, with what the name at each place says about them.

use rust_decimal::Decimal;

use super::names::is_total_name;
use super::reading::{Parts, Reading};
use crate::base::names::slug;
use crate::plan::model::table::addition::Role;
use crate::plan::model::table::addition::{Addition, Part, Place};
use crate::plan::model::table::sums::is_bare_total;
use crate::plan::model::table::{RowKind, Table};
use crate::value::number::{Scale, Unit};

/// One way to read a table: down its columns, or across its rows. A line is what is added up along; the places are its
/// figures in order.
pub(crate) struct Axis<'t> {
    pub(crate) table: &'t Table,
    /// The total column, where rows are read across.
    across: Option<usize>,
    pub(super) lines: Vec<usize>,
    pub(super) places: Vec<usize>,
    /// What the name at each place says about how its figures are added.
    pub(super) roles: Vec<Role>,
    /// Whether it says that they are a total.
    pub(super) is_named: Vec<bool>,
    /// The position of the next place that is called a total.
    pub(super) next_named: Vec<Option<usize>>,
}

impl<'t> Axis<'t> {
    /// Down the columns.
    pub(crate) fn down(table: &'t Table) -> Self {
        let lines = table.typed().collect();
        let places: Vec<usize> = (0..table.rows.len()).collect();
        let is_group = |row: &usize| table.rows[*row].kind.is_group();
        let is_derived = |row: &usize| table.rows[*row].kind == RowKind::Derived;
        let name = |row: &usize| if is_group(row) || is_derived(row) { "" } else { table.row_name(*row) };
        let (roles, is_named) = places.iter().map(|row| (Role::of(name(row)), is_total_name(name(row)))).unzip();
        Self { table, across: None, lines, places, roles, is_named, next_named: Vec::new() }.with_next_named()
    }

    /// Across the rows, once for each column that is called a total and was typed.
    pub(crate) fn across(table: &'t Table) -> impl Iterator<Item = Self> {
        let named = |column: usize| {
            let own = &table.columns[column];
            (column, Role::of(&own.name.value), is_total_name(&own.full_name()))
        };
        let addable: Vec<(usize, Role, bool)> = table.addable().map(named).collect();
        let totals: Vec<usize> =
            addable.iter().filter(|(.., is_named)| *is_named).map(|(column, ..)| *column).collect();
        let typed = totals.into_iter().filter(|column| table.columns[*column].calculation.is_none());
        typed.map(move |column| Self::to_column(table, column, &addable))
    }

    /// Across the rows, to the total in `column`, over those columns of the same unit that can be added.
    fn to_column(table: &'t Table, column: usize, addable: &[(usize, Role, bool)]) -> Self {
        let unit = table.unit_of(column);
        let lines = (0..table.rows.len()).filter(|row| !table.rows[*row].kind.is_group()).collect();
        let alike = || addable.iter().filter(|(other, ..)| table.unit_of(*other) == unit);
        let places = alike().map(|(column, ..)| *column).collect();
        let (roles, is_named) = alike().map(|(_, role, is_named)| (*role, *is_named)).unzip();
        Self { table, across: Some(column), lines, places, roles, is_named, next_named: Vec::new() }.with_next_named()
    }

    fn with_next_named(mut self) -> Self {
        let mut next = None;
        let mut found: Vec<Option<usize>> = (0..self.places.len())
            .rev()
            .map(|position| {
                let after = next;
                next = if self.is_named[position] { Some(position) } else { next };
                after
            })
            .collect();
        found.reverse();
        self.next_named = found;
        self
    }

    pub(crate) fn is_across(&self) -> bool {
        self.across.is_some()
    }

    /// The figures that a total of a line is held against, with their places.
    pub(crate) fn parts_of(&self, line: usize, parts: &Parts) -> Vec<(Place, Decimal)> {
        let is_total = |position: usize| match self.across {
            Some(_) => self.is_named[position],
            None => self.table.rows[self.places[position]].kind.is_total(),
        };
        let is_part = |position: &usize| match parts.reading {
            _ if self.is_heading(*position) => false,
            Reading::Totals | Reading::Balance => is_total(*position),
            Reading::SinceTotal => true,
            _ => !is_total(*position),
        };
        let (from, to) = match parts.reading {
            Reading::Below => {
                let is_end = |position: &usize| self.is_heading(*position) || is_total(*position);
                let end = (parts.to + 1..self.places.len()).find(is_end).unwrap_or(self.places.len());
                (parts.to + 1, end)
            }
            Reading::SinceTotal => (parts.from.saturating_sub(1), parts.to),
            _ => (parts.from, parts.to),
        };
        let number = |position: usize| Some((self.cell(line, position), self.part(line, position).number()?));
        (from..to).filter(is_part).filter_map(number).collect()
    }

    /// Where the total column is among the places.
    pub(super) fn total_column(&self) -> Option<usize> {
        self.places.iter().position(|place| Some(*place) == self.across)
    }

    pub(super) fn cell(&self, line: usize, position: usize) -> Place {
        let place = self.places[position];
        if self.across.is_some() { (line, place) } else { (place, line) }
    }

    pub(super) fn part(&self, line: usize, position: usize) -> Part {
        let (row, column) = self.cell(line, position);
        // What follows from other rows is added to nothing.
        let is_derived = self.across.is_none() && self.table.rows[row].kind == RowKind::Derived;
        if is_derived { Part::Nothing } else { Part::of(self.table.figure(row, column)) }
    }

    pub(super) fn is_heading(&self, position: usize) -> bool {
        self.across.is_none() && self.table.rows[self.places[position]].kind.is_group()
    }

    /// Whether the headings above a place end before it.
    pub(super) fn begins_anew(&self, position: usize) -> bool {
        self.across.is_none() && self.table.ends_headings(self.places[position])
    }

    pub(super) fn unit(&self, line: usize) -> Option<&'t Unit> {
        self.table.unit_of(self.across.unwrap_or(line))
    }

    /// The names of the headings that a row is under, as slugs.
    fn headings(&self, position: usize) -> impl Iterator<Item = String> {
        let above = self.table.headings_above(self.places[position]);
        above.into_iter().filter_map(|row| self.table.rows[row].cells.first()).map(|cell| slug(&cell.written.value))
    }

    /// Whether a row says nothing but that it is a sum: `Total`, or `Total acute` under the heading `Acute`.
    pub(super) fn is_bare(&self, position: usize) -> bool {
        if self.across.is_some() || !self.is_named[position] {
            return false;
        }
        let name = slug(self.table.row_name(self.places[position]));
        is_bare_total(&name)
            || matches!(name.as_str(), "subtotal" | "sub-total")
            || self
                .headings(position)
                .any(|heading| name == format!("total-{heading}") || name == format!("{heading}-total"))
    }

    pub(super) fn is_grand(&self, position: usize) -> bool {
        self.across.is_none() && slug(self.table.row_name(self.places[position])).starts_with("grand-")
    }

    /// How many rows are right above, up to the next heading.
    pub(super) fn rows_above(&self, position: usize) -> usize {
        (0..position).rev().take_while(|above| !self.is_heading(*above)).take(2).count()
    }

    /// Whether a figure lies among its parts, far from their sum, as a mean or a rate does. Large money and things that are
    /// counted are no mean.
    pub(crate) fn may_be_mean(&self, line: usize, addition: &Addition) -> bool {
        let is_amount = match self.unit(line) {
            Some(Unit::Money(scale, _)) => *scale != Scale::One,
            Some(Unit::Count(_)) => true,
            _ => false,
        };
        addition.is_like_a_mean() && !addition.is_near() && (!is_amount || addition.repeats_an_end())
    }
}
