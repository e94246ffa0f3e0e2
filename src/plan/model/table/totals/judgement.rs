//! A total in a sweep → which of its readings is meant, and the lines in which it does not say what its parts add up to.

use super::axis::Axis;
use super::reading::{Parts, Reading};
use super::sweep::Sweep;
use super::weight::Weight;
use crate::plan::model::table::addition::{Addition, Part, Stretch};
use crate::value::number::Unit;

/// How a total is meant.
#[derive(Clone, Copy)]
pub(super) struct Judgement {
    pub(super) total: usize,
    pub(super) reading: Reading,
    pub(super) weight: Weight,
    pub(super) is_confirmed: bool,
    is_bare: bool,
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

impl Sweep<'_, '_> {
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
            let is_subtotal = !self.axis.is_across() && (self.is_total[position] || self.axis.is_named[position]);
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
    pub(super) fn judge(&self, total: usize) -> Option<Judgement> {
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
    pub(super) fn first_of(&self, reading: Reading, total: usize) -> usize {
        match reading {
            Reading::Section | Reading::WithoutDetails | Reading::SinceTotal => self.section_from,
            Reading::Heading => self.heading_from,
            Reading::Everything | Reading::Totals | Reading::Balance => 0,
            Reading::Below => total,
        }
    }

    /// The lines in which a total is wrong.
    pub(super) fn wrong(&self, judgement: &Judgement) -> Vec<WrongTotal> {
        let Judgement { total, reading, weight, is_confirmed, is_bare } = *judgement;
        let is_firm = weight.right >= 3 && weight.right * 3 >= weight.lines * 2;
        // One line among several that are sums to the last digit is not meant otherwise than they are.
        let is_only_one = weight.right >= 2 && weight.right + 1 == weight.lines;
        let is_sure = |line: usize, addition: &Addition| {
            let is_plain = is_bare && (addition.is_whole() || !self.axis.may_be_mean(line, addition));
            is_confirmed || addition.len() > 2 && addition.is_near() || is_plain && addition.len() > 1
        };
        let additions = self.additions(reading, total).into_iter();
        additions
            .filter(|(line, addition)| !addition.is_right() && is_sure(*line, addition))
            .map(|(line, addition)| {
                // Where nearly all lines are sums, what looks like a mean is one too, but for a balance over a year.
                let has_unit = self.axis.unit(line) != Some(&Unit::Number);
                let is_sum = has_unit && (is_firm && !addition.repeats_an_end() || is_only_one);
                let is_whole = is_bare && addition.is_whole();
                let is_doubtful = self.axis.may_be_mean(line, &addition) && !is_sum && !is_whole;
                let parts = Parts { reading, from: self.first_of(reading, total), to: total };
                WrongTotal { addition, line, parts, is_doubtful }
            })
            .collect()
    }
}
