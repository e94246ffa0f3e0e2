//! What a figure is → its name.

use super::{Phrase, Voice, english};
use crate::value::label::{Label, Open, OpenFigure};
use crate::value::number::{Quantity, Unit};
use crate::value::period::Period;

impl Voice {
    /// What a figure or a path is called: `March 2018`, `Target for 2018-19`.
    #[must_use]
    pub fn label(self, label: &Label) -> String {
        match label {
            Label::Named(name) => name.clone(),
            Label::Actual => english::ACTUAL.to_owned(),
            Label::Plan => english::PLAN.to_owned(),
            Label::At(period) => self.time(*period),
            Label::Start => english::START.to_owned(),
            Label::Now => english::NOW.to_owned(),
            Label::Target(None) => english::TARGET.to_owned(),
            Label::Target(Some(by)) => format!("{} for {}", english::TARGET, self.time(*by)),
        }
    }

    /// What was to be reached, within other words: `target 90% by March 2018`.
    #[must_use]
    pub fn target(self, target: &Quantity, by: Option<Period>, unit: &Unit) -> Phrase {
        let by = by.map(|by| format!(" {}", self.by(by))).unwrap_or_default();
        self.figure(target, unit).map(|figure| format!("{} {figure}{by}", english::TARGET_WITHIN))
    }

    /// A figure that is to be confirmed: `Waits: the target for 2018-19`.
    #[must_use]
    pub fn open_figure(self, open: &OpenFigure) -> String {
        let of = &open.of;
        match &open.which {
            Open::Latest => format!("{of}: the latest value"),
            Open::Target(None) => format!("{of}: the target"),
            Open::Target(Some(by)) => format!("{of}: the target for {}", self.time(*by)),
            Open::Cell { row, column } => format!("{of}: {row}, {column}"),
        }
    }
}
