//! What a chart shows → a static drawing with its title, its description and its figures as a table.
//!
//! A drawing is marks in SVG and words in HTML beside them: the words flow as text does, so they never collide, at any
//! width, zoom or spacing of letters. To a screen reader all of it is one image with a name and a description, and
//! the table holds the figures. Colours are classes of the style sheet; nothing is reported by colour alone.

mod lines;
mod marks;
mod strips;
mod words;

use rust_decimal::Decimal;

pub(super) use self::lines::spark;
use self::marks::Scale;
use super::view::{ChartRowView, ChartView, DownloadView};
use crate::base::html::escaped;
use crate::plan::query::series::{Bar, Bullet, Graph, Lines, Panel, PanelShape, Shape, Sheet, Step};
use crate::value::label::Label;
use crate::value::number::{Amount, Quantity, Unit};
use crate::value::voice::{Phrase, Voice};

/// Draws a chart. `id` is unique on the page.
pub(super) fn draw(graph: &Graph, id: &str, csv: DownloadView, voice: Voice) -> ChartView {
    let unit = graph.unit.as_ref().unwrap_or(&Unit::Number);
    let voice = UnitVoice { of_plan: voice, unit, is_headed: graph.unit.is_some() };
    let (headings, rows) = figures(graph, voice);
    ChartView {
        id: id.to_owned(),
        kind: kind(&graph.shape),
        title: graph.title.clone(),
        subtitle: subtitle(graph),
        description: graph.description.clone().unwrap_or_else(|| words::describe(graph, voice)),
        drawing_html: drawing(&graph.shape, voice),
        target: target(&graph.shape).map(|target| voice.say_in_caption(target)),
        is_of_table: graph.table.is_some(),
        headings,
        rows,
        csv,
    }
}

/// The voice of a plan for what one chart, or a part of it, counts.
#[derive(Clone, Copy)]
struct UnitVoice<'u> {
    of_plan: Voice,
    unit: &'u Unit,
    /// Whether the subtitle says the unit, so that figures need not.
    is_headed: bool,
}

impl UnitVoice<'_> {
    /// The same for something counted in another unit, which stands at every figure.
    fn of(self, unit: &Unit) -> UnitVoice<'_> {
        UnitVoice { of_plan: self.of_plan, unit, is_headed: false }
    }

    /// A figure of the table, or beside a mark.
    fn figure(self, quantity: &Quantity) -> Phrase {
        match quantity.amount {
            Amount::Dash | Amount::Blank => self.of_plan.no_figure(),
            _ if self.is_headed => self.of_plan.cell(quantity, self.unit),
            _ => self.of_plan.figure(quantity, self.unit),
        }
    }

    /// A step from one figure to the next, which says its way: `+26`, `−39`, `about +5`.
    fn change(self, quantity: &Quantity) -> Phrase {
        let is_up = quantity.number().is_some_and(|number| number > Decimal::ZERO);
        let size = self.figure(&Quantity { hedge: None, ..quantity.clone() });
        let step = if is_up { size.map(|size| format!("+{size}")) } else { size };
        self.of_plan.hedged(quantity.hedge, step)
    }

    /// A figure within a sentence, as it is heard: in brackets it would lose its sign.
    fn say(self, quantity: &Quantity) -> String {
        self.of_plan.figure(quantity, self.unit).into_heard()
    }

    /// A figure behind the name of a table: a share as sentences say it.
    fn say_in_caption(self, quantity: &Quantity) -> String {
        if *self.unit == Unit::Percent { self.say(quantity) } else { self.figure(quantity).into_heard() }
    }
}

/// What kind of chart it is, for people who cannot see it.
fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Lines(_) => "Line chart",
        Shape::Bars(_) => "Bar chart",
        Shape::Grouped(_) => "Grouped bar chart",
        Shape::Stacked(_) => "Stacked bar chart",
        Shape::Pyramid(_) => "Pyramid chart",
        Shape::Waterfall(_) => "Waterfall chart",
        Shape::Bullets(_) => "Bar chart with targets",
        Shape::Multiples(_) => "Small charts",
    }
}

fn subtitle(graph: &Graph) -> Option<String> {
    let unit = match &graph.unit {
        // A share carries its sign at every figure.
        None | Some(Unit::Count(None) | Unit::Number | Unit::Words | Unit::Percent) => String::new(),
        Some(unit) => unit.symbol(),
    };
    let words: Vec<String> = graph.part.iter().cloned().chain((!unit.is_empty()).then_some(unit)).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn target(shape: &Shape) -> Option<&Quantity> {
    match shape {
        Shape::Lines(lines) => lines.target.as_ref(),
        _ => None,
    }
}

fn drawing(shape: &Shape, voice: UnitVoice) -> String {
    match shape {
        Shape::Lines(lines) => lines::draw(lines, Scale::of_lines(voice.unit, &numbers_of_lines(lines)), voice),
        Shape::Bars(bars) => strips::bars(bars, Scale::of(voice.unit, numbers_of_bars(bars)), voice),
        Shape::Grouped(sheet) => strips::grouped(sheet, voice),
        Shape::Stacked(sheet) => strips::stacked(sheet, voice),
        Shape::Pyramid(sheet) => strips::pyramid(sheet, voice),
        Shape::Waterfall(steps) => strips::waterfall(steps, voice),
        Shape::Bullets(bullets) => {
            let alike = |unit: &Unit| {
                let alike = bullets.iter().filter(|bullet| bullet.unit == *unit);
                Scale::of(unit, alike.flat_map(numbers_of_bullet))
            };
            let words = |bullet: &Bullet| strips::bullet_words(bullet, voice.of(&bullet.unit));
            strips::bullets(bullets, words, |bullet| alike(&bullet.unit))
        }
        Shape::Multiples(panels) => {
            let panels: String = panels.iter().map(|panel| panel_drawing(panel, panels, voice)).collect();
            format!("<div class=\"panels\">{panels}</div>")
        }
    }
}

/// A small chart on the scale of all that are counted in its unit.
fn panel_drawing(panel: &Panel, all: &[Panel], voice: UnitVoice) -> String {
    let alike: Vec<&Panel> = all.iter().filter(|other| other.unit == panel.unit).collect();
    let numbers: Vec<Decimal> = alike.iter().flat_map(|panel| numbers_of_panel(panel)).collect();
    let has_bars = alike.iter().any(|panel| matches!(panel.shape, PanelShape::Bars(_)));
    let scale =
        if has_bars { Scale::of(&panel.unit, numbers.into_iter()) } else { Scale::of_lines(&panel.unit, &numbers) };
    let voice = voice.of(&panel.unit);
    let drawing = match &panel.shape {
        PanelShape::Lines(lines) => lines::draw_small(lines, scale, voice),
        PanelShape::Bars(bars) => strips::bars(bars, scale, voice),
    };
    format!("<div class=\"panel\"><div class=\"panel-name\">{}</div>{drawing}</div>", escaped(&panel.name))
}

fn numbers_of_lines(lines: &Lines) -> Vec<Decimal> {
    let values = lines.lines.iter().flat_map(|line| line.points().map(|(_, value)| value));
    values.chain(lines.target.as_ref().and_then(Quantity::number)).collect()
}

fn numbers_of_bars(bars: &[Bar]) -> impl Iterator<Item = Decimal> {
    bars.iter().filter_map(|bar| bar.value.number())
}

fn numbers_of_bullet(bullet: &Bullet) -> impl Iterator<Item = Decimal> {
    let compare = bullet.compare.as_ref().map(|(_, value)| value);
    [Some(&bullet.value), Some(&bullet.target), compare].into_iter().flatten().filter_map(Quantity::number)
}

fn numbers_of_panel(panel: &Panel) -> Vec<Decimal> {
    match &panel.shape {
        PanelShape::Lines(lines) => numbers_of_lines(lines),
        PanelShape::Bars(bars) => numbers_of_bars(bars).collect(),
    }
}

/// All figures as a table: its headings, and its rows.
fn figures(graph: &Graph, voice: UnitVoice) -> (Vec<String>, Vec<ChartRowView>) {
    let heading = || subtitle(graph).unwrap_or_else(|| "Figure".to_owned());
    let named = |name: &str, rest: &[String]| std::iter::once(name.to_owned()).chain(rest.iter().cloned()).collect();
    match &graph.shape {
        Shape::Lines(lines) => {
            let names: Vec<String> = lines.lines.iter().map(|line| voice.of_plan.label(&line.label)).collect();
            (named("When", &names), line_rows(lines, voice))
        }
        Shape::Bars(bars) => (named("What", &[heading()]), bar_rows(bars, voice)),
        Shape::Grouped(sheet) | Shape::Stacked(sheet) | Shape::Pyramid(sheet) => {
            (named("What", &sheet.columns), sheet_rows(sheet, voice))
        }
        Shape::Waterfall(steps) => (named("What", &[heading()]), step_rows(steps, voice)),
        Shape::Bullets(bullets) => {
            let names = ["Latest value", "Target", "Elsewhere"].map(str::to_owned);
            let has_compare = bullets.iter().any(|bullet| bullet.compare.is_some());
            let names = if has_compare { &names[..] } else { &names[..2] };
            (named("What", names), bullets.iter().map(|bullet| bullet_row(bullet, has_compare, voice)).collect())
        }
        Shape::Multiples(panels) => (named("What", &["Figure".to_owned()]), panel_rows(panels, voice)),
    }
}

fn row(heading: Option<&String>, name: String, figures: Vec<Phrase>) -> ChartRowView {
    ChartRowView { heading: heading.cloned(), name, figures }
}

fn line_rows(lines: &Lines, voice: UnitVoice) -> Vec<ChartRowView> {
    let figure = |value: Option<&Option<Quantity>>| match value.and_then(Option::as_ref) {
        Some(value) => voice.figure(value),
        None => voice.of_plan.not_yet_known(),
    };
    let row_at = |position: usize| {
        let figures = lines.lines.iter().map(|line| figure(line.values.get(position))).collect();
        row(None, voice.of_plan.time(lines.times[position]), figures)
    };
    (0..lines.times.len()).map(row_at).collect()
}

fn bar_rows(bars: &[Bar], voice: UnitVoice) -> Vec<ChartRowView> {
    let name = |bar: &Bar| voice.of_plan.label(&bar.label);
    bars.iter().map(|bar| row(bar.heading.as_ref(), name(bar), vec![voice.figure(&bar.value)])).collect()
}

fn sheet_rows(sheet: &Sheet, voice: UnitVoice) -> Vec<ChartRowView> {
    let figures = |values: &[Quantity]| values.iter().map(|value| voice.figure(value)).collect();
    sheet.rows.iter().map(|line| row(line.heading.as_ref(), line.name.clone(), figures(&line.values))).collect()
}

fn step_rows(steps: &[Step], voice: UnitVoice) -> Vec<ChartRowView> {
    steps.iter().map(|step| row(step.heading.as_ref(), step.name.clone(), vec![voice.figure(&step.value)])).collect()
}

fn bullet_row(bullet: &Bullet, has_compare: bool, voice: UnitVoice) -> ChartRowView {
    let voice = voice.of(&bullet.unit);
    let compare = match &bullet.compare {
        Some((name, value)) => voice.figure(value).map(|figure| format!("{name}: {figure}")),
        None => voice.of_plan.no_figure(),
    };
    let figures = [voice.figure(&bullet.value), voice.figure(&bullet.target)];
    row(None, bullet.name.clone(), figures.into_iter().chain(has_compare.then_some(compare)).collect())
}

/// The small charts one below the other, each under its name. What was planned says so.
fn panel_rows(panels: &[Panel], voice: UnitVoice) -> Vec<ChartRowView> {
    let mut rows = Vec::new();
    for panel in panels {
        let voice = voice.of(&panel.unit);
        let mut own = match &panel.shape {
            PanelShape::Bars(bars) => bar_rows(bars, voice),
            PanelShape::Lines(lines) => panel_line_rows(lines, voice),
        };
        if let Some(first) = own.first_mut() {
            first.heading = Some(panel.name.clone());
        }
        rows.append(&mut own);
    }
    rows
}

fn panel_line_rows(lines: &Lines, voice: UnitVoice) -> Vec<ChartRowView> {
    let of_line = lines.lines.iter().flat_map(|line| {
        line.quantities().map(move |(position, value)| {
            let (name, time) = (voice.of_plan.label(&line.label), voice.of_plan.time(lines.times[position]));
            row(None, format!("{name}, {time}"), vec![voice.figure(value)])
        })
    });
    let target = lines
        .target
        .as_ref()
        .map(|target| row(None, voice.of_plan.label(&Label::Target(None)), vec![voice.figure(target)]));
    of_line.chain(target).collect()
}
