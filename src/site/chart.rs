//! A series of numbers → a static drawing with its name, its description and its table.
//!
//! Across, everything is placed in percent; downwards, in em. So a chart fills any width without its
//! letters growing or shrinking, and grows with the reader's own letter size. Colours are classes of
//! the style sheet; nothing is told by colour alone. Coordinates are the one place where a number
//! becomes an `f64`.

use std::fmt::Write;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::view::ChartView;
use crate::html::escaped;
use crate::number::{Quantity, Unit};
use crate::plan::series::{Bar, LinePoint, Series, Shape};
use crate::wording::{self, Negative};

/// Letters that fit on one line beside a figure on the narrowest phone.
const LABEL_LETTERS: usize = 24;
/// Letters that fit between the first and the last point of a line on the narrowest phone.
const LINE_LETTERS: usize = 27;

/// Draws a series. `id` is unique on the page.
pub(super) fn draw(series: &Series, id: &str, negative: Negative) -> ChartView {
    let pen = Pen { unit: &series.unit, negative };
    let (drawing, height, description, headings, rows) = match &series.shape {
        Shape::Bars(bars) => {
            let (drawing, height) = pen.bars(bars);
            (drawing, height, pen.describe_bars(bars), vec![String::new(), heading(series)], pen.bar_rows(bars))
        }
        Shape::Line { points, target } => {
            let (drawing, height) = pen.line(points, *target);
            let headings = Pen::line_headings(points);
            (drawing, height, pen.describe_line(points, *target), headings, pen.line_rows(points))
        }
    };
    let svg_html = format!(
        "<svg role=\"img\" aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-desc\" focusable=\"false\" width=\"100%\" height=\"{height}em\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>{drawing}</svg>",
        escaped(&name(series)),
        escaped(&description),
    );
    ChartView {
        id: id.to_owned(),
        title: series.title.clone(),
        subtitle: subtitle(series),
        description,
        svg_html,
        is_of_table: series.is_of_table,
        headings,
        rows,
    }
}

fn name(series: &Series) -> String {
    let kind = match series.shape {
        Shape::Bars(_) => "Bar chart",
        Shape::Line { .. } => "Line chart",
    };
    let part = series.part.as_ref().map_or(String::new(), |part| format!(", {part}"));
    format!("{kind}: {}{part}", series.title)
}

fn subtitle(series: &Series) -> Option<String> {
    let unit = match &series.unit {
        // A share carries its sign at every figure.
        Unit::Count(None) | Unit::Number | Unit::Words | Unit::Percent => String::new(),
        unit => unit.symbol(),
    };
    let words: Vec<String> = series.part.iter().cloned().chain((!unit.is_empty()).then_some(unit)).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn heading(series: &Series) -> String {
    subtitle(series).unwrap_or_else(|| "Figure".to_owned())
}

/// Where the highest value of a line lies, in em from the top, and where the lowest.
const TOP: f64 = 2.6;
const FOOT: f64 = 12.0;

/// Where the points of a line lie.
struct Frame<'a> {
    low: f64,
    high: f64,
    points: &'a [LinePoint],
}

impl Frame<'_> {
    /// In em from the top.
    fn down(&self, value: Decimal) -> f64 {
        FOOT - (FOOT - TOP) * (number(value) - self.low) / (self.high - self.low)
    }

    /// In percent from the left.
    fn across(&self, position: usize) -> f64 {
        10.0 + 80.0 * count(position) / count(self.points.len().saturating_sub(1).max(1))
    }

    fn place(&self, (position, value): (usize, Decimal)) -> (f64, f64) {
        (self.across(position), self.down(value))
    }

    /// The points that carry a label.
    fn labelled(&self) -> Vec<usize> {
        let words = self.points.iter().flat_map(|point| point.when_short.split(' '));
        labelled(self.points.len(), words.map(|word| word.chars().count() + 1).max().unwrap_or(1))
    }

    /// The times under the line, on two lines of words.
    fn times(&self) -> String {
        let mut svg = String::new();
        for position in self.labelled() {
            let when = &self.points[position].when_short;
            let (first, second) = when.rsplit_once(' ').unwrap_or((when, ""));
            for (line, words) in [(1.3, first), (2.5, second)] {
                let (x, y, words) = (self.across(position), FOOT + line, escaped(words));
                svg.push_str(&format!("<text class=\"when\" x=\"{x:.1}%\" y=\"{y:.2}em\">{words}</text>"));
            }
        }
        svg
    }
}

struct Pen<'a> {
    unit: &'a Unit,
    negative: Negative,
}

impl Pen<'_> {
    fn say(&self, value: Decimal) -> String {
        wording::figure(&Quantity::exact(value), self.unit, self.negative).text
    }

    /// A figure as short as the unit's heading allows.
    fn label(&self, value: Decimal) -> String {
        wording::cell(&Quantity::exact(value), self.unit, self.negative).text
    }

    /// The smallest and the largest value. Nothing is always among them, because bars begin at nothing, and of large
    /// shares the whole, so that half looks like half.
    fn range(&self, values: impl Iterator<Item = Decimal>) -> (f64, f64) {
        let (low, high) =
            values.map(number).fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        let high = if *self.unit == Unit::Percent && high >= 50.0 { high.max(100.0) } else { high };
        if high > low { (low, high) } else { (low, low + 1.0) }
    }

    /// One row a bar: its name and figure on a line, the bar below them.
    fn bars(&self, bars: &[Bar]) -> (String, f64) {
        let (low, high) = self.range(bars.iter().map(|bar| bar.value));
        let across = |value: Decimal| 100.0 * (number(value) - low) / (high - low);
        let zero = across(Decimal::ZERO);
        let mut svg = String::new();
        let mut y = 0.0;
        for bar in bars {
            let lines = wrapped(&bar.label, LABEL_LETTERS);
            for (position, line) in lines.iter().enumerate() {
                let base = y + 1.1 + 1.25 * count(position);
                let _ = write!(svg, "<text class=\"label\" x=\"0\" y=\"{base:.2}em\">{}</text>", escaped(line));
            }
            let _ = write!(
                svg,
                "<text class=\"figure\" x=\"100%\" y=\"{:.2}em\">{}</text>",
                y + 1.1,
                escaped(&self.label(bar.value))
            );
            let top = y + 0.35 + 1.25 * count(lines.len());
            let (from, to) = (across(bar.value).min(zero), across(bar.value).max(zero));
            let class = if bar.is_target { "bar bar-target" } else { "bar" };
            let _ = write!(svg, "<rect class=\"track\" x=\"0\" y=\"{top:.2}em\" width=\"100%\" height=\"0.9em\"/>");
            if !bar.value.is_zero() {
                let width = (to - from).max(0.3);
                svg.push_str(&format!(
                    "<rect class=\"{class}\" x=\"{from:.1}%\" y=\"{top:.2}em\" width=\"{width:.1}%\" height=\"0.9em\"/>"
                ));
            }
            if low < 0.0 {
                let (above, below) = (top - 0.2, top + 1.1);
                svg.push_str(&format!(
                    "<line class=\"zero\" x1=\"{zero:.1}%\" x2=\"{zero:.1}%\" y1=\"{above:.2}em\" y2=\"{below:.2}em\"/>"
                ));
            }
            y = top + 1.5;
        }
        (svg, round(y))
    }

    /// Planned points joined by dashes, actual points by a full line, each with its figure.
    fn line(&self, points: &[LinePoint], target: Option<Decimal>) -> (String, f64) {
        let values = points.iter().flat_map(|point| [planned(point), actual(point)]).flatten().chain(target);
        let (low, high) = self.range(values);
        let frame = Frame { low, high, points };
        let mut svg = format!("<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"{FOOT}em\" y2=\"{FOOT}em\"/>");
        if let Some(target) = target {
            svg.push_str(&self.target(&frame, target));
        }
        svg.push_str(&self.curve(&frame, "plan", planned, target));
        svg.push_str(&self.curve(&frame, "actual", actual, target));
        svg.push_str(&frame.times());
        (svg, FOOT + 3.0)
    }

    fn target(&self, frame: &Frame, target: Decimal) -> String {
        let y = frame.down(target);
        format!(
            "<line class=\"target\" x1=\"0\" x2=\"100%\" y1=\"{y:.2}em\" y2=\"{y:.2}em\"/>\
             <text class=\"label\" x=\"0\" y=\"{:.2}em\">Target {}</text>",
            y - 0.45,
            escaped(&self.say(target))
        )
    }

    /// The points that `pick` finds, joined, and the figures of those that carry a label.
    fn curve(
        &self,
        frame: &Frame,
        class: &str,
        pick: fn(&LinePoint) -> Option<Decimal>,
        target: Option<Decimal>,
    ) -> String {
        let marks: Vec<(usize, Decimal)> =
            frame.points.iter().enumerate().filter_map(|(position, point)| Some((position, pick(point)?))).collect();
        let mut svg = String::new();
        for pair in marks.windows(2) {
            let ((x1, y1), (x2, y2)) = (frame.place(pair[0]), frame.place(pair[1]));
            svg.push_str(&format!(
                "<line class=\"{class}\" x1=\"{x1:.1}%\" y1=\"{y1:.2}em\" x2=\"{x2:.1}%\" y2=\"{y2:.2}em\"/>"
            ));
        }
        let labelled = frame.labelled();
        for (position, value) in marks {
            let (x, y) = frame.place((position, value));
            svg.push_str(&format!("<circle class=\"{class}\" cx=\"{x:.1}%\" cy=\"{y:.2}em\" r=\"0.32em\"/>"));
            // Where plan and actual share a time, the figure of what came of it is the one to show.
            let is_outdone = class == "plan" && actual(&frame.points[position]).is_some();
            if labelled.contains(&position) && !is_outdone {
                // The words of the target stand at the left, above its line.
                let is_in_the_way = target.is_some_and(|target| (frame.down(target) - y).abs() < 1.4 && x < 45.0);
                let y = if is_in_the_way { y + 1.5 } else { y - 0.75 };
                let label = escaped(&self.label(value));
                svg.push_str(&format!("<text class=\"point\" x=\"{x:.1}%\" y=\"{y:.2}em\">{label}</text>"));
            }
        }
        svg
    }

    fn describe_bars(&self, bars: &[Bar]) -> String {
        let largest = bars.iter().max_by_key(|bar| bar.value);
        let smallest = bars.iter().min_by_key(|bar| bar.value);
        if bars.len() <= 4 {
            let all: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.label, self.say(bar.value))).collect();
            return format!("{}.", all.join("; "));
        }
        match (largest, smallest) {
            (Some(largest), Some(smallest)) => format!(
                "The largest of {} is {}, {}. The smallest is {}, {}.",
                bars.len(),
                largest.label,
                self.say(largest.value),
                smallest.label,
                self.say(smallest.value)
            ),
            _ => String::new(),
        }
    }

    fn describe_line(&self, points: &[LinePoint], target: Option<Decimal>) -> String {
        let mut words = String::new();
        for (pick, verb) in [(actual as fn(&LinePoint) -> Option<Decimal>, "It"), (planned, "The plan")] {
            let known: Vec<(&LinePoint, Decimal)> =
                points.iter().filter_map(|point| Some((point, pick(point)?))).collect();
            let (Some(first), Some(last)) = (known.first(), known.last()) else { continue };
            if known.len() < 2 {
                continue;
            }
            let went = match (verb, last.1.cmp(&first.1)) {
                ("It", std::cmp::Ordering::Greater) => "rose",
                ("It", std::cmp::Ordering::Less) => "fell",
                ("It", std::cmp::Ordering::Equal) => "stayed the same",
                (_, std::cmp::Ordering::Greater) => "rises",
                (_, std::cmp::Ordering::Less) => "falls",
                (_, std::cmp::Ordering::Equal) => "stays the same",
            };
            let _ = write!(
                words,
                "{verb} {went} from {} in {} to {} in {}. ",
                self.say(first.1),
                first.0.when,
                self.say(last.1),
                last.0.when
            );
        }
        if let Some(target) = target {
            let _ = write!(words, "The target is {}.", self.say(target));
        }
        words.trim_end().to_owned()
    }

    fn bar_rows(&self, bars: &[Bar]) -> Vec<Vec<String>> {
        bars.iter().map(|bar| vec![bar.label.clone(), self.label(bar.value)]).collect()
    }

    fn line_headings(points: &[LinePoint]) -> Vec<String> {
        let planned = points.iter().any(|point| point.plan.is_some()).then(|| "Plan".to_owned());
        let actual = points.iter().any(|point| point.actual.is_some()).then(|| "Actual".to_owned());
        std::iter::once("When".to_owned()).chain(planned).chain(actual).collect()
    }

    fn line_rows(&self, points: &[LinePoint]) -> Vec<Vec<String>> {
        let has_plan = points.iter().any(|point| point.plan.is_some());
        let has_actual = points.iter().any(|point| point.actual.is_some());
        let figure = |value: &Option<Quantity>| {
            let words = value.as_ref().map(|value| wording::figure(value, self.unit, self.negative).text);
            words.unwrap_or_else(|| "not yet known".to_owned())
        };
        points
            .iter()
            .map(|point| {
                let cells = [(has_plan, &point.plan), (has_actual, &point.actual)];
                let shown = cells.into_iter().filter(|(is_there, _)| *is_there).map(|(_, value)| figure(value));
                std::iter::once(point.when.clone()).chain(shown).collect()
            })
            .collect()
    }
}

fn planned(point: &LinePoint) -> Option<Decimal> {
    point.plan.as_ref().and_then(Quantity::number)
}

fn actual(point: &LinePoint) -> Option<Decimal> {
    point.actual.as_ref().and_then(Quantity::number)
}

fn number(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(0.0)
}

/// A small whole number as a length.
fn count(value: usize) -> f64 {
    f64::from(u32::try_from(value).unwrap_or(u32::MAX))
}

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// Which points carry labels: as many as there is room for on the narrowest phone, evenly, and always the last.
/// `letters` is the length of the longest label.
fn labelled(points: usize, letters: usize) -> Vec<usize> {
    let most = (LINE_LETTERS / letters.max(1) + 1).max(2);
    let step = points.saturating_sub(1).div_ceil(most - 1).max(1);
    let last = points.saturating_sub(1);
    (0..points).filter(|position| (last - position).is_multiple_of(step)).collect()
}

/// Words broken into lines of at most `letters`, never within a word unless it is longer than a line.
fn wrapped(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last().map_or(0, |line| line.chars().count());
        if line > 0 && line + 1 + word.chars().count() > letters {
            lines.push(word.to_owned());
        } else if let Some(last) = lines.last_mut() {
            if line > 0 {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_an_even_choice_that_ends_with_the_last_point() {
        assert_eq!(labelled(5, 5), [0, 1, 2, 3, 4]);
        assert_eq!(labelled(5, 8), [0, 2, 4]);
        assert_eq!(labelled(12, 5), [2, 5, 8, 11]);
        assert_eq!(labelled(2, 40), [0, 1]);
    }

    #[test]
    fn long_names_are_broken_between_words() {
        assert_eq!(wrapped("Care in the community and at home", 14), ["Care in the", "community and", "at home"]);
    }
}
