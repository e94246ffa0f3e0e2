//! Tables, measures, promises and risks → their views.

use super::address;
use super::chart;
use super::data;
use super::prose::{Setter, aloud};
use super::view::{
    CellView, ChartView, ColumnView, CompareView, DownloadView, FigureView, GroupView, LinkView, MetricView,
    MilestoneView, RiskView, RowView, StandingView, TableView, TargetView,
};
use crate::html::escaped;
use crate::names::slug;
use crate::number::{Amount, Quantity, Unit};
use crate::period::Period;
use crate::plan::chapter::Progress;
use crate::plan::series::Series;
use crate::plan::standing::{Standing, Verdict};
use crate::plan::table::{CellValue, Kind};
use crate::plan::{Cell, Chapter, Column, Metric, Milestone, Plan, Reading, Risk, Row, RowKind, Table};
use crate::wording;

/// What a reader who hears the table is told of an empty cell.
pub(super) const BLANK: &str = "<span class=\"vh\">blank</span>";

impl<'p> Setter<'p> {
    /// A table for this page.
    pub(super) fn table(&mut self, table: &'p Table, plan: &'p Plan, csv_bytes: usize) -> TableView {
        let columns = table.columns.iter().map(|column| column_view(table, column)).collect();
        let mut groups: Vec<GroupView> = Vec::new();
        for row in &table.rows {
            if row.kind == RowKind::Group {
                let heading = row.cells.first().map(|cell| self.cell_html(cell, None, plan));
                groups.push(GroupView { heading_html: heading, rows: Vec::new() });
            } else {
                if groups.is_empty()
                    || (row.kind == RowKind::Total && groups.last().is_some_and(|group| group.heading_html.is_some()))
                {
                    groups.push(GroupView { heading_html: None, rows: Vec::new() });
                }
                let view = self.row(table, row, plan);
                if let Some(group) = groups.last_mut() {
                    group.rows.push(view);
                }
            }
        }
        TableView {
            id: self.unique(&format!("table--{}", table.id.value)),
            caption: table.caption.value.clone(),
            unit: table.unit.as_ref().map(Unit::symbol).filter(|symbol| !symbol.is_empty()),
            unit_spoken: table.unit.as_ref().map(Unit::spoken).filter(|spoken| !spoken.is_empty()),
            columns,
            groups,
            notes_html: table.notes.iter().map(|note| self.set(note)).collect(),
            source: table.source.clone(),
            csv: DownloadView { url: data::csv_url(table), size: data::size(csv_bytes), of: None },
            is_wide: table.columns.len() > 3,
        }
    }

    fn row(&mut self, table: &'p Table, row: &'p Row, plan: &'p Plan) -> RowView {
        let kind = match row.kind {
            RowKind::Total => "total",
            RowKind::Subtotal => "subtotal",
            RowKind::Data | RowKind::Group => "data",
        };
        let cells = row.cells.iter().zip(&table.columns).map(|(cell, column)| CellView {
            html: self.cell_html(cell, Some(column), plan),
            standing: None,
            is_header: column.is_header,
            is_figure: matches!(column.kind, Kind::Figures(_)),
        });
        RowView { kind, cells: cells.collect() }
    }

    /// No cell is left empty: a reader who hears the table must be told that there is nothing.
    fn cell_html(&mut self, cell: &'p Cell, column: Option<&Column>, plan: &'p Plan) -> String {
        let html = match (&cell.value, column.map(|column| &column.kind)) {
            (CellValue::Figure(quantity), Some(Kind::Figures(unit))) => {
                let words = wording::cell(quantity, unit, plan.config.negative);
                words.spoken.map_or_else(|| escaped(&words.text), |spoken| aloud(&words.text, &spoken))
            }
            (CellValue::Figure(_), _) => escaped(&cell.written.value),
            (CellValue::Date(period), _) => escaped(&period.words()),
            (CellValue::Prose(pieces), _) => self.set(pieces),
        };
        if html.is_empty() { BLANK.to_owned() } else { html }
    }

    /// A measure for this page.
    pub(super) fn metric(&mut self, metric: &Metric, plan: &Plan) -> MetricView {
        let figure = |reading: &Reading| figure(reading, &metric.unit, plan);
        MetricView {
            id: self.unique(&format!("measure--{}", metric.id.value)),
            name: metric.name.value.clone(),
            noun: noun(metric),
            latest: metric.latest().as_ref().map(figure),
            baseline: metric.baseline.as_ref().map(figure),
            targets: metric
                .targets
                .iter()
                .map(|target| TargetView {
                    text: wording::figure(&target.quantity.value, &metric.unit, plan.config.negative).text,
                    by: target.by.map(Period::words),
                    source: target.source.clone(),
                    note: target.note.clone(),
                })
                .collect(),
            compare: metric
                .compare
                .as_ref()
                .map(|compare| CompareView { name: compare.name.clone(), figure: figure(&compare.reading) }),
            standing: metric.standing(plan.config.negative).map(standing),
            has_details: has_details(metric) || plan.last_year(metric).is_some(),
            last_year: plan.last_year_words(metric),
            note: metric.note.clone(),
            source: metric.source.clone(),
        }
    }

    /// A chart for this page.
    pub(super) fn chart(&mut self, series: &Series, name: &str, plan: &Plan) -> ChartView {
        let id = self.unique(&format!("chart--{}", slug(name)));
        chart::draw(series, &id, plan.config.negative)
    }

    /// A promise for this page.
    pub(super) fn milestone(&mut self, milestone: &'p Milestone, chapter: &Chapter, is_own: bool) -> MilestoneView {
        let (status, status_kind) = match milestone.status {
            Progress::Planned => ("Planned", "planned"),
            Progress::OnTrack => ("On track", "on-track"),
            Progress::AtRisk => ("At risk", "at-risk"),
            Progress::Late => ("Late", "late"),
            Progress::Done => ("Done", "done"),
        };
        MilestoneView {
            when: milestone.by.words(),
            iso: milestone.by.iso(),
            html: self.set(&milestone.text),
            owner: milestone.owner.clone(),
            status,
            status_kind,
            chapter: (!is_own)
                .then(|| LinkView { title: chapter.title.value.clone(), url: address::chapter(&chapter.address) }),
        }
    }

    /// A risk for this page.
    pub(super) fn risk(&mut self, risk: &'p Risk) -> RiskView {
        let score = |score: u8| ["very low", "low", "medium", "high", "very high"][usize::from(score.clamp(1, 5)) - 1];
        RiskView {
            html: self.set(&risk.risk),
            causes_html: risk.causes.iter().map(|cause| self.set(cause)).collect(),
            controls_html: risk.controls.iter().map(|control| self.set(control)).collect(),
            likelihood: risk.likelihood.map(score),
            impact: risk.impact.map(score),
        }
    }
}

/// A card shows the latest value first, or the last target where there is none; everything else is listed below it.
fn has_details(metric: &Metric) -> bool {
    let is_explained = metric.targets.iter().any(|target| target.source.is_some() || target.note.is_some());
    let listed = if metric.latest().is_some() { metric.targets.len() } else { metric.targets.len().saturating_sub(1) };
    listed > 0 || is_explained || metric.baseline.is_some() || metric.compare.is_some()
}

/// What a measure counts, unless there is no number yet for it to stand behind.
fn noun(metric: &Metric) -> Option<String> {
    let Unit::Count(noun) = &metric.unit else { return None };
    let first = metric
        .latest()
        .map(|latest| latest.quantity)
        .or_else(|| metric.final_target().map(|target| target.quantity.clone()));
    noun.clone()
        .filter(|_| first.is_some_and(|first| matches!(first.value.amount, Amount::Number(_) | Amount::Range(..))))
}

fn figure(reading: &Reading, unit: &Unit, plan: &Plan) -> FigureView {
    let quantity: &Quantity = &reading.quantity.value;
    let words = wording::figure(quantity, unit, plan.config.negative);
    FigureView {
        text: words.text,
        spoken: words.spoken,
        when: reading.period.map(Period::words),
        note: reading.note.clone(),
    }
}

pub(super) fn standing(standing: Standing) -> StandingView {
    let kind = match standing.verdict {
        Verdict::Met => "met",
        Verdict::OnTrack => "on-track",
        Verdict::Behind => "behind",
        Verdict::TooEarly => "early",
        Verdict::NotKnown => "unknown",
        Verdict::Missed => "missed",
        Verdict::ToBeSet => "open",
        Verdict::Stopped => "stopped",
    };
    let words = standing.verdict.words();
    StandingView { kind, words, detail: standing.detail, because: standing.because }
}

fn column_view(table: &Table, column: &Column) -> ColumnView {
    let own = column.unit.as_ref().filter(|unit| Some(*unit) != table.unit.as_ref());
    let typed = match &column.kind {
        Kind::Figures(unit @ Unit::Money(..)) if table.unit.is_none() && column.unit.is_none() => Some(unit),
        Kind::Figures(unit @ Unit::Points) if column.unit.is_none() => Some(unit),
        _ => None,
    };
    let symbol = own.or(typed).map(Unit::symbol).filter(|symbol| !symbol.is_empty() && symbol != "%");
    // Under a caption that says "in thousands of pounds", plain numbers must say that they are none.
    let plain = matches!(column.kind, Kind::Figures(Unit::Count(None) | Unit::Number)) && table.unit.is_some();
    let symbol = symbol.or_else(|| plain.then(|| "number".to_owned()));
    ColumnView { name: column.name.value.clone(), unit: symbol, is_figure: matches!(column.kind, Kind::Figures(_)) }
}
