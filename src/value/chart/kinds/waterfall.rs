//! Steps up and down, from nothing to a total.

use rust_decimal::Decimal;

use crate::base::html::escaped;
use crate::value::chart::marks::{Scale, Style, bar, bar_swatch, drawing, upright};
use crate::value::chart::numbers::Step;
use crate::value::chart::shape::{Figures, Form, Kind, Renderer, Row};
use crate::value::chart::strips::{hair, heading, key, part, row_of, rows, zero};
use crate::value::chart::voice::UnitVoice;
use crate::value::chart::words::{Sentence, the_most};
use crate::value::locale::Key;
use crate::value::number::{Amount, Quantity};

/// Steps from nothing to a total.
pub(super) const WATERFALL: Kind = Kind {
    name: "waterfall",
    one: "a waterfall",
    many: "waterfalls",
    columns: 1..=1,
    takes_negatives: true,
    form: Form::Steps(&Renderer { called: Key("chart-kind-waterfall"), draw, table, describe }),
};

/// Steps up and down, each from where the one before it led.
fn draw(steps: &[Step], voice: UnitVoice) -> String {
    let levels = steps.iter().filter_map(|step| step.way).flat_map(|(from, to)| [from, to]);
    let scale = Scale::of(voice.unit, levels);
    let row = |step: &Step| {
        let marks = step.way.map_or(String::new(), |(from, to)| {
            let guide = if step.is_total { String::new() } else { upright("guide", scale.at(from)) };
            let mark = if from == to { String::new() } else { bar(style_of(step), scale.at(from), scale.at(to)) };
            hair(scale.at(from.max(to))) + &guide + &mark + &zero(scale)
        });
        let strip = drawing("strip", &marks);
        let figure = if step.is_total { voice.figure(&step.value) } else { voice.change(&step.value) };
        let class = if step.is_total { "row row-total" } else { "row" };
        heading(step.heading.as_ref()) + &row_of(class, &step.name, figure.seen(), &strip)
    };
    let words = [
        (Style::Rise, Key("chart-key-adds")),
        (Style::Fall, Key("chart-key-takes-away")),
        (Style::Total, Key("chart-key-total")),
    ];
    let used = |style: Style| steps.iter().any(|step| step.way.is_some() && style_of(step) == style);
    let words = words.into_iter().filter(|(style, _)| used(*style));
    key(words.map(|(style, word)| part(&bar_swatch(style), &escaped(&voice.text(word)))))
        + &rows("rows", steps.iter().map(row))
}

fn style_of(step: &Step) -> Style {
    match step.value.number() {
        _ if step.is_total => Style::Total,
        Some(number) if number < Decimal::ZERO => Style::Fall,
        _ => Style::Rise,
    }
}

/// Where the path begins, where it ends, and its largest step.
fn describe(steps: &[Step], voice: UnitVoice) -> Vec<Sentence> {
    let known: Vec<(&Step, (Decimal, Decimal))> = steps.iter().filter_map(|step| Some((step, step.way?))).collect();
    let (Some((first, _)), Some((last, (_, end)))) = (known.first(), known.last()) else { return Vec::new() };
    let path = path(first, last, *end, is_end_open(steps), voice);
    let largest = known.iter().skip(1).filter(|(step, _)| !step.is_total);
    let largest = largest.filter_map(|(step, _)| Some((*step, step.value.number()?)));
    let largest = the_most(largest, |(_, number)| number.abs()).filter(|(_, number)| !number.is_zero());
    let largest = largest.map(|(step, number)| largest_step(step, number, voice));
    let missing = voice.missing(steps.len() - known.len());
    std::iter::once(path).chain(missing).chain(largest).collect()
}

fn path(from: &Step, to: &Step, end: Decimal, is_open: bool, voice: UnitVoice) -> Sentence {
    let (begin, first) = (("begin", voice.say(&from.value).into()), ("first", (&from.name).into()));
    Sentence::of_name(if is_open {
        voice.fill(Key("chart-path-open"), &[begin, first])
    } else if to.is_total {
        let (end, last) = (("end", voice.say(&to.value).into()), ("last", (&to.name).into()));
        voice.fill(Key("chart-path-to-total"), &[begin, first, end, last])
    } else {
        voice.fill(Key("chart-path"), &[begin, first, ("end", voice.say(&Quantity::exact(end)).into())])
    })
}

fn largest_step(step: &Step, number: Decimal, voice: UnitVoice) -> Sentence {
    let size = Quantity { hedge: step.value.hedge, ..Quantity::exact(number.abs()) };
    let (size, name) = (("size", voice.say(&size).into()), ("name", (&step.name).into()));
    Sentence::ours(if number > Decimal::ZERO {
        voice.fill(Key("chart-step-adds"), &[size, name])
    } else {
        voice.fill(Key("chart-step-takes-away"), &[size, name])
    })
}

/// Whether a path goes on, behind its last known total, by a step that nobody knows exactly.
fn is_end_open(steps: &[Step]) -> bool {
    let since = steps.iter().rev().take_while(|step| !(step.is_total && step.way.is_some()));
    since.map(|step| &step.value.amount).any(|amount| matches!(amount, Amount::ToBeConfirmed | Amount::Range(..)))
}

fn table(steps: &[Step], voice: UnitVoice, heading: &str) -> Figures {
    let row = |step: &Step| Row::new(step.heading.as_ref(), step.name.clone(), vec![voice.figure(&step.value)]);
    Figures::new(voice.text(Key("chart-column-what")), [heading.to_owned()], steps.iter().map(row))
}
