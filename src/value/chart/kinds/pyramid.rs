//! Two columns back to back.

use crate::base::html::escaped;
use crate::value::chart::marks::{Scale, Style, bar, bar_swatch, drawing};
use crate::value::chart::numbers::{Sheet, SheetRow};
use crate::value::chart::shape::{Figures, Form, Kind, Renderer};
use crate::value::chart::strips::{figure, heading, part, rows};
use crate::value::chart::voice::UnitVoice;
use crate::value::chart::words::{Sentence, the_most};
use crate::value::locale::Key;
use crate::value::number::Quantity;

/// Two values a row, back to back.
pub(super) const PYRAMID: Kind = Kind {
    name: "pyramid",
    one: "a pyramid",
    many: "pyramids",
    columns: 2..=2,
    takes_negatives: false,
    form: Form::Sheet(&Renderer { called: Key("chart-kind-pyramid"), draw, table, describe }),
};

/// Two columns back to back, the names of the rows between them.
fn draw(sheet: &Sheet, voice: UnitVoice) -> String {
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

fn describe(sheet: &Sheet, voice: UnitVoice) -> Vec<Sentence> {
    let largest = |position: usize| {
        let values = sheet.rows.iter().filter_map(|row| Some((row.name.clone(), row.values.get(position)?)));
        let known: Vec<(String, &Quantity)> = values.filter(|(_, value)| value.number().is_some()).collect();
        let column = &sheet.columns[position];
        let Some((row, value)) = the_most(known.iter(), |(_, value)| value.number()) else {
            return Some(voice.range(&known).into_iter().next()?.of_part(column, voice));
        };
        let (column, row, figure) =
            (("column", column.into()), ("row", row.into()), ("figure", voice.say(value).into()));
        Some(Sentence::of_name(voice.fill(Key("chart-column-highest"), &[column, row, figure])))
    };
    (0..sheet.columns.len()).filter_map(largest).collect()
}

fn table(sheet: &Sheet, voice: UnitVoice, _: &str) -> Figures {
    Figures::of_sheet(sheet, voice)
}
