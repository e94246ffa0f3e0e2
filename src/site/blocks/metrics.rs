//! Measures, charts, promises and risks → their views.

use crate::base::names::slug;
use crate::plan::model::metric::Comparison;
use crate::plan::query::series::Graph;
use crate::plan::query::standing::Standing;
use crate::plan::{ChapterSummary, Metric, Milestone, Plan, Reading, Risk};
use crate::site::address;
use crate::site::chart;
use crate::site::prose::ProseRenderer;
use crate::site::view::{
    ChartView, CompareView, DownloadView, FigureView, LinkView, MetricView, MilestoneView, MissingView, RiskView,
    StandardView, StandingView, TargetView,
};
use crate::value::locale::{Catalogue, Joined, Key};
use crate::value::number::{Amount, Unit};
use crate::value::period::{Deadline, Period};
use crate::value::voice::{Phrase, Voice, grammar};

/// What is said where a measure has nothing to show.
pub(crate) fn missing(texts: &Catalogue) -> MissingView {
    let text = |key| texts.text(key).to_owned();
    MissingView {
        baseline: text(Key("measures-no-baseline")),
        latest: text(Key("measures-no-latest")),
        standard: text(Key("measures-no-standard")),
        target: text(Key("measures-no-target")),
    }
}

/// How likely something is, or how much it would harm, from 1 to 5.
const SCORES: [Key; 5] =
    [Key("risk-very-low"), Key("risk-low"), Key("risk-medium"), Key("risk-high"), Key("risk-very-high")];

impl<'p> ProseRenderer<'p> {
    /// A measure for this page.
    pub(crate) fn metric(&mut self, metric: &Metric, plan: &Plan) -> MetricView {
        let voice = plan.voice();
        let figure = |reading: &Reading| figure(reading, &metric.unit, voice);
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
                    phrase: voice.figure(&target.quantity.value, &metric.unit),
                    by: target.by().map(|by| voice.deadline(by)),
                    open: target.due.and_then(|due| open_deadline(due, self.texts)),
                    source: target.source.clone(),
                    note: target.note.clone(),
                })
                .collect(),
            standard: standard(metric, voice),
            comparisons: metric.compare.iter().map(|compare| comparison(metric, compare, voice)).collect(),
            standing: metric.standing().map(|found| standing(found, &metric.unit, voice)),
            not_judged: not_judged(metric, self.texts).to_owned(),
            spark_html: chart::spark(metric),
            has_details: has_details(metric) || plan.last_year(metric).is_some(),
            last_year: plan.last_year(metric).and_then(|last| last_year(last, voice)),
            owner: metric.owner.clone(),
            note: metric.note.clone(),
            source: metric.source.clone(),
        }
    }

    /// A chart for this page.
    pub(crate) fn chart(&mut self, graph: &Graph, name: &str, csv: DownloadView, plan: &Plan) -> ChartView {
        let id = self.unique(&format!("chart--{}", slug(name)));
        chart::draw(graph, &id, csv, plan.voice())
    }

    /// A promise for this page.
    pub(crate) fn milestone(
        &mut self,
        milestone: &'p Milestone,
        chapter: ChapterSummary,
        is_own: bool,
    ) -> MilestoneView {
        let status = milestone.status.status();
        MilestoneView {
            when: match milestone.by.value {
                Deadline::By(time) => grammar::capitalised(&self.voice().time(time)),
                open => open_deadline(open, self.texts).unwrap_or_default(),
            },
            iso: milestone.by.value.time().map_or(String::new(), Period::iso),
            html: self.set(&milestone.text),
            owner: milestone.owner.clone(),
            status: self.texts.text(status.words).to_owned(),
            status_kind: status.kind,
            chapter: (!is_own)
                .then(|| LinkView { title: chapter.title().value.clone(), url: address::chapter(chapter.address()) }),
        }
    }

    /// A risk for this page.
    pub(crate) fn risk(&mut self, risk: &'p Risk) -> RiskView {
        let texts = self.texts;
        let score = |score: u8| texts.text(SCORES[usize::from(score.clamp(1, 5)) - 1]).to_owned();
        RiskView {
            html: self.set(&risk.risk),
            causes_html: risk.causes.iter().map(|cause| self.set(cause)).collect(),
            controls_html: risk.controls.iter().map(|control| self.set(control)).collect(),
            likelihood: risk.likelihood.map(score),
            impact: risk.impact.map(score),
        }
    }
}

/// What is said of a deadline that is no time.
pub(crate) fn open_deadline(deadline: Deadline, texts: &Catalogue) -> Option<String> {
    match deadline {
        Deadline::By(_) => None,
        Deadline::Ongoing => Some(texts.text(Key("milestone-ongoing")).to_owned()),
        Deadline::ToBeConfirmed => Some(texts.text(Key("milestone-to-be-confirmed")).to_owned()),
    }
}

/// A card shows the latest value first, or the last target where there is none; everything else is listed below it.
fn has_details(metric: &Metric) -> bool {
    let is_explained = metric.targets.iter().any(|target| target.source.is_some() || target.note.is_some());
    let listed = if metric.latest().is_some() { metric.targets.len() } else { metric.targets.len().saturating_sub(1) };
    listed > 0 || is_explained || metric.baseline.is_some() || !metric.compare.is_empty() || metric.standard.is_some()
}

/// A measure elsewhere, and how the latest value compares with it.
pub(crate) fn comparison(metric: &Metric, comparison: &Comparison, voice: Voice) -> CompareView {
    let (name, compared) = (&comparison.name, metric.compared_with(comparison));
    let figure = figure(&comparison.reading, &metric.unit, voice);
    let with_figure = |figure: &str| voice.texts().list(Joined::Comma, &[name.clone(), figure.to_owned()]);
    CompareView {
        name: name.clone(),
        compared: compared.map(|compared| voice.compared_with(compared, name)),
        compared_with_figure: compared
            .map(|compared| figure.phrase.clone().map(|figure| voice.compared_with(compared, &with_figure(figure)))),
        figure,
    }
}

/// The standard of a measure, and whether it is met.
pub(crate) fn standard(metric: &Metric, voice: Voice) -> Option<StandardView> {
    let found = metric.standard.as_ref()?;
    let own = metric.standing_to_standard().filter(|_| metric.has_path() || metric.status.is_some());
    Some(StandardView {
        phrase: voice.figure(&found.quantity.value, &metric.unit),
        source: found.source.clone(),
        note: found.note.clone(),
        standing: own.map(|own| standing(own, &metric.unit, voice)),
        times_met: metric.times_met().map(|times| voice.times_met(times)),
    })
}

/// What a measure counts, unless there is no number yet for it to stand behind.
fn noun(metric: &Metric) -> Option<String> {
    let Unit::Count(noun) = &metric.unit else { return None };
    let first = metric
        .latest()
        .map(|latest| latest.quantity)
        .or_else(|| metric.final_target().map(|target| target.quantity.clone()))?;
    match first.value.amount {
        Amount::Number(number) => noun.as_ref().map(|noun| grammar::counted(number, noun)),
        Amount::Range(..) => noun.clone(),
        _ => None,
    }
}

fn figure(reading: &Reading, unit: &Unit, voice: Voice) -> FigureView {
    FigureView {
        phrase: voice.figure(&reading.quantity.value, unit),
        when: reading.period.map(|period| voice.time(period)),
        note: reading.note.clone(),
    }
}

/// What last year's plan said of a measure: `83% (target 90% by March 2018)`.
fn last_year(last: &Metric, voice: Voice) -> Option<Phrase> {
    match last_year_parts(last, voice) {
        (Some(value), Some(target)) => Some(value.with(&target, |value, target| format!("{value} ({target})"))),
        (value, target) => value.or(target),
    }
}

/// The value and the target of a measure in last year's plan.
pub(crate) fn last_year_parts(last: &Metric, voice: Voice) -> (Option<Phrase>, Option<Phrase>) {
    let value = last.latest().map(|latest| voice.figure(&latest.quantity.value, &last.unit));
    let target = last.final_target().map(|target| voice.target(&target.quantity.value, target.by(), &last.unit));
    (value, target)
}

/// What is said where nothing is known of how a measure stands.
pub(crate) fn not_judged<'t>(metric: &Metric, texts: &'t Catalogue) -> &'t str {
    texts.text(if metric.targets.is_empty() && metric.standard.is_none() {
        Key("measures-a-fact")
    } else {
        Key("measures-not-judged")
    })
}

pub(crate) fn standing(standing: Standing, unit: &Unit, voice: Voice) -> StandingView {
    let status = standing.verdict.status();
    StandingView {
        kind: status.kind,
        shape_html: icon(status.icon),
        words: voice.verdict(standing.verdict),
        detail: standing.distance.map(|distance| voice.distance(standing.verdict, &distance, unit)),
        because: standing.because,
    }
}

/// A shape in a square of 24 as a drawing as large as the letters beside it.
fn icon(shape: &str) -> String {
    format!(
        "<svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\" width=\"24\" height=\"24\" viewBox=\"0 0 24 24\">{shape}</svg>"
    )
}
