//! Charts made of rows: a name and its figures as text that wraps as it must, and a strip of marks between or below.
//!
//! Names and figures are never inside the drawing, so they cannot collide, at any width and any spacing of letters.

use rust_decimal::Decimal;

use super::UnitVoice;
use super::marks::{Scale, Style, bar, bar_swatch, drawing, line, point, point_swatch, target, target_swatch, upright};
use crate::base::html::escaped;
use crate::plan::query::series::{Bar, Bullet, Role, Sheet, SheetRow, Step};
use crate::value::number::Quantity;

/// One bar a row.
pub(super) fn bars(bars: &[Bar], scale: Scale, voice: UnitVoice) -> String {
    let row = |row: &Bar| {
        let style = match row.role {
            Role::Target(_) => Style::Target,
            Role::Elsewhere => Style::Elsewhere,
            Role::Row | Role::Value(_) => Style::Series(0),
        };
        let strip = from_zero(style, row.value.number(), scale);
        heading(row.heading.as_ref())
            + &row_of("row", &voice.of_plan.label(&row.label), voice.figure(&row.value).seen(), &strip)
    };
    rows("rows", bars.iter().map(row))
}

/// Several bars a row, each with the name of its column.
pub(super) fn grouped(sheet: &Sheet, voice: UnitVoice) -> String {
    let scale = Scale::of(voice.unit, sheet.numbers());
    let row = |row: &SheetRow| {
        let parts = sheet.columns.iter().zip(&row.values).enumerate().map(|(position, (column, value))| {
            let strip = from_zero(Style::Series(position), value.number(), scale);
            row_of("row", column, voice.figure(value).seen(), &strip)
        });
        let parts: String = parts.collect();
        let name = format!("<div class=\"group-name\">{}</div>", escaped(&row.name));
        format!("{}<div class=\"row-group\">{name}{parts}</div>", heading(row.heading.as_ref()))
    };
    rows("rows rows-grouped", sheet.rows.iter().map(row))
}

/// The parts of a whole, end to end, and their figures below them.
pub(super) fn stacked(sheet: &Sheet, voice: UnitVoice) -> String {
    let whole =
        |row: &SheetRow| row.values.iter().filter_map(Quantity::number).fold(Decimal::ZERO, Decimal::saturating_add);
    let scale = Scale::of(voice.unit, sheet.rows.iter().map(whole));
    let row = |row: &SheetRow| {
        let mut end = Decimal::ZERO;
        let (mut marks, mut parts) = (String::new(), String::new());
        for (position, value) in row.values.iter().enumerate() {
            let style = Style::Series(position);
            if let Some(number) = value.number().filter(|number| !number.is_zero()) {
                let from = end;
                end = end.saturating_add(number);
                marks += &bar(style, scale.at(from), scale.at(end));
            }
            parts += &part(&bar_swatch(style), &figure(voice.figure(value).seen()));
        }
        let strip = drawing("strip", &marks);
        let name = format!("<span class=\"row-name\">{}</span>", escaped(&row.name));
        let parts = format!("<span class=\"parts\">{parts}</span>");
        format!("{}<div class=\"row row-wide\">{name} {strip}{parts}</div>", heading(row.heading.as_ref()))
    };
    let names = sheet.columns.iter().enumerate();
    key(names.map(|(position, name)| part(&bar_swatch(Style::Series(position)), &escaped(name))))
        + &rows("rows", sheet.rows.iter().map(row))
}

/// Steps up and down, each from where the one before it led.
pub(super) fn waterfall(steps: &[Step], voice: UnitVoice) -> String {
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
    let words = [(Style::Rise, "Adds"), (Style::Fall, "Takes away"), (Style::Total, "Stands at")];
    let used = |style: Style| steps.iter().any(|step| step.way.is_some() && style_of(step) == style);
    let words = words.into_iter().filter(|(style, _)| used(*style));
    key(words.map(|(style, word)| part(&bar_swatch(style), word))) + &rows("rows", steps.iter().map(row))
}

fn style_of(step: &Step) -> Style {
    match step.value.number() {
        _ if step.is_total => Style::Total,
        Some(number) if number < Decimal::ZERO => Style::Fall,
        _ => Style::Rise,
    }
}

/// Two columns back to back, the names of the rows between them.
pub(super) fn pyramid(sheet: &Sheet, voice: UnitVoice) -> String {
    let scale = Scale::of(voice.unit, sheet.numbers());
    let side = |row: &SheetRow, position: usize| {
        let value = row.values.get(position);
        let width = value.and_then(Quantity::number).filter(|number| !number.is_zero()).map(|number| scale.at(number));
        let is_left = position == 0;
        let mark = width.map_or(String::new(), |width| {
            if is_left { bar(Style::Series(0), 100.0, 100.0 - width) } else { bar(Style::Series(1), 0.0, width) }
        });
        let (strip, words) =
            if is_left { ("strip strip-left", "row-left") } else { ("strip strip-right", "row-right") };
        let words = value.map_or(String::new(), |value| {
            format!("<span class=\"{words}\">{}</span> ", figure(voice.figure(value).seen()))
        });
        words + &drawing(strip, &mark)
    };
    let row = |row: &SheetRow| {
        let name = format!("<span class=\"row-name\">{}</span>", escaped(&row.name));
        format!("{}<div class=\"row\">{name} {}{}</div>", heading(row.heading.as_ref()), side(row, 0), side(row, 1))
    };
    let name = |position: usize, class: &str| {
        let words = sheet.columns.get(position).map_or(String::new(), |name| escaped(name));
        format!("<span class=\"{class}\">{}</span>", part(&bar_swatch(Style::Series(position)), &words))
    };
    let head = format!("<div class=\"row row-head\">{} {}</div>", name(0, "row-left"), name(1, "row-right"));
    rows("rows pyramid", std::iter::once(head).chain(sheet.rows.iter().map(row)))
}

/// A value as a bar, its target as a line across, the value elsewhere as a point. Measures of one unit share a scale.
pub(super) fn bullets(
    bullets: &[Bullet],
    wording: impl Fn(&Bullet) -> String,
    scale: impl Fn(&Bullet) -> Scale,
) -> String {
    rows(
        "rows",
        bullets.iter().map(|bullet| {
            let scale = scale(bullet);
            let at = |quantity: &Quantity| quantity.number().map(|number| scale.at(number));
            let mut marks = hair(at(&bullet.value).unwrap_or(0.0).max(scale.zero()));
            marks += &mark_from_zero(Style::Series(0), bullet.value.number(), scale);
            marks += &zero(scale);
            marks += &at(&bullet.target).map_or(String::new(), target);
            let elsewhere = bullet.compare.as_ref().and_then(|(_, value)| at(value));
            marks += &elsewhere.map_or(String::new(), |across| point(Style::Elsewhere, across, 50.0));
            let name = format!("<span class=\"row-name\">{}</span>", escaped(&bullet.name));
            let parts = wording(bullet);
            let strip = drawing("strip strip-bullet", &marks);
            format!("<div class=\"row row-wide\">{name} {strip}<span class=\"parts\">{parts}</span></div>")
        }),
    )
}

/// The figures of a bullet, in words.
pub(super) fn bullet_words(bullet: &Bullet, voice: UnitVoice) -> String {
    let when = bullet.when.map_or(String::new(), |when| format!(" {}", voice.of_plan.in_time(when)));
    let value = format!("{}{}", figure(voice.figure(&bullet.value).seen()), escaped(&when));
    let target = format!("Target {}", figure(voice.figure(&bullet.target).seen()));
    let compare = bullet.compare.as_ref().map(|(name, value)| {
        let words = format!("{} {}", escaped(name), figure(voice.figure(value).seen()));
        part(&point_swatch(Style::Elsewhere), &words)
    });
    part(&bar_swatch(Style::Series(0)), &value) + &part(&target_swatch(true), &target) + &compare.unwrap_or_default()
}

/// The words that say what a mark means.
pub(super) fn key(parts: impl Iterator<Item = String>) -> String {
    let parts: String = parts.collect();
    format!("<div class=\"key\">{parts}</div>")
}

/// A mark and its words, and the space that parts them from the next where no style sheet does.
pub(super) fn part(swatch: &str, words: &str) -> String {
    format!("<span class=\"part-of\">{swatch}<span>{words}</span></span> ")
}

fn rows(class: &str, rows: impl Iterator<Item = String>) -> String {
    let rows: String = rows.collect();
    format!("<div class=\"{class}\">{rows}</div>")
}

fn row_of(class: &str, name: &str, value: &str, strip: &str) -> String {
    format!(
        "<div class=\"{class}\"><span class=\"row-name\">{}</span> <span class=\"row-figure\">{}</span>{strip}</div>",
        escaped(name),
        figure(value)
    )
}

fn figure(words: &str) -> String {
    format!("<b>{}</b>", escaped(words))
}

fn heading(heading: Option<&String>) -> String {
    heading.map_or(String::new(), |words| format!("<div class=\"rows-heading\">{}</div>", escaped(words)))
}

fn from_zero(style: Style, value: Option<Decimal>, scale: Scale) -> String {
    let end = value.map_or(scale.zero(), |value| scale.at(value)).max(scale.zero());
    let hair = if value.is_some() { hair(end) } else { String::new() };
    drawing("strip", &(hair + &mark_from_zero(style, value, scale) + &zero(scale)))
}

fn mark_from_zero(style: Style, value: Option<Decimal>, scale: Scale) -> String {
    let value = value.filter(|value| !value.is_zero());
    value.map_or(String::new(), |value| bar(style, scale.zero(), scale.at(value)))
}

/// The line at nothing, where there is something on both sides of it.
fn zero(scale: Scale) -> String {
    if scale.has_negatives() { upright("zero", scale.zero()) } else { upright("axis", 0.0) }
}

/// A hairline that leads the eye from a mark to its figure.
fn hair(from: f64) -> String {
    line("hair", (from, 50.0), (100.0, 50.0))
}
