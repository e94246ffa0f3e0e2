//! Measures side by side → one table: a row for each, a column for each time. Notes are under it, each once.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::tables::{PHRASE, blank, is_words, name_html};
use crate::base::html::escaped;
use crate::plan::{Metric, Plan, Reading};
use crate::site::blocks::metrics::{comparison, last_year_parts, not_judged, open_deadline, standard, standing};
use crate::site::data;
use crate::site::data::Sizes;
use crate::site::prose::{ProseRenderer, said};
use crate::site::view::{
    CellView, DownloadView, GroupView, HeadView, MarkView, Narrow, NoteView, RowView, StandingView, TableView,
};
use crate::value::locale::{Catalogue, Key};
use crate::value::number::{Amount, Quantity, Unit};
use crate::value::period::{Deadline, Period};
use crate::value::voice::{Phrase, Voice};

/// What a column shows of each measure.
#[derive(Clone, Copy, PartialEq)]
enum Shows {
    Name,
    LastYear,
    Baseline,
    At(Period),
    Latest,
    Standard,
    Target,
    Standing,
    Owner,
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
        let id = self.unique("dashboard");
        let mut notes = Notes { id: &id, notes: FxHashMap::default() };
        let hangs: Vec<bool> = columns.iter().map(|column| has_marks(*column, metrics)).collect();
        let mut row = |metric: &&Metric| RowView {
            kind: "data",
            cells: (columns.iter().zip(&hangs))
                .map(|(column, hangs)| notes.cell(*column, *hangs, metric, plan, texts))
                .collect(),
        };
        let rows = metrics.iter().map(&mut row).collect();
        let notes = notes.under_the_table();
        TableView {
            id,
            caption,
            unit: None,
            compared_with: None,
            columns: columns.len(),
            heads: vec![
                columns.iter().zip(hangs).map(|(column, hangs)| heading(*column, hangs, plan.voice(), texts)).collect(),
            ],
            groups: vec![GroupView { headings: Vec::new(), rows }],
            notes,
            source: None,
            csv: of_all(data::MEASURES_CSV),
            json: of_all(data::MEASURES_JSON),
            is_wide: columns.len() > 3,
            narrow: Narrow::Strip,
        }
    }
}

/// The notes of a table of measures, in the order in which they are first referred to.
struct Notes<'t> {
    /// The id of the table.
    id: &'t str,
    /// Each with its position.
    notes: FxHashMap<String, usize>,
}

impl Notes<'_> {
    fn cell(&mut self, column: Shows, hangs: bool, metric: &Metric, plan: &Plan, texts: &Catalogue) -> CellView {
        let cell = cell(column, metric, plan, texts);
        let marks = note(column, metric).map(|note| self.mark(note));
        CellView { marks: marks.into_iter().collect(), set: set_with_marks(cell.set, hangs), ..cell }
    }

    /// The mark of a note. Two figures with the same note have the same mark.
    fn mark(&mut self, note: String) -> MarkView {
        let next = self.notes.len();
        let position = *self.notes.entry(note).or_insert(next);
        let mark = self.mark_at(position);
        if position == next { mark } else { MarkView { id: None, ..mark } }
    }

    fn mark_at(&self, position: usize) -> MarkView {
        let (id, number) = (self.id, position + 1);
        MarkView {
            mark: number.to_string(),
            note: format!("{id}--note-{number}"),
            id: Some(format!("{id}--mark-{number}")),
        }
    }

    fn under_the_table(&self) -> Vec<NoteView> {
        let mut notes: Vec<(&String, usize)> = self.notes.iter().map(|(note, position)| (note, *position)).collect();
        notes.sort_unstable_by_key(|(_, position)| *position);
        let view =
            |(note, position): (&String, usize)| NoteView { mark: Some(self.mark_at(position)), html: escaped(note) };
        notes.into_iter().map(view).collect()
    }
}

/// The note about what a column shows of a measure.
fn note(column: Shows, metric: &Metric) -> Option<String> {
    match column {
        Shows::Name => metric.note.clone(),
        Shows::Baseline => metric.baseline.as_ref()?.note.clone(),
        Shows::Latest => metric.latest()?.note,
        Shows::Standard => metric.standard.as_ref()?.note.clone(),
        Shows::Target => metric.final_target()?.note.clone(),
        Shows::LastYear | Shows::At(_) | Shows::Standing | Shows::Owner => None,
    }
}

/// Whether marks of notes are beside the figures of a column, which keep in line.
fn has_marks(column: Shows, metrics: &[&Metric]) -> bool {
    column != Shows::Name && metrics.iter().any(|metric| note(column, metric).is_some())
}

fn set_with_marks(set: Cow<'static, str>, hangs: bool) -> Cow<'static, str> {
    if hangs { format!("{set} hang-1").into() } else { set }
}

/// The columns in which some measure has something to show.
fn columns(metrics: &[&Metric], plan: &Plan, texts: &Catalogue) -> Vec<Shows> {
    let mut times: Vec<Period> =
        metrics.iter().flat_map(|metric| &metric.trajectory).map(|point| point.period.value).collect();
    times.sort_by_key(|time| time.order());
    times.dedup();
    let before = [Shows::Name, Shows::LastYear, Shows::Baseline];
    let after = [Shows::Latest, Shows::Standard, Shows::Target, Shows::Standing, Shows::Owner];
    before
        .into_iter()
        .chain(times.into_iter().map(Shows::At))
        .chain(after)
        .filter(|column| metrics.iter().any(|metric| held(*column, metric, plan, texts).is_some()))
        .collect()
}

fn heading(column: Shows, hangs: bool, voice: Voice, texts: &Catalogue) -> HeadView {
    let text = |key| Phrase::same(texts.text(key).to_owned());
    let name = match column {
        Shows::Name => text(Key("measures-column-measure")),
        Shows::LastYear => text(Key("measures-column-last-year")),
        Shows::Baseline => text(Key("measures-column-before")),
        Shows::At(period) => voice.short_time(period),
        Shows::Latest => text(Key("measures-column-latest")),
        Shows::Standard => text(Key("measures-column-standard")),
        Shows::Target => text(Key("measures-column-target")),
        Shows::Standing => text(Key("measures-column-standing")),
        Shows::Owner => text(Key("measures-column-owner")),
    };
    HeadView {
        id: None,
        name_html: name_html(&name),
        unit: None,
        marks: Vec::new(),
        set: if hangs { "n hang-1" } else { set(column) },
        columns: 1,
        rows: 1,
    }
}

/// The classes of a column.
fn set(column: Shows) -> &'static str {
    if matches!(column, Shows::Name | Shows::Standing | Shows::Owner) { "" } else { "n" }
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
        Shows::Standard => texts.text(Key("measures-no-standard")),
        Shows::Target => texts.text(Key("measures-no-target")),
        Shows::Standing => not_judged(metric, texts),
        Shows::Name | Shows::LastYear | Shows::At(_) | Shows::Owner => return blank(texts),
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
        Shows::Owner => metric.owner.as_deref().map(|owner| IndexedValue::Html(escaped(owner))),
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
        Shows::Latest => metric.latest().and_then(|latest| {
            let when = latest.period.map(time);
            shown(&latest.quantity.value, lines(when.into_iter().chain(compared(metric, voice))))
        }),
        Shows::Standard => shown(&metric.standard.as_ref()?.quantity.value, kept(metric, voice)),
        Shows::Target => {
            metric.final_target().and_then(|target| shown(&target.quantity.value, when_due(target.due, voice, texts)))
        }
        Shows::Standing => {
            let found = standing(metric.standing()?, &metric.unit, voice);
            // How far it is from its target stands on its card; the columns beside it tell as much.
            Some(IndexedValue::Standing(StandingView { detail: None, ..found }))
        }
    }
}

/// How the latest value compares with that of others, where someone says so.
fn compared(metric: &Metric, voice: Voice) -> impl Iterator<Item = String> {
    metric.compare.iter().filter_map(move |other| comparison(metric, other, voice).compared_with_figure).map(said)
}

/// Lines of markup, one below the other.
fn lines(lines: impl Iterator<Item = String>) -> Option<String> {
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| lines.join("<br>"))
}

/// Whether a standard is met, where the progress of the measure does not say so, and in how many periods it was.
fn kept(metric: &Metric, voice: Voice) -> Option<String> {
    let standard = standard(metric, voice)?;
    let is_met = standard.standing.map(|standing| standing.words.to_owned());
    lines(is_met.into_iter().chain(standard.times_met).map(|part| escaped(&part)))
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

/// When a target is due, or that its time is open.
fn when_due(deadline: Option<Deadline>, voice: Voice, texts: &Catalogue) -> Option<String> {
    match deadline? {
        Deadline::By(by) => Some(due(by, voice, texts)),
        open => open_deadline(open, texts).map(|words| escaped(&words)),
    }
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
