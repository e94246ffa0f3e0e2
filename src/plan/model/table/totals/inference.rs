//! The rows of a table that are not marked → which of them are totals, and the first row that each stands for.

use std::collections::HashSet;

use super::axis::Axis;
use super::judgement::Judgement;
use super::reading::{Parts, Reading};
use super::sweep::Sweep;
use crate::plan::model::table::addition::Addition;
use crate::plan::model::table::{RowKind, Table};

/// Finds the totals among the rows that are not marked.
pub(super) struct Inference<'t> {
    axis: Axis<'t>,
    is_total: Vec<bool>,
    /// Rows that are called totals, and may be none.
    open: Vec<usize>,
}

impl<'t> Inference<'t> {
    pub(super) fn new(table: &'t Table) -> Self {
        let axis = Axis::down(table);
        let is_total: Vec<bool> = table.rows.iter().map(|row| row.kind.is_total()).collect();
        let has_figure = |row: usize| axis.lines.iter().any(|line| table.figure(row, *line).is_some());
        let may_be = |row: &usize| table.rows[*row].kind == RowKind::Data && axis.is_named[*row] && has_figure(*row);
        let open = (0..table.rows.len()).filter(may_be).collect();
        Self { axis, is_total, open }
    }

    /// Each row that is a total, with what kind of total it is and the first row that it stands for.
    pub(super) fn totals(mut self) -> Vec<(usize, (RowKind, usize))> {
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
