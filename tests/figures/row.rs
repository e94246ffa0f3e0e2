//! The table as text into its rows, and back with what each says.

use std::fmt::Write;

use crate::page::Said;

/// What a row is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A figure of a unit.
    Figure(String),
    /// A time.
    Time,
    /// Keys of a measure of a unit: where it stands, which way it goes, what last year's plan said.
    Measure(String),
    /// A chart: its kind and its unit.
    Chart(String, String),
}

/// Something that an author types, and how the plan writes numbers.
#[derive(Clone, Debug)]
pub struct Row {
    pub kind: Kind,
    pub style: String,
    pub typed: String,
}

/// What a place says.
pub type Place = (&'static str, Said);

impl Row {
    /// All rows of the table.
    pub fn read(text: &str) -> Vec<Self> {
        let mut section = (Kind::Time, String::new());
        let mut rows = Vec::new();
        for line in text.lines() {
            if let Some(heading) = line.strip_prefix("== ") {
                section = read_heading(heading);
            } else if is_row(line) {
                rows.push(Self { kind: section.0.clone(), style: section.1.clone(), typed: line.trim().to_owned() });
            }
        }
        rows
    }
}

/// `figures of percent, with negative: brackets`
fn read_heading(heading: &str) -> (Kind, String) {
    let (what, style) = heading.split_once(", with ").unwrap_or((heading, ""));
    let kind = match what.split_once(" of ") {
        Some(("figures", unit)) => Kind::Figure(unit.to_owned()),
        Some(("measures", unit)) => Kind::Measure(unit.to_owned()),
        Some((chart, unit)) => Kind::Chart(chart.to_owned(), unit.to_owned()),
        None => Kind::Time,
    };
    (kind, style.to_owned())
}

fn is_row(line: &str) -> bool {
    !line.is_empty() && !line.starts_with([' ', '#', '='])
}

/// The table with what its rows say.
pub fn write(text: &str, said: &[Vec<Place>]) -> String {
    let mut said = said.iter();
    let mut out = String::new();
    for line in text.lines().filter(|line| !line.starts_with(' ')) {
        writeln!(out, "{line}").expect("memory");
        if is_row(line) {
            said.next().into_iter().for_each(|places| lines_into(places, &mut out));
        }
    }
    out
}

/// Places that say the same share a line.
fn lines_into(places: &[Place], out: &mut String) {
    let mut rest: Vec<&Place> = places.iter().collect();
    while let Some((_, first)) = rest.first() {
        let (same, others): (Vec<&Place>, Vec<&Place>) = rest.iter().partition(|(_, said)| said == first);
        let names: Vec<&str> = same.iter().map(|(name, _)| *name).collect();
        writeln!(out, "    {}: {first}", names.join(", ")).expect("memory");
        rest = others;
    }
}
