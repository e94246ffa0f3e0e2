//! A chapter → its text, stretch by stretch, on its own page and on the page that holds the whole plan.

use serde::Serialize;

use super::chart::ChartView;
use super::links::{LinkView, NavView};
use super::metrics::MetricView;
use super::table::TableView;

/// A chapter.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct ChapterView {
    /// Its text, stretch by stretch.
    pub parts: Vec<PartView>,
    /// Whether it shows more than text: measures, tables, charts, a timeline or risks.
    pub has_figures: bool,
    /// Its headings of the second level, for "On this page".
    pub contents: Vec<HeadingView>,
    /// Whether it is a draft.
    pub is_draft: bool,
    /// When it was last changed, in words.
    pub updated: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The chapters of the part whose first page it is.
    pub children: Vec<NavView>,
    /// Keys for the theme alone.
    pub extra: std::collections::BTreeMap<String, String>,
}

/// A heading.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct HeadingView {
    /// Its anchor.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// A stretch of a chapter: text, or a block of data.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct PartView {
    /// `prose`, `tables`, or the name of the block, which is also that of its component: `metrics`, `chart`, `timeline` …
    pub kind: &'static str,
    /// What it shows. Templates see its fields directly under the part.
    #[serde(flatten)]
    pub contents: ContentsView,
}

/// What a stretch of a chapter shows.
#[derive(Clone, Serialize, Hash, Debug)]
#[serde(untagged)]
pub enum ContentsView {
    /// Text.
    Prose {
        /// Finished markup.
        html: String,
    },
    /// Measures.
    Measures {
        /// The measures.
        metrics: Vec<MetricView>,
    },
    /// A table, or several side by side.
    Tables {
        /// The tables, each with its notes and downloads, as finished markup.
        tables_html: Vec<String>,
        /// The tables for a theme that has its own `table.html`, instead of finished markup.
        tables: Vec<TableView>,
    },
    /// A chart.
    Chart {
        /// The chart.
        chart: Box<ChartView>,
    },
    /// Dated promises.
    Milestones {
        /// In order of date.
        milestones: Vec<MilestoneView>,
    },
    /// Risks.
    Risks {
        /// In the author's order.
        risks: Vec<RiskView>,
    },
}

impl ContentsView {
    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Prose { html } => html.is_empty(),
            Self::Measures { metrics } => metrics.is_empty(),
            Self::Tables { tables_html, tables } => tables_html.is_empty() && tables.is_empty(),
            Self::Chart { .. } => false,
            Self::Milestones { milestones } => milestones.is_empty(),
            Self::Risks { risks } => risks.is_empty(),
        }
    }
}

/// Something promised for a time.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct MilestoneView {
    /// By when, in words.
    pub when: String,
    /// By when, for machines.
    pub iso: String,
    /// What.
    pub html: String,
    /// By whom.
    pub owner: Option<String>,
    /// How it goes, in words.
    pub status: String,
    /// How it goes, for a class.
    pub status_kind: &'static str,
    /// The chapter that promises it, unless that is this page.
    pub chapter: Option<LinkView>,
}

/// Something that may go wrong.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct RiskView {
    /// What.
    pub html: String,
    /// Why it may happen.
    pub causes_html: Vec<String>,
    /// What is done against it.
    pub controls_html: Vec<String>,
    /// How likely, in words.
    pub likelihood: Option<String>,
    /// How bad, in words.
    pub impact: Option<String>,
}

/// A chapter among others on one page.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct SectionView {
    /// Its anchor.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How deep it lies: 1 for a part or a chapter at the top, 2 for a chapter of a part …
    pub depth: usize,
    /// All of it as finished markup.
    pub html: String,
}

/// A chapter on the page that holds the whole plan.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct PrintView {
    /// Its anchor.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// How deep it lies: 1 for a part or a chapter at the top, 2 for a chapter of a part …
    pub depth: usize,
    /// Its text.
    pub parts: Vec<PartView>,
}
