//! A path over time.

use std::cmp::Ordering;

use crate::value::chart::lines;
use crate::value::chart::marks::Scale;
use crate::value::chart::numbers::{Line, Lines, Numbers};
use crate::value::chart::shape::{Figures, Form, Kind, Renderer, Row};
use crate::value::chart::voice::UnitVoice;
use crate::value::chart::words::{Course, Sentence, Subject, settled};
use crate::value::label::Aim;
use crate::value::locale::Key;
use crate::value::number::Quantity;
use crate::value::period::Period;

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
        let target = lines.target.as_ref().filter(|_| speaks_of_target).map(|target| (target, lines.aim));
        sentences.extend(course(&subject(line, lines, voice), line, &lines.times, target, voice));
    }
    if let [line] = lines.lines.as_slice() {
        sentences.extend(extremes(&subject(line, lines, voice), line, &lines.times, voice));
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
    target: Option<(&Quantity, Aim)>,
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
    let target = target.map_or(String::new(), |(target, aim)| voice.against(last_value, target, aim));
    Some(voice.course(subject, &course, target))
}

/// The highest and the lowest point, where they are neither the first nor the last.
fn extremes(subject: &Subject, line: &Line, times: &[Period], voice: UnitVoice) -> Vec<Sentence> {
    let points: Vec<(usize, &Quantity)> = line.quantities().collect();
    let (Some((_, first)), Some((_, last))) = (points.first(), points.last()) else { return Vec::new() };
    let beyond = |point: Option<&(usize, &Quantity)>, way: Ordering| {
        let is_beyond = |value: &Quantity, end: &Quantity| settled(value, end) == Some(way);
        let (position, value) = point.filter(|(_, value)| is_beyond(value, first) && is_beyond(value, last))?;
        Some(voice.at((value, Some(*times.get(*position)?))))
    };
    // Of equal points the first.
    let highest = points.iter().rev().max_by_key(|(_, value)| value.number());
    let lowest = points.iter().min_by_key(|(_, value)| value.number());
    let highest = beyond(highest, Ordering::Greater)
        .map(|value| voice.fill(Key("chart-highest-point"), &[("about", subject.tense()), ("value", value.into())]));
    let lowest = beyond(lowest, Ordering::Less)
        .map(|value| voice.fill(Key("chart-lowest-point"), &[("about", subject.tense()), ("value", value.into())]));
    highest.into_iter().chain(lowest).map(Sentence::ours).collect()
}
