//! The measures → two sheets: one row a measure, and one row for every reading there is of it.
//!
//! Of the columns about a measure, some are only there if the plan has something for them ([`Extra`]).

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

use super::sheet::{Column, Datum, Sheet};
use crate::plan::model::metric::{Comparison, Judge};
use crate::plan::model::verdict::Verdict;
use crate::plan::{ChapterSummary, Metric, Plan, Reading};
use crate::site::address;
use crate::value::number::{Amount, Quantity, Unit};
use crate::value::period::{Deadline, Period};
use crate::value::standing::Better;

/// A value of a measure at a time.
struct Past<'m> {
    /// What it is: baseline, actual, plan, target, standard or comparison.
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

/// Every reading of a measure: where it started, what came and what was planned in order of time, targets, the standard, elsewhere.
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
        period: target.by(),
        quantity: &target.quantity.value,
        who: target.source.as_deref(),
        note: target.note.as_deref(),
    });
    let standard = metric.standard.iter().map(|standard| Past {
        kind: "standard",
        period: None,
        quantity: &standard.quantity.value,
        who: standard.source.as_deref(),
        note: standard.note.as_deref(),
    });
    let elsewhere =
        metric.compare.iter().map(|compare| past("comparison", &compare.reading, Some(compare.name.as_str())));
    baseline.into_iter().chain(between).chain(targets).chain(standard).chain(elsewhere).collect()
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

/// When a target is due.
fn due(due: Option<Deadline>) -> Datum {
    match due {
        Some(Deadline::ToBeConfirmed) => Datum::None("TBC"),
        Some(Deadline::Ongoing) => Datum::words(&Deadline::Ongoing.iso()),
        Some(Deadline::By(period)) => Datum::time(Some(period)),
        None => Datum::None(""),
    }
}

/// A column that is there only if some measure of the plan has something in it.
#[derive(Clone)]
pub(super) struct Extra {
    title: Cow<'static, str>,
    /// Of which of several things of one kind, counted from 0.
    number: usize,
    cell: Cell,
}

type Cell = fn(&Metric, usize) -> Datum;

/// The columns of that kind that come first.
#[rustfmt::skip]
const NOTES: [(&str, Cell); 3] = [
    ("baseline_note", |metric, _| note(metric.baseline.as_ref().and_then(|baseline| baseline.note.as_deref()))),
    ("value_note", |metric, _| note(metric.latest().and_then(|latest| latest.note).as_deref())),
    ("target_note", |metric, _| note(metric.final_target().and_then(|target| target.note.as_deref()))),
];

/// Those about a standard.
#[rustfmt::skip]
const STANDARD: [(&str, Cell); 6] = [
    ("standard", |metric, _| {
        metric.standard.as_ref().map_or(Datum::None(""), |standard| Datum::figure(&standard.quantity.value))
    }),
    ("standard_source", |metric, _| note(metric.standard.as_ref().and_then(|standard| standard.source.as_deref()))),
    ("standard_note", |metric, _| note(metric.standard.as_ref().and_then(|standard| standard.note.as_deref()))),
    ("standard_met", |metric, _| note(is_standard_met(metric))),
    ("standard_periods_met", |metric, _| count(metric.times_met().map(|times| times.met))),
    ("standard_periods", |metric, _| count(metric.times_met().map(|times| times.of))),
];

/// Those about each comparison. The first has no number in its title, the second is `compare_2`.
#[rustfmt::skip]
const COMPARISON: [(&str, Cell); 7] = [
    ("", |metric, number| {
        metric.compare.get(number).map_or(Datum::None(""), |other| Datum::figure(&other.reading.quantity.value))
    }),
    ("_name", |metric, number| note(metric.compare.get(number).map(|other| other.name.as_str()))),
    ("_period", |metric, number| Datum::time(metric.compare.get(number).and_then(|other| other.reading.period))),
    ("_verdict", |metric, number| note(metric.compare.get(number).and_then(|other| stated(other)))),
    ("_tolerance", |metric, number| metric.compare.get(number).map_or(Datum::None(""), tolerance)),
    ("_result", |metric, number| {
        note(metric.compare.get(number).and_then(|other| metric.compared_with(other)).and_then(|it| it.status().written))
    }),
    ("_note", |metric, number| note(metric.compare.get(number).and_then(|other| other.reading.note.as_deref()))),
];

fn stated(comparison: &Comparison) -> Option<&'static str> {
    match comparison.judge? {
        Judge::Stated(compared) => compared.status().written,
        Judge::Within(_) => None,
    }
}

fn tolerance(comparison: &Comparison) -> Datum {
    match comparison.judge {
        Some(Judge::Within(tolerance)) => Datum::Number(tolerance),
        Some(Judge::Stated(_)) | None => Datum::None(""),
    }
}

fn note(note: Option<&str>) -> Datum {
    Datum::words(note.unwrap_or(""))
}

fn count(count: Option<usize>) -> Datum {
    count.map_or(Datum::None(""), |count| Datum::Number(count.into()))
}

/// Whether the standard of a measure is met in the latest period, if that is known.
pub(super) fn is_standard_met(metric: &Metric) -> Option<&'static str> {
    match metric.standing_to_standard()?.verdict {
        Verdict::StandardMet => Some("yes"),
        Verdict::StandardNotMet => Some("no"),
        _ => None,
    }
}

/// Those that come last.
const LAST: [(&str, Cell); 2] =
    [("owner", |metric, _| note(metric.owner.as_deref())), ("note", |metric, _| note(metric.note.as_deref()))];

/// For which columns a chapter has something.
#[derive(Default, Debug)]
pub(super) struct Needed {
    /// By their places among [`single_columns`].
    single: BTreeSet<usize>,
    /// The number of a comparison, and a place among [`COMPARISON`].
    comparisons: BTreeSet<(usize, usize)>,
    /// Whether someone says how figures compare, or a measure has several comparisons.
    is_compared: bool,
}

/// The columns that are not about comparisons.
fn single_columns() -> impl Iterator<Item = (&'static str, Cell)> {
    NOTES.into_iter().chain(STANDARD).chain(LAST)
}

/// For which columns a chapter has something.
pub(super) fn needed(chapter: ChapterSummary) -> Needed {
    let metrics = chapter.metrics();
    let has = |cell: Cell, number: usize| metrics.iter().any(|metric| !cell(metric, number).is_blank());
    let most = metrics.iter().map(|metric| metric.compare.len()).max().unwrap_or(0);
    let parts = (0..most).flat_map(|number| (0..COMPARISON.len()).map(move |part| (number, part)));
    Needed {
        single: single_columns().enumerate().filter(|(_, (_, cell))| has(*cell, 0)).map(|(place, _)| place).collect(),
        comparisons: parts.filter(|(number, part)| has(COMPARISON[*part].1, *number)).collect(),
        is_compared: metrics.iter().any(Metric::is_compared),
    }
}

/// The columns that a plan of these chapters needs.
pub(super) fn extras<'n>(chapters: impl Iterator<Item = &'n Needed>) -> Vec<Extra> {
    let mut all = Needed::default();
    for chapter in chapters {
        all.single.extend(&chapter.single);
        all.comparisons.extend(&chapter.comparisons);
        all.is_compared |= chapter.is_compared;
    }
    let single = single_columns().enumerate().filter(|(place, _)| all.single.contains(place));
    let single = single.map(|(place, (title, cell))| (place, Extra { title: title.into(), number: 0, cell }));
    let is_before = |(place, _): &(usize, Extra)| *place < NOTES.len() + STANDARD.len();
    let (before, last): (Vec<_>, Vec<_>) = single.partition(is_before);
    let comparison = |(number, part): &(usize, usize)| {
        let (title, cell) = COMPARISON[*part];
        Extra::of_comparison(*number, title, cell)
    };
    let comparisons = all.comparisons.iter().filter(|_| all.is_compared).map(comparison);
    let extra = |(_, extra)| extra;
    before.into_iter().map(extra).chain(comparisons).chain(last.into_iter().map(extra)).collect()
}

impl Extra {
    fn of_comparison(number: usize, part: &str, cell: Cell) -> Self {
        let title = if number == 0 { format!("compare{part}") } else { format!("compare_{}{part}", number + 1) };
        Self { title: title.into(), number, cell }
    }

    /// What the column has of a measure.
    fn of(&self, metric: &Metric) -> Datum {
        (self.cell)(metric, self.number)
    }
}

impl Hash for Extra {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.title.hash(state);
    }
}

/// The measures of a chapter, one a row.
fn rows(chapter: ChapterSummary, extras: &[Extra]) -> Vec<Vec<Datum>> {
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
            due(target.and_then(|target| target.due)),
        ];
        let name = [&metric.id.value, &metric.name.value, &metric.unit.name(), &better(metric).to_owned()];
        (name.into_iter().map(|text| Datum::words(text)))
            .chain(reading(metric.baseline.clone()))
            .chain(reading(metric.latest()))
            .chain(target)
            .chain([Datum::words(&address)])
            .chain(extras.iter().map(|extra| extra.of(metric)))
            .collect()
    };
    chapter.metrics().iter().map(row).collect()
}

/// The measures of some chapters, one a row.
pub(super) fn sheet<'p>(plan: &Plan, chapters: impl Iterator<Item = ChapterSummary<'p>>, extras: &[Extra]) -> Sheet {
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
        columns: (titles.into_iter().map(Column::called))
            .chain(extras.iter().map(|extra| Column::called(extra.title.as_ref())))
            .collect(),
        rows: chapters.flat_map(|chapter| rows(chapter, extras)).collect(),
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
