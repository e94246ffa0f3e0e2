//! Lines over time: a plot without a word in it, and below it the figures of some of its points as text.
//!
//! Time is drawn to scale. Each column of figures is joined to its point by a thin leader, so that the figures can
//! stand evenly, where there is room for them, while the points stand where they belong.

use std::collections::HashSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::marks::{Scale, Style, count, drawing, line, path, path_swatch, point, point_swatch, share, target_swatch};
use super::numbers::{Line, Lines};
use super::strips::{key, part};
use super::voice::UnitVoice;
use crate::base::html::escaped;
use crate::value::locale::Key;
use crate::value::number::Quantity;
use crate::value::period::Period;

/// Letters that stand side by side below the narrowest plot that has columns of figures, with the letters spaced out.
const LETTERS: usize = 52;
/// As many columns as are read at a glance.
const MOST_COLUMNS: usize = 6;
/// From here on, only the points that have a figure are marked.
const MANY_POINTS: usize = 14;

/// Lines with their key, their plot and their figures.
pub(super) fn draw(lines: &Lines, scale: Scale, voice: UnitVoice) -> String {
    let known = known(lines);
    let most = columns(lines, voice, &known);
    keyed(lines, scale, voice) + &plotted(lines, scale, voice, &chosen(&known, most, newest(lines)))
}

/// The same in small, with the first and the last figure.
pub(super) fn draw_small(lines: &Lines, scale: Scale, voice: UnitVoice) -> String {
    // Of a plan that goes on, the last figure that is reported is what came of it so far.
    let known = lines.lines.first().map_or(Vec::new(), |line| line.points().map(|(position, _)| position).collect());
    keyed(lines, scale, voice) + &plotted(lines, scale, voice, &chosen(&known, 2, None))
}

/// The course of a measure behind its figure on a card, where three or more values are known. It is there for the eye
/// alone: the card says the figures.
#[must_use]
pub fn spark(mut lines: Lines) -> Option<String> {
    lines.lines.retain(|line| !line.is_plan);
    let actual = lines.lines.first()?;
    let points: Vec<(usize, Decimal)> = actual.points().collect();
    let last = points.last().filter(|_| points.len() >= 3)?;
    let frame = Frame::new(&lines, Scale::tight(points.iter().map(|(_, value)| *value)), 2.0);
    let (x, y) = frame.place(*last);
    Some(drawing("spark", &(frame.runs(actual, Style::Series(0)) + &point(Style::Series(0), x, y))))
}

/// Where the points of a plot lie.
struct Frame {
    scale: Scale,
    /// The days of all times.
    days: Vec<f64>,
    first: f64,
    last: f64,
    margin: f64,
}

impl Frame {
    /// A frame from the first time with a number to the last, with a margin in percent at either side.
    fn new(lines: &Lines, scale: Scale, margin: f64) -> Self {
        let days: Vec<f64> = lines.times.iter().map(|time| days(*time)).collect();
        let known = known(lines);
        let at = |position: Option<&usize>| position.and_then(|position| days.get(*position)).copied().unwrap_or(0.0);
        let (first, last) = (at(known.first()), at(known.last()));
        Self { scale, days, first, last, margin }
    }

    fn across(&self, position: usize) -> f64 {
        let day = self.days.get(position).copied().unwrap_or(self.first);
        let room = 100.0 - 2.0 * self.margin;
        // One time alone stands in the middle.
        let part = if self.last > self.first { share(day - self.first, self.last - self.first) } else { 50.0 };
        self.margin + room * part / 100.0
    }

    fn place(&self, (position, value): (usize, Decimal)) -> (f64, f64) {
        (self.across(position), 100.0 - self.scale.at(value))
    }

    /// The line through neighbouring points; it stops where a value is missing and goes on behind the gap.
    fn runs(&self, line: &Line, style: Style) -> String {
        let points: Vec<(usize, Decimal)> = line.points().collect();
        let runs = points.chunk_by(|one, next| is_joined(line, one.0, next.0)).filter(|run| run.len() > 1);
        runs.map(|run| path(style, &run.iter().map(|point| self.place(*point)).collect::<Vec<_>>())).collect()
    }
}

/// Whether no value is missing between two points. A plan may name its milestones alone; then nothing is missing where
/// nothing was written.
fn is_joined(line: &Line, one: usize, next: usize) -> bool {
    let between = line.values.get(one + 1..next).unwrap_or_default();
    if line.is_plan { between.iter().all(Option::is_none) } else { between.is_empty() }
}

/// The last day of a period as a number of days.
fn days(period: Period) -> f64 {
    let hours = period.last_day().duration_since(Date::ZERO).as_hours();
    i32::try_from(hours / 24).map_or(0.0, f64::from)
}

/// The times that have a number, in order.
fn known(lines: &Lines) -> Vec<usize> {
    let positions: HashSet<usize> =
        lines.lines.iter().flat_map(|line| line.points().map(|(position, _)| position)).collect();
    let mut known: Vec<usize> = positions.into_iter().collect();
    known.sort_unstable();
    known
}

/// What each line is, unless there is one alone, and where the plot begins, unless at nothing.
fn keyed(lines: &Lines, scale: Scale, voice: UnitVoice) -> String {
    let texts = voice.of_plan.texts();
    let target = lines.target.as_ref().map(|target| {
        let figure = voice.figure(&target.value).into_seen();
        part(&target_swatch(false), &target.kind.in_key(figure, texts))
    });
    let foot = scale.foot().map(|foot| {
        let figure = voice.figure(&Quantity::exact(foot)).into_seen();
        let words = texts.markup(Key("chart-foot"), &[("figure", figure.into())]);
        format!("<span class=\"foot-note\">{words}</span>")
    });
    let is_alone = lines.lines.len() < 2 && target.is_none();
    let names = lines.lines.iter().enumerate().filter(|_| !is_alone);
    let names = names
        .map(|(position, line)| part(&path_swatch(style(line, position)), &escaped(&voice.of_plan.label(&line.label))));
    let parts: Vec<String> = names.chain(target).chain(foot).collect();
    if parts.is_empty() { String::new() } else { key(parts.into_iter()) }
}

/// A plan is dashed and hollow even where it stands alone.
fn style(line: &Line, position: usize) -> Style {
    if line.is_plan { Style::Series(1) } else { Style::Series(position) }
}

/// The plot, and below it the figures of some of its points.
fn plotted(lines: &Lines, scale: Scale, voice: UnitVoice, labelled: &[usize]) -> String {
    let is_crowded = known(lines).len() >= MANY_POINTS;
    let frame = Frame::new(lines, scale, margin(labelled.len()));
    let zero = 100.0 - scale.zero();
    let mut marks = line(if scale.foot().is_some() { "guide" } else { "axis" }, (0.0, zero), (100.0, zero));
    for position in labelled {
        let across = frame.across(*position);
        marks += &line("guide", (across, 0.0), (across, 100.0));
    }
    if let Some(target) = lines.target.as_ref().and_then(|target| target.value.number()) {
        let down = 100.0 - scale.at(target);
        marks += &line("target", (0.0, down), (100.0, down));
    }
    for (position, line) in lines.lines.iter().enumerate().rev() {
        marks += &frame.runs(line, style(line, position));
    }
    for (position, line) in lines.lines.iter().enumerate().rev() {
        let is_marked = |at: usize| !is_crowded || labelled.contains(&at) || stands_alone(line, at);
        for value in line.points().filter(|(at, _)| is_marked(*at)) {
            let (x, y) = frame.place(value);
            marks += &point(style(line, position), x, y);
        }
    }
    drawing("plot", &marks) + &leaders(&frame, labelled) + &figures(lines, labelled, voice)
}

/// Whether a point has no neighbour to be joined to.
fn stands_alone(line: &Line, at: usize) -> bool {
    let is_there = |at: Option<usize>| at.is_some_and(|at| line.points().any(|(position, _)| position == at));
    !is_there(at.checked_sub(1)) && !is_there(Some(at + 1))
}

/// From each labelled point down to the column of its figures.
fn leaders(frame: &Frame, labelled: &[usize]) -> String {
    let columns = labelled.len();
    let leaders = labelled.iter().enumerate().map(|(column, position)| {
        let across = frame.across(*position);
        line("guide", (across, 0.0), (middle(column, columns), 100.0))
    });
    drawing("leaders", &leaders.collect::<String>())
}

/// Two columns stand at the two ends, more stand evenly.
fn middle(column: usize, columns: usize) -> f64 {
    match columns {
        2 => margin(2) + count(column) * (100.0 - 2.0 * margin(2)),
        _ => 100.0 * (count(column) + 0.5) / count(columns.max(1)),
    }
}

/// How far from the edge the first column stands.
fn margin(columns: usize) -> f64 {
    if columns == 2 { 2.0 } else { 50.0 / count(columns.max(1)) }
}

/// The figures of the labelled points, each with its time.
fn figures(lines: &Lines, labelled: &[usize], voice: UnitVoice) -> String {
    let has_several = lines.lines.len() > 1;
    let column = |position: &usize| {
        let values = lines.lines.iter().enumerate().filter_map(|(number, line)| {
            let (_, value) = line.quantities().find(|(at, _)| at == position)?;
            let swatch = if has_several { point_swatch(style(line, number)) } else { String::new() };
            Some(part(&swatch, &format!("<b>{}</b>", escaped(voice.figure(value).seen()))))
        });
        let values: String = values.collect();
        let when =
            lines.times.get(*position).map_or(String::new(), |time| escaped(voice.of_plan.short_time(*time).seen()));
        format!(
            "<div class=\"cell\"><span class=\"cell-when\">{when}</span> <span class=\"cell-figures\">{values}</span></div>"
        )
    };
    let columns: String = labelled.iter().map(column).collect();
    format!("<div class=\"cells cells-{}\">{columns}</div>", labelled.len())
}

/// How many columns of figures fit side by side.
fn columns(lines: &Lines, voice: UnitVoice, known: &[usize]) -> usize {
    let figures = lines.lines.iter().flat_map(Line::quantities).map(|(_, value)| voice.figure(value).into_seen());
    let swatch = if lines.lines.len() > 1 { 2 } else { 0 };
    let figures = figures.map(|figure| letters(&figure) + swatch);
    let times = known
        .iter()
        .filter_map(|position| lines.times.get(*position))
        .map(|time| letters(voice.of_plan.short_time(*time).seen()));
    let longest = figures.chain(times).max().unwrap_or(1);
    (LETTERS / (longest + 1)).clamp(2, MOST_COLUMNS)
}

/// The letters of the longest word, which is never broken.
fn letters(text: &str) -> usize {
    text.split(' ').map(|word| word.chars().count()).max().unwrap_or(0)
}

/// The time of the newest value that is no plan.
fn newest(lines: &Lines) -> Option<usize> {
    let actual = lines.lines.iter().filter(|line| !line.is_plan);
    actual.filter_map(|line| line.points().last()).map(|(position, _)| position).max()
}

/// An even choice of at most `most` of these, with the first and the last, and with the newest in place of its neighbour.
fn chosen(known: &[usize], most: usize, newest: Option<usize>) -> Vec<usize> {
    let most = most.min(known.len());
    let last = known.len().saturating_sub(1);
    let steps = most.saturating_sub(1).max(1);
    let mut chosen: Vec<usize> =
        (0..most).filter_map(|step| known.get((step * last + steps / 2) / steps)).copied().collect();
    let Some(newest) = newest.filter(|newest| !chosen.contains(newest)) else { return chosen };
    // Of two alone, the last says more than the first.
    let given_up = if most > 2 { 1..most - 1 } else { 0..most.min(1) };
    if let Some(neighbour) =
        chosen.get_mut(given_up).and_then(|inner| inner.iter_mut().min_by_key(|at| at.abs_diff(newest)))
    {
        *neighbour = newest;
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_at_an_even_choice_with_the_first_and_the_last() {
        let chosen = |points: usize, most| chosen(&(0..points).collect::<Vec<_>>(), most, None);
        assert_eq!(chosen(5, 6), [0, 1, 2, 3, 4]);
        assert_eq!(chosen(5, 3), [0, 2, 4]);
        assert_eq!(chosen(40, 6), [0, 8, 16, 23, 31, 39]);
        assert_eq!(chosen(1, 6), [0]);
        assert!(chosen(0, 6).is_empty());
    }

    #[test]
    fn the_newest_value_has_its_figure_in_place_of_its_neighbour() {
        let chosen = |points: usize, most, newest| chosen(&(0..points).collect::<Vec<_>>(), most, Some(newest));
        assert_eq!(chosen(24, 6, 13), [0, 5, 9, 13, 18, 23]);
        assert_eq!(chosen(24, 6, 1), [0, 1, 9, 14, 18, 23]);
        assert_eq!(chosen(24, 6, 22), [0, 5, 9, 14, 22, 23]);
        assert_eq!(chosen(24, 2, 13), [13, 23]);
        assert_eq!(chosen(5, 6, 3), [0, 1, 2, 3, 4]);
    }
}
