//! A measure → its card: its figures in words, its targets and where it stands.

use serde::Serialize;

use super::links::LinkView;
use crate::value::voice::Phrase;

/// A figure.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct FigureView {
    /// `seen`, and `heard` where that differs.
    #[serde(flatten)]
    pub phrase: Phrase,
    /// When it was so, in words.
    pub when: Option<String>,
    /// For readers.
    pub note: Option<String>,
}

/// A target.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct TargetView {
    /// What is to be reached: `seen`, and `heard` where that differs.
    #[serde(flatten)]
    pub phrase: Phrase,
    /// By when, in words: `31 March 2019`, `the end of 2018-19`.
    pub by: Option<String>,
    /// That it goes on, or that its time is to be confirmed.
    pub open: Option<String>,
    /// Who set it.
    pub source: Option<String>,
    /// For readers.
    pub note: Option<String>,
}

/// A level to keep to in every period.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct StandardView {
    /// The level: `seen`, and `heard` where that differs.
    #[serde(flatten)]
    pub phrase: Phrase,
    /// Who set it.
    pub source: Option<String>,
    /// For readers.
    pub note: Option<String>,
    /// Whether it is met in the latest period, where the progress of the measure is about something else.
    pub standing: Option<StandingView>,
    /// In how many periods it was met: `Met in 7 of 10 months`.
    pub times_met: Option<String>,
}

/// A measure.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct MetricView {
    /// Its id; unique on the page.
    pub id: String,
    /// What is counted.
    pub name: String,
    /// In what, where the figure shown first alone does not say: `people`, `beds`.
    pub noun: Option<String>,
    /// The latest value.
    pub latest: Option<FigureView>,
    /// Where it started.
    pub baseline: Option<FigureView>,
    /// Where it should go, in order of date.
    pub targets: Vec<TargetView>,
    /// The level to keep to in every period.
    pub standard: Option<StandardView>,
    /// Elsewhere: names and values.
    pub comparisons: Vec<CompareView>,
    /// Where it stands.
    pub standing: Option<StandingView>,
    /// What is said where that is not known.
    pub not_judged: String,
    /// Its course so far as a small line, finished, where three or more values are known. It is for the eye alone.
    pub spark_html: Option<String>,
    /// What last year's plan said of it.
    pub last_year: Option<Phrase>,
    /// Whether there is more to list on its card than the figure shown first.
    pub has_details: bool,
    /// Who is responsible for it.
    pub owner: Option<String>,
    /// For readers.
    pub note: Option<String>,
    /// Where the figures come from.
    pub source: Option<String>,
}

/// What is said where a measure has nothing to show.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct MissingView {
    /// For where it started.
    pub baseline: String,
    /// For its latest value.
    pub latest: String,
    /// For its standard.
    pub standard: String,
    /// For its target.
    pub target: String,
}

/// The same measure elsewhere.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct CompareView {
    /// Where.
    pub name: String,
    /// The value there.
    pub figure: FigureView,
    /// How the latest value compares with it: `Similar to England`.
    pub compared: Option<String>,
    /// The same where its figure is not beside it: `Similar to England, 13.9`.
    pub compared_with_figure: Option<Phrase>,
}

/// Where a measure stands against its target.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct StandingView {
    /// `met`, `done`, `on-track`, `at-risk`, `behind`, `late`, `planned`, `not-started`, `early`, `unknown`, `missed`, `standard-met`, `standard-not-met`, `open` or `stopped`, for a class and a shape.
    pub kind: &'static str,
    /// Its shape, finished, so that no colour says it alone.
    pub shape_html: String,
    /// In words: `Target met`.
    pub words: &'static str,
    /// How far it is from the target.
    pub detail: Option<Phrase>,
    /// Why, where the author says how it stands.
    pub because: Option<String>,
}

/// The plan of the year before.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct LastPlanView {
    /// Its title.
    pub title: String,
    /// Where it can be read.
    pub address: Option<String>,
}

/// The measures of a chapter.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct MeasuresView {
    /// The chapter.
    pub chapter: LinkView,
    /// Its measures.
    pub metrics: Vec<MetricView>,
    /// Whether it is known of one of them where it started.
    pub has_baseline: bool,
    /// Whether one of them has a standard.
    pub has_standard: bool,
}
