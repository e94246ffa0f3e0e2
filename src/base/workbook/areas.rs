//! Rectangles of cells, each with something about all of its cells.

use std::collections::BTreeMap;

/// First and last, counted from nothing.
pub(crate) type Stretch = (u32, u32);

/// What is known of rectangles of cells. The rows of two are the same or do not overlap, and each row is given from left to right.
#[derive(Debug)]
pub(crate) struct Areas<T>(BTreeMap<u32, (u32, Vec<(Stretch, T)>)>);

impl<T> Default for Areas<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Areas<T> {
    pub(crate) fn add(&mut self, rows: Stretch, columns: Stretch, what: T) {
        self.0.entry(rows.0).or_insert_with(|| (rows.1, Vec::new())).1.push((columns, what));
    }

    /// What is known of a cell.
    pub(crate) fn of(&self, (row, column): (u32, u32)) -> Option<&T> {
        let (_, (last, cells)) = self.0.range(..=row).next_back()?;
        let after = cells.partition_point(|((first, _), _)| *first <= column);
        let ((_, end), what) = cells[..after].last()?;
        (row <= *last && column <= *end).then_some(what)
    }

    /// All rectangles up to a row and a column, cut off there.
    pub(crate) fn within(&self, height: u32, width: u32) -> impl Iterator<Item = (Stretch, Stretch, &T)> {
        self.0.range(..height).flat_map(move |(first, (last, cells))| {
            let rows = (*first, (*last).min(height.saturating_sub(1)));
            let inside = cells.iter().filter(move |((start, _), _)| *start < width);
            inside.map(move |((start, end), what)| (rows, (*start, (*end).min(width - 1)), what))
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
