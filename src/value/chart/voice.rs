//! A value of a chart → its words, in the unit of the chart.

use rust_decimal::Decimal;

use crate::value::number::{Amount, Quantity, Unit};
use crate::value::voice::{Phrase, Voice};

/// The voice of a plan for what one chart, or a part of it, counts.
#[derive(Clone, Copy)]
pub(super) struct UnitVoice<'u> {
    /// The voice of the plan.
    pub(super) of_plan: Voice,
    /// What is counted.
    pub(super) unit: &'u Unit,
    /// Whether the subtitle says the unit, so that figures need not.
    pub(super) is_headed: bool,
}

impl UnitVoice<'_> {
    /// The same for something counted in another unit, which stands at every figure.
    pub(super) fn of(self, unit: &Unit) -> UnitVoice<'_> {
        UnitVoice { of_plan: self.of_plan, unit, is_headed: false }
    }

    /// A figure of the table, or beside a mark.
    pub(super) fn figure(self, quantity: &Quantity) -> Phrase {
        match quantity.amount {
            Amount::Dash | Amount::Blank => self.of_plan.no_figure(),
            _ if self.is_headed => self.of_plan.cell(quantity, self.unit),
            _ => self.of_plan.figure(quantity, self.unit),
        }
    }

    /// A step from one figure to the next, which says its way: `+26`, `−39`, `about +5`.
    pub(super) fn change(self, quantity: &Quantity) -> Phrase {
        let is_up = quantity.number().is_some_and(|number| number > Decimal::ZERO);
        let size = self.figure(&Quantity { hedge: None, ..quantity.clone() });
        let step = if is_up { size.map(|size| format!("+{size}")) } else { size };
        self.of_plan.hedged(quantity.hedge, step)
    }

    /// A figure within a sentence, as it is heard: `minus £13 million`.
    pub(super) fn say(self, quantity: &Quantity) -> String {
        self.of_plan.in_sentence().figure(quantity, self.unit).into_heard()
    }

    /// A figure behind the name of a table: a share as sentences say it.
    pub(super) fn say_in_caption(self, quantity: &Quantity) -> String {
        if *self.unit == Unit::Percent { self.say(quantity) } else { self.figure(quantity).into_heard() }
    }
}
