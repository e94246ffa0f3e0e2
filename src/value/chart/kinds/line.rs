//! A path over time.

use std::cmp::Ordering;

use crate::value::chart::aim::{Aim, Outcome, settled};
use crate::value::chart::lines;
use crate::value::chart::marks::Scale;
use crate::value::chart::numbers::{Line, Lines, Numbers};
use crate::value::chart::shape::{Figures, Form, Kind, Renderer, Row};
use crate::value::chart::voice::UnitVoice;
use crate::value::chart::words::{Course, Point, Sentence, Subject};
use crate::value::locale::Key;
use crate::value::number::Quantity;
use crate::value::period::Period;
use crate::value::standing::Better;

/// Paths over time.
pub(super) const LINE: Kind = Kind {
    name: "line",
    one: "a line",
    many: "lines",
    columns: 1..=4,
    takes_negatives: true,
    form: Form::Lines(&Renderer { called: Key("chart-kind-line"), draw, table, describe }),
};

fn draw(lines: &Lines, voice: UnitVoice) -> String {
    lines::draw(lines, Scale::of_lines(voice.unit, &lines.values()), voice)
}

fn table(lines: &Lines, voice: UnitVoice, _: &str) -> Figures {
    let names = lines.lines.iter().map(|line| voice.of_plan.label(&line.label));
    let figure = |value: Option<&Option<Quantity>>| match value.and_then(Option::as_ref) {
        Some(value) => voice.figure(value),
        None => voice.of_plan.not_yet_known(),
    };
    let row_at = |position: usize| {
        let figures = lines.lines.iter().map(|line| figure(line.values.get(position))).collect();
        Row::new(None, voice.of_plan.time(lines.times[position]), figures)
    };
    Figures::new(voice.text(Key("chart-column-when")), names, (0..lines.times.len()).map(row_at))
}

/// Where each line began and ended, and how far it went beyond both.
pub(super) fn describe(lines: &Lines, voice: UnitVoice) -> Vec<Sentence> {
    let has_actual = lines.lines.iter().any(|line| !line.is_plan);
    let mut sentences = Vec::new();
    for line in &lines.lines {
        let speaks_of_target = !line.is_plan || !has_actual;
        let target = lines.target.as_ref().filter(|_| speaks_of_target);
        sentences.extend(course(&subject(line, lines, voice), line, &lines.times, target, voice));
    }
    if let [line] = lines.lines.as_slice() {
        sentences.extend(extremes(&subject(line, lines, voice), line, lines, voice));
    } else {
        let actual = lines.lines.iter().filter(|line| !line.is_plan && lines.target.is_some());
        sentences.extend(actual.filter_map(|line| told_breach(&subject(line, lines, voice), line, lines, voice)));
    }
    sentences
}

fn subject(line: &Line, lines: &Lines, voice: UnitVoice) -> Subject {
    match (lines.is_of_table(), line.is_plan) {
        (true, _) if lines.lines.len() > 1 => Subject::Named(voice.name_of(&line.label)),
        (_, true) => Subject::Plan,
        (true, false) => Subject::Column,
        (false, false) => Subject::Measure,
    }
}

/// `It rose from 84.8% in 2017-18 to 88.1% in March 2018, below the target of 95%.`
fn course(
    subject: &Subject,
    line: &Line,
    times: &[Period],
    target: Option<&Aim>,
    voice: UnitVoice,
) -> Option<Sentence> {
    let known: Vec<(usize, &Quantity)> = line.quantities().collect();
    let ((first, first_value), (last, last_value)) = (*known.first()?, *known.last()?);
    let is_level = known.iter().all(|(_, value)| value.number() == first_value.number())
        && settled(last_value, first_value) == Some(Ordering::Equal);
    let time = |position: usize| times.get(position).copied();
    let course = if known.len() == 1 {
        Course::Once((first_value, time(first)))
    } else if is_level {
        Course::Level(first_value, time(first)?, time(last)?)
    } else {
        Course::FromTo((first_value, time(first)), (last_value, time(last)))
    };
    let target = target.map_or(String::new(), |target| voice.against((last_value, time(last)), target));
    Some(voice.course(subject, &course, target))
}

/// The highest and the lowest point, where they are neither the first nor the last. A target that is missed there and met in
/// the end is named.
fn extremes(subject: &Subject, line: &Line, lines: &Lines, voice: UnitVoice) -> Vec<Sentence> {
    let points = points(line, &lines.times);
    let breach = breach(line, &points, lines);
    let sentence = |way: Ordering| {
        let point = furthest(&points, way).filter(|point| is_beyond_ends(point, &points, way))?;
        let missed = breach.filter(|breach| breach.way == way);
        Some(extreme(subject, point, way, missed.map(|missed| missed.of), voice))
    };
    [Ordering::Greater, Ordering::Less].into_iter().filter_map(sentence).collect()
}

/// Whether a point lies beyond the first and the last, which have been said.
fn is_beyond_ends(point: &Point, points: &[Point], way: Ordering) -> bool {
    let is_beyond = |end: Option<&Point>| end.is_some_and(|end| settled(point.0, end.0) == Some(way));
    is_beyond(points.first()) && is_beyond(points.last())
}

/// A target that is missed at the worst point of a line, and met at its end.
#[derive(Clone, Copy)]
struct Breach<'l> {
    of: &'l Aim,
    /// On which side of the target the point is.
    way: Ordering,
}

fn breach<'l>(line: &Line, points: &[Point], lines: &'l Lines) -> Option<Breach<'l>> {
    let of = lines.target.as_ref().filter(|_| !line.is_plan)?;
    let way = if of.better == Better::Lower { Ordering::Greater } else { Ordering::Less };
    let outcome = |point: Point| of.outcome(point.0, point.1);
    let is_met_in_the_end = outcome(*points.last()?) == Some(Outcome::Met);
    let worst = furthest(points, way).filter(|worst| is_beyond_ends(worst, points, way))?;
    let is_missed = matches!(outcome(worst)?, Outcome::NotMet | Outcome::NotYet);
    (is_met_in_the_end && is_missed).then_some(Breach { of, way })
}

/// The worst point of a line with others beside it, where it misses a target that the line meets in the end.
fn told_breach(subject: &Subject, line: &Line, lines: &Lines, voice: UnitVoice) -> Option<Sentence> {
    let points = points(line, &lines.times);
    let breach = breach(line, &points, lines)?;
    Some(extreme(subject, furthest(&points, breach.way)?, breach.way, Some(breach.of), voice))
}

/// `The highest was 30 on 9 January 2018, above the target of 25.`
fn extreme(subject: &Subject, point: Point, way: Ordering, missed: Option<&Aim>, voice: UnitVoice) -> Sentence {
    let is_highest = way == Ordering::Greater;
    let side = if is_highest { Key("chart-above-target") } else { Key("chart-below-target") };
    let target = missed.map(|aim| voice.fill(side, &[("target", voice.say(&aim.value).into())]));
    let arguments =
        [("about", subject.tense()), ("value", voice.at(point).into()), ("target", target.unwrap_or_default().into())];
    let key = if is_highest { Key("chart-highest-point") } else { Key("chart-lowest-point") };
    Sentence::ours(voice.fill(key, &arguments))
}

/// The values of a line that are numbers, with their times.
fn points<'l>(line: &'l Line, times: &[Period]) -> Vec<Point<'l>> {
    line.quantities().map(|(position, value)| (value, times.get(position).copied())).collect()
}

/// The highest or the lowest point; of equal points the first.
fn furthest<'q>(points: &[Point<'q>], way: Ordering) -> Option<Point<'q>> {
    let number = |point: &&Point| point.0.number();
    match way {
        Ordering::Greater => points.iter().rev().max_by_key(number),
        _ => points.iter().min_by_key(number),
    }
    .copied()
}
