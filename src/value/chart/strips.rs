//! Charts made of rows: a name and its figures as text that wraps as it must, and a strip of marks between or below.
//!
//! Names and figures are never inside the drawing, so they cannot collide, at any width and any spacing of letters.

use rust_decimal::Decimal;

use super::marks::{Scale, Style, bar, drawing, line, upright};
use crate::base::html::escaped;

/// The words that say what a mark means.
pub(super) fn key(parts: impl Iterator<Item = String>) -> String {
    let parts: String = parts.collect();
    format!("<div class=\"key\">{parts}</div>")
}

/// A mark and its words, and the space that parts them from the next where no style sheet does.
pub(super) fn part(swatch: &str, words: &str) -> String {
    format!("<span class=\"part-of\">{swatch}<span>{words}</span></span> ")
}

/// The rows of a chart.
pub(super) fn rows(class: &str, rows: impl Iterator<Item = String>) -> String {
    let rows: String = rows.collect();
    format!("<div class=\"{class}\">{rows}</div>")
}

/// A row: its name, its figure and its marks.
pub(super) fn row_of(class: &str, name: &str, value: &str, strip: &str) -> String {
    format!(
        "<div class=\"{class}\"><span class=\"row-name\">{}</span> <span class=\"row-figure\">{}</span>{strip}</div>",
        escaped(name),
        figure(value)
    )
}

/// A figure beside its mark.
pub(super) fn figure(words: &str) -> String {
    format!("<b>{}</b>", escaped(words))
}

/// The heading of the rows that follow.
pub(super) fn heading(heading: Option<&String>) -> String {
    heading.map_or(String::new(), |words| format!("<div class=\"rows-heading\">{}</div>", escaped(words)))
}

/// A strip with one bar.
pub(super) fn from_zero(style: Style, value: Option<Decimal>, scale: Scale) -> String {
    let end = value.map_or(scale.zero(), |value| scale.at(value)).max(scale.zero());
    let hair = if value.is_some() { hair(end) } else { String::new() };
    drawing("strip", &(hair + &mark_from_zero(style, value, scale) + &zero(scale)))
}

/// A bar from nothing to a value.
pub(super) fn mark_from_zero(style: Style, value: Option<Decimal>, scale: Scale) -> String {
    let value = value.filter(|value| !value.is_zero());
    value.map_or(String::new(), |value| bar(style, scale.zero(), scale.at(value)))
}

/// The line at nothing, where there is something on both sides of it.
pub(super) fn zero(scale: Scale) -> String {
    if scale.has_negatives() { upright("zero", scale.zero()) } else { upright("axis", 0.0) }
}

/// A hairline that leads the eye from a mark to its figure.
pub(super) fn hair(from: f64) -> String {
    line("hair", (from, 50.0), (100.0, 50.0))
}
