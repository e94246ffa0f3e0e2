//! What a figure is → its name.

use super::{Phrase, Voice};
use crate::value::label::{Label, Open, OpenFigure};
use crate::value::locale::{Catalogue, Format, Key};
use crate::value::number::{Quantity, Unit};
use crate::value::period::Period;

/// The texts for what a figure is.
pub(super) struct LabelWords {
    actual: &'static str,
    plan: &'static str,
    start: &'static str,
    now: &'static str,
    target: &'static str,
    standard: &'static str,
    target_for: Format<1>,
    target_figure: Format<1>,
    target_figure_by: Format<2>,
    open_latest: Format<1>,
    open_target: Format<1>,
    open_target_for: Format<2>,
    open_standard: Format<1>,
    open_cell: Format<3>,
}

impl LabelWords {
    pub(super) fn read(texts: &'static Catalogue) -> Self {
        Self {
            actual: texts.text(Key("label-actual")),
            plan: texts.text(Key("label-plan")),
            start: texts.text(Key("label-start")),
            now: texts.text(Key("label-now")),
            target: texts.text(Key("label-target")),
            standard: texts.text(Key("label-standard")),
            target_for: texts.format(Key("label-target-for"), ["time"]),
            target_figure: texts.format(Key("target-figure"), ["figure"]),
            target_figure_by: texts.format(Key("target-figure-by"), ["figure", "by"]),
            open_latest: texts.format(Key("open-latest"), ["of"]),
            open_target: texts.format(Key("open-target"), ["of"]),
            open_target_for: texts.format(Key("open-target-for"), ["of", "time"]),
            open_standard: texts.format(Key("open-standard"), ["of"]),
            open_cell: texts.format(Key("open-cell"), ["of", "row", "column"]),
        }
    }
}

impl Voice {
    /// What a figure or a path is called: `March 2018`, `Target for 2018-19`.
    #[must_use]
    pub fn label(self, label: &Label) -> String {
        let words = &self.words.label;
        match label {
            Label::Named(name) => name.clone(),
            Label::Actual => words.actual.to_owned(),
            Label::Plan => words.plan.to_owned(),
            Label::At(period) => self.time(*period),
            Label::Start => words.start.to_owned(),
            Label::Now => words.now.to_owned(),
            Label::Target(None) => words.target.to_owned(),
            Label::Standard => words.standard.to_owned(),
            Label::Target(Some(by)) => words.target_for.fill([&self.time(*by)]),
        }
    }

    /// What was to be reached, within other words: `target 90% by March 2018`.
    #[must_use]
    pub fn target(self, target: &Quantity, by: Option<Period>, unit: &Unit) -> Phrase {
        let words = &self.words.label;
        self.figure(target, unit).map(|figure| match by {
            Some(by) => words.target_figure_by.fill([figure, &self.by(by)]),
            None => words.target_figure.fill([figure]),
        })
    }

    /// A figure that is to be confirmed: `Waits: the target for 2018-19`.
    #[must_use]
    pub fn open_figure(self, open: &OpenFigure) -> String {
        let (words, of) = (&self.words.label, &open.of);
        match &open.which {
            Open::Latest => words.open_latest.fill([of]),
            Open::Target(None) => words.open_target.fill([of]),
            Open::Target(Some(by)) => words.open_target_for.fill([of, &self.time(*by)]),
            Open::Standard => words.open_standard.fill([of]),
            Open::Cell { row, column } => words.open_cell.fill([of, row, column]),
        }
    }
}
