//! Measures, charts, promises and risks → their views.

use super::address;
use super::chart;
use super::prose::Setter;
use super::view::{
    ChartView, CompareView, FigureView, LinkView, MetricView, MilestoneView, RiskView, StandingView, TargetView,
};
use crate::names::slug;
use crate::number::{Amount, Quantity, Unit};
use crate::period::Period;
use crate::plan::chapter::Progress;
use crate::plan::figures::Standing;
use crate::plan::series::Series;
use crate::plan::{Chapter, Metric, Milestone, Plan, Reading, Risk};
use crate::wording;

impl<'p> Setter<'p> {
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
            has_details: has_details(metric),
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
    let (kind, words, detail) = match standing {
        Standing::Met => ("met", "Target met", None),
        Standing::OnCourse => ("met", "As good as the target so far", None),
        Standing::Short(by) => ("short", "Not there yet", Some(format!("{by} from the target"))),
        Standing::Missed(by) => ("missed", "Target not met", Some(format!("{by} from the target"))),
        Standing::NoFigure => ("unknown", "No figure yet", None),
        Standing::ToBeSet => ("open", "Target to be set", None),
    };
    StandingView { kind, words: words.to_owned(), detail }
}
