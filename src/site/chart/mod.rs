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
use super::view::{ChartRowView, ChartView, DownloadView, FigureView};
use crate::base::html::escaped;
use crate::plan::query::series::{Bar, Bullet, Graph, Lines, Panel, PanelShape, Shape, Sheet, Step};
use crate::value::number::{Amount, Quantity, Unit};
use crate::value::wording;
use crate::value::wording::Style;

/// Draws a chart. `id` is unique on the page.
pub(super) fn draw(graph: &Graph, id: &str, csv: DownloadView, style: Style) -> ChartView {
    let wording = Wording::new(graph.unit.as_ref().unwrap_or(&Unit::Number), style, graph.unit.is_some());
    let (headings, rows) = figures(graph, wording);
    ChartView {
        id: id.to_owned(),
        kind: kind(&graph.shape),
        title: graph.title.clone(),
        subtitle: subtitle(graph),
        description: graph.description.clone().unwrap_or_else(|| words::describe(graph, style)),
        drawing_html: drawing(&graph.shape, wording),
        target: target(&graph.shape).map(|target| wording.aloud(target)),
        is_of_table: graph.table.is_some(),
        headings,
        rows,
        csv,
    }
}

/// How the figures of a chart are worded.
#[derive(Clone, Copy)]
struct Wording<'u> {
    unit: &'u Unit,
    style: Style,
    /// Whether the subtitle says the unit, so that figures need not.
    is_headed: bool,
}

impl<'u> Wording<'u> {
    fn new(unit: &'u Unit, style: Style, is_headed: bool) -> Self {
        Self { unit, style, is_headed }
    }

    /// The same for something counted in another unit, which stands at every figure.
    fn of(self, unit: &Unit) -> Wording<'_> {
        Wording { unit, style: self.style, is_headed: false }
    }

    /// A figure beside a mark.
    fn label(self, quantity: &Quantity) -> String {
        self.figure(quantity).text
    }

    /// A figure that is only read out: a share as sentences say it.
    fn aloud(self, quantity: &Quantity) -> String {
        if *self.unit == Unit::Percent {
            return self.style.figure(quantity, self.unit).aloud().to_owned();
        }
        let figure = self.figure(quantity);
        figure.spoken.unwrap_or(figure.text)
    }

    /// A figure of the table.
    fn figure(self, quantity: &Quantity) -> FigureView {
        let words = match quantity.amount {
            Amount::Dash | Amount::Blank => wording::Words { text: "no figure".to_owned(), spoken: None },
            _ if self.is_headed => self.style.cell(quantity, self.unit),
            _ => self.style.figure(quantity, self.unit),
        };
        FigureView { text: words.text, spoken: words.spoken, when: None, note: None }
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

fn drawing(shape: &Shape, wording: Wording) -> String {
    match shape {
        Shape::Lines(lines) => lines::draw(lines, Scale::of_lines(wording.unit, &numbers_of_lines(lines)), wording),
        Shape::Bars(bars) => strips::bars(bars, Scale::of(wording.unit, numbers_of_bars(bars)), wording),
        Shape::Grouped(sheet) => strips::grouped(sheet, wording),
        Shape::Stacked(sheet) => strips::stacked(sheet, wording),
        Shape::Pyramid(sheet) => strips::pyramid(sheet, wording),
        Shape::Waterfall(steps) => strips::waterfall(steps, wording),
        Shape::Bullets(bullets) => {
            let alike = |unit: &Unit| {
                let alike = bullets.iter().filter(|bullet| bullet.unit == *unit);
                Scale::of(unit, alike.flat_map(numbers_of_bullet))
            };
            let words = |bullet: &Bullet| strips::bullet_words(bullet, wording.of(&bullet.unit));
            strips::bullets(bullets, words, |bullet| alike(&bullet.unit))
        }
        Shape::Multiples(panels) => {
            let panels: String = panels.iter().map(|panel| panel_drawing(panel, panels, wording)).collect();
            format!("<div class=\"panels\">{panels}</div>")
        }
    }
}

/// A small chart on the scale of all that are counted in its unit.
fn panel_drawing(panel: &Panel, all: &[Panel], wording: Wording) -> String {
    let alike: Vec<&Panel> = all.iter().filter(|other| other.unit == panel.unit).collect();
    let numbers: Vec<Decimal> = alike.iter().flat_map(|panel| numbers_of_panel(panel)).collect();
    let has_bars = alike.iter().any(|panel| matches!(panel.shape, PanelShape::Bars(_)));
    let scale =
        if has_bars { Scale::of(&panel.unit, numbers.into_iter()) } else { Scale::of_lines(&panel.unit, &numbers) };
    let wording = wording.of(&panel.unit);
    let drawing = match &panel.shape {
        PanelShape::Lines(lines) => lines::draw_small(lines, scale, wording),
        PanelShape::Bars(bars) => strips::bars(bars, scale, wording),
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
fn figures(graph: &Graph, wording: Wording) -> (Vec<String>, Vec<ChartRowView>) {
    let heading = || subtitle(graph).unwrap_or_else(|| "Figure".to_owned());
    let named = |name: &str, rest: &[String]| std::iter::once(name.to_owned()).chain(rest.iter().cloned()).collect();
    match &graph.shape {
        Shape::Lines(lines) => {
            let names: Vec<String> = lines.lines.iter().map(|line| line.name.clone()).collect();
            (named("When", &names), line_rows(lines, wording))
        }
        Shape::Bars(bars) => (named("What", &[heading()]), bar_rows(bars, wording)),
        Shape::Grouped(sheet) | Shape::Stacked(sheet) | Shape::Pyramid(sheet) => {
            (named("What", &sheet.columns), sheet_rows(sheet, wording))
        }
        Shape::Waterfall(steps) => (named("What", &[heading()]), step_rows(steps, wording)),
        Shape::Bullets(bullets) => {
            let names = ["Latest value", "Target", "Elsewhere"].map(str::to_owned);
            let has_compare = bullets.iter().any(|bullet| bullet.compare.is_some());
            let names = if has_compare { &names[..] } else { &names[..2] };
            (named("What", names), bullets.iter().map(|bullet| bullet_row(bullet, has_compare, wording)).collect())
        }
        Shape::Multiples(panels) => (named("What", &["Figure".to_owned()]), panel_rows(panels, wording)),
    }
}

fn row(heading: Option<&String>, name: &str, figures: Vec<FigureView>) -> ChartRowView {
    ChartRowView { heading: heading.cloned(), name: name.to_owned(), figures }
}

fn line_rows(lines: &Lines, wording: Wording) -> Vec<ChartRowView> {
    let figure = |value: Option<&Option<Quantity>>| match value.and_then(Option::as_ref) {
        Some(value) => wording.figure(value),
        None => FigureView { text: "not yet known".to_owned(), spoken: None, when: None, note: None },
    };
    let row_at = |position: usize| {
        let figures = lines.lines.iter().map(|line| figure(line.values.get(position))).collect();
        row(None, &lines.times[position].words(), figures)
    };
    (0..lines.times.len()).map(row_at).collect()
}

fn bar_rows(bars: &[Bar], wording: Wording) -> Vec<ChartRowView> {
    bars.iter().map(|bar| row(bar.heading.as_ref(), &bar.name, vec![wording.figure(&bar.value)])).collect()
}

fn sheet_rows(sheet: &Sheet, wording: Wording) -> Vec<ChartRowView> {
    let figures = |values: &[Quantity]| values.iter().map(|value| wording.figure(value)).collect();
    sheet.rows.iter().map(|line| row(line.heading.as_ref(), &line.name, figures(&line.values))).collect()
}

fn step_rows(steps: &[Step], wording: Wording) -> Vec<ChartRowView> {
    steps.iter().map(|step| row(step.heading.as_ref(), &step.name, vec![wording.figure(&step.value)])).collect()
}

fn bullet_row(bullet: &Bullet, has_compare: bool, wording: Wording) -> ChartRowView {
    let wording = wording.of(&bullet.unit);
    let compare = match &bullet.compare {
        Some((name, value)) => {
            let FigureView { text, spoken, .. } = wording.figure(value);
            let words = wording::Words { text, spoken }.map(|figure| format!("{name}: {figure}"));
            FigureView { text: words.text, spoken: words.spoken, when: None, note: None }
        }
        None => FigureView { text: "no figure".to_owned(), spoken: None, when: None, note: None },
    };
    let figures = [wording.figure(&bullet.value), wording.figure(&bullet.target)];
    row(None, &bullet.name, figures.into_iter().chain(has_compare.then_some(compare)).collect())
}

/// The small charts one below the other, each under its name. What was planned says so.
fn panel_rows(panels: &[Panel], wording: Wording) -> Vec<ChartRowView> {
    let mut rows = Vec::new();
    for panel in panels {
        let wording = wording.of(&panel.unit);
        let mut own = match &panel.shape {
            PanelShape::Bars(bars) => bar_rows(bars, wording),
            PanelShape::Lines(lines) => panel_line_rows(lines, wording),
        };
        if let Some(first) = own.first_mut() {
            first.heading = Some(panel.name.clone());
        }
        rows.append(&mut own);
    }
    rows
}

fn panel_line_rows(lines: &Lines, wording: Wording) -> Vec<ChartRowView> {
    let of_line = lines.lines.iter().flat_map(|line| {
        line.quantities().map(move |(position, value)| {
            row(None, &format!("{}, {}", line.name, lines.times[position].words()), vec![wording.figure(value)])
        })
    });
    let target = lines.target.as_ref().map(|target| row(None, "Target", vec![wording.figure(target)]));
    of_line.chain(target).collect()
}
