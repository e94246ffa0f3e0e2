//! Several bars a row, side by side.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::base::html::escaped;
use crate::value::chart::marks::{Scale, Style};
use crate::value::chart::numbers::{Sheet, SheetRow};
use crate::value::chart::shape::{Figures, Form, Kind, Renderer};
use crate::value::chart::strips::{from_zero, heading, row_of, rows};
use crate::value::chart::voice::UnitVoice;
use crate::value::chart::words::{Sentence, the_most};
use crate::value::locale::{Argument, Joined, Key};
use crate::value::number::Quantity;

/// Several values a row, side by side.
pub(super) const GROUPED: Kind = Kind {
    name: "grouped bars",
    one: "grouped bars",
    many: "grouped bars",
    columns: 2..=4,
    takes_negatives: true,
    form: Form::Sheet(&Renderer { called: Key("chart-kind-grouped"), draw, table, describe }),
};

/// Several bars a row, each with the name of its column.
fn draw(sheet: &Sheet, voice: UnitVoice) -> String {
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

/// How two columns differ; of more columns, the highest and the lowest figure.
fn describe(sheet: &Sheet, voice: UnitVoice) -> Vec<Sentence> {
    let pairs: Vec<Pair> = sheet.rows.iter().filter_map(Pair::of).collect();
    if let ([one, other], [_, ..]) = (sheet.columns.as_slice(), pairs.as_slice()) {
        return two_columns([one, other], &pairs, sheet.rows.len(), voice);
    }
    let cells = sheet.rows.iter().flat_map(|row| {
        let cells = sheet.columns.iter().zip(&row.values).filter(|(_, value)| value.number().is_some());
        cells.map(|(column, value)| (cell(&row.name, column, voice), value))
    });
    voice.range(&cells.collect::<Vec<_>>())
}

/// `Acute, 2018-19`
fn cell(row: &str, column: &str, voice: UnitVoice) -> String {
    voice.fill(Key("chart-cell"), &[("row", row.into()), ("column", column.into())])
}

/// How two columns differ in the rows that have a number in both.
fn two_columns([one, other]: [&String; 2], pairs: &[Pair], rows: usize, voice: UnitVoice) -> Vec<Sentence> {
    let count = |way: Ordering| pairs.iter().filter(|pair| pair.way == way).count();
    let is_of_all = pairs.len() == rows;
    if count(Ordering::Equal) == pairs.len() {
        let of = ("of", Argument::Choice(if is_of_all { "all" } else { "both" }));
        let (one, other) = (("one", one.into()), ("other", other.into()));
        return vec![Sentence::of_name(voice.fill(Key("chart-columns-alike"), &[one, other, of]))];
    }
    let ways = [(Ordering::Greater, "higher"), (Ordering::Less, "lower"), (Ordering::Equal, "same")];
    let ways = ways.map(|(way, word)| (count(way), word)).into_iter().filter(|(count, _)| *count > 0);
    let ways: Vec<String> = ways
        .enumerate()
        .map(|(position, (count, way))| {
            if position == 0 {
                return first_way(way, count, other, pairs, is_of_all, voice);
            }
            voice.fill(Key("chart-columns-rest"), &[("way", Argument::Choice(way)), ("count", count.into())])
        })
        .collect();
    let ways = voice.of_plan.texts().list(Joined::And, &ways);
    let first = Sentence::of_name(voice.fill(Key("chart-columns"), &[("one", one.into()), ("ways", ways.into())]));
    std::iter::once(first).chain(widest(pairs, voice)).collect()
}

/// `higher than Actual in 3 of 5 rows`
fn first_way(
    way: &'static str,
    count: usize,
    other: &str,
    pairs: &[Pair],
    is_of_all: bool,
    voice: UnitVoice,
) -> String {
    let (way, other) = (("way", Argument::Choice(way)), ("other", other.into()));
    let is_every = count == pairs.len();
    let (count, all) = (("count", count.into()), ("all", pairs.len().into()));
    match (pairs, is_of_all) {
        ([_], true) => voice.fill(Key("chart-columns-only"), &[way, other]),
        ([pair], false) => voice.fill(Key("chart-columns-only-in"), &[way, other, ("row", pair.name.into())]),
        (_, true) if is_every => voice.fill(Key("chart-columns-every"), &[way, other]),
        (_, false) if is_every => voice.fill(Key("chart-columns-every-both"), &[way, other]),
        (_, true) => voice.fill(Key("chart-columns-some"), &[way, other, count, all]),
        (_, false) => voice.fill(Key("chart-columns-some-both"), &[way, other, count, all]),
    }
}

/// Where two columns differ most, if they have several rows.
fn widest(pairs: &[Pair], voice: UnitVoice) -> Option<Sentence> {
    let pair = the_most(pairs.iter(), |pair| pair.apart).filter(|_| pairs.len() > 1)?;
    let row = ("row", pair.name.into());
    let (first, second) = (("first", voice.say(pair.first).into()), ("second", voice.say(pair.second).into()));
    Some(Sentence::ours(voice.fill(Key("chart-widest"), &[row, first, second])))
}

/// A row with a number in both of two columns.
struct Pair<'s> {
    name: &'s str,
    first: &'s Quantity,
    second: &'s Quantity,
    /// What the first is to the second.
    way: Ordering,
    apart: Decimal,
}

impl<'s> Pair<'s> {
    fn of(row: &'s SheetRow) -> Option<Self> {
        let [first, second] = row.values.as_slice() else { return None };
        let (one, other) = (first.number()?, second.number()?);
        Some(Self { name: &row.name, first, second, way: one.cmp(&other), apart: one.saturating_sub(other).abs() })
    }
}

fn table(sheet: &Sheet, voice: UnitVoice, _: &str) -> Figures {
    Figures::of_sheet(sheet, voice)
}
