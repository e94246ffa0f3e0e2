//! Marks: numbers → places in percent, and the pieces of SVG that stand there.
//!
//! Everything is placed in percent and sized in em, so a chart fills any width and grows with the reader's letters.
//! This is the one module where a number becomes an `f64`.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::value::number::Unit;

/// The least width at which a mark can be seen.
const LEAST: f64 = 0.4;

/// From which number to which a chart reaches.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    /// Where it begins, if that is not at nothing.
    foot: Option<Decimal>,
}

impl Scale {
    /// A scale for these values. Nothing is always among them, because bars begin at nothing, and of large shares the
    /// whole, so that half looks like half.
    pub(super) fn of(unit: &Unit, values: impl Iterator<Item = Decimal>) -> Self {
        let (low, high) =
            values.map(number).fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        let high = if *unit == Unit::Percent && high >= 50.0 { high.max(100.0) } else { high };
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, foot: None }
    }

    /// A scale for lines, which may begin above nothing where that would leave most of the plot empty. A plot with
    /// such a foot must say so.
    pub(super) fn of_lines(unit: &Unit, values: &[Decimal]) -> Self {
        let lowest = values.iter().min().copied().unwrap_or_default();
        let highest = values.iter().max().copied().unwrap_or_default();
        let is_high = lowest > Decimal::ZERO && highest > lowest && highest - lowest < lowest;
        let foot = if is_high { foot(lowest, highest - lowest) } else { None };
        match foot {
            Some(foot) => Self { low: number(foot), high: number(highest), foot: Some(foot) },
            None => Self::of(unit, values.iter().copied()),
        }
    }

    /// A scale that these values fill, for a drawing that shows nothing but their course.
    pub(super) fn tight(values: impl Iterator<Item = Decimal>) -> Self {
        let (low, high) = values
            .map(number)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        let (low, high) = if high > low { (low, high) } else { (low - 1.0, low + 1.0) };
        Self { low, high, foot: None }
    }

    /// Where a value lies, in percent.
    pub(super) fn at(self, value: Decimal) -> f64 {
        share(number(value) - self.low, self.high - self.low)
    }

    /// Where nothing lies, in percent.
    pub(super) fn zero(self) -> f64 {
        self.at(Decimal::ZERO)
    }

    /// Where it begins, if that is not at nothing.
    pub(super) fn foot(self) -> Option<Decimal> {
        self.foot
    }

    /// Whether it reaches below nothing.
    pub(super) fn has_negatives(self) -> bool {
        self.low < 0.0
    }
}

/// A round number at or below the lowest value, as round as the span of the values allows.
fn foot(lowest: Decimal, span: Decimal) -> Option<Decimal> {
    let mut step = Decimal::ONE;
    while step <= span {
        step = step.checked_mul(Decimal::TEN)?;
    }
    while step > span && !step.is_zero() {
        step /= Decimal::TEN;
    }
    let foot = lowest.checked_div(step)?.floor().checked_mul(step)?.normalize();
    (foot > Decimal::ZERO).then_some(foot)
}

/// A part of a whole, in percent between nothing and all.
pub(super) fn share(part: f64, whole: f64) -> f64 {
    let percent = 100.0 * part / whole;
    if percent.is_finite() { percent.clamp(0.0, 100.0) } else { 0.0 }
}

fn number(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(0.0)
}

/// A small whole number as a length.
pub(super) fn count(value: usize) -> f64 {
    f64::from(u32::try_from(value).unwrap_or(u32::MAX))
}

/// A place as it stands in an attribute, to a hundredth and without a minus before nothing.
pub(super) fn place(percent: f64) -> f64 {
    (percent * 100.0).round() / 100.0 + 0.0
}

/// How marks look: each style differs from the others in lightness, filling and shape, not in colour alone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// The first to the sixth of several.
    Series(usize),
    /// A value to be reached.
    Target,
    /// The value somewhere else.
    Elsewhere,
    /// A step up.
    Rise,
    /// A step down.
    Fall,
    /// A total.
    Total,
}

impl Style {
    /// The class that the style sheet knows it by.
    fn class(self) -> &'static str {
        match self {
            Self::Series(0) => "s1",
            Self::Series(1) => "s2",
            Self::Series(2) => "s3",
            Self::Series(3) => "s4",
            Self::Series(4) => "s5",
            Self::Series(_) => "s6",
            Self::Target => "s-target",
            Self::Elsewhere => "s-elsewhere",
            Self::Rise => "s-rise",
            Self::Fall => "s-fall",
            Self::Total => "s-total",
        }
    }

    fn is_striped(self) -> bool {
        matches!(self, Self::Series(2 | 4) | Self::Fall)
    }

    /// The outline of its point, ten units to an em.
    fn outline(self) -> &'static str {
        match self {
            Self::Series(1) => "M-3-3H3V3H-3z",
            Self::Series(2) | Self::Elsewhere => "M0-4.6 4.6 0 0 4.6-4.6 0z",
            Self::Series(3) => "M0-4.2 4.4 3.4H-4.4z",
            _ => "M-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0z",
        }
    }
}

/// A drawing across the whole width. Its words stand beside it, in the text.
pub(super) fn drawing(class: &str, marks: &str) -> String {
    format!("<svg class=\"{class}\" aria-hidden=\"true\" focusable=\"false\" width=\"100%\">{marks}</svg>")
}

/// A bar from one place to another, always wide enough to be seen.
pub(super) fn bar(style: Style, from: f64, to: f64) -> String {
    let width = (to - from).abs().max(LEAST);
    let left = if to < from { from - width } else { from }.clamp(0.0, 100.0 - width);
    let stripes = if style.is_striped() { "<line x1=\"0\" x2=\"100%\" y1=\"50%\" y2=\"50%\"/>" } else { "" };
    format!(
        "<svg class=\"bar {}\" x=\"{}%\" width=\"{}%\" height=\"100%\"><rect width=\"100%\" height=\"100%\"/>{stripes}</svg>",
        style.class(),
        place(left),
        place(width)
    )
}

/// A point.
pub(super) fn point(style: Style, across: f64, down: f64) -> String {
    format!(
        "<svg class=\"point {}\" x=\"{}%\" y=\"{}%\" width=\"1em\" height=\"1em\" viewBox=\"0 0 10 10\"><path d=\"{}\"/></svg>",
        style.class(),
        place(across),
        place(down),
        style.outline()
    )
}

/// A straight line between two places.
pub(super) fn line(class: &str, from: (f64, f64), to: (f64, f64)) -> String {
    format!(
        "<line class=\"{class}\" x1=\"{}%\" y1=\"{}%\" x2=\"{}%\" y2=\"{}%\"/>",
        place(from.0),
        place(from.1),
        place(to.0),
        place(to.1)
    )
}

/// A line from top to bottom.
pub(super) fn upright(class: &str, across: f64) -> String {
    line(class, (across, 0.0), (across, 100.0))
}

/// The sign of a target across a bar, set off from the bar by a margin.
pub(super) fn target(across: f64) -> String {
    upright("target-margin", across) + &upright("target", across)
}

/// A line through several places, unbroken. It is a line even where no style sheet says so.
pub(super) fn path(style: Style, places: &[(f64, f64)]) -> String {
    let points: Vec<String> = places.iter().map(|(x, y)| format!("{},{}", place(*x), place(*y))).collect();
    format!(
        "<svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\" width=\"100%\" height=\"100%\"><polyline class=\"path {}\" fill=\"none\" stroke=\"currentColor\" points=\"{}\"/></svg>",
        style.class(),
        points.join(" ")
    )
}

/// A piece of a bar, to be shown beside its name.
pub(super) fn bar_swatch(style: Style) -> String {
    drawing("swatch", &bar(style, 0.0, 100.0))
}

/// A piece of a line with a point on it, to be shown beside its name.
pub(super) fn path_swatch(style: Style) -> String {
    let path = path(style, &[(0.0, 50.0), (100.0, 50.0)]);
    drawing("swatch swatch-line", &(path + &point(style, 50.0, 50.0)))
}

/// A point alone, to be shown beside a figure.
pub(super) fn point_swatch(style: Style) -> String {
    drawing("swatch swatch-point", &point(style, 50.0, 50.0))
}

/// The sign of a target, to be shown beside its figure: a line as it crosses the chart.
pub(super) fn target_swatch(is_upright: bool) -> String {
    let line = if is_upright { target(50.0) } else { line("target", (0.0, 50.0), (100.0, 50.0)) };
    drawing(if is_upright { "swatch swatch-point" } else { "swatch swatch-line" }, &line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_whatever_the_numbers_are() {
        let number = |text: &str| text.parse::<Decimal>().expect("a number");
        let scale = |values: &[&str]| Scale::of(&Unit::Number, values.iter().map(|value| number(value)));
        assert!((scale(&["1", "4"]).at(number("1")) - 25.0).abs() < 1e-9);
        assert!((scale(&["-1", "3"]).zero() - 25.0).abs() < 1e-9);
        for values in [vec![], vec!["0"], vec!["-5"], vec!["0.0000000001", "79228162514264337593543950335"]] {
            for value in &values {
                let at = scale(&values).at(number(value));
                assert!((0.0..=100.0).contains(&at), "{values:?}: {at}");
            }
        }
        assert_eq!(place(-0.001).to_string(), "0");
    }
}
