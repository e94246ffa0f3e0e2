//! What is published of tables and measures, cell by cell: the one thing that a CSV file and its description are made of.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write;

use rust_decimal::Decimal;

use crate::value::number::{Amount, Quantity, Unit};
use crate::value::period::Period;
use crate::value::voice::for_data;

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

/// What can be seen in the rows of a sheet.
#[derive(Clone, Default, Debug)]
pub(super) struct Seen {
    /// What stands in each column.
    pub(super) columns: Vec<Holds>,
    /// The columns that tell every row apart; nothing where none do.
    pub(super) key: Option<Vec<usize>>,
}

/// What stands in a column.
#[derive(Clone, Default, Debug)]
pub(super) struct Holds {
    pub(super) numbers: bool,
    pub(super) days: bool,
    /// Words, and times that are no days.
    pub(super) others: bool,
    /// The signs for no value.
    pub(super) signs: Vec<&'static str>,
}

/// The rows of one chapter, in a sheet that holds those of all.
#[derive(Debug)]
pub(super) struct Stretch {
    /// As they stand in the file.
    pub(super) text: String,
    seen: Seen,
    /// What stands in the first column of the key, where it is another than in the row before.
    ids: Vec<String>,
}

/// A note.
#[derive(Debug)]
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
            (Amount::NotShown(why), None) => Self::None(why.sign()),
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
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Number(number) => number.to_string().into(),
            Self::Time(period) => period.iso().into(),
            Self::None(sign) => (*sign).into(),
            Self::Words(words) => words.into(),
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
        let mut text = self.headings();
        self.rows.iter().for_each(|row| row_into(row, &mut text));
        text.into_bytes()
    }

    /// The file that holds the rows of all chapters, and what can be seen in them.
    pub(super) fn joined<'s>(&self, stretches: impl Iterator<Item = &'s Stretch> + Clone) -> (Vec<u8>, Seen) {
        let mut text = self.headings();
        text.reserve_exact(stretches.clone().map(|stretch| stretch.text.len()).sum());
        let mut seen = Seen { columns: vec![Holds::default(); self.columns.len()], key: self.keys.first().cloned() };
        let mut ids = HashSet::new();
        for stretch in stretches {
            text += &stretch.text;
            seen.columns.iter_mut().zip(&stretch.seen.columns).for_each(|(all, one)| all.add(one));
            let is_apart = stretch.seen.key.is_some() && stretch.ids.iter().all(|id| ids.insert(id));
            seen.key = seen.key.filter(|_| is_apart);
        }
        (text.into_bytes(), seen)
    }

    /// Its rows as a part of a larger sheet, which has one key.
    pub(super) fn stretch(&self) -> Stretch {
        let mut text = String::new();
        self.rows.iter().for_each(|row| row_into(row, &mut text));
        let first = self.keys.first().and_then(|key| key.first()).copied().unwrap_or(0);
        let mut ids: Vec<String> = self.rows.iter().map(|row| row[first].text().into_owned()).collect();
        ids.dedup();
        text.shrink_to_fit();
        ids.shrink_to_fit();
        Stretch { text, seen: self.seen(), ids }
    }

    fn headings(&self) -> String {
        let mut text = String::new();
        let titles: Vec<Datum> = self.columns.iter().map(|column| Datum::Words(column.title.clone())).collect();
        row_into(&titles, &mut text);
        text
    }

    /// What can be seen in its rows.
    pub(super) fn seen(&self) -> Seen {
        let mut columns = vec![Holds::default(); self.columns.len()];
        for row in &self.rows {
            columns.iter_mut().zip(row).for_each(|(column, datum)| column.note(datum));
        }
        Seen { columns, key: self.keys.iter().find(|key| self.is_distinguished_by(key)).cloned() }
    }

    /// Whether some columns have a value in every row, and never the same ones in two.
    fn is_distinguished_by(&self, key: &[usize]) -> bool {
        let mut known: HashSet<Vec<Cow<str>>> = HashSet::with_capacity(self.rows.len());
        self.rows.iter().all(|row| {
            let is_whole = key.iter().all(|column| !matches!(row[*column], Datum::None(_)));
            is_whole && known.insert(key.iter().map(|column| row[*column].text()).collect())
        })
    }
}

impl Holds {
    fn note(&mut self, datum: &Datum) {
        match datum {
            Datum::Number(_) => self.numbers = true,
            Datum::Time(Period::Day(_)) => self.days = true,
            Datum::Time(_) | Datum::Words(_) => self.others = true,
            Datum::None(sign) => self.note_sign(sign),
        }
    }

    fn note_sign(&mut self, sign: &'static str) {
        if !self.signs.contains(&sign) {
            self.signs.push(sign);
        }
    }

    fn add(&mut self, other: &Self) {
        self.numbers |= other.numbers;
        self.days |= other.days;
        self.others |= other.others;
        other.signs.iter().for_each(|sign| self.note_sign(sign));
    }
}

fn row_into(row: &[Datum], text: &mut String) {
    let start = text.len();
    for (column, datum) in row.iter().enumerate() {
        if column > 0 {
            text.push(',');
        }
        datum_into(datum, text);
    }
    // A line of nothing would be no row at all.
    if text[start..].bytes().all(|byte| byte == b',') {
        text.insert_str(start, "\"\"");
    }
    text.push_str("\r\n");
}

fn datum_into(datum: &Datum, text: &mut String) {
    match datum {
        // Writing to memory does not fail.
        Datum::Number(number) => _ = write!(text, "{number}"),
        Datum::Time(period) => text.push_str(&period.iso()),
        Datum::None(sign) => text.push_str(sign),
        // Semicolons and Tabs are no separators here, but would be taken for some.
        Datum::Words(words) if words.contains([',', ';', '\t', '"', '\n', '\r']) => {
            text.push('"');
            text.push_str(&words.replace('"', "\"\""));
            text.push('"');
        }
        Datum::Words(words) => text.push_str(words),
    }
}
