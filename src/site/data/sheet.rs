//! What is published of tables and measures, cell by cell: the one thing that a CSV file and its description are made of.

use rust_decimal::Decimal;

use crate::number::{Amount, Quantity, Unit};
use crate::period::Period;
use crate::wording::for_data;

/// A CSV file to be.
pub(super) struct Sheet {
    /// Its address below `data/`.
    pub(super) name: String,
    /// What it shows.
    pub(super) title: String,
    /// Where the figures come from.
    pub(super) source: Option<String>,
    /// What must be known about it or about a part of it.
    pub(super) notes: Vec<Note>,
    /// The columns.
    pub(super) columns: Vec<Column>,
    /// The rows, each with as many cells as there are columns.
    pub(super) rows: Vec<Vec<Datum>>,
    /// The column that names the rows.
    pub(super) names: Option<usize>,
    /// Columns that may tell every row apart, the best first.
    pub(super) keys: Vec<Vec<usize>>,
}

/// A column.
pub(super) struct Column {
    /// Its heading.
    pub(super) title: String,
    /// What its figures are counted in.
    pub(super) unit: Option<Unit>,
}

/// A note.
pub(super) struct Note {
    /// The row and the column it is about, counted from 1 with the row of headings, as RFC 7111 does; nothing for the whole.
    pub(super) cell: Option<(usize, usize)>,
    /// What it says.
    pub(super) text: String,
}

/// A cell.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Datum {
    /// One exact number.
    Number(Decimal),
    /// A time.
    Time(Period),
    /// No value, and the sign that says why: nothing, `n/a`, `TBC`, `–`, or `^` for the cell above.
    None(&'static str),
    /// Anything else: words, and figures that are not exact.
    Words(String),
}

impl Column {
    /// A column without a unit.
    pub(super) fn called(title: impl Into<String>) -> Self {
        Self { title: title.into(), unit: None }
    }
}

impl Datum {
    /// A figure, or nothing where there is none.
    pub(super) fn figure(quantity: &Quantity) -> Self {
        match (&quantity.amount, quantity.hedge) {
            (Amount::Number(number), None) => Self::Number(*number),
            (Amount::ToBeConfirmed, None) => Self::None("TBC"),
            (Amount::NotApplicable, None) => Self::None("n/a"),
            (Amount::Dash, None) => Self::None("–"),
            (Amount::Blank, None) => Self::None(""),
            _ => Self::words(&for_data(quantity)),
        }
    }

    /// Words, without the space around them.
    pub(super) fn words(text: &str) -> Self {
        match text.trim() {
            "" => Self::None(""),
            text => Self::Words(text.to_owned()),
        }
    }

    /// A time, if there is one.
    pub(super) fn time(period: Option<Period>) -> Self {
        period.map_or(Self::None(""), Self::Time)
    }

    /// As it stands in the file.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Time(period) => period.iso(),
            Self::None(sign) => (*sign).to_owned(),
            Self::Words(words) => words.clone(),
        }
    }

    /// Whether nothing at all stands there.
    pub(super) fn is_blank(&self) -> bool {
        *self == Self::None("")
    }
}

impl Sheet {
    /// The file: RFC 4180, one row of headings, no notes.
    pub(super) fn csv(&self) -> Vec<u8> {
        let mut text = line(self.columns.iter().map(|column| column.title.clone()));
        for row in &self.rows {
            text += &line(row.iter().map(Datum::text));
        }
        text.into_bytes()
    }

    /// The columns that tell every row apart; nothing where none do.
    pub(super) fn key(&self) -> Option<&[usize]> {
        let found = self.keys.iter().find(|key| {
            let mut values: Vec<Vec<String>> =
                self.rows.iter().map(|row| key.iter().map(|column| row[*column].text()).collect()).collect();
            let is_whole = self.rows.iter().all(|row| key.iter().all(|column| !matches!(row[*column], Datum::None(_))));
            values.sort();
            values.dedup();
            is_whole && values.len() == self.rows.len()
        });
        found.map(Vec::as_slice)
    }
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
    // A line of nothing would be no row at all.
    let line = if cells.concat().is_empty() { format!("\"\"{}", &cells.join(",")) } else { cells.join(",") };
    format!("{line}\r\n")
}

/// Semicolons and Tabs are no separators here, but would be taken for some.
fn quoted(cell: &str) -> String {
    if cell.contains([',', ';', '\t', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
