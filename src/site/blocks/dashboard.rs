//! Measures side by side → one table: a row for each, a column for each time.

use super::tables::{PHRASE, blank, is_words, name_html};
use crate::base::html::escaped;
use crate::plan::{Metric, Plan, Reading};
use crate::site::blocks::metrics::{last_year_parts, not_judged, standing};
use crate::site::data;
use crate::site::data::Sizes;
use crate::site::prose::{ProseRenderer, said};
use crate::site::view::{CellView, DownloadView, GroupView, HeadView, Narrow, RowView, StandingView, TableView};
use crate::value::locale::{Catalogue, Key};
use crate::value::number::{Amount, Quantity, Unit};
use crate::value::period::Period;
use crate::value::voice::{Phrase, Voice};

/// What a column shows of each measure.
#[derive(Clone, Copy, PartialEq)]
enum Shows {
    Name,
    LastYear,
    Baseline,
    At(Period),
    Latest,
    Target,
    Standing,
}

/// What a cell shows.
enum IndexedValue {
    Html(String),
    /// A figure, and how it is set.
    Figure(String, &'static str),
    Standing(StandingView),
}

impl ProseRenderer<'_> {
    /// Some measures as a table for this page. Its downloads are those of all measures.
    pub(crate) fn dashboard(&mut self, metrics: &[&Metric], caption: String, plan: &Plan, sizes: Sizes) -> TableView {
        let columns = columns(metrics, plan, self.texts);
        let texts = self.texts;
        let all = texts.text(Key("measures-all"));
        let of_all = |url: &str| DownloadView { of: Some(all.to_owned()), ..sizes.download(url.to_owned()) };
        let row = |metric: &&Metric| RowView {
            kind: "data",
            cells: columns.iter().map(|column| cell(*column, metric, plan, texts)).collect(),
        };
        TableView {
            id: self.unique("dashboard"),
            caption,
            unit: None,
            compared_with: None,
            columns: columns.len(),
            heads: vec![columns.iter().map(|column| heading(*column, plan.voice(), texts)).collect()],
            groups: vec![GroupView { headings: Vec::new(), rows: metrics.iter().map(row).collect() }],
            notes: Vec::new(),
            source: None,
            csv: of_all(data::MEASURES_CSV),
            json: of_all(data::MEASURES_JSON),
            is_wide: columns.len() > 3,
            narrow: Narrow::Strip,
        }
    }
}

/// The columns in which some measure has something to show.
fn columns(metrics: &[&Metric], plan: &Plan, texts: &Catalogue) -> Vec<Shows> {
    let mut times: Vec<Period> =
        metrics.iter().flat_map(|metric| &metric.trajectory).map(|point| point.period.value).collect();
    times.sort_by_key(|time| time.order());
    times.dedup();
    let before = [Shows::Name, Shows::LastYear, Shows::Baseline];
    let after = [Shows::Latest, Shows::Target, Shows::Standing];
    before
        .into_iter()
        .chain(times.into_iter().map(Shows::At))
        .chain(after)
        .filter(|column| metrics.iter().any(|metric| held(*column, metric, plan, texts).is_some()))
        .collect()
}

fn heading(column: Shows, voice: Voice, texts: &Catalogue) -> HeadView {
    let text = |key| Phrase::same(texts.text(key).to_owned());
    let name = match column {
        Shows::Name => text(Key("measures-column-measure")),
        Shows::LastYear => text(Key("measures-column-last-year")),
        Shows::Baseline => text(Key("measures-column-before")),
        Shows::At(period) => voice.short_time(period),
        Shows::Latest => text(Key("measures-column-latest")),
        Shows::Target => text(Key("measures-column-target")),
        Shows::Standing => text(Key("measures-column-standing")),
    };
    HeadView {
        id: None,
        name_html: name_html(&name),
        unit: None,
        marks: Vec::new(),
        set: set(column),
        columns: 1,
        rows: 1,
    }
}

/// The classes of a column.
fn set(column: Shows) -> &'static str {
    if matches!(column, Shows::Name | Shows::Standing) { "" } else { "n" }
}

fn cell(column: Shows, metric: &Metric, plan: &Plan, texts: &Catalogue) -> CellView {
    let (html, standing, set) = match held(column, metric, plan, texts) {
        Some(IndexedValue::Html(html)) => (html, None, set(column)),
        Some(IndexedValue::Figure(html, set)) => (html, None, set),
        Some(IndexedValue::Standing(standing)) => (String::new(), Some(standing), set(column)),
        None => (missing(column, metric, texts), None, set(column)),
    };
    let is_header = column == Shows::Name;
    CellView { html, standing, is_header, set: set.into(), rows: 1, ..CellView::default() }
}

/// What is said where there is nothing to show, as on the page of all measures.
fn missing(column: Shows, metric: &Metric, texts: &Catalogue) -> String {
    let words = match column {
        Shows::Baseline => texts.text(Key("measures-no-baseline")),
        Shows::Latest => texts.text(Key("measures-no-latest")),
        Shows::Target => texts.text(Key("measures-no-target")),
        Shows::Standing => not_judged(metric, texts),
        Shows::Name | Shows::LastYear | Shows::At(_) => return blank(texts),
    };
    format!("<span class=\"none\">{}</span>", escaped(words))
}

/// How a figure is set. Words may take several lines, and many words need room for them.
fn set_of(quantity: &Quantity) -> &'static str {
    match &quantity.amount {
        Amount::Words(words) if words.chars().count() > PHRASE => "n words phrase",
        amount if is_words(amount) => "n words",
        _ => "n",
    }
}

fn held(column: Shows, metric: &Metric, plan: &Plan, texts: &Catalogue) -> Option<IndexedValue> {
    let voice = plan.voice();
    let figure = |quantity: &Quantity| figure(quantity, &metric.unit, voice);
    let shown = |quantity: &Quantity, below: Option<String>| {
        Some(IndexedValue::Figure(dated(&said(figure(quantity)), below), set_of(quantity)))
    };
    let time = |period| voice.time(period);
    let reading = |reading: Reading| shown(&reading.quantity.value, reading.period.map(time));
    match column {
        Shows::Name => Some(IndexedValue::Html(name(metric, voice))),
        Shows::LastYear => match last_year_parts(plan.last_year(metric)?, voice) {
            (Some(value), target) => Some(IndexedValue::Html(dated(&said(value), target.map(said)))),
            (None, target) => target.map(|target| IndexedValue::Html(said(target))),
        },
        Shows::Baseline => metric.baseline.clone().and_then(reading),
        Shows::At(period) => {
            let mut points = metric.trajectory.iter().filter(|point| point.period.value == period);
            let point = points.next()?;
            let planned = |figure: &str| texts.fill(Key("measures-planned"), &[("figure", figure.into())]);
            let planned = point.plan.as_ref().map(|plan| said(figure(&plan.value).map(planned)));
            match (&point.actual, planned) {
                (Some(actual), planned) => shown(&actual.value, planned),
                (None, planned) => Some(IndexedValue::Html(format!("<span class=\"when\">{}</span>", planned?))),
            }
        }
        Shows::Latest => metric.latest().and_then(reading),
        Shows::Target => metric
            .final_target()
            .and_then(|target| shown(&target.quantity.value, target.by.map(|by| due(by, voice, texts)))),
        Shows::Standing => {
            let found = standing(metric.standing()?, &metric.unit, voice);
            // How far it is from its target stands on its card; the columns beside it tell as much.
            Some(IndexedValue::Standing(StandingView { detail: None, ..found }))
        }
    }
}

fn name(metric: &Metric, voice: Voice) -> String {
    let unit = is_said_once(&metric.unit).then(|| voice.unit(&metric.unit).into_seen());
    let unit = unit.filter(|unit| !unit.is_empty());
    dated(&escaped(&metric.name.value), unit.map(|unit| escaped(&unit)))
}

/// Whether a unit stands under the name of its measure: as words behind each figure it would be in the way.
fn is_said_once(unit: &Unit) -> bool {
    matches!(unit, Unit::Count(_) | Unit::Points | Unit::Rate(_) | Unit::Time(_))
}

fn figure(quantity: &Quantity, unit: &Unit, voice: Voice) -> Phrase {
    if is_said_once(unit) { voice.cell(quantity, unit) } else { voice.figure(quantity, unit) }
}

/// When a target is due, on one line or two: the words, and the time.
fn due(by: Period, voice: Voice, texts: &Catalogue) -> String {
    match voice.due_at_the_end_of(by) {
        Some(time) => texts.markup(Key("measures-due-at-end"), &[("time", time.into())]),
        None => texts.markup(Key("measures-due"), &[("date", voice.time(by).into())]),
    }
}

/// Markup and, smaller below it, more markup.
fn dated(html: &str, below: Option<String>) -> String {
    below.map_or_else(|| html.to_owned(), |below| format!("{html} <span class=\"when\">{below}</span>"))
}
