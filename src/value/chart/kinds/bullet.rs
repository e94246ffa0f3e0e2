//! Values with their targets.

use std::cmp::Ordering;

use crate::base::html::escaped;
use crate::value::chart::marks::{Scale, Style, bar_swatch, drawing, point, point_swatch, target, target_swatch};
use crate::value::chart::numbers::{Bullet, Numbers};
use crate::value::chart::shape::{Figures, Form, Kind, Renderer, Row};
use crate::value::chart::strips::{figure, hair, mark_from_zero, part, rows, zero};
use crate::value::chart::voice::UnitVoice;
use crate::value::chart::words::{Sentence, name, to_target};
use crate::value::locale::{Argument, Joined, Key};
use crate::value::number::{Quantity, Unit};

/// Measures with their targets; of a table it takes nothing.
pub(super) const BULLET: Kind = Kind {
    name: "bullet",
    one: "a bullet chart",
    many: "bullet charts",
    columns: 0..=0,
    takes_negatives: true,
    form: Form::Bullets(&Renderer { called: Key("chart-kind-bullet"), draw, table, describe }),
};

/// A value as a bar, its target as a line across, the value elsewhere as a point. Measures of one unit share a scale.
fn draw(bullets: &[Bullet], voice: UnitVoice) -> String {
    rows("rows", bullets.iter().map(|bullet| bullet_row(bullet, scale_of(&bullet.unit, bullets), voice)))
}

/// A scale for all that is counted in a unit.
fn scale_of(unit: &Unit, bullets: &[Bullet]) -> Scale {
    Scale::of(unit, bullets.iter().filter(|bullet| bullet.unit == *unit).flat_map(Numbers::values))
}

fn bullet_row(bullet: &Bullet, scale: Scale, voice: UnitVoice) -> String {
    let at = |quantity: &Quantity| quantity.number().map(|number| scale.at(number));
    let mut marks = hair(at(&bullet.value).unwrap_or(0.0).max(scale.zero()));
    marks += &mark_from_zero(Style::Series(0), bullet.value.number(), scale);
    marks += &zero(scale);
    marks += &at(&bullet.target).map_or(String::new(), target);
    let elsewhere = bullet.compare.as_ref().and_then(|(_, value)| at(value));
    marks += &elsewhere.map_or(String::new(), |across| point(Style::Elsewhere, across, 50.0));
    let name = format!("<span class=\"row-name\">{}</span>", escaped(&bullet.name));
    let parts = bullet_words(bullet, voice.of(&bullet.unit));
    let strip = drawing("strip strip-bullet", &marks);
    format!("<div class=\"row row-wide\">{name} {strip}<span class=\"parts\">{parts}</span></div>")
}

/// The figures of a bullet, in words.
fn bullet_words(bullet: &Bullet, voice: UnitVoice) -> String {
    let (texts, seen) = (voice.of_plan.texts(), |value| voice.figure(value).into_seen());
    let value = match bullet.when.map(|when| voice.of_plan.in_time(when)) {
        Some(when) => {
            let value = seen(&bullet.value);
            texts.markup(Key("chart-value-when"), &[("figure", value.into()), ("when", when.into())])
        }
        None => figure(&seen(&bullet.value)),
    };
    let target = bullet.aim.in_key(seen(&bullet.target), texts);
    let compare = bullet.compare.as_ref().map(|(name, value)| {
        let (place, figure) = (("place", name.into()), ("figure", seen(value).into()));
        part(&point_swatch(Style::Elsewhere), &texts.markup(Key("chart-value-elsewhere"), &[place, figure]))
    });
    part(&bar_swatch(Style::Series(0)), &value) + &part(&target_swatch(true), &target) + &compare.unwrap_or_default()
}

fn describe(bullets: &[Bullet], voice: UnitVoice) -> Vec<Sentence> {
    let all = (bullets.len() >= 3).then(|| summary(bullets, voice));
    all.into_iter().chain(bullets.iter().map(|bullet| sentence(bullet, voice.of(&bullet.unit)))).collect()
}

/// `A&E within 4 hours: 88.1% in March 2018, below the target of 95%.`
fn sentence(bullet: &Bullet, voice: UnitVoice) -> Sentence {
    let name = ("name", name(&bullet.name).into());
    let value = ("value", voice.at((&bullet.value, bullet.when)).into());
    let target = ("target", voice.against(&bullet.value, &bullet.target, bullet.aim).into());
    Sentence::of_name(voice.fill(Key("chart-measure"), &[name, value, target]))
}

/// What measures have: targets, standards, or some of both.
fn aims(bullets: &[Bullet]) -> &'static str {
    match bullets.first() {
        Some(first) if bullets.iter().all(|bullet| bullet.aim == first.aim) => first.aim.word(),
        _ => "both",
    }
}

/// How many measures are on which side of their targets.
fn summary(bullets: &[Bullet], voice: UnitVoice) -> Sentence {
    let count =
        |way: Option<Ordering>| bullets.iter().filter(|bullet| to_target(&bullet.value, &bullet.target) == way).count();
    let ways = [
        (Key("chart-measures-above"), Some(Ordering::Greater)),
        (Key("chart-measures-at"), Some(Ordering::Equal)),
        (Key("chart-measures-below"), Some(Ordering::Less)),
        (Key("chart-measures-unsure"), None),
    ];
    let ways = ways.map(|(key, way)| (key, count(way))).into_iter().filter(|(_, count)| *count > 0);
    let aim = || Argument::Choice(aims(bullets));
    let ways: Vec<String> =
        ways.map(|(key, count)| voice.fill(key, &[("count", count.into()), ("aim", aim())])).collect();
    let ways = voice.of_plan.texts().list(Joined::And, &ways);
    let count = bullets.len();
    Sentence::ours(voice.fill(Key("chart-measures"), &[("count", count.into()), ("ways", ways.into())]))
}

fn table(bullets: &[Bullet], voice: UnitVoice, _: &str) -> Figures {
    let aim = match aims(bullets) {
        "standard" => Key("chart-column-standard"),
        "both" => Key("chart-column-target-or-standard"),
        _ => Key("chart-column-target"),
    };
    let names = [Key("chart-column-latest"), aim, Key("chart-column-elsewhere")].map(|name| voice.text(name));
    let has_compare = bullets.iter().any(|bullet| bullet.compare.is_some());
    let names = names.into_iter().take(if has_compare { 3 } else { 2 });
    Figures::new(
        voice.text(Key("chart-column-what")),
        names,
        bullets.iter().map(|bullet| table_row(bullet, has_compare, voice)),
    )
}

fn table_row(bullet: &Bullet, has_compare: bool, voice: UnitVoice) -> Row {
    let voice = voice.of(&bullet.unit);
    let compare = match &bullet.compare {
        Some((name, value)) => voice.figure(value).map(|figure| {
            let (place, figure) = (("place", name.into()), ("figure", figure.into()));
            voice.fill(Key("chart-cell-elsewhere"), &[place, figure])
        }),
        None => voice.of_plan.no_figure(),
    };
    let figures = [voice.figure(&bullet.value), voice.figure(&bullet.target)];
    Row::new(None, bullet.name.clone(), figures.into_iter().chain(has_compare.then_some(compare)).collect())
}
