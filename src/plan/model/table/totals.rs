//! Rows with names and figures → which of them are totals, and of what.
//!
//! What the author marks is a total. What is called one may be: `Total` is, a `System control total` is where its figures
//! are the sum of others. [`Table::settle_rows`] decides this once, for pages, charts, data and checks alike. A row is
//! read top to bottom with running sums of every stretch that a total could be meant for: its section, all under its
//! heading, everything, the totals above it, the last total and what came after it (an opening balance, changes, a closing
//! balance), the rows below it, or what one total leaves of another (income less spending).

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::addition::{Addition, Part, Place, Stretch};
use super::columns::{Column, Formula, Totals};
use super::sums::{Role, is_bare_total};
use super::{RowKind, Table, TotalOf};
use crate::base::names::slug;
use crate::value::number::{Scale, Unit};

/// More rows are no longer the parts of the one above them.
const MOST_DETAILS: usize = 8;

/// A stretch with more rows is not looked through for rows that are parts of the one above them.
const LONGEST_WITH_DETAILS: usize = 1_000;

impl Table {
    /// The columns whose figures can be added.
    pub(crate) fn addable(&self) -> impl Iterator<Item = usize> {
        (0..self.columns.len()).filter(|column| self.is_addable(*column))
    }

    fn is_addable(&self, column: usize) -> bool {
        match self.columns[column].totals {
            Totals::Never => false,
            Totals::Sum => true,
            Totals::Unsaid => {
                let unit = self.unit_of(column);
                let is_whole = matches!(unit, Some(Unit::Count(_) | Unit::Money(_, None) | Unit::Number));
                is_whole && !self.is_share_or_growth(column) && !self.columns[column].is_rate()
            }
        }
    }

    /// The columns whose figures can be added and were typed. The change of a total is no sum where a row has no change.
    pub(crate) fn typed(&self) -> impl Iterator<Item = usize> {
        self.addable().filter(|column| self.columns[*column].calculation.is_none())
    }

    /// The columns of lengths of time, rates and averages: their total is a sum, or it is a mean and lies among its parts.
    pub(crate) fn means(&self) -> impl Iterator<Item = usize> {
        let is_mean = |column: &usize| {
            let own = &self.columns[*column];
            let unit = own.figures().filter(|unit| !matches!(unit, Unit::Percent | Unit::Points | Unit::Rank));
            own.totals == Totals::Unsaid && own.calculation.is_none() && unit.is_some() && !self.is_addable(*column)
        };
        (0..self.columns.len()).filter(is_mean)
    }

    fn is_share_or_growth(&self, column: usize) -> bool {
        let formula = self.columns[column].calculation.as_ref().map(|calculation| &calculation.formula);
        matches!(formula, Some(Formula::PercentChange(..) | Formula::PercentOfTotal(_)))
    }

    /// Decides which rows that are not marked are totals, by their names and figures, and where the rows begin that each
    /// total stands for.
    pub(crate) fn settle_rows(&mut self, are_kinds_stated: bool) {
        self.settle_marked();
        let may_be_total = |row: usize| self.rows[row].kind == RowKind::Data && is_total_name(self.row_name(row));
        if !self.is_sound || are_kinds_stated || !(0..self.rows.len()).any(may_be_total) {
            return;
        }
        let inferred = Inference::new(self).totals();
        for (row, (kind, from)) in inferred {
            self.rows[row].kind = kind;
            self.rows[row].total = Some(TotalOf { from, is_stated: false });
        }
        self.settle_marked();
    }
}

impl Column {
    /// Whether its name says that its figures are rates or means, whose total is no sum: `Cost per case`, `Average stay`.
    pub(crate) fn is_rate(&self) -> bool {
        self.key.split('-').any(is_word_of_rates)
    }
}

/// A word, in lower case, that makes the name of a figure that of a rate or a mean.
fn is_word_of_rates(word: &str) -> bool {
    const WORDS: [&str; 12] = [
        "rate",
        "rates",
        "ratio",
        "average",
        "mean",
        "median",
        "per",
        "percent",
        "percentage",
        "index",
        "score",
        "rank",
    ];
    WORDS.contains(&word)
}

/// `Total`, `Grand total`, `All practices`, `Subtotal`, `North total`; not `Mean of all wards`.
pub(crate) fn is_total_name(name: &str) -> bool {
    let name = name.trim_matches(['*', '_', ' ']);
    let first = name.split([' ', '-', ',', ':', '(']).next().unwrap_or("");
    let is_named = ["total", "totals", "subtotal", "all"].iter().any(|word| first.eq_ignore_ascii_case(word))
        || ["grand total", "overall total", "sub-total"].iter().any(|start| begins_with(name, start))
        || ends_with(name, " total");
    is_named && !slug(name).split('-').any(is_word_of_rates)
}

/// Whether a text begins so, in capitals or not.
fn begins_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
}

/// Whether a text ends so, in capitals or not.
fn ends_with(text: &str, end: &str) -> bool {
    let from = text.len().checked_sub(end.len());
    from.and_then(|from| text.get(from..)).is_some_and(|rest| rest.eq_ignore_ascii_case(end))
}

/// One way to read a table: down its columns, or across its rows. A line is what is added up along; the places are its
/// figures in order.
pub(crate) struct Axis<'t> {
    pub(crate) table: &'t Table,
    /// The total column, where rows are read across.
    across: Option<usize>,
    lines: Vec<usize>,
    places: Vec<usize>,
    /// What the name at each place says about how its figures are added.
    roles: Vec<Role>,
    /// Whether it says that they are a total.
    is_named: Vec<bool>,
    /// The position of the next place that is called a total.
    next_named: Vec<Option<usize>>,
}

impl<'t> Axis<'t> {
    /// Down the columns.
    pub(crate) fn down(table: &'t Table) -> Self {
        let lines = table.typed().collect();
        let places: Vec<usize> = (0..table.rows.len()).collect();
        let is_group = |row: &usize| table.rows[*row].kind.is_group();
        let name = |row: &usize| if is_group(row) { "" } else { table.row_name(*row) };
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
    fn total_column(&self) -> Option<usize> {
        self.places.iter().position(|place| Some(*place) == self.across)
    }

    fn cell(&self, line: usize, position: usize) -> Place {
        let place = self.places[position];
        if self.across.is_some() { (line, place) } else { (place, line) }
    }

    fn part(&self, line: usize, position: usize) -> Part {
        let (row, column) = self.cell(line, position);
        Part::of(self.table.figure(row, column))
    }

    fn is_heading(&self, position: usize) -> bool {
        self.across.is_none() && self.table.rows[self.places[position]].kind.is_group()
    }

    fn unit(&self, line: usize) -> Option<&'t Unit> {
        self.table.unit_of(self.across.unwrap_or(line))
    }

    /// The names of the headings that a row is under, as slugs.
    fn headings(&self, position: usize) -> impl Iterator<Item = String> {
        let above = self.table.headings_above(self.places[position]);
        above.into_iter().filter_map(|row| self.table.rows[row].cells.first()).map(|cell| slug(&cell.written.value))
    }

    /// Whether a row says nothing but that it is a sum: `Total`, or `Total acute` under the heading `Acute`.
    fn is_bare(&self, position: usize) -> bool {
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

    fn is_grand(&self, position: usize) -> bool {
        self.across.is_none() && slug(self.table.row_name(self.places[position])).starts_with("grand-")
    }

    /// How many rows are right above, up to the next heading.
    fn rows_above(&self, position: usize) -> usize {
        (0..position).rev().take_while(|above| !self.is_heading(*above)).take(2).count()
    }

    /// Whether a figure lies among its parts, far from their sum, as a mean or a rate does. Large money is no mean.
    pub(crate) fn may_be_mean(&self, line: usize, addition: &Addition) -> bool {
        let is_large_money = matches!(self.unit(line), Some(Unit::Money(scale, _)) if *scale != Scale::One);
        addition.is_like_a_mean() && !addition.is_near() && (!is_large_money || addition.repeats_an_end())
    }
}

/// What a total may be meant for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reading {
    /// The data since the last heading or total.
    Section,
    /// All data under its heading.
    Heading,
    /// All data above it.
    Everything,
    /// All totals above it.
    Totals,
    /// The last total and the data after it.
    SinceTotal,
    /// The data below it, to the next heading or total.
    Below,
    /// The data of its section without rows that are parts of the one above them.
    WithoutDetails,
    /// What one of the last two totals leaves of the other.
    Balance,
}

const ALL_READINGS: [Reading; 8] = [
    Reading::Section,
    Reading::Heading,
    Reading::Everything,
    Reading::Totals,
    Reading::SinceTotal,
    Reading::Below,
    Reading::WithoutDetails,
    Reading::Balance,
];

/// A grand total is first of all the total of the others.
const GRAND_READINGS: [Reading; 8] = [
    Reading::Totals,
    Reading::Everything,
    Reading::SinceTotal,
    Reading::Section,
    Reading::Heading,
    Reading::Below,
    Reading::WithoutDetails,
    Reading::Balance,
];

/// The running sums of one line.
#[derive(Clone, Copy, Default)]
struct Sums {
    section: Stretch,
    heading: Stretch,
    everything: Stretch,
    totals: Stretch,
    since_total: Stretch,
    last_totals: [Option<Part>; 2],
    below: Stretch,
    without_details: Stretch,
}

/// What a place is on the way through a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Heading,
    Total,
    Data,
}

impl Sums {
    fn pass(&mut self, step: Step, part: Part, role: Role) {
        match step {
            Step::Heading => {
                (self.section, self.heading, self.since_total) = Default::default();
            }
            Step::Total => {
                self.totals.push(part, role);
                self.section = Stretch::default();
                self.since_total = Stretch::default();
                self.since_total.push(part, role);
                self.last_totals = [self.last_totals[1], Some(part)];
            }
            Step::Data => {
                let stretches = [&mut self.section, &mut self.heading, &mut self.everything, &mut self.since_total];
                for stretch in stretches {
                    stretch.push(part, role);
                }
            }
        }
    }

    /// The figures of a reading, if there is more than one cell.
    fn stretch(&self, reading: Reading) -> Option<&Stretch> {
        let stretch = match reading {
            Reading::Section => &self.section,
            Reading::Heading => &self.heading,
            Reading::Everything => &self.everything,
            Reading::Totals => &self.totals,
            Reading::SinceTotal => &self.since_total,
            Reading::Below => &self.below,
            Reading::WithoutDetails => &self.without_details,
            Reading::Balance => return None,
        };
        (stretch.cells() > 1).then_some(stretch)
    }
}

/// A way through a table from its first place to its last, with the running sums of all lines.
struct Sweep<'a, 't> {
    axis: &'a Axis<'t>,
    /// Which places are totals.
    is_total: &'a [bool],
    /// Which places turned out to be the sum of those above them, whatever they are called.
    is_found: Vec<bool>,
    sums: Vec<Sums>,
    /// How many rows have passed since the last heading or total, as `section` counts them.
    section_from: usize,
    heading_from: usize,
}

impl<'a, 't> Sweep<'a, 't> {
    fn new(axis: &'a Axis<'t>, is_total: &'a [bool]) -> Self {
        let lines = if axis.across.is_some() { 0 } else { axis.lines.len() };
        let is_found = vec![false; axis.places.len()];
        Self { axis, is_total, is_found, sums: vec![Sums::default(); lines], section_from: 0, heading_from: 0 }
    }

    fn is_data(&self, position: usize) -> bool {
        self.step(position) == Step::Data
    }

    fn step(&self, position: usize) -> Step {
        if self.axis.is_heading(position) {
            Step::Heading
        } else if self.is_total[position] || self.is_found[position] {
            Step::Total
        } else {
            Step::Data
        }
    }

    /// Goes down all rows and calls `visit` at each that is wanted, before it is passed.
    fn down(&mut self, wanted: &[bool], mut visit: impl FnMut(&mut Self, usize)) {
        for (position, is_wanted) in wanted.iter().enumerate() {
            if !self.axis.is_heading(position) && !self.is_total[position] {
                self.is_found[position] = self.is_sum_of_others(position);
            }
            if *is_wanted || self.is_found[position] {
                visit(self, position);
            }
            self.pass(position);
        }
    }

    fn pass(&mut self, position: usize) {
        let step = self.step(position);
        let role = self.axis.roles[position];
        for (line, sums) in self.axis.lines.iter().zip(&mut self.sums) {
            sums.pass(step, self.axis.part(*line, position), role);
        }
        match step {
            Step::Heading => (self.section_from, self.heading_from) = (position + 1, position + 1),
            Step::Total => self.section_from = position + 1,
            Step::Data => {}
        }
    }

    /// The running sums of a line at a total, whichever way the table is read.
    fn sums_at(&self, number: usize, total: usize) -> Sums {
        let axis = self.axis;
        let line = axis.lines[number];
        let Some(sums) = self.sums.get(number) else {
            let mut sums = Sums::default();
            for position in 0..total {
                sums.pass(self.step(position), axis.part(line, position), axis.roles[position]);
            }
            return Sums { below: self.below(line, total), ..sums };
        };
        Sums { below: self.below(line, total), ..*sums }
    }

    /// The figures below a total, to the next heading or total.
    fn below(&self, line: usize, total: usize) -> Stretch {
        let mut below = Stretch::default();
        for position in total + 1..self.axis.places.len() {
            if !self.is_data(position) || self.axis.is_named[position] {
                break;
            }
            below.push(self.axis.part(line, position), self.axis.roles[position]);
        }
        below
    }

    fn addition(&self, sums: &Sums, reading: Reading, line: usize, total: usize) -> Option<Addition> {
        let stated = self.axis.part(line, total).number()?;
        let (at, unit) = (self.axis.cell(line, total), self.axis.unit(line));
        if reading == Reading::Balance {
            let [Some(Part::Number(first)), Some(Part::Number(second))] = sums.last_totals else { return None };
            return Addition::balance([first, second], at, stated, unit);
        }
        Addition::of(sums.stretch(reading)?, at, stated, unit)
    }

    /// What a total is the sum of in all lines, in one reading.
    fn additions(&self, reading: Reading, total: usize) -> Vec<(usize, Addition)> {
        let kept = self.kept_if(reading == Reading::WithoutDetails, total);
        let one = |number: usize| {
            let line = self.axis.lines[number];
            let mut sums = self.sums_at(number, total);
            sums.without_details = self.stretch_of(line, kept.as_deref());
            Some((line, self.addition(&sums, reading, line, total)?))
        };
        (0..self.axis.lines.len()).filter_map(one).collect()
    }

    /// How well each reading fits in all lines, the likeliest first.
    fn weights(&self, total: usize) -> Vec<(Reading, Weight)> {
        let readings = if self.axis.is_grand(total) { GRAND_READINGS } else { ALL_READINGS };
        let mut weights = readings.map(|reading| (reading, Weight::default()));
        let kept = self.kept_if(true, total);
        for number in 0..self.axis.lines.len() {
            let line = self.axis.lines[number];
            let mut sums = self.sums_at(number, total);
            sums.without_details = self.stretch_of(line, kept.as_deref());
            for (reading, weight) in &mut weights {
                weight.is_there |= sums.stretch(*reading).is_some();
                if let Some(addition) = self.addition(&sums, *reading, line, total) {
                    weight.add(&addition);
                }
            }
        }
        weights.into_iter().filter(|(_, weight)| weight.is_there || weight.lines > 0).collect()
    }

    fn kept_if(&self, is_wanted: bool, total: usize) -> Option<Vec<usize>> {
        (is_wanted && self.axis.across.is_none()).then(|| self.without_details(total)).flatten()
    }

    fn stretch_of(&self, line: usize, positions: Option<&[usize]>) -> Stretch {
        let mut stretch = Stretch::default();
        for position in positions.unwrap_or_default() {
            stretch.push(self.axis.part(line, *position), self.axis.roles[*position]);
        }
        stretch
    }

    /// The rows of a total's section without those that are the parts of the row right above them; nothing where all are
    /// kept.
    fn without_details(&self, total: usize) -> Option<Vec<usize>> {
        let section: Vec<usize> = (self.section_from..total).collect();
        let section = if section.len() > 1 { section } else { (self.heading_from..total).collect() };
        if section.len() > LONGEST_WITH_DETAILS {
            return None;
        }
        let section: Vec<usize> = section.into_iter().filter(|position| self.is_data(*position)).collect();
        let mut kept = Vec::new();
        let mut at = 0;
        while at < section.len() {
            kept.push(section[at]);
            at += 1 + self.details_of(section[at], &section[at + 1..]);
        }
        (kept.len() < section.len()).then_some(kept)
    }

    /// How many of the rows below a row are its parts.
    fn details_of(&self, whole: usize, below: &[usize]) -> usize {
        let below = &below[..below.len().min(MOST_DETAILS)];
        let mut weights = vec![Weight::default(); below.len()];
        for line in &self.axis.lines {
            let Part::Number(stated) = self.axis.part(*line, whole) else { continue };
            let mut stretch = Stretch::default();
            for (position, weight) in below.iter().zip(&mut weights) {
                stretch.push(self.axis.part(*line, *position), self.axis.roles[*position]);
                let (at, unit) = (self.axis.cell(*line, whole), self.axis.unit(*line));
                if let Some(addition) = Addition::of(&stretch, at, stated, unit) {
                    weight.add(&addition);
                }
            }
        }
        let is_whole = |length: &usize| weights[length - 1].is_confirmed() && weights[length - 1].is_right_in_all();
        (2..=below.len()).find(is_whole).unwrap_or(0)
    }

    /// Whether a row is, whatever it is called, the sum of those above it beyond chance, or what one total leaves of another.
    fn is_sum_of_others(&self, position: usize) -> bool {
        let is_result = || slug(self.axis.table.row_name(self.axis.places[position])).starts_with("closing-");
        let is_meant = |additions: &[(usize, Addition)]| {
            Weight::of(additions).is_confirmed()
                && (is_result() || is_beyond_chance(additions) || self.carries_a_total(position))
        };
        let first = self.sums.first().and_then(|sums| {
            let above = [Reading::Section, Reading::Heading, Reading::Everything, Reading::Totals, Reading::SinceTotal];
            above.into_iter().find_map(|reading| Some((reading, sums.stretch(reading)?.cells())))
        });
        let is_sum = first.is_some_and(|(reading, cells)| {
            let additions = self.additions_above(reading, position);
            (cells > 2 || is_long_sum(&additions)) && is_meant(&additions)
        });
        is_sum || is_meant(&self.additions_above(Reading::Balance, position))
    }

    /// The same as `additions`, for a reading of what is above.
    fn additions_above(&self, reading: Reading, total: usize) -> Vec<(usize, Addition)> {
        let lines = self.axis.lines.iter().zip(&self.sums);
        lines.filter_map(|(line, sums)| Some((*line, self.addition(sums, reading, *line, total)?))).collect()
    }

    /// Whether the next row that is called a total is, in all lines, the sum of the totals above this row and of this row.
    fn carries_a_total(&self, position: usize) -> bool {
        let Some(named) = self.axis.next_named[position] else { return false };
        let one = |(line, sums): (&usize, &Sums)| {
            let mut totals = sums.totals;
            totals.push(self.axis.part(*line, position), self.axis.roles[position]);
            let stated = self.axis.part(*line, named).number()?;
            let addition = Addition::of(&totals, self.axis.cell(*line, named), stated, self.axis.unit(*line))?;
            (totals.cells() > 1).then_some((*line, addition))
        };
        let additions: Vec<_> = self.axis.lines.iter().zip(&self.sums).filter_map(one).collect();
        let weight = Weight::of(&additions);
        weight.is_confirmed() && weight.is_right_in_all()
    }

    /// Whether a total is right in all lines if it is the sum of the last few figures above it, or of the first few below.
    fn is_right_otherwise(&self, total: usize) -> bool {
        let above = self.few((0..total).rev(), |subtotal| subtotal.checked_sub(1));
        let below = self.few(total + 1..self.axis.places.len(), |subtotal| (subtotal > total + 1).then_some(subtotal));
        self.gives(total, &above) || self.gives(total, &below)
    }

    /// The places in order, to the next heading and to where a subtotal and the last figure that it stands for would both
    /// be counted: `twice` says which place that is.
    fn few(&self, places: impl Iterator<Item = usize>, twice: impl Fn(usize) -> Option<usize>) -> Vec<usize> {
        let mut found = Vec::new();
        let mut end = None;
        for position in places.take_while(|position| !self.axis.is_heading(*position)) {
            let is_subtotal = self.axis.across.is_none() && (self.is_total[position] || self.axis.is_named[position]);
            end = end.or(if is_subtotal { twice(position) } else { None });
            if end == Some(position) {
                break;
            }
            found.push(position);
        }
        found
    }

    /// Whether the first few of some places give what a total says in all lines.
    fn gives(&self, total: usize, places: &[usize]) -> bool {
        // For each number of places: whether it was right in all lines so far, and whether there was one.
        let mut right = vec![(true, false); places.len()];
        for line in &self.axis.lines {
            let Part::Number(stated) = self.axis.part(*line, total) else { continue };
            let mut stretch = Stretch::default();
            for (position, (is_right, is_there)) in places.iter().zip(&mut right) {
                stretch.push(self.axis.part(*line, *position), self.axis.roles[*position]);
                let addition = Addition::of(&stretch, self.axis.cell(*line, total), stated, self.axis.unit(*line));
                if let Some(addition) = addition {
                    *is_right &= addition.is_right();
                    *is_there = true;
                }
            }
        }
        right.iter().skip(1).any(|(is_right, is_there)| *is_right && *is_there)
    }

    /// How a total that is not marked is meant; nothing where its figures do not say so.
    fn judge(&self, total: usize) -> Option<Judgement> {
        let weights = self.weights(total);
        // The one that is right in most lines, and in half of them at least, is the one that is meant.
        let confirmed = weights.iter().rev().filter(|(_, weight)| weight.is_confirmed());
        let confirmed = confirmed.max_by_key(|(_, weight)| weight.right).copied();
        let has_parts_above = weights.iter().any(|(reading, weight)| weight.is_there && *reading != Reading::Below);
        // Rows and their subtotals, all of them data, count everything twice.
        let is_twice = weights.first().is_some_and(|(_, weight)| weight.twice == weight.lines);
        // What stands below a total is often only some of its parts.
        if confirmed.is_none() && (!has_parts_above || is_twice || self.is_right_otherwise(total)) {
            return None;
        }
        let (reading, weight) = confirmed.or(weights.first().copied())?;
        Some(Judgement { total, reading, weight, is_confirmed: confirmed.is_some(), is_bare: self.axis.is_bare(total) })
    }

    /// Where the first row is that a total stands for.
    fn first_of(&self, reading: Reading, total: usize) -> usize {
        match reading {
            Reading::Section | Reading::WithoutDetails | Reading::SinceTotal => self.section_from,
            Reading::Heading => self.heading_from,
            Reading::Everything | Reading::Totals | Reading::Balance => 0,
            Reading::Below => total,
        }
    }

    /// The lines in which a total is wrong.
    fn wrong(&self, judgement: &Judgement) -> Vec<WrongTotal> {
        let Judgement { total, reading, weight, is_confirmed, is_bare } = *judgement;
        let is_firm = weight.right >= 3 && weight.right * 3 >= weight.lines * 2;
        let is_sure = |line: usize, addition: &Addition| {
            let is_plain = is_bare && (addition.is_whole() || !self.axis.may_be_mean(line, addition));
            is_confirmed || addition.len() > 2 && addition.is_near() || is_plain && addition.len() > 1
        };
        let additions = self.additions(reading, total).into_iter();
        additions
            .filter(|(line, addition)| !addition.is_right() && is_sure(*line, addition))
            .map(|(line, addition)| {
                // Where nearly all lines are sums, what looks like a mean is one too, but for a balance over a year.
                let is_sum = is_firm && self.axis.unit(line) != Some(&Unit::Number) && !addition.repeats_an_end();
                let is_whole = is_bare && addition.is_whole();
                let is_doubtful = self.axis.may_be_mean(line, &addition) && !is_sum && !is_whole;
                let parts = Parts { reading, from: self.first_of(reading, total), to: total };
                WrongTotal { addition, line, parts, is_doubtful }
            })
            .collect()
    }
}

/// How a total is meant.
#[derive(Clone, Copy)]
struct Judgement {
    total: usize,
    reading: Reading,
    weight: Weight,
    is_confirmed: bool,
    is_bare: bool,
}

/// How well a reading fits.
#[derive(Clone, Copy, Default)]
struct Weight {
    /// In how many lines there is something to add up.
    lines: usize,
    /// In how many of them the total is right.
    right: usize,
    /// In how many it is half of the sum.
    twice: usize,
    /// Whether one of them is right not by being nothing, or less than what rounding allows.
    is_telling: bool,
    /// Whether there are rows to add up, with figures or without.
    is_there: bool,
}

impl Weight {
    fn of(additions: &[(usize, Addition)]) -> Self {
        let mut weight = Self::default();
        for (_, addition) in additions {
            weight.add(addition);
        }
        weight
    }

    fn add(&mut self, addition: &Addition) {
        let is_right = addition.is_right();
        self.lines += 1;
        self.right += usize::from(is_right);
        self.twice += usize::from(addition.is_right_at(addition.sum() / Decimal::TWO));
        let is_beyond_rounding = || addition.rounding().saturating_mul(Decimal::TEN) <= addition.stated.abs();
        self.is_telling |= is_right && !addition.stated.is_zero() && is_beyond_rounding();
    }

    /// Whether it is right in half of the lines, and not by being nothing.
    fn is_confirmed(&self) -> bool {
        self.right * 2 >= self.lines && self.is_telling
    }

    fn is_right_in_all(&self) -> bool {
        self.right == self.lines
    }
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

/// Whether figures of four digits and more add up exactly in all lines, which two of them do not by chance.
fn is_long_sum(additions: &[(usize, Addition)]) -> bool {
    let is_long =
        |addition: &Addition| addition.stated.abs() >= Decimal::ONE_THOUSAND && addition.sum() == addition.stated;
    !additions.is_empty() && additions.iter().all(|(_, addition)| is_long(addition))
}

/// The rows or columns that a total is held against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts {
    pub(crate) reading: Reading,
    /// The position of the first of them.
    pub(crate) from: usize,
    /// The position of the total.
    pub(crate) to: usize,
}

/// A total that is not marked and that does not say what its parts add up to.
pub(crate) struct WrongTotal {
    pub(crate) addition: Addition,
    /// The column or row that is added up.
    pub(crate) line: usize,
    pub(crate) parts: Parts,
    /// Whether nothing else speaks for it but another total that would be right too.
    pub(crate) is_doubtful: bool,
}

/// The totals of a table that its author has not marked and that are not what they stand for: of rows that are totals by
/// name and figures, and of rows that are the sum of those above them beyond chance.
pub(crate) fn wrong_rows(axis: &Axis) -> Vec<WrongTotal> {
    let rows = &axis.table.rows;
    let is_total: Vec<bool> = rows.iter().map(|row| row.kind.is_total()).collect();
    let wanted: Vec<bool> = rows.iter().map(|row| row.total.is_some_and(|total| !total.is_stated)).collect();
    let mut wrong = Vec::new();
    Sweep::new(axis, &is_total).down(&wanted, |sweep, total| {
        wrong.extend(sweep.judge(total).into_iter().flat_map(|judgement| sweep.wrong(&judgement)));
    });
    wrong
}

/// The same for a column that is called a total.
pub(crate) fn wrong_column(axis: &Axis) -> Vec<WrongTotal> {
    let Some(total) = axis.total_column() else { return Vec::new() };
    let sweep = Sweep::new(axis, &axis.is_named);
    sweep.judge(total).map_or(Vec::new(), |judgement| sweep.wrong(&judgement))
}

/// Finds the totals among the rows that are not marked.
struct Inference<'t> {
    axis: Axis<'t>,
    is_total: Vec<bool>,
    /// Rows that are called totals, and may be none.
    open: Vec<usize>,
}

impl<'t> Inference<'t> {
    fn new(table: &'t Table) -> Self {
        let axis = Axis::down(table);
        let is_total: Vec<bool> = table.rows.iter().map(|row| row.kind.is_total()).collect();
        let has_figure = |row: usize| axis.lines.iter().any(|line| table.figure(row, *line).is_some());
        let may_be = |row: &usize| table.rows[*row].kind == RowKind::Data && axis.is_named[*row] && has_figure(*row);
        let open = (0..table.rows.len()).filter(may_be).collect();
        Self { axis, is_total, open }
    }

    /// Each row that is a total, with what kind of total it is and the first row that it stands for.
    fn totals(mut self) -> Vec<(usize, (RowKind, usize))> {
        let bare: Vec<usize> = self.open.iter().copied().filter(|row| self.is_bare_with_parts(*row)).collect();
        self.is_total = with(&self.is_total, &bare, |_| true);
        let weak: Vec<usize> = self.open.iter().copied().filter(|row| !self.is_total[*row]).collect();
        if !weak.is_empty() {
            self.settle_weak(&weak);
        }
        if bare.is_empty() && weak.iter().all(|row| !self.is_total[*row]) {
            return Vec::new();
        }
        self.settled()
    }

    /// Takes those rows for totals that are called so and whose figures do not say otherwise.
    fn settle_weak(&mut self, weak: &[usize]) {
        // While it is found out whether they are, all of them part their sections.
        let bare = self.is_total.clone();
        let has_rows_above = |row: &usize| self.axis.rows_above(*row) > 1;
        self.is_total = with(&bare, weak, has_rows_above);
        let confirmed = self.judged(|_, judgement| judgement.is_confirmed);
        let whole = self.judged(|_, judgement| judgement.is_confirmed && judgement.weight.is_right_in_all());
        let supported = self.supported_by(&whole);
        let sums = totals_of(&confirmed);
        self.is_total = with(&bare, weak, |row| sums.contains(row) || supported.contains(row));
        // Those that are left are data where another total is right with them.
        let confirmed = self.judged(|_, judgement| judgement.is_confirmed);
        let sums = totals_of(&confirmed);
        self.is_total = with(&self.is_total, weak, |row| sums.contains(row));
        // What is nearly a sum everywhere is meant as one, unless the rows above are called totals too and are none.
        let near = self.judged(is_near_in_all);
        let none: Vec<usize> = weak.iter().copied().filter(|row| !self.is_total[*row]).collect();
        let is_alone = |parts: &&Parts| {
            let first = none.partition_point(|row| *row < parts.from);
            none.get(first).is_none_or(|row| *row >= parts.to)
        };
        let near: HashSet<usize> = near.iter().filter(is_alone).map(|parts| parts.to).collect();
        let covered = covered_by(&confirmed, self.is_total.len());
        self.is_total = with(&self.is_total, weak, |row| near.contains(row) && !covered[*row]);
    }

    /// What the open rows are held against, of those that `is_meant` picks.
    fn judged(&self, is_meant: impl Fn(&Sweep, &Judgement) -> bool) -> Vec<Parts> {
        let mut found = Vec::new();
        Sweep::new(&self.axis, &self.is_total).down(&self.wanted(), |sweep, total| {
            if let Some(judgement) = sweep.judge(total).filter(|judgement| is_meant(sweep, judgement)) {
                let reading = judgement.reading;
                found.push(Parts { reading, from: sweep.first_of(reading, total), to: total });
            }
        });
        found
    }

    fn wanted(&self) -> Vec<bool> {
        let mut wanted = vec![false; self.is_total.len()];
        for row in &self.open {
            wanted[*row] = true;
        }
        wanted
    }

    /// The rows called totals that other totals are right with: as their parts, or because they are left out.
    fn supported_by(&self, right: &[Parts]) -> HashSet<usize> {
        let covered = covered_by(right, self.is_total.len());
        (0..self.is_total.len()).filter(|row| self.is_total[*row] && covered[*row]).collect()
    }

    fn settled(self) -> Vec<(usize, (RowKind, usize))> {
        let last = self.is_total.iter().rposition(|is_total| *is_total);
        let mut found = Vec::new();
        Sweep::new(&self.axis, &self.is_total).down(&self.wanted(), |sweep, row| {
            if !sweep.is_total[row] {
                return;
            }
            let reading = sweep.judge(row).map_or(sweep.default_reading(row), |judgement| judgement.reading);
            let from = sweep.first_of(reading, row);
            let is_of_all = from == 0 && Some(row) == last && reading != Reading::Balance;
            found.push((row, (if is_of_all { RowKind::Total } else { RowKind::Subtotal }, from)));
        });
        found
    }

    /// Whether a row is called nothing but a total, and there is something that it can be the total of.
    fn is_bare_with_parts(&self, row: usize) -> bool {
        let rows = &self.axis.table.rows;
        let has_data_below = rows.get(row + 1).is_some_and(|below| below.kind == RowKind::Data);
        self.axis.is_bare(row) && (self.axis.rows_above(row) > 0 || has_data_below)
    }
}

/// Totals, and those of some rows that `is_total` picks.
fn with(totals: &[bool], rows: &[usize], is_total: impl Fn(&usize) -> bool) -> Vec<bool> {
    let mut totals = totals.to_vec();
    for row in rows.iter().filter(|row| is_total(row)) {
        totals[*row] = true;
    }
    totals
}

/// The totals that are held against some parts.
fn totals_of(parts: &[Parts]) -> HashSet<usize> {
    parts.iter().map(|parts| parts.to).collect()
}

/// For each row whether a total above or below it stands for the stretch that it is in.
fn covered_by(parts: &[Parts], rows: usize) -> Vec<bool> {
    let mut begins = vec![0_i32; rows + 1];
    for parts in parts.iter().filter(|parts| parts.from < parts.to) {
        let from = if parts.reading == Reading::SinceTotal { parts.from.saturating_sub(1) } else { parts.from };
        begins[from] += 1;
        begins[parts.to] -= 1;
    }
    let mut open = 0;
    let covered = begins.iter().take(rows).map(|change| {
        open += change;
        open > 0
    });
    covered.collect()
}

/// Whether a total is wrong in some lines, and right or nearly right in all others.
fn is_near_in_all(sweep: &Sweep, judgement: &Judgement) -> bool {
    let additions = sweep.additions(judgement.reading, judgement.total);
    let is_near = |(line, addition): &(usize, Addition)| {
        addition.is_right() || addition.is_near() && !sweep.axis.may_be_mean(*line, addition)
    };
    !sweep.wrong(judgement).is_empty() && additions.iter().all(is_near)
}

impl Sweep<'_, '_> {
    /// What a total is meant for whose figures do not say so.
    fn default_reading(&self, row: usize) -> Reading {
        match row {
            _ if self.section_from < row => Reading::Section,
            _ if self.heading_from < row => Reading::Heading,
            _ => Reading::Everything,
        }
    }
}
