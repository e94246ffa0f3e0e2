//! The fill colours of a sheet → the cells in which a colour alone says something.
//!
//! Colours for looks are those of headings, of a whole row and of a whole column. What is left says something if its cell
//! has no words, or if figures of one column have several colours.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use calamine::{Color, Dimensions, Fill, FillPattern};

use super::areas::Areas;
use super::{Cells, Place, size};

/// A colour: none where a cell is not filled, or white.
pub(super) type Colours = Areas<Arc<str>>;

/// The colour of a fill of an Excel workbook.
pub(super) fn of_fill(fill: &Fill) -> Option<Arc<str>> {
    let is_white = |colour: &Color| [colour.red, colour.green, colour.blue] == [u8::MAX; 3];
    let colour = fill.foreground_color.as_ref();
    let is_filled = fill.pattern != FillPattern::None && !colour.is_some_and(is_white);
    is_filled.then(|| format!("{:?} {colour:?}", fill.pattern).into())
}

/// The colour that an `OpenDocument` style says.
pub(super) fn of_name(name: &str) -> Option<Arc<str>> {
    let name = name.to_lowercase();
    (!matches!(name.as_str(), "transparent" | "#ffffff" | "white")).then(|| name.into())
}

/// Fewer cells than these are no pattern.
const FEWEST: usize = 2;

/// More cells than these are not looked for.
const MOST: usize = 1_000;

/// The cells in which colour alone says something.
pub(super) fn alone(cells: &Cells, colours: &Colours, merged: &[Dimensions]) -> Vec<Place> {
    if colours.is_empty() || merged.len() > MOST {
        return Vec::new();
    }
    let sheet = Sheet::of(cells, colours);
    let mut found = sheet.without_words(merged);
    found.extend(sheet.figures());
    if found.len() < FEWEST { Vec::new() } else { found.into_iter().collect() }
}

struct Sheet<'c> {
    cells: &'c Cells,
    colours: &'c Colours,
    /// The row of headings.
    head: u32,
    /// The first cell with something in it of each row.
    first: HashMap<u32, u32>,
}

impl<'c> Sheet<'c> {
    fn of(cells: &'c Cells, colours: &'c Colours) -> Self {
        let mut first = HashMap::new();
        let mut head = None;
        for (row, column) in cells.shown.keys() {
            if first.contains_key(row) {
                head = head.or(Some(*row));
            } else {
                first.insert(*row, *column);
            }
        }
        Self { cells, colours, head: head.unwrap_or(u32::MAX), first }
    }

    /// The colour of a cell of the body, if it is not that of its row.
    fn own(&self, (row, column): Place) -> Option<&Arc<str>> {
        let first = *self.first.get(&row)?;
        let own = self.colours.of((row, column)).filter(|_| row > self.head && column != first)?;
        (self.colours.of((row, first)) != Some(own)).then_some(own)
    }

    /// Cells without words, in a colour that cells with words of their column do not have.
    fn without_words(&self, merged: &[Dimensions]) -> BTreeSet<Place> {
        let of_columns: HashSet<(u32, &Arc<str>)> =
            self.filled().map(|((_, column), colour)| (column, colour)).collect();
        let covered = |(row, column): &Place| {
            merged
                .iter()
                .any(|area| (area.start.0..=area.end.0).contains(row) && (area.start.1..=area.end.1).contains(column))
        };
        let (height, width) = size(self.cells.shown.keys());
        let all = self.colours.within(height, width).flat_map(|(rows, columns, _)| {
            (rows.0..=rows.1).flat_map(move |row| (columns.0..=columns.1).map(move |column| (row, column)))
        });
        let says = |place: &Place| {
            let colour = self.own(*place).filter(|_| !self.cells.shown.contains_key(place));
            colour.is_some_and(|colour| !of_columns.contains(&(place.1, colour)))
        };
        all.filter(says).take(MOST).filter(|place| !covered(place)).collect()
    }

    /// Cells of the body with words or figures, and their colours.
    fn filled(&self) -> impl Iterator<Item = (Place, &Arc<str>)> {
        let body = self.cells.shown.range((self.head.saturating_add(1), 0)..);
        body.filter_map(|(place, _)| Some((*place, self.colours.of(*place)?)))
    }

    /// Figures of columns in which they have several colours.
    fn figures(&self) -> Vec<Place> {
        let mut columns: BTreeMap<u32, (HashSet<&Arc<str>>, Vec<Place>)> = BTreeMap::new();
        let is_figure = |place: &Place| self.cells.shown.get(place).is_some_and(|cell| !cell.is_words);
        for (place, _) in self.filled().filter(|(place, _)| is_figure(place)) {
            if let Some(own) = self.own(place) {
                let column = columns.entry(place.1).or_default();
                column.0.insert(own);
                column.1.push(place);
            }
        }
        columns.into_values().filter(|(colours, _)| colours.len() > 1).flat_map(|(_, places)| places).collect()
    }
}
