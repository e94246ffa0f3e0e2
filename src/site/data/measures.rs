//! The measures → two sheets: one row a measure, and one row for every reading there is of it.

use super::sheet::{Column, Datum, Sheet};
use crate::plan::{ChapterSummary, Metric, Plan, Reading};
use crate::site::address;
use crate::value::number::{Amount, Quantity, Unit};
use crate::value::period::Period;
use crate::value::standing::Better;

/// A value of a measure at a time.
struct Past<'m> {
    /// What it is: baseline, actual, plan, target or comparison.
    kind: &'static str,
    /// When it was so, or should be.
    period: Option<Period>,
    /// The value.
    quantity: &'m Quantity,
    /// Who set the target; where else it was so.
    who: Option<&'m str>,
    /// For readers.
    note: Option<&'m str>,
}

/// Every reading of a measure: where it started, what came and what was planned in order of time, targets, elsewhere.
fn readings(metric: &Metric) -> Vec<Past<'_>> {
    let baseline = metric.baseline.as_ref().map(|reading| past("baseline", reading, None));
    let mut between: Vec<Past> =
        metric.value.as_ref().map(|reading| past("actual", reading, None)).into_iter().collect();
    for point in &metric.trajectory {
        let period = Some(point.period.value);
        if let Some(plan) = &point.plan {
            between.push(Past { kind: "plan", period, quantity: &plan.value, who: None, note: None });
        }
        let actual = point.actual.as_ref().map(|actual| &actual.value);
        // The latest value may stand in the path too, and is one reading all the same.
        let is_stated =
            metric.value.as_ref().is_some_and(|value| value.period == period && Some(&value.quantity.value) == actual);
        if let Some(quantity) = actual.filter(|_| !is_stated) {
            between.push(Past { kind: "actual", period, quantity, who: None, note: None });
        }
    }
    between.sort_by_key(|past| (past.period.map(Period::last_day), past.kind));
    let targets = metric.targets.iter().map(|target| Past {
        kind: "target",
        period: target.by,
        quantity: &target.quantity.value,
        who: target.source.as_deref(),
        note: target.note.as_deref(),
    });
    let elsewhere =
        metric.compare.as_ref().map(|compare| past("comparison", &compare.reading, Some(compare.name.as_str())));
    baseline.into_iter().chain(between).chain(targets).chain(elsewhere).collect()
}

fn past<'m>(kind: &'static str, reading: &'m Reading, who: Option<&'m str>) -> Past<'m> {
    Past { kind, period: reading.period, quantity: &reading.quantity.value, who, note: reading.note.as_deref() }
}

/// The word for which way is better.
pub(super) fn better(metric: &Metric) -> &'static str {
    match metric.better {
        Better::Higher => "higher",
        Better::Lower => "lower",
        Better::Neither => "neither",
    }
}

/// Whether a target is reported in words although its measure is a number.
fn is_said_in_words(quantity: &Quantity, unit: &Unit) -> bool {
    matches!(&quantity.amount, Amount::Words(words) if Quantity::parse(words, unit).is_err())
}

/// The measures of a chapter, one a row.
fn rows(chapter: ChapterSummary) -> Vec<Vec<Datum>> {
    let address = address::chapter(chapter.address());
    let row = |metric: &Metric| {
        let reading = |reading: Option<Reading>| {
            let value = reading.as_ref().map_or(Datum::None(""), |reading| Datum::figure(&reading.quantity.value));
            [value, Datum::time(reading.and_then(|reading| reading.period))]
        };
        let target = metric.final_target();
        let quantity = target.map(|target| &target.quantity.value);
        // Words that are no value of the unit would not be read again as one.
        let (words, value) = match quantity.filter(|quantity| is_said_in_words(quantity, &metric.unit)) {
            Some(words) => (Some(words), None),
            None => (None, quantity),
        };
        let target = [
            value.map_or(Datum::None(""), Datum::figure),
            words.map_or(Datum::None(""), Datum::figure),
            Datum::time(target.and_then(|target| target.by)),
        ];
        let name = [&metric.id.value, &metric.name.value, &metric.unit.name(), &better(metric).to_owned()];
        (name.into_iter().map(|text| Datum::words(text)))
            .chain(reading(metric.baseline.clone()))
            .chain(reading(metric.latest()))
            .chain(target)
            .chain([Datum::words(&address)])
            .collect()
    };
    chapter.metrics().iter().map(row).collect()
}

/// The measures of some chapters, one a row.
pub(super) fn sheet<'p>(plan: &Plan, chapters: impl Iterator<Item = ChapterSummary<'p>>) -> Sheet {
    let titles = [
        "id",
        "measure",
        "unit",
        "better",
        "baseline",
        "baseline_period",
        "value",
        "value_period",
        "target",
        "target_words",
        "target_by",
        "chapter",
    ];
    Sheet {
        name: "measures.csv".to_owned(),
        title: format!("{}: measures", plan.config.title),
        source: None,
        notes: Vec::new(),
        columns: titles.map(Column::called).into(),
        rows: chapters.flat_map(rows).collect(),
        names: Some(1),
        keys: vec![vec![0]],
    }
}

/// Every reading of every measure of a chapter, one a row.
fn history_rows(chapter: ChapterSummary) -> Vec<Vec<Datum>> {
    let row = |metric: &Metric, past: &Past| {
        vec![
            Datum::words(&metric.id.value),
            Datum::words(&metric.name.value),
            Datum::words(past.kind),
            Datum::time(past.period),
            Datum::figure(past.quantity),
            Datum::words(&metric.unit.symbol()),
            Datum::words(past.who.unwrap_or("")),
            Datum::words(past.note.unwrap_or("")),
        ]
    };
    let rows = |metric: &Metric| readings(metric).iter().map(|past| row(metric, past)).collect::<Vec<_>>();
    chapter.metrics().iter().flat_map(rows).collect()
}

/// Every reading of every measure of some chapters, one a row.
pub(super) fn history<'p>(plan: &Plan, chapters: impl Iterator<Item = ChapterSummary<'p>>) -> Sheet {
    let titles = ["id", "measure", "kind", "period", "value", "unit", "who", "note"];
    Sheet {
        name: "measures-history.csv".to_owned(),
        title: format!("{}: history of the measures", plan.config.title),
        source: None,
        notes: Vec::new(),
        columns: titles.map(Column::called).into(),
        rows: chapters.flat_map(history_rows).collect(),
        names: Some(1),
        keys: vec![vec![0, 2, 3]],
    }
}
