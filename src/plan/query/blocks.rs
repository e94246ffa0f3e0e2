//! A block of data in a chapter → what of the plan it shows.

use crate::base::span::Spanned;
use crate::plan::{Chapter, ChapterSummary, Metric, Milestone, Plan, Risk, Table};
use crate::text::insert::{Asked, ChartInsert};

/// What a block shows. What the plan does not have is left out; the check reports it.
#[derive(Debug)]
pub enum Contents<'p> {
    /// Measures.
    Measures(Vec<&'p Metric>),
    /// Tables.
    Tables(Vec<&'p Table>),
    /// A chart.
    Chart(&'p ChartInsert),
    /// Milestones, chapter by chapter.
    Milestones(Vec<(ChapterSummary<'p>, &'p Milestone)>),
    /// Risks.
    Risks(&'p [Risk]),
}

impl Plan {
    /// What a block in a chapter shows.
    #[must_use]
    pub fn contents<'p>(&'p self, chapter: &'p Chapter, asked: &'p Asked) -> Contents<'p> {
        match asked {
            Asked::Measures(ids) => Contents::Measures(self.asked_measures(chapter, ids)),
            Asked::Tables(ids) => Contents::Tables(ids.iter().filter_map(|id| self.table(&id.value)).collect()),
            Asked::Chart(insert) => Contents::Chart(insert),
            Asked::Milestones => Contents::Milestones(self.milestones_below(chapter)),
            Asked::Risks => Contents::Risks(&chapter.risks),
        }
    }

    /// The measures that are named, or all of the chapter.
    fn asked_measures<'p>(&'p self, chapter: &'p Chapter, ids: &[Spanned<String>]) -> Vec<&'p Metric> {
        if ids.is_empty() {
            return chapter.metrics.iter().collect();
        }
        ids.iter().filter_map(|id| self.metric(&id.value)).collect()
    }

    /// The milestones of a chapter, or of all chapters of a part.
    fn milestones_below<'p>(&'p self, chapter: &'p Chapter) -> Vec<(ChapterSummary<'p>, &'p Milestone)> {
        let below = self.below(chapter).into_iter();
        below.flat_map(|from| from.milestones().iter().map(move |milestone| (from, milestone))).collect()
    }
}
