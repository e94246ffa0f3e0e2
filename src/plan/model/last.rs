//! The plan of the year before: its name and what its measures said.

use super::dashboard::{self, Measures};
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::files::Files;
use crate::base::span::{FileId, Span, Spanned};
use crate::base::yaml::{Fields, Key, Kind, Node, Record};
use crate::plan::query::figures::{Fault, NoFigure};
use crate::plan::read::extract::{Extract, FileRead};
use crate::plan::read::values::UNKNOWN_VALUE;
use crate::plan::{Metric, Plan};

/// The plan of the year before.
#[derive(Clone, Debug)]
pub struct LastPlan {
    /// Its title.
    pub title: String,
    /// Where it can be read.
    pub address: Option<String>,
    /// Its measures, as it published them.
    measures: Measures,
    /// The files that those were read from.
    pub(crate) reads: Vec<FileRead>,
}

/// The keys of `last-plan:`.
#[rustfmt::skip]
pub(super) const LAST_PLAN: Record = Record {
    name: "last year's plan",
    doc: "Last year's plan, so that readers can compare its figures with this year's.",
    keys: &[
        Key::new("title", Kind::Text, "The title of last year's plan.").needed().or(&["name", "heading", "headline"]),
        Key::new("address", Kind::Form("^https?://"), "The web address of last year's plan.").or(&["url", "link", "website"]),
        Key::new("measures", Kind::Text, "The file in content/ with last year's measures.").or(&["file", "data", "metrics"]),
    ],
};

impl LastPlan {
    /// Reads `last-plan:` of the site file `file`.
    pub(crate) fn parse(source: &Files, file: FileId, node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, &LAST_PLAN, diagnostics)?;
        let title = fields.text("title", diagnostics);
        let address = fields.text("address", diagnostics).and_then(|text| web_address(text, diagnostics));
        let file_name = fields.text("measures", diagnostics);
        fields.finish(diagnostics);
        let mut reads = Vec::new();
        let measures = match file_name {
            Some(name) => dashboard::read(source, file, &Extract::whole(name), &mut reads, diagnostics),
            None => Measures { is_whole: true, ..Measures::default() },
        };
        Some(Self { title: title.map(|title| title.value).unwrap_or_default(), address, measures, reads })
    }

    /// The ids of its measures.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.measures.metrics.iter().map(|metric| metric.id.value.as_str())
    }

    /// Whether all of its measures could be read.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.measures.is_whole
    }
}

/// An address that readers can be led to.
fn web_address(text: Spanned<String>, diagnostics: &mut Diagnostics) -> Option<String> {
    if text.value.starts_with("https://") || text.value.starts_with("http://") {
        return Some(text.value);
    }
    diagnostics.add(
        Diagnostic::new(&UNKNOWN_VALUE, text.span, format!("`{}` is not a web address", text.value))
            .help("Copy it from your browser. It begins with https://."),
    );
    None
}

impl Plan {
    /// A measure as it stood in last year's plan, under the same id or the one it had then.
    #[must_use]
    pub fn last_year(&self, metric: &Metric) -> Option<&Metric> {
        let id = metric.was.as_ref().unwrap_or(&metric.id);
        let last = self.config.last_plan.as_ref()?;
        last.measures.metrics.iter().find(|last| last.id.value == id.value)
    }

    /// Whether a measure may well stand in last year's plan, in a part that could not be read.
    pub(crate) fn may_have_been(&self) -> bool {
        self.config.last_plan.as_ref().is_some_and(|last| !last.is_whole())
    }

    /// Nothing is known of a measure in last year's plan.
    pub(crate) fn not_last_year(&self, metric: &Metric, span: Span) -> NoFigure {
        let id = &metric.id.value;
        let help = if self.config.last_plan.is_some() {
            "Correct the id in the file of last year's measures. If the measure had another id, write `was: …` in \
             the measure."
        } else {
            "Add last year's measures to plan.yaml: last-plan: { title: …, measures: last-year.csv }."
        };
        NoFigure {
            span,
            kind: Fault::UnknownPart,
            message: format!("the measure `{id}` is not in last year's plan"),
            help: help.into(),
        }
    }
}
