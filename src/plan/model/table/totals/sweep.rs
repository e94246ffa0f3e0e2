//! An axis and which of its places are totals → the sums of all lines at each place, and the rows that are the sum of others
//! whatever they are called.

use super::axis::Axis;
use super::reading::{ALL_READINGS, GRAND_READINGS, Reading, Step, Sums};
use super::weight::{Weight, is_beyond_chance, is_long_sum};
use crate::base::names::slug;
use crate::plan::model::table::addition::{Addition, Part, Role, Stretch};

/// More rows are no longer the parts of the one above them.
const MOST_DETAILS: usize = 8;

/// A stretch with more rows is not looked through for rows that are parts of the one above them.
const LONGEST_WITH_DETAILS: usize = 1_000;

/// A way through a table from its first place to its last, with the running sums of all lines.
pub(super) struct Sweep<'a, 't> {
    pub(super) axis: &'a Axis<'t>,
    /// Which places are totals.
    pub(super) is_total: &'a [bool],
    /// Which places turned out to be the sum of those above them, whatever they are called.
    is_found: Vec<bool>,
    sums: Vec<Sums>,
    /// How many rows have passed since the last heading or total, as `section` counts them.
    pub(super) section_from: usize,
    pub(super) heading_from: usize,
}

impl<'a, 't> Sweep<'a, 't> {
    pub(super) fn new(axis: &'a Axis<'t>, is_total: &'a [bool]) -> Self {
        let lines = if axis.is_across() { 0 } else { axis.lines.len() };
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
    pub(super) fn down(&mut self, wanted: &[bool], mut visit: impl FnMut(&mut Self, usize)) {
        for (position, is_wanted) in wanted.iter().enumerate() {
            if self.axis.begins_anew(position) {
                self.begin_anew(position);
            }
            if !self.axis.is_heading(position) && !self.is_total[position] {
                self.is_found[position] = self.is_sum_of_others(position);
            }
            if *is_wanted || self.is_found[position] {
                visit(self, position);
            }
            self.pass(position);
        }
    }

    /// The headings above a place have ended.
    fn begin_anew(&mut self, position: usize) {
        for sums in &mut self.sums {
            sums.pass(Step::Heading, Part::Nothing, Role::Added);
        }
        (self.section_from, self.heading_from) = (position, position);
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
    pub(super) fn additions(&self, reading: Reading, total: usize) -> Vec<(usize, Addition)> {
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
    pub(super) fn weights(&self, total: usize) -> Vec<(Reading, Weight)> {
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
        (is_wanted && !self.axis.is_across()).then(|| self.without_details(total)).flatten()
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
}
