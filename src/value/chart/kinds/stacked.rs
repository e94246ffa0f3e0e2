//! The parts of a whole, end to end.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::base::html::escaped;
use crate::value::chart::marks::{Scale, Style, bar, bar_swatch, drawing};
use crate::value::chart::numbers::{Sheet, SheetRow};
use crate::value::chart::shape::{Figures, Form, Kind, Renderer};
use crate::value::chart::strips::{figure, heading, key, part, rows};
use crate::value::chart::voice::UnitVoice;
use crate::value::chart::words::{Sentence, the_most};
use crate::value::locale::Key;
use crate::value::number::{Hedge, Quantity, Unit};

/// Several values a row, end to end.
pub(super) const STACKED: Kind = Kind {
    name: "stacked bars",
    one: "stacked bars",
    many: "stacked bars",
    columns: 2..=6,
    takes_negatives: false,
    form: Form::Sheet(&Renderer { called: Key("chart-kind-stacked"), draw, table, describe }),
};

/// The parts of a whole, end to end, and their figures below them.
fn draw(sheet: &Sheet, voice: UnitVoice) -> String {
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

/// Which part is the largest, and its share.
fn describe(sheet: &Sheet, voice: UnitVoice) -> Vec<Sentence> {
    let shares: Vec<(&str, usize, Decimal)> = sheet.rows.iter().filter_map(largest_share).collect();
    let times = |column: &usize| shares.iter().filter(|(_, largest, _)| largest == column).count();
    let most = (0..sheet.columns.len()).rev().max_by_key(times).unwrap_or(0);
    let of_most: Vec<&(&str, usize, Decimal)> = shares.iter().filter(|(_, largest, _)| *largest == most).collect();
    let open = parts_missing(sheet, voice);
    let Some((row, _, share)) = of_most.iter().rev().max_by_key(|(_, _, share)| *share) else {
        let is_nothing = sheet.numbers().all(|number| number.is_zero());
        let none = if is_nothing { Key("chart-parts-zero") } else { Key("chart-parts-alike") };
        return vec![open.unwrap_or_else(|| Sentence::ours(voice.text(none)))];
    };
    let part = || ("part", sheet.columns.get(most).map_or(String::new(), Clone::clone).into());
    let (row, share) = (("row", (*row).into()), ("share", percent(*share, voice).into()));
    if shares.len() == 1 {
        let part = part();
        let largest = Sentence::ours(voice.fill(Key("chart-part-of-row"), &[row, part, share]));
        return std::iter::once(largest).chain(open).collect();
    }
    let (part, count, all) = (part(), of_most.len(), sheet.rows.len());
    let largest = Sentence::of_name(if count == all {
        voice.fill(Key("chart-part-in-every-row"), &[part])
    } else {
        voice.fill(Key("chart-part-in-some-rows"), &[part, ("count", count.into()), ("all", all.into())])
    });
    let share = Sentence::ours(voice.fill(Key("chart-part-share"), &[row, share]));
    [largest, share].into_iter().chain(open).collect()
}

/// Of a row with a part that is not known no one can say which part is the largest.
fn parts_missing(sheet: &Sheet, voice: UnitVoice) -> Option<Sentence> {
    let is_open = |row: &&SheetRow| row.values.iter().any(|value| value.number().is_none());
    let rows = sheet.rows.iter().filter(is_open).count();
    (rows > 0).then(|| Sentence::ours(voice.fill(Key("chart-parts-missing"), &[("rows", rows.into())])))
}

/// A share to the nearest one: `about 40%`.
fn percent(share: Decimal, voice: UnitVoice) -> String {
    let whole = share.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    let hedge = (whole != share).then_some(Hedge::About);
    voice.of(&Unit::Percent).say(&Quantity { hedge, ..Quantity::exact(whole.normalize()) })
}

/// The name of a row, the position of its largest part, and the share of that in percent; nothing where a part is not
/// known or no part is the largest alone.
fn largest_share(row: &SheetRow) -> Option<(&str, usize, Decimal)> {
    let numbers: Vec<Decimal> = row.values.iter().map(Quantity::number).collect::<Option<_>>()?;
    let whole = numbers.iter().copied().fold(Decimal::ZERO, Decimal::saturating_add);
    let (position, largest) = the_most(numbers.iter().enumerate(), |(_, number)| **number)?;
    let share = largest.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED)?;
    Some((row.name.as_str(), position, share))
}

fn table(sheet: &Sheet, voice: UnitVoice, _: &str) -> Figures {
    Figures::of_sheet(sheet, voice)
}
