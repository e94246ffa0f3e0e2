//! The figure in a cell of a table and what stands beside it → words; headings that are times as readers know them.

use crate::plan::{Cell, Column};
use crate::value::number::{Quantity, Unit};
use crate::value::period::Period;
use crate::value::voice::{Phrase, Voice};

impl Cell {
    /// Its figure in a column of `unit`, with a second figure in brackets where it has one: `88.1`, `20.4% (115,600)`. What
    /// has a unit of its own says so, unless the name of its row does.
    #[must_use]
    pub fn figure_in_words(&self, unit: &Unit, voice: Voice) -> Phrase {
        let Some(quantity) = self.figure() else { return Phrase::default() };
        let first = self.first_figure(quantity, unit, voice);
        match self.beside.as_ref().and_then(|beside| beside.second.as_ref()) {
            Some((second, of)) => first.with(&voice.figure(second, of), |first, second| format!("{first} ({second})")),
            None => first,
        }
    }

    fn first_figure(&self, quantity: &Quantity, unit: &Unit, voice: Voice) -> Phrase {
        match self.own_unit() {
            Some(own) if own.is_said_by_row => voice.cell(quantity, &own.unit),
            Some(own) => voice.figure(quantity, &own.unit),
            None => voice.cell(quantity, unit),
        }
    }
}

impl Column {
    /// Its heading for readers: `April 2026` for `2026-04`.
    #[must_use]
    pub fn name_in_words(&self, voice: Voice) -> String {
        match Period::of_data(&self.name.value) {
            Some(time @ (Period::Month(..) | Period::Day(_))) => voice.time(time),
            _ => self.name.value.clone(),
        }
    }
}
