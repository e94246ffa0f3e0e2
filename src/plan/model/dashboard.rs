//! Measures that are kept in a file, one a row → the same measures as in the front matter.
//!
//! A row becomes the keys that an author would have written, each where its cell stands. What they mean is for
//! [`Metric::parse`] alone.

use std::borrow::Cow;

use super::metric::Metric;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Help, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::names::nearest;
use crate::base::span::{FileId, Span, Spanned};
use crate::base::yaml::{DUPLICATE_KEY, MISSING_KEY, Node, Value};
use crate::plan::read::extract::{Extract, FileRead};
use crate::plan::read::grid;
use crate::value::period::Period;

/// A column that says nothing about a measure.
pub const UNKNOWN_COLUMN: Rule = Rule {
    name: "unknown-column",
    group: Group::Measures,
    policy: Policy::Fixed,
    fix: Fixable::Partly(Reason::Choice),
    severity: Severity::Error,
    explain: "In a file of measures, the first row has the column names: id, name, unit, better, baseline, \
              baseline_period, value, value_period, standard, standard_source, target, target_words, target_by, compare, compare_name, \
              compare_period, status, because, was, note and source. A note about one figure is in baseline_note, \
              value_note, standard_note, target_note or compare_note. A column can also be a date such as 2018-04 for \
              the value at that time, and `2018-04 plan` for the planned value. plainplan cannot use any other \
              column.",
};

/// The columns that say one thing about a measure.
const KEYS: [&str; 26] = [
    "id",
    "name",
    "unit",
    "better",
    "baseline",
    "baseline_period",
    "baseline_note",
    "value",
    "value_period",
    "value_note",
    "standard",
    "standard_source",
    "standard_note",
    "target",
    "target_words",
    "target_by",
    "target_note",
    "compare",
    "compare_name",
    "compare_period",
    "compare_note",
    "status",
    "because",
    "was",
    "note",
    "source",
];

/// What must be said of every measure.
const NEEDED: [&str; 3] = ["id", "name", "unit"];

/// The keys of a comparison, and their columns.
const COMPARE: [(&str, &str); 4] =
    [("value", "compare"), ("name", "compare_name"), ("period", "compare_period"), ("note", "compare_note")];

/// The columns with a note about one figure, and those that the figure is in.
const NOTES: [(&str, &[&str]); 5] = [
    ("baseline_note", &["baseline"]),
    ("value_note", &["value"]),
    ("standard_note", &["standard"]),
    ("target_note", &["target", "target_words"]),
    ("compare_note", &["compare"]),
];

/// Measures from a file.
#[derive(Clone, Default, Debug)]
pub(crate) struct Measures {
    /// Those that could be read.
    pub(crate) metrics: Vec<Metric>,
    /// Whether these are all. What is missing has been reported.
    pub(crate) is_whole: bool,
}

/// What a column holds.
#[derive(Clone, PartialEq)]
enum Column {
    /// One of [`KEYS`].
    Key(&'static str),
    /// The value at a time.
    Actual(Period),
    /// What was planned for a time.
    Plan(Period),
    /// Nothing that a measure needs.
    Passed,
}

/// A column, and the heading that says so.
type Heading = (Column, Spanned<String>);

/// Reads the measures of a file in the folder of the file `beside`, which is added to `reads`.
pub(crate) fn read(
    source: &Files,
    beside: FileId,
    extract: &Extract,
    reads: &mut Vec<FileRead>,
    diagnostics: &mut Diagnostics,
) -> Measures {
    let Some(read) = grid::of_file(source, beside, extract, reads, diagnostics) else { return Measures::default() };
    let mut rows = read.grid.into_iter();
    let headings = columns(rows.next().unwrap_or_default(), extract, diagnostics);
    let Some(headings) = headings else { return Measures::default() };
    let mut measures = Measures { metrics: Vec::new(), is_whole: true };
    // A row with one cell alone is a heading between the measures.
    let is_measure = |cells: &Vec<Spanned<String>>| cells.iter().filter(|cell| !cell.value.is_empty()).count() > 1;
    for cells in rows.filter(is_measure) {
        let metric = Row { headings: &headings, cells: &cells }.metric(diagnostics);
        measures.is_whole &= metric.is_some();
        measures.metrics.extend(metric);
    }
    measures
}

/// What the columns hold, by their headings. Nothing where one that must be there is not.
fn columns(cells: Vec<Spanned<String>>, extract: &Extract, diagnostics: &mut Diagnostics) -> Option<Vec<Heading>> {
    let mut headings: Vec<Heading> = Vec::new();
    for cell in cells {
        let column = column(&cell, diagnostics);
        let is_twice = column != Column::Passed && headings.iter().any(|(other, _)| *other == column);
        if is_twice {
            let message = format!("there are two columns called `{}`", cell.value);
            diagnostics.add(
                Diagnostic::new(&DUPLICATE_KEY, cell.span, message).help("Keep the right one and remove the other."),
            );
        }
        headings.push((if is_twice { Column::Passed } else { column }, cell));
    }
    let is_there = |key: &str| headings.iter().any(|(column, _)| matches!(column, Column::Key(known) if *known == key));
    let missing: Vec<&str> = NEEDED.into_iter().filter(|key| !is_there(key)).collect();
    if missing.is_empty() {
        return Some(headings);
    }
    let span = headings.first().map_or(extract.span(), |(_, heading)| heading.span);
    let message = format!("this file of measures has no column `{}`", missing.join("` and no column `"));
    diagnostics.add(
        Diagnostic::new(&MISSING_KEY, span, message)
            .help("The first row must have the column names, including id, name and unit."),
    );
    None
}

/// What a column holds. Hyphens, spaces and capitals do not matter.
fn column(heading: &Spanned<String>, diagnostics: &mut Diagnostics) -> Column {
    let bare = |text: &str| text.to_lowercase().replace(['-', '_', ' '], "");
    let name = bare(&heading.value);
    match name.as_str() {
        "" | "chapter" | "standardmet" | "standardperiodsmet" | "standardperiods" => return Column::Passed,
        "measure" => return Column::Key("name"),
        _ => {}
    }
    if let Some(key) = KEYS.into_iter().find(|key| bare(key) == name) {
        return Column::Key(key);
    }
    let text = heading.value.trim();
    let lower = text.to_lowercase();
    let time = |ending: &str| Period::parse(&text[..lower.strip_suffix(ending)?.len()]);
    if let Some(period) = time(" plan").or_else(|| time(" planned")) {
        return Column::Plan(period);
    }
    if let Some(period) = Period::parse(text).or_else(|| time(" actual")) {
        return Column::Actual(period);
    }
    let help = match nearest(&lower.replace([' ', '-'], "_"), KEYS) {
        Some(meant) => Help::Meant(meant.to_owned()),
        None if text.starts_with(|letter: char| letter.is_ascii_digit()) => {
            "Write a date as 2018-04, 2018-19 Q1 or 2018-19. For a planned value, write `2018-04 plan`.".into()
        }
        None => format!("Use one of these columns: {}. For a date, write 2018-04.", KEYS.join(", ")).into(),
    };
    let message = format!("`{text}` is not a column of a file of measures");
    diagnostics.add(Diagnostic::new(&UNKNOWN_COLUMN, heading.span, message).advise(help));
    Column::Passed
}

/// One measure of the file.
struct Row<'g> {
    headings: &'g [Heading],
    cells: &'g [Spanned<String>],
}

impl Row<'_> {
    fn metric(&self, diagnostics: &mut Diagnostics) -> Option<Metric> {
        let missing: Vec<&str> = NEEDED.into_iter().filter(|key| self.cell(key).is_none()).collect();
        for key in &missing {
            diagnostics.add(
                Diagnostic::new(&MISSING_KEY, self.span(), format!("this measure has no {key}"))
                    .help(format!("Write it in the column `{key}`.")),
            );
        }
        if self.lacks_name_of_other() {
            diagnostics.add(
                Diagnostic::new(&MISSING_KEY, self.span(), "this measure has a comparison, but no name for it")
                    .help("Write whose figure it is in the column `compare_name`."),
            );
        }
        self.report_lone_notes(diagnostics);
        missing.is_empty().then(|| Metric::parse(&self.node(), diagnostics)).flatten()
    }

    fn lacks_name_of_other(&self) -> bool {
        self.cell("compare").is_some() && self.cell("compare_name").is_none()
    }

    /// A note needs the figure that it is about.
    fn report_lone_notes(&self, diagnostics: &mut Diagnostics) {
        let is_lone = |figures: &[&str]| figures.iter().all(|figure| self.cell(figure).is_none());
        for (note, figures) in NOTES.into_iter().filter(|(_, figures)| is_lone(figures)) {
            let Some(cell) = self.cell(note) else { continue };
            diagnostics.add(
                Diagnostic::new(&MISSING_KEY, cell.span, "this note is about a figure that is not there").help(
                    format!("Write the figure in the column `{}`, or move the note to the column `note`.", figures[0]),
                ),
            );
        }
    }

    /// The row as an author would have written it in the front matter.
    fn node(&self) -> Node<'_> {
        let single = ["id", "name", "unit", "better", "was", "note", "source"];
        let mut keys: Vec<(&str, Node)> = single.into_iter().filter_map(|key| Some((key, self.text(key)?))).collect();
        let groups: [(&str, &[(&str, &str)]); 5] = [
            ("baseline", &[("value", "baseline"), ("period", "baseline_period"), ("note", "baseline_note")]),
            ("value", &[("value", "value"), ("period", "value_period"), ("note", "value_note")]),
            ("standard", &[("value", "standard"), ("source", "standard_source"), ("note", "standard_note")]),
            ("compare", &COMPARE),
            ("status", &[("is", "status"), ("because", "because")]),
        ];
        let groups = groups.into_iter().filter(|(key, _)| *key != "compare" || !self.lacks_name_of_other());
        keys.extend(groups.filter_map(|(key, parts)| Some((key, self.group(parts)?))));
        let target = |key, column| self.group(&[(key, column), ("by", "target_by"), ("note", "target_note")]);
        let target = target("value", "target").or_else(|| target("words", "target_words"));
        keys.extend(target.map(|target| ("targets", list(vec![target], self.span()))));
        let points = self.trajectory();
        if !points.is_empty() {
            keys.push(("trajectory", list(points, self.span())));
        }
        group(keys, self.span())
    }

    /// Some cells as a group of keys, if the first of them is not empty.
    fn group(&self, parts: &[(&'static str, &str)]) -> Option<Node<'_>> {
        let (_, first) = parts.first()?;
        let span = self.cell(first)?.span;
        Some(group(parts.iter().filter_map(|(key, column)| Some((*key, self.text(column)?))).collect(), span))
    }

    /// A point for each time that has a value or a planned one.
    fn trajectory(&self) -> Vec<Node<'_>> {
        let mut points: Vec<(Period, Vec<(&str, Node)>)> = Vec::new();
        for ((column, heading), cell) in self.headings.iter().zip(self.cells).filter(|(_, cell)| !cell.value.is_empty())
        {
            let (period, key) = match column {
                Column::Actual(period) => (*period, "actual"),
                Column::Plan(period) => (*period, "plan"),
                Column::Key(_) | Column::Passed => continue,
            };
            let value = (key, scalar(Cow::Borrowed(&cell.value), cell.span));
            match points.iter_mut().find(|(other, _)| *other == period) {
                Some((_, keys)) => keys.push(value),
                None => points.push((period, vec![("period", scalar(Cow::Owned(period.iso()), heading.span)), value])),
            }
        }
        points.into_iter().map(|(_, keys)| group(keys, self.span())).collect()
    }

    fn text(&self, key: &str) -> Option<Node<'_>> {
        self.cell(key).map(|cell| scalar(Cow::Borrowed(&cell.value), cell.span))
    }

    fn cell(&self, key: &str) -> Option<&Spanned<String>> {
        let position =
            self.headings.iter().position(|(column, _)| matches!(column, Column::Key(known) if *known == key))?;
        self.cells.get(position).filter(|cell| !cell.value.is_empty())
    }

    /// Its first cell that holds something.
    fn span(&self) -> Span {
        let mut cells = self.cells.iter();
        let filled = cells.clone().find(|cell| !cell.value.is_empty());
        filled.or_else(|| cells.next()).map_or(self.headings[0].1.span, |cell| cell.span)
    }
}

fn scalar(text: Cow<'_, str>, span: Span) -> Node<'_> {
    Node { value: Value::Scalar(text), span }
}

fn list(items: Vec<Node<'_>>, span: Span) -> Node<'_> {
    Node { value: Value::List(items), span }
}

fn group<'g>(keys: Vec<(&'g str, Node<'g>)>, span: Span) -> Node<'g> {
    let keys = keys.into_iter().map(|(key, node)| (Spanned::new(Cow::Borrowed(key), span), node)).collect();
    Node { value: Value::Keys(keys), span }
}
