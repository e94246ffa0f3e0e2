//! Tables and measures → JSON: the shapes that `docs/data.md` describes.
//!
//! A number is written with the digits that it has in the plan, and never goes through binary fractions.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::measures::{better, is_standard_met};
use super::sheet::Datum;
use super::tables::{Lines, datum};
use super::words::words;
use super::{as_json, as_json_into, as_stretch};
use crate::plan::model::metric::{Comparison, Judge};
use crate::plan::model::table::{CellValue, Kind, SAME_AS_ABOVE, SAME_AS_BEFORE};
use crate::plan::query::standing::Standing;
use crate::plan::{Cell, ChapterSummary, Metric, Plan, Reading, RowKind, Table};
use crate::site::address;
use crate::site::blocks::metrics;
use crate::value::number::{Amount, Quantity, Unit};
use crate::value::period::{Deadline, Period};
use crate::value::voice::{Phrase, Voice};

/// A value as JSON has it: exact numbers are numbers, everything else is text.
#[derive(Serialize)]
#[serde(untagged)]
enum Value {
    Whole(i64),
    Number(Box<RawValue>),
    Text(String),
}

/// A value, what it is, and how the website shows it.
#[derive(Serialize)]
struct Figure {
    /// Left out of an exact number, which says so itself.
    #[serde(skip_serializing_if = "is_number")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
    /// As it is seen. What is heard follows from kind and value, so that it is not said twice.
    #[serde(serialize_with = "seen")]
    text: Phrase,
}

#[derive(Serialize)]
struct UnitShape {
    name: String,
    symbol: String,
    spoken: String,
}

#[derive(Serialize)]
struct TableShape<'t> {
    id: &'t str,
    caption: &'t str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<UnitShape>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'t str>,
    columns: Vec<ColumnShape>,
    rows: Vec<RowShape>,
    notes: Vec<NoteShape<'t>>,
}

#[derive(Serialize)]
struct ColumnShape {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    under: Option<String>,
    holds: &'static str,
    /// Left out where it is the unit of the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<UnitShape>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    names_rows: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
}

#[derive(Serialize)]
struct RowShape {
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<String>,
    cells: Vec<CellShape>,
}

#[derive(Serialize)]
struct CellShape {
    #[serde(flatten)]
    figure: Figure,
    /// Left out where it is the unit of the column.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<UnitShape>,
    /// What the signs behind the figure mean: `provisional`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    marks: Vec<String>,
    /// A second figure in brackets.
    #[serde(skip_serializing_if = "Option::is_none")]
    second: Option<Figure>,
    /// How it compares, where someone says what is similar.
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
}

#[derive(Serialize)]
struct NoteShape<'t> {
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<&'t str>,
    text: String,
}

#[derive(Serialize)]
struct PlanShape<'p> {
    title: &'p str,
    organisation: &'p str,
    language: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
}

#[derive(Serialize)]
struct MeasuresShape<'p> {
    plan: PlanShape<'p>,
    measures: Vec<&'p RawValue>,
}

#[derive(Serialize)]
struct MeasureShape<'p> {
    id: &'p str,
    name: &'p str,
    unit: UnitShape,
    better: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<ReadingShape>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<ReadingShape>,
    #[serde(skip_serializing_if = "Option::is_none")]
    standard: Option<StandardShape<'p>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    targets: Vec<TargetShape<'p>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    trajectory: Vec<PointShape>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compare: Option<CompareShape<'p>>,
    /// Where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    comparisons: Vec<CompareShape<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<StandingShape>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'p str>,
    /// The address of the chapter.
    chapter: String,
}

#[derive(Serialize)]
struct StandingShape {
    kind: &'static str,
    words: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<String>,
}

#[derive(Serialize)]
struct ReadingShape {
    #[serde(flatten)]
    figure: Figure,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Serialize)]
struct TargetShape<'p> {
    #[serde(flatten)]
    figure: Figure,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'p str>,
}

#[derive(Serialize)]
struct StandardShape<'p> {
    #[serde(flatten)]
    figure: Figure,
    /// Whether it is met in the latest period.
    #[serde(skip_serializing_if = "Option::is_none")]
    met: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    periods_met: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    periods: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'p str>,
}

#[derive(Serialize)]
struct PointShape {
    period: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<Figure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actual: Option<Figure>,
}

#[derive(Serialize)]
struct CompareShape<'p> {
    name: &'p str,
    #[serde(flatten)]
    reading: ReadingShape,
    /// How the latest value compares with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<&'static str>,
    /// Up to this difference the two are similar.
    #[serde(skip_serializing_if = "Option::is_none")]
    tolerance: Option<Value>,
}

/// A table as JSON.
pub(super) fn table(table: &Table, plan: &Plan) -> Vec<u8> {
    let (lines, voice) = (Lines { table, plan }, plan.voice());
    let marks = |marks: &[crate::base::span::Spanned<String>]| marks.iter().map(|mark| mark.value.clone()).collect();
    let columns = table.columns.iter().enumerate().map(|(position, column)| ColumnShape {
        name: column.name.value.clone(),
        under: column.under.as_ref().map(|under| under.value.clone()),
        holds: match column.kind {
            Kind::Words => "words",
            Kind::Dates => "dates",
            Kind::Figures(_) => "figures",
        },
        unit: table.unit_of(position).filter(|unit| table.unit.as_ref() != Some(*unit)).map(|of| unit(of, voice)),
        names_rows: column.is_header,
        notes: marks(&column.marks),
    });
    let rows = table.rows.iter().enumerate().map(|(position, row)| RowShape {
        kind: match row.kind {
            RowKind::Group(_) => "heading",
            RowKind::Data => "data",
            RowKind::Derived => "derived",
            RowKind::Subtotal => "subtotal",
            RowKind::Total => "total",
        },
        groups: match row.kind {
            RowKind::Subtotal | RowKind::Total => lines.path_of_total(position),
            RowKind::Data | RowKind::Derived | RowKind::Group(_) => lines.path(position),
        },
        cells: (row.cells.iter().enumerate())
            .map(|(column, cell)| CellShape {
                figure: shown(table, position, column, plan),
                unit: cell.own_unit().map(|own| unit(&own.unit, voice)),
                marks: super::marks::meanings(table, cell, plan),
                second: second_figure(cell, voice),
                result: result(table, position, column),
                notes: marks(&cell.marks),
            })
            .collect(),
    });
    let notes = table.notes.iter().map(|note| NoteShape {
        mark: note.mark.as_ref().map(|mark| mark.value.as_str()),
        text: words(note.as_typed.as_ref().unwrap_or(&note.text), plan),
    });
    as_json(&TableShape {
        id: &table.id.value,
        caption: &table.caption.value,
        unit: table.unit.as_ref().map(|of| unit(of, voice)),
        source: table.source.as_deref(),
        columns: columns.collect(),
        rows: rows.collect(),
        notes: notes.collect(),
    })
}

/// What a cell holds; one that the cell above or before it stands for is shown as that is.
fn shown(table: &Table, row: usize, column: usize, plan: &Plan) -> Figure {
    let Some(cell) = table.cell(row, column) else { return plain(&Datum::None(""), Phrase::default()) };
    let own = match &cell.value {
        CellValue::Figure(quantity) => {
            let unit = table.unit_of(column).unwrap_or(&Unit::Number);
            figure(quantity, cell.figure_in_words(unit, plan.voice()))
        }
        CellValue::Date(_) | CellValue::Prose(_) | CellValue::SameAsAbove | CellValue::SameAsBefore => {
            let datum = datum(cell, plan);
            let text = match &datum {
                Datum::Time(time) => plan.voice().time(*time),
                other => other.text().into_owned(),
            };
            plain(&datum, Phrase::same(text))
        }
    };
    match table.rows[row].cells[column].value {
        CellValue::SameAsAbove => plain(&Datum::None(SAME_AS_ABOVE), own.text),
        CellValue::SameAsBefore => plain(&Datum::None(SAME_AS_BEFORE), own.text),
        _ => own,
    }
}

/// How a cell compares. Where the figures alone say so, data has them already.
fn result(table: &Table, row: usize, column: usize) -> Option<&'static str> {
    let comparing = table.comparison.as_ref()?;
    let is_said =
        comparing.tolerance.is_some() || matches!(comparing.better, crate::plan::model::table::Judge::Stated(_));
    table.verdict(row, column).filter(|_| is_said)?.status().written
}

/// The figure in brackets behind the one of a cell.
fn second_figure(cell: &Cell, voice: Voice) -> Option<Figure> {
    let (quantity, unit) = cell.beside.as_ref()?.second.as_ref()?;
    Some(figure(quantity, voice.figure(quantity, unit)))
}

fn standing(standing: Standing, unit: &Unit, voice: Voice) -> StandingShape {
    let view = metrics::standing(standing, unit, voice);
    let detail = view.detail.map(Phrase::into_seen);
    StandingShape { kind: view.kind, words: view.words, detail, because: view.because }
}

/// What is said of the plan beside its measures rarely needs more bytes.
const PLAN_SHAPE: usize = 1024;

/// All measures as JSON.
pub(super) fn measures(plan: &Plan, measures: Vec<&RawValue>) -> Vec<u8> {
    let config = &plan.config;
    let length = measures.iter().map(|measure| measure.get().len() + 1).sum::<usize>() + PLAN_SHAPE;
    let shape = MeasuresShape {
        plan: PlanShape {
            title: &config.title,
            organisation: &config.organisation,
            language: &config.language,
            from: config.period.map(|(from, _)| from.iso()),
            to: config.period.map(|(_, to)| to.iso()),
        },
        measures,
    };
    as_json_into(Vec::with_capacity(length), &shape)
}

/// The measures of a chapter as stretches of that.
pub(super) fn measures_of(chapter: ChapterSummary, plan: &Plan) -> Vec<Box<RawValue>> {
    let place = || address::chapter(chapter.address());
    chapter.metrics().iter().map(|metric| as_stretch(&measure(metric, place(), plan))).collect()
}

fn measure<'p>(metric: &'p Metric, chapter: String, plan: &Plan) -> MeasureShape<'p> {
    let voice = plan.voice();
    let worded = |quantity: &Quantity| figure(quantity, voice.figure(quantity, &metric.unit));
    let reading = |reading: &Reading| ReadingShape {
        figure: worded(&reading.quantity.value),
        period: reading.period.map(Period::iso),
        note: reading.note.clone(),
    };
    let target = |target: &'p crate::plan::model::metric::Target| TargetShape {
        figure: worded(&target.quantity.value),
        by: target.due.map(Deadline::iso),
        source: target.source.as_deref(),
        note: target.note.as_deref(),
    };
    let point = |point: &crate::plan::model::metric::Point| PointShape {
        period: point.period.value.iso(),
        plan: point.plan.as_ref().map(|plan| worded(&plan.value)),
        actual: point.actual.as_ref().map(|actual| worded(&actual.value)),
    };
    let comparison = |other: &'p Comparison| CompareShape {
        name: &other.name,
        reading: reading(&other.reading),
        result: metric.compared_with(other).and_then(|compared| compared.status().written),
        tolerance: match other.judge {
            Some(Judge::Within(tolerance)) => exact(tolerance),
            Some(Judge::Stated(_)) | None => None,
        },
    };
    let several = if metric.compare.len() > 1 { metric.compare.as_slice() } else { &[] };
    MeasureShape {
        id: &metric.id.value,
        name: &metric.name.value,
        unit: unit(&metric.unit, voice),
        better: better(metric),
        baseline: metric.baseline.as_ref().map(reading),
        value: metric.latest().as_ref().map(reading),
        standard: metric.standard.as_ref().map(|standard| StandardShape {
            figure: worded(&standard.quantity.value),
            met: is_standard_met(metric).map(|met| met == "yes"),
            periods_met: metric.times_met().map(|times| times.met),
            periods: metric.times_met().map(|times| times.of),
            source: standard.source.as_deref(),
            note: standard.note.as_deref(),
        }),
        targets: metric.targets.iter().map(target).collect(),
        trajectory: metric.trajectory.iter().map(point).collect(),
        compare: metric.compare.first().map(comparison),
        comparisons: several.iter().map(comparison).collect(),
        standing: metric.standing().map(|found| standing(found, &metric.unit, voice)),
        owner: metric.owner.as_deref(),
        note: metric.note.as_deref(),
        source: metric.source.as_deref(),
        chapter,
    }
}

fn unit(unit: &Unit, voice: Voice) -> UnitShape {
    let words = voice.unit(unit);
    UnitShape { name: unit.name(), symbol: words.seen().to_owned(), spoken: words.into_heard() }
}

fn seen<S: Serializer>(phrase: &Phrase, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(phrase.seen())
}

fn is_number(kind: &&'static str) -> bool {
    *kind == "number"
}

fn figure(quantity: &Quantity, text: Phrase) -> Figure {
    let kind = match (&quantity.amount, quantity.hedge) {
        (Amount::Range(..), _) => "range",
        (Amount::Place(..), _) => "place",
        (Amount::Number(_), Some(_)) => "inexact",
        _ => return plain(&Datum::figure(quantity), text),
    };
    Figure { kind, ..plain(&Datum::figure(quantity), text) }
}

/// A number with all its digits, which are a number in JSON too.
fn exact(number: Decimal) -> Option<Value> {
    match i64::try_from(number.mantissa()) {
        Ok(whole) if number.scale() == 0 => Some(Value::Whole(whole)),
        _ => RawValue::from_string(number.to_string()).ok().map(Value::Number),
    }
}

fn plain(datum: &Datum, text: Phrase) -> Figure {
    let kind = match datum {
        Datum::Number(_) => "number",
        Datum::Time(_) => "date",
        Datum::None("TBC") => "to be confirmed",
        Datum::None("n/a") => "not applicable",
        Datum::None("–") => "nothing",
        Datum::None("[c]") => "confidential",
        Datum::None("[x]") => "not available",
        Datum::None("[low]") => "low",
        Datum::None("*") => "not shown",
        Datum::None("") => "blank",
        Datum::None(SAME_AS_BEFORE) => "same as before",
        Datum::None(_) => "same as above",
        Datum::Words(_) => "words",
    };
    let value = match datum {
        Datum::Number(number) => exact(*number),
        Datum::None(_) => None,
        other => Some(Value::Text(other.text().into_owned())),
    };
    Figure { kind, value, text }
}
