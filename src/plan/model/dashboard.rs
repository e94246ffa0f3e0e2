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
              compare_period, status, because, owner, was, note and source. A note about one figure is in baseline_note, \
              value_note, standard_note, target_note or compare_note. A column can also be a date such as 2018-04 for \
              the value at that time, and `2018-04 plan` for the planned value. plainplan cannot use any other \
              column.",
};

/// The columns that say one thing about a measure.
const KEYS: [&str; 29] = [
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
    "compare_verdict",
    "compare_tolerance",
    "compare_note",
    "status",
    "because",
    "owner",
    "was",
    "note",
    "source",
];

/// What must be said of every measure.
const NEEDED: [&str; 3] = ["id", "name", "unit"];

/// The keys of a comparison. Its columns are `compare`, `compare_name` and so on, and of the second `compare_2`, `compare_2_name`.
const COMPARISON: [&str; 6] = ["value", "name", "period", "verdict", "tolerance", "note"];

/// The columns with a note about one figure, and those that the figure is in.
const NOTES: [(&str, &[&str]); 4] = [
    ("baseline_note", &["baseline"]),
    ("value_note", &["value"]),
    ("standard_note", &["standard"]),
    ("target_note", &["target", "target_words"]),
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
    /// Something of a comparison, by its number from 1 on: one of [`COMPARISON`].
    Compare(usize, &'static str),
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
    if let Some(column) = of_comparison(&name) {
        return column;
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

/// A column of a comparison: `compare`, `comparename`, `compare2`, `compare2name`. What was worked out is passed over.
fn of_comparison(name: &str) -> Option<Column> {
    let rest = name.strip_prefix("compare")?;
    let part = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let number = match &rest[..rest.len() - part.len()] {
        "" => 1,
        digits => digits.parse().ok().filter(|number| *number > 0)?,
    };
    match part {
        "" => Some(Column::Compare(number, "value")),
        "result" => Some(Column::Passed),
        part => COMPARISON.into_iter().find(|key| *key == part).map(|key| Column::Compare(number, key)),
    }
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
        for number in self.comparisons().into_iter().filter(|number| self.compared(*number, "name").is_none()) {
            let column = if number == 1 { "compare_name".to_owned() } else { format!("compare_{number}_name") };
            diagnostics.add(
                Diagnostic::new(&MISSING_KEY, self.span(), "this measure has a comparison, but no name for it")
                    .help(format!("Write whose figure it is in the column `{column}`.")),
            );
        }
        self.report_lone_notes(diagnostics);
        missing.is_empty().then(|| Metric::parse(&self.node(), diagnostics)).flatten()
    }

    /// The numbers of the comparisons that have a figure, in order.
    fn comparisons(&self) -> Vec<usize> {
        let numbers = self.headings.iter().filter_map(|(column, _)| match column {
            Column::Compare(number, "value") => Some(*number),
            _ => None,
        });
        let mut numbers: Vec<usize> = numbers.filter(|number| self.compared(*number, "value").is_some()).collect();
        numbers.sort_unstable();
        numbers
    }

    /// A part of a comparison.
    fn compared(&self, number: usize, part: &str) -> Option<&Spanned<String>> {
        self.cell_of(|column| matches!(column, Column::Compare(other, key) if *other == number && *key == part))
    }

    /// The comparisons that have a name.
    fn compare(&self) -> Option<Node<'_>> {
        let named = self.comparisons().into_iter().filter(|number| self.compared(*number, "name").is_some());
        let node = |number: usize| {
            let part = |key: &'static str| {
                self.compared(number, key).map(|cell| (key, scalar(Cow::Borrowed(&cell.value), cell.span)))
            };
            group(COMPARISON.into_iter().filter_map(part).collect(), self.span())
        };
        let nodes: Vec<Node> = named.map(node).collect();
        (!nodes.is_empty()).then(|| list(nodes, self.span()))
    }

    /// The notes about figures that are not there, each with the column of its figure.
    fn lone_notes(&self) -> Vec<(&Spanned<String>, &'static str)> {
        let is_lone = |figures: &[&str]| figures.iter().all(|figure| self.cell(figure).is_none());
        let own = NOTES.into_iter().filter(|(_, figures)| is_lone(figures));
        let own = own.filter_map(|(note, figures)| Some((self.cell(note)?, figures[0])));
        let has_figure = |number: &usize| self.compared(*number, "value").is_some();
        let noted = self.headings.iter().filter_map(|(column, _)| match column {
            Column::Compare(number, "note") => Some(*number),
            _ => None,
        });
        let of_others = noted.filter(|number| !has_figure(number));
        own.chain(of_others.filter_map(|number| Some((self.compared(number, "note")?, "compare")))).collect()
    }

    /// A note needs the figure that it is about.
    fn report_lone_notes(&self, diagnostics: &mut Diagnostics) {
        for (cell, figure) in self.lone_notes() {
            diagnostics
                .add(Diagnostic::new(&MISSING_KEY, cell.span, "this note is about a figure that is not there").help(
                    format!("Write the figure in the column `{figure}`, or move the note to the column `note`."),
                ));
        }
    }

    /// The row as an author would have written it in the front matter.
    fn node(&self) -> Node<'_> {
        let single = ["id", "name", "unit", "better", "owner", "was", "note", "source"];
        let mut keys: Vec<(&str, Node)> = single.into_iter().filter_map(|key| Some((key, self.text(key)?))).collect();
        let groups: [(&str, &[(&str, &str)]); 4] = [
            ("baseline", &[("value", "baseline"), ("period", "baseline_period"), ("note", "baseline_note")]),
            ("value", &[("value", "value"), ("period", "value_period"), ("note", "value_note")]),
            ("standard", &[("value", "standard"), ("source", "standard_source"), ("note", "standard_note")]),
            ("status", &[("is", "status"), ("because", "because")]),
        ];
        keys.extend(self.compare().map(|compare| ("compare", compare)));
        keys.extend(groups.into_iter().filter_map(|(key, parts)| Some((key, self.group(parts)?))));
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
                Column::Key(_) | Column::Compare(..) | Column::Passed => continue,
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
        self.cell_of(|column| matches!(column, Column::Key(known) if *known == key))
    }

    fn cell_of(&self, is_wanted: impl Fn(&Column) -> bool) -> Option<&Spanned<String>> {
        let position = self.headings.iter().position(|(column, _)| is_wanted(column))?;
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
