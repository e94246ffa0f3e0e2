//! One bar a row.

use crate::value::chart::aim::Aim;
use crate::value::chart::marks::{Scale, Style};
use crate::value::chart::numbers::{Bar, Numbers, Role};
use crate::value::chart::shape::{Figures, Form, Kind, Renderer, Row};
use crate::value::chart::strips;
use crate::value::chart::strips::{from_zero, heading, row_of};
use crate::value::chart::voice::UnitVoice;
use crate::value::chart::words::{Course, Point, Sentence, Subject};
use crate::value::label::AimKind;
use crate::value::locale::{Joined, Key};
use crate::value::number::Quantity;

/// Values side by side.
pub(super) const BARS: Kind = Kind {
    name: "bars",
    one: "bars",
    many: "bars",
    columns: 1..=1,
    takes_negatives: true,
    form: Form::Bars(&Renderer { called: Key("chart-kind-bars"), draw, table, describe }),
};

fn draw(bars: &[Bar], voice: UnitVoice) -> String {
    draw_at(bars, Scale::of(voice.unit, bars.values().into_iter()), voice)
}

/// Its numbers, a row each.
pub(super) fn table(bars: &[Bar], voice: UnitVoice, heading: &str) -> Figures {
    Figures::new(voice.text(Key("chart-column-what")), [heading.to_owned()], table_rows(bars, voice))
}

/// The rows of its table.
pub(super) fn table_rows(bars: &[Bar], voice: UnitVoice) -> impl Iterator<Item = Row> {
    let name = move |bar: &Bar| voice.of_plan.label(&bar.label);
    bars.iter().map(move |bar| Row::new(bar.heading.as_ref(), name(bar), vec![voice.figure(&bar.value)]))
}

/// What a table's rows say, or the readings of a measure.
pub(super) fn describe(bars: &[Bar], voice: UnitVoice) -> Vec<Sentence> {
    if bars.iter().any(|bar| bar.role == Role::Row) { rows(bars, voice) } else { readings(bars, voice) }
}

/// One bar a row, on a scale that may be shared.
pub(super) fn draw_at(bars: &[Bar], scale: Scale, voice: UnitVoice) -> String {
    let row = |row: &Bar| {
        let style = match row.role {
            Role::Target(..) => Style::Target,
            Role::Elsewhere => Style::Elsewhere,
            Role::Row | Role::Value(_) => Style::Series(0),
        };
        let strip = from_zero(style, row.value.number(), scale);
        heading(row.heading.as_ref())
            + &row_of("row", &voice.of_plan.label(&row.label), voice.figure(&row.value).seen(), &strip)
    };
    strips::rows("rows", bars.iter().map(row))
}

/// Where a measure started, where it is and where it should go.
fn readings(bars: &[Bar], voice: UnitVoice) -> Vec<Sentence> {
    let targets: Vec<String> = bars.iter().filter_map(|bar| target(bar, voice)).collect();
    let (course, last) = course(bars).map_or((None, None), |(course, last)| (Some(course), Some(last)));
    let compared = last.zip(bars.iter().rev().find_map(aim)).filter(|_| targets.len() == 1);
    let against = compared.map(|(last, aim)| voice.against_target(last, &aim, targets.concat()));
    let against = against.filter(|words| !words.is_empty());
    let is_compared = against.is_some();
    let course = course.map(|course| voice.course(&Subject::Measure, &course, against.unwrap_or_default()));
    let targets = (!targets.is_empty() && !is_compared).then(|| {
        let (count, list) = (targets.len(), voice.of_plan.texts().list(Joined::And, &targets));
        Sentence::ours(voice.fill(Key("chart-targets"), &[("count", count.into()), ("targets", list.into())]))
    });
    let elsewhere = bars.iter().filter(|bar| bar.role == Role::Elsewhere).map(|bar| elsewhere(bar, voice));
    course.into_iter().chain(targets).chain(elsewhere).collect()
}

/// The values of a measure, and the last of them.
fn course(bars: &[Bar]) -> Option<(Course<'_>, Point<'_>)> {
    let point = |bar: &'_ Bar| if let Role::Value(when) = bar.role { Some(when) } else { None };
    let values: Vec<Point> = bars.iter().filter_map(|bar| Some((&bar.value, point(bar)?))).collect();
    match values.as_slice() {
        [] => None,
        [only] => Some((Course::Once(*only), *only)),
        [first, .., last] => Some((Course::FromTo(*first, *last), *last)),
    }
}

fn elsewhere(bar: &Bar, voice: UnitVoice) -> Sentence {
    let (place, figure) = (voice.name_of(&bar.label), voice.say(&bar.value));
    Sentence::of_name(voice.fill(Key("chart-elsewhere"), &[("place", place.into()), ("figure", figure.into())]))
}

/// What a bar of a target says that values should reach.
fn aim(bar: &Bar) -> Option<Aim> {
    let Role::Target(by, better) = bar.role else { return None };
    Some(Aim { value: bar.value.clone(), by, better, kind: AimKind::Target })
}

/// `95% for March 2019`
fn target(bar: &Bar, voice: UnitVoice) -> Option<String> {
    let Role::Target(by, _) = bar.role else { return None };
    let figure = voice.say(&bar.value);
    Some(match by.map(|by| voice.of_plan.time(by)) {
        Some(time) => voice.fill(Key("chart-target-for"), &[("figure", figure.into()), ("time", time.into())]),
        None => figure,
    })
}

/// The largest and the smallest of the rows of a table.
fn rows(bars: &[Bar], voice: UnitVoice) -> Vec<Sentence> {
    let known: Vec<(String, &Quantity)> = bars
        .iter()
        .map(|bar| (voice.name_of(&bar.label), &bar.value))
        .filter(|(_, value)| value.number().is_some())
        .collect();
    voice.range(&known).into_iter().chain(voice.missing(bars.len() - known.len())).collect()
}
