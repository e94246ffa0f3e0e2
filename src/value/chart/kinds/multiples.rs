//! A small chart for each measure or column.

use rust_decimal::Decimal;

use super::{bars, line};
use crate::base::html::escaped;
use crate::value::chart::lines;
use crate::value::chart::marks::Scale;
use crate::value::chart::numbers::{Lines, Numbers, Panel, PanelShape};
use crate::value::chart::shape::{Figures, Form, Kind, Renderer, Row};
use crate::value::chart::voice::UnitVoice;
use crate::value::chart::words::Sentence;
use crate::value::locale::{Joined, Key};

/// A small chart for each measure or column.
pub(super) const MULTIPLES: Kind = Kind {
    name: "small multiples",
    one: "small multiples",
    many: "small multiples",
    columns: 2..=12,
    takes_negatives: true,
    form: Form::Panels(&Renderer { called: Key("chart-kind-multiples"), draw, table, describe }),
};

fn draw(panels: &[Panel], voice: UnitVoice) -> String {
    let panels: String = panels.iter().map(|panel| panel_drawing(panel, panels, voice)).collect();
    format!("<div class=\"panels\">{panels}</div>")
}

/// A small chart on the scale of all that are counted in its unit.
fn panel_drawing(panel: &Panel, all: &[Panel], voice: UnitVoice) -> String {
    let alike: Vec<&Panel> = all.iter().filter(|other| other.unit == panel.unit).collect();
    let numbers: Vec<Decimal> = alike.iter().flat_map(|panel| panel.values()).collect();
    let has_bars = alike.iter().any(|panel| matches!(panel.shape, PanelShape::Bars(_)));
    let scale =
        if has_bars { Scale::of(&panel.unit, numbers.into_iter()) } else { Scale::of_lines(&panel.unit, &numbers) };
    let voice = voice.of(&panel.unit);
    let drawing = match &panel.shape {
        PanelShape::Lines(lines) => lines::draw_small(lines, scale, voice),
        PanelShape::Bars(bars) => bars::draw_at(bars, scale, voice),
    };
    format!("<div class=\"panel\"><div class=\"panel-name\">{}</div>{drawing}</div>", escaped(&panel.name))
}

fn table(panels: &[Panel], voice: UnitVoice, _: &str) -> Figures {
    Figures::new(
        voice.text(Key("chart-column-what")),
        [voice.text(Key("chart-column-figure"))],
        panels.iter().flat_map(|panel| panel_rows(panel, voice)),
    )
}

/// The small charts one below the other, each under its name. What was planned says so.
fn panel_rows(panel: &Panel, voice: UnitVoice) -> Vec<Row> {
    let voice = voice.of(&panel.unit);
    let mut rows: Vec<Row> = match &panel.shape {
        PanelShape::Bars(bars) => bars::table_rows(bars, voice).collect(),
        PanelShape::Lines(lines) => line_rows(lines, voice),
    };
    if let Some(first) = rows.first_mut() {
        first.heading = Some(panel.name.clone());
    }
    rows
}

/// The known values of each path, and the target.
fn line_rows(lines: &Lines, voice: UnitVoice) -> Vec<Row> {
    let of_line = lines.lines.iter().flat_map(|line| {
        line.quantities().map(move |(position, value)| {
            let (name, time) = (voice.of_plan.label(&line.label), voice.of_plan.time(lines.times[position]));
            let both = voice.of_plan.texts().list(Joined::Comma, &[name, time]);
            Row::new(None, both, vec![voice.figure(value)])
        })
    });
    let target = lines
        .target
        .as_ref()
        .map(|target| Row::new(None, voice.of_plan.label(&target.kind.label()), vec![voice.figure(&target.value)]));
    of_line.chain(target).collect()
}

fn describe(panels: &[Panel], voice: UnitVoice) -> Vec<Sentence> {
    panels.iter().filter_map(|panel| sentence(panel, voice)).collect()
}

/// The first sentence of a small chart, under its name.
fn sentence(panel: &Panel, voice: UnitVoice) -> Option<Sentence> {
    let voice = voice.of(&panel.unit);
    let sentences = match &panel.shape {
        PanelShape::Bars(bars) => bars::describe(bars, voice),
        PanelShape::Lines(lines) => line::describe(lines, voice),
    };
    Some(sentences.into_iter().next()?.of_part(&panel.name, voice))
}
