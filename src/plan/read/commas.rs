//! Rows of a text file from a country where `43,5` has a decimal comma → the same with decimal points.
//!
//! Which sign is which is decided column by column, by the figures that can be read in one way alone. Where they can be read
//! in both, as `1,286` can, the rest of the file decides, or the author is asked: a guess could be wrong by a factor of 1,000.

use crate::base::diagnostic::Diagnostic;
use crate::base::span::Spanned;
use crate::plan::read::values::NOT_A_NUMBER;
use crate::value::number::{Quantity, Scale, Unit, commas_and_points_changed_round};

/// How a cell can be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// A figure whichever sign is which: `12`.
    Plain,
    /// A figure with a decimal comma: `43,5`, `1.234,56`.
    Comma,
    /// A figure with a decimal point: `43.5`, `1,234.56`.
    Point,
    /// A figure with a comma either way: `1,286`.
    EitherComma,
    /// A figure with a point either way: `1.286`.
    EitherPoint,
    /// Several numbers: `1,2,3`.
    List,
    /// Words with digits in them.
    Words,
    /// Nothing, or words alone.
    Nothing,
}

/// What the commas of a column are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    DecimalComma,
    DecimalPoint,
    /// There are some that can only be one, and some that can only be the other.
    Mixed,
    /// All that have a comma or a point can be read either way.
    Open,
    /// There is no comma and no point.
    None,
}

/// Changes decimal commas into points in all columns that have them. `is_by_semicolon` says that semicolons stand between the
/// cells, as programs write them where commas are decimal. What cannot be reported is reported, once for each column.
pub(crate) fn settle(mut rows: Vec<&mut [Spanned<String>]>, is_by_semicolon: bool) -> Vec<Diagnostic> {
    let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    let columns: Vec<Vec<Reading>> = (0..width).map(|column| readings(&rows, column)).collect();
    let styles: Vec<Style> = columns.iter().map(|readings| style(readings)).collect();
    let has = |wanted: &[Style]| styles.iter().any(|style| wanted.contains(style));
    let (has_commas, has_points) =
        (has(&[Style::DecimalComma, Style::Mixed]), has(&[Style::DecimalPoint, Style::Mixed]));
    let is_unclear = |readings: &[Reading]| {
        if readings.contains(&Reading::EitherComma) {
            has_commas == has_points && (has_commas || is_by_semicolon)
        } else {
            // `1.286` is read with a decimal point, but not where all other columns have decimal commas.
            has_commas && !has_points
        }
    };
    let mut found = Vec::new();
    for (column, readings) in columns.iter().enumerate() {
        let is_decimal = match styles[column] {
            Style::DecimalComma => true,
            Style::DecimalPoint | Style::None => false,
            Style::Mixed => {
                found.extend(mixed(&rows, column, readings));
                false
            }
            Style::Open if is_unclear(readings) => {
                found.extend(ask(&rows, column, readings));
                false
            }
            Style::Open => has_commas && !has_points,
        };
        if is_decimal {
            rows.iter_mut().filter_map(|row| row.get_mut(column)).for_each(change);
        }
    }
    found
}

/// Without the marks of notes behind it.
fn figure_of(cell: &str) -> &str {
    cell.split("[^").next().unwrap_or(cell).trim_end()
}

fn readings(rows: &[&mut [Spanned<String>]], column: usize) -> Vec<Reading> {
    rows.iter().map(|row| row.get(column).map_or(Reading::Nothing, |cell| reading(&cell.value))).collect()
}

fn reading(cell: &str) -> Reading {
    let text = figure_of(cell);
    if !text.contains(|sign: char| sign.is_ascii_digit()) {
        return Reading::Nothing;
    }
    if !text.contains([',', '.']) {
        return if is_figure(text) { Reading::Plain } else { Reading::Words };
    }
    match (is_figure(text), is_figure(&commas_and_points_changed_round(text))) {
        // Nobody writes pounds with a decimal comma.
        (true, _) if text.contains('£') => Reading::Point,
        (true, false) => Reading::Point,
        (false, true) => Reading::Comma,
        (true, true) if text.contains(',') => Reading::EitherComma,
        (true, true) => Reading::EitherPoint,
        (false, false) if text.chars().all(|sign| sign.is_ascii_digit() || sign == ',') => Reading::List,
        (false, false) => Reading::Words,
    }
}

fn is_figure(text: &str) -> bool {
    [Unit::Number, Unit::Percent, Unit::Money(Scale::One, None)]
        .iter()
        .any(|unit| Quantity::parse(text, unit).is_ok_and(|figure| figure.is_counted()))
}

/// A column with more words than figures is none of figures, and left as it is.
fn style(readings: &[Reading]) -> Style {
    let count = |wanted: Reading| readings.iter().filter(|reading| **reading == wanted).count();
    let (commas, points) = (count(Reading::Comma), count(Reading::Point));
    let either = count(Reading::EitherComma) + count(Reading::EitherPoint);
    // Where one cell is a list, `1,3` is one too.
    if count(Reading::List) > 0 || count(Reading::Words) > count(Reading::Plain) + commas + points + either {
        return Style::None;
    }
    match (commas, points) {
        (0, 0) if either == 0 => Style::None,
        (0, 0) => Style::Open,
        (0, _) => Style::DecimalPoint,
        (_, 0) => Style::DecimalComma,
        _ => Style::Mixed,
    }
}

fn change(cell: &mut Spanned<String>) {
    let length = figure_of(&cell.value).len();
    let (figure, marks) = cell.value.split_at(length);
    if matches!(reading(figure), Reading::Comma | Reading::EitherComma | Reading::EitherPoint) {
        cell.value = format!("{}{marks}", commas_and_points_changed_round(figure));
    }
}

/// The first cell of a column that is read so.
fn first<'c>(
    rows: &'c [&mut [Spanned<String>]],
    column: usize,
    readings: &[Reading],
    wanted: &[Reading],
) -> Option<&'c Spanned<String>> {
    let row = readings.iter().position(|reading| wanted.contains(reading))?;
    rows[row].get(column)
}

fn mixed(rows: &[&mut [Spanned<String>]], column: usize, readings: &[Reading]) -> Option<Diagnostic> {
    let comma = first(rows, column, readings, &[Reading::Comma])?;
    let point = first(rows, column, readings, &[Reading::Point])?;
    let message =
        format!("this column has decimals with a comma, `{}`, and with a point, `{}`", comma.value, point.value);
    let meant = commas_and_points_changed_round(&comma.value);
    Some(
        Diagnostic::new(&NOT_A_NUMBER, comma.span, message)
            .also(point.span, "with a point")
            .help(format!("Write all decimals with a point, as in {meant}.")),
    )
}

fn ask(rows: &[&mut [Spanned<String>]], column: usize, readings: &[Reading]) -> Option<Diagnostic> {
    let cell = first(rows, column, readings, &[Reading::EitherComma, Reading::EitherPoint])?;
    let whole = cell.value.replace([',', '.'], "");
    let decimal = cell.value.replace(',', ".");
    let message = format!("`{}` could mean {whole} or {decimal}", cell.value);
    let help = if cell.value.contains(',') {
        format!(
            "In this column, write thousands without a comma, as in {whole}, or decimals with a point, as in {decimal}."
        )
    } else {
        format!(
            "In this column, write thousands without a point, as in {whole}, or decimals with a comma like the other \
             columns, as in {}.",
            cell.value.replace('.', ",")
        )
    };
    Some(Diagnostic::new(&NOT_A_NUMBER, cell.span, message).help(help))
}
