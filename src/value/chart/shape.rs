//! What a chart shows → a static drawing with its title, its description and its figures as a table.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::numbers::{Bar, Bullet, Lines, Numbers, Panel, Sheet, Step};
use super::voice::UnitVoice;
use super::words::{Sentence, as_many_as_fit};
use crate::value::label::AimKind;
use crate::value::locale::Key;
use crate::value::number::{Quantity, Unit};
use crate::value::voice::{Phrase, Voice};

/// What a chart shows.
pub struct Graph {
    /// What is counted: the author's title, the name of the measure or the caption of the table.
    pub title: String,
    /// The column, where a table has several.
    pub part: Option<String>,
    /// In what, where that is the same for the whole chart.
    pub unit: Option<Unit>,
    /// What it says, in the author's own words.
    pub description: Option<String>,
    /// The table that the numbers come from; nothing for measures.
    pub table: Option<String>,
    /// The numbers, and how they are drawn.
    pub shape: Shape,
}

/// A kind of chart: what it is called, what it takes and how it is drawn.
pub struct Kind {
    /// The words that ask for it.
    pub name: &'static str,
    /// The same in a sentence: `a line`.
    pub one: &'static str,
    /// Several of it: `lines`.
    pub many: &'static str,
    /// How many columns of a table it takes; none where it shows measures alone.
    pub columns: RangeInclusive<usize>,
    /// Whether it can show numbers below nothing.
    pub takes_negatives: bool,
    /// The numbers that it draws, and how.
    pub form: Form,
}

/// The form of the numbers that a kind draws, with its functions.
#[derive(Clone, Copy)]
pub enum Form {
    /// Paths over time.
    Lines(&'static Renderer<Lines>),
    /// A value a row, or the readings of one measure.
    Bars(&'static Renderer<[Bar]>),
    /// Several values a row.
    Sheet(&'static Renderer<Sheet>),
    /// Steps from nothing to a total.
    Steps(&'static Renderer<[Step]>),
    /// Measures with their targets.
    Bullets(&'static Renderer<[Bullet]>),
    /// A small chart for each measure or column.
    Panels(&'static Renderer<[Panel]>),
}

impl Form {
    /// Whether it can show a table.
    #[must_use]
    pub fn takes_tables(self) -> bool {
        !matches!(self, Self::Bullets(_))
    }

    /// Whether it can show this many measures.
    #[must_use]
    pub fn takes_measures(self, count: usize) -> bool {
        match self {
            Self::Lines(_) | Self::Bars(_) => count == 1,
            Self::Sheet(_) | Self::Steps(_) => false,
            Self::Bullets(_) => true,
            Self::Panels(_) => count > 1,
        }
    }

    /// Whether each of its parts may have a unit of its own.
    #[must_use]
    pub fn takes_several_units(self) -> bool {
        matches!(self, Self::Bullets(_) | Self::Panels(_))
    }
}

/// How a kind of chart draws, tabulates and describes its numbers.
pub struct Renderer<T: ?Sized + 'static> {
    /// What it is, for people who cannot see it: `Bar chart`.
    pub(super) called: Key,
    /// Its marks, and the words beside them.
    pub(super) draw: fn(&T, UnitVoice) -> String,
    /// Its numbers as a table. What is counted heads the one column of a kind that has one.
    pub(super) table: fn(&T, UnitVoice, &str) -> Figures,
    /// Sentences that say what the numbers say, the most important first.
    pub(super) describe: fn(&T, UnitVoice) -> Vec<Sentence>,
}

/// Numbers with the functions of their kind.
pub enum Shape {
    /// Paths over time.
    Lines(Of<Lines>),
    /// A value a row, or the readings of one measure.
    Bars(Of<[Bar]>),
    /// Several values a row.
    Sheet(Of<Sheet>),
    /// Steps from nothing to a total.
    Steps(Of<[Step]>),
    /// Measures with their targets.
    Bullets(Of<[Bullet]>),
    /// A small chart for each measure or column.
    Panels(Of<[Panel]>),
}

impl Shape {
    /// All numbers.
    #[must_use]
    pub fn values(&self) -> Vec<Decimal> {
        self.as_drawn().values()
    }

    /// How many rows it has, one below the other. A line has none.
    #[must_use]
    pub fn rows(&self) -> usize {
        match self {
            Self::Lines(_) => 0,
            Self::Bars(bars) => bars.numbers.len(),
            Self::Sheet(sheet) => sheet.numbers.rows.len(),
            Self::Steps(steps) => steps.numbers.len(),
            Self::Bullets(bullets) => bullets.numbers.len(),
            Self::Panels(panels) => panels.numbers.iter().map(Panel::rows).max().unwrap_or(0).max(panels.numbers.len()),
        }
    }

    fn as_drawn(&self) -> &dyn Drawn {
        match self {
            Self::Lines(lines) => lines,
            Self::Bars(bars) => bars,
            Self::Sheet(sheet) => sheet,
            Self::Steps(steps) => steps,
            Self::Bullets(bullets) => bullets,
            Self::Panels(panels) => panels,
        }
    }
}

/// Numbers of one form with the functions of a kind that draws them.
pub struct Of<T: ?Sized + 'static> {
    numbers: Box<T>,
    renderer: &'static Renderer<T>,
}

impl<T: ?Sized> Of<T> {
    /// These numbers, drawn so.
    pub fn new(numbers: impl Into<Box<T>>, renderer: &'static Renderer<T>) -> Self {
        Self { numbers: numbers.into(), renderer }
    }
}

/// What all shapes can do, whatever their form.
trait Drawn {
    fn values(&self) -> Vec<Decimal>;
    fn chart(&self, graph: &Graph, voice: UnitVoice) -> Chart;
}

impl<T: Numbers + ?Sized> Drawn for Of<T> {
    fn values(&self) -> Vec<Decimal> {
        self.numbers.values()
    }

    fn chart(&self, graph: &Graph, voice: UnitVoice) -> Chart {
        let Renderer { called, draw, table, describe } = self.renderer;
        let subtitle = graph.subtitle(voice.of_plan);
        let figure = || voice.text(Key("chart-column-figure"));
        let figures = table(&self.numbers, voice, &subtitle.clone().unwrap_or_else(figure));
        let description = graph.description.clone();
        Chart {
            called: voice.text(*called),
            subtitle,
            description: description.unwrap_or_else(|| as_many_as_fit(describe(&self.numbers, voice))),
            drawing_html: draw(&self.numbers, voice),
            target: self.numbers.target().map(|aim| (voice.say_in_caption(&aim.value), aim.kind)),
            figures,
        }
    }
}

/// A finished chart.
pub struct Chart {
    /// What it is, for people who cannot see it.
    pub called: String,
    /// Column and unit.
    pub subtitle: Option<String>,
    /// What it says, in a sentence or two.
    pub description: String,
    /// Its marks, and the words beside them.
    pub drawing_html: String,
    /// The value that its lines should reach.
    pub target: Option<(String, AimKind)>,
    /// Its numbers.
    pub figures: Figures,
}

/// The numbers of a chart as a table.
pub struct Figures {
    /// The headings.
    pub headings: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Figures {
    pub(super) fn new(
        first: String,
        rest: impl IntoIterator<Item = String>,
        rows: impl IntoIterator<Item = Row>,
    ) -> Self {
        let headings = std::iter::once(first).chain(rest).collect();
        Self { headings, rows: rows.into_iter().collect() }
    }

    /// The rows of a sheet, as they are.
    pub(super) fn of_sheet(sheet: &Sheet, voice: UnitVoice) -> Self {
        let figures = |values: &[Quantity]| values.iter().map(|value| voice.figure(value)).collect();
        let rows = sheet.rows.iter();
        let rows = rows.map(|row| Row::new(row.heading.as_ref(), row.name.clone(), figures(&row.values)));
        Self::new(voice.text(Key("chart-column-what")), sheet.columns.iter().cloned(), rows)
    }
}

/// A row of the numbers of a chart.
pub struct Row {
    /// The heading of the rows that begin with it.
    pub heading: Option<String>,
    /// Its name.
    pub name: String,
    /// A figure for each heading but the first.
    pub figures: Vec<Phrase>,
}

impl Row {
    pub(super) fn new(heading: Option<&String>, name: String, figures: Vec<Phrase>) -> Self {
        Self { heading: heading.cloned(), name, figures }
    }
}

impl Graph {
    /// Draws it.
    #[must_use]
    pub fn chart(&self, voice: Voice) -> Chart {
        let unit = self.unit.as_ref().unwrap_or(&Unit::Number);
        self.shape.as_drawn().chart(self, UnitVoice { of_plan: voice, unit, is_headed: self.unit.is_some() })
    }

    fn subtitle(&self, voice: Voice) -> Option<String> {
        let unit = match &self.unit {
            // A share carries its sign at every figure.
            None | Some(Unit::Count(None) | Unit::Number | Unit::Level(_) | Unit::Words | Unit::Percent) => {
                String::new()
            }
            Some(unit) => voice.unit(unit).into_seen(),
        };
        let words: Vec<String> = self.part.iter().cloned().chain((!unit.is_empty()).then_some(unit)).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}
